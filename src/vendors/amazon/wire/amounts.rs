//! Amounts of the newer interfaces: `{"currencyCode": "USD", "amount": "24.99"}`, in finances `currencyAmount`.

use rust_decimal::{Decimal, dec};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::Marketplace;
use crate::{
    domain::money::{Currency, Money},
    vendors::reader,
};

/// The most that is taken for an amount.
const MOST: Decimal = dec!(1_000_000_000_000);

/// An amount; half of one is none, and neither is one beyond all bounds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Amount {
    #[serde(alias = "currency", alias = "CurrencyCode")]
    currency_code: Option<String>,
    #[serde(alias = "currencyAmount", alias = "Amount")]
    amount: Option<Box<RawValue>>,
}

impl Amount {
    /// The money, where both parts say something.
    pub fn money(&self) -> Option<Money> {
        let currency = Currency::parse(self.currency_code.as_deref()?)?;
        let amount = reader::decimal(self.amount.as_deref()?).filter(|amount| amount.abs() <= MOST)?;
        Some(Money::new(amount, currency))
    }

    /// The amount, where it is in the currency of the marketplace.
    pub fn in_place(&self, place: &Marketplace) -> Option<Decimal> {
        let money = self.money().filter(|money| money.currency() == place.currency)?;
        Some(money.amount())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendors::amazon::wire::marketplace;

    #[test]
    fn an_amount_is_read_digit_by_digit_under_either_name_and_in_one_currency() {
        let check = |text: &str, expected: Option<Decimal>| {
            let amount: Amount = serde_json::from_str(text).unwrap();
            assert_eq!(amount.in_place(&marketplace("US").unwrap()), expected, "{text}");
        };
        check(r#"{"currencyCode":"USD","amount":"100.00"}"#, Some(dec!(100.00)));
        check(r#"{"currencyCode":"USD","amount":24.99}"#, Some(dec!(24.99)));
        check(r#"{"currency":"USD","amount":5}"#, Some(dec!(5)));
        check(r#"{"currencyCode":"USD","currencyAmount":-0.1000000000000000055}"#, Some(dec!(-0.1000000000000000055)));
        check(r#"{"CurrencyCode":"USD","Amount":10.0}"#, Some(dec!(10.0)));
        check(r#"{"currencyCode":"CAD","amount":"1"}"#, None);
        check(r#"{"currencyCode":"USD","amount":null}"#, None);
        check(r#"{"currencyCode":"USD","amount":1.7976931348623157e308}"#, None);
        check(r#"{"currencyCode":"USD","amount":9999999999999999}"#, None);
        check(r#"{"amount":1}"#, None);
    }
}
