//! Learning from labelled messages.

use std::collections::BTreeMap;

use super::{
    calibrate::{Calibration, HeldOut, says_nothing},
    chance,
    linear::{Recipe, Weights, learn},
    metrics::{Figures, Outcome, figures},
    model::{Label, Learned, Model},
    vocabulary::{Sparse, Vocabulary, counted},
};

/// A label of fewer texts is left out: nothing could be held out of it.
pub const LEAST_TEXTS: u32 = 3;
/// Each text is held out once, of so many times.
const PARTS: usize = 3;
/// The most labels.
const MOST_LABELS: usize = 500;
/// The most texts times labels: what is kept of each while it is learned from.
const MOST_DUALS: usize = 1 << 27;
/// The most features times labels.
const MOST_WEIGHTS: usize = 16 << 20;
/// For what is done by chance.
const SEED: u64 = 0x5eed;

/// A message that a person has labelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The label; `None`: it fits none of them.
    pub label: Option<String>,
    /// Whether a person must see it.
    pub is_grave: bool,
}

/// What came of learning.
#[derive(Clone, Debug)]
pub struct Trained {
    /// The model.
    pub model: Model,
    /// Labels of too few texts, with how many; they were left out.
    pub left_out: Vec<(String, u32)>,
    /// How good it is on texts that were held out.
    pub held_out: Figures,
}

/// Why nothing could be learned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untrainable {
    /// Fewer than two labels.
    #[error("labels with {LEAST_TEXTS} texts or more: {0}; it takes 2 to tell apart")]
    FewLabels(usize),
    /// More labels than can be.
    #[error("there are {0} labels, and {MOST_LABELS} are the most")]
    ManyLabels(usize),
    /// More texts than can be.
    #[error("there are {0} texts of {1} labels, which is more than can be learned from at once")]
    ManyTexts(usize, usize),
}

/// Learns from labelled messages; the same messages give the same model.
pub fn train(examples: &[Example]) -> Result<Trained, Untrainable> {
    let (labels, left_out) = labels(examples);
    if labels.len() < 2 {
        return Err(Untrainable::FewLabels(labels.len()));
    }
    if labels.len() > MOST_LABELS {
        return Err(Untrainable::ManyLabels(labels.len()));
    }
    if examples.len() * labels.len() > MOST_DUALS {
        return Err(Untrainable::ManyTexts(examples.len(), labels.len()));
    }
    let places: BTreeMap<&str, u32> = labels.iter().map(|label| label.name.as_str()).zip(0..).collect();
    let (mut texts, mut classes) = (Vec::new(), Vec::new());
    for example in examples {
        let class = match &example.label {
            None => None,
            Some(name) => match places.get(name.as_str()) {
                Some(place) => Some(*place),
                None => continue,
            },
        };
        texts.push(counted(&example.text));
        classes.push(class);
    }
    let held_out = held_out(&texts, &classes, labels.len());
    let calibration = Calibration::learned(&held_out);
    let all: Vec<usize> = (0..texts.len()).collect();
    let (vocabulary, weights) = learned(&texts, &classes, &all, labels.len());
    let figures = cross_checked(&held_out, &labels, &calibration);
    let out_of_scope = u32::try_from(classes.iter().filter(|class| class.is_none()).count()).unwrap_or(u32::MAX);
    let weights = Learned::of(&weights);
    let model = Model { labels, vocabulary, weights, calibration, out_of_scope };
    Ok(Trained { model, left_out, held_out: figures })
}

/// The labels with enough texts, by name, and those with too few. A label is grave where most of its texts are.
fn labels(examples: &[Example]) -> (Vec<Label>, Vec<(String, u32)>) {
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for example in examples {
        if let Some(name) = &example.label {
            let (texts, grave) = counts.entry(name).or_default();
            *texts += 1;
            *grave += u32::from(example.is_grave);
        }
    }
    let (enough, few): (Vec<_>, Vec<_>) = counts.into_iter().partition(|(_, (texts, _))| *texts >= LEAST_TEXTS);
    let label = |(name, (texts, grave)): (&str, (u32, u32))| Label {
        name: name.to_owned(),
        is_grave: grave * 2 > texts,
        texts,
    };
    (
        enough.into_iter().map(label).collect(),
        few.into_iter().map(|(name, (texts, _))| (name.to_owned(), texts)).collect(),
    )
}

type Counted = Vec<(u64, u32)>;

/// Learns from the texts at these places.
fn learned(texts: &[Counted], classes: &[Option<u32>], at: &[usize], labels: usize) -> (Vocabulary, Weights) {
    let vocabulary = Vocabulary::learned(at.iter().map(|at| texts[*at].as_slice()), MOST_WEIGHTS / labels);
    let vectors: Vec<Sparse> = at.iter().map(|at| vocabulary.vector(&texts[*at])).collect();
    let classes: Vec<Option<u32>> = at.iter().map(|at| classes[*at]).collect();
    let vectors: Vec<&Sparse> = vectors.iter().collect();
    let weights = learn(&vectors, &classes, vocabulary.size(), labels, &Recipe { seed: SEED, ..Recipe::default() });
    (vocabulary, weights)
}

/// The scores of every text by a learner that had not seen it.
fn held_out(texts: &[Counted], classes: &[Option<u32>], labels: usize) -> Vec<HeldOut> {
    let strata: Vec<u32> = classes.iter().map(|class| class.map_or(0, |class| class + 1)).collect();
    let parts = chance::parts(&strata, PARTS, SEED);
    let mut held_out = Vec::with_capacity(texts.len());
    for part in 0..PARTS {
        let (out, rest): (Vec<usize>, Vec<usize>) = (0..texts.len()).partition(|at| parts[*at] == part);
        let (vocabulary, weights) = learned(texts, classes, &rest, labels);
        for at in out {
            let vector = vocabulary.vector(&texts[at]);
            if !says_nothing(&vector) {
                held_out.push(HeldOut { scores: weights.scores(&vector), label: classes[at] });
            }
        }
    }
    held_out
}

fn cross_checked(held_out: &[HeldOut], labels: &[Label], read: &Calibration) -> Figures {
    let name = |at: u32| labels[at as usize].name.as_str();
    let outcomes: Vec<Outcome<'_>> = held_out
        .iter()
        .filter_map(|one| {
            let best = read.best(&one.scores)?;
            Some(Outcome {
                is: one.label.map(name),
                said: (!read.fits_none(&best)).then(|| name(best.label)),
                confidence: f64::from(read.confidence(&best)),
                is_grave: None,
                escalated: false,
            })
        })
        .collect();
    figures(&outcomes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(text: &str, label: &str) -> Example {
        Example { text: text.into(), label: Some(label.into()).filter(|label: &String| label != "-"), is_grave: false }
    }

    fn examples() -> Vec<Example> {
        let things = ["order", "parcel", "book", "lamp", "jacket", "chair"];
        let of = |thing: &&str| {
            [example(&format!("where is my {thing}"), "shipping"), example(&format!("refund my {thing}"), "refund")]
        };
        things.iter().flat_map(of).collect()
    }

    #[test]
    fn the_same_messages_give_the_same_model() {
        let (first, second) = (train(&examples()).unwrap(), train(&examples()).unwrap());
        assert_eq!(first.model, second.model);
        assert_eq!(first.held_out.accuracy, Some(1.0));
    }

    #[test]
    fn what_can_not_be_told_apart_is_said() {
        let check = |examples: &[Example], expected: Untrainable| assert_eq!(train(examples).unwrap_err(), expected);
        check(&[], Untrainable::FewLabels(0));
        check(&vec![example("a", "only"); 10], Untrainable::FewLabels(1));
        check(&[example("a", "one"), example("b", "two")], Untrainable::FewLabels(0));
        let many: Vec<_> = (0..501 * 3).map(|at| example("a", &format!("label {}", at % 501))).collect();
        check(&many, Untrainable::ManyLabels(501));
    }

    #[test]
    fn a_label_of_few_texts_is_left_out_and_named() {
        let mut examples = examples();
        examples.push(example("do you sell bicycles", "question"));
        let trained = train(&examples).unwrap();
        assert_eq!(trained.left_out, [("question".to_owned(), 1)]);
        assert_eq!(trained.model.labels.len(), 2);
    }

    #[test]
    fn a_label_is_grave_where_most_of_its_texts_are() {
        let mut examples = examples();
        for example in examples.iter_mut().filter(|example| example.label.as_deref() == Some("refund")).take(4) {
            example.is_grave = true;
        }
        let grave: Vec<bool> = train(&examples).unwrap().model.labels.iter().map(|label| label.is_grave).collect();
        assert_eq!(grave, [true, false]);
    }

    #[test]
    fn messages_that_fit_no_label_count_against_all() {
        let mut examples = examples();
        examples
            .extend(["tell me a joke", "sing a song", "who are you", "how tall is the tower"].map(|t| example(t, "-")));
        let trained = train(&examples).unwrap();
        assert_eq!(trained.model.out_of_scope, 4);
        assert_eq!(trained.model.verdict("tell me who sings").label, None);
    }
}
