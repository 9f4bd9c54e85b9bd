//! Goods on their way to a marketplace's warehouses: a plan, and the steps that it goes through.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;
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
        /// Options that were there before: they say nothing of this question.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        known: Vec<String>,
    },
    /// Say what is in its boxes.
    DescribeBoxes {
        /// The boxes.
        boxes: Vec<InboundBox>,
    },
    /// Work out when a shipment may arrive.
    OfferWindow {
        /// The shipment.
        shipment: String,
        /// Windows that were there before: they say nothing of this question.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        known: Vec<String>,
    },
    /// Let it arrive then.
    ConfirmWindow {
        /// The shipment.
        shipment: String,
        /// The option.
        option: String,
    },
    /// Let these carry it, for what they quote.
    ConfirmTransport {
        /// One for each shipment.
        carriers: Vec<InboundCarrier>,
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
            Self::DescribeBoxes { .. } => "describe_boxes",
            Self::OfferWindow { .. } => "offer_window",
            Self::ConfirmWindow { .. } => "confirm_window",
            Self::ConfirmTransport { .. } => "confirm_transport",
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

/// Boxes that are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InboundBox {
    /// The marketplace's id of the packing group that they are for; where it is packed later, there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The shipment that they are for, where its warehouse is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment: Option<String>,
    /// How many of them.
    pub count: u32,
    /// The longest side, in centimetres.
    pub length_cm: Decimal,
    /// The next one.
    pub width_cm: Decimal,
    /// The shortest.
    pub height_cm: Decimal,
    /// What one weighs, full, in kilograms.
    pub weight_kg: Decimal,
    /// What is in one of them.
    pub items: BTreeMap<String, u32>,
}

impl InboundBox {
    /// Why it can't be one.
    pub fn objection(&self) -> Option<&'static str> {
        let sizes = [self.length_cm, self.width_cm, self.height_cm, self.weight_kg];
        match self {
            Self { group: Some(_), shipment: Some(_), .. } | Self { group: None, shipment: None, .. } => {
                Some("it names a `group` or a `shipment`, one of both")
            }
            _ if sizes.iter().any(|size| *size <= Decimal::ZERO) => {
                Some("its sides and its weight are more than nothing")
            }
            Self { count: 0, .. } => Some("`count` is one or more"),
            _ if self.items.is_empty() || self.items.values().any(|units| *units == 0) => {
                Some("`items` names SKUs with one unit or more")
            }
            _ => None,
        }
    }
}

/// What makes boxes alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BoxKind {
    /// Its sides in centimetres, in order of size.
    pub sides_cm: [Decimal; 3],
    /// What it weighs, full, in kilograms.
    pub weight_kg: Decimal,
    /// What is in it.
    pub items: BTreeMap<String, u32>,
}

impl BoxKind {
    /// A box of these sides, in whichever order.
    pub fn new(mut sides_cm: [Decimal; 3], weight_kg: Decimal, items: BTreeMap<String, u32>) -> Self {
        sides_cm.sort();
        Self { sides_cm, weight_kg, items }
    }
}

impl InboundBox {
    /// What makes it like another one.
    pub fn kind(&self) -> BoxKind {
        BoxKind::new([self.length_cm, self.width_cm, self.height_cm], self.weight_kg, self.items.clone())
    }
}

/// Units of each SKU in all of these boxes.
pub fn units_in(boxes: &[InboundBox]) -> BTreeMap<String, u64> {
    let mut units = BTreeMap::new();
    for one in boxes {
        for (sku, count) in &one.items {
            *units.entry(sku.clone()).or_default() += u64::from(*count) * u64::from(one.count);
        }
    }
    units
}

/// Who carries a shipment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundCarrier {
    /// The shipment.
    pub shipment: String,
    /// The marketplace's id of the offer to carry it.
    pub option: String,
}
