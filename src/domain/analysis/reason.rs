//! The codes of a verdict: a stable, documented set. Free text is for people only.

use serde::{Deserialize, Serialize};

/// What the analyst says about an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every gate passed; fit for a plan, still not a purchase.
    Buy,
    /// A buy at or below `max_cost`, which is near.
    Negotiate,
    /// A near miss; `turns` says what would make it a buy.
    Watch,
    /// Too good to be true, or the evidence conflicts or is thin: a person looks; never planned by itself.
    Review,
    /// Rejected, with reasons.
    Skip,
}

impl Verdict {
    /// Each of them.
    pub const ALL: [Self; 5] = [Self::Buy, Self::Negotiate, Self::Watch, Self::Review, Self::Skip];

    /// The word in records and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Buy => "buy",
            Self::Negotiate => "negotiate",
            Self::Watch => "watch",
            Self::Review => "review",
            Self::Skip => "skip",
        }
    }
}

/// How strongly a reason pulls at the verdict, from nothing to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Checked and fine.
    Pass,
    /// Shown, decides nothing.
    Flag,
    /// At best `watch`.
    Watch,
    /// At best `review`.
    Review,
    /// `skip`.
    Skip,
    /// `skip`, and nothing outweighs it.
    Veto,
}

/// Why; the names are stable. The first group can be an analysis' primary `reason`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// Every gate passed.
    Cleared,
    /// A fact forbids it; the facts stand beside it.
    Vetoed,
    /// No price evidence for the product on this channel.
    NoMarket,
    /// Too little evidence to say anything.
    InsufficientData,
    /// Return or profit is below the rules', or a loss is too likely.
    BelowMinNet,
    /// Better than things are.
    TooGood,
    /// Evidence is thin, stale or contradicts itself.
    LowConfidence,
    /// It would break a limit on spending or stock.
    OverLimit,
    /// Nobody said whether we may sell it.
    UnknownRestriction,
    /// A fee can't be worked out, so neither can the net.
    FeeMissing,
    /// Offer, market and account are in different currencies.
    CurrencyMismatch,
    /// The offer names no product.
    NoProductId,
    /// The offer itself can't be right.
    Invalid,
    /// It would sell too slowly.
    TooSlow,
    /// The rank is worse than the category's bound.
    RankOverMax,
    /// The marketplace itself sells it too often.
    AmazonShare,
    /// The risk score is too high.
    RiskTooHigh,
    /// The source has none left.
    SoldOut,

    // Facts and remarks that stand beside a primary reason.
    /// The return on landed cost.
    Roi,
    /// The profit a unit.
    Profit,
    /// The chance of a loss.
    LossChance,
    /// Recalled.
    Recalled,
    /// Selling needs an approval.
    Gated,
    /// We may not sell it.
    NotEligible,
    /// Allowed, as of the evidence.
    Allowed,
    /// Dangerous goods.
    Hazmat,
    /// Melts in the warm months.
    Meltable,
    /// A rights owner complains.
    IpAlert,
    /// The brand is the only seller.
    PrivateLabel,
    /// It is not the same product.
    MatchRejected,
    /// It may or may not be the same product.
    MatchAbstained,
    /// It is likely the same product, on a guess about its pack.
    MatchGuessed,
    /// Conditions do not fit.
    Condition,
    /// Weight or size is unknown.
    DimsUnknown,
    /// The evidence is old.
    Stale,
    /// The evidence has no date.
    AgeUnknown,
    /// Only few prices speak.
    ThinPrice,
    /// Today's price and the usual one differ too much.
    PricesDisagree,
    /// How fast it sells is unknown.
    VelocityUnknown,
    /// How many compete is unknown.
    OffersUnknown,
    /// The risk score is raised: a single test unit.
    ElevatedRisk,
    /// One purchase unit lasts longer than the rules' cover.
    OverCover,
    /// The spending limits are in another currency and were not checked.
    LimitsUnchecked,
    /// The offer's own price was read from one place alone, or from several that disagree.
    OfferPriceUnsure,
    /// New offers join faster than the rules like.
    OffersRising,
    /// For long nobody offered a new one.
    OutOfStock,
    /// It would sell in a month of low prices.
    OffSeason,
    /// Buyers rate it low.
    LowRating,
    /// A tool would buy it.
    ToolAgrees,
    /// A tool would not buy it, or would look closer.
    ToolDoubts,
    /// A model advises against it.
    ModelVeto,
    /// A model would pay less.
    ModelCap,
    /// A model would buy fewer.
    ModelQuantity,
    /// A model sees more risk.
    ModelRisk,
    /// A model must be heard and was not.
    ModelSilent,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The stable code.
    pub code: ReasonCode,
    /// Whether the check passed.
    pub ok: bool,
    /// What it does to the verdict.
    pub effect: Effect,
    /// For people.
    pub text: String,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What it was held against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
}

impl Reason {
    /// A reason that is not fine.
    pub fn against(code: ReasonCode, effect: Effect, text: impl Into<String>) -> Self {
        Self { code, ok: false, effect, text: text.into(), value: None, limit: None }
    }

    /// A check that passed.
    pub fn passed(code: ReasonCode, text: impl Into<String>) -> Self {
        Self { code, ok: true, effect: Effect::Pass, text: text.into(), value: None, limit: None }
    }

    /// Adds what was found and what it was held against.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "numbers are passed, and they are small")]
    pub fn with(mut self, value: impl ToString, limit: impl ToString) -> Self {
        (self.value, self.limit) = (Some(value.to_string()), Some(limit.to_string()));
        self
    }
}
