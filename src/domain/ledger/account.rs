//! The chart of accounts: a code is `type:name`, `A:Cash:bank`.

use std::borrow::Cow;

/// The five types of accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccountType {
    /// What we have.
    Asset,
    /// What we owe.
    Liability,
    /// What the owner put in and took out.
    Equity,
    /// What came in.
    Income,
    /// What it cost.
    Expense,
}

impl AccountType {
    /// The letter in front of a code.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Asset => "A",
            Self::Liability => "L",
            Self::Equity => "Q",
            Self::Income => "I",
            Self::Expense => "X",
        }
    }

    /// The type a code begins with.
    pub fn of_code(code: &str) -> Option<Self> {
        let (letter, _) = code.split_once(':')?;
        [Self::Asset, Self::Liability, Self::Equity, Self::Income, Self::Expense]
            .into_iter()
            .find(|kind| kind.letter() == letter)
    }

    /// +1 where a debit makes the balance larger, −1 where a credit does.
    pub fn normal_sign(self) -> i64 {
        match self {
            Self::Asset | Self::Expense => 1,
            Self::Liability | Self::Equity | Self::Income => -1,
        }
    }
}

/// What a marketplace takes money for, by the group that a profit and loss statement shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeeGroup {
    /// A share of the sale: referral, final value, commission.
    FinalValue,
    /// A fixed amount per order or item.
    Fixed,
    /// Storing, picking, packing and sending by the marketplace.
    Fulfilment,
    /// Promotion.
    Ads,
    /// Handling the buyer's payment.
    Payment,
    /// Handling a return or a refund.
    Refund,
    /// Anything else.
    Other,
}

impl FeeGroup {
    const ALL: [Self; 7] =
        [Self::FinalValue, Self::Fixed, Self::Fulfilment, Self::Ads, Self::Payment, Self::Refund, Self::Other];

    /// The group of a fee line's code, as the fee cards name them.
    pub fn of(code: &str) -> Self {
        match code {
            "referral" | "fvf" | "commission" | "selling_fee" | "marketplace" => Self::FinalValue,
            "per_order" | "per_item" | "closing" | "individual" | "fixed" | "insertion" | "listing" => Self::Fixed,
            "processing" | "payment" => Self::Payment,
            "ads" | "promoted" => Self::Ads,
            "refund" | "refund_admin" | "refund_administration" | "return" | "returns" => Self::Refund,
            _ if ["fba", "fuel", "storage", "aged", "inbound"].iter().any(|start| code.starts_with(start)) => {
                Self::Fulfilment
            }
            _ => Self::Other,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::FinalValue => "final-value",
            Self::Fixed => "fixed",
            Self::Fulfilment => "fulfilment",
            Self::Ads => "ads",
            Self::Payment => "payment",
            Self::Refund => "refund",
            Self::Other => "other",
        }
    }
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// Money in the bank.
    Cash,
    /// What a channel owes us: sales minus fees, not yet paid out.
    Marketplace(String),
    /// Paid or owed for, not yet here; at landed cost.
    InTransit,
    /// Goods here, by lot, at landed cost.
    Inventory,
    /// Postage bought ahead.
    PrepaidLabels,
    /// What vendors owe us for goods sent back.
    RefundDue,
    /// What we owe the card.
    PayableCard,
    /// What we owe vendors that bill us.
    PayableVendor,
    /// Sales tax that we collected ourselves.
    SalesTax,
    /// Returns that we expect.
    ReturnsReserve,
    /// Credit promised to customers.
    CustomerCredit,
    /// What the owner put in.
    Capital,
    /// What the owner took out.
    Draws,
    /// Item price and shipping paid by buyers.
    Sales,
    /// Money returned to buyers; reduces income.
    Refunds,
    /// Other income.
    OtherIncome,
    /// Landed cost of what was sold.
    Cogs,
    /// What marketplaces took.
    Fees(FeeGroup),
    /// Postage to buyers.
    Shipping,
    /// Goods lost, broken or thrown away.
    Shrinkage,
    /// Gains and losses between currencies.
    Fx,
    /// Calls to models and paid services.
    Api,
    /// Returns provided for.
    ReturnsProvision,
    /// Not understood yet; anything but zero at the end of a day means the books are wrong.
    Suspense,
}

impl Account {
    /// The code: `A:Marketplace:ebay_us`. The channel's name keeps letters, digits, `_` and `-` only.
    pub fn code(&self) -> Cow<'static, str> {
        let fixed = match self {
            Self::Marketplace(channel) => return format!("A:Marketplace:{}", plain(channel)).into(),
            Self::Fees(group) => return format!("X:Fees:{}", group.name()).into(),
            Self::Cash => "A:Cash:bank",
            Self::InTransit => "A:In-transit",
            Self::Inventory => "A:Inventory",
            Self::PrepaidLabels => "A:Prepaid:labels",
            Self::RefundDue => "A:Refund-due",
            Self::PayableCard => "L:Payable:card",
            Self::PayableVendor => "L:Payable:vendor",
            Self::SalesTax => "L:Sales-tax",
            Self::ReturnsReserve => "L:Returns-reserve",
            Self::CustomerCredit => "L:Customer-credit",
            Self::Capital => "Q:Capital",
            Self::Draws => "Q:Draws",
            Self::Sales => "I:Sales",
            Self::Refunds => "I:Refunds",
            Self::OtherIncome => "I:Other",
            Self::Cogs => "X:COGS",
            Self::Shipping => "X:Shipping",
            Self::Shrinkage => "X:Shrinkage",
            Self::Fx => "X:FX",
            Self::Api => "X:API",
            Self::ReturnsProvision => "X:Returns-provision",
            Self::Suspense => "X:Suspense",
        };
        fixed.into()
    }

    /// The account of a code, as [`Self::code`] writes it.
    pub fn parse(code: &str) -> Option<Self> {
        let fixed = [
            Self::Cash,
            Self::InTransit,
            Self::Inventory,
            Self::PrepaidLabels,
            Self::RefundDue,
            Self::PayableCard,
            Self::PayableVendor,
            Self::SalesTax,
            Self::ReturnsReserve,
            Self::CustomerCredit,
            Self::Capital,
            Self::Draws,
            Self::Sales,
            Self::Refunds,
            Self::OtherIncome,
            Self::Cogs,
            Self::Shipping,
            Self::Shrinkage,
            Self::Fx,
            Self::Api,
            Self::ReturnsProvision,
            Self::Suspense,
        ];
        let fees = FeeGroup::ALL.into_iter().map(Self::Fees);
        if let Some(account) = fixed.into_iter().chain(fees).find(|account| account.code() == code) {
            return Some(account);
        }
        let channel = code.strip_prefix("A:Marketplace:")?;
        (!channel.is_empty() && plain(channel) == channel).then(|| Self::Marketplace(channel.to_owned()))
    }

    /// The type, which is the first letter of the code.
    pub fn kind(&self) -> AccountType {
        AccountType::of_code(&self.code()).expect("every code begins with its type")
    }

    /// The least normal balance in minor units: cash, goods and debts are never below nothing.
    pub fn floor(&self) -> Option<i64> {
        matches!(self, Self::Cash | Self::InTransit | Self::Inventory | Self::PayableCard | Self::PayableVendor)
            .then_some(0)
    }
}

fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '_' | '-') { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_its_type() {
        let check = |account: Account, code: &str, kind: AccountType| {
            assert_eq!((account.code().as_ref(), account.kind()), (code, kind));
            let read = Account::parse(code).map(|account| account.code().into_owned());
            assert_eq!(read.as_deref(), Some(code));
        };
        check(Account::Cash, "A:Cash:bank", AccountType::Asset);
        check(Account::Marketplace("ebay us".into()), "A:Marketplace:ebay-us", AccountType::Asset);
        check(Account::PayableCard, "L:Payable:card", AccountType::Liability);
        check(Account::Capital, "Q:Capital", AccountType::Equity);
        check(Account::Refunds, "I:Refunds", AccountType::Income);
        check(Account::Fees(FeeGroup::of("fba_base")), "X:Fees:fulfilment", AccountType::Expense);
        check(Account::Fees(FeeGroup::of("something new")), "X:Fees:other", AccountType::Expense);
        for code in ["", "A:", "A:Cash", "a:cash:bank", "A:Marketplace:", "A:Marketplace:e bay", "X:Fees:new"] {
            assert_eq!(Account::parse(code), None, "{code}");
        }
    }
}
