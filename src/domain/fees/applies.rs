//! Whether a rule applies to a question, and the size tier of its item.

use super::{
    engine::{Ask, Category, Gap, Holds},
    rule::{Amount, Rule},
    size::Fit,
};

impl<'a> Ask<'a> {
    /// Whether all a rule asks for is so; a gap where that can't be told.
    pub(super) fn holds(&self, rule: &'a Rule, op: &str) -> Holds<'a> {
        let query = self.query;
        if !rule.ops.iter().any(|known| &**known == op) {
            return Holds::No;
        }
        let said = |(key, values): &(Box<str>, Vec<Box<str>>)| {
            self.fact(key).is_some_and(|fact| values.iter().any(|value| &**value == fact))
        };
        if !rule.when.iter().all(said) || rule.unless.iter().any(said) {
            return Holds::No;
        }
        if rule.months != 0 && rule.months & (1 << (query.on.month() - 1)) == 0 {
            return Holds::No;
        }
        if let Category::Known(id) = self.category
            && rule.except.contains(&id)
        {
            return Holds::No;
        }
        if let Amount::RateFrom(key) = &rule.amount
            && query.options.get(key).is_none()
        {
            return Holds::No;
        }
        for (key, low, high) in &rule.ranges {
            match query.options.number(key) {
                None if &**key == "age_days" => return Holds::Gap(Gap::Option("age_days")),
                Some(value) if *low <= value && high.is_none_or(|high| value < high) => {}
                _ => return Holds::No,
            }
        }
        if let Some(band) = rule.price {
            match query.price {
                None => return Holds::Gap(Gap::Price),
                Some(price) if !band.holds(price) => return Holds::No,
                Some(_) => {}
            }
        }
        if let Some((longest, girth)) = rule.over {
            match query.dims {
                None => return Holds::Gap(Gap::Dims),
                Some(dims) if dims.longest() <= longest && dims.length_plus_girth() <= girth => return Holds::No,
                Some(_) => {}
            }
        }
        if !rule.sizes.is_empty() {
            match self.fit() {
                Err(gap) => return Holds::Gap(gap),
                Ok(fit) if !rule.sizes.contains(&fit.name) => return Holds::No,
                Ok(_) => {}
            }
        }
        Holds::Yes
    }

    /// The size tier, worked out once.
    pub(super) fn fit(&self) -> Result<Fit, Gap<'a>> {
        *self.fit.get_or_init(|| {
            let query = self.query;
            let dims = query.dims.ok_or(Gap::Dims)?;
            if query.weight.is_none() && query.operation() == "sale" {
                return Err(Gap::Weight);
            }
            let tiers =
                self.channel.sizes.iter().find(|set| set.from <= query.on && query.on <= set.to).ok_or(Gap::NoSizes)?;
            tiers.fit(&dims, query.weight).ok_or(Gap::TooLarge)
        })
    }
}
