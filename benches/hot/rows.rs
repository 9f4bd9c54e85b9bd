//! Cells, rows and lines: identifiers, price text, CSV and JSON Lines in and out.

use std::{hint::black_box, io::Cursor, path::Path};

use arb::{
    domain::{
        found::Found,
        ids::{self, Reading},
        money::Currency,
        price_text::{PriceHint, parse_price},
    },
    pipe::{
        found_rows::FoundRows,
        offer_rows::OfferRows,
        reader::{InputSpec, Reader},
        render::{Form, Renderer},
        source::Place,
    },
};
use criterion::{Criterion, Throughput};

use super::goods;

pub fn identifiers(criterion: &mut Criterion) {
    let cells = [
        "673419340557",
        "0673419340557",
        "978-0-439-02348-1",
        "0439023483",
        "B08HVXZW8K",
        "UPC: 673419340557",
        "36000291452",
        "673419340558",
    ];
    let mut group = criterion.benchmark_group("identifiers");
    group.throughput(Throughput::Elements(cells.len() as u64));
    group.bench_function("every kind of cell", |bencher| {
        bencher.iter(|| cells.map(|cell| ids::read_cell(black_box(cell), false, Reading::default()).is_ok()));
    });
    group.throughput(Throughput::Elements(1));
    group.bench_function("a plain barcode at a glance", |bencher| {
        bencher.iter(|| ids::plain_key(black_box("0673419340557"), Reading::default()));
    });
    group.finish();
}

pub fn price_text(criterion: &mut Criterion) {
    let texts = ["12.90", "$1,234.50", "1.234,50 €", "£3", "USD 17", "from 5.00", "12,90", "3 for 10"];
    let mut group = criterion.benchmark_group("price text");
    group.throughput(Throughput::Elements(texts.len() as u64));
    let hint = PriceHint { currency: Some(Currency::USD), ..PriceHint::default() };
    group.bench_function("eight ways to write one", |bencher| {
        bencher.iter(|| texts.map(|text| parse_price(black_box(text), &hint).amount));
    });
    group.finish();
}

fn read(text: &str, name: &str) -> Vec<Found> {
    let rows = OfferRows { currency: Some(Currency::USD), ..OfferRows::new(goods::now()) };
    let spec = InputSpec::new(vec![Place::new(Path::new(name))]);
    let stream = Box::new(Cursor::new(text.as_bytes().to_vec()));
    let reader = Reader::over(stream, spec, FoundRows(rows)).expect("it is a list");
    reader.map(|item| item.expect("it can be read").expect("it is an offer")).collect()
}

fn lines(found: &[Found], form: Form, columns: &[String]) -> usize {
    let renderer = Renderer::new(vec![form], columns).expect("its columns are named");
    let length = |found| renderer.lines(&renderer.pack(found)).each(1).map(<[u8]>::len).sum::<usize>();
    found.iter().map(length).sum()
}

const ROWS: u32 = 10_000;

pub fn reading(criterion: &mut Criterion) {
    let csv = goods::list(ROWS);
    let offers = read(&csv, "list.csv");
    let line = |found: &Found| serde_json::to_string(found).expect("it is JSON") + "\n";
    let jsonl: String = offers.iter().map(line).collect();
    let mut group = criterion.benchmark_group("reading");
    group.throughput(Throughput::Elements(ROWS.into()));
    group.bench_function("offers from CSV", |bencher| bencher.iter(|| read(&csv, "list.csv").len()));
    group.bench_function("offers from JSON Lines", |bencher| bencher.iter(|| read(&jsonl, "list.jsonl").len()));
    group.finish();
}

pub fn writing(criterion: &mut Criterion) {
    let offers = read(&goods::list(ROWS), "list.csv");
    let columns = ["id", "offer.title", "offer.price.amount", "offer.product.key", "offer.url"].map(str::to_owned);
    let mut group = criterion.benchmark_group("writing");
    group.throughput(Throughput::Elements(ROWS.into()));
    group.bench_function("offers as JSON Lines", |bencher| bencher.iter(|| lines(&offers, Form::Json, &[])));
    group.bench_function("five columns as CSV", |bencher| bencher.iter(|| lines(&offers, Form::Csv, &columns)));
    group.finish();
}
