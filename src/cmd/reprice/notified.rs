//! `arb reprice --notifications FILE`: only the listings whose offers have changed, as Amazon's ANY_OFFER_CHANGED tells it.
//!
//! Deliveries come twice, late and out of order: the newest of a page counts, and before a price is set the page is read again.

use std::{collections::BTreeMap, io::Read as _, path::Path};

use anyhow::{Context as _, Result};

use crate::{
    context::Context,
    error,
    store::Listing,
    vendors::{
        Competition,
        amazon::{Noticed, competitions_from_notification},
    },
};

/// The most bytes of one delivery.
const LONGEST: u64 = 64 << 20;

/// Live listings that a notification is about, and what their pages looked like.
pub(super) type News = Vec<(Listing, Result<Competition, String>)>;

/// Reads notifications as they lie in the queue, from a file or a pipe (`-`), and finds the listings that they are about.
pub(super) fn read(ctx: &mut Context, file: &Path) -> Result<News> {
    let seller = ctx.config.vendors.amazon.seller_id.clone().ok_or_else(|| {
        error::config("notifications are read for one seller, and the settings name none")
            .code("no_seller")
            .hint("write `seller_id` into `[vendors.amazon]`")
    })?;
    let mut bytes = Vec::new();
    let what = || format!("{} can't be read", file.display());
    if file == Path::new("-") {
        std::io::stdin().lock().take(LONGEST).read_to_end(&mut bytes).with_context(what)?;
    } else {
        std::fs::File::open(file).with_context(what)?.take(LONGEST).read_to_end(&mut bytes).with_context(what)?;
    }
    let noticed = competitions_from_notification(&bytes, &seller).with_context(|| format!("in {}", file.display()))?;
    // They come in the order of the changes: the last word on a page stays.
    let mut latest: BTreeMap<(&str, String, String), Noticed> = BTreeMap::new();
    let mut elsewhere = 0_u64;
    for one in noticed {
        match one.channel {
            Some(channel) => drop(latest.insert((channel, one.asin.clone(), one.condition.clone()), one)),
            None => elsewhere += 1,
        }
    }
    let mut news = News::new();
    for ((channel, asin, condition), one) in latest {
        for listing in ctx.store()?.listings_of_asin(channel, &asin)? {
            let new = listing.condition.trim().eq_ignore_ascii_case("new");
            if new == condition.eq_ignore_ascii_case("new") {
                news.push((listing, one.competition.clone()));
            }
        }
    }
    if elsewhere > 0 {
        ctx.ui.note(&format!("{elsewhere} notifications are of marketplaces without a fee channel here"));
    }
    Ok(news)
}
