//! The marketplaces' own numbers: plain integers without a check digit, always kept with their namespace.

use super::{identifier::Identifier, kind::IdKind, reason::Reason};

/// The longest number a marketplace gives out, in digits; eBay's items have 12, some have had 14.
const LONGEST: usize = 14;

/// A positive integer without leading zeros.
pub(super) fn number(text: &str) -> Result<u64, Reason> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Reason::Empty);
    }
    if let Some(bad) = text.chars().find(|character| !character.is_ascii_digit()) {
        return Err(if bad.is_numeric() { Reason::NonAsciiDigit(bad) } else { Reason::Character(bad) });
    }
    if text.len() > LONGEST {
        return Err(Reason::Length(text.len()));
    }
    if text.starts_with('0') {
        return Err(Reason::Placeholder);
    }
    text.parse().map_err(|_| Reason::Length(text.len()))
}

/// An identifier written with its namespace, as [`Identifier::product_key`] writes it: `tcgplayer:product:516980`.
pub(super) fn namespaced(text: &str) -> Option<Result<Identifier, Reason>> {
    let text = text.trim();
    IdKind::ALL.into_iter().find_map(|kind| {
        let prefix = kind.namespace()?;
        let head = text.get(..prefix.len())?;
        head.eq_ignore_ascii_case(prefix)
            .then(|| number(&text[prefix.len()..]).map(|number| Identifier::from_number(kind, number)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_namespaced_number_keeps_its_namespace() {
        let key = |text: &str| namespaced(text).unwrap().unwrap().product_key();
        assert_eq!(key("tcgplayer:product:516980").as_deref(), Some("tcgplayer:product:516980"));
        assert_eq!(key("EBAY:EPID:1234567890").as_deref(), Some("ebay:epid:1234567890"));
        assert_eq!(namespaced("516980"), None);
        assert_eq!(namespaced("ebay:item:12x"), Some(Err(Reason::Character('x'))));
    }
}
