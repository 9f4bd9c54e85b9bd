//! `arb analyze`: is it worth buying, to the cent, and why.
//!
//! Reads records or a supplier's own list; adds `analysis`; writes judgements and the evidence used to the database.

mod records;
mod sift;

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::input::{ColumnArgs, InputArgs, Rejecting, VendorArgs, findings};
use crate::{
    advice::Adviser,
    config::{self, Market},
    context::Context,
    domain::{
        analysis::{Parts, Verdict},
        fees::{Catalog, Schedules},
        market_fees::MarketFees,
        money::Currency,
        risk,
        rules::Rules,
    },
    error::{self, Exit},
    pipe::{
        book_rows::BookRows,
        evidence_rows::{self, EvidenceRows},
        mapping::Mapping,
        output::Output,
        reader::{Fault, InputSpec, Reader},
        reject::Reject,
        source::{Place, Work},
        table::{TableColumn, TableShape},
    },
    stages::analyze::{Analyst, By, PriceBook, keepa_reply},
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
    /// A price book: CSV, XLSX or JSON Lines with an identifier and prices, or a reply of Keepa's `/product` as it came; may
    /// be given again
    #[arg(long, value_name = "FILE")]
    pub prices: Vec<PathBuf>,
    /// Write only these verdicts: buy, negotiate, watch, review, skip
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = verdict)]
    only: Vec<Verdict>,
    /// Of offers alike, the same product in the same condition, judge only the cheapest
    #[arg(long, requires = "prices")]
    best: bool,
    /// Write the records in this order, when all are judged
    #[arg(long, value_name = "ORDER", value_enum, requires = "prices")]
    sort: Option<By>,
    /// Write the records to this file, too: CSV, JSON or JSON Lines by its name; may be given again
    #[arg(help_heading = "Input and output", long, value_name = "FILE")]
    also: Vec<PathBuf>,
    /// How the price book's columns are read: a TOML file like that of `--map`
    #[arg(help_heading = "Columns of the input", long, value_name = "FILE", requires = "prices")]
    prices_map: Option<PathBuf>,
    /// The channel to sell on, like `amazon_us` or `ebay_us`, and who is asked what things sell for there, like `keepa`;
    /// with commas. Without a name every market that is switched on is asked
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    market: Vec<String>,
    #[command(flatten)]
    vendors: VendorArgs,
    /// Ask the markets what they would charge for what is worth buying, and say where our fee cards differ by over a cent
    #[arg(help_heading = "Vendors", long)]
    check_fees: bool,
    /// Who looks at what the rules would buy, and may object: `rules` is nobody; a model of `[vendors]` can only veto, lower
    /// the cap or the quantity, or add risk
    #[arg(long, value_name = "WHO", value_parser = analysts())]
    analyst: Option<config::Adviser>,
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

fn analysts() -> impl clap::builder::TypedValueParser<Value = config::Adviser> {
    let names = clap::builder::PossibleValuesParser::new(["rules", "openai", "anthropic", "local"]);
    clap::builder::TypedValueParser::try_map(names, |name| serde_json::from_value::<config::Adviser>(name.into()))
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

    fn wants(&self, verdict: Verdict) -> bool {
        self.only.is_empty() || self.only.contains(&verdict)
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
    /// Offers left out for a cheaper one of the same product in the same condition.
    pub dearer: u64,
}

impl Tally {
    fn count(&mut self, verdict: Verdict, no_market: bool) {
        self.count_all(verdict, no_market, 1);
    }

    fn count_all(&mut self, verdict: Verdict, no_market: bool, rows: u64) {
        self.rows += rows;
        *self.verdicts.entry(verdict.word()).or_default() += rows;
        self.unknown_products += if no_market { rows } else { 0 };
    }
}

/// Runs `arb analyze`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let mut rejecting = args.input.rejecting()?;
    let mut out = args.input.output(ctx, &SHAPE, CSV)?;
    for file in &args.also {
        out = out.and(crate::cmd::show::also(ctx, file, &SHAPE, CSV)?);
    }
    let work = args.input.work()?;
    let tally = step(ctx, &args, work, &mut out, &mut rejecting).await?;
    out.finish()?;
    summary(ctx, &tally, rejecting.count(), args.prices.is_empty());
    super::scan::spent(ctx)?;
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
    ctx.manner = args.vendors.manner();
    let catalog = ctx.fees()?;
    // A name with a fee card is where things are sold, one that can be asked is asked. A vendor that is both is where they
    // are sold where nothing else is.
    let enabled: Vec<&str> = ctx.readers()?.read_from().collect();
    let (asked, sold): (Vec<String>, Vec<String>) = args.market.iter().cloned().partition(|name| {
        enabled.contains(&name.as_str()) || (ctx.reads_from(name) && catalog.currency(name).is_none())
    });
    let both = asked.iter().filter_map(|name| catalog.channel_name(name)).map(str::to_owned);
    let channels: Vec<String> = if sold.is_empty() { both.collect() } else { sold };
    if let [_, second, ..] = &channels[..] {
        return Err(error::usage(format!("`--market` names a second channel, `{second}`"))
            .hint("things are judged for one channel at a time; the others are vendors to ask, as `arb vendors` lists")
            .into());
    }
    let market = channels.into_iter().next().unwrap_or_else(|| ctx.config.market.channel.clone());
    let Some(currency) = catalog.currency(&market) else {
        return Err(error::config(format!("there is no fee card for the channel `{market}`"))
            .hint("`arb fees cards` lists the channels")
            .into());
    };
    // The cards are read while the price book and the database are.
    let (cards, channel) = (Catalog::clone(&catalog), market.clone());
    rayon::spawn(move || cards.read_ahead(&channel));
    let mut book = price_book(ctx, args, &market, currency, rejecting)?;
    if let (Work::Read(places), true) = (&work, args.prices.is_empty()) {
        let told = findings(ctx, &args.columns, places, rejecting)?;
        let now = ctx.now();
        if ctx.global.dry_run {
            told.into_iter().for_each(|row| book.add(row));
        } else if !told.is_empty() {
            ctx.store()?.save_evidence(&told, now)?;
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
    // A rehearsal that writes some columns works out no others.
    let columns = out.renderer().filter(|_| ctx.global.dry_run);
    let mut parts = columns.map_or(Parts::ALL, |renderer| Parts::of_columns(renderer.columns()));
    parts.days |= args.sort == Some(By::Days);
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
        risk_counts: risk::counts(&rules),
        parts,
    };
    let adviser = super::adviser::open(ctx, args.analyst.unwrap_or(config.advice.analyst), args.vendors.refresh)?;
    let ordered = args.best || args.sort.is_some();
    if let Some(adviser) = adviser.as_ref().filter(|_| ordered) {
        let failure =
            error::usage(format!("`--best` and `--sort` judge by the rules alone, not with {}", adviser.name()));
        return Err(failure
            .hint("hand the sorted records on: `… | arb analyze --analyst …`, or add `--analyst rules`")
            .into());
    }
    let run = Run { args, analyst: &analyst, adviser: adviser.as_ref(), book: &book, asked: &asked };
    let mut tally = Tally::default();
    match work {
        Work::Pending if ordered => {
            let failure = error::usage("`--best` and `--sort` are for files and pipes, not for pending work");
            return Err(failure.hint("name the file, or leave them out").into());
        }
        Work::Pending => records::pending(ctx, &run, &mut tally, out, rejecting).await?,
        // Beside a price book, what stands in a file or a pipe is judged as it is read.
        Work::Read(places) if (ordered || !book.is_empty()) && adviser.is_none() => {
            sift::files(ctx, &run, places, &mut tally, out, rejecting)?;
        }
        Work::Read(places) => records::files(ctx, &run, places, &mut tally, out, rejecting).await?,
    }
    Ok(tally)
}

/// What the steps of a run share.
struct Run<'a> {
    args: &'a Args,
    analyst: &'a Analyst<'a>,
    /// The model that is asked, where one is.
    adviser: Option<&'a Adviser>,
    book: &'a PriceBook,
    /// The markets that are asked; all of them where none is named.
    asked: &'a [String],
}

/// The price books, in memory.
fn price_book(
    ctx: &mut Context,
    args: &Args,
    market: &str,
    currency: Currency,
    rejecting: &mut Rejecting,
) -> Result<PriceBook> {
    let mut book = PriceBook::default();
    let mapping = match &args.prices_map {
        Some(file) => Mapping::load_for(file, evidence_rows::VOCABULARY)?,
        None => Mapping::default(),
    };
    for file in &args.prices {
        if let Some(reply) = keepa_reply(file)? {
            let name = file.display().to_string();
            for row in reply {
                match row {
                    Ok(evidence) => book.add(evidence),
                    Err(why) => {
                        let fault = Fault::new(why.to_string());
                        rejecting.reject(ctx, &Reject::of_record(&name, 0, fault, &serde_json::Map::new()))?;
                    }
                }
            }
            continue;
        }
        let mut rows = EvidenceRows::new(market, currency);
        rows.mapping.clone_from(&mapping);
        let spec = mapping.layout(InputSpec::new(vec![Place::new(file)]));
        let mut reader = Reader::open(spec, BookRows::new(rows))?;
        reader.each_batch(|batch, _| {
            batch.into_iter().try_for_each(|rows| match rows {
                Ok(rows) => {
                    book.add_rows(rows);
                    Ok(())
                }
                Err(reject) => rejecting.reject(ctx, &reject),
            })
        })?;
    }
    Ok(book)
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

fn summary(ctx: &Context, tally: &Tally, rejected: u64, no_book: bool) {
    let mut parts: Vec<String> = ["buy", "negotiate", "watch", "review", "skip"]
        .iter()
        .filter_map(|word| tally.verdicts.get(word).map(|count| format!("{count} {word}")))
        .collect();
    if tally.unknown_products > 0 {
        parts.push(format!("{} of them without a known price", tally.unknown_products));
    }
    if tally.dearer > 0 {
        parts.push(format!("{} left out for a cheaper one alike", tally.dearer));
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
