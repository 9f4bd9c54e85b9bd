//! The trade itself, pure: no clock, no files, no network, no floats in money. Time is an argument.

pub mod analysis;
pub mod distribution;
pub mod evidence;
pub mod explain;
pub mod feebook;
pub mod fees;
pub mod floor;
pub mod fraud;
pub mod landed;
pub mod listing_text;
pub mod market_fees;
pub mod matching;
pub mod money;
pub mod offer;
pub mod price_text;
pub mod pricing;
pub mod record;
pub mod repricing;
pub mod risk;
pub mod rules;
pub mod support;
pub mod velocity;
