//! The kill sweep: the program is killed at its n-th system call of a kind, three later runs recover, and nothing may
//! have been done twice or be lost.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write as _,
    sync::Mutex,
    thread,
};

use super::{
    books::{self, Verdict},
    dice::{self, Dice, Size, size},
    migration,
    place::{Place, Snapshot},
    scene::{self, Class, Scene},
    trace, vendor,
};

/// Where a run is killed, and perhaps where its recovery is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Point {
    call: String,
    n: usize,
    again: Option<(String, usize)>,
}

/// A scene at a class of vendor, ready to be copied.
struct Combination {
    scene: Scene,
    class: Class,
    state: Snapshot,
    expected: BTreeSet<String>,
    calls: BTreeMap<&'static str, usize>,
}

/// What came of a combination.
#[derive(Default)]
struct Tally {
    points: usize,
    once: usize,
    parked: usize,
    double: usize,
    wrong: usize,
}

impl Combination {
    /// All of them, or the one that begins a line like `buy lookup pwrite64 17`.
    fn all(one: Option<&str>) -> Vec<Self> {
        let is_wanted = |scene: Scene, class: Class| {
            one.is_none_or(|line| line.starts_with(&format!("{} {} ", scene.name(), class.name())))
        };
        let mut all = Vec::new();
        for class in Class::ALL {
            if !Scene::ALL.iter().any(|scene| is_wanted(*scene, class)) {
                continue;
            }
            for (&scene, state) in scene::states(class).iter().filter(|(scene, _)| is_wanted(**scene, class)) {
                let calm = state.place();
                let ran = scene.step(&calm).run().code(&[0, 4]);
                let (before, after) = (vendor::deeds(&state.place()), vendor::deeds(&calm));
                assert!(scene == Scene::Resolve || before != after, "{} does nothing: {ran}", scene.name());
                scene.recover(&calm).unwrap_or_else(|why| panic!("{} without a fault: {why}", scene.name()));
                let expected = books::expected(&calm);
                let verdict = books::judge(&calm, &expected, false);
                assert_eq!(verdict, Verdict::Once, "{} at {} without a fault: {ran}", scene.name(), class.name());
                let calls = trace::count(scene.step(&state.place()));
                all.push(Self { scene, class, state: state.clone(), expected, calls });
            }
        }
        let (scene, class, state) = (Scene::Migrate, Class::Idempotent, migration::old().snapshot());
        let calls = trace::count(scene.step(&state.place()));
        let expected = BTreeSet::from([migration::digest(&state.place())]);
        if is_wanted(scene, class) {
            all.push(Self { scene, class, state, expected, calls });
        }
        all
    }

    fn judge(&self, place: &Place) -> Verdict {
        match self.scene {
            Scene::Migrate => migration::judge(place, self.expected.first().expect("the books before")),
            _ => books::judge(place, &self.expected, self.class.may_park()),
        }
    }

    fn name(&self) -> String {
        format!("{} {}", self.scene.name(), self.class.name())
    }

    /// Every point, or a sample in which each kind of call is as likely as any other.
    fn points(&self) -> Vec<Point> {
        let every = |call: &str, count: usize| {
            let call = call.to_owned();
            (1..=count).map(move |n| Point { call: call.clone(), n, again: None }).collect::<Vec<_>>()
        };
        let mut dice = Dice::new(&self.name());
        let calls: Vec<(&str, usize)> = self.calls.iter().map(|(call, count)| (*call, *count)).collect();
        let mut any = || {
            let (call, count) = calls[dice.below(calls.len())];
            (call.to_owned(), 1 + dice.below(count))
        };
        let all: usize = calls.iter().map(|(_, count)| count).sum();
        let (mut points, pairs) = match size() {
            Size::Full => (calls.iter().flat_map(|(call, count)| every(call, *count)).collect(), 250),
            // And a quarter as many pairs: killed, and killed again while recovering.
            Size::Sample(wanted) => {
                let mut points = BTreeSet::new();
                while points.len() < wanted.min(all / 2) {
                    let (call, n) = any();
                    points.insert(Point { call, n, again: None });
                }
                (points.into_iter().collect::<Vec<_>>(), wanted.div_ceil(4))
            }
        };
        points.extend((0..pairs).map(|_| {
            let (call, n) = any();
            Point { call, n, again: Some(any()) }
        }));
        points
    }

    /// Kills, recovers, judges. `None` where the run had ended before the point.
    fn try_point(&self, point: &Point) -> Option<(Verdict, Place)> {
        let place = self.state.place();
        let ended = self.scene.step(&place).within(&trace::kill_at(&point.call, point.n)).run();
        if !ended.is_killed() {
            return None;
        }
        if let Some((call, n)) = &point.again {
            let again = self.scene.step(&place).now("2026-06-01T12:01:00Z").within(&trace::kill_at(call, *n)).run();
            if !again.is_killed() {
                return None;
            }
        }
        let verdict = match self.scene.recover(&place) {
            Err(why) => Verdict::Wrong(why),
            Ok(code) => match self.judge(&place) {
                // What waits for a person is said so by every run.
                Verdict::Parked if code != 4 => {
                    Verdict::Wrong(format!("something waits for a person, exit code {code}"))
                }
                verdict => verdict,
            },
        };
        Some((verdict, place))
    }

    /// The line that tries this point alone.
    fn again(&self, point: &Point) -> String {
        let then = point.again.as_ref().map(|(call, n)| format!(" {call} {n}")).unwrap_or_default();
        let name = self.name();
        format!("ARB_FAULT='{name} {} {}{then}' cargo test --test faults kill -- --nocapture", point.call, point.n)
    }
}

#[test]
fn a_run_killed_anywhere_does_everything_once_in_the_end() {
    if !trace::is_possible() {
        return;
    }
    let one = std::env::var("ARB_FAULT").ok();
    let combinations = Combination::all(one.as_deref());
    let mut work = Vec::new();
    for combination in &combinations {
        let points = match &one {
            Some(line) => this_one(combination, line),
            None => combination.points(),
        };
        work.extend(points.into_iter().map(|point| (combination, point)));
    }
    assert!(!work.is_empty(), "nothing to try: ARB_FAULT names no combination");
    let (queue, tallies) = (Mutex::new(work.into_iter()), Mutex::new(BTreeMap::<String, Tally>::new()));
    let failures = Mutex::new(Vec::new());
    let worker = || {
        loop {
            let Some((combination, point)) = queue.lock().unwrap().next() else { break };
            let Some((verdict, place)) = combination.try_point(&point) else { continue };
            let mut tallies = tallies.lock().unwrap();
            let tally = tallies.entry(combination.name()).or_default();
            tally.points += 1;
            let bad = match verdict {
                Verdict::Once => {
                    tally.once += 1;
                    continue;
                }
                Verdict::Parked => {
                    tally.parked += 1;
                    continue;
                }
                Verdict::Double(what) => {
                    tally.double += 1;
                    format!("TWICE: {what}")
                }
                Verdict::Wrong(what) => {
                    tally.wrong += 1;
                    what
                }
            };
            drop(tallies);
            let kept = if one.is_some() { format!("\n  left in {}", place.keep().display()) } else { String::new() };
            failures.lock().unwrap().push(format!("{}\n  {bad}{kept}", combination.again(&point)));
        }
    };
    thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(worker))));
    show(&tallies.into_inner().unwrap());
    let failures = failures.into_inner().unwrap();
    let shown = &failures[..failures.len().min(12)];
    assert!(failures.is_empty(), "{} points failed, the first of them:\n{}", failures.len(), shown.join("\n"));
}

/// The point of `ARB_FAULT`, where it is one of this combination: `buy lookup pwrite64 17`, and `fsync 3` for the second.
fn this_one(combination: &Combination, line: &str) -> Vec<Point> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [scene, class, call, n, again @ ..] = &words[..] else { panic!("ARB_FAULT is `{line}`") };
    if combination.name() != format!("{scene} {class}") {
        return Vec::new();
    }
    let again = match again {
        [call, n] => Some(((*call).to_owned(), n.parse().unwrap())),
        _ => None,
    };
    vec![Point { call: (*call).to_owned(), n: n.parse().unwrap(), again }]
}

/// Writes the table, past what the test harness keeps to itself.
fn show(tallies: &BTreeMap<String, Tally>) {
    let mut text =
        format!("\nkill sweep ({}, seed {}):\n", if size() == Size::Full { "full" } else { "sample" }, dice::seed());
    text += "combination               points   once parked double  wrong\n";
    let mut all = 0;
    for (name, tally) in tallies {
        let Tally { points, once, parked, double, wrong } = tally;
        text += &format!("{name:<25} {points:>6} {once:>6} {parked:>6} {double:>6} {wrong:>6}\n");
        all += points;
    }
    let bound = 300.0 / all.max(1) as f64;
    text += &format!("n = {all}: without a failure, 95 % sure of fewer than {bound:.2} % (3/n)\n");
    let _ = std::io::stderr().write_all(text.as_bytes());
}
