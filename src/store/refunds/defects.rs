//! What is broken in the books of refunds is seen by a check, or refused by the schema.

use super::tests::{sent, shop};
use crate::{
    domain::effect::Kind,
    store::{
        Store,
        tests::{done, end},
    },
};

/// Books with one refund that was made and one in flight.
fn busy() -> Store {
    let mut store = shop();
    let made = sent(&mut store, 500, false);
    end(&mut store, Kind::Refund, made, &done("R-1", 500));
    sent(&mut store, 700, true);
    store
}

#[test]
fn every_seeded_defect_of_refunds_is_found() {
    assert_eq!(busy().verify().unwrap().problems, []);
    for (check, sql) in [
        ("R01", "UPDATE listing_sale SET held=held+1"),
        ("R01", "UPDATE listing_sale SET held=gross"),
        ("R01", "DELETE FROM refund_hold"),
        ("R01", "UPDATE refund_hold SET amt=amt+1"),
        ("R01", "UPDATE refund SET state='voided' WHERE state='submitting'"),
        ("R01", "UPDATE refund SET day_amt=day_amt+1"),
        ("R01", "UPDATE refund SET day=NULL, day_key=NULL"),
        ("R02", "DELETE FROM refund_fact"),
        ("R02", "UPDATE refund_fact SET txn_id=NULL"),
        ("R02", "UPDATE refund_fact SET refund_id=(SELECT max(id) FROM refund)"),
        ("R02", "UPDATE refund SET state='refused' WHERE state='refunded'"),
        ("B17", "UPDATE refund SET overrun=1 WHERE state='refunded'"),
        ("I08", "UPDATE limit_bucket SET used=used+1 WHERE scope='refund_day'"),
        ("I13", "UPDATE listing_sale SET refunded=refunded+1"),
    ] {
        let store = busy();
        let triggers: Vec<String> = store
            .conn
            .prepare("SELECT name FROM sqlite_schema WHERE type='trigger'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        for name in triggers {
            store.conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        store.conn.execute_batch("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON").unwrap();
        store.conn.execute_batch(sql).unwrap_or_else(|why| panic!("{sql}: {why}"));
        let found: Vec<_> = store.verify().unwrap().problems.into_iter().map(|problem| problem.check).collect();
        assert!(found.contains(&check), "{check} missed `{sql}`, found {found:?}");
    }
}

#[test]
fn the_schema_refuses_what_must_never_happen_to_a_refund() {
    let store = busy();
    for (sql, words) in [
        ("UPDATE listing_sale SET held=gross-refunded+1", "CHECK"),
        ("UPDATE refund SET amount=amount+1", "never changes"),
        ("UPDATE refund SET code='late'", "never changes"),
        ("UPDATE refund SET state='held' WHERE state='refunded'", "illegal move"),
        ("UPDATE refund SET actual=amount+1 WHERE state='refunded'", "CHECK"),
        ("UPDATE refund SET vendor_refund='R-1'", "UNIQUE"),
        ("DELETE FROM refund", "never deleted"),
        ("DELETE FROM refund_fact", "never deleted"),
        ("UPDATE refund_event SET state='x'", "append-only"),
        (
            "INSERT INTO refund_fact SELECT 99,channel,ext_order,ext_line,ccy,amt,vendor_refund,NULL,'f','1',at_us,txn_id FROM refund_fact",
            "UNIQUE",
        ),
    ] {
        let why = store.conn.execute_batch(sql).expect_err(sql).to_string();
        assert!(why.contains(words), "`{sql}` said: {why}");
    }
}
