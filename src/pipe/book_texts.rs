//! Rows of a price book side by side, as text: what a batch of them is handed on as, with one memory for all.

use std::sync::Arc;

use super::book_rows::BookTable;
use crate::domain::ids::Key;

/// Rows of one table of a price book, checked, and kept as text.
#[derive(Debug)]
pub struct BookTexts {
    table: Arc<BookTable>,
    text: Vec<u8>,
    keys: Vec<Key>,
    rows: Vec<Row>,
}

/// A row: how much of text and keys is its own, and what is known of it.
#[derive(Debug)]
struct Row {
    known: Known,
    length: usize,
    keys: usize,
}

/// What is known of a row beside its text and its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its line, from 1.
    pub line: u64,
    /// Whether every cell is unmistakable.
    pub plain: bool,
    /// No price of it is above this, in the minor unit; unknown is `None`.
    pub ceiling: Option<u32>,
}

/// A row of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookText<'t> {
    /// What is known of it.
    pub known: Known,
    /// Every key of its product.
    pub keys: &'t [Key],
    /// Its cells, parted by [`parted::MARK`](super::parted).
    pub text: &'t [u8],
}

impl BookTexts {
    /// None of this table yet.
    pub(super) fn new(table: &Arc<BookTable>) -> Self {
        Self { table: Arc::clone(table), text: Vec::new(), keys: Vec::new(), rows: Vec::new() }
    }

    /// The table they stand in.
    pub fn table(&self) -> &Arc<BookTable> {
        &self.table
    }

    /// Whether they stand in this table.
    pub(super) fn are_of(&self, table: &Arc<BookTable>) -> bool {
        Arc::ptr_eq(&self.table, table)
    }

    /// Adds a row, its keys and its text; nothing of it where the keys say `None`.
    pub(super) fn add(
        &mut self,
        known: Known,
        keys: impl FnOnce(&mut Found<'_>) -> Option<()>,
        text: impl FnOnce(&mut Vec<u8>),
    ) -> Option<()> {
        let before = self.keys.len();
        let found = keys(&mut Found { keys: &mut self.keys, before });
        if found.is_none() {
            self.keys.truncate(before);
            return None;
        }
        let start = self.text.len();
        text(&mut self.text);
        let (length, keys) = (self.text.len() - start, self.keys.len() - before);
        self.rows.push(Row { known, length, keys });
        Some(())
    }

    /// Adds the rows of others of this table, where they are few; hands them back where not.
    pub(super) fn join(&mut self, others: Self) -> Option<Self> {
        if others.rows.len() > 1 || !self.are_of(&others.table) {
            return Some(others);
        }
        self.text.extend_from_slice(&others.text);
        self.keys.extend_from_slice(&others.keys);
        self.rows.extend(others.rows);
        None
    }

    /// Each of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = BookText<'_>> {
        let (mut text, mut keys) = (&*self.text, &*self.keys);
        self.rows.iter().map(move |row| {
            let (own, others) = text.split_at(row.length);
            let (own_keys, other_keys) = keys.split_at(row.keys);
            (text, keys) = (others, other_keys);
            BookText { known: row.known, keys: own_keys, text: own }
        })
    }
}

/// The keys that were found in a row so far.
pub(super) struct Found<'k> {
    keys: &'k mut Vec<Key>,
    before: usize,
}

impl Found<'_> {
    /// Each of them.
    pub(super) fn so_far(&self) -> &[Key] {
        &self.keys[self.before..]
    }

    /// Adds a key that is not there yet.
    pub(super) fn add(&mut self, key: Key) {
        if !self.so_far().contains(&key) {
            self.keys.push(key);
        }
    }
}
