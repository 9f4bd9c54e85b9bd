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
    reason_code: Option<String>,
}

/// What a reply says about new goods; `None` where it can't be read or speaks of something else, which is no leave.
pub fn read(body: &[u8], place: &Marketplace) -> Option<Restriction> {
    let listed = serde_json::from_slice::<Reply>(body).ok()?.restrictions?;
    if listed.is_empty() {
        return Some(Restriction::Allowed);
    }
    let ours = listed.iter().filter(|one| {
        one.marketplace_id.as_deref().is_none_or(|id| id == place.id)
            && one.condition_type.as_deref().is_none_or(|condition| condition == CONDITION)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendors::amazon::wire::marketplace;

    #[test]
    fn only_an_empty_list_is_leave() {
        let check = |body: &str, expected: Option<Restriction>| {
            assert_eq!(read(body.as_bytes(), &marketplace("US").unwrap()), expected, "{body}");
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
}
