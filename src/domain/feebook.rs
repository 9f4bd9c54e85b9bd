//! What the analyst asks of the fee engine: the fees of one product at any sale price.

use rust_decimal::Decimal;

/// The fees of one unit of one product on one channel, as a function of its sale price.
pub trait FeeBook {
    /// The fees at a sale price, in the market's currency.
    fn fees_at(&self, price: Decimal) -> FeeAnswer;

    /// The amounts of [`FeeBook::fees_at`] and what is missing, without words, where that is quicker.
    fn amounts_at(&self, price: Decimal) -> FeeAnswer {
        self.fees_at(price)
    }

    /// Their sum alone, where that is quicker.
    fn total_at(&self, price: Decimal) -> Decimal {
        self.fees_at(price).total
    }

    /// Whether every fee at a price is known.
    fn is_complete(&self, price: Decimal) -> bool {
        self.fees_at(price).missing.is_empty()
    }

    /// The sale prices in `low..=high` at which a tier begins or a minimum, cap or threshold switches; each is the first
    /// price of its new stretch.
    fn breakpoints(&self, low: Decimal, high: Decimal) -> Vec<Decimal>;
}

/// The fees at one price. Amounts are positive: what the channel takes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeeAnswer {
    /// Each fee.
    pub lines: Vec<FeeAmount>,
    /// Their sum; without the missing ones.
    pub total: Decimal,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
    /// What could not be worked out, and how to supply it.
    pub missing: Vec<String>,
}

/// One fee.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeeAmount {
    /// `referral`, `fba_base`, …
    pub code: String,
    /// What the channel takes.
    pub amount: Decimal,
    /// How it came about: `15 % of 64.90`.
    pub detail: String,
    /// The card it stands in.
    pub card: String,
    /// Who published the card.
    pub source: String,
}

/// A percentage with a minimum, and a fixed fee: for tests and for channels without cards.
#[derive(Clone, Debug)]
pub struct SimpleFees {
    /// Share of the price, 0.15 for 15 %.
    pub rate: Decimal,
    /// Least of the share.
    pub minimum: Decimal,
    /// A unit.
    pub fixed: Decimal,
}

impl FeeBook for SimpleFees {
    fn fees_at(&self, price: Decimal) -> FeeAnswer {
        let share = crate::domain::money::Rounding::HalfUp.apply((price * self.rate).max(self.minimum), 2);
        let line = |code: &str, amount| FeeAmount { code: code.to_owned(), amount, ..FeeAmount::default() };
        FeeAnswer {
            lines: vec![line("referral", share), line("fixed", self.fixed)],
            total: share + self.fixed,
            ..FeeAnswer::default()
        }
    }

    fn breakpoints(&self, low: Decimal, high: Decimal) -> Vec<Decimal> {
        let Some(switch) = self.minimum.checked_div(self.rate) else { return Vec::new() };
        if low <= switch && switch <= high { vec![switch] } else { Vec::new() }
    }
}
