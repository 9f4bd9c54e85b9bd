//! The words and marks around a number that say what it is: a percentage, a date, a measure, an instalment, a range.

use super::currency::Mark;

/// Words that say it costs nothing, when there is no number in the text.
const FREE: [&str; 14] = [
    "free",
    "for free",
    "free of charge",
    "gratis",
    "gratuit",
    "gratuito",
    "grátis",
    "kostenlos",
    "umsonst",
    "бесплатно",
    "za darmo",
    "zdarma",
    "無料",
    "免费",
];

/// Words that say the price has to be asked for.
const ON_REQUEST: [&str; 12] = [
    "on request",
    "call for price",
    "price upon",
    "auf anfrage",
    "sur demande",
    "a consultar",
    "su richiesta",
    "уточняйте",
    "по запросу",
    "na zapytanie",
    "na dotaz",
    "prijs op aanvraag",
];

/// Measures and counts: a number before one of these is no amount.
const MEASURES: [&str; 49] = [
    "ft", "feet", "inch", "inches", "in.", "cm", "mm", "m", "km", "mi", "yd", "kg", "g", "mg", "lb", "lbs", "oz", "ml",
    "cl", "l", "litre", "litres", "liter", "liters", "gb", "tb", "mb", "ghz", "mhz", "w", "v", "mah", "hz", "pcs",
    "pieces", "stk", "шт", "шт.", "кг", "мл", "см", "мм", "days", "reviews", "ratings", "stars", "items", "results",
    "left",
];

const MONTHS: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// What stands before a number and says which price it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// The price of before.
    Old,
    /// The price of today.
    New,
    /// What is taken off.
    Saving,
}

/// How the words after a number multiply it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    /// Not at all.
    One,
    /// By so much.
    By(u64),
    /// In a way that can't be told.
    Unclear,
}

pub(super) fn says_free(text: &str) -> bool {
    let bare = text.to_lowercase();
    FREE.contains(&bare.trim_matches(|c: char| !c.is_alphabetic()))
}

pub(super) fn price_on_request(text: &str) -> bool {
    let lower = text.to_lowercase();
    ON_REQUEST.iter().any(|words| lower.contains(words))
}

/// Whether a number with this before and after it is something other than a price.
pub(super) fn is_no_price(before: &str, after: &str, named: bool) -> bool {
    let tight_before = before.chars().next_back();
    let mut following = after.chars();
    let tight_after = following.next();
    let then_digit = following.next().is_some_and(|c| c.is_ascii_digit());
    let percent = after.trim_start().starts_with(['%', '٪', '‰']) || before.ends_with('%');
    // `1/2/2020`, `12:30`, `5'10`; `½` and its kind make the number larger than it looks.
    let cut = tight_after.is_some_and(|c| "/:'".contains(c)) && then_digit
        || tight_before.is_some_and(|c| "/:'#".contains(c)) && ends_in_digit(before, 1)
        || tight_before == Some('#')
        || tight_after.or(tight_before).is_some_and(|c| !c.is_ascii() && c.is_numeric())
        || tight_before.is_some_and(|c| !c.is_ascii() && c.is_numeric());
    let power = tight_after.is_some_and(|c| c == 'e' || c == 'E')
        && after[1..].trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit());
    percent
        || cut
        || power
        || is_iso_date(before, after)
        || is_threshold(before)
        || !named && is_bare_other(before, after)
}

/// Reasons that only count where no currency stands beside the number.
fn is_bare_other(before: &str, after: &str) -> bool {
    let lower_after = after.to_lowercase();
    let lower_before = before.to_lowercase();
    let times = |c: char| c == 'x' || c == '×' || c == 'х';
    let trimmed = lower_after.trim_start();
    // `12x de`, `2 x 5.00`, `x3`, `3D`, `A4`.
    let factor = trimmed.strip_prefix(times).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    let counted = lower_before.ends_with(times) && !lower_before.trim_end_matches(times).ends_with(char::is_alphabetic);
    let word = trimmed.split(|c: char| !(c.is_alphabetic() || c == '.')).next().unwrap_or_default();
    let measure = !word.is_empty() && (MEASURES.contains(&word) || MEASURES.contains(&word.trim_end_matches('.')));
    let month = last_word(&lower_before).is_some_and(|word| MONTHS.contains(&word)) || MONTHS.contains(&word);
    // `A4`, `PS5`, `1.5e10`.
    let model = before.ends_with(|c: char| c.is_ascii_alphabetic());
    let code = model || tight_range(before, after);
    factor || counted || measure || month || code
}

/// `25-09`: two bare numbers with a zero in front are an article or a day, not a range.
fn tight_range(before: &str, after: &str) -> bool {
    let behind = after
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with('0') && rest[1..].starts_with(|c: char| c.is_ascii_digit()));
    behind || before.ends_with('-') && ends_in_digit(before, 1) && is_iso_date(before, after)
}

/// `2017-08-15`, seen from any of its three parts.
fn is_iso_date(before: &str, after: &str) -> bool {
    let left = before.chars().rev().take_while(|c| c.is_ascii_digit() || *c == '-').collect::<Vec<_>>();
    let right = after.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect::<Vec<_>>();
    let dashes = left.iter().chain(&right).filter(|c| **c == '-').count();
    let touches = |part: &[char]| part.len() >= 2 && part[0] == '-' && part[1].is_ascii_digit();
    dashes >= 2 && (touches(&left) || touches(&right))
}

fn ends_in_digit(before: &str, skip: usize) -> bool {
    before.chars().rev().nth(skip).is_some_and(|c| c.is_ascii_digit())
}

/// `Free Shipping on Orders $49+`: what one has to spend, not what it costs.
fn is_threshold(before: &str) -> bool {
    let lower = before.to_lowercase();
    let Some(free) = lower.rfind("free ") else { return false };
    let rest = &lower[free..];
    let thing = rest.contains("shipping") || rest.contains("delivery") || rest.contains("postage");
    thing && ["order", "over", "above", "spend", "from"].iter().any(|word| rest.contains(word))
}

fn last_word(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphabetic()).rfind(|word| !word.is_empty())
}

/// The label right before a number, behind any earlier number.
pub(super) fn label(before: &str) -> Option<Label> {
    let start = before.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let lower = before[start..].to_lowercase();
    let mut label = None;
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        match word {
            "was" | "before" | "statt" | "old" | "regular" | "original" | "původně" => {
                label = Some(Label::Old);
            }
            "save" | "saving" | "savings" | "discount" | "rabatt" | "sparen" => label = Some(Label::Saving),
            "now" | "jetzt" | "today" | "sale" | "new" | "nyní" => label = Some(Label::New),
            _ => {}
        }
    }
    label
}

/// Reads `k`, `million`, `lakh`, `万` after a number, and how many bytes it takes.
pub(super) fn multiplier(after: &str, named: bool) -> (Times, usize) {
    let tight = tight_multiplier(after, named);
    if tight != Times::One {
        return (tight, after.chars().next().map_or(0, char::len_utf8));
    }
    let spaced = after.trim_start();
    let word: &str = spaced.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    (multiplying_word(&word.to_lowercase()), after.len() - spaced.len() + word.len())
}

fn tight_multiplier(after: &str, named: bool) -> Times {
    let unless_more = |rest: &str, by: u64| {
        if rest.starts_with(|c: char| c.is_ascii_digit()) { Times::Unclear } else { Times::By(by) }
    };
    let mut chars = after.chars();
    if let Some(first) = chars.next() {
        let rest = chars.as_str();
        let ends = !rest.starts_with(char::is_alphanumeric);
        match first {
            '千' => return unless_more(rest, 1_000),
            '万' | '萬' => return unless_more(rest, 10_000),
            '億' | '亿' => return unless_more(rest, 100_000_000),
            'k' | 'K' if ends => return Times::By(1_000),
            'M' | 'B' if ends && named => return Times::By(if first == 'M' { 1_000_000 } else { 1_000_000_000 }),
            'm' | 'M' | 'b' | 'B' if ends => return Times::Unclear,
            _ => {}
        }
    }
    Times::One
}

fn multiplying_word(word: &str) -> Times {
    match word {
        "thousand" | "тыс" | "ribu" | "rb" | "tis" | "tys" | "nghìn" | "ngàn" => Times::By(1_000),
        "lakh" | "lakhs" | "lac" => Times::By(100_000),
        "million" | "millions" | "mln" | "mio" | "млн" | "juta" | "jt" | "triệu" | "millionen" | "millones" => {
            Times::By(1_000_000)
        }
        "crore" | "crores" => Times::By(10_000_000),
        "billion" | "bn" | "mrd" | "млрд" | "tỷ" | "milliarden" => Times::By(1_000_000_000),
        "mil" => Times::Unclear,
        _ => Times::One,
    }
}

/// A minus written against the number or its sign, and against nothing else: `-$5`, `$-5`, not `- $5` nor `3-5`.
pub(super) fn is_minus(before: &str, sign_start: Option<usize>) -> bool {
    let against = |left: &str| {
        left.strip_suffix('-').is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '-'))
    };
    against(before) || sign_start.and_then(|at| before.get(..at)).is_some_and(against)
}

/// What kind of price it is, where the words around say so.
pub(super) fn qualifier(before: &str, after: &str) -> Option<&'static str> {
    let lower_before = before.to_lowercase();
    let lower = after.to_lowercase();
    let instalment = lower_before
        .split_whitespace()
        .any(|word| word.strip_suffix('x').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit())));
    let near: String = lower.chars().take(24).collect::<String>().replace("/ ", "/");
    if instalment {
        Some("one of several instalments")
    } else if ["/mo", "per month", "/month", "a month", "/monat", "pro monat", "/mois"].iter().any(|w| near.contains(w))
    {
        Some("per month")
    } else if ["/ea", "each", "(ea)", "/stk", "/pc", "per unit", "/kg", "per kg", "/unit"]
        .iter()
        .any(|w| near.contains(w))
    {
        Some("per unit")
    } else {
        None
    }
}

/// Whether the text between two numbers makes them a range.
pub(super) fn is_range(between: &str, left: Option<&Mark>, right: Option<&Mark>) -> bool {
    let mut middle = between.trim();
    for mark in [left, right].into_iter().flatten() {
        middle = middle.strip_prefix(mark.text.as_str()).unwrap_or(middle).trim();
        middle = middle.strip_suffix(mark.text.as_str()).unwrap_or(middle).trim();
    }
    matches!(middle.to_lowercase().as_str(), "-" | "--" | "to" | "bis" | "до" | "à" | "a" | "até" | "~" | "and")
}

/// `$80.00 U.S.`
pub(super) fn says_us(after: &str) -> bool {
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || " .,".contains(c));
    rest.starts_with("U.S.") || rest.starts_with("US") && !rest[2..].starts_with(|c: char| c.is_alphanumeric())
}
