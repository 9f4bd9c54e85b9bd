//! Negotiations over listings of others, as their buyer sees them.
//!
//! Reverb publishes no shape of these replies. What is read is what a negotiation can't do without: its state, and offers
//! that each name an id, a side, a price and a time. One that lacks any of it is an error, never a guess.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{Amount, id_text, time};
use crate::domain::money::Money;

/// A negotiation as it comes: alone, or under its name.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Negotiation {
    id: Option<Value>,
    state: Option<String>,
    status: Option<String>,
    offers: Option<Vec<Offer>>,
    negotiation: Option<Box<Negotiation>>,
}

/// An offer as it comes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Offer {
    id: Option<Value>,
    party: Option<String>,
    initiating_party: Option<String>,
    price: Option<Amount>,
    shipping_price: Option<Amount>,
    created_at: Option<String>,
    message: Option<String>,
}

/// Where a negotiation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// The last offer may be taken, met with another, or declined.
    Active,
    /// The last offer was taken.
    Accepted,
    /// It was declined.
    Declined,
    /// It ended otherwise, or in a word that is not known here.
    Over(String),
}

/// A negotiation, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Talked {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub stand: Stand,
    /// The offers, oldest first; there is one at least.
    pub offers: Vec<Made>,
}

/// An offer, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Its id.
    pub id: String,
    /// Whether the buyer, which is us, made it.
    pub ours: bool,
    /// The price.
    pub price: Money,
    /// What shipping is to cost, where it says so.
    pub shipping: Option<Money>,
    /// When.
    pub at: Timestamp,
    /// The words beside it.
    pub words: Option<String>,
}

impl Talked {
    /// The offer that was made last.
    pub fn last(&self) -> &Made {
        self.offers.last().expect("a negotiation is read with one offer at least")
    }

    /// Whether an offer of ours may be taken at any moment.
    pub fn ours_stands(&self) -> bool {
        self.stand == Stand::Active && self.last().ours
    }

    /// Whether the seller asks for other shipping than our offers went by.
    pub fn ships_otherwise(&self) -> bool {
        let ours = self.offers.iter().rev().find(|one| one.ours).and_then(|one| one.shipping);
        let theirs = self.last().shipping;
        let nothing = |money: &Money| money.is_zero();
        theirs != ours && !(ours.is_none() && theirs.as_ref().is_some_and(nothing))
    }
}

impl Negotiation {
    /// What it says; an error names what is missing.
    pub fn read(&self) -> Result<Talked, String> {
        if let Some(named) = &self.negotiation {
            return named.read();
        }
        let id = id_text(self.id.as_ref()).ok_or("a negotiation without an id")?;
        let word = self.state.as_deref().or(self.status.as_deref());
        let stand = match word.ok_or_else(|| format!("negotiation {id} without a state"))? {
            "active" | "open" | "pending" | "countered" => Stand::Active,
            "accepted" => Stand::Accepted,
            "declined" | "rejected" => Stand::Declined,
            other => Stand::Over(other.to_owned()),
        };
        let offers = self.offers.as_deref().unwrap_or_default();
        let mut offers = offers.iter().map(|offer| offer.read(&id)).collect::<Result<Vec<_>, _>>()?;
        if offers.is_empty() {
            return Err(format!("negotiation {id} comes without its offers"));
        }
        // What was made in one second stays in Reverb's own order.
        offers.sort_by_key(|one| one.at);
        Ok(Talked { id, stand, offers })
    }
}

impl Offer {
    fn read(&self, negotiation: &str) -> Result<Made, String> {
        let missing = |what: &str| format!("an offer of negotiation {negotiation} names no {what}");
        let ours = match self.party.as_deref().or(self.initiating_party.as_deref()) {
            Some("buyer") => true,
            Some("seller") => false,
            _ => return Err(missing("side")),
        };
        Ok(Made {
            id: id_text(self.id.as_ref()).ok_or_else(|| missing("id"))?,
            ours,
            price: self.price.as_ref().and_then(Amount::money).ok_or_else(|| missing("price"))?,
            shipping: self.shipping_price.as_ref().and_then(Amount::money),
            at: time(self.created_at.as_deref()).ok_or_else(|| missing("time"))?,
            words: self.message.clone().filter(|words| !words.trim().is_empty()),
        })
    }
}

/// The negotiation in the reply to a word.
pub fn replied(body: &[u8]) -> Option<Talked> {
    serde_json::from_slice::<Negotiation>(body).ok()?.read().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Talked, String> {
        serde_json::from_str::<Negotiation>(text).unwrap().read()
    }

    fn offer(id: u32, side: &str, price: &str, more: &str) -> String {
        format!(
            r#"{{"id":{id},"party":"{side}","price":{{"amount":"{price}","currency":"USD"}},"created_at":"2026-06-01T12:00:0{id}Z"{more}}}"#
        )
    }

    #[test]
    fn a_negotiation_is_read_whole_or_not_at_all() {
        let (one, two) =
            (offer(1, "buyer", "400.00", ""), offer(2, "seller", "450.00", r#","message":"best I can do""#));
        let talked = read(&format!(r#"{{"negotiation":{{"id":7,"state":"active","offers":[{two},{one}]}}}}"#)).unwrap();
        assert_eq!((talked.id.as_str(), &talked.stand, talked.offers.len()), ("7", &Stand::Active, 2));
        let last = talked.last();
        assert_eq!((last.ours, last.price.to_string().as_str()), (false, "$450.00"));
        assert!(!talked.ours_stands() && !talked.ships_otherwise());
        let bare = read(&format!(r#"{{"id":7,"status":"active","offers":[{one}]}}"#)).unwrap();
        assert!(bare.ours_stands());
        for (text, part) in [
            (format!(r#"{{"state":"active","offers":[{one}]}}"#), "without an id"),
            (format!(r#"{{"id":7,"offers":[{one}]}}"#), "without a state"),
            (r#"{"id":7,"state":"active"}"#.to_owned(), "without its offers"),
            (format!(r#"{{"id":7,"state":"active","offers":[{}]}}"#, one.replace("buyer", "agent")), "no side"),
            (format!(r#"{{"id":7,"state":"active","offers":[{}]}}"#, one.replace("400.00", "four")), "no price"),
            (format!(r#"{{"id":7,"state":"active","offers":[{}]}}"#, one.replace("created_at", "at")), "no time"),
        ] {
            assert!(read(&text).unwrap_err().contains(part), "{text}");
        }
        assert!(replied(b"{}").is_none() && replied(b"{\"message\":\"sent\"}").is_none() && replied(b"").is_none());
    }

    #[test]
    fn a_word_that_is_not_known_is_the_end_of_it_and_other_shipping_is_seen() {
        for (word, stand) in [
            ("accepted", Stand::Accepted),
            ("declined", Stand::Declined),
            ("expired", Stand::Over("expired".into())),
            ("something_new", Stand::Over("something_new".into())),
        ] {
            let one = offer(1, "buyer", "400.00", "");
            assert_eq!(read(&format!(r#"{{"id":7,"state":"{word}","offers":[{one}]}}"#)).unwrap().stand, stand);
        }
        let shipped = |amount: &str| format!(r#","shipping_price":{{"amount":"{amount}","currency":"USD"}}"#);
        for (ours, theirs, otherwise) in [
            (String::new(), shipped("30.00"), true),
            (String::new(), shipped("0.00"), false),
            (shipped("30.00"), shipped("30.00"), false),
            (shipped("30.00"), shipped("31.00"), true),
            (shipped("30.00"), String::new(), true),
        ] {
            let (one, two) = (offer(1, "buyer", "400.00", &ours), offer(2, "seller", "450.00", &theirs));
            let talked = read(&format!(r#"{{"id":7,"state":"active","offers":[{one},{two}]}}"#)).unwrap();
            assert_eq!(talked.ships_otherwise(), otherwise, "{ours} {theirs}");
        }
    }
}
