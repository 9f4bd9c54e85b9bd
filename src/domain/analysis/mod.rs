//! What `analyze` writes under `analysis`: a judgement with its evidence.
//!
//! Order of evaluation: vetoes → enough data? → fees and landed cost → distributions → risk → portfolio → verdict. Every
//! reason that applies is listed; a score never hides a veto; unknown is a value at every step.

mod analyst;
mod bound;
mod compare;
mod economics;
mod gates;
mod parts;
pub(in crate::domain) mod past_gates;
mod quantity;
mod reason;
mod shape;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use analyst::{Holdings, Input, analyze, is_hopeless, judge};
pub use bound::Worth;
pub use compare::compare;
pub use parts::Parts;
pub use quantity::{Bound, Quantity};
pub use reason::{Effect, Reason, ReasonCode, Verdict};

use super::{advice::BuyAdvice, money::Money, offer::ProductIds, past::Past};

/// The judgement. Amounts are for one sellable unit in the market's currency; ratios are decimal text (`0.5057` is 50.57 %).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// `buy`, `negotiate`, `watch`, `review`, `skip`.
    pub verdict: Verdict,
    /// The primary reason.
    pub reason: ReasonCode,
    /// All reasons that apply, the heaviest first.
    pub reasons: Vec<Reason>,
    /// The codes of reasons that are not fine, short, for tables.
    pub flags: Vec<ReasonCode>,
    /// The product as the market knows it.
    #[serde(default, skip_serializing_if = "ProductIds::is_empty")]
    pub product: ProductIds,
    /// The page's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The category that fees and risk went by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// How offer and page were found to be one product.
    #[serde(rename = "match")]
    pub matched: Matched,
    /// The fee channel.
    pub channel: String,
    /// `fba` or `fbm`.
    pub program: String,
    /// What it sells for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sell: Option<Sell>,
    /// What is known of its market beside prices.
    #[serde(default, skip_serializing_if = "Demand::is_unknown")]
    pub demand: Demand,
    /// What the histories of its market say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub past: Option<Box<Past>>,
    /// What a unit in hand costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub landed: Option<Landed>,
    /// What the channel takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fees: Option<Fees>,
    /// Price − fees − landed cost; absent while a fee is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net: Option<Money>,
    /// The net if the missing fees were nothing: an upper bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net_at_most: Option<Money>,
    /// Net at the 10th percentile of the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net_p10: Option<Money>,
    /// Net at the median price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net_p50: Option<Money>,
    /// Net at the 90th percentile of the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net_p90: Option<Money>,
    /// The chance that the net is below zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_loss: Option<Decimal>,
    /// Net ÷ what the supplier is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roi_on_cost: Option<Decimal>,
    /// Net ÷ landed cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roi_on_landed: Option<Decimal>,
    /// Net ÷ sale price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin_on_price: Option<Decimal>,
    /// The lowest sale price at which nothing is lost, up to the expected one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breakeven_price: Option<Money>,
    /// The highest price of a purchase unit at which the verdict is `buy`, to the cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_cost: Option<Money>,
    /// `max_cost` where the verdict is `negotiate`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negotiate_below: Option<Money>,
    /// How many to buy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// Days until our next sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_to_sell: Option<DaysToSell>,
    /// Days that the money is bound, on the way, prepared, waiting, paid out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cash_days: Option<u32>,
    /// Net ÷ `cash_days`, in the market's currency (the name is the trade's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usd_per_day: Option<Decimal>,
    /// The risk score and its parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<RiskPart>,
    /// The prices of a purchase unit at which the verdict turns, the lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
    /// Whether we may sell it, as known.
    pub restriction: String,
    /// The rules that judged.
    pub rules: RulesUsed,
    /// When the judgement was made.
    pub analyzed_at: Timestamp,
    /// When the evidence was true; absent is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
    /// When it is too old to act on.
    pub expires_at: Timestamp,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What a model said about it; absent where none was to be asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<Advised>,
}

/// What a model said about an offer. What came of it stands in the other fields, lower than the engine had them or the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advised {
    /// Who was asked: `openai`, `anthropic`, `local`.
    pub by: String,
    /// The model.
    pub model: String,
    /// What it said; absent where that was no advice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<BuyAdvice>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Its number in the log, for `arb advice`; absent where nobody was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<i64>,
}

/// How offer and page were compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matched {
    /// What came of it.
    pub outcome: Outcome,
    /// `identifier`, …
    pub method: String,
    /// 0 … 1.
    pub confidence: Decimal,
    /// In order of weight, for people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Units in a purchase unit.
    pub pack_source: u32,
    /// Units in what the page sells.
    pub pack_target: u32,
    /// Codes of what was found: `pack_assumed`, `off_condition`, `wrong_variation`, …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// The code that decided, where it is no match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Matched {
    /// Found by an identifier that both sides carry, one unit for one.
    pub fn by_identifier(evidence: &str) -> Self {
        Self {
            outcome: Outcome::Same,
            method: "identifier".to_owned(),
            confidence: Decimal::ONE,
            evidence: vec![evidence.to_owned()],
            pack_source: 1,
            pack_target: 1,
            reasons: Vec::new(),
            why: None,
        }
    }

    /// Nothing to compare with.
    pub fn none() -> Self {
        Self {
            outcome: Outcome::None,
            method: "none".to_owned(),
            confidence: Decimal::ZERO,
            evidence: Vec::new(),
            ..Self::by_identifier("")
        }
    }
}

/// What a comparison came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The same product.
    Same,
    /// Not the same, or not in this condition.
    Rejected,
    /// Can't be told.
    Abstained,
    /// There was nothing to compare with.
    None,
}

/// What it sells for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sell {
    /// The middle price, which the figures go by.
    pub price: Money,
    /// The 10th percentile.
    pub p10: Money,
    /// The 90th percentile.
    pub p90: Money,
    /// How it was found.
    pub basis: String,
    /// Who said so.
    pub source: String,
    /// When it was true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
    /// Every price that was looked at, where vendors said so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<PriceSaid>,
}

/// A price, who said so, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PriceSaid {
    /// `buy_box`, `avg90`, …
    pub field: String,
    /// The price.
    pub price: Money,
    /// Who said so.
    pub source: String,
    /// When it was true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

/// What is known of demand and competition, as the evidence says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// Sales rank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Units the whole page sells in a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monthly_sold: Option<u32>,
    /// Offers competing for the buy box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offers: Option<u32>,
    /// Whether the marketplace itself has stock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amazon_in_stock: Option<bool>,
}

impl Demand {
    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

/// What a unit in hand costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Landed {
    /// The parts.
    pub lines: Vec<CostLine>,
    /// Their sum.
    pub total: Money,
}

/// One part of the landed cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CostLine {
    /// `price`, `discount`, `tax`, `inbound`, `prep`, `cashback`, `rounding`.
    pub code: String,
    /// Negative where it lowers the cost.
    pub amount: Money,
    /// How it came about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// Where it came from.
    pub source: String,
}

/// What the channel takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fees {
    /// Each fee, positive.
    pub lines: Vec<FeeLine>,
    /// Their sum; without the missing ones.
    pub total: Money,
    /// What was taken for granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<String>,
    /// What could not be worked out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// One fee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeeLine {
    /// `referral`, `fba_base`, …
    pub code: String,
    /// What the channel takes.
    pub amount: Money,
    /// How it came about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The card.
    pub card: String,
    /// Who published it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// Days until our next sale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DaysToSell {
    /// At best.
    pub low: u32,
    /// In between.
    pub mid: u32,
    /// At worst.
    pub high: u32,
    /// What says so.
    pub basis: String,
}

/// The risk score in the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskPart {
    /// 0 safe … 100 risky.
    pub score: Decimal,
    /// What it is made of.
    pub parts: Vec<RiskLine>,
}

/// One part of the risk score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskLine {
    /// `velocity`, `competition`, `amazon`, `stability`, `category`.
    pub code: String,
    /// 0 … 100.
    pub score: Decimal,
    /// How much it counts, 0 … 1.
    pub weight: Decimal,
    /// What it was read from.
    pub from: String,
}

/// A price at which the verdict turns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// What it turns to.
    pub to: Verdict,
    /// When the price of a purchase unit is above or below `at_cost`.
    pub when: Side,
    /// The last price before the turn.
    pub at_cost: Money,
}

/// On which side of a price a verdict holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Dearer.
    Above,
    /// Cheaper.
    Below,
}

/// The rules that judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesUsed {
    /// Their name.
    pub name: String,
    /// Their version.
    pub version: String,
}
