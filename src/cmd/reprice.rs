//! `arb reprice`: follows the market with the prices of live listings.
//!
//! Reads records with `listing`, or the live listings of the database; adds `price_change`. Suggests unless told to apply;
//! never leaves floor and ceiling; a run that would move too much is stopped whole (exit 5).

use anyhow::Result;

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
        reprice::{self, Decided},
    },
    store::{Listing, Store},
    ui::Tone,
};

/// Follow the market with prices: suggest, or apply, never below the floor
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb reprice                                  suggestions for every live listing
  arb reprice --strategy undercut --apply      set the prices
  arb reprice --format csv > prices.csv        for a spreadsheet")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// `match`, `undercut`, `lowest` or `time-ladder`; the setting `reprice.strategy` if not given
    #[arg(long, value_name = "NAME")]
    strategy: Option<Strategy>,
    /// Set the prices
    #[arg(long, conflicts_with = "suggest")]
    apply: bool,
    /// Only suggest, whatever the setting `reprice.apply` says
    #[arg(long)]
    suggest: bool,
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
    let settings = ctx.config.reprice.clone();
    let strategy = match args.strategy {
        Some(strategy) => strategy,
        None => settings.strategy.parse().map_err(|why: String| {
            error::config("the setting `reprice.strategy` names no strategy").because(anyhow::Error::msg(why))
        })?,
    };
    let apply = (args.apply || settings.apply) && !args.suggest && !ctx.global.dry_run;
    let desk = super::list::shop(ctx)?.desk;
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
    let mut work: Vec<(Record, Option<Decided>)> = Vec::new();
    let live = ctx.store()?.live_listings()?;
    let now = ctx.now();
    match args.input.work()? {
        Work::Pending => {
            for listing in &live {
                let record = record_of(ctx.store()?, listing)?;
                work.push((record, Some(reprice::look(ctx.store()?, &desk, &settings, strategy, listing, now).await?)));
            }
        }
        Work::Read(places) => {
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
                        Ok(Some(listing)) if !work.iter().any(|(_, done)| is(done.as_ref(), listing)) => {
                            let decided = reprice::look(ctx.store()?, &desk, &settings, strategy, listing, now).await?;
                            work.push((record, Some(decided)));
                        }
                        Ok(_) => work.push((record, None)),
                        Err(why) => rejecting.reject(ctx, &unfit(&record, &why))?,
                    }
                }
            }
        }
    }
    let decided: Vec<Decided> = work.iter().filter_map(|(_, decided)| decided.clone()).collect();
    let stop = reprice::stop(&decided, &settings);
    let mut counts = Counts::default();
    for (mut record, decided) in work {
        if let Some(decided) = decided {
            let part = match &stop {
                Some(why) => reprice::stopped(&decided, why),
                None if apply => reprice::apply(ctx.store()?, &desk, &decided, &budget, now).await?,
                None => decided.part(),
            };
            counts.count(&part);
            record.set(Stage::PriceChange, &part);
            if apply {
                ctx.store()?.save_parts(Stage::PriceChange, std::slice::from_ref(&record), now)?;
            }
        }
        out.write(&record)?;
    }
    out.finish()?;
    counts.say(ctx, apply);
    let exit = rejecting.finish()?;
    if let Some(why) = stop {
        return Err(error::refused(format!("no price was changed: {why}"))
            .code("batch_stop")
            .hint("look at the competition first: the data is wrong sooner than the market; `[reprice] batch_stop_pct` is the bound")
            .into());
    }
    Ok(if counts.refused + counts.unknown > 0 { Exit::Partial } else { exit })
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

fn is(decided: Option<&Decided>, listing: &Listing) -> bool {
    decided.is_some_and(|decided| decided.listing.id == listing.id)
}

#[derive(Default)]
struct Counts {
    suggested: u64,
    applied: u64,
    kept: u64,
    refused: u64,
    unknown: u64,
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

    fn say(&self, ctx: &Context, apply: bool) {
        let parts: Vec<String> = [
            (self.suggested, "suggested"),
            (self.applied, "applied"),
            (self.kept, "kept"),
            (self.refused, "refused"),
            (self.unknown, "unknown, sent again by the next run"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        let said = if parts.is_empty() { "nothing is for sale".to_owned() } else { parts.join(" · ") };
        ctx.ui.note(&format!("reprice: {said}"));
        if self.suggested > 0 && !apply {
            ctx.ui.hint("`arb reprice --apply` sets them");
        }
    }
}
