//! `amazon_business`: buying through the Amazon Business ordering API.
//!
//! It places orders and reads them back by our reference; it can't cancel one, and it sells nothing. Orders are listed and
//! followed through the Reporting API of 2021-01-08, whose reply is documented in full; Amazon calls it a legacy version,
//! so a later one takes its place when its reply is known as well.

mod encode;
mod settings;
mod wire;

use std::{
    collections::BTreeMap,
    rc::Rc,
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow, bail, ensure};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

use self::{
    settings::Settings,
    wire::{Asked, ErrorList, ListedOrder, OrderResult, Orders},
};
use super::{
    Call, Change, Checkout, Gateway, Kind, Look, Order, OrderSeen, OrderStatus, Outcome, Permit, Quote, Sealed,
    Statement, Terms, declarations,
};
use crate::{
    config,
    domain::{
        effect::{Answer, Lookup, Said, Signal, classify, retry_after},
        limits::Purpose,
    },
    net::{Allowance, Client, Content, Failed, Limits, Login, NoTurn, Reply, Request, Room},
    secret::SecretString,
    store::Cost,
};

/// Where orders are placed and read back.
const ORDERS: [&str; 3] = ["ordering", "2022-10-30", "orders"];
/// Where orders are listed and followed.
const REPORTS: [&str; 3] = ["reports", "2021-01-08", "orders"];
/// The longest span that one list may cover.
const SPAN: SignedDuration = SignedDuration::from_hours(24);
/// The most pages of one span that are read.
const MOST: usize = 40;
/// The longest time that orders are listed for: no order is open for longer.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 730);

/// Amazon Business.
pub struct AmazonBusiness {
    settings: Settings,
    api: Client,
    login: Login,
    now: Box<dyn Fn() -> Timestamp>,
    pace: Option<Pace>,
}

/// How fast it is asked, and what keeps count for all processes.
struct Pace {
    room: Rc<Room>,
    quotas: BTreeMap<String, Allowance>,
    print: String,
}

/// How long a call waits for its turn.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long nothing is asked after a "too much" that names no time.
const TOO_MUCH: SignedDuration = SignedDuration::from_secs(2);

impl AmazonBusiness {
    /// Checks the settings and reads the credentials. `now` is the clock.
    pub fn open(config: &config::AmazonBusiness, now: Box<dyn Fn() -> Timestamp>) -> Result<Self> {
        let settings = Settings::new(config)?;
        let limits = Limits::within(settings.deadline);
        Ok(Self {
            api: Client::new(settings.api.clone(), limits),
            login: settings.credentials.login(Client::new(settings.login.clone(), limits)),
            settings,
            now,
            pace: None,
        })
    }

    /// Within the vendor's quotas, which all processes share. A server on this machine is a stand-in: its quotas are
    /// nobody's, unless the settings name one.
    pub fn paced(mut self, config: &config::AmazonBusiness, room: Rc<Room>) -> Result<Self> {
        let mut quotas = declarations::of("amazon_business")?.quotas;
        match config.calls_per_second {
            Some(rate) => {
                let rate = (rate * Decimal::ONE_THOUSAND).trunc().to_i64().filter(|rate| *rate > 0);
                let per_second =
                    rate.ok_or_else(|| settings::bad("calls_per_second", "0", "it is more than nothing"))?;
                for allowance in quotas.values_mut() {
                    allowance.quota.per_second = allowance.quota.per_second.min(per_second);
                    allowance.quota.most = allowance.quota.most.min(per_second.max(1000));
                }
            }
            None if self.settings.api.is_loopback() => return Ok(self),
            None => {}
        }
        let print = self.login.print().to_owned();
        self.pace = Some(Pace { room, quotas, print });
        Ok(self)
    }

    /// Waits for a turn; the error is one sentence.
    async fn turn(&self, what: &str, purpose: Purpose) -> Result<(), String> {
        let Some(pace) = &self.pace else { return Ok(()) };
        let Some(allowance) = pace.quotas.get(what) else { return Ok(()) };
        let ends = Instant::now() + PATIENCE;
        match pace.room.turn(&pace.key(what), allowance, Cost::Exactly(1000), purpose, ends).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(NoTurn::Before(at))) => Err(format!("the quota of Amazon Business ({what}) is used up until {at}")),
            Ok(Err(NoTurn::Budget | NoTurn::Never)) => {
                Err(format!("Amazon Business ({what}) may not be asked in this run"))
            }
            // Without the cache nobody keeps count; Amazon's own limiter still does.
            Err(_) => Ok(()),
        }
    }

    /// What is done about a "too much": the time from which it may be asked again.
    fn too_much(&self, what: &str, reply: &Reply) -> Timestamp {
        let now = Timestamp::now();
        let wait = reply.retry_after.as_deref().and_then(|text| retry_after(text, now)).unwrap_or(TOO_MUCH);
        let until = now.checked_add(wait).unwrap_or(Timestamp::MAX);
        if let Some(pace) = &self.pace
            && let Some(allowance) = pace.quotas.get(what)
        {
            drop(pace.room.too_much(&pace.key(what), allowance, until));
        }
        until
    }

    async fn place(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        if sealed.kind != Kind::Purchase {
            bail!("`amazon_business` can't do a {}", sealed.kind);
        }
        let asked: Asked = serde_json::from_slice(&sealed.request)?;
        ensure!(asked.external_id == sealed.key, "the stored request is not the one of `{}`", sealed.key);
        let signal = match self.post(&sealed.request, &|| permit.check()).await {
            Err(Failed::NotSent(why)) => Signal::NotSent(why),
            Err(Failed::Broke(why)) => Signal::Broke(why),
            Ok(reply) => Signal::Reply(self.read(&reply, &asked)),
        };
        Ok(classify(signal, &self.settings.replies, (self.now)()))
    }

    /// What a reply to an order says.
    fn read(&self, reply: &Reply, asked: &Asked) -> Answer {
        if matches!(reply.status, 401 | 403) {
            self.login.forget();
        }
        let body = match serde_json::from_slice::<OrderResult>(&reply.body) {
            Ok(result) => result.said(asked, (self.now)()),
            Err(why) => Said::Unclear(format!("the reply can't be read: {why}")),
        };
        let code = serde_json::from_slice::<ErrorList>(&reply.body).ok().and_then(|errors| errors.code());
        Answer { status: reply.status, retry_after: reply.retry_after.clone(), code, body }
    }

    async fn post(&self, body: &[u8], permit: &dyn Fn() -> Result<()>) -> Result<Reply, Failed> {
        self.turn("orders", Purpose::Other).await.map_err(Failed::NotSent)?;
        let start = Instant::now();
        let token = self.login.token().await.map_err(Failed::NotSent)?;
        let left = self.api.deadline().saturating_sub(start.elapsed());
        let request = Request {
            path: &ORDERS,
            secrets: &[("x-amz-access-token", &token)],
            body: Some(Content::Json(body)),
            ..Request::default()
        };
        self.api.within(left).send(request, permit).await
    }

    /// Asks for something that changes nothing, in its turn; again where it was too much.
    async fn get(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Reply> {
        let what = if path.first() == REPORTS.first() { "reports" } else { "orders" };
        let ends = Instant::now() + PATIENCE;
        loop {
            self.turn(what, Purpose::Reconcile).await.map_err(|why| anyhow!(why))?;
            let reply = self.get_once(path, query).await?;
            if reply.status != 429 {
                return Ok(reply);
            }
            let wait = self.too_much(what, &reply).duration_since(Timestamp::now());
            let wait = Duration::try_from(wait).unwrap_or_default();
            if self.pace.is_none() || wait > ends.saturating_duration_since(Instant::now()) {
                return Ok(reply);
            }
            tokio::time::sleep(wait).await;
        }
    }

    /// Asks; once more with a new token where the old one is not taken.
    async fn get_once(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Reply> {
        let headers: Vec<(&'static str, &str)> =
            self.settings.user_email.iter().map(|email| ("x-amz-user-email", email.as_str())).collect();
        let ask = async |token: &SecretString| {
            let secrets = [("x-amz-access-token", token)];
            self.api.read(Request { path, query, headers: &headers, secrets: &secrets, ..Request::default() }).await
        };
        let token = self.login.token().await.map_err(|why| anyhow!(why))?;
        let reply = ask(&token).await?;
        if !matches!(reply.status, 401 | 403) {
            return Ok(reply);
        }
        self.login.forget();
        let token = self.login.token().await.map_err(|why| anyhow!(why))?;
        Ok(ask(&token).await?)
    }

    async fn by_reference(&self, sealed: &Sealed) -> Result<Look> {
        let asked: Asked = serde_json::from_slice(&sealed.request)?;
        let [ordering, version, orders] = ORDERS;
        let reply = self.get(&[ordering, version, orders, &sealed.key], &[]).await?;
        match reply.status {
            200 => {
                let result: OrderResult = serde_json::from_slice(&reply.body)?;
                match result.said(&asked, sealed.first_sent) {
                    Said::Done(receipt) => Ok(Look::Ours(receipt)),
                    // It is remembered, and nothing was bought.
                    Said::Refused(_) => Ok(Look::Absent),
                    Said::Unclear(why) => Ok(Look::Unclear(format!("the order is there, but {why}"))),
                }
            }
            // Only in the vendor's own words: a proxy's 404 says nothing about the order.
            404 if serde_json::from_slice::<ErrorList>(&reply.body).is_ok() => Ok(Look::Absent),
            status => bail!("looking up the order was answered with {status}"),
        }
    }

    async fn in_the_list(&self, sealed: &Sealed) -> Result<Look> {
        let since = sealed.first_sent.checked_sub(self.settings.purchase.lookup_lag_p99 * 2)?;
        for order in self.list(since).await? {
            if order.reference() == Some(sealed.key.as_str()) {
                return Ok(Look::Ours(order.receipt().map_err(|why| anyhow!(why))?));
            }
        }
        // Every order of ours carries its reference, so an alike one without it is somebody else's.
        Ok(Look::Absent)
    }

    /// Orders since a time, in spans of a day. An error rather than a part: what is missing would be taken for absent.
    async fn list(&self, since: Timestamp) -> Result<Vec<ListedOrder>> {
        let now = (self.now)().max(since);
        if now.duration_since(since) > LONGEST {
            bail!("orders of more than {} days were asked for", LONGEST.as_hours() / 24);
        }
        let (mut found, mut from) = (Vec::new(), since);
        loop {
            let to = from.checked_add(SPAN)?.min(now.checked_add(SignedDuration::from_mins(5))?);
            self.span(from, to, &mut found).await?;
            if to >= now {
                return Ok(found);
            }
            from = to;
        }
    }

    async fn span(&self, from: Timestamp, to: Timestamp, found: &mut Vec<ListedOrder>) -> Result<()> {
        let (from, to) = (from.to_string(), to.to_string());
        let mut token: Option<String> = None;
        for _ in 0..MOST {
            let page: Orders = match &token {
                None => self.reports(&[], &[("startDate", &from), ("endDate", &to)]).await?,
                Some(token) => self.reports(&[], &[("nextPageToken", token)]).await?,
            };
            found.extend(page.orders);
            token = page.next_page_token.filter(|token| !token.is_empty());
            if token.is_none() {
                return Ok(());
            }
        }
        bail!("the list of orders has more than {MOST} pages a day")
    }

    async fn reports(&self, below: &[&str], query: &[(&str, &str)]) -> Result<Orders> {
        let path: Vec<&str> = REPORTS.iter().chain(below).copied().collect();
        let reply = self.get(&path, query).await?;
        if reply.status != 200 {
            bail!("listing orders was answered with {}", reply.status);
        }
        Ok(serde_json::from_slice(&reply.body)?)
    }
}

impl Pace {
    fn key(&self, what: &str) -> String {
        format!("amazon_business:{what}:{}", self.print)
    }
}

impl Gateway for AmazonBusiness {
    fn name(&self) -> &'static str {
        "amazon_business"
    }

    fn terms(&self, kind: Kind) -> Option<&Terms> {
        (kind == Kind::Purchase).then_some(&self.settings.purchase)
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        match change {
            Change::Order(order) => encode::order(order, &self.settings, false),
            other => bail!("`amazon_business` can't do a {}", other.kind()),
        }
    }

    fn before<'a>(&'a self, _: &'a Change) -> Call<'a, Vec<String>> {
        Box::pin(async move {
            let since = (self.now)().checked_sub(self.settings.purchase.lookup_lag_p99 * 2)?;
            Ok(self.list(since).await?.iter().map(|order| order.id().to_owned()).collect())
        })
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        Box::pin(self.place(sealed, permit))
    }

    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look> {
        Box::pin(async move {
            match self.settings.purchase.lookup {
                Lookup::ByRef => self.by_reference(sealed).await,
                Lookup::List => self.in_the_list(sealed).await,
                Lookup::None => bail!("`amazon_business` is set to be asked nothing"),
            }
        })
    }
}

impl Checkout for AmazonBusiness {
    fn status<'a>(&'a self, vendor_order: &'a str) -> Call<'a, OrderStatus> {
        Box::pin(async move {
            let page = self.reports(&[vendor_order], &[]).await?;
            let found = page.orders.iter().find(|order| order.id() == vendor_order);
            let order = found.ok_or_else(|| anyhow!("Amazon Business knows no order `{vendor_order}`"))?;
            order.status().map_err(|why| anyhow!(why))
        })
    }

    /// A trial: every step of an order but the order itself.
    fn quote<'a>(&'a self, order: &'a Order) -> Call<'a, Quote> {
        Box::pin(async move {
            // A reference of its own, so that no trial can be taken for the order.
            let at = (self.now)();
            let reference = format!("{}-trial-{}", order.reference, at.as_microsecond());
            let trial = Order { reference, ..order.clone() };
            let bytes = encode::order(&trial, &self.settings, true)?;
            let reply = self.post(&bytes, &|| Ok(())).await?;
            if reply.status != 200 {
                bail!("asking for the price was answered with {}", reply.status);
            }
            let result: OrderResult = serde_json::from_slice(&reply.body)?;
            let asked: Asked = serde_json::from_slice(&bytes)?;
            let landed = result.total(&asked).map_err(|why| anyhow!(why))?;
            Ok(Quote { landed, in_stock: result.accepts(&asked), at })
        })
    }
}

impl Statement for AmazonBusiness {
    fn orders_since(&self, since: Timestamp) -> Call<'_, Vec<Result<OrderSeen, String>>> {
        Box::pin(async move { Ok(self.list(since).await?.iter().map(ListedOrder::seen).collect()) })
    }
}
