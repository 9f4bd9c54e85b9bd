//! How our values stand in a row: times as microseconds, currencies as text, payloads as JSON.

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::domain::money::Currency;

/// A time in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Us(pub Timestamp);

impl ToSql for Us {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_microsecond().into())
    }
}

impl FromSql for Us {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let micros = value.as_i64()?;
        Timestamp::from_microsecond(micros).map(Self).map_err(|_| FromSqlError::OutOfRange(micros))
    }
}

/// A currency in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ccy(pub Currency);

impl ToSql for Ccy {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.code().to_owned().into())
    }
}

impl FromSql for Ccy {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Currency::parse(value.as_str()?).map(Self).ok_or(FromSqlError::InvalidType)
    }
}

/// A payload as text.
pub(super) fn to_json<T: Serialize>(payload: &T) -> String {
    serde_json::to_string(payload).expect("payloads serialize")
}

/// A payload read back; `what` names it in the error.
pub(super) fn from_json<T: DeserializeOwned>(text: &str, what: &str) -> Result<T> {
    serde_json::from_str(text).with_context(|| format!("{what} in the database is not readable"))
}

/// SHA-256 in hexadecimal.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
