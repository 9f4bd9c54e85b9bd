//! The rules of the house, checked on the sources: each break is one sentence with its file and line.

mod rules;
mod source;
mod stairs;

use std::path::Path;

use super::kit::checkout;

/// A source file: its path below the checkout with `/`, its text, and whether all of it is tests.
#[derive(Default)]
pub struct File {
    name: String,
    text: String,
    is_test: bool,
}

/// What is wrong, where.
pub type Breaks = Vec<(usize, String)>;

#[test]
fn imports_go_down_the_stairs() {
    check(stairs::climbs);
}

#[test]
fn the_domain_is_pure() {
    check(rules::impure);
}

#[test]
fn money_is_never_a_float() {
    check(rules::floats);
}

#[test]
fn only_the_store_knows_sql() {
    check(rules::sql_outside_the_store);
}

#[test]
fn nothing_panics_or_prints_on_its_own() {
    check(rules::panics_and_prints);
}

#[test]
fn a_file_is_short_and_says_what_it_is_for() {
    check(rules::shape);
}

#[test]
fn a_vendor_is_a_folder_with_the_usual_files() {
    report(&rules::vendor_folders(&sources()));
}

#[test]
fn the_map_names_every_room() {
    let files = sources();
    let map = &files.iter().find(|file| file.name == "src/lib.rs").expect("a library").text;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    report(&rules::rooms_missing_on_the_map(map, &names));
}

fn check(rule: fn(&File) -> Breaks) {
    let mut sentences = Vec::new();
    for file in sources() {
        sentences.extend(rule(&file).into_iter().map(|(line, what)| format!("{}:{line}: {what}", file.name)));
    }
    report(&sentences);
}

fn report(breaks: &[String]) {
    assert!(breaks.is_empty(), "the house rules (src/lib.rs has the map) are broken:\n{}", breaks.join("\n"));
}

/// Every Rust file below `src`, in order.
fn sources() -> Vec<File> {
    let mut files = Vec::new();
    read_folder(&checkout("src"), "src", &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(files.len() > 5, "the sources are not where this test looks");
    let tests: Vec<String> = files.iter().flat_map(File::test_modules).collect();
    for file in &mut files {
        let module = file.name.trim_end_matches(".rs");
        file.is_test = tests.iter().any(|test| module == test || module.starts_with(&format!("{test}/")));
    }
    files
}

fn read_folder(folder: &Path, name: &str, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        let name = format!("{name}/{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            read_folder(&path, &name, files);
        } else if name.ends_with(".rs") {
            let text = std::fs::read_to_string(&path).expect("Rust is UTF-8");
            files.push(File { name, text, is_test: false });
        }
    }
}

impl File {
    /// The room it stands in: `domain` for `src/domain/fees/card.rs`, `cli` for `src/cli.rs`.
    fn room(&self) -> &str {
        let below = self.name.strip_prefix("src/").unwrap_or(&self.name);
        below.split('/').next().unwrap_or(below).trim_end_matches(".rs")
    }

    /// Its tokens without comments and tests.
    fn tokens(&self) -> Vec<source::Token> {
        if self.is_test { Vec::new() } else { source::tokens(&self.text) }
    }

    /// The modules it declares under `#[cfg(test)]`, as paths without `.rs`: they are tests whatever their name.
    fn test_modules(&self) -> Vec<String> {
        let module = self.name.trim_end_matches(".rs");
        let folder = match module.rsplit_once('/') {
            Some((folder, "mod" | "lib" | "main")) => folder,
            _ => module,
        };
        source::test_modules(&self.text).into_iter().map(|name| format!("{folder}/{name}")).collect()
    }
}
