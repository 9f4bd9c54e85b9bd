//! Who is not written to, or not now: STOP and START, the night where they are, too much in one day.

use super::once::{by_phone, twilio};

const PHONE: &str = "+14155550100";

#[test]
fn who_wrote_stop_is_never_written_to_until_they_write_start() {
    let (stub, taken) = twilio(0);
    let talk = by_phone(&stub, "");
    talk.receives("twilio", PHONE, &[("SM1", "Where is my order?"), ("SM2", "STOP")]);
    talk.answers().run().any_stdout().any_stderr().exit();
    assert_eq!(talk.state(0), "escalated");
    assert!(
        talk.tickets()[0].reason.as_ref().unwrap().contains("wants no more messages since"),
        "{:?}",
        talk.tickets()[0]
    );
    // The word itself is no question: it has no ticket.
    assert_eq!((talk.tickets().len(), taken.lock().unwrap().len()), (1, 0));
    // The books themselves refuse, whoever asks them.
    let mut store = talk.store();
    let now = crate::it::kit::talk::at("2026-06-01T12:00:10Z");
    store.approve_ticket(1, now).unwrap();
    let new = arb::store::NewEffect {
        kind: arb::vendors::Kind::Message,
        subject: 1,
        version: None,
        vendor: "twilio".into(),
        key: "k".into(),
        request: b"{}".to_vec(),
        pre_image: Vec::new(),
    };
    let why = store.begin_effect(&new, now).err().unwrap();
    assert!(why.to_string().contains("wants no more messages"), "{why:#}");
    drop(store);
    talk.store()
        .store_messages(
            "twilio",
            &[arb::domain::message::Message {
                id: "SM3".into(),
                at: crate::it::kit::talk::at("2026-06-01T12:01:00Z"),
                buyer: PHONE.into(),
                body: "Start".into(),
                ..arb::domain::message::Message::default()
            }],
            now,
        )
        .unwrap();
    talk.arb("support").now("2026-06-01T12:02:00Z").run().code(0).any_stdout().any_stderr();
    assert_eq!((talk.state(0).as_str(), taken.lock().unwrap().len()), ("sent", 1));
    // Somebody else's wish is nobody else's.
    talk.receives("twilio", "+14155550199", &[("SM9", "stop")]);
    assert!(talk.store().unwanted_since("twilio", PHONE).unwrap().is_none());
    assert!(talk.store().unwanted_since("twilio", "+14155550199").unwrap().is_some());
    assert!(talk.store().unwanted_since("mail", "+14155550199").unwrap().is_none());
}

#[test]
fn an_answer_waits_for_the_morning_where_the_recipient_is() {
    let (stub, taken) = twilio(0);
    let talk = by_phone(&stub, "");
    let settings = talk
        .sandbox
        .read("arb.toml")
        .replace("quiet = \"\"", "quiet = \"21:00-08:00\"\nzones = [\"+1415 Asia/Tokyo\"]\n");
    talk.sandbox.write("arb.toml", settings);
    talk.receives("twilio", PHONE, &[("SM1", "Where is my order?")]);
    // 21:00 in Tokyo.
    talk.answers().run().code(0).any_stdout().any_stderr();
    let reason = talk.tickets()[0].reason.clone().unwrap();
    assert!(
        reason.contains("held until 2026-06-01T23:00:00Z: it is night where they are; 08:00 there (Asia/Tokyo)"),
        "{reason}"
    );
    talk.arb("support").now("2026-06-01T22:59:59Z").run().code(0).any_stdout().any_stderr();
    assert_eq!((talk.state(0).as_str(), taken.lock().unwrap().len()), ("ready", 0));
    talk.arb("support").now("2026-06-01T23:00:00Z").run().code(0).any_stdout().any_stderr();
    assert_eq!((talk.state(0).as_str(), taken.lock().unwrap().len()), ("sent", 1));
}

#[test]
fn one_person_gets_so_many_messages_in_a_day() {
    let (stub, taken) = twilio(0);
    let talk = by_phone(&stub, "per_person_per_day = 1");
    talk.receives("twilio", PHONE, &[("SM1", "Where is my order?"), ("SM2", "And the other one, where is it?")]);
    talk.receives("twilio", "+14155550101", &[("SM3", "Where is mine?")]);
    talk.answers().run().code(0).any_stdout().any_stderr();
    for ticket in ["2", "3"] {
        let words = format!("support approve {ticket} --body answer.txt");
        talk.arb(&words).now("2026-06-01T13:00:00Z").run().code(0).any_stdout().any_stderr();
    }
    assert_eq!([talk.state(0), talk.state(1), talk.state(2)], ["sent", "ready", "sent"]);
    let reason = talk.tickets()[1].reason.clone().unwrap();
    assert!(reason.contains("held until 2026-06-02T12:00:00Z: 1 messages went to them in 24 hours"), "{reason}");
    talk.arb("support").now("2026-06-02T12:00:01Z").run().code(0).any_stdout().any_stderr();
    assert_eq!((talk.state(1).as_str(), taken.lock().unwrap().len()), ("sent", 3));
}
