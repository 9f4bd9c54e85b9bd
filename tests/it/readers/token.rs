//! An access token of Amazon that ended before its time.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use serde_json::json;

use super::{
    super::kit::stub::Answer,
    amazon::{ANALYZE, RATE, SELLER, TOKEN, analysis, host, sandbox as sandbox_of},
};

#[test]
fn a_token_that_ended_early_is_renewed_once_and_then_it_is_said() {
    let denied = r#"{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.",
        "details":"The access token you provided has expired."}]}"#;
    let logins = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&logins);
    // The first token has ended before its time; the second is good.
    let server = host(move |asked| {
        if asked.path == TOKEN {
            let number = count.fetch_add(1, Ordering::SeqCst);
            let said = json!({ "access_token": format!("Atza|{number}"), "token_type": "bearer", "expires_in": 3600 });
            return Some(Answer::json(said.to_string()));
        }
        (asked.header("x-amz-access-token") == "Atza|0").then(|| Answer::of(403, denied).with(RATE, "100"))
    });
    let sandbox = sandbox_of(&server, SELLER);
    sandbox.arb(["vendors", "check", "amazon"]).run().code(0).any_stdout().any_stderr();
    assert_eq!(logins.load(Ordering::SeqCst), 2);
    // The new one is kept: the next run logs in no more.
    assert_eq!(analysis(&sandbox, ANALYZE)["restriction"], "allowed");
    assert_eq!(logins.load(Ordering::SeqCst), 2);

    // One that is never taken is renewed once, and then it is an error in Amazon's words.
    let server = host(move |asked| (asked.path != TOKEN).then(|| Answer::of(403, denied).with(RATE, "100")));
    let sandbox = sandbox_of(&server, SELLER);
    let ran = sandbox.arb(["vendors", "check", "amazon"]).run();
    ran.code(3).any_stdout().stderr_contains("does not take the credentials").stderr_contains("has expired");
    assert_eq!(server.asked_at(TOKEN).len(), 2);
    assert_eq!(server.asked_at("/sellers/v1/marketplaceParticipations").len(), 2);

    // A right that is missing is no token that ended: nothing is renewed.
    let server = host(move |asked| {
        let missing = r#"{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied."}]}"#;
        (asked.path != TOKEN).then(|| Answer::of(403, missing).with(RATE, "100"))
    });
    let sandbox = sandbox_of(&server, SELLER);
    sandbox
        .arb(["vendors", "check", "amazon"])
        .run()
        .code(3)
        .any_stdout()
        .stderr_contains("does not take the credentials");
    assert_eq!(server.asked_at(TOKEN).len(), 1);
}
