//! Rows of a file or a pipe judged beside a price book as they are read, on every core.

use std::collections::HashSet;

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

use super::{Run, Tally};
use crate::{
    cmd::input::{Rejecting, offer_rows},
    context::Context,
    domain::{analysis::ReasonCode, evidence::Evidence, record::Record},
    pipe::{
        bytes,
        output::Output,
        reader::{Fault, Reader, map_in_order},
        reject::Reject,
        render::Lines,
        source::Place,
    },
    stages::analyze::{Best, Form, Judged, Keep, Rank, Shown, Sieve, Sifted, Sorted},
};

/// Rows that are judged together when the cheapest of those alike are known: many where lines come of them, few where
/// records do, which are many times larger.
const LINES: usize = 2048;
const RECORDS: usize = 512;

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
    let (mut spec, rows) = offer_rows(ctx, &run.args.columns, places, run.args.source.as_deref())?;
    spec.said = rejecting.said(ctx);
    // What was worth something yesterday is judged and written down anew whatever became of it: nobody buys by an old word.
    let watched = if dry { HashSet::new() } else { ctx.store()?.judged_above_skip()? };
    let keep = if dry { Keep::Shown } else { Keep::All };
    // What is stored has to be a record; what is only written need not become one.
    let form = match out.renderer() {
        Some(renderer) if dry => Form::Lines(renderer, run.args.sort),
        None if dry && out.look().is_whole() => run.args.sort.map_or(Form::Records, Form::Texts),
        _ => Form::Records,
    };
    let renderer = match &form {
        Form::Lines(renderer, _) => Some(renderer.clone()),
        Form::Records | Form::Texts(_) => None,
    };
    let sieve = Sieve::new(rows, run.analyst, run.book, &run.args.only, (keep, form), watched);
    let sieve = if run.args.best { sieve.reading_first() } else { sieve };
    let mut best = Best::default();
    let mut done = Done { tally, out, sorted: run.args.sort.map(Sorted::new), run };
    let mut reader = Reader::open(spec, sieve)?;
    ctx.ui.begin("rows");
    reader.each_batch(|batch, progress| {
        let mut sifted = Vec::with_capacity(batch.len());
        for item in batch {
            match item {
                Err(reject) => rejecting.reject(ctx, &reject)?,
                Ok(Sifted::Candidate(candidate)) => best.add(*candidate)?,
                Ok(item) => sifted.push(item),
            }
        }
        rejecting.unsaid(progress.unsaid);
        done.take(ctx, sifted)?;
        done.out.idle()?;
        ctx.ui.at(progress.counts.read);
        Ok(())
    })?;
    let read = reader.counts().read;
    done.tally.dearer = best.dearer;
    let sieve = reader.into_target();
    let mut left = best.finish();
    let together = if renderer.is_some() { LINES } else { RECORDS };
    loop {
        let rows = left.by_ref().take(together).collect::<Result<Vec<_>>>()?;
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
        ctx.ui.aside(|| match renderer {
            Some(renderer) => sorted.texts(|texts| {
                let lines = map_in_order(texts, |text| {
                    Ok(renderer.lines(bytes::utf8(&text).context("what was put away is no text any more")?))
                });
                lines.into_iter().try_for_each(|lines: Result<Lines>| out.write_lines(&lines?))
            }),
            None => sorted.records(|texts| out.write_texts(texts)),
        })?;
    }
    if read == 0 {
        ctx.ui.note("analyze: the input was empty");
    }
    Ok(())
}

/// A row that could be read once and not again.
fn unread(fault: Fault) -> Reject {
    Reject::of_record("the input", 0, fault, &Map::new())
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
        let mut lines: Vec<Lines> = Vec::new();
        let mut packed: Vec<(Rank, String)> = Vec::new();
        let mut used: Vec<Evidence> = Vec::new();
        let mut keep = |shown: Shown, what: Use| match shown {
            Shown::Record(record) => records.push((record, what)),
            Shown::Lines(text) => lines.push(text),
            Shown::Packed(text, rank) => packed.push((rank, text)),
        };
        for item in sifted {
            match item {
                Sifted::Candidate(_) => {}
                Sifted::PassedOn(shown) => keep(*shown, Use::Shown),
                Sifted::LeftOut { verdict, no_market, rows } => self.tally.count_all(verdict, no_market, rows),
                Sifted::Judged(judged) => {
                    let Judged { shown, verdict, reason, evidence } = *judged;
                    self.tally.count(verdict, reason == ReasonCode::NoMarket);
                    used.extend(evidence);
                    keep(shown, Use::Judged { shown: self.run.args.wants(verdict) });
                }
            }
        }
        let out = &mut *self.out;
        // The order is for judgements; what holds none goes first.
        ctx.ui.aside(|| lines.iter().try_for_each(|lines| out.write_lines(lines)))?;
        if let Some(sorted) = &mut self.sorted {
            packed.into_iter().try_for_each(|(rank, text)| sorted.add(rank, text.as_bytes()))?;
        }
        if !ctx.global.dry_run && !records.is_empty() {
            let now = ctx.now();
            let store = ctx.store()?;
            let judged = records.iter().filter(|(_, what)| matches!(what, Use::Judged { .. }));
            let judged: Vec<&Record> = judged.map(|(record, _)| record).collect();
            store.save_judged(&used, &judged, now)?;
        }
        records.retain(|(_, what)| !matches!(what, Use::Judged { shown: false }));
        let out = &mut *self.out;
        let Some(sorted) = &mut self.sorted else {
            let objects: Vec<Map<String, Value>> = records.into_iter().map(|(record, _)| record.0).collect();
            return ctx.ui.aside(|| out.write_objects(&objects));
        };
        let (judged, others): (Vec<_>, Vec<_>) =
            records.into_iter().partition(|(_, what)| matches!(what, Use::Judged { .. }));
        let others: Vec<_> = others.into_iter().map(|(record, _)| record.0).collect();
        ctx.ui.aside(|| out.write_objects(&others))?;
        let (by, look) = (sorted.by(), out.look());
        let rows = map_in_order(judged, |(record, _)| {
            Ok::<_, anyhow::Error>((Rank::of_record(by, &record), serde_json::to_vec(&*look.part(&record.0))?))
        });
        rows.into_iter().try_for_each(|row| row.and_then(|(rank, text)| sorted.add(rank, &text)))
    }
}
