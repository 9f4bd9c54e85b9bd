//! The list of limits: one line each, in the order in which refusals are reported.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::config::Limits;

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money of the account currency.
    Money,
    /// A percentage; 30 is 30 %.
    Percent,
    /// A plain number.
    Number,
    /// Whole things: units, orders, minutes.
    Count,
}

/// Which change of a limit is the careful one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tighter {
    /// A lower value allows less.
    Lower,
    /// A higher value allows less.
    Higher,
}

macro_rules! limits {
    ($($variant:ident $name:ident $code:literal $unit:ident $tighter:ident $doc:literal;)*) => {
        /// A limit, in the order in which refusals are reported (money-safety, section 5.1).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Limit {
            $(#[doc = $doc] $variant,)*
        }

        impl Limit {
            /// Every limit, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The key under `[limits]`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($name),)* }
            }

            /// The number in the design: `L2`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// What it bounds, one sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $doc,)* }
            }

            /// What it counts.
            pub fn unit(self) -> Unit {
                match self { $(Self::$variant => Unit::$unit,)* }
            }

            /// Which change is the careful one.
            pub fn tighter(self) -> Tighter {
                match self { $(Self::$variant => Tighter::$tighter,)* }
            }

            /// Its value in the settings.
            pub fn of(self, limits: &Limits) -> Decimal {
                match self { $(Self::$variant => Decimal::from(limits.$name),)* }
            }

            /// Writes its value into settings; `None` where the value is none of its kind.
            pub fn put(self, limits: &mut Limits, value: Decimal) -> Option<()> {
                match self { $(Self::$variant => limits.$name = value.try_into().ok()?,)* }
                Some(())
            }
        }
    };
}

limits! {
    PerItem per_item "L1" Money Lower "The landed cost of one purchase, at its cap.";
    PerDay per_day "L2" Money Lower "All purchases of a day.";
    Per7Days per_7_days "L3" Money Lower "All purchases of seven days.";
    Per30Days per_30_days "L3" Money Lower "All purchases of thirty days.";
    PerRun per_run "L4" Money Lower "All purchases of one run.";
    PerSeller per_seller "L5" Money Lower "Purchases from one seller that are open or not 30 days old.";
    PerNewSeller per_new_seller "L5" Money Lower "The same for a seller from whom nothing has arrived yet.";
    PerSource per_source "L6" Money Lower "All purchases of a day from one source.";
    CategoryPct category_pct "L7" Percent Lower "Goods of one category, on order or in stock, in percent of the capital.";
    BrandPct brand_pct "L7" Percent Lower "Goods of one brand, on order or in stock, in percent of the capital.";
    UnitsPerProduct units_per_product "L8" Count Lower "Units of one product, on order or in stock.";
    PerProduct per_product "L8" Money Lower "Cost of one product, on order or in stock.";
    OpenPct open_pct "L9" Percent Lower "Everything held, on order and in stock, in percent of the capital.";
    UnknownAmount unknown_amount "L10" Money Lower "Money held by effects of unknown outcome; reaching it halts buying.";
    UnknownEffects unknown_effects "L10" Count Lower "Purchases of unknown outcome; reaching it halts buying.";
    CashFloor cash_floor "L11" Money Higher "Cash that is never spent.";
    MinRoiPct min_roi_pct "L12" Percent Higher "The least return on landed cost in a bad case.";
    MinProfit min_profit "L12" Money Higher "The least profit of one purchase in a bad case.";
    MaxRisk max_risk "L13" Number Lower "The highest risk score.";
    OrdersPerDay orders_per_day "L14" Count Lower "Orders of a day.";
    OrdersPerHour orders_per_hour "L14" Count Lower "Orders to one source in an hour.";
    OrderGapSeconds order_gap_seconds "L14" Count Higher "Seconds between two orders to one source.";
    PriceAgeMinutes price_age_minutes "L15" Count Lower "How old the source's price may be.";
    CompsAgeHours comps_age_hours "L15" Count Lower "How old the sale prices may be.";
    FeesAgeDays fees_age_days "L15" Count Lower "How old the working out of fees may be.";
    DriftPct drift_pct "L16" Percent Lower "How much dearer than proposed.";
    AnomalyPricePct anomaly_price_pct "L17" Percent Higher "Cheaper than this percent of the middle sale price needs a person.";
    AnomalyQuantity anomaly_quantity "L17" Count Lower "More purchase units than this need a person.";
    AnomalySpreadPct anomaly_spread_pct "L17" Percent Lower "A spread of sale prices above this needs a person.";
    BreakerFailures breaker_failures "L18" Count Lower "Calls in a row without a clear answer that shut a vendor off.";
    BreakerPct breaker_pct "L18" Percent Lower "The share of such calls among the last 20 that does.";
    Loss7Days loss_7_days "L19" Money Lower "A realised loss of seven days above this halts buying.";
    LosingCloses losing_closes "L19" Count Lower "So many losing sales among the last ten halt buying.";
    ReturnRatePct return_rate_pct "L19" Percent Lower "A share of returned sales of 30 days above this halts buying.";
    RefundsPerDay refunds_per_day "L21" Money Lower "Refunds of a day without a person.";
    RefundsPerBuyer refunds_per_buyer "L21" Count Lower "Refunds to one buyer in 90 days without a person.";
    RevisionsPerDay revisions_per_day "L22" Count Lower "Revisions of one listing in a day.";
    PriceDropPct price_drop_pct "L22" Percent Lower "How far a price may fall in 24 hours.";
    RepliesPerMessage replies_per_message "L22" Count Lower "Answers to one message that are sent without a person.";
    RepliesPerThread replies_per_thread "L22" Count Lower "Answers in one thread and day that are sent without a person.";
    LlmPerDay llm_per_day "L23" Money Lower "What models may cost in a day.";
    LlmTokensPerDay llm_tokens_per_day "L23" Count Lower "Tokens of all calls of models in a day.";
    LlmCallSeconds llm_call_seconds "L23" Count Lower "How long one call of a model may take.";
    LlmCallTokens llm_call_tokens "L23" Count Lower "Tokens of one call.";
    LlmTurns llm_turns "L23" Count Lower "Turns of one conversation with a model.";
    QuotaKeepPct quota_keep_pct "L24" Percent Higher "The share of a vendor's quota kept for reconciling.";
}

impl Limit {
    /// The limit of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|limit| limit.name() == name)
    }

    /// Whether `value` allows more than `other`.
    pub fn is_looser(self, value: Decimal, other: Decimal) -> bool {
        match self.tighter() {
            Tighter::Lower => value > other,
            Tighter::Higher => value < other,
        }
    }

    /// The tighter of two values.
    pub fn tighter_of(self, one: Decimal, other: Decimal) -> Decimal {
        if self.is_looser(one, other) { other } else { one }
    }
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        Self::parse(&name).ok_or_else(|| D::Error::custom(format!("there is no limit `{name}`")))
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn every_limit_reads_and_writes_its_own_setting() {
        for limit in Limit::ALL {
            let mut limits = Limits::default();
            limit.put(&mut limits, dec!(1)).unwrap();
            assert_eq!(limit.of(&limits), dec!(1), "{limit}");
            let others = Limit::ALL.iter().filter(|other| *other != limit);
            for other in others {
                assert_eq!(other.of(&limits), other.of(&Limits::default()), "{limit} wrote {other}");
            }
            assert_eq!(Limit::parse(limit.name()), Some(*limit));
        }
    }

    #[test]
    fn more_of_a_floor_is_tighter() {
        assert!(Limit::PerDay.is_looser(dec!(501), dec!(500)));
        assert!(Limit::CashFloor.is_looser(dec!(499), dec!(500)));
        assert_eq!(Limit::CashFloor.tighter_of(dec!(499), dec!(500)), dec!(500));
        assert_eq!(Limit::PerDay.tighter_of(dec!(499), dec!(500)), dec!(499));
    }
}
