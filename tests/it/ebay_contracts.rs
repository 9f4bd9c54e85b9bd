//! What is sent to sell on eBay, held against eBay's own contracts, and eBay's own error bodies, read.

use std::{collections::BTreeMap, fs, os::unix::fs::PermissionsExt as _, rc::Rc, time::Duration};

use arb::{
    config::Ebay as Config,
    domain::{
        effect::Details,
        money::{Currency, Money},
    },
    net::Room,
    store::Cache,
    vendors::{
        Change, Channel, Draft, Gateway, Inbox, Kind, Outcome, Permit, Posted, RefundAsk, Sealed,
        ebay::selling::Selling,
    },
};
use jiff::Timestamp;
use rust_decimal::{Decimal, dec};

use super::{
    contracts::hold,
    kit::{
        contract::{Contract, Exchange},
        work::run,
    },
};

const SKU: &str = "GTIN-00036000291452-NEW";
const OTHER: &str = "GTIN-00012345600012-NEW";
const AUTH: (&str, &str) = ("authorization: Bearer", "x-authorization: Bearer");

/// A seller at the contract's server.
struct Seller {
    selling: Selling,
    _dir: tempfile::TempDir,
}

fn seller(contract: &Contract, change: impl FnOnce(&mut Config)) -> Seller {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("ebay.toml");
    fs::write(&file, "client_id = \"id\"\nclient_secret = \"sec\"\nrefresh_token = \"r\"\n").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let mut config = Config {
        enabled: true,
        sell: true,
        base_url: contract.url(),
        finance_url: contract.url(),
        credentials_file: Some(file),
        seller_name: Some("us-example".into()),
        messages: true,
        fulfillment_policy_id: Some("6001".into()),
        payment_policy_id: Some("6002".into()),
        return_policy_id: Some("6003".into()),
        merchant_location: Some("w".into()),
        ..Config::default()
    };
    change(&mut config);
    let room = Rc::new(Room::new(Cache::in_memory().unwrap(), Decimal::ZERO).patient(Duration::from_secs(20)));
    Seller { selling: Selling::open(&config, &room).unwrap(), _dir: dir }
}

fn sealed(kind: Kind, request: Vec<u8>) -> Sealed {
    Sealed { kind, key: "k".into(), request, first_sent: Timestamp::now() }
}

impl Seller {
    fn bytes(&self, change: &Change) -> Vec<u8> {
        run(self.selling.compose(change)).unwrap()
    }

    fn does(&self, change: &Change) -> Outcome {
        let sealed = sealed(change.kind(), self.bytes(change));
        let outcome = run(self.selling.send(&sealed, &Permit::new(|| Ok(())))).unwrap();
        // What the contract makes up is no answer to what was asked: nothing is taken for done or refused.
        drop(run(self.selling.look(&sealed)));
        outcome
    }
}

impl Seller {
    /// Sets two prices in one call.
    fn prices(&self) -> Vec<Outcome> {
        let price = Money::new(dec!(19.5), Currency::USD);
        let both = ["110@8001", "111@8002"].map(|listing| {
            let change = Change::Price { listing: listing.into(), price, bounds: None };
            sealed(change.kind(), self.bytes(&change))
        });
        run(self.selling.send_all(&both, &Permit::new(|| Ok(())))).unwrap()
    }
}

impl Seller {
    /// Shows fewer units of two listings in one call.
    fn fewer(&self) -> Vec<Outcome> {
        let changes = [(SKU, "110@8001"), (OTHER, "111@8002")].map(|(sku, listing)| Change::Fewer {
            listing: listing.into(),
            draft: Draft { sku: sku.into(), ..draft(1) },
        });
        let bytes = run(self.selling.compose_all(&changes));
        let both: Vec<Sealed> = bytes.into_iter().map(|one| sealed(Kind::Listing, one.unwrap())).collect();
        run(self.selling.send_all(&both, &Permit::new(|| Ok(())))).unwrap()
    }
}

fn draft(quantity: u32) -> Draft {
    // The contract makes up that the category asks for a specific of this name.
    let aspects = BTreeMap::from([("string".to_owned(), vec!["x".to_owned()])]);
    Draft {
        sku: SKU.into(),
        channel: "ebay_us".into(),
        product: "gtin:00036000291452".into(),
        program: "fbm".into(),
        quantity,
        price: Money::new(dec!(24.99), Currency::USD),
        floor: None,
        ceiling: None,
        condition: "new".into(),
        title: "A kettle".into(),
        description: "Holds water.".into(),
        category: Some("20625".into()),
        weight_g: Some(dec!(450)),
        dims: Some("10x4x2.5 in".into()),
        details: Details { brand: Some("Maker".into()), aspects, ..Details::default() },
    }
}

const LIVE: &str = r#"{"offers":[{"offerId":"8001","sku":"GTIN-00036000291452-NEW","marketplaceId":"EBAY_US",
    "format":"FIXED_PRICE","status":"PUBLISHED","categoryId":"20625","availableQuantity":2,"listingDescription":"Holds water.",
    "pricingSummary":{"price":{"value":"24.99","currency":"USD"}},"quantityLimitPerBuyer":2,
    "listing":{"listingId":"110","listingStatus":"ACTIVE"}}]}"#;

const SET: &str = r#"{"responses":[{"offerId":"8001","sku":"A","statusCode":200},{"offerId":"8002","sku":"B","statusCode":400,
    "errors":[{"errorId":25709,"domain":"API_INVENTORY","category":"REQUEST","message":"Invalid value for price"}]}]}"#;

const PRICED: &str = r#"{"offerId":"8001","sku":"A","marketplaceId":"EBAY_US","format":"FIXED_PRICE","status":"PUBLISHED",
    "pricingSummary":{"price":{"value":"19.50","currency":"USD"}},"listing":{"listingId":"110","listingStatus":"ACTIVE"}}"#;

const FEWER: &str = r#"{"responses":[{"sku":"GTIN-00036000291452-NEW","statusCode":200},
    {"offerId":"8001","sku":"GTIN-00036000291452-NEW","statusCode":200},
    {"offerId":"8002","sku":"GTIN-00012345600012-NEW","statusCode":400,"errors":[{"errorId":25759,"domain":"API_INVENTORY",
    "category":"REQUEST","message":"The quantity is less than auctions take"}]}]}"#;

/// Two listings of two units each, three sold of each; the first one's offer shows one unit by the time that it is asked by
/// its number.
fn two() -> Vec<(String, String)> {
    let offer = |(sku, item, id): (&str, &str, &str), units: u32| {
        format!(
            r#"{{"offerId":"{id}","sku":"{sku}","marketplaceId":"EBAY_US","format":"FIXED_PRICE","status":"PUBLISHED",
            "availableQuantity":{units},"pricingSummary":{{"price":{{"value":"24.99","currency":"USD"}}}},
            "listing":{{"listingId":"{item}","listingStatus":"ACTIVE","soldQuantity":3}}}}"#
        )
    };
    let item = |sku: &str| {
        format!(
            r#"{{"sku":"{sku}","statusCode":200,"inventoryItem":{{"sku":"{sku}",
            "availability":{{"shipToLocationAvailability":{{"quantity":2}}}}}}}}"#
        )
    };
    let path = |rest: &str| format!("/sell/inventory/v1/{rest}");
    let (one, other) = ((SKU, "110", "8001"), (OTHER, "111", "8002"));
    vec![
        (path(&format!("offer?sku={SKU}")), format!(r#"{{"offers":[{}]}}"#, offer(one, 2))),
        (path(&format!("offer?sku={OTHER}")), format!(r#"{{"offers":[{}]}}"#, offer(other, 2))),
        (path("offer/8001"), offer(one, 1)),
        (path("offer/8002"), offer(other, 2)),
        (
            path(&format!("inventory_item/{SKU}")),
            format!(r#"{{"sku":"{SKU}","availability":{{"shipToLocationAvailability":{{"quantity":2}}}}}}"#),
        ),
        (path("bulk_get_inventory_item"), format!(r#"{{"responses":[{},{}]}}"#, item(SKU), item(OTHER))),
    ]
}

#[test]
fn fewer_units() {
    let specs = [
        ("/sell/inventory", "ebay/specs-prefixed/sell_inventory_v1_oas3.json"),
        ("/identity", "ebay-oauth/ebay-oauth.openapi.json"),
    ];
    let Some(contract) = Contract::start(&specs) else { return };
    for (path, body) in two() {
        contract.answering(&path, &body);
    }
    // What the contract makes up speaks of neither: what is shown decides.
    let ends = seller(&contract, |_| {}).fewer();
    assert!(matches!(ends[..], [Outcome::Done(_), Outcome::Unknown { .. }]), "{ends:?}");
    // One is taken, one is refused.
    contract.answering("/sell/inventory/v1/bulk_update_price_quantity", FEWER);
    let ends = seller(&contract, |_| {}).fewer();
    let [Outcome::Done(receipt), Outcome::Refused(why)] = &ends[..] else { panic!("one of each: {ends:?}") };
    assert_eq!((receipt.id.as_str(), receipt.amount), ("110@8001", Some(Money::new(dec!(24.99), Currency::USD))));
    assert!(why.contains("The quantity is less than auctions take (25759)"), "{why}");
    let exchanges = contract.take();
    let (quantity, text) = ("\"availableQuantity\":", "\"availableQuantity\":\"x\",\"x\":");
    let (requests, none) = ("\"requests\":[", "\"requests\":\"\",\"x\":[");
    let operations = [
        ("POST /sell/inventory/v1/bulk_get_inventory_item", requests, none),
        ("POST /sell/inventory/v1/bulk_update_price_quantity", quantity, text),
        ("GET /sell/inventory/v1/offer?sku=", AUTH.0, AUTH.1),
        ("GET /sell/inventory/v1/offer/8001", AUTH.0, AUTH.1),
    ];
    hold("ebay (fewer units)", &contract, &exchanges, &operations);
}

#[test]
fn listing_and_pricing() {
    let spec = |name: &str| format!("ebay/specs-prefixed/{name}_oas3.json");
    let (inventory, account, taxonomy) =
        (spec("sell_inventory_v1"), spec("sell_account_v1"), spec("commerce_taxonomy_v1"));
    let specs = [
        ("/sell/inventory", inventory.as_str()),
        ("/sell/account", account.as_str()),
        ("/commerce/taxonomy", taxonomy.as_str()),
        ("/identity", "ebay-oauth/ebay-oauth.openapi.json"),
    ];
    let Some(contract) = Contract::start(&specs) else { return };
    let mut exchanges: Vec<Exchange> = Vec::new();

    // The contract would make up an offer of another SKU, which is an error.
    contract.answering("/sell/inventory/v1/offer?sku=", r#"{"offers":[]}"#);
    // What the account has is asked where the settings leave it open; what the contract makes up names no category.
    let open = seller(&contract, |config| {
        config.fulfillment_policy_id = None;
        config.payment_policy_id = None;
        config.return_policy_id = None;
        config.merchant_location = None;
    });
    let nameless = Draft { category: None, ..draft(2) };
    assert!(matches!(open.does(&Change::Listing(nameless.clone())), Outcome::Refused(_)));
    let seller = seller(&contract, |_| {});
    let Outcome::Refused(why) = seller.does(&Change::Listing(nameless)) else { panic!("a category from nowhere") };
    assert!(why.contains("suggests no category"), "{why}");

    let outcome = seller.does(&Change::Listing(draft(2)));
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
    let listing = "110@8001".to_owned();
    let outcome = seller.does(&Change::Price { listing, price: Money::new(dec!(19.5), Currency::USD), bounds: None });
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
    // Two in one call: what the contract makes up speaks of neither; then one is taken and one refused.
    assert!(matches!(seller.prices()[..], [Outcome::Unknown { .. }, Outcome::Unknown { .. }]));
    contract.answering("/sell/inventory/v1/bulk_update_price_quantity", SET);
    contract.answering("/sell/inventory/v1/offer/8001", PRICED);
    let fresh = self::seller(&contract, |_| {});
    let [Outcome::Done(receipt), Outcome::Refused(why)] = &fresh.prices()[..] else { panic!("one of each") };
    assert_eq!((receipt.id.as_str(), receipt.amount), ("110@8001", Some(Money::new(dec!(19.5), Currency::USD))));
    assert!(why.contains("Invalid value for price (25709)"), "{why}");
    contract.answering("/sell/inventory/v1/offer?sku=", LIVE);
    let outcome = seller.does(&Change::Listing(draft(3)));
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
    let outcome = seller.does(&Change::Listing(draft(0)));
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
    exchanges.extend(contract.take());
    let language = ("content-language:", "x-language:");
    let inventory = "/sell/inventory/v1";
    let line = |verb: &str, path: &str| format!("{verb} {inventory}{path}");
    let names = [
        line("GET", "/offer?sku="),
        line("GET", "/inventory_item/"),
        line("GET", "/location"),
        line("GET", "/offer/8001"),
        line("PUT", "/inventory_item/"),
        line("POST", "/offer"),
        line("PUT", "/offer/8001"),
        line("POST", "/offer/string/publish"),
        line("POST", "/offer/8001/withdraw"),
        line("POST", "/bulk_update_price_quantity"),
    ];
    let breaks =
        [AUTH, AUTH, AUTH, AUTH, language, language, language, AUTH, AUTH, ("\"value\":\"", "\"value\":1,\"v\":\"")];
    let mut operations: Vec<(&str, &str, &str)> =
        names.iter().zip(breaks).map(|(name, (part, other))| (name.as_str(), part, other)).collect();
    for kind in ["fulfillment", "payment", "return"] {
        let begins: &str = match kind {
            "fulfillment" => "GET /sell/account/v1/fulfillment_policy",
            "payment" => "GET /sell/account/v1/payment_policy",
            _ => "GET /sell/account/v1/return_policy",
        };
        operations.push((begins, "marketplace_id=", "x="));
    }
    operations.extend([
        ("GET /commerce/taxonomy/v1/get_default_category_tree_id", "marketplace_id=", "x="),
        ("GET /commerce/taxonomy/v1/category_tree/string/get_category_suggestions", "q=", "x="),
        ("GET /commerce/taxonomy/v1/category_tree/string/get_item_aspects_for_category", "category_id=", "x="),
        ("POST /identity/v1/oauth2/token", "grant_type=refresh_token", "grant_type=wish"),
    ]);
    hold("ebay (listings)", &contract, &exchanges, &operations);
}

#[test]
fn orders_money_and_messages() {
    let spec = |name: &str| format!("ebay/specs-prefixed/{name}_oas3.json");
    let (orders, money, messages) =
        (spec("sell_fulfillment_v1"), spec("sell_finances_v1"), spec("commerce_message_v1"));
    let specs = [
        ("/sell/fulfillment", orders.as_str()),
        ("/sell/finances", money.as_str()),
        ("/commerce/message", messages.as_str()),
        ("/identity", "ebay-oauth/ebay-oauth.openapi.json"),
    ];
    let Some(contract) = Contract::start(&specs) else { return };
    let seller = seller(&contract, |_| {});
    // What the contract makes up is in no state that is known: nothing follows from it.
    for after in [0, 1_780_000_000_000_000] {
        let told = run(seller.selling.events(after)).unwrap();
        assert!(told.is_empty(), "{told:?}");
    }
    let written = run(seller.selling.messages(0)).unwrap();
    assert!(written.is_empty(), "{written:?}");
    let ask = RefundAsk {
        reference: "arb1-x".into(),
        channel: "ebay_us".into(),
        order: "12-00001-00001".into(),
        line: "10001".into(),
        amount: Money::new(dec!(4.5), Currency::USD),
        reason: "damaged".into(),
    };
    let refund = Change::Refund(ask);
    // What the contract makes up is another order, and messages in part: nothing is taken from it for what was there before.
    let refused = run(seller.selling.before(&refund)).unwrap_err();
    assert!(refused.to_string().contains("another order"), "{refused:#}");
    let outcome = seller.does(&refund);
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
    let reply = Change::Reply { message: "c1/m1".into(), body: "It is on its way.".into() };
    run(seller.selling.before(&reply)).unwrap_err();
    let outcome = seller.does(&reply);
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
    let exchanges = contract.take();
    hold(
        "ebay (orders, money, messages)",
        &contract,
        &exchanges,
        &[
            ("GET /sell/fulfillment/v1/order?", AUTH.0, AUTH.1),
            ("GET /sell/fulfillment/v1/order/12-00001-00001", AUTH.0, AUTH.1),
            (
                "POST /sell/fulfillment/v1/order/12-00001-00001/issue_refund",
                "\"refundItems\":[",
                "\"refundItems\":\"\",\"x\":[",
            ),
            ("GET /sell/finances/v1/transaction", AUTH.0, AUTH.1),
            ("GET /sell/finances/v1/payout", AUTH.0, AUTH.1),
            ("GET /commerce/message/v1/conversation?", "conversation_type=", "x="),
            ("GET /commerce/message/v1/conversation/c1", "conversation_type=", "x="),
            ("POST /commerce/message/v1/send_message", "\"messageText\":\"", "\"messageText\":1,\"x\":\""),
        ],
    );
}

#[test]
fn the_offers_of_others() {
    let specs =
        [("/", "ebay/specs-prefixed/buy_browse_v1_oas3.json"), ("/identity", "ebay-oauth/ebay-oauth.openapi.json")];
    let Some(contract) = Contract::start(&specs) else { return };
    let seller = seller(&contract, |_| {});
    let posted = Posted {
        listing: "110@8001".into(),
        sku: SKU.into(),
        product: Some("gtin:00036000291452".into()),
        condition: "new".into(),
    };
    let found = run(seller.selling.competition(&[posted])).unwrap().remove(0).unwrap();
    assert!(found.rivals.is_empty() && found.buy_box.is_none(), "{found:?}");
    let exchanges = contract.take();
    let operations = [("GET /buy/browse/v1/item_summary/search", AUTH.0, AUTH.1)];
    hold("ebay (rivals)", &contract, &exchanges, &operations);
}
