//! Nothing is done with a damaged database: it is refused, or the damage touches nothing that matters.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use arb::{
    domain::effect::Kind,
    store::{Create, NewEffect, Reserved, Store},
};

use super::kit::{
    Sandbox,
    deal::{budget, roomy},
    month,
};

const DAY: &str = "2026-07-01";

/// A month of books and a purchase that may be sent; one file, nothing in a log beside it.
fn books(path: &Path) -> (i64, Vec<u8>) {
    month::month(path);
    let now = "2026-07-01T12:00:00Z".parse().unwrap();
    let mut store = Store::open(path, Create::No).unwrap();
    let id = month::approved(&mut store, "9", 1, 1000, 1010, now).id;
    drop(store);
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    drop(conn);
    (id, std::fs::read(path).unwrap())
}

/// Opens the file as a command that acts does, and goes as far as sending. Whether it would have been sent, and the books
/// afterwards.
fn would_send(path: &Path, id: i64) -> anyhow::Result<(bool, String)> {
    let now = "2026-07-01T12:01:00Z".parse().unwrap();
    let mut store = Store::open(path, Create::No)?;
    store.check_today(DAY)?;
    let held = match store.reserve(id, &budget(&roomy(), "test"), None, now)? {
        Reserved::Held(held) => held,
        Reserved::Denied(denial) => anyhow::bail!("{denial}"),
    };
    let new = NewEffect {
        kind: Kind::Purchase,
        subject: held.id,
        version: None,
        vendor: "paper".into(),
        key: held.reference,
        request: b"{}".to_vec(),
        pre_image: Vec::new(),
    };
    let (_effect, _lock) = store.begin_effect(&new, now)?;
    let sent = store.purchase(id)?;
    let text = format!("{:?} {:?} {} {:?}", sent.est, sent.cap, sent.reference, store.balances()?);
    Ok((store.verify()?.problems.is_empty(), text))
}

/// Spoils the file and tries to send; `None` where it was refused.
fn tried(dir: &Path, id: i64, bytes: &[u8]) -> Option<(bool, String)> {
    let path = dir.join("spoilt.db");
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    std::fs::write(&path, bytes).unwrap();
    catch_unwind(AssertUnwindSafe(|| would_send(&path, id).ok())).expect("damage is no panic")
}

#[test]
fn a_flipped_byte_is_refused_or_changes_nothing_that_is_sent() {
    let dir = tempfile::tempdir().unwrap();
    let (id, bytes) = books(&dir.path().join("arb.db"));
    let sound = tried(dir.path(), id, &bytes).unwrap();
    assert!(sound.0, "{}", sound.1);
    let (mut refused, mut harmless) = (0, 0);
    // The header byte by byte, then offsets all over the file, none a multiple of another's step.
    let offsets = (0..100).chain((0..260).map(|place| 100 + place * (bytes.len() - 101) / 260 + place % 7));
    for offset in offsets.filter(|offset| *offset < bytes.len()) {
        let mask = if offset % 2 == 0 { 0xff } else { 0x01 };
        let mut spoilt = bytes.clone();
        spoilt[offset] ^= mask;
        match tried(dir.path(), id, &spoilt) {
            None => refused += 1,
            Some(outcome) => {
                assert_eq!(outcome, sound, "byte {offset} ^ {mask:#x} was sent");
                harmless += 1;
            }
        }
    }
    eprintln!("{refused} flipped bytes refused, {harmless} harmless, of a file of {} bytes", bytes.len());
    assert!(refused > harmless / 4, "{refused} refused, {harmless} harmless");
}

#[test]
fn a_file_that_was_cut_off_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (id, bytes) = books(&dir.path().join("arb.db"));
    for part in 0..60 {
        let cut = &bytes[..bytes.len() * part / 60];
        assert_eq!(tried(dir.path(), id, cut), None, "cut to {} bytes", cut.len());
    }
}

#[test]
fn the_binary_refuses_a_damaged_file_and_a_backup_brings_the_totals_back() {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db").env("ARB_NOW", "2026-07-01T12:00:00Z");
    let path = sandbox.path("arb.db");
    let (_, bytes) = books(&path);
    let before = sandbox.arb(["ledger", "balances"]).run().stdout();
    sandbox.arb(["db", "backup", "copy.db"]).run().any_stdout();
    let check = |name: &str, spoilt: &[u8], code: &str| {
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", path.display()));
        }
        std::fs::write(&path, spoilt).unwrap();
        for words in [&["buy", "--yes"][..], &["sync"], &["ledger", "capital", "1", "--name", "x"]] {
            let run = sandbox.arb([&["--errors", "json"], words].concat()).stdin("").run();
            run.code(5).stderr_contains(&format!("\"code\":\"{code}\"")).any_stdout();
        }
        sandbox.arb(["doctor"]).run().code(5).any_stdout().any_stderr();
        sandbox.arb(["db", "restore", "copy.db", "--yes"]).run().stderr_contains("brought back");
        let kept = sandbox.files().iter().any(|file| file == "arb.db.damaged-1");
        assert!(kept || !["zeroes", "another program's"].contains(&name), "{name}");
        assert_eq!(sandbox.arb(["ledger", "balances"]).run().stdout(), before, "{name}");
        sandbox.arb(["verify", "--quiet"]).run().code(0).any_stdout();
    };
    check("empty", b"", "database_missing");
    check("zeroes", &vec![0; bytes.len()], "database_damaged");
    check("half", &bytes[..bytes.len() / 2], "database_damaged");
    let page = |number: usize| {
        let mut spoilt = bytes.clone();
        spoilt[number * 4096..(number + 1) * 4096].fill(0xff);
        spoilt
    };
    check("a page", &page(3), "database_damaged");
    let mut foreign = bytes.clone();
    foreign[68..72].fill(7);
    check("another program's", &foreign, "database_foreign");
}

#[test]
fn a_file_that_was_swapped_is_shown_by_the_head_that_was_kept() {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db").env("ARB_NOW", "2026-07-01T12:00:00Z");
    books(&sandbox.path("arb.db"));
    let head = sandbox.arb(["audit", "head"]).run().stdout();
    let other = Sandbox::new();
    super::kit::books::eventful(&other.path("arb.db"));
    other.arb(["--db", "arb.db", "db", "backup", "one.db"]).run().any_stdout();
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(sandbox.path(&format!("arb.db{end}")));
    }
    std::fs::copy(other.path("one.db"), sandbox.path("arb.db")).unwrap();
    sandbox
        .arb(["audit", "verify", "--head", head.trim()])
        .run()
        .code(6)
        .stdout_contains("the head that was kept")
        .any_stderr();
}

#[test]
fn without_its_log_the_file_is_an_older_state_of_itself_and_sound() {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db").env("ARB_NOW", "2026-07-01T12:00:00Z");
    let path = sandbox.path("arb.db");
    books(&path);
    // What is in the log only, with another connection open so that nobody writes it back.
    let open = rusqlite::Connection::open(&path).unwrap();
    let _: i64 = open.query_row("SELECT count(*) FROM txn", [], |row| row.get(0)).unwrap();
    sandbox.arb(["ledger", "capital", "1", "--name", "late"]).run().any_stderr();
    let head = sandbox.arb(["audit", "head"]).run().stdout();
    let bytes = std::fs::read(&path).unwrap();
    drop(open);
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(sandbox.path(&format!("arb.db{end}")));
    }
    std::fs::write(&path, bytes).unwrap();
    sandbox.arb(["verify", "--quiet"]).run().code(0).any_stdout();
    sandbox
        .arb(["audit", "verify", "--head", head.trim()])
        .run()
        .code(6)
        .stdout_contains("links were taken away")
        .any_stderr();
}
