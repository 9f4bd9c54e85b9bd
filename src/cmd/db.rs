//! `arb db`: make, look at, copy and bring back the database.
//!
//! `info` reads; `init`, `backup` and `restore` write files, never over one that is there without being told to.

use std::path::PathBuf;

use anyhow::Result;

use super::show;
use crate::{
    config::Mode,
    context::Context,
    error::{self, Exit},
    pipe::table::{TableColumn, TableShape},
    store::{self, Create, Store},
};

/// Look after the database: info, backup, restore, init
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Print size, schema, mode and row counts, and check the file
    Info,
    /// Copy the database to a file, or into a folder under a name with the time; others may go on meanwhile
    Backup {
        /// The file or folder
        to: PathBuf,
    },
    /// Bring a backup back; replaces a database only with `--yes`, and never one of the other mode
    Restore {
        /// The backup
        from: PathBuf,
    },
    /// Make a database: paper, or with `--live` one for real money
    Init,
}

static BACKUP: TableShape = TableShape { columns: &[TableColumn::text("backup", "backup")] };
static BACKUP_CSV: &[&str] = &["backup"];

static INFO: TableShape = TableShape {
    columns: &[
        TableColumn::text("path", "path"),
        TableColumn::text("mode", "mode"),
        TableColumn::number("schema", "schema"),
        TableColumn::number("bytes", "size_bytes"),
        TableColumn::text("sqlite", "sqlite").drop(2),
        TableColumn::text("sound", "sound"),
        TableColumn::text("rows", "rows").drop(1).flex(),
    ],
};
static INFO_CSV: &[&str] = &["path", "mode", "schema", "size_bytes", "sqlite", "sound"];

/// Runs `arb db`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    match args.what {
        What::Info => info(ctx),
        What::Backup { to } => {
            let now = ctx.now();
            if ctx.global.dry_run {
                ctx.ui.note(&format!("would copy the database to {}", to.display()));
                return Ok(Exit::Done);
            }
            let file = ctx.books()?.backup(&to, now)?;
            show::rows(ctx, None, &BACKUP, BACKUP_CSV, &[serde_json::json!({"backup": file})])?;
            Ok(Exit::Done)
        }
        What::Restore { from } => {
            let path = ctx.db_path()?;
            if ctx.global.dry_run {
                ctx.ui.note(&format!("would bring {} back to {}", from.display(), path.display()));
                return Ok(Exit::Done);
            }
            store::restore(&from, &path, ctx.global.yes)?;
            ctx.ui.note(&format!("brought back {} · next: `arb verify`", path.display()));
            Ok(Exit::Done)
        }
        What::Init => init(ctx),
    }
}

fn info(ctx: &mut Context) -> Result<Exit> {
    let path = ctx.db_path()?;
    let info = Store::open(&path, Create::No)?.info()?;
    let mut row = serde_json::to_value(&info)?;
    row["rows"] =
        info.rows.iter().map(|(table, rows)| (table.clone(), (*rows).into())).collect::<serde_json::Map<_, _>>().into();
    show::rows(ctx, None, &INFO, INFO_CSV, &[row])?;
    if info.sound {
        return Ok(Exit::Done);
    }
    Err(error::refused(format!("the database {} is damaged", path.display()))
        .code("database_damaged")
        .hint("bring back a backup with `arb db restore`")
        .into())
}

fn init(ctx: &mut Context) -> Result<Exit> {
    let path = ctx.db_path()?;
    let mode = if ctx.global.live { Mode::Live } else { Mode::Paper };
    let name = if mode == Mode::Live { "live" } else { "paper" };
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would make the {name} database {}", path.display()));
        return Ok(Exit::Done);
    }
    let made = Store::open(&path, Create::IfMissing(mode))?.mode();
    if made != mode {
        let there = if made == Mode::Live { "live" } else { "paper" };
        return Err(error::refused(format!("{} is there and is {there}", path.display()))
            .code("mode_mismatch")
            .hint("name another file with `--db`; a database never changes its mode")
            .into());
    }
    ctx.ui.note(&format!("{} is a {name} database", path.display()));
    Ok(Exit::Done)
}
