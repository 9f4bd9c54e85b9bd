//! The people of the demo: sellers who are haggled with, customers who write, and an operator who keeps a promise.

use std::io::Write;

use anyhow::Result;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::{
    context::Context,
    domain::{money::Money, support::Promised},
    stages::{promises, support},
    store::{PromiseRow, Ticket},
    ui::{Tone, sanitize},
};

/// What the operator writes when the answer that was promised comes.
const FURTHER: &str = "Hello,\n\nThank you for your patience. We have looked into it: everything about your order is in its \
details at the marketplace, and you can write to us here at any time.\n\nBest regards";

/// What happened between people.
#[derive(Debug, Default, Serialize)]
pub struct People {
    /// Messages to sellers about a price.
    pub haggled: usize,
    /// Prices that were agreed.
    pub agreed: usize,
    /// How far below what was asked, on average over what was agreed, in percent.
    pub below_asked_pct: Option<Decimal>,
    /// One deal, move by move.
    pub deal: Option<String>,
    /// What became of one customer's return.
    pub return_asked: Option<String>,
    /// What brought in a person once.
    pub escalation: Option<String>,
    /// A promise that was kept.
    pub promise: Option<String>,
    #[serde(skip)]
    owed: Option<i64>,
}

impl People {
    /// The operator's day: lets one answer go that promises another, and writes that one the day after.
    pub async fn day(&mut self, ctx: &mut Context) -> Result<()> {
        let (desk, now) = (ctx.desk()?, ctx.now());
        let hours = ctx.config.support.promises.clone();
        let store = ctx.store()?;
        if let Some(ticket) = self.owed.take() {
            let further = store.follow_up(ticket, FURTHER, now)?;
            let ready = store.approve_ticket(further.id, now)?;
            support::send(store, &desk, &ready, now).await?;
            store.settle_promises(now)?;
        } else if self.promise.is_none() && store.promises(true)?.is_empty() {
            let promising = |ticket: &Ticket| {
                ticket.category != "negotiation"
                    && promises::going(&ticket.body, &hours).iter().any(|one| one.promise.what == Promised::Reply)
            };
            let Some(drafted) = store.tickets(&["drafted"])?.into_iter().find(promising) else { return Ok(()) };
            promises::note(store, &drafted, &hours, now)?;
            let ready = store.approve_ticket(drafted.id, now)?;
            let sent = support::send(store, &desk, &ready, now).await?;
            self.owed = sent.filter(|ticket| ticket.state == "sent").map(|ticket| ticket.id);
        }
        Ok(())
    }

    /// What is told of them in the end.
    pub fn gather(&mut self, ctx: &mut Context) -> Result<()> {
        let store = ctx.store()?;
        let deals = store.deals(&["agreed", "bought"])?;
        let below =
            |asked: &Money, price: &Money| (asked.amount() - price.amount()) * Decimal::ONE_HUNDRED / asked.amount();
        let shares: Vec<Decimal> =
            deals.iter().filter_map(|deal| Some(below(&deal.asked, deal.agreed.as_ref()?))).collect();
        if !shares.is_empty() {
            let sum: Decimal = shares.iter().sum();
            self.below_asked_pct = Some((sum / Decimal::from(shares.len())).round_dp(1).normalize());
        }
        let mut told: Vec<(usize, String)> = Vec::new();
        for deal in &deals {
            let moves = store.deal_moves(deal.id)?;
            let said = |who: &str| {
                let of = moves.iter().filter(|one| one.who == who && one.price.is_some());
                of.filter_map(|one| Some(one.price?.to_string())).collect::<Vec<_>>().join(", ")
            };
            let agreed = deal.agreed.map(|price| price.to_string()).unwrap_or_default();
            told.push((moves.len(), format!("asked {} · we {} · taken at {agreed}", deal.asked, said("us"))));
        }
        self.deal = told.into_iter().max_by_key(|(moves, _)| *moves).map(|(_, text)| text);
        let tickets = store.tickets(&[])?;
        self.return_asked = tickets
            .iter()
            .find(|ticket| ticket.category == "return" && ticket.state == "sent")
            .or_else(|| tickets.iter().find(|ticket| ticket.category == "return"))
            .map(|ticket| {
                format!("ticket {}, {}", ticket.id, if ticket.sent_at.is_some() { "answered" } else { "waits for you" })
            });
        self.escalation = tickets.iter().find(|ticket| ticket.state == "escalated").map(|ticket| {
            let why = ticket.reason.as_deref().and_then(|why| why.split(':').next()).unwrap_or("a person must write");
            format!("ticket {}, {}", ticket.id, sanitize(why))
        });
        let kept = |promise: &PromiseRow| {
            let by = promise.evidence.as_deref().unwrap_or_default();
            format!("ticket {} owed {}: kept, {by}", promise.ticket, promise.what.noun())
        };
        self.promise = store.promises(true)?.iter().find(|promise| promise.state == "kept").map(kept);
        Ok(())
    }

    /// The line about the sellers.
    pub fn tell_haggle(&self, out: &mut impl Write) -> Result<()> {
        let below = self.below_asked_pct.map(|below| format!(" · {below} % below what was asked")).unwrap_or_default();
        writeln!(out, "  haggle    {} messages to sellers · {} agreed{below}", self.haggled, self.agreed)?;
        Ok(())
    }

    /// The lines about what was said.
    pub fn tell(&self, out: &mut impl Write, color: bool) -> Result<()> {
        let lines = [
            ("a haggle", &self.deal),
            ("a return", &self.return_asked),
            ("a person", &self.escalation),
            ("a promise", &self.promise),
        ];
        for (what, line) in lines.into_iter().filter_map(|(what, line)| Some((what, line.as_ref()?))) {
            let cut: String = line.chars().take(64).collect();
            writeln!(out, "  {}  {cut}", Tone::Dim.paint(&format!("{what:>10}"), color))?;
        }
        Ok(())
    }
}
