//! `arb reprice LISTINGS --competition FILE`: prices of listings that are in a file, against what others ask in another one.
//!
//! Needs no database and no key, and changes nothing. A run that is told what can't be, or would move too much, writes nothing.

use std::{
    io::{BufRead as _, BufReader, BufWriter, Seek as _},
    path::Path,
};

use anyhow::{Context as _, Result};
use jiff::Timestamp;

use super::{
    CSV, Counts, SHAPE, competition,
    export::{ExportArgs, Prices},
    stopped_whole,
};
use crate::{
    cmd::{
        input::{InputArgs, records},
        list::unfit,
    },
    context::Context,
    domain::{
        listing::Listing as Part,
        market_fees::warehouse_ships,
        record::{Record, Stage},
        repricing::{Rule, Watch},
    },
    error::{self, Exit},
    pipe::source::Work,
    stages::reprice::{Place, decided, landed_of, map_of, tolerance},
    store::Listing,
};

/// Decides about every listing of the input.
pub(super) fn run(ctx: &mut Context, input: &InputArgs, rule: &Rule, file: &Path, export: &ExportArgs) -> Result<Exit> {
    let settings = ctx.config.reprice.clone();
    let mut rejecting = input.rejecting()?;
    let mut pages = competition::read(ctx, file, &mut rejecting)?;
    let Work::Read(places) = input.work()? else {
        return Err(error::usage("`--competition` needs listings to price")
            .hint("`arb reprice listings.jsonl --competition offers.csv`")
            .into());
    };
    let now = ctx.now();
    // Decisions wait on disk until the whole run is known to be sound.
    let mut waiting = BufWriter::new(tempfile::tempfile().context("there is no room for a temporary file")?);
    let mut watch = Watch::default();
    let mut counts = Counts::default();
    let mut prices = Prices::new();
    let mut reader = records(ctx, places)?;
    while let Some(batch) = reader.next_batch()? {
        for item in batch {
            let mut record = match item {
                Ok(record) => record,
                Err(reject) => {
                    rejecting.reject(ctx, &reject)?;
                    continue;
                }
            };
            let part: Part = match record.get(Stage::Listing) {
                Ok(Some(part)) => part,
                Ok(None) => {
                    line(&mut waiting, &record)?;
                    continue;
                }
                Err(why) => {
                    rejecting.reject(ctx, &unfit(&record, &why.into()))?;
                    continue;
                }
            };
            if let Some(page) = pages.of(&part.sku)? {
                let listing = row(part, now);
                let fba = warehouse_ships(&listing.channel, &ctx.config.market.program);
                let map = map_of(&ctx.config.list, &record, &listing.sku);
                let place = Place { fba, map, cost: landed_of(&record), ..Place::default() };
                let one = decided(&listing, rule, &settings, &page, &place, now);
                watch.see(&one.feed(), one.step().as_ref());
                let part = one.part();
                counts.count(&part);
                if export.export.is_some() {
                    prices.keep(&record, &part, std::slice::from_ref(&listing));
                }
                record.set(Stage::PriceChange, &part);
            } else {
                counts.unseen += 1;
            }
            line(&mut waiting, &record)?;
        }
    }
    if let Some(why) = watch.stop(&tolerance(&settings)) {
        rejecting.finish()?;
        return Err(stopped_whole(&why));
    }
    let mut out = input.output(ctx, &SHAPE, CSV)?;
    let mut waiting = waiting.into_inner().map_err(|why| why.into_error())?;
    waiting.rewind()?;
    for line in BufReader::new(waiting).lines() {
        let record = Record(serde_json::from_str(&line?).context("a record that was put aside can't be read")?);
        out.write(&record)?;
    }
    out.finish()?;
    counts.say(ctx, false, export.export.is_some());
    let exit = rejecting.finish()?;
    if let Some(file) = &export.export {
        prices.write(ctx, file, export.export_format)?;
    }
    Ok(if counts.refused > 0 { Exit::Partial } else { exit })
}

fn line(to: &mut impl std::io::Write, record: &Record) -> Result<()> {
    serde_json::to_writer(&mut *to, &record.0)?;
    to.write_all(b"\n").context("the temporary file can't be written")
}

/// A listing that is in no database.
fn row(part: Part, now: Timestamp) -> Listing {
    Listing {
        id: 0,
        channel: part.channel,
        sku: part.sku,
        state: "live".into(),
        record_id: None,
        product: None,
        ext_id: part.listing,
        quantity: part.quantity,
        price: part.price,
        wanted: part.price,
        floor: part.floor,
        ceiling: part.ceiling,
        condition: part.condition,
        title: part.title,
        description: part.description,
        version: 1,
        acked_version: 1,
        reason: None,
        created_at: now,
        live_at: None,
    }
}
