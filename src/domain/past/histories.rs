//! Every history of one product, and the few bytes in which they are kept.
//!
//! Points are written as differences, seven bits a byte: a price that moves costs three or four bytes, not eight. A version
//! stands first, so that what an older `arb` kept is told from what a newer one does.

use super::kind::{KINDS, Kind};
use crate::domain::price_history::{History, Point};

/// The version of the bytes.
const VERSION: u8 = 1;

/// The histories of a product, by kind. What was not recorded is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histories {
    all: Box<[History; KINDS]>,
}

impl Default for Histories {
    fn default() -> Self {
        Self { all: Box::new(std::array::from_fn(|_| History::default())) }
    }
}

/// Why bytes are no histories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damaged {
    /// Another version wrote them.
    #[error("they are of version {0}, this arb reads version 1")]
    Version(u8),
    /// They end too early, or say what can't be.
    #[error("they are cut off or damaged")]
    Bytes,
}

impl Histories {
    /// The history of a kind.
    pub fn of(&self, kind: Kind) -> &History {
        &self.all[kind as usize]
    }

    /// The history of a kind, to be filled.
    pub fn of_mut(&mut self, kind: Kind) -> &mut History {
        &mut self.all[kind as usize]
    }

    /// Those in which something was recorded.
    pub fn recorded(&self) -> impl Iterator<Item = (Kind, &History)> {
        Kind::ALL.into_iter().map(|kind| (kind, self.of(kind))).filter(|(_, history)| !history.points().is_empty())
    }

    /// All of them in bytes, without what was over before `since`: of each the point that held then is the first.
    pub fn encode(&self, since: i32) -> Encoded {
        let mut encoded = Encoded { bytes: vec![VERSION], points: 0 };
        for (kind, history) in self.recorded() {
            let points = history.points();
            let first = points.partition_point(|point| point.minute <= since).saturating_sub(1);
            let kept = &points[first..];
            encoded.bytes.push(u8::try_from(kind as usize).expect("there are fewer kinds than bytes"));
            put(&mut encoded.bytes, kept.len() as u64);
            let mut last = Point { minute: 0, value: 0 };
            for point in kept {
                put(&mut encoded.bytes, zigzag(i64::from(point.minute) - i64::from(last.minute)));
                put(&mut encoded.bytes, zigzag(i64::from(point.value) - i64::from(last.value)));
                last = *point;
            }
            encoded.points += kept.len() as u64;
        }
        encoded
    }

    /// Reads what [`Histories::encode`] wrote.
    pub fn decode(bytes: &[u8]) -> Result<Self, Damaged> {
        let (version, mut rest) = bytes.split_first().ok_or(Damaged::Bytes)?;
        if *version != VERSION {
            return Err(Damaged::Version(*version));
        }
        let mut histories = Self::default();
        while let Some((kind, after)) = rest.split_first() {
            rest = after;
            let kind = Kind::at(usize::from(*kind)).ok_or(Damaged::Bytes)?;
            let count = take(&mut rest).ok_or(Damaged::Bytes)?;
            let mut last = (0_i64, 0_i64);
            for _ in 0..count {
                let mut next = || take(&mut rest).map(unzigzag);
                let (Some(minutes), Some(change)) = (next(), next()) else { return Err(Damaged::Bytes) };
                last = (last.0.wrapping_add(minutes), last.1.wrapping_add(change));
                let (Ok(minute), Ok(value)) = (i32::try_from(last.0), i32::try_from(last.1)) else {
                    return Err(Damaged::Bytes);
                };
                histories.of_mut(kind).push(Point { minute, value });
            }
        }
        Ok(histories)
    }
}

/// Histories in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Points in them.
    pub points: u64,
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)).cast_unsigned()
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}

fn put(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(kind: Kind, points: &[(i32, i32)]) -> Histories {
        let mut histories = Histories::default();
        points.iter().for_each(|(minute, value)| histories.of_mut(kind).push(Point { minute: *minute, value: *value }));
        histories
    }

    #[test]
    fn what_was_over_before_is_left_out_and_what_held_then_stays() {
        let histories = of(Kind::BuyBox, &[(10, 1_999), (20, -1), (30, 1_899), (40, 1_799)]);
        let kept = Histories::decode(&histories.encode(35).bytes).unwrap();
        assert_eq!(kept, of(Kind::BuyBox, &[(30, 1_899), (40, 1_799)]));
        assert_eq!(histories.encode(35).points, 2);
        assert_eq!(Histories::decode(&histories.encode(0).bytes).unwrap(), histories);
        // Six bytes of a head, and four points that would be eight bytes each.
        assert!(histories.encode(0).bytes.len() < 20);
    }

    #[test]
    fn damage_is_said() {
        let bytes = of(Kind::Rating, &[(1, 45), (2, 44)]).encode(0).bytes;
        for cut in 1..bytes.len() {
            assert!(cut == 1 || Histories::decode(&bytes[..cut]) == Err(Damaged::Bytes), "{cut}");
        }
        assert_eq!(Histories::decode(&[]), Err(Damaged::Bytes));
        assert_eq!(Histories::decode(&[2, 0]), Err(Damaged::Version(2)));
        assert_eq!(Histories::decode(&[1, 200, 0]), Err(Damaged::Bytes));
    }

    proptest! {
        #[test]
        fn what_is_kept_comes_back(
            steps in prop::collection::vec((0_usize..KINDS, 0_i32..100_000, any::<i32>()), 0..200),
        ) {
            let mut histories = Histories::default();
            let mut minute = 0;
            for (place, step, value) in steps {
                minute += step;
                histories.of_mut(Kind::ALL[place]).push(Point { minute, value });
            }
            prop_assert_eq!(Histories::decode(&histories.encode(-1).bytes).unwrap(), histories);
        }

        #[test]
        fn any_bytes_are_histories_or_damage(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            drop(Histories::decode(&bytes));
        }
    }
}
