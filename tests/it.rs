//! The one integration test binary: a module per command.

mod it {
    pub mod identify;
    mod generated;
    mod house;
    pub mod kit;
    mod paper;
    mod price;
    mod sandbox;
}
