//! Other sellers' listings of the same thing.

use super::{Amount, Condition, Listing, own::Model};
use crate::vendors::Rival;

impl Listing {
    /// The offer as a rival to ours: the same model in the same condition, at a price with shipping, by somebody else. `None`
    /// where it is none, or does not say enough to be one.
    pub fn rival(&self, ours: &Model) -> Option<Rival> {
        let same =
            |text: &Option<String>, other: &str| text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(other));
        let live = self.state.as_ref().and_then(|state| state.slug.as_deref()).is_none_or(|slug| slug == "live");
        let shop = self.shop_name.clone().filter(|shop| ours.shop.as_deref() != Some(shop))?;
        if !live || self.auction == Some(true) || !same(&self.make, &ours.make) || !same(&self.model, &ours.model) {
            return None;
        }
        let condition = self.condition.as_ref()?.name()?;
        if ours.condition.1.as_deref() != Some(condition) {
            return None;
        }
        let price = self.price.as_ref().and_then(Amount::money).filter(|price| !price.is_zero())?;
        let rate = self.shipping.as_ref()?.user_region_rate.as_ref()?.rate.as_ref().and_then(Amount::money)?;
        let condition = Some(condition.to_owned());
        Some(Rival { condition, ..Rival::of(&shop, price.plus(&rate).ok()?, false) })
    }
}

impl Condition {
    /// The name that is shown.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Named { display_name: name } | Self::Bare(name) => Some(name),
            Self::Other(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_thing_of_another_shop_is_a_rival() {
        let ours = Model {
            make: "Maker".into(),
            model: "Jazz".into(),
            condition: (Some("u".into()), Some("Very Good".into())),
            shop: Some("Ours".into()),
        };
        let check = |more: &str, expected: Option<&str>| {
            let whole = r#"{"id":1,"make":"maker","model":"JAZZ","shop_name":"Theirs","condition":{"display_name":"Very Good"},
                "price":{"amount":"450.00","currency":"USD"},"shipping":{"user_region_rate":{"rate":{"amount":"30.00","currency":"USD"}}}}"#;
            let mut whole: serde_json::Map<String, serde_json::Value> = serde_json::from_str(whole).unwrap();
            whole.extend(serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(more).unwrap());
            let listing: Listing = serde_json::from_str(&serde_json::to_string(&whole).unwrap()).unwrap();
            assert_eq!(listing.rival(&ours).map(|rival| rival.landed.to_string()).as_deref(), expected, "{more}");
        };
        check("{}", Some("$480.00"));
        check(r#"{"shop_name":"Ours"}"#, None);
        check(r#"{"shop_name":null}"#, None);
        check(r#"{"model":"Precision"}"#, None);
        check(r#"{"condition":{"display_name":"Good"}}"#, None);
        check(r#"{"auction":true}"#, None);
        check(r#"{"state":{"slug":"ended"}}"#, None);
        // What it costs to get there is not known.
        check(r#"{"shipping":{}}"#, None);
        check(r#"{"shipping":{"user_region_rate":{"rate":{"amount":"30.00","currency":"EUR"}}}}"#, None);
        check(r#"{"price":null}"#, None);
    }
}
