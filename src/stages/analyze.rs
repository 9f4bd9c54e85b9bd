//! Analyze: each offer beside what is known of its market, judged.

use std::collections::HashMap;

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    config::{Costs, Limits, Market},
    domain::{
        analysis::{self, Analysis, Holdings, Input, Matched, compare},
        evidence::Evidence,
        fees::{Catalog, Schedules},
        market_fees::MarketFees,
        money::Currency,
        offer::{Offer, ProductIds},
        rules::Rules,
    },
};

/// Price evidence in memory, found by any key of its product.
#[derive(Default)]
pub struct PriceBook {
    rows: Vec<Evidence>,
    by_key: HashMap<String, Vec<u32>>,
}

impl PriceBook {
    /// Adds a row.
    pub fn add(&mut self, row: Evidence) {
        let place = u32::try_from(self.rows.len()).expect("a price book has fewer rows than u32 counts");
        for key in row.product.keys() {
            let places = self.by_key.entry(key).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
        self.rows.push(row);
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All rows.
    pub fn rows(&self) -> &[Evidence] {
        &self.rows
    }

    /// What is known of a product on a channel; where several rows fit, the newest, and of equals the last.
    pub fn find(&self, product: &ProductIds, channel: &str) -> Option<&Evidence> {
        product
            .keys()
            .iter()
            .filter_map(|key| self.by_key.get(key))
            .flatten()
            .map(|place| &self.rows[*place as usize])
            .filter(|row| row.channel == channel)
            .max_by_key(|row| row.as_of)
    }
}

/// Everything a judgement needs beside the offer and its evidence. One for a run; any number of threads may ask it.
pub struct Analyst<'a> {
    /// The fee cards.
    pub fees: &'a Catalog,
    /// What was worked out of them for this channel today, shared by products alike.
    pub schedules: &'a Schedules<'a>,
    /// The rules.
    pub rules: &'a Rules,
    /// What a unit costs beside its price.
    pub costs: &'a Costs,
    /// What may be spent.
    pub limits: &'a Limits,
    /// The account currency.
    pub account: Currency,
    /// The fee channel that things are sold on.
    pub channel: &'a str,
    /// The seller's terms there.
    pub market: &'a Market,
    /// The cash there is, in the account currency.
    pub cash: Option<rust_decimal::Decimal>,
    /// The time.
    pub now: Timestamp,
}

impl Analyst<'_> {
    /// Judges one offer.
    pub fn judge(&self, offer: &Offer, evidence: Option<&Evidence>) -> Analysis {
        let on = self.now.to_zoned(TimeZone::UTC).date();
        let nothing = Evidence::of(ProductIds::default(), self.channel, self.account, "nobody");
        let page = evidence.unwrap_or(&nothing);
        let matched = evidence.map_or_else(Matched::none, |evidence| compare(offer, evidence));
        let fees = MarketFees::new(self.fees, on, offer, page, matched.pack_target, self.market, self.rules)
            .sharing(self.schedules);
        analysis::analyze(&Input {
            offer,
            evidence,
            matched,
            fees: &fees,
            rules: self.rules,
            costs: self.costs,
            account: self.account,
            channel: self.channel,
            program: &self.market.program,
            limits: Some(self.limits),
            holdings: Holdings { cash: self.cash, ..Holdings::default() },
            now: self.now,
        })
    }
}
