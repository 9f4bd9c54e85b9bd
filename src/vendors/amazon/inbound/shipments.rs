//! What comes after a plan's warehouses: what is in its boxes, when a shipment may arrive, who carries it; labels of its goods.

use std::collections::BTreeMap;

use anyhow::Result;
use rust_decimal::Decimal;
use serde_json::{Number, Value, json};

use super::{
    super::wire::inbound::{Boxes, Labels, Shipment, Windows},
    Selling,
};
use crate::{
    domain::effect::{BoxKind, InboundBox, InboundCarrier, InboundItem, Look, Receipt},
    net::{Ask, Content, Request, Trouble},
    vendors::warehouse::Offered,
};

/// The most SKUs in one question about labels, by Amazon's contract.
const LABELS: usize = 100;

impl Selling {
    /// The body that says what is in the boxes, by packing group or by shipment.
    pub(super) fn contents(&self, boxes: &[InboundBox]) -> Result<Value> {
        let mut groupings: Vec<(&str, &str, Vec<Value>)> = Vec::new();
        for one in boxes {
            let (key, id) = match (&one.group, &one.shipment) {
                (Some(group), _) => ("packingGroupId", group.as_str()),
                (None, shipment) => ("shipmentId", shipment.as_deref().unwrap_or_default()),
            };
            let body = self.contents_of(one)?;
            match groupings.iter_mut().find(|(_, of, _)| *of == id) {
                Some((_, _, bodies)) => bodies.push(body),
                None => groupings.push((key, id, vec![body])),
            }
        }
        let all: Vec<Value> =
            groupings.into_iter().map(|(key, id, boxes)| json!({ key: id, "boxes": boxes })).collect();
        Ok(json!({ "packageGroupings": all }))
    }

    fn contents_of(&self, one: &InboundBox) -> Result<Value> {
        let items = one.items.iter().map(|(sku, units)| {
            json!({ "msku": sku, "quantity": units, "labelOwner": self.label_owner, "prepOwner": self.prep_owner })
        });
        let items: Vec<Value> = items.collect();
        Ok(json!({
            "contentInformationSource": "BOX_CONTENT_PROVIDED",
            "dimensions": {
                "unitOfMeasurement": "CM", "length": number(one.length_cm)?, "width": number(one.width_cm)?,
                "height": number(one.height_cm)?,
            },
            "weight": { "unit": "KG", "value": number(one.weight_kg)? },
            "quantity": one.count,
            "items": items,
        }))
    }

    /// Whether the boxes of each packing group or shipment are those that were told: as many of the same sides, weight and
    /// contents. Boxes that were told earlier are no answer, and sizes in other units than ours are not converted: a person looks.
    pub(super) async fn boxes_hold(&self, plan: &str, boxes: &[InboundBox], receipt: Receipt) -> Result<Look> {
        let mut wanted: BTreeMap<(&str, &str), BTreeMap<Option<BoxKind>, u64>> = BTreeMap::new();
        for one in boxes {
            let of = match (&one.group, &one.shipment) {
                (Some(group), _) => ("packingGroups", group.as_str()),
                (None, shipment) => ("shipments", shipment.as_deref().unwrap_or_default()),
            };
            *wanted.entry(of).or_default().entry(Some(one.kind())).or_default() += u64::from(one.count);
        }
        let mut found = BTreeMap::new();
        for &(kind, id) in wanted.keys() {
            let path = ["inbound", "fba", "2024-03-20", "inboundPlans", plan, kind, id, "boxes"];
            let pages: Vec<Boxes> =
                self.pages("inbound_reads", &path, &[("pageSize", "100")], "paginationToken", Boxes::next).await?;
            let mut count = BTreeMap::new();
            pages.iter().for_each(|page| page.add_to(&mut count));
            found.insert((kind, id), count);
        }
        Ok(match found.values().flat_map(BTreeMap::values).sum::<u64>() {
            0 => Look::Absent,
            _ if found == wanted => Look::Ours(receipt),
            count => Look::Unclear(format!("there are {count} boxes of other sizes, weights or contents")),
        })
    }

    /// When a shipment may arrive.
    pub(super) async fn windows_of(&self, plan: &str, shipment: &str) -> Result<Vec<Offered>> {
        let path =
            ["inbound", "fba", "2024-03-20", "inboundPlans", plan, "shipments", shipment, "deliveryWindowOptions"];
        let filter = [("pageSize", "20")];
        let pages: Vec<Windows> = self.pages("inbound_reads", &path, &filter, "paginationToken", Windows::next).await?;
        let chosen = self.shipment(plan, shipment).await?;
        Ok(pages.iter().flat_map(|page| page.offered(shipment, chosen.window())).collect())
    }

    async fn shipment(&self, plan: &str, shipment: &str) -> Result<Shipment> {
        let path = ["inbound", "fba", "2024-03-20", "inboundPlans", plan, "shipments", shipment];
        self.read("inbound_reads", &path, &[]).await
    }

    /// Whether a shipment arrives in this window.
    pub(super) async fn window_is(&self, plan: &str, shipment: &str, option: &str, receipt: Receipt) -> Result<Look> {
        let found = self.shipment(plan, shipment).await?;
        Ok(chosen(&[(found.window(), option)], receipt))
    }

    /// Whether each shipment is carried by the one who was chosen.
    pub(super) async fn carried_by(&self, plan: &str, all: &[InboundCarrier], receipt: Receipt) -> Result<Look> {
        let mut found = Vec::with_capacity(all.len());
        for one in all {
            found.push(self.shipment(plan, &one.shipment).await?);
        }
        let pairs: Vec<(Option<&str>, &str)> =
            found.iter().zip(all).map(|(shipment, one)| (shipment.carrier(), one.option.as_str())).collect();
        Ok(chosen(&pairs, receipt))
    }

    /// Where the labels of these goods can be fetched; each address holds for a short time.
    pub(super) async fn labels_of(&self, items: &[InboundItem]) -> Result<Vec<String>> {
        let path = ["inbound", "fba", "2024-03-20", "items", "labels"];
        let mut found = Vec::new();
        for chunk in items.chunks(LABELS) {
            let units: Vec<Value> =
                chunk.iter().map(|item| json!({ "msku": item.sku, "quantity": item.units })).collect();
            let body = json!({
                "labelType": "STANDARD_FORMAT", "pageType": "Letter_30", "marketplaceId": self.market.id, "mskuQuantities": units,
            });
            let body = serde_json::to_vec(&body)?;
            let request = Request { path: &path, body: Some(Content::Json(&body)), ..Request::default() };
            let ask = Ask { what: "inbound", request, ..Ask::default() };
            let (labels, _) = self.host.json::<Labels>(ask).await.map_err(Trouble::failure)?;
            found.extend(labels.addresses());
        }
        Ok(found)
    }
}

/// What is chosen by now against what was to be: all of it, nothing yet, or something else.
fn chosen(pairs: &[(Option<&str>, &str)], receipt: Receipt) -> Look {
    match pairs {
        all if all.iter().all(|(is, wanted)| *is == Some(*wanted)) => Look::Ours(receipt),
        all if all.iter().all(|(is, _)| is.is_none()) => Look::Absent,
        _ => Look::Unclear("another option is chosen by now, or a part of them is".to_owned()),
    }
}

/// A measure as a JSON number.
fn number(value: Decimal) -> Result<Number> {
    Ok(serde_json::from_str(&value.normalize().to_string())?)
}
