//! `arb report`, `arb approvals`, `arb explain` on an empty and a small database.

use super::kit::Sandbox;

#[test]
fn an_empty_database_has_empty_reports() {
    let sandbox = Sandbox::new();
    for what in ["opportunities", "purchases", "inventory", "listings", "sales", "pnl", "payouts", "tickets"] {
        sandbox.arb(["--db", "arb.db", "report", what, "--since", "30d"]).run().stdout_is("").any_stderr();
        let csv = sandbox.arb(["--db", "arb.db", "report", what, "--format", "csv"]).run();
        assert_eq!(csv.any_stderr().lines().len(), 1, "{what} has a header");
    }
}

#[test]
fn a_time_that_is_none_is_refused() {
    let sandbox = Sandbox::new();
    let run = |since: &str| sandbox.arb(["--db", "arb.db", "report", "pnl", "--since", since]).run();
    run("soon").code(2).stderr_contains("30d");
    let turned = sandbox.arb(["--db", "arb.db", "report", "pnl", "--since", "1d", "--until", "9d"]).run();
    turned.code(2).stderr_contains("`--until` is before `--since`");
}

#[test]
fn nothing_waits_and_an_unknown_plan_is_said() {
    let sandbox = Sandbox::new();
    sandbox.arb(["--db", "arb.db", "approvals"]).run().stderr_contains("nothing waits for you");
    sandbox.arb(["--db", "arb.db", "approvals", "approve", "abc"]).run().code(2).stderr_contains("no plan `abc`");
}

#[test]
fn a_record_is_explained_from_a_pipe_and_an_unknown_one_is_said() {
    let sandbox = Sandbox::new();
    let record = r#"{"schema":1,"id":"s:1","offer":{"source":"s","item":"1","observed_at":"2026-06-01T00:00:00Z","title":"Oak","price":{"amount":"5.00","currency":"USD"}}}"#;
    let run = sandbox.arb(["--db", "arb.db", "explain", "-", "--format", "jsonl"]).stdin(format!("{record}\n")).run();
    assert_eq!(run.json()["id"], "s:1");
    sandbox.arb(["--db", "arb.db", "explain", "s:2"]).run().code(1).stderr_contains("no record `s:2`");
}
