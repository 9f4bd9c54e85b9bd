//! An offer: something that can be bought, as one source showed it at one moment.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{ids::Key, money::Money};

/// What `scan` writes under `offer`. Every field that is absent is unknown, never zero.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// The vendor or supplier: the first half of the record's id.
    pub source: String,
    /// The source's own item id: the second half.
    pub item: String,
    /// When the source showed it.
    pub observed_at: Timestamp,
    /// What it asks for one purchase unit (a pack counts as one).
    pub price: Money,
    /// What it adds for shipping a purchase unit to us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping: Option<Money>,
    /// The page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The title, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The brand, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// The category, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The condition, as written; absent is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The seller on a marketplace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// Units that can be bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// Sellable units in one purchase unit, where the source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<u32>,
    /// Identifiers found, parsed and valid.
    #[serde(default, skip_serializing_if = "ProductIds::is_empty")]
    pub product: ProductIds,
    /// Weight of one unit, in grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_g: Option<rust_decimal::Decimal>,
    /// Longest, median and shortest side, in millimetres, as written: `104x55x35 mm`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dims: Option<String>,
    /// How it differs from what the database knew: `new`, `changed`, `same`, `gone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// The price before, where it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_price: Option<Money>,
    /// The highest price at which the last judgement would have bought, where the price fell to it or below since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crossed: Option<Money>,
    /// Where the row stood: file and line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<Row>,
    /// Why the price may not be the one that is asked: one place alone says it, or several disagree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsure: Option<String>,
    /// Remarks on what was read: a restored zero, an ambiguous sign.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Columns that no mapping took, as written.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extra: Map<String, Value>,
}

impl Offer {
    /// The id of its record: `source:item`.
    pub fn record_id(&self) -> String {
        [&self.source, ":", &self.item].concat()
    }

    /// An offer of which nothing more is known.
    pub fn of(source: impl Into<String>, item: impl Into<String>, observed_at: Timestamp, price: Money) -> Self {
        Self {
            source: source.into(),
            item: item.into(),
            observed_at,
            price,
            shipping: None,
            url: None,
            title: None,
            brand: None,
            category: None,
            condition: None,
            seller: None,
            quantity: None,
            pack: None,
            product: ProductIds::default(),
            weight_g: None,
            dims: None,
            change: None,
            previous_price: None,
            crossed: None,
            row: None,
            unsure: None,
            notes: Vec::new(),
            extra: Map::new(),
        }
    }
}

/// The identifiers of the product offered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductIds {
    /// The key that offers, evidence and stock are joined by: `gtin:…`, `asin:…`, `tcgplayer:product:…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// GTIN-14.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    /// ASIN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// Further keys of the same product.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<String>,
}

impl ProductIds {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The GTIN as it is printed: 12 digits where two zeros lead, else 13. A case of many (GTIN-14) has no unit barcode.
    pub fn printed_code(&self) -> Option<String> {
        let whole = |gtin: &&str| gtin.len() == 14 && gtin.bytes().all(|byte| byte.is_ascii_digit());
        let gtin = self.gtin.as_deref().filter(whole)?;
        gtin.strip_prefix("00").or_else(|| gtin.strip_prefix('0')).map(str::to_owned)
    }

    /// Every key the product goes by, each once: first the one it is joined by.
    pub fn keys(&self) -> Vec<String> {
        let gtin = self.gtin.iter().map(|gtin| format!("gtin:{gtin}"));
        let asin = self.asin.iter().map(|asin| format!("asin:{asin}"));
        let mut keys: Vec<String> = Vec::new();
        for key in self.key.iter().chain(&self.other).cloned().chain(gtin).chain(asin) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// The same as numbers, and those that are none of ours as text; one may come twice.
    pub fn each_key(&self, mut each: impl FnMut(Result<Key, &str>)) {
        for key in self.key.iter().chain(&self.other) {
            each(Key::parse(key).ok_or(key));
        }
        if let Some(gtin) = &self.gtin {
            match Key::parse_gtin(gtin) {
                Some(key) => each(Ok(key)),
                None => each(Err(&format!("gtin:{gtin}"))),
            }
        }
        if let Some(asin) = &self.asin {
            match Key::parse_asin(asin) {
                Some(key) => each(Ok(key)),
                None => each(Err(&format!("asin:{asin}"))),
            }
        }
    }

    /// Whether the product goes by this key.
    pub fn has_key(&self, key: &str) -> bool {
        let is = |known: &Option<String>, prefix: &str| known.is_some() && known.as_deref() == key.strip_prefix(prefix);
        self.key.as_deref() == Some(key)
            || self.other.iter().any(|known| known == key)
            || is(&self.gtin, "gtin:")
            || is(&self.asin, "asin:")
    }
}

/// How an offer differs from what the database knew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Never seen before.
    New,
    /// Price, shipping or availability moved.
    Changed,
    /// As before.
    Same,
    /// The source no longer shows it.
    Gone,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The file as named on the command line; `-` for stdin.
    pub file: String,
    /// The line, from 1; the header is line 1 of a CSV.
    pub line: u64,
}
