//! A repricing rule: a strategy with what it looks at and what it does at the edges.

use rust_decimal::Decimal;

use super::{ladder::Rung, sleep::Sleep, strategy::Strategy};
use crate::config::{SalesRule, StockRule};

/// A setting of one word, with its name in the settings.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $case:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $case,)+ }

        impl $name {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$case,)+];

            /// Its name in settings and records.
            pub fn name(self) -> &'static str {
                match self { $(Self::$case => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|one| one.name() == text).ok_or_else(|| {
                    let known: Vec<&str> = Self::ALL.iter().map(|one| one.name()).collect();
                    format!("`{text}` is none of `{}`", known.join("`, `"))
                })
            }
        }
    };
}
pub(super) use words;

words! {
    /// Which offers count as competition.
    Target {
        /// All of them.
        All = "all",
        /// Those that the marketplace ships.
        Fba = "fba",
        /// Those that their sellers ship.
        Fbm = "fbm",
        /// Those that the marketplace ships; where there are none, the others.
        FbaThenFbm = "fba-then-fbm",
        /// The holder of the buy box alone.
        BuyBox = "buy-box",
        /// Those that the marketplace ships; where there are none, the holder of the buy box.
        FbaThenBuyBox = "fba-then-buy-box",
    }
}

words! {
    /// What the marketplace's own offer counts as.
    Marketplace {
        /// A rival that it ships itself.
        AsFba = "as-fba",
        /// Nobody: it is looked through.
        Ignore = "ignore",
        /// One that is matched and never undercut.
        Match = "match",
    }
}

words! {
    /// What is done in a situation that a strategy has no answer of its own for.
    Action {
        /// What the strategy says.
        Follow = "follow",
        /// The price stays.
        Keep = "keep",
        /// The floor.
        Min = "min",
        /// The ceiling.
        Max = "max",
        /// One step down, at intervals.
        StepDown = "step-down",
    }
}

words! {
    /// What is done about a price beyond floor or ceiling. Whatever it is, the bounds hold after it.
    Boundary {
        /// The floor.
        JumpToMin = "jump-to-min",
        /// The ceiling.
        JumpToMax = "jump-to-max",
        /// Half way between floor and ceiling.
        JumpToAvg = "jump-to-avg",
        /// The rule's standard price; the nearer bound where it names none.
        DefaultPrice = "default-price",
        /// The price stays.
        DoNothing = "do-nothing",
        /// The rival's price.
        MatchCompetitor = "match-competitor",
    }
}

words! {
    /// What `standalone` asks while nobody else sells.
    Alone {
        /// The rule's standard price, else the floor.
        Price = "price",
        /// The floor.
        Min = "min",
        /// The ceiling.
        Max = "max",
        /// What it asked before.
        Keep = "keep",
    }
}

/// Situations, and what is done in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scenarios {
    /// No offer counts as competition.
    pub no_competition: Action,
    /// The rival that is followed is below our floor.
    pub rival_below_floor: Action,
    /// It is at our floor.
    pub rival_at_floor: Action,
    /// We are at our floor.
    pub at_floor: Action,
    /// The channel shows no buy box.
    pub suppressed: Action,
}

impl Default for Scenarios {
    fn default() -> Self {
        Self {
            no_competition: Action::Follow,
            rival_below_floor: Action::Follow,
            rival_at_floor: Action::Follow,
            at_floor: Action::Follow,
            // Informed: a suppressed buy box steps down at intervals; it is not "no competition".
            suppressed: Action::StepDown,
        }
    }
}

/// How much more a seller may ask whose goods the marketplace ships, and still hold the buy box. It is data, learnt from one's
/// own wins: nobody publishes it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Handicap {
    /// In percent of the price.
    pub pct: Decimal,
    /// And this much more.
    pub fixed: Decimal,
}

/// Which rivals are too poor to be followed; `None` lets all pass, and so does a rival of whom it is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fitness {
    /// The least share of good ratings, in percent.
    pub rating_pct: Option<Decimal>,
    /// The fewest ratings.
    pub ratings: Option<u32>,
    /// The longest time until it is sent, in hours.
    pub handling_h: Option<u32>,
}

/// A rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// How to follow.
    pub strategy: Strategy,
    /// Whom.
    pub target: Target,
    /// What the marketplace's own offer counts as.
    pub marketplace: Marketplace,
    /// Who is too poor to be followed.
    pub fitness: Fitness,
    /// The advantage of goods that the marketplace ships.
    pub handicap: Handicap,
    /// What is done in which situation.
    pub scenarios: Scenarios,
    /// What is done below the floor.
    pub below: Boundary,
    /// What is done above the ceiling.
    pub above: Boundary,
    /// The standard price.
    pub default_price: Option<Decimal>,
    /// What `standalone` asks.
    pub alone: Alone,
    /// What `sales-rule` does.
    pub sales: SalesRule,
    /// What `stock-aware` does.
    pub stock: StockRule,
    /// Postures by age, the youngest first; empty is none.
    pub ladder: Vec<Rung>,
    /// Hours in which no price moves.
    pub sleep: Option<Sleep>,
}

impl Rule {
    /// A strategy with everything else as usual.
    pub fn of(strategy: Strategy) -> Self {
        Self {
            strategy,
            target: Target::All,
            marketplace: Marketplace::AsFba,
            fitness: Fitness::default(),
            handicap: Handicap::default(),
            scenarios: Scenarios::default(),
            below: Boundary::JumpToMin,
            above: Boundary::JumpToMax,
            default_price: None,
            alone: Alone::Price,
            sales: SalesRule::default(),
            stock: StockRule::default(),
            ladder: Vec::new(),
            sleep: None,
        }
    }
}
