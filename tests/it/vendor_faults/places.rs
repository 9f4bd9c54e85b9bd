//! The vendors that are spoken to over the network, each by one change and what is looked at for it: what they answer when
//! all is well.

mod listings;
mod messengers;

use arb::domain::{
    effect::{Change, Kind, RefundAsk},
    money::{Currency, Money},
};

use crate::it::kit::vendor::{Reply, Request};

/// A vendor.
#[derive(Clone, Copy)]
pub struct Place {
    /// Its name.
    pub name: &'static str,
    /// Its section of the settings; `URL` is where it is.
    pub settings: &'static str,
    /// Its keys.
    pub keys: &'static str,
    /// Whether it is asked something before anything is sent: for a token, for what is there.
    pub asks_first: bool,
    /// What is changed.
    pub change: fn() -> Change,
    /// The request that changes it, the last one where it takes several: method and end of the path.
    pub effect: (&'static str, &'static str),
    /// The requests that look: method and end of the path, and texts of the reply without which nothing is seen, each with
    /// what stands in its place.
    pub looks: &'static [(&'static str, &'static str, Spoils)],
    /// Whether what was sent can be looked for by them.
    pub finds: bool,
    /// Whether a change is read back before it counts as done.
    pub reads_back: bool,
    /// What it answers when all is well; what was changed is not shown by `before`, and is by `after`.
    pub before: fn(&Request) -> Option<Reply>,
    /// The same after the change.
    pub after: fn(&Request) -> Option<Reply>,
    /// A refusal in its own words: the status and the body.
    pub refusal: (u16, &'static str),
    /// Texts of the reply to the change without which nothing is proven, each with what stands in its place.
    pub effect_spoils: Spoils,
}

/// Texts, each with what stands in its place.
type Spoils = &'static [(&'static str, &'static str)];

fn price(listing: &str) -> Change {
    Change::Price { listing: listing.into(), price: Money::from_minor(1290, Currency::USD), bounds: None }
}

/// A reply of 200 with this JSON.
fn json(body: &str) -> Option<Reply> {
    Some(Reply::of(200, body))
}

fn is(request: &Request, method: &str, end: &str) -> bool {
    request.method == method && request.path.ends_with(end)
}

/// The price before and after.
const OLD: &str = "14.00";
const NEW: &str = "12.90";

fn ebay_message() -> String {
    format!(
        r#"{{"messageId":"m2","createdDate":"{}","messageBody":"It is on its way.","senderUsername":"us"}}"#,
        jiff::Timestamp::now()
    )
}

/// The offer behind our listing on eBay.
fn ebay_offer(price: &str, units: u32) -> String {
    format!(
        r#"{{"offerId":"8001","sku":"S","marketplaceId":"EBAY_US","format":"FIXED_PRICE","status":"PUBLISHED","listing":{{"listingId":"110","listingStatus":"ACTIVE","soldQuantity":0}},"availableQuantity":{units},"pricingSummary":{{"price":{{"value":"{price}","currency":"USD"}}}}}}"#
    )
}

fn refund(channel: &str) -> Change {
    Change::Refund(RefundAsk {
        reference: "arb1-r".into(),
        channel: channel.into(),
        order: "O1".into(),
        line: "L1".into(),
        amount: Money::from_minor(500, Currency::USD),
        reason: "damaged".into(),
    })
}

fn ebay(request: &Request, price: &str) -> Option<Reply> {
    match request {
        _ if is(request, "POST", "/oauth2/token") => json(r#"{"access_token":"t","expires_in":7200}"#),
        _ if is(request, "POST", "/bulk_update_price_quantity") => {
            json(r#"{"responses":[{"offerId":"8001","sku":"S","statusCode":200}]}"#)
        }
        _ if is(request, "POST", "/issue_refund") => json(r#"{"refundId":"R1","refundStatus":"PENDING"}"#),
        _ if is(request, "POST", "/send_message") => json(&ebay_message()),
        _ if is(request, "GET", "/order/O1") => {
            let made = price == NEW;
            let refund = format!(
                r#"{{"refundId":"R1","amount":{{"value":"5.00","currency":"USD"}},"refundDate":"{}","refundStatus":"REFUNDED"}}"#,
                jiff::Timestamp::now()
            );
            let refunds = if made { refund } else { String::new() };
            json(&format!(
                r#"{{"orderId":"O1","lineItems":[{{"lineItemId":"L1","quantity":1,"total":{{"value":"20.00","currency":"USD"}},"refunds":[{refunds}]}}],"paymentSummary":{{"refunds":[{refunds}]}}}}"#
            ))
        }
        _ if is(request, "GET", "/conversation/c1") => {
            let buyers = r#"{"messageId":"m1","createdDate":"2026-06-01T11:00:00.000Z","messageBody":"Where is it?","senderUsername":"kim"}"#;
            let ours = if price == NEW { format!(",{}", ebay_message()) } else { String::new() };
            json(&format!(r#"{{"messages":[{buyers}{ours}]}}"#))
        }
        _ if is(request, "GET", "/offer/8001") => json(&ebay_offer(price, 3)),
        _ => None,
    }
}

/// Our listing on Reverb.
fn reverb_listing(price: &str) -> String {
    format!(
        r#"{{"id":7,"sku":"S","state":{{"slug":"live"}},"has_inventory":true,"inventory":3,"price":{{"amount":"{price}","currency":"USD"}}}}"#
    )
}

fn reverb(request: &Request, price: &str) -> Option<Reply> {
    let now = jiff::Timestamp::now();
    let asked = format!(
        r#"{{"id":41,"order_number":"O1","state":"approved","refund_amount":{{"amount":"5.00","currency":"USD"}},"created_at":"{now}"}}"#
    );
    let said = format!(r#"{{"id":9,"body":"It is on its way.","created_at":"{now}","sender_id":5}}"#);
    let there = |row: &str| if price == NEW { row.to_owned() } else { String::new() };
    let shown = reverb_listing(price);
    match request {
        _ if is(request, "POST", "/refund_requests") => json(&asked),
        _ if is(request, "GET", "/refund_requests/selling") => {
            let rows = if request.query.contains("state=approved") { there(&asked) } else { String::new() };
            json(&format!(r#"{{"refund_requests":[{rows}]}}"#))
        }
        _ if is(request, "GET", "/my/account") => json(r#"{"user_id":5}"#),
        _ if is(request, "POST", "/conversations/3/messages") => json(&said),
        _ if is(request, "GET", "/conversations/3") => {
            let buyers = r#"{"id":8,"body":"Where is it?","created_at":"2026-06-01T11:00:00Z","sender_id":77}"#;
            let ours = there(&format!(",{said}"));
            json(&format!(r#"{{"id":3,"messages":[{buyers}{ours}]}}"#))
        }
        _ if is(request, "PUT", "/listings/7") => json(&format!(r#"{{"message":"updated","listing":{shown}}}"#)),
        _ if is(request, "GET", "/listings/7") => json(&shown),
        _ => None,
    }
}

fn amazon(request: &Request, price: &str) -> Option<Reply> {
    match request {
        _ if is(request, "POST", "/auth/o2/token") => {
            json(r#"{"access_token":"Atza|t","token_type":"bearer","expires_in":3600}"#)
        }
        _ if is(request, "PATCH", "/A1SELLER/S") => {
            json(r#"{"sku":"S","status":"ACCEPTED","submissionId":"s","issues":[]}"#)
        }
        _ if is(request, "GET", "/A1SELLER/S") => json(&format!(
            r#"{{"sku":"S","summaries":[{{"marketplaceId":"ATVPDKIKX0DER","asin":"B0D8W1YVBX","productType":"PRODUCT","conditionType":"new_new","status":["BUYABLE","DISCOVERABLE"]}}],"offers":[{{"marketplaceId":"ATVPDKIKX0DER","offerType":"B2C","price":{{"currencyCode":"USD","amount":"{price}"}}}}],"fulfillmentAvailability":[{{"fulfillmentChannelCode":"DEFAULT","quantity":3}}],"issues":[]}}"#
        )),
        _ => None,
    }
}

fn tcgplayer(request: &Request, price: &str) -> Option<Reply> {
    let rows = |row: &str| json(&format!(r#"{{"totalItems":1,"success":true,"errors":[],"results":[{row}]}}"#));
    match request {
        _ if is(request, "POST", "/token") => {
            json(r#"{"access_token":"t","token_type":"bearer","expires_in":1209599}"#)
        }
        _ if is(request, "PUT", "/skus/7/price") => json(r#"{"success":true,"errors":[],"results":[]}"#),
        _ if is(request, "GET", "/stores/self") => rows(r#"{"storeKey":"s1","storeName":"Ours"}"#),
        _ if is(request, "GET", "/catalog/skus/7") => rows(r#"{"skuId":7,"productId":5}"#),
        _ if is(request, "GET", "/products/5/skus") => {
            rows(&format!(r#"{{"skuId":7,"price":{price},"quantity":3,"isCustom":false}}"#))
        }
        _ => None,
    }
}

const EBAY: Place = Place {
    name: "ebay",
    settings: "sell = true\nbase_url = \"URL\"\nfinance_url = \"URL\"\nmessages = true\nseller_name = \"us\"\nfulfillment_policy_id = \"1\"\npayment_policy_id = \"2\"\nreturn_policy_id = \"3\"\nmerchant_location = \"w\"\ncategory_id = \"20625\"",
    keys: "client_id = \"i\"\nclient_secret = \"s\"\nrefresh_token = \"r\"",
    asks_first: true,
    change: || price("110@8001"),
    effect: ("POST", "/bulk_update_price_quantity"),
    looks: &[(
        "GET",
        "/offer/8001",
        &[
            ("\"price\"", "\"cost\""),
            ("\"value\":\"12.90\"", "\"value\":\"dear\""),
            ("\"currency\":\"USD\"", "\"currency\":\"EUR\""),
            ("\"PUBLISHED\"", "\"PUBLISHED_BY_ELVES\""),
            ("\"ACTIVE\"", "\"ACTIVE_BY_ELVES\""),
            ("\"listing\"", "\"item\""),
            ("\"offerId\":\"8001\"", "\"offerId\":\"8002\""),
        ],
    )],
    finds: true,
    reads_back: true,
    before: |request| ebay(request, OLD),
    after: |request| ebay(request, NEW),
    refusal: (400, r#"{"errors":[{"errorId":25002,"domain":"API_INVENTORY","category":"REQUEST","message":"no"}]}"#),
    effect_spoils: &[("\"offerId\"", "\"offer\""), ("8001", "8002"), ("\"statusCode\":200", "\"statusCode\":\"good\"")],
};

const REVERB: Place = Place {
    name: "reverb",
    settings: "sell = true\nbase_url = \"URL/api\"\ncategory = \"62835d2e-ac92-41fc-9b8d-4aba8c1c25d5\"\nshipping_profile_id = \"12\"",
    keys: "token = \"t\"",
    asks_first: false,
    change: || price("7"),
    effect: ("PUT", "/listings/7"),
    looks: &[(
        "GET",
        "/listings/7",
        &[
            ("\"price\"", "\"cost\""),
            ("\"amount\":\"12.90\"", "\"amount\":\"dear\""),
            ("\"currency\":\"USD\"", "\"currency\":\"EUR\""),
            ("\"id\":7", "\"id\":null"),
            ("\"id\":7", "\"id\":8"),
            ("\"slug\"", "\"word\""),
        ],
    )],
    finds: true,
    reads_back: true,
    before: |request| reverb(request, OLD),
    after: |request| reverb(request, NEW),
    refusal: (422, r#"{"message":"no","errors":{"price":["is too low"]}}"#),
    effect_spoils: &[("\"listing\"", "\"thing\""), ("\"id\":7", "\"id\":8")],
};

const AMAZON: Place = Place {
    name: "amazon",
    settings: "sell = true\nbase_url = \"URL\"\ntoken_url = \"URL/auth/o2/token\"\nseller_id = \"A1SELLER\"\nread_back_s = 0",
    keys: "client_id = \"i\"\nclient_secret = \"s\"\nrefresh_token = \"r\"",
    asks_first: true,
    change: || price("S"),
    effect: ("PATCH", "/A1SELLER/S"),
    looks: &[(
        "GET",
        "/A1SELLER/S",
        &[
            ("\"offers\"", "\"bids\""),
            ("\"amount\":\"12.90\"", "\"amount\":\"dear\""),
            ("\"sku\":\"S\"", "\"sku\":\"T\""),
            ("\"currencyCode\":\"USD\"", "\"currencyCode\":\"EUR\""),
            ("\"B2C\"", "\"B2ELVES\""),
            ("ATVPDKIKX0DER", "A1F83G8C2ARO7P"),
        ],
    )],
    finds: true,
    reads_back: true,
    before: |request| amazon(request, OLD),
    after: |request| amazon(request, NEW),
    refusal: (400, r#"{"errors":[{"code":"InvalidInput","message":"no"}]}"#),
    effect_spoils: &[
        ("\"sku\":\"S\"", "\"sku\":\"T\""),
        ("\"ACCEPTED\"", "\"ACCEPTED_BY_ELVES\""),
        ("\"status\"", "\"state\""),
    ],
};

const TCGPLAYER: Place = Place {
    name: "tcgplayer",
    settings: "sell = true\nbase_url = \"URL\"",
    keys: "public_key = \"p\"\nprivate_key = \"q\"\naccess_token = \"a\"",
    asks_first: true,
    change: || price("7"),
    effect: ("PUT", "/skus/7/price"),
    looks: &[(
        "GET",
        "/products/5/skus",
        &[
            ("\"price\"", "\"cost\""),
            ("\"price\":12.90", "\"price\":\"dear\""),
            ("\"skuId\"", "\"sku\""),
            ("\"results\"", "\"rows\""),
            ("\"success\":true", "\"success\":null,\"results\":null,\"was\":1"),
        ],
    )],
    finds: true,
    reads_back: true,
    before: |request| tcgplayer(request, OLD),
    after: |request| tcgplayer(request, NEW),
    refusal: (400, r#"{"success":false,"errors":["The price is too low"],"results":[]}"#),
    effect_spoils: &[("\"success\":true", "\"success\":null"), ("\"success\"", "\"worked\"")],
};

/// All of them.
pub fn places() -> impl Iterator<Item = &'static Place> {
    PLACES.iter().chain(&listings::LISTINGS).chain(&messengers::MESSENGERS)
}

/// Prices and refunds, and messages about sales.
static PLACES: [Place; 8] = [
    EBAY,
    REVERB,
    AMAZON,
    TCGPLAYER,
    Place {
        change: || refund("ebay_us"),
        effect: ("POST", "/issue_refund"),
        looks: &[(
            "GET",
            "/order/O1",
            &[
                ("\"refunds\"", "\"returns\""),
                ("\"lineItems\"", "\"lines\""),
                ("\"lineItemId\"", "\"id\""),
                ("\"orderId\":\"O1\"", "\"orderId\":\"O2\""),
                ("\"paymentSummary\"", "\"payments\""),
                ("\"value\":\"5.00\"", "\"value\":\"five\""),
                ("\"amount\"", "\"sum\""),
                ("\"REFUNDED\"", "\"REFUNDED_BY_ELVES\""),
                ("\"refundDate\"", "\"date\""),
                ("\"currency\":\"USD\"", "\"currency\":\"EUR\""),
                ("\"refunds\":[", "\"refunds\":null,\"was\":["),
            ],
        )],
        effect_spoils: &[
            ("\"refundId\"", "\"id\""),
            ("\"PENDING\"", "\"PENDING_BY_ELVES\""),
            ("\"refundStatus\"", "\"status\""),
        ],
        ..EBAY
    },
    Place {
        change: || Change::Reply { message: "c1/m1".into(), body: "It is on its way.".into() },
        effect: ("POST", "/send_message"),
        looks: &[(
            "GET",
            "/conversation/c1",
            &[
                ("\"messages\"", "\"texts\""),
                ("\"messageId\"", "\"id\""),
                ("\"messageBody\"", "\"text\""),
                ("\"senderUsername\"", "\"from\""),
                ("\"createdDate\"", "\"at\""),
            ],
        )],
        reads_back: false,
        effect_spoils: &[
            ("\"messageId\"", "\"id\""),
            ("It is on its way.", "Something else"),
            ("\"messageBody\"", "\"text\""),
        ],
        ..EBAY
    },
    Place {
        change: || refund("reverb"),
        effect: ("POST", "/refund_requests"),
        looks: &[(
            "GET",
            "/refund_requests/selling",
            &[
                ("\"refund_requests\"", "\"rows\""),
                ("\"state\"", "\"stands\""),
                ("\"approved\"", "\"approved_by_elves\""),
                ("\"refund_amount\"", "\"sum\""),
                ("\"id\":41", "\"id\":null"),
                ("\"created_at\"", "\"at\""),
                ("\"amount\":\"5.00\"", "\"amount\":\"five\""),
            ],
        )],
        reads_back: false,
        effect_spoils: &[
            ("\"approved\"", "\"approved_by_elves\""),
            ("\"refund_amount\"", "\"sum\""),
            ("5.00", "50.00"),
            ("\"id\":41", "\"id\":null"),
        ],
        ..REVERB
    },
    Place {
        change: || Change::Reply { message: "3:8".into(), body: "It is on its way.".into() },
        effect: ("POST", "/conversations/3/messages"),
        looks: &[(
            "GET",
            "/conversations/3",
            &[
                ("\"messages\"", "\"texts\""),
                ("\"id\":9", "\"number\":9"),
                ("\"sender_id\"", "\"from\""),
                ("\"created_at\"", "\"at\""),
                ("\"body\"", "\"text\""),
            ],
        )],
        reads_back: false,
        effect_spoils: &[("\"id\":9", "\"id\":null"), ("\"id\":9", "\"number\":9")],
        ..REVERB
    },
];

/// What a place is asked to change.
pub fn kind(place: &Place) -> Kind {
    (place.change)().kind()
}
