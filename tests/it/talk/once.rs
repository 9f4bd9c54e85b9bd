//! A message goes out once: accepted, refused, its reply lost, the program killed.

use std::{
    sync::{Arc, Mutex},
    thread::sleep,
    time::{Duration, Instant},
};

use crate::it::kit::{
    stub::{Answer, Asked, Stub},
    talk::Talk,
};

/// The runs of cron after a bad night, the last ones when "not found" means something.
pub(super) const LATER: [&str; 4] =
    ["2026-06-01T12:00:30Z", "2026-06-01T12:16:00Z", "2026-06-01T12:17:00Z", "2026-06-01T12:18:00Z"];

const ACCOUNT: &str = "AC00000000000000000000000000000000";
const PHONE: &str = "+14155550100";

/// What a Twilio on loopback has taken: the number and the text of each message.
pub(in crate::it) type Taken = Arc<Mutex<Vec<(String, String)>>>;

fn field(asked: &Asked, name: &str) -> String {
    let mut pairs = url::form_urlencoded::parse(asked.body.as_bytes());
    pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// A Twilio that keeps what it takes, lists it, and answers the first `lost` messages with nothing.
pub(super) fn twilio(mut lost: usize) -> (Stub, Taken) {
    let taken = Taken::default();
    let kept = Arc::clone(&taken);
    let stub = Stub::start(move |asked| {
        let mut kept = kept.lock().unwrap();
        let sid = |place: usize| format!("SM{place:032x}");
        match asked.method.as_str() {
            "POST" => {
                kept.push((field(asked, "To"), field(asked, "Body")));
                if lost > 0 {
                    lost -= 1;
                    return Answer::lost();
                }
                Answer::of(201, format!(r#"{{"sid":"{}","status":"queued"}}"#, sid(kept.len())))
            }
            _ if asked.path.ends_with("/Balance.json") => Answer::json(r#"{"balance":"12.5","currency":"USD"}"#),
            _ => {
                let to = asked.query("To");
                let rows = kept.iter().enumerate().filter(|(_, (number, _))| number == to).map(|(place, (_, body))| {
                    let (sid, body) = (sid(place + 1), serde_json::json!(body));
                    format!(r#"{{"sid":"{sid}","body":{body},"direction":"outbound-api"}}"#)
                });
                let rows: Vec<String> = rows.collect();
                Answer::json(format!(r#"{{"messages":[{}],"next_page_uri":null}}"#, rows.join(",")))
            }
        }
    });
    (stub, taken)
}

pub(super) fn by_phone(stub: &Stub, more: &str) -> Talk {
    let settings = format!(
        "[support.manners]\nquiet = \"\"\n{more}\n[vendors.twilio]\nenabled = true\ncredentials = \"live\"\n\
         base_url = \"{}\"\nfrom = \"+15005550006\"\ndeadline_s = 2\n",
        stub.url()
    );
    Talk::new(&settings, &[("ARB_TWILIO_ACCOUNT_SID", ACCOUNT), ("ARB_TWILIO_AUTH_TOKEN", "canary-token")])
}

#[test]
fn an_answer_by_text_message_goes_out_once() {
    let (stub, taken) = twilio(0);
    let talk = by_phone(&stub, "");
    talk.receives("twilio", PHONE, &[("SM1", "Where is my order?")]);
    talk.answers().run().code(0).any_stdout().stderr_contains("1 answered");
    for _ in 0..2 {
        talk.arb("support").run().code(0).any_stdout().any_stderr();
    }
    assert_eq!(*taken.lock().unwrap(), [(PHONE.to_owned(), "It is on its way.".to_owned())]);
    let asked = stub.asked();
    let sent = asked.iter().find(|asked| asked.method == "POST").unwrap();
    assert_eq!(
        (field(sent, "From").as_str(), sent.header("authorization").starts_with("Basic ")),
        ("+15005550006", true)
    );
    assert_eq!(sent.path, format!("/2010-04-01/Accounts/{ACCOUNT}/Messages.json"));
    talk.arb("verify").run().code(0).any_stdout().stderr_contains(" 0 problems");
    talk.arb("vendors check twilio").run().code(0).any_stderr().stdout_contains("12.5 USD");
}

#[test]
fn a_lost_reply_is_found_in_the_list_and_not_sent_again() {
    let (stub, taken) = twilio(1);
    let talk = by_phone(&stub, "");
    talk.receives("twilio", PHONE, &[("SM1", "Where is my order?")]);
    talk.answers().run().code(4).any_stdout().any_stderr();
    assert_eq!(talk.state(0), "unknown");
    for clock in LATER {
        talk.arb("support").now(clock).run().any_stdout().any_stderr().exit();
    }
    assert_eq!((talk.state(0).as_str(), taken.lock().unwrap().len()), ("sent", 1));
}

#[test]
fn a_number_that_is_none_and_a_refusal_fail_with_their_reason() {
    let stub = Stub::start(|asked| match asked.method.as_str() {
        "POST" => {
            Answer::of(400, r#"{"code":21610,"message":"Attempt to send to unsubscribed recipient","status":400}"#)
        }
        _ => Answer::json(r#"{"messages":[]}"#),
    });
    let talk = by_phone(&stub, "");
    talk.receives("twilio", PHONE, &[("SM1", "Where is my order?")]);
    talk.answers().run().code(4).any_stdout().any_stderr();
    let ticket = &talk.tickets()[0];
    assert_eq!(ticket.state, "failed");
    assert!(ticket.reason.as_ref().unwrap().contains("unsubscribed recipient"), "{ticket:?}");
    // Nothing that is no number is ever in an address.
    let talk = by_phone(&stub, "");
    talk.receives("twilio", "not a number", &[("SM1", "Where is my order?")]);
    talk.answers().run().code(4).any_stdout().any_stderr();
    assert_eq!(talk.state(0), "failed");
    assert_eq!(stub.asked().iter().filter(|asked| asked.method == "POST").count(), 1);
}

/// A SendGrid that keeps what it takes; the first `lost` replies are.
pub(in crate::it) fn sendgrid(mut lost: usize) -> (Stub, Taken) {
    let taken = Taken::default();
    let kept = Arc::clone(&taken);
    let stub = Stub::start(move |asked| {
        if asked.path.ends_with("/scopes") {
            return Answer::json(r#"{"scopes":["mail.send"]}"#);
        }
        let letter = asked.json();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let mut kept = kept.lock().unwrap();
        kept.push((text(&letter["personalizations"][0]["to"][0]["email"]), text(&letter["content"][0]["value"])));
        if lost > 0 {
            lost -= 1;
            return Answer::lost();
        }
        Answer::of(202, "").with("x-message-id", &format!("id{}", kept.len()))
    });
    (stub, taken)
}

pub(in crate::it) fn by_sendgrid(stub: &Stub) -> Talk {
    let settings = format!(
        "[vendors.sendgrid]\nenabled = true\ncredentials = \"live\"\nbase_url = \"{}\"\nfrom = \"shop@example.com\"\n",
        stub.url()
    );
    Talk::new(&settings, &[("ARB_SENDGRID_KEY", "SG.canary")])
}

#[test]
fn a_letter_through_sendgrid_goes_out_once_and_a_lost_reply_waits_for_a_person() {
    let (stub, taken) = sendgrid(0);
    let talk = by_sendgrid(&stub);
    talk.receives("mail", "ann@example.com", &[("m1@example.com", "Where is my order?")]);
    talk.answers().run().code(0).any_stdout().stderr_contains("1 answered");
    let letter = stub.asked()[0].json();
    assert_eq!(
        (letter["subject"].as_str(), letter["headers"]["In-Reply-To"].as_str()),
        (Some("Re: Where is it?"), Some("<m1@example.com>"))
    );
    assert_eq!(*taken.lock().unwrap(), [("ann@example.com".to_owned(), "It is on its way.".to_owned())]);
    talk.arb("vendors check sendgrid").run().code(0).any_stderr().stdout_contains("may send mail");

    let (stub, taken) = sendgrid(1);
    let talk = by_sendgrid(&stub);
    talk.receives("mail", "ann@example.com", &[("m1@example.com", "Where is my order?")]);
    talk.answers().run().code(4).any_stdout().any_stderr();
    for clock in LATER {
        talk.arb("support").now(clock).run().code(4).any_stdout().any_stderr();
    }
    assert_eq!((talk.state(0).as_str(), taken.lock().unwrap().len()), ("manual", 1));
    let resolved = "resolve message:1 --placed id1 --evidence seen --yes";
    talk.arb(resolved).now(LATER[3]).run().code(0).any_stdout().any_stderr();
    assert_eq!(talk.state(0), "sent");
}

#[test]
fn killed_at_any_moment_a_message_is_sent_at_most_once_and_its_fate_is_known() {
    const KILLS: u32 = 8;
    for how in ["twilio", "sendgrid"] {
        let place = |stub: &Stub| {
            let talk = if how == "twilio" { by_phone(stub, "") } else { by_sendgrid(stub) };
            let (inbox, from) = if how == "twilio" { ("twilio", PHONE) } else { ("mail", "ann@example.com") };
            talk.receives(inbox, from, &[("m1@example.com", "Where is my order?")]);
            talk.sandbox.write("answer.txt", "It is on its way.\n");
            talk.arb("support").run().code(0).any_stdout().any_stderr();
            talk
        };
        let open = || if how == "twilio" { twilio(0) } else { sendgrid(0) };
        let words = "support approve 1 --body answer.txt";
        let (stub, _) = open();
        let calm = place(&stub);
        let begun = Instant::now();
        calm.arb(words).run().code(0).any_stdout().any_stderr();
        let whole = begun.elapsed();
        for kill in 0..KILLS {
            let (stub, taken) = open();
            let talk = place(&stub);
            let going = talk.arb(words).start();
            sleep(whole * kill / KILLS);
            going.signal("KILL");
            going.wait().any_stdout().any_stderr().exit();
            for clock in LATER {
                talk.arb("support").now(clock).run().any_stdout().any_stderr().exit();
                sleep(Duration::from_millis(10));
            }
            let (state, sent) = (talk.state(0), taken.lock().unwrap().len());
            let shown = format!("{how}, killed after {kill} of {KILLS}: {state}, {sent} sent");
            assert!(sent <= 1, "{shown}");
            match state.as_str() {
                "sent" => assert_eq!(sent, 1, "{shown}"),
                // A draft that was never approved, an approval that was never sent: the next run sends it.
                "drafted" | "escalated" => assert_eq!(sent, 0, "{shown}"),
                "ready" => assert_eq!(sent, 0, "{shown}"),
                "manual" => assert!(how == "sendgrid", "{shown}"),
                _ => panic!("{shown}"),
            }
            talk.arb("verify").run().code(0).any_stdout().stderr_contains(" 0 problems");
        }
    }
}

#[test]
fn an_answer_to_a_file_is_a_file() {
    let talk = Talk::new("[vendors.files]\nenabled = true\noutbox = \"outbox\"\n", &[]);
    talk.sandbox.write("messages.jsonl", "{\"id\":\"m1\",\"buyer\":\"ann\",\"body\":\"Where is my order?\"}\n");
    talk.sandbox.write("answer.txt", "It is on its way.\n");
    talk.arb("support messages.jsonl").run().code(0).any_stdout().any_stderr();
    talk.arb("support approve file:m1 --body answer.txt").run().code(0).any_stdout().any_stderr();
    talk.arb("support messages.jsonl").run().code(0).any_stdout().any_stderr();
    let files: Vec<_> =
        std::fs::read_dir(talk.sandbox.path("outbox")).unwrap().map(|one| one.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let written: serde_json::Value = serde_json::from_slice(&std::fs::read(&files[0]).unwrap()).unwrap();
    assert_eq!((written["to"].as_str(), written["answers"].as_str()), (Some("ann"), Some("m1")));
    assert_eq!(written["body"], "It is on its way.");
    talk.arb("vendors check files").run().code(0).any_stderr().stdout_contains("is there");
}

/// An Amazon that lets one kind of message be sent about an order, and keeps what it takes.
fn amazon(lost: bool) -> (Stub, Taken) {
    let taken = Taken::default();
    let kept = Arc::clone(&taken);
    let stub = Stub::start(move |asked| match (asked.method.as_str(), asked.path.as_str()) {
        (_, "/auth/o2/token") => Answer::json(r#"{"access_token":"t","token_type":"bearer","expires_in":3600}"#),
        ("GET", path) if path.starts_with("/messaging/v1/orders/") => Answer::json(
            r#"{"_links":{"self":{"href":"x"},"actions":[{"href":"x/unexpectedProblem","name":"unexpectedProblem"}]}}"#,
        ),
        ("POST", path) if path.contains("/messages/") => {
            let text = asked.json()["text"].as_str().unwrap().to_owned();
            kept.lock().unwrap().push((path.to_owned(), text));
            if lost { Answer::lost() } else { Answer::of(201, "{}") }
        }
        _ => Answer::of(404, "{}"),
    });
    (stub, taken)
}

fn by_amazon(stub: &Stub) -> Talk {
    let url = stub.url();
    let settings = format!(
        "[vendors.amazon]\nenabled = true\nsell = true\ncredentials = \"live\"\nbase_url = \"{url}\"\n\
         token_url = \"{url}/auth/o2/token\"\nseller_id = \"A1SELLER\"\n"
    );
    let keys = [("ARB_AMAZON_CLIENT_ID", "i"), ("ARB_AMAZON_CLIENT_SECRET", "s"), ("ARB_AMAZON_REFRESH_TOKEN", "r")];
    let talk = Talk::new(&settings, &keys);
    talk.sandbox.write("late.txt", "It is late, by two days.\n");
    talk.sandbox.write("link.txt", "See https://shop.example\n");
    talk
}

#[test]
fn a_buyer_on_amazon_is_written_to_once_and_only_as_amazon_allows() {
    const ORDER: &str = "902-3159896-1390916";
    let (stub, taken) = amazon(false);
    let talk = by_amazon(&stub);
    let write = |order: &str, about: &str, body: &str| {
        talk.arb(&format!("support write {order} --about {about} --body {body}")).run()
    };
    write(ORDER, "confirmOrderDetails", "late.txt").code(4).any_stdout().any_stderr();
    assert!(
        talk.tickets()[0]
            .reason
            .as_ref()
            .unwrap()
            .contains("allows no confirmOrderDetails for this order now, but unexpectedProblem")
    );
    write("902-3159896-1390917", "unexpectedProblem", "link.txt").code(4).any_stdout().any_stderr();
    assert!(talk.tickets()[1].reason.as_ref().unwrap().contains("takes no links"));
    assert!(taken.lock().unwrap().is_empty());
    write(ORDER, "unexpectedProblem", "late.txt").code(0).any_stdout().any_stderr();
    write(ORDER, "unexpectedProblem", "late.txt").code(5).any_stdout().stderr_contains("was written before");
    let path = format!("/messaging/v1/orders/{ORDER}/messages/unexpectedProblem");
    assert_eq!(*taken.lock().unwrap(), [(path, "It is late, by two days.".to_owned())]);
    assert_eq!(talk.state(2), "sent");

    let (stub, taken) = amazon(true);
    let talk = by_amazon(&stub);
    talk.arb(&format!("support write {ORDER} --about unexpectedProblem --body late.txt"))
        .run()
        .code(4)
        .any_stdout()
        .any_stderr();
    for clock in LATER {
        talk.arb("support").now(clock).run().code(4).any_stdout().any_stderr();
    }
    assert_eq!((talk.state(0).as_str(), taken.lock().unwrap().len()), ("manual", 1));
}
