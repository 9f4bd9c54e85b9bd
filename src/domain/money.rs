//! Money: an exact decimal amount in one currency.
//!
//! Adding two currencies is an error, rounding names its mode at the call, and nothing here is a float.
//! In JSON an amount is text: `{"amount":"12.90","currency":"USD"}`.

use std::{fmt, str::FromStr};

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use super::rounding::{Rounding, percent, whole_minor};

/// An ISO 4217 currency code: three upper-case letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// US dollar.
    pub const USD: Self = Self(*b"USD");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");
    /// Pound sterling.
    pub const GBP: Self = Self(*b"GBP");
    /// Japanese yen.
    pub const JPY: Self = Self(*b"JPY");

    /// Reads a three-letter code in either case.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Self(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The code as text.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a currency is ASCII letters by construction")
    }

    /// Whether this is its code.
    pub fn is(self, code: &str) -> bool {
        self.0 == code.as_bytes()
    }

    /// How many decimals its minor unit has (ISO 4217): 2 for most, 0 for the yen, 3 for the dinars.
    pub fn exponent(self) -> u32 {
        match &self.0 {
            // Nearly every amount of nearly every list.
            b"USD" | b"EUR" | b"GBP" => 2,
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// The sign people write before an amount, where the currency has one of its own.
    pub fn sign(self) -> Option<&'static str> {
        match &self.0 {
            b"USD" => Some("$"),
            b"EUR" => Some("€"),
            b"GBP" => Some("£"),
            b"JPY" => Some("¥"),
            _ => None,
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        Self::parse(text).ok_or_else(|| MoneyError::NotACurrency(text.to_owned()))
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(CurrencyCode)
    }
}

struct CurrencyCode;

impl de::Visitor<'_> for CurrencyCode {
    type Value = Currency;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a currency code, like \"USD\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Currency, E> {
        text.parse().map_err(E::custom)
    }
}

/// What can go wrong with money.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum MoneyError {
    /// Two currencies met in one sum.
    #[error("{left} and {right} can't be added: convert one of them first")]
    Mixed {
        /// The currency on the left of the operation.
        left: Currency,
        /// The currency on its right.
        right: Currency,
    },
    /// The result does not fit.
    #[error("the amount is too large")]
    Overflow,
    /// The text is no currency code.
    #[error("`{0}` is not a currency code: use three letters, like `USD`")]
    NotACurrency(String),
}

/// An exact amount in one currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

impl Money {
    /// An amount in major units.
    pub fn new(amount: Decimal, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// Nothing of a currency.
    pub fn zero(currency: Currency) -> Self {
        Self::new(Decimal::ZERO, currency)
    }

    /// An amount in minor units: cents, pence, yen.
    pub fn from_minor(minor: i64, currency: Currency) -> Self {
        Self::new(Decimal::new(minor, currency.exponent()), currency)
    }

    /// The amount in major units.
    pub fn amount(&self) -> Decimal {
        self.amount
    }

    /// The currency.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The amount in minor units, rounded with `rounding`; an error when it does not fit an `i64`.
    pub fn to_minor(&self, rounding: Rounding) -> Result<i64, MoneyError> {
        let scale = Decimal::from(10_i64.pow(self.currency.exponent()));
        let minor = self.amount.checked_mul(scale).ok_or(MoneyError::Overflow)?;
        rounding.apply(minor, 0).try_into().map_err(|_| MoneyError::Overflow)
    }

    /// Rounds to the currency's minor unit.
    #[must_use]
    pub fn round(&self, rounding: Rounding) -> Self {
        Self::new(rounding.apply(self.amount, self.currency.exponent()), self.currency)
    }

    /// The sum; an error for two currencies.
    pub fn plus(&self, other: &Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        Ok(Self::new(self.amount.checked_add(other.amount).ok_or(MoneyError::Overflow)?, self.currency))
    }

    /// The difference; an error for two currencies.
    pub fn minus(&self, other: &Self) -> Result<Self, MoneyError> {
        self.plus(&other.negated())
    }

    /// A multiple: a rate, a quantity. Not rounded.
    pub fn times(&self, factor: Decimal) -> Result<Self, MoneyError> {
        Ok(Self::new(self.amount.checked_mul(factor).ok_or(MoneyError::Overflow)?, self.currency))
    }

    /// The same amount with the other sign.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self::new(-self.amount, self.currency)
    }

    /// Whether the amount is below zero.
    pub fn is_negative(&self) -> bool {
        self.amount.is_sign_negative() && !self.amount.is_zero()
    }

    /// Whether the amount is zero.
    pub fn is_zero(&self) -> bool {
        self.amount.is_zero()
    }

    fn same(&self, other: &Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(MoneyError::Mixed { left: self.currency, right: other.currency })
    }
}

/// The amount as plain decimal text with at least the currency's decimals: `12.90`, never `12.9` or `1e1`.
pub fn amount_text(amount: Decimal, currency: Currency) -> String {
    with_text(amount, currency, str::to_owned)
}

/// Does something with the text of [`amount_text`], which is copied for nobody who only looks at it.
fn with_text<T>(amount: Decimal, currency: Currency, take: impl FnOnce(&str) -> T) -> T {
    let (mut room, decimals) = ([0; 24], currency.exponent());
    match usual_text(amount, decimals, &mut room) {
        Some(usual) => take(usual),
        None => take(&any_text(amount, decimals)),
    }
}

/// The text of an amount that is whole in the minor unit and of a usual size: nearly every one.
fn usual_text(amount: Decimal, decimals: u32, text: &mut [u8; 24]) -> Option<&str> {
    let (mut minor, mut scale) = (i64::try_from(amount.mantissa()).ok()?, amount.scale());
    if minor == 0 || scale > 6 {
        return None;
    }
    while scale > decimals && minor % 10 == 0 {
        (minor, scale) = (minor / 10, scale - 1);
    }
    while scale < decimals {
        (minor, scale) = (minor.checked_mul(10)?, scale + 1);
    }
    if scale > decimals {
        return None;
    }
    // From the last digit to the first; at least one stands before the point.
    let (mut at, mut left, mut place) = (text.len(), minor.unsigned_abs(), 0);
    while left > 0 || place <= decimals {
        if place == decimals && decimals > 0 {
            at -= 1;
            text[at] = b'.';
        }
        at -= 1;
        text[at] = b'0' + u8::try_from(left % 10).ok()?;
        (left, place) = (left / 10, place + 1);
    }
    if minor < 0 {
        at -= 1;
        text[at] = b'-';
    }
    std::str::from_utf8(&text[at..]).ok()
}

fn any_text(amount: Decimal, decimals: u32) -> String {
    let shortest = amount.normalize();
    if shortest.scale() < decimals { format!("{shortest:.0$}", decimals as usize) } else { shortest.to_string() }
}

/// For people: `$1,234.50`, `−$3.00`, `1,234.50 CHF`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = amount_text(self.amount.abs(), self.currency);
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, d)| (w, Some(d)));
        let mut number = String::with_capacity(text.len() + 4);
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                number.push(',');
            }
            number.push(digit);
        }
        if let Some(fraction) = fraction {
            number.push('.');
            number.push_str(fraction);
        }
        let minus = if self.is_negative() { "−" } else { "" };
        let shown = match self.currency.sign() {
            Some(sign) => format!("{minus}{sign}{number}"),
            None => format!("{minus}{number} {}", self.currency),
        };
        f.pad(&shown)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", amount_text(self.amount, self.currency), self.currency)
    }
}

#[derive(Serialize)]
struct Written<'a> {
    amount: &'a str,
    currency: Currency,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    amount: Amount,
    currency: Currency,
}

/// Decimal text; a JSON number is refused, since readers of JSON may round it.
struct Amount(Decimal);

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AmountText)
    }
}

struct AmountText;

impl de::Visitor<'_> for AmountText {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount as text, like \"12.90\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
        let amount = Decimal::from_str_exact(text);
        amount.map(Amount).map_err(|why| E::custom(format!("`{text}` is not an amount: {why}")))
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        with_text(self.amount, self.currency, |amount| {
            Written { amount, currency: self.currency }.serialize(serializer)
        })
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Wire { amount, currency } = Wire::deserialize(deserializer)?;
        Ok(Self::new(amount.0, currency))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::dec;

    use super::*;

    fn usd(amount: Decimal) -> Money {
        Money::new(amount, Currency::USD)
    }

    proptest! {
        #[test]
        fn a_usual_amount_is_written_as_any_is(mantissa in prop_oneof![any::<i64>(), -99_999_i64..99_999, Just(0)], scale in 0_u32..8, zeros in 0_u32..4) {
            let amount = Decimal::new(mantissa, scale) * Decimal::from(10_i64.pow(zeros));
            for decimals in [0, 2, 3] {
                if let Some(text) = usual_text(amount, decimals, &mut [0; 24]) {
                    prop_assert_eq!(text, any_text(amount, decimals));
                }
            }
        }
    }

    #[test]
    fn an_amount_is_text_in_json_and_comes_back() {
        let json = serde_json::to_string(&usd(dec!(12.9))).unwrap();
        assert_eq!(json, r#"{"amount":"12.90","currency":"USD"}"#);
        assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), usd(dec!(12.9)));
    }

    #[test]
    fn a_json_number_is_refused() {
        let why = serde_json::from_str::<Money>(r#"{"amount":12.9,"currency":"USD"}"#).unwrap_err().to_string();
        assert!(why.contains("expected an amount as text, like \"12.90\""), "{why}");
    }

    #[test]
    fn two_currencies_do_not_add() {
        let euro = Money::new(dec!(1), Currency::EUR);
        assert_eq!(usd(dec!(1)).plus(&euro), Err(MoneyError::Mixed { left: Currency::USD, right: Currency::EUR }));
    }

    #[test]
    fn minor_units_follow_the_currency() {
        assert_eq!(usd(dec!(12.345)).to_minor(Rounding::HalfUp), Ok(1235));
        assert_eq!(Money::new(dec!(1000.4), Currency::JPY).to_minor(Rounding::HalfUp), Ok(1000));
        assert_eq!(usd(Decimal::MAX).to_minor(Rounding::HalfUp), Err(MoneyError::Overflow));
        assert_eq!(Money::from_minor(-5, Currency::USD), usd(dec!(-0.05)));
    }

    #[test]
    fn people_see_signs_and_thousands() {
        assert_eq!(usd(dec!(1234567.5)).to_string(), "$1,234,567.50");
        assert_eq!(usd(dec!(-3)).to_string(), "−$3.00");
        assert_eq!(Money::new(dec!(999), Currency::JPY).to_string(), "¥999");
        assert_eq!(Money::new(dec!(12.5), Currency::parse("chf").unwrap()).to_string(), "12.50 CHF");
    }
}
