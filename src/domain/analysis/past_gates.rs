//! The checks that look at more than today: who joins, how long nobody had it, in which season it would sell, what buyers and
//! other tools think of it.

use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use rust_decimal::{Decimal, dec};

use super::{Effect, Reason, ReasonCode, gates::by_policy};
use crate::domain::{
    evidence::{Evidence, Opinion},
    past::{Kind, Past, season},
    rules::Rules,
};

/// What the past says, and what others made of it. It would sell about so many days from now; `None` is about now.
pub(super) fn of_past(evidence: &Evidence, days: Option<u32>, rules: &Rules, now: Timestamp) -> Vec<Reason> {
    let mut found = Vec::new();
    found.extend(of_opinion(evidence, rules));
    let Some(past) = evidence.past.as_deref() else { return found };
    let history = &rules.history;
    if let Some(trend) = past.offers_trend.filter(|trend| *trend > history.max_offers_joining) {
        let text = format!("{trend} new offers join in a month: the price may be on its way down");
        let reason = by_policy(history.offers_joining, ReasonCode::OffersRising, text);
        found.extend(reason.map(|reason| reason.with(trend, history.max_offers_joining.normalize())));
    }
    if let Some(out) = past.out_of_stock_pct.filter(|out| *out > history.max_out_of_stock_pct) {
        let text = format!("nobody offered a new one for {out} % of 90 days: its price speaks of the rest");
        let reason = by_policy(history.out_of_stock, ReasonCode::OutOfStock, text);
        found.extend(reason.map(|reason| reason.with(out, history.max_out_of_stock_pct.normalize())));
    }
    found.extend(of_season(past, days, rules, now));
    if let Some(stars) = past.seen(Kind::Rating).and_then(|seen| seen.now)
        && stars < history.min_rating
    {
        let text = format!("buyers give it {stars} of 5: expect returns");
        let reason = by_policy(history.low_rating, ReasonCode::LowRating, text);
        found.extend(reason.map(|reason| reason.with(stars, history.min_rating.normalize())));
    }
    found
}

fn of_season(past: &Past, days: Option<u32>, rules: &Rules, now: Timestamp) -> Option<Reason> {
    let wait = i64::from(days.unwrap_or(0).min(3_650)) + i64::from(rules.cycle.inbound_days + rules.cycle.prep_days);
    let then = now.to_zoned(TimeZone::UTC).date().checked_add(wait.days()).ok()?;
    let percent = past.season.as_ref()?.on(then)?;
    let least = rules.history.min_season_pct;
    if Decimal::from(percent) >= least {
        return None;
    }
    let month = season::NAMES[usize::from(then.month().unsigned_abs()) - 1];
    let text = format!("it would sell about {month}, when its price is {percent} % of the year's");
    Some(by_policy(rules.history.off_season, ReasonCode::OffSeason, text)?.with(percent, least.normalize()))
}

/// A tool that speaks against it is heard; one that speaks for it decides nothing.
fn of_opinion(evidence: &Evidence, rules: &Rules) -> Option<Reason> {
    let (who, _) = evidence.said("opinion");
    match evidence.opinion? {
        Opinion::Buy => Some(Reason::passed(ReasonCode::ToolAgrees, format!("{who} would buy it"))),
        Opinion::Unsure => {
            Some(Reason::against(ReasonCode::ToolDoubts, Effect::Flag, format!("{who} would look closer")))
        }
        Opinion::Avoid => {
            by_policy(rules.facts.tool_says_no, ReasonCode::ToolDoubts, format!("{who} would not buy it"))
        }
    }
}

/// The bounds that must not be below nothing.
pub(in crate::domain) fn bounds(rules: &Rules) -> [(&'static str, Decimal); 4] {
    let history = &rules.history;
    [
        ("history.max_offers_joining", history.max_offers_joining),
        ("history.max_out_of_stock_pct", history.max_out_of_stock_pct),
        ("history.min_season_pct", history.min_season_pct),
        ("history.min_rating", history.min_rating.min(dec!(5))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        money::Currency,
        offer::ProductIds,
        past::{Season, Seen},
        rules::Policy,
    };

    fn evidence(past: Past) -> Evidence {
        let past = Some(Box::new(past));
        Evidence { past, ..Evidence::of(ProductIds::default(), "amazon_us", Currency::USD, "keepa") }
    }

    fn codes(evidence: &Evidence, rules: &Rules, day: &str) -> Vec<(ReasonCode, Effect)> {
        let now = format!("{day}T12:00:00Z").parse().unwrap();
        of_past(evidence, Some(10), rules, now).iter().map(|reason| (reason.code, reason.effect)).collect()
    }

    #[test]
    fn what_the_past_says_is_shown_and_weighs_as_the_rules_have_it() {
        let mut rules = Rules::built_in();
        let mut months = [Some(100); 12];
        (months[0], months[11]) = (Some(70), Some(140));
        let rating = Seen { kind: Kind::Rating, now: Some(dec!(3.1)), avg90: None };
        let seen = evidence(Past {
            offers_trend: Some(dec!(4.5)),
            out_of_stock_pct: Some(dec!(60)),
            season: Some(Season { months }),
            series: vec![rating],
            ..Past::default()
        });
        let flagged = [
            (ReasonCode::OffersRising, Effect::Flag),
            (ReasonCode::OutOfStock, Effect::Flag),
            (ReasonCode::OffSeason, Effect::Flag),
            (ReasonCode::LowRating, Effect::Flag),
        ];
        // Bought before Christmas it would sell in January: ten days of waiting and five on the way.
        assert_eq!(codes(&seen, &rules, "2025-12-20"), flagged);
        assert_eq!(codes(&seen, &rules, "2025-11-20").len(), 3, "in December its price is high");
        rules.history.offers_joining = Policy::Review;
        rules.history.low_rating = Policy::Ignore;
        assert_eq!(codes(&seen, &rules, "2025-06-01"), [(ReasonCode::OffersRising, Effect::Review), flagged[1]]);
        assert_eq!(codes(&evidence(Past::default()), &rules, "2025-12-20"), []);
    }

    #[test]
    fn a_tool_may_speak_against_it_and_never_for_it() {
        let rules = Rules::built_in();
        let with = |opinion| {
            let nothing = Evidence::of(ProductIds::default(), "amazon_us", Currency::USD, "buybotpro");
            codes(&Evidence { opinion, ..nothing }, &rules, "2025-06-01")
        };
        assert_eq!(with(None), []);
        assert_eq!(with(Some(Opinion::Buy)), [(ReasonCode::ToolAgrees, Effect::Pass)]);
        assert_eq!(with(Some(Opinion::Unsure)), [(ReasonCode::ToolDoubts, Effect::Flag)]);
        assert_eq!(with(Some(Opinion::Avoid)), [(ReasonCode::ToolDoubts, Effect::Review)]);
    }
}
