//! One day of the world: competitors move, people buy, send back and write, channels pay.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    charge::{FeeOf, Taxable},
    customers::{self, Topic},
    demand::{self, Buyer},
    draw::Dice,
    listings::Sale,
    market::Who,
    orders::BuyOrder,
    world::World,
};
use crate::{
    domain::money::{Currency, Money, MoneyError, Rounding},
    vendors::{Happened, SaleEvent},
};

/// Channels pay out every so many days.
const PAYOUT_DAYS: u32 = 14;
/// Fee lines that a channel gives back with a refund, less what it keeps for the trouble.
const RETURNED_FEES: [&str; 4] = ["referral", "fvf", "commission", "selling_fee"];

/// Something that will happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "due", rename_all = "snake_case")]
pub enum Due {
    /// A buyer sends one unit back.
    Return {
        /// The channel's order.
        order: String,
    },
    /// A buyer writes.
    Message {
        /// The channel's order.
        order: String,
        /// What about.
        topic: Topic,
    },
}

/// What a stretch of days brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Advanced {
    /// Days passed.
    pub days: u32,
    /// Orders at suppliers that arrived or were cancelled.
    pub orders_settled: u32,
    /// Units sold.
    pub sold: u32,
    /// Refunds.
    pub refunds: u32,
    /// Payouts.
    pub payouts: u32,
    /// Messages.
    pub messages: u32,
}

/// One thing that happened today, not yet in its place in the history.
type Moment = (Timestamp, Happened);

impl World {
    /// Lets days pass.
    pub fn advance(&mut self, days: u32, fees: &dyn FeeOf) -> Result<Advanced, MoneyError> {
        let (events, messages, first) = (self.events.len(), self.messages.len(), self.day);
        for _ in 0..days {
            self.one_day(fees)?;
        }
        let mut brought = Advanced { days, messages: count(self.messages.len() - messages), ..Advanced::default() };
        let settled =
            self.orders.values().filter_map(BuyOrder::settles).filter(|day| (first + 1..=self.day).contains(day));
        brought.orders_settled = count(settled.count());
        for event in &self.events[events..] {
            match &event.what {
                Happened::Sold { quantity, .. } => brought.sold += quantity,
                Happened::Refunded { .. } => brought.refunds += 1,
                Happened::PaidOut { .. } => brought.payouts += 1,
                Happened::FeesTaken { .. } | Happened::Charged { .. } => {}
            }
        }
        Ok(brought)
    }

    fn one_day(&mut self, fees: &dyn FeeOf) -> Result<(), MoneyError> {
        let morning = self.now();
        self.day += 1;
        self.rivals_move();
        let mut moments = Vec::new();
        for key in self.rivals.keys().cloned().collect::<Vec<_>>() {
            self.buyers_come(&key, morning, fees, &mut moments)?;
        }
        let mut letters = Vec::new();
        for due in self.agenda.remove(&self.day).unwrap_or_default() {
            match due {
                Due::Return { order } => self.comes_back(&order, morning, &mut moments)?,
                Due::Message { order, topic } => {
                    letters.push((self.moment(morning, &order, topic.name()), topic, order));
                }
            }
        }
        moments.sort_by_key(|(at, _)| *at);
        for (at, what) in moments {
            self.record(at, what);
        }
        letters.sort();
        for (at, topic, order) in letters {
            self.write(topic, &order, at);
        }
        if self.day.is_multiple_of(PAYOUT_DAYS) {
            self.pay_out();
        }
        Ok(())
    }

    fn rivals_move(&mut self) {
        let dice = self.dice();
        // Everybody looks at the pages as they stood before anybody moved.
        let pages: Vec<_> = self.rivals.keys().map(|key| (key.clone(), self.page(key, dice).asks)).collect();
        for (key, asks) in pages {
            let level = self.products[&key].level_on(dice, self.day);
            if let Some(rivals) = self.rivals.get_mut(&key) {
                rivals.step(&key, dice, level, &asks);
            }
        }
    }

    fn buyers_come(
        &mut self,
        key: &str,
        morning: Timestamp,
        fees: &dyn FeeOf,
        moments: &mut Vec<Moment>,
    ) -> Result<(), MoneyError> {
        let dice = self.dice();
        let mut page = self.page(key, dice);
        if !page.asks.iter().any(|ask| matches!(ask.who, Who::Ours(_))) {
            return Ok(());
        }
        let product = &self.products[key];
        let asked = page.holder(key, dice).map_or(i64::MAX, |ask| ask.landed);
        let buyers = demand::buyers(key, dice, product, product.level_on(dice, self.day), asked);
        for buyer in buyers {
            let name = format!("buyer at {}", buyer.second);
            let Some(Who::Ours(listing)) = page.chosen(key, dice, &name).map(|ask| ask.who.clone()) else { continue };
            if let Some(sold) = self.sell(&listing, buyer, morning, fees)? {
                moments.push(sold);
                // The last unit may be gone.
                page = self.page(key, dice);
            }
        }
        Ok(())
    }

    fn sell(
        &mut self,
        listing: &str,
        buyer: Buyer,
        morning: Timestamp,
        fees: &dyn FeeOf,
    ) -> Result<Option<Moment>, MoneyError> {
        let (dice, today) = (self.dice(), self.day);
        let Some(own) = self.listings.get_mut(listing) else { return Ok(None) };
        // What the listing does not say, the product page does.
        let page = self.products.get(&own.market).map(|product| &product.evidence);
        let entity = format!("{listing}|{}", buyer.second);
        let wanted = if dice.chance(&entity, "takes two", 50) { 2 } else { 1 };
        let quantity = own.available.min(wanted);
        if quantity == 0 {
            return Ok(None);
        }
        let draft = own.draft.clone();
        let at = morning + SignedDuration::from_secs(i64::from(buyer.second));
        let charge = fees.charge(&Taxable {
            channel: &draft.channel,
            program: &draft.program,
            category: draft.category.as_deref().or(page.and_then(|page| page.category.as_deref())),
            price: draft.price,
            quantity,
            weight_g: draft.weight_g.or(page.and_then(|page| page.weight_g)),
            dims: draft.dims.as_deref().or(page.and_then(|page| page.dims.as_deref())),
            on: at.to_zoned(TimeZone::UTC).date(),
        })?;
        own.available -= quantity;
        own.sold += quantity;
        let currency = draft.price.currency();
        let gross = draft.price.times(quantity.into())?;
        let mut net = gross;
        let mut referral = Money::zero(currency);
        for (code, amount) in &charge.fees {
            net = net.minus(amount)?;
            if RETURNED_FEES.contains(&code.as_str()) {
                referral = referral.plus(amount)?;
            }
        }
        self.owe(&draft.channel, &net)?;
        let order = format!("S{today:04}-{:010}", dice.below(&entity, "order", 10_000_000_000));
        let name = format!("buyer-{:06x}", dice.below(&entity, "name", 1 << 24));
        let sale = Sale { listing: listing.to_owned(), buyer: name.clone(), quantity, gross, referral, returned: 0 };
        self.sales.insert(order.clone(), sale);
        self.plan_what_follows(&order, draft.category.as_deref(), dice);
        let what = Happened::Sold {
            channel: draft.channel,
            order,
            line: "1".into(),
            sku: draft.sku,
            buyer: Some(name),
            quantity,
            gross,
            fees: charge.fees,
            postage: charge.postage,
        };
        Ok(Some((at, what)))
    }

    fn plan_what_follows(&mut self, order: &str, category: Option<&str>, dice: Dice) {
        let always = dice.always();
        let after = always
            .chance(order, "returns", return_rate(category))
            .then(|| u32::try_from(always.between(order, "returns after", 4, 30)).unwrap_or(4));
        if let Some(after) = after {
            self.later(self.day + after, Due::Return { order: order.to_owned() });
        }
        for (after, topic) in customers::plan(order, after, dice) {
            self.later(self.day + after, Due::Message { order: order.to_owned(), topic });
        }
    }

    fn comes_back(&mut self, order: &str, morning: Timestamp, moments: &mut Vec<Moment>) -> Result<(), MoneyError> {
        let dice = self.dice().always();
        let at = self.moment(morning, order, "return");
        let Some(sale) = self.sales.get_mut(order) else { return Ok(()) };
        if sale.returned >= sale.quantity {
            return Ok(());
        }
        sale.returned += 1;
        let units = Decimal::from(sale.quantity);
        let share = Money::new(sale.gross.amount() / units, sale.gross.currency()).round(Rounding::HalfUp);
        let listing = sale.listing.clone();
        let restocked = u32::from(dice.chance(order, "as new", 700));
        let Some(own) = self.listings.get_mut(&listing) else { return Ok(()) };
        own.available += restocked;
        own.restocked += restocked;
        // What was given back before, on our word or by rounding, is not given back again.
        let left = self.refundable(order)?.unwrap_or(share);
        let amount = if left.minus(&share)?.is_negative() { left } else { share };
        moments.extend(self.issue(order, amount, restocked, None, at)?.map(|(_, happened)| (at, happened)));
        Ok(())
    }

    fn pay_out(&mut self) {
        let at = self.now();
        let due: Vec<_> =
            self.owed.iter().filter(|(_, owed)| **owed > 0).map(|(key, owed)| (key.clone(), *owed)).collect();
        for (key, owed) in due {
            let Some((channel, code)) = key.split_once('|') else { continue };
            let Some(currency) = Currency::parse(code) else { continue };
            let payout = format!("PAY-{channel}-{code}-{:04}", self.day);
            let what =
                Happened::PaidOut { payout, channel: channel.to_owned(), amount: Money::from_minor(owed, currency) };
            self.record(at, what);
            self.owed.insert(key, 0);
        }
    }

    fn record(&mut self, at: Timestamp, what: Happened) {
        self.events.push(SaleEvent { cursor: self.events.len() as u64 + 1, at, what });
    }

    fn moment(&self, morning: Timestamp, entity: &str, purpose: &str) -> Timestamp {
        let second = self.dice().between(entity, &format!("{purpose} at"), 0, 86_399);
        morning + SignedDuration::from_secs(second)
    }
}

/// Orders per thousand that come back, by category; round figures, no claim about any one shop.
fn return_rate(category: Option<&str>) -> u32 {
    match category.unwrap_or_default() {
        "Clothing and Accessories" | "Footwear" => 180,
        "Consumer Electronics" | "Electronics Accessories" | "Computers" => 90,
        "Books" | "Music" | "DVD" | "Video" => 35,
        _ => 70,
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
