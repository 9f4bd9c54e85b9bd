//! The person whose money it is: resumes what halted, and says what became of what nobody could find out.

use arb::{
    domain::{
        effect::EffectState,
        sale::{Happened, SaleEvent},
    },
    store::{Resolution, Store},
    vendors::{Change, Kind},
};

use jiff::SignedDuration;

use super::{
    shop::{CHANNEL, usd},
    vendor::World,
};

/// Ends a halt; says whether there was one.
pub fn resume(books: &mut Store, world: &mut World) -> bool {
    let Some(halted) = books.halted().unwrap() else { return false };
    world.tell(format!("a person resumes: {halted}"));
    books.resume("a person", "looked at it", world.sighting(SignedDuration::ZERO)).unwrap();
    true
}

/// Says of everything that waits for a person what is true; gives how much that was.
pub fn settle(books: &mut Store, world: &mut World) -> u64 {
    let mut settled = 0;
    for effect in books.effects(&[EffectState::Manual]).unwrap() {
        let act = world.acts.get(&effect.key).and_then(|acts| acts.first());
        let truth = act.map_or(Resolution::Never, |act| Resolution::Happened(act.receipt.clone()));
        world.tell(format!("a person settles {}: {truth:?}", effect.key));
        books.resolve_effect(effect.id, &truth, "seen at the vendor", "a person", world.now).unwrap();
        settled += 1;
    }
    settled
}

/// The feed tells of every refund, those that it told of before too, and sometimes of one that the marketplace made by
/// itself; gives how many were new.
pub fn read_feed(books: &mut Store, world: &mut World) -> u64 {
    if world.told.is_empty() && world.dice.chance(100) {
        world.told.push("M-1".to_owned());
    }
    let refunds: Vec<_> = world
        .acts
        .values()
        .flatten()
        .filter_map(|act| match &act.change {
            Change::Refund(ask) => Some((act.receipt.id.clone(), ask.clone(), act.at)),
            _ => None,
        })
        .collect();
    let before = world.told.len();
    for (id, ..) in &refunds {
        if !world.told.contains(id) {
            world.told.push(id.clone());
        }
    }
    let mut events = Vec::new();
    for (place, id) in world.told.iter().enumerate() {
        let (order, line, amount, at) = match refunds.iter().find(|(known, ..)| known == id) {
            Some((_, ask, at)) => (ask.order.clone(), ask.line.clone(), ask.amount, *at),
            None => ("O-1".to_owned(), "1".to_owned(), usd(500), super::shop::start()),
        };
        let what = Happened::Refunded {
            channel: CHANNEL.into(),
            order,
            line,
            refund: Some(id.clone()),
            amount,
            restocked: 0,
            fees_returned: usd(0),
        };
        // The sales of the template came first.
        events.push(SaleEvent { cursor: 3 + place as u64, at, what });
    }
    books.apply_sale_events("paper", &events, world.now).unwrap();
    (world.told.len() - before) as u64
}

/// What is wrong between the books and what the vendor did.
pub fn judge(books: &Store, world: &World) -> Result<(), String> {
    let problems = books.verify().unwrap().problems;
    if !problems.is_empty() {
        return Err(format!("the books are wrong: {problems:?}"));
    }
    let effects = books.effects(&[]).unwrap();
    for effect in effects.iter().filter(|effect| effect.request != b"{}") {
        if effect.state.is_open() {
            return Err(format!("it never ended: {effect:?}"));
        }
        let acts = |key: &str| world.acts.get(key).map_or(0, Vec::len);
        let done = acts(&effect.key);
        // A subject that was tried again has another key, or the same one under another generation.
        let mut keys: Vec<&str> = effects
            .iter()
            .filter(|one| (one.kind, one.subject) == (effect.kind, effect.subject) && effect.kind != Kind::Listing)
            .map(|one| one.key.as_str())
            .collect();
        keys.sort_unstable();
        keys.dedup();
        let all: usize = keys.into_iter().map(acts).sum();
        let once = matches!(effect.kind, Kind::Purchase | Kind::Message | Kind::Refund | Kind::Listing);
        if once && done.max(all) > 1 {
            return Err(format!("done {} times: {effect:?}", done.max(all)));
        }
        let newer = effects.iter().any(|one| one.key == effect.key && one.generation > effect.generation);
        match effect.state {
            EffectState::Done if done == 0 => {
                return Err(format!("booked as done, and the vendor never did it: {effect:?}"));
            }
            EffectState::Refused | EffectState::Absent | EffectState::Unsent
                if done > 0 && effect.kind != Kind::Price && !newer =>
            {
                return Err(format!("the vendor did it, and the books say {}: {effect:?}", effect.state));
            }
            _ => {}
        }
    }
    money(books, world)
}

/// Every cent that the vendor took is owed to it, and every refund left once.
fn money(books: &Store, world: &World) -> Result<(), String> {
    let mut charged = super::shop::BEFORE;
    let mut refunded = 0;
    for act in world.acts.values().flatten() {
        let minor = |money: &arb::domain::money::Money| money.to_minor(arb::domain::money::Rounding::Down).unwrap();
        match &act.change {
            Change::Order(_) => charged += minor(act.receipt.amount.as_ref().unwrap()),
            Change::Refund(ask) => refunded += minor(&ask.amount),
            _ => {}
        }
    }
    if world.told.iter().any(|id| id == "M-1") {
        refunded += 500;
    }
    let balance = |start: &str| -> i64 {
        let balances = books.balances().unwrap();
        let of = balances.iter().filter(|one| one.account.starts_with(start));
        of.map(|one| one.amount.to_minor(arb::domain::money::Rounding::Down).unwrap()).sum()
    };
    // Refunds stand against sales, below zero on the side of income.
    for (name, booked, real) in
        [("owed", balance("L:Payable"), charged), ("refunded", balance("I:Refunds").abs(), refunded)]
    {
        if booked != real {
            return Err(format!("{name}: the books say {booked}, the vendor {real}"));
        }
    }
    Ok(())
}
