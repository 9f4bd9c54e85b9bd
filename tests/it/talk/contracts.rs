//! Every call of a messenger, held against the vendor's own contract: accepted as it is, refused with a part put otherwise.

use std::rc::Rc;

use arb::{
    config::{Sendgrid, Telegram, Twilio, Vendors},
    net::Room,
    vendors::{Change, Check, Gateway, Permit, Sealed, Writing, sendgrid, telegram, twilio},
};

use crate::it::{
    contracts::hold,
    kit::{contract::Contract, work::wait},
};

fn secrets(folder: &std::path::Path, text: &str) -> Option<std::path::PathBuf> {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join("secrets.toml");
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    Some(path)
}

/// Seals, sends and looks, as `effects` would; what comes of it is not the question here.
fn deliver(gateway: &dyn Gateway, writing: Writing) {
    let change = Change::Write(writing);
    wait(async {
        drop(gateway.before(&change).await);
        let request = gateway.encode(&change).unwrap();
        let first_sent = "2026-06-01T12:00:00Z".parse().unwrap();
        let sealed = Sealed { kind: change.kind(), key: "k".into(), request, first_sent };
        drop(gateway.send(&sealed, &Permit::new(|| Ok(()))).await);
        drop(gateway.look(&sealed).await);
    });
}

fn writing(to: &str) -> Writing {
    Writing {
        to: to.into(),
        subject: Some("Re: x".into()),
        answers: Some("m1@example.com".into()),
        body: "Hello".into(),
        ..Writing::default()
    }
}

#[test]
fn twilio_takes_what_is_sent() {
    let Some(contract) = Contract::start(&[("/", "twilio/twilio_api_v2010.trimmed.json")]) else { return };
    let folder = tempfile::tempdir().unwrap();
    let account = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    let config = Twilio {
        enabled: true,
        base_url: contract.url(),
        from: Some("+15005550006".into()),
        credentials_file: secrets(folder.path(), &format!("account_sid = \"{account}\"\nauth_token = \"t\"\n")),
        ..Twilio::default()
    };
    let vendor = twilio::Twilio::open(&config, &Rc::new(Room::in_memory().unwrap())).unwrap();
    deliver(&vendor, writing("+14155550100"));
    drop(wait(async { vendor.check().await }));
    hold(
        "twilio",
        &contract,
        &contract.take(),
        &[
            (&format!("POST /2010-04-01/Accounts/{account}/Messages.json"), "To=", "Too="),
            (&format!("GET /2010-04-01/Accounts/{account}/Messages.json"), "PageSize=200", "PageSize=many"),
            (&format!("GET /2010-04-01/Accounts/{account}/Balance.json"), account, "ACx"),
        ],
    );
}

#[test]
fn sendgrid_takes_what_is_sent() {
    let specs = [("/v3/mail", "sendgrid/tsg_mail_v3.json"), ("/v3/scopes", "sendgrid/tsg_scopes_v3.json")];
    let Some(contract) = Contract::start(&specs) else { return };
    let folder = tempfile::tempdir().unwrap();
    let config = Sendgrid {
        enabled: true,
        base_url: format!("{}/v3", contract.url()),
        from: Some("shop@example.com".into()),
        from_name: Some("Shop".into()),
        credentials_file: secrets(folder.path(), "key = \"SG.x\"\n"),
        ..Sendgrid::default()
    };
    let vendor = sendgrid::Sendgrid::open(&config, &Rc::new(Room::in_memory().unwrap())).unwrap();
    deliver(&vendor, writing("ann@example.com"));
    drop(wait(async { vendor.check().await }));
    hold(
        "sendgrid",
        &contract,
        &contract.take(),
        &[
            ("POST /v3/mail/send", "\"from\"", "\"form\""),
            ("GET /v3/scopes", "authorization: Bearer", "x-authorization: Bearer"),
        ],
    );
}

#[test]
fn telegram_takes_what_is_sent() {
    let Some(contract) = Contract::start(&[("/", "telegram/telegram.mock.openapi.json")]) else { return };
    contract.answering("/bot123%3Aabc/getUpdates", r#"{"ok":true,"result":[]}"#);
    contract.answering("/bot123:abc/getUpdates", r#"{"ok":true,"result":[]}"#);
    let folder = tempfile::tempdir().unwrap();
    let config = Telegram {
        enabled: true,
        base_url: contract.url(),
        chat: Some(1),
        user: Some(1),
        credentials_file: secrets(folder.path(), "token = \"123:abc\"\n"),
        ..Telegram::default()
    };
    let vendors = Vendors { telegram: config, ..Vendors::default() };
    let vendor = telegram::Telegram::open(&vendors.telegram, &Rc::new(Room::in_memory().unwrap())).unwrap();
    let button = |label: &str, data: &str| arb::vendors::Button { label: label.into(), data: data.into() };
    let buttons = vec![button("Approve", "yes:0"), button("Reject", "no:0")];
    deliver(&vendor, Writing { to: "1".into(), body: "buy?".into(), buttons, ..Writing::default() });
    let press =
        telegram::wire::Press { update: 1, query: "q".into(), user: 1, chat: 1, message: 1, data: "yes:0".into() };
    wait(async {
        drop(vendor.check().await);
        drop(vendor.updates(0).await);
        drop(vendor.settle(&press, "done").await);
    });
    let exchanges = contract.take();
    let begins = |method: &str| {
        exchanges.iter().map(|one| one.line().to_owned()).find(|line| line.ends_with(method)).unwrap_or_default()
    };
    hold(
        "telegram",
        &contract,
        &exchanges,
        &[
            (&begins("/sendMessage"), "\"text\":\"buy?\"", "\"texts\":\"buy?\""),
            (&begins("/getUpdates"), "\"limit\":100", "\"limit\":\"all\""),
            (&begins("/answerCallbackQuery"), "\"callback_query_id\"", "\"query_id\""),
            (&begins("/editMessageReplyMarkup"), "\"message_id\":1", "\"message_id\":\"one\""),
            (&begins("/getMe"), "bot123", "botx"),
        ],
    );
}
