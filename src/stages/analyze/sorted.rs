//! Records in an order of their own: held back, the many of them on disk, and handed on when all are there.

use std::cmp::Ordering;

use anyhow::Result;
use rayon::slice::ParallelSliceMut as _;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::{
    domain::{analysis::Analysis, money::Money, offer::Offer, record::Record},
    pipe::{
        dotted,
        spool::{Spool, Spot},
    },
};

/// What records are sorted by; of two alike, the one with the lesser id comes first, and what is unknown comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum By {
    /// The profit of a unit, the highest first.
    Net,
    /// The return on landed cost, the highest first.
    Roi,
    /// The price of a purchase unit, the lowest first.
    Cost,
    /// Days to sell, the fewest first.
    Days,
}

impl By {
    fn path(self) -> &'static str {
        match self {
            Self::Net => "analysis.net.amount",
            Self::Roi => "analysis.roi_on_landed",
            Self::Cost => "offer.price.amount",
            Self::Days => "analysis.days_to_sell.mid",
        }
    }

    fn highest_first(self) -> bool {
        matches!(self, Self::Net | Self::Roi)
    }

    /// The same value before it stands in a record.
    fn judged(self, offer: &Offer, analysis: &Analysis) -> Option<Decimal> {
        match self {
            Self::Net => analysis.net.as_ref().map(Money::amount),
            Self::Roi => analysis.roi_on_landed,
            Self::Cost => Some(offer.price.amount()),
            Self::Days => analysis.days_to_sell.as_ref().map(|days| Decimal::from(days.mid)),
        }
    }

    fn value(self, record: &Record) -> Option<Decimal> {
        match dotted::get(&record.0, self.path())? {
            Value::String(text) => text.parse().ok(),
            Value::Number(number) => number.as_i64().map(Decimal::from),
            _ => None,
        }
    }

    fn order(self, a: Option<Decimal>, b: Option<Decimal>) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if self.highest_first() => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}

/// What is held of the texts in memory: an order asks for them here and there, which a disk is slow at.
const HELD: usize = 32 << 20;

/// Texts that are read back together, and whole records, which are many times larger.
const TEXTS: usize = 2048;
const RECORDS: usize = 512;

/// Where a record stands in an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    value: Option<Decimal>,
    id: Box<str>,
}

impl Rank {
    /// The place of a record.
    pub fn of_record(by: By, record: &Record) -> Self {
        Self { value: by.value(record), id: record.id().unwrap_or_default().into() }
    }

    /// The place of a judgement of the offer with this id.
    pub fn of_judgement(by: By, id: &str, offer: &Offer, analysis: &Analysis) -> Self {
        Self { value: by.judged(offer, analysis), id: id.into() }
    }
}

/// Records that wait for the last of them, as text.
pub struct Sorted {
    by: By,
    rows: Vec<(Rank, Spot)>,
    texts: Spool,
}

impl Sorted {
    /// None yet.
    pub fn new(by: By) -> Self {
        Self { by, rows: Vec::new(), texts: Spool::holding(HELD) }
    }

    /// The order.
    pub fn by(&self) -> By {
        self.by
    }

    /// Takes a record in: its place, and what is kept of it.
    pub fn add(&mut self, rank: Rank, text: &[u8]) -> Result<()> {
        let spot = self.texts.put(text)?;
        self.rows.push((rank, spot));
        Ok(())
    }

    /// Hands the texts on in order, some thousands at a time.
    pub fn texts(self, each: impl FnMut(Vec<Vec<u8>>) -> Result<()>) -> Result<()> {
        self.in_order(TEXTS, each)
    }

    fn in_order(mut self, together: usize, mut each: impl FnMut(Vec<Vec<u8>>) -> Result<()>) -> Result<()> {
        self.rows.par_sort_by(|(a, _), (b, _)| self.by.order(a.value, b.value).then_with(|| a.id.cmp(&b.id)));
        for rows in self.rows.chunks(together) {
            each(rows.iter().map(|(_, spot)| self.texts.get(*spot)).collect::<Result<_>>()?)?;
        }
        Ok(())
    }

    /// The same of whole records, some hundreds at a time.
    pub fn records(self, mut each: impl FnMut(Vec<String>) -> Result<()>) -> Result<()> {
        self.in_order(RECORDS, |texts| each(texts.into_iter().map(String::from_utf8).collect::<Result<_, _>>()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Stage;

    #[test]
    fn a_judgement_stands_where_its_record_does() {
        let offer: Offer = serde_json::from_value(serde_json::json!({
            "source": "s", "item": "1", "observed_at": "2026-11-01T00:00:00Z", "price": {"amount": "3.10", "currency": "USD"}
        }))
        .unwrap();
        let mut whole = serde_json::json!({
            "verdict": "buy", "reason": "cleared", "reasons": [], "flags": [], "channel": "amazon_us", "program": "fba",
            "match": {"outcome": "same", "method": "identifier", "confidence": "1", "pack_source": 1, "pack_target": 1},
            "restriction": "allowed", "rules": {"name": "r", "version": "1"},
            "analyzed_at": "2026-11-01T00:00:00Z", "expires_at": "2026-11-01T00:00:00Z",
        });
        for known in [false, true] {
            if known {
                whole["net"] = serde_json::json!({"amount": "4.5", "currency": "USD"});
                whole["roi_on_landed"] = "0.5".into();
                whole["days_to_sell"] = serde_json::json!({"low": 1, "mid": 3, "high": 9, "basis": ""});
            }
            let analysis: Analysis = serde_json::from_value(whole.clone()).unwrap();
            let mut record = Record::new("s:1");
            record.set(Stage::Offer, &offer);
            record.set(Stage::Analysis, &analysis);
            for by in [By::Net, By::Roi, By::Cost, By::Days] {
                let rank = Rank::of_record(by, &record);
                assert_eq!(rank.value.is_some(), known || by == By::Cost);
                assert_eq!(Rank::of_judgement(by, "s:1", &offer, &analysis), rank, "{by:?}");
            }
        }
    }
}
