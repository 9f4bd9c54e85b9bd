//! How good answers are: on messages whose true label is known.

use std::collections::BTreeMap;

use serde::Serialize;

/// Bands of confidence in the reliability table.
const BANDS: usize = 10;

/// One message: what it is, what was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<'a> {
    /// The true label; `None` is none of them.
    pub is: Option<&'a str>,
    /// The label that was answered; `None` is "none of them".
    pub said: Option<&'a str>,
    /// How sure that was, from 0 to 1.
    pub confidence: f64,
    /// Whether a person must see it, where that is known.
    pub is_grave: Option<bool>,
    /// Whether a person was brought in.
    pub escalated: bool,
}

/// The figures; shares are from 0 to 1, and `None` where there was nothing to measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// How many messages.
    pub messages: usize,
    /// How many of them fit no label.
    pub out_of_scope: usize,
    /// Right answers among the messages that fit a label; "none of them" is wrong there.
    pub accuracy: Option<f64>,
    /// The mean over the labels of F1, the harmonic mean of precision and recall.
    pub macro_f1: Option<f64>,
    /// Of the messages that fit no label, the share answered so.
    pub out_of_scope_recall: Option<f64>,
    /// Of the messages answered so, the share that fit none.
    pub out_of_scope_precision: Option<f64>,
    /// Of the messages that a person must see, the share for which one was brought in.
    pub escalation_recall: Option<f64>,
    /// Expected calibration error over the bands: how far confidence is from being right, on average (Guo et al. 2017).
    pub ece: Option<f64>,
    /// Confidence against being right, in bands; messages answered with a label.
    pub reliability: Vec<Band>,
}

/// A band of confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Band {
    /// From this confidence, in percent.
    pub from_pct: usize,
    /// To this one.
    pub to_pct: usize,
    /// How many messages.
    pub messages: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share that was right.
    pub right: f64,
}

/// Works out the figures.
pub fn figures(outcomes: &[Outcome<'_>]) -> Figures {
    let count = |what: &dyn Fn(&Outcome<'_>) -> bool| outcomes.iter().filter(|one| what(one)).count();
    let share = |part: usize, whole: usize| (whole > 0).then(|| rounded(part as f64 / whole as f64));
    let out = count(&|one| one.is.is_none());
    let said_out = count(&|one| one.said.is_none());
    let both_out = count(&|one| one.is.is_none() && one.said.is_none());
    let grave = count(&|one| one.is_grave == Some(true));
    let reliability = bands(outcomes);
    let answered: usize = reliability.iter().map(|band| band.messages).sum();
    let off: f64 = reliability.iter().map(|band| band.messages as f64 * (band.confidence - band.right).abs()).sum();
    Figures {
        messages: outcomes.len(),
        out_of_scope: out,
        accuracy: share(count(&|one| one.is.is_some() && one.is == one.said), outcomes.len() - out),
        macro_f1: macro_f1(outcomes),
        out_of_scope_recall: share(both_out, out),
        out_of_scope_precision: share(both_out, said_out).filter(|_| out > 0),
        escalation_recall: share(count(&|one| one.is_grave == Some(true) && one.escalated), grave),
        ece: (answered > 0).then(|| rounded(off / answered as f64)),
        reliability: reliability
            .into_iter()
            .map(|band| Band { confidence: rounded(band.confidence), right: rounded(band.right), ..band })
            .collect(),
    }
}

fn macro_f1(outcomes: &[Outcome<'_>]) -> Option<f64> {
    // Label → right, said, is.
    let mut labels: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for one in outcomes {
        if let Some(is) = one.is {
            let counts = labels.entry(is).or_default();
            counts[2] += 1;
            counts[0] += usize::from(one.said == Some(is));
        }
    }
    for said in outcomes.iter().filter_map(|one| one.said) {
        // A label that no message has can't be right or wrong by itself: it is wrong where it stands for another.
        if let Some(counts) = labels.get_mut(said) {
            counts[1] += 1;
        }
    }
    let f1 = |[right, said, is]: &[usize; 3]| 2.0 * *right as f64 / (said + is) as f64;
    (!labels.is_empty()).then(|| rounded(labels.values().map(f1).sum::<f64>() / labels.len() as f64))
}

fn bands(outcomes: &[Outcome<'_>]) -> Vec<Band> {
    let mut sums = [(0_usize, 0_f64, 0_usize); BANDS];
    for one in outcomes.iter().filter(|one| one.said.is_some()) {
        let band = &mut sums[((one.confidence * BANDS as f64) as usize).min(BANDS - 1)];
        band.0 += 1;
        band.1 += one.confidence;
        band.2 += usize::from(one.is == one.said);
    }
    let filled = sums.iter().enumerate().filter(|(_, (messages, ..))| *messages > 0);
    filled
        .map(|(at, (messages, confidence, right))| Band {
            from_pct: at * 100 / BANDS,
            to_pct: (at + 1) * 100 / BANDS,
            messages: *messages,
            confidence: confidence / *messages as f64,
            right: *right as f64 / *messages as f64,
        })
        .collect()
}

/// Four places: what a figure of some thousand messages can say.
fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome<'a>(is: &'a str, said: &'a str, confidence: f64) -> Outcome<'a> {
        let label = |name: &'a str| Some(name).filter(|name| *name != "-");
        Outcome { is: label(is), said: label(said), confidence, is_grave: None, escalated: false }
    }

    #[test]
    fn shares_are_of_the_messages_they_speak_of() {
        let outcomes = [
            outcome("a", "a", 0.9),
            outcome("a", "b", 0.6),
            outcome("b", "b", 0.9),
            outcome("b", "-", 0.1),
            outcome("-", "-", 0.2),
            outcome("-", "a", 0.4),
        ];
        let figures = figures(&outcomes);
        assert_eq!((figures.messages, figures.out_of_scope), (6, 2));
        assert_eq!(figures.accuracy, Some(0.5));
        // Both labels: right 1, said 2, is 2.
        assert_eq!(figures.macro_f1, Some(0.5));
        assert_eq!(figures.out_of_scope_recall, Some(0.5));
        assert_eq!(figures.out_of_scope_precision, Some(0.5));
        assert_eq!(figures.escalation_recall, None);
    }

    #[test]
    fn confidence_that_is_off_is_an_error() {
        let check = |confidence: f64, right: usize, expected: f64| {
            let outcomes: Vec<_> =
                (0..10).map(|at| outcome("a", if at < right { "a" } else { "b" }, confidence)).collect();
            assert_eq!(figures(&outcomes).ece, Some(expected), "{confidence} {right}");
        };
        check(0.8, 8, 0.0);
        check(0.95, 5, 0.45);
        check(0.25, 10, 0.75);
        let all = figures(&[outcome("a", "a", 1.0), outcome("a", "b", 0.05)]);
        let bands: Vec<_> = all.reliability.iter().map(|band| (band.from_pct, band.to_pct, band.right)).collect();
        assert_eq!(bands, [(0, 10, 0.0), (90, 100, 1.0)]);
    }

    #[test]
    fn who_must_be_seen_is_counted_apart() {
        let grave = |is_grave, escalated| Outcome { is_grave, escalated, ..outcome("a", "a", 0.5) };
        let all = [grave(Some(true), true), grave(Some(true), false), grave(Some(false), true), grave(None, true)];
        assert_eq!(figures(&all).escalation_recall, Some(0.5));
        assert_eq!(figures(&[]).accuracy, None);
    }
}
