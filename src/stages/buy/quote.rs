//! The price is read again just before money is put aside (T3): what moved too far, or can't be read, is not bought.

use jiff::{SignedDuration, Timestamp};

use super::plan::DRIFT;
use crate::{
    domain::{
        limits::{Denial, Limit, Measure},
        money::{Money, MoneyError, Rounding},
        order::{Order, Quote},
    },
    store::Purchase,
    vendors::Checkout,
};

/// A price that was read longer ago than this is not known any more (L15).
const STALE: SignedDuration = SignedDuration::from_mins(5);

/// What came of asking again.
#[derive(Debug, PartialEq)]
pub(super) enum Answer {
    /// It costs about what was agreed to.
    Stands,
    /// It does not, or nobody can say; the sentence is for the second.
    Denied(Denial, Option<String>),
    /// There are too few of it.
    SoldOut,
}

/// Asks the vendor what the purchase would be charged now, and holds that against what was agreed to.
pub(super) async fn check(checkout: &dyn Checkout, purchase: &Purchase, now: Timestamp) -> Answer {
    let order = Order {
        reference: purchase.reference.clone(),
        source: purchase.source.clone(),
        item: purchase.item.clone(),
        product: purchase.product.clone(),
        quantity: purchase.quantity,
        expected: purchase.est,
        cap: purchase.cap,
    };
    ask(checkout, &order, now).await
}

async fn ask(checkout: &dyn Checkout, order: &Order, now: Timestamp) -> Answer {
    let stale =
        |why: &str| Answer::Denied(stale(order), Some(format!("its price can't be read now: {why} (price_stale)")));
    match checkout.quote(order).await {
        Err(why) => stale(&format!("{why:#}")),
        Ok(quote) if now.duration_since(quote.at).abs() > STALE => stale("the vendor's answer is old"),
        Ok(quote) if !quote.in_stock => Answer::SoldOut,
        Ok(quote) => match drift(&quote, &order.expected, &order.cap) {
            Ok(None) => Answer::Stands,
            Ok(Some(denial)) => Answer::Denied(denial, None),
            Err(why) => stale(&why.to_string()),
        },
    }
}

/// A refusal where the vendor asks over two percent more than agreed to, or more than the cap (L16).
fn drift(quote: &Quote, agreed: &Money, cap: &Money) -> Result<Option<Denial>, MoneyError> {
    let drifted = agreed.times(DRIFT)?.round(Rounding::Down);
    let most = if cap.minus(&drifted)?.is_negative() { *cap } else { drifted };
    // Two percent of a few cents is no cent: the estimate itself is always within.
    let most = if most.minus(agreed)?.is_negative() { *agreed } else { most };
    let over = most.minus(&quote.landed)?.is_negative();
    Ok(over.then_some(Denial {
        limit: Limit::PriceDrift,
        used: Measure::Money(*agreed),
        cap: Measure::Money(most),
        ask: Measure::Money(quote.landed),
    }))
}

fn stale(order: &Order) -> Denial {
    let (used, cap) = (Measure::Money(order.expected), Measure::Money(order.cap));
    Denial { limit: Limit::PriceStale, used, cap, ask: cap }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{money::Currency, order::OrderStatus},
        vendors::Call,
    };

    #[test]
    fn two_percent_more_is_bought_and_a_cent_more_is_not() {
        #[track_caller]
        fn check(asked: i64, agreed: i64, cap: i64, denied: bool) {
            let usd = |minor| Money::from_minor(minor, Currency::USD);
            let quote = Quote { landed: usd(asked), in_stock: true, at: Timestamp::UNIX_EPOCH };
            assert_eq!(drift(&quote, &usd(agreed), &usd(cap)).unwrap().is_some(), denied, "{asked} {agreed} {cap}");
        }
        check(1000, 1000, 1000, false);
        check(1020, 1000, 1100, false);
        check(1021, 1000, 1100, true);
        check(1015, 1000, 1010, true);
        check(1030, 1000, 1100, true);
        check(10_000, 1000, 1100, true);
        check(900, 1000, 1100, false);
        check(3, 3, 3, false);
        let euros = Quote { landed: Money::from_minor(900, Currency::EUR), in_stock: true, at: Timestamp::UNIX_EPOCH };
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        assert!(drift(&euros, &usd(1000), &usd(1100)).is_err(), "another currency is no price");
    }

    struct Shop(Option<Quote>);

    impl Checkout for Shop {
        fn status<'a>(&'a self, _: &'a str) -> Call<'a, OrderStatus> {
            Box::pin(std::future::ready(Ok(OrderStatus::Placed)))
        }

        fn quote<'a>(&'a self, _: &'a Order) -> Call<'a, Quote> {
            let answer = self.0.clone().ok_or_else(|| anyhow::anyhow!("no answer in time"));
            Box::pin(std::future::ready(answer))
        }
    }

    #[test]
    fn a_price_that_is_old_or_unreadable_is_not_spent_on() {
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let order = Order {
            reference: "arb1-x".into(),
            source: "shop".into(),
            item: "1".into(),
            product: None,
            quantity: 1,
            expected: usd(1000),
            cap: usd(1020),
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let asked = |quote| runtime.block_on(ask(&Shop(quote), &order, now));
        let quote = |landed, in_stock, minutes: i64| {
            Some(Quote { landed: usd(landed), in_stock, at: now - SignedDuration::from_mins(minutes) })
        };
        let limit = |answer| match answer {
            Answer::Denied(denial, _) => Some(denial.limit),
            _ => None,
        };
        assert_eq!(asked(quote(1000, true, 5)), Answer::Stands);
        assert_eq!(asked(quote(1000, false, 0)), Answer::SoldOut);
        assert_eq!(limit(asked(quote(1000, true, 6))), Some(Limit::PriceStale));
        assert_eq!(limit(asked(None)), Some(Limit::PriceStale));
        assert_eq!(limit(asked(quote(1030, true, 0))), Some(Limit::PriceDrift));
        assert_eq!(limit(asked(quote(10_000, true, 0))), Some(Limit::PriceDrift));
    }
}
