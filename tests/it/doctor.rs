//! `arb doctor`: a line for each thing around the books, and what to do.

use std::os::unix::fs::PermissionsExt;

use super::kit::{Sandbox, books};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new().env("ARB_DB", "state/arb.db");
    std::fs::create_dir(sandbox.path("state")).unwrap();
    mode(&sandbox, "state", 0o700);
    books::eventful(&sandbox.path("state/arb.db"));
    sandbox
}

fn mode(sandbox: &Sandbox, file: &str, mode: u32) {
    std::fs::set_permissions(sandbox.path(file), std::fs::Permissions::from_mode(mode)).unwrap();
}

/// The state of one line; the exit code is that of the worst.
fn state(sandbox: &Sandbox, exit: i32, check: &str) -> String {
    let run = sandbox.arb(["doctor"]).run();
    let rows = run.code(exit).any_stderr().json_lines();
    let row = rows.iter().find(|row| row["check"] == check).unwrap_or_else(|| panic!("no {check} in {rows:?}"));
    assert_eq!(row["todo"].is_null(), row["state"] == "ok", "{row}");
    row["state"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_in_order_is_exit_0() {
    let sandbox = sandbox();
    for check in
        ["sqlite", "folder", "disk", "room", "settings", "database", "file", "pages", "schema", "clock", "halt"]
    {
        assert_eq!(state(&sandbox, 0, check), "ok", "{check}");
    }
}

#[test]
fn what_is_not_is_named_with_what_to_do() {
    let check = |spoil: &dyn Fn(&Sandbox), exit: i32, line: &str, expected: &str| {
        let sandbox = sandbox();
        spoil(&sandbox);
        assert_eq!(state(&sandbox, exit, line), expected, "{line}");
    };
    let sql = |text: &'static str| {
        move |sandbox: &Sandbox| {
            rusqlite::Connection::open(sandbox.path("state/arb.db")).unwrap().execute_batch(text).unwrap();
        }
    };
    check(&|sandbox| mode(sandbox, "state", 0o777), 5, "folder", "bad");
    check(&|sandbox| mode(sandbox, "state", 0o755), 4, "folder", "care");
    check(&|sandbox| mode(sandbox, "state/arb.db", 0o644), 4, "file", "care");
    check(&|sandbox| mode(sandbox, "state/arb.db", 0o666), 5, "file", "bad");
    check(&sql("DROP TRIGGER entry_no_upd"), 5, "schema", "bad");
    check(&sql("INSERT INTO halt VALUES(1,'look',0)"), 5, "halt", "bad");
    check(
        &sql("INSERT INTO purchase_event(purchase_id,at_us,state) VALUES(1,9000000000000000,'x')"),
        5,
        "clock",
        "bad",
    );
    check(&|sandbox| drop(std::fs::write(sandbox.path("state/arb.db"), "x".repeat(9000))), 5, "database", "bad");
    check(&|sandbox| std::fs::remove_file(sandbox.path("state/arb.db")).unwrap(), 4, "database", "care");
    let settings = |sandbox: &Sandbox| {
        sandbox.write("arb.toml", "timezone = \"UTC\"\n");
        mode(sandbox, "arb.toml", 0o666);
    };
    check(&settings, 5, "settings", "bad");
}

#[test]
fn a_live_database_wants_a_backup_and_a_reconcile() {
    let sandbox = Sandbox::new().env("ARB_DB", "state/arb.db").env("ARB_MODE", "live");
    sandbox.arb(["db", "init", "--live"]).run().any_stderr();
    assert_eq!(state(&sandbox, 4, "backup"), "care");
    assert_eq!(state(&sandbox, 4, "reconcile"), "care");
    sandbox.arb(["--live", "db", "backup", "copy.db"]).run().any_stdout();
    assert_eq!(state(&sandbox, 4, "backup"), "ok");
}
