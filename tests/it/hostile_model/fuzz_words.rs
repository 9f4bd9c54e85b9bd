//! Answers to those who only word something, by the thousand: the support writer, the copywriter, the negotiator.
//!
//! What they are held against here is written down beside them and knows nothing of the program's own lists of words.

use std::collections::BTreeMap;

use arb::{
    advice::{
        copywriter::{self, Copy},
        negotiator, support,
    },
    config::{Negotiation, OnFailure},
    domain::{
        money::{Currency, Money},
        negotiation::{
            Effective, Evidence as Worth, Ladder, Ours, Terms as Haggling,
            words::{Form, Messages, Slots, leaves},
        },
        support::{Decision, Facts, Terms, classify, decide},
    },
};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::json;

use super::{
    NOW,
    dice::{Dice, OTHERS, assert_says_no_more, letter, misshapen},
};

/// How many answers each of them is given.
const ANSWERS: usize = 10_000;

/// What became of the answers: how many were taken, how many of these in other words, and why the rest were not.
#[derive(Default)]
struct Count {
    heard: usize,
    changed: usize,
    refused: BTreeMap<String, usize>,
}

impl Count {
    fn refuse(&mut self, why: &str) {
        let why = why.split(['`', '(']).next().unwrap_or_default().trim();
        *self.refused.entry(why.to_owned()).or_default() += 1;
    }

    /// The dice are of no use where nothing is taken, or everything.
    fn told(&self, who: &str) {
        let Self { heard, changed, refused } = self;
        eprintln!("{who}: {ANSWERS} answers, {heard} taken, {changed} of them in other words; refused: {refused:?}");
        assert!(*heard > ANSWERS / 20 && *heard < ANSWERS * 9 / 10, "{heard}");
        assert!(*changed > ANSWERS / 40 && refused.len() >= 5, "{changed} {refused:?}");
    }
}

/// The answers that go out to a buyer: for each kind of message, for what is known of an order and what is not.
fn answers() -> Vec<String> {
    let terms =
        Terms { send: true, least_pct: Decimal::ZERO, escalation_words: Vec::new(), signature: "Best regards".into() };
    let known = Facts {
        buyer: "Kim".into(),
        order: Some("902-3159896-1390916".into()),
        product: Some("Dr. Seuss, The Cat in the Hat".into()),
        sold: Some("2026-05-30".parse().unwrap()),
        days: Some(2),
        shipped: Some("2026-05-31".parse().unwrap()),
        return_days: Some(30),
        ..Facts::default()
    };
    let mut bodies = Vec::new();
    for text in
        ["Where is my order?", "I want to send it back", "Thank you!", "It came broken", "Please cancel it", "Hm"]
    {
        for facts in [&known, &Facts::default()] {
            match decide(&classify(text, &[], &[]), facts, &terms) {
                Decision::Send(answer) | Decision::Draft { answer, .. } => bodies.push(answer.body),
                Decision::Escalate(found) => panic!("{text}: {found:?}"),
            }
        }
    }
    bodies
}

#[test]
fn ten_thousand_answers_of_a_support_writer_say_what_the_template_says_and_courtesy() {
    let mut dice = Dice::new(0x5eed_0a95_71e5);
    let mut count = Count::default();
    let cases: Vec<(String, support::Within)> = answers()
        .iter()
        .map(|body| {
            let text = body.split("\n\n").nth(1).unwrap().to_owned();
            (text.clone(), support::within(&text))
        })
        .collect();
    for (text, within) in &cases {
        // Nothing that says something may be left out.
        assert_says_no_more(text, &within.frame.fixed, "the standing answer");
    }
    for turn in 0..ANSWERS {
        let (template, within) = &cases[turn % cases.len()];
        let whole = json!({ "text": letter(&mut dice, &within.frame.fixed) }).to_string();
        let reply = if dice.below(8) == 0 { misshapen(&mut dice, &whole) } else { whole };
        match support::understood(&reply, within) {
            Ok(words) => {
                assert_eq!(fields(&reply), ["text"], "{reply}");
                assert_says_no_more(&words.text, &within.frame.fixed, &reply);
                assert!(words.text.chars().count() <= template.chars().count() + 600, "{reply}");
                count.heard += 1;
                count.changed += usize::from(words.text != *template);
            }
            Err(why) => count.refuse(&why),
        }
    }
    count.told("support");
}

/// The fields of a reply, in the order of their names: one with more is none.
fn fields(reply: &str) -> Vec<String> {
    serde_json::from_str::<BTreeMap<String, serde_json::Value>>(reply).unwrap_or_default().into_keys().collect()
}

/// Goods whose words a copywriter may use, and nothing else.
fn goods() -> Vec<Copy<'static>> {
    let facts = |pairs: &[(&'static str, &str)]| pairs.iter().map(|(name, fact)| (*name, (*fact).to_owned())).collect();
    let copy = |sku, channel, title, description, pairs: &[(&'static str, &str)]| Copy {
        sku,
        channel,
        title,
        description,
        facts: facts(pairs),
        sources: vec!["list"],
    };
    vec![
        copy(
            "A-1",
            "ebay_us",
            "LEGO 10281 Bonsai Tree (Good)",
            "10281 Bonsai Tree\nBrand: LEGO\nCondition: Good\nGTIN: 05702016909821",
            &[("category", "Building Toys"), ("brand", "LEGO"), ("weight", "900 g")],
        ),
        copy(
            "A-2",
            "amazon_us",
            "Empty box for Rolex 116610",
            "Empty box\nCondition: Acceptable",
            &[("category", "Watches"), ("dims", "9x6x2 in")],
        ),
        copy(
            "A-3",
            "reverb",
            "Organizer, walnut",
            "Organizer, walnut\nCondition: New",
            &[("category", "Home and Kitchen"), ("gtin", "00012345600012")],
        ),
    ]
}

/// The runs of digits in a text.
fn numbers(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_numeric()).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// Panics where the words of a listing say something that no fact says.
#[track_caller]
fn assert_only_facts(text: &copywriter::Text, copy: &Copy<'_>, what: &str) {
    let mut known = format!("{}\n{}", copy.title, copy.description);
    for (_, fact) in &copy.facts {
        known = format!("{known}\n{fact}");
    }
    // Every word of the title, in its order, and every line of the description.
    let mut said =
        text.title.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    for word in copy.title.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        assert!(said.any(|one| one == word), "{what}: `{word}` is not in the title in its place: {text:?}");
    }
    let mut rest = text.description.clone();
    for line in copy.description.lines() {
        assert!(rest.contains(line), "{what}: `{line}` is left out: {text:?}");
        rest = rest.replacen(line, "\n", 1);
    }
    assert!(!text.title.contains('\n') && text.title.chars().count() <= 200, "{what}: {text:?}");
    let given = numbers(&known);
    for part in [&text.title, &rest] {
        assert!(part.is_ascii(), "{what}: a foreign sign: {text:?}");
        for number in numbers(part) {
            assert!(given.contains(&number), "{what}: the number {number}: {text:?}");
        }
        let low = part.to_lowercase();
        let signs = ["$", "%", "@", "://", "www", "<", "{", "\u{1b}"];
        let claims = [
            "free",
            "shipping",
            "cheap",
            "genuine",
            "sealed",
            "refund",
            "guarantee",
            "discount",
            "evil",
            "example",
            "call",
            "zebulon",
            "quistgaard",
            "steiff",
            "springfield",
            "paid",
            "floor",
            "usd",
            "dollar",
            "price",
            "system",
            "whatsapp",
        ];
        for said in signs.iter().chain(&claims) {
            assert!(!low.contains(said), "{what}: it says `{said}`: {text:?}");
        }
        // What the title says of it stays there; beyond the lines that have to be in it, a description says none of it.
        let given = if std::ptr::eq(part, &text.title) { copy.title.to_lowercase() } else { String::new() };
        for word in ["new", "used", "not", "no", "never", "good", "acceptable", "mint", "complete", "working"] {
            let is_there = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|one| *one == word).count();
            assert!(is_there(&low) <= is_there(&given), "{what}: it claims `{word}`: {text:?}");
        }
    }
}

/// A title and a description as a hostile copywriter has them.
fn copied(dice: &mut Dice, copy: &Copy<'_>) -> (String, String) {
    let facts: Vec<&str> = copy.facts.iter().map(|(_, fact)| fact.as_str()).chain(["LEGO", "Rolex"]).collect();
    let mut title = copy.title.to_owned();
    match dice.below(11) {
        0..=3 => {}
        4 | 5 => title = format!("{title} {}", dice.of(&facts)),
        6 => title = format!("{} {title}", dice.of(&["Brand new", "Genuine", "2x", "CHEAP", "not an"])),
        7 => title = title.split_whitespace().rev().collect::<Vec<_>>().join(" "),
        9 => title = title.replacen(' ', "\n", 1),
        8 => title = title.split_whitespace().skip(1).collect::<Vec<_>>().join(" "),
        _ => title = super::dice::mutated(dice, &title),
    }
    let lines: Vec<String> = copy.description.lines().map(str::to_owned).collect();
    let mut description = letter(dice, &lines);
    match dice.below(7) {
        0 | 1 => description = copy.description.to_owned(),
        2 => description = format!("{}\nThis is a {}, listed in {}.", copy.description, copy.title, dice.of(&facts)),
        3 => description = format!("{}\n{} of {}", copy.description, dice.of(&facts), dice.of(&facts)),
        4 => {
            // The condition is a fact, and who says it again may say it of more.
            let word = copy.description.rsplit("Condition: ").next().and_then(|rest| rest.lines().next());
            description = format!("{}\nThis item is {}.", copy.description, word.unwrap_or_default());
        }
        _ => {}
    }
    (title, description)
}

#[test]
fn ten_thousand_answers_of_a_copywriter_say_only_what_the_facts_say() {
    let mut dice = Dice::new(0x5eed_c0b9_3417);
    let mut count = Count::default();
    let cases: Vec<(Copy<'_>, copywriter::Within)> =
        goods().into_iter().map(|copy| (copy.clone(), copywriter::within(&copy))).collect();
    for turn in 0..ANSWERS {
        let (copy, within) = &cases[turn % cases.len()];
        let (title, description) = copied(&mut dice, copy);
        let whole = json!({ "title": title, "description": description }).to_string();
        let reply = match dice.below(16) {
            0 => misshapen(&mut dice, &whole),
            1 => whole.replacen('{', "{\"price\":\"1.00\",\"quantity\":99,", 1),
            _ => whole,
        };
        match copywriter::understood(&reply, within) {
            Ok(text) => {
                assert_eq!(fields(&reply), ["description", "title"], "{reply}");
                assert_only_facts(&text, copy, &reply);
                count.heard += 1;
                count.changed += usize::from(text != within.template);
            }
            Err(why) => count.refuse(&why),
        }
    }
    count.told("copywriter");
}

/// A move of the engine's, what a model may choose of, and what is put into each message.
struct Turn {
    within: negotiator::Within,
    slots: Vec<Slots>,
}

/// Every kind of move, on a ladder as the program makes it.
fn turns() -> Vec<Turn> {
    let usd = |minor| Money::from_minor(minor, Currency::USD);
    let now: Timestamp = NOW.parse().unwrap();
    let evidence = Worth { asked: usd(18_800), max_cost: usd(17_140), market: None, days_listed: None, drops: 0 };
    let ladder = Ladder::new(&evidence, &Haggling::of(&Negotiation::default()), now).unwrap();
    let (low, high) = (ladder.rungs[0], ladder.rungs[1]);
    let texts = Messages::built_in();
    let of = |engine: Ours, prices: &[i64], made: usize, highest: bool, on_failure: OnFailure| {
        let slots = |price: Option<i64>| {
            Slots::new("Steiff bear 0201, boxed", price.map(usd), 1, "2026-06-08".parse().unwrap())
        };
        let move_of = |price: i64| if let Ours::Offer(_) = engine { Ours::Offer(price) } else { engine };
        let each: Vec<Slots> = prices.iter().map(|price| slots(Some(*price))).collect();
        let messages = prices
            .iter()
            .zip(&each)
            .map(|(price, slots)| texts.text(Form::of(move_of(*price), made, highest), slots))
            .collect();
        let walk = texts.text(Form::Walk, &slots(None));
        Turn { within: negotiator::Within { engine, prices: prices.to_vec(), messages, walk, on_failure }, slots: each }
    };
    let mut all = Vec::new();
    for on_failure in [OnFailure::Rules, OnFailure::Tighter, OnFailure::Review] {
        all.push(of(Ours::Offer(low), &[low], 0, false, on_failure));
        all.push(of(Ours::Offer(high), &[low + (high - low) / 2, high], 1, false, on_failure));
        all.push(of(Ours::Offer(high), &[low + (high - low) / 2, high], 2, true, on_failure));
        all.push(of(Ours::Nudge(low), &[low], 1, false, on_failure));
        all.push(of(Ours::Accept(high), &[high], 1, false, on_failure));
    }
    all
}

/// An act as a hostile negotiator writes one.
fn act(dice: &mut Dice) -> String {
    let rung = dice.of(&[
        "0", "0", "0", "0", "0", "0", "1", "1", "1", "1", "1", "2", "255", "-1", "1.0", "\"1\"", "1e1", "null", "256",
    ]);
    match dice.below(16) {
        0..=11 => format!("{{\"act\":\"pick_rung\",\"rung\":{rung}}}"),
        12 => dice.of(&["{\"act\":\"walk\"}", "{\"act\":\"ask_human\"}"]).to_owned(),
        13 => format!("{{\"act\":\"pick_rung\",\"rung\":0,\"price\":{}}}", dice.next() % 99_999),
        14 => format!("{{\"act\":\"{}\",\"price\":18800}}", dice.of(&["offer", "accept", "raise", "pay", "nudge"])),
        _ => format!("{{\"act\":\"pick_rung\",\"rung\":{rung},\"rung\":0}}"),
    }
}

#[test]
fn ten_thousand_answers_of_a_negotiator_name_no_price_beyond_the_rung_and_nothing_else() {
    let mut dice = Dice::new(0x5eed_0dea_1e45);
    let mut count = Count::default();
    let cases = turns();
    for turn in 0..ANSWERS {
        let Turn { within, slots } = &cases[turn % cases.len()];
        let of = dice.below(within.messages.len());
        let kept = support::within(&within.messages[of]).frame.fixed;
        let text = if dice.below(6) == 0 { String::new() } else { letter(&mut dice, &kept) };
        let whole = format!("{{\"act\":{},\"text\":{}}}", act(&mut dice), json!(text));
        let reply = if dice.below(12) == 0 { misshapen(&mut dice, &whole) } else { whole };
        let heard = negotiator::understood(&reply, within);
        let chosen = negotiator::effective(within, &heard);
        let most = within.engine.price().unwrap();
        let place = match chosen.holds {
            Effective::Person => None,
            Effective::Say(Ours::Walk) => {
                assert_eq!(chosen.text, within.walk, "{reply}");
                None
            }
            Effective::Say(Ours::Offer(price)) => {
                assert!(matches!(within.engine, Ours::Offer(_)) && price <= most, "{reply}: {chosen:?}");
                Some(within.prices.iter().position(|one| *one == price).expect("one of the choices"))
            }
            Effective::Say(other) => {
                assert_eq!(other, within.engine, "{reply}");
                Some(0)
            }
        };
        if let Some(place) = place {
            let (standing, slots) = (&within.messages[place], &slots[place]);
            assert_eq!(leaves(&chosen.text, slots), Ok(()), "{reply}");
            assert_says_no_more(&chosen.text, &support::within(standing).frame.fixed, &reply);
            assert!(chosen.by_model || chosen.text == *standing, "{reply}");
        } else {
            assert!(OTHERS[..2].iter().all(|name| !chosen.text.contains(name)) && !chosen.by_model, "{reply}");
        }
        match heard {
            Ok(_) => {
                count.heard += 1;
                count.changed += usize::from(chosen.by_model);
            }
            Err(why) => {
                count.refuse(&why);
                let without = negotiator::effective(within, &Err(String::new()));
                assert_eq!(chosen, without, "what is refused is as if nobody had been asked: {reply}");
            }
        }
    }
    count.told("negotiator");
}
