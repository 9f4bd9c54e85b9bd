//! What a record says about a purchase, as the limits need it. What it does not say is unknown, and unknown refuses.

use jiff::Timestamp;
use rust_decimal::{Decimal, dec};

use crate::domain::{
    analysis::Analysis,
    money::{Currency, Money, Rounding},
    offer::Offer,
    record::{Record, Stage},
};

/// The name under which things of no known category or brand are counted.
pub const UNKNOWN: &str = "unknown";

/// What a record says about a purchase.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deal {
    /// The category, in lower case; `None` is unknown.
    pub category: Option<String>,
    /// The brand, in lower case; `None` is unknown.
    pub brand: Option<String>,
    /// Every key the product goes by, so that two sources can't sell us one product twice over.
    pub keys: Vec<String>,
    /// When the source's price was read.
    pub price_read: Option<Timestamp>,
    /// When the sale prices and fees were judged.
    pub judged: Option<Timestamp>,
    /// The risk score, 0 safe … 100 risky.
    pub risk: Option<Decimal>,
    /// The figures of one unit.
    pub unit: Option<UnitFigures>,
}

/// The figures of one sellable unit in the market's currency.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitFigures {
    currency: Currency,
    /// The middle sale price.
    median: Decimal,
    /// p90 − p10.
    spread: Decimal,
    /// What the landed cost is at the offered price.
    landed: Decimal,
    /// Sale price at the 25th percentile − fees.
    after_fees_p25: Decimal,
}

/// A purchase in a bad case.
#[derive(Clone, Debug, PartialEq)]
pub struct Worst {
    /// What the whole purchase earns.
    pub profit: Decimal,
    /// That, in percent of its landed cost; `None` where it costs nothing.
    pub roi_pct: Option<Decimal>,
}

impl Deal {
    /// Reads what is known. Parts that are not of the documented shape are unknown.
    pub fn read(record: &Record) -> Self {
        let offer: Option<Offer> = record.get(Stage::Offer).ok().flatten();
        let analysis: Option<Analysis> = record.get(Stage::Analysis).ok().flatten();
        let mut deal = Self::default();
        if let Some(analysis) = &analysis {
            deal.category = analysis.category.as_deref().and_then(name);
            deal.keys = analysis.product.keys();
            deal.judged = Some(analysis.analyzed_at);
            deal.risk = analysis.risk.as_ref().map(|risk| risk.score);
            deal.unit = UnitFigures::read(analysis);
        }
        if let Some(offer) = &offer {
            deal.category = deal.category.or_else(|| offer.category.as_deref().and_then(name));
            deal.brand = offer.brand.as_deref().and_then(name);
            deal.price_read = Some(offer.observed_at);
            for key in offer.product.keys() {
                if !deal.keys.contains(&key) {
                    deal.keys.push(key);
                }
            }
        }
        deal
    }

    /// The purchase bought at `cap`, all units sold at the 25th percentile after fees, and a share of them returned and
    /// worth nothing then. `None` where the record does not tell.
    pub fn worst(&self, est: &Money, cap: &Money, units: u32, return_rate: Decimal) -> Option<Worst> {
        let unit = self.unit.as_ref().filter(|unit| unit.currency == est.currency())?;
        let units = Decimal::from(units);
        let dearer = cap.amount().checked_sub(est.amount())?.max(Decimal::ZERO);
        let cost = unit.landed.checked_mul(units)?.checked_add(dearer)?;
        let kept = Decimal::ONE.checked_sub(return_rate)?.max(Decimal::ZERO);
        // What a return costs can't make a loss smaller.
        let proceeds = unit.after_fees_p25.checked_mul(units)?;
        let proceeds = proceeds.min(proceeds.checked_mul(kept)?);
        let profit = proceeds.checked_sub(cost)?;
        let roi_pct =
            if cost > Decimal::ZERO { profit.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(cost) } else { None };
        Some(Worst { profit, roi_pct })
    }

    /// What a sellable unit costs, in percent of the middle sale price.
    pub fn price_pct(&self, est: &Money, units: u32) -> Option<Decimal> {
        let unit = self.unit.as_ref().filter(|unit| unit.currency == est.currency())?;
        let each = est.amount().checked_div(Decimal::from(units))?;
        let pct = each.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(unit.median)?;
        Some(Rounding::HalfEven.apply(pct, 2))
    }

    /// How far the sale prices are apart, p90 − p10 in percent of the middle.
    pub fn spread_pct(&self) -> Option<Decimal> {
        let unit = self.unit.as_ref()?;
        let pct = unit.spread.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(unit.median)?;
        Some(Rounding::HalfEven.apply(pct, 2))
    }
}

impl UnitFigures {
    fn read(analysis: &Analysis) -> Option<Self> {
        let (sell, landed) = (analysis.sell.as_ref()?, analysis.landed.as_ref()?.total);
        let (low, middle) = (analysis.net_p10?, analysis.net_p50.or(analysis.net)?);
        let currency = sell.price.currency();
        if [sell.p10, sell.p90, landed, low, middle].iter().any(|money| money.currency() != currency) {
            return None;
        }
        // The price runs straight from p10 to the middle, as everywhere; so does what is left of it, between fee steps.
        let (low, middle) = (low.amount(), middle.amount());
        let quarter = middle.checked_sub(middle.checked_sub(low)?.checked_mul(dec!(0.625))?)?;
        // Where fees fall in steps the lower price may leave more; a bad case is the worse of both.
        let net_p25 = quarter.min(middle);
        Some(Self {
            currency,
            median: sell.price.amount(),
            spread: sell.p90.amount().checked_sub(sell.p10.amount())?,
            landed: landed.amount(),
            after_fees_p25: net_p25.checked_add(landed.amount())?,
        })
    }
}

fn name(text: &str) -> Option<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    (!name.is_empty()).then_some(name)
}

/// A name from outside, short and harmless, for a sentence.
pub(super) fn shown(key: &str) -> String {
    let clean: String = crate::ui::sanitize(key);
    if clean.chars().count() > 40 { clean.chars().take(39).chain(['…']).collect() } else { clean }
}
