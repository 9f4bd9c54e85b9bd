//! Asking every limit about one purchase at one moment, in the fixed order; then taking from all of them.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};
use rust_decimal::Decimal;

use super::{
    Budget, Denial,
    books::{self, ago},
    buckets::{self, Bucket, used_in_days},
    offers::{self, Offers},
    open_positions::{self, Open},
    vendors,
};
use crate::{
    domain::{
        limits::{Breaker, Day, Deal, Limit, Measure, UNKNOWN, drift},
        money::{Currency, Money, Rounding},
        order::Quote,
        record::Record,
    },
    error,
    store::{
        Store, approvals,
        purchases::Purchase,
        values::{Us, from_json},
    },
};

/// One purchase before the limits.
pub(in crate::store) struct Asking<'a> {
    purchase: &'a Purchase,
    budget: &'a Budget,
    quote: Option<&'a Quote>,
    now: Timestamp,
    currency: Currency,
    ask: i64,
    deal: Deal,
    offers: Offers,
    day: Day,
}

impl<'a> Asking<'a> {
    /// Gathers what the limits need to know of a purchase in the books. Refuses one in another currency than the limits.
    pub(in crate::store) fn new(
        tx: &Connection,
        purchase: &'a Purchase,
        budget: &'a Budget,
        quote: Option<&'a Quote>,
        now: Timestamp,
    ) -> Result<Self> {
        let evidence: Option<String> =
            tx.query_row("SELECT evidence FROM purchase WHERE id=?1", [purchase.id], |row| row.get(0))?;
        let deal = match evidence {
            Some(text) => Deal::read(&Record(from_json(&text, "the record of a purchase")?)),
            None => Deal::default(),
        };
        Self::over(tx, purchase, deal, budget, quote, now)
    }

    /// The same of one that is not in the books, with what its record says.
    pub(in crate::store) fn over(
        tx: &Connection,
        purchase: &'a Purchase,
        deal: Deal,
        budget: &'a Budget,
        quote: Option<&'a Quote>,
        now: Timestamp,
    ) -> Result<Self> {
        let currency = budget.caps.currency;
        if purchase.cap.currency() != currency {
            return Err(error::refused(format!(
                "purchase {} is in {}, the limits are in {currency}",
                purchase.id,
                purchase.cap.currency()
            ))
            .code("limit_currency")
            .hint("set `currency` to the currency you buy in")
            .into());
        }
        let ask = purchase.cap.to_minor(Rounding::Up)?;
        let day = buckets::day_of(tx, &budget.zone, now)?;
        let offers = offers::beside(tx, purchase, &deal, currency)?;
        Ok(Self { purchase, budget, quote, now, currency, ask, deal, offers, day })
    }

    fn buckets(&self) -> [Bucket<'_>; 4] {
        buckets::buckets(self.purchase, &self.budget.caps, self.ask, &self.day.name, &self.budget.run)
    }

    fn money(&self, limit: Limit, used: i64, cap: i64) -> Option<Denial> {
        let over = used.saturating_add(self.ask) > cap;
        over.then(|| Denial::money(limit, self.currency, used, cap, self.ask))
    }

    fn capped(&self, limit: Limit, used: i64) -> Option<Denial> {
        self.money(limit, used, self.budget.caps.minor(limit))
    }

    fn bucket(&self, tx: &Connection, place: usize) -> Result<Option<Denial>> {
        let bucket = &self.buckets()[place];
        // An open offer may be taken today; it counts for the day and its source, and not for a run that is over.
        let offered = match bucket.limit {
            Limit::PerDay => self.offers.all,
            Limit::PerSource => self.offers.source,
            _ => 0,
        };
        let used = bucket.used(tx)?.saturating_add(offered);
        if used.saturating_add(bucket.ask) <= bucket.cap {
            return Ok(None);
        }
        Ok(Some(match bucket.limit {
            Limit::OrdersPerDay => Denial::units(bucket.limit, used, bucket.cap, bucket.ask),
            _ => Denial::money(bucket.limit, self.currency, used, bucket.cap, bucket.ask),
        }))
    }
}

/// One question: whether a limit refuses.
type Question = fn(&Connection, &Asking<'_>) -> Result<Option<Denial>>;

/// Every limit of a purchase, in the order in which refusals are reported (money-safety 5.1).
const QUESTIONS: &[Question] = &[
    |_, asking| Ok(asking.capped(Limit::PerItem, 0)),
    |tx, asking| asking.bucket(tx, 0),
    |tx, asking| Ok(asking.capped(Limit::Per7Days, used_in_days(tx, &asking.day, 7)? + asking.offers.all)),
    |tx, asking| Ok(asking.capped(Limit::Per30Days, used_in_days(tx, &asking.day, 30)? + asking.offers.all)),
    |tx, asking| asking.bucket(tx, 1),
    of_seller,
    |tx, asking| asking.bucket(tx, 2),
    of_open_positions,
    of_unknown,
    |tx, asking| {
        let free = books::free_cash(tx, asking.currency)?;
        let free = free - books::refund_forecast(tx, asking.currency, asking.now)? - asking.offers.all;
        let floor = asking.budget.caps.minor(Limit::CashFloor);
        let low = free.saturating_sub(asking.ask) < floor;
        Ok(low.then(|| Denial::money(Limit::CashFloor, asking.currency, free, floor, asking.ask)))
    },
    of_profit,
    of_risk,
    |tx, asking| asking.bucket(tx, 3),
    of_velocity,
    of_age,
    |_, asking| {
        let (est, cap) = (&asking.purchase.est, &asking.purchase.cap);
        Ok(asking.quote.and_then(|quote| drift(est, cap, quote, &asking.budget.caps)))
    },
    of_anomaly,
    of_vendor,
    of_losses,
];

/// The first limit that refuses, all of them asked at one moment.
pub(in crate::store) fn refusal(tx: &Connection, asking: &Asking<'_>) -> Result<Option<Denial>> {
    for question in QUESTIONS {
        if let Some(denial) = question(tx, asking)? {
            return Ok(Some(denial));
        }
    }
    Ok(None)
}

/// Every limit that refuses.
pub(super) fn refusals(tx: &Connection, asking: &Asking<'_>) -> Result<Vec<Denial>> {
    let mut denials = Vec::new();
    for question in QUESTIONS {
        denials.extend(question(tx, asking)?);
    }
    Ok(denials)
}

/// Takes the budget of a reservation from every counter, and writes down what the purchase counts as.
pub(in crate::store) fn hold(tx: &Connection, reservation: i64, asking: &Asking<'_>) -> Result<()> {
    buckets::begin_day(tx, &asking.day)?;
    for bucket in asking.buckets() {
        bucket.take(tx, reservation)?;
    }
    let id = asking.purchase.id;
    tx.prepare_cached("INSERT OR REPLACE INTO purchase_class(purchase_id,category,brand) VALUES(?1,?2,?3)")?
        .execute(params![id, class(asking.deal.category.as_ref()), class(asking.deal.brand.as_ref())])?;
    for key in open_positions::keys(asking.purchase, &asking.deal) {
        tx.prepare_cached("INSERT OR IGNORE INTO purchase_key(purchase_id,key) VALUES(?1,?2)")?
            .execute(params![id, key])?;
    }
    Ok(())
}

/// The name that a category or brand is counted under.
pub(super) fn class(name: Option<&String>) -> &str {
    name.map_or(UNKNOWN, String::as_str)
}

/// L5: what is open with the seller, or was bought there in 30 days. An offer that names no seller counts for its source.
fn of_seller(tx: &Connection, asking: &Asking<'_>) -> Result<Option<Denial>> {
    let (source, seller) = (&asking.purchase.source, &asking.purchase.seller);
    if seller.is_empty() {
        return Ok(None);
    }
    let since = ago(asking.now, 30);
    let (used, known) = open_positions::with_seller(tx, source, seller, asking.currency, since)?;
    let used = used.saturating_add(asking.offers.seller);
    let denial = asking.capped(Limit::PerSeller, used);
    let denial = denial.or_else(|| if known { None } else { asking.capped(Limit::PerNewSeller, used) });
    Ok(denial.map(|denial| denial.of(seller)))
}

/// L7, L8, L9: what is held, on its way and in stock.
fn of_open_positions(tx: &Connection, asking: &Asking<'_>) -> Result<Option<Denial>> {
    let caps = &asking.budget.caps;
    let capital = books::capital(tx, asking.currency)?;
    let Open { all, category, brand, product, units } =
        open_positions::open(tx, asking.purchase, &asking.deal, asking.currency)?;
    let offers = &asking.offers;
    let (all, category, brand) = (all + offers.all, category + offers.category, brand + offers.brand);
    let (product, units) = (product + offers.product, units + offers.units);
    let share = |limit, used| asking.money(limit, used, caps.share_of(limit, capital));
    let (most, more) = (caps.count(Limit::UnitsPerProduct), i64::from(asking.purchase.units));
    let too_many =
        || (units.saturating_add(more) > most).then(|| Denial::units(Limit::UnitsPerProduct, units, most, more));
    Ok(share(Limit::CategoryPct, category)
        .map(|denial| denial.of(class(asking.deal.category.as_ref())))
        .or_else(|| share(Limit::BrandPct, brand).map(|denial| denial.of(class(asking.deal.brand.as_ref()))))
        .or_else(too_many)
        .or_else(|| asking.capped(Limit::PerProduct, product))
        .or_else(|| share(Limit::OpenPct, all)))
}

/// L10: reached is too much.
fn of_unknown(tx: &Connection, asking: &Asking<'_>) -> Result<Option<Denial>> {
    let caps = &asking.budget.caps;
    let (held, count) = open_positions::unknown(tx, asking.currency)?;
    let (amount, most) = (caps.minor(Limit::UnknownAmount), caps.count(Limit::UnknownEffects));
    if held > 0 && held >= amount {
        return Ok(Some(Denial::money(Limit::UnknownAmount, asking.currency, held, amount, asking.ask)));
    }
    Ok((count > 0 && count >= most).then(|| Denial::units(Limit::UnknownEffects, count, most, 1)))
}

/// L12: the purchase in a bad case.
fn of_profit(tx: &Connection, asking: &Asking<'_>) -> Result<Option<Denial>> {
    let caps = &asking.budget.caps;
    let (roi, profit) = (caps.value(Limit::MinRoiPct), caps.value(Limit::MinProfit));
    let share = books::refund_share(tx, asking.currency, asking.now)?;
    let Purchase { est, cap, units, .. } = asking.purchase;
    let Some(worst) = asking.deal.worst(est, cap, *units, share) else {
        return Ok(Some(Denial::number(Limit::MinRoiPct, roi, Measure::unknown())));
    };
    if let Some(pct) = worst.roi_pct.filter(|pct| *pct < roi) {
        let pct = Measure::number(Rounding::Down.apply(pct, 2));
        return Ok(Some(Denial::number(Limit::MinRoiPct, roi, pct)));
    }
    let money = |amount| Money::new(amount, asking.currency);
    Ok((worst.profit < profit).then(|| Denial {
        limit: Limit::MinProfit,
        key: None,
        used: Measure::Units(0),
        cap: Measure::Money(money(profit)),
        ask: Measure::Money(money(worst.profit).round(Rounding::Down)),
    }))
}

/// L13.
fn of_risk(_: &Connection, asking: &Asking<'_>) -> Result<Option<Denial>> {
    let most = asking.budget.caps.value(Limit::MaxRisk);
    Ok(match asking.deal.risk {
        Some(score) if score <= most => None,
        score => Some(Denial::number(Limit::MaxRisk, most, score.map_or_else(Measure::unknown, Measure::number))),
    })
}

/// L14, the hour and the gap: the orders to this source that are in the books, whatever became of them.
fn of_velocity(tx: &Connection, asking: &Asking<'_>) -> Result<Option<Denial>> {
    let caps = &asking.budget.caps;
    let hour = asking.now.checked_sub(SignedDuration::from_hours(1)).unwrap_or(Timestamp::MIN);
    let (used, last): (i64, Option<Us>) = tx
        .prepare_cached("SELECT count(*), max(reserved_us) FROM purchase WHERE source=?1 AND reserved_us>?2")?
        .query_row(params![asking.purchase.source, Us(hour)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let most = caps.count(Limit::OrdersPerHour);
    if used + 1 > most {
        return Ok(Some(Denial::units(Limit::OrdersPerHour, used, most, 1)));
    }
    let gap = caps.count(Limit::OrderGapSeconds);
    let passed = last.map(|last| asking.now.duration_since(last.0));
    Ok(passed.filter(|passed| passed.as_millis() < i128::from(gap) * 1000).map(|passed| {
        let seconds = Measure::Units(passed.as_secs().max(0));
        Denial {
            limit: Limit::OrderGapSeconds,
            key: None,
            used: Measure::Units(0),
            cap: Measure::Units(gap),
            ask: seconds,
        }
    }))
}

/// L15, by the time at which we learned it. What was never read, and what was read in the future, is too old.
fn of_age(_: &Connection, asking: &Asking<'_>) -> Result<Option<Denial>> {
    let caps = &asking.budget.caps;
    let price = asking.quote.map(|quote| quote.at).or(asking.deal.price_read);
    let judged = asking.deal.judged;
    let ages = [
        (Limit::PriceAgeMinutes, price, 60),
        (Limit::CompsAgeHours, judged, 3_600),
        (Limit::FeesAgeDays, judged, 86_400),
    ];
    for (limit, read, seconds) in ages {
        let most = caps.count(limit);
        let age = read.map(|read| asking.now.duration_since(read).as_secs());
        // A minute is what two clocks may differ by.
        if age.is_some_and(|age| (-60..=most.saturating_mul(seconds)).contains(&age)) {
            continue;
        }
        // Shown rounded up: an age just above the limit does not read like the limit.
        let shown = age.map_or_else(Measure::unknown, |age| {
            Measure::Units(if age < 0 { age / seconds } else { age / seconds + i64::from(age % seconds != 0) })
        });
        return Ok(Some(Denial { limit, key: None, used: Measure::Units(0), cap: Measure::Units(most), ask: shown }));
    }
    Ok(None)
}

/// L17: too good, too many, too uncertain. A person who agreed to exactly this may have it; `--yes` is no person.
fn of_anomaly(tx: &Connection, asking: &Asking<'_>) -> Result<Option<Denial>> {
    if approvals::approved_by_person(tx, asking.purchase)? {
        return Ok(None);
    }
    let (caps, purchase) = (&asking.budget.caps, asking.purchase);
    let low = caps.value(Limit::AnomalyPricePct);
    let price = asking.deal.price_pct(&purchase.est, purchase.units);
    if price.is_none_or(|price| price < low) {
        let shown = price.map_or_else(Measure::unknown, Measure::number);
        return Ok(Some(Denial::number(Limit::AnomalyPricePct, low, shown)));
    }
    let (most, quantity) = (caps.count(Limit::AnomalyQuantity), i64::from(purchase.quantity));
    if quantity > most {
        return Ok(Some(Denial::units(Limit::AnomalyQuantity, 0, most, quantity)));
    }
    let wide = caps.value(Limit::AnomalySpreadPct);
    Ok(match asking.deal.spread_pct() {
        Some(spread) if spread <= wide => None,
        spread => {
            Some(Denial::number(Limit::AnomalySpreadPct, wide, spread.map_or_else(Measure::unknown, Measure::number)))
        }
    })
}

/// L18.
fn of_vendor(tx: &Connection, asking: &Asking<'_>) -> Result<Option<Denial>> {
    shut_off(tx, &asking.purchase.vendor, asking.budget, asking.now)
}

fn shut_off(tx: &Connection, vendor: &str, budget: &Budget, now: Timestamp) -> Result<Option<Denial>> {
    let most = budget.caps.value(Limit::BreakerFailures);
    let shown = match vendors::state(tx, vendor)?.breaker(now) {
        Breaker::Closed => return Ok(None),
        Breaker::Open { until } => until.to_string(),
        Breaker::HalfOpen => "it answers a question".to_owned(),
    };
    Ok(Some(Denial::number(Limit::BreakerFailures, most, Measure::Text(shown)).of(vendor)))
}

impl Store {
    /// The refusal that a vendor which is shut off is (L18), where it is.
    pub fn shut_off(&self, vendor: &str, budget: &Budget, now: Timestamp) -> Result<Option<Denial>> {
        self.read(|tx| shut_off(tx, vendor, budget, now))
    }
}

/// L19.
fn of_losses(tx: &Connection, asking: &Asking<'_>) -> Result<Option<Denial>> {
    let caps = &asking.budget.caps;
    let (lost, most) = (books::lost_in_7_days(tx, asking.currency, asking.now)?, caps.minor(Limit::Loss7Days));
    if lost > most {
        return Ok(Some(Denial::money(Limit::Loss7Days, asking.currency, lost, most, asking.ask)));
    }
    let (losing, most) = (books::losing_closes(tx, asking.currency)?, caps.count(Limit::LosingCloses));
    if losing > 0 && losing >= most {
        return Ok(Some(Denial::units(Limit::LosingCloses, losing, most, 1)));
    }
    let most = caps.value(Limit::ReturnRatePct);
    let rate: Option<Decimal> = books::return_rate_pct(tx, asking.now)?.filter(|rate| *rate > most);
    Ok(rate.map(|rate| Denial {
        used: Measure::number(Rounding::HalfEven.apply(rate, 1)),
        ..Denial::number(Limit::ReturnRatePct, most, Measure::Units(1))
    }))
}
