//! Our own listings, as Reverb shows them to their seller; the shop's shipping profiles and Reverb's categories.

use rust_decimal::prelude::ToPrimitive as _;
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use super::{Amount, State, id_text, rows};
use crate::{domain::money::Money, vendors::reader};

rows!(
    /// A page of our listings.
    OwnListings, listings: Own
);

/// One of our listings.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Own {
    id: Option<Value>,
    sku: Option<String>,
    make: Option<String>,
    model: Option<String>,
    shop_name: Option<String>,
    condition: Option<Graded>,
    price: Option<Amount>,
    inventory: Option<Box<RawValue>>,
    has_inventory: Option<bool>,
    state: Option<State>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Graded {
    uuid: Option<String>,
    display_name: Option<String>,
}

/// Where one of our listings stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Life {
    /// For sale.
    Live,
    /// Written, not published.
    Draft,
    /// Taken off.
    Ended,
    /// Sold in full.
    Sold,
    /// A word that is not known here.
    Other(String),
}

/// What Reverb shows of one of our listings.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// Our SKU.
    pub sku: Option<String>,
    /// Where it stands.
    pub life: Life,
    /// The price.
    pub price: Option<Money>,
    /// Units for sale.
    pub quantity: Option<u32>,
}

/// What a listing is compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The maker.
    pub make: String,
    /// The model.
    pub model: String,
    /// The condition, by its UUID and by its name.
    pub condition: (Option<String>, Option<String>),
    /// Our shop.
    pub shop: Option<String>,
}

impl Own {
    /// What is shown; an error where it has no id or no state.
    pub fn shown(&self) -> Result<Shown, String> {
        let id = id_text(self.id.as_ref()).ok_or("a listing of ours without an id")?;
        let slug = self.state.as_ref().and_then(|state| state.slug.as_deref());
        let life = match slug.ok_or_else(|| format!("listing {id} without a state"))? {
            "live" => Life::Live,
            "draft" => Life::Draft,
            "ended" => Life::Ended,
            "sold" | "ordered" => Life::Sold,
            other => Life::Other(other.to_owned()),
        };
        let stock = self.inventory.as_deref().and_then(reader::decimal).and_then(|units| units.to_u32());
        // A listing without a stock of its own is one thing, whatever number stands beside it.
        let quantity = match self.has_inventory {
            Some(false) => Some(u32::from(life == Life::Live)),
            _ => stock,
        };
        Ok(Shown { id, sku: self.sku.clone(), life, price: self.price.as_ref().and_then(Amount::money), quantity })
    }

    /// Whether it is the listing with this id.
    pub fn is(&self, listing: &str) -> bool {
        id_text(self.id.as_ref()).as_deref() == Some(listing)
    }

    /// What it is compared by; an error says why it can't be.
    pub fn model(&self) -> Result<Model, String> {
        let named = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim).unwrap_or_default();
            // Reverb's own word where it could not guess.
            (!text.is_empty() && !text.eq_ignore_ascii_case("unknown")).then(|| text.to_owned())
        };
        match (named(&self.make), named(&self.model)) {
            (Some(make), Some(model)) => {
                let condition = self.condition.as_ref();
                let uuid = condition.and_then(|condition| condition.uuid.clone());
                let name = condition.and_then(|condition| condition.display_name.clone());
                Ok(Model { make, model, condition: (uuid, name), shop: self.shop_name.clone() })
            }
            _ => Err("it names no make and model, and a thing of its own kind can't be compared".to_owned()),
        }
    }
}

/// The listing in the reply to a change, which stands alone or under `listing`.
pub fn replied(body: &[u8]) -> Option<Shown> {
    #[derive(Deserialize)]
    struct Wrapped {
        listing: Own,
    }
    let wrapped = serde_json::from_slice::<Wrapped>(body).ok().map(|wrapped| wrapped.listing);
    wrapped.or_else(|| serde_json::from_slice::<Own>(body).ok())?.shown().ok()
}

/// Our shop.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shop {
    id: Option<Value>,
}

impl Shop {
    /// Its id.
    pub fn id(&self) -> Option<String> {
        id_text(self.id.as_ref())
    }
}

/// The shop's shipping profiles.
#[derive(Debug, Deserialize)]
pub struct Profiles {
    shipping_profiles: Vec<Profile>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Profile {
    id: Option<Value>,
}

impl Profiles {
    /// Their ids.
    pub fn ids(&self) -> Vec<String> {
        self.shipping_profiles.iter().filter_map(|profile| id_text(profile.id.as_ref())).collect()
    }
}

/// Reverb's categories in one list.
#[derive(Debug, Deserialize)]
pub struct Categories {
    categories: Vec<Kind>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Kind {
    uuid: Option<String>,
    full_name: Option<String>,
}

impl Categories {
    /// The UUID of the category with this full name, its levels divided by `>` or `/`.
    pub fn uuid_of(&self, name: &str) -> Option<String> {
        let plain =
            |text: &str| text.split(['>', '/']).map(|level| level.trim().to_lowercase()).collect::<Vec<_>>().join("/");
        let wanted = plain(name);
        let found =
            self.categories.iter().find(|kind| kind.full_name.as_deref().is_some_and(|full| plain(full) == wanted));
        found?.uuid.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_as_it_stands() {
        let check = |text: &str, expected: Result<(Life, Option<&str>, Option<u32>), &str>| {
            let own: Own = serde_json::from_str(text).unwrap();
            match (own.shown(), expected) {
                (Ok(shown), Ok((life, price, quantity))) => {
                    let found = (shown.life, shown.price.map(|price| price.to_string()), shown.quantity);
                    assert_eq!(found, (life, price.map(str::to_owned), quantity), "{text}");
                }
                (Err(why), Err(part)) => assert!(why.contains(part), "{text}: {why}"),
                (found, _) => panic!("{text}: {found:?}"),
            }
        };
        let price = r#""price":{"amount":"95.00","currency":"USD"}"#;
        check(
            &format!(r#"{{"id":7,"state":{{"slug":"live"}},"has_inventory":true,"inventory":3,{price}}}"#),
            Ok((Life::Live, Some("$95.00"), Some(3))),
        );
        check(
            &format!(r#"{{"id":"7","state":{{"slug":"live"}},"has_inventory":false,"inventory":9,{price}}}"#),
            Ok((Life::Live, Some("$95.00"), Some(1))),
        );
        check(r#"{"id":7,"state":{"slug":"sold"},"has_inventory":false}"#, Ok((Life::Sold, None, Some(0))));
        check(r#"{"id":7,"state":{"slug":"hidden"}}"#, Ok((Life::Other("hidden".into()), None, None)));
        // What no stock can be is none.
        check(r#"{"id":7,"state":{"slug":"ended"},"inventory":-9223372036854775808}"#, Ok((Life::Ended, None, None)));
        check(r#"{"id":7,"state":{"slug":"draft"},"inventory":1.5e300}"#, Ok((Life::Draft, None, None)));
        check(r#"{"state":{"slug":"live"}}"#, Err("without an id"));
        check(r#"{"id":7}"#, Err("without a state"));
    }

    #[test]
    fn the_reply_to_a_change_is_wrapped_or_not() {
        let bare = br#"{"id":7,"state":{"slug":"live"}}"#;
        let wrapped = br#"{"message":"ok","listing":{"id":7,"state":{"slug":"live"}}}"#;
        assert_eq!(replied(bare).map(|shown| shown.id), Some("7".into()));
        assert_eq!(replied(wrapped).map(|shown| shown.id), Some("7".into()));
        assert_eq!(replied(b"{\"message\":\"ok\"}"), None);
        assert_eq!(replied(b"<html>"), None);
    }

    #[test]
    fn a_category_is_found_by_its_whole_name() {
        let text = r#"{"categories":[{"uuid":"u-1","full_name":"Electric Guitars / Solid Body"},{"uuid":"u-2"}]}"#;
        let categories: Categories = serde_json::from_str(text).unwrap();
        assert_eq!(categories.uuid_of("electric guitars > solid body").as_deref(), Some("u-1"));
        assert_eq!(categories.uuid_of("Solid Body"), None);
    }

    #[test]
    fn without_make_and_model_nothing_is_compared() {
        let check = |text: &str, expected: bool| {
            let own: Own = serde_json::from_str(text).unwrap();
            assert_eq!(own.model().is_ok(), expected, "{text}");
        };
        check(r#"{"make":"Maker","model":"Jazz"}"#, true);
        check(r#"{"make":"Unknown","model":"Jazz"}"#, false);
        check(r#"{"make":"Maker","model":" "}"#, false);
        check("{}", false);
    }
}
