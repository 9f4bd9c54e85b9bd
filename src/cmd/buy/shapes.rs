//! What `arb buy` shows: its table, its CSV, its last sentence.

use anyhow::Result;

use super::Bought;
use crate::{
    context::Context,
    domain::{money::Money, purchase::PurchaseState},
    pipe::table::{TableColumn, TableShape},
    stages::buy,
    ui::Tone,
};

fn state_tone(word: &str) -> Option<Tone> {
    match word {
        "placed" | "shipped" | "received" => Some(Tone::Good),
        "unknown" | "manual" | "denied" => Some(Tone::Care),
        "rejected" | "cancelled" => Some(Tone::Bad),
        _ => None,
    }
}

pub(super) static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("state", "purchase.state").required().tone(state_tone),
        TableColumn::text("product", "offer.title").flex(),
        TableColumn::text("id", "id").drop(4).flex(),
        TableColumn::number("qty", "purchase.quantity"),
        TableColumn::number("estimate", "purchase.estimate").drop(3),
        TableColumn::number("charged", "purchase.charged"),
        TableColumn::text("order", "purchase.vendor_order").drop(2),
        TableColumn::text("why", "purchase.why").drop(1).flex(),
    ],
};

pub(super) static CSV: &[&str] = &[
    "id",
    "offer.title",
    "purchase.state",
    "purchase.quantity",
    "purchase.estimate.amount",
    "purchase.charged.amount",
    "purchase.vendor_order",
    "purchase.reference",
    "purchase.why",
];

/// The last sentence.
pub(super) fn summary(ctx: &mut Context, bought: &Bought, plan_only: bool) -> Result<()> {
    let sum = buy::charged(bought.parts.iter(), Money::zero(ctx.currency()?))?;
    let mut parts = Vec::new();
    for (state, word) in [
        (PurchaseState::Placed, "placed"),
        (PurchaseState::Denied, "denied by a limit"),
        (PurchaseState::Rejected, "refused by the vendor"),
        (PurchaseState::Unknown, "unknown"),
        (PurchaseState::Manual, "for you to place"),
        (PurchaseState::Proposed, if plan_only { "planned" } else { "proposed" }),
    ] {
        let count = bought.count(state);
        let paid = if state == PurchaseState::Placed && !sum.is_zero() { format!(" for {sum}") } else { String::new() };
        if count > 0 {
            parts.push(format!("{count} {word}{paid}"));
        }
    }
    if bought.replayed > bought.declined {
        parts.push(format!("{} bought before", bought.replayed - bought.declined));
    }
    if bought.declined > 0 {
        parts.push(format!("{} declined before at this price", bought.declined));
    }
    if bought.unfit > 0 {
        parts.push(format!("{} not plannable", bought.unfit));
    }
    if parts.is_empty() {
        parts.push("nothing to buy".into());
    }
    ctx.ui.note(&format!("buy: {}", parts.join(" · ")));
    if let Some(denied) = bought.parts.iter().find_map(|part| part.denied.as_ref()) {
        ctx.ui.hint(&format!("{denied}; `arb limits` shows them all"));
    }
    Ok(())
}
