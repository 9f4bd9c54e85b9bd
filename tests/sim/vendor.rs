//! The vendor and the network to it: it does what it is asked, and what is said may be lost, late, or come twice.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use anyhow::Result;
use arb::{
    domain::{
        clock::{Sighting, Uptime},
        effect::{Autonomy, Cancel, Idempotency, Lookup},
    },
    vendors::{Call, Change, Gateway, Kind, Look, Outcome, Permit, Receipt, Sealed, Terms},
};
use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;

/// What a vendor promises, as in the declarations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Idempotent,
    Lookup,
    Lagged,
    None,
}

/// How long its reads trail its writes at most, where they do.
const LAG: i64 = 60;
/// How long a request may be on its way; settling is longer.
const TRAVEL: i64 = 120;

impl Class {
    pub fn of(seed: u64) -> Self {
        [Self::Idempotent, Self::Lookup, Self::Lagged, Self::None][usize::try_from(seed % 4).unwrap()]
    }

    fn terms(self) -> Terms {
        let idem = if self == Self::Idempotent { Idempotency::BodyRef } else { Idempotency::None };
        Terms {
            idem,
            idem_ttl: SignedDuration::from_hours(if self == Self::Idempotent { 48 } else { 0 }),
            lookup: if self == Self::None { Lookup::None } else { Lookup::ByRef },
            lookup_lag_p99: SignedDuration::from_secs(if self == Self::Lagged { LAG } else { 0 }),
            settle: SignedDuration::from_mins(15),
            cancel: Cancel::No,
            trial: false,
            price_guard: false,
            autonomy_max: Autonomy::Auto,
            llm_may_read: false,
        }
    }
}

/// Something that the vendor did.
#[derive(Clone, Debug)]
pub struct Act {
    pub change: Change,
    pub receipt: Receipt,
    pub at: Timestamp,
}

/// How often things go wrong in this seed's world, in a thousand.
#[derive(Clone, Copy, Debug)]
pub struct Weather {
    /// Requests that never arrive, and answers that never come back.
    lost: u64,
    /// Requests that arrive late, after whoever sent them gave up.
    late: u64,
    /// Connections that are refused before anything is sent.
    closed: u64,
    /// Requests that the network doubles.
    doubled: u64,
    /// What the vendor turns down.
    refused: u64,
    /// Orders that are charged twice their cap.
    overcharged: u64,
    /// Commits that fail.
    pub disk: u64,
    /// Commits around which the process dies.
    pub death: u64,
    /// Moments of waiting in which it is killed.
    pub kill: u64,
    /// Moments of waiting in which it is stopped for hours.
    pub sleep: u64,
    /// Clocks that are wrong.
    pub clock: u64,
}

impl Weather {
    /// A seed's: from fair to loss of three in ten.
    fn of(dice: &mut Dice) -> Self {
        let mut up_to = |most: u64| dice.below(most + 1);
        Self {
            lost: up_to(150),
            late: up_to(80),
            closed: up_to(80),
            doubled: up_to(50),
            refused: up_to(50),
            overcharged: up_to(10),
            disk: up_to(6),
            death: up_to(12),
            kill: up_to(40),
            sleep: up_to(25),
            clock: up_to(60),
        }
    }
}

/// The world outside.
#[derive(Debug)]
pub struct World {
    pub dice: Dice,
    pub weather: Weather,
    pub now: Timestamp,
    pub calm: bool,
    pub class: Class,
    pub acts: BTreeMap<String, Vec<Act>>,
    refused: BTreeMap<String, String>,
    on_the_way: Vec<(Timestamp, String, Change)>,
    number: u64,
    pub story: Vec<String>,
    /// Refunds that the feed told of, in its order.
    pub told: Vec<String>,
    pub lost: u64,
    pub twice: u64,
}

impl World {
    pub fn new(seed: u64, now: Timestamp) -> Self {
        let mut dice = Dice::new(seed);
        Self {
            weather: Weather::of(&mut dice),
            dice,
            now,
            calm: false,
            class: Class::of(seed),
            acts: BTreeMap::new(),
            refused: BTreeMap::new(),
            on_the_way: Vec::new(),
            number: 0,
            story: Vec::new(),
            told: Vec::new(),
            lost: 0,
            twice: 0,
        }
    }

    /// The clocks, as a process sees them whose time of day is off.
    pub fn sighting(&self, skew: SignedDuration) -> Sighting {
        let count = self.now.duration_since(super::shop::start());
        Sighting { wall: self.now + skew, uptime: Some(Uptime { boot: "sim".into(), count }) }
    }

    pub fn tell(&mut self, what: impl Into<String>) {
        self.story.push(format!("{} {}", self.now, what.into()));
    }

    /// Whether something that goes wrong so often does now.
    pub fn bad(&mut self, per_mille: u64) -> bool {
        !self.calm && self.dice.chance(per_mille)
    }

    /// Time passes, and what was on its way arrives.
    pub fn pass(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
        let (arrived, later) = std::mem::take(&mut self.on_the_way).into_iter().partition(|(at, ..)| *at <= self.now);
        self.on_the_way = later;
        let arrived: Vec<(Timestamp, String, Change)> = arrived;
        for (_, key, change) in arrived {
            self.act(&key, &change);
        }
    }

    /// The vendor does it, as its class does.
    fn act(&mut self, key: &str, change: &Change) -> Outcome {
        if let Some(proof) = self.refused.get(key) {
            return Outcome::Refused(proof.clone());
        }
        if self.class == Class::Idempotent
            && let Some(first) = self.acts.get(key).and_then(|acts| acts.first())
        {
            return Outcome::Done(first.receipt.clone());
        }
        if self.acts.get(key).is_none_or(Vec::is_empty) && self.bad(self.weather.refused) {
            self.refused.insert(key.to_owned(), "sold out".into());
            return Outcome::Refused("sold out".into());
        }
        self.number += 1;
        let amount = match change {
            // A vendor that charges more than was allowed: a fact all the same.
            Change::Order(order) if self.bad(self.weather.overcharged) => Some(order.cap.plus(&order.cap).unwrap()),
            Change::Order(order) => Some(order.expected),
            Change::Listing(draft) | Change::Fewer { draft, .. } => Some(draft.price),
            Change::Price { price, .. } => Some(*price),
            Change::Refund(ask) => Some(ask.amount),
            Change::Reply { .. } | Change::Write(_) | Change::Bid(_) | Change::Cancel { .. } | Change::Inbound(_) => {
                None
            }
        };
        let id = match change {
            Change::Listing(draft) | Change::Fewer { draft, .. } => format!("L-{}", draft.sku),
            Change::Price { listing, .. } => listing.clone(),
            _ => format!("V-{}", self.number),
        };
        let receipt = Receipt { id, amount, at: self.now };
        self.acts.entry(key.to_owned()).or_default().push(Act {
            change: change.clone(),
            receipt: receipt.clone(),
            at: self.now,
        });
        self.tell(format!("the vendor does {key} as {}", receipt.id));
        Outcome::Done(receipt)
    }

    /// A request goes out; what comes back is what the network lets through.
    fn request(&mut self, sealed: &Sealed) -> Result<Outcome> {
        let change: Change = serde_json::from_slice(&sealed.request)?;
        let key = sealed.key.as_str();
        if self.bad(self.weather.closed) {
            return Ok(Outcome::NotSent("connection refused".into()));
        }
        if self.bad(self.weather.lost) {
            self.lost += 1;
            self.tell(format!("{key} is lost on the way there"));
            return Ok(Outcome::unknown("no answer in time"));
        }
        if self.bad(self.weather.late) {
            let late = self.dice.below(u64::try_from(TRAVEL).unwrap());
            let at = self.now + SignedDuration::from_secs(i64::try_from(late).unwrap());
            self.tell(format!("{key} will arrive at {at}"));
            self.on_the_way.push((at, key.to_owned(), change));
            return Ok(Outcome::unknown("no answer in time"));
        }
        let outcome = self.act(key, &change);
        // What the network doubles is one only to a vendor that recognises it.
        if self.class == Class::Idempotent && self.bad(self.weather.doubled) {
            self.twice += 1;
            self.act(key, &change);
        }
        if self.bad(self.weather.lost) {
            self.lost += 1;
            self.tell(format!("the answer about {key} is lost"));
            let broken = self.dice.chance(500);
            return if broken { Err(anyhow::anyhow!("connection reset")) } else { Ok(Outcome::unknown("status 502")) };
        }
        Ok(outcome)
    }

    fn look(&mut self, key: &str) -> Result<Look> {
        if self.bad(self.weather.lost) {
            anyhow::bail!("no answer in time");
        }
        let lag = if self.class == Class::Lagged { i64::try_from(self.dice.below(60)).unwrap() } else { 0 };
        let seen = self.now - SignedDuration::from_secs(lag);
        let acts = self.acts.get(key).map(Vec::as_slice).unwrap_or_default();
        Ok(match acts.iter().filter(|act| act.at <= seen).collect::<Vec<_>>().as_slice() {
            [] => Look::Absent,
            [one] => Look::Ours(one.receipt.clone()),
            more => Look::Alike(more.iter().map(|act| act.receipt.clone()).collect()),
        })
    }
}

/// The vendor as one worker reaches it.
pub struct Line {
    world: Rc<RefCell<World>>,
    terms: Terms,
}

impl Line {
    pub fn new(world: &Rc<RefCell<World>>) -> Self {
        let terms = world.borrow().class.terms();
        Self { world: Rc::clone(world), terms }
    }
}

/// A moment in which others get their turn, and in which whoever waits may be killed.
struct Pause(bool);

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

impl Gateway for Line {
    fn name(&self) -> &'static str {
        "paper"
    }

    fn terms(&self, _: Kind) -> Option<&Terms> {
        Some(&self.terms)
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(change)?)
    }

    fn before<'a>(&'a self, _: &'a Change) -> Call<'a, Vec<String>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        Box::pin(async move {
            Pause(false).await;
            if let Err(why) = permit.check() {
                return Ok(Outcome::NotSent(format!("{why:#}")));
            }
            let answer = self.world.borrow_mut().request(sealed);
            Pause(false).await;
            answer
        })
    }

    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look> {
        Box::pin(async move {
            Pause(false).await;
            let answer = self.world.borrow_mut().look(&sealed.key);
            Pause(false).await;
            answer
        })
    }
}
