//! Which room may use which.

use super::{Breaks, File, source};

/// The rooms from the bottom up, each with the rooms it may use besides the corridor.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("pipe", &["domain"]),
    ("store", &["domain"]),
    ("net", &["store", "domain"]),
    ("vendors", &["net", "store", "pipe", "domain"]),
    ("advice", &["vendors", "net", "store", "pipe", "domain"]),
    ("effects", &["vendors", "net", "store", "pipe", "domain"]),
    ("stages", &["advice", "effects", "vendors", "net", "store", "pipe", "domain"]),
    ("context", &["vendors", "net", "store", "pipe", "domain"]),
    ("cmd", &["context", "stages", "advice", "effects", "vendors", "net", "store", "pipe", "domain"]),
    ("cli", &["cmd", "context", "stages", "advice", "effects", "vendors", "net", "store", "pipe", "domain"]),
];

/// Anyone may walk through; they use nobody but what stands here.
const CORRIDOR: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("ui", &["error"]),
    ("config", &["error"]),
    ("secret", &["error"]),
    ("process", &["error", "ui"]),
];

/// Files that see all: they join the rooms.
const DOORS: &[&str] = &["src/main.rs", "src/lib.rs"];

/// What one file may use although it stands above, with the reason.
const EXCEPTIONS: &[(&str, &str, &str)] =
    &[("src/context.rs", "cli", "the context carries the global flags to the commands as they were parsed")];

/// Every import that climbs.
pub fn climbs(file: &File) -> Breaks {
    if DOORS.contains(&file.name.as_str()) {
        return Vec::new();
    }
    let room = file.room();
    let Some(allowed) = allowed(room) else {
        return vec![(1, format!("`{room}` is no room of the house; give it a place in tests/it/house/stairs.rs"))];
    };
    let depth = depth(&file.name);
    let mut breaks = Vec::new();
    for (line, path) in source::paths(&file.tokens()) {
        let Some(used) = room_of(&path, depth) else { continue };
        let known = ROOMS.iter().chain(CORRIDOR).any(|(name, _)| *name == used);
        let excepted = EXCEPTIONS.iter().any(|(name, room, _)| *name == file.name && *room == used);
        if used == room || allowed.contains(&used) || excepted {
            continue;
        }
        breaks.push((
            line,
            if known {
                format!("`{room}` uses `{used}` (`{}`), but imports only go down the stairs", path.join("::"))
            } else {
                format!("`{}` is in no room: name the room it lives in", path.join("::"))
            },
        ));
    }
    breaks.dedup();
    breaks
}

fn allowed(room: &str) -> Option<Vec<&'static str>> {
    if let Some((_, rooms)) = CORRIDOR.iter().find(|(name, _)| *name == room) {
        return Some(rooms.to_vec());
    }
    let (_, rooms) = ROOMS.iter().find(|(name, _)| *name == room)?;
    Some(rooms.iter().copied().chain(CORRIDOR.iter().map(|(name, _)| *name)).collect())
}

/// How many modules deep a file is: 1 for `src/cli.rs` and `src/domain/mod.rs`, 2 for `src/domain/money.rs`.
fn depth(name: &str) -> usize {
    name.strip_prefix("src/").unwrap_or(name).trim_end_matches("/mod.rs").split('/').count()
}

/// The room a path leads to, for paths that begin at the crate or climb to it.
fn room_of(path: &[String], depth: usize) -> Option<&str> {
    if path[0] == "crate" {
        return path.get(1).map(String::as_str);
    }
    let climbed = path.iter().take_while(|part| *part == "super").count();
    (climbed > 0 && climbed >= depth).then(|| path.get(climbed)).flatten().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, expected: &[(usize, &str)]) {
        let found = climbs(&File { name: name.into(), text: text.into(), ..File::default() });
        let short: Vec<(usize, &str)> = found.iter().map(|(line, what)| (*line, what.as_str())).collect();
        assert_eq!(short.len(), expected.len(), "{name}: {short:?}");
        for ((line, what), (expected_line, part)) in short.iter().zip(expected) {
            assert_eq!(line, expected_line, "{what}");
            assert!(what.contains(part), "{what}");
        }
    }

    #[test]
    fn down_is_allowed() {
        check("src/domain/fees/mod.rs", "use crate::{domain::money::Money, error};\nuse super::money;", &[]);
        check("src/cmd/scan.rs", "use crate::{context::Context, pipe, stages, ui::Ui};", &[]);
        check("src/vendors/paper/mod.rs", "use super::{Channel, Source};\nuse crate::store::Store;", &[]);
        check("src/main.rs", "fn main() { arb::run() }", &[]);
        check("src/context.rs", "use crate::cli::Global;", &[]);
    }

    #[test]
    fn up_is_not() {
        check("src/domain/money.rs", "use crate::{error,\n store::Store};", &[(2, "`domain` uses `store`")]);
        check("src/store/mod.rs", "fn f() { crate::vendors::Order::new() }", &[(1, "`store` uses `vendors`")]);
        check("src/pipe/read.rs", "use crate::store;", &[(1, "`pipe` uses `store`")]);
        check("src/store/lots.rs", "use crate::pipe::write;", &[(1, "`store` uses `pipe`")]);
        check("src/advice/guard.rs", "use crate::effects;", &[(1, "`advice` uses `effects`")]);
        check("src/stages/scan.rs", "use crate::context::Context;", &[(1, "`stages` uses `context`")]);
        check("src/cmd/scan.rs", "use crate::cli::Global;", &[(1, "`cmd` uses `cli`")]);
        check("src/error.rs", "use crate::ui;", &[(1, "`error` uses `ui`")]);
        check("src/config/load.rs", "use crate::{error, domain::money};", &[(1, "`config` uses `domain`")]);
    }

    #[test]
    fn climbing_by_another_name_is_climbing() {
        check("src/domain/money.rs", "use super::super::store;", &[(1, "`domain` uses `store`")]);
        check("src/domain/mod.rs", "use super::store;", &[(1, "`domain` uses `store`")]);
        check("src/domain/money.rs", "use crate::run;", &[(1, "`crate::run` is in no room")]);
        check("src/helpers/text.rs", "", &[(1, "`helpers` is no room")]);
    }
}
