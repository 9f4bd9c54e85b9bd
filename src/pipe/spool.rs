//! Texts that are put away and asked for again, in memory as long as they are few and in a nameless file beyond that.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

/// What is held in memory before it goes to disk.
const HELD: usize = 2 << 20;

/// What is read back from disk at a time where texts are asked for in the order in which they were put.
const AHEAD: usize = 64 << 10;

/// Texts, each found by where it was put.
#[derive(Debug)]
pub struct Spool {
    held: Vec<u8>,
    most: usize,
    /// What was written to disk before `held`: the file, and how much of it.
    disk: Option<(File, u64)>,
    /// What was read back last, and where it stands.
    window: Vec<u8>,
    window_at: u64,
    /// Where the text that was asked for last ends.
    asked_to: u64,
}

/// Where a text was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    at: u64,
    length: u32,
}

impl Default for Spool {
    fn default() -> Self {
        Self::holding(HELD)
    }
}

impl Spool {
    /// A spool that holds so many bytes in memory.
    pub fn holding(most: usize) -> Self {
        Self { held: Vec::new(), most, disk: None, window: Vec::new(), window_at: 0, asked_to: 0 }
    }

    fn on_disk(&self) -> u64 {
        self.disk.as_ref().map_or(0, |(_, length)| *length)
    }

    /// Puts a text away.
    pub fn put(&mut self, text: &[u8]) -> Result<Spot> {
        self.put_all(&[text])
    }

    /// Puts some texts away as one.
    pub fn put_all(&mut self, texts: &[&[u8]]) -> Result<Spot> {
        let length = texts.iter().map(|text| text.len()).sum::<usize>();
        if !self.held.is_empty() && self.held.len() + length > self.most {
            self.spill()
                .context("can't put aside what does not fit in memory: is the folder for temporary files full?")?;
        }
        let spot = Spot {
            at: self.on_disk() + self.held.len() as u64,
            length: u32::try_from(length).context("a record is larger than 4 GiB")?,
        };
        texts.iter().for_each(|text| self.held.extend_from_slice(text));
        Ok(spot)
    }

    fn spill(&mut self) -> io::Result<()> {
        let (file, length) = match &mut self.disk {
            Some(disk) => disk,
            None => self.disk.insert((tempfile::tempfile()?, 0)),
        };
        file.seek(SeekFrom::Start(*length))?;
        file.write_all(&self.held)?;
        *length += self.held.len() as u64;
        self.held.clear();
        Ok(())
    }

    /// A text that was put away.
    pub fn get(&mut self, spot: Spot) -> Result<Vec<u8>> {
        let on_disk = self.on_disk();
        let length = spot.length as usize;
        let (from, stock) = if spot.at >= on_disk {
            (spot.at - on_disk, &self.held)
        } else {
            let window_end = self.window_at + self.window.len() as u64;
            if spot.at < self.window_at || spot.at + u64::from(spot.length) > window_end {
                self.look(spot, on_disk).context("can't read back what was put aside")?;
            }
            (spot.at - self.window_at, &self.window)
        };
        self.asked_to = spot.at + u64::from(spot.length);
        let from = usize::try_from(from).context("no memory is that large")?;
        Ok(stock[from..from + length].to_vec())
    }

    /// Reads a text back, and what comes after it, where texts are asked for as they were put.
    fn look(&mut self, spot: Spot, on_disk: u64) -> io::Result<()> {
        let Some((file, _)) = &mut self.disk else { return Ok(()) };
        let rest = usize::try_from(on_disk - spot.at).unwrap_or(usize::MAX);
        self.window.clear();
        let in_turn = (self.asked_to..=self.asked_to + AHEAD as u64).contains(&spot.at);
        let wanted = if in_turn { AHEAD } else { 0 };
        self.window.resize(rest.min(wanted.max(spot.length as usize)), 0);
        self.window_at = spot.at;
        file.seek(SeekFrom::Start(spot.at))?;
        file.read_exact(&mut self.window)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_put_away_comes_back(texts in prop::collection::vec(".{0,40}", 0..60), most in 0_usize..400) {
            let mut spool = Spool::holding(most);
            let spots: Vec<Spot> = texts.iter().map(|text| spool.put(text.as_bytes()).unwrap()).collect();
            prop_assert!(spool.held.len() <= most.max(160));
            for (text, spot) in texts.iter().zip(&spots).rev().chain(texts.iter().zip(&spots)) {
                prop_assert_eq!(&spool.get(*spot).unwrap(), text.as_bytes());
            }
        }
    }
}
