//! Seeded defects: whatever is broken in sound books, a check or the schema says so.

use rusqlite::{Connection, backup::Backup};

use super::*;
use crate::{
    config::Mode,
    domain::{
        effect::Kind,
        ledger::events::Minor,
        sale::{Happened, SaleEvent},
    },
    store::{
        Assertion, End, NewListing,
        tests::{approved, begin, done, end, funded, now, placed, stocked, submitting, usd, wanted},
    },
};

/// Sound books in which everything has happened once: purchases in many states, a cancelled one, stock, a listing, sales
/// over two lots, a refund with goods back, a payout, a write-off.
fn eventful() -> Store {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 2, 1001);
    placed(&mut store, &wanted("2", 1, 700), 650);
    submitting(&mut store, &wanted("3", 1, 500));
    approved(&mut store, &wanted("4", 1, 500));
    let gone = placed(&mut store, &wanted("5", 1, 900), 900);
    store.record_status(gone.id, crate::domain::order::OrderStatus::Cancelled, now()).unwrap();
    let refused = submitting(&mut store, &wanted("6", 1, 500));
    end(&mut store, Kind::Purchase, refused.id, &End::Refused("sold out".into()));
    let again = crate::store::NewPurchase { source: "other".into(), ..wanted("1", 2, 800) };
    let second = placed(&mut store, &again, 800);
    store.record_status(second.id, crate::domain::order::OrderStatus::Received, now()).unwrap();
    let listing = store.draft_listing(&listing(&sku), now()).unwrap();
    begin(&mut store, Kind::Listing, listing.id);
    end(&mut store, Kind::Listing, listing.id, &done("L-1", 2000));
    let happened = |cursor, what| SaleEvent { cursor, at: now(), what };
    let events = [
        happened(
            1,
            Happened::Sold {
                channel: "amazon_us".into(),
                order: "O-1".into(),
                line: "1".into(),
                sku: sku.clone(),
                buyer: None,
                quantity: 3,
                gross: usd(4001),
                fees: vec![("referral".into(), usd(601)), ("fba_base".into(), usd(322))],
                postage: usd(10),
            },
        ),
        happened(
            2,
            Happened::Refunded {
                channel: "amazon_us".into(),
                order: "O-1".into(),
                line: "1".into(),
                refund: None,
                amount: usd(1500),
                restocked: 1,
                fees_returned: usd(100),
            },
        ),
        happened(3, Happened::PaidOut { channel: "amazon_us".into(), payout: "P-1".into(), amount: usd(1000) }),
    ];
    let applied = store.apply_sale_events("amazon_us", &events, now()).unwrap();
    assert_eq!((applied.booked, applied.remarks.len()), (3, 0), "{:?}", applied.remarks);
    store.pay_card(Currency::USD, now()).unwrap();
    let cash = store.cash(Currency::USD).unwrap().to_minor(crate::domain::money::Rounding::HalfEven).unwrap();
    let statement = Assertion {
        account: "A:Cash:bank".into(),
        day: "2026-06-01".into(),
        until: now() + jiff::SignedDuration::from_hours(12),
        amount: Minor { minor: cash, currency: Currency::USD },
        source: "statement".into(),
    };
    assert!(store.assert_balances(&[statement], now()).unwrap()[0].off.is_zero());
    let planned = store.propose(&wanted("7", 1, 500), now()).unwrap().purchase().id;
    let expires = now() + jiff::SignedDuration::from_mins(30);
    store.open_plan("aa", &[planned], &usd(600), &serde_json::json!({}), expires, now()).unwrap();
    store.approve_plan("aa", "me", now()).unwrap();
    store.write_off(&sku, 1, "dropped", now()).unwrap();
    store
}

fn listing(sku: &str) -> NewListing {
    NewListing {
        channel: "amazon_us".into(),
        sku: sku.into(),
        record_id: None,
        product: None,
        quantity: 4,
        price: usd(1500),
        floor: usd(900),
        ceiling: usd(3000),
        condition: "new".into(),
        title: "A book".into(),
        description: String::new(),
        payload: None,
    }
}

/// Takes every guard of the schema away: what is left is what `verify` must see by itself.
fn unguard(conn: &Connection) {
    let names: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type='trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    for name in names {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    conn.execute_batch(
        "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON; DROP INDEX txn_once; DROP INDEX listing_once; DROP INDEX purchase_open;",
    )
    .unwrap();
}

/// The same books in a database of their own.
fn copy_of(store: &Store) -> Store {
    let mut copy = Store::in_memory(Mode::Paper).unwrap();
    Backup::new(&store.conn, &mut copy.conn)
        .unwrap()
        .run_to_completion(10_000, std::time::Duration::ZERO, None)
        .unwrap();
    copy
}

fn found(store: &Store) -> Vec<&'static str> {
    let mut checks: Vec<_> = store.verify().unwrap().problems.into_iter().map(|problem| problem.check).collect();
    checks.dedup();
    checks
}

#[test]
fn sound_books_give_no_row() {
    assert_eq!(eventful().verify().unwrap().problems, []);
    assert_eq!(funded().verify().unwrap().problems, []);
}

#[test]
fn every_seeded_defect_is_found() {
    let account = |code: &str| format!("(SELECT id FROM account WHERE code='{code}')");
    let cash = account("A:Cash:bank");
    let inventory = account("A:Inventory");
    let defects: &[(&str, &str)] = &[
        ("I01", "UPDATE entry SET amt=amt+1 WHERE txn_id=1 AND line=1"),
        ("I01", "DELETE FROM entry WHERE txn_id=1 AND line=2"),
        ("I01", "UPDATE entry SET ccy='EUR' WHERE txn_id=1 AND line=1"),
        ("I02", "UPDATE txn SET sealed=0 WHERE id=1"),
        ("I02", "INSERT INTO txn(idem_key,kind,ref,at_us,sealed) VALUES('x','capital','x',0,1)"),
        ("I03", &format!("INSERT INTO entry(txn_id,line,account_id,ccy,amt) VALUES(1,9,{cash},'USD',5)")),
        ("I04", &format!("INSERT INTO txn(idem_key,kind,ref,at_us,sealed) VALUES('x','capital','x',0,1);
            INSERT INTO entry(txn_id,line,account_id,ccy,amt) SELECT max(id),1,{cash},'USD',-9000000 FROM txn;
            INSERT INTO entry(txn_id,line,account_id,ccy,amt) SELECT max(id),2,{},'USD',9000000 FROM txn", account("Q:Capital"))),
        ("I05", "UPDATE entry SET lot_id=NULL WHERE lot_id=1 AND amt>0"),
        ("I05", &format!("UPDATE entry SET lot_id=1 WHERE account_id={cash}")),
        ("I05", "DELETE FROM lot WHERE id=1"),
        ("I05", "DELETE FROM txn WHERE id=1"),
        ("I06", "UPDATE entry SET qty=qty-9 WHERE lot_id=1 AND qty>0"),
        ("I06", "UPDATE entry SET lot_id=2 WHERE lot_id=1 AND qty<0"),
        ("I06", "UPDATE lot SET qty=qty+1 WHERE id=1"),
        ("I06", "UPDATE lot SET cost=cost+1 WHERE id=1"),
        ("I06", "UPDATE lot SET ccy='EUR' WHERE id=1"),
        ("I07", "UPDATE reservation SET state='released' WHERE state='held'"),
        ("I07", "UPDATE reservation SET state='held' WHERE state='posted'"),
        ("I07", "UPDATE reservation SET state='held' WHERE state='released'"),
        ("I07", "DELETE FROM reservation WHERE state='posted'"),
        ("I07", "UPDATE purchase SET state='approved' WHERE state='submitting'"),
        ("I07", "UPDATE purchase SET actual=actual+1 WHERE state='placed'"),
        ("I08", "UPDATE limit_bucket SET used=used-1 WHERE scope='day'"),
        ("I08", "DELETE FROM limit_bucket WHERE scope='run'"),
        ("I08", "UPDATE reservation_bucket SET amt=amt+1"),
        ("I08", "UPDATE limit_bucket SET cap=1 WHERE scope='day'"),
        ("I09", "UPDATE txn SET ref='purchase:999' WHERE kind='purchase' AND id=(SELECT min(id) FROM txn WHERE kind='purchase')"),
        ("I09", "UPDATE purchase SET state='placed', vendor_order='X' WHERE state='submitting'"),
        ("I09", "UPDATE purchase SET state='shipped' WHERE state='received'"),
        ("I09", "UPDATE purchase SET units=units+1 WHERE state='received'"),
        ("I10", "UPDATE purchase SET state='voided' WHERE state='placed'"),
        ("I10", "DELETE FROM purchase WHERE state='placed'"),
        ("I10", "UPDATE txn SET reverses=NULL, kind='capital' WHERE kind='reversal'"),
        ("I11", "UPDATE entry SET amt=amt*2 WHERE txn_id=(SELECT id FROM txn WHERE kind='reversal')"),
        ("I11", "UPDATE txn SET reverses=NULL WHERE kind='reversal'"),
        ("I12", "DELETE FROM listing_sale WHERE id=1"),
        ("I12", "UPDATE listing_sale SET qty=qty+1 WHERE id=1"),
        ("I12", "UPDATE listing_sale SET cost=cost+1 WHERE id=1"),
        ("I12", "UPDATE listing_sale SET gross=gross+1 WHERE id=1"),
        ("I12", "UPDATE listing_sale SET restocked=0"),
        ("I12", "UPDATE txn SET kind='suspense' WHERE kind='sale'"),
        ("I13", "UPDATE listing_sale SET refunded=0"),
        ("I13", "UPDATE txn SET ref='sale:999' WHERE kind='refund'"),
        ("I14", "UPDATE ext_fact SET txn_id=NULL WHERE kind='sold'"),
        ("I14", "UPDATE ext_fact SET txn_id=999 WHERE kind='paid_out'"),
        ("B15", "UPDATE purchase SET overrun=1 WHERE state='placed'"),
        ("B16", "UPDATE limit_bucket SET forced=1 WHERE scope='day'"),
        ("I17", "UPDATE listing SET quantity=99"),
        ("I17", "INSERT INTO listing SELECT 99,channel,sku,state,record_id,product,ext_id,ext_offer,0,ccy,price,floor,ceiling,condition,title,
            description,version,wanted,computed_us,acked_version,attempts,reason,payload,created_us,live_us,ended_us,updated_us,shown FROM listing"),
        (
            "I21",
            "INSERT INTO tally(scope,key,period,cap,used) VALUES('reply','x','ever',1,1)",
        ),
        ("I20", &format!("INSERT INTO account(code,type) VALUES('X:Suspense','X');
            UPDATE entry SET account_id={} WHERE account_id={}", account("X:Suspense"), account("X:COGS"))),
        ("I05", &format!("UPDATE entry SET account_id={cash} WHERE account_id={inventory} AND lot_id=1")),
        ("I18", "UPDATE balance_assertion SET amount=amount+1"),
        ("I18", "UPDATE balance_assertion SET until_us=0"),
        ("I18", &format!("UPDATE entry SET amt=amt-1 WHERE account_id={cash} AND txn_id=1;
            UPDATE entry SET amt=amt+1 WHERE account_id<>{cash} AND txn_id=1")),
        ("I18", "INSERT INTO balance_assertion(account,ccy,day,until_us,amount,source,at_us) VALUES('A:Cash:bank','EUR','2026-06-01',9e15,5,'x',0)"),
        ("I19", &format!("UPDATE entry SET amt=amt-1 WHERE account_id={cash} AND txn_id=1;
            UPDATE entry SET amt=amt+1 WHERE account_id<>{cash} AND txn_id=1")),
        ("I19", "UPDATE txn SET at_us=at_us+1 WHERE id=2"),
        ("I19", "UPDATE account SET code='A:Cash:mine' WHERE code='A:Cash:bank'"),
        ("I19", "UPDATE purchase SET cap=cap+1 WHERE id=1"),
        ("I19", "UPDATE purchase SET vendor_order='X' WHERE id=1"),
        ("I19", "UPDATE purchase_event SET at_us=at_us-1 WHERE id=3"),
        ("I19", "DELETE FROM purchase_event WHERE id=3"),
        ("I19", "INSERT INTO purchase_event(purchase_id,at_us,state) VALUES(1,0,'denied')"),
        ("I19", "UPDATE approval SET total=total*10"),
        ("I19", "UPDATE approval SET state='waiting', decided_by=NULL"),
        ("I19", "UPDATE approval_item SET intent_hash='x'"),
        ("I19", "UPDATE ext_fact SET amt=amt+1 WHERE kind='sold'"),
        ("I19", "DELETE FROM ext_fact WHERE kind='paid_out'"),
        ("I19", "INSERT INTO halt VALUES(1,'x',0); UPDATE chain SET kind='x' WHERE n=2"),
        ("I19", "UPDATE chain SET body='{}' WHERE n=5"),
        ("I19", "UPDATE chain SET hash=upper(hash) WHERE n=5"),
        ("I19", "DELETE FROM chain WHERE n=5"),
        ("I19", "DELETE FROM chain WHERE n=(SELECT max(n) FROM chain)"),
        ("I19", "DELETE FROM chain"),
        ("I19", "INSERT INTO chain SELECT max(n)+1,at_us,kind,ref,body,hash FROM chain"),
        ("I20", &format!("INSERT INTO account(code,type) VALUES('X:Suspense','X');
            UPDATE entry SET account_id={} WHERE account_id={}", account("X:Suspense"), account("X:Shrinkage"))),
        ("E01", "UPDATE effect SET state='refused', ended_us=1 WHERE state='submitting'"),
        ("E01", "DELETE FROM effect WHERE state='submitting'"),
        ("E01", "UPDATE purchase SET state='rejected' WHERE state='submitting'"),
        ("E02", "UPDATE effect SET result='X'||id WHERE kind='purchase' AND state='done'"),
        ("E02", "UPDATE purchase SET vendor_order='X' WHERE id=1"),
        ("I19", "INSERT INTO limit_accepted(name,value,accepted_us,who) VALUES('per_day','999999',0,'me')"),
        ("I19", "UPDATE effect SET request=X'00' WHERE state='submitting'"),
        ("I19", "UPDATE effect SET attempts=attempts-1, evidence='x' WHERE id=1"),
        ("D01", "UPDATE purchase SET approval_id=999 WHERE id=1"),
        ("D01", "UPDATE listing_price SET listing_id=999"),
        ("D02", "DROP INDEX purchase_vendor_order"),
        ("D02", "CREATE TRIGGER x AFTER INSERT ON txn BEGIN DELETE FROM halt; END"),
    ];
    let sound = eventful();
    for (check, sql) in defects {
        let store = copy_of(&sound);
        unguard(&store.conn);
        store.conn.execute_batch(sql).unwrap_or_else(|why| panic!("{sql}: {why}"));
        let checks = found(&store);
        assert!(checks.contains(check), "{check} missed `{sql}`, found {checks:?}");
    }
    eprintln!("{} seeded defects, all found", defects.len());
}

#[test]
fn the_schema_refuses_what_must_never_happen() {
    let refused = [
        ("UPDATE entry SET amt=amt+1", "append-only"),
        ("DELETE FROM entry", "append-only"),
        ("REPLACE INTO entry SELECT * FROM entry", "append-only"),
        ("INSERT INTO entry(txn_id,line,account_id,ccy,amt) VALUES(1,9,1,'USD',5)", "txn sealed"),
        ("DELETE FROM txn", "append-only"),
        ("UPDATE txn SET at_us=0", "txn sealed"),
        ("REPLACE INTO txn SELECT * FROM txn WHERE id=1", "append-only"),
        ("INSERT INTO txn(idem_key,kind,ref,at_us,sealed) VALUES('x','capital','x',0,1)", "append-only"),
        ("UPDATE meta SET value='live'", "never changes"),
        ("DELETE FROM meta", "never changes"),
        ("REPLACE INTO meta VALUES('mode','live')", "never changes"),
        ("DELETE FROM purchase", "never deleted"),
        ("UPDATE observation SET price='1'", "append-only"),
        ("UPDATE listing_price SET price=1", "append-only"),
        ("UPDATE purchase_event SET state='x'", "append-only"),
        ("UPDATE limit_bucket SET used=cap+forced+1", "CHECK"),
        ("UPDATE purchase SET state='lost'", "illegal move"),
        ("UPDATE purchase SET state='reserved' WHERE state='placed'", "illegal move"),
        ("UPDATE purchase SET cap=cap*10 WHERE state='placed'", "never changes"),
        ("UPDATE purchase SET generation=generation-1 WHERE state='placed'", "never falls"),
        ("UPDATE effect SET state='unknown' WHERE state='done'", "is final"),
        ("UPDATE effect SET request=X'00' WHERE state='submitting'", "same bytes"),
        ("UPDATE effect SET attempts=0 WHERE state='submitting'", "never falls"),
        ("UPDATE effect SET first_sent_us=0 WHERE state='submitting'", "never falls"),
        ("UPDATE reservation SET state='held' WHERE state='posted'", "illegal move"),
        ("UPDATE reservation SET amt=1 WHERE state='posted'", "never changes"),
        ("DELETE FROM reservation", "never deleted"),
        ("UPDATE listing SET version=version-1", "never falls"),
        ("UPDATE listing SET acked_version=version+1", "never falls"),
        ("DELETE FROM listing", "never deleted"),
        ("UPDATE purchase SET actual=cap+1 WHERE state='placed'", "CHECK"),
        ("UPDATE listing_sale SET refunded=gross+1", "CHECK"),
        ("UPDATE lot SET cost='x'", "cannot store TEXT"),
        ("UPDATE chain SET hash=''", "append-only"),
        ("DELETE FROM chain", "append-only"),
        ("REPLACE INTO chain SELECT * FROM chain WHERE n=1", "append-only"),
        ("UPDATE balance_assertion SET amount=0", "append-only"),
        ("DELETE FROM balance_assertion", "append-only"),
    ];
    let store = eventful();
    store
        .conn
        .execute_batch("INSERT INTO observation(offer_id,at_us,change,price,ccy) VALUES('a',0,'new','1','USD')")
        .unwrap();
    for (sql, words) in refused {
        let why = store.conn.execute_batch(sql).expect_err(sql).to_string();
        assert!(why.contains(words), "`{sql}` said: {why}");
    }
    let open = "INSERT INTO txn(idem_key,kind,ref,at_us) VALUES('y','capital','y',0);";
    for (sql, words) in [
        ("UPDATE txn SET sealed=1 WHERE idem_key='y'", "two entries"),
        (
            "INSERT INTO entry(txn_id,line,account_id,ccy,amt) SELECT id,1,1,'USD',5 FROM txn WHERE idem_key='y';
             INSERT INTO entry(txn_id,line,account_id,ccy,amt) SELECT id,2,1,'USD',-4 FROM txn WHERE idem_key='y';
             UPDATE txn SET sealed=1 WHERE idem_key='y'",
            "does not balance",
        ),
        ("UPDATE txn SET ref='z', sealed=1 WHERE idem_key='y'", "only sealing"),
    ] {
        let why = store.conn.execute_batch(&format!("BEGIN; {open} {sql}")).expect_err(sql).to_string();
        store.conn.execute_batch("ROLLBACK").unwrap();
        assert!(why.contains(words), "`{sql}` said: {why}");
    }
    // What was tried past arb's own methods waits for a link, and says so; everything else is as it was.
    let problems = store.verify().unwrap().problems;
    assert!(problems.iter().all(|problem| problem.check == "I19"), "{problems:?}");
    eprintln!("{} writes refused by the schema", refused.len() + 3);
}

#[test]
fn a_breach_is_quiet_while_halted_and_after_a_person_resumed() {
    let mut store = funded();
    placed(&mut store, &wanted("1", 1, 1000), 60_000);
    assert_eq!(found(&store), [""; 0]);
    assert_eq!(store.resume("me", "seen", now()).unwrap().len(), 1);
    assert_eq!(found(&store), [""; 0]);
    store.conn.execute_batch("DELETE FROM meta WHERE key<>'mode'").unwrap();
    assert_eq!(found(&store), ["B15", "B16"]);
}
