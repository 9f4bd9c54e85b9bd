//! The column mapping: which column of a foreign table is which field.
//!
//! Columns are found by name; a file (`--map FILE`) or a preset (`--preset NAME`) says it where names don't:
//!
//! ```toml
//! source = "acme"            # first half of every id; without it the file's name
//! currency = "EUR"           # of prices that name none
//! decimal = ","              # the decimal mark
//! header = true              # false: columns are called 1, 2, …
//! skip_rows = 2              # rows above the header
//! decimals = 2               # an amount with more is a reject
//! currency_signs = "ignore"  # `$`, `€`, `£` in cells say nothing: prices are in `currency`
//! lost_zeros = "any"         # barcodes may have lost any number of leading zeros, where the check digit agrees
//! internal_numbers = true    # a shop's own numbers and coupons name products
//!
//! [columns]                  # field = column, or several
//! cost = "Unit Cost"
//! gtin = ["EAN", "UPC"]
//!
//! [constants]                # the same for every row
//! condition = "new"
//!
//! [skip]                     # rows with one of these texts in a column are left out
//! Status = ["discontinued"]
//!
//! [evidence]                 # the same rows tell of the market: what a tool found there
//! channel = "amazon_us"      # without it the channel of the settings
//! time_in_name = true        # the file's name holds the second at which it was written
//! [evidence.columns]         # field of a price book = column, or several
//! buy_box = "Sell Price"
//! [evidence.constants]       # where a row leaves it empty
//! restriction = "unknown"
//! ```

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::Result;
use serde::Deserialize;

use super::{header::Vocabulary, reader::InputSpec};
use crate::{
    domain::{ids::Reading, money::Currency},
    error,
};

/// The presets that come with `arb`.
const SHIPPED: [(&str, &str); 3] = [
    ("supplier", include_str!("../../data/presets/supplier.toml")),
    ("tactical-arbitrage", include_str!("../../data/presets/tactical-arbitrage.toml")),
    ("buybotpro", include_str!("../../data/presets/buybotpro.toml")),
];

/// Which column is which field, and what is the same for all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// What the mapping is for, in a line.
    pub about: Option<String>,
    /// The first half of every id.
    pub source: Option<String>,
    /// The currency of prices that name none.
    pub currency: Option<Currency>,
    /// The decimal mark, `.` or `,`.
    pub decimal: Option<char>,
    /// Whether the first row holds the names.
    pub header: bool,
    /// Rows above the header.
    pub skip_rows: usize,
    /// Whether a column named here may be missing from the file.
    pub optional: bool,
    /// The most decimals of an amount.
    pub decimals: Option<u32>,
    /// Whether signs of currencies in cells say nothing.
    pub ignores_signs: bool,
    /// How identifiers are read.
    pub reading: Reading,
    /// Field → the columns to take it from.
    pub columns: BTreeMap<String, Vec<String>>,
    /// Field → text for every row.
    pub constants: BTreeMap<String, String>,
    /// Column → texts; such a row is left out.
    pub skip: BTreeMap<String, Vec<String>>,
    /// What the rows tell of the market, where they do.
    pub evidence: Option<Box<Findings>>,
}

/// What the rows of an export tell of the market beside the offer in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// The channel that was looked at; without it the one of the settings.
    pub channel: Option<String>,
    /// Whether the file's name holds the second at which it was written.
    pub time_in_name: bool,
    /// Field of a price book → the columns to take it from.
    pub columns: BTreeMap<String, Vec<String>>,
    /// Field of a price book → text where a row leaves it empty.
    pub constants: BTreeMap<String, String>,
}

impl Default for Mapping {
    /// By name alone.
    fn default() -> Self {
        Self {
            about: None,
            source: None,
            currency: None,
            decimal: None,
            header: true,
            skip_rows: 0,
            optional: false,
            decimals: None,
            ignores_signs: false,
            reading: Reading::default(),
            columns: BTreeMap::new(),
            constants: BTreeMap::new(),
            skip: BTreeMap::new(),
            evidence: None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    about: Option<String>,
    source: Option<String>,
    currency: Option<Currency>,
    decimal: Option<char>,
    #[serde(default = "yes")]
    header: bool,
    #[serde(default)]
    skip_rows: usize,
    #[serde(default)]
    optional: bool,
    decimals: Option<u32>,
    #[serde(default)]
    currency_signs: Signs,
    #[serde(default)]
    lost_zeros: LostZeros,
    #[serde(default)]
    internal_numbers: bool,
    #[serde(default)]
    columns: BTreeMap<String, Names>,
    #[serde(default)]
    constants: BTreeMap<String, String>,
    #[serde(default)]
    skip: BTreeMap<String, Names>,
    evidence: Option<FindingsWire>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingsWire {
    channel: Option<String>,
    #[serde(default)]
    time_in_name: bool,
    #[serde(default)]
    columns: BTreeMap<String, Names>,
    #[serde(default)]
    constants: BTreeMap<String, String>,
}

/// What `$`, `€`, `£` in a cell say.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Signs {
    /// The currency.
    #[default]
    Read,
    /// Nothing.
    Ignore,
}

/// How many leading zeros a barcode may have lost.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum LostZeros {
    /// As many as leave no doubt.
    #[default]
    Few,
    /// Any number.
    Any,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Number(u32),
    Many(Vec<String>),
}

impl Names {
    fn list(self) -> Vec<String> {
        match self {
            Self::One(name) => vec![name],
            Self::Number(number) => vec![number.to_string()],
            Self::Many(names) => names,
        }
    }
}

impl Mapping {
    /// Reads a mapping of offers; `name` is the file or preset, for errors.
    pub fn from_toml(text: &str, name: &str) -> Result<Self> {
        Self::read(text, name, super::offer_fields::VOCABULARY)
    }

    fn read(text: &str, name: &str, vocabulary: Vocabulary) -> Result<Self> {
        let wire: Wire = toml::from_str(text).map_err(|why| {
            let line = why.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
            error::config(format!("{name} line {line}: {}", why.message().trim()))
                .hint("the shipped presets are examples: `data/presets/` in the sources")
        })?;
        check_fields(name, wire.columns.keys().chain(wire.constants.keys()), vocabulary)?;
        if let Some(evidence) = &wire.evidence {
            let fields = evidence.columns.keys().chain(evidence.constants.keys());
            check_fields(&format!("{name}, `evidence`"), fields, super::evidence_rows::VOCABULARY)?;
        }
        if let Some(mark) = wire.decimal.filter(|mark| !matches!(mark, '.' | ',')) {
            return Err(error::config(format!("{name}: `decimal` is `{mark}`; use `.` or `,`")).into());
        }
        let lists =
            |names: BTreeMap<String, Names>| names.into_iter().map(|(key, names)| (key, names.list())).collect();
        Ok(Self {
            about: wire.about,
            source: wire.source.map(|source| super::source::slug(&source)).filter(|source| !source.is_empty()),
            currency: wire.currency,
            decimal: wire.decimal,
            header: wire.header,
            skip_rows: wire.skip_rows,
            optional: wire.optional,
            decimals: wire.decimals,
            ignores_signs: wire.currency_signs == Signs::Ignore,
            reading: Reading { lost_zeros: wire.lost_zeros == LostZeros::Any, internal: wire.internal_numbers },
            columns: lists(wire.columns),
            constants: wire.constants,
            skip: lists(wire.skip),
            evidence: wire.evidence.map(|evidence| {
                Box::new(Findings {
                    channel: evidence.channel,
                    time_in_name: evidence.time_in_name,
                    columns: lists(evidence.columns),
                    constants: evidence.constants,
                })
            }),
        })
    }

    /// The mapping by which the rows are read as price evidence; `None` where they tell of none. What names the product is
    /// found as in the offer.
    pub fn of_findings(&self) -> Option<Self> {
        let findings = self.evidence.as_deref()?;
        let ids = ["gtin", "isbn", "ean", "upc", "barcode", "asin", "ebay_epid", "tcgplayer_product", "title", "brand"];
        let mut columns: BTreeMap<String, Vec<String>> = self
            .columns
            .iter()
            .filter(|(field, _)| ids.contains(&field.as_str()))
            .map(|(a, b)| (a.clone(), b.clone()))
            .collect();
        columns.extend(findings.columns.clone());
        Some(Self { columns, constants: findings.constants.clone(), evidence: None, optional: true, ..self.clone() })
    }

    /// Reads `--map FILE`.
    pub fn load(path: &Path) -> Result<Self> {
        Self::load_for(path, super::offer_fields::VOCABULARY)
    }

    /// Reads a mapping of tables with these fields.
    pub fn load_for(path: &Path, vocabulary: Vocabulary) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .map_err(|why| error::config(format!("can't read the mapping {}", path.display())).because(why))?;
        Self::read(&text, &path.display().to_string(), vocabulary)
    }

    /// A preset by name: the user's own (`NAME.toml` in `folder`, the presets folder) before the one shipped.
    pub fn preset(name: &str, folder: Option<&Path>) -> Result<Self> {
        if let Some(path) = folder.map(|folder| folder.join(format!("{name}.toml")))
            && !name.contains(['/', '\\'])
            && path.exists()
        {
            return Self::load(&path);
        }
        if let Some((_, text)) = SHIPPED.iter().find(|(shipped, _)| *shipped == name) {
            return Self::from_toml(text, &format!("preset {name}"));
        }
        let names: Vec<String> = Self::presets(folder).into_iter().map(|preset| preset.name).collect();
        Err(error::usage(format!("there is no preset `{name}`")).hint(format!("presets: {}", names.join(", "))).into())
    }

    /// The input with this mapping's layout: header or none, rows to pass over.
    pub fn layout(&self, input: InputSpec) -> InputSpec {
        InputSpec { header: self.header, skip_rows: self.skip_rows, ..input }
    }

    /// Every preset there is: those shipped, and those in the user's presets folder.
    pub fn presets(folder: Option<&Path>) -> Vec<Preset> {
        let mut presets: Vec<Preset> = SHIPPED
            .iter()
            .map(|(name, text)| Preset { name: (*name).to_owned(), path: None, text: (*text).to_owned() })
            .collect();
        let files = folder.and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten();
        for path in files.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ext| ext == "toml")) {
            let (Some(name), Ok(text)) = (path.file_stem(), std::fs::read_to_string(&path)) else { continue };
            let name = name.to_string_lossy().into_owned();
            presets.retain(|preset| preset.name != name);
            presets.push(Preset { name, path: Some(path), text });
        }
        presets.sort_by(|a, b| a.name.cmp(&b.name));
        presets
    }
}

fn check_fields<'a>(name: &str, mut used: impl Iterator<Item = &'a String>, vocabulary: Vocabulary) -> Result<()> {
    let fields = || vocabulary.iter().map(|(field, _)| *field);
    let Some(field) = used.find(|field| !fields().any(|name| name == *field)) else { return Ok(()) };
    let nearest = fields().max_by(|a, b| strsim::jaro(a, field).total_cmp(&strsim::jaro(b, field)));
    let failure = error::config(format!("{name}: there is no field `{field}`"));
    Err(failure.hint(format!("did you mean `{}`?", nearest.unwrap_or_default())).into())
}

/// A preset and its text, to copy.
#[derive(Clone, Debug)]
pub struct Preset {
    /// Its name.
    pub name: String,
    /// The user's file; `None` is shipped.
    pub path: Option<PathBuf>,
    /// The TOML.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_presets_are_read() {
        for preset in Mapping::presets(None) {
            Mapping::preset(&preset.name, None).unwrap();
        }
    }

    #[test]
    fn a_mistake_in_a_mapping_is_named() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Mapping::from_toml(text, "m.toml").unwrap_err().to_string(), expected);
        };
        check("[columns]\ncosts = \"a\"", "m.toml: there is no field `costs`");
        check("[evidence.columns]\nbuybox = \"a\"", "m.toml, `evidence`: there is no field `buybox`");
        check("decimal = \";\"", "m.toml: `decimal` is `;`; use `.` or `,`");
        check(
            "a = 1",
            "m.toml line 1: unknown field `a`, expected one of `about`, `source`, `currency`, `decimal`, `header`, `skip_rows`, `optional`, `decimals`, `currency_signs`, `lost_zeros`, `internal_numbers`, `columns`, `constants`, `skip`, `evidence`",
        );
    }
}
