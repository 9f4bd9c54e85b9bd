//! The plan of a run: shown, kept, approved, and gathered again by its hash.

use anyhow::Result;

use super::{Approved, Bought};
use crate::{
    cmd::{ask::Person, card},
    context::Context,
    domain::{
        money::Money,
        purchase::Plan,
        record::{Record, Stage},
    },
    error,
    pipe::{output::Output, table::terminal_width},
    stages::buy::{self, Draft, Ground, HowFar, Planning, Terms},
    store::{Approval, PurchaseState},
};

/// What planning goes by in this run.
pub(super) fn planning(ctx: &mut Context) -> Result<Planning> {
    Ok(Planning {
        account: ctx.currency()?,
        tax_pct: ctx.config.costs.tax_pct,
        how_far: how_far(ctx)?,
        dry_run: ctx.global.dry_run,
    })
}

/// What bounds this run.
pub(super) fn terms(ctx: &mut Context) -> Result<Terms> {
    let db = ctx.db_path()?;
    Ok(Terms {
        budget: ctx.budget()?,
        receipts: db.with_file_name("receipts"),
        by_hand: db.with_file_name("by-hand"),
        how_far: how_far(ctx)?,
    })
}

fn how_far(ctx: &mut Context) -> Result<HowFar> {
    Ok(HowFar { setting: ctx.config.autonomy.clone(), mode: ctx.store()?.mode() })
}

/// Shows the plan over a draft and returns its hash.
pub(super) fn show(ctx: &mut Context, draft: &Draft) -> Result<String> {
    let plan = buy::plan_of(draft, ctx.now());
    print(ctx, &plan, draft)?;
    Ok(plan.hash())
}

/// Shows the plan over a draft, keeps it, and returns its hash.
pub(super) fn open(ctx: &mut Context, draft: &Draft) -> Result<String> {
    let now = ctx.now();
    let plan = buy::plan_of(draft, now);
    let hash = plan.hash();
    print(ctx, &plan, draft)?;
    let total = plan.total().unwrap_or(Money::zero(ctx.currency()?));
    let ids: Vec<i64> = draft.wanted.iter().filter_map(|wanted| Some(wanted.purchase.as_ref()?.id)).collect();
    let (rules, tax_pct) = (ctx.rules(None)?.version, ctx.config.costs.tax_pct);
    let payload = Ground { rules: &rules, tax_pct }.payload(ctx.store()?, &plan, now)?;
    ctx.store()?.open_plan(&hash, &ids, &total, &payload, plan.expires_at, now)?;
    Ok(hash)
}

/// A plan that waits for a person: the one that waits already where nothing moved, so that cron does not pile them up.
pub(super) fn wait(ctx: &mut Context, draft: &Draft) -> Result<String> {
    let now = ctx.now();
    let purchases: Vec<_> = draft.wanted.iter().filter_map(|wanted| wanted.purchase.as_ref()).collect();
    let Some(waiting) = ctx.store()?.waiting_plan(&purchases, now)? else { return open(ctx, draft) };
    if refuse_what_moved(ctx, &waiting).is_err() {
        return open(ctx, draft);
    }
    Ok(waiting.plan_hash)
}

fn print(ctx: &mut Context, plan: &Plan, draft: &Draft) -> Result<()> {
    let (now, currency) = (ctx.now(), ctx.currency()?);
    let (zone, cap) = (ctx.zone()?, Money::new(ctx.limits()?.per_day, currency));
    let store = ctx.store()?;
    let day = store.day_of(&zone, now)?;
    let spent = store.spent_on(&day.name, currency)?;
    let records: Vec<Record> = draft.wanted.iter().map(|wanted| wanted.record.clone()).collect();
    let width = terminal_width().unwrap_or(100);
    ctx.ui.note(card::render(plan, &records, Some((spent, cap)), width, ctx.ui.color).trim_end());
    Ok(())
}

/// Approves a plan that was made just now. Another process may have had a yes to the same one: each purchase goes to
/// whoever is first.
pub(super) fn approve(ctx: &mut Context, hash: &str, who: &str) -> Result<()> {
    let now = ctx.now();
    let Err(why) = ctx.store()?.approve_plan(hash, who, now) else { return Ok(()) };
    let decided = crate::ui::failure_in(&why).is_some_and(|failure| failure.code == "approval_decided");
    if decided && ctx.store()?.approval(hash)?.state == "approved" { Ok(()) } else { Err(why) }
}

/// Refuses a plan of which something moved since it was made.
pub(crate) fn refuse_what_moved(ctx: &mut Context, approval: &Approval) -> Result<()> {
    let now = ctx.now();
    let (rules, tax_pct) = (ctx.rules(None)?.version, ctx.config.costs.tax_pct);
    Ground { rules: &rules, tax_pct }.refuse_what_moved(ctx.store()?, approval, now)
}

/// Approves the plan of this hash, which names exactly what was shown, and gathers its records.
pub(super) fn approved(ctx: &mut Context, hash: &str) -> Result<Approved> {
    let (now, name) = (ctx.now(), Person::at("`arb buy --approve`").name());
    let plan = ctx.store()?.approval(hash)?;
    let purchases = if plan.state == "approved" {
        let store = ctx.store()?;
        let purchases = plan.purchases.iter().map(|id| store.purchase(*id)).collect::<Result<Vec<_>>>()?;
        let open = |state| matches!(state, PurchaseState::Approved | PurchaseState::Reserved);
        if purchases.iter().any(|purchase| open(purchase.state)) {
            refuse_what_moved(ctx, &plan)?;
        }
        for (purchase, (_, shown)) in purchases.iter().zip(ctx.store()?.approval_items(plan.id)?) {
            let replaced = purchase.state == PurchaseState::Voided && purchase.approval_id == Some(plan.id);
            if purchase.intent_hash != shown || replaced {
                let why = purchase.reason.as_deref().unwrap_or("it changed");
                return Err(error::refused(format!("purchase {} of the plan is voided: {why}", purchase.id))
                    .code("intent_changed")
                    .hint("`arb buy --plan` makes a new plan: look at it and approve that")
                    .into());
            }
        }
        purchases
    } else {
        if plan.state == "waiting" {
            refuse_what_moved(ctx, &plan)?;
        }
        ctx.store()?.approve_plan(&plan.plan_hash, &name, now)?
    };
    let store = ctx.store()?;
    let mut records = Vec::new();
    for purchase in purchases {
        let record = store.record(&purchase.record_id)?.unwrap_or_else(|| Record::new(&purchase.record_id));
        records.push((record, purchase.id));
    }
    Ok(Approved { hash: plan.plan_hash, records })
}

/// Shows what approving the plan of this hash would place, and places nothing.
pub(super) fn rehearse(ctx: &mut Context, hash: &str, out: &mut Output, bought: &mut Bought) -> Result<()> {
    let store = ctx.store()?;
    let plan = store.approval(hash)?;
    for id in plan.purchases {
        let purchase = store.purchase(id)?;
        let mut record = store.record(&purchase.record_id)?.unwrap_or_else(|| Record::new(&purchase.record_id));
        let part = buy::part(&purchase, Some(&plan.plan_hash));
        record.set(Stage::Purchase, &part);
        out.write(&record)?;
        bought.parts.push(part);
    }
    Ok(())
}
