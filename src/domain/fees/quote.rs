//! The answer: lines with their card, source and formula, the total, what was assumed and what is missing.

use std::fmt::{Display, Write as _};

use rust_decimal::Decimal;
use serde::Serialize;

use super::{
    catalog::Catalog,
    engine::{Ask, Gap, How, Line, Out},
    file::{Confidence, Per},
    query::FeeQuery,
    schedule::Schedule,
};
use crate::domain::money::{Currency, Money, amount_text};

/// What a sale costs in fees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The channel's currency; none for an unknown channel.
    pub currency: Option<Currency>,
    /// The lines whose amount is known.
    pub lines: Vec<FeeLine>,
    /// Their sum; none for an unknown channel or a sum that does not fit.
    pub total: Option<Money>,
    /// Whether nothing is missing: otherwise the total is too low.
    pub complete: bool,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
    /// What could not be worked out.
    pub missing: Vec<Missing>,
}

/// One line of a quote; what the seller pays is positive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeeLine {
    /// `referral`, `fba_base`, `fvf` …
    pub code: String,
    /// For all units, rounded to the minor unit.
    pub amount: Money,
    /// The card it comes from.
    pub card: String,
    /// Where the card comes from.
    pub source: String,
    /// How sure the rate is.
    pub confidence: Confidence,
    /// `15 % of 64.90`.
    pub formula: String,
    /// What else is known about the rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something that could not be worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code}: {what}")]
pub struct Missing {
    /// The line, or the column that is wrong.
    pub code: String,
    /// What is not known and what would help.
    pub what: String,
}

impl Catalog {
    /// Works out every line of a question.
    pub fn quote(&self, query: &FeeQuery) -> Quote {
        let mut quote = Quote {
            currency: None,
            lines: Vec::new(),
            total: None,
            complete: true,
            assumptions: Vec::new(),
            missing: Vec::new(),
        };
        let Some(channel) = self.channel(&query.channel) else {
            quote.missing.push(self.no_channel(&query.channel));
            quote.complete = false;
            return quote;
        };
        quote.currency = Some(channel.currency);
        Ask::new(channel, query).walk(&mut quote);
        let sum = quote.lines.iter().try_fold(Decimal::ZERO, |sum, line| sum.checked_add(line.amount.amount()));
        quote.total = sum.map(|sum| Money::new(sum, channel.currency));
        quote.complete = quote.missing.is_empty() && quote.total.is_some();
        quote
    }

    /// The total alone, in the channel's currency, decided by the same code; an error where anything is missing.
    pub fn quote_total(&self, query: &FeeQuery) -> Result<Decimal, Missing> {
        let Some(channel) = self.channel(&query.channel) else { return Err(self.no_channel(&query.channel)) };
        let mut total = Total(Ok(Decimal::ZERO));
        Ask::new(channel, query).walk(&mut total);
        total.0
    }

    /// Codes and amounts as a schedule has them, where nothing is missing.
    pub fn amounts_of(&self, channel: &str, schedule: &Schedule, price: Decimal) -> Option<Vec<(String, Decimal)>> {
        let codes = &self.channel(channel)?.codes;
        schedule.lines(price)?.map(|(code, amount)| Some((codes.get(usize::from(code))?.clone(), amount))).collect()
    }

    /// Codes and amounts alone, in the channel's currency, decided by the same code; an error where anything is missing.
    pub fn amounts(&self, query: &FeeQuery) -> Result<Vec<(String, Decimal)>, Missing> {
        let Some(channel) = self.channel(&query.channel) else { return Err(self.no_channel(&query.channel)) };
        let mut amounts = Amounts(Ok(Vec::with_capacity(4)));
        Ask::new(channel, query).walk(&mut amounts);
        amounts.0
    }

    fn no_channel(&self, name: &str) -> Missing {
        let near =
            self.channels().max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
        let near = near
            .filter(|near| strsim::jaro_winkler(near, name) > 0.7)
            .map_or(String::new(), |near| format!(": did you mean `{near}`?"));
        Missing { code: "channel".into(), what: format!("no fee card for channel `{name}`{near}") }
    }
}

impl Out for Quote {
    fn line(&mut self, ask: &Ask<'_>, line: &Line<'_>) {
        let stated = matches!(line.how, How::Stated { known: false, .. });
        let rule = line.rule;
        self.lines.push(FeeLine {
            code: line.code.to_owned(),
            amount: Money::new(line.amount, ask.channel.currency),
            card: if stated { "stated".to_owned() } else { rule.card.id.clone() },
            source: if stated { "the question itself".to_owned() } else { rule.source.to_string() },
            confidence: match line.how {
                How::Row { row, .. } => row.confidence.unwrap_or(rule.confidence),
                _ => rule.confidence,
            },
            formula: formula(ask, line),
            note: rule.note.as_deref().filter(|_| !stated).map(str::to_owned),
        });
    }

    fn missing(&mut self, ask: &Ask<'_>, code: &str, gap: &Gap<'_>) {
        self.missing.push(Missing { code: code.to_owned(), what: what(ask, gap) });
    }

    fn assume(&mut self, text: &dyn Display) {
        let text = text.to_string();
        if !self.assumptions.contains(&text) {
            self.assumptions.push(text);
        }
    }
}

struct Amounts(Result<Vec<(String, Decimal)>, Missing>);

impl Out for Amounts {
    fn line(&mut self, _: &Ask<'_>, line: &Line<'_>) {
        if let Ok(amounts) = &mut self.0 {
            amounts.push((line.code.to_owned(), line.amount));
        }
    }

    fn missing(&mut self, ask: &Ask<'_>, code: &str, gap: &Gap<'_>) {
        if self.0.is_ok() {
            self.0 = Err(Missing { code: code.to_owned(), what: what(ask, gap) });
        }
    }

    fn assume(&mut self, _: &dyn Display) {}
}

struct Total(Result<Decimal, Missing>);

impl Out for Total {
    fn line(&mut self, _: &Ask<'_>, line: &Line<'_>) {
        if let Ok(sum) = &mut self.0 {
            match sum.checked_add(line.amount) {
                Some(more) => *sum = more,
                None => self.0 = Err(Missing { code: line.code.to_owned(), what: "the amount is too large".into() }),
            }
        }
    }

    fn missing(&mut self, ask: &Ask<'_>, code: &str, gap: &Gap<'_>) {
        if self.0.is_ok() {
            self.0 = Err(Missing { code: code.to_owned(), what: what(ask, gap) });
        }
    }

    fn assume(&mut self, _: &dyn Display) {}
}

/// Says how a line came about: `15 % of 64.90`, `20 % of 250.00 + 5 % of 750.00, at least 0.30`.
fn formula(ask: &Ask<'_>, line: &Line<'_>) -> String {
    let currency = ask.channel.currency;
    let money = |amount: Decimal| amount_text(amount, currency);
    let rule = line.rule;
    let mut text = String::new();
    match line.how {
        How::Rate { base } => {
            ask.parts_of(rule, base, |part| {
                if !part.rate.is_zero() {
                    let _ = write!(text, "{}{} % of {}", plus(&text), part.rate, money(part.of));
                }
                if !part.fixed.is_zero() {
                    let _ = write!(text, "{}{}", plus(&text), money(part.fixed));
                }
            });
            if text.is_empty() {
                text = money(Decimal::ZERO);
            }
        }
        How::Stated { rate, fixed, base, .. } => {
            let _ = write!(text, "{rate} % of {}", money(base));
            if !fixed.is_zero() {
                let _ = write!(text, " + {}", money(fixed));
            }
        }
        How::Feet { each, feet } => {
            let _ = write!(text, "{each} x {} cubic feet", feet.round_dp(4).normalize());
        }
        How::Row { row, steps, fit } => {
            text.push_str(&money(row.fee));
            if let Some(add) = row.add.filter(|_| steps > 0) {
                let _ = write!(text, " + {steps} x {}", add.fee);
            }
            if let Some((size, weight)) = fit {
                let _ = write!(text, " ({size}{}{weight})", if size.is_empty() { "" } else { ", " });
            }
            if let Some(band) = row.price {
                let _ = write!(text, ", price {band}");
            }
        }
        How::Sum { base, fuel } => {
            let _ = write!(text, "{} + {} fuel surcharge", money(base), money(fuel));
        }
    }
    if !matches!(line.how, How::Stated { known: false, .. } | How::Sum { .. }) {
        if let Some(min) = rule.min {
            let _ = write!(text, ", at least {}", money(min));
        }
        if let Some(cap) = rule.cap {
            let _ = write!(text, ", at most {}", money(cap));
            if let Some(products) = ask.query.options.get("products").filter(|_| rule.cap_per_product) {
                let _ = write!(text, " for each of {products} products");
            }
        }
    }
    if rule.per == Per::Unit && ask.query.quantity > 1 && !matches!(line.how, How::Sum { .. }) {
        let _ = write!(text, ", x {} units", ask.query.quantity);
    }
    text
}

fn plus(text: &str) -> &'static str {
    if text.is_empty() { "" } else { " + " }
}

/// Says what is not known and what would help.
fn what(ask: &Ask<'_>, gap: &Gap<'_>) -> String {
    let on = ask.query.on;
    match gap {
        Gap::Price => "the item price isn't given".into(),
        Gap::NegativePrice => "an amount is below zero".into(),
        Gap::Quantity => "the quantity is zero".into(),
        Gap::Dims => "the sides of the packed item aren't known: give `dims`, like `6x4x0.5 in`".into(),
        Gap::Weight => "the weight of the packed item isn't known: give `weight`, like `1.25 lb`".into(),
        Gap::NoSizes => format!("no size tiers are known on {on}"),
        Gap::TooLarge => "the item is larger or heavier than every known size tier".into(),
        Gap::NoRow { size: Some(size) } => {
            format!("the card of {on} has no rate for `{size}` at this price and weight")
        }
        Gap::NoRow { size: None } => format!("the card of {on} has no rate for this weight, price or zone"),
        Gap::Option(key) => match ask.channel.fact(key) {
            Some(fact) => format!("`{key}` isn't given: {}", fact.spec.values.join(" or ")),
            None => format!("`{key}` isn't given"),
        },
        Gap::BadOption { key, value } => match ask.channel.fact(key) {
            Some(fact) => format!("`{value}` is none of {}", fact.spec.values.join(", ")),
            None => format!("`{value}` is not something `{}` knows", ask.channel.name),
        },
        Gap::NoCategory => "the category isn't given".into(),
        Gap::UnknownCategory(text) => {
            let near = ask.channel.categories.nearest(text);
            let hint =
                if near.is_empty() { String::new() } else { format!(": did you mean `{}`?", near.join("` or `")) };
            format!("`{text}` is not a category of {}{hint}", ask.channel.name)
        }
        Gap::AmbiguousCategory(text, choice) => {
            format!("`{text}` holds several fee categories: say `{}`", choice.join("` or `"))
        }
        Gap::NoDate(rule) => {
            let from = if rule.from == jiff::civil::Date::MIN { String::new() } else { format!(" from {}", rule.from) };
            let to = if rule.to == jiff::civil::Date::MAX { String::new() } else { format!(" to {}", rule.to) };
            format!("no rate is known on {on}: `{}` holds{from}{to}", rule.card.id)
        }
        Gap::NoRule => "no rate is known for this".into(),
        Gap::Follows(code) => format!("it follows `{code}`, which isn't known"),
        Gap::Unknown { why, row } => match row {
            Some(row) => match row.high.filter(|high| *high != row.fee) {
                Some(high) => format!("{why}: {} to {high}", row.fee),
                None => format!("{why}: about {}", row.fee),
            },
            None => (*why).to_owned(),
        },
        Gap::TooBig => "the amount is too large".into(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use proptest::prelude::*;
    use rust_decimal::dec;

    use super::*;
    use crate::domain::fees::{CardClass, Dims, Program, Weight};

    fn fba(on: Date, price: Decimal, weight: &str, dims: &str) -> FeeQuery {
        FeeQuery::new("amazon_us", on)
            .category("Home & Kitchen")
            .price(price)
            .program(Program::Fba)
            .measured(Weight::parse(weight), Dims::parse(dims))
    }

    /// A line's amount, or `None` where the quote does not have it.
    fn line(query: &FeeQuery, code: &str) -> Option<Decimal> {
        let quote = Catalog::builtin().quote(query);
        quote.lines.iter().find(|line| line.code == code).map(|line| line.amount.amount())
    }

    fn missing(query: &FeeQuery) -> Vec<String> {
        Catalog::builtin().quote(query).missing.into_iter().map(|missing| missing.code).collect()
    }

    #[test]
    fn the_holiday_card_replaces_the_base_where_it_is_known() {
        let check = |on, weight, dims, base, card: &str, warns: bool| {
            let quote = Catalog::builtin().quote(&fba(on, dec!(20), weight, dims));
            let line = quote.lines.iter().find(|line| line.code == "fba_base").unwrap();
            assert_eq!((line.amount.amount(), line.card.as_str()), (base, card), "{on} {weight}");
            assert_eq!(quote.assumptions.iter().any(|text| text.contains("too low")), warns, "{:?}", quote.assumptions);
        };
        let (june, peak) = (date(2026, 6, 1), date(2026, 10, 15));
        check(june, "2 oz", "6x4x0.5 in", dec!(3.32), "amazon_us/fba-2026", false);
        check(peak, "2 oz", "6x4x0.5 in", dec!(3.51), "amazon_us/fba-peak-2026", false);
        check(date(2027, 1, 14), "2 oz", "6x4x0.5 in", dec!(3.51), "amazon_us/fba-peak-2026", false);
        check(date(2027, 1, 15), "2 oz", "6x4x0.5 in", dec!(3.32), "amazon_us/fba-2026", false);
        check(peak, "3 lb", "10x6x2 in", dec!(6.67), "amazon_us/fba-2026", true);
        check(date(2025, 12, 24), "2 oz", "6x4x0.5 in", dec!(3.06), "amazon_us/fba-2024", true);
        assert_eq!(
            line(&fba(peak, dec!(20), "2 oz", "6x4x0.5 in").option("season", "off_peak"), "fba_base"),
            Some(dec!(3.32))
        );
    }

    #[test]
    fn what_is_not_known_is_missing_and_never_zero() {
        let on = date(2026, 6, 1);
        let known = fba(on, dec!(20), "2 oz", "6x4x0.5 in");
        let check = |query: FeeQuery, codes: &[&str]| {
            assert_eq!(missing(&query), codes, "{query:?}");
            assert_eq!(Catalog::builtin().quote_total(&query).is_ok(), codes.is_empty());
        };
        check(known.clone(), &[]);
        check(known.clone().measured(None, Dims::parse("6x4x1 in")), &["fba_base", "fuel_surcharge"]);
        check(known.clone().measured(Weight::parse("2 oz"), None), &["fba_base", "fuel_surcharge", "overmax"]);
        check(known.clone().category("Bananas"), &["referral"]);
        check(known.clone().category("Electronics"), &["referral"]);
        check(FeeQuery { category: None, ..known.clone() }, &["referral"]);
        check(FeeQuery { price: None, ..known.clone() }, &["referral", "fba_base", "fuel_surcharge"]);
        check(FeeQuery { program: None, ..known.clone() }, &["program"]);
        check(FeeQuery { on: date(2023, 6, 1), ..known.clone() }, &["referral", "fba_base"]);
        check(FeeQuery { card: CardClass::Apparel, ..known.clone() }, &["fba_base", "fuel_surcharge"]);
        check(known.clone().option("returned", "yes"), &["returns_processing"]);
        check(known.option("inbound", "minimal"), &["inbound_placement"]);
        let ebay = FeeQuery::new("ebay_us", date(2024, 6, 1)).category("Cameras & Photo").price(dec!(10));
        check(ebay.clone(), &[]);
        check(FeeQuery { store: Some("basic".into()), ..ebay.clone() }, &["fvf"]);
        check(ebay.clone().category("Jewelry"), &["fvf"]);
        check(FeeQuery { store: Some("huge".into()), ..ebay }, &["store"]);
        let parcel =
            FeeQuery::new("usps", date(2026, 2, 1)).category("ground_advantage").measured(Weight::parse("15 oz"), None);
        check(parcel.clone(), &["postage"]);
        check(parcel.clone().option("zone", "8"), &[]);
        check(FeeQuery { on: date(2026, 8, 1), ..parcel }.option("zone", "8"), &["postage"]);
    }

    #[test]
    fn an_ounce_and_an_inch_on_the_edge_stay_below_it() {
        let on = date(2026, 6, 1);
        let check = |weight, dims, expected| {
            assert_eq!(line(&fba(on, dec!(15), weight, dims), "fba_base"), Some(expected), "{weight} {dims}");
        };
        check("453.59237 g", "6x4x2 in", dec!(4.60));
        check("16.01 oz", "6x4x2 in", dec!(5.04));
        check("1 lb", "381x304.8x19.05 mm", dec!(3.96));
        check("1 lb", "381x304.8x19.06 mm", dec!(4.60));
        check("20 lb", "457.2 x 355.6 x 203.2 mm", dec!(12.41));
    }

    #[test]
    fn quantity_multiplies_after_rounding_and_order_fees_come_once() {
        let one =
            FeeQuery::new("amazon_us", date(2026, 6, 1)).category("Books").price(dec!(1.03)).program(Program::Fbm);
        assert_eq!(line(&one, "referral"), Some(dec!(0.15)));
        assert_eq!(line(&FeeQuery { quantity: 10, ..one }, "referral"), Some(dec!(1.50)));
        let ebay = FeeQuery::new("ebay_us", date(2026, 6, 1)).category("Books").price(dec!(6));
        let two = FeeQuery { quantity: 2, ..ebay.clone() };
        assert_eq!(line(&ebay, "per_order"), Some(dec!(0.30)));
        assert_eq!((line(&two, "per_order"), line(&two, "fvf")), (Some(dec!(0.40)), Some(dec!(1.84))));
    }

    #[test]
    fn operations_beside_a_sale_have_their_own_lines() {
        let on = date(2026, 11, 15);
        let query = |category: &str, options: &str| {
            let mut query = FeeQuery::new("amazon_us", on).measured(None, Dims::parse("30x20x10 in"));
            let unread = Catalog::builtin().understand(&mut query, category, options);
            assert!(unread.is_empty(), "{unread:?}");
            query
        };
        // 6000 / 1728 cubic feet: oversize in the last quarter.
        assert_eq!(line(&query("storage 1 unit full month", "monthly storage"), "storage"), Some(dec!(4.86)));
        assert_eq!(line(&query("aged inventory 1 unit", "500 days old"), "aged_surcharge"), Some(dec!(27.43)));
        assert_eq!(line(&query("aged inventory 1 unit", "100 days old"), "aged_surcharge"), None);
        assert_eq!(line(&query("any", "refund admin fee only; referral fee 40.00"), "refund_admin"), Some(dec!(5.00)));
    }

    #[test]
    fn stripe_and_tcgplayer_lines_follow_their_words() {
        let check = |channel: &str, on, category: &str, options: &str, price, code: &str, expected| {
            let mut query = FeeQuery::new(channel, on).price(price);
            query.tax = Some(Decimal::ZERO);
            Catalog::builtin().understand(&mut query, category, options);
            assert_eq!(line(&query, code), Some(expected), "{channel} {category} {options}");
        };
        let on = date(2026, 9, 30);
        check("stripe_us", on, "card", "4.4% + 0.30", dec!(100), "processing", dec!(4.70));
        check("stripe_us", on, "card", "international, conversion", dec!(100), "processing", dec!(5.70));
        check("stripe_us", on, "ach", "0.8%", dec!(1000), "processing", dec!(5.00));
        check("tcgplayer", on, "Direct >2.49", "Direct, 1 card", dec!(10), "direct_fee", dec!(1.12));
        check("tcgplayer", on, "Direct", "", dec!(10), "commission", dec!(0.90));
        check("tcgplayer", date(2025, 1, 1), "Level 1-4", "", dec!(66.30), "commission", dec!(6.80));
        check("reverb", on, "preferred", "", dec!(100), "processing", dec!(3.48));
        check("ebay_us", on, "Athletic shoes <150", "no store", dec!(149.99), "fvf", dec!(20.40));
        check("ebay_us", on, "Athletic shoes >=150", "no store", dec!(150), "fvf", dec!(12.00));
        check("ebay_us", on, "Jewelry", "Basic store", dec!(5000.01), "fvf", dec!(350.00));
        check("ebay_us", date(2024, 3, 14), "Trading cards", "no store", dec!(25), "per_order", dec!(0.30));
    }

    proptest! {
        #[test]
        fn no_price_makes_it_panic_and_the_total_is_the_quotes(
            lo in any::<u32>(), mid in any::<u32>(), hi in any::<u32>(), negative in any::<bool>(), scale in 0_u32..28, quantity in 0_u32..5,
        ) {
            let price = Decimal::from_parts(lo, mid, hi, negative, scale);
            for channel in Catalog::builtin().channels() {
                for category in ["Books", "Jewelry", "clothing", "Athletic Shoes", "insurance", "order"] {
                    let query = fba(date(2026, 11, 1), price, "9 lb", "15x9x7 in").category(category);
                    let query = FeeQuery { channel: channel.to_owned(), quantity, tax: Some(price), ..query };
                    let quote = Catalog::builtin().quote(&query);
                    match Catalog::builtin().quote_total(&query) {
                        Ok(total) => prop_assert_eq!(quote.total.map(|money| money.amount()), Some(total)),
                        Err(_) => prop_assert!(!quote.complete),
                    }
                }
            }
        }
    }
}
