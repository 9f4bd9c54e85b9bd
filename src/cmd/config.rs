//! `arb config`: the settings in force and where each came from.
//!
//! Reads the files and the environment; writes nothing.

use std::io::Write;

use anyhow::Result;

use crate::{context::Context, domain::rules::DEFAULT_TOML, error::Exit};

/// Show the settings and where each came from
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Print every setting, its value and its origin
    Show,
    /// Print the built-in rules of `arb analyze`, to copy and change: `arb config rules > rules.toml`
    Rules,
    /// Print the folder of your own files: `arb.toml`, `presets/`, `fees/`
    Dir,
}

/// Runs `arb config`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let mut out = std::io::stdout().lock();
    match args.what {
        What::Show => {
            let values = serde_json::to_value(&ctx.config)?;
            for (key, value) in flatten(&values) {
                let origin = ctx.origins.get(&key).map_or("built in".to_owned(), ToString::to_string);
                writeln!(out, "{key} = {value}  # {origin}")?;
            }
        }
        What::Rules => out.write_all(DEFAULT_TOML.as_bytes())?,
        What::Dir => match &ctx.user_dir {
            Some(dir) => writeln!(out, "{}", dir.display())?,
            None => return Err(crate::error::config("there is no home folder").hint("set `XDG_CONFIG_HOME`").into()),
        },
    }
    Ok(Exit::Done)
}

fn flatten(value: &serde_json::Value) -> Vec<(String, String)> {
    let serde_json::Value::Object(map) = value else { return Vec::new() };
    let mut rows = Vec::new();
    for (name, inner) in map {
        match inner {
            serde_json::Value::Object(_) => {
                rows.extend(flatten(inner).into_iter().map(|(key, text)| (format!("{name}.{key}"), text)));
            }
            serde_json::Value::Null => rows.push((name.clone(), "(unset)".into())),
            other => rows.push((name.clone(), other.to_string())),
        }
    }
    rows
}
