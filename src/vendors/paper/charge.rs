//! What a channel takes from a sale. The world asks; who answers is given to it, so that the simulated marketplace
//! charges by the same fee cards as the analysis.

use std::rc::Rc;

use jiff::civil::Date;
use rust_decimal::{Decimal, dec};

use crate::domain::{
    fees::{Catalog, Dims, FeeQuery, Program, Weight},
    money::{Money, MoneyError, Rounding},
};

/// A sale, as far as fees depend on it.
#[derive(Clone, Debug)]
pub struct Taxable<'a> {
    /// The fee channel: `amazon_us`, `ebay_us`, …
    pub channel: &'a str,
    /// `fba` or `fbm`.
    pub program: &'a str,
    /// The channel's category.
    pub category: Option<&'a str>,
    /// The price of one unit, with the shipping that the buyer pays.
    pub price: Money,
    /// Units.
    pub quantity: u32,
    /// Weight of one unit, in grams.
    pub weight_g: Option<Decimal>,
    /// Packaged size as written.
    pub dims: Option<&'a str>,
    /// The day of the sale.
    pub on: Date,
}

/// What is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Charge {
    /// `(code, amount)`, amounts positive, for the whole order.
    pub fees: Vec<(String, Money)>,
    /// What we pay to send it, where we ship.
    pub postage: Money,
}

/// Says what a channel takes.
pub trait FeeOf {
    /// The fees of a sale.
    fn charge(&self, sale: &Taxable<'_>) -> Result<Charge, MoneyError>;
}

/// Plain rates for a channel that no fee card covers: a simulated marketplace always knows its own prices.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainFees;

impl FeeOf for PlainFees {
    fn charge(&self, sale: &Taxable<'_>) -> Result<Charge, MoneyError> {
        let currency = sale.price.currency();
        let units = Decimal::from(sale.quantity);
        let pounds = (sale.weight_g.unwrap_or(dec!(454)) / dec!(453.59237)).max(Decimal::ONE);
        let referral = sale.price.times(units)?.times(dec!(0.15))?.round(Rounding::HalfUp);
        let mut fees = vec![("referral".to_owned(), referral)];
        let mut postage = Money::zero(currency);
        let handling = Money::new(dec!(3.40) + dec!(0.45) * pounds, currency).round(Rounding::HalfUp);
        if sale.program == "fba" {
            fees.push(("fba_base".to_owned(), handling.times(units)?));
        } else {
            postage = handling;
        }
        Ok(Charge { fees, postage })
    }
}

/// The fee cards. Postage, and what no card knows, follow [`PlainFees`].
#[derive(Debug)]
pub struct CardFees {
    catalog: Rc<Catalog>,
}

impl CardFees {
    /// Charges by these cards.
    pub fn new(catalog: Rc<Catalog>) -> Self {
        Self { catalog }
    }
}

impl FeeOf for CardFees {
    fn charge(&self, sale: &Taxable<'_>) -> Result<Charge, MoneyError> {
        let plain = PlainFees.charge(sale)?;
        let mut query = FeeQuery::new(sale.channel, sale.on).price(sale.price.amount());
        query.category = sale.category.map(str::to_owned);
        query.weight = sale.weight_g.and_then(|grams| Weight::parse(&format!("{grams} g")));
        query.dims = sale.dims.and_then(Dims::parse);
        query.quantity = sale.quantity;
        query.plan = Some("professional".into());
        query.store = Some("none".into());
        query.program = match (sale.channel.starts_with("amazon"), sale.program) {
            (true, "fba") => Some(Program::Fba),
            (true, _) => Some(Program::Fbm),
            (false, _) => None,
        };
        let quote = self.catalog.quote(&query);
        if !quote.complete || quote.currency != Some(sale.price.currency()) {
            return Ok(plain);
        }
        let fees = quote.lines.into_iter().map(|line| (line.code, line.amount)).collect();
        Ok(Charge { fees, postage: plain.postage })
    }
}
