//! Rows and objects made into records: our own records come through as they are, foreign rows become offers.

use std::borrow::Cow;

use anyhow::Result;
use jiff::Timestamp;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{
    cells::{self, PriceContext},
    dotted,
    header::Columns,
    mapping::Mapping,
    offer_fields::VOCABULARY,
    reader::{At, Fault, Head, Target},
    row::Cells,
    source,
};
use crate::{
    domain::{
        money::{Currency, Money},
        offer::{Offer, Row},
        record::{Record, Stage},
    },
    error,
};

/// Fields that several columns may fill: each can name the product.
const MANY: &[&str] = &["isbn", "ean", "upc", "gtin", "barcode", "asin"];

/// Fields that no two columns may fill alike.
const SOLE: &[&str] = &["cost"];

/// Makes records.
#[derive(Clone, Debug)]
pub struct OfferRows {
    /// Which column is which field.
    pub mapping: Mapping,
    /// `--source`: the first half of every id; before the mapping's, before the file's name.
    pub source: Option<String>,
    /// The currency of prices that name none, after the mapping's.
    pub currency: Option<Currency>,
    /// When the rows were seen.
    pub observed_at: Timestamp,
    /// Whether rows that are no records are refused: for stages that only take records.
    pub records_only: bool,
}

impl OfferRows {
    /// Finds columns by name, and sees rows now.
    pub fn new(observed_at: Timestamp) -> Self {
        Self { mapping: Mapping::default(), source: None, currency: None, observed_at, records_only: false }
    }
}

/// What a table holds.
#[derive(Debug)]
pub enum Plan {
    /// Our own records in dotted columns.
    Records(dotted::Header),
    /// A foreign table.
    Offers(Box<Columns>),
}

impl Target for OfferRows {
    type Out = Record;
    type Plan = Plan;

    fn plan(&self, head: &Head) -> Result<Plan> {
        if let Some(header) = dotted::Header::of(&head.columns) {
            return Ok(Plan::Records(header));
        }
        if self.records_only {
            let failure = error::failed(format!("{} holds no records", shown(&head.file)));
            return Err(failure.hint("a supplier's list goes through `arb scan FILE` first").into());
        }
        let columns = self.columns(head)?;
        if columns.one("cost").is_none() && !self.mapping.constants.contains_key("cost") {
            return Err(no_cost(head, &columns));
        }
        Ok(Plan::Offers(Box::new(columns)))
    }

    fn row(&self, plan: &Plan, at: &At<'_>, cells: &[Cow<'_, str>]) -> Result<Option<Record>, Fault> {
        match plan {
            Plan::Records(header) => checked(header.record(cells)?).map(Some),
            Plan::Offers(columns) => Ok(self.offer(columns, at, cells)?.map(|offer| record_of(&offer))),
        }
    }

    fn object(&self, at: &At<'_>, object: Map<String, Value>) -> Result<Option<Record>, Fault> {
        if is_record(&object) {
            return checked(Record(object)).map(Some);
        }
        if self.records_only {
            return Err(Fault::new("it is no record: it has no `offer`")
                .hint("a supplier's list goes through `arb scan FILE` first"));
        }
        Ok(self.offer_of(at, &object)?.map(|offer| record_of(&offer)))
    }
}

/// A record that holds an offer and nothing else.
pub fn record_of(offer: &Offer) -> Record {
    let mut record = Record::new(&offer.record_id());
    record.set(Stage::Offer, offer);
    record
}

const STAGES: [Stage; 6] =
    [Stage::Offer, Stage::Analysis, Stage::Purchase, Stage::Listing, Stage::PriceChange, Stage::Ticket];

/// Whether a JSON object is one of our records rather than somebody's row.
pub(super) fn is_record(object: &Map<String, Value>) -> bool {
    (object.contains_key("schema") && object.contains_key("id"))
        || STAGES.iter().any(|stage| object.get(stage.key()).is_some_and(Value::is_object))
}

fn checked(record: Record) -> Result<Record, Fault> {
    record.check_schema().map_err(|why| Fault::new(why.to_string()).field("schema").hint("update arb"))?;
    for stage in STAGES {
        if record.0.get(stage.key()).is_some_and(|part| !part.is_object() && !part.is_null()) {
            return Err(Fault::new(format!("`{}` is no object", stage.key())).field(stage.key()));
        }
    }
    match record.id() {
        Some(id) if !id.trim().is_empty() => Ok(record),
        _ => Err(Fault::new("the record has no `id`").field("id").hint("an id is text, `source:item`")),
    }
}

fn shown(file: &str) -> &str {
    if file == "-" { "stdin" } else { file }
}

fn no_cost(head: &Head, columns: &Columns) -> anyhow::Error {
    let file = shown(&head.file);
    let failure = if columns.is_empty() && looks_like_data(&head.columns) {
        error::failed(format!(
            "{file} has no header: its first row is {}",
            super::reject::quote(&head.columns.join(", "))
        ))
        .hint("name the columns with `--map FILE`: `header = false` and `[columns] cost = 3`")
    } else {
        error::failed(format!("{file} has no column that looks like a price; its columns: {}", head.columns.join(", ")))
            .hint("name it with `--map FILE`: `[columns] cost = \"…\"`")
    };
    failure.into()
}

/// Whether a first row holds values: an identifier or a price among them.
fn looks_like_data(cells: &[String]) -> bool {
    cells.iter().any(|cell| cell.chars().any(|c| c.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic))
}

impl OfferRows {
    fn columns(&self, head: &Head) -> Result<Columns> {
        Columns::find(head, &self.mapping, VOCABULARY, MANY, SOLE)
    }

    /// The offer in a foreign object; `None` where the mapping leaves it out.
    pub(super) fn offer_of(&self, at: &At<'_>, object: &Map<String, Value>) -> Result<Option<Offer>, Fault> {
        let (names, cells) = dotted::columns_of(object);
        let head = Head { file: at.file.clone(), stem: at.stem.clone(), columns: names, named: true, delimiter: None };
        let columns = Columns::find_again(&head, &self.mapping, VOCABULARY, MANY, SOLE)
            .map_err(|why| Fault::new(why.to_string()))?;
        if columns.one("cost").is_none() && !self.mapping.constants.contains_key("cost") {
            return Err(Fault::new("no key looks like a price")
                .field("cost")
                .hint("name it with `--map FILE`: `[columns] cost = \"…\"`"));
        }
        self.offer(&columns, at, &cells)
    }

    /// The offer in a row of a foreign table; `None` where the mapping leaves the row out.
    pub fn offer(&self, columns: &Columns, at: &At<'_>, cells: &[Cow<'_, str>]) -> Result<Option<Offer>, Fault> {
        let row = Cells::new(columns, cells, &self.mapping);
        if row.is_left_out() {
            return Ok(None);
        }
        let mut notes = Vec::new();
        let mut extra = row.extra();
        let (price, shipping) = self.prices(&row, &mut notes)?;
        let (product, remarks) = row.product()?;
        notes.extend(remarks);

        let text = |field: &str| row.text(field).map(str::to_owned);
        let mut number = |field: &str, read: fn(&str) -> Option<u32>| {
            let text = row.text(field)?;
            let number = read(text);
            if number.is_none() {
                // What can't be read as a number (`in stock`) is kept as it is.
                extra.insert(row.name(field).to_owned(), text.into());
            }
            number
        };
        let quantity = number("quantity", cells::count);
        let pack = number("pack", cells::pack);
        let weight_g = row.column("weight").and_then(|(text, name)| cells::weight_g(text, name));
        if let Some(text) = row.text("weight").filter(|_| weight_g.is_none()) {
            extra.insert(row.name("weight").to_owned(), text.into());
        }
        let side = |field| row.column(field);
        let dims = cells::dims(row.column("dims"), [side("length"), side("width"), side("height")]);
        if dims.is_none() {
            for field in ["length", "width", "height"] {
                if let Some(text) = row.text(field) {
                    extra.insert(row.name(field).to_owned(), text.into());
                }
            }
        }
        let source = self.source_of(at.stem).to_owned();
        let mut offer = Offer {
            shipping,
            url: text("url"),
            title: text("title"),
            brand: text("brand"),
            category: text("category"),
            condition: text("condition"),
            seller: text("seller"),
            quantity,
            pack,
            product,
            weight_g,
            dims,
            row: Some(Row { file: at.file.to_string(), line: at.line }),
            notes,
            extra,
            ..Offer::of(source, String::new(), self.observed_at, price)
        };
        offer.item = item(&offer, row.text("sku"))?;
        Ok(Some(offer))
    }

    /// The first half of the ids of rows in an input of this name.
    pub fn source_of<'s>(&'s self, stem: &'s str) -> &'s str {
        self.source.as_deref().or(self.mapping.source.as_deref()).unwrap_or(stem)
    }

    fn prices(&self, row: &Cells<'_>, notes: &mut Vec<String>) -> Result<(Money, Option<Money>), Fault> {
        let stated = match row.text("currency") {
            None => None,
            Some(text) => Some(Currency::parse(text.trim()).ok_or_else(|| {
                let name = row.name("currency");
                Fault::new(format!("`{name}` is {}, not a currency code", super::reject::quote(text)))
                    .field(name)
                    .hint("use three letters, like `USD`")
            })?),
        };
        let context = |field: &str| PriceContext {
            stated: stated.or_else(|| row.column(field)?.1.currency),
            assumed: self.mapping.currency.or(self.currency),
            decimal: self.mapping.decimal,
            cents: row.column(field).is_some_and(|(_, name)| name.cents),
            ignores_signs: self.mapping.ignores_signs,
            decimals: self.mapping.decimals,
        };
        let cost = row.name("cost");
        let text = row.text("cost").unwrap_or_default();
        let price = cells::money(text, cost, context("cost"), notes)?
            .ok_or_else(|| Fault::new(format!("`{cost}` is empty")).field(cost).hint("an offer needs a price"))?;
        if price.is_zero() && text.bytes().any(|byte| byte.is_ascii_digit()) {
            return Err(Fault::new(format!("`{cost}` is 0"))
                .field(cost)
                .hint("a price of nothing is no price; write `free` if it is"));
        }
        let name = row.name("shipping");
        let shipping = match row.text("shipping") {
            Some(text) => {
                let context = PriceContext { assumed: Some(price.currency()), ..context("shipping") };
                cells::money(text, name, context, notes)?
            }
            None => None,
        };
        if let Some(shipping) = shipping.filter(|shipping| shipping.currency() != price.currency()) {
            let reason = format!("`{cost}` is in {} and `{name}` in {}", price.currency(), shipping.currency());
            return Err(Fault::new(reason).field(name).hint("write both in one currency"));
        }
        Ok((price, shipping))
    }
}

/// A source's own number as it stands in an id: single blanks, none around it.
pub fn item_number(sku: &str) -> Cow<'_, str> {
    if sku.contains(char::is_whitespace) {
        sku.split_whitespace().collect::<Vec<_>>().join(" ").into()
    } else {
        sku.into()
    }
}

/// The second half of the id: the source's own number, or the product with what tells its offers apart,
/// or a fingerprint of what the row says about itself. The same row gives the same id tomorrow.
fn item(offer: &Offer, sku: Option<&str>) -> Result<String, Fault> {
    if let Some(sku) = sku {
        return Ok(item_number(sku).into_owned());
    }
    let variant = [offer.condition.as_deref(), offer.seller.as_deref()];
    if let Some(key) = &offer.product.key {
        let number = key.split_once(':').map_or(key.as_str(), |(_, number)| number);
        let parts =
            variant.iter().flatten().map(|text| source::slug(text)).filter(|part| !part.is_empty() && part != "new");
        return Ok(std::iter::once(number.to_owned()).chain(parts).collect::<Vec<_>>().join("-"));
    }
    let identity = [offer.url.as_deref(), offer.title.as_deref(), offer.brand.as_deref()];
    if identity.iter().all(Option::is_none) {
        return Err(Fault::new("nothing says what is offered: no identifier, no item number, no title, no link"));
    }
    let mut hash = Sha256::new();
    for part in identity.iter().chain(&variant) {
        hash.update(part.unwrap_or_default().trim().to_lowercase());
        hash.update([0]);
    }
    Ok(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipe::{
        reader::{InputSpec, Reader},
        source::Place,
    };

    /// Reads a file with this content: records as `id price [key] {extra} (notes)`, rejects as sentences.
    fn read(name: &str, content: &str, mapping: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        let mut rows = OfferRows::new("2026-06-01T12:00:00Z".parse().unwrap());
        rows.mapping = Mapping::from_toml(mapping, "m.toml").unwrap();
        rows.currency = Some(Currency::USD);
        let spec = rows.mapping.layout(InputSpec::new(vec![Place::new(&path)]));
        let name_only = |text: String| text.replace(&*path.to_string_lossy(), name);
        let reader = Reader::open(spec, rows).unwrap();
        let show = |item: Result<Result<Record, _>>| match item {
            Ok(Ok(record)) => shown(&record),
            Ok(Err(reject)) => name_only(crate::pipe::reject::Reject::to_string(&reject)),
            Err(why) => name_only(format!("error: {why}")),
        };
        reader.map(show).collect()
    }

    fn shown(record: &Record) -> String {
        let Some(offer) = record.get::<Offer>(Stage::Offer).unwrap() else {
            return serde_json::to_string(&record.0).unwrap();
        };
        let mut text = format!("{} {:?}", record.id().unwrap(), offer.price);
        if let Some(key) = &offer.product.key {
            text += &format!(" [{key}]");
        }
        if !offer.extra.is_empty() {
            text += &format!(" {}", serde_json::to_string(&offer.extra).unwrap());
        }
        if !offer.notes.is_empty() {
            text += &format!(" ({})", offer.notes.join("; "));
        }
        text
    }

    fn check(content: &str, expected: &[&str]) {
        assert_eq!(read("acme.csv", content, ""), expected, "{content}");
    }

    #[test]
    fn columns_are_found_by_name() {
        check(
            "SKU,UPC,Unit Cost,MSRP,Title\n10281,673419340557,31.20,49.99,Bonsai\n",
            &[r#"acme:10281 31.20 USD [gtin:00673419340557] {"MSRP":"49.99"}"#],
        );
        check(
            "isbn;preis (EUR);titel\n9780393356687;3,10;The Overstory\n",
            &["acme:09780393356687 3.10 EUR [gtin:09780393356687]"],
        );
        check("title,price,cost\nA,9.99,5\n", &[r#"acme:d170133c55f59303 5.00 USD {"price":"9.99"}"#]);
        check(
            "isbn,price_gbp,condition,seller\n9780393356687,£2,Used - Good,Bob\n",
            &["acme:09780393356687-used-good-bob 2.00 GBP [gtin:09780393356687]"],
        );
    }

    #[test]
    fn cents_and_shops_own_numbers_are_understood() {
        check(
            "id,price_cents,shipping_cents\n7,79999,0\n8,1.5,\n",
            &["acme:7 799.99 USD", "row 3 of acme.csv: `price_cents` is \"1.5\""],
        );
        check("itemId,price\nv1|38|0,5\n", &["acme:v1|38|0 5.00 USD"]);
    }

    #[test]
    fn a_price_that_is_none_is_a_reject() {
        check(
            "sku,cost\n1,call us\n2,\n3,0\n4,-2\n5,$1 - $3\n6,2.50\n",
            &[
                "row 2 of acme.csv: `cost` is \"call us\"",
                "row 3 of acme.csv: `cost` is empty",
                "row 4 of acme.csv: `cost` is 0",
                "row 5 of acme.csv: `cost` is below zero: \"-2\"",
                "row 6 of acme.csv: `cost` is a range: \"$1 - $3\"",
                "acme:6 2.50 USD",
            ],
        );
        check(
            "sku,cost,currency\n1,€5,USD\n2,5,EUR\n3,5,euros\n",
            &[
                "row 2 of acme.csv: `cost` is in EUR but the row or column says USD: \"€5\"",
                "acme:2 5.00 EUR",
                "row 4 of acme.csv: `currency` is \"euros\", not a currency code",
            ],
        );
    }

    #[test]
    fn a_broken_identifier_is_never_repaired() {
        check(
            "sku,isbn,cost\n1,9780393356688,5\n2,9.78039E+12,5\n3,439023483,5\n4,N/A,5\n",
            &[
                "row 2 of acme.csv: `isbn` is \"9780393356688\": the check digit is wrong: a digit was mistyped, lost or swapped; read it again from the item",
                "row 3 of acme.csv: `isbn` is \"9.78039E+12\": a spreadsheet turned it into a rounded number and its last digits are lost; format the column as text and export it again",
                "acme:3 5.00 USD [gtin:09780439023481] (isbn: 1 leading zero restored, the check digit agrees)",
                "acme:4 5.00 USD",
            ],
        );
        check(
            "isbn10,isbn13,asin,cost\n0439023483,9780393356687,B0088PUEPK,5\n",
            &[
                "acme:09780393356687 5.00 USD [gtin:09780393356687] (`isbn13` and `isbn10` name different products; `isbn13` is used)",
            ],
        );
    }

    #[test]
    fn a_mapping_says_what_names_do_not() {
        let mapping = "source = \"Acme EU\"\ncurrency = \"EUR\"\ndecimal = \",\"\nskip_rows = 1\n[columns]\ncost = \"Wert\"\n[skip]\nStatus = [\"weg\"]";
        assert_eq!(
            read("x.csv", "Liste 2026\nsku;Wert;Status\n1;1.234;da\n2;2,50;WEG\n", mapping),
            [r#"acme-eu:1 1234.00 EUR {"Status":"da"}"#]
        );
        let mapping = "header = false\n[columns]\nsku = 1\ncost = 3\n[constants]\ncondition = \"new\"";
        assert_eq!(
            read("x.csv", "a,b,2.50\nc,d,3\n", mapping),
            [r#"x:a 2.50 USD {"2":"b"}"#, r#"x:c 3.00 USD {"2":"d"}"#]
        );
    }

    #[test]
    fn what_can_not_be_a_price_list_says_why() {
        check(
            "9780393356687,5\n9780393356687,6\n",
            &["error: acme.csv has no header: its first row is \"9780393356687, 5\""],
        );
        check("a,b\n1,2\n", &["error: acme.csv has no column that looks like a price; its columns: a, b"]);
        check("sku,cost,cost\n1,2,3\n", &["error: acme.csv has two columns for `cost`: `cost` and `cost (2)`"]);
    }

    #[test]
    fn objects_are_records_or_rows() {
        let lines = [
            r#"{"schema":1,"id":"a:1","offer":{"x":1},"mine":[1]}"#,
            r#"{"schema":9,"id":"a:1"}"#,
            r#"{"upc":"673419340557","price":{"value":"5.00","currency":"EUR"},"title":"T"}"#,
            r#"{"upc":9.78043902348e12,"cost":5}"#,
            r#"{"title":"T"}"#,
        ];
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        std::fs::write(&path, lines.join("\n")).unwrap();
        let mut rows = OfferRows::new("2026-06-01T12:00:00Z".parse().unwrap());
        rows.currency = Some(Currency::USD);
        let reader = Reader::open(InputSpec::new(vec![Place::new(&path)]), rows).unwrap();
        let seen: Vec<String> = reader
            .map(|item| match item.unwrap() {
                Ok(record) if record.0.contains_key("mine") => serde_json::to_string(&record.0).unwrap(),
                Ok(record) => shown(&record),
                Err(reject) => reject.fault.reason,
            })
            .collect();
        assert_eq!(
            seen,
            [
                lines[0],
                "its schema is 9, this arb reads up to 1",
                "a:00673419340557 5.00 EUR [gtin:00673419340557]",
                "`upc` is \"9.78043902348e12\": a spreadsheet turned it into a rounded number and its last digits are lost; format the column as text and export it again",
                "no key looks like a price",
            ]
        );
    }
}
