//! What was learned, and what it says of a message.

use std::collections::BTreeMap;

use super::{
    calibrate::{Best, Calibration, says_nothing},
    features::{occurrences, words},
    linear::Weights,
    vocabulary::{Vocabulary, counted},
};

/// From which chance on, that a message is of a kind that a person must see, a person is brought in.
const GRAVE: f32 = 0.25;
/// The most words that are named for a decision.
const WORDS: usize = 5;

/// A kind of message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its name.
    pub name: String,
    /// Whether a person must see every message of it.
    pub is_grave: bool,
    /// How many texts it was learned from.
    pub texts: u32,
}

/// Weights in a byte each, with a scale for every feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learned {
    /// The scale of each feature; the last is of what labels begin with.
    pub scales: Vec<f32>,
    /// `[feature][label]`, in steps of the scale.
    pub steps: Vec<i8>,
}

/// What was learned.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The labels, by name.
    pub labels: Vec<Label>,
    /// The features that are known.
    pub vocabulary: Vocabulary,
    /// Their weights.
    pub weights: Learned,
    /// How scores are read.
    pub calibration: Calibration,
    /// How many texts it was learned from that fit no label.
    pub out_of_scope: u32,
}

/// What is said of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The label; `None`: it fits none of them.
    pub label: Option<String>,
    /// The label that fits best, whether it fits or not.
    pub nearest: String,
    /// The chance that the label that fits best is right, from 0 to 1.
    pub confidence: f32,
    /// The kind that a person must see and that this may be, and the chance that it is of any such kind.
    pub grave: Option<(String, f32)>,
    /// The words that speak most for the label that fits best, the strongest first.
    pub words: Vec<Word>,
}

/// A word, and its share of what speaks for a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The word, in lower case; digits read as `0`.
    pub word: String,
    /// From 0 to 1.
    pub share: f32,
}

impl Learned {
    /// Weights in a byte each.
    pub fn of(weights: &Weights) -> Self {
        let (mut scales, mut steps) = (Vec::new(), Vec::with_capacity(weights.values.len()));
        for row in weights.values.chunks(weights.labels.max(1)) {
            let most = row.iter().fold(0_f32, |most, weight| most.max(weight.abs()));
            let scale = if most > 0.0 { most / 127.0 } else { 1.0 };
            scales.push(scale);
            steps.extend(row.iter().map(|weight| (weight / scale).round() as i8));
        }
        Self { scales, steps }
    }

    fn row(&self, feature: usize, labels: usize) -> (f32, &[i8]) {
        (self.scales[feature], &self.steps[feature * labels..][..labels])
    }
}

impl Model {
    /// The score of each label for a text's features.
    fn scores(&self, text: &[(u32, f32)]) -> Vec<f32> {
        let count = self.labels.len();
        let mut scores = vec![0.0; count];
        let begin = std::iter::once((self.vocabulary.size(), 1.0));
        for (feature, weight) in text.iter().map(|(at, weight)| (*at as usize, *weight)).chain(begin) {
            let (scale, row) = self.weights.row(feature, count);
            let weight = weight * scale;
            for (score, step) in scores.iter_mut().zip(row) {
                *score += weight * f32::from(*step);
            }
        }
        scores
    }

    /// What a message is about.
    pub fn verdict(&self, text: &str) -> Verdict {
        let vector = self.vocabulary.vector(&counted(text));
        let scores = self.scores(&vector);
        let Some(best) = self.calibration.best(&scores).filter(|_| !says_nothing(&vector)) else {
            let nearest = self.labels.first().map(|label| label.name.clone()).unwrap_or_default();
            return Verdict { label: None, nearest, confidence: 0.0, grave: None, words: Vec::new() };
        };
        let nearest = self.labels[best.label as usize].name.clone();
        Verdict {
            label: (!self.calibration.fits_none(&best)).then(|| nearest.clone()),
            nearest,
            confidence: self.calibration.confidence(&best),
            grave: self.grave(&scores, &best),
            words: self.strongest(text, &vector, best.label as usize),
        }
    }

    fn grave(&self, scores: &[f32], best: &Best) -> Option<(String, f32)> {
        let shares = self.calibration.shares(scores);
        let grave = || self.labels.iter().zip(&shares).filter(|(label, _)| label.is_grave);
        let chance: f32 = grave().map(|(_, share)| share).sum();
        let (likeliest, _) = grave().max_by(|a, b| a.1.total_cmp(b.1))?;
        let is_best = self.labels[best.label as usize].is_grave;
        (is_best || chance >= GRAVE).then(|| (likeliest.name.clone(), chance))
    }

    /// Each word's part in the score of a label: that of its features, halved where two words share one.
    fn strongest(&self, text: &str, vector: &[(u32, f32)], label: usize) -> Vec<Word> {
        let words = words(text);
        let found = occurrences(&words);
        let mut times: BTreeMap<u32, f32> = BTreeMap::new();
        for place in found.iter().filter_map(|one| self.vocabulary.place(one)) {
            *times.entry(place).or_default() += 1.0;
        }
        let mut parts: BTreeMap<&str, f32> = BTreeMap::new();
        for one in &found {
            let Some(place) = self.vocabulary.place(one) else { continue };
            let Ok(at) = vector.binary_search_by_key(&place, |(place, _)| *place) else { continue };
            let (scale, row) = self.weights.row(place as usize, self.labels.len());
            let part = vector[at].1 * scale * f32::from(row[label]) / times[&place] / 2.0;
            for word in [one.word, one.other] {
                *parts.entry(&words[word as usize]).or_default() += part;
            }
        }
        let all: f32 = parts.values().filter(|part| **part > 0.0).sum();
        let mut strongest: Vec<(&str, f32)> = parts.into_iter().filter(|(_, part)| *part > 0.0).collect();
        strongest.sort_by(|a, b| b.1.total_cmp(&a.1));
        let word = |(word, part): (&str, f32)| Word { word: word.to_owned(), share: part / all };
        strongest.into_iter().take(WORDS).map(word).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::train::{Example, train},
        *,
    };

    fn model() -> Model {
        let mut examples = Vec::new();
        for thing in ["order", "parcel", "package", "book", "lamp", "jacket"] {
            for (text, label) in [
                (format!("where is my {thing}"), "shipping"),
                (format!("when will the {thing} arrive"), "shipping"),
                (format!("i want my money back for the {thing}"), "refund"),
                (format!("refund the {thing} please"), "refund"),
                (format!("the {thing} burned my hand"), "danger"),
                (format!("my {thing} caught fire and hurt me"), "danger"),
            ] {
                examples.push(Example { text, label: Some(label.into()), is_grave: label == "danger" });
            }
        }
        train(&examples).unwrap().model
    }

    #[test]
    fn a_message_gets_its_label_and_the_words_for_it() {
        let model = model();
        let check = |text: &str, label: &str, word: &str| {
            let verdict = model.verdict(text);
            assert_eq!(verdict.label.as_deref(), Some(label), "{text}: {verdict:?}");
            assert!(verdict.words.iter().take(2).any(|found| found.word == word), "{text}: {verdict:?}");
            assert!(verdict.words.iter().map(|word| word.share).sum::<f32>() <= 1.001, "{verdict:?}");
        };
        check("Where is my chair?", "shipping", "where");
        check("please refund the chair", "refund", "refund");
        check("it burned my arm", "danger", "burned");
    }

    #[test]
    fn what_is_like_nothing_fits_no_label() {
        let model = model();
        for text in ["", "???", "zzyx qwrt", "kann ich bitte etwas ganz anderes haben"] {
            let verdict = model.verdict(text);
            assert_eq!(verdict.label, None, "{text}: {verdict:?}");
        }
    }

    #[test]
    fn a_grave_kind_is_said_even_where_another_is_likelier() {
        let model = model();
        assert_eq!(model.verdict("it burned my hand").grave.map(|(label, _)| label).as_deref(), Some("danger"));
        assert_eq!(model.verdict("where is my lamp").grave, None);
        let mixed = model.verdict("where is my money, my hand burned");
        assert!(mixed.grave.is_some(), "{mixed:?}");
    }

    #[test]
    fn a_byte_a_weight_is_close_enough() {
        let weights = Weights { labels: 3, values: vec![0.5, -1.0, 0.01, 0.0, 0.0, 0.0] };
        let learned = Learned::of(&weights);
        for (at, weight) in weights.values.iter().enumerate() {
            let kept = learned.scales[at / 3] * f32::from(learned.steps[at]);
            assert!((kept - weight).abs() <= 0.004, "{kept} for {weight}");
        }
    }
}
