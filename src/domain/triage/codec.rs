//! A model as bytes: a mark, a version, a checksum; then the labels as JSON, and the numbers, little-endian.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    calibrate::Calibration,
    model::{Label, Learned, Model},
    vocabulary::Vocabulary,
};

/// The mark at the beginning.
const MARK: &[u8; 8] = b"arbtriag";
/// The version of the format, and of what the features mean: a model of another one can't be read.
const VERSION: u32 = 1;
/// Mark, version, checksum.
const HEAD: usize = 8 + 4 + 32;
/// The largest model, in bytes.
pub const MOST_BYTES: u64 = 256 << 20;

/// Why bytes are no model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// It does not begin like one.
    #[error("it is no model")]
    NoModel,
    /// Another version of `arb` wrote it.
    #[error("it is of version {0}, and this program reads version {VERSION}")]
    Version(u32),
    /// It is not what was written.
    #[error("its checksum is wrong: it was cut or changed")]
    Checksum,
    /// The numbers don't belong together.
    #[error("its parts don't fit together")]
    Shape,
}

#[derive(Serialize, Deserialize)]
struct Head {
    labels: Vec<(String, bool, u32)>,
    features: usize,
    out_of_scope: u32,
}

/// The bytes of a model; the same model has the same bytes.
pub fn encode(model: &Model) -> Vec<u8> {
    let labels = model.labels.iter().map(|label| (label.name.clone(), label.is_grave, label.texts)).collect();
    let head = Head { labels, features: model.vocabulary.size(), out_of_scope: model.out_of_scope };
    let head = serde_json::to_vec(&head).expect("names and numbers serialize");
    let mut body = Vec::with_capacity(head.len() + model.weights.steps.len() + 16 * head.len());
    body.extend((head.len() as u64).to_le_bytes());
    body.extend(head);
    let Calibration { stretch, threshold, sure } = model.calibration;
    let mut numbers = |numbers: &[f32]| numbers.iter().for_each(|number| body.extend(number.to_le_bytes()));
    numbers(&[stretch, threshold]);
    numbers(&sure);
    numbers(model.vocabulary.rarity());
    numbers(&model.weights.scales);
    model.vocabulary.features().iter().for_each(|feature| body.extend(feature.to_le_bytes()));
    body.extend(model.weights.steps.iter().map(|step| step.to_le_bytes()[0]));

    let mut bytes = Vec::with_capacity(HEAD + body.len());
    bytes.extend(MARK);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(Sha256::digest(&body));
    bytes.extend(body);
    bytes
}

/// The model in these bytes.
pub fn decode(bytes: &[u8]) -> Result<Model, Damage> {
    let Some((head, body)) = bytes.split_at_checked(HEAD) else {
        return Err(if bytes.starts_with(MARK) { Damage::Checksum } else { Damage::NoModel });
    };
    if !head.starts_with(MARK) {
        return Err(Damage::NoModel);
    }
    let version = u32::from_le_bytes(head[8..12].try_into().expect("four bytes"));
    if version != VERSION {
        return Err(Damage::Version(version));
    }
    if Sha256::digest(body)[..] != head[12..] {
        return Err(Damage::Checksum);
    }
    parsed(body).ok_or(Damage::Shape)
}

fn parsed(body: &[u8]) -> Option<Model> {
    let mut rest = Rest(body);
    let length = u64::from_le_bytes(rest.take(8)?.try_into().ok()?);
    let head: Head = serde_json::from_slice(rest.take(usize::try_from(length).ok()?)?).ok()?;
    let (features, labels) = (head.features, head.labels.len());
    let (read, rarity, scales) = (rest.numbers(5)?, rest.numbers(features)?, rest.numbers(features.checked_add(1)?)?);
    let known = rest.take(features.checked_mul(8)?)?;
    let known: Vec<u64> = known.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes)).collect();
    let steps = rest.take(features.checked_add(1)?.checked_mul(labels)?)?;
    let all_told = rest.0.is_empty() && labels >= 2 && known.is_sorted();
    let labels = head.labels.into_iter().map(|(name, is_grave, texts)| Label { name, is_grave, texts }).collect();
    all_told.then(|| Model {
        labels,
        vocabulary: Vocabulary::of(known, rarity),
        weights: Learned { scales, steps: steps.iter().map(|step| i8::from_le_bytes([*step])).collect() },
        calibration: Calibration { stretch: read[0], threshold: read[1], sure: [read[2], read[3], read[4]] },
        out_of_scope: head.out_of_scope,
    })
}

/// Bytes that are not read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// So many numbers; `None` where one is none.
    fn numbers(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.take(count.checked_mul(4)?)?;
        let numbers: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        numbers.iter().all(|number| number.is_finite()).then_some(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::train::{Example, train},
        *,
    };

    fn model() -> Model {
        let texts =
            ["where is my order", "where is my book", "where is it", "refund me", "refund my book", "refund it"];
        let example = |text: &str| {
            let label = text.split(' ').next().map(str::to_owned);
            Example { text: text.into(), is_grave: text.starts_with("refund"), label }
        };
        train(&texts.map(example)).unwrap().model
    }

    #[test]
    fn a_model_comes_back_as_it_went() {
        let model = model();
        assert_eq!(decode(&encode(&model)).unwrap(), model);
    }

    #[test]
    fn every_changed_byte_and_every_cut_is_seen() {
        let bytes = encode(&model());
        for at in (0..bytes.len()).step_by(97).chain(0..HEAD) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x40;
            assert!(decode(&changed).is_err(), "byte {at}");
            assert!(decode(&bytes[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let check = |bytes: &[u8], expected: Damage| assert_eq!(decode(bytes).unwrap_err(), expected);
        let bytes = encode(&model());
        check(b"", Damage::NoModel);
        check(&[b'x'; 100], Damage::NoModel);
        check(&bytes[..bytes.len() - 1], Damage::Checksum);
        let mut newer = bytes.clone();
        newer[8] = 9;
        check(&newer, Damage::Version(9));
        // A right checksum over wrong parts, as a faulty writer would leave it.
        let body = &bytes[HEAD..bytes.len() - 1];
        let mut odd = bytes[..12].to_vec();
        odd.extend(Sha256::digest(body));
        odd.extend(body);
        check(&odd, Damage::Shape);
    }
}
