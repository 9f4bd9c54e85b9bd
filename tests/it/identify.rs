//! `arb identify`, run for real over the cases and over real catalogues.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::{
    collections::HashMap,
    io::Write,
    process::{Command, Stdio},
};

use arb::domain::ids::{Identifier, parse_isbn_cell};
use serde_json::Value;

use super::kit::{InTurn as _, shared};

/// A row by column name.
type Case = HashMap<String, String>;

/// The rows of a CSV file by column name; spaces are kept.
fn rows(path: &std::path::Path) -> Vec<Case> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

/// What `arb identify` says to each text, one a line.
fn identify(texts: &[&str], flags: &[&str]) -> Vec<Value> {
    let home = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_arb"))
        .env_clear()
        .env("HOME", home.path())
        .current_dir(home.path())
        .arg("identify")
        .args(flags)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .start_in_turn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = texts.iter().map(|text| format!("{text}\n")).collect::<String>();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    let found: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(found.len(), texts.len());
    for (row, text) in found.iter().zip(texts) {
        assert_eq!(row["input"], *text);
        assert_eq!(row["reason"].is_null(), !ids(row).is_empty(), "{row}");
    }
    found
}

fn ids(row: &Value) -> &Vec<Value> {
    row["ids"].as_array().unwrap()
}

/// Whether one of the ids has this text as value, ISBN or GTIN.
fn names(row: &Value, expected: &str) -> bool {
    ids(row).iter().any(|id| ["value", "isbn13", "isbn10", "gtin14"].iter().any(|field| id[field] == expected))
}

fn has_product(row: &Value) -> bool {
    ids(row).iter().any(|id| id["product"] == true)
}

/// Sends each group of rows through `arb identify --as` and hands every row with its answer to `judge`.
fn through_as(cases: &[Case], kind_of: impl Fn(&Case) -> String, mut judge: impl FnMut(&Case, &Value)) {
    let mut kinds: Vec<String> = cases.iter().map(&kind_of).collect();
    kinds.sort();
    kinds.dedup();
    for kind in kinds {
        let group: Vec<_> = cases.iter().filter(|case| kind_of(case) == kind).collect();
        let texts: Vec<&str> = group.iter().map(|case| case["input"].as_str()).collect();
        for (case, answer) in group.iter().zip(identify(&texts, &["--as", &kind])) {
            judge(case, &answer);
        }
    }
}

/// The kind a row of the valid cases is read as. Some rows carry what was done to them in their kind.
fn asked(case: &Case) -> String {
    match case["kind"].as_str() {
        kind if kind.ends_with("_undetectable_transposition") => "ean13".into(),
        "ean13_upc_with_leading_0" => "ean13".into(),
        kind => kind.into(),
    }
}

fn agrees(case: &Case, id: &Value) -> bool {
    let same = |field: &str, column: &str| case[column].is_empty() || id[field] == case[column].as_str();
    let product = match case["is_product"].as_str() {
        "yes" => id["product"] == true,
        "case" => id["product"] == false && id["pack"] == "case",
        _ => id["product"] == false,
    };
    same("value", "normalized")
        && same("isbn13", "isbn13")
        && same("isbn10", "isbn10")
        && same("gtin14", "gtin14")
        && product
}

#[test]
fn every_valid_case_gives_its_normal_form() {
    let Some(path) = shared("ids/valid_dev.csv") else { return };
    let cases = rows(&path);
    through_as(&cases, asked, |case, answer| {
        assert!(ids(answer).len() == 1 && agrees(case, &ids(answer)[0]), "{case:?}\n{answer}");
    });
    let texts: Vec<&str> = cases.iter().map(|case| case["input"].as_str()).collect();
    for (case, answer) in cases.iter().zip(identify(&texts, &[])) {
        assert!(names(&answer, &case["normalized"]), "as free text: {case:?}\n{answer}");
    }
}

#[test]
fn every_invalid_case_is_rejected_or_no_product() {
    let Some(path) = shared("ids/invalid_dev.csv") else { return };
    through_as(
        &rows(&path),
        |case| case["as_kind"].clone(),
        |case, answer| {
            let format = case["reject_class"].starts_with("checksum_or_format");
            assert!(!format || ids(answer).is_empty(), "{case:?}\n{answer}");
            assert!(!has_product(answer), "{case:?}\n{answer}");
            if case["as_kind"].starts_with("product_") {
                assert!(ids(answer).is_empty(), "{case:?}\n{answer}");
            }
        },
    );
}

#[test]
fn texts_are_told_apart_by_kind() {
    let Some(path) = shared("data/01_books/gtin_isbn_classification_cases.csv") else { return };
    let cases = rows(&path);
    let texts: Vec<&str> = cases.iter().map(|case| case["input"].as_str()).collect();
    for (case, answer) in cases.iter().zip(identify(&texts, &[])) {
        let kind = match case["expected_type"].as_str() {
            "" => {
                assert!(ids(&answer).is_empty(), "{case:?}\n{answer}");
                continue;
            }
            "gtin13" => "ean13",
            "gtin8" => "ean8",
            "upc" => "upca",
            kind => kind,
        };
        assert!(ids(&answer).iter().any(|id| id["kind"] == kind), "{case:?}\n{answer}");
    }
}

#[test]
fn numbers_are_found_behind_labels() {
    let Some(path) = shared("data/01_books/gtin_isbn_extraction_cases.csv") else { return };
    let cases = rows(&path);
    let texts: Vec<&str> = cases.iter().map(|case| case["input"].as_str()).collect();
    for (case, answer) in cases.iter().zip(identify(&texts, &[])) {
        let expected = case["expected_value"].as_str();
        if expected.is_empty() {
            assert!(ids(&answer).is_empty(), "{case:?}\n{answer}");
        } else {
            assert!(names(&answer, expected) && ids(&answer).len() == 1, "{case:?}\n{answer}");
        }
    }
}

#[test]
fn broken_isbns_of_a_real_catalogue_are_rejected_not_repaired() {
    let Some(path) = shared("data/01_books/goodbooks_isbn.csv") else { return };
    let books = rows(&path);
    let floats: Vec<&str> =
        books.iter().map(|book| book["isbn13_raw"].as_str()).filter(|raw| raw.contains('e')).collect();
    for answer in identify(&floats, &[]) {
        assert!(ids(&answer).is_empty() && answer["reason_code"] == "scientific_notation", "{answer}");
    }
    for book in &books {
        let read = parse_isbn_cell(&book["isbn_raw"]);
        let isbn13 = read.as_ref().ok().and_then(Identifier::isbn13);
        assert_eq!(isbn13.unwrap_or_default(), book["isbn13_derived"], "{book:?}\n{read:?}");
        assert_eq!(read.is_ok(), book["isbn10_valid"] == "1");
    }
    let padded: Vec<_> = books.iter().filter(|book| book["isbn_raw"].len() >= 9).collect();
    let texts: Vec<&str> = padded.iter().map(|book| book["isbn_raw"].as_str()).collect();
    for (book, answer) in padded.iter().zip(identify(&texts, &[])) {
        match book["isbn13_derived"].as_str() {
            "" => assert!(ids(&answer).is_empty(), "{answer}"),
            isbn13 => assert!(names(&answer, isbn13), "{answer}"),
        }
    }
}

#[test]
fn no_bad_check_digit_of_a_real_catalogue_is_accepted() {
    let Some(path) = shared("data/02_catalogue/openfoodfacts_barcodes.csv") else { return };
    let foods = rows(&path);
    let texts: Vec<&str> = foods.iter().map(|food| food["barcode"].as_str()).collect();
    for (food, answer) in foods.iter().zip(identify(&texts, &[])) {
        let padded = format!("{:0>14}", food["barcode"]);
        // A UPC-E is its own number: its check digit belongs to the twelve digits it stands for.
        let taken =
            ids(&answer).iter().any(|id| id["kind"] != "upce" && id["kind"] != "issn" && id["gtin14"] == padded);
        let right = food["check_digit_ok"] == "1";
        assert!(taken == right || (right && answer["reason_code"] == "placeholder"), "{food:?}\n{answer}");
        assert!(taken || ids(&answer).iter().all(|id| id["kind"] == "upce" || id["product"] == false), "{answer}");
    }
}

#[test]
fn arguments_are_texts_and_a_closed_pipe_is_quiet() {
    let run =
        |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_arb")).arg("identify").args(args).output_in_turn().unwrap();
    let output = run(&["0439023483", "SKU 12"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 2);
    let output = run(&["--as", "shoe_size", "7"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`shoe_size` is nothing a text can be read as"));

    let mut child = Command::new(env!("CARGO_BIN_EXE_arb"))
        .arg("identify")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .start_in_turn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let _ = stdin.write_all(&b"036000291452\n".repeat(50_000));
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
