//! How far `arb` may go by itself with one source: the lowest of what the vendor allows, what the law of the place
//! allows, and what the settings say.

pub use super::effect::Autonomy;

/// Sources whose terms forbid orders that no person has seen, whatever a vendor's declaration or the settings say.
/// eBay: user agreement in force since 20 February 2026.
const NEVER_ALONE: &[&str] = &["ebay"];

/// How far `arb` may go with purchases from a source.
///
/// `vendor` is what the vendor that takes orders declares; `None` where nobody takes orders: then a person does.
pub fn effective(source: &str, setting: Autonomy, vendor: Option<Autonomy>) -> Autonomy {
    setting.min(vendor.unwrap_or(Autonomy::Assist)).min(most(source))
}

/// The most that a source's own terms allow.
pub fn most(source: &str) -> Autonomy {
    // `ebay`, `ebay_us`, `ebay-de`, `ebay.co.uk`; a shop that merely begins so is no worse off for a question more.
    let name = source.trim().to_ascii_lowercase();
    if NEVER_ALONE.iter().any(|vendor| name.starts_with(vendor)) { Autonomy::Approve } else { Autonomy::Auto }
}

#[cfg(test)]
mod tests {
    use super::{Autonomy::*, *};

    #[test]
    fn the_lowest_of_all_counts() {
        let check = |source: &str, setting, vendor, expected| {
            assert_eq!(effective(source, setting, vendor), expected, "{source} {setting:?} {vendor:?}");
        };
        check("books", Auto, Some(Auto), Auto);
        check("books", Auto, Some(Approve), Approve);
        check("books", Approve, Some(Auto), Approve);
        check("books", Off, Some(Auto), Off);
        check("books", Auto, None, Assist);
        check("books", Off, None, Off);
        check("ebay", Auto, Some(Auto), Approve);
        check("eBay_us", Auto, Some(Auto), Approve);
        check("ebay", Assist, Some(Auto), Assist);
        check("not-ebay", Auto, Some(Auto), Auto);
    }
}
