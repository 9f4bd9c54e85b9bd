//! Price text against the shared rows: prices cut from real shop pages.

use std::collections::BTreeMap;

use arb::domain::{
    money::Currency,
    price_text::{PriceHint, PriceText, parse_price},
};
use rust_decimal::Decimal;

use super::kit::{InTurn as _, shared};

/// What each row of the shared cases says, and what came out.
struct Case {
    row: usize,
    known_hard: bool,
    text: String,
    hint: Option<String>,
    symbol: String,
    amount: Option<Decimal>,
    found: PriceText,
}

impl Case {
    fn amount_is_right(&self) -> bool {
        self.found.amount == self.amount
    }

    fn currency_is_right(&self) -> bool {
        let found = self.found.symbol.as_deref().unwrap_or_default();
        found == self.symbol && iso_of(&self.symbol).is_none_or(|code| self.found.currency == Some(code))
    }

    fn is_right(&self) -> bool {
        self.amount_is_right() && self.currency_is_right()
    }

    fn said(&self) -> String {
        format!(
            "line {}: `{}` (hint {:?}) is {:?} {}, read as {:?}",
            self.row, self.text, self.hint, self.amount, self.symbol, self.found
        )
    }
}

/// The currency of signs that mean only one.
fn iso_of(symbol: &str) -> Option<Currency> {
    let code = match symbol {
        "€" | "euro" => "EUR",
        "£" => "GBP",
        "$" | "US$" => "USD",
        "Kč" => "CZK",
        "zł" => "PLN",
        "руб" | "руб." | "р." | "Р" | "₽" => "RUB",
        "грн" | "грн." => "UAH",
        "R$" => "BRL",
        "A$" | "AU$" => "AUD",
        "C$" | "CA$" => "CAD",
        "₪" => "ILS",
        "₹" | "Rs" => "INR",
        "₫" | "đ" => "VND",
        "Rp" => "IDR",
        "RM" => "MYR",
        "Ft" => "HUF",
        "TL" => "TRY",
        "лв" | "лв." => "BGN",
        "lei" | "Lei" | "LEI" => "RON",
        "円" => "JPY",
        "KD" => "KWD",
        "฿" => "THB",
        "NT$" => "TWD",
        "MX$" => "MXN",
        "BTC" => return None,
        _ if symbol.len() == 3 && symbol.chars().all(|c| c.is_ascii_uppercase()) => symbol,
        _ => return None,
    };
    Currency::parse(code)
}

fn cases() -> Option<Vec<Case>> {
    let path = shared("data/08_price_strings/price_parser_cases.csv")?;
    let mut reader = csv::Reader::from_path(path).expect("the file opens");
    let rows = reader.deserialize::<BTreeMap<String, String>>().enumerate().map(|(place, row)| {
        let row_values = row.expect("a CSV row");
        let get = |name: &str| row_values.get(name).cloned().unwrap_or_default();
        let hint = (get("hint_is_null") == "0").then(|| get("currency_hint"));
        let text = get("price_raw");
        let found = parse_price(
            &text,
            &PriceHint { text: hint.as_deref(), decimal: get("decimal_separator").chars().next(), currency: None },
        );
        Case {
            row: place + 2,
            known_hard: get("xfail") == "1",
            symbol: get("expected_currency"),
            amount: get("expected_amount").parse().ok(),
            text,
            hint,
            found,
        }
    });
    Some(rows.collect())
}

#[test]
fn every_ordinary_shop_price_is_read_right() {
    let Some(cases) = cases() else { return };
    let wrong: Vec<String> = cases.iter().filter(|case| !case.known_hard && !case.is_right()).map(Case::said).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn most_of_the_known_hard_prices_are_read_right_too() {
    let Some(cases) = cases() else { return };
    let hard: Vec<&Case> = cases.iter().filter(|case| case.known_hard).collect();
    let wrong: Vec<String> = hard.iter().filter(|case| !case.is_right()).map(|case| case.said()).collect();
    println!("{} of {} right; not:\n{}", hard.len() - wrong.len(), hard.len(), wrong.join("\n"));
    assert!(wrong.len() * 4 < hard.len(), "{} of {} wrong:\n{}", wrong.len(), hard.len(), wrong.join("\n"));
}

/// Reads every value of some columns and gives the fraction with an amount and a currency.
fn fraction_read(file: &str, columns: &[&str]) -> Option<(usize, usize, Vec<String>)> {
    let mut reader = csv::Reader::from_path(shared(file)?).expect("the file opens");
    let (mut read, mut all, mut failed) = (0, 0, Vec::new());
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = row.expect("a CSV row");
        for text in columns.iter().filter_map(|column| row.get(*column)).filter(|text| !text.trim().is_empty()) {
            let price = parse_price(text, &PriceHint::default());
            all += 1;
            if price.amount.is_some() && price.currency.is_some() {
                read += 1;
            } else {
                failed.push(text.clone());
            }
        }
    }
    Some((read, all, failed))
}

#[test]
fn prices_of_real_listings_are_read() {
    let check = |file: &str, columns: &[&str]| {
        let Some((read, all, failed)) = fraction_read(file, columns) else { return };
        println!("{file}: {read} of {all}; not: {:?}", &failed[..failed.len().min(20)]);
        assert!(read * 1000 >= all * 999, "{file}: {read} of {all}, not: {:?}", &failed[..failed.len().min(20)]);
    };
    check("data/03_cards_gear/reverb_guitar_listings.csv", &["current_price_raw", "original_price_raw"]);
    check(
        "data/02_catalogue/amazon_camel_products.csv",
        &["current_price", "list_price", "average_price", "lowest_price", "highest_price"],
    );
}

fn arb(args: &[&str], input: &str) -> (String, String, Option<i32>) {
    use std::{
        io::Write,
        process::{Command, Stdio},
    };
    let mut child = Command::new(env!("CARGO_BIN_EXE_arb"))
        .args(args)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .start_in_turn()
        .expect("arb starts");
    child.stdin.take().expect("stdin is piped").write_all(input.as_bytes()).expect("arb reads");
    let output = child.wait_with_output().expect("arb ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn each_input_line_gives_one_object() {
    let (out, err, code) = arb(&["price", "--currency", "aud"], "$1,234.5\n40% OFF\r\n$29.99 - $74.99\nFree\n");
    assert_eq!(
        out,
        "\
{\"input\":\"$1,234.5\",\"amount\":\"1234.50\",\"currency\":\"AUD\",\"symbol\":\"$\",\"high\":null,\"free\":false,\"note\":null}
{\"input\":\"40% OFF\",\"amount\":null,\"currency\":\"AUD\",\"symbol\":null,\"high\":null,\"free\":false,\"note\":\"the numbers in it are not a price\"}
{\"input\":\"$29.99 - $74.99\",\"amount\":\"29.99\",\"currency\":\"AUD\",\"symbol\":\"$\",\"high\":\"74.99\",\"free\":false,\"note\":null}
{\"input\":\"Free\",\"amount\":\"0.00\",\"currency\":\"AUD\",\"symbol\":null,\"high\":null,\"free\":true,\"note\":null}
"
    );
    assert_eq!((err.as_str(), code), ("", Some(0)));
}

#[test]
fn texts_come_from_the_command_line_too() {
    let (out, err, code) = arb(&["price", "--decimal", ",", "--hint", "Preis in EUR", "--", "1.234", "-5,00"], "");
    let amounts: Vec<String> = out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|line| format!("{} {}", line["amount"], line["currency"]))
        .collect();
    assert_eq!(amounts, ["\"1234.00\" \"EUR\"", "\"-5.00\" \"EUR\""]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
}

#[test]
fn a_wrong_mark_or_code_is_refused_with_a_reason() {
    let check = |args: &[&str], reason: &str| {
        let (out, err, code) = arb(args, "");
        assert_eq!((out.as_str(), code), ("", Some(2)));
        assert!(err.contains(reason), "{err}");
    };
    check(&["price", "--decimal", ";", "5"], "the decimal mark is `.` or `,`");
    check(&["price", "--currency", "euro", "5"], "is not a currency code");
}

#[test]
fn a_line_without_end_and_bytes_that_are_no_text_do_no_harm() {
    let (out, _, code) = arb(&["price"], &format!("{}\n5 €\n", "1 €".repeat(700_000)));
    assert_eq!(code, Some(0));
    assert!(out.lines().last().is_some_and(|line| line.starts_with("{\"input\":\"5 €\",\"amount\":\"5.00\"")));
    assert_eq!(out.lines().count(), 2);
}
