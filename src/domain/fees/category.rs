//! From a category as people and catalogues write it to the one the cards know.

use std::collections::HashMap;

/// What a text turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found<'a> {
    /// A category by number.
    Category(u32),
    /// A name that holds several fee categories.
    Ambiguous(&'a [String]),
    /// Not a category of the channel.
    Unknown,
}

/// The categories of one channel.
#[derive(Clone, Debug, Default)]
pub(crate) struct Categories {
    names: Vec<String>,
    /// The category whose rules count where this one has none.
    under: Vec<Option<u32>>,
    /// As written in the cards: found without normalizing.
    exact: HashMap<String, u32>,
    by_words: HashMap<String, u32>,
    ambiguous: HashMap<String, Vec<String>>,
}

impl Categories {
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    #[cfg(test)]
    pub(crate) fn all(&self) -> &[String] {
        &self.names
    }

    pub(crate) fn name(&self, id: u32) -> &str {
        &self.names[id as usize]
    }

    /// The number of a category, new where the name is new.
    pub(crate) fn add(&mut self, name: &str) -> u32 {
        if let Some(id) = self.exact.get(name).or_else(|| self.by_words.get(&words(name))) {
            return *id;
        }
        let id = u32::try_from(self.names.len()).expect("cards hold far fewer than 2^32 categories");
        self.names.push(name.to_owned());
        self.under.push(None);
        self.also(id, name);
        id
    }

    pub(crate) fn also(&mut self, id: u32, name: &str) {
        self.exact.entry(name.to_owned()).or_insert(id);
        self.by_words.entry(words(name)).or_insert(id);
    }

    pub(crate) fn set_under(&mut self, id: u32, parent: u32) {
        // A loop would never end; a category is not below itself.
        if self.chain(parent).all(|above| above != id) {
            self.under[id as usize] = Some(parent);
        }
    }

    pub(crate) fn set_ambiguous(&mut self, name: &str, choice: Vec<String>) {
        self.ambiguous.insert(words(name), choice);
    }

    /// The category itself, then those it falls back to.
    pub(crate) fn chain(&self, id: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(id), |id| self.under[*id as usize])
    }

    /// Finds a category: as written, in other letters, or the longest known start of a `>` path.
    pub(crate) fn find(&self, text: &str) -> Found<'_> {
        if let Some(id) = self.exact.get(text) {
            return Found::Category(*id);
        }
        let path = words(text);
        let mut end = path.len();
        loop {
            let start = &path[..end];
            if let Some(id) = self.by_words.get(start) {
                return Found::Category(*id);
            }
            if let Some(choice) = self.ambiguous.get(start) {
                return Found::Ambiguous(choice);
            }
            match start.rfind('>') {
                Some(cut) => end = cut,
                None => return Found::Unknown,
            }
        }
    }

    /// The nearest names, best first, for a did-you-mean.
    pub(crate) fn nearest(&self, text: &str) -> Vec<&str> {
        let text = words(text);
        let mut scored: Vec<_> = self
            .names
            .iter()
            .map(|name| {
                let name_words = words(name);
                let shares = name_words
                    .split([' ', '>'])
                    .any(|word| word.len() > 3 && text.split([' ', '>']).any(|w| w == word));
                (shares, strsim::jaro_winkler(&text, &name_words), name.as_str())
            })
            .filter(|(shares, likeness, _)| *shares || *likeness > 0.8)
            .collect();
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        scored.into_iter().take(3).map(|(.., name)| name).collect()
    }
}

/// Lower-case words without punctuation and `and`; path steps joined by `>`.
pub(crate) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (place, step) in text.split(['>', '›', '»']).enumerate() {
        if place > 0 {
            out.push('>');
        }
        let begin = out.len();
        for word in step.split(|c: char| !(c.is_alphanumeric() || c == '\'')) {
            if word.is_empty() || word.eq_ignore_ascii_case("and") {
                continue;
            }
            if out.len() > begin {
                out.push(' ');
            }
            out.extend(word.chars().filter(|c| *c != '\'').flat_map(char::to_lowercase));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Categories {
        let mut all = Categories::default();
        let most = all.add("Most categories");
        let guitars = all.add("Musical Instruments & Gear > Guitars & Basses");
        all.also(guitars, "Guitars");
        let music = all.add("Musical Instruments & Gear");
        all.set_under(music, most);
        all.set_ambiguous("Electronics", vec!["A".into(), "B".into()]);
        all
    }

    #[test]
    fn names_are_found_in_any_writing() {
        let all = known();
        let check = |text: &str, name: &str| match all.find(text) {
            Found::Category(id) => assert_eq!(all.name(id), name, "{text}"),
            other => panic!("{text}: {other:?}"),
        };
        check("guitars", "Musical Instruments & Gear > Guitars & Basses");
        check("Musical Instruments and Gear", "Musical Instruments & Gear");
        check(
            "Musical Instruments & Gear > Guitars & Basses > Electric",
            "Musical Instruments & Gear > Guitars & Basses",
        );
        check("Musical Instruments & Gear > Drums", "Musical Instruments & Gear");
        assert_eq!(all.find("Bananas"), Found::Unknown);
        assert!(matches!(all.find("electronics > TV"), Found::Ambiguous(_)));
        assert_eq!(
            all.nearest("Musical Instrument"),
            ["Musical Instruments & Gear", "Musical Instruments & Gear > Guitars & Basses"]
        );
    }

    #[test]
    fn a_category_falls_back_without_going_round() {
        let mut all = known();
        let (most, music) = (all.add("Most categories"), all.add("Musical Instruments & Gear"));
        all.set_under(most, music);
        assert_eq!(all.chain(music).collect::<Vec<_>>(), [music, most]);
    }
}
