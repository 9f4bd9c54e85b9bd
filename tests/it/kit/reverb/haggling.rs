//! Negotiations over listings, as Reverb keeps them: a side never speaks twice in a row.

use serde_json::{Value, json};

use super::{Answer, Books};

fn refused(why: &str) -> Answer {
    let errors = json!({ "message": "Validation failed", "errors": { "offer": [why] } });
    Answer::of(412, errors.to_string())
}

fn last(talk: &Value) -> &Value {
    talk["offers"].as_array().and_then(|offers| offers.last()).unwrap_or(&Value::Null)
}

impl Books {
    /// A listing of somebody else's.
    pub fn offered_for(&mut self, listing: u64, price: &str) {
        self.listings.push(json!({
            "id": listing, "state": { "slug": "live" }, "price": { "amount": price, "currency": "USD" },
            "has_inventory": false, "shop_name": "Theirs",
        }));
    }

    /// What the seller says next in the negotiation over a listing, at this moment.
    pub fn seller_offers(&mut self, listing: u64, price: &str, at: &str) {
        let id = self.number();
        let talk = self.haggles.iter_mut().rfind(|talk| talk["listing_id"] == listing).expect("a negotiation");
        let offer = json!({
            "id": id, "party": "seller", "price": { "amount": price, "currency": "USD" }, "created_at": at, "message": "best I can do",
        });
        talk["offers"].as_array_mut().expect("offers").push(offer);
    }

    /// The state of the negotiation over a listing.
    pub fn haggle_becomes(&mut self, listing: u64, state: &str) {
        let talk = self.haggles.iter_mut().rfind(|talk| talk["listing_id"] == listing).expect("a negotiation");
        talk["state"] = state.into();
    }

    /// What the buyer offered over a listing, in order.
    pub fn bids(&self, listing: u64) -> Vec<String> {
        let talks = self.haggles.iter().filter(|talk| talk["listing_id"] == listing);
        let offers = talks.flat_map(|talk| talk["offers"].as_array().expect("offers"));
        let ours = offers.filter(|offer| offer["party"] == "buyer");
        ours.map(|offer| offer["price"]["amount"].as_str().expect("an amount").to_owned()).collect()
    }

    pub(super) fn first_offer(&mut self, listing: &str, body: &Value) -> Answer {
        let Some(amount) = body["price"].as_str() else { return refused("price is not text") };
        let live = self.listings.iter().any(|one| super::is(one, listing) && one["state"]["slug"] == "live");
        let number: u64 = listing.parse().unwrap_or(0);
        let active = self.haggles.iter().any(|talk| talk["listing_id"] == number && talk["state"] == "active");
        if !live || active {
            return refused("can't be made");
        }
        let offer = self.bid(amount, body);
        let talk = json!({ "id": self.number(), "listing_id": number, "state": "active", "offers": [offer] });
        self.haggles.push(talk.clone());
        Answer::of(201, json!({ "negotiation": talk }).to_string())
    }

    fn bid(&mut self, amount: &str, body: &Value) -> Value {
        json!({
            "id": self.number(), "party": "buyer", "price": { "amount": amount, "currency": "USD" }, "created_at": self.now,
            "message": body["message"],
        })
    }

    pub(super) fn next_word(&mut self, id: &str, word: &str, body: &Value) -> Answer {
        let offer = body["price"]["amount"].as_str().map(|amount| self.bid(amount, body));
        let Some(talk) = self.haggles.iter_mut().find(|talk| super::is(talk, id)) else {
            return Answer::of(404, r#"{"message":"Not found"}"#);
        };
        if talk["state"] != "active" || last(talk)["party"] != "seller" {
            return refused("it is not your turn");
        }
        match (word, offer) {
            ("accept", _) => talk["state"] = "accepted".into(),
            ("decline", _) => talk["state"] = "declined".into(),
            ("counter", Some(offer)) => talk["offers"].as_array_mut().expect("offers").push(offer),
            _ => return refused("price is missing"),
        }
        Answer::of(201, json!({ "negotiation": talk }).to_string())
    }

    /// The latest negotiation over a listing.
    pub(super) fn haggle_over(&self, listing: &str) -> Option<&Value> {
        let number: u64 = listing.parse().ok()?;
        self.haggles.iter().rfind(|talk| talk["listing_id"] == number)
    }
}
