//! An order that a person places: all that is needed for it, on one card, and where to click.

use rust_decimal::Decimal;

use super::{
    money::{Money, Rounding},
    offer::Offer,
};

/// An order for a person to place.
#[derive(Clone, Debug)]
pub struct ByHand<'a> {
    /// The number to resolve it by.
    pub purchase: i64,
    /// The source.
    pub source: &'a str,
    /// The source's item.
    pub item: &'a str,
    /// The seller on a marketplace; empty where there is none.
    pub seller: &'a str,
    /// The title, sanitised.
    pub title: &'a str,
    /// Purchase units.
    pub quantity: u32,
    /// What it should come to, shipping and tax included.
    pub estimate: Money,
    /// The most that it may come to.
    pub cap: Money,
    /// Our reference, for the field that says purchase order or note.
    pub reference: &'a str,
    /// The offer as it was seen.
    pub offer: Option<&'a Offer>,
}

impl ByHand<'_> {
    /// The card: text to read and to copy from, and what to type when it is done.
    pub fn card(&self) -> String {
        let Self { purchase, source, quantity, estimate, cap, reference, .. } = self;
        let each = |total: &Money, rounding| {
            Money::new(total.amount() / Decimal::from((*quantity).max(1)), total.currency()).round(rounding)
        };
        let mut lines = vec![
            format!("TO PLACE BY HAND  purchase {purchase}"),
            String::new(),
            format!("  what       {quantity} × {}", self.title),
            format!("  where      {}", self.place().unwrap_or_else(|| (*source).to_owned())),
            format!("  item       {}", plain(self.item)),
        ];
        if !self.seller.is_empty() {
            lines.push(format!("  seller     {}", plain(self.seller)));
        }
        lines.extend([
            format!("  total      {estimate}  ({} each), shipping and tax included", each(estimate, Rounding::Up)),
            format!("  at most    {cap}  ({} each): above it, do not order", each(cap, Rounding::Down)),
            format!("  reference  {reference}  (where the shop has a field for it)"),
            String::new(),
            "The money is put aside until you say what came of it:".to_owned(),
            format!(
                "  arb resolve {purchase} --placed ORDER --charged {} --evidence \"order page\"",
                estimate.amount()
            ),
            format!("  arb resolve {purchase} --void --evidence \"did not order: sold out\""),
        ]);
        let mut text = lines.join("\n");
        text.push('\n');
        text
    }

    /// The page to go to: a cart with the goods in it where the shop has such links, else the offer's page.
    pub fn place(&self) -> Option<String> {
        let seen = self.offer.and_then(|offer| offer.url.as_deref()).filter(|url| is_plain_link(url));
        let asin = self.offer.and_then(|offer| offer.product.asin.as_deref()).filter(|asin| is_word(asin));
        let shop = self.source.to_ascii_lowercase();
        match asin {
            // Amazon's documented "add to cart" form; it takes several items and a quantity for each.
            Some(asin) if matches!(shop.as_str(), "amazon" | "amazon_us") => {
                Some(format!("https://www.amazon.com/gp/aws/cart/add.html?ASIN.1={asin}&Quantity.1={}", self.quantity))
            }
            _ => match seen {
                Some(url) => Some(url.to_owned()),
                None if matches!(shop.as_str(), "ebay" | "ebay_us") && is_word(self.item) => {
                    Some(format!("https://www.ebay.com/itm/{}", self.item))
                }
                None => None,
            },
        }
    }
}

/// Nothing but what stands in a web address, and no name and password in front of the host.
fn is_plain_link(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let known = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    !host.is_empty() && !host.contains('@') && url.len() <= 2000 && url.chars().all(known)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// One line of visible characters.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    fn offer(url: Option<&str>, asin: Option<&str>) -> Offer {
        serde_json::from_value(serde_json::json!({
            "source": "shop", "item": "1", "observed_at": "2026-06-01T12:00:00Z",
            "price": {"amount": "10", "currency": "USD"}, "url": url, "product": {"asin": asin},
        }))
        .unwrap()
    }

    fn order<'a>(source: &'a str, item: &'a str, offer: Option<&'a Offer>) -> ByHand<'a> {
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        ByHand {
            purchase: 12,
            source,
            item,
            seller: "",
            title: "Oak organizer",
            quantity: 2,
            estimate: usd(2001),
            cap: usd(2041),
            reference: "arb1-abc",
            offer,
        }
    }

    #[test]
    fn a_link_leads_to_the_cart_or_the_offer_and_never_to_anything_else() {
        #[track_caller]
        fn check(source: &str, item: &str, url: Option<&str>, asin: Option<&str>, expected: Option<&str>) {
            let offer = offer(url, asin);
            assert_eq!(order(source, item, Some(&offer)).place().as_deref(), expected);
        }
        let cart = "https://www.amazon.com/gp/aws/cart/add.html?ASIN.1=B000TEST01&Quantity.1=2";
        check("amazon", "1", None, Some("B000TEST01"), Some(cart));
        check("shop", "1", Some("https://shop.example/1?a=b"), None, Some("https://shop.example/1?a=b"));
        check("shop", "1", Some("https://shop.example@evil.example/1"), None, None);
        check("shop", "1", Some("javascript:alert(1)"), None, None);
        check("shop", "1", Some("https://shop.example/\u{1b}[2J"), None, None);
        check("shop", "1", None, Some("B000TEST01"), None);
        check("ebay", "112233445566", None, None, Some("https://www.ebay.com/itm/112233445566"));
        check("ebay", "../x", None, None, None);
    }

    #[test]
    fn the_card_has_the_total_the_most_and_what_to_type() {
        let card = order("shop", "TY-1", None).card();
        for part in
            ["2 × Oak organizer", "$20.01", "at most    $20.41", "($20.40", "arb resolve 12 --placed", "arb1-abc"]
        {
            let part = part.replace("($20.40", "($10.20");
            assert!(card.contains(&part), "{part}: {card}");
        }
    }
}
