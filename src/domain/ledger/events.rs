//! What each event of the trade posts. Amounts are minor units of one currency.

use jiff::Timestamp;

use super::{Account, Draft, FeeGroup, Kind, LedgerError, Txn};
use crate::domain::money::Currency;

/// An amount as the ledger counts: minor units of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minor {
    /// Minor units.
    pub minor: i64,
    /// Their currency.
    pub currency: Currency,
}

/// The owner put money in; a negative amount was taken out. `name` tells one payment from the next.
pub fn capital(name: &str, amount: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = amount;
    let other = if minor < 0 { Account::Draws } else { Account::Capital };
    Draft::new(Kind::Capital, format!("capital:{name}"), format!("capital:{name}"), at)
        .debit(Account::Cash, currency, minor)
        .credit(other, currency, minor)
        .build()
}

/// An order was placed: goods are on their way, the card is owed.
pub fn purchase_placed(purchase: i64, actual: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = actual;
    let name = format!("purchase:{purchase}");
    Draft::new(Kind::Purchase, name.clone(), name, at)
        .at_least("the amount charged", minor, 1)
        .debit(Account::InTransit, currency, minor)
        .credit(Account::PayableCard, currency, minor)
        .build()
}

/// The vendor's own list says that a purchase was charged `more` than the books have. Goods keep the cost they
/// came in at; the difference is a cost of what was sold.
/// It is the purchase's adjustment number `nth`.
pub fn purchase_adjusted(purchase: i64, nth: i64, more: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = more;
    let key = format!("adjustment:purchase:{purchase}:{nth}");
    Draft::new(Kind::Adjustment, key, format!("purchase:{purchase}"), at)
        .debit(Account::Cogs, currency, minor)
        .credit(Account::PayableCard, currency, minor)
        .build()
}

/// Goods arrived: what was on its way is a lot in stock.
pub fn received(purchase: i64, lot: i64, units: i64, cost: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = cost;
    Draft::new(Kind::Receipt, format!("receipt:{purchase}"), format!("purchase:{purchase}"), at)
        .at_least("the number of units", units, 1)
        .at_least("the cost", minor, 1)
        .stock(lot, currency, units, minor)
        .credit(Account::InTransit, currency, minor)
        .build()
}

/// The card was paid from the bank. `name` tells one payment from the next.
pub fn card_paid(name: &str, amount: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = amount;
    Draft::new(Kind::CardPaid, format!("card:{name}"), format!("card:{name}"), at)
        .at_least("the payment", minor, 1)
        .debit(Account::PayableCard, currency, minor)
        .credit(Account::Cash, currency, minor)
        .build()
}

/// A sale line from one lot.
#[derive(Clone, Debug)]
pub struct Sale<'a> {
    /// The row of the sale.
    pub sale: i64,
    /// The channel that sold it.
    pub channel: &'a str,
    /// Where the goods came from.
    pub lot: i64,
    /// Units sold.
    pub units: i64,
    /// Item price and shipping paid by the buyer, in total.
    pub gross: i64,
    /// `(code, amount)` of each fee; a negative amount is a fee given back.
    pub fees: &'a [(String, i64)],
    /// Postage that we paid; it is owed to the card.
    pub postage: i64,
    /// The currency of the sale.
    pub currency: Currency,
    /// What the units cost us, in the lot's currency.
    pub cost: Minor,
    /// When.
    pub at: Timestamp,
}

/// A sale line with its fees, its cost and its postage, in one transaction.
pub fn sale(sale: &Sale<'_>) -> Result<Txn, LedgerError> {
    let name = format!("sale:{}", sale.sale);
    let (currency, cost) = (sale.currency, sale.cost);
    let overflow = || LedgerError::Overflow(name.clone());
    let fees = sale.fees.iter().try_fold(0_i64, |sum, (_, fee)| sum.checked_add(*fee)).ok_or_else(overflow)?;
    let ours = sale.gross.checked_sub(fees).ok_or_else(overflow)?;
    let draft = Draft::new(Kind::Sale, name.clone(), name.clone(), sale.at)
        .at_least("the number of units", sale.units, 1)
        .at_least("the gross", sale.gross, 0)
        .at_least("the postage", sale.postage, 0)
        .at_least("the cost", cost.minor, 0)
        .debit(Account::Marketplace(sale.channel.to_owned()), currency, ours);
    let draft = fee_lines(draft, currency, sale.fees)
        .credit(Account::Sales, currency, sale.gross)
        .debit(Account::Shipping, currency, sale.postage)
        .credit(Account::PayableCard, currency, sale.postage)
        .stock(sale.lot, cost.currency, -sale.units, -cost.minor)
        .counter(Account::Cogs, cost.currency, -cost.minor);
    draft.build()
}

fn fee_lines(mut draft: Draft, currency: Currency, fees: &[(String, i64)]) -> Draft {
    for (code, fee) in fees {
        draft = draft.debit(Account::Fees(FeeGroup::of(code)), currency, *fee);
    }
    draft
}

/// A sale of goods that we do not have on the books: the money is booked, its income waits in suspense for a person.
pub fn sale_without_stock(
    fact: &str,
    channel: &str,
    currency: Currency,
    (gross, fees, postage): (i64, &[(String, i64)], i64),
    at: Timestamp,
) -> Result<Txn, LedgerError> {
    let sum = fees.iter().try_fold(0_i64, |sum, (_, fee)| sum.checked_add(*fee));
    let ours = sum.and_then(|sum| gross.checked_sub(sum)).ok_or_else(|| LedgerError::Overflow(fact.to_owned()))?;
    let draft = Draft::new(Kind::Suspense, fact, fact, at)
        .debit(Account::Marketplace(channel.to_owned()), currency, ours)
        .debit(Account::Shipping, currency, postage)
        .credit(Account::PayableCard, currency, postage);
    fee_lines(draft, currency, fees).credit(Account::Suspense, currency, gross).build()
}

/// Fees of an order that the channel named after the sale; below zero where it gave them back. `fact` tells one booking from
/// the next.
pub fn fees_taken(
    fact: &str,
    channel: &str,
    order: &str,
    currency: Currency,
    fees: &[(String, i64)],
    at: Timestamp,
) -> Result<Txn, LedgerError> {
    let sum = fees.iter().try_fold(0_i64, |sum, (_, fee)| sum.checked_add(*fee));
    let sum = sum.ok_or_else(|| LedgerError::Overflow(fact.to_owned()))?;
    let draft = Draft::new(Kind::Fees, fact, format!("order:{channel}:{order}"), at);
    fee_lines(draft, currency, fees).credit(Account::Marketplace(channel.to_owned()), currency, sum).build()
}

/// A channel took money that belongs to no sale, or gave it: storage, a plan, a reimbursement (any code that begins so, which
/// is income).
pub fn charged(channel: &str, charge: &str, code: &str, amount: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = amount;
    let account =
        if code.starts_with("reimbursement") { Account::OtherIncome } else { Account::Fees(FeeGroup::of(code)) };
    let name = format!("charged:{channel}:{charge}");
    Draft::new(Kind::Charge, name.clone(), name, at)
        .debit(account, currency, minor)
        .credit(Account::Marketplace(channel.to_owned()), currency, minor)
        .build()
}

/// A channel paid out to the bank; a negative amount is one that it collected from us.
pub fn payout(channel: &str, payout: &str, amount: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = amount;
    let name = format!("payout:{channel}:{payout}");
    Draft::new(Kind::Payout, name.clone(), name, at)
        .debit(Account::Cash, currency, minor)
        .credit(Account::Marketplace(channel.to_owned()), currency, minor)
        .build()
}

/// A buyer got money back for a sale line. `fees_returned` is plus when the channel gives fees back, minus when the
/// refund costs a fee. `fact` tells one refund of the line from the next.
pub fn refund(
    fact: &str,
    sale: i64,
    channel: &str,
    amount: Minor,
    fees_returned: Minor,
    at: Timestamp,
) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = amount;
    let market = Account::Marketplace(channel.to_owned());
    Draft::new(Kind::Refund, fact, format!("sale:{sale}"), at)
        .at_least("the refund", minor, 0)
        .debit(Account::Refunds, currency, minor)
        .credit(market.clone(), currency, minor)
        .debit(market, fees_returned.currency, fees_returned.minor)
        .credit(Account::Fees(FeeGroup::Refund), fees_returned.currency, fees_returned.minor)
        .build()
}

/// A refund that fits no sale, or exceeds what the buyer paid: it waits in suspense for a person.
pub fn refund_in_suspense(
    fact: &str,
    channel: &str,
    amount: Minor,
    fees_returned: Minor,
    at: Timestamp,
) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = amount;
    let market = Account::Marketplace(channel.to_owned());
    Draft::new(Kind::Suspense, fact, fact, at)
        .debit(Account::Suspense, currency, minor)
        .credit(market.clone(), currency, minor)
        .debit(market, fees_returned.currency, fees_returned.minor)
        .credit(Account::Fees(FeeGroup::Refund), fees_returned.currency, fees_returned.minor)
        .build()
}

/// Units came back into their lot at what they cost.
pub fn restock(fact: &str, sale: i64, lot: i64, units: i64, cost: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = cost;
    Draft::new(Kind::Restock, fact, format!("sale:{sale}"), at)
        .at_least("the number of units", units, 1)
        .at_least("the cost", minor, 0)
        .stock(lot, currency, units, minor)
        .counter(Account::Cogs, currency, minor)
        .build()
}

/// Units were lost, broken or thrown away. `name` tells one loss from the next.
pub fn write_off(name: &str, lot: i64, units: i64, cost: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = cost;
    Draft::new(Kind::WriteOff, format!("write_off:{name}"), format!("lot:{lot}"), at)
        .at_least("the number of units", units, 1)
        .at_least("the cost", minor, 0)
        .stock(lot, currency, -units, -minor)
        .counter(Account::Shrinkage, currency, -minor)
        .build()
}

/// Units of one lot, with what they cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfLot {
    /// The lot.
    pub lot: i64,
    /// Their cost, in its currency.
    pub cost: Minor,
}

/// A sale took its units from another lot than it was booked from: these are put back at the cost they had, those are taken, and
/// the cost of what was sold follows. It is the sale's `nth`.
pub fn identified(
    sale: i64,
    nth: i64,
    units: i64,
    booked: OfLot,
    taken: OfLot,
    at: Timestamp,
) -> Result<Txn, LedgerError> {
    let (back, out) = (booked.cost, taken.cost);
    Draft::new(Kind::Identified, format!("identified:{sale}:{nth}"), format!("sale:{sale}"), at)
        .at_least("the number of units", units, 1)
        .at_least("the cost", back.minor.min(out.minor), 0)
        .stock(booked.lot, back.currency, units, back.minor)
        .counter(Account::Cogs, back.currency, back.minor)
        .stock(taken.lot, out.currency, -units, -out.minor)
        .counter(Account::Cogs, out.currency, -out.minor)
        .build()
}

/// Goods go back to their vendor, who owes us for them.
pub fn return_to_vendor(purchase: i64, lot: i64, units: i64, cost: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = cost;
    Draft::new(Kind::VendorReturn, format!("vendor_return:{purchase}"), format!("purchase:{purchase}"), at)
        .at_least("the number of units", units, 1)
        .at_least("the cost", minor, 1)
        .stock(lot, currency, -units, -minor)
        .debit(Account::RefundDue, currency, minor)
        .build()
}

/// A vendor returned money: for goods sent back, or a card credit beyond what was owed.
pub fn vendor_refund(name: &str, from: Account, amount: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = amount;
    Draft::new(Kind::VendorRefund, format!("vendor_refund:{name}"), name, at)
        .at_least("the refund", minor, 1)
        .debit(Account::Cash, currency, minor)
        .credit(from, currency, minor)
        .build()
}

/// A person says where an amount belongs: out of suspense, or a fact that could not be booked. `name` tells one from the
/// next. Goods move with their lot only, so no account of goods is settled this way.
pub fn settle(name: &str, debit: Account, credit: Account, amount: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = amount;
    let name = format!("settle:{name}");
    Draft::new(Kind::Settle, name.clone(), name, at)
        .at_least("the amount", minor, 1)
        .debit(debit, currency, minor)
        .credit(credit, currency, minor)
        .build()
}

/// Returns are provided for; a negative amount takes the provision back.
pub fn returns_provision(name: &str, amount: Minor, at: Timestamp) -> Result<Txn, LedgerError> {
    let Minor { minor, currency } = amount;
    Draft::new(Kind::Provision, format!("provision:{name}"), name, at)
        .debit(Account::ReturnsProvision, currency, minor)
        .credit(Account::ReturnsReserve, currency, minor)
        .build()
}
