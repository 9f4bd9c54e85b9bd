//! `[reprice]`: how prices follow the market. Words are checked where they become a rule.

use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

/// `[reprice]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reprice {
    /// The strategy: `match-bb`, `undercut-bb`, …
    pub strategy: String,
    /// The step below a rival, in the account currency.
    pub step: Decimal,
    /// Apply prices; off means suggestions only.
    pub apply: bool,
    /// A change smaller than this percent is not worth making.
    pub deadband_pct: Decimal,
    /// The most a price may fall in a day, in percent.
    pub max_drop_pct: Decimal,
    /// The most a price may rise at once, in percent.
    pub max_rise_pct: Decimal,
    /// No price below this percent of the mean of our last three days.
    pub mean_pct: Decimal,
    /// The most changes of one listing in an hour.
    pub per_hour: u32,
    /// A run that moves more than this percent of prices by more than 20 % is stopped whole.
    pub batch_stop_pct: Decimal,
    /// A run that lands more than this percent of prices on their floor is stopped whole; unset does not look.
    pub batch_floor_pct: Option<Decimal>,
    /// A run that is told what can't be about more than this percent of listings is stopped before it begins.
    pub batch_odd_pct: Decimal,
    /// Which offers count: `all`, `fba`, `fbm`, `fba-then-fbm`, `buy-box`, `fba-then-buy-box`.
    pub target: String,
    /// What the marketplace's own offer counts as: `as-fba`, `ignore`, `match`.
    pub marketplace: String,
    /// Our other seller names on the channels: they are never competition.
    pub own_sellers: Vec<String>,
    /// The least share of good ratings of a rival that is followed, in percent.
    pub min_rating_pct: Option<Decimal>,
    /// The fewest ratings of a rival that is followed.
    pub min_ratings: Option<u32>,
    /// The longest time until a rival that is followed sends, in hours.
    pub max_handling_h: Option<u32>,
    /// How far goods that the marketplace ships may lie above those that sellers ship, in percent.
    pub handicap_pct: Decimal,
    /// And this much more.
    pub handicap: Decimal,
    /// The standard price, where a rule asks for one.
    pub default_price: Option<Decimal>,
    /// Where nobody else sells: `follow` the strategy, `keep`, `min`, `max`.
    pub no_competition: String,
    /// Where the rival is below our floor.
    pub rival_below_floor: String,
    /// Where the rival is at our floor.
    pub rival_at_floor: String,
    /// Where we are at our floor.
    pub at_floor: String,
    /// Where the channel shows no buy box; `step-down` as well.
    pub suppressed: String,
    /// A price below the floor: `jump-to-min`, `jump-to-max`, `jump-to-avg`, `default-price`, `do-nothing`,
    /// `match-competitor`. The floor holds after it.
    pub below: String,
    /// A price above the ceiling.
    pub above: String,
    /// What `standalone` asks where nobody else sells: `price`, `min`, `max`, `keep`.
    pub alone: String,
    /// Hours in which no price moves: `22:00-06:00 America/New_York`.
    pub sleep: Option<String>,
    /// What `sales-rule` does.
    pub sales: SalesRule,
    /// What `stock-aware` does.
    pub stock: StockRule,
    /// Postures by age, the youngest first.
    pub ladder: Vec<Rung>,
}

impl Default for Reprice {
    fn default() -> Self {
        let follow = || "follow".to_owned();
        Self {
            strategy: "match-bb".into(),
            step: dec!(0.01),
            apply: false,
            deadband_pct: dec!(0.3),
            max_drop_pct: dec!(20),
            max_rise_pct: dec!(100),
            mean_pct: dec!(60),
            per_hour: 4,
            batch_stop_pct: dec!(5),
            batch_floor_pct: None,
            batch_odd_pct: dec!(5),
            target: "all".into(),
            marketplace: "as-fba".into(),
            own_sellers: Vec::new(),
            min_rating_pct: None,
            min_ratings: None,
            max_handling_h: None,
            handicap_pct: Decimal::ZERO,
            handicap: Decimal::ZERO,
            default_price: None,
            no_competition: follow(),
            rival_below_floor: follow(),
            rival_at_floor: follow(),
            at_floor: follow(),
            suppressed: "step-down".into(),
            below: "jump-to-min".into(),
            above: "jump-to-max".into(),
            alone: "price".into(),
            sleep: None,
            sales: SalesRule::default(),
            stock: StockRule::default(),
            ladder: Vec::new(),
        }
    }
}

/// `[reprice.sales]`: how sales move a price that nobody competes with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SalesRule {
    /// More units than this in the window raise the price.
    pub raise_above: u32,
    /// Fewer units than this lower it.
    pub lower_below: u32,
    /// The window, in hours: 2 to 72.
    pub window_h: u32,
    /// By how much, in percent.
    pub pct: Decimal,
    /// Days without a further move after one.
    pub lock_days: u32,
}

impl Default for SalesRule {
    fn default() -> Self {
        Self { raise_above: 3, lower_below: 1, window_h: 24, pct: dec!(2), lock_days: 1 }
    }
}

/// `[reprice.stock]`: how stock moves a price.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StockRule {
    /// With fewer days of stock than this the price goes up.
    pub low_days: Decimal,
    /// With more than this the next sharper strategy is followed.
    pub high_days: Decimal,
    /// And when it is older than this, in days.
    pub old_days: u32,
    /// By how much it goes up, in percent.
    pub pct: Decimal,
}

impl Default for StockRule {
    fn default() -> Self {
        Self { low_days: dec!(7), high_days: dec!(60), old_days: 90, pct: dec!(2) }
    }
}

/// One rung of `reprice.ladder`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// From this age, in days.
    pub from_day: u32,
    /// The strategy.
    pub strategy: String,
    /// The least return on landed cost, in percent.
    pub roi_pct: Decimal,
}
