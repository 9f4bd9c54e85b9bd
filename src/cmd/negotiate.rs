//! `arb negotiate`: haggles over what is a buy at a lower price, within its ladder and the limits.
//!
//! Reads records judged `negotiate`; adds `deal`. What is agreed is written as a buy at the agreed price, for `arb buy`. Says
//! nothing above the highest cost, ever; without a vendor that carries messages it writes them to files for a person to send.

mod answer;
mod shapes;

use anyhow::Result;
use serde::Serialize;

pub(super) use self::shapes::step;
use super::{
    input::{InputArgs, records},
    show,
};
use crate::{
    config,
    context::Context,
    domain::{effect::Kind, record::Record},
    error::Exit,
    pipe::{output::Output, source::Work},
    stages::negotiate::{self, Considered, Progress, Table},
    store::{Deal, DealMove},
};

/// Haggle over what is a buy at a lower price: offers by a ladder, never above the highest cost
#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "The ladder begins at `[negotiation] opening_pct` of what is asked, gives way by less each time, and ends at the
highest cost of the analysis. An open offer counts against the limits as a purchase would. Exit 4: something waits for you.

Examples:
  arb analyze list.csv --prices book.csv | arb negotiate | arb buy
  arb negotiate                                go on with what is open
  arb negotiate reply 3 --counter 182.00       what a seller answered you: the next message follows
  arb negotiate show 3                         the ladder, what was said, what is put aside"
)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    input: InputArgs,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// List the deals that are open
    List {
        /// All deals, done ones too
        #[arg(long)]
        all: bool,
    },
    /// Show a deal: its ladder, what was said, what is put aside
    Show {
        /// The deal's number
        #[arg(value_name = "DEAL")]
        deal: i64,
    },
    /// Tell what the seller answered; the next move follows
    Reply(answer::Args),
    /// Send what waits for your yes
    Send {
        /// The deal's number
        #[arg(value_name = "DEAL")]
        deal: i64,
    },
    /// End a deal without another word; what was put aside is free
    Drop {
        /// The deal's number
        #[arg(value_name = "DEAL")]
        deal: i64,
        /// Why, in your words
        #[arg(long, value_name = "TEXT", default_value = "dropped by a person")]
        reason: String,
    },
}

/// A deal with what was said in it.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    deal: &'a Deal,
    rungs: Vec<String>,
    moves: Vec<DealMove>,
}

/// Runs `arb negotiate`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    match args.what {
        None => work(ctx, &args.input).await,
        Some(What::List { all }) => {
            let store = ctx.books()?;
            let states: &[&str] = if all { &[] } else { &["open", "person", "agreed"] };
            let deals = store.deals(states)?;
            show::rows(ctx, None, &shapes::DEALS, shapes::DEALS_CSV, &deals)?;
            Ok(Exit::Done)
        }
        Some(What::Show { deal }) => {
            let store = ctx.books()?;
            let (deal, moves) = (store.deal(deal)?, store.deal_moves(deal)?);
            if ctx.global.for_eyes() {
                shapes::tell(&deal, &moves)?;
            } else {
                let rungs = deal.ladder.rungs.iter().map(|rung| deal.ladder.money(*rung).to_string()).collect();
                show::rows(ctx, None, &shapes::DEALS, shapes::DEALS_CSV, &[Shown { deal: &deal, rungs, moves }])?;
            }
            Ok(Exit::Done)
        }
        Some(What::Reply(reply)) => answer::reply(ctx, &reply).await,
        Some(What::Send { deal }) => answer::send(ctx, deal).await,
        Some(What::Drop { deal, reason }) => answer::drop(ctx, deal, &reason).await,
    }
}

/// What haggling goes by in this run.
pub(super) fn table(ctx: &mut Context) -> Result<Table> {
    let db = ctx.db_path()?;
    Ok(Table {
        desk: ctx.desk()?,
        terms: crate::domain::negotiation::Terms::of(&ctx.config.negotiation),
        messages: ctx.messages()?,
        how_far: crate::stages::buy::HowFar { setting: ctx.config.autonomy.clone(), mode: ctx.store()?.mode() },
        budget: ctx.budget()?,
        costs: ctx.config.costs.clone(),
        zone: ctx.zone()?,
        by_hand: db.with_file_name("by-hand"),
        dry_run: ctx.global.dry_run,
    })
}

/// The model that is asked, where one is.
pub(super) fn adviser(ctx: &mut Context) -> Result<Option<crate::advice::Adviser>> {
    let who: config::Adviser = ctx.config.advice.negotiator;
    super::adviser::open(ctx, who, false)
}

/// What came of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Deals that were looked at.
    pub deals: usize,
    /// Words that went out.
    pub said: usize,
    /// Deals that were agreed.
    pub agreed: usize,
    /// Deals that came to nothing in this run.
    pub over: usize,
    /// Messages and questions that wait for a person.
    pub waits: usize,
    /// Deals that a limit stops.
    pub denied: usize,
    /// Records that can't be haggled over.
    pub unfit: usize,
}

async fn work(ctx: &mut Context, input: &InputArgs) -> Result<Exit> {
    let mut out = input.output(ctx, &shapes::RECORDS, shapes::RECORDS_CSV)?;
    let mut rejecting = input.rejecting()?;
    let given = match input.work()? {
        Work::Read(places) => {
            let mut good = Vec::new();
            for item in &mut records(ctx, places)? {
                match item? {
                    Ok(record) => good.push(record),
                    Err(reject) => rejecting.reject(ctx, &reject)?,
                }
            }
            Some(good)
        }
        Work::Pending => None,
    };
    let pending = given.is_none();
    let records = match given {
        Some(records) => records,
        None => {
            let pending = ctx.store()?.pending_purchases()?;
            pending.into_iter().filter(|record| record.0["analysis"]["verdict"] == "negotiate").collect()
        }
    };
    let count = step(ctx, records, pending, &mut out).await?;
    out.finish()?;
    shapes::summary(ctx, &count);
    match rejecting.finish()? {
        Exit::Done if count.waits > 0 => Ok(Exit::Partial),
        exit => Ok(exit),
    }
}

/// Haggles over these records, and goes on with every deal that is open where `pending`.
async fn haggle(ctx: &mut Context, records: Vec<Record>, pending: bool, out: &mut Output) -> Result<Count> {
    let (table, now) = (table(ctx)?, ctx.now());
    if !table.dry_run {
        ctx.permit(Kind::Message)?;
        ctx.permit(Kind::Purchase)?;
    }
    if pending && !table.dry_run {
        hear(ctx, &table).await?;
    }
    let adviser = adviser(ctx)?;
    let mut count = Count::default();
    let mut seen = Vec::new();
    for record in records {
        match table.consider(ctx.store()?, &record, now)? {
            Considered::Not => out.write(&record)?,
            Considered::Unfit(why) => {
                count.unfit += 1;
                ctx.ui.note(&format!("{}: {why}", record.id().unwrap_or("a record")));
                out.write(&record)?;
            }
            Considered::Over(deal) => write(ctx, &record, &deal, None, out)?,
            Considered::Deal(deal) => {
                seen.push(deal.id);
                go_on(ctx, &table, adviser.as_ref(), *deal, Some(record), &mut count, out).await?;
            }
        }
    }
    if pending && !table.dry_run {
        for deal in ctx.store()?.deals(&["open", "person", "agreed"])? {
            if !seen.contains(&deal.id) {
                let record = ctx.store()?.record(&deal.record_id)?;
                go_on(ctx, &table, adviser.as_ref(), deal, record, &mut count, out).await?;
            }
        }
    }
    Ok(count)
}

/// Reads the inboxes: what sellers wrote about deals is taken out of them, the rest stays for `arb support`.
async fn hear(ctx: &mut Context, table: &Table) -> Result<()> {
    let now = ctx.now();
    if let Err(why) = crate::stages::support::pull(ctx.store()?, &table.desk, now).await {
        ctx.ui.warn(&format!("an inbox can't be read, the deals go on: {why:#}"));
    }
    take_messages(ctx, table).await
}

/// Takes what sellers wrote about deals out of the inboxes.
pub(super) async fn take_messages(ctx: &mut Context, table: &Table) -> Result<()> {
    let now = ctx.now();
    for line in table.take_messages(ctx.store()?, now).await? {
        ctx.ui.note(&line);
    }
    Ok(())
}

async fn go_on(
    ctx: &mut Context,
    table: &Table,
    adviser: Option<&crate::advice::Adviser>,
    before: Deal,
    record: Option<Record>,
    count: &mut Count,
    out: &mut Output,
) -> Result<()> {
    let now = ctx.now();
    let progress = table.go_on(ctx.store()?, adviser, before.id, now).await?;
    let deal = ctx.store()?.deal(before.id)?;
    count.deals += 1;
    count.said += progress.said;
    count.agreed += usize::from(deal.state == "agreed" && before.state != "agreed");
    count.over += usize::from(!deal.is_open());
    count.denied += usize::from(progress.denied.is_some());
    count.waits += progress.to_send.len() + progress.waiting.len() + usize::from(deal.state == "person");
    shapes::say(ctx, &deal, &progress);
    record.map_or(Ok(()), |record| write(ctx, &record, &deal, Some(&progress), out))
}

/// Writes a record with its deal; what is agreed is a buy at the agreed price.
fn write(ctx: &mut Context, record: &Record, deal: &Deal, progress: Option<&Progress>, out: &mut Output) -> Result<()> {
    let costs = ctx.config.costs.clone();
    let bought = if deal.state == "agreed" { negotiate::agreed(ctx.store()?, &costs, deal)? } else { None };
    let mut record = bought.unwrap_or_else(|| record.clone());
    let part = shapes::part(deal, progress);
    record.0.insert("deal".to_owned(), serde_json::to_value(part)?);
    out.write(&record)
}
