//! The catalogue: every card, compiled once into rules by channel, fee code and category.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, OnceLock},
};

use super::{
    card::{self, CardError},
    category::Categories,
    file::{BasePart, FactSpec},
    rule::Rule,
    size::TierSet,
};
use crate::domain::money::Currency;

/// A channel whose cards come with the program.
struct Builtin {
    name: &'static str,
    currency: Currency,
    aliases: &'static [&'static str],
    files: &'static [(&'static str, &'static str)],
}

/// The files of a built-in channel.
macro_rules! files {
    ($($name:literal),+) => {
        &[$(($name, include_str!(concat!("../../../data/fees/", $name)))),+]
    };
}

/// The built-in channels. A channel's files are read when it is first asked for; what has to be known of it before stands
/// here, as in the files.
#[rustfmt::skip]
const BUILTIN: &[Builtin] = &[
    Builtin { name: "amazon_us", currency: Currency::USD, aliases: &["amazon", "amazon.com"], files: files!("amazon_us.toml", "amazon_us_fba.toml") },
    Builtin { name: "amazon_uk", currency: Currency::GBP, aliases: &["amazon_gb", "amazon.co.uk"], files: files!("amazon_uk.toml") },
    Builtin { name: "amazon_de", currency: Currency::EUR, aliases: &["amazon_eu_de", "amazon_eu", "amazon.de"], files: files!("amazon_de.toml") },
    Builtin { name: "amazon_jp", currency: Currency::JPY, aliases: &["amazon.co.jp"], files: files!("amazon_jp.toml") },
    Builtin { name: "ebay_us", currency: Currency::USD, aliases: &["ebay", "ebay.com"], files: files!("ebay_us.toml") },
    Builtin { name: "tcgplayer", currency: Currency::USD, aliases: &[], files: files!("tcgplayer.toml") },
    Builtin { name: "reverb", currency: Currency::USD, aliases: &[], files: files!("reverb.toml") },
    Builtin { name: "abebooks", currency: Currency::USD, aliases: &[], files: files!("abebooks.toml") },
    Builtin { name: "discogs", currency: Currency::USD, aliases: &[], files: files!("discogs.toml") },
    Builtin { name: "whatnot", currency: Currency::USD, aliases: &["whatnot_tcg"], files: files!("whatnot.toml") },
    Builtin { name: "stripe_us", currency: Currency::USD, aliases: &["stripe"], files: files!("stripe_us.toml") },
    Builtin { name: "shopify_basic", currency: Currency::USD, aliases: &["shopify"], files: files!("shopify_basic.toml") },
    Builtin { name: "booksrun", currency: Currency::USD, aliases: &[], files: files!("booksrun.toml") },
    Builtin { name: "bookscouter", currency: Currency::USD, aliases: &[], files: files!("bookscouter.toml") },
    Builtin { name: "card_kingdom", currency: Currency::USD, aliases: &["card_kingdom_buylist"], files: files!("card_kingdom.toml") },
    Builtin { name: "usps", currency: Currency::USD, aliases: &[], files: files!("usps.toml") },
];

static BUILTIN_CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let mut catalog = Catalog::empty();
    for Builtin { name, currency, aliases, files } in BUILTIN {
        let place = catalog.slots.len();
        catalog.slots.push(Arc::new(Slot {
            name: (*name).to_owned(),
            currency: *currency,
            files,
            read: OnceLock::new(),
        }));
        catalog.by_name.extend(aliases.iter().chain([name]).map(|name| ((*name).to_owned(), place)));
    }
    catalog
});

/// Every card known, ready to be asked. A copy shares the channels.
#[derive(Clone, Debug)]
pub struct Catalog {
    slots: Vec<Arc<Slot>>,
    by_name: HashMap<String, usize>,
}

/// A channel that is read when it is first asked for.
#[derive(Clone, Debug)]
struct Slot {
    name: String,
    currency: Currency,
    files: &'static [(&'static str, &'static str)],
    read: OnceLock<Channel>,
}

impl Slot {
    fn channel(&self) -> &Channel {
        self.read.get_or_init(|| {
            let mut alone = Catalog::empty();
            for (name, text) in self.files {
                card::add(&mut alone, name, text).expect("the built-in fee cards are tested");
            }
            let mut channel = alone.open_channel(&self.name, self.currency).clone();
            channel.index();
            channel
        })
    }
}

impl Catalog {
    fn empty() -> Self {
        Self { slots: Vec::new(), by_name: HashMap::new() }
    }

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
        // What nobody shares was written to.
        for channel in catalog.slots.iter_mut().filter_map(Arc::get_mut).filter_map(|slot| slot.read.get_mut()) {
            channel.index();
        }
        Ok(catalog)
    }

    /// The names of all channels, as cards write them.
    pub fn channels(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().map(|slot| slot.name.as_str())
    }

    /// The channel's own name for a name or alias: `amazon` → `amazon_us`.
    pub fn channel_name(&self, name: &str) -> Option<&str> {
        self.slot(name).map(|slot| slot.name.as_str())
    }

    /// The currency a channel charges in.
    pub fn currency(&self, channel: &str) -> Option<Currency> {
        self.slot(channel).map(|slot| slot.currency)
    }

    /// Reads a channel's cards, so that the first question about it need not wait for that.
    pub fn read_ahead(&self, channel: &str) {
        let _ = self.channel(channel);
    }

    /// Whether any fee of a channel is taken on the buyer's sales tax.
    pub fn charges_on_tax(&self, channel: &str) -> bool {
        let on_tax = |rule: &Rule| rule.base.has(BasePart::Tax);
        self.channel(channel).is_some_and(|channel| channel.rules.iter().any(on_tax))
    }

    /// Whether a channel's cards can read a category. Where they ask for something else in its place, a seller's level, the
    /// category of a product page says nothing to them.
    pub fn reads_category(&self, channel: &str, category: &str) -> bool {
        let Some(channel) = self.channel(channel) else { return true };
        let Some(key) = &channel.category_is else { return true };
        channel.fact(key).is_some_and(|fact| fact.value(category).is_some())
    }

    /// Whether a sale on a channel is only ever charged for: no card pays the seller something back.
    pub fn only_takes(&self, channel: &str) -> bool {
        let sale = |rule: &&Rule| rule.ops.iter().any(|op| &**op == "sale");
        self.channel(channel).is_some_and(|channel| channel.rules.iter().filter(sale).all(Rule::only_takes))
    }

    fn slot(&self, name: &str) -> Option<&Slot> {
        let place = self.by_name.get(name).or_else(|| self.by_name.get(&name.trim().to_ascii_lowercase()))?;
        self.slots.get(*place).map(|slot| &**slot)
    }

    pub(crate) fn channel(&self, name: &str) -> Option<&Channel> {
        self.slot(name).map(Slot::channel)
    }

    /// Every channel, read.
    pub(crate) fn every_channel(&self) -> impl Iterator<Item = &Channel> {
        self.slots.iter().map(|slot| slot.channel())
    }

    pub(crate) fn open_channel(&mut self, name: &str, currency: Currency) -> &mut Channel {
        let place = *self.by_name.entry(name.to_owned()).or_insert_with(|| {
            let read = OnceLock::from(Channel::new(name, currency));
            self.slots.push(Arc::new(Slot { name: name.to_owned(), currency, files: &[], read }));
            self.slots.len() - 1
        });
        self.slots[place].channel();
        Arc::make_mut(&mut self.slots[place]).read.get_mut().expect("it was read just now")
    }

    pub(crate) fn alias(&mut self, alias: &str, channel: &str) {
        if let Some(place) = self.by_name.get(channel).copied() {
            self.by_name.entry(alias.to_ascii_lowercase()).or_insert(place);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_channel_before_it_is_read_is_what_its_files_say() {
        for Builtin { name, currency, aliases, files } in BUILTIN {
            let mut alone = Catalog::empty();
            for (file, text) in *files {
                card::add(&mut alone, file, text).unwrap();
            }
            assert_eq!(alone.channels().collect::<Vec<_>>(), [*name]);
            assert_eq!(alone.currency(name), Some(*currency), "{name}");
            let mut known: Vec<&str> = alone.by_name.keys().map(String::as_str).collect();
            let mut expected: Vec<&str> = aliases.iter().copied().chain([*name]).collect();
            known.sort_unstable();
            expected.sort_unstable();
            assert_eq!(known, expected);
        }
    }

    #[test]
    fn a_copy_with_a_card_of_ones_own_leaves_the_others_as_they_are() {
        let card = "channel = \"ebay_us\"\n\n[[card]]\nid = \"ebay_us/mine\"\ntitle = \"Mine\"\nsource = \"a letter\"\n\
                    confidence = \"high\"\n\n[[card.rule]]\ncode = \"mine\"\nfixed = \"1\"\n";
        let own = Catalog::builtin().with_cards([("mine.toml", card)]).unwrap();
        let rules = |catalog: &Catalog, name: &str| catalog.channel(name).unwrap().rules.len();
        assert_eq!(rules(&own, "ebay_us"), rules(Catalog::builtin(), "ebay_us") + 1);
        assert_eq!(rules(&own, "amazon"), rules(Catalog::builtin(), "amazon_us"));
        assert_eq!(own.channels().count(), Catalog::builtin().channels().count());
    }
}
