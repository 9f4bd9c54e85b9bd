//! Payouts, and what they were made of.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{Amount, Links, id_text, rows, time};
use crate::domain::money::Money;

rows!(
    /// A page of payouts.
    Payouts, payouts: Payout
);

rows!(
    /// A page of what one payout is made of.
    Lines, line_items: Line
);

/// A payout.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Payout {
    id: Option<Value>,
    total: Option<Amount>,
    created_at: Option<String>,
    #[serde(rename = "_links")]
    links: Option<Links>,
}

impl Payout {
    /// Its id, which stands in the address of its parts where nowhere else; amount and time.
    pub fn read(&self) -> Result<(String, Money, Timestamp), String> {
        let link = || self.links.as_ref()?.line_items.as_ref()?.after("payouts");
        let id = id_text(self.id.as_ref()).or_else(link).ok_or("a payout without an id")?;
        let total =
            self.total.as_ref().and_then(Amount::signed).ok_or_else(|| format!("payout {id} names no total"))?;
        let at = time(self.created_at.as_deref()).ok_or_else(|| format!("payout {id} names no time"))?;
        Ok((id, total, at))
    }
}

/// One part of a payout.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Line {
    id: Option<Value>,
    order_number: Option<Value>,
    order_id: Option<Value>,
    #[serde(rename = "type")]
    kind: Option<String>,
    total: Option<Amount>,
}

/// What a part of a payout is.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// What an order came to.
    Order(String, Money),
    /// Given (above zero) or taken for something that is no order: its id where it has one, what it is, the amount.
    Other(Option<String>, String, Money),
}

impl Line {
    /// What it is; `None` where it names no amount, or belongs to an order's refund, which the refunds tell.
    pub fn part(&self) -> Option<Part> {
        let total = self.total.as_ref().and_then(Amount::signed)?;
        let kind = self.kind.as_deref().unwrap_or_default().to_ascii_lowercase();
        let order = id_text(self.order_number.as_ref()).or_else(|| id_text(self.order_id.as_ref()));
        match order {
            Some(_) if total.is_negative() || kind.contains("refund") => None,
            Some(order) => Some(Part::Order(order, total)),
            None => {
                let code: String = kind.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
                Some(Part::Other(id_text(self.id.as_ref()), if code.is_empty() { "other".into() } else { code }, total))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payout_goes_by_the_number_in_its_link() {
        let text = r#"{"total":{"amount":"11.88","currency":"USD"},"created_at":"2017-10-27T11:56:08-05:00",
                       "_links":{"line_items":{"href":"https://x.example/api/my/payouts/54/line_items"}}}"#;
        let payout: Payout = serde_json::from_str(text).unwrap();
        let (id, total, at) = payout.read().unwrap();
        assert_eq!(
            (id.as_str(), total.to_string().as_str(), at.to_string().as_str()),
            ("54", "$11.88", "2017-10-27T16:56:08Z")
        );
        assert!(Payout::default().read().is_err());
    }

    #[test]
    fn a_part_of_a_payout_is_an_order_or_something_else() {
        let check = |text: &str, expected: Option<&str>| {
            let line: Line = serde_json::from_str(text).unwrap();
            let shown = line.part().map(|part| match part {
                Part::Order(order, total) => format!("order {order} {total}"),
                Part::Other(id, code, total) => format!("{id:?} {code} {total}"),
            });
            assert_eq!(shown.as_deref(), expected, "{text}");
        };
        let total = r#""total":{"amount":"94.07","currency":"USD"}"#;
        check(&format!(r#"{{"order_number":"2",{total}}}"#), Some("order 2 $94.07"));
        check(&format!(r#"{{"order_id":2,"type":"order",{total}}}"#), Some("order 2 $94.07"));
        check(&format!(r#"{{"order_id":2,"type":"Refund",{total}}}"#), None);
        check(r#"{"order_id":2,"total":{"amount":"-5.00","currency":"USD"}}"#, None);
        check(
            r#"{"id":9,"type":"Label Fee","total":{"amount":"-5.00","currency":"USD"}}"#,
            Some("Some(\"9\") label_fee −$5.00"),
        );
        check(&format!("{{{total}}}"), Some("None other $94.07"));
        check(r#"{"order_id":2}"#, None);
    }
}
