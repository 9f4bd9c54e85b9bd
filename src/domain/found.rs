//! An offer that was found: a record that holds little else, before it is one.
//!
//! A list of a million rows is a million offers; as a JSON object each would take ten times the room and time.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::{
    offer::Offer,
    record::{Record, RecordError, SCHEMA, Stage},
};

/// An offer with the id of its record, and the record it came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// `source:item`.
    pub id: String,
    /// What is offered. It goes before what `came_in` says of it. It is large, and handed on from step to step.
    pub offer: Box<Offer>,
    /// The record that holds it; `None` where the offer is all there is.
    came_in: Option<Box<Record>>,
}

impl Found {
    /// An offer that stood in no record.
    pub fn fresh(offer: Offer) -> Self {
        Self { id: offer.record_id(), offer: offer.into(), came_in: None }
    }

    /// The offer in a record; `None` where it holds none, or has no id.
    pub fn of_record(record: Record) -> Result<Option<Self>, RecordError> {
        let offer = record.get::<Offer>(Stage::Offer)?;
        let id = record.id().map(str::to_owned);
        Ok(offer.zip(id).map(|(offer, id)| Self { id, offer: offer.into(), came_in: Some(record.into()) }))
    }

    /// The record, as it came or as it is made, as JSON: what is kept of an offer.
    pub fn as_it_came(&self) -> String {
        let text = match &self.came_in {
            Some(record) => serde_json::to_string(&record.0),
            None => serde_json::to_string(self),
        };
        text.expect("parts of a record serialize")
    }

    /// The record with the offer as it is now.
    pub fn into_record(self) -> Record {
        let mut record = self.came_in.map_or_else(|| Record::new(&self.id), |record| *record);
        record.set(Stage::Offer, &self.offer);
        record
    }
}

impl Serialize for Found {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(record) = &self.came_in else {
            let mut map = serializer.serialize_map(Some(3))?;
            map.serialize_entry("schema", &SCHEMA)?;
            map.serialize_entry("id", &self.id)?;
            map.serialize_entry(Stage::Offer.key(), &self.offer)?;
            return map.end();
        };
        let mut map = serializer.serialize_map(Some(record.0.len()))?;
        for (key, value) in &record.0 {
            if key == Stage::Offer.key() {
                map.serialize_entry(key, &self.offer)?;
            } else {
                map.serialize_entry(key, value)?;
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer() -> Offer {
        serde_json::from_value(serde_json::json!({
            "source": "s", "item": "1", "observed_at": "2026-11-01T00:00:00Z", "title": "Lamp",
            "price": {"amount": "3.10", "currency": "USD"}, "extra": {"b": "x", "a": "y"},
        }))
        .unwrap()
    }

    #[test]
    fn a_found_offer_is_written_as_its_record() {
        let found = Found::fresh(offer());
        let text = serde_json::to_string(&found).unwrap();
        assert_eq!(text, serde_json::to_string(&found.clone().into_record().0).unwrap());
        assert_eq!(found.as_it_came(), text);

        let mut record = Record::new("s:1");
        record.0.insert("mine".into(), 1.into());
        record.set(Stage::Offer, &offer());
        record.0.insert("yours".into(), 2.into());
        let mut found = Found::of_record(record.clone()).unwrap().unwrap();
        found.offer.title = Some("Lamp, new".into());
        assert_eq!(found.as_it_came(), serde_json::to_string(&record.0).unwrap());
        let text = serde_json::to_string(&found).unwrap();
        assert_eq!(text, serde_json::to_string(&found.into_record().0).unwrap());
        assert!(text.contains("Lamp, new") && text.ends_with("\"yours\":2}"), "{text}");
    }

    #[test]
    fn a_record_without_an_offer_is_none() {
        assert_eq!(Found::of_record(Record::new("a:1")).unwrap(), None);
        let mut broken = Record::new("a:1");
        broken.set(Stage::Offer, &serde_json::json!({"item": 1}));
        assert!(Found::of_record(broken).is_err());
    }
}
