//! What the simulated suppliers sell: invented products, made from the seed, so that `arb scan --source paper` has
//! something to find without any file.

use rust_decimal::Decimal;

use super::draw::Dice;
use crate::{
    domain::{
        evidence::{Evidence, Restriction},
        money::{Currency, Money},
        offer::{Offer, ProductIds},
    },
    vendors::Query,
};

/// How many items the suppliers have together.
const ITEMS: u32 = 60;
/// The channel that the price evidence is for.
const CHANNEL: &str = "amazon_us";

/// Kind of goods: category, brands, names, price range in cents, weight range in grams, size.
struct Kind {
    category: &'static str,
    brands: [&'static str; 3],
    names: [&'static str; 6],
    cents: (i64, i64),
    grams: (i64, i64),
    dims: &'static str,
}

const COLOURS: [&str; 8] = ["Oak", "Slate", "Amber", "Moss", "Indigo", "Sand", "Coral", "Walnut"];

const KINDS: [Kind; 6] = [
    Kind {
        category: "Toys and Games",
        brands: ["Pebblework", "Tumbledown", "Little Lathe"],
        names: ["Stacking Rings", "Marble Run", "Puzzle Box", "Memory Game", "Train Set", "Shape Sorter"],
        cents: (1499, 4999),
        grams: (300, 1400),
        dims: "12x9x3 in",
    },
    Kind {
        category: "Home and Kitchen",
        brands: ["Hearthline", "Copperleaf", "Daymark"],
        names: ["Desk Organizer", "Spice Rack", "Tea Kettle", "Linen Basket", "Wall Shelf", "Cutting Board"],
        cents: (1799, 5999),
        grams: (400, 1900),
        dims: "13x10x4 in",
    },
    Kind {
        category: "Books",
        brands: ["Gatepost Press", "Third Lamp", "Quarto & Quill"],
        names: [
            "Field Guide",
            "Atlas of Bridges",
            "Bread Notebook",
            "History of Maps",
            "Garden Year",
            "Night Sky Journal",
        ],
        cents: (1299, 3999),
        grams: (250, 1100),
        dims: "9x6x1 in",
    },
    Kind {
        category: "Office Products",
        brands: ["Foliant", "Inkhouse", "Plainmark"],
        names: ["Letter Tray", "Pen Roll", "Dot Notebook", "Label Kit", "File Box", "Desk Pad"],
        cents: (1299, 3499),
        grams: (200, 1200),
        dims: "11x9x2 in",
    },
    Kind {
        category: "Tools and Home Improvement",
        brands: ["Ironvale", "Stoutgrip", "Benchwell"],
        names: ["Clamp Set", "Bit Case", "Tape Measure", "Work Light", "Hex Key Set", "Level"],
        cents: (1699, 6499),
        grams: (300, 2200),
        dims: "10x7x3 in",
    },
    Kind {
        category: "Sports and Outdoors",
        brands: ["Trailhook", "Fernway", "Northbarrel"],
        names: ["Camp Mug Set", "Dry Bag", "Yoga Block", "Headlamp", "Jump Rope", "Picnic Mat"],
        cents: (1399, 4499),
        grams: (150, 1200),
        dims: "10x8x3 in",
    },
];

const SUPPLIERS: [&str; 3] = ["Meridian Wholesale", "Lastlot Clearance", "Corner Stock"];

/// One invented item.
struct Item {
    number: String,
    gtin: String,
    title: String,
    kind: &'static Kind,
    brand: &'static str,
    level: i64,
    dice: Dice,
}

/// What the simulated marketplace knows about all of them.
pub fn evidence(seed: u64) -> Vec<Evidence> {
    items(seed).map(|item| item.evidence()).collect()
}

/// The offers of a day that match a query.
pub fn offers(seed: u64, day: u32, now: jiff::Timestamp, query: &Query) -> Vec<Offer> {
    let has = |title: &str, word: &String| title.to_lowercase().contains(&word.to_lowercase());
    let keys = query.product_keys();
    items(seed)
        .filter_map(|item| item.offer(Dice::new(seed, day), day, now))
        .filter(|offer| {
            let title = offer.title.as_deref().unwrap_or_default();
            query.keywords.iter().all(|word| has(title, word))
                && !query.exclude.iter().any(|word| has(title, word))
                && query.seller.as_ref().is_none_or(|seller| offer.seller.as_ref() == Some(seller))
                && (query.codes.is_empty() || offer.product.keys().iter().any(|key| keys.contains(key)))
        })
        .take(query.limit.unwrap_or(usize::MAX))
        .collect()
}

fn items(seed: u64) -> impl Iterator<Item = Item> {
    (1..=ITEMS).map(move |place| {
        let (number, dice) = (format!("P{place:04}"), Dice::new(seed, 0));
        let kind = &KINDS[usize::try_from(place).unwrap_or(0) % KINDS.len()];
        let who = number.as_str();
        let brand = *dice.pick(who, "brand", &kind.brands);
        let (colour, name) = (dice.pick(who, "colour", &COLOURS), dice.pick(who, "name", &kind.names));
        let level = dice.between(who, "level", kind.cents.0, kind.cents.1) / 100 * 100 + 99;
        let body = format!("952{:09}", dice.below(who, "gtin", 1_000_000_000));
        Item {
            gtin: with_check_digit(&body),
            title: format!("{brand} {colour} {name}"),
            number,
            kind,
            brand,
            level,
            dice,
        }
    })
}

impl Item {
    fn ids(&self) -> ProductIds {
        let gtin = format!("0{}", self.gtin);
        ProductIds { key: Some(format!("gtin:{gtin}")), gtin: Some(gtin), ..ProductIds::default() }
    }

    fn evidence(&self) -> Evidence {
        let (dice, who) = (self.dice, self.number.as_str());
        let cents = |per_mille: i64| Some(Decimal::new(self.level * per_mille / 1000, 2));
        let count = |purpose: &str, low, high| u32::try_from(dice.between(who, purpose, low, high)).ok();
        let spread = dice.between(who, "spread", 40, 140);
        let amazon = Decimal::from(dice.between(who, "amazon", -60, 90).max(0));
        Evidence {
            title: Some(self.title.clone()),
            brand: Some(self.brand.to_owned()),
            category: Some(self.kind.category.to_owned()),
            buy_box: cents(dice.between(who, "buy box", 970, 1040)),
            avg90: cents(dice.between(who, "avg90", 980, 1020)),
            p10: cents(1000 - spread),
            p50: cents(1000),
            p90: cents(1000 + spread),
            points: count("points", 20, 90),
            rank: count("rank", 800, 180_000),
            monthly_sold: count("sold", 4, 120),
            offers: count("offers", 3, 14),
            amazon_in_stock_pct: Some(amazon),
            weight_g: Some(Decimal::from(dice.between(who, "weight", self.kind.grams.0, self.kind.grams.1))),
            dims: Some(self.kind.dims.to_owned()),
            restriction: Some(if dice.chance(who, "gated", 80) {
                Restriction::NeedsApproval
            } else {
                Restriction::Allowed
            }),
            hazmat: Some(false),
            ..Evidence::of(self.ids(), CHANNEL, Currency::USD, "paper")
        }
    }

    fn offer(&self, today: Dice, day: u32, now: jiff::Timestamp) -> Option<Offer> {
        let who = self.number.as_str();
        let week = format!("week {}", day / 7);
        if self.dice.chance(who, &format!("gone {week}"), 60) {
            return None;
        }
        let share = self.dice.between(who, "cost", 220, 780) + self.dice.between(who, &format!("cost {week}"), -25, 25);
        Some(Offer {
            title: Some(self.title.clone()),
            brand: Some(self.brand.to_owned()),
            category: Some(self.kind.category.to_owned()),
            condition: Some("new".into()),
            seller: Some((*self.dice.pick(who, "supplier", &SUPPLIERS)).to_owned()),
            quantity: u32::try_from(today.between(who, "stock", 2, 40)).ok(),
            product: self.ids(),
            ..Offer::of("paper", self.number.clone(), now, Money::from_minor(self.level * share / 1000, Currency::USD))
        })
    }
}

/// Appends the GS1 check digit: weights 3 and 1 from the right. 952 is GS1's own range for examples.
fn with_check_digit(body: &str) -> String {
    let sum: u32 = body
        .bytes()
        .rev()
        .zip([3, 1].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_follow_gs1() {
        assert_eq!(with_check_digit("952012345678"), "9520123456788");
        assert_eq!(with_check_digit("978039335668"), "9780393356687");
    }

    #[test]
    fn the_suppliers_have_what_the_market_knows() {
        let known: Vec<_> = evidence(7).into_iter().filter_map(|row| row.product.key).collect();
        let now = "2026-06-01T08:00:00Z".parse().unwrap();
        let offers = offers(7, 0, now, &Query::default());
        assert!(offers.len() > 45, "{}", offers.len());
        assert!(offers.iter().all(|offer| offer.product.keys().iter().all(|key| known.contains(key))));
    }

    #[test]
    fn a_query_selects_by_title() {
        let now = "2026-06-01T08:00:00Z".parse().unwrap();
        let query =
            Query { keywords: vec!["puzzle".into()], exclude: vec!["oak".into()], limit: Some(3), ..Query::default() };
        for offer in offers(7, 0, now, &query) {
            let title = offer.title.unwrap();
            assert!(title.contains("Puzzle") && !title.contains("Oak"), "{title}");
        }
    }
}
