//! The table of faults for every vendor that is spoken to over the network: a spoilt reply proves nothing, a spoilt look shows
//! nothing, and neither takes longer than its deadline.

mod places;

use std::{
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use arb::{
    config::Vendors,
    domain::effect::Kind,
    vendors::{
        Gateway, Look, Outcome, Permit, Sealed, declarations,
        desk::Desk,
        readers::{Manner, Readers},
    },
};
use jiff::Timestamp;
use rust_decimal::dec;

use self::places::{Place, kind, places};
use super::kit::{
    spoiled::{Spoil, Spoiled},
    vendor::How,
    work::{named, run},
};

/// How long a call may take, and one question with all its tries; and what a machine under load may add.
const DEADLINE_S: u64 = 1;
const SLACK: Duration = Duration::from_secs(3);

/// How many cases are tried at once: most of the time is spent waiting.
const AT_ONCE: usize = 32;

/// A vendor that is opened.
struct Opened {
    gateway: Rc<dyn Gateway>,
    readers: Rc<Readers>,
    _dir: tempfile::TempDir,
}

fn open(place: &Place, url: &str) -> Opened {
    let dir = tempfile::tempdir().unwrap();
    let keys = dir.path().join("keys.toml");
    std::fs::write(&keys, place.keys).unwrap();
    std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o600)).unwrap();
    let text = format!(
        "[{}]\nenabled = true\ncredentials = \"live\"\ncredentials_file = {keys:?}\ndeadline_s = {DEADLINE_S}\n{}\n",
        place.name,
        place.settings.replace("URL", url)
    );
    let vendors: Vendors = toml::from_str(&text).unwrap_or_else(|why| panic!("{text}: {why}"));
    let manner = Manner { wait_s: Some(DEADLINE_S), ..Manner::default() };
    let readers = Rc::new(Readers::new(vendors.clone(), None, dec!(20), manner));
    let desk = Desk::live(&vendors, &readers, Timestamp::now).unwrap();
    Opened { gateway: desk.gateway(place.name).expect("it is switched on"), readers, _dir: dir }
}

/// The places, each with the bytes of its change: what the vendor must be asked for them is asked while all is well.
fn composed() -> Vec<(&'static Place, Vec<u8>)> {
    let bytes = |place: &Place| {
        let host = Spoiled::start(place.before, None);
        let opened = open(place, &format!("http://{}", host.at()));
        run(opened.gateway.compose(&(place.change)())).unwrap()
    };
    places().map(|place| (place, bytes(place))).collect()
}

fn sealed(place: &Place, request: &[u8]) -> Sealed {
    Sealed { kind: kind(place), key: "arb1-key".into(), request: request.into(), first_sent: Timestamp::now() }
}

/// A fault, and what it may come to where something is changed.
#[derive(Clone)]
struct Case {
    how: How,
    may_be: Vec<&'static str>,
}

fn reply(status: u16, body: &str) -> How {
    How::Reply { status, headers: Vec::new(), body: body.into() }
}

/// The values of `Retry-After`, and the longest wait that each may lead to, in seconds.
const RETRY_AFTER: [(&str, Option<i64>); 6] = [
    ("0", Some(0)),
    ("-1", None),
    ("1000000000", Some(3600)),
    ("Fri, 31 Dec 2100 23:59:59 GMT", Some(3600)),
    ("Fri, 31 Dec 1999 23:59:59 GMT", None),
    ("soon", None),
];

/// Everything that goes wrong with a reply.
fn spoilt(elsewhere: &str) -> Vec<How> {
    let mut all = vec![How::Silent, How::Reset, How::Close, How::TruncatedGzip, How::Slow(60), How::Endless];
    all.extend([0, 1, 20].map(How::HangBody));
    all.extend([0, 1, 20].map(How::ResetBody));
    all.push(How::WrongLength(7));
    all.extend(
        ["", "<html><body>ok</body></html>", "{}", "[]", "null", "true", "{\"a\":"].map(|body| reply(200, body)),
    );
    all.push(reply(200, &"[".repeat(50_000)));
    all.extend([301, 302, 303, 307, 308].map(|status| How::header(status, "Location", elsewhere)));
    all.extend([404, 408, 409, 418, 500, 502, 503, 504].map(How::status));
    all.extend([400, 404, 422, 500, 503].map(|status| reply(status, "<html><body>a proxy</body></html>")));
    all
}

/// Replies that are odd, and whole.
fn odd() -> Vec<How> {
    let date = |text: &str| How::With("Date".into(), text.into());
    vec![How::Twice, date("Thu, 01 Jan 1970 00:00:00 GMT"), date("Fri, 31 Dec 2100 23:59:59 GMT"), date("yesterday")]
}

fn changing(place: &Place, elsewhere: &str) -> Vec<Case> {
    let declared = declarations::of(place.name).unwrap();
    let replies = declared.replies.get(&kind(place)).expect("its replies are declared");
    let case = |how: How, may_be: &[&'static str]| Case { how, may_be: may_be.to_vec() };
    let mut cases: Vec<Case> = spoilt(elsewhere).into_iter().map(|how| case(how, &["unknown"])).collect();
    cases.extend(
        place.effect_spoils.iter().map(|(from, to)| case(How::Replace((*from).into(), (*to).into()), &["unknown"])),
    );
    // What the vendor shows decides where it is read back; where it is not, a whole reply is the proof.
    let whole: &[&str] = if place.reads_back { &["unknown"] } else { &["done"] };
    cases.extend(odd().into_iter().map(|how| case(how, whole)));
    // A letter's id stands in the head, which is whole here.
    let in_head = place.name == "sendgrid";
    cases.push(case(How::WrongLength(-7), if in_head { &["unknown", "done"] } else { &["unknown"] }));
    cases.push(case(How::Hang, if place.asks_first { &["not sent"] } else { &["unknown"] }));
    let limited: &[&str] = if replies.limiter_precedes_execution { &["not sent"] } else { &["unknown"] };
    cases.extend(RETRY_AFTER.iter().map(|(value, _)| case(How::header(429, "Retry-After", value), limited)));
    let locked: &[&str] = if replies.auth_precedes_execution { &["refused"] } else { &["unknown"] };
    cases.extend([401, 403].map(|status| case(How::status(status), locked)));
    cases.push(case(reply(place.refusal.0, place.refusal.1), &["refused"]));
    // The same words with a status that the vendor does not refuse with prove nothing.
    cases.push(case(reply(500, place.refusal.1), &["unknown"]));
    cases
}

/// Tries everything at once, and fails with all that failed.
fn try_all(all: &[Box<dyn Fn() + Send + Sync + '_>]) {
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::<String>::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(case) = all.get(next.fetch_add(1, Ordering::SeqCst)) {
                    if let Err(why) = catch_unwind(AssertUnwindSafe(case)) {
                        let text = why.downcast_ref::<String>().cloned();
                        let text = text.or_else(|| why.downcast_ref::<&str>().map(|text| (*text).to_owned()));
                        failed.lock().unwrap().push(text.unwrap_or_default());
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "{} of {} failed:\n{}", failed.len(), all.len(), failed.join("\n"));
}

/// Sends a change to a vendor that spoils its reply, and shows things as they were.
fn change(place: &Place, request: &[u8], case: &Case) {
    let Case { how, may_be } = case;
    let (method, path) = place.effect;
    let shown = format!("{} {method} {path}: {:.200}", place.name, format!("{how:?}"));
    let host = Spoiled::start(place.before, Some(Spoil { method, path, how: how.clone() }));
    let opened = open(place, &format!("http://{}", host.at()));
    let begun = Instant::now();
    let outcome = run(opened.gateway.send(&sealed(place, request), &Permit::new(|| Ok(())))).unwrap();
    let took = begun.elapsed();
    assert!(may_be.contains(&named(&outcome)), "{shown} gave {outcome:?} and may give {may_be:?}");
    assert!(took < Duration::from_secs(2 * DEADLINE_S) + SLACK, "{shown} took {took:?}");
    assert!(host.hits() >= 1, "{shown} was never asked: {:?}", host.asked());
    let sent = if matches!(how, How::Hang) { 0 } else { host.hits() };
    assert!(sent <= 1, "{shown} was sent {sent} times");
    if let (How::Reply { status: 429, headers, .. }, Outcome::Unknown { wait, .. }) = (how, &outcome) {
        let (_, most) = RETRY_AFTER.iter().find(|(value, _)| *value == headers[0].1).unwrap();
        let wait = wait.map(|wait| wait.as_secs());
        // Where the vendor's own words say nothing of a time, none at all or at once is all the same.
        assert!(wait == *most || most.is_none() && wait == Some(0), "{shown}: {wait:?} and not {most:?}");
    }
}

#[test]
fn no_spoilt_reply_to_a_change_proves_anything_and_none_outlives_its_deadline() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let url = format!("http://{}/", elsewhere.local_addr().unwrap());
    let places = composed();
    let mut all: Vec<Box<dyn Fn() + Send + Sync + '_>> = Vec::new();
    for (place, request) in &places {
        for case in changing(place, &url) {
            all.push(Box::new(move || change(place, request, &case)));
        }
    }
    let begun = Instant::now();
    try_all(&all);
    assert!(elsewhere.accept().is_err(), "somebody followed a redirect");
    eprintln!("{} faults at {} changes, in {:.1?}", all.len(), places.len(), begun.elapsed());
}

#[test]
fn without_a_connection_nothing_is_sent() {
    // A port where nobody listens, a host that takes connections and never answers a TLS handshake, one that speaks no TLS.
    let closed = {
        let gone = TcpListener::bind("127.0.0.1:0").unwrap();
        gone.local_addr().unwrap()
    };
    let places = composed();
    let mut all: Vec<Box<dyn Fn() + Send + Sync + '_>> = Vec::new();
    for (place, request) in &places {
        let check = move |what: &'static str, url: String| {
            let opened = open(place, &url);
            let begun = Instant::now();
            let outcome = run(opened.gateway.send(&sealed(place, request), &Permit::new(|| Ok(())))).unwrap();
            let took = begun.elapsed();
            assert_eq!(named(&outcome), "not sent", "{} {what}: {outcome:?}", place.name);
            assert!(took < Duration::from_secs(2 * DEADLINE_S) + SLACK, "{} {what}: {took:?}", place.name);
        };
        all.push(Box::new(move || check("nobody listens", format!("http://{closed}"))));
        all.push(Box::new(move || {
            // Nobody accepts: the system takes the connection, and not a byte comes back.
            let silent = TcpListener::bind("127.0.0.1:0").unwrap();
            check("a TLS handshake without an answer", format!("https://{}", silent.local_addr().unwrap()));
        }));
        all.push(Box::new(move || {
            let plain = Spoiled::start(place.before, None);
            check("a host without TLS", format!("https://{}", plain.at()));
            assert_eq!(plain.asked(), Vec::<String>::new(), "{}", place.name);
        }));
    }
    try_all(&all);
    eprintln!("{} ways not to be connected", all.len());
}

/// Looks at a vendor that has what was sent and spoils what it shows: it must not be taken to be absent.
fn look(place: &Place, request: &[u8], spoil: &Spoil, is_whole: bool) {
    let Spoil { method, path, how } = spoil;
    let shown = format!("{} {} {method} {path}: {:.200}", place.name, kind(place), format!("{how:?}"));
    let host = Spoiled::start(place.after, Some(spoil.clone()));
    let opened = open(place, &format!("http://{}", host.at()));
    let begun = Instant::now();
    if place.finds {
        let found = run(opened.gateway.look(&sealed(place, request)));
        if matches!(kind(place), Kind::Refund | Kind::Message) {
            // What was there before is what nobody takes for ours: a part of it is worse than nothing.
            let there = run(opened.gateway.before(&(place.change)()));
            assert!(there.as_ref().map_or(!is_whole, |there| !there.is_empty()), "{shown}: {there:?}");
        }
        match &found {
            Ok(Look::Ours(_)) => assert!(is_whole, "{shown} gave {found:?}"),
            Ok(Look::Alike(there)) => assert!(is_whole && there.len() == 1, "{shown} gave {found:?}"),
            Ok(Look::Absent) => panic!("{shown} is taken to be absent"),
            Ok(Look::Unclear(_)) | Err(_) => assert!(!is_whole, "{shown} gave {found:?}"),
        }
    } else {
        let reader = opened.readers.open(place.name).unwrap().expect("it is switched on");
        let said = run(reader.check.check());
        assert_eq!(said.is_ok(), is_whole, "{shown} gave {said:?}");
    }
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(2 * DEADLINE_S) + SLACK, "{shown} took {took:?}");
    assert!(host.hits() >= 1, "{shown} was never asked: {:?}", host.asked());
}

#[test]
fn no_spoilt_look_shows_that_something_is_absent() {
    let places = composed();
    let mut all: Vec<Box<dyn Fn() + Send + Sync + '_>> = Vec::new();
    for (place, request) in &places {
        let mut faults: Vec<(How, bool)> = odd().into_iter().map(|how| (how, true)).collect();
        faults.extend(spoilt("http://127.0.0.1:9/").into_iter().map(|how| (how, false)));
        faults.extend(RETRY_AFTER.iter().map(|(value, _)| (How::header(429, "Retry-After", value), false)));
        faults.extend([401, 403].map(|status| (How::status(status), false)));
        faults.push((How::Hang, false));
        faults.push((How::WrongLength(-7), false));
        for &(method, path, spoils) in place.looks {
            let texts = spoils.iter().map(|(from, to)| (How::Replace((*from).into(), (*to).into()), false));
            for (how, is_whole) in faults.iter().cloned().chain(texts) {
                let spoil = Spoil { method, path, how };
                all.push(Box::new(move || look(place, request, &spoil, is_whole)));
            }
        }
    }
    let begun = Instant::now();
    try_all(&all);
    let looks: usize = places.iter().map(|(place, _)| place.looks.len()).sum();
    eprintln!("{} faults at {looks} looks, in {:.1?}", all.len(), begun.elapsed());
}

#[test]
fn what_is_well_is_done_and_seen() {
    for (place, request) in composed() {
        let host = Spoiled::start(place.after, None);
        let opened = open(place, &format!("http://{}", host.at()));
        let sealed = sealed(place, &request);
        let outcome = run(opened.gateway.send(&sealed, &Permit::new(|| Ok(())))).unwrap();
        assert_eq!(named(&outcome), "done", "{}: {outcome:?}", place.name);
        if place.finds {
            let found = run(opened.gateway.look(&sealed)).unwrap();
            let there = matches!(&found, Look::Ours(_)) || matches!(&found, Look::Alike(all) if all.len() == 1);
            assert!(there, "{}: {found:?}", place.name);
        }
        let before = Spoiled::start(place.before, None);
        let opened = open(place, &format!("http://{}", before.at()));
        if place.finds {
            let found = run(opened.gateway.look(&sealed)).unwrap();
            let absent = matches!(&found, Look::Absent) || matches!(&found, Look::Alike(all) if all.is_empty());
            assert!(absent, "{}: {found:?}", place.name);
        }
    }
}
