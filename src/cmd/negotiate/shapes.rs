//! What is shown of deals, to people and to programs.

use std::io::Write as _;

use anyhow::Result;
use serde::Serialize;

use super::{Count, haggle};
use crate::{
    context::Context,
    domain::{money::Money, record::Record},
    pipe::{
        output::Output,
        table::{TableColumn, TableShape},
    },
    stages::negotiate::Progress,
    store::{Deal, DealMove},
    ui::{Tone, sanitize},
};

fn tone(state: &str) -> Option<Tone> {
    match state {
        "agreed" | "bought" => Some(Tone::Good),
        "open" => None,
        "person" => Some(Tone::Care),
        _ => Some(Tone::Dim),
    }
}

pub(super) static RECORDS: TableShape = TableShape {
    columns: &[
        TableColumn::number("deal", "deal.number"),
        TableColumn::text("state", "deal.state").required().tone(tone),
        TableColumn::text("id", "id").flex(),
        TableColumn::number("asked", "deal.asked"),
        TableColumn::number("offer", "deal.offer"),
        TableColumn::number("agreed", "deal.agreed"),
        TableColumn::text("why", "deal.why").flex(),
    ],
};
pub(super) static RECORDS_CSV: &[&str] = &[
    "id",
    "deal.number",
    "deal.state",
    "deal.asked.amount",
    "deal.asked.currency",
    "deal.offer.amount",
    "deal.agreed.amount",
    "deal.why",
];

pub(super) static DEALS: TableShape = TableShape {
    columns: &[
        TableColumn::number("deal", "id"),
        TableColumn::text("state", "state").tone(tone),
        TableColumn::text("record", "record_id").flex(),
        TableColumn::text("title", "title").flex(),
        TableColumn::number("asked", "asked"),
        TableColumn::number("offer", "offer"),
        TableColumn::number("agreed", "agreed"),
        TableColumn::number("put aside", "held").drop(1),
        TableColumn::text("until", "deadline").drop(2),
        TableColumn::text("why", "reason").drop(3).flex(),
    ],
};
pub(super) static DEALS_CSV: &[&str] = &[
    "id",
    "state",
    "record_id",
    "title",
    "quantity",
    "asked.amount",
    "asked.currency",
    "top.amount",
    "offer.amount",
    "agreed.amount",
    "held.amount",
    "opened_at",
    "deadline",
    "reason",
];

/// What `negotiate` writes under `deal`.
#[derive(Serialize)]
pub(super) struct Part<'a> {
    number: i64,
    state: &'a str,
    asked: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agreed: Option<Money>,
    held: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    to_send: Vec<String>,
}

/// The part of a deal's record.
pub(super) fn part<'a>(deal: &'a Deal, progress: Option<&Progress>) -> Part<'a> {
    let denied = progress.and_then(|progress| progress.denied.as_ref().map(ToString::to_string));
    let why = denied.or_else(|| progress.and_then(|progress| progress.why.clone())).or_else(|| deal.reason.clone());
    let files = progress.into_iter().flat_map(|progress| &progress.to_send);
    Part {
        number: deal.id,
        state: &deal.state,
        asked: deal.asked,
        offer: deal.offer,
        agreed: deal.agreed,
        held: deal.held,
        why,
        to_send: files.map(|path| path.display().to_string()).collect(),
    }
}

/// Haggles over these records; see [`haggle`].
pub(in crate::cmd) async fn step(
    ctx: &mut Context,
    records: Vec<Record>,
    pending: bool,
    out: &mut Output,
) -> Result<Count> {
    haggle(ctx, records, pending, out).await
}

/// What a person must know of one deal.
pub(super) fn say(ctx: &Context, deal: &Deal, progress: &Progress) {
    for path in &progress.to_send {
        ctx.ui.note(&format!("deal {}: send the message in {}", deal.id, path.display()));
    }
    if !progress.waiting.is_empty() {
        ctx.ui.note(&format!("deal {}: a message waits for your yes: `arb negotiate send {}`", deal.id, deal.id));
    }
    if let Some(denial) = &progress.denied {
        ctx.ui.note(&format!("deal {}: no offer is made, {denial}", deal.id));
    }
    if deal.state == "person" {
        let why = deal.reason.as_deref().unwrap_or("it needs you");
        ctx.ui.note(&format!("deal {}: {why}: `arb negotiate show {}`", deal.id, deal.id));
    }
}

/// One line over the run.
pub(super) fn summary(ctx: &Context, count: &Count) {
    let Count { deals, said, agreed, over, waits, denied, unfit } = *count;
    let parts = [
        (said, "messages sent"),
        (agreed, "agreed"),
        (over, "over"),
        (denied, "held back by a limit"),
        (unfit, "not to be haggled over"),
        (waits, "wait for you"),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let deals = if deals == 1 { "1 deal".to_owned() } else { format!("{deals} deals") };
    ctx.ui.note(&format!("negotiate: {deals}{}{}", if parts.is_empty() { "" } else { ": " }, parts.join(", ")));
    if agreed > 0 {
        ctx.ui.hint("`arb buy` buys what was agreed");
    }
}

/// A deal for eyes.
pub(super) fn tell(deal: &Deal, moves: &[DealMove]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "DEAL {}  {} · {}", deal.id, deal.state, sanitize(&deal.title))?;
    writeln!(out, "  where    {}, item {}, {} wanted", sanitize(&deal.source), sanitize(&deal.item), deal.quantity)?;
    let rungs: Vec<String> = deal.ladder.rungs.iter().map(|rung| deal.ladder.money(*rung).to_string()).collect();
    writeln!(out, "  asked    {}", deal.asked)?;
    writeln!(out, "  ladder   {}, never above {}, until {}", rungs.join(" → "), deal.top, deal.deadline)?;
    writeln!(out, "  aside    {}", deal.held)?;
    if let Some(reason) = &deal.reason {
        writeln!(out, "  why      {}", sanitize(reason))?;
    }
    for one in moves {
        let price = one.price.map(|price| format!(" {price}")).unwrap_or_default();
        writeln!(out, "{}  {} · {}{price}", one.at, one.who, one.act)?;
        for line in one.words.iter().flat_map(|words| words.lines()) {
            writeln!(out, "    {}", sanitize(line))?;
        }
    }
    Ok(())
}
