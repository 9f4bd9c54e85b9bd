//! Selling on Reverb: a change is sealed, sent, and looked for.
//!
//! Reverb recognises no repeat, so a listing is looked for under our SKU before one is created, and what was accepted counts
//! as done when Reverb shows it.

use std::{collections::BTreeMap, rc::Rc, time::Duration};

use anyhow::{Result, anyhow, bail};
use jiff::Timestamp;

use super::{
    api::Api,
    asked::Asked,
    wire::{self, own, own::Shown, talk},
};
use crate::{
    config,
    domain::effect::{Answer, Replies, Said, Signal, classify},
    net::{Failed, Reply, Room, Trouble},
    vendors::{
        Call, Change, Gateway, Kind, Look, Outcome, Permit, Receipt, Sealed, Terms, bargains::Bargain, declarations,
        sellers::Seller,
    },
};

/// The name in the settings and the books, and the fee channel.
pub(super) const NAME: &str = "reverb";
/// The code of a refusal that names the fields that are wrong: Reverb gives no codes of its own.
const VALIDATION: &str = "validation";

/// Reverb, as a place to sell.
pub struct Selling {
    pub(super) api: Api,
    config: config::Reverb,
    terms: BTreeMap<Kind, Terms>,
    replies: BTreeMap<Kind, Replies>,
}

/// Opens it, where it is to sell.
pub fn seller(vendors: &config::Vendors, room: &Rc<Room>) -> Result<Option<Seller>> {
    let config = &vendors.reverb;
    if !(config.enabled && config.sell) {
        return Ok(None);
    }
    let selling = Rc::new(Selling::open(config, room)?);
    Ok(Some(Seller {
        name: NAME,
        channel: NAME.to_owned(),
        gateway: Rc::<Selling>::clone(&selling),
        shop: Rc::<Selling>::clone(&selling),
        inbox: Some(selling),
        warehouse: None,
    }))
}

/// Opens it to make offers to its sellers.
pub fn bargain(config: &config::Reverb, room: &Rc<Room>) -> Result<Bargain> {
    let selling = Rc::new(Selling::open(config, room)?);
    Ok(Bargain {
        name: NAME,
        gateway: Rc::<Selling>::clone(&selling),
        sellers: Rc::<Selling>::clone(&selling),
        inbox: selling,
    })
}

impl Selling {
    fn open(config: &config::Reverb, room: &Rc<Room>) -> Result<Self> {
        let declared = declarations::of(NAME)?;
        let api = Api::open(config, room)?;
        Ok(Self { api, config: config.clone(), terms: declared.terms, replies: declared.replies })
    }

    async fn deliver(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let permit = || permit.check();
        match serde_json::from_slice(&sealed.request)? {
            Asked::Listing(listing) => self.publish(&listing, &permit).await,
            Asked::Price { listing, price, body } => self.price(&listing, &price, &body, &permit).await,
            Asked::Reply { conversation, text } => self.say(&conversation, &text, &permit).await,
            Asked::Offer(offered) => self.offer(&offered, &permit).await,
            Asked::Refund { order, amount, body } => self.give_back(&order, &amount, &body, &permit).await,
        }
    }

    /// What a call came to. `done` says what a reply of success means.
    pub(super) async fn outcome(
        &self,
        kind: Kind,
        reply: Result<Reply, Failed>,
        done: impl AsyncFnOnce(&Reply) -> Said,
    ) -> Outcome {
        let reply = match reply {
            Err(Failed::NotSent(why)) => return Outcome::NotSent(why),
            Err(Failed::Broke(why)) => return Outcome::unknown(why),
            Ok(reply) => reply,
        };
        let words = wire::said(&reply.body);
        let body = match reply.status {
            200..=299 => done(&reply).await,
            _ => Said::Unclear("it was not accepted".into()),
        };
        let code = wire::is_validation(&reply.body).then(|| VALIDATION.to_owned());
        let answer = Answer { status: reply.status, retry_after: reply.retry_after, code, body };
        let replies = self.replies.get(&kind).cloned().unwrap_or_default();
        match (classify(Signal::Reply(answer), &replies, Timestamp::now()), words) {
            (Outcome::Refused(why), Some(words)) => Outcome::Refused(format!("{why} ({words})")),
            (Outcome::Unknown { why, wait }, Some(words)) => Outcome::Unknown { why: format!("{why} ({words})"), wait },
            (outcome, _) => outcome,
        }
    }

    /// Our listings under a SKU, whatever their state.
    pub(super) async fn under(&self, sku: &str) -> Result<Vec<Shown>> {
        let query = [("sku", sku), ("state", "all")];
        let rows = self.api.all::<own::OwnListings>(&["my", "listings"], &query).await.map_err(Trouble::failure)?;
        let shown =
            rows.iter().map(own::Own::shown).collect::<Result<Vec<Shown>, String>>().map_err(|why| anyhow!(why))?;
        // Without the SKU beside it nobody knows whether the list is the one that was asked for.
        if let Some(nameless) = shown.iter().find(|one| one.sku.is_none()) {
            bail!("Reverb shows listing {} without its SKU", nameless.id);
        }
        let there: Vec<Shown> = shown.into_iter().filter(|one| one.sku.as_deref() == Some(sku)).collect();
        if let Some(one) = there.iter().find(|one| one.life == own::Life::Live && one.price.is_none()) {
            bail!("Reverb shows listing {} for sale without its price", one.id);
        }
        Ok(there)
    }

    /// A listing of ours by its id; `None` where there is none.
    pub(super) async fn own(&self, listing: &str) -> Result<Option<own::Own>> {
        match self.api.get::<own::Own>(&["listings", listing], &[], Duration::ZERO).await {
            Ok((own, _)) if !own.is(listing) => bail!("Reverb answers with another listing than {listing}"),
            Ok((own, _)) => Ok(Some(own)),
            Err(why) if why.says_not_found() => Ok(None),
            Err(why) => Err(why.failure().into()),
        }
    }

    async fn listed_before(&self, asked: &Asked) -> Result<Vec<String>> {
        Ok(match asked {
            Asked::Listing(_) | Asked::Price { .. } => Vec::new(),
            Asked::Reply { conversation, .. } => {
                self.lines(conversation).await?.into_iter().map(|line| line.id).collect()
            }
            Asked::Offer(offered) => self.offers_before(&offered.listing).await?,
            Asked::Refund { order, .. } => {
                let there = self.granted(("order_number", order)).await?;
                let ids = there.iter().map(|one| one.id().ok_or("Reverb shows a refund request without its id"));
                ids.collect::<Result<_, _>>().map_err(|why| anyhow!(why))?
            }
        })
    }

    /// The messages of a conversation.
    pub(super) async fn lines(&self, conversation: &str) -> Result<Vec<talk::Line>> {
        self.conversation(conversation).await?.lines().map_err(|why| anyhow!(why))
    }

    /// A conversation with its messages.
    pub(super) async fn conversation(&self, conversation: &str) -> Result<talk::Conversation> {
        let path = ["my", "conversations", conversation];
        let (talk, _) = self.api.get(&path, &[], Duration::ZERO).await.map_err(Trouble::failure)?;
        Ok(talk)
    }

    /// Who we are.
    pub(super) async fn us(&self) -> Result<String> {
        let age = Duration::from_secs(24 * 3600);
        let (account, _): (talk::Account, _) =
            self.api.get(&["my", "account"], &[], age).await.map_err(Trouble::failure)?;
        account.id().ok_or_else(|| anyhow!("Reverb does not say whose account it is"))
    }
}

impl Gateway for Selling {
    fn name(&self) -> &'static str {
        NAME
    }

    fn terms(&self, kind: Kind) -> Option<&Terms> {
        self.terms.get(&kind)
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(&Asked::of(change, &self.config)?)?)
    }

    fn compose<'a>(&'a self, change: &'a Change) -> Call<'a, Vec<u8>> {
        Box::pin(async move {
            let Change::Bid(talk) = change else { return self.encode(change) };
            Ok(serde_json::to_vec(&Asked::Offer(Box::new(self.offered(talk).await?)))?)
        })
    }

    fn before<'a>(&'a self, change: &'a Change) -> Call<'a, Vec<String>> {
        Box::pin(async move { self.listed_before(&Asked::of(change, &self.config)?).await })
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        Box::pin(self.deliver(sealed, permit))
    }

    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look> {
        Box::pin(async move {
            match serde_json::from_slice(&sealed.request)? {
                Asked::Listing(listing) => self.shown(&listing).await,
                Asked::Price { listing, price, .. } => self.priced(&listing, &price).await,
                Asked::Reply { conversation, text } => self.said(&conversation, &text, sealed.first_sent).await,
                Asked::Offer(offered) => self.offer_seen(&offered, sealed.first_sent).await,
                Asked::Refund { order, amount, .. } => self.given_back(&order, &amount, sealed.first_sent).await,
            }
        })
    }
}

/// The receipt of a listing or a price, by what is shown now.
pub(super) fn receipt(shown: &Shown) -> Receipt {
    Receipt { id: shown.id.clone(), amount: shown.price, at: Timestamp::now() }
}
