//! `arb analyze`: a real supplier list adds up, and the numbers are those of the fee engine, to the cent.

use std::{collections::BTreeMap, fmt::Write};

use rust_decimal::Decimal;
use serde_json::Value;

use super::{
    kit::{Ran, Sandbox, shared},
    round::with_examples,
};

fn decimal(value: &Value) -> Decimal {
    value.as_str().unwrap_or_else(|| panic!("{value} is no decimal text")).parse().unwrap()
}

/// The number before a word in `scan: 393 read · 354 kept`; 0 where the word is not there.
fn count(said: &str, word: &str) -> usize {
    let words: Vec<&str> = said.split_whitespace().collect();
    let found = words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok());
    found.unwrap_or(0)
}

#[test]
fn a_real_list_goes_through_and_every_row_is_accounted_for() {
    let Some(path) = shared("data/01_books/goodbooks_isbn.csv") else { return };
    let sandbox = Sandbox::new();
    let text = std::fs::read(&path).unwrap();
    let mut books = csv::Reader::from_reader(text.as_slice());
    let at = books.headers().unwrap().clone();
    let at = |name: &str| at.iter().position(|column| column == name).unwrap();
    let (raw, isbn, valid, title) = (at("isbn_raw"), at("isbn13_derived"), at("isbn10_valid"), at("title"));
    let mut list = csv::Writer::from_writer(Vec::new());
    list.write_record(["sku", "isbn", "title", "cost"]).unwrap();
    let mut prices =
        String::from("isbn,title,category,buy_box,avg90,rank,monthly_sold,offers,weight,dims,restriction\n");
    let (mut rows, mut known, mut broken) = (0, 0, 0);
    for book in books.records() {
        let book = book.unwrap();
        rows += 1;
        broken += usize::from(!book[raw].trim().is_empty() && &book[valid] != "1");
        let cost = format!("{}.{:02}", 1 + rows % 20, rows % 100);
        list.write_record([&format!("GB-{rows}"), &book[raw], &book[title], &cost]).unwrap();
        if &book[valid] == "1" && rows % 3 == 0 {
            known += 1;
            let price = 12 + rows % 30;
            writeln!(prices, "{},,Books,{price}.95,{price}.95,{},40,5,1 lb,8x5x1 in,allowed", &book[isbn], 1000 + rows)
                .unwrap();
        }
    }
    sandbox.write("list.csv", list.into_inner().unwrap());
    sandbox.write("book.csv", prices);
    let line = "arb scan list.csv --rejects bad.csv 2> scan.err | arb analyze --prices book.csv 2> analyze.err";
    let ran = sandbox.sh(line).patience(300).run();
    assert_eq!(ran.exit(), 4, "broken ISBNs are rejected: {}", sandbox.read("scan.err"));
    let (scanned, judged) = (sandbox.read("scan.err"), sandbox.read("analyze.err"));
    let summary = scanned.lines().find(|line| line.starts_with("scan: ")).unwrap();
    let parts = ["kept", "duplicate", "rejected"].map(|word| count(summary, word));
    assert_eq!(count(summary, "read"), rows, "{summary}");
    assert_eq!(parts.iter().sum::<usize>(), rows, "{summary}");
    let lost = csv::Reader::from_reader(sandbox.read("bad.csv").as_bytes()).records().count();
    assert_eq!(lost, parts[2], "the rejects file holds every one");
    assert_eq!(lost, broken, "what is broken is rejected, and nothing else: {summary}");

    let records = ran.json_lines();
    assert_eq!(records.len(), parts[0]);
    let mut verdicts = BTreeMap::<String, usize>::new();
    let mut unknown = 0;
    for record in &records {
        let analysis = &record["analysis"];
        *verdicts.entry(analysis["verdict"].as_str().unwrap().to_owned()).or_default() += 1;
        unknown += usize::from(analysis["reason"] == "no_market");
    }
    let last = judged.lines().find(|line| line.starts_with("analyze: ")).unwrap();
    for (verdict, counted) in &verdicts {
        assert_eq!(count(last, verdict), *counted, "{last}");
    }
    assert_eq!(count(last, "rows"), records.len(), "{last}");
    assert_eq!(
        last.split_once(" of them without").map(|(before, _)| before.rsplit(' ').next().unwrap().parse()),
        Some(Ok(unknown))
    );
    // Two rows may name one book: both find its price.
    assert!(records.len() - unknown >= known * 9 / 10, "{last}: {known} books have a price");
    assert!(verdicts.contains_key("buy"), "{last}");
    net_is_recomputed(&sandbox, &records, 1_000, "Books");
    sandbox.arb(["verify"]).run().code(0).any_stdout().stderr_contains(" 0 problems");
}

/// The net of every judged record is its price less what `arb fees` says and less what it cost.
fn net_is_recomputed(sandbox: &Sandbox, records: &[Value], at_most: usize, category: &str) {
    let judged: Vec<&Value> =
        records.iter().filter(|record| record["analysis"]["net"].is_object()).take(at_most).collect();
    assert!(judged.len() > 20, "{}", judged.len());
    let mut sales = String::from("id,channel,on,category,price,weight,dims,program\n");
    for record in &judged {
        let price = record["analysis"]["sell"]["price"]["amount"].as_str().unwrap();
        writeln!(sales, "{},amazon_us,2026-06-01,{category},{price},1 lb,8x5x1 in,fba", record["id"]).unwrap();
    }
    let ran = sandbox.arb(["fees", "-"]).stdin(sales).run();
    ran.code(0).any_stderr();
    for (record, sale) in judged.iter().zip(ran.json_lines()) {
        let analysis = &record["analysis"];
        let fees: Decimal =
            sale["lines"].as_array().unwrap().iter().map(|line| decimal(&line["amount"]["amount"])).sum();
        // 0.60 a unit to get it to the warehouse is the default of `[costs]`.
        let cost = decimal(&record["offer"]["price"]["amount"]) + Decimal::new(60, 2);
        let net = decimal(&analysis["sell"]["price"]["amount"]) - fees - cost;
        assert_eq!(decimal(&analysis["net"]["amount"]), net, "{}", record["id"]);
        assert_eq!(decimal(&analysis["landed"]["total"]["amount"]), cost, "{}", record["id"]);
        assert_eq!(decimal(&analysis["fees"]["total"]["amount"]), fees, "{}", record["id"]);
    }
}

/// The records of a toys list of these costs, by item number.
fn judge(sandbox: &Sandbox, rows: &[(String, Decimal)]) -> BTreeMap<String, Value> {
    let list = sandbox.read("examples/suppliers/toys.csv");
    let mut wanted = String::from("SKU,EAN,Title,Brand,Category,Cost,Stock,Condition\n");
    for (item, cost) in rows {
        let row = list.lines().find(|line| line.starts_with(&format!("{item},"))).unwrap();
        let mut cells: Vec<&str> = row.split(',').collect();
        let cost = cost.to_string();
        cells[5] = &cost;
        writeln!(wanted, "{}", cells.join(",")).unwrap();
    }
    sandbox.write("wanted.csv", wanted);
    let ran: Ran = sandbox.arb(["analyze", "wanted.csv", "--prices", "examples/pricebook.csv", "--dry-run"]).run();
    ran.code(0).any_stderr();
    let records = ran.json_lines();
    assert_eq!(records.len(), rows.len());
    records.into_iter().map(|record| (record["offer"]["item"].as_str().unwrap().to_owned(), record)).collect()
}

#[test]
fn max_cost_is_the_last_cent_at_which_it_is_a_buy() {
    let sandbox = with_examples();
    let ran = sandbox.arb(["analyze", "examples/suppliers/toys.csv", "--prices", "examples/pricebook.csv"]).run();
    ran.any_stderr().code(0);
    let mut highest = BTreeMap::new();
    for record in ran.json_lines() {
        let analysis = &record["analysis"];
        // Amazon's own offer, a restriction and the like stand in the way at every price.
        let by_price = ["cleared", "below_min_net"].contains(&analysis["reason"].as_str().unwrap());
        if by_price && analysis["max_cost"].is_object() && record["offer"]["pack"].is_null() {
            let item = record["offer"]["item"].as_str().unwrap().to_owned();
            highest.insert(item, decimal(&analysis["max_cost"]["amount"]));
        }
    }
    assert!(highest.len() > 30, "{highest:?}");
    let cent = Decimal::new(1, 2);
    let at: Vec<_> = highest.iter().map(|(item, cost)| (item.clone(), *cost)).collect();
    let above: Vec<_> = highest.iter().map(|(item, cost)| (item.clone(), *cost + cent)).collect();
    let (at, above) = (judge(&sandbox, &at), judge(&sandbox, &above));
    let wrong: Vec<String> = highest
        .iter()
        .filter(|(item, _)| at[*item]["analysis"]["verdict"] != "buy" || above[*item]["analysis"]["verdict"] == "buy")
        .map(|(item, cost)| {
            let verdict = |of: &BTreeMap<String, Value>| of[item]["analysis"]["verdict"].to_string();
            format!("{item} at {cost}: {}, a cent above: {}", verdict(&at), verdict(&above))
        })
        .collect();
    assert_eq!(wrong, [""; 0]);
    assert!(at.values().all(|record| record["analysis"]["max_cost"] == record["offer"]["price"]));
}

#[test]
fn verdicts_of_the_examples_are_counted_and_filtered() {
    let sandbox = with_examples();
    let all = ["analyze", "examples/suppliers/toys.csv", "--prices", "examples/pricebook.csv"];
    let ran = sandbox.arb(all).run();
    ran.code(0);
    let (records, said) = (ran.json_lines(), ran.stderr());
    for verdict in ["buy", "negotiate", "watch", "review", "skip"] {
        let counted = records.iter().filter(|record| record["analysis"]["verdict"] == verdict).count();
        assert_eq!(count(&said, verdict), counted, "{said}");
        let only = sandbox.arb(all.iter().chain(&["--only", verdict])).run();
        assert_eq!(only.any_stderr().json_lines().len(), counted, "{verdict}");
    }
}
