//! The Finances API: fees of sales, charges beyond them, payouts.
//!
//! Certain, by eBay's contract: the types of transactions, whether each is a credit or a debit, fees by line of an order, the
//! states of a payout. A transaction of a type or state that is not known books nothing. Fees of a refund are given back to
//! us; whatever the sign of a fee, its type says which way it goes.

use jiff::Timestamp;
use serde::Deserialize;

use super::{Amount, leads_on};
use crate::domain::{
    money::{Currency, Money},
    sale::Happened,
};

/// A page of transactions.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Transactions {
    transactions: Option<Vec<Transaction>>,
    next: Option<String>,
}

/// A page of payouts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Payouts {
    payouts: Option<Vec<Payout>>,
    next: Option<String>,
}

impl Transactions {
    /// The transactions, and whether there are more.
    pub fn into_parts(self) -> (Vec<Transaction>, bool) {
        (self.transactions.unwrap_or_default(), leads_on(self.next.as_deref()))
    }
}

impl Payouts {
    /// The payouts, and whether there are more.
    pub fn into_parts(self) -> (Vec<Payout>, bool) {
        (self.payouts.unwrap_or_default(), leads_on(self.next.as_deref()))
    }
}

/// Money that moved on our account at eBay.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Transaction {
    transaction_id: Option<String>,
    transaction_type: Option<String>,
    transaction_status: Option<String>,
    transaction_date: Option<String>,
    booking_entry: Option<String>,
    amount: Option<Amount>,
    fee_type: Option<String>,
    order_id: Option<String>,
    order_line_items: Option<Vec<Line>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Line {
    line_item_id: Option<String>,
    marketplace_fees: Option<Vec<Fee>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Fee {
    amount: Option<Amount>,
    fee_type: Option<String>,
}

/// Types of transactions that belong to no line of a sale, and what each is called in the books.
const CHARGES: [(&str, &str); 8] = [
    ("SHIPPING_LABEL", "shipping_label"),
    ("NON_SALE_CHARGE", "other_fee"),
    ("CREDIT", "credit"),
    ("DISPUTE", "dispute"),
    ("TRANSFER", "transfer"),
    ("ADJUSTMENT", "adjustment"),
    ("LOAN_REPAYMENT", "loan_repayment"),
    ("PURCHASE", "purchase"),
];

/// States in which money has moved or is about to.
const STANDING: [&str; 5] = ["FUNDS_PROCESSING", "FUNDS_AVAILABLE_FOR_PAYOUT", "FUNDS_ON_HOLD", "PAYOUT", "COMPLETED"];

/// The code of a fee in the books: that of the fee cards, where they have it.
fn code(fee: &str) -> String {
    match fee {
        "FINAL_VALUE_FEE" => "fvf".into(),
        "FINAL_VALUE_FEE_FIXED_PER_ORDER" => "per_order".into(),
        "INTERNATIONAL_FEE" => "international".into(),
        "AD_FEE" | "PREMIUM_AD_FEES" => "promoted".into(),
        "INSERTION_FEE" => "insertion".into(),
        "BELOW_STANDARD_FEE" => "below_standard".into(),
        "HIGH_ITEM_NOT_AS_DESCRIBED_FEE" => "high_return".into(),
        other => {
            let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
            other.chars().map(plain).take(40).collect()
        }
    }
}

impl Transaction {
    /// When it was booked.
    pub fn at(&self) -> Option<Timestamp> {
        self.transaction_date.as_deref()?.parse().ok()
    }

    /// What it means: fees of lines, or a charge; nothing where it is a sale or refund without fees, or not understood.
    pub fn events(&self, channel: &str, currency: Currency) -> Vec<Happened> {
        let status = self.transaction_status.as_deref();
        let id = self.transaction_id.as_deref().filter(|id| !id.is_empty());
        let (Some(id), true) = (id, status.is_some_and(|status| STANDING.contains(&status))) else { return Vec::new() };
        let kind = self.transaction_type.as_deref().unwrap_or_default();
        match kind {
            "SALE" => self.fees(channel, id, currency, false),
            "REFUND" => self.fees(channel, id, currency, true),
            _ => self.charge(channel, id, kind, currency).into_iter().collect(),
        }
    }

    fn fees(&self, channel: &str, id: &str, currency: Currency, back: bool) -> Vec<Happened> {
        let Some(order) = self.order_id.as_deref().filter(|order| !order.is_empty()) else { return Vec::new() };
        let fees_of = |line: &Line| {
            let read = line.marketplace_fees.iter().flatten().filter_map(|fee| {
                let amount = fee.amount.as_ref()?.signed(currency).filter(|amount| !amount.is_zero())?;
                let amount = if amount.is_negative() { amount.negated() } else { amount };
                Some((code(fee.fee_type.as_deref()?), if back { amount.negated() } else { amount }))
            });
            read.collect::<Vec<(String, Money)>>()
        };
        let lines = self.order_line_items.iter().flatten().filter_map(|line| {
            let fees = fees_of(line);
            let name = line.line_item_id.clone().filter(|name| !name.is_empty() && !fees.is_empty())?;
            let (channel, order) = (channel.to_owned(), order.to_owned());
            // A sale and its refund may have one number: what is given back is another booking.
            let way = if back { "back" } else { "sale" };
            Some(Happened::FeesTaken { channel, order, id: format!("{way}:{id}:{name}"), line: name, fees })
        });
        lines.collect()
    }

    fn charge(&self, channel: &str, id: &str, kind: &str, currency: Currency) -> Option<Happened> {
        let (_, name) = CHARGES.iter().find(|(known, _)| *known == kind)?;
        let amount = self.amount.as_ref()?.signed(currency).filter(|amount| !amount.is_zero())?;
        let size = if amount.is_negative() { amount.negated() } else { amount };
        let amount = match self.booking_entry.as_deref() {
            Some("DEBIT") => size,
            Some("CREDIT") => size.negated(),
            _ => return None,
        };
        let code = self.fee_type.as_deref().filter(|fee| !fee.is_empty()).map_or_else(|| (*name).to_owned(), code);
        Some(Happened::Charged { channel: channel.to_owned(), charge: format!("{kind}:{id}"), code, amount })
    }
}

/// Money on its way to our bank.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Payout {
    payout_id: Option<String>,
    payout_status: Option<String>,
    payout_date: Option<String>,
    amount: Option<Amount>,
}

impl Payout {
    /// When it was made and what it was; `None` where it is not made.
    pub fn event(&self, channel: &str, currency: Currency) -> Option<(Timestamp, Happened)> {
        let payout = self.payout_id.clone().filter(|id| !id.is_empty())?;
        let amount = self.amount.as_ref()?.signed(currency).filter(|amount| !amount.is_zero())?;
        let at = self.payout_date.as_deref()?.parse().ok()?;
        let made = self.payout_status.as_deref() == Some("SUCCEEDED");
        made.then(|| (at, Happened::PaidOut { payout, channel: channel.to_owned(), amount }))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(value: Value) -> Vec<Happened> {
        serde_json::from_value::<Transaction>(value).unwrap().events("ebay_us", Currency::USD)
    }

    fn sale(kind: &str, status: &str) -> Value {
        let fee = |name: &str, value: &str| json!({ "feeType": name, "amount": { "value": value, "currency": "USD" } });
        json!({
            "transactionId": "T1", "transactionType": kind, "transactionStatus": status, "bookingEntry": "CREDIT",
            "orderId": "12-1", "transactionDate": "2026-06-01T10:00:00.000Z", "amount": { "value": "17.00", "currency": "USD" },
            "orderLineItems": [{ "lineItemId": "L1", "marketplaceFees": [
                fee("FINAL_VALUE_FEE", "2.72"), fee("FINAL_VALUE_FEE_FIXED_PER_ORDER", "0.40"), fee("MOON_FEE", "0.01"),
            ] }, { "lineItemId": "L2" }],
        })
    }

    #[test]
    fn fees_of_a_sale_are_taken_and_those_of_a_refund_given_back() {
        let amounts = |events: &[Happened]| match events {
            [Happened::FeesTaken { order, line, fees, .. }] => {
                assert_eq!((order.as_str(), line.as_str()), ("12-1", "L1"));
                fees.iter().map(|(code, fee)| format!("{code} {}", fee.amount())).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        let taken = amounts(&read(sale("SALE", "FUNDS_PROCESSING")));
        assert_eq!(taken, ["fvf 2.72", "per_order 0.40", "moon_fee 0.01"]);
        assert_eq!(amounts(&read(sale("REFUND", "PAYOUT")))[0], "fvf -2.72");
        assert!(read(sale("SALE", "FAILED")).is_empty() && read(sale("SALE", "ON_THE_MOON")).is_empty());
    }

    #[test]
    fn a_charge_goes_the_way_that_its_entry_says() {
        let check = |kind: &str, entry: &str, fee: Option<&str>, expected: Option<(&str, &str)>| {
            let mut value = sale(kind, "FUNDS_AVAILABLE_FOR_PAYOUT");
            value["bookingEntry"] = entry.into();
            value["feeType"] = fee.into();
            let found = read(value);
            let shown = found.first().map(|one| match one {
                Happened::Charged { code, amount, .. } => (code.clone(), amount.amount().to_string()),
                other => panic!("{other:?}"),
            });
            assert_eq!(shown, expected.map(|(code, amount)| (code.into(), amount.into())), "{kind} {entry}");
        };
        check("SHIPPING_LABEL", "DEBIT", None, Some(("shipping_label", "17.00")));
        check("NON_SALE_CHARGE", "DEBIT", Some("AD_FEE"), Some(("promoted", "17.00")));
        check("CREDIT", "CREDIT", None, Some(("credit", "-17.00")));
        check("DISPUTE", "SIDEWAYS", None, None);
        check("MYSTERY", "DEBIT", None, None);
    }

    #[test]
    fn a_payout_counts_when_it_is_made() {
        let check = |status: &str, currency: &str, expected: bool| {
            let payout: Payout = serde_json::from_value(json!({
                "payoutId": "P1", "payoutStatus": status, "payoutDate": "2026-06-02T00:00:00.000Z",
                "amount": { "value": "13.88", "currency": currency },
            }))
            .unwrap();
            assert_eq!(payout.event("ebay_us", Currency::USD).is_some(), expected, "{status} {currency}");
        };
        check("SUCCEEDED", "USD", true);
        check("SUCCEEDED", "EUR", false);
        check("INITIATED", "USD", false);
        check("string", "USD", false);
    }
}
