//! A database that is damaged, foreign, empty or newer than the program: nothing is done, and nothing is repaired.

use std::fs;

use super::{
    dice::{Dice, some},
    place::Place,
    scene::{self, Class, Scene},
    vendor,
};

/// A way to spoil a database.
type Spoil = fn(&Place);

/// Ways after which nothing may be done, with the words that the answer has.
const SPOILED: [(&str, Spoil, &str); 6] = [
    ("newer", |place| set_header(place, 60, 999), "schema_newer"),
    ("of another program", |place| set_header(place, 68, 0x5151_5151), "database_foreign"),
    ("text", |place| place.write("arb.db", "not a database, but long enough ".repeat(400)), "database_damaged"),
    ("zeroed in the middle", |place| overwrite(place, 0), "database_damaged"),
    ("overwritten in the middle", |place| overwrite(place, 0xff), "database_damaged"),
    ("cut in half", cut, "database_damaged"),
];

/// Sets a number in the header: 60 is `user_version`, 68 is `application_id` (sqlite.org, file format, 1.3).
fn set_header(place: &Place, at: usize, number: u32) {
    let mut bytes = fs::read(place.path("arb.db")).unwrap();
    bytes[at..at + 4].copy_from_slice(&number.to_be_bytes());
    fs::write(place.path("arb.db"), bytes).unwrap();
}

fn overwrite(place: &Place, with: u8) {
    let mut bytes = fs::read(place.path("arb.db")).unwrap();
    bytes[4096..].fill(with);
    fs::write(place.path("arb.db"), bytes).unwrap();
}

fn cut(place: &Place) {
    let bytes = fs::read(place.path("arb.db")).unwrap();
    fs::write(place.path("arb.db"), &bytes[..bytes.len() / 2]).unwrap();
}

#[test]
fn nothing_is_done_on_a_database_that_cannot_be_trusted() {
    for (&scene, state) in scene::states(Class::Idempotent) {
        for (how, spoil, code) in SPOILED {
            let place = state.place();
            spoil(&place);
            let (file, before) = (fs::read(place.path("arb.db")).unwrap(), vendor::deeds(&place));
            let ended = scene.step(&place).run();
            let shown = format!("{} on a database that is {how}: {ended}", scene.name());
            assert_eq!(ended.code, 5, "{shown}");
            assert!(ended.stdout.is_empty() && !ended.stderr.contains("panicked"), "{shown}");
            assert_eq!(vendor::deeds(&place), before, "{shown}");
            assert!(fs::read(place.path("arb.db")).unwrap() == file, "the file was changed: {shown}");
            let json = place.arb("--errors json verify").run();
            assert_eq!(json.code, 5, "{how}: {json}");
            assert!(json.stderr.contains(code), "{how}: {json}");
        }
    }
}

#[test]
fn a_byte_that_flips_never_makes_a_second_effect() {
    let bought = scene::states(Class::Idempotent)[&Scene::Buy].place();
    Scene::Buy.step(&bought).run().code(&[0]);
    let before = vendor::deeds(&bought);
    let size = fs::metadata(bought.path("arb.db")).unwrap().len();
    let state = bought.snapshot();
    let count = some(2000, 40);
    let mut dice = Dice::new("flip");
    for _ in 0..count {
        let at = dice.below(usize::try_from(size).unwrap());
        let place = state.place();
        let mut bytes = fs::read(place.path("arb.db")).unwrap();
        bytes[at] ^= 1 << dice.below(8);
        fs::write(place.path("arb.db"), bytes).unwrap();
        let ended = Scene::Buy.step(&place).run();
        let shown = format!("a bit at {at}: {ended}");
        assert!(!ended.stderr.contains("panicked"), "{shown}");
        assert_eq!(vendor::deeds(&place), before, "{shown}");
    }
}
