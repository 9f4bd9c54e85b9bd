//! Who counts as competition, and at what price.
//!
//! Ours never do: neither our other accounts nor another SKU of ours on the same page. A rival's price is what ours is
//! compared with: where the marketplace ships ours and not theirs, ours may lie above it by the handicap.

use rust_decimal::Decimal;

use super::{
    Competitor, RepriceInput,
    rule::{Fitness, Marketplace, Rule, Target},
};
use crate::domain::money::Money;

/// One rival as it is compared.
#[derive(Clone, Debug)]
struct Rival {
    seller: String,
    price: Decimal,
    fba: bool,
    only_matched: bool,
}

/// The competition, cheapest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    rivals: Vec<Rival>,
    buy_box: Option<Decimal>,
    holder: Option<String>,
}

impl Field {
    /// Everybody who counts by the rule.
    pub fn of(input: &RepriceInput) -> Self {
        let rule = input.rule;
        let mut rivals: Vec<Rival> = input
            .rivals
            .iter()
            .filter(|one| counts(one, input) && is_fit(one, rule.fitness))
            .map(|one| Rival {
                seller: one.seller.clone(),
                price: compared(one.landed.amount(), one.fba || is_as_fba(one, rule), input),
                fba: one.fba || is_as_fba(one, rule),
                only_matched: one.marketplace && rule.marketplace == Marketplace::Match,
            })
            .collect();
        rivals.sort_by_key(|one| one.price);
        let (buy_box, holder) = holder(input);
        let field = Self { rivals, buy_box, holder };
        match rule.target {
            Target::All => field,
            Target::Fba => field.fba_only(),
            Target::Fbm => field.of_kind(false),
            Target::FbaThenFbm => match field.of_kind(true) {
                fba if fba.rivals.is_empty() => field,
                fba => fba,
            },
            Target::BuyBox => field.holder_only(),
            Target::FbaThenBuyBox => match field.of_kind(true) {
                fba if fba.rivals.is_empty() => field.holder_only(),
                fba => fba,
            },
        }
    }

    /// Only those that the marketplace ships.
    pub fn fba_only(&self) -> Self {
        self.of_kind(true)
    }

    fn of_kind(&self, fba: bool) -> Self {
        let rivals: Vec<Rival> = self.rivals.iter().filter(|one| one.fba == fba).cloned().collect();
        // The buy box of somebody who does not count is not followed either.
        let held = self.holder.as_ref().is_some_and(|who| rivals.iter().any(|one| one.seller == *who));
        let (buy_box, holder) = if held { (self.buy_box, self.holder.clone()) } else { (None, None) };
        Self { rivals, buy_box, holder }
    }

    fn holder_only(mut self) -> Self {
        let (holder, buy_box) = (self.holder.clone(), self.buy_box);
        self.rivals.retain(|one| Some(&one.seller) == holder.as_ref());
        // A holder who is not on the list of offers is still the one at that price.
        if let (true, Some(price)) = (self.rivals.is_empty(), buy_box) {
            self.rivals.push(Rival { seller: String::new(), price, fba: false, only_matched: false });
        }
        self
    }

    /// Whether nobody competes.
    pub fn is_empty(&self) -> bool {
        self.rivals.is_empty() && self.buy_box.is_none()
    }

    /// All prices, cheapest first.
    pub fn prices(&self) -> Vec<Decimal> {
        self.rivals.iter().map(|one| one.price).collect()
    }

    /// The lowest price.
    pub fn lowest(&self) -> Option<Decimal> {
        self.rivals.first().map(|one| one.price)
    }

    /// The price of the buy box while a rival holds it.
    pub fn buy_box(&self) -> Option<Decimal> {
        self.buy_box
    }

    /// The price that is followed: the buy box, else the lowest.
    pub fn target(&self) -> Option<Decimal> {
        self.buy_box.or_else(|| self.lowest())
    }

    /// Whose price that is.
    pub fn target_seller(&self) -> Option<&str> {
        let lowest = || self.rivals.first().map(|one| one.seller.as_str());
        self.holder.as_deref().or_else(|| if self.buy_box.is_none() { lowest() } else { None })
    }

    /// Whether this is the price of somebody who is matched and never undercut.
    pub fn is_only_matched(&self, price: Decimal) -> bool {
        self.rivals.iter().any(|one| one.only_matched && one.price == price)
    }
}

/// Whether an offer is competition at all: not ours, in our currency and condition, with a price, in the buyer's eyes the same.
fn counts(one: &Competitor, input: &RepriceInput) -> bool {
    !input.own_sellers.contains(&one.seller)
        && one.landed.currency() == input.price.currency()
        && one.landed.amount() > Decimal::ZERO
        && one.comparable
        && !(one.marketplace && input.rule.marketplace == Marketplace::Ignore)
}

fn is_as_fba(one: &Competitor, rule: &Rule) -> bool {
    one.marketplace && rule.marketplace == Marketplace::AsFba
}

fn is_fit(one: &Competitor, fitness: Fitness) -> bool {
    let at_least = |known: Option<Decimal>, least: Option<Decimal>| match (known, least) {
        (Some(known), Some(least)) => known >= least,
        _ => true,
    };
    let enough = match (one.ratings, fitness.ratings) {
        (Some(known), Some(least)) => known >= least,
        _ => true,
    };
    let soon = match (one.handling_h, fitness.handling_h) {
        (Some(known), Some(most)) => known <= most,
        _ => true,
    };
    one.marketplace || (at_least(one.rating_pct, fitness.rating_pct) && enough && soon)
}

/// A rival's price as ours is compared with it.
fn compared(price: Decimal, fba: bool, input: &RepriceInput) -> Decimal {
    let handicap = input.rule.handicap;
    let more = price * handicap.pct / Decimal::ONE_HUNDRED + handicap.fixed;
    match (input.fba, fba) {
        (true, false) => price + more,
        (false, true) => price - more,
        _ => price,
    }
}

/// The price of the buy box while a rival who counts holds it, and who that is where the list of offers shows it.
fn holder(input: &RepriceInput) -> (Option<Decimal>, Option<String>) {
    let is_usable = |price: &Money| price.currency() == input.price.currency() && price.amount() > Decimal::ZERO;
    let Some(price) = input.buy_box.filter(|price| !input.ours && is_usable(price)) else { return (None, None) };
    let at = |one: &&Competitor| one.landed == price;
    let Some(one) = input.rivals.iter().filter(|one| counts(one, input)).find(at) else {
        // Held by one of ours on the page, or by somebody who does not count: nobody is to be followed there.
        let known = input.rivals.iter().any(|one| one.landed == price);
        return (if known { None } else { Some(price.amount()) }, None);
    };
    let fba = one.fba || is_as_fba(one, input.rule);
    (Some(compared(price.amount(), fba, input)), Some(one.seller.clone()))
}
