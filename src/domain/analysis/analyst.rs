//! The analyst: one offer, what is known about its market, the rules, and a verdict. Deterministic.

use std::cell::{LazyCell, OnceCell};

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::{
    Analysis, DaysToSell, Effect, Matched, Parts, Reason, ReasonCode, Verdict,
    economics::Economics,
    gates, past_gates,
    quantity::Room,
    shape::{blank, fees, finish, landed, risk_part, sell},
};
use crate::{
    config::{Costs, Limits},
    domain::{
        distribution::{self, MOST, Prices},
        evidence::Evidence,
        feebook::FeeBook,
        floor,
        landed::Recipe,
        market_fees::warehouse_ships,
        money::{Currency, Money, Rounding},
        offer::Offer,
        risk,
        rules::Rules,
        velocity::{self, Velocity},
    },
};

/// What the analyst is given.
pub struct Input<'a> {
    /// What can be bought.
    pub offer: &'a Offer,
    /// What is known about its market; `None` when nothing is.
    pub evidence: Option<&'a Evidence>,
    /// How the two were found to be one product.
    pub matched: Matched,
    /// The channel's fees for this product.
    pub fees: &'a dyn FeeBook,
    /// The rules.
    pub rules: &'a Rules,
    /// What a unit costs beside its price.
    pub costs: &'a Costs,
    /// The currency of `costs`, `limits` and `holdings`.
    pub account: Currency,
    /// The fee channel.
    pub channel: &'a str,
    /// `fba` or `fbm`.
    pub program: &'a str,
    /// What may be spent; `None` leaves the limits to the plan.
    pub limits: Option<&'a Limits>,
    /// What is already held of the product, and the cash there is.
    pub holdings: Holdings,
    /// The time.
    pub now: Timestamp,
    /// Whether any product's risk can count against it by these rules ([`risk::counts`]).
    pub risk_counts: bool,
    /// What is worked out beside the verdict.
    pub parts: Parts,
}

/// What is held of a product, in the account currency.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Holdings {
    /// Sellable units bought or in stock.
    pub units: u32,
    /// What they cost.
    pub cost: Decimal,
    /// Cash; `None` where it is not known.
    pub cash: Option<Decimal>,
}

/// Judges one offer.
pub fn analyze(input: &Input) -> Analysis {
    judge(input, |_| true).expect("every verdict is wanted")
}

/// Judges one offer, and explains the verdict where it is `wanted`; another one is an error, without its explanation.
/// What takes no working out is explained whatever it is.
pub fn judge(input: &Input, wanted: impl Fn(Verdict) -> bool) -> Result<Analysis, Verdict> {
    let mut analysis = blank(input);
    let mut reasons = Vec::new();
    if let Some(reason) = unusable(input) {
        reasons.push(reason);
        return Ok(finish(analysis, reasons, Verdict::Skip));
    }
    let Some(evidence) = input.evidence else {
        let text = format!("no price evidence for it on {}", input.channel);
        reasons.push(Reason::against(ReasonCode::NoMarket, Effect::Skip, text));
        return Ok(finish(analysis, reasons, Verdict::Skip));
    };
    if let Some(reason) = mixed_currencies(input, evidence) {
        reasons.push(reason);
        return Ok(finish(analysis, reasons, Verdict::Skip));
    }

    let fba = warehouse_ships(input.channel, input.program);
    reasons.extend(gates::of_match(&input.matched, input.rules));
    reasons.extend(gates::of_facts(evidence, input.rules, fba, input.now));
    if input.offer.quantity == Some(0) {
        reasons.extend(gates::sold_out(input.rules));
    }
    reasons.extend(gates::unsure(input.offer));
    let worded = input.parts.sell_words || input.parts.reasons;
    let prices = if worded { distribution::prices } else { distribution::bare_prices };
    let Some(prices) = prices(evidence, input.rules, fba) else {
        reasons.push(Reason::against(ReasonCode::NoMarket, Effect::Skip, "the evidence names no price"));
        return Ok(finish(analysis, reasons, Verdict::Skip));
    };
    analysis.notes.extend(prices.notes.iter().cloned());
    reasons.extend(gates::of_prices(evidence, &prices, input.rules, input.now));

    let velocity = velocity::velocity(evidence, input.rules);
    let offers = evidence.offers.unwrap_or(input.rules.demand.assumed_offers);
    let counted = input.parts.days || input.rules.demand.max_days != 0 || evidence.past.is_some();
    let days = velocity.as_ref().filter(|_| counted).and_then(|velocity| velocity.days(offers));
    reasons.extend(gates::of_demand(evidence, velocity.as_ref(), days, input.rules));
    reasons.extend(past_gates::of_past(evidence, days.map(|days| days.mid), input.rules, input.now));
    if let (Some(days), Some(velocity), true) = (days, &velocity, input.parts.days) {
        analysis.days_to_sell =
            Some(DaysToSell { low: days.low, mid: days.mid, high: days.high, basis: velocity.basis.to_string() });
        analysis.cash_days = Some(days.mid.saturating_add(input.rules.cycle.fixed_days()));
    }

    if input.risk_counts {
        let score = risk::score_of(evidence, Some(&prices), velocity.as_ref(), input.rules);
        reasons.extend(risk_reason(score, input.rules));
    }
    decide(input, analysis, reasons, &Market { evidence, prices, velocity, offers }, wanted)
}

/// Whether every offer of this product is a skip at any price: for what is known of its market alone. `prices` are those
/// that the evidence names. `risky` is whether any product is a skip by its risk alone ([`risk::highest`]).
pub fn is_hopeless(
    evidence: &Evidence,
    prices: &Prices,
    rules: &Rules,
    fba: bool,
    now: Timestamp,
    risky: bool,
) -> bool {
    let velocity = velocity::velocity(evidence, rules);
    let offers = evidence.offers.unwrap_or(rules.demand.assumed_offers);
    // Days are only asked for where there is a limit on them.
    let days = || velocity.as_ref().and_then(|velocity| velocity.days(offers));
    let days = if rules.demand.max_days == 0 { None } else { days() };
    let refused = |reasons: Vec<Reason>| reasons.iter().any(|reason| reason.effect >= Effect::Skip);
    refused(gates::of_demand(evidence, velocity.as_ref(), days, rules))
        || refused(gates::of_facts(evidence, rules, fba, now))
        || refused(gates::of_prices(evidence, prices, rules, now))
        || (risky && risk::score_of(evidence, Some(prices), velocity.as_ref(), rules) > rules.risk.max_score)
}

/// What is known about the market, worked out.
struct Market<'a> {
    evidence: &'a Evidence,
    prices: Prices,
    velocity: Option<Velocity>,
    offers: u32,
}

/// Fees, landed cost, net, portfolio, verdict.
fn decide(
    input: &Input,
    mut analysis: Analysis,
    mut reasons: Vec<Reason>,
    market: &Market,
    wanted: impl Fn(Verdict) -> bool,
) -> Result<Analysis, Verdict> {
    let currency = market.evidence.currency;
    let money = |amount: Decimal| Money::new(amount, currency);
    let price = input.offer.price.amount();
    let recipe = Recipe::new(input.offer, input.matched.pack_source, input.matched.pack_target, input.costs);
    let complete = input.fees.is_complete(market.prices.p50);
    let spendable = spendable(input, currency, &mut reasons);
    let economics = Economics {
        recipe: &recipe,
        prices: &market.prices,
        fees: input.fees,
        after_fees: market.prices.p50 - input.fees.total_at(market.prices.p50),
        rules: input.rules,
        per_item: spendable,
        currency,
        curve: OnceCell::new(),
    };
    let left = input.limits.map(|limits| limits.units_per_product.saturating_sub(input.holdings.units));
    let room = Room {
        packs: recipe.packs,
        velocity: market.velocity.as_ref(),
        offers: market.offers,
        stock: input.offer.quantity,
        units_left: left,
        money: spendable.map(|most| (most, economics.purchase(price))),
        test: test_first(&reasons),
    };
    let full = over_units(&room, input);

    let missing = if complete { Effect::Pass } else { Effect::Review };
    let others = reasons.iter().chain(&full).map(|reason| reason.effect).max().unwrap_or(Effect::Pass).max(missing);
    // What is refused for other reasons is refused at any price, and what lacks a fee has no exact one.
    let depends_on_price = complete && others < Effect::Skip;
    let max_cost = LazyCell::new(|| if depends_on_price { economics.max_cost() } else { None });
    let verdict = economics.verdict(price, others, || *max_cost);
    if !wanted(verdict) {
        return Err(verdict);
    }

    let parts = input.parts;
    if parts.risk {
        let risk = risk::risk(market.evidence, Some(&market.prices), market.velocity.as_ref(), input.rules);
        analysis.risk = Some(risk_part(risk));
    }
    let worded = parts.fee_words || !complete;
    let answer = if worded { input.fees.fees_at(market.prices.p50) } else { input.fees.amounts_at(market.prices.p50) };
    let figures = economics.at(price);
    analysis.sell = Some(sell(&market.prices, market.evidence, parts));
    analysis.landed = Some(landed(&recipe, price, currency, parts));
    let missing = if complete { Vec::new() } else { answer.missing.clone() };
    analysis.fees = Some(fees(answer, currency));
    if complete {
        let net_at = |price: Decimal| money(price - input.fees.total_at(price) - figures.landed);
        analysis.net = Some(money(figures.net));
        analysis.net_p50 = Some(money(figures.net));
        if parts.spread {
            analysis.net_p10 = Some(net_at(market.prices.p10));
            analysis.net_p90 = Some(net_at(market.prices.p90));
            analysis.p_loss = Some(ratio(economics.chance_of_loss(figures.landed)));
        }
        analysis.roi_on_landed = figures.roi.map(ratio);
        if parts.ratios {
            analysis.roi_on_cost = quotient(figures.net, recipe.paid(price));
            analysis.margin_on_price = quotient(figures.net, market.prices.p50);
        }
        analysis.usd_per_day = analysis
            .cash_days
            .and_then(|days| Some(Rounding::HalfUp.apply(figures.net.checked_div(Decimal::from(days))?, 2)));
        if parts.breakeven {
            let keeps = |price, fees| price - fees >= figures.landed;
            analysis.breakeven_price = floor::lowest_price(input.fees, market.prices.p50, currency, keeps).map(money);
        }
    } else {
        analysis.net_at_most = Some(money(figures.net));
        reasons.push(fee_missing(&missing));
        let evidence = market.evidence;
        if evidence.weight_g.or(input.offer.weight_g).is_none() || evidence.dims.is_none() && input.offer.dims.is_none()
        {
            let text = "weight or size is unknown: add `weight` and `dims` columns, or sell it with `fbm` and a stated postage";
            reasons.push(Reason::against(ReasonCode::DimsUnknown, Effect::Flag, text));
        }
    }

    reasons.extend(full);
    if parts.turns && depends_on_price {
        analysis.turns = economics.turns(price, others, *max_cost);
    }
    if parts.max_cost && others <= Effect::Flag {
        analysis.max_cost = max_cost.map(money);
    }
    if verdict == Verdict::Negotiate {
        analysis.negotiate_below = analysis.max_cost;
    }
    if parts.reasons {
        reasons.extend(of_economics(&economics, price, complete, &market.prices, verdict));
    }
    analysis.quantity = parts.quantity.then(|| room.quantity(input.rules));
    Ok(finish(analysis, reasons, verdict))
}

/// How many units may be held does not depend on the price; how much money may be spent does.
fn over_units(room: &Room, input: &Input) -> Option<Reason> {
    if room.most_by_units() != Some(0) {
        return None;
    }
    let text = "one purchase would pass `limits.units_per_product`";
    let most = input.limits.map(|limits| limits.units_per_product).unwrap_or_default();
    Some(Reason::against(ReasonCode::OverLimit, Effect::Watch, text).with(input.holdings.units, most))
}

fn of_economics(
    economics: &Economics,
    price: Decimal,
    complete: bool,
    prices: &Prices,
    verdict: Verdict,
) -> Vec<Reason> {
    let figures = economics.at(price);
    let rules = economics.rules;
    let money = |amount| Money::new(amount, economics.currency);
    let pct = |value: Decimal| Rounding::HalfUp.apply(value * Decimal::ONE_HUNDRED, 1).normalize();
    let mut found = Vec::new();
    if !economics.earns(price) {
        let at_most = if complete { "" } else { "at most " };
        let text = format!("a unit earns {at_most}{} at {}", money(figures.net), money(prices.p50));
        // A near miss is not refused by it.
        let near = matches!(verdict, Verdict::Negotiate | Verdict::Watch);
        let effect = if near { Effect::Watch } else { Effect::Skip };
        found.push(Reason::against(ReasonCode::BelowMinNet, effect, text));
    }
    if !complete {
        return found;
    }
    let mut held = |code, ok: bool, text: String, value: String, limit: String| {
        let reason = if ok { Reason::passed(code, text) } else { Reason::against(code, Effect::Flag, text) };
        found.push(reason.with(value, limit));
    };
    let least = &rules.profit;
    if let Some(roi) = figures.roi {
        let (value, limit) = (pct(roi), least.min_roi_pct.normalize());
        let ok = figures.net * Decimal::ONE_HUNDRED >= least.min_roi_pct * figures.landed;
        let sign = if ok { "≥" } else { "<" };
        held(ReasonCode::Roi, ok, format!("ROI {value} % {sign} {limit} %"), value.to_string(), limit.to_string());
    }
    let ok = figures.net >= least.min_profit;
    let sign = if ok { "≥" } else { "<" };
    let text = format!("profit {} {sign} {}", money(figures.net), money(least.min_profit));
    held(ReasonCode::Profit, ok, text, figures.net.to_string(), least.min_profit.to_string());
    let p_loss = economics.chance_of_loss(figures.landed);
    let (value, limit) = (pct(p_loss), least.max_loss_chance_pct.normalize());
    let ok = p_loss * Decimal::ONE_HUNDRED <= least.max_loss_chance_pct;
    let sign = if ok { "≤" } else { ">" };
    let text = format!("chance of a loss {value} % {sign} {limit} %");
    held(ReasonCode::LossChance, ok, text, value.to_string(), limit.to_string());
    if economics.too_good(price) {
        let limit = rules.too_good.roi_pct.normalize();
        let value = figures.roi.map_or_else(|| "endless".to_owned(), |roi| pct(roi).to_string());
        let text = format!("ROI {value} % > {limit} %: check pack, edition and price by hand");
        found.push(Reason::against(ReasonCode::TooGood, Effect::Review, text).with(value, limit));
    }
    if !economics.within_limit(price) {
        let most = economics.per_item.unwrap_or_default();
        let text = format!("one purchase costs {}, the limits leave {}", money(economics.purchase(price)), money(most));
        found.push(Reason::against(ReasonCode::OverLimit, Effect::Watch, text).with(economics.purchase(price), most));
    }
    found
}

/// An offer that can't be judged at all.
fn unusable(input: &Input) -> Option<Reason> {
    let offer = input.offer;
    let amount = offer.price.amount();
    let shipping = offer.shipping.map(|shipping| shipping.amount()).unwrap_or_default();
    let against = |code, text: String| Some(Reason::against(code, Effect::Skip, text));
    if amount <= Decimal::ZERO || amount > MOST || shipping < Decimal::ZERO || shipping > MOST {
        return against(ReasonCode::Invalid, format!("a price of {} can't be right", offer.price));
    }
    if offer.product.is_empty() && input.evidence.is_none() {
        return against(
            ReasonCode::NoProductId,
            "the offer names no product: a `gtin`, `isbn` or `asin` column would".into(),
        );
    }
    None
}

fn mixed_currencies(input: &Input, evidence: &Evidence) -> Option<Reason> {
    let (ours, market) = (input.offer.price.currency(), evidence.currency);
    let costs = input.costs;
    let own_costs = input.offer.shipping.is_none() && !costs.inbound.is_zero() || !costs.prep.is_zero();
    let text = if ours != market {
        format!("the offer is in {ours}, the market in {market}")
    } else if input.offer.shipping.is_some_and(|shipping| shipping.currency() != ours) {
        format!("price and shipping of the offer are in two currencies, {ours} and another")
    } else if own_costs && input.account != market {
        format!("`costs` are in {}, the market in {market}", input.account)
    } else {
        return None;
    };
    let text = format!("{text}: nothing is converted by guess");
    Some(Reason::against(ReasonCode::CurrencyMismatch, Effect::Skip, text))
}

/// What the limits leave for this product; `None` when there are none, or in another currency.
fn spendable(input: &Input, currency: Currency, reasons: &mut Vec<Reason>) -> Option<Decimal> {
    let limits = input.limits?;
    if input.account != currency {
        let text = format!("the limits are in {} and were not checked", input.account);
        reasons.push(Reason::against(ReasonCode::LimitsUnchecked, Effect::Flag, text));
        return None;
    }
    let cash = input.holdings.cash.map(|cash| cash - limits.cash_floor);
    [Some(limits.per_item), Some(limits.per_product - input.holdings.cost), cash].into_iter().flatten().min()
}

fn risk_reason(score: Decimal, rules: &Rules) -> Option<Reason> {
    let bounds = &rules.risk;
    let against = |code, effect, limit: Decimal| {
        Some(Reason::against(code, effect, format!("risk {score} of 100")).with(score, limit.normalize()))
    };
    if score > bounds.max_score {
        return against(ReasonCode::RiskTooHigh, Effect::Skip, bounds.max_score);
    }
    if score >= bounds.elevated_from {
        return against(ReasonCode::ElevatedRisk, Effect::Flag, bounds.elevated_from);
    }
    None
}

fn test_first(reasons: &[Reason]) -> Option<&'static str> {
    reasons.iter().find_map(|reason| match reason.code {
        ReasonCode::ElevatedRisk => Some("the risk is raised"),
        ReasonCode::VelocityUnknown => Some("how fast it sells is unknown"),
        _ => None,
    })
}

fn fee_missing(missing: &[String]) -> Reason {
    let text = format!("a fee can't be worked out: {}", missing.join("; "));
    Reason::against(ReasonCode::FeeMissing, Effect::Review, text)
}

/// Four decimals, half up.
fn ratio(value: Decimal) -> Decimal {
    Rounding::HalfUp.apply(value, 4)
}

fn quotient(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if whole.is_zero() { None } else { part.checked_div(whole).map(ratio) }
}
