//! `arb support refund`: gives a buyer money back, once, within a policy and limits; `arb support refunds` lists them.
//!
//! The amount comes from the policy for a reason code, or from a person; a buyer's text is not read here. Asks at a
//! terminal; without one the refund waits in `arb approvals`. Refuses what is above the price paid, always.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::{ask, refund_card as card, show};
use crate::{
    context::Context,
    domain::{
        autonomy::Autonomy,
        effect::Kind,
        limits::Limit,
        purchase::hex,
        refund::{BY_POLICY, Policy, Reason, RefundCaps, RefundState, Stop, is_person},
    },
    error::{self, Exit},
    stages::refund::{self, Ended, Proposal, Wish},
    store::{BY_RULE, NewRefund, Refund, Requested},
    vendors::desk::Desk,
};

/// How long a yes holds.
const YES_MINUTES: i64 = 30;

/// What `arb support refund` is given.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Reasons: not_received, damaged, not_as_described, wrong_item, missing_part, changed_mind, late,
cancelled, goodwill. What each gives is in the policy (`refund_policy` under `[support]`).

Examples:
  arb support refund S0009-0123456789 --reason damaged --dry-run   what the policy allows
  arb support refund S0009-0123456789 --reason damaged             asks, or waits in `arb approvals`
  arb support refund S0009-0123456789 --reason goodwill --amount 2.50 --again
  arb support refund --approve 7f3a9c                              carry out one that waited"
)]
pub struct Args {
    /// The channel's order
    #[arg(value_name = "ORDER", required_unless_present = "approve", conflicts_with = "approve")]
    order: Option<String>,
    /// The line in it, where it has several
    #[arg(long, value_name = "LINE")]
    line: Option<String>,
    /// The channel, where several have an order of this name
    #[arg(long, value_name = "NAME")]
    channel: Option<String>,
    /// Why, as a code
    #[arg(long, value_name = "CODE", value_parser = reason, required_unless_present = "approve")]
    reason: Option<Reason>,
    /// How much, in the currency of the sale; unset is what the policy gives
    #[arg(long, value_name = "AMOUNT")]
    amount: Option<Decimal>,
    /// Another refund of a line that has one
    #[arg(long)]
    again: bool,
    /// Agree to the refund of the plan with this hash, exactly as it was shown, and carry it out
    #[arg(long, value_name = "HASH")]
    approve: Option<String>,
}

fn reason(code: &str) -> Result<Reason, String> {
    Reason::parse(code).ok_or_else(|| {
        let codes: Vec<&str> = Reason::ALL.iter().map(|reason| reason.name()).collect();
        format!("the reasons are {}", codes.join(", "))
    })
}

/// Runs `arb support refund`.
pub async fn run(ctx: &mut Context, args: &Args) -> Result<Exit> {
    let desk = ctx.desk()?;
    if let Some(hash) = &args.approve {
        return approved(ctx, &desk, hash).await;
    }
    let (Some(order), Some(reason)) = (&args.order, args.reason) else {
        return Err(error::usage("`arb support refund` needs an ORDER and `--reason`").into());
    };
    let now = ctx.now();
    if !ctx.global.dry_run {
        for remark in refund::refresh(ctx.store()?, &desk, now).await? {
            ctx.ui.warn(&remark);
        }
    }
    let policy = policy(ctx)?;
    let wish =
        Wish { order, line: args.line.as_deref(), channel: args.channel.as_deref(), reason, amount: args.amount };
    let proposal = refund::propose(ctx.store()?, &wish, &policy, now)?;
    let before = ctx.store()?.refund_of_line(&proposal.sold)?;
    if let Some(before) = before.filter(|old| !args.again && is_decided(old.state)) {
        return replayed(ctx, &before);
    }
    card::say(ctx, &proposal, reason)?;
    let beyond_price = proposal.stop.as_ref().is_some_and(|stop| !stop.limit.yields_to_a_person());
    if proposal.amount.is_zero() || beyond_price || ctx.global.dry_run {
        let state = if proposal.stop.is_some() { "denied" } else { "planned" };
        let mut row = unwritten(&proposal, reason, state);
        add_stop(&mut row, proposal.stop.as_ref());
        write(ctx, &[row])?;
        if let Some(stop) = &proposal.stop {
            ctx.ui.note(&format!("refund: denied, {stop}"));
        }
        return Ok(Exit::Done);
    }
    let requested = request(ctx, &desk, args, &proposal, &policy, reason)?;
    let refund = requested.refund().clone();
    decide(ctx, &desk, refund, proposal.stop, proposal.allowed.auto).await
}

/// Whether asking again brings nothing new.
fn is_decided(state: RefundState) -> bool {
    state.is_in_flight() || state == RefundState::Refunded
}

/// Shows the refund that the line has already.
fn replayed(ctx: &mut Context, refund: &Refund) -> Result<Exit> {
    let row = row(ctx, refund, true, None)?;
    write(ctx, &[row])?;
    let Refund { id, amount, state, .. } = refund;
    ctx.ui.note(&format!("refund: {id} of {amount} for this line is {state}, nothing was sent now"));
    ctx.ui.hint("another one for the same line takes `--again`");
    Ok(Exit::Done)
}

fn request(
    ctx: &mut Context,
    desk: &Desk,
    args: &Args,
    proposal: &Proposal,
    policy: &Policy,
    code: Reason,
) -> Result<Requested> {
    let channel = &proposal.sold.channel;
    let Some(vendor) = desk.seller_on(channel) else {
        return Err(error::refused(format!("nobody here gives refunds on {channel}"))
            .code("no_gateway")
            .hint("give it there by hand; `arb sync` books it")
            .into());
    };
    let new = NewRefund {
        sold: proposal.sold.clone(),
        amount: proposal.amount,
        allowed: proposal.allowed.amount,
        policy: policy.version.clone(),
        code,
        vendor: vendor.to_owned(),
        again: args.again,
    };
    let now = ctx.now();
    ctx.store()?.request_refund(&new, now)
}

/// Finds somebody, or a rule, to agree, and carries it out; else leaves it in a plan that waits.
async fn decide(ctx: &mut Context, desk: &Desk, refund: Refund, stop: Option<Stop>, by_rule: bool) -> Result<Exit> {
    if matches!(refund.state, RefundState::Authorised | RefundState::Held) {
        return carry_out(ctx, desk, refund).await;
    }
    let now = ctx.now();
    let allowed = refund::autonomy(desk, &refund.channel, ctx.config.support.refunds);
    if allowed < Autonomy::Approve {
        let channel = &refund.channel;
        return Err(error::refused(format!("refunds on {channel} are not given from here ({})", allowed.name()))
            .code("refunds_off")
            .hint("give it there by hand, `arb sync` books it; or set `refunds` under `[support]`")
            .into());
    }
    let (caps, day) = (caps(ctx)?, ctx.day(now)?);
    let stop = match stop {
        None => ctx.store()?.refund_stop(refund.id, &caps, &day, now)?,
        stop => stop,
    };
    let until = now + SignedDuration::from_mins(YES_MINUTES);
    if stop.is_none() && by_rule && allowed == Autonomy::Auto {
        let yes = ctx.store()?.authorise_refund(refund.id, &refund.intent_hash, BY_POLICY, false, until, now)?;
        return carry_out(ctx, desk, yes).await;
    }
    // A flag is nobody's yes: without a person at a terminal it waits.
    if ctx.global.yes || ctx.global.no_input || !ask::can_ask() {
        return wait(ctx, &refund, stop.as_ref(), until);
    }
    if let Some(stop) = &stop {
        ctx.ui.warn(&format!("{stop}; your yes goes beyond it"));
    }
    let question = format!("Give {} back to the buyer of {}?", refund.amount, refund.order);
    let who = ask::Person::at("the terminal").name();
    if !ask::confirm(ctx, &question)? {
        let no = ctx.store()?.void_refund(refund.id, &format!("{who} said no"), now)?;
        let row = row(ctx, &no, false, stop.as_ref())?;
        write(ctx, &[row])?;
        ctx.ui.note("nothing was refunded");
        return Ok(Exit::Done);
    }
    let store = ctx.store()?;
    let yes = store.authorise_refund(refund.id, &refund.intent_hash, &who, is_person(&who), until, now)?;
    carry_out(ctx, desk, yes).await
}

/// Puts it into a plan for `arb approvals`.
fn wait(ctx: &mut Context, refund: &Refund, stop: Option<&Stop>, until: Timestamp) -> Result<Exit> {
    let now = ctx.now();
    // What another process holds or sends meanwhile fills the very limits that stopped this one.
    let meanwhile = ctx.store()?.refund(refund.id)?;
    if meanwhile.state.holds() && !refund.state.holds() || is_decided(meanwhile.state) {
        return replayed(ctx, &meanwhile);
    }
    let waiting = refund.approval_id.is_some()
        && ctx.store()?.approvals(true, now)?.iter().any(|plan| plan.refunds.contains(&refund.id));
    if !waiting {
        let shown = json!({
            "refund": { "order": refund.order, "line": refund.line, "channel": refund.channel, "reason": refund.code,
                "amount": refund.amount, "allowed": refund.allowed, "policy": refund.policy, "intent": refund.intent_key },
            "beyond": stop, "expires_at": until,
        });
        let hash = hash_of(&shown);
        ctx.store()?.open_refund_plan(&hash, refund.id, &shown, until, now)?;
    }
    let refund = ctx.store()?.refund(refund.id)?;
    let row = row(ctx, &refund, waiting, stop)?;
    let hash = row["plan"].as_str().unwrap_or_default().to_owned();
    write(ctx, &[row])?;
    match stop {
        Some(stop) => ctx.ui.note(&format!("refund: waits for a person, {stop}")),
        None => ctx.ui.note("refund: waits for a person"),
    }
    ctx.ui.hint(&format!("`arb approvals show {hash}` shows it, `arb support refund --approve {hash}` gives it"));
    Ok(Exit::Done)
}

/// Says yes to the refund of a plan, where nobody did yet, and carries it out.
async fn approved(ctx: &mut Context, desk: &Desk, hash: &str) -> Result<Exit> {
    let plan = ctx.store()?.approval(hash)?;
    let refunds = ctx.store()?.refunds_in_plan(plan.id)?;
    if refunds.is_empty() {
        return Err(error::usage(format!("plan {} has no refund in it", plan.plan_hash))
            .code("no_such_plan")
            .hint(format!("`arb buy --approve {}` carries out purchases", plan.plan_hash))
            .into());
    }
    let now = ctx.now();
    if ctx.global.dry_run {
        let rows = refunds.iter().map(|refund| row(ctx, refund, false, None)).collect::<Result<Vec<_>>>()?;
        write(ctx, &rows)?;
        return Ok(Exit::Done);
    }
    for remark in refund::refresh(ctx.store()?, desk, now).await? {
        ctx.ui.warn(&remark);
    }
    if plan.state != "approved" {
        // A flag agrees to what the policy gives; more than that takes a person.
        let who = match ctx.global.yes {
            true => BY_RULE.to_owned(),
            false => ask::Person::at("`arb support refund`").name(),
        };
        ctx.store()?.approve_plan(&plan.plan_hash, &who, now)?;
    }
    let mut exit = Exit::Done;
    for refund in refunds {
        let refund = ctx.store()?.refund(refund.id)?;
        let one = match refund.state {
            RefundState::Authorised | RefundState::Held => carry_out(ctx, desk, refund).await?,
            _ => replayed(ctx, &refund)?,
        };
        exit = if one == Exit::Done { exit } else { one };
    }
    Ok(exit)
}

async fn carry_out(ctx: &mut Context, desk: &Desk, refund: Refund) -> Result<Exit> {
    let now = ctx.now();
    let (caps, day) = (caps(ctx)?, ctx.day(now)?);
    let ended = refund::carry_out(ctx.store()?, desk, &refund, &caps, &day, now).await;
    let after = match ended {
        Ok(Ended::At(after)) => after,
        Ok(Ended::Denied(stop)) if stop.limit.yields_to_a_person() => {
            // It was within the limits when it was agreed to; others were quicker.
            let until = now + SignedDuration::from_mins(YES_MINUTES);
            return wait(ctx, &refund, Some(&stop), until);
        }
        Ok(Ended::Denied(stop)) => {
            let no = ctx.store()?.void_refund(refund.id, &stop.to_string(), now)?;
            let row = row(ctx, &no, false, Some(&stop))?;
            write(ctx, &[row])?;
            ctx.ui.note(&format!("refund: denied, {stop}"));
            return Ok(Exit::Done);
        }
        // Another process is at it: it is given once.
        Err(why) if crate::effects::is_overtaken(&why) => {
            let refund = ctx.store()?.refund(refund.id)?;
            return replayed(ctx, &refund);
        }
        Err(why) => return Err(why),
    };
    let row = row(ctx, &after, false, None)?;
    write(ctx, &[row])?;
    let Refund { id, order, amount, state, .. } = &after;
    let reason = after.reason.as_deref().unwrap_or("no reason given");
    match state {
        RefundState::Refunded => {
            ctx.ui.note(&format!("refund: {} given back for {order}", after.actual.unwrap_or(*amount)));
        }
        RefundState::Refused => {
            ctx.ui.warn(&format!("refund {id}: refused by {}: {reason}", after.vendor));
            return Ok(Exit::Partial);
        }
        // What is open is said by whoever closes the command.
        _ => ctx.ui.note(&format!("refund {id} is {state}: {reason}; {amount} stays held")),
    }
    Ok(Exit::Done)
}

/// Runs `arb support refunds`.
pub fn list(ctx: &mut Context, all: bool) -> Result<Exit> {
    let states: Vec<RefundState> =
        if all { Vec::new() } else { RefundState::ALL.into_iter().filter(|state| !state.is_over()).collect() };
    let refunds = ctx.books()?.refunds(&states)?;
    let rows = refunds.iter().map(|refund| row(ctx, refund, false, None)).collect::<Result<Vec<_>>>()?;
    write(ctx, &rows)?;
    if rows.is_empty() {
        ctx.ui.note(if all { "nothing was ever refunded from here" } else { "no refund is open" });
    }
    Ok(Exit::Done)
}

fn policy(ctx: &Context) -> Result<Policy> {
    let Some(file) = &ctx.config.support.refund_policy else { return Ok(Policy::built_in()) };
    let text = std::fs::read_to_string(file)
        .map_err(|why| error::config(format!("can't read the refund policy `{}`", file.display())).because(why))?;
    Policy::parse(&text).map_err(|why| {
        error::config(format!("the refund policy `{}` can't be used", file.display()))
            .hint("the built-in one is `data/support/refunds.toml`, with every key explained")
            .because(why)
            .into()
    })
}

fn caps(ctx: &mut Context) -> Result<RefundCaps> {
    let caps = ctx.budget()?.caps;
    let (per_day, per_buyer) = (caps.minor(Limit::RefundsPerDay), caps.count(Limit::RefundsPerBuyer));
    Ok(RefundCaps { currency: caps.currency, per_day, per_buyer })
}

/// The first twelve hexadecimal digits of what is shown.
fn hash_of(shown: &Value) -> String {
    use sha2::Digest as _;
    hex(&sha2::Sha256::digest(shown.to_string().as_bytes()))[..12].to_owned()
}

fn unwritten(proposal: &Proposal, reason: Reason, state: &str) -> Map<String, Value> {
    let Proposal { sold, allowed, amount, .. } = proposal;
    let row = json!({
        "intent": null, "effect_id": null, "refund": null, "state": state, "channel": sold.channel, "order": sold.order,
        "line": sold.line, "reason": reason, "amount": amount, "allowed": allowed.amount, "gross": sold.money.gross,
        "refunded": sold.money.refunded, "held": sold.money.held, "why": allowed.why, "replayed": false,
    });
    into_map(row)
}

fn row(ctx: &mut Context, refund: &Refund, replayed: bool, stop: Option<&Stop>) -> Result<Map<String, Value>> {
    let books = ctx.books()?;
    let effect = books.effect_of(Kind::Refund, refund.id)?.map(|effect| effect.id);
    let lines = books.sold_lines(&refund.order)?;
    let sold = lines.iter().find(|sold| sold.channel == refund.channel && sold.line == refund.line);
    let plan = match refund.approval_id {
        Some(id) => books.plan_hash(id)?,
        None => None,
    };
    let mut row = into_map(json!({
        "intent": refund.intent_key, "effect_id": effect, "refund": refund.id, "state": refund.state,
        "channel": refund.channel, "order": refund.order, "line": refund.line, "slot": refund.slot, "reason": refund.code,
        "amount": refund.amount, "allowed": refund.allowed, "policy": refund.policy, "given": refund.actual,
        "gross": sold.map(|sold| sold.money.gross), "refunded": sold.map(|sold| sold.money.refunded),
        "held": sold.map(|sold| sold.money.held), "vendor_refund": refund.vendor_refund, "reference": refund.reference,
        "plan": plan, "by": refund.authorised_by, "beyond": refund.beyond, "requested_at": refund.requested_at,
        "refunded_at": refund.refunded_at, "why": refund.reason, "replayed": replayed,
    }));
    row.retain(|key, value| !value.is_null() || key == "effect_id");
    add_stop(&mut row, stop);
    Ok(row)
}

fn add_stop(row: &mut Map<String, Value>, stop: Option<&Stop>) {
    if let Some(Value::Object(stop)) = stop.and_then(|stop| serde_json::to_value(stop).ok()) {
        row.extend(stop);
    }
}

fn into_map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn write(ctx: &Context, rows: &[Map<String, Value>]) -> Result<()> {
    show::rows(ctx, None, &card::SHAPE, card::CSV, rows).map(|_| ())
}
