//! Offers into the database, beside a bare insert of the same rows into the same tables.

use std::path::Path;

use arb::{
    config::Mode,
    domain::found::Found,
    store::{Create, Store},
};
use criterion::{BatchSize, Criterion, Throughput};
use rusqlite::{Connection, params};
use tempfile::TempDir;

use super::goods;

const ROWS: u32 = 10_000;

fn folder() -> TempDir {
    tempfile::tempdir().expect("there is room for a folder")
}

fn open(folder: &Path) -> Store {
    Store::open(&folder.join("arb.db"), Create::IfMissing(Mode::Paper)).expect("a database is made")
}

/// What the database holds of an offer, inserted without a question.
fn bare(conn: &mut Connection, rows: &[(Found, String)]) {
    let at = goods::now().as_microsecond();
    for batch in rows.chunks(2_000) {
        let tx = conn.transaction().expect("a transaction begins");
        for (found, record) in batch {
            let offer = &found.offer;
            let price = offer.price.amount().to_string();
            tx.prepare_cached(
                "INSERT INTO offer(id,source,item,product,price,ccy,shipping,quantity,record,first_seen_us,changed_us,last_seen_us,scan_id)
                 VALUES(?1,?2,?3,?4,?5,'USD',NULL,?6,?7,?8,?8,?8,NULL)",
            )
            .and_then(|mut insert| {
                insert.execute(params![found.id, offer.source, offer.item, offer.product.key, price, offer.quantity, record, at])
            })
            .expect("an offer is inserted");
            tx.prepare_cached(
                "INSERT INTO observation(offer_id,at_us,change,price,ccy,shipping,quantity) VALUES(?1,?2,'new',?3,'USD',NULL,?4)",
            )
            .and_then(|mut insert| insert.execute(params![found.id, at, price, offer.quantity]))
            .expect("an observation is inserted");
        }
        tx.commit().expect("it is written");
    }
}

pub fn upsert(criterion: &mut Criterion) {
    let found: Vec<Found> = (0..ROWS).map(|number| Found::fresh(goods::offer(number))).collect();
    let rows: Vec<(Found, String)> = found.iter().map(|one| (one.clone(), one.as_it_came())).collect();
    let mut group = criterion.benchmark_group("store");
    group.throughput(Throughput::Elements(ROWS.into()));
    group.bench_function("a bare insert", |bencher| {
        let fresh = || {
            let folder = folder();
            drop(open(folder.path()));
            let conn = Connection::open(folder.path().join("arb.db")).expect("it is there");
            conn.pragma_update(None, "synchronous", "FULL").expect("it is a setting");
            (folder, conn)
        };
        bencher.iter_batched(fresh, |(folder, mut conn)| (bare(&mut conn, &rows), folder), BatchSize::PerIteration);
    });
    group.bench_function("offers that are new", |bencher| {
        let fresh = || {
            let folder = folder();
            let store = open(folder.path());
            (folder, store)
        };
        bencher.iter_batched(
            fresh,
            |(folder, mut store)| (store.save_offers(&found, None, goods::now()).expect("they are saved"), folder),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("offers that are known", |bencher| {
        let folder = folder();
        let mut store = open(folder.path());
        store.save_offers(&found, None, goods::now()).expect("they are saved");
        bencher.iter(|| store.save_offers(&found, None, goods::now()).expect("they are saved").len());
    });
    group.finish();
}
