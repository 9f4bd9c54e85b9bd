//! What is done with single tickets beside answering: a draft, a further answer, who has it, what was promised.

use std::path::PathBuf;

use anyhow::Result;
use serde_json::Value;

use super::{find, text_of};
use crate::{
    cmd::{
        ask::{self, Person},
        show,
    },
    context::Context,
    domain::effect::Kind,
    error::{self, Exit},
    pipe::table::{TableColumn, TableShape},
    stages::promises,
    store::{PromiseRow, Ticket},
    ui::Tone,
};

#[derive(clap::Subcommand, Debug)]
pub enum More {
    /// Write the answer of a ticket; it waits to be sent
    Draft {
        /// The ticket's number, or its id like `paper:m-7`
        #[arg(value_name = "ID")]
        id: String,
        /// The text of this file; `-` is stdin
        #[arg(long, value_name = "FILE")]
        body: PathBuf,
    },
    /// Send an answer; to a message that was answered already, a further one
    Send {
        /// The ticket's number, or its id like `paper:m-7`
        #[arg(value_name = "ID")]
        id: String,
        /// Send the text of this file; `-` is stdin. Without it: the draft
        #[arg(long, value_name = "FILE")]
        body: Option<PathBuf>,
    },
    /// Say who has a ticket
    Assign {
        /// The ticket's number, or its id like `paper:m-7`
        #[arg(value_name = "ID")]
        id: String,
        /// Who; without it nobody has it
        #[arg(value_name = "NAME")]
        who: Option<String>,
    },
    /// Erase what a person wrote, what was answered and what a model was told of it; orders and the books stay
    Erase {
        /// The person, as the channel names them: an address, a number, a name
        #[arg(value_name = "PERSON")]
        person: String,
        /// The inbox: `mail`, `twilio`, `ebay`, `reverb`, `file`
        #[arg(long, value_name = "INBOX")]
        channel: String,
    },
    /// List what answers promised and is not kept yet; exit 4 where something is overdue
    Promises(PromisesArgs),
}

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct PromisesArgs {
    #[command(subcommand)]
    what: Option<Settle>,
    /// Kept and waived ones too
    #[arg(long)]
    all: bool,
}

#[derive(clap::Subcommand, Debug)]
enum Settle {
    /// Say that a promise was kept, and by what
    Keep(Said),
    /// Say that a promise need not be kept any more, and why
    Waive(Said),
}

#[derive(clap::Args, Debug)]
struct Said {
    /// The promise's number
    #[arg(value_name = "PROMISE")]
    promise: i64,
    /// What kept it (a tracking number, a message), or why it need not be kept
    #[arg(long, value_name = "TEXT")]
    evidence: String,
}

fn tone(state: &str) -> Option<Tone> {
    match state {
        "kept" => Some(Tone::Good),
        "overdue" => Some(Tone::Bad),
        "open" => Some(Tone::Care),
        _ => Some(Tone::Dim),
    }
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::number("promise", "id"),
        TableColumn::text("state", "state").required().tone(tone),
        TableColumn::text("what", "what"),
        TableColumn::text("due", "due_at"),
        TableColumn::number("ticket", "ticket"),
        TableColumn::text("order", "order").drop(1),
        TableColumn::text("words", "words").flex(),
        TableColumn::text("evidence", "evidence").drop(2).flex(),
    ],
};
static CSV: &[&str] = &[
    "id",
    "state",
    "what",
    "ticket",
    "channel",
    "order",
    "buyer",
    "words",
    "made_at",
    "due_at",
    "evidence",
    "settled_at",
    "settled_by",
];

/// Runs one of them; the ticket that it leads to, where it is one to show.
pub(super) async fn run(ctx: &mut Context, more: &More) -> Result<Outcome> {
    match more {
        More::Draft { id, body } => {
            let (ticket, body) = (find(ctx, id)?, text_of(body)?);
            if ctx.global.dry_run {
                ctx.ui.note(&format!("would write the answer of ticket {}", ticket.id));
                return Ok(Outcome::Done(Exit::Done));
            }
            let now = ctx.now();
            let written = match ticket.state.as_str() {
                "sent" | "closed" => ctx.store()?.follow_up(ticket.id, &body, now)?,
                _ => ctx.store()?.edit_ticket(ticket.id, &body, now)?,
            };
            Ok(Outcome::Ticket(written))
        }
        More::Erase { person, channel } => erase(ctx, person, channel),
        More::Send { id, body } => {
            let ticket = find(ctx, id)?;
            if !matches!(ticket.state.as_str(), "sent" | "closed") {
                return Ok(Outcome::Approve { id: id.clone(), body: body.clone() });
            }
            let Some(body) = body else {
                return Err(error::usage(format!(
                    "ticket {} is answered: a further answer needs its words",
                    ticket.id
                ))
                .hint("`--body FILE`; `-` is stdin")
                .into());
            };
            let body = text_of(body)?;
            let now = ctx.now();
            if ctx.global.dry_run {
                ctx.ui.note(&format!("would send a further answer to the message of ticket {}", ticket.id));
                return Ok(Outcome::Done(Exit::Done));
            }
            let desk = ctx.desk()?;
            if desk.answerer(&ticket.source).is_none() {
                return Err(super::no_inbox(&ticket).into());
            }
            ctx.store()?.permit_check(Kind::Message)?;
            let written = ctx.store()?.follow_up(ticket.id, &body, now)?;
            Ok(Outcome::Approve { id: written.id.to_string(), body: None })
        }
        More::Assign { id, who } => {
            let (ticket, now) = (find(ctx, id)?, ctx.now());
            let who = who.as_deref().map(str::trim).filter(|who| !who.is_empty());
            if ctx.global.dry_run {
                ctx.ui.note(&format!("would give ticket {} to {}", ticket.id, who.unwrap_or("nobody")));
                return Ok(Outcome::Done(Exit::Done));
            }
            Ok(Outcome::Ticket(ctx.store()?.assign_ticket(ticket.id, who, now)?))
        }
        More::Promises(args) => owed(ctx, args).map(Outcome::Done),
    }
}

/// What is left to do.
#[expect(clippy::large_enum_variant, reason = "one at a time, never in a list")]
pub(super) enum Outcome {
    /// Nothing.
    Done(Exit),
    /// This ticket is shown.
    Ticket(Ticket),
    /// This ticket's answer is sent.
    Approve {
        /// The ticket.
        id: String,
        /// The person's own words.
        body: Option<PathBuf>,
    },
}

fn owed(ctx: &mut Context, args: &PromisesArgs) -> Result<Exit> {
    ctx.books()?;
    let now = ctx.now();
    let (kept, said) = match &args.what {
        None => {
            if !ctx.global.dry_run {
                ctx.books()?.settle_promises(now)?;
            }
            let rows = ctx.books()?.promises(args.all)?;
            return list(ctx, &rows);
        }
        Some(Settle::Keep(said)) => (true, said),
        Some(Settle::Waive(said)) => (false, said),
    };
    let evidence = said.evidence.trim();
    if evidence.is_empty() {
        return Err(error::usage("`--evidence` is empty: say what you saw").into());
    }
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would settle promise {}", said.promise));
        return Ok(Exit::Done);
    }
    let who = Person::at("`arb support promises`").name();
    let row = ctx.books()?.settle_promise(said.promise, kept, evidence, &who, now)?;
    list(ctx, &[row])
}

fn list(ctx: &Context, rows: &[PromiseRow]) -> Result<Exit> {
    let now = ctx.now();
    let shown: Vec<Value> = rows
        .iter()
        .map(|row| {
            let mut value = serde_json::to_value(row)?;
            if row.is_overdue(now) {
                value["state"] = "overdue".into();
            }
            if row.state == "open" {
                value["how"] = row.how().into();
            }
            Ok(value)
        })
        .collect::<Result<_>>()?;
    if show::rows(ctx, None, &SHAPE, CSV, &shown)? {
        ctx.ui.note("support: nothing that was promised is open");
    }
    let overdue: Vec<&PromiseRow> = rows.iter().filter(|row| row.is_overdue(now)).collect();
    if let Some(first) = overdue.first() {
        ctx.ui.warn(&format!(
            "{} overdue: promise {} of ticket {}: {}",
            overdue.len(),
            first.id,
            first.ticket,
            first.how()
        ));
        return Ok(Exit::Partial);
    }
    Ok(Exit::Done)
}

/// Notes what the answer promises before it is let go; see [`promises::note`].
pub(super) fn note(ctx: &mut Context, id: i64) -> Result<()> {
    let (hours, now) = (ctx.config.support.promises.clone(), ctx.now());
    let ticket = ctx.store()?.ticket(id)?;
    promises::note(ctx.store()?, &ticket, &hours, now)
}

fn erase(ctx: &mut Context, person: &str, channel: &str) -> Result<Outcome> {
    let now = ctx.now();
    ctx.books()?;
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would erase what `{person}` wrote in `{channel}`"));
        return Ok(Outcome::Done(Exit::Done));
    }
    if !ask::confirm(ctx, &format!("Erase for good what `{person}` wrote in `{channel}`, and what was answered?"))? {
        ctx.ui.note("nothing was erased");
        return Ok(Outcome::Done(Exit::Done));
    }
    let notice = format!("asked for by {}", ask::who(ctx));
    let erased = ctx.store()?.forget(channel, &[person], &notice, now)?;
    ctx.store()?.tidy()?;
    ctx.ui.note(&format!("{} messages erased; backups made before hold them still", erased.messages));
    if erased.pending > 0 {
        let pending = erased.pending;
        ctx.ui.warn(&format!(
            "{pending} answers keep address and text until it is known whether they were sent: `arb support` looks and erases \
             them then, `arb resolve` lists those that wait for you"
        ));
    }
    Ok(Outcome::Done(Exit::Done))
}
