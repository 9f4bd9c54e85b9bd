//! The catalogue: every card, compiled once into rules by channel, fee code and category.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use super::{
    card::{self, CardError},
    category::Categories,
    file::{BasePart, FactSpec},
    rule::Rule,
    size::TierSet,
};
use crate::domain::money::Currency;

/// The cards that come with the program; the fulfilment tables follow the file that opens their channel.
const BUILTIN: &[(&str, &str)] = &[
    ("amazon_us.toml", include_str!("../../../data/fees/amazon_us.toml")),
    ("amazon_us_fba.toml", include_str!("../../../data/fees/amazon_us_fba.toml")),
    ("amazon_uk.toml", include_str!("../../../data/fees/amazon_uk.toml")),
    ("amazon_de.toml", include_str!("../../../data/fees/amazon_de.toml")),
    ("amazon_jp.toml", include_str!("../../../data/fees/amazon_jp.toml")),
    ("ebay_us.toml", include_str!("../../../data/fees/ebay_us.toml")),
    ("tcgplayer.toml", include_str!("../../../data/fees/tcgplayer.toml")),
    ("reverb.toml", include_str!("../../../data/fees/reverb.toml")),
    ("abebooks.toml", include_str!("../../../data/fees/abebooks.toml")),
    ("discogs.toml", include_str!("../../../data/fees/discogs.toml")),
    ("whatnot.toml", include_str!("../../../data/fees/whatnot.toml")),
    ("stripe_us.toml", include_str!("../../../data/fees/stripe_us.toml")),
    ("shopify_basic.toml", include_str!("../../../data/fees/shopify_basic.toml")),
    ("booksrun.toml", include_str!("../../../data/fees/booksrun.toml")),
    ("bookscouter.toml", include_str!("../../../data/fees/bookscouter.toml")),
    ("card_kingdom.toml", include_str!("../../../data/fees/card_kingdom.toml")),
    ("usps.toml", include_str!("../../../data/fees/usps.toml")),
];

static BUILTIN_CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let mut catalog = Catalog { channels: Vec::new(), by_name: HashMap::new() };
    for (name, text) in BUILTIN {
        card::add(&mut catalog, name, text).expect("the built-in fee cards are tested");
    }
    catalog.index();
    catalog
});

/// Every card known, ready to be asked.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(crate) channels: Vec<Channel>,
    by_name: HashMap<String, usize>,
}

impl Catalog {
    /// The cards that come with the program.
    pub fn builtin() -> &'static Self {
        &BUILTIN_CATALOG
    }

    /// These cards and a user's own: a card with a known id replaces it, others are added.
    pub fn with_cards<N: AsRef<str>, T: AsRef<str>>(
        &self,
        cards: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Self, CardError> {
        let mut catalog = self.clone();
        for (name, text) in cards {
            card::add(&mut catalog, name.as_ref(), text.as_ref())?;
        }
        catalog.index();
        Ok(catalog)
    }

    /// The names of all channels, as cards write them.
    pub fn channels(&self) -> impl Iterator<Item = &str> {
        self.channels.iter().map(|channel| channel.name.as_str())
    }

    /// The channel's own name for a name or alias: `amazon` → `amazon_us`.
    pub fn channel_name(&self, name: &str) -> Option<&str> {
        self.channel(name).map(|channel| channel.name.as_str())
    }

    /// The currency a channel charges in.
    pub fn currency(&self, channel: &str) -> Option<Currency> {
        self.channel(channel).map(|channel| channel.currency)
    }

    /// Whether any fee of a channel is taken on the buyer's sales tax.
    pub fn charges_on_tax(&self, channel: &str) -> bool {
        let on_tax = |rule: &Rule| rule.base.has(BasePart::Tax);
        self.channel(channel).is_some_and(|channel| channel.rules.iter().any(on_tax))
    }

    /// Whether a sale on a channel is only ever charged for: no card pays the seller something back.
    pub fn only_takes(&self, channel: &str) -> bool {
        let sale = |rule: &&Rule| rule.ops.iter().any(|op| &**op == "sale");
        self.channel(channel).is_some_and(|channel| channel.rules.iter().filter(sale).all(Rule::only_takes))
    }

    pub(crate) fn channel(&self, name: &str) -> Option<&Channel> {
        let place = self.by_name.get(name).or_else(|| self.by_name.get(&name.trim().to_ascii_lowercase()))?;
        self.channels.get(*place)
    }

    pub(crate) fn open_channel(&mut self, name: &str, currency: Currency) -> &mut Channel {
        let place = *self.by_name.entry(name.to_owned()).or_insert_with(|| {
            self.channels.push(Channel::new(name, currency));
            self.channels.len() - 1
        });
        &mut self.channels[place]
    }

    pub(crate) fn alias(&mut self, alias: &str, channel: &str) {
        if let Some(place) = self.by_name.get(channel).copied() {
            self.by_name.entry(alias.to_ascii_lowercase()).or_insert(place);
        }
    }

    fn index(&mut self) {
        self.channels.iter_mut().for_each(Channel::index);
    }
}

/// One channel: its vocabulary and its rules.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(crate) name: String,
    pub(crate) currency: Currency,
    /// The code a stated rate replaces: `15% category`, `2.9% + 0.30`.
    pub(crate) main: Option<u16>,
    pub(crate) codes: Vec<String>,
    /// The fact the category column speaks of where a channel has no categories.
    pub(crate) category_is: Option<String>,
    pub(crate) say_without_tax: Option<String>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) categories: Categories,
    pub(crate) size_names: Vec<String>,
    pub(crate) sizes: Vec<TierSet>,
    pub(crate) rules: Vec<Rule>,
    index: Vec<CodeIndex>,
}

/// Where the rules of one code stand, the most specific first.
#[derive(Clone, Debug, Default)]
pub(crate) struct CodeIndex {
    pub(crate) by_category: HashMap<u32, Vec<u32>>,
    pub(crate) any: Vec<u32>,
    pub(crate) all: Vec<u32>,
    /// Some rule names categories and does not say that the fee is nowhere else.
    pub(crate) asks_category: bool,
}

/// A question the rules ask, with the answers allowed.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) key: String,
    pub(crate) spec: FactSpec,
    pub(crate) windows: Vec<Window>,
}

/// A yearly season: (month, day) to (month, day), both included.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    pub(crate) value: String,
    pub(crate) from: (i8, i8),
    pub(crate) to: (i8, i8),
    pub(crate) since: jiff::civil::Date,
}

impl Window {
    pub(crate) fn holds(&self, on: jiff::civil::Date) -> bool {
        let day = (on.month(), on.day());
        let inside =
            if self.from <= self.to { self.from <= day && day <= self.to } else { day >= self.from || day <= self.to };
        inside && on >= self.since
    }
}

impl Channel {
    fn new(name: &str, currency: Currency) -> Self {
        Self {
            name: name.to_owned(),
            currency,
            main: None,
            codes: Vec::new(),
            category_is: None,
            say_without_tax: None,
            facts: Vec::new(),
            categories: Categories::default(),
            size_names: Vec::new(),
            sizes: Vec::new(),
            rules: Vec::new(),
            index: Vec::new(),
        }
    }

    pub(crate) fn code(&mut self, name: &str) -> u16 {
        intern(&mut self.codes, name)
    }

    pub(crate) fn size(&mut self, name: &str) -> u16 {
        intern(&mut self.size_names, name)
    }

    pub(crate) fn fact(&self, key: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.key == key)
    }

    pub(crate) fn code_index(&self, code: u16) -> &CodeIndex {
        &self.index[usize::from(code)]
    }

    fn index(&mut self) {
        let mut order: Vec<usize> = (0..self.rules.len()).collect();
        // More conditions first, then the younger card.
        order.sort_by_key(|place| {
            let rule = &self.rules[*place];
            let conditions = rule.when.len()
                + usize::from(!rule.sizes.is_empty())
                + rule.ranges.len()
                + usize::from(rule.price.is_some());
            (std::cmp::Reverse(conditions), std::cmp::Reverse(rule.from))
        });
        self.index = vec![CodeIndex::default(); self.codes.len()];
        for place in order {
            let rule = &self.rules[place];
            let number = u32::try_from(place).expect("cards hold far fewer than 2^32 rules");
            let index = &mut self.index[usize::from(rule.code)];
            index.all.push(number);
            if rule.categories.is_empty() {
                index.any.push(number);
            } else {
                index.asks_category |= !rule.only_here;
            }
            for category in &rule.categories {
                index.by_category.entry(*category).or_default().push(number);
            }
        }
    }
}

fn intern(names: &mut Vec<String>, name: &str) -> u16 {
    let place = names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    u16::try_from(place).expect("a channel has far fewer than 65,536 names")
}

/// Replaces the rules of a card that is read again.
pub(crate) fn forget_card(channel: &mut Channel, id: &str) {
    channel.rules.retain(|rule| rule.card.id != id);
}

/// A card's name behind every rule that belongs to it.
pub(crate) fn shared(text: &str) -> Arc<str> {
    Arc::from(text)
}
