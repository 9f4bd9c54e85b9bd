//! What comes out of the sieve.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::{
    best::Candidate,
    sorted::{By, Rank},
};
use crate::{
    domain::{
        analysis::{Analysis, ReasonCode, Verdict},
        evidence::Evidence,
        offer::Offer,
        record::{Record, SCHEMA, Stage},
    },
    pipe::{
        offer_rows::record_of,
        render::{Lines, Renderer, json},
    },
};

/// What became of a row.
#[derive(Debug)]
pub enum Sifted {
    /// Rows with a verdict that nobody asked for.
    LeftOut {
        /// The verdict.
        verdict: Verdict,
        /// Nothing is known of their market.
        no_market: bool,
        /// How many they are.
        rows: u64,
    },
    /// Judged.
    Judged(Box<Judged>),
    /// Read, and not judged yet.
    Candidate(Box<Candidate>),
    /// A record that holds no offer.
    PassedOn(Box<Shown>),
}

impl Sifted {
    pub(super) fn left_out(verdict: Verdict, no_market: bool) -> Self {
        Self::LeftOut { verdict, no_market, rows: 1 }
    }
}

/// A judgement, and what it was made of.
#[derive(Debug)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// Its primary reason.
    pub reason: ReasonCode,
    /// What is handed on.
    pub shown: Shown,
    /// The evidence it went by.
    pub evidence: Option<Evidence>,
}

/// A record with its judgement.
#[derive(Debug)]
pub enum Shown {
    /// As it is.
    Record(Record),
    /// As the lines that are written of it.
    Lines(Lines),
    /// As what lines are made of, with its place in the order that is asked for.
    Packed(String, Rank),
}

/// How records leave the sieve.
#[derive(Clone, Debug)]
pub enum Form {
    /// As they are: they are stored, or what they look like depends on the first of them.
    Records,
    /// As the lines that are written of them, for this order.
    Lines(Renderer, Option<By>),
    /// As JSON, for this order: what they look like depends on the one that comes first in it.
    Texts(By),
}

/// What a judgement is added to.
pub(super) enum Base<'a> {
    /// An offer, of which a record is made.
    Offer(&'a Offer),
    /// A record of our own, and the offer in it.
    Record(Record, &'a Offer),
}

/// A record with the judgement of its offer, in the place where [`Record::set`] puts it.
struct Added<'a> {
    record: &'a Record,
    analysis: &'a Analysis,
}

impl Serialize for Added<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let stage = Stage::Analysis.key();
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in &self.record.0 {
            match key == stage {
                true => map.serialize_entry(key, self.analysis)?,
                false => map.serialize_entry(key, value)?,
            }
        }
        if !self.record.0.contains_key(stage) {
            map.serialize_entry(stage, self.analysis)?;
        }
        map.end()
    }
}

/// A record of an offer and its judgement, and nothing else, before it is one.
#[derive(Serialize)]
struct Fresh<'a> {
    schema: u64,
    id: &'a str,
    offer: &'a Offer,
    analysis: &'a Analysis,
}

impl Form {
    /// A record without a judgement.
    pub(super) fn of_record(&self, record: Record) -> Shown {
        match self {
            Self::Records | Self::Texts(_) => Shown::Record(record),
            Self::Lines(renderer, _) => Shown::Lines(renderer.lines_of(&record.0)),
        }
    }

    /// What a judgement was added to, with the judgement.
    pub(super) fn of_judgement(&self, base: Base<'_>, analysis: &Analysis) -> Shown {
        let whole = |mut record: Record| {
            record.set(Stage::Analysis, analysis);
            record
        };
        match (self, base) {
            (Self::Records, Base::Offer(offer)) => Shown::Record(whole(record_of(offer))),
            (Self::Records, Base::Record(record, _)) => Shown::Record(whole(record)),
            (Self::Texts(by), Base::Offer(offer)) => {
                let id = offer.record_id();
                let text = json(&Fresh { schema: SCHEMA, id: &id, offer, analysis });
                Shown::Packed(text, Rank::of_judgement(*by, &id, offer, analysis))
            }
            (Self::Texts(by), Base::Record(record, offer)) => {
                let rank = Rank::of_judgement(*by, record.id().unwrap_or_default(), offer, analysis);
                Shown::Packed(json(&Added { record: &record, analysis }), rank)
            }
            (Self::Lines(renderer, by), Base::Offer(offer)) => {
                let id = offer.record_id();
                let rank = |by| Rank::of_judgement(by, &id, offer, analysis);
                packed_or_lines(renderer, &Fresh { schema: SCHEMA, id: &id, offer, analysis }, by.map(rank))
            }
            (Self::Lines(renderer, by), Base::Record(record, offer)) => {
                let rank = |by| Rank::of_judgement(by, record.id().unwrap_or_default(), offer, analysis);
                packed_or_lines(renderer, &Added { record: &record, analysis }, by.map(rank))
            }
        }
    }
}

/// What waits for its turn stays packed.
fn packed_or_lines(renderer: &Renderer, object: &impl Serialize, rank: Option<Rank>) -> Shown {
    match rank {
        Some(rank) => Shown::Packed(renderer.pack(object), rank),
        None => Shown::Lines(renderer.lines_of(object)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipe::render;

    #[test]
    fn a_judgement_is_written_as_its_record_is() {
        let offer: Offer = serde_json::from_value(serde_json::json!({
            "source": "s", "item": "1", "observed_at": "2026-11-01T00:00:00Z", "price": {"amount": "3.1", "currency": "USD"},
            "title": "T \u{200B}", "row": {"file": "a.csv", "line": 2}, "extra": {"b": "x", "a": "y"}
        }))
        .unwrap();
        let analysis: Analysis = serde_json::from_value(serde_json::json!({
            "verdict": "buy", "reason": "cleared", "reasons": [], "flags": ["thin_price"], "channel": "amazon_us", "program": "fba",
            "match": {"outcome": "same", "method": "identifier", "confidence": "1", "pack_source": 1, "pack_target": 1},
            "net": {"amount": "4.5", "currency": "USD"}, "restriction": "allowed", "rules": {"name": "r", "version": "1"},
            "analyzed_at": "2026-11-01T00:00:00Z", "expires_at": "2026-11-01T00:00:00Z",
        }))
        .unwrap();
        let columns =
            ["id", "offer.price", "analysis.flags", "offer.extra.a", "analysis.net.amount"].map(str::to_owned);
        for columns in [&columns[..], &[]] {
            let renderer = Renderer::new(vec![render::Form::Json], columns).unwrap();
            let form = Form::Lines(renderer.clone(), None);
            let Shown::Record(record) = Form::Records.of_judgement(Base::Offer(&offer), &analysis) else { panic!() };
            let Shown::Lines(lines) = form.of_judgement(Base::Offer(&offer), &analysis) else { panic!() };
            assert_eq!(lines, renderer.lines(&renderer.pack(&record.0)), "{columns:?}");
            let Shown::Packed(text, rank) = Form::Texts(By::Net).of_judgement(Base::Offer(&offer), &analysis) else {
                panic!()
            };
            assert_eq!((text, rank), (json(&record.0), Rank::of_record(By::Net, &record)));
            // So is one that is added to a record, whether that was judged before or not.
            let mut before = record_of(&offer);
            for judged in [false, true] {
                before.0.insert("mine".into(), judged.into());
                let added = |form: &Form| form.of_judgement(Base::Record(before.clone(), &offer), &analysis);
                let Shown::Record(record) = added(&Form::Records) else { panic!() };
                let Shown::Lines(lines) = added(&form) else { panic!() };
                assert_eq!(lines, renderer.lines(&renderer.pack(&record.0)), "{columns:?}");
                let Shown::Packed(text, rank) = added(&Form::Texts(By::Net)) else { panic!() };
                assert_eq!((text, rank), (json(&record.0), Rank::of_record(By::Net, &record)));
                before.set(Stage::Analysis, &serde_json::json!({"verdict": "skip"}));
            }
        }
    }
}
