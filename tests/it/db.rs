//! `arb db`, and what every command does with a database that it can't use.

use std::process::{Command, Stdio};

use super::kit::{InTurn as _, Sandbox, books};

#[test]
fn eight_processes_open_a_fresh_file_at_once() {
    for _ in 0..30 {
        let dir = tempfile::tempdir().unwrap();
        let arb = || {
            Command::new(env!("CARGO_BIN_EXE_arb"))
                .args(["--db", "new/arb.db", "verify"])
                .current_dir(dir.path())
                .env_clear()
                .env("HOME", dir.path())
                .stdin(Stdio::null())
                .stderr(Stdio::piped())
                .start_in_turn()
                .unwrap()
        };
        let running: Vec<_> = (0..8).map(|_| arb()).collect();
        for child in running {
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(0), "{said}");
            assert_eq!(said, "books verified: 1 postings, 0 problems\n");
        }
    }
}

#[test]
fn a_backup_comes_back_and_nothing_is_overwritten_unasked() {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db");
    books::eventful(&sandbox.path("arb.db"));
    let before = sandbox.arb(["ledger", "balances"]).run().stdout();
    sandbox.arb(["db", "backup", "copy.db"]).run().stdout_is("{\"backup\":\"copy.db\"}\n");
    sandbox.arb(["db", "backup", "copy.db"]).run().code(5).stderr_contains("copy.db exists");
    sandbox.arb(["ledger", "capital", "1", "--name", "later"]).run().any_stderr();
    sandbox.arb(["db", "restore", "copy.db"]).run().code(5).stderr_contains("add `--yes` to replace it");
    sandbox.arb(["db", "restore", "copy.db", "--yes"]).run().stderr_contains("brought back arb.db");
    assert_eq!(sandbox.arb(["ledger", "balances"]).run().stdout(), before);
    sandbox.arb(["verify", "--quiet"]).run().ok();
    std::fs::create_dir(sandbox.path("folder")).unwrap();
    sandbox.arb(["db", "backup", "folder"]).run().stdout_contains("folder/arb-20260601T120000");
}

#[test]
fn paper_and_live_never_mix() {
    let sandbox = Sandbox::new();
    sandbox.arb(["--db", "paper.db", "db", "init"]).run().stderr_is("paper.db is a paper database\n");
    sandbox.arb(["--db", "live.db", "db", "init", "--live"]).run().stderr_is("live.db is a live database\n");
    sandbox.arb(["--db", "live.db", "db", "init"]).run().code(5).stderr_contains("is there and is live");
    sandbox.arb(["--db", "live.db", "db", "backup", "live-copy.db"]).run().any_stdout();
    let restore = ["--db", "paper.db", "--yes", "db", "restore", "live-copy.db"];
    sandbox.arb(restore).run().code(5).stderr_contains("paper.db is paper, the backup is live");
    let capital = |db: &str, live: bool| {
        let mut words = vec!["--db", db, "ledger", "capital", "1", "--name", "x"];
        words.extend(live.then_some("--live"));
        sandbox.arb(words).env("ARB_MODE", "live").run()
    };
    capital("paper.db", true)
        .code(5)
        .stderr_contains("this database is paper")
        .stderr_contains("`arb db init --live` makes a live one");
    capital("live.db", false).code(5).stderr_contains("this database is live, and `--live` was not given");
    capital("live.db", true).stderr_is("booked $1.00 as capital `x`\n");
    let unarmed = ["--db", "live.db", "--live", "ledger", "capital", "1", "--name", "y"];
    sandbox.arb(unarmed).run().code(5).stderr_contains("`mode = \"live\"` is not in the settings");
}

#[test]
fn a_database_that_cannot_be_used_is_named_with_its_reason() {
    let sandbox = Sandbox::new();
    sandbox.write("text.db", "not a database\n".repeat(200));
    std::fs::create_dir(sandbox.path("folder.db")).unwrap();
    sandbox.arb(["--db", "newer.db", "db", "init"]).run().any_stderr();
    let newer = rusqlite::Connection::open(sandbox.path("newer.db")).unwrap();
    newer.execute_batch("PRAGMA user_version=999").unwrap();
    let foreign = rusqlite::Connection::open(sandbox.path("foreign.db")).unwrap();
    foreign.execute_batch("CREATE TABLE bookmarks(url TEXT)").unwrap();
    let check = |db: &str, exit: i32, code: &str, words: &str| {
        let run = sandbox.arb(["--db", db, "--errors", "json", "verify"]).run();
        run.code(exit).stderr_contains(&format!("\"code\":\"{code}\"")).stderr_contains(words);
    };
    check("text.db", 5, "database_damaged", "text.db is not a database");
    check("newer.db", 5, "schema_newer", "has schema 999");
    check("foreign.db", 5, "database_foreign", "of another program");
    check("folder.db", 1, "database_unreadable", "can't open the database folder.db");
    sandbox.arb(["--db", "none.db", "db", "info"]).run().code(5).stderr_contains("there is no database none.db");
    assert!(!sandbox.exists("none.db"));
}

#[test]
fn info_counts_what_is_in_it() {
    let sandbox = Sandbox::new();
    books::eventful(&sandbox.path("arb.db"));
    let info = sandbox.arb(["--db", "arb.db", "db", "info"]).run().json();
    assert_eq!((&info["mode"], &info["sound"]), (&"paper".into(), &true.into()));
    assert_eq!(info["rows"]["purchase"], 2);
}
