//! A record as it would be at another price of the same goods.

use rust_decimal::Decimal;

use crate::{
    config::Costs,
    domain::{
        analysis::{Analysis, CostLine, ReasonCode, Verdict},
        landed::{Line, Recipe},
        money::{Money, Rounding},
        offer::Offer,
        record::{Record, RecordError, Stage},
    },
};

/// The record as if the seller asked this price of a purchase unit: what it costs in hand and what it earns moved by the
/// difference, exactly. It is a buy at `max_cost` and below. `None` where the record does not tell, or the price is above it.
pub fn at_price(record: &Record, price: Money, costs: &Costs) -> Result<Option<Record>, RecordError> {
    let (Some(mut offer), Some(mut analysis)) =
        (record.get::<Offer>(Stage::Offer)?, record.get::<Analysis>(Stage::Analysis)?)
    else {
        return Ok(None);
    };
    let negotiable = matches!(analysis.verdict, Verdict::Negotiate | Verdict::Buy);
    let within =
        analysis.max_cost.is_some_and(|most| most.currency() == price.currency() && price.amount() <= most.amount());
    if !negotiable || !within || price.currency() != offer.price.currency() {
        return Ok(None);
    }
    let recipe = Recipe::new(&offer, analysis.matched.pack_source, analysis.matched.pack_target, costs);
    let saved = recipe.total(offer.price.amount()) - recipe.total(price.amount());
    let raise = |money: &mut Option<Money>, by: Decimal| {
        if let Some(money) = money {
            *money = Money::new(money.amount() + by, money.currency());
        }
    };
    if let Some(landed) = &mut analysis.landed {
        landed.total = Money::new(landed.total.amount() - saved, landed.total.currency());
        if !landed.lines.is_empty() {
            let line = |line: Line| CostLine {
                code: line.code.to_owned(),
                amount: Money::new(line.amount, price.currency()),
                detail: line.detail,
                source: line.source,
            };
            landed.lines = recipe.lines(price.amount()).into_iter().map(line).collect();
        }
    }
    for net in [
        &mut analysis.net,
        &mut analysis.net_at_most,
        &mut analysis.net_p10,
        &mut analysis.net_p50,
        &mut analysis.net_p90,
    ] {
        raise(net, saved);
    }
    let ratio = |part: Option<Money>, whole: Decimal| {
        part.and_then(|part| part.amount().checked_div(whole)).map(|ratio| Rounding::HalfEven.apply(ratio, 4))
    };
    let landed = analysis.landed.as_ref().map_or(Decimal::ZERO, |landed| landed.total.amount());
    analysis.roi_on_landed = ratio(analysis.net, landed);
    analysis.roi_on_cost = ratio(analysis.net, recipe.paid(price.amount()));
    analysis.margin_on_price = analysis.sell.as_ref().and_then(|sell| ratio(analysis.net, sell.price.amount()));
    // Not known at this price: it needs the whole curve.
    analysis.p_loss = None;
    analysis.notes.push(format!("{} was asked, {price} is the price that was agreed to or offered", offer.price));
    (analysis.verdict, analysis.reason, analysis.negotiate_below) = (Verdict::Buy, ReasonCode::Cleared, None);
    offer.price = price;
    let mut at = record.clone();
    at.set(Stage::Offer, &offer);
    at.set(Stage::Analysis, &analysis);
    Ok(Some(at))
}
