//! What sellers said: offers that a vendor shows, whether ours stands there still, and messages that are about a deal.

use anyhow::Result;
use jiff::Timestamp;
use rust_decimal::Decimal;

use super::Table;
use crate::{
    domain::{
        manners::Wish,
        money::Rounding,
        negotiation::{
            Answer, Said, last_offer,
            read::{own_words, read},
        },
    },
    effects,
    store::{Deal, DealMove, NewTicket, Store, StoredMessage, Ticket},
    vendors::messengers::FILE,
};

impl Table {
    /// Writes down what the seller said to our last word, where the vendor carries it. Within: why that can't be seen.
    pub(super) async fn hear(&self, store: &mut Store, deal: &Deal, now: Timestamp) -> Result<Result<(), String>> {
        let sellers = self.talks(&deal.source).and_then(|vendor| Some((vendor, self.desk.sellers_of(vendor)?)));
        let last = store.deal_tickets(deal.id)?.pop().filter(|ticket| ticket.state == "sent");
        let talk = last.as_ref().and_then(|last| Some((last, effects::talk_of(last)?)));
        let (Some((vendor, sellers)), Some((last, talk))) = (sellers, talk) else { return Ok(Ok(())) };
        let heard = match sellers.said(&talk).await {
            Ok(Some(heard)) => heard,
            Ok(None) => return Ok(Ok(())),
            Err(why) => return Ok(Err(format!("what the seller said can't be seen: {why:#}"))),
        };
        let (said, text) = match &heard.answer {
            Answer::Agreed { price } => (Said::Agreed, format!("Deal at {price}.")),
            Answer::Counter { price } => {
                let minor = price.to_minor(Rounding::Up)?;
                (Said::Counter(minor), format!("I can do {price}."))
            }
            Answer::Declined => (Said::Declined, "No, thank you.".to_owned()),
            Answer::Unclear { why } => (Said::Unclear, format!("({why})")),
        };
        let name = heard.name.unwrap_or_else(|| format!("deal:{}:{}", deal.id, last.id));
        store.seller_said(deal.id, said, vendor, &name, heard.words.as_deref().unwrap_or(&text), now)?;
        Ok(Ok(()))
    }

    /// Whether the same offer may be said again to the seller of a deal.
    pub(super) fn repeats(&self, deal: &Deal) -> bool {
        let sellers = self.talks(&deal.source).and_then(|vendor| self.desk.sellers_of(vendor));
        sellers.is_none_or(|sellers| sellers.repeats())
    }

    /// Why an offer of ours may be taken at any moment, where it may: it stands at the vendor, or nobody can see whether.
    pub async fn stands(&self, store: &Store, deal: &Deal) -> Result<Option<String>> {
        let sellers = self.talks(&deal.source).and_then(|vendor| self.desk.sellers_of(vendor));
        let tickets = store.deal_tickets(deal.id)?;
        let open = |ticket: &&Ticket| matches!(ticket.state.as_str(), "sending" | "unknown" | "manual");
        if tickets.iter().filter(open).any(is_carried) {
            return Ok(Some(format!("nobody knows whether our last word reached `{}`", deal.source)));
        }
        let last = tickets.iter().rev().find(|ticket| ticket.state == "sent");
        let Some(sellers) = sellers else {
            let unseen = || format!("`{}` is not asked any more, so nobody sees whether our offer stands", deal.source);
            return Ok(last.filter(|last| is_carried(last)).map(|_| unseen()));
        };
        let Some(talk) = last.and_then(effects::talk_of) else { return Ok(None) };
        Ok(match sellers.stands(&talk).await {
            Ok(stands) => stands.then(|| format!("our offer stands at `{}` still", deal.source)),
            Err(why) => Some(format!("it can't be seen whether our offer stands: {why:#}")),
        })
    }

    /// Takes the messages that are about deals out of the inboxes: each is a move of its seller's, once. What can't be read for
    /// certain, and what a vendor's own offers say otherwise, waits for a person. Returns one sentence for each.
    pub async fn take_messages(&self, store: &mut Store, now: Timestamp) -> Result<Vec<String>> {
        let mut told = Vec::new();
        for stored in store.open_messages()? {
            // A wish is one whoever writes it.
            if Wish::in_message(&stored.message).is_some() {
                continue;
            }
            let deals = store.deals_of(&stored.source, &stored.message, stored.source == FILE)?;
            match deals.as_slice() {
                [] => {}
                [deal] if matches!(deal.state.as_str(), "open" | "person") => {
                    if self.hear(store, deal, now).await?.is_err() {
                        continue;
                    }
                    told.push(self.take(store, deal.id, &stored, now).await?);
                }
                several => {
                    let names: Vec<String> = several.iter().map(|deal| deal.id.to_string()).collect();
                    let why = format!("the seller of deal {} writes: answer by hand", names.join(" or "));
                    store.open_ticket(&for_a_person(stored.id, &why), now)?;
                    told.push(why);
                }
            }
        }
        Ok(told)
    }

    async fn take(&self, store: &mut Store, deal: i64, stored: &StoredMessage, now: Timestamp) -> Result<String> {
        let (deal, moves) = (store.deal(deal)?, store.deal_moves(deal)?);
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let body = plain(&stored.message.body);
        let same =
            |one: &DealMove| one.who == "seller" && one.words.as_deref().is_some_and(|words| plain(words) == body);
        // What is agreed on, or over, is not moved by words any more.
        if !matches!(deal.state.as_str(), "open" | "person")
            || (stored.message.listing.is_some() && moves.iter().any(same))
        {
            store.mark_handled(stored.id, now)?;
            return Ok(format!("deal {}: the words beside the seller's offer", deal.id));
        }
        let said = match self.unreadable(store, &deal, &moves, stored).await? {
            Some(_) => Said::Unclear,
            None => {
                let offer = last_offer(&store.deal_history(deal.id)?);
                let said = read(&own_words(&stored.message.body), offer, deal.ladder.asked, deal.ladder.currency);
                // Where offers are made at the vendor they are agreed to there, and at no other price than it shows.
                let carried = store.deal_tickets(deal.id)?.last().is_some_and(is_carried);
                if carried && said == Said::Agreed { Said::Unclear } else { said }
            }
        };
        store.seller_wrote(deal.id, said, stored, now)?;
        Ok(format!("deal {}: the seller says {}", deal.id, said.name()))
    }

    /// Why a message is for a person, whatever it says.
    async fn unreadable(
        &self,
        store: &Store,
        deal: &Deal,
        moves: &[DealMove],
        stored: &StoredMessage,
    ) -> Result<Option<&'static str>> {
        if stored.message.machine().is_some() {
            return Ok(Some("a machine wrote it"));
        }
        let ours = moves.iter().rev().find(|one| one.who == "us");
        if ours.is_none_or(|ours| stored.message.at < ours.at) {
            return Ok(Some("it was written before our last word"));
        }
        let last = store.deal_tickets(deal.id)?.pop();
        if last.is_some_and(|last| is_carried(&last) && last.state != "sent") {
            return Ok(Some("our last word is not out"));
        }
        Ok(self.stands(store, deal).await?.map(|_| "our offer stands at the vendor, and only an answer there binds"))
    }
}

/// Whether a word of ours goes to the vendor's own offers, where it binds.
fn is_carried(ticket: &Ticket) -> bool {
    ticket.payload.as_ref().is_some_and(|payload| payload["carried"] == true)
}

/// The ticket of a message that a person answers.
fn for_a_person(inbox_id: i64, why: &str) -> NewTicket {
    NewTicket {
        inbox_id,
        state: "escalated",
        category: "offer".to_owned(),
        commitment: true,
        confidence: Decimal::ONE_HUNDRED,
        body: String::new(),
        reason: Some(why.to_owned()),
        payload: None,
    }
}
