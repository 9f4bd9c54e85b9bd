//! Prices that fees must leave something of: the lowest price that keeps a promise.

use rust_decimal::Decimal;

use super::{
    feebook::FeeBook,
    money::{Currency, Rounding},
};

/// A found price is followed upwards until this many prices in a row hold: several fees that round up at once can dip the
/// net by a minor unit or two, and do so again a little above.
const CALM: i64 = 24;
/// Steps upwards in all.
const DIPS: i64 = 400;
/// Stretches between breakpoints that are searched.
const STRETCHES: usize = 128;
/// Search bound above the intended price: 64 times it.
const REACH: i64 = 64;

/// The lowest price such that `keeps(price, fees)` holds there *and at every price up to `intended`*; where it does not
/// hold at `intended`, the lowest price above it. `None` when there is none up to 64 times the intended price.
///
/// Between two breakpoints the net rises with the price, so each stretch is searched by halves; across a breakpoint it may
/// fall, so stretches are tried one by one. Fees are always asked forward: what comes out holds to the cent.
pub fn lowest_price(
    fees: &dyn FeeBook,
    intended: Decimal,
    currency: Currency,
    keeps: impl Fn(Decimal, Decimal) -> bool,
) -> Option<Decimal> {
    let scale = Decimal::from(10_i64.pow(currency.exponent()));
    let minor = |price: Decimal, rounding: Rounding| i64::try_from(rounding.apply(price.checked_mul(scale)?, 0)).ok();
    let price = |minor: i64| Decimal::new(minor, currency.exponent());
    let holds = |at: i64| {
        let at = price(at);
        keeps(at, fees.total_at(at))
    };
    let intended = minor(intended, Rounding::HalfUp)?.max(1);
    let top = intended.checked_mul(REACH)?;
    let mut starts: Vec<i64> = fees
        .breakpoints(price(1), price(top))
        .into_iter()
        .filter_map(|at| minor(at, Rounding::Up))
        .filter(|at| (2..=top).contains(at))
        .chain([1])
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts.truncate(STRETCHES);
    let stretch = |index: usize| (starts[index], starts.get(index + 1).map_or(top, |next| next - 1));
    let home = starts.partition_point(|start| *start <= intended) - 1;

    if !holds(intended) {
        return (home..starts.len()).find_map(|index| {
            let (from, to) = stretch(index);
            first_in(from.max(intended), to, &holds).map(price)
        });
    }
    let mut lowest = None;
    for index in (0..=home).rev() {
        let (from, to) = stretch(index);
        let to = to.min(intended);
        if !holds(to) {
            break;
        }
        let found = first_in(from, to, &holds)?;
        lowest = Some(found);
        if found > from {
            break;
        }
    }
    lowest.map(price)
}

/// The first of `from..=to` from which on `holds` stays true, given that it holds from somewhere up to `to`.
fn first_in(from: i64, to: i64, holds: &impl Fn(i64) -> bool) -> Option<i64> {
    if from > to || !holds(to) {
        return None;
    }
    let (mut low, mut high) = (from, to);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let (mut found, mut at) = (low, low);
    while at < to && at - found < CALM && at - low < DIPS {
        at += 1;
        if !holds(at) {
            found = at + 1;
        }
    }
    (found <= to).then_some(found)
}
