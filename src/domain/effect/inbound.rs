//! Goods on their way to a marketplace's warehouses: a plan, and the steps that it goes through.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A step of a plan that is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InboundAsk {
    /// Our name of the plan: it is found by it where the reply to its creation is lost.
    pub name: String,
    /// The marketplace's id of the plan, once it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// What is asked.
    #[serde(flatten)]
    pub step: InboundStep,
}

/// What is asked of a plan. To offer is to work options out: it binds nobody and costs nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum InboundStep {
    /// Make it.
    Create {
        /// What is sent.
        items: Vec<InboundItem>,
    },
    /// Work out how it may be packed.
    OfferPacking,
    /// Pack it so.
    ConfirmPacking {
        /// The option.
        option: String,
    },
    /// Work out to which warehouses it may go, and what that costs.
    OfferPlacement,
    /// Send it there, for that fee.
    ConfirmPlacement {
        /// The option.
        option: String,
    },
    /// Work out who may carry it there, and for how much.
    OfferTransport {
        /// The placement that it is for.
        placement: String,
        /// The shipments of that placement.
        shipments: Vec<String>,
        /// When it can be picked up.
        ready: Timestamp,
    },
    /// Give it up.
    Cancel,
}

impl InboundStep {
    /// Its name in the database and in records.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Create { .. } => "create",
            Self::OfferPacking => "offer_packing",
            Self::ConfirmPacking { .. } => "confirm_packing",
            Self::OfferPlacement => "offer_placement",
            Self::ConfirmPlacement { .. } => "confirm_placement",
            Self::OfferTransport { .. } => "offer_transport",
            Self::Cancel => "cancel",
        }
    }
}

/// Units of one SKU that are sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundItem {
    /// Our SKU.
    pub sku: String,
    /// Units.
    pub units: u32,
}
