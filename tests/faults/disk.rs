//! The disk is full, or fails: no effect without an intent on disk, a clear error, and a later run puts all in order.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    os::unix::fs::PermissionsExt as _,
    process::Command,
    time::{Duration, Instant},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

use super::{
    books::{self, Verdict},
    dice::{Dice, some},
    place::{Ended, Place, Snapshot, Step},
    scene::{self, Class, Scene},
    trace,
};

/// A state, and what a run without a fault makes of it.
struct Calm {
    scene: Scene,
    state: Snapshot,
    expected: std::collections::BTreeSet<String>,
}

fn calm() -> Vec<Calm> {
    let run = |(scene, state): (&Scene, &Snapshot)| {
        let calm = state.place();
        scene.step(&calm).run().code(&[0, 4]);
        Calm { scene: *scene, state: state.clone(), expected: books::expected(&calm) }
    };
    scene::states(Class::Idempotent).iter().map(run).collect()
}

/// How a run may end that meets a full or failing disk: it did it all the same, failed, or left something open.
fn check_end(ended: &Ended, shown: &str) {
    assert!([0, 1, 4].contains(&ended.code), "{shown}: {ended}");
    assert!(!ended.stderr.contains("panicked"), "{shown}: {ended}");
    if ended.code == 1 {
        let code = ended.stderr.lines().any(|line| line.starts_with('{') && line.contains(r#""code":""#));
        assert!(code, "{shown}: a failure has a code: {ended}");
    }
}

/// Nothing was done without an intent; with the fault gone, everything is done once.
fn check_rest(calm: &Calm, place: &Place, shown: &str, ended: &Ended) {
    let without = books::without_intent(place);
    assert!(without.is_empty(), "{shown}: done without an intent: {without:?}: {ended}");
    calm.scene.recover(place).unwrap_or_else(|why| panic!("{shown}: {why}\nafter {ended}"));
    let verdict = books::judge(place, &calm.expected, false);
    assert_eq!(verdict, Verdict::Once, "{shown}: {ended}");
}

#[test]
fn a_write_that_fails_costs_nothing_but_time() {
    if !trace::is_possible() {
        return;
    }
    for calm in calm() {
        let (_, lines) = trace::record(calm.scene.step(&calm.state.place()), &["pwrite64", "fsync", "fdatasync"]);
        for (call, error) in [("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fsync", "EIO"), ("fdatasync", "EIO")] {
            let count = lines.iter().filter(|line| line.split('(').next() == Some(call)).count();
            let mut dice = Dice::new(&format!("{} {call} {error}", calm.scene.name()));
            let sample = dice.sample((1..=count).collect(), some(count, 1));
            for n in sample {
                // Once, and from then on.
                for when in [n.to_string(), format!("{n}+")] {
                    let place = calm.state.place();
                    let wrapper = trace::inject(call, &format!("error={error}"), &when);
                    let step = calm.scene.step(&place).flag("--errors json").within(&wrapper);
                    let shown = step.to_string();
                    let ended = step.run();
                    check_end(&ended, &shown);
                    check_rest(&calm, &place, &shown, &ended);
                }
            }
        }
    }
}

#[test]
fn a_file_that_may_grow_no_more_costs_nothing_but_time() {
    for calm in calm() {
        let size = std::fs::metadata(calm.state.place().path("arb.db")).unwrap().len() / 1024;
        let steps = some(64, 5) as u64;
        for at in 0..steps {
            // Blocks of 1 KiB: from nothing at all to more than enough.
            let blocks = if at == 0 { 0 } else { size * at * 2 / steps };
            let wrapper = ["bash", "-c", &format!("ulimit -f {blocks}; exec \"$@\""), "limited"].map(str::to_owned);
            let place = calm.state.place();
            let step = calm.scene.step(&place).flag("--errors json").stdout_to("/dev/null").within(&wrapper);
            let shown = format!("in {blocks} KiB: {step}");
            let ended = step.run();
            // Stderr is a file too: it may be empty.
            assert!([0, 1, 4].contains(&ended.code), "{shown}: {ended}");
            check_rest(&calm, &place, &shown, &ended);
        }
    }
}

/// A small disk in memory, unmounted at the end.
struct Disk<'a>(&'a Place);

impl<'a> Disk<'a> {
    /// Mounts one over `small/` of a place; `None` where that is not allowed.
    fn mount(place: &'a Place, kib: u64) -> Option<Self> {
        std::fs::create_dir(place.path("small")).unwrap();
        let size = format!("size={kib}k");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(place.path("small")).output();
        mounted.is_ok_and(|mounted| mounted.status.success()).then_some(Self(place))
    }

    fn grow(&self) {
        let done = Command::new("mount").args(["-o", "remount,size=64m"]).arg(self.0.path("small")).status();
        assert!(done.unwrap().success(), "the small disk does not grow");
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path("small")).status();
    }
}

#[test]
fn a_small_disk_that_is_full_costs_nothing_but_time() {
    for calm in calm() {
        let size = std::fs::metadata(calm.state.place().path("arb.db")).unwrap().len() / 1024;
        let steps = some(32, 4) as u64;
        for at in 0..steps {
            let kib = size + 8 + size * 2 * at / steps;
            let outer = Place::new();
            let Some(disk) = Disk::mount(&outer, kib) else {
                eprintln!("skipped: a small disk can't be mounted here");
                return;
            };
            // The database is on the small disk, the vendor is not: it never runs out.
            let place = calm.state.place().with_database_in(&outer.path("small"));
            let step = calm.scene.step(&place).flag("--errors json");
            let shown = format!("on a disk of {kib} KiB: {step}");
            let ended = step.run();
            check_end(&ended, &shown);
            disk.grow();
            check_rest(&calm, &place, &shown, &ended);
            drop(place);
        }
    }
}

/// A text message from outside, signed as Twilio does it.
fn message(sid: u32) -> (String, String) {
    let fields =
        [("Body", "hello".to_owned()), ("From", "+14155550100".to_owned()), ("MessageSid", format!("SM{sid:032x}"))];
    // The fields in the order of their names, each name with its value, behind the address.
    let signed: String = fields.iter().map(|(name, value)| format!("{name}{value}")).collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(b"token").unwrap();
    mac.update(format!("https://hooks.example.com/twilio/sms{signed}").as_bytes());
    let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    (form, BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

/// The same with real money and the keys of Twilio.
fn live(step: Step<'_>) -> Step<'_> {
    let sid = "AC00000000000000000000000000000000";
    step.flag("--live").env("ARB_TWILIO_ACCOUNT_SID", sid).env("ARB_TWILIO_AUTH_TOKEN", "token")
}

/// The status of a call to `serve`; 0 where there was no answer.
fn call(address: &str, sid: u32) -> u16 {
    let (form, signature) = message(sid);
    let Ok(mut stream) = TcpStream::connect(address) else { return 0 };
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let head = format!(
        "POST /twilio/sms HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\
         x-twilio-signature: {signature}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    );
    drop(stream.write_all(head.as_bytes()));
    let mut answer = String::new();
    drop(stream.read_to_string(&mut answer));
    answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
}

#[test]
fn a_call_that_a_full_disk_can_not_keep_is_not_acknowledged() {
    let settings = "mode = \"live\"\ndb = \"arb.db\"\n[serve]\npublic_url = \"https://hooks.example.com\"\n\
                    [vendors.twilio]\nenabled = true\nfrom = \"+15005550006\"\ncredentials = \"live\"\n";
    let made = Place::new();
    made.write("arb.toml", settings);
    live(made.arb("db init")).run().code(&[0]);
    let size = std::fs::metadata(made.path("arb.db")).unwrap().len() / 1024;
    // From too little for one call to enough for a few.
    let (outer, state) = (Place::new(), made.snapshot());
    let Some(disk) = Disk::mount(&outer, size + 1536) else {
        eprintln!("skipped: a small disk can't be mounted here");
        return;
    };
    // Real money is kept where nobody else may write.
    std::fs::set_permissions(outer.path("small"), std::fs::Permissions::from_mode(0o700)).unwrap();
    let place = state.place().with_database_in(&outer.path("small"));
    let mut serving = live(place.arb("serve --listen 127.0.0.1:0")).stdout_to_file("serve.out").start();
    let begun = Instant::now();
    let address = loop {
        let said = std::fs::read_to_string(place.path("serve.out")).unwrap_or_default();
        if let Some(line) = said.lines().next().filter(|_| said.ends_with('\n')) {
            break serde_json::from_str::<serde_json::Value>(line).unwrap()["listening"].as_str().unwrap().to_owned();
        }
        if !serving.is_running() {
            panic!("{}", serving.wait());
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not begin to listen");
        std::thread::sleep(Duration::from_millis(10));
    };
    // What else lies on the disk takes the rest of it.
    let filler = outer.path("small").join("filler");
    let mut file = std::fs::File::create(&filler).unwrap();
    while file.write_all(&[0; 1024]).is_ok() {}
    let refused: Vec<u32> = (1..=12).filter(|sid| call(&address, *sid) == 503).collect();
    assert!(!refused.is_empty(), "a full disk takes everything");
    disk.grow();
    drop(std::fs::remove_file(&filler));
    // Who was not acknowledged comes again, and is taken, once.
    for sid in 1..=12 {
        assert_eq!(call(&address, sid), 200, "{sid}");
    }
    serving.signal("TERM");
    let ended = serving.wait();
    assert!(!ended.stderr.contains("panicked"), "{ended}");
    live(place.arb("support")).run().code(&[0, 4]);
    let tickets = arb::store::Store::open(&place.database(), arb::store::Create::No).unwrap().tickets(&[]).unwrap();
    assert_eq!(tickets.len(), 12);
    live(place.arb("verify")).run().code(&[0]);
}
