use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::domain::{listing_rules::check, offer::ProductIds};

fn extra(columns: Value) -> Map<String, Value> {
    let Value::Object(map) = columns else { panic!("columns are an object") };
    map
}

fn facts<'a>(title: &'a str, product: &'a ProductIds) -> Facts<'a> {
    Facts { title, brand: None, condition: None, category: None, pack: None, product, extra: None }
}

fn made(channel: &str, facts: &Facts) -> Content {
    content(channel, facts, Templates::built_in().of(facts.category))
}

#[test]
fn a_title_names_brand_and_condition_once() {
    let ids = ProductIds::default();
    let check = |channel: &str, title: &str, brand: Option<&str>, condition: Option<&str>, expected: &str| {
        let facts = Facts { brand, condition, ..facts(title, &ids) };
        assert_eq!(made(channel, &facts).title, expected);
    };
    check("ebay_us", "LEGO 10281 Bonsai Tree", Some("Lego"), None, "LEGO 10281 Bonsai Tree");
    check("ebay_us", "10281 Bonsai Tree", Some("LEGO"), Some("new"), "LEGO 10281 Bonsai Tree");
    check("ebay_us", "Legolas figure", Some("Lego"), None, "Lego Legolas figure");
    check("ebay_us", "The Overstory", None, Some("very_good"), "The Overstory (Very Good)");
    check("ebay_us", " a\u{7}\n b\t", None, Some(""), "a b");
    // Amazon wants the condition in its own field.
    check("amazon_us", "The Overstory", None, Some("very_good"), "The Overstory");
}

#[test]
fn text_stays_within_the_limit_and_ends_between_words() {
    let ids = ProductIds { gtin: Some("00673419340557".into()), ..ProductIds::default() };
    let check = |channel: &str, category: Option<&str>, title: &str, limit: usize, end: &str| {
        let facts = Facts { condition: Some("good"), brand: Some("X"), category, ..facts(title, &ids) };
        let made = made(channel, &facts);
        assert!(made.title.chars().count() <= limit && made.title.ends_with(end), "{} {}", limit, made.title);
        assert!(made.title.chars().count() * 2 > limit, "{}", made.title);
    };
    check("ebay_us", None, &"Größenübersicht ".repeat(40), 80, "Größenübersicht (Good)");
    check("ebay_us", None, &"ö".repeat(999), 80, "ö (Good)");
    check("amazon_us", None, &"ö".repeat(999), 75, "ö");
    check("amazon_us", Some("Books"), &"word ".repeat(99), 200, "word");
    check("reverb", None, &"ö".repeat(999), 120, "ö (Good)");
}

#[test]
fn parts_of_a_title_give_way_to_the_product_and_the_condition() {
    let ids = ProductIds::default();
    let columns = extra(
        json!({"Card Number": "123", "Set Name": "An Expansion With Quite A Long Name For A Set Of Cards", "Foil": "Foil"}),
    );
    let facts = Facts {
        condition: Some("near mint"),
        category: Some("Magic: The Gathering"),
        extra: Some(&columns),
        ..facts("Some Rather Long Name Of A Card // With A Second Face", &ids)
    };
    let title = made("ebay_us", &facts).title;
    assert_eq!(title, "Some Rather Long Name Of A Card // With A Second Face 123 Near Mint");
}

#[test]
fn a_missing_fact_leaves_its_line_out() {
    let ids = ProductIds { gtin: Some("09780306406157".into()), ..ProductIds::default() };
    let columns =
        extra(json!({"AUTHOR": "A. Writer", "Publisher": "n/a", "Year": 1999, "other": ["x"], "pages": null}));
    let facts =
        Facts { category: Some("Books"), condition: Some("good"), extra: Some(&columns), ..facts("A Novel", &ids) };
    let made = made("ebay_us", &facts);
    assert_eq!(made.title, "A Novel by A. Writer (Good)");
    assert_eq!(made.description, "A Novel\nAuthor: A. Writer\nPublished: 1999\nCondition: Good\nISBN: 9780306406157");
    assert_eq!(made.bullets, ["Author: A. Writer", "Published in 1999"]);
    let names: Vec<&str> = made.aspects.keys().map(String::as_str).collect();
    assert_eq!(names, ["Author", "Book Title", "ISBN", "Publication Year"]);
    assert_eq!(made.condition_note, None);
}

#[test]
fn text_from_outside_can_do_nothing() {
    let ids = ProductIds::default();
    let columns = extra(json!({"Notes": "Scratched. Call (555) 123-4567 or me@example.com"}));
    let facts = Facts {
        brand: Some("<img src=x onerror=alert(1)>Acme"),
        condition: Some("used"),
        extra: Some(&columns),
        ..facts("Mug <script>alert(1)</script>\u{202E} www.shop.example {brand}", &ids)
    };
    let made = made("ebay_us", &facts);
    assert_eq!(made.title, "Acme Mug {brand} (Used)");
    assert_eq!(made.condition_note.as_deref(), Some("Scratched. Call or"));
    assert_eq!(made.removed, ["title: a link", "note: a phone number", "note: an e-mail address"]);
    assert!(check("ebay_us", &made).iter().all(|breach| !breach.hard));
}

#[test]
fn search_terms_are_for_a_channel_that_has_them() {
    let ids = ProductIds::default();
    let text = "title = [\"{title}\"]\n[aspects]\ngeneric_keyword = \"{title} {condition}\"";
    let template = Template::parse("own", text).unwrap();
    let check = |channel: &str, expected: Option<&str>| {
        let made = content(channel, &facts("Mug", &ids), &template);
        assert_eq!(made.aspects.get(SEARCH_TERMS).map(|terms| terms.join(" ")).as_deref(), expected, "{channel}");
    };
    check("amazon_us", Some("Mug New"));
    check("ebay_us", None);
}

#[test]
fn only_used_goods_have_a_condition_note() {
    let ids = ProductIds::default();
    let columns = extra(json!({"Condition Note": "Slight wear at the corners"}));
    let check = |condition: Option<&str>, expected: Option<&str>| {
        let facts = Facts { condition, extra: Some(&columns), ..facts("Mug", &ids) };
        assert_eq!(made("amazon_us", &facts).condition_note.as_deref(), expected);
    };
    check(Some("good"), Some("Slight wear at the corners"));
    check(Some("New"), None);
    check(None, None);
}

#[test]
fn an_offer_joins_a_page_where_the_channel_has_one() {
    let check = |channel: &str, ids: ProductIds, expected: bool| {
        assert_eq!(made(channel, &facts("Mug", &ids)).joined, expected, "{channel} {ids:?}");
    };
    let asin = || ProductIds { asin: Some("B000000000".into()), ..ProductIds::default() };
    let card = || ProductIds { other: vec!["tcgplayer:sku:12".into()], ..ProductIds::default() };
    check("amazon_us", asin(), true);
    check("ebay_us", asin(), false);
    check("amazon_us", card(), false);
    check("tcgplayer", card(), true);
    check("tcgplayer", ProductIds::default(), false);
}

proptest! {
    #[test]
    fn whatever_the_facts_the_text_keeps_the_lengths(
        title in "[ -~é日☎]{0,300}", brand in "[ -~]{0,80}", note in "\\PC{0,1500}", which in 0_usize..6, kind in 0_usize..4,
    ) {
        let ids = ProductIds { gtin: Some("00036000291452".into()), ..ProductIds::default() };
        let columns = extra(json!({"note": note, "model": title, "author": brand, "set": title}));
        let facts = Facts {
            brand: Some(&brand),
            condition: Some("good"),
            category: [None, Some("Books"), Some("Trading Cards"), Some("Guitars")][kind],
            extra: Some(&columns),
            ..facts(&title, &ids)
        };
        let channel = ["amazon_us", "amazon_de", "ebay_us", "reverb", "tcgplayer", "whatnot"][which];
        for breach in check(channel, &made(channel, &facts)) {
            // Only what nobody can put right without the seller: too little, or words of promotion.
            let told = ["at least", "says `", "capitals"].iter().any(|part| breach.what.contains(part));
            prop_assert!(told, "{channel}: {breach}");
        }
    }
}
