//! What the catalog says of a product: names, numbers, ranks, the packed size.

use rust_decimal::{Decimal, dec};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Marketplace, or_empty};
use crate::{
    domain::{evidence::Evidence, offer::ProductIds},
    vendors::reader,
};

/// A reply to a search of the catalog.
#[derive(Debug, Deserialize)]
pub struct Found {
    #[serde(default, deserialize_with = "or_empty")]
    items: Vec<Item>,
    #[serde(default)]
    pagination: Option<Pagination>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pagination {
    #[serde(default)]
    next_token: Option<String>,
}

impl Found {
    /// The items and the token of the next page, where there is one.
    pub fn into_parts(self) -> (Vec<Item>, Option<String>) {
        let next = self.pagination.and_then(|pages| pages.next_token).filter(|token| !token.is_empty());
        (self.items, next)
    }
}

/// An item of the catalog.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    asin: String,
    #[serde(default, deserialize_with = "or_empty")]
    dimensions: Vec<Sizes>,
    #[serde(default, deserialize_with = "or_empty")]
    identifiers: Vec<Numbers>,
    #[serde(default, deserialize_with = "or_empty")]
    sales_ranks: Vec<Ranks>,
    #[serde(default, deserialize_with = "or_empty")]
    summaries: Vec<Summary>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sizes {
    marketplace_id: String,
    #[serde(default)]
    package: Option<Sides>,
}

#[derive(Debug, Deserialize)]
struct Sides {
    #[serde(default)]
    height: Option<Measure>,
    #[serde(default)]
    length: Option<Measure>,
    #[serde(default)]
    width: Option<Measure>,
    #[serde(default)]
    weight: Option<Measure>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Measure {
    unit: Option<String>,
    value: Option<Box<RawValue>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Numbers {
    marketplace_id: String,
    #[serde(default, deserialize_with = "or_empty")]
    identifiers: Vec<Number>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Number {
    identifier: Option<String>,
    identifier_type: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Ranks {
    marketplace_id: String,
    #[serde(default, deserialize_with = "or_empty")]
    display_group_ranks: Vec<GroupRank>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct GroupRank {
    title: Option<String>,
    rank: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    marketplace_id: String,
    #[serde(default)]
    brand: Option<String>,
    #[serde(default)]
    item_name: Option<String>,
    #[serde(default)]
    item_classification: Option<String>,
    #[serde(default)]
    website_display_group_name: Option<String>,
}

impl Item {
    /// Amazon's number of it.
    pub fn asin(&self) -> &str {
        &self.asin
    }

    /// Whether it only holds variations together and is nothing that is sold.
    pub fn is_parent(&self, place: &Marketplace) -> bool {
        let summary = self.summaries.iter().find(|one| one.marketplace_id == place.id);
        summary.and_then(|one| one.item_classification.as_deref()) == Some("VARIATION_PARENT")
    }

    /// Every number that names the product.
    pub fn ids(&self, place: &Marketplace) -> ProductIds {
        let named = |number: &&Number| {
            matches!(number.identifier_type.as_deref(), Some("EAN" | "GTIN" | "ISBN" | "JAN" | "UPC"))
        };
        let lists = self.identifiers.iter().filter(|one| one.marketplace_id == place.id);
        let numbers = lists.flat_map(|one| one.identifiers.iter().filter(named));
        reader::product_ids(Some(&self.asin), numbers.filter_map(|number| number.identifier.as_deref()))
    }

    /// What the page says, without a word on prices.
    pub fn evidence(&self, place: &Marketplace) -> Evidence {
        let mut evidence = Evidence::of(self.ids(place), place.channel, place.currency, "amazon");
        let written = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let ranks = self.sales_ranks.iter().find(|one| one.marketplace_id == place.id);
        let group = ranks.and_then(|one| one.display_group_ranks.first());
        evidence.rank = group.and_then(|group| u32::try_from(group.rank?).ok()).filter(|rank| *rank > 0);
        evidence.category = group.and_then(|group| written(&group.title));
        if let Some(summary) = self.summaries.iter().find(|one| one.marketplace_id == place.id) {
            evidence.title = written(&summary.item_name);
            evidence.brand = written(&summary.brand);
            evidence.category = evidence.category.or_else(|| written(&summary.website_display_group_name));
        }
        // The goods alone are lighter than what is shipped: without the package nothing is known.
        let sizes = self.dimensions.iter().find(|one| one.marketplace_id == place.id);
        if let Some(package) = sizes.and_then(|one| one.package.as_ref()) {
            evidence.weight_g = package.weight.as_ref().and_then(Measure::grams);
            evidence.dims = package.text();
        }
        evidence
    }
}

impl Sides {
    /// `8.2x5.5x1.1 in`, or in millimetres where it is not in inches; `None` where one is missing.
    fn text(&self) -> Option<String> {
        let sides = [self.length.as_ref()?, self.width.as_ref()?, self.height.as_ref()?];
        let inches = sides.iter().all(|side| side.unit() == "inches");
        let mut shown = Vec::new();
        for side in sides {
            let length = if inches { side.above_zero()?.round_dp(2) } else { side.millimetres()?.round_dp(1) };
            shown.push(Some(length.normalize()).filter(|length| *length > Decimal::ZERO)?.to_string());
        }
        Some(format!("{} {}", shown.join("x"), if inches { "in" } else { "mm" }))
    }
}

impl Measure {
    fn unit(&self) -> String {
        self.unit.as_deref().unwrap_or_default().to_ascii_lowercase()
    }

    fn above_zero(&self) -> Option<Decimal> {
        reader::decimal(self.value.as_deref()?).filter(|value| *value > Decimal::ZERO)
    }

    /// Grams, rounded to a tenth; `None` for nothing and for units that are not known.
    fn grams(&self) -> Option<Decimal> {
        let unit = match self.unit().as_str() {
            "grams" => Decimal::ONE,
            "kilograms" => Decimal::ONE_THOUSAND,
            "milligrams" => dec!(0.001),
            "pounds" => dec!(453.59237),
            "ounces" => dec!(28.349523125),
            "hundredths_pounds" | "hundredths-pounds" => dec!(4.5359237),
            _ => return None,
        };
        let grams = self.above_zero()?.checked_mul(unit)?.round_dp(1).normalize();
        (grams > Decimal::ZERO).then_some(grams)
    }

    fn millimetres(&self) -> Option<Decimal> {
        let unit = match self.unit().as_str() {
            "millimeters" => Decimal::ONE,
            "centimeters" => Decimal::TEN,
            "meters" => Decimal::ONE_THOUSAND,
            "inches" => dec!(25.4),
            "feet" => dec!(304.8),
            "hundredths_inches" | "hundredths-inches" => dec!(0.254),
            _ => return None,
        };
        self.above_zero()?.checked_mul(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendors::amazon::wire::marketplace;

    fn read(item: &str) -> (Item, Evidence) {
        let text = format!(r#"{{"numberOfResults":1,"items":[{item}],"pagination":{{"nextToken":""}}}}"#);
        let (mut items, next) = serde_json::from_str::<Found>(&text).unwrap().into_parts();
        assert_eq!(next, None, "an empty token is none");
        let item = items.remove(0);
        let evidence = item.evidence(&marketplace("US").unwrap());
        (item, evidence)
    }

    #[test]
    fn a_page_is_read_for_its_own_marketplace() {
        let (item, seen) = read(
            r#"{"asin":"B0D8W1YVBX",
            "identifiers":[{"marketplaceId":"ATVPDKIKX0DER","identifiers":[
                {"identifier":"8809875456477","identifierType":"EAN"},{"identifier":"X-1","identifierType":"SKU"}]},
                {"marketplaceId":"A1F83G8C2ARO7P","identifiers":[{"identifier":"036000291452","identifierType":"UPC"}]}],
            "salesRanks":[{"marketplaceId":"ATVPDKIKX0DER","classificationRanks":[{"title":"Serums","rank":4}],
                "displayGroupRanks":[{"websiteDisplayGroup":"beauty","title":"Beauty & Personal Care","rank":1200}]}],
            "dimensions":[{"marketplaceId":"ATVPDKIKX0DER","item":{"weight":{"unit":"pounds","value":9}},
                "package":{"height":{"unit":"inches","value":1.37999999},"length":{"unit":"inches","value":4.1},
                "width":{"unit":"inches","value":2.2},"weight":{"unit":"pounds","value":0.31}}}],
            "summaries":[{"marketplaceId":"ATVPDKIKX0DER","itemName":"Serum","brand":" ","itemClassification":"NEW_KIND",
                "websiteDisplayGroupName":"Beauty"}],"relationships":[]}"#,
        );
        assert_eq!((item.asin(), item.is_parent(&marketplace("US").unwrap())), ("B0D8W1YVBX", false));
        assert_eq!(seen.product.keys(), ["gtin:08809875456477", "asin:B0D8W1YVBX"]);
        assert_eq!((seen.rank, seen.category.as_deref()), (Some(1200), Some("Beauty & Personal Care")));
        assert_eq!((seen.title.as_deref(), seen.brand), (Some("Serum"), None));
        assert_eq!((seen.weight_g, seen.dims.as_deref()), (Some(dec!(140.6)), Some("4.1x2.2x1.38 in")));
        assert_eq!((seen.buy_box, seen.offers, seen.restriction), (None, None, None));
    }

    #[test]
    fn what_is_null_missing_or_in_units_nobody_knows_says_nothing() {
        let (_, seen) = read(
            r#"{"asin":"B0D8W1YVBX","identifiers":null,"salesRanks":[{"marketplaceId":"ATVPDKIKX0DER",
            "displayGroupRanks":[{"title":null,"rank":0}]}],"summaries":[{"marketplaceId":"ATVPDKIKX0DER","itemName":null}],
            "dimensions":[{"marketplaceId":"ATVPDKIKX0DER","package":{"weight":{"unit":"stones","value":1},
            "length":{"unit":"inches","value":4},"width":{"unit":"inches","value":null},"height":null}}]}"#,
        );
        assert_eq!(seen.product.keys(), ["asin:B0D8W1YVBX"]);
        assert_eq!((seen.rank, seen.category, seen.title), (None, None, None));
        assert_eq!((seen.weight_g, seen.dims), (None, None));
    }

    #[test]
    fn centimetres_and_kilograms_are_understood() {
        let (_, seen) = read(
            r#"{"asin":"B0D8W1YVBX","dimensions":[{"marketplaceId":"ATVPDKIKX0DER","package":{
            "weight":{"unit":"kilograms","value":0.5},"length":{"unit":"centimeters","value":10},
            "width":{"unit":"millimeters","value":55},"height":{"unit":"inches","value":1}}}]}"#,
        );
        assert_eq!((seen.weight_g, seen.dims.as_deref()), (Some(dec!(500)), Some("100x55x25.4 mm")));
    }

    #[test]
    fn a_parent_of_variations_is_told() {
        let (item, _) = read(
            r#"{"asin":"B0D8W1YVBX","summaries":[{"marketplaceId":"ATVPDKIKX0DER","itemClassification":"VARIATION_PARENT"}]}"#,
        );
        assert!(item.is_parent(&marketplace("US").unwrap()));
    }
}
