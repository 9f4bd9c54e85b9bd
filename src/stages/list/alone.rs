//! What could be for sale on more channels, and no other one takes: it is looked at again when something that decides about
//! it has changed, not at every run.

use anyhow::Result;
use sha2::{Digest as _, Sha256};

use super::{Lister, Shop};
use crate::{
    domain::record::{Record, Stage},
    store::{Listing, Stock, Store},
};

impl Lister {
    /// Whether a SKU is on fewer channels than it may be on, and has the units for.
    pub(super) fn is_narrow(&self, stock: &Stock) -> bool {
        let most = stock.units.min(i64::try_from(self.at_once).unwrap_or(i64::MAX));
        i64::try_from(self.standing(&stock.sku).len()).unwrap_or(i64::MAX) < most
    }

    /// Whether no further channel took it when everything was as it is now.
    pub(super) fn was_alone(&self, store: &Store, shop: &Shop, record: &Record, stock: &Stock) -> Result<bool> {
        let Some(before) = self.standing(&stock.sku).first().and_then(|listing| self.alone.get(&listing.id)) else {
            return Ok(false);
        };
        Ok(*before == print_of(store, shop, record, stock)?)
    }

    /// Keeps in mind that no further channel takes a SKU, where that is so.
    pub(super) fn keeps_alone(&mut self, store: &Store, shop: &Shop, record: &Record, sku: &str) -> Result<()> {
        let Some(stock) = self.stock.get(sku).filter(|stock| self.is_narrow(stock)) else { return Ok(()) };
        if let Some(listing) = self.standing(sku).first() {
            let found = (listing.id, print_of(store, shop, record, stock)?);
            self.found_alone.push(found);
        }
        Ok(())
    }

    /// Writes down what no further channel took in this run.
    pub fn remember_alone(&mut self, store: &mut Store) -> Result<()> {
        store.remember_alone(&std::mem::take(&mut self.found_alone))
    }

    fn standing(&self, sku: &str) -> &[Listing] {
        self.listings.get(sku).map_or(&[][..], Vec::as_slice)
    }
}

/// Everything that decides which channels take it: the settings, the day whose fees count, what is known of the product, what it
/// cost and how many there are.
fn print_of(store: &Store, shop: &Shop, record: &Record, stock: &Stock) -> Result<String> {
    let evidence = stock.product.as_deref().map(|product| store.evidence(product)).transpose()?;
    let analysis = record.0.get(Stage::Analysis.key());
    let all = (&shop.config.list, &shop.config.market, shop.today, evidence, analysis, stock);
    let digest = Sha256::digest(serde_json::to_vec(&all)?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
