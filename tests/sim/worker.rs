//! One command of `arb`, as cron starts it: recovery first, then whatever there is to do.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use anyhow::Result;
use arb::{
    domain::refund::RefundState,
    effects::{self, Reach},
    store::{Machine, PurchaseState, RefundHeld, Reserved},
    ui,
    vendors::{Draft, Gateway},
};
use jiff::{SignedDuration, Timestamp};

use super::{
    lent::Lent,
    shop::{self, CHANNEL, DAY, OFFERS},
    vendor::{Line, World},
};

/// What a disk says that fails.
pub const BROKEN_DISK: &str = "disk I/O error";
/// What a process would say that no longer is.
pub const DIED: &str = "the process died";

/// A machine on whose disk a commit may fail, or be the last thing that the process does.
#[derive(Debug)]
pub struct BadMachine {
    pub world: Rc<RefCell<World>>,
    pub dead: Cell<bool>,
}

impl BadMachine {
    fn around(&self, moment: &str) -> Result<()> {
        let mut world = self.world.borrow_mut();
        let weather = world.weather;
        let (fails, dies) = (world.bad(weather.disk), world.bad(weather.death));
        if dies && !self.dead.replace(true) {
            world.tell(format!("the process dies {moment} a commit"));
        }
        if self.dead.get() {
            anyhow::bail!("{DIED} {moment} a commit");
        }
        if fails {
            world.tell(format!("the disk fails {moment} a commit"));
            anyhow::bail!("{BROKEN_DISK} {moment} a commit");
        }
        Ok(())
    }
}

impl Machine for BadMachine {
    fn before_commit(&self) -> Result<()> {
        self.around("before")
    }

    fn after_commit(&self) -> Result<()> {
        self.around("after")
    }

    fn since_boot(&self) -> Duration {
        self.world.borrow().now.duration_since(shop::start()).unsigned_abs()
    }
}

/// What one command needs.
pub struct Worker {
    pub store: Lent,
    pub world: Rc<RefCell<World>>,
    pub name: String,
    /// How far this command's wall clock is off.
    pub skew: SignedDuration,
}

impl Worker {
    fn wall(&self) -> Timestamp {
        self.world.borrow().now + self.skew
    }

    /// Runs to its end; an error is an exit code, not a failure of the simulation.
    pub async fn run(mut self) -> Result<()> {
        let line = Rc::new(Line::new(&self.world));
        let seen = self.world.borrow().sighting(self.skew);
        let reading = self.store.sight(&seen)?;
        // Now and then it is somebody who can't wait: `arb reconcile` looks at what is not due yet.
        let whole = self.world.borrow_mut().dice.chance(150);
        let reach = Reach { clock: reading.trust(), ..if whole { Reach::ALL } else { Reach::EVERY_COMMAND } };
        let gateways = |_: &str| Some(Rc::clone(&line) as Rc<dyn Gateway>);
        effects::recover(&mut self.store, &gateways, reach, &|| reading.now).await?;
        let now = self.wall();
        self.store.expire_reservations(now)?;
        self.store.expire_refunds(now)?;
        for item in 0..OFFERS {
            let done = self.buy(&line, item).await;
            self.unless_in_the_way(done)?;
        }
        let done = self.sell(&line).await;
        self.unless_in_the_way(done)?;
        for ticket in self.store.tickets(&["ready"])? {
            let now = self.wall();
            let done = effects::reply(&mut self.store, &*line, ticket.id, now).await.map(drop);
            self.unless_in_the_way(done)?;
        }
        for refund in self.store.refunds(&[RefundState::Authorised, RefundState::Held])? {
            let done = self.give_back(&line, refund.id).await;
            self.unless_in_the_way(done)?;
        }
        Ok(())
    }

    async fn buy(&mut self, line: &Line, item: usize) -> Result<()> {
        let now = self.wall();
        let mut purchase = self.store.propose(&shop::offer(item), now)?.purchase().clone();
        if purchase.state == PurchaseState::Proposed {
            let until = now + SignedDuration::from_mins(30);
            purchase = self.store.approve(purchase.id, &purchase.intent_hash, "a person", until, None, now)?;
        }
        if purchase.state == PurchaseState::Approved {
            let Reserved::Held(held) = self.store.reserve(purchase.id, &shop::budget(&self.name), None, now)? else {
                return Ok(());
            };
            purchase = held;
        }
        if purchase.state == PurchaseState::Reserved {
            let now = self.wall();
            effects::place(&mut self.store, line, &purchase, None, now).await?;
        }
        Ok(())
    }

    /// Publishes what is not for sale, revises or reprices what is.
    async fn sell(&mut self, line: &Line) -> Result<()> {
        let price = 2000 + i64::try_from(self.world.borrow_mut().dice.below(1500))?;
        let now = self.wall();
        match self.store.listings(&["live"])?.pop() {
            Some(live) if self.world.borrow_mut().dice.chance(700) => {
                let wanted = self.store.want_price(live.id, live.version, &shop::usd(price), "sim", now)?;
                for set in effects::send_prices(&mut self.store, line, wanted.as_slice(), now).await {
                    set?;
                }
            }
            _ => {
                let new = shop::listing(&self.store, price);
                let draft = Draft {
                    sku: new.sku.clone(),
                    channel: CHANNEL.into(),
                    product: "gtin:mug".into(),
                    program: "fbm".into(),
                    quantity: 1,
                    price: new.price,
                    floor: None,
                    ceiling: None,
                    condition: "new".into(),
                    title: "Mug".into(),
                    description: String::new(),
                    category: None,
                    weight_g: None,
                    dims: None,
                    details: arb::domain::effect::Details::default(),
                };
                effects::publish(&mut self.store, line, &new, &draft, now).await?;
            }
        }
        Ok(())
    }

    async fn give_back(&mut self, line: &Line, id: i64) -> Result<()> {
        let now = self.wall();
        let mut refund = self.store.refund(id)?;
        if refund.state == RefundState::Authorised {
            let RefundHeld::Held(held) = self.store.hold_refund(id, &shop::refund_caps(), DAY, now)? else {
                return Ok(());
            };
            refund = held;
        }
        if refund.state == RefundState::Held {
            effects::refund(&mut self.store, line, &refund, now).await?;
        }
        Ok(())
    }

    /// A guard that refuses one thing, or another process at it, ends nothing else.
    fn unless_in_the_way(&self, done: Result<()>) -> Result<()> {
        const ANSWERS: &[&str] = &[
            "halted",
            "illegal_move",
            "effect_open",
            "approval_expired",
            "listing_unsure",
            "listing_busy",
            "price_jump",
        ];
        let Err(why) = done else { return Ok(()) };
        match ui::failure_in(&why) {
            Some(failure) if ANSWERS.contains(&failure.code) => Ok(()),
            _ => Err(why),
        }
    }
}
