//! `arb audit`: quiet about a whole chain, a row and exit 6 for what somebody changed.

use super::kit::{Sandbox, books};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db");
    books::eventful(&sandbox.path("arb.db"));
    sandbox
}

fn change(sandbox: &Sandbox, sql: &str) {
    rusqlite::Connection::open(sandbox.path("arb.db")).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn the_head_that_was_kept_elsewhere_stays_part_of_the_chain() {
    let sandbox = sandbox();
    let line = sandbox.arb(["audit", "head"]).run().stdout();
    let head: serde_json::Value = serde_json::from_str(&line).unwrap();
    let kept = format!("{}:{}", head["n"], head["hash"].as_str().unwrap());
    sandbox.arb(["ledger", "capital", "1", "--name", "later"]).run().any_stderr();
    for text in [kept.as_str(), line.trim()] {
        sandbox
            .arb(["audit", "verify", "--head", text])
            .run()
            .code(0)
            .stdout_is("")
            .stderr_contains(" 0 problems · head ");
    }
    let other = format!("{}:{}", head["n"], "0".repeat(64));
    sandbox
        .arb(["audit", "verify", "--head", &other])
        .run()
        .code(6)
        .stdout_contains("the head that was kept")
        .any_stderr();
    sandbox.arb(["audit", "verify", "--head", "12"]).run().code(2).stderr_contains("`12` is no head");
}

#[test]
fn a_changed_row_is_named_with_what_differs() {
    let sandbox = sandbox();
    change(&sandbox, "DROP TRIGGER purchase_event_no_upd; UPDATE purchase_event SET detail='nobody' WHERE id=2");
    let run = sandbox.arb(["audit", "verify"]).run();
    let rows = run.code(6).stderr_contains(" 1 problems").json_lines();
    assert_eq!((&rows[0]["kind"], &rows[0]["ref"]), (&"move".into(), &"2".into()));
    assert!(rows[0]["what"].as_str().unwrap().contains("detail was test, is nobody"), "{rows:?}");
    let verified = sandbox.arb(["verify"]).run().code(6).any_stderr().json_lines();
    let checks: Vec<_> = verified.iter().map(|row| row["check"].as_str().unwrap()).collect();
    assert_eq!(checks, ["D02", "I19"]);
}

#[test]
fn the_log_lists_the_links_that_are_wanted() {
    let sandbox = sandbox();
    let log = |words: &[&str]| sandbox.arb([&["audit", "log"], words].concat()).run().ok().json_lines();
    let all = log(&[]);
    assert_eq!((&all[0]["kind"], &all[0]["n"]), (&"genesis".into(), &1.into()));
    let moves = log(&["--kind", "move", "--from", "5"]);
    assert!(!moves.is_empty() && moves.iter().all(|link| link["kind"] == "move" && link["n"].as_i64() >= Some(5)));
    assert_eq!(log(&["--kind", "txn", "--ref", "1"]).len(), 1);
    assert_eq!(log(&["--since", "2027-01-01T00:00:00Z"]).len(), 0);
    let csv = sandbox.arb(["audit", "log", "--format", "csv", "--kind", "genesis"]).run().stdout();
    assert!(csv.starts_with("n,at,kind,ref,body,hash,more\n1,"), "{csv}");
}
