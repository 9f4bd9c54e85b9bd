//! The ordering API's own words: the request we send, the results and lists it returns, and what they mean.
//!
//! Certain, from Amazon's Ordering API v1 reference and guides (path version 2022-10-30) and the Reporting API reference
//! (2021-01-08): paths, `externalId`, `lineItems`, `attributes`, `expectations`, the artifact types `OrderIdentifier` and
//! `Charge` with their categories and types, `rejectedItems`, the list of orders. Guesses, each read so that a wrong one
//! ends as unknown and never as a false answer: a `Charge` is for the whole accepted quantity, charges of the order and
//! of its lines add up, a `DISCOUNT` lowers the sum whatever its sign, one line has one order id.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use crate::domain::{
    effect::{Receipt, Said},
    money::{Currency, Money, amount_text},
    order::{OrderSeen, OrderStatus},
};

/// Our name for the one line of an order.
pub const LINE: &str = "1";

/// A request to place an order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlaceOrder<'a> {
    /// Our reference, unique for each order.
    pub external_id: &'a str,
    /// The one line.
    pub line_items: [RequestLine; 1],
    /// Who orders, where to, how it is paid.
    pub attributes: Vec<serde_json::Value>,
    /// Expectations of the whole order: none, they stand at the line.
    pub expectations: [Expectation; 0],
}

/// One line of a request.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestLine {
    /// [`LINE`].
    pub external_id: &'static str,
    /// Units.
    pub quantity: u32,
    /// The product and the offer.
    pub attributes: Vec<serde_json::Value>,
    /// What it may cost.
    pub expectations: Vec<Expectation>,
}

/// What the vendor must not go above.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Expectation {
    expectation_type: &'static str,
    amount: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'static str>,
}

impl Expectation {
    /// The most a unit may cost.
    pub fn unit_price(most: &Money) -> Self {
        Self { expectation_type: "ExpectedUnitPrice", amount: Amount::of(most), source: None }
    }

    /// The most the goods may cost, without tax and shipping.
    pub fn subtotal(most: &Money) -> Self {
        Self { expectation_type: "ExpectedCharge", amount: Amount::of(most), source: Some("SUBTOTAL") }
    }
}

/// An amount as the vendor writes it, a JSON number; digits are kept as they are, never through a float.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Amount {
    currency_code: String,
    amount: Box<RawValue>,
}

impl Amount {
    fn of(money: &Money) -> Self {
        let text = amount_text(money.amount(), money.currency());
        let amount = RawValue::from_string(text).expect("a decimal number is JSON");
        Self { currency_code: money.currency().code().to_owned(), amount }
    }

    /// The amount, where it is a plain or scientific decimal number, or one as text.
    pub fn money(&self) -> Result<Money, String> {
        let currency = Currency::parse(&self.currency_code)
            .ok_or_else(|| format!("`{:.10}` is no currency", self.currency_code))?;
        let raw = self.amount.get();
        let text = serde_json::from_str::<String>(raw).unwrap_or_else(|_| raw.to_owned());
        let amount = Decimal::from_str_exact(&text)
            .or_else(|_| {
                if text.contains(['e', 'E']) { Decimal::from_scientific(&text) } else { Decimal::from_str_exact("") }
            })
            .map_err(|_| format!("`{text:.40}` is no amount"))?;
        Ok(Money::new(amount, currency))
    }
}

/// What was asked, read back from the stored bytes: nothing else says what a reply must match.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// Our reference.
    pub external_id: String,
    line_items: Vec<AskedLine>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AskedLine {
    quantity: u32,
    expectations: Vec<AskedExpectation>,
}

#[derive(Deserialize)]
struct AskedExpectation {
    amount: Amount,
}

impl Asked {
    /// Units asked for.
    pub fn quantity(&self) -> Option<u32> {
        Some(self.line_items.first()?.quantity)
    }

    /// The currency asked in.
    pub fn currency(&self) -> Option<Currency> {
        Some(self.line_items.first()?.expectations.first()?.amount.money().ok()?.currency())
    }
}

/// The result of placing an order, and of looking it up.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderResult {
    #[serde(default, deserialize_with = "or_empty")]
    line_items: Vec<ResultLine>,
    #[serde(default, deserialize_with = "or_empty")]
    acceptance_artifacts: Vec<Acceptance>,
    #[serde(default, deserialize_with = "or_empty")]
    rejection_artifacts: Vec<Rejection>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ResultLine {
    external_id: String,
    #[serde(default, deserialize_with = "or_empty")]
    accepted_items: Vec<Accepted>,
    #[serde(default, deserialize_with = "or_empty")]
    rejected_items: Vec<Rejected>,
}

#[derive(Deserialize)]
struct Accepted {
    quantity: u32,
    #[serde(default, deserialize_with = "or_empty")]
    artifacts: Vec<Acceptance>,
}

#[derive(Deserialize)]
struct Rejected {
    quantity: u32,
    #[serde(default, deserialize_with = "or_empty")]
    artifacts: Vec<Rejection>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Acceptance {
    acceptance_artifact_type: String,
    identifier: Option<String>,
    amount: Option<Amount>,
    category: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Rejection {
    rejection_artifact_type: String,
    code: Option<String>,
    message: Option<String>,
}

/// `null` is the same as nothing there.
fn or_empty<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

impl OrderResult {
    /// What it says of the order that was asked for. Anything that does not fit in every part is unclear.
    pub fn said(&self, asked: &Asked, at: Timestamp) -> Said {
        match self.read(asked, at) {
            Ok(said) => said,
            Err(why) => Said::Unclear(why),
        }
    }

    fn read(&self, asked: &Asked, at: Timestamp) -> Result<Said, String> {
        let quantity = asked.quantity().ok_or("the stored request names no quantity")?;
        let (accepted, rejected) = self.units()?;
        let ids = self.ids();
        if ids.is_empty() && accepted == 0 && rejected == quantity {
            return Ok(Said::Refused(self.reason()));
        }
        let id = match ids.into_iter().collect::<Vec<_>>()[..] {
            [] => return Err("the reply names no order".into()),
            [id] => id,
            [..] => return Err("the reply names several orders".into()),
        };
        if accepted != quantity {
            return Err(format!("{accepted} of {quantity} units were accepted in the order {id}"));
        }
        Ok(Said::Done(Receipt { id: id.to_owned(), amount: Some(self.total(asked)?), at }))
    }

    /// What the order costs in total, or would.
    pub fn total(&self, asked: &Asked) -> Result<Money, String> {
        let currency = asked.currency().ok_or("the stored request names no currency")?;
        let mut sum: Option<Money> = None;
        let charges = self.acceptances().filter(|one| one.is("Charge"));
        for charge in charges {
            let amount = charge.signed()?;
            if amount.currency() != currency {
                return Err(format!("it was asked for in {currency} and charged in {}", amount.currency()));
            }
            let total = sum.map_or(Ok(amount), |sum| sum.plus(&amount)).map_err(|why| why.to_string())?;
            sum = Some(total);
        }
        let total = sum.ok_or("the reply names no amount")?;
        if total.is_zero() || total.is_negative() {
            return Err(format!("it says that {total} was charged"));
        }
        Ok(total)
    }

    /// Whether all units that were asked for would be accepted.
    pub fn accepts(&self, asked: &Asked) -> bool {
        self.units().is_ok_and(|(accepted, _)| Some(accepted) == asked.quantity())
    }

    /// Units accepted and rejected, of our line and no other.
    fn units(&self) -> Result<(u32, u32), String> {
        if let Some(other) = self.line_items.iter().find(|line| line.external_id != LINE) {
            return Err(format!("the reply is about a line `{:.40}`, which is not ours", other.external_id));
        }
        let sum = |mut units: Box<dyn Iterator<Item = u32> + '_>| units.try_fold(0_u32, u32::checked_add);
        let accepted = self.line_items.iter().flat_map(|line| &line.accepted_items).map(|item| item.quantity);
        let rejected = self.line_items.iter().flat_map(|line| &line.rejected_items).map(|item| item.quantity);
        match (sum(Box::new(accepted)), sum(Box::new(rejected))) {
            (Some(accepted), Some(rejected)) => Ok((accepted, rejected)),
            _ => Err("the units don't add up".into()),
        }
    }

    fn acceptances(&self) -> impl Iterator<Item = &Acceptance> {
        let of_lines = self.line_items.iter().flat_map(|line| &line.accepted_items).flat_map(|item| &item.artifacts);
        self.acceptance_artifacts.iter().chain(of_lines)
    }

    fn ids(&self) -> BTreeSet<&str> {
        let ids =
            self.acceptances().filter(|one| one.is("OrderIdentifier")).filter_map(|one| one.identifier.as_deref());
        ids.filter(|id| is_id(id)).collect()
    }

    fn reason(&self) -> String {
        let of_lines = self.line_items.iter().flat_map(|line| &line.rejected_items).flat_map(|item| &item.artifacts);
        let words: Vec<String> = of_lines.chain(&self.rejection_artifacts).map(Rejection::words).collect();
        if words.is_empty() { "the vendor accepted none of it".into() } else { words.join("; ") }
    }
}

impl Acceptance {
    fn is(&self, name: &str) -> bool {
        self.acceptance_artifact_type.eq_ignore_ascii_case(name)
    }

    fn signed(&self) -> Result<Money, String> {
        let amount = self.amount.as_ref().ok_or("a charge names no amount")?.money()?;
        let category = self.category.as_deref().unwrap_or_default().to_ascii_uppercase();
        let known = ["SUBTOTAL", "SHIPPING", "GIFT_WRAP", "PAYMENT_METHOD_FEE", "EXPORT_FEE", "OTHER"];
        if !known.contains(&category.as_str()) {
            return Err(format!("a charge for `{category:.40}` is nothing we know"));
        }
        match self.kind.as_deref().unwrap_or_default().to_ascii_uppercase().as_str() {
            "PRINCIPAL" | "TAX" if !amount.is_negative() => Ok(amount),
            "DISCOUNT" => Ok(if amount.is_negative() { amount } else { amount.negated() }),
            other => Err(format!("a charge of the type `{other:.40}` and the amount {amount} is nothing we know")),
        }
    }
}

impl Rejection {
    fn words(&self) -> String {
        let parts = [self.code.as_deref(), self.message.as_deref()];
        let words: Vec<&str> = parts.into_iter().flatten().collect();
        let text = if words.is_empty() { self.rejection_artifact_type.clone() } else { words.join(": ") };
        text.chars().filter(|one| !one.is_control()).take(200).collect()
    }
}

/// Whether a text can be an order id: short, printable, one word.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 100 && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The vendor's form of an error.
#[derive(Deserialize)]
pub struct ErrorList {
    errors: Vec<ErrorEntry>,
}

#[derive(Deserialize)]
struct ErrorEntry {
    code: String,
    #[serde(default)]
    message: String,
}

impl ErrorList {
    /// The code, where there is exactly one error; a message about the reference being in use makes it a duplicate.
    pub fn code(&self) -> Option<String> {
        let [only] = &self.errors[..] else { return None };
        let message = only.message.to_ascii_lowercase();
        let about_reference =
            ["externalid", "external id", "duplicate", "already"].iter().any(|word| message.contains(word));
        Some(if about_reference { "DuplicateExternalId".into() } else { only.code.clone() })
    }
}

/// One page of the list of orders.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Orders {
    /// The orders.
    pub orders: Vec<ListedOrder>,
    /// Asks for the next page.
    pub next_page_token: Option<String>,
}

/// An order in the list.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedOrder {
    order_date: Timestamp,
    order_id: String,
    purchase_order_number: Option<String>,
    order_quantity: Option<u32>,
    order_status: String,
    order_net_total: Amount,
}

impl ListedOrder {
    /// The vendor's id.
    pub fn id(&self) -> &str {
        &self.order_id
    }

    /// Our reference, which we send as the purchase order number.
    pub fn reference(&self) -> Option<&str> {
        self.purchase_order_number.as_deref().filter(|text| !text.is_empty())
    }

    /// Id, total and time.
    pub fn receipt(&self) -> Result<Receipt, String> {
        if !is_id(&self.order_id) {
            return Err("an order in the list has no readable id".into());
        }
        Ok(Receipt { id: self.order_id.clone(), amount: Some(self.order_net_total.money()?), at: self.order_date })
    }

    /// The order as the books are compared with it.
    pub fn seen(&self) -> Result<OrderSeen, String> {
        let receipt = self.receipt()?;
        Ok(OrderSeen {
            vendor_order: receipt.id,
            reference: self.reference().map(str::to_owned),
            source: None,
            item: None,
            title: None,
            quantity: self.order_quantity.unwrap_or(0),
            charged: self.order_net_total.money()?,
            at: receipt.at,
            status: self.status()?,
        })
    }

    /// Where it stands; a status that is not known is an error, since goods and money follow from it.
    pub fn status(&self) -> Result<OrderStatus, String> {
        match self.order_status.to_ascii_uppercase().as_str() {
            "PENDING_APPROVAL" | "PAYMENT_CONFIRMED" | "PENDING_FULFILLMENT" | "PENDING" => Ok(OrderStatus::Placed),
            "CANCELLED" => Ok(OrderStatus::Cancelled),
            // Documented as delivered to the buyer and closed.
            "CLOSED" => Ok(OrderStatus::Received),
            other => Err(format!("the order {} stands at `{other:.40}`, which is nothing we know", self.order_id)),
        }
    }
}

#[cfg(test)]
mod tests;
