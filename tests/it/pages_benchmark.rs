//! Real product pages with what people read on them: how much of it is found.

use std::{fs::File, io::Read as _, path::PathBuf};

use arb::domain::{
    ids,
    money::Currency,
    page::{About, Availability, Page, PageFacts},
    price_text::{PriceHint, parse_price},
};
use rust_decimal::Decimal;

use super::kit::shared;

/// How often a field was found, was right, and was there.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    right: u32,
    found: u32,
    there: u32,
}

impl Tally {
    fn count(&mut self, found: bool, there: bool, right: bool) {
        self.found += u32::from(found);
        self.there += u32::from(there);
        self.right += u32::from(found && there && right);
    }

    /// Thousandths: precision, recall, F1.
    fn figures(self) -> [u32; 3] {
        let share = |part: u32, whole: u32| (part * 1000).checked_div(whole).unwrap_or(0);
        [share(self.right, self.found), share(self.right, self.there), share(2 * self.right, self.found + self.there)]
    }
}

struct Row {
    file: String,
    url: String,
    truth: csv::StringRecord,
    facts: PageFacts,
}

fn rows(folder: &std::path::Path) -> Vec<Row> {
    let mut index = csv::Reader::from_path(folder.join("product_pages_index.csv")).unwrap();
    index
        .records()
        .map(|record| {
            let truth = record.unwrap();
            let (file, url) = (truth[0].to_owned(), truth[1].to_owned());
            let html = unpacked(folder.join("product_pages").join(&file));
            let facts = Page::parse(&html).facts(&About { url: &url, ..About::default() });
            Row { file, url, truth, facts }
        })
        .collect()
}

fn unpacked(path: PathBuf) -> String {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The amount as the annotators wrote it: `23.450` is twenty-three thousand where the page says so.
fn amounts(text: &str) -> Vec<Decimal> {
    let people = parse_price(text, &PriceHint::default()).amount;
    let exact = Decimal::from_str_exact(text.trim()).ok();
    exact.into_iter().chain(people).map(|amount| amount.normalize()).collect()
}

fn same_currency(truth: &str, found: Currency) -> bool {
    let read = parse_price(&format!("1 {truth}"), &PriceHint { currency: Some(found), ..PriceHint::default() });
    read.currency == Some(found)
}

#[test]
fn real_pages_say_what_people_read_on_them() {
    let Some(folder) = shared("data/10_html") else { return };
    let show = std::env::var_os("ARB_PAGES_SHOW").is_some();
    let names = ["price", "currency", "availability", "sku", "gtin", "brand"];
    let mut tallies = [Tally::default(); 6];
    let mut confident = Tally::default();
    for row in rows(&folder) {
        let Row { facts, truth, .. } = &row;
        let price = facts.price.as_ref();
        let right = price.is_some_and(|price| amounts(&truth[2]).contains(&price.amount.normalize()));
        tallies[0].count(price.is_some(), !truth[2].is_empty(), right);
        let sure = facts.confidence == Some(arb::domain::page::Confidence::Agreed);
        confident.count(sure, !truth[2].is_empty(), right);
        let currency = price.and_then(|price| price.currency);
        let money = currency.is_some_and(|found| same_currency(&truth[3], found));
        // Where people saw no sign there is nothing to compare with.
        tallies[1].count(currency.is_some() && !truth[3].is_empty(), !truth[3].is_empty(), money);
        let stock = match facts.availability {
            Availability::InStock | Availability::Preorder => "InStock",
            Availability::OutOfStock => "OutOfStock",
            Availability::Unknown => "",
        };
        let stocked = !stock.is_empty() && truth[4].contains(stock);
        tallies[2].count(!stock.is_empty(), !truth[4].is_empty(), stocked);
        let skus: Vec<String> = truth[5].split('|').map(plain).collect();
        let sku = facts.sku.as_deref().map(plain);
        let same_sku = sku.as_ref().is_some_and(|sku| skus.contains(sku));
        tallies[3].count(sku.is_some() && !truth[5].is_empty(), !truth[5].is_empty(), same_sku);
        let gtin = ids::parse_cell(&truth[7]).ok().and_then(|id| id.gtin14()).map(|gtin| gtin.to_string());
        tallies[4].count(facts.gtin.is_some() && gtin.is_some(), gtin.is_some(), facts.gtin == gtin);
        let brand = facts.brand.as_deref().map(plain);
        let same_brand = brand.as_deref().is_some_and(|brand| {
            let truth = plain(&truth[8]);
            truth == brand || truth.contains(brand) || brand.contains(&truth)
        });
        tallies[5].count(brand.is_some() && !truth[8].is_empty(), !truth[8].is_empty(), same_brand);
        if show {
            let mut misses = Vec::new();
            let mut miss = |name: &str, right: bool, truth: &str, found: String| {
                if !right && !truth.is_empty() {
                    misses.push(format!("{name} {truth:?} not {found}"));
                }
            };
            miss("price", right, &truth[2], format!("{price:?} {:?}", facts.signals));
            miss("currency", money, &truth[3], format!("{currency:?}"));
            miss("availability", stocked, &truth[4], stock.into());
            miss("sku", same_sku, &truth[5], format!("{sku:?}"));
            miss("gtin", facts.gtin == gtin, &truth[7], format!("{:?}", facts.gtin));
            miss("brand", same_brand, &truth[8], format!("{brand:?}"));
            if truth[2].is_empty() && price.is_some() {
                misses.push(format!("price none, not {price:?}"));
            }
            for miss in misses {
                eprintln!("{} {:.50}: {miss} ({:?})", row.file, row.url, facts.confidence);
            }
        }
    }
    for (name, tally) in names.iter().zip(tallies).chain([(&"price, agreed", confident)]) {
        let [precision, recall, f1] = tally.figures();
        eprintln!("{name}: precision 0.{precision:03}, recall 0.{recall:03}, F1 0.{f1:03} ({tally:?})");
    }
    let floors = [830, 900, 700, 550, 750, 780];
    for ((name, tally), floor) in names.iter().zip(tallies).zip(floors) {
        assert!(tally.figures()[2] >= floor, "{name}: {tally:?}");
    }
}
