//! The trade itself, pure: no clock, no files, no network, no floats in money. Time is an argument.

pub mod evidence;
pub mod listing;
pub mod money;
pub mod offer;
pub mod price_text;
pub mod purchase;
pub mod record;
pub mod ticket;
