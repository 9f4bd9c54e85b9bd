//! Selling on eBay, with a token of the seller: listings, prices, answers and refunds out, orders and money in.
//!
//! A listing is known by `ITEM@OFFER`: the number that buyers see and the number of the offer behind it, by which its
//! price is set and read back.

mod account;
mod bulk;
mod feed;
mod fewer;
mod listing;
mod mail;
mod price;
mod refund;
mod rivals;
mod signature;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    rc::Rc,
    time::Duration,
};

use anyhow::{Context as _, Result, bail, ensure};
use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use self::{
    account::Account,
    fewer::fewer_in,
    signature::{Signed, Signer},
};
use super::{
    Ebay, MORE_KEYS, SCOPE, TOKEN_PATH,
    wire::{self, Site, complaint},
};
use crate::{
    config,
    domain::effect::{Answer, Replies, Said, Signal, classify},
    error,
    net::{Ask, Auth, Client, Content, Failed, Host, Login, Origin, Reply, Request, Room, Trouble, Verb},
    secret::SecretString,
    vendors::{
        Call, Change, Channel, Gateway, Inbox, Kind, Look, Outcome, Permit, Sealed, Terms, credentials,
        declarations::{self, Declaration},
        reader::{Place, bad},
        sellers::Seller,
    },
};

/// What a seller consents to, beside what is public.
const SCOPES: [&str; 4] = ["sell.inventory", "sell.account", "sell.fulfillment", "sell.finances"];
/// What reading and sending messages takes.
const MESSAGE_SCOPE: &str = "commerce.message";

/// Selling on eBay.
pub struct Selling {
    site: Site,
    settings: config::Ebay,
    /// Listings, orders, messages.
    host: Host,
    /// Money.
    money: Host,
    /// Where both are.
    origin: Origin,
    finance: Origin,
    /// What signs calls about money: Europe and the United Kingdom want it.
    signer: Option<Signer>,
    /// What needs no seller: categories, the offers of others.
    public: Ebay,
    declared: Declaration,
    account: RefCell<Option<Account>>,
    warned: RefCell<Vec<String>>,
    told: RefCell<BTreeSet<String>>,
    /// Whether eBay was seen not to take several SKUs in one call.
    one_sku: Cell<bool>,
}

/// What is sealed where nothing is to be sent.
#[derive(Serialize, Deserialize)]
struct Refusal {
    refused: String,
}

/// eBay as a vendor that sells; `None` where it is not to.
pub fn open(vendors: &config::Vendors, room: &Rc<Room>) -> Result<Option<Seller>> {
    let config = &vendors.ebay;
    if !(config.enabled && config.sell) {
        return Ok(None);
    }
    let selling = Rc::new(Selling::open(config, room)?);
    let inbox = config.messages.then(|| Rc::clone(&selling) as Rc<dyn Inbox>);
    let (gateway, shop) = (Rc::clone(&selling) as Rc<dyn Gateway>, Rc::clone(&selling) as Rc<dyn Channel>);
    Ok(Some(Seller { name: "ebay", channel: selling.site.channel.to_owned(), gateway, shop, inbox, warehouse: None }))
}

impl Selling {
    /// Checks the settings and reads the keys.
    pub fn open(config: &config::Ebay, room: &Rc<Room>) -> Result<Self> {
        let public = Ebay::open(config, room)?;
        let site = public.site;
        let file = config.credentials_file.as_deref();
        let ([id, secret], [refresh, private, public_half]) =
            credentials::read_some("ebay", file, ["client_id", "client_secret"], MORE_KEYS)?;
        let signer = match (private, public_half) {
            (Some(private), Some(public_half)) => Some(Signer::of(&private, &public_half)?),
            (None, None) => None,
            _ => {
                return Err(error::config("one half of the signing key of `ebay` is missing")
                    .code("bad_credentials")
                    .hint("`signing_key` and `signing_key_jwe` go together")
                    .into());
            }
        };
        let refresh = refresh.ok_or_else(|| {
            error::config("there is no `refresh_token` for `ebay`, and selling needs one")
                .code("no_credentials")
                .hint("write it beside `client_id` and `client_secret`, or set `ARB_EBAY_REFRESH_TOKEN`")
                .hint(format!("it comes from a consent to {}", scopes(config.messages)))
        })?;
        ensure_numbers(config)?;
        if config.messages && config.seller_name.is_none() {
            return Err(bad("ebay", "messages", "true", "without `seller_name` our own messages can't be told apart"));
        }
        let place = Place {
            vendor: "ebay",
            base_url: &config.base_url,
            deadline_s: config.deadline_s,
            longest: Place::LONGEST,
        };
        let token_url = format!("{}/{TOKEN_PATH}", config.base_url.trim_end_matches('/'));
        let form: Vec<(&'static str, SecretString)> = vec![
            ("grant_type", "refresh_token".into()),
            ("refresh_token", refresh),
            ("scope", scopes(config.messages).into()),
        ];
        let login = Login::new(place.login("base_url", &token_url)?, form).basic(&id, &secret).shared(Rc::clone(room));
        let auth = Auth::Token("authorization", "Bearer ", Rc::new(login));
        let declared = declarations::of("ebay")?;
        let host = place.host(room, auth.clone())?.explaining(complaint::said);
        let finance = Origin::parse("vendors.ebay.finance_url", &config.finance_url)?;
        let quotas = declared.quotas.clone();
        let origin = Origin::parse("vendors.ebay.base_url", &config.base_url)?;
        let money = Host::new("ebay", Client::new(finance.clone(), place.limits()?), Rc::clone(room), auth, quotas);
        Ok(Self {
            site,
            settings: config.clone(),
            host,
            money: money.explaining(complaint::said),
            origin,
            finance,
            signer,
            public,
            declared,
            account: RefCell::default(),
            warned: RefCell::default(),
            told: RefCell::default(),
            one_sku: Cell::new(false),
        })
    }

    fn replies(&self, kind: Kind) -> Replies {
        self.declared.replies.get(&kind).cloned().unwrap_or_default()
    }

    fn headers(&self) -> [(&'static str, &str); 3] {
        [
            ("accept", "application/json"),
            ("content-language", self.site.language),
            ("x-ebay-c-marketplace-id", self.site.name),
        ]
    }

    /// Whether money can be asked for and given back: where eBay wants each call signed, with a key alone.
    fn moneyed(&self) -> bool {
        self.site.plain_money || self.signer.is_some()
    }

    /// The headers of a signature, where the call is about money and there is a key. Where eBay wants none it takes no notice.
    fn signed(
        &self,
        money: bool,
        method: &str,
        origin: &Origin,
        path: &[&str],
        body: Option<&[u8]>,
    ) -> Vec<(&'static str, String)> {
        let Some(signer) = self.signer.as_ref().filter(|_| money) else { return Vec::new() };
        let (authority, path) = origin.target(path);
        signer.headers(Signed { method, path: &path, authority: &authority, body }, Timestamp::now())
    }

    /// Asks; `None` where eBay found nothing.
    async fn ask<T: DeserializeOwned>(
        &self,
        host: &Host,
        what: &'static str,
        path: &[&str],
        query: &[(&str, &str)],
    ) -> Result<Option<T>, Trouble> {
        let signed = self.signed(what == "finances", "GET", &self.finance, path, None);
        let headers = with(&self.headers(), &signed);
        let request = Request { path, query, headers: &headers, ..Request::default() };
        let got = host.json_if_any(Ask { what, request, fresh: Duration::ZERO, ..Ask::default() }).await;
        match got {
            Ok(found) => Ok(found.map(|(value, _)| value)),
            Err(why) if why.says_not_found() => Ok(None),
            Err(why) => Err(why),
        }
    }

    /// Sends what changes something, once.
    async fn change(&self, call: &Step<'_>, permit: &Permit<'_>) -> Result<Reply, Failed> {
        let refunds = call.path.last() == Some(&"issue_refund");
        let signed = self.signed(refunds, "POST", &self.origin, call.path, call.body);
        let headers = with(&self.headers(), &signed);
        let body = call.body.map(Content::Json);
        let request = Request { path: call.path, headers: &headers, body, verb: call.verb, ..Request::default() };
        self.host.send(call.what, request, &|| permit.check()).await
    }

    /// Takes one step of an effect: the reply where eBay took it, else how the effect ends.
    async fn step(&self, kind: Kind, call: Step<'_>, permit: &Permit<'_>) -> Result<Reply, Outcome> {
        match self.change(&call, permit).await {
            Ok(reply) if (200..300).contains(&reply.status) => {
                self.warned.borrow_mut().extend(complaint::warnings(&reply.body));
                Ok(reply)
            }
            Ok(reply) => Err(self.refused(kind, reply.status, reply.retry_after.clone(), &reply.body)),
            Err(Failed::NotSent(why)) => Err(Outcome::NotSent(why)),
            Err(Failed::Broke(why)) => Err(Outcome::unknown(why)),
        }
    }

    /// What a reply other than "taken" proves, in eBay's words.
    fn refused(&self, kind: Kind, status: u16, retry_after: Option<String>, body: &[u8]) -> Outcome {
        let said = complaint::said(body).unwrap_or_else(|| format!("status {status}"));
        let code = complaint::category(body);
        let answer = Answer { status, retry_after, code, body: Said::Unclear(said.clone()) };
        match classify(Signal::Reply(answer), &self.replies(kind), Timestamp::now()) {
            Outcome::Refused(_) => Outcome::Refused(format!("eBay refuses it: {said}")),
            Outcome::Unknown { why, wait } => Outcome::Unknown { why: format!("{why}: {said}"), wait },
            other => other,
        }
    }
}

/// These headers and those of a signature.
fn with<'a>(headers: &[(&'static str, &'a str)], signed: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    let signed = signed.iter().map(|(name, value)| (*name, value.as_str()));
    headers.iter().copied().chain(signed).collect()
}

/// One call of an effect.
#[derive(Clone, Copy)]
struct Step<'a> {
    what: &'static str,
    verb: Verb,
    path: &'a [&'a str],
    body: Option<&'a [u8]>,
}

fn scopes(messages: bool) -> String {
    let more = messages.then_some(MESSAGE_SCOPE);
    let all = SCOPES.into_iter().chain(more).map(|name| format!("{SCOPE}/{name}"));
    std::iter::once(SCOPE.to_owned()).chain(all).collect::<Vec<_>>().join(" ")
}

/// Refuses numbers of policies and categories that are none.
fn ensure_numbers(config: &config::Ebay) -> Result<()> {
    let numbers = [
        ("fulfillment_policy_id", &config.fulfillment_policy_id),
        ("payment_policy_id", &config.payment_policy_id),
        ("return_policy_id", &config.return_policy_id),
        ("category_id", &config.category_id),
    ];
    for (key, value) in numbers {
        if let Some(text) = value.as_deref().filter(|text| !wire::inventory::is_number(text)) {
            return Err(bad("ebay", key, text, "it is a number of digits alone"));
        }
    }
    Ok(())
}

/// The name of a listing in the books.
fn listing_name(item: &str, offer: &str) -> String {
    format!("{item}@{offer}")
}

/// The offer of a listing of ours, by its name in the books.
fn offer_of(listing: &str) -> Result<&str> {
    let (_, offer) = listing.split_once('@').with_context(|| format!("`{listing:.80}` names no offer of eBay"))?;
    ensure!(wire::inventory::is_id(offer), "`{listing:.80}` names no offer of eBay");
    Ok(offer)
}

/// Bytes that are sealed where a change can't be sent, and why.
fn refusal(why: impl Into<String>) -> Result<Vec<u8>> {
    Ok(serde_json::to_vec(&Refusal { refused: why.into() })?)
}

/// What became of the one change of a call.
fn only(mut outcomes: Vec<Outcome>) -> Result<Outcome> {
    outcomes.pop().context("nothing is said of it")
}

impl Gateway for Selling {
    fn name(&self) -> &'static str {
        "ebay"
    }

    fn terms(&self, kind: Kind) -> Option<&Terms> {
        let can = match kind {
            Kind::Refund => self.moneyed(),
            Kind::Message => self.settings.messages,
            _ => true,
        };
        self.declared.terms.get(&kind).filter(|_| can)
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        match change {
            Change::Listing(_) | Change::Fewer { .. } => bail!("what a listing on eBay needs must be asked for first"),
            Change::Price { listing, price, .. } => self.price_bytes(listing, price),
            Change::Reply { message, body } => self.answer_bytes(message, body),
            Change::Refund(ask) => self.refund_bytes(ask),
            other => bail!("`ebay` can't do a {}", other.kind()),
        }
    }

    fn compose<'a>(&'a self, change: &'a Change) -> Call<'a, Vec<u8>> {
        Box::pin(async move {
            match change {
                Change::Listing(draft) => self.listing_bytes(draft).await,
                Change::Fewer { .. } => {
                    let mut bytes = self.compose_all(std::slice::from_ref(change)).await;
                    bytes.pop().context("nothing was written down for it")?
                }
                other => self.encode(other),
            }
        })
    }

    fn compose_all<'a>(&'a self, changes: &'a [Change]) -> LocalBoxFuture<'a, Vec<Result<Vec<u8>>>> {
        Box::pin(async move {
            let fewer = |change: &'a Change| match change {
                Change::Fewer { listing, draft } => Some((listing.as_str(), draft)),
                _ => None,
            };
            let mut together =
                self.fewer_bytes(&changes.iter().filter_map(fewer).collect::<Vec<_>>()).await.into_iter();
            let mut all = Vec::with_capacity(changes.len());
            for change in changes {
                all.push(match fewer(change) {
                    Some(_) => together.next().context("nothing was written down for it").flatten(),
                    None => self.compose(change).await,
                });
            }
            all
        })
    }

    fn lowers(&self) -> bool {
        true
    }

    fn before<'a>(&'a self, change: &'a Change) -> Call<'a, Vec<String>> {
        Box::pin(async move {
            match change {
                Change::Reply { message, .. } => self.messages_there(message).await,
                Change::Refund(ask) => self.refunds_there(&ask.order).await,
                _ => Ok(Vec::new()),
            }
        })
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        Box::pin(async move {
            if let Ok(Refusal { refused }) = serde_json::from_slice(&sealed.request) {
                return Ok(Outcome::Refused(refused));
            }
            match sealed.kind {
                Kind::Price => only(self.set_prices(std::slice::from_ref(sealed), permit).await?),
                Kind::Listing if fewer_in(sealed).is_some() => {
                    only(self.set_fewer(std::slice::from_ref(sealed), permit).await?)
                }
                Kind::Listing => self.publish(sealed, permit).await,
                Kind::Message => self.answer(sealed, permit).await,
                Kind::Refund => self.give_back(sealed, permit).await,
                other => bail!("`ebay` can't do a {other}"),
            }
        })
    }

    fn at_once(&self, kind: Kind) -> usize {
        if matches!(kind, Kind::Price | Kind::Listing) { self.offers_at_once() } else { 1 }
    }

    fn send_all<'a>(&'a self, sealed: &'a [Sealed], permit: &'a Permit<'a>) -> Call<'a, Vec<Outcome>> {
        Box::pin(async move {
            if sealed.len() > 1 && sealed.iter().all(|one| one.kind == Kind::Price) {
                return self.set_prices(sealed, permit).await;
            }
            // Those of fewer units go together; each of the others is calls of its own.
            let is_fewer = |one: &Sealed| one.kind == Kind::Listing && fewer_in(one).is_some();
            let fewer: Vec<Sealed> = sealed.iter().filter(|one| is_fewer(one)).cloned().collect();
            let mut together = self.set_fewer(&fewer, permit).await?.into_iter();
            let mut outcomes = Vec::with_capacity(sealed.len());
            for one in sealed {
                let outcome = match is_fewer(one) {
                    true => together.next().context("nothing is said of it"),
                    false => self.send(one, permit).await,
                };
                outcomes.push(outcome.unwrap_or_else(|why| Outcome::unknown(format!("{why:#}"))));
            }
            Ok(outcomes)
        })
    }

    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look> {
        Box::pin(async move {
            if serde_json::from_slice::<Refusal>(&sealed.request).is_ok() {
                return Ok(Look::Absent);
            }
            match sealed.kind {
                Kind::Listing => match fewer_in(sealed) {
                    Some(fewer) => self.lowered(&fewer).await,
                    None => self.listed(sealed).await,
                },
                Kind::Price => self.priced(sealed).await,
                Kind::Message => self.answered(sealed).await,
                Kind::Refund => self.given_back(sealed).await,
                other => bail!("`ebay` can't do a {other}"),
            }
        })
    }

    fn remarks(&self) -> Vec<String> {
        self.warned.take().into_iter().map(|said| format!("eBay warns: {said}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_goes_by_the_number_that_buyers_see_and_by_its_offer() {
        assert_eq!(offer_of(&listing_name("110", "8001")).unwrap(), "8001");
        for broken in ["110", "110@", "110@a b", "110@1@2"] {
            assert!(offer_of(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn a_consent_names_what_is_used_and_no_more() {
        assert!(!scopes(false).contains("message") && scopes(true).ends_with("/commerce.message"));
        assert!(scopes(false).starts_with("https://api.ebay.com/oauth/api_scope https://"));
    }

    #[test]
    fn a_number_of_a_policy_has_digits_alone() {
        let with = |text: &str| config::Ebay { return_policy_id: Some(text.into()), ..config::Ebay::default() };
        assert!(ensure_numbers(&with("6000000003")).is_ok());
        assert!(ensure_numbers(&with("30 days")).unwrap_err().to_string().contains("return_policy_id"));
    }
}
