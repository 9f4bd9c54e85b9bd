//! The kinds of history that are kept of a product: Keepa's 36 (`keepa_csv_types`, keepacom/api_backend, `Product.CsvType`).

use serde::{Deserialize, Serialize};

/// What a history is of. The number of each is its place in Keepa's `csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The marketplace's own offer.
    Amazon,
    /// The lowest new offer; with shipping only since [`super::NEW_WITH_SHIPPING`].
    New,
    /// The lowest used offer.
    Used,
    /// The sales rank.
    Rank,
    /// The list price.
    ListPrice,
    /// The lowest collectible offer.
    Collectible,
    /// The lowest refurbished offer.
    Refurbished,
    /// The lowest new offer that a merchant ships, with shipping.
    NewFbm,
    /// Lightning deals.
    LightningDeal,
    /// The marketplace's own returns.
    Warehouse,
    /// The lowest new offer that the marketplace ships for others.
    NewFba,
    /// How many new offers.
    NewCount,
    /// How many used offers.
    UsedCount,
    /// How many refurbished offers.
    RefurbishedCount,
    /// How many collectible offers.
    CollectibleCount,
    /// When offers were last looked at.
    OfferUpdates,
    /// Stars, in tenths.
    Rating,
    /// How many reviews.
    Reviews,
    /// The buy box, with shipping.
    BuyBox,
    /// Used, like new, with shipping.
    UsedLikeNew,
    /// Used, very good, with shipping.
    UsedVeryGood,
    /// Used, good, with shipping.
    UsedGood,
    /// Used, acceptable, with shipping.
    UsedAcceptable,
    /// Collectible, like new, with shipping.
    CollectibleLikeNew,
    /// Collectible, very good, with shipping.
    CollectibleVeryGood,
    /// Collectible, good, with shipping.
    CollectibleGood,
    /// Collectible, acceptable, with shipping.
    CollectibleAcceptable,
    /// Refurbished, with shipping.
    RefurbishedShipped,
    /// The lowest new price on eBay, with shipping.
    EbayNew,
    /// The lowest used price on eBay, with shipping.
    EbayUsed,
    /// What the marketplace pays for one that is traded in.
    TradeIn,
    /// Rent.
    Rent,
    /// The used buy box, with shipping.
    UsedBuyBox,
    /// The lowest new offer to Prime members alone.
    PrimeOnly,
    /// How many new offers that the marketplace ships.
    NewFbaCount,
    /// How many new offers that merchants ship.
    NewFbmCount,
}

/// How many kinds there are.
pub const KINDS: usize = 36;

/// What the values of a history are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Whole minor units of a currency.
    Price,
    /// A place in a list: lower is better.
    Rank,
    /// So many of something.
    Count,
    /// Stars, in tenths.
    Stars,
    /// Nothing that is compared.
    Mark,
}

impl Kind {
    /// Every kind, in Keepa's order.
    pub const ALL: [Self; KINDS] = [
        Self::Amazon,
        Self::New,
        Self::Used,
        Self::Rank,
        Self::ListPrice,
        Self::Collectible,
        Self::Refurbished,
        Self::NewFbm,
        Self::LightningDeal,
        Self::Warehouse,
        Self::NewFba,
        Self::NewCount,
        Self::UsedCount,
        Self::RefurbishedCount,
        Self::CollectibleCount,
        Self::OfferUpdates,
        Self::Rating,
        Self::Reviews,
        Self::BuyBox,
        Self::UsedLikeNew,
        Self::UsedVeryGood,
        Self::UsedGood,
        Self::UsedAcceptable,
        Self::CollectibleLikeNew,
        Self::CollectibleVeryGood,
        Self::CollectibleGood,
        Self::CollectibleAcceptable,
        Self::RefurbishedShipped,
        Self::EbayNew,
        Self::EbayUsed,
        Self::TradeIn,
        Self::Rent,
        Self::UsedBuyBox,
        Self::PrimeOnly,
        Self::NewFbaCount,
        Self::NewFbmCount,
    ];

    /// The kind in a place of Keepa's `csv`; a place beyond those that are known is none.
    pub fn at(place: usize) -> Option<Self> {
        Self::ALL.get(place).copied()
    }

    /// What its values are.
    pub fn unit(self) -> Unit {
        match self {
            Self::Rank => Unit::Rank,
            Self::Rating => Unit::Stars,
            Self::OfferUpdates => Unit::Mark,
            Self::Reviews
            | Self::NewCount
            | Self::UsedCount
            | Self::RefurbishedCount
            | Self::CollectibleCount
            | Self::NewFbaCount
            | Self::NewFbmCount => Unit::Count,
            _ => Unit::Price,
        }
    }

    /// Whether Keepa writes the shipping beside each price: three numbers a point, not two.
    pub fn has_shipping(self) -> bool {
        matches!(self as usize, 7 | 18..=29 | 32)
    }

    /// Its name in records and flags: `used_very_good`.
    pub fn name(self) -> String {
        let name = serde_json::to_value(self).ok();
        name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Its name for people: `used very good`.
    pub fn words(self) -> String {
        self.name().replace('_', " ")
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        serde_json::from_value(name.into()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_stands_where_keepa_puts_it() {
        for (place, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!((kind as usize, Kind::at(place), Kind::named(&kind.name())), (place, Some(kind), Some(kind)));
        }
        assert_eq!((Kind::at(36), Kind::named("nothing")), (None, None));
        assert_eq!((Kind::BuyBox as usize, Kind::UsedBuyBox as usize), (18, 32));
        assert_eq!(Kind::UsedVeryGood.words(), "used very good");
        let shipped: Vec<usize> = (0..KINDS).filter(|place| Kind::ALL[*place].has_shipping()).collect();
        assert_eq!(shipped, [7, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 32]);
    }
}
