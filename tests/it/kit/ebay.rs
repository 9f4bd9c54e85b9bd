//! eBay on loopback, with a memory: items, offers, listings, orders, money. It can lose a reply after it did what was asked,
//! fail after it, show changes late, and refuse.

pub mod bulk;
mod buyers;
mod mail;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};

use serde_json::{Value, json};

use super::stub::{Answer, Asked, Stub};

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// It is done, and the reply breaks off.
    Lost,
    /// It is done, and answered with a 500.
    Failed,
    /// Nothing is done, and it is answered with a 500.
    Down,
    /// It is refused, as against a rule.
    Refused,
}

/// A fault that waits for calls.
#[derive(Clone, Debug)]
struct Waiting {
    method: &'static str,
    part: &'static str,
    fault: Fault,
    times: usize,
}

/// What eBay holds.
#[derive(Default)]
pub struct State {
    faults: Vec<Waiting>,
    items: BTreeMap<String, Value>,
    offers: BTreeMap<String, Value>,
    /// How many reads of an offer still show it as it was.
    late: usize,
    shown: BTreeMap<String, Value>,
    orders: Vec<Value>,
    transactions: Vec<Value>,
    payouts: Vec<Value>,
    /// What others ask: seller, price.
    rivals: Vec<(String, String)>,
    /// Item specifics that the category asks for.
    required: Vec<String>,
    /// Whether a refund is only taken, and made later.
    slow_refunds: bool,
    conversations: BTreeMap<String, Vec<Value>>,
    rules: bulk::Rules,
    /// Sales that come with calls.
    sales: Vec<buyers::Coming>,
    numbers: usize,
}

/// eBay; it stops when this goes out of scope.
pub struct Ebay {
    /// The host.
    pub stub: Stub,
    state: Arc<Mutex<State>>,
}

/// The time at which everything happens there.
const AT: &str = "2026-06-01T12:00:00.000Z";

impl Ebay {
    /// An empty one.
    pub fn start() -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let held = Arc::clone(&state);
        let stub = Stub::start(move |asked| held.lock().expect("no answer panicked").answer(asked));
        Self { stub, state }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no answer panicked")
    }

    /// The section of `arb.toml`.
    pub fn settings(&self) -> String {
        let url = self.stub.url();
        format!(
            "[vendors.ebay]\nenabled = true\nsell = true\ncredentials = \"live\"\nbase_url = \"{url}\"\nfinance_url = \"{url}\"\n\
             credentials_file = \"ebay.toml\"\nseller_name = \"us-example\"\nmessages = true\nmax_age = \"0s\"\ndeadline_s = 5\n"
        )
    }

    /// The next calls of this method with this in their path go wrong.
    pub fn fault(&self, method: &'static str, part: &'static str, fault: Fault, times: usize) {
        self.state().faults.push(Waiting { method, part, fault, times });
    }

    /// So many reads show offers as they are now, whatever is changed meanwhile.
    pub fn late(&self, reads: usize) {
        let mut state = self.state();
        (state.shown, state.late) = (state.offers.clone(), reads);
    }

    /// What others ask.
    pub fn rivals(&self, rivals: &[(&str, &str)]) {
        self.state().rivals = rivals.iter().map(|(who, price)| ((*who).into(), (*price).into())).collect();
    }

    /// Item specifics that the category asks for.
    pub fn required(&self, names: &[&str]) {
        self.state().required = names.iter().map(|name| (*name).into()).collect();
    }

    /// Whether refunds are made later, by [`Ebay::make_refunds`].
    pub fn slow_refunds(&self, slow: bool) {
        self.state().slow_refunds = slow;
    }

    /// Makes the refunds that were taken.
    pub fn make_refunds(&self) {
        for order in &mut self.state().orders {
            for refund in order["paymentSummary"]["refunds"].as_array_mut().expect("a list") {
                refund["refundStatus"] = "REFUNDED".into();
            }
        }
    }

    /// Live listings: SKU, price, units.
    pub fn live(&self) -> Vec<(String, String, i64)> {
        let state = self.state();
        let live = state.offers.values().filter(|offer| offer["listing"]["listingStatus"] == "ACTIVE");
        live.map(|offer| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let units = offer["availableQuantity"].as_i64().unwrap_or(0);
            (text(&offer["sku"]), text(&offer["pricingSummary"]["price"]["value"]), units)
        })
        .collect()
    }

    /// All offers, live or not.
    pub fn offers(&self) -> usize {
        self.state().offers.len()
    }

    /// eBay gives back a fee, and charges one that belongs to no sale.
    pub fn book(&self, kind: &str, entry: &str, value: &str) {
        let mut state = self.state();
        let number = state.next();
        state.transactions.push(json!({
            "transactionId": format!("T{number}"), "transactionType": kind, "transactionStatus": "FUNDS_PROCESSING",
            "bookingEntry": entry, "transactionDate": AT, "amount": amount(value),
        }));
    }

    /// eBay pays out.
    pub fn pay(&self, value: &str) {
        let mut state = self.state();
        let number = state.next();
        state.payouts.push(json!({
            "payoutId": format!("P{number}"), "payoutStatus": "SUCCEEDED", "payoutDate": AT, "amount": amount(value),
        }));
    }

    /// How many refunds were made of an order.
    pub fn refunds(&self, order: &str) -> usize {
        let state = self.state();
        let found = state.orders.iter().find(|one| one["orderId"] == order).expect("an order");
        found["paymentSummary"]["refunds"].as_array().expect("a list").len()
    }

    /// The calls that change something, as `PUT /path`, in order.
    pub fn changes(&self) -> Vec<String> {
        let reads = |asked: &Asked| asked.method == "GET" || asked.path.ends_with("/bulk_get_inventory_item");
        let all = self.stub.asked_for("/sell/").into_iter().filter(|asked| !reads(asked));
        all.map(|asked| format!("{} {}", asked.method, asked.path)).collect()
    }
}

fn amount(value: &str) -> Value {
    let value: rust_decimal::Decimal = value.parse().expect("an amount");
    json!({ "value": format!("{value:.2}"), "currency": "USD" })
}

fn complaint(status: u16, number: i64, text: &str) -> Answer {
    let error = json!({ "errorId": number, "domain": "API_INVENTORY", "category": "REQUEST", "message": text });
    Answer::of(status, json!({ "errors": [error] }).to_string())
}

impl State {
    fn next(&mut self) -> usize {
        self.numbers += 1;
        self.numbers
    }

    fn answer(&mut self, asked: &Asked) -> Answer {
        self.buyers_come(asked);
        let at = self.faults.iter().position(|waiting| {
            waiting.method == asked.method && asked.path.contains(waiting.part) && waiting.times > 0
        });
        let fault = at.map(|at| {
            self.faults[at].times -= 1;
            self.faults[at].fault
        });
        let broken =
            || Answer::of(500, r#"{"errors":[{"errorId":25001,"category":"APPLICATION","message":"A system error"}]}"#);
        match fault {
            None => self.usual(asked),
            Some(Fault::Down) => broken(),
            Some(Fault::Refused) => complaint(400, 25003, "The price is not one that we like"),
            Some(Fault::Failed) => {
                self.usual(asked);
                broken()
            }
            // Two lengths that differ: no reply can be read.
            Some(Fault::Lost) => self.usual(asked).with("content-length", "999999"),
        }
    }

    fn usual(&mut self, asked: &Asked) -> Answer {
        if asked.path == "/identity/v1/oauth2/token" {
            let token = match asked.body.contains("grant_type=refresh_token&refresh_token=canary-token&scope=") {
                true => "user",
                false if asked.body.contains("grant_type=client_credentials") => "app",
                false => return Answer::of(400, r#"{"error":"invalid_grant"}"#),
            };
            return Answer::json(json!({ "access_token": token, "expires_in": 7200, "token_type": "x" }).to_string());
        }
        let parts: Vec<&str> = asked.path.trim_matches('/').split('/').collect();
        let sells = parts.first() == Some(&"sell") || parts.get(1) == Some(&"message");
        let token = if sells { "Bearer user" } else { "Bearer app" };
        if asked.header("authorization") != token {
            return Answer::of(
                401,
                r#"{"errors":[{"errorId":1001,"category":"REQUEST","domain":"OAuth","message":"Invalid access token"}]}"#,
            );
        }
        let writes = asked.method != "GET" && sells && parts.get(1) == Some(&"inventory");
        if writes && asked.header("content-language") != "en-US" {
            return complaint(400, 25709, "Invalid value for header Content-Language");
        }
        match (asked.method.as_str(), &parts[..]) {
            ("GET", ["sell", "account", "v1", kind]) => {
                let kind = kind.trim_end_matches("_policy");
                let policy = json!({ format!("{kind}PolicyId"): format!("60{}", kind.len()), "name": kind });
                Answer::json(json!({ "total": 1, format!("{kind}Policies"): [policy] }).to_string())
            }
            ("GET", ["sell", "inventory", "v1", "location"]) => {
                let place =
                    json!({ "merchantLocationKey": "w", "merchantLocationStatus": "ENABLED", "name": "Warehouse" });
                Answer::json(json!({ "total": 1, "locations": [place] }).to_string())
            }
            ("GET", ["commerce", "taxonomy", "v1", "get_default_category_tree_id"]) => {
                Answer::json(r#"{"categoryTreeId":"0","categoryTreeVersion":"1"}"#)
            }
            ("GET", ["commerce", "taxonomy", .., "get_category_suggestions"]) => Answer::json(
                r#"{"categorySuggestions":[{"category":{"categoryId":"20625","categoryName":"Kettles"}}]}"#,
            ),
            ("GET", ["commerce", "taxonomy", .., "get_item_aspects_for_category"]) => {
                let aspect = |name: &String| json!({ "localizedAspectName": name, "aspectConstraint": { "aspectRequired": true } });
                let all: Vec<Value> = self.required.iter().map(aspect).collect();
                Answer::json(json!({ "aspects": all }).to_string())
            }
            ("GET", ["buy", "browse", "v1", "item_summary", "search"]) => self.search(),
            (_, ["sell", "inventory", "v1", "inventory_item", sku]) => self.item(asked, sku),
            (_, ["sell", "inventory", "v1", "offer", rest @ ..]) => self.offer(asked, rest),
            ("POST", ["sell", "inventory", "v1", "bulk_update_price_quantity"]) => self.bulk(asked),
            ("POST", ["sell", "inventory", "v1", "bulk_get_inventory_item"]) => self.items_of(asked),
            (_, ["sell", "fulfillment", "v1", "order", rest @ ..]) => self.order(asked, rest),
            ("GET", ["sell", "finances", "v1", "transaction"]) => list("transactions", &self.transactions),
            ("GET", ["sell", "finances", "v1", "payout"]) => list("payouts", &self.payouts),
            (_, ["commerce", "message", "v1", rest @ ..]) => self.mail(asked, rest),
            _ => complaint(404, 2002, "There is nothing here"),
        }
    }

    fn search(&self) -> Answer {
        let free = json!([{ "shippingCostType": "FIXED", "shippingCost": amount("0") }]);
        let mut items: Vec<Value> = Vec::new();
        for (place, (seller, price)) in self.rivals.iter().enumerate() {
            items.push(json!({
                "itemId": format!("v1|90{place}|0"), "title": "The same", "price": amount(price), "conditionId": "1000",
                "condition": "New", "seller": { "username": seller }, "buyingOptions": ["FIXED_PRICE"], "shippingOptions": free,
            }));
        }
        for offer in self.offers.values().filter(|offer| offer["listing"]["listingStatus"] == "ACTIVE") {
            let id = offer["listing"]["listingId"].as_str().unwrap_or_default();
            items.push(json!({
                "itemId": format!("v1|{id}|0"), "title": "Ours", "price": offer["pricingSummary"]["price"], "conditionId": "1000",
                "condition": "New", "seller": { "username": "us-example" }, "buyingOptions": ["FIXED_PRICE"],
                "shippingOptions": free,
            }));
        }
        Answer::json(json!({ "total": items.len(), "itemSummaries": items }).to_string())
    }

    fn item(&mut self, asked: &Asked, sku: &str) -> Answer {
        if asked.method == "GET" {
            return match self.items.get(sku) {
                Some(item) => Answer::json(item.to_string()),
                None => complaint(404, 25710, "We didn't find the resource"),
            };
        }
        let body = asked.json();
        // A live listing sells what the item has.
        for offer in self.offers.values_mut().filter(|offer| offer["sku"] == sku) {
            offer["availableQuantity"] = body["availability"]["shipToLocationAvailability"]["quantity"].clone();
        }
        match self.items.insert(sku.to_owned(), body) {
            None => Answer::of(
                201,
                r#"{"warnings":[{"errorId":25401,"category":"REQUEST","message":"A subtitle costs extra"}]}"#,
            ),
            Some(_) => Answer::of(204, ""),
        }
    }

    fn offer(&mut self, asked: &Asked, rest: &[&str]) -> Answer {
        match (asked.method.as_str(), rest) {
            ("GET", []) => {
                let sku = asked.query("sku").to_owned();
                let found: Vec<Value> = self.seen().values().filter(|offer| offer["sku"] == sku).cloned().collect();
                if found.is_empty() {
                    return complaint(404, 25713, "This Offer is not available");
                }
                Answer::json(json!({ "total": found.len(), "offers": found }).to_string())
            }
            ("GET", [id]) => match self.seen().get(*id) {
                Some(offer) => Answer::json(offer.to_string()),
                None => complaint(404, 25713, "This Offer is not available"),
            },
            ("POST", []) => {
                let mut body = asked.json();
                if self.offers.values().any(|offer| offer["sku"] == body["sku"]) {
                    return complaint(400, 25002, "A user error has occurred. Offer entity already exists.");
                }
                let id = (8000 + self.next()).to_string();
                body["offerId"] = id.clone().into();
                body["status"] = "UNPUBLISHED".into();
                self.offers.insert(id.clone(), body);
                Answer::of(201, json!({ "offerId": id }).to_string())
            }
            (_, [id, ..]) if !self.offers.contains_key(*id) => complaint(404, 25713, "This Offer is not available"),
            ("PUT", [id]) => {
                let mut body = asked.json();
                if body["listingDescription"].as_str().is_none_or(str::is_empty) {
                    return complaint(400, 25016, "The listing has no description");
                }
                let before = &self.offers[*id];
                for key in ["offerId", "sku", "marketplaceId", "format", "status", "listing"] {
                    assert!(body[key].is_null(), "`{key}` can't be replaced");
                    body[key] = before[key].clone();
                }
                self.offers.insert((*id).to_owned(), body);
                Answer::json(json!({ "offerId": id }).to_string())
            }
            ("POST", [id, "publish"]) => {
                let number = self.next();
                let offer = self.offers.get_mut(*id).expect("it is there");
                let policies = &offer["listingPolicies"];
                let whole = ["fulfillmentPolicyId", "paymentPolicyId", "returnPolicyId"];
                if whole.iter().any(|key| policies[*key].is_null()) || offer["merchantLocationKey"] != "w" {
                    return complaint(400, 25007, "The offer has no policies");
                }
                let listing = format!("11{number:08}");
                offer["status"] = "PUBLISHED".into();
                offer["listing"] = json!({ "listingId": listing, "listingStatus": "ACTIVE" });
                Answer::json(json!({ "listingId": listing }).to_string())
            }
            ("POST", [id, "withdraw"]) => {
                let offer = self.offers.get_mut(*id).expect("it is there");
                (offer["status"], offer["listing"]["listingStatus"]) = ("UNPUBLISHED".into(), "ENDED".into());
                Answer::json(json!({ "listingId": offer["listing"]["listingId"] }).to_string())
            }
            _ => complaint(404, 2002, "There is nothing here"),
        }
    }

    /// The offers as a read shows them.
    fn seen(&mut self) -> &BTreeMap<String, Value> {
        if self.late > 0 {
            self.late -= 1;
            return &self.shown;
        }
        &self.offers
    }

    fn order(&mut self, asked: &Asked, rest: &[&str]) -> Answer {
        let number = self.next();
        let find = |orders: &[Value], id: &str| orders.iter().position(|order| order["orderId"] == id);
        match (asked.method.as_str(), rest) {
            ("GET", []) => list("orders", &self.orders),
            ("GET", [id]) => match find(&self.orders, id) {
                Some(at) => Answer::json(self.orders[at].to_string()),
                None => complaint(404, 32100, "Invalid order ID"),
            },
            ("POST", [id, "issue_refund"]) => {
                let Some(at) = find(&self.orders, id) else {
                    return complaint(404, 34913, "Can not find the order.");
                };
                let order = &mut self.orders[at];
                let item = asked.json()["refundItems"][0].clone();
                let refund = format!("R{number}");
                let status = if self.slow_refunds { "PENDING" } else { "REFUNDED" };
                let one = json!({
                    "refundId": refund, "amount": item["refundAmount"], "refundDate": AT, "refundStatus": status,
                });
                let lines = order["lineItems"].as_array_mut().expect("lines");
                let Some(line) = lines.iter_mut().find(|line| line["lineItemId"] == item["lineItemId"]) else {
                    return complaint(400, 34914, "Can't find the item in the order.");
                };
                line["refunds"].as_array_mut().expect("a list").push(one.clone());
                order["paymentSummary"]["refunds"].as_array_mut().expect("a list").push(one);
                Answer::json(json!({ "refundId": refund, "refundStatus": "PENDING" }).to_string())
            }
            _ => complaint(404, 2002, "There is nothing here"),
        }
    }
}

fn list(name: &str, rows: &[Value]) -> Answer {
    if rows.is_empty() {
        return Answer::of(204, "");
    }
    Answer::json(json!({ "total": rows.len(), name: rows }).to_string())
}
