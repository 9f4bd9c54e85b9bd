//! From judgements to a plan: which offers, how many, at most for how much.

use jiff::{Span, Timestamp};
use rust_decimal::{Decimal, dec};

use crate::{
    domain::{
        analysis::{Analysis, Verdict},
        money::{Money, MoneyError, Rounding},
        offer::Offer,
        purchase::{Plan, PlanItem},
        record::{Record, Stage},
    },
    ui::sanitize,
};

/// How long a plan may wait for its approval, in minutes.
const PLAN_MINUTES: i64 = 30;
/// A quote may be this much dearer at checkout than in the plan; more needs a new plan (money-safety L16).
const DRIFT: Decimal = dec!(1.02);

/// What became of one record while planning.
#[derive(Debug)]
pub enum Planned {
    /// It is part of the plan.
    Item(Box<PlanItem>),
    /// Not a buy; it passes through.
    NotABuy,
    /// A buy that can't be planned, and why.
    Unfit(String),
}

/// Plans one record.
pub fn plan_record(record: &Record, now: Timestamp) -> anyhow::Result<Planned> {
    let Some(analysis) = record.get::<Analysis>(Stage::Analysis)? else { return Ok(Planned::NotABuy) };
    if analysis.verdict != Verdict::Buy {
        return Ok(Planned::NotABuy);
    }
    let Some(offer) = record.get::<Offer>(Stage::Offer)? else {
        return Ok(Planned::Unfit("it has an analysis but no offer".into()));
    };
    if analysis.expires_at <= now {
        return Ok(Planned::Unfit(format!("its analysis expired at {}: analyze it again", analysis.expires_at)));
    }
    let (Some(max_cost), Some(key), Some(id)) = (analysis.max_cost, analysis.product.key.clone(), record.id()) else {
        return Ok(Planned::Unfit("it has no product key or no highest cost".into()));
    };
    let quantity = suggested(&analysis, &offer);
    if quantity == 0 {
        return Ok(Planned::Unfit("the suggested quantity is 0".into()));
    }
    let Amounts { estimate, cap } = amounts(&offer, max_cost, quantity)?;
    if estimate.is_zero() || estimate.is_negative() {
        return Ok(Planned::Unfit(format!("it would cost {estimate}: an order costs more than nothing")));
    }
    let (source, target) = (analysis.matched.pack_source.max(1), analysis.matched.pack_target.max(1));
    let units = quantity.saturating_mul(source) / target;
    if units == 0 {
        return Ok(Planned::Unfit(format!("{quantity} × {source} units make no pack of {target} to sell")));
    }
    let net = analysis.net_p50.or(analysis.net).map(|net| net.times(units.into())).transpose()?;
    Ok(Planned::Item(Box::new(PlanItem {
        id: id.to_owned(),
        source: offer.source.clone(),
        item: offer.item.clone(),
        seller: offer.seller.clone(),
        product: key,
        title: sanitize(analysis.title.as_deref().or(offer.title.as_deref()).unwrap_or(id)),
        quantity,
        units,
        estimate,
        cap,
        net,
    })))
}

/// The plan over these purchases, valid for half an hour.
pub fn plan(items: Vec<PlanItem>, rules: String, now: Timestamp) -> Plan {
    let expires_at = now.checked_add(Span::new().minutes(PLAN_MINUTES)).unwrap_or(now);
    Plan { items, rules, expires_at }
}

/// What a purchase earns for each unit of money and day that it binds; nothing where that is not known.
pub fn worth(record: &Record, item: &PlanItem) -> Decimal {
    let days = record.0.get("analysis").and_then(|part| part["cash_days"].as_u64()).unwrap_or(365).max(1);
    let net = item.net.map_or(Decimal::ZERO, |net| net.amount());
    net.checked_div(item.estimate.amount() * Decimal::from(days)).unwrap_or_default()
}

struct Amounts {
    estimate: Money,
    cap: Money,
}

/// The estimate is what the offer says, shipping included; the cap is a little more, but never above the highest
/// cost at which it is still a buy.
fn amounts(offer: &Offer, max_cost: Money, quantity: u32) -> Result<Amounts, MoneyError> {
    let unit = match &offer.shipping {
        Some(shipping) => offer.price.plus(shipping)?,
        None => offer.price,
    };
    let most = match &offer.shipping {
        Some(shipping) => max_cost.plus(shipping)?,
        None => max_cost,
    };
    let estimate = unit.times(quantity.into())?.round(Rounding::Up);
    let drifted = estimate.times(DRIFT)?.amount();
    let walk_away = most.times(quantity.into())?.amount();
    let cap = Money::new(drifted.min(walk_away), estimate.currency()).round(Rounding::Down);
    Ok(Amounts { estimate, cap: if cap.amount() < estimate.amount() { estimate } else { cap } })
}

fn suggested(analysis: &Analysis, offer: &Offer) -> u32 {
    let wanted = analysis.quantity.as_ref().map_or(1, |quantity| quantity.suggested);
    wanted.min(offer.quantity.unwrap_or(u32::MAX))
}
