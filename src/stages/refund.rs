//! Refund: what a line may get back, and giving it back within the limits, once.

use anyhow::Result;
use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::{
    config::Alone,
    domain::{
        autonomy::{self, Autonomy},
        effect::Kind,
        money::{Money, Rounding},
        refund::{Allowed, Policy, Reason, RefundCaps, RefundLimit, RefundState, Stop},
    },
    effects, error,
    store::{Refund, RefundHeld, SoldLine, Store},
    vendors::desk::Desk,
};

/// What somebody wants refunded.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The channel's order.
    pub order: &'a str,
    /// The line in it; needed where it has several.
    pub line: Option<&'a str>,
    /// The channel; needed where several have an order of this name.
    pub channel: Option<&'a str>,
    /// Why.
    pub reason: Reason,
    /// How much; what the policy gives where it is not said.
    pub amount: Option<Decimal>,
}

/// A refund worked out, before anything is written down.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The line.
    pub sold: SoldLine,
    /// What the policy gives.
    pub allowed: Allowed,
    /// What the buyer would get.
    pub amount: Money,
    /// What stands against it: the price, or the policy.
    pub stop: Option<Stop>,
}

/// Works a wish out from the books and the policy. Nothing that a buyer wrote goes in.
pub fn propose(store: &Store, wish: &Wish<'_>, policy: &Policy, now: Timestamp) -> Result<Proposal> {
    let sold = line_of(store, wish)?;
    let allowed = policy.allowed(&sold.money, wish.reason, now)?;
    let currency = sold.money.gross.currency();
    let amount = match wish.amount {
        None => allowed.amount,
        Some(amount) => {
            let money = Money::new(amount, currency);
            if amount <= Decimal::ZERO || money.round(Rounding::Down) != money {
                return Err(error::usage(format!("`--amount {amount}` is no amount of {currency}"))
                    .hint("write it like `4.50`, in the currency of the sale")
                    .into());
            }
            money
        }
    };
    let minor = |money: &Money| money.to_minor(Rounding::Down);
    let gone = minor(&sold.money.refunded)?.saturating_add(minor(&sold.money.held)?);
    let ask = minor(&amount)?;
    let gross = minor(&sold.money.gross)?;
    let stop = if gone.saturating_add(ask) > gross || (ask == 0 && gone >= gross) {
        Some(Stop::money(RefundLimit::RefundOrder, currency, gone, gross, ask))
    } else if ask == 0 || ask > minor(&allowed.amount)? {
        Some(Stop::money(RefundLimit::RefundPolicy, currency, gone, minor(&allowed.total)?, ask))
    } else {
        None
    };
    Ok(Proposal { sold, allowed, amount, stop })
}

fn line_of(store: &Store, wish: &Wish<'_>) -> Result<SoldLine> {
    let Wish { order, line, channel, .. } = *wish;
    let mut lines = store.sold_lines(order)?;
    lines.retain(|sold| line.is_none_or(|line| sold.line == line) && channel.is_none_or(|name| sold.channel == name));
    if lines.len() > 1 {
        let names: Vec<String> = lines.iter().map(|sold| format!("{} of {}", sold.line, sold.channel)).collect();
        return Err(error::usage(format!("order {order} has several lines: {}", names.join(", ")))
            .code("which_line")
            .hint("name one with `--line`, and `--channel` where two have it")
            .into());
    }
    lines.pop().ok_or_else(|| {
        let line = line.map(|line| format!(" with a line {line}")).unwrap_or_default();
        let channel = channel.map(|name| format!(" on {name}")).unwrap_or_default();
        error::usage(format!("there is no sale {order}{line}{channel} on the books"))
            .code("no_such_sale")
            .hint("`arb sync` reads what was sold; `arb report sales` lists it")
            .into()
    })
}

/// Books what the channels tell, so that a refund of the marketplace's own is known before one of ours is given.
pub async fn refresh(store: &mut Store, desk: &Desk, now: Timestamp) -> Result<Vec<String>> {
    let mut remarks = Vec::new();
    for (name, feed) in desk.feeds() {
        let events = feed.events(store.sales_cursor(name)?).await.map_err(|why| {
            error::try_again(format!("{name} does not say what was refunded already"))
                .code("feed_unreadable")
                .hint("nothing was refunded; run the command again")
                .because(why)
        })?;
        remarks.extend(store.apply_sale_events(name, &events, now)?.remarks);
    }
    Ok(remarks)
}

/// How far refunds on a channel may go without a person: the lowest of the settings, the vendor and the channel's terms.
pub fn autonomy(desk: &Desk, channel: &str, setting: Alone) -> Autonomy {
    let gateway = desk.seller_on(channel).and_then(|vendor| desk.gateway(vendor));
    let vendor = gateway.and_then(|gateway| gateway.terms(Kind::Refund).map(|terms| terms.autonomy_max));
    // A channel's own rule against acting alone is about real orders; the simulated one has its declaration.
    let most = if desk.paper().is_some() { Autonomy::Auto } else { autonomy::most(channel) };
    autonomy::of(setting).min(vendor.unwrap_or(Autonomy::Assist)).min(most)
}

/// How carrying out a refund ended.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "one at a time, never in a list")]
pub enum Ended {
    /// It went as far as this.
    At(Refund),
    /// A limit refuses; nothing was sent.
    Denied(Stop),
}

/// Holds the money of an authorised refund and sends it.
pub async fn carry_out(
    store: &mut Store,
    desk: &Desk,
    refund: &Refund,
    caps: &RefundCaps,
    day: &str,
    now: Timestamp,
) -> Result<Ended> {
    let Some(gateway) = desk.gateway(&refund.vendor) else {
        return Err(error::refused(format!("nobody here gives refunds at `{}`", refund.vendor))
            .code("no_gateway")
            .hint("give it there by hand; `arb sync` books it")
            .into());
    };
    let held = match refund.state {
        // Proven unsent: it is held as before.
        RefundState::Held => refund.clone(),
        _ => match store.hold_refund(refund.id, caps, day, now)? {
            RefundHeld::Held(held) => held,
            RefundHeld::Denied(stop) => return Ok(Ended::Denied(stop)),
        },
    };
    Ok(Ended::At(effects::refund(store, gateway.as_ref(), &held, now).await?))
}
