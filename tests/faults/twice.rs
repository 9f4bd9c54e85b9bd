//! The same work twice: two runs at once on the same input, and a run whose output nobody could read.

use super::{
    books::{self, Verdict},
    place::{Place, Step},
    scene::{self, Class},
    vendor,
};

/// What is done to the output of a step.
type Change = fn(Step<'_>) -> Step<'_>;

/// How many lines the stream has.
const LINES: usize = 50;

/// A place with 50 different offers worth buying, and limits that let them through.
fn stream() -> Place {
    let place = scene::judged(Class::Idempotent);
    let text = std::fs::read_to_string(place.path("buys.jsonl")).unwrap();
    let line = text.lines().find(|line| line.contains("TY-1014")).unwrap();
    let gtin = "09527394862270";
    let lines: String = (0..LINES)
        .map(|at| {
            let other = with_check_digit(&format!("0952739{at:06}"));
            line.replace("TY-1014", &format!("TY-2{at:03}")).replace(gtin, &other) + "\n"
        })
        .collect();
    place.write("stream.jsonl", lines);
    place
}

/// The GTIN-14 of thirteen digits (GS1 General Specifications, 7.9).
fn with_check_digit(digits: &str) -> String {
    let sum: u32 =
        digits.bytes().zip([3, 1].into_iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

#[test]
fn one_stream_into_two_runs_at_once_is_bought_once() {
    let place = stream();
    let buy = || place.arb("buy stream.jsonl --yes");
    let (one, two) = (buy().start(), buy().start());
    let ended = [one.wait(), two.wait()];
    for ended in &ended {
        assert!([0, 4, 75].contains(&ended.code), "{ended}");
    }
    // What one of them found in the hands of the other is finished by the next.
    buy().now("2026-06-01T12:20:00Z").run().code(&[0]);
    let expected = (0..LINES).map(|at| format!("order toys:TY-2{at:03}")).collect();
    assert_eq!(books::judge(&place, &expected, false), Verdict::Once, "{}\n{}", ended[0], ended[1]);
    let orders = vendor::deeds(&place).len();
    assert!(orders > LINES * 4 / 5, "{orders} of {LINES}: a few are out of stock, not many");
}

#[test]
fn what_was_done_is_not_done_again_because_nobody_could_read_the_output() {
    for (&scene, state) in scene::states(Class::Idempotent) {
        let calm = state.place();
        scene.step(&calm).run().code(&[0, 4]);
        let expected = books::expected(&calm);
        let deaf: [(&str, Change, &[i32]); 4] = [
            ("a full device", |step| step.stdout_to("/dev/full"), &[1]),
            ("a closed pipe", |step| step.stdout_read(0), &[0]),
            ("a pipe closed after a byte", |step| step.stdout_read(1), &[0, 4]),
            ("a pipe closed in the first line", |step| step.stdout_read(300), &[0, 4]),
        ];
        for (what, change, codes) in deaf {
            let place = state.place();
            let ended = change(scene.step(&place)).run();
            let shown = format!("{} to {what}", scene.name());
            assert!(codes.contains(&ended.code), "{shown}: {ended}");
            assert!(!ended.stderr.contains("panicked"), "{shown}: {ended}");
            scene.recover(&place).unwrap_or_else(|why| panic!("{shown}: {why}"));
            assert_eq!(books::judge(&place, &expected, false), Verdict::Once, "{shown}: {ended}");
        }
    }
}
