//! The judgement in the shape of the record: an empty one, its parts, and the last touch.

use jiff::SignedDuration;
use rust_decimal::Decimal;

use super::{
    Analysis, CostLine, Demand, Effect, FeeLine, Fees, Input, Landed, Parts, PriceSaid, Reason, ReasonCode, RiskLine,
    RiskPart, RulesUsed, Sell, Verdict,
};
use crate::domain::{
    distribution::Prices,
    evidence::{Evidence, Restriction},
    feebook::FeeAnswer,
    landed::Recipe,
    money::{Currency, Money},
    risk,
};

fn demand(evidence: &Evidence) -> Demand {
    let Evidence { rank, monthly_sold, offers, amazon_in_stock, .. } = *evidence;
    Demand { rank, monthly_sold, offers, amazon_in_stock }
}

/// A judgement that has not been made yet: identity, rules, times.
pub(super) fn blank(input: &Input) -> Analysis {
    let evidence = input.evidence;
    let as_of = evidence.and_then(|evidence| evidence.as_of);
    let fresh = SignedDuration::from_hours(24 * input.rules.price.max_age_days.clamp(0, 3650));
    let restriction = match evidence.and_then(|evidence| evidence.restriction) {
        Some(Restriction::Allowed) => "allowed",
        Some(Restriction::NeedsApproval) => "needs_approval",
        Some(Restriction::NotEligible) => "not_eligible",
        Some(Restriction::Unknown) | None => "unknown",
    };
    Analysis {
        verdict: Verdict::Skip,
        reason: ReasonCode::InsufficientData,
        reasons: Vec::new(),
        flags: Vec::new(),
        product: evidence.map_or_else(|| input.offer.product.clone(), |evidence| evidence.product.clone()),
        title: evidence.and_then(|evidence| evidence.title.clone()).or_else(|| input.offer.title.clone()),
        category: evidence.and_then(|evidence| evidence.category.clone()).or_else(|| input.offer.category.clone()),
        matched: input.matched.clone(),
        channel: input.channel.to_owned(),
        program: input.program.to_owned(),
        sell: None,
        demand: evidence.map(demand).unwrap_or_default(),
        past: evidence.and_then(|evidence| evidence.past.clone()),
        landed: None,
        fees: None,
        net: None,
        net_at_most: None,
        net_p10: None,
        net_p50: None,
        net_p90: None,
        p_loss: None,
        roi_on_cost: None,
        roi_on_landed: None,
        margin_on_price: None,
        breakeven_price: None,
        max_cost: None,
        negotiate_below: None,
        quantity: None,
        days_to_sell: None,
        cash_days: None,
        usd_per_day: None,
        risk: None,
        turns: Vec::new(),
        restriction: restriction.to_owned(),
        rules: RulesUsed { name: input.rules.name.clone(), version: input.rules.version.clone() },
        analyzed_at: input.now,
        as_of,
        expires_at: as_of.unwrap_or(input.now).saturating_add(fresh).unwrap_or(input.now),
        notes: Vec::new(),
        advice: None,
    }
}

/// Sorts the reasons, names the primary one and the flags.
pub(super) fn finish(mut analysis: Analysis, mut reasons: Vec<Reason>, verdict: Verdict) -> Analysis {
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.effect));
    analysis.verdict = verdict;
    analysis.reason = primary(verdict, &reasons);
    analysis.flags = reasons.iter().filter(|reason| !reason.ok).map(|reason| reason.code).collect();
    analysis.flags.dedup();
    if analysis.reason == ReasonCode::Cleared {
        reasons.insert(0, Reason::passed(ReasonCode::Cleared, "every gate passed"));
    }
    analysis.reasons = reasons;
    analysis
}

/// The one reason that decided: the heaviest, in the order of evaluation.
fn primary(verdict: Verdict, reasons: &[Reason]) -> ReasonCode {
    if verdict == Verdict::Buy {
        return ReasonCode::Cleared;
    }
    let too_little = reasons.iter().any(|reason| reason.code == ReasonCode::BelowMinNet);
    if too_little && matches!(verdict, Verdict::Negotiate | Verdict::Watch) {
        return ReasonCode::BelowMinNet;
    }
    match reasons.iter().find(|reason| reason.effect >= Effect::Watch).map(|reason| (reason.effect, reason.code)) {
        Some((Effect::Veto, ReasonCode::UnknownRestriction)) => ReasonCode::UnknownRestriction,
        Some((Effect::Veto, _)) => ReasonCode::Vetoed,
        Some((_, ReasonCode::ThinPrice | ReasonCode::Stale | ReasonCode::AgeUnknown | ReasonCode::PricesDisagree)) => {
            ReasonCode::LowConfidence
        }
        Some((Effect::Review, ReasonCode::VelocityUnknown)) => ReasonCode::LowConfidence,
        Some((Effect::Review, code)) if is_fact(code) => ReasonCode::LowConfidence,
        Some((_, code)) => code,
        None => ReasonCode::InsufficientData,
    }
}

fn is_fact(code: ReasonCode) -> bool {
    code >= ReasonCode::Recalled && code != ReasonCode::UnknownRestriction
}

pub(super) fn sell(prices: &Prices, evidence: &Evidence, parts: Parts) -> Sell {
    let currency = evidence.currency;
    let words = || {
        let place = evidence
            .row
            .as_ref()
            .map_or_else(|| evidence.sources_of_prices(), |row| format!("{} row {}", row.file, row.line));
        let points = evidence.points.map(|points| format!(", {points} points")).unwrap_or_default();
        (format!("{}{points}", prices.basis), place)
    };
    let (basis, source) = if parts.sell_words { words() } else { Default::default() };
    Sell {
        price: Money::new(prices.p50, currency),
        p10: Money::new(prices.p10, currency),
        p90: Money::new(prices.p90, currency),
        basis,
        source,
        as_of: evidence.as_of,
        prices: if parts.sell_words { prices_said(evidence) } else { Vec::new() },
    }
}

/// Every price of an evidence that vendors supplied, with who said it and when. A row of a file stands in that file: naming
/// its line is enough.
fn prices_said(evidence: &Evidence) -> Vec<PriceSaid> {
    if evidence.row.is_some() {
        return Vec::new();
    }
    let all = [
        ("buy_box", evidence.buy_box),
        ("lowest_fba", evidence.lowest_fba),
        ("lowest_fbm", evidence.lowest_fbm),
        ("avg30", evidence.avg30),
        ("avg90", evidence.avg90),
        ("avg180", evidence.avg180),
        ("p10", evidence.p10),
        ("p50", evidence.p50),
        ("p90", evidence.p90),
    ];
    let said = |(field, price): (&str, Option<Decimal>)| {
        let (source, as_of) = evidence.said(field);
        let price = Money::new(price?, evidence.currency);
        Some(PriceSaid { field: field.to_owned(), price, source: source.to_owned(), as_of })
    };
    all.into_iter().filter_map(said).collect()
}

pub(super) fn landed(recipe: &Recipe, price: Decimal, currency: Currency, parts: Parts) -> Landed {
    let line = |line: crate::domain::landed::Line| CostLine {
        code: line.code.to_owned(),
        amount: Money::new(line.amount, currency),
        detail: line.detail,
        source: line.source,
    };
    let lines = if parts.landed_lines { recipe.lines(price) } else { Vec::new() };
    Landed { lines: lines.into_iter().map(line).collect(), total: recipe.money(price) }
}

pub(super) fn fees(answer: FeeAnswer, currency: Currency) -> Fees {
    let lines = answer.lines.into_iter().map(|line| FeeLine {
        code: line.code,
        amount: Money::new(line.amount, currency),
        detail: line.detail,
        card: line.card,
        source: line.source,
    });
    Fees {
        lines: lines.collect(),
        total: Money::new(answer.total, currency),
        assumptions: answer.assumptions,
        missing: answer.missing,
    }
}

pub(super) fn risk_part(risk: risk::Risk) -> RiskPart {
    let parts = risk.parts.into_iter().map(|part| RiskLine {
        code: part.code.to_owned(),
        score: part.score,
        weight: part.weight,
        from: part.from,
    });
    RiskPart { score: risk.score, parts: parts.collect() }
}
