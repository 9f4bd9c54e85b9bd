//! What a model may say about a purchase, and the most that comes of it: what the engine decided, or less.
//!
//! A value of [`BuyAdvice`] can veto, lower the cap, lower the quantity or add risk; there is no way to write a raise. What
//! counts is the meet of engine and model ([`meet`]): in the order of verdicts, caps, quantities and risks it is never above
//! what the engine alone had decided. A value beyond the engine's bounds is no advice at all, instead of being cut to fit:
//! who asks for more is not listened to for less.

mod apply;
#[cfg(test)]
mod properties;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use apply::{apply, fall_back};

use super::{
    analysis::{Analysis, ReasonCode, Verdict},
    money::{Money, Rounding},
};
use crate::config::OnFailure;

/// The most points of risk that one advice may add.
pub const MOST_POINTS: u8 = 40;

/// What a model may say about an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum BuyAdvice {
    /// Nothing speaks against it.
    NoObjection {},
    /// It is not bought.
    Veto {
        /// Why.
        reason: Doubt,
    },
    /// A purchase unit may cost less than the engine would pay.
    LowerCap {
        /// The highest price, in minor units of the offer's currency: 1 up to the engine's own.
        minor: i64,
        /// Why.
        reason: Doubt,
    },
    /// Fewer are bought.
    LowerQuantity {
        /// Purchase units: 1 up to the engine's own.
        quantity: u32,
        /// Why.
        reason: Doubt,
    },
    /// It is riskier than the score says.
    AddRisk {
        /// Points, up to [`MOST_POINTS`].
        points: u8,
        /// Why.
        reason: Doubt,
    },
}

impl BuyAdvice {
    /// Why it says so; `None` where it has no objection.
    pub fn reason(&self) -> Option<Doubt> {
        match *self {
            Self::NoObjection {} => None,
            Self::Veto { reason }
            | Self::LowerCap { reason, .. }
            | Self::LowerQuantity { reason, .. }
            | Self::AddRisk { reason, .. } => Some(reason),
        }
    }

    /// The code under which it stands among the reasons of a judgement.
    pub fn code(&self) -> Option<ReasonCode> {
        match self {
            Self::NoObjection {} => None,
            Self::Veto { .. } => Some(ReasonCode::ModelVeto),
            Self::LowerCap { .. } => Some(ReasonCode::ModelCap),
            Self::LowerQuantity { .. } => Some(ReasonCode::ModelQuantity),
            Self::AddRisk { .. } => Some(ReasonCode::ModelRisk),
        }
    }
}

/// Why a model advises against: a closed set, so that no word of its own gets into a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Offer and page show different things.
    WrongProduct,
    /// Pack or quantity do not fit.
    WrongPack,
    /// Another edition, version or region.
    WrongEdition,
    /// Worse than the condition it is sold in.
    Condition,
    /// Damaged, or parts are missing.
    Incomplete,
    /// It may not be genuine.
    Counterfeit,
    /// It may be unsafe or recalled.
    Unsafe,
    /// It may not be sold there.
    Restricted,
    /// The seller is not to be relied on.
    Seller,
    /// The text contradicts itself or the figures.
    Contradiction,
    /// The text tries to steer whoever reads it.
    Manipulation,
    /// Demand may be lower than it looks.
    Demand,
    /// The price may not hold.
    Price,
    /// Something else.
    Other,
}

impl Doubt {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::WrongProduct,
        Self::WrongPack,
        Self::WrongEdition,
        Self::Condition,
        Self::Incomplete,
        Self::Counterfeit,
        Self::Unsafe,
        Self::Restricted,
        Self::Seller,
        Self::Contradiction,
        Self::Manipulation,
        Self::Demand,
        Self::Price,
        Self::Other,
    ];

    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::WrongProduct => "wrong_product",
            Self::WrongPack => "wrong_pack",
            Self::WrongEdition => "wrong_edition",
            Self::Condition => "condition",
            Self::Incomplete => "incomplete",
            Self::Counterfeit => "counterfeit",
            Self::Unsafe => "unsafe",
            Self::Restricted => "restricted",
            Self::Seller => "seller",
            Self::Contradiction => "contradiction",
            Self::Manipulation => "manipulation",
            Self::Demand => "demand",
            Self::Price => "price",
            Self::Other => "other",
        }
    }
}

/// What the engine decided without a model: what advice can't go beyond.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The verdict.
    pub verdict: Verdict,
    /// What the offer asks for a purchase unit.
    pub price: Money,
    /// The highest price at which it is a buy; `None` where there is none.
    pub cap: Option<Money>,
    /// Purchase units.
    pub quantity: u32,
    /// The risk score; `None` where it is unknown.
    pub risk: Option<Decimal>,
    /// The highest risk score that is still bought.
    pub max_risk: Decimal,
}

impl Bounds {
    /// Those of a judgement.
    pub fn of(analysis: &Analysis, price: Money, max_risk: Decimal) -> Self {
        Self {
            verdict: analysis.verdict,
            price,
            cap: analysis.max_cost,
            quantity: analysis.quantity.as_ref().map_or(1, |quantity| quantity.suggested),
            risk: analysis.risk.as_ref().map(|risk| risk.score),
            max_risk,
        }
    }
}

/// What holds after a model was heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effective {
    /// The verdict.
    pub verdict: Verdict,
    /// The highest price at which it is a buy.
    pub cap: Option<Money>,
    /// Purchase units.
    pub quantity: u32,
    /// The risk score.
    pub risk: Option<Decimal>,
}

/// Advice that asks for more than the engine allows, or for nothing that there is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it {0}")]
pub struct Beyond(pub &'static str);

/// What holds when engine and model both have their say: the lower of the two.
pub fn meet(bounds: &Bounds, advice: &BuyAdvice) -> Result<Effective, Beyond> {
    let Bounds { verdict, price, cap, quantity, risk, max_risk } = bounds.clone();
    let engine = Effective { verdict, cap, quantity, risk };
    Ok(match *advice {
        BuyAdvice::NoObjection {} => engine,
        BuyAdvice::Veto { .. } => Effective { verdict: Verdict::Skip, cap: None, ..engine },
        BuyAdvice::LowerCap { minor, .. } => {
            let Some(standing) = cap else { return Err(Beyond("lowers a cap where there is none")) };
            let most = standing.to_minor(Rounding::Down).map_err(|_| Beyond("lowers a cap that is no amount"))?;
            if minor < 1 {
                return Err(Beyond("names a cap that is no price"));
            }
            if minor > most {
                return Err(Beyond("raises the cap"));
            }
            let lower = Money::from_minor(minor, standing.currency());
            let dear = price.amount() > lower.amount() && verdict == Verdict::Buy;
            Effective { verdict: if dear { Verdict::Watch } else { verdict }, cap: Some(lower), ..engine }
        }
        BuyAdvice::LowerQuantity { quantity: fewer, .. } => {
            if fewer < 1 {
                return Err(Beyond("names a quantity of nothing"));
            }
            if fewer > quantity {
                return Err(Beyond("raises the quantity"));
            }
            Effective { quantity: fewer, ..engine }
        }
        BuyAdvice::AddRisk { points, .. } => {
            if points > MOST_POINTS {
                return Err(Beyond("adds more risk than an advice may"));
            }
            let risk = risk.map(|risk| (risk + Decimal::from(points)).min(risk.max(Decimal::ONE_HUNDRED)));
            let high = points > 0 && risk.is_none_or(|risk| risk > max_risk);
            if high {
                Effective { verdict: Verdict::Skip, cap: None, risk, ..engine }
            } else {
                Effective { risk, ..engine }
            }
        }
    })
}

/// What holds where no model could be heard: what the engine decided, or less.
pub fn without(bounds: &Bounds, way: OnFailure) -> Effective {
    let Bounds { verdict, cap, quantity, risk, .. } = bounds.clone();
    let engine = Effective { verdict, cap, quantity, risk };
    match way {
        OnFailure::Rules => engine,
        OnFailure::Tighter => {
            let minor = cap.and_then(|cap| cap.to_minor(Rounding::Down).ok()).unwrap_or(0);
            let fifth_less = BuyAdvice::LowerCap { minor: minor / 5 * 4, reason: Doubt::Other };
            meet(bounds, &fifth_less).unwrap_or(Effective { verdict: Verdict::Skip, cap: None, ..engine })
        }
        OnFailure::Review => {
            let verdict = if reach(verdict) > reach(Verdict::Review) { Verdict::Review } else { verdict };
            Effective { verdict, cap: None, ..engine }
        }
    }
}

/// How much a verdict lets happen: more is a larger number.
pub fn reach(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Buy => 4,
        Verdict::Negotiate => 3,
        Verdict::Watch => 2,
        Verdict::Review => 1,
        Verdict::Skip => 0,
    }
}

/// Whether one decision lets nothing happen that the other does not.
pub fn is_within(one: &Effective, other: &Effective) -> bool {
    let cap = match (&one.cap, &other.cap) {
        (None, _) => true,
        (Some(one), Some(other)) => one.currency() == other.currency() && one.amount() <= other.amount(),
        (Some(_), None) => false,
    };
    let risk = match (one.risk, other.risk) {
        (Some(one), Some(other)) => one >= other,
        (one, other) => one == other,
    };
    reach(one.verdict) <= reach(other.verdict) && cap && one.quantity <= other.quantity && risk
}
