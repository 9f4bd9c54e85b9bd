//! What holds, written into the judgement: the same fields that the engine filled, lower, with the reason beside them.

use super::{BuyAdvice, Doubt, Effective};
use crate::domain::{
    analysis::{Analysis, Bound, Effect, Reason, ReasonCode, RiskLine, Side, Turn, Verdict},
    money::Money,
};

/// Lowers a judgement to what holds. `who` is the model's provider, for people.
pub fn apply(analysis: &mut Analysis, advice: &BuyAdvice, effective: &Effective, who: &str) {
    let (Some(code), Some(doubt)) = (advice.code(), advice.reason()) else { return };
    let before = analysis.verdict;
    let (effect, text) = match *advice {
        BuyAdvice::NoObjection {} => return,
        BuyAdvice::Veto { .. } => (Effect::Veto, format!("{who} vetoes it: {}", doubt.name())),
        BuyAdvice::LowerCap { .. } => {
            let most = effective.cap.map(|cap| cap.to_string()).unwrap_or_default();
            let effect = if effective.verdict == before { Effect::Flag } else { Effect::Watch };
            (effect, format!("{who} would pay {most} at most: {}", doubt.name()))
        }
        BuyAdvice::LowerQuantity { quantity, .. } => {
            (Effect::Flag, format!("{who} would buy {quantity} at most: {}", doubt.name()))
        }
        BuyAdvice::AddRisk { points, .. } => {
            let effect = if effective.verdict == before { Effect::Flag } else { Effect::Skip };
            (effect, format!("{who} adds {points} points of risk: {}", doubt.name()))
        }
    };
    if let BuyAdvice::AddRisk { points, .. } = *advice {
        add_risk(analysis, points, effective, doubt);
    }
    lower_quantity(analysis, effective);
    lower_cap(analysis, effective);
    lower_verdict(analysis, effective.verdict, Reason::against(code, effect, text).with(doubt.name(), who));
}

/// Lowers a judgement over which no model could be heard. `who` should have been, `why` says why it was not.
pub fn fall_back(analysis: &mut Analysis, effective: &Effective, who: &str, why: &str) {
    let same = analysis.verdict == effective.verdict;
    let tighter = effective.cap.zip(analysis.max_cost).is_some_and(|(cap, most)| cap.amount() < most.amount());
    if same && !tighter {
        return;
    }
    let (code, effect, text) = match effective.cap.filter(|_| tighter) {
        Some(cap) => {
            let effect = if same { Effect::Flag } else { Effect::Watch };
            (ReasonCode::ModelSilent, effect, format!("without {who} it may cost {cap} at most: {why}"))
        }
        None => (ReasonCode::ModelSilent, Effect::Review, format!("{who} must be heard and was not: {why}")),
    };
    lower_cap(analysis, effective);
    lower_verdict(analysis, effective.verdict, Reason::against(code, effect, text));
}

fn lower_verdict(analysis: &mut Analysis, verdict: Verdict, reason: Reason) {
    if verdict != analysis.verdict {
        analysis.verdict = verdict;
        analysis.reason = reason.code;
        analysis.reasons.retain(|reason| reason.code != ReasonCode::Cleared);
    }
    analysis.negotiate_below = analysis.max_cost.filter(|_| verdict == Verdict::Negotiate);
    if !analysis.flags.contains(&reason.code) {
        analysis.flags.insert(0, reason.code);
    }
    let place = analysis.reasons.iter().position(|other| other.effect <= reason.effect);
    analysis.reasons.insert(place.unwrap_or(analysis.reasons.len()), reason);
}

fn lower_cap(analysis: &mut Analysis, effective: &Effective) {
    let same = |one: &Option<Money>, other: &Option<Money>| one.map(|it| it.amount()) == other.map(|it| it.amount());
    if same(&analysis.max_cost, &effective.cap) {
        return;
    }
    analysis.max_cost = effective.cap;
    // The engine's turns hold no more; the one that is left is the new cap.
    analysis.turns.clear();
    if let (Some(cap), Verdict::Watch | Verdict::Negotiate) = (effective.cap, effective.verdict) {
        analysis.turns.push(Turn { to: Verdict::Buy, when: Side::Below, at_cost: cap });
    }
}

fn lower_quantity(analysis: &mut Analysis, effective: &Effective) {
    let packs = (analysis.matched.pack_source.max(1), analysis.matched.pack_target.max(1));
    let Some(quantity) = analysis.quantity.as_mut().filter(|known| known.suggested > effective.quantity) else {
        return;
    };
    let units = u64::from(effective.quantity) * u64::from(packs.0) / u64::from(packs.1);
    quantity.suggested = effective.quantity;
    quantity.units = u32::try_from(units).unwrap_or(u32::MAX).min(quantity.units);
    "a model would not buy more".clone_into(&mut quantity.why);
    quantity.bounds.push(Bound { code: "model".to_owned(), most: effective.quantity });
}

fn add_risk(analysis: &mut Analysis, points: u8, effective: &Effective, doubt: Doubt) {
    let (Some(risk), Some(score)) = (analysis.risk.as_mut(), effective.risk) else { return };
    risk.score = score;
    risk.parts.push(RiskLine {
        code: "model".to_owned(),
        score: points.into(),
        weight: rust_decimal::Decimal::ONE,
        from: doubt.name().to_owned(),
    });
}
