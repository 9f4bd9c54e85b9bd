//! The price read again just before the order (money-safety L15, L16).

use rust_decimal::Decimal;

use super::{Caps, Denial, Limit, Measure};
use crate::domain::{
    money::{Money, Rounding},
    order::Quote,
};

/// Refuses a price that is dearer than `proposed` by more than the limit, above the purchase's own `cap`, or in another
/// currency. The same check is made again before a purchase is sent once more.
pub fn drift(proposed: &Money, cap: &Money, quote: &Quote, caps: &Caps) -> Option<Denial> {
    let allowed = Decimal::ONE_HUNDRED + caps.value(Limit::DriftPct);
    let drifted = proposed.amount().checked_mul(allowed).map(|most| most / Decimal::ONE_HUNDRED);
    let most = Money::new(drifted.map_or(cap.amount(), |most| most.min(cap.amount())), proposed.currency());
    let fits = quote.landed.currency() == proposed.currency()
        && quote.landed.currency() == cap.currency()
        && quote.landed.amount() <= most.amount();
    (!fits).then(|| Denial {
        limit: Limit::DriftPct,
        key: None,
        used: Measure::Money(*proposed),
        cap: Measure::Money(most.round(Rounding::Down)),
        ask: Measure::Money(quote.landed),
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{config::Limits, domain::money::Currency};

    #[test]
    fn two_percent_is_fine_and_a_cent_more_is_not() {
        let caps = Caps::new(&Limits::default(), Currency::USD).unwrap();
        let usd = |amount| Money::new(amount, Currency::USD);
        let check = |total: Money, cap: Decimal, fits: bool| {
            let quote = Quote { landed: total, in_stock: true, at: jiff::Timestamp::UNIX_EPOCH };
            assert_eq!(drift(&usd(dec!(100)), &usd(cap), &quote, &caps).is_none(), fits, "{total} under {cap}");
        };
        check(usd(dec!(102)), dec!(110), true);
        check(usd(dec!(102.01)), dec!(110), false);
        check(usd(dec!(103)), dec!(110), false);
        check(usd(dec!(1000)), dec!(110), false);
        check(usd(dec!(101)), dec!(100.50), false);
        check(usd(dec!(1)), dec!(110), true);
        check(Money::new(dec!(99), Currency::EUR), dec!(110), false);
    }
}
