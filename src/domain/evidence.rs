//! Price evidence: what is known about selling one product on one channel, with source and time.

mod merge;

use std::sync::Arc;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    money::Currency,
    offer::{ProductIds, Row},
    past::{Past, Recorded},
};

/// One product on one channel. Everything but identity is optional: unknown is a value, never zero.
///
/// Prices are in `currency`, for one sellable unit including what the buyer pays for shipping.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The product.
    pub product: ProductIds,
    /// The fee channel it was seen on: `amazon_us`, `ebay_us`, …
    pub channel: String,
    /// The currency of every price here.
    pub currency: Currency,
    /// Who said so: a price book's file name, `keepa`, `paper`.
    pub source: String,
    /// When it was true; absent is unknown age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
    /// When `source` said so, where what others supplied is older and `as_of` is theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<Timestamp>,
    /// Where the row stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<Row>,
    /// The product page's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The brand on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// The channel's category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The condition that these prices are for; absent is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Sellable units in what the page sells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<u32>,
    /// The buy box now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buy_box: Option<Decimal>,
    /// The lowest offer fulfilled by the marketplace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest_fba: Option<Decimal>,
    /// The lowest offer fulfilled by a merchant, shipping included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest_fbm: Option<Decimal>,
    /// Average price over 30 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avg30: Option<Decimal>,
    /// Average price over 90 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avg90: Option<Decimal>,
    /// Average price over 180 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avg180: Option<Decimal>,
    /// 10th percentile of the price over 90 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p10: Option<Decimal>,
    /// Median price over 90 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p50: Option<Decimal>,
    /// 90th percentile of the price over 90 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p90: Option<Decimal>,
    /// Price points behind the percentiles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// Sales rank now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Average sales rank over 90 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank_avg90: Option<u32>,
    /// Units the whole page sells in a month; a floor where the marketplace shows "50+".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monthly_sold: Option<u32>,
    /// Rank drops (likely sales) in 30 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank_drops30: Option<u32>,
    /// Offers competing for the buy box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offers: Option<u32>,
    /// Offers 90 days ago, or on average.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offers_avg90: Option<u32>,
    /// Whether the marketplace itself sells it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amazon_in_stock: Option<bool>,
    /// Share of 90 days in which the marketplace itself sold it, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amazon_in_stock_pct: Option<Decimal>,
    /// Weight of one unit with its packaging, in grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_g: Option<Decimal>,
    /// Packaged size as written: `6x4x0.5 in`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dims: Option<String>,
    /// Whether we may sell it; absent is unknown, and unknown is not allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restriction: Option<Restriction>,
    /// Dangerous goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hazmat: Option<bool>,
    /// Melts in summer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meltable: Option<bool>,
    /// A known intellectual-property complaint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_alert: Option<bool>,
    /// One seller only, likely the brand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_label: Option<bool>,
    /// Recalled by the maker or an authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recalled: Option<bool>,
    /// What a tool made of it, as its export says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<Opinion>,
    /// What its histories say beside all that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub past: Option<Box<Past>>,
    /// The histories themselves: kept beside the evidence, and no part of what it says.
    #[serde(skip)]
    pub recorded: Option<Arc<Recorded>>,
    /// What came from others than `source`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Supplement>,
}

/// Fields of an evidence that another one supplied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Supplement {
    /// Who said so.
    pub source: String,
    /// When it was true; absent is unknown age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
    /// The fields.
    pub fields: Vec<String>,
}

/// Whether the account may sell the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Restriction {
    /// It was asked, and nobody could say: that is no leave.
    Unknown,
    /// Yes.
    Allowed,
    /// After an application.
    NeedsApproval,
    /// No.
    NotEligible,
}

/// What a tool that looked at the product made of it. Nothing is bought because of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// It would buy.
    Buy,
    /// It would look closer.
    Unsure,
    /// It would not buy.
    Avoid,
}

impl Evidence {
    /// An evidence row with identity alone.
    pub fn of(product: ProductIds, channel: &str, currency: Currency, source: &str) -> Self {
        Self {
            product,
            channel: channel.to_owned(),
            currency,
            source: source.to_owned(),
            as_of: None,
            said_at: None,
            row: None,
            title: None,
            brand: None,
            category: None,
            condition: None,
            pack: None,
            buy_box: None,
            lowest_fba: None,
            lowest_fbm: None,
            avg30: None,
            avg90: None,
            avg180: None,
            p10: None,
            p50: None,
            p90: None,
            points: None,
            rank: None,
            rank_avg90: None,
            monthly_sold: None,
            rank_drops30: None,
            offers: None,
            offers_avg90: None,
            amazon_in_stock: None,
            amazon_in_stock_pct: None,
            weight_g: None,
            dims: None,
            restriction: None,
            hazmat: None,
            meltable: None,
            ip_alert: None,
            private_label: None,
            recalled: None,
            opinion: None,
            past: None,
            recorded: None,
            more: Vec::new(),
        }
    }
}
