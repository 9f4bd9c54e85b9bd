//! A line of JSON that holds the record of an offer, read into the offer itself: most lines of long pipes come to nothing,
//! and need not become records first.

use serde::{Deserialize, de::IgnoredAny};

use crate::domain::{offer::Offer, record::SCHEMA};

/// A record to which no stage has added anything but the offer. Keys that nobody knows may stand beside it.
#[derive(Deserialize)]
struct Line {
    schema: u64,
    id: String,
    offer: Offer,
    analysis: Option<IgnoredAny>,
    purchase: Option<IgnoredAny>,
    listing: Option<IgnoredAny>,
    price_change: Option<IgnoredAny>,
    ticket: Option<IgnoredAny>,
}

/// The id and the offer of a record; `None` for any line that takes a closer look.
pub fn offer_in(line: &[u8]) -> Option<(String, Offer)> {
    let Line { schema, id, offer, analysis, purchase, listing, price_change, ticket } =
        serde_json::from_slice(line).ok()?;
    let further = [analysis, purchase, listing, price_change, ticket];
    let plain = schema <= SCHEMA && !id.trim().is_empty() && further.iter().all(Option::is_none);
    plain.then_some((id, offer))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::{
        domain::record::{Record, Stage},
        pipe::{
            offer_rows::OfferRows,
            reader::{At, Target as _},
        },
    };

    /// What the careful reader makes of a line.
    fn carefully(line: &str) -> Option<(Record, Option<Offer>)> {
        let object: Map<String, Value> = serde_json::from_str(line).ok()?;
        let at = At { file: &"-".into(), stem: &"stdin".into(), line: 1 };
        let rows = OfferRows::new("2026-06-01T12:00:00Z".parse().unwrap());
        let record = rows.object(&at, object).ok()??;
        let offer = record.get::<Offer>(Stage::Offer).ok()?;
        Some((record, offer))
    }

    proptest! {
        #[test]
        fn an_offer_in_a_line_is_that_of_its_record(
            schema in prop::sample::select(vec!["1", "0", "9", "\"1\"", "1.0"]),
            id in prop::sample::select(vec!["\"a:1\"", "\"\"", "\" \"", "7"]),
            price in prop::sample::select(vec![r#"{"amount":"5.20","currency":"USD"}"#, r#"{"amount":5,"currency":"USD"}"#, "\"5\"", "null"]),
            quantity in prop::sample::select(vec!["3", "-1", "3.0", "\"3\"", "null"]),
            analysis in prop::sample::select(vec!["", r#","analysis":{"verdict":"skip"}"#, r#","analysis":null"#, r#","ticket":7"#]),
            twice in any::<bool>(), tail in prop::sample::select(vec!["", " ", "x", "}"]),
        ) {
            let again = if twice { r#","title":"T""# } else { "" };
            let line = format!(
                r#"{{"schema":{schema},"id":{id},"mine":[1],"offer":{{"source":"a","item":"1","observed_at":"2026-06-01T12:00:00Z","price":{price},"quantity":{quantity},"title":"S"{again},"extra":{{"x":"y"}},"new":1}}{analysis}}}{tail}"#
            );
            if let Some((id, offer)) = offer_in(line.as_bytes()) {
                let (record, read) = carefully(&line).expect("the careful reader takes it, too");
                prop_assert_eq!(record.id(), Some(id.as_str()));
                prop_assert_eq!(read, Some(offer));
            }
        }
    }

    #[test]
    fn an_offer_alone_is_read_and_a_judged_one_is_not() {
        let offer = json!({"source": "a", "item": "1", "observed_at": "2026-06-01T12:00:00Z", "price": {"amount": "5.20", "currency": "USD"}});
        let mut line = json!({"schema": 1, "id": "a:1", "offer": offer});
        assert!(offer_in(line.to_string().as_bytes()).is_some());
        line["analysis"] = json!({});
        assert!(offer_in(line.to_string().as_bytes()).is_none());
    }
}
