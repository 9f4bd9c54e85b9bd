//! The one integration test binary: a module per command.

mod it {
    pub mod kit;
    mod price;
}
