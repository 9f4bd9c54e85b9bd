//! How goods are offered: channel by best net, price between floor and ceiling, text from the template.

use std::{collections::BTreeSet, rc::Rc};

use anyhow::Result;
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;

use super::{Goods, offer_of};
use crate::{
    config::Config,
    domain::{
        analysis::Analysis,
        distribution::{MOST, prices},
        effect::Details,
        evidence::{Evidence, Restriction},
        fees::Catalog,
        listing::{Listing, ListingState},
        listing_rules::{Breach, check},
        listing_text::{Content, Facts, Templates, content},
        market_fees::{MarketFees, warehouse_ships},
        money::Money,
        offer::{Offer, ProductIds},
        pricing::{ChannelOffer, Floors, ListPrice, Reference, choose_channel, list_price},
        record::{Record, Stage},
        rules::Rules,
    },
    store::{self, NewListing, Store},
    vendors::{Draft, desk::Desk},
};

/// What planning needs to know beside the goods.
pub struct Shop {
    /// The settings.
    pub config: Config,
    /// The fee cards.
    pub catalog: Rc<Catalog>,
    /// The analyst's rules: how evidence becomes a price.
    pub rules: Rules,
    /// What a listing's text is made of.
    pub templates: Templates,
    /// The vendors.
    pub desk: Desk,
    /// The time.
    pub now: Timestamp,
    /// The date whose fees count.
    pub today: Date,
}

/// A listing that is ready to be published.
#[derive(Debug)]
pub struct Plan {
    /// What is stored and published.
    pub new: NewListing,
    /// `fba` or `fbm`.
    pub program: String,
    /// The channel's category.
    pub category: Option<String>,
    /// Weight of one unit, in grams.
    pub weight_g: Option<Decimal>,
    /// Packaged size.
    pub dims: Option<String>,
    /// What a unit leaves.
    pub net: Money,
    /// Why this channel and this price.
    pub why: Vec<String>,
    /// The identifiers.
    pub ids: ProductIds,
    /// Everything the listing says; title and description are in `new`, too.
    pub content: Content,
    /// The rules of the channel that it breaks without being refused for it.
    pub breaches: Vec<Breach>,
    /// What is known about selling it.
    pub evidence: Vec<Evidence>,
}

impl Plan {
    /// What the channel is told.
    pub fn draft(&self) -> Draft {
        Draft {
            sku: self.new.sku.clone(),
            channel: self.new.channel.clone(),
            product: self.new.product.clone().unwrap_or_default(),
            program: self.program.clone(),
            quantity: self.new.quantity,
            price: self.new.price,
            floor: Some(self.new.floor),
            ceiling: Some(self.new.ceiling),
            condition: self.new.condition.clone(),
            title: self.new.title.clone(),
            description: self.new.description.clone(),
            category: self.category.clone(),
            weight_g: self.weight_g,
            dims: self.dims.clone(),
            details: self.details(),
        }
    }

    /// What channels with a catalog of their own ask for beside title and description.
    fn details(&self) -> Details {
        let Content { bullets, aspects, condition_note, .. } = &self.content;
        Details {
            asin: self.ids.asin.clone(),
            brand: aspects.get("Brand").and_then(|names| names.first()).cloned(),
            bullets: bullets.clone(),
            aspects: aspects.clone(),
            images: Vec::new(),
            condition_note: condition_note.clone(),
        }
    }

    /// The plan in the shape of the record; `remark` comes before the reasons for channel and price.
    pub fn listing(&self, state: ListingState, ext_id: Option<String>, remark: Option<&str>) -> Listing {
        Listing {
            state,
            sku: self.new.sku.clone(),
            channel: self.new.channel.clone(),
            listing: ext_id,
            price: self.new.price,
            floor: self.new.floor,
            ceiling: self.new.ceiling,
            quantity: self.new.quantity,
            condition: self.new.condition.clone(),
            title: self.new.title.clone(),
            description: self.new.description.clone(),
            net: Some(self.net),
            why: remark.map(str::to_owned).into_iter().chain(self.why.iter().cloned()).collect(),
            replayed: false,
        }
    }
}

/// One channel on which the goods could be sold.
struct Candidate {
    evidence: Evidence,
    price: ListPrice,
}

/// What is known about goods before a channel is chosen.
pub(super) struct Known {
    product: String,
    offer: Offer,
    evidence: Vec<Evidence>,
    landed: Money,
    landed_why: String,
}

/// Gathers what is known about goods; the inner error says in one sentence why they can't be listed anywhere.
pub(super) async fn known(store: &Store, shop: &Shop, record: &Record, goods: &Goods) -> Result<Result<Known, String>> {
    let Some(product) = goods.product.clone() else {
        return Ok(Err("its product is not known, so no channel can show it".to_owned()));
    };
    let offer = offer_of(record, goods, shop.now)?;
    let analysis: Option<Analysis> = record.get(Stage::Analysis)?;
    let evidence = evidence(store, shop, &product, &offer, analysis.as_ref()).await?;
    if evidence.iter().any(|row| row.recalled == Some(true)) {
        return Ok(Err("it is recalled and may not be sold".to_owned()));
    }
    let (landed, landed_why) = landed(shop, goods, &offer);
    Ok(Ok(Known { product, offer, evidence, landed, landed_why }))
}

/// Plans the listing of goods on the best of these channels; the error says in one sentence why they can't be listed. A
/// standing listing keeps its channel, and its price where that is within the bounds: the repricer set it.
pub(super) fn plan(
    shop: &Shop,
    record: &Record,
    goods: &Goods,
    known: &Known,
    standing: Option<&store::Listing>,
    channels: &[String],
) -> Result<Plan, String> {
    let Known { product, offer, evidence, landed, landed_why } = known;
    let landed = *landed;
    let settings = &shop.config.list;
    let kept: Option<Vec<String>> = standing.map(|listing| vec![listing.channel.clone()]);
    let (mut candidates, mut objections) = (Vec::new(), Vec::new());
    for channel in kept.as_deref().unwrap_or(channels) {
        match candidate(shop, goods, offer, evidence, channel, landed) {
            Ok(candidate) => candidates.push(candidate),
            Err(why) => objections.push((channel.as_str(), why)),
        }
    }
    let offers: Vec<ChannelOffer> = candidates
        .iter()
        .map(|one| ChannelOffer { channel: one.evidence.channel.clone(), net: one.price.net })
        .collect();
    let Some((index, chosen)) = choose_channel(&offers, &settings.preferred, settings.preferred_within_pct) else {
        return Err(said(&objections));
    };
    let Candidate { evidence: page, price } = candidates.swap_remove(index);
    let mut why = vec![if standing.is_some() { "the channel it is on already".to_owned() } else { chosen }];
    why.extend(price.why);
    why.push(landed_why.clone());
    why.extend(objections.iter().map(|(channel, why)| format!("not on {channel}: {why}")));

    let mut asked = price.price;
    if let Some(before) =
        standing.filter(|listing| listing.state == "live" && listing.price.currency() == asked.currency())
    {
        let shown = before.price.amount();
        let kept = shown.min(price.ceiling.amount()).max(price.floor.amount());
        // A price moves by `reprice`, with its guards; a listing that is written anew does not carry it along.
        if kept < shown || kept > shown + shown {
            return Err(format!(
                "it shows {}, and by what is known now it may cost {} to {}: see whether that is right, then `arb reprice`",
                before.price, price.floor, price.ceiling
            ));
        }
        asked = Money::new(kept, asked.currency());
    }
    let net = Money::new(price.net.amount(), asked.currency());
    let net = if asked == price.price { net } else { net_at(shop, offer, &page, asked, landed) };
    let title = page.title.as_deref().or(goods.title.as_deref()).or(offer.title.as_deref()).unwrap_or(product);
    let ids = ids(product, &page, offer);
    let category =
        page.category.clone().or_else(|| offer.category.clone()).or_else(|| shop.config.market.category.clone());
    let facts = Facts {
        title,
        brand: page.brand.as_deref().or(offer.brand.as_deref()),
        condition: goods.condition.as_deref(),
        category: category.as_deref(),
        pack: page.pack,
        product: &ids,
        extra: Some(&offer.extra),
    };
    let channel = page.channel.as_str();
    let content = content(channel, &facts, shop.templates.of(category.as_deref()));
    let (refused, breaches): (Vec<Breach>, Vec<Breach>) =
        check(channel, &content).into_iter().partition(|breach| breach.hard);
    if !refused.is_empty() {
        let all = refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        return Err(format!("{channel} would refuse its text: {all}"));
    }
    why.extend(content.removed.iter().map(|removed| format!("left out of the text: {removed}")));
    why.extend(breaches.iter().map(|breach| format!("{channel} advises: {breach}")));
    let fba = warehouse_ships(channel, &shop.config.market.program);
    Ok(Plan {
        new: NewListing {
            channel: channel.to_owned(),
            sku: goods.sku.clone(),
            record_id: record.id().map(str::to_owned),
            product: Some(product.clone()),
            quantity: goods.units,
            price: asked,
            floor: price.floor,
            ceiling: price.ceiling,
            condition: goods
                .condition
                .clone()
                .filter(|text| !text.trim().is_empty())
                .unwrap_or_else(|| "new".to_owned()),
            title: content.title.clone(),
            description: content.description.clone(),
            payload: Some(serde_json::json!({ "why": why, "landed": landed })),
        },
        program: if fba { "fba" } else { "fbm" }.to_owned(),
        category,
        weight_g: page.weight_g.or(offer.weight_g),
        dims: page.dims.clone().or_else(|| offer.dims.clone()),
        net,
        why,
        ids,
        content,
        breaches,
        evidence: evidence.clone(),
    })
}

/// Everything known about selling a product: the market now, what was stored, and what the record was judged on.
async fn evidence(
    store: &Store,
    shop: &Shop,
    product: &str,
    offer: &Offer,
    analysis: Option<&Analysis>,
) -> Result<Vec<Evidence>> {
    let mut found = Vec::new();
    for (_, market) in shop.desk.markets(&[])? {
        found.extend(market.snapshot(&[product.to_owned()]).await?);
    }
    found.extend(store.evidence(product)?);
    if let Some((analysis, sell)) = analysis.and_then(|analysis| Some((analysis, analysis.sell.as_ref()?))) {
        let mut row =
            Evidence::of(analysis.product.clone(), &analysis.channel, sell.price.currency(), sell.source.as_str());
        row.category.clone_from(&analysis.category);
        row.title.clone_from(&analysis.title);
        row.as_of = sell.as_of;
        row.condition.clone_from(&offer.condition);
        row.weight_g = offer.weight_g;
        row.dims.clone_from(&offer.dims);
        (row.p10, row.p50, row.p90) = (Some(sell.p10.amount()), Some(sell.price.amount()), Some(sell.p90.amount()));
        found.push(row);
    }
    Ok(found)
}

/// The price on one channel, or why there is none.
fn candidate(
    shop: &Shop,
    goods: &Goods,
    offer: &Offer,
    evidence: &[Evidence],
    channel: &str,
    landed: Money,
) -> Result<Candidate, String> {
    let rows: Vec<&Evidence> = evidence
        .iter()
        .filter(|row| {
            row.channel == channel && condition(row.condition.as_deref()) == condition(goods.condition.as_deref())
        })
        .collect();
    match rows.iter().filter_map(|row| row.restriction).find(|known| *known != Restriction::Unknown) {
        Some(Restriction::NotEligible) => return Err("we may not sell it there".to_owned()),
        Some(Restriction::NeedsApproval) => return Err("selling it there needs an approval first".to_owned()),
        Some(Restriction::Allowed | Restriction::Unknown) | None => {}
    }
    let fba = warehouse_ships(channel, &shop.config.market.program);
    let named = rows.iter().find_map(|row| Some((*row, prices(row, &shop.rules, fba)?)));
    let Some((first, prices)) = named else { return Err("no price is known there".to_owned()) };
    if first.currency != landed.currency() {
        return Err(format!("its prices are in {}, the goods cost {}", first.currency, landed.currency()));
    }
    // One source may know the price and another one the size.
    let mut row = first.clone();
    for other in &rows {
        row.category = row.category.or_else(|| other.category.clone());
        row.weight_g = row.weight_g.or(other.weight_g);
        row.dims = row.dims.or_else(|| other.dims.clone());
        row.title = row.title.or_else(|| other.title.clone());
        row.brand = row.brand.or_else(|| other.brand.clone());
        row.hazmat = row.hazmat.or(other.hazmat);
    }
    let usable = |price: &Decimal| *price > Decimal::ZERO && *price <= MOST;
    let now = row.buy_box.or(if fba { row.lowest_fba } else { row.lowest_fbm }).filter(usable);
    let settings = &shop.config.list;
    let reference = Reference {
        p50: prices.p50,
        p10: prices.p10,
        p90: prices.p90,
        now,
        amazon: row.buy_box.filter(|price| row.amazon_in_stock == Some(true) && usable(price)),
        map: settings.map_of(&goods.sku, row.brand.as_deref().or(offer.brand.as_deref())),
    };
    let floors = Floors { roi_pct: settings.floor_roi_pct, margin_pct: Decimal::ZERO, profit: settings.floor_profit };
    let fees = fees(shop, offer, &row);
    let price = list_price(landed, &fees, &reference, &floors, settings.ceiling_pct, shop.rules.price.amazon_cap_pct)
        .map_err(|why| why.to_string())?;
    Ok(Candidate { evidence: row, price })
}

/// The lowest price of a listing that leaves this return on landed cost, by what is known now; `None` where a cost, a price or
/// a fee is not known.
pub async fn floor_at(
    store: &Store,
    shop: &Shop,
    record: &Record,
    listing: &store::Listing,
    roi_pct: Decimal,
) -> Result<Option<Money>> {
    let stock = store.stock_of(&listing.sku)?;
    let (Some(stock), Some(product)) = (stock, listing.product.clone()) else { return Ok(None) };
    let goods = Goods {
        sku: listing.sku.clone(),
        product: Some(product.clone()),
        title: stock.title.clone(),
        condition: stock.condition.clone(),
        unit_cost: stock.unit_cost(),
        units: listing.quantity,
    };
    let offer = offer_of(record, &goods, shop.now)?;
    let analysis: Option<Analysis> = record.get(Stage::Analysis)?;
    let evidence = evidence(store, shop, &product, &offer, analysis.as_ref()).await?;
    let (landed, _) = landed(shop, &goods, &offer);
    let Ok(Candidate { evidence: page, .. }) = candidate(shop, &goods, &offer, &evidence, &listing.channel, landed)
    else {
        return Ok(None);
    };
    let floors = Floors { roi_pct, ..Floors::default() };
    let found = floors.price(landed.amount(), &fees(shop, &offer, &page), listing.price.amount(), landed.currency());
    Ok(found.map(|price| Money::new(price, landed.currency())))
}

fn fees<'a>(shop: &'a Shop, offer: &Offer, page: &Evidence) -> MarketFees<'a> {
    let pack = page.pack.unwrap_or(1).max(1);
    MarketFees::new(&shop.catalog, shop.today, offer, page, pack, &shop.config.market, &shop.rules)
}

fn net_at(shop: &Shop, offer: &Offer, page: &Evidence, price: Money, landed: Money) -> Money {
    use crate::domain::feebook::FeeBook;
    let taken = fees(shop, offer, page).fees_at(price.amount()).total;
    Money::new(price.amount() - taken - landed.amount(), price.currency())
}

/// What a unit costs until it can be sold: its share of what was charged, inbound where the offer named no shipping (else it
/// is in the charge), and preparation.
fn landed(shop: &Shop, goods: &Goods, offer: &Offer) -> (Money, String) {
    let costs = &shop.config.costs;
    let inbound = if offer.shipping.is_none() { costs.inbound } else { Decimal::ZERO };
    let landed = Money::new(goods.unit_cost.amount() + inbound + costs.prep, goods.unit_cost.currency());
    let why = format!("landed {landed}: {} charged + {inbound} inbound + {} prep", goods.unit_cost, costs.prep);
    (landed, why)
}

fn condition(text: Option<&str>) -> String {
    let text = text.unwrap_or("new").trim().to_lowercase().replace(['_', '-'], " ");
    if text.is_empty() { "new".to_owned() } else { text }
}

fn ids(product: &str, page: &Evidence, offer: &Offer) -> ProductIds {
    let gtin = page.product.gtin.clone().or_else(|| offer.product.gtin.clone());
    let gtin = gtin.or_else(|| product.strip_prefix("gtin:").map(str::to_owned));
    let asin = page.product.asin.clone().or_else(|| offer.product.asin.clone());
    let other = page.product.keys().into_iter().chain(offer.product.keys()).filter(|key| key != product);
    ProductIds {
        key: Some(product.to_owned()),
        gtin,
        asin,
        other: other.collect::<BTreeSet<_>>().into_iter().collect(),
    }
}

/// The objections of all channels as one sentence.
fn said(objections: &[(&str, String)]) -> String {
    match objections {
        [] => "no price leaves enough after fees".to_owned(),
        [(_, first), rest @ ..] if rest.iter().all(|(_, why)| why == first) => first.clone(),
        many => many.iter().map(|(channel, why)| format!("{channel}: {why}")).collect::<Vec<_>>().join("; "),
    }
}
