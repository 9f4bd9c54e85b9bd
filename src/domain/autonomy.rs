//! How far `arb` may go by itself with one source: the lowest of what the vendor allows, what the law of the place
//! allows, and what the settings say.

pub use super::effect::Autonomy;
use crate::config::Alone;

/// Sources whose terms forbid orders that no person has seen, whatever a vendor's declaration or the settings say.
/// eBay: user agreement in force since 20 February 2026.
const NEVER_ALONE: &[&str] = &["ebay"];

/// How far `arb` may go with purchases from a source.
///
/// `vendor` is what the vendor that takes orders declares; `None` where nobody takes orders: then a person does.
pub fn effective(source: &str, setting: Alone, vendor: Option<Autonomy>) -> Autonomy {
    of(setting).min(vendor.unwrap_or(Autonomy::Assist)).min(most(source))
}

/// What a setting says.
pub fn of(setting: Alone) -> Autonomy {
    match setting {
        Alone::Off => Autonomy::Off,
        Alone::Assist => Autonomy::Assist,
        Alone::Approve => Autonomy::Approve,
        Alone::Auto => Autonomy::Auto,
    }
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
        let check = |source: &str, setting: Alone, vendor, expected| {
            assert_eq!(effective(source, setting, vendor), expected, "{source} {setting:?} {vendor:?}");
        };
        check("books", Alone::Auto, Some(Auto), Auto);
        check("books", Alone::Auto, Some(Approve), Approve);
        check("books", Alone::Approve, Some(Auto), Approve);
        check("books", Alone::Off, Some(Auto), Off);
        check("books", Alone::Auto, None, Assist);
        check("books", Alone::Off, None, Off);
        check("ebay", Alone::Auto, Some(Auto), Approve);
        check("eBay_us", Alone::Auto, Some(Auto), Approve);
        check("ebay", Alone::Assist, Some(Auto), Assist);
        check("not-ebay", Alone::Auto, Some(Auto), Auto);
    }
}
