//! Reading and layering the settings, remembering where each came from.

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use toml::{Table, Value};

use super::{AutonomyOf, Config, Limits};
use crate::error;

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// An environment variable.
    Env(String),
    /// A flag.
    Flag(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Env(name) => f.write_str(name),
            Self::Flag(flag) => f.write_str(flag),
        }
    }
}

/// The settings in force and the origin of each one that is not built in, by dotted key.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    /// Dotted key → origin; a key that is absent has its built-in value.
    pub origins: BTreeMap<String, Origin>,
    /// The limits that the files say: the environment may only tighten them.
    pub file_limits: Limits,
    /// How far `arb` may go by itself by the files: the environment may only hold it back.
    pub file_autonomy: AutonomyOf,
    /// The folder of the user's own files: `presets/`, `fees/`.
    pub user_dir: Option<PathBuf>,
}

/// Layers the files and the environment (later wins). With `explicit` only that file is read.
///
/// `env` yields `(name, value)`; names look like `ARB_MODE`, `ARB_LIMITS__PER_DAY` (two underscores between the levels).
pub fn load(
    explicit: Option<&Path>,
    user_dir: Option<PathBuf>,
    env: impl Iterator<Item = (String, String)>,
) -> Result<Loaded> {
    let mut layers = Vec::new();
    if let Some(path) = explicit {
        layers.push((Origin::File(path.to_owned()), read(path)?));
    } else {
        let user = user_dir.as_ref().map(|dir| dir.join("arb.toml"));
        for path in user.into_iter().chain([PathBuf::from("arb.toml")]) {
            if path.exists() {
                layers.push((Origin::File(path.clone()), read(&path)?));
            }
        }
    }
    let known = known_keys();
    for (name, value) in env {
        if let Some(key) = env_key(&name, &known) {
            layers.push((Origin::Env(name), nested(&key, &value)));
        }
    }

    let mut merged = Table::new();
    let mut from_files = Table::new();
    let mut origins = BTreeMap::new();
    for (origin, layer) in layers {
        for (key, value) in leaves(&layer) {
            check_known(&key, &known, &origin)?;
            check_value(&key, value, &origin)?;
            origins.insert(key, origin.clone());
        }
        let is_file = matches!(origin, Origin::File(_));
        merge(&mut merged, layer);
        if is_file {
            from_files.clone_from(&merged);
        }
    }
    let config = settings(merged)?;
    let Config { limits: file_limits, autonomy: file_autonomy, .. } = settings(from_files)?;
    Ok(Loaded { config, origins, file_limits, file_autonomy, user_dir })
}

fn settings(table: Table) -> Result<Config> {
    Value::Table(table).try_into().map_err(|why: toml::de::Error| {
        error::config(format!("the settings can't be used: {}", why.message()))
            .hint("`arb config show` lists every key; `arb.toml.example` explains them")
            .into()
    })
}

fn read(path: &Path) -> Result<Table> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("can't read {}", path.display()))
        .map_err(|why| error::config("no settings").because(why))?;
    text.parse::<Table>().map_err(|why| {
        let line = why.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
        error::config(format!("{} line {line}: {}", path.display(), why.message())).into()
    })
}

/// Every dotted key there is; sections with free names end in `.*`.
fn known_keys() -> Vec<String> {
    let mut shape = Config::default();
    shape.sources.insert("*".into(), super::Source::default());
    shape.searches.insert("*".into(), super::Search::default());
    shape.shops.insert("*".into(), super::Shop::default());
    shape.support.inboxes.insert("*".into(), super::InboxClock::default());
    shape.autonomy.sources.insert("*".into(), super::Alone::Approve);
    let text = serde_json::to_value(&shape).expect("settings serialize");
    let mut keys = Vec::new();
    collect(&text, String::new(), &mut keys);
    keys
}

fn collect(value: &serde_json::Value, prefix: String, keys: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) if !map.is_empty() => {
            for (name, inner) in map {
                let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
                collect(inner, key, keys);
            }
        }
        _ => keys.push(prefix),
    }
}

fn check_known(key: &str, known: &[String], origin: &Origin) -> Result<()> {
    let generic = match key.split('.').collect::<Vec<_>>()[..] {
        ["sources", _, last] => format!("sources.*.{last}"),
        // What a source alone understands is checked by the source.
        ["searches", _, "own", ..] => "searches.*.own".to_owned(),
        ["searches", _, last] => format!("searches.*.{last}"),
        // Which fields can be picked is checked where they are.
        ["shops", _, "selectors", ..] => "shops.*.selectors".to_owned(),
        ["shops", _, last] => format!("shops.*.{last}"),
        ["support", "inboxes", _, last] => format!("support.inboxes.*.{last}"),
        ["autonomy", "sources", _] => "autonomy.sources.*".to_owned(),
        _ => key.to_owned(),
    };
    if known.contains(&generic) {
        return Ok(());
    }
    let above = |candidate: &String| {
        let deeper = candidate.matches('.').count() > generic.matches('.').count();
        deeper && candidate.split('.').zip(generic.split('.')).all(|(part, given)| part == given || part == "*")
    };
    if known.iter().any(above) {
        return Err(error::config(format!("{origin}: `{key}` is a section, not a value"))
            .code("unknown_setting")
            .hint(format!("write `[{key}]` on a line of its own, its keys below"))
            .into());
    }
    let nearest = known
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(candidate, &generic), candidate))
        .min()
        .filter(|(distance, _)| *distance <= 1 + generic.len() / 3);
    let failure = error::config(format!("{origin}: there is no setting `{key}`")).code("unknown_setting");
    Err(match nearest {
        Some((_, candidate)) => failure.hint(format!("did you mean `{candidate}`?")),
        None => failure.hint("`arb config show` lists every key"),
    }
    .into())
}

/// Whether this one value suits its key: alone, so that the message can name it.
fn check_value(key: &str, value: &Value, origin: &Origin) -> Result<()> {
    let single = under(key, value.clone());
    let Err(why) = Value::Table(single).try_into::<Config>() else { return Ok(()) };
    Err(error::config(format!(
        "{origin}: `{key}` can't be `{}`: {}",
        value.to_string().trim_matches('"'),
        why.message()
    ))
    .code("bad_setting")
    .hint("`arb.toml.example` explains every key")
    .into())
}

/// `ARB_LIMITS__PER_DAY` → `limits.per_day`; names that are no setting (`ARB_RUN_ID`, keys of vendors) are left alone.
/// A misspelt key of a known section is kept, to be refused: a limit that is silently not applied is worse than a stop.
fn env_key(name: &str, known: &[String]) -> Option<String> {
    let key = name.strip_prefix("ARB_")?.to_ascii_lowercase().replace("__", ".");
    let of_a_section = key.split_once('.').is_some_and(|(section, _)| {
        known.iter().any(|candidate| candidate.split_once('.').is_some_and(|(other, _)| other == section))
    });
    (of_a_section || known.contains(&key)).then_some(key)
}

/// One value under a dotted key. Text that reads as a TOML scalar other than a float is that; decimals stay text.
fn nested(key: &str, text: &str) -> Table {
    let parsed = format!("v = {text}").parse::<Table>().ok().and_then(|mut table| table.remove("v"));
    let value = match parsed {
        Some(value @ (Value::Boolean(_) | Value::Array(_) | Value::Integer(_))) => value,
        _ => Value::String(text.to_owned()),
    };
    under(key, value)
}

/// A value below its dotted key.
fn under(key: &str, mut value: Value) -> Table {
    for part in key.rsplit('.') {
        value = Value::Table(Table::from_iter([(part.to_owned(), value)]));
    }
    match value {
        Value::Table(table) => table,
        _ => unreachable!("a key has at least one part"),
    }
}

fn merge(base: &mut Table, layer: Table) {
    for (key, value) in layer {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(old)), Value::Table(new)) => merge(old, new),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

fn leaves(table: &Table) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    for (name, value) in table {
        match value {
            Value::Table(inner) => {
                found.extend(leaves(inner).into_iter().map(|(key, value)| (format!("{name}.{key}"), value)));
            }
            _ => found.push((name.clone(), value)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn load_text(text: &str, env: &[(&str, &str)]) -> Result<Loaded> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("arb.toml");
        std::fs::write(&path, text).unwrap();
        load(Some(&path), None, env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let loaded =
            load_text("[limits]\nper_day = \"80\"\nper_item = 30", &[("ARB_LIMITS__PER_DAY", "90.5")]).unwrap();
        assert_eq!(loaded.config.limits.per_day, dec!(90.5));
        assert_eq!(loaded.config.limits.per_item, dec!(30));
        assert_eq!(loaded.origins["limits.per_day"], Origin::Env("ARB_LIMITS__PER_DAY".into()));
    }

    #[test]
    fn an_unknown_key_is_an_error_with_a_suggestion() {
        let why = load_text("[limits]\nper_dya = 1", &[]).unwrap_err();
        let failure = crate::ui::failure_in(&why).unwrap();
        assert!(failure.message.contains("limits.per_dya"), "{failure}");
        assert_eq!(failure.hints, ["did you mean `limits.per_day`?"]);
    }

    #[test]
    fn a_misspelt_limit_in_the_environment_is_no_silent_default() {
        let why = load_text("", &[("ARB_LIMITS__PER_DYA", "1")]).unwrap_err();
        assert!(why.to_string().starts_with("ARB_LIMITS__PER_DYA: there is no setting `limits.per_dya`"), "{why}");
        assert!(load_text("", &[("ARB_RUN_ID", "1"), ("ARB_KEEPA_KEY", "x"), ("ARB_KEEPA__KEY", "x")]).is_ok());
    }

    #[test]
    fn a_named_source_is_known() {
        let loaded = load_text("[sources.books]\nfile = \"books.csv\"", &[]).unwrap();
        assert_eq!(loaded.config.sources["books"].file, PathBuf::from("books.csv"));
    }
}
