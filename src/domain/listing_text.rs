//! The words of a listing: a template within the channel's limits. Text from suppliers is data; nothing it says is obeyed.

/// What a channel allows, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLimits {
    /// The title.
    pub title: usize,
    /// The description.
    pub description: usize,
}

/// The limits of a channel; an unknown channel gets the tightest.
///
/// Amazon: 200 and 2,000 (style guides; some categories ask for less). eBay: 80 and 4,000 shown on a telephone. Reverb and
/// the others publish no short limit: a careful 100 and 4,000.
pub fn limits_of(channel: &str) -> TextLimits {
    match channel {
        _ if channel.starts_with("amazon") => TextLimits { title: 200, description: 2_000 },
        _ if channel.starts_with("ebay") => TextLimits { title: 80, description: 4_000 },
        "reverb" | "discogs" | "abebooks" | "tcgplayer" | "whatnot" => TextLimits { title: 100, description: 4_000 },
        _ => TextLimits { title: 80, description: 2_000 },
    }
}

/// What a listing is written from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// The product's title.
    pub title: &'a str,
    /// The brand.
    pub brand: Option<&'a str>,
    /// The condition, in words.
    pub condition: Option<&'a str>,
    /// The GTIN.
    pub gtin: Option<&'a str>,
    /// Units in what is sold.
    pub pack: u32,
    /// Who ships, in words: `Ships from our warehouse within one business day`.
    pub shipping: Option<&'a str>,
}

/// A listing's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The title, within the limit.
    pub title: String,
    /// The description, within the limit.
    pub description: String,
}

/// Writes title and description for a channel.
pub fn write(facts: &Facts, channel: &str) -> Words {
    let limits = limits_of(channel);
    let clean_title = clean(facts.title);
    let mut title = clean_title.clone();
    if let Some(brand) = facts.brand.map(clean).filter(|brand| !brand.is_empty())
        && !title.to_lowercase().contains(&brand.to_lowercase())
    {
        title = format!("{brand} {title}");
    }
    let pack = if facts.pack > 1 { format!(" ({} pack)", facts.pack) } else { String::new() };
    // What says how many must survive the cut.
    let room = limits.title.saturating_sub(pack.chars().count());
    let title = format!("{}{pack}", cut(&title, room));

    let mut lines = vec![clean_title];
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            lines.push(format!("{name}: {value}"));
        }
    };
    add("Brand", facts.brand.map(clean));
    add("Condition", facts.condition.map(clean));
    add("Units", (facts.pack > 1).then(|| facts.pack.to_string()));
    add("GTIN", facts.gtin.map(clean));
    lines.extend(facts.shipping.map(clean));
    let mut description = String::new();
    for line in lines {
        let used = description.chars().count() + usize::from(!description.is_empty());
        let line = cut(&line, limits.description.saturating_sub(used));
        if line.is_empty() {
            break;
        }
        if !description.is_empty() {
            description.push('\n');
        }
        description.push_str(&line);
    }
    Words { title, description }
}

/// One line of plain text: control characters, direction marks, invisible and tag characters and markup brackets are gone,
/// white space is single.
pub fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c.is_whitespace() || c.is_control() || matches!(c, '<' | '>') { ' ' } else { c })
        .filter(|c| !is_invisible(*c))
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that show nothing and can hide or turn round what does.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
}

/// At most `most` characters, cut at a word where there is one in the second half, without a dangling joint.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let short: String = text.chars().take(most).collect();
    let at_word = text.chars().nth(most).is_some_and(char::is_whitespace);
    let end = match short.rfind(' ') {
        _ if at_word => short.len(),
        Some(space) if short[..space].chars().count() * 2 >= most => space,
        _ => short.len(),
    };
    short[..end].trim_end_matches([' ', ',', '-', '–', ':', ';', '(', '/', '&']).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_is_cut_at_a_word_and_keeps_its_pack() {
        let long =
            "Bonsai Tree 10281 Building Kit, a Project for Adults to Build and Display, Home Decor and Gift Idea";
        let check = |facts: Facts, channel, expected: &str| assert_eq!(write(&facts, channel).title, expected);
        let facts = Facts { title: long, brand: Some("LEGO"), pack: 1, ..Facts::default() };
        check(facts, "ebay_us", "LEGO Bonsai Tree 10281 Building Kit, a Project for Adults to Build and Display");
        check(
            Facts { pack: 3, ..facts },
            "ebay_us",
            "LEGO Bonsai Tree 10281 Building Kit, a Project for Adults to Build and (3 pack)",
        );
        check(Facts { title: "Lego Tree", ..facts }, "ebay_us", "Lego Tree");
        check(
            Facts { title: "Tree\u{202E}\u{1b}[2J <b>now</b>\n", brand: None, ..facts },
            "amazon_us",
            "Tree [2J b now /b",
        );
    }

    #[test]
    fn a_description_says_what_is_known_and_no_more() {
        let facts = Facts {
            title: "The Overstory",
            condition: Some("new"),
            gtin: Some("09780393356687"),
            pack: 1,
            ..Facts::default()
        };
        assert_eq!(write(&facts, "ebay_us").description, "The Overstory\nCondition: new\nGTIN: 09780393356687");
    }

    proptest! {
        #[test]
        fn words_stay_within_the_limits_and_are_plain(title in "\\PC{0,400}", brand in proptest::option::of("\\PC{0,60}"), pack in 0u32..30) {
            for channel in ["amazon_us", "ebay_us", "elsewhere"] {
                let facts = Facts { title: &title, brand: brand.as_deref(), pack, ..Facts::default() };
                let words = write(&facts, channel);
                let limits = limits_of(channel);
                prop_assert!(words.title.chars().count() <= limits.title);
                prop_assert!(words.description.chars().count() <= limits.description);
                prop_assert!(!words.title.chars().any(|c| c.is_control() || is_invisible(c)));
            }
        }
    }
}
