//! What others ask, from a file: one offer a row, or one page an object. For those who have no API keys.

use std::{
    borrow::Cow,
    collections::HashMap,
    hash::{BuildHasher as _, RandomState},
    path::Path,
};

use anyhow::{Context as _, Result};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    context::Context,
    domain::money::{Currency, Money},
    pipe::{
        plain_rows::{Plain, PlainRows},
        reader::{Fault, InputSpec, Reader},
        reject::Reject,
        source::Place,
        spool::{Spool, Spot},
    },
    vendors::{Competition, Rival},
};

/// Pages by SKU. Their rows lie on disk, each with the place of the one before it of its SKU; what is held in memory is where the
/// last one of each SKU lies.
pub(super) struct Pages {
    rows: Spool,
    last: HashMap<u64, Spot>,
    names: RandomState,
}

/// A row as it is put away.
#[derive(Serialize, Deserialize)]
struct Row<'a> {
    before: Option<Spot>,
    cells: Cow<'a, Map<String, Value>>,
}

impl Pages {
    fn new() -> Self {
        Self { rows: Spool::default(), last: HashMap::new(), names: RandomState::new() }
    }

    fn keep(&mut self, sku: &str, cells: &Map<String, Value>) -> Result<()> {
        let name = self.names.hash_one(sku);
        let row = Row { before: self.last.get(&name).copied(), cells: Cow::Borrowed(cells) };
        let spot = self.rows.put(&serde_json::to_vec(&row)?)?;
        self.last.insert(name, spot);
        Ok(())
    }

    /// The page of a SKU; `None` where the file says nothing of it.
    pub(super) fn of(&mut self, sku: &str) -> Result<Option<Competition>> {
        let (mut next, mut rows) = (self.last.get(&self.names.hash_one(sku)).copied(), Vec::new());
        while let Some(spot) = next {
            let row: Row<'_> = serde_json::from_slice(&self.rows.get(spot)?).context("an offer can't be read back")?;
            next = row.before;
            rows.push(row.cells.into_owned());
        }
        // Two names may have one hash.
        rows.retain(|cells| text(cells, "sku").as_deref() == Some(sku));
        if rows.is_empty() {
            return Ok(None);
        }
        let mut page = Competition::default();
        for cells in rows.iter().rev() {
            // It was added once before it was put away.
            add(&mut page, cells).map_err(|_| anyhow::anyhow!("an offer of `{sku}` can't be read back"))?;
        }
        Ok(Some(page))
    }
}

/// One page as an object: `{"sku": …, "buy_box": {…}, "ours": false, "rivals": [{"seller": …, "landed": {…}, "fba": true}]}`.
#[derive(Deserialize)]
struct Page {
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
            let named = need(&cells, "sku").and_then(|sku| add(&mut Competition::default(), &cells).map(|()| sku));
            match named {
                Ok(sku) => pages.keep(&sku, &cells)?,
                Err(fault) => rejecting.reject(ctx, &Reject::of_record(&file, line, fault, &cells))?,
            }
        }
    }
    Ok(pages)
}

fn text(cells: &Map<String, Value>, name: &str) -> Option<String> {
    match cells.get(name) {
        Some(Value::String(text)) => Some(text.trim().to_owned()),
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(Value::Bool(yes)) => Some(yes.to_string()),
        _ => None,
    }
}

fn need(cells: &Map<String, Value>, name: &'static str) -> Result<String, Fault> {
    text(cells, name).ok_or_else(|| {
        Fault::new(format!("it has no `{name}`"))
            .field(name)
            .hint("an offer has `sku`, `seller`, `landed` and `currency`; `fba` and `buy_box` say yes or no")
    })
}

/// Adds a row to the page of its SKU: one offer, or the whole of it anew.
fn add(page: &mut Competition, cells: &Map<String, Value>) -> Result<(), Fault> {
    if cells.contains_key("rivals") {
        let whole: Page = serde_json::from_value(Value::Object(cells.clone()))
            .map_err(|why| Fault::new(format!("it is no page: {why}")).hint("`arb reprice --help` shows one"))?;
        *page = whole.page;
        return Ok(());
    }
    let seller = need(cells, "seller")?;
    let landed = need(cells, "landed")?;
    let amount: Decimal = landed.parse().map_err(|_| {
        Fault::new(format!("`landed` is {}", crate::pipe::reject::quote(&landed)))
            .field("landed")
            .hint("price and shipping together, like 18.99")
    })?;
    let code = need(cells, "currency")?;
    let currency = Currency::parse(&code)
        .ok_or_else(|| Fault::new(format!("`currency` is {}", crate::pipe::reject::quote(&code))).field("currency"))?;
    let yes = |name: &str| {
        text(cells, name).is_some_and(|text| matches!(text.to_ascii_lowercase().as_str(), "true" | "yes" | "1" | "y"))
    };
    let landed = Money::new(amount, currency);
    if yes("buy_box") {
        page.buy_box = Some(landed);
        page.ours = yes("ours");
    }
    if !yes("ours") {
        let rival = Rival::of(&seller, landed, yes("fba"));
        page.rivals.push(Rival { marketplace: yes("marketplace"), condition: text(cells, "condition"), ..rival });
    }
    Ok(())
}
