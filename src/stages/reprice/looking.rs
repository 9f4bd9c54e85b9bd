//! Looking at the competition: what a channel shows now, what was seen before, how the listing sells; and the decision.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use super::Decided;
use crate::{
    config,
    domain::{
        analysis::Analysis,
        matching::condition,
        money::Money,
        offer::Offer,
        record::{Record, Stage},
        repricing::{
            Competitor, Decision, Guards, Move, RepriceInput, Rule, Seen, Strategy, Who, explained,
            ladder::{self, Pace},
            looks::{self, Look},
        },
    },
    stages::list::Shop,
    store::{Listing, PriceStep, Store},
    vendors::{Competition, Posted},
};

/// What is known about a listing beside its page.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Moves on its page, the oldest first.
    pub history: Vec<Move>,
    /// Earlier looks, the oldest first.
    pub seen: Vec<Seen>,
    /// Units sold in the window of `sales-rule`.
    pub sold: Option<u32>,
    /// Days until the stock is sold.
    pub cover_days: Option<Decimal>,
    /// What one unit cost us, by the books.
    pub cost: Option<Money>,
    /// What the analysis of its record took a unit to cost.
    pub known: Option<Money>,
    /// Whether the marketplace ships it.
    pub fba: bool,
    /// The floor of a sale below cost that a person agreed to.
    pub liquidation: Option<Money>,
    /// A floor above the listing's own.
    pub rung_floor: Option<Money>,
    /// The maker's minimum advertised price: a floor above every other one.
    pub map: Option<Decimal>,
}

/// The minimum advertised price of a SKU; its brand is that of the offer in its record.
pub fn map_of(settings: &config::List, record: &Record, sku: &str) -> Option<Decimal> {
    if settings.map.is_empty() {
        return None;
    }
    let offer: Option<Offer> = record.get(Stage::Offer).ok().flatten();
    settings.map_of(sku, offer.and_then(|offer| offer.brand).as_deref())
}

/// What the analysis in a record took one unit to cost, landed. What can't be read is not known.
pub fn landed_of(record: &Record) -> Option<Money> {
    let total = record.0.get("analysis")?.get("landed")?.get("total")?;
    serde_json::from_value(total.clone()).ok()
}

/// Looks at the competition of listings and decides about each, in their order. It keeps what it saw, and changes nothing else.
pub async fn look(store: &mut Store, shop: &Shop, rule: &Rule, listings: &[Listing]) -> Result<Vec<Decided>> {
    let mut pages: Vec<Result<Competition, String>> = Vec::new();
    pages.resize_with(listings.len(), || Err(String::new()));
    for (channel, places) in by_channel(listings) {
        let Some(shown) = shop.desk.channel(channel) else {
            places.iter().for_each(|place| pages[*place] = Err(format!("no vendor shows prices on {channel}")));
            continue;
        };
        let (places, posted): (Vec<usize>, Vec<Posted>) =
            places.iter().filter_map(|place| Some((*place, posted(&listings[*place])?))).unzip();
        let found = match shown.competition(&posted).await {
            Ok(found) => found,
            Err(why) => vec![Err(format!("the competition can't be seen: {why:#}")); posted.len()],
        };
        for (place, page) in places.into_iter().zip(found) {
            pages[place] = page;
        }
    }
    judge(store, shop, rule, listings, pages).await
}

/// Decides about listings whose pages were seen, in their order; a sentence stands for a page that was not.
pub async fn judge(
    store: &mut Store,
    shop: &Shop,
    rule: &Rule,
    listings: &[Listing],
    pages: Vec<Result<Competition, String>>,
) -> Result<Vec<Decided>> {
    let mut decided_all = Vec::with_capacity(listings.len());
    for (listing, page) in listings.iter().zip(pages) {
        let page = match page {
            Ok(page) => page,
            Err(why) => {
                let why = if why.is_empty() { "it has no listing id at the channel".to_owned() } else { why };
                // What it cost is known all the same: only its page is not.
                let cost = store.stock_of(&listing.sku)?.map(|stock| stock.unit_cost());
                decided_all.push(kept(listing, rule.strategy, cost, why));
                continue;
            }
        };
        let (rule, place) = place_of(store, shop, rule, listing).await?;
        let one = decided(listing, &rule, &shop.config.reprice, &page, &place, shop.now);
        store.remember_look(listing.id, &look_at(listing, &page, shop.now))?;
        decided_all.push(one);
    }
    Ok(decided_all)
}

fn by_channel(listings: &[Listing]) -> BTreeMap<&str, Vec<usize>> {
    let mut channels: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, listing) in listings.iter().enumerate() {
        channels.entry(&listing.channel).or_default().push(place);
    }
    channels
}

fn posted(listing: &Listing) -> Option<Posted> {
    Some(Posted {
        listing: listing.ext_id.clone()?,
        sku: listing.sku.clone(),
        product: listing.product.clone(),
        condition: listing.condition.clone(),
    })
}

fn kept(listing: &Listing, strategy: Strategy, cost: Option<Money>, why: String) -> Decided {
    let decision = Decision::Keep { why };
    let (buy_box, lowest, known, notes) = (None, None, None, Vec::new());
    Decided { listing: listing.clone(), strategy, buy_box, lowest, cost, known, decision, notes }
}

fn look_at(listing: &Listing, page: &Competition, at: Timestamp) -> Look {
    let mut rivals: BTreeMap<String, Decimal> = BTreeMap::new();
    for rival in page.rivals.iter().filter(|rival| rival.landed.currency() == listing.price.currency()) {
        let price = rival.landed.amount();
        rivals.entry(rival.seller.clone()).and_modify(|least| *least = price.min(*least)).or_insert(price);
    }
    Look { at, price: listing.price.amount(), ours: page.ours, suppressed: page.suppressed, rivals }
}

/// How a listing stands: its history, its sales, its rung. The rule comes back with the strategy of the rung.
async fn place_of(store: &mut Store, shop: &Shop, rule: &Rule, listing: &Listing) -> Result<(Rule, Place)> {
    let now = shop.now;
    let ago = |hours: i64| now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MIN);
    let earlier = store.looks(listing.id)?;
    let history = looks::moves(own_moves(&store.price_history(listing.id)?), &earlier);
    let window = i64::from(rule.sales.window_h);
    let sold = store.units_sold(&listing.channel, &listing.sku, ago(window))?;
    let month = store.units_sold(&listing.channel, &listing.sku, ago(24 * 30))?;
    // The stock of thirty days' sales; what never sold has no end in sight, and no figure.
    let cover_days = (Decimal::from(listing.quantity) * Decimal::from(30)).checked_div(Decimal::from(month));
    let stock = store.stock_of(&listing.sku)?;
    let fba = crate::domain::market_fees::warehouse_ships(&listing.channel, &shop.config.market.program);
    let mut place = Place {
        history,
        seen: earlier.iter().map(Look::seen).collect(),
        sold: Some(sold),
        cover_days,
        cost: stock.map(|stock| stock.unit_cost()),
        known: None,
        fba,
        liquidation: store.liquidation(listing.id, now)?.map(|agreed| agreed.floor),
        rung_floor: None,
        map: None,
    };
    let mut rule = rule.clone();
    let id = listing.record_id.clone().unwrap_or_else(|| format!("stock:{}", listing.sku));
    let record = store.record(&id)?.unwrap_or_else(|| Record::new(&id));
    place.known = landed_of(&record);
    place.map = map_of(&shop.config.list, &record, &listing.sku);
    if !rule.ladder.is_empty() {
        let pace = Pace { sold: since_live(store, listing)?, planned: planned(&record, age_days(listing, now)) };
        let before = store.ladder_standing(listing.id)?;
        if let Some(standing) = ladder::next(&rule.ladder, before, age_days(listing, now), pace, now) {
            if before != Some(standing) {
                store.stand_on(listing.id, standing)?;
            }
            let rung = rule.ladder[standing.rung];
            rule.strategy = rung.strategy;
            place.rung_floor = crate::stages::list::floor_at(store, shop, &record, listing, rung.roi_pct).await?;
        }
    }
    Ok((rule, place))
}

fn since_live(store: &Store, listing: &Listing) -> Result<u32> {
    store.units_sold(&listing.channel, &listing.sku, listing.live_at.unwrap_or(listing.created_at))
}

/// Units that were to be sold at this age: one in each span that the analysis expected one to take.
fn planned(record: &Record, age_days: u32) -> Option<u32> {
    let analysis: Analysis = record.get(Stage::Analysis).ok()??;
    age_days.checked_div(analysis.days_to_sell?.mid)
}

fn age_days(listing: &Listing, now: Timestamp) -> u32 {
    let since = listing.live_at.unwrap_or(listing.created_at);
    u32::try_from(now.duration_since(since).as_hours() / 24).unwrap_or(0)
}

/// Our own moves: from one shown price to the next.
fn own_moves(history: &[PriceStep]) -> Vec<Move> {
    let shown: Vec<&PriceStep> = history.iter().filter(|step| step.what == "acked").collect();
    shown
        .windows(2)
        .filter(|pair| pair[0].price != pair[1].price)
        .map(|pair| Move { at: pair[1].at, who: Who::Own, from: pair[0].price.amount(), to: pair[1].price.amount() })
        .collect()
}

/// Decides about a listing from what its page shows.
pub fn decided(
    listing: &Listing,
    rule: &Rule,
    settings: &config::Reprice,
    page: &Competition,
    place: &Place,
    now: Timestamp,
) -> Decided {
    let rivals: Vec<Competitor> = page
        .rivals
        .iter()
        .map(|rival| Competitor {
            seller: rival.seller.clone(),
            landed: rival.landed,
            fba: rival.fba,
            marketplace: rival.marketplace,
            comparable: rival.condition.as_deref().is_none_or(|theirs| condition::rivals(theirs, &listing.condition)),
            rating_pct: rival.rating_pct,
            ratings: rival.ratings,
            handling_h: rival.handling_h,
        })
        .collect();
    let bound = |money: Money| (money.amount() > Decimal::ZERO).then_some(money);
    let floor = bound(listing.floor).map(|floor| match place.rung_floor {
        Some(rung) if rung.currency() == floor.currency() && rung.amount() > floor.amount() => rung,
        _ => floor,
    });
    let map = place.map.map(|map| Money::new(map, listing.price.currency()));
    let higher = |price: Money| map.filter(|map| map.amount() > price.amount()).unwrap_or(price);
    let (decision, notes) = explained(&RepriceInput {
        rule,
        price: listing.price,
        fba: place.fba,
        floor: floor.map(higher),
        ceiling: bound(listing.ceiling),
        liquidation: place.liquidation.map(higher),
        rivals: &rivals,
        own_sellers: &settings.own_sellers,
        buy_box: page.buy_box,
        ours: page.ours,
        suppressed: page.suppressed,
        threshold: page.threshold,
        quantity: listing.quantity,
        age_days: age_days(listing, now),
        sold: place.sold,
        cover_days: place.cover_days,
        history: &place.history,
        seen: &place.seen,
        guards: Guards::of(settings),
        now,
    });
    let others = page.rivals.iter().filter(|rival| !settings.own_sellers.contains(&rival.seller));
    let lowest = others.map(|rival| rival.landed).min_by_key(Money::amount);
    let listing = listing.clone();
    let (buy_box, cost, known) = (page.buy_box, place.cost, place.known);
    Decided { listing, strategy: rule.strategy, buy_box, lowest, cost, known, decision, notes }
}
