//! `arb support train` and `eval`: the real binary on labelled messages, made up and shared.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use super::kit::{Ran, Sandbox, shared};

/// Labelled messages of three kinds, and some that fit none; `held_out` gives others of the same kinds.
fn labelled(held_out: bool) -> String {
    let things = ["order", "parcel", "book", "lamp", "jacket", "chair", "phone", "kettle", "mirror", "puzzle"];
    let things = if held_out { &things[7..] } else { &things[..7] };
    let mut text = "text,label,escalate\n".to_owned();
    for thing in things {
        for (message, label, escalate) in [
            ("where is my {}", "shipping", ""),
            ("when will the {} arrive", "shipping", ""),
            ("has my {} been sent yet", "shipping", ""),
            ("please refund the {}", "refund", ""),
            ("i want my money back for the {}", "refund", ""),
            ("the {} sparked and singed the carpet", "danger", "yes"),
            ("sparks flew out of the {} and singed me", "danger", "yes"),
            ("sing a funny song of {}s to the moon", "oos", ""),
        ] {
            text += &format!("{},{label},{escalate}\n", message.replace("{}", thing));
        }
    }
    text
}

fn train<'a>(sandbox: &'a Sandbox, file: &'a str) -> Ran {
    sandbox.arb(["--db", "arb.db", "support", "train", file]).run()
}

fn trained() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("labelled.csv", labelled(false));
    sandbox.write("held-out.csv", labelled(true));
    train(&sandbox, "labelled.csv").any_stdout().any_stderr();
    sandbox
}

#[test]
fn what_was_trained_is_measured_on_other_messages() {
    let sandbox = Sandbox::new();
    sandbox.write("labelled.csv", labelled(false));
    sandbox.write("held-out.csv", labelled(true));
    let ran = train(&sandbox, "labelled.csv");
    ran.stderr_contains("3 labels from 56 messages, kept in arb.db.triage");
    let json = ran.json();
    assert_eq!(json["out_of_scope"], 7);
    assert_eq!(json["labels"][0]["escalates"], true, "{json}");
    let mode = std::fs::metadata(sandbox.path("arb.db.triage")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    let json = sandbox.arb(["--db", "arb.db", "support", "eval", "held-out.csv"]).run().json();
    assert_eq!(json["by"], "model and rules");
    assert_eq!((&json["messages"], &json["out_of_scope"]), (&24.into(), &3.into()));
    for figure in ["accuracy", "macro_f1", "escalation_recall"] {
        assert!(json[figure].as_f64().unwrap() >= 0.9, "{figure}: {json}");
    }
    assert!(json["out_of_scope_recall"].as_f64().unwrap() >= 0.6, "{json}");
    assert!(json["messages_per_second"].as_f64().unwrap() > 0.0);
    let bands = json["reliability"].as_array().unwrap();
    let answered: u64 = bands.iter().map(|band| band["messages"].as_u64().unwrap()).sum();
    assert!((18..=24).contains(&answered), "{json}");

    let table = sandbox.arb(["--db", "arb.db", "--format", "table", "support", "eval", "held-out.csv"]).run();
    table.stdout_contains("MEASURED on 24 messages, model and rules").stdout_contains("calibration error");
}

#[test]
fn without_a_model_the_rules_are_measured() {
    let sandbox = Sandbox::new();
    sandbox.write("held-out.csv", labelled(true));
    let ran = sandbox.arb(["--db", "arb.db", "support", "eval", "held-out.csv"]).run();
    ran.stderr_contains("arb support train FILE");
    let json = ran.json();
    assert_eq!(json["by"], "rules alone");
    assert!(json["accuracy"].as_f64().unwrap() < 0.9, "the rules know no `danger`: {json}");
}

#[test]
fn the_same_messages_give_the_same_bytes() {
    let (first, second) = (trained(), trained());
    let bytes = |sandbox: &Sandbox| std::fs::read(sandbox.path("arb.db.triage")).unwrap();
    assert!(bytes(&first) == bytes(&second));
    let text = String::from_utf8_lossy(&bytes(&first)).into_owned();
    assert!(text.contains("shipping"), "it holds the names of labels");
    assert!(!text.contains("kettle") && !text.contains("parcel"), "and no message");
}

#[test]
fn a_damaged_model_is_said_and_not_used() {
    let sandbox = trained();
    let path = sandbox.path("arb.db.triage");
    let whole = std::fs::read(&path).unwrap();
    let check = |bytes: &[u8], expected: &str| {
        std::fs::write(&path, bytes).unwrap();
        for args in [&["support", "eval", "held-out.csv"][..], &["support", "held-out.jsonl"]] {
            let ran = sandbox.arb(["--db", "arb.db"].iter().chain(args)).run();
            ran.code(1).stdout_is("").stderr_contains(expected).stderr_contains("arb support train FILE");
        }
    };
    sandbox.write("held-out.jsonl", "{\"id\":\"m1\",\"body\":\"where is my kettle\"}\n");
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 1;
    check(&changed, "its checksum is wrong");
    check(&whole[..whole.len() / 2], "its checksum is wrong");
    check(b"", "it is no model");
    let mut newer = whole;
    newer[8] = 200;
    check(&newer, "it is of version 200");
    sandbox.arb(["--db", "arb.db", "support", "train", "--forget"]).run().stderr_contains("the rules go on alone");
    sandbox.arb(["--db", "arb.db", "support", "held-out.jsonl"]).run().any_stdout().any_stderr();
}

#[test]
fn a_bad_row_is_named_by_its_line_and_column() {
    let sandbox = Sandbox::new();
    sandbox.write("labelled.csv", labelled(false) + "where is it,,\n,refund,\n");
    let ran = train(&sandbox, "labelled.csv");
    ran.any_stdout().code(4).stderr_contains("line 58 of labelled.csv: it has no `label`, it has `text`");
    ran.stderr_contains("line 59 of labelled.csv: it has no `text`, it has `label`").stderr_contains("3 labels");

    sandbox.write("topics.csv", labelled(false).replace("label", "topic"));
    let wrong = train(&sandbox, "topics.csv");
    wrong.code(1).stdout_is("").stderr_contains("line 2 of topics.csv: it has no `label`, it has `text`, `topic`");
    wrong.stderr_contains("there is no labelled message in it");
    sandbox
        .arb(["--db", "arb.db", "support", "train", "topics.csv", "--label", "topic"])
        .run()
        .any_stdout()
        .any_stderr();
}

#[test]
fn a_hostile_file_is_refused_in_a_sentence() {
    let sandbox = Sandbox::new();
    let check = |name: &str, content: Vec<u8>, code: i32, expected: &str| {
        sandbox.write(name, content);
        train(&sandbox, name).code(code).stdout_is("").stderr_contains(expected);
        assert!(!sandbox.exists("arb.db.triage"), "{name}");
    };
    check("empty.csv", Vec::new(), 1, "there is no labelled message in it");
    check("header.csv", b"text,label\n".to_vec(), 1, "there is no labelled message in it");
    let one = "text,label\n".to_owned() + &"hello there,only\n".repeat(50);
    check("one.csv", one.into_bytes(), 1, "labels with 3 texts or more: 1; it takes 2 to tell apart");
    let each: String = (0..50).map(|at| format!("hello there,label {at}\n")).collect();
    check("each.csv", format!("text,label\n{each}").into_bytes(), 1, "labels with 3 texts or more: 0;");
    let prose: String = (0..5).map(|at| format!("a,\"{}\"\n", format!("word{at} ").repeat(60))).collect();
    check("prose.csv", format!("text,label\n{prose}").into_bytes(), 1, "the label is longer than 100 characters");

    let mut huge = labelled(false).into_bytes();
    huge.extend(b"\"");
    huge.extend(b"x".repeat(9 << 20));
    huge.extend(b"\",refund,\n");
    sandbox.write("huge.csv", huge);
    train(&sandbox, "huge.csv").code(4).any_stdout().stderr_contains("row 58 of huge.csv").stderr_contains("3 labels");
    let long = labelled(false) + &format!("{},refund,\n", "refund it please ".repeat(200_000));
    sandbox.write("long.csv", long);
    train(&sandbox, "long.csv").any_stdout().stderr_contains("3 labels from 57 messages");
}

#[test]
fn a_trained_model_stands_beside_the_rules() {
    let sandbox = trained();
    let messages = "\
{\"id\":\"m1\",\"body\":\"where is my kettle\"}
{\"id\":\"m2\",\"body\":\"where is my kettle? i will file a chargeback\"}
{\"id\":\"m3\",\"body\":\"the kettle sparked and singed the table\"}
{\"id\":\"m4\",\"body\":\"zzyzx qwrtp\"}
";
    let ran = sandbox.arb(["--db", "arb.db", "support"]).stdin(messages).run();
    ran.stderr_contains("4 messages: 2 drafts wait for you, 2 escalated (chargeback, learned)");
    let tickets: Vec<Value> = ran.json_lines().into_iter().map(|line| line["ticket"].clone()).collect();
    assert_eq!(tickets[0]["category"], "shipping");
    assert_eq!(tickets[0]["learned"]["label"], "shipping");
    assert!(tickets[0]["learned"]["words"][0].as_str().unwrap().starts_with("where"), "{}", tickets[0]);
    assert_eq!(tickets[1]["escalation"], "chargeback: \"chargeback\"");
    assert_eq!(tickets[2]["escalation"], "learned: \"danger\"");
    assert_eq!((&tickets[3]["category"], &tickets[3]["learned"]["label"]), (&"other".into(), &Value::Null));
    sandbox.arb(["--db", "arb.db", "--format", "table", "support", "show", "1"]).run().stdout_contains("words   where");
}

#[test]
fn closed_tickets_are_learned_from_by_what_a_person_called_them() {
    let sandbox = Sandbox::new();
    let arb = |args: &[&str]| sandbox.arb(["--db", "arb.db", "support"].iter().chain(args)).run();
    let none = arb(&["train"]);
    none.code(1).stdout_is("").stderr_contains("labels with 3 texts or more: 0");
    let things = ["lamp", "book", "chair", "phone"];
    let messages: String = things
        .iter()
        .enumerate()
        .map(|(at, thing)| {
            format!(
                "{{\"id\":\"a{at}\",\"body\":\"is the {thing} blue or green\"}}\n\
                 {{\"id\":\"b{at}\",\"body\":\"do you buy an old {thing} from me\"}}\n"
            )
        })
        .collect();
    sandbox.arb(["--db", "arb.db", "support"]).stdin(messages).run().any_stdout().any_stderr();
    for at in 0..things.len() {
        for (kind, label) in [("a", "colour"), ("b", "offer to sell")] {
            arb(&["close", &format!("file:{kind}{at}"), "--label", label]).any_stdout();
        }
    }
    arb(&["train"]).any_stdout().stderr_contains("2 labels from 8 messages");
    let ran = sandbox
        .arb(["--db", "arb.db", "support"])
        .stdin("{\"id\":\"c\",\"body\":\"is the mirror blue or green\"}")
        .run();
    assert_eq!(ran.json_lines()[0]["ticket"]["category"], "colour");
    ran.any_stderr();
}

/// Writes the rows of a shared set that `keep` wants, with the columns `text` and `label`. Returns how many.
fn rows(sandbox: &Sandbox, name: &str, set: &str, keep: impl Fn(usize, &csv::StringRecord) -> bool) -> Option<usize> {
    let path = shared(set)?;
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["text", "label"]).unwrap();
    let mut kept = 0;
    for (at, row) in csv::Reader::from_path(path).unwrap().records().map(Result::unwrap).enumerate() {
        if keep(at, &row) {
            out.write_record([&row[1], &row[2]]).unwrap();
            kept += 1;
        }
    }
    sandbox.write(name, out.into_inner().unwrap());
    Some(kept)
}

#[test]
fn real_messages_are_told_apart_about_as_well_as_by_a_large_model() {
    // A part of the labels, so that it takes a build with checks a moment, too: `benches/triage/run.py` takes them all.
    let set = "data/05_support/clinc150_oos.csv";
    let few = |row: &csv::StringRecord| matches!(&row[3], "banking" | "credit_cards" | "oos");
    let sandbox = Sandbox::new();
    let is_train = |row: &csv::StringRecord| matches!(&row[0], "train" | "oos_train");
    let Some(_) = rows(&sandbox, "train.csv", set, |_, row| few(row) && is_train(row)) else { return };
    rows(&sandbox, "val.csv", set, |_, row| few(row) && !is_train(row)).unwrap();
    sandbox.arb(["--db", "arb.db", "support", "train", "train.csv"]).patience(300).run().any_stdout().any_stderr();
    let json = sandbox.arb(["--db", "arb.db", "support", "eval", "val.csv"]).patience(300).run().json();
    eprintln!("clinc150, banking and credit cards: {json}");
    for (figure, floor) in [("accuracy", 0.90), ("macro_f1", 0.90), ("out_of_scope_recall", 0.6)] {
        assert!(json[figure].as_f64().unwrap() >= floor, "{figure}: {json}");
    }
    assert!(json["ece"].as_f64().unwrap() <= 0.06, "{json}");
}
