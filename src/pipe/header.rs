//! What a column's name says: which field it is, in which unit or currency.

use std::{cell::RefCell, rc::Rc};

use anyhow::Result;
use foldhash::{HashMap, HashMapExt};
use unicode_normalization::UnicodeNormalization;

use super::{mapping::Mapping, reader::Head};
use crate::{domain::money::Currency, error};

/// A field and the names it goes by, the surest first, blanks between them. Names are compared without case, blanks, accents and signs.
pub type Vocabulary = &'static [(&'static str, &'static str)];

/// Currency codes that are taken as such in a column's name; not every three letters are a currency.
const CODES: &[&str] = &[
    "usd", "eur", "gbp", "jpy", "cad", "aud", "chf", "cny", "inr", "mxn", "brl", "sek", "nok", "dkk", "pln", "czk",
    "huf", "nzd", "sgd", "hkd", "zar", "try", "krw", "ils", "aed", "ron", "bgn", "thb", "twd", "php", "idr", "vnd",
];

/// Units of weight and length in a column's name.
const UNITS: &[(&str, &str)] = &[
    ("g", "g"),
    ("gram", "g"),
    ("grams", "g"),
    ("gr", "g"),
    ("kg", "kg"),
    ("kilograms", "kg"),
    ("lb", "lb"),
    ("lbs", "lb"),
    ("pound", "lb"),
    ("pounds", "lb"),
    ("oz", "oz"),
    ("ounce", "oz"),
    ("ounces", "oz"),
    ("mm", "mm"),
    ("cm", "cm"),
    ("in", "in"),
    ("inch", "in"),
    ("inches", "in"),
];

/// A column's name, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Its words run together: `buyboxcurrent` for `Buy Box: Current`.
    pub key: String,
    /// The currency it names: `Cost (EUR)`, `price_usd`, `Preis €`.
    pub currency: Option<Currency>,
    /// Whether amounts are in the minor unit: `price_cents`.
    pub cents: bool,
    /// The unit it names: `Weight (lb)`, `length_mm`.
    pub unit: Option<&'static str>,
}

/// Reads a column's name.
pub fn read(name: &str) -> Name {
    let mut found = Name::default();
    // A repeated name means what the first one means.
    let name = match name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((first, number)) if number.parse::<u32>().is_ok() => first,
        _ => name,
    };
    for (sign, currency) in [('€', Currency::EUR), ('£', Currency::GBP), ('¥', Currency::JPY)] {
        if name.contains(sign) {
            found.currency = Some(currency);
        }
    }
    let words = words(name);
    let several = words.len() > 1;
    let mut kept = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let bracketed = name.to_lowercase().contains(&format!("({word})"));
        let closing = several && (place + 1 == words.len() || bracketed);
        if closing && CODES.contains(&word.as_str()) {
            found.currency = Currency::parse(word);
        } else if closing && matches!(word.as_str(), "cents" | "pence" | "pennies") {
            found.cents = true;
        } else if let Some((_, unit)) = UNITS.iter().find(|(written, _)| closing && written == word) {
            found.unit = Some(unit);
        } else {
            kept.push(word.as_str());
        }
    }
    found.key = kept.concat();
    found
}

/// Lower-case words without accents; a capital after a small letter starts a new one.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut inside = false;
    let mut small = false;
    for character in name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        if !character.is_alphanumeric() {
            // A percent sign tells two columns apart: `Buy Box: % Amazon`.
            if character == '%' {
                words.push("pct".into());
            }
            inside = false;
            continue;
        }
        if !inside || (small && character.is_uppercase()) {
            words.push(String::new());
        }
        inside = true;
        small = character.is_lowercase();
        words.last_mut().expect("one was pushed above").extend(character.to_lowercase());
    }
    words
}

/// Arrangements of keys that a thread remembers: the objects of a file mostly have the same keys.
const REMEMBERED: usize = 8;

struct Remembered {
    vocabulary: Vocabulary,
    names: Vec<String>,
    mapping: Mapping,
    columns: Rc<Columns>,
}

thread_local! {
    static REMEMBER: RefCell<Vec<Remembered>> = const { RefCell::new(Vec::new()) };
}

/// Which column holds which field.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Names as the file writes them.
    pub names: Vec<String>,
    /// What the names say.
    pub read: Vec<Name>,
    /// Each field with its columns, the surest first.
    fields: Vec<(&'static str, Vec<usize>)>,
    /// For each [`shade`] the first of the fields that has it: most fields are in no column, and are told by it.
    shades: Shades,
    /// Columns of no field.
    pub others: Vec<usize>,
}

/// A number below 64 that the name of a field gives; of a name that stands in the code it is worked out beforehand.
#[inline]
fn shade(field: &str) -> usize {
    match field.as_bytes() {
        [] => 0,
        bytes @ ([last] | [.., last]) => {
            (usize::from(bytes[0]) * 7 + usize::from(*last) * 3 + usize::from(bytes[bytes.len() / 2]) + bytes.len())
                % 64
        }
    }
}

/// Where among the fields the search for one begins, by its [`shade`].
#[derive(Clone, Debug)]
struct Shades([u8; 64]);

/// No field has the shade.
const NONE: u8 = u8::MAX;

impl Default for Shades {
    fn default() -> Self {
        Self([NONE; 64])
    }
}

impl Shades {
    fn of(fields: &[(&'static str, Vec<usize>)]) -> Self {
        let mut shades = Self::default();
        for (place, (field, _)) in fields.iter().enumerate().rev() {
            shades.0[shade(field)] = u8::try_from(place).expect("a vocabulary has fewer fields");
        }
        shades
    }
}

impl Columns {
    /// Finds the fields of `vocabulary` among the columns: first where the mapping says, then by name.
    ///
    /// A field in `many` takes every column that fits, any other the surest one. Two columns that fit equally well
    /// are an error for the fields in `sole`: a guess there would cost money.
    pub fn find(head: &Head, mapping: &Mapping, vocabulary: Vocabulary, many: &[&str], sole: &[&str]) -> Result<Self> {
        let read: Vec<Name> = head.columns.iter().map(|name| read(name)).collect();
        let mut taken = vec![false; read.len()];
        let mut fields: HashMap<&'static str, Vec<usize>> = HashMap::new();
        for (field, _) in vocabulary {
            if let Some(wanted) = mapping.columns.get(*field) {
                for column in wanted {
                    let place = head.columns.iter().position(|name| name == column).or_else(|| {
                        let key = self::read(column).key;
                        read.iter().position(|name| name.key == key)
                    });
                    let Some(place) = place else { continue };
                    taken[place] = true;
                    fields.entry(field).or_default().push(place);
                }
                if !fields.contains_key(field) && head.named && !mapping.optional {
                    let message =
                        format!("{} has no column `{}` for `{field}`", shown(&head.file), wanted.join("` or `"));
                    return Err(error::failed(message)
                        .hint(format!("its columns: {}", head.columns.join(", ")))
                        .into());
                }
            }
        }
        for (field, names) in vocabulary {
            if mapping.columns.contains_key(*field) {
                continue;
            }
            let mut found: Vec<(usize, usize)> = (0..read.len())
                .filter(|&place| !taken[place])
                .filter_map(|place| Some((rank(&read[place].key, names)?, place)))
                .collect();
            found.sort_unstable();
            if let [(first, a), (second, b), ..] = found[..]
                && first == second
                && sole.contains(field)
            {
                let message = format!(
                    "{} has two columns for `{field}`: `{}` and `{}`",
                    shown(&head.file),
                    head.columns[a],
                    head.columns[b]
                );
                return Err(error::failed(message)
                    .hint(format!("name one with `--map FILE`: `[columns] {field} = \"…\"`"))
                    .into());
            }
            if !many.contains(field) {
                found.truncate(1);
            }
            for &(_, place) in &found {
                taken[place] = true;
            }
            if !found.is_empty() {
                fields.insert(field, found.into_iter().map(|(_, place)| place).collect());
            }
        }
        let others = (0..read.len()).filter(|&place| !taken[place]).collect();
        let fields: Vec<(&'static str, Vec<usize>)> = fields.into_iter().collect();
        Ok(Self { names: head.columns.clone(), read, shades: Shades::of(&fields), fields, others })
    }

    /// [`Columns::find`] for the keys of one object after another.
    pub fn find_again(
        head: &Head,
        mapping: &Mapping,
        vocabulary: Vocabulary,
        many: &[&str],
        sole: &[&str],
    ) -> Result<Rc<Self>> {
        let known = REMEMBER.with_borrow(|all| {
            let same = |it: &&Remembered| {
                std::ptr::eq(it.vocabulary, vocabulary) && it.names == head.columns && it.mapping == *mapping
            };
            all.iter().find(same).map(|it| Rc::clone(&it.columns))
        });
        if let Some(columns) = known {
            return Ok(columns);
        }
        let columns = Rc::new(Self::find(head, mapping, vocabulary, many, sole)?);
        REMEMBER.with_borrow_mut(|all| {
            if all.len() == REMEMBERED {
                all.remove(0);
            }
            let (names, mapping, columns) = (head.columns.clone(), mapping.clone(), Rc::clone(&columns));
            all.push(Remembered { vocabulary, names, mapping, columns });
        });
        Ok(columns)
    }

    /// The columns of a field, the surest first.
    #[inline]
    pub fn all(&self, field: &str) -> &[usize] {
        match self.shades.0[shade(field)] {
            NONE => &[],
            first => self.starting_at(first, field),
        }
    }

    fn starting_at(&self, first: u8, field: &str) -> &[usize] {
        let fields = &self.fields[usize::from(first)..];
        fields.iter().find(|(known, _)| *known == field).map_or(&[], |(_, columns)| columns.as_slice())
    }

    /// The column of a field.
    pub fn one(&self, field: &str) -> Option<usize> {
        self.all(field).first().copied()
    }

    /// Whether no field was found.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

/// Where `key` stands among the names; endings that add nothing (`code`, `raw`, `number`) are dropped.
fn rank(key: &str, names: &str) -> Option<usize> {
    let position = |key: &str| names.split_whitespace().position(|name| name == key);
    position(key).or_else(|| {
        let (short, place) = ["code", "raw", "number", "num", "no", "nr", "padded", "derived", "text"]
            .iter()
            .enumerate()
            .find_map(|(place, ending)| Some((key.strip_suffix(ending)?, place)))?;
        position(short).map(|at| at + 1000 * (place + 1))
    })
}

fn shown(file: &str) -> &str {
    if file == "-" { "stdin" } else { file }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_field_unit_and_currency() {
        let check = |name: &str, key: &str, currency: Option<&str>, unit: Option<&str>| {
            let found = read(name);
            assert_eq!(
                (found.key.as_str(), found.currency.as_ref().map(Currency::code), found.unit),
                (key, currency, unit),
                "{name}"
            );
        };
        check("Cost (EUR)", "cost", Some("EUR"), None);
        check("price_usd", "price", Some("USD"), None);
        check("Preis €", "preis", Some("EUR"), None);
        check("Weight (lb)", "weight", None, Some("lb"));
        check("weight_g", "weight", None, Some("g"));
        check("Package: Weight (g)", "packageweight", None, Some("g"));
        check("Buy Box 🚚: Current", "buyboxcurrent", None, None);
        check("UnitPrice", "unitprice", None, None);
        check("UPC", "upc", None, None);
        check("Quantité", "quantite", None, None);
        check("Buy Box: % Amazon 90 days", "buyboxpctamazon90days", None, None);
        check("in", "in", None, None);
        check("", "", None, None);
    }
}
