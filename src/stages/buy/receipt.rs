//! The receipt of a placed order: a small file of its own, for the tax folder and for disputes.

use std::{fs, io::Write, path::Path};

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
        fs::create_dir_all(folder)?;
        let draft = path.with_extension("json.part");
        let mut file = fs::File::create(&draft)?;
        writeln!(file, "{receipt:#}")?;
        file.sync_all()?;
        fs::rename(&draft, &path)?;
        Ok(())
    };
    write().with_context(|| format!("can't write the receipt {} (the order itself is booked)", path.display()))?;
    Ok(path.display().to_string())
}
