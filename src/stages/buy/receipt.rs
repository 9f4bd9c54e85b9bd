//! The receipt of a placed order: a small file of its own, for the tax folder and for disputes.

use std::{
    fs,
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use anyhow::{Context, Result};
use serde_json::json;

use crate::store::Purchase;

/// Writes the receipt and returns its path. Written whole or not at all; the same purchase has the same file.
pub fn write(folder: &Path, purchase: &Purchase) -> Result<String> {
    let path = folder.join(format!("{}.json", purchase.reference));
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
    let write = || -> Result<()> {
        let named = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        anyhow::ensure!(purchase.reference.chars().all(named), "the reference is no file name");
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        anyhow::ensure!(!fs::symlink_metadata(folder)?.is_symlink(), "the folder {} is a link", folder.display());
        // Made new, never through what stands there already; a draft that a killed process left is nobody's.
        let draft = folder.join(format!(".{}.{}.part", purchase.reference, std::process::id()));
        let _ = fs::remove_file(&draft);
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
        writeln!(file, "{receipt:#}")?;
        file.sync_all()?;
        fs::rename(&draft, &path)?;
        fs::File::open(folder)?.sync_all()?;
        Ok(())
    };
    write().with_context(|| format!("can't write the receipt {} (the order itself is booked)", path.display()))?;
    Ok(path.display().to_string())
}
