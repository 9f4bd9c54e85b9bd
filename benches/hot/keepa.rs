//! A reply of Keepa, from bytes to evidence.

use arb::vendors::keepa::Reply;
use criterion::{Criterion, Throughput};

/// Minutes of Keepa's own time.
const BEGIN: u32 = 6_000_000;

/// A reply as the product request gives it: 30 histories of so many points, a twentieth of them "there is none".
fn reply(products: u32, points: u32) -> String {
    let history = |series: u32| {
        let point = |at: u32| {
            let value = if (at * 7 + series).is_multiple_of(20) {
                -1
            } else {
                i64::from(2_500 + (at * 37 + series * 11) % 900)
            };
            let shipping = if matches!(series, 7 | 18..=27) { ",399" } else { "" };
            format!("{},{value}{shipping}", BEGIN + at * 700)
        };
        format!("[{}]", (0..points).map(point).collect::<Vec<_>>().join(","))
    };
    let csv = format!("[{}]", (0..30).map(history).collect::<Vec<_>>().join(","));
    let product = |number: u32| {
        format!(
            r#"{{"csv":{csv},"asin":"B0{number:08}","domainId":1,"title":"Product {number}","productType":0,"stats":null}}"#
        )
    };
    let products = (0..products).map(product).collect::<Vec<_>>().join(",");
    format!(
        r#"{{"timestamp":1700000000000,"tokensLeft":1200,"refillIn":1000,"refillRate":20,"products":[{products}]}}"#
    )
}

pub fn decoding(criterion: &mut Criterion) {
    let (products, points) = (10, 1_000);
    let text = reply(products, points);
    let mut group = criterion.benchmark_group("keepa");
    group.throughput(Throughput::Elements(u64::from(products * points * 30)));
    group.bench_function("points of histories, to evidence", |bencher| {
        bencher.iter(|| {
            let found = Reply::evidence_in(text.as_bytes(), "keepa").expect("it is a reply");
            found.into_iter().filter(Result::is_ok).count()
        });
    });
    group.finish();
}
