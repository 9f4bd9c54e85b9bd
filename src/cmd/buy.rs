//! `arb buy`: plans purchases, asks, places them within the limits, books them.
//!
//! Reads records with an `analysis`; adds `purchase`. Refuses (exit 5) where nobody can be asked and `--yes` was not given.
//! `--yes` is no person: it places what the settings leave to `arb` (`auto`), prepares what a person places (`assist`), and
//! leaves the rest (`approve`) in a plan that waits.

mod plans;
mod shapes;

pub(super) use plans::refuse_what_moved;

use anyhow::Result;

use super::{
    ask::{Person, confirm},
    input::{InputArgs, records},
};
use crate::{
    context::Context,
    domain::{
        analysis::Analysis,
        effect::Kind,
        offer::Offer,
        purchase::{Purchase, PurchaseState},
        record::{Record, Stage},
    },
    effects,
    error::Exit,
    pipe::{output::Output, source::Work},
    stages::buy::{self, Draft},
    store,
};

/// Buy what was judged a buy: plan, ask, place within the limits, book
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb analyze list.csv --prices book.csv | arb buy        shows the plan and asks at the terminal
  arb buy --plan                                          plans what is pending and waits for an approval
  arb approvals approve 7f3a9c && arb buy --approve 7f3a9c
  arb buy --yes                                           what may go on alone; the rest waits in `arb approvals`")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Print the plan and its hash, place nothing
    #[arg(long, conflicts_with = "approve")]
    plan: bool,
    /// Approve and carry out the plan with this hash, exactly as it was shown
    #[arg(long, value_name = "HASH")]
    approve: Option<String>,
}

/// Who says yes to a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A person at this terminal.
    Ask,
    /// The settings, for what they leave to `arb`; the rest waits for a person.
    ByRule,
    /// A person, later: everything waits.
    Later,
}

/// What became of a run.
#[derive(Clone, Debug, Default)]
pub struct Bought {
    /// The purchases carried out, as they stand.
    pub parts: Vec<Purchase>,
    /// How many had been decided before.
    pub replayed: usize,
    /// How many of those a person had said no to.
    pub declined: usize,
    /// Buys that could not be planned.
    pub unfit: usize,
    /// Records that are no buys.
    pub passed: usize,
    /// Purchases that a person must find out about.
    pub parked: usize,
    /// Purchases that another process is at.
    pub elsewhere: usize,
}

impl Bought {
    /// How many stand so.
    pub fn count(&self, state: PurchaseState) -> usize {
        self.parts.iter().filter(|part| part.state == state).count()
    }
}

/// Runs `arb buy`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let mut out = args.input.output(ctx, &shapes::SHAPE, shapes::CSV)?;
    let mut rejecting = args.input.rejecting()?;
    let dry_run = ctx.global.dry_run;
    let mut bought = Bought::default();
    if let (Some(hash), true) = (&args.approve, dry_run) {
        plans::rehearse(ctx, hash, &mut out, &mut bought)?;
    } else if let Some(hash) = &args.approve {
        ctx.permit(Kind::Purchase)?;
        let approved = plans::approved(ctx, hash)?;
        place_all(ctx, approved, &mut out, &mut bought).await?;
    } else {
        let records = match args.input.work()? {
            Work::Read(places) => {
                let mut good = Vec::new();
                for item in &mut records(ctx, places)? {
                    match item? {
                        Ok(record) => match shaped(&record) {
                            Ok(()) => good.push(record),
                            Err(why) => rejecting.reject(ctx, &super::list::unfit(&record, &why))?,
                        },
                        Err(reject) => rejecting.reject(ctx, &reject)?,
                    }
                }
                good
            }
            // What is still to be haggled over waits in the database; it is not written again at every run.
            Work::Pending => pending(ctx)?,
        };
        let answer = if args.plan {
            Answer::Later
        } else if ctx.global.yes {
            Answer::ByRule
        } else {
            Answer::Ask
        };
        buy_records(ctx, records, answer, &mut out, &mut bought).await?;
    }
    out.finish()?;
    shapes::summary(ctx, &bought, args.plan)?;
    match rejecting.finish()? {
        Exit::Done if bought.elsewhere > 0 => Ok(Exit::TryAgain),
        exit => Ok(exit),
    }
}

/// What waits in the database: buys, and what was agreed with a seller, at the agreed price.
pub(super) fn pending(ctx: &mut Context) -> Result<Vec<Record>> {
    let costs = ctx.config.costs.clone();
    let pending = ctx.store()?.pending_purchases()?;
    crate::stages::negotiate::bought_next(ctx.store()?, &costs, pending)
}

/// An error where a part that this stage reads does not have the documented shape.
fn shaped(record: &Record) -> Result<()> {
    record.get::<Offer>(Stage::Offer)?;
    record.get::<Analysis>(Stage::Analysis)?;
    Ok(())
}

/// Plans, asks and places; the records go to `out`, in the order: untouched, known, new.
pub async fn buy_records(
    ctx: &mut Context,
    records: Vec<Record>,
    answer: Answer,
    out: &mut Output,
    bought: &mut Bought,
) -> Result<()> {
    let (desk, now, planning) = (ctx.desk()?, ctx.now(), plans::planning(ctx)?);
    let draft = buy::draft(ctx.store()?, &desk, records, &planning, now)?;
    bought.passed += draft.passed.len();
    bought.unfit += draft.unfit.len();
    bought.replayed += draft.replayed.len();
    bought.declined += draft.replayed.iter().filter(|(_, before)| before.state == store::PurchaseState::Voided).count();
    for record in &draft.passed {
        out.write(record)?;
    }
    for (record, why) in &draft.unfit {
        ctx.ui.warn(&format!("{} is not planned: {why}", record.id().unwrap_or("a record")));
        out.write(record)?;
    }
    bought.unfit += draft.expired.len();
    for (record, _) in &draft.expired {
        out.write(record)?;
    }
    // What waits for its next look is no news: cron would mail it every half hour.
    if let Some((record, at)) = draft.expired.first() {
        let (count, id) = (draft.expired.len(), record.id().unwrap_or("a record"));
        let which = if count == 1 { id.to_owned() } else { format!("{count} records, `{id}` among them,") };
        ctx.ui.note(&format!("{which} not planned: the analysis expired ({at}); analyze again"));
    }
    for (record, purchase) in &draft.replayed {
        bought.elsewhere += usize::from(purchase.state == store::PurchaseState::Submitting);
        let mut record = record.clone();
        record.set(Stage::Purchase, &Purchase { replayed: true, ..buy::part(purchase, None) });
        out.write(&record)?;
    }
    if draft.wanted.is_empty() {
        return Ok(());
    }
    if ctx.global.dry_run {
        let hash = plans::show(ctx, &draft)?;
        return write_proposed(draft, &hash, out, bought);
    }
    if answer != Answer::Later {
        ctx.permit(Kind::Purchase)?;
    }
    match answer {
        Answer::Later => {
            let hash = plans::wait(ctx, &draft)?;
            ctx.ui.hint(&format!("approve it with `arb buy --approve {hash}` within 30 minutes"));
            write_proposed(draft, &hash, out, bought)
        }
        Answer::ByRule => by_rule(ctx, draft, out, bought).await,
        Answer::Ask => ask(ctx, draft, out, bought).await,
    }
}

/// What the settings leave to `arb` goes on; what they leave to a person waits for one, and that is said.
async fn by_rule(ctx: &mut Context, draft: Draft, out: &mut Output, bought: &mut Bought) -> Result<()> {
    let (goes, waits) = buy::split(draft);
    if !goes.wanted.is_empty() {
        let hash = plans::open(ctx, &goes)?;
        plans::approve(ctx, &hash, store::BY_RULE)?;
        place_all(ctx, Approved::new(hash, goes), out, bought).await?;
    }
    if !waits.wanted.is_empty() {
        let hash = plans::wait(ctx, &waits)?;
        let count = waits.wanted.len();
        let what = if count == 1 { "1 purchase waits".to_owned() } else { format!("{count} purchases wait") };
        ctx.ui.note(&format!("{what} for a person's yes in plan {hash}; `--yes` is no such yes"));
        ctx.ui.hint(&format!("`arb approvals approve {hash} && arb buy --approve {hash}` within 30 minutes"));
        write_proposed(waits, &hash, out, bought)?;
    }
    Ok(())
}

async fn ask(ctx: &mut Context, draft: Draft, out: &mut Output, bought: &mut Bought) -> Result<()> {
    let hash = plans::open(ctx, &draft)?;
    let count = draft.wanted.len();
    let orders = if count == 1 { "this order".to_owned() } else { format!("these {count} orders") };
    let yes = confirm(ctx, &format!("Place {orders}?"))?;
    let who = Person::at("the terminal").name();
    if !yes {
        let now = ctx.now();
        ctx.store()?.reject_plan(&hash, &who, now)?;
        ctx.ui.note("nothing was bought");
        return write_proposed(draft, &hash, out, bought);
    }
    plans::approve(ctx, &hash, &who)?;
    place_all(ctx, Approved::new(hash, draft), out, bought).await
}

/// A plan that somebody approved.
struct Approved {
    hash: String,
    records: Vec<(Record, i64)>,
}

impl Approved {
    fn new(hash: String, draft: Draft) -> Self {
        let records = draft.wanted.into_iter().filter_map(|wanted| Some((wanted.record, wanted.purchase?.id)));
        Self { hash, records: records.collect() }
    }
}

async fn place_all(ctx: &mut Context, approved: Approved, out: &mut Output, bought: &mut Bought) -> Result<()> {
    let terms = plans::terms(ctx)?;
    let desk = ctx.desk()?;
    teach_market(ctx, &approved)?;
    for (mut record, id) in approved.records {
        let now = ctx.now();
        let store = ctx.store()?;
        let purchase = store.purchase(id)?;
        let replayed = |purchase| Purchase { replayed: true, ..buy::part(&purchase, Some(&approved.hash)) };
        let part = if buy::is_decided(purchase.state) {
            replayed(purchase)
        } else {
            match buy::carry_out(store, &desk, &terms, &purchase, now).await {
                // Another process is at it: it buys this one, we go on with the next.
                Err(why) if effects::is_overtaken(&why) => {
                    let purchase = store.purchase(id)?;
                    bought.elsewhere += usize::from(purchase.state == store::PurchaseState::Submitting);
                    replayed(purchase)
                }
                done => Purchase { plan: Some(approved.hash.clone()), ..done? },
            }
        };
        record.set(Stage::Purchase, &part);
        store.save_parts(Stage::Purchase, std::slice::from_ref(&record), now)?;
        out.write(&record)?;
        out.idle()?;
        if part.state == PurchaseState::Manual {
            let purchase = ctx.store()?.purchase(id)?;
            if purchase.is_by_hand() && !part.replayed {
                let card = buy::card(ctx.store()?, &purchase)?;
                ctx.ui.note(card.trim_end());
            }
            bought.parked += usize::from(!purchase.is_by_hand() && !part.replayed);
        }
        if let (PurchaseState::Placed, None, false, Some(why)) = (part.state, &part.receipt, part.replayed, &part.why) {
            ctx.ui.warn(why);
        }
        if part.replayed {
            bought.replayed += 1;
        } else {
            bought.parts.push(part);
        }
    }
    Ok(())
}

/// The simulated market learns what was known about the goods, so that it behaves as the evidence says.
fn teach_market(ctx: &mut Context, approved: &Approved) -> Result<()> {
    let Some(paper) = ctx.desk()?.paper().cloned() else { return Ok(()) };
    let store = ctx.store()?;
    let mut known = Vec::new();
    for (record, _) in &approved.records {
        let offer: Option<Offer> = record.get(Stage::Offer)?;
        for key in offer.map(|offer| offer.product.keys()).unwrap_or_default() {
            known.extend(store.evidence(&key)?);
        }
    }
    paper.learn(&known)?;
    Ok(())
}

fn write_proposed(draft: Draft, hash: &str, out: &mut Output, bought: &mut Bought) -> Result<()> {
    for wanted in draft.wanted {
        let part = Purchase {
            state: PurchaseState::Proposed,
            plan: Some(hash.to_owned()),
            quantity: wanted.item.quantity,
            estimate: wanted.item.estimate,
            cap: wanted.item.cap,
            charged: None,
            reference: None,
            vendor_order: None,
            by_hand: None,
            receipt: None,
            denied: None,
            why: None,
            replayed: false,
        };
        let mut record = wanted.record;
        record.set(Stage::Purchase, &part);
        out.write(&record)?;
        bought.parts.push(part);
    }
    Ok(())
}
