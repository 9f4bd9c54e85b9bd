//! Rows and objects made into records: our own records come through as they are, foreign rows become offers.

use std::sync::Arc;

use anyhow::Result;
use jiff::Timestamp;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{
    cells::{self, Gathered, PriceContext, is_nothing},
    dotted,
    header::{Columns, Vocabulary},
    mapping::Mapping,
    reader::{At, Fault, Head, Target},
    source,
};
use crate::{
    domain::{
        money::{Currency, Money},
        offer::{Offer, Row},
        record::{Record, Stage},
    },
    error,
};

/// The fields of an offer and the names they go by, the surest first.
///
/// What a shop is asked to pay later (list price, MSRP, sale price on the marketplace) is never the cost.
pub const VOCABULARY: Vocabulary = &[
    (
        "cost",
        "cost unitcost costprice buycost buyprice buyingprice purchaseprice purchasecost wholesale \
         wholesaleprice dealerprice dealercost dealernet netprice netcost yourprice yourcost supplierprice \
         suppliercost sourceprice tradeprice costpercase caseprice casecost einkaufspreis ekpreis ek \
         nettopreis prixachat prixnet preciocoste preciocompra unitprice priceperunit priceeach itemprice \
         price offerprice currentprice currentpriceraw askingprice asking pricevalue preis prix precio prezzo \
         prijs cena",
    ),
    (
        "shipping",
        "shipping shippingcost shippingprice shippingfee inboundshipping postage delivery deliverycost \
         freight versand versandkosten fraisdeport livraison",
    ),
    ("currency", "currency currencycode pricecurrency curr ccy wahrung waehrung devise moneda"),
    ("gtin", "gtin gtin14 gtin13 gtin12 globaltradeitemnumber"),
    ("isbn", "isbn13 isbn isbn10 isbnean"),
    ("ean", "ean ean13 ean8 eanupc upcean"),
    ("upc", "upc upca upce upc12 unitupc"),
    ("barcode", "barcode barcodes eachbarcode unitbarcode strichcode identifier productid itemid"),
    ("asin", "asin amazonasin"),
    ("ebay_epid", "epid ebayepid ebayproductid"),
    ("tcgplayer_product", "tcgplayerid tcgplayerproductid tcgplayerproduct"),
    (
        "sku",
        "sku suppliersku vendorsku itemsku item itemnumber itemno itemcode productcode productnumber \
         partnumber stockcode stocknumber articlenumber artikelnummer artikelnr artnr bestellnummer reference \
         ref catalognumber styleno model modelnumber mpn listingid offerid",
    ),
    (
        "title",
        "title producttitle itemtitle productname itemname name description productdescription \
         itemdescription product titel bezeichnung beschreibung artikel titre designation nom titulo nombre \
         descripcion titolo",
    ),
    ("brand", "brand brandname manufacturer mfr publisher marke hersteller marque fabricant marca"),
    (
        "category",
        "category categoryname productcategory department productgroup kategorie warengruppe categorie \
         categoria",
    ),
    ("condition", "condition itemcondition productcondition zustand etat grade"),
    ("seller", "seller sellername vendor supplier store shop merchant lieferant handler"),
    (
        "quantity",
        "quantity qty quantityavailable qtyavailable availableqty availablequantity available stock stockqty \
         stocklevel instock onhand qtyonhand inventory menge bestand lagerbestand quantite cantidad quantita",
    ),
    (
        "pack",
        "pack packsize packqty packquantity casepack caseqty casequantity casesize unitspercase unitsperpack \
         qtypercase innerpack itemspercase packungseinheit verpackungseinheit ve",
    ),
    ("url", "url link producturl itemurl productlink sourceurl itemweburl weburl href"),
    ("weight", "weight itemweight unitweight shippingweight packageweight grossweight gewicht poids peso"),
    ("dims", "dims dimensions size packagedimensions itemdimensions masse abmessungen"),
    ("length", "length packagelength itemlength lange longueur"),
    ("width", "width packagewidth itemwidth breite largeur"),
    ("height", "height packageheight itemheight hohe hauteur"),
];

/// Fields that hold identifiers, the surest first.
const IDS: [&str; 5] = ["gtin", "isbn", "ean", "upc", "barcode"];

/// Makes records.
#[derive(Clone, Debug)]
pub struct OfferRows {
    /// Which column is which field.
    pub mapping: Mapping,
    /// `--source`: the first half of every id; before the mapping's, before the file's name.
    pub source: Option<String>,
    /// The currency of prices that name none, after the mapping's.
    pub currency: Option<Currency>,
    /// When the rows were seen.
    pub observed_at: Timestamp,
    /// Whether rows that are no records are refused: for stages that only take records.
    pub records_only: bool,
}

impl OfferRows {
    /// Finds columns by name, and sees rows now.
    pub fn new(observed_at: Timestamp) -> Self {
        Self { mapping: Mapping::default(), source: None, currency: None, observed_at, records_only: false }
    }
}

/// What a table holds.
#[derive(Debug)]
pub enum Plan {
    /// Our own records in dotted columns.
    Records(dotted::Header),
    /// A foreign table.
    Offers(Box<Columns>),
}

impl Target for OfferRows {
    type Out = Record;
    type Plan = Plan;

    fn plan(&self, head: &Head) -> Result<Plan> {
        if let Some(header) = dotted::Header::of(&head.columns) {
            return Ok(Plan::Records(header));
        }
        if self.records_only {
            let failure = error::failed(format!("{} holds no records", shown(&head.file)));
            return Err(failure.hint("a supplier's list goes through `arb scan FILE` first").into());
        }
        let columns = self.columns(head)?;
        if columns.one("cost").is_none() && !self.mapping.constants.contains_key("cost") {
            return Err(no_cost(head, &columns));
        }
        Ok(Plan::Offers(Box::new(columns)))
    }

    fn row(&self, plan: &Plan, at: &At, cells: Vec<String>) -> Result<Option<Record>, Fault> {
        match plan {
            Plan::Records(header) => checked(header.record(cells)?).map(Some),
            Plan::Offers(columns) => self.offer(columns, at, &cells),
        }
    }

    fn object(&self, at: &At, object: Map<String, Value>) -> Result<Option<Record>, Fault> {
        if is_record(&object) {
            return checked(Record(object)).map(Some);
        }
        if self.records_only {
            return Err(Fault::new("it is no record: it has no `offer`")
                .hint("a supplier's list goes through `arb scan FILE` first"));
        }
        let (names, cells) = dotted::columns_of(&object);
        let head = Head { file: at.file.clone(), stem: at.stem.clone(), columns: names, named: true };
        let columns = self.columns(&head).map_err(|why| Fault::new(why.to_string()))?;
        if columns.one("cost").is_none() && !self.mapping.constants.contains_key("cost") {
            return Err(Fault::new("no key looks like a price")
                .field("cost")
                .hint("name it with `--map FILE`: `[columns] cost = \"…\"`"));
        }
        self.offer(&columns, at, &cells)
    }
}

/// Whether a JSON object is one of our records rather than somebody's row.
fn is_record(object: &Map<String, Value>) -> bool {
    let stages = [Stage::Offer, Stage::Analysis, Stage::Purchase, Stage::Listing, Stage::PriceChange, Stage::Ticket];
    (object.contains_key("schema") && object.contains_key("id"))
        || stages.iter().any(|stage| object.get(stage.key()).is_some_and(Value::is_object))
}

fn checked(record: Record) -> Result<Record, Fault> {
    record.check_schema().map_err(|why| Fault::new(why.to_string()).field("schema").hint("update arb"))?;
    match record.id() {
        Some(id) if !id.trim().is_empty() => Ok(record),
        _ => Err(Fault::new("the record has no `id`").field("id").hint("an id is text, `source:item`")),
    }
}

fn shown(file: &str) -> &str {
    if file == "-" { "stdin" } else { file }
}

fn no_cost(head: &Head, columns: &Columns) -> anyhow::Error {
    let file = shown(&head.file);
    let failure = if columns.is_empty() && looks_like_data(&head.columns) {
        error::failed(format!(
            "{file} has no header: its first row is {}",
            super::reject::quote(&head.columns.join(", "))
        ))
        .hint("name the columns with `--map FILE`: `header = false` and `[columns] cost = 3`")
    } else {
        error::failed(format!("{file} has no column that looks like a price; its columns: {}", head.columns.join(", ")))
            .hint("name it with `--map FILE`: `[columns] cost = \"…\"`")
    };
    failure.into()
}

/// Whether a first row holds values: an identifier or a price among them.
fn looks_like_data(cells: &[String]) -> bool {
    cells.iter().any(|cell| cell.chars().any(|c| c.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic))
}

impl OfferRows {
    fn columns(&self, head: &Head) -> Result<Columns> {
        Columns::find(head, &self.mapping, VOCABULARY, &["isbn", "ean", "upc", "gtin", "barcode", "asin"], &["cost"])
    }

    fn offer(&self, columns: &Columns, at: &At, cells: &[String]) -> Result<Option<Record>, Fault> {
        let row = Cells { columns, cells, mapping: &self.mapping };
        if row.is_left_out() {
            return Ok(None);
        }
        let mut notes = Vec::new();
        let mut extra = row.extra();
        let (price, shipping) = self.prices(&row, &mut notes)?;
        let (product, remarks) = row.ids().finish()?;
        notes.extend(remarks);

        let text = |field: &str| row.text(field).map(str::to_owned);
        let mut number = |field: &str, read: fn(&str) -> Option<u32>| {
            let text = row.text(field)?;
            let number = read(text);
            if number.is_none() {
                // What can't be read as a number (`in stock`) is kept as it is.
                extra.insert(row.name(field), text.into());
            }
            number
        };
        let quantity = number("quantity", cells::count);
        let pack = number("pack", cells::pack);
        let weight_g = row.column("weight").and_then(|(text, name)| cells::weight_g(text, name));
        if let Some(text) = row.text("weight").filter(|_| weight_g.is_none()) {
            extra.insert(row.name("weight"), text.into());
        }
        let side = |field| row.column(field);
        let dims = cells::dims(row.column("dims"), [side("length"), side("width"), side("height")]);
        if dims.is_none() {
            for field in ["length", "width", "height"] {
                if let Some(text) = row.text(field) {
                    extra.insert(row.name(field), text.into());
                }
            }
        }
        let source = self.source.as_deref().or(self.mapping.source.as_deref()).unwrap_or(&at.stem).to_owned();
        let mut offer = Offer {
            source,
            item: String::new(),
            observed_at: self.observed_at,
            price,
            shipping,
            url: text("url"),
            title: text("title"),
            brand: text("brand"),
            category: text("category"),
            condition: text("condition"),
            seller: text("seller"),
            quantity,
            pack,
            product,
            weight_g,
            dims,
            change: None,
            previous_price: None,
            row: Some(Row { file: at.file.to_string(), line: at.line }),
            notes,
            extra,
        };
        offer.item = item(&offer, row.text("sku"))?;
        let mut record = Record::new(&format!("{}:{}", offer.source, offer.item));
        record.set(Stage::Offer, &offer);
        Ok(Some(record))
    }

    fn prices(&self, row: &Cells<'_>, notes: &mut Vec<String>) -> Result<(Money, Option<Money>), Fault> {
        let stated = match row.text("currency") {
            None => None,
            Some(text) => Some(Currency::parse(text.trim()).ok_or_else(|| {
                let name = row.name("currency");
                Fault::new(format!("`{name}` is {}, not a currency code", super::reject::quote(text)))
                    .field(&name)
                    .hint("use three letters, like `USD`")
            })?),
        };
        let context = |field: &str| PriceContext {
            stated: stated.or_else(|| row.column(field)?.1.currency),
            assumed: self.mapping.currency.or(self.currency),
            decimal: self.mapping.decimal,
        };
        let cost = row.name("cost");
        let text = row.text("cost").unwrap_or_default();
        let price = cells::money(text, &cost, context("cost"), notes)?
            .ok_or_else(|| Fault::new(format!("`{cost}` is empty")).field(&cost).hint("an offer needs a price"))?;
        if price.is_zero() && text.bytes().any(|byte| byte.is_ascii_digit()) {
            return Err(Fault::new(format!("`{cost}` is 0"))
                .field(&cost)
                .hint("a price of nothing is no price; write `free` if it is"));
        }
        let name = row.name("shipping");
        let shipping = match row.text("shipping") {
            Some(text) => {
                let context = PriceContext { assumed: Some(price.currency()), ..context("shipping") };
                cells::money(text, &name, context, notes)?
            }
            None => None,
        };
        if let Some(shipping) = shipping.filter(|shipping| shipping.currency() != price.currency()) {
            let reason = format!("`{cost}` is in {} and `{name}` in {}", price.currency(), shipping.currency());
            return Err(Fault::new(reason).field(&name).hint("write both in one currency"));
        }
        Ok((price, shipping))
    }
}

/// The second half of the id: the source's own number, or the product with what tells its offers apart,
/// or a fingerprint of what the row says about itself. The same row gives the same id tomorrow.
fn item(offer: &Offer, sku: Option<&str>) -> Result<String, Fault> {
    if let Some(sku) = sku {
        return Ok(sku.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let variant = [offer.condition.as_deref(), offer.seller.as_deref()];
    if let Some(key) = &offer.product.key {
        let number = key.split_once(':').map_or(key.as_str(), |(_, number)| number);
        let parts =
            variant.iter().flatten().map(|text| source::slug(text)).filter(|part| !part.is_empty() && part != "new");
        return Ok(std::iter::once(number.to_owned()).chain(parts).collect::<Vec<_>>().join("-"));
    }
    let identity = [offer.url.as_deref(), offer.title.as_deref(), offer.brand.as_deref()];
    if identity.iter().all(Option::is_none) {
        return Err(Fault::new("nothing says what is offered: no identifier, no item number, no title, no link"));
    }
    let mut hash = Sha256::new();
    for part in identity.iter().chain(&variant) {
        hash.update(part.unwrap_or_default().trim().to_lowercase());
        hash.update([0]);
    }
    Ok(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

/// A row of a foreign table, by field.
struct Cells<'a> {
    columns: &'a Columns,
    cells: &'a [String],
    mapping: &'a Mapping,
}

impl<'a> Cells<'a> {
    fn is_left_out(&self) -> bool {
        self.mapping.skip.iter().any(|(column, texts)| {
            let place = self.columns.names.iter().position(|name| name.eq_ignore_ascii_case(column));
            place.is_some_and(|place| texts.iter().any(|text| text.eq_ignore_ascii_case(self.cells[place].trim())))
        })
    }

    /// The first filled cell of a field, with its column.
    fn place(&self, field: &str) -> Option<usize> {
        self.columns.all(field).iter().copied().find(|&place| !is_nothing(&self.cells[place]))
    }

    fn column(&self, field: &str) -> Option<(&'a str, &'a super::header::Name)> {
        self.place(field).map(|place| (self.cells[place].as_str(), &self.columns.read[place]))
    }

    /// The text of a field; unknown is `None`.
    fn text(&self, field: &str) -> Option<&'a str> {
        let cell = self.place(field).map(|place| self.cells[place].trim());
        cell.or_else(|| self.mapping.constants.get(field).map(String::as_str))
    }

    /// What the file calls a field.
    fn name(&self, field: &str) -> String {
        let place = self.place(field).or_else(|| self.columns.one(field));
        place.map_or(field, |place| self.columns.names[place].as_str()).to_owned()
    }

    fn ids(&self) -> Gathered {
        let mut ids = Gathered::default();
        let each = |field: &str, add: &mut dyn FnMut(&str, &str)| {
            for &place in self.columns.all(field) {
                add(&self.cells[place], &self.columns.names[place]);
            }
        };
        for field in IDS {
            each(field, &mut |cell, name| ids.add(cell, name, field == "isbn"));
        }
        each("asin", &mut |cell, name| ids.add(cell, name, false));
        each("ebay_epid", &mut |cell, name| ids.add_namespaced(cell, name, "ebay:epid:"));
        each("tcgplayer_product", &mut |cell, name| ids.add_namespaced(cell, name, "tcgplayer:product:"));
        ids
    }

    /// The filled columns of no field, as written.
    fn extra(&self) -> Map<String, Value> {
        let filled = self.columns.others.iter().filter(|&&place| !self.cells[place].trim().is_empty());
        filled.map(|&place| (self.columns.names[place].clone(), Value::from(self.cells[place].trim()))).collect()
    }
}

/// A place in a file, for what is made of it.
pub(super) fn row_of(at: &At) -> Row {
    Row { file: Arc::clone(&at.file).to_string(), line: at.line }
}
