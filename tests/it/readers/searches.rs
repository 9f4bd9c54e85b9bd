//! Saved searches beside their last run, and what an interruption leaves of one.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread::sleep,
    time::Duration,
};

use serde_json::{Value, json};

use super::super::kit::{
    Sandbox,
    stub::{Answer, Stub},
};

/// Offers of eBay by number and price; `None` is a page that fails.
type Shown = Arc<Mutex<Option<Vec<(usize, String)>>>>;

fn listing(id: usize, price: &str) -> Value {
    json!({ "itemId": format!("v1|{id}|0"), "title": "A mug of the best", "price": { "value": price, "currency": "USD" },
        "condition": "New", "shippingOptions": [{ "shippingCostType": "FIXED",
        "shippingCost": { "value": "0.00", "currency": "USD" } }] })
}

/// eBay, showing these.
fn ebay(shown: &Shown) -> Stub {
    let shown = Arc::clone(shown);
    Stub::start(move |asked| {
        if asked.path.ends_with("/token") {
            return Answer::json(r#"{"access_token":"t","expires_in":7200}"#);
        }
        match shown.lock().unwrap().as_ref() {
            None => Answer::of(500, "{}"),
            Some(all) => {
                let items: Vec<Value> = all.iter().map(|(id, price)| listing(*id, price)).collect();
                Answer::json(json!({ "total": items.len(), "itemSummaries": items }).to_string())
            }
        }
    })
}

fn sandbox(stub: &Stub, search: &str) -> Sandbox {
    let sandbox =
        Sandbox::new().env("ARB_DB", "arb.db").env("ARB_EBAY_CLIENT_ID", "id").env("ARB_EBAY_CLIENT_SECRET", "sec");
    let url = stub.url();
    sandbox.write(
        "arb.toml",
        format!(
            "[vendors.ebay]\nenabled = true\nbase_url = \"{url}\"\n\
             [searches.mugs]\nsources = [\"ebay\"]\nkeywords = [\"mug\"]\n{search}"
        ),
    );
    sandbox
}

fn ids(records: &[Value]) -> Vec<String> {
    let said = |record: &Value| {
        let change = record["offer"]["change"].as_str().unwrap_or("-");
        format!("{} {change}", record["id"].as_str().unwrap_or("-"))
    };
    records.iter().map(said).collect()
}

#[test]
fn a_saved_search_says_what_is_new_cheaper_dearer_and_gone() {
    let shown: Shown = Arc::default();
    let stub = ebay(&shown);
    let sandbox = sandbox(&stub, "");
    let show = |all: Option<&[(usize, &str)]>| {
        *shown.lock().unwrap() = all.map(|all| all.iter().map(|(id, price)| (*id, (*price).to_owned())).collect());
    };
    let run = |hour: usize, flags: &[&str]| {
        let words = ["scan", "--saved", "mugs", "--refresh", "--wait", "2", "--format", "jsonl"];
        let at = format!("2026-06-01T{hour:02}:00:00Z");
        sandbox.arb(words.iter().chain(flags)).env("ARB_NOW", &at).run()
    };
    show(Some(&[(1, "9.00"), (2, "9.00"), (3, "9.00"), (4, "9.00")]));
    run(1, &[]).code(0).any_stdout().stderr_contains("mugs at ebay: 4 new\n");
    show(Some(&[(1, "8.00"), (2, "10.00"), (3, "9.00"), (5, "9.00")]));
    run(2, &[]).code(0).any_stdout().stderr_contains("mugs at ebay: 1 new · 1 cheaper · 1 dearer · 1 gone\n");
    // A search that fails, or is cut, makes nothing gone.
    show(None);
    run(3, &[]).any_stdout().any_stderr().exit();
    show(Some(&[(1, "8.00")]));
    let cut = run(4, &["--limit", "1"]);
    cut.code(0).any_stdout().stderr_contains("not read to its end, so nothing counts as gone");
    let gone = run(5, &["--gone"]);
    let records = gone.code(0).stderr_contains("mugs at ebay: 3 gone\n").json_lines();
    assert_eq!(ids(&records), ["ebay:v1|2|0 gone", "ebay:v1|3|0 gone", "ebay:v1|5|0 gone"]);
    run(6, &["--gone"]).code(0).stdout_is("").stderr_contains("mugs at ebay: nothing new\n");
    // What is gone waits for no judgement; what comes back does.
    let pending = |hour: usize| {
        let at = format!("2026-06-01T{hour:02}:30:00Z");
        let ran = sandbox.arb(["--dry-run", "analyze", "--pending", "--format", "jsonl"]).env("ARB_NOW", &at).run();
        ran.code(0).any_stderr().json_lines().len()
    };
    assert_eq!(pending(6), 1);
    show(Some(&[(1, "8.00"), (2, "10.00")]));
    run(7, &[]).code(0).any_stdout().stderr_contains("1 otherwise changed");
    assert_eq!(pending(7), 2);
    // Another question is another search: what it does not find says nothing.
    let settings = sandbox.read("arb.toml").replace("keywords = [\"mug\"]", "keywords = [\"mug\", \"best\"]");
    sandbox.write("arb.toml", settings);
    show(Some(&[(1, "8.00")]));
    run(8, &[]).code(0).any_stdout().stderr_contains("mugs at ebay: nothing new\n");
    assert_eq!(pending(8), 2);
}

#[test]
fn a_rehearsal_makes_nothing_gone() {
    let shown: Shown = Arc::default();
    let stub = ebay(&shown);
    let sandbox = sandbox(&stub, "");
    *shown.lock().unwrap() = Some(vec![(1, "9.00".into()), (2, "9.00".into())]);
    let run = |words: &[&str], at: &str| {
        let all = words.iter().chain(&["scan", "--saved", "mugs", "--refresh", "--format", "jsonl"]);
        sandbox.arb(all).env("ARB_NOW", at).run()
    };
    run(&[], "2026-06-01T01:00:00Z").code(0).any_stdout().any_stderr();
    *shown.lock().unwrap() = Some(vec![(1, "9.00".into())]);
    run(&["--dry-run"], "2026-06-01T02:00:00Z").code(0).any_stdout().stderr_contains("nothing new");
    run(&[], "2026-06-01T03:00:00Z").code(0).any_stdout().stderr_contains("1 gone");
}

/// How a scan is ended before its time.
#[derive(Clone, Copy, Debug)]
enum End {
    Signal(&'static str),
    ClosedPipe,
}

/// However a scan ends, what it read is there, nothing is gone for it, and the next one asks for the rest alone.
#[test]
fn an_interrupted_scan_leaves_all_usable_and_the_next_one_goes_on() {
    const PAGES: usize = 6;
    for end in [End::Signal("INT"), End::Signal("TERM"), End::Signal("KILL"), End::ClosedPipe] {
        let (asked, held_from) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(usize::MAX)));
        let (count, from_here) = (Arc::clone(&asked), Arc::clone(&held_from));
        let stub = Stub::start(move |request| {
            if request.path.ends_with("/token") {
                return Answer::json(r#"{"access_token":"t","expires_in":7200}"#);
            }
            let number = count.fetch_add(1, Ordering::SeqCst) + 1;
            // The run that is ended is kept waiting here, for two seconds a page at most.
            for _ in 0..200 {
                if number < from_here.load(Ordering::SeqCst) {
                    break;
                }
                sleep(Duration::from_millis(10));
            }
            let from: usize = request.query("offset").parse().unwrap_or(0);
            let last = from + 200 >= PAGES * 200;
            let items: Vec<Value> = (from..from + 200).map(|id| listing(id, "9.99")).collect();
            let more = if last { json!({}) } else { json!({ "next": "/more" }) };
            let mut page = json!({ "total": PAGES * 200, "itemSummaries": items });
            page.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            Answer::json(page.to_string())
        });
        let sandbox = sandbox(&stub, "");
        let scan = |hour: usize| {
            let at = format!("2026-06-01T{hour:02}:00:00Z");
            sandbox.arb(["scan", "--saved", "mugs", "--all", "--format", "csv"]).env("ARB_NOW", &at)
        };
        scan(1).run().code(0).any_stdout().stderr_contains(&format!("mugs at ebay: {} new", PAGES * 200));
        let whole = asked.load(Ordering::SeqCst);
        assert_eq!(whole, PAGES);
        // The answers are old now: all is asked for again, the fourth page is long in coming, and the run ends there.
        std::fs::remove_file(sandbox.path("cache.db")).unwrap();
        held_from.store(whole + 4, Ordering::SeqCst);
        match end {
            End::Signal(name) => {
                // Where the tests run in the background of a script, INT is ignored from the start, and `env` undoes that.
                let plain = "exec env --default-signal=INT ARB_NOW=2026-06-01T02:00:00Z arb scan --saved mugs --all --format csv";
                let going = sandbox.sh(plain).start();
                while asked.load(Ordering::SeqCst) < whole + 4 {
                    sleep(Duration::from_millis(5));
                }
                going.signal(name);
                going.wait().any_stdout().any_stderr().exit();
            }
            End::ClosedPipe => {
                let line = "ARB_NOW=2026-06-01T02:00:00Z arb scan --saved mugs --all --format csv | head -n 2";
                sandbox.sh(line).run().any_stdout().any_stderr().exit();
            }
        }
        let first = asked.load(Ordering::SeqCst);
        held_from.store(usize::MAX, Ordering::SeqCst);
        assert!(first < whole + PAGES, "{end:?}: it ended in the middle");
        sandbox.arb(["verify", "--quiet"]).run().code(0).any_stdout().any_stderr();
        let ran = scan(3).run();
        ran.code(0).stderr_contains("mugs at ebay: nothing new\n");
        assert_eq!(ran.stdout().lines().count(), 1 + PAGES * 200, "{end:?}: nothing is gone and nothing lost");
        // What was answered before the end is not asked for again; the page on its way may be.
        let second = asked.load(Ordering::SeqCst) - first;
        assert!(second <= PAGES - (first - whole - 1), "{end:?}: {first} calls, then {second}");
    }
}
