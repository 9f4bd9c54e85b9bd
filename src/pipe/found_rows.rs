//! Rows and objects made into found offers: those of a supplier's list never become JSON on the way.

use std::borrow::Cow;

use anyhow::Result;
use serde_json::{Map, Value};

use super::{
    offer_rows::{OfferRows, Plan, is_record},
    reader::{At, Fault, Head, Target},
};
use crate::domain::{
    found::Found,
    record::{Record, Stage},
};

/// Makes found offers of what `OfferRows` reads. A record that holds no offer is left out.
#[derive(Clone, Debug)]
pub struct FoundRows(pub OfferRows);

impl Target for FoundRows {
    type Out = Found;
    type Plan = Plan;

    fn plan(&self, head: &Head) -> Result<Plan> {
        self.0.plan(head)
    }

    fn row(&self, plan: &Plan, at: &At<'_>, cells: &[Cow<'_, str>]) -> Result<Option<Found>, Fault> {
        match plan {
            Plan::Offers(columns) => Ok(self.0.offer(columns, at, cells)?.map(Found::fresh)),
            Plan::Records(_) => self.0.row(plan, at, cells)?.map_or(Ok(None), in_record),
        }
    }

    fn object(&self, at: &At<'_>, object: Map<String, Value>) -> Result<Option<Found>, Fault> {
        if is_record(&object) || self.0.records_only {
            return self.0.object(at, object)?.map_or(Ok(None), in_record);
        }
        Ok(self.0.offer_of(at, &object)?.map(Found::fresh))
    }
}

fn in_record(record: Record) -> Result<Option<Found>, Fault> {
    Found::of_record(record).map_err(|why| Fault::new(why.to_string()).field(Stage::Offer.key()))
}
