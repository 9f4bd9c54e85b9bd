//! `arb reprice --export`: the marketplace's own price file, for sellers without API keys.
//!
//! Only suggested prices are written: what is kept or refused keeps its price, and a run that is stopped writes nothing.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    context::Context,
    domain::{
        listing::{PriceChange, PriceChangeState},
        offer::{Offer, ProductIds},
        record::{Record, Stage},
    },
    pipe::upload::{self, NewPrice, Upload},
    store::Listing,
};

/// Where the prices go instead of to the marketplace.
#[derive(clap::Args, Debug)]
pub(super) struct ExportArgs {
    /// Write the marketplace's own price file instead of setting prices; several channels make one file each
    #[arg(long, value_name = "FILE", conflicts_with = "apply")]
    pub export: Option<PathBuf>,
    /// The format of `--export`; the listing's channel decides if not given
    #[arg(long, value_name = "FORMAT", requires = "export")]
    pub export_format: Option<Upload>,
}

/// The prices of a run, gathered as they are decided.
pub(super) struct Prices(Vec<NewPrice>);

impl Prices {
    /// None yet.
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    /// Keeps a suggested price; what is kept or refused is none.
    pub(super) fn keep(&mut self, record: &Record, part: &PriceChange, live: &[Listing]) {
        let meant = |listing: &&Listing| listing.sku == part.sku && listing.channel == part.channel;
        let Some(listing) = live.iter().find(meant).filter(|_| part.state == PriceChangeState::Suggested) else {
            return;
        };
        let offer: Option<Offer> = record.get(Stage::Offer).ok().flatten();
        let mut ids = offer.map_or_else(ProductIds::default, |offer| offer.product);
        // What the listing is of goes before what the record's offer was of.
        ids.other.extend(listing.product.clone());
        self.0.push(NewPrice {
            channel: part.channel.clone(),
            sku: part.sku.clone(),
            listing: listing.ext_id.clone(),
            title: listing.title.clone(),
            condition: listing.condition.clone(),
            ids,
            price: part.to,
            floor: part.floor.filter(|floor| floor.amount() > rust_decimal::Decimal::ZERO),
            ceiling: part.ceiling.filter(|ceiling| ceiling.amount() > rust_decimal::Decimal::ZERO),
        });
    }

    /// Writes the price files.
    pub(super) fn write(&self, ctx: &Context, file: &Path, asked: Option<Upload>) -> Result<()> {
        let parts = upload::by_channel(asked, &self.0, |new| &new.channel)?;
        let sheets: Vec<_> =
            parts.into_iter().map(|(channel, format, prices)| (channel, format.prices(&prices))).collect();
        let empty = || asked.unwrap_or(Upload::Amazon).prices(&[]);
        crate::cmd::upload_file::write(ctx, "reprice", "price", file, &sheets, empty)
    }
}
