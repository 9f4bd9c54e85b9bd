//! Records in an order of their own: held back, the many of them on disk, and handed on when all are there.

use std::cmp::Ordering;

use anyhow::Result;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::{
    domain::record::Record,
    pipe::{
        dotted,
        reader::map_in_order,
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

/// Records that are read back together.
const TOGETHER: usize = 512;

/// What is held of a record.
#[derive(Debug)]
pub struct Row {
    value: Option<Decimal>,
    id: Box<str>,
    text: Vec<u8>,
}

/// Records that wait for the last of them.
pub struct Sorted {
    by: By,
    rows: Vec<(Option<Decimal>, Box<str>, Spot)>,
    texts: Spool,
}

impl Sorted {
    /// None yet.
    pub fn new(by: By) -> Self {
        Self { by, rows: Vec::new(), texts: Spool::default() }
    }

    /// What is held of a record: its place in the order, and `part`, which is what will be written of it.
    pub fn row(by: By, record: &Record, part: &Map<String, Value>) -> Result<Row> {
        Ok(Row { value: by.value(record), id: record.id().unwrap_or_default().into(), text: serde_json::to_vec(part)? })
    }

    /// The order.
    pub fn by(&self) -> By {
        self.by
    }

    /// Takes a record in.
    pub fn add(&mut self, row: Row) -> Result<()> {
        let spot = self.texts.put(&row.text)?;
        self.rows.push((row.value, row.id, spot));
        Ok(())
    }

    /// Hands them on in order, some thousands at a time.
    pub fn each(mut self, mut write: impl FnMut(&[Map<String, Value>]) -> Result<()>) -> Result<()> {
        self.rows.sort_by(|a, b| self.by.order(a.0, b.0).then_with(|| a.1.cmp(&b.1)));
        for rows in self.rows.chunks(TOGETHER) {
            let texts = rows.iter().map(|(_, _, spot)| self.texts.get(*spot)).collect::<Result<Vec<_>>>()?;
            let objects = map_in_order(texts, |text| serde_json::from_slice(&text));
            write(&objects.into_iter().collect::<Result<Vec<_>, _>>()?)?;
        }
        Ok(())
    }
}
