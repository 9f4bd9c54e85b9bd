//! The example files, read as the commands read them: what is good comes in, what is broken is said.

use std::collections::BTreeSet;

use arb::{
    domain::{
        money::Currency,
        offer::Offer,
        record::{Record, Stage},
    },
    pipe::{
        offer_rows::OfferRows,
        reader::{InputSpec, Reader},
        source::Place,
    },
};

use super::kit::checkout;

/// The offers of a file and the reasons for what was left out.
fn read(file: &str) -> (Vec<Record>, Vec<String>) {
    let at = "2026-06-01T08:00:00Z".parse().expect("a time");
    let spec = InputSpec::new(vec![Place::new(&checkout(file))]);
    let rows = OfferRows { currency: Some(Currency::USD), ..OfferRows::new(at) };
    let mut reader = Reader::open(spec, rows).expect("the file opens");
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    while let Some(batch) = reader.next_batch().expect("the file is read") {
        for row in batch {
            match row {
                Ok(record) => good.push(record),
                Err(reject) => bad.push(format!("line {}: {}", reject.line, reject.fault.reason)),
            }
        }
    }
    (good, bad)
}

fn offers(records: &[Record]) -> Vec<Offer> {
    records.iter().map(|record| record.get(Stage::Offer).expect("an offer").expect("an offer")).collect()
}

#[test]
fn every_supplier_list_is_read_and_only_its_broken_rows_are_not() {
    // A coupon has a barcode but is no product: it comes in without a product key.
    let check = |file: &str, distinct: usize, broken: usize, coupons: usize| {
        let (good, bad) = read(&format!("examples/suppliers/{file}"));
        let ids: BTreeSet<_> = good.iter().filter_map(Record::id).collect();
        assert_eq!((ids.len(), bad.len()), (distinct, broken), "{file}: {bad:#?}");
        let nameless = offers(&good).iter().filter(|offer| offer.product.key.is_none()).count();
        assert_eq!(nameless, coupons, "{file}");
    };
    check("toys.csv", 120, 0, 0);
    check("books.csv", 140, 4, 0);
    check("outlet.csv", 94, 2, 2);
    check("cards.jsonl", 60, 1, 0);
}

#[test]
fn accents_decimal_commas_and_lost_zeros_survive() {
    let (books, _) = read("examples/suppliers/books.csv");
    let books = offers(&books);
    assert!(books.iter().any(|offer| offer.title.as_deref().is_some_and(|title| title.contains('é'))));
    assert!(books.iter().all(|offer| offer.price.amount() < rust_decimal::Decimal::from(60)));
    let (outlet, _) = read("examples/suppliers/outlet.csv");
    let outlet = offers(&outlet);
    let restored = |offer: &&Offer| offer.product.gtin.as_deref().is_some_and(|gtin| gtin.starts_with("00012345"));
    assert!(outlet.iter().filter(restored).count() > 60);
    assert!(outlet.iter().any(|offer| offer.pack == Some(6)));
}
