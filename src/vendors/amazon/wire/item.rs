//! Our listing as Amazon shows it, and the answer to a submission. Accepted is not shown: only what is read back counts.

use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    Marketplace,
    amounts::Amount,
    issues::{Issue, errors},
    or_empty,
    sealed::{Deed, OURS, Wanted},
};
use crate::{
    domain::{
        effect::{Receipt, Said},
        money::Money,
    },
    vendors::reader,
};

/// The answer to what was put or patched.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Submission {
    sku: Option<String>,
    status: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    issues: Vec<Issue>,
}

impl Submission {
    /// What it says of a submission of this SKU: that it was taken is not yet that it is shown.
    pub fn said(&self, sku: &str, receipt: Receipt, place: &Marketplace) -> Said {
        if self.sku.as_deref() != Some(sku) {
            return Said::Unclear(format!("the reply is about `{:.40}`", self.sku.as_deref().unwrap_or_default()));
        }
        match self.status.as_deref() {
            Some("ACCEPTED") => Said::Done(receipt),
            Some("INVALID") => Said::Refused(self.objection(place)),
            other => Said::Unclear(format!("the status `{:.40}` says nothing", other.unwrap_or_default())),
        }
    }

    /// What a trial of it says: `None` where it would be taken.
    pub fn trial(&self, place: &Marketplace) -> Option<String> {
        match self.status.as_deref() {
            Some("VALID") => None,
            Some("INVALID") => Some(self.objection(place)),
            other => Some(format!("its trial ended as `{:.40}`", other.unwrap_or_default())),
        }
    }

    fn objection(&self, place: &Marketplace) -> String {
        errors(&self.issues, place).unwrap_or_else(|| "Amazon does not take it and does not say why".to_owned())
    }
}

/// One of our listings.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Item {
    sku: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    summaries: Vec<Summary>,
    #[serde(deserialize_with = "or_empty")]
    offers: Vec<Offer>,
    #[serde(deserialize_with = "or_empty")]
    fulfillment_availability: Vec<Availability>,
    #[serde(deserialize_with = "or_empty")]
    issues: Vec<Issue>,
    attributes: Option<Attributes>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Summary {
    marketplace_id: Option<String>,
    asin: Option<String>,
    condition_type: Option<String>,
    status: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Offer {
    marketplace_id: Option<String>,
    offer_type: Option<String>,
    price: Option<Amount>,
    audience: Option<Audience>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Audience {
    value: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Availability {
    fulfillment_channel_code: Option<String>,
    quantity: Option<Box<RawValue>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Attributes {
    /// A list; in some replies one alone.
    purchasable_offer: Option<Box<RawValue>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Purchasable {
    marketplace_id: Option<String>,
    currency: Option<String>,
    audience: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    our_price: Vec<Schedules>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Schedules {
    #[serde(deserialize_with = "or_empty")]
    schedule: Vec<Scheduled>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Scheduled {
    value_with_tax: Option<Box<RawValue>>,
}

/// What is shown of a listing in one marketplace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// The product it is on.
    pub asin: Option<String>,
    /// Its condition, in Amazon's word.
    pub condition: Option<String>,
    /// Whether it can be bought.
    pub buyable: bool,
    /// The price that everybody sees.
    pub price: Option<Money>,
    /// The price as it was submitted last.
    pub submitted: Option<Money>,
    /// Who ships it.
    pub channel: Option<String>,
    /// Units for sale.
    pub quantity: Option<u32>,
    /// What is against it.
    pub errors: Option<String>,
}

/// How what is shown stands to what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// It is shown as it was sent.
    Shown,
    /// It is not, and sending it again does no harm.
    NotYet(String),
    /// It is there otherwise than it was sent, and sending it again could do harm.
    Odd(String),
}

impl Item {
    /// What it shows there; `None` where the reply is about another one.
    pub fn shown(&self, sku: &str, place: &Marketplace) -> Option<Shown> {
        if self.sku.as_deref() != Some(sku) {
            return None;
        }
        let here = |id: &Option<String>| id.as_deref() == Some(place.id);
        let summary = self.summaries.iter().find(|summary| here(&summary.marketplace_id));
        let mut offers = self.offers.iter().filter(|offer| here(&offer.marketplace_id) && offer.is_everybodys());
        // A number of ours and one of Amazon's are never there together, unless one of them is being left.
        let shipped = self.fulfillment_availability.iter().find(|one| one.is_amazons());
        let shipped = shipped.or_else(|| self.fulfillment_availability.first());
        Some(Shown {
            asin: summary.and_then(|summary| summary.asin.clone()),
            condition: summary.and_then(|summary| summary.condition_type.clone()),
            buyable: summary.is_some_and(|summary| summary.status.iter().flatten().any(|word| word == "BUYABLE")),
            price: offers.find_map(|offer| offer.price.as_ref()?.money()),
            submitted: self.submitted(place),
            channel: shipped.and_then(|one| one.fulfillment_channel_code.clone()),
            quantity: shipped.and_then(Availability::units),
            errors: errors(&self.issues, place),
        })
    }

    /// How it stands to what was sent; `None` where the reply is about another one. A reply that leaves out what decides shows
    /// neither that it was taken nor that it was not.
    pub fn against(&self, sku: &str, deed: Deed, wanted: &Wanted, place: &Marketplace) -> Option<Held> {
        let shown = self.shown(sku, place)?;
        let by_status = match deed {
            Deed::Stop => shown.quantity != Some(0),
            Deed::Put | Deed::Price => shown.price.is_none(),
        };
        Some(match shown.against(deed, wanted) {
            Held::Shown if by_status && !self.has_status(place) => {
                Held::Odd("it does not say whether it can be bought".to_owned())
            }
            Held::NotYet(why) if deed == Deed::Put && !shown.is_whole(wanted) => Held::Odd(why),
            held => held,
        })
    }

    fn has_status(&self, place: &Marketplace) -> bool {
        let here = |summary: &&Summary| summary.marketplace_id.as_deref() == Some(place.id);
        self.summaries.iter().find(here).is_some_and(|summary| summary.status.is_some())
    }

    fn submitted(&self, place: &Marketplace) -> Option<Money> {
        let raw = self.attributes.as_ref()?.purchasable_offer.as_ref()?.get();
        let all = serde_json::from_str::<Vec<Purchasable>>(raw)
            .or_else(|_| serde_json::from_str::<Purchasable>(raw).map(|one| vec![one]))
            .ok()?;
        let offer = all.iter().find(|offer| {
            offer.marketplace_id.as_deref().is_none_or(|id| id == place.id)
                && offer.currency.as_deref() == Some(place.currency.code())
                && offer.audience.as_deref().is_none_or(|audience| audience == "ALL")
        })?;
        let value = offer.our_price.first()?.schedule.first()?.value_with_tax.as_deref()?;
        Some(Money::new(reader::decimal(value)?, place.currency))
    }
}

impl Offer {
    fn is_everybodys(&self) -> bool {
        let audience = self.audience.as_ref().and_then(|audience| audience.value.as_deref());
        self.offer_type.as_deref().is_none_or(|kind| kind == "B2C") && audience.is_none_or(|value| value == "ALL")
    }
}

impl Availability {
    fn is_amazons(&self) -> bool {
        self.fulfillment_channel_code.as_deref().is_some_and(|code| code.starts_with("AMAZON"))
    }

    fn units(&self) -> Option<u32> {
        reader::decimal(self.quantity.as_deref()?).filter(|units| *units >= Decimal::ZERO)?.to_u32()
    }
}

impl Shown {
    /// Whether what was sent is what is shown.
    pub fn against(&self, deed: Deed, wanted: &Wanted) -> Held {
        match deed {
            // What shows no price at all says nothing of which one it has.
            Deed::Price => match self.offered() {
                None => Held::Odd("it shows no price".to_owned()),
                shown => self.priced(wanted, shown),
            },
            Deed::Stop => self.stopped(wanted),
            Deed::Put => self.put(wanted),
        }
    }

    /// The price that everybody sees, or will see once it can be bought.
    fn offered(&self) -> Option<Money> {
        self.price.or(self.submitted.filter(|_| !self.buyable))
    }

    /// Whether it shows a price and, where we say how many there are, units.
    fn is_whole(&self, wanted: &Wanted) -> bool {
        match wanted.quantity {
            Some(_) => self.price.is_some() && self.quantity.is_some(),
            None => self.offered().is_some(),
        }
    }

    fn priced(&self, wanted: &Wanted, price: Option<Money>) -> Held {
        match (price, wanted.price) {
            (Some(shown), Some(wanted)) if shown == wanted => Held::Shown,
            (Some(shown), Some(wanted)) if shown.currency() != wanted.currency() => {
                Held::Odd(format!("it shows {shown}, which is no price in {}", wanted.currency()))
            }
            (Some(shown), Some(wanted)) => Held::NotYet(format!("it shows {shown}, not {wanted}")),
            (_, Some(_)) => Held::NotYet("it shows no price".to_owned()),
            (_, None) => Held::Odd("no price was stored with it".to_owned()),
        }
    }

    fn stopped(&self, wanted: &Wanted) -> Held {
        let ours = wanted.channel.as_deref() == Some(OURS);
        match (ours, self.quantity, self.buyable) {
            (true, Some(0), _) | (_, _, false) => Held::Shown,
            (true, Some(left), _) => Held::NotYet(format!("it shows {left} for sale")),
            _ => Held::NotYet("it can still be bought".to_owned()),
        }
    }

    fn put(&self, wanted: &Wanted) -> Held {
        let differs = |shown: &Option<String>, wanted: &Option<String>| match (shown, wanted) {
            (Some(shown), Some(wanted)) if shown != wanted => Some((shown.clone(), wanted.clone())),
            _ => None,
        };
        if let Some((shown, wanted)) = differs(&self.asin, &wanted.asin) {
            return Held::Odd(format!("it is on the page of {shown} and not of {wanted}"));
        }
        if let Some((shown, wanted)) = differs(&self.condition, &wanted.condition) {
            return Held::Odd(format!("it is sold as `{shown}` and not as `{wanted}`"));
        }
        if let Some((shown, wanted)) = differs(&self.channel, &wanted.channel) {
            return Held::Odd(format!("it is shipped by `{shown}` and not by `{wanted}`"));
        }
        if let Some(errors) = &self.errors {
            return Held::Odd(errors.clone());
        }
        let Some(units) = wanted.quantity else {
            // Before the goods are in Amazon's warehouse nothing can be bought and no offer is shown.
            return self.priced(wanted, self.offered());
        };
        match self.quantity {
            None => Held::NotYet("it shows no quantity".to_owned()),
            // Were it sent again, what may have been sold meanwhile would be for sale once more.
            Some(shown) if shown < units => {
                Held::Odd(format!("it shows {shown} of {units}: some were sold meanwhile, or it was never raised"))
            }
            Some(shown) if shown > units => Held::NotYet(format!("it shows {shown} for sale, not {units}")),
            Some(_) if self.channel.is_none() => Held::Odd("it does not say who ships it".to_owned()),
            Some(_) => match self.priced(wanted, self.price) {
                Held::Shown if !self.buyable => Held::Odd("it is there and can't be bought".to_owned()),
                held => held,
            },
        }
    }
}

#[cfg(test)]
mod tests;
