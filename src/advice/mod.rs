//! Advice: what models may say, and the one way to ask them.
//!
//! A model reads text that strangers wrote, so nothing it says is trusted. It answers in typed acts that can only lower what
//! the engine decided without it (`domain::advice`), or in words that are held against the facts before anyone sees them
//! ([`words`]); it has no tools, no memory between cases, and no way to an amount, an address or an effect. Where it is
//! silent, slow, refuses or talks nonsense, the rules and the templates stand, and a note says so.
//!
//! Every call is bounded before it is made (the limits of L23), its answer is kept by the hash of the question, and what was
//! asked, answered, understood and done is written down, so that [`replay`] can work it out again.

pub mod act;
pub mod analyst;
pub mod copywriter;
mod log;
pub mod negotiator;
pub mod private;
pub mod replay;
pub mod support;
pub mod untrusted;
mod vocabulary;
pub mod words;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use anyhow::Result;
use jiff::Timestamp;
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use sha2::{Digest as _, Sha256};

use crate::{
    config::OnFailure,
    domain::{
        limits::Limit,
        money::{Money, Rounding},
    },
    error::Failure,
    store::{Budget, Store},
    vendors::{Model, Prompt},
};

/// Failures in a row after which nobody is asked any more in a run.
const MOST_FAILURES: u32 = 2;

/// One model that is asked, and on which terms.
pub struct Adviser {
    model: Rc<dyn Model>,
    terms: Terms,
    budget: Budget,
    failures: Cell<u32>,
    off: RefCell<Option<String>>,
}

/// On which terms a model is asked.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The sources, price books and inboxes whose text it may be shown.
    pub may_read: Vec<String>,
    /// What holds for an offer over which it could not be heard.
    pub on_failure: OnFailure,
    /// Whether a kept answer is asked for again.
    pub refresh: bool,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The answer as it came, or why there is none.
    pub reply: Result<String, String>,
    /// The hash of the question.
    pub prompt_sha256: String,
    /// The earlier call whose answer this is.
    pub kept: Option<i64>,
    /// Tokens that were read.
    pub input: Option<u64>,
    /// Tokens that were written.
    pub output: Option<u64>,
    /// What it cost, in millionths of the account currency.
    pub cost_millionths: Option<i64>,
}

impl Adviser {
    /// Asks this model on these terms, within this budget.
    pub fn new(model: Rc<dyn Model>, terms: Terms, budget: Budget) -> Self {
        Self { model, terms, budget, failures: Cell::new(0), off: RefCell::new(None) }
    }

    /// Who is asked: `openai`.
    pub fn name(&self) -> &'static str {
        self.model.name()
    }

    /// The model.
    pub fn model(&self) -> &str {
        self.model.model()
    }

    /// The terms.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Whether it may be shown what all of these said; the first that it may not.
    pub fn may_read<'a>(&self, sources: impl IntoIterator<Item = &'a str>) -> Result<(), String> {
        let closed = sources.into_iter().find(|source| !self.terms.may_read.iter().any(|open| open == source));
        closed.map_or(Ok(()), |closed| Err(format!("`{closed}` is not in `advice.may_read`")))
    }

    /// Asks, once: from what was answered before, or within the limits. The outer error is the store's.
    pub async fn ask(&self, store: &mut Store, prompt: &Prompt, now: Timestamp) -> Result<Heard> {
        let mut heard = Heard {
            reply: Err(String::new()),
            prompt_sha256: hash_of(prompt),
            kept: None,
            input: None,
            output: None,
            cost_millionths: None,
        };
        if !self.terms.refresh
            && let Some(kept) = store.kept_reply(self.name(), self.model(), &heard.prompt_sha256)?
        {
            (heard.reply, heard.kept) = (Ok(kept.reply), Some(kept.call));
            return Ok(heard);
        }
        if let Some(why) = self.off.borrow().clone() {
            heard.reply = Err(why);
            return Ok(heard);
        }
        let (reading, writing) = (tokens_at_most(prompt), prompt.most_tokens.saturating_add(self.model.thinks()));
        let subject = subject();
        let held = self.cost(u64::from(reading), u64::from(writing));
        let tokens = reading.saturating_add(writing);
        if let Some(denial) = store.take_llm(&subject, &held, tokens, 1, &self.budget, now)? {
            let why = format!("the question {denial}");
            if matches!(denial.limit, Limit::LlmPerDay | Limit::LlmTokensPerDay) {
                self.off.replace(Some(why.clone()));
            }
            heard.reply = Err(why);
            return Ok(heard);
        }
        let seconds = u64::try_from(self.budget.caps.count(Limit::LlmCallSeconds)).unwrap_or(0);
        let said = match tokio::time::timeout(Duration::from_secs(seconds), self.model.say(prompt)).await {
            Ok(Ok(said)) => said,
            Ok(Err(why)) => {
                self.failed(&why);
                heard.reply = Err(crate::ui::sanitize(&format!("{why:#}")));
                return Ok(heard);
            }
            Err(_) => {
                let why = format!("no answer within {seconds} s (llm_call_seconds)");
                self.failed(&anyhow::anyhow!(why.clone()));
                heard.reply = Err(why);
                return Ok(heard);
            }
        };
        self.failures.set(0);
        let (input, output) = (said.input.unwrap_or(reading.into()), said.output.unwrap_or(writing.into()));
        let (cost, all) = (self.cost(input, output), u32::try_from(input.saturating_add(output)).unwrap_or(u32::MAX));
        if cost.amount() > held.amount() || all > tokens {
            let more = Money::new((cost.amount() - held.amount()).max(Decimal::ZERO), cost.currency());
            store.take_llm_beyond(&subject, &more, all.saturating_sub(tokens), &self.budget, now)?;
        }
        heard.cost_millionths =
            self.model.price().and_then(|_| Rounding::Up.apply(cost.amount() * Decimal::from(1_000_000), 0).to_i64());
        (heard.reply, heard.input, heard.output) = (Ok(said.text), said.input, said.output);
        Ok(heard)
    }

    /// What so many tokens cost; nothing where the price is unknown, for then the tokens count.
    fn cost(&self, input: u64, output: u64) -> Money {
        // No more than can be multiplied by any price.
        let tokens = |count: u64| Decimal::from(count.min(u64::from(u32::MAX)));
        let cost = self.model.price().and_then(|price| {
            let read = tokens(input).checked_mul(price.input.max(Decimal::ZERO))?;
            let written = tokens(output).checked_mul(price.output.max(Decimal::ZERO))?;
            read.checked_add(written)?.checked_div(Decimal::from(1_000_000))
        });
        Money::new(cost.unwrap_or(Decimal::ZERO), self.budget.caps.currency)
    }

    /// Nobody is asked any more in this run where another question would fare no better.
    fn failed(&self, why: &anyhow::Error) {
        self.failures.set(self.failures.get() + 1);
        let code = why.downcast_ref::<Failure>().map(|failure| failure.code);
        let hopeless = matches!(code, Some("vendor_credentials" | "vendor_payment" | "vendor_quota" | "budget_spent"));
        if hopeless || self.failures.get() >= MOST_FAILURES {
            self.off
                .replace(Some(format!("not asked any more in this run: {}", crate::ui::sanitize(&why.to_string()))));
        }
    }
}

/// The hash under which an answer is kept.
fn hash_of(prompt: &Prompt) -> String {
    let mut hash = Sha256::new();
    let schema = prompt.schema.to_string();
    let most = prompt.most_tokens.to_string();
    for part in [prompt.system, &prompt.user, prompt.name, &schema, &most] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The tokens of a question, at most but for very odd texts: a token is seldom shorter than two bytes.
fn tokens_at_most(prompt: &Prompt) -> u32 {
    let bytes = prompt.system.len() + prompt.user.len() + prompt.schema.to_string().len();
    u32::try_from(bytes.div_ceil(2)).unwrap_or(u32::MAX)
}

/// A name for one call, never the same twice: what was taken under a name once is not taken again.
fn subject() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("llm:{}:{}:{count}", Timestamp::now().as_nanosecond(), std::process::id())
}
