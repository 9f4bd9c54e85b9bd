//! The trade itself, pure: no clock, no files, no network, no floats in money. Time is an argument.

pub mod analysis;
pub mod distribution;
pub mod evidence;
pub mod feebook;
pub mod ids;
pub mod landed;
pub mod ledger;
pub mod limits;
pub mod listing;
pub mod matching;
pub mod message;
pub mod money;
pub mod offer;
pub mod order;
pub mod price_text;
pub mod pricing;
pub mod purchase;
pub mod record;
pub mod risk;
pub mod rules;
pub mod sale;
pub mod sku;
pub mod ticket;
pub mod velocity;
