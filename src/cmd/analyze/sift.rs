//! Rows of a file or a pipe judged beside a price book as they are read, on every core.

use std::collections::HashSet;

use anyhow::Result;

use super::{Run, Tally};
use crate::{
    cmd::input::{Rejecting, offer_rows},
    context::Context,
    domain::analysis::ReasonCode,
    pipe::{output::Output, reader::Reader, source::Place},
    stages::analyze::{Judged, Keep, Sieve, Sifted},
};

/// Judges what stands in files or comes from a pipe.
pub(super) fn files(
    ctx: &mut Context,
    run: &Run<'_>,
    places: Vec<Place>,
    tally: &mut Tally,
    out: &mut Output,
    rejecting: &mut Rejecting,
) -> Result<()> {
    let dry = ctx.global.dry_run;
    let (spec, rows) = offer_rows(ctx, &run.args.columns, places, run.args.source.as_deref())?;
    // What was worth something yesterday is judged and written down anew whatever became of it: nobody buys by an old word.
    let watched = if dry { HashSet::new() } else { ctx.store()?.judged_above_skip()? };
    let keep = if dry { Keep::Shown } else { Keep::All };
    let sieve = Sieve::new(rows, run.analyst, run.book, &run.args.only, keep, watched);
    let mut reader = Reader::open(spec, sieve)?;
    ctx.ui.begin("rows");
    while let Some(batch) = reader.next_batch()? {
        let (mut records, mut shown, mut used) = (Vec::new(), Vec::new(), Vec::new());
        for item in batch {
            match item {
                Err(reject) => rejecting.reject(ctx, &reject)?,
                Ok(Sifted::PassedOn(record)) => shown.push(*record),
                Ok(Sifted::Skipped { no_market }) => tally.skip(no_market),
                Ok(Sifted::Judged(judged)) => {
                    let Judged { record, verdict, reason, evidence } = *judged;
                    tally.count(verdict, reason == ReasonCode::NoMarket);
                    let Some(record) = record else { continue };
                    if run.args.wants(verdict) {
                        shown.push(record.clone());
                    }
                    if !dry {
                        used.extend(evidence);
                        records.push(record);
                    }
                }
            }
        }
        if !records.is_empty() {
            let now = ctx.now();
            let store = ctx.store()?;
            store.save_evidence(&used, now)?;
            store.save_analyses(&records, now)?;
        }
        for record in &shown {
            ctx.ui.aside(|| out.write(record))?;
        }
        out.idle()?;
        ctx.ui.at(reader.counts().read);
    }
    ctx.ui.end();
    if reader.counts().read == 0 {
        ctx.ui.note("analyze: the input was empty");
    }
    Ok(())
}
