//! One file per subcommand: help text, flags, a call into a stage.

pub mod config;
pub mod db;
pub mod ledger;
mod rows;
pub mod verify;
