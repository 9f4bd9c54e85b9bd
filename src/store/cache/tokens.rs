//! Access tokens that are good for some minutes or hours, so that not every process asks for one: vendors count logins.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use secrecy::{ExposeSecret, SecretString};

use super::Cache;
use crate::store::values::Us;

impl Cache {
    /// The token of this key, where it is still good, and when it ends.
    pub fn token(&self, key: &str, now: Timestamp) -> Result<Option<(SecretString, Timestamp)>> {
        self.read(|conn| {
            let found: Option<(String, Us)> = conn
                .prepare_cached("SELECT token,ends_us FROM token WHERE key=?1 AND ends_us>?2")?
                .query_row(params![key, Us(now)], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            Ok(found.map(|(token, ends)| (token.into(), ends.0)))
        })
    }

    /// Keeps a token until it ends.
    pub fn keep_token(&mut self, key: &str, token: impl Into<SecretString>, ends: Timestamp) -> Result<()> {
        let token = token.into();
        self.write(|conn| {
            conn.execute(
                "INSERT OR REPLACE INTO token(key,token,ends_us) VALUES(?1,?2,?3)",
                params![key, token.expose_secret(), Us(ends)],
            )?;
            Ok(())
        })
    }

    /// Forgets a token that was not taken.
    pub fn forget_token(&mut self, key: &str) -> Result<()> {
        self.write(|conn| {
            conn.execute("DELETE FROM token WHERE key=?1", [key])?;
            Ok(())
        })
    }
}
