//! Price text: any price as people write it, to an exact amount and a currency.
//!
//! [`parse_price`] takes the first price of the text, and what it does not know stays unknown: a date, a percentage, a
//! weight is no amount; a sign several currencies share is read as the usual one with a note (`$` → USD), or left
//! open (`kr`). A hint settles it: the currency of the account, the text of the column header, the decimal mark.

mod currency;
mod normal;
mod number;
mod reading;
mod signs;
mod words;

use rust_decimal::Decimal;

use super::money::Currency;

/// What is known about a price beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct PriceHint<'a> {
    /// The currency to assume where the text names none, or names it by a sign that several share.
    pub currency: Option<Currency>,
    /// Text near the price: a column header (`Price €`), an earlier price, a label.
    pub text: Option<&'a str>,
    /// The decimal mark, `.` or `,`, where it is known.
    pub decimal: Option<char>,
}

/// A price read from text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceText {
    /// The amount in major units; `None` where the text holds no price.
    pub amount: Option<Decimal>,
    /// The ISO currency, where it is certain or usual.
    pub currency: Option<Currency>,
    /// The sign or code as written, in its normal form: `€`, `US$`, `руб.`
    pub symbol: Option<String>,
    /// The upper end of a range: 74.99 for `$29.99 – $74.99`.
    pub high: Option<Decimal>,
    /// Whether the text says that it costs nothing.
    pub free: bool,
    /// What was assumed, or why there is no amount.
    pub note: Option<String>,
}

/// Reads the first price of `text`.
///
/// Where an old and a new price are labelled (`Was 120 Now 60`), the new one is the price.
pub fn parse_price(text: &str, hint: &PriceHint) -> PriceText {
    reading::read(text, hint)
}

#[cfg(test)]
mod tests;
