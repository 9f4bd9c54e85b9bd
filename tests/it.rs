//! The one integration test binary: a module per command.

mod it {
    mod config;
    mod examples;
    mod generated;
    mod house;
    mod identify;
    mod fees;
    pub mod kit;
    mod paper;
    mod price;
    mod sandbox;
}
