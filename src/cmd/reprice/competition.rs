//! What others ask, from a file: one offer a row, or one page an object. For those who have no API keys.

use std::{collections::HashMap, path::Path};

use anyhow::Result;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    context::Context,
    domain::money::{Currency, Money},
    pipe::{
        plain_rows::{Plain, PlainRows},
        reader::{Fault, InputSpec, Reader},
        reject::Reject,
        source::Place,
    },
    vendors::{Competition, Rival},
};

/// Pages by SKU.
pub(super) type Pages = HashMap<String, Competition>;

/// One page as an object: `{"sku": …, "buy_box": {…}, "ours": false, "rivals": [{"seller": …, "landed": {…}, "fba": true}]}`.
#[derive(Deserialize)]
struct Page {
    sku: String,
    #[serde(flatten)]
    page: Competition,
}

/// Reads the file. A row that is no offer is rejected and named; the rest goes on.
pub(super) fn read(ctx: &Context, file: &Path, rejecting: &mut crate::cmd::input::Rejecting) -> Result<Pages> {
    let mut reader = Reader::open(InputSpec::new(vec![Place::new(file)]), PlainRows)?;
    let mut pages = Pages::new();
    while let Some(batch) = reader.next_batch()? {
        for item in batch {
            let Plain { file, line, cells } = match item {
                Ok(plain) => plain,
                Err(reject) => {
                    rejecting.reject(ctx, &reject)?;
                    continue;
                }
            };
            if let Err(fault) = add(&mut pages, &cells) {
                rejecting.reject(ctx, &Reject::of_record(&file, line, fault, &cells))?;
            }
        }
    }
    Ok(pages)
}

fn add(pages: &mut Pages, cells: &Map<String, Value>) -> Result<(), Fault> {
    if cells.contains_key("rivals") {
        let page: Page = serde_json::from_value(Value::Object(cells.clone()))
            .map_err(|why| Fault::new(format!("it is no page: {why}")).hint("`arb reprice --help` shows one"))?;
        pages.insert(page.sku, page.page);
        return Ok(());
    }
    let text = |name: &str| match cells.get(name) {
        Some(Value::String(text)) => Some(text.trim().to_owned()),
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(Value::Bool(yes)) => Some(yes.to_string()),
        _ => None,
    };
    let need = |name: &'static str| {
        text(name).ok_or_else(|| {
            Fault::new(format!("it has no `{name}`"))
                .field(name)
                .hint("an offer has `sku`, `seller`, `landed` and `currency`; `fba` and `buy_box` say yes or no")
        })
    };
    let (sku, seller) = (need("sku")?, need("seller")?);
    let landed = need("landed")?;
    let amount: Decimal = landed.parse().map_err(|_| {
        Fault::new(format!("`landed` is {}", crate::pipe::reject::quote(&landed)))
            .field("landed")
            .hint("price and shipping together, like 18.99")
    })?;
    let code = need("currency")?;
    let currency = Currency::parse(&code)
        .ok_or_else(|| Fault::new(format!("`currency` is {}", crate::pipe::reject::quote(&code))).field("currency"))?;
    let yes = |name: &str| {
        text(name).is_some_and(|text| matches!(text.to_ascii_lowercase().as_str(), "true" | "yes" | "1" | "y"))
    };
    let page = pages.entry(sku).or_default();
    let landed = Money::new(amount, currency);
    if yes("buy_box") {
        page.buy_box = Some(landed);
        page.ours = yes("ours");
    }
    if !yes("ours") {
        let rival = Rival::of(&seller, landed, yes("fba"));
        page.rivals.push(Rival { marketplace: yes("marketplace"), condition: text("condition"), ..rival });
    }
    Ok(())
}
