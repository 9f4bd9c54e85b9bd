//! What new ones are offered for: the offers of a batch of items, each with an end of its own.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Amount, Marketplace, Said, batch::Response, or_empty};
use crate::domain::evidence::Evidence;

/// What is known of the offers of new ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The buy box, shipping included.
    pub buy_box: Option<Decimal>,
    /// The lowest that Amazon ships.
    pub lowest_fba: Option<Decimal>,
    /// The lowest that a merchant ships, shipping included.
    pub lowest_fbm: Option<Decimal>,
    /// How many offers there are; no offers at all is not known, as the batch has shown none where there were some.
    pub offers: Option<u32>,
    /// The rank in the top category.
    pub rank: Option<u32>,
    /// Whether Amazon itself offers it.
    pub amazon: Option<bool>,
}

impl Standing {
    /// The lowest price that something new can be had for.
    pub fn price(&self) -> Option<Decimal> {
        [self.buy_box, self.lowest_fba, self.lowest_fbm].into_iter().flatten().min()
    }

    /// Writes what is known into the evidence.
    pub fn tell(&self, evidence: &mut Evidence) {
        evidence.buy_box = self.buy_box;
        evidence.lowest_fba = self.lowest_fba;
        evidence.lowest_fbm = self.lowest_fbm;
        evidence.offers = self.offers;
        evidence.rank = evidence.rank.or(self.rank);
        evidence.amazon_in_stock = self.amazon;
    }
}

/// What came of one item of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Its offers.
    Standing(Standing),
    /// Too many questions, or Amazon's own trouble: it may be asked again.
    Busy(String),
    /// No.
    Failed(String),
}

/// A reply to the batch of item offers.
pub type Batch = super::batch::Batch<Asked>;

/// The item that was asked about.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default, rename = "Asin", alias = "ASIN", alias = "asin")]
    asin: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Body {
    payload: Option<Offers>,
    #[serde(deserialize_with = "or_empty")]
    errors: Vec<Said>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Offers {
    #[serde(rename = "ASIN")]
    asin: Option<String>,
    summary: Option<Summary>,
    #[serde(deserialize_with = "or_empty")]
    offers: Vec<Offer>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Summary {
    #[serde(deserialize_with = "or_empty")]
    lowest_prices: Vec<Price>,
    #[serde(deserialize_with = "or_empty")]
    buy_box_prices: Vec<Price>,
    #[serde(deserialize_with = "or_empty")]
    number_of_offers: Vec<Count>,
    #[serde(deserialize_with = "or_empty")]
    sales_rankings: Vec<Rank>,
}

/// A price for one condition and, in the lowest prices, one who ships it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct Price {
    #[serde(rename = "condition")]
    pub(super) condition: Option<String>,
    #[serde(rename = "fulfillmentChannel")]
    channel: Option<String>,
    #[serde(rename = "offerType")]
    pub(super) customer: Option<String>,
    #[serde(rename = "quantityTier")]
    pub(super) tier: Option<i64>,
    landed_price: Option<Amount>,
    listing_price: Option<Amount>,
    shipping: Option<Amount>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct Count {
    #[serde(rename = "condition")]
    condition: Option<String>,
    #[serde(alias = "Count")]
    offer_count: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct Rank {
    product_category_id: Option<String>,
    rank: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Offer {
    seller_id: Option<String>,
}

impl Batch {
    /// The answers by ASIN; what names none is left out, as are its prices.
    pub fn into_answers(self, place: &Marketplace) -> Vec<(String, Answer)> {
        self.responses.into_iter().filter_map(|response| answer(response, place)).collect()
    }
}

fn answer(response: Response<Asked>, place: &Marketplace) -> Option<(String, Answer)> {
    let (status, read) = (response.code(), response.body::<Body>());
    let asked = response.request.and_then(|asked| asked.asin);
    let body = match read {
        Ok(body) => body,
        Err(why) => return Some((asked?, Answer::Failed(format!("its offers can't be read: {why}")))),
    };
    let said = || {
        let said = body.errors.into_iter().find_map(Said::line);
        said.unwrap_or_else(|| status.map_or_else(|| "no status".to_owned(), |status| format!("status {status}")))
    };
    let answer = match (status, body.payload) {
        (Some(200..=299), Some(offers)) => {
            // What Amazon says is for another item is for no item.
            if let (Some(asked), Some(named)) = (&asked, &offers.asin)
                && asked != named
            {
                return Some((asked.clone(), Answer::Failed(format!("the offers are those of {named}"))));
            }
            return Some((asked.or(offers.asin.clone())?, Answer::Standing(offers.standing(place))));
        }
        (Some(429 | 500..=599), _) => Answer::Busy(said()),
        _ => Answer::Failed(said()),
    };
    Some((asked?, answer))
}

impl Offers {
    fn standing(&self, place: &Marketplace) -> Standing {
        let Some(summary) = &self.summary else { return Standing::default() };
        let lowest = |channel: &str| {
            let those = summary.lowest_prices.iter().filter(|price| price.is_shipped_by(channel));
            those.filter_map(|price| price.of_new(place)).min()
        };
        let offers = Count::of_new(&summary.number_of_offers);
        Standing {
            buy_box: summary.buy_box_prices.iter().filter_map(|price| price.of_new(place)).min(),
            lowest_fba: lowest("Amazon"),
            lowest_fbm: lowest("Merchant"),
            offers,
            rank: Rank::top(&summary.sales_rankings),
            amazon: self.amazon(place, offers),
        }
    }

    /// Whether Amazon is among the sellers: yes where it is listed, no only where every offer of a new one is.
    fn amazon(&self, place: &Marketplace, offers: Option<u32>) -> Option<bool> {
        let retailer = place.retailer?;
        let sellers: Vec<&str> = self.offers.iter().filter_map(|offer| offer.seller_id.as_deref()).collect();
        if sellers.contains(&retailer) {
            return Some(true);
        }
        let all = sellers.len() == self.offers.len() && offers.is_some_and(|offers| sellers.len() >= offers as usize);
        all.then_some(false)
    }
}

impl Price {
    fn is_shipped_by(&self, channel: &str) -> bool {
        self.channel.as_deref().is_some_and(|named| named.eq_ignore_ascii_case(channel))
    }

    /// What one new one costs anybody, shipping included; `None` for other conditions, for businesses alone, for several.
    pub(super) fn of_new(&self, place: &Marketplace) -> Option<Decimal> {
        self.condition.as_deref().filter(|condition| is_new(condition))?;
        self.for_anybody()?;
        landed(self.landed_price.as_ref(), self.listing_price.as_ref(), self.shipping.as_ref(), place)
    }

    fn for_anybody(&self) -> Option<()> {
        let anybody = self.customer.as_deref().is_none_or(|customer| customer == "B2C") && self.tier.unwrap_or(1) <= 1;
        anybody.then_some(())
    }
}

impl Count {
    pub(super) fn of_new(counts: &[Self]) -> Option<u32> {
        let new = counts.iter().filter(|count| count.condition.as_deref().is_some_and(is_new));
        let all: i64 = new.filter_map(|count| count.offer_count).map(|count| count.max(0)).sum();
        u32::try_from(all).ok().filter(|offers| *offers > 0)
    }
}

impl Rank {
    /// The rank in the top category, whose id is a word; those below it have numbers.
    pub(super) fn top(ranks: &[Self]) -> Option<u32> {
        let is_word = |rank: &&Self| {
            rank.product_category_id.as_deref().is_some_and(|id| id.bytes().any(|byte| byte.is_ascii_alphabetic()))
        };
        ranks.iter().find(is_word).and_then(|rank| u32::try_from(rank.rank?).ok()).filter(|rank| *rank > 0)
    }
}

pub(super) fn is_new(condition: &str) -> bool {
    condition.eq_ignore_ascii_case("new")
}

/// The price with shipping, in the currency of the marketplace: Amazon's own sum, else the parts. Nothing is free.
fn landed(
    landed: Option<&Amount>,
    listing: Option<&Amount>,
    shipping: Option<&Amount>,
    place: &Marketplace,
) -> Option<Decimal> {
    let amount = |amount: Option<&Amount>| {
        let money = amount?.money().filter(|money| money.currency() == place.currency)?;
        Some(money.amount())
    };
    let sum = amount(landed).or_else(|| {
        let shipping = if shipping.is_some() { amount(shipping)? } else { Decimal::ZERO };
        amount(listing)?.checked_add(shipping.max(Decimal::ZERO))
    });
    sum.filter(|price| *price > Decimal::ZERO)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::vendors::amazon::wire::marketplace;

    fn us() -> Marketplace {
        marketplace("US").unwrap()
    }

    fn usd(key: &str, amount: &str) -> String {
        format!(r#""{key}":{{"CurrencyCode":"USD","Amount":{amount}}}"#)
    }

    /// One item of a batch with this summary and these offers.
    fn standing(summary: &str, offers: &str) -> Standing {
        let text = format!(
            r#"{{"responses":[{{"status":{{"statusCode":200,"reasonPhrase":"OK"}},"headers":{{}},
            "request":{{"Asin":"B0D8W1YVBX","ItemCondition":"New"}},
            "body":{{"payload":{{"ASIN":"B0D8W1YVBX","status":"Success","Summary":{summary},"Offers":{offers}}}}}}}]}}"#
        );
        let mut answers = serde_json::from_str::<Batch>(&text).unwrap().into_answers(&us());
        let (asin, answer) = answers.remove(0);
        assert_eq!(asin, "B0D8W1YVBX");
        let Answer::Standing(standing) = answer else { panic!("{answer:?}") };
        standing
    }

    #[test]
    fn the_offers_of_new_ones_are_taken_and_nothing_else() {
        let price = |condition: &str, more: &str, parts: &[String]| {
            format!(r#"{{"condition":"{condition}"{more},{}}}"#, parts.join(","))
        };
        let fba = r#","fulfillmentChannel":"Amazon""#;
        let fbm = r#","fulfillmentChannel":"Merchant""#;
        let lowest = [
            price("new", fba, &[usd("LandedPrice", "24.99"), usd("ListingPrice", "24.99")]),
            price("New", fbm, &[usd("ListingPrice", "18.00"), usd("Shipping", "4.49")]),
            price("used", fbm, &[usd("LandedPrice", "3.00")]),
            price("new", r#","fulfillmentChannel":"Drone""#, &[usd("LandedPrice", "1.00")]),
            price("new", r#","fulfillmentChannel":"Amazon","offerType":"B2B""#, &[usd("LandedPrice", "2.00")]),
            price("new", r#","fulfillmentChannel":"Amazon","quantityTier":5"#, &[usd("LandedPrice", "2.00")]),
            price("new", fba, &[usd("LandedPrice", "0")]),
            price("new", fba, &[r#""LandedPrice":{"CurrencyCode":"EUR","Amount":1}"#.to_owned()]),
        ];
        let summary = format!(
            r#"{{"TotalOfferCount":9,"LowestPrices":[{}],"BuyBoxPrices":[{}],
            "NumberOfOffers":[{{"condition":"new","fulfillmentChannel":"Amazon","OfferCount":2}},
                {{"condition":"New","fulfillmentChannel":"Merchant","OfferCount":3}},{{"condition":"used","OfferCount":4}}],
            "SalesRankings":[{{"ProductCategoryId":"1660","Rank":3}},{{"ProductCategoryId":"toy_on_website","Rank":4860}}]}}"#,
            lowest.join(","),
            price("new", "", &[usd("LandedPrice", "25.49")]),
        );
        let seen = standing(&summary, "[]");
        assert_eq!((seen.buy_box, seen.lowest_fba), (Some(dec!(25.49)), Some(dec!(24.99))));
        assert_eq!((seen.lowest_fbm, seen.price()), (Some(dec!(22.49)), Some(dec!(22.49))));
        assert_eq!((seen.offers, seen.rank, seen.amazon), (Some(5), Some(4860), None));
    }

    #[test]
    fn no_offers_shown_is_never_no_competition() {
        let seen = standing(r#"{"TotalOfferCount":0,"NumberOfOffers":[],"LowestPrices":null}"#, "[]");
        assert_eq!(seen, Standing::default());
        let seen = standing(r#"{"NumberOfOffers":[{"condition":"new","OfferCount":0}]}"#, "null");
        assert_eq!((seen.offers, seen.amazon), (None, None));
        assert_eq!(standing("null", "[]"), Standing::default());
    }

    #[test]
    fn amazon_is_away_only_where_every_seller_is_seen() {
        let counted = |count: u32| format!(r#"{{"NumberOfOffers":[{{"condition":"new","OfferCount":{count}}}]}}"#);
        let check = |count: u32, offers: &str, expected: Option<bool>| {
            assert_eq!(standing(&counted(count), offers).amazon, expected, "{count} {offers}");
        };
        check(2, r#"[{"SellerId":"A1"},{"SellerId":"ATVPDKIKX0DER"}]"#, Some(true));
        check(30, r#"[{"SellerId":"ATVPDKIKX0DER"}]"#, Some(true));
        check(2, r#"[{"SellerId":"A1"},{"SellerId":"A2"}]"#, Some(false));
        check(3, r#"[{"SellerId":"A1"},{"SellerId":"A2"}]"#, None);
        check(2, r#"[{"SellerId":"A1"},{}]"#, None);
        check(0, "[]", None);
    }

    #[test]
    fn each_item_of_a_batch_has_its_own_end() {
        let text = r#"{"responses":[
            {"status":{"statusCode":429},"request":{"Asin":"B000000001"},
                "body":{"errors":[{"code":"QuotaExceeded","message":"later"}]}},
            {"status":{"statusCode":503},"request":{"Asin":"B000000002"}},
            {"status":{"statusCode":404},"request":{"ASIN":"B000000003"},"body":{"errors":[{"code":"NotFound"}]}},
            {"status":null,"request":{"asin":"B000000004"},"body":{}},
            {"status":{"statusCode":200},"request":{"Asin":"B000000005"},"body":{"payload":{"Summary":7}}},
            {"status":{"statusCode":200},"request":{"Asin":"B000000006"},"body":{"payload":{"ASIN":"B000000009"}}},
            {"status":{"statusCode":200},"body":{"payload":{"ASIN":"B000000007","Summary":{}}}},
            {"status":{"statusCode":400},"body":{}}]}"#;
        let answers = serde_json::from_str::<Batch>(text).unwrap().into_answers(&us());
        let shown: Vec<String> = answers
            .into_iter()
            .map(|(asin, answer)| match answer {
                Answer::Standing(_) => format!("{asin} ok"),
                Answer::Busy(why) => format!("{asin} busy {why}"),
                Answer::Failed(why) => format!("{asin} failed {}", why.split(" at line").next().unwrap_or_default()),
            })
            .collect();
        assert_eq!(
            shown[..4],
            [
                "B000000001 busy QuotaExceeded: later",
                "B000000002 busy status 503",
                "B000000003 failed NotFound",
                "B000000004 failed no status",
            ]
        );
        assert!(shown[4].starts_with("B000000005 failed its offers can't be read"), "{shown:?}");
        assert_eq!(shown[5..], ["B000000006 failed the offers are those of B000000009", "B000000007 ok"]);
    }
}
