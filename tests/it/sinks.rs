//! Text from outside steers no terminal and no spreadsheet, whatever column it stands in.

use arb::ui::is_harmful;

use super::kit::Sandbox;

/// Titles that try: every starter with every kind of payload, 5,000 of them.
fn titles() -> Vec<String> {
    let starters = [
        "",
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\0",
        "＝",
        "＋",
        "－",
        "＠",
        "'=",
        "\u{feff}=",
        "\u{1b}",
        "\u{9b}",
        "\"",
        "\n=",
        "=\u{202e}",
        "﹦",
    ];
    let payloads = [
        "cmd|' /C calc'!A0",
        "\u{1b}[2J\u{1b}[H",
        "\u{1b}]8;;http://x\u{7}y\u{1b}]8;;\u{7}",
        "\u{1b}]52;c;cm0=\u{7}",
        "\u{1b}]0;title\u{7}",
        "\u{1b}P1;2|\u{1b}\\",
        "\u{90}x\u{9c}",
        "\u{85}next",
        "\u{7f}\u{8}\u{8}",
        "a\rb",
        "\u{202e}gnp.exe",
        "\u{2066}x\u{2069}",
        "a\u{200b}b\u{200d}c\u{feff}",
        "\u{e0041}\u{e0042}",
        "\u{7}\u{7}",
        "HYPERLINK(\"http://x\",\"y\")",
        "1+1",
        "SUM(A1:A9)*2",
        "plain Lego 10281",
        "ünïcode 宝可梦",
    ];
    let mut all = Vec::new();
    for round in 0..13 {
        for starter in starters {
            for payload in payloads {
                all.push(format!("{starter}{payload} {round}"));
            }
        }
    }
    all.truncate(5_000);
    all
}

/// What a terminal and a log may not be given.
fn assert_harmless(text: &str, what: &str) {
    let bad = text.chars().find(|&character| character != '\n' && is_harmful(character));
    assert_eq!(bad, None, "{what}");
}

#[test]
fn five_thousand_hostile_titles_are_text_in_every_format() {
    let sandbox = Sandbox::new();
    let titles = titles();
    assert_eq!(titles.len(), 5_000);
    let lines: String = (titles.iter().zip(1..))
        .map(|(title, place)| {
            let row =
                serde_json::json!({ "sku": place.to_string(), "title": title, "seller": title, "price": "2.50 USD" });
            format!("{row}\n")
        })
        .collect();
    sandbox.write("titles.jsonl", lines);
    let scan = |format: &str, input: &str| {
        let db = format!("{format}-{input}.db");
        let ran = sandbox.arb(["scan", input, "--source", "x", "--db", &db, "--format", format]).run();
        assert_harmless(&ran.stderr(), format);
        assert!([0, 4].contains(&ran.exit()), "{ran}");
        ran.stdout()
    };
    let jsonl = scan("jsonl", "titles.jsonl");
    assert_harmless(&jsonl, "jsonl");
    let read = |text: &str| -> Vec<(String, String)> {
        let values =
            text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("one record a line"));
        values
            .map(|value| {
                let title = value["offer"]["title"].as_str().unwrap_or_default().to_owned();
                (value["id"].as_str().expect("an id").to_owned(), title)
            })
            .collect()
    };
    let records = read(&jsonl);
    assert!(records.len() > 4_900, "{} of 5000", records.len());
    assert_harmless(&scan("table", "titles.jsonl"), "table");

    let csv = scan("csv", "titles.jsonl");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let mut rows = 0;
    for row in reader.records() {
        let row = row.unwrap();
        rows += 1;
        for (cell, column) in row.iter().zip(&columns) {
            let starts = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠']);
            let number = cell.parse::<rust_decimal::Decimal>().is_ok();
            assert!(!starts || number, "{column}: {cell:?}");
            let bad = cell.chars().find(|&c| c.is_control() && c != '\n' && c != '\t');
            assert_eq!(bad, None, "{column}: {cell:?}");
        }
    }
    assert_eq!(rows, records.len());

    sandbox.write("again.csv", &csv);
    let again = read(&scan("jsonl", "again.csv"));
    assert_eq!(again.len(), records.len());
    for ((id, title), (_, before)) in again.iter().zip(&records) {
        assert_eq!(title.starts_with('\''), before.starts_with('\''), "{id}: {title:?} was {before:?}");
    }
}
