//! What a person tells of a deal: what the seller answered, a yes to a message, that it is over.

use std::{io::Read as _, path::PathBuf};

use anyhow::{Context as _, Result};
use rust_decimal::Decimal;
use sha2::{Digest as _, Sha256};

use super::{shapes, table};
use crate::{
    context::Context,
    domain::{
        effect::Kind,
        money::{Money, Rounding},
        negotiation::{End, Said, last_offer, read::read},
        purchase::hex,
    },
    error::{self, Exit},
    stages::negotiate::Table,
    store::Deal,
};

/// The flags of `arb negotiate reply`.
#[derive(clap::Args, Debug)]
#[command(group(clap::ArgGroup::new("said").required(true)))]
pub struct Args {
    /// The deal's number
    #[arg(value_name = "DEAL")]
    deal: i64,
    /// The seller asks this for one instead
    #[arg(long, value_name = "PRICE", group = "said")]
    counter: Option<Decimal>,
    /// The seller says yes to your offer
    #[arg(long, group = "said")]
    agreed: bool,
    /// The seller says that the price stands
    #[arg(long, group = "said")]
    firm: bool,
    /// The seller says no
    #[arg(long, group = "said")]
    declined: bool,
    /// It is sold
    #[arg(long, group = "said")]
    gone: bool,
    /// Read the seller's own words from this file; `-` is stdin
    #[arg(long, value_name = "FILE", group = "said")]
    text: Option<PathBuf>,
}

pub(super) async fn reply(ctx: &mut Context, args: &Args) -> Result<Exit> {
    let table = table(ctx)?;
    let (deal, now) = (ctx.books()?.deal(args.deal)?, ctx.now());
    let history = ctx.books()?.deal_history(deal.id)?;
    let (said, words) = said(args, &deal, last_offer(&history))?;
    if table.dry_run {
        ctx.ui.note(&format!("would note for deal {}: {}", deal.id, said.name()));
        return Ok(Exit::Done);
    }
    let vendor = ctx.books()?.deal_tickets(deal.id)?.pop().map_or_else(|| deal.source.clone(), |ticket| ticket.source);
    // The same words in the same round are the same message: telling it twice changes nothing.
    let digest = hex(&Sha256::digest(words.as_bytes()));
    let name = format!("deal:{}:{}:{}", deal.id, history.len(), &digest[..16]);
    let told = ctx.books()?.seller_said(deal.id, said, &vendor, &name, &words, now)?;
    if told.state == "open" && ctx.store()?.halted_for(Kind::Message)?.is_none() {
        return go_on(ctx, &table, told.id).await;
    }
    finish(ctx, &told)
}

/// What the flags say, and the words that are kept.
fn said(args: &Args, deal: &Deal, offer: Option<i64>) -> Result<(Said, String)> {
    if let Some(price) = args.counter {
        let price = Money::new(price, deal.ladder.currency);
        let exact = price
            .to_minor(Rounding::Up)
            .ok()
            .filter(|minor| *minor > 0 && deal.ladder.money(*minor).amount() == price.amount());
        let minor = exact.ok_or_else(|| {
            error::usage(format!("`--counter {}` is no price in {}", price.amount(), deal.ladder.currency.code()))
                .hint("write it like `182.00`, for one unit")
        })?;
        return Ok((Said::Counter(minor), format!("(told by a person) asks {price}")));
    }
    if let Some(file) = &args.text {
        let mut text = String::new();
        if file.as_os_str() == "-" {
            std::io::stdin().read_to_string(&mut text).context("can't read the answer from stdin")?;
        } else {
            text =
                std::fs::read_to_string(file).with_context(|| format!("can't read the answer `{}`", file.display()))?;
        }
        return Ok((read(&text, offer, deal.ladder.asked, deal.ladder.currency), text));
    }
    let said = match (args.agreed, args.firm, args.declined) {
        (true, ..) => Said::Agreed,
        (_, true, _) => Said::Firm,
        (.., true) => Said::Declined,
        _ => Said::Gone,
    };
    Ok((said, format!("(told by a person) {}", said.name())))
}

/// Sends what waits for a yes, and goes on.
pub(super) async fn send(ctx: &mut Context, deal: i64) -> Result<Exit> {
    let table = table(ctx)?;
    let (deal, now) = (ctx.books()?.deal(deal)?, ctx.now());
    let waiting = ctx.books()?.deal_tickets(deal.id)?.pop().filter(|ticket| ticket.state == "drafted");
    let Some(waiting) = waiting else {
        return Err(error::refused(format!("nothing of deal {} waits to be sent", deal.id))
            .code("nothing_waits")
            .into());
    };
    if table.desk.gateway(&waiting.source).is_none() {
        return Err(error::refused(format!("nothing can be sent to `{}` from here", waiting.source))
            .code("no_inbox")
            .hint(format!("send it by hand, then `arb negotiate reply {}`", deal.id))
            .into());
    }
    if table.dry_run {
        ctx.ui.note(&format!("would send the message of deal {}", deal.id));
        return Ok(Exit::Done);
    }
    // What is offered may be taken at once, and is owed then.
    ctx.permit(Kind::Message)?;
    ctx.permit(Kind::Purchase)?;
    if let Some(why) = table.against(ctx.store()?, &deal, &waiting, now)? {
        return Err(error::refused(format!("the message of deal {} is not sent: {why}", deal.id))
            .code("no_buy")
            .hint(format!("analyze it anew, or end the deal: `arb negotiate drop {}`", deal.id))
            .into());
    }
    ctx.store()?.approve_ticket(waiting.id, now)?;
    go_on(ctx, &table, deal.id).await
}

pub(super) async fn drop(ctx: &mut Context, deal: i64, reason: &str) -> Result<Exit> {
    let (table, now) = (table(ctx)?, ctx.now());
    let deal = ctx.books()?.deal(deal)?;
    if deal.is_open()
        && let Some(why) = table.stands(ctx.store()?, &deal).await?
    {
        return Err(error::refused(format!("deal {} can't be dropped: {why}", deal.id))
            .code("offer_stands")
            .hint("withdraw it there first: until then the seller may take it, and its money stays put aside")
            .into());
    }
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would end deal {}", deal.id));
        return Ok(Exit::Done);
    }
    let ended = ctx.store()?.end_deal(deal.id, End::Walked, reason, now)?;
    finish(ctx, &ended)
}

async fn go_on(ctx: &mut Context, table: &Table, deal: i64) -> Result<Exit> {
    let (adviser, now) = (super::adviser(ctx)?, ctx.now());
    let progress = table.go_on(ctx.store()?, adviser.as_ref(), deal, now).await?;
    let deal = ctx.store()?.deal(deal)?;
    shapes::say(ctx, &deal, &progress);
    let waits = !progress.to_send.is_empty() || !progress.waiting.is_empty();
    let exit = finish(ctx, &deal)?;
    Ok(if waits { Exit::Partial } else { exit })
}

fn finish(ctx: &Context, deal: &Deal) -> Result<Exit> {
    super::show::rows(ctx, None, &shapes::DEALS, shapes::DEALS_CSV, std::slice::from_ref(deal))?;
    if let Some(price) = deal.agreed.filter(|_| deal.state == "agreed") {
        ctx.ui.note(&format!("deal {} is agreed at {price}: `arb buy` buys it", deal.id));
    }
    Ok(if deal.state == "person" { Exit::Partial } else { Exit::Done })
}
