//! Are the books right? Each check is a query that finds nothing in sound books; a row is a problem.
//!
//! I01–I14, I17–I20 and D01 find corruption; B15 and B16 find a breach that nobody was stopped for.

mod checks;
#[cfg(test)]
mod tests;

use anyhow::Result;
use rusqlite::{Connection, types::ValueRef};
use serde_json::{Map, Value};

use super::{Store, chain, health};
use crate::domain::money::{Currency, Money};

/// One problem found in the books.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Problem {
    /// The check that found it: `I01`.
    pub check: &'static str,
    /// What the check demands.
    pub rule: &'static str,
    /// By how much, where it is an amount.
    pub off: Option<Money>,
    /// What to do about it.
    pub todo: &'static str,
    /// The row that breaks it.
    pub details: Map<String, Value>,
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verified {
    /// Transactions in the ledger.
    pub postings: u64,
    /// Links in the chain.
    pub links: u64,
    /// What is wrong; nothing in sound books.
    pub problems: Vec<Problem>,
}

const SCHEMA: &str = "tables, indexes and triggers are those that arb makes";
const SCHEMA_TODO: &str = "bring back a backup; an added trigger is taken away with `DROP TRIGGER`";
const CHAIN: &str = "the chain is whole, and every row says what its link says";
const CHAIN_TODO: &str = "find out who wrote to the file; `arb audit verify --head` with a head kept elsewhere says since when; \
                          bring back a backup from before";

impl Store {
    /// Runs every check over one state of the database. The file itself is checked first: nothing is said about the
    /// books of a damaged file.
    pub fn verify(&self) -> Result<Verified> {
        self.read(|tx| {
            super::backup::sound(tx, &self.path)?;
            let postings: i64 = tx.query_row("SELECT count(*) FROM txn", [], |row| row.get(0))?;
            let mut problems = Vec::new();
            for (check, rule, todo, query) in checks::CHECKS {
                for details in rows(tx, query)? {
                    problems.push(Problem { check, rule, off: off(&details), todo, details });
                }
            }
            for details in health::schema_rows(tx)? {
                problems.push(Problem { check: "D02", rule: SCHEMA, off: None, todo: SCHEMA_TODO, details });
            }
            let audited = chain::check(tx)?;
            for finding in audited.findings {
                let Value::Object(details) = serde_json::to_value(finding)? else { continue };
                problems.push(Problem { check: "I19", rule: CHAIN, off: None, todo: CHAIN_TODO, details });
            }
            Ok(Verified { postings: u64::try_from(postings)?, links: audited.links, problems })
        })
    }
}

/// Accounts that are below their floor or above their ceiling: I04 alone.
pub(super) fn out_of_bounds(tx: &Connection) -> Result<Vec<String>> {
    let (.., query) = checks::CHECKS.iter().find(|check| check.0 == "I04").expect("I04 is a check");
    Ok(tx.prepare_cached(query)?.query_map([], |row| row.get("account"))?.collect::<rusqlite::Result<Vec<String>>>()?)
}

/// Whether every limit counts exactly what was reserved: I08 alone.
pub(super) fn counters_are_right(tx: &Connection) -> Result<bool> {
    let (.., query) = checks::CHECKS.iter().find(|check| check.0 == "I08").expect("I08 is a check");
    Ok(!tx.prepare_cached(query)?.exists([])?)
}

/// By how much a row is off, where it says so in a currency.
fn off(details: &Map<String, Value>) -> Option<Money> {
    let currency = Currency::parse(details.get("ccy")?.as_str()?)?;
    Some(Money::from_minor(details.get("off")?.as_i64()?, currency))
}

fn rows(tx: &Connection, query: &str) -> Result<Vec<Map<String, Value>>> {
    let mut statement = tx.prepare(query)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut found = statement.query([])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let mut details = Map::new();
        for (place, name) in names.iter().enumerate() {
            let value = match row.get_ref(place)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => number.into(),
                other => other.as_str().unwrap_or("?").into(),
            };
            details.insert(name.clone(), value);
        }
        rows.push(details);
    }
    Ok(rows)
}
