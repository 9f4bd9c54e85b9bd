//! `arb halt` and `arb resume`: nothing leaves while halted, whoever halted; reads go on; a person ends it.

use arb::store::{Create, Store};

use super::{
    kit::{Ran, Sandbox, stock::Shelf},
    round::with_examples,
};

/// A sandbox with judged offers of which some are a buy, goods to list, and a live listing whose price may move.
fn shop() -> Sandbox {
    let sandbox = with_examples();
    let mut shelf = Shelf::new(&sandbox);
    shelf.price("00012345600012", "amazon_us", "39.90", |row| row.monthly_sold = Some(1));
    shelf.buy("00012345600012", 2, "20.00", true);
    drop(shelf);
    arb(&sandbox, "list --yes").code(0).any_stdout().any_stderr();
    arb(&sandbox, "paper advance --days 6").any_stdout().any_stderr();
    let mut shelf = Shelf::new(&sandbox);
    shelf.price("00036000291452", "amazon_us", "39.90", |row| row.monthly_sold = Some(1));
    shelf.buy("00036000291452", 2, "20.00", true);
    drop(shelf);
    let line = "arb --db arb.db scan examples/suppliers/toys.csv | arb --db arb.db analyze --prices examples/pricebook.csv > analyzed.jsonl";
    sandbox.sh(line).run().code(0).any_stderr();
    sandbox
}

fn arb(sandbox: &Sandbox, line: &str) -> Ran {
    sandbox.arb(["--db", "arb.db"].into_iter().chain(line.split(' '))).run()
}

fn sql(path: &std::path::Path, text: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(text).unwrap();
}

/// What left so far: orders, listings and prices.
fn left(sandbox: &Sandbox) -> (usize, Vec<String>) {
    let store = Store::open(&sandbox.path("arb.db"), Create::No).unwrap();
    let listings = store.live_listings().unwrap();
    let shown = listings.iter().map(|listing| format!("{} {}", listing.sku, listing.price)).collect();
    let orders = arb(sandbox, "report purchases --format jsonl").any_stderr().json_lines();
    (orders.iter().filter(|order| order["vendor_order"].is_string()).count(), shown)
}

const EFFECTS: [&str; 4] = ["buy analyzed.jsonl --yes", "list --yes", "reprice --apply --yes", "run"];

#[test]
fn nothing_leaves_while_halted_and_reads_go_on() {
    let check = |name: &str, halt: &dyn Fn(Sandbox) -> Sandbox| {
        let sandbox = halt(shop());
        let before = left(&sandbox);
        for line in EFFECTS {
            let ran = arb(&sandbox, line);
            ran.any_stdout();
            assert_eq!(ran.exit(), 5, "{name}: {line}: {ran}");
            assert!(ran.stderr().contains("is halted by"), "{name}: {line}: {ran}");
        }
        assert_eq!(left(&sandbox), before, "{name}");
        for line in
            ["verify", "report inventory", "sync", "reprice --suggest", "buy analyzed.jsonl --plan", "ledger balances"]
        {
            arb(&sandbox, line).code(0).any_stdout().any_stderr();
        }
    };
    check("file", &|sandbox| {
        sandbox.write("HALT", "");
        sandbox
    });
    check("command", &|sandbox| {
        arb(&sandbox, "halt a drill").any_stdout().stderr_contains("halted");
        std::fs::remove_file(sandbox.path("HALT")).unwrap();
        sandbox
    });
    check("environment", &|sandbox| sandbox.env("ARB_HALT", "1"));
}

#[test]
fn an_answer_that_is_ready_waits_while_halted() {
    let sandbox = shop();
    sandbox.write("arb.toml", "[support]\nsend = true\nsend_confidence_pct = 1\n");
    arb(&sandbox, "paper advance --days 30").any_stdout().any_stderr();
    sandbox.write("HALT", "");
    let ran = arb(&sandbox, "support");
    let ready = ran.any_stderr().json_lines().iter().filter(|line| line["ticket"]["state"] == "ready").count();
    assert_eq!(ran.exit(), if ready > 0 { 5 } else { 0 }, "{ran}");
}

#[test]
fn a_halt_is_ended_by_a_person_with_a_reason_once() {
    let sandbox = shop();
    arb(&sandbox, "resume").code(2).stderr_contains("--reason").stdout_is("");
    sandbox.arb(["--db", "arb.db", "resume", "--reason", " "]).run().code(2).stderr_contains("empty").stdout_is("");
    sandbox.arb(["--db", "arb.db", "resume", "--reason", "x"]).run().code(0).stderr_contains("nothing is halted");
    for round in ["", " (it was before)"] {
        let said = format!("halted{round} · ");
        arb(&sandbox, "halt a drill").code(0).stdout_contains("\"reason\":\"a drill\"").stderr_contains(&said);
    }
    arb(&sandbox, "buy analyzed.jsonl --yes")
        .code(5)
        .any_stdout()
        .stderr_contains("a drill")
        .stderr_contains("arb resume");
    let resumed = sandbox.arb(["--db", "arb.db", "resume", "--reason", "the drill is over"]).run();
    resumed.code(0).stderr_contains("effects go on");
    assert_eq!(resumed.json_lines().len(), 2, "the file and the row are shown");
    arb(&sandbox, "buy analyzed.jsonl --yes").code(0).any_stdout().stderr_contains("placed");
}

#[test]
fn resuming_is_refused_while_its_cause_lasts() {
    let sandbox = shop();
    arb(&sandbox, "halt").code(0).any_stdout().any_stderr();
    let resume = ["--db", "arb.db", "resume", "--reason", "x"];
    let ran = sandbox.arb(resume).env("ARB_HALT", "1").run();
    ran.code(5).stderr_contains("ARB_HALT").stdout_is("");
    let broken = "UPDATE limit_bucket SET used=used+1; UPDATE lot SET qty=qty+1;";
    sql(&sandbox.path("arb.db"), broken);
    sandbox.arb(resume).run().code(5).stderr_contains("the books are wrong").stdout_is("");
    assert!(sandbox.exists("HALT"));
}

#[test]
fn wrong_books_halt_every_effect() {
    let sandbox = shop();
    sql(&sandbox.path("arb.db"), "UPDATE lot SET qty=qty+1");
    let before = left(&sandbox);
    arb(&sandbox, "verify").code(6).any_stdout().stderr_contains("halted");
    for line in EFFECTS {
        arb(&sandbox, line).code(5).any_stdout().stderr_contains("is halted by the database");
    }
    assert_eq!(left(&sandbox), before);
    sql(&sandbox.path("arb.db"), "UPDATE lot SET qty=qty-1");
    arb(&sandbox, "verify").code(0).any_stdout().any_stderr();
    arb(&sandbox, "list --yes").code(5).any_stdout().any_stderr();
    sandbox.arb(["--db", "arb.db", "resume", "--reason", "put right"]).run().code(0).any_stdout().any_stderr();
    arb(&sandbox, "list --yes").code(0).any_stdout().any_stderr();
}
