//! Options as sellers' files write them: `key=value` tokens, and the usual words beside them.
//!
//! `FBA, off-peak`, `no store`, `retail zone 8`, `2.9% + 0.30`, `full refund`, `400 days old`: what is understood sets an
//! option, what is not is handed back, so that it can be said.

use rust_decimal::Decimal;

use super::{
    catalog::Catalog,
    category,
    query::{CardClass, FeeQuery, Program},
};

/// The options a query can carry, and what they mean.
pub const OPTIONS: &[(&str, &str)] = &[
    ("op", "sale (default), refund, refund_admin, storage, aged, removal"),
    ("refund", "full: the same as `op=refund`"),
    ("referral", "the referral fee paid, where a refund is asked about without its sale"),
    ("season", "peak or off_peak, against the season of the day"),
    ("fuel", "off: without the fuel surcharge"),
    ("fba_total", "yes: fulfilment and surcharge as one line `fba_total_incl_fuel`, as Keepa shows them"),
    ("age_days", "days in stock, for `op=aged`"),
    ("utilization_weeks", "weeks of stock held, for `op=storage`"),
    ("days_of_supply", "adds the low-inventory fee"),
    ("inbound", "minimal, partial or optimized: adds the inbound placement fee"),
    ("returned", "yes: adds returns processing"),
    ("non_sipp", "yes: adds the packaging fee of bulky items"),
    ("low_price", "yes: the low-price FBA rates (UK, DE)"),
    ("level", "seller level: level_1_4, pro, sync, direct; standard, preferred"),
    ("payment", "card, terminal, ach, dispute"),
    ("international", "yes: the buyer is abroad"),
    ("conversion", "yes: with currency conversion"),
    ("manual", "yes: the card number was typed in"),
    ("below_standard", "yes: the seller is below standard"),
    ("high_return", "yes: very many items not as described"),
    ("insertion", "yes: with the insertion fee"),
    ("promoted", "ad rate in percent"),
    ("bump", "bump rate in percent"),
    ("paypal_payout", "yes: paid out through PayPal abroad"),
    ("zone", "postage zone, 1 to 9"),
    ("price_type", "retail, commercial, stamped, metered"),
    ("volume", "sales class of the prior 28 days"),
    ("products", "how many different products the amounts are the sum of: caps count for each"),
    ("rate", "a percentage stated for the channel's main fee"),
    ("fixed", "an amount stated beside `rate`"),
    ("only", "codes, joined by `+`: nothing but these lines"),
    ("without", "codes, joined by `+`: all but these lines"),
];

/// Words that say what is so anyway.
const PLAIN: &[&str] =
    &["dims assumed", "1 product", "1 card", "1 item", "1 unit", "1 order", "no per order fee", "sale"];

/// Words that set options.
const PHRASES: &[(&str, &str, &str)] = &[
    ("full refund", "op", "refund"),
    ("refund", "op", "refund"),
    ("refund admin fee only", "op", "refund_admin"),
    ("refund admin fee", "op", "refund_admin"),
    ("monthly storage", "op", "storage"),
    ("storage", "op", "storage"),
    ("removal", "op", "removal"),
    ("disposal", "op", "removal"),
    ("off peak", "season", "off_peak"),
    ("peak", "season", "peak"),
    ("holiday peak", "season", "peak"),
    ("fuel off", "fuel", "off"),
    ("fuel surcharge off", "fuel", "off"),
    ("no fuel surcharge", "fuel", "off"),
    ("no fuel", "fuel", "off"),
    ("fuel on", "fuel", "on"),
    ("fuel surcharge on", "fuel", "on"),
    ("international", "international", "yes"),
    ("intl", "international", "yes"),
    ("international buyer", "international", "yes"),
    ("intl buyer", "international", "yes"),
    ("international fee", "international", "yes"),
    ("international card", "international", "yes"),
    ("cross border", "international", "yes"),
    ("currency conversion", "conversion", "yes"),
    ("conversion", "conversion", "yes"),
    ("manual entry", "manual", "yes"),
    ("manual", "manual", "yes"),
    ("below standard", "below_standard", "yes"),
    ("direct", "level", "direct"),
    ("retail", "price_type", "retail"),
    ("commercial", "price_type", "commercial"),
    ("stamped", "price_type", "stamped"),
    ("metered", "price_type", "metered"),
    ("low price", "low_price", "yes"),
    ("terminal", "payment", "terminal"),
    ("ach", "payment", "ach"),
    ("dispute", "payment", "dispute"),
];

impl Catalog {
    /// Reads a category and an options text into a query; gives back the parts of the options not understood.
    pub fn understand(&self, query: &mut FeeQuery, category: &str, options: &str) -> Vec<String> {
        let mut unread = Vec::new();
        for part in options.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
            if !(token(query, part) || phrase(query, part) || self.is_currency(query, part)) {
                unread.push(part.to_owned());
            }
        }
        self.read_category(query, category);
        unread
    }

    fn is_currency(&self, query: &FeeQuery, part: &str) -> bool {
        self.currency(&query.channel).is_some_and(|currency| currency.code() == part)
    }

    fn read_category(&self, query: &mut FeeQuery, text: &str) {
        let text = without_comparison(text.trim());
        let lower = category::words(text);
        let Some(channel) = self.channel(&query.channel) else {
            query.category = (!text.is_empty()).then(|| text.to_owned());
            return;
        };
        // `15% category`: the rate is said, the name is not.
        if let Some(rate) = text.strip_suffix("category").and_then(|rest| rest.trim().strip_suffix('%'))
            && Decimal::from_str_exact(rate.trim()).is_ok()
        {
            query.options.set_default("rate", rate.trim());
            return;
        }
        if lower == "fba" && channel.codes.iter().any(|code| code.starts_with("fba")) {
            query.program.get_or_insert(Program::Fba);
            query.options.set_default("only", "fba+fba_base+fuel_surcharge+overmax");
            return;
        }
        let first = lower.split(' ').next().unwrap_or_default();
        let operation = match first {
            "storage" => Some("storage"),
            "aged" => Some("aged"),
            "removal" => Some("removal"),
            _ => None,
        };
        if let Some(operation) =
            operation.filter(|op| channel.rules.iter().any(|rule| rule.ops.iter().any(|known| &**known == *op)))
        {
            query.options.set_default("op", operation);
            let units =
                lower.split(' ').zip(lower.split(' ').skip(1)).find(|(_, word)| matches!(*word, "unit" | "units"));
            if let Some(units) = units.and_then(|(number, _)| number.parse().ok()).filter(|_| query.quantity == 1) {
                query.quantity = units;
            }
            return;
        }
        let mut name = text;
        for abroad in [" intl buyer", " international buyer", " intl", " international"] {
            if let Some(rest) = name.strip_suffix(abroad) {
                query.options.set_default("international", "yes");
                name = rest;
            }
        }
        query.category = (!name.is_empty()).then(|| name.to_owned());
    }
}

/// `Athletic shoes >=150` → `Athletic shoes`: the price itself says on which side of a limit it is.
fn without_comparison(text: &str) -> &str {
    let Some(at) = text.rfind(['<', '>', '≤', '≥', '=']) else { return text };
    let number =
        text[at..].trim_start_matches(['<', '>', '≤', '≥', '=']).trim().trim_start_matches('$').replace(',', "");
    if Decimal::from_str_exact(&number).is_err() {
        return text;
    }
    text[..at].trim_end_matches(['<', '>', '≤', '≥', '=']).trim_end()
}

/// `key=value` of the vocabulary, or a bare key that means `yes`.
fn token(query: &mut FeeQuery, part: &str) -> bool {
    let (key, value) = part.split_once('=').map_or((part, "yes"), |(key, value)| (key.trim(), value.trim()));
    match (key, value) {
        ("refund", "full" | "yes") => query.options.set("op", "refund"),
        ("program", "fba") => query.program = Some(Program::Fba),
        ("program", "fbm") => query.program = Some(Program::Fbm),
        ("store", store) if part.contains('=') => query.store = Some(store.to_ascii_lowercase()),
        ("plan", plan) if part.contains('=') => query.plan = Some(plan.to_ascii_lowercase()),
        _ if OPTIONS.iter().any(|(known, _)| *known == key) && (part.contains('=') || is_flag(key)) => {
            query.options.set(key, value);
        }
        _ => return false,
    }
    true
}

fn is_flag(key: &str) -> bool {
    OPTIONS.iter().any(|(known, meaning)| *known == key && meaning.starts_with("yes:"))
}

fn phrase(query: &mut FeeQuery, part: &str) -> bool {
    let said = category::words(part);
    if PLAIN.contains(&said.as_str()) {
        return true;
    }
    if let Some((_, key, value)) = PHRASES.iter().find(|(words, ..)| *words == said) {
        query.options.set(key, value);
        return true;
    }
    fulfilment(query, part, &said) || selling(query, part, &said) || numbers(query, part, &said)
}

/// `FBA`, `FBA apparel`, `FBA overmax (longest > 96 in)`, `FBA observed via Keepa …`, `DG 2.2 lb`, a card by its dates.
fn fulfilment(query: &mut FeeQuery, part: &str, said: &str) -> bool {
    let mut words = said.split([' ', '>']);
    match words.next() {
        Some("fba") => query.program = Some(Program::Fba),
        Some("fbm" | "mfn") => query.program = Some(Program::Fbm),
        Some("apparel") => query.card = CardClass::Apparel,
        Some("dg" | "dangerous" | "hazmat") => query.card = CardClass::DangerousGoods,
        // `2024-04-15..2026-01-14 card`: that card's line and no other.
        _ if part.contains("..") && said.ends_with(" card") => query.options.set_default("only", "fba_base"),
        _ => return false,
    }
    for word in words {
        match word {
            "apparel" => query.card = CardClass::Apparel,
            "dg" | "dangerous" | "dangerous_goods" => query.card = CardClass::DangerousGoods,
            "pickandpackfee" => {
                query.options.set_default("fba_total", "yes");
                // `FBA: field`: that field alone, while `observed` is said of a whole record.
                if part.contains(':') && !said.contains("observed") {
                    query.options.set_default("only", "fba_base");
                }
            }
            _ => {}
        }
    }
    true
}

/// `no store`, `Basic store`, `Professional`, `Individual plan`.
fn selling(query: &mut FeeQuery, _part: &str, said: &str) -> bool {
    const STORES: &[&str] = &["starter", "basic", "premium", "anchor", "enterprise"];
    let words: Vec<&str> = said.split(' ').collect();
    if words.contains(&"store") {
        let named = STORES.iter().find(|name| words.contains(name));
        let store = match (named, words.as_slice()) {
            (Some(name), _) => *name,
            (None, ["no", ..] | ["without", ..]) => "none",
            // Basic or higher share one card.
            (None, ["store"] | ["with" | "has", ..]) => "basic",
            _ => return false,
        };
        query.store = Some(store.to_owned());
        return true;
    }
    match words.as_slice() {
        ["none", "or", "starter"] => query.store = Some("none".to_owned()),
        ["professional"] | ["professional", "plan" | "seller"] => query.plan = Some("professional".to_owned()),
        ["individual"] | ["individual", "plan" | "seller"] => query.plan = Some("individual".to_owned()),
        ["standard", "card"] => query.card = CardClass::Standard,
        _ => return false,
    }
    true
}

/// `400 days old`, `zone 8`, `retail zone 8`, `referral fee 1.50`, `international fee 1.65%`, `2.9% + 0.30`, `sync fee excluded`.
fn numbers(query: &mut FeeQuery, part: &str, said: &str) -> bool {
    let words: Vec<&str> = said.split(' ').collect();
    match words.as_slice() {
        [days, "days" | "day", "old" | "aged"] if days.parse::<u32>().is_ok() => {
            query.options.set("op", "aged");
            query.options.set("age_days", days);
        }
        [rest @ .., "zone", zone] if zone.parse::<u8>().is_ok() && rest.len() <= 1 => {
            if let Some(kind) = rest.first() {
                query.options.set("price_type", kind);
            }
            query.options.set("zone", zone);
        }
        // The amounts of such a row are the order's; only caps count the products.
        [number, "products"] if number.parse::<u32>().is_ok() => query.options.set("products", number),
        [number, "cards" | "items" | "units"] => {
            let Some(count) = number.parse().ok().filter(|_| query.quantity == 1) else { return false };
            query.quantity = count;
        }
        ["referral", "fee", ..] => match last_number(part) {
            Some(fee) => query.options.set("referral", &fee),
            None => return false,
        },
        ["international", "fee", ..] => query.options.set("international", "yes"),
        ["promoted", ..] if last_number(part).is_some() => {
            query.options.set("promoted", &last_number(part).unwrap_or_default());
        }
        [name, "fee", "excluded"] => query.options.set("without", &format!("{name}_fee")),
        _ => return stated_rate(query, part),
    }
    true
}

/// `2.9% + 0.30`, `0.8 %`.
fn stated_rate(query: &mut FeeQuery, part: &str) -> bool {
    let Some((rate, rest)) = part.split_once('%') else { return false };
    let number =
        |text: &str| Decimal::from_str_exact(text.trim().trim_start_matches('+').trim().trim_start_matches('$')).ok();
    let fixed = if rest.trim().is_empty() { Some(Decimal::ZERO) } else { number(rest) };
    match (number(rate), fixed) {
        (Some(rate), Some(fixed)) => {
            query.options.set("rate", &rate.to_string());
            query.options.set("fixed", &fixed.to_string());
            true
        }
        _ => false,
    }
}

fn last_number(part: &str) -> Option<String> {
    let word = part.split_whitespace().last()?.trim_matches(['%', '$']);
    Decimal::from_str_exact(word).ok().map(|number| number.to_string())
}
