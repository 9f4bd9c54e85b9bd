//! A rule: what one line of a fee costs, for whom, and from when to when.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    file::{BasePart, Confidence, Per},
    tiers::{Mode, Tier},
};
use crate::domain::money::Rounding;

/// A card: where a group of rules comes from.
#[derive(Clone, Debug)]
pub struct Card {
    /// `amazon_us/fba-2026`.
    pub id: String,
    /// For people.
    pub title: String,
    /// The channel it belongs to.
    pub channel: String,
    /// The file it was read from.
    pub file: String,
}

/// One rule, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) card: Arc<Card>,
    pub(crate) code: u16,
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) source: Arc<str>,
    pub(crate) confidence: Confidence,
    pub(crate) ops: Vec<Box<str>>,
    /// Empty: every category.
    pub(crate) categories: Vec<u32>,
    pub(crate) except: Vec<u32>,
    pub(crate) when: Vec<(Box<str>, Vec<Box<str>>)>,
    pub(crate) unless: Vec<(Box<str>, Vec<Box<str>>)>,
    /// Size tiers by number; empty: every size.
    pub(crate) sizes: Vec<u16>,
    /// A bit for each month, January lowest; 0: every month.
    pub(crate) months: u16,
    /// Half-open ranges of a numeric option.
    pub(crate) ranges: Vec<(Box<str>, Decimal, Option<Decimal>)>,
    pub(crate) price: Option<Band>,
    /// Applies when the longest side or length plus girth is above these (micrometres).
    pub(crate) over: Option<(i64, i64)>,
    pub(crate) base: Base,
    pub(crate) of: Option<u16>,
    pub(crate) per: Per,
    pub(crate) amount: Amount,
    pub(crate) min: Option<Decimal>,
    pub(crate) cap: Option<Decimal>,
    /// The cap counts once for each product the amounts are the sum of.
    pub(crate) cap_per_product: bool,
    pub(crate) rounding: Rounding,
    /// Elsewhere and at other times this fee does not exist: not finding it is no gap.
    pub(crate) only_here: bool,
    /// Stands in for a peak rate that is not known.
    pub(crate) off_peak: bool,
    pub(crate) assume: Option<Box<str>>,
    pub(crate) note: Option<Box<str>>,
}

impl Rule {
    /// Whether the rule is in force on `date`.
    pub(crate) fn covers(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }

    /// Whether it can't come to less than nothing.
    pub(crate) fn only_takes(&self) -> bool {
        let takes = |amount: &Decimal| *amount >= Decimal::ZERO;
        let amounts = match &self.amount {
            Amount::Tiers { tiers, extra, .. } => {
                tiers.iter().all(|tier| takes(&tier.rate) && takes(&tier.fixed))
                    && extra.iter().all(|(_, points)| takes(points))
            }
            // A rate that a question states is refused below zero.
            Amount::RateFrom(_) | Amount::Unknown { .. } => true,
            Amount::CubicFoot(each) => takes(each),
            Amount::Rows(rows) => rows.iter().all(|row| takes(&row.fee) && row.add.is_none_or(|add| takes(&add.fee))),
        };
        amounts && self.cap.as_ref().is_none_or(takes)
    }
}

/// How the amount comes about.
#[derive(Clone, Debug)]
pub(crate) enum Amount {
    /// Percentages, with points added by options.
    Tiers { mode: Mode, tiers: Vec<Tier>, extra: Vec<(Box<str>, Decimal)> },
    /// The percentage is an option of the query.
    RateFrom(Box<str>),
    /// Currency per cubic foot.
    CubicFoot(Decimal),
    /// A table by size, price, weight and zone.
    Rows(Vec<Row>),
    /// The fee exists but its amount is not known; rows hold what is known of its range.
    Unknown { why: Box<str>, rows: Vec<Row> },
}

/// A row of a table; what is absent holds for all.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) size: Option<u16>,
    pub(crate) price: Option<Band>,
    pub(crate) zone: Option<Box<str>>,
    /// Weight above this (nanograms) …
    pub(crate) over: Option<i64>,
    /// … and up to and with this.
    pub(crate) up_to: Option<i64>,
    pub(crate) fee: Decimal,
    pub(crate) add: Option<Add>,
    pub(crate) high: Option<Decimal>,
    pub(crate) confidence: Option<Confidence>,
}

/// `fee` for each started `step` above `above`, both in nanograms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Add {
    pub(crate) fee: Decimal,
    pub(crate) step: i64,
    pub(crate) above: i64,
}

/// A price band: `<10`, `<=1000`, `10-50` (both included), `>50`, `>=10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    pub(crate) low: Option<(Decimal, bool)>,
    pub(crate) high: Option<(Decimal, bool)>,
}

impl Band {
    /// Reads a band.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| Decimal::from_str_exact(text.trim()).ok();
        let (low, high) = if let Some(rest) = text.strip_prefix("<=") {
            (None, Some((number(rest)?, true)))
        } else if let Some(rest) = text.strip_prefix(">=") {
            (Some((number(rest)?, true)), None)
        } else if let Some(rest) = text.strip_prefix('<') {
            (None, Some((number(rest)?, false)))
        } else if let Some(rest) = text.strip_prefix('>') {
            (Some((number(rest)?, false)), None)
        } else {
            let (low, high) = text.split_once('-')?;
            (Some((number(low)?, true)), Some((number(high)?, true)))
        };
        Some(Self { low, high })
    }

    /// Whether `price` is inside.
    pub(crate) fn holds(&self, price: Decimal) -> bool {
        self.low.is_none_or(|(low, with)| if with { price >= low } else { price > low })
            && self.high.is_none_or(|(high, with)| if with { price <= high } else { price < high })
    }
}

impl std::fmt::Display for Band {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.low, self.high) {
            (Some((low, _)), Some((high, _))) => write!(f, "{low} to {high}"),
            (Some((low, true)), None) => write!(f, "from {low}"),
            (Some((low, false)), None) => write!(f, "above {low}"),
            (None, Some((high, true))) => write!(f, "up to {high}"),
            (None, Some((high, false))) => write!(f, "below {high}"),
            (None, None) => f.write_str("any price"),
        }
    }
}

/// The parts of a sale a percentage is taken of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Base(u8);

impl Base {
    pub(crate) fn of(parts: &[BasePart]) -> Self {
        Self(parts.iter().fold(0, |bits, part| bits | 1 << *part as u8))
    }

    pub(crate) fn has(self, part: BasePart) -> bool {
        self.0 & (1 << part as u8) != 0
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}
