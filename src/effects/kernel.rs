//! The protocol: write the intent, send, book the outcome; and, for what nobody knows the fate of, look and decide.

use std::{
    rc::Rc,
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow};
use jiff::Timestamp;

use super::lease::Lease;
use crate::{
    domain::effect::{
        Change, ClockTrust, Facts, Kind, Look, Lookup, Outcome, Receipt, Seen, Terms, Verdict, counts_as_absent,
        resolve,
    },
    error,
    store::{self, Claim, Effect, EffectLock, End, NewEffect, Store},
    vendors::{Gateway, Permit, Sealed},
};

/// Finds the gateway of a vendor by its name.
pub type Gateways<'a> = dyn Fn(&str) -> Option<Rc<dyn Gateway>> + 'a;

/// A change that somebody decided on.
#[derive(Clone, Debug)]
pub struct Intent {
    /// The row of the purchase, listing, ticket or refund.
    pub subject: i64,
    /// The version of the wanted price.
    pub version: Option<i64>,
    /// The idempotency key.
    pub key: String,
    /// What is wanted.
    pub change: Change,
}

/// Makes a change. Its bytes are on disk before the first of them leaves, and what the vendor says is on disk before this
/// returns; a call that fails after it may have been sent leaves the effect `unknown`.
pub async fn send(store: &mut Store, gateway: &dyn Gateway, intent: &Intent, now: Timestamp) -> Result<Effect> {
    send_until(store, gateway, intent, None, now).await
}

/// The same, where what the change rests on counts only so long: its first byte leaves before `until`, in the time since the
/// machine started, or none does.
pub async fn send_until(
    store: &mut Store,
    gateway: &dyn Gateway,
    intent: &Intent,
    until: Option<Duration>,
    now: Timestamp,
) -> Result<Effect> {
    terms_of(gateway, intent.change.kind())?;
    let request = gateway.compose(&intent.change).await?;
    let (effect, _lock, begun) = write_down(store, gateway, intent, request, now).await?;
    transmit(store, gateway, &effect, begun, until, now).await
}

/// Makes several changes of one kind, no more than the vendor takes in one call: each has its own intent, bytes, lock and
/// outcome. What became of each, in their order; one that can't be written down is not sent, and stops no other.
///
/// `ticking` is the time as it goes on: an outcome is of when it was known.
pub async fn send_all(
    store: &mut Store,
    gateway: &dyn Gateway,
    intents: &[Intent],
    ticking: &dyn Fn() -> Timestamp,
) -> Vec<Result<Effect>> {
    let changes: Vec<Change> = intents.iter().map(|intent| intent.change.clone()).collect();
    let mut requests = gateway.compose_all(&changes).await.into_iter();
    let mut written = Vec::with_capacity(intents.len());
    for intent in intents {
        written.push(match requests.next() {
            Some(Ok(request)) => write_down(store, gateway, intent, request, ticking()).await,
            Some(Err(why)) => Err(why),
            None => Err(anyhow!("`{}` wrote nothing down for {}", gateway.name(), intent.key)),
        });
    }
    let effects: Vec<Effect> = written.iter().flatten().map(|(effect, ..)| effect.clone()).collect();
    // The lease of the first is the shortest.
    let begun = written.iter().flatten().map(|(.., begun)| *begun).min().unwrap_or_default();
    let mut ended = transmit_all(store, gateway, &effects, begun, None, ticking).await.into_iter();
    let ends = written.into_iter().map(|one| one.and_then(|(effect, ..)| ended.next().unwrap_or(Ok(effect))));
    ends.collect()
}

/// Writes an intent and its bytes down; with its lock, and the time since the start of the machine at which its lease begins.
async fn write_down(
    store: &mut Store,
    gateway: &dyn Gateway,
    intent: &Intent,
    request: Vec<u8>,
    now: Timestamp,
) -> Result<(Effect, EffectLock, Duration)> {
    let kind = intent.change.kind();
    let terms = terms_of(gateway, kind)?;
    let pre_image = match terms.lookup {
        Lookup::List => gateway.before(&intent.change).await?,
        Lookup::None | Lookup::ByRef => Vec::new(),
    };
    let new = NewEffect {
        kind,
        subject: intent.subject,
        version: intent.version,
        vendor: gateway.name().to_owned(),
        key: intent.key.clone(),
        request,
        pre_image,
    };
    let begun = store.since_boot();
    let (effect, lock) = store.begin_effect(&new, now)?;
    Ok((effect, lock, begun))
}

/// Sends the bytes on record and books the answer. The caller holds the lock; the lease began at `begun`.
async fn transmit(
    store: &mut Store,
    gateway: &dyn Gateway,
    effect: &Effect,
    begun: Duration,
    until: Option<Duration>,
    now: Timestamp,
) -> Result<Effect> {
    let mut ended = transmit_all(store, gateway, std::slice::from_ref(effect), begun, until, &|| now).await;
    ended.pop().unwrap_or_else(|| Ok(effect.clone()))
}

/// The same for effects of one kind in one call. Every outcome is booked that can be.
async fn transmit_all(
    store: &mut Store,
    gateway: &dyn Gateway,
    effects: &[Effect],
    begun: Duration,
    until: Option<Duration>,
    ticking: &dyn Fn() -> Timestamp,
) -> Vec<Result<Effect>> {
    let Some(kind) = effects.first().map(|effect| effect.kind) else { return Vec::new() };
    // Before anything leaves: an outcome that nobody can read would not be booked.
    let terms = match terms_of(gateway, kind) {
        Ok(terms) => terms,
        Err(why) => return vec![Err(why)],
    };
    let all_sealed: Vec<Sealed> = effects.iter().map(sealed).collect();
    let outcomes = {
        let store: &Store = store;
        let lease = Lease::since(store, begun);
        let permit = Permit::new(|| {
            store.permit_check(kind)?;
            if effects.iter().any(|effect| super::bid::owes(&effect.key)) {
                store.permit_check(Kind::Purchase)?;
            }
            for effect in effects {
                if let Some(why) = store.kept_back(effect)? {
                    return Err(error::refused(why).code("person_left").into());
                }
            }
            if until.is_some_and(|until| store.since_boot() > until) {
                return Err(error::try_again("the price was read too long ago (price_age_minutes)")
                    .code("price_too_old")
                    .hint("nothing was sent; run the command again: it reads the price anew")
                    .into());
            }
            lease.check()
        });
        gateway.send_all(&all_sealed, &permit).await
    };
    let (mut outcomes, why) = match outcomes {
        Ok(outcomes) => (outcomes.into_iter(), "nothing is said of it".to_owned()),
        Err(why) => (Vec::new().into_iter(), format!("{why:#}")),
    };
    let now = ticking();
    let ended = effects.iter().map(|effect| {
        let outcome = outcomes.next().unwrap_or_else(|| Outcome::unknown(why.clone()));
        let end = end_of(outcome, effect, &terms, now);
        store.finish_effect(effect, &end, now)
    });
    ended.collect()
}

/// What an outcome means for an effect that may have been sent before.
fn end_of(outcome: Outcome, effect: &Effect, terms: &Terms, now: Timestamp) -> End {
    let unknown = |why: String| End::Unknown { why, next_check: now, absent: false };
    match outcome {
        Outcome::Done(receipt) => End::Done(receipt),
        // What is said of a repeat says nothing of the try before it, unless the vendor answers both as one.
        Outcome::Refused(why) if effect.attempts > 1 && terms.lookup != Lookup::None => {
            End::RepeatRefused(format!("a repeat was refused, which says nothing of the first request: {why}"))
        }
        Outcome::Refused(proof) => End::Refused(proof),
        // That this try did not leave says nothing of the one before.
        Outcome::NotSent(proof) if effect.attempts > 1 => unknown(proof),
        Outcome::NotSent(proof) => End::NotSent(proof),
        Outcome::Unknown { why, wait } => {
            let next_check = wait.and_then(|wait| now.checked_add(wait).ok()).unwrap_or(now);
            End::Unknown { why, next_check, absent: false }
        }
    }
}

/// How far one recovery goes.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// The most effects it looks at.
    pub effects: usize,
    /// The most time it takes.
    pub time: Duration,
    /// Whether effects are looked at before they are due.
    pub early: bool,
    /// Whether elapsed time may be believed.
    pub clock: ClockTrust,
}

impl Reach {
    /// What every command does before its own work: money-safety 2.1, rule 8.
    pub const EVERY_COMMAND: Self =
        Self { effects: 50, time: Duration::from_secs(20), early: false, clock: ClockTrust::Sound };
    /// What `arb reconcile` does.
    pub const ALL: Self =
        Self { effects: 10_000, time: Duration::from_secs(600), early: true, clock: ClockTrust::Sound };
}

/// What one recovery came to.
#[derive(Debug, Default)]
pub struct Recovered {
    /// Those whose end is known now.
    pub settled: Vec<Effect>,
    /// Those that nobody knows of yet, and those that wait for a person.
    pub open: Vec<Effect>,
    /// Those that another process is at.
    pub busy: Vec<Effect>,
    /// Those whose end the books refused, and why: they stop no other.
    pub stuck: Vec<(Effect, String)>,
}

/// Finds out about effects that may have happened. Found at the vendor: it is ours. Proven absent: what it was about may
/// go on. Nothing is sent again but the same bytes to a vendor that recognises a repeat.
///
/// `ticking` is the time as it goes on: one look is not earlier than the one before it.
pub async fn recover(
    store: &mut Store,
    gateways: &Gateways<'_>,
    reach: Reach,
    ticking: &dyn Fn() -> Timestamp,
) -> Result<Recovered> {
    let begun = Instant::now();
    let mut recovered = Recovered::default();
    let due = if reach.early { Timestamp::MAX } else { ticking() };
    for effect in store.due_effects(due, reach.effects)? {
        if begun.elapsed() > reach.time {
            break;
        }
        let Some(gateway) = gateways(&effect.vendor) else { continue };
        let now = ticking();
        match store.claim_effect(effect.id, now)? {
            Claim::Busy => recovered.busy.push(effect),
            Claim::Settled(effect) if effect.state.is_open() => {}
            Claim::Settled(effect) => recovered.settled.push(effect),
            Claim::Ours(effect, _lock) => match settle(store, gateway.as_ref(), &effect, reach.clock, now).await {
                Ok(after) if after.state.is_open() => {}
                Ok(after) => recovered.settled.push(after),
                Err(why) if store::is_refusal(&why) => recovered.stuck.push((effect, format!("{why:#}"))),
                Err(why) => return Err(why),
            },
        }
    }
    use crate::domain::effect::EffectState::{Manual, Submitting, Unknown};
    let busy: Vec<i64> = recovered.busy.iter().map(|effect| effect.id).collect();
    // What a person must find out stays in sight until it is.
    recovered.open = store.effects(&[Submitting, Unknown, Manual])?;
    recovered.open.retain(|effect| !busy.contains(&effect.id));
    Ok(recovered)
}

/// Looks at one effect and does what follows. The caller holds the lock.
async fn settle(
    store: &mut Store,
    gateway: &dyn Gateway,
    effect: &Effect,
    clock: ClockTrust,
    now: Timestamp,
) -> Result<Effect> {
    let terms = terms_of(gateway, effect.kind)?;
    let kept_back = store.kept_back(effect)?;
    let facts = Facts { repeat_refused: effect.repeat_refused || kept_back.is_some(), ..effect.facts() };
    let seen = look(store, gateway, effect, &terms).await?;
    let absent = seen == Seen::Absent && clock == ClockTrust::Sound && counts_as_absent(&facts, &terms, now);
    let end = match resolve(&facts, &terms, seen, clock, now) {
        Verdict::Adopt(receipt) => End::Done(receipt),
        Verdict::NeverHappened => End::Absent("the vendor showed nothing of it, twice, after its settle time".into()),
        Verdict::Person(why) => End::Manual(match kept_back {
            Some(kept_back) => format!("it is not sent again, for {kept_back}; {why}"),
            None => why,
        }),
        Verdict::Wait(next_check, why) => End::Unknown { why, next_check, absent },
        Verdict::Resend if is_outdated(store, effect)? => End::Absent("a newer price is wanted by now".into()),
        Verdict::Resend => return resend(store, gateway, effect, now).await,
    };
    store.finish_effect(effect, &end, now)
}

async fn resend(store: &mut Store, gateway: &dyn Gateway, effect: &Effect, now: Timestamp) -> Result<Effect> {
    if let Err(halted) = store.permit_check(effect.kind) {
        let why = format!("not sent again: {halted:#}");
        return store.finish_effect(effect, &End::Unknown { why, next_check: now, absent: false }, now);
    }
    let begun = store.since_boot();
    let effect = store.resend_effect(effect, now)?;
    transmit(store, gateway, &effect, begun, None, now).await
}

/// Whether this is a price that another one has taken the place of: then the newer one is sent instead.
fn is_outdated(store: &Store, effect: &Effect) -> Result<bool> {
    Ok(effect.kind == Kind::Price
        && effect.version.is_some_and(|version| store.listing(effect.subject).is_ok_and(|one| one.version > version)))
}

/// Asks the vendor, and takes out what can't be ours: what was there before, and what is ours under another name.
async fn look(store: &Store, gateway: &dyn Gateway, effect: &Effect, terms: &Terms) -> Result<Seen> {
    if terms.lookup == Lookup::None {
        return Ok(Seen::NoLookup);
    }
    let adopted = store.adopted(&effect.vendor, effect.kind)?;
    Ok(match gateway.look(&sealed(effect)).await {
        Err(why) => Seen::Unreadable(format!("{why:#}")),
        Ok(Look::Ours(receipt)) => Seen::Ours(receipt),
        Ok(Look::Absent) => Seen::Absent,
        Ok(Look::Unclear(why)) => Seen::Unclear(why),
        Ok(Look::Alike(mut alike)) => {
            alike.retain(|one| !effect.pre_image.contains(&one.id) && !adopted.contains(&one.id));
            one_of(alike)
        }
    })
}

fn one_of(mut alike: Vec<Receipt>) -> Seen {
    match (alike.len(), alike.pop()) {
        (1, Some(receipt)) => Seen::Ours(receipt),
        (0, _) => Seen::Absent,
        (several, _) => Seen::Several(several),
    }
}

fn terms_of(gateway: &dyn Gateway, kind: Kind) -> Result<Terms> {
    let terms = gateway.terms(kind).cloned();
    terms.ok_or_else(|| {
        anyhow!(error::config(format!("the vendor `{}` has no terms for a {kind}", gateway.name())).code("no_terms"))
    })
}

fn sealed(effect: &Effect) -> Sealed {
    Sealed {
        kind: effect.kind,
        key: effect.key.clone(),
        request: effect.request.clone(),
        first_sent: effect.first_sent,
    }
}
