//! Reverb's ten conditions, from `data/conditions/reverb.toml`, and which of them fits our word for one.

use serde::Deserialize;

use crate::domain::matching::condition::Condition;

/// One of Reverb's conditions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// What a listing is sent with.
    pub uuid: String,
    /// The name that is shown.
    pub name: String,
    /// Whether one listing may have several units.
    pub stock: bool,
}

/// All of them, the best first.
pub fn all() -> Vec<Grade> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        condition: Vec<Grade>,
    }
    let text = include_str!("../../../data/conditions/reverb.toml");
    toml::from_str::<File>(text).map(|file| file.condition).unwrap_or_default()
}

/// The condition for so many units of what we call this; the error is one sentence. Nothing is sold as better than it is:
/// only the very same grade fits.
pub fn of(condition: &str, units: u32) -> Result<Grade, String> {
    let wanted = Condition::parse(condition);
    let fits = |grade: &Grade| {
        grade.name.eq_ignore_ascii_case(condition.trim())
            || (wanted != Condition::Unknown && Condition::parse(&grade.name) == wanted)
    };
    let fitting: Vec<Grade> = all().into_iter().filter(fits).collect();
    if fitting.is_empty() {
        return Err(format!("Reverb has no condition `{condition}`"));
    }
    let found = fitting.into_iter().find(|grade| grade.stock || units <= 1);
    found.ok_or_else(|| {
        format!("on Reverb a listing in the condition `{condition}` is one of a kind: {units} units are not")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_ten_and_no_two_are_the_same() {
        let mut uuids: Vec<String> = all().into_iter().map(|grade| grade.uuid).collect();
        uuids.sort();
        uuids.dedup();
        assert_eq!(uuids.len(), 10);
    }

    #[test]
    fn our_words_find_the_very_same_grade_and_no_better_one() {
        let check = |condition: &str, units: u32, expected: Result<&str, &str>| match (of(condition, units), expected) {
            (Ok(grade), Ok(start)) => assert!(grade.uuid.starts_with(start), "{condition}: {grade:?}"),
            (Err(why), Err(part)) => assert!(why.contains(part), "{condition}: {why}"),
            (found, _) => panic!("{condition}: {found:?}"),
        };
        check("new", 5, Ok("7c3f45de"));
        check("Brand New", 1, Ok("7c3f45de"));
        check("Mint", 1, Ok("ac5b9c1e"));
        check("Mint", 3, Ok("6db7df88"));
        check("Used - Like New", 1, Ok("ac5b9c1e"));
        check("excellent", 1, Ok("df268ad1"));
        check("Very Good", 1, Ok("ae4d9114"));
        check("Very Good", 2, Err("one of a kind"));
        check("Fair", 1, Ok("98777886"));
        check("poor", 1, Ok("6a9dfcad"));
        check("Non Functioning", 1, Ok("fbf35668"));
        check("used", 1, Err("no condition `used`"));
        check("shiny", 1, Err("no condition"));
        check("", 1, Err("no condition"));
    }
}
