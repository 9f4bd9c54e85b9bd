//! Finds numbers in text as people write prices, and reads them exactly.
//!
//! A separator is a decimal mark or a grouping mark by what stands around it:
//!
//! - two kinds in one number: the last is the decimal mark (`1.837,32`, `1,422.50`, `1'049,95`);
//! - one kind, once, with three digits behind it: grouping (`73,460`, `1.727`), unless the whole part is `0` or longer
//!   than three digits, or the currency has three decimals (`423.923 KD`);
//! - one kind, once, with any other count: the decimal mark (`6,24`, `3.3900`, `.75`);
//! - one kind, several times: grouping (`1.144.000`, `1,00,000`), the last a decimal mark when two digits follow;
//! - what fits none of these is a date, a version, an address: no number.

use rust_decimal::Decimal;

/// A number as written, before its separators are understood.
#[derive(Debug)]
pub(super) struct Written<'a> {
    /// Where it starts in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Dots or commas that stand before the first digit.
    leading: usize,
    /// The first run of digits.
    first: &'a str,
    /// What follows: the separator and its run of digits.
    rest: Vec<(char, &'a str)>,
}

/// What is known about separators before looking.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    /// The decimal mark, where somebody said it.
    pub decimal: Option<char>,
    /// The marks that are decimal before three digits, since the currency has three decimals: `.`, or `.,`.
    pub thousandths: &'static str,
}

/// The numbers of a text, in order.
pub(super) fn scan(text: &str) -> Vec<Written<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let written = read(text, at + offset);
        at = written.end;
        found.push(written);
    }
    found
}

fn read(text: &str, first_digit: usize) -> Written<'_> {
    let leading = leading_marks(&text[..first_digit]);
    let first = digits(&text[first_digit..]);
    let mut end = first_digit + first.len();
    let mut rest: Vec<(char, &str)> = Vec::new();
    while let Some((mark, gap, run)) = next_group(&text[end..], first, &rest) {
        rest.push((mark, run));
        end += gap + run.len();
        // Cents after a space or a euro sign close the number.
        if mark == '€' || gap > mark.len_utf8() {
            break;
        }
    }
    Written { start: first_digit - leading, end, leading, first, rest }
}

/// How many separators belong in front of the first digit: `.75` one, `$..75` two; `Rs.75` and `....200` none.
fn leading_marks(before: &str) -> usize {
    let bare = before.trim_end_matches(['.', ',']);
    let count = before.len() - bare.len();
    let abbreviation = bare.ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == ')');
    if count > 2 || abbreviation { 0 } else { count }
}

fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}

/// The next separator, how many bytes it takes, and the digits behind it, when they go on with the number.
fn next_group<'a>(after: &'a str, first: &str, rest: &[(char, &str)]) -> Option<(char, usize, &'a str)> {
    let mark = after.chars().next()?;
    let behind = &after[mark.len_utf8()..];
    let run = digits(behind);
    let only = |wanted: char| rest.iter().all(|(mark, _)| *mark == wanted);
    let groups_so_far =
        (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|(_, run)| run.len() == 3);
    match mark {
        '.' | ',' if !run.is_empty() => Some((mark, 1, run)),
        // `119. 95`, `1.837, 32`: cents that slipped away.
        '.' | ',' => {
            let gap = behind.len() - behind.trim_start_matches(' ').len();
            let run = digits(&behind[gap..]);
            let more = behind[gap + run.len()..].starts_with(['.', ',', '%', '/', ':', '€', '$', '£'])
                && !behind[gap + run.len()..].starts_with("€ ");
            let cents = (1..=2).contains(&gap) && run.len() == 2 && !more && only_once(rest, mark);
            cents.then_some((mark, 1 + gap, run))
        }
        '\'' | ' ' => (run.len() == 3 && groups_so_far && only(mark)).then_some((mark, 1, run)),
        // `35€ 99`, `12€50`.
        '€' => {
            let gap = usize::from(behind.starts_with(' '));
            let run = digits(&behind[gap..]);
            let tail = behind[gap + run.len()..].trim_start_matches(' ');
            let glued = behind[gap + run.len()..].starts_with(|c: char| c.is_alphabetic() || ".,%-/:".contains(c));
            let cents = run.len() == 2 && !glued && !tail.starts_with(['€', '%', '$', '£']);
            (cents && rest.iter().all(|(_, run)| run.len() == 3)).then_some((mark, mark.len_utf8() + gap, run))
        }
        _ => None,
    }
}

fn only_once(rest: &[(char, &str)], mark: char) -> bool {
    rest.iter().all(|(earlier, _)| *earlier != mark)
}

/// A number read from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// The number.
    pub amount: Decimal,
    /// Whether a single mark before three digits was taken for grouping, and which.
    pub grouped_by: Option<char>,
}

impl Written<'_> {
    /// The whole number, or nothing where it is a date, a version, or too long to be exact.
    pub fn value(&self, marks: Marks) -> Option<Value> {
        let (decimal_at, grouped_by) = self.decimal_place(marks)?;
        let mut text = String::from(self.first);
        for (place, (_, run)) in self.rest.iter().enumerate() {
            if Some(place) == decimal_at {
                text.push('.');
            }
            text.push_str(run);
        }
        if self.rest.is_empty() && self.leading > 0 {
            text.insert_str(0, "0.");
        }
        Some(Value { amount: Decimal::from_str_exact(&text).ok()?, grouped_by })
    }

    /// Whether it is one bare run of digits that starts with a zero: `09`, an article or a date, hardly an amount.
    pub fn is_padded(&self) -> bool {
        self.rest.is_empty() && self.leading == 0 && self.first.len() > 1 && self.first.starts_with('0')
    }

    /// The place in `rest` of the decimal mark, if there is one; `None` outside when it is no number.
    fn decimal_place(&self, marks: Marks) -> Option<(Option<usize>, Option<char>)> {
        let Some(&(last, last_run)) = self.rest.last() else { return Some((None, None)) };
        let end = self.rest.len() - 1;
        let alike = self.rest.iter().filter(|(mark, _)| *mark == last).count();
        let earlier = &self.rest[..end];
        if last == '€' {
            return Some((Some(end), None));
        }
        if alike < self.rest.len() {
            // Two kinds: the last one is the decimal mark, the others group.
            let one_kind = earlier.iter().all(|(mark, _)| *mark == self.rest[0].0);
            return (alike == 1 && one_kind && self.groups(earlier)).then_some((Some(end), None));
        }
        if alike > 1 {
            if self.groups(&self.rest) {
                return Some((None, None));
            }
            // `6.000.00`, `1,234,50`: grouping and decimal mark alike.
            return (last_run.len() == 2 && self.groups(earlier)).then_some((Some(end), None));
        }
        Some(self.single(last, last_run, marks))
    }

    /// One mark, once.
    fn single(&self, mark: char, run: &str, marks: Marks) -> (Option<usize>, Option<char>) {
        let decimal = (Some(0), None);
        if mark == ' ' || mark == '\'' {
            return (None, None);
        }
        let could_group = run.len() == 3 && (1..=3).contains(&self.first.len()) && self.first != "0";
        match marks.decimal {
            _ if !could_group => decimal,
            Some(said) if said == mark => decimal,
            Some(_) => (None, None),
            None if marks.thousandths.contains(mark) => decimal,
            // `$..75,333`: the dots in front show that here the dot groups.
            None if self.leading == 2 && mark == ',' => decimal,
            None => (None, Some(mark)),
        }
    }

    /// Whether these groups are grouping: all of three, or the Indian way, two and at last three.
    fn groups(&self, groups: &[(char, &str)]) -> bool {
        let first_fits = (1..=3).contains(&self.first.len());
        let Some(((_, last), middle)) = groups.split_last() else { return true };
        let western = middle.iter().all(|(_, run)| run.len() == 3);
        let indian = self.first.len() <= 2 && middle.iter().all(|(_, run)| run.len() == 2);
        first_fits && last.len() == 3 && (western || indian)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str, marks: Marks) -> Vec<Option<String>> {
        scan(text).iter().map(|w| w.value(marks).map(|v| v.amount.to_string())).collect()
    }

    #[test]
    fn separators_are_told_apart_by_what_stands_around_them() {
        let check = |text: &str, expected: &str| {
            assert_eq!(read_all(text, Marks::default()), [Some(expected.to_owned())], "{text}");
        };
        check("1.144.000", "1144000");
        check("1,23,45,678.90", "12345678.90");
        check("1,00,000", "100000");
        check("1'049,95", "1049.95");
        check("1 234 567,80", "1234567.80");
        check("6.000.00", "6000.00");
        check("0,123", "0.123");
        check("1234,567", "1234.567");
        check("3.3900", "3.3900");
        check("119. 95", "119.95");
        check("Rs.75", "75");
        check("..75", "0.75");
        check("....200", "200");
        check("12€50", "12.50");
        check(",5", "0.5");
    }

    #[test]
    fn dates_versions_and_endless_numbers_are_no_amounts() {
        let check = |text: &str| assert_eq!(read_all(text, Marks::default()), [None], "{text}");
        check("15.08.2017");
        check("1.2.3");
        check("192.168.0.1");
        check("1.234,567,890");
        check("12345678901234567890123456789012345");
    }

    #[test]
    fn a_stated_decimal_mark_decides() {
        let with = |mark| Marks { decimal: Some(mark), thousandths: "" };
        assert_eq!(read_all("1,234", with(',')), [Some("1.234".to_owned())]);
        assert_eq!(read_all("1,234", with('.')), [Some("1234".to_owned())]);
        assert_eq!(read_all("12.5", with(',')), [Some("12.5".to_owned())]);
    }
}
