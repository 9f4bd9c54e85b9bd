//! The replies of Amazon's own static sandbox, read by the decoders: every case of the operations that are asked.
//!
//! They are not part of the checkout: the folder is `ARB_SPECS`, or `shared/specs` beside the checkout.

use std::{collections::BTreeMap, path::PathBuf};

use arb::vendors::amazon::wire::{
    self, Participations,
    catalog::Found,
    competitive::Competitive,
    fees::Estimated,
    marketplace,
    prices::{Answer, Batch},
    restrictions,
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
        let body = case["response"].to_string();
        let status = case["status"].as_str().unwrap_or_default();
        let read = match status {
            "200" => understood(operation, &body),
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

const IN_USE: [&str; 6] = [
    "searchCatalogItems",
    "getCompetitivePricing",
    "getItemOffersBatch",
    "getMyFeesEstimates",
    "getListingsRestrictions",
    "getMarketplaceParticipations",
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
            let read = restrictions::read(body.as_bytes(), &us);
            assert_ne!(read, Some(arb::domain::evidence::Restriction::Allowed), "{body}");
            vec![format!("{read:?}")]
        }
        "getMarketplaceParticipations" => serde_json::from_str::<Participations>(body).ok()?.into_ids(),
        _ => return None,
    })
}
