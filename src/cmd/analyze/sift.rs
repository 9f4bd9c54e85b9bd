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

/// What is done with a record.
#[derive(Clone, Copy)]
enum Use {
    /// It is handed on as it came.
    Shown,
    /// It is written down, and handed on where its verdict is asked for.
    Judged { shown: bool },
}

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
        let (mut records, mut used) = (Vec::new(), Vec::new());
        for item in batch {
            match item {
                Err(reject) => rejecting.reject(ctx, &reject)?,
                Ok(Sifted::PassedOn(record)) => records.push((*record, Use::Shown)),
                Ok(Sifted::LeftOut { verdict, no_market }) => tally.count(verdict, no_market),
                Ok(Sifted::Judged(judged)) => {
                    let Judged { record, verdict, reason, evidence } = *judged;
                    tally.count(verdict, reason == ReasonCode::NoMarket);
                    used.extend(evidence);
                    records.push((record, Use::Judged { shown: run.args.wants(verdict) }));
                }
            }
        }
        if !dry && !records.is_empty() {
            let now = ctx.now();
            let store = ctx.store()?;
            store.save_evidence(&used, now)?;
            let judged = records.iter().filter(|(_, what)| matches!(what, Use::Judged { .. }));
            store.save_analyses(judged.map(|(record, _)| record), now)?;
        }
        for (record, what) in &records {
            if matches!(what, Use::Shown | Use::Judged { shown: true }) {
                ctx.ui.aside(|| out.write(record))?;
            }
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
