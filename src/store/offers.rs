//! Offers: what each source shows now, and every change of it.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use rust_decimal::Decimal;

use super::{
    Store,
    values::{Ccy, Us, from_json},
};
use crate::domain::{
    found::Found,
    money::{Currency, Money, amount_text},
    offer::{Change, Offer},
    record::{Record, Stage},
};

/// Offers in one transaction: large enough to be quick, small enough to let other processes in.
const BATCH: usize = 2_000;

/// How an offer differs from what the database knew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferChange {
    /// New, changed, or the same; an offer that was gone and came back is changed.
    pub change: Change,
    /// The price before, where the price moved.
    pub previous_price: Option<Money>,
}

/// A reading of one source from its beginning; see [`Store::complete_scan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScanId(i64);

impl Store {
    /// Begins to read a source.
    pub fn begin_scan(&mut self, source: &str, now: Timestamp) -> Result<ScanId> {
        self.write(|tx| {
            tx.execute("INSERT INTO scan(source,started_us) VALUES(?1,?2)", params![source, Us(now)])?;
            Ok(ScanId(tx.last_insert_rowid()))
        })
    }

    /// Remembers offers and says how each differs from what was known, in the same order. A change is an observation
    /// that is kept for good; an offer that is the same only moves its last-seen time.
    pub fn save_offers(&mut self, offers: &[Found], scan: Option<ScanId>, now: Timestamp) -> Result<Vec<OfferChange>> {
        let mut changes = Vec::with_capacity(offers.len());
        for batch in offers.chunks(BATCH) {
            let part =
                self.write(|tx| batch.iter().map(|found| save(tx, found, scan, now)).collect::<Result<Vec<_>>>())?;
            changes.extend(part);
        }
        Ok(changes)
    }

    /// What [`Store::save_offers`] would say, without changing anything.
    pub fn compare_offers(&self, offers: &[Found]) -> Result<Vec<OfferChange>> {
        self.read(|tx| {
            let any: bool = tx.prepare_cached("SELECT EXISTS(SELECT 1 FROM offer)")?.query_row([], |row| row.get(0))?;
            let known = |id: &str| if any { known(tx, id) } else { Ok(None) };
            let compared = |found: &Found| Ok(compare(known(&found.id)?.as_ref(), &Shown::of(&found.offer)));
            offers.iter().map(compared).collect()
        })
    }

    /// Ends the reading of a source that was read to its end: what it no longer shows is gone, and returned with
    /// `offer.change` set. A source that was read in part must not come here.
    pub fn complete_scan(&mut self, scan: ScanId, now: Timestamp) -> Result<Vec<Record>> {
        self.write(|tx| {
            let source: String = tx.query_row("SELECT source FROM scan WHERE id=?1", [scan.0], |row| row.get(0))?;
            let mut query = tx.prepare(
                "SELECT record FROM offer WHERE source=?1 AND gone_us IS NULL AND scan_id IS NOT ?2 AND coalesce(scan_id,0)<?2",
            )?;
            let texts = query
                .query_map(params![source, scan.0], |row| row.get::<_, String>(0))?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            tx.execute(
                "INSERT INTO observation(offer_id,at_us,change,price,ccy,shipping,quantity)
                 SELECT id,?3,'gone',price,ccy,shipping,quantity FROM offer
                 WHERE source=?1 AND gone_us IS NULL AND coalesce(scan_id,0)<?2",
                params![source, scan.0, Us(now)],
            )?;
            tx.execute(
                "UPDATE offer SET gone_us=?3, changed_us=?3, revision=revision+1
                 WHERE source=?1 AND gone_us IS NULL AND coalesce(scan_id,0)<?2",
                params![source, scan.0, Us(now)],
            )?;
            tx.execute("UPDATE scan SET completed_us=?2 WHERE id=?1", params![scan.0, Us(now)])?;
            texts.iter().map(|text| gone(text)).collect()
        })
    }

    /// Offers that are there and were not judged since they last changed.
    pub fn pending_offers(&self) -> Result<Vec<Record>> {
        self.read(|tx| {
            let mut query = tx.prepare(
                "SELECT o.record FROM offer o LEFT JOIN analysis_latest l ON l.record_id=o.id
                 WHERE o.gone_us IS NULL AND (l.record_id IS NULL OR l.offer_revision IS NOT o.revision) ORDER BY o.rowid",
            )?;
            let texts = query.query_map([], |row| row.get::<_, String>(0))?;
            texts.map(|text| Ok(Record(from_json(&text?, "an offer")?))).collect()
        })
    }
}

/// What decides whether an offer changed: price, shipping, availability.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    price: Decimal,
    currency: Currency,
    shipping: Option<Decimal>,
    quantity: Option<u32>,
    gone: bool,
}

impl Shown {
    fn of(offer: &Offer) -> Self {
        Self {
            price: offer.price.amount(),
            currency: offer.price.currency(),
            shipping: offer.shipping.map(|shipping| shipping.amount()),
            quantity: offer.quantity,
            gone: false,
        }
    }
}

fn known(tx: &Connection, id: &str) -> Result<Option<Shown>> {
    let row = tx
        .prepare_cached("SELECT price,ccy,shipping,quantity,gone_us IS NOT NULL FROM offer WHERE id=?1")?
        .query_row([id], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, Ccy>(1)?.0,
                row.get::<_, Option<String>>(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })
        .optional()?;
    let Some((price, currency, shipping, quantity, gone)) = row else { return Ok(None) };
    let shipping = shipping.map(|text| text.parse()).transpose()?;
    Ok(Some(Shown { price: price.parse()?, currency, shipping, quantity, gone }))
}

fn compare(known: Option<&Shown>, shown: &Shown) -> OfferChange {
    let Some(before) = known else { return OfferChange { change: Change::New, previous_price: None } };
    let moved = (before.price, before.currency) != (shown.price, shown.currency);
    let change = if before == shown { Change::Same } else { Change::Changed };
    OfferChange { change, previous_price: moved.then(|| Money::new(before.price, before.currency)) }
}

fn save(tx: &Transaction<'_>, found: &Found, scan: Option<ScanId>, now: Timestamp) -> Result<OfferChange> {
    let Found { id, offer, .. } = found;
    let shown = Shown::of(offer);
    let difference = compare(known(tx, id)?.as_ref(), &shown);
    let scan = scan.map(|scan| scan.0);
    if difference.change == Change::Same {
        tx.prepare_cached("UPDATE offer SET last_seen_us=?2, scan_id=coalesce(?3,scan_id) WHERE id=?1")?
            .execute(params![id, Us(now), scan])?;
        return Ok(difference);
    }
    let text = |amount: Decimal| amount_text(amount, shown.currency);
    let (price, shipping) = (text(shown.price), shown.shipping.map(text));
    tx.prepare_cached(
        "INSERT INTO offer(id,source,item,product,price,ccy,shipping,quantity,record,first_seen_us,changed_us,last_seen_us,scan_id)
         VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?10,?10,?11)
         ON CONFLICT(id) DO UPDATE SET product=excluded.product, price=excluded.price, ccy=excluded.ccy,
           shipping=excluded.shipping, quantity=excluded.quantity, record=excluded.record, revision=revision+1,
           changed_us=excluded.changed_us, last_seen_us=excluded.last_seen_us,
           scan_id=coalesce(excluded.scan_id,scan_id), gone_us=NULL",
    )?
    .execute(params![
        id,
        offer.source,
        offer.item,
        offer.product.key,
        price,
        Ccy(shown.currency),
        shipping,
        shown.quantity,
        found.as_it_came(),
        Us(now),
        scan
    ])?;
    let change = if difference.change == Change::New { "new" } else { "changed" };
    tx.prepare_cached(
        "INSERT INTO observation(offer_id,at_us,change,price,ccy,shipping,quantity) VALUES(?1,?2,?3,?4,?5,?6,?7)",
    )?
    .execute(params![id, Us(offer.observed_at), change, price, Ccy(shown.currency), shipping, shown.quantity])?;
    Ok(difference)
}

/// A stored offer, marked as gone.
pub(super) fn gone(text: &str) -> Result<Record> {
    let mut record = Record(from_json(text, "an offer")?);
    if let Some(mut offer) = record.get::<Offer>(Stage::Offer)? {
        offer.change = Some(Change::Gone);
        record.set(Stage::Offer, &offer);
    }
    Ok(record)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::store::tests::{funded, now, usd};

    fn offer(item: &str, price: &str) -> Found {
        let offer = json!({"source": "books", "item": item, "observed_at": now(), "price": {"amount": price, "currency": "USD"}});
        Found::fresh(serde_json::from_value(offer).unwrap())
    }

    fn changes(seen: &[OfferChange]) -> Vec<Change> {
        seen.iter().map(|seen| seen.change).collect()
    }

    #[test]
    fn each_offer_says_how_it_differs_from_what_was_known() {
        let mut store = funded();
        let first = store.save_offers(&[offer("1", "3.10"), offer("2", "4")], None, now()).unwrap();
        assert_eq!(changes(&first), [Change::New, Change::New]);
        let later = [offer("1", "3.1"), offer("2", "3.99"), offer("3", "1")];
        assert_eq!(changes(&store.compare_offers(&later).unwrap()), [Change::Same, Change::Changed, Change::New]);
        let second = store.save_offers(&later, None, now()).unwrap();
        assert_eq!(changes(&second), [Change::Same, Change::Changed, Change::New]);
        assert_eq!(second[1].previous_price, Some(usd(400)));
        let observations: i64 = store.conn.query_row("SELECT count(*) FROM observation", [], |row| row.get(0)).unwrap();
        assert_eq!(observations, 4);
    }

    #[test]
    fn what_a_source_no_longer_shows_is_gone_once() {
        let mut store = funded();
        let first = store.begin_scan("books", now()).unwrap();
        store.save_offers(&[offer("1", "3"), offer("2", "4")], Some(first), now()).unwrap();
        assert!(store.complete_scan(first, now()).unwrap().is_empty());
        for expected in [1, 0] {
            let scan = store.begin_scan("books", now()).unwrap();
            store.save_offers(&[offer("1", "3")], Some(scan), now()).unwrap();
            assert_eq!(store.complete_scan(scan, now()).unwrap().len(), expected);
        }
        assert_eq!(changes(&store.save_offers(&[offer("2", "4")], None, now()).unwrap()), [Change::Changed]);
    }

    #[test]
    fn an_offer_is_pending_until_judged_and_again_when_it_changes() {
        let mut store = funded();
        let pending = |store: &Store| store.pending_offers().unwrap().len();
        store.save_offers(&[offer("1", "3")], None, now()).unwrap();
        assert_eq!(pending(&store), 1);
        let mut judged = offer("1", "3").into_record();
        judged.set(Stage::Analysis, &json!({"verdict": "buy"}));
        store.save_analyses(&[judged.clone()], now()).unwrap();
        assert_eq!((pending(&store), store.pending_purchases().unwrap()), (0, vec![judged]));
        store.save_offers(&[offer("1", "2")], None, now()).unwrap();
        assert_eq!(pending(&store), 1);
    }
}
