//! What a listing needs beside itself: business policies, a location, a category and its item specifics.

use serde::Deserialize;
use serde_json::Value;

/// What there is to choose from: the number or key, and the name.
pub type Choices = Vec<(String, String)>;

/// The policies of one kind in a reply: `fulfillmentPolicies` with `fulfillmentPolicyId`. Where there are more than the page
/// shows, one is no longer the only one, so that is an error.
pub fn policies(reply: &Value, kind: &str) -> Result<Choices, String> {
    let list = reply[format!("{kind}Policies")].as_array().cloned().unwrap_or_default();
    whole(reply, list.len())?;
    Ok(choices(&list, &format!("{kind}PolicyId"), "name"))
}

/// The locations that goods can be sent from.
pub fn locations(reply: &Value) -> Result<Choices, String> {
    let list = reply["locations"].as_array().cloned().unwrap_or_default();
    whole(reply, list.len())?;
    let on: Vec<Value> =
        list.into_iter().filter(|one| one["merchantLocationStatus"].as_str() == Some("ENABLED")).collect();
    Ok(choices(&on, "merchantLocationKey", "name"))
}

fn whole(reply: &Value, shown: usize) -> Result<(), String> {
    let next = super::leads_on(reply["next"].as_str());
    let total = reply["total"].as_u64().is_some_and(|total| usize::try_from(total).is_ok_and(|total| total > shown));
    if next || total { Err("the list has more than one page".into()) } else { Ok(()) }
}

fn choices(list: &[Value], id: &str, name: &str) -> Choices {
    let text = |value: &Value| value.as_str().map(str::to_owned).filter(|text| !text.is_empty());
    list.iter().filter_map(|one| Some((text(&one[id])?, text(&one[name]).unwrap_or_default()))).collect()
}

/// The tree of categories of a site.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Tree {
    category_tree_id: Option<String>,
}

impl Tree {
    /// Its number.
    pub fn id(&self) -> Option<&str> {
        self.category_tree_id.as_deref().filter(|id| !id.is_empty())
    }
}

/// Categories that eBay suggests, the most likely first.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Suggestions {
    category_suggestions: Option<Vec<Suggestion>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Suggestion {
    category: Option<Category>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Category {
    category_id: Option<String>,
}

impl Suggestions {
    /// The number of the first.
    pub fn first(&self) -> Option<&str> {
        let first = self.category_suggestions.as_ref()?.first()?.category.as_ref()?;
        first.category_id.as_deref().filter(|id| super::inventory::is_number(id))
    }
}

/// The item specifics of a category.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Aspects {
    aspects: Option<Vec<Aspect>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Aspect {
    localized_aspect_name: Option<String>,
    aspect_constraint: Option<Constraint>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Constraint {
    aspect_required: Option<bool>,
}

impl Aspects {
    /// The names of those without which nothing is published.
    pub fn required(&self) -> Vec<&str> {
        let required =
            |aspect: &&Aspect| aspect.aspect_constraint.as_ref().is_some_and(|c| c.aspect_required == Some(true));
        let all = self.aspects.iter().flatten().filter(required);
        all.filter_map(|aspect| aspect.localized_aspect_name.as_deref()).filter(|name| !name.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn policies_and_locations_are_read_whole_or_not_at_all() {
        let reply =
            json!({ "total": 1, "returnPolicies": [{ "returnPolicyId": "5", "name": "30 days" }, { "name": "x" }] });
        assert_eq!(policies(&reply, "return").unwrap(), [("5".to_owned(), "30 days".to_owned())]);
        assert!(policies(&json!({ "total": 2, "returnPolicies": [{ "returnPolicyId": "5" }] }), "return").is_err());
        assert!(policies(&json!({}), "payment").unwrap().is_empty());
        let reply = json!({ "locations": [
            { "merchantLocationKey": "w", "merchantLocationStatus": "ENABLED", "name": "Warehouse" },
            { "merchantLocationKey": "s", "merchantLocationStatus": "DISABLED" },
        ] });
        assert_eq!(locations(&reply).unwrap(), [("w".to_owned(), "Warehouse".to_owned())]);
        assert!(locations(&json!({ "next": "https://api.example/2" })).is_err());
    }

    #[test]
    fn a_category_is_a_number_and_its_required_specifics_have_names() {
        let read = |value: Value| serde_json::from_value::<Suggestions>(value).unwrap();
        let found = read(json!({ "categorySuggestions": [{ "category": { "categoryId": "20625" } }, {}] }));
        assert_eq!(found.first(), Some("20625"));
        assert_eq!(read(json!({ "categorySuggestions": [{ "category": { "categoryId": "string" } }] })).first(), None);
        let aspects: Aspects = serde_json::from_value(json!({ "aspects": [
            { "localizedAspectName": "Brand", "aspectConstraint": { "aspectRequired": true } },
            { "localizedAspectName": "Colour", "aspectConstraint": { "aspectRequired": false } },
            { "localizedAspectName": "Size" },
        ] }))
        .unwrap();
        assert_eq!(aspects.required(), ["Brand"]);
    }
}
