//! Finds the currency of a price: beside the number first, then in the text, then in what stands near it.

use std::sync::OnceLock;

use foldhash::HashMap;

use super::signs::{DOTTED, HUNDREDTHS, ISO, PENNY, Place, Reading, SIGNS, Sign, WORDS};
use crate::domain::money::Currency;

/// A currency as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The sign or code as written.
    pub text: String,
    /// The currencies it can stand for, the usual one first.
    pub codes: Vec<Currency>,
    /// How sure it is.
    pub reading: Reading,
    /// Where it starts in the text it was found in, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// A code that is also a word: it loses against any other.
    pub word: bool,
    /// Whether it may stand away from a number.
    anywhere: bool,
}

impl Mark {
    /// The one currency meant, with what is known from elsewhere, and a note where that took an assumption.
    pub fn resolve(&self, known: &[Currency]) -> (Option<Currency>, Option<String>) {
        let fitting = known.iter().find(|currency| self.codes.contains(currency)).copied();
        let usual = self.codes.first().copied();
        match (fitting, self.reading) {
            (Some(currency), _) => (Some(currency), None),
            (None, Reading::Sure) => (usual, None),
            (None, Reading::Usual) => (usual, usual.map(|code| format!("`{}` read as {code}", self.text))),
            (None, Reading::Open) => (None, Some(self.open_note())),
        }
    }

    /// A code that is a word, or one or two letters: it gives way to anything plainer.
    fn is_weak(&self) -> bool {
        self.word || !self.anywhere && self.text.len() <= 2 && self.text.is_ascii()
    }

    /// `$1,190.00 AUD`, `25 $ CAD`: a code beside a shared sign says which one it is.
    fn narrowed_by(mut self, code: Self) -> Self {
        let is_code = code.reading == Reading::Sure && code.text.len() == 3 && code.text.is_ascii();
        match self.codes.iter().position(|own| is_code && code.codes.first() == Some(own)) {
            Some(0) => self.reading = Reading::Sure,
            Some(_) => return code,
            None => {}
        }
        self
    }

    /// Whether it names a hundredth of its currency: `99¢`.
    pub fn is_hundredth(&self) -> bool {
        self.text == PENNY || HUNDREDTHS.contains(&self.text.to_lowercase().as_str())
    }

    fn open_note(&self) -> String {
        let text = &self.text;
        match self.codes.as_slice() {
            [] if text.starts_with("تو") => format!("`{text}` is ten IRR and has no code of its own"),
            [] if text == "GBp" => "`GBp` is a penny, a hundredth of a pound".into(),
            [] => format!("`{text}` has no ISO code"),
            many => {
                let codes: Vec<&str> = many.iter().map(Currency::code).collect();
                format!("`{text}` can be {}", codes.join(", "))
            }
        }
    }
}

/// The currency that touches the number between `start` and `end`.
pub(super) fn touching(text: &str, start: usize, end: usize) -> Option<Mark> {
    let left = before(text, start);
    let right = after(text, end);
    match (left, right) {
        (Some(left), Some(right)) => Some(sharper(left, right)),
        (left, right) => left.or(right),
    }
}

/// The better one of two marks around a number.
fn sharper(left: Mark, right: Mark) -> Mark {
    if left.is_weak() && !right.is_weak() {
        return right;
    }
    left.narrowed_by(right)
}

/// A currency anywhere in the text: a sign or a code that is nothing else.
pub(super) fn anywhere(text: &str) -> Option<Mark> {
    let around = |c: char| c.is_whitespace() || ":*()".contains(c);
    let head = text.len() - text.trim_start_matches(around).len();
    if let Some(mark) = starting(text, head)
        && text[mark.end..].trim_matches(around).trim_matches(['.', '/']).is_empty()
    {
        return Some(mark);
    }
    let mut place = 0;
    while place < text.len() {
        if text.is_char_boundary(place)
            && let Some(mark) = starting(text, place)
            && mark.anywhere
        {
            return Some(mark);
        }
        place += 1;
    }
    None
}

/// The mark that ends where the number starts, over spaces and punctuation.
fn before(text: &str, start: usize) -> Option<Mark> {
    let left = text[..start].trim_end_matches([' ', ':', '-', '*', '~', '=', '(', '≈', '+']);
    let mark = ending(left).or_else(|| ending(left.trim_end_matches(['.', ' '])))?;
    // `SGD$4.90`: the code before a shared sign is the better name.
    if mark.reading == Reading::Usual
        && let Some(code) = ending(left[..mark.start].trim_end())
        && code.reading == Reading::Sure
        && code.codes.first().is_some_and(|currency| mark.codes.contains(currency))
        && code.text.len() == 3
    {
        return Some(code);
    }
    Some(mark)
}

/// The mark that starts where the number ends.
fn after(text: &str, end: usize) -> Option<Mark> {
    let right = &text[end..];
    let direct = end + right.len() - right.trim_start_matches([' ', '*', '\'']).len();
    // `1.899,- Kr`, `105. – CHF`.
    let over = end + right.len() - right.trim_start_matches([' ', ',', '.', '-', '*']).len();
    // A sign after a gap with a digit against it belongs to the next number: `50 - $2.00`.
    let theirs = |mark: &Mark| text[mark.end..].starts_with(|c: char| c.is_ascii_digit());
    let next = |mark: &Mark| text[mark.end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let mark = starting(text, direct)
        .filter(|mark| mark.start == end || !theirs(mark))
        .or_else(|| starting(text, over).filter(|mark| !next(mark)))?;
    let behind = text.len() - text[mark.end..].trim_start().len();
    Some(match code(text, behind).filter(|_| mark.reading != Reading::Sure) {
        Some(code) => mark.narrowed_by(code),
        None => mark,
    })
}

fn ending(left: &str) -> Option<Mark> {
    let known = by_end(left.chars().next_back()?)
        .iter()
        .filter(|sign| sign.text != PENNY && ends_with(left, sign.text, sign.exact))
        .max_by_key(|sign| sign.text.len());
    if let Some(sign) = known {
        return Some(from_sign(left, sign, left.len() - sign.text.len(), left.len()));
    }
    let start = left.len().checked_sub(3).filter(|at| left.is_char_boundary(*at))?;
    code(left, start)
}

fn ends_with(left: &str, sign: &str, exact: bool) -> bool {
    let Some(start) = left.len().checked_sub(sign.len()).filter(|at| left.is_char_boundary(*at)) else { return false };
    let inside = left[..start].strip_suffix('.').is_some_and(|head| head.ends_with(char::is_alphabetic));
    same(&left[start..], sign, exact)
        && apart(left[..start].chars().next_back(), sign.chars().next())
        // The last letter of `P.V.P.` is no sign of its own.
        && !(inside && sign.len() <= 2 && sign.starts_with(char::is_alphabetic))
}

/// The mark at exactly this place.
fn starting(text: &str, place: usize) -> Option<Mark> {
    let right = &text[place..];
    // Most places of a text hold no sign: say so before looking through them all.
    let first = right.chars().next().filter(|c| !c.is_ascii_digit() && *c != ' ')?;
    let known = by_start(first)
        .iter()
        .filter(|sign| {
            right.get(..sign.text.len()).is_some_and(|head| same(head, sign.text, sign.exact))
                && (sign.text != PENNY || text[..place].ends_with(|c: char| c.is_ascii_digit()))
                && apart(right[sign.text.len()..].chars().next(), sign.text.chars().next_back())
                && apart(text[..place].chars().next_back(), sign.text.chars().next())
        })
        .max_by_key(|sign| sign.text.len());
    match known {
        Some(sign) => {
            let mut end = place + sign.text.len();
            let lower = sign.text.to_lowercase();
            if DOTTED.contains(&lower.as_str()) && text[end..].starts_with('.') {
                end += 1;
            }
            Some(from_sign(text, sign, place, end))
        }
        None => code(text, place),
    }
}

/// Signs by a letter in lower case.
type Index = HashMap<char, Vec<&'static Sign>>;

/// The signs that start with this character in either case.
fn by_start(first: char) -> &'static [&'static Sign] {
    static INDEX: OnceLock<Index> = OnceLock::new();
    let lower = |c: char| c.to_lowercase().next();
    let index = INDEX.get_or_init(|| index(|sign| lower(sign.text.chars().next()?)));
    lower(first).and_then(|first| index.get(&first)).map_or(&[], Vec::as_slice)
}

/// The signs that end with this character in either case.
fn by_end(last: char) -> &'static [&'static Sign] {
    static INDEX: OnceLock<Index> = OnceLock::new();
    let lower = |c: char| c.to_lowercase().last();
    let index = INDEX.get_or_init(|| index(|sign| lower(sign.text.chars().next_back()?)));
    lower(last).and_then(|last| index.get(&last)).map_or(&[], Vec::as_slice)
}

fn index(letter: impl Fn(&Sign) -> Option<char>) -> Index {
    let mut index = Index::default();
    for sign in SIGNS {
        if let Some(letter) = letter(sign) {
            index.entry(letter).or_default().push(sign);
        }
    }
    index
}

fn same(written: &str, sign: &str, exact: bool) -> bool {
    let lower = char::to_lowercase;
    written == sign || !exact && written.chars().flat_map(lower).eq(sign.chars().flat_map(lower))
}

/// Two neighbours are apart unless both are letters: `R` is not found in `OR 5`.
///
/// Scripts without spaces between words (`3500円税込`) have no such boundary.
fn apart(outside: Option<char>, inside: Option<char>) -> bool {
    let letter = |c: char| c.is_alphabetic() && c < '\u{2E80}';
    !(outside.is_some_and(letter) && inside.is_some_and(letter))
}

fn from_sign(text: &str, sign: &Sign, start: usize, end: usize) -> Mark {
    Mark {
        text: text[start..end].to_owned(),
        codes: sign.codes.split_whitespace().filter_map(Currency::parse).collect(),
        reading: sign.reading,
        start,
        end,
        word: false,
        anywhere: sign.place == Place::Anywhere,
    }
}

/// An ISO code at this place, in capitals or, where it is no word, in any case.
fn code(text: &str, start: usize) -> Option<Mark> {
    let written = text.get(start..start + 3)?;
    let currency = Currency::parse(written)?;
    let known = |list: &str| list.split_whitespace().any(|code| code == currency.code());
    let alone =
        apart(text[..start].chars().next_back(), Some('A')) && apart(text[start + 3..].chars().next(), Some('A'));
    let capitals = written == currency.code();
    let word = known(WORDS);
    if !alone || !known(ISO) || !capitals && (word || written == "GBp") {
        return (alone && written == "GBp").then(|| pence(text, start));
    }
    Some(Mark {
        text: written.to_owned(),
        codes: vec![currency],
        reading: Reading::Sure,
        start,
        end: start + 3,
        word,
        anywhere: capitals && !word,
    })
}

/// `GBp` is a penny, not a pound: the difference is a factor of a hundred.
fn pence(text: &str, start: usize) -> Mark {
    Mark {
        text: text[start..start + 3].to_owned(),
        codes: Vec::new(),
        reading: Reading::Open,
        start,
        end: start + 3,
        word: false,
        anywhere: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_beside_the_number_is_found() {
        let check = |text: &str, expected: &str| {
            let start = text.find('5').unwrap();
            let found = touching(text, start, start + 1).map(|mark| mark.text).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        };
        check("SGD$5", "SGD");
        check("US $5", "US $");
        check("$5 AUD", "AUD");
        check("£5 GBP", "£");
        check("Rs.5", "Rs");
        check("5 руб. 6", "руб.");
        check("B/. 5", "B/.");
        check("OR 5", "");
        check("5 pln", "pln");
        check("5,- Kr", "Kr");
        check("5 ft", "");
        check("TOP 5 €", "€");
    }

    #[test]
    fn a_hint_gives_a_mark_only_when_it_is_no_ordinary_word() {
        let check = |text: &str, expected: &str| {
            let found = anywhere(text).map(|mark| mark.text).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        };
        check("Price From £ 39.95", "£");
        check("TOP offer", "");
        check("51090 M Fil", "");
        check("DKK/stk", "DKK");
        check("Р", "Р");
        check("Add to Cart", "");
        check("COMMANDER", "");
        check("R$", "R$");
    }
}
