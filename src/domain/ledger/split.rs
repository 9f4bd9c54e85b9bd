//! Splitting an amount so that the parts sum to the whole: the largest remainder, in integers.

/// Splits `total` minor units in proportion to `weights`. What rounding leaves goes to the parts with the largest
/// remainder, the earlier one first. No weight at all puts everything on the first part; no parts is no split.
pub fn by_weight(total: i64, weights: &[u64]) -> Vec<i64> {
    let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if whole == 0 {
        let mut parts = vec![0; weights.len()];
        if let Some(first) = parts.first_mut() {
            *first = total;
        }
        return parts;
    }
    let magnitude = i128::from(total).abs();
    let mut parts: Vec<i128> = weights.iter().map(|weight| magnitude * i128::from(*weight) / whole).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(magnitude * i128::from(weights[*place]) % whole));
    let left = magnitude - parts.iter().sum::<i128>();
    for place in order.into_iter().take(usize::try_from(left).expect("less than one minor unit a part is left")) {
        parts[place] += 1;
    }
    let sign = i128::from(total.signum());
    parts.into_iter().map(|part| i64::try_from(part * sign).expect("a part is no larger than the whole")).collect()
}

/// The cost of the first `taken` of `quantity` units that are worth `value` minor units together.
///
/// Each unit costs `value / quantity`, the first `value % quantity` of them one minor unit more. So taking units one by
/// one costs the same as taking them at once, and the last unit leaves exactly nothing. `taken` beyond `quantity` takes all.
pub fn cost_of_units(value: i64, quantity: i64, taken: i64) -> i64 {
    if quantity <= 0 || taken >= quantity {
        return value;
    }
    let taken = taken.max(0);
    let (each, dearer) = (value.div_euclid(quantity), value.rem_euclid(quantity));
    each * taken + taken.min(dearer)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_left_goes_to_the_largest_remainder() {
        let check = |total, weights: &[u64], parts: &[i64]| assert_eq!(by_weight(total, weights), parts, "{total}");
        check(100, &[1, 1, 1], &[34, 33, 33]);
        check(-100, &[1, 1, 1], &[-34, -33, -33]);
        check(101, &[1, 2, 3], &[17, 34, 50]);
        check(5, &[0, 0], &[5, 0]);
        check(5, &[], &[]);
        check(i64::MAX, &[u64::MAX, u64::MAX], &[i64::MAX / 2 + 1, i64::MAX / 2]);
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(total in any::<i64>().prop_filter("", |t| *t != i64::MIN), weights in prop::collection::vec(0_u64..1000, 1..20)) {
            prop_assert_eq!(by_weight(total, &weights).iter().sum::<i64>(), total);
        }

        #[test]
        fn units_cost_the_same_one_by_one_or_together(value in 0_i64..1_000_000, quantity in 1_i64..60, first in 0_i64..60) {
            let first = first.min(quantity);
            let mut left = (value, quantity);
            for _ in 0..first {
                let cost = cost_of_units(left.0, left.1, 1);
                left = (left.0 - cost, left.1 - 1);
            }
            prop_assert_eq!(value - left.0, cost_of_units(value, quantity, first));
            prop_assert_eq!(left.0 - cost_of_units(left.0, left.1, left.1), 0);
            // A lot that costs at least a cent a unit never holds a unit worth nothing.
            if value >= quantity && left.1 > 0 {
                prop_assert!(left.0 >= left.1);
            }
        }
    }
}
