//! The sieve: rows of an offer list become judgements, and those that are a skip for certain do not even become offers.
//!
//! A row is a skip when the book knows nothing of its product, or when its landed cost is above what [`Worth`]
//! allows. Either is decided from product and price alone, by a bound that a full judgement never passes; what the bound
//! lets through is judged in full. So every verdict is the analyst's, and only the reasons of a skip are not worked out.

use std::{
    borrow::Cow,
    cell::LazyCell,
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::Result;
use serde_json::{Map, Value};

use super::{
    Analyst, PriceBook,
    best::{Candidate, Read},
    book::{Bound, Row},
    sifted::{Base, Form, Judged, Sifted},
};
use crate::{
    domain::{
        analysis::{ReasonCode, Verdict, Worth, is_hopeless},
        card_number, distribution,
        ids::Key,
        landed::AtLeast,
        market_fees::warehouse_ships,
        matching::pack::{can_state_a_pack, pack_of},
        money::{Money, Rounding, whole_minor},
        offer::Offer,
        page_fees::PageFees,
        record::{Record, Stage},
        risk,
    },
    pipe::{
        cells, delimited,
        offer_glance::{Glance, Seen, Sight},
        offer_line::{self, Offered},
        offer_rows::{self, OfferRows, record_of},
        parted,
        reader::{At, Fault, Glimpse, Head, Target},
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
    form: Form,
    /// Whether skips may be told apart without a judgement: nobody asked to see them.
    coarse: bool,
    landed: AtLeast,
    /// What a unit may cost for what a price leaves of itself; `None` where every row is judged in full.
    worth: Option<Worth>,
    fees: PageFees<'a>,
    /// Whether any product is a skip by its risk alone.
    risky: bool,
    /// Whether fees only ever take: then a price is an upper bound of what it leaves.
    fees_take: bool,
    /// Whether offers are only read, to be judged when the cheapest of those alike are known.
    first: bool,
    tables: Mutex<Vec<Arc<Plan>>>,
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
    delimiter: Option<u8>,
    number: usize,
}

impl<'a> Sieve<'a> {
    /// Judges what `rows` reads. `only` names the verdicts that are asked for, all where it is empty.
    pub fn new(
        rows: OfferRows,
        analyst: &'a Analyst<'a>,
        book: &'a PriceBook,
        only: &[Verdict],
        (keep, form): (Keep, Form),
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
            form,
            watched,
            coarse,
            landed,
            worth: Worth::new(analyst.rules, analyst.account.exponent()),
            fees: analyst.fees_of_pages(),
            risky: risk::highest(analyst.rules) > analyst.rules.risk.max_score,
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
        Ok(self.judge(&offer, Base::Offer(&offer)))
    }

    fn judge(&self, offer: &Offer, base: Base<'_>) -> Sifted {
        let evidence = self.book.find(&offer.product, self.analyst.channel);
        let kept = |verdict| self.keep == Keep::All || self.only.is_empty() || self.only.contains(&verdict);
        let analysis = match self.analyst.judge_if(offer, evidence.as_deref(), kept) {
            Ok(analysis) if kept(analysis.verdict) => analysis,
            Ok(analysis) => {
                return Sifted::left_out(analysis.verdict, analysis.reason == ReasonCode::NoMarket);
            }
            Err(verdict) => return Sifted::left_out(verdict, false),
        };
        let shown = self.form.of_judgement(base, &analysis);
        let evidence = evidence.filter(|_| self.keep == Keep::All).map(Cow::into_owned);
        Sifted::Judged(Box::new(Judged { verdict: analysis.verdict, reason: analysis.reason, shown, evidence }))
    }

    fn candidate(&self, offer: &Offer, row: (usize, u64, Box<str>)) -> Candidate {
        Candidate::new(offer, self.analyst.rules, row)
    }

    /// The candidate in a row, from what is seen of it.
    fn seen(&self, plan: &Plan, at: &At<'_>, row: &str, seen: &Seen<'_>) -> Option<Sifted> {
        let offer_rows::Plan::Offers(columns) = &plan.offers else { return None };
        let cells = delimited::fields(row, plan.delimiter?);
        // The full reader refuses such a row.
        if cells.iter().zip(&columns.names).any(|(cell, column)| card_number::is_in(column, cell)) {
            return None;
        }
        let text = parted::join(&cells)?.into_boxed_str();
        let further = plan.glance.as_ref()?.further(row)?;
        let candidate = Candidate::seen(seen, further, self.analyst.rules, (plan.number, at.line, text))?;
        Some(Sifted::Candidate(Box::new(candidate)))
    }

    /// Whether an older judgement of this offer has to be replaced.
    fn is_watched(&self, seen: &Seen<'_>, stem: &str) -> bool {
        let id = |sku: &str| format!("{}:{}", self.rows.source_of(stem), offer_rows::item_number(sku));
        !self.watched.is_empty() && seen.sku.is_none_or(|sku| self.watched.contains(&id(sku)))
    }

    /// Whether a row is a skip for certain.
    fn skipped(&self, seen: &Seen<'_>) -> Option<Sifted> {
        let Some(key) = seen.key else { return Some(Sifted::left_out(Verdict::Skip, false)) };
        let Some(row) = self.book.only(key).ok()? else { return Some(Sifted::left_out(Verdict::Skip, true)) };
        if seen.currency != self.analyst.account {
            return None;
        }
        // Titles are only read where a single unit is too dear.
        let units = LazyCell::new(|| if packed(seen) { units(seen) } else { 1 });
        let above = |most: i64| {
            let landed = |units: u32| self.landed.of(seen.price, units, seen.ships);
            landed(1) > most && landed(*units) > most
        };
        let bound = match row.bound() {
            known @ (Bound::Most(_) | Bound::Unpriced) => known,
            Bound::Ceiling(ceiling) if self.fees_take => {
                let loose = self.worth?.of(ceiling);
                row.keep_bound(Bound::Loose(loose));
                if above(loose) { Bound::Most(loose) } else { self.worked_out(row)? }
            }
            Bound::Loose(most) if above(most) => Bound::Most(most),
            Bound::Loose(_) | Bound::Ceiling(_) | Bound::Unknown => self.worked_out(row)?,
        };
        match bound {
            Bound::Most(most) if above(most) => Some(Sifted::left_out(Verdict::Skip, false)),
            // Why a product without a price is a skip, the judgement says.
            _ => None,
        }
    }

    /// The bound of a row of the book, worked out once; `None` where it depends on more than the book knows.
    fn worked_out(&self, row: Row<'_>) -> Option<Bound> {
        let evidence = self.book.figures(row)?;
        let (rules, analyst) = (self.analyst.rules, self.analyst);
        if evidence.channel != analyst.channel || evidence.currency != analyst.account {
            return None;
        }
        let fba = warehouse_ships(&evidence.channel, &analyst.market.program);
        let bound = match distribution::bare_prices(&evidence, rules, fba) {
            None => Bound::Unpriced,
            Some(prices) if is_hopeless(&evidence, &prices, rules, fba, analyst.now, self.risky) => Bound::Most(0),
            // What the page does not say, the offer may.
            Some(_) if evidence.category.is_none() || evidence.weight_g.is_none() || evidence.dims.is_none() => {
                return None;
            }
            Some(prices) => {
                let price = whole_minor(prices.p50, analyst.account.exponent())?;
                Bound::Most(self.worth?.of(price.checked_sub(self.fees.at(&evidence, price)?)?))
            }
        };
        row.keep_bound(bound);
        Some(bound)
    }
}

/// A record as text.
fn in_full(record: &Record) -> Result<String, Fault> {
    serde_json::to_string(&record.0).map_err(|why| Fault::new(why.to_string()))
}

/// What is seen of an offer that stands in a record, as it is of a row.
fn seen_in<'o>(offer: &'o Offered<'_>, titles: bool) -> Option<Seen<'o>> {
    let (gtin, asin) = (offer.gtin(), offer.asin());
    let number = offer.key().and_then(|key| key.split_once(':')).map(|(_, number)| number);
    let key = match offer.key() {
        Some(key) => Some(Key::parse(key)?),
        None => None,
    };
    // Further keys of one product are those that a row has, too: its GTIN, and the ASIN that a book's GTIN is.
    let same_gtin = gtin.is_none_or(|gtin| number == Some(gtin) && key.is_some_and(Key::is_gtin));
    let same_asin = asin.is_none_or(|asin| {
        let by_asin = Key::parse_asin(asin);
        key.is_some() && (by_asin == key || by_asin.and_then(Key::as_gtin) == key)
    });
    let currency = offer.price.currency();
    let shipping = offer.shipping.is_none_or(|shipping| shipping.currency() == currency && !shipping.is_negative());
    if !same_gtin || !same_asin || offer.has_other_keys() || !shipping || offer.pack.is_some() {
        return None;
    }
    let price = offer.price.to_minor(Rounding::Down).ok().filter(|minor| *minor > 0)?;
    Some(Seen {
        key,
        price,
        exact: Money::from_minor(price, currency) == offer.price,
        currency,
        sku: None,
        ships: offer.shipping.is_some(),
        title: offer.title().filter(|_| titles).map(Cow::Borrowed),
        pack: None,
    })
}

/// Whether a row may hold more than one sellable unit.
fn packed(seen: &Seen<'_>) -> bool {
    seen.pack.is_some() || seen.title.as_deref().is_some_and(can_state_a_pack)
}

/// How many sellable units a row may hold.
fn units(seen: &Seen<'_>) -> u32 {
    pack_of(seen.title.as_deref().unwrap_or_default(), seen.pack.and_then(cells::pack)).count().unwrap_or(1).max(1)
}

impl Target for Sieve<'_> {
    type Out = Sifted;
    type Plan = Arc<Plan>;

    fn plan(&self, head: &Head) -> Result<Arc<Plan>> {
        let offers = self.rows.plan(head)?;
        let glance = match &offers {
            offer_rows::Plan::Offers(columns) if self.coarse => {
                let titles = self.analyst.rules.matching.titles;
                Glance::of(columns, &self.rows.mapping, (self.rows.currency, titles), head.delimiter)
            }
            _ => None,
        };
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, stem, number) = (Arc::clone(&head.file), Arc::clone(&head.stem), tables.len());
        let plan = Arc::new(Plan { offers, glance, file, stem, delimiter: head.delimiter, number });
        tables.push(Arc::clone(&plan));
        Ok(plan)
    }

    fn together(&self) -> usize {
        if self.coarse { 8 << 10 } else { 4096 }
    }

    fn at_a_glance(
        &self,
        plan: &Arc<Plan>,
        at: &At<'_>,
        row: &str,
        terse: bool,
        _: Option<&mut Sifted>,
    ) -> Option<Glimpse<Sifted>> {
        match plan.glance.as_ref()?.look(row)? {
            Sight::Fault => terse.then_some(Glimpse::Rejected),
            Sight::Offer(seen) if self.is_watched(&seen, &plan.stem) => None,
            Sight::Offer(seen) => {
                let candidate = || self.first.then(|| self.seen(plan, at, row, &seen)).flatten();
                self.skipped(&seen).or_else(candidate).map(Glimpse::Made)
            }
        }
    }

    fn object_at_a_glance(&self, line: &[u8]) -> Option<Sifted> {
        let (id, offer) = if self.coarse { offer_line::offer_in(line)? } else { return None };
        let seen = seen_in(&offer, self.analyst.rules.matching.titles)?;
        if self.watched.contains(&*id) { None } else { self.skipped(&seen) }
    }

    fn joined(&self, last: &mut Sifted, next: Sifted) -> Option<Sifted> {
        match (last, next) {
            (
                Sifted::LeftOut { verdict, no_market, rows },
                Sifted::LeftOut { verdict: v, no_market: n, rows: more },
            ) if (*verdict, *no_market) == (v, n) => {
                *rows += more;
                None
            }
            (_, next) => Some(next),
        }
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
                Ok(Some(self.judge(&offer, Base::Offer(&offer))))
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
            (Ok(Some(offer)), None) => Ok(self.judge(&offer, Base::Record(record, &offer))),
            (Ok(None), _) => Ok(Sifted::PassedOn(Box::new(self.form.of_record(record)))),
            (Err(why), _) => Err(Fault::new(why.to_string()).field("offer")),
        }
    }
}
