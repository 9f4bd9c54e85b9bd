//! `arb scan`: reads supplier files and sources, filters, deduplicates, compares with the last scan.
//!
//! Adds `offer`; writes offers and price changes to the database. Refuses nothing; bad rows are named and left out.

mod asking;
mod telling;

pub use self::asking::spent;

use anyhow::Result;
use rust_decimal::Decimal;

use super::input::{ColumnArgs, InputArgs, Rejecting, VendorArgs, findings, found};
use crate::{
    context::Context,
    domain::found::Found,
    error::{self, Exit},
    pipe::{
        output::Output,
        reader::map_in_order,
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
  arb scan --source ebay --keyword lego --max-price 30 --limit 200 | arb analyze --market keepa
  arb scan --saved books --estimate            what a search would take of the vendors, before it takes it
  arb scan *.csv --max-price 20 --rejects bad.csv | arb analyze --prices book.csv")]
pub struct Args {
    #[command(flatten)]
    /// Files, rejects, output
    pub input: InputArgs,
    #[command(flatten)]
    columns: ColumnArgs,
    /// With a file: the supplier's name (else the file's). Without: the source to ask, from `[sources]`, `paper` or a vendor
    /// that is switched on; several, with commas, are asked at once
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// The search of this name from `[searches]`; may be given again
    #[arg(long, value_name = "NAME", conflicts_with = "source")]
    saved: Vec<String>,
    /// Every search of `[searches]`
    #[arg(long, conflicts_with_all = ["source", "saved"])]
    all_saved: bool,
    /// Only titles with this word; may be given again, all must be there
    #[arg(long = "keyword", value_name = "WORD")]
    keywords: Vec<String>,
    /// No titles with this word; may be given again
    #[arg(long, value_name = "WORD")]
    exclude: Vec<String>,
    /// Look this barcode, ISBN or ASIN up; may be given again
    #[arg(long = "code", value_name = "CODE")]
    codes: Vec<String>,
    /// Only offers of this seller of a marketplace
    #[arg(long, value_name = "SELLER")]
    seller: Option<String>,
    /// Ask for this condition: `new` or `used`
    #[arg(long, value_name = "CONDITION")]
    condition: Option<String>,
    /// Say what the search would take of the vendors, and ask nothing
    #[arg(help_heading = "Vendors", long)]
    estimate: bool,
    #[command(flatten)]
    vendors: VendorArgs,
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
    /// What is looked for by the flags.
    fn query(&self) -> Query {
        Query {
            keywords: self.keywords.clone(),
            exclude: self.exclude.clone(),
            category: self.category.clone(),
            brand: self.brand.clone(),
            min_price: self.min_price,
            max_price: self.max_price,
            condition: self.condition.clone(),
            seller: self.seller.clone(),
            codes: self.codes.clone(),
            limit: self.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX)),
            ..Query::default()
        }
    }

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
    let mut scan = Scan::new(Filter::of(&args.query()), select, ctx.global.dry_run);
    ctx.store()?;
    ctx.manner = args.vendors.manner();
    if args.estimate {
        return asking::estimate(ctx, &args);
    }
    let mut out = args.input.output(ctx, &SHAPE, CSV)?;
    let mut rejecting = args.input.rejecting()?;
    let read = step(ctx, &args, &mut scan, &mut out, &mut rejecting).await?;
    out.finish()?;
    if read == 0 {
        ctx.ui.note("scan: the input was empty");
    }
    summary(ctx, read, &scan, rejecting.count());
    spent(ctx)?;
    let exit = rejecting.finish()?;
    Ok(if scan.failed > 0 && exit == Exit::Done { Exit::Partial } else { exit })
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
        _ if !args.saved.is_empty() || args.all_saved => {
            let jobs = asking::saved(ctx, args)?;
            asking::ask(ctx, jobs, scan, out, rejecting).await
        }
        Some(name) if !ctx.config.sources.contains_key(name) => {
            let jobs = asking::named(ctx, args, name)?;
            asking::ask(ctx, jobs, scan, out, rejecting).await
        }
        named => read_files(ctx, args, named, scan, out, rejecting),
    }
}

/// The source to ask: `--source` where no file is named.
fn source_to_ask(args: &Args) -> Option<&str> {
    args.source.as_deref().filter(|_| args.input.files.is_empty())
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
    let told = findings(ctx, &columns, &places, rejecting)?;
    if !ctx.global.dry_run && !told.is_empty() {
        let now = ctx.now();
        ctx.store()?.save_evidence(&told, now)?;
    }
    let mut reader = found(ctx, &columns, places, args.source.as_deref())?;
    let mut whole = true;
    ctx.ui.begin("rows");
    while let Some(batch) = reader.next_batch()? {
        let mut good = Vec::with_capacity(batch.len());
        for item in batch {
            match item {
                Ok(found) => good.push(found),
                Err(reject) => rejecting.reject(ctx, &reject)?,
            }
        }
        let now = ctx.now();
        let mut found = scan.take(ctx.store()?, good, now)?;
        let room = args.limit.map(|limit| usize::try_from(limit.saturating_sub(out.written())).unwrap_or(usize::MAX));
        if let Some(room) = room.filter(|room| *room < found.len()) {
            found.truncate(room);
            whole = false;
        }
        ctx.ui.aside(|| write(out, found))?;
        if !whole {
            break;
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

/// How many offers are written together.
const TOGETHER: usize = 32;

/// Writes offers: as the lines they are, on every core, where they need not be records for it.
fn write(out: &mut Output, found: Vec<Found>) -> Result<()> {
    let Some(renderer) = out.renderer() else {
        return found.into_iter().try_for_each(|found| out.write(&found.into_record()));
    };
    let mut found = found.into_iter();
    let taken = || Some(found.by_ref().take(TOGETHER).collect::<Vec<_>>()).filter(|block| !block.is_empty());
    let blocks = std::iter::from_fn(taken).collect();
    // Each block is gone where it was made into lines.
    let made = map_in_order(blocks, |block| renderer.block(&block));
    made.iter().try_for_each(|block| out.write_block(block))
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
    if counts.crossed > 0 {
        parts.push(format!("{} crossed the price at which it is a buy", counts.crossed));
    }
    if counts.gone > 0 {
        parts.push(format!("{} gone since the last scan", counts.gone));
    }
    ctx.ui.note(&format!("scan: {}", parts.join(" · ")));
}
