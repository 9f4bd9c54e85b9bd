//! Sending goods to Amazon's warehouses: each step of a plan is sealed, sent once, and looked for by what it leaves behind.
//! Amazon takes a step on and works on it; what became of it is asked by the operation's id.

mod shipments;

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{json, value::RawValue};

use super::{
    Selling, wire,
    wire::inbound::{Options, Plan, Plans, Status, Summaries, TakenOn},
};
use crate::{
    domain::{
        effect::{Answer, InboundAsk, InboundItem, InboundStep, Look, Outcome, Receipt, Said, Signal, classify},
        limits::Purpose,
    },
    error,
    net::{Ask, Content, Failed, Request, Trouble, Verb},
    vendors::{
        Call, Permit, Sealed,
        warehouse::{Kept, Offered, Operation, Warehouse},
    },
};

/// The most SKUs in one question about stock.
const SKUS: usize = 50;
/// What stands for an operation whose id nobody knows: it was found by what it left behind.
pub const UNNAMED: &str = "-";

/// The address that goods are sent from, as its file has it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sender {
    name: String,
    #[serde(rename(serialize = "companyName"), default, skip_serializing_if = "Option::is_none")]
    company: Option<String>,
    #[serde(rename(serialize = "addressLine1"))]
    line1: String,
    #[serde(rename(serialize = "addressLine2"), default, skip_serializing_if = "Option::is_none")]
    line2: Option<String>,
    city: String,
    #[serde(rename(serialize = "stateOrProvinceCode"), default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(rename(serialize = "postalCode"))]
    postal_code: String,
    #[serde(rename(serialize = "countryCode"))]
    country: String,
    #[serde(rename(serialize = "phoneNumber"))]
    phone: String,
}

impl Sender {
    /// The address in this file.
    pub(super) fn read(file: &Path) -> Result<Self> {
        let bad = |why: String| {
            error::config(format!("the address in `{}` is not read: {why}", file.display()))
                .code("bad_setting")
                .hint("it has `name`, `line1`, `city`, `state`, `postal_code`, `country` (two letters) and `phone`; `company` and `line2` where there are some")
        };
        let text = std::fs::read_to_string(file).map_err(|why| bad(why.to_string()))?;
        Ok(toml::from_str(&text).map_err(|why: toml::de::Error| bad(why.message().to_owned()))?)
    }
}

/// The stored bytes.
#[derive(Debug, Serialize, Deserialize)]
struct Step {
    ask: InboundAsk,
    /// What is sent; none where nothing is.
    #[serde(default)]
    body: Option<Box<RawValue>>,
}

impl Step {
    /// The verb and the path.
    fn route(&self) -> Result<(Verb, Vec<&str>)> {
        let mut path = vec!["inbound", "fba", "2024-03-20", "inboundPlans"];
        if let InboundStep::Create { .. } = self.ask.step {
            return Ok((Verb::Post, path));
        }
        path.push(self.ask.plan.as_deref().context("the stored step names no plan")?);
        let rest: Vec<&str> = match &self.ask.step {
            InboundStep::Create { .. } => Vec::new(),
            InboundStep::OfferPacking => vec!["packingOptions"],
            InboundStep::ConfirmPacking { option } => vec!["packingOptions", option, "confirmation"],
            InboundStep::OfferPlacement => vec!["placementOptions"],
            InboundStep::ConfirmPlacement { option } => vec!["placementOptions", option, "confirmation"],
            InboundStep::OfferTransport { .. } => vec!["transportationOptions"],
            InboundStep::DescribeBoxes { .. } => vec!["packingInformation"],
            InboundStep::OfferWindow { shipment, .. } => vec!["shipments", shipment, "deliveryWindowOptions"],
            InboundStep::ConfirmWindow { shipment, option } => {
                vec!["shipments", shipment, "deliveryWindowOptions", option, "confirmation"]
            }
            InboundStep::ConfirmTransport { .. } => vec!["transportationOptions", "confirmation"],
            InboundStep::Cancel => vec!["cancellation"],
        };
        path.extend(rest);
        let verb = if self.ask.step == InboundStep::Cancel { Verb::Put } else { Verb::Post };
        Ok((verb, path))
    }
}

impl Selling {
    /// A step as it is stored.
    pub(super) fn seal_inbound(&self, ask: &InboundAsk) -> Result<Vec<u8>> {
        let body = match &ask.step {
            InboundStep::Create { items } => Some(self.creation(&ask.name, items)?),
            InboundStep::OfferPlacement => Some(json!({})),
            InboundStep::OfferTransport { placement, shipments, ready, .. } => {
                let shipments: Vec<_> = shipments
                    .iter()
                    .map(|shipment| json!({ "shipmentId": shipment, "readyToShipWindow": { "start": ready } }))
                    .collect();
                Some(json!({ "placementOptionId": placement, "shipmentTransportationConfigurations": shipments }))
            }
            InboundStep::DescribeBoxes { boxes } => Some(self.contents(boxes)?),
            InboundStep::ConfirmTransport { carriers } => {
                let all: Vec<_> = carriers
                    .iter()
                    .map(|one| json!({ "shipmentId": one.shipment, "transportationOptionId": one.option }))
                    .collect();
                Some(json!({ "transportationSelections": all }))
            }
            InboundStep::OfferPacking
            | InboundStep::ConfirmPacking { .. }
            | InboundStep::ConfirmPlacement { .. }
            | InboundStep::OfferWindow { .. }
            | InboundStep::ConfirmWindow { .. }
            | InboundStep::Cancel => None,
        };
        let body = body.map(|body| serde_json::value::to_raw_value(&body)).transpose()?;
        Ok(serde_json::to_vec(&Step { ask: ask.clone(), body })?)
    }

    fn creation(&self, name: &str, items: &[InboundItem]) -> Result<serde_json::Value> {
        let Some(sender) = &self.sender else {
            return Err(error::config("goods can't be sent to Amazon: `ship_from` of `[vendors.amazon]` is not set")
                .code("bad_setting")
                .hint("it names a file with the address that they are sent from")
                .into());
        };
        let items: Vec<_> = items
            .iter()
            .map(|item| {
                json!({ "msku": item.sku, "quantity": item.units, "labelOwner": self.label_owner, "prepOwner": self.prep_owner })
            })
            .collect();
        Ok(json!({
            "name": name, "sourceAddress": sender, "destinationMarketplaces": [self.market.id], "items": items,
        }))
    }

    /// Sends a step. Taken on is done: what became of it is asked afterwards.
    pub(super) async fn send_inbound(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let step = unsealed(sealed)?;
        let Some(replies) = self.declared.replies.get(&sealed.kind) else {
            bail!("`amazon` can't do a {}", sealed.kind);
        };
        let (verb, path) = step.route()?;
        let body = step.body.as_ref().map(|body| Content::Json(body.get().as_bytes()));
        let request = Request { path: &path, body, verb, ..Request::default() };
        let mut words = None;
        let signal = match self.host.send("inbound", request, &|| permit.check()).await {
            Err(Failed::NotSent(why)) => Signal::NotSent(why),
            Err(Failed::Broke(why)) => Signal::Broke(why),
            Ok(reply) => {
                let said = match serde_json::from_slice::<TakenOn>(&reply.body) {
                    Ok(taken) => taken_on(&step.ask, taken, sealed.first_sent),
                    Err(why) => Said::Unclear(format!("the reply can't be read: {why}")),
                };
                words = wire::said(&reply.body);
                let code = wire::code(&reply.body);
                Signal::Reply(Answer { status: reply.status, retry_after: reply.retry_after, code, body: said })
            }
        };
        Ok(match (classify(signal, replies, Timestamp::now()), words) {
            (Outcome::Refused(proof), Some(words)) => Outcome::Refused(format!("{words} ({proof})")),
            (outcome, _) => outcome,
        })
    }

    /// Looks for what a step leaves behind: the plan by its name, options, the status of one.
    pub(super) async fn look_inbound(&self, sealed: &Sealed) -> Result<Look> {
        let ask = unsealed(sealed)?.ask;
        let receipt = |id: String| Receipt { id, amount: None, at: sealed.first_sent };
        let found = |is: bool| if is { Look::Ours(receipt(UNNAMED.to_owned())) } else { Look::Absent };
        let confirmed = |options: Vec<Offered>, option: &str| match options.iter().find(|one| one.id == option) {
            Some(one) if one.status == "ACCEPTED" => found(true),
            Some(one) if one.status == "OFFERED" => Look::Absent,
            Some(one) => Look::Unclear(format!("the option is `{:.40}`", one.status)),
            None => Look::Unclear("the option is not offered any more".to_owned()),
        };
        // To ask twice costs nothing: what was there before is no answer, and then it may be asked again.
        let anew =
            |options: Vec<Offered>, known: &[String]| found(options.iter().any(|option| !known.contains(&option.id)));
        let plan = ask.plan.clone().unwrap_or_default();
        Ok(match &ask.step {
            InboundStep::Create { .. } => match self.plan_named(&ask.name).await? {
                Some(plan) => Look::Ours(receipt(format!("{plan}/{UNNAMED}"))),
                None => Look::Absent,
            },
            InboundStep::OfferPacking => found(!self.options(&plan, "packingOptions", &[]).await?.is_empty()),
            InboundStep::OfferPlacement => found(!self.options(&plan, "placementOptions", &[]).await?.is_empty()),
            InboundStep::OfferTransport { placement, known, .. } => {
                let of = [("placementOptionId", placement.as_str())];
                anew(self.options(&plan, "transportationOptions", &of).await?, known)
            }
            InboundStep::ConfirmPacking { option } => {
                confirmed(self.options(&plan, "packingOptions", &[]).await?, option)
            }
            InboundStep::ConfirmPlacement { option } => {
                confirmed(self.options(&plan, "placementOptions", &[]).await?, option)
            }
            InboundStep::DescribeBoxes { boxes } => self.boxes_hold(&plan, boxes, receipt(UNNAMED.to_owned())).await?,
            InboundStep::OfferWindow { shipment, known } => anew(self.windows_of(&plan, shipment).await?, known),
            InboundStep::ConfirmWindow { shipment, option } => {
                self.window_is(&plan, shipment, option, receipt(UNNAMED.to_owned())).await?
            }
            InboundStep::ConfirmTransport { carriers } => {
                self.carried_by(&plan, carriers, receipt(UNNAMED.to_owned())).await?
            }
            InboundStep::Cancel => {
                let path = ["inbound", "fba", "2024-03-20", "inboundPlans", &plan];
                match self.read::<Plan>("inbound_reads", &path, &[]).await?.status.as_deref() {
                    Some("VOIDED") => found(true),
                    Some("ACTIVE" | "ERRORED") => Look::Absent,
                    other => Look::Unclear(format!("the plan is `{:.40}`", other.unwrap_or_default())),
                }
            }
        })
    }

    async fn plan_named(&self, name: &str) -> Result<Option<String>> {
        let path = ["inbound", "fba", "2024-03-20", "inboundPlans"];
        let filter = [("pageSize", "30"), ("sortBy", "CREATION_TIME"), ("sortOrder", "DESC")];
        let pages: Vec<Plans> = self.pages("inbound_reads", &path, &filter, "paginationToken", Plans::next).await?;
        Ok(pages.iter().find_map(|page| page.named(name)).map(str::to_owned))
    }

    async fn options(&self, plan: &str, kind: &str, filter: &[(&str, &str)]) -> Result<Vec<Offered>> {
        let path = ["inbound", "fba", "2024-03-20", "inboundPlans", plan, kind];
        let mut query = vec![("pageSize", "20")];
        query.extend_from_slice(filter);
        let pages: Vec<Options> = self.pages("inbound_reads", &path, &query, "paginationToken", Options::next).await?;
        Ok(pages.iter().flat_map(|page| page.offered(&self.market)).collect())
    }

    async fn read<T: serde::de::DeserializeOwned>(
        &self,
        what: &'static str,
        path: &[&str],
        query: &[(&str, &str)],
    ) -> Result<T> {
        let request = Request { path, query, ..Request::default() };
        let ask = Ask { what, request, purpose: Purpose::Reconcile, ..Ask::default() };
        Ok(self.host.json::<T>(ask).await.map_err(Trouble::failure)?.0)
    }
}

fn taken_on(ask: &InboundAsk, taken: TakenOn, at: Timestamp) -> Said {
    let Some(operation) = taken.operation_id.filter(|id| !id.is_empty()) else {
        return Said::Unclear("the reply names no operation".to_owned());
    };
    let id = match (&ask.step, taken.inbound_plan_id) {
        (InboundStep::Create { .. }, Some(plan)) if !plan.is_empty() => format!("{plan}/{operation}"),
        (InboundStep::Create { .. }, _) => return Said::Unclear("the reply names no plan".to_owned()),
        _ => operation,
    };
    Said::Done(Receipt { id, amount: None, at })
}

fn unsealed(sealed: &Sealed) -> Result<Step> {
    serde_json::from_slice(&sealed.request)
        .with_context(|| format!("the stored request of `{}` can't be read", sealed.key))
}

impl Warehouse for Selling {
    fn stock<'a>(&'a self, skus: &'a [String]) -> Call<'a, Vec<Kept>> {
        Box::pin(async move {
            let path = ["fba", "inventory", "v1", "summaries"];
            let mut found = Vec::new();
            for chunk in skus.chunks(SKUS) {
                let list = chunk.join(",");
                let filter = [
                    ("details", "true"),
                    ("granularityType", "Marketplace"),
                    ("granularityId", self.market.id),
                    ("marketplaceIds", self.market.id),
                    ("sellerSkus", list.as_str()),
                ];
                let pages: Vec<Summaries> =
                    self.pages("warehouse", &path, &filter, "nextToken", Summaries::next).await?;
                found.extend(pages.iter().flat_map(Summaries::kept));
            }
            Ok(found)
        })
    }

    fn operation<'a>(&'a self, id: &'a str) -> Call<'a, Operation> {
        Box::pin(async move {
            let path = ["inbound", "fba", "2024-03-20", "operations", id];
            let status: Status = self.read("inbound_reads", &path, &[]).await?;
            status.operation().map_err(|why| self.host.unreadable("inbound_reads", why).failure().into())
        })
    }

    fn packing<'a>(&'a self, plan: &'a str) -> Call<'a, Vec<Offered>> {
        Box::pin(self.options(plan, "packingOptions", &[]))
    }

    fn placements<'a>(&'a self, plan: &'a str) -> Call<'a, Vec<Offered>> {
        Box::pin(self.options(plan, "placementOptions", &[]))
    }

    fn transports<'a>(&'a self, plan: &'a str, placement: &'a str) -> Call<'a, Vec<Offered>> {
        Box::pin(async move { self.options(plan, "transportationOptions", &[("placementOptionId", placement)]).await })
    }

    fn windows<'a>(&'a self, plan: &'a str, shipment: &'a str) -> Call<'a, Vec<Offered>> {
        Box::pin(self.windows_of(plan, shipment))
    }

    fn labels<'a>(&'a self, items: &'a [InboundItem]) -> Call<'a, Vec<String>> {
        Box::pin(self.labels_of(items))
    }
}
