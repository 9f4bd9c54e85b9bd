//! A seed's life: commands start, overlap and die while the world misbehaves; then it calms down, and everything must
//! come right within ten runs.

use std::{
    cell::{Cell, RefCell},
    fmt,
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
    shop,
    vendor::{Class, World},
    worker::{BadDisk, Worker},
};

/// How many runs it may take to come right once nothing misbehaves.
const RUNS_TO_SETTLE: usize = 10;

/// What happened in the seeds played.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    commands: u64,
    killed: u64,
    failed: u64,
    lost: u64,
    twice: u64,
    acts: u64,
    parked: u64,
    halts: u64,
}

impl Tally {
    pub fn add(&mut self, other: &Self) {
        self.commands += other.commands;
        self.killed += other.killed;
        self.failed += other.failed;
        self.lost += other.lost;
        self.twice += other.twice;
        self.acts += other.acts;
        self.parked += other.parked;
        self.halts += other.halts;
    }

    /// Whether everything that can go wrong did.
    pub fn is_eventful(&self) -> bool {
        [self.killed, self.failed, self.lost, self.twice, self.acts, self.parked, self.halts].iter().all(|n| *n > 0)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { commands, killed, failed, lost, twice, acts, parked, halts } = self;
        write!(
            f,
            "{commands} commands ({killed} killed, {failed} ended by an error), {lost} requests or answers lost, \
             {twice} doubled by the network, {acts} effects at the vendor, {parked} left to a person, {halts} halts"
        )
    }
}

/// Plays a seed; the error says what came out wrong.
pub fn play(seed: u64, tell: bool) -> Result<Tally, String> {
    let folder = tempfile::Builder::new().prefix("arb-sim").tempdir_in(memory()).unwrap();
    let db = folder.path().join("arb.db");
    std::fs::copy(template(), &db).unwrap();
    let world = Rc::new(RefCell::new(World::new(seed, shop::start())));
    let mut town = Town { db, world, tally: Tally::default() };
    let outcome = town.live();
    if tell || outcome.is_err() {
        for line in &town.world.borrow().story {
            eprintln!("{line}");
        }
    }
    outcome.map(|()| town.tally)
}

struct Town {
    db: PathBuf,
    world: Rc<RefCell<World>>,
    tally: Tally,
}

type Running = Pin<Box<dyn Future<Output = Result<()>>>>;

impl Town {
    fn live(&mut self) -> Result<(), String> {
        let rounds = 4 + self.dice(5);
        for _ in 0..rounds {
            let away = 10 + self.dice(900);
            self.pass(away);
            let crowd = 1 + self.dice(2);
            self.round(crowd);
            self.person();
        }
        self.world.borrow_mut().calm = true;
        self.world.borrow_mut().tell("the world calms down");
        for run in 0..RUNS_TO_SETTLE {
            self.pass(1200);
            self.resume();
            self.round(1);
            if self.open() == 0 && run >= 3 {
                break;
            }
        }
        self.tally.lost = self.world.borrow().lost;
        self.tally.twice = self.world.borrow().twice;
        self.judge()
    }

    fn dice(&self, below: u64) -> u64 {
        self.world.borrow_mut().dice.below(below)
    }

    fn pass(&self, seconds: u64) {
        self.world.borrow_mut().pass(i64::try_from(seconds).unwrap());
    }

    fn store(&self) -> Store {
        Store::open(&self.db, Create::No).unwrap()
    }

    /// Commands that run at the same time, one step here, one step there; some are killed where they stand.
    fn round(&mut self, crowd: u64) {
        let mut running: Vec<Running> = (0..crowd).map(|_| self.start()).collect();
        while !running.is_empty() {
            let at = usize::try_from(self.dice(running.len() as u64)).unwrap();
            let step = self.dice(3);
            self.pass(step);
            let killed = !self.world.borrow().calm && self.world.borrow_mut().dice.chance(25);
            if killed {
                // Dropping it is what a kill is: nothing more of it runs, and the kernel frees its locks.
                drop(running.swap_remove(at));
                self.tally.killed += 1;
                self.world.borrow_mut().tell("a command is killed while it waits");
                continue;
            }
            match running[at].as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Pending => {}
                Poll::Ready(ended) => {
                    drop(running.swap_remove(at));
                    if let Err(why) = ended {
                        self.tally.failed += 1;
                        self.world.borrow_mut().tell(format!("a command ends: {why:#}"));
                    }
                }
            }
        }
    }

    fn start(&mut self) -> Running {
        self.tally.commands += 1;
        let mut world = self.world.borrow_mut();
        // A clock is a little off always, and far off sometimes: then it must be noticed.
        let mut skew = i64::try_from(world.dice.below(20)).unwrap();
        if !world.calm && world.dice.chance(20) {
            skew = if world.dice.chance(500) { -7200 } else { 9 * 3600 };
        }
        let name = format!("run-{}", self.tally.commands);
        world.tell(format!("{name} starts, its clock is {skew} s off"));
        drop(world);
        let disk = BadDisk { world: Rc::clone(&self.world), dead: Cell::new(false) };
        let store = self.store().on(Box::new(disk));
        let world = Rc::clone(&self.world);
        Box::pin(Worker { store, world, name, skew: SignedDuration::from_secs(skew) }.run())
    }

    /// Somebody looks in from time to time.
    fn person(&mut self) {
        if self.dice(2) == 0 {
            self.resume();
        }
    }

    fn resume(&mut self) {
        let mut store = self.store();
        if let Some(halted) = store.halted().unwrap() {
            self.tally.halts += 1;
            self.world.borrow_mut().tell(format!("a person resumes: {halted}"));
            let now = self.world.borrow().now;
            store.resume("a person", "looked at it", now).unwrap();
        }
    }

    fn open(&self) -> usize {
        self.store().effects(&[EffectState::Submitting, EffectState::Unknown]).unwrap().len()
    }

    /// Compares the books with what the vendor did.
    fn judge(&mut self) -> Result<(), String> {
        let store = self.store();
        let problems = store.verify().unwrap().problems;
        if !problems.is_empty() {
            return Err(format!("the books are wrong: {problems:?}"));
        }
        let effects = store.effects(&[]).unwrap();
        let world = self.world.borrow();
        for effect in &effects {
            if matches!(effect.state, EffectState::Submitting | EffectState::Unknown) {
                return Err(format!("not settled in {RUNS_TO_SETTLE} calm runs: {effect:?}"));
            }
            if effect.state == EffectState::Manual {
                self.tally.parked += 1;
                // A refund or an answer that never arrived, twice, is a person's too: money-safety 3.4 and 3.5.
                let twice_absent = matches!(effect.kind, Kind::Refund | Kind::Message);
                if world.class != Class::None && !twice_absent {
                    return Err(format!("left to a person by a vendor that can be asked: {effect:?}"));
                }
            }
            let acts = world.acts.get(&effect.key).map_or(0, Vec::len);
            let once = matches!(effect.kind, Kind::Purchase | Kind::Message | Kind::Refund | Kind::Listing);
            let all: usize = effects
                .iter()
                .filter(|one| (one.kind, one.subject) == (effect.kind, effect.subject) && effect.kind != Kind::Listing)
                .map(|one| one.key.as_str())
                .collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .map(|key| world.acts.get(key).map_or(0, Vec::len))
                .sum();
            if once && acts.max(all) > 1 {
                return Err(format!("done {} times: {effect:?}", acts.max(all)));
            }
            match effect.state {
                EffectState::Done if acts == 0 && effect.key != "B-0" && effect.request != b"{}" => {
                    return Err(format!("booked as done, and the vendor never did it: {effect:?}"));
                }
                EffectState::Refused | EffectState::Absent | EffectState::Unsent
                    if acts > 0 && effect.kind != Kind::Price && !has_newer(&effects, effect) =>
                {
                    return Err(format!("the vendor did it, and the books say {}: {effect:?}", effect.state));
                }
                _ => {}
            }
        }
        if let Some(purchase) = store.purchases(&[PurchaseState::Reserved, PurchaseState::Submitting]).unwrap().first()
        {
            return Err(format!("money stays aside for nothing: {purchase:?}"));
        }
        self.tally.acts = world.acts.values().map(|acts| acts.len() as u64).sum();
        Ok(())
    }
}

/// Whether the same key was tried again and has an end of its own.
fn has_newer(effects: &[arb::store::Effect], effect: &arb::store::Effect) -> bool {
    effects.iter().any(|one| one.key == effect.key && one.generation > effect.generation)
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
