//! What stays of the name of somebody who is forgotten: a mark by which the name is known again when it comes, and from which it
//! can't be read.
//!
//! It is an HMAC-SHA-256 under a random key of this database, for a bare hash of an address or of a telephone number is found by
//! trying them all. Whoever has the whole database has the key, too: the mark is no secret from them, and no name in the clear.

use anyhow::{Context as _, Result};
use hmac::{Hmac, KeyInit as _, Mac as _};
use rusqlite::{Connection, params};
use sha2::Sha256;

use crate::{
    domain::manners::person,
    store::{health::remembered, values::sha256_hex},
};

/// The row of `meta` with the key, in hexadecimal.
const KEY: &str = "person_key";
/// What a mark begins with: what does not is the bare hash that earlier versions wrote.
const BEGINS: &str = "k1:";

/// The mark of a name, however it is written.
pub fn of(tx: &Connection, name: &str) -> Result<String> {
    keyed(tx, &bare(name))
}

/// The hash that earlier versions wrote in place of a mark.
pub fn bare(name: &str) -> String {
    sha256_hex(person(name).as_bytes())
}

/// Puts marks in the place of the bare hashes of earlier versions.
pub fn renew(tx: &Connection) -> Result<()> {
    let mut query =
        tx.prepare_cached("SELECT DISTINCT person_sha256 FROM forgotten WHERE person_sha256 NOT LIKE 'k1:%'")?;
    let old = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    for bare in old {
        let mark = keyed(tx, &bare)?;
        // One that was forgotten again since has its mark.
        tx.execute("UPDATE OR IGNORE forgotten SET person_sha256=?2 WHERE person_sha256=?1", params![bare, mark])?;
        tx.execute("DELETE FROM forgotten WHERE person_sha256=?1", [bare])?;
    }
    Ok(())
}

fn keyed(tx: &Connection, text: &str) -> Result<String> {
    let key = remembered(tx, KEY)?.context("the database has no key for the marks of people")?;
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes())?;
    mac.update(text.as_bytes());
    let digest: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{BEGINS}{digest}"))
}
