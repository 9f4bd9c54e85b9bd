//! `arb analyze --only …`: rows that are a skip for certain are told apart without a judgement, and nobody can tell.

use std::{collections::BTreeMap, fmt::Write};

use arb::store::{Create, Store};
use proptest::prelude::*;
use serde_json::Value;

use super::kit::Sandbox;

/// A row of a supplier's list, in every way that lists are written.
fn list_row() -> impl Strategy<Value = String> {
    let id = prop_oneof![
        8 => (0_u64..40).prop_map(product),
        1 => (0_u64..40).prop_map(|at| format!("UPC: {}", product(at).trim_start_matches('0'))),
        1 => Just("B0088PUEPK".to_owned()),
        1 => Just(String::new()),
        1 => Just("673419340558".to_owned()),
        1 => Just("N/A".to_owned()),
    ];
    let price = prop_oneof![
        10 => (50_u32..4_000).prop_map(|cents| format!("{}.{:02}", cents / 100, cents % 100)),
        2 => (50_u32..400_000).prop_map(|cents| format!("\"${},{:03}.{:02}\"", cents / 100_000, cents / 100 % 1000, cents % 100)),
        1 => Just("call".to_owned()),
        1 => Just("0".to_owned()),
        1 => Just("12,50 €".to_owned()).prop_map(|text| format!("\"{text}\"")),
        1 => Just("1.2345".to_owned()),
    ];
    let title = prop_oneof![
        4 => Just("Desk Lamp"),
        1 => Just("Desk Lamp, Pack of 4"),
        1 => Just("\"Desk Lamp, 12 pack\""),
        1 => Just("\"The \"\"Lamp\"\" 2x\""),
        1 => Just("Case of lamps"),
        1 => Just("Lampe 宝可梦 3er"),
    ];
    let condition = prop_oneof![4 => Just("new"), 1 => Just("Used - Good"), 1 => Just("so so"), 1 => Just("")];
    let shipping = prop_oneof![4 => Just(""), 1 => Just("2.50"), 1 => Just("free"), 1 => Just("soon")];
    let pack = prop_oneof![4 => Just(""), 1 => Just("3"), 1 => Just("case of 2")];
    (id, title, condition, price, shipping, pack, 0_u32..3).prop_map(
        |(id, title, condition, price, shipping, pack, stock)| {
            format!("{id},{title},{condition},{price},{shipping},{pack},{stock}")
        },
    )
}

/// The number of a product: twelve digits with the right check digit.
fn product(at: u64) -> String {
    let body = 67_341_900_000 + at * 13;
    let digits: Vec<u64> = format!("{body:011}").bytes().map(|byte| u64::from(byte - b'0')).collect();
    let sum: u64 =
        digits.iter().enumerate().map(|(place, digit)| if place % 2 == 0 { digit * 3 } else { *digit }).sum();
    format!("{body:011}{}", (10 - sum % 10) % 10)
}

/// A price book in which products are known well, badly, twice, and not at all.
fn book() -> impl Strategy<Value = String> {
    let row =
        (0_u64..30, 300_u32..9_000, 0_u32..400_000, 0_u32..90, prop_oneof![Just("1.2"), Just(""), Just("9")], 0_u32..7);
    prop::collection::vec(row, 10..40).prop_map(|rows| {
        let mut text = String::from("upc,asin,title,category,buy_box,avg90,rank,monthly_sold,offers,amazon_in_stock,weight_lb,dims,restriction,as_of\n");
        for (at, cents, rank, sold, weight, odd) in rows {
            let (price, usual) = (format!("{}.{:02}", cents / 100, cents % 100), cents * 9 / 10);
            let (title, asin) = if odd == 1 { ("Desk Lamp 2 pack", "B0088PUEPK") } else { ("", "") };
            let (price, restriction, day) = match odd {
                2 => (String::new(), "gated", ""),
                3 => (price, "", "2026-05-30"),
                4 => (format!("\"$ {price}\""), "allowed", "2020-01-01"),
                5 => ("soon".to_owned(), "", ""),
                _ => (price, "allowed", ""),
            };
            let usual = format!("{}.{:02}", usual / 100, usual % 100);
            let upc = product(at);
            writeln!(text, "{upc},{asin},{title},Toys & Games,{price},{usual},{rank},{sold},4,no,{weight},10x8x3 in,{restriction},{day}")
                .unwrap();
        }
        text
    })
}

/// Records by the line they came from.
fn by_line(lines: &[Value]) -> BTreeMap<u64, Value> {
    lines.iter().map(|line| (line["offer"]["row"]["line"].as_u64().unwrap(), line.clone())).collect()
}

#[test]
fn what_is_left_out_would_have_been_left_out() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 12,
        max_shrink_iters: 30,
        ..ProptestConfig::default()
    });
    let lists = (prop::collection::vec(list_row(), 150..400), book(), any::<bool>());
    let done = runner.run(&lists, |(rows, book, numbered)| {
        let sandbox = Sandbox::new();
        let mut list = String::from(if numbered { "sku,identifier" } else { "identifier" });
        list.push_str(",title,condition,price,shipping,pack,stock\n");
        for (place, row) in rows.iter().enumerate() {
            let sku = if numbered { format!("S{place},") } else { String::new() };
            writeln!(list, "{sku}{row}").unwrap();
        }
        sandbox.write("list.csv", list);
        sandbox.write("book.csv", book);
        let run = |only: &str| {
            let line = format!("--dry-run analyze list.csv --prices book.csv --format jsonl {only}");
            let ran = sandbox.arb(line.split_whitespace()).run();
            (by_line(&ran.json_lines()), ran.stderr(), ran.exit())
        };
        let (all, said, exit) = run("");
        for only in ["buy", "buy,negotiate", "negotiate,watch,review"] {
            let some = run(&format!("--only {only}"));
            let verdicts: Vec<&str> = only.split(',').collect();
            let mut expected = all.clone();
            expected.retain(|_, line| verdicts.contains(&line["analysis"]["verdict"].as_str().unwrap()));
            // Verdict by verdict, reject by reject.
            let differ = some
                .0
                .iter()
                .chain(&expected)
                .find(|(line, it)| some.0.get(line) != expected.get(line) || it.is_null());
            prop_assert!(differ.is_none(), "--only {}: {:?}", only, differ);
            prop_assert_eq!((&some.1, some.2), (&said, exit), "--only {}", only);
        }
        Ok(())
    });
    done.unwrap();
}

#[test]
fn what_was_worth_buying_yesterday_is_judged_anew_whatever_it_is_today() {
    let sandbox = Sandbox::new();
    let book = "upc,category,buy_box,avg90,monthly_sold,offers,weight,dims,restriction\n\
                673419340557,Toys & Games,64.90,63.10,50,4,1.25 lb,10x8x3 in,allowed\n";
    sandbox.write("book.csv", book);
    let verdict = |cost: &str| {
        sandbox.write("list.csv", format!("sku,upc,cost\n10281,673419340557,{cost}\n"));
        let line = "--db arb.db analyze list.csv --prices book.csv --only buy --format jsonl";
        sandbox.arb(line.split(' ')).run().any_stdout().any_stderr().code(0);
        let judged = Store::open(&sandbox.path("arb.db"), Create::No).unwrap().analysis("list:10281").unwrap();
        judged.unwrap().0["analysis"]["verdict"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(verdict("31.20"), "buy");
    // Far too dear: a skip that `--only buy` does not show, and that the database must know of all the same.
    assert_eq!(verdict("63.00"), "skip");
}
