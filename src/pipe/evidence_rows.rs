//! A price book made into price evidence: any table or JSON with an identifier and prices, exports of Keepa among them.

use std::borrow::Cow;

use anyhow::Result;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::{
    book_figures::{FIGURES, Figure},
    cells::{self, PriceContext},
    dotted,
    header::{Columns, Vocabulary},
    mapping::Mapping,
    reader::{At, Fault, Head, Target},
    reject::quote,
    row::Cells,
};
use crate::{
    domain::{
        evidence::{Evidence, Opinion, Restriction},
        money::Currency,
        offer::{ProductIds, Row},
    },
    error,
};

/// The fields of price evidence and the names they go by, the surest first. Names with `current`, `90daysavg` and the
/// like are those of Keepa's product viewer and finder exports.
pub static VOCABULARY: Vocabulary = &[
    ("gtin", "gtin gtin14 gtin13 productcodesgtin"),
    ("isbn", "isbn13 isbn isbn10"),
    ("ean", "ean ean13 productcodesean"),
    ("upc", "upc upca productcodesupc"),
    ("barcode", "barcode identifier"),
    ("asin", "asin amazonasin"),
    ("ebay_epid", "epid ebayepid"),
    ("tcgplayer_product", "tcgplayerid tcgplayerproductid"),
    ("channel", "channel marketplace saleschannel"),
    ("currency", "currency currencycode"),
    ("as_of", "asof date lastupdate lastupdated updated updatedat timestamp snapshot"),
    ("title", "title productname name itemname"),
    ("brand", "brand brandname manufacturer"),
    ("category", "category categoriesroot rootcategory categoryroot feecategory productgroup group"),
    ("condition", "condition itemcondition"),
    ("pack", "pack packsize packqty packagequantity unitspersale"),
    (
        "buy_box",
        "buybox buyboxcurrent buyboxprice currentbuybox buyboxnew bbprice sellprice sellingprice saleprice \
         salesprice marketprice amazonsellprice price",
    ),
    ("lowest_fba", "lowestfba lowfba lowestnewfba new3rdpartyfbacurrent newfbacurrent lowestfbaprice fbaprice"),
    ("lowest_fbm", "lowestfbm lowfbm lowmfn lowestmfn new3rdpartyfbmcurrent newfbmcurrent lowestfbmprice fbmprice"),
    ("avg30", "avg30 buybox30daysavg average30 avg30d priceavg30 buyboxavg30 new30daysavg"),
    ("avg90", "avg90 buybox90daysavg average90 avg90d priceavg90 buyboxavg90 new90daysavg"),
    ("avg180", "avg180 buybox180daysavg average180 avg180d priceavg180 buyboxavg180 new180daysavg"),
    ("p10", "p10 pricep10 pricep1090d p1090d"),
    ("p50", "p50 pricep50 pricep5090d median p5090d"),
    ("p90", "p90 pricep90 pricep9090d p9090d"),
    ("points", "points datapoints pricepoints samples"),
    ("rank", "rank salesrank salesrankcurrent bsr currentrank bestsellersrank"),
    ("rank_avg90", "rankavg90 salesrank90daysavg bsravg90 avgrank90 rank90 salesrankavg90"),
    (
        "monthly_sold",
        "monthlysold boughtinpastmonth monthlysalestrendsboughtinpastmonth monthlysales salespermonth \
         estsalesmo estimatedsales unitspermonth sold30",
    ),
    ("rank_drops30", "rankdrops30 salesrankdropslast30days drops30 salesrankdrops30 drops"),
    ("offers", "offers newoffercountcurrent newoffers offersnew offercount sellers totaloffercount"),
    ("offers_avg90", "offersavg90 newoffercount90daysavg newoffersavg90"),
    ("amazon_in_stock", "amazoninstock amazonsells soldbyamazon"),
    ("amazon_price", "amazoncurrent amazonprice"),
    ("amazon_in_stock_pct", "amazoninstockpct amazoninstockpct90 amazoninstockpct90d amazonshare"),
    ("amazon_oos_pct", "amazonoutofstockpercentage90daysoospct amazon90daysoos amazonoospct amazonoos90"),
    ("weight", "weight packageweight itemweight shippingweight unitweight"),
    ("dims", "dims dimensions packagedimensions size"),
    ("length", "length packagelength"),
    ("width", "width packagewidth"),
    ("height", "height packageheight"),
    ("restriction", "restriction restricted restrictions gated eligibility approval"),
    ("hazmat", "hazmat ishazmat dangerousgoods dg"),
    ("meltable", "meltable ismeltable heatsensitive isheatsensitive"),
    ("ip_alert", "ipalert ipcomplaint ip iprisk"),
    ("private_label", "privatelabel pl"),
    ("recalled", "recalled recall"),
    ("opinion", "opinion verdict decision recommendation toolverdict dealverdict"),
];

/// Fields that several columns may fill: each can name the product.
const MANY: &[&str] = &["isbn", "ean", "upc", "gtin", "barcode", "asin"];

/// Fields that no two columns may fill alike.
const SOLE: &[&str] = &["buy_box"];

/// Makes price evidence of rows.
#[derive(Clone, Debug)]
pub struct EvidenceRows {
    /// The fee channel of rows that name none: `amazon_us`.
    pub channel: String,
    /// The currency of rows that name none.
    pub currency: Currency,
    /// Where it is from; `None` is the file's name.
    pub source: Option<String>,
    /// Which column is which field, and how they are read.
    pub mapping: Mapping,
    /// How old rows are that have no date of their own; `None` is unknown.
    pub as_of: Option<Timestamp>,
    /// Whether rows that name no product are passed over without a word: they were offers first, and stay that.
    pub passing: bool,
}

impl EvidenceRows {
    /// Evidence of this channel and currency, where rows say nothing else.
    pub fn new(channel: &str, currency: Currency) -> Self {
        Self {
            channel: channel.to_owned(),
            currency,
            source: None,
            mapping: Mapping::default(),
            as_of: None,
            passing: false,
        }
    }
}

impl Target for EvidenceRows {
    type Out = Evidence;
    type Plan = Columns;

    fn plan(&self, head: &Head) -> Result<Columns> {
        let columns = Columns::find(head, &self.mapping, VOCABULARY, MANY, SOLE)?;
        let ids = ["gtin", "isbn", "ean", "upc", "barcode", "asin", "ebay_epid", "tcgplayer_product"];
        if ids.iter().all(|field| columns.one(field).is_none()) {
            let file = if &*head.file == "-" { "stdin" } else { &head.file };
            let failure =
                error::failed(format!("{file} has no column for a product; its columns: {}", head.columns.join(", ")));
            return Err(failure.hint("a price book has `gtin`, `upc`, `ean`, `isbn` or `asin`").into());
        }
        Ok(columns)
    }

    fn row(&self, columns: &Columns, at: &At<'_>, cells: &[Cow<'_, str>]) -> Result<Option<Evidence>, Fault> {
        if self.passing {
            let row = Cells::new(columns, cells, &self.mapping);
            let unnamed = row.ids().finish().is_ok_and(|(product, _)| product.key.is_none());
            if row.is_left_out() || unnamed {
                return Ok(None);
            }
        }
        self.evidence(columns, at, cells).map(Some)
    }

    fn object(&self, at: &At<'_>, object: Map<String, Value>) -> Result<Option<Evidence>, Fault> {
        if object.get("product").is_some_and(Value::is_object) {
            return serde_json::from_value(Value::Object(object))
                .map(Some)
                .map_err(|why| Fault::new(format!("it is no price evidence: {why}")));
        }
        let (names, cells) = dotted::columns_of(&object);
        let head = Head { file: at.file.clone(), stem: at.stem.clone(), columns: names, named: true, delimiter: None };
        let columns = Columns::find_again(&head, &self.mapping, VOCABULARY, MANY, SOLE)
            .map_err(|why| Fault::new(why.to_string()))?;
        self.evidence(&columns, at, &cells).map(Some)
    }
}

impl EvidenceRows {
    /// The evidence in a row of a table.
    pub fn evidence(&self, columns: &Columns, at: &At<'_>, cells: &[Cow<'_, str>]) -> Result<Evidence, Fault> {
        self.about(&Cells::new(columns, cells, &self.mapping), at, |row| self.figures(row))
    }

    /// The evidence in a row whose figures are read like this.
    pub(super) fn about(
        &self,
        row: &Cells<'_>,
        at: &At<'_>,
        figures: impl FnOnce(&Cells<'_>) -> Result<Evidence, Fault>,
    ) -> Result<Evidence, Fault> {
        let (product, _) = row.product()?;
        if product.key.is_none() {
            return Err(
                Fault::new("it names no product").hint("a price book's row needs a `gtin`, `upc`, `isbn` or `asin`")
            );
        }
        let mut evidence = figures(row)?;
        evidence.product = product;
        evidence.source = self.source.clone().unwrap_or_else(|| at.file.to_string());
        evidence.row = Some(Row { file: at.file.to_string(), line: at.line });
        evidence.title = row.text("title").map(str::to_owned);
        evidence.brand = row.text("brand").map(str::to_owned);
        Ok(evidence)
    }

    /// What a row says, without which product it is about, by whom and where.
    pub(super) fn figures(&self, row: &Cells<'_>) -> Result<Evidence, Fault> {
        let currency = match row.text("currency") {
            None => {
                ["buy_box", "avg90"].iter().find_map(|field| row.column(field)?.1.currency).unwrap_or(self.currency)
            }
            Some(text) => Currency::parse(text).ok_or_else(|| unreadable(row, "currency", text))?,
        };
        let channel = row.text("channel").map_or_else(|| self.channel.clone(), str::to_owned);
        let mut evidence = Evidence::of(ProductIds::default(), &channel, currency, "");
        for (field, figure) in FIGURES {
            let price = || price(row, field, currency);
            match *figure {
                Figure::Text(place) => *place(&mut evidence) = row.text(field).map(str::to_owned),
                Figure::Price(place) => *place(&mut evidence) = price()?,
                Figure::Count(place) => *place(&mut evidence) = count(row, field)?,
                Figure::Rank(place) => *place(&mut evidence) = count(row, field)?.filter(|rank| *rank > 0),
                Figure::Flag(place) => *place(&mut evidence) = flag(row, field)?,
                Figure::Pack => evidence.pack = row.text(field).and_then(cells::pack),
                Figure::Opinion => evidence.opinion = row.text(field).and_then(opinion),
                Figure::Restriction => evidence.restriction = restriction(row)?,
                Figure::Day => evidence.as_of = moment(row)?.or(self.as_of),
                Figure::Weight => {
                    evidence.weight_g = row.column(field).and_then(|(text, name)| cells::weight_g(text, name));
                }
                Figure::Dims => {
                    let sides = ["length", "width", "height"].map(|side| row.column(side));
                    evidence.dims = cells::dims(row.column(field), sides);
                }
                Figure::Side(_) => {}
                // A price of Amazon's own says that it sells; an empty one says nothing certain.
                Figure::AmazonPrice => {
                    let sells = price()?.map(|_| true);
                    evidence.amazon_in_stock = evidence.amazon_in_stock.or(sells);
                }
                Figure::InStock => evidence.amazon_in_stock_pct = percent(row, field)?,
                Figure::OutOfStock => {
                    let sells = percent(row, field)?.map(|out| Decimal::ONE_HUNDRED - out);
                    evidence.amazon_in_stock_pct = evidence.amazon_in_stock_pct.or(sells);
                }
            }
        }
        Ok(evidence)
    }
}

fn unreadable(row: &Cells<'_>, field: &str, text: &str) -> Fault {
    let name = row.name(field);
    Fault::new(format!("`{name}` is {}", quote(text))).field(name).hint("leave the cell empty where it is unknown")
}

/// The text of a field; Keepa writes -1 for "there is none".
fn filled<'a>(row: &Cells<'a>, field: &str) -> Option<&'a str> {
    row.text(field).filter(|text| !matches!(*text, "-1" | "-1.0" | "-2"))
}

fn price(row: &Cells<'_>, field: &str, currency: Currency) -> Result<Option<Decimal>, Fault> {
    let Some(text) = filled(row, field) else { return Ok(None) };
    let cents = row.column(field).is_some_and(|(_, name)| name.cents);
    let context = PriceContext { stated: Some(currency), cents, ..PriceContext::default() };
    let plain = cells::plain_minor(text).filter(|_| currency.exponent() == 2 && !cents);
    if let Some(minor) = plain {
        return Ok(Some(minor).filter(|minor| *minor > 0).map(|minor| Decimal::new(minor, 2)));
    }
    let money = cells::money(text, row.name(field), context, &mut Vec::new())?;
    // A price of 0 is how exports write that there is none.
    Ok(money.map(|money| money.amount()).filter(|amount| !amount.is_zero()))
}

fn count(row: &Cells<'_>, field: &str) -> Result<Option<u32>, Fault> {
    let Some(text) = filled(row, field) else { return Ok(None) };
    let rounded = || cells::decimal(text, None)?.round().try_into().ok();
    cells::count(text).or_else(rounded).map(Some).ok_or_else(|| unreadable(row, field, text))
}

fn flag(row: &Cells<'_>, field: &str) -> Result<Option<bool>, Fault> {
    let Some(text) = filled(row, field) else { return Ok(None) };
    let said = || match plain(text).as_str() {
        "none" | "nonefound" | "noalerts" | "noalert" | "noissues" | "clear" | "safe" | "ok" => Some(false),
        "alert" | "alerts" | "warning" | "found" | "complaint" | "complaints" | "risk" | "high" => Some(true),
        _ => None,
    };
    cells::yes_no(text).or_else(said).map(Some).ok_or_else(|| unreadable(row, field, text))
}

/// A text in lower case, without blanks and signs.
fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What a tool made of a product; words that are not known say nothing.
pub(super) fn opinion(text: &str) -> Option<Opinion> {
    Some(match plain(text).as_str() {
        "buy" | "good" | "goodbuy" | "gooddeal" | "pass" | "passed" | "green" | "profitable" | "yes" => Opinion::Buy,
        "maybe" | "check" | "review" | "caution" | "amber" | "yellow" | "orange" | "unsure" | "possible" => {
            Opinion::Unsure
        }
        "avoid" | "dontbuy" | "donotbuy" | "bad" | "baddeal" | "fail" | "failed" | "red" | "skip" | "reject" | "no"
        | "unprofitable" | "notprofitable" => Opinion::Avoid,
        _ => return None,
    })
}

fn percent(row: &Cells<'_>, field: &str) -> Result<Option<Decimal>, Fault> {
    let Some(text) = filled(row, field) else { return Ok(None) };
    let inside = |percent: &Decimal| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent);
    cells::decimal(text, None).filter(inside).map(Some).ok_or_else(|| unreadable(row, field, text))
}

fn moment(row: &Cells<'_>) -> Result<Option<Timestamp>, Fault> {
    let Some(text) = filled(row, "as_of") else { return Ok(None) };
    moment_of(text).map(Some).ok_or_else(|| unreadable(row, "as_of", text))
}

/// A moment, or the midnight that begins a day.
pub(super) fn moment_of(text: &str) -> Option<Timestamp> {
    let day = text.get(..10).map(|day| day.replace('/', "-")).and_then(|day| day.parse::<Date>().ok());
    let midnight = || day?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    text.parse().ok().or_else(midnight)
}

fn restriction(row: &Cells<'_>) -> Result<Option<Restriction>, Fault> {
    let Some(text) = filled(row, "restriction") else { return Ok(None) };
    // `Eligible: no` is the opposite of `Restricted: no`.
    if plain(row.name("restriction")).contains("eligib")
        && let Some(eligible) = cells::yes_no(text)
    {
        return Ok(Some(if eligible { Restriction::Allowed } else { Restriction::NotEligible }));
    }
    Ok(Some(match plain(text).as_str() {
        "allowed" | "eligible" | "ok" | "ungated" | "open" | "no" | "false" | "unrestricted" | "notrestricted"
        | "none" | "approved" | "cansell" | "youcansell" | "norestrictions" => Restriction::Allowed,
        "needsapproval" | "approvalrequired" | "requiresapproval" | "approvalneeded" | "gated" | "yes" | "true"
        | "apply" | "applytosell" => Restriction::NeedsApproval,
        "noteligible" | "restricted" | "ineligible" | "blocked" | "notallowed" | "cannotsell" | "cantsell" => {
            Restriction::NotEligible
        }
        "unknown" | "unclear" | "notchecked" | "notconnected" | "check" | "pending" | "na" | "" => Restriction::Unknown,
        _ => {
            return Err(
                unreadable(row, "restriction", text).hint("write `allowed`, `needs_approval` or `not_eligible`")
            );
        }
    }))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::pipe::{
        reader::{InputSpec, Reader},
        source::Place,
    };

    fn read(name: &str, content: &str) -> Vec<Result<Evidence, String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        let rows = EvidenceRows { source: Some("book".into()), ..EvidenceRows::new("amazon_us", Currency::USD) };
        let reader = Reader::open(InputSpec::new(vec![Place::new(&path)]), rows).unwrap();
        reader.map(|item| item.unwrap().map_err(|reject| reject.fault.reason)).collect()
    }

    #[test]
    fn a_price_book_is_read_by_name_and_found_by_either_key() {
        let rows = read(
            "book.csv",
            "gtin,asin,category,buy_box,avg90,rank,monthly_sold,offers,amazon_in_stock,weight,dims,as_of\n\
             00673419340557,B08HVXZW8K,Toys & Games,64.90,63.10,\"1,234\",50+,7,no,1.25 lb,10x8x3 in,2026-05-30\n",
        );
        let evidence = rows[0].as_ref().unwrap();
        assert_eq!(evidence.product.keys(), ["gtin:00673419340557", "asin:B08HVXZW8K"]);
        assert_eq!((evidence.buy_box, evidence.avg90), (Some(dec!(64.90)), Some(dec!(63.10))));
        assert_eq!((evidence.rank, evidence.monthly_sold, evidence.offers), (Some(1234), Some(50), Some(7)));
        assert_eq!((evidence.amazon_in_stock, evidence.weight_g), (Some(false), Some(dec!(566.9904625))));
        assert_eq!(evidence.dims.as_deref(), Some("10x8x3 in"));
        assert_eq!(evidence.as_of.unwrap().to_string(), "2026-05-30T00:00:00Z");
    }

    #[test]
    fn a_keepa_export_is_read_by_its_own_names() {
        let rows = read(
            "KeepaExport.csv",
            "\"ASIN\",\"Categories: Root\",\"Buy Box 🚚: Current\",\"Buy Box: 90 days avg.\",\"Sales Rank: Current\",\
             \"Sales Rank: Drops last 30 days\",\"Bought in past month\",\"New Offer Count: Current\",\"Product Codes: UPC\",\
             \"New, 3rd Party FBA: Current\",\"Amazon: Current\",\"Package: Weight (g)\",\"Package: Length (cm)\",\
             \"Package: Width (cm)\",\"Package: Height (cm)\",\"Package: Dimension (cm³)\"\n\
             B08HVXZW8K,Toys & Games,$ 64.90,$ 63.10,1234,18,,-1,\"673419340557, 036000291452\",,-,566,25.4,20,7.6,3860\n",
        );
        let evidence = rows[0].as_ref().unwrap();
        assert_eq!(evidence.product.keys(), ["gtin:00673419340557", "gtin:00036000291452", "asin:B08HVXZW8K"]);
        assert_eq!((evidence.buy_box, evidence.avg90), (Some(dec!(64.90)), Some(dec!(63.10))));
        assert_eq!((evidence.rank, evidence.rank_drops30), (Some(1234), Some(18)));
        assert_eq!((evidence.monthly_sold, evidence.offers, evidence.amazon_in_stock), (None, None, None));
        assert_eq!((evidence.weight_g, evidence.dims.as_deref()), (Some(dec!(566)), Some("25.4x20x7.6 cm")));
    }

    #[test]
    fn evidence_written_as_json_comes_back_and_bad_rows_are_named() {
        let good =
            Evidence { buy_box: Some(dec!(9.99)), ..read("b.csv", "asin,buy_box\nB08HVXZW8K,5\n").remove(0).unwrap() };
        assert_eq!(read("b.jsonl", &serde_json::to_string(&good).unwrap()), [Ok(good)]);
        assert_eq!(
            read("b.csv", "upc,buy_box,rank\n673419340557,soon,1\n673419340557,5,first\n,5,1\n"),
            [Err("`buy_box` is \"soon\"".into()), Err("`rank` is \"first\"".into()), Err("it names no product".into()),]
        );
    }
}
