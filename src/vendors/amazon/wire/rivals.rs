//! The offers that ours competes with, as the pricing interface and the notifications both write them: who sells, for how
//! much with shipping, who ships, who holds the buy box.

use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Marketplace, Said, amounts::Amount, batch::Response, or_empty};
use crate::{
    domain::money::Money,
    vendors::{Competition, Rival, reader},
};

/// What Amazon says of one product in one condition.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Contest {
    #[serde(rename = "SKU")]
    pub(super) sku: Option<String>,
    summary: Option<Summary>,
    #[serde(deserialize_with = "or_empty")]
    offers: Vec<Offer>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Summary {
    total_offer_count: Option<i64>,
    #[serde(deserialize_with = "or_empty")]
    number_of_offers: Vec<Count>,
    #[serde(deserialize_with = "or_empty")]
    buy_box_prices: Vec<Price>,
    competitive_price_threshold: Option<Amount>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Count {
    #[serde(alias = "condition")]
    condition: Option<String>,
    offer_count: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Price {
    #[serde(alias = "condition")]
    condition: Option<String>,
    #[serde(alias = "offerType")]
    offer_type: Option<String>,
    #[serde(alias = "quantityTier")]
    quantity_tier: Option<i64>,
    landed_price: Option<Amount>,
    listing_price: Option<Amount>,
    shipping: Option<Amount>,
    #[serde(alias = "sellerId")]
    seller_id: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Offer {
    my_offer: Option<bool>,
    #[serde(alias = "offerType")]
    offer_type: Option<String>,
    sub_condition: Option<String>,
    seller_id: Option<String>,
    seller_feedback_rating: Option<Feedback>,
    shipping_time: Option<ShippingTime>,
    listing_price: Option<Amount>,
    shipping: Option<Amount>,
    is_fulfilled_by_amazon: Option<bool>,
    is_buy_box_winner: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Feedback {
    feedback_count: Option<i64>,
    seller_positive_feedback_rating: Option<Box<RawValue>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct ShippingTime {
    #[serde(alias = "maximumHours")]
    maximum_hours: Option<i64>,
}

impl Contest {
    /// Who else sells it in this family of conditions (`New`, `Used`, …). No offers at all, not even ours, prove nothing:
    /// Amazon has shown none where there were some; nor do offers of which none can be read.
    pub fn competition(&self, ours: &str, family: &str, place: &Marketplace) -> Result<Competition, String> {
        let everybodys = self.offers.iter().filter(|offer| for_everybody(offer.offer_type.as_deref(), None));
        let (own, others): (Vec<&Offer>, Vec<&Offer>) = everybodys.partition(|offer| offer.is_ours(ours));
        if own.is_empty() && others.is_empty() {
            return Err(match self.counted(family) {
                Some(count) => format!("Amazon counts {count} offers and shows none of them"),
                None => "Amazon shows no offers at all, which proves nothing".to_owned(),
            });
        }
        let rivals: Vec<Rival> = others.iter().filter_map(|offer| offer.rival(family, place)).collect();
        if rivals.is_empty() && !others.is_empty() {
            return Err(format!("none of its {} other offers can be read", others.len()));
        }
        let named = self.buy_box(family, place);
        let winner = self.offers.iter().find(|offer| offer.is_buy_box_winner == Some(true));
        let winner = winner.or_else(|| self.only_one_at(named?.0, place));
        let buy_box = named.map(|(price, _)| price).or_else(|| winner?.landed(place));
        let holder = named.and_then(|(_, seller)| seller).or_else(|| winner?.seller_id.as_deref());
        let is_ours = winner.is_some_and(|offer| offer.is_ours(ours)) || holder == Some(ours);
        Ok(Competition {
            rivals,
            buy_box,
            ours: buy_box.is_some() && is_ours,
            // Offers of new ones always compete for one; used ones may have none.
            suppressed: buy_box.is_none() && family == "New",
            expected: None,
            threshold: self
                .summary
                .as_ref()
                .and_then(|summary| positive(summary.competitive_price_threshold.as_ref()?.money()?, place)),
        })
    }

    /// The buy box of one for everybody, and who holds it, where that is said.
    fn buy_box(&self, family: &str, place: &Marketplace) -> Option<(Money, Option<&str>)> {
        let prices = self.summary.as_ref()?.buy_box_prices.iter().filter(|price| {
            price.condition.as_deref().is_some_and(|condition| condition.eq_ignore_ascii_case(family))
                && for_everybody(price.offer_type.as_deref(), price.quantity_tier)
        });
        let landed = prices.filter_map(|price| {
            let sum = price.landed_price.as_ref().and_then(|landed| positive(landed.money()?, place));
            let sum = sum.or_else(|| landed(price.listing_price.as_ref(), price.shipping.as_ref(), place))?;
            Some((sum, price.seller_id.as_deref()))
        });
        landed.min_by_key(|(price, _)| price.amount())
    }

    /// The offer at the price of the buy box, where there is no other at that price.
    fn only_one_at(&self, price: Money, place: &Marketplace) -> Option<&Offer> {
        let mut those = self.offers.iter().filter(|offer| offer.landed(place) == Some(price));
        those.next().filter(|_| those.next().is_none())
    }

    /// How many offers Amazon counts in this family; `None` for none.
    fn counted(&self, family: &str) -> Option<i64> {
        let summary = self.summary.as_ref()?;
        let those = summary
            .number_of_offers
            .iter()
            .filter(|count| count.condition.as_deref().is_some_and(|condition| condition.eq_ignore_ascii_case(family)));
        let count = those.filter_map(|count| count.offer_count).fold(0_i64, i64::saturating_add);
        let all = if summary.number_of_offers.is_empty() { summary.total_offer_count } else { None };
        all.or(Some(count)).filter(|count| *count > 0)
    }
}

impl Offer {
    fn is_ours(&self, ours: &str) -> bool {
        self.my_offer == Some(true) || self.seller_id.as_deref() == Some(ours)
    }

    fn landed(&self, place: &Marketplace) -> Option<Money> {
        landed(self.listing_price.as_ref(), self.shipping.as_ref(), place)
    }

    fn rival(&self, family: &str, place: &Marketplace) -> Option<Rival> {
        let seller = self.seller_id.clone().filter(|seller| !seller.is_empty())?;
        let feedback = self.seller_feedback_rating.as_ref();
        let percent =
            feedback.and_then(|feedback| reader::decimal(feedback.seller_positive_feedback_rating.as_deref()?));
        let within = |percent: &Decimal| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent);
        let count = |number: Option<i64>| number.and_then(|number| number.to_u32());
        Some(Rival {
            marketplace: place.retailer == Some(seller.as_str()),
            landed: self.landed(place)?,
            fba: self.is_fulfilled_by_amazon == Some(true),
            condition: self.condition(family),
            rating_pct: percent.filter(within).map(|percent| percent.normalize()),
            ratings: feedback.and_then(|feedback| count(feedback.feedback_count)),
            handling_h: self.shipping_time.as_ref().and_then(|time| count(time.maximum_hours)),
            seller,
        })
    }

    /// `used_very_good` for `VeryGood` among used ones; `None` where it is not said.
    fn condition(&self, family: &str) -> Option<String> {
        let grade = self.sub_condition.as_deref()?.trim();
        let mut words = String::new();
        for c in grade.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '_')) {
            if c.is_ascii_uppercase() && words.ends_with(|c: char| c.is_ascii_lowercase()) {
                words.push('_');
            }
            words.push(if c == ' ' { '_' } else { c.to_ascii_lowercase() });
        }
        match (family, words.as_str()) {
            (_, "") => None,
            ("New", "new") => Some("new".to_owned()),
            ("Used", "mint" | "like_new") => Some("used_like_new".to_owned()),
            ("Used", grade) => Some(format!("used_{grade}")),
            (_, grade) => Some(grade.to_owned()),
        }
    }
}

/// Whether a price holds for one unit and any buyer.
fn for_everybody(kind: Option<&str>, tier: Option<i64>) -> bool {
    kind.is_none_or(|kind| kind == "B2C") && tier.unwrap_or(1) <= 1
}

/// The price and its shipping; shipping that is there and can't be read is not free.
fn landed(listing: Option<&Amount>, shipping: Option<&Amount>, place: &Marketplace) -> Option<Money> {
    let listing = listing?.in_place(place)?;
    let shipping = match shipping {
        Some(shipping) => shipping.in_place(place)?,
        None => Decimal::ZERO,
    };
    positive(Money::new(listing.checked_add(shipping.max(Decimal::ZERO))?, place.currency), place)
}

fn positive(money: Money, place: &Marketplace) -> Option<Money> {
    (money.currency() == place.currency && money.amount() > Decimal::ZERO).then_some(money)
}

/// A reply to the batch of our own listings' offers.
pub type Batch = super::batch::Batch<Asked>;

/// The listing that was asked about.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default, rename = "SellerSKU", alias = "SKU", alias = "sku")]
    sku: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Body {
    payload: Option<Contest>,
    #[serde(deserialize_with = "or_empty")]
    errors: Vec<Said>,
}

impl Batch {
    /// What is said of each SKU; what names none is left out.
    pub fn into_contests(self) -> Vec<(String, Result<Contest, String>)> {
        self.responses.into_iter().filter_map(contest).collect()
    }
}

fn contest(response: Response<Asked>) -> Option<(String, Result<Contest, String>)> {
    let (status, read) = (response.code(), response.body::<Body>());
    let asked = response.request.and_then(|asked| asked.sku);
    let body = match read {
        Ok(body) => body,
        Err(why) => return Some((asked?, Err(format!("its offers can't be read: {why}")))),
    };
    match (status, body.payload) {
        (Some(200..=299), Some(contest)) => {
            // What is said to be for another listing is for none.
            if let (Some(asked), Some(named)) = (&asked, &contest.sku)
                && asked != named
            {
                return Some((asked.clone(), Err(format!("the offers are those of {named:.40}"))));
            }
            Some((asked.or_else(|| contest.sku.clone())?, Ok(contest)))
        }
        (status, _) => {
            let said = body.errors.into_iter().find_map(Said::line);
            let said = said.or_else(|| status.map(|status| format!("Amazon answers {status} for it")));
            Some((asked?, Err(said.unwrap_or_else(|| "Amazon says nothing about it".to_owned()))))
        }
    }
}

#[cfg(test)]
mod tests;
