//! Writing the upload files of a run: `--export` of `arb list` and `arb reprice`.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    context::Context,
    error,
    pipe::upload::{Sheet, save},
};

/// Writes one file, or one a channel with the channel in its name; all of them or none, and none in a dry run. Where there is
/// nothing to write, a file with a header alone, so that what reads it finds it.
pub(super) fn write(
    ctx: &Context,
    command: &str,
    thing: &str,
    file: &Path,
    sheets: &[(String, Sheet)],
    empty: impl Fn() -> Sheet,
) -> Result<()> {
    if file.as_os_str() == "-" {
        return Err(error::usage("`--export` needs the name of a file: stdout is for the records")
            .hint("`--export upload.txt`")
            .into());
    }
    let several = sheets.len() > 1;
    let named = |channel: &str| if several { beside(file, channel) } else { file.to_owned() };
    let mut files: Vec<(PathBuf, String)> =
        sheets.iter().map(|(channel, sheet)| (named(channel), sheet.text())).collect();
    if files.is_empty() {
        files.push((file.to_owned(), empty().text()));
    }
    if !ctx.global.dry_run {
        save(&files).map_err(|why| {
            let all = files.iter().map(|(path, _)| format!("`{}`", path.display())).collect::<Vec<_>>().join(", ");
            error::failed(format!("can't write the upload file {all}")).because(why)
        })?;
    }
    let verb = if ctx.global.dry_run { "would be in" } else { "in" };
    for ((channel, sheet), (path, _)) in sheets.iter().zip(&files) {
        let many = if sheet.len() == 1 { thing.to_owned() } else { format!("{thing}s") };
        ctx.ui.note(&format!("{command}: {} {many} for {channel} {verb} {}", sheet.len(), path.display()));
        for remark in &sheet.remarks {
            ctx.ui.warn(remark);
        }
    }
    Ok(())
}

/// `upload.csv` → `upload-ebay_us.csv`.
fn beside(file: &Path, channel: &str) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = match file.extension() {
        Some(ending) => format!("{stem}-{channel}.{}", ending.to_string_lossy()),
        None => format!("{stem}-{channel}"),
    };
    file.with_file_name(name)
}
