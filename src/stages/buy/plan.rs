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
pub(super) const DRIFT: Decimal = dec!(1.02);

/// What became of one record while planning.
#[derive(Debug)]
pub enum Planned {
    /// It is part of the plan.
    Item(Box<PlanItem>),
    /// Not a buy; it passes through.
    NotABuy,
    /// A buy that can't be planned, and why.
    Unfit(String),
    /// A buy whose judgement is too old, since when.
    Expired(Timestamp),
}

/// Plans one record. `tax_pct` is the sales tax that a vendor adds to a price. Who takes the order is not said yet.
pub fn plan_record(record: &Record, tax_pct: Decimal, now: Timestamp) -> anyhow::Result<Planned> {
    let Some(analysis) = record.get::<Analysis>(Stage::Analysis)? else { return Ok(Planned::NotABuy) };
    if analysis.verdict != Verdict::Buy {
        return Ok(Planned::NotABuy);
    }
    let Some(offer) = record.get::<Offer>(Stage::Offer)? else {
        return Ok(Planned::Unfit("it has an analysis but no offer".into()));
    };
    if analysis.expires_at <= now {
        return Ok(Planned::Expired(analysis.expires_at));
    }
    let (Some(max_cost), Some(key), Some(id)) = (analysis.max_cost, analysis.product.key.clone(), record.id()) else {
        return Ok(Planned::Unfit("it has no product key or no highest cost".into()));
    };
    let quantity = suggested(&analysis, &offer);
    if quantity == 0 {
        return Ok(Planned::Unfit("the suggested quantity is 0".into()));
    }
    let Amounts { estimate, cap } = match amounts(&offer, max_cost, quantity, tax_pct)? {
        Fit::Within(amounts) => amounts,
        Fit::TooDear { estimate, most } => {
            return Ok(Planned::Unfit(format!("it costs {estimate} in all, above {most} it is no buy")));
        }
    };
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
        assumed: assumed(&analysis, units)?,
        vendor: String::new(),
        by_hand: false,
    })))
}

/// What the judgement took off the profit and nobody charges: no vendor's bill has it.
fn assumed(analysis: &Analysis, units: u32) -> Result<Option<Money>, MoneyError> {
    let Some(landed) = &analysis.landed else { return Ok(None) };
    let lines = landed.lines.iter().filter(|line| matches!(line.code.as_str(), "inbound" | "prep"));
    let sum = lines.map(|line| line.amount).reduce(|sum, next| sum.plus(&next).unwrap_or(sum));
    sum.filter(|sum| !sum.is_zero()).map(|sum| sum.times(units.into())).transpose()
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

#[derive(Debug, PartialEq)]
struct Amounts {
    estimate: Money,
    cap: Money,
}

#[derive(Debug, PartialEq)]
enum Fit {
    Within(Amounts),
    TooDear { estimate: Money, most: Money },
}

/// The estimate is what the vendor will charge at the price of the offer: price, shipping and sales tax. The cap is a
/// little more, but never above what it would charge at the highest price that is still a buy.
fn amounts(offer: &Offer, max_cost: Money, quantity: u32, tax_pct: Decimal) -> Result<Fit, MoneyError> {
    let taxed = Decimal::ONE + (tax_pct / Decimal::ONE_HUNDRED).max(Decimal::ZERO);
    // One rounding for both, so that a price at the limit is within it.
    let charge = |price: &Money| -> Result<Money, MoneyError> {
        let unit = price.times(taxed)?;
        let unit = offer.shipping.as_ref().map_or(Ok(unit), |shipping| unit.plus(shipping))?;
        Ok(unit.times(quantity.into())?.round(Rounding::HalfUp))
    };
    let (estimate, most) = (charge(&offer.price)?, charge(&max_cost)?);
    if most.minus(&estimate)?.is_negative() {
        return Ok(Fit::TooDear { estimate, most });
    }
    let drifted = estimate.times(DRIFT)?.round(Rounding::Down);
    let cap = if drifted.amount() < most.amount() { drifted } else { most };
    // Small amounts: two percent more may round to less than the estimate.
    Ok(Fit::Within(Amounts { estimate, cap: if cap.amount() < estimate.amount() { estimate } else { cap } }))
}

fn suggested(analysis: &Analysis, offer: &Offer) -> u32 {
    let wanted = analysis.quantity.as_ref().map_or(1, |quantity| quantity.suggested);
    wanted.min(offer.quantity.unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    fn usd(amount: Decimal) -> Money {
        Money::new(amount, Currency::USD)
    }

    fn offer(price: Decimal, shipping: Option<Decimal>) -> Offer {
        let mut offer: Offer = serde_json::from_value(serde_json::json!({
            "source": "acme", "item": "1", "observed_at": "2026-06-01T12:00:00Z", "price": usd(price),
        }))
        .unwrap();
        offer.shipping = shipping.map(usd);
        offer
    }

    #[test]
    fn the_estimate_is_what_the_vendor_charges_and_the_cap_is_never_above_the_highest_cost() {
        #[track_caller]
        fn check(
            price: Decimal,
            shipping: Option<Decimal>,
            max: Decimal,
            quantity: u32,
            tax: Decimal,
            is: (Decimal, Decimal),
        ) {
            let fit = amounts(&offer(price, shipping), usd(max), quantity, tax).unwrap();
            assert_eq!(fit, Fit::Within(Amounts { estimate: usd(is.0), cap: usd(is.1) }));
        }
        check(dec!(10.00), None, dec!(20.00), 1, dec!(0), (dec!(10.00), dec!(10.20)));
        check(dec!(10.00), Some(dec!(2.50)), dec!(20.00), 2, dec!(0), (dec!(25.00), dec!(25.50)));
        // 8.25 % on the price, not on the shipping.
        check(dec!(10.00), Some(dec!(2.50)), dec!(20.00), 2, dec!(8.25), (dec!(26.65), dec!(27.18)));
        // The highest cost binds, tax and shipping on top of it.
        check(dec!(10.00), Some(dec!(2.50)), dec!(10.01), 2, dec!(8.25), (dec!(26.65), dec!(26.67)));
        // At the very limit the estimate is the cap, whatever the rounding.
        check(dec!(4.99), None, dec!(4.99), 1, dec!(8.25), (dec!(5.40), dec!(5.40)));
        check(dec!(0.03), None, dec!(9.00), 1, dec!(0), (dec!(0.03), dec!(0.03)));
    }

    #[test]
    fn what_costs_more_than_it_may_is_not_planned_instead_of_capped_higher() {
        let fit = amounts(&offer(dec!(10.01), Some(dec!(1.00))), usd(dec!(10.00)), 1, dec!(10)).unwrap();
        assert_eq!(fit, Fit::TooDear { estimate: usd(dec!(12.01)), most: usd(dec!(12.00)) });
    }
}
