//! Rows of a file or a pipe judged beside a price book as they are read, on every core.

use std::collections::HashSet;

use anyhow::Result;

use super::{Run, Tally};
use crate::{
    cmd::input::{Rejecting, offer_rows},
    context::Context,
    domain::{analysis::ReasonCode, evidence::Evidence, record::Record},
    pipe::{
        output::Output,
        reader::{Fault, Reader, map_in_order},
        reject::Reject,
        source::Place,
    },
    stages::analyze::{Best, Judged, Keep, Sieve, Sifted, Sorted},
};

/// Rows that are judged together when the cheapest of those alike are known.
const TOGETHER: usize = 512;

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
    let sieve = if run.args.best { sieve.reading_first() } else { sieve };
    let mut best = Best::default();
    let mut done = Done { tally, out, sorted: run.args.sort.map(Sorted::new), run };
    let mut reader = Reader::open(spec, sieve)?;
    ctx.ui.begin("rows");
    while let Some(batch) = reader.next_batch()? {
        let mut sifted = Vec::with_capacity(batch.len());
        for item in batch {
            match item {
                Err(reject) => rejecting.reject(ctx, &reject)?,
                Ok(Sifted::Candidate(candidate)) => best.add(*candidate)?,
                Ok(item) => sifted.push(item),
            }
        }
        done.take(ctx, sifted)?;
        done.out.idle()?;
        ctx.ui.at(reader.counts().read);
    }
    let read = reader.counts().read;
    done.tally.dearer = best.dearer;
    let sieve = reader.into_target();
    let mut left = best.finish();
    loop {
        let rows = left.by_ref().take(TOGETHER).collect::<Result<Vec<_>>>()?;
        if rows.is_empty() {
            break;
        }
        let mut sifted = Vec::with_capacity(rows.len());
        for item in map_in_order(rows, |row| sieve.again(row)) {
            match item {
                Ok(item) => sifted.push(item),
                Err(fault) => rejecting.reject(ctx, &unread(fault))?,
            }
        }
        done.take(ctx, sifted)?;
    }
    ctx.ui.end();
    if let Some(sorted) = done.sorted {
        let out = &mut *done.out;
        ctx.ui.aside(|| sorted.each(|parts| out.write_objects(parts)))?;
    }
    if read == 0 {
        ctx.ui.note("analyze: the input was empty");
    }
    Ok(())
}

/// A row that could be read once and not again.
fn unread(fault: Fault) -> Reject {
    Reject::of_record("the input", 0, fault, &serde_json::Map::new())
}

/// Where judgements go.
struct Done<'a> {
    run: &'a Run<'a>,
    tally: &'a mut Tally,
    out: &'a mut Output,
    sorted: Option<Sorted>,
}

/// What is done with a record.
#[derive(Clone, Copy)]
enum Use {
    /// It is handed on as it came.
    Shown,
    /// It is written down, and handed on where its verdict is asked for.
    Judged { shown: bool },
}

impl Done<'_> {
    fn take(&mut self, ctx: &mut Context, sifted: Vec<Sifted>) -> Result<()> {
        let mut records: Vec<(Record, Use)> = Vec::new();
        let mut used: Vec<Evidence> = Vec::new();
        for item in sifted {
            match item {
                Sifted::Candidate(_) => {}
                Sifted::PassedOn(record) => records.push((*record, Use::Shown)),
                Sifted::LeftOut { verdict, no_market } => self.tally.count(verdict, no_market),
                Sifted::Judged(judged) => {
                    let Judged { record, verdict, reason, evidence } = *judged;
                    self.tally.count(verdict, reason == ReasonCode::NoMarket);
                    used.extend(evidence);
                    records.push((record, Use::Judged { shown: self.run.args.wants(verdict) }));
                }
            }
        }
        if !ctx.global.dry_run && !records.is_empty() {
            let now = ctx.now();
            let store = ctx.store()?;
            store.save_evidence(&used, now)?;
            let judged = records.iter().filter(|(_, what)| matches!(what, Use::Judged { .. }));
            store.save_analyses(judged.map(|(record, _)| record), now)?;
        }
        records.retain(|(_, what)| !matches!(what, Use::Judged { shown: false }));
        let out = &mut *self.out;
        let Some(sorted) = &mut self.sorted else {
            let objects: Vec<_> = records.into_iter().map(|(record, _)| record.0).collect();
            return ctx.ui.aside(|| out.write_objects(&objects));
        };
        // The order is for judgements; what holds none goes first.
        let (judged, others): (Vec<_>, Vec<_>) =
            records.into_iter().partition(|(_, what)| matches!(what, Use::Judged { .. }));
        let others: Vec<_> = others.into_iter().map(|(record, _)| record.0).collect();
        ctx.ui.aside(|| out.write_objects(&others))?;
        let (by, look) = (sorted.by(), out.look());
        let rows = map_in_order(judged, |(record, _)| Sorted::row(by, &record, &look.part(&record.0)));
        rows.into_iter().try_for_each(|row| sorted.add(row?))
    }
}
