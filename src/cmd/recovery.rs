//! What every command that acts does first and last: finds out about changes that nobody knows the fate of, and says
//! which are left.
//!
//! Recovery is a step, not a command: plain cron heals without a daemon. It is bounded ([`Reach::EVERY_COMMAND`]).

use anyhow::Result;
use jiff::SignedDuration;

use crate::{
    context::Context,
    domain::effect::{EffectState, Kind},
    effects::{self, Reach},
    error::Exit,
    stages::buy::receipt,
    store::Effect,
};

/// Orders placed longer ago are left to `arb reconcile`, which looks at all of them.
const RECEIPTS_BACK: SignedDuration = SignedDuration::from_hours(72);

/// Looks what became of changes that an earlier run may have made, and gives up reservations that were never sent.
pub async fn first(ctx: &mut Context) -> Result<()> {
    if ctx.global.dry_run {
        return Ok(());
    }
    let (now, clock) = ctx.clock()?;
    if !ctx.store()?.due_effects(now, 1)?.is_empty() {
        let desk = ctx.desk()?;
        let reach = Reach { clock, ..Reach::EVERY_COMMAND };
        let ticking = ctx.ticking(now);
        let recovered = effects::recover(ctx.store()?, &|vendor| desk.gateway(vendor), reach, &ticking).await?;
        for (effect, why) in recovered.stuck {
            let (kind, subject) = (effect.kind, effect.subject);
            ctx.ui.warn(&format!("what became of {kind} {subject} can't be booked, the rest goes on: {why}"));
        }
    }
    ctx.store()?.expire_reservations(now)?;
    ctx.store()?.expire_refunds(now)?;
    // An order has its receipt whoever found out about it, and wherever the run that placed it died.
    let (receipts, since) = (ctx.db_path()?.with_file_name("receipts"), now - RECEIPTS_BACK);
    for failed in receipt::catch_up(ctx.store()?, &receipts, since)?.1 {
        ctx.ui.warn(&failed);
    }
    Ok(())
}

/// Erases what is left of answers to forgotten people whose fate was found out. Where another process is in the way, the next
/// command does it.
pub fn tidy(ctx: &mut Context) -> Result<()> {
    if let Err(why) = ctx.store()?.tidy() {
        ctx.ui.warn(&format!("what was erased is on the disk still, and is taken off by the next command: {why:#}"));
    }
    Ok(())
}

/// Says what nobody knows yet, and that a command with such an end needs attention (exit 4). What a living process is at
/// is that process's to end: it is told, and only a command that works on such changes is to be run again (exit 75).
pub fn last(ctx: &mut Context, exit: Exit, works_on: &[Kind]) -> Result<Exit> {
    if ctx.global.dry_run {
        return Ok(exit);
    }
    tidy(ctx)?;
    use EffectState::{Manual, Submitting, Unknown};
    let open = ctx.store()?.effects(&[Submitting, Unknown, Manual])?;
    if open.is_empty() {
        return Ok(exit);
    }
    let now = ctx.now();
    let (mut parked, mut unknown, mut busy) = (Vec::new(), Vec::new(), Vec::new());
    for effect in open {
        if effect.state == Manual {
            parked.push(effect);
        } else if ctx.store()?.is_at_work(effect.id)? {
            busy.push(effect);
        } else {
            unknown.push(effect);
        }
    }
    if !unknown.is_empty() {
        let money = unknown.iter().any(|effect| effect.kind == Kind::Purchase);
        let held = if money { "the money stays reserved, " } else { "" };
        let (count, what) = (unknown.len(), named(&unknown));
        ctx.ui.warn(&format!("{count} unknown ({what}): {held}a later run finds out, nothing is sent twice"));
    }
    for effect in &parked {
        let reason = effect.reason.as_deref().unwrap_or("nobody knows what became of it");
        let Effect { kind, subject, vendor, .. } = effect;
        ctx.ui.warn(&format!(
            "{kind} {subject} needs you: {reason}; look at `{vendor}` and settle it with `arb resolve {kind}:{subject}`"
        ));
    }
    let mut stuck = false;
    for effect in &busy {
        let Effect { kind, subject, .. } = effect;
        let owner = effect.owner.as_deref().unwrap_or("another process");
        if effect.lease_until.is_some_and(|until| until < now) {
            stuck = true;
            ctx.ui
                .warn(&format!("{kind} {subject} is held by {owner}, which should have ended: let it go on or end it"));
        } else {
            ctx.ui.warn(&format!("{kind} {subject} is in progress in {owner}"));
        }
    }
    Ok(match exit {
        Exit::Done if stuck || !parked.is_empty() || !unknown.is_empty() => Exit::Partial,
        Exit::Done if busy.iter().any(|effect| works_on.contains(&effect.kind)) => Exit::TryAgain,
        other => other,
    })
}

/// `1 purchase, 2 price`.
fn named(effects: &[Effect]) -> String {
    let count = |kind: Kind| effects.iter().filter(|effect| effect.kind == kind).count();
    let words: Vec<String> = Kind::ALL
        .into_iter()
        .map(|kind| (count(kind), kind))
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| format!("{count} {kind}"))
        .collect();
    words.join(", ")
}
