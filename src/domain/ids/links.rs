//! Identifiers in web addresses: Amazon, eBay, TCGplayer, Reverb.

use super::{asin::Asin, identifier::Identifier, kind::IdKind, marketplace, reason::Reason};

/// What comes before the ASIN in Amazon's addresses.
const AMAZON_PATHS: [&str; 13] = [
    "/dp/product/",
    "/dp/",
    "/gp/product/glance/",
    "/gp/product/",
    "/gp/offer-listing/",
    "/gp/aw/d/",
    "/gp/aw/ol/",
    "/gp/aw/reviews/",
    "/product-reviews/",
    "/o/asin/",
    "/exec/obidos/asin/",
    "/exec/obidos/tg/detail/-/",
    "asin=",
];

/// The identifier in a word that is an address of a known shop: `None` when it is no such address.
pub(super) fn read(word: &str) -> Option<Result<Identifier, Reason>> {
    if !word.is_ascii() || !word.contains('/') {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let (host, path) = split(&lower)?;
    let has = |name: &str| host.split('.').any(|label| label == name);
    if has("amazon") || has("amzn") {
        return Some(amazon(path));
    }
    if has("ebay") {
        return Some(ebay(path));
    }
    if has("tcgplayer") {
        let sku = after(path, "skuid=").or_else(|| after(path, "/sku/"));
        let found = sku
            .and_then(|tail| leading_number(IdKind::TcgplayerSku, tail))
            .or_else(|| leading_number(IdKind::TcgplayerProduct, after(path, "/product/")?));
        return Some(found.ok_or(Reason::NoneFound));
    }
    if has("reverb") {
        // The model's name stands right behind the number.
        if let Some(tail) = after(path, "/price-guide/guide/").or_else(|| after(path, "/priceguide/")) {
            let number = tail.split('-').next().unwrap_or(tail);
            return Some(leading_number(IdKind::ReverbGuide, number).ok_or(Reason::NoneFound));
        }
        let tail = after(path, "/csps/").or_else(|| after(path, "csp_id=")).or_else(|| after(path, "/csp/"));
        return Some(tail.and_then(|tail| leading_number(IdKind::ReverbCsp, tail)).ok_or(Reason::NoneFound));
    }
    None
}

/// Host and path of an address, with or without `https://` before it.
fn split(lower: &str) -> Option<(&str, &str)> {
    let rest = lower.split_once("://").map_or(lower, |(_, rest)| rest);
    let slash = rest.find('/')?;
    let (host, path) = rest.split_at(slash);
    let host = host.split_once(':').map_or(host, |(name, _)| name);
    (host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')))
        .then_some((host, path))
}

fn amazon(path: &str) -> Result<Identifier, Reason> {
    let mut why = Reason::NoneFound;
    for marker in AMAZON_PATHS {
        let Some(tail) = after(path, marker) else { continue };
        let end = tail.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tail.len());
        match Asin::parse(&tail[..end]) {
            Ok(asin) => return Ok(Identifier::from_asin(asin)),
            Err(Reason::Empty) => {}
            Err(reason) => why = reason,
        }
    }
    Err(why)
}

fn ebay(path: &str) -> Result<Identifier, Reason> {
    let epid = after(path, "epid=").or_else(|| after(path, "/p/"));
    if let Some(found) = epid.and_then(|tail| leading_number(IdKind::EbayEpid, tail)) {
        return Ok(found);
    }
    let item = after(path, "/itm/").and_then(|tail| {
        // A title may stand between: /itm/Some-Title/273344490183
        let path_only = tail.split(['?', '#']).next().unwrap_or(tail);
        path_only.split('/').find_map(|part| leading_number(IdKind::EbayItem, part))
    });
    item.or_else(|| leading_number(IdKind::EbayItem, after(path, "item=")?)).ok_or(Reason::NoneFound)
}

fn after<'a>(path: &'a str, marker: &str) -> Option<&'a str> {
    let place = path.find(marker)?;
    Some(&path[place + marker.len()..])
}

fn leading_number(kind: IdKind, tail: &str) -> Option<Identifier> {
    let end = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
    let stops = tail[end..].chars().next().is_none_or(|c| matches!(c, '/' | '?' | '&' | '#' | '.' | ',' | ')' | ';'));
    let number = marketplace::number(&tail[..end]).ok().filter(|_| stops)?;
    Some(Identifier::from_number(kind, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_shops_name_their_product() {
        let check = |word: &str, expected: &str| {
            assert_eq!(read(word).unwrap().unwrap().product_key().as_deref(), Some(expected), "{word}");
        };
        check("https://www.amazon.com/Hunger-Games/dp/B002MQYOFW/ref=sr_1_1?keywords=x", "asin:B002MQYOFW");
        check("amazon.co.uk/gp/offer-listing/0439023483", "gtin:09780439023481");
        check("https://amazon.de/exec/obidos/ASIN/0439023483", "gtin:09780439023481");
        check("https://www.ebay.com/itm/Some-Lego-10281/273344490183?hash=1", "ebay:item:273344490183");
        check("https://www.ebay.co.uk/itm/273344490183", "ebay:item:273344490183");
        check("https://www.ebay.com/p/1234567890?iid=2", "ebay:epid:1234567890");
        check("https://www.ebay.com/itm/273344490183?epid=99", "ebay:epid:99");
        check("https://www.tcgplayer.com/product/516980/pokemon-sv?Language=English", "tcgplayer:product:516980");
        check("https://api.reverb.com/api/csps/8127", "reverb:csp:8127");
        check("https://reverb.com/price-guide/guide/5142-maker-jazz-bass", "reverb:guide:5142");
        check("https://reverb.com/price-guide/guide/5142", "reverb:guide:5142");
    }

    #[test]
    fn other_addresses_name_nothing() {
        let check = |word: &str, expected| assert_eq!(read(word), expected, "{word}");
        check("amazon.com/dp/", Some(Err(Reason::NoneFound)));
        check("https://www.amazon.com/dp/0439023484", Some(Err(Reason::CheckDigit)));
        check("https://notamazon.example/dp/B002MQYOFW", None);
        check("and/or", None);
    }
}
