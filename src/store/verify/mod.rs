//! Are the books right? Each check is a query that finds nothing in sound books; a row is a problem.
//!
//! I01–I14, I17 and I20 find corruption; B15 and B16 find a breach that nobody was stopped for. The numbers are those of
//! the design; they are stable.

#[cfg(test)]
mod tests;

use anyhow::Result;
use rusqlite::{Connection, types::ValueRef};
use serde_json::{Map, Value};

use super::Store;

/// One problem found in the books.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Problem {
    /// The check that found it: `I01`.
    pub check: &'static str,
    /// What the check demands.
    pub rule: &'static str,
    /// The row that breaks it.
    pub details: Map<String, Value>,
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verified {
    /// Transactions in the ledger.
    pub postings: u64,
    /// What is wrong; nothing in sound books.
    pub problems: Vec<Problem>,
}

/// States in which the vendor has the order.
macro_rules! placed {
    () => {
        "('placed','confirmed','shipped','received','returning','returned','cancelling','cancel_refused')"
    };
}

/// `(number, rule, query)`. The columns of a query are what a person needs to find the fault.
const CHECKS: &[(&str, &str, &str)] = &[
    (
        "I01",
        "every transaction sums to zero in each currency",
        "SELECT txn_id AS txn, ccy, sum(amt) AS off FROM entry GROUP BY txn_id,ccy HAVING sum(amt)<>0",
    ),
    (
        "I02",
        "every transaction is sealed and has at least two entries",
        "SELECT t.id AS txn, t.sealed, count(e.line) AS entries FROM txn t LEFT JOIN entry e ON e.txn_id=t.id
         GROUP BY t.id HAVING t.sealed=0 OR count(e.line)<2",
    ),
    (
        "I03",
        "the whole book sums to zero in each currency",
        "SELECT ccy, sum(amt) AS off FROM entry GROUP BY ccy HAVING sum(amt)<>0",
    ),
    (
        "I04",
        "no account is below its floor or above its ceiling",
        "SELECT b.code AS account, b.ccy, b.normal AS balance, a.floor, a.ceil FROM balance b JOIN account a USING(id)
         WHERE b.normal<a.floor OR b.normal>a.ceil",
    ),
    (
        "I05",
        "the inventory account is the sum of its lots, and every entry has a transaction, an account and, where named, a lot",
        "SELECT 'entry' AS what, e.txn_id AS txn, e.line, e.amt FROM entry e JOIN account a ON a.id=e.account_id
           WHERE a.code LIKE 'A:Inventory%' AND e.lot_id IS NULL
         UNION ALL SELECT 'entry outside inventory', e.txn_id, e.line, e.amt FROM entry e JOIN account a ON a.id=e.account_id
           WHERE a.code NOT LIKE 'A:Inventory%' AND e.lot_id IS NOT NULL
         UNION ALL SELECT 'orphan', e.txn_id, e.line, e.amt FROM entry e
           WHERE NOT EXISTS(SELECT 1 FROM txn t WHERE t.id=e.txn_id) OR NOT EXISTS(SELECT 1 FROM account a WHERE a.id=e.account_id)
             OR (e.lot_id IS NOT NULL AND NOT EXISTS(SELECT 1 FROM lot l WHERE l.id=e.lot_id))",
    ),
    (
        "I06",
        "a lot holds no less than nothing, and is worth nothing exactly when it is empty",
        "SELECT e.lot_id AS lot, sum(e.qty) AS units, sum(e.amt) AS value FROM entry e JOIN account a ON a.id=e.account_id
           LEFT JOIN lot l ON l.id=e.lot_id WHERE a.code LIKE 'A:Inventory%' GROUP BY e.lot_id
         HAVING e.lot_id IS NULL OR sum(e.qty) IS NULL OR sum(e.qty)<0 OR sum(e.amt)<0 OR (sum(e.qty)=0 AND sum(e.amt)<>0)
           OR (sum(e.qty)>0 AND sum(e.amt)=0 AND l.cost>=l.qty) OR count(DISTINCT e.ccy)>1 OR min(e.ccy)<>l.ccy
         UNION ALL SELECT l.id, l.qty, l.cost FROM lot l LEFT JOIN entry e ON e.lot_id=l.id LEFT JOIN txn t ON t.id=e.txn_id
           AND t.kind='receipt' GROUP BY l.id
         HAVING coalesce(sum(CASE WHEN t.id IS NOT NULL THEN e.qty END),0)<>l.qty
           OR coalesce(sum(CASE WHEN t.id IS NOT NULL THEN e.amt END),0)<>l.cost",
    ),
    (
        "I07",
        "budget is held exactly while a purchase may still happen, posted once it did, and released when it did not",
        concat!(
            "SELECT p.id AS purchase, p.state, r.state AS reservation FROM purchase p LEFT JOIN reservation r ON r.purchase_id=p.id
             WHERE (p.state IN('proposed','approved') AND r.id IS NOT NULL)
               OR (p.state IN('reserved','submitting','unknown','manual') AND coalesce(r.state,'-')<>'held')
               OR (p.state IN",
            placed!(),
            " AND coalesce(r.state,'-')<>'posted')
               OR (p.state IN('rejected','cancelled','voided') AND coalesce(r.state,'released')<>'released')
               OR (r.state='posted' AND r.amt IS NOT p.actual)
             UNION ALL SELECT r.purchase_id, 'missing', r.state FROM reservation r
               WHERE NOT EXISTS(SELECT 1 FROM purchase p WHERE p.id=r.purchase_id)"
        ),
    ),
    (
        "I08",
        "every limit counts exactly the reservations that feed it",
        "SELECT b.scope, b.key, b.period, b.used, coalesce(s.s,0) AS reserved FROM limit_bucket b LEFT JOIN (
           SELECT rb.scope,rb.key,rb.period,sum(rb.amt) s FROM reservation_bucket rb JOIN reservation r ON r.id=rb.reservation_id
           WHERE NOT(rb.releases=1 AND r.state='released') GROUP BY 1,2,3
           UNION ALL SELECT 'refund_day',day_key,day,sum(day_amt) FROM refund WHERE day IS NOT NULL GROUP BY 2,3) s
           ON s.scope=b.scope AND s.key=b.key AND s.period=b.period WHERE b.used<>coalesce(s.s,0) OR b.used>b.cap+b.forced
         UNION ALL SELECT rb.scope, rb.key, rb.period, 0, rb.amt FROM reservation_bucket rb
           WHERE NOT EXISTS(SELECT 1 FROM limit_bucket b WHERE b.scope=rb.scope AND b.key=rb.key AND b.period=rb.period)",
    ),
    (
        "I08",
        "every tally is the sum of what was taken from it",
        "SELECT b.scope, b.key, b.period, b.used, coalesce(s.taken,0) AS taken FROM tally b LEFT JOIN (
           SELECT scope,key,period,sum(amt) AS taken FROM tally_link GROUP BY 1,2,3) s
           ON s.scope=b.scope AND s.key=b.key AND s.period=b.period WHERE b.used<>coalesce(s.taken,0)
         UNION ALL SELECT k.scope, k.key, k.period, 0, k.amt FROM tally_link k
           WHERE NOT EXISTS(SELECT 1 FROM tally b WHERE b.scope=k.scope AND b.key=k.key AND b.period=k.period)",
    ),
    (
        "I09",
        "a placed purchase is booked once, at what was charged",
        concat!(
            "SELECT p.id AS purchase, count(DISTINCT t.id) AS bookings, sum(-e.amt) AS booked, p.actual FROM purchase p
             LEFT JOIN txn t ON t.kind='purchase' AND t.ref='purchase:'||p.id
             LEFT JOIN entry e ON e.txn_id=t.id AND e.account_id IN(SELECT id FROM account WHERE code LIKE 'L:Payable%')
             WHERE p.state IN",
            placed!(),
            " GROUP BY p.id HAVING count(DISTINCT t.id)<>1 OR sum(-e.amt) IS NOT p.actual
             UNION ALL SELECT p.id, 0, NULL, p.actual FROM purchase p WHERE p.state IN('received','returning','returned')
               AND NOT EXISTS(SELECT 1 FROM lot l WHERE l.purchase_id=p.id AND l.cost IS p.actual AND l.qty=p.units)
             UNION ALL SELECT p.id, 0, NULL, p.actual FROM purchase p JOIN lot l ON l.purchase_id=p.id
               WHERE p.state NOT IN('received','returning','returned')"
        ),
    ),
    (
        "I10",
        "nothing is booked as bought unless it was placed, or cancelled and reversed",
        concat!(
            "SELECT t.id AS txn, t.ref, p.state FROM txn t LEFT JOIN purchase p ON t.ref='purchase:'||p.id
             WHERE t.kind='purchase' AND (p.id IS NULL OR NOT(p.state IN",
            placed!(),
            " OR (p.state='cancelled' AND EXISTS(SELECT 1 FROM txn r WHERE r.reverses=t.id))))"
        ),
    ),
    (
        "I11",
        "a reversal is the exact negation of what it reverses",
        "SELECT r.id AS txn, r.reverses FROM txn r JOIN txn o ON o.id=r.reverses
         WHERE EXISTS(SELECT 1 FROM entry WHERE txn_id IN(r.id,o.id) GROUP BY account_id,ccy,coalesce(lot_id,0)
           HAVING sum(amt)<>0 OR coalesce(sum(qty),0)<>0)
         UNION ALL SELECT id, reverses FROM txn WHERE (kind='reversal')<>(reverses IS NOT NULL)",
    ),
    (
        "I12",
        "every sale is booked once, and takes exactly its units and its cost from its lot",
        "SELECT s.id AS sale, NULL AS txn FROM listing_sale s
           WHERE (SELECT count(*) FROM txn t WHERE t.kind='sale' AND t.ref='sale:'||s.id)<>1
             OR (SELECT coalesce(sum(e.qty),0) FROM txn t JOIN entry e ON e.txn_id=t.id WHERE t.kind='sale' AND t.ref='sale:'||s.id AND e.lot_id=s.lot_id)<>-s.qty
             OR (SELECT coalesce(sum(e.amt),0) FROM txn t JOIN entry e ON e.txn_id=t.id WHERE t.kind='sale' AND t.ref='sale:'||s.id AND e.lot_id=s.lot_id)<>-s.cost
             OR (SELECT coalesce(sum(-e.amt),0) FROM txn t JOIN entry e ON e.txn_id=t.id JOIN account a ON a.id=e.account_id
                 WHERE t.kind='sale' AND t.ref='sale:'||s.id AND a.code='I:Sales')<>s.gross
             OR (SELECT coalesce(sum(e.qty),0) FROM txn t JOIN entry e ON e.txn_id=t.id WHERE t.kind='restock' AND t.ref='sale:'||s.id)<>s.restocked
         UNION ALL SELECT NULL, t.id FROM txn t LEFT JOIN listing_sale s ON t.ref='sale:'||s.id WHERE t.kind='sale' AND s.id IS NULL",
    ),
    (
        "I13",
        "what a sale says was refunded is what was booked as refunded",
        "SELECT s.id AS sale, s.refunded, coalesce(x.r,0) AS booked FROM listing_sale s LEFT JOIN (
           SELECT t.ref,sum(e.amt) r FROM txn t JOIN entry e ON e.txn_id=t.id JOIN account a ON a.id=e.account_id
           WHERE t.kind='refund' AND a.code LIKE 'I:Refunds%' GROUP BY t.ref) x ON x.ref='sale:'||s.id
         WHERE s.refunded<>coalesce(x.r,0) OR s.refunded>s.gross
         UNION ALL SELECT NULL, NULL, t.id FROM txn t WHERE t.kind='refund'
           AND NOT EXISTS(SELECT 1 FROM listing_sale s WHERE t.ref='sale:'||s.id)",
    ),
    (
        "R01",
        "a sale holds for refunds what open refunds hold of it, and never more than is left of its price",
        "SELECT s.id AS sale, s.held, coalesce(h.amt,0) AS by_refunds, s.gross, s.refunded FROM listing_sale s
           LEFT JOIN (SELECT sale_id, sum(amt) amt FROM refund_hold GROUP BY sale_id) h ON h.sale_id=s.id
         WHERE s.held<>coalesce(h.amt,0) OR s.held+s.refunded>s.gross
         UNION ALL SELECT h.sale_id, h.amt, NULL, NULL, h.refund_id FROM refund_hold h LEFT JOIN refund r ON r.id=h.refund_id
           WHERE r.id IS NULL OR r.state NOT IN('held','submitting','unknown','manual','pending_vendor')
         UNION ALL SELECT NULL, r.day_amt, coalesce(r.actual,r.amount), NULL, r.id FROM refund r
           WHERE (r.day IS NOT NULL AND r.day_amt<>CASE WHEN r.state IN('refused','voided') THEN 0 ELSE coalesce(r.actual,r.amount) END)
             OR (r.day IS NULL AND r.state NOT IN('requested','authorised','voided'))
             OR (r.state='held' AND r.amount<>(SELECT coalesce(sum(h.amt),0) FROM refund_hold h WHERE h.refund_id=r.id))",
    ),
    (
        "R02",
        "a refund of ours that was made is one fact, of what was given, and every fact is booked",
        "SELECT r.id AS refund, r.state, r.actual, f.amt AS booked FROM refund r LEFT JOIN refund_fact f ON f.refund_id=r.id
           WHERE (r.state='refunded')<>(f.id IS NOT NULL) OR (r.state='refunded' AND f.txn_id IS NULL)
         UNION ALL SELECT f.refund_id, NULL, NULL, f.amt FROM refund_fact f
           WHERE f.txn_id IS NULL OR NOT EXISTS(SELECT 1 FROM txn t WHERE t.id=f.txn_id)",
    ),
    (
        "B17",
        "a refund of more than was asked for halts everything",
        "SELECT id AS refund, amount, actual FROM refund WHERE overrun=1 AND NOT EXISTS(SELECT 1 FROM halt)
           AND NOT EXISTS(SELECT 1 FROM meta WHERE key='resumed_refund:'||refund.id)",
    ),
    (
        "I14",
        "every money fact from outside is booked",
        "SELECT f.source, f.ext_id, f.amt FROM ext_fact f WHERE (f.amt IS NOT NULL AND f.txn_id IS NULL)
           OR (f.txn_id IS NOT NULL AND NOT EXISTS(SELECT 1 FROM txn t WHERE t.id=f.txn_id))",
    ),
    (
        "B15",
        "a purchase charged above its cap halts buying",
        "SELECT id AS purchase, cap, actual FROM purchase WHERE overrun=1 AND NOT EXISTS(SELECT 1 FROM halt)
           AND NOT EXISTS(SELECT 1 FROM meta WHERE key='resumed_over:'||purchase.id)",
    ),
    (
        "B16",
        "a limit passed by force halts buying",
        "SELECT scope, key, period, used, cap, forced FROM limit_bucket WHERE forced>0 AND NOT EXISTS(SELECT 1 FROM halt)
           AND NOT EXISTS(SELECT 1 FROM meta WHERE key='resumed_bucket:'||scope||':'||limit_bucket.key||':'||period)",
    ),
    (
        "I17",
        "listings promise no more than is on hand, and one channel lists a SKU once",
        "SELECT l.sku, sum(l.quantity) AS listed, coalesce((SELECT sum(s.qty) FROM lot_stock s WHERE s.sku=l.sku),0) AS on_hand
         FROM listing l WHERE l.state NOT IN('ended','rejected') GROUP BY l.sku HAVING listed>on_hand
         UNION ALL SELECT l.sku, count(*), NULL FROM listing l WHERE l.state NOT IN('ended','rejected')
           GROUP BY l.channel,l.sku HAVING count(*)>1",
    ),
    (
        "I20",
        "suspense is empty",
        "SELECT b.code AS account, b.ccy, b.normal AS balance FROM balance b WHERE b.code LIKE 'X:Suspense%' AND b.raw<>0",
    ),
];

impl Store {
    /// Runs every check over one state of the database. The file itself is checked first: nothing is said about the
    /// books of a damaged file.
    pub fn verify(&self) -> Result<Verified> {
        self.read(|tx| {
            super::backup::sound(tx, &self.path)?;
            let postings: i64 = tx.query_row("SELECT count(*) FROM txn", [], |row| row.get(0))?;
            let mut problems = Vec::new();
            for (check, rule, query) in CHECKS {
                problems.extend(rows(tx, query)?.into_iter().map(|details| Problem { check, rule, details }));
            }
            Ok(Verified { postings: u64::try_from(postings)?, problems })
        })
    }
}

fn rows(tx: &Connection, query: &str) -> Result<Vec<Map<String, Value>>> {
    let mut statement = tx.prepare(query)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut found = statement.query([])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let mut details = Map::new();
        for (place, name) in names.iter().enumerate() {
            let value = match row.get_ref(place)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => number.into(),
                other => other.as_str().unwrap_or("?").into(),
            };
            details.insert(name.clone(), value);
        }
        rows.push(details);
    }
    Ok(rows)
}
