//! Every call that a seller makes, held against the vendor's own contract: what it sends is accepted, and the same with its
//! most important part put otherwise is refused, so that the contract is known to look.

use std::{os::unix::fs::PermissionsExt as _, path::Path, rc::Rc};

use arb::{
    config::{Reverb, Tcgplayer, Vendors},
    domain::{
        effect::Details,
        money::{Currency, Money},
        negotiation::Ours,
    },
    net::Room,
    vendors::{
        Change, Draft, Gateway, Market, Permit, Posted, RefundAsk, Sealed, Talk, reverb, sellers::Seller, tcgplayer,
    },
};
use rust_decimal::{Decimal, dec};

use super::super::kit::{
    contract::{Contract, Exchange},
    work::wait,
};

const AT: &str = "2026-06-01T12:00:00Z";

fn usd(amount: Decimal) -> Money {
    Money::new(amount, Currency::USD)
}

fn draft(product: &str, quantity: u32) -> Change {
    Change::Listing(Draft {
        sku: "S-1".into(),
        channel: "x".into(),
        product: product.into(),
        program: "fbm".into(),
        quantity,
        price: usd(dec!(45)),
        floor: None,
        ceiling: None,
        condition: "new".into(),
        title: "Jazz bass".into(),
        description: "A bass.".into(),
        category: Some("62835d2e-ac92-41fc-9b8d-4aba8c1c25d5".into()),
        weight_g: None,
        dims: None,
        details: Details { brand: Some("Maker".into()), ..Details::default() },
    })
}

/// Seals, sends and looks, as `effects` would; what comes of it is not the question here.
fn deliver(seller: &Seller, change: &Change) {
    hand_over(seller.gateway.as_ref(), change);
}

fn hand_over(gateway: &dyn Gateway, change: &Change) {
    wait(async {
        drop(gateway.before(change).await);
        let request = gateway.compose(change).await.unwrap();
        let sealed = Sealed { kind: change.kind(), key: "k".into(), request, first_sent: AT.parse().unwrap() };
        drop(gateway.send(&sealed, &Permit::new(|| Ok(()))).await);
        drop(gateway.look(&sealed).await);
    });
}

fn secrets(folder: &Path, text: &str) -> std::path::PathBuf {
    let path = folder.join("keys.toml");
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    path
}

/// What a request begins with, the part of it that is put otherwise, and how.
type Operation<'a> = (&'a str, &'a str, &'a str);

/// What Prism says of a body where a contract leaves it out altogether: the vendor's guide has it.
const UNDESCRIBED: &str = "No supported content types, but request included a non-empty body";

fn judge(vendor: &str, contract: &Contract, exchanges: &[Exchange], operations: &[Operation<'_>]) {
    for exchange in exchanges {
        let (line, status) = (exchange.line(), exchange.status);
        if exchange.violations.contains(UNDESCRIBED) {
            assert!(line.ends_with("/refund_requests"), "{vendor}: {line}: {}", exchange.violations);
            continue;
        }
        assert!((200..300).contains(&status), "{vendor}: {line} was answered with {status}: {}", exchange.violations);
        let ours = !exchange.violations.is_empty() && !exchange.violations.contains("\"location\":[\"response\"");
        assert!(!ours, "{vendor}: {line}: {}", exchange.violations);
    }
    for (begins, part, other) in operations {
        let found = exchanges.iter().find(|exchange| exchange.line().starts_with(begins));
        let exchange = found.unwrap_or_else(|| panic!("{vendor}: nothing was asked like `{begins}`"));
        assert!(exchange.request.contains(part), "{begins}: no `{part}` in {}", exchange.request);
        let broken = exchange.request.replacen(part, other, 1);
        let (head, body) = broken.split_once("\r\n\r\n").unwrap();
        let head: Vec<String> = head
            .split("\r\n")
            .map(|line| match line.to_ascii_lowercase().starts_with("content-length:") {
                true => format!("content-length: {}", body.len()),
                false => line.to_owned(),
            })
            .collect();
        let status = contract.send(&format!("{}\r\n\r\n{body}", head.join("\r\n")));
        assert!((400..500).contains(&status), "{vendor}: `{begins}` with `{other}` was answered with {status}");
    }
    let (asked, held) = (exchanges.len(), operations.len());
    eprintln!(
        "contract of {vendor}, selling: {held} operations, {asked} requests accepted, {held} broken ones refused"
    );
}

#[test]
fn reverb_takes_what_is_sent() {
    let Some(contract) = Contract::start(&[("/", "reverb/reverb.swagger2.vendor-copy.json")]) else { return };
    let own = r#"{"id":7,"sku":"S-1","state":{"slug":"live"},"has_inventory":true,"inventory":1,"make":"Maker","model":"Jazz",
        "shop_name":"Ours","condition":{"display_name":"Brand New"},"price":{"amount":"45.00","currency":"USD"}}"#;
    for (path, body) in [
        ("/listings/all", r#"{"listings":[]}"#.to_owned()),
        ("/listings/7", own.to_owned()),
        ("/listings", format!("{{\"listing\":{own}}}")),
        ("/my/listings?sku=S-2", format!("{{\"listings\":[{}]}}", own.replace("S-1", "S-2"))),
        ("/my/listings", r#"{"listings":[]}"#.to_owned()),
        ("/categories/flat", r#"{"categories":[{"uuid":"u","full_name":"Bass Guitars / 4-String"}]}"#.to_owned()),
        ("/shops/9/", r#"{"shipping_profiles":[{"id":12}]}"#.to_owned()),
        ("/shop", r#"{"id":9}"#.to_owned()),
        ("/my/account", r#"{"user_id":1}"#.to_owned()),
        ("/my/orders/selling/all", r#"{"orders":[]}"#.to_owned()),
        (
            "/my/orders/selling/2",
            r#"{"order_number":2,"sku":"S-1","status":"paid","created_at":"2026-06-01T12:00:00Z","quantity":1,
            "amount_product_subtotal":{"amount":"45","currency":"USD"},"shipping":{"amount":"0","currency":"USD"}}"#
                .to_owned(),
        ),
        ("/my/refund_requests/selling", r#"{"refund_requests":[]}"#.to_owned()),
        (
            "/my/payouts/54",
            r#"{"line_items":[{"order_number":2,"total":{"amount":"45","currency":"USD"}}]}"#.to_owned(),
        ),
        (
            "/my/payouts",
            r#"{"payouts":[{"id":54,"total":{"amount":"45","currency":"USD"},"created_at":"2026-06-01T12:00:00Z"}]}"#
                .to_owned(),
        ),
        ("/my/conversations/31/messages", r#"{"id":5}"#.to_owned()),
        ("/my/conversations/31", r#"{"id":31,"messages":[]}"#.to_owned()),
        ("/my/conversations", r#"{"conversations":[{"id":31}]}"#.to_owned()),
    ] {
        contract.answering(path, &body);
    }
    let folder = tempfile::tempdir().unwrap();
    let config = Reverb {
        enabled: true,
        sell: true,
        base_url: contract.url(),
        credentials_file: Some(secrets(folder.path(), "token = \"t\"")),
        ..Reverb::default()
    };
    let mut exchanges = Vec::new();
    // Each with a room of its own: the quota is not what is held against the contract.
    let mut with = |config: &Reverb, work: &dyn Fn(&Seller)| {
        let room = Rc::new(Room::in_memory().unwrap());
        let vendors = Vendors { reverb: config.clone(), ..Vendors::default() };
        work(&reverb::seller(&vendors, &room).unwrap().unwrap());
        exchanges.extend(contract.take());
    };
    let named = Reverb { category: Some("Bass Guitars > 4-String".into()), ..config.clone() };
    with(&config, &|seller| deliver(seller, &draft("gtin:00036000291452", 1)));
    with(&named, &|seller| {
        let Change::Listing(draft) = draft("gtin:00036000291452", 1) else { return };
        deliver(seller, &Change::Listing(Draft { category: None, ..draft }));
    });
    let listed = |quantity: u32| {
        let Change::Listing(draft) = draft("reverb:csp:8", quantity) else { panic!() };
        Change::Listing(Draft { sku: "S-2".into(), ..draft })
    };
    with(&config, &|seller| deliver(seller, &listed(1)));
    with(&config, &|seller| deliver(seller, &listed(0)));
    with(&config, &|seller| {
        deliver(seller, &Change::Price { listing: "7".into(), price: usd(dec!(44)), bounds: None });
    });
    with(&config, &|seller| deliver(seller, &Change::Reply { message: "31:1".into(), body: "Hello".into() }));
    with(&config, &|seller| {
        let (reference, channel, order, line) = ("r".into(), "reverb".into(), "2".into(), "1".into());
        let ask = RefundAsk { reference, channel, order, line, amount: usd(dec!(5)), reason: "damaged".into() };
        deliver(seller, &Change::Refund(ask));
    });
    with(&config, &|seller| wait(async { drop(seller.shop.events(0).await) }));
    with(&config, &|seller| wait(async { drop(seller.inbox.as_ref().unwrap().messages(0).await) }));
    let posted = |product: Option<&str>| Posted {
        listing: "7".into(),
        sku: "S-1".into(),
        product: product.map(str::to_owned),
        condition: "new".into(),
    };
    with(&config, &|seller| wait(async { drop(seller.shop.competition(&[posted(None)]).await) }));
    with(&config, &|seller| wait(async { drop(seller.shop.competition(&[posted(Some("reverb:csp:8"))]).await) }));
    let room = Rc::new(Room::in_memory().unwrap());
    let market = reverb::Reverb::open(&config, &room).unwrap();
    wait(async { drop(Market::snapshot(&market, &["reverb:guide:5".to_owned()]).await) });
    exchanges.extend(contract.take());
    judge(
        "reverb",
        &contract,
        &exchanges,
        &[
            ("GET /my/listings?sku=S-1", "GET /my/listings", "DELETE /my/listings"),
            ("POST /listings", "7c3f45de-2ae0-4c81-8400-fdb6b1d74890", "7c3f45de-0000-0000-0000-000000000000"),
            ("PUT /listings/7", "\"currency\":\"USD\"", "\"currency\":\"XYZ\""),
            ("PUT /my/listings/7/state/end", "not_sold", "not_wanted"),
            ("GET /listings/7", "GET /listings/7", "PATCH /listings/7"),
            ("GET /listings/all?make=", "exclude_auctions=true", "exclude_auctions=perhaps"),
            ("GET /comparison_shopping_pages/8/listings", "condition=new&", ""),
            ("GET /priceguide/5/transactions/summary", "number_of_months=3", "number_of_months=three"),
            ("GET /categories/flat", "GET /categories/flat", "POST /categories/flat"),
            ("GET /shop", "GET /shop", "PATCH /shop"),
            ("GET /shops/9/shipping_profiles", "GET /shops/9", "DELETE /shops/9"),
            ("POST /my/conversations/31/messages", "\"body\"", "\"text\""),
            ("GET /my/conversations?", "page=1", "page=one"),
            ("GET /my/conversations/31", "GET /my", "DELETE /my"),
            ("GET /my/account", "GET /my/account", "DELETE /my/account"),
            ("POST /my/orders/selling/2/refund_requests", "POST /my", "GET /my"),
            ("GET /my/orders/selling/all", "GET /my", "DELETE /my"),
            ("GET /my/orders/selling/2", "GET /my", "DELETE /my"),
            ("GET /my/refund_requests/selling?", "GET /my", "DELETE /my"),
            ("GET /my/payouts?", "GET /my", "DELETE /my"),
            ("GET /my/payouts/54/line_items", "GET /my", "DELETE /my"),
        ],
    );
}

#[test]
fn reverb_takes_what_is_offered_to_its_sellers() {
    let Some(contract) = Contract::start(&[("/", "reverb/reverb.swagger2.vendor-copy.json")]) else { return };
    let listing = |id: u32| {
        format!(
            r#"{{"id":{id},"state":{{"slug":"live"}},"price":{{"amount":"45.00","currency":"USD"}},"has_inventory":false}}"#
        )
    };
    let talk = r#"{"negotiation":{"id":70,"state":"active","offers":[
        {"id":1,"party":"buyer","price":{"amount":"40.00","currency":"USD"},"created_at":"2026-06-01T11:00:00Z"},
        {"id":2,"party":"seller","price":{"amount":"44.00","currency":"USD"},"created_at":"2026-06-01T11:30:00Z"}]}}"#;
    for (path, body) in [
        ("/listings/8/negotiation", talk.to_owned()),
        ("/listings/8", listing(8)),
        ("/listings/7/offer", r#"{"message":"sent"}"#.to_owned()),
        ("/listings/7/negotiation", talk.replace("active", "expired")),
        ("/listings/7", listing(7)),
        ("/my/negotiations/70", talk.to_owned()),
    ] {
        contract.answering(path, &body);
    }
    let folder = tempfile::tempdir().unwrap();
    let config = Reverb {
        enabled: true,
        offers: true,
        base_url: contract.url(),
        credentials_file: Some(secrets(folder.path(), "token = \"t\"")),
        ..Reverb::default()
    };
    let mut exchanges = Vec::new();
    for (item, ours) in
        [("7", Ours::Offer(4_000)), ("8", Ours::Offer(4_200)), ("8", Ours::Accept(4_400)), ("8", Ours::Walk)]
    {
        let room = Rc::new(Room::in_memory().unwrap());
        let talk = Talk {
            message: "deal:1".into(),
            source: "reverb".into(),
            item: item.into(),
            asked: usd(dec!(45)),
            quantity: 1,
            ours,
            round: 1,
            body: "Would you take it?".into(),
        };
        let bargain = reverb::bargain(&config, &room).unwrap();
        hand_over(bargain.gateway.as_ref(), &Change::Bid(talk.clone()));
        wait(async { drop(bargain.sellers.said(&talk).await) });
        exchanges.extend(contract.take());
    }
    judge(
        "reverb, to its sellers",
        &contract,
        &exchanges,
        &[
            ("GET /listings/7/negotiation", "GET /listings", "DELETE /listings"),
            ("POST /listings/7/offer", "\"price\":\"40.00\"", "\"price\":40.00"),
            ("POST /my/negotiations/70/counter", "\"currency\":\"USD\"", "\"currency\":\"XYZ\""),
            ("POST /my/negotiations/70/accept", "\"message\":\"", "\"message\":7,\"x\":\""),
            ("POST /my/negotiations/70/decline", "POST /my", "GET /my"),
            ("GET /my/negotiations/70", "GET /my", "DELETE /my"),
        ],
    );
}

#[test]
fn tcgplayer_takes_what_is_sent() {
    let Some(contract) = Contract::start(&[("/", "tcgplayer/tcgplayer.openapi.json")]) else { return };
    let envelope = |rows: &str| format!("{{\"success\":true,\"errors\":[],\"results\":[{rows}]}}");
    let listed = r#"{"skuId":77,"price":45.00,"quantity":1,"isCustom":false}"#;
    for (path, body) in [
        ("/token", r#"{"access_token":"t","expires_in":1000}"#.to_owned()),
        ("/stores/self", envelope(r#"{"storeKey":"s1"}"#)),
        ("/catalog/skus/77", envelope(r#"{"skuId":77,"productId":5}"#)),
        ("/stores/s1/inventory/skus/77/quantity", envelope(listed)),
        ("/stores/s1/inventory/products/5/skus", envelope(listed)),
        ("/stores/s1/inventory/skus/77", envelope("")),
        ("/pricing/sku/77", envelope(r#"{"skuId":77,"lowPrice":44.00}"#)),
        ("/stores/s1/orders/A-1/items", envelope(r#"{"skuId":77,"price":45,"quantity":1}"#)),
        ("/stores/s1/orders/A-1", envelope(r#"{"orderNumber":"A-1","orderedOn":"2099-06-01T12:00:00"}"#)),
        ("/stores/s1/orders", envelope("\"A-1\"")),
    ] {
        contract.answering(path, &body);
    }
    let folder = tempfile::tempdir().unwrap();
    let keys = "public_key = \"pub\"\nprivate_key = \"priv\"\naccess_token = \"access\"\n";
    let config = Tcgplayer {
        enabled: true,
        sell: true,
        base_url: contract.url(),
        credentials_file: Some(secrets(folder.path(), keys)),
        ..Tcgplayer::default()
    };
    let vendors = Vendors { tcgplayer: config, ..Vendors::default() };
    let room = Rc::new(Room::in_memory().unwrap());
    let seller = tcgplayer::seller(&vendors, &room).unwrap().unwrap();
    deliver(&seller, &draft("tcgplayer:sku:77", 1));
    deliver(&seller, &Change::Price { listing: "77".into(), price: usd(dec!(44)), bounds: None });
    let (listing, sku, condition) = ("77".into(), "S-1".into(), "near mint".into());
    let posted = Posted { listing, sku, product: Some("tcgplayer:sku:77".into()), condition };
    wait(async {
        assert_eq!(seller.shop.competition(&[posted]).await.unwrap()[0].as_ref().unwrap().rivals.len(), 1);
        assert_eq!(seller.shop.events(0).await.unwrap().len(), 1);
    });
    let bearer = ("authorization: Bearer", "x-authorization: Bearer");
    let guarded = |begins: &'static str| (begins, bearer.0, bearer.1);
    judge(
        "tcgplayer",
        &contract,
        &contract.take(),
        &[
            ("POST /token", "grant_type=", "kind="),
            ("PUT /stores/s1/inventory/skus/77", "\"quantity\":1", "\"quantity\":\"one\""),
            ("PUT /stores/s1/inventory/skus/77/price", "\"price\":44.00", "\"price\":\"44.00\""),
            guarded("GET /stores/self"),
            guarded("GET /catalog/skus/77"),
            guarded("GET /stores/s1/inventory/skus/77/quantity"),
            guarded("GET /stores/s1/inventory/products/5/skus"),
            guarded("GET /pricing/sku/77"),
            guarded("GET /stores/s1/orders?"),
            guarded("GET /stores/s1/orders/A-1"),
            guarded("GET /stores/s1/orders/A-1/items"),
        ],
    );
}
