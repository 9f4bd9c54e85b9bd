//! What every test here is given: a sandbox that runs the real binary, and the way to the shared data.
#![allow(dead_code, reason = "a kit holds more than the tests of one day use")]

pub mod amazon;
pub mod books;
pub mod contract;
pub mod deal;
pub mod ebay;
pub mod faulty;
pub mod forks;
pub mod live;
pub mod model;
pub mod month;
pub mod pages;
pub mod ports;
mod ran;
pub mod reverb;
mod run;
pub mod sandbox;
pub mod selling;
pub mod shop;
pub mod spoiled;
pub mod stock;
pub mod stub;
pub mod talk;
pub mod tcgplayer;
pub mod vendor;
pub mod work;

use std::path::PathBuf;

#[allow(unused_imports, reason = "named by tests that keep a result or a call in a variable")]
pub use {
    forks::{InTurn, alone},
    ran::Ran,
    run::{Going, Run},
    sandbox::Sandbox,
};

/// A file of the checkout.
pub fn checkout(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// A file of the shared data sets, or `None` with a message where the folder is absent.
///
/// The folder is `ARB_SHARED`, or `shared` beside the checkout.
pub fn shared(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ARB_SHARED").map_or_else(|| checkout("../shared"), PathBuf::from);
    let path = folder.join(file);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {file} is not there (set ARB_SHARED to the shared data folder)");
    None
}

/// Whether an outside program (`hledger`, `script`, …) is here; says that a test is skipped where it is not.
///
/// With `ARB_TEST_TOOLS=required` a missing one is a failure: that is how CI runs.
pub fn tool(name: &str) -> bool {
    let found = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()));
    if !found {
        let required = std::env::var("ARB_TEST_TOOLS").is_ok_and(|value| value == "required");
        assert!(!required, "`{name}` is not installed and ARB_TEST_TOOLS is `required`");
        eprintln!("skipped: `{name}` is not installed (`tests/run` installs what it can)");
    }
    found
}
