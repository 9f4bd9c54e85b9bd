//! Every question and every submission held against Amazon's own contract: accepted as it is, refused with its most important
//! part taken out.

use arb::{
    domain::{
        effect::{InboundAsk, InboundBox, InboundCarrier, InboundItem, InboundStep, Outcome},
        money::{Currency, Money},
    },
    vendors::{
        Change, Channel as _, Draft, Gateway as _, Kind, Permit, Posted, Sealed,
        warehouse::{Operation, Warehouse as _},
    },
};
use jiff::Timestamp;
use serde_json::json;

use super::{
    super::kit::{
        Sandbox,
        amazon::SELLER,
        contract::{Contract, Exchange},
    },
    selling, wait,
};

#[test]
fn what_selling_sends_keeps_to_amazons_contract() {
    let specs = [
        ("/auth", "amazon-lwa/lwa-token.openapi.json"),
        ("/listings/2021-08-01/items", "amazon-sp-api/models/listingsItems_2021-08-01.json"),
        ("/listings/2021-08-01/restrictions", "amazon-sp-api/models/listingsRestrictions_2021-08-01.json"),
        ("/batches/products/pricing/v0", "amazon-sp-api/models/productPricingV0.json"),
        ("/batches/products/pricing/2022-05-01", "amazon-sp-api/models/productPricing_2022-05-01.json"),
        ("/orders", "amazon-sp-api/models/orders_2026-01-01.json"),
        ("/finances", "amazon-sp-api/models/finances_2024-06-19.json"),
        ("/messaging", "amazon-sp-api/models/messaging.json"),
    ];
    let Some(contract) = Contract::start(&specs) else { return };
    let item = format!("/listings/2021-08-01/items/{SELLER}/SKU-1");
    let said =
        |status: &str| json!({ "sku": "SKU-1", "status": status, "submissionId": "s", "issues": [] }).to_string();
    contract.answering(&format!("{item}?marketplaceIds=ATVPDKIKX0DER&mode=VALIDATION_PREVIEW"), &said("VALID"));
    contract.answering(&format!("{item}?marketplaceIds=ATVPDKIKX0DER&includedData"), r#"{"sku":"SKU-1"}"#);
    contract.answering(&item, &said("ACCEPTED"));
    contract.answering("/listings/2021-08-01/restrictions", r#"{"restrictions":[]}"#);
    let order = "902-3159896-1390916";
    let allowed = json!({ "_links": { "self": { "href": "x" }, "actions": [{ "href": "x/unexpectedProblem", "name": "unexpectedProblem" }] } });
    contract.answering(&format!("/messaging/v1/orders/{order}?"), &allowed.to_string());
    contract.answering("/orders", r#"{"orders":[],"pagination":{"nextToken":null}}"#);
    contract.answering("/finances", r#"{"payload":{"transactions":[]}}"#);
    let offers = json!({ "responses": [{ "status": { "statusCode": 200 }, "request": { "SellerSKU": "SKU-1" }, "body": {
        "payload": { "SKU": "SKU-1", "Offers": [{ "SellerId": "A2", "ListingPrice": { "CurrencyCode": "USD", "Amount": 9 } }] } } }] });
    contract.answering("/batches/products/pricing/v0/listingOffers", &offers.to_string());
    let amazon = selling(&contract.url(), &Sandbox::new());
    let permit = Permit::new(|| Ok(()));
    let price = Money::from_minor(1234, Currency::USD);
    let draft = |program: &str, quantity: u32| {
        let draft: Draft = serde_json::from_value(json!({ "sku": "SKU-1", "channel": "amazon_us", "product": "asin:B0D8W1YVBX",
            "program": program, "quantity": quantity, "price": price, "condition": "new", "title": "", "description": "" }))
        .unwrap();
        (Kind::Listing, Change::Listing(draft))
    };
    let changes = [
        draft("fbm", 2),
        draft("fba", 2),
        draft("fbm", 0),
        draft("fba", 0),
        (Kind::Price, Change::Price { listing: "SKU-1".into(), price, bounds: None }),
        (Kind::Message, Change::Reply { message: format!("{order}/unexpectedProblem"), body: "It is late.".into() }),
    ];
    for (kind, change) in changes {
        let sealed =
            Sealed { kind, key: "k".into(), request: amazon.encode(&change).unwrap(), first_sent: Timestamp::now() };
        let outcome = wait(amazon.send(&sealed, &permit)).unwrap();
        eprintln!("{change:?}: {outcome:?}");
        drop(wait(amazon.look(&sealed)));
    }
    let posted = Posted {
        listing: "SKU-1".into(),
        sku: "SKU-1".into(),
        product: Some("asin:B0D8W1YVBX".into()),
        condition: "new".into(),
    };
    wait(amazon.competition(&[posted.clone(), posted])).unwrap();
    wait(amazon.events(0)).unwrap();
    let micro = u64::try_from(Timestamp::now().as_microsecond()).unwrap();
    wait(amazon.events(micro)).unwrap();
    judge(
        &contract,
        &[
            (
                "PUT /listings/2021-08-01/items/A1SELLER/SKU-1?marketplaceIds=ATVPDKIKX0DER&mode",
                "\"productType\"",
                "\"kind\"",
            ),
            (
                "PUT /listings/2021-08-01/items/A1SELLER/SKU-1?marketplaceIds=ATVPDKIKX0DER HTTP",
                "LISTING_OFFER_ONLY",
                "OFFER",
            ),
            ("PATCH /listings/2021-08-01/items/A1SELLER/SKU-1", "\"patches\"", "\"changes\""),
            ("GET /listings/2021-08-01/items/A1SELLER/SKU-1", "includedData=summaries", "includedData=everything"),
            ("GET /listings/2021-08-01/restrictions", "conditionType=new_new", "conditionType=shiny"),
            ("POST /batches/products/pricing/v0/listingOffers", "\"MarketplaceId\"", "\"Place\""),
            ("POST /batches/products/pricing/2022-05-01/offer/featuredOfferExpectedPrice", "\"sku\"", "\"item\""),
            ("POST /batches/products/pricing/2022-05-01/items/competitiveSummary", "\"asin\"", "\"item\""),
            ("GET /orders/2026-01-01/orders", "includedData=PROCEEDS", "includedData=EVERYTHING"),
            ("GET /finances/2024-06-19/transactions", "postedAfter=", "postedAfter=yesterday"),
            ("GET /messaging/v1/orders/902-3159896-1390916", "marketplaceIds=", "places="),
            ("POST /messaging/v1/orders/902-3159896-1390916/messages/unexpectedProblem", "\"It is late.\"", "7"),
        ],
    );
}

#[test]
fn what_goes_to_the_warehouses_keeps_to_amazons_contract() {
    let specs = [
        ("/auth", "amazon-lwa/lwa-token.openapi.json"),
        ("/inbound", "amazon-sp-api/models/fulfillmentInbound_2024-03-20.json"),
        ("/fba/inventory", "amazon-sp-api/models/fbaInventory.json"),
        ("/definitions", "amazon-sp-api/models/definitionsProductTypes_2020-09-01.json"),
    ];
    let Some(contract) = Contract::start(&specs) else { return };
    let plans = "/inbound/fba/2024-03-20/inboundPlans";
    let plan = "wf1234abcd-1234-abcd-5678-1234abcd5678";
    let operation = "1234abcd-1234-abcd-5678-1234abcd5678";
    let (packing, placement) = ("po1234abcd-1234-abcd-5678-1234abcd5678", "pl1234abcd-1234-abcd-5678-1234abcd5678");
    let shipment = "sh1234abcd-1234-abcd-5678-1234abcd5678";
    let taken = json!({ "operationId": operation, "inboundPlanId": plan }).to_string();
    let window = "dw1234abcd-1234-abcd-5678-1234abcd5678";
    let group = "pg1234abcd-1234-abcd-5678-1234abcd5678";
    for of in [format!("shipments/{shipment}"), format!("packingGroups/{group}")] {
        contract.answering(&format!("{plans}/{plan}/{of}/boxes?"), r#"{"boxes":[]}"#);
    }
    contract.answering(
        &format!("{plans}/{plan}/shipments/{shipment}/deliveryWindowOptions?"),
        r#"{"deliveryWindowOptions":[]}"#,
    );
    contract.answering("/inbound/fba/2024-03-20/items/labels", r#"{"documentDownloads":[]}"#);
    for kind in ["packingOptions", "placementOptions", "transportationOptions"] {
        // What is listed; what is asked for is the same path without a query.
        contract.answering(&format!("{plans}/{plan}/{kind}?"), &json!({ kind: [] }).to_string());
    }
    contract.answering(&format!("{plans}?"), r#"{"inboundPlans":[]}"#);
    contract.answering(&format!("{plans}/{plan}/"), &taken);
    contract.answering(plans, &taken);
    contract.answering("/inbound/fba/2024-03-20/operations", r#"{"operationStatus":"SUCCESS","operationProblems":[]}"#);
    contract.answering("/fba/inventory", r#"{"payload":{"inventorySummaries":[]}}"#);
    contract.answering("/definitions", r#"{"productTypes":[{"name":"LUGGAGE"}]}"#);
    let amazon = selling(&contract.url(), &Sandbox::new());
    let permit = Permit::new(|| Ok(()));
    let option = |id: &str| id.to_owned();
    let alike = |group: Option<&str>, shipment: Option<&str>| InboundBox {
        group: group.map(option),
        shipment: shipment.map(option),
        count: 1,
        length_cm: 40.into(),
        width_cm: 30.into(),
        height_cm: 20.into(),
        weight_kg: 2.into(),
        items: [("SKU-1".to_owned(), 1)].into(),
    };
    let steps = [
        InboundStep::Create { items: vec![InboundItem { sku: "SKU-1".into(), units: 2 }] },
        InboundStep::OfferPacking,
        InboundStep::ConfirmPacking { option: option(packing) },
        InboundStep::OfferPlacement,
        InboundStep::ConfirmPlacement { option: option(placement) },
        InboundStep::OfferTransport {
            placement: option(placement),
            shipments: vec![option(shipment)],
            ready: "2026-06-02T12:00:00Z".parse().unwrap(),
            known: Vec::new(),
        },
        InboundStep::DescribeBoxes { boxes: vec![alike(None, Some(shipment)), alike(Some(group), None)] },
        InboundStep::OfferWindow { shipment: option(shipment), known: Vec::new() },
        InboundStep::ConfirmWindow { shipment: option(shipment), option: option(window) },
        InboundStep::ConfirmTransport {
            carriers: vec![InboundCarrier {
                shipment: option(shipment),
                option: option("to1234abcd-1234-abcd-5678-1234abcd5678"),
            }],
        },
        InboundStep::Cancel,
    ];
    for step in steps {
        let of = (step.name() != "create").then(|| plan.to_owned());
        let change = Change::Inbound(InboundAsk { name: "arb 2026-06-01 1".into(), plan: of, step });
        let request = amazon.encode(&change).unwrap();
        let sealed = Sealed { kind: Kind::Inbound, key: "k".into(), request, first_sent: Timestamp::now() };
        let outcome = wait(amazon.send(&sealed, &permit)).unwrap();
        assert!(matches!(outcome, Outcome::Done(_)), "{change:?}: {outcome:?}");
        drop(wait(amazon.look(&sealed)));
    }
    assert_eq!(wait(amazon.operation(operation)).unwrap(), Operation::Done(Vec::new()));
    wait(amazon.packing(plan)).unwrap();
    wait(amazon.placements(plan)).unwrap();
    wait(amazon.transports(plan, placement)).unwrap();
    wait(amazon.windows(plan, shipment)).unwrap();
    wait(amazon.labels(&[InboundItem { sku: "SKU-1".into(), units: 2 }])).unwrap();
    wait(amazon.stock(&["SKU-1".to_owned(), "SKU-2".to_owned()])).unwrap();
    let draft: Draft =
        serde_json::from_value(json!({ "sku": "SKU-1", "channel": "amazon_us", "product": "asin:B0D8W1YVBX",
        "program": "fba", "quantity": 2, "price": { "amount": "12.34", "currency": "USD" }, "condition": "new",
        "title": "Leather suitcase", "description": "" }))
        .unwrap();
    let request = wait(amazon.compose(&Change::Listing(draft))).unwrap();
    assert!(String::from_utf8(request).unwrap().contains(r#""productType":"LUGGAGE""#));
    let at = format!("{plans}/{plan}");
    judge(
        &contract,
        &[
            (&format!("POST {plans} "), "\"msku\"", "\"sku\""),
            (&format!("GET {plans}?"), "sortBy=CREATION_TIME", "sortBy=MOOD"),
            (&format!("POST {at}/packingOptions "), plan, "short"),
            (&format!("GET {at}/packingOptions?"), "pageSize=20", "pageSize=2000"),
            (&format!("POST {at}/packingOptions/{packing}/confirmation "), packing, "short"),
            (&format!("POST {at}/placementOptions "), plan, "short"),
            (&format!("GET {at}/placementOptions?"), "pageSize=20", "pageSize=2000"),
            (&format!("POST {at}/placementOptions/{placement}/confirmation "), placement, "short"),
            (&format!("POST {at}/transportationOptions "), "\"readyToShipWindow\"", "\"window\""),
            (&format!("GET {at}/transportationOptions?"), "pageSize=20", "pageSize=2000"),
            (&format!("POST {at}/packingInformation "), "\"unit\":\"KG\"", "\"unit\":\"G\""),
            (&format!("GET {at}/shipments/{shipment}/boxes?"), "pageSize=100", "pageSize=100000"),
            (&format!("GET {at}/packingGroups/{group}/boxes?"), "pageSize=100", "pageSize=100000"),
            (&format!("GET {at}/shipments/{shipment} "), shipment, "short"),
            (&format!("POST {at}/shipments/{shipment}/deliveryWindowOptions "), shipment, "short"),
            (&format!("GET {at}/shipments/{shipment}/deliveryWindowOptions?"), "pageSize=20", "pageSize=2000"),
            (&format!("POST {at}/shipments/{shipment}/deliveryWindowOptions/{window}/confirmation "), window, "short"),
            (&format!("POST {at}/transportationOptions/confirmation "), "transportationSelections", "selections"),
            ("POST /inbound/fba/2024-03-20/items/labels ", "STANDARD_FORMAT", "HANDWRITTEN"),
            (&format!("PUT {at}/cancellation "), plan, "short"),
            (&format!("GET {at} "), plan, "short"),
            (&format!("GET /inbound/fba/2024-03-20/operations/{operation}"), operation, "short"),
            ("GET /fba/inventory/v1/summaries", "granularityType=Marketplace", "granularityType=World"),
            ("GET /definitions/2020-09-01/productTypes", "marketplaceIds=", "places="),
        ],
    );
}

/// All were accepted, and each of these is refused with the one part in the place of the other.
fn judge(contract: &Contract, operations: &[(&str, &str, &str)]) {
    let exchanges: Vec<Exchange> = contract.take();
    for exchange in &exchanges {
        let (line, status) = (exchange.line(), exchange.status);
        assert!((200..300).contains(&status), "{line} was answered with {status}: {}", exchange.violations);
        let ours = !exchange.violations.is_empty() && !exchange.violations.contains("\"location\":[\"response\"");
        assert!(!ours, "{line}: {}", exchange.violations);
    }
    for (begins, part, other) in operations {
        let exchange = exchanges
            .iter()
            .find(|exchange| exchange.request.starts_with(begins))
            .unwrap_or_else(|| panic!("nothing was asked like `{begins}`"));
        assert!(exchange.request.contains(part), "{begins}: no `{part}` in {}", exchange.request);
        let broken = with_length(&exchange.request.replacen(part, other, 1));
        let status = contract.send(&broken);
        assert!((400..500).contains(&status), "`{begins}` with `{other}` was answered with {status}");
    }
    eprintln!(
        "contract of amazon, selling: {} operations, {} requests accepted, {} broken ones refused",
        operations.len(),
        exchanges.len(),
        operations.len()
    );
}

/// The request with the length of the body that it has now.
fn with_length(request: &str) -> String {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return request.to_owned() };
    let head: Vec<String> = head
        .split("\r\n")
        .map(|line| match line.to_ascii_lowercase().starts_with("content-length:") {
            true => format!("content-length: {}", body.len()),
            false => line.to_owned(),
        })
        .collect();
    format!("{}\r\n\r\n{body}", head.join("\r\n"))
}
