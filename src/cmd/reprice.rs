//! `arb reprice`: follows the market with the prices of live listings.
//!
//! Reads records with `listing`, or the live listings of the database; adds `price_change`. Suggests unless told to apply;
//! never leaves floor and ceiling; a run that would move too much is stopped whole (exit 5).

mod competition;
mod explain;
mod export;
mod from_file;
mod liquidate;
mod notified;

use std::path::PathBuf;

use anyhow::Result;
use rust_decimal::Decimal;

use self::export::{ExportArgs, Prices};
use super::{
    input::{InputArgs, records},
    list::unfit,
};
use crate::{
    context::Context,
    domain::{
        effect::Kind,
        listing::{Listing as Part, ListingState, PriceChange, PriceChangeState},
        record::{Record, Stage},
        repricing::Strategy,
    },
    error::{self, Exit},
    pipe::{
        source::Work,
        table::{TableColumn, TableShape},
    },
    stages::{
        list::as_part,
        reprice::{self, Applying},
    },
    store::{Listing, Store},
    ui::Tone,
};

/// Follow the market with prices: suggest, or apply, never below the floor
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb reprice                                  suggestions for every live listing
  arb reprice --strategy undercut --apply      set the prices
  arb reprice --explain GTIN-00012345600012-NEW    how one price comes about
  arb reprice --liquidate GTIN-00012345600012-NEW --down-to 4.00 --until 2026-12-31 --reason 'removal costs more'
  arb reprice listings.jsonl --competition offers.csv    from files alone
  aws sqs receive-message --queue-url URL | arb reprice --notifications -
  arb reprice --export prices.txt              the marketplace's own price file; sets nothing
  arb reprice --format csv > prices.csv        for a spreadsheet")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// `match-bb`, `undercut-bb`, `lowest`, `auto-compete`, …; the setting `reprice.strategy` if not given
    #[arg(long, value_name = "NAME", value_parser = Strategy::read, long_help = "`match-bb`, `undercut-bb`, \
        `undercut-bb-oscillate`, `lowest-fba`, `lowest`, `auto-compete`, `probe-ceiling`, `cooperative`, `equilibrium`, \
        `sales-rule`, `time-ladder`, `stock-aware`, `standalone` or `liquidate`; the setting `reprice.strategy` if not given")]
    strategy: Option<Strategy>,
    /// Set the prices
    #[arg(long, conflicts_with = "suggest")]
    apply: bool,
    /// Only suggest, whatever the setting `reprice.apply` says
    #[arg(long)]
    suggest: bool,
    /// Price the listings of the input against what others ask in this file; needs no database and no key
    #[arg(long, value_name = "FILE", conflicts_with_all = ["apply", "explain", "liquidate"], long_help = "\
        Price the listings of the input (records with `listing`) against what others ask in this file; needs no database and no \
        key. One offer a row: `sku,seller,landed,currency,fba,buy_box,ours`; or one page an object: \
        {\"sku\":\"A\",\"buy_box\":{\"amount\":\"18.99\",\"currency\":\"USD\"},\"ours\":false,\"rivals\":[{\"seller\":\"B\",\
        \"landed\":{\"amount\":\"18.99\",\"currency\":\"USD\"},\"fba\":true}]}")]
    competition: Option<PathBuf>,
    /// Only the listings whose offers have changed, by Amazon's ANY_OFFER_CHANGED as it lies in the queue; `-` is stdin
    #[arg(long, value_name = "FILE", conflicts_with_all = ["files", "competition", "explain", "liquidate", "pending"])]
    notifications: Option<PathBuf>,
    /// Show how the price of one listing is decided, step by step, and change nothing
    #[arg(long, value_name = "SKU", conflicts_with_all = ["apply", "liquidate"])]
    explain: Option<String>,
    /// Agree to sell a listing below its floor, for `--strategy liquidate`
    #[arg(long, value_name = "SKU", requires_all = ["down_to", "until", "reason"], conflicts_with = "apply")]
    liquidate: Option<String>,
    /// The floor of that sale
    #[arg(long, value_name = "AMOUNT", requires = "liquidate")]
    down_to: Option<Decimal>,
    /// The last day of that sale, like `2026-12-31`
    #[arg(long, value_name = "DATE", requires = "liquidate")]
    until: Option<jiff::civil::Date>,
    /// Why it is sold below its floor
    #[arg(long, value_name = "TEXT", requires = "liquidate")]
    reason: Option<String>,
    #[command(flatten)]
    out: ExportArgs,
}

fn state_tone(word: &str) -> Option<Tone> {
    match word {
        "applied" => Some(Tone::Good),
        "suggested" | "unknown" => Some(Tone::Care),
        "kept" => Some(Tone::Dim),
        "refused" => Some(Tone::Bad),
        _ => None,
    }
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("state", "price_change.state").required().tone(state_tone),
        TableColumn::text("title", "listing.title").drop(2).flex(),
        TableColumn::text("channel", "price_change.channel").drop(4),
        TableColumn::number("from", "price_change.from"),
        TableColumn::number("to", "price_change.to"),
        TableColumn::number("buy box", "price_change.buy_box").drop(3),
        TableColumn::number("floor", "price_change.floor").drop(5),
        TableColumn::number("ceiling", "price_change.ceiling").drop(6),
        TableColumn::text("why", "price_change.why").drop(1).flex(),
    ],
};

/// The columns of CSV output.
static CSV: &[&str] = &[
    "id",
    "price_change.state",
    "price_change.sku",
    "price_change.channel",
    "price_change.from.amount",
    "price_change.to.amount",
    "price_change.floor.amount",
    "price_change.ceiling.amount",
    "price_change.buy_box.amount",
    "price_change.from.currency",
    "price_change.strategy",
    "price_change.why",
];

/// Runs `arb reprice`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    if let Some(sku) = &args.explain {
        return explain::run(ctx, sku, args.strategy).await;
    }
    if let (Some(sku), Some(floor), Some(until), Some(reason)) =
        (&args.liquidate, args.down_to, args.until, &args.reason)
    {
        return liquidate::run(ctx, sku, floor, until, reason);
    }
    let settings = ctx.config.reprice.clone();
    let rule = reprice::rule(&settings, args.strategy)?;
    if let Some(file) = &args.competition {
        return from_file::run(ctx, &args.input, &rule, file, &args.out);
    }
    let apply = (args.apply || settings.apply) && !args.suggest && !ctx.global.dry_run && args.out.export.is_none();
    let shop = super::list::shop(ctx)?;
    let desk = shop.desk.clone();
    let budget = ctx.budget()?;
    if apply {
        ctx.permit(Kind::Price)?;
        let now = ctx.now();
        let unknown = reprice::catch_up(ctx.store()?, &desk, now).await?;
        if unknown > 0 {
            ctx.ui
                .warn(&format!("{unknown} prices of an earlier run are still unknown; they are sent again next time"));
        }
    }
    let mut out = args.input.output(ctx, &SHAPE, CSV)?;
    let mut rejecting = args.input.rejecting()?;
    let mut records_read: Vec<(Record, Option<usize>)> = Vec::new();
    let mut wanted: Vec<Listing> = Vec::new();
    let live = ctx.store()?.live_listings()?;
    let now = ctx.now();
    let mut pages = None;
    let work = match &args.notifications {
        Some(file) => {
            let (listings, seen): (Vec<Listing>, Vec<_>) = notified::read(ctx, file)?.into_iter().unzip();
            for listing in listings {
                records_read.push((record_of(ctx.store()?, &listing)?, Some(wanted.len())));
                wanted.push(listing);
            }
            // What a notification says is a hint: before a price is set the page is read again.
            pages = (!apply).then_some(seen);
            None
        }
        None => Some(args.input.work()?),
    };
    match work {
        None => {}
        Some(Work::Pending) => {
            for listing in live {
                records_read.push((record_of(ctx.store()?, &listing)?, Some(wanted.len())));
                wanted.push(listing);
            }
        }
        Some(Work::Read(places)) => {
            let mut reader = records(ctx, places)?;
            while let Some(batch) = reader.next_batch()? {
                for item in batch {
                    let record = match item {
                        Ok(record) => record,
                        Err(reject) => {
                            rejecting.reject(ctx, &reject)?;
                            continue;
                        }
                    };
                    match meant(&record, &live) {
                        // The same listing twice in a run is decided on once: the second one passes through.
                        Ok(Some(listing)) if !wanted.iter().any(|one| one.id == listing.id) => {
                            records_read.push((record, Some(wanted.len())));
                            wanted.push(listing.clone());
                        }
                        Ok(_) => records_read.push((record, None)),
                        Err(why) => rejecting.reject(ctx, &unfit(&record, &why))?,
                    }
                }
            }
        }
    }
    let decided = match pages {
        Some(pages) => reprice::judge(ctx.store()?, &shop, &rule, &wanted, pages).await?,
        None => reprice::look(ctx.store()?, &shop, &rule, &wanted).await?,
    };
    let stop = reprice::stop(&decided, &settings);
    let mut counts = Counts::default();
    let mut prices = Prices::new();
    let mut applying = Applying::new(&decided, &desk, &budget, now);
    for (mut record, place) in records_read {
        if let Some((place, decided)) = place.map(|place| (place, &decided[place])) {
            let part = match &stop {
                Some(why) => reprice::stopped(decided, why),
                None if apply => applying.part(ctx.store()?, place).await?,
                None => decided.part(),
            };
            counts.count(&part);
            prices.keep(&record, &part, &wanted);
            record.set(Stage::PriceChange, &part);
            if apply {
                ctx.store()?.save_parts(Stage::PriceChange, std::slice::from_ref(&record), now)?;
            }
        }
        out.write(&record)?;
    }
    out.finish()?;
    counts.say(ctx, apply, args.out.export.is_some());
    let exit = rejecting.finish()?;
    if let Some(why) = stop {
        return Err(stopped_whole(&why));
    }
    if let Some(file) = &args.out.export {
        prices.write(ctx, file, args.out.export_format)?;
    }
    Ok(if counts.refused + counts.unknown > 0 { Exit::Partial } else { exit })
}

/// Why a whole run changed nothing.
fn stopped_whole(why: &str) -> anyhow::Error {
    error::refused(format!("no price was changed: {why}"))
        .code("batch_stop")
        .hint(
            "look at the competition first: the data is wrong sooner than the market; `batch_stop_pct`, `batch_floor_pct` and \
             `batch_odd_pct` of `[reprice]` are the bounds",
        )
        .into()
}

/// The record of a live listing, with the listing as it stands now.
fn record_of(store: &Store, listing: &Listing) -> Result<Record> {
    let id = listing.record_id.clone().unwrap_or_else(|| format!("stock:{}", listing.sku));
    let mut record = store.record(&id)?.unwrap_or_else(|| Record::new(&id));
    record.set(Stage::Listing, &as_part(listing, ListingState::Live));
    Ok(record)
}

/// The live listing that a record speaks of.
fn meant<'a>(record: &Record, live: &'a [Listing]) -> Result<Option<&'a Listing>> {
    let part: Option<Part> = record.get(Stage::Listing)?;
    Ok(part.and_then(|part| live.iter().find(|listing| listing.sku == part.sku && listing.channel == part.channel)))
}

#[derive(Default)]
struct Counts {
    suggested: u64,
    applied: u64,
    kept: u64,
    refused: u64,
    unknown: u64,
    unseen: u64,
}

impl Counts {
    fn count(&mut self, part: &PriceChange) {
        match part.state {
            PriceChangeState::Suggested => self.suggested += 1,
            PriceChangeState::Applied => self.applied += 1,
            PriceChangeState::Kept => self.kept += 1,
            PriceChangeState::Refused => self.refused += 1,
            PriceChangeState::Unknown => self.unknown += 1,
        }
    }

    fn say(&self, ctx: &Context, apply: bool, export: bool) {
        let parts: Vec<String> = [
            (self.suggested, "suggested"),
            (self.applied, "applied"),
            (self.kept, "kept"),
            (self.refused, "refused"),
            (self.unknown, "unknown, sent again by the next run"),
            (self.unseen, "without competition in the file, left alone"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        let said = if parts.is_empty() { "nothing is for sale".to_owned() } else { parts.join(" · ") };
        ctx.ui.note(&format!("reprice: {said}"));
        if self.suggested > 0 && !apply && !export {
            ctx.ui.hint("`arb reprice --apply` sets them");
        }
    }
}
