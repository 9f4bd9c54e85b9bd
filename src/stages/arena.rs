//! The proving ground at work: many matches at once, each strategy against each rival, or over recorded prices.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;
use serde::Serialize;

use crate::{
    config,
    domain::{
        arena::{Contender, Match, Rival, Score, Terms, Total, play},
        repricing::{Guards, Rule, Strategy},
    },
    stages::reprice,
};

/// What one contender came to, against one rival or all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Who set our prices.
    pub strategy: String,
    /// Against whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// The figures.
    #[serde(flatten)]
    pub total: Total,
}

/// Every contender: these strategies under the user's own rule, and the two that are no strategies.
fn contenders(
    settings: &config::Reprice,
    strategies: &[Strategy],
    with_baselines: bool,
) -> Result<Vec<(String, Contender)>> {
    let of_rule = |strategy: &Strategy| {
        let rule = reprice::rule(settings, Some(*strategy))?;
        // A page has no age when it is made up: each plays by itself, without ladder and sleep.
        let rule = Rule { ladder: Vec::new(), sleep: None, ..rule };
        Ok((strategy.name().to_owned(), Contender::Rule(Box::new(rule))))
    };
    let mut all: Vec<(String, Contender)> = strategies.iter().map(of_rule).collect::<Result<_>>()?;
    if with_baselines {
        all.push(("hold".into(), Contender::Hold));
        all.push(("naive undercut".into(), Contender::Naive));
    }
    Ok(all)
}

/// How long and how often it is played.
#[derive(Clone, Copy, Debug)]
pub struct Play {
    /// Days of a match.
    pub days: u32,
    /// The first seed.
    pub seed: u64,
    /// At least this many decisions in all.
    pub decisions: u64,
}

/// Plays every strategy against every rival until enough was decided; a row for each pair, the strategies in order.
pub fn arena(settings: &config::Reprice, strategies: &[Strategy], play_for: Play) -> Result<Vec<Row>> {
    let contenders = contenders(settings, strategies, true)?;
    let rivals: Vec<Rival> = Strategy::ALL.iter().map(|one| Rival::Ours(*one)).chain(Rival::BOTS).collect();
    let terms = made_up(settings, play_for.days);
    let pairs: Vec<(usize, usize)> =
        (0..contenders.len()).flat_map(|one| (0..rivals.len()).map(move |other| (one, other))).collect();
    let mut scores: Vec<Vec<Score>> = vec![Vec::new(); pairs.len()];
    let mut seed = play_for.seed;
    loop {
        let round: Vec<Score> = pairs
            .par_iter()
            .map(|(one, other)| play(&Match { us: &contenders[*one].1, rival: &rivals[*other], terms: &terms, seed }))
            .collect();
        scores.iter_mut().zip(round).for_each(|(all, score)| all.push(score));
        seed = seed.wrapping_add(1);
        let decisions: u64 = scores.iter().flatten().map(|score| score.decisions).sum();
        // Baselines decide nothing: a run of them alone ends after its first round.
        if decisions >= play_for.decisions || decisions == 0 {
            break;
        }
    }
    let rows = pairs.iter().zip(&scores).map(|((one, other), scores)| Row {
        strategy: contenders[*one].0.clone(),
        against: Some(rivals[*other].name()),
        total: Total::of(scores),
    });
    Ok(rows.collect())
}

/// The rows of one strategy as one: figures of all its matches.
pub fn by_strategy(rows: &[Row]) -> Vec<Row> {
    let mut all: Vec<Row> = Vec::new();
    for chunk in rows.chunk_by(|a, b| a.strategy == b.strategy) {
        let totals: Vec<&Total> = chunk.iter().map(|row| &row.total).collect();
        all.push(Row { strategy: chunk[0].strategy.clone(), against: None, total: Total::together(&totals) });
    }
    all
}

/// A page that is made up: twenty units at 25.00, two buyers a day, a rival that may go lower than we may.
fn made_up(settings: &config::Reprice, days: u32) -> Terms {
    Terms {
        begin: Timestamp::from_second(1_764_547_200).expect("the first of December 2025 is a time"),
        days,
        price: 2500,
        floor: 1800,
        ceiling: 3200,
        cost: 1100,
        fee_bp: 1500,
        units: 20,
        buyers_milli: 2000,
        rival_floor: 1500,
        guards: Guards::of(settings),
    }
}

/// Prices of one product as they were recorded, in hundredths, the oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// The product.
    pub product: String,
    /// When, and what it was.
    pub points: Vec<(Timestamp, i64)>,
}

/// The terms of a backtest.
#[derive(Clone, Copy, Debug)]
pub struct Test {
    /// Days of one window.
    pub days: u32,
    /// The most windows of one product.
    pub windows: usize,
    /// What a unit cost, in percent of the first price.
    pub cost_pct: u32,
    /// What the channel takes, in percent.
    pub fee_pct: u32,
    /// Units to sell in a window.
    pub units: u32,
    /// Buyers on a day, in thousandths.
    pub buyers_milli: u64,
    /// The seed.
    pub seed: u64,
}

/// Fewer points than this in a window say nothing.
const POINTS: usize = 4;

/// Runs every strategy, hold and naive undercut over windows of recorded prices: the price of the page is the rival's. Each sees
/// the past of its window alone. Returns the rows and how many windows there were.
pub fn backtest(
    settings: &config::Reprice,
    strategies: &[Strategy],
    series: &[Series],
    test: Test,
) -> Result<(Vec<Row>, usize)> {
    let contenders = contenders(settings, strategies, true)?;
    let games: Vec<(Rival, Terms)> =
        series.iter().flat_map(|one| windows(one, test)).map(|points| recorded(settings, points, test)).collect();
    let rows = contenders.iter().map(|(name, us)| {
        let scores: Vec<Score> =
            games.par_iter().map(|(rival, terms)| play(&Match { us, rival, terms, seed: test.seed })).collect();
        Row { strategy: name.clone(), against: None, total: Total::of(&scores) }
    });
    Ok((rows.collect(), games.len()))
}

/// The windows of a series that have enough points and a price to begin with.
fn windows(series: &Series, test: Test) -> Vec<Vec<(Timestamp, i64)>> {
    let span = SignedDuration::from_hours(24 * i64::from(test.days));
    let mut found: Vec<Vec<(Timestamp, i64)>> = Vec::new();
    let mut at = 0;
    while at < series.points.len() && found.len() < test.windows {
        let begin = series.points[at].0;
        let end = series.points[at..].iter().take_while(|(time, _)| time.duration_since(begin) < span).count() + at;
        if end - at >= POINTS {
            found.push(series.points[at..end].to_vec());
        }
        at = end;
    }
    found
}

fn recorded(settings: &config::Reprice, points: Vec<(Timestamp, i64)>, test: Test) -> (Rival, Terms) {
    let (begin, first) = points[0];
    let cost = (first * i64::from(test.cost_pct) / 100).max(1);
    let fee_bp = i64::from(test.fee_pct) * 100;
    // What leaves nothing after the fee, rounded up: the floor is to lose no money.
    let kept = 10_000 - fee_bp;
    let floor = (cost * 10_000 + kept - 1) / kept;
    let terms = Terms {
        begin,
        days: test.days,
        price: first.max(floor),
        floor,
        ceiling: (first * 3 / 2).max(floor),
        cost,
        fee_bp,
        units: test.units,
        buyers_milli: test.buyers_milli,
        rival_floor: 1,
        guards: Guards::of(settings),
    };
    (Rival::Recorded(points), terms)
}
