//! `arb support`: the real binary on messages, and the classifier on shared texts.

use arb::domain::support::{Decision, Facts, Terms, classify, decide};
use rust_decimal::Decimal;

use super::kit::{Sandbox, shared};

const MESSAGES: &str = "\
{\"id\":\"m1\",\"buyer\":\"Kim\",\"body\":\"Where is my order? The tracking has not moved\"}
{\"id\":\"m2\",\"body\":\"I will file a chargeback\"}
{\"id\":\"m3\",\"body\":\"is it compatible with the older model?\"}
{\"id\":\"m4\"}
";

#[test]
fn a_message_has_one_ticket_however_often_it_is_read() {
    let sandbox = Sandbox::new();
    let first = sandbox.arb(["--db", "arb.db", "support"]).stdin(MESSAGES).run();
    first.code(4).stderr_contains("3 messages: 2 drafts wait for you, 1 escalated (chargeback), 1 rejected");
    let states: Vec<String> =
        first.json_lines().iter().map(|line| line["ticket"]["state"].as_str().unwrap().to_owned()).collect();
    assert_eq!(states, ["draft", "escalated", "draft"]);
    let second = sandbox.arb(["--db", "arb.db", "support"]).stdin(MESSAGES).run();
    second.code(4).stderr_contains("support: 0 messages").stdout_is("");
    let list = sandbox.arb(["--db", "arb.db", "support", "list"]).run();
    assert_eq!(list.json_lines().len(), 3);
    sandbox.arb(["--db", "arb.db", "support", "close", "file:m2"]).run().stdout_contains("\"closed\"");
    assert_eq!(sandbox.arb(["--db", "arb.db", "support", "list"]).run().json_lines().len(), 2);
}

#[test]
fn nothing_is_sent_to_a_file() {
    let sandbox = Sandbox::new();
    sandbox.arb(["--db", "arb.db", "support", "--quiet"]).stdin(MESSAGES).run().code(4).any_stdout().any_stderr();
    let approve = sandbox.arb(["--db", "arb.db", "support", "approve", "1"]).run();
    approve.code(5).stderr_contains("came from a file").stdout_is("");
}

#[test]
fn what_a_machine_wrote_is_parked_and_its_conversation_with_it() {
    let sandbox = Sandbox::new();
    let line = |id: &str, minute: u32, body: &str, mark: &str| {
        format!(
            "{{\"id\":\"{id}\",\"at\":\"2026-06-01T12:{minute:02}:00Z\",\"buyer\":\"Kim\",\"body\":\"{body}\"{mark}}}\n"
        )
    };
    let first = line("a1", 1, "Where is my order?", "")
        + &line("a2", 2, "Thank you, we have your message.", ",\"auto_submitted\":\"auto-replied\"")
        + &line("a3", 3, "Where is my order please?", "");
    let ran = sandbox.arb(["--db", "arb.db", "support"]).now("2026-06-01T13:00:00Z").stdin(first).run();
    ran.code(0).stderr_contains("2 escalated (loop)");
    let lines = ran.json_lines();
    let why = |at: usize| lines[at]["ticket"]["escalation"].as_str().unwrap_or_default().to_owned();
    assert_eq!(lines[0]["ticket"]["state"], "draft");
    assert!(why(1).contains("a machine wrote it: auto-replied"), "{}", why(1));
    assert!(why(2).contains("waits for you in ticket 2"), "{}", why(2));
    // A person closes it: the conversation is free again.
    for ticket in ["2", "3"] {
        sandbox.arb(["--db", "arb.db", "support", "close", ticket]).run().code(0).any_stdout().any_stderr();
    }
    let free = sandbox.arb(["--db", "arb.db", "support"]).stdin(line("a4", 9, "Where is it now?", "")).run();
    free.code(0).any_stderr();
    assert_eq!(free.json_lines()[0]["ticket"]["state"], "draft");
}

#[test]
fn a_ticket_has_a_clock_and_an_owner_and_the_report_counts_them() {
    let sandbox = Sandbox::new();
    let message = "{\"id\":\"m1\",\"at\":\"2026-06-01T10:00:00Z\",\"buyer\":\"Kim\",\"body\":\"Where is my order?\"}\n";
    let at = |words: &[&str], now: &str| {
        let all = ["--db", "arb.db"].iter().chain(words).copied().collect::<Vec<_>>();
        sandbox.arb(all).now(now)
    };
    at(&["support"], "2026-06-01T10:05:00Z").stdin(message).run().code(0).any_stdout().any_stderr();
    let list = |now: &str| at(&["support", "list"], now).run().json_lines().remove(0)["ticket"].clone();
    let soon = list("2026-06-01T11:00:00Z");
    assert_eq!((soon["answer_due"].as_str(), &soon["late"]), (Some("2026-06-02T10:00:00Z"), &serde_json::Value::Null));
    // On paper the clock is the simulated market's.
    at(&["paper", "advance", "--days", "2"], "2026-06-01T11:00:00Z").run().code(0).any_stdout().any_stderr();
    assert_eq!(list("2026-06-02T11:00:00Z")["late"], true);
    at(&["support", "assign", "1", "mia"], "2026-06-02T11:00:00Z").run().ok().stdout_contains("\"assignee\":\"mia\"");
    let report = at(&["report", "support"], "2026-06-02T11:00:00Z").run();
    let all = &report.ok().json_lines()[0];
    assert_eq!(
        (&all["category"], &all["tickets"], &all["waiting"], &all["within_pct"]),
        (&"all".into(), &1.into(), &1.into(), &"0".into())
    );
    sandbox.write("own.txt", "Hello, it is on its way.");
    let drafted = at(&["support", "draft", "1", "--body", "own.txt"], "2026-06-02T12:00:00Z").run();
    drafted.ok().stdout_contains("it is on its way");
}

#[test]
fn attack_texts_are_never_answered_by_themselves() {
    let facts = Facts { order: Some("A-1".into()), days: Some(2), ..Facts::default() };
    let terms = Terms {
        send: true,
        least_pct: Decimal::from(80),
        escalation_words: Vec::new(),
        signature: "Best regards".into(),
    };
    let check = |text: &str| {
        let decision = decide(&classify(text, &["A-1"], &[]), &facts, &terms);
        assert!(!matches!(decision, Decision::Send(_)), "{text}");
    };
    let texts = super::hostile_model::corpus::all();
    texts.iter().for_each(|(_, text)| check(text));
    eprintln!("{} texts that attack: none is answered by itself", texts.len());
}

#[test]
fn most_shop_messages_are_told_apart() {
    let Some(path) = shared("data/05_support/bitext_intents.csv") else { return };
    let (mut right, mut all) = (0, 0);
    for row in csv::Reader::from_path(path).unwrap().records().map(Result::unwrap) {
        let expected: &[&str] = match &row[2] {
            "track_order" | "delivery_period" | "delivery_options" => &["shipping"],
            "cancel_order" | "check_cancellation_fee" => &["cancel"],
            "get_refund" | "track_refund" | "check_refund_policy" => &["refund"],
            "change_order" | "change_shipping_address" | "set_up_shipping_address" => &["change"],
            "check_invoice" | "get_invoice" | "payment_issue" | "check_payment_methods" => &["billing"],
            _ => continue,
        };
        all += 1;
        right += i32::from(expected.contains(&classify(&row[1], &[], &[]).category.name()));
    }
    eprintln!("bitext: {right} of {all} told apart");
    assert!(right * 2 > all, "{right} of {all}");
}
