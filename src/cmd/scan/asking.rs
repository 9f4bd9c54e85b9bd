//! Sources that are asked: many at once, each answer as it comes; one that fails stops no other.

use std::rc::Rc;

use anyhow::Result;
use serde::Serialize;
use tokio::{
    sync::mpsc,
    task::{JoinSet, LocalSet},
};

use super::{Args, telling::Telling};
use crate::{
    cmd::{input::Rejecting, show},
    config::Search,
    context::Context,
    domain::found::Found,
    error::{self, Exit},
    pipe::{
        output::Output,
        reader::Fault,
        reject::Reject,
        table::{TableColumn, TableShape},
    },
    stages::scan::{Filter, Scan},
    vendors::{Estimate, Page, Pages, Query, Source, readers::Readers},
};

/// One search at one source.
pub struct Job {
    /// The saved search, where it is one.
    search: Option<String>,
    source_name: String,
    source: Rc<dyn Source>,
    query: Query,
}

impl Job {
    /// What it is called when it is talked about.
    fn name(&self) -> String {
        match &self.search {
            Some(search) => format!("{} ({search})", self.source_name),
            None => self.source_name.clone(),
        }
    }

    /// Whether its answer is everything the source has.
    fn is_whole(&self) -> bool {
        let Query { keywords, exclude, category, brand, min_price, max_price, condition, seller, codes, limit, own } =
            &self.query;
        let free = keywords.is_empty() && exclude.is_empty() && codes.is_empty() && own.is_empty();
        let bare = category.is_none() && brand.is_none() && condition.is_none() && seller.is_none();
        free && bare && min_price.is_none() && max_price.is_none() && limit.is_none()
    }
}

/// The search of the flags at each source that `--source` names.
pub fn named(ctx: &mut Context, args: &Args, names: &str) -> Result<Vec<Job>> {
    let desk = ctx.desk()?;
    let mut jobs = Vec::new();
    for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let Some(source) = desk.source(name)? else { return Err(unknown(ctx, name, &desk.source_names())) };
        jobs.push(Job { search: None, source_name: name.to_owned(), source, query: args.query() });
    }
    if jobs.is_empty() {
        return Err(error::usage("`--source` names nothing").into());
    }
    Ok(jobs)
}

fn unknown(ctx: &Context, name: &str, asked: &[&str]) -> anyhow::Error {
    if Readers::knows(name) {
        return error::config(format!("the source `{name}` is switched off"))
            .hint(format!(
                "write `enabled = true` into `[vendors.{name}]` of arb.toml; arb.toml.example says what it needs"
            ))
            .into();
    }
    let known: Vec<&str> = ctx.config.sources.keys().map(String::as_str).chain(asked.iter().copied()).collect();
    error::config(format!("there is no source `{name}`"))
        .hint(format!("known are {}; a file is named without `--source`", known.join(", ")))
        .hint("`arb vendors` lists the vendors and what each can do; `enabled = true` switches one on")
        .into()
}

/// The saved searches that the flags name.
pub fn saved(ctx: &mut Context, args: &Args) -> Result<Vec<Job>> {
    let searches = ctx.config.searches.clone();
    let names: Vec<String> = if args.all_saved { searches.keys().cloned().collect() } else { args.saved.clone() };
    if names.is_empty() {
        return Err(error::config("there is no saved search")
            .hint("write one as `[searches.NAME]` in arb.toml")
            .into());
    }
    let desk = ctx.desk()?;
    let mut jobs = Vec::new();
    for name in names {
        let Some(search) = searches.get(&name) else {
            let known: Vec<&str> = searches.keys().map(String::as_str).collect();
            return Err(error::config(format!("there is no saved search `{name}`"))
                .hint(format!("arb.toml has: {}", known.join(", ")))
                .into());
        };
        if search.sources.is_empty() {
            return Err(error::config(format!("`searches.{name}` names no source"))
                .hint("write `sources = [\"ebay\"]` into it")
                .into());
        }
        for source_name in &search.sources {
            let Some(source) = desk.source(source_name)? else {
                return Err(unknown(ctx, source_name, &desk.source_names()));
            };
            jobs.push(Job {
                search: Some(name.clone()),
                source_name: source_name.clone(),
                source,
                query: query(search, source_name, args)?,
            });
        }
    }
    Ok(jobs)
}

fn query(search: &Search, source: &str, args: &Args) -> Result<Query> {
    let own = match search.own.get(source) {
        None => serde_json::Map::new(),
        Some(table) => match serde_json::to_value(table)? {
            serde_json::Value::Object(map) => map,
            _ => serde_json::Map::new(),
        },
    };
    let most = search.limit.into_iter().chain(args.limit).min();
    Ok(Query {
        keywords: search.keywords.clone(),
        exclude: search.exclude.clone(),
        category: search.category.clone(),
        brand: search.brand.clone(),
        min_price: search.min_price,
        max_price: search.max_price,
        condition: search.condition.clone(),
        seller: search.seller.clone(),
        codes: search.codes.clone(),
        limit: most.map(|most| usize::try_from(most).unwrap_or(usize::MAX)),
        own: own.into_iter().collect(),
    })
}

/// Asks all of them at once; the offers go to the database, the selected records to `out`. Returns how many were read.
pub async fn ask(
    ctx: &mut Context,
    jobs: Vec<Job>,
    scan: &mut Scan,
    out: &mut Output,
    rejecting: &mut Rejecting,
) -> Result<u64> {
    let jobs: Rc<Vec<Job>> = Rc::new(jobs);
    let local = LocalSet::new();
    let (to, mut pages) = mpsc::channel::<(usize, Page)>(4);
    let mut asking = JoinSet::new();
    for number in 0..jobs.len() {
        let (jobs, to) = (Rc::clone(&jobs), to.clone());
        asking.spawn_local_on(
            async move {
                let job = &jobs[number];
                let pages = Pages::of(number, job.query.limit, to);
                let outcome = job.source.search(&job.query, &pages).await;
                (number, outcome.map(|()| pages.is_whole()))
            },
            &local,
        );
    }
    drop(to);
    let mut tellings: Vec<Option<Telling>> = Vec::with_capacity(jobs.len());
    for job in jobs.iter() {
        let telling = |search: &String| Telling::begin(ctx, search, &job.source_name, &job.query);
        tellings.push(job.search.as_ref().map(telling).transpose()?);
    }
    ctx.ui.begin("offers");
    let mut parts: Vec<(String, u64)> = jobs.iter().map(|job| (job.name(), 0)).collect();
    local
        .run_until(async {
            while let Some((number, page)) = pages.recv().await {
                let (job, telling) = (&jobs[number], tellings[number].as_mut());
                parts[number].1 += take(ctx, job, telling, page, scan, out, rejecting)?;
                ctx.ui.parts(&parts);
            }
            anyhow::Ok(())
        })
        .await?;
    let read: u64 = parts.iter().map(|(_, count)| count).sum();
    let mut failures = Vec::new();
    let mut whole = vec![false; jobs.len()];
    local
        .run_until(async {
            while let Some(ended) = asking.join_next().await {
                match ended {
                    Ok((number, Ok(all))) => whole[number] = all,
                    Ok((number, Err(why))) => failures.push((number, why)),
                    Err(why) => failures.push((0, why.into())),
                }
            }
        })
        .await;
    ctx.ui.end();
    for (job, _) in jobs.iter().zip(&whole).filter(|(job, all)| **all && job.is_whole()) {
        scan.whole(&job.source_name);
    }
    let now = ctx.now();
    for record in scan.complete_asked(ctx.store()?, now)? {
        out.write(&record)?;
    }
    for ((job, telling), all) in jobs.iter().zip(&mut tellings).zip(&whole) {
        let (Some(telling), Some(search)) = (telling, &job.search) else { continue };
        for record in telling.end(ctx, scan, &job.query, *all)? {
            out.write(&record)?;
        }
        ctx.ui.note(&telling.line(search, &job.source_name, *all));
    }
    // What one alone was asked for and did not give is the end of the command; of several it is one of the news.
    if failures.len() == jobs.len() && read == 0 {
        return Err(failures.remove(0).1);
    }
    failures.sort_by_key(|(number, _)| *number);
    for (number, why) in failures {
        scan.failed += 1;
        ctx.ui.warn(&format!("{} was not read to its end: {why:#}", jobs[number].name()));
        let hints = crate::ui::failure_in(&why).map(|failure| failure.hints.clone()).unwrap_or_default();
        hints.iter().for_each(|hint| ctx.ui.hint(hint));
    }
    Ok(read)
}

/// Takes one page in.
fn take(
    ctx: &mut Context,
    job: &Job,
    telling: Option<&mut Telling>,
    page: Page,
    scan: &mut Scan,
    out: &mut Output,
    rejecting: &mut Rejecting,
) -> Result<u64> {
    let Page { offers, evidence, left_out, present } = page;
    let read = (offers.len() + left_out.len()) as u64;
    for why in left_out {
        let fault = Fault::new(why);
        rejecting.reject(ctx, &Reject::of_record(&job.name(), 0, fault, &serde_json::Map::new()))?;
    }
    let now = ctx.now();
    if !ctx.global.dry_run {
        ctx.store()?.save_evidence(&evidence, now)?;
    }
    scan.narrow(Filter::of(&job.query));
    let found: Vec<Found> = offers.into_iter().map(Found::fresh).collect();
    let there = present.into_iter().map(|item| format!("{}:{item}", job.source_name));
    let ids: Vec<String> = found.iter().map(|found| found.id.clone()).chain(there).collect();
    let before = scan.counts;
    let found = scan.take(ctx.store()?, found, now)?;
    ctx.ui.aside(|| super::write(out, found))?;
    if let Some(telling) = telling {
        telling.page(ctx, &ids, before, scan.counts)?;
    }
    out.idle()?;
    Ok(read)
}

static ESTIMATE: TableShape = TableShape {
    columns: &[
        TableColumn::text("source", "source"),
        TableColumn::text("search", "search").drop(1),
        TableColumn::number("calls", "calls"),
        TableColumn::number("at most", "calls_at_most"),
        TableColumn::number("tokens at most", "tokens_at_most"),
        TableColumn::text("notes", "notes").flex(),
    ],
};
static ESTIMATE_CSV: &[&str] = &["source", "search", "calls", "calls_at_most", "tokens_at_most"];

/// Says what the search would take, and asks nothing.
pub fn estimate(ctx: &mut Context, args: &Args) -> Result<Exit> {
    #[derive(Serialize)]
    struct Row<'a> {
        source: &'a str,
        search: Option<&'a str>,
        #[serde(flatten)]
        estimate: Estimate,
    }
    let jobs = match args.source.as_deref() {
        Some(name) if !ctx.config.sources.contains_key(name) => named(ctx, args, name)?,
        None if args.all_saved || !args.saved.is_empty() => saved(ctx, args)?,
        _ => {
            return Err(error::usage("`--estimate` is for vendors that are asked")
                .hint("name one with `--source`, or a search with `--saved`")
                .into());
        }
    };
    let rows: Vec<Row<'_>> = jobs
        .iter()
        .map(|job| Row {
            source: &job.source_name,
            search: job.search.as_deref(),
            estimate: job.source.estimate(&job.query),
        })
        .collect();
    show::rows(ctx, None, &ESTIMATE, ESTIMATE_CSV, &rows)?;
    Ok(Exit::Done)
}

/// Says what this run took of the vendors.
pub fn spent(ctx: &mut Context) -> Result<()> {
    let readers = ctx.readers()?;
    for (vendor, spent) in readers.spent() {
        let mut parts = vec![format!("{} calls", spent.calls)];
        if spent.tokens > 0 {
            parts.push(format!("{} tokens", rust_decimal::Decimal::new(spent.tokens, 3).normalize()));
        }
        if spent.cached > 0 {
            parts.push(format!("{} answers from the cache", spent.cached));
        }
        ctx.ui.note(&format!("{vendor}: {}", parts.join(" · ")));
    }
    Ok(())
}
