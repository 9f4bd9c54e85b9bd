//! What is written to somebody at an address: a text message, a letter, a chat.

use arb::domain::effect::{Change, Writing};

use super::{Place, is, json};
use crate::it::kit::vendor::{Reply, Request};

fn writing(to: &str) -> Change {
    Change::Write(Writing { to: to.into(), body: "It is on its way.".into(), ..Writing::default() })
}

fn twilio(request: &Request, there: bool) -> Option<Reply> {
    let message = r#"{"sid":"SM00000000000000000000000000000001","status":"queued","direction":"outbound-api","body":"It is on its way."}"#;
    match request {
        _ if is(request, "POST", "/Messages.json") => Some(Reply::of(201, message)),
        _ if is(request, "GET", "/Messages.json") => {
            json(&format!(r#"{{"messages":[{}],"next_page_uri":null}}"#, if there { message } else { "" }))
        }
        _ => None,
    }
}

fn sendgrid(request: &Request) -> Option<Reply> {
    match request {
        _ if is(request, "POST", "/mail/send") => Some(Reply {
            status: 202,
            headers: vec![("X-Message-Id".into(), "id1".into())],
            body: r#"{"message":"accepted"}"#.into(),
        }),
        _ if is(request, "GET", "/scopes") => json(r#"{"scopes":["mail.send"]}"#),
        _ => None,
    }
}

fn telegram(request: &Request) -> Option<Reply> {
    match request {
        _ if is(request, "POST", "/sendMessage") => {
            json(r#"{"ok":true,"result":{"message_id":5,"chat":{"id":1},"text":"It is on its way."}}"#)
        }
        _ if is(request, "POST", "/getMe") => json(r#"{"ok":true,"result":{"id":9,"is_bot":true,"first_name":"b"}}"#),
        _ => None,
    }
}

/// All of them.
pub static MESSENGERS: [Place; 3] = [
    Place {
        name: "twilio",
        settings: "base_url = \"URL\"\nfrom = \"+15005550006\"",
        keys: "account_sid = \"AC00000000000000000000000000000000\"\nauth_token = \"t\"",
        asks_first: false,
        change: || writing("+14155550100"),
        effect: ("POST", "/Messages.json"),
        looks: &[(
            "GET",
            "/Messages.json",
            &[
                ("\"messages\"", "\"texts\""),
                ("\"body\"", "\"text\""),
                ("\"sid\"", "\"id\""),
                ("\"messages\":[", "\"messages\":null,\"was\":["),
            ],
        )],
        finds: true,
        reads_back: false,
        before: |request| twilio(request, false),
        after: |request| twilio(request, true),
        refusal: (400, r#"{"code":21610,"message":"unsubscribed","status":400}"#),
        effect_spoils: &[
            ("\"sid\"", "\"id\""),
            ("SM0000", "XX0000"),
            ("\"sid\":", "\"sid\":\"SM1\",\"sid\":"),
            ("\"sid\":\"SM", "\"sid\":7,\"was\":\""),
        ],
    },
    Place {
        name: "sendgrid",
        settings: "base_url = \"URL/v3\"\nfrom = \"shop@example.com\"",
        keys: "key = \"k\"",
        asks_first: false,
        change: || writing("ann@example.com"),
        effect: ("POST", "/mail/send"),
        looks: &[("GET", "/scopes", &[("[\"mail.send\"]", "7")])],
        finds: false,
        reads_back: false,
        before: sendgrid,
        after: sendgrid,
        refusal: (400, r#"{"errors":[{"message":"does not contain a valid address","field":"to"}]}"#),
        effect_spoils: &[],
    },
    Place {
        name: "telegram",
        settings: "base_url = \"URL\"\nchat = 1\nuser = 1",
        keys: "token = \"123:canary\"",
        asks_first: false,
        change: || writing("1"),
        effect: ("POST", "/sendMessage"),
        looks: &[("POST", "/getMe", &[("\"result\"", "\"done\""), ("\"first_name\"", "\"name\"")])],
        finds: false,
        reads_back: false,
        before: telegram,
        after: telegram,
        refusal: (400, r#"{"ok":false,"error_code":400,"description":"Bad Request: message is too long"}"#),
        effect_spoils: &[
            ("\"result\"", "\"done\""),
            ("\"message_id\":5", "\"message_id\":\"five\""),
            ("\"chat\":{\"id\":1}", "\"chat\":{\"id\":2}"),
            ("\"message_id\":5", "\"message_id\":5,\"message_id\":6"),
        ],
    },
];
