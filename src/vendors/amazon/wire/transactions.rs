//! Finances 2024-06-19: what Amazon took and gave. A transaction that was deferred and the one that releases it are one fact,
//! under the id of the first.
//!
//! Certain, from the published model: ids, the pairs of related identifiers, statuses, amounts with the sign of our balance.
//! Names of types and breakdowns are not in it: known ones are read as what they are, every other one is booked as a fee under
//! its own name, so that what is booked adds up to Amazon's own total.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Marketplace, amounts::Amount, or_empty};
use crate::{domain::money::Money, vendors::Happened};

/// A page of transactions.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Page {
    payload: Option<Payload>,
    transactions: Option<Vec<Transaction>>,
    #[serde(rename = "nextToken")]
    next_token: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Payload {
    next_token: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    transactions: Vec<Transaction>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Transaction {
    transaction_type: Option<String>,
    transaction_id: Option<String>,
    transaction_status: Option<String>,
    description: Option<String>,
    posted_date: Option<String>,
    total_amount: Option<Amount>,
    #[serde(deserialize_with = "or_empty")]
    related_identifiers: Vec<Related>,
    marketplace_details: Option<Place>,
    #[serde(deserialize_with = "or_empty")]
    items: Vec<Item>,
    breakdowns: Option<Box<RawValue>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Related {
    related_identifier_name: Option<String>,
    related_identifier_value: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Place {
    marketplace_id: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Item {
    total_amount: Option<Amount>,
    breakdowns: Option<Box<RawValue>>,
    #[serde(deserialize_with = "or_empty")]
    contexts: Vec<Context>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Context {
    sku: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Breakdown {
    breakdown_type: Option<String>,
    breakdown_amount: Option<Amount>,
    #[serde(deserialize_with = "or_empty")]
    breakdowns: Vec<Breakdown>,
}

/// Something that happened, and when it was posted.
#[derive(Clone, Debug, PartialEq)]
pub struct Posted {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Happened,
}

impl Page {
    /// The token of the next page.
    pub fn next(&self) -> Option<String> {
        let token = self.payload.as_ref().and_then(|payload| payload.next_token.as_ref()).or(self.next_token.as_ref());
        token.filter(|token| !token.is_empty()).cloned()
    }

    /// What the transactions of this marketplace mean.
    pub fn facts(&self, place: &Marketplace) -> Vec<Posted> {
        let wrapped = self.payload.iter().flat_map(|payload| &payload.transactions);
        wrapped.chain(self.transactions.iter().flatten()).flat_map(|one| one.facts(place)).collect()
    }
}

impl Transaction {
    fn facts(&self, place: &Marketplace) -> Vec<Posted> {
        let Some(at) = self.posted_date.as_deref().and_then(|text| text.parse::<Timestamp>().ok()) else {
            return Vec::new();
        };
        if !self.is_of(place) || !self.counts() {
            return Vec::new();
        }
        let Some(total) = self.total_amount.as_ref().and_then(|total| total.in_place(place)) else { return Vec::new() };
        let what = match (self.related("ORDER_ID"), self.payout()) {
            (None, Some(payout)) => self.paid_out(payout, total, place),
            (Some(order), _) if !self.is_reimbursement() => self.of_order(order, total, place),
            _ => self.charged(total, place),
        };
        what.into_iter().map(|what| Posted { at, what }).collect()
    }

    /// Whether it stands on this marketplace's account.
    fn is_of(&self, place: &Marketplace) -> bool {
        let id = self.marketplace_details.as_ref().and_then(|details| details.marketplace_id.as_deref());
        id.is_none_or(|id| id.is_empty() || id == place.id)
    }

    /// Whether its status is one that moves money; one that is not known is not acted upon.
    fn counts(&self) -> bool {
        let status = self.transaction_status.as_deref().unwrap_or_default().to_ascii_uppercase();
        matches!(status.as_str(), "" | "DEFERRED" | "RELEASED" | "DEFERRED_RELEASED")
    }

    fn related(&self, name: &str) -> Option<&str> {
        let found = self.related_identifiers.iter().find(|one| one.related_identifier_name.as_deref() == Some(name))?;
        found.related_identifier_value.as_deref().filter(|value| !value.is_empty())
    }

    /// Amazon's id of it: the deferred one's where it releases one. Where there is none, what tells it from the others.
    fn id(&self) -> String {
        let own = self.transaction_id.as_deref().filter(|id| !id.is_empty());
        if let Some(id) = self.related("DEFERRED_TRANSACTION_ID").or(own) {
            return id.to_owned();
        }
        let names = ["REFUND_ID", "SHIPMENT_ID", "INVOICE_ID", "ORDER_ID", "FINANCIAL_EVENT_GROUP_ID"];
        let parts = names.iter().filter_map(|name| self.related(name));
        let rest = [self.transaction_type.as_deref(), self.posted_date.as_deref()];
        parts.chain(rest.into_iter().flatten()).collect::<Vec<_>>().join("/")
    }

    fn payout(&self) -> Option<String> {
        let id = self.related("DISBURSEMENT_ID").or_else(|| self.related("TRANSFER_ID"));
        let kind = self.transaction_type.as_deref().unwrap_or_default().to_ascii_lowercase();
        match id {
            Some(id) => Some(id.to_owned()),
            None => (kind == "transfer" || kind.contains("disbursement")).then(|| self.id()),
        }
    }

    /// Whether Amazon makes good for something: that is no part of a sale.
    fn is_reimbursement(&self) -> bool {
        self.transaction_type.as_deref().unwrap_or_default().to_ascii_lowercase().contains("reimbursement")
    }

    /// What leaves our balance arrives at the bank.
    fn paid_out(&self, payout: String, total: Decimal, place: &Marketplace) -> Vec<Happened> {
        if total.is_zero() {
            return Vec::new();
        }
        let amount = Money::new(-total, place.currency);
        vec![Happened::PaidOut { payout, channel: place.channel.to_owned(), amount }]
    }

    /// Money that belongs to no order.
    fn charged(&self, total: Decimal, place: &Marketplace) -> Vec<Happened> {
        let kind = self.transaction_type.as_deref().unwrap_or_default();
        let leaf = parts(self.breakdowns.as_deref()).and_then(|parts| deepest(&parts));
        let leaf = leaf.or_else(|| deepest(&parts(self.items.first()?.breakdowns.as_deref())?));
        let name = leaf.unwrap_or_else(|| kind.to_owned());
        let all = format!("{kind} {name} {}", self.description.as_deref().unwrap_or_default()).to_ascii_lowercase();
        // What is held back is ours still.
        if total.is_zero() || all.contains("reserve") {
            return Vec::new();
        }
        let code = match fee_code(&name) {
            code if all.contains("reimbursement") => format!("reimbursement:{code}"),
            _ if all.contains("productads") || all.contains("advertis") => "ads".to_owned(),
            code => code,
        };
        let amount = Money::new(-total, place.currency);
        vec![Happened::Charged { channel: place.channel.to_owned(), charge: self.id(), code, amount }]
    }

    /// Money of an order, line by line; lines of one SKU are one.
    fn of_order(&self, order: &str, total: Decimal, place: &Marketplace) -> Vec<Happened> {
        let mut lines: BTreeMap<String, Split> = BTreeMap::new();
        let split = |raw: Option<&RawValue>, total: Decimal| Some(Split::of(&parts(raw)?, total, place));
        for item in &self.items {
            let sku = item.contexts.iter().find_map(|context| context.sku.clone()).unwrap_or_default();
            let Some(total) = item.total_amount.as_ref().and_then(|total| total.in_place(place)) else { continue };
            // Where an item is alone, its parts may stand at the transaction.
            let whole = || split(self.breakdowns.as_deref().filter(|_| self.items.len() == 1), total);
            if let Some(split) = split(item.breakdowns.as_deref(), total).or_else(whole) {
                lines.entry(sku).or_default().add(split);
            }
        }
        if lines.is_empty()
            && let Some(split) = split(self.breakdowns.as_deref(), total)
        {
            let sku = self.items.iter().flat_map(|item| &item.contexts).find_map(|context| context.sku.clone());
            lines.insert(sku.unwrap_or_default(), split);
        }
        let id = self.id();
        lines.into_iter().filter_map(|(sku, split)| split.happened(order, &sku, &id, place)).collect()
    }
}

/// The money of one line: what the buyer pays or gets back, and what Amazon takes beside it.
#[derive(Debug, Default)]
struct Split {
    sales: Decimal,
    fees: BTreeMap<String, Decimal>,
}

impl Split {
    fn of(parts: &[Breakdown], total: Decimal, place: &Marketplace) -> Self {
        let mut split = Self::default();
        let mut left = total;
        for part in parts {
            let Some(amount) = part.amount(place) else { continue };
            left -= amount;
            let name = part.breakdown_type.as_deref().unwrap_or_default();
            match bucket(name, place) {
                Bucket::Sales => split.sales += amount,
                Bucket::Tax => split.take("tax", amount),
                Bucket::Fees => {
                    let mut rest = amount;
                    for fee in &part.breakdowns {
                        let Some(amount) = fee.amount(place) else { continue };
                        rest -= amount;
                        split.take(&fee_code(fee.breakdown_type.as_deref().unwrap_or_default()), amount);
                    }
                    split.take(&fee_code(name), rest);
                }
            }
        }
        split.take("unexplained", left);
        split
    }

    fn take(&mut self, code: &str, amount: Decimal) {
        *self.fees.entry(code.to_owned()).or_default() -= amount;
    }

    fn add(&mut self, other: Self) {
        self.sales += other.sales;
        for (code, fee) in other.fees {
            *self.fees.entry(code).or_default() += fee;
        }
    }

    fn happened(self, order: &str, sku: &str, id: &str, place: &Marketplace) -> Option<Happened> {
        let (channel, order, line) = (place.channel.to_owned(), order.to_owned(), sku.to_owned());
        let id = format!("{id}:{sku}");
        let mut fees: Vec<(String, Money)> =
            self.fees.into_iter().map(|(code, fee)| (code, Money::new(fee, place.currency))).collect();
        fees.retain(|(_, fee)| !fee.is_zero());
        if self.sales < Decimal::ZERO {
            let taken: Decimal = fees.iter().map(|(_, fee)| fee.amount()).sum();
            return Some(Happened::Refunded {
                channel,
                order,
                line,
                refund: Some(id),
                amount: Money::new(-self.sales, place.currency),
                restocked: 0,
                fees_returned: Money::new(-taken, place.currency),
            });
        }
        (!fees.is_empty()).then_some(Happened::FeesTaken { channel, order, line, id, fees })
    }
}

/// What a part of a transaction is.
enum Bucket {
    /// What the buyer paid, as the order says it too.
    Sales,
    /// Tax that passes through: what is collected and what is remitted are one.
    Tax,
    /// Everything else: Amazon's.
    Fees,
}

fn bucket(name: &str, place: &Marketplace) -> Bucket {
    let word: String = name.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    let is = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    match () {
        () if is(&["withheld", "facilitator", "taxcollection"]) => Bucket::Tax,
        () if is(&["fee", "commission", "chargeback"]) => Bucket::Fees,
        () if is(&["tax"]) && place.remits_tax() => Bucket::Tax,
        () if is(&["tax", "productcharge", "principal", "principle", "promotion", "discount", "rebate"]) => {
            Bucket::Sales
        }
        () if ["shipping", "shippingcharges", "giftwrap", "giftwrapcharges", "cod", "codcharges"]
            .contains(&word.as_str()) =>
        {
            Bucket::Sales
        }
        () => Bucket::Fees,
    }
}

impl Breakdown {
    fn amount(&self, place: &Marketplace) -> Option<Decimal> {
        self.breakdown_amount.as_ref()?.in_place(place)
    }

    fn is(&self, name: &str) -> bool {
        self.breakdown_type.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case(name))
    }
}

/// The parts of a sum, a list or a list in an object; sales and expenses are opened, as they only hold the parts together.
/// `None` where there are none.
fn parts(raw: Option<&RawValue>) -> Option<Vec<Breakdown>> {
    #[derive(Deserialize)]
    struct Held {
        breakdowns: Vec<Breakdown>,
    }
    let text = raw?.get();
    let listed = serde_json::from_str::<Vec<Breakdown>>(text)
        .or_else(|_| serde_json::from_str::<Held>(text).map(|held| held.breakdowns))
        .ok()?;
    let opened = listed.into_iter().flat_map(|part| {
        let holds = (part.is("Sales") || part.is("Expenses")) && !part.breakdowns.is_empty();
        if holds { part.breakdowns } else { vec![part] }
    });
    let opened: Vec<Breakdown> = opened.collect();
    (!opened.is_empty()).then_some(opened)
}

/// The name of the first part that is not one of a sum of base and tax.
fn deepest(parts: &[Breakdown]) -> Option<String> {
    let first = parts.first()?;
    let inner = first.breakdowns.first().filter(|inner| !(inner.is("Base") || inner.is("Tax")));
    inner.and_then(|_| deepest(&first.breakdowns)).or_else(|| first.breakdown_type.clone())
}

/// A fee by the code that the fee cards have for it, else by its own name: `fba_inbound_transportation_fee`.
fn fee_code(name: &str) -> String {
    let known = match name {
        "Commission" => "referral",
        "FBAPerUnitFulfillmentFee" => "fba_base",
        "FBAStorageFee" => "storage",
        "FBALongTermStorageFee" => "aged",
        "VariableClosingFee" | "FixedClosingFee" => "closing",
        "PerItemFee" => "per_item",
        "RefundCommission" => "refund_administration",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let letters: Vec<char> =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '_' | '-')).take(60).collect();
    let mut code = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1);
        let begins = letter.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || (before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase))
            });
        if (begins || matches!(letter, ' ' | '_' | '-')) && !code.is_empty() && !code.ends_with('_') {
            code.push('_');
        }
        if letter.is_ascii_alphanumeric() {
            code.push(letter.to_ascii_lowercase());
        }
    }
    if code.is_empty() { "other".to_owned() } else { code }
}

#[cfg(test)]
mod tests;
