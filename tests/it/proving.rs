//! `arb arena`, `arb backtest` and `arb reprice --competition`: prices from files and made-up markets, without a database.

use serde_json::{Value, json};

use super::kit::{Ran, Sandbox, shared};

fn arb(sandbox: &Sandbox, line: &str) -> Ran {
    sandbox.arb(line.split(' ')).stdin_null().run()
}

#[test]
fn the_arena_is_the_same_for_the_same_seed_and_leaves_no_bounds() {
    let sandbox = Sandbox::new();
    let play = |seed: u32| {
        let line =
            format!("arena --strategy undercut-bb-oscillate --strategy lowest --decisions 1 --days 7 --seed {seed}");
        arb(&sandbox, &line).stderr_contains("0 below a floor, 0 above a ceiling, 0 endless loops").json_lines()
    };
    let first = play(1);
    assert_eq!(first.len(), 4, "two strategies, hold and naive undercut");
    assert_eq!(first, play(1));
    assert_ne!(first, play(2));
    assert!(first.iter().all(|row| row["below_floor"] == 0 && row["loops"] == 0));
    let pairs = arb(&sandbox, "arena --strategy lowest --decisions 1 --days 7 --pairs").any_stderr().json_lines();
    assert_eq!(pairs.len(), 3 * 20, "against 14 of ours and 6 bots");
    arb(&sandbox, "arena --strategy cheapest").any_stdout().stderr_contains("there is no such strategy").code(2);
}

#[test]
fn a_backtest_reads_histories_of_every_shape_and_names_bad_rows() {
    let sandbox = Sandbox::new();
    let mut csv = String::from("asin,ts,price\n");
    for day in 1..=28 {
        csv.push_str(&format!("B000000001,2026-01-{day:02} 06,{}.99\n", 30 - day % 7));
    }
    csv.push_str("B000000001,yesterday,30\nB000000001,2026-01-29 06,-1\n");
    sandbox.write("camel.csv", &csv);
    let ran = arb(&sandbox, "backtest reprice camel.csv --days 30 --strategy match-bb");
    let rows = ran
        .stderr_contains("line 30: `yesterday` is no time")
        .stderr_contains("line 31: `-1` is no price")
        .stderr_contains("28 prices of 1 products, 1 windows of 30 days")
        .code(4)
        .json_lines();
    let names: Vec<&str> = rows.iter().map(|row| row["strategy"].as_str().unwrap()).collect();
    assert_eq!(names, ["match-bb", "hold", "naive undercut"]);
    arb(&sandbox, "backtest reprice camel.csv --price cost").any_stdout().stderr_contains("`--price`").code(2);
    arb(&sandbox, "--db arb.db backtest reprice").any_stdout().any_stderr().code(2);
}

fn listing(sku: &str, price: &str, floor: &str) -> Value {
    let money = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    json!({ "schema": 1, "id": format!("stock:{sku}"), "listing": {
        "state": "live", "sku": sku, "channel": "amazon_us", "listing": sku, "price": money(price), "floor": money(floor),
        "ceiling": money("30.00"), "quantity": 2, "condition": "new", "title": sku, "description": "" } })
}

fn listings(sandbox: &Sandbox, count: usize) {
    let lines: String = (0..count).map(|n| listing(&format!("S{n}"), "20.00", "12.00").to_string() + "\n").collect();
    sandbox.write("listings.jsonl", &lines);
}

fn offers(sandbox: &Sandbox, count: usize, landed: impl Fn(usize) -> (String, &'static str)) {
    let mut csv = String::from("sku,seller,landed,currency,fba,buy_box\n");
    for n in 0..count {
        let (landed, currency) = landed(n);
        csv.push_str(&format!("S{n},R,{landed},{currency},true,true\n"));
    }
    sandbox.write("offers.csv", &csv);
}

#[test]
fn listings_are_priced_from_files_alone() {
    let sandbox = Sandbox::new();
    listings(&sandbox, 30);
    offers(&sandbox, 20, |n| (format!("19.{n:02}"), "USD"));
    let ran = arb(&sandbox, "reprice listings.jsonl --competition offers.csv --strategy undercut-bb");
    let rows = ran.stderr_contains("20 suggested").stderr_contains("10 without competition in the file").json_lines();
    assert_eq!(rows.len(), 30);
    assert_eq!(rows[7]["price_change"]["to"]["amount"], "19.06");
    assert!(rows[25].get("price_change").is_none(), "what nobody was seen to sell is left alone");
    sandbox.write("offers.csv", "sku,seller,landed,currency\nS1,R,cheap,USD\nS2,R,19.00,USD\n");
    arb(&sandbox, "reprice listings.jsonl --competition offers.csv")
        .any_stdout()
        .stderr_contains("offers.csv")
        .stderr_contains("`landed`")
        .code(4);
}

#[test]
fn a_feed_that_is_corrupted_stops_the_whole_run_and_nothing_is_written() {
    let sandbox = Sandbox::new();
    listings(&sandbox, 40);
    let check = |landed: &dyn Fn(usize) -> (String, &'static str), part: &str| {
        offers(&sandbox, 40, landed);
        arb(&sandbox, "reprice listings.jsonl --competition offers.csv --strategy lowest")
            .stderr_contains("no price was changed")
            .stderr_contains(part)
            .code(5);
    };
    let some = |n: usize, odd: &'static str| if n.is_multiple_of(10) { odd.to_owned() } else { "19.50".to_owned() };
    check(&|n| (some(n, "0.01"), "USD"), "4 of 40 rival prices are less than a tenth of ours");
    check(&|n| (some(n, "1950.00"), "USD"), "4 of 40 rival prices are more than ten times ours");
    check(
        &|n| ("19.50".into(), if n.is_multiple_of(10) { "JPY" } else { "USD" }),
        "4 of 40 rival prices are in another currency",
    );
    check(&|_| ("13.00".into(), "USD"), "prices would move by more than 20 %");
    let lines: String = (0..40)
        .map(|n| listing(&format!("S{n}"), "20.00", if n % 10 < 1 { "0.00" } else { "12.00" }).to_string() + "\n")
        .collect();
    sandbox.write("listings.jsonl", &lines);
    check(&|_| ("19.50".into(), "USD"), "4 of 40 listings have no floor");
}

#[test]
fn costs_that_are_corrupted_in_a_file_stop_the_whole_run_and_nothing_is_written() {
    let sandbox = Sandbox::new();
    offers(&sandbox, 40, |_| ("19.50".into(), "USD"));
    let with_costs = |cost: &dyn Fn(usize) -> Value| {
        let lines: String = (0..40)
            .map(|n| {
                let mut record = listing(&format!("S{n}"), "20.00", "12.00");
                record["analysis"] = json!({ "landed": { "lines": [], "total": cost(n) } });
                record.to_string() + "\n"
            })
            .collect();
        sandbox.write("listings.jsonl", &lines);
        arb(&sandbox, "reprice listings.jsonl --competition offers.csv --strategy lowest --export prices.txt")
    };
    let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    let check = |odd: &Value, part: &str| {
        let ran = with_costs(&|n| if n.is_multiple_of(10) { odd.clone() } else { usd("8.00") });
        ran.stdout_is("").stderr_contains("no price was changed").stderr_contains(part).code(5);
        assert!(!sandbox.files().iter().any(|file| file == "prices.txt"), "{part}");
    };
    let far = "4 of 40 costs are less than a tenth of the floor, or above ten times our price";
    check(&usd("0.01"), far);
    check(&usd("800.00"), far);
    let blank = "4 of 40 listings have no cost, and the others have one";
    check(&Value::Null, blank);
    check(&json!({ "amount": "", "currency": "USD" }), blank);
    check(&json!({ "amount": "8.00", "currency": "JPY" }), "4 of 40 costs are in another currency");
    with_costs(&|_| usd("8.00")).code(0).any_stdout().stderr_contains("40 suggested");
}

/// The histories that the project measures on: their options, and how many rows of each are enough for a build that is not
/// optimised.
const HISTORIES: [(&str, &str, usize); 4] = [
    ("amazon_boardgames_camel.csv", "", usize::MAX),
    ("grocery_weekly_zar.csv", "--product name", 2_000),
    ("shopee_tiki_daily.csv", "--price price_vnd", usize::MAX),
    ("tcgplayer_price_volume.csv", "--price holofoil_price --time period_start_date --product name", usize::MAX),
];

#[test]
fn every_strategy_over_recorded_prices_keeps_its_bounds_and_stands_beside_hold_and_naive_undercutting() {
    for (file, options, most) in HISTORIES {
        let Some(path) = shared(&format!("data/04_price_history/{file}")) else { return };
        let sandbox = Sandbox::new();
        let text = std::fs::read_to_string(path).unwrap();
        let rows: Vec<&str> = text.lines().take(most).collect();
        sandbox.write(file, rows.join("\n") + "\n");
        let line = format!("backtest reprice {file} {options} --windows 1 --days 30");
        let words = line.split_whitespace();
        let ran = sandbox.arb(words).stdin_null().patience(300).run();
        ran.stderr_contains("by naive undercutting").exit();
        let rows = ran.json_lines();
        let profit = |name: &str| -> rust_decimal::Decimal {
            let row = rows.iter().find(|row| row["strategy"] == name).unwrap_or_else(|| panic!("no `{name}`"));
            row["profit"].as_str().unwrap().parse().unwrap()
        };
        let (hold, naive) = (profit("hold"), profit("naive undercut"));
        assert_eq!(rows.len(), 16, "fourteen strategies and two to compare with");
        for row in &rows {
            let name = row["strategy"].as_str().unwrap();
            assert_eq!((&row["below_floor"], &row["above_ceiling"]), (&json!(0), &json!(0)), "{row}");
            assert_eq!(row["loops"], 0, "{row}");
            assert_eq!(row["decisions"] == 0, ["hold", "naive undercut"].contains(&name), "{row}");
            let than = |other: rust_decimal::Decimal| profit(name).cmp(&other);
            eprintln!("{file} {name}: {} ({:?} hold, {:?} naive undercutting)", profit(name), than(hold), than(naive));
        }
        // Who follows nobody holds; who follows the market holds the buy box more often, and who goes below it most often. That
        // is dear where the price falls by itself: to share the box is what pays on every one of them.
        assert_eq!(profit("standalone"), hold, "{file}");
        let share = |name: &str| -> rust_decimal::Decimal {
            let row = rows.iter().find(|row| row["strategy"] == name).unwrap();
            row["share_pct"].as_str().unwrap().parse().unwrap()
        };
        assert!(share("match-bb") > share("hold"), "{file}");
        for name in ["undercut-bb", "lowest", "lowest-fba", "auto-compete"] {
            assert!(share(name) > share("match-bb"), "{file}: {name} holds the box {} %", share(name));
        }
        for name in ["match-bb", "equilibrium"] {
            assert!(profit(name) > hold, "{file}: {name} leaves {} and holding {hold}", profit(name));
        }
    }
}
