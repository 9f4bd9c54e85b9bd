//! How the vendor behaves: what it promises, what it asks, and how it fails.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How the vendor behaves.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// A repeat under the same `externalId` is the same order; otherwise every request is an order.
    pub dedupe: bool,
    /// An order can be looked up by its `externalId`.
    pub lookup: bool,
    /// Orders are listed.
    pub list: bool,
    /// Reads do not show an order before it is this old.
    pub lag_ms: u64,
    /// The price a unit, in cents, of an item that `prices` does not name.
    pub price: i64,
    /// Prices a unit in cents, by ASIN.
    pub prices: BTreeMap<String, i64>,
    /// What is asked now, in percent of the price: 103 is three percent dearer, 1000 ten times.
    pub price_pct: i64,
    /// What is asked of an order, in percent of what a trial said: the price moves in between.
    pub order_pct: i64,
    /// What is charged, in percent of what is asked: above 100 the buyer's cap is passed.
    pub charge_pct: i64,
    /// Refuses an order whose expected unit price is below what is asked.
    pub guard: bool,
    /// The currency of every amount.
    pub currency: String,
    /// What an order turns into: `PENDING_FULFILLMENT`, `CANCELLED`, `CLOSED`, …
    pub status: String,
    /// What the vendor's clock reads, for buyers whose clock is not the real one; unset is the real one.
    pub clock: Option<String>,
    /// What goes wrong, each on its endpoint; the first that fits is taken.
    pub faults: Vec<Fault>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            dedupe: true,
            lookup: true,
            list: true,
            lag_ms: 0,
            price: 1000,
            prices: BTreeMap::new(),
            price_pct: 100,
            order_pct: 100,
            charge_pct: 100,
            guard: true,
            currency: "USD".into(),
            status: "PENDING_FULFILLMENT".into(),
            clock: None,
            faults: Vec::new(),
        }
    }
}

impl Plan {
    /// One of the classes of vendors: `idempotent`, `lookup`, `lagged` (hidden for three seconds), `none`.
    pub fn class(name: &str) -> Option<Self> {
        let plan = Self::default();
        Some(match name {
            "idempotent" => plan,
            "lookup" => Self { dedupe: false, ..plan },
            "lagged" => Self { dedupe: false, lag_ms: 3000, ..plan },
            "none" => Self { dedupe: false, lookup: false, list: false, ..plan },
            _ => return None,
        })
    }

    /// The plan with one fault more.
    pub fn with(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }
}

/// Something that goes wrong on an endpoint.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Where.
    pub on: Endpoint,
    /// What.
    pub how: How,
    /// On this many requests, then no more; absent means always.
    #[serde(default)]
    pub times: Option<u32>,
    /// An order is made before it fails: only the reply is lost or spoilt.
    #[serde(default)]
    pub placed: bool,
}

impl Fault {
    /// On every order: the request is read, nothing is ordered.
    pub fn order(how: How) -> Self {
        Self { on: Endpoint::Order, how, times: None, placed: false }
    }

    /// On every order: it is made, and the reply is spoilt.
    pub fn reply(how: How) -> Self {
        Self { placed: true, ..Self::order(how) }
    }

    /// On one endpoint.
    pub fn on(on: Endpoint, how: How) -> Self {
        Self { on, ..Self::order(how) }
    }

    /// This many times only.
    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }
}

/// What can be asked of the vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// The access token.
    Token,
    /// Placing an order.
    Order,
    /// A trial of one: everything but the order itself.
    Trial,
    /// Looking up one order by our reference.
    Lookup,
    /// Listing orders.
    List,
    /// Any of them.
    Any,
}

/// How it fails.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum How {
    /// Takes the connection and never reads from it: the request may have left, nobody answers.
    Hang,
    /// Reads the request and never answers.
    Silent,
    /// Resets the connection once the request has arrived.
    Reset,
    /// Closes the connection once the request has arrived.
    Close,
    /// Sends the headers and this many bytes of the body, then nothing more.
    HangBody(usize),
    /// Sends this many bytes of the body, then resets.
    ResetBody(usize),
    /// Another reply.
    Reply {
        /// The status.
        status: u16,
        /// Headers beside `Content-Length`.
        #[serde(default)]
        headers: Vec<(String, String)>,
        /// The body.
        #[serde(default)]
        body: String,
    },
    /// The usual reply with one header more: name and value.
    With(String, String),
    /// The usual reply with one text in it replaced everywhere.
    Replace(String, String),
    /// The usual reply compressed, and cut in the middle.
    TruncatedGzip,
    /// A small reply that unpacks to this many megabytes.
    GzipBomb(usize),
    /// The usual reply with a `Content-Length` that is off by this much.
    WrongLength(i64),
    /// The usual reply, one byte each so many milliseconds.
    Slow(u64),
    /// The usual reply after so many milliseconds.
    Late(u64),
    /// A body that never ends.
    Endless,
    /// The usual reply twice.
    Twice,
}

impl How {
    /// A bare status.
    pub fn status(status: u16) -> Self {
        Self::Reply { status, headers: Vec::new(), body: String::new() }
    }

    /// The vendor's own form of an error.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let body = format!(r#"{{"errors":[{{"code":"{code}","message":"{message}"}}]}}"#);
        Self::Reply { status, headers: vec![("Content-Type".into(), "application/json".into())], body }
    }

    /// A status with one header.
    pub fn header(status: u16, name: &str, value: &str) -> Self {
        Self::Reply { status, headers: vec![(name.into(), value.into())], body: String::new() }
    }
}
