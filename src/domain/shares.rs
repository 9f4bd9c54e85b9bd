//! How the units of one SKU are shared out among the channels that it is for sale on.

/// What each channel shows of `units`, where they show this much now, the preferred channel first: never more than there is
/// in all. As few units move as can be: what is free goes to who has least, and a channel without any gets one from who has
/// most, while that one keeps one.
pub fn shares(shown: &[u32], units: u32) -> Vec<u32> {
    let mut shares = at_most(shown, units);
    if shares.is_empty() {
        return shares;
    }
    while sum(&shares) < u64::from(units) {
        let place = least(&shares);
        shares[place] += 1;
    }
    while shares[least(&shares)] == 0 && shares[most(&shares)] > 1 {
        let (from, to) = (most(&shares), least(&shares));
        shares[from] -= 1;
        shares[to] += 1;
    }
    shares
}

/// What each channel may go on showing of `units`: less only where they are fewer than all show together, and then from who has
/// most.
pub fn at_most(shown: &[u32], units: u32) -> Vec<u32> {
    let mut shares = shown.to_vec();
    while sum(&shares) > u64::from(units) {
        let place = most(&shares);
        shares[place] -= 1;
    }
    shares
}

fn sum(shares: &[u32]) -> u64 {
    shares.iter().map(|share| u64::from(*share)).sum()
}

/// The place with the fewest, the first of equals.
fn least(shares: &[u32]) -> usize {
    (0..shares.len()).min_by_key(|place| shares[*place]).unwrap_or(0)
}

/// The place with the most, the last of equals.
fn most(shares: &[u32]) -> usize {
    (0..shares.len()).max_by_key(|place| shares[*place]).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_preferred_channel_has_the_odd_unit_and_none_goes_without() {
        let check = |shown: &[u32], units: u32, expected: &[u32]| {
            assert_eq!(shares(shown, units), expected, "{shown:?} {units}");
        };
        check(&[], 3, &[]);
        check(&[0], 3, &[3]);
        check(&[0, 0], 3, &[2, 1]);
        check(&[3, 0], 3, &[2, 1]);
        check(&[0, 1], 2, &[1, 1]);
        check(&[2, 1], 3, &[2, 1]);
        check(&[1, 2], 3, &[1, 2]);
        check(&[2, 1], 2, &[1, 1]);
        check(&[2, 1], 1, &[1, 0]);
        check(&[1, 0], 1, &[1, 0]);
        check(&[5, 0, 0], 5, &[3, 1, 1]);
        check(&[2, 1], 0, &[0, 0]);
    }

    proptest! {
        #[test]
        fn all_units_are_shared_and_none_twice(shown in prop::collection::vec(0_u32..40, 1..6), units in 0_u32..60) {
            let shared = shares(&shown, units);
            prop_assert_eq!(shared.iter().sum::<u32>(), units);
            let without = shared.contains(&0);
            prop_assert!(!without || shared.iter().all(|share| *share <= 1));
            let kept = at_most(&shown, units);
            prop_assert!(kept.iter().zip(&shown).all(|(kept, shown)| kept <= shown));
            prop_assert_eq!(kept.iter().sum::<u32>(), units.min(shown.iter().sum()));
        }
    }
}
