//! Cells of foreign tables made into values: prices, identifiers, counts, weights, sizes, yes and no.

use rust_decimal::{Decimal, dec};

use super::{header::Name, reader::Fault, reject::quote};
use crate::domain::{
    ids::{self, Identifier, Reading, Reason},
    money::{Currency, Money},
    offer::ProductIds,
    price_text::{PriceHint, parse_price},
};

/// What helps to read a price beside its cell.
#[derive(Clone, Copy, Debug, Default)]
pub struct PriceContext {
    /// The currency that the row or the column's name gives.
    pub stated: Option<Currency>,
    /// The currency to assume otherwise.
    pub assumed: Option<Currency>,
    /// The decimal mark.
    pub decimal: Option<char>,
    /// Whether cells count the minor unit: `price_cents`.
    pub cents: bool,
    /// Whether signs of currencies in cells say nothing.
    pub ignores_signs: bool,
    /// The most decimals of an amount; more are a fault.
    pub decimals: Option<u32>,
}

/// Reads an amount of money. `Ok(None)` is an empty cell; what can't be read is a fault, never a guess.
pub fn money(cell: &str, column: &str, context: PriceContext, notes: &mut Vec<String>) -> Result<Option<Money>, Fault> {
    let text = trimmed(cell);
    if is_nothing(text) {
        return Ok(None);
    }
    let bare;
    let text = if context.ignores_signs && text.contains(['$', '€', '£']) {
        bare = text.replace(['$', '€', '£'], "");
        bare.trim()
    } else {
        text
    };
    if context.cents {
        return minor(text, column, context).map(Some);
    }
    if let (Some(currency), Some(amount)) = (context.stated.or(context.assumed), plain_amount(text, context.decimal)) {
        return Ok(Some(Money::new(amount, currency)));
    }
    if let Some(amount) = dollars(text, context) {
        return Ok(Some(Money::new(amount, Currency::USD)));
    }
    let hundredths = |currency: &Currency| currency.exponent() == 2 && context.decimals.is_none_or(|most| most >= 2);
    if let (Some(currency), Some(minor)) = (context.stated.or(context.assumed).filter(hundredths), comma_minor(text)) {
        return Ok(Some(Money::from_minor(minor, currency)));
    }
    let hint = PriceHint { currency: context.stated.or(context.assumed), text: Some(column), decimal: context.decimal };
    let price = parse_price(text, &hint);
    let fault = |reason: String| Fault::new(reason).field(column);
    let Some(amount) = price.amount else {
        return Err(fault(format!("`{column}` is {}", quote(text))).hint("write an amount, like `12.90`"));
    };
    if let Some(high) = price.high
        && high != amount
    {
        return Err(fault(format!("`{column}` is a range: {}", quote(text))).hint("write the one price that is paid"));
    }
    if let Some(most) = context.decimals.filter(|most| amount.normalize().scale() > *most) {
        let reason = format!("`{column}` has more than {most} decimals: {}", quote(text));
        return Err(fault(reason).hint("the mapping says `decimals`; take that out if the list means it"));
    }
    if amount.is_sign_negative() && !amount.is_zero() {
        return Err(fault(format!("`{column}` is below zero: {}", quote(text))));
    }
    let Some(currency) = price.currency.or(hint.currency) else {
        let hint = "say which: `--currency USD`, a column `currency`, or a mapping with `currency = \"USD\"`";
        return Err(fault(format!("the currency of `{column}` is unknown: {}", quote(text))).hint(hint));
    };
    if let Some(stated) = context.stated.filter(|stated| *stated != currency) {
        return Err(fault(format!("`{column}` is in {currency} but the row or column says {stated}: {}", quote(text))));
    }
    if let Some(note) = price.note.filter(|_| price.currency.is_some() || price.free) {
        notes.push(format!("{column}: {note}"));
    }
    Ok(Some(Money::new(amount, currency)))
}

/// An amount in cents, pence, …
fn minor(text: &str, column: &str, context: PriceContext) -> Result<Money, Fault> {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    let (Some(currency), Ok(minor @ 0..)) = (context.stated.or(context.assumed), whole.parse::<i64>()) else {
        let fault = Fault::new(format!("`{column}` is {}", quote(text))).field(column);
        return Err(fault.hint("write a whole number of the minor unit, and say the currency with `--currency USD`"));
    };
    Ok(Money::from_minor(minor, currency))
}

/// `12.90`: digits with at most two decimals can be read in one way only, and most cells of most files are such.
fn plain_amount(text: &str, decimal: Option<char>) -> Option<Decimal> {
    let (whole, tail) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = (1..=9).contains(&whole.len()) && tail.len() <= 2 && digits(whole) && digits(tail);
    (plain && !text.ends_with('.') && decimal != Some(',')).then(|| Decimal::from_str_exact(text).ok())?
}

/// `$1,234.50` where dollars are expected: the sign is theirs, and only one reading is left.
fn dollars(text: &str, context: PriceContext) -> Option<Decimal> {
    let usd = context.stated.or(context.assumed) == Some(Currency::USD) && context.decimal != Some(',');
    let number = text.strip_prefix('$').filter(|_| usd)?;
    let (whole, tail) = number.split_once('.').map_or((number, None), |(whole, tail)| (whole, Some(tail)));
    let mut groups = whole.split(',');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let longest = if whole.contains(',') { 3 } else { 9 };
    let first = groups.next().filter(|first| (1..=longest).contains(&first.len()) && digits(first))?;
    // `$0,500` and `$007` are for the reader of all prices to weigh.
    if (first.starts_with('0') && whole.len() > 1)
        || whole.len() > 11
        || !groups.all(|group| group.len() == 3 && digits(group))
    {
        return None;
    }
    if tail.is_some_and(|tail| !(1..=2).contains(&tail.len()) || !digits(tail)) {
        return None;
    }
    Decimal::from_str_exact(&number.replace(',', "")).ok()
}

/// `12,90`: one comma with two digits behind it is a decimal mark whatever else is expected.
pub fn comma_minor(text: &str) -> Option<i64> {
    let [whole @ .., b',', tenth @ b'0'..=b'9', cent @ b'0'..=b'9'] = text.as_bytes() else { return None };
    let plain = matches!(whole, [b'0'] | [b'1'..=b'9', ..]) && whole.len() <= 6 && whole.iter().all(u8::is_ascii_digit);
    let value = |digit: &u8| i64::from(digit - b'0');
    plain.then(|| whole.iter().chain([tenth, cent]).fold(0, |sum, digit| sum * 10 + value(digit)))
}

/// [`plain_amount`] in the minor unit of a currency that has two decimals.
pub fn plain_minor(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let whole = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let tail = match bytes[whole..] {
        [] => 0,
        [b'.', tenth @ b'0'..=b'9'] => i64::from(tenth - b'0') * 10,
        [b'.', tenth @ b'0'..=b'9', cent @ b'0'..=b'9'] => i64::from(tenth - b'0') * 10 + i64::from(cent - b'0'),
        _ => return None,
    };
    let major = bytes[..whole].iter().fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    (1..=9).contains(&whole).then_some(major * 100 + tail)
}

/// The text without blanks around it. Nearly every cell starts and ends with a character that is none.
#[inline]
pub fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// Whether a cell is read as one text: no mark in it parts two.
pub fn is_one_text(cell: &str) -> bool {
    !cell.bytes().any(|byte| matches!(byte, b',' | b';' | b'|' | b'\n'))
}

/// Whether a cell says that there is nothing in it.
#[inline]
pub fn is_nothing(cell: &str) -> bool {
    is_nothing_trimmed(trimmed(cell))
}

/// Whether a cell without blanks around it says that there is nothing in it.
#[inline]
pub fn is_nothing_trimmed(text: &str) -> bool {
    // Nearly every cell is long or starts with what none of the words below starts with: it says something.
    if text.len() > 7 || matches!(text.as_bytes(), [b'0'..=b'9' | b'$' | b'A'..=b'M' | b'O'..=b'T' | b'V'..=b'Z', ..]) {
        return false;
    }
    text.is_empty() || is_word_for_nothing(text)
}

fn is_word_for_nothing(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "#N/A" | "?")
        || ["n/a", "na", "null", "none", "nan", "unknown"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Identifiers of one row, gathered from its cells.
#[derive(Debug, Default)]
pub struct Gathered<'n> {
    how: Reading,
    /// Each with the name of its column.
    found: Vec<(Identifier, &'n str)>,
    /// The first cell that holds something unreadable.
    broken: Option<Fault>,
    notes: Vec<String>,
}

impl<'n> Gathered<'n> {
    /// Nothing gathered yet, of a list that is read like this.
    pub fn new(how: Reading) -> Self {
        Self { how, ..Self::default() }
    }

    /// Adds the identifiers of a cell; several in one cell are parted by `,`, `;`, `|` or a line break.
    pub fn add(&mut self, cell: &str, column: &'n str, isbn: bool) {
        for text in cell.split([',', ';', '|', '\n']).map(str::trim).filter(|text| !is_nothing(text)) {
            match ids::read_cell(text, isbn, self.how) {
                Ok(id) => self.found.push((id, column)),
                Err(Reason::Placeholder | Reason::Empty) => {}
                Err(why) => self.broken(column, text, &why.to_string()),
            }
        }
    }

    /// Adds a number that only its column's name explains: `tcgplayer:product:…`.
    pub fn add_namespaced(&mut self, cell: &str, column: &'n str, namespace: &str) {
        if is_nothing(cell) {
            return;
        }
        let text = cell.trim();
        let full = if text.starts_with(namespace) { text.to_owned() } else { format!("{namespace}{text}") };
        match ids::parse_cell(&full) {
            Ok(id) => self.found.push((id, column)),
            Err(why) => self.broken(column, text, &why.to_string()),
        }
    }

    fn broken(&mut self, column: &str, text: &str, why: &str) {
        let reason = format!("`{column}` is {}: {why}", quote(text));
        if self.broken.is_none() {
            self.broken = Some(Fault::new(reason).field(column));
        } else {
            self.notes.push(reason);
        }
    }

    /// The identifiers of the product, and remarks. When a cell held something and nothing could be read, a fault:
    /// a broken number is never repaired, and a row whose number is broken is not sold by its title.
    pub fn finish(self) -> Result<(ProductIds, Vec<String>), Fault> {
        let mut notes = self.notes;
        let mut ids = ProductIds::default();
        let mut gtin_column = None;
        for &(ref id, column) in &self.found {
            if !id.note.is_empty() {
                notes.push(format!("{column}: {}", id.note));
            }
            if let Some(reason) = id.reason {
                notes.push(format!("{column} {}: {reason}", id.value()));
            }
            let Some(key) = id.product_key() else { continue };
            if let Some(gtin) = id.gtin14() {
                let gtin = gtin.as_str().to_owned();
                match &ids.gtin {
                    Some(first) if *first != gtin && gtin_column.is_some_and(|first| first != column) => {
                        let first = gtin_column.unwrap_or_default();
                        notes.push(format!("`{first}` and `{column}` name different products; `{first}` is used"));
                        continue;
                    }
                    Some(_) => {}
                    None => {
                        ids.gtin = Some(gtin);
                        gtin_column = Some(column);
                    }
                }
            }
            if ids.asin.is_none() {
                ids.asin = id.asin().map(|asin| asin.as_str().to_owned());
            }
            if ids.key.as_deref() != Some(&key) && !ids.other.contains(&key) {
                ids.other.push(key);
            }
        }
        // The key is the GTIN where there is one: sources without ASINs join by it.
        if let Some(place) =
            ids.other.iter().position(|key| key.starts_with("gtin:")).or((!ids.other.is_empty()).then_some(0))
        {
            ids.key = Some(ids.other.remove(place));
        }
        match self.broken {
            Some(fault) if self.found.is_empty() => Err(fault),
            Some(fault) => {
                notes.push(fault.reason);
                Ok((ids, notes))
            }
            None => Ok((ids, notes)),
        }
    }
}

/// A whole number: `1,234`, `10+`, `#52`, `12.0`.
pub fn count(cell: &str) -> Option<u32> {
    // Nearly every number is bare.
    if (1..=9).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(cell.bytes().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')));
    }
    careful_count(cell)
}

fn careful_count(cell: &str) -> Option<u32> {
    let text = cell.trim().trim_start_matches('#').trim_end_matches('+').trim();
    let text =
        text.split_once('.').filter(|(_, tail)| tail.bytes().all(|b| b == b'0')).map_or(text, |(whole, _)| whole);
    let grouped = text.contains(',');
    if grouped && !text.split(',').skip(1).all(|group| group.len() == 3) {
        return None;
    }
    let digits: String = text.chars().filter(|c| *c != ',').collect();
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Sellable units in a pack: `12`, `Case of 6`, `pk/3`; `None` where the text holds no number or two.
pub fn pack(cell: &str) -> Option<u32> {
    if let Some(number) = count(cell) {
        return (number > 0).then_some(number);
    }
    let lower = cell.trim().to_ascii_lowercase();
    if matches!(lower.as_str(), "each" | "ea" | "single" | "unit" | "pc" | "piece") {
        return Some(1);
    }
    let mut numbers = lower.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    match (numbers.next(), numbers.next()) {
        (Some(number), None) if !lower.contains('.') => number.parse().ok().filter(|number| *number > 0),
        _ => None,
    }
}

/// A plain decimal, with `,` or `.`, a sign of currency or percent around it.
pub fn decimal(cell: &str, decimal: Option<char>) -> Option<Decimal> {
    if is_nothing(cell) {
        return None;
    }
    let text = cell.trim().trim_end_matches('%').trim();
    Decimal::from_str_exact(text)
        .ok()
        .or_else(|| parse_price(text, &PriceHint { decimal, ..PriceHint::default() }).amount)
}

/// Yes or no.
pub fn yes_no(cell: &str) -> Option<bool> {
    match cell.trim().to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" | "t" | "1" | "x" | "✓" => Some(true),
        "no" | "n" | "false" | "f" | "0" => Some(false),
        _ => None,
    }
}

/// A weight in grams: the unit stands in the cell (`1.2 lb`) or in the column's name. Zero is unknown.
pub fn weight_g(cell: &str, column: &Name) -> Option<Decimal> {
    let lower;
    let text = match cell.trim() {
        text if text.bytes().any(|byte| byte.is_ascii_uppercase()) => {
            lower = text.to_ascii_lowercase();
            lower.as_str()
        }
        text => text,
    };
    let split = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let unit = unit.trim().trim_end_matches('.');
    let unit = if unit.is_empty() { column.unit? } else { unit };
    let grams = match unit {
        "g" | "gr" | "gram" | "grams" => dec!(1),
        "kg" | "kilogram" | "kilograms" => dec!(1000),
        // Exact by definition: international pound of 1959; an ounce is a sixteenth.
        "lb" | "lbs" | "pound" | "pounds" => dec!(453.59237),
        "oz" | "ounce" | "ounces" => dec!(28.349523125),
        _ => return None,
    };
    let value = decimal(number, None)?;
    (value > Decimal::ZERO).then(|| value.checked_mul(grams)).flatten().map(|grams| grams.normalize())
}

/// A plainly written number above zero as [`dims`] writes it: no signs, and no zeros that say nothing.
fn plain_side(text: &str) -> Option<&str> {
    let digits = |text: &str| (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, tail) = match text.bytes().position(|byte| byte == b'.') {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    if !digits(whole) || !tail.is_none_or(digits) || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    let plain = match tail.map(|tail| tail.trim_end_matches('0')) {
        None | Some("") => whole,
        Some(tail) => &text[..=whole.len() + tail.len()],
    };
    (plain != "0").then_some(plain)
}

/// The packaged size as text with its unit: from one cell, or from three.
pub fn dims(whole: Option<(&str, &Name)>, sides: [Option<(&str, &Name)>; 3]) -> Option<String> {
    let with_unit = |text: &str, column: &Name| match column.unit {
        Some(unit) if !text.contains(|c: char| c.is_alphabetic() && c != 'x' && c != 'X') => format!("{text} {unit}"),
        _ => text.to_owned(),
    };
    if let Some((text, column)) = whole.filter(|(text, _)| !is_nothing(text)) {
        return Some(with_unit(text.trim(), column));
    }
    let [Some((length, column)), Some((width, _)), Some((height, _))] = sides else { return None };
    if let (Some(length), Some(width), Some(height)) = (plain_side(length), plain_side(width), plain_side(height)) {
        return Some(match column.unit {
            Some(unit) => [length, "x", width, "x", height, " ", unit].concat(),
            None => [length, "x", width, "x", height].concat(),
        });
    }
    let numbers = [length, width, height].map(|side| decimal(side, None).filter(|side| *side > Decimal::ZERO));
    let [Some(length), Some(width), Some(height)] = numbers else { return None };
    Some(with_unit(&format!("{}x{}x{}", length.normalize(), width.normalize(), height.normalize()), column))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn dollars_at_a_glance_are_the_dollars_of_the_full_reader(
            text in "\\$[0-9]{1,10}(\\.[0-9]{0,3})?|\\$[0-9]{1,4}(,[0-9]{3}){0,3}(\\.[0-9]{1,3})?|\\$[0-9,.]{1,9}",
            column in "(price|cost|Unit Cost|Preis €|CAD|)",
            stated in any::<bool>(),
        ) {
            let usd = Some(Currency::USD);
            let context = PriceContext {
                stated: usd.filter(|_| stated),
                assumed: usd,
                ..PriceContext::default()
            };
            if let Some(amount) = dollars(&text, context) {
                let hint = PriceHint { currency: usd, text: Some(&column), decimal: None };
                let price = parse_price(&text, &hint);
                prop_assert_eq!((price.amount, price.currency, price.high, price.note), (Some(amount), usd, None, None));
            }
        }

        #[test]
        fn a_comma_before_cents_is_read_alike(
            text in "[0-9]{0,7},[0-9]{1,3}", mark in prop::sample::select(vec![None, Some('.'), Some(',')]),
            column in "(price|cost|Preis €|CAD|)", code in prop::sample::select(vec!["USD", "EUR", "CHF", "TND"]),
        ) {
            let currency = Currency::parse(code).unwrap();
            if let Some(minor) = comma_minor(&text).filter(|_| currency.exponent() == 2) {
                let hint = PriceHint { currency: Some(currency), text: Some(&column), decimal: mark };
                let price = parse_price(&text, &hint);
                let expected = Some(Money::from_minor(minor, currency).amount());
                prop_assert_eq!((price.amount, price.high, price.note), (expected, None, None), "{}", text);
                // What a column's name says goes before what is expected, as without the short way.
                if !column.contains(['€', 'C']) {
                    prop_assert_eq!(price.currency, Some(currency));
                }
            }
        }

        #[test]
        fn bare_counts_are_read_alike(text in "[0-9]{0,11}|[0-9,.+# ]{0,6}") {
            prop_assert_eq!(count(&text), careful_count(&text));
        }

        #[test]
        fn plain_sides_are_written_as_their_numbers_are(text in "[0-9]{0,7}(\\.[0-9]{0,7})?|[0-9]{1,3}\\.[0-9]{0,2}0{0,3}|[0-9.,-]{0,5}") {
            if let Some(plain) = plain_side(&text) {
                let number = decimal(&text, None).filter(|side| *side > Decimal::ZERO);
                prop_assert_eq!(number.map(|side| side.normalize().to_string()), Some(plain.to_owned()));
            }
        }

        #[test]
        fn plain_amounts_are_read_alike(text in "[0-9]{0,11}(\\.[0-9]{0,3})?") {
            let slow = plain_amount(&text, None).map(|amount| Money::new(amount, Currency::USD));
            let minor = slow.and_then(|money| money.to_minor(crate::domain::money::Rounding::Down).ok());
            prop_assert_eq!(plain_minor(&text), minor, "{}", text);
        }
    }
}
