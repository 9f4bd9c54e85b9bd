//! `arb paper`: the real binary, in a folder of its own.

use super::kit::InTurn as _;
use std::{
    path::Path,
    process::{Command, Output},
};

fn arb(home: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_arb"))
        .args(args)
        .current_dir(home)
        .env_clear()
        .env("HOME", home)
        .env("ARB_NOW", "2026-06-01T12:00:00Z")
        .output_in_turn()
        .expect("the binary runs")
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("stdout is UTF-8")
}

#[test]
fn time_moves_only_when_it_is_told_to() {
    let home = tempfile::tempdir().unwrap();
    stdout(&arb(home.path(), &["--db", "arb.db", "paper", "init", "--seed", "9"]));
    assert!(home.path().join("paper.db").exists());
    let status = stdout(&arb(home.path(), &["--db", "arb.db", "paper", "status"]));
    assert!(status.starts_with(r#"{"now":"2026-06-01T08:00:00Z","day":0,"seed":9,"products":60,"#), "{status}");
    stdout(&arb(home.path(), &["--db", "arb.db", "paper", "advance", "--days", "7"]));
    let status = stdout(&arb(home.path(), &["--db", "arb.db", "paper", "status"]));
    assert!(status.starts_with(r#"{"now":"2026-06-08T08:00:00Z","day":7,"#), "{status}");
}

#[test]
fn without_a_world_it_says_how_to_make_one() {
    let home = tempfile::tempdir().unwrap();
    let output = arb(home.path(), &["--db", "arb.db", "paper", "advance"]);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("there is no paper world yet") && said.contains("arb paper init"), "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn a_world_is_never_made_over() {
    let home = tempfile::tempdir().unwrap();
    stdout(&arb(home.path(), &["--db", "arb.db", "paper", "init"]));
    let output = arb(home.path(), &["--db", "arb.db", "paper", "init", "--seed", "1"]);
    assert_eq!(output.status.code(), Some(5));
}

#[test]
fn nothing_was_done_before_anything_was_asked_for() {
    let home = tempfile::tempdir().unwrap();
    stdout(&arb(home.path(), &["--db", "arb.db", "paper", "init"]));
    assert_eq!(stdout(&arb(home.path(), &["--db", "arb.db", "paper", "effects"])), "");
}

#[test]
fn a_class_of_vendor_that_is_none_is_refused() {
    let home = tempfile::tempdir().unwrap();
    for (text, said) in [
        ("class = \"sloppy\"", "unknown variant `sloppy`, expected one of `idempotent`, `lookup`, `lagged`, `none`"),
        ("lookup_lag = \"-5s\"", "the setting `paper.lookup_lag` is below zero"),
        ("lost_replies_pct = 101", "the setting `paper.lost_replies_pct` is above 100"),
    ] {
        std::fs::write(home.path().join("arb.toml"), format!("[paper]\n{text}\n")).unwrap();
        let output = arb(home.path(), &["--db", "arb.db", "paper", "init"]);
        assert_eq!(output.status.code(), Some(3), "{text}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(!home.path().join("paper.db").exists());
    }
}
