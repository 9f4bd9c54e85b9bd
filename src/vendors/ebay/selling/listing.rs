//! One listing: the item by our SKU, its offer on the site, its publication; and reading it back.
//!
//! A repeat replaces the same with the same, but for one thing: units that were sold meanwhile must not be for sale again.
//! So what the listing had sold is sealed with it, and where that number has moved nothing is sent.

use anyhow::{Result, anyhow, bail, ensure};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{
    Selling, Step, listing_name, refusal,
    wire::{
        complaint, condition,
        inventory::{self, Before, Created, Item, Offer, Offers, Sealed as Asked, Stands},
    },
};
use crate::{
    domain::{
        fees::{Dims, Weight},
        ids::{self, Gtin, IdKind},
        matching::condition::Condition,
    },
    net::{Failed, Trouble, Verb},
    vendors::{Draft, Kind, Look, Outcome, Permit, Receipt, Sealed},
};

/// The longest SKU, by eBay's contract.
const LONGEST_SKU: usize = 50;
/// The longest title.
const LONGEST_TITLE: usize = 80;
/// The longest description of an item; that of a listing may be longer.
const LONGEST_ITEM_TEXT: usize = 4000;
/// The most pictures.
const PICTURES: usize = 24;
/// "A user error has occurred": an offer that exists already is one.
const USER_ERROR: i64 = 25002;

impl Selling {
    /// The bytes of a listing: all calls that it takes, with what the account and the category ask for.
    pub(super) async fn listing_bytes(&self, draft: &Draft) -> Result<Vec<u8>> {
        if let Some(why) = self.objection(draft) {
            return refusal(why);
        }
        self.bytes_over(draft, &self.offers(&draft.sku).await?).await
    }

    /// The same over the offers of the SKU that are there.
    pub(super) async fn bytes_over(&self, draft: &Draft, there: &[Value]) -> Result<Vec<u8>> {
        let [offer] = there else {
            if there.len() > 1 {
                return refusal(format!("eBay has {} offers of {} on {}", there.len(), draft.sku, self.site.name));
            }
            return self.sealed(draft, None).await;
        };
        self.sealed(draft, Some(offer)).await
    }

    async fn sealed(&self, draft: &Draft, shown: Option<&Value>) -> Result<Vec<u8>> {
        let standing: Offer = shown.map(|value| serde_json::from_value(value.clone())).transpose()?.unwrap_or_default();
        let (listing, sold) = (standing.live().map(str::to_owned), standing.sold());
        let mut asked = Asked {
            sku: draft.sku.clone(),
            quantity: draft.quantity,
            price: draft.price,
            title: draft.title.clone(),
            listing,
            sold,
            item: Value::Null,
            offer: Value::Null,
        };
        if draft.quantity == 0 {
            return Ok(serde_json::to_vec(&asked)?);
        }
        let account = self.account().await.map_err(Trouble::failure)?;
        if let Some(why) = account.objection() {
            return refusal(why);
        }
        let tree = self.tree().await.map_err(Trouble::failure)?;
        let Some(tree) = tree else { return refusal(format!("eBay names no categories of {}", self.site.name)) };
        let category = match standing.category() {
            // What is live stays where it is.
            Some(category) if asked.listing.is_some() => Some(category.to_owned()),
            _ => self.category(&tree, draft).await.map_err(Trouble::failure)?,
        };
        let Some(category) = category else {
            return refusal("eBay suggests no category for its title: name one in `vendors.ebay.category_id`");
        };
        let item = self.item(&draft.sku).await?;
        asked.item = new_item(draft, item.as_ref());
        let required = self.required(&tree, &category).await.map_err(Trouble::failure)?;
        let missing: Vec<&str> = required
            .iter()
            .map(String::as_str)
            .filter(|name| asked.item["product"]["aspects"][*name].is_null())
            .collect();
        if !missing.is_empty() {
            return refusal(format!(
                "the category {category} of eBay asks for item specifics that are not known: {}",
                missing.join(", ")
            ));
        }
        let mut offer = inventory::kept_of_offer(shown);
        put(&mut offer, "sku", json!(draft.sku));
        put(&mut offer, "marketplaceId", json!(self.site.name));
        put(&mut offer, "format", json!("FIXED_PRICE"));
        put(&mut offer, "availableQuantity", json!(draft.quantity));
        put(&mut offer, "categoryId", json!(category));
        put(&mut offer, "listingDuration", json!("GTC"));
        put(&mut offer, "merchantLocationKey", json!(account.location.unwrap_or_default()));
        // A replacement without a description would take the one of the listing away.
        let text = Some(draft.description.as_str()).filter(|text| !text.trim().is_empty());
        let text = text.or(standing.description()).unwrap_or(&draft.title);
        put(&mut offer, "listingDescription", json!(text));
        let policies = object(&mut offer, "listingPolicies");
        put(policies, "fulfillmentPolicyId", json!(account.fulfillment.unwrap_or_default()));
        put(policies, "paymentPolicyId", json!(account.payment.unwrap_or_default()));
        put(policies, "returnPolicyId", json!(account.returns.unwrap_or_default()));
        put(object(&mut offer, "pricingSummary"), "price", inventory::amount(&draft.price));
        asked.offer = Value::Object(offer);
        Ok(serde_json::to_vec(&asked)?)
    }

    /// Why eBay would not take a draft.
    pub(super) fn objection(&self, draft: &Draft) -> Option<String> {
        let (sku, title) = (&draft.sku, draft.title.trim());
        if sku.is_empty() || sku.len() > LONGEST_SKU || !sku.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Some(format!(
                "the SKU `{sku:.80}` can't be one on eBay: it has 1 to {LONGEST_SKU} letters and digits"
            ));
        }
        if draft.channel != self.site.channel {
            return Some(format!("{} is not the channel of {}", draft.channel, self.site.name));
        }
        if draft.price.currency() != self.site.currency || draft.price.is_zero() || draft.price.is_negative() {
            return Some(format!("{} is no price on {}", draft.price, self.site.name));
        }
        if draft.quantity == 0 {
            return None;
        }
        let length = title.chars().count();
        if length == 0 || length > LONGEST_TITLE {
            return Some(format!("the title has {length} characters, eBay takes 1 to {LONGEST_TITLE}"));
        }
        match condition::of(Condition::parse(&draft.condition)) {
            Some(_) => None,
            None => Some(format!("eBay has no condition that is right for `{:.40}`", draft.condition)),
        }
    }

    /// Our offers of a SKU on the site, as eBay shows them.
    pub(super) async fn offers(&self, sku: &str) -> Result<Vec<Value>> {
        let query = [("sku", sku), ("marketplace_id", self.site.name), ("format", "FIXED_PRICE")];
        let path = ["sell", "inventory", "v1", "offer"];
        let page: Option<Offers> = self.ask(&self.host, "inventory", &path, &query).await.map_err(Trouble::failure)?;
        let Some(page) = page else { return Ok(Vec::new()) };
        let mut here = Vec::new();
        for value in page.all().map_err(|why| anyhow!(why))? {
            let offer: Offer = serde_json::from_value(value.clone())?;
            ensure!(offer.is_of(sku), "eBay shows no offer of {sku} with a number, a site and a format that are known");
            if offer.is_on(self.site.name) {
                here.push(value);
            }
        }
        Ok(here)
    }

    async fn item(&self, sku: &str) -> Result<Option<Value>> {
        let path = ["sell", "inventory", "v1", "inventory_item", sku];
        Ok(self.ask(&self.host, "inventory", &path, &[]).await.map_err(Trouble::failure)?)
    }

    /// The one offer of a SKU.
    async fn standing(&self, sku: &str) -> Result<Option<Offer>> {
        let mut all = self.offers(sku).await?;
        if all.len() > 1 {
            bail!("eBay has {} offers of {sku} on {}", all.len(), self.site.name);
        }
        Ok(all.pop().map(serde_json::from_value).transpose()?)
    }

    /// An offer by its number.
    pub(super) async fn offer(&self, id: &str) -> Result<Option<Offer>> {
        let path = ["sell", "inventory", "v1", "offer", id];
        let found: Option<Offer> = self.ask(&self.host, "inventory", &path, &[]).await.map_err(Trouble::failure)?;
        ensure!(found.as_ref().is_none_or(|offer| offer.id() == Some(id)), "eBay answers with another offer than {id}");
        Ok(found)
    }

    /// Sends the calls of a listing, one after the other, and reads it back: what is taken is not what is shown.
    pub(super) async fn publish(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let asked: Asked = serde_json::from_slice(&sealed.request)?;
        let standing = match self.standing(&asked.sku).await {
            Ok(standing) => standing,
            Err(why) => return Ok(Outcome::NotSent(format!("{why:#}"))),
        };
        if let Some(why) = moved(asked.before(), standing.as_ref()) {
            return Ok(Outcome::Refused(why));
        }
        if asked.quantity == 0 {
            return self.withdraw(sealed, standing.as_ref(), permit).await;
        }
        let live = standing.as_ref().is_some_and(|offer| offer.live().is_some());
        match self.steps(&asked, standing.as_ref(), permit).await {
            Ok(()) => self.read_back(sealed).await,
            Err((outcome, taken)) => Ok(after(outcome, taken, live)),
        }
    }

    /// The calls; an error says how the effect ends, and whether eBay took a call before it.
    async fn steps(&self, asked: &Asked, standing: Option<&Offer>, permit: &Permit<'_>) -> Result<(), (Outcome, bool)> {
        let body = |value: &Value| serde_json::to_vec(value).map_err(|why| (Outcome::unknown(why.to_string()), false));
        let (item, offer, revision) = (body(&asked.item)?, body(&asked.offer)?, body(&asked.revision())?);
        let path = ["sell", "inventory", "v1", "inventory_item", &asked.sku];
        let call = Step { what: "inventory", verb: Verb::Put, path: &path, body: Some(&item) };
        self.step(Kind::Listing, call, permit).await.map_err(|outcome| (outcome, false))?;
        let taken = |outcome| (outcome, true);
        let (id, live) = match standing.and_then(|offer| Some((offer.id()?.to_owned(), offer.live().is_some()))) {
            Some((id, live)) => {
                let path = ["sell", "inventory", "v1", "offer", &id];
                let call = Step { what: "inventory", verb: Verb::Put, path: &path, body: Some(&revision) };
                self.step(Kind::Listing, call, permit).await.map_err(taken)?;
                (id, live)
            }
            None => (self.new_offer(&offer, permit).await.map_err(taken)?, false),
        };
        if !live {
            let path = ["sell", "inventory", "v1", "offer", &id, "publish"];
            let call = Step { what: "inventory", verb: Verb::Post, path: &path, body: None };
            self.step(Kind::Listing, call, permit).await.map_err(taken)?;
        }
        Ok(())
    }

    async fn new_offer(&self, body: &[u8], permit: &Permit<'_>) -> Result<String, Outcome> {
        let path = ["sell", "inventory", "v1", "offer"];
        let call = Step { what: "inventory", verb: Verb::Post, path: &path, body: Some(body) };
        let reply = self.change(&call, permit).await;
        if let Ok(reply) = &reply
            && complaint::has(&reply.body, USER_ERROR)
            && let Some(said) = complaint::said(&reply.body).filter(|said| said.contains("already exists"))
        {
            // Somebody made it meanwhile: the next try finds it and replaces it.
            return Err(Outcome::unknown(format!("eBay has an offer of it by now: {said}")));
        }
        let reply = match reply {
            Ok(reply) if (200..300).contains(&reply.status) => reply,
            Ok(reply) => return Err(self.refused(Kind::Listing, reply.status, reply.retry_after.clone(), &reply.body)),
            Err(Failed::NotSent(why)) => return Err(Outcome::NotSent(why)),
            Err(Failed::Broke(why)) => return Err(Outcome::unknown(why)),
        };
        self.warned.borrow_mut().extend(complaint::warnings(&reply.body));
        let created: Created = serde_json::from_slice(&reply.body)
            .map_err(|why| Outcome::unknown(format!("the reply to the new offer can't be read: {why}")))?;
        created.id().map(str::to_owned).ok_or_else(|| Outcome::unknown("the reply to the new offer names none"))
    }

    async fn withdraw(&self, sealed: &Sealed, standing: Option<&Offer>, permit: &Permit<'_>) -> Result<Outcome> {
        if let Some(id) = standing.filter(|offer| offer.live().is_some()).and_then(Offer::id) {
            let path = ["sell", "inventory", "v1", "offer", id, "withdraw"];
            let call = Step { what: "inventory", verb: Verb::Post, path: &path, body: None };
            if let Err(outcome) = self.step(Kind::Listing, call, permit).await {
                return Ok(outcome);
            }
        }
        self.read_back(sealed).await
    }

    async fn read_back(&self, sealed: &Sealed) -> Result<Outcome> {
        Ok(match self.listed(sealed).await {
            Ok(Look::Ours(receipt)) => Outcome::Done(receipt),
            Ok(_) => Outcome::unknown("eBay took the listing and does not show it as it was sent yet"),
            Err(why) => Outcome::unknown(format!("eBay took the listing, and it can't be read back: {why:#}")),
        })
    }

    /// Looks whether the listing is shown as it was sealed.
    pub(super) async fn listed(&self, sealed: &Sealed) -> Result<Look> {
        let asked: Asked = serde_json::from_slice(&sealed.request)?;
        let at = Timestamp::now();
        let Some(offer) = self.standing(&asked.sku).await? else {
            let nothing = Receipt { id: asked.sku.clone(), amount: Some(asked.price), at };
            return Ok(if asked.quantity == 0 { Look::Ours(nothing) } else { Look::Absent });
        };
        let id = offer.id().unwrap_or_default();
        let receipt = |item: &str| Receipt { id: listing_name(item, id), amount: Some(asked.price), at };
        if asked.quantity == 0 {
            let last = offer.last_listing().unwrap_or(&asked.sku);
            return Ok(match offer.stands() {
                Stands::Off => Look::Ours(receipt(last)),
                Stands::Live(_) => Look::Absent,
                Stands::Odd(why) => Look::Unclear(format!("offer {id}: {why}")),
            });
        }
        if offer.is_on_hold() {
            return Ok(Look::Unclear("eBay keeps the listing back".into()));
        }
        let item = match live_of(&offer) {
            Ok(item) => item,
            Err(look) => return Ok(look),
        };
        let Some(value) = self.item(&asked.sku).await? else { return Ok(Look::Absent) };
        let stock = item_of(&asked.sku, value)?;
        let (Some(price), Some(title), Some(units)) =
            (offer.price(self.site.currency), stock.title(), for_sale(&offer, &stock))
        else {
            return Ok(Look::Unclear(format!("eBay shows {} without its price, title or quantity", asked.sku)));
        };
        if price != asked.price || title.trim() != asked.title.trim() {
            return Ok(Look::Absent);
        }
        Ok(match is_left(asked.before(), asked.quantity, &offer, units) {
            Some(true) => Look::Ours(receipt(item)),
            Some(false) => Look::Absent,
            None => unsaid(&asked.sku),
        })
    }
}

/// The listing that an offer is live as, or what a look at it comes to where it is not.
pub(super) fn live_of(offer: &Offer) -> Result<&str, Look> {
    match offer.stands() {
        Stands::Live(item) => Ok(item),
        Stands::Off => Err(Look::Absent),
        Stands::Odd(why) => Err(Look::Unclear(format!("offer {}: {why}", offer.id().unwrap_or_default()))),
    }
}

/// Units that would be for sale, had what was sealed been taken: those sold since are gone.
pub(super) fn left(before: Before<'_>, quantity: u32, offer: &Offer) -> Option<u32> {
    let sold = if before.listing == offer.live() { before.sold } else { 0 };
    quantity.checked_sub(offer.sold().checked_sub(sold)?)
}

/// Whether so many units are what is left of those that were sealed. `None` where there are no more than that and eBay does
/// not say how many it sold: nobody can tell whether they were set or sold.
pub(super) fn is_left(before: Before<'_>, quantity: u32, offer: &Offer, units: u32) -> Option<bool> {
    let same = left(before, quantity, offer) == Some(units);
    (same || units > quantity || offer.said_sold().is_some()).then_some(same)
}

/// What a look comes to where nobody can tell that.
pub(super) fn unsaid(sku: &str) -> Look {
    Look::Unclear(format!("eBay does not say how many units of {sku} it sold"))
}

/// The item of a SKU; an error where it names another one.
pub(super) fn item_of(sku: &str, shown: Value) -> Result<Item> {
    let item: Item = serde_json::from_value(shown)?;
    ensure!(item.may_be(sku), "eBay answers with another item than {sku}");
    Ok(item)
}

/// Units that are for sale of what we sent, which says how many of the item and how many of the offer.
pub(super) fn for_sale(offer: &Offer, item: &Item) -> Option<u32> {
    Some(offer.quantity()?.min(item.quantity()?))
}

/// Units that are for sale: what the offer says, and no more than there is of the item.
pub(super) fn shown(offer: &Offer, item: &Item) -> Option<u32> {
    match (offer.quantity(), item.quantity()) {
        (Some(offer), Some(item)) => Some(offer.min(item)),
        (one, other) => one.or(other),
    }
}

/// Why a listing is not sent as it was sealed: it sold something, or it was ended and begun anew.
pub(super) fn moved(before: Before<'_>, standing: Option<&Offer>) -> Option<String> {
    let live = standing.and_then(Offer::live);
    let sold = standing.map_or(0, Offer::sold);
    match (before.listing, live) {
        (Some(same), Some(now)) if same == now && sold != before.sold => Some(format!(
            "the listing sold {} since this was decided: `arb sync` books it, then list it again",
            sold.abs_diff(before.sold)
        )),
        (None, Some(_)) if sold > 0 => Some(
            "a listing of it went live and sold something since this was decided: `arb sync`, then list it again"
                .into(),
        ),
        _ => None,
    }
}

/// How an effect of several calls ends when one of them was not taken. A listing that is live shows the calls before it, so
/// a refusal leaves it between two states; one that is not yet published shows nothing.
fn after(outcome: Outcome, taken: bool, live: bool) -> Outcome {
    match outcome {
        Outcome::Refused(why) if taken && live => {
            Outcome::unknown(format!("a part of the revision was taken, and then: {why}"))
        }
        Outcome::NotSent(why) if taken => Outcome::unknown(format!("a part of the listing was taken, and then: {why}")),
        other => other,
    }
}

/// The body that replaces an item, with what a person added to the one that is there.
fn new_item(draft: &Draft, shown: Option<&Value>) -> Value {
    let mut item = inventory::kept_of_item(shown);
    let details = &draft.details;
    put(&mut item, "availability", json!({ "shipToLocationAvailability": { "quantity": draft.quantity } }));
    if let Some((name, _)) = condition::of(Condition::parse(&draft.condition)) {
        put(&mut item, "condition", json!(name));
    }
    if let Some(note) = &details.condition_note {
        put(&mut item, "conditionDescription", json!(cut(note, 1000)));
    }
    if let Some(package) = package(draft) {
        put(&mut item, "packageWeightAndSize", package);
    }
    let product = object(&mut item, "product");
    put(product, "title", json!(draft.title));
    let text = if draft.description.trim().is_empty() { &draft.title } else { &draft.description };
    put(product, "description", json!(cut(text, LONGEST_ITEM_TEXT)));
    let images: Vec<&String> = details.images.iter().filter(|url| url.starts_with("https://")).take(PICTURES).collect();
    if !images.is_empty() {
        put(product, "imageUrls", json!(images));
    }
    if let Some(brand) = &details.brand {
        put(product, "brand", json!(brand));
    }
    if let Some((name, value)) = number(&draft.product) {
        put(product, name, value);
    }
    let aspects = object(product, "aspects");
    if let Some(brand) = &details.brand {
        put(aspects, "Brand", json!([brand]));
    }
    for (name, values) in &details.aspects {
        put(aspects, name, json!(values));
    }
    Value::Object(item)
}

/// The product's number in eBay's words: `upc`, `ean`, `isbn`, `epid`.
fn number(product: &str) -> Option<(&'static str, Value)> {
    if let Some(digits) = product.strip_prefix("gtin:") {
        let gtin = Gtin::parse(digits).ok().filter(Gtin::is_each)?;
        let short = gtin.short();
        let name = if gtin.isbn13().is_some() {
            "isbn"
        } else if short.len() == 12 {
            "upc"
        } else {
            "ean"
        };
        return Some((name, json!([short])));
    }
    let id = ids::parse_cell(product).ok().filter(|id| id.kind == IdKind::EbayEpid)?;
    Some(("epid", json!(id.value())))
}

/// Weight in whole grams and sides in whole centimetres, rounded up: a parcel is not lighter than it is.
fn package(draft: &Draft) -> Option<Value> {
    let mut package = Map::new();
    if let Some(weight) = draft.weight_g.and_then(Weight::from_decimal_grams) {
        let grams = weight.nanograms().unsigned_abs().div_ceil(1_000_000_000);
        put(&mut package, "weight", json!({ "value": grams, "unit": "GRAM" }));
    }
    if let Some(dims) = draft.dims.as_deref().and_then(Dims::parse) {
        let cm = |um: i64| um.unsigned_abs().div_ceil(10_000);
        let (length, width, height) = (cm(dims.longest()), cm(dims.median()), cm(dims.shortest()));
        let sides = json!({ "length": length, "width": width, "height": height, "unit": "CENTIMETER" });
        put(&mut package, "dimensions", sides);
    }
    (!package.is_empty()).then_some(Value::Object(package))
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn put(map: &mut Map<String, Value>, name: &str, value: Value) {
    map.insert(name.to_owned(), value);
}

/// The object of this name, made where there is none.
fn object<'a>(map: &'a mut Map<String, Value>, name: &str) -> &'a mut Map<String, Value> {
    let slot = map.entry(name).or_insert_with(|| Value::Object(Map::new()));
    if !slot.is_object() {
        *slot = Value::Object(Map::new());
    }
    slot.as_object_mut().expect("it has just been made one")
}

#[cfg(test)]
mod tests;
