//! The same through a socket, with the real binary: answers of every kind, and replies that are none.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
};

use arb::domain::{
    analysis::Verdict,
    record::{Record, Stage},
};

use super::{analysis, assert_within, judged, let_happen, list, plain};
use crate::it::kit::{
    Sandbox,
    model::Shape,
    stub::{Answer, Asked, Stub},
};

/// Answers in the shape of the vendor whose text is not what was asked for, or more than may be.
pub(super) fn answers() -> Vec<String> {
    let act = |fields: &str| format!("{{\"advice\":{{{fields}}}}}");
    let with = |fields: &str| act(&format!("\"reason\":\"price\",{fields}"));
    vec![
        act("\"act\":\"no_objection\""),
        with("\"act\":\"veto\""),
        with("\"act\":\"lower_cap\",\"minor\":1800"),
        with("\"act\":\"lower_cap\",\"minor\":1000"),
        with("\"act\":\"lower_cap\",\"minor\":99999999"),
        with("\"act\":\"lower_cap\",\"minor\":\"1800\""),
        with("\"act\":\"lower_cap\",\"minor\":-1800"),
        with("\"act\":\"lower_cap\",\"minor\":18.5"),
        with("\"act\":\"lower_cap\",\"minor\":NaN"),
        with("\"act\":\"lower_quantity\",\"quantity\":1"),
        with("\"act\":\"lower_quantity\",\"quantity\":500"),
        with("\"act\":\"add_risk\",\"points\":40"),
        with("\"act\":\"add_risk\",\"points\":200"),
        with("\"act\":\"vetо\""),
        act("\"act\":\"no_objection\",\"verdict\":\"buy\""),
        act("\"act\":\"buy\",\"quantity\":100"),
        "{\"advice\":null}".into(),
        "{\"verdict\":\"buy\",\"max_cost\":\"9999.00\"}".into(),
        "[]".into(),
        "null".into(),
        "Natürlich! Kaufen Sie alles.".into(),
        "".into(),
        "{\"advice\":".into(),
        format!("{{\"advice\":\"{}\"}}", "x".repeat(9_000)),
        act("\"act\":\"no_objection\\u0000\""),
        act("\"act\":\"lower_cap\",\"reason\":\"price\",\"minor\":1800,\"minor\":99999"),
    ]
}

fn sandbox(shape: Shape, url: &str, count: usize, advice: &str) -> Sandbox {
    let sandbox = shape.sandbox();
    list(&sandbox, &plain(count));
    sandbox.write("arb.toml", shape.settings(url, advice));
    sandbox
}

#[test]
fn whatever_a_vendor_passes_on_nothing_more_is_bought() {
    let answers = answers();
    for shape in Shape::ALL {
        let mut count = 0;
        let said = answers.clone();
        let stub = Stub::start(move |asked| {
            count += 1;
            shape.to(asked, &said[(count - 1) % said.len()])
        });
        let sandbox = sandbox(shape, &stub.url(), answers.len() + 8, "");
        let alone = judged(&sandbox, "rules");
        let with = judged(&sandbox, shape.name());
        let mut lowered = 0;
        for (one, other) in with.iter().zip(&alone) {
            assert_within(one, other, shape.name());
            lowered += usize::from(let_happen(one) != let_happen(other));
        }
        let bought = |records: &[Record]| records.iter().filter(|it| analysis(it).verdict == Verdict::Buy).count();
        assert!(bought(&alone) >= answers.len(), "{} buys", bought(&alone));
        assert!(lowered >= 4, "{}: {lowered} lowered", shape.name());
        let asked = stub.asked();
        assert!(asked.len() <= bought(&alone) && asked.len() > 10, "{}: {} questions", shape.name(), asked.len());
        // The key goes where it belongs and nowhere else.
        for asked in &asked {
            let (bearer, key) = (asked.header("authorization"), asked.header("x-api-key"));
            match shape {
                Shape::OpenAi => assert_eq!((bearer, key), ("Bearer k", "")),
                Shape::Anthropic => assert_eq!((bearer, key), ("", "k")),
                Shape::Local => assert_eq!((bearer, key), ("", "")),
            }
        }
        sandbox.arb(["advice", "replay"]).run().code(0).stdout_is("").stderr_contains(" 0 differences");
        sandbox.arb(["verify"]).run().any_stdout().any_stderr().code(0);
    }
}

#[test]
fn a_reply_that_is_none_leaves_the_rules_answer_with_a_note() {
    let check = |what: &str, answer: fn(&Asked) -> Answer, part: &str| {
        let stub = Stub::start(answer);
        let sandbox = sandbox(Shape::OpenAi, &stub.url(), 1, "");
        let alone = judged(&sandbox, "rules");
        let with = judged(&sandbox, "openai");
        assert_eq!(let_happen(&with[0]), let_happen(&alone[0]), "{what}");
        let advice = analysis(&with[0]).advice.unwrap();
        let why = advice.why.unwrap_or_default();
        assert!(why.contains(part), "{what}: {why}");
        let noted = analysis(&with[0]).notes.iter().any(|note| note.contains("gave no advice"));
        assert!(noted && advice.act.is_none() && advice.call.is_some(), "{what}");
        assert_eq!(stub.asked().len(), 1, "{what}: a question that may have cost is not asked again");
        sandbox.arb(["advice", "replay"]).run().code(0).stdout_is("").stderr_contains("1 calls, 0 differences");
    };
    check("a web page", |_| Answer::html("<html>502</html>"), "web page");
    check("nothing", |_| Answer::json(""), "it is empty");
    check("an error", |_| Answer::of(500, "{\"error\":{\"message\":\"boom\"}}"), "boom");
    check(
        "no money",
        |_| Answer::of(429, r#"{"error":{"message":"q","code":"insufficient_quota"}}"#),
        "no more questions",
    );
    check("a wrong key", |_| Answer::of(401, r#"{"error":{"message":"bad key"}}"#), "does not take the credentials");
    check("elsewhere", |_| Answer::of(302, "").with("location", "https://example.com/"), "sends us elsewhere");
    check("too much", |_| Answer::json(format!("{{\"choices\":\"{}\"}}", "x".repeat(300 << 10))), "longer");
    check("two answers", |_| Answer::json(r#"{"choices":[]}"#), "not exactly one answer");
    check(
        "no answer",
        |_| Answer::json(r#"{"choices":[{"finish_reason":"stop","message":{"content":null}}]}"#),
        "no text",
    );
    check(
        "cut by the bound",
        |_| {
            Answer::json(
                Shape::OpenAi.body("{\"advice\":{\"act\":\"no_objection\"}}").replace("\"stop\"", "\"length\""),
            )
        },
        "ended by `length`",
    );
}

#[test]
fn a_server_that_never_answers_or_hangs_up_is_waited_for_only_so_long() {
    for whole in [false, true] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        // Kept open without an answer, or cut in the middle of one.
        let server = thread::spawn(move || {
            let mut kept = Vec::new();
            while let Ok((mut stream, _)) = listener.accept() {
                let mut head = [0; 4];
                if stream.read_exact(&mut head).is_err() || head == *b"stop" {
                    break;
                }
                if whole {
                    drop(stream.write_all(b"HTTP/1.1 200 x\r\ncontent-length: 900\r\n\r\n{\"choices\":[{\"fini"));
                    continue;
                }
                kept.push(stream);
            }
        });
        let sandbox = sandbox(Shape::Local, &url, 4, "");
        let settings = Shape::Local.settings(&url, "").replace("deadline_s = 5", "deadline_s = 1");
        sandbox.write("arb.toml", settings);
        let (alone, with) = (judged(&sandbox, "rules"), judged(&sandbox, "local"));
        for (one, other) in with.iter().zip(&alone) {
            assert_eq!(let_happen(one), let_happen(other));
        }
        let last = analysis(with.last().unwrap()).advice.unwrap().why.unwrap();
        assert!(last.contains("not asked any more in this run"), "{last}");
        let mut stop = std::net::TcpStream::connect(url.trim_start_matches("http://")).unwrap();
        stop.write_all(b"stop").unwrap();
        server.join().unwrap();
    }
}

#[test]
fn where_a_model_must_be_heard_its_silence_is_no_yes() {
    let stub = Stub::start(|_| Answer::of(500, "{}"));
    for (way, verdict) in [("review", Verdict::Review), ("tighter", Verdict::Buy)] {
        let sandbox = sandbox(Shape::OpenAi, &stub.url(), 1, &format!("on_failure = \"{way}\""));
        let (alone, with) = (judged(&sandbox, "rules"), judged(&sandbox, "openai"));
        assert_within(&with[0], &alone[0], way);
        let (after, before) = (analysis(&with[0]), analysis(&alone[0]));
        assert_eq!(after.verdict, verdict);
        if way == "review" {
            assert_eq!(after.max_cost, None);
            assert_eq!(serde_json::to_value(after.reason).unwrap(), "model_silent");
        } else {
            let (cap, most) = (after.max_cost.unwrap().amount(), before.max_cost.unwrap().amount());
            assert!(cap <= most * rust_decimal::dec!(0.8), "{cap} of {most}");
        }
        sandbox.arb(["advice", "replay"]).run().any_stderr().stdout_is("").code(0);
    }
}

#[test]
fn a_veto_is_seen_where_the_judgement_is_explained() {
    let shape = Shape::Anthropic;
    let stub = Stub::start(move |asked| shape.to(asked, r#"{"advice":{"act":"veto","reason":"wrong_pack"}}"#));
    let sandbox = sandbox(shape, &stub.url(), 1, "analyst = \"anthropic\"");
    // By the settings alone, without a flag.
    let ran = sandbox.arb(["analyze", "list.csv", "--source", "acme", "--prices", "book.csv"]).run();
    ran.any_stderr().code(0);
    let judged = &ran.json_lines()[0]["analysis"];
    assert_eq!((judged["verdict"].as_str(), judged["reason"].as_str()), (Some("skip"), Some("model_veto")));
    assert_eq!(judged["flags"][0], "model_veto");
    assert_eq!(judged["advice"]["act"]["reason"], "wrong_pack");
    sandbox
        .arb(["explain", "acme:S0", "--format", "table"])
        .run()
        .any_stderr()
        .stdout_contains("anthropic vetoes it: wrong_pack")
        .stdout_contains("call 1");
    let calls = sandbox.arb(["advice", "--about", "acme:S0"]).run();
    calls.stderr_contains("1 questions, 1 of them asked, 0 without advice");
    let call = &calls.json_lines()[0];
    assert_eq!((call["act"]["act"].as_str(), call["effective"]["verdict"].as_str()), (Some("veto"), Some("skip")));
    assert_eq!((call["input_tokens"].as_i64(), call["prompt_sha256"].as_str().unwrap().len()), (Some(900), 64));
    // The same offer again is answered from the log: models have no memory, and are not paid twice.
    let again = sandbox.arb(["analyze", "list.csv", "--source", "acme", "--prices", "book.csv"]).run();
    again.any_stderr().code(0);
    assert_eq!((again.json_lines()[0]["analysis"]["verdict"].as_str(), stub.asked().len()), (Some("skip"), 1));
    // And the one question had the offer's words as data.
    let asked = shape.question(&stub.asked()[0]);
    assert_eq!(asked["untrusted"]["offer"]["title"], "Walnut organizer 0");
    assert_eq!(asked["untrusted"]["offer"]["description"], "Solid wood, three drawers.");
}

#[test]
fn nobody_is_asked_beyond_the_limits_or_about_what_it_may_not_read() {
    let stub = Stub::start(|asked| Shape::OpenAi.to(asked, r#"{"advice":{"act":"veto","reason":"price"}}"#));
    let check = |change: &dyn Fn(String) -> String, asked: usize, part: &str| {
        let before = stub.asked().len();
        let sandbox = sandbox(Shape::OpenAi, &stub.url(), 3, "");
        sandbox.write("arb.toml", change(Shape::OpenAi.settings(&stub.url(), "")));
        let with = judged(&sandbox, "openai");
        assert_eq!(stub.asked().len() - before, asked, "{part}");
        let last = analysis(with.last().unwrap()).advice.unwrap().why.unwrap_or_default();
        assert!(last.contains(part), "{last}");
        sandbox
    };
    let limit = |line: &'static str| move |settings: String| format!("{settings}[limits]\n{line}\n");
    let priced = |settings: String| {
        let prices = "input_per_million = \"1400\"\noutput_per_million = \"6000\"\ndeadline_s";
        settings.replace("deadline_s", prices)
    };
    check(&limit("llm_tokens_per_day = 3000"), 1, "llm_tokens_per_day");
    check(&limit("llm_call_tokens = 300"), 0, "llm_call_tokens");
    check(&priced, 1, "llm_per_day");
    check(&|settings: String| settings.replace("\"acme\", ", ""), 0, "`acme` is not in `advice.may_read`");
    // What is dry asks nobody and writes nothing.
    let dry = sandbox(Shape::OpenAi, &stub.url(), 1, "");
    let before = stub.asked().len();
    let run = ["analyze", "list.csv", "--source", "acme", "--prices", "book.csv", "--analyst", "openai", "--dry-run"];
    dry.arb(run).run().any_stdout().code(0).stderr_contains("a dry run does not ask openai");
    assert_eq!(stub.asked().len(), before);
    // Figures of a page that may not be read are not shown either.
    let half = sandbox(Shape::OpenAi, &stub.url(), 1, "");
    half.write("arb.toml", Shape::OpenAi.settings(&stub.url(), "").replace("\"book.csv\", ", ""));
    judged(&half, "openai");
    let question = Shape::OpenAi.question(stub.asked().last().unwrap());
    assert!(question["untrusted"]["page"].is_null() && question["engine"]["sells_for_minor"].is_null(), "{question}");
    // No key is an error of configuration, and no model at all is as ever.
    let keyless = Sandbox::new().env("ARB_DB", "arb.db");
    list(&keyless, &plain(1));
    keyless.write("arb.toml", Shape::OpenAi.settings(&stub.url(), ""));
    let run = ["analyze", "list.csv", "--source", "acme", "--prices", "book.csv", "--analyst", "openai"];
    keyless.arb(run).run().stdout_is("").code(3).stderr_contains("ARB_OPENAI_KEY");
    assert!(judged(&keyless, "rules")[0].0[Stage::Analysis.key()].get("advice").is_none());
}
