//! Reading rules: the user's file over the built-in one, unknown keys refused with a suggestion.

use rust_decimal::Decimal;
use toml::{Table, Value};

use super::{Band, Rules};

/// The built-in rules, with their comments.
pub const DEFAULT_TOML: &str = include_str!("../../../data/rules/default.toml");

/// Why rules can't be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum RulesError {
    /// It is no TOML.
    #[error("line {line}: {why}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What the reader of TOML says.
        why: String,
    },
    /// A key that does not exist.
    #[error("there is no rule `{key}`{}", nearest.as_ref().map(|key| format!(": did you mean `{key}`?")).unwrap_or_default())]
    Unknown {
        /// The key as written, dotted.
        key: String,
        /// The nearest that exists.
        nearest: Option<String>,
    },
    /// A value of the wrong kind.
    #[error("{0}")]
    Value(String),
}

impl Rules {
    /// The built-in rules.
    pub fn built_in() -> Self {
        Self::parse("").expect("the built-in rules are valid: a test reads them")
    }

    /// The rules in `text`, laid over the built-in ones.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let mut merged = table(DEFAULT_TOML)?;
        let user = table(text)?;
        check_keys(&user, &merged, "")?;
        merge(&mut merged, user);
        let mut rules: Self = Value::Table(merged)
            .try_into()
            .map_err(|why: toml::de::Error| RulesError::Value(why.message().to_owned()))?;
        rules.check()?;
        for word in
            rules.risk.category.iter_mut().flat_map(|group| &mut group.words).chain(&mut rules.fees.apparel_words)
        {
            *word = word.to_lowercase();
        }
        Ok(rules)
    }

    fn check(&self) -> Result<(), RulesError> {
        let refuse = |why: String| Err(RulesError::Value(why));
        let w = &self.risk.weights;
        let sum = w.velocity + w.competition + w.amazon + w.stability + w.category;
        if sum != Decimal::ONE {
            return refuse(format!("`risk.weights` add up to {sum}, they must add up to 1"));
        }
        let bands = &self.risk.bands;
        for (name, rows) in [
            ("velocity", &bands.velocity),
            ("competition", &bands.competition),
            ("amazon", &bands.amazon),
            ("stability", &bands.stability),
        ] {
            if !ascending(rows) {
                return refuse(format!("`risk.bands.{name}` must rise, and only its last row has no `to`"));
            }
        }
        if !self
            .demand
            .rank
            .iter()
            .all(|band| band.low > Decimal::ZERO && band.low <= band.mid && band.mid <= band.high)
        {
            return refuse("`demand.rank` needs 0 < `low` ≤ `mid` ≤ `high` in every row".to_owned());
        }
        for window in [&self.meltable.from, &self.meltable.to] {
            if !month_day(window) {
                return refuse(format!("`meltable`: `{window}` is not a day of the year, write `MM-DD`"));
            }
        }
        let positive =
            [("too_good.price_ratio", self.too_good.price_ratio), ("price.amazon_cap_pct", self.price.amazon_cap_pct)];
        let not_negative = [
            ("verdict.negotiate_within_pct", self.verdict.negotiate_within_pct),
            ("verdict.watch_within_pct", self.verdict.watch_within_pct),
            ("price.spread_pct", self.price.spread_pct),
            ("price.single_spread_pct", self.price.single_spread_pct),
            ("profit.max_loss_chance_pct", self.profit.max_loss_chance_pct),
        ];
        if let Some((key, _)) = positive.iter().find(|(_, value)| *value <= Decimal::ZERO) {
            return refuse(format!("`{key}` must be more than 0"));
        }
        let of_the_past = crate::domain::analysis::past_gates::bounds(self);
        if let Some((key, _)) = of_the_past.iter().chain(&not_negative).find(|(_, value)| *value < Decimal::ZERO) {
            return refuse(format!("`{key}` must not be below 0"));
        }
        Ok(())
    }
}

fn ascending(rows: &[Band]) -> bool {
    let Some((last, rest)) = rows.split_last() else { return false };
    last.to.is_none() && rest.iter().all(|row| row.to.is_some()) && rest.is_sorted_by(|a, b| a.to < b.to)
}

fn month_day(text: &str) -> bool {
    let Some((month, day)) = text.split_once('-') else { return false };
    let number = |part: &str, most: u8| part.len() == 2 && part.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n));
    number(month, 12) && number(day, 31)
}

fn table(text: &str) -> Result<Table, RulesError> {
    text.parse::<Table>().map_err(|why| {
        let line = why.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
        RulesError::Syntax { line, why: why.message().to_owned() }
    })
}

/// Refuses keys that the built-in rules do not have. Names of category groups are free, and
/// a stated postage has no built-in value.
fn check_keys(user: &Table, known: &Table, prefix: &str) -> Result<(), RulesError> {
    for (name, value) in user {
        let dotted = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        if dotted == "postage.fixed" {
            continue;
        }
        match (known.get(name), value) {
            (None, _) => {
                let nearest = known
                    .keys()
                    .map(|key| (strsim::damerau_levenshtein(key, name), key))
                    .min()
                    .filter(|(distance, _)| *distance <= 1 + name.len() / 3)
                    .map(|(_, key)| if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") });
                return Err(RulesError::Unknown { key: dotted, nearest });
            }
            (Some(Value::Table(known)), Value::Table(user))
                if !matches!(dotted.as_str(), "demand.max_rank" | "postage.services") =>
            {
                check_keys(user, known, &dotted)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn merge(base: &mut Table, layer: Table) {
    for (key, value) in layer {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(old)), Value::Table(new)) => merge(old, new),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::{super::Window, *};

    #[test]
    fn the_built_in_rules_are_valid() {
        let rules = Rules::parse("").unwrap();
        assert_eq!(rules.profit.min_roi_pct, dec!(30));
        assert_eq!(rules.cycle.fixed_days(), 11);
        assert_eq!(rules.group_of("Books & Magazines").unwrap().group, "books");
    }

    #[test]
    fn a_users_file_changes_only_what_it_names() {
        let rules =
            Rules::parse("version = \"mine\"\n[profit]\nmin_roi_pct = 40\n[demand.max_rank]\ntoys = 9").unwrap();
        assert_eq!((rules.profit.min_roi_pct, rules.profit.min_profit), (dec!(40), dec!(3)));
        assert_eq!(rules.demand.max_rank["toys"], 9);
        assert_eq!(rules.demand.max_rank["books"], 250_000);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let check = |text: &str, expected: &str| assert_eq!(Rules::parse(text).unwrap_err().to_string(), expected);
        check("[profit]\nmin_rio_pct = 1", "there is no rule `profit.min_rio_pct`: did you mean `profit.min_roi_pct`?");
        check("[zebra]\n", "there is no rule `zebra`");
        check("[risk.weights]\nvelocity = \"0.5\"", "`risk.weights` add up to 1.15, they must add up to 1");
        check("[meltable]\nfrom = \"15 April\"", "`meltable`: `15 April` is not a day of the year, write `MM-DD`");
        assert!(matches!(Rules::parse("a = 1\nb ="), Err(RulesError::Syntax { line: 2, .. })));
    }

    #[test]
    fn a_window_may_span_the_new_year() {
        let window = Window { from: "11-15".into(), to: "01-10".into() };
        assert!(window.contains("12-24") && window.contains("01-10") && !window.contains("02-01"));
    }
}
