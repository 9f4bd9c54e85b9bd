//! Amazon's way to its warehouses, with a memory: plans, operations that take a while, options with fees.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    super::stub::{Answer, Asked},
    Mood, RATE,
};

const PLANS: &str = "/inbound/fba/2024-03-20/inboundPlans";

/// What it remembers.
#[derive(Default)]
pub struct Inbound {
    /// Plans, the oldest first, as they are told.
    pub plans: Vec<Value>,
    /// Everything that was taken on, in order: `create`, `packingOptions`, …
    pub done: Vec<String>,
    /// How the next steps end; good ones where none is named.
    pub moods: Vec<Mood>,
    /// For how many questions an operation is still being worked on.
    pub slow: u32,
    /// Why operations come to nothing; empty where they don't.
    pub problem: String,
    /// What lies in the warehouses, as it is told.
    pub stock: Vec<Value>,
    /// What was offered: packing, placement, transport.
    offered: [bool; 3],
    /// What was confirmed.
    pub confirmed: Vec<String>,
    /// The boxes, as they were told.
    pub boxes: Vec<Value>,
    /// The same by packing group or shipment.
    boxes_of: BTreeMap<String, Vec<Value>>,
    /// The fees of the first placement and what the carrier quotes, each for one question; null is not said. Else the usual.
    pub fees: Vec<Value>,
    /// By question, too.
    pub quotes: Vec<Value>,
    /// Until when placements and quotes hold; null is not said.
    pub until: Value,
    /// Shipments whose windows were worked out.
    windowed: Vec<String>,
    /// When each shipment arrives, and who carries it.
    pub windows: BTreeMap<String, String>,
    /// By shipment.
    pub carriers: BTreeMap<String, String>,
}

fn id(kind: &str, number: usize) -> String {
    format!("{kind}{number:04}abcd-1234-abcd-5678-1234abcd5678")
}

impl Inbound {
    pub(super) fn answer(&mut self, asked: &Asked) -> Answer {
        if asked.path == "/fba/inventory/v1/summaries" {
            let body = json!({ "payload": { "granularity": {}, "inventorySummaries": self.stock } });
            return Answer::json(body.to_string()).with(RATE, "100");
        }
        if asked.path.contains("/operations/") {
            let status = if self.slow > 0 {
                self.slow -= 1;
                "IN_PROGRESS"
            } else if self.problem.is_empty() {
                "SUCCESS"
            } else {
                "FAILED"
            };
            let problems = match status {
                "FAILED" => json!([{ "code": "FBA_INB_0182", "message": self.problem, "severity": "ERROR" }]),
                _ => json!([]),
            };
            let body = json!({ "operationId": "o", "operation": "x", "operationStatus": status, "operationProblems": problems });
            return Answer::json(body.to_string()).with(RATE, "100");
        }
        if asked.method == "GET" {
            return self.read(asked);
        }
        if asked.path.ends_with("/items/labels") {
            let count = asked.json()["mskuQuantities"].as_array().map_or(0, Vec::len);
            let one = json!({ "downloadType": "URL", "uri": format!("https://labels.example/{count}.pdf") });
            return Answer::json(json!({ "documentDownloads": [one] }).to_string()).with(RATE, "100");
        }
        let mood = if self.moods.is_empty() { Mood::Good } else { self.moods.remove(0) };
        match mood {
            Mood::FailedBefore => {
                return Answer::of(503, r#"{"errors":[{"code":"ServiceUnavailable","message":"busy"}]}"#);
            }
            Mood::Refused => return Answer::of(400, r#"{"errors":[{"code":"BadRequest","message":"not like this"}]}"#),
            _ => {}
        }
        let body = self.carry_out(asked);
        match mood {
            Mood::Lost => Answer::lost(),
            Mood::FailedAfter => Answer::of(500, r#"{"errors":[{"code":"InternalFailure","message":"oops"}]}"#),
            _ => Answer::of(202, body.to_string()).with(RATE, "100"),
        }
    }

    fn carry_out(&mut self, asked: &Asked) -> Value {
        let operation = format!("{:08}-1234-abcd-5678-1234abcd5678", self.done.len());
        if asked.path == PLANS {
            let (number, body) = (self.plans.len() + 1, asked.json());
            assert_eq!(body["sourceAddress"]["postalCode"], "10001", "{body}");
            self.done.push(format!("create {}", body["items"][0]["quantity"]));
            let plan = id("wf", number);
            self.plans.push(
                json!({ "inboundPlanId": plan, "name": body["name"], "status": "ACTIVE", "items": body["items"] }),
            );
            return json!({ "inboundPlanId": plan, "operationId": operation });
        }
        let rest = asked.path.strip_prefix(PLANS).expect("a plan").trim_start_matches('/');
        let parts: Vec<&str> = rest.split('/').skip(1).collect();
        match parts.as_slice() {
            ["packingOptions"] => self.offered[0] = true,
            ["placementOptions"] => self.offered[1] = true,
            ["transportationOptions"] => {
                assert_eq!(asked.json()["shipmentTransportationConfigurations"][0]["shipmentId"], id("sh", 1));
                self.offered[2] = true;
            }
            ["packingInformation"] => {
                let groupings = asked.json()["packageGroupings"].clone();
                self.boxes.clear();
                for one in groupings.as_array().expect("a list") {
                    let boxes = one["boxes"].as_array().cloned().unwrap_or_default();
                    let of = one["shipmentId"].as_str().or(one["packingGroupId"].as_str()).expect("what they are of");
                    self.boxes.extend(boxes.clone());
                    self.boxes_of.insert(of.to_owned(), boxes);
                }
            }
            ["shipments", shipment, "deliveryWindowOptions"] => self.windowed.push((*shipment).to_owned()),
            ["shipments", shipment, "deliveryWindowOptions", option, "confirmation"] => {
                self.windows.insert((*shipment).to_owned(), (*option).to_owned());
            }
            ["transportationOptions", "confirmation"] => {
                for one in asked.json()["transportationSelections"].as_array().expect("a list") {
                    let text = |key: &str| one[key].as_str().expect("text").to_owned();
                    self.carriers.insert(text("shipmentId"), text("transportationOptionId"));
                }
            }
            [_, option, "confirmation"] => self.confirmed.push((*option).to_owned()),
            ["cancellation"] => self.plans[0]["status"] = "VOIDED".into(),
            other => panic!("{other:?}"),
        }
        self.done.push(parts.join("/"));
        json!({ "operationId": operation })
    }

    fn read(&mut self, asked: &Asked) -> Answer {
        let next = |list: &mut Vec<Value>, usual: f64| if list.is_empty() { json!(usual) } else { list.remove(0) };
        let (mut placed, mut quoted) = (Value::Null, Value::Null);
        match asked.path.rsplit('/').next() {
            Some("placementOptions") => placed = next(&mut self.fees, 12.5),
            Some("transportationOptions") => quoted = next(&mut self.quotes, 7.31),
            _ => {}
        }
        let status = |option: &str| if self.confirmed.iter().any(|one| one == option) { "ACCEPTED" } else { "OFFERED" };
        let fee = |amount: Value| {
            if amount.is_null() {
                amount
            } else {
                json!([{ "type": "FEE", "target": "Placement Services", "description": "", "value": { "code": "USD", "amount": amount } }])
            }
        };
        let placement = |number: usize, cost: Value, shipments: usize| {
            let option = id("pl", number);
            let shipments: Vec<String> = (1..=shipments).map(|shipment| id("sh", shipment)).collect();
            json!({ "placementOptionId": option, "status": status(&option), "fees": fee(cost), "discounts": [], "shipmentIds": shipments,
                "expiration": self.until })
        };
        let parts: Vec<&str> = asked.path.trim_matches('/').split('/').collect();
        if let [.., "shipments", shipment] = parts[..] {
            let window = self.windows.get(shipment).map(|id| json!({ "deliveryWindowOptionId": id }));
            let body = json!({ "shipmentId": shipment, "selectedDeliveryWindow": window,
                "selectedTransportationOptionId": self.carriers.get(shipment) });
            return Answer::json(body.to_string()).with(RATE, "100");
        }
        let body = match asked.path.rsplit('/').next() {
            Some("boxes") => json!({ "boxes": self.boxes_of.get(parts[parts.len() - 2]) }),
            Some("deliveryWindowOptions") => {
                let is_there = self.windowed.iter().any(|shipment| parts.contains(&shipment.as_str()));
                let one = json!({ "deliveryWindowOptionId": id("dw", 1), "availabilityType": "AVAILABLE",
                    "startDate": "2026-06-10T00:00Z", "endDate": "2026-06-16T00:00Z", "validUntil": "2026-06-05T00:00Z" });
                json!({ "deliveryWindowOptions": if is_there { vec![one] } else { Vec::new() } })
            }
            Some("inboundPlans") => json!({ "inboundPlans": self.plans }),
            Some("packingOptions") if !self.offered[0] => json!({ "packingOptions": [] }),
            Some("packingOptions") => {
                json!({ "packingOptions": [{ "packingOptionId": id("po", 1), "status": status(&id("po", 1)),
                "fees": [], "discounts": [], "packingGroups": ["pg1"] }] })
            }
            Some("placementOptions") if !self.offered[1] => json!({ "placementOptions": [] }),
            Some("placementOptions") => {
                json!({ "placementOptions": [placement(1, placed, 1), placement(2, json!(0.0), 3)] })
            }
            Some("transportationOptions") if !self.offered[2] => json!({ "transportationOptions": [] }),
            Some("transportationOptions") => json!({ "transportationOptions": [{ "transportationOptionId": id("to", 1),
                "shipmentId": id("sh", 1), "carrier": { "name": "UPS" }, "shippingMode": "GROUND_SMALL_PARCEL",
                "shippingSolution": "AMAZON_PARTNERED_CARRIER", "preconditions": [], "quote": { "cost": { "code": "USD", "amount": quoted }, "expiration": self.until } }] }),
            _ => self.plans.first().cloned().unwrap_or_default(),
        };
        Answer::json(body.to_string()).with(RATE, "100")
    }
}
