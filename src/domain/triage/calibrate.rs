//! From scores to chances, and the score below which a text fits no label: from texts that were held out of the learning.

use super::vocabulary::Sparse;

/// Of the answers that would have been right, the share that may be lost to the answer that no label fits.
const LOST: f64 = 0.005;
/// How many steps the search for a scale takes.
const SEARCH: usize = 40;
/// Keeps the fit of the confidence from being carried away by few texts.
const RIDGE: f64 = 1.0;

/// What was held out: the scores that a learner gave who had not seen the text.
#[derive(Clone, Debug)]
pub struct HeldOut {
    /// One for each label.
    pub scores: Vec<f32>,
    /// The true label; `None` is none of them.
    pub label: Option<u32>,
}

/// How scores are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// Scores times this are the logits of the labels.
    pub stretch: f32,
    /// A text whose best score is below fits no label.
    pub threshold: f32,
    /// The chance that the best label is right is the logistic of these times 1, the log-odds of its share, its score.
    pub sure: [f32; 3],
}

/// The best label of these scores, its score and its share of the chances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best {
    /// The label.
    pub label: u32,
    /// Its score.
    pub score: f32,
    /// Its share of the chances of all labels.
    pub share: f32,
}

impl Calibration {
    /// Learns how to read scores from texts that were held out.
    pub fn learned(held_out: &[HeldOut]) -> Self {
        let stretch = stretch(held_out);
        let mut read = Self { stretch: stretch as f32, threshold: f32::MIN, sure: [0.0, 1.0, 0.0] };
        let best: Vec<(Best, bool)> = held_out
            .iter()
            .filter_map(|one| read.best(&one.scores).map(|best| (best, one.label == Some(best.label))))
            .collect();
        let mut right: Vec<f32> = best.iter().filter(|(_, right)| *right).map(|(best, _)| best.score).collect();
        right.sort_unstable_by(f32::total_cmp);
        read.threshold = threshold(&right);
        read.sure = sure(&best);
        read
    }

    /// The chance of each label, where one of them is right.
    pub fn shares(&self, scores: &[f32]) -> Vec<f32> {
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let mut shares: Vec<f32> = scores.iter().map(|score| (self.stretch * (score - most)).exp()).collect();
        let all: f32 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= all);
        shares
    }

    /// The best label; `None` where there are no labels.
    pub fn best(&self, scores: &[f32]) -> Option<Best> {
        let (at, score) = scores.iter().enumerate().rev().max_by(|a, b| a.1.total_cmp(b.1))?;
        let share = 1.0 / scores.iter().map(|other| (self.stretch * (other - score)).exp()).sum::<f32>();
        Some(Best { label: u32::try_from(at).ok()?, score: *score, share })
    }

    /// Whether a text whose best label is this fits no label.
    pub fn fits_none(&self, best: &Best) -> bool {
        best.score < self.threshold
    }

    /// The chance that the best label is right, from 0 to 1.
    pub fn confidence(&self, best: &Best) -> f32 {
        let sum: f32 = self.sure.iter().zip(traits(best)).map(|(weight, value)| weight * value as f32).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// The score below which a text fits no label: few of the right answers, sorted by score, lie below it. The lowest of a few
/// scores says little of what is to come, so with fewer than a hundred the threshold moves towards -1, the aim for texts
/// that are not of a label.
fn threshold(right: &[f32]) -> f32 {
    let Some(lowest) = right.get((right.len() as f64 * LOST) as usize) else { return 0.0 };
    let unsure = (1.0 - right.len() as f32 / 100.0).max(0.0);
    lowest - unsure * (lowest + 1.0).max(0.0) / 2.0
}

/// A vector of nothing says nothing: such a text fits no label, whatever the labels begin with.
pub fn says_nothing(text: &Sparse) -> bool {
    text.is_empty()
}

fn traits(best: &Best) -> [f64; 3] {
    let share = f64::from(best.share).clamp(1e-6, 1.0 - 1e-6);
    [1.0, (share / (1.0 - share)).ln(), f64::from(best.score)]
}

/// The scale at which the true labels are likeliest (temperature scaling, Guo et al., ICML 2017), by golden section. The
/// labels are smoothed as if each had been wrong once, so that few texts, all of them right, make nothing certain.
fn stretch(held_out: &[HeldOut]) -> f64 {
    let labels = held_out.first().map_or(1, |one| one.scores.len()) as f64;
    let smooth = labels / (held_out.len() as f64 + labels);
    let loss = |log: f64| -> f64 {
        let stretch = log.exp();
        let of = |one: &HeldOut| -> Option<f64> {
            let own = f64::from(*one.scores.get(one.label? as usize)?);
            let sum: f64 = one.scores.iter().map(|score| (stretch * (f64::from(*score) - own)).exp()).sum();
            let mean = one.scores.iter().map(|score| f64::from(*score)).sum::<f64>() / labels;
            Some(sum.ln() + smooth * stretch * (own - mean))
        };
        held_out.iter().filter_map(of).sum()
    };
    let (mut low, mut high) = (0.5_f64.ln(), 50_f64.ln());
    let golden = (5_f64.sqrt() - 1.0) / 2.0;
    let (mut left, mut right) = (high - golden * (high - low), low + golden * (high - low));
    let (mut at_left, mut at_right) = (loss(left), loss(right));
    for _ in 0..SEARCH {
        if high - low < 0.01 {
            break;
        }
        if at_left < at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - golden * (high - low);
            at_left = loss(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + golden * (high - low);
            at_right = loss(right);
        }
    }
    f64::midpoint(low, high).exp()
}

/// A logistic regression of being right, with Platt's targets (1999), by Newton's method.
fn sure(best: &[(Best, bool)]) -> [f32; 3] {
    let right = best.iter().filter(|(_, right)| *right).count() as f64;
    let wrong = best.len() as f64 - right;
    let targets = [1.0 / (wrong + 2.0), (right + 1.0) / (right + 2.0)];
    let mut weights = [0.0, 1.0, 0.0];
    for _ in 0..25 {
        // The ridge pulls towards the share as it is.
        let mut slope = [RIDGE * weights[0], RIDGE * (weights[1] - 1.0), RIDGE * weights[2]];
        let mut bend = [[RIDGE, 0.0, 0.0], [0.0, RIDGE, 0.0], [0.0, 0.0, RIDGE]];
        for (best, right) in best {
            let traits = traits(best);
            let sum: f64 = weights.iter().zip(traits).map(|(weight, value)| weight * value).sum();
            let chance = 1.0 / (1.0 + (-sum).exp());
            let (off, spread) = (chance - targets[usize::from(*right)], chance * (1.0 - chance));
            for ((slope, bend), value) in slope.iter_mut().zip(&mut bend).zip(traits) {
                *slope += off * value;
                for (cell, other) in bend.iter_mut().zip(traits) {
                    *cell += spread * value * other;
                }
            }
        }
        let step = solved(bend, slope);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight -= step.clamp(-2.0, 2.0);
        }
        if step.iter().all(|step| step.abs() < 1e-6) {
            break;
        }
    }
    weights.map(|weight| weight as f32)
}

/// The solution of three equations whose matrix is symmetric and positive, by elimination.
fn solved(mut matrix: [[f64; 3]; 3], mut right: [f64; 3]) -> [f64; 3] {
    for pivot in 0..3 {
        let (above, right_above) = (matrix[pivot], right[pivot]);
        for (row, right) in matrix.iter_mut().zip(&mut right).skip(pivot + 1) {
            let factor = row[pivot] / above[pivot];
            for (cell, above) in row.iter_mut().zip(above) {
                *cell -= factor * above;
            }
            *right -= factor * right_above;
        }
    }
    for row in (0..3).rev() {
        let known: f64 = (row + 1..3).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two labels; the score of the right one is `lead` above the other, and each tenth answer is wrong.
    fn held_out(lead: f32, wrong_of_ten: u32) -> Vec<HeldOut> {
        (0..500)
            .map(|at| {
                let said = at % 2;
                let is_wrong = at / 2 % 10 < wrong_of_ten;
                let mut scores = vec![0.5 - lead; 2];
                scores[said as usize] = 0.5 + (at % 50) as f32 / 500.0;
                HeldOut { scores, label: Some(if is_wrong { 1 - said } else { said }) }
            })
            .collect()
    }

    #[test]
    fn confidence_is_how_often_it_is_right() {
        let check = |lead: f32, wrong_of_ten: u32| {
            let held_out = held_out(lead, wrong_of_ten);
            let read = Calibration::learned(&held_out);
            let sure: f32 = held_out.iter().map(|one| read.confidence(&read.best(&one.scores).unwrap())).sum();
            let (sure, right) = (sure / held_out.len() as f32, 1.0 - wrong_of_ten as f32 / 10.0);
            assert!((sure - right).abs() < 0.02, "lead {lead}: says {sure}, is {right}");
        };
        check(0.2, 1);
        check(0.2, 3);
        check(2.0, 2);
    }

    #[test]
    fn few_right_answers_are_lost() {
        let held_out = held_out(0.5, 0);
        let read = Calibration::learned(&held_out);
        let lost = held_out.iter().filter(|one| read.fits_none(&read.best(&one.scores).unwrap())).count();
        assert!(lost <= 3, "{lost} of 500");
        assert!(read.fits_none(&Best { label: 0, score: 0.4, share: 0.9 }));
        let few = Calibration::learned(&held_out[..20]).threshold;
        assert!(few < read.threshold - 0.3, "{few}");
        assert!(!read.fits_none(&Best { label: 0, score: 0.6, share: 0.9 }));
    }

    #[test]
    fn shares_add_up_and_follow_the_scores() {
        let read = Calibration { stretch: 3.0, threshold: 0.0, sure: [0.0, 1.0, 0.0] };
        let shares = read.shares(&[0.2, 0.9, -1.0]);
        assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(shares[1] > shares[0] && shares[0] > shares[2]);
        let best = read.best(&[0.2, 0.9, -1.0]).unwrap();
        assert_eq!((best.label, best.score), (1, 0.9));
        assert!((best.share - shares[1]).abs() < 1e-5);
        assert_eq!(read.best(&[0.3, 0.3]).unwrap().label, 0, "the first of equals");
        assert_eq!(read.best(&[]), None);
    }

    #[test]
    fn three_equations_are_solved() {
        let solution = solved([[4.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0]], [6.0, 10.0, 8.0]);
        for (found, expected) in solution.into_iter().zip([1.0, 2.0, 3.0]) {
            assert!((found - expected).abs() < 1e-9, "{solution:?}");
        }
    }
}
