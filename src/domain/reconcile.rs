//! The books beside what others say: what a comparison finds, and which line of a statement is which entry.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::money::Money;

/// Something that the books and the world outside do not agree on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What kind of thing it is.
    pub finding: What,
    /// The vendor, or the account of a statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// The vendor's order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// The purchase in the books.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchase: Option<i64>,
    /// The effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect_id: Option<i64>,
    /// What the other side says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theirs: Option<Money>,
    /// What the books say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ours: Option<Money>,
    /// One sentence for people.
    pub why: String,
    /// What was done about it; absent where a person must.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
}

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The vendor has an order that the books have not.
    Orphan,
    /// The vendor has an order under a reference that the books had closed, or has two under one.
    Stray,
    /// The books have an order that the vendor does not show.
    Ghost,
    /// The vendor charged another amount.
    AmountDiffers,
    /// An effect was settled.
    Settled,
    /// Nobody knows yet what became of an effect.
    Unknown,
    /// A person must find out, or place it.
    Manual,
    /// A vendor did not answer.
    Silent,
    /// A line of a statement that the books have not.
    NotInBooks,
    /// An entry of the books that the statement has not.
    NotOnStatement,
    /// A check of the books failed.
    BooksWrong,
}

impl Finding {
    /// A finding with this sentence and nothing else yet.
    pub fn new(finding: What, why: impl Into<String>) -> Self {
        Self {
            finding,
            vendor: None,
            order: None,
            purchase: None,
            effect_id: None,
            theirs: None,
            ours: None,
            why: why.into(),
            done: None,
        }
    }
}

/// A line of a statement, or an entry of the books: when, and how much; plus is money in, or owed less.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// How much.
    pub amount: Money,
}

/// A card books a purchase days after the order.
const DAYS_APART: i64 = 6;

/// Pairs lines with entries of the same amount at most six days apart, the nearest first, each at most once. Returns
/// the places of the lines and of the entries that are left over.
pub fn unmatched(lines: &[Line], entries: &[Line]) -> (Vec<usize>, Vec<usize>) {
    let apart = |line: &Line, entry: &Line| line.at.duration_since(entry.at).abs();
    let most = SignedDuration::from_hours(24 * DAYS_APART);
    let mut pairs: Vec<(SignedDuration, usize, usize)> = Vec::new();
    // By amount, so that a long statement costs no more than its length.
    let mut by_amount = std::collections::HashMap::<_, Vec<usize>>::new();
    let key = |line: &Line| (line.amount.amount().normalize(), line.amount.currency());
    for (place, entry) in entries.iter().enumerate() {
        by_amount.entry(key(entry)).or_default().push(place);
    }
    for (place, line) in lines.iter().enumerate() {
        for other in by_amount.get(&key(line)).into_iter().flatten() {
            let distance = apart(line, &entries[*other]);
            if distance <= most {
                pairs.push((distance, place, *other));
            }
        }
    }
    pairs.sort();
    let (mut line_taken, mut entry_taken) = (vec![false; lines.len()], vec![false; entries.len()]);
    for (_, line, entry) in pairs {
        if !line_taken[line] && !entry_taken[entry] {
            (line_taken[line], entry_taken[entry]) = (true, true);
        }
    }
    let left = |taken: Vec<bool>| (0..taken.len()).filter(|place| !taken[*place]).collect();
    (left(line_taken), left(entry_taken))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    #[test]
    fn each_line_has_one_entry_of_its_amount_within_a_few_days() {
        let of = |lines: &[(i64, i64)]| -> Vec<Line> {
            let at = |day: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * day);
            lines
                .iter()
                .map(|(day, minor)| Line { at: at(*day), amount: Money::from_minor(*minor, Currency::USD) })
                .collect()
        };
        #[track_caller]
        fn check(found: &(Vec<usize>, Vec<usize>), lines: &[usize], entries: &[usize]) {
            assert_eq!(*found, (lines.to_vec(), entries.to_vec()));
        }
        check(&unmatched(&of(&[(1, -500), (2, -700)]), &of(&[(1, -500), (0, -700)])), &[], &[]);
        // Two alike: each takes its own.
        check(&unmatched(&of(&[(1, -500), (9, -500)]), &of(&[(1, -500)])), &[1], &[]);
        check(&unmatched(&of(&[(3, -500)]), &of(&[(0, -500), (4, -500)])), &[], &[0]);
        check(&unmatched(&of(&[(9, -500)]), &of(&[(1, -500)])), &[0], &[0]);
        check(&unmatched(&of(&[(1, 500)]), &of(&[(1, -500)])), &[0], &[0]);
    }
}
