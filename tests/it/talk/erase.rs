//! A person is forgotten: not a word of theirs is left in the file, what was done stays proven, and a hidden change is found.

use std::rc::Rc;

use arb::{
    config::Mode,
    domain::message::Message,
    effects::{self, Reach},
    store::{Create, NewAdvice, NewTicket, Store},
    vendors::{Gateway, Look},
};
use rusqlite::Connection;
use serde_json::json;

use super::once::{LATER, by_sendgrid, sendgrid};
use crate::it::kit::{
    Sandbox, alone,
    shop::Shop,
    talk::{Talk, at},
};

const NOW: &str = "2026-06-01T12:00:00Z";
/// What nobody may find afterwards.
const CANARIES: [&str; 4] = ["ann@example.com", "canary-question", "canary-prompt", "canary-reply"];

/// Every byte of the database and what lies beside it.
pub(super) fn bytes(talk: &Talk) -> Vec<u8> {
    let mut all = Vec::new();
    for name in ["arb.db", "arb.db-wal", "arb.db-journal"] {
        all.extend(std::fs::read(talk.sandbox.path(name)).unwrap_or_default());
    }
    all
}

pub(super) fn holds(bytes: &[u8], canary: &str) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary.as_bytes())
}

/// A person wrote, a model was asked about it, an answer went out.
fn answered() -> Talk {
    let (stub, _) = sendgrid(0);
    let talk = by_sendgrid(&stub);
    talk.receives("mail", "ann@example.com", &[("m1@example.com", "canary-question where is my order?")]);
    talk.receives("mail", "bea@example.com", &[("m2@example.com", "Another question about an order?")]);
    for subject in ["mail:m1@example.com", "mail:m2@example.com"] {
        let call = NewAdvice {
            role: "support",
            subject,
            provider: "local",
            model: "m",
            prompt_sha256: &"a".repeat(64),
            bounds: json!({ "template": "canary-prompt" }),
            reply: Some("{\"text\":\"canary-reply\"}"),
            act: Ok(json!({ "text": "canary-reply" })),
            effective: json!({ "text": "canary-reply" }),
            kept: None,
            input: Some(5),
            output: Some(7),
            cost_millionths: Some(3),
        };
        if subject.contains("m1") {
            talk.store().log_advice(&call, at(NOW)).unwrap();
        } else {
            let others = json!({ "text": "of bea" });
            let call = NewAdvice {
                bounds: others.clone(),
                reply: Some("of bea"),
                act: Ok(others.clone()),
                effective: others,
                ..call
            };
            talk.store().log_advice(&call, at(NOW)).unwrap();
        }
    }
    talk.answers().run().code(0).any_stdout().any_stderr();
    talk
}

#[test]
fn what_a_person_wrote_and_what_came_of_it_is_gone_from_the_file_and_the_rest_is_proven() {
    let talk = answered();
    let before = bytes(&talk);
    assert!(CANARIES.iter().all(|canary| holds(&before, canary)));
    let words = "support erase ann@example.com --channel mail";
    talk.arb(&format!("{words} --no-input")).run().code(5).any_stdout().any_stderr();
    talk.arb(&format!("{words} --dry-run")).run().code(0).any_stdout().stderr_contains("would erase");
    talk.arb(&format!("{words} --yes")).run().code(0).any_stdout().stderr_contains("1 messages erased");
    let after = bytes(&talk);
    for canary in CANARIES {
        assert!(!holds(&after, canary), "{canary} is in the file still");
    }
    assert!(holds(&after, "of bea") && holds(&after, "bea@example.com"), "another person's is not touched");
    for command in ["audit verify", "verify"] {
        talk.arb(command).run().code(0).any_stdout().any_stderr();
    }
    // What is erased is worked out no more.
    let replayed = talk.arb("advice replay").run();
    replayed.exit();
    assert!(!replayed.any_stderr().stdout().contains("\"call\":1"), "{replayed}");
    // It is not taken in again, and twice is once.
    talk.receives("mail", "Ann@example.com", &[("m3@example.com", "canary-question again")]);
    talk.arb(&format!("{words} --yes")).run().code(0).any_stdout().stderr_contains("0 messages erased");
    assert!(!holds(&bytes(&talk), "canary-question"));
}

#[test]
fn an_answer_that_nobody_knows_the_fate_of_goes_from_the_file_when_it_is_known() {
    let (stub, taken) = sendgrid(1);
    let talk = by_sendgrid(&stub);
    talk.receives("mail", "ann@example.com", &[("m1@example.com", "canary-question where is my order?")]);
    talk.answers().run().code(4).any_stdout().any_stderr();
    let words = "support erase ann@example.com --channel mail --yes";
    talk.arb(words).run().code(4).any_stdout().stderr_contains("1 answers keep address and text");
    let pending = bytes(&talk);
    assert!(holds(&pending, "ann@example.com") && !holds(&pending, "canary-question"));
    for clock in LATER {
        talk.arb("support").now(clock).run().code(4).any_stdout().any_stderr();
    }
    assert_eq!((talk.state(0).as_str(), taken.lock().unwrap().len()), ("manual", 1));
    let resolved = "resolve message:1 --placed id1 --evidence seen --yes";
    talk.arb(resolved).now(LATER[3]).run().code(0).any_stdout().any_stderr();
    assert_eq!(talk.state(0), "sent");
    let after = bytes(&talk);
    for canary in ["ann@example.com", "It is on its way", "canary-question"] {
        assert!(!holds(&after, canary), "{canary} is in the file still");
    }
    talk.arb("audit verify").now(LATER[3]).run().code(0).any_stdout().any_stderr();
}

#[test]
fn an_answer_that_may_have_left_does_not_leave_again_once_its_person_is_gone() {
    for (gone, sends) in [("nobody", 2), ("erased", 1), ("stopped", 1)] {
        let sandbox = Sandbox::new();
        let mut store = Store::open(&sandbox.path("arb.db"), Create::IfMissing(Mode::Paper)).unwrap();
        let letter = |id: &str, body: &str| Message {
            id: id.into(),
            at: at(NOW),
            buyer: "ann@example.com".into(),
            body: body.into(),
            ..Message::default()
        };
        store.store_messages("mail", &[letter("m1", "Where is it?")], at(NOW)).unwrap();
        let new = NewTicket {
            inbox_id: store.open_messages().unwrap()[0].id,
            state: "ready",
            category: "shipping".into(),
            commitment: false,
            confidence: rust_decimal::Decimal::ONE_HUNDRED,
            body: "It is on its way.".into(),
            reason: None,
            payload: None,
        };
        let ticket = store.open_ticket(&new, at(NOW)).unwrap();
        // A vendor that would know the repeat, whose answers are lost, and that has nothing.
        let shop = Rc::new(Shop::new(|_| Err(anyhow::anyhow!("cut")), |_| Ok(Look::Absent)).idempotent());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        alone(|| runtime.block_on(effects::reply(&mut store, &*shop, ticket.id, at(NOW)))).unwrap();
        match gone {
            "erased" => drop(store.forget("mail", &["Ann@example.com"], "me", at(NOW)).unwrap()),
            "stopped" => drop(store.store_messages("mail", &[letter("m2", "STOP")], at(NOW)).unwrap()),
            _ => {}
        }
        let same = Rc::clone(&shop);
        let of = move |_: &str| Some(Rc::clone(&same) as Rc<dyn Gateway>);
        let mut look = |clock: &str| {
            let now = at(clock);
            alone(|| runtime.block_on(effects::recover(&mut store, &of, Reach::EVERY_COMMAND, &|| now))).unwrap();
        };
        look("2026-06-01T12:00:30Z");
        assert_eq!(shop.sent.get(), sends, "{gone}");
        for clock in &LATER[1..] {
            look(clock);
        }
        if gone != "nobody" {
            assert_eq!(shop.sent.get(), 1, "{gone}: it is found to be absent and stays so");
            let state = if gone == "erased" { "closed" } else { "ready" };
            assert_eq!(store.ticket(ticket.id).unwrap().state, state, "{gone}");
            let again = alone(|| runtime.block_on(effects::reply(&mut store, &*shop, ticket.id, at(LATER[3]))));
            assert!(again.is_err(), "{gone}");
        }
    }
}

#[test]
fn who_wrote_stop_and_was_erased_is_not_written_to_and_not_named() {
    let (stub, taken) = sendgrid(0);
    let talk = by_sendgrid(&stub);
    talk.receives("mail", "ann@example.com", &[("m1@example.com", "STOP")]);
    talk.arb("support erase ann@example.com --channel mail --yes").run().code(0).any_stdout().any_stderr();
    assert!(!holds(&bytes(&talk), "ann@example.com"));
    assert!(talk.store().unwanted_since("mail", "Ann@Example.com").unwrap().is_some());
    // What they write later is not taken in, and nothing goes to them.
    talk.receives("mail", "ann@example.com", &[("m2@example.com", "Where is my order?")]);
    talk.arb("support").run().code(0).any_stdout().any_stderr();
    assert_eq!((talk.tickets().len(), taken.lock().unwrap().len()), (0, 0));
    for command in ["audit verify", "verify"] {
        talk.arb(command).run().code(0).any_stdout().any_stderr();
    }
}

#[test]
fn a_changed_or_removed_call_of_a_model_is_found_erased_or_not() {
    let unguarded = |talk: &Talk, sql: &str| {
        let conn = Connection::open(talk.sandbox.path("arb.db")).unwrap();
        let mut query = conn.prepare("SELECT name FROM sqlite_schema WHERE type='trigger' ORDER BY name").unwrap();
        let names: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        for name in names {
            conn.execute_batch(&format!("DROP TRIGGER \"{name}\"")).unwrap();
        }
        conn.execute_batch(sql).unwrap();
    };
    let erased = || {
        let talk = answered();
        talk.arb("support erase ann@example.com --channel mail --yes").run().code(0).any_stdout().any_stderr();
        talk
    };
    for (place, sql, part) in [
        (answered(), "UPDATE advice_call SET reply='else' WHERE id=1", "reply was"),
        (answered(), "UPDATE advice_call SET effective='{}' WHERE id=2", "effective was"),
        (answered(), "DELETE FROM advice_call WHERE id=2", "the row is gone"),
        (answered(), "DELETE FROM chain WHERE kind='advice' AND ref='1'", "are missing"),
        (answered(), "UPDATE chain SET body=replace(body,'\"m\"','\"n\"') WHERE kind='advice' AND ref='1'", "the hash does not follow"),
        // To say that it was erased is no way to change it.
        (answered(), "INSERT INTO erased(kind,ref,notice,at_us) VALUES('advice',1,'x',0);
             UPDATE advice_call SET bounds='\"(erased)\"',effective='\"(erased)\"',reply='(erased)',act='\"(erased)\"' WHERE id=1", "is in no link"),
        (erased(), "UPDATE advice_call SET reply='else' WHERE id=1", "reply was"),
        (erased(), "UPDATE advice_call SET provider='else' WHERE id=1", "provider was"),
        (erased(), "DELETE FROM erased", "the row is gone"),
    ] {
        unguarded(&place, sql);
        place.arb("audit verify").run().code(6).stdout_contains(part).any_stderr();
    }
}
