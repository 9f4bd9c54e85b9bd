//! The flags of every command that reads records, and what they open.

use std::path::PathBuf;

use anyhow::Result;

use super::show;
use crate::{
    context::Context,
    domain::evidence::Evidence,
    error::Exit,
    pipe::{
        evidence_rows::EvidenceRows,
        found_rows::FoundRows,
        mapping::Mapping,
        offer_rows::OfferRows,
        output::Output,
        reader::{InputSpec, Reader},
        reject::{Reject, RejectsFile},
        source::{Place, Work, choose, stdin_kind},
        table::TableShape,
    },
    vendors::readers::Manner,
};

/// How vendors are asked
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub struct VendorArgs {
    /// Make no more calls of vendors than this
    #[arg(help_heading = "Vendors", long, value_name = "CALLS")]
    budget: Option<u64>,
    /// Ask the vendors, whatever is known already
    #[arg(help_heading = "Vendors", long)]
    pub refresh: bool,
    /// Wait no longer than this for the turn and the answer of one question, in seconds
    #[arg(help_heading = "Vendors", long, value_name = "SECONDS")]
    wait: Option<u64>,
}

impl VendorArgs {
    /// As the vendors are told.
    pub fn manner(self) -> Manner {
        Manner { budget: self.budget, refresh: self.refresh, wait_s: self.wait }
    }
}

/// Where records come from and what happens to bad ones.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct InputArgs {
    /// Files to read; `-` is stdin. Without one: a pipe on stdin, else the pending work in the database
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Take the pending work in the database, whatever is on stdin
    #[arg(help_heading = "Input and output", long, conflicts_with = "files")]
    pub pending: bool,
    /// Keep rows that can't be used in this file
    #[arg(help_heading = "Input and output", long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Write records to this file instead of stdout
    #[arg(help_heading = "Input and output", long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How a supplier's columns are read.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct ColumnArgs {
    /// A column mapping: a TOML file
    #[arg(help_heading = "Columns of the input", long, value_name = "FILE", conflicts_with = "preset")]
    pub map: Option<PathBuf>,
    /// A column mapping by name: `supplier`, `tactical-arbitrage`, `buybotpro`, or one of yours
    #[arg(help_heading = "Columns of the input", long, value_name = "NAME")]
    pub preset: Option<String>,
    /// The currency of prices that name none
    #[arg(help_heading = "Columns of the input", long, value_name = "CODE")]
    pub currency: Option<String>,
    /// The sheet of an Excel file; the first one if not given
    #[arg(help_heading = "Columns of the input", long, value_name = "NAME")]
    pub sheet: Option<String>,
}

impl InputArgs {
    /// Files or stdin to read, or the pending work.
    pub fn work(&self) -> Result<Work> {
        choose(&self.files, self.pending, stdin_kind())
    }

    /// Opens the output for these records.
    pub fn output(&self, ctx: &Context, table: &'static TableShape, csv: &'static [&'static str]) -> Result<Output> {
        show::output(ctx, self.output.as_deref(), table, csv)
    }

    /// Says and keeps what can't be used.
    pub fn rejecting(&self) -> Result<Rejecting> {
        let file = self.rejects.as_deref().map(RejectsFile::create).transpose()?;
        Ok(Rejecting { file, worded: 0, unsaid: 0, silent: false })
    }
}

/// Opens a reader of records: those in the input, and those of the offers that a supplier's rows are.
pub fn offers(
    ctx: &Context,
    columns: &ColumnArgs,
    places: Vec<Place>,
    source: Option<&str>,
) -> Result<Reader<OfferRows>> {
    let (spec, rows) = offer_rows(ctx, columns, places, source)?;
    Reader::open(spec, rows)
}

/// Opens a reader of offers: a supplier's rows, or records of our own.
pub fn found(
    ctx: &Context,
    columns: &ColumnArgs,
    places: Vec<Place>,
    source: Option<&str>,
) -> Result<Reader<FoundRows>> {
    let (spec, rows) = offer_rows(ctx, columns, places, source)?;
    Reader::open(spec, FoundRows(rows))
}

/// What to read, and how offers are made of it.
pub fn offer_rows(
    ctx: &Context,
    columns: &ColumnArgs,
    places: Vec<Place>,
    source: Option<&str>,
) -> Result<(InputSpec, OfferRows)> {
    let mapping = mapping(ctx, columns)?;
    let currency = columns.currency.as_deref().map_or_else(
        || ctx.currency(),
        |code| code.parse().map_err(|why| crate::error::usage("`--currency` is no currency").because(why).into()),
    )?;
    let mut spec = mapping.layout(InputSpec::new(places));
    spec.format = ctx.global.input_format;
    spec.sheet.clone_from(&columns.sheet);
    let mut rows = OfferRows::new(ctx.now());
    rows.mapping = mapping;
    rows.source = source.map(str::to_owned);
    rows.currency = Some(currency);
    Ok((spec, rows))
}

/// What the rows of these files tell of the market beside their offers, where the mapping knows that they do. A pipe is read
/// once, for its offers.
pub fn findings(
    ctx: &mut Context,
    columns: &ColumnArgs,
    places: &[Place],
    rejecting: &mut Rejecting,
) -> Result<Vec<Evidence>> {
    let mapping = mapping(ctx, columns)?;
    let Some((told, read)) = mapping.evidence.as_deref().zip(mapping.of_findings()) else { return Ok(Vec::new()) };
    let channel = told.channel.clone().unwrap_or_else(|| ctx.config.market.channel.clone());
    let currency = ctx.fees()?.currency(&channel).map_or_else(|| ctx.currency(), Ok)?;
    let mut found = Vec::new();
    for place in places {
        if place.is_stdin() {
            ctx.ui.note("what the rows tell of the market is read from files alone: name the file");
            continue;
        }
        let mut rows = EvidenceRows::new(&channel, currency);
        rows.source.clone_from(&mapping.source);
        rows.passing = true;
        rows.as_of = if told.time_in_name { place.second_in_name() } else { None };
        rows.mapping = read.clone();
        let mut spec = mapping.layout(InputSpec::new(vec![place.clone()]));
        spec.format = ctx.global.input_format;
        spec.sheet.clone_from(&columns.sheet);
        for item in Reader::open(spec, rows)? {
            match item? {
                Ok(evidence) => found.push(Evidence { row: None, ..evidence }),
                Err(reject) => rejecting.reject(ctx, &reject)?,
            }
        }
    }
    Ok(found)
}

/// Opens a reader that takes only records of our own.
pub fn records(ctx: &Context, places: Vec<Place>) -> Result<Reader<OfferRows>> {
    let mut spec = InputSpec::new(places);
    spec.format = ctx.global.input_format;
    let mut rows = OfferRows::new(ctx.now());
    rows.records_only = true;
    Reader::open(spec, rows)
}

fn mapping(ctx: &Context, columns: &ColumnArgs) -> Result<Mapping> {
    match (&columns.map, &columns.preset) {
        (Some(file), _) => Mapping::load(file),
        (None, Some(name)) => Mapping::preset(name, presets(ctx).as_deref()),
        (None, None) => Ok(Mapping::default()),
    }
}

/// The folder of the user's own presets.
fn presets(ctx: &Context) -> Option<PathBuf> {
    ctx.config.presets.dir.clone().or_else(|| ctx.user_dir.as_ref().map(|dir| dir.join("presets")))
}

/// Says and keeps what can't be used.
pub struct Rejecting {
    file: Option<RejectsFile>,
    worded: u64,
    /// Those that a reader only counted.
    unsaid: u64,
    silent: bool,
}

/// The most rejects that are said one by one; the rest are counted.
const SAID_ONE_BY_ONE: u64 = 20;

impl Rejecting {
    /// Counts what can't be used: for a step that another command takes and reports on.
    pub fn counting() -> Self {
        Self { file: None, worded: 0, unsaid: 0, silent: true }
    }

    /// How many there were.
    pub fn count(&self) -> u64 {
        self.worded + self.unsaid
    }

    /// How many a reader has to put into words; `None` is every one.
    pub fn said(&self, ctx: &Context) -> Option<u64> {
        let each = self.file.is_some() || (ctx.ui.json && !self.silent);
        (!each).then_some(SAID_ONE_BY_ONE + 1)
    }

    /// So many were only counted, in all.
    pub fn unsaid(&mut self, count: u64) {
        self.unsaid = count;
    }

    /// One that can't be used.
    pub fn reject(&mut self, ctx: &Context, reject: &Reject) -> Result<()> {
        self.worded += 1;
        if !self.silent {
            self.say(ctx, reject);
        }
        match &mut self.file {
            Some(file) => file.keep(reject),
            None => Ok(()),
        }
    }

    fn say(&self, ctx: &Context, reject: &Reject) {
        if ctx.ui.json {
            ctx.ui.bad_record(&crate::ui::json_line(reject.to_json().to_string()));
        } else if self.worded <= SAID_ONE_BY_ONE {
            ctx.ui.bad_record(&reject.to_string());
            if let (1, Some(hint)) = (self.worded, &reject.fault.hint) {
                ctx.ui.hint(hint);
            }
        } else if self.worded == SAID_ONE_BY_ONE + 1 {
            ctx.ui.bad_record("… and more; `--rejects FILE` keeps them all, with the reason of each");
        }
    }

    /// Closes the file; the exit of a command that is done otherwise.
    pub fn finish(self) -> Result<Exit> {
        let exit = if self.count() > 0 { Exit::Partial } else { Exit::Done };
        if let Some(file) = self.file {
            file.finish()?;
        }
        Ok(exit)
    }
}
