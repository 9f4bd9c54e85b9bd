use jiff::tz::TimeZone;
use rust_decimal::dec;

use super::*;
use crate::{
    domain::{
        effect::Kind,
        limits::Limit,
        message::Message,
        money::Currency,
        negotiation::{Evidence, Terms},
    },
    store::{
        Budget, End, NewEffect, NewPurchase, Reserved, StoredMessage, Ticket,
        tests::{approved, budget, caps, funded, now, usd, wanted},
    },
};

fn deal(item: &str) -> NewDeal {
    let money = |minor| Money::from_minor(minor, Currency::USD);
    let evidence = Evidence { asked: money(2_000), max_cost: money(1_800), market: None, days_listed: None, drops: 0 };
    let bought = wanted(item, 1, 1_000);
    NewDeal {
        record_id: bought.record_id,
        source: bought.source,
        item: bought.item,
        seller: bought.seller,
        product: bought.product,
        title: "Oak organizer".into(),
        category: "unknown".into(),
        brand: "unknown".into(),
        quantity: 1,
        units: 1,
        ladder: Ladder::new(&evidence, &Terms::default(), now()).unwrap(),
    }
}

fn opened(store: &mut Store, item: &str) -> Deal {
    match store.open_deal(&deal(item), now()).unwrap() {
        Opened::New(deal) => deal,
        other => panic!("{other:?}"),
    }
}

fn say(store: &mut Store, deal: i64, ours: Ours, budget: &Budget) -> Result<Spoken> {
    let of = store.deal(deal)?;
    let purchase: Option<NewPurchase> = ours.price().map(|price| wanted(&of.item, 1, price));
    let saying = Saying {
        deal,
        ours,
        body: "Would you take it?",
        worded: "template",
        vendor: "paper",
        carried: true,
        waits: None,
        purchase: purchase.as_ref(),
    };
    store.say(&saying, budget, now())
}

fn written(spoken: Result<Spoken>) -> Ticket {
    match spoken.unwrap() {
        Spoken::Written(ticket) => ticket,
        Spoken::Denied(denial) => panic!("{denial}"),
    }
}

fn heard(store: &mut Store, deal: i64, said: Said, message: &str) -> Deal {
    store.seller_said(deal, said, "paper", message, "words", now()).unwrap()
}

fn code(result: Result<Spoken>) -> &'static str {
    crate::ui::failure_in(&result.unwrap_err()).unwrap().code
}

#[test]
fn nobody_bids_against_himself_and_nothing_is_said_above_the_top() {
    let mut store = funded();
    let deal = opened(&mut store, "x").id;
    assert_eq!(code(say(&mut store, deal, Ours::Offer(1_801), &budget())), "illegal_move");
    written(say(&mut store, deal, Ours::Offer(1_500), &budget()));
    assert_eq!(code(say(&mut store, deal, Ours::Offer(1_600), &budget())), "illegal_move");
    // The same offer again is no other one.
    let nudge = written(say(&mut store, deal, Ours::Nudge(1_500), &budget()));
    assert_eq!(nudge.category, "negotiation");
    heard(&mut store, deal, Said::Counter(1_900), "deal:1:a");
    written(say(&mut store, deal, Ours::Offer(1_600), &budget()));
    assert_eq!(code(say(&mut store, deal, Ours::Accept(1_900), &budget())), "illegal_move");
    // What is known changes nothing, however often it is told.
    heard(&mut store, deal, Said::Counter(1_850), "deal:1:b");
    heard(&mut store, deal, Said::Agreed, "deal:1:b");
    assert_eq!(store.deal(deal).unwrap().state, "open");
    assert_eq!(store.deal_moves(deal).unwrap().len(), 5);
    // The schema says so too.
    for sql in [
        "UPDATE deal SET offer=1801",
        "UPDATE deal SET agreed=1801, state='agreed'",
        "UPDATE deal SET top=9999",
        "UPDATE deal_move SET price=1",
        "DELETE FROM deal",
        "DELETE FROM deal_move",
        "INSERT INTO deal_move(deal_id,at_us,who,act,price) VALUES(1,0,'us','offer',1801)",
        "UPDATE deal SET state='bought'",
    ] {
        assert!(store.conn.execute(sql, []).is_err(), "{sql}");
    }
    assert!(store.audit(&[]).unwrap().findings.is_empty());
}

#[test]
fn two_open_offers_are_never_beyond_the_budget_and_a_no_frees_the_money() {
    let mut store = funded();
    let tight = Budget::new(caps().with(Limit::PerDay, dec!(30)).unwrap(), TimeZone::UTC, "run");
    let (one, two) = (opened(&mut store, "x").id, opened(&mut store, "y").id);
    // 15.00 and a dollar more for what a price may drift.
    written(say(&mut store, one, Ours::Offer(1_500), &tight));
    assert_eq!(store.deal(one).unwrap().held, usd(1_600));
    let Spoken::Denied(denial) = say(&mut store, two, Ours::Offer(1_500), &tight).unwrap() else {
        panic!("two offers")
    };
    assert_eq!(denial.limit, Limit::PerDay);
    assert!(store.deal_moves(two).unwrap().is_empty(), "what is refused is not written down");
    // A purchase of something else counts it, too.
    let other = approved(&mut store, &wanted("z", 1, 1_500));
    assert!(matches!(store.reserve(other.id, &tight, None, now()).unwrap(), Reserved::Denied(_)));
    heard(&mut store, one, Said::Declined, "deal:1:a");
    assert!(store.deal(one).unwrap().held.is_zero());
    written(say(&mut store, two, Ours::Offer(1_500), &tight));
    assert_eq!(store.verify().unwrap().problems, []);
}

#[test]
fn what_is_agreed_keeps_its_money_until_the_purchase_takes_it_over() {
    let mut store = funded();
    let tight = Budget::new(caps().with(Limit::PerDay, dec!(30)).unwrap(), TimeZone::UTC, "run");
    let deal = opened(&mut store, "x").id;
    written(say(&mut store, deal, Ours::Offer(1_500), &tight));
    let agreed = heard(&mut store, deal, Said::Agreed, "deal:1:a");
    assert_eq!((agreed.state.as_str(), agreed.agreed), ("agreed", Some(usd(1_500))));
    // Its own offer does not stand in its way.
    let purchase = approved(&mut store, &wanted("x", 1, 1_500));
    assert!(matches!(store.reserve(purchase.id, &tight, None, now()).unwrap(), Reserved::Held(_)));
    let bought = store.deal(deal).unwrap();
    assert_eq!((bought.state.as_str(), bought.held.is_zero()), ("bought", true));
    assert!(matches!(store.open_deal(&self::deal("x"), now()).unwrap(), Opened::Over(_)), "not begun again");
    let mut cheaper = self::deal("x");
    cheaper.ladder.asked = 1_900;
    assert!(matches!(store.open_deal(&cheaper, now()).unwrap(), Opened::New(_)), "the seller asks less now");
}

#[test]
fn an_offer_whose_fate_is_unknown_is_never_sent_again_by_itself() {
    let mut store = funded();
    let deal = opened(&mut store, "x").id;
    let ticket = written(say(&mut store, deal, Ours::Offer(1_500), &budget()));
    let new = NewEffect {
        kind: Kind::Message,
        subject: ticket.id,
        version: None,
        vendor: "paper".into(),
        key: format!("bid:{}", ticket.id),
        request: b"{}".to_vec(),
        pre_image: Vec::new(),
    };
    let (effect, lock) = store.begin_effect(&new, now()).unwrap();
    drop(lock);
    let again = store.begin_effect(&new, now()).unwrap_err();
    assert_eq!(crate::ui::failure_in(&again).unwrap().code, "effect_open");
    store.finish_effect(&effect, &End::Absent("nothing shows".into()), now()).unwrap();
    let parked = store.ticket(ticket.id).unwrap();
    assert_eq!(parked.state, "manual", "it may cost money: a person looks");
    let held = store.deal(deal).unwrap().held;
    assert!(!held.is_zero(), "its money stays put aside");
}

#[test]
fn a_seller_is_known_however_their_name_is_written() {
    let mut store = funded();
    let mut ids = Vec::new();
    for (item, seller) in [("x", "ÅSA@example.com"), ("y", "asa@example.com"), ("z", "")] {
        let new = NewDeal { seller: seller.into(), ..deal(item) };
        let Opened::New(deal) = store.open_deal(&new, now()).unwrap() else { panic!("{item}") };
        ids.push(deal.id);
    }
    let from = |buyer: &str| Message { buyer: buyer.into(), ..Message::default() };
    for name in ["åsa@example.com", " Åsa@Example.com ", "ÅSA@EXAMPLE.COM"] {
        let found: Vec<i64> =
            store.deals_of("mail", &from(name), false).unwrap().into_iter().map(|deal| deal.id).collect();
        assert_eq!(found, ids[..1], "{name}");
    }
    for nobody in ["", " ", "bo@example.com"] {
        assert!(store.deals_of("mail", &from(nobody), true).unwrap().is_empty(), "{nobody}");
    }
}

#[test]
fn a_card_number_that_a_seller_writes_is_nowhere() {
    let (mut store, card) = (funded(), "take my card 4242 4242 4242 4242");
    let id = opened(&mut store, "x").id;
    written(say(&mut store, id, Ours::Offer(1_500), &budget()));
    store.seller_said(id, Said::Unclear, "paper", "m1", card, now()).unwrap();
    let letter =
        Message { id: "m2".into(), at: now(), body: card.into(), subject: Some(card.into()), ..Message::default() };
    store.store_messages("paper", std::slice::from_ref(&letter), now()).unwrap();
    let stored = StoredMessage { message: letter, ..store.open_messages().unwrap().remove(0) };
    store.seller_wrote(id, Said::Unclear, &stored, now()).unwrap();
    let words: Vec<String> = store.deal_moves(id).unwrap().into_iter().filter_map(|one| one.words).collect();
    assert_eq!(words[1..], ["take my card [card number ending 4242]"; 2]);
    for sql in ["SELECT group_concat(raw) FROM inbox", "SELECT group_concat(detail) FROM deal_move"] {
        let text: String = store.conn.query_row(sql, [], |row| row.get(0)).unwrap();
        assert!(!text.contains("4242 4242"), "{sql}: {text}");
    }
}
