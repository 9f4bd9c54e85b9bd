//! A seed's life: commands start, overlap, stand still and die while the world misbehaves; then it calms down, and
//! everything must come right within ten runs.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    path::{Path, PathBuf},
    pin::Pin,
    rc::Rc,
    sync::OnceLock,
    task::{Context, Poll, Waker},
};

use anyhow::Result;
use arb::{
    domain::effect::{EffectState, Kind},
    store::{Create, PurchaseState, Store},
};
use jiff::SignedDuration;

use super::{
    lent::Stores,
    person, shop,
    tally::Tally,
    vendor::{Class, World},
    worker::{BROKEN_DISK, BadMachine, DIED, Worker},
};

/// How many runs it may take to come right once nothing misbehaves.
const RUNS_TO_SETTLE: usize = 10;

/// What a clock that is wrong is off by, in seconds.
const WRONG: [i64; 8] = [-300_000_000, -90_000, -7200, -300, -61, 3600, 9 * 3600, 400 * 86_400];

/// Plays a seed; the error says what came out wrong.
pub fn play(seed: u64, tell: bool) -> Result<Tally, String> {
    let folder = tempfile::Builder::new().prefix("arb-sim").tempdir_in(memory()).unwrap();
    let db = folder.path().join("arb.db");
    std::fs::copy(template(), &db).unwrap();
    let world = Rc::new(RefCell::new(World::new(seed, shop::start())));
    let books = Store::open(&db, Create::No).unwrap();
    let stores = Stores::of(&db);
    let mut town = Town { stores, books, world, asleep: Vec::new(), tally: Tally::default() };
    let outcome = town.live();
    if tell {
        for line in &town.world.borrow().story {
            eprintln!("{line}");
        }
    }
    outcome.map(|()| town.tally)
}

struct Town {
    stores: Stores,
    /// Open for good: whoever looks at the books from outside.
    books: Store,
    world: Rc<RefCell<World>>,
    /// Commands that were stopped, with their locks.
    asleep: Vec<Running>,
    tally: Tally,
}

type Running = Pin<Box<dyn Future<Output = Result<()>>>>;

impl Town {
    fn live(&mut self) -> Result<(), String> {
        let rounds = 4 + self.dice(5);
        for _ in 0..rounds {
            let away = 10 + self.dice(900);
            self.pass(away);
            let crowd = 1 + self.dice(3);
            self.round(crowd)?;
            match self.dice(4) {
                0 | 1 => self.resume(),
                2 => self.tally.told += person::read_feed(&mut self.books, &mut self.world.borrow_mut()),
                _ => {}
            }
        }
        self.world.borrow_mut().calm = true;
        self.world.borrow_mut().tell("the world calms down");
        for run in 0..RUNS_TO_SETTLE {
            self.pass(1200);
            self.resume();
            self.round(1)?;
            if self.open().is_empty() && run >= 3 {
                break;
            }
        }
        self.judge()
    }

    fn dice(&self, below: u64) -> u64 {
        self.world.borrow_mut().dice.below(below)
    }

    fn happens(&self, per_mille: u64) -> bool {
        self.world.borrow_mut().bad(per_mille)
    }

    fn pass(&self, seconds: u64) {
        self.world.borrow_mut().pass(i64::try_from(seconds).unwrap());
    }

    /// Commands that run at the same time, one step here, one step there; some are killed where they stand, some are
    /// stopped and go on in a later round.
    fn round(&mut self, crowd: u64) -> Result<(), String> {
        let mut running: Vec<Running> = (0..crowd).map(|_| self.start()).collect();
        let calm = self.world.borrow().calm;
        if calm || self.dice(3) == 0 {
            running.append(&mut self.asleep);
        }
        let weather = self.world.borrow().weather;
        while !running.is_empty() {
            let at = usize::try_from(self.dice(running.len() as u64)).unwrap();
            let step = self.dice(3);
            self.pass(step);
            if self.happens(weather.kill) {
                // Dropping it is what a kill is: nothing more of it runs, and the kernel frees its locks.
                drop(running.swap_remove(at));
                self.tally.killed += 1;
                self.world.borrow_mut().tell("a command is killed while it waits");
                continue;
            }
            if self.happens(weather.sleep) {
                self.asleep.push(running.swap_remove(at));
                self.tally.slept += 1;
                self.world.borrow_mut().tell("a command is stopped while it waits");
                let hours = self.dice(4 * 3600);
                self.pass(hours);
                continue;
            }
            match running[at].as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Pending => {}
                Poll::Ready(ended) => {
                    drop(running.swap_remove(at));
                    ended.or_else(|why| self.ended(&why))?;
                }
            }
        }
        Ok(())
    }

    /// Only a broken disk may end a command, and its own death.
    fn ended(&mut self, why: &anyhow::Error) -> Result<(), String> {
        let text = format!("{why:#}");
        self.world.borrow_mut().tell(format!("a command ends: {text}"));
        if text.contains(DIED) {
            self.tally.killed += 1;
        } else if text.contains(BROKEN_DISK) {
            self.tally.failed += 1;
        } else {
            return Err(format!("a command ends: {text}"));
        }
        Ok(())
    }

    fn start(&mut self) -> Running {
        self.tally.commands += 1;
        let mut world = self.world.borrow_mut();
        // A clock is a little off always, and far off sometimes: then it must be noticed.
        let mut skew = i64::try_from(world.dice.below(20)).unwrap();
        let wrong = world.weather.clock;
        if world.bad(wrong) {
            skew = WRONG[usize::try_from(world.dice.below(WRONG.len() as u64)).unwrap()];
        }
        let name = format!("run-{}", self.tally.commands);
        world.tell(format!("{name} starts, its clock is {skew} s off"));
        drop(world);
        let machine = BadMachine { world: Rc::clone(&self.world), dead: Cell::new(false) };
        let store = self.stores.lend(Box::new(machine));
        let world = Rc::clone(&self.world);
        Box::pin(Worker { store, world, name, skew: SignedDuration::from_secs(skew) }.run())
    }

    fn resume(&mut self) {
        self.tally.halts += u64::from(person::resume(&mut self.books, &mut self.world.borrow_mut()));
    }

    fn open(&self) -> Vec<arb::store::Effect> {
        self.books.effects(&[EffectState::Submitting, EffectState::Unknown]).unwrap()
    }

    /// What the engine could settle by itself, then what a person and the feed add, is held against what the vendor did.
    fn judge(&mut self) -> Result<(), String> {
        if let Some(open) = self.open().first() {
            return Err(format!("not settled in {RUNS_TO_SETTLE} calm runs: {open:?}"));
        }
        let class = self.world.borrow().class;
        for effect in self.books.effects(&[EffectState::Manual]).unwrap() {
            // A refund or an answer that never arrived, twice, is a person's too: money-safety 3.4 and 3.5.
            if class != Class::None && !matches!(effect.kind, Kind::Refund | Kind::Message) {
                return Err(format!("left to a person by a vendor that can be asked: {effect:?}"));
            }
        }
        let aside = self.books.purchases(&[PurchaseState::Reserved, PurchaseState::Submitting]).unwrap();
        if let Some(purchase) = aside.first() {
            return Err(format!("money stays aside for nothing: {purchase:?}"));
        }
        let mut world = self.world.borrow_mut();
        self.tally.parked += person::settle(&mut self.books, &mut world);
        self.tally.told += person::read_feed(&mut self.books, &mut world);
        self.tally.acts = world.acts.values().map(|acts| acts.len() as u64).sum();
        (self.tally.lost, self.tally.doubled) = (world.lost, world.twice);
        person::judge(&self.books, &world)
    }
}

/// Where files are kept in memory, where there is such a place.
fn memory() -> PathBuf {
    let shm = Path::new("/dev/shm");
    if shm.is_dir() { shm.to_owned() } else { std::env::temp_dir() }
}

/// The furnished books, made once.
fn template() -> &'static Path {
    static MADE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = MADE.get_or_init(|| {
        let folder = tempfile::Builder::new().prefix("arb-sim").tempdir_in(memory()).unwrap();
        let path = folder.path().join("arb.db");
        shop::furnish(&path);
        (folder, path)
    });
    path
}
