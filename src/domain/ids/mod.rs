//! Identifiers: which product a text names. Parsed once, valid from then on.
//!
//! [`identify`] reads free text, [`parse_as`] a whole text as one kind, [`parse_cell`] and [`parse_isbn_cell`] a cell of a
//! spreadsheet. Records are joined by [`Identifier::product_key`] and nothing else. A right check digit is no proof: one
//! random number in ten has one, so numbers in running text need something that says what they are.

mod asin;
mod ask;
mod cell;
mod check;
mod digits;
mod extract;
mod gtin;
mod identifier;
mod isbn;
mod key;
mod kind;
mod label;
mod links;
mod look_alike;
mod marketplace;
mod note;
mod quick;
mod read;
mod reason;
mod spans;

pub use asin::Asin;
pub use ask::{Ask, UnknownAsk};
pub use cell::{Reading, parse_cell, parse_isbn_cell, read_cell};
pub use extract::{Findings, identify};
pub use gtin::{Gtin, Prefix};
pub use identifier::{Identifier, Pack};
pub use key::Key;
pub use kind::{IdKind, UnknownKind};
pub use note::Note;
pub use quick::plain_key;
pub use read::parse_as;
pub use reason::Reason;

#[cfg(test)]
mod properties;
