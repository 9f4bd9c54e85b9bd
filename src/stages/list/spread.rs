//! One SKU on one channel or on several: which ones, and how many of its units each of them shows.

use anyhow::Result;

use super::{Goods, Lister, Plan, Shop, Step, offer, replayed};
use crate::{
    domain::{record::Record, shares::shares},
    store::{Listing, Stock, Store},
};

impl Lister {
    /// Plans everything of one SKU that is on hand. A channel that it is on keeps it; others come in by the best net, as many as
    /// it may be on at once.
    pub(super) async fn spread(&self, store: &Store, shop: &Shop, record: &Record, stock: &Stock) -> Result<Vec<Step>> {
        let named = &shop.config.list.channels;
        let standing = self.listings.get(&stock.sku).map_or(&[][..], Vec::as_slice);
        let (kept, others): (Vec<&Listing>, Vec<&Listing>) =
            standing.iter().partition(|listing| !self.each || named.contains(&listing.channel));
        let elsewhere: i64 = others.iter().map(|listing| i64::from(listing.quantity)).sum();
        let units = u32::try_from(stock.units - elsewhere).unwrap_or(0);
        if units == 0 && kept.is_empty() {
            let places: Vec<&str> = others.iter().map(|listing| listing.channel.as_str()).collect();
            return Ok(vec![Step::Refused(format!(
                "all its units are for sale on {}: name that channel too, and they are shared out",
                places.join(" and ")
            ))]);
        }
        let mut free: Vec<String> =
            named.iter().filter(|channel| kept.iter().all(|listing| listing.channel != **channel)).cloned().collect();
        let room = if self.each { named.len() } else { self.at_once };
        // A channel without a unit to show is not taken in.
        let more = room.min(usize::try_from(units)?).saturating_sub(kept.len()).min(free.len());
        let shown: Vec<u32> = kept.iter().map(|listing| listing.quantity).collect();
        if more == 0 && kept.iter().all(|listing| listing.state == "live") && shares(&shown, units) == shown {
            return Ok(kept.iter().map(|listing| Step::Live(Box::new(replayed(listing)))).collect());
        }

        let goods = Goods {
            sku: stock.sku.clone(),
            product: stock.product.clone(),
            title: stock.title.clone(),
            condition: stock.condition.clone(),
            unit_cost: stock.unit_cost(),
            units,
        };
        let known = match offer::known(store, shop, record, &goods).await? {
            Ok(known) => known,
            Err(why) => return Ok(vec![Step::Refused(why)]),
        };
        let (mut plans, mut steps): (Vec<(Plan, Option<&Listing>)>, Vec<Step>) = (Vec::new(), Vec::new());
        let mut units = units;
        for listing in &kept {
            match offer::plan(shop, record, &goods, &known, Some(*listing), &[]) {
                Ok(plan) => plans.push((plan, Some(*listing))),
                Err(why) => {
                    // It stands as it is, and so do its units.
                    units = units.saturating_sub(listing.quantity);
                    steps.push(Step::Refused(why));
                }
            }
        }
        for _ in 0..more {
            match offer::plan(shop, record, &goods, &known, None, &free) {
                Ok(plan) => {
                    free.retain(|channel| *channel != plan.new.channel);
                    plans.push((plan, None));
                }
                Err(why) => {
                    // One channel more was only a wish, unless it was named.
                    if self.each || (plans.is_empty() && steps.is_empty()) {
                        steps.push(Step::Refused(why));
                    }
                    break;
                }
            }
        }
        steps.extend(shared_out(plans, units));
        Ok(steps)
    }
}

/// Gives each plan its units. What gives units up comes first: no unit is shown twice in between.
fn shared_out(plans: Vec<(Plan, Option<&Listing>)>, units: u32) -> Vec<Step> {
    let shown: Vec<u32> = plans.iter().map(|(_, standing)| standing.map_or(0, |listing| listing.quantity)).collect();
    let together: Vec<String> = plans.iter().map(|(plan, _)| plan.new.channel.clone()).collect();
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for (((mut plan, standing), before), share) in plans.into_iter().zip(&shown).zip(shares(&shown, units)) {
        plan.new.quantity = share;
        if together.len() > 1 {
            plan.why.push(format!("{share} of {units} units here: they are shared by {}", together.join(" and ")));
        }
        match standing {
            Some(listing) if listing.state == "live" && share == listing.quantity => {
                then.push(Step::Live(Box::new(replayed(listing))));
            }
            None if share == 0 => {}
            _ if share < *before => first.push(Step::Publish(Box::new(plan))),
            _ => then.push(Step::Publish(Box::new(plan))),
        }
    }
    first.extend(then);
    first
}
