//! One file per subcommand: help text, flags, a call into a stage.

pub mod config;
pub mod explain;
pub mod price;
pub mod fees;
