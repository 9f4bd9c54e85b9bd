//! Prices and units set in bulk: each offer of a call is answered for itself.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::sleep,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{Answer, Asked, Ebay, State, complaint};

/// An answer that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Odd {
    /// It is done, and nothing is said of it.
    Unsaid,
    /// Nothing is done, and nothing is said of it.
    Undone,
    /// It is done, and said twice.
    Twice,
    /// It is done, and said of another SKU.
    Foreign,
    /// Nothing is done, and the same is said.
    Lying,
    /// The item is changed, the offer is not: each is answered.
    Half,
}

/// How calls of several prices are taken.
#[derive(Default)]
pub struct Rules {
    /// SKUs whose prices and units are refused.
    refused: Vec<String>,
    /// How the answer about a SKU is wrong.
    odd: BTreeMap<String, Odd>,
    /// Whether a call takes the offers of one SKU alone.
    one_sku: bool,
    /// Until when the reply of the next call is held back.
    held: Option<Arc<AtomicBool>>,
}

impl Ebay {
    /// The answer about a SKU is odd.
    pub fn answer_oddly(&self, sku: &str, odd: Odd) {
        self.state().rules.odd.insert(sku.into(), odd);
    }

    /// All answers are as they should be, and nothing is refused.
    pub fn answer_well(&self) {
        let mut state = self.state();
        state.rules.odd.clear();
        state.rules.refused.clear();
    }

    /// The units of an item are counted by place.
    pub fn spread(&self, sku: &str) {
        let mut state = self.state();
        let stock = &mut state.items.get_mut(sku).expect("an item")["availability"]["shipToLocationAvailability"];
        stock["availabilityDistributions"] = json!([{ "merchantLocationKey": "w", "quantity": stock["quantity"] }]);
    }

    /// Prices and units of these SKUs are refused, each for itself.
    pub fn refuse_prices(&self, skus: &[&str]) {
        self.state().rules.refused = skus.iter().map(|sku| (*sku).into()).collect();
    }

    /// A call takes the offers of one SKU alone, as one page of eBay's documentation says.
    pub fn one_sku_a_call(&self) {
        self.state().rules.one_sku = true;
    }

    /// The next prices are set, and the reply waits until this is true.
    pub fn hold_prices(&self) -> Arc<AtomicBool> {
        let free = Arc::new(AtomicBool::new(false));
        self.state().rules.held = Some(Arc::clone(&free));
        free
    }

    /// For each call that set prices, how many there were in it.
    pub fn price_calls(&self) -> Vec<usize> {
        let calls = self.stub.asked_at("/bulk_update_price_quantity");
        calls.iter().map(|call| call.json()["requests"].as_array().map_or(0, Vec::len)).collect()
    }
}

impl State {
    pub(super) fn bulk(&mut self, asked: &Asked) -> Answer {
        let body = asked.json();
        let requests = body["requests"].as_array().cloned().unwrap_or_default();
        if requests.len() > 25 {
            return complaint(400, 25002, "A user error has occurred. There are more than 25 requests.");
        }
        if self.rules.one_sku && requests.len() > 1 {
            return complaint(400, 25002, "A user error has occurred. Only one SKU can be updated.");
        }
        let responses: Vec<Value> = requests.iter().flat_map(|request| self.element(request)).collect();
        if let Some(free) = self.rules.held.take() {
            let begin = Instant::now();
            while !free.load(Ordering::SeqCst) && begin.elapsed() < Duration::from_secs(60) {
                sleep(Duration::from_millis(5));
            }
        }
        Answer::json(json!({ "responses": responses }).to_string())
    }

    fn element(&mut self, request: &Value) -> Vec<Value> {
        let one = &request["offers"][0];
        let id = one["offerId"].as_str().unwrap_or_default();
        let errors = |number: i64, text: &str| json!([{ "errorId": number, "domain": "API_INVENTORY", "category": "REQUEST", "message": text }]);
        let Some(offer) = self.offers.get_mut(id) else {
            return vec![
                json!({ "offerId": id, "statusCode": 404, "errors": errors(25713, "This Offer is not available") }),
            ];
        };
        let sku = offer["sku"].as_str().unwrap_or_default().to_owned();
        assert!(request["sku"].is_null() || request["sku"] == sku.as_str(), "the offer is of another SKU: {request}");
        let refused = || json!({ "offerId": id, "sku": sku, "statusCode": 400, "errors": errors(25003, "The price is not one that we like") });
        if self.rules.refused.contains(&sku) {
            return vec![refused()];
        }
        let odd = self.rules.odd.get(&sku).copied();
        let units = &request["shipToLocationAvailability"]["quantity"];
        if !units.is_null() && !matches!(odd, Some(Odd::Undone | Odd::Lying)) {
            let item = self.items.get_mut(&sku).expect("an item");
            item["availability"]["shipToLocationAvailability"]["quantity"] = units.clone();
        }
        if !matches!(odd, Some(Odd::Undone | Odd::Lying | Odd::Half)) {
            offer["pricingSummary"]["price"] = one["price"].clone();
            if !units.is_null() {
                offer["availableQuantity"] = one["availableQuantity"].clone();
            }
        }
        let taken = json!({ "offerId": id, "sku": sku, "statusCode": 200 });
        match odd {
            None | Some(Odd::Lying) => vec![taken],
            Some(Odd::Unsaid | Odd::Undone) => Vec::new(),
            Some(Odd::Twice) => vec![taken.clone(), taken],
            Some(Odd::Foreign) => vec![json!({ "offerId": id, "sku": "ANOTHER", "statusCode": 400, "errors": [] })],
            Some(Odd::Half) => vec![json!({ "sku": sku, "statusCode": 200 }), refused()],
        }
    }

    /// Items, as many as 25 in a question.
    pub(super) fn items_of(&self, asked: &Asked) -> Answer {
        let body = asked.json();
        let skus: Vec<&str> =
            body["requests"].as_array().into_iter().flatten().filter_map(|one| one["sku"].as_str()).collect();
        if skus.len() > 25 {
            return complaint(400, 25727, "The number of InventoryItems in the request cannot exceed 25.");
        }
        let responses: Vec<Value> = skus
            .iter()
            .map(|sku| match self.items.get(*sku) {
                Some(item) => json!({ "sku": sku, "statusCode": 200, "inventoryItem": item }),
                None => json!({ "sku": sku, "statusCode": 404 }),
            })
            .collect();
        Answer::of(207, json!({ "responses": responses }).to_string())
    }
}
