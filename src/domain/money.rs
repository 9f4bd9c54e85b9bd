//! Money: an exact decimal amount in one currency.
//!
//! Adding two currencies is an error, rounding names its mode at the call, and nothing here is a float.
//! In JSON an amount is text: `{"amount":"12.90","currency":"USD"}`.

use std::{fmt, str::FromStr};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

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

/// How an exact product becomes an amount that can be paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// 0.005 → 0.01: the default of the fee cards (fees are rounded away from zero at the half).
    #[default]
    HalfUp,
    /// 0.005 → 0.00, 0.015 → 0.02: banker's rounding.
    HalfEven,
    /// Towards plus infinity: a floor price is never rounded below itself.
    Up,
    /// Towards minus infinity: a ceiling on what we pay is never rounded above itself.
    Down,
}

/// A percentage as a share of one: `12.5` is 0.125. No division, where the decimals allow it.
pub fn percent(pct: Decimal) -> Decimal {
    let mut share = pct;
    match share.set_scale(pct.scale() + 2) {
        Ok(()) => share,
        Err(_) => pct / Decimal::ONE_HUNDRED,
    }
}

/// An amount in minor units of a currency with so many decimals, where it is a whole number of them.
pub fn whole_minor(amount: Decimal, places: u32) -> Option<i64> {
    // Most amounts are written with just those decimals.
    if amount.scale() == places {
        return i64::try_from(amount.mantissa()).ok();
    }
    let minor = amount.checked_mul(Decimal::from(10_i64.checked_pow(places)?))?;
    minor.is_integer().then(|| i64::try_from(minor).ok()).flatten()
}

impl Rounding {
    fn strategy(self) -> RoundingStrategy {
        match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::Up => RoundingStrategy::ToPositiveInfinity,
            Self::Down => RoundingStrategy::ToNegativeInfinity,
        }
    }

    /// Rounds a count of parts to the whole ones that are in it: `(1_500, 1_000)` is 2, half up.
    pub fn apply_parts(self, value: i64, whole: i64) -> i64 {
        let (down, rest) = (value.div_euclid(whole), value.rem_euclid(whole));
        // What is left to the next whole one: twice the rest may be more than a word holds.
        let left = whole - rest;
        let up = match self {
            Self::Down => false,
            Self::Up => rest > 0,
            // Away from zero at the half: below zero the lower one is.
            Self::HalfUp => rest > left || rest == left && value > 0,
            Self::HalfEven => rest > left || rest == left && down % 2 != 0,
        };
        down + i64::from(up)
    }

    /// Rounds `value` to `decimals` places.
    pub fn apply(self, value: Decimal, decimals: u32) -> Decimal {
        let drops = value.scale().saturating_sub(decimals);
        if drops == 0 {
            return value;
        }
        // Nearly every amount fits in a machine's word.
        match (i64::try_from(value.mantissa()), 10_i64.checked_pow(drops)) {
            (Ok(mantissa), Some(whole)) => Decimal::new(self.apply_parts(mantissa, whole), decimals),
            _ => value.round_dp_with_strategy(decimals, self.strategy()),
        }
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
    let decimals = currency.exponent();
    usual_text(amount, decimals).unwrap_or_else(|| any_text(amount, decimals))
}

/// The text of an amount that is whole in the minor unit and of a usual size: nearly every one.
fn usual_text(amount: Decimal, decimals: u32) -> Option<String> {
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
    let mut text = [0; 24];
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
    Some(String::from_utf8_lossy(&text[at..]).into_owned())
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
struct Written {
    amount: String,
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
        Written { amount: amount_text(self.amount, self.currency), currency: self.currency }.serialize(serializer)
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
        fn rounding_in_a_word_is_rounding(
            mantissa in prop_oneof![any::<i64>(), -99_999_i64..99_999, Just(5), Just(-5), Just(15), Just(25)],
            scale in 0_u32..20, decimals in 0_u32..6,
        ) {
            let amount = Decimal::new(mantissa, scale);
            for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Up, Rounding::Down] {
                let expected = amount.round_dp_with_strategy(decimals, rounding.strategy());
                let found = rounding.apply(amount, decimals);
                prop_assert_eq!((found, found.scale()), (expected, expected.scale()), "{:?}", rounding);
            }
        }

        #[test]
        fn a_percentage_is_a_hundredth(mantissa in any::<i64>(), scale in 0_u32..28) {
            let pct = Decimal::new(mantissa, scale);
            prop_assert_eq!(percent(pct), pct / Decimal::ONE_HUNDRED);
        }

        #[test]
        fn a_usual_amount_is_written_as_any_is(mantissa in prop_oneof![any::<i64>(), -99_999_i64..99_999, Just(0)], scale in 0_u32..8, zeros in 0_u32..4) {
            let amount = Decimal::new(mantissa, scale) * Decimal::from(10_i64.pow(zeros));
            for decimals in [0, 2, 3] {
                if let Some(text) = usual_text(amount, decimals) {
                    prop_assert_eq!(text, any_text(amount, decimals));
                }
            }
        }
    }

    #[test]
    fn parts_are_rounded_like_decimals() {
        for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Up, Rounding::Down] {
            for parts in -45..=45 {
                let expected = rounding.apply(Decimal::new(parts, 1), 0);
                assert_eq!(Decimal::from(rounding.apply_parts(parts, 10)), expected, "{parts} {rounding:?}");
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
    fn rounding_does_what_its_name_says() {
        let check = |mode: Rounding, value, expected| assert_eq!(mode.apply(value, 2), expected, "{mode:?} {value}");
        check(Rounding::HalfUp, dec!(0.005), dec!(0.01));
        check(Rounding::HalfUp, dec!(-0.005), dec!(-0.01));
        check(Rounding::HalfEven, dec!(0.005), dec!(0.00));
        check(Rounding::HalfEven, dec!(0.015), dec!(0.02));
        check(Rounding::Up, dec!(1.001), dec!(1.01));
        check(Rounding::Down, dec!(1.009), dec!(1.00));
    }

    #[test]
    fn minor_units_follow_the_currency() {
        assert_eq!(usd(dec!(12.345)).to_minor(Rounding::HalfUp), Ok(1235));
        assert_eq!(Money::new(dec!(1000.4), Currency::JPY).to_minor(Rounding::HalfUp), Ok(1000));
        assert_eq!(usd(Decimal::MAX).to_minor(Rounding::HalfUp), Err(MoneyError::Overflow));
        assert_eq!(Money::from_minor(-5, Currency::USD), usd(dec!(-0.05)));
    }

    #[test]
    fn what_is_no_whole_number_of_minor_units_is_none() {
        let check = |amount: Decimal, expected: Option<i64>| assert_eq!(whole_minor(amount, 2), expected, "{amount}");
        check(dec!(12.34), Some(1234));
        check(dec!(-0.5), Some(-50));
        check(dec!(7), Some(700));
        check(dec!(1.2300), Some(123));
        check(dec!(0.005), None);
        check(Decimal::MAX, None);
        check(Decimal::new(i64::MAX, 1), None);
    }

    #[test]
    fn people_see_signs_and_thousands() {
        assert_eq!(usd(dec!(1234567.5)).to_string(), "$1,234,567.50");
        assert_eq!(usd(dec!(-3)).to_string(), "−$3.00");
        assert_eq!(Money::new(dec!(999), Currency::JPY).to_string(), "¥999");
        assert_eq!(Money::new(dec!(12.5), Currency::parse("chf").unwrap()).to_string(), "12.50 CHF");
    }
}
