//! `arb demo`: the same story every time, in a folder of its own.

use super::kit::{Sandbox, checkout};

#[test]
fn the_demo_tells_the_whole_round_and_its_books_are_right() {
    let sandbox = Sandbox::new();
    let told = sandbox.arb(["demo"]).patience(240).run();
    told.ok();
    let story = told.stdout();
    for stage in ["scan", "analyze", "buy", "30 days", "reprice", "support", "Sales", "Net", "0 problems"] {
        assert!(story.contains(stage), "{stage} is missing in:\n{story}");
    }
    let first_page = std::fs::read_to_string(checkout("README.md")).unwrap();
    let (_, shown) = first_page.split_once("prints what came of it:").unwrap();
    let shown: Vec<&str> = shown.split("```").nth(1).unwrap().trim_matches('\n').lines().collect();
    assert!(shown.len() >= 4, "{shown:?}");
    for line in shown {
        assert!(story.lines().any(|told| told == line), "the README's `{line}` is missing in:\n{story}");
    }
    assert!(story.lines().all(|line| line.chars().count() <= 80), "it fits 80 columns:\n{story}");
    sandbox.arb(["verify", "--db", "demo/arb.db", "--quiet"]).run().ok();

    let again = sandbox.arb(["demo", "--format", "json"]).now("2027-03-01T00:00:00Z").patience(240).run();
    again.ok();
    let told = &again.json();
    let number = |key: &str| told[key].as_u64().unwrap_or_default();
    assert!(number("bought") > 10 && number("sold") > 10 && number("repriced") > 0, "{told}");
    assert!(story.contains(&format!("{} bought", number("bought"))), "another day, the same story: {told}");
    assert_eq!(number("problems"), 0);
}

#[test]
fn a_folder_that_is_no_demo_is_left_alone() {
    let sandbox = Sandbox::new();
    sandbox.write("mine/notes.txt", "keep me");
    let refused = sandbox.arb(["demo", "--dir", "mine"]).run();
    refused.code(5).stderr_contains("is not empty and is no demo of arb").stderr_contains("--dir");
    assert_eq!(sandbox.read("mine/notes.txt"), "keep me");
}
