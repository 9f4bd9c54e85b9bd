//! Chooses the price among the numbers of a text, and puts amount, currency and notes together.

use std::cell::RefCell;

use rust_decimal::Decimal;

use super::{
    PriceHint, PriceText,
    currency::{self, Mark},
    normal,
    number::{self, Marks, Written},
    words,
};
use crate::domain::money::Currency;

/// More numbers than this are a table, not a price.
const MOST_NUMBERS: usize = 40;

/// A number of the text that can be a price.
struct Candidate<'a> {
    place: usize,
    written: Written<'a>,
    mark: Option<Mark>,
}

pub(super) fn read(text: &str, hint: &PriceHint) -> PriceText {
    let text = normal::clean(text);
    let near = hint.text.map(normal::clean).unwrap_or_default();
    let mut price = PriceText::default();
    let mut notes = Vec::new();
    let mut numbers = number::scan(&text);
    numbers.truncate(MOST_NUMBERS);

    let candidates = candidates(&text, numbers);
    let chosen = choose(&text, &candidates, hint);
    let own = chosen.and_then(|candidate| candidate.mark.clone()).or_else(|| currency::anywhere(&text));
    let behind = own.as_ref().map_or("", |mark| &text[mark.end..]);
    let mark = own.clone().or_else(|| mark_in_hint(&near));
    settle_currency(&mut price, &mut notes, mark.as_ref(), behind, &near, hint);

    match chosen {
        Some(candidate) => settle_amount(&mut price, &mut notes, &text, candidate, &candidates, hint),
        None if words::says_free(&text) => {
            price.amount = Some(Decimal::ZERO);
            price.free = true;
        }
        None => notes.push(why_no_amount(&text)),
    }
    price.note = (!notes.is_empty()).then(|| notes.join("; "));
    price
}

/// The numbers that are neither a percentage, a date, a count nor a measure.
fn candidates<'a>(text: &str, numbers: Vec<Written<'a>>) -> Vec<Candidate<'a>> {
    let mut found = Vec::new();
    for (place, written) in numbers.into_iter().enumerate() {
        let mark = currency::touching(text, written.start, written.end).or_else(|| {
            // `3万円`, `5 тыс. руб`: the currency stands behind the multiplier.
            let (times, length) = words::multiplier(&text[written.end..], false);
            (times != words::Times::One).then(|| currency::touching(text, written.start, written.end + length))?
        });
        let named = mark.as_ref().is_some_and(|mark| !mark.word);
        let (before, after) = (&text[..written.start], &text[written.end..]);
        let padded = written.is_padded() && !named;
        if !padded && !words::is_no_price(before, after, named) {
            found.push(Candidate { place, written, mark });
        }
    }
    share_range_marks(text, &mut found);
    found
}

/// `100-200 руб.`: the sign behind a range belongs to both ends.
fn share_range_marks(text: &str, found: &mut [Candidate<'_>]) {
    for place in 1..found.len() {
        let (low, high) = (&found[place - 1], &found[place]);
        let behind = high.mark.as_ref().filter(|mark| mark.start >= high.written.end);
        let between = &text[low.written.end..high.written.start];
        if low.mark.is_none() && low.place + 1 == high.place && words::is_range(between, None, None) {
            found[place - 1].mark = behind.cloned();
        }
    }
}

/// The first candidate with a currency beside it, else the first; a later one where it is labelled as the new price.
fn choose<'c, 'a>(text: &str, candidates: &'c [Candidate<'a>], hint: &PriceHint) -> Option<&'c Candidate<'a>> {
    let named = |c: &&Candidate<'_>| c.mark.as_ref().is_some_and(|mark| !mark.word);
    let readable: Vec<&Candidate<'_>> =
        candidates.iter().filter(|c| c.written.value(marks(c, hint)).is_some()).collect();
    let label = |c: &Candidate<'_>| words::label(&text[..c.written.start]);
    let saved = |c: &&Candidate<'_>| label(c) == Some(words::Label::Saving);
    let first = readable.iter().copied().find(|c| named(c) && !saved(c)).or(readable.iter().copied().find(named));
    let first = first.or_else(|| {
        // A bare number is no price where the text says the price is asked for.
        (!words::price_on_request(text)).then(|| readable.first().copied()).flatten()
    })?;
    if label(first) == Some(words::Label::Old) {
        let new = readable.iter().copied().find(|c| {
            label(c) == Some(words::Label::New) && c.written.value(marks(c, hint)).is_some_and(|v| !v.amount.is_zero())
        });
        return new.or(Some(first));
    }
    Some(first)
}

fn marks(candidate: &Candidate<'_>, hint: &PriceHint) -> Marks {
    let currency = candidate.mark.as_ref().and_then(|mark| mark.codes.first().copied()).or(hint.currency);
    Marks { decimal: hint.decimal, thousandths: currency.map_or("", thousandths) }
}

/// Which marks are decimal before three digits: both in Tunisia, where either is written.
fn thousandths(currency: Currency) -> &'static str {
    match (currency.exponent(), currency.code()) {
        (3, "TND") => ".,",
        (3, _) => ".",
        _ => "",
    }
}

/// A mark in neighbouring text: beside a number there, or on its own.
///
/// The cells of a column have one and the same hint, so each thread remembers its last.
fn mark_in_hint(near: &str) -> Option<Mark> {
    thread_local! {
        static LAST: RefCell<Option<(String, Option<Mark>)>> = const { RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| match last {
        Some((text, mark)) if text == near => mark.clone(),
        _ => last.insert((near.to_owned(), find_in_hint(near))).1.clone(),
    })
}

fn find_in_hint(near: &str) -> Option<Mark> {
    let beside = number::scan(near)
        .into_iter()
        .take(MOST_NUMBERS)
        .find_map(|written| currency::touching(near, written.start, written.end).filter(|mark| !mark.word));
    beside.or_else(|| currency::anywhere(near))
}

fn settle_currency(
    price: &mut PriceText,
    notes: &mut Vec<String>,
    mark: Option<&Mark>,
    behind: &str,
    near: &str,
    hint: &PriceHint,
) {
    let Some(mark) = mark else {
        price.currency = hint.currency;
        return;
    };
    let mut known: Vec<Currency> = hint.currency.into_iter().collect();
    known.extend(mark_in_hint(near).filter(|m| m.codes.len() == 1).and_then(|m| m.codes.first().copied()));
    if words::says_us(behind) {
        known.push(Currency::USD);
    }
    let (currency, note) = mark.resolve(&known);
    price.symbol = Some(mark.text.clone());
    price.currency = currency;
    notes.extend(note);
}

fn settle_amount(
    price: &mut PriceText,
    notes: &mut Vec<String>,
    text: &str,
    candidate: &Candidate<'_>,
    all: &[Candidate<'_>],
    hint: &PriceHint,
) {
    let marks = marks(candidate, hint);
    let Some(value) = candidate.written.value(marks) else { return };
    let (before, after) = (&text[..candidate.written.start], &text[candidate.written.end..]);
    let mut amount = value.amount;
    match words::multiplier(after, candidate.mark.is_some()).0 {
        words::Times::One => {}
        words::Times::By(factor) => match amount.checked_mul(Decimal::from(factor)) {
            Some(product) => amount = product,
            None => return notes.push("the amount is too large".into()),
        },
        words::Times::Unclear => return notes.push("what the number is multiplied by is unclear".into()),
    }
    if candidate.mark.as_ref().is_some_and(Mark::is_hundredth) {
        // From a hundred on it is no money: `1080p`.
        match amount.checked_div(Decimal::ONE_HUNDRED).filter(|_| amount < Decimal::ONE_HUNDRED) {
            Some(major) => amount = major,
            None => return notes.push("a hundred hundredths or more is unclear".into()),
        }
    }
    if let Some(mark) = value.grouped_by
        && price.currency.is_none_or(|currency| customary_decimal(currency) == Some(mark))
    {
        notes.push(format!("`{mark}` before three digits read as thousands"));
    }
    if words::is_minus(
        before,
        candidate.mark.as_ref().filter(|mark| mark.end <= candidate.written.start).map(|m| m.start),
    ) {
        amount = -amount;
    }
    price.amount = Some(amount);
    notes.extend(words::qualifier(before, after).map(str::to_owned));
    let next = all.iter().find(|other| other.place == candidate.place + 1);
    if let Some(next) = next
        && words::is_range(
            &text[candidate.written.end..next.written.start],
            candidate.mark.as_ref(),
            next.mark.as_ref(),
        )
    {
        let high = next.written.value(marks).map(|value| value.amount);
        price.high = high.filter(|high| *high >= amount);
    }
}

fn why_no_amount(text: &str) -> String {
    if text.is_empty() {
        "the text is empty".into()
    } else if text.contains(|c: char| c.is_ascii_digit()) {
        "the numbers in it are not a price".into()
    } else {
        "there is no number in it".into()
    }
}

/// The decimal mark of the countries that use the currency, for saying when a reading was a choice.
fn customary_decimal(currency: Currency) -> Option<char> {
    const COMMA: &str = "EUR PLN CZK HUF RON BGN RSD UAH RUB SEK NOK DKK ISK BRL ARS CLP COP UYU IDR VND TRY KZT BYN";
    const EITHER: &str = "CHF ZAR CAD";
    let listed = |list: &str| list.split_whitespace().any(|code| code == currency.code());
    match (listed(COMMA), listed(EITHER)) {
        (true, _) => Some(','),
        (false, true) => None,
        (false, false) => Some('.'),
    }
}
