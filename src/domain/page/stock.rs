//! Whether a thing can be had, and its condition: in schema.org's words and in people's.

use super::Availability;

/// Reads a value of schema.org or OpenGraph: `https://schema.org/InStock`, `in stock`, `oos`.
pub fn of_schema(text: &str) -> Option<Availability> {
    let last = text.rsplit(['/', '#', ':']).next().unwrap_or_default();
    let word: String = last.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(40).collect();
    Some(match word.as_str() {
        "instock"
        | "instoreonly"
        | "onlineonly"
        | "limitedavailability"
        | "available"
        | "instockonline"
        | "yes"
        | "auflager"
        | "lieferbar"
        | "enstock"
        | "1"
        | "availablefororder"
        | "madetoorder" => Availability::InStock,
        "outofstock" | "soldout" | "discontinued" | "oos" | "unavailable" | "notavailable" | "ausverkauft" | "0"
        | "reserved" | "outofstockonline" => Availability::OutOfStock,
        "preorder" | "presale" | "backorder" | "availablefor" | "comingsoon" => Availability::Preorder,
        _ => return None,
    })
}

/// Reads what a person reads; `None` where it says neither.
pub fn of_people(text: &str) -> Option<Availability> {
    let text = text.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|words| text.contains(words));
    const OUT: &[&str] = &[
        "out of stock",
        "sold out",
        "currently unavailable",
        "no longer available",
        "not available",
        "temporarily unavailable",
        "ausverkauft",
        "nicht verfügbar",
        "nicht lieferbar",
        "nicht auf lager",
        "épuisé",
        "rupture de stock",
        "indisponible",
        "agotado",
        "sin stock",
        "no disponible",
        "esgotado",
        "indisponível",
        "esaurito",
        "non disponibile",
        "uitverkocht",
        "niet op voorraad",
        "niedostępny",
        "brak w magazynie",
        "vyprodáno",
        "vypredané",
        "není skladem",
        "нет в наличии",
        "slutsåld",
        "udsolgt",
        "loppu",
        "stoc epuizat",
        "tükendi",
        "售罄",
        "缺貨",
        "在庫なし",
        "品切れ",
        "listing has ended",
        "this item has sold",
        "discontinued",
        "notify me when",
    ];
    const PRE: &[&str] = &["pre-order", "preorder", "vorbestell", "précommande", "backorder", "預購", "予約"];
    const IN: &[&str] = &[
        "in stock",
        "add to cart",
        "add to basket",
        "add to bag",
        "add to trolley",
        "buy now",
        "buy it now",
        "place bid",
        "auf lager",
        "lieferbar",
        "in den warenkorb",
        "en stock",
        "ajouter au panier",
        "disponible",
        "añadir al carrito",
        "agregar al carrito",
        "comprar",
        "em stock",
        "adicionar ao carrinho",
        "disponibile",
        "aggiungi al carrello",
        "acquista",
        "op voorraad",
        "in winkelwagen",
        "do koszyka",
        "dostępny",
        "skladem",
        "na sklade",
        "do košíka",
        "do košíku",
        "v košarico",
        "na zalogi",
        "в наличии",
        "в корзину",
        "купить",
        "u košaricu",
        "adaugă în coș",
        "in stoc",
        "lisa ostukorvi",
        "laos",
        "į krepšelį",
        "pirkt",
        "grozā",
        "加入購物車",
        "立即購買",
        "カートに入れる",
        "sepete ekle",
        "lägg i varukorg",
        "läg i kurv",
        "lisää ostoskoriin",
        "kosárba",
        "raktáron",
        "הוסף לסל",
        "أضف",
        "add to wishlist & cart",
    ];
    if has(OUT) {
        Some(Availability::OutOfStock)
    } else if has(PRE) {
        Some(Availability::Preorder)
    } else {
        has(IN).then_some(Availability::InStock)
    }
}

/// The condition in plain words: `new`, `used`, `refurbished`, `damaged`.
pub fn condition(text: &str) -> Option<String> {
    let word = text.rsplit(['/', '#', ':']).next().unwrap_or_default().to_lowercase();
    let word = word.trim_end_matches("condition");
    let known = [
        ("new", "new"),
        ("used", "used"),
        ("refurbished", "refurbished"),
        ("damaged", "damaged"),
        ("brand new", "new"),
        ("pre-owned", "used"),
        ("neu", "new"),
        ("gebraucht", "used"),
    ];
    known.iter().find(|(name, _)| *name == word).map(|(_, condition)| (*condition).to_owned())
}
