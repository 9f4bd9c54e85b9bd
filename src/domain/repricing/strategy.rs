//! The strategies: what price each would like, before the guards.
//!
//! Meanings follow the repricers that made the names: BQool's five basic rules, Aura's Maven and oscillation, Seller Snap's
//! game theory, Repricer.com's sales rules. Every result is clamped afterwards.

use std::str::FromStr;

use rust_decimal::{Decimal, dec};

use super::{
    RepriceInput,
    history::{self, Temper},
    rivals::Field,
    rule::{Alone, words},
};
use crate::domain::money::Rounding;

words! {
    /// How to follow the market.
    Strategy {
        /// The buy box price, else the lowest rival's; never moves while the buy box is ours.
        MatchBuyBox = "match-bb",
        /// A step below the buy box; holding it, up to a step below the next rival.
        UndercutBuyBox = "undercut-bb",
        /// A step below the buy box; where that is at the floor or below, the ceiling.
        Oscillate = "undercut-bb-oscillate",
        /// A step below the lowest rival that the marketplace ships; alone at the bottom, up to a step below the next.
        LowestFba = "lowest-fba",
        /// A step below the lowest rival, whoever holds the buy box; alone at the bottom, up to a step below the next.
        Lowest = "lowest",
        /// A step below the lowest rival above our floor: those below it are left to sell out.
        AutoCompete = "auto-compete",
        /// Up by a percent while we hold nearly all of the buy box; back to the price that held it where it is lost.
        ProbeCeiling = "probe-ceiling",
        /// Matches who matches and undercuts who undercuts; holding the buy box, up bit by bit until it is lost.
        Cooperative = "cooperative",
        /// Finds out how the rival answers, and shares the buy box rather than cut where cutting is answered.
        Equilibrium = "equilibrium",
        /// By our own sales, where nobody else sells.
        SalesRule = "sales-rule",
        /// From ceiling to floor by age, in rungs, whatever the rivals do.
        TimeLadder = "time-ladder",
        /// Up where stock runs out; where it lies, the next sharper strategy.
        StockAware = "stock-aware",
        /// Follows nobody; where nobody else sells, the price that the rule names.
        Standalone = "standalone",
        /// A step below the lowest rival, down to the floor of a sale that a person agreed to.
        Liquidate = "liquidate",
    }
}

impl Strategy {
    /// The strategy of a name, as it is typed: `match` and `undercut` mean the buy box.
    pub fn read(text: &str) -> Result<Self, String> {
        match text {
            "match" => Ok(Self::MatchBuyBox),
            "undercut" => Ok(Self::UndercutBuyBox),
            _ => Self::from_str(text).map_err(|why| format!("there is no such strategy: {why}")),
        }
    }

    /// The next sharper one, for what must go.
    fn sharper(self) -> Self {
        match self {
            Self::MatchBuyBox => Self::UndercutBuyBox,
            Self::UndercutBuyBox => Self::Lowest,
            other => other,
        }
    }
}

/// What a strategy would like.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    /// The price, not yet within the bounds.
    pub price: Decimal,
    /// Why.
    pub why: String,
}

/// The deepest that `auto-compete` looks.
const DEEP: usize = 20;
/// A probe upwards, and the share of the buy box that allows one.
const PROBE: Decimal = dec!(1.01);
const NEARLY_ALL: Decimal = dec!(0.9);

/// What a strategy sees: the input, the bounds, the field, whether a war is on.
pub(super) struct View<'a> {
    pub input: &'a RepriceInput<'a>,
    pub floor: Decimal,
    pub ceiling: Decimal,
    pub field: &'a Field,
    pub war: bool,
}

/// The price a strategy would like, or why it would not move. In a war nobody undercuts: it matches.
pub(super) fn propose(strategy: Strategy, view: &View) -> Result<Wish, String> {
    let View { input, field, .. } = view;
    match strategy {
        Strategy::MatchBuyBox => match_buy_box(view),
        Strategy::UndercutBuyBox => undercut(view),
        Strategy::Oscillate if !input.ours && field.buy_box().is_some_and(|price| price <= view.floor) => {
            wish(view.ceiling, "the buy box is at our floor or below it: up to the ceiling until it is over")
        }
        Strategy::Oscillate if input.ours => Err("the buy box is ours".to_owned()),
        Strategy::Oscillate => undercut(view),
        Strategy::LowestFba => below_lowest(view, &field.fba_only(), "the lowest offer that the marketplace ships"),
        Strategy::Lowest | Strategy::Liquidate => below_lowest(view, field, "the lowest offer"),
        Strategy::AutoCompete => auto_compete(view),
        Strategy::ProbeCeiling => probe(view),
        Strategy::Cooperative => cooperative(view),
        Strategy::Equilibrium => equilibrium(view),
        Strategy::SalesRule => by_sales(view),
        Strategy::TimeLadder => Ok(by_age(view)),
        Strategy::StockAware => by_stock(view),
        Strategy::Standalone => standalone(view),
    }
}

fn wish(price: Decimal, why: impl Into<String>) -> Result<Wish, String> {
    Ok(Wish { price, why: why.into() })
}

impl View<'_> {
    fn price(&self) -> Decimal {
        self.input.price.amount()
    }

    /// A step below a price; the same price in a war, and beside one that is only matched.
    fn below(&self, price: Decimal) -> Decimal {
        let step = if self.war || self.field.is_only_matched(price) { Decimal::ZERO } else { self.input.guards.step };
        self.rounded(price - step)
    }

    fn how(&self, price: Decimal) -> &'static str {
        match (self.war, self.field.is_only_matched(price)) {
            (true, _) => "price war: matching ",
            (_, true) => "matching ",
            _ => "a step below ",
        }
    }

    fn rounded(&self, price: Decimal) -> Decimal {
        Rounding::HalfUp.apply(price, self.input.price.currency().exponent())
    }
}

fn match_buy_box(view: &View) -> Result<Wish, String> {
    if view.input.ours {
        return Err("the buy box is ours".to_owned());
    }
    match view.field.target() {
        Some(target) => wish(view.rounded(target), "matching the buy box or the lowest offer"),
        None => Err("nobody else sells it".to_owned()),
    }
}

fn undercut(view: &View) -> Result<Wish, String> {
    let View { input, field, .. } = view;
    match (input.ours, field.buy_box(), field.lowest()) {
        (true, _, Some(next)) if view.below(next) > view.price() => {
            wish(view.below(next), "ours: up to the next offer")
        }
        (true, ..) => Err("the buy box is ours".to_owned()),
        (false, Some(target), _) => wish(view.below(target), format!("{}the buy box", view.how(target))),
        (false, None, Some(target)) => wish(view.below(target), format!("{}the lowest offer", view.how(target))),
        (false, None, None) => Err("nobody else sells it".to_owned()),
    }
}

fn below_lowest(view: &View, field: &Field, what: &str) -> Result<Wish, String> {
    match field.lowest() {
        Some(target) => wish(view.below(target), format!("{}{what}", view.how(target))),
        None => Err("nobody else sells it".to_owned()),
    }
}

fn auto_compete(view: &View) -> Result<Wish, String> {
    let prices = view.field.prices();
    match prices.iter().take(DEEP).find(|price| **price > view.floor) {
        Some(target) => wish(view.below(*target), "a step below the lowest offer above our floor"),
        None if prices.is_empty() => Err("nobody else sells it".to_owned()),
        None => wish(view.floor, "every offer is at our floor or below it"),
    }
}

/// Up by a percent, to no price at which the buy box was lost of late, and below the next offer. Who shares the buy box at our
/// very price holds it at every price above, until they come along: within a day after a loss or a cut that is not tried.
fn upwards(view: &View) -> Result<Wish, String> {
    let lost = history::lost_above(view.input.seen, view.price(), view.input.now);
    let is_shared = view.field.lowest().map(|next| view.rounded(next)) == Some(view.price());
    if is_shared && (lost.is_some() || history::own_cuts(view.input.history, view.input.now) > 0) {
        return Err("shared with an offer at our price: held for a day after a loss or a cut".to_owned());
    }
    let mut most = lost.map_or(view.ceiling, |lost| (lost - view.input.guards.step).min(view.ceiling));
    // Who asks less than we do while we hold the buy box does not bind us.
    if let Some(next) = view.field.lowest().filter(|next| *next > view.price()) {
        most = most.min(view.below(next));
    }
    let wanted = Rounding::Up.apply(view.price() * PROBE, view.input.price.currency().exponent()).min(most);
    if wanted <= view.price() {
        return Err("just below the price at which the buy box was lost".to_owned());
    }
    wish(wanted, "the buy box is ours: a percent up")
}

fn probe(view: &View) -> Result<Wish, String> {
    if view.input.ours {
        return match history::share(view.input.seen, view.price()) {
            Some(share) if share >= NEARLY_ALL => upwards(view),
            Some(_) => Err("the buy box is shared: held".to_owned()),
            None => Err("too few looks since the last move".to_owned()),
        };
    }
    match history::held_below(view.input.seen, view.price(), view.input.now) {
        Some(held) => wish(held, "lost: back to the price that held the buy box"),
        None => match_buy_box(view),
    }
}

fn cooperative(view: &View) -> Result<Wish, String> {
    if view.input.ours {
        return upwards(view);
    }
    let Some(target) = view.field.target() else { return Err("nobody else sells it".to_owned()) };
    match view.field.target_seller().map(|who| history::temper(view.input.history, who)) {
        Some(Temper::Undercuts) => wish(view.below(target), format!("{}who undercuts", view.how(target))),
        _ => wish(view.rounded(target), "matching who does not undercut"),
    }
}

fn equilibrium(view: &View) -> Result<Wish, String> {
    if view.input.ours {
        return upwards(view);
    }
    let Some(target) = view.field.target() else { return Err("nobody else sells it".to_owned()) };
    let Some(who) = view.field.target_seller() else { return wish(view.rounded(target), "sharing the buy box") };
    match history::temper(view.input.history, who) {
        Temper::Matches => wish(view.rounded(target), "who answers by matching is shared with"),
        // Once they did not answer, their own floor is known: a step below it ends it.
        Temper::Undercuts => match history::floor_of(view.input.history, who) {
            Some(theirs) if theirs > view.floor => {
                wish(view.below(theirs.min(target)), "a step below the price at which they stop answering")
            }
            _ => wish(view.rounded(target), "who answers every cut is shared with"),
        },
        Temper::Still => wish(view.below(target), format!("{}who does not answer", view.how(target))),
        Temper::Unknown => wish(view.rounded(target), "sharing the buy box"),
    }
}

fn by_sales(view: &View) -> Result<Wish, String> {
    let (input, rule) = (view.input, view.input.rule.sales);
    if !view.field.is_empty() {
        return match_buy_box(view);
    }
    let Some(sold) = input.sold else { return Err("it is not known what was sold".to_owned()) };
    if history::moved_within(input.history, input.now, jiff::SignedDuration::from_hours(24 * i64::from(rule.lock_days)))
    {
        return Err("it moved by its sales of late".to_owned());
    }
    let share = rule.pct / Decimal::ONE_HUNDRED;
    if sold > rule.raise_above {
        return wish(view.rounded(view.price() * (Decimal::ONE + share)), format!("{sold} sold: up"));
    }
    if sold < rule.lower_below {
        return wish(view.rounded(view.price() * (Decimal::ONE - share)), format!("{sold} sold: down"));
    }
    Err(format!("{sold} sold, as expected"))
}

fn by_stock(view: &View) -> Result<Wish, String> {
    let (input, rule) = (view.input, view.input.rule.stock);
    let cover = input.cover_days;
    if cover.is_some_and(|days| days < rule.low_days) {
        let wanted = view.rounded(view.price() * (Decimal::ONE + rule.pct / Decimal::ONE_HUNDRED));
        return wish(wanted, "stock runs out: up");
    }
    let lies = cover.is_some_and(|days| days > rule.high_days) || input.age_days > rule.old_days;
    let base = Strategy::MatchBuyBox;
    propose(if lies { base.sharper() } else { base }, view)
}

fn standalone(view: &View) -> Result<Wish, String> {
    if !view.field.is_empty() {
        return Err("others sell it: this strategy follows nobody".to_owned());
    }
    match (view.input.rule.alone, view.input.rule.default_price) {
        (Alone::Price, Some(price)) => wish(price, "nobody else sells it: the rule's price"),
        (Alone::Price | Alone::Min, _) => wish(view.floor, "nobody else sells it: the floor"),
        (Alone::Max, _) => wish(view.ceiling, "nobody else sells it: the ceiling"),
        (Alone::Keep, _) => Err("nobody else sells it".to_owned()),
    }
}

/// U − (U − L) · age ÷ ladder, age in whole rungs.
fn by_age(view: &View) -> Wish {
    let (input, floor, ceiling) = (view.input, view.floor, view.ceiling);
    let rung = input.guards.rung_days.max(1);
    let whole = Decimal::from(input.guards.ladder_days.max(1));
    let age = input.age_days / rung * rung;
    let gone = (Decimal::from(age) / whole).min(Decimal::ONE);
    let why = format!("day {} of {} on the ladder", input.age_days, input.guards.ladder_days);
    Wish { price: view.rounded(ceiling - (ceiling - floor) * gone), why }
}
