//! Sending goods to Amazon's warehouses (Fulfillment Inbound 2024-03-20) and what lies in them (FBA Inventory v1).

mod boxes;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

pub use boxes::Boxes;

use super::{Marketplace, Said, or_empty};
use crate::{
    domain::money::{Currency, Money},
    vendors::{
        reader,
        warehouse::{Kept, Offered, Operation},
    },
};

/// The answer to what was asked of a plan: taken on, to be asked about by its id.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TakenOn {
    /// The operation.
    pub operation_id: Option<String>,
    /// The plan, where one was made.
    pub inbound_plan_id: Option<String>,
}

/// What became of an operation.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Status {
    operation_status: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    operation_problems: Vec<Said>,
}

impl Status {
    /// In our words; an error where the status is none that is known.
    pub fn operation(self) -> Result<Operation, String> {
        let said: Vec<String> = self.operation_problems.into_iter().filter_map(Said::line).collect();
        match self.operation_status.as_deref() {
            Some("SUCCESS") => Ok(Operation::Done(said)),
            Some("IN_PROGRESS") => Ok(Operation::Running),
            Some("FAILED") if said.is_empty() => Ok(Operation::Failed("Amazon does not say why".to_owned())),
            Some("FAILED") => Ok(Operation::Failed(said.join("; "))),
            other => Err(format!("the status `{:.40}` says nothing", other.unwrap_or_default())),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Pagination {
    next_token: Option<String>,
}

/// A page of plans.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Plans {
    #[serde(deserialize_with = "or_empty")]
    inbound_plans: Vec<Plan>,
    pagination: Option<Pagination>,
}

/// A plan, alone or in a list.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Plan {
    inbound_plan_id: Option<String>,
    name: Option<String>,
    /// `ACTIVE`, `VOIDED`, `SHIPPED` or `ERRORED`.
    pub status: Option<String>,
}

impl Plans {
    /// The id of the plan of this name.
    pub fn named(&self, name: &str) -> Option<&str> {
        let plan = self.inbound_plans.iter().find(|plan| plan.name.as_deref() == Some(name))?;
        plan.inbound_plan_id.as_deref().filter(|id| !id.is_empty())
    }

    /// The next page.
    pub fn next(&self) -> Option<String> {
        self.pagination.as_ref()?.next_token.clone().filter(|token| !token.is_empty())
    }
}

/// A page of options, of whichever kind.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Options {
    #[serde(deserialize_with = "or_empty")]
    packing_options: Vec<Choice>,
    #[serde(deserialize_with = "or_empty")]
    placement_options: Vec<Choice>,
    #[serde(deserialize_with = "or_empty")]
    transportation_options: Vec<Carriage>,
    pagination: Option<Pagination>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Choice {
    #[serde(alias = "placementOptionId")]
    packing_option_id: Option<String>,
    status: Option<String>,
    fees: Option<Vec<Incentive>>,
    discounts: Option<Vec<Incentive>>,
    expiration: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    packing_groups: Vec<String>,
    #[serde(deserialize_with = "or_empty")]
    shipment_ids: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Incentive {
    value: Option<Value>,
}

/// An amount as this interface has it: `{"code": "USD", "amount": 1}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Value {
    code: Option<String>,
    amount: Option<Box<RawValue>>,
}

impl Value {
    fn money(&self) -> Option<Money> {
        let currency = Currency::parse(self.code.as_deref()?)?;
        Some(Money::new(reader::decimal(self.amount.as_deref()?)?, currency))
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Carriage {
    transportation_option_id: Option<String>,
    shipment_id: Option<String>,
    shipping_mode: Option<String>,
    shipping_solution: Option<String>,
    carrier: Option<Carrier>,
    quote: Option<Quote>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Carrier {
    name: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Quote {
    cost: Option<Value>,
    expiration: Option<String>,
}

impl Options {
    /// The next page.
    pub fn next(&self) -> Option<String> {
        self.pagination.as_ref()?.next_token.clone().filter(|token| !token.is_empty())
    }

    /// What is offered; what has no id can't be chosen and is left out.
    pub fn offered(&self, place: &Marketplace) -> Vec<Offered> {
        let choices = self.packing_options.iter().chain(&self.placement_options);
        let chosen = choices.filter_map(|choice| choice.offered(place));
        chosen.chain(self.transportation_options.iter().filter_map(Carriage::offered)).collect()
    }
}

impl Choice {
    fn offered(&self, place: &Marketplace) -> Option<Offered> {
        let groups = self.packing_groups.len();
        let what = match (groups, self.shipment_ids.len()) {
            (0, 1) => "all to one warehouse".to_owned(),
            (0, shipments) => format!("in {shipments} shipments"),
            (1, _) => "packed together".to_owned(),
            _ => format!("packed in {groups} groups"),
        };
        Some(Offered {
            id: self.packing_option_id.clone().filter(|id| !id.is_empty())?,
            status: self.status.clone().unwrap_or_default(),
            what,
            fee: sum(self.fees.as_deref(), place),
            discount: sum(self.discounts.as_deref(), place),
            shipments: self.shipment_ids.clone(),
            expires: self.expiration.as_deref().and_then(|time| time.parse().ok()),
        })
    }
}

impl Carriage {
    fn offered(&self) -> Option<Offered> {
        let words = [
            self.carrier.as_ref().and_then(|carrier| carrier.name.clone()),
            self.shipping_mode.clone(),
            self.shipping_solution.clone(),
        ];
        let expires: Option<Timestamp> =
            self.quote.as_ref().and_then(|quote| quote.expiration.as_deref()?.parse().ok());
        Some(Offered {
            id: self.transportation_option_id.clone().filter(|id| !id.is_empty())?,
            status: String::new(),
            what: words.into_iter().flatten().collect::<Vec<_>>().join(", "),
            // Whoever carries it himself pays somebody else: that is no quote, and not nothing.
            fee: self.quote.as_ref().and_then(|quote| quote.cost.as_ref()?.money()),
            discount: None,
            shipments: self.shipment_id.iter().cloned().collect(),
            expires,
        })
    }
}

/// A page of the windows in which a shipment may arrive.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Windows {
    #[serde(deserialize_with = "or_empty")]
    delivery_window_options: Vec<Window>,
    pagination: Option<Pagination>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Window {
    delivery_window_option_id: Option<String>,
    availability_type: Option<String>,
    start_date: Option<String>,
    end_date: Option<String>,
    valid_until: Option<String>,
}

impl Windows {
    /// The next page.
    pub fn next(&self) -> Option<String> {
        self.pagination.as_ref()?.next_token.clone().filter(|token| !token.is_empty())
    }

    /// What is offered for a shipment. A window has no fee in Amazon's contract, which is not known to be none.
    pub fn offered(&self, shipment: &str, chosen: Option<&str>) -> Vec<Offered> {
        let one = |window: &Window| {
            let id = window.delivery_window_option_id.clone().filter(|id| !id.is_empty())?;
            let day = |date: &Option<String>| date.as_deref().and_then(|date| date.get(..10)).unwrap_or("?").to_owned();
            let kind = window.availability_type.as_deref().unwrap_or_default().to_lowercase();
            Some(Offered {
                status: if chosen == Some(id.as_str()) { "ACCEPTED" } else { "OFFERED" }.to_owned(),
                id,
                what: format!("{} to {} {kind}", day(&window.start_date), day(&window.end_date)).trim_end().to_owned(),
                fee: None,
                discount: None,
                shipments: vec![shipment.to_owned()],
                expires: window.valid_until.as_deref().and_then(|time| time.parse().ok()),
            })
        };
        self.delivery_window_options.iter().filter_map(one).collect()
    }
}

/// A shipment of a plan.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Shipment {
    selected_delivery_window: Option<Window>,
    selected_transportation_option_id: Option<String>,
}

impl Shipment {
    /// The window in which it arrives, once one is chosen.
    pub fn window(&self) -> Option<&str> {
        self.selected_delivery_window.as_ref()?.delivery_window_option_id.as_deref()
    }

    /// Who carries it, once one is chosen.
    pub fn carrier(&self) -> Option<&str> {
        self.selected_transportation_option_id.as_deref()
    }
}

/// Where sheets of labels can be fetched.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Labels {
    #[serde(deserialize_with = "or_empty")]
    document_downloads: Vec<Download>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Download {
    uri: Option<String>,
}

impl Labels {
    /// The addresses.
    pub fn addresses(self) -> impl Iterator<Item = String> {
        self.document_downloads.into_iter().filter_map(|one| one.uri).filter(|uri| uri.starts_with("https://"))
    }
}

/// What a list of amounts comes to: nothing where it is empty, unknown where it is missing or one of them can't be read.
fn sum(list: Option<&[Incentive]>, place: &Marketplace) -> Option<Money> {
    list?.iter().try_fold(Money::zero(place.currency), |sum, one| {
        let money = one.value.as_ref()?.money().filter(|money| money.currency() == sum.currency())?;
        Some(Money::new(sum.amount() + money.amount(), sum.currency()))
    })
}

/// A page of what lies in the warehouses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Summaries {
    payload: Option<Payload>,
    pagination: Option<Pagination>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Payload {
    #[serde(deserialize_with = "or_empty")]
    inventory_summaries: Vec<Summary>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Summary {
    seller_sku: Option<String>,
    fn_sku: Option<String>,
    inventory_details: Option<Details>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Details {
    fulfillable_quantity: Option<u32>,
    inbound_working_quantity: Option<u32>,
    inbound_shipped_quantity: Option<u32>,
    inbound_receiving_quantity: Option<u32>,
    reserved_quantity: Option<Reserved>,
    unfulfillable_quantity: Option<Unfulfillable>,
    researching_quantity: Option<Researching>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Reserved {
    total_reserved_quantity: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Unfulfillable {
    total_unfulfillable_quantity: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Researching {
    total_researching_quantity: Option<u32>,
}

impl Summaries {
    /// The next page.
    pub fn next(&self) -> Option<String> {
        self.pagination.as_ref()?.next_token.clone().filter(|token| !token.is_empty())
    }

    /// What lies there, by SKU.
    pub fn kept(&self) -> Vec<Kept> {
        let all = self.payload.iter().flat_map(|payload| &payload.inventory_summaries);
        all.filter_map(Summary::kept).collect()
    }
}

impl Summary {
    fn kept(&self) -> Option<Kept> {
        let blank = Details::default();
        let details = self.inventory_details.as_ref().unwrap_or(&blank);
        // A sum of three is known where all three are.
        let inbound =
            [details.inbound_working_quantity, details.inbound_shipped_quantity, details.inbound_receiving_quantity];
        Some(Kept {
            sku: self.seller_sku.clone().filter(|sku| !sku.is_empty())?,
            label: self.fn_sku.clone(),
            on_hand: details.fulfillable_quantity,
            inbound: inbound.into_iter().try_fold(0_u32, |sum, part| sum.checked_add(part?)),
            reserved: details.reserved_quantity.as_ref().and_then(|part| part.total_reserved_quantity),
            unfulfillable: details.unfulfillable_quantity.as_ref().and_then(|part| part.total_unfulfillable_quantity),
            researching: details.researching_quantity.as_ref().and_then(|part| part.total_researching_quantity),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendors::amazon::wire::marketplace;

    #[test]
    fn fees_that_are_not_said_are_unknown_and_none_are_nothing() {
        let check = |fees: &str, expected: Option<&str>| {
            let text = format!(r#"{{"placementOptions":[{{"placementOptionId":"pl1","status":"OFFERED"{fees}}}]}}"#);
            let options: Options = serde_json::from_str(&text).unwrap();
            let offered = options.offered(&marketplace("US").unwrap());
            assert_eq!(offered[0].fee.map(|fee| fee.amount().to_string()).as_deref(), expected, "{fees}");
        };
        check(r#","fees":[]"#, Some("0"));
        check("", None);
        check(r#","fees":null"#, None);
        check(
            r#","fees":[{"value":{"code":"USD","amount":1.10}},{"value":{"code":"USD","amount":"2"}}]"#,
            Some("3.10"),
        );
        check(r#","fees":[{"value":{"code":"USD","amount":1}},{"value":{"code":"CAD","amount":2}}]"#, None);
        check(r#","fees":[{"value":{"code":"USD"}}]"#, None);
    }

    #[test]
    fn units_that_are_not_said_are_unknown() {
        let text = r#"{"payload":{"inventorySummaries":[
            {"sellerSku":"A","fnSku":"X1","inventoryDetails":{"fulfillableQuantity":3,"inboundWorkingQuantity":0,
             "inboundShippedQuantity":2,"inboundReceivingQuantity":1,"reservedQuantity":{"totalReservedQuantity":1}}},
            {"sellerSku":"B","inventoryDetails":{"inboundShippedQuantity":2}}, {"fnSku":"X2"}]},"pagination":{"nextToken":"n"}}"#;
        let page: Summaries = serde_json::from_str(text).unwrap();
        let kept = page.kept();
        assert_eq!(kept.len(), 2);
        assert_eq!((kept[0].on_hand, kept[0].inbound, kept[0].reserved), (Some(3), Some(3), Some(1)));
        assert_eq!((kept[0].unfulfillable, kept[1].on_hand, kept[1].inbound), (None, None, None));
        assert_eq!(page.next().as_deref(), Some("n"));
    }

    #[test]
    fn an_operation_ends_by_its_own_words() {
        let check = |text: &str, expected: Result<Operation, &str>| {
            let found = serde_json::from_str::<Status>(text).unwrap().operation();
            assert_eq!(found.as_ref().map_err(|_| "unclear"), expected.as_ref().map_err(|_| "unclear"), "{text}");
        };
        check(r#"{"operationStatus":"SUCCESS","operationProblems":[]}"#, Ok(Operation::Done(Vec::new())));
        check(r#"{"operationStatus":"IN_PROGRESS"}"#, Ok(Operation::Running));
        let failed =
            r#"{"operationStatus":"FAILED","operationProblems":[{"code":"FBA_INB_0182","message":"No labels"}]}"#;
        check(failed, Ok(Operation::Failed("FBA_INB_0182: No labels".into())));
        check(r#"{"operationStatus":"PAUSED"}"#, Err("unclear"));
        check("{}", Err("unclear"));
    }
}
