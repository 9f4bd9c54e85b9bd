//! `[limits]`: every limit with its default, for a seller with a capital of 5,000 (money-safety, section 5.1).

use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

/// `[limits]`: what may be spent and done. Amounts are in the account currency, percentages whole (`30` is 30 %).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// The landed cost of one purchase, at its cap.
    pub per_item: Decimal,
    /// All purchases of a day.
    pub per_day: Decimal,
    /// All purchases of seven days.
    pub per_7_days: Decimal,
    /// All purchases of thirty days.
    pub per_30_days: Decimal,
    /// All purchases of one run.
    pub per_run: Decimal,
    /// Purchases from one seller that are open or not 30 days old.
    pub per_seller: Decimal,
    /// The same for a seller from whom nothing has arrived yet.
    pub per_new_seller: Decimal,
    /// All purchases of a day from one source.
    pub per_source: Decimal,
    /// Goods of one category, on order or in stock, in percent of the capital.
    pub category_pct: Decimal,
    /// Goods of one brand, on order or in stock, in percent of the capital.
    pub brand_pct: Decimal,
    /// Units of one product, on order or in stock.
    pub units_per_product: u32,
    /// Cost of one product, on order or in stock.
    pub per_product: Decimal,
    /// Everything held, on order and in stock, in percent of the capital.
    pub open_pct: Decimal,
    /// Money held by effects of unknown outcome; reaching it halts buying.
    pub unknown_amount: Decimal,
    /// Purchases of unknown outcome; reaching it halts buying.
    pub unknown_effects: u32,
    /// Cash that is never spent.
    pub cash_floor: Decimal,
    /// The least return on landed cost in a bad case.
    pub min_roi_pct: Decimal,
    /// The least profit of one purchase in a bad case.
    pub min_profit: Decimal,
    /// The highest risk score.
    pub max_risk: Decimal,
    /// Orders of a day.
    pub orders_per_day: u32,
    /// Orders to one source in an hour.
    pub orders_per_hour: u32,
    /// Seconds between two orders to one source.
    pub order_gap_seconds: u32,
    /// How old the source's price may be.
    pub price_age_minutes: u32,
    /// How old the sale prices may be.
    pub comps_age_hours: u32,
    /// How old the working out of fees may be.
    pub fees_age_days: u32,
    /// How much dearer than proposed.
    pub drift_pct: Decimal,
    /// Cheaper than this percent of the middle sale price needs a person.
    pub anomaly_price_pct: Decimal,
    /// More purchase units than this need a person.
    pub anomaly_quantity: u32,
    /// A spread of sale prices above this needs a person.
    pub anomaly_spread_pct: Decimal,
    /// Calls in a row without a clear answer that shut a vendor off.
    pub breaker_failures: u32,
    /// The share of such calls among the last 20 that does.
    pub breaker_pct: Decimal,
    /// A realised loss of seven days above this halts buying.
    pub loss_7_days: Decimal,
    /// So many losing sales among the last ten halt buying.
    pub losing_closes: u32,
    /// A share of returned sales of 30 days above this halts buying.
    pub return_rate_pct: Decimal,
    /// Refunds of a day without a person.
    pub refunds_per_day: Decimal,
    /// Refunds to one buyer in 90 days without a person.
    pub refunds_per_buyer: u32,
    /// Revisions of one listing in a day.
    pub revisions_per_day: u32,
    /// How far a price may fall in 24 hours.
    pub price_drop_pct: Decimal,
    /// Answers to one message that are sent without a person.
    pub replies_per_message: u32,
    /// Answers in one thread and day that are sent without a person.
    pub replies_per_thread: u32,
    /// What models may cost in a day.
    pub llm_per_day: Decimal,
    /// Tokens of all calls of a day.
    pub llm_tokens_per_day: u32,
    /// How long one call of a model may take.
    pub llm_call_seconds: u32,
    /// Tokens of one call.
    pub llm_call_tokens: u32,
    /// Turns of one conversation with a model.
    pub llm_turns: u32,
    /// The share of a vendor's quota kept for reconciling.
    pub quota_keep_pct: Decimal,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            per_item: dec!(150),
            per_day: dec!(500),
            per_7_days: dec!(2000),
            per_30_days: dec!(5000),
            per_run: dec!(250),
            per_seller: dec!(300),
            per_new_seller: dec!(60),
            per_source: dec!(300),
            category_pct: dec!(30),
            brand_pct: dec!(30),
            units_per_product: 3,
            per_product: dec!(200),
            open_pct: dec!(60),
            unknown_amount: dec!(200),
            unknown_effects: 3,
            cash_floor: dec!(500),
            min_roi_pct: dec!(25),
            min_profit: dec!(5),
            max_risk: dec!(60),
            orders_per_day: 20,
            orders_per_hour: 4,
            order_gap_seconds: 30,
            price_age_minutes: 5,
            comps_age_hours: 24,
            fees_age_days: 90,
            drift_pct: dec!(2),
            anomaly_price_pct: dec!(40),
            anomaly_quantity: 5,
            anomaly_spread_pct: dec!(300),
            breaker_failures: 5,
            breaker_pct: dec!(30),
            loss_7_days: dec!(150),
            losing_closes: 4,
            return_rate_pct: dec!(15),
            refunds_per_day: dec!(100),
            refunds_per_buyer: 2,
            revisions_per_day: 200,
            price_drop_pct: dec!(20),
            replies_per_message: 1,
            replies_per_thread: 5,
            llm_per_day: dec!(5),
            llm_tokens_per_day: 500_000,
            llm_call_seconds: 30,
            llm_call_tokens: 8_000,
            llm_turns: 4,
            quota_keep_pct: dec!(20),
        }
    }
}
