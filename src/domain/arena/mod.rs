//! The proving ground: a strategy sells a few units on one page against a rival, for weeks, and is measured.
//!
//! The market is made up, or was recorded; what decides on our prices is the very code that decides on real ones. Equal seeds
//! play equal matches.

pub(in crate::domain) mod chance;
mod rivals;
mod score;
#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};
use rust_decimal::{Decimal, dec};

pub use rivals::Rival;
pub use score::{Score, Total};

use self::{chance::Chance, rivals::Sight};
use crate::domain::{
    money::{Currency, Money, Rounding},
    repricing::{Competitor, Decision, Guards, Move, RepriceInput, Rule, Seen, Who, decide},
};

/// The time between two looks at the page.
const TICK: SignedDuration = SignedDuration::from_mins(30);
/// Looks on a day.
const LOOKS: u32 = 48;
/// How long moves and looks are remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Who sets our prices.
#[derive(Clone, Debug, PartialEq)]
pub enum Contender {
    /// A rule.
    Rule(Box<Rule>),
    /// Nobody: the price stays.
    Hold,
    /// A step below the rival, whatever it asks, down to the floor. No guard slows it.
    Naive,
}

/// The terms of a match; amounts are cents.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// When it begins.
    pub begin: Timestamp,
    /// For how many days.
    pub days: u32,
    /// What we ask at first.
    pub price: i64,
    /// Our floor.
    pub floor: i64,
    /// Our ceiling.
    pub ceiling: i64,
    /// What a unit cost us.
    pub cost: i64,
    /// The share of the price that the channel takes, in hundredths of a percent.
    pub fee_bp: i64,
    /// What we have to sell.
    pub units: u32,
    /// Buyers on a day who look at the page, in thousandths.
    pub buyers_milli: u64,
    /// The rival's floor.
    pub rival_floor: i64,
    /// The guards.
    pub guards: Guards,
}

/// One match.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    /// Who sets our prices.
    pub us: &'a Contender,
    /// Against whom.
    pub rival: &'a Rival,
    /// The terms.
    pub terms: &'a Terms,
    /// The seed.
    pub seed: u64,
}

/// A side of the table.
struct Side {
    price: i64,
    units: u32,
    history: Vec<Move>,
    seen: Vec<Seen>,
}

impl Side {
    fn of(price: i64, units: u32) -> Self {
        Self { price, units, history: Vec::new(), seen: Vec::new() }
    }

    fn forget(&mut self, now: Timestamp) {
        let old = |at: Timestamp| now.duration_since(at) > REMEMBERED;
        if self.history.first().is_some_and(|one| old(one.at)) {
            self.history.retain(|one| !old(one.at));
        }
        // Looks of three days are all that any rule reads.
        let many = LOOKS as usize * 3;
        if self.seen.len() > many * 2 {
            self.seen.drain(..self.seen.len() - many);
        }
    }
}

/// Plays a match.
pub fn play(game: &Match) -> Score {
    let terms = game.terms;
    let mut chance = Chance::of(game.seed);
    let top = terms.ceiling;
    let first = match game.rival {
        Rival::Recorded(series) => series.first().map_or(terms.price, |(_, price)| *price),
        // Nobody begins at our price: from a twentieth below it to a twentieth above.
        _ => terms.price * (950 + i64::try_from(chance.below(101)).unwrap_or(50)) / 1000,
    };
    let mut sides = [Side::of(terms.price, terms.units), Side::of(first, u32::MAX)];
    let other = match game.rival {
        Rival::Ours(strategy) => Some(Contender::Rule(Box::new(Rule::of(*strategy)))),
        _ => None,
    };
    let mut there = true;
    let mut score = Score::new(terms);
    let mut holder: Option<usize> = None;
    for tick in 0..terms.days * LOOKS {
        let now = terms.begin + TICK * i32::try_from(tick).unwrap_or(i32::MAX);
        if sides[0].units == 0 {
            break;
        }
        // The rival moves first or second, as it happens.
        let order = if chance.below(2) == 0 { [0, 1] } else { [1, 0] };
        for who in order {
            let before = sides[who].price;
            let after = match (who, &other) {
                (0, _) => {
                    ours(game.us, terms, (terms.floor, terms.ceiling), &mut sides, who, there, holder, now, &mut score)
                }
                (_, Some(contender)) => {
                    let bounds = (terms.rival_floor, top);
                    ours(contender, terms, bounds, &mut sides, who, true, holder, now, &mut score)
                }
                _ => {
                    let shown = (sides[0].units > 0).then_some(sides[0].price);
                    let sight = Sight { now, price: before, ours: shown, floor: terms.rival_floor, top };
                    let next = rivals::next(game.rival, &sight, &mut chance);
                    there = next.is_some();
                    next.unwrap_or(before)
                }
            };
            if after != before {
                moved(&mut sides, who, (before, after), now);
                score.moved(who, before, after, now);
            }
        }
        holder = holds(&sides, there, &mut chance);
        score.looked(holder == Some(0), sides[0].price, if there { sides[1].price } else { sides[0].price });
        buyers(terms, &mut sides, holder, &mut chance, &mut score);
        sides.iter_mut().for_each(|side| side.forget(now));
    }
    score
}

/// Who holds the buy box: the lower price; at equal prices it goes from one to the other as it happens.
fn holds(sides: &[Side; 2], there: bool, chance: &mut Chance) -> Option<usize> {
    match (sides[0].units > 0, there) {
        (false, false) => None,
        (true, false) => Some(0),
        (false, true) => Some(1),
        (true, true) => match sides[0].price.cmp(&sides[1].price) {
            std::cmp::Ordering::Less => Some(0),
            std::cmp::Ordering::Greater => Some(1),
            std::cmp::Ordering::Equal => usize::try_from(chance.below(2)).ok(),
        },
    }
}

fn moved(sides: &mut [Side; 2], who: usize, (from, to): (i64, i64), at: Timestamp) {
    let (from, to) = (cents(from), cents(to));
    sides[who].history.push(Move { at, who: Who::Own, from, to });
    sides[1 - who].history.push(Move { at, who: Who::Rival("rival".to_owned()), from, to });
    sides[who].price = minor(to);
}

/// What one of our sides asks next.
#[expect(clippy::too_many_arguments, reason = "one tick of one side: everything is on the table")]
fn ours(
    contender: &Contender,
    terms: &Terms,
    (floor, ceiling): (i64, i64),
    sides: &mut [Side; 2],
    who: usize,
    there: bool,
    holder: Option<usize>,
    now: Timestamp,
    score: &mut Score,
) -> i64 {
    let (price, theirs) = (sides[who].price, sides[1 - who].price);
    let visible = if who == 0 { there } else { sides[0].units > 0 };
    let rule = match contender {
        Contender::Hold => return price,
        Contender::Naive if !visible => return price,
        Contender::Naive => return (theirs - minor(terms.guards.step)).max(floor),
        Contender::Rule(rule) => rule,
    };
    let held = holder == Some(who);
    let rivals: Vec<Competitor> = if visible { vec![Competitor::of("rival", money(theirs), true)] } else { Vec::new() };
    let buy_box = if held { Some(price) } else { visible.then_some(theirs) };
    let input = RepriceInput {
        rule,
        price: money(price),
        fba: true,
        floor: Some(money(floor)),
        ceiling: Some(money(ceiling)),
        liquidation: None,
        rivals: &rivals,
        own_sellers: &[],
        buy_box: buy_box.map(money),
        ours: held,
        suppressed: false,
        threshold: None,
        quantity: sides[who].units.min(9999),
        age_days: u32::try_from(now.duration_since(terms.begin).as_hours() / 24).unwrap_or(0),
        sold: Some(score.sold_today()),
        cover_days: score.cover_days(sides[who].units, now, terms.begin),
        history: &sides[who].history,
        seen: &sides[who].seen,
        guards: terms.guards.clone(),
        now,
    };
    let decision = decide(&input);
    let after = match decision {
        Decision::Set { price, .. } => minor(price.amount()),
        Decision::Keep { .. } | Decision::Refuse { .. } => price,
    };
    score.decided(after, (floor, ceiling));
    sides[who].seen.push(Seen { at: now, price: cents(price), ours: held, suppressed: false });
    after
}

/// A buyer comes by now and then, and buys from who holds the buy box where the price is not above what they would pay.
fn buyers(terms: &Terms, sides: &mut [Side; 2], holder: Option<usize>, chance: &mut Chance, score: &mut Score) {
    let comes = chance.below(1000 * u64::from(LOOKS)) < terms.buyers_milli;
    // What a buyer would pay at most: from nine tenths of the first price to a quarter more.
    let would_pay = terms.price * (900 + i64::try_from(chance.below(351)).unwrap_or(0)) / 1000;
    if let Some(who) = holder
        && comes
        && sides[who].price <= would_pay
        && who == 0
    {
        sides[0].units -= 1;
        score.sold(sides[0].price, terms);
    }
}

fn cents(minor: i64) -> Decimal {
    Decimal::new(minor, 2)
}

fn minor(price: Decimal) -> i64 {
    use rust_decimal::prelude::ToPrimitive as _;
    Rounding::HalfUp.apply(price * dec!(100), 0).to_i64().unwrap_or(i64::MAX)
}

fn money(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}
