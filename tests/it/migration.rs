//! A database of an earlier schema comes to the newest one whole, or stays as it was.

use std::{
    path::Path,
    process::{Command, Stdio},
    thread::sleep,
    time::Duration,
};

use super::kit::{InTurn as _, Sandbox, checkout};

/// Writes a database as the arb did that had this schema.
fn of_schema(number: u32, path: &Path) {
    let sql = std::fs::read_to_string(checkout(&format!("tests/payloads/schema-{number}.sql"))).unwrap();
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.execute_batch(&sql).unwrap();
    let arb1 = i32::from_be_bytes(*b"arb1");
    let pragmas = format!("PRAGMA application_id={arb1}; PRAGMA user_version={number}; PRAGMA journal_mode=WAL");
    conn.execute_batch(&pragmas).ok();
}

fn first_schema(path: &Path) {
    of_schema(1, path);
}

fn totals(path: &Path) -> Vec<(String, String, i64)> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut query = conn.prepare("SELECT code,ccy,normal FROM balance ORDER BY code,ccy").unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

fn schema(path: &Path) -> i64 {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
}

#[test]
fn the_books_of_the_first_schema_are_the_same_afterwards_and_a_copy_is_kept() {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db");
    let path = sandbox.path("arb.db");
    first_schema(&path);
    let before = totals(&path);
    assert!(before.len() > 8, "{before:?}");
    sandbox.arb(["verify"]).run().code(0).stderr_is("books verified: 15 postings, 0 problems\n");
    assert_eq!(totals(&path), before);
    sandbox.arb(["audit", "verify"]).run().code(0).stdout_is("").any_stderr();
    let copy = sandbox.path("arb.db.before-1");
    assert_eq!((schema(&copy), totals(&copy)), (1, before.clone()));
    // The copy is a backup like any other.
    sandbox.arb(["db", "restore", "arb.db.before-1", "--yes"]).run().stderr_contains("brought back");
    sandbox.arb(["verify"]).run().code(0).any_stderr();
    assert_eq!(totals(&path), before);
}

#[test]
fn what_was_open_under_schema_7_stays_open_and_moves_by_the_rules_of_today() {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db");
    let path = sandbox.path("arb.db");
    of_schema(7, &path);
    let before = totals(&path);
    assert!(before.len() > 5, "{before:?}");
    sandbox.arb(["verify"]).run().code(0).stderr_is("books verified: 7 postings, 0 problems\n");
    assert_eq!((schema(&sandbox.path("arb.db.before-7")), totals(&path)), (7, before));
    sandbox.arb(["audit", "verify"]).run().code(0).stdout_is("").any_stderr();
    let waiting = sandbox.arb(["resolve"]).run();
    assert_eq!(waiting.any_stderr().json_lines()[0]["state"], "unknown");
    let conn = rusqlite::Connection::open(&path).unwrap();
    let why = conn.execute_batch("UPDATE purchase SET state='reserved' WHERE state='received'").unwrap_err();
    assert!(why.to_string().contains("illegal move"), "{why}");
}

#[test]
fn two_links_made_of_the_same_books_are_the_same_chain() {
    let heads: Vec<String> = (0..2)
        .map(|_| {
            let sandbox = Sandbox::new().env("ARB_DB", "arb.db");
            first_schema(&sandbox.path("arb.db"));
            sandbox.arb(["audit", "head"]).run().stdout()
        })
        .collect();
    assert_eq!(heads[0], heads[1]);
}

#[test]
fn of_several_processes_one_migrates_and_all_go_on() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("arb.db");
    first_schema(&path);
    let before = totals(&path);
    let running: Vec<_> = (0..6).map(|_| spawn(&sandbox)).collect();
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(totals(&path), before);
    let copies = sandbox.files().into_iter().filter(|name| name.contains("before")).count();
    assert_eq!(copies, 1, "{:?}", sandbox.files());
}

#[test]
fn a_migration_that_is_killed_leaves_the_old_database_or_the_new_one() {
    let (mut old, mut new) = (0, 0);
    for round in 0..24 {
        let sandbox = Sandbox::new();
        let path = sandbox.path("arb.db");
        first_schema(&path);
        let before = totals(&path);
        let mut child = spawn(&sandbox);
        sleep(Duration::from_millis(5 + 11 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        if schema(&path) == 1 {
            old += 1;
        } else {
            new += 1;
        }
        assert_eq!(totals(&path), before, "round {round}");
        let after = spawn(&sandbox).wait_with_output().unwrap();
        assert_eq!(after.status.code(), Some(0), "round {round}: {}", String::from_utf8_lossy(&after.stderr));
        assert_eq!(totals(&path), before, "round {round}");
    }
    eprintln!("killed 24 migrations: {old} stayed old, {new} were new");
}

fn spawn(sandbox: &Sandbox) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_arb"))
        .args(["--db", "arb.db", "verify", "--quiet"])
        .current_dir(sandbox.path(""))
        .env_clear()
        .env("HOME", sandbox.path(""))
        .env("ARB_NOW", "2026-07-01T12:00:00Z")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .start_in_turn()
        .unwrap()
}
