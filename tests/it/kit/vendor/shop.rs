//! The shop behind the connection: prices, orders, what was seen.

use std::{
    fmt::Write as _,
    sync::{Mutex, MutexGuard},
    time::Instant,
};

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    http::{Answers, Request},
    plan::{Endpoint, How, Plan},
};

const TOKEN: &str = "Atza|fake-access-token";
const ORDERS: &str = "/ordering/2022-10-30/orders";
const REPORTS: &str = "/reports/2021-01-08/orders";

/// One order.
#[derive(Clone, Debug, Serialize)]
pub struct Ordered {
    /// The vendor's id.
    pub id: String,
    /// The buyer's reference.
    pub external_id: String,
    /// The item.
    pub asin: String,
    /// How many.
    pub quantity: i64,
    /// What was charged, in cents.
    pub charged: i64,
    /// The exact request.
    pub request: String,
    /// When the request arrived, by this process.
    #[serde(skip)]
    pub at: Instant,
    #[serde(skip)]
    when: String,
}

/// What the vendor saw.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Stats {
    /// Connections.
    pub connections: usize,
    /// Bytes that arrived.
    pub bytes: usize,
    /// Requests, `POST /path`, in order.
    pub requests: Vec<String>,
    /// Requests that wanted an order made, repeats and refused ones too, trials left out.
    pub attempts: usize,
}

/// A reply.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    pub status: u16,
    /// Headers beside the usual ones.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Reply {
    /// This status and body.
    pub fn of(status: u16, body: impl Into<String>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }
}

/// The shop.
pub struct Shop {
    state: Mutex<State>,
}

struct State {
    plan: Plan,
    orders: Vec<Ordered>,
    stats: Stats,
}

impl Shop {
    /// An empty shop.
    pub fn new(plan: Plan) -> Self {
        Self { state: Mutex::new(State { plan, orders: Vec::new(), stats: Stats::default() }) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test thread fails while it holds the shop")
    }

    /// Changes the plan.
    pub fn change(&self, change: impl FnOnce(&mut Plan)) {
        change(&mut self.state().plan);
    }

    /// What was ordered.
    pub fn orders(&self) -> Vec<Ordered> {
        self.state().orders.clone()
    }

    /// What was seen.
    pub fn stats(&self) -> Stats {
        self.state().stats.clone()
    }
}

impl Answers for Shop {
    fn connected(&self) {
        self.state().stats.connections += 1;
    }

    fn received(&self, bytes: usize) {
        self.state().stats.bytes += bytes;
    }

    fn before_reading(&self) -> Option<How> {
        let mut state = self.state();
        let at =
            state.plan.faults.iter().position(|fault| {
                fault.on == Endpoint::Any && matches!(fault.how, How::Hang) && fault.times != Some(0)
            })?;
        Some(state.spend(at))
    }

    fn answer(&self, request: &Request) -> (Reply, Option<How>) {
        let mut state = self.state();
        if request.path.starts_with("/_") {
            return (state.control(request), None);
        }
        state.stats.requests.push(format!("{} {}", request.method, request.path));
        let Some(endpoint) = endpoint(request) else {
            return (error(404, "NotFound", "there is nothing at this path"), None);
        };
        if endpoint == Endpoint::Order {
            state.stats.attempts += 1;
        }
        let at = state
            .plan
            .faults
            .iter()
            .position(|fault| (fault.on == endpoint || fault.on == Endpoint::Any) && fault.times != Some(0));
        let Some(at) = at else { return (state.usual(endpoint, request), None) };
        let placed = state.plan.faults[at].placed;
        let how = state.spend(at);
        // Where only the reply is edited, the usual one is needed.
        let usual = placed
            || endpoint != Endpoint::Order
            || matches!(how, How::Replace(..) | How::Slow(_) | How::Late(_) | How::Twice | How::WrongLength(_));
        let reply = if usual { state.usual(endpoint, request) } else { Reply::of(200, "{}") };
        (reply, Some(how))
    }
}

impl State {
    fn spend(&mut self, at: usize) -> How {
        let fault = &mut self.plan.faults[at];
        fault.times = fault.times.map(|left| left.saturating_sub(1));
        fault.how.clone()
    }

    fn control(&mut self, request: &Request) -> Reply {
        match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/_orders") => {
                let shown = json!({"count": self.orders.len(), "orders": self.orders, "stats": self.stats});
                Reply::of(200, shown.to_string())
            }
            ("POST", "/_reset") => {
                (self.orders, self.stats) = (Vec::new(), Stats::default());
                self.plan.faults.clear();
                Reply::of(200, "{}")
            }
            ("POST", "/_control") => match self.changed(&request.body) {
                Ok(plan) => {
                    self.plan = plan;
                    Reply::of(200, serde_json::to_string(&self.plan).unwrap_or_default())
                }
                Err(why) => error(400, "BadPlan", &why),
            },
            _ => error(404, "NotFound", "control is /_orders, /_control, /_reset"),
        }
    }

    /// The plan with some keys changed; `class` sets it to one of the classes first.
    fn changed(&self, body: &[u8]) -> Result<Plan, String> {
        let Ok(Value::Object(mut keys)) = serde_json::from_slice(body) else { return Err("no JSON object".into()) };
        let start = match keys.shift_remove("class") {
            Some(Value::String(class)) => Plan::class(&class).ok_or(format!("there is no class {class}"))?,
            Some(_) => return Err("class is a text".into()),
            None => self.plan.clone(),
        };
        let mut plan = serde_json::to_value(start).map_err(|why| why.to_string())?;
        for (key, value) in keys {
            plan[key.as_str()] = value;
        }
        serde_json::from_value(plan).map_err(|why| why.to_string().replace('"', "'"))
    }

    fn usual(&mut self, endpoint: Endpoint, request: &Request) -> Reply {
        if endpoint == Endpoint::Token {
            return token(request);
        }
        if request.header("x-amz-access-token") != Some(TOKEN) {
            return error(403, "Unauthorized", "Access to requested resource is denied.");
        }
        match endpoint {
            Endpoint::Order | Endpoint::Trial => self.place(request),
            Endpoint::Lookup => self.look(request.path.rsplit('/').next().unwrap_or_default()),
            _ => self.listed(request),
        }
    }

    fn place(&mut self, request: &Request) -> Reply {
        let Ok(asked) = serde_json::from_slice::<Value>(&request.body) else {
            return error(400, "InvalidInput", "The request can't be parsed");
        };
        let line = &asked["lineItems"][0];
        let of_type = |list: &Value, key: &str, name: &str| -> Value {
            let found = list.as_array().and_then(|all| all.iter().find(|one| one[key] == name));
            found.cloned().unwrap_or(Value::Null)
        };
        let product = of_type(&line["attributes"], "attributeType", "SelectedProductReference");
        let (Some(external), Some(asin), Some(quantity)) =
            (asked["externalId"].as_str(), product["productReference"]["id"].as_str(), line["quantity"].as_i64())
        else {
            return error(400, "InvalidInput", "externalId, product or quantity is missing");
        };
        let line_id = line["externalId"].as_str().unwrap_or_default();
        let price = self.plan.prices.get(asin).copied().unwrap_or(self.plan.price) * self.plan.price_pct / 100;
        if is_trial(request) {
            let body = accepted(line_id, quantity, price * quantity, &self.plan.currency, None);
            return Reply::of(200, body);
        }
        if self.plan.dedupe
            && let Some(known) = self.orders.iter().find(|order| order.external_id == external)
        {
            return Reply::of(200, self.shown(known));
        }
        let price = price * self.plan.order_pct / 100;
        let expected = of_type(&line["expectations"], "expectationType", "ExpectedUnitPrice");
        let limit = cents(&expected["amount"]["amount"]);
        if self.plan.guard && limit.is_some_and(|limit| limit < price) {
            return Reply::of(200, rejected(line_id, quantity, price, limit.unwrap_or(0)));
        }
        let number = self.orders.len() + 1;
        let order = Ordered {
            id: format!("112-{number:07}-{:07}", number * 7919),
            external_id: external.into(),
            asin: asin.into(),
            quantity,
            charged: price * quantity * self.plan.charge_pct / 100,
            request: String::from_utf8_lossy(&request.body).into_owned(),
            at: Instant::now(),
            when: self.plan.clock.clone().unwrap_or_else(|| jiff::Timestamp::now().to_string()),
        };
        let body = self.shown(&order);
        self.orders.push(order);
        Reply::of(200, body)
    }

    fn shown(&self, order: &Ordered) -> String {
        let asked: Value = serde_json::from_str(&order.request).unwrap_or_default();
        let line = asked["lineItems"][0]["externalId"].as_str().unwrap_or_default().to_owned();
        accepted(&line, order.quantity, order.charged, &self.plan.currency, Some(&order.id))
    }

    fn visible(&self, order: &Ordered) -> bool {
        order.at.elapsed().as_millis() >= u128::from(self.plan.lag_ms)
    }

    fn look(&self, external: &str) -> Reply {
        if !self.plan.lookup {
            return error(404, "NotFound", "there is no lookup");
        }
        match self.orders.iter().find(|order| order.external_id == external && self.visible(order)) {
            Some(order) => Reply::of(200, self.shown(order)),
            None => error(404, "NotFound", "The specified resource does not exist"),
        }
    }

    fn listed(&self, request: &Request) -> Reply {
        if !self.plan.list {
            return error(404, "NotFound", "there is no list");
        }
        let one = request.path.strip_prefix(REPORTS).and_then(|rest| rest.strip_prefix('/'));
        let time = |name: &str| request.query(name).and_then(|text| text.parse::<jiff::Timestamp>().ok());
        let mut body = String::from(r#"{"orders":["#);
        let mut count = 0;
        for order in self.orders.iter().filter(|order| self.visible(order)) {
            let when: jiff::Timestamp = order.when.parse().expect("our own time");
            let wanted = match one {
                Some(id) => id == order.id,
                None => time("startDate").is_none_or(|at| at <= when) && time("endDate").is_none_or(|at| when <= at),
            };
            if !wanted {
                continue;
            }
            let comma = if count > 0 { "," } else { "" };
            write!(
                body,
                r#"{comma}{{"orderDate":"{when}","orderId":"{}","purchaseOrderNumber":"{}","orderQuantity":{},"orderStatus":"{}","orderNetTotal":{}}}"#,
                order.id,
                order.external_id,
                order.quantity,
                self.plan.status,
                money(order.charged, &self.plan.currency)
            )
            .expect("text can be written to text");
            count += 1;
        }
        write!(body, r#"],"size":{count}}}"#).expect("text can be written to text");
        Reply::of(200, body)
    }
}

fn endpoint(request: &Request) -> Option<Endpoint> {
    let path = request.path.as_str();
    Some(match request.method.as_str() {
        "POST" if path == "/auth/o2/token" => Endpoint::Token,
        "POST" if path == ORDERS && is_trial(request) => Endpoint::Trial,
        "POST" if path == ORDERS => Endpoint::Order,
        "GET" if path.strip_prefix(ORDERS).is_some_and(|rest| rest.len() > 1) => Endpoint::Lookup,
        "GET" if path.starts_with(REPORTS) => Endpoint::List,
        _ => return None,
    })
}

fn is_trial(request: &Request) -> bool {
    String::from_utf8_lossy(&request.body).contains("TrialMode")
}

fn token(request: &Request) -> Reply {
    let form = String::from_utf8_lossy(&request.body).into_owned();
    let wanted = ["grant_type=refresh_token", "client_id=", "client_secret=", "refresh_token="];
    if !wanted.iter().all(|part| form.contains(part)) {
        let body = r#"{"error":"invalid_request","error_description":"a field is missing"}"#;
        return Reply::of(400, body);
    }
    Reply::of(200, json!({"access_token": TOKEN, "token_type": "bearer", "expires_in": 3600}).to_string())
}

fn accepted(line: &str, quantity: i64, total: i64, currency: &str, id: Option<&str>) -> String {
    let (total, line) = (money(total, currency), json!(line));
    let id = id.map_or_else(String::new, |id| {
        format!(r#"{{"acceptanceArtifactType":"OrderIdentifier","identifier":{}}}"#, json!(id))
    });
    format!(
        r#"{{"lineItems":[{{"externalId":{line},"acceptedItems":[{{"quantity":{quantity},"artifacts":[{{"acceptanceArtifactType":"Charge","category":"SUBTOTAL","type":"PRINCIPAL","amount":{total}}}]}}],"rejectedItems":[]}}],"acceptanceArtifacts":[{id}],"rejectionArtifacts":[]}}"#
    )
}

fn rejected(line: &str, quantity: i64, price: i64, limit: i64) -> String {
    let line = json!(line);
    format!(
        r#"{{"lineItems":[{{"externalId":{line},"acceptedItems":[],"rejectedItems":[{{"quantity":{quantity},"artifacts":[{{"rejectionArtifactType":"BrokenUnitPriceExpectation","boundary":{},"actualAmount":{}}}]}}]}}],"acceptanceArtifacts":[],"rejectionArtifacts":[{{"rejectionArtifactType":"RejectionMessage","message":"The price is above what was expected"}}]}}"#,
        money(limit, "USD"),
        money(price, "USD")
    )
}

fn error(status: u16, code: &str, message: &str) -> Reply {
    Reply::of(status, json!({"errors": [{"code": code, "message": message}]}).to_string())
}

/// An amount as the vendor writes it: a JSON number.
fn money(cents: i64, currency: &str) -> String {
    format!(r#"{{"currencyCode":"{currency}","amount":{}.{:02}}}"#, cents / 100, cents % 100)
}

/// The cents of an amount that was sent as a number.
fn cents(amount: &Value) -> Option<i64> {
    let text = amount.as_str().map_or_else(|| amount.to_string(), str::to_owned);
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = format!("{part:0<2}");
    Some(whole.parse::<i64>().ok()? * 100 + part.get(..2)?.parse::<i64>().ok()?)
}
