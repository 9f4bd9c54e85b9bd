//! What sellers said: offers that a vendor shows, and whether ours stands there still.

use anyhow::Result;
use jiff::Timestamp;

use super::Table;
use crate::{
    domain::{
        money::Rounding,
        negotiation::{Answer, Said},
    },
    effects,
    store::{Deal, Store},
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
        let last = store.deal_tickets(deal.id)?.into_iter().rev().find(|ticket| ticket.state == "sent");
        let (Some(sellers), Some(talk)) = (sellers, last.as_ref().and_then(effects::talk_of)) else { return Ok(None) };
        Ok(match sellers.stands(&talk).await {
            Ok(stands) => stands.then(|| format!("our offer stands at `{}` still", deal.source)),
            Err(why) => Some(format!("it can't be seen whether our offer stands: {why:#}")),
        })
    }
}
