//! Reverb on loopback, as its sellers see it: it keeps listings, orders, refunds, payouts and conversations in memory, by the
//! rules of its guide, and misbehaves as it is told.

mod haggling;

use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::{Value, json};

use super::stub::{Answer, Asked, Stub};

/// What happens to the next change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is done, and the reply is lost.
    Lost,
    /// It is done, and the reply is a 500.
    Fails,
    /// It is done, and the reply says 202 and no more.
    Silent,
    /// It is not done: 503.
    Down,
    /// It is not done: 412, with the field that is wrong.
    Refuses,
    /// It is not done: 401.
    Locked,
}

/// What Reverb holds.
#[derive(Default)]
pub struct Books {
    /// Our listings, as they are shown.
    pub listings: Vec<Value>,
    /// Other shops' listings.
    pub rivals: Vec<Value>,
    /// Our orders.
    pub orders: Vec<Value>,
    /// Refund requests.
    pub refunds: Vec<Value>,
    /// Payouts, each with its lines.
    pub payouts: Vec<(Value, Vec<Value>)>,
    /// Conversations with their messages.
    pub talks: Vec<Value>,
    /// Negotiations with their offers.
    pub haggles: Vec<Value>,
    /// What happens to the next changes, in order.
    pub faults: Vec<Fault>,
    /// The time of what is written down next.
    pub now: String,
    /// So many looks at the list of listings show it as it was before.
    pub stale: usize,
    before: Vec<Value>,
    next: u64,
}

/// Reverb.
pub struct Reverb {
    /// What it was asked.
    pub stub: Stub,
    books: Arc<Mutex<Books>>,
}

/// The category that it knows.
pub const CATEGORY: &str = "Home & Garden / Organizers";

impl Reverb {
    /// One with an empty shop.
    pub fn start() -> Self {
        let books = Arc::new(Mutex::new(Books { next: 1000, now: "2026-06-01T12:00:30Z".into(), ..Books::default() }));
        let held = Arc::clone(&books);
        Self { stub: Stub::start(move |asked| held.lock().unwrap().answer(asked)), books }
    }

    /// What it holds.
    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap()
    }

    /// Its section of the settings.
    pub fn section(&self) -> String {
        format!(
            "[vendors.reverb]\nenabled = true\nsell = true\ncredentials = \"live\"\nbase_url = \"{}/api\"\ndeadline_s = 10\n\
             category = \"{CATEGORY}\"\n",
            self.stub.url()
        )
    }

    /// How often something was posted to this path.
    pub fn posted(&self, path: &str) -> usize {
        self.stub.asked().iter().filter(|asked| asked.method == "POST" && asked.path == path).count()
    }
}

impl Books {
    /// Live listings under a SKU.
    pub fn live(&self, sku: &str) -> Vec<&Value> {
        self.listings.iter().filter(|one| one["sku"] == sku && one["state"]["slug"] == "live").collect()
    }

    /// A buyer buys units of a SKU: the stock goes down, the order is there. Returns its number.
    pub fn sell(&mut self, sku: &str, units: u64, paid: &str, fees: [&str; 2]) -> String {
        let number = self.number().to_string();
        let place = self.listings.iter().position(|one| one["sku"] == sku && one["state"]["slug"] == "live");
        let listing = &mut self.listings[place.expect("it is for sale")];
        let left = listing["inventory"].as_u64().unwrap_or(1) - units;
        listing["inventory"] = left.into();
        if left == 0 {
            listing["state"] = json!({ "slug": "sold" });
        }
        let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
        self.orders.push(json!({
            "order_number": number, "sku": sku, "quantity": units, "status": "paid", "buyer_id": 77,
            "created_at": "2026-06-01T06:00:00-05:00", "paid_at": "2026-06-01T06:00:00-05:00",
            "updated_at": "2026-06-01T06:05:00-05:00", "amount_product_subtotal": usd(paid), "shipping": usd("8.00"),
            "amount_tax": usd("3.00"), "tax_responsible_party": "reverb", "selling_fee": usd(fees[0]),
            "direct_checkout_fee": usd(fees[1]), "bump_fee": null,
        }));
        number
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn answer(&mut self, asked: &Asked) -> Answer {
        assert_eq!(asked.header("accept-version"), "3.0", "{}", asked.path);
        if asked.method == "GET" {
            return self.show(asked);
        }
        assert_eq!(asked.header("content-type"), "application/hal+json", "{}", asked.path);
        let fault = if self.faults.is_empty() { None } else { Some(self.faults.remove(0)) };
        match fault {
            Some(Fault::Down) => return Answer::of(503, "{}"),
            Some(Fault::Locked) => return Answer::of(401, r#"{"message":"Unauthorized"}"#),
            Some(Fault::Refuses) => {
                return Answer::of(412, r#"{"message":"Validation failed","errors":{"title":["is too short"]}}"#);
            }
            _ => {}
        }
        self.before.clone_from(&self.listings);
        let done = self.change(asked);
        match fault {
            Some(Fault::Lost) => Answer::lost(),
            Some(Fault::Fails) => Answer::of(500, "{}"),
            Some(Fault::Silent) => Answer::of(202, r#"{"message":"accepted"}"#),
            _ => done,
        }
    }

    fn change(&mut self, asked: &Asked) -> Answer {
        let body = if asked.body.is_empty() { Value::Null } else { asked.json() };
        let parts: Vec<&str> = asked.path.trim_start_matches("/api/").split('/').collect();
        match (asked.method.as_str(), parts.as_slice()) {
            ("POST", ["listings"]) => self.create(&body),
            ("PUT", ["listings", id]) => self.revise(id, &body),
            ("PUT", ["my", "listings", id, "state", "end"]) => {
                assert_eq!(body["reason"], "not_sold");
                self.end(id)
            }
            ("POST", ["my", "orders", "selling", order, "refund_requests"]) => self.refund(order, &body),
            ("POST", ["my", "conversations", id, "messages"]) => self.say(id, &body),
            ("POST", ["listings", id, "offer"]) => self.first_offer(id, &body),
            ("POST", ["my", "negotiations", id, word]) => self.next_word(id, word, &body),
            _ => Answer::of(404, r#"{"message":"Not found"}"#),
        }
    }

    fn create(&mut self, body: &Value) -> Answer {
        let missing = ["title", "condition", "price", "shipping_profile_id", "categories"];
        if let Some(missing) = missing.iter().find(|name| body[**name].is_null()) {
            let errors = json!({ "message": "Validation failed", "errors": { *missing: ["can't be blank"] } });
            return Answer::of(412, errors.to_string());
        }
        let mut listing = json!({ "id": self.number(), "shop_name": "Ours", "state": { "slug": "draft" } });
        put(&mut listing, body);
        self.listings.push(listing.clone());
        Answer::of(201, json!({ "message": "Your listing was created", "listing": listing }).to_string())
    }

    fn revise(&mut self, id: &str, body: &Value) -> Answer {
        match self.listings.iter_mut().find(|one| is(one, id)) {
            Some(listing) => {
                put(listing, body);
                Answer::json(json!({ "message": "Updated", "listing": listing }).to_string())
            }
            None => Answer::of(404, r#"{"message":"Not found"}"#),
        }
    }

    fn end(&mut self, id: &str) -> Answer {
        match self.listings.iter_mut().find(|one| is(one, id)) {
            Some(listing) => {
                listing["state"] = json!({ "slug": "ended" });
                Answer::json(json!({ "message": "Ended" }).to_string())
            }
            None => Answer::of(404, r#"{"message":"Not found"}"#),
        }
    }

    fn refund(&mut self, order: &str, body: &Value) -> Answer {
        assert_eq!(body["state"], "approved");
        let request = json!({
            "id": self.number(), "order_number": order, "state": "approved", "refund_amount": body["refund_amount"],
            "created_at": self.now, "updated_at": self.now,
        });
        self.refunds.push(request.clone());
        Answer::of(201, request.to_string())
    }

    fn say(&mut self, id: &str, body: &Value) -> Answer {
        let number = self.number();
        let said = json!({ "id": number, "body": body["body"], "created_at": self.now, "sender_id": 1 });
        match self.talks.iter_mut().find(|talk| is(talk, id)) {
            Some(talk) => {
                talk["messages"].as_array_mut().expect("messages").push(said.clone());
                Answer::of(201, said.to_string())
            }
            None => Answer::of(404, r#"{"message":"Not found"}"#),
        }
    }

    fn show(&mut self, asked: &Asked) -> Answer {
        let parts: Vec<&str> = asked.path.trim_start_matches("/api/").split('/').collect();
        let body = match parts.as_slice() {
            ["my", "listings"] => {
                assert_eq!(asked.query("state"), "all");
                let list = if self.stale > 0 { &self.before } else { &self.listings };
                let found: Vec<&Value> = list.iter().filter(|one| one["sku"] == asked.query("sku")).collect();
                let body = json!({ "listings": found });
                self.stale = self.stale.saturating_sub(1);
                body
            }
            ["listings", "all"] => json!({ "listings": self.rivals }),
            ["listings", id, "negotiation"] => match self.haggle_over(id) {
                Some(talk) => json!({ "negotiation": talk }),
                None => return Answer::of(404, r#"{"message":"Not found"}"#),
            },
            ["my", "negotiations", id] => match self.haggles.iter().find(|talk| is(talk, id)) {
                Some(talk) => talk.clone(),
                None => return Answer::of(404, r#"{"message":"Not found"}"#),
            },
            ["listings", id] => {
                let list = if self.stale > 0 { &self.before } else { &self.listings };
                match list.iter().find(|one| is(one, id)) {
                    Some(listing) => listing.clone(),
                    None => return Answer::of(404, r#"{"message":"Not found"}"#),
                }
            }
            ["categories", "flat"] => {
                json!({ "categories": [{ "uuid": "62835d2e-ac92-41fc-9b8d-4aba8c1c25d5", "full_name": CATEGORY }] })
            }
            ["shop"] => json!({ "id": 9, "name": "Ours" }),
            ["shops", "9", "shipping_profiles"] => json!({ "shipping_profiles": [{ "id": 12, "name": "Parcel" }] }),
            ["my", "account"] => json!({ "user_id": 1 }),
            ["my", "orders", "selling", "all"] => json!({ "orders": self.orders }),
            ["my", "refund_requests", "selling"] => {
                let order = asked.query("order_number");
                let state =
                    if asked.query("state").is_empty() { "pending_seller_response" } else { asked.query("state") };
                let found = self.refunds.iter().filter(|one| one["state"] == state);
                let found = found.filter(|one| order.is_empty() || one["order_number"] == order);
                json!({ "refund_requests": found.collect::<Vec<_>>() })
            }
            ["my", "payouts"] => {
                json!({ "payouts": self.payouts.iter().map(|(payout, _)| payout).collect::<Vec<_>>() })
            }
            ["my", "payouts", id, "line_items"] => {
                let found = self.payouts.iter().find(|(payout, _)| is(payout, id));
                json!({ "line_items": found.map(|(_, lines)| lines) })
            }
            ["my", "conversations"] => {
                let list: Vec<Value> = self.talks.iter().map(|talk| json!({ "id": talk["id"] })).collect();
                json!({ "conversations": list })
            }
            ["my", "conversations", id] => match self.talks.iter().find(|talk| is(talk, id)) {
                Some(talk) => talk.clone(),
                None => return Answer::of(404, r#"{"message":"Not found"}"#),
            },
            _ => return Answer::of(404, r#"{"message":"Not found"}"#),
        };
        Answer::json(body.to_string())
    }
}

/// What is sent replaces what was there; `publish` puts it up for sale.
fn put(listing: &mut Value, body: &Value) {
    for (name, value) in body.as_object().expect("an object") {
        if name != "publish" {
            listing[name] = value.clone();
        }
    }
    if body["publish"] == true {
        listing["state"] = json!({ "slug": "live" });
    }
}

/// Whether something has this id.
pub fn is(one: &Value, id: &str) -> bool {
    id.parse::<u64>().is_ok_and(|id| one["id"] == id)
}
