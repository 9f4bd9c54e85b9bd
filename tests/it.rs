//! The one integration test binary: a module per command.

mod it {
    mod config;
    mod db;
    mod examples;
    mod exits;
    mod fees;
    mod generated;
    mod house;
    mod identify;
    pub mod kit;
    mod ledger;
    mod list;
    mod listing_effects;
    mod paper;
    mod pipe;
    mod price;
    mod report;
    mod reprice;
    mod sandbox;
    mod support;
    mod verify;
}
