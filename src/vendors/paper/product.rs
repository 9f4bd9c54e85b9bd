//! What the world knows about a product on a channel, and the price that it moves around.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::draw::Dice;
use crate::{
    domain::{
        evidence::Evidence,
        money::{Currency, Money, Rounding},
        offer::ProductIds,
    },
    vendors::Draft,
};

/// Days between two of the prices that a product's level drifts through.
const KNOT_DAYS: u32 = 10;

/// One product on one channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// What is known, as the price book or the listing said it.
    pub evidence: Evidence,
    /// The price that it moves around, in minor units.
    pub level: i64,
    /// How far the level drifts to either side, per thousand.
    pub swing: i64,
}

impl Product {
    /// From a price book's row; `None` where it names no product or no price.
    pub fn from_evidence(evidence: &Evidence) -> Option<Self> {
        evidence.product.key.as_ref()?;
        let price =
            evidence.p50.or(evidence.avg90).or(evidence.buy_box).or(evidence.lowest_fba).or(evidence.lowest_fbm)?;
        let level = minor(price, evidence.currency)?;
        let swing = match (
            evidence.p10.and_then(|p| minor(p, evidence.currency)),
            evidence.p90.and_then(|p| minor(p, evidence.currency)),
        ) {
            (Some(low), Some(high)) if high > low => ((high - low).saturating_mul(1000) / (2 * level)).clamp(20, 200),
            _ => 60,
        };
        (level > 0).then(|| Self { evidence: Evidence { row: None, ..evidence.clone() }, level, swing })
    }

    /// From a listing of something that no price book named: its price is taken to be about right.
    pub fn from_draft(draft: &Draft, dice: Dice) -> Option<Self> {
        let price = draft.price.to_minor(Rounding::HalfUp).ok().filter(|&price| price > 0)?;
        let entity = market_key(&draft.channel, &draft.product);
        let dice = dice.always();
        let ids = ProductIds { key: Some(draft.product.clone()), ..ProductIds::default() };
        let mut evidence = Evidence::of(ids, &draft.channel, draft.price.currency(), "paper");
        evidence.title = Some(draft.title.clone());
        evidence.category.clone_from(&draft.category);
        evidence.weight_g = draft.weight_g;
        evidence.dims.clone_from(&draft.dims);
        evidence.monthly_sold = u32::try_from(dice.between(&entity, "monthly sold", 3, 45)).ok();
        evidence.offers = u32::try_from(dice.between(&entity, "offers", 3, 12)).ok();
        let level = price.saturating_mul(dice.between(&entity, "level", 930, 1060)) / 1000;
        Some(Self { evidence, level: level.max(1), swing: 60 })
    }

    /// The same product on a channel that nothing is known about: fewer buyers, slightly lower prices.
    pub fn on_channel(&self, channel: &str, dice: Dice) -> Self {
        let entity = market_key(channel, self.key());
        let mut evidence = Evidence { channel: channel.to_owned(), source: "paper".into(), ..self.evidence.clone() };
        evidence.monthly_sold = Some((self.monthly() / 5).max(2));
        evidence.offers = Some(self.evidence.offers.unwrap_or(5).clamp(3, 8));
        evidence.amazon_in_stock = None;
        evidence.amazon_in_stock_pct = None;
        let level = self.level.saturating_mul(dice.always().between(&entity, "level", 880, 980)) / 1000;
        Self { evidence, level: level.max(1), swing: self.swing }
    }

    /// The product key.
    pub fn key(&self) -> &str {
        self.evidence.product.key.as_deref().unwrap_or_default()
    }

    /// The currency of its prices.
    pub fn currency(&self) -> Currency {
        self.evidence.currency
    }

    /// Where the price stands on a day, in minor units: a line between random knots, so it drifts and comes back.
    pub fn level_on(&self, dice: Dice, day: u32) -> i64 {
        let entity = market_key(&self.evidence.channel, self.key());
        let knot = |number: u32| match number {
            // The first one is what the price book says: a plan made on day 0 meets the prices it was made with.
            0 => 0,
            _ => dice.always().between(&entity, &format!("knot {number}"), -self.swing, self.swing),
        };
        let (number, within) = (day / KNOT_DAYS, i64::from(day % KNOT_DAYS));
        let (from, to) = (knot(number), knot(number + 1));
        let shift = from + (to - from) * within / i64::from(KNOT_DAYS);
        (self.level.saturating_mul(1000 + shift) / 1000).max(1)
    }

    /// Units that all sellers together sell in a month.
    pub fn monthly(&self) -> u32 {
        self.evidence.monthly_sold.or(self.evidence.rank_drops30).unwrap_or(match self.evidence.rank {
            None => 8,
            // A coarse reading of the published rank tables: an order of magnitude is all that a rank says.
            Some(0..=1_000) => 400,
            Some(..=5_000) => 180,
            Some(..=20_000) => 75,
            Some(..=50_000) => 40,
            Some(..=125_000) => 28,
            Some(..=250_000) => 18,
            Some(..=500_000) => 11,
            Some(..=1_000_000) => 5,
            Some(_) => 2,
        })
    }

    /// Whether the marketplace itself sells it on a day: blocks of five days, as often as the evidence says.
    pub fn marketplace_sells(&self, dice: Dice, day: u32) -> bool {
        let Some(pct) = self.evidence.amazon_in_stock_pct else {
            return self.evidence.amazon_in_stock.unwrap_or(false) && day < KNOT_DAYS;
        };
        let per_mille = u32::try_from(Rounding::HalfUp.apply(pct * Decimal::TEN, 0)).unwrap_or(0);
        let entity = market_key(&self.evidence.channel, self.key());
        dice.always().chance(&entity, &format!("marketplace {}", day / 5), per_mille)
    }
}

/// The key of a product's market on a channel.
pub fn market_key(channel: &str, product: &str) -> String {
    format!("{channel}|{product}")
}

fn minor(amount: Decimal, currency: Currency) -> Option<i64> {
    Money::new(amount, currency).to_minor(Rounding::HalfUp).ok()
}
