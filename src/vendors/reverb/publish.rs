//! Listings and prices on Reverb: looked for first, sent once, and read back.

use std::time::Duration;

use anyhow::{Result, anyhow};
use serde_json::{Map, Value, json};

use super::{
    asked::{Published, is_uuid},
    selling::{Selling, receipt},
    wire::own::{self, Categories, Life, Profiles, Shop, Shown},
};
use crate::{
    domain::{effect::Said, money::Money},
    net::{Trouble, Verb},
    vendors::{Kind, Look, Outcome},
};

/// How old the list of categories may be: it hardly changes.
const CATEGORIES: Duration = Duration::from_secs(7 * 24 * 3600);

/// What is done with what is there under a SKU.
#[derive(Debug, PartialEq)]
enum Plan {
    /// A listing is created.
    Create,
    /// This one is revised, and published where it is not for sale.
    Revise(String),
    /// This one is ended.
    End(String),
    /// This one is as it should be: not for sale.
    Nothing(Shown),
    /// Nothing may be sent, and why.
    Refuse(String),
}

/// What is to be done, by the listings under a SKU. There is never a second one for sale.
fn plan(wanted: &Published, there: &[Shown]) -> Plan {
    if let Some(Shown { id, life: Life::Other(word), .. }) = there.iter().find(|one| matches!(one.life, Life::Other(_)))
    {
        return Plan::Refuse(format!("listing {id} of this SKU is `{word}`, which is not known here"));
    }
    let with = |life: &Life| there.iter().filter(|one| one.life == *life).collect::<Vec<_>>();
    let live = with(&Life::Live);
    match live.as_slice() {
        [one, other, ..] => {
            return Plan::Refuse(format!(
                "listings {} and {} of this SKU are both for sale: end one",
                one.id, other.id
            ));
        }
        [one] if wanted.quantity == 0 => return Plan::End(one.id.clone()),
        [one] => return Plan::Revise(one.id.clone()),
        [] => {}
    }
    if wanted.quantity == 0 {
        return match there.first() {
            Some(one) => Plan::Nothing(one.clone()),
            None => Plan::Refuse("there is no listing to end".into()),
        };
    }
    // One of a kind that was sold is not listed again: another one of it is another listing.
    let again = if wanted.stock { with(&Life::Sold) } else { Vec::new() };
    let found = with(&Life::Draft).into_iter().chain(with(&Life::Ended)).chain(again).next();
    found.map_or(Plan::Create, |one| Plan::Revise(one.id.clone()))
}

/// Whether what is shown is what was asked for. A state or a price that can't be read shows neither that it is there nor that
/// it is not.
fn seen(wanted: &Published, there: &[Shown]) -> Look {
    let live: Vec<&Shown> = there.iter().filter(|one| one.life == Life::Live).collect();
    let odd = |one: &Shown| match (&one.life, &one.price) {
        (Life::Other(word), _) => Some(format!("is `{word:.40}`, which is not known here")),
        _ if wanted.quantity == 0 => None,
        (Life::Sold, None) => Some("does not say what it was sold for".into()),
        (Life::Live | Life::Sold, Some(price)) if price.currency() != wanted.price.currency() => {
            Some(format!("has its price in {}", price.currency()))
        }
        _ => None,
    };
    let odd = there.iter().find_map(|one| Some(Look::Unclear(format!("listing {} {}", one.id, odd(one)?))));
    if wanted.quantity == 0 {
        return match (live.is_empty(), there.first()) {
            (true, Some(one)) => odd.unwrap_or_else(|| Look::Ours(receipt(one))),
            _ => Look::Absent,
        };
    }
    match live.as_slice() {
        [] => {
            let sold = there.iter().find(|one| one.life == Life::Sold && one.price == Some(wanted.price));
            sold.map_or(odd.unwrap_or(Look::Absent), |one| Look::Ours(receipt(one)))
        }
        [one] if one.price != Some(wanted.price) => odd.unwrap_or(Look::Absent),
        [one] => match one.quantity {
            Some(units) if units == wanted.quantity => Look::Ours(receipt(one)),
            // Fewer may be what is left after a sale, or what was there before: nobody can tell.
            Some(units) if units < wanted.quantity => {
                Look::Unclear(format!("listing {} shows {units} of {} units", one.id, wanted.quantity))
            }
            Some(_) => Look::Absent,
            None => Look::Unclear(format!("listing {} does not say how many units it has", one.id)),
        },
        several => Look::Unclear(format!("{} listings of this SKU are for sale", several.len())),
    }
}

impl Selling {
    pub(super) async fn publish(&self, wanted: &Published, permit: &dyn Fn() -> Result<()>) -> Result<Outcome> {
        if let Some(why) = &wanted.objection {
            return Ok(Outcome::Refused(format!("{why}; nothing was sent")));
        }
        let there = match self.under(&wanted.sku).await {
            Ok(there) => there,
            Err(why) => return Ok(Outcome::NotSent(format!("it can't be seen what is listed already: {why:#}"))),
        };
        let plan = plan(wanted, &there);
        let body = match &plan {
            Plan::Refuse(why) => return Ok(Outcome::Refused(format!("{why}; nothing was sent"))),
            Plan::Nothing(one) => return Ok(Outcome::Done(receipt(one))),
            Plan::End(_) => json!({ "reason": "not_sold" }),
            Plan::Create | Plan::Revise(_) => match self.completed(wanted, plan == Plan::Create).await {
                Ok(Ok(body)) => Value::Object(body),
                Ok(Err(why)) => return Ok(Outcome::Refused(format!("{why}; nothing was sent"))),
                Err(why) => return Ok(Outcome::NotSent(format!("{why:#}"))),
            },
        };
        let body = serde_json::to_vec(&body)?;
        let reply = match &plan {
            Plan::End(id) => self.api.change(Verb::Put, &["my", "listings", id, "state", "end"], &body, permit).await,
            Plan::Revise(id) => self.api.change(Verb::Put, &["listings", id], &body, permit).await,
            _ => self.api.change(Verb::Post, &["listings"], &body, permit).await,
        };
        let outcome = self.outcome(Kind::Listing, reply, async |reply| {
            // The reply may name it where the list does not show it yet.
            let named = own::replied(&reply.body).map(|shown| shown.id);
            let id = match &plan {
                Plan::End(id) | Plan::Revise(id) => Some(id.clone()),
                _ => named,
            };
            match self.read_back(wanted, id.as_deref()).await {
                Ok(Look::Ours(receipt)) => Said::Done(receipt),
                Ok(Look::Unclear(why)) => Said::Unclear(format!("accepted, but {why}")),
                Ok(_) => Said::Unclear("accepted, and not shown like this yet".into()),
                Err(why) => Said::Unclear(format!("accepted, and it can't be seen what is shown: {why:#}")),
            }
        });
        Ok(outcome.await)
    }

    pub(super) async fn shown(&self, wanted: &Published) -> Result<Look> {
        Ok(seen(wanted, &self.under(&wanted.sku).await?))
    }

    async fn read_back(&self, wanted: &Published, id: Option<&str>) -> Result<Look> {
        let Some(id) = id else { return self.shown(wanted).await };
        let own = self.own(id).await?;
        let there = own.map(|own| own.shown()).transpose().map_err(|why| anyhow!(why))?;
        Ok(seen(wanted, there.as_slice()))
    }

    /// The sealed body with what only Reverb knows: the UUID of a category by its name, and, for a listing that is created,
    /// the shop's only shipping profile. The inner error says what a person must set.
    async fn completed(&self, wanted: &Published, create: bool) -> Result<Result<Map<String, Value>, String>> {
        let mut body = wanted.body.clone();
        if let Some(first) = wanted.categories.first() {
            match self.category(&wanted.categories).await? {
                Some(uuid) => body.insert("categories".into(), json!([{ "uuid": uuid }])),
                None => return Ok(Err(format!("`{first}` is no category of Reverb: set `vendors.reverb.category`"))),
            };
        }
        if create && !body.contains_key("shipping_profile_id") {
            match self.only_profile().await? {
                Ok(id) => body.insert("shipping_profile_id".into(), id.into()),
                Err(why) => return Ok(Err(why)),
            };
        }
        Ok(Ok(body))
    }

    /// The UUID of the first of these that is a category.
    async fn category(&self, named: &[String]) -> Result<Option<String>> {
        if let Some(uuid) = named.first().filter(|first| is_uuid(first)) {
            return Ok(Some(uuid.clone()));
        }
        let (all, _): (Categories, _) =
            self.api.get(&["categories", "flat"], &[], CATEGORIES).await.map_err(Trouble::failure)?;
        Ok(named.iter().find_map(|name| if is_uuid(name) { Some(name.clone()) } else { all.uuid_of(name) }))
    }

    async fn only_profile(&self) -> Result<Result<String, String>> {
        let (shop, _): (Shop, _) = self.api.get(&["shop"], &[], CATEGORIES).await.map_err(Trouble::failure)?;
        let id = shop.id().ok_or_else(|| anyhow!("Reverb does not say which shop is ours"))?;
        let path = ["shops", &id, "shipping_profiles"];
        let (profiles, _): (Profiles, _) = self.api.get(&path, &[], Duration::ZERO).await.map_err(Trouble::failure)?;
        let mut ids = profiles.ids();
        Ok(match (ids.len(), ids.pop()) {
            (1, Some(id)) => Ok(id),
            (count, _) => {
                Err(format!("the shop has {count} shipping profiles: set `vendors.reverb.shipping_profile_id`"))
            }
        })
    }

    pub(super) async fn price(
        &self,
        listing: &str,
        price: &Money,
        body: &Map<String, Value>,
        permit: &dyn Fn() -> Result<()>,
    ) -> Result<Outcome> {
        let body = serde_json::to_vec(body)?;
        let reply = self.api.change(Verb::Put, &["listings", listing], &body, permit).await;
        let outcome = self.outcome(Kind::Price, reply, async |_| match self.priced(listing, price).await {
            Ok(Look::Ours(receipt)) => Said::Done(receipt),
            Ok(_) => Said::Unclear("accepted, and another price is shown".into()),
            Err(why) => Said::Unclear(format!("accepted, and it can't be seen what is shown: {why:#}")),
        });
        Ok(outcome.await)
    }

    pub(super) async fn priced(&self, listing: &str, price: &Money) -> Result<Look> {
        let Some(own) = self.own(listing).await? else { return Ok(Look::Absent) };
        let shown = own.shown().map_err(|why| anyhow!(why))?;
        Ok(match &shown.price {
            Some(now) if now == price => Look::Ours(receipt(&shown)),
            Some(now) if now.currency() == price.currency() => Look::Absent,
            _ => Look::Unclear(format!("Reverb shows listing {listing} without a price in {}", price.currency())),
        })
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::domain::money::Currency;

    fn usd(amount: rust_decimal::Decimal) -> Money {
        Money::new(amount, Currency::USD)
    }

    fn wanted(quantity: u32, stock: bool) -> Published {
        let (sku, price) = ("S".to_owned(), usd(dec!(450)));
        Published { sku, quantity, price, stock, categories: Vec::new(), objection: None, body: Map::new() }
    }

    fn there(id: &str, life: Life, quantity: u32) -> Shown {
        let price = Some(usd(dec!(450)));
        Shown { id: id.into(), sku: Some("S".into()), life, price, quantity: Some(quantity) }
    }

    #[test]
    fn a_listing_is_created_only_where_none_can_be_revised() {
        let check = |wanted: &Published, found: &[Shown], expected: &str| {
            let plan = format!("{:?}", plan(wanted, found));
            assert!(plan.starts_with(expected), "{found:?}: {plan}");
        };
        let (one, many, none) = (wanted(1, false), wanted(3, true), wanted(0, true));
        check(&one, &[], "Create");
        check(&one, &[there("7", Life::Draft, 0)], "Revise(\"7\")");
        check(&one, &[there("6", Life::Ended, 0), there("7", Life::Live, 1)], "Revise(\"7\")");
        check(&one, &[there("6", Life::Sold, 0)], "Create");
        check(&many, &[there("6", Life::Sold, 0)], "Revise(\"6\")");
        check(&many, &[there("6", Life::Ended, 0)], "Revise(\"6\")");
        check(&one, &[there("6", Life::Live, 1), there("7", Life::Live, 1)], "Refuse");
        check(&one, &[there("6", Life::Other("suspended".into()), 1)], "Refuse");
        check(&none, &[there("7", Life::Live, 3)], "End(\"7\")");
        check(&none, &[there("7", Life::Sold, 0)], "Nothing");
        check(&none, &[], "Refuse");
    }

    #[test]
    fn only_what_is_for_sale_as_it_was_sealed_is_ours() {
        let check = |wanted: &Published, found: &[Shown], expected: &str| {
            let look = format!("{:?}", seen(wanted, found));
            assert!(look.starts_with(expected), "{found:?}: {look}");
        };
        let (three, none) = (wanted(3, true), wanted(0, true));
        check(&three, &[there("7", Life::Live, 3)], "Ours");
        check(&three, &[there("7", Life::Live, 2)], "Unclear");
        check(&three, &[there("7", Life::Live, 5)], "Absent");
        check(&three, &[Shown { price: Some(usd(dec!(400))), ..there("7", Life::Live, 3) }], "Absent");
        check(&three, &[Shown { price: None, ..there("7", Life::Live, 3) }], "Absent");
        check(&three, &[Shown { quantity: None, ..there("7", Life::Live, 3) }], "Unclear");
        check(&three, &[there("7", Life::Draft, 3)], "Absent");
        check(&three, &[there("7", Life::Sold, 0)], "Ours");
        check(&three, &[there("7", Life::Live, 3), there("8", Life::Live, 3)], "Unclear");
        check(&three, &[], "Absent");
        check(&none, &[there("7", Life::Live, 3)], "Absent");
        check(&none, &[there("7", Life::Ended, 0)], "Ours");
        check(&none, &[], "Absent");
    }
}
