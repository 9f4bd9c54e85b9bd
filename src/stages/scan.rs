//! Scan: offers in, compared with what was known, filtered, written down.

use std::{
    collections::{BTreeMap, BTreeSet, hash_map::Entry},
    hash::BuildHasher as _,
};

use anyhow::Result;
use foldhash::HashMap;
use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::{
    domain::{
        found::Found,
        money::Rounding,
        offer::{Change, Offer},
        record::Record,
    },
    store::{ScanId, Store},
    vendors::Query,
};

/// The most offers remembered to tell repeats within one run, some 40 MiB of them; beyond it the database tells them, as
/// unchanged.
const REMEMBERED: usize = 1_000_000;

/// Which offers are written, by how they differ from what the database knew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Select {
    /// New and changed ones.
    #[default]
    Fresh,
    /// All of them.
    All,
    /// New ones.
    New,
    /// Changed ones.
    Changed,
    /// Those that a complete scan no longer found.
    Gone,
}

/// Which offers are of interest.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// All of these are in the title, in any case.
    pub keywords: Vec<String>,
    /// None of these is.
    pub exclude: Vec<String>,
    /// The category contains this.
    pub category: Option<String>,
    /// The brand is this.
    pub brand: Option<String>,
    /// At least this price.
    pub min_price: Option<Decimal>,
    /// At most this price.
    pub max_price: Option<Decimal>,
    /// The seller is this, where the offer names one.
    pub seller: Option<String>,
}

impl Filter {
    /// What a search is for, as far as it can be told from an offer.
    pub fn of(query: &Query) -> Self {
        Self {
            keywords: query.keywords.clone(),
            exclude: query.exclude.clone(),
            category: query.category.clone(),
            brand: query.brand.clone(),
            min_price: query.min_price,
            max_price: query.max_price,
            seller: query.seller.clone(),
        }
    }

    /// Whether an offer is of interest.
    pub fn accepts(&self, offer: &Offer) -> bool {
        let has = |text: &Option<String>, part: &str| {
            text.as_ref().is_some_and(|text| text.to_lowercase().contains(&part.to_lowercase()))
        };
        let price = offer.price.amount();
        self.keywords.iter().all(|word| has(&offer.title, word))
            && !self.exclude.iter().any(|word| has(&offer.title, word))
            && self.category.as_ref().is_none_or(|category| has(&offer.category, category))
            && self
                .brand
                .as_ref()
                .is_none_or(|brand| offer.brand.as_ref().is_some_and(|of| of.to_lowercase() == brand.to_lowercase()))
            && self.seller.as_ref().is_none_or(|seller| offer.seller.as_ref().is_none_or(|of| of == seller))
            && self.min_price.is_none_or(|least| price >= least)
            && self.max_price.is_none_or(|most| price <= most)
    }
}

/// What became of the offers of a run; `read` is the sum of the others and the rejected ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Written.
    pub kept: u64,
    /// Seen before in this run.
    pub duplicate: u64,
    /// As the database knew them.
    pub unchanged: u64,
    /// Not of interest.
    pub filtered: u64,
    /// No longer offered.
    pub gone: u64,
    /// Of those read, the ones whose price fell to where the last judgement would have bought.
    pub crossed: u64,
    /// Of those of interest, the ones that were never seen before.
    pub new: u64,
    /// Of those of interest, the ones whose price fell.
    pub cheaper: u64,
    /// Of those of interest, the ones whose price rose.
    pub dearer: u64,
    /// Of those of interest, the ones that changed otherwise, or came back.
    pub otherwise: u64,
}

/// One scan under way.
pub struct Scan {
    filter: Filter,
    select: Select,
    dry_run: bool,
    /// What was seen in this run: the hash of id and seller → the lowest price, in minor units.
    seen: HashMap<u64, i64>,
    alike: foldhash::quality::RandomState,
    scans: BTreeMap<String, ScanId>,
    /// What became of the offers so far.
    pub counts: Counts,
    /// Sources that were asked for everything and were read to their end.
    whole: BTreeSet<String>,
    /// Sources that could not be asked to their end.
    pub failed: u64,
}

impl Scan {
    /// A scan with nothing seen yet. A dry run compares with the database and changes nothing.
    pub fn new(filter: Filter, select: Select, dry_run: bool) -> Self {
        Self {
            filter,
            select,
            dry_run,
            seen: HashMap::default(),
            alike: foldhash::quality::RandomState::default(),
            scans: BTreeMap::new(),
            counts: Counts::default(),
            whole: BTreeSet::new(),
            failed: 0,
        }
    }

    /// What is of interest from here on: each search has its own.
    pub fn narrow(&mut self, filter: Filter) {
        self.filter = filter;
    }

    /// Takes in the next offers; returns those to write, in order, each with `offer.change`.
    pub fn take(&mut self, store: &mut Store, found: Vec<Found>, now: Timestamp) -> Result<Vec<Found>> {
        let mut batches: BTreeMap<String, (Vec<usize>, Vec<Found>)> = BTreeMap::new();
        for (place, found) in found.into_iter().enumerate() {
            if self.is_duplicate(&found) {
                self.counts.duplicate += 1;
                continue;
            }
            let (places, batch) = match batches.get_mut(&found.offer.source) {
                Some(known) => known,
                None => batches.entry(found.offer.source.clone()).or_default(),
            };
            places.push(place);
            batch.push(found);
        }
        let mut out = Vec::new();
        for (source, (places, batch)) in batches {
            let changes = if self.dry_run {
                store.compare_offers(&batch)?
            } else {
                let scan = self.scan_of(store, &source, now)?;
                store.save_offers(&batch, Some(scan), now)?
            };
            for ((place, mut found), was) in places.into_iter().zip(batch).zip(changes) {
                let Found { id, offer, .. } = &mut found;
                offer.change = Some(was.change);
                offer.previous_price = was.previous_price;
                offer.crossed = None;
                // What was passed over at a higher price may be worth it now.
                if let Some(before) = was.previous_price {
                    let bar = store.bar(id)?.filter(|bar| bar.currency() == offer.price.currency());
                    offer.crossed =
                        bar.filter(|bar| offer.price.amount() <= bar.amount() && before.amount() > bar.amount());
                    self.counts.crossed += u64::from(offer.crossed.is_some());
                }
                let is_of_interest = self.filter.accepts(offer);
                if is_of_interest {
                    self.tell(offer);
                }
                if self.wants(offer, is_of_interest) {
                    out.push((place, found));
                }
            }
        }
        out.sort_by_key(|(place, _)| *place);
        Ok(out.into_iter().map(|(_, found)| found).collect())
    }

    /// Counts how an offer of interest differs from what was known.
    fn tell(&mut self, offer: &Offer) {
        let moved = offer.previous_price.filter(|before| before.currency() == offer.price.currency());
        let count = match (offer.change, moved) {
            (Some(Change::New), _) => &mut self.counts.new,
            (Some(Change::Changed), Some(before)) if offer.price.amount() < before.amount() => &mut self.counts.cheaper,
            (Some(Change::Changed), Some(before)) if offer.price.amount() > before.amount() => &mut self.counts.dearer,
            (Some(Change::Changed), _) => &mut self.counts.otherwise,
            _ => return,
        };
        *count += 1;
    }

    /// A saved search was read to its end, and these offers of it are gone: returns those to write.
    pub fn left(&mut self, gone: Vec<Record>) -> Vec<Record> {
        self.counts.gone += gone.len() as u64;
        if matches!(self.select, Select::All | Select::Gone) { gone } else { Vec::new() }
    }

    /// A source that was asked for everything was read to its end.
    pub fn whole(&mut self, source: &str) {
        self.whole.insert(source.to_owned());
    }

    /// The same as [`Scan::complete`] for those sources alone that were asked for everything they have.
    pub fn complete_asked(&mut self, store: &mut Store, now: Timestamp) -> Result<Vec<Record>> {
        self.scans.retain(|source, _| self.whole.contains(source));
        self.complete(store, now)
    }

    /// Every source was read to its end: what it no longer shows is gone. Returns the gone ones to write.
    pub fn complete(&mut self, store: &mut Store, now: Timestamp) -> Result<Vec<Record>> {
        let mut gone = Vec::new();
        for scan in std::mem::take(&mut self.scans).into_values() {
            gone.extend(store.complete_scan(scan, now)?);
        }
        Ok(self.left(gone))
    }

    /// Seen before in this run, at no higher price: a cheaper one of the same is a better offer, not a repeat.
    fn is_duplicate(&mut self, found: &Found) -> bool {
        let price = found.offer.price.to_minor(Rounding::Up).unwrap_or(i64::MAX);
        let full = self.seen.len() >= REMEMBERED;
        match self.seen.entry(self.alike.hash_one((&found.id, &found.offer.seller))) {
            Entry::Occupied(mut lowest) if price < *lowest.get() => {
                lowest.insert(price);
                false
            }
            Entry::Occupied(_) => true,
            Entry::Vacant(place) => {
                if !full {
                    place.insert(price);
                }
                false
            }
        }
    }

    fn wants(&mut self, offer: &Offer, is_of_interest: bool) -> bool {
        if !is_of_interest {
            self.counts.filtered += 1;
            return false;
        }
        let fits = match (self.select, offer.change) {
            (Select::All, _) => true,
            (Select::Gone, _) => false,
            (Select::New, change) => change == Some(Change::New),
            (Select::Changed, change) => change == Some(Change::Changed),
            (Select::Fresh, change) => change != Some(Change::Same),
        };
        if fits {
            self.counts.kept += 1;
        } else {
            self.counts.unchanged += 1;
        }
        fits
    }

    fn scan_of(&mut self, store: &mut Store, source: &str, now: Timestamp) -> Result<ScanId> {
        if let Some(scan) = self.scans.get(source) {
            return Ok(*scan);
        }
        let scan = store.begin_scan(source, now)?;
        self.scans.insert(source.to_owned(), scan);
        Ok(scan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Mode;

    fn found(item: &str, price: &str, title: &str) -> Found {
        let offer = serde_json::json!({
            "source": "shop", "item": item, "observed_at": "2026-06-01T00:00:00Z", "title": title,
            "price": {"amount": price, "currency": "USD"},
        });
        Found::fresh(serde_json::from_value(offer).unwrap())
    }

    fn ids(found: &[Found]) -> Vec<&str> {
        found.iter().map(|found| found.id.as_str()).collect()
    }

    #[test]
    fn a_second_scan_writes_what_is_new_or_changed_and_knows_what_is_gone() {
        let now: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        let mut store = Store::in_memory(Mode::Paper).unwrap();
        let mut first = Scan::new(Filter::default(), Select::Fresh, false);
        let batch = vec![found("1", "5.00", "a"), found("2", "6.00", "b"), found("1", "5.00", "a")];
        assert_eq!(ids(&first.take(&mut store, batch, now).unwrap()), ["shop:1", "shop:2"]);
        assert_eq!(first.counts.duplicate, 1);
        first.complete(&mut store, now).unwrap();

        let mut second = Scan::new(Filter::default(), Select::All, false);
        let out = second.take(&mut store, vec![found("1", "4.00", "a")], now).unwrap();
        let offer = &out[0].offer;
        assert_eq!(offer.change, Some(Change::Changed));
        assert_eq!(offer.previous_price.unwrap().to_string(), "$5.00");
        let gone = second.complete(&mut store, now).unwrap();
        assert_eq!(gone.iter().filter_map(Record::id).collect::<Vec<_>>(), ["shop:2"]);
    }

    #[test]
    fn a_cheaper_row_of_the_same_offer_is_no_repeat() {
        let now: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        let mut store = Store::in_memory(Mode::Paper).unwrap();
        let mut scan = Scan::new(Filter::default(), Select::Fresh, false);
        let batch = vec![found("1", "5.00", "a"), found("1", "4.50", "a"), found("1", "4.80", "a")];
        let out = scan.take(&mut store, batch, now).unwrap();
        let prices: Vec<String> = out.iter().map(|found| found.offer.price.to_string()).collect();
        assert_eq!(prices, ["$5.00", "$4.50"]);
        assert_eq!(scan.counts.duplicate, 1);
    }

    #[test]
    fn a_filter_reads_titles_and_prices() {
        let filter = Filter {
            keywords: vec!["LEGO".into()],
            exclude: vec!["used".into()],
            max_price: Some(Decimal::from(10)),
            ..Filter::default()
        };
        let check = |title: &str, price: &str, expected: bool| {
            let offer = found("1", price, title).offer;
            assert_eq!(filter.accepts(&offer), expected, "{title} {price}");
        };
        check("Lego set", "9.99", true);
        check("lego set, used", "9.99", false);
        check("Lego set", "10.01", false);
        check("Brick set", "9.99", false);
    }
}
