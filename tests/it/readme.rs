//! The README's commands, run: the tour, the `jq` recipe, the cron lines.

use super::{
    kit::{Sandbox, checkout, tool},
    round::with_examples,
};

/// The lines of the code blocks below this heading, up to the next one; each block is one script.
fn blocks(heading: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(checkout("README.md")).expect("there is a README");
    let mut found = Vec::new();
    let mut block: Option<String> = None;
    for line in readme.lines().skip_while(|line| *line != heading).skip(1) {
        match &mut block {
            Some(text) if line == "```" => found.extend(block.take().filter(|text| !text.is_empty())),
            Some(text) => *text += &format!("{line}\n"),
            None if line.starts_with("```") => block = Some(String::new()),
            None if line.starts_with("## ") => break,
            None => {}
        }
    }
    assert!(!found.is_empty(), "README.md has no code below `{heading}`");
    found
}

/// Runs a script as a person's shell does, where the last command of a pipe decides: the lists have broken rows on
/// purpose, and `scan` says so with its exit code.
fn runs(sandbox: &Sandbox, script: &str) -> String {
    let ran = sandbox.sh(&format!("set +o pipefail\n{script}")).patience(240).run();
    ran.code(0);
    assert!(!ran.stderr().contains("panicked"), "{ran}");
    ran.stdout()
}

#[test]
fn the_first_page_has_two_commands() {
    let block = &blocks("## Two commands")[0];
    assert_eq!(block.lines().count(), 2, "{block}");
}

#[test]
fn the_tour_can_be_walked() {
    if !tool("jq") {
        return;
    }
    let sandbox = with_examples();
    let shown: Vec<String> = blocks("## Five minutes").iter().map(|script| runs(&sandbox, script)).collect();
    // The last block is `arb run` from the database; what it says goes to stderr.
    for (step, text) in shown.iter().enumerate().take(shown.len() - 1) {
        assert!(!text.is_empty(), "step {step} of the tour shows nothing");
    }
}

#[test]
fn the_jq_recipes_can_be_followed() {
    if !tool("jq") {
        return;
    }
    let sandbox = with_examples();
    let recipes = blocks("## With other tools");
    let lines: Vec<&str> = recipes.iter().flat_map(|block| block.lines()).filter(|line| line.contains("jq ")).collect();
    assert!(!lines.is_empty(), "README.md has no recipe with jq");
    for line in lines {
        assert!(!runs(&sandbox, line).is_empty(), "`{line}` shows nothing");
    }
}

#[test]
fn the_cron_lines_work_today_and_tomorrow() {
    let sandbox = with_examples();
    std::fs::create_dir_all(sandbox.home("arb/backup")).expect("the folder of the backups");
    sandbox
        .sh("arb analyze examples/suppliers/toys.csv --prices examples/pricebook.csv")
        .run()
        .code(0)
        .any_stderr()
        .any_stdout();
    for block in blocks("## Cron") {
        for day in ["2026-06-02T07:00:00Z", "2026-06-03T07:00:00Z"] {
            for line in block.lines().filter(|line| !line.starts_with('#')) {
                let command: Vec<&str> = line.split_whitespace().skip(5).collect();
                let ran = sandbox.sh(&command.join(" ")).now(day).run();
                ran.code(0);
                let _ = ran.stdout();
                assert!(!ran.stderr().contains("error: "), "{ran}");
            }
        }
    }
}
