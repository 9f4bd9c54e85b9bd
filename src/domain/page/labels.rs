//! Labels that people read: `EAN: 4006381333931`, `Brand` in one cell and its name in the next.

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A barcode.
    Gtin,
    /// The shop's number.
    Sku,
    /// The brand.
    Brand,
}

const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Gtin,
        &["ean", "gtin", "isbn", "isbn-13", "isbn13", "upc", "ean13", "ean-code", "ean code", "barcode", "ean/isbn"],
    ),
    (
        Label::Sku,
        &[
            "sku",
            "item number",
            "item no",
            "item no.",
            "item #",
            "item id",
            "product code",
            "product id",
            "product number",
            "article number",
            "article no",
            "article no.",
            "art. nr.",
            "art.nr.",
            "art.-nr.",
            "artikelnummer",
            "artikel-nr.",
            "artikel-nr",
            "bestellnummer",
            "bestell-nr.",
            "réf",
            "réf.",
            "ref",
            "ref.",
            "référence",
            "reference",
            "referencia",
            "referência",
            "codice",
            "codice articolo",
            "codice prodotto",
            "código",
            "kód",
            "kód tovaru",
            "kód produktu",
            "kod produktu",
            "katalogové číslo",
            "код товара",
            "артикул",
            "šifra",
            "tootekood",
            "preces kods",
            "prekės kodas",
            "cod produs",
            "web id",
            "model no.",
            "ebay item number",
            "post id",
            "listing id",
            "ad id",
            "anzeigennummer",
            "商品編號",
        ],
    ),
    (
        Label::Brand,
        &[
            "brand",
            "make",
            "make / manufacturer",
            "manufacturer",
            "marke",
            "hersteller",
            "marque",
            "fabricant",
            "marca",
            "fabricante",
            "produttore",
            "merk",
            "značka",
            "výrobca",
            "výrobce",
            "marka",
            "producent",
            "бренд",
            "производитель",
            "марка",
            "zīmols",
            "ražotājs",
            "bränd",
            "tootja",
            "kaubamärk",
            "proizvajalec",
            "proizvođač",
            "blagovna znamka",
            "producător",
            "märke",
            "varemerke",
            "mærke",
            "merkki",
            "márka",
            "品牌",
            "ブランド",
        ],
    ),
];

/// The label that this whole text is.
pub fn whole(text: &str) -> Option<Label> {
    let text = text.trim().trim_end_matches([':', '\u{ff1a}', '#', ' ']).to_lowercase();
    LABELS.iter().find(|(_, names)| names.contains(&text.as_str())).map(|(label, _)| *label)
}

/// A label and what stands behind it in the same text.
pub fn with_value(text: &str) -> Option<(Label, &str)> {
    let (label, value) = text.split_once([':', '\u{ff1a}', '#'])?;
    let value = value.trim().trim_end_matches(['.', ',', ')']);
    (!value.is_empty() && value.chars().count() <= 40).then_some((whole(label)?, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_and_its_value_are_told() {
        assert_eq!(whole("Brand:"), Some(Label::Brand));
        assert_eq!(whole("Brandy"), None);
        assert_eq!(with_value("EAN: 6935364088101. "), Some((Label::Gtin, "6935364088101")));
        assert_eq!(with_value("Art.-Nr.: 28-1"), Some((Label::Sku, "28-1")));
        assert_eq!(with_value("Time: 12:00"), None);
    }
}
