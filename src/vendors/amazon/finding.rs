//! Finding offers on Amazon: by words in the catalog, by barcode, ISBN or ASIN.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::Timestamp;

use super::{
    Amazon,
    asking::{BATCH, Lookup},
    wire::{catalog::Item, prices::Answer},
};
use crate::{
    domain::{evidence::Evidence, ids, money::Money, offer::Offer},
    error,
    vendors::{Call, Estimate, Page, Pages, Query, Source},
};

/// Pages of a search by words: Amazon shows no more than a thousand items.
const SEARCH_PAGES: u64 = 50;

/// What is asked of Amazon for a query.
enum Way {
    /// Products by their codes.
    Codes(Vec<Lookup>),
    /// Words, and a brand, as Amazon lists them.
    Words(String, Option<String>),
}

impl Way {
    fn of(query: &Query) -> Result<Self> {
        let cant = |what: String, hint: &str| Err(error::usage(what).hint(hint.to_owned()).into());
        if let Some(own) = query.own.keys().next() {
            return cant(format!("amazon knows no search by `{own}`"), "it has words and codes");
        }
        if query.seller.is_some() {
            return cant("amazon can't show what one seller offers".into(), "leave `--seller` out");
        }
        if let Some(other) = query.condition.as_deref().filter(|condition| !condition.eq_ignore_ascii_case("new")) {
            return cant(format!("amazon is asked for new goods, not for `{other}`"), "leave `--condition` out");
        }
        if !query.codes.is_empty() {
            let keys: Vec<String> = query.codes.iter().filter_map(|code| key_of(code)).collect();
            return Ok(Self::Codes(Lookup::of(&keys)));
        }
        let words: Vec<String> =
            query.keywords.iter().map(|word| plain(word)).filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return cant("amazon can't show everything there is".into(), "give `--keyword` or `--code`");
        }
        if words.len() > BATCH {
            return cant(format!("amazon takes {BATCH} words, not {}", words.len()), "leave some out");
        }
        Ok(Self::Words(words.join(","), query.brand.as_deref().map(plain).filter(|brand| !brand.is_empty())))
    }
}

/// A comma parts one word from the next.
fn plain(word: &str) -> String {
    word.replace(',', " ").trim().to_owned()
}

/// The key of a code as a person writes it.
fn key_of(code: &str) -> Option<String> {
    let id = ids::parse_cell(code).ok()?;
    id.asin().map(|asin| format!("asin:{asin}")).or_else(|| id.product_key())
}

impl Amazon {
    async fn words(&self, words: &str, brand: Option<&str>, pages: &Pages) -> Result<()> {
        let mut token: Option<String> = None;
        for _ in 0..SEARCH_PAGES {
            let mut search = vec![("keywords", words)];
            search.extend(brand.map(|brand| ("brandNames", brand)));
            search.extend(token.as_deref().map(|token| ("pageToken", token)));
            let (items, next) = self.catalog(&search).await?;
            if items.is_empty() || !pages.put(self.page(items).await?).await {
                return Ok(());
            }
            token = next;
            if token.is_none() {
                return Ok(());
            }
        }
        pages.missed();
        Ok(())
    }

    /// Items as offers, and as evidence. The buy box is asked for first; where there is none, the offers are.
    async fn page(&self, items: Vec<Item>) -> Result<Page> {
        let mut page = Page::default();
        let (parents, items): (Vec<Item>, Vec<Item>) = items.into_iter().partition(|item| item.is_parent(&self.market));
        for parent in parents {
            page.left_out.push(format!("{}: it only holds variations together and is not sold", parent.asin()));
        }
        let asins: Vec<String> = items.iter().map(|item| item.asin().to_owned()).collect();
        let mut standings = self.prices(&asins).await?;
        let without: Vec<String> = asins
            .into_iter()
            .filter(|asin| standings.get(asin).is_none_or(|(standing, _)| standing.price().is_none()))
            .collect();
        let mut failed: BTreeMap<String, String> = BTreeMap::new();
        for (asin, (answer, at)) in self.offers_or_prices(&without).await? {
            match answer {
                Answer::Standing(standing) => drop(standings.insert(asin, (standing, at))),
                Answer::Busy(why) | Answer::Failed(why) => drop(failed.insert(asin, why)),
            }
        }
        for item in items {
            if let Some(why) = failed.get(item.asin()) {
                page.present.push(item.asin().to_owned());
                page.left_out.push(format!("{}: amazon does not say what it costs: {why}", item.asin()));
                continue;
            }
            let Some((standing, at)) = standings.get(item.asin()) else { continue };
            let mut evidence = item.evidence(&self.market);
            standing.tell(&mut evidence);
            evidence.as_of = Some(*at);
            match standing.price() {
                Some(price) => {
                    let price = Money::new(price, self.market.currency);
                    page.offers.push(self.offer(item.asin(), &evidence, price, *at));
                }
                None => page.left_out.push(format!("{}: no price of a new one is known", item.asin())),
            }
            page.evidence.push(evidence);
        }
        Ok(page)
    }

    fn offer(&self, asin: &str, page: &Evidence, price: Money, at: Timestamp) -> Offer {
        Offer {
            url: Some(self.market.page_of(asin)),
            title: page.title.clone(),
            brand: page.brand.clone(),
            category: page.category.clone(),
            condition: Some("new".into()),
            product: page.product.clone(),
            weight_g: page.weight_g,
            dims: page.dims.clone(),
            ..Offer::of("amazon", asin.to_owned(), at, price)
        }
    }
}

impl Source for Amazon {
    fn search<'a>(&'a self, query: &'a Query, pages: &'a Pages) -> Call<'a, ()> {
        Box::pin(async move {
            let lookups = match Way::of(query)? {
                Way::Words(words, brand) => return self.words(&words, brand.as_deref(), pages).await,
                Way::Codes(lookups) => lookups,
            };
            for lookup in lookups {
                let codes: Vec<&str> = lookup.codes.iter().map(|(_, code)| code.as_str()).collect();
                for chunk in codes.chunks(BATCH) {
                    let items = self.by_code(lookup.kind, chunk).await?;
                    if !pages.put(self.page(items).await?).await {
                        return Ok(());
                    }
                }
            }
            Ok(())
        })
    }

    fn estimate(&self, query: &Query) -> Estimate {
        let notes = vec!["two calls for twenty items, two more where some have no buy box".to_owned()];
        match Way::of(query) {
            Err(why) => Estimate { notes: vec![format!("{why:#}")], ..Estimate::default() },
            Ok(Way::Codes(lookups)) => {
                let batches: usize = lookups.iter().map(|lookup| lookup.codes.len().div_ceil(BATCH)).sum();
                Estimate { calls: 2 * batches as u64, notes, ..Estimate::default() }
            }
            Ok(Way::Words(..)) => {
                let pages = query.limit.map_or(SEARCH_PAGES, |limit| (limit.div_ceil(BATCH) as u64).min(SEARCH_PAGES));
                Estimate { calls: 2 * pages.max(1), notes, ..Estimate::default() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_codes_are_understood_and_the_rest_is_said() {
        let said = |query: Query| match Way::of(&query) {
            Ok(Way::Words(words, brand)) => format!("{words} of {brand:?}"),
            Ok(Way::Codes(lookups)) => format!("{} kinds of codes", lookups.len()),
            Err(why) => why.to_string(),
        };
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let of_words = |list: &[&str]| Query { keywords: words(list), ..Query::default() };
        assert_eq!(said(of_words(&["lego", "star, wars", ""])), "lego,star  wars of None");
        assert_eq!(said(Query { brand: Some("Lego".into()), ..of_words(&["set"]) }), "set of Some(\"Lego\")");
        assert_eq!(
            said(Query { codes: words(&["B0D8W1YVBX", "8809875456477"]), ..Query::default() }),
            "2 kinds of codes"
        );
        assert!(said(Query::default()).contains("everything"));
        assert!(said(of_words(&["w"; 21])).contains("20 words, not 21"));
        assert!(said(Query { seller: Some("A1".into()), ..of_words(&["a"]) }).contains("one seller"));
        assert!(said(Query { condition: Some("used".into()), ..of_words(&["a"]) }).contains("not for `used`"));
        let own = [("deals".to_owned(), serde_json::Value::Null)].into();
        assert!(said(Query { own, ..of_words(&["a"]) }).contains("by `deals`"));
    }
}
