//! What a seller's message says: yes, no, another price, or something that a person must read.
//!
//! It is text from a stranger. All that it can do is name one price or say one of a few words; a price that it names can
//! only be refused or met within the ladder, so nothing written here raises an offer. Whatever is long, hidden or holds
//! more than one price is for a person.

use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use unicode_normalization::UnicodeNormalization as _;

use super::Said;
use crate::domain::{money::Currency, support::is_hidden};

/// A longer message is for a person, in characters.
const LONGEST: usize = 400;

/// Words that say that it is not to be had.
const GONE: &[&str] = &["sold", "not available", "no longer available", "unavailable", "already gone", "is gone"];
/// Words that say that the price stands.
const FIRM: &[&str] = &[
    "price is firm",
    "firm on",
    "is firm",
    "firm price",
    "not negotiable",
    "non negotiable",
    "no haggling",
    "price stands",
    "full price",
    "asking price",
];
/// Words that say no.
const NO: &[&str] = &[
    "no thanks",
    "no thank you",
    "not interested",
    "no deal",
    "too low",
    "can t",
    "cannot",
    "can not",
    "won t",
    "will not",
    "not accept",
    "don t",
    "do not",
    "not going",
    "not possible",
    "decline*",
    "reject*",
    "sorry",
    "never",
    "insult*",
    "lowball*",
    "not",
    "no",
    "nope",
];
/// Words that say yes.
const YES: &[&str] = &[
    "deal",
    "agreed",
    "agree",
    "accept",
    "accepted",
    "ok",
    "okay",
    "yes",
    "sure",
    "works for me",
    "that works",
    "fine",
    "you got it",
    "sounds good",
];
/// Words that make a yes something else.
const BUT: &[&str] =
    &["but", "if", "unless", "plus", "except", "however", "only", "instead", "ship*", "fee*", "and then"];

/// Reads a message. `offer` is what we offer now, `asked` what was asked at first, in minor units.
pub fn read(text: &str, offer: Option<i64>, asked: i64, currency: Currency) -> Said {
    if text.chars().count() > LONGEST || text.chars().any(|c| is_hidden(c) && !c.is_whitespace()) {
        return Said::Unclear;
    }
    let folded = fold(text);
    let has = |words: &[&str]| words.iter().any(|word| holds(&folded, word));
    let (no, yes, but) = (has(NO), has(YES), has(BUT) || text.contains('?'));
    if has(GONE) {
        return if yes || prices(text, currency).is_some_and(|all| !all.is_empty()) {
            Said::Unclear
        } else {
            Said::Gone
        };
    }
    let Some(named) = prices(text, currency) else { return Said::Unclear };
    match (named.as_slice(), offer) {
        ([], _) if has(FIRM) && !yes => Said::Firm,
        ([], Some(_)) if yes && !no && !but => Said::Agreed,
        ([], _) if no && !yes && !but => Said::Declined,
        // Our own price said back is a yes where nothing speaks against it.
        ([one], Some(offer)) if *one == offer => match (no, yes) {
            (false, true) if !but => Said::Agreed,
            _ => Said::Unclear,
        },
        ([one], _) if *one == asked && has(FIRM) => Said::Firm,
        // Up to half more than was asked may be meant; above that it is a number of something else.
        ([one], _) if *one > 0 && *one <= asked.saturating_add(asked / 2) && *one >= asked / 10 => Said::Counter(*one),
        _ => Said::Unclear,
    }
}

/// What somebody wrote themselves in a letter: without the lines that quote what they answer, and the line that says so.
pub fn own_words(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let quoted = |at: usize| lines.get(at).is_some_and(|line| line.trim_start().starts_with('>'));
    // `On Monday Ann wrote:` stands above the first quoted line, with nothing but blank ones between.
    let introduces = |at: usize| {
        let next = (at + 1..lines.len()).find(|next| !lines[*next].trim().is_empty());
        lines[at].trim_end().ends_with(':') && next.is_some_and(quoted)
    };
    let kept = (0..lines.len()).filter(|at| !quoted(*at) && !introduces(*at)).map(|at| lines[at]);
    kept.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The prices in a text, each once; `None` where a number in it can't be told to be a price or not.
fn prices(text: &str, currency: Currency) -> Option<Vec<i64>> {
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        if !word.chars().any(char::is_numeric) {
            continue;
        }
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '€' && c != '£');
        let sign = currency.sign().unwrap_or_default();
        let bare = word.strip_prefix(sign).or_else(|| word.strip_suffix(sign)).unwrap_or(word);
        let bare = bare.strip_prefix(currency.code()).or_else(|| bare.strip_suffix(currency.code())).unwrap_or(bare);
        let plain = grouped(bare)?;
        let amount: Decimal = plain.parse().ok()?;
        let scale = Decimal::from(10_i64.checked_pow(currency.exponent())?);
        let minor = amount.checked_mul(scale)?;
        if minor.fract() != Decimal::ZERO {
            return None;
        }
        let minor = minor.to_i64()?;
        if !found.contains(&minor) {
            found.push(minor);
        }
    }
    Some(found)
}

/// `1,200.50` without its commas, where they stand between thousands; nothing else than digits and one point.
fn grouped(text: &str) -> Option<String> {
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let sound = digits(first) && groups.all(|group| group.len() == 3 && digits(group)) && rest.is_none_or(digits);
    let first_fits = !whole.contains(',') || first.len() <= 3;
    (sound && first_fits && text.len() <= 15).then(|| text.replace(',', ""))
}

/// Lower case, single blanks, every sign a blank, a blank at both ends.
fn fold(text: &str) -> String {
    let mut folded = String::from(" ");
    for character in text.nfkc() {
        if character.is_alphanumeric() {
            folded.extend(character.to_lowercase());
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

/// Whether these words stand in it whole; `*` at the end stands for any ending.
fn holds(folded: &str, phrase: &str) -> bool {
    match phrase.strip_suffix('*') {
        Some(start) => folded.contains(&format!(" {start}")),
        None => folded.contains(&format!(" {phrase} ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_letter_quotes_is_not_what_its_writer_says() {
        for (text, expected) in [
            ("I can do $21.90", "I can do $21.90"),
            ("Deal!\n\nOn Monday Ann wrote:\n\n> would you take $16?\n> yours", "Deal!"),
            ("> would you take $16?\nNo: $21\n  > and you?", "No: $21"),
            ("My price:\n$21", "My price:\n$21"),
            ("> $16?", ""),
        ] {
            assert_eq!(own_words(text), expected, "{text}");
        }
    }
}
