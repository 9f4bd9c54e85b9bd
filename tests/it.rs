//! The one integration test binary: a module per command.

mod it {
    mod house;
    pub mod kit;
    mod paper;
    mod price;
    mod sandbox;
}
