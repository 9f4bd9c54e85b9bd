//! Whether a plan still says what is known now. A yes is to exactly what was shown: whatever moved since voids it.

use anyhow::Result;
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::plan::{Planned, plan_record};
use crate::{
    domain::{
        offer::Offer,
        purchase::Plan,
        record::{Record, Stage},
    },
    error,
    store::{Approval, Store},
};

/// What a plan rests on, beside what its hash binds: the rules in force, and what is known of each of its offers.
#[derive(Clone, Debug)]
pub struct Ground<'a> {
    /// The version of the rules in force.
    pub rules: &'a str,
    /// Sales tax that vendors add to a price, in percent.
    pub tax_pct: Decimal,
}

impl Ground<'_> {
    /// A plan as it is kept, with what it rests on.
    pub fn payload(&self, store: &Store, plan: &Plan, now: Timestamp) -> Result<Value> {
        let mut kept = serde_json::to_value(plan)?;
        let outlooks = plan.items.iter().map(|item| self.outlook(store, &item.id, now));
        kept["rules_in_force"] = json!(self.rules);
        kept["outlooks"] = json!(outlooks.collect::<Result<Vec<_>>>()?);
        Ok(kept)
    }

    /// Refuses (`intent_changed`) a plan that rests on something that moved since.
    pub fn refuse_what_moved(&self, store: &Store, approval: &Approval, now: Timestamp) -> Result<()> {
        let kept = &approval.payload;
        if let Some(then) = kept["rules_in_force"].as_str().filter(|then| *then != self.rules) {
            return Err(void(&format!("the rules changed from `{then}` to `{}`", self.rules)));
        }
        let items = kept["items"].as_array().into_iter().flatten();
        for (item, then) in items.zip(kept["outlooks"].as_array().into_iter().flatten()) {
            let (Some(id), Some(then)) = (item["id"].as_str(), then.as_str()) else { continue };
            let today = self.outlook(store, id, now)?;
            if today != then {
                return Err(void(&format!("{id} was {then} and is {today} now")));
            }
        }
        Ok(())
    }

    /// What would be planned from what the database knows of an offer now.
    fn outlook(&self, store: &Store, id: &str, now: Timestamp) -> Result<String> {
        let Some(record) = store.record(id)? else { return Ok("unknown".to_owned()) };
        let Some(offer) = record.get::<Offer>(Stage::Offer)? else { return Ok("no offer".to_owned()) };
        let by = version(&record);
        Ok(match plan_record(&record, self.tax_pct, now)? {
            Planned::NotABuy => format!("no buy at {} by rules {by}", offer.price),
            Planned::Unfit(why) => format!("not plannable: {why}"),
            Planned::Expired(at) => format!("not plannable: its analysis expired at {at}"),
            Planned::Item(item) => {
                let seller = item.seller.as_deref().map(|seller| format!(" from {seller}")).unwrap_or_default();
                format!("{} × for {}, at most {}{seller} by rules {by}", item.quantity, item.estimate, item.cap)
            }
        })
    }
}

fn version(record: &Record) -> &str {
    record.0.get("analysis").and_then(|part| part["rules"]["version"].as_str()).unwrap_or("unknown")
}

fn void(what: &str) -> anyhow::Error {
    error::refused(format!("the plan is voided: {what}"))
        .code("intent_changed")
        .hint("`arb buy --plan` makes a new one: look at it and approve that")
        .into()
}
