//! One file per subcommand: help text, flags, a call into a stage.

pub mod completions;
pub mod config;
pub mod db;
pub mod ledger;
mod rows;
pub mod verify;
pub mod explain;
pub mod identify;
pub mod input;
pub mod man;
pub mod paper;
pub mod price;
pub mod scan;
