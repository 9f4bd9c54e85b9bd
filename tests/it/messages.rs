//! The classifier of messages on public data sets.

use arb::domain::support::{Category, Handling, classify};

use crate::it::kit::shared;

fn category_of(group: &str, intent: &str) -> Category {
    match (group, intent) {
        ("DELIVERY", _) | (_, "track_order") => Category::Shipping,
        ("REFUND", _) => Category::Refund,
        ("CANCELLATION_FEE", _) | (_, "cancel_order") => Category::Cancel,
        (_, "change_order") => Category::ChangeOrder,
        (_, "place_order") => Category::Question,
        ("SHIPPING_ADDRESS", _) => Category::Address,
        ("PAYMENT", _) => Category::Payment,
        ("INVOICE", _) => Category::Invoice,
        (_, "complaint") => Category::Complaint,
        (_, "review") => Category::Feedback,
        ("CONTACT", _) => Category::Contact,
        _ => Category::Account,
    }
}

#[test]
fn most_messages_find_their_category_and_hardly_any_is_sent_wrongly() {
    let Some(path) = shared("data/05_support/bitext_intents.csv") else { return };
    let mut reader = csv::Reader::from_path(path).unwrap();
    let (mut all, mut right, mut sent, mut sent_wrong) = (0, 0, 0, Vec::new());
    let mut misses = std::collections::BTreeMap::<_, usize>::new();
    for row in reader.records() {
        let row = row.unwrap();
        let expected = category_of(&row[3], &row[2]);
        let found = classify(&row[1], &[]);
        all += 1;
        if found.category == expected {
            right += 1;
        } else {
            *misses.entry((row[2].to_owned(), found.category)).or_default() += 1;
        }
        if found.handling(80) == Handling::Send {
            sent += 1;
            if found.category != expected {
                sent_wrong.push(row[1].to_owned());
            }
        }
    }
    eprintln!("{right} of {all} right; {sent} would be sent, {} of them wrongly", sent_wrong.len());
    if std::env::var_os("ARB_SHOW_MISSES").is_some() {
        eprintln!("{misses:#?}\n{sent_wrong:#?}");
    }
    assert!(right * 100 >= all * 80, "{right} of {all}");
    assert!(sent_wrong.len() * 100 <= sent * 5, "{sent_wrong:?}");
}

#[test]
fn no_injected_text_is_ever_answered_by_itself() {
    let Some(path) = shared("data/09_injection/injection_corpus.csv") else { return };
    let mut texts: Vec<String> = Vec::new();
    for row in csv::Reader::from_path(path).unwrap().records() {
        let row = row.unwrap();
        if &row[2] == "1" {
            texts.push(row[1].to_owned());
        }
    }
    for (file, field) in [("tensortrust_extraction.jsonl", "attack"), ("tensortrust_hijacking.jsonl", "attack")] {
        let Some(path) = shared(&format!("data/09_injection/{file}")) else { return };
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            texts.push(row[field].as_str().unwrap_or_default().to_owned());
        }
    }
    assert!(texts.len() > 500, "{}", texts.len());
    // Behind an ordinary question they are no safer.
    let behind = texts.iter().map(|text| format!("Where is my order? {text}"));
    let sent: Vec<String> =
        texts.iter().cloned().chain(behind).filter(|text| classify(text, &[]).handling(80) == Handling::Send).collect();
    eprintln!("{} texts, alone and behind a question: {} would be answered", texts.len(), sent.len());
    assert!(sent.is_empty(), "{sent:#?}");
}
