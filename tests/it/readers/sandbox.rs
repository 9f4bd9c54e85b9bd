//! The replies of Amazon's own static sandbox, read by the decoders: every case of the operations that are asked.
//!
//! They are not part of the checkout: the folder is `ARB_SPECS`, or `shared/specs` beside the checkout.

use std::{collections::BTreeMap, path::PathBuf};

use arb::{
    domain::effect::{Receipt, Said},
    vendors::amazon::wire::{
        self, Participations, ProductTypes,
        catalog::Found,
        competitive::Competitive,
        expected,
        fees::Estimated,
        inbound::{Options, Plan, Plans, Status, TakenOn},
        item::{Item, Submission},
        marketplace, marketplace_of, orders,
        prices::{Answer, Batch},
        restrictions, rivals, transactions,
    },
};
use serde_json::Value;

use super::super::kit::checkout;

#[test]
fn amazons_own_sandbox_replies_are_understood() {
    let folder = std::env::var_os("ARB_SPECS").map_or_else(|| checkout("../shared/specs"), PathBuf::from);
    let file = folder.join("amazon-sp-api/static-sandbox-cases.json");
    let Ok(text) = std::fs::read(&file) else {
        eprintln!("skipped: {} is not there (set ARB_SPECS to the folder of the specifications)", file.display());
        return;
    };
    let cases: Vec<Value> = serde_json::from_slice(&text).unwrap();
    let mut covered: BTreeMap<String, usize> = BTreeMap::new();
    for case in &cases {
        let operation = case["operationId"].as_str().unwrap_or_default();
        // Two versions of an interface may have an operation of one name.
        if case["model"] == "ordersV0.json" {
            continue;
        }
        let body = case["response"].to_string();
        let status = case["status"].as_str().unwrap_or_default();
        let read = match status {
            "200" | "202" => {
                understood(operation, &body).or_else(|| sold(operation, &body)).or_else(|| sent(operation, &body))
            }
            _ if IN_USE.contains(&operation) => wire::said(body.as_bytes()).map(|said| vec![said]),
            _ => None,
        };
        let Some(found) = read else {
            assert!(!IN_USE.contains(&operation), "{operation} {status} is not understood: {body}");
            continue;
        };
        assert!(!found.is_empty(), "{operation} {status} says nothing: {body}");
        *covered.entry(operation.to_owned()).or_default() += 1;
    }
    let count: usize = covered.values().sum();
    eprintln!("{count} cases of Amazon's sandbox were read: {covered:?}");
    assert_eq!(covered.len(), IN_USE.len(), "{covered:?}");
}

const IN_USE: [&str; 28] = [
    "searchCatalogItems",
    "getCompetitivePricing",
    "getItemOffersBatch",
    "getMyFeesEstimates",
    "getListingsRestrictions",
    "getMarketplaceParticipations",
    "getListingsItem",
    "putListingsItem",
    "patchListingsItem",
    "getListingOffersBatch",
    "getFeaturedOfferExpectedPriceBatch",
    "getCompetitiveSummary",
    "searchOrders",
    "listTransactions",
    "createInboundPlan",
    "getInboundPlan",
    "listInboundPlans",
    "cancelInboundPlan",
    "generatePackingOptions",
    "listPackingOptions",
    "confirmPackingOption",
    "generatePlacementOptions",
    "listPlacementOptions",
    "confirmPlacementOption",
    "generateTransportationOptions",
    "listTransportationOptions",
    "getInboundOperationStatus",
    "searchDefinitionsProductTypes",
];

/// What a reply says, item by item; `None` for an operation that is not asked and for a reply that can't be read.
fn understood(operation: &str, body: &str) -> Option<Vec<String>> {
    let us = marketplace("US").unwrap();
    Some(match operation {
        "searchCatalogItems" => {
            let (items, next) = serde_json::from_str::<Found>(body).ok()?.into_parts();
            assert!(next.is_some(), "{body}");
            let told = items.iter().map(|item| {
                let evidence = item.evidence(&us);
                assert!(evidence.rank.is_some() && evidence.weight_g.is_some() && evidence.dims.is_some(), "{body}");
                assert!(evidence.title.is_some() && evidence.product.gtin.is_some(), "{body}");
                item.asin().to_owned()
            });
            told.collect()
        }
        "getCompetitivePricing" => {
            let reply: Competitive = serde_json::from_str(body).ok()?;
            // A reply for our own SKUs names no ASIN where we look for it: it is never asked for.
            let standings = reply.into_standings(&us);
            let named = standings.iter().map(|(asin, standing)| format!("{asin} {:?}", standing.price()));
            named.chain([format!("{} items", standings.len())]).collect()
        }
        "getItemOffersBatch" => {
            let answers = serde_json::from_str::<Batch>(body).ok()?.into_answers(&us);
            let standings = answers.iter().filter(|(_, answer)| matches!(answer, Answer::Standing(_)));
            assert!(standings.clone().count() > 0, "{body}");
            assert_eq!(answers.len(), serde_json::from_str::<Value>(body).ok()?["responses"].as_array()?.len());
            standings.map(|(asin, _)| asin.clone()).collect()
        }
        "getMyFeesEstimates" => {
            let list: Vec<Estimated> = serde_json::from_str(body).ok()?;
            list.iter().map(|one| format!("{one:?}")).collect()
        }
        "getListingsRestrictions" => {
            // It speaks of a used one, which is no leave for a new one.
            let read = restrictions::read(body.as_bytes(), &us, restrictions::CONDITION);
            assert_ne!(read, Some(arb::domain::evidence::Restriction::Allowed), "{body}");
            vec![format!("{read:?}")]
        }
        "getMarketplaceParticipations" => serde_json::from_str::<Participations>(body).ok()?.into_ids(),
        _ => return None,
    })
}

/// The same of what selling asks and sends.
fn sold(operation: &str, body: &str) -> Option<Vec<String>> {
    let us = marketplace("US").unwrap();
    Some(match operation {
        "getListingsItem" => {
            let shown = serde_json::from_str::<Item>(body).ok()?.shown("GM-ZDPI-9B4E", &us)?;
            assert_eq!(shown.price.map(|price| price.to_string()).as_deref(), Some("$100.00"), "{body}");
            assert!(shown.buyable && shown.quantity == Some(100) && shown.errors.is_some(), "{shown:?}");
            vec![format!("{shown:?}")]
        }
        "putListingsItem" | "patchListingsItem" => {
            let value: Value = serde_json::from_str(body).ok()?;
            let (sku, status) = (value["sku"].as_str()?, value["status"].as_str()?);
            let answer: Submission = serde_json::from_str(body).ok()?;
            let receipt = Receipt { id: sku.into(), amount: None, at: jiff::Timestamp::UNIX_EPOCH };
            let said = match (status, answer.said(sku, receipt, &us), answer.trial(&us)) {
                ("ACCEPTED", Said::Done(_), Some(_)) => "accepted".to_owned(),
                ("INVALID", Said::Refused(why), Some(trial)) if why == trial => why,
                ("VALID", Said::Unclear(_), None) => "would be accepted".to_owned(),
                other => panic!("{other:?}: {body}"),
            };
            vec![said]
        }
        "getListingOffersBatch" => {
            let contests = serde_json::from_str::<rivals::Batch>(body).ok()?.into_contests();
            let seen = contests.into_iter().map(|(sku, contest)| {
                let seen = contest.unwrap().competition("A1OURS", "New", &us).unwrap();
                assert!(!seen.rivals.is_empty(), "{sku}: {seen:?}");
                assert_ne!(seen.buy_box.is_some(), seen.suppressed, "{sku}: {seen:?}");
                sku
            });
            seen.collect()
        }
        "getFeaturedOfferExpectedPriceBatch" => {
            let found = serde_json::from_str::<expected::Batch>(body).ok()?.expected(&us);
            found.into_iter().map(|(sku, price)| format!("{sku} {price}")).collect()
        }
        "getCompetitiveSummary" => {
            let found = serde_json::from_str::<expected::Batch>(body).ok()?.thresholds(&us);
            found.into_iter().map(|(asin, price)| format!("{asin} {price}")).collect()
        }
        "searchOrders" => {
            let value: Value = serde_json::from_str(body).ok()?;
            let place = marketplace_of(value["orders"][0]["salesChannel"]["marketplaceId"].as_str()?)?;
            let sales = serde_json::from_str::<orders::Page>(body).ok()?.sales(&place).unwrap();
            sales.iter().map(|sale| format!("{:?}", sale.what)).collect()
        }
        "listTransactions" => {
            let page = serde_json::from_str::<transactions::Page>(body).ok()?;
            // It names no parts and another marketplace: nothing follows from it.
            assert_eq!((page.facts(&us).len(), page.next().is_some()), (0, true), "{body}");
            vec!["nothing".to_owned()]
        }
        _ => return None,
    })
}

/// The same of the way to the warehouses, and of product types.
fn sent(operation: &str, body: &str) -> Option<Vec<String>> {
    let us = marketplace("US").unwrap();
    Some(match operation {
        "createInboundPlan" => {
            let taken: TakenOn = serde_json::from_str(body).ok()?;
            vec![taken.inbound_plan_id?, taken.operation_id?]
        }
        "cancelInboundPlan"
        | "generatePackingOptions"
        | "confirmPackingOption"
        | "generatePlacementOptions"
        | "confirmPlacementOption"
        | "generateTransportationOptions" => vec![serde_json::from_str::<TakenOn>(body).ok()?.operation_id?],
        "getInboundPlan" => vec![serde_json::from_str::<Plan>(body).ok()?.status?],
        "listInboundPlans" => {
            let plans: Plans = serde_json::from_str(body).ok()?;
            vec![plans.named("FBA (03/08/2023, 01:15 PM)")?.to_owned(), plans.next()?]
        }
        "listPackingOptions" | "listPlacementOptions" | "listTransportationOptions" => {
            let options: Options = serde_json::from_str(body).ok()?;
            let offered = options.offered(&us);
            assert!(offered.iter().all(|option| option.fee.is_some()), "{body}");
            offered.iter().map(|option| format!("{option:?}")).collect()
        }
        "getInboundOperationStatus" => {
            let status: Status = serde_json::from_str(body).ok()?;
            vec![format!("{:?}", status.operation().ok()?)]
        }
        "searchDefinitionsProductTypes" => vec![serde_json::from_str::<ProductTypes>(body).ok()?.first()?],
        _ => return None,
    })
}
