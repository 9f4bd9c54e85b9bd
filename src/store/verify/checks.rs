//! The checks: queries that find nothing in sound books. Their numbers are those of the design and stable.

/// States in which the vendor has the order.
macro_rules! placed {
    () => {
        "('placed','confirmed','shipped','received','returning','returned','cancelling','cancel_refused')"
    };
}

/// `(number, rule, what to do, query)`. The columns of a query are what a person needs to find the fault; `off` and `ccy`,
/// where there are both, are by how much.
pub(super) const CHECKS: &[(&str, &str, &str, &str)] = &[
    (
        "I01",
        "every transaction sums to zero in each currency",
        "reverse the transaction, or bring back a backup: arb never writes one that does not balance",
        "SELECT txn_id AS txn, ccy, sum(amt) AS off FROM entry GROUP BY txn_id,ccy HAVING sum(amt)<>0",
    ),
    (
        "I02",
        "every transaction is sealed and has at least two entries",
        "bring back a backup: arb seals what it writes in one step",
        "SELECT t.id AS txn, t.sealed, count(e.line) AS entries FROM txn t LEFT JOIN entry e ON e.txn_id=t.id
         GROUP BY t.id HAVING t.sealed=0 OR count(e.line)<2",
    ),
    (
        "I03",
        "the whole book sums to zero in each currency",
        "look at the rows of I01 first",
        "SELECT ccy, sum(amt) AS off FROM entry GROUP BY ccy HAVING sum(amt)<>0",
    ),
    (
        "I04",
        "no account is below its floor or above its ceiling",
        "look at the account's lines in `arb ledger journal`; book what is missing (`arb ledger capital`, `arb sync`)",
        "SELECT b.code AS account, b.ccy, b.normal AS balance, a.floor, a.ceil,
           b.normal-CASE WHEN b.normal<a.floor THEN a.floor ELSE a.ceil END AS off FROM balance b JOIN account a USING(id)
         WHERE b.normal<a.floor OR b.normal>a.ceil",
    ),
    (
        "I05",
        "the inventory account is the sum of its lots, and every entry has a transaction, an account and, where named, a lot",
        "bring back a backup: arb writes goods with their lot",
        "SELECT 'entry' AS what, e.txn_id AS txn, e.line, e.amt AS off, e.ccy FROM entry e JOIN account a ON a.id=e.account_id
           WHERE a.code LIKE 'A:Inventory%' AND e.lot_id IS NULL
         UNION ALL SELECT 'entry outside inventory', e.txn_id, e.line, e.amt, e.ccy FROM entry e JOIN account a ON a.id=e.account_id
           WHERE a.code NOT LIKE 'A:Inventory%' AND e.lot_id IS NOT NULL
         UNION ALL SELECT 'orphan', e.txn_id, e.line, e.amt, e.ccy FROM entry e
           WHERE NOT EXISTS(SELECT 1 FROM txn t WHERE t.id=e.txn_id) OR NOT EXISTS(SELECT 1 FROM account a WHERE a.id=e.account_id)
             OR (e.lot_id IS NOT NULL AND NOT EXISTS(SELECT 1 FROM lot l WHERE l.id=e.lot_id))",
    ),
    (
        "I06",
        "a lot holds no less than nothing, and is worth nothing exactly when it is empty",
        "look at the lot in `arb ledger journal`; bring back a backup when arb did not write it",
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
        "look at `arb explain` of the purchase; bring back a backup when arb did not write it",
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
        "bring back a backup: counters move with their reservations only",
        "SELECT b.scope, b.key, b.period, b.used, coalesce(s.s,0) AS reserved FROM limit_bucket b LEFT JOIN (
           SELECT rb.scope,rb.key,rb.period,sum(rb.amt) s FROM reservation_bucket rb JOIN reservation r ON r.id=rb.reservation_id
           WHERE NOT(rb.releases=1 AND r.state='released') GROUP BY 1,2,3
           UNION ALL SELECT 'refund_day',day_key,day,sum(day_amt) FROM refund WHERE day IS NOT NULL GROUP BY 2,3) s
           ON s.scope=b.scope AND s.key=b.key AND s.period=b.period WHERE b.used<>coalesce(s.s,0) OR b.used>b.cap+b.forced
         UNION ALL SELECT rb.scope, rb.key, rb.period, 0, rb.amt FROM reservation_bucket rb
           WHERE NOT EXISTS(SELECT 1 FROM limit_bucket b WHERE b.scope=rb.scope AND b.key=rb.key AND b.period=rb.period)",
    ),
    (
        "I21",
        "every tally is the sum of what was taken from it",
        "bring back a backup: tallies move with what they count only",
        "SELECT b.scope, b.key, b.period, b.used, coalesce(s.taken,0) AS taken FROM tally b LEFT JOIN (
           SELECT scope,key,period,sum(amt) AS taken FROM tally_link GROUP BY 1,2,3) s
           ON s.scope=b.scope AND s.key=b.key AND s.period=b.period WHERE b.used<>coalesce(s.taken,0)
         UNION ALL SELECT k.scope, k.key, k.period, 0, k.amt FROM tally_link k
           WHERE NOT EXISTS(SELECT 1 FROM tally b WHERE b.scope=k.scope AND b.key=k.key AND b.period=k.period)",
    ),
    (
        "I09",
        "a placed purchase is booked once, at what was charged",
        "look at the purchase in `arb ledger journal`; bring back a backup when arb did not write it",
        concat!(
            "SELECT p.id AS purchase, count(DISTINCT t.id) AS bookings, sum(-e.amt) AS booked, p.actual,
               coalesce(sum(-e.amt),0)-coalesce(p.actual,0) AS off, p.ccy FROM purchase p
             LEFT JOIN txn t ON t.kind='purchase' AND t.ref='purchase:'||p.id
             LEFT JOIN entry e ON e.txn_id=t.id AND e.account_id IN(SELECT id FROM account WHERE code LIKE 'L:Payable%')
             WHERE p.state IN",
            placed!(),
            " GROUP BY p.id HAVING count(DISTINCT t.id)<>1 OR sum(-e.amt) IS NOT p.actual
             UNION ALL SELECT p.id, 0, NULL, p.actual, NULL, NULL FROM purchase p WHERE p.state IN('received','returning','returned')
               AND NOT EXISTS(SELECT 1 FROM lot l WHERE l.purchase_id=p.id AND l.cost IS p.actual AND l.qty=p.units)
             UNION ALL SELECT p.id, 0, NULL, p.actual, NULL, NULL FROM purchase p JOIN lot l ON l.purchase_id=p.id
               WHERE p.state NOT IN('received','returning','returned')"
        ),
    ),
    (
        "I10",
        "nothing is booked as bought unless it was placed, or cancelled and reversed",
        "look at the purchase in `arb ledger journal`; bring back a backup when arb did not write it",
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
        "bring back a backup: arb reverses exactly",
        "SELECT r.id AS txn, r.reverses FROM txn r JOIN txn o ON o.id=r.reverses
         WHERE EXISTS(SELECT 1 FROM entry WHERE txn_id IN(r.id,o.id) GROUP BY account_id,ccy,coalesce(lot_id,0)
           HAVING sum(amt)<>0 OR coalesce(sum(qty),0)<>0)
         UNION ALL SELECT id, reverses FROM txn WHERE (kind='reversal')<>(reverses IS NOT NULL)",
    ),
    (
        "I12",
        "every sale is booked once, and takes exactly its units and its cost from its lot",
        "look at the sale in `arb ledger journal`; bring back a backup when arb did not write it",
        "SELECT s.id AS sale, NULL AS txn FROM listing_sale s
           WHERE (SELECT count(*) FROM txn t WHERE t.kind='sale' AND t.ref='sale:'||s.id)<>1
             OR (SELECT coalesce(sum(e.qty),0) FROM txn t JOIN entry e ON e.txn_id=t.id
                 WHERE t.kind IN('sale','identified') AND t.ref='sale:'||s.id AND e.lot_id=s.lot_id)<>-s.qty
             OR (SELECT coalesce(sum(e.amt),0) FROM txn t JOIN entry e ON e.txn_id=t.id
                 WHERE t.kind IN('sale','identified') AND t.ref='sale:'||s.id AND e.lot_id=s.lot_id)<>-s.cost
             OR EXISTS(SELECT 1 FROM txn t JOIN entry e ON e.txn_id=t.id
                 WHERE t.kind IN('sale','identified') AND t.ref='sale:'||s.id AND e.lot_id<>s.lot_id
                 GROUP BY e.lot_id HAVING sum(e.qty)<>0 OR sum(e.amt)<>0)
             OR (SELECT coalesce(sum(-e.amt),0) FROM txn t JOIN entry e ON e.txn_id=t.id JOIN account a ON a.id=e.account_id
                 WHERE t.kind='sale' AND t.ref='sale:'||s.id AND a.code='I:Sales')<>s.gross
             OR (SELECT coalesce(sum(e.qty),0) FROM txn t JOIN entry e ON e.txn_id=t.id WHERE t.kind='restock' AND t.ref='sale:'||s.id)<>s.restocked
         UNION ALL SELECT NULL, t.id FROM txn t LEFT JOIN listing_sale s ON t.ref='sale:'||s.id
           WHERE t.kind IN('sale','identified') AND s.id IS NULL",
    ),
    (
        "I13",
        "what a sale says was refunded is what was booked as refunded",
        "compare with the channel's refunds; bring back a backup when arb did not write it",
        "SELECT s.id AS sale, s.refunded, coalesce(x.r,0) AS booked, s.refunded-coalesce(x.r,0) AS off, s.ccy FROM listing_sale s LEFT JOIN (
           SELECT t.ref,sum(e.amt) r FROM txn t JOIN entry e ON e.txn_id=t.id JOIN account a ON a.id=e.account_id
           WHERE t.kind='refund' AND a.code LIKE 'I:Refunds%' GROUP BY t.ref) x ON x.ref='sale:'||s.id
         WHERE s.refunded<>coalesce(x.r,0) OR s.refunded>s.gross
         UNION ALL SELECT NULL, NULL, t.id, NULL, NULL FROM txn t WHERE t.kind='refund'
           AND NOT EXISTS(SELECT 1 FROM listing_sale s WHERE t.ref='sale:'||s.id)",
    ),
    (
        "R01",
        "a sale holds for refunds what open refunds hold of it, and never more than is left of its price",
        "look at the refund in `arb report`; bring back a backup when arb did not write it",
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
        "`arb sync` books what the channel tells of it; bring back a backup when arb did not write it",
        "SELECT r.id AS refund, r.state, r.actual, f.amt AS booked FROM refund r LEFT JOIN refund_fact f ON f.refund_id=r.id
           WHERE (r.state='refunded')<>(f.id IS NOT NULL) OR (r.state='refunded' AND f.txn_id IS NULL)
         UNION ALL SELECT f.refund_id, NULL, NULL, f.amt FROM refund_fact f
           WHERE f.txn_id IS NULL OR NOT EXISTS(SELECT 1 FROM txn t WHERE t.id=f.txn_id)",
    ),
    (
        "B17",
        "a refund of more than was asked for halts everything",
        "look at the refund, then `arb halt` until it is understood",
        "SELECT id AS refund, amount, actual FROM refund WHERE overrun=1 AND NOT EXISTS(SELECT 1 FROM halt)
           AND NOT EXISTS(SELECT 1 FROM meta WHERE key='resumed_refund:'||refund.id)",
    ),
    (
        "E01",
        "what is in flight has exactly one open change on record, and what ended has none",
        "`arb reconcile` finds out what became of it; bring back a backup when arb did not write it",
        "SELECT 'purchase' AS what, p.id, p.state, count(e.id) AS changes FROM purchase p LEFT JOIN effect e
             ON e.kind='purchase' AND e.subject=p.id AND e.state IN('submitting','unknown','manual')
           WHERE p.state IN('submitting','unknown','manual') GROUP BY p.id HAVING count(e.id)<>1
             AND NOT(p.state='manual' AND NOT EXISTS(SELECT 1 FROM effect a WHERE a.kind='purchase' AND a.subject=p.id AND a.state<>'unsent'))
         UNION ALL SELECT 'refund', r.id, r.state, count(e.id) FROM refund r LEFT JOIN effect e
             ON e.kind='refund' AND e.subject=r.id AND e.state IN('submitting','unknown','manual')
           WHERE r.state IN('submitting','unknown','manual') GROUP BY r.id HAVING count(e.id)<>1
         UNION ALL SELECT e.kind, e.subject, e.state, 1 FROM effect e LEFT JOIN purchase p ON p.id=e.subject
           WHERE e.kind='purchase' AND e.state IN('submitting','unknown','manual')
             AND coalesce(p.state,'-') NOT IN('submitting','unknown','manual')
         UNION ALL SELECT e.kind, e.subject, e.state, 1 FROM effect e LEFT JOIN refund r ON r.id=e.subject
           WHERE e.kind='refund' AND e.state IN('submitting','unknown','manual')
             AND coalesce(r.state,'-') NOT IN('submitting','unknown','manual','pending_vendor','refunded')",
    ),
    (
        "E02",
        "what a vendor was found to have is what the purchase says that it has",
        "look at `arb explain` of the purchase and at the vendor's order; bring back a backup when arb did not write it",
        "SELECT e.id AS effect, e.subject AS purchase, e.result, p.vendor_order FROM effect e LEFT JOIN purchase p ON p.id=e.subject
         WHERE e.kind='purchase' AND e.state='done' AND p.vendor_order IS NOT e.result",
    ),
    (
        "I14",
        "every money fact from outside is booked",
        "`arb sync` tries it again; what can't be booked is settled with `arb ledger settle`",
        "SELECT f.source, f.ext_id, f.amt AS off, f.ccy FROM ext_fact f WHERE (f.amt IS NOT NULL AND f.txn_id IS NULL)
           OR (f.txn_id IS NOT NULL AND NOT EXISTS(SELECT 1 FROM txn t WHERE t.id=f.txn_id))",
    ),
    (
        "B15",
        "a purchase charged above its cap halts buying",
        "look at the charge, then `arb halt` until it is understood",
        "SELECT id AS purchase, cap, actual FROM purchase WHERE overrun=1 AND NOT EXISTS(SELECT 1 FROM halt)
           AND NOT EXISTS(SELECT 1 FROM meta WHERE key='resumed_over:'||purchase.id)",
    ),
    (
        "B16",
        "a limit passed by force halts buying",
        "look at the limit, then `arb halt` until it is understood",
        "SELECT scope, key, period, used, cap, forced FROM limit_bucket WHERE forced>0 AND NOT EXISTS(SELECT 1 FROM halt)
           AND NOT EXISTS(SELECT 1 FROM meta WHERE key='resumed_bucket:'||scope||':'||limit_bucket.key||':'||period)",
    ),
    (
        "I17",
        "listings promise no more than is on hand, and one channel lists a SKU once",
        "lower or end the listing: `arb list`, `arb reprice`",
        "SELECT l.sku, sum(l.quantity) AS listed, coalesce((SELECT sum(s.qty) FROM lot_stock s WHERE s.sku=l.sku),0) AS on_hand
         FROM listing l WHERE l.state NOT IN('ended','rejected') GROUP BY l.sku HAVING listed>on_hand
         UNION ALL SELECT l.sku, count(*), NULL FROM listing l WHERE l.state NOT IN('ended','rejected')
           GROUP BY l.channel,l.sku HAVING count(*)>1",
    ),
    (
        "I18",
        "a balance that the bank, the card or a marketplace states is the balance of the books",
        "compare the statement with `arb ledger journal`; a statement that was read wrongly is corrected by asserting it again",
        "SELECT account, day, stated, booked, booked-stated AS off, ccy, source FROM (
           SELECT b.account, b.day, b.amount AS stated, b.ccy, b.source,
             (SELECT coalesce(sum(e.amt),0) FROM entry e JOIN account a ON a.id=e.account_id JOIN txn t ON t.id=e.txn_id
                WHERE a.code=b.account AND e.ccy=b.ccy AND t.at_us<b.until_us)
             * CASE WHEN substr(b.account,1,1) IN('A','X') THEN 1 ELSE -1 END AS booked
           FROM balance_assertion b WHERE b.id=(SELECT max(x.id) FROM balance_assertion x
             WHERE x.account=b.account AND x.ccy=b.ccy AND x.day=b.day)) WHERE booked<>stated",
    ),
    (
        "I20",
        "suspense is empty",
        "find out what it was and move it where it belongs: `arb ledger settle`",
        "SELECT b.code AS account, b.ccy, b.normal AS off FROM balance b WHERE b.code LIKE 'X:Suspense%' AND b.raw<>0",
    ),
    (
        "D01",
        "what a row refers to exists",
        "bring back a backup: the schema lets nobody write such a row",
        "SELECT f.\"table\", f.rowid, f.parent FROM pragma_foreign_key_check AS f",
    ),
];
