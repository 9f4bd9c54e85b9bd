//! `arb support mail`: letters from an mbox file into the inbox. Reading one twice brings nothing twice.

use std::{fs::File, io::BufReader, path::PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::{
    context::Context,
    error::{self, Exit},
    pipe::{letter, mbox::Mbox},
    ui,
    vendors::messengers::MAIL,
};

/// Letters that are written down at once.
const BATCH: usize = 100;

/// Read letters from an mbox file
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  arb support mail inbox.mbox && arb support")]
pub struct Args {
    /// The file; `-` is stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Runs `arb support mail`.
pub fn run(ctx: &mut Context, args: &Args) -> Result<Exit> {
    let (now, dry) = (ctx.now(), ctx.global.dry_run);
    let name = args.file.display().to_string();
    let source: Box<dyn std::io::Read> = if name == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let opened = File::open(&args.file);
        Box::new(opened.map_err(|why| error::usage(format!("can't read the letters `{name}`")).because(why))?)
    };
    let mut mbox = Mbox::new(BufReader::new(source));
    let (mut read, mut new, mut rejected, mut batch) = (0, 0, 0, Vec::new());
    while let Some(next) = mbox.next_letter().with_context(|| format!("can't read the letters `{name}`"))? {
        let found = next.and_then(|framed| {
            let digest: String =
                Sha256::digest(&framed.raw).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
            letter::read(&framed.raw, &digest, now).map_err(|why| (framed.line, why))
        });
        match found {
            Ok(message) => {
                read += 1;
                batch.push(message);
            }
            Err((line, why)) => {
                ctx.ui.warn(&format!("{name}:{line}: {}", ui::sanitize(&why)));
                rejected += 1;
            }
        }
        if batch.len() == BATCH && !dry {
            new += ctx.store()?.store_messages(MAIL, &batch, now)?;
            batch.clear();
        }
    }
    if dry {
        ctx.ui.note(&format!("mail: {read} letters, nothing written down"));
        return Ok(if rejected > 0 { Exit::Partial } else { Exit::Done });
    }
    new += ctx.store()?.store_messages(MAIL, &batch, now)?;
    let left_out = if rejected > 0 { format!(", {rejected} rejected") } else { String::new() };
    ctx.ui.note(&format!("mail: {read} letters, {new} new{left_out}"));
    ctx.ui.hint("`arb support` tells them apart and drafts the answers");
    Ok(if rejected > 0 { Exit::Partial } else { Exit::Done })
}
