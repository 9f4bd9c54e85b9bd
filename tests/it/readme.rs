//! The README's tour is typed in as it stands; its table names what the program has.

use super::{
    kit::{checkout, tool},
    round::with_examples,
};

/// The shell blocks below this heading, in order.
fn blocks(heading: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(checkout("README.md")).expect("there is a README");
    let section = readme.split("\n## ").find(|part| part.starts_with(heading));
    let section = section.unwrap_or_else(|| panic!("README.md has no section `{heading}`"));
    let blocks: Vec<String> = section
        .split("```sh\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or_default().trim().to_owned())
        .collect();
    assert!(!blocks.is_empty(), "`{heading}` has no shell block");
    blocks
}

#[test]
fn every_command_of_the_tour_does_what_the_tour_says() {
    let sandbox = with_examples();
    for block in blocks("Five minutes") {
        let needs_jq = block.contains("jq ");
        if needs_jq && !tool("jq") {
            continue;
        }
        // As it is typed at a prompt: one line after the other, and a pipe ends as its last command does.
        let ran = sandbox.sh(&format!("set +o pipefail\n{block}")).patience(180).run();
        assert_eq!(ran.exit(), 0, "{block}\n{ran}");
        let silent = ran.stdout().trim().is_empty() && ran.stderr().trim().is_empty();
        assert_eq!(silent, block.contains("--quiet"), "{block}\n{ran}");
        assert!(!ran.stderr().contains("panicked") && !ran.stderr().contains("error: unrecognized"), "{block}\n{ran}");
    }
    // It was a round: something was bought, sold and is in books that balance.
    let rows = sandbox.arb(["report", "purchases", "--format", "jsonl"]).run();
    assert!(!rows.any_stderr().json_lines().is_empty());
    let sold = sandbox.arb(["report", "sales", "--format", "jsonl"]).run();
    assert!(!sold.any_stderr().json_lines().is_empty(), "the tour sells nothing");
    sandbox.arb(["verify"]).run().code(0).any_stdout().stderr_contains(" 0 problems");
}

#[test]
fn every_command_of_the_table_has_a_help_with_an_example() {
    let sandbox = with_examples();
    let readme = std::fs::read_to_string(checkout("README.md")).expect("there is a README");
    let table = readme.lines().skip_while(|line| *line != "| command | what it does |").skip(2);
    let help = sandbox.arb(["--help"]).run();
    let listed = help.code(0).stdout();
    let mut names = 0;
    for cell in table.take_while(|line| line.starts_with('|')).filter_map(|line| line.split('|').nth(1)) {
        for name in cell.split(',').map(|name| name.trim().trim_matches('`').trim_start_matches("arb ")) {
            assert!(listed.lines().any(|line| line.trim_start().starts_with(&format!("{name} "))), "{name}\n{listed}");
            sandbox.arb(["help", name]).run().code(0).stdout_contains("Usage: arb");
            names += 1;
        }
    }
    assert!(names > 15, "{names}");
}
