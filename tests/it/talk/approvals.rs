//! Plans that are answered by message: shown once in the one chat, decided once by the one person, for exactly what was shown.

use std::{
    sync::{Arc, Mutex},
    thread::sleep,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::it::kit::{
    Ran, Run,
    live::{Live, Wish},
    stub::{Answer, Asked, Stub},
    vendor::Plan,
};

const CHAT: i64 = -1_000_000_000_042;
const USER: i64 = 5_000_000_007;

/// What is waiting to be asked for.
type Updates = Arc<Mutex<Vec<Value>>>;

/// A Telegram that shows messages and hands on presses; the first `lost` replies to a message are.
fn telegram(mut lost: usize) -> (Stub, Updates) {
    let updates = Updates::default();
    let waiting = Arc::clone(&updates);
    let mut shown = 0;
    let stub = Stub::start(move |asked| {
        let (path, body) = (asked.path.clone(), asked.json());
        if !path.starts_with("/bot123:canary/") && !path.starts_with("/bot123%3Acanary/") {
            return Answer::of(401, r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#);
        }
        let result = match path.rsplit('/').next().unwrap() {
            "getMe" => json!({ "id": 123, "is_bot": true, "first_name": "Shop bot" }),
            "sendMessage" => {
                shown += 1;
                if lost > 0 {
                    lost -= 1;
                    return Answer::lost();
                }
                json!({ "message_id": shown, "date": 1, "chat": { "id": CHAT, "type": "group" } })
            }
            "getUpdates" => {
                let from = body["offset"].as_u64().unwrap();
                let all = waiting.lock().unwrap();
                json!(all.iter().filter(|one| one["update_id"].as_u64().unwrap() >= from).collect::<Vec<_>>())
            }
            _ => json!(true),
        };
        Answer::json(json!({ "ok": true, "result": result }).to_string())
    });
    (stub, updates)
}

fn place(stub: &Stub) -> Live {
    let vendor = format!(
        "\n[vendors.telegram]\nenabled = true\ncredentials = \"live\"\nbase_url = \"{}\"\nchat = {CHAT}\nuser = {USER}\n",
        stub.url()
    );
    Live::with(Plan::default(), Wish { vendor: &vendor, autonomy: Some("approve"), ..Wish::default() })
}

fn arb<'a>(live: &'a Live, words: &str) -> Run<'a> {
    live.arb(words).env("ARB_TELEGRAM_TOKEN", "123:canary")
}

/// Makes a plan of so many things and returns its hash.
fn planned(live: &Live, count: usize) -> String {
    live.write_records(0, count, "wanted.jsonl");
    let plan = arb(live, "buy wanted.jsonl --plan").run();
    plan.any_stdout().any_stderr().exit();
    let waiting = arb(live, "approvals --format jsonl").run();
    waiting.any_stderr();
    waiting.json_lines()[0]["plan"].as_str().unwrap().to_owned()
}

fn sent(stub: &Stub) -> Vec<Asked> {
    stub.asked_at("/sendMessage")
}

/// What the button for yes, or for no, carries under the n-th message.
fn button(stub: &Stub, message: usize, yes: bool) -> String {
    let body = sent(stub)[message].json();
    let data =
        body["reply_markup"]["inline_keyboard"][0][usize::from(!yes)]["callback_data"].as_str().unwrap().to_owned();
    assert!(data.len() <= 64 && data.starts_with(if yes { "yes:" } else { "no:" }), "{data}");
    data
}

fn press(number: u64, user: i64, chat: i64, message: i64, data: &str) -> Value {
    json!({ "update_id": number, "callback_query": { "id": format!("q{number}"), "from": { "id": user, "is_bot": false,
        "first_name": "A" }, "message": { "message_id": message, "date": 1, "chat": { "id": chat, "type": "group" } },
        "chat_instance": "x", "data": data } })
}

fn pull(live: &Live) -> Ran {
    let ran = arb(live, "approvals pull --format jsonl").run();
    ran.code(0).any_stdout().any_stderr();
    ran
}

fn state(live: &Live, hash: &str) -> String {
    let store = arb::store::Store::open(&live.sandbox.path("arb.db"), arb::store::Create::No).unwrap();
    store.approval(hash).unwrap().state
}

#[test]
fn a_yes_in_the_chat_approves_exactly_the_plan_that_was_shown() {
    let (stub, updates) = telegram(0);
    let live = place(&stub);
    let hash = planned(&live, 2);
    for _ in 0..2 {
        arb(&live, "approvals send").run().code(0).any_stderr();
    }
    assert_eq!(sent(&stub).len(), 1, "it is shown once");
    let shown = sent(&stub)[0].json();
    assert_eq!((shown["chat_id"].as_i64(), shown["text"].as_str().unwrap().contains(&hash[..8])), (Some(CHAT), true));
    assert!(shown["text"].as_str().unwrap().contains("Thing 1") && shown.get("parse_mode").is_none(), "{shown}");
    updates.lock().unwrap().push(press(10, USER, CHAT, 1, &button(&stub, 0, true)));
    pull(&live).stdout_contains("\"approved\"").stderr_contains("1 answered");
    assert_eq!(state(&live, &hash), "approved");
    // The buttons are taken away, and the press is answered.
    assert_eq!((stub.asked_at("/answerCallbackQuery").len(), stub.asked_at("/editMessageReplyMarkup").len()), (1, 1));
    let bought = arb(&live, &format!("buy --approve {hash}")).run();
    bought.code(0).any_stdout().stderr_contains("2 placed");
    assert_eq!(live.orders().len(), 2);
    live.agrees();
}

#[test]
fn a_no_rejects_it_and_nothing_is_bought() {
    let (stub, updates) = telegram(0);
    let live = place(&stub);
    let hash = planned(&live, 1);
    arb(&live, "approvals send").run().code(0).any_stderr();
    updates.lock().unwrap().push(press(10, USER, CHAT, 1, &button(&stub, 0, false)));
    pull(&live).stderr_contains("1 answered");
    assert_eq!(state(&live, &hash), "rejected");
    arb(&live, &format!("buy --approve {hash}")).run().code(5).any_stdout().any_stderr();
    assert!(live.orders().is_empty());
}

#[test]
fn strangers_forwards_other_chats_and_guesses_change_nothing() {
    let (stub, updates) = telegram(0);
    let live = place(&stub);
    let hash = planned(&live, 1);
    arb(&live, "approvals send").run().code(0).any_stderr();
    let yes = button(&stub, 0, true);
    updates.lock().unwrap().extend([
        press(10, USER + 1, CHAT, 1, &yes),
        press(11, USER, CHAT + 1, 1, &yes),
        press(12, USER, CHAT, 99, &yes),
        press(13, USER, CHAT, 1, "yes:00000000000000000000000000000000"),
        press(14, USER, CHAT, 1, &format!("yes:{hash}")),
        press(15, USER, CHAT, 1, "yes:"),
        press(16, USER, CHAT, 1, ""),
        press(17, USER, CHAT, 1, &yes.replace("yes:", "YES:")),
        json!({ "update_id": 18, "message": { "message_id": 2, "chat": { "id": CHAT }, "text": format!("approve {hash}") } }),
        json!({ "update_id": 19, "callback_query": { "id": "q", "from": { "id": USER }, "inline_message_id": "i", "data": yes } }),
    ]);
    pull(&live).stderr_contains("0 answered, 10 that count for nothing");
    assert_eq!(state(&live, &hash), "waiting");
    // Whoever they are, they are told nothing.
    assert!(stub.asked_at("/answerCallbackQuery").is_empty());
    // And after all that the real answer counts.
    updates.lock().unwrap().push(press(30, USER, CHAT, 1, &yes));
    pull(&live).stderr_contains("1 answered");
    assert_eq!(state(&live, &hash), "approved");
    // Again: the same update, and a new press of the same button.
    updates.lock().unwrap().push(press(31, USER, CHAT, 1, &yes));
    pull(&live).stderr_contains("0 answered, 1 that count for nothing");
    arb(&live, &format!("buy --approve {hash}")).run().code(0).any_stdout().any_stderr();
    updates.lock().unwrap().push(press(32, USER, CHAT, 1, &button(&stub, 0, false)));
    pull(&live).stderr_contains("0 answered");
    assert_eq!((state(&live, &hash).as_str(), live.orders().len()), ("approved", 1));
}

#[test]
fn a_plan_that_is_stale_or_changed_is_not_approved() {
    let (stub, updates) = telegram(0);
    let live = place(&stub);
    let hash = planned(&live, 1);
    arb(&live, "approvals send").run().code(0).any_stderr();
    updates.lock().unwrap().push(press(10, USER, CHAT, 1, &button(&stub, 0, true)));
    let late = arb(&live, "approvals pull").now("2026-06-01T13:00:00Z").run();
    late.code(0).any_stdout().stderr_contains("0 answered");
    assert_eq!(state(&live, &hash), "expired");

    let (stub, updates) = telegram(0);
    let live = place(&stub);
    let hash = planned(&live, 1);
    arb(&live, "approvals send").run().code(0).any_stderr();
    // The rules are other ones since: what was shown does not hold any more.
    let rules = arb(&live, "config rules").run();
    rules.any_stderr();
    let text = rules.stdout();
    let line = text.lines().find(|line| line.starts_with("version = ")).unwrap().to_owned();
    live.sandbox.write("rules.toml", text.replace(&line, "version = \"other\""));
    let settings = live.sandbox.read("arb.toml");
    live.sandbox.write("arb.toml", format!("{settings}\n[rules]\nfile = \"rules.toml\"\n"));
    updates.lock().unwrap().push(press(10, USER, CHAT, 1, &button(&stub, 0, true)));
    pull(&live).stderr_contains("0 answered, 1 that count for nothing");
    assert_eq!(state(&live, &hash), "waiting");
    assert!(live.orders().is_empty());
}

#[test]
fn a_lost_reply_is_settled_by_the_press_and_never_shown_again() {
    let (stub, updates) = telegram(1);
    let live = place(&stub);
    let hash = planned(&live, 1);
    arb(&live, "approvals send").run().code(4).any_stdout().any_stderr();
    arb(&live, "approvals send").now("2026-06-01T12:05:00Z").run().any_stdout().any_stderr().exit();
    assert_eq!(sent(&stub).len(), 1);
    updates.lock().unwrap().push(press(10, USER, CHAT, 1, &button(&stub, 0, true)));
    pull(&live).stderr_contains("1 answered");
    assert_eq!(state(&live, &hash), "approved");
    let store = arb::store::Store::open(&live.sandbox.path("arb.db"), arb::store::Create::No).unwrap();
    assert!(store.effects(&[]).unwrap().iter().all(|effect| !effect.state.is_open()));
}

#[test]
fn killed_at_any_moment_a_plan_is_shown_at_most_once() {
    const KILLS: u32 = 6;
    let run = |kill: Option<Duration>| {
        let (stub, _) = telegram(0);
        let live = place(&stub);
        planned(&live, 1);
        let begun = Instant::now();
        let going = arb(&live, "approvals send").start();
        if let Some(after) = kill {
            sleep(after);
            going.signal("KILL");
        }
        going.wait().any_stdout().any_stderr().exit();
        let whole = begun.elapsed();
        for clock in ["2026-06-01T12:01:00Z", "2026-06-01T12:20:00Z"] {
            arb(&live, "approvals send").now(clock).run().any_stdout().any_stderr().exit();
        }
        (sent(&stub).len(), whole)
    };
    let (calm, whole) = run(None);
    assert_eq!(calm, 1);
    for kill in 0..KILLS {
        let (shown, _) = run(Some(whole * kill / KILLS));
        assert!(shown <= 1, "killed after {kill} of {KILLS}: shown {shown} times");
    }
}

#[test]
fn without_a_live_database_or_a_bot_nothing_is_shown() {
    let (stub, _) = telegram(0);
    let live = place(&stub);
    planned(&live, 1);
    live.arb("approvals send").run().code(3).any_stdout().stderr_contains("ARB_TELEGRAM_TOKEN");
    live.sandbox.write(
        "paper.toml",
        format!("[vendors.telegram]\nenabled = true\nbase_url = \"{}\"\nchat = 1\nuser = 1\n", stub.url()),
    );
    let paper = live
        .sandbox
        .arb(["--config", "paper.toml", "--db", "paper.db", "approvals", "send"])
        .env("ARB_TELEGRAM_TOKEN", "123:canary");
    paper.run().code(5).any_stdout().stderr_contains("on paper");
    assert!(stub.asked().is_empty());
    arb(&live, "vendors check telegram").run().code(0).any_stderr().stdout_contains("Shop bot");
}
