//! Situations that come before the strategy, and prices that it would like beyond the bounds.

use jiff::SignedDuration;
use rust_decimal::Decimal;

use super::{
    history,
    rule::{Action, Boundary},
    strategy::{Strategy, View, Wish},
};

/// How often a price steps down while the channel shows no buy box.
const INTERVAL: SignedDuration = SignedDuration::from_mins(30);
/// By how much, in hundredths of the price.
const DOWN: i64 = 1;

/// What is done in the situation at hand; `None` leaves it to the strategy. An error is why the price stays.
pub(super) fn answer(view: &View) -> Result<Option<Wish>, String> {
    let (input, rules) = (view.input, view.input.rule.scenarios);
    if input.suppressed {
        return act(rules.suppressed, view, "the channel shows no buy box");
    }
    // These answer for themselves what is done where nobody else sells, or whatever the rivals do.
    let alone = matches!(input.rule.strategy, Strategy::Standalone | Strategy::SalesRule | Strategy::TimeLadder);
    let Some(target) = view.field.target().or_else(|| view.field.lowest()) else {
        // Our own buy box is no competition either.
        let nobody = view.field.is_empty() && !alone && input.rule.strategy != Strategy::StockAware;
        return if nobody { act(rules.no_competition, view, "nobody else sells it") } else { Ok(None) };
    };
    if alone {
        return Ok(None);
    }
    if target < view.floor {
        return act(rules.rival_below_floor, view, "the rival is below our floor");
    }
    if target == view.floor {
        return act(rules.rival_at_floor, view, "the rival is at our floor");
    }
    if input.price.amount() == view.floor {
        return act(rules.at_floor, view, "we are at our floor");
    }
    Ok(None)
}

fn act(action: Action, view: &View, why: &str) -> Result<Option<Wish>, String> {
    let price = view.input.price.amount();
    let wish = |price, word: &str| Ok(Some(Wish { price, why: format!("{why}: {word}") }));
    match action {
        Action::Follow => Ok(None),
        Action::Keep => Err(why.to_owned()),
        Action::Min => wish(view.floor, "the floor"),
        Action::Max => wish(view.ceiling, "the ceiling"),
        Action::StepDown if history::moved_within(view.input.history, view.input.now, INTERVAL) => {
            Err(format!("{why}: the next step down waits"))
        }
        Action::StepDown => {
            // First back to the last price that was shown, then on from there.
            let last = history::last_unsuppressed(view.input.seen).filter(|last| *last < price);
            let down = price * Decimal::from(100 - DOWN) / Decimal::ONE_HUNDRED;
            let exponent = view.input.price.currency().exponent();
            let down = crate::domain::money::Rounding::Down.apply(down, exponent);
            wish(
                last.unwrap_or(down),
                if last.is_some() { "back to the last price that was shown" } else { "a step down" },
            )
        }
    }
}

/// What is done about a price beyond the bounds, and the name of the rule; `None` where it lies within them. The bounds hold
/// after it, whatever it says.
pub(super) fn beyond(view: &View, wanted: Decimal) -> Option<(Decimal, &'static str)> {
    let rule = view.input.rule;
    let (boundary, nearer) = if wanted < view.floor {
        (rule.below, view.floor)
    } else if wanted > view.ceiling {
        (rule.above, view.ceiling)
    } else {
        return None;
    };
    let exponent = view.input.price.currency().exponent();
    let half = || crate::domain::money::Rounding::HalfUp.apply((view.floor + view.ceiling) / Decimal::TWO, exponent);
    let price = match boundary {
        Boundary::JumpToMin => view.floor,
        Boundary::JumpToMax => view.ceiling,
        Boundary::JumpToAvg => half(),
        Boundary::DefaultPrice => rule.default_price.unwrap_or(nearer),
        Boundary::DoNothing => view.input.price.amount(),
        Boundary::MatchCompetitor => view.field.target().unwrap_or(nearer),
    };
    Some((price, boundary.name()))
}
