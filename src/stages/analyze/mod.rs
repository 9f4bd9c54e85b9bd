//! Analyze: each offer beside what is known of its market, judged.

mod best;
mod book;
mod saved;
mod sieve;
mod sifted;
mod sorted;

use std::cell::LazyCell;

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    config::{Costs, Limits, Market},
    domain::{
        analysis::{self, Analysis, Holdings, Input, Matched, Parts, Verdict, compare},
        evidence::Evidence,
        fees::{Catalog, Schedules},
        market_fees::MarketFees,
        money::Currency,
        offer::{Offer, ProductIds},
        page_fees::PageFees,
        rules::Rules,
    },
};

pub use best::Best;
pub use book::PriceBook;
pub use saved::keepa_reply;
pub use sieve::{Keep, Sieve};
pub use sifted::{Form, Judged, Shown, Sifted};
pub use sorted::{By, Rank, Sorted};

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
    /// Whether risk can count against anything by the rules ([`counts`](crate::domain::risk::counts)).
    pub risk_counts: bool,
    /// What of a judgement is worked out beside its verdict.
    pub parts: Parts,
}

impl Analyst<'_> {
    /// The fees of what market pages alone describe.
    pub fn fees_of_pages(&self) -> PageFees<'_> {
        let on = self.now.to_zoned(TimeZone::UTC).date();
        PageFees::new(self.fees, self.schedules, on, self.channel, self.market, self.rules)
    }

    /// Judges one offer.
    pub fn judge(&self, offer: &Offer, evidence: Option<&Evidence>) -> Analysis {
        self.judge_if(offer, evidence, |_| true).expect("every verdict is wanted")
    }

    /// Judges one offer, and explains the verdict where it is `wanted`; another one is an error.
    pub fn judge_if(
        &self,
        offer: &Offer,
        evidence: Option<&Evidence>,
        wanted: impl Fn(Verdict) -> bool,
    ) -> Result<Analysis, Verdict> {
        let on = self.now.to_zoned(TimeZone::UTC).date();
        let nothing = LazyCell::new(|| Evidence::of(ProductIds::default(), self.channel, self.account, "nobody"));
        let page = evidence.unwrap_or_else(|| &nothing);
        // Most verdicts of a long list are not wanted: they are found without a word, before one is put into words.
        let sifts = self.parts != Parts::NONE && !Verdict::ALL.into_iter().all(&wanted);
        let compared = |worded: bool| {
            evidence.map_or_else(Matched::none, |evidence| compare(offer, evidence, &self.rules.matching, worded))
        };
        let matched = compared(self.parts.match_words && !sifts);
        let fees = MarketFees::new(self.fees, on, offer, page, matched.pack_target, self.market, self.rules)
            .sharing(self.schedules);
        let mut input = Input {
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
            risk_counts: self.risk_counts,
            parts: self.parts,
        };
        if sifts {
            input.parts = Parts::NONE;
            match analysis::judge(&input, &wanted) {
                Ok(bare) if wanted(bare.verdict) => {
                    input.parts = self.parts;
                    input.matched = compared(self.parts.match_words);
                }
                other => return other,
            }
        }
        analysis::judge(&input, wanted)
    }
}
