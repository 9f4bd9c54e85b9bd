//! A purchase: what `buy` writes under `purchase`, and the plan a person approves.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{limits::Denial, money::Money};

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
    /// The file with all that a person needs to place it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<String>,
    /// The receipt file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Which limit refused, and by how much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denied: Option<Denial>,
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
    /// A person places it, or must find out; the money stays reserved.
    Manual,
    /// It is paid for and on its way.
    Shipped,
    /// It is in hand.
    Received,
    /// It never came; the money is returned.
    Cancelled,
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
    /// What the profit counts beside what the vendor is paid: inbound, prep; of the whole purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed: Option<Money>,
    /// Who takes the order.
    #[serde(default)]
    pub vendor: String,
    /// A person places it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
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
        digest(&bytes)[..12].to_owned()
    }

    /// The sum of the estimates; `None` for an empty plan or mixed currencies.
    pub fn total(&self) -> Option<Money> {
        let mut items = self.items.iter().map(|item| item.estimate);
        let first = items.next()?;
        items.try_fold(first, |sum, next| sum.plus(&next)).ok()
    }
}

/// The SHA-256 of bytes as lower-case hexadecimal text.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
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
            assumed: None,
            vendor: "paper".into(),
            by_hand: false,
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
        check(PlanItem { vendor: "other".into(), ..item() });
        check(PlanItem { by_hand: true, ..item() });
        let other = |plan: Plan| assert_ne!(base, plan.hash());
        other(Plan { rules: "r2".into(), ..plan(item()) });
        other(Plan { expires_at: "2026-06-01T12:31:00Z".parse().unwrap(), ..plan(item()) });
    }
}
