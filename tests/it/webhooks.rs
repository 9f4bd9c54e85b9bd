//! Calls from outside in any order, ten times over, a month later, and without a good signature: what they come to is what
//! they come to in order and once, or nothing.

use std::{collections::BTreeSet, path::Path, rc::Rc, time::Instant};

use arb::{
    config,
    net::{Received, Room},
    stages::{
        buy::Ground,
        hooks::{self, Doors},
    },
    store::{Create, Store},
    vendors::{ebay::Ebay, sendgrid, twilio::Twilio},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use p256::{
    ecdsa::{
        DerSignature, SigningKey,
        signature::{Signer as _, hazmat::PrehashSigner as _},
    },
    pkcs8::EncodePublicKey as _,
};
use rust_decimal::Decimal;
use serde_json::json;
use sha1::{Digest as _, Sha1};

use super::{
    hostile_model::dice::Dice,
    kit::{
        sandbox::NOW,
        stub::{Answer, Stub},
        talk::{Talk, at},
        work::run,
    },
    talk::once::{by_sendgrid, sendgrid},
};

const PUBLIC: &str = "https://hooks.example.com";
const TOKEN: &str = "canary-token";

/// How often each event comes where it comes more than once.
const OVER: usize = 10;

fn signing(number: u8) -> SigningKey {
    SigningKey::from_slice(&[number; 32]).unwrap()
}

fn shown(key: &SigningKey) -> String {
    BASE64_STANDARD.encode(key.verifying_key().to_public_key_der().unwrap().as_bytes())
}

/// A call: its path, its headers, its body.
#[derive(Clone)]
struct Call {
    path: &'static str,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Call {
    fn received(&self) -> Received {
        let headers: Vec<(&str, &str)> = self.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Received::of("POST", self.path, &headers, self.body.clone().into_bytes())
    }

    /// The same without this header, or with another value of it.
    fn with(&self, name: &str, value: Option<&str>) -> Self {
        let mut other = self.clone();
        match value {
            None => other.headers.retain(|(known, _)| *known != name),
            Some(value) => {
                for header in other.headers.iter_mut().filter(|(known, _)| *known == name) {
                    value.clone_into(&mut header.1);
                }
            }
        }
        other
    }

    fn saying(&self, body: &str) -> Self {
        Self { body: body.to_owned(), ..self.clone() }
    }
}

const TWILIO: &str = "x-twilio-signature";
const TIME: &str = "x-twilio-email-event-webhook-timestamp";
const SIGNATURE: &str = "x-twilio-email-event-webhook-signature";
const EBAY: &str = "x-ebay-signature";

fn sms(sid: u32, from: &str, body: &str, token: &str) -> Call {
    let (sid, body) = (format!("SM{sid:032x}"), body.to_owned());
    let fields = [("Body", body.as_str()), ("From", from), ("MessageSid", sid.as_str()), ("To", "+15005550006")];
    let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut mac = Hmac::<Sha1>::new_from_slice(token.as_bytes()).unwrap();
    mac.update(format!("{PUBLIC}/twilio/sms").as_bytes());
    fields.iter().for_each(|(name, value)| mac.update(format!("{name}{value}").as_bytes()));
    let signature = BASE64_STANDARD.encode(mac.finalize().into_bytes());
    Call { path: "/twilio/sms", headers: vec![(TWILIO, signature)], body: form }
}

fn event(body: &str, time: Timestamp, key: &SigningKey) -> Call {
    let time = time.as_second().to_string();
    let signature: DerSignature = key.sign(&[time.as_bytes(), body.as_bytes()].concat());
    let headers = vec![(TIME, time), (SIGNATURE, BASE64_STANDARD.encode(signature.as_bytes()))];
    Call { path: "/sendgrid/events", headers, body: body.to_owned() }
}

fn notice(body: &str, key: &SigningKey, name: &str) -> Call {
    let signed: DerSignature = key.sign_prehash(&Sha1::digest(body.as_bytes())).unwrap();
    let signature = BASE64_STANDARD.encode(signed.as_bytes());
    let header = json!({ "alg": "ecdsa", "kid": name, "digest": "SHA1", "signature": signature }).to_string();
    Call { path: "/ebay/notices", headers: vec![(EBAY, BASE64_STANDARD.encode(header))], body: body.to_owned() }
}

/// A host that shows eBay's key, and the doors that are open.
struct Place {
    doors: Doors,
    _stub: Stub,
    _dir: tempfile::TempDir,
}

fn place() -> Place {
    let key = shown(&signing(5));
    let stub = Stub::start(move |asked| match asked.path.as_str() {
        "/identity/v1/oauth2/token" => Answer::json(r#"{"access_token":"t","expires_in":7200}"#),
        "/commerce/notification/v1/public_key/k1" => {
            let pem = format!("-----BEGIN PUBLIC KEY-----{key}-----END PUBLIC KEY-----");
            Answer::json(json!({ "key": pem, "algorithm": "ECDSA", "digest": "SHA1" }).to_string())
        }
        _ => Answer::of(404, "{}"),
    });
    let dir = tempfile::tempdir().unwrap();
    let keys = |name: &str, text: &str| {
        use std::os::unix::fs::PermissionsExt as _;
        let path = dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        Some(path)
    };
    let room = Rc::new(Room::in_memory().unwrap());
    let account = format!("account_sid = \"AC{}\"\nauth_token = \"{TOKEN}\"\n", "0".repeat(32));
    let twilio = config::Twilio {
        from: Some("+15005550006".into()),
        credentials_file: keys("twilio.toml", &account),
        ..config::Twilio::default()
    };
    let ebay = config::Ebay {
        base_url: stub.url(),
        credentials_file: keys("ebay.toml", "client_id = \"i\"\nclient_secret = \"s\"\n"),
        ..config::Ebay::default()
    };
    let doors = Doors {
        public_url: Some(PUBLIC.into()),
        twilio: Some(Rc::new(Twilio::open(&twilio, &room).unwrap())),
        events_key: sendgrid::hook::key(&shown(&signing(6))),
        parse_key: sendgrid::hook::key(&shown(&signing(7))),
        ebay: Some((Rc::new(Ebay::open(&ebay, &room).unwrap()), "a_word".into())),
        telegram: None,
    };
    Place { doors, _stub: stub, _dir: dir }
}

/// A copy of a database in memory where that is to be had: nothing here is about the disk.
struct Books {
    store: Store,
    _dir: tempfile::TempDir,
}

fn copy(of: &Path) -> Books {
    let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let path = dir.path().join("arb.db");
    std::fs::copy(of, &path).unwrap();
    Books { store: Store::open(&path, Create::No).unwrap(), _dir: dir }
}

impl Books {
    fn call(&mut self, place: &Place, call: &Call, now: Timestamp) -> u16 {
        let (answer, why) = run(hooks::receive(&mut self.store, &place.doors, &call.received(), now));
        assert!(why.is_none(), "{why:?}");
        answer.status
    }

    fn work(&mut self, now: Timestamp) {
        let ground = Ground { rules: "r", tax_pct: Decimal::ZERO };
        run(hooks::work(&mut self.store, &ground, None, now)).unwrap();
        assert!(self.store.open_hooks(1).unwrap().is_empty());
    }

    /// Everything that calls can change, in no order.
    fn state(&self) -> BTreeSet<String> {
        let store = &self.store;
        let waiting = store.open_messages().unwrap().into_iter();
        let waiting = waiting.map(|one| (one.source, one.message, "no ticket".to_owned(), String::new()));
        let tickets = store.tickets(&[]).unwrap().into_iter();
        let tickets = tickets.map(|one| (one.source, one.message, one.state, one.body));
        let mut all: BTreeSet<String> = waiting
            .chain(tickets)
            .map(|(source, message, state, answer)| {
                format!("{source} {} {} {:?} {state} {answer:?}", message.id, message.buyer, message.body)
            })
            .collect();
        for (channel, person) in
            [("twilio", KIM), ("twilio", LEE), ("mail", "ann@example.com"), ("mail", "bob@example.com")]
        {
            let since = store.unwanted_since(channel, person).unwrap();
            all.insert(format!("{channel} {person} {}", since.is_some()));
        }
        all.extend(
            store
                .effects(&[])
                .unwrap()
                .into_iter()
                .map(|one| format!("{} {} {:?}", one.key, one.state.name(), one.result)),
        );
        all
    }
}

const KIM: &str = "+14155550100";
const LEE: &str = "+14155550101";

/// What is done about six calls on top of these books; `same` is whether a repeat a month later is still taken for genuine.
fn in_any_order(name: &str, place: &Place, template: &Path, six: &[Call; 6], genuine_later: bool) {
    let now = at(NOW);
    let once = {
        let mut books = copy(template);
        let before = books.state();
        for call in six {
            let status = books.call(place, call, now);
            assert!((200..300).contains(&status), "{name}: {status}");
            books.work(now);
        }
        let after = books.state();
        assert_ne!(after, before, "{name}: the six calls change something");
        after
    };
    // In one of ten orders, the straight and the reversed among them, worked off at the end: all of them take half a minute.
    let begun = Instant::now();
    let all = permutations();
    let orders: Vec<&Vec<usize>> = all.iter().step_by(10).chain(all.last()).collect();
    assert!(orders.contains(&&vec![0, 1, 2, 3, 4, 5]) && orders.contains(&&vec![5, 4, 3, 2, 1, 0]));
    for order in &orders {
        let mut books = copy(template);
        for place_in in *order {
            books.call(place, &six[*place_in], now);
        }
        books.work(now);
        assert_eq!(books.state(), once, "{name} in the order {order:?}");
    }
    let took = begun.elapsed();
    // Each ten times, in any order, worked off in between, and then all of them again a month later.
    let mut dice = Dice::new(0x5eed_3eb8_00c5);
    for _ in 0..6 {
        let mut books = copy(template);
        let mut all: Vec<usize> = (0..six.len() * OVER).map(|place| place % six.len()).collect();
        for place in (1..all.len()).rev() {
            all.swap(place, dice.below(place + 1));
        }
        for place_in in all {
            books.call(place, &six[place_in], now);
            if dice.below(4) == 0 {
                books.work(now);
            }
        }
        books.work(now);
        assert_eq!(books.state(), once, "{name}, ten times over");
        let later = now.checked_add(SignedDuration::from_hours(30 * 24)).unwrap();
        for call in six {
            let status = books.call(place, call, later);
            assert_eq!((200..300).contains(&status), genuine_later, "{name}, a month later: {status}");
            books.work(later);
        }
        assert_eq!(books.state(), once, "{name}, a month later");
    }
    eprintln!("{name}: {} orders of six calls in {took:.1?}, each call {OVER} times, and a month later", orders.len());
}

/// All orders of six.
fn permutations() -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for number in 0..6 {
        all = all
            .into_iter()
            .flat_map(|order: Vec<usize>| {
                (0..=order.len()).map(move |at| {
                    let mut longer = order.clone();
                    longer.insert(at, number);
                    longer
                })
            })
            .collect();
    }
    assert_eq!(all.len(), 720);
    all
}

/// Calls that are not proven change nothing, whatever they say.
fn unproven(name: &str, place: &Place, template: &Path, calls: &[Call]) {
    let now = at(NOW);
    let mut books = copy(template);
    let before = books.state();
    for (number, call) in calls.iter().enumerate() {
        for _ in 0..2 {
            let status = books.call(place, call, now);
            assert!([400, 403, 412, 503].contains(&status), "{name}, call {number}: {status}");
            assert!(books.store.open_hooks(1).unwrap().is_empty(), "{name}, call {number} was written down");
        }
    }
    books.work(now);
    assert_eq!(books.state(), before, "{name}");
    eprintln!("{name}: {} calls without a good signature, nothing came of them", calls.len());
}

#[test]
fn text_messages_come_to_the_same_in_any_order_and_unsigned_to_nothing() {
    let (talk, place) = (Talk::new("", &[]), place());
    let template = talk.sandbox.path("arb.db");
    let six = [
        sms(1, KIM, "Where is my order?", TOKEN),
        sms(2, LEE, "And mine?", TOKEN),
        sms(3, KIM, "Hello?", TOKEN),
        sms(4, KIM, "STOP", TOKEN),
        sms(5, LEE, "Thanks", TOKEN),
        sms(6, LEE, "It came broken: 50% off?", TOKEN),
    ];
    in_any_order("twilio", &place, &template, &six, true);
    let good = &six[0];
    unproven(
        "twilio",
        &place,
        &template,
        &[
            good.with(TWILIO, None),
            good.with(TWILIO, Some("")),
            good.with(TWILIO, Some("AAAAAAAAAAAAAAAAAAAAAAAAAAA=")),
            good.with(TWILIO, Some("not base64!")),
            good.with(TWILIO, Some(&six[1].headers[0].1)),
            sms(1, KIM, "Where is my order?", "another-token"),
            good.saying(&good.body.replace("Where", "There")),
            good.saying(""),
        ],
    );
}

#[test]
fn events_of_letters_come_to_the_same_in_any_order_and_unsigned_to_nothing() {
    // A letter whose reply was lost: its events say what became of it.
    let (stub, _) = sendgrid(1);
    let talk = by_sendgrid(&stub);
    talk.receives("mail", "ann@example.com", &[("m1@example.com", "Where is my order?")]);
    talk.answers().run().code(4).any_stdout().any_stderr();
    assert_ne!(talk.state(0), "sent");
    let letter = stub.asked()[0].json()["personalizations"][0]["custom_args"]["arb_letter"].clone();
    let (place, template, now) = (place(), talk.sandbox.path("arb.db"), at(NOW));
    let one = |id: &str, what: &str, who: &str, second: i64| {
        json!([{ "sg_event_id": id, "event": what, "email": who, "timestamp": now.as_second() - 60 + second,
            "arb_letter": if who.starts_with("ann") { letter.clone() } else { json!(null) }, "sg_message_id": "abc.filter-1" }])
        .to_string()
    };
    let bodies = [
        one("e1", "processed", "ann@example.com", 1),
        one("e2", "delivered", "ann@example.com", 2),
        one("e3", "open", "ann@example.com", 3),
        one("e4", "spamreport", "Bob@example.com", 4),
        one("e5", "group_unsubscribe", "ann@example.com", 5),
        // They changed their mind: the later word holds, whichever comes first.
        one("e6", "group_resubscribe", "ann@example.com", 6),
    ];
    let six = bodies.each_ref().map(|body| event(body, now, &signing(6)));
    in_any_order("sendgrid", &place, &template, &six, false);
    let good = &six[1];
    let old = now.checked_sub(SignedDuration::from_hours(24)).unwrap();
    unproven(
        "sendgrid",
        &place,
        &template,
        &[
            good.with(SIGNATURE, None),
            good.with(TIME, None),
            good.with(SIGNATURE, Some("")),
            good.with(SIGNATURE, Some("MEUCIQ==")),
            good.with(SIGNATURE, Some(&six[0].headers[1].1)),
            good.with(TIME, Some(&(now.as_second() + 1).to_string())),
            event(&bodies[1], old, &signing(6)),
            // The key of parsed letters is none for events.
            event(&bodies[1], now, &signing(7)),
            event(&bodies[1], now, &signing(5)),
            good.saying(&bodies[3]),
            good.saying(""),
        ],
    );
}

#[test]
fn notices_of_closed_accounts_come_to_the_same_in_any_order_and_unsigned_to_nothing() {
    let (talk, place) = (Talk::new("", &[]), place());
    for (person, word) in
        [("kim-example", "one"), ("lee-example", "two"), ("mia-example", "three"), ("zoe-example", "four")]
    {
        talk.receives("ebay", person, &[(&format!("c{word}/m1"), &format!("Where is number {word}?"))]);
    }
    talk.arb("support").run().code(0).any_stdout().any_stderr();
    let template = talk.sandbox.path("arb.db");
    let body = |id: &str, who: &str, user: &str| {
        json!({
            "metadata": { "topic": "MARKETPLACE_ACCOUNT_DELETION", "schemaVersion": "1.0" },
            "notification": { "notificationId": id, "eventDate": "2026-06-01T11:00:00.000Z",
                "data": { "username": who, "userId": user, "eiasToken": "t" } },
        })
        .to_string()
    };
    let bodies = [
        body("n1", "kim-example", "u-1"),
        body("n2", "KIM-example", "u-1"),
        body("n3", "lee-example", "u-2"),
        body("n4", "", "u-3"),
        body("n5", "mia-example", "u-3"),
        body("n6", "nobody-we-know", "u-9"),
    ];
    let six = bodies.each_ref().map(|body| notice(body, &signing(5), "k1"));
    in_any_order("ebay", &place, &template, &six, true);
    let good = &six[0];
    unproven(
        "ebay",
        &place,
        &template,
        &[
            good.with(EBAY, None),
            good.with(EBAY, Some("")),
            good.with(EBAY, Some("AAAA")),
            good.with(EBAY, Some(&six[2].headers[0].1)),
            // A key that eBay does not show, and another one under its name.
            notice(&bodies[0], &signing(5), "k2"),
            notice(&bodies[0], &signing(6), "k1"),
            notice(&bodies[0], &signing(5), "../k1"),
            good.saying(&bodies[2]),
            good.saying(""),
        ],
    );
}

#[test]
fn ten_mebibytes_are_turned_away_signed_or_not() {
    let (place, key) = (place(), shown(&signing(6)));
    let settings = format!(
        "[serve]\npublic_url = \"{PUBLIC}\"\nbody_kib = 64\n\
         [vendors.twilio]\nenabled = true\nfrom = \"+15005550006\"\ncredentials = \"live\"\n\
         [vendors.sendgrid]\nwebhook_key = \"{key}\"\n[vendors.ebay]\nenabled = true\nbase_url = \"{}\"\n",
        place._stub.url()
    );
    let account = format!("AC{}", "0".repeat(32));
    let env = [
        ("ARB_TWILIO_ACCOUNT_SID", account.as_str()),
        ("ARB_TWILIO_AUTH_TOKEN", TOKEN),
        ("ARB_EBAY_CLIENT_ID", "i"),
        ("ARB_EBAY_CLIENT_SECRET", "s"),
        ("ARB_SERVE_EBAY_VERIFICATION_TOKEN", "a_word_that_was_told_to_ebay_0123456789"),
    ];
    let talk = Talk::new(&settings, &env);
    let serving = talk.serves();
    let long = "x".repeat(10 << 20);
    let calls = [
        sms(1, KIM, &long, TOKEN),
        event(&format!("[{{\"sg_event_id\":\"{long}\"}}]"), at(NOW), &signing(6)),
        notice(&format!("{{\"a\":\"{long}\"}}"), &signing(5), "k1"),
    ];
    for call in calls.iter().flat_map(|call| [call.clone(), Call { headers: Vec::new(), ..call.clone() }]) {
        let headers: Vec<(&str, &str)> = call.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (status, _) = serving.call("POST", call.path, &headers, call.body.as_bytes());
        // It may close before all of it is written: then there is no answer to read.
        assert!([0, 413].contains(&status), "{}: {status}", call.path);
        assert!(talk.store().open_hooks(1).unwrap().is_empty());
    }
    // It serves on.
    assert_eq!(serving.call("GET", "/health", &[], b"").0, 200);
    let small = sms(2, KIM, "Where is it?", TOKEN);
    let (status, _) = serving.call("POST", small.path, &[(TWILIO, &small.headers[0].1)], small.body.as_bytes());
    assert_eq!(status, 200);
    serving.going.signal("TERM");
    serving.going.wait().code(0).any_stdout().any_stderr();
    talk.arb("support").run().code(0).any_stdout().any_stderr();
    let bodies: Vec<String> = talk.tickets().into_iter().map(|ticket| ticket.message.body).collect();
    assert_eq!(bodies, ["Where is it?"]);
}
