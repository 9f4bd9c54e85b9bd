//! The functions that every row goes through, each on its own: `cargo bench --bench hot`.

mod goods;
mod judging;
mod keepa;
mod rows;
mod store;

use std::{process::Command, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};

/// The program from nothing to its end.
fn start_up(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start-up");
    for asked in ["--version", "--help"] {
        group.bench_function(asked, |bencher| {
            bencher.iter(|| Command::new(env!("CARGO_BIN_EXE_arb")).arg(asked).output().expect("arb runs"));
        });
    }
    group.finish();
}

fn config() -> Criterion {
    Criterion::default().measurement_time(Duration::from_secs(3)).sample_size(20)
}

criterion_group! {
    name = hot;
    config = config();
    targets = rows::identifiers, rows::price_text, rows::reading, rows::writing, judging::fees, judging::judgement,
        judging::repricing, keepa::decoding, store::upsert, start_up
}
criterion_main!(hot);
