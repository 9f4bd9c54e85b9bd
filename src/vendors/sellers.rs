//! The vendors that sell for us: who publishes on which channel. They are opened in live mode alone.

use std::rc::Rc;

use anyhow::Result;

use super::{Channel, Gateway, Inbox, readers::Readers, warehouse::Warehouse};
use crate::{config::Vendors, net::Room};

/// A vendor that sells for us.
pub struct Seller {
    /// Its name in the settings and in the books.
    pub name: &'static str,
    /// The fee channel on which it sells: `ebay_us`.
    pub channel: String,
    /// Publishes, sets prices, answers, refunds.
    pub gateway: Rc<dyn Gateway>,
    /// Shows who else sells, and what was sold.
    pub shop: Rc<dyn Channel>,
    /// Shows messages of buyers, where it has them.
    pub inbox: Option<Rc<dyn Inbox>>,
    /// Shows its own warehouses, where it has some.
    pub warehouse: Option<Rc<dyn Warehouse>>,
}

/// How a vendor is opened; `None` where it is not to sell.
type Open = fn(&Vendors, &Rc<Room>) -> Result<Option<Seller>>;

/// Every vendor that can sell.
const KNOWN: &[Open] =
    &[super::amazon::seller, super::ebay::selling::open, super::reverb::seller, super::tcgplayer::seller];

/// The names of those that are to sell, by the settings.
pub fn wanted(vendors: &Vendors) -> Vec<&'static str> {
    let sells = [
        ("amazon", vendors.amazon.enabled && vendors.amazon.sell),
        ("ebay", vendors.ebay.enabled && vendors.ebay.sell),
        ("reverb", vendors.reverb.enabled && vendors.reverb.sell),
        ("tcgplayer", vendors.tcgplayer.enabled && vendors.tcgplayer.sell),
    ];
    sells.into_iter().filter(|(_, sells)| *sells).map(|(name, _)| name).collect()
}

/// Those that are switched on.
pub fn open(vendors: &Vendors, readers: &Readers) -> Result<Vec<Seller>> {
    if wanted(vendors).is_empty() {
        return Ok(Vec::new());
    }
    let room = readers.room()?;
    let opened = KNOWN.iter().filter_map(|open| open(vendors, &room).transpose());
    opened.collect()
}
