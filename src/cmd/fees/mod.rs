//! `arb fees`: what a sale, a refund, a month of storage or a parcel costs on a channel.
//!
//! Reads one question from flags, or many from CSV or JSON Lines; writes lines, total, assumptions and gaps for each.
//! Changes nothing. A bad row is named and skipped; a gap is never zero.

mod rows;
mod show;

use std::{
    fs,
    io::IsTerminal,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use jiff::{civil::Date, tz::TimeZone};

use self::{rows::Fields, show::Shown};
use crate::{
    context::Context,
    domain::fees::{Catalog, OPTIONS},
    error::{self, Exit},
};

/// Work out the fees of a sale, or of a file of sales
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true, after_long_help = long_help())]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Rows to work out, CSV or JSON Lines; `-` is stdin
    file: Option<PathBuf>,
    #[command(flatten)]
    one: Box<One>,
}

/// One question by flags; beside a file, they fill the columns a row leaves empty.
#[derive(clap::Args, Debug)]
struct One {
    /// Channel: `amazon_us`, `ebay_us`, `tcgplayer`, …
    #[arg(long)]
    channel: Option<String>,
    /// The day of the sale; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Category, in the channel's words
    #[arg(long)]
    category: Option<String>,
    /// Item price
    #[arg(long, value_name = "AMOUNT")]
    price: Option<String>,
    /// Shipping the buyer pays
    #[arg(long, value_name = "AMOUNT")]
    shipping: Option<String>,
    /// Sales tax
    #[arg(long, value_name = "AMOUNT")]
    tax: Option<String>,
    /// Packed weight: `1.25 lb`, `141 g`
    #[arg(long)]
    weight: Option<String>,
    /// Packed sides: `6x4x0.5 in`, `104x55x35 mm`
    #[arg(long)]
    dims: Option<String>,
    /// Who ships: `fba` (the channel) or `fbm` (you)
    #[arg(long)]
    program: Option<String>,
    /// Fulfilment card: `standard`, `apparel` or `dangerous_goods`
    #[arg(long)]
    card: Option<String>,
    /// Selling plan: `professional` or `individual`
    #[arg(long)]
    plan: Option<String>,
    /// Store subscription: `none`, `starter`, `basic`, `premium`, `anchor`, `enterprise`
    #[arg(long)]
    store: Option<String>,
    /// Units sold together
    #[arg(long, value_name = "N")]
    quantity: Option<String>,
    /// More: `zone=8`, `international`, `op=refund` …, comma-separated
    #[arg(long, value_name = "LIST")]
    options: Option<String>,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// List the fee cards with their dates, confidence and sources
    Cards {
        /// Only this channel
        #[arg(long)]
        channel: Option<String>,
    },
    /// Compare the rates of two days
    Diff {
        /// The first day
        old: String,
        /// The second day
        new: String,
        /// Only this channel
        #[arg(long)]
        channel: Option<String>,
    },
}

fn long_help() -> String {
    let mut text = String::from(
        "Examples:\n  arb fees --channel amazon_us --category Books --price 12.99 --program fbm\n  \
         arb fees --channel ebay_us --category Guitars --price 899 --shipping 60 --tax 76.72\n  \
         arb fees sales.csv --format jsonl\n  arb fees diff 2025-12-01 2026-06-01 --channel amazon_us\n\n\
         Columns: id, channel, on, category, price, shipping, giftwrap, handling, tax, weight, dims, program, card, plan, \
         store, quantity, options. Amounts are those of one unit.\n\nOptions:\n",
    );
    for (key, meaning) in OPTIONS {
        text.push_str(&format!("  {key:<18} {meaning}\n"));
    }
    text
}

/// Runs `arb fees`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let catalog = catalog(ctx)?;
    let mut out = show::output(ctx);
    match args.what {
        Some(What::Cards { channel }) => {
            known_channel(&catalog, channel.as_deref())?;
            show::cards(&mut out, &catalog.cards(channel.as_deref()))?;
            Ok(Exit::Done)
        }
        Some(What::Diff { old, new, channel }) => {
            known_channel(&catalog, channel.as_deref())?;
            show::changes(&mut out, &catalog.diff(day(&old)?, day(&new)?, channel.as_deref()))?;
            Ok(Exit::Done)
        }
        None => quotes(ctx, &catalog, &mut out, args.file, &args.one),
    }
}

/// The built-in cards and the user's own, from `fees/*.toml` in the user's folder.
pub fn catalog(ctx: &Context) -> Result<Catalog> {
    let Some(dir) = ctx.user_dir.as_ref().map(|dir| dir.join("fees")).filter(|dir| dir.is_dir()) else {
        return Ok(Catalog::builtin().clone());
    };
    let mut files: Vec<PathBuf> = fs::read_dir(&dir)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .with_context(|| format!("can't read the folder `{}`", dir.display()))?;
    files.retain(|path| path.extension().is_some_and(|kind| kind == "toml"));
    files.sort();
    let mut cards = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).with_context(|| format!("can't read `{}`", path.display()))?;
        cards.push((path.display().to_string(), text));
    }
    Catalog::builtin().with_cards(cards).map_err(|why| {
        error::config("a fee card of yours can't be used")
            .hint("the format is in data/fees/README.md")
            .because(why)
            .into()
    })
}

fn known_channel(catalog: &Catalog, channel: Option<&str>) -> Result<()> {
    match channel {
        Some(name) if catalog.channel_name(name).is_none() => {
            let known: Vec<&str> = catalog.channels().collect();
            Err(error::usage(format!("there is no fee card for channel `{name}`"))
                .hint(format!("one of {}", known.join(", ")))
                .into())
        }
        _ => Ok(()),
    }
}

fn day(text: &str) -> Result<Date> {
    text.parse().map_err(|_| error::usage(format!("`{text}` is not a date")).hint("write it like `2026-06-01`").into())
}

fn quotes(ctx: &Context, catalog: &Catalog, out: &mut show::Output, file: Option<PathBuf>, one: &One) -> Result<Exit> {
    let today = ctx.now().to_zoned(TimeZone::UTC).date();
    let given = one.fields();
    let file = match file {
        Some(file) => file,
        None if one.channel.is_some() => {
            let row = rows::read(catalog, &given, today)
                .map_err(|(column, why)| error::usage(format!("`--{column}`: {why}")))?;
            show::quote(out, &Shown::new(&row, catalog.quote(&row.query)))?;
            out.finish()?;
            return Ok(Exit::Done);
        }
        None if !std::io::stdin().is_terminal() => PathBuf::from("-"),
        None => {
            return Err(error::usage("what to work out isn't said")
                .hint("give `--channel` and `--price`, or a file of rows")
                .into());
        }
    };
    let name = if file == Path::new("-") { "stdin".to_owned() } else { file.display().to_string() };
    let mut bad = 0_u64;
    rows::each(&file, ctx.global.input_format, |place, fields| {
        let read = fields.and_then(|fields| rows::read(catalog, &fields.over(&given), today));
        match read {
            Ok(row) => {
                show::quote(out, &Shown::new(&row, catalog.quote(&row.query)))?;
                Ok(())
            }
            Err((column, why)) => {
                bad += 1;
                let column = if column.is_empty() { String::new() } else { format!(", column `{column}`") };
                ctx.ui.bad_record(&crate::ui::sanitize(&format!("{name}, {place}{column}: {why}")));
                Ok(())
            }
        }
    })
    .with_context(|| format!("can't work out the rows of `{name}`"))?;
    out.finish()?;
    if bad > 0 {
        ctx.ui.note(&format!("{bad} rows were left out"));
        return Ok(Exit::Partial);
    }
    Ok(Exit::Done)
}

impl One {
    fn fields(&self) -> Fields {
        let all = [
            ("channel", &self.channel),
            ("on", &self.on),
            ("category", &self.category),
            ("price", &self.price),
            ("shipping", &self.shipping),
            ("tax", &self.tax),
            ("weight", &self.weight),
            ("dims", &self.dims),
            ("program", &self.program),
            ("card", &self.card),
            ("plan", &self.plan),
            ("store", &self.store),
            ("quantity", &self.quantity),
            ("options", &self.options),
        ];
        let mut fields = Fields::default();
        for (name, value) in all {
            fields.set(name, value.as_deref().unwrap_or_default());
        }
        fields
    }
}
