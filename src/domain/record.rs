//! The record: one JSON object a line, the thing that crosses a pipe.
//!
//! Each stage adds one key ([`Stage::key`]) and touches no other; keys it does not know survive.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// The schema number of the records this binary writes. Fields are only added; a breaking change is a new number.
pub const SCHEMA: u64 = 1;

/// The key that a stage adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// `scan`
    Offer,
    /// `analyze`
    Analysis,
    /// `buy`
    Purchase,
    /// `list`
    Listing,
    /// `reprice`
    PriceChange,
    /// `support`
    Ticket,
}

impl Stage {
    /// The key in the record.
    pub fn key(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Analysis => "analysis",
            Self::Purchase => "purchase",
            Self::Listing => "listing",
            Self::PriceChange => "price_change",
            Self::Ticket => "ticket",
        }
    }
}

/// One record: a JSON object with a `schema` and an `id`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record(pub Map<String, Value>);

/// Why a record can't be used.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// A key is there but does not have the documented shape.
    #[error("`{key}`: {why}")]
    Shape {
        /// The stage key.
        key: &'static str,
        /// What the reader of JSON says.
        why: serde_json::Error,
    },
    /// It was written by a later `arb`.
    #[error("its schema is {0}, this arb reads up to {SCHEMA}")]
    Newer(u64),
}

impl Record {
    /// A new record with this `vendor:item` id.
    pub fn new(id: &str) -> Self {
        let mut map = Map::new();
        map.insert("schema".into(), SCHEMA.into());
        map.insert("id".into(), id.into());
        Self(map)
    }

    /// The `vendor:item` id, the same tomorrow.
    pub fn id(&self) -> Option<&str> {
        self.0.get("id")?.as_str()
    }

    /// What a stage wrote; `None` where the stage has not acted.
    pub fn get<T: DeserializeOwned>(&self, stage: Stage) -> Result<Option<T>, RecordError> {
        match self.0.get(stage.key()) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => T::deserialize(value).map(Some).map_err(|why| RecordError::Shape { key: stage.key(), why }),
        }
    }

    /// Writes a stage's part, and nothing else.
    pub fn set<T: Serialize>(&mut self, stage: Stage, part: &T) {
        let value = serde_json::to_value(part).expect("parts of a record serialize");
        self.0.insert(stage.key().into(), value);
    }

    /// An error when the record comes from a later `arb`.
    pub fn check_schema(&self) -> Result<(), RecordError> {
        match self.0.get("schema").and_then(Value::as_u64) {
            Some(schema) if schema > SCHEMA => Err(RecordError::Newer(schema)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_adds_its_key_and_touches_no_other() {
        let mut record = Record::new("books:9780393356687");
        record.0.insert("mine".into(), "kept".into());
        record.set(Stage::Offer, &serde_json::json!({"title": "The Overstory"}));
        let line = serde_json::to_string(&record.0).unwrap();
        assert_eq!(line, r#"{"schema":1,"id":"books:9780393356687","mine":"kept","offer":{"title":"The Overstory"}}"#);
    }

    #[test]
    fn a_record_from_a_later_arb_is_refused() {
        let mut record = Record::new("a:b");
        record.0.insert("schema".into(), 9.into());
        assert_eq!(record.check_schema().unwrap_err().to_string(), "its schema is 9, this arb reads up to 1");
    }
}
