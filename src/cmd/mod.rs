//! One file per subcommand: help text, flags, a call into a stage.

pub mod analyze;
pub mod approvals;
pub mod ask;
pub mod buy;
pub mod card;
pub mod completions;
pub mod config;
pub mod db;
pub mod demo;
pub mod explain;
pub mod fees;
pub mod identify;
pub mod input;
pub mod ledger;
pub mod limits;
pub mod list;
pub mod man;
pub mod paper;
pub mod price;
pub mod report;
pub mod reprice;
pub mod run;
pub mod scan;
mod show;
pub mod support;
pub mod sync;
pub mod verify;
