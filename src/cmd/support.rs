//! `arb support`: reads customers' messages, tells them apart, answers what may be answered, leaves the rest to a person.
//!
//! Reads the inboxes, or messages from a file or pipe; adds `ticket`; one ticket a message, one answer at most. Refuses to
//! answer grave messages, and everything it is not sure of waits as a draft.

mod more;

use std::{collections::BTreeMap, io::Read as _, path::PathBuf};

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{input::InputArgs, refund, ticket_shapes as shapes, triage};
use crate::{
    context::Context,
    domain::{
        effect::Kind,
        message::Message,
        record::Record,
        support::{LoopTerms, Terms},
    },
    error::{self, Exit},
    pipe::{
        output::Output,
        plain_rows::{Plain, PlainRows},
        reader::{Fault, InputSpec, Reader},
        reject::Reject,
        source::{Place, Work},
    },
    stages::{
        service,
        support::{self, Judge},
    },
    store::{self, StoredMessage, Ticket},
    vendors::desk::Desk,
};

/// Where messages from files and pipes are kept.
const FILE_INBOX: &str = crate::vendors::messengers::FILE;

/// Answer customers: tell messages apart, escalate, draft or send, one ticket each
#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Messages from a file or pipe have `id`, `at`, `buyer`, `order`, `sku`, `body`; their answers wait as drafts.
An answer is sent by itself only with `[support] send = true`, at `send_confidence_pct` or more.

Examples:
  arb support                                  read the inboxes, answer, draft, escalate
  arb support messages.jsonl --format table    what would be answered to these
  arb support list                             tickets that wait for you
  arb support approve 12 --body answer.txt     send your own words
  arb support refund ORDER --reason damaged    give a buyer money back
  arb support train tickets.csv                learn from messages that you labelled"
)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    input: InputArgs,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// List the tickets that wait for a person
    List {
        /// All tickets, done ones too
        #[arg(long)]
        all: bool,
    },
    /// Show a ticket: the message, the answer, why it waits
    Show {
        /// The ticket's number, or its id like `paper:m-7`
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Send the drafted answer, or your own
    Approve {
        /// The ticket's number, or its id like `paper:m-7`
        #[arg(value_name = "ID")]
        id: String,
        /// Send the text of this file instead; `-` is stdin
        #[arg(long, value_name = "FILE")]
        body: Option<PathBuf>,
    },
    /// Give a buyer money back, within the policy and the limits, once
    Refund(refund::Args),
    /// List the refunds that are open
    Refunds {
        /// All refunds, done ones too
        #[arg(long)]
        all: bool,
    },
    /// Close a ticket: nothing more is needed
    Close {
        /// The ticket's number, or its id like `paper:m-7`
        #[arg(value_name = "ID")]
        id: String,
        /// What the message was about, in your words: `arb support train` learns from it
        #[arg(long, value_name = "LABEL")]
        label: Option<String>,
    },
    /// Read letters from an mbox file into the inbox, as `arb support` then answers them
    Mail(super::support_mail::Args),
    /// Write first to the buyer of an order, through the channel that sold it
    Write(super::support_write::Args),
    #[command(flatten)]
    More(more::More),
    /// Learn to tell messages apart, from labelled messages
    Train(triage::TrainArgs),
    /// Measure how well messages are told apart, on labelled messages
    Eval(triage::EvalArgs),
}

/// Runs `arb support`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    match &args.what {
        None => work(ctx, &args).await,
        Some(What::List { all }) => {
            ctx.books()?;
            let now = ctx.now();
            if !ctx.global.dry_run {
                ctx.books()?.settle_promises(now)?;
            }
            let store = ctx.books()?;
            let tickets = if *all { store.tickets(&[])? } else { store.waiting_tickets(now)? };
            write(ctx, &args, &tickets)?;
            Ok(Exit::Done)
        }
        Some(What::Show { id }) => {
            let ticket = find(ctx, id)?;
            if ctx.global.for_eyes() {
                show(&ticket)?;
            } else {
                write(ctx, &args, &[ticket])?;
            }
            Ok(Exit::Done)
        }
        Some(What::Approve { id, body }) => approve(ctx, &args, id, body.as_deref()).await,
        Some(What::More(what)) => match more::run(ctx, what).await? {
            more::Outcome::Done(exit) => Ok(exit),
            more::Outcome::Ticket(ticket) => write(ctx, &args, &[ticket]).map(|()| Exit::Done),
            more::Outcome::Approve { id, body } => approve(ctx, &args, &id, body.as_deref()).await,
        },
        Some(What::Refund(wish)) => refund::run(ctx, wish).await,
        Some(What::Refunds { all }) => refund::list(ctx, *all),
        Some(What::Mail(wish)) => super::support_mail::run(ctx, wish),
        Some(What::Write(wish)) => match super::support_write::run(ctx, wish).await? {
            None => Ok(Exit::Done),
            Some(ticket) => {
                write(ctx, &args, std::slice::from_ref(&ticket))?;
                Ok(summary(ctx, &[ticket], 0))
            }
        },
        Some(What::Train(wish)) => triage::train(ctx, wish),
        Some(What::Eval(wish)) => triage::eval(ctx, wish),
        Some(What::Close { id, label }) => {
            let label = label.as_deref().map(triage::label).transpose()?;
            let (ticket, now) = (find(ctx, id)?, ctx.now());
            if ctx.global.dry_run {
                ctx.ui.note(&format!("would close ticket {}", ticket.id));
                return Ok(Exit::Done);
            }
            ctx.store()?.settle_promises(now)?;
            let mut closed = ctx.store()?.close_ticket(ticket.id, now)?;
            if let Some(label) = label {
                closed = ctx.store()?.label_ticket(closed.id, &label, now)?;
            }
            write(ctx, &args, &[closed])?;
            Ok(Exit::Done)
        }
    }
}

/// Reads what is new, opens its tickets, sends what may be sent.
async fn work(ctx: &mut Context, args: &Args) -> Result<Exit> {
    let desk = ctx.desk()?;
    let mut rejected = 0;
    let mut out = args.input.output(ctx, &shapes::SHAPE, shapes::CSV)?;
    let given = match args.input.work()? {
        Work::Read(places) => {
            let mut rejecting = args.input.rejecting()?;
            let messages = read(ctx, places, &mut rejecting)?;
            rejected = rejecting.count();
            rejecting.finish()?;
            Some(messages)
        }
        Work::Pending => None,
    };
    if ctx.global.dry_run {
        return rehearse(ctx, &desk, given, out).await;
    }
    let now = ctx.now();
    super::serve::work_off(ctx).await?;
    match given {
        Some(messages) => {
            ctx.store()?.store_messages(FILE_INBOX, &messages, now)?;
        }
        None => {
            support::pull(ctx.store()?, &desk, now).await?;
        }
    }
    // What sellers write about deals is no customer's message: `arb negotiate` goes on from it.
    let table = super::negotiate::table(ctx)?;
    super::negotiate::take_messages(ctx, &table).await?;
    let (judge, budget) = (judge(ctx)?, ctx.budget()?);
    let mut tickets = support::open(ctx.store()?, &judge, &desk, now)?;
    super::adviser::word_answers(ctx, &mut tickets).await?;
    ctx.clock()?;
    // Reading and sorting goes on while halted; what is ready waits.
    let halted = ctx.store()?.halted_for(Kind::Message)?;
    let moved = match &halted {
        Some(_) => Vec::new(),
        None => support::send_ready(ctx.store()?, &desk, &budget, now).await?,
    };
    for ticket in moved {
        match tickets.iter_mut().find(|known| known.id == ticket.id) {
            Some(known) => *known = ticket,
            None => tickets.push(ticket),
        }
    }
    for ticket in &tickets {
        out.write(&support::record_of(ticket))?;
    }
    out.finish()?;
    let exit = summary(ctx, &tickets, rejected);
    match halted {
        Some(halted) if !ctx.store()?.tickets(&["ready"])?.is_empty() => Err(halted.refusal().into()),
        _ => Ok(exit),
    }
}

/// Shows what would be done, and writes nothing down.
async fn rehearse(ctx: &mut Context, desk: &Desk, given: Option<Vec<Message>>, mut out: Output) -> Result<Exit> {
    let now = ctx.now();
    let stored = match given {
        Some(messages) => {
            let stored = |message| StoredMessage { id: 0, source: FILE_INBOX.to_owned(), message };
            messages.into_iter().map(stored).collect()
        }
        None => support::peek(ctx.store()?, desk).await?,
    };
    let judge = judge(ctx)?;
    for stored in &stored {
        let can_send = desk.answerer(&stored.source).is_some();
        let (read, decision) = judge.judge(&stored.message, can_send, now);
        out.write(&support::would_be(stored, &read, &decision))?;
    }
    out.finish()?;
    ctx.ui.note(&format!("support: {} messages, nothing written down or sent", stored.len()));
    Ok(Exit::Done)
}

pub(super) fn judge(ctx: &mut Context) -> Result<Judge> {
    let zone = ctx.zone()?;
    let settings = &ctx.config.support;
    let terms = Terms {
        send: settings.send,
        least_pct: settings.send_confidence_pct,
        escalation_words: settings.escalation_words.clone(),
        signature: settings.signature.clone(),
    };
    let model = store::read_triage(&ctx.db_path()?)?;
    let loops = LoopTerms { rounds: settings.loop_rounds, hours: settings.loop_hours };
    let hours = settings.promises.clone();
    Ok(Judge::new(ctx.store()?, terms, zone)?.with_model(model).watching(hours, loops))
}

/// Messages from files or a pipe; what is none is rejected.
fn read(ctx: &Context, places: Vec<Place>, rejecting: &mut super::input::Rejecting) -> Result<Vec<Message>> {
    let mut spec = InputSpec::new(places);
    spec.format = ctx.global.input_format;
    let mut reader = Reader::open(spec, PlainRows)?;
    let (mut messages, now) = (Vec::new(), ctx.now());
    while let Some(batch) = reader.next_batch()? {
        for item in batch {
            let Plain { file, line, cells } = match item {
                Ok(plain) => plain,
                Err(reject) => {
                    rejecting.reject(ctx, &reject)?;
                    continue;
                }
            };
            match message(&cells, now) {
                Ok(message) => messages.push(message),
                Err(fault) => rejecting.reject(ctx, &Reject::of_record(&file, line, fault, &cells))?,
            }
        }
    }
    Ok(messages)
}

fn message(cells: &Map<String, Value>, now: Timestamp) -> Result<Message, Fault> {
    let text = |name: &str| match cells.get(name) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let need = |name: &str| {
        text(name).filter(|text| !text.trim().is_empty()).ok_or_else(|| {
            Fault::new(format!("it has no `{name}`"))
                .field(name)
                .hint("a message has `id` and `body`; `at`, `buyer`, `order`, `sku` help")
        })
    };
    let at = match text("at") {
        None => now,
        Some(at) => at.parse().map_err(|_| {
            Fault::new(format!("`at` is {}", crate::pipe::reject::quote(&at)))
                .field("at")
                .hint("write it like `2026-06-01T12:00:00Z`")
        })?,
    };
    Ok(Message {
        cursor: 0,
        id: need("id")?,
        at,
        buyer: text("buyer").unwrap_or_default(),
        order: text("order"),
        sku: text("sku"),
        listing: None,
        body: need("body")?,
        subject: text("subject"),
        automatic: text("auto_submitted"),
    })
}

/// A ticket by its number or its id.
fn find(ctx: &mut Context, id: &str) -> Result<Ticket> {
    let store = ctx.books()?;
    if let Ok(number) = id.parse() {
        return store.ticket(number);
    }
    let found = store.tickets(&[])?.into_iter().find(|ticket| format!("{}:{}", ticket.source, ticket.message.id) == id);
    found.ok_or_else(|| {
        error::usage(format!("there is no ticket `{id}`"))
            .code("no_such_ticket")
            .hint("`arb support list --all` lists them")
            .into()
    })
}

async fn approve(ctx: &mut Context, args: &Args, id: &str, body: Option<&std::path::Path>) -> Result<Exit> {
    let (desk, budget) = (ctx.desk()?, ctx.budget()?);
    let (ticket, now) = (find(ctx, id)?, ctx.now());
    let own = body.map(text_of).transpose()?;
    if desk.answerer(&ticket.source).is_none() {
        return Err(no_inbox(&ticket).into());
    }
    if ticket.category == "negotiation" {
        return Err(error::refused(format!("ticket {} is a move in a deal", ticket.id))
            .code("illegal_move")
            .hint("`arb negotiate list` shows it, `arb negotiate send` sends it")
            .into());
    }
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would send the answer of ticket {}", ticket.id));
        return Ok(Exit::Done);
    }
    let store = ctx.store()?;
    store.permit_check(Kind::Message)?;
    if let Some(own) = own {
        store.edit_ticket(ticket.id, &own, now)?;
    }
    more::note(ctx, ticket.id)?;
    let store = ctx.store()?;
    let ready = store.approve_ticket(ticket.id, now)?;
    let sent = match support::hold(store, &ready, &budget, now)? {
        Some(held) => Some(held),
        None => support::send(store, &desk, &ready, now).await?,
    };
    let ticket = match sent {
        Some(ticket) => ticket,
        None => ctx.books()?.ticket(ready.id)?,
    };
    write(ctx, args, std::slice::from_ref(&ticket))?;
    Ok(summary(ctx, &[ticket], 0))
}

fn no_inbox(ticket: &Ticket) -> error::Failure {
    error::refused(format!("ticket {} came from a file, nothing can be sent to it", ticket.id))
        .code("no_inbox")
        .hint(format!("answer by hand, then `arb support close {}`", ticket.id))
}

pub(super) fn text_of(file: &std::path::Path) -> Result<String> {
    let mut text = String::new();
    if file.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut text).context("can't read the answer from stdin")?;
    } else {
        text = std::fs::read_to_string(file).with_context(|| format!("can't read the answer `{}`", file.display()))?;
    }
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Err(error::usage(format!("the answer `{}` is empty", file.display())).into());
    }
    Ok(text)
}

fn write(ctx: &mut Context, args: &Args, tickets: &[Ticket]) -> Result<()> {
    let mut out = args.input.output(ctx, &shapes::SHAPE, shapes::CSV)?;
    let (owed, now) = (ctx.books()?.promises(false)?, ctx.now());
    let of = |ticket: &Ticket| {
        let clock = service::clock_of(&ctx.config.support, &ticket.source);
        service::clocked(support::record_of(ticket), ticket, clock, &owed, now)
    };
    let records: Vec<Record> = tickets.iter().map(of).collect();
    records.iter().try_for_each(|record| out.write(record))?;
    out.finish()
}

fn show(ticket: &Ticket) -> Result<()> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    let line = |text: &str| crate::ui::sanitize(text);
    let message = &ticket.message;
    writeln!(out, "TICKET {}  {} · {} · {} % sure", ticket.id, ticket.state, ticket.category, ticket.confidence)?;
    writeln!(out, "  from    {} by {}, {}", line(&message.buyer), ticket.source, message.at)?;
    if let Some(order) = &message.order {
        writeln!(out, "  order   {}", line(order))?;
    }
    if let Some(reason) = &ticket.reason {
        writeln!(out, "  why     {}", line(reason))?;
    }
    if let Some(learned) = support::learned_of(ticket).filter(|learned| !learned.words.is_empty()) {
        let words: Vec<String> = learned.words.iter().map(|word| line(word)).collect();
        writeln!(out, "  words   {} for {}", words.join(", "), line(&learned.nearest))?;
    }
    for (title, text) in [("MESSAGE", &message.body), ("ANSWER", &ticket.body)] {
        writeln!(out, "{title}")?;
        for part in text.lines() {
            writeln!(out, "  {}", line(part))?;
        }
    }
    Ok(())
}

/// Says what came of the messages; what needs a person is said with `--quiet` too.
fn summary(ctx: &Context, tickets: &[Ticket], rejected: u64) -> Exit {
    let count = |states: &[&str]| tickets.iter().filter(|ticket| states.contains(&ticket.state.as_str())).count();
    let mut parts = Vec::new();
    let (sent, drafts) = (count(&["sent"]), count(&["drafted"]));
    let (ready, escalated) = (count(&["ready"]), count(&["escalated"]));
    let (unknown, failed) = (count(&["unknown", "sending"]), count(&["failed"]));
    if sent > 0 {
        parts.push(format!("{sent} answered"));
    }
    if drafts > 0 {
        parts.push(format!("{drafts} {} for you", if drafts == 1 { "draft waits" } else { "drafts wait" }));
    }
    if escalated > 0 {
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for ticket in tickets.iter().filter(|ticket| ticket.state == "escalated") {
            *reasons
                .entry(ticket.reason.as_deref().and_then(|why| why.split(':').next()).unwrap_or("?"))
                .or_default() += 1;
        }
        let reasons: Vec<&str> = reasons.into_keys().collect();
        parts.push(format!("{escalated} escalated ({})", reasons.join(", ")));
    }
    for (count, what) in [(ready, "ready, not sent"), (unknown, "unknown"), (failed, "refused by the channel")] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    if rejected > 0 {
        parts.push(format!("{rejected} rejected"));
    }
    let number = tickets.len();
    let messages = if number == 1 { "1 message".to_owned() } else { format!("{number} messages") };
    let text = format!("support: {messages}{}{}", if parts.is_empty() { "" } else { ": " }, parts.join(", "));
    if ctx.ui.quiet && escalated + unknown + failed > 0 {
        ctx.ui.warn(&text);
    } else {
        ctx.ui.note(&text);
    }
    if drafts + escalated > 0 {
        ctx.ui.hint("`arb support list` shows what waits, `arb support show ID` one of them");
    }
    if unknown + failed > 0 || rejected > 0 { Exit::Partial } else { Exit::Done }
}
