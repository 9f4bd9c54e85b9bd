//! What is erased, what waits for it, and what the schema keeps from being changed by the way.

use rust_decimal::Decimal;
use serde_json::json;

use super::*;
use crate::{
    domain::effect::Kind,
    store::{
        Effect, End, NewAdvice, NewEffect, NewTicket, Resolution, Ticket,
        tests::{done, funded, now},
    },
};

const ANN: &str = "ann@example.com";

/// A message of somebody's, with an answer that may be sent.
fn asked(store: &mut Store, id: &str, buyer: &str) -> Ticket {
    let message =
        Message { id: id.into(), at: now(), buyer: buyer.into(), body: "canary".into(), ..Message::default() };
    store.store_messages("paper", &[message], now()).unwrap();
    let inbox_id = store.open_messages().unwrap().pop().unwrap().id;
    let new = NewTicket {
        inbox_id,
        state: "ready",
        category: "shipping".into(),
        commitment: false,
        confidence: Decimal::ONE_HUNDRED,
        body: "canary".into(),
        reason: Some("canary".into()),
        payload: None,
    };
    store.open_ticket(&new, now()).unwrap()
}

/// Its answer is on its way.
fn sent(store: &mut Store, ticket: &Ticket) -> Effect {
    let new = NewEffect {
        kind: Kind::Message,
        subject: ticket.id,
        version: None,
        vendor: "paper".into(),
        key: format!("reply:{}", ticket.id),
        request: b"canary".to_vec(),
        pre_image: Vec::new(),
    };
    store.begin_effect(&new, now()).unwrap().0
}

fn advised(store: &mut Store, role: &'static str, subject: &str) -> i64 {
    let call = NewAdvice {
        role,
        subject,
        provider: "local",
        model: "m",
        prompt_sha256: &"a".repeat(64),
        bounds: json!("canary"),
        reply: Some("canary"),
        act: Ok(json!("canary")),
        effective: json!("canary"),
        kept: None,
        input: None,
        output: None,
        cost_millionths: None,
    };
    store.log_advice(&call, now()).unwrap()
}

fn forget(store: &mut Store, name: &str) -> Forgotten {
    store.forget("paper", &[name], "me", now()).unwrap()
}

fn whole(store: &Store) {
    assert_eq!(store.audit(&[]).unwrap().findings, []);
}

#[test]
fn an_answer_whose_fate_is_open_is_erased_once_it_is_known() {
    for how in ["done", "refused", "resolved"] {
        let mut store = funded();
        let ticket = asked(&mut store, "m1", ANN);
        let effect = sent(&mut store, &ticket);
        assert_eq!(forget(&mut store, ANN), Forgotten { messages: 1, pending: 1 });
        assert_eq!(store.tidy().unwrap(), 1);
        assert_eq!(store.effect(effect.id).unwrap().request, b"canary", "it proves what was sent");
        assert_eq!(forget(&mut store, ANN), Forgotten { messages: 0, pending: 1 }, "twice is once");
        match how {
            "done" => store.finish_effect(&effect, &done("R-1", 1), now()),
            "refused" => store.finish_effect(&effect, &End::Refused("no such person".into()), now()),
            _ => {
                store.finish_effect(&effect, &End::Manual("lost".into()), now()).unwrap();
                assert_eq!(store.tidy().unwrap(), 1);
                store.resolve_effect(effect.id, &Resolution::Never, "seen", "me", now())
            }
        }
        .unwrap();
        assert_eq!(store.tidy().unwrap(), 0);
        assert_eq!(store.effect(effect.id).unwrap().request, ERASED.as_bytes(), "{how}");
        whole(&store);
    }
}

#[test]
fn an_answer_that_never_left_is_not_sent_to_somebody_who_is_forgotten() {
    for end in [End::NotSent("no line".into()), End::Absent("not there".into())] {
        let mut store = funded();
        let (ticket, other) = (asked(&mut store, "m1", ANN), asked(&mut store, "m2", "bea"));
        let effects = [sent(&mut store, &ticket), sent(&mut store, &other)];
        forget(&mut store, ANN);
        for effect in &effects {
            store.finish_effect(effect, &end, now()).unwrap();
        }
        assert_eq!((store.tidy().unwrap(), store.ticket(ticket.id).unwrap().state.as_str()), (0, "closed"));
        assert_eq!(store.ticket(other.id).unwrap().state, "ready", "another person's is sent again");
        let refused = store.follow_up(ticket.id, "and more", now()).unwrap_err();
        assert!(refused.to_string().contains("is forgotten"), "{refused}");
        assert!(store.approve_ticket(ticket.id, now()).is_err());
        whole(&store);
    }
}

#[test]
fn the_words_of_promises_and_deals_go_and_what_was_agreed_stays() {
    let mut store = funded();
    let (ticket, other) = (asked(&mut store, "m1", ANN), asked(&mut store, "m2", "bea"));
    let payload = json!({ "promises": [{ "what": "reply", "words": "canary", "within": 24 }], "carried": 1,
        "talk": { "body": "canary", "round": 1 }, "learned": { "nearest": "x", "words": ["canary 9 %"] } });
    for ticket in [&ticket, &other] {
        store.conn.execute("UPDATE ticket SET payload=?2 WHERE id=?1", params![ticket.id, to_json(&payload)]).unwrap();
    }
    for (place, ticket) in [&ticket, &other].into_iter().enumerate() {
        store
            .write(|tx| {
                tx.execute(
                    "INSERT INTO deal(record_id,source,item,seller,title,state,quantity,units,ccy,asked,top,ladder,opened_us,deadline_us,
                       updated_us) VALUES('r','s',?1,'','t','open',1,1,'USD',9,9,'{}',0,9,0)",
                    [place.to_string()],
                )?;
                tx.execute(
                    "INSERT INTO deal_move(deal_id,at_us,who,act,price,inbox_id,detail) VALUES(?1,0,'seller','counter',8,?2,'canary')",
                    params![tx.last_insert_rowid(), ticket.inbox_id],
                )?;
                Ok(())
            })
            .unwrap();
    }
    let calls = ["deal:1", "deal:2"].map(|deal| advised(&mut store, "negotiator", deal));
    let effects = [sent(&mut store, &ticket), sent(&mut store, &other)];
    for (effect, id) in effects.iter().zip(["R-1", "R-2"]) {
        store.finish_effect(effect, &done(id, 1), now()).unwrap();
    }
    forget(&mut store, ANN);
    let text = |sql: &str| store.conn.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    for (table, column) in [("promise", "words"), ("deal_move", "detail"), ("advice_call", "reply")] {
        let both = text(&format!("SELECT group_concat({column},' ') FROM (SELECT {column} FROM {table} ORDER BY id)"));
        assert_eq!(both, "(erased) canary", "{table}");
    }
    let kept = store.ticket(ticket.id).unwrap().payload.unwrap();
    assert!(
        !kept.to_string().contains("canary") && kept["carried"] == 1 && kept["learned"]["nearest"] == "x",
        "{kept}"
    );
    assert_eq!(store.ticket(other.id).unwrap().payload.unwrap(), payload);
    assert_eq!(calls, [1, 2]);
    whole(&store);
    for sql in [
        "UPDATE deal_move SET price=1 WHERE id=1",
        "UPDATE deal_move SET detail='x' WHERE id=1",
        "UPDATE deal_move SET detail='(erased)' WHERE id=2",
        "INSERT OR REPLACE INTO deal_move SELECT id,deal_id,at_us,who,act,price,ticket_id,NULL,detail FROM deal_move",
    ] {
        refused(&store, sql);
    }
    for sql in [
        "UPDATE promise SET words='x' WHERE id=1",
        "UPDATE promise SET words='(erased)' WHERE id=2",
        "UPDATE promise SET words='(erased)',made_us=1 WHERE id=1",
    ] {
        assert!(store.conn.execute(sql, []).is_err(), "{sql}");
    }
    // A change behind its back is found, erased or not.
    store.conn.execute_batch("DROP TRIGGER deal_move_no_upd; UPDATE deal_move SET detail='x' WHERE id=1").unwrap();
    assert_eq!(store.audit(&[]).unwrap().findings.len(), 1);
}

#[test]
fn an_answer_to_what_was_erased_meanwhile_is_neither_kept_nor_sent() {
    let mut store = funded();
    let message = Message { id: "m1".into(), at: now(), buyer: ANN.into(), body: "x".into(), ..Message::default() };
    store.store_messages("paper", &[message], now()).unwrap();
    let inbox_id = store.open_messages().unwrap()[0].id;
    forget(&mut store, ANN);
    let new = NewTicket {
        inbox_id,
        state: "ready",
        category: "shipping".into(),
        commitment: false,
        confidence: Decimal::ONE_HUNDRED,
        body: "canary".into(),
        reason: Some("canary".into()),
        payload: Some(json!("canary")),
    };
    let ticket = store.open_ticket(&new, now()).unwrap();
    assert_eq!((ticket.state.as_str(), ticket.body.as_str(), ticket.payload), ("closed", ERASED, None));
}

#[test]
fn names_are_one_however_they_are_written() {
    let mut store = funded();
    for (place, name) in ["ÄNNE ÖZ", " änne öz\t", "Änne Öz", "anne oz"].into_iter().enumerate() {
        asked(&mut store, &format!("m{place}"), name);
    }
    assert_eq!(forget(&mut store, "änne Öz").messages, 3);
    assert_eq!(store.ticket(4).unwrap().message.buyer, "anne oz");
    assert_eq!(forget(&mut store, ERASED).messages, 0, "what is erased is nobody's");
}

/// Refused by the schema, whoever tries.
fn refused(store: &Store, sql: &str) {
    let why = store.conn.execute(sql, []).expect_err(sql);
    assert!(why.to_string().contains("append-only") || why.to_string().contains("final"), "{sql}: {why}");
}

#[test]
fn an_erasure_lets_nothing_else_be_changed() {
    let mut store = funded();
    let ticket = asked(&mut store, "m1", ANN);
    let effect = sent(&mut store, &ticket);
    store.finish_effect(&effect, &done("R-1", 1), now()).unwrap();
    advised(&mut store, "support", "paper:m1");
    assert_eq!(forget(&mut store, ANN), Forgotten { messages: 1, pending: 0 });
    for (column, value) in [
        ("id", "99"),
        ("generation", "9"),
        ("version", "9"),
        ("state", "'absent'"),
        ("result", "'x'"),
        ("attempts", "9"),
        ("begun_us", "9"),
        ("first_sent_us", "last_sent_us+1"),
        ("last_sent_us", "last_sent_us+1"),
        ("next_check_us", "9"),
        ("absent_us", "9"),
        ("undated_us", "9"),
        ("repeat_refused", "1"),
        ("lease_owner", "'x'"),
        ("lease_until_us", "9"),
        ("fence", "9"),
        ("reason", "'x'"),
        ("evidence", "'x'"),
        ("ended_us", "9"),
    ] {
        refused(&store, &format!("UPDATE effect SET {column}={value} WHERE id={}", effect.id));
    }
    for what in [
        "act=NULL,why='(erased)'",
        "reply=NULL,act=NULL,why='(erased)'",
        "reply='x'",
        "bounds='{}'",
        "model='x'",
        "cost_millionths=1",
    ] {
        refused(&store, &format!("UPDATE advice_call SET {what} WHERE id=1"));
    }
    refused(&store, "INSERT OR REPLACE INTO advice_call SELECT * FROM advice_call");
    refused(&store, "INSERT OR REPLACE INTO erased SELECT id,kind,ref,'x',at_us FROM erased");
    refused(&store, "INSERT OR REPLACE INTO erased(kind,ref,notice,at_us) SELECT kind,ref,'x',at_us FROM erased");
    whole(&store);
}

/// A letter that says one word.
fn word(store: &mut Store, id: &str, buyer: &str, body: &str, at: &str) -> usize {
    let at = at.parse().unwrap();
    let letter = Message { id: id.into(), at, buyer: buyer.into(), body: body.into(), ..Message::default() };
    store.store_messages("paper", &[letter], now()).unwrap()
}

/// The rows about wishes and people in which a text stands.
fn found(store: &Store, text: &str) -> Vec<String> {
    let dump = |table: &str, columns: &str| {
        let mut query = store.conn.prepare(&format!("SELECT {columns} FROM {table}")).unwrap();
        query.query_map([], |row| row.get::<_, String>(0)).unwrap().collect::<rusqlite::Result<Vec<_>>>().unwrap()
    };
    let rows = [
        dump("wish", "channel||' '||person||' '||message"),
        dump("forgotten", "source||' '||person_sha256||' '||notice"),
    ];
    rows.concat().into_iter().filter(|row| row.to_lowercase().contains(text)).collect()
}

#[test]
fn who_wants_no_messages_is_left_alone_after_they_are_forgotten_too() {
    let mut store = funded();
    word(&mut store, "ann-1", ANN, "STOP", "2026-06-01T10:00:00Z");
    store.note_wish("paper", "ÄNNE@example.com", crate::domain::manners::Wish::Stop, "e-7", now()).unwrap();
    forget(&mut store, ANN);
    forget(&mut store, "änne@example.com");
    for address in [ANN, " Ann@Example.com", "Änne@example.com"] {
        assert!(store.unwanted_since("paper", address).unwrap().is_some(), "{address}");
        let refused = store.refuse_first_word("paper", address, "O-1").unwrap_err();
        assert_eq!(crate::ui::failure_in(&refused).unwrap().code, "opted_out");
    }
    assert_eq!(store.unwanted_since("paper", "bea@example.com").unwrap(), None);
    assert_eq!(store.unwanted_since("mail", ANN).unwrap(), None, "a wish is of one channel");
    // The same letter again changes nothing; a later wish counts, and neither is kept in the clear.
    assert_eq!(word(&mut store, "ann-1", ANN, "STOP", "2026-06-01T10:00:00Z"), 0);
    assert_eq!(word(&mut store, "ann-2", ANN, "START", "2026-06-01T11:00:00Z"), 0);
    assert_eq!(store.unwanted_since("paper", ANN).unwrap(), None);
    assert_eq!(word(&mut store, "ann-3", ANN, "STOP", "2026-06-01T11:30:00Z"), 0);
    assert!(store.unwanted_since("paper", ANN).unwrap().is_some());
    for name in ["ann@", "änne@", "ann-", "e-7"] {
        assert_eq!(found(&store, name), [""; 0]);
    }
    // A bare hash of an address would be found by trying.
    assert_eq!(found(&store, &mark::bare(ANN)), [""; 0]);
    whole(&store);
}

#[test]
fn marks_take_the_place_of_bare_hashes() {
    let mut store = funded();
    store
        .conn
        .execute(
            "INSERT INTO forgotten(source,person_sha256,at_us,notice) VALUES('paper',?1,0,'me')",
            [mark::bare(ANN)],
        )
        .unwrap();
    assert_eq!(word(&mut store, "ann-1", ANN, "Hello", "2026-06-01T10:00:00Z"), 0, "an old mark holds");
    forget(&mut store, "bea");
    assert_eq!(found(&store, &mark::bare(ANN)), [""; 0]);
    assert_eq!(word(&mut store, "ann-1", ANN, "Hello", "2026-06-01T10:00:00Z"), 0, "and so does the new one");
    let marks: i64 = store.conn.query_row("SELECT count(*) FROM forgotten", [], |row| row.get(0)).unwrap();
    assert_eq!(marks, 2);
}

#[test]
fn an_answer_on_its_way_does_not_leave_again() {
    let mut store = funded();
    let (ticket, other) = (asked(&mut store, "m1", ANN), asked(&mut store, "m2", "bea"));
    let effects = [sent(&mut store, &ticket), sent(&mut store, &other)];
    forget(&mut store, ANN);
    let why = store.kept_back(&effects[0]).unwrap().unwrap();
    assert!(why.contains("is forgotten"), "{why}");
    let refused = store.resend_effect(&effects[0], now()).unwrap_err();
    assert_eq!(crate::ui::failure_in(&refused).unwrap().code, "person_left");
    assert_eq!(store.effect(effects[0].id).unwrap().attempts, 1);
    assert_eq!(store.kept_back(&effects[1]).unwrap(), None);
    assert_eq!(store.resend_effect(&effects[1], now()).unwrap().attempts, 2, "another person's is sent again");
    word(&mut store, "m3", "Bea", "STOP", "2026-06-01T10:00:00Z");
    assert!(store.resend_effect(&effects[1], now()).is_err(), "nor one to somebody who wants no more");
}

#[test]
fn what_a_server_said_names_nobody_in_the_books() {
    let said = || "550 <ann@example.com> of +1 415 555 0100: no such user".to_owned();
    let mut store = funded();
    let next_check = now();
    let ends = [
        End::Unknown { why: said(), next_check, absent: false },
        End::Manual(said()),
        End::RepeatRefused(said()),
        End::Refused(said()),
        End::NotSent(said()),
        End::Absent(said()),
    ];
    for (place, end) in ends.iter().enumerate() {
        let ticket = asked(&mut store, &format!("m{place}"), &format!("b{place}"));
        let effect = sent(&mut store, &ticket);
        store.finish_effect(&effect, end, now()).unwrap();
        // What comes too late is kept as it came, but for that.
        store.finish_effect(&Effect { fence: 0, ..effect }, end, now()).unwrap();
    }
    let manual = store.effects(&[crate::domain::effect::EffectState::Manual]).unwrap();
    store.resolve_effect(manual[0].id, &Resolution::Never, "ann@example.com says so", "me", now()).unwrap();
    for (table, columns) in [
        ("effect", "coalesce(reason,'')||coalesce(evidence,'')"),
        ("ticket", "coalesce(reason,'')"),
        ("effect_observation", "outcome"),
    ] {
        let all: String = store
            .conn
            .query_row(&format!("SELECT group_concat({columns}) FROM {table}"), [], |row| row.get(0))
            .unwrap();
        assert!(!all.contains("ann@") && !all.contains("0100") && all.contains("no such user"), "{table}: {all}");
    }
}

#[test]
fn no_first_word_to_whoever_is_forgotten() {
    let mut store = funded();
    let letter = |id: &str, buyer: &str, order: &str| Message {
        id: id.into(),
        at: now(),
        buyer: buyer.into(),
        order: Some(order.into()),
        body: "x".into(),
        ..Message::default()
    };
    store.store_messages("paper", &[letter("m1", ANN, "O-1"), letter("m2", "bea", "O-2")], now()).unwrap();
    store.note_wish("paper", "Bea", crate::domain::manners::Wish::Stop, "e-1", now()).unwrap();
    store.refuse_first_word("amazon", "the buyer of O-1", "O-1").unwrap();
    forget(&mut store, ANN);
    store.forget("amazon", &["the buyer of O-4"], "me", now()).unwrap();
    for (order, code) in [("O-1", "person_forgotten"), ("O-2", "opted_out"), ("O-4", "person_forgotten")] {
        let refused = store.refuse_first_word("amazon", &format!("the buyer of {order}"), order).unwrap_err();
        assert_eq!(crate::ui::failure_in(&refused).unwrap().code, code, "{order}");
    }
    store.refuse_first_word("amazon", "the buyer of O-3", "O-3").unwrap();
}
