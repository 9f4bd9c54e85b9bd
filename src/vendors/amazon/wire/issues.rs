//! What Amazon has against a listing, in plain words.

use serde::Deserialize;

use super::{Marketplace, or_empty};

/// The most issues that one sentence tells.
const MOST: usize = 4;

/// One issue of a submission or of an item.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Issue {
    code: Option<String>,
    message: Option<String>,
    severity: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    attribute_names: Vec<String>,
    #[serde(deserialize_with = "or_empty")]
    categories: Vec<String>,
    enforcements: Option<Enforcements>,
    #[serde(deserialize_with = "or_empty")]
    marketplace_ids: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Enforcements {
    #[serde(deserialize_with = "or_empty")]
    actions: Vec<Enforcement>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Enforcement {
    action: Option<String>,
}

impl Issue {
    /// Whether it keeps the item from being sold in this marketplace; what is no warning and no remark does.
    pub fn is_error_in(&self, place: &Marketplace) -> bool {
        let here = self.marketplace_ids.is_empty() || self.marketplace_ids.iter().any(|id| id == place.id);
        here && !matches!(self.severity.as_deref(), Some("WARNING" | "INFO"))
    }

    /// `the price is not taken (18155): The minimum price is greater …; it takes the listing off sale`.
    fn words(&self) -> String {
        let kind = self.categories.iter().find_map(|category| plain(category));
        let named: Vec<&str> =
            self.code.iter().map(String::as_str).chain(self.attribute_names.iter().map(String::as_str)).collect();
        let mut text = kind.unwrap_or("Amazon objects").to_owned();
        if !named.is_empty() {
            text.push_str(&format!(" ({})", named.join(", ")));
        }
        if let Some(message) = self.message.as_deref().map(str::trim).filter(|message| !message.is_empty()) {
            text.push_str(&format!(": {}", message.trim_end_matches('.')));
        }
        let actions = self.enforcements.iter().flat_map(|all| &all.actions).filter_map(|one| one.action.as_deref());
        for action in actions.filter_map(enforced) {
            text.push_str(&format!("; {action}"));
        }
        let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        line.chars().filter(|c| !c.is_control()).take(240).collect()
    }
}

/// The errors among these issues as one sentence; `None` where there is none.
pub fn errors(issues: &[Issue], place: &Marketplace) -> Option<String> {
    let errors: Vec<String> = issues.iter().filter(|issue| issue.is_error_in(place)).map(Issue::words).collect();
    match errors.len() {
        0 => None,
        many if many > MOST => Some(format!("{}; and {} more", errors[..MOST].join("; "), many - MOST)),
        _ => Some(errors.join("; ")),
    }
}

/// A category in plain words.
fn plain(category: &str) -> Option<&'static str> {
    Some(match category {
        "INVALID_ATTRIBUTE" => "something it says is not taken",
        "MISSING_ATTRIBUTE" => "something it must say is missing",
        "INVALID_IMAGE" => "the picture is not taken",
        "MISSING_IMAGE" => "a picture is missing",
        "INVALID_PRICE" => "the price is not taken",
        "MISSING_PRICE" => "the price is missing",
        "DUPLICATE" => "there is such a product already",
        "QUALIFICATION_REQUIRED" => "Amazon must approve of it first",
        _ => return None,
    })
}

/// What Amazon does about it.
fn enforced(action: &str) -> Option<&'static str> {
    Some(match action {
        "LISTING_SUPPRESSED" => "it takes the listing off sale",
        "ATTRIBUTE_SUPPRESSED" => "Amazon leaves that part out",
        "CATALOG_ITEM_REMOVED" => "Amazon has removed the product from its catalog",
        "SEARCH_SUPPRESSED" => "it hides the product from the search",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendors::amazon::wire::marketplace;

    #[test]
    fn errors_are_told_in_plain_words_and_warnings_are_not() {
        let check = |text: &str, expected: Option<&str>| {
            let issues: Vec<Issue> = serde_json::from_str(text).unwrap();
            assert_eq!(errors(&issues, &marketplace("US").unwrap()).as_deref(), expected, "{text}");
        };
        check(
            r#"[{"code":"90220","message":"'condition_type' is required but not supplied.","severity":"ERROR",
            "attributeNames":["condition_type"],"categories":["MISSING_ATTRIBUTE"],
            "enforcements":{"actions":[{"action":"LISTING_SUPPRESSED"}],"exemption":{"status":"NOT_EXEMPT"}}}]"#,
            Some(
                "something it must say is missing (90220, condition_type): 'condition_type' is required but not supplied; \
                 it takes the listing off sale",
            ),
        );
        check(r#"[{"code":"1","message":"m","severity":"WARNING","categories":["INVALID_IMAGE"]}]"#, None);
        // A word that is not known is no leave.
        check(r#"[{"code":"1","message":"m","severity":"FATAL","categories":["NEW"]}]"#, Some("Amazon objects (1): m"));
        check(r#"[{"severity":"ERROR","marketplaceIds":["A2EUQ1WTGCTBG2"],"code":"1"}]"#, None);
        check(r#"[{"severity":"ERROR","attributeNames":null,"categories":null}]"#, Some("Amazon objects"));
        check("[]", None);
        let many = format!("[{}]", [r#"{"severity":"ERROR","code":"1"}"#; 6].join(","));
        let one = "Amazon objects (1)";
        check(&many, Some(&format!("{}; and 2 more", [one; 4].join("; "))));
    }
}
