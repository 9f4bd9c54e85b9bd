//! Listings: begun, lowered and ended, each with everything that is read to see whether it is shown as it was sealed.

use arb::domain::{
    effect::{Change, Details, Draft},
    money::{Currency, Money},
};

use super::{
    AMAZON, EBAY, NEW, OLD, Place, REVERB, TCGPLAYER, amazon, ebay, ebay_offer, is, json, reverb, reverb_listing,
    tcgplayer,
};
use crate::it::kit::vendor::{Reply, Request};

/// So many kettles.
fn draft(channel: &str, product: &str, quantity: u32) -> Draft {
    Draft {
        sku: "S".into(),
        channel: channel.into(),
        product: product.into(),
        program: "fbm".into(),
        quantity,
        price: Money::from_minor(1290, Currency::USD),
        floor: None,
        ceiling: None,
        condition: "new".into(),
        title: "A kettle".into(),
        description: "Holds water.".into(),
        category: None,
        weight_g: None,
        dims: None,
        details: Details::default(),
    }
}

/// eBay with so many units of the listing, or without it.
fn ebay_with(request: &Request, units: Option<u32>) -> Option<Reply> {
    let offer = units.map(|units| ebay_offer(NEW, units)).unwrap_or_default();
    match request {
        _ if is(request, "GET", "/offer") => json(&format!(r#"{{"total":1,"offers":[{offer}]}}"#)),
        _ if is(request, "GET", "/offer/8001") => json(&offer),
        _ if is(request, "GET", "/inventory_item/S") => json(&format!(
            r#"{{"sku":"S","condition":"NEW","availability":{{"shipToLocationAvailability":{{"quantity":{}}}}},"product":{{"title":"A kettle"}}}}"#,
            units.unwrap_or(3)
        )),
        _ if is(request, "PUT", "/inventory_item/S") => Some(Reply::of(204, "")),
        _ if is(request, "POST", "/offer") => Some(Reply::of(201, r#"{"offerId":"8001"}"#)),
        _ if is(request, "PUT", "/offer/8001") => json(r#"{"offerId":"8001"}"#),
        _ if is(request, "POST", "/offer/8001/publish") || is(request, "POST", "/offer/8001/withdraw") => {
            json(r#"{"listingId":"110"}"#)
        }
        _ if is(request, "GET", "/get_default_category_tree_id") => json(r#"{"categoryTreeId":"0"}"#),
        _ if is(request, "GET", "/get_item_aspects_for_category") => json(r#"{"aspects":[]}"#),
        _ => ebay(request, NEW),
    }
}

/// eBay with the offer of a listing that was ended.
fn ebay_ended(request: &Request) -> Option<Reply> {
    if !is(request, "GET", "/offer") {
        return ebay_with(request, Some(3));
    }
    let ended = ebay_offer(NEW, 3).replace("\"PUBLISHED\"", "\"UNPUBLISHED\"").replace("\"ACTIVE\"", "\"ENDED\"");
    json(&format!(r#"{{"total":1,"offers":[{ended}]}}"#))
}

/// Reverb with our listing in this state, or without it.
fn reverb_with(request: &Request, state: Option<&str>) -> Option<Reply> {
    let listing = state.map(|state| reverb_listing(NEW).replace("live", state)).unwrap_or_default();
    match request {
        _ if is(request, "GET", "/my/listings") => json(&format!(r#"{{"total":1,"listings":[{listing}]}}"#)),
        _ if is(request, "GET", "/listings/7") && state.is_some() => json(&listing),
        _ if is(request, "POST", "/listings") || is(request, "PUT", "/listings/7/state/end") => {
            json(&format!(r#"{{"message":"done","listing":{}}}"#, reverb_listing(NEW)))
        }
        _ => reverb(request, if state.is_some() { NEW } else { OLD }),
    }
}

/// Amazon with the listing, as we sent it.
fn amazon_with(request: &Request) -> Option<Reply> {
    match request {
        _ if is(request, "GET", "/restrictions") => json(r#"{"restrictions":[]}"#),
        _ if is(request, "PUT", "/A1SELLER/S") => {
            let said = if request.query.contains("VALIDATION_PREVIEW") { "VALID" } else { "ACCEPTED" };
            json(&format!(r#"{{"sku":"S","status":"{said}","submissionId":"s","issues":[]}}"#))
        }
        _ => amazon(request, NEW),
    }
}

/// Amazon before it has the listing.
fn amazon_without(request: &Request) -> Option<Reply> {
    let none = r#"{"errors":[{"code":"NOT_FOUND","message":"SKU 'S' not found"}]}"#;
    if is(request, "GET", "/A1SELLER/S") { Some(Reply::of(404, none)) } else { amazon_with(request) }
}

/// Amazon with a listing of goods in its own warehouse, which stands like this.
fn amazon_ships(request: &Request, status: &str) -> Option<Reply> {
    if !is(request, "GET", "/A1SELLER/S") {
        return amazon(request, NEW);
    }
    json(&format!(
        r#"{{"sku":"S","summaries":[{{"marketplaceId":"ATVPDKIKX0DER","asin":"B0D8W1YVBX","status":[{status}]}}],"fulfillmentAvailability":[{{"fulfillmentChannelCode":"AMAZON_NA"}}],"issues":[]}}"#
    ))
}

/// TCGplayer with so many units at this price.
fn tcgplayer_with(request: &Request, price: &str, units: u32) -> Option<Reply> {
    match request {
        _ if is(request, "PUT", "/skus/7") => json(r#"{"success":true,"errors":[],"results":[]}"#),
        _ if is(request, "GET", "/skus/7/quantity") => {
            json(&format!(r#"{{"success":true,"errors":[],"results":[{{"skuId":7,"quantity":{units}}}]}}"#))
        }
        _ => tcgplayer(request, price),
    }
}

const EBAY_LISTING: Place = Place {
    change: || Change::Listing(draft("ebay_us", "gtin:00036000291452", 3)),
    effect: ("POST", "/offer/8001/publish"),
    looks: &[
        (
            "GET",
            "/offer",
            &[
                ("\"offers\"", "\"rows\""),
                ("\"offers\":[", "\"offers\":null,\"was\":["),
                ("\"offers\":[", "\"offers\":[null,"),
                ("\"sku\":\"S\"", "\"sku\":\"T\""),
                ("\"sku\":\"S\"", "\"sku\":7"),
                ("\"sku\"", "\"item\""),
                ("\"offerId\"", "\"id\""),
                ("\"marketplaceId\"", "\"site\""),
                ("\"EBAY_US\"", "\"EBAY_MARS\""),
                ("\"EBAY_US\"", "null"),
                ("\"format\"", "\"form\""),
                ("\"FIXED_PRICE\"", "\"FIXED_BY_ELVES\""),
                ("\"PUBLISHED\"", "\"PUBLISHED_BY_ELVES\""),
                ("\"status\"", "\"state\""),
                ("\"ACTIVE\"", "\"ACTIVE_BY_ELVES\""),
                ("\"listingStatus\"", "\"state\""),
                ("\"listing\"", "\"item\""),
                ("\"listing\":{", "\"listing\":null,\"was\":{"),
                ("\"listingId\":\"110\"", "\"listingId\":null"),
                ("\"price\"", "\"cost\""),
                ("\"value\":\"12.90\"", "\"value\":\"dear\""),
                ("\"value\":\"12.90\"", "\"value\":null"),
                ("\"currency\":\"USD\"", "\"currency\":\"EUR\""),
                ("\"availableQuantity\"", "\"units\""),
                ("\"availableQuantity\":3", "\"availableQuantity\":null"),
                ("\"availableQuantity\":3", "\"availableQuantity\":-3"),
                ("\"availableQuantity\":3", "\"availableQuantity\":\"three\""),
                // One was sold, and the offer does not say so.
                ("\"soldQuantity\":0},\"availableQuantity\":3", "\"sold\":1},\"availableQuantity\":2"),
            ],
        ),
        (
            "GET",
            "/inventory_item/S",
            &[
                ("\"sku\":\"S\"", "\"sku\":\"T\""),
                ("\"product\"", "\"thing\""),
                ("\"product\":{", "\"product\":null,\"was\":{"),
                ("\"title\"", "\"name\""),
                ("\"A kettle\"", "null"),
                ("\"A kettle\"", "7"),
                ("\"availability\"", "\"store\""),
                ("\"quantity\":3", "\"quantity\":null"),
                ("\"quantity\":3", "\"quantity\":-3"),
                ("\"quantity\":3", "\"quantity\":\"three\""),
            ],
        ),
    ],
    before: |request| ebay_with(request, None),
    after: |request| ebay_with(request, Some(3)),
    effect_spoils: &[("\"listingId\"", "\"id\"")],
    ..EBAY
};

/// All of them.
pub static LISTINGS: [Place; 8] = [
    EBAY_LISTING,
    Place {
        change: || Change::Listing(draft("ebay_us", "gtin:00036000291452", 0)),
        effect: ("POST", "/offer/8001/withdraw"),
        looks: &[(
            "GET",
            "/offer",
            &[
                ("\"offers\"", "\"rows\""),
                ("\"sku\":\"S\"", "\"sku\":\"T\""),
                ("\"EBAY_US\"", "\"EBAY_MARS\""),
                ("\"FIXED_PRICE\"", "\"FIXED_BY_ELVES\""),
                ("\"status\"", "\"state\""),
                ("\"UNPUBLISHED\"", "\"UNPUBLISHED_BY_ELVES\""),
                ("\"UNPUBLISHED\"", "null"),
            ],
        )],
        before: |request| ebay_with(request, Some(3)),
        after: ebay_ended,
        ..EBAY_LISTING
    },
    Place {
        change: || Change::Fewer { listing: "110@8001".into(), draft: draft("ebay_us", "gtin:00036000291452", 2) },
        looks: &[
            (
                "GET",
                "/offer/8001",
                &[
                    ("\"offerId\":\"8001\"", "\"offerId\":\"8002\""),
                    ("\"offerId\"", "\"id\""),
                    ("\"PUBLISHED\"", "\"PUBLISHED_BY_ELVES\""),
                    ("\"ACTIVE\"", "\"ACTIVE_BY_ELVES\""),
                    ("\"listing\"", "\"item\""),
                    ("\"listingId\":\"110\"", "\"listingId\":null"),
                    ("\"price\"", "\"cost\""),
                    ("\"value\":\"12.90\"", "\"value\":\"dear\""),
                    ("\"currency\":\"USD\"", "\"currency\":\"EUR\""),
                    ("\"availableQuantity\"", "\"units\""),
                    ("\"availableQuantity\":2", "\"availableQuantity\":\"two\""),
                    ("\"soldQuantity\":0},\"availableQuantity\":2", "\"sold\":1},\"availableQuantity\":1"),
                ],
            ),
            (
                "GET",
                "/inventory_item/S",
                &[
                    ("\"sku\":\"S\"", "\"sku\":\"T\""),
                    ("\"availability\"", "\"store\""),
                    ("\"quantity\":2", "\"quantity\":null"),
                    ("\"quantity\":2", "\"quantity\":\"two\""),
                ],
            ),
        ],
        before: |request| ebay_with(request, Some(3)),
        after: |request| ebay_with(request, Some(2)),
        ..EBAY
    },
    Place {
        change: || Change::Listing(draft("reverb", "gtin:00036000291452", 3)),
        asks_first: true,
        effect: ("POST", "/listings"),
        looks: &[(
            "GET",
            "/my/listings",
            &[
                ("\"listings\"", "\"rows\""),
                ("\"listings\":[", "\"listings\":null,\"was\":["),
                ("\"listings\":[", "\"listings\":[null,"),
                ("\"id\":7", "\"id\":null"),
                ("\"sku\"", "\"item\""),
                ("\"sku\":\"S\"", "\"sku\":null"),
                ("\"sku\":\"S\"", "\"sku\":7"),
                ("\"slug\"", "\"word\""),
                ("\"live\"", "\"live_by_elves\""),
                ("\"state\":{", "\"state\":null,\"was\":{"),
                ("\"price\"", "\"cost\""),
                ("\"price\":{", "\"price\":null,\"was\":{"),
                ("\"amount\":\"12.90\"", "\"amount\":\"dear\""),
                ("\"currency\":\"USD\"", "\"currency\":\"EUR\""),
                ("\"currency\"", "\"coin\""),
                ("\"inventory\":3", "\"inventory\":\"three\""),
                ("\"inventory\":3", "\"stock\":3"),
                ("\"has_inventory\":true", "\"has_inventory\":\"yes\""),
                // It was sold, and for how much nobody says.
                ("\"live\"},\"has_inventory\":true,\"inventory\":3,\"price\"", "\"sold\"},\"cost\""),
            ],
        )],
        before: |request| reverb_with(request, None),
        after: |request| reverb_with(request, Some("live")),
        effect_spoils: &[("\"listing\"", "\"thing\""), ("\"id\":7", "\"id\":null")],
        ..REVERB
    },
    Place {
        change: || Change::Listing(draft("reverb", "gtin:00036000291452", 0)),
        asks_first: true,
        effect: ("PUT", "/listings/7/state/end"),
        looks: &[(
            "GET",
            "/my/listings",
            &[
                ("\"listings\"", "\"rows\""),
                ("\"sku\"", "\"item\""),
                ("\"slug\"", "\"word\""),
                ("\"ended\"", "\"ended_by_elves\""),
                ("\"ended\"", "null"),
            ],
        )],
        before: |request| reverb_with(request, Some("live")),
        after: |request| reverb_with(request, Some("ended")),
        effect_spoils: &[],
        ..REVERB
    },
    Place {
        change: || Change::Listing(draft("amazon_us", "asin:B0D8W1YVBX", 3)),
        // Its trial goes to the same path, with more in the query.
        effect: ("PUT", "/A1SELLER/S?marketplaceIds=ATVPDKIKX0DER"),
        looks: &[(
            "GET",
            "/A1SELLER/S",
            &[
                ("\"sku\":\"S\"", "\"sku\":\"T\""),
                ("\"sku\"", "\"item\""),
                ("\"offers\"", "\"bids\""),
                ("\"offers\":[", "\"offers\":null,\"was\":["),
                ("\"price\"", "\"cost\""),
                ("\"amount\":\"12.90\"", "\"amount\":\"dear\""),
                ("\"currencyCode\":\"USD\"", "\"currencyCode\":\"EUR\""),
                ("\"B2C\"", "\"B2ELVES\""),
                ("ATVPDKIKX0DER", "A1F83G8C2ARO7P"),
                ("\"summaries\"", "\"sums\""),
                ("\"BUYABLE\"", "\"BUYABLE_BY_ELVES\""),
                ("\"status\"", "\"state\""),
                ("\"B0D8W1YVBX\"", "\"B000000009\""),
                ("\"new_new\"", "\"new_by_elves\""),
                ("\"fulfillmentAvailability\"", "\"availability\""),
                ("\"fulfillmentAvailability\":[", "\"fulfillmentAvailability\":null,\"was\":["),
                ("\"fulfillmentChannelCode\"", "\"channel\""),
                ("\"DEFAULT\"", "\"DEFAULT_BY_ELVES\""),
                ("\"quantity\"", "\"units\""),
                ("\"quantity\":3", "\"quantity\":\"three\""),
                ("\"quantity\":3", "\"quantity\":-3"),
                ("\"quantity\":3", "\"quantity\":null"),
            ],
        )],
        before: amazon_without,
        after: amazon_with,
        ..AMAZON
    },
    Place {
        change: || Change::Listing(Draft { program: "fba".into(), ..draft("amazon_us", "asin:B0D8W1YVBX", 0) }),
        looks: &[(
            "GET",
            "/A1SELLER/S",
            &[
                ("\"sku\":\"S\"", "\"sku\":\"T\""),
                ("\"summaries\"", "\"sums\""),
                ("\"summaries\":[", "\"summaries\":null,\"was\":["),
                ("ATVPDKIKX0DER", "A1F83G8C2ARO7P"),
                ("\"status\"", "\"state\""),
                ("\"status\":[", "\"status\":null,\"was\":["),
                ("\"status\":[", "\"status\":7,\"was\":["),
            ],
        )],
        before: |request| amazon_ships(request, "\"BUYABLE\",\"DISCOVERABLE\""),
        after: |request| amazon_ships(request, "\"DISCOVERABLE\""),
        ..AMAZON
    },
    Place {
        change: || Change::Listing(draft("tcgplayer", "tcgplayer:sku:7", 3)),
        effect: ("PUT", "/skus/7"),
        looks: &[
            (
                "GET",
                "/skus/7/quantity",
                &[
                    ("\"results\"", "\"rows\""),
                    ("\"results\":[", "\"results\":null,\"was\":["),
                    ("\"success\":true", "\"success\":false"),
                    ("\"skuId\":7", "\"skuId\":8"),
                    ("\"skuId\"", "\"sku\""),
                    ("\"quantity\"", "\"units\""),
                    ("\"quantity\":3", "\"quantity\":null"),
                    ("\"quantity\":3", "\"quantity\":\"three\""),
                ],
            ),
            (
                "GET",
                "/products/5/skus",
                &[
                    ("\"results\"", "\"rows\""),
                    ("\"results\":[", "\"results\":[],\"was\":["),
                    ("\"skuId\":7", "\"skuId\":8"),
                    ("\"skuId\"", "\"sku\""),
                    ("\"isCustom\":false", "\"isCustom\":true"),
                    ("\"price\"", "\"cost\""),
                    ("\"price\":12.90", "\"price\":\"dear\""),
                    ("\"price\":12.90", "\"price\":null"),
                    ("\"price\":12.90,\"quantity\":3", "\"price\":null,\"quantity\":0"),
                ],
            ),
            ("GET", "/catalog/skus/7", &[("\"skuId\":7", "\"skuId\":8"), ("\"productId\":5", "\"productId\":null")]),
            ("GET", "/stores/self", &[("\"storeKey\"", "\"key\""), ("\"s1\"", "null")]),
        ],
        before: |request| tcgplayer_with(request, OLD, 0),
        after: |request| tcgplayer_with(request, NEW, 3),
        ..TCGPLAYER
    },
];
