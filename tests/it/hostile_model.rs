//! Models that want the worst: whatever they answer, nothing is bought that the rules alone would not have bought, nothing
//! costs more, and nothing is said that is no fact.

pub(in crate::it) mod corpus;
pub(in crate::it) mod dice;
mod fuzz;
mod fuzz_words;
mod injection;
mod orders;
mod others;
mod socket;
mod whole;
mod words;

use std::fmt::Write as _;

use arb::{
    domain::{
        advice::{Bounds, Effective, is_within, reach},
        analysis::{Analysis, Verdict},
        offer::Offer,
        purchase::PlanItem,
        record::{Record, Stage},
    },
    stages::buy::{Planned, plan_record},
};
use rust_decimal::{Decimal, dec};
use serde_json::Value;

use super::kit::Sandbox;

/// The time at which everything is judged.
const NOW: &str = super::kit::stock::NOW;

/// The GTIN-13 of a number.
fn gtin(number: usize) -> String {
    let head = format!("4006381{number:05}");
    let sum: u32 =
        head.bytes().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{head}{}", (10 - sum % 10) % 10)
}

/// Offers of these titles and descriptions, each a clear buy but for the last two of ten, which are none at their price.
fn list(sandbox: &Sandbox, texts: &[(String, String)]) {
    let mut offers = csv::Writer::from_writer(Vec::new());
    offers.write_record(["sku", "gtin", "title", "description", "cost"]).unwrap();
    let mut book = String::from("gtin,title,category,buy_box,avg90,rank,monthly_sold,offers,weight,dims,restriction\n");
    for (at, (title, description)) in texts.iter().enumerate() {
        let cost = if at % 10 < 8 { "17.43" } else { "31.00" };
        offers.write_record([&format!("S{at}"), &gtin(at), title, description, cost]).unwrap();
        writeln!(book, "{},Walnut organizer,Toys & Games,39.90,39.90,1500,200,3,1 lb,8x5x1 in,allowed", gtin(at))
            .unwrap();
    }
    sandbox.write("list.csv", offers.into_inner().unwrap());
    sandbox.write("book.csv", book);
}

/// Titles and descriptions that are as plain as can be.
fn plain(count: usize) -> Vec<(String, String)> {
    (0..count).map(|at| (format!("Walnut organizer {at}"), "Solid wood, three drawers.".to_owned())).collect()
}

/// Judges the list.
fn judged(sandbox: &Sandbox, analyst: &str) -> Vec<Record> {
    let run = ["analyze", "list.csv", "--source", "acme", "--prices", "book.csv", "--analyst", analyst];
    let ran = sandbox.arb(run).patience(240).run();
    ran.any_stderr().code(0);
    ran.json_lines().into_iter().map(|line| Record(line.as_object().unwrap().clone())).collect()
}

fn analysis(record: &Record) -> Analysis {
    record.get(Stage::Analysis).unwrap().expect("it is judged")
}

/// What a judgement lets happen.
fn let_happen(record: &Record) -> Effective {
    let analysis = analysis(record);
    let offer: Offer = record.get(Stage::Offer).unwrap().expect("it is an offer");
    let Bounds { verdict, cap, quantity, risk, .. } = Bounds::of(&analysis, offer.price, dec!(60));
    Effective { verdict, cap, quantity, risk }
}

/// What would be bought of it.
fn planned(record: &Record) -> Option<PlanItem> {
    match plan_record(record, Decimal::ZERO, NOW.parse().unwrap()).unwrap() {
        Planned::Item(item) => Some(*item),
        _ => None,
    }
}

/// Panics where one judgement lets something happen that the other does not.
#[track_caller]
fn assert_within(with: &Record, without: &Record, what: &str) {
    let (one, other) = (let_happen(with), let_happen(without));
    assert!(is_within(&one, &other), "{what}: {one:?} is not within {other:?}");
    match (planned(with), planned(without)) {
        (None, _) => {}
        (Some(item), Some(alone)) => {
            assert!(item.quantity <= alone.quantity && item.units <= alone.units, "{what}: more is bought");
            assert!(item.cap.amount() <= alone.cap.amount(), "{what}: it may cost {} and not {}", item.cap, alone.cap);
            assert!(item.estimate.amount() <= alone.estimate.amount(), "{what}: more is spent");
            assert_eq!((&item.source, &item.item, &item.seller), (&alone.source, &alone.item, &alone.seller), "{what}");
        }
        (Some(item), None) => panic!("{what}: {item:?} is bought, and alone it would not be"),
    }
    assert!(reach(analysis(with).verdict) <= reach(analysis(without).verdict), "{what}");
}

/// A record that the rules alone would buy, and one that they would not.
fn buy_and_skip() -> (Record, Record) {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db");
    list(&sandbox, &plain(10));
    let records = judged(&sandbox, "rules");
    let first = |verdict: Verdict| records.iter().find(|record| analysis(record).verdict == verdict).cloned();
    let buy = first(Verdict::Buy).expect("the first is a buy");
    let other = records.iter().find(|record| reach(analysis(record).verdict) < reach(Verdict::Negotiate));
    (buy, other.cloned().expect("the last is none"))
}

/// The words of a record that a person would read.
fn told(record: &Record) -> String {
    Value::Object(record.0.clone()).to_string()
}
