//! `arb resolve`: a person says what became of something that only a person can find out, or was to do.
//!
//! Without a number it lists what waits; with one alone it says what is to be done. What was found needs evidence, which
//! is kept. Budget stays held until then.

use anyhow::Result;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{
    ask::{self, Person},
    recovery, show,
};
use crate::{
    context::Context,
    domain::{
        effect::{EffectState, Kind, Receipt},
        money::{Money, Rounding},
        order::OrderStatus,
    },
    error::{self, Exit},
    pipe::table::{TableColumn, TableShape},
    stages::buy::{self, receipt},
    store::{Effect, Purchase, PurchaseState, Resolution, Store},
    ui::Tone,
};

/// Say what became of what only a person can find out, or had to do
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb resolve                                  what waits for you
  arb resolve 12                               what is to be done about purchase 12
  arb resolve 12 --placed 114-55 --charged 41.20 --evidence \"order page, 3 June\"
  arb resolve 12 --void --evidence \"sold out, did not order\"
  arb resolve 12 --received --evidence \"parcel came\"
  arb resolve listing:7 --placed 3355 --evidence \"seen live\"")]
pub struct Args {
    /// The purchase's number, or `KIND:NUMBER`: `purchase:12`, `listing:7`, `price:7`, `message:3`, `refund:2`, `cancel:12`
    #[arg(value_name = "ID")]
    what: Option<String>,
    /// It was done: the vendor's id of the order, listing, message or refund
    #[arg(long, value_name = "ORDER", requires = "evidence", conflicts_with_all = ["void", "received", "cancelled"])]
    placed: Option<String>,
    /// What the vendor charged in total, or gave back, or shows as the price
    #[arg(long, value_name = "AMOUNT", requires = "placed")]
    charged: Option<Decimal>,
    /// It was not done, and will not be
    #[arg(long, requires = "evidence", conflicts_with_all = ["received", "cancelled"])]
    void: bool,
    /// The goods of a placed order are here
    #[arg(long, requires = "evidence", conflicts_with = "cancelled")]
    received: bool,
    /// A placed order will never come, and its money is returned
    #[arg(long, requires = "evidence")]
    cancelled: bool,
    /// What you saw, and where; it is kept
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
}

fn tone(state: &str) -> Option<Tone> {
    match state {
        "placed" | "done" | "received" => Some(Tone::Good),
        "voided" | "absent" | "cancelled" => Some(Tone::Dim),
        _ => Some(Tone::Care),
    }
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("what", "resolve"),
        TableColumn::text("state", "state").tone(tone),
        TableColumn::text("vendor", "vendor").drop(3),
        TableColumn::text("order", "order").drop(2),
        TableColumn::number("most", "cap"),
        TableColumn::number("charged", "charged"),
        TableColumn::text("why", "why").flex(),
    ],
};
static CSV: &[&str] = &[
    "resolve",
    "effect_id",
    "state",
    "vendor",
    "order",
    "cap.amount",
    "cap.currency",
    "charged.amount",
    "charged.currency",
    "why",
    "replayed",
];

/// Runs `arb resolve`.
#[expect(clippy::unused_async, reason = "every command is called the same way")]
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let Some(what) = &args.what else {
        let rows = waiting(ctx.store()?)?;
        show::rows(ctx, None, &SHAPE, CSV, &rows)?;
        if rows.is_empty() {
            ctx.ui.note("nothing waits for you");
        }
        return Ok(Exit::Done);
    };
    let (kind, id) = parse(ctx.store()?, what)?;
    let evidence = args.evidence.as_deref().map(str::trim).unwrap_or_default();
    if args.placed.is_none() && !args.void && !args.received && !args.cancelled {
        return explain(ctx, kind, id);
    }
    if evidence.is_empty() {
        return Err(error::usage("`--evidence` is empty")
            .code("no_evidence")
            .hint("write what you saw and where: `--evidence \"order page, 3 June\"`")
            .into());
    }
    let row = if args.received || args.cancelled {
        let status = if args.received { OrderStatus::Received } else { OrderStatus::Cancelled };
        moved(ctx, kind, id, status, evidence)?
    } else if kind == Kind::Purchase && by_hand(ctx.store()?, id)? {
        placed_by_hand(ctx, id, &args, evidence)?
    } else {
        settle(ctx, kind, id, &args, evidence)?
    };
    let Some(row) = row else { return Ok(Exit::Done) };
    recovery::tidy(ctx)?;
    show::rows(ctx, None, &SHAPE, CSV, &[row])?;
    Ok(Exit::Done)
}

/// `12`, `purchase:12`, `listing:7`, `effect:3`.
fn parse(store: &Store, text: &str) -> Result<(Kind, i64)> {
    let bad = || {
        error::usage(format!("`{text}` names nothing that can be resolved"))
            .hint("write a purchase's number, or `listing:7`; `arb resolve` lists what waits")
    };
    let (kind, number) = text.split_once(':').unwrap_or(("purchase", text));
    let id: i64 = number.parse().map_err(|_| bad())?;
    if kind == "effect" {
        let effect = store.effect(id)?;
        return Ok((effect.kind, effect.subject));
    }
    Ok((Kind::parse(kind).ok_or_else(bad)?, id))
}

/// Whether nothing was sent for it by us: a person was to place it, or did.
fn by_hand(store: &Store, id: i64) -> Result<bool> {
    store.purchase(id)?;
    Ok(store.effect_of(Kind::Purchase, id)?.is_none_or(|effect| effect.state == EffectState::Unsent))
}

fn waiting(store: &Store) -> Result<Vec<Value>> {
    let mut rows = Vec::new();
    for purchase in store.purchases(&[PurchaseState::Manual])? {
        if purchase.is_by_hand() {
            rows.push(purchase_row(&purchase, false));
        }
    }
    for effect in store.effects(&[EffectState::Manual, EffectState::Unknown])? {
        rows.push(effect_row(store, &effect, false)?);
    }
    Ok(rows)
}

fn purchase_row(purchase: &Purchase, replayed: bool) -> Value {
    json!({
        "resolve": format!("purchase:{}", purchase.id), "id": purchase.record_id, "state": purchase.state,
        "vendor": purchase.vendor, "order": purchase.vendor_order, "cap": purchase.cap, "charged": purchase.actual,
        "why": purchase.reason, "replayed": replayed,
    })
}

fn effect_row(store: &Store, effect: &Effect, replayed: bool) -> Result<Value> {
    let mut row = match effect.kind {
        Kind::Purchase => purchase_row(&store.purchase(effect.subject)?, replayed),
        _ => json!({
            "resolve": format!("{}:{}", effect.kind, effect.subject), "state": effect.state, "vendor": effect.vendor,
            "order": effect.result, "why": effect.reason, "replayed": replayed,
        }),
    };
    row["effect_id"] = effect.id.into();
    row["why"] = effect.reason.clone().map_or(Value::Null, Value::from);
    Ok(row)
}

/// What is to be done about it.
fn explain(ctx: &mut Context, kind: Kind, id: i64) -> Result<Exit> {
    let store = ctx.store()?;
    if kind == Kind::Purchase && by_hand(store, id)? {
        let purchase = store.purchase(id)?;
        let card = purchase.is_by_hand().then(|| buy::card(store, &purchase)).transpose()?;
        show::rows(ctx, None, &SHAPE, CSV, &[purchase_row(&purchase, false)])?;
        if let Some(card) = card {
            ctx.ui.note(card.trim_end());
        }
        return Ok(Exit::Done);
    }
    let effect = effect_of(store, kind, id)?;
    let row = effect_row(store, &effect, false)?;
    show::rows(ctx, None, &SHAPE, CSV, &[row])?;
    if effect.state.is_open() {
        let (vendor, key) = (&effect.vendor, &effect.key);
        ctx.ui.note(&format!("look at {vendor} for `{key}`, sent {}", effect.first_sent));
        ctx.ui.hint(&format!("it is there: `arb resolve {kind}:{id} --placed ORDER --charged AMOUNT --evidence TEXT`"));
        ctx.ui.hint(&format!("it is not, and won't be: `arb resolve {kind}:{id} --void --evidence TEXT`"));
    }
    Ok(Exit::Done)
}

fn effect_of(store: &Store, kind: Kind, id: i64) -> Result<Effect> {
    store
        .effect_of(kind, id)?
        .ok_or_else(|| error::usage(format!("nothing was ever sent for {kind} {id}")).code("no_such_effect").into())
}

/// What was charged, in the purchase's currency, to the cent.
fn charge(purchase: &Purchase, charged: Option<Decimal>) -> Result<Money> {
    let Some(amount) = charged else {
        return Err(error::usage("`--placed` needs `--charged AMOUNT`: the total that the vendor charged").into());
    };
    let money = Money::new(amount, purchase.cap.currency());
    if money.is_negative() || money.is_zero() || money.round(Rounding::Down) != money {
        return Err(error::usage(format!("`{amount}` is no amount that can be charged in {}", money.currency())).into());
    }
    Ok(money)
}

/// A charge above the cap is a fact, but a slip of the finger is not: it is asked about, since everything halts.
fn mean_it(ctx: &mut Context, purchase: &Purchase, charged: &Money) -> Result<bool> {
    if charged.minus(&purchase.cap)?.is_negative() || *charged == purchase.cap {
        return Ok(true);
    }
    let (id, cap) = (purchase.id, purchase.cap);
    ask::confirm(ctx, &format!("{charged} is above the cap of {cap}: book it on purchase {id} and halt everything?"))
}

fn placed_by_hand(ctx: &mut Context, id: i64, args: &Args, evidence: &str) -> Result<Option<Value>> {
    let (now, who) = (ctx.now(), Person::at("`arb resolve`").name());
    let before = ctx.store()?.purchase(id)?;
    let Some(order) = &args.placed else {
        if ctx.global.dry_run {
            ctx.ui.note(&format!("would give up purchase {id} and free {}", before.cap));
            return Ok(None);
        }
        let after = ctx.store()?.not_placed_by_hand(id, evidence, &who, now)?;
        return Ok(Some(purchase_row(&after, false)));
    };
    let charged = charge(&before, args.charged)?;
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would book order {order} for {charged} on purchase {id}"));
        return Ok(None);
    }
    if before.state == PurchaseState::Manual && !mean_it(ctx, &before, &charged)? {
        ctx.ui.note("nothing was booked");
        return Ok(None);
    }
    let receipt = Receipt { id: order.clone(), amount: Some(charged), at: now };
    let after = ctx.store()?.placed_by_hand(id, &receipt, evidence, &who, now)?;
    keep_receipt(ctx, &after)?;
    Ok(Some(purchase_row(&after, before.state.is_placed())))
}

/// Settles an effect that nobody knows the fate of.
fn settle(ctx: &mut Context, kind: Kind, id: i64, args: &Args, evidence: &str) -> Result<Option<Value>> {
    let (now, who) = (ctx.now(), Person::at("`arb resolve`").name());
    let effect = effect_of(ctx.store()?, kind, id)?;
    if effect.state == EffectState::Done && args.placed.is_some() && args.placed == effect.result {
        return effect_row(ctx.store()?, &effect, true).map(Some);
    }
    if ctx.store()?.is_at_work(effect.id)? {
        return Err(error::try_again(format!("{kind} {id} is being looked at by another process"))
            .code("effect_open")
            .into());
    }
    let resolution = match &args.placed {
        None => Resolution::Never,
        Some(there) => {
            let amount = if kind == Kind::Purchase {
                let purchase = ctx.store()?.purchase(id)?;
                ctx.store()?.refuse_taken_order(id, there)?;
                let charged = charge(&purchase, args.charged)?;
                if !ctx.global.dry_run && !mean_it(ctx, &purchase, &charged)? {
                    ctx.ui.note("nothing was booked");
                    return Ok(None);
                }
                Some(charged)
            } else {
                let currency = ctx.currency()?;
                args.charged.map(|amount| Money::new(amount, currency))
            };
            Resolution::Happened(Receipt { id: there.clone(), amount, at: now })
        }
    };
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would settle {kind} {id}"));
        return Ok(None);
    }
    let after = ctx.store()?.resolve_effect(effect.id, &resolution, evidence, &who, now)?;
    if kind == Kind::Purchase {
        let purchase = ctx.store()?.purchase(id)?;
        ctx.store()?.note_evidence(id, evidence, &who, now)?;
        keep_receipt(ctx, &purchase)?;
    }
    effect_row(ctx.store()?, &after, false).map(Some)
}

/// The goods of an order that no vendor tells about are here, or will never come.
fn moved(ctx: &mut Context, kind: Kind, id: i64, status: OrderStatus, evidence: &str) -> Result<Option<Value>> {
    if kind != Kind::Purchase {
        return Err(error::usage("only a purchase is received or cancelled").into());
    }
    let (now, who) = (ctx.now(), Person::at("`arb resolve`").name());
    let before = ctx.store()?.purchase(id)?;
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would move purchase {id}, which is {}", before.state));
        return Ok(None);
    }
    let after = ctx.store()?.record_status(id, status, now)?;
    if after.state != before.state {
        ctx.store()?.note_evidence(id, evidence, &who, now)?;
    }
    Ok(Some(purchase_row(&after, after.state == before.state)))
}

fn keep_receipt(ctx: &mut Context, purchase: &Purchase) -> Result<()> {
    if purchase.state.is_placed() {
        let folder = ctx.db_path()?.with_file_name("receipts");
        if let Err(why) = receipt::write(&folder, purchase) {
            ctx.ui.warn(&format!("{why:#}"));
        }
    }
    Ok(())
}
