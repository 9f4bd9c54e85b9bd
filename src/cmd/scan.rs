//! `arb scan`: reads supplier files and sources, filters, deduplicates, compares with the last scan.
//!
//! Adds `offer`; writes offers and price changes to the database. Refuses nothing; bad rows are named and left out.

use anyhow::Result;
use rust_decimal::Decimal;

use super::input::{ColumnArgs, InputArgs, Rejecting, offers};
use crate::{
    context::Context,
    domain::record::{Record, Stage},
    error::{self, Exit},
    pipe::{
        output::Output,
        source::{Place, Work},
        table::{TableColumn, TableShape},
    },
    stages::scan::{Filter, Scan, Select},
    vendors::Query,
};

/// Find offers: read supplier lists and sources, keep what is new or changed
#[derive(clap::Args, Debug, Default)]
#[command(after_help = "Examples:
  arb scan supplier.csv                        new and changed rows of a list
  arb scan list.xlsx --source acme --all       every row, under the supplier's name
  arb scan --source paper | arb analyze        the simulated suppliers
  arb scan *.csv --max-price 20 --rejects bad.csv | arb analyze --prices book.csv")]
pub struct Args {
    #[command(flatten)]
    /// Files, rejects, output
    pub input: InputArgs,
    #[command(flatten)]
    columns: ColumnArgs,
    /// With a file: the supplier's name (else the file's). Without: the source to ask, from `[sources]` or `paper`
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Only titles with this word; may be given again, all must be there
    #[arg(long = "keyword", value_name = "WORD")]
    keywords: Vec<String>,
    /// No titles with this word; may be given again
    #[arg(long, value_name = "WORD")]
    exclude: Vec<String>,
    /// Only categories that contain this
    #[arg(long, value_name = "TEXT")]
    category: Option<String>,
    /// Only this brand
    #[arg(long, value_name = "NAME")]
    brand: Option<String>,
    /// Only prices from here
    #[arg(long, value_name = "AMOUNT")]
    min_price: Option<Decimal>,
    /// Only prices up to here
    #[arg(long, value_name = "AMOUNT")]
    max_price: Option<Decimal>,
    /// Stop after this many offers
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// Write unchanged offers too
    #[arg(long, group = "select")]
    all: bool,
    /// Write only offers never seen before
    #[arg(long, group = "select")]
    new: bool,
    /// Write only offers whose price or availability moved
    #[arg(long, group = "select")]
    changed: bool,
    /// Write only offers that the source no longer shows
    #[arg(long, group = "select")]
    gone: bool,
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("id", "id").flex(),
        TableColumn::text("title", "offer.title").flex(),
        TableColumn::number("price", "offer.price"),
        TableColumn::number("was", "offer.previous_price").drop(3),
        TableColumn::text("product", "offer.product.key").drop(2),
        TableColumn::text("change", "offer.change").drop(1),
    ],
};

impl Args {
    /// These files.
    pub fn files(input: InputArgs) -> Self {
        Self { input, ..Self::default() }
    }

    /// This source of the settings, or a vendor.
    pub fn of_source(name: &str) -> Self {
        Self { source: Some(name.to_owned()), ..Self::default() }
    }
}

/// The columns of CSV output.
static CSV: &[&str] = &[
    "id",
    "offer.source",
    "offer.item",
    "offer.title",
    "offer.product.key",
    "offer.price.amount",
    "offer.price.currency",
    "offer.change",
];

/// Runs `arb scan`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let select = match () {
        () if args.all => Select::All,
        () if args.new => Select::New,
        () if args.changed => Select::Changed,
        () if args.gone => Select::Gone,
        () => Select::Fresh,
    };
    let filter = Filter {
        keywords: args.keywords.clone(),
        exclude: args.exclude.clone(),
        category: args.category.clone(),
        brand: args.brand.clone(),
        min_price: args.min_price,
        max_price: args.max_price,
    };
    let mut scan = Scan::new(filter, select, ctx.global.dry_run);
    ctx.store()?;
    let mut out = args.input.output(ctx, &SHAPE, CSV)?;
    let mut rejecting = args.input.rejecting()?;
    let read = step(ctx, &args, &mut scan, &mut out, &mut rejecting).await?;
    out.finish()?;
    if read == 0 {
        ctx.ui.note("scan: the input was empty");
    }
    summary(ctx, read, &scan, rejecting.count);
    rejecting.finish()
}

/// Reads what `args` name; the offers go to the database, the selected records to `out`. Returns how many were read.
pub async fn step(
    ctx: &mut Context,
    args: &Args,
    scan: &mut Scan,
    out: &mut Output,
    rejecting: &mut Rejecting,
) -> Result<u64> {
    match source_to_ask(args) {
        Some(name) if !ctx.config.sources.contains_key(name) => ask(ctx, args, name, scan, out).await,
        named => read_files(ctx, args, named, scan, out, rejecting),
    }
}

/// The source to ask: `--source` where no file is named.
fn source_to_ask(args: &Args) -> Option<&str> {
    args.source.as_deref().filter(|_| args.input.files.is_empty())
}

async fn ask(ctx: &mut Context, args: &Args, name: &str, scan: &mut Scan, out: &mut Output) -> Result<u64> {
    let desk = ctx.desk()?;
    let Some(source) = desk.source(name) else {
        let known: Vec<&str> = ctx.config.sources.keys().map(String::as_str).chain(["paper"]).collect();
        return Err(error::config(format!("there is no source `{name}`"))
            .hint(format!("known are {}; a file is named without `--source`", known.join(", ")))
            .into());
    };
    let limit = args.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let query = Query { keywords: args.keywords.clone(), exclude: args.exclude.clone(), limit };
    let offers = source.search(&query).await?;
    let read = offers.len() as u64;
    let records = offers
        .iter()
        .map(|offer| {
            let mut record = Record::new(&format!("{}:{}", offer.source, offer.item));
            record.set(Stage::Offer, offer);
            record
        })
        .collect();
    let now = ctx.now();
    let store = ctx.store()?;
    for record in scan.take(store, records, now)? {
        out.write(&record)?;
    }
    if query.keywords.is_empty() && query.exclude.is_empty() && query.limit.is_none() {
        for record in scan.complete(store, now)? {
            out.write(&record)?;
        }
    }
    Ok(read)
}

fn read_files(
    ctx: &mut Context,
    args: &Args,
    named: Option<&str>,
    scan: &mut Scan,
    out: &mut Output,
    rejecting: &mut Rejecting,
) -> Result<u64> {
    let mut columns = args.columns.clone();
    let places = match named.and_then(|name| ctx.config.sources.get(name)) {
        Some(source) => {
            columns.currency = columns.currency.or_else(|| source.currency.clone());
            match &source.map {
                Some(map) if map.ends_with(".toml") => columns.map = Some(map.into()),
                Some(preset) => columns.preset = Some(preset.clone()),
                None => {}
            }
            vec![Place::new(&source.file)]
        }
        None => match args.input.work()? {
            Work::Read(places) => places,
            Work::Pending => {
                return Err(error::usage("nothing to scan: no file, no pipe, no `--source`")
                    .hint("`arb scan supplier.csv`, or `arb scan --source paper` for the simulated suppliers")
                    .into());
            }
        },
    };
    let mut reader = offers(ctx, &columns, places, args.source.as_deref())?;
    let mut whole = true;
    ctx.ui.begin("rows");
    'reading: while let Some(batch) = reader.next_batch()? {
        let mut good = Vec::with_capacity(batch.len());
        for item in batch {
            match item {
                Ok(record) => good.push(record),
                Err(reject) => rejecting.reject(ctx, &reject)?,
            }
        }
        let now = ctx.now();
        for record in scan.take(ctx.store()?, good, now)? {
            if args.limit.is_some_and(|limit| out.written() >= limit) {
                whole = false;
                break 'reading;
            }
            ctx.ui.aside(|| out.write(&record))?;
        }
        out.idle()?;
        ctx.ui.at(reader.counts().read);
    }
    ctx.ui.end();
    if whole && !ctx.global.dry_run {
        let now = ctx.now();
        for record in scan.complete(ctx.store()?, now)? {
            out.write(&record)?;
        }
    }
    Ok(reader.counts().read)
}

fn summary(ctx: &Context, read: u64, scan: &Scan, rejected: u64) {
    let counts = scan.counts;
    let mut parts = vec![format!("{read} read"), format!("{} kept", counts.kept)];
    for (count, what) in [
        (counts.unchanged, "unchanged"),
        (counts.duplicate, "duplicate"),
        (counts.filtered, "filtered out"),
        (rejected, "rejected"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    if counts.gone > 0 {
        parts.push(format!("{} gone since the last scan", counts.gone));
    }
    ctx.ui.note(&format!("scan: {}", parts.join(" · ")));
}
