//! Records judged one batch after the other: those of a file or a pipe, and those that wait in the database, beside what the
//! database and the markets know.

use std::borrow::Cow;

use anyhow::Result;
use jiff::Timestamp;
use rust_decimal::dec;

use super::{Run, Tally};
use crate::{
    advice::analyst::{self, Case},
    cmd::input::{Rejecting, offers},
    context::Context,
    domain::{
        analysis::{Analysis, ReasonCode, Verdict},
        evidence::Evidence,
        market_fees::warehouse_ships,
        offer::Offer,
        record::{Record, Stage},
    },
    pipe::{output::Output, reader::map_in_order, reject::Reject, source::Place},
    stages::analyze::PriceBook,
    vendors::FeeAsk,
};

/// Judges what stands in files or comes from a pipe.
pub(super) async fn files(
    ctx: &mut Context,
    run: &Run<'_>,
    places: Vec<Place>,
    tally: &mut Tally,
    out: &mut Output,
    rejecting: &mut Rejecting,
) -> Result<()> {
    let mut reader = offers(ctx, &run.args.columns, places, run.args.source.as_deref())?;
    ctx.ui.begin("rows");
    while let Some(batch) = reader.next_batch()? {
        judge(ctx, run, batch, tally, out, rejecting).await?;
        out.idle()?;
        ctx.ui.at(reader.counts().read);
    }
    ctx.ui.end();
    if reader.counts().read == 0 {
        ctx.ui.note("analyze: the input was empty");
    }
    Ok(())
}

/// Judges what waits in the database.
pub(super) async fn pending(
    ctx: &mut Context,
    run: &Run<'_>,
    tally: &mut Tally,
    out: &mut Output,
    rejecting: &mut Rejecting,
) -> Result<()> {
    let pending = ctx.store()?.pending_offers()?;
    for chunk in pending.chunks(1024) {
        let batch = chunk.iter().cloned().map(Ok).collect();
        judge(ctx, run, batch, tally, out, rejecting).await?;
    }
    Ok(())
}

/// Judges a batch in parallel, writes it down, hands it on in order.
async fn judge(
    ctx: &mut Context,
    run: &Run<'_>,
    batch: Vec<Result<Record, Reject>>,
    tally: &mut Tally,
    out: &mut Output,
    rejecting: &mut Rejecting,
) -> Result<()> {
    let Run { args, analyst: rules, book, .. } = run;
    let mut work: Vec<(Record, Option<Offer>)> = Vec::with_capacity(batch.len());
    for item in batch {
        match item {
            Ok(record) => match record.get::<Offer>(Stage::Offer) {
                Ok(offer) => work.push((record, offer)),
                Err(why) => rejecting.reject(ctx, &crate::cmd::list::unfit(&record, &why.into()))?,
            },
            Err(reject) => rejecting.reject(ctx, &reject)?,
        }
    }
    let elsewhere = if book.is_empty() { evidence_elsewhere(ctx, run, &work).await? } else { Vec::new() };
    let found: Vec<Option<Cow<'_, Evidence>>> = if book.is_empty() {
        elsewhere.iter().map(|it| it.as_ref().map(Cow::Borrowed)).collect()
    } else {
        work.iter().map(|(_, offer)| book.find(&offer.as_ref()?.product, rules.channel)).collect()
    };
    let jobs: Vec<_> = work.iter().zip(&found).collect();
    let mut judged: Vec<Option<Analysis>> = map_in_order(jobs, |((_, offer), evidence)| {
        offer.as_ref().map(|offer| rules.judge(offer, evidence.as_deref()))
    });
    if args.check_fees {
        check_fees(ctx, run, &mut judged).await?;
    }
    if let Some(adviser) = run.adviser {
        for (((record, offer), page), analysis) in work.iter().zip(&found).zip(&mut judged) {
            let (Some(id), Some(offer), Some(analysis)) = (record.id(), offer, analysis) else { continue };
            let case = Case { id, offer, evidence: page.as_deref(), max_risk: rules.rules.risk.max_score };
            let now = ctx.now();
            analyst::advise(adviser, ctx.store()?, &case, analysis, now).await?;
        }
    }
    // All of it: an offer that is skipped today may be cheap tomorrow.
    let used: Vec<Evidence> = found.iter().flatten().map(|evidence| evidence.clone().into_owned()).collect();

    let mut records = Vec::with_capacity(work.len());
    let mut kept = Vec::with_capacity(work.len());
    for ((mut record, _), analysis) in work.into_iter().zip(judged) {
        // A record without an offer is nothing to judge: it passes through.
        let Some(analysis) = analysis else {
            kept.push(record);
            continue;
        };
        tally.count(analysis.verdict, analysis.reason == ReasonCode::NoMarket);
        let wanted = args.wants(analysis.verdict);
        // A rehearsal writes nothing down: what is not shown goes nowhere.
        if !wanted && ctx.global.dry_run {
            continue;
        }
        record.set(Stage::Analysis, &analysis);
        if wanted {
            kept.push(record.clone());
        }
        records.push(record);
    }
    if !ctx.global.dry_run {
        let now = ctx.now();
        let store = ctx.store()?;
        store.save_judged(&used, &records.iter().collect::<Vec<_>>(), now)?;
    }
    for record in &kept {
        ctx.ui.aside(|| out.write(record))?;
    }
    Ok(())
}

/// What a market would charge is held against our own cards, for what is worth buying; a difference of over a cent is said and
/// kept with the judgement. It decides nothing: the estimate may be of a size that the catalogue has wrong.
async fn check_fees(ctx: &mut Context, run: &Run<'_>, judged: &mut [Option<Analysis>]) -> Result<()> {
    let fba = warehouse_ships(run.analyst.channel, &run.analyst.market.program);
    let mut worth: Vec<(&mut Analysis, FeeAsk)> = Vec::new();
    for analysis in judged.iter_mut().flatten() {
        let wanted = matches!(analysis.verdict, Verdict::Buy | Verdict::Negotiate);
        let sale = analysis.product.asin.clone().zip(analysis.sell.as_ref().map(|sell| sell.price));
        if let (true, Some((asin, price))) = (wanted, sale) {
            worth.push((analysis, FeeAsk { asin, price, fba }));
        }
    }
    let sales: Vec<FeeAsk> = worth.iter().map(|(_, sale)| sale.clone()).collect();
    if sales.is_empty() {
        return Ok(());
    }
    for (name, market) in ctx.desk()?.markets(run.asked)? {
        let estimates = match market.fees(&sales).await {
            Ok(estimates) => estimates,
            Err(why) => {
                ctx.ui.warn(&format!("{name} could not be asked for its fees: {why:#}"));
                continue;
            }
        };
        for ((analysis, sale), theirs) in worth.iter_mut().zip(estimates) {
            let ours = analysis.fees.as_ref().map(|fees| fees.total);
            let (Some(theirs), Some(ours)) = (theirs, ours) else { continue };
            let off = theirs.amount() - ours.amount();
            if theirs.currency() == ours.currency() && off.abs() > dec!(0.01) {
                let FeeAsk { asin, price, .. } = sale;
                let said = format!("{name} would charge {theirs} for {asin} at {price}, our cards say {ours}");
                ctx.ui.warn(&said);
                analysis.notes.push(said);
            }
        }
    }
    Ok(())
}

/// What is known of these products: what the database holds and, where a market was not asked of late, what it says now.
async fn evidence_elsewhere(
    ctx: &mut Context,
    run: &Run<'_>,
    work: &[(Record, Option<Offer>)],
) -> Result<Vec<Option<Evidence>>> {
    let desk = ctx.desk()?;
    let mut keys: Vec<String> = Vec::new();
    for key in work.iter().filter_map(|(_, offer)| offer.as_ref()).flat_map(|offer| offer.product.keys()) {
        keys.push(key);
    }
    keys.sort_unstable();
    keys.dedup();
    let mut news = PriceBook::default();
    for (name, market) in desk.markets(run.asked)? {
        // What a market said of late stands in the database.
        let age = market.max_age().filter(|_| !run.args.vendors.refresh);
        let wanted = match age {
            Some(age) => {
                let since = Timestamp::now().checked_sub(age)?;
                ctx.readers()?.room()?.with_cache(|cache| cache.not_asked_since(name, &keys, since))?
            }
            None => keys.clone(),
        };
        if wanted.is_empty() {
            continue;
        }
        let said = match market.snapshot(&wanted).await {
            Ok(said) => said,
            // One that does not answer stops no other; what is known without it is used.
            Err(why) => {
                ctx.ui.warn(&format!("{name} could not be asked: {why:#}"));
                continue;
            }
        };
        let unanswered = market.unanswered();
        if let Some((product, why)) = unanswered.first() {
            let more = unanswered.len() - 1;
            let more = if more > 0 { format!(", and nothing of {more} more") } else { String::new() };
            let key = product.asin.as_ref().or(product.key.as_ref()).map_or("one product", String::as_str);
            ctx.ui.warn(&format!("{name} says nothing of {key}: {why}{more}"));
        }
        if age.is_some() && !ctx.global.dry_run {
            let now = ctx.now();
            ctx.store()?.save_evidence(&said, now)?;
            let open: Vec<String> = unanswered.iter().flat_map(|(product, _)| product.keys()).collect();
            let answered: Vec<String> = wanted.into_iter().filter(|key| !open.contains(key)).collect();
            ctx.readers()?.room()?.with_cache(|cache| cache.note_asked(name, &answered, Timestamp::now()))?;
        }
        for row in said {
            news.add(row);
        }
    }
    let channel = run.analyst.channel;
    let store = ctx.store()?;
    let mut found = Vec::with_capacity(work.len());
    for (_, offer) in work {
        let Some(offer) = offer else {
            found.push(None);
            continue;
        };
        let mut rows: Vec<Evidence> = news.all(&offer.product, channel);
        for key in offer.product.keys() {
            rows.extend(store.evidence(&key)?.into_iter().filter(|row| row.channel == channel));
        }
        found.push(Evidence::merged(rows));
    }
    Ok(found)
}
