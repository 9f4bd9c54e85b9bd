//! A transaction: at least two entries, zero in sum for every currency, or it does not exist.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Account;
use crate::domain::money::Currency;

/// What kind of event a transaction books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The owner put money in, or took it out.
    Capital,
    /// An order was placed.
    Purchase,
    /// Goods arrived.
    Receipt,
    /// The card was paid.
    CardPaid,
    /// A sale line, with its fees, cost and postage.
    Sale,
    /// Fees that a channel named after the sale.
    Fees,
    /// What a channel took or gave beyond sales.
    Charge,
    /// A channel paid out.
    Payout,
    /// A buyer got money back.
    Refund,
    /// Goods came back and can be sold again.
    Restock,
    /// A person said which lot a sale took from.
    Identified,
    /// Goods were lost or broken.
    WriteOff,
    /// Goods went back to their vendor.
    VendorReturn,
    /// A vendor returned money.
    VendorRefund,
    /// Returns were provided for.
    Provision,
    /// A vendor's statement says another amount than was booked.
    Adjustment,
    /// An earlier transaction was undone.
    Reversal,
    /// A fact that nobody can place yet.
    Suspense,
    /// A person said where it belongs.
    Settle,
}

impl Kind {
    /// The name in the journal.
    pub fn name(self) -> &'static str {
        match self {
            Self::Capital => "capital",
            Self::Purchase => "purchase",
            Self::Receipt => "receipt",
            Self::CardPaid => "card_paid",
            Self::Sale => "sale",
            Self::Fees => "fees",
            Self::Charge => "charge",
            Self::Payout => "payout",
            Self::Refund => "refund",
            Self::Restock => "restock",
            Self::Identified => "identified",
            Self::WriteOff => "write_off",
            Self::VendorReturn => "vendor_return",
            Self::VendorRefund => "vendor_refund",
            Self::Provision => "provision",
            Self::Adjustment => "adjustment",
            Self::Reversal => "reversal",
            Self::Suspense => "suspense",
            Self::Settle => "settle",
        }
    }
}

/// One line of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The account.
    pub account: Account,
    /// The currency.
    pub currency: Currency,
    /// Minor units: plus is a debit, minus a credit.
    pub minor: i64,
    /// The lot whose goods move.
    pub lot: Option<i64>,
    /// Units that move into (plus) or out of (minus) the lot.
    pub quantity: Option<i64>,
}

/// Why a transaction can't be built.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// Debits and credits differ.
    #[error("`{key}` does not balance: {currency} is off by {minor} minor units")]
    Unbalanced {
        /// The transaction's key.
        key: String,
        /// The currency that is off.
        currency: Currency,
        /// By how much; plus means too much debit.
        minor: i64,
    },
    /// One entry or none.
    #[error("`{0}` has fewer than two entries")]
    TooFew(String),
    /// A sum leaves the range of a 64-bit integer.
    #[error("`{0}`: the amounts are too large")]
    Overflow(String),
    /// An amount has the wrong sign for its event.
    #[error("`{key}`: {what} can't be {minor}")]
    OutOfRange {
        /// The transaction's key.
        key: String,
        /// Which amount.
        what: &'static str,
        /// Its value in minor units, or units.
        minor: i64,
    },
}

/// A balanced transaction, ready to be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Txn {
    key: String,
    kind: Kind,
    reference: String,
    at: Timestamp,
    reverses: Option<i64>,
    entries: Vec<Entry>,
}

impl Txn {
    /// The key that makes posting it twice the same as posting it once.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What kind of event it books.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What it is about: `purchase:12`.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// When the event happened.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The id of the transaction that it undoes.
    pub fn reverses(&self) -> Option<i64> {
        self.reverses
    }

    /// Its lines.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The exact negation of a posted transaction.
    pub fn reversal(id: i64, reference: &str, entries: &[Entry], at: Timestamp) -> Result<Self, LedgerError> {
        let mut draft = Draft::new(Kind::Reversal, format!("reversal:{id}"), reference, at);
        draft.reverses = Some(id);
        for entry in entries {
            let negated = |value: i64| value.checked_neg().ok_or_else(|| LedgerError::Overflow(draft.key.clone()));
            let (minor, quantity) = (negated(entry.minor)?, entry.quantity.map(negated).transpose()?);
            draft.entries.push(Entry { minor, quantity, ..entry.clone() });
        }
        draft.build()
    }
}

/// A transaction being written.
#[derive(Clone, Debug)]
pub struct Draft {
    key: String,
    kind: Kind,
    reference: String,
    at: Timestamp,
    reverses: Option<i64>,
    entries: Vec<Entry>,
    refused: Option<LedgerError>,
}

impl Draft {
    /// An empty transaction.
    pub fn new(kind: Kind, key: impl Into<String>, reference: impl Into<String>, at: Timestamp) -> Self {
        let (key, reference) = (key.into(), reference.into());
        Self { key, kind, reference, at, reverses: None, entries: Vec::new(), refused: None }
    }

    /// Adds a debit of `minor` (a negative amount is a credit, zero adds nothing).
    #[must_use]
    pub fn debit(mut self, account: Account, currency: Currency, minor: i64) -> Self {
        if minor != 0 {
            self.entries.push(Entry { account, currency, minor, lot: None, quantity: None });
        }
        self
    }

    /// Adds a credit of `minor` (a negative amount is a debit, zero adds nothing).
    #[must_use]
    pub fn credit(mut self, account: Account, currency: Currency, minor: i64) -> Self {
        match minor.checked_neg() {
            Some(negated) => self.debit(account, currency, negated),
            None => {
                self.refused = Some(LedgerError::Overflow(self.key.clone()));
                self
            }
        }
    }

    /// Moves `quantity` units worth `minor` into a lot (both negative: out of it). A worthless unit still moves.
    #[must_use]
    pub fn stock(mut self, lot: i64, currency: Currency, quantity: i64, minor: i64) -> Self {
        let account = Account::Inventory;
        self.entries.push(Entry { account, currency, minor, lot: Some(lot), quantity: Some(quantity) });
        self
    }

    /// Adds a credit even of nothing: the second line of a movement of worthless units.
    #[must_use]
    pub fn counter(mut self, account: Account, currency: Currency, minor: i64) -> Self {
        if minor == 0 {
            self.entries.push(Entry { account, currency, minor, lot: None, quantity: Some(0) });
            return self;
        }
        self.credit(account, currency, minor)
    }

    /// Refuses the transaction unless `value` is at least `least`.
    #[must_use]
    pub fn at_least(mut self, what: &'static str, value: i64, least: i64) -> Self {
        if value < least && self.refused.is_none() {
            self.refused = Some(LedgerError::OutOfRange { key: self.key.clone(), what, minor: value });
        }
        self
    }

    /// The transaction, or why it can't be one.
    pub fn build(self) -> Result<Txn, LedgerError> {
        if let Some(why) = self.refused {
            return Err(why);
        }
        if self.entries.len() < 2 {
            return Err(LedgerError::TooFew(self.key));
        }
        let mut sums: BTreeMap<Currency, i128> = BTreeMap::new();
        for entry in &self.entries {
            *sums.entry(entry.currency).or_default() += i128::from(entry.minor);
        }
        if let Some((currency, sum)) = sums.into_iter().find(|(_, sum)| *sum != 0) {
            let minor = i64::try_from(sum).map_err(|_| LedgerError::Overflow(self.key.clone()))?;
            return Err(LedgerError::Unbalanced { key: self.key, currency, minor });
        }
        let Self { key, kind, reference, at, reverses, entries, .. } = self;
        Ok(Txn { key, kind, reference, at, reverses, entries })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn draft() -> Draft {
        Draft::new(Kind::Capital, "k", "r", Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn what_does_not_balance_cannot_be_built() {
        let why = draft().debit(Account::Cash, Currency::USD, 5).credit(Account::Capital, Currency::USD, 4).build();
        assert_eq!(why, Err(LedgerError::Unbalanced { key: "k".into(), currency: Currency::USD, minor: 1 }));
    }

    #[test]
    fn two_currencies_do_not_balance_each_other() {
        let why = draft().debit(Account::Cash, Currency::USD, 5).credit(Account::Capital, Currency::EUR, 5).build();
        assert!(matches!(why, Err(LedgerError::Unbalanced { .. })));
    }

    #[test]
    fn one_leg_is_not_a_transaction() {
        assert_eq!(draft().debit(Account::Cash, Currency::USD, 0).build(), Err(LedgerError::TooFew("k".into())));
    }

    #[test]
    fn the_smallest_integer_is_refused_not_wrapped() {
        let why = draft().credit(Account::Cash, Currency::USD, i64::MIN).build();
        assert_eq!(why, Err(LedgerError::Overflow("k".into())));
    }

    proptest! {
        #[test]
        fn a_reversal_is_the_exact_negation(amounts in prop::collection::vec(-1_000_000_i64..1_000_000, 1..8)) {
            let total: i64 = amounts.iter().sum();
            let mut txn = draft().credit(Account::Capital, Currency::USD, total);
            for minor in &amounts {
                txn = txn.stock(1, Currency::USD, minor.signum(), *minor);
            }
            if let Ok(txn) = txn.build() {
                let back = Txn::reversal(7, "r", txn.entries(), Timestamp::UNIX_EPOCH).unwrap();
                prop_assert_eq!(back.reverses(), Some(7));
                for (one, other) in txn.entries().iter().zip(back.entries()) {
                    prop_assert_eq!(one.minor, -other.minor);
                    prop_assert_eq!(one.quantity.map(|q| -q), other.quantity);
                }
            }
        }
    }
}
