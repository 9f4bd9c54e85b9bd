//! The Browse API's replies in eBay's own names, and the offers and asking prices in them.
//!
//! What a buyer pays is known only where the shipping is: `FIXED` with a cost. `CALCULATED` depends on who asks.

pub mod account;
pub mod bulk;
pub mod complaint;
pub mod condition;
pub mod inventory;
pub mod mail;
pub mod money;
pub mod order;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

pub use self::complaint::said;
use crate::domain::{
    evidence::Evidence,
    ids::{self, Gtin, Identifier},
    money::{Currency, Money},
    offer::{Offer, ProductIds},
};

/// A site of eBay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// eBay's name of it.
    pub name: &'static str,
    /// Our fee channel.
    pub channel: &'static str,
    /// What prices are in there.
    pub currency: Currency,
    /// What its listings are written in.
    pub language: &'static str,
    /// Whether it asks for money without a signature of its own on each call: Europe and the United Kingdom want one.
    pub plain_money: bool,
}

/// The site of this name, as eBay writes it: `EBAY_US`.
pub fn site(name: &str) -> Option<Site> {
    let (name, channel, currency, language) = match name {
        "EBAY_US" => ("EBAY_US", "ebay_us", "USD", "en-US"),
        "EBAY_GB" => ("EBAY_GB", "ebay_uk", "GBP", "en-GB"),
        "EBAY_DE" => ("EBAY_DE", "ebay_de", "EUR", "de-DE"),
        "EBAY_FR" => ("EBAY_FR", "ebay_fr", "EUR", "fr-FR"),
        "EBAY_IT" => ("EBAY_IT", "ebay_it", "EUR", "it-IT"),
        "EBAY_ES" => ("EBAY_ES", "ebay_es", "EUR", "es-ES"),
        "EBAY_AT" => ("EBAY_AT", "ebay_at", "EUR", "de-AT"),
        "EBAY_BE" => ("EBAY_BE", "ebay_be", "EUR", "nl-BE"),
        "EBAY_IE" => ("EBAY_IE", "ebay_ie", "EUR", "en-IE"),
        "EBAY_NL" => ("EBAY_NL", "ebay_nl", "EUR", "nl-NL"),
        "EBAY_CH" => ("EBAY_CH", "ebay_ch", "CHF", "de-CH"),
        "EBAY_PL" => ("EBAY_PL", "ebay_pl", "PLN", "pl-PL"),
        "EBAY_CA" => ("EBAY_CA", "ebay_ca", "CAD", "en-CA"),
        "EBAY_AU" => ("EBAY_AU", "ebay_au", "AUD", "en-AU"),
        _ => return None,
    };
    let plain_money = matches!(name, "EBAY_US" | "EBAY_CA" | "EBAY_AU");
    Some(Site { name, channel, currency: Currency::parse(currency)?, language, plain_money })
}

/// Whether a word is the name of a site, of one that we sell on or another.
fn is_site(name: &str) -> bool {
    let country = name.strip_prefix("EBAY_").unwrap_or_default();
    country == "MOTORS_US" || country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether there is a page after this one: `next` is its address, whole or without the host.
fn leads_on(next: Option<&str>) -> bool {
    next.is_some_and(|next| next.starts_with("http") || next.starts_with('/'))
}

/// How many; a number that can't be that is none, and makes no page unreadable.
fn count<'de, D: Deserializer<'de>, T: TryFrom<i64>>(deserializer: D) -> Result<Option<T>, D::Error> {
    let number: Option<i64> = Option::deserialize(deserializer)?;
    Ok(number.and_then(|number| T::try_from(number).ok()))
}

/// A page of a search.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Found {
    /// How many match, on all pages.
    #[serde(deserialize_with = "count")]
    pub total: Option<u64>,
    /// Where the next page is; it is there where there is one.
    next: Option<String>,
    item_summaries: Option<Vec<Item>>,
}

impl Found {
    /// Whether there is a page after this one.
    pub fn goes_on(&self) -> bool {
        leads_on(self.next.as_deref())
    }
}

/// An item, as a search or as its own page shows it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Item {
    item_id: Option<String>,
    title: Option<String>,
    price: Option<Amount>,
    condition: Option<String>,
    condition_id: Option<String>,
    seller: Option<Seller>,
    item_web_url: Option<String>,
    epid: Option<String>,
    gtin: Option<String>,
    brand: Option<String>,
    categories: Option<Vec<Category>>,
    category_path: Option<String>,
    shipping_options: Option<Vec<Shipping>>,
    buying_options: Option<Vec<String>>,
    item_group_type: Option<String>,
    estimated_availabilities: Option<Vec<Availability>>,
    #[serde(deserialize_with = "count")]
    lot_size: Option<u32>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Amount {
    value: Option<String>,
    currency: Option<String>,
    converted_from_value: Option<String>,
    converted_from_currency: Option<String>,
}

impl Amount {
    /// The money; `None` where it is no amount of a currency, or below zero.
    fn money(&self) -> Option<Money> {
        let value: Decimal = self.value.as_deref()?.trim().parse().ok()?;
        let currency = Currency::parse(self.currency.as_deref()?)?;
        Some(Money::new(value, currency)).filter(|money| !money.is_negative())
    }

    /// The money, where it is in this currency; below zero, too.
    pub fn signed(&self, currency: Currency) -> Option<Money> {
        let value: Decimal = self.value.as_deref()?.trim().parse().ok()?;
        (Currency::parse(self.currency.as_deref()?)? == currency).then(|| Money::new(value, currency))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Seller {
    username: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Category {
    category_name: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Shipping {
    shipping_cost_type: Option<String>,
    shipping_cost: Option<Amount>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Availability {
    #[serde(deserialize_with = "count")]
    estimated_available_quantity: Option<u32>,
}

impl Found {
    /// The items.
    pub fn into_items(self) -> Vec<Item> {
        self.item_summaries.unwrap_or_default()
    }

    /// What these offers ask for a product, shipping included. Those whose shipping or currency is not known count as
    /// offers and as no price. The spread is that of asks, and only said where the page holds every offer: of the
    /// cheapest alone it would be too low.
    pub fn asked(self, product: ProductIds, site: &Site, at: Timestamp) -> Option<Evidence> {
        let whole = self.next.is_none();
        let total = self.total;
        let items = self.into_items();
        let total = total.unwrap_or(items.len() as u64);
        if items.is_empty() {
            return None;
        }
        let mut asks: Vec<Decimal> = items.iter().filter_map(|item| item.landed(site.currency)).collect();
        asks.sort_unstable();
        let mut evidence = Evidence::of(product, site.channel, site.currency, "ebay");
        evidence.as_of = Some(at);
        evidence.offers = u32::try_from(total).ok();
        evidence.lowest_fbm = asks.first().copied();
        if whole && !asks.is_empty() {
            let at_pct = |pct: usize| asks.get((asks.len() * pct).div_ceil(100).saturating_sub(1)).copied();
            (evidence.p10, evidence.p50, evidence.p90) = (at_pct(10), at_pct(50), at_pct(90));
            evidence.points = u32::try_from(asks.len()).ok();
        }
        Some(evidence)
    }
}

impl Item {
    /// eBay's id of it.
    pub fn id(&self) -> Option<&str> {
        self.item_id.as_deref().filter(|id| !id.is_empty())
    }

    /// Who sells it.
    pub fn seller(&self) -> Option<&str> {
        self.seller.as_ref()?.username.as_deref().filter(|name| !name.is_empty())
    }

    /// The number of its listing: the middle of its id, `v1|NUMBER|0`.
    pub fn number(&self) -> Option<&str> {
        self.id()?.split('|').nth(1)
    }

    /// Whether it is in the condition of this number; where it names none, eBay's filter is believed.
    pub fn is_in(&self, condition: &str) -> bool {
        self.condition_id.as_deref().is_none_or(|id| id == condition)
    }

    /// The cheapest shipping of those whose price is fixed and given.
    fn shipping(&self, currency: Currency) -> Option<Money> {
        let fixed = self.shipping_options.iter().flatten().filter(|way| way.is_fixed());
        let costs = fixed.filter_map(|way| way.shipping_cost.as_ref()?.money());
        costs.filter(|cost| cost.currency() == currency).min_by_key(Money::amount)
    }

    /// What a buyer pays, in this currency.
    pub fn landed(&self, currency: Currency) -> Option<Decimal> {
        let price = self.price.as_ref()?.money().filter(|price| price.currency() == currency && !price.is_zero())?;
        price.plus(&self.shipping(currency)?).ok().map(|landed| landed.amount())
    }

    /// From the widest category to the narrowest. eBay names the narrowest first, then the others from the top down.
    fn category(&self) -> Option<String> {
        if let Some(path) = self.category_path.as_deref().filter(|path| !path.is_empty()) {
            return Some(path.split('|').map(str::trim).collect::<Vec<_>>().join(" > "));
        }
        let mut names: Vec<&str> =
            self.categories.iter().flatten().filter_map(|category| category.category_name.as_deref()).collect();
        let turn = names.len().min(1);
        names.rotate_left(turn);
        (!names.is_empty()).then(|| names.join(" > "))
    }

    /// The numbers of its product. `searched` is the GTIN that eBay itself found it by.
    fn product(&self, searched: Option<Gtin>) -> ProductIds {
        let own = self.gtin.as_deref().and_then(|text| ids::parse_cell(text).ok()).filter(|id| id.product);
        let gtin = own.as_ref().and_then(Identifier::gtin14).or(searched);
        let epid = self.epid.as_deref().and_then(|epid| ids::parse_cell(&format!("ebay:epid:{epid}")).ok());
        let epid = epid.and_then(|id| id.product_key());
        let mut keys: Vec<String> = gtin.iter().map(|gtin| format!("gtin:{gtin}")).chain(epid).collect();
        ProductIds {
            gtin: gtin.map(|gtin| gtin.to_string()),
            asin: own.as_ref().and_then(Identifier::asin).map(|asin| asin.to_string()),
            key: (!keys.is_empty()).then(|| keys.remove(0)),
            other: keys,
        }
    }

    /// The offer; an error says what is missing.
    pub fn offer(&self, searched: Option<Gtin>, at: Timestamp) -> Result<Offer, String> {
        let id = self.id().ok_or("an item without an id")?;
        let options = self.buying_options.iter().flatten();
        if self.buying_options.iter().flatten().next().is_some() && !options.clone().any(|way| way == "FIXED_PRICE") {
            let ways: Vec<&str> = options.map(String::as_str).collect();
            return Err(format!("{id}: it has no fixed price ({})", ways.join(", ")));
        }
        let amount = self.price.as_ref();
        let price = amount.and_then(Amount::money).filter(|price| !price.is_zero());
        let price = price.ok_or_else(|| format!("{id}: it names no price"))?;
        let mut notes = Vec::new();
        if let Some(from) = amount.and_then(|amount| {
            Some(format!("{} {}", amount.converted_from_value.as_ref()?, amount.converted_from_currency.as_ref()?))
        }) {
            notes.push(format!("eBay converted the price from {from}"));
        }
        if self.item_group_type.as_deref() == Some("SELLER_DEFINED_VARIATIONS") {
            notes.push("one of several variations under this title".to_owned());
        }
        let availability = self.estimated_availabilities.iter().flatten().next();
        Ok(Offer {
            shipping: self.shipping(price.currency()),
            url: self.item_web_url.clone().filter(|url| url.starts_with("https://")),
            title: self.title.clone(),
            brand: self.brand.clone(),
            category: self.category(),
            condition: self.condition.clone(),
            seller: self.seller.as_ref().and_then(|seller| seller.username.clone()),
            quantity: availability.and_then(|availability| availability.estimated_available_quantity),
            pack: self.lot_size.filter(|size| *size > 1),
            product: self.product(searched),
            notes,
            ..Offer::of("ebay", id.to_owned(), at, price)
        })
    }
}

impl Shipping {
    fn is_fixed(&self) -> bool {
        self.shipping_cost_type.as_deref() == Some("FIXED")
    }
}

/// What is left of our calls, by eBay's own count.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Limits {
    rate_limits: Option<Vec<RateLimit>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RateLimit {
    resources: Option<Vec<Resource>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Resource {
    name: Option<String>,
    rates: Option<Vec<Rate>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Rate {
    limit: Option<i64>,
    remaining: Option<i64>,
}

impl Limits {
    /// In words: `buy.browse: 4990 of 5000 calls left`; `None` where eBay says nothing of them.
    pub fn words(&self) -> Option<String> {
        let resources = self.rate_limits.iter().flatten().flat_map(|limit| limit.resources.iter().flatten());
        let words = resources.filter_map(|resource| {
            let rate = resource.rates.iter().flatten().next()?;
            Some(format!("{}: {} of {} calls left", resource.name.as_deref()?, rate.remaining?, rate.limit?))
        });
        let words: Vec<String> = words.collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    const AT: &str = "2026-06-01T12:00:00Z";

    fn item(more: &str) -> Item {
        serde_json::from_str(&format!(r#"{{"itemId":"v1|1100|0","title":"A kettle","somethingNew":[1]{more}}}"#))
            .unwrap()
    }

    fn offer(more: &str) -> Result<Offer, String> {
        item(more).offer(None, AT.parse().unwrap())
    }

    #[test]
    fn shipping_is_known_where_it_is_fixed_and_priced_in_the_same_money() {
        let check = |options: &str, expected: Option<&str>| {
            let offer = offer(&format!(r#","price":{{"value":"12.50","currency":"USD"}},"shippingOptions":{options}"#));
            assert_eq!(offer.unwrap().shipping.map(|cost| cost.to_string()).as_deref(), expected, "{options}");
        };
        let cost = |kind: &str, value: &str, currency: &str| {
            format!(r#"{{"shippingCostType":"{kind}","shippingCost":{{"value":"{value}","currency":"{currency}"}}}}"#)
        };
        check(&format!("[{}]", cost("FIXED", "0.00", "USD")), Some("$0.00"));
        check(&format!("[{},{}]", cost("FIXED", "9.00", "USD"), cost("FIXED", "4.00", "USD")), Some("$4.00"));
        check(&format!("[{}]", cost("CALCULATED", "4.00", "USD")), None);
        check(&format!("[{}]", cost("PIGEON", "4.00", "USD")), None);
        check(&format!("[{}]", cost("FIXED", "4.00", "EUR")), None);
        check(&format!("[{}]", cost("FIXED", "-1", "USD")), None);
        check(r#"[{"shippingCostType":"FIXED","shippingCost":null}]"#, None);
        check("[]", None);
        check("null", None);
    }

    #[test]
    fn an_item_without_a_price_that_can_be_paid_is_no_offer() {
        let check = |more: &str, part: &str| {
            let why = offer(more).unwrap_err();
            assert!(why.contains(part), "{more}: {why}");
        };
        check("", "it names no price");
        check(r#","price":null"#, "it names no price");
        check(r#","price":{"value":"free","currency":"USD"}"#, "it names no price");
        check(r#","price":{"value":"0.00","currency":"USD"}"#, "it names no price");
        check(r#","price":{"value":"3.00","currency":null}"#, "it names no price");
        check(r#","price":{"value":"3.00","currency":"USD"},"buyingOptions":["AUCTION"]"#, "no fixed price (AUCTION)");
        assert!(Item::default().offer(None, AT.parse().unwrap()).is_err());
    }

    #[test]
    fn an_offer_says_what_the_item_says_and_no_more() {
        let offer = offer(
            r#","price":{"value":"8.99","currency":"USD","convertedFromValue":"11.99","convertedFromCurrency":"CAD"},
               "condition":"Slightly Haunted","seller":{"username":"shop-example"},"buyingOptions":["FIXED_PRICE","NEW_WAY"],
               "categories":[{"categoryName":"Kettles"},{"categoryName":"Home"},{"categoryName":"Kitchen"}],
               "epid":"77001","gtin":"036000291452","lotSize":2,"itemWebUrl":"https://shop.example/1100",
               "estimatedAvailabilities":[{"estimatedAvailableQuantity":4}],"itemGroupType":"SELLER_DEFINED_VARIATIONS""#,
        )
        .unwrap();
        assert_eq!(offer.product.keys(), ["gtin:00036000291452", "ebay:epid:77001"]);
        assert_eq!(offer.category.as_deref(), Some("Home > Kitchen > Kettles"));
        assert_eq!((offer.quantity, offer.pack, offer.shipping), (Some(4), Some(2), None));
        assert_eq!(offer.condition.as_deref(), Some("Slightly Haunted"));
        assert_eq!(offer.notes.len(), 2, "{:?}", offer.notes);
    }

    #[test]
    fn a_number_that_is_broken_names_no_product() {
        let price = r#","price":{"value":"8.99","currency":"USD"}"#;
        let bare = offer(&format!(r#"{price},"gtin":"Does not apply","epid":"x""#)).unwrap();
        assert!(bare.product.is_empty() && bare.quantity.is_none());
        let extreme = r#","lotSize":-2147483648,"estimatedAvailabilities":[{"estimatedAvailableQuantity":-1}]"#;
        let extreme = offer(&format!("{price}{extreme}")).unwrap();
        assert_eq!((extreme.pack, extreme.quantity), (None, None));
        let searched = Gtin::parse("00036000291452").ok();
        let found = item(price).offer(searched, AT.parse().unwrap()).unwrap();
        assert_eq!(found.product.key.as_deref(), Some("gtin:00036000291452"));
    }

    fn asked(rows: &[(&str, Option<&str>, &str)], more: &str) -> Option<Evidence> {
        let rows: Vec<String> = rows
            .iter()
            .map(|(price, shipping, currency)| {
                let way = shipping.map_or_else(
                    || r#"{"shippingCostType":"CALCULATED"}"#.to_owned(),
                    |cost| {
                        format!(r#"{{"shippingCostType":"FIXED","shippingCost":{{"value":"{cost}","currency":"{currency}"}}}}"#)
                    },
                );
                format!(r#"{{"price":{{"value":"{price}","currency":"{currency}"}},"shippingOptions":[{way}]}}"#)
            })
            .collect();
        let text = format!(r#"{{"itemSummaries":[{}]{more}}}"#, rows.join(","));
        let found: Found = serde_json::from_str(&text).unwrap();
        found.asked(ProductIds::default(), &site("EBAY_US").unwrap(), AT.parse().unwrap())
    }

    #[test]
    fn asks_are_landed_prices_of_one_currency() {
        let rows = [
            ("10.00", Some("0.00"), "USD"),
            ("8.00", Some("5.00"), "USD"),
            ("1.00", None, "USD"),
            ("2.00", Some("0"), "EUR"),
        ];
        let seen = asked(&rows, r#","total":4"#).unwrap();
        assert_eq!((seen.lowest_fbm, seen.offers, seen.points), (Some(dec!(10.00)), Some(4), Some(2)));
        assert_eq!((seen.p10, seen.p50, seen.p90), (Some(dec!(10.00)), Some(dec!(10.00)), Some(dec!(13.00))));
        assert_eq!((seen.buy_box, seen.avg90, seen.channel.as_str()), (None, None, "ebay_us"));
        // The cheapest of many are no picture of all.
        let part = asked(&rows, r#","total":900,"next":"https://api.example/more""#).unwrap();
        assert_eq!((part.lowest_fbm, part.offers, part.p50, part.points), (Some(dec!(10.00)), Some(900), None, None));
        let dark = asked(&rows[2..], "").unwrap();
        assert_eq!((dark.lowest_fbm, dark.offers, dark.p50), (None, Some(2), None));
        assert_eq!(asked(&[], r#","total":0"#), None);
    }

    #[test]
    fn limits_are_told_in_words() {
        let limits = r#"{"rateLimits":[{"apiName":"browse","resources":[{"name":"buy.browse","rates":[{"limit":5000,"remaining":4990}]},{"name":"x"}]}]}"#;
        let limits: Limits = serde_json::from_str(limits).unwrap();
        assert_eq!(limits.words().as_deref(), Some("buy.browse: 4990 of 5000 calls left"));
        assert_eq!(serde_json::from_str::<Limits>("{}").unwrap().words(), None);
        assert_eq!(site("EBAY_MARS"), None);
    }
}
