//! The engine: walks the fee codes of a channel, picks the rule that applies to each and works it out exactly.
//!
//! It says what it finds to an [`Out`], so that a full quote and a bare total share every decision. What cannot be
//! worked out is a [`Gap`], never zero.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::{
    catalog::{Channel, CodeIndex},
    category::{Found, words},
    file::Per,
    query::{FeeQuery, Program},
    rule::{Amount, Row, Rule},
    size::{Exact, Fit},
    tiers::{Mode, Part, parts, percent},
};

/// Listens to the walk.
pub(super) trait Out {
    /// A line whose amount is known.
    fn line(&mut self, ask: &Ask<'_>, line: &Line<'_>);
    /// A line whose amount is not.
    fn missing(&mut self, ask: &Ask<'_>, code: &str, gap: &Gap<'_>);
    /// Something taken for granted.
    fn assume(&mut self, text: &dyn std::fmt::Display);
}

/// A line worked out.
pub(super) struct Line<'a> {
    pub(super) code: &'a str,
    /// For all units, rounded.
    pub(super) amount: Decimal,
    pub(super) rule: &'a Rule,
    pub(super) how: How<'a>,
}

/// How a line came about, for its formula.
#[derive(Clone, Copy)]
pub(super) enum How<'a> {
    Rate {
        base: Decimal,
    },
    /// A rate the question itself states; `known` where the rule's card has it too.
    Stated {
        rate: Decimal,
        fixed: Decimal,
        base: Decimal,
        known: bool,
    },
    Feet {
        each: Decimal,
        feet: Decimal,
    },
    Row {
        row: &'a Row,
        steps: i64,
        fit: Option<(&'a str, Exact)>,
    },
    Sum {
        base: Decimal,
        fuel: Decimal,
    },
}

/// Why an amount is not known.
#[derive(Clone, Copy)]
pub(super) enum Gap<'a> {
    Price,
    NegativePrice,
    Quantity,
    Dims,
    Weight,
    /// No tiers known on the day.
    NoSizes,
    /// Larger or heavier than every tier.
    TooLarge,
    /// The table has no row for it.
    NoRow {
        size: Option<&'a str>,
    },
    Option(&'a str),
    BadOption {
        key: &'a str,
        value: &'a str,
    },
    NoCategory,
    UnknownCategory(&'a str),
    AmbiguousCategory(&'a str, &'a [String]),
    /// Known on other days.
    NoDate(&'a Rule),
    NoRule,
    Follows(&'a str),
    Unknown {
        why: &'a str,
        row: Option<&'a Row>,
    },
    TooBig,
}

/// One question, with what is worked out once for all its lines.
pub(super) struct Ask<'a> {
    pub(super) channel: &'a Channel,
    pub(super) query: &'a FeeQuery,
    pub(super) category: Category<'a>,
    /// The fact the category column answered.
    spoken: Option<&'a str>,
    pub(super) fit: OnceCell<Result<Fit, Gap<'a>>>,
}

#[derive(Clone, Copy)]
pub(super) enum Category<'a> {
    None,
    Known(u32),
    Gap(Gap<'a>),
    /// The channel has none; only lines of this kind are asked for.
    Only(Per),
}

pub(super) enum Holds<'a> {
    Yes,
    No,
    Gap(Gap<'a>),
}

type Worked<'a> = (Decimal, &'a Rule, How<'a>);

impl<'a> Ask<'a> {
    pub(super) fn new(channel: &'a Channel, query: &'a FeeQuery) -> Self {
        let mut ask = Self { channel, query, category: Category::None, spoken: None, fit: OnceCell::new() };
        let Some(text) = query.category.as_deref().map(str::trim).filter(|text| !text.is_empty() && *text != "any")
        else {
            return ask;
        };
        if let Some(key) = &channel.category_is {
            match channel.fact(key).and_then(|fact| fact.value(text)) {
                Some(value) => ask.spoken = Some(value),
                None => ask.category = Category::Gap(Gap::BadOption { key, value: text }),
            }
        } else if channel.categories.is_empty() {
            match text {
                "item" => ask.category = Category::Only(Per::Unit),
                "order" => ask.category = Category::Only(Per::Order),
                _ => {}
            }
        } else {
            ask.category = match channel.categories.find(text) {
                Found::Category(id) => Category::Known(id),
                Found::Ambiguous(choice) => Category::Gap(Gap::AmbiguousCategory(text, choice)),
                Found::Unknown => Category::Gap(Gap::UnknownCategory(text)),
            };
        }
        ask
    }

    /// Tells `out` every line, gap and assumption.
    pub(super) fn walk(&self, out: &mut impl Out) {
        let op = self.query.operation();
        if self.query.quantity == 0 {
            return out.missing(self, "quantity", &Gap::Quantity);
        }
        if self.parts_below_zero() {
            return out.missing(self, "price", &Gap::NegativePrice);
        }
        let only = self.query.options.get("only");
        let without = self.query.options.get("without");
        self.check_facts(op, only.is_some(), out);
        let merged = self.query.options.is_on("fba_total");
        let mut any = false;
        for (number, name) in self.channel.codes.iter().enumerate() {
            let number = u16::try_from(number).expect("codes are numbered by u16");
            let wanted = only.is_none_or(|list| lists(list, name));
            if !wanted || without.is_some_and(|list| lists(list, name)) || (merged && name == "fuel_surcharge") {
                continue;
            }
            match self.line(number, op) {
                Ok(None) => {}
                Ok(Some(worked)) if merged && name == "fba_base" => {
                    any = true;
                    self.merge(worked, out);
                }
                Ok(Some((amount, rule, how))) => {
                    any = true;
                    out.line(self, &Line { code: name, amount, rule, how });
                    self.assumptions(rule, &how, out);
                }
                Err(gap) => {
                    any = true;
                    out.missing(self, name, &gap);
                }
            }
        }
        if !any {
            self.nothing(op, only, out);
        }
    }

    /// No rule spoke at all: fine where a fee simply isn't due, a gap where the question isn't understood.
    fn nothing(&self, op: &str, only: Option<&str>, out: &mut impl Out) {
        let knows_op = self.channel.rules.iter().any(|rule| rule.ops.iter().any(|known| &**known == op));
        if let Some(only) = only.filter(|only| !self.channel.codes.iter().any(|code| lists(only, code))) {
            out.missing(self, "only", &Gap::BadOption { key: "only", value: only });
        } else if !knows_op {
            out.missing(self, "op", &Gap::BadOption { key: "op", value: self.query.operation() });
        } else if op == "sale" && only.is_none() && !matches!(self.category, Category::Gap(_)) {
            out.missing(self, "fees", &Gap::NoRule);
        }
    }

    /// `fba_base` and its surcharge as one line, the way Keepa's pickAndPackFee shows them.
    fn merge(&self, (base, rule, how): Worked<'a>, out: &mut impl Out) {
        let fuel =
            self.channel.codes.iter().position(|code| code == "fuel_surcharge").and_then(|at| u16::try_from(at).ok());
        let fuel = match fuel.map_or(Ok(None), |code| self.line(code, "sale")) {
            Ok(worked) => worked.map_or(Decimal::ZERO, |(amount, ..)| amount),
            Err(gap) => return out.missing(self, "fba_total_incl_fuel", &gap),
        };
        let Some(amount) = base.checked_add(fuel) else {
            return out.missing(self, "fba_total_incl_fuel", &Gap::TooBig);
        };
        out.line(self, &Line { code: "fba_total_incl_fuel", amount, rule, how: How::Sum { base, fuel } });
        self.assumptions(rule, &how, out);
    }

    fn parts_below_zero(&self) -> bool {
        let query = self.query;
        [query.price, query.tax, Some(query.shipping), Some(query.giftwrap), Some(query.handling)]
            .into_iter()
            .flatten()
            .any(|part| part < Decimal::ZERO)
    }

    fn check_facts(&self, op: &str, only: bool, out: &mut impl Out) {
        for fact in &self.channel.facts {
            match self.given(&fact.key) {
                Some(value) if !fact.spec.values.iter().any(|known| known == value) => {
                    out.missing(self, &fact.key, &Gap::BadOption { key: &fact.key, value });
                }
                Some(_) => {}
                None if only || op != "sale" => {}
                None if fact.spec.required => out.missing(self, &fact.key, &Gap::Option(&fact.key)),
                None => {
                    if let Some(say) = &fact.spec.say {
                        out.assume(say);
                    }
                }
            }
        }
        if let Category::Gap(gap @ Gap::BadOption { key, .. }) = &self.category {
            out.missing(self, key, gap);
        }
        if op == "sale"
            && self.query.tax.is_none()
            && !only
            && let Some(say) = &self.channel.say_without_tax
        {
            out.assume(say);
        }
        if op != "sale" && self.query.weight.is_none() && self.query.dims.is_some() {
            out.assume(&"weight not given: the size tier follows from the sides alone");
        }
    }

    fn assumptions(&self, rule: &Rule, how: &How<'_>, out: &mut impl Out) {
        if let Some(text) = &rule.assume {
            out.assume(text);
        }
        if rule.off_peak && self.fact("season") == Some("peak") {
            out.assume(&format_args!(
                "holiday peak: the peak rate for this item isn't known, the off-peak card `{}` is used and is too low",
                rule.card.id
            ));
        }
        if let How::Row { row, .. } = how
            && row.price.is_some()
            && !(self.query.shipping + self.query.giftwrap).is_zero()
        {
            out.assume(&"the price band follows the item price alone, without shipping");
        }
        if let How::Stated { rate, known: false, .. } = how {
            out.assume(&format_args!("the rate of {rate} % is taken as stated, not from a card"));
        }
    }

    /// What the question says about a fact.
    fn given(&self, key: &str) -> Option<&str> {
        let query = self.query;
        match key {
            "program" => query.program.map(|program| if program == Program::Fba { "fba" } else { "fbm" }),
            "card" => Some(query.card.name()),
            "plan" => query.plan.as_deref(),
            "store" => query.store.as_deref(),
            _ => query.options.get(key),
        }
        .or_else(|| self.spoken.filter(|_| self.channel.category_is.as_deref() == Some(key)))
    }

    /// A fact: said, or following from the day, or by default.
    pub(super) fn fact(&self, key: &str) -> Option<&str> {
        if let Some(said) = self.given(key) {
            return Some(said);
        }
        let fact = self.channel.fact(key)?;
        let season = fact.windows.iter().find(|window| window.holds(self.query.on)).map(|window| window.value.as_str());
        season.or(fact.spec.default.as_deref())
    }

    /// The line of a code: none where the fee is not due, a gap where it is but can't be worked out.
    pub(super) fn line(&self, code: u16, op: &str) -> Result<Option<Worked<'a>>, Gap<'a>> {
        let index = self.channel.code_index(code);
        if let Some(worked) = self.stated(code, op, index) {
            return worked.map(Some);
        }
        match self.category {
            Category::Known(id) => {
                for category in self.channel.categories.chain(id) {
                    let Some(rules) = index.by_category.get(&category) else { continue };
                    // A rule that speaks of this very category, but of other days, is not replaced by a general one.
                    if let Some(worked) = self.first(rules, op)? {
                        return Ok(Some(worked));
                    }
                }
            }
            Category::Only(per) if index.all.iter().any(|rule| self.rule(*rule).per != per) => return Ok(None),
            _ => {}
        }
        if let Some(worked) = self.first(&index.any, op)? {
            return Ok(Some(worked));
        }
        if index.asks_category && self.asks_category(index, op) {
            return Err(match self.category {
                Category::Gap(gap) => gap,
                Category::Known(_) => Gap::NoRule,
                Category::None | Category::Only(_) => Gap::NoCategory,
            });
        }
        Ok(None)
    }

    fn rule(&self, number: u32) -> &'a Rule {
        &self.channel.rules[number as usize]
    }

    /// Whether some rule of another category would be due.
    fn asks_category(&self, index: &CodeIndex, op: &str) -> bool {
        index
            .all
            .iter()
            .map(|rule| self.rule(*rule))
            .any(|rule| !rule.only_here && !rule.categories.is_empty() && !matches!(self.holds(rule, op), Holds::No))
    }

    /// A rate the question states for the channel's main fee.
    fn stated(&self, code: u16, op: &str, index: &CodeIndex) -> Option<Result<Worked<'a>, Gap<'a>>> {
        if self.channel.main != Some(code) || op != "sale" {
            return None;
        }
        let rate = self.query.options.number("rate")?;
        let fixed = self.query.options.number("fixed").unwrap_or_default();
        let mut rules = index.all.iter().map(|rule| self.rule(*rule));
        let card = rules
            .clone()
            .find(|rule| rule.categories.is_empty() && rule.covers(self.query.on) && is_rate(rule, rate, fixed));
        let rule = card.or_else(|| rules.next())?;
        Some(self.base(rule).and_then(|base| {
            let exact = percent(rate, base).and_then(|part| part.checked_add(fixed)).ok_or(Gap::TooBig)?;
            let known = card.is_some();
            let exact = if known { self.bounded(rule, exact) } else { exact };
            Ok((self.round(rule, exact)?, rule, How::Stated { rate, fixed, base, known }))
        }))
    }

    /// The first of these rules that applies and can be worked out.
    fn first(&self, rules: &[u32], op: &str) -> Result<Option<Worked<'a>>, Gap<'a>> {
        let mut gap = None;
        for rule in rules.iter().map(|rule| self.rule(*rule)) {
            match self.holds(rule, op) {
                Holds::No => {}
                Holds::Yes | Holds::Gap(_) if !rule.covers(self.query.on) => {
                    if !rule.only_here && !matches!(gap, Some(Gap::NoRow { .. })) {
                        gap = gap.or(Some(Gap::NoDate(rule)));
                    }
                }
                Holds::Gap(found) => gap = Some(found),
                Holds::Yes => match self.work(rule) {
                    Ok((amount, how)) => return Ok(Some((amount, rule, how))),
                    Err(found) => gap = Some(found),
                },
            }
        }
        gap.map_or(Ok(None), Err)
    }

    /// The parts of a percentage, for its formula.
    pub(super) fn parts_of(&self, rule: &Rule, base: Decimal, mut visit: impl FnMut(Part)) {
        if let Amount::Tiers { mode, tiers, extra } = &rule.amount {
            parts(*mode, tiers, base, &mut visit);
            for (key, points) in extra {
                if self.query.options.is_on(key) {
                    visit(Part { rate: *points, of: base, fixed: Decimal::ZERO });
                }
            }
        }
    }

    /// The rules that could apply to the question at some price, for the search of break points.
    pub(super) fn rules_at_any_price(&self) -> impl Iterator<Item = &'a Rule> {
        let categories: Vec<u32> = match self.category {
            Category::Known(id) => self.channel.categories.chain(id).collect(),
            _ => Vec::new(),
        };
        self.channel.rules.iter().filter(move |rule| {
            rule.covers(self.query.on)
                && (rule.categories.is_empty() || rule.categories.iter().any(|id| categories.contains(id)))
        })
    }
}

impl super::catalog::Fact {
    /// The value a text means: itself, or one of the other spellings.
    pub(super) fn value(&self, text: &str) -> Option<&str> {
        if let Some(value) = self.spec.values.iter().find(|value| *value == text) {
            return Some(value);
        }
        let text = words(text);
        let same = |value: &&String| {
            words(value) == text
                || self.spec.same.get(*value).is_some_and(|others| others.iter().any(|other| words(other) == text))
        };
        self.spec.values.iter().find(same).map(String::as_str)
    }
}

/// Whether a rule charges this rate and amount, with some of its extra points or none: 5.4 % is 2.9 and 1.5 and 1.
fn is_rate(rule: &Rule, rate: Decimal, fixed: Decimal) -> bool {
    let Amount::Tiers { mode: Mode::Flat, tiers, extra } = &rule.amount else { return false };
    let [tier] = tiers.as_slice() else { return false };
    // Cards name a handful of extras; more are not tried.
    let subsets = 0_u32..1 << extra.len().min(8);
    let sum = |chosen: u32| {
        let points = extra.iter().enumerate().filter(|(place, _)| chosen & (1 << (*place).min(31)) != 0);
        points.fold(tier.rate, |sum, (_, (_, points))| sum.saturating_add(*points))
    };
    tier.fixed == fixed && subsets.into_iter().any(|chosen| sum(chosen) == rate)
}

/// Whether a list like `fba_base+referral` names a code.
fn lists(list: &str, code: &str) -> bool {
    list.split(['+', ' ', ',']).any(|one| one == code)
}
