use std::collections::BTreeMap;

use super::*;
use crate::domain::listing_text::Content;

fn content(title: &str) -> Content {
    Content { title: title.into(), description: "A mug".into(), ..Content::default() }
}

/// The breaches as `place: what`, the hard ones with a `!`.
fn broken(channel: &str, content: &Content) -> Vec<String> {
    let said = |breach: &Breach| format!("{}{}: {}", if breach.hard { "!" } else { "" }, breach.place, breach.what);
    check(channel, content).iter().map(said).collect()
}

#[test]
fn every_rule_has_a_source_a_date_and_a_word_of_advice() {
    for book in BOOKS.iter() {
        assert!(!book.rules.is_empty(), "{}", book.channel);
        for rule in &book.rules {
            let said = !rule.source.is_empty() && !rule.say.is_empty() && !rule.say.ends_with('.');
            assert!(said && rule.date <= book.date, "{} {rule:?}", book.channel);
        }
    }
}

#[test]
fn no_key_of_a_rule_is_misspelt() {
    const KEYS: [&str; 11] =
        ["field", "kind", "number", "text", "hard", "only", "except", "source", "date", "confidence", "say"];
    for (name, text) in BUILTIN {
        let table: toml::Table = text.parse().unwrap();
        for rule in table["rule"].as_array().unwrap() {
            let stray = rule.as_table().unwrap().keys().find(|key| !KEYS.contains(&key.as_str()));
            assert_eq!(stray, None, "{name}");
        }
    }
}

#[test]
fn a_channel_without_rules_has_those_of_its_family_or_the_tightest() {
    let check = |channel: &str, expected: &str| assert_eq!(RuleBook::of(channel).channel, expected);
    check("amazon_us", "amazon_us");
    check("amazon_jp", "amazon_us");
    check("ebay_us", "ebay_us");
    check("tcgplayer", "tcgplayer");
    check("whatnot", "other");
    check("", "other");
}

#[test]
fn a_title_is_held_to_its_length_in_characters_and_in_bytes() {
    let check = |channel: &str, category: Option<&str>, title: &str, expected: &[&str]| {
        let content = Content { category: category.map(str::to_owned), ..content(title) };
        let broken = broken(channel, &content);
        let found: Vec<&str> = broken.iter().map(String::as_str).filter(|one| one.contains("title")).collect();
        assert_eq!(found, expected, "{channel} {category:?}");
    };
    check("ebay_us", None, &"a".repeat(80), &[]);
    check("ebay_us", None, &"ö".repeat(80), &[]);
    check("ebay_us", None, &"a".repeat(81), &["!title: 81 characters, at most 80"]);
    check("amazon_us", None, &"a".repeat(75), &[]);
    check("amazon_us", None, &"a".repeat(76), &["!title: 76 characters, at most 75"]);
    check("amazon_us", Some("Books > Fiction"), &"a".repeat(76), &[]);
    check("amazon_us", Some("Notebooks"), &"a".repeat(76), &["!title: 76 characters, at most 75"]);
    check("amazon_us", Some("Books"), &"書".repeat(170), &["!title: 510 bytes, at most 500"]);
    check("ebay_us", None, "", &["!title: 0 characters, at least 1"]);
}

#[test]
fn what_may_not_be_said_is_found_as_whole_words() {
    let check = |channel: &str, title: &str, expected: &[&str]| {
        let found = broken(channel, &content(title));
        let found: Vec<&str> = found.iter().map(String::as_str).filter(|one| !one.contains("bullets")).collect();
        assert_eq!(found, expected, "{title}");
    };
    check("amazon_us", "Mug, FREE Shipping", &["!title: says `free shipping`"]);
    check("amazon_us", "Mug, carefree shippings", &[]);
    check("amazon_us", "Mug! 5$", &["!title: holds ! $"]);
    check("amazon_us", "Mug mug Mug", &["!title: `mug` more than 2 times"]);
    check("amazon_us", "A mug for the desk for the hand for the eye", &[]);
    check("amazon_us", "GREAT BLUE MUG", &["title: is all in capitals"]);
    check("amazon_us", "LEGO 10281 XL", &[]);
    check("ebay_us", "Mug ☎ 555-123-4567", &["!title: holds a phone number", "title: holds ☎"]);
    check("ebay_us", "Mug from shop.example.com", &["!title: holds a link"]);
    check("ebay_us", "Mug <b>blue</b>", &["!title: holds the tag <b>"]);
}

#[test]
fn descriptions_may_hold_harmless_markup_where_the_channel_takes_it() {
    let check = |channel: &str, description: &str, expected: usize| {
        let content = Content { description: description.into(), ..content("Mug") };
        let found = broken(channel, &content).iter().filter(|one| one.starts_with("!description")).count();
        assert_eq!(found, expected, "{channel} {description}");
    };
    check("ebay_us", "<p>Blue<br>Mug</p>", 0);
    check("ebay_us", "<script>x</script>", 1);
    check("ebay_us", "<p onload=x>Mug</p>", 1);
    check("amazon_us", "Blue<br>Mug", 0);
    check("amazon_us", "<p>Mug</p>", 1);
    check("ebay_us", "", 1);
}

#[test]
fn bullets_specifics_search_terms_and_notes_are_held_to_theirs() {
    let check = |channel: &str, change: &dyn Fn(&mut Content), expected: &[&str]| {
        let mut content = content("Mug");
        content.bullets = vec!["Made of stone".into(), "Holds a pint".into(), "Blue and white".into()];
        change(&mut content);
        assert_eq!(broken(channel, &content), expected);
    };
    check("amazon_us", &|_| {}, &[]);
    check("amazon_us", &|c| c.bullets.truncate(2), &["bullets: 2 of them, at least 3"]);
    check("amazon_us", &|c| c.bullets = vec!["Nice and round".into(); 6], &["!bullets: 6 of them, at most 5"]);
    check("amazon_us", &|c| c.bullets[1] = "Short".into(), &["!bullet 2: 5 characters, at least 10"]);
    check("amazon_us", &|c| c.bullets[0] = "Colour: TBD".into(), &["!bullet 1: says `tbd`"]);
    let terms = |bytes: usize| {
        move |c: &mut Content| {
            c.aspects = BTreeMap::from([("generic_keyword".to_owned(), vec!["é".repeat(bytes / 2)])]);
        }
    };
    check("amazon_us", &terms(248), &[]);
    check("amazon_us", &terms(250), &["!search terms: 250 bytes, at most 249"]);
    let aspect = |name: &'static str, value: &'static str| {
        move |c: &mut Content| {
            c.aspects = BTreeMap::from([(name.to_owned(), vec![value.to_owned()])]);
        }
    };
    check("ebay_us", &aspect("Brand", "Stone & Co"), &[]);
    const LONG: &str = "0123456789012345678901234567890123456789012345678901";
    check("ebay_us", &aspect("Brand", LONG), &["!item specific Brand: 52 characters, at most 50"]);
    check(
        "ebay_us",
        &aspect(LONG, "x"),
        &["!item specific 0123456789012345678901234567890123456789012345678901: 52 characters, at most 40"],
    );
    let note = |c: &mut Content| c.condition_note = Some("a".repeat(1001));
    check("ebay_us", &note, &["!condition note: 1001 characters, at most 1000"]);
}

#[test]
fn on_a_page_of_the_channel_s_own_only_the_condition_note_is_ours() {
    let joined = Content { joined: true, condition_note: Some("Call 555-123-4567".into()), ..content("Mug mug mug") };
    assert_eq!(broken("amazon_us", &joined), ["!condition note: holds a phone number"]);
}

#[test]
fn a_text_is_made_to_fit() {
    let check = |channel: &'static str, field, text: &str, expected: &str| {
        let fit = Fit { book: RuleBook::of(channel), category: None };
        assert_eq!(fit.line(field, text), expected, "{text}");
    };
    check("amazon_us", Field::Title, "Mug! {blue} ☎ 5$", "Mug blue 5");
    check("amazon_us", Field::Title, "Mug the mug, the Mug, the mug", "Mug the mug, the the");
    check("ebay_us", Field::Title, &"word ".repeat(40), &["word"; 16].join(" "));
    check("ebay_us", Field::Title, &"ö".repeat(90), &"ö".repeat(80));
    check("amazon_us", Field::SearchTerms, &"日本 ".repeat(60), &["日本"; 35].join(" "));
}
