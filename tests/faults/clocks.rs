//! The clock jumps between a run that died while it sent and those that find out: nothing is done twice, whatever it says.

use super::{
    books::{self, Verdict},
    dice::{Size, size},
    scene::{self, Class, Scene},
    trace,
};

/// What the clock reads after a start at noon on 1 June 2026.
const JUMPS: [&str; 14] = [
    "2026-06-01T11:00:00Z",
    "2026-06-01T13:00:00Z",
    "2026-05-31T12:00:00Z",
    "2026-06-02T12:00:00Z",
    "2016-06-01T12:00:00Z",
    "2036-06-01T12:00:00Z",
    "1970-01-01T00:00:00Z",
    "2038-01-19T03:14:08Z",
    // A leap day, and the hours around which Zurich's clocks go forward and back.
    "2028-02-29T23:59:59Z",
    "2026-03-29T00:59:59Z",
    "2026-03-29T01:00:01Z",
    "2026-10-25T00:59:59Z",
    "2026-10-25T01:00:01Z",
    "2026-12-31T23:59:59Z",
];

#[test]
fn a_clock_that_jumps_makes_nothing_happen_twice() {
    if !trace::is_possible() {
        return;
    }
    for class in Class::ALL {
        let state = &scene::states(class)[&Scene::Buy];
        let calm = state.place();
        let calls = ["pwrite64"];
        let (ended, lines) = trace::record(Scene::Buy.step(&calm), &calls);
        let expected = books::expected(&calm);
        // After the last thing that the vendor heard, and before any of it is booked.
        let heard = lines.iter().rposition(|line| line.contains("/paper.db-wal>")).unwrap_or_else(|| panic!("{ended}"));
        // Where time decides most, every jump; elsewhere some.
        let every = if class == Class::Lagged || size() == Size::Full { 1 } else { 4 };
        for jump in JUMPS.into_iter().step_by(every) {
            let shown = format!("{} at {jump}", class.name());
            let place = state.place();
            let died = Scene::Buy.step(&place).within(&trace::kill_at("pwrite64", heard + 2)).run();
            assert!(died.is_killed() && !books::in_flight(&place).is_empty(), "{shown}: {died}");
            for _ in 0..2 {
                let ended = Scene::Buy.step(&place).now(jump).run();
                assert!([0, 4].contains(&ended.code), "{shown}: {ended}");
            }
            // And back to where it was.
            Scene::Buy.recover(&place).unwrap_or_else(|why| panic!("{shown}: {why}"));
            let verdict = books::judge(&place, &expected, class.may_park());
            assert!(matches!(verdict, Verdict::Once | Verdict::Parked), "{shown}: {verdict:?}");
        }
    }
}
