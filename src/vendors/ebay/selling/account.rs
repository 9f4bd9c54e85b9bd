//! What a listing needs of the account and of eBay's catalogue: policies, a place, a category, item specifics.
//!
//! What the settings name is taken; what they leave open is the only one there is. Of several none is chosen: the refusal
//! lists them.

use std::time::Duration;

use anyhow::Result;
use serde_json::Value;

use super::{
    Selling,
    wire::account::{self, Aspects, Choices, Suggestions, Tree},
};
use crate::{net::Trouble, vendors::Draft};

/// How long the tree of categories and what it asks for are believed.
const FRESH: Duration = Duration::from_secs(24 * 3600);

/// What every listing of an account has in common; each with why it can't be had.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// The shipping policy.
    pub fulfillment: Result<String, String>,
    /// The payment policy.
    pub payment: Result<String, String>,
    /// The return policy.
    pub returns: Result<String, String>,
    /// The place that goods are sent from.
    pub location: Result<String, String>,
}

impl Account {
    /// Everything that is missing, as one sentence; `None` where nothing is.
    pub fn objection(&self) -> Option<String> {
        let parts = [&self.fulfillment, &self.payment, &self.returns, &self.location];
        let missing: Vec<&str> = parts.into_iter().filter_map(|part| part.as_ref().err()).map(String::as_str).collect();
        (!missing.is_empty()).then(|| missing.join("; "))
    }
}

/// The only one, or why there is none to take.
fn only(what: &str, setting: &str, found: Result<Choices, String>) -> Result<String, String> {
    let found = found.map_err(|why| format!("{what}: {why}: name one in `vendors.ebay.{setting}`"))?;
    match &found[..] {
        [(id, _)] => Ok(id.clone()),
        [] => Err(format!("the account has no {what}: make one on eBay")),
        many => {
            let list: Vec<String> = many.iter().take(20).map(|(id, name)| format!("{id} ({name:.40})")).collect();
            Err(format!(
                "the account has {} of {what}: name one in `vendors.ebay.{setting}`: {}",
                many.len(),
                list.join(", ")
            ))
        }
    }
}

impl Selling {
    /// What the account has; asked once in a run.
    pub(super) async fn account(&self) -> Result<Account, Trouble> {
        if let Some(known) = &*self.account.borrow() {
            return Ok(known.clone());
        }
        let settings = &self.settings;
        let account = Account {
            fulfillment: self
                .policy("fulfillment", "shipping policy", "fulfillment_policy_id", &settings.fulfillment_policy_id)
                .await?,
            payment: self.policy("payment", "payment policy", "payment_policy_id", &settings.payment_policy_id).await?,
            returns: self.policy("return", "return policy", "return_policy_id", &settings.return_policy_id).await?,
            location: match &settings.merchant_location {
                Some(key) => Ok(key.clone()),
                None => {
                    let path = ["sell", "inventory", "v1", "location"];
                    let reply: Option<Value> = self.ask(&self.host, "inventory", &path, &[("limit", "100")]).await?;
                    only("inventory location", "merchant_location", account::locations(&reply.unwrap_or_default()))
                }
            },
        };
        *self.account.borrow_mut() = Some(account.clone());
        Ok(account)
    }

    async fn policy(
        &self,
        kind: &str,
        what: &str,
        setting: &str,
        named: &Option<String>,
    ) -> Result<Result<String, String>, Trouble> {
        if let Some(id) = named {
            return Ok(Ok(id.clone()));
        }
        let name = format!("{kind}_policy");
        let path = ["sell", "account", "v1", name.as_str()];
        let query = [("marketplace_id", self.site.name)];
        let reply: Option<Value> = self.ask(&self.host, "account", &path, &query).await?;
        Ok(only(what, setting, account::policies(&reply.unwrap_or_default(), kind)))
    }

    /// The category of a draft: its own number, that of the settings, or eBay's first suggestion for the title.
    pub(super) async fn category(&self, tree: &str, draft: &Draft) -> Result<Option<String>, Trouble> {
        let own = draft.category.as_deref().filter(|text| super::wire::inventory::is_number(text));
        if let Some(number) = own.or(self.settings.category_id.as_deref()) {
            return Ok(Some(number.to_owned()));
        }
        let path = ["commerce", "taxonomy", "v1", "category_tree", tree, "get_category_suggestions"];
        let found: Option<(Suggestions, _)> =
            self.public.ask("taxonomy", &path, &[("q", draft.title.as_str())], FRESH).await?;
        Ok(found.and_then(|(found, _)| found.first().map(str::to_owned)))
    }

    /// The tree of categories of the site.
    pub(super) async fn tree(&self) -> Result<Option<String>, Trouble> {
        let path = ["commerce", "taxonomy", "v1", "get_default_category_tree_id"];
        let query = [("marketplace_id", self.site.name)];
        let found: Option<(Tree, _)> = self.public.ask("taxonomy", &path, &query, FRESH).await?;
        Ok(found.and_then(|(tree, _)| tree.id().map(str::to_owned)))
    }

    /// The item specifics without which eBay publishes nothing in a category.
    pub(super) async fn required(&self, tree: &str, category: &str) -> Result<Vec<String>, Trouble> {
        let path = ["commerce", "taxonomy", "v1", "category_tree", tree, "get_item_aspects_for_category"];
        let found: Option<(Aspects, _)> =
            self.public.ask("taxonomy", &path, &[("category_id", category)], FRESH).await?;
        Ok(found.map(|(found, _)| found.required().into_iter().map(str::to_owned).collect()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(names: &[(&str, &str)]) -> Result<Choices, String> {
        Ok(names.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect())
    }

    #[test]
    fn the_only_one_is_taken_and_of_several_none() {
        let check = |found: Result<Choices, String>, expected: Result<&str, &str>| match (
            only("return policy", "return_policy_id", found),
            expected,
        ) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(why), Err(part)) => assert!(why.contains(part), "{why}"),
            (found, _) => panic!("{found:?}"),
        };
        check(choices(&[("5", "30 days")]), Ok("5"));
        check(choices(&[]), Err("has no return policy"));
        check(
            choices(&[("5", "30 days"), ("6", "none")]),
            Err("`vendors.ebay.return_policy_id`: 5 (30 days), 6 (none)"),
        );
        check(Err("more than one page".into()), Err("return_policy_id"));
    }

    #[test]
    fn all_that_is_missing_is_said_at_once() {
        let whole = Account {
            fulfillment: Ok("1".into()),
            payment: Ok("2".into()),
            returns: Ok("3".into()),
            location: Ok("w".into()),
        };
        assert_eq!(whole.objection(), None);
        let poor = Account { payment: Err("a".into()), location: Err("b".into()), ..whole };
        assert_eq!(poor.objection().as_deref(), Some("a; b"));
    }
}
