//! Rows of a report on stdout or in a file, in the format that was asked for.

use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use serde_json::Value;

use crate::{
    context::Context,
    pipe::{
        Format,
        output::{Output, OutputSpec},
        table::{TableShape, terminal_width},
    },
};

/// Opens the output that the global flags ask for.
pub fn output(
    ctx: &Context,
    path: Option<&Path>,
    table: &'static TableShape,
    csv: &'static [&'static str],
) -> Result<Output> {
    Output::new(OutputSpec {
        format: ctx.global.format,
        columns: ctx.global.columns.clone(),
        path: path.map(Path::to_path_buf),
        color: ctx.global.color_stdout(),
        width: terminal_width(),
        table,
        csv,
    })
}

/// Opens a further file for the same records, in the format that its name says.
pub fn also(ctx: &Context, path: &Path, table: &'static TableShape, csv: &'static [&'static str]) -> Result<Output> {
    let columns = ctx.global.columns.clone();
    Output::new(OutputSpec {
        format: Format::Auto,
        columns,
        path: Some(path.to_owned()),
        color: false,
        width: None,
        table,
        csv,
    })
}

/// Writes all rows. Returns whether it is an empty table, which shows nothing.
pub fn rows<T: Serialize>(
    ctx: &Context,
    path: Option<&Path>,
    table: &'static TableShape,
    csv: &'static [&'static str],
    rows: &[T],
) -> Result<bool> {
    let mut out = output(ctx, path, table, csv)?;
    for row in rows {
        if let Value::Object(row) = serde_json::to_value(row)? {
            out.write_object(&row)?;
        }
    }
    let empty = out.is_table() && rows.is_empty();
    out.finish()?;
    Ok(empty)
}
