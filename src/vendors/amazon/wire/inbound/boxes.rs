//! The boxes of a plan, as Amazon tells them (Fulfillment Inbound 2024-03-20).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{super::or_empty, Pagination};
use crate::{domain::effect::BoxKind, vendors::reader};

/// A page of the boxes of a plan.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Boxes {
    #[serde(deserialize_with = "or_empty")]
    boxes: Vec<Carton>,
    pagination: Option<Pagination>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Carton {
    quantity: Option<u32>,
    dimensions: Option<Dimensions>,
    weight: Option<Weight>,
    #[serde(deserialize_with = "or_empty")]
    items: Vec<Content>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Content {
    msku: Option<String>,
    quantity: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Dimensions {
    unit_of_measurement: Option<String>,
    length: Option<Box<RawValue>>,
    width: Option<Box<RawValue>>,
    height: Option<Box<RawValue>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Weight {
    unit: Option<String>,
    value: Option<Box<RawValue>>,
}

impl Carton {
    /// What makes it like another one; none where a part is not said, or not in the units that it was told in.
    fn kind(&self) -> Option<BoxKind> {
        let size = self.dimensions.as_ref().filter(|size| size.unit_of_measurement.as_deref() == Some("CM"))?;
        let weight = self.weight.as_ref().filter(|weight| weight.unit.as_deref() == Some("KG"))?;
        let number = |raw: &Option<Box<RawValue>>| reader::decimal(raw.as_deref()?);
        let mut items = BTreeMap::new();
        for item in &self.items {
            let units: &mut u32 = items.entry(item.msku.clone()?).or_default();
            *units = units.checked_add(item.quantity?)?;
        }
        let sides = [number(&size.length)?, number(&size.width)?, number(&size.height)?];
        Some(BoxKind::new(sides, number(&weight.value)?, items))
    }
}

impl Boxes {
    /// The next page.
    pub fn next(&self) -> Option<String> {
        self.pagination.as_ref()?.next_token.clone().filter(|token| !token.is_empty())
    }

    /// How many boxes it has of each kind; of those whose kind can't be told, under none. A box without a number is one.
    pub fn add_to(&self, count: &mut BTreeMap<Option<BoxKind>, u64>) {
        for carton in &self.boxes {
            *count.entry(carton.kind()).or_default() += u64::from(carton.quantity.unwrap_or(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_alike_by_sides_weight_and_contents_in_the_units_that_they_were_told_in() {
        let of = |size: &str, weight: &str, units: &str| {
            let text = format!(
                r#"{{"boxes":[{{"packageId":"p","quantity":2,"dimensions":{size},"weight":{weight},
                "items":[{{"msku":"A","quantity":{units}}},{{"msku":"A","quantity":1}}]}}]}}"#
            );
            let mut count = BTreeMap::new();
            serde_json::from_str::<Boxes>(&text).unwrap().add_to(&mut count);
            count.pop_first().unwrap()
        };
        let size = r#"{"unitOfMeasurement":"CM","length":40,"width":30.50,"height":20}"#;
        let turned = r#"{"unitOfMeasurement":"CM","length":30.5,"width":20,"height":40.0}"#;
        let kilos = r#"{"unit":"KG","value":2.25}"#;
        let one = of(size, kilos, "3");
        assert_eq!((one.0.as_ref().unwrap().items["A"], one.1), (4, 2));
        assert_eq!(one, of(turned, kilos, "3"));
        for other in [
            of(size, r#"{"unit":"KG","value":22.5}"#, "3"),
            of(r#"{"unitOfMeasurement":"CM","length":41,"width":30.5,"height":20}"#, kilos, "3"),
            of(size, kilos, "2"),
        ] {
            assert!(other.0.is_some() && other != one, "{other:?}");
        }
        for untold in [
            of(size, r#"{"unit":"LB","value":2.25}"#, "3"),
            of(&size.replace("CM", "IN"), kilos, "3"),
            of("null", kilos, "3"),
            of(size, kilos, "null"),
        ] {
            assert_eq!(untold.0, None);
        }
    }
}
