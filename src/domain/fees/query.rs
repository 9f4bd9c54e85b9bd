//! What is asked: one sale (or refund, or month of storage) on one channel on one day.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::size::{Dims, Weight};

/// Who ships.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The channel's warehouse.
    Fba,
    /// The seller.
    Fbm,
}

/// The class of fulfilment card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CardClass {
    /// Everything else.
    #[default]
    Standard,
    /// Clothing.
    Apparel,
    /// Batteries, aerosols and the like.
    DangerousGoods,
}

impl CardClass {
    /// The name used in cards and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Apparel => "apparel",
            Self::DangerousGoods => "dangerous_goods",
        }
    }
}

/// A question to the catalogue. Price, shipping, gift wrap, handling and tax are those of one unit, in the channel's
/// currency; the quantity multiplies unit fees after rounding and order fees' base before it.
#[derive(Clone, Debug)]
pub struct FeeQuery {
    /// `amazon_us`, `ebay_us`, …
    pub channel: String,
    /// The day the cards are read for.
    pub on: Date,
    /// The channel's category, in the channel's words or one of the known spellings.
    pub category: Option<String>,
    /// Item price of one unit.
    pub price: Option<Decimal>,
    /// Shipping charged to the buyer.
    pub shipping: Decimal,
    /// Gift wrap charged to the buyer.
    pub giftwrap: Decimal,
    /// Handling charged to the buyer.
    pub handling: Decimal,
    /// Sales tax; unknown is not zero.
    pub tax: Option<Decimal>,
    /// Weight of the packed unit.
    pub weight: Option<Weight>,
    /// Sides of the packed unit.
    pub dims: Option<Dims>,
    /// Who ships.
    pub program: Option<Program>,
    /// The class of fulfilment card.
    pub card: CardClass,
    /// `professional` or `individual`.
    pub plan: Option<String>,
    /// `none`, `starter`, `basic`, `premium`, `anchor`, `enterprise`.
    pub store: Option<String>,
    /// Units sold together.
    pub quantity: u32,
    /// Everything else, by key.
    pub options: Options,
}

impl FeeQuery {
    /// A question about one unit, with everything else unknown.
    pub fn new(channel: impl Into<String>, on: Date) -> Self {
        Self {
            channel: channel.into(),
            on,
            category: None,
            price: None,
            shipping: Decimal::ZERO,
            giftwrap: Decimal::ZERO,
            handling: Decimal::ZERO,
            tax: None,
            weight: None,
            dims: None,
            program: None,
            card: CardClass::Standard,
            plan: None,
            store: None,
            quantity: 1,
            options: Options::default(),
        }
    }

    /// Whether two questions differ in the product and its price alone.
    pub(super) fn is_on_the_terms_of(&self, other: &Self) -> bool {
        let terms = |one: &Self| (one.on, one.shipping, one.giftwrap, one.handling, one.tax, one.program, one.quantity);
        terms(self) == terms(other)
            && (&self.channel, &self.plan, &self.store) == (&other.channel, &other.plan, &other.store)
            && self.options == other.options
    }

    /// With this category.
    #[must_use]
    pub fn category(mut self, category: impl Into<String>) -> Self {
        self.category = Some(category.into());
        self
    }

    /// With this item price.
    #[must_use]
    pub fn price(mut self, price: Decimal) -> Self {
        self.price = Some(price);
        self
    }

    /// With this weight and these sides; unknown ones stay unknown.
    #[must_use]
    pub fn measured(mut self, weight: Option<Weight>, dims: Option<Dims>) -> Self {
        self.weight = weight;
        self.dims = dims;
        self
    }

    /// With this program.
    #[must_use]
    pub fn program(mut self, program: Program) -> Self {
        self.program = Some(program);
        self
    }

    /// With an option set.
    #[must_use]
    pub fn option(mut self, key: &str, value: &str) -> Self {
        self.options.set(key, value);
        self
    }

    /// The operation asked about: `sale` unless an option says otherwise.
    pub(crate) fn operation(&self) -> &str {
        self.options.get("op").unwrap_or("sale")
    }
}

/// Options by key, few and small: `zone=8`, `international=yes`, `season=off_peak`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options(Vec<(Box<str>, Box<str>)>);

impl Options {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| &**name == key).map(|(_, value)| &**value)
    }

    /// Sets a key, replacing what was there.
    pub fn set(&mut self, key: &str, value: &str) {
        match self.0.iter_mut().find(|(name, _)| &**name == key) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((key.into(), value.into())),
        }
    }

    /// Sets a key unless it is set.
    pub fn set_default(&mut self, key: &str, value: &str) {
        if self.get(key).is_none() {
            self.set(key, value);
        }
    }

    /// A numeric value; `None` when it is absent or no number.
    pub fn number(&self, key: &str) -> Option<Decimal> {
        Decimal::from_str_exact(self.get(key)?).ok()
    }

    /// Whether a key is set to anything but `no`.
    pub fn is_on(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| value != "no")
    }

    /// Keys and values, in the order they were set.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (&**key, &**value))
    }
}
