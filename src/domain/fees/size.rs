//! Weights, sides, size tiers and dimensional weight, all in integers: nanograms and micrometres.
//!
//! One pound is 453.59237 g and one inch is 25.4 mm, both exactly (international yard and pound agreement, 1959), so
//! 18.00 in given as 457.2 mm is still not longer than 18 in.

use std::{borrow::Cow, fmt};

use rust_decimal::{Decimal, prelude::ToPrimitive};

/// Nanograms in a pound.
const POUND_NG: i64 = 453_592_370_000;
/// Micrometres in an inch.
const INCH_UM: i64 = 25_400;
/// Micrometres in a foot.
const FOOT_UM: i64 = 304_800;
/// A million kilograms: more is a typing error, and the products below stay far from their limits.
const HEAVIEST_NG: i64 = 1_000_000_000_000_000_000;
/// A hundred metres, for the same reasons.
const LONGEST_UM: i64 = 100_000_000;

/// A weight above zero, in nanograms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(i64);

impl Weight {
    /// Whole grams, as Keepa gives them; 0 and −1 mean unknown.
    pub fn from_grams(grams: i64) -> Option<Self> {
        grams.checked_mul(1_000_000_000).filter(|ng| (1..=HEAVIEST_NG).contains(ng)).map(Self)
    }

    /// Grams, a fraction of one included; `None` for 0 and below.
    pub fn from_decimal_grams(grams: Decimal) -> Option<Self> {
        let ng = grams.checked_mul(Decimal::from(1_000_000_000))?.round().to_i64()?;
        (1..=HEAVIEST_NG).contains(&ng).then_some(Self(ng))
    }

    /// Reads `1.25 lb`, `141 g`, `15 oz` or `0.2 kg`; `None` for 0, below 0, no unit or anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, unit) = number_and_unit(text)?;
        let unit_ng = match &*unit {
            "lb" | "lbs" | "pound" | "pounds" => POUND_NG,
            // 1/16 of a pound is a whole number of nanograms.
            "oz" | "ounce" | "ounces" => POUND_NG / 16,
            "g" | "gram" | "grams" => 1_000_000_000,
            "kg" => 1_000_000_000_000,
            "mg" => 1_000_000,
            _ => return None,
        };
        let ng = number.checked_mul(Decimal::from(unit_ng))?.round().to_i64()?;
        (1..=HEAVIEST_NG).contains(&ng).then_some(Self(ng))
    }

    /// Nanograms.
    pub fn nanograms(self) -> i64 {
        self.0
    }

    pub(crate) fn from_nanograms(ng: i64) -> Option<Self> {
        (1..=HEAVIEST_NG).contains(&ng).then_some(Self(ng))
    }
}

/// Whole ounces or pounds where they come out even, else grams: `12 oz`, `1.25 lb`, `460 g`.
impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let in_units = |unit: i64| (Decimal::from(self.0) / Decimal::from(unit)).normalize();
        let (pounds, ounces, grams) = (in_units(POUND_NG), in_units(POUND_NG / 16), in_units(1_000_000_000));
        if pounds >= Decimal::ONE && pounds.scale() <= 3 {
            write!(f, "{pounds} lb")
        } else if ounces.scale() <= 3 {
            write!(f, "{ounces} oz")
        } else {
            write!(f, "{grams} g")
        }
    }
}

/// The three sides of a parcel, each above zero, longest first, in micrometres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dims([i64; 3]);

impl Dims {
    /// Whole millimetres, as Keepa gives them; 0 and −1 mean unknown.
    pub fn from_mm(sides: [i64; 3]) -> Option<Self> {
        let mut um = [0; 3];
        for (to, from) in um.iter_mut().zip(sides) {
            *to = from.checked_mul(1_000)?;
        }
        Self::new(um)
    }

    /// Reads `6x4x0.5 in`, `104x55x35 mm` or `20 x 10 x 10 cm`; `None` when a side is 0, below 0 or not there.
    pub fn parse(text: &str) -> Option<Self> {
        plain_um(text).and_then(Self::new).or_else(|| Self::carefully(text))
    }

    fn carefully(text: &str) -> Option<Self> {
        let text = lower(text.trim());
        let text = if text.contains(['×', '*']) { text.replace(['×', '*'], "x").into() } else { text };
        let mut sides = [Decimal::ZERO; 3];
        let mut unit = Cow::Borrowed("");
        let mut parts = text.split('x');
        for side in &mut sides {
            let (number, named) = number_and_unit(parts.next()?)?;
            *side = number;
            if !named.is_empty() {
                unit = named;
            }
        }
        if parts.next().is_some() {
            return None;
        }
        let mut um = [0; 3];
        for (to, from) in um.iter_mut().zip(sides) {
            *to = to_um(from, &unit)?;
        }
        Self::new(um)
    }

    fn new(mut um: [i64; 3]) -> Option<Self> {
        if um.iter().any(|side| !(1..=LONGEST_UM).contains(side)) {
            return None;
        }
        um.sort_unstable_by(|a, b| b.cmp(a));
        Some(Self(um))
    }

    /// Longest side, micrometres.
    pub fn longest(&self) -> i64 {
        self.0[0]
    }

    /// Middle side, micrometres.
    pub fn median(&self) -> i64 {
        self.0[1]
    }

    /// Shortest side, micrometres.
    pub fn shortest(&self) -> i64 {
        self.0[2]
    }

    /// Longest side plus girth (twice the sum of the others), micrometres.
    pub fn length_plus_girth(&self) -> i64 {
        self.0[0] + 2 * (self.0[1] + self.0[2])
    }

    /// Sum of the sides, micrometres.
    pub fn sum(&self) -> i64 {
        self.0.iter().sum()
    }

    /// Cubic feet, exact to 28 digits.
    pub fn cubic_feet(&self) -> Option<Decimal> {
        let foot = Decimal::from(FOOT_UM);
        let feet = |um: i64| Decimal::from(um).checked_div(foot);
        // Exact while the product fits, then one division: 12 x 8 x 4 in is 384/1728 of a cubic foot.
        let volume =
            Decimal::from(self.0[0]).checked_mul(Decimal::from(self.0[1]))?.checked_mul(Decimal::from(self.0[2]));
        match volume {
            Some(volume) => volume.checked_div(foot * foot * foot),
            None => feet(self.0[0])?.checked_mul(feet(self.0[1])?)?.checked_mul(feet(self.0[2])?),
        }
    }

    /// Volume in cubic micrometres, the two shorter sides counted as at least `least`.
    fn volume(&self, least: i64) -> i128 {
        i128::from(self.0[0]) * i128::from(self.0[1].max(least)) * i128::from(self.0[2].max(least))
    }
}

/// Reads a length with its unit, in micrometres.
pub(crate) fn length_um(text: &str) -> Option<i64> {
    let (number, unit) = number_and_unit(text)?;
    to_um(number, &unit)
}

fn to_um(number: Decimal, unit: &str) -> Option<i64> {
    let unit_um = match unit {
        "in" | "inch" | "inches" | "\"" => INCH_UM,
        "mm" => 1_000,
        "cm" => 10_000,
        "m" => 1_000_000,
        _ => return None,
    };
    number.checked_mul(Decimal::from(unit_um))?.round().to_i64()
}

/// The sides of `10.5x8x3 in` in micrometres, where each is a whole number of them: most sizes are written so.
fn plain_um(text: &str) -> Option<[i64; 3]> {
    let (sides, unit_um) = match text.as_bytes() {
        [sides @ .., b' ', b'i', b'n'] => (sides, INCH_UM),
        [sides @ .., b' ', b'm', b'm'] => (sides, 1_000),
        [sides @ .., b' ', b'c', b'm'] => (sides, 10_000),
        _ => return None,
    };
    let mut um = [0; 3];
    let mut parts = sides.split(|byte| *byte == b'x');
    for side in &mut um {
        let (mut number, mut digits, mut scale) = (0_i64, 0, None);
        for byte in parts.next()? {
            match byte {
                b'0'..=b'9' => {
                    number = number * 10 + i64::from(byte - b'0');
                    digits += 1;
                    scale = scale.map(|scale: i64| scale * 10);
                }
                b'.' if scale.is_none() && digits > 0 => scale = Some(1),
                _ => return None,
            }
            if digits > 9 {
                return None;
            }
        }
        let (scaled, scale) = (number * unit_um, scale.unwrap_or(1));
        if digits == 0 || scaled % scale != 0 {
            return None;
        }
        *side = scaled / scale;
    }
    parts.next().is_none().then_some(um)
}

/// `12.5 oz` → (12.5, `oz`).
pub(crate) fn number_and_unit(text: &str) -> Option<(Decimal, Cow<'_, str>)> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(text.len());
    let number = Decimal::from_str_exact(&text[..end]).ok()?;
    Some((number, lower(text[end..].trim().trim_end_matches('.'))))
}

/// The text in small letters; most texts are.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) { text.to_ascii_lowercase().into() } else { text.into() }
}

/// A weight as a fraction of nanograms: dimensional weight is a product of sides divided by a divisor, kept exact.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exact {
    num: i128,
    den: i128,
}

impl Exact {
    pub(crate) fn of(weight: Weight) -> Self {
        Self { num: i128::from(weight.0), den: 1 }
    }

    fn max(self, other: Self) -> Self {
        // One of the two is always a plain weight, so the products stay within bounds.
        if self.num * other.den >= other.num * self.den { self } else { other }
    }

    pub(crate) fn at_most(self, ng: i64) -> bool {
        self.num <= i128::from(ng) * self.den
    }

    /// How many steps of `step` are started above `above`: 20.1 lb by pounds above 1 lb is 20.
    pub(crate) fn started_steps(self, above: i64, step: i64) -> i64 {
        let over = self.num - i128::from(above) * self.den;
        if over <= 0 {
            return 0;
        }
        let step = i128::from(step) * self.den;
        i64::try_from((over + step - 1) / step).unwrap_or(i64::MAX)
    }
}

impl fmt::Display for Exact {
    /// Pounds, rounded for reading.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths_of_mg = self.num / self.den / 100_000;
        let grams = Decimal::new(i64::try_from(tenths_of_mg).unwrap_or(i64::MAX), 4);
        let pounds = grams / Decimal::new(45_359_237, 5);
        write!(f, "{} lb", pounds.round_dp(4).normalize())
    }
}

/// Which weight counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Unit,
    /// The larger of unit and dimensional weight.
    Max,
}

/// One size tier; a missing limit is no limit. Lengths in micrometres, weight in nanograms.
#[derive(Clone, Debug)]
pub(crate) struct Tier {
    pub(crate) name: u16,
    pub(crate) limit_by: By,
    pub(crate) bill_by: By,
    pub(crate) weight: Option<i64>,
    pub(crate) longest: Option<i64>,
    pub(crate) median: Option<i64>,
    pub(crate) shortest: Option<i64>,
    pub(crate) girth: Option<i64>,
    pub(crate) sum: Option<i64>,
    pub(crate) min_side: i64,
}

/// The tiers of one period and how volume becomes weight.
#[derive(Clone, Debug)]
pub(crate) struct TierSet {
    pub(crate) from: jiff::civil::Date,
    pub(crate) to: jiff::civil::Date,
    /// Cubic micrometres that weigh `dim_ng`; none where dimensional weight is not used.
    pub(crate) dim: Option<(i128, i64)>,
    pub(crate) tiers: Vec<Tier>,
}

/// The tier an item falls into and the weight its fee follows (none when the weight is unknown).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fit {
    pub(crate) name: u16,
    pub(crate) billed: Option<Exact>,
}

impl TierSet {
    /// The first tier that holds the item. Without a weight, the sides alone decide.
    pub(crate) fn fit(&self, dims: &Dims, weight: Option<Weight>) -> Option<Fit> {
        self.tiers.iter().find_map(|tier| {
            let holds = |side: i64, limit: Option<i64>| limit.is_none_or(|limit| side <= limit);
            let fits = holds(dims.longest(), tier.longest)
                && holds(dims.median(), tier.median)
                && holds(dims.shortest(), tier.shortest)
                && holds(dims.length_plus_girth(), tier.girth)
                && holds(dims.sum(), tier.sum);
            if !fits {
                return None;
            }
            let weighed = |by: By| weight.map(|weight| self.weigh(weight, dims, tier.min_side, by));
            let light = match (tier.weight, weighed(tier.limit_by)) {
                (Some(limit), Some(weight)) => weight.at_most(limit),
                _ => true,
            };
            light.then(|| Fit { name: tier.name, billed: weighed(tier.bill_by) })
        })
    }

    fn weigh(&self, weight: Weight, dims: &Dims, min_side: i64, by: By) -> Exact {
        match (by, self.dim) {
            (By::Max, Some((volume, ng))) => {
                let dimensional = Exact { num: dims.volume(min_side) * i128::from(ng), den: volume };
                Exact::of(weight).max(dimensional)
            }
            _ => Exact::of(weight),
        }
    }
}

/// `139 in` → 139 cubic inches in cubic micrometres.
pub(crate) fn volume_um3(text: &str) -> Option<i128> {
    let (number, unit) = number_and_unit(text)?;
    let side = i128::from(to_um(Decimal::ONE, &unit)?);
    Some(i128::from(number.to_i64()?) * side * side * side)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::dec;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn plain_sides_are_the_sides_of_the_careful_reader(
            text in "[0-9]{0,3}(\\.[0-9]{0,4})?x[0-9.]{1,5}x[0-9]{1,9}(\\.[0-9]{1,2})? (in|mm|cm|m)|[0-9x. incm-]{0,14}",
        ) {
            if let Some(um) = plain_um(&text) {
                prop_assert_eq!(Dims::new(um), Dims::carefully(&text), "{}", text);
            }
        }
    }

    #[test]
    fn units_are_exact() {
        let check = |a: &str, b: &str| assert_eq!(Weight::parse(a).unwrap(), Weight::parse(b).unwrap(), "{a} {b}");
        check("16 oz", "1 lb");
        check("453.59237 g", "1 lb");
        check("0.2 kg", "200g");
        assert_eq!(Dims::parse("457.2x25.4x25.4 mm"), Dims::parse("1 x 18 x 1 in"));
        assert_eq!(Dims::parse("20x10x10 cm"), Dims::from_mm([100, 200, 100]));
    }

    #[test]
    fn unknown_is_not_zero() {
        for text in ["0 g", "-1 g", "", "5", "x lb", "1,5 lb", "99999999999999999999 lb"] {
            assert_eq!(Weight::parse(text), None, "{text}");
        }
        for text in ["0x1x1 in", "-1x2x2 mm", "1x2 in", "1x2x3", "1x2x3x4 in", "", "9999999999999x1x1 m"] {
            assert_eq!(Dims::parse(text), None, "{text}");
        }
        assert_eq!(Weight::from_grams(0), None);
        assert_eq!(Weight::from_grams(-1), None);
        assert_eq!(Dims::from_mm([100, -1, 10]), None);
    }

    #[test]
    fn a_cubic_foot_is_a_cubic_foot() {
        assert_eq!(Dims::parse("12x12x12 in").unwrap().cubic_feet(), Some(dec!(1)));
        assert!(Dims::parse("100x100x100 m").unwrap().cubic_feet().is_some());
    }

    #[test]
    fn steps_are_started_not_finished() {
        let pounds = |text| Exact::of(Weight::parse(text).unwrap()).started_steps(POUND_NG, POUND_NG);
        assert_eq!(pounds("1 lb"), 0);
        assert_eq!(pounds("0.5 lb"), 0);
        assert_eq!(pounds("1.0001 lb"), 1);
        assert_eq!(pounds("20.1 lb"), 20);
    }
}
