use rust_decimal::{Decimal, dec};

use super::*;
use crate::domain::{
    listing::{Listing, ListingState},
    money::{Currency, Money},
    offer::ProductIds,
};

fn usd(amount: Decimal) -> Money {
    Money::new(amount, Currency::USD)
}

fn item(channel: &str, condition: &str, ids: ProductIds) -> Item {
    let listing = Listing {
        state: ListingState::Draft,
        sku: "ARB-1".into(),
        channel: channel.into(),
        listing: None,
        price: usd(dec!(24.5)),
        floor: usd(dec!(19.99)),
        ceiling: usd(dec!(40)),
        quantity: 3,
        condition: condition.into(),
        title: "Acme Mug, \"blue\"".into(),
        description: "Acme Mug\n<b>blue</b> & white".into(),
        net: None,
        why: Vec::new(),
        replayed: false,
    };
    let note = (condition != "new").then(|| "Chip at the rim".to_owned());
    Item { listing, ids, category: Some("20676".into()), brand: Some("Acme".into()), condition_note: note, fba: false }
}

fn price(channel: &str, listing: Option<&str>, ids: ProductIds) -> NewPrice {
    NewPrice {
        channel: channel.into(),
        sku: "ARB-1".into(),
        listing: listing.map(str::to_owned),
        title: "=Mug".into(),
        condition: "near mint".into(),
        ids,
        price: usd(dec!(23)),
        floor: Some(usd(dec!(19.99))),
        ceiling: None,
    }
}

fn gtin(gtin: &str) -> ProductIds {
    ProductIds { gtin: Some(gtin.into()), ..ProductIds::default() }
}

fn keys(other: &[&str]) -> ProductIds {
    ProductIds { other: other.iter().map(|key| (*key).to_owned()).collect(), ..ProductIds::default() }
}

#[test]
fn a_channel_has_the_format_of_its_marketplace() {
    let check = |channel: &str, expected| assert_eq!(Upload::of(channel), expected, "{channel}");
    check("amazon_us", Some(Upload::Amazon));
    check("amazon_de", Some(Upload::Amazon));
    check("ebay_us", Some(Upload::Ebay));
    check("tcgplayer", Some(Upload::Tcgplayer));
    check("reverb", Some(Upload::Reverb));
    check("amazonas", None);
    check("whatnot", None);
}

#[test]
fn amazon_s_inventory_loader_is_tab_delimited() {
    let sheet = Upload::Amazon.listings(&[item("amazon_us", "very_good", gtin("00036000291452"))]);
    let expected = "sku\tproduct-id\tproduct-id-type\tprice\tminimum-seller-allowed-price\tmaximum-seller-allowed-price\t\
                    item-condition\tquantity\tadd-delete\twill-ship-internationally\titem-note\tfulfillment-center-id\n\
                    ARB-1\t036000291452\t3\t24.50\t19.99\t40.00\t2\t3\ta\tn\tChip at the rim\t\n";
    assert_eq!(sheet.text(), expected);
    assert!(sheet.remarks.is_empty());
    let nameless = Upload::Amazon.listings(&[item("amazon_us", "new", ProductIds::default())]);
    assert!(nameless.remarks[0].starts_with("1 rows have no `product-id`"), "{:?}", nameless.remarks);
}

#[test]
fn amazon_s_price_file_moves_the_price_and_its_bounds_alone() {
    // Seller Central help, "Price & Quantity file": sku, and at least one of price and quantity; a blank keeps what is there.
    let sheet = Upload::Amazon.prices(&[price("amazon_us", Some("L1"), ProductIds::default())]);
    let expected = "sku\tprice\tminimum-seller-allowed-price\tmaximum-seller-allowed-price\tquantity\thandling-time\t\
                    fulfillment-channel\nARB-1\t23.00\t19.99\t\t\t\t\n";
    assert_eq!(sheet.text(), expected);
}

#[test]
fn ebay_s_listings_are_added() {
    let text = Upload::Ebay.listings(&[item("ebay_us", "very_good", gtin("09780306406157"))]).text();
    let expected = "*Action(SiteID=US|Country=US|Currency=USD|Version=1193|CC=UTF-8),CustomLabel,*Category,*Title,UPC,EAN,ISBN,\
                    *ConditionID,ConditionDescription,*Description,*Format,*Duration,*StartPrice,*Quantity,*Location,\
                    *DispatchTimeMax\n\
                    Add,ARB-1,20676,\"Acme Mug, \"\"blue\"\"\",,,9780306406157,4000,Chip at the rim,\
                    <p>Acme Mug<br>&lt;b&gt;blue&lt;/b&gt; &amp; white</p>,FixedPrice,GTC,24.50,3,United States,2\n";
    assert_eq!(text, expected);
}

#[test]
fn ebay_s_prices_are_revised_by_the_number_of_the_listing() {
    // "File Exchange Advanced Template Instructions": Action=Revise, ItemID, and the field that changes.
    let prices = [
        price("ebay_us", Some("110012345678"), ProductIds::default()),
        price("ebay_us", Some("L1"), ProductIds::default()),
    ];
    let sheet = Upload::Ebay.prices(&prices);
    let expected = "*Action(SiteID=US|Country=US|Currency=USD|Version=1193|CC=UTF-8),ItemID,CustomLabel,*StartPrice\n\
                    Revise,110012345678,ARB-1,23.00\nRevise,,ARB-1,23.00\n";
    assert_eq!(sheet.text(), expected);
    assert!(sheet.remarks[0].starts_with("1 rows have no `ItemID`"), "{:?}", sheet.remarks);
}

const TCGPLAYER: &str = "TCGplayer Id,Product Line,Set Name,Product Name,Title,Number,Rarity,Condition,TCG Market Price,\
                         TCG Direct Low,TCG Low Price With Shipping,TCG Low Price,Total Quantity,Add to Quantity,\
                         TCG Marketplace Price,Photo URL\n";

#[test]
fn tcgplayer_s_file_has_the_columns_of_its_export() {
    // The header of an export of the Seller Portal's Pricing page, as public readers of it have it.
    let sheet = Upload::Tcgplayer.listings(&[item("tcgplayer", "near mint", keys(&["tcgplayer:sku:2953567"]))]);
    assert_eq!(sheet.text(), format!("{TCGPLAYER}2953567,,,\"Acme Mug, \"\"blue\"\"\",,,,near mint,,,,,,3,24.50,\n"));
    let sheet =
        Upload::Tcgplayer.prices(&[price("tcgplayer", None, keys(&["tcgplayer:product:7", "tcgplayer:sku:9"]))]);
    assert_eq!(sheet.text(), format!("{TCGPLAYER}9,,,'=Mug,,,,near mint,,,,,,0,23.00,\n"));
}

#[test]
fn a_card_without_a_sku_is_a_remark_and_no_guess() {
    let check = |other: &[&str]| {
        let sheet = Upload::Tcgplayer.prices(&[price("tcgplayer", Some("12"), keys(other))]);
        assert!(sheet.is_empty() && sheet.text() == TCGPLAYER, "{other:?}");
        assert!(sheet.remarks[0].starts_with("1 cards are left out"), "{:?}", sheet.remarks);
    };
    check(&[]);
    check(&["tcgplayer:product:7"]);
    check(&["tcgplayer:sku:"]);
    check(&["tcgplayer:sku:1x"]);
    check(&["tcgplayer:sku:1", "tcgplayer:sku:2"]);
}

#[test]
fn reverb_s_file_tells_new_listings_from_old_ones() {
    // Names of the API and of public programs that fill the template: the vendor does not publish it.
    let sheet = Upload::Reverb.listings(&[item("reverb", "very_good", gtin("00036000291452"))]);
    let expected = "new_listing,sku,make,model,title,description,condition,price,inventory,product_type,offers_enabled,\
                    shipping_profile_name,upc,upc_does_not_apply\n\
                    TRUE,ARB-1,Acme,\"Mug, \"\"blue\"\"\",\"Acme Mug, \"\"blue\"\"\",Acme Mug <b>blue</b> & white,Very Good,24.50,\
                    3,,TRUE,,036000291452,FALSE\n";
    assert_eq!(sheet.text(), expected);
    assert_eq!(sheet.remarks.len(), 2);
    let sheet = Upload::Reverb.prices(&[price("reverb", Some("1"), ProductIds::default())]);
    assert_eq!(sheet.text(), "new_listing,sku,price\nFALSE,ARB-1,23.00\n");
}

#[test]
fn conditions_are_named_no_better_than_they_are() {
    let check = |format: Upload, column: usize, condition: &str, expected: &str| {
        let text = format.listings(&[item("x", condition, keys(&["tcgplayer:sku:1"]))]).text();
        let mut reader = csv::ReaderBuilder::new();
        reader.delimiter(if format == Upload::Amazon { b'\t' } else { b',' });
        let row = reader.from_reader(text.as_bytes()).into_records().next().unwrap().unwrap();
        assert_eq!(&row[column], expected, "{condition}");
    };
    check(Upload::Amazon, 6, "Used - Like New", "1");
    check(Upload::Amazon, 6, "used", "3");
    check(Upload::Amazon, 6, "heavily loved", "4");
    check(Upload::Ebay, 7, "open_box", "1500");
    check(Upload::Ebay, 7, "heavily loved", "6000");
    check(Upload::Reverb, 6, "B-Stock", "B-Stock");
    check(Upload::Reverb, 6, "heavily loved", "Fair");
}

#[test]
fn rows_go_to_the_file_of_their_channel_or_are_refused_by_name() {
    let rows: Vec<NewPrice> =
        ["ebay_us", "amazon_us", "ebay_us"].map(|channel| price(channel, None, ProductIds::default())).into();
    let parts = by_channel(None, &rows, |row| &row.channel).unwrap();
    let seen: Vec<(&str, Upload, usize)> =
        parts.iter().map(|(channel, format, rows)| (channel.as_str(), *format, rows.len())).collect();
    assert_eq!(seen, [("amazon_us", Upload::Amazon, 1), ("ebay_us", Upload::Ebay, 2)]);
    let stray = [price("whatnot", None, ProductIds::default())];
    assert!(by_channel(None, &stray, |row| &row.channel).unwrap_err().to_string().contains("whatnot"));
    assert_eq!(by_channel(Some(Upload::Ebay), &stray, |row| &row.channel).unwrap()[0].1, Upload::Ebay);
}

#[test]
fn files_are_written_all_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a.csv"), folder.path().join("missing").join("b.csv"));
    std::fs::write(&first, "before").unwrap();
    assert!(save(&[(first.clone(), "new".into()), (second, "new".into())]).is_err());
    assert_eq!(std::fs::read_to_string(&first).unwrap(), "before");
    save(&[(first.clone(), "new".into())]).unwrap();
    assert_eq!(std::fs::read_to_string(&first).unwrap(), "new");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
