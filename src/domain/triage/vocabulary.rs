//! The features that are known and how rare each is; texts as vectors over them.

use std::collections::HashMap;

use super::features::{Family, Occurrence, occurrences, words};

/// A text as a vector of length 1, or 0 where nothing in it is known: feature and weight, by feature.
pub type Sparse = Vec<(u32, f32)>;

/// From how many texts on a feature must be in two of them to be known.
const MANY: usize = 1500;

/// The features that are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    /// The features, sorted.
    features: Vec<u64>,
    /// How rare each is: `ln((1 + texts) / (1 + texts with it)) + 1`.
    rarity: Vec<f32>,
    /// Feature → its place.
    places: HashMap<u64, u32>,
}

/// The features of a text, once each, with how often they occur.
pub fn counted(text: &str) -> Vec<(u64, u32)> {
    let mut features: Vec<u64> = occurrences(&words(text)).into_iter().map(|found| found.feature).collect();
    features.sort_unstable();
    let mut counted: Vec<(u64, u32)> = Vec::with_capacity(features.len());
    for feature in features {
        match counted.last_mut() {
            Some((known, times)) if *known == feature => *times += 1,
            _ => counted.push((feature, 1)),
        }
    }
    counted
}

impl Vocabulary {
    /// Learns the features of these texts, at most so many: those that are in the most texts.
    pub fn learned<'a>(texts: impl Iterator<Item = &'a [(u64, u32)]>, most: usize) -> Self {
        let (mut holding, mut count) = (HashMap::<u64, u32>::new(), 0_usize);
        for text in texts {
            count += 1;
            for (feature, _) in text {
                *holding.entry(*feature).or_default() += 1;
            }
        }
        let least = if count >= MANY { 2 } else { 1 };
        let mut known: Vec<(u64, u32)> = holding.into_iter().filter(|(_, texts)| *texts >= least).collect();
        known.sort_unstable_by_key(|(feature, texts)| (std::cmp::Reverse(*texts), *feature));
        known.truncate(most);
        known.sort_unstable();
        let rarity = known.iter().map(|(_, texts)| rarity(count, *texts)).collect();
        Self::of(known.into_iter().map(|(feature, _)| feature).collect(), rarity)
    }

    /// A vocabulary of these features, sorted, and how rare each is.
    pub fn of(features: Vec<u64>, rarity: Vec<f32>) -> Self {
        let places = features.iter().zip(0..).map(|(feature, place)| (*feature, place)).collect();
        Self { features, rarity, places }
    }

    /// How many features are known.
    pub fn size(&self) -> usize {
        self.features.len()
    }

    /// The features, sorted.
    pub fn features(&self) -> &[u64] {
        &self.features
    }

    /// How rare each feature is.
    pub fn rarity(&self) -> &[f32] {
        &self.rarity
    }

    /// The place of a feature.
    pub fn place(&self, found: &Occurrence) -> Option<u32> {
        self.places.get(&found.feature).copied()
    }

    /// A text as a vector: `(1 + ln times) × rarity`, each family of length 1, then all of it.
    pub fn vector(&self, counted: &[(u64, u32)]) -> Sparse {
        let mut vector = Sparse::with_capacity(counted.len());
        let mut squares = [0_f32; Family::COUNT];
        for (feature, times) in counted {
            let Some(place) = self.places.get(feature) else { continue };
            let weight = (1.0 + (*times as f32).ln()) * self.rarity[*place as usize];
            squares[Family::of(*feature)] += weight * weight;
            vector.push((*place, weight));
        }
        let families = squares.iter().filter(|square| **square > 0.0).count() as f32;
        for (place, weight) in &mut vector {
            *weight /= (squares[Family::of(self.features[*place as usize])] * families).sqrt();
        }
        vector
    }
}

fn rarity(count: usize, texts: u32) -> f32 {
    ((1.0 + count as f32) / (1.0 + texts as f32)).ln() + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(texts: &[&str], most: usize) -> (Vocabulary, Vec<Vec<(u64, u32)>>) {
        let texts: Vec<_> = texts.iter().map(|text| counted(text)).collect();
        (Vocabulary::learned(texts.iter().map(Vec::as_slice), most), texts)
    }

    #[test]
    fn a_text_has_length_one_and_an_unknown_one_none() {
        let (known, texts) = learned(&["where is my order", "where is my refund", "hello"], usize::MAX);
        let length = |vector: &Sparse| vector.iter().map(|(_, weight)| weight * weight).sum::<f32>();
        for text in &texts {
            assert!((length(&known.vector(text)) - 1.0).abs() < 1e-5, "{text:?}");
        }
        assert!(known.vector(&counted("zzz qqq")).is_empty());
        assert!(known.vector(&counted("")).is_empty());
    }

    #[test]
    fn what_is_rare_weighs_more() {
        let (known, texts) = learned(&["my order", "my refund", "my parcel"], usize::MAX);
        let weight = |word: &str, text: &[(u64, u32)]| {
            let feature = occurrences(&words(word))[0];
            let place = known.place(&feature).unwrap();
            known.vector(text).iter().find(|(at, _)| *at == place).unwrap().1
        };
        assert!(weight("order", &texts[0]) > weight("my", &texts[0]));
    }

    #[test]
    fn the_most_common_are_kept_where_there_are_too_many() {
        let (known, _) = learned(&["my order", "my refund", "my parcel"], 3);
        assert_eq!(known.size(), 3);
        assert!(known.place(&occurrences(&words("my"))[0]).is_some());
    }
}
