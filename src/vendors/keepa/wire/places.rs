//! Keepa's numbers of Amazon's marketplaces; 7 is not used.

use crate::domain::money::Currency;

/// The page of a product at the marketplace.
pub fn page_of(domain: u8, asin: &str) -> Option<String> {
    let end = match domain {
        1 => "com",
        2 => "co.uk",
        3 => "de",
        4 => "fr",
        5 => "co.jp",
        6 => "ca",
        8 => "it",
        9 => "es",
        10 => "in",
        11 => "com.mx",
        12 => "com.br",
        _ => return None,
    };
    Some(format!("https://www.amazon.{end}/dp/{asin}"))
}

/// Keepa's number of a marketplace, by its country code.
pub fn domain_of(region: &str) -> Option<u8> {
    Some(match region {
        "US" => 1,
        "GB" | "UK" => 2,
        "DE" => 3,
        "FR" => 4,
        "JP" => 5,
        "CA" => 6,
        "IT" => 8,
        "ES" => 9,
        "IN" => 10,
        "MX" => 11,
        "BR" => 12,
        _ => return None,
    })
}

/// The fee channel and the currency of a marketplace, by Keepa's number of it.
pub fn marketplace(domain: u8) -> Option<(&'static str, Currency)> {
    let code = |code| Currency::parse(code).expect("a currency has three letters");
    Some(match domain {
        1 => ("amazon_us", Currency::USD),
        2 => ("amazon_uk", Currency::GBP),
        3 => ("amazon_de", Currency::EUR),
        4 => ("amazon_fr", Currency::EUR),
        5 => ("amazon_jp", Currency::JPY),
        6 => ("amazon_ca", code("CAD")),
        8 => ("amazon_it", Currency::EUR),
        9 => ("amazon_es", Currency::EUR),
        10 => ("amazon_in", code("INR")),
        11 => ("amazon_mx", code("MXN")),
        12 => ("amazon_br", code("BRL")),
        _ => return None,
    })
}
