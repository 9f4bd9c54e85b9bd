//! From a card file to rules: every name checked, every number exact, errors that say where.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    catalog::{Catalog, Channel, Fact, Window, forget_card, shared},
    file::{CardFile, CardSpec, CategorySpec, Many, Number, Per, RuleSpec, SizesSpec},
    rule::{Add, Amount, Band, Base, Card, Row, Rule},
    size::{By, Tier as SizeTier, TierSet, Weight, length_um, volume_um3},
    tiers::{Mode, Tier},
};

/// Options a rule may ask for with `yes`, beside the channel's facts.
const FLAGS: &[&str] = &[
    "international",
    "conversion",
    "manual",
    "below_standard",
    "high_return",
    "insertion",
    "paypal_payout",
    "returned",
    "non_sipp",
    "fuel",
    "inbound",
    "low_price",
];

/// What is wrong with a card file.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{file}: {place}: {reason}")]
pub struct CardError {
    /// The file as it was named.
    pub file: String,
    /// The card, rule and key, or the line.
    pub place: String,
    /// What is wrong, and where it helps what to write instead.
    pub reason: String,
}

type Result<T> = std::result::Result<T, (String, String)>;

fn wrong<T>(place: &str, reason: impl Into<String>) -> Result<T> {
    Err((place.to_owned(), reason.into()))
}

/// Reads a file into the catalogue.
pub(crate) fn add(catalog: &mut Catalog, name: &str, text: &str) -> std::result::Result<(), CardError> {
    let error = |(place, reason)| CardError { file: name.to_owned(), place, reason };
    let file: CardFile = toml::from_str(text).map_err(|why| {
        let line = why.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        error((format!("line {line}"), why.message().replace('\n', " ")))
    })?;
    read(catalog, name, &file).map_err(error)
}

fn read(catalog: &mut Catalog, name: &str, file: &CardFile) -> Result<()> {
    let known = catalog.channel(&file.channel).map(|channel| (channel.name.clone(), channel.currency));
    let (channel_name, currency) = match (known, file.currency) {
        (Some((_, old)), Some(new)) if old != new => {
            return wrong("currency", format!("`{}` charges in {old}, not in {new}", file.channel));
        }
        (Some((name, currency)), _) => (name, currency),
        (None, Some(currency)) => (file.channel.clone(), currency),
        (None, None) => return wrong("currency", "a new channel needs its currency, like `currency = \"USD\"`"),
    };
    let channel = catalog.open_channel(&channel_name, currency);
    for code in &file.codes {
        channel.code(code);
    }
    if let Some(main) = &file.main {
        channel.main = Some(channel.code(main));
    }
    channel.category_is = file.category_is.clone().or(channel.category_is.take());
    channel.say_without_tax = file.say_without_tax.clone().or(channel.say_without_tax.take());
    facts(channel, file)?;
    categories(channel, file)?;
    for (place, sizes) in file.sizes.iter().enumerate() {
        let sizes = size_tiers(channel, sizes).map_err(|(key, why)| (format!("sizes {}, {key}", place + 1), why))?;
        channel.sizes.retain(|old| old.from != sizes.from);
        channel.sizes.push(sizes);
    }
    for card in &file.cards {
        rules(channel, name, card).map_err(|(key, why)| (format!("card `{}`, {key}", card.id), why))?;
    }
    for alias in &file.aliases {
        catalog.alias(alias, &channel_name);
    }
    Ok(())
}

fn facts(channel: &mut Channel, file: &CardFile) -> Result<()> {
    for (key, spec) in &file.facts {
        let mut windows = Vec::new();
        for window in &spec.windows {
            windows.push(Window {
                value: window.value.clone(),
                from: month_day(&window.from)?,
                to: month_day(&window.to)?,
                since: date("since", &window.since)?,
            });
        }
        if let Some(default) = spec.default.as_ref().filter(|default| !spec.values.contains(default)) {
            return wrong(&format!("facts.{key}"), format!("the default `{default}` is none of its values"));
        }
        channel.facts.retain(|fact| fact.key != *key);
        channel.facts.push(Fact { key: key.clone(), spec: spec.clone(), windows });
    }
    Ok(())
}

fn categories(channel: &mut Channel, file: &CardFile) -> Result<()> {
    for name in file.categories.keys() {
        channel.categories.add(name);
    }
    for (name, value) in &file.categories {
        let spec: CategorySpec = value.clone().try_into().map_err(|_| {
            (
                format!("categories.\"{name}\""),
                "write a list of other names, or `{ same = [], under = \"…\" }`".to_owned(),
            )
        })?;
        let id = channel.categories.add(name);
        let (same, under) = match spec {
            CategorySpec::Same(same) => (same, None),
            CategorySpec::Full { same, under } => (same, under),
        };
        for other in same {
            channel.categories.also(id, &other);
        }
        if let Some(parent) = under {
            let parent = channel.categories.add(&parent);
            channel.categories.set_under(id, parent);
        }
    }
    for (name, choice) in &file.ambiguous {
        channel.categories.set_ambiguous(name, choice.clone());
    }
    Ok(())
}

fn rules(channel: &mut Channel, file: &str, spec: &CardSpec) -> Result<()> {
    forget_card(channel, &spec.id);
    let card = Arc::new(Card {
        id: spec.id.clone(),
        title: spec.title.clone(),
        channel: channel.name.clone(),
        file: file.to_owned(),
    });
    for (place, rule) in spec.rules.iter().enumerate() {
        let rule = compile(channel, &card, spec, rule)
            .map_err(|(key, why)| (format!("rule {} (`{}`), {key}", place + 1, rule.code), why))?;
        channel.rules.push(rule);
    }
    Ok(())
}

fn compile(channel: &mut Channel, card: &Arc<Card>, spec: &CardSpec, rule: &RuleSpec) -> Result<Rule> {
    let from = rule.effective_from.as_ref().or(spec.effective_from.as_ref());
    let to = rule.effective_to.as_ref().or(spec.effective_to.as_ref());
    let from = from.map_or(Ok(Date::MIN), |text| date("effective_from", text))?;
    let to = to.map_or(Ok(Date::MAX), |text| date("effective_to", text))?;
    if to < from {
        return wrong("effective_to", "it is before `effective_from`");
    }
    let mut sizes = Vec::new();
    let mut months = 0;
    let mut when = Vec::new();
    for (key, Many(values)) in &rule.when {
        match key.as_str() {
            "size" => sizes = values.iter().map(|name| known_size(channel, name)).collect::<Result<_>>()?,
            "month" => {
                for month in values {
                    months |= 1 << (month_number(month)? - 1);
                }
            }
            _ => when.push(condition(channel, key, values)?),
        }
    }
    let unless =
        rule.unless.iter().map(|(key, Many(values))| condition(channel, key, values)).collect::<Result<_>>()?;
    let mut ranges = Vec::new();
    for (key, bounds) in &rule.range {
        let [low, high @ ..] = bounds.as_slice() else {
            return wrong("range", "give its start, and its end unless open");
        };
        ranges.push((key.as_str().into(), low.0, high.first().map(|high| high.0)));
    }
    let over = match (&rule.over_longest, &rule.over_girth) {
        (None, None) => None,
        (longest, girth) => {
            let read = |text: &Option<String>| text.as_ref().map_or(Ok(i64::MAX), |text| length("over", text));
            Some((read(longest)?, read(girth)?))
        }
    };
    let base = Base::of(&rule.base);
    let amount = amount(channel, rule)?;
    let wants_base = matches!(&amount, Amount::RateFrom(_))
        || matches!(&amount, Amount::Tiers { mode, tiers, .. } if *mode != Mode::Flat || tiers.iter().any(|t| !t.rate.is_zero()));
    if wants_base && base.is_empty() && rule.of.is_none() {
        return wrong("base", "a rate needs `base = [\"item\", …]` or `of = \"another code\"`");
    }
    if rule.per == Per::Order && rule.of.is_some() {
        return wrong("per", "a rate of another line follows that line: leave `per` out");
    }
    Ok(Rule {
        card: Arc::clone(card),
        code: channel.code(&rule.code),
        from,
        to,
        source: shared(rule.source.as_ref().unwrap_or(&spec.source)),
        confidence: rule.confidence.unwrap_or(spec.confidence),
        ops: if rule.op.0.is_empty() {
            vec!["sale".into()]
        } else {
            rule.op.0.iter().map(|op| op.as_str().into()).collect()
        },
        categories: rule.category.0.iter().map(|name| channel.categories.add(name)).collect(),
        except: rule.except.0.iter().map(|name| channel.categories.add(name)).collect(),
        when,
        unless,
        sizes,
        months,
        ranges,
        price: rule.price.as_ref().map(|text| band("price", text)).transpose()?,
        over,
        base,
        of: rule.of.as_ref().map(|code| channel.code(code)),
        per: rule.per,
        amount,
        min: rule.min.map(|number| number.0),
        cap: rule.cap.map(|number| number.0),
        cap_per_product: rule.cap_per_product,
        rounding: rule.rounding,
        only_here: rule.only_here,
        off_peak: rule.off_peak,
        assume: rule.assume.as_deref().map(Into::into),
        note: rule.note.as_deref().map(Into::into),
    })
}

type Condition = (Box<str>, Vec<Box<str>>);

fn condition(channel: &Channel, key: &str, values: &[String]) -> Result<Condition> {
    match channel.fact(key) {
        Some(fact) => {
            if let Some(value) = values.iter().find(|value| !fact.spec.values.contains(value)) {
                return wrong(&format!("when.{key}"), format!("`{value}` is none of {}", fact.spec.values.join(", ")));
            }
        }
        None if FLAGS.contains(&key) => {}
        None => return wrong(&format!("when.{key}"), "no such condition: declare it under `[facts]` with its values"),
    }
    Ok((key.into(), values.iter().map(|value| value.as_str().into()).collect()))
}

fn amount(channel: &mut Channel, rule: &RuleSpec) -> Result<Amount> {
    let zero = Decimal::ZERO;
    let or_zero = |number: Option<Number>| number.map_or(zero, |number| number.0);
    let rows = |channel: &mut Channel| rule.rows.as_ref().map_or(Ok(Vec::new()), |text| table(channel, text));
    let ways = [
        rule.rate.is_some() || rule.fixed.is_some(),
        !rule.tiers.is_empty(),
        rule.rate_from.is_some(),
        rule.per_cubic_foot.is_some(),
        rule.rows.is_some() || rule.unknown.is_some(),
    ];
    if ways.iter().filter(|way| **way).count() != 1 {
        return wrong(
            "amount",
            "say it in one way: `rate`/`fixed`, `tiers`, `rate_from`, `per_cubic_foot`, `rows` or `unknown`",
        );
    }
    if let Some(why) = &rule.unknown {
        return Ok(Amount::Unknown { why: why.as_str().into(), rows: rows(channel)? });
    }
    if rule.rows.is_some() {
        return Ok(Amount::Rows(rows(channel)?));
    }
    if let Some(key) = &rule.rate_from {
        return Ok(Amount::RateFrom(key.as_str().into()));
    }
    if let Some(each) = rule.per_cubic_foot {
        return Ok(Amount::CubicFoot(each.0));
    }
    let extra = rule.extra.iter().map(|(key, points)| (key.as_str().into(), points.0)).collect();
    if rule.tiers.is_empty() {
        let tier =
            Tier { to: None, inclusive: true, rate: or_zero(rule.rate), fixed: or_zero(rule.fixed), total: false };
        return Ok(Amount::Tiers { mode: Mode::Flat, tiers: vec![tier], extra });
    }
    if rule.mode == Mode::Flat {
        return wrong("mode", "tiers are `marginal` (each part at its own rate) or `total` (the whole amount)");
    }
    let mut tiers: Vec<Tier> = Vec::new();
    for tier in &rule.tiers {
        let edge = tier.to.or(tier.below).map(|number| number.0);
        if let Some(last) = tiers.last()
            && (last.to.is_none() || edge.is_some_and(|edge| last.to.is_some_and(|last| edge <= last)))
        {
            return wrong("tiers", "each tier ends above the one before, and only the last is open");
        }
        tiers.push(Tier {
            to: edge,
            inclusive: tier.below.is_none(),
            rate: or_zero(tier.rate),
            fixed: or_zero(tier.fixed),
            total: tier.mode == Some(Mode::Total),
        });
    }
    Ok(Amount::Tiers { mode: rule.mode, tiers, extra })
}

/// The rows of a table written as lines of comma-separated cells, with a heading; `-` is an empty cell.
fn cells(text: &str) -> Result<(Vec<&str>, Vec<Vec<&str>>)> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let heading: Vec<&str> = lines.next().map_or(Vec::new(), |line| line.split(',').map(str::trim).collect());
    let mut rows = Vec::new();
    for line in lines {
        let row: Vec<&str> = line.split(',').map(str::trim).collect();
        if row.len() != heading.len() {
            return wrong("rows", format!("`{line}` has {} cells, the heading has {}", row.len(), heading.len()));
        }
        rows.push(row);
    }
    if rows.is_empty() { wrong("rows", "the table is empty") } else { Ok((heading, rows)) }
}

fn table(channel: &mut Channel, text: &str) -> Result<Vec<Row>> {
    let (heading, rows) = cells(text)?;
    let mut out = Vec::new();
    for cells in rows {
        let mut row = Row {
            size: None,
            price: None,
            zone: None,
            over: None,
            up_to: None,
            fee: Decimal::ZERO,
            add: None,
            high: None,
            confidence: None,
        };
        let (mut add, mut step, mut above) = (None, None, None);
        for (column, cell) in heading.iter().zip(cells).filter(|(_, cell)| *cell != "-" && !cell.is_empty()) {
            match *column {
                "size" => row.size = Some(known_size(channel, cell)?),
                "price" => row.price = Some(band("rows.price", cell)?),
                "zone" => row.zone = Some(cell.into()),
                "over" => row.over = Some(weight("rows.over", cell)?),
                "up_to" => row.up_to = Some(weight("rows.up_to", cell)?),
                "fee" | "low" => row.fee = number("rows.fee", cell)?,
                "high" => row.high = Some(number("rows.high", cell)?),
                "add" => add = Some(number("rows.add", cell)?),
                "step" => step = Some(weight("rows.step", cell)?),
                "above" => above = Some(weight("rows.above", cell)?),
                "confidence" => {
                    row.confidence = Some(match cell {
                        "high" => super::Confidence::High,
                        "medium" => super::Confidence::Medium,
                        "low" => super::Confidence::Low,
                        _ => return wrong("rows.confidence", format!("`{cell}` is none of high, medium, low")),
                    });
                }
                other => return wrong("rows", format!("there is no column `{other}`")),
            }
        }
        row.add = match (add, step, above) {
            (Some(fee), Some(step), above) => Some(Add { fee, step, above: above.unwrap_or(0) }),
            (None, None, None) => None,
            _ => return wrong("rows.add", "`add` needs `step`, and `above` unless it is zero"),
        };
        out.push(row);
    }
    Ok(out)
}

fn size_tiers(channel: &mut Channel, spec: &SizesSpec) -> Result<TierSet> {
    let dim = match (&spec.dim_volume, &spec.dim_weight) {
        (Some(volume), Some(unit)) => Some((
            volume_um3(volume)
                .ok_or_else(|| ("dim_volume".to_owned(), format!("`{volume}` is no volume: write `139 in`")))?,
            weight("dim_weight", unit)?,
        )),
        _ => None,
    };
    let (heading, rows) = cells(&spec.rows)?;
    let mut tiers = Vec::new();
    for cells in rows {
        let mut tier = SizeTier {
            name: 0,
            limit_by: By::Unit,
            bill_by: By::Unit,
            weight: None,
            longest: None,
            median: None,
            shortest: None,
            girth: None,
            sum: None,
            min_side: 0,
        };
        for (column, cell) in heading.iter().zip(cells).filter(|(_, cell)| *cell != "-") {
            match *column {
                "size" => tier.name = channel.size(cell),
                "limit_by" => tier.limit_by = by(cell)?,
                "bill_by" => tier.bill_by = by(cell)?,
                "weight" => tier.weight = Some(weight("rows.weight", cell)?),
                "longest" => tier.longest = Some(length("rows.longest", cell)?),
                "median" => tier.median = Some(length("rows.median", cell)?),
                "shortest" => tier.shortest = Some(length("rows.shortest", cell)?),
                "girth" => tier.girth = Some(length("rows.girth", cell)?),
                "sum" => tier.sum = Some(length("rows.sum", cell)?),
                "min_side" => tier.min_side = length("rows.min_side", cell)?,
                other => return wrong("rows", format!("there is no column `{other}`")),
            }
        }
        tiers.push(tier);
    }
    let to = spec.effective_to.as_ref().map_or(Ok(Date::MAX), |text| date("effective_to", text))?;
    Ok(TierSet { from: date("effective_from", &spec.effective_from)?, to, dim, tiers })
}

fn by(text: &str) -> Result<By> {
    match text {
        "unit" => Ok(By::Unit),
        "max" => Ok(By::Max),
        _ => wrong("rows", format!("`{text}` is neither `unit` nor `max`")),
    }
}

fn known_size(channel: &Channel, name: &str) -> Result<u16> {
    match channel.size_names.iter().position(|known| known == name) {
        Some(place) => Ok(u16::try_from(place).expect("a channel has far fewer than 65,536 sizes")),
        None => wrong("size", format!("`{name}` is not a size tier of the channel: declare it under `[[sizes]]`")),
    }
}

fn date(key: &str, text: &str) -> Result<Date> {
    text.parse().or_else(|_| wrong(key, format!("`{text}` is not a date: write it like `2026-01-15`")))
}

fn month_day(text: &str) -> Result<(i8, i8)> {
    let read = || {
        let (month, day) = text.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        // A leap year, so that every day of a year is allowed.
        Date::new(2024, month, day).ok().map(|_| (month, day))
    };
    read().map_or_else(|| wrong("windows", format!("`{text}` is not a month and day: write it like `10-15`")), Ok)
}

fn month_number(text: &str) -> Result<u16> {
    match text.parse() {
        Ok(month @ 1..=12) => Ok(month),
        _ => wrong("when.month", format!("`{text}` is not a month from 1 to 12")),
    }
}

fn band(key: &str, text: &str) -> Result<Band> {
    Band::parse(text)
        .map_or_else(|| wrong(key, format!("`{text}` is no price band: write `<10`, `10-50` or `>50`")), Ok)
}

fn weight(key: &str, text: &str) -> Result<i64> {
    Weight::parse(text).map_or_else(
        || wrong(key, format!("`{text}` is no weight: write it like `1.25 lb` or `300 g`")),
        |weight| Ok(weight.nanograms()),
    )
}

fn length(key: &str, text: &str) -> Result<i64> {
    length_um(text).map_or_else(|| wrong(key, format!("`{text}` is no length: write it like `18 in` or `25 cm`")), Ok)
}

fn number(key: &str, text: &str) -> Result<Decimal> {
    Decimal::from_str_exact(text).or_else(|_| wrong(key, format!("`{text}` is no number")))
}
