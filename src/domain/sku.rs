//! Our own stock-keeping unit: one name for the same product in the same condition, wherever it was bought.

/// The longest SKU that every channel takes (Amazon: 40 characters).
const LONGEST: usize = 40;

/// The SKU of a product in a condition: `GTIN-00673419340557-NEW`. Letters, digits and dashes; where the text is too
/// long, its end gives way to a check of the whole, so two products never share one.
pub fn of(product: &str, condition: Option<&str>) -> String {
    let condition = condition.map(str::trim).filter(|text| !text.is_empty()).unwrap_or("new");
    let whole = format!("{product}-{condition}");
    let mut sku = String::with_capacity(whole.len());
    let mut lossy = false;
    for character in whole.chars() {
        if character.is_ascii_alphanumeric() {
            sku.push(character.to_ascii_uppercase());
        } else {
            lossy |= !matches!(character, ':' | '-' | ' ');
            if !sku.ends_with('-') {
                sku.push('-');
            }
        }
    }
    let sku = sku.trim_matches('-');
    if sku.len() <= LONGEST && !lossy {
        return sku.to_owned();
    }
    let check = format!("{:08X}", fold(&whole));
    let kept = sku.get(..sku.len().min(LONGEST - check.len() - 1)).unwrap_or_default();
    format!("{kept}-{check}")
}

/// FNV-1a, 32 bits: short, stable, and only ever compared with itself.
fn fold(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_product_in_one_condition_has_one_name() {
        let check = |product: &str, condition: Option<&str>, sku: &str| assert_eq!(of(product, condition), sku);
        check("gtin:00673419340557", None, "GTIN-00673419340557-NEW");
        check("gtin:00673419340557", Some("Very Good"), "GTIN-00673419340557-VERY-GOOD");
        check("tcgplayer:product:12", Some(" "), "TCGPLAYER-PRODUCT-12-NEW");
    }

    #[test]
    fn names_that_are_too_long_or_lose_letters_stay_apart() {
        let long = |tail: &str| of(&format!("shop:{}{tail}", "x".repeat(60)), None);
        assert_eq!(long("a").len(), LONGEST);
        assert_ne!(long("a"), long("b"));
        assert_ne!(of("shop:ä", None), of("shop:ö", None));
        assert!(of("shop:ä", None).is_ascii());
    }
}
