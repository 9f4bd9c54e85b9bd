//! Amazon Business against a vendor on loopback: what each reply, and each way of having none, comes to.

use std::{
    cell::{Cell, RefCell},
    os::unix::fs::PermissionsExt as _,
    rc::Rc,
    time::{Duration, Instant},
};

use arb::{
    config::{AmazonBusiness as Config, CredentialClass},
    domain::money::{Currency, Money},
    vendors::{
        Change, Checkout, Gateway, Kind, Look, Order, OrderStatus, Outcome, Permit, Sealed, Statement,
        amazon_business::AmazonBusiness,
    },
};
use jiff::{SignedDuration, Timestamp};

use super::kit::{
    vendor::{Endpoint, Fault, How, Plan, Vendor},
    work::{named, run},
};

const SECRET: &str = "canary-client-secret";
const KEY: &str = "arb1-abcdefghijklmnopqrstuvwxyz";
/// The deadline of the tests, and what a machine under load may add.
const DEADLINE: u64 = 1;
const SLACK: Duration = Duration::from_millis(1500);

/// A gateway to a vendor, with a clock that the test moves.
struct Shop {
    gateway: AmazonBusiness,
    now: Rc<Cell<Timestamp>>,
    _dir: tempfile::TempDir,
}

fn shop(url: &str, change: impl FnOnce(&mut Config)) -> Shop {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("credentials.toml");
    let text = format!("client_id = \"c\"\nclient_secret = \"{SECRET}\"\nrefresh_token = \"Atzr|canary\"\n");
    std::fs::write(&file, text).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    let mut config = Config {
        enabled: true,
        base_url: url.to_owned(),
        token_url: format!("{url}/auth/o2/token"),
        credentials: CredentialClass::Live,
        credentials_file: Some(file),
        deadline_s: DEADLINE,
        buying_group: Some("Group1".into()),
        user_email: Some("buyer@example.com".into()),
        ..Config::default()
    };
    change(&mut config);
    let now = Rc::new(Cell::new(Timestamp::now()));
    let clock = Rc::clone(&now);
    let gateway = AmazonBusiness::open(&config, Box::new(move || clock.get())).unwrap();
    Shop { gateway, now, _dir: dir }
}

impl Shop {
    fn sealed(&self, order: &Order) -> Sealed {
        let request = self.gateway.encode(&Change::Order(order.clone())).unwrap();
        Sealed { kind: Kind::Purchase, key: order.reference.clone(), request, first_sent: self.now.get() }
    }

    fn send(&self, sealed: &Sealed) -> Outcome {
        run(self.gateway.send(sealed, &Permit::new(|| Ok(())))).unwrap()
    }

    fn buy(&self) -> Outcome {
        self.send(&self.sealed(&order()))
    }

    fn later(&self, seconds: i64) {
        self.now.set(self.now.get() + SignedDuration::from_secs(seconds));
    }
}

/// Two units, ten dollars each expected, eleven at most.
fn order() -> Order {
    Order {
        reference: KEY.into(),
        source: "amazon".into(),
        item: "B001W0QL2I".into(),
        product: None,
        quantity: 2,
        expected: Money::from_minor(2000, Currency::USD),
        cap: Money::from_minor(2200, Currency::USD),
    }
}

/// Buys from a vendor with this fault: the outcome, within the deadline, and the orders there afterwards.
fn check(fault: Fault, expected: &str, orders: usize) {
    let shown = format!("{fault:?}");
    let vendor = Vendor::start(Plan::default().with(fault));
    let start = Instant::now();
    let outcome = shop(&vendor.url(), |_| {}).buy();
    let took = start.elapsed();
    assert_eq!(named(&outcome), expected, "{shown} gave {outcome:?}");
    assert_eq!(vendor.orders().len(), orders, "{shown}");
    assert!(took < Duration::from_secs(DEADLINE) + SLACK, "{shown} took {took:?}");
    assert!(!format!("{outcome:?}").contains("canary"), "{outcome:?}");
}

#[test]
fn an_order_is_placed_and_its_total_is_what_was_charged() {
    let vendor = Vendor::start(Plan::default());
    let shop = shop(&vendor.url(), |_| {});
    let Outcome::Done(receipt) = shop.buy() else { panic!("it was not placed") };
    let [placed] = &vendor.orders()[..] else { panic!("{:?}", vendor.orders()) };
    assert_eq!(
        (receipt.id.as_str(), receipt.amount),
        (placed.id.as_str(), Some(Money::from_minor(2000, Currency::USD)))
    );
    assert_eq!((placed.external_id.as_str(), placed.asin.as_str(), placed.quantity), (KEY, "B001W0QL2I", 2));
}

#[test]
fn the_bytes_that_are_sent_are_the_bytes_that_were_stored() {
    let vendor = Vendor::start(Plan::default());
    let shop = shop(&vendor.url(), |_| {});
    let sealed = shop.sealed(&order());
    shop.send(&sealed);
    assert_eq!(vendor.orders()[0].request.as_bytes(), sealed.request);
    assert_eq!(
        String::from_utf8(sealed.request).unwrap(),
        r#"{"externalId":"arb1-abcdefghijklmnopqrstuvwxyz","lineItems":[{"externalId":"1","quantity":2,"attributes":[{"attributeType":"SelectedProductReference","productReference":{"productReferenceType":"ProductIdentifier","id":"B001W0QL2I"}}],"expectations":[{"expectationType":"ExpectedUnitPrice","amount":{"currencyCode":"USD","amount":11.00}},{"expectationType":"ExpectedCharge","amount":{"currencyCode":"USD","amount":22.00},"source":"SUBTOTAL"}]}],"attributes":[{"attributeType":"PurchaseOrderNumber","purchaseOrderNumber":"arb1-abcdefghijklmnopqrstuvwxyz"},{"attributeType":"BuyerReference","userReference":{"userReferenceType":"UserEmail","emailAddress":"buyer@example.com"}},{"attributeType":"BuyingGroupReference","groupReference":{"groupReferenceType":"GroupIdentity","identifier":"Group1"}},{"attributeType":"Region","region":"US"},{"attributeType":"SelectedPaymentMethodReference","paymentMethodReference":{"paymentMethodReferenceType":"StoredPaymentMethod"}}],"expectations":[]}"#
    );
}

#[test]
fn a_connection_that_breaks_after_sending_is_unknown() {
    for how in [How::Reset, How::Close, How::Silent] {
        check(Fault::order(how.clone()), "unknown", 0);
        check(Fault::reply(how), "unknown", 1);
    }
    for bytes in [0, 1, 40, 200] {
        check(Fault::reply(How::HangBody(bytes)), "unknown", 1);
        check(Fault::reply(How::ResetBody(bytes)), "unknown", 1);
    }
}

#[test]
fn a_reply_that_does_not_arrive_whole_and_in_time_is_unknown() {
    check(Fault::reply(How::TruncatedGzip), "unknown", 1);
    check(Fault::reply(How::GzipBomb(64)), "unknown", 1);
    check(Fault::reply(How::WrongLength(7)), "unknown", 1);
    check(Fault::reply(How::WrongLength(-7)), "unknown", 1);
    check(Fault::reply(How::Slow(40)), "unknown", 1);
    check(Fault::reply(How::Endless), "unknown", 1);
    check(Fault::reply(How::Twice), "done", 1);
}

#[test]
fn a_success_without_its_proof_is_unknown() {
    let body = |body: &str| How::Reply { status: 200, headers: Vec::new(), body: body.into() };
    for text in
        ["", "<html><body>ok</body></html>", "{}", "[]", "null", "true", "{\"lineItems\":[]}", "{\"lineItems\":null}"]
    {
        check(Fault::reply(body(text)), "unknown", 1);
    }
    let deep = "[".repeat(100_000);
    check(Fault::reply(body(&deep)), "unknown", 1);
    for (from, to) in [
        ("\"identifier\"", "\"id\""),
        ("112-0000001-0007919", ""),
        ("\"identifier\":", "\"identifier\":\"other\",\"identifier\":"),
        ("\"OrderIdentifier\"", "\"OrderNumber\""),
        ("\"Charge\"", "\"Fee\""),
        ("\"SUBTOTAL\"", "\"GOODWILL\""),
        ("\"PRINCIPAL\"", "\"REFUND\""),
        ("\"USD\"", "\"EUR\""),
        ("\"USD\"", "\"DOLLAR\""),
        ("\"amount\":20.00", "\"amount\":-20.00"),
        ("\"amount\":20.00", "\"amount\":0"),
        ("\"amount\":20.00", "\"amount\":1e400"),
        ("\"amount\":20.00", "\"amount\":NaN"),
        ("\"amount\":20.00", "\"amount\":null"),
        ("\"amount\":20.00", "\"amount\":\"twenty\""),
        ("\"amount\":20.00", "\"amount\":20.00,\"amount\":2.00"),
        ("\"externalId\":\"1\"", "\"externalId\":\"2\""),
        ("\"quantity\":2", "\"quantity\":1"),
        ("\"quantity\":2", "\"quantity\":-2"),
        ("\"quantity\":2", "\"quantity\":4294967296"),
    ] {
        check(Fault::reply(How::Replace(from.into(), to.into())), "unknown", 1);
    }
}

#[test]
fn an_amount_is_read_to_the_digit_as_a_number_or_as_text() {
    let check = |amount: &str, expected: &str| {
        let replaced = How::Replace("\"amount\":20.00".into(), format!("\"amount\":{amount}"));
        let vendor = Vendor::start(Plan::default().with(Fault::reply(replaced)));
        let Outcome::Done(receipt) = shop(&vendor.url(), |_| {}).buy() else { panic!("{amount}") };
        assert_eq!(format!("{:?}", receipt.amount.unwrap()), expected);
    };
    check("20.1", "20.10 USD");
    check("\"20.10\"", "20.10 USD");
    check("9007199254740993.01", "9007199254740993.01 USD");
    check("2.01e1", "20.10 USD");
}

#[test]
fn a_failure_of_the_vendor_is_unknown_and_a_wait_is_taken_up() {
    for status in [404, 408, 409, 418, 500, 502, 503, 504] {
        check(Fault::order(How::status(status)), "unknown", 0);
        check(Fault::reply(How::status(status)), "unknown", 1);
    }
    let wait = |value: &str| {
        let vendor = Vendor::start(Plan::default().with(Fault::order(How::header(429, "Retry-After", value))));
        let outcome = shop(&vendor.url(), |_| {}).buy();
        let Outcome::Unknown { wait, .. } = outcome else { panic!("{value} gave {outcome:?}") };
        wait.map(|wait| wait.as_secs())
    };
    assert_eq!(wait("0"), Some(0));
    assert_eq!(wait("-1"), None);
    assert_eq!(wait("1000000000"), Some(3600));
    assert_eq!(wait("soon"), None);
    assert_eq!(wait("Fri, 31 Dec 2100 23:59:59 GMT"), Some(3600));
    assert_eq!(wait("Fri, 31 Dec 1999 23:59:59 GMT"), None);
}

#[test]
fn only_a_documented_refusal_of_a_first_request_is_a_no() {
    check(Fault::order(How::error(400, "InvalidInput", "quantity is missing")), "refused", 0);
    check(Fault::order(How::error(400, "Other", "no")), "unknown", 0);
    check(Fault::order(How::error(400, "InvalidInput", "This externalId was used already")), "unknown", 0);
    check(Fault::order(How::status(400)), "unknown", 0);
    check(Fault::order(How::error(403, "Unauthorized", "denied")), "refused", 0);
    check(Fault::order(How::status(401)), "refused", 0);
    check(Fault::order(How::error(409, "Conflict", "it exists")), "unknown", 0);
}

#[test]
fn a_redirect_is_not_followed_and_nothing_else_is_spoken_to() {
    let elsewhere = Vendor::start(Plan::default());
    for status in [301, 302, 303, 307, 308] {
        let to = format!("{}/ordering/2022-10-30/orders", elsewhere.url());
        check(Fault::order(How::header(status, "Location", &to)), "unknown", 0);
        let token = Fault::on(Endpoint::Token, How::header(status, "Location", &elsewhere.url()));
        check(token, "not sent", 0);
    }
    assert_eq!(elsewhere.stats().connections, 0);
}

#[test]
fn a_price_above_the_cap_is_refused_by_the_vendor_and_a_charge_above_it_is_a_fact() {
    let buy = |plan: Plan| {
        let vendor = Vendor::start(plan);
        let outcome = shop(&vendor.url(), |_| {}).buy();
        (outcome, vendor.orders().len())
    };
    for price_pct in [111, 1000] {
        let (outcome, orders) = buy(Plan { price_pct, ..Plan::default() });
        assert_eq!((named(&outcome), orders), ("refused", 0), "{outcome:?}");
    }
    let (outcome, orders) = buy(Plan { price_pct: 103, ..Plan::default() });
    assert_eq!((named(&outcome), orders), ("done", 1));
    let (outcome, orders) = buy(Plan { charge_pct: 150, ..Plan::default() });
    let Outcome::Done(receipt) = outcome else { panic!("{outcome:?}") };
    assert_eq!((receipt.amount, orders), (Some(Money::from_minor(3000, Currency::USD)), 1));
}

#[test]
fn without_a_login_or_a_connection_nothing_is_sent() {
    for how in [
        How::status(500),
        How::Reset,
        How::Silent,
        How::Endless,
        How::Reply { status: 200, headers: Vec::new(), body: "<html>".into() },
        How::Reply { status: 400, headers: Vec::new(), body: r#"{"error":"invalid_grant"}"#.into() },
    ] {
        check(Fault::on(Endpoint::Token, how), "not sent", 0);
    }
    check(Fault::on(Endpoint::Any, How::Hang), "not sent", 0);

    let vendor = Vendor::start(Plan::default());
    let gone = {
        let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", closed.local_addr().unwrap())
    };
    let token = format!("{}/auth/o2/token", vendor.url());
    let outcome = shop(&gone, |config| config.token_url.clone_from(&token)).buy();
    assert_eq!(named(&outcome), "not sent", "{outcome:?}");
    // A server that does not speak TLS: the handshake fails before the request.
    let https = vendor.url().replace("http:", "https:");
    let outcome = shop(&https, |config| config.token_url.clone_from(&token)).buy();
    assert_eq!(named(&outcome), "not sent", "{outcome:?}");
    assert!(vendor.stats().requests.iter().all(|request| request.ends_with("/token")), "{:?}", vendor.stats());
}

#[test]
fn the_permit_is_asked_when_the_connection_stands_and_no_byte_follows_a_refusal() {
    let vendor = Vendor::start(Plan::default());
    let shop = shop(&vendor.url(), |_| {});
    let sealed = shop.sealed(&order());
    let seen = RefCell::new(Vec::new());
    let permit = Permit::new(|| {
        // The connection is accepted by another thread: give it the time to be counted.
        let until = Instant::now() + Duration::from_secs(2);
        while vendor.stats().connections < 2 && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
        }
        seen.borrow_mut().push(vendor.stats());
        anyhow::bail!("halted: the file HALT is there")
    });
    let outcome = run(shop.gateway.send(&sealed, &permit)).unwrap();
    assert_eq!(outcome, Outcome::NotSent("halted: the file HALT is there".into()));
    std::thread::sleep(Duration::from_millis(200));
    let [asked] = &seen.borrow()[..] else { panic!("asked {} times", seen.borrow().len()) };
    let after = vendor.stats();
    // One connection for the login, one for the order: it stood when the permit was asked.
    assert_eq!((asked.connections, after.connections), (2, 2));
    assert_eq!((after.bytes, after.requests.len(), after.attempts), (asked.bytes, 1, 0));
    // The next permit holds, and the same bytes go out.
    assert_eq!(named(&shop.send(&sealed)), "done");
}

#[test]
fn a_repeat_under_the_same_reference_is_the_same_order() {
    let vendor = Vendor::start(Plan::default().with(Fault::reply(How::Reset).times(1)));
    let shop = shop(&vendor.url(), |_| {});
    let sealed = shop.sealed(&order());
    assert_eq!(named(&shop.send(&sealed)), "unknown");
    assert_eq!(named(&shop.send(&sealed)), "done");
    assert_eq!((vendor.orders().len(), vendor.stats().attempts), (1, 2));
}

#[test]
fn a_look_finds_ours_or_proves_nothing() {
    let vendor = Vendor::start(Plan::class("lagged").unwrap().with(Fault::reply(How::Reset).times(1)));
    vendor.plan(|plan| plan.lag_ms = 400);
    for lookup in ["by_ref", "list"] {
        let shop = shop(&vendor.url(), |config| config.lookup = Some(lookup.into()));
        let order = Order { reference: format!("{KEY}-{lookup}"), ..order() };
        let sealed = shop.sealed(&order);
        vendor.plan(|plan| plan.faults = vec![Fault::reply(How::Reset).times(1)]);
        assert_eq!(named(&shop.send(&sealed)), "unknown");
        assert_eq!(run(shop.gateway.look(&sealed)).unwrap(), Look::Absent, "{lookup}");
        std::thread::sleep(Duration::from_millis(450));
        shop.later(1);
        let Look::Ours(receipt) = run(shop.gateway.look(&sealed)).unwrap() else { panic!("{lookup}: not found") };
        assert_eq!(receipt.amount, Some(Money::from_minor(2000, Currency::USD)));
        let endpoint = if lookup == "list" { Endpoint::List } else { Endpoint::Lookup };
        for how in [How::status(404), How::status(500), How::Reset, How::Silent, How::error(403, "Unauthorized", "no")]
        {
            vendor.plan(|plan| plan.faults = vec![Fault::on(endpoint, how.clone())]);
            assert!(run(shop.gateway.look(&sealed)).is_err(), "{lookup} {how:?}");
        }
        vendor.plan(|plan| plan.faults.clear());
    }
    assert_eq!(vendor.stats().attempts, 2);
}

#[test]
fn a_lowered_lookup_is_not_asked() {
    let vendor = Vendor::start(Plan::default());
    let shop = shop(&vendor.url(), |config| config.lookup = Some("none".into()));
    assert!(run(shop.gateway.look(&shop.sealed(&order()))).is_err());
    assert_eq!(vendor.stats().connections, 0);
    assert!(shop.gateway.terms(Kind::Cancel).is_none());
    assert!(shop.gateway.encode(&Change::Cancel { vendor_order: "112-1".into() }).is_err());
}

#[test]
fn a_quote_orders_nothing_and_the_book_shows_what_was_ordered() {
    let vendor = Vendor::start(Plan { price_pct: 103, ..Plan::default() });
    let shop = shop(&vendor.url(), |_| {});
    let quote = run(shop.gateway.quote(&order())).unwrap();
    assert_eq!((quote.landed, quote.in_stock), (Money::from_minor(2060, Currency::USD), true));
    assert_eq!((vendor.orders().len(), vendor.stats().attempts), (0, 0));
    let before = shop.now.get();
    assert_eq!(named(&shop.buy()), "done");
    shop.later(3 * 24 * 3600);
    let listed = run(shop.gateway.orders_since(before - SignedDuration::from_secs(60))).unwrap();
    let [Ok(listed)] = &listed[..] else { panic!("{listed:?}") };
    assert_eq!(listed.reference.as_deref(), Some(KEY));
    let id = listed.vendor_order.clone();
    for (status, expected) in [("CLOSED", OrderStatus::Received), ("CANCELLED", OrderStatus::Cancelled)] {
        vendor.plan(|plan| plan.status = status.into());
        assert_eq!(run(shop.gateway.status(&id)).unwrap(), expected);
    }
    vendor.plan(|plan| plan.status = "TELEPORTED".into());
    assert!(run(shop.gateway.status(&id)).is_err());
    assert!(run(shop.gateway.status("112-9")).is_err());
    let unclear = run(shop.gateway.orders_since(before - SignedDuration::from_secs(60))).unwrap();
    assert!(matches!(&unclear[..], [Err(why)] if why.contains("TELEPORTED")), "{unclear:?}");
}

#[test]
fn what_is_no_order_is_not_encoded() {
    let vendor = Vendor::start(Plan::default());
    let shop = shop(&vendor.url(), |_| {});
    let check = |change: fn(&mut Order), good: bool| {
        let mut asked = order();
        change(&mut asked);
        let found = shop.gateway.encode(&Change::Order(asked.clone()));
        assert_eq!(found.is_ok(), good, "{asked:?}: {found:?}");
    };
    check(|_| {}, true);
    check(|order| order.item = "B001W0QL2I@C8f0%2BXe9".into(), true);
    check(|order| order.item = "B001W0QL2I@".into(), false);
    check(|order| order.item = "B001W0QL2I@a b".into(), false);
    check(|order| order.item = "lot 7".into(), false);
    check(|order| order.quantity = 0, false);
    check(|order| order.quantity = 1_000_000, false);
    check(|order| order.cap = Money::zero(Currency::USD), false);
    check(|order| order.cap = Money::from_minor(-1, Currency::USD), false);
    check(|order| order.cap = Money::from_minor(2200, Currency::EUR), false);
}

#[test]
fn a_host_that_is_silent_during_the_handshake_was_sent_nothing() {
    let login = Vendor::start(Plan::default());
    let silent = Vendor::start(Plan::default().with(Fault::on(Endpoint::Any, How::Hang)));
    let start = Instant::now();
    let outcome = shop(&silent.url().replace("http:", "https:"), |config| {
        config.token_url = format!("{}/auth/o2/token", login.url());
    })
    .buy();
    assert_eq!(named(&outcome), "not sent", "{outcome:?}");
    assert!(start.elapsed() < Duration::from_secs(DEADLINE) + SLACK);
    assert_eq!(silent.stats().connections, 1);
}

/// `arb sync --live` over a live database with these settings.
fn live(settings: &str) -> super::kit::Ran {
    let sandbox = super::kit::Sandbox::new();
    sandbox.write("arb.toml", format!("mode = \"live\"\ndb = \"live.db\"\n[vendors.amazon_business]\n{settings}"));
    sandbox.arb(["db", "init", "--live"]).run().code(0).stderr_is("live.db is a live database\n");
    sandbox.arb(["sync", "--live"]).run()
}

#[test]
fn a_live_run_needs_live_credentials_and_a_host_that_can_be_one() {
    let check = |settings: &str, part: &str| {
        live(&format!("enabled = true\n{settings}")).code(3).stderr_contains(part);
    };
    live("enabled = true\n").code(5).stderr_contains("the vendor's credentials are not of class `live`");
    check("credentials = \"live\"\n", "there are no credentials for `amazon_business`");
    check("credentials = \"live\"\ncredentials_file = \"none.toml\"\n", "the secrets in `none.toml` are not read");
    check("credentials = \"live\"\nbase_url = \"https://169.254.169.254\"\n", "the address is link-local");
    check("credentials = \"live\"\nbase_url = \"http://a.example\"\n", "plain `http` is for this machine alone");
    check("credentials = \"live\"\ntoken_url = \"https://u:p@a.example\"\n", "no name and no password");
    check("credentials = \"live\"\ndeadline_s = 61\n", "it is between 1 and 60 seconds");
    check("credentials = \"live\"\nregion = \"AQ\"\n", "no marketplace there");
    check("credentials = \"live\"\nsettle = \"1m\"\n", "shorter than what is declared");
}
