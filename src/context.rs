//! What every command is given: settings, voice, flags, the clock, the store; later the vendors.

pub mod arming;
mod manners;
mod templates;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    rc::Rc,
};

use anyhow::Result;
use arming::Switches;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::{
    cli::Global,
    config::{AutonomyOf, Config, Limits, Loaded, Mode, Origin},
    domain::{
        clock::Sighting,
        effect::{ClockTrust, Kind},
        fees::Catalog,
        ledger::events::Minor,
        limits::{Caps, CapsError, Limit},
        money::{Currency, Money, Rounding},
        rules::Rules,
    },
    error,
    store::{self, Budget, Create, Store},
    ui::Ui,
    vendors::{
        desk::Desk,
        paper::{Paper, charge::CardFees, class::Behaviour},
        readers::{Manner, Readers},
    },
};

/// What every command is given.
pub struct Context {
    /// The settings in force.
    pub config: Config,
    /// Where each setting came from.
    pub origins: BTreeMap<String, Origin>,
    /// The limits that the files say, before the environment tightened them.
    pub file_limits: Limits,
    /// The folder of the user's own files.
    pub user_dir: Option<PathBuf>,
    /// The voice on stderr.
    pub ui: Ui,
    /// The global flags.
    pub global: Global,
    clock: Clock,
    halted: bool,
    clock_seen: bool,
    store: Option<Store>,
    paper: Option<Rc<Paper>>,
    fees: Option<Rc<Catalog>>,
    readers: Option<Rc<Readers>>,
    /// How vendors that are only read from are asked; set before the first question.
    pub manner: Manner,
}

/// Where the time comes from.
#[derive(Clone, Copy, Debug)]
enum Clock {
    System,
    Fixed(Timestamp),
}

impl Clock {
    fn now(self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Fixed(at) => at,
        }
    }
}

impl Context {
    /// Reads the settings and the environment.
    pub fn new(global: Global) -> Result<Self> {
        let user_dir = user_dir();
        let Loaded { mut config, mut origins, file_limits, file_autonomy, user_dir } =
            crate::config::load(global.config.as_deref(), user_dir, environment())?;
        only_tighter(&config.limits, &file_limits, &origins)?;
        only_held_back(&config.autonomy, &file_autonomy)?;
        if let Some(db) = &global.db {
            config.db = Some(db.clone());
            origins.insert("db".to_owned(), Origin::Flag("--db"));
        }
        Ok(Self {
            config,
            origins,
            file_limits,
            user_dir,
            ui: global.ui(),
            global,
            clock: clock_from_environment()?,
            halted: halt_from_environment(),
            clock_seen: false,
            store: None,
            paper: None,
            fees: None,
            readers: None,
            manner: Manner::default(),
        })
    }

    /// A context of these settings alone, at a fixed time: for a world of its own, like the demo's.
    pub fn with(config: Config, global: Global, now: Timestamp) -> Self {
        Self {
            file_limits: config.limits.clone(),
            config,
            origins: BTreeMap::new(),
            user_dir: None,
            ui: global.ui(),
            global,
            clock: Clock::Fixed(now),
            halted: false,
            clock_seen: false,
            store: None,
            paper: None,
            fees: None,
            readers: None,
            manner: Manner::default(),
        }
    }

    /// The current time: the paper world's for a command that uses a paper database beside which there is one,
    /// else the system's, or `ARB_NOW` where a test or a replay fixes it.
    pub fn now(&self) -> Timestamp {
        let world = self.paper.as_ref().and_then(|paper| paper.now().ok().flatten());
        world.unwrap_or_else(|| self.clock.now())
    }

    /// The vendors of this run. On paper the simulated market is made on first use, from `[paper] seed`.
    pub fn desk(&mut self) -> Result<Desk> {
        if self.store()?.mode() == Mode::Live {
            self.arm(self.config.vendors.credentials())?;
            let clock = self.clock;
            let readers = self.readers()?;
            return Desk::live(&self.config.vendors, &readers, move || clock.now());
        }
        let paper = self.paper()?;
        paper.init(self.config.paper.seed, self.now(), &[])?;
        Ok(Desk::on_paper(paper).reading(self.readers()?))
    }

    /// Whether this is the name of a market that is asked, switched on or not.
    pub fn reads_from(&self, name: &str) -> bool {
        name == "paper" || Readers::knows(name)
    }

    /// The vendors that are only read from, real on paper, too. What they answered lies in `cache.db` beside the database.
    pub fn readers(&mut self) -> Result<Rc<Readers>> {
        if let Some(readers) = &self.readers {
            return Ok(Rc::clone(readers));
        }
        let cache = self.db_path()?.with_file_name("cache.db");
        // A dry run makes no file.
        let cache = Some(cache).filter(|path| !self.global.dry_run || path.exists());
        let keep = self.config.limits.quota_keep_pct;
        let shops = self.config.shops.clone();
        let readers = Rc::new(Readers::new(self.config.vendors.clone(), cache, keep, self.manner).with_shops(shops));
        self.readers = Some(Rc::clone(&readers));
        Ok(readers)
    }

    /// The simulated market's file, opened; it may hold no world yet.
    pub fn paper(&mut self) -> Result<Rc<Paper>> {
        if let Some(paper) = &self.paper {
            return Ok(Rc::clone(paper));
        }
        // A dry run makes no file: where there is no world, it plays in one that is gone afterwards.
        let path = self.world_path()?;
        let path = if self.global.dry_run && !path.exists() { PathBuf::from(":memory:") } else { path };
        let behaviour = Behaviour::of(&self.config.paper)?;
        let paper = Paper::open(&path, Box::new(CardFees::new(self.fees()?)))?;
        let paper = Rc::new(paper.behaving(behaviour));
        self.paper = Some(Rc::clone(&paper));
        Ok(paper)
    }

    /// The fee cards: the built-in ones, then the user's own from `[fees] dir` or `fees/` beside the user's settings.
    pub fn fees(&mut self) -> Result<Rc<Catalog>> {
        if self.fees.is_none() {
            self.fees = Some(Rc::new(load_fees(self.fees_dir())?));
        }
        Ok(Rc::clone(self.fees.as_ref().expect("it was loaded just now")))
    }

    /// The analyst's rules: the file of `[rules]`, or the built-in ones, which are stricter where money is real.
    pub fn rules(&self, flag: Option<&Path>) -> Result<Rules> {
        let Some(file) = flag.or(self.config.rules.file.as_deref()) else {
            let rules = Rules::built_in();
            return Ok(if self.config.mode == Mode::Live { rules.for_real_money() } else { rules });
        };
        let text = std::fs::read_to_string(file)
            .map_err(|why| error::config(format!("can't read the rules `{}`", file.display())).because(why))?;
        Rules::parse(&text).map_err(|why| {
            error::config(format!("the rules `{}` can't be used", file.display()))
                .hint("`arb config rules` prints the built-in ones, with every key explained")
                .because(why)
                .into()
        })
    }

    fn fees_dir(&self) -> Option<PathBuf> {
        let own = || self.user_dir.as_ref().map(|dir| dir.join("fees")).filter(|dir| dir.is_dir());
        self.config.fees.dir.clone().or_else(own)
    }

    /// The simulated market's file: `paper.db` beside the database.
    pub fn world_path(&self) -> Result<PathBuf> {
        Ok(self.db_path()?.with_file_name("paper.db"))
    }

    /// The database file: `--db`, the setting `db`, or `arb.db` in the user's data folder.
    pub fn db_path(&self) -> Result<PathBuf> {
        use etcetera::BaseStrategy;
        if let Some(path) = &self.config.db {
            return Ok(path.clone());
        }
        let base = etcetera::base_strategy::Xdg::new().map_err(|why| {
            error::config("there is no home folder for the database").hint("use `--db FILE`").because(why)
        })?;
        Ok(base.data_dir().join("arb").join("arb.db"))
    }

    /// The account currency.
    pub fn currency(&self) -> Result<Currency> {
        let code = &self.config.currency;
        code.parse().map_err(|why| error::config("the setting `currency` is no currency").because(why).into())
    }

    /// The limits in force: of each the tighter of what the settings say and what was accepted.
    pub fn limits(&mut self) -> Result<Limits> {
        let accepted = self.books()?.accepted_limits()?;
        Ok(Caps::in_force(&self.config.limits, &accepted))
    }

    /// What bounds the purchases of this run.
    pub fn budget(&mut self) -> Result<Budget> {
        let limits = self.limits()?;
        let caps = Caps::new(&limits, self.currency()?).map_err(|why| bad_limit(&why))?;
        Ok(Budget::new(caps, self.zone()?, self.run_id()).mannered(self.manners()?))
    }

    /// The local date that a moment belongs to: `2026-06-01`. A day of limits and reports begins at its midnight.
    pub fn day(&self, at: Timestamp) -> Result<String> {
        Ok(at.to_zoned(self.zone()?).date().to_string())
    }

    /// The time zone of the user.
    pub fn zone(&self) -> Result<TimeZone> {
        let name = &self.config.timezone;
        // The usual one takes no look at the system's list of zones.
        if name == "UTC" {
            return Ok(TimeZone::UTC);
        }
        TimeZone::get(name).map_err(|why| {
            let failure = error::config(format!("the setting `timezone` is `{name}`")).because(why);
            failure.hint("write it like `Europe/Zurich`").into()
        })
    }

    /// The name of this run: limits per run are counted under it. `ARB_RUN_ID`, or the process.
    pub fn run_id(&self) -> String {
        std::env::var("ARB_RUN_ID")
            .ok()
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| format!("{}-{}", self.now().as_microsecond(), std::process::id()))
    }

    /// The database for a command that acts. Made on first use, as paper; see [`arming`] for what real money needs.
    pub fn store(&mut self) -> Result<&mut Store> {
        self.arm(None)?;
        self.books()
    }

    /// Whether effects are simulated or real; an error where real money is meant by one switch and not by all of them.
    /// `credentials` is the class of those that an effect would be sent with, once that is known.
    pub fn arm(&mut self, credentials: Option<Mode>) -> Result<Mode> {
        let flag = self.global.live;
        let database = if flag && !self.db_path()?.exists() { None } else { Some(self.books()?.mode()) };
        Ok(Switches { setting: self.config.mode, flag, database, credentials }.decide()?)
    }

    /// The time that deadlines are measured by, and whether they may be measured at all: a clock that jumped against the
    /// machine's own count, or behind what the database remembers, can't be trusted, and halts every effect.
    pub fn clock(&mut self) -> Result<(Timestamp, ClockTrust)> {
        if self.global.dry_run {
            return Ok((self.now(), ClockTrust::Sound));
        }
        self.store()?;
        let seen = self.sighting()?;
        let reading = self.store()?.sight(&seen)?;
        if let (Some(why), false) = (&reading.suspect, self.clock_seen) {
            self.ui.warn(&format!(
                "clock_suspect: the clock jumped: {why}; nothing that rests on elapsed time is decided"
            ));
        }
        self.clock_seen = true;
        Ok((reading.now, reading.trust()))
    }

    /// The time from a trusted reading on: it goes on while a command works, except where the time is a simulated market's
    /// or fixed.
    pub fn ticking(&self, now: Timestamp) -> impl Fn() -> Timestamp + use<> {
        let begun = matches!(self.clock, Clock::System).then(std::time::Instant::now).filter(|_| self.paper.is_none());
        move || {
            let passed = begun.map(|begun| begun.elapsed()).and_then(|passed| SignedDuration::try_from(passed).ok());
            passed.and_then(|passed| now.checked_add(passed).ok()).unwrap_or(now)
        }
    }

    /// A look at the clocks.
    pub fn sighting(&mut self) -> Result<Sighting> {
        // Only an open paper database says that the time is the world's.
        self.books()?;
        // Only the machine's own time can be held against the machine's own count.
        let machine = matches!(self.clock, Clock::System) && self.paper.is_none();
        Ok(store::sighting(self.now(), machine))
    }

    /// Whether the environment says that nothing may leave.
    pub fn env_halt(&self) -> bool {
        self.halted
    }

    /// Refuses (exit 5) where this kind of effect is halted, and where the database is not fit to act on: a stage asks
    /// before it prepares one.
    pub fn permit(&mut self, kind: Kind) -> Result<()> {
        let (now, _) = self.clock()?;
        let store = self.store()?;
        store.permit_check(kind)?;
        store.fit_to_act()?;
        match store.unwatched(now)? {
            Some(unwatched) if kind == Kind::Purchase => Err(unwatched.refusal().into()),
            _ => Ok(()),
        }
    }

    /// The database for a command that only looks, paper or live.
    pub fn books(&mut self) -> Result<&mut Store> {
        if self.store.is_none() {
            let create = if self.global.live { Create::No } else { Create::IfMissing(Mode::Paper) };
            let currency = self.currency()?;
            // What makes no sense is said before anything is opened or made.
            Caps::new(&self.config.limits, currency).map_err(|why| bad_limit(&why))?;
            Caps::new(&self.file_limits, currency).map_err(|why| bad_limit(&why))?;
            let mut store = Store::open(&self.db_path()?, create)?.with_env_halt(self.halted);
            if store.mode() == Mode::Live {
                store::refuse_network(store.path(), self.config.allow_network_state)?;
            }
            store.check_today(&self.day(self.now())?)?;
            store.accept_first_limits(&self.file_limits, self.now())?;
            if store.mode() == Mode::Paper {
                if self.world_path()?.exists() {
                    self.paper()?;
                }
                let cash = Money::new(self.config.paper.cash, self.currency()?);
                let minor = cash.to_minor(Rounding::Down)?;
                store.open_wallet(Minor { minor, currency: cash.currency() }, self.now())?;
            }
            self.store = Some(store);
        }
        Ok(self.store.as_mut().expect("it was opened just now"))
    }
}

/// The environment as text; `std::env::vars` would panic on a variable that is none.
fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.to_string_lossy().into_owned())))
}

/// The environment may tighten a limit, never loosen one: that takes an edited file and `arb limits accept`.
fn only_tighter(limits: &Limits, in_files: &Limits, origins: &BTreeMap<String, Origin>) -> Result<()> {
    for limit in Limit::ALL {
        let (value, in_file) = (limit.of(limits), limit.of(in_files));
        if limit.is_looser(value, in_file) {
            let key = format!("limits.{limit}");
            let place = origins.get(&key).map_or_else(String::new, |origin| format!("{origin}: "));
            return Err(error::config(format!(
                "{place}`{key}` = {value} allows more than {in_file}, which is set without it"
            ))
            .code("limit_loosened")
            .hint("the environment may only tighten limits; edit arb.toml and run `arb limits accept`")
            .into());
        }
    }
    Ok(())
}

/// The environment may hold back how far `arb` goes alone, never let it go further.
fn only_held_back(autonomy: &AutonomyOf, in_files: &AutonomyOf) -> Result<()> {
    let Some(source) = autonomy.further_than(in_files) else { return Ok(()) };
    let whom = if source == "*" { "sources without a line of their own".to_owned() } else { format!("`{source}`") };
    Err(error::config(format!("the environment lets arb go further alone with {whom} than the files do"))
        .code("autonomy_loosened")
        .hint("`ARB_AUTONOMY__*` may only hold it back; edit `[autonomy]` in arb.toml")
        .into())
}

fn bad_limit(why: &CapsError) -> error::Failure {
    error::config(why.to_string()).code("bad_limit").hint("`arb.toml.example` explains every limit")
}

fn load_fees(dir: Option<PathBuf>) -> Result<Catalog> {
    let Some(dir) = dir else { return Ok(Catalog::builtin().clone()) };
    let unreadable = |why: std::io::Error| {
        error::config(format!("can't read the folder of fee cards `{}`", dir.display())).because(why)
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&dir).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|kind| kind == "toml") {
            files.push(path);
        }
    }
    files.sort();
    let mut cards = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path)
            .map_err(|why| error::config(format!("can't read `{}`", path.display())).because(why))?;
        cards.push((path.display().to_string(), text));
    }
    Catalog::builtin().with_cards(cards).map_err(|why| {
        error::config("a fee card of yours can't be used")
            .hint("the format is in data/fees/README.md")
            .because(why)
            .into()
    })
}

fn clock_from_environment() -> Result<Clock> {
    match std::env::var("ARB_NOW") {
        Err(_) => Ok(Clock::System),
        Ok(text) => text.parse().map(Clock::Fixed).map_err(|why| {
            error::config(format!("`ARB_NOW` is `{text}`: {why}")).hint("write it like `2026-06-01T12:00:00Z`").into()
        }),
    }
}

/// Whether `ARB_HALT` stops this process; in doubt it does.
fn halt_from_environment() -> bool {
    let word = std::env::var_os("ARB_HALT").unwrap_or_default();
    !matches!(word.to_string_lossy().trim().to_ascii_lowercase().as_str(), "" | "0" | "false" | "no" | "off")
}

/// `$XDG_CONFIG_HOME/arb` or `~/.config/arb`.
fn user_dir() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    Some(etcetera::base_strategy::Xdg::new().ok()?.config_dir().join("arb"))
}
