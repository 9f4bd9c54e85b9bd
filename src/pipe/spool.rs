//! Texts that are put away and asked for again, in memory as long as they are few and in a nameless file beyond that.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
};

use anyhow::{Context as _, Result};

/// What is held in memory before it goes to disk.
const HELD: usize = 32 << 20;

/// Texts, each found by where it was put.
#[derive(Debug)]
pub struct Spool {
    held: Vec<u8>,
    most: usize,
    /// What was written to disk before `held`: the file, and how much of it.
    disk: Option<(File, u64)>,
}

/// Where a text was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        Self { held: Vec::new(), most, disk: None }
    }

    fn on_disk(&self) -> u64 {
        self.disk.as_ref().map_or(0, |(_, length)| *length)
    }

    /// Puts a text away.
    pub fn put(&mut self, text: &[u8]) -> Result<Spot> {
        if !self.held.is_empty() && self.held.len() + text.len() > self.most {
            self.spill()
                .context("can't put aside what does not fit in memory: is the folder for temporary files full?")?;
        }
        let length = u32::try_from(text.len()).context("a record is larger than 4 GiB")?;
        let spot = Spot { at: self.on_disk() + self.held.len() as u64, length };
        self.held.extend_from_slice(text);
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
        let mut text = vec![0; spot.length as usize];
        if spot.at >= on_disk {
            let from = usize::try_from(spot.at - on_disk).context("no memory is that large")?;
            let to = from + text.len();
            text.copy_from_slice(&self.held[from..to]);
        } else if let Some((file, _)) = &mut self.disk {
            let read = file.seek(SeekFrom::Start(spot.at)).and_then(|_| file.read_exact(&mut text));
            read.context("can't read back what was put aside")?;
        }
        Ok(text)
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
            for (text, spot) in texts.iter().zip(spots).rev() {
                prop_assert_eq!(&spool.get(spot).unwrap(), text.as_bytes());
            }
        }
    }
}
