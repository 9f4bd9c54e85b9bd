//! The receipt of a placed order: a small file of its own, for the tax folder and for disputes.
//!
//! Written once and never again: its name says what is in it, and a file that is there is not touched.

use std::{
    collections::HashSet,
    ffi::OsString,
    fs,
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde_json::json;

use crate::{
    domain::purchase::digest,
    store::{Purchase, Store},
};

/// Writes the receipt and returns its path. Written whole or not at all; the same purchase has the same file.
pub fn write(folder: &Path, purchase: &Purchase) -> Result<String> {
    let (name, text) = receipt(purchase);
    let path = folder.join(name);
    once(&path, &text)
        .with_context(|| format!("can't write the receipt {} (the order itself is booked)", path.display()))?;
    Ok(path.display().to_string())
}

/// Writes the receipts of orders placed since then that have none: those that recovery, a person or the vendor's list
/// told of. Returns how many were written, and one sentence for each that could not be.
pub fn catch_up(store: &Store, folder: &Path, since: Timestamp) -> Result<(usize, Vec<String>)> {
    let there: HashSet<OsString> =
        fs::read_dir(folder).map(|files| files.flatten().map(|file| file.file_name()).collect()).unwrap_or_default();
    let (mut written, mut failed) = (0, Vec::new());
    for purchase in store.placed_since(since)? {
        if there.contains(&OsString::from(receipt(&purchase).0)) {
            continue;
        }
        match write(folder, &purchase) {
            Ok(_) => written += 1,
            Err(why) => failed.push(format!("{why:#}")),
        }
    }
    Ok((written, failed))
}

/// The name and the text. Only what never changes once an order is placed is in it.
fn receipt(purchase: &Purchase) -> (String, String) {
    let receipt = json!({
        "reference": purchase.reference,
        "vendor": purchase.vendor,
        "vendor_order": purchase.vendor_order,
        "source": purchase.source,
        "item": purchase.item,
        "title": purchase.title,
        "quantity": purchase.quantity,
        "estimate": purchase.est,
        "cap": purchase.cap,
        "charged": purchase.actual,
        "placed_at": purchase.placed_at,
        "record": purchase.record_id,
    });
    let text = format!("{receipt:#}\n");
    (format!("{}-{}.json", purchase.reference, &digest(text.as_bytes())[..12]), text)
}

/// Makes a file with this text, whole or not at all. One that is there already is left as it is.
pub(in crate::stages) fn once(path: &Path, text: &str) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let folder = path.parent().context("a file has a folder")?;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    anyhow::ensure!(!fs::symlink_metadata(folder)?.is_symlink(), "the folder {} is a link", folder.display());
    let draft = path.with_extension(format!("{}.part", std::process::id()));
    // What a run that was killed under this number left behind.
    let _ = fs::remove_file(&draft);
    let made = (|| {
        let mut file = fs::File::options().write(true).create_new(true).mode(0o600).open(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        // A link never replaces what is there.
        match fs::hard_link(&draft, path) {
            Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        }
    })();
    let _ = fs::remove_file(&draft);
    made?;
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_once_and_never_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/one.json");
        once(&path, "first\n").unwrap();
        once(&path, "second\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "first\n");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }
}
