//! Specific identification: a person says which lot a sale took its units from, and it has the cost of that lot. Everything else
//! is first in, first out.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{
    domain::{
        ledger::{
            events::{self, Minor, OfLot},
            split,
        },
        money::Money,
    },
    error,
    store::{
        Store, chain, ledger,
        values::{Ccy, Us},
    },
};

/// The sale line that is meant.
#[derive(Clone, Copy, Debug)]
pub struct SaleLine<'a> {
    /// The channel's order.
    pub order: &'a str,
    /// The channel, where several have an order of this name.
    pub channel: Option<&'a str>,
    /// The line, where the order has several.
    pub line: Option<&'a str>,
}

/// Units of a sale that have the cost of another lot now.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Identified {
    /// The row of the sale.
    pub sale: i64,
    /// Units.
    pub units: i64,
    /// The lot they were booked from.
    pub from_lot: i64,
    /// What they cost by it.
    pub from_cost: Money,
    /// The lot they came from.
    pub lot: i64,
    /// What they cost.
    pub cost: Money,
}

/// A row of a sale, with the lot it was booked from.
struct Row {
    sale: i64,
    channel: String,
    line: String,
    sku: String,
    units: i64,
    restocked: i64,
    at: Timestamp,
    booked: OfLot,
}

impl Store {
    /// Books a sale line from this lot. Units that are booked from it already stay as they are: saying it twice changes nothing.
    /// Refused where the lot is of another SKU, was received after the sale or has too few units left, and where units of the
    /// sale came back: they went back to the lot that was booked. The reason is kept in the chain.
    pub fn identify_lot(
        &mut self,
        sale: SaleLine<'_>,
        lot: i64,
        reason: &str,
        now: Timestamp,
    ) -> Result<Vec<Identified>> {
        self.write(|tx| {
            let rows = rows(tx, sale)?;
            let mut moved = Vec::new();
            for row in rows.iter().filter(|row| row.booked.lot != lot) {
                moved.push(book_from(tx, row, lot, reason, now)?);
            }
            Ok(moved)
        })
    }

    /// The same where the lot's last units were booked for another sale: that one is booked from the lot that this one had, in
    /// one transaction. Refused where either can't be of the other's lot, or where they don't take as many units from it.
    pub fn swap_lots(
        &mut self,
        sale: SaleLine<'_>,
        lot: i64,
        other: SaleLine<'_>,
        reason: &str,
        now: Timestamp,
    ) -> Result<Vec<Identified>> {
        self.write(|tx| {
            let (mut wrong, mut theirs) = (rows(tx, sale)?, rows(tx, other)?);
            wrong.retain(|row| row.booked.lot != lot);
            theirs.retain(|row| row.booked.lot == lot);
            let (row, with) = match (wrong.as_slice(), theirs.as_slice()) {
                ([], _) => return Ok(Vec::new()),
                ([row], [with]) if row.units == with.units => (row, with),
                _ => {
                    let units = |rows: &[Row]| rows.iter().map(|row| row.units).sum::<i64>();
                    let why = format!(
                        "{} units of the sale {} in {} parts are not of lot {lot}, and {} of the sale {} in {} parts are: only as \
                         many, in one part each, can be swapped",
                        units(&wrong), sale.order, wrong.len(), units(&theirs), other.order, theirs.len()
                    );
                    return Err(error::refused(why).code("not_of_this_lot").into());
                }
            };
            may_be_of(tx, row, lot)?;
            may_be_of(tx, with, row.booked.lot)?;
            Ok(vec![book(tx, row, with.booked, reason, now)?, book(tx, with, row.booked, reason, now)?])
        })
    }
}

/// The rows of the one line that is meant.
fn rows(tx: &Connection, sale: SaleLine<'_>) -> Result<Vec<Row>> {
    let mut query = tx.prepare_cached(
        "SELECT s.id,s.source,s.ext_line,s.sku,s.qty,s.restocked,s.lot_id,s.cost,l.ccy,s.at_us FROM listing_sale s JOIN lot l ON l.id=s.lot_id
         WHERE s.ext_order=?1 AND (?2 IS NULL OR s.source=?2) AND (?3 IS NULL OR s.ext_line=?3) ORDER BY s.id",
    )?;
    let found = query.query_map(params![sale.order, sale.channel, sale.line], |row| {
        let cost = Minor { minor: row.get(7)?, currency: row.get::<_, Ccy>(8)?.0 };
        Ok(Row {
            sale: row.get(0)?,
            channel: row.get(1)?,
            line: row.get(2)?,
            sku: row.get(3)?,
            units: row.get(4)?,
            restocked: row.get(5)?,
            at: row.get::<_, Us>(9)?.0,
            booked: OfLot { lot: row.get(6)?, cost },
        })
    })?;
    let found: Vec<Row> = found.collect::<rusqlite::Result<_>>()?;
    let Some(first) = found.first() else {
        return Err(error::usage(format!("no sale of the order `{}` is on the books", sale.order))
            .code("no_such_sale")
            .hint("`arb report sales` lists them")
            .into());
    };
    if let Some(other) = found.iter().find(|row| (&row.channel, &row.line) != (&first.channel, &first.line)) {
        let (a, b) =
            (format!("{} line {}", first.channel, first.line), format!("{} line {}", other.channel, other.line));
        return Err(error::usage(format!("the order `{}` has several lines: {a}, {b}", sale.order))
            .code("which_line")
            .hint("name one with `--channel` and `--line`, the one to swap with by `--swap-line`")
            .into());
    }
    Ok(found)
}

/// What is left of a lot.
struct Left {
    units: i64,
    value: Minor,
}

fn not_of_this_lot(why: String) -> anyhow::Error {
    error::refused(why).code("not_of_this_lot").into()
}

/// Refuses a lot that a sale can't have been of, however many units are left of it.
fn may_be_of(tx: &Connection, row: &Row, lot: i64) -> Result<Left> {
    let known = tx
        .prepare_cached(
            "SELECT l.sku, l.ccy, coalesce(sum(e.qty),0), coalesce(sum(e.amt),0), l.received_us FROM lot l
             LEFT JOIN entry e ON e.lot_id=l.id WHERE l.id=?1 GROUP BY l.id",
        )?
        .query_row([lot], |row| {
            let value = Minor { minor: row.get(3)?, currency: row.get::<_, Ccy>(1)?.0 };
            Ok((row.get::<_, String>(0)?, Left { units: row.get(2)?, value }, row.get::<_, Us>(4)?.0))
        })
        .optional()?;
    let Some((sku, left, received)) = known else {
        return Err(error::usage(format!("there is no lot {lot}"))
            .code("no_such_lot")
            .hint("`arb report inventory` lists them")
            .into());
    };
    if sku != row.sku {
        return Err(not_of_this_lot(format!("lot {lot} is {sku}, and {} was sold", row.sku)));
    }
    if received > row.at {
        let why = format!("lot {lot} was received {received}, after the sale {}: nothing of it was sold then", row.at);
        return Err(not_of_this_lot(why));
    }
    if row.restocked > 0 {
        let why =
            format!("{} of the units sold came back to lot {}: they are on its books", row.restocked, row.booked.lot);
        return Err(not_of_this_lot(why));
    }
    Ok(left)
}

fn book_from(tx: &Connection, row: &Row, lot: i64, reason: &str, now: Timestamp) -> Result<Identified> {
    let Left { units: left, value } = may_be_of(tx, row, lot)?;
    if left < row.units {
        return Err(error::refused(format!("lot {lot} has {left} units left, and {} were sold", row.units))
            .code("not_of_this_lot")
            .hint("where another sale was booked from it by mistake, `--swap-with ORDER` swaps the two")
            .into());
    }
    let cost = Minor { minor: split::cost_of_units(value.minor, left, row.units), ..value };
    book(tx, row, OfLot { lot, cost }, reason, now)
}

/// Books a row of a sale from these units.
fn book(tx: &Connection, row: &Row, taken: OfLot, reason: &str, now: Timestamp) -> Result<Identified> {
    let lot = taken.lot;
    let reference = format!("sale:{}", row.sale);
    let nth: i64 = tx
        .prepare_cached("SELECT count(*)+1 FROM txn WHERE kind='identified' AND ref=?1")?
        .query_row([&reference], |row| row.get(0))?;
    let (txn, _) = ledger::post(tx, &events::identified(row.sale, nth, row.units, row.booked, taken, now)?)?;
    tx.prepare_cached("UPDATE listing_sale SET lot_id=?2, cost=?3 WHERE id=?1")?.execute(params![
        row.sale,
        lot,
        taken.cost.minor
    ])?;
    let why = serde_json::Map::from_iter([
        ("reason".to_owned(), reason.into()),
        ("sale".to_owned(), row.sale.into()),
        ("lot".to_owned(), lot.into()),
    ]);
    chain::append(tx, "identified", &txn.to_string(), &why, now)?;
    let money = |cost: Minor| Money::from_minor(cost.minor, cost.currency);
    let (from_lot, from_cost) = (row.booked.lot, money(row.booked.cost));
    Ok(Identified { sale: row.sale, units: row.units, from_lot, from_cost, lot, cost: money(taken.cost) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            ledger::Account,
            money::Currency,
            order::OrderStatus,
            sale::{Happened, SaleEvent},
        },
        store::tests::{funded, now, placed, stocked, usd, wanted},
    };

    /// Two lots of one SKU, at 10.00 and at 16.00 a unit, and a sale of some units by first in, first out.
    fn sold(units: u32) -> (Store, String) {
        let mut store = funded();
        let sku = stocked(&mut store, "1", 2, 2000);
        let mut dearer = wanted("1", 3, 4800);
        dearer.rebuy_slot = 1;
        let purchase = placed(&mut store, &dearer, 4800);
        store.record_status(purchase.id, OrderStatus::Received, now()).unwrap();
        let what = Happened::Sold {
            channel: "amazon_us".into(),
            order: "O-1".into(),
            line: "1".into(),
            sku: sku.clone(),
            buyer: None,
            quantity: units,
            gross: usd(3000 * i64::from(units)),
            fees: Vec::new(),
            postage: usd(0),
        };
        store.apply_sale_events("paper", &[SaleEvent { cursor: 1, at: now(), what }], now()).unwrap();
        (store, sku)
    }

    fn holds(store: &Store, cogs: i64, inventory: i64) {
        assert_eq!(store.balance(&Account::Cogs, Currency::USD).unwrap(), usd(cogs));
        assert_eq!(store.balance(&Account::Inventory, Currency::USD).unwrap(), usd(inventory));
        let problems = store.verify().unwrap().problems;
        assert!(problems.is_empty(), "{problems:?}");
    }

    const O1: SaleLine<'static> = SaleLine { order: "O-1", channel: None, line: None };

    #[test]
    fn a_sale_has_the_cost_of_the_lot_that_a_person_names_and_the_books_close() {
        let (mut store, _) = sold(1);
        holds(&store, 1000, 5800);
        let moved = store.identify_lot(O1, 2, "serial 77", now()).unwrap();
        assert_eq!((moved[0].from_cost, moved[0].cost), (usd(1000), usd(1600)));
        holds(&store, 1600, 5200);
        // Said again it changes nothing; the other lot may be named after all.
        assert_eq!(store.identify_lot(O1, 2, "serial 77", now()).unwrap(), []);
        store.identify_lot(O1, 1, "it was 76", now()).unwrap();
        store.identify_lot(O1, 2, "it was 77", now()).unwrap();
        holds(&store, 1600, 5200);
        let sales = store.sales(Timestamp::MIN, Timestamp::MAX).unwrap();
        assert_eq!(sales.len(), 1);
        // What comes back goes to that lot at that cost.
        let what = Happened::Refunded {
            channel: "amazon_us".into(),
            order: "O-1".into(),
            line: "1".into(),
            refund: None,
            amount: usd(3000),
            restocked: 1,
            fees_returned: usd(0),
        };
        store.apply_sale_events("paper", &[SaleEvent { cursor: 2, at: now(), what }], now()).unwrap();
        holds(&store, 0, 6800);
        let why = store.identify_lot(O1, 1, "x", now()).unwrap_err().to_string();
        assert!(why.contains("came back to lot 2"), "{why}");
    }

    #[test]
    fn a_line_over_two_lots_is_taken_from_one_where_it_has_the_units() {
        let (mut store, _) = sold(3);
        holds(&store, 3600, 3200);
        // Two of the first lot and one of the second: the other two are there.
        let moved = store.identify_lot(O1, 2, "one box", now()).unwrap();
        assert_eq!(moved.iter().map(|one| one.units).sum::<i64>(), 2);
        holds(&store, 4800, 2000);
        let why = store.identify_lot(O1, 1, "all of the other", now()).unwrap_err().to_string();
        assert!(why.contains("lot 1 has 0 units left"), "{why}");
        holds(&store, 4800, 2000);
    }

    #[test]
    fn a_lot_that_cannot_be_is_refused_and_nothing_is_booked() {
        let (mut store, _) = sold(1);
        stocked(&mut store, "2", 1, 500);
        let mut check = |sale, lot, part: &str| {
            let why = store.identify_lot(sale, lot, "x", now()).unwrap_err().to_string();
            assert!(why.contains(part), "{why}");
        };
        check(O1, 3, "was sold");
        check(O1, 99, "there is no lot 99");
        check(SaleLine { order: "O-9", ..O1 }, 2, "no sale of the order `O-9`");
        check(SaleLine { line: Some("2"), ..O1 }, 2, "no sale of the order `O-1`");
        holds(&store, 1000, 6300);
    }

    /// One more sale of one unit, at this time.
    fn sell(store: &mut Store, sku: &str, cursor: u64, order: &str, at: Timestamp) {
        let what = Happened::Sold {
            channel: "amazon_us".into(),
            order: order.into(),
            line: "1".into(),
            sku: sku.into(),
            buyer: None,
            quantity: 1,
            gross: usd(3000),
            fees: Vec::new(),
            postage: usd(0),
        };
        store.apply_sale_events("paper", &[SaleEvent { cursor, at, what }], now()).unwrap();
    }

    #[test]
    fn two_sales_that_took_each_others_last_units_are_swapped() {
        let (mut store, sku) = sold(2);
        // Two at 10.00 went by the first, three at 16.00 by the others: the last unit of the second lot went by O-4.
        for (cursor, order) in [(2, "O-2"), (3, "O-3"), (4, "O-4")] {
            sell(&mut store, &sku, cursor, order, now());
        }
        holds(&store, 6800, 0);
        let of = |order: &'static str| SaleLine { order, ..O1 };
        let why = store.identify_lot(of("O-4"), 1, "serial 9", now()).unwrap_err();
        assert!(why.to_string().contains("lot 1 has 0 units left"), "{why}");
        // Two of the one and one of the other are no swap; with itself neither.
        for (sale, lot, other) in [("O-4", 1, "O-1"), ("O-4", 1, "O-2"), ("O-4", 1, "O-4")] {
            let why = store.swap_lots(of(sale), lot, of(other), "x", now()).unwrap_err().to_string();
            assert!(why.contains("can be swapped"), "{why}");
        }
        let (mut store, sku) = sold(1);
        for (cursor, order) in [(2, "O-2"), (3, "O-3"), (4, "O-4"), (5, "O-5")] {
            sell(&mut store, &sku, cursor, order, now());
        }
        for _ in 0..2 {
            let moved = store.swap_lots(of("O-5"), 1, O1, "serial 9", now()).unwrap();
            if let [one, other] = moved.as_slice() {
                assert_eq!((one.lot, one.cost, other.lot, other.cost), (1, usd(1000), 2, usd(1600)));
            } else {
                assert_eq!(moved, [], "said again it changes nothing");
            }
            holds(&store, 6800, 0);
        }
        let back = store.swap_lots(O1, 1, of("O-5"), "it was not", now()).unwrap();
        assert_eq!((back[0].from_lot, back[0].lot), (2, 1));
        holds(&store, 6800, 0);
    }

    #[test]
    fn a_lot_that_came_after_the_sale_is_not_what_was_sold() {
        let mut store = funded();
        let sku = stocked(&mut store, "1", 2, 2000);
        let mut later = wanted("1", 3, 4800);
        later.rebuy_slot = 1;
        let purchase = placed(&mut store, &later, 4800);
        sell(&mut store, &sku, 1, "O-1", now());
        let tomorrow = now() + jiff::SignedDuration::from_hours(24);
        store.record_status(purchase.id, OrderStatus::Received, tomorrow).unwrap();
        sell(&mut store, &sku, 2, "O-2", tomorrow);
        let why = store.identify_lot(O1, 2, "x", tomorrow).unwrap_err().to_string();
        assert!(why.contains("lot 2 was received") && why.contains("after the sale"), "{why}");
        store.identify_lot(SaleLine { order: "O-2", ..O1 }, 2, "x", tomorrow).unwrap();
        let why = store.swap_lots(O1, 2, SaleLine { order: "O-2", ..O1 }, "x", tomorrow).unwrap_err().to_string();
        assert!(why.contains("after the sale"), "{why}");
        holds(&store, 2600, 4200);
    }
}
