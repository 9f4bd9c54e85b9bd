//! `arb completions` and `arb man`: what they write, and that the committed files are what they write today.

use std::{collections::BTreeMap, path::Path};

use super::kit::{Sandbox, checkout};

#[test]
fn the_committed_completions_and_man_pages_are_fresh() {
    let sandbox = Sandbox::new();
    for (command, folder) in [("completions", "completions"), ("man", "man")] {
        sandbox.arb([command, "--all", folder]).run().ok();
        let (fresh, committed) = (texts(&sandbox.path(folder)), texts(&checkout(folder)));
        let stale = fresh.keys().chain(committed.keys()).find(|name| fresh.get(*name) != committed.get(*name));
        assert!(stale.is_none(), "{folder}/{} is stale: run `tests/regenerate`", stale.expect("a name"));
    }
}

#[test]
fn one_shell_or_the_main_page_goes_to_stdout() {
    let sandbox = Sandbox::new();
    sandbox.arb(["completions", "zsh"]).run().ok().stdout_contains("#compdef arb");
    sandbox.arb(["man"]).run().ok().stdout_contains(".TH arb 1");
    sandbox.sh("arb completions bash | bash -n").run().ok();
    sandbox.sh("arb completions bash | head -1").run().ok().stdout_is("_arb() {\n");
    assert_eq!(sandbox.files(), [""; 0]);
}

#[test]
fn a_dry_run_writes_no_files() {
    let sandbox = Sandbox::new();
    sandbox.arb(["completions", "--all", "out", "--dry-run"]).run().ok();
    sandbox.arb(["man", "--all", "out", "--dry-run"]).run().ok();
    assert!(!sandbox.exists("out"));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let sandbox = Sandbox::new();
    sandbox.write("taken", "");
    for command in ["completions", "man"] {
        let run = sandbox.arb([command, "--all", "taken/out"]).run();
        run.code(1).stderr_contains("error: can't make the folder `taken/out`");
    }
}

#[test]
fn an_unknown_shell_is_a_usage_error() {
    let sandbox = Sandbox::new();
    sandbox.arb(["completions", "tcsh"]).run().code(2).stderr_contains("[possible values: bash,");
    sandbox.arb(["completions"]).run().code(2).stderr_contains("<SHELL>");
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return BTreeMap::new() };
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).expect("text"))
    };
    entries.map(read).collect()
}
