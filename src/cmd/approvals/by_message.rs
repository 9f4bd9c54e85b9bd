//! `arb approvals send` and `pull`: plans to say yes or no to in one Telegram chat, and the answers.
//!
//! A plan is shown whole or not at all, once. An answer counts for exactly that plan, from the one person in the one chat.

use std::rc::Rc;

use anyhow::Result;

use super::{LIST, LIST_CSV, card_of, listed};
use crate::{
    cmd::{recovery, serve, show},
    context::Context,
    domain::effect::Kind,
    error::{self, Exit},
    stages::approvals,
    store::{Approval, Notice},
    ui,
    vendors::telegram::{LONGEST, Telegram},
};

/// The bot of the settings.
fn bot(ctx: &mut Context) -> Result<Rc<Telegram>> {
    let settings = ctx.config.vendors.telegram.clone();
    if !settings.enabled {
        return Err(error::config("`telegram` is switched off")
            .code("vendor_off")
            .hint("write `enabled = true`, `chat` and `user` into `[vendors.telegram]`; arb.toml.example shows how")
            .into());
    }
    let room = ctx.readers()?.room()?;
    Ok(Rc::new(Telegram::open(&settings, &room)?))
}

/// Shows what waits.
pub async fn send(ctx: &mut Context) -> Result<Exit> {
    let dry = ctx.global.dry_run;
    recovery::first(ctx).await?;
    if ctx.store()?.mode() != crate::config::Mode::Live {
        return Err(error::refused("a plan on paper is shown to nobody by message")
            .code("database_is_paper")
            .hint("`arb approvals` lists it here")
            .into());
    }
    // The same switches as for every message that leaves.
    drop(ctx.desk()?);
    let (bot, now) = (bot(ctx)?, ctx.now());
    ctx.store()?.permit_check(Kind::Message)?;
    let (mut sent, mut open, mut left_out) = (0, 0, 0);
    for approval in ctx.store()?.approvals(true, now)?.into_iter().rev() {
        let text = match text_of(ctx, &approval)? {
            Ok(text) => text,
            Err(why) => {
                ctx.ui.warn(&format!("plan {} is not shown: {why}", approval.plan_hash));
                left_out += 1;
                continue;
            }
        };
        if dry {
            ctx.ui.note(&format!("would show plan {}", approval.plan_hash));
            continue;
        }
        let shown: Option<Notice> = approvals::show(ctx.store()?, &bot, &approval, &text, now).await?;
        let Some(notice) = shown else { continue };
        if notice.state == "sent" {
            sent += 1;
        } else {
            let why = notice.reason.as_deref().unwrap_or("nobody knows");
            ctx.ui.warn(&format!("plan {} is {}: {}", approval.plan_hash, notice.state, ui::sanitize(why)));
            open += 1;
        }
    }
    ctx.ui.note(&format!("approvals: {sent} shown in the chat"));
    Ok(if open + left_out > 0 { Exit::Partial } else { Exit::Done })
}

/// What is shown of a plan: all of it, else why it is not shown.
fn text_of(ctx: &mut Context, approval: &Approval) -> Result<Result<String, String>> {
    let card = card_of(ctx, approval, false)?;
    let lines: Vec<String> = card.lines().map(|line| ui::sanitize(line.trim_end())).collect();
    let until = approval.expires_at.to_zoned(ctx.zone()?).strftime("%Y-%m-%d %H:%M %Z");
    let text =
        format!("{}\n\nIt waits until {until}. A button below is your answer to exactly this.", lines.join("\n"));
    let length = text.chars().count();
    if length > LONGEST {
        return Ok(Err(format!("{length} characters are too many for one message; answer it with `arb approvals`")));
    }
    Ok(Ok(text))
}

/// Takes the answers.
pub async fn pull(ctx: &mut Context) -> Result<Exit> {
    if ctx.global.dry_run {
        ctx.ui.note("approvals: a dry run takes no answers");
        return Ok(Exit::Done);
    }
    let (bot, now) = (bot(ctx)?, ctx.now());
    let before: Vec<Approval> = ctx.store()?.approvals(true, now)?;
    approvals::pull(ctx.store()?, &bot, now).await?;
    let worked = serve::work_off(ctx).await?;
    let mut decided = Vec::new();
    for approval in before {
        let after = ctx.store()?.approval(&approval.plan_hash)?;
        if after.id == approval.id && after.state != "waiting" {
            decided.push(after);
        }
    }
    let rows: Vec<_> = decided.iter().map(listed).collect();
    show::rows(ctx, None, &LIST, LIST_CSV, &rows)?;
    let nothing =
        if worked.nothing > 0 { format!(", {} that count for nothing", worked.nothing) } else { String::new() };
    ctx.ui.note(&format!("approvals: {} answered{nothing}", worked.answers));
    if let Some(first) = decided.iter().find(|one| one.state == "approved") {
        let next = if first.refunds.is_empty() { "arb buy" } else { "arb support refund" };
        ctx.ui.hint(&format!("next: `{next} --approve {}` carries it out", first.plan_hash));
    }
    Ok(Exit::Done)
}
