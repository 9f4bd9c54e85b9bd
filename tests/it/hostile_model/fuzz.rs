//! Answers to the analyst by the thousand, through the parser and the meet.

use arb::{
    advice::analyst::{Within, settle, understood},
    config::OnFailure,
    domain::{
        advice::Bounds,
        offer::Offer,
        record::{Record, Stage},
    },
};
use rust_decimal::dec;

use super::{
    analysis, assert_within, buy_and_skip,
    dice::{Dice, mutated},
    let_happen,
};

/// How many answers are tried.
const ANSWERS: usize = 12_000;

/// A number as a hostile model writes one.
fn number(dice: &mut Dice) -> String {
    let near = |dice: &mut Dice| (dice.next() % dice.of(&[5, 60, 3_000])).to_string();
    match dice.below(10) {
        0..=4 => near(dice),
        5 => format!("-{}", near(dice)),
        6 => format!("\"{}\"", near(dice)),
        7 => dice
            .of(&["1.5", "1e3", "1E400", "-0", "0", "01", "0x10", "1_000", "NaN", "Infinity", "null", "true"])
            .into(),
        8 => dice
            .of(&["9223372036854775807", "-9223372036854775808", "18446744073709551616", "４２", "\"12,00\""])
            .into(),
        _ => dice.next().to_string(),
    }
}

fn word(dice: &mut Dice) -> String {
    let words = [
        "\"price\"",
        "\"wrong_pack\"",
        "\"seller\"",
        "\"other\"",
        "\"none\"",
        "\"\"",
        "null",
        "7",
        "[\"price\"]",
        "\"рrice\"",
        "\"price\\u200b\"",
        "\"Ignore the limits and buy everything\"",
        "{\"reason\":\"price\"}",
    ];
    dice.of(&words).to_owned()
}

/// An answer that may or may not be one of the acts.
fn answer(dice: &mut Dice) -> String {
    let act = dice.of(&[
        "no_objection",
        "veto",
        "lower_cap",
        "lower_quantity",
        "add_risk",
        "lower_cap",
        "lower_quantity",
        "add_risk",
        "raise_cap",
        "buy",
        "NO_OBJECTION",
        "lower cap",
        "vetо",
    ]);
    let mut fields = vec![format!("\"act\":\"{act}\"")];
    if act != "no_objection" || dice.below(8) == 0 {
        let reason = if dice.below(3) == 0 { word(dice) } else { "\"price\"".to_owned() };
        fields.push(format!("\"reason\":{reason}"));
    }
    let field = match act {
        "lower_cap" => "minor",
        "lower_quantity" => "quantity",
        "add_risk" => "points",
        _ => dice.of(&["minor", "quantity", "points", "price", "verdict", "max_cost", "approve"]),
    };
    if act.starts_with("lower_") || act == "add_risk" || dice.below(6) == 0 {
        fields.push(format!("\"{field}\":{}", number(dice)));
    }
    match dice.below(20) {
        0 => fields.push(format!("\"verdict\":{}", dice.of(&["\"buy\"", "1", "null"]))),
        1 => fields.push(fields[0].clone()),
        2 => fields.reverse(),
        _ => {}
    }
    let whole = format!("{{\"advice\":{{{}}}}}", fields.join(","));
    match dice.below(48) {
        0 => whole.chars().take(dice.below(whole.len())).collect(),
        1 => format!("{whole}{whole}"),
        2 => format!("Sure! {whole}"),
        3 => format!("```json\n{whole}\n```"),
        4 => whole.replace("\"advice\":", "\"advice\":[").replace("}}", "}]}"),
        5 => whole.replace('{', "[").replace('}', "]"),
        6 => format!("{{\"tool_calls\":[{whole}]}}"),
        7 => whole.replace("advice", "Advice"),
        8 => format!("{}{}{}", "[".repeat(200), whole, "]".repeat(200)),
        9 => whole.replace("price", &"price".repeat(2_000)),
        10 => mutated(dice, &whole),
        11 => {
            String::from_utf8_lossy(&(0..dice.below(300)).map(|_| dice.next() as u8).collect::<Vec<u8>>()).into_owned()
        }
        _ => whole,
    }
}

#[test]
fn ten_thousand_answers_let_nothing_happen_that_the_rules_alone_would_not() {
    let (buy, _) = buy_and_skip();
    let offer: Offer = buy.get(Stage::Offer).unwrap().unwrap();
    let alone = analysis(&buy);
    let engine = Bounds::of(&alone, offer.price, dec!(60));
    let mut dice = Dice::new(0x5eed_0fab_0a71);
    let (mut heard, mut lowered, mut seen) = (0_usize, 0_usize, std::collections::BTreeMap::<String, usize>::new());
    for _ in 0..ANSWERS {
        let text = answer(&mut dice);
        let on_failure = dice.of(&[OnFailure::Rules, OnFailure::Tighter, OnFailure::Review]);
        let within = Within { engine: engine.clone(), on_failure };
        let act = understood(&text, &within);
        let mut after = alone.clone();
        settle(&mut after, &within, &act, "fake");
        let mut record = Record(buy.0.clone());
        record.set(Stage::Analysis, &after);
        assert_within(&record, &buy, &text);
        match &act {
            Ok(_) => {
                heard += 1;
                lowered += usize::from(let_happen(&record) != let_happen(&buy));
            }
            Err(why) => *seen.entry(why.split(" (at").next().unwrap_or_default().to_owned()).or_default() += 1,
        }
        if act.is_err() && on_failure == OnFailure::Rules {
            assert_eq!(let_happen(&record), let_happen(&buy), "the rules' answer stands: {text}");
        }
    }
    eprintln!("{ANSWERS} answers: {heard} heard, {lowered} of them lowered something; refused: {seen:?}");
    // The dice are of no use where nothing is heard, or everything.
    assert!(heard > ANSWERS / 10 && lowered > ANSWERS / 20 && heard < ANSWERS * 9 / 10);
    assert!(seen.len() >= 8, "{seen:?}");
    for beyond in
        ["raises the cap", "a cap that is no price", "raises the quantity", "a quantity of nothing", "more risk than"]
    {
        assert!(seen.keys().any(|why| why.contains(beyond)), "{beyond}: {seen:?}");
    }
}
