//! What was done to a text to read it.

use std::fmt;

use serde::{Serialize, Serializer};

use super::kind::IdKind;

/// What was done to a text to read it, and what else it could be. Said, never silent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Leading zeros put back; the check digit agrees with them.
    pub zeros: u8,
    /// A `.0` at the end was dropped.
    pub decimals: bool,
    /// The same digits are also right as this.
    pub also: Option<IdKind>,
}

impl Note {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        if self.zeros > 0 {
            let plural = if self.zeros == 1 { "zero" } else { "zeros" };
            write!(f, "{} leading {plural} restored, the check digit agrees", self.zeros)?;
            gap = "; ";
        }
        if self.decimals {
            write!(f, "{gap}dropped the `.0` at the end")?;
            gap = "; ";
        }
        if let Some(kind) = self.also {
            write!(f, "{gap}the same digits are also valid as {kind}: the kind of barcode decides")?;
        }
        Ok(())
    }
}

impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
