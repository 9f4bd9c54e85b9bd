//! Price histories that a vendor recorded and the database keeps.

use anyhow::Result;

use super::history::Histories;
use crate::{
    context::Context,
    domain::{
        ids,
        past::{self, Kind, NEW_WITH_SHIPPING, Unit},
    },
    error,
    stages::arena::Series,
    store::KeptHistories,
};

/// The histories that are looked for where none is named, the best first.
const USUAL: [Kind; 3] = [Kind::BuyBox, Kind::New, Kind::NewFba];

/// Reads the name of a history of prices.
pub(super) fn kind(name: &str) -> Result<Kind, String> {
    Kind::named(name).filter(|kind| kind.unit() == Unit::Price).ok_or_else(|| {
        let prices = Kind::ALL.into_iter().filter(|kind| kind.unit() == Unit::Price);
        format!("histories of prices are {}", prices.map(Kind::name).collect::<Vec<_>>().join(", "))
    })
}

/// The recorded prices of these products. A product of which none are kept is said and left out.
pub(super) fn read(ctx: &mut Context, products: &[String], series: Option<Kind>) -> Result<Histories> {
    let mut found = Histories::default();
    for product in products {
        let key = key(product);
        let kept = ctx.books()?.histories(key.as_deref())?;
        let before = found.series.len();
        found.series.extend(kept.iter().filter_map(|kept| of(kept, series)));
        if found.series.len() == before {
            let why = if kept.is_empty() { "no history is kept" } else { "its history holds no such prices" };
            ctx.ui.warn(&format!("{product}: {why}"));
            found.rejected += 1;
        }
    }
    found.rows = found.series.iter().map(|series| series.points.len() as u64).sum();
    if found.rows == 0 {
        return Err(error::usage("no price history is kept of these products")
            .code("no_history")
            .hint("`arb scan --source keepa --code ASIN` records one; `vendors.keepa.history_days` says for how long")
            .into());
    }
    Ok(found)
}

/// The key of a product as a person writes it; `None` is every product.
fn key(product: &str) -> Option<String> {
    if product == "all" {
        return None;
    }
    let id = ids::parse_cell(product).ok();
    let asin = id.as_ref().and_then(|id| id.asin()).map(|asin| format!("asin:{asin}"));
    Some(asin.or_else(|| id?.product_key()).unwrap_or_else(|| product.to_owned()))
}

/// The prices of one product; `None` where there are none. Time in which nobody offered it has no price.
fn of(kept: &KeptHistories, series: Option<Kind>) -> Option<Series> {
    let has_prices = |kind: &Kind| kept.histories.of(*kind).points().iter().any(|point| point.value > 0);
    let kind = match series {
        Some(kind) => Some(kind).filter(has_prices)?,
        None => USUAL.into_iter().find(has_prices)?,
    };
    // Before its change this one was without shipping: the two are not compared.
    let since = if kind == Kind::New { NEW_WITH_SHIPPING } else { i32::MIN };
    let points = kept.histories.of(kind).points().iter().filter(|point| point.value > 0 && point.minute >= since);
    // Hundredths, whatever the currency has.
    let scale = 10_i64.pow(2_u32.saturating_sub(kept.currency.exponent()));
    let points = points.filter_map(|point| Some((past::moment(point.minute)?, i64::from(point.value) * scale)));
    let points: Vec<_> = points.collect();
    let product = format!("{} on {}, {}", kept.product, kept.channel, kind.words());
    (!points.is_empty()).then_some(Series { product, points })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{money::Currency, past::Histories, price_history::Point};

    #[test]
    fn a_history_is_a_series_of_prices() {
        let mut histories = Histories::default();
        for (minute, value) in [(7_900_000, 1_500), (7_960_000, -1), (7_970_000, 1_700)] {
            histories.of_mut(Kind::New).push(Point { minute, value });
            histories.of_mut(Kind::UsedGood).push(Point { minute, value: value / 2 });
        }
        let kept = KeptHistories {
            product: "asin:B0D8W1YVBX".into(),
            channel: "amazon_us".into(),
            source: "keepa".into(),
            currency: Currency::USD,
            as_of: past::moment(7_980_000).unwrap(),
            histories,
        };
        let prices = |series: Option<Kind>| {
            of(&kept, series).map(|series| series.points.iter().map(|(_, price)| *price).collect::<Vec<i64>>())
        };
        assert_eq!(prices(None), Some(vec![1_700]), "without shipping it is another price");
        assert_eq!(prices(Some(Kind::UsedGood)), Some(vec![750, 850]));
        assert_eq!(prices(Some(Kind::Amazon)), None);
        let yen = KeptHistories { currency: Currency::JPY, ..kept };
        assert_eq!(of(&yen, Some(Kind::UsedGood)).unwrap().points[0].1, 75_000);
        assert!(kind("rank").unwrap_err().contains("used_good") && kind("new_fba") == Ok(Kind::NewFba));
    }

    #[test]
    fn a_product_is_named_as_people_do() {
        assert_eq!(key("B0D8W1YVBX").as_deref(), Some("asin:B0D8W1YVBX"));
        assert_eq!(key("8809875456477").as_deref(), Some("gtin:08809875456477"));
        assert_eq!(key("asin:B0D8W1YVBX").as_deref(), Some("asin:B0D8W1YVBX"));
        assert_eq!(key("all"), None);
    }
}
