//! One file per subcommand: help text, flags, a call into a stage.

pub mod config;
pub mod explain;
pub mod fees;
pub mod price;
