//! `paper`: a simulated market behind the traits that a real vendor implements. No network, no keys; time moves
//! only by `arb paper advance`.
//!
//! The world is kept in a file of its own beside the database and is read again when another process changed it.

pub mod catalogue;
pub mod charge;
pub mod class;
pub mod customers;
pub mod day;
pub mod deeds;
pub mod demand;
pub mod draw;
mod gateway;
#[cfg(test)]
mod gateway_tests;
pub mod haggle;
pub mod listings;
pub mod market;
pub mod orders;
pub mod product;
pub mod refunds;
pub mod seen;
mod statement;
#[cfg(test)]
mod tests;
pub mod world;

use std::{cell::RefCell, path::Path};

use anyhow::{Context, Result};
use jiff::Timestamp;

use self::{charge::FeeOf, class::Behaviour, day::Advanced, world::World};
use super::{
    Call, Channel, Checkout, Competition, Estimate, Haggle, Heard, Inbox, Market, Message, Order, OrderStatus, Page,
    Pages, Posted, Query, Quote, SaleEvent, Source, Talk,
};
use crate::{
    domain::evidence::Evidence,
    error,
    store::world::{Seen, WorldFile},
};

/// The simulated market.
pub struct Paper {
    held: RefCell<Held>,
    fees: Box<dyn FeeOf>,
    behaviour: Behaviour,
    clock: Option<Box<dyn Fn() -> Timestamp>>,
}

/// The file and what was last read from it.
struct Held {
    file: WorldFile,
    version: i64,
    world: Option<World>,
}

impl Paper {
    /// Opens the world in a file; `fees` says what its channels take. It behaves as [`Behaviour::default`].
    ///
    pub fn open(path: &Path, fees: Box<dyn FeeOf>) -> Result<Self> {
        let held = Held { file: WorldFile::open(path)?, version: 0, world: None };
        Ok(Self { held: RefCell::new(held), fees, behaviour: Behaviour::default(), clock: None })
    }

    /// The same market, playing another kind of vendor.
    #[must_use]
    pub fn behaving(mut self, behaviour: Behaviour) -> Self {
        self.behaviour = behaviour;
        self
    }

    /// The same market, whose lags are counted by another clock than the world's own.
    #[must_use]
    pub fn timed(mut self, clock: impl Fn() -> Timestamp + 'static) -> Self {
        self.clock = Some(Box::new(clock));
        self
    }

    /// The time that lags are counted by.
    fn instant(&self) -> Result<Timestamp> {
        match &self.clock {
            Some(clock) => Ok(clock()),
            None => self.now()?.ok_or_else(no_world),
        }
    }

    /// Makes a world where there is none; says whether it did.
    pub fn init(&self, seed: u64, start: Timestamp, evidence: &[Evidence]) -> Result<bool> {
        if self.now()?.is_some() {
            return Ok(false);
        }
        self.held.borrow_mut().change(|world| {
            let new = world.is_none();
            if new {
                *world = Some(World::create(seed, start, evidence));
            }
            Ok(new)
        })
    }

    /// Takes in products that the world does not know yet and says how many those were.
    pub fn learn(&self, evidence: &[Evidence]) -> Result<usize> {
        self.change(|world| Ok(world.learn(evidence)))
    }

    /// The time in the world; `None` where there is none.
    pub fn now(&self) -> Result<Option<Timestamp>> {
        let mut held = self.held.borrow_mut();
        held.refresh()?;
        Ok(held.world.as_ref().map(World::now))
    }

    /// Lets days pass.
    pub fn advance(&self, days: u32) -> Result<Advanced> {
        self.change(|world| Ok(world.advance(days, self.fees.as_ref())?))
    }

    /// Reads something from the world.
    pub fn read<T>(&self, look: impl FnOnce(&World) -> T) -> Result<T> {
        let mut held = self.held.borrow_mut();
        held.refresh()?;
        held.world.as_ref().map(look).ok_or_else(no_world)
    }

    fn change<T>(&self, change: impl FnOnce(&mut World) -> Result<T>) -> Result<T> {
        self.held.borrow_mut().change(|world| change(world.as_mut().ok_or_else(no_world)?))
    }
}

impl Held {
    fn refresh(&mut self) -> Result<()> {
        let (seen, version) = self.file.load(self.version)?;
        adopt(&mut self.world, seen)?;
        self.version = version;
        Ok(())
    }

    fn change<T>(&mut self, change: impl FnOnce(&mut Option<World>) -> Result<T>) -> Result<T> {
        // Until the change is on disk nothing in memory can be trusted to match the file.
        let (held, mut world) = (std::mem::take(&mut self.version), self.world.take());
        let (version, answer) = self.file.update(held, |seen| {
            adopt(&mut world, seen)?;
            let answer = change(&mut world)?;
            Ok((serde_json::to_string(&world)?, answer))
        })?;
        (self.version, self.world) = (version, world);
        Ok(answer)
    }
}

fn adopt(world: &mut Option<World>, seen: Seen) -> Result<()> {
    match seen {
        Seen::Same => {}
        Seen::Nothing => *world = None,
        Seen::Other(text) => {
            let read = World::read(&text).ok_or_else(|| {
                error::config("the paper world was written by another version of `arb`")
                    .code("paper_world_shape")
                    .hint("delete `paper.db` together with its database and make both again")
            })?;
            *world = Some(read);
        }
    }
    Ok(())
}

fn no_world() -> anyhow::Error {
    error::config("there is no paper world yet").code("no_paper_world").hint("make one with `arb paper init`").into()
}

fn after<T: Clone>(list: &[T], cursor: u64) -> Vec<T> {
    usize::try_from(cursor).ok().and_then(|cursor| list.get(cursor..)).unwrap_or_default().to_vec()
}

/// An answer that is already there.
fn ready<'a, T: 'a>(answer: Result<T>) -> Call<'a, T> {
    Box::pin(std::future::ready(answer))
}

impl Source for Paper {
    fn search<'a>(&'a self, query: &'a Query, pages: &'a Pages) -> Call<'a, ()> {
        Box::pin(async move {
            let offers = self.read(|world| catalogue::offers(world.seed, world.day, world.now(), query))?;
            pages.put(Page { offers, ..Page::default() }).await;
            Ok(())
        })
    }

    fn estimate(&self, _: &Query) -> Estimate {
        Estimate::default()
    }
}

impl Market for Paper {
    fn snapshot<'a>(&'a self, keys: &'a [String]) -> Call<'a, Vec<Evidence>> {
        ready(self.read(|world| world.snapshot(keys)))
    }
}

impl Checkout for Paper {
    fn status<'a>(&'a self, vendor_order: &'a str) -> Call<'a, OrderStatus> {
        let found = self.read(|world| {
            let order = world.orders.values().find(|order| order.vendor_order == vendor_order)?;
            order.status(world.day)
        });
        ready(found.and_then(|status| status.with_context(|| format!("paper knows no order `{vendor_order}`"))))
    }

    fn quote<'a>(&'a self, order: &'a Order) -> Call<'a, Quote> {
        ready(self.read(|world| world.quote(order)).and_then(|quote| Ok(quote?)))
    }
}

impl Haggle for Paper {
    fn said<'a>(&'a self, talk: &'a Talk) -> Call<'a, Option<Heard>> {
        ready(self.read(|world| world.said(talk)))
    }
}

impl Channel for Paper {
    fn competition<'a>(&'a self, listings: &'a [Posted]) -> Call<'a, Vec<Result<Competition, String>>> {
        ready(self.read(|world| {
            let seen = |one: &Posted| {
                world.competition(&one.listing).ok_or_else(|| format!("paper knows no listing `{}`", one.listing))
            };
            listings.iter().map(seen).collect()
        }))
    }

    fn events<'a>(&'a self, cursor: u64) -> Call<'a, Vec<SaleEvent>> {
        ready(self.read(|world| after(&world.events, cursor)))
    }
}

impl Inbox for Paper {
    fn messages<'a>(&'a self, cursor: u64) -> Call<'a, Vec<Message>> {
        ready(self.read(|world| after(&world.messages, cursor)))
    }
}
