//! `arb audit`: proves that the books are as arb wrote them.
//!
//! Reads the database; `verify` recomputes the chain from the rows, `head` prints its end, `log` lists its links.
//! Changes nothing. A broken chain is exit 6.

use anyhow::Result;
use jiff::Timestamp;

use super::show;
use crate::{
    context::Context,
    error::{self, Exit},
    pipe::{
        Format,
        table::{TableColumn, TableShape},
    },
    store::Wanted,
};

/// Prove that the books are as arb wrote them: a chain of hashes over every decision, approval, order and posting
#[derive(clap::Args, Debug)]
#[command(after_help = "Example, nightly:\n  arb audit head | mail -s 'arb head' me@example.org\nand later:\n  \
                        arb audit verify --head 1234:<hash from the mail>")]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Recompute the chain from the rows themselves; print what differs, exit 6
    Verify {
        /// A head that was kept elsewhere must still be part of the chain: `N:HASH`, or the line `head` printed
        #[arg(long = "head", value_name = "N:HASH")]
        heads: Vec<String>,
    },
    /// Print the newest link: keep it where nobody who can write the database can write
    Head,
    /// List the links, oldest first
    Log {
        /// Only of this kind: `purchase`, `move`, `txn`, `approval`, `fact`, `halt`, `assertion`, …
        #[arg(long)]
        kind: Option<String>,
        /// Only about this row
        #[arg(long = "ref", value_name = "REF")]
        reference: Option<String>,
        /// Only from this link on
        #[arg(long, value_name = "N", default_value_t = 1)]
        from: i64,
        /// Only what happened at this time or later: `2026-06-01T00:00:00Z`
        #[arg(long, value_name = "TIME")]
        since: Option<Timestamp>,
    },
}

static FINDINGS: TableShape = TableShape {
    columns: &[
        TableColumn::number("link", "link"),
        TableColumn::text("kind", "kind"),
        TableColumn::text("ref", "ref"),
        TableColumn::text("what", "what").flex(),
    ],
};
static FINDINGS_CSV: &[&str] = &["link", "kind", "ref", "what"];

static HEAD: TableShape = TableShape {
    columns: &[TableColumn::number("n", "n"), TableColumn::text("at", "at"), TableColumn::text("hash", "hash")],
};
static HEAD_CSV: &[&str] = &["n", "at", "hash"];

static LINKS: TableShape = TableShape {
    columns: &[
        TableColumn::number("n", "n"),
        TableColumn::text("at", "at"),
        TableColumn::text("kind", "kind"),
        TableColumn::text("ref", "ref"),
        TableColumn::text("body", "body").drop(2).flex(),
        TableColumn::text("hash", "hash").drop(1).flex(),
    ],
};
static LINKS_CSV: &[&str] = &["n", "at", "kind", "ref", "body", "hash"];

/// Runs `arb audit`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    match args.what {
        What::Verify { heads } => {
            let heads = heads.iter().map(|text| kept(text)).collect::<Result<Vec<_>>>()?;
            let audited = ctx.books()?.audit(&heads)?;
            show::rows(ctx, None, &FINDINGS, FINDINGS_CSV, &audited.findings)?;
            let (links, wrong) = (audited.links, audited.findings.len());
            let head = audited.head.map_or_else(String::new, |head| format!(" · head {head}"));
            ctx.ui.note(&format!("chain verified: {links} links, {wrong} problems{head}"));
            Ok(if wrong == 0 { Exit::Done } else { Exit::Books })
        }
        What::Head => {
            let head = ctx.books()?.head()?;
            show::rows(ctx, None, &HEAD, HEAD_CSV, head.as_slice())?;
            Ok(if head.is_some() { Exit::Done } else { Exit::Books })
        }
        What::Log { kind, reference, from, since } => {
            let mut out = show::output(ctx, None, &LINKS, LINKS_CSV)?;
            let wanted = Wanted { kind, reference, from, since };
            let flat = out.is_table() || ctx.global.format == Format::Csv;
            ctx.books()?.links(&wanted, |link| {
                let mut row = serde_json::to_value(link)?;
                if flat {
                    row["body"] = row["body"].to_string().into();
                }
                row.as_object().map_or(Ok(()), |row| out.write_object(row))
            })?;
            out.finish()?;
            Ok(Exit::Done)
        }
    }
}

/// A head as `N:HASH`, or as the JSON line that `arb audit head` prints.
fn kept(text: &str) -> Result<(i64, String)> {
    let text = text.trim();
    let read = || {
        if text.starts_with('{') {
            let head: serde_json::Value = serde_json::from_str(text).ok()?;
            return Some((head["n"].as_i64()?, head["hash"].as_str()?.to_owned()));
        }
        let (n, hash) = text.split_once(':')?;
        Some((n.trim().parse().ok()?, hash.trim().to_owned()))
    };
    let hex = |hash: &String| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    match read().filter(|(_, hash)| hex(hash)) {
        Some((n, hash)) => Ok((n, hash.to_ascii_lowercase())),
        None => Err(error::usage(format!("`{}` is no head", crate::ui::sanitize(text)))
            .hint("write it like `12:` and 64 hexadecimal digits, as `arb audit head` prints them")
            .into()),
    }
}
