//! What a rule that applies comes to: exact, then bounded, then rounded once, then multiplied by the units.

use rust_decimal::Decimal;

use super::{
    engine::{Ask, Gap, How},
    file::{BasePart, Per},
    rule::{Amount, Row, Rule},
    size::Exact,
    tiers::{Mode, Tier, charge, percent},
};

impl<'a> Ask<'a> {
    /// The money the rule is taken of: one unit's, or the order's.
    pub(super) fn base(&self, rule: &Rule) -> Result<Decimal, Gap<'a>> {
        let query = self.query;
        let mut sum = Decimal::ZERO;
        let parts = [
            (BasePart::Item, query.price),
            (BasePart::Shipping, Some(query.shipping)),
            (BasePart::Giftwrap, Some(query.giftwrap)),
            (BasePart::Handling, Some(query.handling)),
            (BasePart::Tax, Some(query.tax.unwrap_or_default())),
        ];
        for (part, amount) in parts {
            if rule.base.has(part) {
                sum = sum.checked_add(amount.ok_or(Gap::Price)?).ok_or(Gap::TooBig)?;
            }
        }
        if rule.per == Per::Order {
            sum = sum.checked_mul(Decimal::from(query.quantity)).ok_or(Gap::TooBig)?;
        }
        Ok(sum)
    }

    pub(super) fn work(&self, rule: &'a Rule) -> Result<(Decimal, How<'a>), Gap<'a>> {
        let query = self.query;
        let (exact, how) = match &rule.amount {
            Amount::Tiers { mode, tiers, extra } => {
                let base = match rule.of {
                    Some(code) => self.follows(code)?,
                    None => self.base(rule)?,
                };
                (self.charge(*mode, tiers, extra, base).ok_or(Gap::TooBig)?, How::Rate { base })
            }
            Amount::RateFrom(key) => {
                let base = self.base(rule)?;
                let value = query.options.get(key).unwrap_or_default();
                let rate = query.options.number(key).filter(|rate| !rate.is_sign_negative());
                let rate = rate.ok_or(Gap::BadOption { key, value })?;
                (percent(rate, base).ok_or(Gap::TooBig)?, How::Stated { rate, fixed: Decimal::ZERO, base, known: true })
            }
            Amount::CubicFoot(each) => {
                let feet = query.dims.ok_or(Gap::Dims)?.cubic_feet().ok_or(Gap::TooBig)?;
                (each.checked_mul(feet).ok_or(Gap::TooBig)?, How::Feet { each: *each, feet })
            }
            Amount::Rows(rows) => {
                let (row, weight) = self.row(rows)?;
                let steps = match (row.add, weight) {
                    (Some(add), Some((_, weight))) => weight.started_steps(add.above, add.step),
                    _ => 0,
                };
                let added = row.add.map_or(Some(Decimal::ZERO), |add| add.fee.checked_mul(Decimal::from(steps)));
                let fee = added.and_then(|added| row.fee.checked_add(added)).ok_or(Gap::TooBig)?;
                (fee, How::Row { row, steps, fit: weight })
            }
            Amount::Unknown { why, rows } => {
                let row = if rows.is_empty() { None } else { self.row(rows).ok().map(|(row, _)| row) };
                return Err(Gap::Unknown { why, row });
            }
        };
        Ok((self.round(rule, self.bounded(rule, exact))?, how))
    }

    /// The exact charge on a base, with the points that options add; `None` when it does not fit.
    pub(super) fn charge(
        &self,
        mode: Mode,
        tiers: &[Tier],
        extra: &[(Box<str>, Decimal)],
        base: Decimal,
    ) -> Option<Decimal> {
        let mut sum = charge(mode, tiers, base)?;
        for (key, points) in extra {
            if self.query.options.is_on(key) {
                sum = sum.checked_add(percent(*points, base)?)?;
            }
        }
        Some(sum)
    }

    /// One unit's amount of another line: what was stated, or what a sale costs.
    pub(super) fn follows(&self, code: u16) -> Result<Decimal, Gap<'a>> {
        let name = &self.channel.codes[usize::from(code)];
        if let Some(stated) = self.query.options.number(name) {
            return Ok(stated);
        }
        match self.line(code, "sale") {
            Ok(Some((amount, rule, _))) if rule.per == Per::Unit => {
                amount.checked_div(Decimal::from(self.query.quantity)).ok_or(Gap::TooBig)
            }
            Ok(Some((amount, ..))) => Ok(amount),
            Ok(None) | Err(_) => Err(Gap::Follows(name)),
        }
    }

    /// Within the rule's minimum and cap.
    pub(super) fn bounded(&self, rule: &Rule, exact: Decimal) -> Decimal {
        let (min, cap) = self.bounds(rule);
        let least = min.map_or(exact, |min| exact.max(min));
        cap.map_or(least, |cap| least.min(cap))
    }

    /// The rule's minimum and cap.
    pub(super) fn bounds(&self, rule: &Rule) -> (Option<Decimal>, Option<Decimal>) {
        let products = if rule.cap_per_product { self.query.options.number("products") } else { None };
        let cap = rule.cap.map(|cap| products.map_or(cap, |products| cap.saturating_mul(products.max(Decimal::ONE))));
        (rule.min, cap)
    }

    /// Rounds one charge, then multiplies by the units where each of them is charged.
    pub(super) fn round(&self, rule: &Rule, exact: Decimal) -> Result<Decimal, Gap<'a>> {
        let rounded = rule.rounding.apply(exact, self.channel.currency.exponent());
        match rule.per {
            Per::Order => Ok(rounded),
            Per::Unit => rounded.checked_mul(Decimal::from(self.query.quantity)).ok_or(Gap::TooBig),
        }
    }

    #[expect(clippy::type_complexity, reason = "a row, and where weight matters the tier and weight that chose it")]
    fn row(&self, rows: &'a [Row]) -> Result<(&'a Row, Option<(&'a str, Exact)>), Gap<'a>> {
        let query = self.query;
        let mut size = None;
        for row in rows {
            let mut weight = query.weight.map(|weight| ("", Exact::of(weight)));
            if let Some(wanted) = row.size {
                let fit = self.fit()?;
                let name = self.channel.size_names[usize::from(fit.name)].as_str();
                size = Some(name);
                if fit.name != wanted {
                    continue;
                }
                weight = fit.billed.map(|billed| (name, billed));
            }
            if let Some(band) = row.price
                && !band.holds(query.price.ok_or(Gap::Price)?)
            {
                continue;
            }
            if let Some(zone) = &row.zone
                && **zone != *query.options.get("zone").ok_or(Gap::Option("zone"))?
            {
                continue;
            }
            if row.over.is_some() || row.up_to.is_some() || row.add.is_some() {
                let (_, exact) = weight.ok_or(Gap::Weight)?;
                if row.over.is_some_and(|over| exact.at_most(over)) || row.up_to.is_some_and(|to| !exact.at_most(to)) {
                    continue;
                }
            }
            return Ok((row, weight));
        }
        Err(Gap::NoRow { size })
    }
}
