//! `arb analyze`: is it worth buying, to the cent, and why.
//!
//! Reads records or a supplier's own list; adds `analysis`; writes judgements and the evidence used to the database.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::input::{ColumnArgs, InputArgs, Rejecting, offers};
use crate::{
    config::Market,
    context::Context,
    domain::{
        analysis::{Analysis, Verdict},
        evidence::Evidence,
        fees::Schedules,
        market_fees::MarketFees,
        offer::Offer,
        record::{Record, Stage},
        rules::Rules,
    },
    error::{self, Exit},
    pipe::{
        evidence_rows::EvidenceRows,
        output::Output,
        reader::{InputSpec, Reader, map_in_order},
        reject::Reject,
        source::{Place, Work},
        table::{TableColumn, TableShape},
    },
    stages::analyze::{Analyst, PriceBook},
    ui::Tone,
};

/// Judge offers: fees, landed cost, profit, risk, verdict and the highest cost at which it is still a buy
#[derive(clap::Args, Debug, Default)]
#[command(after_help = "Examples:
  arb analyze supplier.csv --prices book.csv --only buy,negotiate
  arb scan list.xlsx | arb analyze --prices book.csv | arb buy
  arb analyze --pending                         offers not judged since they changed, evidence from the database
  arb analyze list.csv --prices book.csv --format csv --columns id,verdict,net,max_cost > today.csv")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    columns: ColumnArgs,
    /// A price book: CSV, XLSX or JSON Lines with an identifier and prices; may be given again
    #[arg(long, value_name = "FILE")]
    pub prices: Vec<PathBuf>,
    /// Write only these verdicts: buy, negotiate, watch, review, skip
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = verdict)]
    only: Vec<Verdict>,
    /// The channel to sell on, like `amazon_us` or `ebay_us`
    #[arg(long, value_name = "CHANNEL")]
    market: Option<String>,
    /// Who ships: `fba` or `fbm`
    #[arg(long, value_name = "PROGRAM")]
    program: Option<String>,
    /// The analyst's rules
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Ask at least this return on landed cost, in percent, whatever the rules say
    #[arg(long, value_name = "PERCENT")]
    min_roi: Option<Decimal>,
    /// Ask at least this profit a unit, whatever the rules say
    #[arg(long, value_name = "AMOUNT")]
    min_profit: Option<Decimal>,
    /// The supplier's name for raw rows; else the file's
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
}

fn verdict(text: &str) -> Result<Verdict, String> {
    serde_json::from_value(text.into()).map_err(|_| "use buy, negotiate, watch, review or skip".to_owned())
}

fn verdict_tone(word: &str) -> Option<Tone> {
    match word {
        "buy" => Some(Tone::Good),
        "negotiate" | "review" => Some(Tone::Care),
        "skip" => Some(Tone::Dim),
        _ => None,
    }
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("verdict", "analysis.verdict").required().tone(verdict_tone),
        TableColumn::text("product", "offer.title").flex(),
        TableColumn::text("id", "id").drop(6).flex(),
        TableColumn::number("cost", "offer.price"),
        TableColumn::number("sell", "analysis.sell.price").drop(3),
        TableColumn::number("fees", "analysis.fees.total").drop(5),
        TableColumn::number("net", "analysis.net"),
        TableColumn::number("p10", "analysis.net_p10").drop(8),
        TableColumn::number("p90", "analysis.net_p90").drop(9),
        TableColumn::percent("roi", "analysis.roi_on_landed").drop(2),
        TableColumn::number("max cost", "analysis.max_cost").drop(1),
        TableColumn::number("days", "analysis.days_to_sell.mid").drop(7),
        TableColumn::number("qty", "analysis.quantity.suggested").drop(7),
        TableColumn::text("why", "analysis.flags").drop(4).flex(),
    ],
};

impl Args {
    /// With these price books.
    pub fn with_prices(prices: Vec<PathBuf>) -> Self {
        Self { prices, ..Self::default() }
    }
}

/// The columns of CSV output.
static CSV: &[&str] = &[
    "id",
    "offer.title",
    "offer.product.key",
    "offer.price.amount",
    "offer.price.currency",
    "analysis.verdict",
    "analysis.reason",
    "analysis.sell.price.amount",
    "analysis.landed.total.amount",
    "analysis.fees.total.amount",
    "analysis.net.amount",
    "analysis.net_p10.amount",
    "analysis.net_p90.amount",
    "analysis.p_loss",
    "analysis.roi_on_cost",
    "analysis.roi_on_landed",
    "analysis.margin_on_price",
    "analysis.max_cost.amount",
    "analysis.quantity.suggested",
    "analysis.days_to_sell.mid",
    "analysis.risk.score",
    "analysis.flags",
    "analysis.rules.version",
    "analysis.expires_at",
];

/// What came of a run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Offers judged.
    pub rows: u64,
    /// How many got which verdict.
    pub verdicts: BTreeMap<&'static str, u64>,
    /// Offers whose product nobody knows a price of.
    pub unknown_products: u64,
}

/// Runs `arb analyze`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let mut rejecting = args.input.rejecting()?;
    let mut out = args.input.output(ctx, &SHAPE, CSV)?;
    let work = args.input.work()?;
    let tally = step(ctx, &args, work, &mut out, &mut rejecting).await?;
    out.finish()?;
    summary(ctx, &tally, rejecting.count, args.prices.is_empty());
    rejecting.finish()
}

/// Judges this work; the judgements go to the database, the records to `out`.
pub async fn step(
    ctx: &mut Context,
    args: &Args,
    work: Work,
    out: &mut Output,
    rejecting: &mut Rejecting,
) -> Result<Tally> {
    let market = args.market.clone().unwrap_or_else(|| ctx.config.market.channel.clone());
    let catalog = ctx.fees()?;
    let Some(currency) = catalog.currency(&market) else {
        return Err(error::config(format!("there is no fee card for the channel `{market}`"))
            .hint("`arb fees cards` lists the channels")
            .into());
    };
    let mut book = PriceBook::default();
    for file in &args.prices {
        let rows = EvidenceRows::new(&market, currency);
        let mut reader = Reader::open(InputSpec::new(vec![Place::new(file)]), rows)?;
        for row in &mut reader {
            match row? {
                Ok(evidence) => book.add(evidence),
                Err(reject) => rejecting.reject(ctx, &reject)?,
            }
        }
    }
    let rules = tightened(ctx.rules(args.rules.as_deref())?, args);
    let account = ctx.currency()?;
    let cash = ctx.store()?.free_cash(account)?.amount();
    let limits = ctx.limits()?;
    let config = ctx.config.clone();
    let program = args.program.clone().unwrap_or_else(|| config.market.program.clone());
    let terms = Market { channel: market.clone(), program, ..config.market.clone() };
    let today = ctx.now().to_zoned(TimeZone::UTC).date();
    let schedules = Schedules::new(&catalog, MarketFees::terms(&market, today, &terms));
    let analyst = Analyst {
        fees: &catalog,
        schedules: &schedules,
        rules: &rules,
        costs: &config.costs,
        limits: &limits,
        account,
        channel: &market,
        market: &terms,
        cash: Some(cash),
        now: ctx.now(),
    };
    let mut tally = Tally::default();
    match work {
        Work::Read(places) => {
            let mut reader = offers(ctx, &args.columns, places, args.source.as_deref())?;
            ctx.ui.begin("rows");
            while let Some(batch) = reader.next_batch()? {
                judge(ctx, &analyst, &book, batch, args, &mut tally, out, rejecting).await?;
                out.idle()?;
                ctx.ui.at(reader.counts().read);
            }
            ctx.ui.end();
            if reader.counts().read == 0 {
                ctx.ui.note("analyze: the input was empty");
            }
        }
        Work::Pending => {
            let pending = ctx.store()?.pending_offers()?;
            for chunk in pending.chunks(1024) {
                let batch = chunk.iter().cloned().map(Ok).collect();
                judge(ctx, &analyst, &book, batch, args, &mut tally, out, rejecting).await?;
            }
        }
    }
    Ok(tally)
}

/// The rules with what the flags ask in place of their own thresholds.
fn tightened(mut rules: Rules, args: &Args) -> Rules {
    if let Some(roi) = args.min_roi {
        rules.profit.min_roi_pct = roi;
        rules.version.push_str(&format!("+min-roi {roi}"));
    }
    if let Some(profit) = args.min_profit {
        rules.profit.min_profit = profit;
        rules.version.push_str(&format!("+min-profit {profit}"));
    }
    rules
}

/// Judges a batch in parallel, writes it down, hands it on in order.
#[expect(clippy::too_many_arguments, reason = "one step of the loop in `run`, called from its two arms")]
async fn judge(
    ctx: &mut Context,
    analyst: &Analyst<'_>,
    book: &PriceBook,
    batch: Vec<Result<Record, Reject>>,
    args: &Args,
    tally: &mut Tally,
    out: &mut Output,
    rejecting: &mut Rejecting,
) -> Result<()> {
    let mut work: Vec<(Record, Option<Offer>)> = Vec::with_capacity(batch.len());
    for item in batch {
        match item {
            Ok(record) => match record.get::<Offer>(Stage::Offer) {
                Ok(offer) => work.push((record, offer)),
                Err(why) => rejecting.reject(ctx, &super::list::unfit(&record, &why.into()))?,
            },
            Err(reject) => rejecting.reject(ctx, &reject)?,
        }
    }
    let elsewhere = if book.is_empty() { evidence_elsewhere(ctx, analyst.channel, &work).await? } else { Vec::new() };
    let found: Vec<Option<&Evidence>> = if book.is_empty() {
        elsewhere.iter().map(Option::as_ref).collect()
    } else {
        work.iter().map(|(_, offer)| book.find(&offer.as_ref()?.product, analyst.channel)).collect()
    };
    let jobs: Vec<_> = work.iter().zip(&found).collect();
    let judged: Vec<Option<Analysis>> =
        map_in_order(jobs, |((_, offer), evidence)| offer.as_ref().map(|offer| analyst.judge(offer, *evidence)));
    // All of it: an offer that is skipped today may be cheap tomorrow.
    let used: Vec<Evidence> = found.iter().filter_map(|evidence| evidence.cloned()).collect();

    let mut records = Vec::with_capacity(work.len());
    let mut kept = Vec::with_capacity(work.len());
    for ((mut record, _), analysis) in work.into_iter().zip(judged) {
        // A record without an offer is nothing to judge: it passes through.
        let Some(analysis) = analysis else {
            kept.push(record);
            continue;
        };
        tally.rows += 1;
        *tally.verdicts.entry(analysis.verdict.word()).or_default() += 1;
        tally.unknown_products += u64::from(analysis.reason == crate::domain::analysis::ReasonCode::NoMarket);
        let wanted = args.only.is_empty() || args.only.contains(&analysis.verdict);
        // A rehearsal writes nothing down: what is not shown goes nowhere.
        if !wanted && ctx.global.dry_run {
            continue;
        }
        record.set(Stage::Analysis, &analysis);
        if wanted {
            kept.push(record.clone());
        }
        records.push(record);
    }
    if !ctx.global.dry_run {
        let now = ctx.now();
        let store = ctx.store()?;
        store.save_evidence(&used, now)?;
        store.save_analyses(&records, now)?;
    }
    for record in &kept {
        ctx.ui.aside(|| out.write(record))?;
    }
    Ok(())
}

/// What the database knows of these products, and what the markets of this run know where it does not.
async fn evidence_elsewhere(
    ctx: &mut Context,
    channel: &str,
    work: &[(Record, Option<Offer>)],
) -> Result<Vec<Option<Evidence>>> {
    let desk = ctx.desk()?;
    let mut market = PriceBook::default();
    let wanted: Vec<String> =
        work.iter().filter_map(|(_, offer)| offer.as_ref()).flat_map(|offer| offer.product.keys()).collect();
    for source in desk.markets() {
        for row in source.snapshot(&wanted).await? {
            market.add(row);
        }
    }
    let store = ctx.store()?;
    let mut found = Vec::with_capacity(work.len());
    for (_, offer) in work {
        let Some(offer) = offer else {
            found.push(None);
            continue;
        };
        let mut known = PriceBook::default();
        for key in offer.product.keys() {
            for row in store.evidence(&key)? {
                known.add(row);
            }
        }
        let best = market.find(&offer.product, channel).or_else(|| known.find(&offer.product, channel));
        found.push(best.cloned());
    }
    Ok(found)
}

fn summary(ctx: &Context, tally: &Tally, rejected: u64, no_book: bool) {
    let mut parts: Vec<String> = ["buy", "negotiate", "watch", "review", "skip"]
        .iter()
        .filter_map(|word| tally.verdicts.get(word).map(|count| format!("{count} {word}")))
        .collect();
    if tally.unknown_products > 0 {
        parts.push(format!("{} of them without a known price", tally.unknown_products));
    }
    if rejected > 0 {
        parts.push(format!("{rejected} rejected"));
    }
    if parts.is_empty() {
        parts.push("nothing to judge".into());
    }
    ctx.ui.note(&format!("analyze: {} rows → {}", tally.rows, parts.join(" · ")));
    if no_book && tally.rows > 0 && tally.unknown_products == tally.rows {
        ctx.ui.hint("no price evidence is known for these products: give a price book with `--prices FILE`");
    }
}
