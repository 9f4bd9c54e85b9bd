//! The trade itself, pure: no clock, no files, no network, no floats in money. Time is an argument.

pub mod fees;
pub mod money;
