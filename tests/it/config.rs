//! `arb config`, and `arb.toml.example`, which is the reference of every setting.

use std::collections::BTreeMap;

use arb::config::{Config, InboxClock, Search, Shop, Source};
use serde_json::Value;

use super::kit::{Sandbox, checkout};

/// The example with every setting switched on: a `#` right before a key or a section is taken away.
fn example() -> String {
    let text = std::fs::read_to_string(checkout("arb.toml.example")).expect("the example is there");
    let line = |line: &str| match line.strip_prefix('#') {
        Some(rest) if rest.starts_with(|c: char| c == '[' || c.is_ascii_lowercase()) => format!("{rest}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn the_example_names_every_setting_with_its_default() {
    let sandbox = Sandbox::new();
    let path = sandbox.write("example.toml", example());
    let loaded = arb::config::load(Some(&path), None, std::iter::empty()).expect("the example can be read");
    let shown = leaves(&loaded.config);

    let mut defaults = Config::default();
    defaults.sources.insert("books".into(), Source::default());
    defaults.searches.insert("lego".into(), Search::default());
    defaults.shops.insert("brickshop".into(), Shop::default());
    defaults.support.inboxes.insert("ebay".into(), InboxClock::default());
    for (key, value) in leaves(&defaults) {
        assert!(loaded.origins.contains_key(&key), "arb.toml.example says nothing about `{key}`");
        let is_named =
            ["sources.", "searches.", "shops.", "support.inboxes."].iter().any(|section| key.starts_with(section));
        if !value.is_null() && !is_named {
            assert_eq!(shown[&key], value, "arb.toml.example has another default for `{key}`");
        }
    }
}

#[test]
fn the_example_explains_every_setting_and_says_when_one_is_unset() {
    let text = std::fs::read_to_string(checkout("arb.toml.example")).expect("the example is there");
    let unset: Vec<String> =
        leaves(&Config::default()).into_iter().filter(|(_, value)| value.is_null()).map(|(key, _)| key).collect();
    let (mut section, mut comment) = (String::new(), String::new());
    for (number, line) in text.lines().enumerate() {
        let setting =
            line.strip_prefix('#').filter(|rest| rest.starts_with(|c: char| c == '[' || c.is_ascii_lowercase()));
        let Some(setting) = setting else {
            comment = if line.starts_with("# ") { comment + line } else { String::new() };
            continue;
        };
        assert!(!comment.is_empty(), "arb.toml.example:{}: `{setting}` has no word of explanation", number + 1);
        if let Some(name) = setting.strip_prefix('[') {
            section = format!("{}.", name.trim_end_matches(']'));
        } else {
            let key = format!("{section}{}", setting.split(' ').next().expect("a key"));
            let says_unset = comment.contains("Unset: ");
            assert!(
                says_unset || !unset.contains(&key),
                "arb.toml.example:{}: say what `{key}` unset means",
                number + 1
            );
        }
        comment.clear();
    }
}

#[test]
fn the_example_as_it_is_changes_nothing() {
    let sandbox = Sandbox::new();
    let plain = sandbox.arb(["config", "show"]).run().ok().stdout();
    sandbox.write("arb.toml", std::fs::read(checkout("arb.toml.example")).expect("the example is there"));
    sandbox.arb(["config", "show"]).run().ok().stdout_is(&plain);
    sandbox.write("arb.toml", example());
    sandbox.arb(["config", "show"]).run().ok().stdout_contains("limits.per_day = \"500\"  # arb.toml\n");
}

#[test]
fn every_setting_shows_where_it_came_from_and_the_later_place_wins() {
    let sandbox = Sandbox::new().env("ARB_CURRENCY", "EUR").env("ARB_LIMITS__PER_DAY", "0.50");
    sandbox
        .write_home(".config/arb/arb.toml", "timezone = \"Europe/Berlin\"\n[limits]\nper_day = \"1\"\nper_run = 2\n");
    sandbox.write("arb.toml", "[limits]\nper_run = 3\n");
    let shown = sandbox.arb(["config", "show", "--db", "x.db"]).run().ok().lines();
    for line in [
        "mode = \"paper\"  # built in",
        "db = \"x.db\"  # --db",
        "currency = \"EUR\"  # ARB_CURRENCY",
        "timezone = \"Europe/Berlin\"  # SANDBOX/home/.config/arb/arb.toml",
        "limits.per_day = \"0.50\"  # ARB_LIMITS__PER_DAY",
        "limits.per_run = \"3\"  # arb.toml",
        "market.category = (unset)  # built in",
    ] {
        assert!(shown.iter().any(|shown| shown == line), "{line} is not in\n{}", shown.join("\n"));
    }
    sandbox.write("only.toml", "currency = \"GBP\"\n");
    let run = sandbox.arb(["config", "show", "--config", "only.toml"]).run();
    run.ok()
        .stdout_contains("timezone = \"UTC\"  # built in\n")
        .stdout_contains("currency = \"EUR\"  # ARB_CURRENCY\n");
    sandbox.arb(["config", "dir"]).run().ok().stdout_is("SANDBOX/home/.config/arb\n");
}

#[test]
fn a_setting_that_cannot_be_is_refused_with_its_place_and_a_way_out() {
    let check = |toml: &str, expected: &str| {
        let sandbox = Sandbox::new();
        sandbox.write("arb.toml", toml);
        sandbox.arb(["config", "show"]).run().code(3).stdout_is("").stderr_is(expected);
    };
    check(
        "[limits]\nper_dya = 1\n",
        "error: arb.toml: there is no setting `limits.per_dya`\nhint: did you mean `limits.per_day`?\n",
    );
    check(
        "mode = \"papr\"\n",
        "error: arb.toml: `mode` can't be `papr`: unknown variant `papr`, expected `paper` or `live`\n\
         hint: `arb.toml.example` explains every key\n",
    );
    check(
        "limits = 3\n",
        "error: arb.toml: `limits` is a section, not a value\n\
         hint: write `[limits]` on a line of its own, its keys below\n",
    );
    check(
        "[mode]\nlevel = 3\n",
        "error: arb.toml: there is no setting `mode.level`\nhint: `arb config show` lists every key\n",
    );
    check("mode = \"paper\"\n[limits\n", "error: arb.toml line 2: unclosed table, expected `]`\n");
}

#[test]
fn a_setting_of_the_environment_is_checked_like_one_of_a_file() {
    let sandbox = Sandbox::new();
    let misspelt = sandbox.arb(["config", "show"]).env("ARB_LIMITS__PER_DYA", "1").run();
    misspelt.code(3).stderr_is(
        "error: ARB_LIMITS__PER_DYA: there is no setting `limits.per_dya`\nhint: did you mean `limits.per_day`?\n",
    );
    let word = sandbox.arb(["config", "show"]).env("ARB_LIMITS__PER_DAY", "lots").run();
    word.code(3).stderr_contains("error: ARB_LIMITS__PER_DAY: `limits.per_day` can't be `lots`: ");
    let clock = sandbox.arb(["config", "show"]).now("noon").run();
    clock.code(3).stderr_contains("`ARB_NOW` is `noon`").stderr_contains("hint: write it like `2026-06-01T12:00:00Z`");
}

#[test]
fn an_error_for_programs_is_one_json_object() {
    let sandbox = Sandbox::new();
    sandbox.write("arb.toml", "[limits]\nper_dya = 1\n");
    let text = sandbox.arb(["config", "show", "--errors", "json"]).run().code(3).stderr();
    let error: Value = serde_json::from_str(&text).expect("one JSON object");
    assert_eq!((&error["code"], &error["exit"]), (&"unknown_setting".into(), &3.into()));
}

fn leaves(config: &Config) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    collect(&serde_json::to_value(config).expect("settings serialize"), "", &mut found);
    found
}

fn collect(value: &Value, key: &str, found: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                collect(inner, &if key.is_empty() { name.clone() } else { format!("{key}.{name}") }, found);
            }
        }
        _ => {
            found.insert(key.to_owned(), value.clone());
        }
    }
}
