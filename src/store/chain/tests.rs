//! The chain follows what is written, and shows what was written by somebody else.

use jiff::SignedDuration;
use rusqlite::Connection;
use serde_json::json;

use super::*;
use crate::store::{
    Assertion, Scope,
    tests::{approved, funded, now, placed, submitting, usd, wanted},
};

fn kinds(store: &Store) -> Vec<String> {
    let mut kinds = Vec::new();
    let each = |link: Link| {
        kinds.push(link.kind);
        Ok(())
    };
    store.links(&Wanted::default(), each).unwrap();
    kinds
}

fn findings(store: &Store) -> Vec<String> {
    let audited = store.audit(&[]).unwrap();
    audited.findings.into_iter().map(|f| format!("{} {}: {}", f.kind, f.reference, f.what)).collect()
}

/// Books with one of everything that has links.
fn linked() -> Store {
    let mut store = funded();
    placed(&mut store, &wanted("1", 1, 500), 480);
    let id = store.propose(&wanted("2", 1, 500), now()).unwrap().purchase().id;
    let expires = now() + SignedDuration::from_mins(30);
    store.open_plan("aa", &[id], &usd(600), &json!({"shown": 1}), expires, now()).unwrap();
    store.approve_plan("aa", "me", now()).unwrap();
    store.halt(Scope::All, "a look around", now()).unwrap();
    store.halt(Scope::Buys, "a look at buying", now()).unwrap();
    store.resume("me", "seen", now()).unwrap();
    let cash = crate::domain::ledger::events::Minor { minor: 500_000, currency: crate::domain::money::Currency::USD };
    let statement = Assertion {
        account: "A:Cash:bank".into(),
        day: "2026-06-01".into(),
        until: now() + SignedDuration::from_hours(12),
        amount: cash,
        source: "may.pdf".into(),
    };
    assert!(store.assert_balances(&[statement], now()).unwrap()[0].off.is_zero());
    store
}

#[test]
fn whatever_decides_about_money_has_a_link() {
    let store = linked();
    let kinds = kinds(&store);
    assert_eq!(kinds[0], "genesis");
    for kind in ["txn", "purchase", "move", "approval", "effect", "halt", "halt_buys", "stop", "assertion"] {
        assert!(kinds.iter().any(|known| known == kind), "no {kind} in {kinds:?}");
    }
    let audited = store.audit(&[]).unwrap();
    assert_eq!((audited.findings, audited.links), (vec![], kinds.len() as u64));
    assert_eq!(audited.head, store.head().unwrap());
}

#[test]
fn a_link_is_of_the_transaction_that_it_is_about() {
    let mut store = funded();
    let before = store.head().unwrap();
    let failed: Result<()> = store.write(|tx| {
        tx.execute("INSERT INTO halt(id,reason,since_us) VALUES(1,'x',0)", [])?;
        anyhow::bail!("no")
    });
    failed.unwrap_err();
    assert_eq!(store.head().unwrap(), before);
    approved(&mut store, &wanted("1", 1, 500));
    assert_ne!(store.head().unwrap(), before);
    assert!(store.audit(&[]).unwrap().findings.is_empty());
}

#[test]
fn anybody_can_recompute_a_hash_from_what_the_link_says() {
    let store = linked();
    let mut previous = NOTHING.to_owned();
    let mut query = store.conn.prepare("SELECT n,at_us,kind,ref,body,hash FROM chain ORDER BY n").unwrap();
    let mut rows = query.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let text = |place| row.get::<_, String>(place).unwrap();
        let (n, at): (i64, i64) = (row.get(0).unwrap(), row.get(1).unwrap());
        let said = format!("{previous}|{n}|{at}|{}|{}|{}|{}", text(2), text(3).len(), text(3), text(4));
        assert_eq!(sha256_hex(said.as_bytes()), text(5));
        previous = text(5);
    }
}

#[test]
fn what_was_changed_is_named_with_what_differs() {
    let check = |sql: &str, expected: &str| {
        let store = linked();
        unguard(&store.conn);
        store.conn.execute_batch(sql).unwrap();
        let found = findings(&store);
        assert!(found.iter().any(|finding| finding.contains(expected)), "{sql}: {found:#?}");
    };
    check(
        "UPDATE purchase SET actual=481 WHERE id=1",
        "purchase 1: this purchase differs from its link: actual was 480, is 481",
    );
    check("UPDATE purchase_event SET detail='me' WHERE id=1", "move 1: this move of a purchase differs");
    check(
        "DELETE FROM purchase_event WHERE id=2",
        "move 2: this move of a purchase differs from its link: the row is gone",
    );
    check(
        "UPDATE entry SET amt=amt*2 WHERE txn_id=1",
        "txn 1: this transaction differs from its link: line 1: amt was 500000, is 1000000; line 2",
    );
    check("UPDATE account SET code='A:Cash:mine' WHERE code='A:Cash:bank'", "account was A:Cash:bank, is A:Cash:mine");
    check(
        "UPDATE approval SET decided_by='you'",
        "approval 1: this approval differs from its link: decided_by was me, is you",
    );
    check("UPDATE approval_item SET intent_hash='x'", "line 1: intent_hash was");
    check("UPDATE approval SET payload='{}'", "payload was sha256:");
    check("INSERT INTO halt VALUES(1,'x',5)", "halt 1: this halt differs from its link: reason was nothing, is x");
    check(
        "UPDATE balance_assertion SET amount=1",
        "assertion 1: this asserted balance differs from its link: amount was 500000, is 1",
    );
    check(
        "INSERT INTO purchase_event(purchase_id,at_us,state) VALUES(1,0,'received')",
        "is in no link: arb did not write it",
    );
    check("UPDATE chain SET body=replace(body,'480','481') WHERE kind='purchase'", "the hash does not follow");
    check("UPDATE chain SET hash=replace(hash,substr(hash,1,1),'z') WHERE n=3", "the hash does not follow");
    check("UPDATE chain SET at_us=at_us+1 WHERE n=3", "the hash does not follow");
    check("DELETE FROM chain WHERE n=3", "links 3 to 3 are missing");
    check("DELETE FROM chain WHERE n<3", "links 1 to 2 are missing");
    check("DELETE FROM chain", "the chain is empty");
    check("DELETE FROM chain WHERE n=(SELECT max(n) FROM chain)", "is in no link");
}

#[test]
fn a_row_written_past_arb_stays_visible_when_arb_goes_on() {
    let mut store = linked();
    // With the triggers in place, as a person at the `sqlite3` prompt would.
    store.conn.execute_batch("UPDATE purchase SET reference='arb1-x' WHERE id=1").unwrap();
    assert!(findings(&store).iter().any(|finding| finding == "purchase 1: something else than arb wrote this row"));
    store.halt(Scope::All, "later", now()).unwrap();
    let found = findings(&store);
    assert!(
        found.iter().any(|f| f.starts_with("outside -: something else than arb wrote to the database")),
        "{found:?}"
    );
    assert!(found.iter().any(|f| f.contains("is arb1-x") || f.contains("is \"arb1-x\"")), "{found:?}");
}

#[test]
fn a_purchase_that_somebody_changed_is_not_sent() {
    let mut store = funded();
    let purchase = approved(&mut store, &wanted("1", 1, 500));
    store.conn.execute_batch("UPDATE purchase SET cap=cap+10; DELETE FROM chain_due").unwrap();
    let why = store.reserve(purchase.id, &crate::store::tests::budget(), None, now()).unwrap_err();
    assert_eq!(crate::ui::failure_in(&why).unwrap().code, "row_not_proven", "{why:#}");
    assert!(why.to_string().contains("cap was 600, is 610"), "{why:#}");
}

#[test]
fn a_chain_that_was_rewritten_whole_is_another_one_than_the_head_that_was_kept() {
    let mut store = linked();
    let kept = store.head().unwrap().unwrap();
    submitting(&mut store, &wanted("3", 1, 500));
    let heads = [(kept.n, kept.hash)];
    assert!(store.audit(&heads).unwrap().findings.is_empty());
    // Somebody changes a row and makes a fresh, flawless chain over what is there now.
    unguard(&store.conn);
    store
        .conn
        .execute_batch("UPDATE purchase SET actual=481 WHERE id=1; DELETE FROM chain; DELETE FROM chain_due")
        .unwrap();
    for thing in things::THINGS {
        let all = format!("INSERT INTO chain_due(kind,ref) SELECT '{}',* FROM ({})", thing.kind, thing.all);
        store.conn.execute_batch(&all).unwrap();
    }
    begin(&store.conn, 5).unwrap();
    assert!(store.audit(&[]).unwrap().findings.is_empty());
    let found = store.audit(&heads).unwrap().findings;
    assert_eq!(found.len(), 1);
    assert!(found[0].what.starts_with("the head that was kept is "), "{found:?}");
    let gone = store.audit(&[(9_999, "0".repeat(64))]).unwrap().findings;
    assert_eq!(gone[0].what, "the head that was kept is missing: links were taken away");
}

#[test]
fn the_chain_itself_only_grows() {
    let store = linked();
    for sql in [
        "UPDATE chain SET body='x'",
        "DELETE FROM chain",
        "REPLACE INTO chain SELECT * FROM chain WHERE n=1",
        "INSERT INTO chain SELECT max(n)+2,at_us,kind,ref,body,hash FROM chain",
        "UPDATE balance_assertion SET amount=1",
        "DELETE FROM balance_assertion",
    ] {
        let why = store.conn.execute_batch(sql).expect_err(sql).to_string();
        assert!(why.contains("append-only"), "{sql}: {why}");
    }
}

fn unguard(conn: &Connection) {
    let mut query = conn.prepare("SELECT name FROM sqlite_schema WHERE type='trigger'").unwrap();
    let names: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap();
    for name in names {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    conn.execute_batch("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON").unwrap();
}
