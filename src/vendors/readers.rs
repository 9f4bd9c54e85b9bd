//! The vendors that are only read from: which are switched on, what each can do, opened when first asked.

use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
    path::PathBuf,
    rc::Rc,
    time::Duration,
};

use anyhow::Result;
use rust_decimal::Decimal;

use super::{
    Check, Market, Model, Source, amazon::Amazon, anthropic::Anthropic, bookscouter::Bookscouter, booksrun::Booksrun,
    ebay::Ebay, files::Files, imap::Imap, keepa::Keepa, openai::OpenAi, reverb::Reverb, sendgrid::Sendgrid, smtp::Smtp,
    tcgplayer::Tcgplayer, telegram::Telegram, twilio::Twilio, web::Web,
};
use crate::{
    config::{Shop, Vendors},
    error,
    net::{Room, Spent},
    store::Cache,
};

/// A vendor, opened.
#[derive(Clone)]
pub struct Reader {
    /// Finds offers.
    pub source: Option<Rc<dyn Source>>,
    /// Says what products sell for.
    pub market: Option<Rc<dyn Market>>,
    /// Answers questions.
    pub model: Option<Rc<dyn Model>>,
    /// Proves its key.
    pub check: Rc<dyn Check>,
}

/// How a vendor is opened.
type Open = fn(&Vendors, &Rc<Room>) -> Result<Reader>;

/// What there is.
struct Known {
    name: &'static str,
    is_source: bool,
    is_market: bool,
    is_model: bool,
    enabled: fn(&Vendors) -> bool,
    open: Open,
}

/// A row of [`KNOWN`]: a vendor's type, its section, and what it is.
macro_rules! known {
    ($name:literal, $section:ident, by $open:expr, [$($ability:ident),*]) => {
        Known {
            name: $name,
            is_source: known!(@has source $($ability)*),
            is_market: known!(@has market $($ability)*),
            is_model: known!(@has model $($ability)*),
            enabled: |vendors| vendors.$section.enabled,
            open: |vendors, room| {
                let vendor = Rc::new($open(&vendors.$section, room)?);
                #[allow(unused_mut, reason = "a vendor may have the check alone")]
                let mut reader =
                    Reader { source: None, market: None, model: None, check: Rc::clone(&vendor) as Rc<dyn Check> };
                $(reader.$ability = Some(Rc::clone(&vendor) as _);)*
                Ok(reader)
            },
        }
    };
    ($name:literal, $section:ident, $vendor:ty, [$($ability:ident),*]) => {
        known!($name, $section, by <$vendor>::open, [$($ability),*])
    };
    (@has source source $($rest:ident)*) => { true };
    (@has market market $($rest:ident)*) => { true };
    (@has model model $($rest:ident)*) => { true };
    (@has $ability:ident $other:ident $($rest:ident)*) => { known!(@has $ability $($rest)*) };
    (@has $ability:ident) => { false };
}

/// Every vendor that can be read from, in the order in which markets are asked.
const KNOWN: &[Known] = &[
    known!("keepa", keepa, Keepa, [source, market]),
    known!("ebay", ebay, Ebay, [source, market]),
    known!("tcgplayer", tcgplayer, Tcgplayer, [source, market]),
    known!("reverb", reverb, Reverb, [source, market]),
    known!("amazon", amazon, Amazon, [source, market]),
    known!("booksrun", booksrun, Booksrun, [market]),
    known!("bookscouter", bookscouter, Bookscouter, [market]),
    known!("openai", openai, OpenAi, [model]),
    known!("anthropic", anthropic, Anthropic, [model]),
    known!("local", local, by OpenAi::local, [model]),
    known!("twilio", twilio, Twilio, []),
    known!("sendgrid", sendgrid, Sendgrid, []),
    known!("smtp", smtp, by |config, _: &_| Smtp::open(config), []),
    known!("imap", imap, by |config, _: &_| Imap::open(config), []),
    known!("telegram", telegram, Telegram, []),
    known!("files", files, by |config, _: &_| Files::open(config), []),
];

/// How a run asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// No more calls than this.
    pub budget: Option<u64>,
    /// Answers come from the vendors, not from the cache.
    pub refresh: bool,
    /// How long one question may wait for its turn and its answer, in seconds; unset is two minutes.
    pub wait_s: Option<u64>,
}

/// The vendors that are only read from.
pub struct Readers {
    vendors: Vendors,
    shops: BTreeMap<String, Shop>,
    cache: Option<PathBuf>,
    keep_pct: Decimal,
    manner: Manner,
    room: OnceCell<Rc<Room>>,
    opened: RefCell<BTreeMap<&'static str, Reader>>,
}

impl Readers {
    /// By these settings. `cache` is the file that all processes share; without one nothing is kept.
    pub fn new(vendors: Vendors, cache: Option<PathBuf>, keep_pct: Decimal, manner: Manner) -> Self {
        let (room, opened, shops) = (OnceCell::new(), RefCell::default(), BTreeMap::new());
        Self { vendors, shops, cache, keep_pct, manner, room, opened }
    }

    /// With these shops.
    #[must_use]
    pub fn with_shops(mut self, shops: BTreeMap<String, Shop>) -> Self {
        self.shops = shops;
        self
    }

    /// The shop of this name; `None` where there is none.
    pub fn shop(&self, name: &str) -> Result<Option<Rc<dyn Source>>> {
        let Some(shop) = self.shops.get(name) else { return Ok(None) };
        if Self::knows(name) || name == "paper" {
            return Err(error::config(format!("`shops.{name}` has the name of a vendor"))
                .hint("give the shop another name")
                .into());
        }
        Ok(Some(Rc::new(Web::open(name, shop, &self.room()?)?)))
    }

    /// The names of the shops.
    pub fn shop_names(&self) -> impl Iterator<Item = &str> {
        self.shops.keys().map(String::as_str)
    }

    /// Whether there is a vendor of this name, switched on or not.
    pub fn knows(name: &str) -> bool {
        KNOWN.iter().any(|known| known.name == name)
    }

    /// What this run shares; made when it is first needed.
    pub fn room(&self) -> Result<Rc<Room>> {
        if let Some(room) = self.room.get() {
            return Ok(Rc::clone(room));
        }
        let cache = match &self.cache {
            Some(path) => Cache::open(path)?,
            None => Cache::in_memory()?,
        };
        let room = Room::new(cache, self.keep_pct).refreshing(self.manner.refresh);
        let room = match self.manner.wait_s {
            Some(wait) => room.patient(Duration::from_secs(wait)),
            None => room,
        };
        room.limit_calls(self.manner.budget);
        Ok(Rc::clone(self.room.get_or_init(|| Rc::new(room))))
    }

    /// What the run took of each vendor so far.
    pub fn spent(&self) -> BTreeMap<&'static str, Spent> {
        self.room.get().map(|room| room.spent()).unwrap_or_default()
    }

    /// The vendor of this name; `None` where there is none that is switched on.
    pub fn open(&self, name: &str) -> Result<Option<Reader>> {
        if let Some(reader) = self.opened.borrow().get(name) {
            return Ok(Some(reader.clone()));
        }
        let known = KNOWN.iter().find(|known| known.name == name && (known.enabled)(&self.vendors));
        let Some(known) = known else { return Ok(None) };
        let reader = (known.open)(&self.vendors, &self.room()?)?;
        self.opened.borrow_mut().insert(known.name, reader.clone());
        Ok(Some(reader))
    }

    /// The names of those that are switched on.
    pub fn enabled(&self) -> impl Iterator<Item = &'static str> {
        KNOWN.iter().filter(|known| (known.enabled)(&self.vendors)).map(|known| known.name)
    }

    /// The names of those that are switched on and know offers or prices.
    pub fn read_from(&self) -> impl Iterator<Item = &'static str> {
        let known = KNOWN.iter().filter(|known| (known.enabled)(&self.vendors));
        known.filter(|known| known.is_source || known.is_market).map(|known| known.name)
    }

    /// Every vendor: its name, whether it is switched on, and what it can do.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, bool, Vec<&'static str>)> {
        KNOWN.iter().map(|known| {
            let abilities = [(known.is_source, "source"), (known.is_market, "market"), (known.is_model, "model")];
            let abilities = abilities.into_iter().filter(|(has, _)| *has).map(|(_, name)| name).collect();
            (known.name, (known.enabled)(&self.vendors), abilities)
        })
    }
}
