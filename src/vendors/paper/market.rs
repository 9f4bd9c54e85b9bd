//! The sellers that our listings compete with: who they are, how they move, who holds the buy box.

use serde::{Deserialize, Serialize};

use super::{draw::Dice, product::Product};

/// An offer fulfilled by a merchant counts as this much dearer, per thousand, when the buy box is given away.
const MERCHANT_HANDICAP: i64 = 1030;
/// Offers up to this much above the best one, per thousand, share the buy box in turn.
const ROTATION: i64 = 1010;
/// Names of invented shops.
const SHOPS: [&str; 24] = [
    "Birchwood Trading",
    "Lantern & Loom",
    "Harbor Goods",
    "Quick Crate",
    "Maple Street Media",
    "Copper Kettle Co",
    "Northway Outlet",
    "Paper Moon Shop",
    "Fox & Barrel",
    "Second Shelf",
    "Blue Door Supply",
    "Orchard Lane",
    "Tin Whistle",
    "Granite Peak",
    "Little Acorn",
    "Merrow Bay",
    "Sunny Side Deals",
    "Old Mill Store",
    "River Bend Goods",
    "Corner Cabinet",
    "Pine & Post",
    "Silver Thimble",
    "Prairie Box",
    "Weathervane",
];

/// The competitors on one product page of one channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rivals {
    /// In the order they came.
    pub sellers: Vec<Seller>,
}

/// One competitor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seller {
    /// Its name.
    pub name: String,
    /// How it prices.
    pub temper: Temper,
    /// Fulfilled by the marketplace.
    pub fba: bool,
    /// The price it never goes below, in minor units.
    pub floor: i64,
    /// Where it likes to be, per thousand of the product's level.
    pub home: i64,
    /// What it asks, shipping included, in minor units.
    pub price: i64,
    /// Whether it has any left.
    pub stocked: bool,
}

/// How a seller prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Temper {
    /// A bot: a little below the lowest, down to its floor; sometimes it starts again from the top.
    Undercut,
    /// A bot: the same as the lowest, down to its floor.
    Match,
    /// A person who looks in every other week.
    Sleep,
    /// Waits for its price.
    Patient,
}

/// Whose offer it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Ours, by listing id.
    Ours(String),
    /// A competitor's, by name.
    Rival(String),
    /// The marketplace's own.
    Marketplace,
}

/// An offer on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Whose it is.
    pub who: Who,
    /// Price and shipping, in minor units.
    pub landed: i64,
    /// Fulfilled by the marketplace.
    pub fba: bool,
}

impl Ask {
    fn effective(&self) -> i64 {
        if self.fba { self.landed } else { self.landed.saturating_mul(MERCHANT_HANDICAP) / 1000 }
    }
}

impl Rivals {
    /// The sellers found on a page that is looked at for the first time.
    pub fn arrive(entity: &str, dice: Dice, product: &Product, level: i64) -> Self {
        let dice = dice.always();
        let count =
            product.evidence.offers.map_or_else(|| dice.between(entity, "sellers", 3, 8), i64::from).clamp(3, 15);
        let first = dice.below(entity, "first shop", SHOPS.len() as u64);
        let marketplace_ships = product.evidence.channel.starts_with("amazon");
        let sellers =
            SHOPS.iter().cycle().skip(usize::try_from(first).unwrap_or(0)).take(usize::try_from(count).unwrap_or(3));
        let sellers = sellers.map(|name| {
            let who = format!("{entity}|{name}");
            let (temper, low, high) = match dice.below(&who, "temper", 10) {
                0 | 1 => (Temper::Undercut, 985, 1040),
                2..=4 => (Temper::Match, 990, 1045),
                5..=7 => (Temper::Sleep, 970, 1120),
                _ => (Temper::Patient, 1060, 1260),
            };
            let home = dice.between(&who, "home", low, high);
            let floor = level.saturating_mul(dice.between(&who, "floor", 800, 940)) / 1000;
            Seller {
                name: (*name).to_owned(),
                temper,
                fba: marketplace_ships && dice.chance(&who, "fba", 650),
                floor: floor.max(1),
                home,
                price: (level.saturating_mul(home) / 1000).max(1),
                stocked: !dice.chance(&who, "sold out", 100),
            }
        });
        Self { sellers: sellers.collect() }
    }

    /// One day's moves; everybody looks at the same page before anybody moves.
    pub fn step(&mut self, entity: &str, dice: Dice, level: i64, page: &[Ask]) {
        for seller in &mut self.sellers {
            let who = format!("{entity}|{}", seller.name);
            seller.stocked = match seller.stocked {
                true => !dice.chance(&who, "sold out", 30),
                false => dice.chance(&who, "restocked", 200),
            };
            let others = page.iter().filter(|ask| !matches!(&ask.who, Who::Rival(name) if *name == seller.name));
            let lowest = others.map(|ask| ask.landed).min();
            seller.price = seller.next_price(&who, dice, level, lowest).max(1);
        }
    }

    /// The competitors' offers that can be bought.
    pub fn asks(&self) -> impl Iterator<Item = Ask> {
        self.sellers.iter().filter(|seller| seller.stocked).map(|seller| Ask {
            who: Who::Rival(seller.name.clone()),
            landed: seller.price,
            fba: seller.fba,
        })
    }
}

impl Seller {
    fn next_price(&self, who: &str, dice: Dice, level: i64, lowest: Option<i64>) -> i64 {
        let home = level.saturating_mul(self.home) / 1000;
        match (self.temper, lowest) {
            (Temper::Undercut, Some(lowest)) => {
                let step = dice.between(who, "step", 1, (level / 80).max(1));
                if lowest - step >= self.floor {
                    (lowest - step).min(home)
                } else if dice.chance(who, "start again", 150) {
                    home
                } else {
                    self.floor
                }
            }
            (Temper::Match, Some(lowest)) => lowest.max(self.floor).min(home),
            (Temper::Sleep, _) if !dice.chance(who, "look in", 70) => self.price,
            (Temper::Sleep, _) => home.saturating_mul(dice.between(who, "mood", 970, 1040)) / 1000,
            (Temper::Patient, _) | (_, None) => home,
        }
    }
}

/// The page as a buyer sees it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Everything that can be bought.
    pub asks: Vec<Ask>,
    /// Places in `asks` that share the buy box in turn.
    pub sharing: Vec<usize>,
}

impl Page {
    /// Works out who shares the buy box: the best landed price, marketplace fulfilment preferred.
    pub fn of(asks: Vec<Ask>) -> Self {
        let best = asks.iter().map(Ask::effective).min().unwrap_or(0);
        let limit = best.saturating_mul(ROTATION) / 1000;
        let sharing = (0..asks.len()).filter(|&place| asks[place].effective() <= limit).collect();
        Self { asks, sharing }
    }

    /// Who holds the buy box on a day: one of those who share it.
    pub fn holder(&self, entity: &str, dice: Dice) -> Option<&Ask> {
        self.turn(entity, dice, "buy box")
    }

    /// The offer that one buyer takes: mostly the buy box, sometimes another within 15 % of the lowest.
    pub fn chosen(&self, entity: &str, dice: Dice, buyer: &str) -> Option<&Ask> {
        if !dice.chance(entity, &format!("{buyer} looks around"), 180) {
            return self.turn(entity, dice, buyer);
        }
        let lowest = self.asks.iter().map(|ask| ask.landed).min()?.max(1);
        let weight = |ask: &Ask| u64::try_from(1150 - ask.landed.saturating_mul(1000) / lowest).unwrap_or(0);
        weighted(self.asks.iter(), weight, dice.draw(entity, &format!("{buyer} picks")))
    }

    fn turn(&self, entity: &str, dice: Dice, purpose: &str) -> Option<&Ask> {
        let weight = |ask: &Ask| match (&ask.who, ask.fba) {
            (Who::Marketplace, _) => 4,
            (_, true) => 2,
            (_, false) => 1,
        };
        weighted(self.sharing.iter().map(|&place| &self.asks[place]), weight, dice.draw(entity, purpose))
    }
}

fn weighted<'a>(
    asks: impl Iterator<Item = &'a Ask> + Clone,
    weight: impl Fn(&Ask) -> u64,
    draw: u64,
) -> Option<&'a Ask> {
    let total: u64 = asks.clone().map(&weight).sum();
    let mut left = draw % total.max(1);
    asks.filter(|ask| weight(ask) > 0).find(|ask| match left.checked_sub(weight(ask)) {
        Some(rest) => {
            left = rest;
            false
        }
        None => true,
    })
}
