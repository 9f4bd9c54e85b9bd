//! `arb run`: one pass of every stage under a lock: the one cron line.
//!
//! Reads the vendors, the `[sources]` and the database; writes whatever its stages write. What would need an answer
//! waits in `arb approvals`, unless `--yes` or the simulated market makes an answer needless.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;

use super::{analyze, buy, input::Rejecting, list, negotiate as negotiate_cmd, scan, support as support_cmd, sync};
use crate::{
    config::Mode,
    context::Context,
    domain::{
        effect::Kind,
        listing::{ListingState, PriceChangeState},
        purchase::PurchaseState,
        record::Stage,
    },
    error::{self, Exit},
    pipe::{output::Output, source::Work},
    stages::{
        list::{Lister, Step},
        reprice,
        scan::{Filter, Scan, Select},
        support,
        sync::Synced,
    },
    store::{Halted, Scope},
};

/// One pass of every stage, one at a time: sync, scan, analyze, buy, list, reprice, support
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb run                                  on paper: everything, within the limits
  */30 * * * *  arb run --quiet            in cron; silent unless a person is needed")]
pub struct Args {
    /// Apply new prices (else the setting `reprice.apply`; without either they are suggestions)
    #[arg(long)]
    apply: bool,
}

/// What one pass did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pass {
    /// What happened outside since last time.
    pub synced: Synced,
    /// Offers read from `[sources]`.
    pub scanned: u64,
    /// New or changed ones among them.
    pub fresh: u64,
    /// Rows that could not be used; `arb scan --source NAME` names them.
    pub rejected: u64,
    /// Offers judged.
    pub judged: u64,
    /// Messages to sellers, about a price.
    pub haggled: usize,
    /// Prices that were agreed.
    pub agreed: usize,
    /// Purchases placed.
    pub bought: usize,
    /// Purchases that a limit denied.
    pub denied: usize,
    /// Purchases in a plan that waits for a person.
    pub waiting: usize,
    /// Purchases prepared for a person to place.
    pub to_place: usize,
    /// Listings that went live.
    pub listed: usize,
    /// Goods that could not be listed, and why.
    pub not_listed: Vec<String>,
    /// Prices changed.
    pub repriced: usize,
    /// Prices suggested.
    pub suggested: usize,
    /// Prices that a guard refused.
    pub refused: usize,
    /// Why no price was changed at all.
    pub price_stop: Option<String>,
    /// Messages answered.
    pub answered: usize,
    /// Answers that wait for a person.
    pub drafts: usize,
    /// Messages a person must answer.
    pub escalated: usize,
    /// Why nothing may be bought though nothing is halted: nobody compared the books, or nobody looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unwatched: Option<String>,
    /// What kept effects from leaving, when something did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub halted: Option<Halted>,
}

/// Runs `arb run`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    if ctx.global.dry_run {
        return Err(error::usage("`arb run` has no dry run").hint("run its stages one by one with `--dry-run`").into());
    }
    let lock = ctx.store()?.lock_run()?;
    let (name, now) = (ctx.run_id(), ctx.now());
    let id = ctx.store()?.begin_run(&name, now)?;
    let apply = args.apply || ctx.config.reprice.apply;
    let pass = pass(ctx, apply).await;
    let now = ctx.now();
    let outcome = if pass.is_ok() { "done" } else { "failed" };
    let summary = pass.as_ref().map_or(serde_json::Value::Null, |pass| serde_json::json!(pass));
    ctx.store()?.end_run(id, outcome, &summary, now)?;
    drop(lock);
    let pass = pass?;
    if !ctx.global.for_eyes() && !ctx.ui.quiet {
        writeln!(std::io::stdout().lock(), "{}", serde_json::to_string(&pass)?)?;
    }
    for line in pass.sentences() {
        ctx.ui.note(&line);
    }
    if let Some(halted) = &pass.halted {
        return Err(halted.refusal().into());
    }
    Ok(if pass.needs_person() { Exit::Partial } else { Exit::Done })
}

/// One pass of every stage, without the lock.
pub async fn pass(ctx: &mut Context, apply: bool) -> Result<Pass> {
    let ui = ctx.ui.clone();
    let yes = ctx.global.yes;
    // The stages speak for themselves when they run alone; here one summary is enough.
    ctx.ui.quiet = true;
    // The simulated market spends no real money: a person's answer adds nothing.
    ctx.global.yes = yes || ctx.store()?.mode() == Mode::Paper;
    let done = every_stage(ctx, apply).await;
    ctx.ui = ui;
    ctx.global.yes = yes;
    done
}

async fn every_stage(ctx: &mut Context, apply: bool) -> Result<Pass> {
    let mut pass = Pass { synced: sync::pull(ctx).await?, ..Pass::default() };
    scan_sources(ctx, &mut pass).await?;
    let (args, mut out, mut rejecting) = (analyze::Args::default(), Output::nowhere(), Rejecting::counting());
    pass.judged = analyze::step(ctx, &args, Work::Pending, &mut out, &mut rejecting).await?.rows;
    ctx.clock()?;
    // While halted a pass still reads, judges and suggests.
    let halted = ctx.store()?.halted()?;
    let all = halted.as_ref().is_some_and(|halted| halted.scope == Scope::All);
    let now = ctx.now();
    pass.unwatched = ctx.store()?.unwatched(now)?.map(|unwatched| said(&unwatched.refusal()));
    if halted.is_none() && pass.unwatched.is_none() {
        buy_pending(ctx, &mut pass).await?;
    }
    if !all {
        list_stock(ctx, &mut pass).await?;
    }
    reprice_live(ctx, apply && !all, &mut pass).await?;
    answer(ctx, &mut pass).await?;
    pass.halted = halted;
    Ok(pass)
}

/// A refusal and what to do about it, in one line.
fn said(refusal: &error::Failure) -> String {
    std::iter::once(refusal.to_string()).chain(refusal.hints.iter().cloned()).collect::<Vec<_>>().join("; ")
}

async fn scan_sources(ctx: &mut Context, pass: &mut Pass) -> Result<()> {
    let names: Vec<String> = ctx.config.sources.keys().cloned().collect();
    for name in names {
        let args = scan::Args::of_source(&name);
        let mut scan = Scan::new(Filter::default(), Select::Fresh, false);
        let mut rejecting = Rejecting::counting();
        match scan::step(ctx, &args, &mut scan, &mut Output::nowhere(), &mut rejecting).await {
            Ok(read) => {
                pass.rejected += rejecting.count();
                pass.scanned += read;
                pass.fresh += scan.counts.kept;
            }
            // One source that fails does not stop the others.
            Err(why) => ctx.ui.warn(&format!("the source `{name}` could not be read: {why:#}")),
        }
    }
    Ok(())
}

/// Goes on with the deals, where sellers can be talked to without a person.
async fn haggle(ctx: &mut Context, pass: &mut Pass) -> Result<()> {
    if !ctx.desk()?.talks() {
        return Ok(());
    }
    let mut records = ctx.store()?.pending_purchases()?;
    records.retain(|record| record.0["analysis"]["verdict"] == "negotiate");
    let count = negotiate_cmd::step(ctx, records, true, &mut Output::nowhere()).await?;
    (pass.haggled, pass.agreed) = (count.said, count.agreed);
    Ok(())
}

async fn buy_pending(ctx: &mut Context, pass: &mut Pass) -> Result<()> {
    haggle(ctx, pass).await?;
    let records = buy::pending(ctx)?;
    let mut bought = buy::Bought::default();
    // What the settings leave to `arb` needs no answer; the rest waits for one.
    buy::buy_records(ctx, records, buy::Answer::ByRule, &mut Output::nowhere(), &mut bought).await?;
    pass.bought = bought.count(PurchaseState::Placed);
    pass.denied = bought.count(PurchaseState::Denied);
    pass.waiting = bought.count(PurchaseState::Proposed);
    pass.to_place = bought.count(PurchaseState::Manual) - bought.parked;
    Ok(())
}

async fn list_stock(ctx: &mut Context, pass: &mut Pass) -> Result<()> {
    if !ctx.global.yes {
        return Ok(());
    }
    let shop = list::shop(ctx)?;
    let now = ctx.now();
    let adviser = super::adviser::open(ctx, ctx.config.advice.copywriter, false)?;
    let mut lister = Lister::open(ctx.store()?, shop.config.list.at_once, false)?;
    for record in lister.pending(ctx.store()?, &shop, false)? {
        for step in lister.plan(ctx.store()?, &shop, &record).await? {
            match step {
                Step::Publish(mut plan) => {
                    if let Some(adviser) = &adviser {
                        super::adviser::word_listing(ctx, adviser, &record, &mut plan).await?;
                    }
                    let listing = lister.publish(ctx.store()?, &shop, &plan, now).await?;
                    pass.listed += usize::from(listing.state == ListingState::Live);
                    let mut record = record.clone();
                    record.set(Stage::Listing, &listing);
                    ctx.store()?.save_parts(Stage::Listing, &[record], now)?;
                }
                Step::Refused(why) => pass.not_listed.push(why),
                Step::Pass | Step::Live(_) | Step::Waiting(_) | Step::Same(_) => {}
            }
        }
    }
    lister.remember_alone(ctx.store()?)
}

async fn reprice_live(ctx: &mut Context, apply: bool, pass: &mut Pass) -> Result<()> {
    let settings = ctx.config.reprice.clone();
    let rule = reprice::rule(&settings, None)?;
    let shop = list::shop(ctx)?;
    let (desk, now, budget) = (shop.desk.clone(), shop.now, ctx.budget()?);
    let store = ctx.store()?;
    if apply {
        reprice::catch_up(store, &desk, now).await?;
    }
    let live = store.live_listings()?;
    let decided = reprice::look(store, &shop, &rule, &live).await?;
    pass.price_stop = reprice::stop(&decided, &settings);
    if pass.price_stop.is_some() {
        return Ok(());
    }
    let mut applying = reprice::Applying::new(&decided, &desk, &budget, now);
    for (place, decision) in decided.iter().enumerate() {
        let part = if apply { applying.part(store, place).await? } else { decision.part() };
        match part.state {
            PriceChangeState::Applied => pass.repriced += 1,
            PriceChangeState::Suggested => pass.suggested += 1,
            PriceChangeState::Refused => pass.refused += 1,
            PriceChangeState::Kept | PriceChangeState::Unknown => {}
        }
    }
    Ok(())
}

async fn answer(ctx: &mut Context, pass: &mut Pass) -> Result<()> {
    let (desk, now, budget) = (ctx.desk()?, ctx.now(), ctx.budget()?);
    support::pull(ctx.store()?, &desk, now).await?;
    let table = negotiate_cmd::table(ctx)?;
    negotiate_cmd::take_messages(ctx, &table).await?;
    let judge = support_cmd::judge(ctx)?;
    let mut opened = support::open(ctx.store()?, &judge, &desk, now)?;
    super::adviser::word_answers(ctx, &mut opened).await?;
    pass.drafts = opened.iter().filter(|ticket| ticket.state == "drafted").count();
    pass.escalated = opened.iter().filter(|ticket| ticket.state == "escalated").count();
    if ctx.store()?.halted_for(Kind::Message)?.is_none() {
        pass.answered = support::send_ready(ctx.store()?, &desk, &budget, now).await?.len();
    }
    Ok(())
}

impl Pass {
    /// What was done, a line a stage, for people; stages with nothing to say are left out.
    fn sentences(&self) -> Vec<String> {
        let count = |pairs: &[(u64, &str)]| {
            let parts: Vec<String> =
                pairs.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
            (!parts.is_empty()).then(|| parts.join(" · "))
        };
        let lines = [
            ("sync", self.synced.sentence()),
            (
                "scan",
                count(&[
                    (self.scanned, "read"),
                    (self.fresh, "new or changed"),
                    (self.rejected, "rejected: `arb scan --source NAME` names them"),
                ]),
            ),
            ("analyze", count(&[(self.judged, "judged")])),
            ("haggle", count(&[(self.haggled as u64, "messages to sellers"), (self.agreed as u64, "agreed")])),
            (
                "buy",
                self.unwatched.clone().or_else(|| {
                    count(&[
                        (self.bought as u64, "placed"),
                        (self.denied as u64, "denied by limits"),
                        (self.waiting as u64, "wait for you: `arb approvals`"),
                        (self.to_place as u64, "for you to place: `arb approvals`"),
                    ])
                }),
            ),
            ("list", count(&[(self.listed as u64, "live"), (self.not_listed.len() as u64, "could not be listed")])),
            (
                "reprice",
                self.price_stop.clone().or_else(|| {
                    count(&[
                        (self.repriced as u64, "changed"),
                        (self.suggested as u64, "suggested"),
                        (self.refused as u64, "refused by a guard"),
                    ])
                }),
            ),
            (
                "support",
                count(&[
                    (self.answered as u64, "answered"),
                    (self.drafts as u64, "drafts wait for you"),
                    (self.escalated as u64, "escalated to you"),
                ]),
            ),
        ];
        let said: Vec<String> =
            lines.into_iter().filter_map(|(stage, line)| Some(format!("{stage:<8} {}", line?))).collect();
        if said.is_empty() { vec!["run: nothing to do".to_owned()] } else { said }
    }

    /// Whether something waits for a person.
    fn needs_person(&self) -> bool {
        self.unwatched.is_some()
            || self.synced.unknown > 0
            || !self.synced.remarks.is_empty()
            || self.price_stop.is_some()
            || self.escalated > 0
    }
}
