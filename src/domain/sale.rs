//! What happens to our orders and money on a channel.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::money::Money;

/// One thing that happened on a channel; `cursor` rises by one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SaleEvent {
    /// Its place in the channel's history.
    pub cursor: u64,
    /// When.
    pub at: Timestamp,
    /// What.
    #[serde(flatten)]
    pub what: Happened,
}

/// What happened on a channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Happened {
    /// A unit or more was sold; fees are what the channel took.
    Sold {
        /// The channel that sold it.
        channel: String,
        /// The channel's order.
        order: String,
        /// The line in it.
        line: String,
        /// Our SKU; the channel's listing id where the channel knows no more.
        sku: String,
        /// The buyer, by the id that the channel gives them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        buyer: Option<String>,
        /// Units.
        quantity: u32,
        /// Item price and shipping paid by the buyer, in total.
        gross: Money,
        /// `(code, amount)` of each fee taken.
        fees: Vec<(String, Money)>,
        /// Postage we paid, where we ship.
        postage: Money,
    },
    /// The buyer got money back.
    Refunded {
        /// The channel that sold it.
        channel: String,
        /// The channel's order.
        order: String,
        /// The line in it.
        line: String,
        /// The channel's id of this refund, where it gives one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refund: Option<String>,
        /// The amount returned to the buyer.
        amount: Money,
        /// Units that came back and can be sold again.
        restocked: u32,
        /// Fees returned to us (positive) or charged for the refund (negative).
        fees_returned: Money,
    },
    /// Fees of a sale line that became known after the sale, beyond those that came with it.
    FeesTaken {
        /// The channel that sold it.
        channel: String,
        /// The channel's order.
        order: String,
        /// The line in it.
        line: String,
        /// The channel's id of this booking: each counts once.
        id: String,
        /// `(code, amount)` of each fee taken; below zero where it is given back.
        fees: Vec<(String, Money)>,
    },
    /// The channel took or gave money that belongs to no sale: storage, a plan, an advertisement, a reimbursement.
    Charged {
        /// The channel.
        channel: String,
        /// The channel's id of the charge.
        charge: String,
        /// What it is for, as a code.
        code: String,
        /// What was taken; below zero where it was given.
        amount: Money,
    },
    /// The channel paid out.
    PaidOut {
        /// The payout's id.
        payout: String,
        /// The channel that paid.
        channel: String,
        /// The amount.
        amount: Money,
    },
}
