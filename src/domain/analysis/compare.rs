//! Is the offer what the market page sells? Asks the matcher and keeps its answer in the record's shape.

use std::slice;

use super::{Matched, Outcome};
use crate::domain::{
    evidence::Evidence,
    matching::{self, Match, Side, condition::Condition},
    money::Money,
    offer::Offer,
    rules::Matching,
};

/// Compares an offer with a page. Evidence that names no condition is for new goods; an offer that names none is taken at
/// its supplier's word, as new. What speaks for the answer is put into words where it is `worded`.
pub fn compare(offer: &Offer, evidence: &Evidence, rules: &Matching, worded: bool) -> Matched {
    // A GTIN that both carry says all that keys can say; mostly it is the first.
    let shared = offer.product.key.as_ref().filter(|key| key.starts_with("gtin:") && evidence.product.has_key(key));
    let all = if shared.is_none() { (offer.product.keys(), evidence.product.keys()) } else { Default::default() };
    let (ours, theirs) = match shared {
        Some(key) => (slice::from_ref(key), slice::from_ref(key)),
        None => (&*all.0, &*all.1),
    };
    let matching = if worded { matching::match_products } else { matching::match_without_words };
    let page_price = evidence.buy_box.or(evidence.p50).or(evidence.avg90).or(evidence.avg30);
    let found = matching(
        &Side {
            keys: ours,
            title: offer.title.as_deref().filter(|_| rules.titles),
            pack: offer.pack,
            condition: offer.condition.as_deref().filter(|_| rules.conditions).map(Condition::parse),
            brand: offer.brand.as_deref(),
            price: Some(offer.price),
        },
        &Side {
            keys: theirs,
            title: evidence.title.as_deref().filter(|_| rules.titles),
            pack: evidence.pack,
            condition: Some(evidence.condition.as_deref().map_or(Condition::New, Condition::parse)),
            brand: evidence.brand.as_deref(),
            price: page_price.map(|price| Money::new(price, evidence.currency)),
        },
    );
    Matched::from(found)
}

impl From<Match> for Matched {
    fn from(found: Match) -> Self {
        // The ratio says both packs, reduced; without one the packs do not matter, since it is no match.
        let (target, source) = found.cost_ratio.unwrap_or((1, 1));
        let name = |code: &matching::Reason| code.name().to_owned();
        let outcome = match found.outcome {
            matching::Outcome::Exact => Outcome::Same,
            matching::Outcome::Abstain => Outcome::Abstained,
            matching::Outcome::Rejected => Outcome::Rejected,
        };
        let known = |pack: &matching::pack::Pack, reduced: u32| pack.count().unwrap_or(reduced);
        let packs = (known(&found.pack_source, source), known(&found.pack_target, target));
        let (pack_source, pack_target) = if found.cost_ratio.is_some() { packs } else { (1, 1) };
        Self {
            outcome,
            method: found.method.name().to_owned(),
            confidence: found.confidence,
            why: if outcome == Outcome::Same {
                None
            } else {
                found.reasons.iter().find(|code| **code != matching::Reason::PackAssumed).map(name)
            },
            reasons: found.reasons.iter().map(name).collect(),
            evidence: found.evidence,
            pack_source,
            pack_target,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{money::Currency, offer::ProductIds, rules::Rules};

    fn check(
        offer_says: &serde_json::Value,
        change: impl Fn(&mut Evidence),
        expected: (Outcome, u32, u32, Option<&str>),
    ) {
        let mut json = serde_json::json!({
            "source": "s", "item": "1", "observed_at": "2026-11-01T00:00:00Z", "title": "LEGO 10281 Bonsai Tree",
            "price": {"amount": "31.20", "currency": "USD"}, "product": {"key": "gtin:00673419340557", "gtin": "00673419340557"}
        });
        json.as_object_mut().unwrap().extend(offer_says.as_object().unwrap().clone());
        let offer: Offer = serde_json::from_value(json).unwrap();
        let product = ProductIds { key: Some("gtin:00673419340557".into()), ..ProductIds::default() };
        let mut evidence = Evidence::of(product, "amazon_us", Currency::USD, "book.csv");
        change(&mut evidence);
        let found = compare(&offer, &evidence, &Rules::built_in().matching, true);
        let got = (found.outcome, found.pack_source, found.pack_target, found.why.as_deref());
        assert_eq!(got, expected, "{found:?}");
    }

    #[test]
    fn an_offer_is_compared_with_its_page() {
        check(&serde_json::json!({}), |_| {}, (Outcome::Same, 1, 1, None));
        check(&serde_json::json!({"pack": 12}), |e| e.pack = Some(2), (Outcome::Same, 12, 2, None));
        check(
            &serde_json::json!({"condition": "Used - Good"}),
            |_| {},
            (Outcome::Rejected, 1, 1, Some("off_condition")),
        );
        check(
            &serde_json::json!({"condition": "like, whatever"}),
            |_| {},
            (Outcome::Abstained, 1, 1, Some("condition_unknown")),
        );
        check(
            &serde_json::json!({"product": {"gtin": "09780393356687"}}),
            |_| {},
            (Outcome::Rejected, 1, 1, Some("identifiers_differ")),
        );
    }
}
