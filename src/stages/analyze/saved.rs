//! A vendor's reply that was saved as it came, read as a price book.

use std::{io::Read, path::Path};

use crate::{
    domain::evidence::Evidence,
    error,
    pipe::source::open_file,
    vendors::keepa::{self, Reply, WireError},
};

/// How much of a file is looked at to tell what it is.
const HEAD: usize = 4 << 10;

/// The largest reply that is read.
const MOST: u64 = 1 << 30;

/// What a product of a reply says, or why it can't be used.
pub type Said = Result<Evidence, WireError>;

/// The evidence in Keepa's reply in a file, product by product; `None` where the file holds something else.
pub fn keepa_reply(path: &Path) -> anyhow::Result<Option<Vec<Said>>> {
    // What is no file on a disk can't be looked at twice.
    if !path.is_file() {
        return Ok(None);
    }
    let shown = path.display();
    let cant = |why: std::io::Error| error::failed(format!("can't read {shown}")).because(why);
    let mut head = Vec::new();
    open_file(path)?.take(HEAD as u64).read_to_end(&mut head).map_err(cant)?;
    if !keepa::looks_like_reply(&head) {
        return Ok(None);
    }
    let length = path.metadata().map_or(0, |file| file.len()).min(MOST);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    open_file(path)?.take(MOST + 1).read_to_end(&mut bytes).map_err(cant)?;
    if bytes.len() as u64 > MOST {
        let failure = error::failed(format!("{shown} is larger than {} MiB", MOST >> 20));
        return Err(failure.hint("ask Keepa for at most 100 products at a time, and name each reply").into());
    }
    let said = Reply::evidence_in(&bytes, &shown.to_string());
    Ok(Some(said.map_err(|why| error::failed(format!("can't read {shown}")).because(why))?))
}
