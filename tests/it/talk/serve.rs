//! Calls from outside: good, forged, replayed, too large, too slow, and a program that dies in between.

use std::{
    io::{Read as _, Write as _},
    time::{Duration, Instant},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use p256::{
    ecdsa::{
        DerSignature, SigningKey,
        signature::{Signer as _, hazmat::PrehashSigner as _},
    },
    pkcs8::EncodePublicKey as _,
};
use serde_json::json;
use sha1::{Digest as _, Sha1};

use crate::it::kit::{
    sandbox::NOW,
    stub::{Answer, Stub},
    talk::{Serving, Talk, at},
};

const TOKEN: &str = "canary-token";
const PUBLIC: &str = "https://hooks.example.com";
const WORD: &str = "a_word_that_was_told_to_ebay_0123456789";

fn signing() -> SigningKey {
    SigningKey::from_slice(&[5; 32]).unwrap()
}

fn shown(key: &SigningKey) -> String {
    BASE64_STANDARD.encode(key.verifying_key().to_public_key_der().unwrap().as_bytes())
}

/// A place that all may call. The stub shows eBay's key.
fn place(more: &str) -> (Talk, Stub) {
    let key = shown(&signing());
    let stub = Stub::start(move |asked| {
        match asked.path.as_str() {
        "/identity/v1/oauth2/token" => Answer::json(r#"{"access_token":"t","expires_in":7200}"#),
        "/commerce/notification/v1/public_key/k1" => Answer::json(
            json!({ "key": format!("-----BEGIN PUBLIC KEY-----{key}-----END PUBLIC KEY-----"), "algorithm": "ECDSA", "digest": "SHA1" })
                .to_string(),
        ),
        path if path.ends_with("/getMe") => Answer::json(r#"{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b"}}"#),
        _ => Answer::of(404, "{}"),
    }
    });
    let (url, key) = (stub.url(), shown(&signing()));
    let settings = format!(
        "[serve]\npublic_url = \"{PUBLIC}\"\nrequest_s = 2\nbody_kib = 64\nstop_s = 5\n{more}\n\
         [vendors.twilio]\nenabled = true\nfrom = \"+15005550006\"\nbase_url = \"{url}\"\ncredentials = \"live\"\n\
         [vendors.sendgrid]\nwebhook_key = \"{key}\"\nparse_key = \"{key}\"\n\
         [vendors.ebay]\nenabled = true\nbase_url = \"{url}\"\n\
         [vendors.telegram]\nenabled = true\nbase_url = \"{url}\"\nchat = 1\nuser = 1\ncredentials = \"live\"\n"
    );
    let env = [
        ("ARB_TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000000"),
        ("ARB_TWILIO_AUTH_TOKEN", TOKEN),
        ("ARB_EBAY_CLIENT_ID", "id"),
        ("ARB_EBAY_CLIENT_SECRET", "secret"),
        ("ARB_SERVE_EBAY_VERIFICATION_TOKEN", WORD),
        ("ARB_TELEGRAM_TOKEN", "123:canary"),
        ("ARB_TELEGRAM_WEBHOOK_SECRET", "canary-secret"),
    ];
    (Talk::new(&settings, &env), stub)
}

/// A text message as Twilio sends it, and its signature.
fn sms(sid: u32, body: &str) -> (String, String) {
    let form = format!("Body={body}&From=%2B14155550100&MessageSid=SM{sid:032x}&To=%2B15005550006");
    let mut fields: Vec<(String, String)> = url::form_urlencoded::parse(form.as_bytes()).into_owned().collect();
    fields.sort();
    let mut mac = Hmac::<Sha1>::new_from_slice(TOKEN.as_bytes()).unwrap();
    mac.update(format!("{PUBLIC}/twilio/sms").as_bytes());
    fields.iter().for_each(|(name, value)| mac.update(format!("{name}{value}").as_bytes()));
    (form, BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

fn text(serving: &Serving<'_>, form: &str, signature: &str) -> u16 {
    serving.call("POST", "/twilio/sms", &[("x-twilio-signature", signature)], form.as_bytes()).0
}

/// Waits until what was taken is worked off.
fn worked_off(talk: &Talk) {
    let begun = Instant::now();
    while !talk.store().open_hooks(1).unwrap().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it is not worked off");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn stops(serving: Serving<'_>) -> String {
    serving.going.signal("TERM");
    let ran = serving.going.wait();
    ran.code(0).any_stdout();
    ran.stderr()
}

fn messages(talk: &Talk) -> Vec<(String, String)> {
    let all = talk.store().open_messages().unwrap();
    all.into_iter().map(|stored| (stored.source, stored.message.body)).collect()
}

#[test]
fn a_text_message_is_taken_once_and_a_forged_one_never() {
    let (talk, _stub) = place("");
    let serving = talk.serves();
    let (form, signature) = sms(1, "Where+is+it%3F");
    for _ in 0..10 {
        assert_eq!(text(&serving, &form, &signature), 200);
    }
    for forged in ["", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", &signature[1..]] {
        assert_eq!(text(&serving, &form, forged), 403, "{forged}");
    }
    assert_eq!(text(&serving, &form.replace("Where", "There"), &signature), 403);
    assert_eq!(serving.call("POST", "/twilio/sms", &[], form.as_bytes()).0, 403);
    // Two of a kind say that somebody put one of them in.
    let twice = [("x-twilio-signature", signature.as_str()), ("x-twilio-signature", signature.as_str())];
    assert_eq!(serving.call("POST", "/twilio/sms", &twice, form.as_bytes()).0, 403);
    worked_off(&talk);
    assert_eq!(messages(&talk), [("twilio".to_owned(), "Where is it?".to_owned())]);
    for (method, path, status) in
        [("GET", "/health", 200), ("GET", "/", 404), ("GET", "/twilio/sms", 405), ("POST", "/twilio", 404)]
    {
        assert_eq!(serving.call(method, path, &[], b"").0, status, "{method} {path}");
    }
    let said = stops(serving);
    assert!(said.contains("1 messages") && !said.contains(TOKEN), "{said}");
}

#[test]
fn letters_and_events_from_sendgrid_are_taken_where_they_are_signed_and_fresh() {
    let (talk, _stub) = place("");
    let serving = talk.serves();
    let now = at(NOW).as_second();
    let signed = |body: &[u8], time: i64| {
        let signature: DerSignature = signing().sign(&[time.to_string().as_bytes(), body].concat());
        (time.to_string(), BASE64_STANDARD.encode(signature.as_bytes()))
    };
    let call = |path: &str, kind: &str, body: &[u8], (time, signature): &(String, String)| {
        let headers = [
            ("content-type", kind),
            ("x-twilio-email-event-webhook-timestamp", time.as_str()),
            ("x-twilio-email-event-webhook-signature", signature.as_str()),
        ];
        serving.call("POST", path, &headers, body).0
    };
    let form = "--b\r\nContent-Disposition: form-data; name=\"headers\"\r\n\r\nFrom: Ann <ann@example.com>\nMessage-ID: <m1@example.com>\n\r\n--b\r\n\
                Content-Disposition: form-data; name=\"text\"\r\n\r\nWhere is it?\r\n--b--\r\n";
    let kind = "multipart/form-data; boundary=b";
    let good = signed(form.as_bytes(), now);
    for _ in 0..3 {
        assert_eq!(call("/sendgrid/parse", kind, form.as_bytes(), &good), 200);
    }
    // The same letter by another way, with another wrapping: it is one by its id.
    let other = form.replace("--b", "--c");
    assert_eq!(
        call("/sendgrid/parse", "multipart/form-data; boundary=c", other.as_bytes(), &signed(other.as_bytes(), now)),
        200
    );
    assert_eq!(
        call("/sendgrid/parse", kind, form.as_bytes(), &signed(form.as_bytes(), now - 3600)),
        403,
        "replayed later"
    );
    assert_eq!(call("/sendgrid/parse", kind, b"x", &good), 403);
    assert_eq!(call("/sendgrid/parse", "text/plain", b"x", &signed(b"x", now)), 415);
    let events = json!([{ "sg_event_id": "e1", "event": "spamreport", "email": "Bob@example.com", "timestamp": now },
        { "sg_event_id": "e2", "event": "delivered", "email": "ann@example.com", "timestamp": now }])
    .to_string();
    for _ in 0..2 {
        assert_eq!(
            call("/sendgrid/events", "application/json", events.as_bytes(), &signed(events.as_bytes(), now)),
            204
        );
    }
    assert_eq!(call("/sendgrid/events", "application/json", b"[{}]", &signed(b"[{}]", now)), 400);
    worked_off(&talk);
    assert_eq!(messages(&talk), [("mail".to_owned(), "Where is it?".to_owned())]);
    assert!(talk.store().unwanted_since("mail", "bob@example.com").unwrap().is_some());
    assert!(talk.store().unwanted_since("mail", "ann@example.com").unwrap().is_none());
    stops(serving);
}

/// SendGrid tells one event.
fn told(serving: &Serving<'_>, event: &serde_json::Value) {
    let (body, time) = (json!([event]).to_string(), at(NOW).as_second().to_string());
    let signature: DerSignature = signing().sign(&[time.as_bytes(), body.as_bytes()].concat());
    let signature = BASE64_STANDARD.encode(signature.as_bytes());
    let headers = [
        ("x-twilio-email-event-webhook-timestamp", time.as_str()),
        ("x-twilio-email-event-webhook-signature", &signature),
    ];
    assert_eq!(serving.call("POST", "/sendgrid/events", &headers, body.as_bytes()).0, 204);
}

#[test]
fn an_event_settles_its_own_letter_and_not_one_of_the_same_words() {
    let (stub, _) = super::once::sendgrid(2);
    let talk = super::once::by_sendgrid(&stub);
    let settings = talk.sandbox.read("arb.toml") + &format!("webhook_key = \"{}\"\n", shown(&signing()));
    talk.sandbox.write("arb.toml", settings);
    talk.receives("mail", "ann@example.com", &[("no id, 1", "Where is my order?"), ("no id, 2", "Where is my order?")]);
    talk.answers().run().code(4).any_stdout().any_stderr();
    talk.arb("support approve 2 --body answer.txt").run().code(4).any_stdout().any_stderr();
    let mut sent: Vec<serde_json::Value> = stub.asked().iter().map(|asked| asked.json()).collect();
    assert_eq!(sent.len(), 2);
    let names: Vec<serde_json::Value> =
        sent.iter_mut().map(|letter| letter["personalizations"][0]["custom_args"]["arb_letter"].take()).collect();
    assert_eq!(sent[0], sent[1], "the two letters differ in nothing but their names");
    let serving = talk.serves();
    for (place, states) in [(1, [false, true]), (0, [true, true])] {
        told(
            &serving,
            &json!({ "sg_event_id": format!("e{place}"), "event": "delivered", "email": "ann@example.com",
                "timestamp": at(NOW).as_second(), "arb_letter": names[place], "sg_message_id": format!("abc{place}.1") }),
        );
        worked_off(&talk);
        assert_eq!([talk.state(0) == "sent", talk.state(1) == "sent"], states, "{place}");
    }
    stops(serving);
}

#[test]
fn a_letter_whose_reply_was_lost_is_settled_by_its_event() {
    for (what, state) in [("delivered", "sent"), ("dropped", "failed"), ("bounce", "sent")] {
        let (stub, taken) = super::once::sendgrid(1);
        let talk = super::once::by_sendgrid(&stub);
        let settings = talk.sandbox.read("arb.toml") + &format!("webhook_key = \"{}\"\n", shown(&signing()));
        talk.sandbox.write("arb.toml", settings);
        talk.receives("mail", "ann@example.com", &[("m1@example.com", "Where is my order?")]);
        talk.answers().run().code(4).any_stdout().any_stderr();
        assert_ne!(talk.state(0), "sent");
        let name =
            stub.asked()[0].json()["personalizations"][0]["custom_args"]["arb_letter"].as_str().unwrap().to_owned();
        let serving = talk.serves();
        let now = at(NOW).as_second();
        let tell = |id: &str, letter: &str, when: i64| {
            let event = json!({ "sg_event_id": id, "event": what, "email": "ann@example.com", "timestamp": when,
                "arb_letter": letter, "sg_message_id": "abc.filter-1", "reason": "no such mailbox" });
            told(&serving, &event);
            worked_off(&talk);
        };
        // Another letter's event, and one from before it was sent, say nothing of it.
        tell("e1", "0123456789abcdef0123456789abcdef", now);
        tell("e2", &name, now - 3600);
        assert!(!["sent", "failed"].contains(&talk.state(0).as_str()), "{}", talk.state(0));
        for id in ["e3", "e3", "e4"] {
            tell(id, &name, now);
        }
        assert_eq!((talk.state(0).as_str(), taken.lock().unwrap().len()), (state, 1), "{what}");
        talk.arb("verify").run().code(0).any_stdout().stderr_contains(" 0 problems");
        stops(serving);
    }
}

#[test]
fn ebay_is_answered_and_who_closed_an_account_is_forgotten() {
    let (talk, _stub) = place("");
    talk.receives("ebay", "Buyer-Example", &[("c1/m1", "My name is Ann, where is it?")]);
    talk.receives("ebay", "other", &[("c2/m1", "And mine?")]);
    talk.arb("support").run().code(0).any_stdout().any_stderr();
    let serving = talk.serves();
    let (status, body) = serving.call("GET", "/ebay/notices?challenge_code=a123", &[], b"");
    let expected = arb::vendors::ebay::notice::challenge_response("a123", WORD, &format!("{PUBLIC}/ebay/notices"));
    assert_eq!((status, body), (200, serde_json::to_string(&expected).unwrap()));
    assert_eq!(serving.call("GET", "/ebay/notices", &[], b"").0, 400);
    let notice = json!({
        "metadata": { "topic": "MARKETPLACE_ACCOUNT_DELETION", "schemaVersion": "1.0" },
        "notification": { "notificationId": "n-1", "eventDate": "2026-06-01T11:00:00.000Z",
            "data": { "username": "buyer-example", "userId": "u-1", "eiasToken": "t" } },
    })
    .to_string();
    let signature = |body: &str, key: &SigningKey, kid: &str| {
        let signed: DerSignature = key.sign_prehash(&Sha1::digest(body.as_bytes())).unwrap();
        let header = json!({ "alg": "ecdsa", "kid": kid, "digest": "SHA1", "signature": BASE64_STANDARD.encode(signed.as_bytes()) });
        BASE64_STANDARD.encode(header.to_string())
    };
    let call = |body: &str, signature: &str| {
        serving.call("POST", "/ebay/notices", &[("x-ebay-signature", signature)], body.as_bytes()).0
    };
    let other = SigningKey::from_slice(&[6; 32]).unwrap();
    assert_eq!(call(&notice, &signature(&notice, &other, "k1")), 412, "another key");
    assert_eq!(call(&notice, &signature("{}", &signing(), "k1")), 412, "another body");
    assert_eq!(call(&notice, "x"), 412);
    assert_eq!(
        call(&notice, &signature(&notice, &signing(), "k2")),
        503,
        "a key that eBay does not show: it may come again"
    );
    assert!(talk.tickets().iter().all(|ticket| ticket.message.buyer != "(erased)"));
    for _ in 0..2 {
        assert_eq!(call(&notice, &signature(&notice, &signing(), "k1")), 204);
    }
    worked_off(&talk);
    let tickets = talk.tickets();
    assert_eq!(
        (tickets[0].message.buyer.as_str(), tickets[0].message.body.as_str(), tickets[0].state.as_str()),
        ("(erased)", "(erased)", "closed")
    );
    assert_eq!(tickets[1].message.body, "And mine?");
    // The same message, shown again by eBay, does not come back.
    talk.receives("ebay", "BUYER-example", &[("c1/m9", "Ann here")]);
    assert!(talk.store().open_messages().unwrap().is_empty());
    assert!(stops(serving).contains("1 people forgotten"));
    let file = super::erase::bytes(&talk);
    assert!(super::erase::holds(&file, "And mine?"));
    for canary in ["My name is Ann", "Buyer-Example", "buyer-example"] {
        assert!(!super::erase::holds(&file, canary), "{canary} is in the file still");
    }
}

#[test]
fn telegram_is_known_by_its_word_alone() {
    let (talk, _stub) = place("");
    let serving = talk.serves();
    let update =
        json!({ "update_id": 5, "message": { "message_id": 1, "chat": { "id": 1 }, "text": "hi" } }).to_string();
    let word = "x-telegram-bot-api-secret-token";
    assert_eq!(serving.call("POST", "/telegram", &[], update.as_bytes()).0, 403);
    assert_eq!(serving.call("POST", "/telegram", &[(word, "other")], update.as_bytes()).0, 403);
    for _ in 0..3 {
        assert_eq!(serving.call("POST", "/telegram", &[(word, "canary-secret")], update.as_bytes()).0, 200);
    }
    worked_off(&talk);
    assert!(stops(serving).contains("1 that came to nothing"));
}

#[test]
fn what_is_too_long_or_too_slow_is_turned_away_and_others_are_served() {
    let (talk, _stub) = place("connections = 4");
    let serving = talk.serves();
    let (form, signature) = sms(1, "x");
    let headers = [("x-twilio-signature", signature.as_str())];
    assert_eq!(serving.call("POST", "/twilio/sms", &headers, &vec![b'x'; 65 << 10]).0, 413);
    // Announced as endless, and sent in pieces that never end.
    let mut stream = serving.connect();
    stream.write_all(b"POST /twilio/sms HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n").unwrap();
    let piece = format!("{:x}\r\n{}\r\n", 8192, "x".repeat(8192));
    for _ in 0..20 {
        if stream.write_all(piece.as_bytes()).is_err() {
            break;
        }
    }
    let mut answer = String::new();
    drop(stream.read_to_string(&mut answer));
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413"), "{answer}");
    // A head without an end, a body without an end, and nothing at all; all places are taken.
    let slow: Vec<_> = [
        "GET /health HTTP/1.1\r\nx-a: ",
        "POST /twilio/sms HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc",
        "",
        "",
    ]
    .into_iter()
    .map(|begin| {
        let mut stream = serving.connect();
        stream.write_all(begin.as_bytes()).unwrap();
        stream
    })
    .collect();
    assert_eq!(text(&serving, &form, &signature), 200, "it waits its turn and is served");
    let answers: Vec<String> = slow
        .into_iter()
        .map(|mut stream| {
            let mut answer = String::new();
            drop(stream.read_to_string(&mut answer));
            answer.lines().next().unwrap_or_default().to_owned()
        })
        .collect();
    assert!(
        answers.iter().all(|line| line.is_empty() || line.contains(" 408 ") || line.contains(" 400 ")),
        "{answers:?}"
    );
    // Heads that are none.
    for broken in [
        "\r\n\r\n",
        "GET\r\n\r\n",
        "POST / HTTP/9.9\r\n\r\n",
        &format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(64 << 10)),
    ] {
        let mut stream = serving.connect();
        drop(stream.write_all(broken.as_bytes()));
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer));
        assert!(!String::from_utf8_lossy(&answer).starts_with("HTTP/1.1 2"), "{broken:.40}");
    }
    assert_eq!(serving.call("GET", "/health", &[], b"").0, 200);
    worked_off(&talk);
    assert_eq!(messages(&talk).len(), 1);
    stops(serving);
}

#[test]
fn what_was_written_down_and_not_acknowledged_or_not_worked_off_is_not_lost_and_not_doubled() {
    let (talk, _stub) = place("");
    // Died after writing down, before it could acknowledge: the vendor comes again, and the next run finds what was kept.
    let (form, signature) = sms(7, "Where+is+it%3F");
    let id = format!("SM{:032x}", 7);
    talk.store().keep_hooks("twilio", &[(id, form.clone().into_bytes())], at(NOW)).unwrap();
    let serving = talk.serves();
    worked_off(&talk);
    assert_eq!(text(&serving, &form, &signature), 200);
    assert_eq!(messages(&talk).len(), 1);
    // Killed outright in the middle of many calls: everything that was acknowledged is there, once.
    let mut acknowledged = Vec::new();
    std::thread::scope(|scope| {
        let calls: Vec<_> = (100..130)
            .map(|sid| {
                let serving = &serving;
                scope.spawn(move || {
                    let (form, signature) = sms(sid, &format!("message-{sid}"));
                    (
                        sid,
                        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| text(serving, &form, &signature)))
                            .unwrap_or(0),
                    )
                })
            })
            .collect();
        serving.going.signal("KILL");
        acknowledged =
            calls.into_iter().filter_map(|call| call.join().ok()).filter(|(_, status)| *status == 200).collect();
    });
    drop(serving);
    // Without the server: any run of `support` works off what is there.
    talk.arb("support").run().code(0).any_stdout().any_stderr();
    let bodies: Vec<String> = talk.tickets().into_iter().map(|ticket| ticket.message.body).collect();
    for (sid, _) in &acknowledged {
        assert_eq!(bodies.iter().filter(|body| **body == format!("message-{sid}")).count(), 1, "{sid}");
    }
    let mut distinct = bodies.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), bodies.len());
}

#[test]
fn where_nothing_can_be_written_down_nothing_is_acknowledged() {
    let (talk, _stub) = place("");
    let serving = talk.serves();
    let (form, signature) = sms(1, "first");
    assert_eq!(text(&serving, &form, &signature), 200);
    worked_off(&talk);
    // Somebody holds the database for longer than anyone waits.
    let blocked = rusqlite_lock(&talk);
    let (form, signature) = sms(2, "second");
    assert_eq!(text(&serving, &form, &signature), 503);
    drop(blocked);
    assert_eq!(text(&serving, &form, &signature), 200, "it comes again, and is taken");
    worked_off(&talk);
    assert_eq!(messages(&talk).len(), 2);
    stops(serving);
}

/// Holds the database's write lock until it is dropped.
fn rusqlite_lock(talk: &Talk) -> rusqlite::Connection {
    let held = rusqlite::Connection::open(talk.sandbox.path("arb.db")).unwrap();
    held.execute_batch("BEGIN IMMEDIATE").unwrap();
    held
}

#[test]
fn it_ends_in_order_and_is_not_started_for_nobody() {
    let (talk, _stub) = place("");
    for signal in ["INT", "TERM"] {
        let serving = talk.serves();
        // A call that is in work ends.
        let mut stream = serving.connect();
        let (form, signature) = sms(u32::from(signal == "INT") + 40, "late");
        let (half, rest) = form.split_at(10);
        let head = format!(
            "POST /twilio/sms HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\nx-twilio-signature: {signature}\r\n\r\n{half}",
            form.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        // Another call shows that the first one is in.
        assert_eq!(serving.call("GET", "/health", &[], b"").0, 200);
        serving.going.signal(signal);
        stream.write_all(rest.as_bytes()).unwrap();
        let mut answer = String::new();
        drop(stream.read_to_string(&mut answer));
        assert!(answer.starts_with("HTTP/1.1 200"), "{signal}: {answer}");
        serving.going.wait().code(0).any_stdout().stderr_contains("stopped after 2 calls");
    }
    talk.arb("support").run().code(0).any_stdout().any_stderr();
    assert_eq!(talk.tickets().len(), 2);
    let nobody = Talk::new("", &[]);
    nobody.arb("serve").run().code(3).any_stdout().stderr_contains("nobody could call");
}
