//! `arb support train` and `arb support eval`: learn to tell messages apart from labelled ones, and measure it.
//!
//! Reads labelled messages (CSV, JSON Lines, …) or the user's own closed tickets; `train` writes the model beside the
//! database. Rows without a text or a label are rejected by line; what can't be told apart is refused.

use std::{io::Write as _, path::PathBuf, time::Instant};

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::{
    input::{InputArgs, Rejecting},
    show,
};
use crate::{
    context::Context,
    domain::triage::{Example, Trained, metrics::Figures},
    error::{self, Exit},
    pipe::{
        plain_rows::{Plain, PlainRows},
        reader::{Fault, InputSpec, Reader},
        reject::Reject,
        source::{Place, Work, choose, stdin_kind},
        table::{TableColumn, TableShape},
    },
    stages::triage,
    store,
    ui::sanitize,
};

/// The longest name of a label, in characters.
const LONGEST_LABEL: usize = 100;

/// Where labelled messages come from.
#[derive(clap::Args, Debug)]
pub struct Labelled {
    /// Labelled messages; `-` is stdin. Without one: a pipe on stdin, else your own closed tickets
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// The column of the text
    #[arg(long, value_name = "COLUMN", default_value = "text")]
    text: String,
    /// The column of the label
    #[arg(long, value_name = "COLUMN", default_value = "label")]
    label: String,
    /// Messages with this label fit none of the others
    #[arg(long, value_name = "LABEL", default_value = "oos")]
    out_of_scope: String,
    /// Messages with this label need a person; may be given again. A column `escalate` says so for each message
    #[arg(long, value_name = "LABEL")]
    escalate: Vec<String>,
    /// Keep rows that can't be used in this file
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

/// What `arb support train` is given.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "The model is kept beside the database and used by `arb support` from then on, beside the rules: it
never takes away an escalation that the rules found. It holds numbers and the names of labels, no message.

Examples:
  arb support train tickets.csv                          columns `text` and `label`
  arb support train tickets.jsonl --label topic --escalate safety
  arb support train                                      your own closed tickets
  arb support train --forget                             go on with the rules alone"
)]
pub struct TrainArgs {
    #[command(flatten)]
    from: Labelled,
    /// Remove the model and go on with the rules alone
    #[arg(long, conflicts_with = "file")]
    forget: bool,
}

/// What `arb support eval` is given.
#[derive(clap::Args, Debug)]
#[command(after_help = "Give it messages that the model was not trained on. Without a model the rules are measured.

Examples:
  arb support eval held-out.csv
  arb support eval held-out.csv --label intent | jq .macro_f1")]
pub struct EvalArgs {
    #[command(flatten)]
    from: Labelled,
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::number("messages", "messages"),
        TableColumn::percent("accuracy", "accuracy"),
        TableColumn::percent("macro-F1", "macro_f1"),
    ],
};

static CSV: &[&str] = &["messages", "accuracy", "macro_f1", "out_of_scope_recall", "escalation_recall", "ece"];

/// Runs `arb support train`.
pub fn train(ctx: &mut Context, args: &TrainArgs) -> Result<Exit> {
    if args.forget {
        return forget(ctx);
    }
    let (examples, exit) = args.from.read(ctx)?;
    let trained = triage::learn(&examples)?;
    for (label, texts) in &trained.left_out {
        ctx.ui.warn(&format!("`{}` is left out: {texts} of its messages are too few to learn from", sanitize(label)));
    }
    let model = &trained.model;
    let path = store::triage_path(&ctx.db_path()?);
    if !ctx.global.dry_run {
        triage::keep(ctx.store()?, model)?;
    }
    if ctx.global.for_eyes() {
        let title = format!("TRAINED on {} messages, {} labels", examples.len(), model.labels.len());
        figures(&title, "by cross-validation", &trained.held_out, None)?;
    } else {
        write(ctx, &learned(&trained, &path))?;
    }
    let what = format!("{} labels from {} messages", model.labels.len(), examples.len());
    if ctx.global.dry_run {
        ctx.ui.note(&format!("support train: {what}, nothing written down"));
    } else {
        ctx.ui.note(&format!("support train: {what}, kept in {}", path.display()));
        ctx.ui.hint("`arb support eval FILE` measures it on other messages");
    }
    Ok(exit)
}

fn learned(trained: &Trained, path: &std::path::Path) -> Value {
    let model = &trained.model;
    let labels: Vec<Value> = model
        .labels
        .iter()
        .map(|label| json!({ "label": label.name, "messages": label.texts, "escalates": label.is_grave }))
        .collect();
    let left_out: Vec<Value> =
        trained.left_out.iter().map(|(label, texts)| json!({ "label": label, "messages": texts })).collect();
    json!({
        "model": path.display().to_string(), "labels": labels, "left_out": left_out, "out_of_scope": model.out_of_scope,
        "features": model.vocabulary.size(), "cross_validation": trained.held_out,
    })
}

fn forget(ctx: &mut Context) -> Result<Exit> {
    let path = store::triage_path(&ctx.db_path()?);
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would remove {}", path.display()));
        return Ok(Exit::Done);
    }
    let was_there = store::forget_triage(ctx.store()?.path())?;
    ctx.ui.note(if was_there { "the model is removed, the rules go on alone" } else { "there is no model" });
    Ok(Exit::Done)
}

/// Runs `arb support eval`.
pub fn eval(ctx: &mut Context, args: &EvalArgs) -> Result<Exit> {
    let model = store::read_triage(&ctx.db_path()?)?;
    let (examples, exit) = args.from.read(ctx)?;
    let begun = Instant::now();
    let measured = triage::measure(&examples, model.as_ref(), &ctx.config.support.escalation_words);
    let seconds = begun.elapsed().as_secs_f64().max(1e-9);
    let per_second = (examples.len() as f64 / seconds).round();
    let by = if model.is_some() { "model and rules" } else { "rules alone" };
    if ctx.global.for_eyes() {
        figures(&format!("MEASURED on {} messages", examples.len()), by, &measured, Some(per_second))?;
    } else {
        let mut row = json!({ "by": by });
        if let (Value::Object(row), Value::Object(figures)) = (&mut row, serde_json::to_value(&measured)?) {
            row.extend(figures);
            row.insert("messages_per_second".into(), json!(per_second));
        }
        write(ctx, &row)?;
    }
    if model.is_none() {
        ctx.ui.hint("nothing was trained yet: `arb support train FILE`");
    }
    Ok(exit)
}

fn write(ctx: &Context, row: &Value) -> Result<()> {
    let mut out = show::output(ctx, None, &SHAPE, CSV)?;
    if let Value::Object(row) = row {
        out.write_object(row)?;
    }
    out.finish()
}

/// The figures for eyes.
fn figures(title: &str, by: &str, figures: &Figures, per_second: Option<f64>) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", share * 100.0));
    writeln!(out, "{title}, {by}")?;
    for (name, value) in [
        ("accuracy", figures.accuracy),
        ("macro-F1", figures.macro_f1),
        ("escalation recall", figures.escalation_recall),
        ("out-of-scope recall", figures.out_of_scope_recall),
        ("out-of-scope precision", figures.out_of_scope_precision),
        ("calibration error", figures.ece),
    ] {
        writeln!(out, "  {name:<24}{:>8}", share(value))?;
    }
    if let Some(per_second) = per_second {
        writeln!(out, "  {:<24}{per_second:>8}", "messages a second")?;
    }
    writeln!(out, "  confidence    messages    said   right")?;
    for band in &figures.reliability {
        let range = format!("{}–{} %", band.from_pct, band.to_pct);
        let (said, right) = (share(Some(band.confidence)), share(Some(band.right)));
        writeln!(out, "  {range:<12}{:>10}{said:>8}{right:>8}", band.messages)?;
    }
    Ok(())
}

/// A label as it was typed: not empty, of one line, not too long.
pub fn label(text: &str) -> Result<String> {
    checked(text).map_err(|why| error::usage(format!("`--label`: {}", why.reason)).into())
}

fn checked(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::new("the label is empty"));
    }
    if text.chars().count() > LONGEST_LABEL || text.chars().any(char::is_control) {
        let why = format!("the label is longer than {LONGEST_LABEL} characters or of several lines");
        return Err(
            Fault::new(why).hint("is that the column of the text? `--label COLUMN` names the one of the labels")
        );
    }
    Ok(text.to_owned())
}

impl Labelled {
    /// The labelled messages, and the exit of a command that is done otherwise.
    fn read(&self, ctx: &mut Context) -> Result<(Vec<Example>, Exit)> {
        let files: Vec<PathBuf> = self.file.iter().cloned().collect();
        let places = match choose(&files, false, stdin_kind())? {
            Work::Read(places) => places,
            Work::Pending => return Ok((triage::of_closed_tickets(ctx.books()?)?, Exit::Done)),
        };
        let mut rejecting = InputArgs { rejects: self.rejects.clone(), ..InputArgs::default() }.rejecting()?;
        let examples = self.examples(ctx, places, &mut rejecting)?;
        let exit = rejecting.finish()?;
        if examples.is_empty() {
            return Err(error::failed("there is no labelled message in it")
                .code("no_labels")
                .hint(format!(
                    "each row has a `{}` and a `{}`; `--text COLUMN` and `--label COLUMN` name other columns",
                    self.text, self.label
                ))
                .into());
        }
        Ok((examples, exit))
    }

    fn examples(&self, ctx: &Context, places: Vec<Place>, rejecting: &mut Rejecting) -> Result<Vec<Example>> {
        let mut spec = InputSpec::new(places);
        spec.format = ctx.global.input_format;
        let mut reader = Reader::open(spec, PlainRows)?;
        let mut examples = Vec::new();
        while let Some(batch) = reader.next_batch()? {
            for item in batch {
                let Plain { file, line, cells } = match item {
                    Ok(plain) => plain,
                    Err(reject) => {
                        rejecting.reject(ctx, &reject)?;
                        continue;
                    }
                };
                match self.example(&cells) {
                    Ok(example) => examples.push(example),
                    Err(fault) => rejecting.reject(ctx, &Reject::of_record(&file, line, fault, &cells))?,
                }
            }
        }
        Ok(examples)
    }

    fn example(&self, cells: &Map<String, Value>) -> Result<Example, Fault> {
        let need = |name: &str| match cells.get(name) {
            Some(Value::String(text)) if !text.trim().is_empty() => Ok(text.clone()),
            Some(Value::Number(number)) => Ok(number.to_string()),
            _ => {
                let there: Vec<String> = cells.keys().take(6).map(|name| format!("`{}`", sanitize(name))).collect();
                let there = if there.is_empty() { "nothing".to_owned() } else { there.join(", ") };
                Err(Fault::new(format!("it has no `{name}`, it has {there}"))
                    .field(name)
                    .hint("`--text COLUMN` and `--label COLUMN` name the columns"))
            }
        };
        let text = need(&self.text)?;
        let label = checked(&need(&self.label)?).map_err(|fault| fault.field(&self.label))?;
        let marked = match cells.get("escalate") {
            Some(Value::Bool(yes)) => *yes,
            Some(Value::String(word)) => matches!(word.trim().to_lowercase().as_str(), "true" | "yes" | "1" | "y"),
            Some(Value::Number(number)) => number.as_i64() == Some(1),
            _ => false,
        };
        let is_grave = marked || self.escalate.contains(&label);
        Ok(Example { text, label: Some(label).filter(|label| *label != self.out_of_scope), is_grave })
    }
}
