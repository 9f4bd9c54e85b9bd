//! The vendors that are spoken to over the network, each by one change and one look: what they answer when all is well.

use arb::domain::{
    effect::{Change, Kind, RefundAsk, Writing},
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
    /// Whether it is logged in to first.
    pub logs_in: bool,
    /// What is changed.
    pub change: fn() -> Change,
    /// The request that changes it: method and end of the path.
    pub effect: (&'static str, &'static str),
    /// The request that looks: method and end of the path; and whether what was sent can be looked for by it.
    pub look: (&'static str, &'static str, bool),
    /// Whether a change is read back before it counts as done.
    pub reads_back: bool,
    /// What it answers when all is well; what was changed is not shown by `before`, and is by `after`.
    pub before: fn(&Request) -> Option<Reply>,
    /// The same after the change.
    pub after: fn(&Request) -> Option<Reply>,
    /// A refusal in its own words: the status and the body.
    pub refusal: (u16, &'static str),
    /// Texts of the reply to the change without which nothing is proven, each with what stands in its place.
    pub effect_spoils: &'static [(&'static str, &'static str)],
    /// The same of what is looked at.
    pub look_spoils: &'static [(&'static str, &'static str)],
}

fn price(listing: &str) -> Change {
    Change::Price { listing: listing.into(), price: Money::from_minor(1290, Currency::USD), bounds: None }
}

fn writing(to: &str) -> Change {
    Change::Write(Writing { to: to.into(), body: "It is on its way.".into(), ..Writing::default() })
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
        _ if is(request, "GET", "/offer/8001") => json(&format!(
            r#"{{"offerId":"8001","sku":"S","marketplaceId":"EBAY_US","format":"FIXED_PRICE","status":"PUBLISHED","availableQuantity":3,"listing":{{"listingId":"110","listingStatus":"ACTIVE"}},"pricingSummary":{{"price":{{"value":"{price}","currency":"USD"}}}}}}"#
        )),
        _ => None,
    }
}

fn reverb(request: &Request, price: &str) -> Option<Reply> {
    let now = jiff::Timestamp::now();
    let asked = format!(
        r#"{{"id":41,"order_number":"O1","state":"approved","refund_amount":{{"amount":"5.00","currency":"USD"}},"created_at":"{now}"}}"#
    );
    let said = format!(r#"{{"id":9,"body":"It is on its way.","created_at":"{now}","sender_id":5}}"#);
    let there = |row: &str| if price == NEW { row.to_owned() } else { String::new() };
    let shown = format!(
        r#"{{"id":7,"sku":"S","state":{{"slug":"live"}},"has_inventory":true,"inventory":3,"price":{{"amount":"{price}","currency":"USD"}}}}"#
    );
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

fn twilio(request: &Request, there: bool) -> Option<Reply> {
    let message = r#"{"sid":"SM00000000000000000000000000000001","status":"queued","direction":"outbound-api","body":"It is on its way."}"#;
    match request {
        _ if is(request, "POST", "/Messages.json") => Some(Reply::of(201, message)),
        _ if is(request, "GET", "/Messages.json") => {
            json(&format!(r#"{{"messages":[{}],"next_page_uri":null}}"#, if there { message } else { "" }))
        }
        _ => None,
    }
}

fn sendgrid(request: &Request) -> Option<Reply> {
    match request {
        _ if is(request, "POST", "/mail/send") => Some(Reply {
            status: 202,
            headers: vec![("X-Message-Id".into(), "id1".into())],
            body: r#"{"message":"accepted"}"#.into(),
        }),
        _ if is(request, "GET", "/scopes") => json(r#"{"scopes":["mail.send"]}"#),
        _ => None,
    }
}

fn telegram(request: &Request) -> Option<Reply> {
    match request {
        _ if is(request, "POST", "/sendMessage") => {
            json(r#"{"ok":true,"result":{"message_id":5,"chat":{"id":1},"text":"It is on its way."}}"#)
        }
        _ if is(request, "POST", "/getMe") => json(r#"{"ok":true,"result":{"id":9,"is_bot":true,"first_name":"b"}}"#),
        _ => None,
    }
}

const EBAY: Place = Place {
    name: "ebay",
    settings: "sell = true\nbase_url = \"URL\"\nfinance_url = \"URL\"\nmessages = true\nseller_name = \"us\"",
    keys: "client_id = \"i\"\nclient_secret = \"s\"\nrefresh_token = \"r\"",
    logs_in: true,
    change: || price("110@8001"),
    effect: ("POST", "/bulk_update_price_quantity"),
    look: ("GET", "/offer/8001", true),
    reads_back: true,
    before: |request| ebay(request, OLD),
    after: |request| ebay(request, NEW),
    refusal: (400, r#"{"errors":[{"errorId":25002,"domain":"API_INVENTORY","category":"REQUEST","message":"no"}]}"#),
    effect_spoils: &[("\"offerId\"", "\"offer\""), ("8001", "8002"), ("\"statusCode\":200", "\"statusCode\":\"good\"")],
    look_spoils: &[
        ("\"price\"", "\"cost\""),
        ("\"value\":\"12.90\"", "\"value\":\"dear\""),
        ("\"currency\":\"USD\"", "\"currency\":\"EUR\""),
        ("\"PUBLISHED\"", "\"PUBLISHED_BY_ELVES\""),
        ("\"ACTIVE\"", "\"ACTIVE_BY_ELVES\""),
        ("\"listing\"", "\"item\""),
        ("\"offerId\":\"8001\"", "\"offerId\":\"8002\""),
    ],
};

const REVERB: Place = Place {
    name: "reverb",
    settings: "sell = true\nbase_url = \"URL/api\"",
    keys: "token = \"t\"",
    logs_in: false,
    change: || price("7"),
    effect: ("PUT", "/listings/7"),
    look: ("GET", "/listings/7", true),
    reads_back: true,
    before: |request| reverb(request, OLD),
    after: |request| reverb(request, NEW),
    refusal: (422, r#"{"message":"no","errors":{"price":["is too low"]}}"#),
    effect_spoils: &[("\"listing\"", "\"thing\""), ("\"id\":7", "\"id\":8")],
    look_spoils: &[
        ("\"price\"", "\"cost\""),
        ("\"amount\":\"12.90\"", "\"amount\":\"dear\""),
        ("\"currency\":\"USD\"", "\"currency\":\"EUR\""),
        ("\"id\":7", "\"id\":null"),
        ("\"id\":7", "\"id\":8"),
        ("\"slug\"", "\"word\""),
    ],
};

/// All of them.
pub const PLACES: [Place; 11] = [
    EBAY,
    REVERB,
    Place {
        name: "amazon",
        settings: "sell = true\nbase_url = \"URL\"\ntoken_url = \"URL/auth/o2/token\"\nseller_id = \"A1SELLER\"\nread_back_s = 0",
        keys: "client_id = \"i\"\nclient_secret = \"s\"\nrefresh_token = \"r\"",
        logs_in: true,
        change: || price("S"),
        effect: ("PATCH", "/A1SELLER/S"),
        look: ("GET", "/A1SELLER/S", true),
        reads_back: true,
        before: |request| amazon(request, OLD),
        after: |request| amazon(request, NEW),
        refusal: (400, r#"{"errors":[{"code":"InvalidInput","message":"no"}]}"#),
        effect_spoils: &[
            ("\"sku\":\"S\"", "\"sku\":\"T\""),
            ("\"ACCEPTED\"", "\"ACCEPTED_BY_ELVES\""),
            ("\"status\"", "\"state\""),
        ],
        look_spoils: &[
            ("\"offers\"", "\"bids\""),
            ("\"amount\":\"12.90\"", "\"amount\":\"dear\""),
            ("\"sku\":\"S\"", "\"sku\":\"T\""),
            ("\"currencyCode\":\"USD\"", "\"currencyCode\":\"EUR\""),
            ("\"B2C\"", "\"B2ELVES\""),
            ("ATVPDKIKX0DER", "A1F83G8C2ARO7P"),
        ],
    },
    Place {
        name: "tcgplayer",
        settings: "sell = true\nbase_url = \"URL\"",
        keys: "public_key = \"p\"\nprivate_key = \"q\"\naccess_token = \"a\"",
        logs_in: true,
        change: || price("7"),
        effect: ("PUT", "/skus/7/price"),
        look: ("GET", "/products/5/skus", true),
        reads_back: true,
        before: |request| tcgplayer(request, OLD),
        after: |request| tcgplayer(request, NEW),
        refusal: (400, r#"{"success":false,"errors":["The price is too low"],"results":[]}"#),
        effect_spoils: &[("\"success\":true", "\"success\":null"), ("\"success\"", "\"worked\"")],
        look_spoils: &[
            ("\"price\"", "\"cost\""),
            ("\"price\":12.90", "\"price\":\"dear\""),
            ("\"skuId\"", "\"sku\""),
            ("\"results\"", "\"rows\""),
            ("\"success\":true", "\"success\":null,\"results\":null,\"was\":1"),
        ],
    },
    Place {
        name: "twilio",
        settings: "base_url = \"URL\"\nfrom = \"+15005550006\"",
        keys: "account_sid = \"AC00000000000000000000000000000000\"\nauth_token = \"t\"",
        logs_in: false,
        change: || writing("+14155550100"),
        effect: ("POST", "/Messages.json"),
        look: ("GET", "/Messages.json", true),
        reads_back: false,
        before: |request| twilio(request, false),
        after: |request| twilio(request, true),
        refusal: (400, r#"{"code":21610,"message":"unsubscribed","status":400}"#),
        effect_spoils: &[
            ("\"sid\"", "\"id\""),
            ("SM0000", "XX0000"),
            ("\"sid\":", "\"sid\":\"SM1\",\"sid\":"),
            ("\"sid\":\"SM", "\"sid\":7,\"was\":\""),
        ],
        look_spoils: &[
            ("\"messages\"", "\"texts\""),
            ("\"body\"", "\"text\""),
            ("\"sid\"", "\"id\""),
            ("\"messages\":[", "\"messages\":null,\"was\":["),
        ],
    },
    Place {
        name: "sendgrid",
        settings: "base_url = \"URL/v3\"\nfrom = \"shop@example.com\"",
        keys: "key = \"k\"",
        logs_in: false,
        change: || writing("ann@example.com"),
        effect: ("POST", "/mail/send"),
        look: ("GET", "/scopes", false),
        reads_back: false,
        before: sendgrid,
        after: sendgrid,
        refusal: (400, r#"{"errors":[{"message":"does not contain a valid address","field":"to"}]}"#),
        effect_spoils: &[],
        look_spoils: &[("[\"mail.send\"]", "7")],
    },
    Place {
        name: "telegram",
        settings: "base_url = \"URL\"\nchat = 1\nuser = 1",
        keys: "token = \"123:canary\"",
        logs_in: false,
        change: || writing("1"),
        effect: ("POST", "/sendMessage"),
        look: ("POST", "/getMe", false),
        reads_back: false,
        before: telegram,
        after: telegram,
        refusal: (400, r#"{"ok":false,"error_code":400,"description":"Bad Request: message is too long"}"#),
        effect_spoils: &[
            ("\"result\"", "\"done\""),
            ("\"message_id\":5", "\"message_id\":\"five\""),
            ("\"chat\":{\"id\":1}", "\"chat\":{\"id\":2}"),
            ("\"message_id\":5", "\"message_id\":5,\"message_id\":6"),
        ],
        look_spoils: &[("\"result\"", "\"done\""), ("\"first_name\"", "\"name\"")],
    },
    Place {
        change: || refund("ebay_us"),
        effect: ("POST", "/issue_refund"),
        look: ("GET", "/order/O1", true),
        effect_spoils: &[
            ("\"refundId\"", "\"id\""),
            ("\"PENDING\"", "\"PENDING_BY_ELVES\""),
            ("\"refundStatus\"", "\"status\""),
        ],
        look_spoils: &[
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
        ..EBAY
    },
    Place {
        change: || Change::Reply { message: "c1/m1".into(), body: "It is on its way.".into() },
        effect: ("POST", "/send_message"),
        look: ("GET", "/conversation/c1", true),
        reads_back: false,
        effect_spoils: &[
            ("\"messageId\"", "\"id\""),
            ("It is on its way.", "Something else"),
            ("\"messageBody\"", "\"text\""),
        ],
        look_spoils: &[
            ("\"messages\"", "\"texts\""),
            ("\"messageId\"", "\"id\""),
            ("\"messageBody\"", "\"text\""),
            ("\"senderUsername\"", "\"from\""),
            ("\"createdDate\"", "\"at\""),
        ],
        ..EBAY
    },
    Place {
        change: || refund("reverb"),
        effect: ("POST", "/refund_requests"),
        look: ("GET", "/refund_requests/selling", true),
        reads_back: false,
        effect_spoils: &[
            ("\"approved\"", "\"approved_by_elves\""),
            ("\"refund_amount\"", "\"sum\""),
            ("5.00", "50.00"),
            ("\"id\":41", "\"id\":null"),
        ],
        look_spoils: &[
            ("\"refund_requests\"", "\"rows\""),
            ("\"state\"", "\"stands\""),
            ("\"approved\"", "\"approved_by_elves\""),
            ("\"refund_amount\"", "\"sum\""),
            ("\"id\":41", "\"id\":null"),
            ("\"created_at\"", "\"at\""),
            ("\"amount\":\"5.00\"", "\"amount\":\"five\""),
        ],
        ..REVERB
    },
    Place {
        change: || Change::Reply { message: "3:8".into(), body: "It is on its way.".into() },
        effect: ("POST", "/conversations/3/messages"),
        look: ("GET", "/conversations/3", true),
        reads_back: false,
        effect_spoils: &[("\"id\":9", "\"id\":null"), ("\"id\":9", "\"number\":9")],
        look_spoils: &[
            ("\"messages\"", "\"texts\""),
            ("\"id\":9", "\"number\":9"),
            ("\"sender_id\"", "\"from\""),
            ("\"created_at\"", "\"at\""),
            ("\"body\"", "\"text\""),
        ],
        ..REVERB
    },
];

/// What a place is asked to change.
pub fn kind(place: &Place) -> Kind {
    (place.change)().kind()
}
