use super::*;
use crate::{
    config::Mode,
    store::{Create, tests::now},
};

fn fresh() -> (tempfile::TempDir, PathBuf, Store) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("arb.db");
    let store = Store::open(&path, Create::IfMissing(Mode::Paper)).unwrap();
    (dir, path, store)
}

fn refused(store: &Store, kind: Kind) -> Option<String> {
    let why = store.permit_check(kind).err()?;
    let failure = crate::ui::failure_in(&why).unwrap();
    assert_eq!((failure.code, failure.kind), ("halted", error::Kind::Refused));
    Some(failure.message.clone())
}

#[test]
fn each_switch_stops_every_kind_of_effect() {
    for kind in Kind::ALL {
        let (dir, _, mut store) = fresh();
        assert_eq!(refused(&store, kind), None);
        std::fs::write(dir.path().join("HALT"), "the sky fell\n").unwrap();
        assert!(refused(&store, kind).unwrap().ends_with("the sky fell"));
        std::fs::remove_file(dir.path().join("HALT")).unwrap();
        assert_eq!(refused(&store, kind), None);
        store.halt(Scope::All, "an overrun", now()).unwrap();
        assert_eq!(
            refused(&store, kind).unwrap(),
            "every change to the outside world is halted by the database since 2026-06-01T12:00:00Z: an overrun"
        );
        let store = Store::in_memory(Mode::Paper).unwrap().with_env_halt(true);
        assert!(refused(&store, kind).unwrap().contains("`ARB_HALT`"));
    }
}

#[test]
fn a_halt_of_buys_stops_purchases_and_nothing_else() {
    let (_dir, _, mut store) = fresh();
    store.halt(Scope::Buys, "too much is unknown", now()).unwrap();
    for kind in Kind::ALL {
        assert_eq!(refused(&store, kind).is_some(), kind == Kind::Purchase, "{kind}");
    }
}

#[test]
fn whatever_has_the_name_stops_even_a_folder_and_a_link_to_nowhere() {
    let (dir, _, store) = fresh();
    let path = dir.path().join("HALT");
    std::fs::create_dir(&path).unwrap();
    assert!(refused(&store, Kind::Price).is_some());
    std::fs::remove_dir(&path).unwrap();
    std::os::unix::fs::symlink("nowhere", &path).unwrap();
    assert!(refused(&store, Kind::Price).is_some());
}

#[test]
fn a_folder_that_is_gone_counts_as_halted() {
    let (dir, _, store) = fresh();
    let moved = dir.path().with_extension("moved");
    std::fs::rename(dir.path(), &moved).unwrap();
    assert!(refused(&store, Kind::Purchase).unwrap().contains("can't look"));
    std::fs::rename(&moved, dir.path()).unwrap();
}

#[test]
fn halting_needs_no_database_and_waits_for_none() {
    let check = |name: &str, prepare: &dyn Fn(&Path), row: bool| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state").join("arb.db");
        prepare(&path);
        let begin = std::time::Instant::now();
        let raised = raise(&path, "a drill\nsecond line", "me", now()).unwrap();
        assert!(begin.elapsed() < Duration::from_secs(1), "{name} took {:?}", begin.elapsed());
        assert_eq!((raised.row, raised.known), (row, false), "{name}");
        let halted = file_halt(&path).unwrap();
        assert_eq!(halted.reason, "a drill", "{name}");
        assert!(raise(&path, "again", "me", now()).unwrap().known, "{name}");
        assert_eq!(file_halt(&path).unwrap().reason, "a drill", "{name}: the first reason stays");
    };
    let open = |path: &Path| drop(Store::open(path, Create::IfMissing(Mode::Paper)).unwrap());
    let folder = |path: &Path| std::fs::create_dir(path.parent().unwrap()).unwrap();
    check("nothing there", &|_| (), false);
    check("an empty folder", &folder, false);
    check("a database", &open, true);
    check(
        "a damaged one",
        &|path| {
            folder(path);
            std::fs::write(path, "no database at all, only words".repeat(100)).unwrap();
        },
        false,
    );
    check(
        "a locked one",
        &|path| {
            open(path);
            let conn = Connection::open(path).unwrap();
            conn.execute_batch("BEGIN EXCLUSIVE").unwrap();
            std::mem::forget(conn);
        },
        false,
    );
}

#[test]
fn resuming_lifts_file_and_rows_and_says_who_and_why() {
    let (_dir, path, mut store) = fresh();
    raise(&path, "a drill", "ann", now()).unwrap();
    store.halt(Scope::Buys, "a loss", now()).unwrap();
    assert_eq!(store.halts().unwrap().len(), 3);
    let lifted = store.resume("bob", "the drill is over", now()).unwrap();
    assert_eq!(lifted.len(), 3);
    assert_eq!(store.halted().unwrap(), None);
    assert_eq!(store.resume("bob", "twice", now()).unwrap(), []);
    let events: Vec<(String, String, Option<String>)> = store
        .conn
        .prepare("SELECT what,scope,who FROM halt_event ORDER BY id")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    let names: Vec<String> = events.iter().map(|(what, scope, who)| format!("{what} {scope} {who:?}")).collect();
    assert_eq!(
        names,
        [
            "halted all Some(\"ann\")",
            "halted buys None",
            "resumed all Some(\"bob\")",
            "resumed all Some(\"bob\")",
            "resumed buys Some(\"bob\")"
        ]
    );
}
