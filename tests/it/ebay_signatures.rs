//! Calls about money on eBay's European sites carry a signature that its public key confirms; without a key none is made.

use std::{fs, os::unix::fs::PermissionsExt as _, rc::Rc, time::Duration};

use arb::{
    config::Ebay as Config,
    domain::money::{Currency, Money},
    net::Room,
    store::Cache,
    vendors::{Change, Channel, Gateway, Kind, Permit, RefundAsk, Sealed, ebay::selling::Selling},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use ring::signature::{ED25519, UnparsedPublicKey};
use rust_decimal::Decimal;

use super::kit::{
    stub::{Answer, Asked, Stub},
    work::wait,
};

/// The test key of RFC 9421 and its public half.
const KEY: &str = "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF";
const PUBLIC: &str = "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";

/// eBay, with one order and nothing else.
fn ebay() -> Stub {
    Stub::start(|asked| match asked.path.as_str() {
        "/identity/v1/oauth2/token" => Answer::json(r#"{"access_token":"user","expires_in":7200,"token_type":"x"}"#),
        path if path.ends_with("/issue_refund") => Answer::json(r#"{"refundId":"R1","refundStatus":"PENDING"}"#),
        _ => Answer::of(204, ""),
    })
}

fn seller(stub: &Stub, keys: &str) -> (tempfile::TempDir, anyhow::Result<Selling>) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("ebay.toml");
    fs::write(&file, format!("client_id = \"id\"\nclient_secret = \"sec\"\nrefresh_token = \"r\"\n{keys}")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let config = Config {
        enabled: true,
        sell: true,
        base_url: stub.url(),
        finance_url: stub.url(),
        credentials_file: Some(file),
        marketplace: "EBAY_GB".into(),
        ..Config::default()
    };
    let room = Rc::new(Room::new(Cache::in_memory().unwrap(), Decimal::ZERO).patient(Duration::from_secs(20)));
    (dir, Selling::open(&config, &room))
}

/// The signature of a call is one of exactly this call.
#[track_caller]
fn is_signed(asked: &Asked, authority: &str) {
    let input = asked.header("signature-input").strip_prefix("sig1=").unwrap_or_else(|| panic!("{asked:?}"));
    let mut base = String::new();
    if !asked.header("content-digest").is_empty() {
        base += &format!("\"content-digest\": {}\n", asked.header("content-digest"));
    }
    base += &format!(
        "\"x-ebay-signature-key\": {}\n\"@method\": {}\n\"@path\": {}\n\"@authority\": {authority}\n\"@signature-params\": {input}",
        asked.header("x-ebay-signature-key"),
        asked.method,
        asked.path
    );
    let signature = asked.header("signature").strip_prefix("sig1=:").and_then(|text| text.strip_suffix(':')).unwrap();
    let key = UnparsedPublicKey::new(&ED25519, STANDARD.decode(PUBLIC).unwrap());
    key.verify(base.as_bytes(), &STANDARD.decode(signature).unwrap()).unwrap_or_else(|_| panic!("{base}\n{asked:?}"));
}

#[test]
fn calls_about_money_are_signed_and_no_others() {
    let stub = ebay();
    let (_dir, selling) = seller(&stub, &format!("signing_key = \"{KEY}\"\nsigning_key_jwe = \"eyJ.test\"\n"));
    let selling = selling.unwrap();
    assert!(selling.terms(Kind::Refund).is_some());
    wait(selling.events(0)).unwrap();
    let change = Change::Refund(RefundAsk {
        reference: "r".into(),
        channel: "ebay_uk".into(),
        order: "12-00001-00001".into(),
        line: "10001".into(),
        amount: Money::from_minor(500, Currency::GBP),
        reason: "damaged".into(),
    });
    let request = wait(selling.compose(&change)).unwrap();
    let sealed = Sealed { kind: Kind::Refund, key: "k".into(), request, first_sent: Timestamp::now() };
    wait(selling.send(&sealed, &Permit::new(|| Ok(())))).unwrap();
    let url = stub.url();
    let authority = url.trim_start_matches("http://");
    let money = stub.asked_for("/sell/finances");
    assert_eq!(money.len(), 2, "transactions and payouts");
    money.iter().for_each(|asked| is_signed(asked, authority));
    let calls = stub.asked_for("/sell/fulfillment");
    let (refunds, others): (Vec<&Asked>, Vec<&Asked>) = calls.iter().partition(|asked| asked.method == "POST");
    assert_eq!(refunds.len(), 1);
    is_signed(refunds[0], authority);
    assert!(refunds[0].header("content-digest").starts_with("sha-256=:"));
    assert!(!others.is_empty() && others.iter().all(|asked| asked.header("signature").is_empty()));
}

#[test]
fn without_a_key_no_money_is_asked_for_in_europe() {
    let stub = ebay();
    let (_dir, selling) = seller(&stub, "");
    let selling = selling.unwrap();
    assert!(selling.terms(Kind::Refund).is_none());
    wait(selling.events(0)).unwrap();
    assert!(stub.asked_for("/sell/finances").is_empty());
    let (_dir, half) = seller(&stub, &format!("signing_key = \"{KEY}\"\n"));
    assert!(half.err().unwrap().to_string().contains("one half of the signing key"));
}
