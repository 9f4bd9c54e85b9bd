//! A line of JSON that holds the record of an offer, looked at without making anything of it: most lines of long pipes come
//! to nothing, and need not become records first. Texts stay where they stand.

use std::{borrow::Cow, fmt};

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{
    Deserialize, Deserializer,
    de::{self, IgnoredAny, MapAccess, Visitor},
};

use super::plain_line;
use crate::domain::{
    money::{Currency, Money},
    offer::Change,
    record::SCHEMA,
};

/// A record to which no stage has added anything but the offer. Keys that nobody knows may stand beside it.
#[derive(Deserialize)]
struct Line<'a> {
    schema: u64,
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    offer: Fields<'a>,
    analysis: Option<IgnoredAny>,
    purchase: Option<IgnoredAny>,
    listing: Option<IgnoredAny>,
    price_change: Option<IgnoredAny>,
    ticket: Option<IgnoredAny>,
}

/// Text that stays where it stands, if it is written as it is read.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// What is told of an offer.
#[derive(Debug, PartialEq)]
pub struct Offered<'a> {
    /// What it asks for one purchase unit.
    pub price: Money,
    /// What it adds for shipping.
    pub shipping: Option<Money>,
    /// Sellable units in one purchase unit.
    pub pack: Option<u32>,
    pub(super) key: Option<Cow<'a, str>>,
    pub(super) gtin: Option<Cow<'a, str>>,
    pub(super) asin: Option<Cow<'a, str>>,
    pub(super) title: Option<Cow<'a, str>>,
    other_keys: bool,
}

/// Every field of an offer, read as [`Offer`](crate::domain::offer::Offer) reads it.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "a field that nobody asks for is read all the same: it may be at fault")]
struct Fields<'a> {
    #[serde(borrow)]
    source: Text<'a>,
    item: Text<'a>,
    observed_at: Timestamp,
    price: Money,
    shipping: Option<Money>,
    url: Option<Text<'a>>,
    title: Option<Text<'a>>,
    brand: Option<Text<'a>>,
    category: Option<Text<'a>>,
    condition: Option<Text<'a>>,
    seller: Option<Text<'a>>,
    quantity: Option<u32>,
    pack: Option<u32>,
    #[serde(default)]
    product: Product<'a>,
    weight_g: Option<Decimal>,
    dims: Option<Text<'a>>,
    change: Option<Change>,
    previous_price: Option<Money>,
    crossed: Option<Money>,
    row: Option<Row<'a>>,
    unsure: Option<Text<'a>>,
    #[serde(default)]
    notes: Vec<Text<'a>>,
    #[serde(default)]
    extra: Extra,
}

#[derive(Debug, Default, Deserialize)]
struct Product<'a> {
    #[serde(borrow)]
    key: Option<Text<'a>>,
    gtin: Option<Text<'a>>,
    asin: Option<Text<'a>>,
    #[serde(default)]
    other: Vec<Text<'a>>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "it is read because it may be at fault")]
struct Row<'a> {
    #[serde(borrow)]
    file: Text<'a>,
    line: u64,
}

/// Further columns, as long as they are plain: what is nested takes a closer look.
#[derive(Debug, Default)]
struct Extra;

struct Plain;

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Extra)
    }
}

impl<'de> Visitor<'de> for Extra {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("columns")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<IgnoredAny, Plain>()?.is_some() {}
        Ok(self)
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Plain)
    }
}

impl Visitor<'_> for Plain {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text or a whole number")
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }
}

impl Default for Offered<'_> {
    fn default() -> Self {
        let price = Money::new(Decimal::ZERO, Currency::USD);
        Self { price, shipping: None, pack: None, key: None, gtin: None, asin: None, title: None, other_keys: false }
    }
}

impl<'a> From<Fields<'a>> for Offered<'a> {
    fn from(fields: Fields<'a>) -> Self {
        let Fields { price, shipping, pack, product, title, .. } = fields;
        let text = |text: Option<Text<'a>>| text.map(|text| text.0);
        Self {
            price,
            shipping,
            pack,
            key: text(product.key),
            gtin: text(product.gtin),
            asin: text(product.asin),
            title: text(title),
            other_keys: !product.other.is_empty(),
        }
    }
}

impl Offered<'_> {
    /// The product's key.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Its GTIN-14.
    pub fn gtin(&self) -> Option<&str> {
        self.gtin.as_deref()
    }

    /// Its ASIN.
    pub fn asin(&self) -> Option<&str> {
        self.asin.as_deref()
    }

    /// Whether further keys stand beside these.
    pub fn has_other_keys(&self) -> bool {
        self.other_keys
    }

    /// The title, as written.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }
}

/// The id and the offer of a record; `None` for any line that takes a closer look.
pub fn offer_in(line: &[u8]) -> Option<(Cow<'_, str>, Offered<'_>)> {
    match plain_line::offer_in(line) {
        Some((id, offer)) => Some((id.into(), offer)),
        None => carefully(line),
    }
}

/// The same in a line of any kind.
pub(super) fn carefully(line: &[u8]) -> Option<(Cow<'_, str>, Offered<'_>)> {
    let Line { schema, id, offer, analysis, purchase, listing, price_change, ticket } =
        serde_json::from_slice(line).ok()?;
    let further = [analysis, purchase, listing, price_change, ticket];
    let plain = schema <= SCHEMA && !id.0.trim().is_empty() && further.iter().all(Option::is_none);
    plain.then(|| (id.0, offer.into()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::{
        domain::{
            offer::Offer,
            record::{Record, Stage},
        },
        pipe::{
            offer_rows::OfferRows,
            reader::{At, Target as _},
        },
    };

    /// What the careful reader makes of a line.
    fn carefully(line: &str) -> Option<(Record, Option<Offer>)> {
        let object: Map<String, Value> = serde_json::from_str(line).ok()?;
        let at = At { file: &"-".into(), stem: &"stdin".into(), line: 1 };
        let rows = OfferRows::new("2026-06-01T12:00:00Z".parse().unwrap());
        let record = rows.object(&at, object).ok()??;
        let offer = record.get::<Offer>(Stage::Offer).ok()?;
        Some((record, offer))
    }

    proptest! {
        #[test]
        fn an_offer_in_a_line_is_that_of_its_record(
            schema in prop::sample::select(vec!["1", "0", "9", "\"1\"", "1.0"]),
            id in prop::sample::select(vec!["\"a:1\"", "\"\"", "\" \"", "7"]),
            price in prop::sample::select(vec![r#"{"amount":"5.20","currency":"USD"}"#, r#"{"amount":5,"currency":"USD"}"#, "\"5\"", "null"]),
            quantity in prop::sample::select(vec!["3", "-1", "3.0", "\"3\"", "null"]),
            analysis in prop::sample::select(vec!["", r#","analysis":{"verdict":"skip"}"#, r#","analysis":null"#, r#","ticket":7"#]),
            product in prop::sample::select(vec![
                "null", "{}", r#"{"key":"asin:B08HVXZW8K","asin":"B08HVXZW8K"}"#, r#"{"key":7}"#,
                r#"{"key":"gtin:0\u0030673419340557","gtin":"00673419340557","other":["asin:B08HVXZW8K"]}"#,
            ]),
            extra in prop::sample::select(vec![r#"{"x":"y"}"#, "{}", r#"{"x":[1e999]}"#, "7", r#"{"x":-1}"#]),
            twice in any::<bool>(), tail in prop::sample::select(vec!["", " ", "x", "}"]),
        ) {
            let again = if twice { r#","title":"T""# } else { "" };
            let line = format!(
                r#"{{"schema":{schema},"id":{id},"mine":[1],"offer":{{"source":"a","item":"1","observed_at":"2026-06-01T12:00:00Z","price":{price},"quantity":{quantity},"title":"S"{again},"product":{product},"extra":{extra},"new":1}}{analysis}}}{tail}"#
            );
            if let Some((id, offer)) = offer_in(line.as_bytes()) {
                let (record, read) = carefully(&line).expect("the careful reader takes it, too");
                let read = read.expect("it holds an offer");
                prop_assert_eq!(record.id(), Some(&*id));
                prop_assert_eq!((offer.price, offer.shipping, offer.pack), (read.price, read.shipping, read.pack));
                prop_assert_eq!((offer.key(), offer.gtin()), (read.product.key.as_deref(), read.product.gtin.as_deref()));
                prop_assert_eq!(offer.asin(), read.product.asin.as_deref());
                prop_assert_eq!(offer.has_other_keys(), !read.product.other.is_empty());
                prop_assert_eq!(offer.title(), read.title.as_deref());
            }
        }
    }

    #[test]
    fn an_offer_alone_is_read_and_a_judged_one_is_not() {
        let offer = json!({"source": "a", "item": "1", "observed_at": "2026-06-01T12:00:00Z", "price": {"amount": "5.20", "currency": "USD"}});
        let mut line = json!({"schema": 1, "id": "a:1", "offer": offer});
        assert!(offer_in(line.to_string().as_bytes()).is_some());
        line["analysis"] = json!({});
        assert!(offer_in(line.to_string().as_bytes()).is_none());
    }
}
