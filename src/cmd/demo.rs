//! `arb demo`: the whole round on paper over bundled data, told as a short story.
//!
//! Makes a folder with its own database and market; touches nothing else, no network, no settings of the user.

mod people;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{
    analyze, buy,
    input::{InputArgs, Rejecting},
    negotiate,
    run::{self, Pass},
    scan,
};
use crate::{
    config::{Config, Mode},
    context::Context,
    domain::{limits::Limit, money::Money, purchase::PurchaseState},
    error::{self, Exit},
    pipe::{
        Format,
        evidence_rows::EvidenceRows,
        output::Output,
        reader::{InputSpec, Reader},
        source::{Place, Work},
    },
    stages::{
        report::{PnlLine, pnl},
        scan::{Filter, Scan, Select},
    },
    ui::Tone,
};

/// The whole round on bundled data: scan, analyze, buy, a month of selling, the profit and loss
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  arb demo --days 60 --dir /tmp/demo")]
pub struct Args {
    /// How many days of trading to simulate
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=365))]
    days: u32,
    /// The folder to make; an earlier demo in it is replaced
    #[arg(long, value_name = "DIR", default_value = "demo")]
    dir: PathBuf,
}

/// The day on which the demo begins, so that it tells the same story every time.
const START: &str = "2026-06-01T08:00:00Z";

/// The world of the demo: one in which something of everything happens.
const SEED: u64 = 25;

/// The bundled files.
const FILES: [(&str, &[u8]); 5] = [
    ("suppliers/toys.csv", include_bytes!("../../examples/suppliers/toys.csv")),
    ("suppliers/books.csv", include_bytes!("../../examples/suppliers/books.csv")),
    ("suppliers/outlet.csv", include_bytes!("../../examples/suppliers/outlet.csv")),
    ("suppliers/cards.jsonl", include_bytes!("../../examples/suppliers/cards.jsonl")),
    ("pricebook.csv", include_bytes!("../../examples/pricebook.csv")),
];

/// A file that says: this folder is a demo and may be replaced.
const MARK: &str = ".arb-demo";

/// What happened.
#[derive(Debug, Default, Serialize)]
struct Story {
    days: u32,
    offers: u64,
    suppliers: usize,
    duplicates: u64,
    rejected: u64,
    verdicts: std::collections::BTreeMap<&'static str, u64>,
    bought: usize,
    spent: Option<Money>,
    denied: usize,
    vendor_refused: usize,
    arrived: u64,
    never_came: u64,
    listed: usize,
    sold: u64,
    returned: u64,
    repriced: usize,
    refused_prices: usize,
    messages: u64,
    answered: usize,
    drafts: usize,
    escalated: usize,
    #[serde(flatten)]
    people: people::People,
    pnl: Vec<PnlLine>,
    inventory_at_cost: Option<Money>,
    old_lots: usize,
    postings: u64,
    problems: usize,
}

/// Runs `arb demo`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    make_folder(&args.dir)?;
    let mut demo = demo_context(ctx, &args.dir)?;
    let mut story = Story { days: args.days, suppliers: FILES.len() - 1, ..Story::default() };
    first_day(&mut demo, &args.dir, &mut story).await?;
    month(&mut demo, args.days, &mut story).await?;
    close_books(&mut demo, &mut story)?;
    let mut out = std::io::stdout().lock();
    match ctx.global.format {
        Format::Auto | Format::Table => tell(&mut out, &story, &args.dir, ctx.global.color_stdout())?,
        _ => writeln!(out, "{}", serde_json::to_string(&story)?)?,
    }
    out.flush()?;
    Ok(if story.problems > 0 { Exit::Books } else { Exit::Done })
}

/// Makes the folder with the bundled files. A folder that is not a demo's is left alone.
fn make_folder(dir: &Path) -> Result<()> {
    let is_empty = || fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_none());
    if dir.join(MARK).exists() {
        for name in ["arb.db", "arb.db-wal", "arb.db-shm", "paper.db", "paper.db-wal", "paper.db-shm", "rejects.jsonl"]
        {
            match fs::remove_file(dir.join(name)) {
                Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
                    return Err(why).with_context(|| format!("can't replace the demo in {}", dir.display()));
                }
                _ => {}
            }
        }
        let _ = fs::remove_dir_all(dir.join("receipts"));
    } else if dir.exists() && !is_empty() {
        return Err(error::refused(format!("the folder {} is not empty and is no demo of arb", dir.display()))
            .code("folder_in_use")
            .hint("name another one with `--dir`")
            .into());
    }
    let write = |name: &str, bytes: &[u8]| -> Result<()> {
        let path = dir.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, bytes).with_context(|| format!("can't write {}", path.display()))
    };
    write(MARK, b"This folder was made by `arb demo`, which may replace it.\n")?;
    FILES.iter().try_for_each(|(name, bytes)| write(name, bytes))
}

/// The demo has its own settings: the built-in ones, everything switched on.
fn demo_context(ctx: &Context, dir: &Path) -> Result<Context> {
    let mut config = Config { mode: Mode::Paper, db: Some(dir.join("arb.db")), ..Config::default() };
    config.paper.seed = SEED;
    config.reprice.apply = true;
    config.support.send = true;
    // Practice money and a small catalogue: smaller profits are welcome, and more orders at a time.
    config.limits.min_roi_pct = Decimal::from(10);
    config.limits.min_profit = Decimal::ONE;
    config.limits.orders_per_hour = 10;
    config.limits.anomaly_price_pct = Decimal::from(15);
    let mut global = ctx.global.clone();
    (global.yes, global.live, global.dry_run) = (true, false, false);
    let mut demo = Context::with(config, global, START.parse()?);
    demo.ui.quiet = true;
    demo.ui.silent = true;
    Ok(demo)
}

async fn first_day(ctx: &mut Context, dir: &Path, story: &mut Story) -> Result<()> {
    ctx.store()?;
    // The demo is its own operator.
    let wider = [Limit::MinRoiPct, Limit::MinProfit, Limit::OrdersPerHour, Limit::AnomalyPricePct]
        .map(|limit| (limit, limit.of(&ctx.config.limits)));
    let opened = ctx.now();
    ctx.store()?.accept_limits(&wider, "arb demo", opened)?;
    let currency = ctx.currency()?;
    let book = dir.join("pricebook.csv");
    let rows = EvidenceRows::new(&ctx.config.market.channel, currency);
    let mut evidence = Vec::new();
    for row in &mut Reader::open(InputSpec::new(vec![Place::new(&book)]), rows)? {
        evidence.extend(row?.ok());
    }
    let start = ctx.now();
    ctx.paper()?.init(ctx.config.paper.seed, start, &evidence)?;

    let suppliers: Vec<PathBuf> = FILES[..FILES.len() - 1].iter().map(|(name, _)| dir.join(name)).collect();
    let input = InputArgs { files: suppliers, rejects: Some(dir.join("rejects.jsonl")), ..InputArgs::default() };
    let mut rejecting = input.rejecting()?;
    let mut scan = Scan::new(Filter::default(), Select::Fresh, false);
    let args = scan::Args::files(input);
    scan::step(ctx, &args, &mut scan, &mut Output::nowhere(), &mut rejecting).await?;
    (story.offers, story.duplicates, story.rejected) = (scan.counts.kept, scan.counts.duplicate, rejecting.count());
    rejecting.finish()?;

    let args = analyze::Args::with_prices(vec![book]);
    let (mut out, mut rejecting) = (Output::nowhere(), Rejecting::counting());
    story.verdicts = analyze::step(ctx, &args, Work::Pending, &mut out, &mut rejecting).await?.verdicts;

    let mut haggled = ctx.store()?.pending_purchases()?;
    haggled.retain(|record| record.0["analysis"]["verdict"] == "negotiate");
    let count = negotiate::step(ctx, haggled, true, &mut Output::nowhere()).await?;
    (story.people.haggled, story.people.agreed) = (count.said, count.agreed);

    let mut bought = buy::Bought::default();
    let records = buy::pending(ctx)?;
    buy::buy_records(ctx, records, buy::Answer::ByRule, &mut Output::nowhere(), &mut bought).await?;
    story.bought = bought.count(PurchaseState::Placed);
    story.denied = bought.count(PurchaseState::Denied);
    story.vendor_refused = bought.count(PurchaseState::Rejected);
    Ok(())
}

/// One pass of `arb run` a day.
async fn month(ctx: &mut Context, days: u32, story: &mut Story) -> Result<()> {
    for _ in 0..days {
        ctx.paper()?.advance(1)?;
        let pass: Pass = run::pass(ctx, true).await?;
        story.arrived += pass.synced.received;
        story.never_came += pass.synced.cancelled;
        story.sold += pass.synced.sold;
        story.returned += pass.synced.refunded;
        story.messages += pass.synced.messages;
        story.bought += pass.bought;
        story.listed += pass.listed;
        story.repriced += pass.repriced;
        story.refused_prices += pass.refused;
        story.answered += pass.answered;
        story.drafts += pass.drafts;
        story.escalated += pass.escalated;
        story.people.haggled += pass.haggled;
        story.people.agreed += pass.agreed;
        story.people.day(ctx).await?;
    }
    Ok(())
}

fn close_books(ctx: &mut Context, story: &mut Story) -> Result<()> {
    story.people.gather(ctx)?;
    let (now, currency, start) = (ctx.now(), ctx.currency()?, START.parse()?);
    let store = ctx.store()?;
    let mut spent = Money::zero(currency);
    for purchase in store.purchases(&[])? {
        spent = spent.plus(&purchase.actual.unwrap_or(Money::zero(currency)))?;
    }
    story.spent = Some(spent);
    story.pnl = pnl(store, start, now.checked_add(jiff::Span::new().hours(1))?, now)?;
    let mut stock = Money::zero(currency);
    for lot in store.inventory(now)? {
        stock = stock.plus(&lot.value)?;
        story.old_lots += usize::from(lot.days > 20);
    }
    story.inventory_at_cost = Some(stock);
    let verified = store.verify()?;
    (story.postings, story.problems) = (verified.postings, verified.problems.len());
    Ok(())
}

fn tell(out: &mut impl Write, story: &Story, dir: &Path, color: bool) -> Result<()> {
    let strong = |text: &str| Tone::Strong.paint(text, color);
    let dim = |text: &str| Tone::Dim.paint(text, color);
    let shown = dir.display();
    let verdict = |word: &str| story.verdicts.get(word).copied().unwrap_or_default();
    let spent = story.spent.map_or_else(String::new, |spent| format!(" for {spent}"));
    writeln!(out, "{} {}", strong("arb demo"), dim("· paper mode · nothing here touches the network or real money"))?;
    writeln!(
        out,
        "  scan      {} offers from {} suppliers · {} duplicates · {} rejected",
        story.offers, story.suppliers, story.duplicates, story.rejected
    )?;
    writeln!(
        out,
        "  analyze   {} → {} buy · {} negotiate · {} watch · {} review · {} skip",
        story.offers,
        Tone::Good.paint(&verdict("buy").to_string(), color),
        verdict("negotiate"),
        verdict("watch"),
        verdict("review"),
        verdict("skip")
    )?;
    story.people.tell_haggle(out)?;
    let refused =
        if story.vendor_refused > 0 { format!(" · {} sold out", story.vendor_refused) } else { String::new() };
    let denied = format!("{} held back by a limit", story.denied);
    writeln!(out, "  buy       {} bought{spent} · {denied}{refused}", story.bought)?;
    writeln!(
        out,
        "  {} days   {} arrived · {} lost and refunded · {} listed · {} sold · {} returned",
        story.days, story.arrived, story.never_came, story.listed, story.sold, story.returned
    )?;
    writeln!(out, "  reprice   {} changes · {} refused by a guard", story.repriced, story.refused_prices)?;
    writeln!(
        out,
        "  support   {} messages: {} answered, {} drafts wait for you, {} escalated",
        story.messages, story.answered, story.drafts, story.escalated
    )?;
    story.people.tell(out, color)?;
    writeln!(out)?;
    let title = format!("P&L {} days", story.days);
    writeln!(out, "  {} {}", strong(&format!("{title:<26}")), strong(&format!("{:>12}", "amount")))?;
    for line in &story.pnl {
        let indent = if line.part { "  " } else { "" };
        let name = format!("{indent}{}", line.line);
        let tone = if line.line == "Net" {
            Some(if line.amount.is_negative() { Tone::Bad } else { Tone::Good })
        } else {
            None
        };
        let amount = format!("{:>12}", line.amount.to_string());
        let amount = tone.map_or_else(|| amount.clone(), |tone| tone.paint(&amount, color));
        let note = line.note.as_ref().map_or_else(String::new, |note| format!("     {}", dim(note)));
        writeln!(out, "  {name:<26} {amount}{note}")?;
    }
    if let Some(stock) = story.inventory_at_cost {
        let old =
            if story.old_lots > 0 { format!("     {} lots older than 20 days", story.old_lots) } else { String::new() };
        writeln!(out, "  {:<26} {:>12}{}", "Inventory at cost", stock.to_string(), dim(&old))?;
    }
    let problems = if story.problems == 0 {
        "0 problems".to_owned()
    } else {
        Tone::Bad.paint(&format!("{} problems", story.problems), color)
    };
    writeln!(out, "  books verified: {} postings, {problems}", story.postings)?;
    writeln!(out)?;
    writeln!(out, "Look closer:\n  arb --db {shown}/arb.db report opportunities")?;
    writeln!(out, "  arb --db {shown}/arb.db report inventory")?;
    writeln!(out, "  arb --db {shown}/arb.db negotiate list --all")?;
    writeln!(out, "  arb --db {shown}/arb.db support list")?;
    writeln!(out, "  cat {shown}/rejects.jsonl")?;
    writeln!(out, "  arb --db {shown}/arb.db ledger export --to hledger | hledger -f - bal")?;
    Ok(())
}
