//! The one integration test binary: a module per command.

mod it {
    mod config;
    mod examples;
    mod fees;
    mod generated;
    mod house;
    mod identify;
    pub mod kit;
    mod list;
    mod paper;
    mod price;
    mod reprice;
    mod sandbox;
}
