//! The vendors through which sellers are offered a price. They are opened in live mode alone.

use std::rc::Rc;

use anyhow::Result;

use super::{Gateway, Haggle, Inbox, readers::Readers};
use crate::config::Vendors;

/// A marketplace whose sellers can be offered a price.
pub struct Bargain {
    /// Its name in the settings and in the books, and the source of its offers.
    pub name: &'static str,
    /// Makes offers.
    pub gateway: Rc<dyn Gateway>,
    /// Shows what was said to them.
    pub sellers: Rc<dyn Haggle>,
    /// Shows messages of sellers.
    pub inbox: Rc<dyn Inbox>,
}

/// Those that are switched on.
pub fn open(vendors: &Vendors, readers: &Readers) -> Result<Vec<Bargain>> {
    if !(vendors.reverb.enabled && vendors.reverb.offers) {
        return Ok(Vec::new());
    }
    Ok(vec![super::reverb::bargain(&vendors.reverb, &readers.room()?)?])
}
