//! Title and description of a listing from a template, within what the channel takes.
//!
//! Says only what is known: the product's title, its brand, the condition, the identifiers. Nothing is praised.

use super::offer::ProductIds;

/// What the text is made from.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The product's title, as the market or the supplier writes it.
    pub title: &'a str,
    /// The brand.
    pub brand: Option<&'a str>,
    /// The condition; absent is new.
    pub condition: Option<&'a str>,
    /// The identifiers.
    pub product: &'a ProductIds,
}

/// The longest text a channel takes, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLimits {
    /// Of the title.
    pub title: usize,
    /// Of the description.
    pub description: usize,
}

impl TextLimits {
    /// The limits of a channel. Amazon: 200 and 2,000 (style guides of most categories); eBay: a title of 80 (listing help),
    /// and of its 500,000 a length that people read. A channel that is not known gets the tightest of both.
    pub fn of(channel: &str) -> Self {
        if channel.starts_with("amazon") {
            Self { title: 200, description: 2_000 }
        } else if channel.starts_with("ebay") {
            Self { title: 80, description: 4_000 }
        } else {
            Self { title: 80, description: 2_000 }
        }
    }
}

/// The title: brand, where the title does not name it, title, and the condition of used goods. Cut between words.
pub fn title(channel: &str, facts: &Facts) -> String {
    let plain = one_line(facts.title);
    let named = |word: &str| plain.to_lowercase().contains(&word.to_lowercase());
    let brand = facts.brand.map(one_line).filter(|brand| !brand.is_empty() && !named(brand));
    let whole = match brand {
        Some(brand) => format!("{brand} {plain}"),
        None => plain.clone(),
    };
    let tail = used(facts.condition).map(|condition| format!(" ({condition})")).unwrap_or_default();
    let limit = TextLimits::of(channel).title;
    let room = limit.saturating_sub(tail.chars().count());
    format!("{}{tail}", cut(&whole, room))
}

/// The description: one fact a line.
pub fn description(channel: &str, facts: &Facts) -> String {
    let mut lines = vec![one_line(facts.title)];
    if let Some(brand) = facts.brand.map(one_line).filter(|brand| !brand.is_empty()) {
        lines.push(format!("Brand: {brand}"));
    }
    let condition = used(facts.condition).unwrap_or_else(|| "New".to_owned());
    lines.push(format!("Condition: {condition}"));
    if let Some(gtin) = &facts.product.gtin {
        lines.push(format!("GTIN: {gtin}"));
    }
    let limit = TextLimits::of(channel).description;
    let mut text = String::new();
    for line in lines.iter().filter(|line| !line.is_empty()) {
        let length = text.chars().count() + usize::from(!text.is_empty());
        if length >= limit {
            break;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&cut(line, limit - length));
    }
    text
}

/// The condition, where it is not new: `Very Good`.
fn used(condition: Option<&str>) -> Option<String> {
    let condition = condition.map(one_line).filter(|text| !text.is_empty() && !text.eq_ignore_ascii_case("new"))?;
    let words = condition.split(['_', '-', ' ']).filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    });
    Some(words.collect::<Vec<_>>().join(" "))
}

/// Without control characters, blanks single. Text from outside may hold both.
fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `limit` characters, cut between words where a word ends in the second half.
fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let head: String = text.chars().take(limit).collect();
    // Whole when the cut falls on a blank.
    if text.chars().nth(limit) == Some(' ') {
        return head.trim_end().to_owned();
    }
    match head.rfind(' ') {
        Some(at) if head[..at].chars().count() * 2 >= limit => head[..at].trim_end().to_owned(),
        _ => head,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts<'a>(
        title: &'a str,
        brand: Option<&'a str>,
        condition: Option<&'a str>,
        product: &'a ProductIds,
    ) -> Facts<'a> {
        Facts { title, brand, condition, product }
    }

    #[test]
    fn a_title_names_brand_and_condition_once() {
        let ids = ProductIds::default();
        let check = |text: &str, brand: Option<&str>, condition: Option<&str>, expected: &str| {
            assert_eq!(title("ebay_us", &facts(text, brand, condition, &ids)), expected);
        };
        check("LEGO 10281 Bonsai Tree", Some("Lego"), None, "LEGO 10281 Bonsai Tree");
        check("10281 Bonsai Tree", Some("LEGO"), Some("new"), "LEGO 10281 Bonsai Tree");
        check("The Overstory", None, Some("very_good"), "The Overstory (Very Good)");
        check(" a\u{7}\n b\t", None, Some(""), "a b");
    }

    #[test]
    fn text_stays_within_the_limit_in_characters_and_ends_between_words() {
        let ids = ProductIds { gtin: Some("00673419340557".into()), ..ProductIds::default() };
        for (text, channel, limit) in
            [("Größenübersicht ".repeat(40), "ebay_us", 80), ("ö".repeat(999), "amazon_us", 200)]
        {
            let made = title(channel, &facts(&text, None, Some("good"), &ids));
            assert!(made.chars().count() <= limit && made.ends_with("(Good)"), "{made}");
            let long = text.repeat(40);
            let told = description(channel, &facts(&long, Some("X"), None, &ids));
            assert!(told.chars().count() <= TextLimits::of(channel).description);
        }
        let cut = title("ebay_us", &facts(&"word ".repeat(40), None, None, &ids));
        assert!(cut.ends_with("word"), "{cut}");
    }
}
