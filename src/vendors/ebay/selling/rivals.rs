//! Who else sells a product of ours: fixed prices in the same condition, shipping included, our own offers left out.

use super::{Selling, offer_of, wire::condition};
use crate::{
    domain::{
        ids::{self, Gtin, IdKind},
        matching::condition::Condition,
        money::Money,
    },
    net::Trouble,
    vendors::{Competition, Posted, Rival},
};

/// How many of the cheapest are looked at.
const MOST: usize = 100;

/// How a product is searched for, and whether eBay documents that a search by it finds everything.
fn search(product: &str) -> Option<(&'static str, String, bool)> {
    if let Some(digits) = product.strip_prefix("gtin:") {
        let gtin = Gtin::parse(digits).ok().filter(Gtin::is_each)?;
        return Some(("gtin", gtin.short().to_owned(), gtin.short().len() == 12));
    }
    let id = ids::parse_cell(product).ok().filter(|id| id.kind == IdKind::EbayEpid)?;
    Some(("epid", id.value(), true))
}

impl Selling {
    /// The offers that one listing competes with, the cheapest first; those whose shipping is not known are none.
    pub(super) async fn rivals(&self, posted: &Posted) -> Result<Competition, String> {
        let product = posted.product.as_deref().and_then(search);
        let (how, value, documented) =
            product.ok_or_else(|| format!("{}: eBay can't be searched for its product", posted.sku))?;
        let (_, number) = condition::of(Condition::parse(&posted.condition))
            .ok_or_else(|| format!("{}: eBay has no condition like `{:.40}`", posted.sku, posted.condition))?;
        let filter = format!("conditionIds:{{{number}}},buyingOptions:{{FIXED_PRICE}}");
        let query = [(how, value.clone()), ("filter", filter), ("sort", "price".to_owned())];
        let page = match self.public.search_page(&query, MOST, 0).await {
            Ok(page) => page.map(|(found, _)| found.into_items()).unwrap_or_default(),
            Err(why) if why.says_not_found() => Vec::new(),
            Err(why) => return Err(Trouble::failure(why).to_string()),
        };
        if page.is_empty() && !documented {
            return Err(format!("eBay finds nothing by {value}: it documents that search for UPCs alone"));
        }
        let item = offer_of(&posted.listing).ok().and_then(|_| posted.listing.split('@').next());
        let ours = self.settings.seller_name.as_deref();
        let others = page.iter().filter(|one| {
            let is_ours = (item.is_some() && one.number() == item) || (ours.is_some() && one.seller() == ours);
            !is_ours && one.is_in(number)
        });
        let currency = self.site.currency;
        let rivals = others.filter_map(|one| {
            let landed = Money::new(one.landed(currency)?, currency);
            Some(Rival { condition: Some(posted.condition.clone()), ..Rival::of(one.seller()?, landed, false) })
        });
        Ok(Competition { rivals: rivals.collect(), ..Competition::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_searched_for_by_its_number() {
        let check = |product: &str, expected: Option<(&str, &str, bool)>| {
            let found = search(product);
            let shown = found.as_ref().map(|(how, value, documented)| (*how, value.as_str(), *documented));
            assert_eq!(shown, expected, "{product}");
        };
        check("gtin:00036000291452", Some(("gtin", "036000291452", true)));
        check("gtin:09780439023481", Some(("gtin", "9780439023481", false)));
        check("ebay:epid:1234567", Some(("epid", "1234567", true)));
        check("gtin:10036000291459", None);
        check("asin:B0D8W1YVBX", None);
    }
}
