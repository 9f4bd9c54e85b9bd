//! Upload files of marketplaces, for sellers without API keys: listings to create, and prices to set.
//!
//! Each marketplace has a file here with its columns and where they come from. Nothing is uploaded by us.

mod amazon;
mod ebay;
mod item;
mod reverb;
mod sheet;
mod tcgplayer;

use std::collections::BTreeMap;

use anyhow::Result;

use crate::error;

pub use item::{Item, NewPrice};
pub use sheet::{Sheet, save};

/// A marketplace's upload format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Upload {
    /// Tab-delimited text: Inventory Loader for listings, Price & Quantity for prices.
    Amazon,
    /// CSV of Seller Hub Reports: Add for listings, Revise for prices.
    Ebay,
    /// The pricing CSV of the Seller Portal.
    Tcgplayer,
    /// CSV of the bulk uploader.
    Reverb,
}

impl Upload {
    /// The format of a channel; `None` where it takes none of these.
    pub fn of(channel: &str) -> Option<Self> {
        match channel.split('_').next().unwrap_or_default() {
            "amazon" => Some(Self::Amazon),
            "ebay" => Some(Self::Ebay),
            "tcgplayer" => Some(Self::Tcgplayer),
            "reverb" => Some(Self::Reverb),
            _ => None,
        }
    }

    /// The file that creates listings.
    pub fn listings(self, items: &[Item]) -> Sheet {
        match self {
            Self::Amazon => amazon::listings(items),
            Self::Ebay => ebay::listings(items),
            Self::Tcgplayer => tcgplayer::listings(items),
            Self::Reverb => reverb::listings(items),
        }
    }

    /// The file that sets prices of live listings and nothing else.
    pub fn prices(self, prices: &[NewPrice]) -> Sheet {
        match self {
            Self::Amazon => amazon::prices(prices),
            Self::Ebay => ebay::prices(prices),
            Self::Tcgplayer => tcgplayer::prices(prices),
            Self::Reverb => reverb::prices(prices),
        }
    }
}

/// Rows by channel, each with its format: the one asked for, or the channel's own.
pub fn by_channel<T: Clone>(
    asked: Option<Upload>,
    rows: &[T],
    channel: impl Fn(&T) -> &String,
) -> Result<Vec<(String, Upload, Vec<T>)>> {
    let mut parts: BTreeMap<&str, Vec<T>> = BTreeMap::new();
    for row in rows {
        parts.entry(channel(row)).or_default().push(row.clone());
    }
    let format = |(channel, rows): (&str, Vec<T>)| match asked.or_else(|| Upload::of(channel)) {
        Some(format) => Ok((channel.to_owned(), format, rows)),
        None => Err(error::usage(format!("{channel} has no upload format that is known here"))
            .hint("choose one with `--export-format amazon`, `ebay`, `tcgplayer` or `reverb`")
            .into()),
    };
    parts.into_iter().map(format).collect()
}

#[cfg(test)]
mod tests;
