//! Records in, records out: JSON Lines, JSON, CSV and its cousins, XLSX, tables; ordered, bounded, parallel.
//!
//! In: [`source`] (a file or stdin) → [`bytes`] (bounded buffer, UTF-16 made UTF-8) → [`sniff`] (which format) →
//! [`lines`], [`delimited`], [`json_values`], [`xlsx`] (one unit at a time, never more than [`MAX_RECORD`] bytes) →
//! [`reader`] (units become values in parallel, order kept). What a value is, a [`reader::Target`] says:
//! [`offer_rows`] makes records, [`evidence_rows`] makes price evidence, [`plain_rows`] leaves rows as they are.
//! What a target can't use becomes a [`reject::Reject`]; nothing is lost silently.
//!
//! Out: [`output`] with [`table`] for eyes; [`dotted`] turns a record into dotted columns and back, [`picks`] and [`render`]
//! make lines of what is no JSON yet, on every core.

mod book_figures;
pub mod book_rows;
pub mod book_texts;
pub mod bytes;
pub mod cells;
pub mod delimited;
pub mod dotted;
pub mod eight;
pub mod evidence_rows;
pub mod found_rows;
pub mod header;
mod input;
pub mod json_values;
mod leaves;
pub mod letter;
pub mod lines;
mod made;
pub mod mapping;
pub mod mbox;
pub mod offer_fields;
pub mod offer_glance;
pub mod offer_line;
pub mod offer_rows;
pub mod output;
pub mod parted;
pub mod picks;
mod plain_line;
pub mod plain_rows;
pub mod reader;
pub mod reject;
pub mod render;
pub mod row;
pub mod sink;
mod sixteen;
pub mod sniff;
pub mod source;
mod spans;
pub mod spool;
pub mod statement_rows;
pub mod table;
pub mod upload;
mod wide;
pub mod xlsx;

/// The largest record that is read, in bytes. A longer one is a reject; it is skipped without being held.
pub const MAX_RECORD: usize = 8 << 20;

/// How records are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A table on a terminal, JSON Lines elsewhere.
    #[default]
    Auto,
    /// One JSON object a line.
    Jsonl,
    /// One JSON array.
    Json,
    /// Dotted columns.
    Csv,
    /// For eyes.
    Table,
}

/// How input is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum InputFormat {
    /// By name and first bytes.
    #[default]
    Auto,
    /// One JSON object a line.
    Jsonl,
    /// One JSON array, or one object.
    Json,
    /// Comma, semicolon, pipe or tab separated.
    Csv,
    /// Tab separated.
    Tsv,
    /// Excel.
    Xlsx,
}
