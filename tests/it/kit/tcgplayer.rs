//! TCGplayer on loopback, as a store sees it: price and quantity of each SKU, orders, what others ask; it misbehaves as it is
//! told. What adds to a quantity is not there: whoever asks for it fails the test.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};

use serde_json::{Value, json};

use super::{
    reverb::Fault,
    stub::{Answer, Asked, Stub},
};

/// What it holds.
#[derive(Default)]
pub struct Books {
    /// Price and quantity of each SKU in the store.
    pub shelf: BTreeMap<u64, (Value, u64)>,
    /// What others ask for a SKU.
    pub asking: BTreeMap<u64, Value>,
    /// Orders: details and items.
    pub orders: Vec<(Value, Vec<Value>)>,
    /// What happens to the next changes, in order.
    pub faults: Vec<Fault>,
}

/// TCGplayer.
pub struct Tcgplayer {
    /// What it was asked.
    pub stub: Stub,
    books: Arc<Mutex<Books>>,
}

impl Tcgplayer {
    /// One with an empty store.
    pub fn start() -> Self {
        let books = Arc::new(Mutex::new(Books::default()));
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
            "[vendors.tcgplayer]\nenabled = true\nsell = true\ncredentials = \"live\"\nbase_url = \"{}\"\ndeadline_s = 10\n",
            self.stub.url()
        )
    }
}

fn rows(rows: &[Value]) -> Answer {
    Answer::json(json!({ "totalItems": rows.len(), "success": true, "errors": [], "results": rows }).to_string())
}

fn nothing() -> Answer {
    Answer::of(404, r#"{"success":false,"errors":["Nothing found"],"results":[]}"#)
}

impl Books {
    /// A buyer buys units of a SKU. Returns the order's number.
    pub fn sell(&mut self, sku: u64, units: u64, each: &str) -> String {
        let number = format!("A1-{:05}", self.orders.len() + 1);
        let (_, quantity) = self.shelf.get_mut(&sku).expect("it is for sale");
        *quantity -= units;
        // A day ago by the machine's clock, by which the program asks.
        let day = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24);
        let details = json!({
            "orderNumber": number, "orderedOn": day.strftime("%Y-%m-%dT%H:%M:%S").to_string(), "orderStatus": "Processing",
            "customer": { "token": "b-7" }, "transaction": { "shippingAmount": 1.31, "feeAmount": 2.05 },
        });
        let price: Value = serde_json::from_str(each).unwrap();
        self.orders
            .push((details, vec![json!({ "skuId": sku, "price": price, "quantity": units, "isCustom": false })]));
        number
    }

    fn answer(&mut self, asked: &Asked) -> Answer {
        if asked.path == "/token" {
            assert_eq!(asked.header("x-tcg-access-token"), "hunter3", "the token is the store's");
            return Answer::json(r#"{"access_token":"t","token_type":"bearer","expires_in":1209599}"#);
        }
        assert_eq!(asked.header("authorization"), "Bearer t", "{}", asked.path);
        if asked.method == "GET" {
            return self.show(asked);
        }
        assert_eq!(asked.method, "PUT", "only states are sent: {} {}", asked.method, asked.path);
        let fault = if self.faults.is_empty() { None } else { Some(self.faults.remove(0)) };
        match fault {
            Some(Fault::Down) => return Answer::of(503, "{}"),
            Some(Fault::Locked) => return Answer::of(401, "{}"),
            Some(Fault::Refuses) => {
                return Answer::of(200, r#"{"success":false,"errors":["The price is too low"],"results":[]}"#);
            }
            _ => {}
        }
        let done = self.put(asked);
        match fault {
            Some(Fault::Lost) => Answer::lost(),
            Some(Fault::Fails) => Answer::of(500, "{}"),
            _ => done,
        }
    }

    fn put(&mut self, asked: &Asked) -> Answer {
        let body = asked.json();
        let parts: Vec<&str> = asked.path.trim_start_matches('/').split('/').collect();
        match parts.as_slice() {
            ["stores", "s1", "inventory", "skus", sku] => {
                let quantity = body["quantity"].as_u64().expect("a quantity");
                self.shelf.insert(sku.parse().expect("a SKU"), (body["price"].clone(), quantity));
            }
            ["stores", "s1", "inventory", "skus", sku, "price"] => {
                let shelf = self.shelf.get_mut(&sku.parse::<u64>().expect("a SKU"));
                shelf.expect("it is in the store").0 = body["price"].clone();
            }
            _ => return nothing(),
        }
        rows(&[])
    }

    fn show(&self, asked: &Asked) -> Answer {
        let parts: Vec<&str> = asked.path.trim_start_matches('/').split('/').collect();
        let listed = |sku: u64| {
            let (price, quantity) = self.shelf.get(&sku)?;
            Some(json!({ "skuId": sku, "price": price, "quantity": quantity, "isCustom": false }))
        };
        match parts.as_slice() {
            ["stores", "self"] => rows(&[json!({ "storeKey": "s1", "storeName": "Ours" })]),
            ["catalog", "skus", sku] => rows(&[json!({ "skuId": sku.parse::<u64>().unwrap(), "productId": 5 })]),
            ["stores", "s1", "inventory", "skus", sku, "quantity"] => {
                listed(sku.parse().unwrap()).map_or_else(nothing, |row| rows(&[row]))
            }
            ["stores", "s1", "inventory", "products", "5", "skus"] => {
                rows(&self.shelf.keys().filter_map(|sku| listed(*sku)).collect::<Vec<_>>())
            }
            ["pricing", "sku", list] => {
                let skus = list.split(',').filter_map(|sku| self.asking.get(&sku.parse::<u64>().ok()?).cloned());
                rows(&skus.collect::<Vec<_>>())
            }
            ["stores", "s1", "orders"] => {
                rows(&self.orders.iter().map(|(details, _)| details["orderNumber"].clone()).collect::<Vec<_>>())
            }
            ["stores", "s1", "orders", number, "items"] => {
                let found = self.orders.iter().find(|(details, _)| details["orderNumber"] == *number);
                found.map_or_else(nothing, |(_, items)| rows(items))
            }
            ["stores", "s1", "orders", list] => {
                let wanted: Vec<&str> = list.split(',').collect();
                let found = self.orders.iter().map(|(details, _)| details);
                let found =
                    found.filter(|details| wanted.contains(&details["orderNumber"].as_str().unwrap_or_default()));
                rows(&found.cloned().collect::<Vec<_>>())
            }
            _ => nothing(),
        }
    }
}
