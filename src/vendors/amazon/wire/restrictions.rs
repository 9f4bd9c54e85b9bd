//! Whether the account may list a product: an empty list is leave, everything else is less than that.

use serde::Deserialize;

use super::{Marketplace, or_empty};
use crate::domain::evidence::Restriction;

/// The condition that is asked about.
pub const CONDITION: &str = "new_new";

#[derive(Debug, Deserialize)]
struct Reply {
    restrictions: Option<Vec<One>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct One {
    #[serde(default)]
    marketplace_id: Option<String>,
    #[serde(default)]
    condition_type: Option<String>,
    #[serde(default, deserialize_with = "or_empty")]
    reasons: Vec<Reason>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reason {
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    reason_code: Option<String>,
    #[serde(default, deserialize_with = "or_empty")]
    links: Vec<Link>,
}

#[derive(Debug, Deserialize)]
struct Link {
    #[serde(default)]
    resource: Option<String>,
}

/// What a reply says about goods in the condition that was asked about; `None` where it can't be read or speaks of something
/// else, which is no leave.
pub fn read(body: &[u8], place: &Marketplace, asked: &str) -> Option<Restriction> {
    let listed = serde_json::from_slice::<Reply>(body).ok()?.restrictions?;
    if listed.is_empty() {
        return Some(Restriction::Allowed);
    }
    let ours = listed.iter().filter(|one| {
        one.marketplace_id.as_deref().is_none_or(|id| id == place.id)
            && one.condition_type.as_deref().is_none_or(|condition| condition == asked)
    });
    let mut worst = None;
    for one in ours {
        let never = one
            .reasons
            .iter()
            .any(|reason| matches!(reason.reason_code.as_deref(), Some("NOT_ELIGIBLE" | "ASIN_NOT_FOUND")));
        if never {
            return Some(Restriction::NotEligible);
        }
        // A reason that is not known, or none at all, is a restriction all the same.
        worst = Some(Restriction::NeedsApproval);
    }
    worst
}

/// What Amazon says about it, reason by reason, each with the page where leave is asked for; `None` where it says nothing.
pub fn reasons(body: &[u8]) -> Option<String> {
    let listed = serde_json::from_slice::<Reply>(body).ok()?.restrictions?;
    let mut said: Vec<String> = Vec::new();
    for reason in listed.into_iter().flat_map(|one| one.reasons) {
        let link = reason.links.into_iter().find_map(|link| link.resource).filter(|link| link.starts_with("https://"));
        let text = reason.message.or(reason.reason_code).unwrap_or_default();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned();
        let line = if let Some(link) = link { format!("{line} ({link})") } else { line };
        if !line.is_empty() && !said.contains(&line) {
            said.push(line.chars().filter(|c| !c.is_control()).take(240).collect());
        }
    }
    (!said.is_empty()).then(|| said.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendors::amazon::wire::marketplace;

    #[test]
    fn only_an_empty_list_is_leave() {
        let check = |body: &str, expected: Option<Restriction>| {
            assert_eq!(read(body.as_bytes(), &marketplace("US").unwrap(), CONDITION), expected, "{body}");
        };
        let one = |condition: &str, reasons: &str| {
            format!(
                r#"{{"restrictions":[{{"marketplaceId":"ATVPDKIKX0DER","conditionType":"{condition}","reasons":{reasons}}}]}}"#
            )
        };
        check(r#"{"restrictions":[]}"#, Some(Restriction::Allowed));
        check(
            &one("new_new", r#"[{"message":"a","reasonCode":"APPROVAL_REQUIRED"}]"#),
            Some(Restriction::NeedsApproval),
        );
        check(&one("new_new", r#"[{"message":"a","reasonCode":"NOT_ELIGIBLE"}]"#), Some(Restriction::NotEligible));
        check(&one("new_new", r#"[{"message":"a","reasonCode":"ASIN_NOT_FOUND"}]"#), Some(Restriction::NotEligible));
        check(&one("new_new", r#"[{"message":"a","reasonCode":"SOMETHING_NEW"}]"#), Some(Restriction::NeedsApproval));
        check(&one("new_new", r#"[{"message":"a"}]"#), Some(Restriction::NeedsApproval));
        check(&one("new_new", "null"), Some(Restriction::NeedsApproval));
        check(r#"{"restrictions":[{}]}"#, Some(Restriction::NeedsApproval));
        check(
            &one("new_new", r#"[{"reasonCode":"APPROVAL_REQUIRED"},{"reasonCode":"NOT_ELIGIBLE"}]"#),
            Some(Restriction::NotEligible),
        );
        // What was not asked about is no leave for what was.
        check(&one("used_good", r#"[{"reasonCode":"NOT_ELIGIBLE"}]"#), None);
        for nothing in ["{}", r#"{"restrictions":null}"#, "[]", "", "<html>", r#"{"errors":[]}"#] {
            check(nothing, None);
        }
    }
    #[test]
    fn the_reasons_are_told_with_the_page_where_leave_is_asked_for() {
        let check = |text: &str, expected: Option<&str>| {
            let body = format!(r#"{{"restrictions":[{{"reasons":{text}}},{{"reasons":{text}}}]}}"#);
            assert_eq!(reasons(body.as_bytes()).as_deref(), expected, "{text}");
        };
        check(
            r#"[{"message":"You need approval.","reasonCode":"APPROVAL_REQUIRED",
                "links":[{"resource":"https://sellercentral.example/approve","verb":"GET"}]}]"#,
            Some("You need approval (https://sellercentral.example/approve)"),
        );
        check(r#"[{"reasonCode":"NOT_ELIGIBLE","links":null}]"#, Some("NOT_ELIGIBLE"));
        check("[]", None);
        assert_eq!(reasons(b"<html>"), None);
    }
}
