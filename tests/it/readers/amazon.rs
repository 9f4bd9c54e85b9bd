//! The Selling Partner API as a market and as a source, through the real binary, against a host that plays it.

use std::{
    os::unix::fs::PermissionsExt as _,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use arb::{
    config,
    domain::money::{Currency, Money},
    net::Room,
    vendors::{FeeAsk, amazon::Amazon},
};
use jiff::Timestamp;
use rust_decimal::dec;
use serde_json::{Value, json};

use super::super::kit::{
    Sandbox,
    stub::{Answer, Asked, Stub},
};

const US: &str = "ATVPDKIKX0DER";
const CATALOG: &str = "/catalog/2022-04-01/items";
const PRICES: &str = "/products/pricing/v0/competitivePrice";
const OFFERS: &str = "/batches/products/pricing/v0/itemOffers";
const FEES: &str = "/products/fees/v0/feesEstimate";
const RESTRICTIONS: &str = "/listings/2021-08-01/restrictions";
pub(super) const TOKEN: &str = "/auth/o2/token";
/// The header with the rate in force: fast, so that no test waits for the declared one.
pub(super) const RATE: &str = "x-amzn-RateLimit-Limit";

/// The only new product of most tests, and its barcode.
const ASIN: &str = "B0D8W1YVBX";
const EAN: &str = "8809875456477";

fn usd(amount: f64) -> Value {
    json!({ "CurrencyCode": "USD", "Amount": amount })
}

/// A page of the catalog.
fn page(asin: &str, ean: &str) -> Value {
    json!({
        "asin": asin,
        "summaries": [{ "marketplaceId": US, "itemName": format!("Thing two {asin}"), "brand": "Acme" }],
        "identifiers": [{ "marketplaceId": US, "identifiers": [{ "identifierType": "EAN", "identifier": ean }] }],
        "salesRanks": [{ "marketplaceId": US, "displayGroupRanks": [{ "title": "Toys & Games", "rank": 900 }] }],
        "dimensions": [{ "marketplaceId": US, "package": {
            "length": { "unit": "inches", "value": 6 }, "width": { "unit": "inches", "value": 4 },
            "height": { "unit": "inches", "value": 1 }, "weight": { "unit": "pounds", "value": 0.5 } } }],
    })
}

/// The offers of one item of a batch.
fn offers(asin: &str) -> Value {
    json!({
        "status": { "statusCode": 200 },
        "request": { "Asin": asin },
        "body": { "payload": { "ASIN": asin, "status": "Success", "Summary": {
            "TotalOfferCount": 3,
            "NumberOfOffers": [{ "condition": "new", "fulfillmentChannel": "Merchant", "OfferCount": 3 }],
            "BuyBoxPrices": [{ "condition": "New", "LandedPrice": usd(34.99) }],
            "LowestPrices": [
                { "condition": "new", "fulfillmentChannel": "Amazon", "LandedPrice": usd(34.99) },
                { "condition": "new", "fulfillmentChannel": "Merchant", "ListingPrice": usd(30.0),
                  "Shipping": usd(5.25) }] } } },
    })
}

fn asins_of(asked: &Asked) -> Vec<String> {
    let body = asked.json();
    let uris = body["requests"].as_array().unwrap().iter().map(|one| one["uri"].as_str().unwrap().to_owned());
    uris.map(|uri| uri.split('/').nth(5).unwrap().to_owned()).collect()
}

/// A host that knows one product; `special` may answer in its place.
pub(super) fn host(special: impl Fn(&Asked) -> Option<Answer> + Send + 'static) -> Stub {
    Stub::start(move |asked| {
        if let Some(says) = special(asked) {
            return says;
        }
        let answer = match asked.path.as_str() {
            TOKEN => json!({ "access_token": "Atza|one", "token_type": "bearer", "expires_in": 3600 }),
            CATALOG => json!({ "numberOfResults": 1, "items": [page(ASIN, EAN)] }),
            OFFERS => json!({ "responses": asins_of(asked).iter().map(|asin| offers(asin)).collect::<Vec<_>>() }),
            PRICES => json!({ "payload": [{ "status": "Success", "ASIN": ASIN, "Product": { "CompetitivePricing": {
                "CompetitivePrices": [{ "CompetitivePriceId": "1", "condition": "New",
                                        "Price": { "LandedPrice": usd(34.99) } }],
                "NumberOfOfferListings": [{ "condition": "New", "Count": 3 }] } } }] }),
            RESTRICTIONS => json!({ "restrictions": [] }),
            "/sellers/v1/marketplaceParticipations" => json!({ "payload": [
                { "marketplace": { "id": US }, "participation": { "isParticipating": true } }] }),
            _ => return Answer::of(404, r#"{"errors":[{"code":"NotFound","message":"no such path"}]}"#),
        };
        Answer::json(answer.to_string()).with(RATE, "100")
    })
}

/// A sandbox whose clock is right and whose settings lead to this host.
pub(super) fn sandbox(server: &Stub, more: &str) -> Sandbox {
    let sandbox = Sandbox::new().now(&Timestamp::now().to_string());
    let keys = sandbox.write_home(
        ".config/arb/amazon.toml",
        "client_id = \"id\"\nclient_secret = \"hunter2\"\nrefresh_token = \"Atzr|x\"\n",
    );
    std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o600)).unwrap();
    let (url, keys) = (server.url(), keys.display());
    sandbox.write_home(
        ".config/arb/arb.toml",
        format!(
            "[vendors.amazon]\nenabled = true\nbase_url = \"{url}\"\ntoken_url = \"{url}{TOKEN}\"\n\
             credentials_file = \"{keys}\"\n{more}\n"
        ),
    );
    sandbox.write("list.csv", format!("sku,ean,title,cost\n1,{EAN},Thing {ASIN},6.00\n"));
    // Prices of one moment are enough here; whether it may be sold must be known.
    sandbox.write(
        "rules.toml",
        "name = \"test\"\nversion = \"t\"\n[price]\nthin = \"flag\"\n[demand]\nunknown = \"flag\"\n[too_good]\nroi_pct = \"900\"\n\
         [facts]\nrestriction_unknown = \"review\"\n",
    );
    sandbox
}

pub(super) const SELLER: &str = "seller_id = \"A1SELLER\"";
pub(super) const ANALYZE: &str = "analyze list.csv --market amazon --rules rules.toml --format jsonl";

pub(super) fn analysis(sandbox: &Sandbox, line: &str) -> Value {
    let ran = sandbox.arb(line.split(' ')).run();
    let mut records = ran.any_stderr().json_lines();
    assert_eq!(records.len(), 1, "{ran}");
    records.remove(0)["analysis"].take()
}

#[test]
fn a_barcode_is_judged_by_what_amazon_says() {
    let server = host(|_| None);
    let sandbox = sandbox(&server, SELLER);
    let judged = analysis(&sandbox, ANALYZE);
    assert_eq!(judged["product"]["asin"], Value::from(ASIN), "{judged:#}");
    assert_eq!((&judged["channel"], &judged["sell"]["source"]), (&"amazon_us".into(), &"amazon".into()));
    assert_eq!(judged["sell"]["price"]["amount"], "34.99");
    assert_eq!((&judged["demand"]["rank"], &judged["demand"]["offers"]), (&900.into(), &3.into()));
    assert_eq!((&judged["category"], &judged["restriction"]), (&"Toys & Games".into(), &"allowed".into()));
    assert_eq!(judged["fees"]["missing"], Value::Null, "weight and sides are known: {judged:#}");
    assert_eq!(judged["verdict"], "buy", "{judged:#}");

    let (catalog, batch, gate) =
        (&server.asked_for(CATALOG)[0], &server.asked_for(OFFERS)[0], &server.asked_for(RESTRICTIONS)[0]);
    assert_eq!((catalog.query("identifiersType"), catalog.query("identifiers")), ("EAN", EAN));
    assert_eq!((catalog.query("marketplaceIds"), catalog.header("x-amz-access-token")), (US, "Atza|one"));
    assert!(catalog.header("user-agent").contains("(automated)"));
    assert_eq!(batch.method, "POST");
    assert_eq!(batch.json()["requests"][0]["uri"], format!("/products/pricing/v0/items/{ASIN}/offers"));
    assert_eq!((gate.query("asin"), gate.query("sellerId")), (ASIN, "A1SELLER"));
    assert_eq!((gate.query("conditionType"), gate.query("marketplaceIds")), ("new_new", US));
    let login = &server.asked_for(TOKEN)[0];
    assert_eq!(login.body, "grant_type=refresh_token&client_id=id&client_secret=hunter2&refresh_token=Atzr%7Cx");

    // What was said of late is not asked again, by another process either.
    let before = server.asked().len();
    assert_eq!(analysis(&sandbox, ANALYZE)["sell"]["price"]["amount"], "34.99");
    assert_eq!(server.asked().len(), before);
}

#[test]
fn what_nobody_allowed_is_never_bought() {
    let entry = |code: &str| {
        let reason = json!({ "message": "no", "reasonCode": code });
        json!({ "restrictions": [{ "marketplaceId": US, "conditionType": "new_new", "reasons": [reason] }] })
            .to_string()
    };
    let check = |says: Answer, more: &str, restriction: &str, verdict: &str| {
        let answer = says.clone();
        let server = host(move |asked| (asked.path == RESTRICTIONS).then(|| answer.clone()));
        let judged = analysis(&sandbox(&server, more), ANALYZE);
        assert_eq!(judged["restriction"], restriction, "{says:?}");
        assert_eq!(judged["verdict"], verdict, "{says:?}");
        assert_eq!(judged["sell"]["price"]["amount"], "34.99", "{says:?}");
    };
    check(Answer::json(r#"{"restrictions":[]}"#), SELLER, "allowed", "buy");
    check(Answer::json(entry("APPROVAL_REQUIRED")), SELLER, "needs_approval", "skip");
    check(Answer::json(entry("NOT_ELIGIBLE")), SELLER, "not_eligible", "skip");
    check(Answer::json(entry("SOMETHING_NEW")), SELLER, "needs_approval", "skip");
    check(Answer::json("<html>sorry</html>"), SELLER, "unknown", "review");
    check(Answer::json("{}"), SELLER, "unknown", "review");
    check(Answer::of(403, r#"[{"code":"Unauthorized"}]"#), SELLER, "unknown", "review");
    check(Answer::of(400, r#"[{"code":"BAD_REQUEST","message":"asin"}]"#), SELLER, "unknown", "review");
    check(Answer::of(404, ""), SELLER, "unknown", "review");
    // Nobody is asked where the seller is not known.
    check(Answer::json(r#"{"restrictions":[]}"#), "", "unknown", "review");
}

#[test]
fn a_token_that_is_not_taken_is_renewed_once() {
    let logins = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&logins);
    let server = host(move |asked| match asked.path.as_str() {
        TOKEN => {
            let login = count.fetch_add(1, Ordering::SeqCst) + 1;
            Some(Answer::json(json!({ "access_token": format!("t{login}"), "expires_in": 3600 }).to_string()))
        }
        _ if asked.header("x-amz-access-token") == "t1" => {
            Some(Answer::of(401, r#"{"errors":[{"code":"Unauthorized","message":"expired"}]}"#))
        }
        _ => None,
    });
    let judged = analysis(&sandbox(&server, ""), ANALYZE);
    assert_eq!(judged["sell"]["price"]["amount"], "34.99");
    assert_eq!(logins.load(Ordering::SeqCst), 2);

    // One that is never taken ends the run, after one renewal.
    let server = host(|asked| {
        let refused = r#"{"errors":[{"code":"Unauthorized","message":"no such seller"}]}"#;
        (asked.path != TOKEN).then(|| Answer::of(401, refused))
    });
    let sandbox = sandbox(&server, "");
    let ran = sandbox.arb("vendors check amazon".split(' ')).run();
    assert_ne!(ran.any_stderr().exit(), 0);
    ran.stderr_contains("Unauthorized: no such seller").stderr_lacks("hunter2");
    assert_eq!((server.asked_for(TOKEN).len(), server.asked_for("/sellers").len()), (2, 2));
}

#[test]
fn the_check_says_where_the_account_sells() {
    let server = host(|_| None);
    let ran = sandbox(&server, "").arb("vendors check amazon --format jsonl".split(' ')).run();
    assert_eq!(ran.any_stderr().json_lines()[0]["says"], "the account sells in 1 marketplace, US among them");
    let server = host(|asked| asked.path.starts_with("/sellers").then(|| Answer::json(r#"{"payload":[]}"#)));
    let ran = sandbox(&server, "").arb("vendors check amazon --format jsonl".split(' ')).run();
    assert!(ran.any_stderr().json_lines()[0]["says"].to_string().contains("and not in US"));
}

#[test]
fn too_many_questions_slow_the_next_ones_down() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let server = host(move |asked| {
        let first = asked.path == CATALOG && count.fetch_add(1, Ordering::SeqCst) == 0;
        first.then(|| Answer::of(429, r#"{"errors":[{"code":"QuotaExceeded"}]}"#).with("Retry-After", "1"))
    });
    let sandbox = sandbox(&server, "");
    assert_eq!(analysis(&sandbox, ANALYZE)["sell"]["price"]["amount"], "34.99");
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    let listed = sandbox.arb("vendors --format jsonl".split(' ')).run().any_stderr().json_lines();
    let amazon = listed.iter().find(|row| row["vendor"] == "amazon").unwrap();
    let quotas = amazon["quotas"].as_array().unwrap();
    let rate = |what: &str| quotas.iter().find(|quota| quota["what"] == what).unwrap()["per_second"].clone();
    // The replies name a hundred a second; after the complaint it is half of that.
    assert_eq!((rate("catalog"), rate("offers"), rate("fees")), ("50".into(), "100".into(), "0.5".into()));
}

#[test]
fn forty_five_products_are_three_batches_of_each_question() {
    let number = |at: usize| format!("B0{at:08}");
    let server = host(move |asked| match asked.path.as_str() {
        CATALOG => {
            let items: Vec<Value> = asked.query("identifiers").split(',').map(|asin| page(asin, "")).collect();
            Some(Answer::json(json!({ "items": items }).to_string()).with(RATE, "100"))
        }
        _ => None,
    });
    let sandbox = sandbox(&server, "");
    let mut list = String::from("sku,asin,title,cost\n");
    for at in (1..=45).chain([7]) {
        let asin = number(at);
        list += &format!("{at},{asin},Thing {asin},6.00\n");
    }
    sandbox.write("list.csv", list);
    let ran = sandbox.arb(ANALYZE.split(' ')).run();
    let records = ran.any_stderr().json_lines();
    assert!(records.iter().all(|record| record["analysis"]["sell"]["price"]["amount"] == "34.99"), "{ran}");
    let sizes: Vec<usize> =
        server.asked_for(CATALOG).iter().map(|asked| asked.query("identifiers").split(',').count()).collect();
    assert_eq!(sizes, [20, 20, 5]);
    let batches: Vec<Vec<String>> = server.asked_for(OFFERS).iter().map(asins_of).collect();
    assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 5]);
    let mut all: Vec<String> = batches.concat();
    all.dedup();
    assert_eq!(all.len(), 45, "none is asked for twice");
}

/// Three items, of which Amazon is always too busy for the second and refuses the third.
fn with_broken_items() -> Stub {
    host(|asked| {
        let (busy, gone) = ("B000000002", "B000000003");
        let answer = match asked.path.as_str() {
            CATALOG => json!({ "items": [page(ASIN, EAN), page(busy, ""), page(gone, "")] }),
            PRICES => json!({ "payload": [{ "status": "Success", "ASIN": busy, "Product": {} }] }),
            OFFERS => {
                let one = |asin: &String| match asin.as_str() {
                    "B000000002" => json!({ "status": { "statusCode": 429 }, "request": { "Asin": asin },
                        "body": { "errors": [{ "code": "QuotaExceeded", "message": "later" }] } }),
                    "B000000003" => json!({ "status": { "statusCode": 404 }, "request": { "Asin": asin },
                        "body": { "errors": [{ "code": "NotFound", "message": "no such item" }] } }),
                    _ => offers(asin),
                };
                json!({ "responses": asins_of(asked).iter().map(one).collect::<Vec<_>>() })
            }
            _ => return None,
        };
        Some(Answer::json(answer.to_string()).with(RATE, "100"))
    })
}

#[test]
fn an_item_that_amazon_can_not_answer_is_left_out_and_said() {
    let server = with_broken_items();
    let sandbox = sandbox(&server, "");
    let ran = sandbox.arb("scan --source amazon --keyword thing --keyword two --format jsonl".split(' ')).run();
    ran.code(4)
        .stderr_contains("B000000002: amazon does not say what it costs: QuotaExceeded: later")
        .stderr_contains("B000000003: amazon does not say what it costs: NotFound: no such item");
    let records = ran.json_lines();
    assert_eq!(records.len(), 1, "{ran}");
    let offer = &records[0]["offer"];
    assert_eq!((&offer["source"], &offer["item"]), (&"amazon".into(), &ASIN.into()));
    // The lowest that a new one is offered for: Amazon ships one for 34.99, a merchant for 35.25.
    assert_eq!(offer["price"], json!({ "amount": "34.99", "currency": "USD" }));
    assert_eq!((&offer["condition"], &offer["brand"]), (&"new".into(), &"Acme".into()));
    assert_eq!(offer["url"], format!("https://www.amazon.com/dp/{ASIN}"));
    assert_eq!(server.asked_for(CATALOG)[0].query("keywords"), "thing,two");
    // The one that Amazon was too busy for was asked for once more, alone.
    let batches: Vec<Vec<String>> = server.asked_for(OFFERS).iter().map(asins_of).collect();
    assert_eq!(batches[1..], [["B000000002"]]);
}

#[test]
fn a_market_leaves_out_what_has_no_answer() {
    let server = with_broken_items();
    let sandbox = sandbox(&server, "");
    let list = format!("sku,asin,title,cost\n1,{ASIN},Thing,6\n2,B000000002,Thing,6\n3,B000000003,Thing,6\n");
    sandbox.write("list.csv", list);
    let ran = sandbox.arb(ANALYZE.split(' ')).run();
    ran.code(0).stderr_contains("amazon says nothing of B000000002: QuotaExceeded: later, and nothing of 1 more");
    let reasons: Vec<Value> = ran.json_lines().iter().map(|record| record["analysis"]["reason"].clone()).collect();
    assert_eq!(reasons[1..], ["no_market", "no_market"], "{ran}");
    assert_ne!(reasons[0], "no_market");

    // What has no answer is asked again by the next run, what has one is not; the refusal lies in the cache.
    let before = server.asked().len();
    sandbox.arb(ANALYZE.split(' ')).run().code(0).any_stdout().stderr_contains("amazon says nothing of B000000002");
    let later: Vec<Asked> = server.asked().split_off(before);
    assert!(!later.is_empty() && !later.iter().any(|asked| asked.path == OFFERS && asked.body.contains(ASIN)));
}

#[test]
fn a_code_is_found_as_what_it_is_and_an_estimate_asks_nothing() {
    let server = host(|_| None);
    let sandbox = sandbox(&server, "");
    let line = format!("scan --source amazon --code {EAN} --code 036000291452 --estimate --format jsonl");
    sandbox.arb(line.split(' ')).run().code(0).any_stderr().stdout_contains("amazon");
    assert_eq!(server.asked().len(), 0);
    let line = format!("scan --source amazon --code {EAN} --code 036000291452 --format jsonl");
    let ran = sandbox.arb(line.split(' ')).run();
    let offer = &ran.any_stderr().json_lines()[0]["offer"];
    assert_eq!(offer["product"]["gtin"], "08809875456477");
    assert_eq!(offer["dims"], "6x4x1 in");
    let asked: Vec<(String, String)> = server
        .asked_for(CATALOG)
        .iter()
        .map(|asked| (asked.query("identifiersType").to_owned(), asked.query("identifiers").to_owned()))
        .collect();
    let pair = |kind: &str, code: &str| (kind.to_owned(), code.to_owned());
    assert_eq!(asked, [pair("UPC", "036000291452"), pair("EAN", EAN)]);
}

#[test]
fn pages_of_a_search_end_with_what_is_wanted() {
    let server = host(|asked| {
        (asked.path == CATALOG).then(|| {
            let at: usize = asked.query("pageToken").trim_start_matches('p').parse().unwrap_or(1);
            let items: Vec<Value> = (0..20).map(|item| page(&format!("B0000{at:02}{item:02}0"), "")).collect();
            let next = format!("p{}", at + 1);
            Answer::json(json!({ "items": items, "pagination": { "nextToken": next } }).to_string()).with(RATE, "100")
        })
    });
    let sandbox = sandbox(&server, "");
    let ran = sandbox.arb("scan --source amazon --keyword thing --limit 30 --format jsonl".split(' ')).run();
    assert_eq!(ran.any_stderr().json_lines().len(), 30, "{ran}");
    let tokens: Vec<String> =
        server.asked_for(CATALOG).iter().map(|asked| asked.query("pageToken").to_owned()).collect();
    assert_eq!(tokens, ["", "p2"]);
}

#[test]
fn a_key_that_is_not_there_and_a_wrong_region_are_said() {
    let server = host(|_| None);
    let sandbox = sandbox(&server, "");
    let settings =
        |text: &str| sandbox.write_home(".config/arb/arb.toml", format!("[vendors.amazon]\nenabled = true\n{text}"));
    settings("");
    let ran = sandbox.arb("scan --source amazon --keyword a".split(' ')).run();
    ran.code(3).stderr_contains("ARB_AMAZON_CLIENT_ID");
    settings("marketplace = \"DE\"");
    let ran = sandbox.arb("scan --source amazon --keyword a".split(' ')).run();
    ran.code(3).stderr_contains("DE is served by `https://sellingpartnerapi-eu.amazon.com`");
    settings("marketplace = \"XX\"");
    let ran = sandbox.arb("scan --source amazon --keyword a".split(' ')).run();
    ran.code(3).stderr_contains("Amazon has no such marketplace");
}

#[test]
fn fees_are_asked_for_twenty_at_a_time_and_each_has_its_own_end() {
    let server = host(|asked| {
        (asked.path == FEES).then(|| {
            assert!(asked.body.contains(r#""Amount":20.50}"#), "to the cent: {}", asked.body);
            let one = |posted: &Value| {
                let (asin, at) = (&posted["IdValue"], &posted["FeesEstimateRequest"]["Identifier"]);
                let good = asin != "B000000013";
                json!({ "Status": if good { "Success" } else { "ClientError" },
                    "FeesEstimateIdentifier": { "SellerInputIdentifier": at, "IdValue": asin },
                    "FeesEstimate": { "TotalFeesEstimate": usd(6.33) } })
            };
            let list: Vec<Value> = asked.json().as_array().unwrap().iter().map(one).collect();
            Answer::json(Value::from(list).to_string()).with(RATE, "100")
        })
    });
    let sandbox = sandbox(&server, "");
    let url = server.url();
    let settings = config::Amazon {
        enabled: true,
        base_url: url.clone(),
        token_url: format!("{url}{TOKEN}"),
        credentials_file: Some(sandbox.home(".config/arb/amazon.toml")),
        ..config::Amazon::default()
    };
    let amazon = Amazon::open(&settings, &Rc::new(Room::in_memory().unwrap())).unwrap();
    let ask = |at: usize| FeeAsk {
        asin: format!("B0000000{at:02}"),
        price: Money::new(dec!(20.5), Currency::USD),
        fba: at.is_multiple_of(2),
    };
    let asks: Vec<FeeAsk> = (1..=22).chain([1]).map(ask).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let totals = runtime.block_on(amazon.estimates(&asks)).unwrap();
    assert_eq!(totals.len(), 23);
    for (ask, total) in asks.iter().zip(&totals) {
        let expected = (ask.asin != "B000000013").then(|| Money::new(dec!(6.33), Currency::USD));
        assert_eq!(*total, expected, "{ask:?}");
    }
    let sizes: Vec<usize> = server.asked_for(FEES).iter().map(|asked| asked.json().as_array().unwrap().len()).collect();
    assert_eq!(sizes, [20, 2], "one that is asked for twice is posted once");
}

#[test]
fn with_real_money_an_unknown_restriction_is_no_buy_by_default() {
    let sandbox = Sandbox::new();
    sandbox.write("list.csv", "sku,asin,cost,weight,dims\n1,B0D8W1YVBX,11.00,300 g,6x4x1 in\n");
    sandbox.write(
        "book.csv",
        "asin,category,avg90,p50,p10,p90,points,monthly sold,offers\nB0D8W1YVBX,Toys & Games,30,30,28,32,90,200,4\n",
    );
    let verdict = |live: bool| {
        let mode = if live { "live" } else { "paper" };
        sandbox.write("arb.toml", format!("mode = \"{mode}\"\n"));
        let db = format!("{mode}.db");
        if live {
            sandbox.arb(["--db", &db, "db", "init", "--live"]).run().code(0).any_stdout().any_stderr();
        }
        let words = ["analyze", "list.csv", "--prices", "book.csv", "--format", "jsonl"];
        let flags: &[&str] = if live { &["--live", "--db", &db] } else { &["--db", &db] };
        let ran = sandbox.arb([flags, &words[..]].concat()).now("2026-11-29T00:00:00Z").run();
        let record = ran.code(0).any_stderr().json_lines().remove(0);
        (record["analysis"]["verdict"].clone(), record["analysis"]["reason"].clone())
    };
    assert_eq!(verdict(false).0, "buy", "{:?}", verdict(false));
    assert_eq!(verdict(true), (serde_json::json!("review"), serde_json::json!("unknown_restriction")));
}
