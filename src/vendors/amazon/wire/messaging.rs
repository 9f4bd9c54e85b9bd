//! Amazon's words for messages to a buyer (Messaging API v1).

use serde::Deserialize;

/// The kinds that are a text and nothing else. The others want files, dates or keys.
pub const KINDS: [&str; 4] =
    ["confirmDeliveryDetails", "confirmOrderDetails", "confirmServiceDetails", "unexpectedProblem"];
/// The longest text.
const LONGEST: usize = 2000;

/// What may be sent about an order.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Allowed {
    _links: Links,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Links {
    actions: Vec<Link>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Link {
    href: String,
    name: Option<String>,
}

impl Allowed {
    /// The names of the kinds, which stand in a link or at its end.
    pub fn kinds(&self) -> Vec<String> {
        let name = |link: &Link| {
            let path = link.href.split('?').next().unwrap_or_default();
            link.name.clone().or_else(|| path.rsplit('/').next().map(str::to_owned))
        };
        self._links.actions.iter().filter_map(name).collect()
    }
}

/// Whether a text is the number of an order: `902-3159896-1390916`.
pub fn is_order(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts[..], [first, second, third] if digits(first, 3) && digits(second, 7) && digits(third, 7))
}

/// What Amazon would refuse in a text: a link, an address, a mark of a page.
pub fn objection(text: &str) -> Option<String> {
    let length = text.chars().count();
    if !(1..=LONGEST).contains(&length) {
        return Some(format!("the text has {length} characters, Amazon takes 1 to {LONGEST}"));
    }
    let lower = text.to_lowercase();
    let found = ["http:", "https:", "www.", "@", "<", ">"].into_iter().find(|part| lower.contains(part))?;
    Some(format!("the text has `{found}`: Amazon takes no links, addresses or marks"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allowed_is_read_from_links() {
        let text = r#"{"_links":{"actions":[{"href":"/messaging/v1/orders/1/messages/confirmOrderDetails?marketplaceIds=A",
            "name":"confirmOrderDetails"},{"href":"/messaging/v1/orders/1/messages/unexpectedProblem?marketplaceIds=A"}]}}"#;
        let allowed: Allowed = serde_json::from_str(text).unwrap();
        assert_eq!(allowed.kinds(), ["confirmOrderDetails", "unexpectedProblem"]);
        assert!(serde_json::from_str::<Allowed>("{}").unwrap().kinds().is_empty());
    }

    #[test]
    fn orders_and_texts_are_held_to_what_amazon_takes() {
        assert!(is_order("902-3159896-1390916"));
        for other in ["", "902-3159896", "902-3159896-139091x", "902-3159896-1390916/messages", "../x"] {
            assert!(!is_order(other), "{other}");
        }
        assert_eq!(objection("Your order is on its way."), None);
        for text in ["", "see https://x.example", "write to a@example.com", "<b>now</b>", &"x".repeat(2001)] {
            assert!(objection(text).is_some(), "{text:.20}");
        }
    }
}
