//! Offers to the sellers of listings: made once, found again in the negotiation, and answered there.
//!
//! Reverb knows no repeat of an offer, and an offer that is taken is owed. So a negotiation is read before each word in it,
//! and nothing is sent where it is not as it was when the word was chosen.

use std::time::Duration;

use anyhow::{Result, anyhow};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    asked::{amount, map},
    given::{is_since, some},
    selling::Selling,
    wire::{
        offers::{self, Made, Negotiation, Stand, Talked},
        own::{Life, Shown},
    },
};
use crate::{
    domain::{
        effect::Said,
        money::{Money, amount_text},
        negotiation::{Answer, Heard, Ours, Talk},
    },
    net::{Trouble, Verb},
    vendors::{Call, Haggle, Kind, Look, Outcome, Receipt},
};

/// A word in a negotiation, as it is sealed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offered {
    /// The listing.
    pub listing: String,
    /// What is said.
    pub ours: Ours,
    /// The price that it names.
    pub price: Option<Money>,
    /// The negotiation that it goes on with; none where it begins one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negotiation: Option<String>,
    /// Why nothing is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objection: Option<String>,
    /// What is sent; a decline has no words.
    pub body: Map<String, Value>,
}

impl Offered {
    /// What is said, before the negotiation was looked at: the first word of one.
    pub fn of(talk: &Talk) -> Self {
        let price = talk.ours.price().map(|minor| Money::from_minor(minor, talk.asked.currency()));
        let mut offered = Self {
            listing: talk.item.clone(),
            ours: talk.ours,
            price,
            negotiation: None,
            objection: None,
            body: Map::new(),
        };
        offered.objection = match talk.ours {
            _ if talk.quantity != 1 => Some(format!("Reverb takes an offer for one, not for {}", talk.quantity)),
            Ours::Nudge(_) => {
                Some("an offer on Reverb stands until it ends: the same again would be a second one".into())
            }
            _ => None,
        };
        offered.worded(&talk.body)
    }

    /// The same as the next word of a negotiation that is going on.
    fn within(mut self, negotiation: &str) -> Self {
        let words = self.body.get("message").and_then(Value::as_str).unwrap_or_default().to_owned();
        self.negotiation = Some(negotiation.to_owned());
        self.worded(&words)
    }

    /// With the body that the call takes, by Reverb's contract: a first offer has its price as text, a counter as an amount.
    fn worded(mut self, words: &str) -> Self {
        self.body = map(match (self.ours, &self.price, &self.negotiation) {
            (Ours::Offer(_), Some(price), None) => {
                json!({ "price": amount_text(price.amount(), price.currency()), "message": words })
            }
            (Ours::Offer(_), Some(price), Some(_)) => json!({ "price": amount(price), "message": words }),
            _ => json!({ "message": words }),
        });
        self
    }

    /// Where it is sent, and the bytes.
    fn call(&self) -> Result<(Vec<&str>, Vec<u8>)> {
        let Some(id) = &self.negotiation else {
            return Ok((vec!["listings", &self.listing, "offer"], serde_json::to_vec(&self.body)?));
        };
        Ok(match self.ours {
            Ours::Accept(_) => (vec!["my", "negotiations", id, "accept"], serde_json::to_vec(&self.body)?),
            Ours::Walk => (vec!["my", "negotiations", id, "decline"], Vec::new()),
            Ours::Offer(_) | Ours::Nudge(_) => {
                (vec!["my", "negotiations", id, "counter"], serde_json::to_vec(&self.body)?)
            }
        })
    }

    /// What becomes of a yes that was said on Reverb meanwhile, by hand: nothing is left to be sent, and it is owed all the same.
    fn agreed_already(&self, there: &Talked) -> Option<Outcome> {
        if there.stand != Stand::Accepted || !matches!(self.ours, Ours::Accept(_)) {
            return None;
        }
        let last = there.last();
        Some(if Some(last.price) == self.price {
            Outcome::Done(Receipt { id: format!("{}:accepted", there.id), amount: self.price, at: last.at })
        } else {
            Outcome::unknown(format!("it is agreed at {} on Reverb", last.price))
        })
    }

    /// Why it may not be sent, by what Reverb shows now.
    fn against(&self, there: Option<&Talked>, listing: Option<&Shown>) -> Option<String> {
        if self.objection.is_some() {
            return self.objection.clone();
        }
        if self.ours == Ours::Walk {
            let theirs = there.is_some_and(|there| there.stand == Stand::Active && !there.last().ours);
            return (!theirs).then(|| "there is no offer of the seller's to decline".into());
        }
        let price = self.price.as_ref()?;
        match listing {
            None => return Some("Reverb knows no such listing".into()),
            Some(shown) if shown.life != Life::Live => return Some("the listing is not for sale".into()),
            Some(shown) => match &shown.price {
                Some(asked) if asked.currency() == price.currency() && asked.amount() >= price.amount() => {}
                Some(asked) => return Some(format!("the listing asks {asked} now, the offer would be {price}")),
                None => return Some("the listing does not say what it asks".into()),
            },
        }
        let Some(there) = there.filter(|there| there.stand == Stand::Active) else {
            let accepted = there.is_some_and(|there| there.stand == Stand::Accepted);
            let gone = self.negotiation.is_some() || matches!(self.ours, Ours::Accept(_));
            return match (accepted, gone) {
                (true, _) => Some("it is agreed on Reverb already".into()),
                (_, true) => Some("the seller's offer does not stand any more".into()),
                _ => None,
            };
        };
        let last = there.last();
        let named = self.negotiation.as_deref() == Some(there.id.as_str());
        if last.ours {
            return Some(format!("our offer of {} stands there still", last.price));
        }
        if !named {
            return Some(format!("the seller offers {} there by now", last.price));
        }
        match self.ours {
            Ours::Accept(_) if last.price != *price => Some(format!("the seller asks {} now, not {price}", last.price)),
            Ours::Accept(_) if there.ships_otherwise() => Some("the seller asks for other shipping now".into()),
            Ours::Offer(_) if last.price.currency() != price.currency() || last.price.amount() <= price.amount() => {
                Some(format!("the seller asks {} now, the offer would be {price}", last.price))
            }
            _ => None,
        }
    }

    /// The receipt of it in a negotiation; `known` are the ids of what was there before, `since` the time from when it
    /// counts.
    fn found(&self, there: &Talked, known: &[String], since: Option<Timestamp>) -> Look {
        let new = |id: &String| !known.contains(id);
        let receipt = |id: String, amount, at| Receipt { id, amount, at };
        let ended = |word: &str| format!("{}:{word}", there.id);
        match self.ours {
            Ours::Offer(_) | Ours::Nudge(_) => {
                let ours = there.offers.iter().filter(|one| one.ours && Some(one.price) == self.price);
                let ours = ours.filter(|one| since.is_none_or(|since| is_since(one.at, since)) && new(&one.id));
                some(ours.map(|one| receipt(one.id.clone(), Some(one.price), one.at)).collect())
            }
            Ours::Accept(_) if there.stand != Stand::Accepted || !new(&ended("accepted")) => Look::Absent,
            Ours::Accept(_) if Some(there.last().price) != self.price => {
                Look::Unclear(format!("it is agreed at {} on Reverb", there.last().price))
            }
            Ours::Accept(_) => some(vec![receipt(ended("accepted"), self.price, there.last().at)]),
            Ours::Walk if there.stand == Stand::Declined && new(&ended("declined")) => {
                some(vec![receipt(ended("declined"), None, there.last().at)])
            }
            Ours::Walk => Look::Absent,
        }
    }
}

/// What is there before a word, by the ids that its receipt could have.
fn ids(there: &Talked) -> Vec<String> {
    let end = match there.stand {
        Stand::Accepted => Some("accepted"),
        Stand::Declined => Some("declined"),
        Stand::Active | Stand::Over(_) => None,
    };
    let offers = there.offers.iter().map(|one| one.id.clone());
    offers.chain(end.map(|end| format!("{}:{end}", there.id))).collect()
}

/// The answer in a negotiation to our last word; `None` where the seller said nothing yet.
fn answered(there: &Talked, talk: &Talk) -> Option<Heard> {
    let last = there.last();
    let heard = |name: String, answer: Answer, words: Option<&String>| {
        Some(Heard { name: Some(format!("negotiation:{}:{name}", there.id)), answer, words: words.cloned() })
    };
    let ours = talk.ours.price().map(|minor| Money::from_minor(minor, talk.asked.currency()));
    let unclear = |made: &Made, why: String| heard(made.id.clone(), Answer::Unclear { why }, made.words.as_ref());
    match &there.stand {
        Stand::Active if last.ours => None,
        Stand::Active if last.price.currency() != talk.asked.currency() => {
            unclear(last, format!("the seller offers {}", last.price))
        }
        Stand::Active if there.ships_otherwise() => {
            unclear(last, format!("the seller offers {} with other shipping", last.price))
        }
        Stand::Active => heard(last.id.clone(), Answer::Counter { price: last.price }, last.words.as_ref()),
        Stand::Accepted if last.ours && Some(last.price) == ours => {
            heard("accepted".into(), Answer::Agreed { price: last.price }, None)
        }
        Stand::Accepted => {
            heard("accepted".into(), Answer::Unclear { why: format!("it is agreed at {} on Reverb", last.price) }, None)
        }
        // Whose no it is that stands after an offer of the seller's is not said.
        Stand::Declined if !last.ours => None,
        Stand::Declined => heard("declined".into(), Answer::Declined, None),
        Stand::Over(word) => {
            let why = format!("the negotiation is `{}` on Reverb", crate::ui::sanitize(word));
            heard("over".into(), Answer::Unclear { why }, None)
        }
    }
}

impl Selling {
    /// The latest negotiation of ours over a listing; `None` where there is none.
    async fn negotiation(&self, listing: &str) -> Result<Option<Talked>> {
        match self.api.get::<Negotiation>(&["listings", listing, "negotiation"], &[], Duration::ZERO).await {
            Ok((found, _)) => found.read().map(Some).map_err(|why| anyhow!(why)),
            Err(why) if why.says_not_found() => Ok(None),
            Err(why) => Err(Trouble::failure(why).into()),
        }
    }

    /// The negotiation that a word was said in, or would be.
    async fn negotiation_of(&self, offered: &Offered) -> Result<Option<Talked>> {
        let Some(id) = &offered.negotiation else { return self.negotiation(&offered.listing).await };
        let (found, _): (Negotiation, _) =
            self.api.get(&["my", "negotiations", id], &[], Duration::ZERO).await.map_err(Trouble::failure)?;
        found.read().map(Some).map_err(|why| anyhow!(why))
    }

    /// What is sealed for a word: by the negotiation as it is now.
    pub(super) async fn offered(&self, talk: &Talk) -> Result<Offered> {
        let offered = Offered::of(talk);
        let there = self.negotiation(&offered.listing).await?;
        Ok(match there.filter(|there| there.stand == Stand::Active) {
            Some(there) => offered.within(&there.id),
            None => offered,
        })
    }

    /// What is there before a word.
    pub(super) async fn offers_before(&self, listing: &str) -> Result<Vec<String>> {
        Ok(self.negotiation(listing).await?.as_ref().map(ids).unwrap_or_default())
    }

    pub(super) async fn offer(&self, offered: &Offered, permit: &dyn Fn() -> Result<()>) -> Result<Outcome> {
        let seen = async {
            let listing = self.own(&offered.listing).await?;
            let shown = listing.map(|own| own.shown().map_err(|why| anyhow!(why))).transpose()?;
            anyhow::Ok((self.negotiation(&offered.listing).await?, shown))
        };
        let (there, listing) = match seen.await {
            Ok(seen) => seen,
            Err(why) => return Ok(Outcome::NotSent(format!("it can't be seen what was said there: {why:#}"))),
        };
        if let Some(outcome) = there.as_ref().and_then(|there| offered.agreed_already(there)) {
            return Ok(outcome);
        }
        if let Some(why) = offered.against(there.as_ref(), listing.as_ref()) {
            return Ok(Outcome::Refused(format!("{why}; nothing was sent")));
        }
        let (path, body) = offered.call()?;
        let known = there.as_ref().map(ids).unwrap_or_default();
        let reply = self.api.change(Verb::Post, &path, &body, permit).await;
        let outcome = self.outcome(Kind::Message, reply, async |reply| {
            // A reply that does not show the negotiation says nothing; the negotiation itself does.
            let shown = match offers::replied(&reply.body) {
                Some(shown) => Ok(Some(shown)),
                None => self.negotiation(&offered.listing).await,
            };
            match shown.map(|shown| shown.map_or(Look::Absent, |shown| offered.found(&shown, &known, None))) {
                Ok(Look::Ours(receipt)) => Said::Done(receipt),
                Ok(Look::Alike(alike)) if alike.len() == 1 => Said::Done(alike[0].clone()),
                Ok(Look::Unclear(why)) => Said::Unclear(why),
                Ok(_) => Said::Unclear("accepted, and not shown yet".into()),
                Err(why) => Said::Unclear(format!("accepted, and it can't be seen: {why:#}")),
            }
        });
        Ok(outcome.await)
    }

    /// Looks for a word that was sent at that time.
    pub(super) async fn offer_seen(&self, offered: &Offered, sent: Timestamp) -> Result<Look> {
        let there = self.negotiation_of(offered).await?;
        Ok(there.map_or(Look::Absent, |there| offered.found(&there, &[], Some(sent))))
    }
}

impl Haggle for Selling {
    fn said<'a>(&'a self, talk: &'a Talk) -> Call<'a, Option<Heard>> {
        Box::pin(async move { Ok(self.negotiation(&talk.item).await?.and_then(|there| answered(&there, talk))) })
    }

    fn stands<'a>(&'a self, talk: &'a Talk) -> Call<'a, bool> {
        Box::pin(async move { Ok(self.negotiation(&talk.item).await?.is_some_and(|there| there.ours_stands())) })
    }

    fn repeats(&self) -> bool {
        false
    }
}
