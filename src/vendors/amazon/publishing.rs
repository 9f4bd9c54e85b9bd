//! Putting, pricing and ending a listing. Whether we may, and whether Amazon would take it, is asked before; that Amazon took
//! it is not the end: only what is read back is.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use jiff::{SignedDuration, Timestamp};

use super::{
    Selling,
    wire::{
        item::{Held, Item, Submission},
        restrictions,
        sealed::{Deed, Sealing},
    },
};
use crate::{
    domain::{
        effect::{Answer, Look, Outcome, Receipt, Said, Signal, classify},
        evidence::Restriction,
        limits::Purpose,
    },
    net::{Ask, Content, Failed, Request, Trouble, Verb, Why},
    vendors::{Permit, Sealed},
};

/// What is read back of a listing.
const INCLUDED: &str = "summaries,offers,fulfillmentAvailability,issues,attributes";
/// How long after Amazon accepted something it is worth looking again.
const LATER: SignedDuration = SignedDuration::from_secs(60);

/// What came of the questions before a listing is put.
enum Trial {
    /// It may go out.
    Passed,
    /// It would be refused, for this reason.
    Refused(String),
    /// Nobody could say.
    Unasked(String),
}

impl Selling {
    /// Sends what was sealed, and reads back what came of it.
    pub(super) async fn submit(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let sealing = unsealed(sealed)?;
        let Some(replies) = self.declared.replies.get(&sealed.kind) else {
            bail!("`amazon` can't do a {}", sealed.kind);
        };
        if let Some(why) = &sealing.objection {
            return Ok(Outcome::Refused(why.clone()));
        }
        if sealing.deed == Deed::Put {
            match self.trial(&sealing).await {
                Trial::Passed => {}
                Trial::Refused(why) => return Ok(Outcome::Refused(why)),
                Trial::Unasked(why) => return Ok(Outcome::NotSent(why)),
            }
        }
        let path = self.path(&sealing.sku);
        let query = [("marketplaceIds", self.market.id)];
        let request = self.submission(&sealing, &path, &query);
        let signal = match self.host.send("submissions", request, &|| permit.check()).await {
            Err(Failed::NotSent(why)) => Signal::NotSent(why),
            Err(Failed::Broke(why)) => Signal::Broke(why),
            Ok(reply) => {
                let receipt = Receipt { id: sealing.sku.clone(), amount: None, at: sealed.first_sent };
                let body = match serde_json::from_slice::<Submission>(&reply.body) {
                    Ok(answer) => answer.said(&sealing.sku, receipt, &self.market),
                    Err(why) => Said::Unclear(format!("the reply can't be read: {why}")),
                };
                let code = super::wire::code(&reply.body);
                Signal::Reply(Answer { status: reply.status, retry_after: reply.retry_after, code, body })
            }
        };
        match classify(signal, replies, Timestamp::now()) {
            Outcome::Done(receipt) => Ok(self.shown_in_time(&sealing, receipt).await),
            other => Ok(other),
        }
    }

    /// Looks for what was sealed.
    pub(super) async fn read_item(&self, sealed: &Sealed) -> Result<Look> {
        let sealing = unsealed(sealed)?;
        let receipt = Receipt { id: sealing.sku.clone(), amount: None, at: sealed.first_sent };
        let held = match self.held(&sealing).await {
            Ok(held) => held,
            Err(why) if why.says_not_found() => {
                return Ok(match sealing.deed {
                    Deed::Put => Look::Absent,
                    Deed::Stop => Look::Ours(receipt),
                    Deed::Price => Look::Unclear(format!("{why}: `{}`", sealing.sku)),
                });
            }
            Err(why) => return Err(why.failure().into()),
        };
        Ok(match held {
            Held::Shown => Look::Ours(Receipt { amount: sealing.wanted.price, ..receipt }),
            Held::NotYet(_) => Look::Absent,
            Held::Odd(why) => Look::Unclear(format!("the listing is there, but {why}")),
        })
    }

    /// How what Amazon shows of a listing of ours stands to what was sent.
    async fn held(&self, sealing: &Sealing) -> Result<Held, Trouble> {
        let path = self.path(&sealing.sku);
        let query = [("marketplaceIds", self.market.id), ("includedData", INCLUDED)];
        let request = Request { path: &path, query: &query, ..Request::default() };
        let ask = Ask { what: "listing", request, purpose: Purpose::Reconcile, ..Ask::default() };
        let (item, _) = self.host.json::<Item>(ask).await?;
        let held = item.against(&sealing.sku, sealing.deed, &sealing.wanted, &self.market);
        held.ok_or_else(|| self.host.unreadable("listing", "it is about another SKU"))
    }

    /// Done where it is shown within the time that a run waits for it; unknown where it is not, and then it is looked for
    /// later.
    async fn shown_in_time(&self, sealing: &Sealing, receipt: Receipt) -> Outcome {
        let ends = Instant::now() + self.read_back;
        let mut pause = Duration::from_millis(250);
        loop {
            let why = match self.held(sealing).await {
                Ok(Held::Shown) => return Outcome::Done(Receipt { amount: sealing.wanted.price, ..receipt }),
                Ok(Held::NotYet(why) | Held::Odd(why)) => why,
                Err(why) => why.to_string(),
            };
            if pause > ends.saturating_duration_since(Instant::now()) {
                let why = format!("Amazon accepted it and does not show it yet: {why}");
                return Outcome::Unknown { why, wait: Some(LATER) };
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
    }

    /// Whether we may sell it, and whether Amazon would take it as it is. Changes nothing.
    async fn trial(&self, sealing: &Sealing) -> Trial {
        match self.leave(sealing).await {
            Trial::Passed => {}
            not => return not,
        }
        let path = self.path(&sealing.sku);
        let query = [("marketplaceIds", self.market.id), ("mode", "VALIDATION_PREVIEW")];
        let request = self.submission(sealing, &path, &query);
        match self.host.json::<Submission>(Ask { what: "submissions", request, ..Ask::default() }).await {
            Ok((answer, _)) => answer.trial(&self.market).map_or(Trial::Passed, Trial::Refused),
            Err(Trouble { why: Why::Refused(_, said), .. }) => Trial::Refused(said),
            Err(why) => Trial::Unasked(why.to_string()),
        }
    }

    /// Whether we may sell the product in that condition; what nobody says is no leave.
    async fn leave(&self, sealing: &Sealing) -> Trial {
        let (Some(asin), Some(condition)) = (&sealing.wanted.asin, &sealing.wanted.condition) else {
            return Trial::Refused("the stored request names no product".to_owned());
        };
        let query = [
            ("asin", asin.as_str()),
            ("sellerId", self.seller.as_str()),
            ("marketplaceIds", self.market.id),
            ("conditionType", condition.as_str()),
        ];
        let path = ["listings", "2021-08-01", "restrictions"];
        let request = Request { path: &path, query: &query, ..Request::default() };
        let got = match self.host.ask(Ask { what: "restrictions", request, ..Ask::default() }).await {
            Ok(got) => got,
            Err(why) => return Trial::Unasked(format!("whether it may be sold is not known: {why}")),
        };
        let words = || restrictions::reasons(&got.reply.body).unwrap_or_else(|| "Amazon gives no reason".to_owned());
        match restrictions::read(&got.reply.body, &self.market, condition) {
            Some(Restriction::Allowed) => Trial::Passed,
            Some(Restriction::NeedsApproval) => {
                Trial::Refused(format!("selling {asin} as `{condition}` needs Amazon's approval first: {}", words()))
            }
            Some(Restriction::NotEligible) => Trial::Refused(format!("we may not sell {asin} there: {}", words())),
            Some(Restriction::Unknown) | None => {
                Trial::Unasked("whether it may be sold is not known: the reply can't be read".to_owned())
            }
        }
    }

    fn path<'a>(&'a self, sku: &'a str) -> [&'a str; 5] {
        ["listings", "2021-08-01", "items", &self.seller, sku]
    }

    /// The request that puts or patches, byte for byte as it was sealed.
    fn submission<'a>(
        &self,
        sealing: &'a Sealing,
        path: &'a [&'a str],
        query: &'a [(&'a str, &'a str)],
    ) -> Request<'a> {
        let verb = if sealing.deed == Deed::Put { Verb::Put } else { Verb::Patch };
        let body = Some(Content::Json(sealing.body.get().as_bytes()));
        Request { path, query, body, verb, ..Request::default() }
    }
}

fn unsealed(sealed: &Sealed) -> Result<Sealing> {
    serde_json::from_slice(&sealed.request)
        .with_context(|| format!("the stored request of `{}` can't be read", sealed.key))
}
