//! How fast a page sells, as an interval: a sales rank is a moment, not a number of sales.

use std::fmt;

use rust_decimal::{Decimal, dec};

use super::{evidence::Evidence, rules::Rules};

/// Sales of the whole page in 30 days.
#[derive(Clone, Debug, PartialEq)]
pub struct Velocity {
    /// Cautious.
    pub low: Decimal,
    /// In between; the one that is calculated with.
    pub mid: Decimal,
    /// Hopeful.
    pub high: Decimal,
    /// What says so.
    pub basis: Basis,
    /// Whether sales were counted (monthly sold, rank drops) and not read from a rank.
    pub counted: bool,
}

/// What a velocity was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// So many sold in a month.
    Sold(u32),
    /// So many rank drops in 30 days.
    Drops(u32),
    /// Both.
    SoldAndDrops(u32, u32),
    /// A rank in a group of categories.
    Rank(u32, String),
}

/// For people: `50 sold in a month, 40 rank drops in 30 days`.
impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sold(sold) => write!(f, "{sold} sold in a month"),
            Self::Drops(drops) => write!(f, "{drops} rank drops in 30 days"),
            Self::SoldAndDrops(sold, drops) => write!(f, "{}, {}", Self::Sold(*sold), Self::Drops(*drops)),
            Self::Rank(rank, group) => write!(f, "rank {rank} in {group}"),
        }
    }
}

/// The evidence's velocity; `None` where nothing speaks.
///
/// `monthly_sold` is the marketplace's own floor ("50+"), so twice as much is possible. Rank drops miss sales at high speed
/// and see some that were none: ± 20 %, the miss that trackers admit. A rank alone goes through the rules' bands, books only.
pub fn velocity(evidence: &Evidence, rules: &Rules) -> Option<Velocity> {
    let sold = evidence.monthly_sold.map(|sold| {
        let floor = Decimal::from(sold);
        Velocity { low: floor, mid: floor, high: floor * dec!(2), basis: Basis::Sold(sold), counted: true }
    });
    let drops = evidence.rank_drops30.map(|count| {
        let drops = Decimal::from(count);
        let basis = Basis::Drops(count);
        Velocity { low: drops * dec!(0.8), mid: drops, high: drops * dec!(1.2), basis, counted: true }
    });
    match (sold, drops) {
        (Some(a), Some(b)) => {
            let basis = match (a.basis, b.basis) {
                (Basis::Sold(sold), Basis::Drops(drops)) => Basis::SoldAndDrops(sold, drops),
                (basis, _) => basis,
            };
            Some(Velocity { low: a.low.min(b.low), mid: a.mid, high: a.high.max(b.high), basis, counted: true })
        }
        (Some(one), None) | (None, Some(one)) => Some(one),
        (None, None) => by_rank(evidence, rules),
    }
}

/// The rank that counts: the 90 day average where it is known.
pub fn steady_rank(evidence: &Evidence) -> Option<u32> {
    evidence.rank_avg90.or(evidence.rank).filter(|rank| *rank > 0)
}

fn by_rank(evidence: &Evidence, rules: &Rules) -> Option<Velocity> {
    let rank = steady_rank(evidence)?;
    let group = rules.group_of(evidence.category.as_deref()?)?;
    let band = rules
        .demand
        .rank
        .iter()
        .filter(|band| band.group == group.group && rank <= band.to)
        .min_by_key(|band| band.to)?;
    Some(Velocity {
        low: band.low,
        mid: band.mid,
        high: band.high,
        basis: Basis::Rank(rank, group.group.clone()),
        counted: false,
    })
}

/// Days until our own next sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// At best.
    pub low: u32,
    /// In between.
    pub mid: u32,
    /// At worst.
    pub high: u32,
}

impl Velocity {
    /// Our share of the page's sales in 30 days, beside `offers` competitors: sales ÷ (offers + 1).
    pub fn own(&self, offers: u32) -> Decimal {
        self.mid / (Decimal::from(offers) + Decimal::ONE)
    }

    /// Days to sell one unit beside `offers` competitors, rounded up, at least 1; `None` where nothing sells.
    pub fn days(&self, offers: u32) -> Option<Days> {
        let sellers = Decimal::from(offers) + Decimal::ONE;
        let wait = |rate: Decimal| {
            let days = (dec!(30) * sellers).checked_div(rate)?.ceil().max(Decimal::ONE);
            Some(u32::try_from(days).unwrap_or(u32::MAX).min(3650))
        };
        let mid = wait(self.mid)?;
        Some(Days { low: wait(self.high).unwrap_or(mid), mid, high: wait(self.low).unwrap_or(3650) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{money::Currency, offer::ProductIds};

    fn evidence(rank: Option<u32>, sold: Option<u32>, drops: Option<u32>) -> Evidence {
        let mut evidence = Evidence::of(ProductIds::default(), "amazon_us", Currency::USD, "book.csv");
        (evidence.rank, evidence.monthly_sold, evidence.rank_drops30) = (rank, sold, drops);
        evidence.category = Some("Books".into());
        evidence
    }

    #[test]
    fn counted_sales_go_before_a_rank() {
        let check = |found: (Option<u32>, Option<u32>, Option<u32>), expected: Option<(Decimal, Decimal, Decimal)>| {
            let velocity = velocity(&evidence(found.0, found.1, found.2), &Rules::built_in());
            assert_eq!(velocity.map(|v| (v.low, v.mid, v.high)), expected, "{found:?}");
        };
        check((None, None, None), None);
        check((Some(100_000), None, None), Some((dec!(5.8), dec!(13), dec!(30))));
        check((Some(9_000_000), None, None), None);
        check((Some(100_000), Some(50), None), Some((dec!(50), dec!(50), dec!(100))));
        check((None, Some(50), Some(40)), Some((dec!(32.0), dec!(50), dec!(100))));
    }

    #[test]
    fn our_share_is_one_in_all_sellers() {
        let velocity = velocity(&evidence(None, Some(60), None), &Rules::built_in()).unwrap();
        assert_eq!(velocity.own(5), dec!(10));
        assert_eq!(velocity.days(5), Some(Days { low: 2, mid: 3, high: 3 }));
        let dead = Velocity { mid: Decimal::ZERO, low: Decimal::ZERO, ..velocity };
        assert_eq!(dead.days(5), None);
    }
}
