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
                6 => (String::new(), "allowed", ""),
                _ => (price, "allowed", ""),
            };
            // One in seven is known without any price.
            let usual = if odd == 6 { String::new() } else { format!("{}.{:02}", usual / 100, usual % 100) };
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
        // The list itself, and what `arb scan` hands on of it.
        sandbox.arb("--dry-run scan list.csv --output list.jsonl".split(' ')).run().any_stderr().exit();
        let run = |list: &str, only: &str| {
            let line = format!("--dry-run analyze {list} --prices book.csv --format jsonl {only}");
            let ran = sandbox.arb(line.split_whitespace()).run();
            (by_line(&ran.json_lines()), ran.stderr(), ran.exit())
        };
        let lists = ["list.csv", "list.jsonl"];
        let whole = lists.map(|list| run(list, ""));
        for (list, only) in [(0, "buy"), (0, "buy,negotiate"), (0, "negotiate,watch,review"), (1, "buy"), (1, "watch")]
        {
            let (all, said, exit) = &whole[list];
            let some = run(lists[list], &format!("--only {only}"));
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
            prop_assert_eq!((&some.1, some.2), (said, *exit), "--only {}", only);
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

/// Two lists with the same product thrice, and a price book that knows it.
fn twice(sandbox: &Sandbox) {
    sandbox.write("book.csv", BOOK);
    sandbox.write(
        "a.csv",
        "sku,upc,condition,cost,stock\n\
         A1,673419340557,New,31.20,5\nA2,673419340557,new,29.00,0\nA3,036000291452,new,4.00,9\nA4,673419340557,new,30.10,2\n\
         A5,,new,9.00,1\n",
    );
    sandbox.write(
        "b.csv",
        "sku,upc,condition,cost,stock\nB1,673419340557,new ,30.10,7\nB2,673419340557,used - good,12.00,7\n",
    );
}

const BOOK: &str = "upc,category,buy_box,avg90,rank,monthly_sold,offers,weight,dims,restriction\n\
    673419340557,Toys & Games,64.90,63.10,900,50,4,1.25 lb,10x8x3 in,allowed\n\
    036000291452,Toys & Games,24.90,23.10,9000,80,2,0.5 lb,6x4x1 in,allowed\n";

#[test]
fn of_offers_alike_the_cheapest_that_is_there_is_judged() {
    let sandbox = Sandbox::new();
    twice(&sandbox);
    let ids = |flags: &str| {
        let line = format!("--dry-run analyze a.csv b.csv --prices book.csv --format jsonl {flags}");
        let ran = sandbox.arb(line.split_whitespace()).run();
        let ids: Vec<String> = ran.json_lines().iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect();
        (ids.join(" "), ran.stderr().lines().last().unwrap_or_default().to_owned())
    };
    let everything = "a:A1 a:A2 a:A3 a:A4 a:A5 b:B1 b:B2";
    assert_eq!(ids("").0, everything);
    // A2 is cheaper and sold out, A4 and B1 cost the same; a used one is another thing; what names no product is its own.
    let (kept, said) = ids("--best");
    assert_eq!(kept, "a:A3 a:A4 a:A5 b:B2");
    assert!(said.contains("3 left out for a cheaper one alike"), "{said}");
    // By profit, whatever the verdict; what earns nothing that is known comes last.
    assert_eq!(ids("--best --sort net").0, "b:B2 a:A4 a:A3 a:A5");
    assert_eq!(ids("--best --sort net --only buy,negotiate,review").0, "a:A4 a:A3");
    assert_eq!(ids("--sort cost").0, "a:A3 a:A5 b:B2 a:A2 a:A4 b:B1 a:A1");
}

#[test]
fn records_go_to_several_files_at_once() {
    let sandbox = Sandbox::new();
    twice(&sandbox);
    let line = "--dry-run --columns id,net,analysis.fees.lines.referral.amount,analysis.demand.rank analyze a.csv \
                --prices book.csv --only buy --best --sort net --output out.csv --also out.jsonl";
    sandbox.arb(line.split_whitespace()).run().any_stderr().code(0);
    let csv = sandbox.read("out.csv");
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows[0], "id,analysis.net,analysis.fees.lines.referral.amount,analysis.demand.rank");
    assert!(rows[1].starts_with("a:A4,") && rows[1].ends_with(",9.47,900"), "{csv}");
    let first: Value = serde_json::from_str(sandbox.read("out.jsonl").lines().next().unwrap()).unwrap();
    assert_eq!((&first["id"], &first["analysis"]["demand"]["rank"]), (&"a:A4".into(), &900.into()));
    assert_eq!(sandbox.read("out.jsonl").lines().count(), rows.len() - 1);
    let pending = "--dry-run analyze --pending --prices book.csv --best";
    sandbox.arb(pending.split(' ')).run().code(2).stderr_contains("not for pending work");
}

#[test]
fn a_list_and_a_price_book_are_read_as_their_mappings_say() {
    let sandbox = Sandbox::new();
    sandbox.write("book.csv", "no,sells\n510000000004,64.90\n000060002914,55\n");
    sandbox.write(
        "book.toml",
        "internal_numbers = true\nlost_zeros = \"any\"\n[columns]\nbarcode = \"no\"\nbuy_box = \"sells\"\n",
    );
    sandbox.write("list.csv", "sku,barcode,cost\n1,510000000004,\"12,50 €\"\n2,60002914,9.00\n3,510000000004,9.001\n");
    let map = "decimal = \".\"\ncurrency = \"USD\"\ncurrency_signs = \"ignore\"\nlost_zeros = \"any\"\ninternal_numbers = true\ndecimals = 2\n";
    sandbox.write("list.toml", map);
    let line = "--dry-run analyze list.csv --map list.toml --prices book.csv --prices-map book.toml --format jsonl";
    let ran = sandbox.arb(line.split(' ')).run();
    ran.code(4).stderr_contains("`cost` has more than 2 decimals: \"9.001\"");
    let seen: Vec<String> = ran
        .json_lines()
        .iter()
        .map(|line| {
            format!(
                "{} {}",
                line["offer"]["product"]["key"].as_str().unwrap_or("-"),
                line["analysis"]["sell"]["price"]["amount"]
            )
        })
        .collect();
    assert_eq!(seen, ["gtin:00510000000004 \"64.90\"", "gtin:00000060002914 \"55.00\""]);
}

#[test]
fn fees_that_pay_something_back_are_not_overlooked() {
    let sandbox = Sandbox::new();
    sandbox.write("book.csv", BOOK);
    // Dearer than what it sells for, and a buy for what the marketplace adds.
    sandbox.write("list.csv", "sku,upc,cost\n1,673419340557,70.00\n2,673419340557,140.00\n");
    sandbox.write("arb.toml", "[fees]\ndir = \"fees\"\n");
    std::fs::create_dir(sandbox.path("fees")).unwrap();
    let card = "channel = \"amazon_us\"\n\n[[card]]\nid = \"amazon_us/bonus\"\ntitle = \"Bonus\"\nsource = \"a letter\"\n\
                confidence = \"high\"\n\n[[card.rule]]\ncode = \"bonus\"\nbase = [\"item\"]\nrate = \"0\"\nfixed = \"-60\"\n";
    sandbox.write("fees/bonus.toml", card);
    let verdicts = |only: &str| {
        let line = format!("--dry-run analyze list.csv --prices book.csv --format jsonl {only}");
        let ran = sandbox.arb(line.split_whitespace()).run();
        ran.any_stderr().json_lines().iter().map(|line| line["analysis"]["verdict"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(verdicts(""), ["\"buy\"", "\"skip\""]);
    assert_eq!(verdicts("--only buy"), ["\"buy\""]);
}

#[test]
fn of_packs_the_cheapest_unit_is_the_cheapest() {
    let sandbox = Sandbox::new();
    sandbox.write("book.csv", BOOK);
    sandbox.write("list.csv", "sku,upc,title,cost\n1,036000291452,Soap,6.00\n2,036000291452,Soap 4 pack,16.00\n");
    for only in ["", "--only buy,review"] {
        let line = format!("--dry-run analyze list.csv --prices book.csv --best --format jsonl {only}");
        let ran = sandbox.arb(line.split_whitespace()).run();
        let ids: Vec<String> = ran.any_stderr().json_lines().iter().map(|line| line["id"].to_string()).collect();
        assert_eq!(ids, ["\"list:2\""], "{only}");
    }
}
