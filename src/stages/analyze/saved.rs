//! A vendor's reply that was saved as it came, read as a price book.

use std::{io::Read, path::Path};

use anyhow::Result;

use crate::{
    error,
    pipe::source::open_file,
    vendors::keepa::{self, Reply},
};

/// How much of a file is looked at to tell what it is.
const HEAD: usize = 4 << 10;

/// The largest reply that is read.
const MOST: u64 = 1 << 30;

/// Keepa's reply in a file; `None` where it holds something else.
pub fn keepa_reply(path: &Path) -> Result<Option<Reply>> {
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
    let reply = Reply::read(&bytes).map_err(|why| error::failed(format!("can't read {shown}")).because(why))?;
    Ok(Some(reply))
}
