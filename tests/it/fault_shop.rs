//! A vendor that answers badly in every way there is: the right kind of error in bounded time, nothing stuck, and what is
//! asked again is asked again only where that is safe.

use std::{sync::Arc, thread};

use super::kit::{
    Ran, Sandbox,
    faulty::{Faulty, Step},
};

const GOOD: &str = r#"{"tokensLeft":50,"refillRate":60,"tokensConsumed":1,"products":[{"asin":"B0D8W1YVBX","domainId":1,
"title":"A mug","lastUpdate":8000000,"csv":[null,[7999000,1299],null,null,null,null,null,null,null,null,[7999000,1299]]}]}"#;

fn reply(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status} x\r\ncontent-type: application/json\r\n{headers}content-length: {length}\r\n\r\n{body}")
        .into_bytes()
}

fn send(bytes: Vec<u8>) -> Vec<Step> {
    vec![Step::Send(bytes)]
}

fn scan(host: &Faulty, wait: u32) -> Ran {
    let sandbox = Sandbox::new().env("ARB_KEEPA_KEY", "hunter2").env("ARB_DB", "arb.db");
    sandbox
        .write("arb.toml", format!("[vendors.keepa]\nenabled = true\nbase_url = \"{}\"\ndeadline_s = 2\n", host.url()));
    let wait = wait.to_string();
    let ran = sandbox.arb(["scan", "--source", "keepa", "--code", "B0D8W1YVBX", "--wait", &wait]).run();
    let shown = format!("{}{}", ran.stdout(), ran.stderr());
    assert!(!shown.contains("hunter2"), "the key is shown: {shown}");
    assert!(!shown.contains("panicked"), "{shown}");
    sandbox.arb(["verify", "--quiet"]).run().code(0).any_stderr();
    ran
}

/// What a fault comes to: the exit code, words of the message, and the most calls that are made.
struct Case {
    name: &'static str,
    steps: Vec<Step>,
    exit: i32,
    says: &'static str,
    calls: usize,
}

fn case(name: &'static str, steps: Vec<Step>, exit: i32, says: &'static str, calls: usize) -> Case {
    Case { name, steps, exit, says, calls }
}

fn cases() -> Vec<Case> {
    let status = |code: u16| send(reply(code, "", "{}"));
    let retry = |after: &str| send(reply(429, &format!("retry-after: {after}\r\n"), "{}"));
    let refused = r#"{"error":{"type":"requestRejected","message":"the key is wrong"}}"#;
    let unfinished =
        || b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{\"tok".to_vec();
    let gzip: &[u8] = &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0x56];
    let mut packed = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 12\r\n\r\n".to_vec();
    packed.extend_from_slice(gzip);
    let away = "location: http://127.0.0.1:9/\r\n";
    vec![
        case("401", send(reply(401, "", refused)), 3, "does not take the credentials", 1),
        case("403", status(403), 3, "does not take the credentials", 1),
        case("402", status(402), 3, "wants to be paid first", 1),
        case("404", status(404), 0, "the input was empty", 1),
        case("400 in the vendor's words", send(reply(400, "", refused)), 1, "requestRejected: the key is wrong", 1),
        case("429, wait given", retry("3600"), 75, "takes no more questions", 1),
        case("429, an absurd wait", retry("99999999999999999999"), 75, "takes no more questions", 1),
        case("429, garbage", retry("soon"), 75, "takes no more questions", 4),
        case("429, a date", retry("Fri, 01 Jan 2038 00:00:00 GMT"), 75, "takes no more questions", 1),
        case("429, a past date", retry("Fri, 01 Jan 1999 00:00:00 GMT"), 75, "takes no more questions", 4),
        case("429, nothing", status(429), 75, "takes no more questions", 4),
        case("500", status(500), 75, "it answers 500", 4),
        case("502", status(502), 75, "it answers 502", 4),
        case("503", status(503), 75, "it answers 503", 4),
        case("504", status(504), 75, "it answers 504", 4),
        case("503, wait given", send(reply(503, "retry-after: 3600\r\n", "")), 75, "it answers 503", 1),
        case("never reads", vec![], 75, "did not answer", 4),
        case("reads and is silent", vec![Step::Pause(8000)], 75, "did not answer", 4),
        case("stops in the head", vec![Step::Send(b"HTTP/1.1 2".to_vec()), Step::Pause(8000)], 75, "did not answer", 4),
        case("stops in the body", vec![Step::Send(unfinished()), Step::Pause(8000)], 75, "did not answer", 4),
        case("closes in the body", send(unfinished()), 75, "did not answer", 4),
        case("closes at once", send(Vec::new()), 75, "did not answer", 4),
        case("no HTTP at all", send(b"SSH-2.0-OpenSSH_9.9\r\n".to_vec()), 75, "did not answer", 4),
        case("gzip cut off", send(packed), 75, "can't be unpacked", 4),
        case("a byte at a time", vec![Step::Slowly(reply(200, "", GOOD), 400)], 75, "did not answer", 4),
        case("a page for people", send(reply(200, "", "<html>Sign in</html>")), 1, "it is no reply of Keepa", 1),
        case("an empty body", send(reply(200, "", "")), 1, "can't be read", 1),
        case("other types", send(reply(200, "", r#"{"products":"none today"}"#)), 1, "can't be read", 1),
        case("another shape", send(reply(200, "", r#"{"products":[{"asin":7}]}"#)), 1, "can't be read", 1),
        case(
            "fields that are new",
            send(reply(200, "", &GOOD.replace("\"title\"", "\"new\":{\"a\":[1]},\"title\""))),
            0,
            "1 kept",
            1,
        ),
        case("sent elsewhere", send(reply(302, away, "")), 1, "it sends us elsewhere with 302", 1),
        case(
            "without end",
            {
                let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n".to_vec();
                vec![Step::Send(head), Step::Flood(4096)]
            },
            75,
            "did not answer",
            4,
        ),
    ]
}

#[test]
fn every_fault_is_the_right_error_in_bounded_time() {
    // Several at once: most of the time is spent waiting.
    let cases = Arc::new(cases());
    let workers: Vec<_> = (0..8)
        .map(|worker| {
            let cases = Arc::clone(&cases);
            thread::spawn(move || {
                for case in cases.iter().skip(worker).step_by(8) {
                    let steps = case.steps.clone();
                    let host = Faulty::start(move |_| steps.clone());
                    let ran = scan(&host, 6);
                    let (name, shown) = (case.name, format!("{ran}"));
                    assert_eq!(ran.exit(), case.exit, "{name}: {shown}");
                    assert!(shown.contains(case.says), "{name}: {shown}");
                    assert!((1..=case.calls).contains(&host.calls()), "{name}: {} calls", host.calls());
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().expect("a case failed");
    }
}

#[test]
fn what_failed_once_is_asked_again_and_succeeds() {
    for first in [send(reply(503, "", "")), send(Vec::new()), send(reply(429, "retry-after: 1\r\n", "{}"))] {
        let host = Faulty::start(move |call| if call == 0 { first.clone() } else { send(reply(200, "", GOOD)) });
        let ran = scan(&host, 20);
        ran.code(0).stderr_contains("1 kept");
        assert_eq!(ran.json_lines()[0]["offer"]["price"]["amount"], "12.99");
        assert_eq!(host.calls(), 2);
    }
}

#[test]
fn one_source_that_fails_does_not_stop_the_rest() {
    let good = Faulty::start(|_| send(reply(200, "", GOOD)));
    let sandbox = Sandbox::new().env("ARB_KEEPA_KEY", "k").env("ARB_DB", "arb.db");
    sandbox.write(
        "arb.toml",
        format!(
            "[vendors.keepa]\nenabled = true\nbase_url = \"{}\"\n[searches.a]\nsources = [\"keepa\"]\ncodes = [\"B0D8W1YVBX\"]\n\
             [searches.b]\nsources = [\"keepa\", \"paper\"]\nown.keepa.nonsense = 1\n",
            good.url()
        ),
    );
    let ran = sandbox.arb(["scan", "--all-saved"]).run();
    ran.code(4).stderr_contains("keepa (b) was not read to its end: keepa knows no search by `nonsense`");
    let sources: std::collections::BTreeSet<String> =
        ran.json_lines().iter().map(|record| record["offer"]["source"].as_str().unwrap().to_owned()).collect();
    assert_eq!(sources.into_iter().collect::<Vec<_>>(), ["keepa", "paper"]);
}
