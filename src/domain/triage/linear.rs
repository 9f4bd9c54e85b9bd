//! Learning: one linear judge per label, this label against all others.
//!
//! Each is a linear support vector machine with squared hinge loss, solved in its dual, one coordinate at a time (Hsieh et
//! al., ICML 2008, algorithm 1), all labels of a group in one pass over the texts. Unlike the shares of a softmax, such a
//! score says how well a text fits a label at all, and that is what tells a text that fits none.

use rayon::prelude::*;

use super::{chance::Chance, vocabulary::Sparse};

/// Labels that are learned in one pass: as many as are quick to add up at once.
const GROUP: usize = 32;

/// How it is learned.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// What a mistake costs: higher fits the texts closer.
    pub cost: f32,
    /// The most passes over the texts.
    pub passes: usize,
    /// It is learned when no step of a pass is larger than this.
    pub settled: f32,
    /// For the order of the texts.
    pub seed: u64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { cost: 2.0, passes: 12, settled: 0.2, seed: 1 }
    }
}

/// Weights of features for labels; the last row is what each label begins with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// How many labels.
    pub labels: usize,
    /// `[feature][label]`, features + 1 rows.
    pub values: Vec<f32>,
}

impl Weights {
    /// The score of each label: above 0 is for it.
    pub fn scores(&self, text: &Sparse) -> Vec<f32> {
        let row = |place: usize| &self.values[place * self.labels..][..self.labels];
        let mut scores = row(self.values.len() / self.labels.max(1) - 1).to_vec();
        for (place, weight) in text {
            for (score, value) in scores.iter_mut().zip(row(*place as usize)) {
                *score += weight * value;
            }
        }
        scores
    }
}

/// Learns from texts over so many features with a label each; a text of none of the labels counts against all.
pub fn learn(texts: &[&Sparse], labels: &[Option<u32>], features: usize, count: usize, recipe: &Recipe) -> Weights {
    let groups: Vec<Vec<[f32; GROUP]>> = (0..count.div_ceil(GROUP))
        .into_par_iter()
        .map(|group| learn_group(texts, labels, features, group * GROUP, recipe))
        .collect();
    let mut values = vec![0.0; (features + 1) * count];
    for (label, column) in (0..count).map(|label| (label, label % GROUP)) {
        for (row, weights) in groups[label / GROUP].iter().enumerate() {
            values[row * count + label] = weights[column];
        }
    }
    Weights { labels: count, values }
}

fn learn_group(
    texts: &[&Sparse],
    labels: &[Option<u32>],
    features: usize,
    first: usize,
    recipe: &Recipe,
) -> Vec<[f32; GROUP]> {
    let mut weights = vec![[0_f32; GROUP]; features + 1];
    let mut duals = vec![[0_f32; GROUP]; texts.len()];
    let give = 0.5 / recipe.cost;
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let mut chance = Chance::new(recipe.seed);
    for _ in 0..recipe.passes {
        chance.shuffle(&mut order);
        let mut largest = 0_f32;
        for at in &order {
            let (text, dual) = (texts[*at], &mut duals[*at]);
            let own = labels[*at].and_then(|label| (label as usize).checked_sub(first));
            let mut scores = weights[features];
            for (place, weight) in text {
                for (score, value) in scores.iter_mut().zip(&weights[*place as usize]) {
                    *score += weight * value;
                }
            }
            let square: f32 = 1.0 + text.iter().map(|(_, weight)| weight * weight).sum::<f32>();
            let mut steps = [0_f32; GROUP];
            let mut moved = false;
            for (column, ((step, dual), score)) in steps.iter_mut().zip(dual).zip(scores).enumerate() {
                let side = if own == Some(column) { 1.0 } else { -1.0 };
                let slope = side * score - 1.0 + give * *dual;
                let slope = if *dual == 0.0 { slope.min(0.0) } else { slope };
                if slope.abs() > 1e-3 {
                    let next = (*dual - slope / (square + give)).max(0.0);
                    *step = (next - *dual) * side;
                    *dual = next;
                    largest = largest.max(slope.abs());
                    moved = true;
                }
            }
            if moved {
                let mut add = |place: usize, weight: f32| {
                    for (value, step) in weights[place].iter_mut().zip(&steps) {
                        *value += weight * step;
                    }
                };
                add(features, 1.0);
                text.iter().for_each(|(place, weight)| add(*place as usize, *weight));
            }
        }
        if largest < recipe.settled {
            break;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three labels, each with a feature of its own, and one feature that says nothing.
    fn texts() -> (Vec<Sparse>, Vec<Option<u32>>) {
        let text = |own: u32| vec![(own, 0.8_f32), (3, 0.6)];
        ((0..60).map(|at| text(at % 3)).collect(), (0..60).map(|at| Some(at % 3)).collect())
    }

    fn learned(labels: &[Option<u32>], count: usize) -> Weights {
        let (texts, _) = texts();
        learn(&texts.iter().collect::<Vec<_>>(), labels, 4, count, &Recipe::default())
    }

    #[test]
    fn what_tells_labels_apart_is_learned() {
        let (texts, labels) = texts();
        let weights = learned(&labels, 3);
        for (text, label) in texts.iter().zip(labels) {
            let scores = weights.scores(text);
            for (at, score) in scores.iter().enumerate() {
                assert_eq!(*score > 0.0, Some(at as u32) == label, "{scores:?}");
            }
        }
        assert!(weights.scores(&vec![(3, 1.0)]).iter().all(|score| *score < 0.0), "it fits no label");
    }

    #[test]
    fn a_text_of_no_label_counts_against_all() {
        let (_, mut labels) = texts();
        for label in &mut labels {
            *label = label.filter(|label| *label != 2);
        }
        let scores = learned(&labels, 3).scores(&vec![(2, 0.8), (3, 0.6)]);
        assert!(scores.iter().all(|score| *score < 0.0), "{scores:?}");
    }

    #[test]
    fn labels_of_several_groups_are_learned_as_one_would_be() {
        let (_, labels) = texts();
        let (few, many) = (learned(&labels, 3), learned(&labels, 40));
        for feature in 0..5 {
            for label in 0..3 {
                let (a, b) = (few.values[feature * 3 + label], many.values[feature * 40 + label]);
                assert!((a - b).abs() < 0.02, "feature {feature}, label {label}: {a} and {b}");
            }
        }
    }
}
