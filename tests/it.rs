//! The one integration test binary: a module per command.

mod it {
    mod fees;
    pub mod kit;
    mod messages;
    mod price;
}
