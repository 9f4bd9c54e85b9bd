//! How a refund looks: the card before the question, and the columns of the list.

use anyhow::Result;

use super::show;
use crate::{
    context::Context,
    domain::refund::Reason,
    pipe::table::{TableColumn, TableShape},
    stages::refund::Proposal,
    store::Approval,
    ui::{Tone, sanitize},
};

fn tone(state: &str) -> Option<Tone> {
    match state {
        "refunded" => Some(Tone::Good),
        "refused" | "unknown" | "manual" => Some(Tone::Bad),
        "voided" => Some(Tone::Dim),
        _ => Some(Tone::Care),
    }
}

/// The columns of refunds for eyes.
pub static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::number("refund", "refund"),
        TableColumn::text("state", "state").required().tone(tone),
        TableColumn::text("order", "order"),
        TableColumn::text("line", "line").drop(4),
        TableColumn::text("reason", "reason").drop(2),
        TableColumn::number("amount", "amount"),
        TableColumn::number("given", "given").drop(3),
        TableColumn::text("limit", "limit").drop(3),
        TableColumn::text("plan", "plan").drop(2),
        TableColumn::text("why", "why").drop(1).flex(),
    ],
};

/// The columns of refunds for spreadsheets.
pub static CSV: &[&str] = &[
    "refund",
    "state",
    "channel",
    "order",
    "line",
    "slot",
    "reason",
    "amount.amount",
    "amount.currency",
    "given.amount",
    "allowed.amount",
    "policy",
    "vendor_refund",
    "by",
    "plan",
    "effect_id",
    "replayed",
    "limit",
    "why",
];

/// Shows what was paid, what was given back, and what the policy gives.
pub fn say(ctx: &mut Context, proposal: &Proposal, reason: Reason) -> Result<()> {
    let Proposal { sold, allowed, amount, .. } = proposal;
    let money = &sold.money;
    let title = sold.title.as_deref().map(sanitize).unwrap_or_default();
    let mut lines = vec![
        format!("REFUND  {} line {} on {}", sanitize(&sold.order), sanitize(&sold.line), sanitize(&sold.channel)),
        format!("  sold      {} × {title}, {}", sold.units, money.sold_at),
        format!("  paid      {}", money.gross),
        format!("  refunded  {}", money.refunded),
    ];
    if !money.held.is_zero() {
        lines.push(format!("  held      {}", money.held));
    }
    if sold.restocked > 0 {
        lines.push(format!("  came back {}", sold.restocked));
    }
    lines.push(format!("  policy    {} for {reason} ({})", allowed.amount, allowed.why));
    lines.push(format!("  asked     {amount}"));
    for fact in ctx.store()?.refunds_told(&sold.channel, &sold.order, &sold.line)? {
        let whose = if fact.ours { "ours" } else { "the marketplace's" };
        lines.push(format!("  {} {} ({whose})", fact.at, fact.amount));
    }
    ctx.ui.note(&lines.join("\n"));
    Ok(())
}

/// The card of a refund that waits in a plan; `None` where the plan is about something else.
pub fn of_plan(approval: &Approval) -> Option<String> {
    let shown = approval.payload.get("refund")?;
    let text = |key: &str| sanitize(shown[key].as_str().unwrap_or("?"));
    let allowed: Option<crate::domain::money::Money> = serde_json::from_value(shown["allowed"].clone()).ok();
    let mut card = format!(
        "REFUND {}  {} for {} line {} on {}\n  reason  {}\n  policy  {} gives {}\n",
        approval.plan_hash,
        approval.total,
        text("order"),
        text("line"),
        text("channel"),
        text("reason"),
        text("policy"),
        allowed.map_or_else(|| "?".to_owned(), |allowed| allowed.to_string()),
    );
    if let Some(limit) = approval.payload["beyond"]["limit"].as_str() {
        card += &format!("  beyond  {}: a yes goes beyond it\n", sanitize(limit));
    }
    Some(card)
}

/// A line for programs about the refund that waits in a plan.
pub fn rows_of_plan(ctx: &Context, approval: &Approval) -> Result<()> {
    let mut row = approval.payload["refund"].clone();
    if let Some(row) = row.as_object_mut() {
        row.insert("plan".into(), approval.plan_hash.clone().into());
        row.insert("state".into(), approval.state.clone().into());
        if let Some(stop) = approval.payload["beyond"].as_object() {
            row.extend(stop.clone());
        }
    }
    show::rows(ctx, None, &SHAPE, CSV, &[row]).map(|_| ())
}
