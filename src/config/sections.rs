//! Every key of `arb.toml` with its default. `arb.toml.example` documents them; a test compares the two.

use std::{collections::BTreeMap, path::PathBuf};

use jiff::SignedDuration;
use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

use super::{Advice, Limits};

/// All settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `paper` or `live`.
    pub mode: Mode,
    /// The database file; unset is `arb.db` in the user's data folder.
    pub db: Option<PathBuf>,
    /// Whether a live database may lie on a network file system.
    pub allow_network_state: bool,
    /// The account currency: limits and reports are in it.
    pub currency: String,
    /// The zone whose midnight begins a day of limits and reports.
    pub timezone: String,
    /// Where things are sold.
    pub market: Market,
    /// What one unit costs beside its price.
    pub costs: Costs,
    /// The rules of the analyst.
    pub rules: Rules,
    /// The fee cards.
    pub fees: Fees,
    /// What may be spent.
    pub limits: Limits,
    /// How far `arb` may go by itself.
    pub autonomy: AutonomyOf,
    /// How things are listed.
    pub list: List,
    /// How prices follow the market.
    pub reprice: super::Reprice,
    /// How customers are answered.
    pub support: Support,
    /// Where webhooks are received.
    pub serve: super::Serve,
    /// How prices are haggled over.
    pub negotiation: super::Negotiation,
    /// What models are asked.
    pub advice: Advice,
    /// The simulated market.
    pub paper: Paper,
    /// The vendors that are spoken to.
    pub vendors: super::Vendors,
    /// Column mappings of the user's own.
    pub presets: Presets,
    /// Named files that `scan --source NAME` reads.
    pub sources: BTreeMap<String, Source>,
    /// Saved searches that `scan --saved NAME` makes.
    pub searches: BTreeMap<String, super::Search>,
    /// Shops whose pages `scan --source NAME` reads.
    pub shops: BTreeMap<String, super::Shop>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            mode: Mode::Paper,
            db: None,
            allow_network_state: false,
            currency: "USD".into(),
            timezone: "UTC".into(),
            market: Market::default(),
            costs: Costs::default(),
            rules: Rules::default(),
            fees: Fees::default(),
            limits: Limits::default(),
            autonomy: AutonomyOf::default(),
            list: List::default(),
            reprice: super::Reprice::default(),
            support: Support::default(),
            serve: super::Serve::default(),
            negotiation: super::Negotiation::default(),
            advice: Advice::default(),
            paper: Paper::default(),
            vendors: super::Vendors::default(),
            presets: Presets::default(),
            sources: BTreeMap::new(),
            searches: BTreeMap::new(),
            shops: BTreeMap::new(),
        }
    }
}

/// Whether the world outside is simulated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// A simulated marketplace and wallet.
    #[default]
    Paper,
    /// Real vendors and money; needs `--live` and a live database too.
    Live,
}

/// `[market]`: where things are sold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Market {
    /// A fee channel: `amazon_us`, `ebay_us`, …
    pub channel: String,
    /// `fba` or `fbm`.
    pub program: String,
    /// The selling plan on Amazon: `professional` or `individual`.
    pub plan: String,
    /// The eBay store level: `none`, `starter`, `basic`, …
    pub store: String,
    /// Used where an offer names no category; unset means unknown, and the fee is `missing`.
    pub category: Option<String>,
}

impl Default for Market {
    fn default() -> Self {
        Self {
            channel: "amazon_us".into(),
            program: "fba".into(),
            plan: "professional".into(),
            store: "none".into(),
            category: None,
        }
    }
}

/// `[costs]`: what one sellable unit costs beside its price, in the account currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Costs {
    /// Shipping to us or to the warehouse, a unit, where the offer names none.
    pub inbound: Decimal,
    /// Labels, bags, a prep centre, a unit.
    pub prep: Decimal,
    /// Sales tax paid on the price, in percent; 0 with a resale certificate.
    pub tax_pct: Decimal,
    /// Cashback on the price, in percent.
    pub cashback_pct: Decimal,
    /// Discount on the price, in percent (a coupon, a gift card bought below face value).
    pub discount_pct: Decimal,
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            inbound: dec!(0.60),
            prep: Decimal::ZERO,
            tax_pct: Decimal::ZERO,
            cashback_pct: Decimal::ZERO,
            discount_pct: Decimal::ZERO,
        }
    }
}

/// `[rules]`: the rules of the analyst.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// A rules file; unset is the built-in one (`arb config rules` prints it).
    pub file: Option<PathBuf>,
}

/// `[fees]`: the fee cards.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fees {
    /// A folder whose `*.toml` cards are added to, or replace, the built-in ones; unset is `fees/` beside the user's `arb.toml`.
    pub dir: Option<PathBuf>,
}

/// `[autonomy]`: how far `arb` may go by itself with purchases. The vendor's own terms may say less, never more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AutonomyOf {
    /// For every source that is not named; unset is `auto` on paper, where no money is real, and `approve` live.
    pub default: Option<Alone>,
    /// `[autonomy.sources]`: for one source, by its name.
    pub sources: BTreeMap<String, Alone>,
}

impl AutonomyOf {
    /// What is set for a source.
    pub fn of(&self, source: &str, mode: Mode) -> Alone {
        let otherwise = || match mode {
            Mode::Paper => Alone::Auto,
            Mode::Live => Alone::Approve,
        };
        self.sources.get(source).copied().or(self.default).unwrap_or_else(otherwise)
    }

    /// The source, named here or there, with which this goes further than `other`; a source that neither names is `*`.
    pub fn further_than(&self, other: &Self) -> Option<&str> {
        let named = self.sources.keys().chain(other.sources.keys()).map(String::as_str);
        let further = |source: &&str| {
            [Mode::Paper, Mode::Live].into_iter().any(|mode| self.of(source, mode) > other.of(source, mode))
        };
        // By default is asked last: the name of a source says more.
        let found = named.chain(["*"]).find(further)?;
        self.sources.keys().map(String::as_str).find(|name| *name == found).or(Some("*"))
    }
}

/// How far, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alone {
    /// Nothing is planned.
    Off,
    /// `arb` prepares, a person places the order, `arb` books it.
    Assist,
    /// A person says yes to each plan, exactly as it is.
    Approve,
    /// Within the limits.
    Auto,
}

/// `[list]`: how things are listed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct List {
    /// Channels to choose from; the best net after fees wins.
    pub channels: Vec<String>,
    /// On how many channels one SKU may be for sale at the same time; its units are shared out among them.
    pub at_once: usize,
    /// The channel preferred where its net is within `preferred_within_pct` of the best.
    pub preferred: String,
    /// See `preferred`.
    pub preferred_within_pct: Decimal,
    /// Floor: the least return on landed cost, in percent.
    pub floor_roi_pct: Decimal,
    /// Floor: the least profit a unit, in the account currency.
    pub floor_profit: Decimal,
    /// Ceiling: at most this percent of the reference price.
    pub ceiling_pct: Decimal,
    /// Minimum advertised prices that makers ask for: neither a listing nor a new price goes below them.
    pub map: Vec<Map>,
    /// A folder of `NAME.toml` templates; unset is `templates/` beside the user's `arb.toml`.
    pub templates: Option<PathBuf>,
}

/// A maker's minimum advertised price, of everything of a brand or of one SKU.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "MapRow")]
pub struct Map {
    /// The brand, in capitals or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// Our SKU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// The price, in the currency of the channel.
    pub price: Decimal,
}

/// [`Map`] as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MapRow {
    brand: Option<String>,
    sku: Option<String>,
    price: Decimal,
}

impl TryFrom<MapRow> for Map {
    type Error = &'static str;

    fn try_from(row: MapRow) -> Result<Self, Self::Error> {
        if row.brand.is_none() && row.sku.is_none() {
            return Err("a minimum advertised price needs a `brand` or a `sku`");
        }
        if row.price <= Decimal::ZERO {
            return Err("a minimum advertised price is above zero");
        }
        Ok(Self { brand: row.brand, sku: row.sku, price: row.price })
    }
}

impl List {
    /// The highest minimum advertised price that holds for a SKU of this brand; an entry with both is for both together.
    pub fn map_of(&self, sku: &str, brand: Option<&str>) -> Option<Decimal> {
        let holds = |map: &&Map| {
            map.sku.as_deref().is_none_or(|named| named == sku)
                && map.brand.as_deref().is_none_or(|named| {
                    brand.is_some_and(|brand| brand.trim().to_lowercase() == named.trim().to_lowercase())
                })
        };
        self.map.iter().filter(holds).map(|map| map.price).max()
    }
}

impl Default for List {
    fn default() -> Self {
        Self {
            channels: vec!["amazon_us".into(), "ebay_us".into()],
            at_once: 1,
            preferred: "amazon_us".into(),
            preferred_within_pct: dec!(10),
            floor_roi_pct: dec!(5),
            floor_profit: dec!(0.50),
            ceiling_pct: dec!(150),
            map: Vec::new(),
            templates: None,
        }
    }
}

/// `[support]`: how customers are answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Support {
    /// Send an answer by itself at or above this confidence, in percent; below it a draft waits.
    pub send_confidence_pct: Decimal,
    /// Send at all; off means every answer is a draft.
    pub send: bool,
    /// Words that always bring in a person, beside the built-in ones.
    pub escalation_words: Vec<String>,
    /// Signed under every answer.
    pub signature: String,
    /// Refunds: `approve` asks a person for each, `auto` gives by itself what the policy and the limits allow, `off` none.
    pub refunds: Alone,
    /// What each reason gives; unset is the built-in policy.
    pub refund_policy: Option<PathBuf>,
    /// `[support.manners]`: whom is written to when, and how often.
    pub manners: super::Manners,
    /// Hours to the first answer.
    pub first_answer_hours: u32,
    /// Hours until nothing more is needed about a message.
    pub resolve_hours: u32,
    /// The same for one inbox, by its name.
    pub inboxes: BTreeMap<String, super::InboxClock>,
    /// How long promises may take.
    pub promises: super::Promises,
    /// The most answers without a person in a conversation, within `loop_hours`.
    pub loop_rounds: u32,
    /// The window in which two machines are told by how they talk, in hours.
    pub loop_hours: u32,
}

impl Default for Support {
    fn default() -> Self {
        Self {
            send_confidence_pct: dec!(80),
            send: false,
            escalation_words: Vec::new(),
            signature: "Best regards".into(),
            refunds: Alone::Approve,
            refund_policy: None,
            manners: super::Manners::default(),
            first_answer_hours: 24,
            resolve_hours: 72,
            inboxes: BTreeMap::new(),
            promises: super::Promises::default(),
            loop_rounds: 4,
            loop_hours: 24,
        }
    }
}

/// `[paper]`: the simulated market.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paper {
    /// Same seed, same world, byte for byte.
    pub seed: u64,
    /// The wallet at the start, in the account currency.
    pub cash: Decimal,
    /// What kind of vendor it plays: how it takes a repeat and what it says afterwards.
    pub class: PaperClass,
    /// How long its reads trail its writes; unset is the class's own: `30s` for `lagged`, else none.
    #[serde(serialize_with = "jiff::fmt::serde::duration::friendly::compact::optional")]
    pub lookup_lag: Option<SignedDuration>,
    /// How long `idempotent` remembers a key; unset is for good.
    #[serde(serialize_with = "jiff::fmt::serde::duration::friendly::compact::optional")]
    pub idem_ttl: Option<SignedDuration>,
    /// Requests that never arrive, in percent.
    pub lost_requests_pct: u32,
    /// Replies that never come back, in percent: it was done, and nobody heard.
    pub lost_replies_pct: u32,
}

/// What kind of vendor the simulated market plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperClass {
    /// The same key twice is one effect and the same answer.
    #[default]
    Idempotent,
    /// A repeat is a second effect, but everything can be looked up.
    Lookup,
    /// The same, and what was done shows only later.
    Lagged,
    /// A repeat is a second effect, and nothing can be looked up.
    None,
}

impl PaperClass {
    /// Every class.
    pub const ALL: [Self; 4] = [Self::Idempotent, Self::Lookup, Self::Lagged, Self::None];

    /// The name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Idempotent => "idempotent",
            Self::Lookup => "lookup",
            Self::Lagged => "lagged",
            Self::None => "none",
        }
    }
}

impl Default for Paper {
    fn default() -> Self {
        Self {
            seed: 7,
            cash: dec!(5000),
            class: PaperClass::Idempotent,
            lookup_lag: None,
            idem_ttl: None,
            lost_requests_pct: 0,
            lost_replies_pct: 0,
        }
    }
}

/// `[presets]`: column mappings of the user's own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Presets {
    /// A folder of `NAME.toml` mappings; unset is `presets/` beside the user's `arb.toml`.
    pub dir: Option<PathBuf>,
}

/// `[sources.NAME]`: a file that `scan --source NAME` reads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Source {
    /// The file.
    pub file: PathBuf,
    /// Its column mapping: a preset's name or a file.
    pub map: Option<String>,
    /// The currency of prices that name none.
    pub currency: Option<String>,
}
