//! What several say of one product, as one: the newest word on each field counts, and each word keeps its source.

use jiff::Timestamp;

use super::{Evidence, Opinion, Restriction, Supplement};

/// Fills the fields of `$to` that are unknown from `$from`; the names of those that were go to `$taken`.
macro_rules! fill {
    ($to:ident, $from:ident, $taken:ident: $($field:ident)*) => {
        $(if $to.$field.is_none() && $from.$field.is_some() {
            $to.$field.clone_from(&$from.$field);
            $taken.push(stringify!($field).to_owned());
        })*
    };
}

/// The fields that a price is worked out from.
const PRICES: [&str; 10] =
    ["buy_box", "lowest_fba", "lowest_fbm", "avg30", "avg90", "avg180", "p10", "p50", "p90", "points"];

impl Evidence {
    /// One evidence of rows about one product on one channel; `None` of no row. Only rows in the newest one's condition and
    /// currency count. What no price rests on may be of any age; the whole is as old as the oldest word on a price.
    pub fn merged(mut rows: Vec<Self>) -> Option<Self> {
        // The newest first; of one age, the order in which they came.
        rows.sort_by_key(|row| std::cmp::Reverse(row.as_of));
        let mut rows = rows.into_iter();
        let mut whole = rows.next()?;
        for row in rows {
            let same = row.channel == whole.channel
                && row.currency == whole.currency
                && row.condition == whole.condition
                && row.pack.unwrap_or(1) == whole.pack.unwrap_or(1);
            if same && row.source != whole.source && !whole.more.iter().any(|more| more.source == row.source) {
                whole.take(&row);
            }
        }
        Some(whole)
    }

    fn take(&mut self, row: &Self) {
        let had_price = self.has_price();
        let mut taken: Vec<String> = Vec::new();
        fill!(self, row, taken:
            title brand category buy_box lowest_fba lowest_fbm avg30 avg90 avg180 p10 p50 p90 points rank rank_avg90
            monthly_sold rank_drops30 offers offers_avg90 amazon_in_stock amazon_in_stock_pct weight_g dims hazmat meltable
            ip_alert private_label recalled past);
        if let Some(graver) = graver(self.opinion, row.opinion) {
            self.opinion = Some(graver);
            taken.push("opinion".to_owned());
        }
        if let Some(stricter) = stricter(self.restriction, row.restriction) {
            self.restriction = Some(stricter);
            taken.push("restriction".to_owned());
        }
        for key in row.product.keys() {
            if !self.product.keys().contains(&key) {
                self.product.other.push(key);
            }
        }
        if taken.is_empty() {
            return;
        }
        let on_prices = taken.iter().any(|field| PRICES.contains(&field.as_str()));
        if on_prices {
            let said_at = self.said_at.or(self.as_of);
            self.as_of = if had_price { oldest(self.as_of, row.as_of) } else { row.as_of };
            self.said_at = said_at.filter(|_| self.as_of != said_at);
        }
        self.more.push(Supplement { source: row.source.clone(), as_of: row.as_of, fields: taken });
    }

    fn has_price(&self) -> bool {
        let all = [self.buy_box, self.lowest_fba, self.lowest_fbm, self.avg30, self.avg90, self.avg180, self.p50];
        all.iter().any(Option::is_some)
    }

    /// Everyone who said something of it.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.source.as_str()).chain(self.more.iter().map(|more| more.source.as_str()))
    }

    /// Who said a field, and when.
    pub fn said(&self, field: &str) -> (&str, Option<Timestamp>) {
        let other = self.more.iter().find(|more| more.fields.iter().any(|name| name == field));
        match other {
            Some(more) => (&more.source, more.as_of),
            None => (&self.source, self.said_at.or(self.as_of)),
        }
    }

    /// Who said what a price was worked out from, in words: `amazon; p50 from keepa of 2026-06-01T00:00:00Z`.
    pub fn sources_of_prices(&self) -> String {
        let mut words = self.source.clone();
        for more in &self.more {
            let fields: Vec<&str> =
                more.fields.iter().map(String::as_str).filter(|field| PRICES.contains(field)).collect();
            if !fields.is_empty() {
                let age = more.as_of.map(|at| format!(" of {at}")).unwrap_or_default();
                words.push_str(&format!("; {} from {}{age}", fields.join(", "), more.source));
            }
        }
        words
    }
}

/// The second where it is stricter than the first, or the first is unknown. Any answer goes before none.
fn stricter(first: Option<Restriction>, second: Option<Restriction>) -> Option<Restriction> {
    let rank = |restriction: Restriction| match restriction {
        Restriction::Unknown => 0,
        Restriction::Allowed => 1,
        Restriction::NeedsApproval => 2,
        Restriction::NotEligible => 3,
    };
    match (first, second) {
        (None, second) => second,
        (Some(first), Some(second)) if rank(second) > rank(first) => Some(second),
        _ => None,
    }
}

/// The second where it speaks more against it than the first, or the first is unknown.
fn graver(first: Option<Opinion>, second: Option<Opinion>) -> Option<Opinion> {
    let rank = |opinion: Opinion| match opinion {
        Opinion::Buy => 0,
        Opinion::Unsure => 1,
        Opinion::Avoid => 2,
    };
    match (first, second) {
        (None, second) => second,
        (Some(first), Some(second)) if rank(second) > rank(first) => Some(second),
        _ => None,
    }
}

/// The older of two times; an unknown one is older than any.
fn oldest(first: Option<Timestamp>, second: Option<Timestamp>) -> Option<Timestamp> {
    Some(first?.min(second?))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::domain::{money::Currency, offer::ProductIds};

    fn row(source: &str, day: &str) -> Evidence {
        let product = ProductIds { key: Some(format!("asin:{source}")), ..ProductIds::default() };
        let at = format!("2026-06-{day}T00:00:00Z").parse().unwrap();
        Evidence { as_of: Some(at), ..Evidence::of(product, "amazon_us", Currency::USD, source) }
    }

    #[test]
    fn the_newest_word_on_each_field_counts_and_keeps_its_source() {
        let history = Evidence {
            p50: Some(dec!(20)),
            buy_box: Some(dec!(21)),
            weight_g: Some(dec!(300)),
            restriction: Some(Restriction::Allowed),
            ..row("keepa", "01")
        };
        let now =
            Evidence { buy_box: Some(dec!(18)), restriction: Some(Restriction::NeedsApproval), ..row("amazon", "03") };
        let whole = Evidence::merged(vec![history.clone(), now.clone()]).unwrap();
        assert_eq!((whole.buy_box, whole.p50, whole.weight_g), (Some(dec!(18)), Some(dec!(20)), Some(dec!(300))));
        assert_eq!(whole.restriction, Some(Restriction::NeedsApproval));
        assert_eq!((whole.source.as_str(), whole.as_of), ("amazon", history.as_of));
        // Each word keeps its own time.
        assert_eq!((whole.said("buy_box"), whole.said("p50")), (("amazon", now.as_of), ("keepa", history.as_of)));
        assert_eq!(whole.sources_of_prices(), "amazon; p50 from keepa of 2026-06-01T00:00:00Z");
        assert_eq!(whole.product.keys(), ["asin:amazon", "asin:keepa"]);
        // Who is stricter counts, however old.
        let strict = Evidence { restriction: Some(Restriction::NotEligible), ..row("list", "01") };
        assert_eq!(Evidence::merged(vec![now, strict]).unwrap().restriction, Some(Restriction::NotEligible));
    }

    #[test]
    fn facts_without_a_price_do_not_make_a_price_younger_or_older() {
        let price = Evidence { p50: Some(dec!(20)), ..row("keepa", "01") };
        let facts = Evidence { weight_g: Some(dec!(1)), ..row("list", "03") };
        assert_eq!(Evidence::merged(vec![facts, price.clone()]).unwrap().as_of, price.as_of);
        let older = Evidence { weight_g: Some(dec!(1)), as_of: None, ..row("list", "03") };
        assert_eq!(Evidence::merged(vec![price.clone(), older]).unwrap().as_of, price.as_of);
    }

    #[test]
    fn another_condition_or_currency_is_another_matter() {
        let new = Evidence { p50: Some(dec!(20)), ..row("keepa", "03") };
        let used = Evidence { p10: Some(dec!(2)), condition: Some("used".into()), ..row("ebay", "02") };
        let euros = Evidence { p90: Some(dec!(2)), currency: Currency::EUR, ..row("list", "01") };
        let whole = Evidence::merged(vec![used, euros, new.clone()]).unwrap();
        assert_eq!(whole, new);
        assert_eq!(Evidence::merged(Vec::new()), None);
    }
}
