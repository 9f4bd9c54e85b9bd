//! A purchase: what `buy` writes under `purchase`, and the plan a person approves.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::money::Money;

/// What `buy` writes under `purchase`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Purchase {
    /// Where it stands.
    pub state: PurchaseState,
    /// The plan it belongs to, by the hash of its bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Purchase units.
    pub quantity: u32,
    /// What it was expected to cost in total, landed.
    pub estimate: Money,
    /// The most that may be charged in total.
    pub cap: Money,
    /// What was charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charged: Option<Money>,
    /// Our reference at the vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The vendor's order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor_order: Option<String>,
    /// The receipt file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Which limit refused, and by how much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denied: Option<Denied>,
    /// One sentence for people, where there is something to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The order was placed by an earlier run; nothing was bought now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replayed: bool,
}

/// Where a purchase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseState {
    /// In a plan that waits for a person.
    Proposed,
    /// A limit refused; nothing was sent.
    Denied,
    /// The vendor has the order.
    Placed,
    /// The vendor refused; nothing was bought.
    Rejected,
    /// Nobody knows yet; the money stays reserved.
    Unknown,
}

/// A refusal by a limit: a decision, not an error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Denied {
    /// The limit's name: `per_day`.
    pub limit: String,
    /// What is used of it, in its own unit.
    pub used: Decimal,
    /// Its cap.
    pub cap: Decimal,
    /// What this purchase asked for.
    pub ask: Decimal,
}

/// One purchase of a plan. Everything here is bound by the plan's hash: any change makes another plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanItem {
    /// The record's id.
    pub id: String,
    /// The source.
    pub source: String,
    /// The source's item.
    pub item: String,
    /// The seller on a marketplace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// The product key.
    pub product: String,
    /// The title, sanitised.
    pub title: String,
    /// Purchase units.
    pub quantity: u32,
    /// Sellable units in the purchase.
    pub units: u32,
    /// Expected total, landed.
    pub estimate: Money,
    /// The most that may be charged in total.
    pub cap: Money,
    /// Expected profit of the whole purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net: Option<Money>,
}

/// What a person approves: exact purchases, until a time, under one version of the rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The purchases, in order.
    pub items: Vec<PlanItem>,
    /// The version of the rules that judged them.
    pub rules: String,
    /// When it stops being valid.
    pub expires_at: Timestamp,
}

impl Plan {
    /// The first twelve hexadecimal digits of the SHA-256 of the plan's canonical JSON.
    pub fn hash(&self) -> String {
        let bytes = serde_json::to_vec(self).expect("a plan serializes");
        hex(&Sha256::digest(&bytes))[..12].to_owned()
    }

    /// The sum of the estimates; `None` for an empty plan or mixed currencies.
    pub fn total(&self) -> Option<Money> {
        let mut items = self.items.iter().map(|item| item.estimate);
        let first = items.next()?;
        items.try_fold(first, |sum, next| sum.plus(&next)).ok()
    }
}

/// The natural key of one purchase: the same offer is bought once, whichever scanner proposes it.
///
/// `slot` rises only when a person asks for the same thing again.
pub fn intent_key(item: &PlanItem, slot: u32) -> String {
    let text = format!(
        "buy/1|{}|{}|{}|{}|{slot}",
        item.source,
        item.item,
        item.seller.as_deref().unwrap_or("-"),
        item.quantity
    );
    hex(&Sha256::digest(text.as_bytes()))
}

/// Our reference at the vendor: `arb1-` and 26 base32 characters of the intent's key and its generation.
pub fn reference(intent_key: &str, generation: u32) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let digest = Sha256::digest(format!("{intent_key}|{generation}").as_bytes());
    let mut text = String::from("arb1-");
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    // 17 bytes carry 26 characters of 5 bits.
    for &byte in digest.iter().take(17) {
        buffer = (buffer << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 && text.len() < 31 {
            bits -= 5;
            text.push(char::from(ALPHABET[((buffer >> bits) & 31) as usize]));
        }
        buffer &= (1 << bits) - 1;
    }
    text
}

/// Bytes as lower-case hexadecimal text.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string");
        text
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::domain::money::Currency;

    fn item() -> PlanItem {
        PlanItem {
            id: "shop:1".into(),
            source: "shop".into(),
            item: "1".into(),
            seller: None,
            product: "gtin:00012345600012".into(),
            title: "Oak organizer".into(),
            quantity: 2,
            units: 2,
            estimate: Money::new(dec!(20), Currency::USD),
            cap: Money::new(dec!(22), Currency::USD),
            net: None,
        }
    }

    fn plan(item: PlanItem) -> Plan {
        Plan { items: vec![item], rules: "r1".into(), expires_at: "2026-06-01T12:30:00Z".parse().unwrap() }
    }

    #[test]
    fn any_change_of_a_plan_is_another_plan() {
        let base = plan(item()).hash();
        assert_eq!(base, plan(item()).hash());
        let check = |changed: PlanItem| assert_ne!(base, plan(changed).hash());
        check(PlanItem { quantity: 3, ..item() });
        check(PlanItem { cap: Money::new(dec!(22.01), Currency::USD), ..item() });
        check(PlanItem { seller: Some("other".into()), ..item() });
    }

    #[test]
    fn the_intent_of_the_same_offer_is_the_same_whatever_it_costs() {
        let dearer = PlanItem { estimate: Money::new(dec!(21), Currency::USD), ..item() };
        assert_eq!(intent_key(&item(), 0), intent_key(&dearer, 0));
        assert_ne!(intent_key(&item(), 0), intent_key(&item(), 1));
    }

    #[test]
    fn a_reference_is_short_plain_and_changes_with_its_generation() {
        let first = reference(&intent_key(&item(), 0), 0);
        assert_eq!(first.len(), 31);
        assert!(
            first.strip_prefix("arb1-").unwrap().chars().all(|c| c.is_ascii_lowercase() || ('2'..='7').contains(&c))
        );
        assert_ne!(first, reference(&intent_key(&item(), 0), 1));
    }
}
