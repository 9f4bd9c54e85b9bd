//! What the names of classes and ids say: whether a price is the one that is asked now, a former one, or another's.

use scraper::node::Element;

/// Longer names are no names.
const LONGEST: usize = 300;

const PRICE: &[&str] = &[
    "price", "preis", "prezzo", "precio", "preco", "prijs", "fiyat", "prix", "cena", "ceny", "hinta", "hind", "kaina",
    "pret", "pris", "harga", "amount", "prc",
];
const FORMER: &[&str] = &[
    "was",
    "old",
    "strike",
    "striked",
    "strikethrough",
    "stroke",
    "crossed",
    "cross",
    "through",
    "before",
    "former",
    "previous",
    "prev",
    "original",
    "rrp",
    "msrp",
    "uvp",
    "regular",
    "lowest30",
    "omnibus",
    "standard",
    "retail",
    "compare",
    "suggested",
    "recommended",
    "reference",
    "barre",
    "barred",
    "ancien",
    "alt",
    "stara",
    "antes",
    "high",
];
const OTHER: &[&str] = &[
    "installment",
    "installments",
    "instalment",
    "instalments",
    "monthly",
    "month",
    "rate",
    "raten",
    "rata",
    "raty",
    "credit",
    "finance",
    "financing",
    "leasing",
    "klarna",
    "afterpay",
    "shipping",
    "shipment",
    "delivery",
    "versand",
    "livraison",
    "postage",
    "unit",
    "unitprice",
    "per",
    "base",
    "basic",
    "grundpreis",
    "saving",
    "savings",
    "save",
    "discount",
    "rabatt",
    "coupon",
    "deposit",
    "warranty",
    "insurance",
    "service",
    "addon",
    "accessory",
    "points",
    "loyalty",
    "cashback",
    "bonus",
    "tax",
    "vat",
    "netto",
    "excl",
    "minimum",
    "threshold",
    "free",
    "filter",
    "range",
    "slider",
    "currency",
    "placeholder",
    "history",
    "alert",
    "rating",
    "reviews",
    "qty",
    "quantity",
    "zl-rata",
];
const ELSEWHERE: &[&str] = &[
    "related",
    "recommendation",
    "recommendations",
    "recommended",
    "recommender",
    "similar",
    "upsell",
    "crosssell",
    "crosssells",
    "cross",
    "carousel",
    "slider",
    "swiper",
    "slick",
    "footer",
    "minicart",
    "basket",
    "cartpopup",
    "recent",
    "recently",
    "viewed",
    "history",
    "bestseller",
    "bestsellers",
    "teaser",
    "tile",
    "tiles",
    "card",
    "cards",
    "suggestions",
    "suggestion",
    "suggest",
    "others",
    "accessories",
    "bundle",
    "bundles",
    "sidebar",
    "megamenu",
    "menu",
    "nav",
    "navigation",
    "breadcrumb",
    "popup",
    "modal",
    "listing",
    "together",
    "promo",
    "compare",
    "wishlist",
    "sponsored",
    "ads",
    "offers",
    "miniature",
    "thumbnail",
    "catalog",
    "grid",
];
const NOW: &[&str] = &[
    "current",
    "sale",
    "final",
    "special",
    "now",
    "actual",
    "our",
    "main",
    "buy",
    "pdp",
    "detail",
    "details",
    "product",
    "new",
    "sales",
    "prodprice",
    "primary",
    "today",
    "total",
    "big",
    "selling",
    "offer",
    "item",
];

/// The names of classes, id and the like, each split into words.
fn names(element: &Element) -> impl Iterator<Item = Vec<String>> {
    let ids = ["id", "itemprop", "data-testid", "data-test", "data-qa", "data-test-id", "data-component", "data-auto"];
    let classes = element.attr("class").into_iter().flat_map(|text| bounded(text).split_whitespace());
    ids.into_iter().filter_map(|name| element.attr(name)).map(bounded).chain(classes).take(40).map(split)
}

fn bounded(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// `productPrice--old_1` is product, price, old, 1.
fn split(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && lower {
            words.push(String::new());
        }
        lower = c.is_lowercase();
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn says_price(words: &[String]) -> bool {
    words.iter().any(|word| {
        PRICE.contains(&word.as_str()) || word.contains("price") || word.contains("preis") || word.contains("prezzo")
    })
}

fn has(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}

/// Whether its name says that it holds a price.
pub fn is_price(element: &Element) -> bool {
    names(element).any(|words| says_price(&words))
}

/// Whether it holds a former price: by its tag, its style or its name.
pub fn is_former(element: &Element) -> bool {
    if matches!(element.name(), "del" | "s" | "strike") {
        return true;
    }
    if element.attr("style").is_some_and(|style| bounded(style).contains("line-through")) {
        return true;
    }
    let fused = [
        "oldprice",
        "wasprice",
        "listprice",
        "regularprice",
        "originalprice",
        "priceold",
        "pricewas",
        "pricebefore",
        "pricelist",
        "beforeprice",
        "retailprice",
        "highprice",
        "streichpreis",
        "basisprice",
    ];
    names(element).any(|words| {
        let crossed = has(&words, &["strike", "striked", "strikethrough", "crossed", "linethrough", "barred", "barre"]);
        let list = words.windows(2).any(|pair| pair == ["list", "price"]);
        let glued = words.iter().any(|word| fused.iter().any(|name| word.contains(name)));
        crossed
            || list
            || glued
            || says_price(&words) && has(&words, FORMER)
            || has(&words, &["was", "rrp", "msrp", "uvp", "oldprice"])
    })
}

/// Whether it holds a price of something else than the thing: a rate, shipping, a unit, a saving.
pub fn is_other(element: &Element) -> bool {
    names(element).any(|words| {
        says_price(&words) && has(&words, OTHER)
            || has(
                &words,
                &[
                    "installment",
                    "installments",
                    "instalment",
                    "monthly",
                    "shipping",
                    "delivery",
                    "grundpreis",
                    "unitprice",
                    "savings",
                    "saving",
                    "discount",
                    "klarna",
                    "financing",
                    "finance",
                    "leasing",
                    "livraison",
                    "versand",
                    "warranty",
                    "shippingcost",
                    "filter",
                    "filters",
                ],
            )
    })
}

/// Whether it is about other things than the product of the page.
pub fn is_elsewhere(element: &Element) -> bool {
    // The classes of the whole page name its kind: `catalog-product-view`.
    let whole = matches!(element.name(), "html" | "body" | "main");
    !whole && (matches!(element.name(), "footer" | "nav") || names(element).any(|words| has(&words, ELSEWHERE)))
}

/// Whether its name says that this is what is asked now.
pub fn is_now(element: &Element) -> bool {
    names(element).any(|words| says_price(&words) && has(&words, NOW))
}

/// Whether it holds the cents of a price.
pub fn is_cents(element: &Element) -> bool {
    element.name() == "sup"
        || names(element)
            .any(|words| has(&words, &["cents", "cent", "decimal", "decimals", "fraction", "centimes", "kopeck"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_as_they_are_read() {
        assert_eq!(split("productPrice--old_1"), ["product", "price", "old", "1"]);
        assert_eq!(split("PDP-price"), ["pdp", "price"]);
        assert!(split("---").is_empty());
    }
}
