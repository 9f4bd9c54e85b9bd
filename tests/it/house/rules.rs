//! The rules beside the stairs: what each room leaves alone, and how a file is made.

use super::{
    Breaks, File,
    source::{self, Kind},
};

/// The longest a file may be, in lines.
const LONGEST: usize = 500;

/// Names under which everything and nothing hides.
const EMPTY_NAMES: &[&str] = &["util", "utils", "common", "helper", "helpers", "misc"];

/// What the pure room leaves alone: a path that begins like this, and what it would bring in.
const IMPURE: &[(&[&str], &str)] = &[
    (&["std", "fs"], "files"),
    (&["std", "env"], "the environment"),
    (&["std", "net"], "the network"),
    (&["std", "process"], "other programs"),
    (&["std", "thread"], "threads"),
    (&["std", "time", "SystemTime"], "a clock"),
    (&["std", "time", "Instant"], "a clock"),
    (&["Timestamp", "now"], "a clock"),
    (&["jiff", "Timestamp", "now"], "a clock"),
    (&["Zoned", "now"], "a clock"),
    (&["jiff", "Zoned", "now"], "a clock"),
    (&["rusqlite"], "a database"),
    (&["reqwest"], "the network"),
    (&["tokio"], "waiting"),
    (&["indicatif"], "the terminal"),
    (&["dialoguer"], "the terminal"),
];

/// Files and folders of `domain` that may hold floats, with the reason.
const FLOATS_ALLOWED: &[(&str, &str)] = &[
    ("src/domain/triage/", "chances and weights of words: none of it is money"),
    ("src/domain/support/learned.rs", "reads such chances as percent"),
];

/// Clocks, files, the environment, the network and databases in `domain`.
pub fn impure(file: &File) -> Breaks {
    if file.room() != "domain" {
        return Vec::new();
    }
    let mut breaks = Vec::new();
    for (line, path) in source::paths(&file.tokens()) {
        for (start, what) in IMPURE {
            if path.len() >= start.len() && path.iter().zip(*start).all(|(part, expected)| part == expected) {
                let path = path.join("::");
                breaks
                    .push((line, format!("`{path}` brings {what} into `domain`, which is pure: make it an argument")));
            }
        }
    }
    breaks
}

/// Floats in `domain`.
pub fn floats(file: &File) -> Breaks {
    if file.room() != "domain" || FLOATS_ALLOWED.iter().any(|(name, _)| file.name.starts_with(name)) {
        return Vec::new();
    }
    let words = file.tokens();
    let floats = words.iter().filter_map(|token| {
        let word = token.word().filter(|word| word.contains("f32") || word.contains("f64"))?;
        Some((token.line, format!("`{word}` on the money path: use `Decimal`, or give the file a reason in the list")))
    });
    floats.collect()
}

/// The database library and SQL text outside `store`.
pub fn sql_outside_the_store(file: &File) -> Breaks {
    if file.room() == "store" {
        return Vec::new();
    }
    let mut breaks = Vec::new();
    for token in file.tokens() {
        match &token.kind {
            Kind::Word(word) if word == "rusqlite" => {
                breaks.push((token.line, "`rusqlite` outside `store`: ask for a method with a business name".into()));
            }
            Kind::Text(text) if is_sql(text) => {
                breaks.push((token.line, format!("SQL outside `store`: {:.40}", text.trim().replace('\n', " "))));
            }
            _ => {}
        }
    }
    breaks
}

fn is_sql(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words[..] {
        ["SELECT" | "PRAGMA", ..] => words.len() > 1,
        ["INSERT", "INTO" | "OR", ..] | ["DELETE", "FROM", ..] | ["BEGIN", "IMMEDIATE", ..] => true,
        ["CREATE" | "DROP" | "ALTER", "TABLE" | "INDEX" | "TRIGGER" | "VIEW" | "UNIQUE", ..] => true,
        ["UPDATE", _, "SET", ..] => true,
        _ => false,
    }
}

/// Macros and calls that end the program or write past `ui` and the writers.
pub fn panics_and_prints(file: &File) -> Breaks {
    let tokens = file.tokens();
    let mut breaks = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(word) = token.word() else { continue };
        let next = tokens.get(at + 1).map(|token| &token.kind);
        let what = match (word, next) {
            ("todo" | "unimplemented" | "dbg", Some(Kind::Mark('!'))) => "is not for a finished house",
            ("print" | "println", Some(Kind::Mark('!'))) => "panics on a closed pipe: stdout goes through a writer",
            ("eprint" | "eprintln", Some(Kind::Mark('!'))) if file.name != "src/ui.rs" => "goes through `ui`",
            ("panic", Some(Kind::Mark('!'))) => "is no answer to input: return an error, or `expect` an invariant",
            ("unwrap", Some(Kind::Mark('('))) if at > 0 && tokens[at - 1].kind == Kind::Mark('.') => {
                "is for tests: `expect` an invariant in words, or return an error"
            }
            _ => continue,
        };
        breaks.push((token.line, format!("`{word}` {what}")));
    }
    breaks
}

/// Length, name and first line.
pub fn shape(file: &File) -> Breaks {
    let mut breaks = Vec::new();
    let lines = file.text.lines().count();
    if lines > LONGEST {
        breaks.push((LONGEST + 1, format!("{lines} lines are more than {LONGEST}: give the second idea its own file")));
    }
    for part in file.name.trim_end_matches(".rs").split('/') {
        if EMPTY_NAMES.contains(&part) {
            breaks.push((1, format!("`{part}` says nothing: name the file after the idea in it")));
        }
    }
    if !file.is_test && !file.text.starts_with("//!") && file.name != "src/main.rs" {
        breaks.push((1, "a file begins with `//!` and one line on what it is for".into()));
    }
    breaks
}

/// Vendors without the files that every vendor has: `mod.rs`, and `wire.rs` for one that speaks through `net`. Beside
/// them stand the traits (`mod.rs`, `warehouse.rs`), who answers for what (`desk.rs`, `sellers.rs`, `messengers.rs`, `bargains.rs`) and what each promises
/// (`declarations.rs`).
pub fn vendor_folders(files: &[File]) -> Vec<String> {
    let there = |name: String| files.iter().any(|file| file.name == name);
    let mut breaks = Vec::new();
    for file in files {
        let Some(below) = file.name.strip_prefix("src/vendors/") else { continue };
        let Some((vendor, _)) = below.split_once('/') else {
            let beside = [
                "mod",
                "credentials",
                "declarations",
                "desk",
                "bargains",
                "messengers",
                "reader",
                "readers",
                "sellers",
                "warehouse",
            ];
            if !beside.contains(&below.trim_end_matches(".rs")) {
                breaks.push(format!("{}:1: a vendor is a folder with `mod.rs`, even when it is small", file.name));
            }
            continue;
        };
        if !there(format!("src/vendors/{vendor}/mod.rs")) {
            breaks.push(format!("{}:1: `{vendor}` has no `mod.rs` that says what it can do", file.name));
        }
        let call = source::paths(&file.tokens()).into_iter().find(|(_, path)| path[..2] == ["crate", "net"]);
        if let Some((line, _)) = call.filter(|_| !there(format!("src/vendors/{vendor}/wire.rs"))) {
            breaks.push(format!("{}:{line}: `{vendor}` speaks to a host but has no `wire.rs`", file.name));
        }
    }
    breaks
}

/// Rooms in `src` that the map at the head of the library leaves out.
pub fn rooms_missing_on_the_map(library: &str, names: &[&str]) -> Vec<String> {
    let map: Vec<&str> = library.lines().take_while(|line| line.starts_with("//!")).collect();
    let mut rooms: Vec<&str> = names
        .iter()
        .filter_map(|name| name.strip_prefix("src/")?.split('/').next())
        .map(|room| room.trim_end_matches(".rs"))
        .filter(|room| *room != "lib")
        .collect();
    rooms.dedup();
    let on_map = |room: &str| {
        let words = map.iter().flat_map(|line| line.split(|c: char| !c.is_alphanumeric()));
        words.into_iter().any(|word| word == room)
    };
    let missing = rooms.into_iter().filter(|room| !on_map(room));
    missing.map(|room| format!("src/lib.rs:1: the map says nothing about `{room}`")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rule: fn(&File) -> Breaks, name: &str, text: &str, expected: &[usize]) {
        let found = rule(&File { name: name.into(), text: text.into(), ..File::default() });
        let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, expected, "{name}: {found:?}");
    }

    #[test]
    fn a_clock_or_a_file_in_the_domain_is_seen() {
        let domain = "src/domain/money.rs";
        check(impure, domain, "use std::{fmt,\n fs::File};", &[2]);
        check(impure, domain, "let at = jiff::Timestamp::now();\nlet b = Timestamp::now();", &[1, 2]);
        check(impure, domain, "use std::time::{Duration, SystemTime};", &[1]);
        check(impure, domain, "let x = std::env::var(\"HOME\");", &[1]);
        check(impure, domain, "use rusqlite::Connection;", &[1]);
        check(impure, domain, "/// Not `std::fs`.\nuse std::{fmt, time::Duration};", &[]);
        check(impure, "src/store/mod.rs", "use std::fs;", &[]);
    }

    #[test]
    fn a_float_in_the_domain_is_seen() {
        check(floats, "src/domain/fees/mod.rs", "fn f(a: Decimal) -> f64 { a.to_f64() }", &[1, 1]);
        check(floats, "src/domain/fees/mod.rs", "// f64\nconst A: Decimal = dec!(0.5);", &[]);
        check(floats, "src/pipe/table.rs", "fn f(a: f64) {}", &[]);
        check(floats, "src/domain/fees/mod.rs", "#[cfg(test)]\nmod tests { const A: f64 = 1.0; }", &[]);
    }

    #[test]
    fn sql_outside_the_store_is_seen() {
        check(sql_outside_the_store, "src/stages/buy.rs", "use rusqlite::params;\nf(\"SELECT 1\");", &[1, 2]);
        check(sql_outside_the_store, "src/cmd/db.rs", "f(r#\"\n  INSERT INTO a VALUES (1)\"#)", &[1]);
        check(sql_outside_the_store, "src/cmd/db.rs", "f(\"UPDATE lots SET a = 1\"); g(\"SELECT\")", &[1]);
        check(sql_outside_the_store, "src/cmd/db.rs", "f(\"select a table to update\"); // SELECT 1", &[]);
        check(sql_outside_the_store, "src/store/lots.rs", "use rusqlite::params;\nf(\"SELECT 1\");", &[]);
    }

    #[test]
    fn a_panic_or_a_stray_print_is_seen() {
        check(
            panics_and_prints,
            "src/cmd/a.rs",
            "a.unwrap();\ntodo!();\nprintln!(\"a\");\neprintln!(\"b\");",
            &[1, 2, 3, 4],
        );
        check(panics_and_prints, "src/cmd/a.rs", "dbg!(1);\nunimplemented!();\npanic!(\"x\")", &[1, 2, 3]);
        check(panics_and_prints, "src/cmd/a.rs", "a.unwrap_or(0); writeln!(out)?; print(1); \"println!\";", &[]);
        check(panics_and_prints, "src/cmd/a.rs", "#[cfg(test)]\nmod tests { fn f() { a.unwrap() } }", &[]);
        let tests = File { text: "a.unwrap();".into(), is_test: true, ..File::default() };
        assert!(panics_and_prints(&tests).is_empty());
    }

    #[test]
    fn a_long_or_nameless_file_is_seen() {
        check(shape, "src/domain/a.rs", &format!("//! A\n{}", "\n".repeat(500)), &[501]);
        check(shape, "src/domain/a.rs", &format!("//! A\n{}", "\n".repeat(499)), &[]);
        check(shape, "src/domain/utils.rs", "//! A", &[1]);
        check(shape, "src/common/a.rs", "//! A", &[1]);
        check(shape, "src/domain/a.rs", "use b;", &[1]);
    }

    #[test]
    fn a_vendor_without_its_files_is_seen() {
        let check = |files: &[(&str, &str)], expected: usize| {
            let files: Vec<File> = files
                .iter()
                .map(|(name, text)| File { name: (*name).into(), text: (*text).into(), ..File::default() })
                .collect();
            let found = vendor_folders(&files);
            assert_eq!(found.len(), expected, "{found:?}");
        };
        let speaks = "use crate::{net::Host};";
        check(&[("src/vendors/mod.rs", ""), ("src/vendors/a/mod.rs", "")], 0);
        check(&[("src/vendors/a/mod.rs", speaks), ("src/vendors/a/wire.rs", "")], 0);
        check(&[("src/vendors/a/mod.rs", speaks)], 1);
        check(&[("src/vendors/keepa.rs", "")], 1);
        check(&[("src/vendors/a/wire.rs", "")], 1);
    }

    #[test]
    fn a_room_that_is_not_on_the_map_is_seen() {
        let map = "//! domain is pure\n//! cli parses\npub mod store;";
        let missing =
            rooms_missing_on_the_map(map, &["src/cli.rs", "src/domain/a.rs", "src/lib.rs", "src/store/mod.rs"]);
        assert_eq!(missing, ["src/lib.rs:1: the map says nothing about `store`"]);
    }
}
