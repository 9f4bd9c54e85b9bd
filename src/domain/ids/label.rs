//! The words before a number: those that say what it is, and those that say it is something else.

use super::{digits, kind::IdKind};

/// What the words before a number say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// ISBN, SBN.
    Isbn,
    /// EAN, JAN.
    Ean,
    /// UPC.
    Upc,
    /// GTIN, barcode.
    Gtin,
    /// ASIN.
    Asin,
    /// ISSN.
    Issn,
    /// ISMN.
    Ismn,
    /// A marketplace's own number.
    Market(IdKind),
    /// It is a price, a telephone number, a part number, …
    Against,
    /// Nothing known.
    Silent,
}

/// Numbers that stand as part of a label: ISBN-13, EAN8.
pub(super) const SIZES: [&str; 5] = ["8", "10", "12", "13", "14"];

/// How many words are looked at before a number.
const WORDS: usize = 4;

/// How much of a word is looked at; no label is that long.
const LONGEST_WORD: usize = 24;

/// What the words that end where the number starts say.
pub(super) fn before(head: &str) -> Label {
    let mut rest = head;
    let mut inner = "";
    for _ in 0..WORDS {
        let skipped = rest.trim_end_matches(is_gap);
        if skipped.ends_with(['$', '€', '£', '¥', '+']) {
            return Label::Against;
        }
        let start = skipped
            .char_indices()
            .rev()
            .take(LONGEST_WORD)
            .take_while(|(_, c)| c.is_alphanumeric())
            .last()
            .map(|(place, _)| place);
        let Some(start) = start else { return from_inner(inner) };
        let word = &skipped[start..];
        rest = &skipped[..start];
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let size = &word[letters.len()..];
        if !size.is_empty() && !SIZES.contains(&size) {
            return from_inner(inner);
        }
        let is = |list: &[&str]| list.iter().any(|item| letters.eq_ignore_ascii_case(item));
        if letters.is_empty()
            || is(&["number", "no", "num", "nr", "code", "is", "id", "me", "us", "at", "on", "a", "e"])
        {
            continue;
        }
        if is(&["product", "sku", "item", "csp"]) && inner.is_empty() {
            inner = letters;
            continue;
        }
        return match from_word(letters) {
            Label::Silent => from_pair(letters, inner),
            label => label,
        };
    }
    from_inner(inner)
}

fn is_gap(c: char) -> bool {
    digits::is_separator(c)
        || c.is_whitespace()
        || matches!(c, ':' | '#' | '=' | '.' | '(' | ')' | '[' | '"' | '\'' | '_')
}

fn from_word(word: &str) -> Label {
    const AGAINST: [&str; 39] = [
        "order",
        "tracking",
        "phone",
        "tel",
        "telephone",
        "call",
        "text",
        "txt",
        "fax",
        "cell",
        "mobile",
        "whatsapp",
        "serial",
        "sn",
        "s",
        "model",
        "mpn",
        "part",
        "pn",
        "p",
        "lot",
        "invoice",
        "post",
        "ref",
        "reference",
        "card",
        "account",
        "lpn",
        "fnsku",
        "oclc",
        "lccn",
        "imei",
        "vin",
        "zip",
        "date",
        "cert",
        "usd",
        "stock",
        "art",
    ];
    let is = |list: &[&str]| list.iter().any(|item| word.eq_ignore_ascii_case(item));
    match () {
        () if is(&["isbn", "isbns", "sbn"]) => Label::Isbn,
        () if is(&["ean", "eans", "jan"]) => Label::Ean,
        () if is(&["upc", "upcs", "upca", "upce"]) => Label::Upc,
        () if is(&["gtin", "gtins", "barcode", "barcodes"]) => Label::Gtin,
        () if is(&["asin", "asins"]) => Label::Asin,
        () if is(&["issn"]) => Label::Issn,
        () if is(&["ismn"]) => Label::Ismn,
        () if is(&["epid"]) => Label::Market(IdKind::EbayEpid),
        () if is(&AGAINST) => Label::Against,
        () => Label::Silent,
    }
}

/// `eBay item …`, `TCGplayer product …`.
fn from_pair(shop: &str, inner: &str) -> Label {
    let kind = match (shop.to_ascii_lowercase().as_str(), inner.to_ascii_lowercase().as_str()) {
        ("ebay", "item") => IdKind::EbayItem,
        ("ebay", "product") => IdKind::EbayEpid,
        ("tcgplayer", "sku") => IdKind::TcgplayerSku,
        ("tcgplayer", "product" | "") => IdKind::TcgplayerProduct,
        ("reverb", "csp") => IdKind::ReverbCsp,
        ("reverb", "guide") => IdKind::ReverbGuide,
        _ => return from_inner(inner),
    };
    Label::Market(kind)
}

/// An item or SKU number of nobody knows whom.
fn from_inner(inner: &str) -> Label {
    if inner.is_empty() { Label::Silent } else { Label::Against }
}

/// The text without a label in front: `ISBN-13: 978…` is `978…`. Text without one comes back whole.
pub(super) fn without(text: &str) -> &str {
    let start = text.trim_start_matches(|c: char| is_gap(c) && c != '-');
    let end = start.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(start.len());
    if !is_own(from_word(&start[..end])) {
        return text;
    }
    let rest = &start[end..];
    // ISBN-13: …, EAN13 …: the size belongs to the label when something other than a digit follows it.
    let bare = rest.trim_start_matches(is_gap);
    let size = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
    let tail = &bare[size..];
    if SIZES.contains(&&bare[..size])
        && tail.trim_start_matches(is_gap).starts_with(|c: char| c.is_ascii_alphanumeric())
    {
        return tail.trim_start_matches(is_gap);
    }
    bare
}

fn is_own(label: Label) -> bool {
    !matches!(label, Label::Against | Label::Silent)
}

/// Whether the text speaks of books: then a bare ten-digit number may be an ISBN-10.
pub(super) fn speaks_of_books(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "isbn",
        "book",
        "books",
        "paperback",
        "hardcover",
        "hardback",
        "softcover",
        "edition",
        "novel",
        "textbook",
        "author",
        "publisher",
        "isbns",
        "textbooks",
    ];
    text.split(|c: char| !c.is_alphabetic()).any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_before_a_number_say_what_it_is() {
        let check = |head: &str, expected| assert_eq!(before(head), expected, "{head}");
        check("great book, ISBN-13: ", Label::Isbn);
        check("EAN13#", Label::Ean);
        check("EAN", Label::Ean);
        check("UPC-A code: ", Label::Upc);
        check("ISBN number is ", Label::Isbn);
        check("eBay item number: ", Label::Market(IdKind::EbayItem));
        check("TCGplayer SKU ", Label::Market(IdKind::TcgplayerSku));
        check("tcgplayer id ", Label::Market(IdKind::TcgplayerProduct));
        check("item #", Label::Against);
        check("SKU-", Label::Against);
        check("only $", Label::Against);
        check("call me: ", Label::Against);
        check("LEGO ", Label::Silent);
        check("", Label::Silent);
    }

    #[test]
    fn a_label_falls_away() {
        let check = |text: &str, expected: &str| assert_eq!(without(text), expected, "{text}");
        check("ISBN-13: 978-0439023481", "978-0439023481");
        check("gtin8 : 12345670", "12345670");
        check("EAN: 8808993650040", "8808993650040");
        check("ISBN 80-85983-44-3", "80-85983-44-3");
        check("B0088PUEPK", "B0088PUEPK");
        check("ISBN", "");
    }
}
