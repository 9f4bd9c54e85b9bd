//! Selling on TCGplayer: price and quantity of a SKU are set to what they shall be, and read back.
//!
//! TCGplayer has a call that adds to a quantity, too: a repeat of it would count twice, so it is never made.

use std::{collections::BTreeMap, rc::Rc, time::Duration};

use anyhow::{Result, anyhow, ensure};
use jiff::Timestamp;
use rust_decimal::Decimal;

use super::{
    api::Api,
    asked::Asked,
    wire::{
        self,
        store::{Listed, Sku, Store},
    },
};
use crate::{
    config,
    domain::{
        effect::{Answer, Replies, Said, Signal, classify},
        money::{Currency, Money},
    },
    net::{Failed, Reply, Room, Trouble},
    vendors::{
        Call, Change, Gateway, Kind, Look, Outcome, Permit, Receipt, Sealed, Terms, declarations, sellers::Seller,
    },
};

/// The name in the settings and the books, and the fee channel.
pub(super) const NAME: &str = "tcgplayer";
/// The code of a refusal in TCGplayer's envelope: it gives no codes of its own.
const ENVELOPE: &str = "errors";
/// How old it may be which product a SKU is one of, and whose store it is: neither changes.
const FOR_GOOD: Duration = Duration::from_secs(7 * 24 * 3600);

/// TCGplayer, as a place to sell.
pub struct Selling {
    pub(super) api: Api,
    store: Option<String>,
    channel: u32,
    terms: BTreeMap<Kind, Terms>,
    replies: BTreeMap<Kind, Replies>,
}

/// Opens it, where it is to sell.
pub fn seller(vendors: &config::Vendors, room: &Rc<Room>) -> Result<Option<Seller>> {
    let config = &vendors.tcgplayer;
    if !(config.enabled && config.sell) {
        return Ok(None);
    }
    let declared = declarations::of(NAME)?;
    let selling = Rc::new(Selling {
        api: Api::open(config, room)?,
        store: config.store_key.clone(),
        channel: config.channel_id,
        terms: declared.terms,
        replies: declared.replies,
    });
    Ok(Some(Seller {
        name: NAME,
        channel: NAME.to_owned(),
        gateway: Rc::<Selling>::clone(&selling),
        shop: selling,
        inbox: None,
        warehouse: None,
    }))
}

/// What is shown of a SKU in our store.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shown {
    /// Units for sale.
    pub quantity: Option<u32>,
    /// The price.
    pub price: Option<Decimal>,
}

/// Whether what is shown is what was asked for.
fn seen(number: u64, quantity: u32, price: &Money, shown: &Shown) -> Look {
    let ours = || Look::Ours(receipt(number, shown.price));
    let Some(units) = shown.quantity else {
        return Look::Unclear(format!("TCGplayer does not say how many of SKU {number} there are"));
    };
    match quantity {
        0 if units == 0 => ours(),
        0 => Look::Absent,
        _ if shown.price != Some(price.amount()) => Look::Absent,
        _ if units == quantity => ours(),
        // Fewer may be what is left after a sale, or what was there before: nobody can tell.
        _ if units < quantity => Look::Unclear(format!("SKU {number} shows {units} of {quantity} units")),
        _ => Look::Absent,
    }
}

fn receipt(number: u64, price: Option<Decimal>) -> Receipt {
    let amount = price.map(|price| Money::new(price, Currency::USD));
    Receipt { id: number.to_string(), amount, at: Timestamp::now() }
}

impl Selling {
    /// The key of our store: the setting, or the one whose token we have.
    pub(super) async fn key(&self) -> Result<String> {
        if let Some(key) = &self.store {
            return Ok(key.clone());
        }
        let (found, _) =
            self.api.ask::<Store>(&["stores", "self"], &[], None, FOR_GOOD).await.map_err(Trouble::failure)?;
        let key = found.into_rows().into_iter().find_map(Store::key);
        key.ok_or_else(|| anyhow!("TCGplayer does not say which store is ours: set `vendors.tcgplayer.store_key`"))
    }

    /// What is for sale of a SKU.
    pub(super) async fn shown(&self, number: u64) -> Result<Shown> {
        let (store, sku) = (self.key().await?, number.to_string());
        let path = ["stores", &store, "inventory", "skus", &sku, "quantity"];
        let found = match self.api.ask::<Listed>(&path, &[], None, Duration::ZERO).await {
            Ok((found, _)) => found.into_rows(),
            Err(why) if why.says_not_found() => Vec::new(),
            Err(why) => return Err(why.failure().into()),
        };
        // A SKU that the store has never had is one of which it has none.
        let own = found.iter().find(|row| row.is(number));
        let quantity = if found.is_empty() { Some(0) } else { own.and_then(Listed::quantity) };
        let price = self.price_of(&store, number).await?;
        ensure!(
            price.is_some() || quantity.is_none_or(|units| units == 0),
            "TCGplayer has SKU {number} for sale and shows it without its price"
        );
        Ok(Shown { quantity, price })
    }

    async fn price_of(&self, store: &str, number: u64) -> Result<Option<Decimal>> {
        let path = ["catalog", "skus", &number.to_string()];
        let (found, _) = self.api.ask::<Sku>(&path, &[], None, FOR_GOOD).await.map_err(Trouble::failure)?;
        let sku = found.into_rows().into_iter().find(|row| row.sku_id == number);
        let product = sku.ok_or_else(|| anyhow!("TCGplayer knows no SKU {number}"))?.product_id.to_string();
        let path = ["stores", store, "inventory", "products", &product, "skus"];
        match self.api.ask::<Listed>(&path, &[], None, Duration::ZERO).await {
            Ok((listed, _)) => match listed.into_rows().iter().find(|row| row.is(number)) {
                // What was never for sale needs no price.
                Some(row) if row.price().is_none() && row.quantity() != Some(0) => {
                    Err(anyhow!("TCGplayer shows SKU {number} without its price"))
                }
                row => Ok(row.and_then(Listed::price)),
            },
            Err(why) if why.says_not_found() => Ok(None),
            Err(why) => Err(why.failure().into()),
        }
    }

    async fn deliver(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let asked: Asked = serde_json::from_slice(&sealed.request)?;
        if let Some(why) = asked.objection() {
            return Ok(Outcome::Refused(format!("{why}; nothing was sent")));
        }
        let store = match self.key().await {
            Ok(store) => store,
            Err(why) => return Ok(Outcome::NotSent(format!("{why:#}"))),
        };
        let (kind, number, body, price_alone) = match &asked {
            Asked::Listing { number, body, .. } => (Kind::Listing, number.unwrap_or_default(), body, false),
            Asked::Price { number, body, .. } => (Kind::Price, *number, body, true),
        };
        let sku = number.to_string();
        let mut path = vec!["stores", &store, "inventory", "skus", &sku];
        path.extend(price_alone.then_some("price"));
        let reply = self.api.put(&path, body.as_bytes(), &|| permit.check()).await;
        Ok(self.outcome(kind, reply, &asked).await)
    }

    async fn outcome(&self, kind: Kind, reply: Result<Reply, Failed>, asked: &Asked) -> Outcome {
        let reply = match reply {
            Err(Failed::NotSent(why)) => return Outcome::NotSent(why),
            Err(Failed::Broke(why)) => return Outcome::unknown(why),
            Ok(reply) => reply,
        };
        let words = wire::said(&reply.body);
        let failed = wire::failed(&reply.body);
        let body = match (reply.status, &failed) {
            // An envelope that says it failed has done nothing, whatever its status.
            (200..=299, Some(why)) => Said::Refused(why.clone()),
            (200..=299, None) => match self.read_back(asked).await {
                Ok(Look::Ours(receipt)) => Said::Done(receipt),
                Ok(Look::Unclear(why)) => Said::Unclear(format!("accepted, but {why}")),
                Ok(_) => Said::Unclear("accepted, and not shown like this yet".into()),
                Err(why) => Said::Unclear(format!("accepted, and it can't be seen what is shown: {why:#}")),
            },
            _ => Said::Unclear("it was not accepted".into()),
        };
        let code = failed.and(words.as_ref()).map(|_| ENVELOPE.to_owned());
        let answer = Answer { status: reply.status, retry_after: reply.retry_after, code, body };
        let replies = self.replies.get(&kind).cloned().unwrap_or_default();
        match (classify(Signal::Reply(answer), &replies, Timestamp::now()), words) {
            (Outcome::Refused(why), Some(words)) if !why.contains(&words) => {
                Outcome::Refused(format!("{why} ({words})"))
            }
            (Outcome::Unknown { why, wait }, Some(words)) => Outcome::Unknown { why: format!("{why} ({words})"), wait },
            (outcome, _) => outcome,
        }
    }

    async fn read_back(&self, asked: &Asked) -> Result<Look> {
        Ok(match asked {
            Asked::Listing { number: None, .. } => Look::Absent,
            Asked::Listing { number: Some(number), quantity, price, .. } => {
                seen(*number, *quantity, price, &self.shown(*number).await?)
            }
            Asked::Price { number, price, .. } => {
                let shown = self.price_of(&self.key().await?, *number).await?;
                let wanted = Some(price.amount());
                if shown == wanted { Look::Ours(receipt(*number, shown)) } else { Look::Absent }
            }
        })
    }
}

impl Gateway for Selling {
    fn name(&self) -> &'static str {
        NAME
    }

    fn terms(&self, kind: Kind) -> Option<&Terms> {
        self.terms.get(&kind)
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(&Asked::of(change, self.channel)?)?)
    }

    fn before<'a>(&'a self, _: &'a Change) -> Call<'a, Vec<String>> {
        // Nothing is looked for in a list: a SKU names what it is about.
        Box::pin(async { Ok(Vec::new()) })
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        Box::pin(self.deliver(sealed, permit))
    }

    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look> {
        Box::pin(async move { self.read_back(&serde_json::from_slice(&sealed.request)?).await })
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn only_what_is_for_sale_as_it_was_sealed_is_ours() {
        let check = |quantity: u32, shown: (Option<u32>, Option<Decimal>), expected: &str| {
            let (units, price) = shown;
            let shown = Shown { quantity: units, price };
            let look = format!("{:?}", seen(7, quantity, &Money::new(dec!(12.9), Currency::USD), &shown));
            assert!(look.starts_with(expected), "{quantity} {shown:?}: {look}");
        };
        check(4, (Some(4), Some(dec!(12.90))), "Ours");
        check(4, (Some(3), Some(dec!(12.90))), "Unclear");
        check(4, (Some(5), Some(dec!(12.90))), "Absent");
        check(4, (Some(4), Some(dec!(12.91))), "Absent");
        check(4, (Some(4), None), "Absent");
        check(4, (None, Some(dec!(12.90))), "Unclear");
        check(0, (Some(0), None), "Ours");
        check(0, (Some(2), Some(dec!(12.90))), "Absent");
    }
}
