//! What every test here is given: a sandbox that runs the real binary, and the way to the shared data.

use std::path::PathBuf;

/// A file of the shared data sets, or `None` with a message where the folder is absent.
///
/// The folder is `ARB_SHARED`, or `shared` beside the checkout.
pub fn shared(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ARB_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = folder.join(file);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {file} is not there (set ARB_SHARED to the shared data folder)");
    None
}
