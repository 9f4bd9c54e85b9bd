//! How many sellable units a listing holds, from its title.
//!
//! The pack is what scales the cost: a supplier's case of 12 sold as singles costs a twelfth each. What is inside one
//! retail unit (`36 ct`, `100 pieces`) is its content and does not scale anything; it only has to agree. The traps are
//! sizes (`12x16`), models (`X3`), scales (`1:24`) and sayings (`Pack of Lies`): none of them is a pack.

use serde::Serialize;

use super::words::{Token, number, tokens};

/// No listing holds more of one thing; a larger number is a part number or a year.
const LARGEST: u32 = 1_000;

/// How many sellable units a listing holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Pack {
    /// So many.
    Known {
        /// Units in the listing, one or more.
        count: u32,
        /// How that is known.
        evidence: PackEvidence,
    },
    /// It may be more than one, and nobody says how many.
    Unknown {
        /// The words that say so.
        because: String,
    },
}

/// How a pack count is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "from", content = "text", rename_all = "snake_case")]
pub enum PackEvidence {
    /// A field of the record says it.
    Explicit,
    /// These words of the title say it.
    Title(String),
    /// The title has no multipack words.
    AssumedSingle,
}

impl Pack {
    /// The count, where it is known.
    pub fn count(&self) -> Option<u32> {
        match self {
            Self::Known { count, .. } => Some(*count),
            Self::Unknown { .. } => None,
        }
    }

    /// Whether one is only assumed.
    pub fn is_assumed(&self) -> bool {
        matches!(self, Self::Known { evidence: PackEvidence::AssumedSingle, .. })
    }
}

/// What holds several of one thing.
const HOLDERS: [&str; 13] =
    ["pack", "packs", "pk", "case", "cases", "lot", "lots", "set", "sets", "bundle", "bundles", "multipack", "carton"];

/// The pack of a listing with this title; `explicit` is what a field of the record says.
///
/// A field and a title that contradict each other make it unknown, as do two different counts in one title.
pub fn pack_of(title: &str, explicit: Option<u32>) -> Pack {
    let tokens = tokens(title);
    let found = counts(&tokens, title);
    let first = found.first().cloned();
    if let Some((count, text)) = &first
        && let Some((_, other)) = found.iter().find(|(other, _)| other != count)
    {
        return Pack::Unknown { because: format!("{text} and {other}") };
    }
    match (explicit, first) {
        (Some(0), _) => Pack::Unknown { because: "a pack of 0".into() },
        (Some(said), Some((count, text))) if said != count => {
            Pack::Unknown { because: format!("pack {said}, but the title says {text}") }
        }
        (Some(count), _) => Pack::Known { count, evidence: PackEvidence::Explicit },
        (None, Some((count, _))) if count == 0 || count > LARGEST => {
            Pack::Unknown { because: format!("a pack of {count}") }
        }
        (None, Some((count, text))) => Pack::Known { count, evidence: PackEvidence::Title(text) },
        (None, None) => match vague(&tokens, title) {
            Some(word) => Pack::Unknown { because: word },
            None => Pack::Known { count: 1, evidence: PackEvidence::AssumedSingle },
        },
    }
}

/// Whether a title can state a pack at all: a digit stands in it, or a word that packs are told by. Where it can't, its
/// pack is one, or unknown.
pub fn can_state_a_pack(title: &str) -> bool {
    /// Beside the words of the readers below: a number word makes a pack of them.
    const FURTHER: [&str; 6] = ["pks", "pck", "qty", "quantity", "dozen", "x"];
    // Few words begin as these do.
    let may_be =
        |first: &u8| matches!(first.to_ascii_lowercase(), b'b'..=b'd' | b'l' | b'm' | b'p' | b'q' | b's' | b'x');
    let told = |word: &[u8]| {
        word.first().is_some_and(may_be)
            && HOLDERS.iter().chain(&FURTHER).any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
    };
    let odd = title.bytes().fold(false, |odd, byte| odd | byte.is_ascii_digit() | !byte.is_ascii());
    odd || title.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).any(told)
}

/// How many pieces one retail unit contains: 36 for `36 ct`, 100 for `100 pieces`.
pub fn content_of(title: &str) -> Option<u32> {
    const COUNTED: [&str; 12] =
        ["ct", "count", "counts", "piece", "pieces", "pcs", "pc", "sheets", "tablets", "capsules", "bags", "wipes"];
    let tokens = tokens(title);
    let mut found = tokens.windows(2).filter_map(|pair| {
        let count = pair[0].text.parse::<u32>().ok()?;
        (COUNTED.contains(&pair[1].text.as_ref()) && close(&pair[1])).then_some(count)
    });
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Every pack count a title states, with its words.
fn counts(tokens: &[Token<'_>], title: &str) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    for place in 0..tokens.len() {
        let stated = pack_of_n(tokens, place).or_else(|| n_pack(tokens, place)).or_else(|| times(tokens, place, title));
        if let Some((count, first, last)) = stated.or_else(|| dozen(tokens, place)) {
            found.push((count, title[tokens[first].start..tokens[last].end].to_owned()));
        }
    }
    found
}

/// A count and the first and last token that say it.
type Stated = (u32, usize, usize);

/// `Pack of 6`, `Set of four`, `2 packs of 12`, `Qty: 3`.
fn pack_of_n(tokens: &[Token<'_>], place: usize) -> Option<Stated> {
    let holder = tokens[place].text.as_ref();
    if matches!(holder, "qty" | "quantity") {
        return Some((number(&tokens.get(place + 1)?.text)?, place, place + 1));
    }
    let count_at = place + 2;
    if !HOLDERS.contains(&holder) || tokens.get(place + 1)?.text != "of" {
        return None;
    }
    let count = number(&tokens.get(count_at)?.text)?;
    let outer = place.checked_sub(1).and_then(|at| number(&tokens[at].text).filter(|_| close(&tokens[place])));
    match outer.filter(|_| holder.ends_with('s')) {
        Some(outer) => Some((outer.checked_mul(count)?, place - 1, count_at)),
        None => Some((count, place, count_at)),
    }
}

/// `6-Pack`, `6 pk`, `Twin Pack`; the number words only with a hyphen (`The Six Pack` is a title).
fn n_pack(tokens: &[Token<'_>], place: usize) -> Option<Stated> {
    /// A number behind one of these counts something else: `Season 3 Pack`.
    const NAMED: [&str; 14] = [
        "season",
        "series",
        "volume",
        "vol",
        "part",
        "level",
        "version",
        "gen",
        "book",
        "stage",
        "size",
        "playstation",
        "iphone",
        "galaxy",
    ];
    let pack = tokens.get(place + 1)?;
    if !matches!(pack.text.as_ref(), "pack" | "packs" | "pk" | "pks" | "case" | "multipack" | "pck") || !close(pack) {
        return None;
    }
    let plural_of = tokens.get(place + 2).is_some_and(|next| next.text == "of");
    let word = tokens[place].text.as_ref();
    let count = match word {
        "twin" | "double" | "duo" => 2,
        "triple" | "trio" => 3,
        _ if word.parse::<u32>().is_ok() || pack.gap == "-" => number(word)?,
        _ => return None,
    };
    // `12/case` and `6-case`, but not the phone's `iPhone 12 case`.
    let case_of_a_model = pack.text == "case" && pack.gap != "/";
    let named = place.checked_sub(1).is_some_and(|before| NAMED.contains(&tokens[before].text.as_ref()));
    let part = tokens[place].gap.ends_with(['.', ':', '#', '$', '£', '€']);
    (!plural_of && !case_of_a_model && !named && !part).then_some((count, place, place + 1))
}

/// `2x Controller`, `(x3)`, `6 x 330ml`; not `4x4`, `12x16`, `10x Zoom`, `BMW X3`.
fn times(tokens: &[Token<'_>], place: usize, title: &str) -> Option<Stated> {
    const STRENGTH: [&str; 17] = [
        "opt",
        "dig",
        "high",
        "zoom",
        "magnification",
        "optical",
        "speed",
        "faster",
        "power",
        "strength",
        "concentrated",
        "digital",
        "longer",
        "more",
        "the",
        "microscope",
        "lens",
    ];
    const FILLED: [&str; 9] = ["ml", "l", "cl", "g", "kg", "oz", "fl", "litre", "liter"];
    let token = &tokens[place];
    let opens = place == 0 || token.gap.contains(['(', '[', '-', '|', '+']);
    if token.text == "x" && title[token.start..].starts_with('x') {
        let next = tokens.get(place + 1)?;
        let alone = place == 0 || token.gap.contains([' ', '(']);
        let ends = tokens.get(place + 2).is_none_or(|after| !after.gap.trim().is_empty());
        let after_number = place.checked_sub(1).is_some_and(|before| number(&tokens[before].text).is_some());
        return (next.gap.is_empty() && alone && ends && !after_number)
            .then(|| next.text.parse().ok())
            .flatten()
            .map(|count| (count, place, place + 1));
    }
    let count = token.text.parse::<u32>().ok()?;
    let by = tokens.get(place + 1).filter(|by| matches!(by.text.as_ref(), "x" | "×") && by.gap.trim().is_empty())?;
    let next = tokens.get(place + 2)?;
    if next.text.starts_with(|c: char| c.is_ascii_digit()) {
        let unit = tokens.get(place + 3)?;
        let further = tokens.get(place + 4).is_some_and(|after| after.text == "x");
        let sized = token.gap.ends_with(['.', ':', '#', 'x', '×']) || place > 0 && tokens[place - 1].text == "x";
        return (FILLED.contains(&unit.text.as_ref()) && close(unit) && !further && !sized).then_some((
            count,
            place,
            place + 3,
        ));
    }
    // `(133x)` is the speed of a memory card.
    let many =
        count <= 24 && by.gap.is_empty() && opens && !STRENGTH.contains(&next.text.as_ref()) && !next.gap.is_empty();
    many.then_some((count, place, place + 1))
}

/// `2 dozen`, `half dozen`; not `The Dirty Dozen`.
fn dozen(tokens: &[Token<'_>], place: usize) -> Option<Stated> {
    if tokens.get(place + 1)?.text != "dozen" {
        return None;
    }
    let count = match tokens[place].text.as_ref() {
        "half" => 6,
        word => number(word)?.checked_mul(12)?,
    };
    Some((count, place, place + 1))
}

/// Words that say more than one without saying how many.
fn vague(tokens: &[Token<'_>], title: &str) -> Option<String> {
    const WORDS: [&str; 7] = ["multipack", "bulk", "wholesale", "pallet", "joblot", "bundle", "assortment"];
    let many = tokens.iter().find(|token| WORDS.contains(&token.text.as_ref())).map(|token| token.text.to_string());
    many.or_else(|| {
        tokens.windows(2).find_map(|pair| {
            let [first, second] = pair else { return None };
            let word = !first.text.starts_with(|c: char| c.is_ascii_digit());
            let spelled = word && second.text == "pack" && number(&first.text).is_some_and(|count| count > 1);
            let said = matches!((first.text.as_ref(), second.text.as_ref()), ("multi", "pack") | ("job", "lot"));
            // `x2` amid a title: a count or a model.
            let single = first.text == "x";
            let times =
                single && title[first.start..].starts_with('x') && second.gap.is_empty() && first.gap.ends_with(' ');
            let times = times && second.text.parse::<u32>().is_ok_and(|count| count > 1);
            (spelled || said || times).then(|| format!("{} {}", first.text, second.text))
        })
    })
}

/// Whether a token belongs to the one before it: nothing, a space, a hyphen or a slash between.
fn close(token: &Token) -> bool {
    matches!(token.gap, "" | " " | "-" | "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks title → count; 0 stands for unknown.
    fn check(title: &str, expected: u32) {
        let pack = pack_of(title, None);
        assert_eq!(pack.count().unwrap_or(0), expected, "{title}: {pack:?}");
    }

    #[test]
    fn packs_are_read_from_titles() {
        check("Crest Toothpaste, Pack of 6", 6);
        check("Gillette Razors 6-Pack", 6);
        check("Socks 6 pk", 6);
        check("Socks 6pk black", 6);
        check("Dinner Plates (Set of 4)", 4);
        check("2x Nintendo Switch Controller", 2);
        check("HDMI Cable (x3)", 3);
        check("HDMI Cable x3", 3);
        check("Twin Pack Air Freshener", 2);
        check("Water Bottles, Case of 24", 24);
        check("Lot of 10 Pokemon Cards", 10);
        check("2 Dozen Golf Balls", 24);
        check("Half Dozen Mugs", 6);
        check("Cola 6 x 330ml", 6);
        check("Cola 24x330ml Cans", 24);
        check("Wipes 12 Count (Pack of 6)", 6);
        check("2 Packs of 12 Pens", 24);
        check("AA Batteries 8-pack", 8);
        check("Two-Pack Phone Charger", 2);
        check("Set of four chairs", 4);
        check("Snowbrush, 1 Pack", 1);
        check("Paper towels 12/case", 12);
        check("Pack of 2 lamps (2-Pack)", 2);
    }

    #[test]
    fn what_only_looks_like_a_pack_is_one() {
        check("Die-cast Ferrari 1:24 scale", 1);
        check("Pack of Lies: A Novel", 1);
        check("LEGO 10281 Bonsai Tree", 1);
        check("Jeep 4x4 Off-Road", 1);
        check("Shampoo 2 in 1", 1);
        check("Ravensburger 100 Pieces Puzzle", 1);
        check("Picture Frame 12x16", 1);
        check("Frame 2 x 4 inch", 1);
        check("Peanut Butter 16 oz", 1);
        check("Vitamin C 500 count", 1);
        check("Mega Man X3", 1);
        check("BMW X3 Floor Mats", 1);
        check("10x Zoom Binoculars", 1);
        check("The Dirty Dozen DVD", 1);
        check("Backpack 30L", 1);
        check("iPhone 12 Case", 1);
        check("Season 3 Pack DLC", 1);
        check("Flash Card (133x) Fast", 1);
        check("Camcorder (15x opt, 2.7 lcd)", 1);
        check("36 ct Diapers", 1);
        check("", 1);
    }

    #[test]
    fn what_may_be_more_is_unknown() {
        check("The Six Pack", 0);
        check("16GB Dual Rank x4 Memory", 0);
        check("Multipack of Crisps", 0);
        check("Job lot vintage toys", 0);
        check("Pack of 6 Socks, 3-Pack", 0);
        check("Pack of 5000", 0);
        check("Pack of 0", 0);
    }

    #[test]
    fn a_field_counts_unless_the_title_contradicts_it() {
        assert_eq!(pack_of("Soap", Some(3)).count(), Some(3));
        assert_eq!(pack_of("Soap Pack of 3", Some(3)).count(), Some(3));
        assert_eq!(pack_of("Soap Pack of 6", Some(3)).count(), None);
        assert_eq!(pack_of("Soap", Some(0)).count(), None);
    }

    #[test]
    fn content_is_kept_apart_from_the_pack() {
        assert_eq!(content_of("Wipes 12 Count (Pack of 6)"), Some(12));
        assert_eq!(content_of("Diapers 36ct"), Some(36));
        assert_eq!(content_of("Puzzle 1000 pieces, 12 count"), None);
        assert_eq!(content_of("Soap"), None);
    }
}
