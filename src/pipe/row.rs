//! One row of a foreign table, asked by field.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{
    cells::{Gathered, is_nothing, is_nothing_trimmed, trimmed},
    header::{Columns, Name},
    mapping::Mapping,
    reader::Fault,
};
use crate::domain::{ids, offer::ProductIds};

/// Fields that hold identifiers, the surest first.
const IDS: [&str; 5] = ["gtin", "isbn", "ean", "upc", "barcode"];

/// A row of a foreign table, by field.
pub struct Cells<'a> {
    columns: &'a Columns,
    cells: &'a [Cow<'a, str>],
    mapping: &'a Mapping,
}

impl<'a> Cells<'a> {
    /// A row of this table; `mapping` adds its constants.
    pub fn new(columns: &'a Columns, cells: &'a [Cow<'a, str>], mapping: &'a Mapping) -> Self {
        Self { columns, cells, mapping }
    }

    /// Whether the mapping leaves the row out.
    pub fn is_left_out(&self) -> bool {
        self.mapping.skip.iter().any(|(column, texts)| {
            let place = self.columns.names.iter().position(|name| name.eq_ignore_ascii_case(column));
            place.is_some_and(|place| texts.iter().any(|text| text.eq_ignore_ascii_case(self.cells[place].trim())))
        })
    }

    /// The first filled cell of a field, with its column.
    #[inline]
    fn place(&self, field: &str) -> Option<usize> {
        match self.columns.all(field) {
            [] => None,
            [one] => Some(*one).filter(|&place| !is_nothing(&self.cells[place])),
            several => several.iter().copied().find(|&place| !is_nothing(&self.cells[place])),
        }
    }

    /// The first filled cell of a field, with what its column's name says.
    pub fn column(&self, field: &str) -> Option<(&'a str, &'a Name)> {
        self.place(field).map(|place| (&*self.cells[place], &self.columns.read[place]))
    }

    /// The text of a field; unknown is `None`.
    #[inline]
    pub fn text(&self, field: &str) -> Option<&'a str> {
        match self.place(field) {
            Some(place) => Some(trimmed(&self.cells[place])),
            None if self.mapping.constants.is_empty() => None,
            None => self.mapping.constants.get(field).map(String::as_str),
        }
    }

    /// What the file calls a field.
    pub fn name<'n>(&self, field: &'n str) -> &'n str
    where
        'a: 'n,
    {
        let place = self.place(field).or_else(|| self.columns.one(field));
        place.map_or(field, |place| self.columns.names[place].as_str())
    }

    /// The identifiers in the row.
    pub fn ids(&self) -> Gathered<'a> {
        let mut ids = Gathered::new(self.mapping.reading);
        let each = |field: &str, add: &mut dyn FnMut(&str, &'a str)| {
            for &place in self.columns.all(field) {
                add(&self.cells[place], &self.columns.names[place]);
            }
        };
        for field in IDS {
            each(field, &mut |cell, name| ids.add(cell, name, field == "isbn"));
        }
        each("asin", &mut |cell, name| ids.add(cell, name, false));
        each("ebay_epid", &mut |cell, name| ids.add_namespaced(cell, name, "ebay:epid:"));
        each("tcgplayer_product", &mut |cell, name| ids.add_namespaced(cell, name, "tcgplayer:product:"));
        ids
    }

    /// The product that the identifiers name, and remarks on them.
    pub fn product(&self) -> Result<(ProductIds, Vec<String>), Fault> {
        match self.plain_product() {
            Some(product) => Ok((product, Vec::new())),
            None => self.ids().finish(),
        }
    }

    /// The same where every number is bare and nothing is to be said about any: `None` takes a closer look.
    fn plain_product(&self) -> Option<ProductIds> {
        let filled = |field: &str| {
            let cells = self.columns.all(field).iter().map(|&place| trimmed(&self.cells[place]));
            cells.filter(|text| !is_nothing_trimmed(text))
        };
        if ["ebay_epid", "tcgplayer_product"].iter().any(|field| filled(field).next().is_some()) {
            return None;
        }
        let mut product = ProductIds::default();
        for text in IDS.iter().filter(|field| **field != "isbn").chain(&["asin"]).flat_map(|field| filled(field)) {
            let key = ids::plain_key(text, self.mapping.reading)?;
            match (text.len(), text.as_bytes()) {
                (12 | 13, digits) if digits.iter().all(u8::is_ascii_digit) => {
                    let gtin = [&"00"[..14 - text.len()], text].concat();
                    match (&product.gtin, book_asin(digits)) {
                        // A book has an ASIN of its own: another one beside it is for the closer look.
                        (None, Some(asin)) if product.asin.is_none() => product.asin = Some(asin),
                        (_, Some(_)) => return None,
                        (_, None) => {}
                    }
                    match &product.gtin {
                        Some(first) if *first == gtin => {}
                        Some(_) => return None,
                        None => {
                            product.key = Some(["gtin:", &gtin].concat());
                            product.gtin = Some(gtin);
                        }
                    }
                }
                // An ISBN-10 is the ASIN of its book.
                (10, [b'0'..=b'9', ..]) if product.gtin.is_none() && product.asin.is_none() => {
                    // What is none is a UPC that lost its zeros.
                    let key = key.to_string();
                    product.gtin = Some(key.strip_prefix("gtin:")?.to_owned()).filter(|gtin| gtin.starts_with("00978"));
                    product.gtin.as_ref()?;
                    (product.asin, product.key) = (Some(text.to_owned()), Some(key));
                }
                (10, [b'B', b'0', ..]) if !key.is_gtin() => match &product.asin {
                    Some(first) if first == text => {}
                    Some(_) => return None,
                    None => {
                        product.asin = Some(text.to_owned());
                        product.other.push(["asin:", text].concat());
                    }
                },
                _ => return None,
            }
        }
        if filled("isbn").next().is_some() {
            return None;
        }
        if product.key.is_none() {
            product.key = product.other.pop();
        }
        Some(product)
    }

    /// The filled columns of no field, as written.
    pub fn extra(&self) -> Map<String, Value> {
        let filled = self.columns.others.iter().filter(|&&place| !self.cells[place].trim().is_empty());
        filled.map(|&place| (self.columns.names[place].clone(), Value::from(self.cells[place].trim()))).collect()
    }
}

/// The ASIN of the book that a GTIN-13 names: its ISBN-10.
fn book_asin(gtin: &[u8]) -> Option<String> {
    let [b'9', b'7', b'8', body @ .., _] = gtin else { return None };
    let body: &[u8; 9] = body.try_into().ok()?;
    let sum: u32 = body.iter().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = match (11 - sum % 11) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10)?,
    };
    Some(body.iter().map(|digit| char::from(*digit)).chain([check]).collect())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        domain::ids::Reading,
        pipe::{
            offer_rows::{OfferRows, Plan},
            reader::{Head, Target as _},
        },
    };

    const COLUMNS: [&str; 8] = ["gtin", "isbn", "upc", "ean", "barcode", "asin", "tcgplayer_id", "price"];
    const NUMBERS: [&str; 21] = [
        "",
        "673419340557",
        "0673419340557",
        " 0673419340557",
        "673419340557;036000291452",
        "036000291452",
        "4006381333931",
        "9780439023481",
        "0439023483",
        "043965548X",
        "3600029145",
        "439023481X",
        "43902348",
        "978-0-439-02348-1",
        "UPC 673419340557",
        "210000000003",
        "B0088PUEPK",
        "B0H5LT6JQ9",
        "b0088puepk",
        "n/a",
        "516980",
    ];

    proptest! {
        #[test]
        fn bare_numbers_name_what_a_closer_look_finds(
            cells in prop::collection::vec(prop_oneof![2 => Just(""), 3 => prop::sample::select(NUMBERS.to_vec())], COLUMNS.len()),
            zeros in any::<bool>(),
        ) {
            let columns = COLUMNS.map(str::to_owned).to_vec();
            let head = Head { file: Arc::from("a.csv"), stem: Arc::from("a"), columns, named: true, delimiter: Some(b',') };
            let mut rows = OfferRows::new("2026-06-01T12:00:00Z".parse().unwrap());
            rows.mapping.reading = Reading { lost_zeros: zeros, internal: zeros };
            let Plan::Offers(columns) = rows.plan(&head).unwrap() else { panic!("it is a list") };
            let cells: Vec<Cow<'_, str>> = cells.into_iter().map(Cow::Borrowed).collect();
            let row = Cells::new(&columns, &cells, &rows.mapping);
            if let Some(plain) = row.plain_product() {
                prop_assert_eq!(row.ids().finish().unwrap(), (plain, Vec::new()));
            }
        }
    }
}
