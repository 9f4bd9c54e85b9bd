//! arb (the map of the house comes here)

pub mod cli;
pub mod cmd;
pub mod config;
pub mod context;
pub mod domain;
pub mod error;
pub mod pipe;
pub mod ui;
pub mod vendors;

pub use cli::run;
