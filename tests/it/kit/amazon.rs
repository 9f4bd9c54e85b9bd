//! Amazon's Selling Partner API on loopback, with a memory: what is put is there, what is patched has changed, what is bought
//! is gone. It can lose a reply after it did what was asked, fail before or after, refuse, and show a change late.

pub mod inbound;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::stub::{Answer, Asked, Stub};

/// The marketplace.
pub const US: &str = "ATVPDKIKX0DER";
/// Our seller id there.
pub const SELLER: &str = "A1SELLER";
/// The product that it knows, and its barcode.
pub const ASIN: &str = "B0D8W1YVBX";
/// The barcode of [`ASIN`], as it is printed.
pub const EAN: &str = "8809875456477";

const LISTINGS: &str = "/listings/2021-08-01/items/A1SELLER/";
/// The header with the rate in force: fast, so that no test waits for the declared one.
const RATE: &str = "x-amzn-RateLimit-Limit";

/// How a submission ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Done and said so.
    Good,
    /// Done, and the reply is lost.
    Lost,
    /// Done, and answered as a failure.
    FailedAfter,
    /// Not done.
    FailedBefore,
    /// Refused, in Amazon's words.
    Refused,
    /// Accepted and never done.
    Forgotten,
}

/// One of our listings as Amazon has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// The price, as it was written.
    pub price: String,
    /// Units, where we ship.
    pub quantity: Option<i64>,
    /// Who ships it.
    pub channel: String,
    /// The product.
    pub asin: String,
    /// The condition.
    pub condition: String,
}

/// What it remembers.
#[derive(Default)]
pub struct Memory {
    /// Our listings as they are.
    pub items: BTreeMap<String, Shown>,
    /// Our listings as they are still shown, and for how many more looks.
    stale: BTreeMap<String, (Option<Shown>, u32)>,
    /// How the next submissions end; good ones where none is named.
    pub moods: Vec<Mood>,
    /// For how many looks a change is not shown.
    pub late: u32,
    /// What stands in the way of selling.
    pub restrictions: Value,
    /// What a trial finds wrong.
    pub issues: Value,
    /// The offers of others: seller and price.
    pub rivals: Vec<(String, String)>,
    /// Orders, as they are told.
    pub orders: Vec<Value>,
    /// Transactions, as they are told.
    pub transactions: Vec<Value>,
    /// Submissions that were carried out, trials left out: what was sent of which SKU.
    pub done: Vec<String>,
    /// The way to the warehouses.
    pub inbound: inbound::Inbound,
}

/// The host.
pub struct Amazon {
    stub: Stub,
    memory: Arc<Mutex<Memory>>,
}

impl Amazon {
    /// An account without a listing.
    pub fn start() -> Self {
        let memory = Arc::new(Mutex::new(Memory { restrictions: json!([]), issues: json!([]), ..Memory::default() }));
        let kept = Arc::clone(&memory);
        let stub = Stub::start(move |asked| kept.lock().expect("no test panicked").answer(asked));
        Self { stub, memory }
    }

    /// What it remembers.
    pub fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().expect("no answer panicked")
    }

    /// Its section of the settings; the credentials are in `keys`.
    pub fn settings(&self, keys: &str, more: &str) -> String {
        let url = self.stub.url();
        format!(
            "[vendors.amazon]\nenabled = true\nsell = true\ncredentials = \"live\"\nbase_url = \"{url}\"\n\
             token_url = \"{url}/auth/o2/token\"\ncredentials_file = \"{keys}\"\nseller_id = \"{SELLER}\"\n\
             read_back_s = 0\nmax_age = \"0s\"\n{more}\n"
        )
    }

    /// Where it is.
    pub fn url(&self) -> String {
        self.stub.url()
    }

    /// What it was asked at paths that begin like this.
    pub fn asked_for(&self, start: &str) -> Vec<Asked> {
        self.stub.asked_for(start)
    }
}

impl Memory {
    /// A buyer takes units; the listing shows that many fewer.
    pub fn sell(&mut self, sku: &str, units: i64) {
        let item = self.items.get_mut(sku).expect("a listing");
        item.quantity = item.quantity.map(|there| there - units);
        assert!(item.quantity.is_none_or(|left| left >= 0), "{sku} was sold more often than it was there");
    }

    fn answer(&mut self, asked: &Asked) -> Answer {
        let body = match asked.path.as_str() {
            "/auth/o2/token" => json!({ "access_token": "Atza|one", "token_type": "bearer", "expires_in": 3600 }),
            "/listings/2021-08-01/restrictions" => json!({ "restrictions": self.restrictions }),
            "/catalog/2022-04-01/items" => json!({ "numberOfResults": 1, "items": [page()] }),
            "/batches/products/pricing/v0/itemOffers" => {
                json!({ "responses": [self.offers(&json!({ "Asin": ASIN }))] })
            }
            "/batches/products/pricing/v0/listingOffers" => {
                let uris = asked.json()["requests"].as_array().expect("requests").clone();
                let skus = uris
                    .iter()
                    .map(|one| one["uri"].as_str().expect("a uri").split('/').nth(5).expect("a SKU").to_owned());
                json!({ "responses": skus.map(|sku| self.offers(&json!({ "SellerSKU": sku }))).collect::<Vec<_>>() })
            }
            path if path.starts_with("/batches/products/pricing/2022-05-01/") => json!({ "responses": [] }),
            "/orders/2026-01-01/orders" => {
                let (after, before) = (asked.query("lastUpdatedAfter"), asked.query("lastUpdatedBefore"));
                let within = |order: &&Value| {
                    let at = order["lastUpdatedTime"].as_str().expect("a time");
                    at >= after && (before.is_empty() || at <= before)
                };
                let those: Vec<Value> = self.orders.iter().filter(within).cloned().collect();
                paged(
                    &those,
                    asked.query("paginationToken"),
                    |orders, next| json!({ "orders": orders, "pagination": { "nextToken": next } }),
                )
            }
            "/finances/2024-06-19/transactions" => paged(
                &self.transactions,
                asked.query("nextToken"),
                |all, next| json!({ "payload": { "transactions": all, "nextToken": next } }),
            ),
            path if path.starts_with("/inbound/") || path.starts_with("/fba/") => return self.inbound.answer(asked),
            path => match path.strip_prefix(LISTINGS) {
                Some(sku) if asked.method == "GET" => return self.item(sku),
                Some(sku) => return self.submit(sku, asked),
                None => return Answer::of(404, r#"{"errors":[{"code":"NotFound","message":"no such path"}]}"#),
            },
        };
        Answer::json(body.to_string()).with(RATE, "100")
    }

    fn submit(&mut self, sku: &str, asked: &Asked) -> Answer {
        let said = |status: &str, issues: &Value| {
            let body = json!({ "sku": sku, "status": status, "submissionId": "s", "issues": issues });
            Answer::json(body.to_string()).with(RATE, "100")
        };
        let is_trial = asked.query("mode") == "VALIDATION_PREVIEW";
        if self.issues != json!([]) {
            return said("INVALID", &self.issues);
        }
        if is_trial {
            return said("VALID", &json!([]));
        }
        let mood = if self.moods.is_empty() { Mood::Good } else { self.moods.remove(0) };
        match mood {
            Mood::FailedBefore => {
                return Answer::of(503, r#"{"errors":[{"code":"ServiceUnavailable","message":"busy"}]}"#);
            }
            Mood::Refused => {
                return Answer::of(400, r#"{"errors":[{"code":"InvalidInput","message":"not like this"}]}"#);
            }
            Mood::Forgotten => return said("ACCEPTED", &json!([])),
            Mood::Good | Mood::Lost | Mood::FailedAfter => {}
        }
        let before = self.items.get(sku).cloned();
        self.carry_out(sku, asked);
        self.stale.insert(sku.to_owned(), (before, self.late));
        match mood {
            Mood::Lost => Answer::lost(),
            Mood::FailedAfter => Answer::of(500, r#"{"errors":[{"code":"InternalFailure","message":"oops"}]}"#),
            _ => said("ACCEPTED", &json!([])),
        }
    }

    fn carry_out(&mut self, sku: &str, asked: &Asked) {
        let body = asked.json();
        let price = |offer: &Value| {
            let text = asked.body.split("\"value_with_tax\":").nth(1).expect("a price");
            assert_eq!((offer["marketplace_id"].as_str(), offer["currency"].as_str()), (Some(US), Some("USD")));
            text.split('}').next().expect("a number").to_owned()
        };
        if asked.method == "PUT" {
            assert_eq!(body["requirements"], "LISTING_OFFER_ONLY");
            let attributes = &body["attributes"];
            let shipped = &attributes["fulfillment_availability"][0];
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            let item = Shown {
                price: price(&attributes["purchasable_offer"][0]),
                quantity: shipped["quantity"].as_i64(),
                channel: text(&shipped["fulfillment_channel_code"]),
                asin: text(&attributes["merchant_suggested_asin"][0]["value"]),
                condition: text(&attributes["condition_type"][0]["value"]),
            };
            self.done.push(format!("put {sku} {} {:?}", item.price, item.quantity));
            self.items.insert(sku.to_owned(), item);
            return;
        }
        let item = self.items.get_mut(sku).expect("a listing to patch");
        for patch in body["patches"].as_array().expect("patches") {
            match (patch["op"].as_str(), patch["path"].as_str()) {
                (Some("replace"), Some("/attributes/purchasable_offer")) => item.price = price(&patch["value"][0]),
                (Some("replace"), Some("/attributes/fulfillment_availability")) => {
                    item.quantity = patch["value"][0]["quantity"].as_i64();
                }
                other => panic!("{other:?}"),
            }
        }
        self.done.push(format!("patch {sku} {} {:?}", item.price, item.quantity));
    }

    /// A listing as it is shown: late, where changes are shown late.
    fn item(&mut self, sku: &str) -> Answer {
        let mut shown = self.items.get(sku).cloned();
        if let Some((before, looks)) = self.stale.get_mut(sku)
            && *looks > 0
        {
            *looks -= 1;
            shown = before.clone();
        }
        let Some(item) = shown else {
            return Answer::of(404, r#"{"errors":[{"code":"NOT_FOUND","message":"SKU not found"}]}"#).with(RATE, "100");
        };
        let status =
            if item.quantity == Some(0) { json!(["DISCOVERABLE"]) } else { json!(["BUYABLE", "DISCOVERABLE"]) };
        let body = json!({
            "sku": sku,
            "summaries": [{ "marketplaceId": US, "asin": item.asin, "productType": "PRODUCT", "conditionType": item.condition,
                            "status": status, "createdDate": "2026-06-01T00:00:00Z", "lastUpdatedDate": "2026-06-01T00:00:00Z" }],
            "offers": [{ "marketplaceId": US, "offerType": "B2C", "price": { "currencyCode": "USD", "amount": item.price } }],
            "fulfillmentAvailability": [{ "fulfillmentChannelCode": item.channel, "quantity": item.quantity }],
            "issues": [],
        });
        Answer::json(body.to_string()).with(RATE, "100")
    }

    /// The offers of a product: ours, where it is listed, and those of others.
    fn offers(&self, asked: &Value) -> Value {
        let money = |price: &str| json!({ "CurrencyCode": "USD", "Amount": price.parse::<f64>().expect("a price") });
        let offer = |seller: &str, price: &str, ours: bool| {
            json!({ "SellerId": seller, "MyOffer": ours, "ListingPrice": money(price), "Shipping": money("0"),
                    "SubCondition": "new", "IsFulfilledByAmazon": false })
        };
        let ours =
            self.items.values().filter(|item| item.quantity != Some(0)).map(|item| offer(SELLER, &item.price, true));
        let offers: Vec<Value> =
            ours.chain(self.rivals.iter().map(|(seller, price)| offer(seller, price, false))).collect();
        let buy_box = self.rivals.iter().map(|(_, price)| price).min();
        let prices: Vec<Value> =
            buy_box.iter().map(|price| json!({ "condition": "New", "LandedPrice": money(price) })).collect();
        json!({ "status": { "statusCode": 200 }, "request": asked, "body": { "payload": {
            "ASIN": asked["Asin"], "SKU": asked["SellerSKU"], "status": "Success",
            "Summary": { "TotalOfferCount": offers.len(), "BuyBoxPrices": prices,
                         "NumberOfOffers": [{ "condition": "new", "fulfillmentChannel": "Merchant", "OfferCount": offers.len() }] },
            "Offers": offers } } })
    }
}

/// A page of one each, so that there is always a next one.
fn paged(all: &[Value], token: &str, told: impl Fn(Vec<Value>, Value) -> Value) -> Value {
    let at: usize = token.parse().unwrap_or(0);
    let next = if at + 1 < all.len() { json!((at + 1).to_string()) } else { Value::Null };
    told(all.iter().skip(at).take(1).cloned().collect(), next)
}

/// The product's page in the catalog.
fn page() -> Value {
    json!({
        "asin": ASIN,
        "summaries": [{ "marketplaceId": US, "itemName": "Walnut organizer", "brand": "Acme" }],
        "identifiers": [{ "marketplaceId": US, "identifiers": [{ "identifierType": "EAN", "identifier": EAN }] }],
        "salesRanks": [{ "marketplaceId": US, "displayGroupRanks": [{ "title": "Home & Kitchen", "rank": 900 }] }],
        "dimensions": [{ "marketplaceId": US, "package": {
            "length": { "unit": "inches", "value": 6 }, "width": { "unit": "inches", "value": 4 },
            "height": { "unit": "inches", "value": 1 }, "weight": { "unit": "pounds", "value": 0.5 } } }],
    })
}

/// So many hours ago, as Amazon writes times.
pub fn ago(hours: i64) -> String {
    (Timestamp::now() - SignedDuration::from_hours(hours)).round(jiff::Unit::Second).unwrap().to_string()
}

/// An order of units of one SKU that was placed then and changed so many hours ago.
pub fn order(sku: &str, id: &str, status: &str, (units, gross): (u32, &str), placed: &str, hours: i64) -> Value {
    let usd = |amount: &str| json!({ "amount": amount, "currencyCode": "USD" });
    json!({
        "orderId": id, "createdTime": placed, "lastUpdatedTime": ago(hours),
        "salesChannel": { "channelName": "AMAZON", "marketplaceId": US },
        "fulfillment": { "fulfillmentStatus": status, "fulfilledBy": "MERCHANT" },
        "orderItems": [{ "orderItemId": "1", "quantityOrdered": units, "product": { "sellerSku": sku },
            "proceeds": { "breakdowns": [{ "type": "ITEM", "subtotal": usd(gross) }, { "type": "TAX", "subtotal": usd("3.10") }] } }],
    })
}

/// Money that was posted so many hours ago, in its parts.
pub fn transaction(sku: &str, id: &str, kind: &str, order: Option<&str>, parts: &[(&str, &str)], hours: i64) -> Value {
    let amount = |text: &str| json!({ "currencyAmount": text, "currencyCode": "USD" });
    let total: rust_decimal::Decimal =
        parts.iter().map(|(_, part)| part.parse::<rust_decimal::Decimal>().unwrap()).sum();
    let fees: Vec<Value> =
        parts.iter().map(|(name, part)| json!({ "breakdownType": name, "breakdownAmount": amount(part) })).collect();
    let related: Vec<Value> = order
        .iter()
        .map(|order| json!({ "relatedIdentifierName": "ORDER_ID", "relatedIdentifierValue": order }))
        .collect();
    let item = json!({ "totalAmount": amount(&total.to_string()), "breakdowns": fees, "contexts": [{ "sku": sku }] });
    let items = if order.is_some() { json!([item]) } else { json!([]) };
    json!({ "transactionType": kind, "transactionId": id, "transactionStatus": "RELEASED", "postedDate": ago(hours),
            "totalAmount": amount(&total.to_string()), "relatedIdentifiers": related, "items": items,
            "breakdowns": fees, "marketplaceDetails": { "marketplaceId": US } })
}
