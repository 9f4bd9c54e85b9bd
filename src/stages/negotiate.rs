//! Negotiate: from a record that is a buy at a lower price to a deal at that price, or to none.
//!
//! The ladder decides what may be said (`domain::negotiation`), the limits whether the money is there, the settings how far
//! it goes without a person. Where no vendor carries messages, what is to be said is written to a file for a person to send,
//! and that person tells what came back.

mod hearing;

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::Decimal;

use super::buy::{self, HowFar, Planned, plan_record, receipt};
use crate::{
    advice::{
        Adviser,
        negotiator::{self, Case},
    },
    config::Costs,
    domain::{
        analysis::{Analysis, Verdict},
        autonomy::Autonomy,
        limits::{Deal as Known, Denial, UNKNOWN},
        money::{Currency, Money},
        negotiation::{
            Effective, End, Evidence, Ladder, Next, Ours, Terms, at_price, choices, next, offers,
            words::{Form, Messages, Slots, leaves},
        },
        offer::Offer,
        record::{Record, Stage},
    },
    effects,
    store::{Budget, Deal, NewDeal, NewPurchase, Opened, Saying, Spoken, Store, Ticket},
    ui::sanitize,
    vendors::desk::Desk,
};

/// A talk that is longer than this in one run is a loop.
const MOST_MOVES: usize = 32;

/// What haggling goes by.
pub struct Table {
    /// The vendors.
    pub desk: Desk,
    /// The settings of the ladder.
    pub terms: Terms,
    /// The texts.
    pub messages: Messages,
    /// How far it may go without a person, by source.
    pub how_far: HowFar,
    /// The limits.
    pub budget: Budget,
    /// What a price becomes in hand.
    pub costs: Costs,
    /// The zone whose dates are written.
    pub zone: TimeZone,
    /// Where messages lie that a person sends.
    pub by_hand: PathBuf,
    /// Whether nothing is written down or sent.
    pub dry_run: bool,
}

/// What became of a deal in one run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Offers and other words that went out.
    pub said: usize,
    /// Files that a person sends.
    pub to_send: Vec<PathBuf>,
    /// Tickets that wait for a person's yes.
    pub waiting: Vec<i64>,
    /// The limit that refuses the next word.
    pub denied: Option<Denial>,
    /// Why it goes no further now.
    pub why: Option<String>,
}

/// What became of a record.
#[derive(Debug)]
pub enum Considered {
    /// It is haggled over.
    Deal(Box<Deal>),
    /// It was, and nothing changed since.
    Over(Box<Deal>),
    /// It is not to be haggled over; it passes through.
    Not,
    /// It can't be, for this reason.
    Unfit(String),
}

impl Table {
    /// Opens the deal of a record that is a buy at a lower price, or finds the one that it has.
    pub fn consider(&self, store: &mut Store, record: &Record, now: Timestamp) -> Result<Considered> {
        let (Some(offer), Some(analysis)) =
            (record.get::<Offer>(Stage::Offer)?, record.get::<Analysis>(Stage::Analysis)?)
        else {
            return Ok(Considered::Not);
        };
        if analysis.verdict != Verdict::Negotiate {
            return Ok(Considered::Not);
        }
        let Some(max_cost) = analysis.max_cost else {
            return Ok(Considered::Unfit("it has no highest cost".to_owned()));
        };
        if self.how_far.bargaining(&self.desk, &offer.source) == Autonomy::Off {
            return Ok(Considered::Unfit(format!("`[autonomy]` is `off` for `{}`", offer.source)));
        }
        let evidence = Evidence {
            asked: offer.price,
            max_cost,
            market: analysis.sell.as_ref().map(|sell| sell.price),
            days_listed: number(&offer, "days_listed"),
            drops: number(&offer, "price_drops").unwrap_or(0),
        };
        let ladder = match Ladder::new(&evidence, &self.terms, now) {
            Ok(ladder) => ladder,
            Err(why) => return Ok(Considered::Unfit(why.to_string())),
        };
        let purchase = match self.purchase(record, ladder.money(ladder.opening()), now)? {
            Ok(purchase) => purchase,
            Err(why) => return Ok(Considered::Unfit(why)),
        };
        let known = Known::read(record);
        let class = |name: Option<String>| name.unwrap_or_else(|| UNKNOWN.to_owned());
        let new = NewDeal {
            record_id: purchase.record_id.clone(),
            source: offer.source.clone(),
            item: offer.item.clone(),
            seller: offer.seller.clone().unwrap_or_default(),
            product: purchase.product.clone(),
            title: sanitize(analysis.title.as_deref().or(offer.title.as_deref()).unwrap_or("your item")),
            category: class(known.category),
            brand: class(known.brand),
            quantity: purchase.quantity,
            units: purchase.units,
            ladder,
        };
        if self.dry_run {
            return Ok(Considered::Unfit(format!(
                "would be offered {} first and {} at most",
                new.ladder.money(new.ladder.opening()),
                new.ladder.money(new.ladder.top)
            )));
        }
        Ok(match store.open_deal(&new, now)? {
            Opened::New(deal) | Opened::Existing(deal) => Considered::Deal(Box::new(deal)),
            Opened::Over(deal) => Considered::Over(Box::new(deal)),
        })
    }

    /// Goes on with a deal as far as it goes now.
    pub async fn go_on(
        &self,
        store: &mut Store,
        adviser: Option<&Adviser>,
        deal: i64,
        now: Timestamp,
    ) -> Result<Progress> {
        let mut progress = Progress::default();
        for _ in 0..MOST_MOVES {
            let deal = store.deal(deal)?;
            let goes_on = self.send_waiting(store, &deal, &mut progress, now).await?;
            if !goes_on || !matches!(deal.state.as_str(), "open" | "person") {
                break;
            }
            // One that waits for a person is heard on: a new offer of the seller's may be all that was missing.
            if let Err(why) = self.hear(store, &deal, now).await? {
                progress.why = Some(why);
                break;
            }
            let deal = store.deal(deal.id)?;
            let history = store.deal_history(deal.id)?;
            match next(&deal.ladder, &history, now) {
                _ if deal.state != "open" => break,
                Next::Wait(_) => break,
                // Where an offer stands until it is answered, the same again would be a second one.
                Next::Say(Ours::Nudge(_)) if !self.repeats(&deal) => break,
                // What may still be taken is owed until it is answered, however late it is.
                Next::Over(end) => {
                    let stands = if end == End::Lapsed { self.stands(store, &deal).await? } else { None };
                    match stands {
                        Some(why) => progress.why = Some(format!("its time is over, and {why}")),
                        None => drop(store.end_deal(deal.id, end, ended(end), now)?),
                    }
                    break;
                }
                Next::Person(why) => {
                    store.ask_about_deal(deal.id, why, now)?;
                    break;
                }
                Next::Say(ours) => {
                    if !self.say(store, adviser, &deal, ours, &mut progress, now).await? {
                        break;
                    }
                }
            }
        }
        Ok(progress)
    }

    /// Sends what is ready; whether the talk may go on.
    async fn send_waiting(
        &self,
        store: &mut Store,
        deal: &Deal,
        progress: &mut Progress,
        now: Timestamp,
    ) -> Result<bool> {
        let Some(last) = store.deal_tickets(deal.id)?.pop() else { return Ok(true) };
        match last.state.as_str() {
            "ready" => {
                let sent = self.send(store, &last, now).await?;
                progress.said += usize::from(sent.state == "sent");
                match sent.state.as_str() {
                    "sent" => Ok(true),
                    "failed" => self.could_not_say(store, deal, &sent, now),
                    _ => {
                        progress.why = Some("nobody knows whether the last word went out".to_owned());
                        Ok(false)
                    }
                }
            }
            "drafted" if !self.is_by_hand(&deal.source) => {
                progress.waiting.push(last.id);
                Ok(false)
            }
            "sending" | "unknown" | "manual" => {
                progress.why = Some("nobody knows whether the last word went out".to_owned());
                Ok(false)
            }
            "failed" if deal.is_open() => self.could_not_say(store, deal, &last, now),
            _ => Ok(true),
        }
    }

    /// A word that is known not to be out: what was to be agreed to is gone, any other is for a person.
    fn could_not_say(&self, store: &mut Store, deal: &Deal, failed: &Ticket, now: Timestamp) -> Result<bool> {
        let why = format!("it could not be sent: {}", failed.reason.as_deref().unwrap_or("nobody says why"));
        if deal.state == "agreed" {
            store.end_deal(deal.id, End::Gone, &why, now)?;
        } else {
            store.ask_about_deal(deal.id, &why, now)?;
        }
        Ok(false)
    }

    /// Sends the ticket of a deal's move.
    pub async fn send(&self, store: &mut Store, ticket: &Ticket, now: Timestamp) -> Result<Ticket> {
        let gateway =
            self.desk.gateway(&ticket.source).with_context(|| format!("nobody answers for `{}`", ticket.source))?;
        match effects::bid(store, gateway.as_ref(), ticket.id, now).await {
            Err(why) if effects::is_overtaken(&why) => store.ticket(ticket.id),
            sent => sent,
        }
    }

    /// Says the next word; whether the talk may go on at once.
    async fn say(
        &self,
        store: &mut Store,
        adviser: Option<&Adviser>,
        deal: &Deal,
        engine: Ours,
        progress: &mut Progress,
        now: Timestamp,
    ) -> Result<bool> {
        let history = store.deal_history(deal.id)?;
        let made = offers(&history).len();
        let words = |ours: Ours| {
            let highest = made + 1 >= deal.ladder.rungs.len();
            let slots = self.slots(deal, ours.price());
            (self.messages.text(Form::of(ours, made, highest), &slots), slots)
        };
        let (ours, body, by_model) = match adviser {
            Some(adviser) if engine != Ours::Walk => {
                let of = |price: i64| match engine {
                    Ours::Offer(_) => Ours::Offer(price),
                    other => other,
                };
                let moves = store.deal_moves(deal.id)?;
                let seller = moves.iter().rev().find(|one| one.who == "seller").and_then(|one| one.words.as_deref());
                let case = Case {
                    deal: &format!("deal:{}", deal.id),
                    source: &deal.source,
                    engine,
                    choices: choices(engine, &history).into_iter().map(|price| (price, words(of(price)).0)).collect(),
                    walk: words(Ours::Walk).0,
                    asked: deal.asked,
                    title: &deal.title,
                    seller,
                };
                let chosen = negotiator::choose(adviser, store, &case, now).await?;
                match chosen.holds {
                    Effective::Person => {
                        store.ask_about_deal(deal.id, "the model asks for a person", now)?;
                        return Ok(false);
                    }
                    Effective::Say(ours) => (ours, chosen.text, chosen.by_model),
                }
            }
            _ => (engine, words(engine).0, false),
        };
        // Whoever worded it: nothing but the one price leaves.
        let standing = words(ours);
        let (body, by_model) = match leaves(&body, &standing.1) {
            Ok(()) => (body, by_model),
            Err(_) => (standing.0, false),
        };
        if let Err(why) = leaves(&body, &standing.1) {
            store.ask_about_deal(deal.id, &format!("the message may not leave: {why}"), now)?;
            return Ok(false);
        }
        let worded = if by_model { "model" } else { "template" };
        self.write(store, deal, ours, &body, worded, progress, now).await
    }

    /// Writes a word down, and sends it where that is left to us.
    #[expect(clippy::too_many_arguments, reason = "each is one of the things that a word is made of")]
    async fn write(
        &self,
        store: &mut Store,
        deal: &Deal,
        ours: Ours,
        body: &str,
        worded: &str,
        progress: &mut Progress,
        now: Timestamp,
    ) -> Result<bool> {
        let vendor = self.talks(&deal.source);
        let autonomy = self.how_far.bargaining(&self.desk, &deal.source);
        let waits = match (vendor, autonomy) {
            (None, _) | (_, Autonomy::Assist) => Some("for you to send by hand"),
            (Some(_), Autonomy::Auto) => None,
            (Some(_), _) => Some("`[autonomy]` leaves it to you"),
        };
        let purchase = match ours.price() {
            None => None,
            Some(price) => {
                let record = store.record(&deal.record_id)?;
                let record =
                    record.with_context(|| format!("the record `{}` is not in the database", deal.record_id))?;
                match self.purchase(&record, deal.ladder.money(price), now)? {
                    Ok(purchase) => Some(purchase),
                    Err(why) => {
                        progress.why = Some(why);
                        return Ok(false);
                    }
                }
            }
        };
        let saying = Saying {
            deal: deal.id,
            ours,
            body,
            worded,
            vendor: vendor.filter(|_| autonomy != Autonomy::Assist).unwrap_or(&deal.source),
            carried: vendor.is_some() && autonomy != Autonomy::Assist,
            waits,
            purchase: purchase.as_ref(),
        };
        let ticket = match store.say(&saying, &self.budget, now)? {
            Spoken::Written(ticket) => ticket,
            Spoken::Denied(denial) => {
                progress.denied = Some(denial);
                return Ok(false);
            }
        };
        match waits {
            None => Ok(true),
            Some(_) if self.is_by_hand(&deal.source) => {
                let path = self.by_hand.join(format!("deal-{}-{}.txt", deal.id, ticket.id));
                receipt::once(&path, &self.card(deal, body))?;
                progress.to_send.push(path);
                Ok(false)
            }
            Some(_) => {
                progress.waiting.push(ticket.id);
                Ok(false)
            }
        }
    }

    /// Why what a ticket offers is no buy any more, where it is none: it may have waited for its yes for long.
    pub fn against(&self, store: &Store, deal: &Deal, ticket: &Ticket, now: Timestamp) -> Result<Option<String>> {
        let Some(price) = effects::talk_of(ticket).and_then(|talk| talk.ours.price()) else { return Ok(None) };
        let Some(record) = store.record(&deal.record_id)? else { return Ok(Some("its record is gone".to_owned())) };
        Ok(self.purchase(&record, deal.ladder.money(price), now)?.err())
    }

    /// What a person sends, and what to type when an answer comes.
    fn card(&self, deal: &Deal, body: &str) -> String {
        let Deal { id, source, item, title, .. } = deal;
        format!(
            "TO SEND BY HAND  deal {id}\n\n  about   {title}\n  where   {source}, item {}\n  subject [deal {id}]\n\n{body}\n\n\
             What the seller answers:\n  arb negotiate reply {id} --counter 120.00\n  arb negotiate reply {id} --agreed\n  \
             arb negotiate reply {id} --declined\n  arb negotiate reply {id} --text answer.txt\n",
            sanitize(item)
        )
    }

    /// Whether a person sends what is said to sellers of a source.
    fn is_by_hand(&self, source: &str) -> bool {
        self.talks(source).is_none() || self.how_far.bargaining(&self.desk, source) == Autonomy::Assist
    }

    fn talks(&self, source: &str) -> Option<&'static str> {
        self.desk.talks_to(source)
    }

    fn slots(&self, deal: &Deal, price: Option<i64>) -> Slots {
        let until = deal.deadline.to_zoned(self.zone.clone()).date();
        Slots::new(&deal.title, price.map(|price| deal.ladder.money(price)), deal.quantity, until)
    }

    /// The purchase that a price would lead to; why there is none where there is none.
    fn purchase(&self, record: &Record, price: Money, now: Timestamp) -> Result<Result<NewPurchase, String>> {
        let account: Currency = self.budget.caps.currency;
        if price.currency() != account {
            return Ok(Err(format!("it is sold in {}, the limits are in {account}", price.currency())));
        }
        let Some(at) = at_price(record, price, &self.costs)? else {
            return Ok(Err(format!("at {price} it is no buy by its latest judgement")));
        };
        let tax: Decimal = self.costs.tax_pct;
        Ok(match plan_record(&at, tax, now)? {
            Planned::Item(mut item) => {
                item.vendor = self
                    .desk
                    .vendor_of(&item.source)
                    .map_or_else(|| self.desk.vendor_by_hand(&item.source), str::to_owned);
                Ok(buy::proposal(&at, &item)?)
            }
            Planned::NotABuy => Err(format!("at {price} it is no buy")),
            Planned::Unfit(why) => Err(why),
            Planned::Expired(at) => Err(format!("the analysis expired ({at}); analyze again")),
        })
    }
}

/// The record at the price that was agreed, ready for `buy`; the record itself where it is no buy at that price any more.
pub fn agreed(store: &Store, costs: &Costs, deal: &Deal) -> Result<Option<Record>> {
    let Some(price) = deal.agreed else { return Ok(None) };
    let Some(record) = store.record(&deal.record_id)? else { return Ok(None) };
    Ok(at_price(&record, price, costs)?)
}

/// What waits to be bought: records that are buys, and those whose price was agreed.
pub fn bought_next(store: &Store, costs: &Costs, pending: Vec<Record>) -> Result<Vec<Record>> {
    let deals = store.deals(&["agreed"])?;
    let mut records = Vec::with_capacity(pending.len());
    for record in pending {
        let deal = deals.iter().find(|deal| record.id() == Some(deal.record_id.as_str()));
        match deal {
            // A yes that has not reached the seller is none yet.
            Some(deal) if !is_told(store, deal)? => {}
            Some(deal) => records.extend(agreed(store, costs, deal)?),
            None if record.0["analysis"]["verdict"] == "buy" => records.push(record),
            None => {}
        }
    }
    Ok(records)
}

/// Whether the last word of an agreed deal reached the seller: the seller's own, ours that was sent, or one that a person sends.
fn is_told(store: &Store, deal: &Deal) -> Result<bool> {
    let moves = store.deal_moves(deal.id)?;
    let Some(ticket) = moves.last().and_then(|last| last.ticket) else { return Ok(true) };
    let ticket = store.ticket(ticket)?;
    let by_hand = ticket.payload.as_ref().is_none_or(|payload| payload["carried"] != true);
    Ok(by_hand || matches!(ticket.state.as_str(), "sent" | "closed"))
}

fn ended(end: End) -> &'static str {
    match end {
        End::Agreed(_) => "agreed",
        End::Walked => "it asks more than it is worth to us",
        End::Declined => "the seller will not",
        End::Gone => "it is not there any more",
        End::Lapsed => "nobody answered in time",
    }
}

/// A whole number among what a list says beside the usual columns.
fn number(offer: &Offer, name: &str) -> Option<u32> {
    let (_, value) = offer.extra.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    value.as_u64().and_then(|number| u32::try_from(number).ok()).or_else(|| value.as_str()?.trim().parse().ok())
}
