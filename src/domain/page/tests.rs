//! The edges: nested graphs, ranges, former prices, decimals of several countries, and pages that are there to do harm.

use std::time::Duration;

use nix::time::ClockId;
use rust_decimal::dec;

use super::*;

fn facts(html: &str) -> PageFacts {
    Page::parse(html).facts(&About { url: "https://shop.example/p/1?v=2", ..About::default() })
}

/// What this thread has worked so far, however busy the machine is: what grows with the square of a page takes minutes.
fn worked() -> Duration {
    ClockId::CLOCK_THREAD_CPUTIME_ID.now().unwrap().into()
}

fn ld(json: &str) -> PageFacts {
    facts(&format!("<script type=\"application/ld+json\">{json}</script><h1>A thing</h1>"))
}

fn amount(facts: &PageFacts) -> Option<Decimal> {
    facts.price.as_ref().map(|price| price.amount)
}

#[test]
fn a_product_is_found_however_deep_it_lies() {
    let offer = r#""offers":{"price":"12.90","priceCurrency":"EUR","availability":"https://schema.org/InStock"}"#;
    for json in [
        format!(r#"{{"@type":"Product","name":"A thing",{offer}}}"#),
        format!(r#"[{{"@type":"WebSite"}},{{"@type":["Thing","Product"],{offer}}}]"#),
        format!(r#"{{"@graph":[{{"@type":"WebPage","mainEntity":{{"@type":"Product",{offer}}}}}]}}"#),
        format!(r#"{{"@type":"http://schema.org/Product",{offer},}}"#),
        r#"{"@type":"Product","offers":[{"priceSpecification":[{"priceType":"https://schema.org/ListPrice","price":20,
            "priceCurrency":"EUR"},{"price":12.9,"priceCurrency":"EUR"}],"availability":"InStock"}]}"#
            .to_owned(),
        r#"{"@type":"ProductGroup","hasVariant":[{"@type":"Product","url":"/p/1?v=1","offers":{"price":9,
            "priceCurrency":"EUR"}},{"@type":"Product","url":"/p/1?v=2","offers":{"price":"12.90","priceCurrency":"EUR",
            "availability":"InStock"}}]}"#
            .to_owned(),
    ] {
        let found = ld(&json);
        assert_eq!(amount(&found), Some(dec!(12.90)), "{json}: {found:?}");
        assert_eq!(found.price.as_ref().unwrap().currency, Some(Currency::EUR), "{json}");
        assert_eq!((found.confidence, found.availability), (Some(Confidence::Single), Availability::InStock), "{json}");
    }
}

#[test]
fn two_that_agree_count_and_two_that_differ_are_a_conflict() {
    let page = |marked: &str, shown: &str| {
        facts(&format!(
            r#"<meta property="og:price:amount" content="{marked}"><meta property="og:price:currency" content="EUR">
            <h1>A thing</h1><div class="product-price">{shown}</div>"#
        ))
    };
    let check = |marked: &str, shown: &str, expected: Decimal, confidence: Confidence| {
        let found = page(marked, shown);
        assert_eq!((amount(&found), found.confidence), (Some(expected), Some(confidence)), "{marked} {shown}");
    };
    check("19.99", "19,99 €", dec!(19.99), Confidence::Agreed);
    check("1299.00", "1.299,00 €", dec!(1299), Confidence::Agreed);
    check("1.299", "1.299 €", dec!(1299), Confidence::Agreed);
    check("19.99", "24,99 €", dec!(19.99), Confidence::Conflict);
    check("24.99", "<s>24,99 €</s> <b>19,99 €</b>", dec!(19.99), Confidence::Single);
}

#[test]
fn what_was_asked_once_or_for_something_else_is_no_price() {
    let check = |html: &str, expected: Option<Decimal>| {
        let found = facts(&format!("<h1>A thing</h1>{html}"));
        assert_eq!(amount(&found), expected, "{html}: {found:?}");
    };
    check("<p class=price><del>$30</del> <ins>$20</ins></p>", Some(dec!(20)));
    check("<span class=old-price>$30</span><span class=price>$20</span>", Some(dec!(20)));
    check("<div class='price price--was'>$30</div><div class='price price--now'>$20</div>", Some(dec!(20)));
    check("<span class=shipping-price>$5</span><span class=price>$20</span>", Some(dec!(20)));
    check("<span class=unit-price>$2</span><span class=price>$20</span>", Some(dec!(20)));
    check("<div class=price><span>$19</span><sup>99</sup></div>", Some(dec!(19.99)));
    check("<div class=price>1.234,56 €</div>", Some(dec!(1234.56)));
    check("<div class=price>CHF 1’049.95</div>", Some(dec!(1049.95)));
    check("<div class=price style='display: none'>$1</div><div class=price>$20</div>", Some(dec!(20)));
    check("<div class=related><span class=price>$1</span></div><span class=price>$20</span>", Some(dec!(20)));
    check("<p>Call 0171 12345</p>", None);
    check("<div class=old-price>$30</div>", None);
}

#[test]
fn a_range_has_two_ends() {
    let found = ld(
        r#"{"@type":"Product","offers":{"@type":"AggregateOffer","lowPrice":"5","highPrice":"9.50","priceCurrency":"USD"}}"#,
    );
    let price = found.price.unwrap();
    assert_eq!((price.amount, price.high), (dec!(5), Some(dec!(9.50))));
}

#[test]
fn microdata_and_rdfa_are_read_like_the_rest() {
    let micro = r#"<div itemscope itemtype="http://schema.org/Product"><h1 itemprop=name>A thing</h1>
        <span itemprop=brand itemscope itemtype="http://schema.org/Brand"><b itemprop=name>Acme</b></span>
        <meta itemprop=gtin13 content=4006381333931><meta itemprop=sku content="X-1">
        <div itemprop=offers itemscope itemtype="http://schema.org/Offer"><span itemprop=price content="7.50">7,50</span>
        <meta itemprop=priceCurrency content=EUR><link itemprop=availability href="http://schema.org/OutOfStock"></div></div>"#;
    let found = facts(micro);
    assert_eq!((amount(&found), found.availability), (Some(dec!(7.50)), Availability::OutOfStock));
    assert_eq!((found.brand.as_deref(), found.sku.as_deref()), (Some("Acme"), Some("X-1")));
    assert_eq!(found.gtin.as_deref(), Some("04006381333931"));
    let rdfa = r#"<div vocab="http://schema.org/" typeof=Product><h1 property=name>A thing</h1><div property=offers typeof=Offer>
        <span property=price content="7.50">x</span><meta property=priceCurrency content=EUR></div></div>"#;
    assert_eq!(amount(&facts(rdfa)), Some(dec!(7.50)));
}

#[test]
fn a_broken_barcode_is_none() {
    let found = ld(r#"{"@type":"Product","gtin13":"4006381333930","offers":{"price":1,"priceCurrency":"EUR"}}"#);
    assert_eq!(found.gtin, None);
}

#[test]
fn the_users_selectors_win() {
    let mut selectors = Selectors::default();
    selectors.add(Picked::Price, "#mine").unwrap();
    selectors.add(Picked::Gtin, "meta[name=code] @content").unwrap();
    assert!(selectors.add(Picked::Title, "><").is_err());
    let html = "<meta name=code content=4006381333931><span class=price>$5</span><b id=mine>$6</b>";
    let about = About { url: "https://shop.example/", selectors: Some(&selectors), ..About::default() };
    let found = Page::parse(html).facts(&about);
    assert_eq!((amount(&found), found.confidence), (Some(dec!(6)), Some(Confidence::Agreed)));
    assert_eq!(found.gtin.as_deref(), Some("04006381333931"));
}

#[test]
fn links_are_absolute_and_lead_to_pages() {
    let html = "<base href=/shop/><a href=p/1>x</a><a href='p/1#top'>x</a><a href='//cdn.example/a'>x</a>
        <a href='javascript:1'>x</a><a href='mailto:a@b'>x</a><a rel=nofollow href=/no>x</a><meta name=robots content=nofollow>";
    let links = Page::parse(html).links("https://shop.example/deep/page");
    assert_eq!(links.to, ["https://shop.example/shop/p/1", "https://cdn.example/a"]);
    assert!(links.nofollow && !links.noindex);
    let map = "<urlset><url><loc> https://a.example/?a=1&amp;b=2 </loc></url></urlset>";
    assert_eq!(sitemap(map), [(false, "https://a.example/?a=1&b=2".to_owned())]);
}

#[test]
fn a_page_that_is_there_to_do_harm_is_read_in_time() {
    let deep = "<div class=price>".repeat(400_000);
    let attributes = format!("<div {}>$5</div>", (0..200_000).map(|n| format!("a{n}=1 ")).collect::<String>());
    let long = format!(
        "<h1>A</h1><div class=\"{}\" itemprop=price content=\"{}\">$5</div>",
        "price ".repeat(170_000),
        "9".repeat(1 << 20)
    );
    let formats =
        format!("{}{}", (0..5_000).map(|n| format!("<b a={n}>")).collect::<String>(), "<p>$5</p>".repeat(50_000));
    let graph =
        format!("<script type='application/ld+json'>{}{}</script>", "{\"@graph\":[".repeat(5_000), "]}".repeat(5_000));
    let foreign = format!("<svg><script>{}", "<g>".repeat(400_000));
    let labels = "<td>Brand</td>".repeat(50_000);
    let cut = "<script type='application/ld+json'>{\"@type\":\"Product\",\"offers\":{\"price\":";
    for html in [&deep, &attributes, &long, &formats, &graph, &foreign, &labels, cut, "", "<", "\0<\0>", "</", "<a b='"]
    {
        let began = worked();
        let found = facts(html);
        Page::parse(html).links("https://shop.example/");
        let took = worked() - began;
        assert!(took < Duration::from_secs(60), "{html:.40} took {took:?}");
        assert!(found.title.is_none_or(|title| title.len() < 2_000));
    }
}
