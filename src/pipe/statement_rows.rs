//! Statements of a bank, a card or a marketplace as CSV: a date, an amount, and words.
//!
//! Columns are found by name in any order: `date`, `posted`, `posting date`, `transaction date`; `amount`, or `debit`
//! and `credit`; `description`, `memo`, `details`. Dates are `2026-06-01` or `06/01/2026`.

use std::path::Path;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rust_decimal::Decimal;

use crate::domain::money::{Currency, Money};

/// One line of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementRow {
    /// The line in the file, from 1; the header is line 1.
    pub line: u64,
    /// Noon of its day in UTC.
    pub at: Timestamp,
    /// As written: plus is money in.
    pub amount: Money,
    /// What the statement says.
    pub text: String,
}

/// Reads a statement. Every line must make sense: one sentence with its number where one does not.
pub fn read(path: &Path, currency: Currency) -> Result<Vec<StatementRow>, String> {
    let file = std::fs::File::open(path).map_err(|why| format!("can't read {}: {why}", path.display()))?;
    rows(file, currency).map_err(|why| format!("{}: {why}", path.display()))
}

fn rows(input: impl std::io::Read, currency: Currency) -> Result<Vec<StatementRow>, String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(input);
    let names: Vec<String> = reader
        .headers()
        .map_err(|why| why.to_string())?
        .iter()
        .map(|name| name.trim_start_matches('\u{feff}').to_ascii_lowercase().replace('_', " "))
        .collect();
    let column = |wanted: &[&str]| wanted.iter().find_map(|name| names.iter().position(|known| known == name));
    let date =
        column(&["date", "posted", "posted date", "posting date", "post date", "transaction date", "booking date"])
            .ok_or("no column is called `date`")?;
    let amount = column(&["amount", "value", "betrag"]);
    let (debit, credit) = (column(&["debit", "withdrawal", "withdrawals"]), column(&["credit", "deposit", "deposits"]));
    if amount.is_none() && debit.is_none() && credit.is_none() {
        return Err("no column is called `amount`, or `debit` and `credit`".to_owned());
    }
    let text = column(&["description", "memo", "details", "text", "name", "payee"]);
    let mut found = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|why| why.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        let cell = |place: Option<usize>| place.and_then(|place| record.get(place)).filter(|cell| !cell.is_empty());
        let number = |cell: &str| decimal(cell).ok_or_else(|| format!("line {line}: `{cell}` is no amount"));
        let sum = match cell(amount) {
            Some(cell) => number(cell)?,
            None => {
                let (out, into) = (cell(debit).map(number).transpose()?, cell(credit).map(number).transpose()?);
                if out.is_none() && into.is_none() {
                    return Err(format!("line {line}: there is no amount"));
                }
                into.unwrap_or_default().abs() - out.unwrap_or_default().abs()
            }
        };
        let written = cell(Some(date)).unwrap_or_default();
        let at =
            day(written).ok_or_else(|| format!("line {line}: `{written}` is no date, write it like `2026-06-01`"))?;
        found.push(StatementRow {
            line,
            at,
            amount: Money::new(sum, currency),
            text: cell(text).unwrap_or_default().to_owned(),
        });
    }
    Ok(found)
}

fn day(text: &str) -> Option<Timestamp> {
    let date: Date = match text.split('/').collect::<Vec<_>>()[..] {
        [month, day, year] if year.len() == 4 => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?
        }
        _ => text.get(..10).unwrap_or(text).parse().ok()?,
    };
    Some(date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// `-1,234.50`, `$12.00`, `(12.00)`; nothing else.
fn decimal(text: &str) -> Option<Decimal> {
    let (negative, inner) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let (minus, inner) = match inner.trim().strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, inner.trim().trim_start_matches('+')),
    };
    let plain = inner.trim().trim_start_matches(['$', '€', '£', '¥']).trim();
    let whole = plain.split('.').next().unwrap_or_default();
    // Commas group thousands, or it is a notation that is not read here.
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    if (grouped && (first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3)))
        || plain.split('.').skip(1).any(|part| part.contains(','))
    {
        return None;
    }
    let number = plain.replace(',', "");
    if !number.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let value: Decimal = number.parse().ok()?;
    Some(if negative ^ minus { -value } else { value })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn amounts_are_read_as_banks_write_them() {
        let check = |text: &str, expected: Option<Decimal>| assert_eq!(decimal(text), expected, "{text}");
        check("-12.30", Some(dec!(-12.30)));
        check("$1,234.50", Some(dec!(1234.50)));
        check("-$5", Some(dec!(-5)));
        check("(12.00)", Some(dec!(-12.00)));
        check("1.234,50", None);
        check("1,23", None);
        check("12 USD", None);
        check("", None);
        check("1e9", None);
    }

    #[test]
    fn columns_are_found_by_name_and_a_bad_line_is_named() {
        let read = |text: &str| rows(text.as_bytes(), Currency::USD);
        let one = read("\u{feff}Posting Date,Description,Amount\n06/01/2026,Shop,-12.50\n").unwrap();
        assert_eq!((one[0].line, one[0].amount.amount(), one[0].text.as_str()), (2, dec!(-12.50), "Shop"));
        assert_eq!(one[0].at.to_string(), "2026-06-01T12:00:00Z");
        let two = read("date,debit,credit\n2026-06-01,5.00,\n2026-06-02,,7.00\n").unwrap();
        assert_eq!([two[0].amount.amount(), two[1].amount.amount()], [dec!(-5.00), dec!(7.00)]);
        assert!(read("date,amount\n2026-06-01,call us\n").unwrap_err().starts_with("line 2: `call us`"));
        assert!(read("date,amount\nyesterday,5\n").unwrap_err().contains("`yesterday` is no date"));
        assert!(read("when,how much\n").unwrap_err().contains("`date`"));
    }
}
