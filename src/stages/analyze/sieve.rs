//! The sieve: rows of an offer list become judgements, and those that are a skip for certain do not even become offers.
//!
//! A row is a skip when the book knows nothing of its product, or when its landed cost is above what [`worth_a_look`]
//! allows. Either is decided from product and price alone, by a bound that a full judgement never passes; what the bound
//! lets through is judged in full. So every verdict is the analyst's, and only the reasons of a skip are not worked out.

use std::{
    borrow::Cow,
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::Result;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::{
    Analyst, PriceBook,
    best::{Candidate, Read},
    book::{Bound, RowNumber},
};
use crate::{
    domain::{
        analysis::{ReasonCode, Verdict, is_hopeless, worth_a_look},
        distribution,
        evidence::Evidence,
        landed::AtLeast,
        market_fees::warehouse_ships,
        matching::pack::{can_state_a_pack, pack_of},
        offer::Offer,
        record::{Record, Stage},
    },
    pipe::{
        cells,
        offer_glance::{Glance, Seen},
        offer_rows::{self, OfferRows, record_of},
        parted,
        reader::{At, Fault, Head, Target},
    },
};

/// Reads offers and judges them beside a price book, on any number of threads.
pub struct Sieve<'a> {
    rows: OfferRows,
    analyst: &'a Analyst<'a>,
    book: &'a PriceBook,
    /// Ids that must be judged in full: the database holds an older judgement that is not a skip.
    watched: HashSet<String>,
    only: Vec<Verdict>,
    keep: Keep,
    /// Whether skips may be told apart without a judgement: nobody asked to see them.
    coarse: bool,
    landed: AtLeast,
    /// Whether fees only ever take: then a price is an upper bound of what it leaves.
    fees_take: bool,
    /// Whether offers are only read, to be judged when the cheapest of those alike are known.
    first: bool,
    tables: Mutex<Vec<Arc<Plan>>>,
}

/// What became of a row.
#[derive(Debug)]
pub enum Sifted {
    /// A verdict that nobody asked for.
    LeftOut {
        /// The verdict.
        verdict: Verdict,
        /// Nothing is known of its market.
        no_market: bool,
    },
    /// Judged.
    Judged(Box<Judged>),
    /// Read, and not judged yet.
    Candidate(Box<Candidate>),
    /// A record that holds no offer.
    PassedOn(Box<Record>),
}

impl Sifted {
    fn skip(no_market: bool) -> Self {
        Self::LeftOut { verdict: Verdict::Skip, no_market }
    }
}

/// A judgement, and what it was made of.
#[derive(Debug)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// Its primary reason.
    pub reason: ReasonCode,
    /// The record with the judgement.
    pub record: Record,
    /// The evidence it went by.
    pub evidence: Option<Evidence>,
}

/// Which judgements become records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Those with a verdict that is asked for.
    Shown,
    /// Every one.
    All,
}

/// What is known of a table before its rows come.
pub struct Plan {
    offers: offer_rows::Plan,
    glance: Option<Glance>,
    file: Arc<str>,
    stem: Arc<str>,
    number: usize,
}

impl<'a> Sieve<'a> {
    /// Judges what `rows` reads. `only` names the verdicts that are asked for, all where it is empty.
    pub fn new(
        rows: OfferRows,
        analyst: &'a Analyst<'a>,
        book: &'a PriceBook,
        only: &[Verdict],
        keep: Keep,
        watched: HashSet<String>,
    ) -> Self {
        let coarse = !only.is_empty() && !only.contains(&Verdict::Skip);
        let landed = AtLeast::new(analyst.costs, analyst.account);
        Self {
            rows,
            analyst,
            book,
            only: only.to_vec(),
            keep,
            watched,
            coarse,
            landed,
            fees_take: analyst.fees.only_takes(analyst.channel),
            first: false,
            tables: Mutex::default(),
        }
    }

    /// Reads only, and leaves the judging to [`Sieve::again`].
    #[must_use]
    pub fn reading_first(mut self) -> Self {
        self.first = true;
        self
    }

    /// Judges a row that was read before.
    pub fn again(&self, (table, line, text): Read) -> Result<Sifted, Fault> {
        let plan = self.tables.lock().unwrap_or_else(PoisonError::into_inner).get(table).cloned();
        let Some(Plan { offers: offer_rows::Plan::Offers(columns), file, stem, .. }) = plan.as_deref() else {
            let object = serde_json::from_str(&text).map_err(|why| Fault::new(why.to_string()))?;
            return self.record(Record(object), None);
        };
        let offer = self.rows.offer(columns, &At { file, stem, line }, &parted::split(&text))?;
        let offer = offer.ok_or_else(|| Fault::new("it is left out now, and was not before"))?;
        Ok(self.judge(&offer, || record_of(&offer)))
    }

    fn judge(&self, offer: &Offer, record: impl FnOnce() -> Record) -> Sifted {
        let evidence = self.book.find(&offer.product, self.analyst.channel);
        let kept = |verdict| self.keep == Keep::All || self.only.is_empty() || self.only.contains(&verdict);
        let analysis = match self.analyst.judge_if(offer, evidence.as_deref(), kept) {
            Ok(analysis) if kept(analysis.verdict) => analysis,
            Ok(analysis) => {
                return Sifted::LeftOut {
                    verdict: analysis.verdict,
                    no_market: analysis.reason == ReasonCode::NoMarket,
                };
            }
            Err(verdict) => return Sifted::LeftOut { verdict, no_market: false },
        };
        let mut record = record();
        record.set(Stage::Analysis, &analysis);
        let evidence = evidence.filter(|_| self.keep == Keep::All).map(Cow::into_owned);
        Sifted::Judged(Box::new(Judged { verdict: analysis.verdict, reason: analysis.reason, record, evidence }))
    }

    fn candidate(&self, offer: &Offer, row: (usize, u64, Box<str>)) -> Candidate {
        Candidate::new(offer, self.analyst.rules, row)
    }

    /// Whether an older judgement of this offer has to be replaced.
    fn is_watched(&self, seen: &Seen<'_>, stem: &str) -> bool {
        let id = |sku: &str| format!("{}:{}", self.rows.source_of(stem), offer_rows::item_number(sku));
        !self.watched.is_empty() && seen.sku.is_none_or(|sku| self.watched.contains(&id(sku)))
    }

    /// Whether a row is a skip for certain.
    fn skipped(&self, seen: &Seen<'_>) -> Option<Sifted> {
        let titles = self.analyst.rules.matching.titles;
        let seen = Seen { title: seen.title.filter(|_| titles), ..*seen };
        let Some(key) = seen.key else { return Some(Sifted::skip(false)) };
        let Some(row) = self.book.only(key).ok()? else { return Some(Sifted::skip(true)) };
        if seen.currency != self.analyst.account {
            return None;
        }
        let above = |most: i64| {
            let landed = |units: u32| self.landed.of(seen.price, units, seen.ships);
            landed(1) > most && (!packed(&seen) || landed(units(&seen)) > most)
        };
        let passes = match self.book.bound(row) {
            Bound::Most(most) => !above(most),
            Bound::Ceiling(ceiling) if self.fees_take && above(self.bound(Decimal::new(ceiling, 2))) => false,
            Bound::Ceiling(_) | Bound::Unknown => !above(self.worked_out(row)?),
        };
        (!passes).then_some(Sifted::skip(false))
    }

    /// The bound for what is left of a price, in minor units.
    fn bound(&self, after_fees: Decimal) -> i64 {
        let exponent = self.analyst.account.exponent();
        Bound::minor(worth_a_look(after_fees, self.analyst.rules, Decimal::new(1, exponent)), exponent)
    }

    /// The bound of a row of the book, worked out once; `None` where it depends on more than the book knows.
    fn worked_out(&self, row: RowNumber) -> Option<i64> {
        let evidence = self.book.evidence(row)?;
        let (rules, analyst) = (self.analyst.rules, self.analyst);
        if evidence.channel != analyst.channel || evidence.currency != analyst.account {
            return None;
        }
        let fba = warehouse_ships(&evidence.channel, &analyst.market.program);
        if is_hopeless(&evidence, rules, fba, analyst.now) {
            self.book.keep_bound(row, 0);
            return Some(0);
        }
        // What the page does not say, the offer may.
        if evidence.category.is_none() || evidence.weight_g.is_none() || evidence.dims.is_none() {
            return None;
        }
        let prices = distribution::prices(&evidence, rules, fba)?;
        let most = self.bound(prices.p50 - analyst.fees_at(&evidence, prices.p50));
        self.book.keep_bound(row, most);
        Some(most)
    }
}

/// A record as text.
fn in_full(record: &Record) -> Result<String, Fault> {
    serde_json::to_string(&record.0).map_err(|why| Fault::new(why.to_string()))
}

/// Whether a row may hold more than one sellable unit.
fn packed(seen: &Seen<'_>) -> bool {
    seen.pack.is_some() || seen.title.is_some_and(can_state_a_pack)
}

/// How many sellable units a row may hold.
fn units(seen: &Seen<'_>) -> u32 {
    pack_of(seen.title.unwrap_or_default(), seen.pack.and_then(cells::pack)).count().unwrap_or(1).max(1)
}

impl Target for Sieve<'_> {
    type Out = Sifted;
    type Plan = Arc<Plan>;

    fn plan(&self, head: &Head) -> Result<Arc<Plan>> {
        let offers = self.rows.plan(head)?;
        let glance = match &offers {
            offer_rows::Plan::Offers(columns) if self.coarse => {
                Glance::of(columns, &self.rows.mapping, self.rows.currency, head.delimiter)
            }
            _ => None,
        };
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, stem, number) = (Arc::clone(&head.file), Arc::clone(&head.stem), tables.len());
        let plan = Arc::new(Plan { offers, glance, file, stem, number });
        tables.push(Arc::clone(&plan));
        Ok(plan)
    }

    fn at_a_glance(&self, plan: &Arc<Plan>, row: &[u8]) -> Option<Sifted> {
        let seen = plan.glance.as_ref()?.look(row)?;
        if self.is_watched(&seen, &plan.stem) { None } else { self.skipped(&seen) }
    }

    fn row(&self, plan: &Arc<Plan>, at: &At<'_>, cells: &[Cow<'_, str>]) -> Result<Option<Sifted>, Fault> {
        match &plan.offers {
            offer_rows::Plan::Offers(columns) => {
                let Some(offer) = self.rows.offer(columns, at, cells)? else { return Ok(None) };
                if self.first {
                    let (table, text) = match parted::join(cells) {
                        Some(text) => (plan.number, text),
                        None => (usize::MAX, in_full(&record_of(&offer))?),
                    };
                    let candidate = self.candidate(&offer, (table, at.line, text.into_boxed_str()));
                    return Ok(Some(Sifted::Candidate(Box::new(candidate))));
                }
                Ok(Some(self.judge(&offer, || record_of(&offer))))
            }
            offer_rows::Plan::Records(_) => self
                .rows
                .row(&plan.offers, at, cells)?
                .map(|it| self.record(it, self.first.then_some(at.line)))
                .transpose(),
        }
    }

    fn object(&self, at: &At<'_>, object: Map<String, Value>) -> Result<Option<Sifted>, Fault> {
        let line = self.first.then_some(at.line);
        self.rows.object(at, object)?.map(|record| self.record(record, line)).transpose()
    }
}

impl Sieve<'_> {
    /// A record of our own: judged, or put away for later where its line is given.
    fn record(&self, record: Record, first: Option<u64>) -> Result<Sifted, Fault> {
        match (record.get::<Offer>(Stage::Offer), first) {
            (Ok(Some(offer)), Some(line)) => {
                let row = (usize::MAX, line, in_full(&record)?.into_boxed_str());
                Ok(Sifted::Candidate(Box::new(self.candidate(&offer, row))))
            }
            (Ok(Some(offer)), None) => Ok(self.judge(&offer, || record)),
            (Ok(None), _) => Ok(Sifted::PassedOn(Box::new(record))),
            (Err(why), _) => Err(Fault::new(why.to_string()).field("offer")),
        }
    }
}
