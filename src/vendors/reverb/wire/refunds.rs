//! Refund requests: ours, and those of buyers.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{Amount, id_text, rows, time};
use crate::domain::money::Money;

rows!(
    /// A page of refund requests.
    Requests, refund_requests: Request
);

/// States in which the money has gone back.
pub const DONE: [&str; 3] = ["approved", "auto_approved", "refund_sent"];

/// States in which none has, or not yet.
const NOT_DONE: [&str; 4] = ["pending_seller_response", "conditionally_approved", "denied", "cancelled"];

/// A refund request.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Request {
    id: Option<Value>,
    order_number: Option<Value>,
    order_id: Option<Value>,
    state: Option<String>,
    refund_amount: Option<Amount>,
    requested_amount: Option<Amount>,
    created_at: Option<String>,
    updated_at: Option<String>,
}

/// Money that went back to a buyer.
#[derive(Clone, Debug, PartialEq)]
pub struct Refunded {
    /// Reverb's id.
    pub id: String,
    /// The order.
    pub order: Option<String>,
    /// What the buyer got.
    pub amount: Money,
    /// When it was asked for.
    pub created: Timestamp,
    /// When it changed last.
    pub updated: Timestamp,
}

impl Request {
    /// Its id.
    pub fn id(&self) -> Option<String> {
        id_text(self.id.as_ref())
    }

    /// An error where it says nothing of whether money has gone back.
    pub fn is_known(&self) -> Result<(), String> {
        let state = self.state.as_deref().unwrap_or_default();
        if DONE.contains(&state) || NOT_DONE.contains(&state) {
            return Ok(());
        }
        Err(format!("refund request {} is `{:.40}`, which nobody knows", self.id().unwrap_or_default(), state))
    }

    /// The refund; `None` where no money has gone back. An error says what can't be read.
    pub fn refunded(&self) -> Result<Option<Refunded>, String> {
        let id = self.id().ok_or("a refund request without an id")?;
        if !self.state.as_deref().is_some_and(|state| DONE.contains(&state)) {
            return Ok(None);
        }
        let amount = self.refund_amount.as_ref().or(self.requested_amount.as_ref()).and_then(Amount::money);
        let amount = amount.ok_or_else(|| format!("refund request {id} names no amount"))?;
        let created = time(self.created_at.as_deref()).ok_or_else(|| format!("refund request {id} names no time"))?;
        let order = id_text(self.order_number.as_ref()).or_else(|| id_text(self.order_id.as_ref()));
        let updated = time(self.updated_at.as_deref()).unwrap_or(created);
        Ok(Some(Refunded { id, order, amount, created, updated }))
    }
}

/// The refund request in the reply to one, which stands alone or under `refund_request`.
pub fn replied(body: &[u8]) -> Option<Request> {
    #[derive(Deserialize)]
    struct Wrapped {
        refund_request: Request,
    }
    let wrapped = serde_json::from_slice::<Wrapped>(body).ok().map(|wrapped| wrapped.refund_request);
    wrapped.or_else(|| serde_json::from_slice(body).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_request_that_was_granted_is_a_refund() {
        let check = |state: &str, expected: bool| {
            let text = format!(
                r#"{{"id":5,"order_number":"2","state":"{state}","refund_amount":{{"amount":"50.00","currency":"USD"}},
                "created_at":"2017-10-27T11:56:08-05:00"}}"#
            );
            let request: Request = serde_json::from_str(&text).unwrap();
            assert_eq!(request.refunded().unwrap().is_some(), expected, "{state}");
        };
        for state in DONE {
            check(state, true);
        }
        for state in ["pending_seller_response", "conditionally_approved", "denied", "cancelled", "something_new"] {
            check(state, false);
        }
        let bare: Request = serde_json::from_str(r#"{"id":5,"state":"approved"}"#).unwrap();
        assert!(bare.refunded().unwrap_err().contains("no amount"));
        assert_eq!(replied(br#"{"refund_request":{"id":5}}"#).and_then(|request| request.id()).as_deref(), Some("5"));
        assert_eq!(replied(br#"{"id":6}"#).and_then(|request| request.id()).as_deref(), Some("6"));
    }
}
