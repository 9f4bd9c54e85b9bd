//! The only room that knows a database: one file per noun.

pub mod world;
