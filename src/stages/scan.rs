//! Scan: offers in, compared with what was known, filtered, written down.

use std::{
    collections::{
        BTreeMap, BTreeSet, HashMap,
        hash_map::{DefaultHasher, Entry},
    },
    hash::{Hash, Hasher},
};

use anyhow::Result;
use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::{
    domain::{
        money::Rounding,
        offer::{Change, Offer},
        record::{Record, Stage},
    },
    store::{ScanId, Store},
    vendors::Query,
};

/// The most ids remembered to tell duplicates within one run; beyond it the database tells them.
const REMEMBERED: usize = 4_000_000;

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
        let (seen, scans, counts) = (HashMap::new(), BTreeMap::new(), Counts::default());
        Self { filter, select, dry_run, seen, scans, counts, whole: BTreeSet::new(), failed: 0 }
    }

    /// What is of interest from here on: each search has its own.
    pub fn narrow(&mut self, filter: Filter) {
        self.filter = filter;
    }

    /// Takes in the next offers; returns those to write, in order, each with `offer.change`.
    pub fn take(&mut self, store: &mut Store, records: Vec<Record>, now: Timestamp) -> Result<Vec<Record>> {
        let mut batches: BTreeMap<String, Vec<(usize, Record, Offer)>> = BTreeMap::new();
        let mut order = 0;
        for record in records {
            let Some(offer) = record.get::<Offer>(Stage::Offer)? else { continue };
            if self.is_duplicate(&record, &offer) {
                self.counts.duplicate += 1;
                continue;
            }
            batches.entry(offer.source.clone()).or_default().push((order, record, offer));
            order += 1;
        }
        let mut out = Vec::new();
        for (source, batch) in batches {
            let records: Vec<Record> = batch.iter().map(|(_, record, _)| record.clone()).collect();
            let changes = if self.dry_run {
                store.compare_offers(&records)?
            } else {
                let scan = self.scan_of(store, &source, now)?;
                store.save_offers(&records, Some(scan), now)?
            };
            for ((place, mut record, mut offer), was) in batch.into_iter().zip(changes) {
                offer.change = Some(was.change);
                offer.previous_price = was.previous_price;
                offer.crossed = None;
                // What was passed over at a higher price may be worth it now.
                if let (Some(before), Some(id)) = (was.previous_price, record.id()) {
                    let bar = store.bar(id)?.filter(|bar| bar.currency() == offer.price.currency());
                    offer.crossed =
                        bar.filter(|bar| offer.price.amount() <= bar.amount() && before.amount() > bar.amount());
                    self.counts.crossed += u64::from(offer.crossed.is_some());
                }
                if self.filter.accepts(&offer) {
                    self.tell(&offer);
                }
                if self.wants(&offer) {
                    record.set(Stage::Offer, &offer);
                    out.push((place, record));
                }
            }
        }
        out.sort_by_key(|(place, _)| *place);
        Ok(out.into_iter().map(|(_, record)| record).collect())
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
    fn is_duplicate(&mut self, record: &Record, offer: &Offer) -> bool {
        let mut hasher = DefaultHasher::new();
        record.id().hash(&mut hasher);
        offer.seller.hash(&mut hasher);
        let price = offer.price.to_minor(Rounding::Up).unwrap_or(i64::MAX);
        let full = self.seen.len() >= REMEMBERED;
        match self.seen.entry(hasher.finish()) {
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

    fn wants(&mut self, offer: &Offer) -> bool {
        if !self.filter.accepts(offer) {
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

    fn record(item: &str, price: &str, title: &str) -> Record {
        let mut record = Record::new(&format!("shop:{item}"));
        record.set(
            Stage::Offer,
            &serde_json::json!({
                "source": "shop", "item": item, "observed_at": "2026-06-01T00:00:00Z", "title": title,
                "price": {"amount": price, "currency": "USD"},
            }),
        );
        record
    }

    fn ids(records: &[Record]) -> Vec<&str> {
        records.iter().filter_map(Record::id).collect()
    }

    #[test]
    fn a_second_scan_writes_what_is_new_or_changed_and_knows_what_is_gone() {
        let now: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        let mut store = Store::in_memory(Mode::Paper).unwrap();
        let mut first = Scan::new(Filter::default(), Select::Fresh, false);
        let batch = vec![record("1", "5.00", "a"), record("2", "6.00", "b"), record("1", "5.00", "a")];
        assert_eq!(ids(&first.take(&mut store, batch, now).unwrap()), ["shop:1", "shop:2"]);
        assert_eq!(first.counts.duplicate, 1);
        first.complete(&mut store, now).unwrap();

        let mut second = Scan::new(Filter::default(), Select::All, false);
        let out = second.take(&mut store, vec![record("1", "4.00", "a")], now).unwrap();
        let offer: Offer = out[0].get(Stage::Offer).unwrap().unwrap();
        assert_eq!(offer.change, Some(Change::Changed));
        assert_eq!(offer.previous_price.unwrap().to_string(), "$5.00");
        assert_eq!(ids(&second.complete(&mut store, now).unwrap()), ["shop:2"]);
    }

    #[test]
    fn a_cheaper_row_of_the_same_offer_is_no_repeat() {
        let now: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        let mut store = Store::in_memory(Mode::Paper).unwrap();
        let mut scan = Scan::new(Filter::default(), Select::Fresh, false);
        let batch = vec![record("1", "5.00", "a"), record("1", "4.50", "a"), record("1", "4.80", "a")];
        let out = scan.take(&mut store, batch, now).unwrap();
        let prices: Vec<String> =
            out.iter().map(|record| record.get::<Offer>(Stage::Offer).unwrap().unwrap().price.to_string()).collect();
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
            let offer = record("1", price, title).get::<Offer>(Stage::Offer).unwrap().unwrap();
            assert_eq!(filter.accepts(&offer), expected, "{title} {price}");
        };
        check("Lego set", "9.99", true);
        check("lego set, used", "9.99", false);
        check("Lego set", "10.01", false);
        check("Brick set", "9.99", false);
    }
}
