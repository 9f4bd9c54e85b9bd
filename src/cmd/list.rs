//! `arb list`: gives what was bought a channel, a price and a text, and publishes it.
//!
//! Reads records with `purchase`, or what is in stock and not for sale; adds `listing`; publishes after a question. Refuses
//! goods that no price covers. Records without a purchase pass through untouched.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::Result;

use super::{
    ask::confirm,
    input::{InputArgs, Rejecting, records},
};
use crate::{
    context::Context,
    domain::{
        effect::Kind,
        listing::{Listing, ListingState},
        market_fees::warehouse_ships,
        offer::{Offer, ProductIds},
        record::{Record, Stage},
    },
    error::{self, Exit},
    pipe::{
        output::Output,
        source::Work,
        table::{TableColumn, TableShape},
        upload::{self, Item, Upload},
    },
    stages::list::{Lister, Plan, Shop, Step},
    ui::Tone,
    vendors::desk::Desk,
};

/// List what was bought: choose the channel, set the price, write the text, publish
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb list                                     what is in stock and not for sale yet; asks before publishing
  arb list --yes --quiet                       from cron
  arb list --channel amazon_us,ebay_us         on both at once; the units are shared out
  arb buy --yes | arb list                     what was just bought; goods on their way get a draft
  arb list --export upload.txt                 the marketplace's own upload file; publishes nothing")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// List on each of these channels, rather than on the best ones; the units are shared out among them
    #[arg(
        long,
        value_name = "CHANNELS",
        value_delimiter = ',',
        long_help = "List on each of these channels, rather than on the \
        best ones; the units are shared out among them, so that none is promised twice: with 3 units, 2 on the first and 1 on the \
        second. The setting `list.at_once` does the same by net"
    )]
    channel: Vec<String>,
    /// Write the marketplace's own upload file instead of publishing; several channels make one file each
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
    /// The format of `--export`; the listing's channel decides if not given
    #[arg(long, value_name = "FORMAT", requires = "export")]
    export_format: Option<Upload>,
}

fn state_tone(word: &str) -> Option<Tone> {
    match word {
        "live" => Some(Tone::Good),
        "draft" => Some(Tone::Dim),
        "rejected" => Some(Tone::Bad),
        "unknown" => Some(Tone::Care),
        _ => None,
    }
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("state", "listing.state").required().tone(state_tone),
        TableColumn::text("title", "listing.title").flex(),
        TableColumn::text("channel", "listing.channel"),
        TableColumn::number("price", "listing.price"),
        TableColumn::number("qty", "listing.quantity").drop(2),
        TableColumn::number("floor", "listing.floor").drop(3),
        TableColumn::number("ceiling", "listing.ceiling").drop(5),
        TableColumn::number("net", "listing.net").drop(1),
        TableColumn::text("sku", "listing.sku").drop(4).flex(),
    ],
};

/// The columns of CSV output.
static CSV: &[&str] = &[
    "id",
    "listing.state",
    "listing.sku",
    "listing.channel",
    "listing.listing",
    "listing.title",
    "listing.condition",
    "listing.quantity",
    "listing.price.amount",
    "listing.floor.amount",
    "listing.ceiling.amount",
    "listing.net.amount",
    "listing.price.currency",
];

/// Runs `arb list`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let mut shop = shop(ctx)?;
    let each = !args.channel.is_empty();
    if each {
        shop.config.list.channels = channels(&shop, &args.channel)?;
    }
    let at_once = if each { shop.config.list.channels.len() } else { shop.config.list.at_once };
    let mut lister = Lister::open(ctx.store()?, at_once, each)?;
    let mut out = args.input.output(ctx, &SHAPE, CSV)?;
    let mut rejecting = args.input.rejecting()?;
    let adviser = super::adviser::open(ctx, ctx.config.advice.copywriter, false)?;
    let mut run = Run { export: args.export.is_some(), adviser, items: Vec::new(), done: Done::default() };
    match args.input.work()? {
        Work::Pending => {
            let waiting = lister.pending(ctx.store()?, &shop, run.export)?;
            let mut steps = Vec::with_capacity(waiting.len());
            for record in waiting {
                let planned = lister.plan(ctx.store()?, &shop, &record).await?;
                steps.extend(planned.into_iter().map(|step| (record.clone(), step)));
            }
            run.carry_out(ctx, &shop, &mut lister, steps, &mut out).await?;
        }
        Work::Read(places) => {
            // The question is asked once, so what comes before the answer is held; with an answer records flow.
            let hold = !(ctx.global.yes || ctx.global.dry_run || run.export);
            let mut held = Vec::new();
            let mut reader = records(ctx, places)?;
            while let Some(batch) = reader.next_batch()? {
                for item in batch {
                    match item {
                        Ok(record) => match lister.plan(ctx.store()?, &shop, &record).await {
                            Ok(planned) => held.extend(planned.into_iter().map(|step| (record.clone(), step))),
                            Err(why) => rejecting.reject(ctx, &unfit(&record, &why))?,
                        },
                        Err(reject) => rejecting.reject(ctx, &reject)?,
                    }
                }
                if !hold {
                    run.carry_out(ctx, &shop, &mut lister, std::mem::take(&mut held), &mut out).await?;
                    out.idle()?;
                }
            }
            run.carry_out(ctx, &shop, &mut lister, held, &mut out).await?;
        }
    }
    out.finish()?;
    if !ctx.global.dry_run {
        lister.remember_alone(ctx.store()?)?;
    }
    if let Some(file) = &args.export {
        export(ctx, file, args.export_format, &run.items)?;
    }
    run.done.say(ctx);
    finish(&run.done, rejecting)
}

/// The channels that were named, each once; one that there is not is an error.
fn channels(shop: &Shop, named: &[String]) -> Result<Vec<String>> {
    let mut channels: Vec<String> = Vec::new();
    for name in named.iter().map(|name| name.trim()) {
        if !shop.catalog.channels().any(|channel| channel == name) {
            let all: Vec<&str> = shop.catalog.channels().collect();
            return Err(error::usage(format!("there is no channel `{name}`"))
                .code("no_such_channel")
                .hint(format!("`--channel` takes {}", all.join(", ")))
                .into());
        }
        if !channels.iter().any(|channel| channel == name) {
            channels.push(name.to_owned());
        }
    }
    Ok(channels)
}

/// What planning needs to know.
pub(super) fn shop(ctx: &mut Context) -> Result<Shop> {
    // A dry run makes no simulated market either.
    let desk = if ctx.global.dry_run && !ctx.world_path()?.exists() { Desk::default() } else { ctx.desk()? };
    let now = ctx.now();
    let today = ctx.day(now)?.parse()?;
    Ok(Shop {
        config: ctx.config.clone(),
        catalog: ctx.fees()?,
        rules: ctx.rules(None)?,
        templates: ctx.templates()?,
        desk,
        now,
        today,
    })
}

/// A record whose parts don't have the documented shape.
pub(super) fn unfit(record: &Record, why: &anyhow::Error) -> crate::pipe::reject::Reject {
    let fault = crate::pipe::reader::Fault::new(format!("{why:#}"));
    crate::pipe::reject::Reject::of_record(record.id().unwrap_or("record"), 0, fault, &record.0)
}

/// One run: what was exported and what became of the records.
struct Run {
    export: bool,
    /// Who words the texts, where somebody does.
    adviser: Option<crate::advice::Adviser>,
    items: Vec<Item>,
    done: Done,
}

impl Run {
    /// Asks where something is published, publishes, and writes the records in order.
    async fn carry_out(
        &mut self,
        ctx: &mut Context,
        shop: &Shop,
        lister: &mut Lister,
        mut steps: Vec<(Record, Step)>,
        out: &mut Output,
    ) -> Result<()> {
        if let Some(adviser) = &self.adviser {
            for (record, step) in &mut steps {
                if let Step::Publish(plan) = step {
                    super::adviser::word_listing(ctx, adviser, record, plan).await?;
                }
            }
        }
        let publishes = !(self.export || ctx.global.dry_run);
        let plans: Vec<&Plan> = steps
            .iter()
            .filter_map(|(_, step)| if let Step::Publish(plan) = step { Some(plan.as_ref()) } else { None })
            .collect();
        if publishes && !plans.is_empty() {
            ctx.permit(Kind::Listing)?;
        }
        if !publishes {
            advise(ctx, plans.iter().copied());
        }
        let agreed = publishes && !plans.is_empty() && agree(ctx, &plans)?;
        for (mut record, step) in steps {
            let listing = match step {
                Step::Pass => None,
                Step::Live(listing) => {
                    self.keep(&record, listing.as_ref().clone(), None);
                    Some(*listing)
                }
                Step::Same(sku) => lister.done(&sku),
                Step::Waiting(plan) => Some(plan.listing(ListingState::Draft, None, Some("waiting for delivery"))),
                Step::Publish(plan) if agreed => {
                    let now = ctx.now();
                    Some(lister.publish(ctx.store()?, shop, &plan, now).await?)
                }
                Step::Publish(plan) => {
                    let why = if self.export { "written to the upload file" } else { "not published in this run" };
                    let listing = plan.listing(ListingState::Draft, None, Some(why));
                    self.keep(&record, listing.clone(), Some((&plan, shop)));
                    Some(listing)
                }
                Step::Refused(why) => {
                    ctx.ui.bad_record(&format!("{}: {why}", record.id().unwrap_or("a record")));
                    self.done.refused.push(why);
                    None
                }
            };
            if let Some(listing) = &listing {
                record.set(Stage::Listing, listing);
                self.done.count(listing);
                if agreed || (publishes && listing.state == ListingState::Draft) {
                    let now = ctx.now();
                    ctx.store()?.save_parts(Stage::Listing, std::slice::from_ref(&record), now)?;
                }
            }
            out.write(&record)?;
        }
        Ok(())
    }

    /// Remembers a listing for the upload file.
    fn keep(&mut self, record: &Record, listing: Listing, plan: Option<(&Plan, &Shop)>) {
        if !self.export {
            return;
        }
        let item = match plan {
            Some((plan, shop)) => Item {
                fba: warehouse_ships(&listing.channel, &shop.config.market.program),
                ids: plan.ids.clone(),
                category: plan.category.clone(),
                brand: plan.content.aspects.get("Brand").and_then(|values| values.first()).cloned(),
                condition_note: plan.content.condition_note.clone(),
                listing,
            },
            None => {
                let offer = record.get::<Offer>(Stage::Offer).ok().flatten();
                let ids = offer.as_ref().map_or_else(ProductIds::default, |offer| offer.product.clone());
                let brand = offer.as_ref().and_then(|offer| offer.brand.clone());
                let category = offer.and_then(|offer| offer.category);
                Item { fba: false, ids, category, brand, condition_note: None, listing }
            }
        };
        self.items.push(item);
    }
}

/// Shows what would be published and asks once.
fn agree(ctx: &Context, plans: &[&Plan]) -> Result<bool> {
    for plan in plans.iter().take(20) {
        let new = &plan.new;
        ctx.ui.note(&format!(
            "  {} × {} on {} at {} (leaves {} a unit)",
            new.quantity, new.title, new.channel, new.price, plan.net
        ));
    }
    if plans.len() > 20 {
        ctx.ui.note(&format!("  … and {} more", plans.len() - 20));
    }
    advise(ctx, plans.iter().copied());
    let what = if plans.len() == 1 { "this listing".to_owned() } else { format!("these {} listings", plans.len()) };
    confirm(ctx, &format!("Publish {what}?"))
}

/// Says what the channels would like otherwise in these listings, and what was left out of their texts: each thing once,
/// with the SKUs that it is about.
fn advise<'a>(ctx: &Context, plans: impl Iterator<Item = &'a Plan>) {
    let mut said: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for plan in plans {
        let removed = plan.content.removed.iter().map(|removed| format!("left out of the text: {removed}"));
        let advice = plan.breaches.iter().map(|breach| format!("{} advises: {breach}", plan.new.channel));
        for what in removed.chain(advice) {
            said.entry(what).or_default().push(&plan.new.sku);
        }
    }
    for (what, skus) in said {
        let rest = if skus.len() > 3 { format!(" and {} more", skus.len() - 3) } else { String::new() };
        ctx.ui.note(&format!("  {what} ({}{rest})", skus[..skus.len().min(3)].join(", ")));
    }
}

/// Writes the upload files: one, or one a channel with the channel in its name.
fn export(ctx: &Context, file: &Path, asked: Option<Upload>, items: &[Item]) -> Result<()> {
    let parts = upload::by_channel(asked, items, |item| &item.listing.channel)?;
    let sheets: Vec<_> = parts.into_iter().map(|(channel, format, items)| (channel, format.listings(&items))).collect();
    let empty = || asked.unwrap_or(Upload::Amazon).listings(&[]);
    super::upload_file::write(ctx, "list", "listing", file, &sheets, empty)
}

/// The longest reason that a summary repeats, in bytes.
const LONGEST_REASON: usize = 90;

/// What became of the records.
#[derive(Default)]
struct Done {
    live: BTreeMap<String, u64>,
    known: u64,
    waiting: u64,
    drafts: u64,
    rejected: u64,
    unknown: u64,
    refused: Vec<String>,
}

impl Done {
    fn count(&mut self, listing: &Listing) {
        match listing.state {
            _ if listing.replayed => self.known += 1,
            ListingState::Live => *self.live.entry(listing.channel.clone()).or_default() += 1,
            ListingState::Draft if listing.why.first().is_some_and(|why| why == "waiting for delivery") => {
                self.waiting += 1;
            }
            ListingState::Draft | ListingState::Ended => self.drafts += 1,
            ListingState::Rejected => self.rejected += 1,
            ListingState::Unknown => self.unknown += 1,
        }
    }

    fn say(&self, ctx: &Context) {
        let live: u64 = self.live.values().sum();
        let mut parts = Vec::new();
        if live > 0 {
            let channels = self.live.len();
            let on = if channels == 1 { "channel" } else { "channels" };
            parts.push(format!("{live} live on {channels} {on}"));
        }
        for (count, one, many) in [
            (self.known, "live already", "live already"),
            (self.waiting, "draft waits for delivery", "drafts wait for delivery"),
            (self.drafts, "draft", "drafts"),
            (self.rejected, "rejected by its channel", "rejected by their channel"),
            (self.unknown, "unknown, the next run finds out", "unknown, the next run finds out"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {}", if count == 1 { one } else { many }));
            }
        }
        // Each reason was said with its record; one that all share and that is short is worth repeating.
        match self.refused.as_slice() {
            [] => {}
            [first, rest @ ..] if first.len() <= LONGEST_REASON && rest.iter().all(|why| why == first) => {
                parts.push(format!("{} refused: {first}", self.refused.len()));
            }
            many => parts.push(format!("{} refused", many.len())),
        }
        let said = if parts.is_empty() { "nothing to list".to_owned() } else { parts.join(" · ") };
        ctx.ui.note(&format!("list: {said}"));
    }
}

fn finish(done: &Done, rejecting: Rejecting) -> Result<Exit> {
    let exit = rejecting.finish()?;
    let attention = !done.refused.is_empty() || done.rejected > 0 || done.unknown > 0;
    Ok(if attention { Exit::Partial } else { exit })
}
