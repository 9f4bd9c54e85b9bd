//! A marketplace's own warehouses: what is in them, and what it offers for goods that are to be sent there. Changing anything
//! is a [`super::Gateway`]'s.

use jiff::Timestamp;
use serde::Serialize;

use super::Call;
pub use crate::domain::warehouse::Kept;
use crate::domain::{effect::InboundItem, money::Money};

/// Says what is in the warehouses, and what became of a plan to send something there.
pub trait Warehouse {
    /// What is there of these SKUs; one that the marketplace does not name is left out.
    fn stock<'a>(&'a self, skus: &'a [String]) -> Call<'a, Vec<Kept>>;
    /// What became of an operation that the marketplace took on.
    fn operation<'a>(&'a self, id: &'a str) -> Call<'a, Operation>;
    /// How a plan may be packed.
    fn packing<'a>(&'a self, plan: &'a str) -> Call<'a, Vec<Offered>>;
    /// To which warehouses it may go.
    fn placements<'a>(&'a self, plan: &'a str) -> Call<'a, Vec<Offered>>;
    /// Who may carry it there.
    fn transports<'a>(&'a self, plan: &'a str, placement: &'a str) -> Call<'a, Vec<Offered>>;
    /// When a shipment of it may arrive.
    fn windows<'a>(&'a self, plan: &'a str, shipment: &'a str) -> Call<'a, Vec<Offered>>;
    /// Addresses of sheets with the labels of these goods; they hold for a short time, and asking changes nothing.
    fn labels<'a>(&'a self, items: &'a [InboundItem]) -> Call<'a, Vec<String>>;
}

/// What became of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// It is being worked on.
    Running,
    /// It is done; with what the marketplace remarks.
    Done(Vec<String>),
    /// It came to nothing, and this is why.
    Failed(String),
}

/// One of several ways that a person may choose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offered {
    /// The marketplace's id of it.
    pub id: String,
    /// `OFFERED`, `ACCEPTED`, `EXPIRED`, …; empty where it has none.
    pub status: String,
    /// What it is, in words.
    pub what: String,
    /// What is charged for it in all; absent where that is not known.
    pub fee: Option<Money>,
    /// What is taken off.
    pub discount: Option<Money>,
    /// The shipments that it is made of.
    pub shipments: Vec<String>,
    /// Until when it holds.
    pub expires: Option<Timestamp>,
}

impl Offered {
    /// What it costs, in words: `a fee of $12.50, less $1.00`.
    pub fn cost(&self) -> String {
        let fee = self.fee.map_or_else(|| "a fee that is not known".to_owned(), |fee| format!("a fee of {fee}"));
        let less = self.discount.filter(|less| !less.is_zero()).map(|less| format!(", less {less}"));
        fee + &less.unwrap_or_default()
    }
}
