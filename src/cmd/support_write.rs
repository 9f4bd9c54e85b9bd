//! `arb support write`: writes first to the buyer of an order, through the channel that sold it. Each kind of message goes out
//! once for an order, whatever becomes of it.

use std::path::PathBuf;

use anyhow::Result;
use rust_decimal::Decimal;

use crate::{
    context::Context,
    domain::{effect::Kind, message::Message},
    error,
    stages::support,
    store::{NewTicket, Ticket},
};

/// Write first to the buyer of an order
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Amazon allows, for some orders: confirmDeliveryDetails, confirmOrderDetails, confirmServiceDetails,
unexpectedProblem; which, is asked before.

Example:
  arb support write 902-3159896-1390916 --about unexpectedProblem --body late.txt --live"
)]
pub struct Args {
    /// The channel's order
    #[arg(value_name = "ORDER")]
    order: String,
    /// What it is about, in the channel's word
    #[arg(long, value_name = "KIND")]
    about: String,
    /// The text: a file, `-` is stdin
    #[arg(long, value_name = "FILE")]
    body: PathBuf,
}

/// The vendor that lets us write first.
const VENDOR: &str = "amazon";

/// Runs `arb support write`: the ticket, as it ended. `None` in a dry run.
pub async fn run(ctx: &mut Context, args: &Args) -> Result<Option<Ticket>> {
    let (desk, budget, now) = (ctx.desk()?, ctx.budget()?, ctx.now());
    if desk.answerer(VENDOR).is_none() {
        return Err(error::refused("nobody here can write to the buyer of an order first")
            .code("no_inbox")
            .hint("`[vendors.amazon]` with `sell = true` can, live")
            .into());
    }
    let body = super::support::text_of(&args.body)?;
    let name = format!("{}/{}", args.order, args.about);
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would write about {name}"));
        return Ok(None);
    }
    let store = ctx.store()?;
    store.permit_check(Kind::Message)?;
    let first = Message {
        id: name.clone(),
        at: now,
        buyer: format!("the buyer of {}", args.order),
        order: Some(args.order.clone()),
        body: "(we write first)".to_owned(),
        automatic: Some("we write first".to_owned()),
        ..Message::default()
    };
    store.refuse_first_word(VENDOR, &first.buyer, &args.order)?;
    store.store_messages(VENDOR, &[first], now)?;
    let Some(opened) = store.open_messages()?.into_iter().find(|one| one.source == VENDOR && one.message.id == name)
    else {
        return Err(error::refused(format!("a message about {name} was written before"))
            .code("written_before")
            .hint("`arb support list --all` shows what became of it")
            .into());
    };
    let ticket = store.open_ticket(
        &NewTicket {
            inbox_id: opened.id,
            state: "drafted",
            category: args.about.clone(),
            // Nothing shows whether it arrived: it is never sent a second time by itself.
            commitment: true,
            confidence: Decimal::ONE_HUNDRED,
            body,
            reason: None,
            payload: None,
        },
        now,
    )?;
    let ready = store.approve_ticket(ticket.id, now)?;
    if let Some(held) = support::hold(store, &ready, &budget, now)? {
        return Ok(Some(held));
    }
    let sent = support::send(store, &desk, &ready, now).await?;
    Ok(Some(match sent {
        Some(sent) => sent,
        None => store.ticket(ready.id)?,
    }))
}
