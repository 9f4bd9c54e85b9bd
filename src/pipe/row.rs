//! One row of a foreign table, asked by field.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{
    cells::{Gathered, is_nothing, trimmed},
    header::{Columns, Name},
    mapping::Mapping,
};

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

    /// The filled columns of no field, as written.
    pub fn extra(&self) -> Map<String, Value> {
        let filled = self.columns.others.iter().filter(|&&place| !self.cells[place].trim().is_empty());
        filled.map(|&place| (self.columns.names[place].clone(), Value::from(self.cells[place].trim()))).collect()
    }
}
