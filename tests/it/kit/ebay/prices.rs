//! Prices set in bulk: each offer of a call is answered for itself.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::sleep,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{Answer, Asked, Ebay, State, complaint};

/// How calls of several prices are taken.
#[derive(Default)]
pub struct Rules {
    /// SKUs whose prices are refused.
    refused: Vec<String>,
    /// Whether a call takes the offers of one SKU alone.
    one_sku: bool,
    /// Until when the reply of the next call is held back.
    held: Option<Arc<AtomicBool>>,
}

impl Ebay {
    /// Prices of these SKUs are refused, each for itself.
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
    pub(super) fn prices(&mut self, asked: &Asked) -> Answer {
        let body = asked.json();
        let requests = body["requests"].as_array().cloned().unwrap_or_default();
        if requests.len() > 25 {
            return complaint(400, 25002, "A user error has occurred. There are more than 25 requests.");
        }
        if self.rules.one_sku && requests.len() > 1 {
            return complaint(400, 25002, "A user error has occurred. Only one SKU can be updated.");
        }
        let responses: Vec<Value> = requests.iter().map(|request| self.price(&request["offers"][0])).collect();
        if let Some(free) = self.rules.held.take() {
            let begin = Instant::now();
            while !free.load(Ordering::SeqCst) && begin.elapsed() < Duration::from_secs(60) {
                sleep(Duration::from_millis(5));
            }
        }
        Answer::json(json!({ "responses": responses }).to_string())
    }

    fn price(&mut self, one: &Value) -> Value {
        let id = one["offerId"].as_str().unwrap_or_default();
        let refused = |number: i64, text: &str| json!([{ "errorId": number, "domain": "API_INVENTORY", "category": "REQUEST", "message": text }]);
        let Some(offer) = self.offers.get_mut(id) else {
            return json!({ "offerId": id, "statusCode": 404, "errors": refused(25713, "This Offer is not available") });
        };
        let sku = offer["sku"].as_str().unwrap_or_default().to_owned();
        if self.rules.refused.contains(&sku) {
            return json!({ "offerId": id, "sku": sku, "statusCode": 400, "errors": refused(25003, "The price is not one that we like") });
        }
        offer["pricingSummary"]["price"] = one["price"].clone();
        json!({ "offerId": id, "sku": sku, "statusCode": 200 })
    }
}
