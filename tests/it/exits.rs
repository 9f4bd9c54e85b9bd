//! The README's tables say what the program does: exit codes and commands.

use std::collections::BTreeSet;

use arb::error::{Exit, Kind};

use super::kit::checkout;

#[test]
fn the_readme_lists_every_exit_code_and_no_other() {
    // A `match`, so that a new kind does not compile before it stands here.
    let every = [
        Kind::Failed,
        Kind::Usage,
        Kind::Config,
        Kind::Partial,
        Kind::Refused,
        Kind::Books,
        Kind::TryAgain,
        Kind::Interrupted,
    ];
    for kind in every {
        match kind {
            Kind::Failed | Kind::Usage | Kind::Config | Kind::Partial => {}
            Kind::Refused | Kind::Books | Kind::TryAgain | Kind::Interrupted => {}
        }
    }
    let mut codes: BTreeSet<String> = every.into_iter().map(|kind| kind.exit_code().to_string()).collect();
    codes.insert(Exit::Done.code().to_string());
    let listed: BTreeSet<String> = column("| code | meaning |").into_iter().collect();
    assert_eq!(listed, codes, "the exit codes in README.md and in src/error.rs differ");
}

#[test]
fn a_command_that_did_not_fail_uses_the_same_codes() {
    let pairs = [(Exit::Partial, Kind::Partial), (Exit::Refused, Kind::Refused), (Exit::Books, Kind::Books)];
    for (exit, kind) in pairs {
        assert_eq!(exit.code(), kind.exit_code());
    }
}

#[test]
fn every_command_is_in_the_readme() {
    let missing: Vec<String> = commands().difference(&listed_commands()).cloned().collect();
    assert_eq!(missing, [""; 0], "commands of src/cli.rs that README.md leaves out");
}

#[test]
fn the_readme_promises_no_other_command() {
    let promised: Vec<String> = listed_commands().difference(&commands()).cloned().collect();
    assert_eq!(promised, [""; 0], "commands of README.md that src/cli.rs does not have");
}

fn commands() -> BTreeSet<String> {
    let command = arb::cli::command();
    command.get_subcommands().filter(|inner| !inner.is_hide_set()).map(|inner| inner.get_name().to_owned()).collect()
}

fn listed_commands() -> BTreeSet<String> {
    let cells = column("| command | what it does |");
    let names = cells.iter().flat_map(|cell| cell.split(", "));
    names.map(|name| name.trim_matches('`').trim_start_matches("arb ").to_owned()).collect()
}

/// The first column of the README's table with this header.
fn column(header: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(checkout("README.md")).expect("there is a README");
    let rows: Vec<String> = readme
        .lines()
        .skip_while(|line| *line != header)
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| Some(line.split('|').nth(1)?.trim().to_owned()))
        .collect();
    assert!(!rows.is_empty(), "README.md has no table with the header {header}");
    rows
}
