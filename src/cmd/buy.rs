//! `arb buy`: plans purchases, asks, places them within the limits, books them.
//!
//! Reads records with an `analysis`; adds `purchase`. Refuses (exit 5) where nobody can be asked and `--yes` was not given.

use anyhow::Result;

use super::{
    ask::{confirm, who},
    card,
    input::{InputArgs, records},
};
use crate::{
    context::Context,
    domain::{
        analysis::Analysis,
        effect::Kind,
        money::Money,
        offer::Offer,
        purchase::{Plan, Purchase, PurchaseState},
        record::{Record, Stage},
    },
    effects,
    error::Exit,
    pipe::{
        output::Output,
        source::Work,
        table::{TableColumn, TableShape, terminal_width},
    },
    stages::buy::{self, Draft, Terms},
    store,
    ui::Tone,
};

/// Buy what was judged a buy: plan, ask, place within the limits, book
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb analyze list.csv --prices book.csv | arb buy        shows the plan and asks at the terminal
  arb buy --plan                                          plans what is pending and waits for an approval
  arb approvals approve 7f3a9c && arb buy --approve 7f3a9c
  arb run --yes                                           everything, within the limits")]
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

fn state_tone(word: &str) -> Option<Tone> {
    match word {
        "placed" | "shipped" | "received" => Some(Tone::Good),
        "unknown" | "denied" => Some(Tone::Care),
        "rejected" | "cancelled" => Some(Tone::Bad),
        _ => None,
    }
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("state", "purchase.state").required().tone(state_tone),
        TableColumn::text("product", "offer.title").flex(),
        TableColumn::text("id", "id").drop(4).flex(),
        TableColumn::number("qty", "purchase.quantity"),
        TableColumn::number("estimate", "purchase.estimate").drop(3),
        TableColumn::number("charged", "purchase.charged"),
        TableColumn::text("order", "purchase.vendor_order").drop(2),
        TableColumn::text("why", "purchase.why").drop(1).flex(),
    ],
};

static CSV: &[&str] = &[
    "id",
    "offer.title",
    "purchase.state",
    "purchase.quantity",
    "purchase.estimate.amount",
    "purchase.charged.amount",
    "purchase.vendor_order",
    "purchase.reference",
    "purchase.why",
];

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
}

impl Bought {
    /// How many stand so.
    pub fn count(&self, state: PurchaseState) -> usize {
        self.parts.iter().filter(|part| part.state == state).count()
    }
}

/// Runs `arb buy`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let mut out = args.input.output(ctx, &SHAPE, CSV)?;
    let mut rejecting = args.input.rejecting()?;
    let dry_run = ctx.global.dry_run;
    let mut bought = Bought::default();
    if let (Some(hash), true) = (&args.approve, dry_run) {
        rehearse(ctx, hash, &mut out, &mut bought)?;
    } else if let Some(hash) = &args.approve {
        ctx.permit(Kind::Purchase)?;
        let records = approved(ctx, hash)?;
        place_all(ctx, records, &mut out, &mut bought).await?;
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
            Work::Pending => {
                let pending = ctx.store()?.pending_purchases()?;
                pending.into_iter().filter(|record| record.0["analysis"]["verdict"] == "buy").collect()
            }
        };
        buy_records(ctx, records, args.plan, &mut out, &mut bought).await?;
    }
    out.finish()?;
    summary(ctx, &bought, args.plan)?;
    rejecting.finish()
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
    plan_only: bool,
    out: &mut Output,
    bought: &mut Bought,
) -> Result<()> {
    let (desk, now, dry_run) = (ctx.desk()?, ctx.now(), ctx.global.dry_run);
    let account = ctx.currency()?;
    let draft = buy::draft(ctx.store()?, &desk, records, account, dry_run, now)?;
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
    for (record, purchase) in &draft.replayed {
        let mut record = record.clone();
        record.set(Stage::Purchase, &Purchase { replayed: true, ..buy::part(purchase, None) });
        out.write(&record)?;
    }
    if draft.wanted.is_empty() {
        return Ok(());
    }
    let plan = buy::plan_of(&draft, now);
    let hash = plan.hash();
    show(ctx, &plan, &draft)?;
    if dry_run || plan_only {
        if plan_only && !dry_run {
            open_plan(ctx, &plan, &hash, &draft)?;
            ctx.ui.hint(&format!("approve it with `arb buy --approve {hash}` within 30 minutes"));
        }
        return write_proposed(draft, &hash, out, bought);
    }
    ctx.permit(Kind::Purchase)?;
    open_plan(ctx, &plan, &hash, &draft)?;
    let count = draft.wanted.len();
    let orders = if count == 1 { "this order".to_owned() } else { format!("these {count} orders") };
    if !confirm(ctx, &format!("Place {orders}?"))? {
        let name = who(ctx);
        ctx.store()?.reject_plan(&hash, &name, now)?;
        ctx.ui.note("nothing was bought");
        return write_proposed(draft, &hash, out, bought);
    }
    let name = who(ctx);
    if let Err(why) = ctx.store()?.approve_plan(&hash, &name, now) {
        // Another process had a yes to the same plan: each purchase goes to whoever is first.
        let decided = crate::ui::failure_in(&why).is_some_and(|failure| failure.code == "approval_decided");
        if !decided || ctx.store()?.approval(&hash)?.state != "approved" {
            return Err(why);
        }
    }
    let records = draft.wanted.into_iter().filter_map(|wanted| Some((wanted.record, wanted.purchase?.id))).collect();
    place_all(ctx, Approved { hash, records }, out, bought).await
}

/// A plan that somebody approved.
struct Approved {
    hash: String,
    records: Vec<(Record, i64)>,
}

/// Approves the plan of this hash and gathers its records.
fn approved(ctx: &mut Context, hash: &str) -> Result<Approved> {
    let (now, name) = (ctx.now(), who(ctx));
    let store = ctx.store()?;
    let plan = store.approval(hash)?;
    let purchases = if plan.state == "approved" {
        plan.purchases.iter().map(|id| store.purchase(*id)).collect::<Result<Vec<_>>>()?
    } else {
        store.approve_plan(&plan.plan_hash, &name, now)?
    };
    let mut records = Vec::new();
    for purchase in purchases {
        let record = store.record(&purchase.record_id)?.unwrap_or_else(|| Record::new(&purchase.record_id));
        records.push((record, purchase.id));
    }
    Ok(Approved { hash: plan.plan_hash, records })
}

/// Shows what approving the plan of this hash would place, and places nothing.
fn rehearse(ctx: &mut Context, hash: &str, out: &mut Output, bought: &mut Bought) -> Result<()> {
    let store = ctx.store()?;
    let plan = store.approval(hash)?;
    for id in plan.purchases {
        let purchase = store.purchase(id)?;
        let mut record = store.record(&purchase.record_id)?.unwrap_or_else(|| Record::new(&purchase.record_id));
        let part = buy::part(&purchase, Some(&plan.plan_hash));
        record.set(Stage::Purchase, &part);
        out.write(&record)?;
        bought.parts.push(part);
    }
    Ok(())
}

async fn place_all(ctx: &mut Context, approved: Approved, out: &mut Output, bought: &mut Bought) -> Result<()> {
    let terms = terms(ctx)?;
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
                Err(why) if effects::is_overtaken(&why) => replayed(store.purchase(id)?),
                done => Purchase { plan: Some(approved.hash.clone()), ..done? },
            }
        };
        record.set(Stage::Purchase, &part);
        store.save_parts(Stage::Purchase, std::slice::from_ref(&record), now)?;
        out.write(&record)?;
        out.idle()?;
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

fn terms(ctx: &mut Context) -> Result<Terms> {
    Ok(Terms { budget: ctx.budget()?, receipts: ctx.db_path()?.with_file_name("receipts") })
}

fn open_plan(ctx: &mut Context, plan: &Plan, hash: &str, draft: &Draft) -> Result<()> {
    let now = ctx.now();
    let total = plan.total().unwrap_or(Money::zero(ctx.currency()?));
    let ids: Vec<i64> = draft.wanted.iter().filter_map(|wanted| Some(wanted.purchase.as_ref()?.id)).collect();
    let payload = serde_json::to_value(plan)?;
    ctx.store()?.open_plan(hash, &ids, &total, &payload, plan.expires_at, now)?;
    Ok(())
}

fn show(ctx: &mut Context, plan: &Plan, draft: &Draft) -> Result<()> {
    let (now, currency) = (ctx.now(), ctx.currency()?);
    let zone = ctx.zone()?;
    let cap = Money::new(ctx.limits()?.per_day, currency);
    let store = ctx.store()?;
    let day = store.day_of(&zone, now)?;
    let spent = store.spent_on(&day.name, currency)?;
    let records: Vec<Record> = draft.wanted.iter().map(|wanted| wanted.record.clone()).collect();
    let width = terminal_width().unwrap_or(100);
    ctx.ui.note(card::render(plan, &records, Some((spent, cap)), width, ctx.ui.color).trim_end());
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

fn summary(ctx: &mut Context, bought: &Bought, plan_only: bool) -> Result<()> {
    let sum = buy::charged(bought.parts.iter(), Money::zero(ctx.currency()?))?;
    let mut parts = Vec::new();
    for (state, word) in [
        (PurchaseState::Placed, "placed"),
        (PurchaseState::Denied, "denied by a limit"),
        (PurchaseState::Rejected, "refused by the vendor"),
        (PurchaseState::Unknown, "unknown"),
        (PurchaseState::Proposed, if plan_only { "planned" } else { "proposed" }),
    ] {
        let count = bought.count(state);
        let paid = if state == PurchaseState::Placed && !sum.is_zero() { format!(" for {sum}") } else { String::new() };
        if count > 0 {
            parts.push(format!("{count} {word}{paid}"));
        }
    }
    if bought.replayed > bought.declined {
        parts.push(format!("{} bought before", bought.replayed - bought.declined));
    }
    if bought.declined > 0 {
        parts.push(format!("{} declined before at this price", bought.declined));
    }
    if bought.unfit > 0 {
        parts.push(format!("{} not plannable", bought.unfit));
    }
    if parts.is_empty() {
        parts.push("nothing to buy".into());
    }
    ctx.ui.note(&format!("buy: {}", parts.join(" · ")));
    if let Some(denied) = bought.parts.iter().find_map(|part| part.denied.as_ref()) {
        ctx.ui.hint(&format!("{denied}; `arb limits` shows them all"));
    }
    Ok(())
}
