//! The checks that do not depend on the price of the offer: facts that forbid, evidence that is thin, demand.

use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::Decimal;

use super::{Effect, Matched, Outcome, Reason, ReasonCode};
use crate::domain::{
    distribution::Prices,
    evidence::{Evidence, Restriction},
    offer::Offer,
    rules::{Policy, RankUse, Rules},
    velocity::{Days, Velocity, steady_rank},
};

/// Adds a reason with the effect of a policy; an ignored one is not added.
pub(super) fn by_policy(policy: Policy, code: ReasonCode, text: impl Into<String>) -> Option<Reason> {
    let effect = match policy {
        Policy::Veto => Effect::Veto,
        Policy::Review => Effect::Review,
        Policy::Flag => Effect::Flag,
        Policy::Ignore => return None,
    };
    Some(Reason::against(code, effect, text))
}

/// What it does that the source has none left: refused for now, and not for good.
pub(super) fn sold_out(rules: &Rules) -> Option<Reason> {
    let reason = by_policy(rules.facts.sold_out, ReasonCode::SoldOut, "the source has none left")?;
    Some(Reason { effect: reason.effect.min(Effect::Skip), ..reason })
}

/// What it does that the offer's own price may be read wrong: a person looks.
pub(super) fn unsure(offer: &Offer) -> Option<Reason> {
    let why = offer.unsure.as_deref()?;
    Some(Reason::against(
        ReasonCode::OfferPriceUnsure,
        Effect::Review,
        format!("the price of the offer is unsure: {why}"),
    ))
}

/// What the comparison of offer and page says.
pub(super) fn of_match(matched: &Matched, rules: &Rules) -> Option<Reason> {
    let least = rules.matching.min_confidence;
    let why = matched.why.as_deref().unwrap_or("no reason given");
    match matched.outcome {
        Outcome::Same if matched.confidence < least => {
            let text = format!(
                "a match of confidence {} is a guess: {}",
                matched.confidence.normalize(),
                matched.reasons.join(", ")
            );
            let reason = Reason::against(ReasonCode::MatchGuessed, Effect::Review, text);
            Some(reason.with(matched.confidence.normalize(), least.normalize()))
        }
        Outcome::Same | Outcome::None => None,
        Outcome::Rejected if why == "off_condition" => {
            Some(Reason::against(ReasonCode::Condition, Effect::Veto, "the conditions of offer and page do not fit"))
        }
        Outcome::Rejected => Some(Reason::against(
            ReasonCode::MatchRejected,
            Effect::Veto,
            format!("the offer is not what the page sells: {why}"),
        )),
        Outcome::Abstained => Some(Reason::against(
            ReasonCode::MatchAbstained,
            Effect::Veto,
            format!("it can't be told whether the offer is what the page sells: {why}"),
        )),
    }
}

/// Facts about the product, each with the rules' policy.
pub(super) fn of_facts(evidence: &Evidence, rules: &Rules, fba: bool, now: Timestamp) -> Vec<Reason> {
    let facts = &rules.facts;
    let mut found = Vec::new();
    let yes = |fact: Option<bool>| fact == Some(true);
    if yes(evidence.recalled) {
        found.extend(by_policy(facts.recalled, ReasonCode::Recalled, "recalled"));
    }
    match evidence.restriction {
        Some(Restriction::Allowed) => found.push(Reason::passed(ReasonCode::Allowed, "restrictions: allowed")),
        Some(Restriction::NeedsApproval) => {
            found.extend(by_policy(facts.needs_approval, ReasonCode::Gated, "selling it needs an approval"));
        }
        Some(Restriction::NotEligible) => {
            found.extend(by_policy(facts.not_eligible, ReasonCode::NotEligible, "we may not sell it"));
        }
        Some(Restriction::Unknown) => {
            // Somebody was asked and could not say: at least a person looks, whatever is done where nobody was asked.
            let text = "whether we may sell it was asked, and nobody could say";
            let reason = by_policy(facts.restriction_unknown, ReasonCode::UnknownRestriction, text)
                .unwrap_or_else(|| Reason::against(ReasonCode::UnknownRestriction, Effect::Review, text));
            found.push(Reason { effect: reason.effect.max(Effect::Review), ..reason });
        }
        None => found.extend(by_policy(
            facts.restriction_unknown,
            ReasonCode::UnknownRestriction,
            "nobody said whether we may sell it: a `restriction` column in the price book would",
        )),
    }
    // Shipped by ourselves, neither warehouse rule applies; the fact is still worth seeing.
    let warehouse = |policy: Policy| if fba || policy == Policy::Ignore { policy } else { Policy::Flag };
    if yes(evidence.hazmat) {
        found.extend(by_policy(warehouse(facts.hazmat), ReasonCode::Hazmat, "dangerous goods"));
    }
    if yes(evidence.meltable) {
        let today = now.to_zoned(TimeZone::UTC).strftime("%m-%d").to_string();
        let window = &rules.meltable;
        let policy = if window.contains(&today) { warehouse(facts.meltable) } else { Policy::Flag };
        let text = format!(
            "heat-sensitive: warehouses refuse it from {} to {} (last day unconfirmed)",
            window.from, window.to
        );
        found.extend(by_policy(policy, ReasonCode::Meltable, text));
    }
    if yes(evidence.ip_alert) {
        found.extend(by_policy(facts.ip_alert, ReasonCode::IpAlert, "a rights owner is known to complain"));
    }
    if yes(evidence.private_label) {
        found.extend(by_policy(facts.private_label, ReasonCode::PrivateLabel, "one seller only, likely the brand"));
    }
    found
}

/// Whether the price evidence is enough, fresh, and of one mind.
pub(super) fn of_prices(evidence: &Evidence, prices: &Prices, rules: &Rules, now: Timestamp) -> Vec<Reason> {
    let price = &rules.price;
    let mut found = Vec::new();
    if let Some(points) = evidence.points
        && points < price.min_points
    {
        let text = format!("{points} price points, the rules ask for {}", price.min_points);
        found.push(Reason::against(ReasonCode::InsufficientData, Effect::Skip, text).with(points, price.min_points));
    }
    if prices.signals < price.min_signals {
        let text = format!("{} is all there is: add `avg90`, `avg30` or `p50`", prices.basis);
        found.extend(
            by_policy(price.thin, ReasonCode::ThinPrice, text).map(|r| r.with(prices.signals, price.min_signals)),
        );
    }
    if let Some(ratio) = prices.now_to_usual {
        let most = rules.too_good.price_ratio;
        if ratio > most || ratio * most < Decimal::ONE {
            let text = format!("today's price is {} × the usual one", ratio.round_dp(2).normalize());
            let reason = Reason::against(ReasonCode::PricesDisagree, Effect::Review, text);
            found.push(reason.with(ratio.round_dp(2).normalize(), most));
        }
    }
    if prices.notes.iter().any(|note| note.starts_with("percentiles")) {
        found.push(Reason::against(ReasonCode::PricesDisagree, Effect::Review, "percentiles are out of order"));
    }
    match evidence.as_of {
        Some(as_of) => {
            let days = (now.as_second() - as_of.as_second()).div_euclid(86_400);
            if days > price.max_age_days {
                let text = format!("the evidence is {days} days old");
                found.extend(by_policy(price.stale, ReasonCode::Stale, text).map(|r| r.with(days, price.max_age_days)));
            }
        }
        None => found.extend(by_policy(price.age_unknown, ReasonCode::AgeUnknown, "the evidence has no date")),
    }
    found
}

/// Whether it sells, and who else sells it.
pub(super) fn of_demand(
    evidence: &Evidence,
    velocity: Option<&Velocity>,
    days: Option<Days>,
    rules: &Rules,
) -> Vec<Reason> {
    let demand = &rules.demand;
    let mut found = Vec::new();
    let group = evidence.category.as_deref().and_then(|category| rules.group_of(category)).map(|group| &group.group);
    let max_rank = group.and_then(|group| demand.max_rank.get(group)).or_else(|| demand.max_rank.get("default"));
    let rank = steady_rank(evidence);
    let counted = velocity.is_some_and(|velocity| velocity.counted);
    let over = rank.zip(max_rank).is_some_and(|(rank, most)| rank > *most);
    if rank.is_none() {
        found.extend(by_policy(demand.rank_unknown, ReasonCode::VelocityUnknown, "its sales rank is unknown"));
    }
    let always = demand.rank_counts == RankUse::Always;
    if over && (always || !counted) {
        let (rank, most) = (rank.unwrap_or_default(), max_rank.copied().unwrap_or_default());
        let why = if always { "" } else { ", and no sales were counted" };
        let text = format!("rank {rank} is worse than {most}{why}");
        found.push(Reason::against(ReasonCode::RankOverMax, Effect::Skip, text).with(rank, most));
    }
    match (velocity, days) {
        (None, _) if rank.is_some() && !over => {
            let text = "only a rank is known: how fast it sells is not";
            found.push(Reason::against(ReasonCode::VelocityUnknown, Effect::Flag, text));
        }
        (None, _) => found.extend(by_policy(
            demand.unknown,
            ReasonCode::VelocityUnknown,
            "how fast it sells is unknown: add `monthly_sold`, `rank_drops30` or `rank`",
        )),
        _ if demand.max_days == 0 => {}
        (Some(_), Some(days)) if days.mid > demand.max_days => {
            let text = format!("about {} days until our next sale", days.mid);
            found.push(Reason::against(ReasonCode::TooSlow, Effect::Skip, text).with(days.mid, demand.max_days));
        }
        (Some(_), None) => found.push(
            Reason::against(ReasonCode::TooSlow, Effect::Skip, "it does not sell").with("never", demand.max_days),
        ),
        _ => {}
    }
    if evidence.offers.is_none() && velocity.is_some() {
        let text = format!("competing offers are unknown: {} assumed", demand.assumed_offers);
        found.push(Reason::against(ReasonCode::OffersUnknown, Effect::Flag, text));
    }
    let share = evidence.amazon_in_stock_pct;
    if let Some(pct) = share.filter(|pct| *pct > rules.amazon.flag_pct) {
        let over = pct >= rules.amazon.max_pct;
        let effect = if over { Effect::Skip } else { Effect::Flag };
        let text = format!("the marketplace itself had stock {} % of 90 days", pct.normalize());
        found.push(Reason::against(ReasonCode::AmazonShare, effect, text).with(pct, rules.amazon.max_pct));
    } else if share.is_none() && evidence.amazon_in_stock == Some(true) {
        let text = "the marketplace itself has stock now";
        found.push(Reason::against(ReasonCode::AmazonShare, Effect::Flag, text));
    }
    found
}
