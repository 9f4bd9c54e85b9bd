//! The one integration test binary: a module per command.

mod it {
    pub mod identify;
    pub mod kit;
    mod price;
}
