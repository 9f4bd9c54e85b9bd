//! The kill sweep of whoever carries words: letters, text messages, plans in a chat, offers. Killed at any system call, each is out
//! once at most, and the books know what became of it.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    os::unix::fs::PermissionsExt as _,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
};

use arb::store::{Create, Store};
use serde_json::json;

use super::{
    dice::{Dice, Size, size},
    place::{Place, Snapshot, Step},
    trace,
};
use crate::kit::{
    live::{Live, Wish},
    reverb::Reverb,
    selling::Selling,
    stub::{Answer, Stub},
    talk::Talk,
    vendor::Plan,
};

/// The runs of cron afterwards, the last ones when "not found" means something.
const LATER: [&str; 4] =
    ["2026-06-01T12:00:40Z", "2026-06-01T12:16:00Z", "2026-06-01T12:17:00Z", "2026-06-01T12:18:00Z"];
/// The listing that an offer is made on.
const BASS: u64 = 501;

/// Who carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sender {
    Smtp,
    Twilio,
    Sendgrid,
    Telegram,
    Reverb,
}

impl Sender {
    const ALL: [Self; 5] = [Self::Smtp, Self::Twilio, Self::Sendgrid, Self::Telegram, Self::Reverb];

    /// The command that sends, and the one that cron repeats.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Smtp | Self::Twilio | Self::Sendgrid => ("support approve 1 --body answer.txt", "support"),
            Self::Telegram => ("approvals send", "approvals send"),
            Self::Reverb => ("negotiate", "negotiate"),
        }
    }

    /// Whether one whose fate is open may be left to a person although it is out: it can't be asked about.
    fn is_blind(self) -> bool {
        matches!(self, Self::Smtp | Self::Sendgrid | Self::Telegram)
    }
}

/// What was taken by somebody on loopback.
struct Office {
    /// Where it is, as `127.0.0.1:PORT`.
    address: String,
    taken: Box<dyn Fn() -> usize>,
}

impl Office {
    fn open(sender: Sender) -> Self {
        match sender {
            Sender::Smtp => {
                let post = Post::start();
                let (address, count) = (post.address.to_string(), Arc::clone(&post.taken));
                Self { address, taken: Box::new(move || (count.load(Ordering::SeqCst), &post).0) }
            }
            Sender::Reverb => {
                let reverb = Reverb::start();
                reverb.books().offered_for(BASS, "22.40");
                let address = reverb.stub.url().trim_start_matches("http://").to_owned();
                Self { address, taken: Box::new(move || reverb.posted(&format!("/api/listings/{BASS}/offer"))) }
            }
            Sender::Twilio | Sender::Sendgrid | Sender::Telegram => {
                let sent: Arc<Mutex<Vec<String>>> = Arc::default();
                let kept = Arc::clone(&sent);
                let stub = Stub::start(move |asked| {
                    let mut kept = kept.lock().unwrap();
                    match (sender, asked.method.as_str()) {
                        (Sender::Twilio, "GET") => {
                            let rows: Vec<_> = (0..kept.len())
                                .map(|at| json!({ "sid": format!("SM{at:032x}"), "body": "It is on its way.", "direction": "outbound-api" }))
                                .collect();
                            Answer::json(json!({ "messages": rows, "next_page_uri": null }).to_string())
                        }
                        (Sender::Twilio, _) => {
                            kept.push(asked.path.clone());
                            Answer::of(
                                201,
                                json!({ "sid": format!("SM{:032x}", kept.len() - 1), "status": "queued" }).to_string(),
                            )
                        }
                        (Sender::Telegram, _) => {
                            if asked.path.ends_with("/sendMessage") {
                                kept.push(asked.path.clone());
                            }
                            let message =
                                json!({ "message_id": kept.len(), "date": 1, "chat": { "id": -42, "type": "group" } });
                            Answer::json(json!({ "ok": true, "result": message }).to_string())
                        }
                        _ => {
                            kept.push(asked.path.clone());
                            Answer::of(202, "").with("x-message-id", &format!("id{}", kept.len()))
                        }
                    }
                });
                let address = stub.url().trim_start_matches("http://").to_owned();
                Self { address, taken: Box::new(move || (sent.lock().unwrap().len(), &stub).0) }
            }
        }
    }
}

/// A submission server that counts letters.
struct Post {
    address: SocketAddr,
    taken: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
    serving: Option<JoinHandle<()>>,
}

impl Post {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (taken, stop) = (Arc::<AtomicUsize>::default(), Arc::<AtomicBool>::default());
        let (count, stopped) = (Arc::clone(&taken), Arc::clone(&stop));
        let serving = thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::SeqCst) {
                    break;
                }
                if let Ok(stream) = stream {
                    drop(take(&stream, &count));
                }
            }
        });
        Self { address, taken, stop, serving: Some(serving) }
    }
}

fn take(mut stream: &TcpStream, count: &AtomicUsize) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    stream.write_all(b"220 post.example ESMTP\r\n")?;
    let mut letter = false;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 {
        let answer: &[u8] = match (letter, line.trim_end()) {
            (true, ".") => {
                letter = false;
                count.fetch_add(1, Ordering::SeqCst);
                b"250 queued\r\n"
            }
            (true, _) => b"",
            (false, "DATA") => {
                letter = true;
                b"354 go on\r\n"
            }
            (false, _) => b"250 ok\r\n",
        };
        stream.write_all(answer)?;
        line.clear();
    }
    Ok(())
}

impl Drop for Post {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        if let Some(serving) = self.serving.take() {
            drop(serving.join());
        }
    }
}

/// A state in which the next command sends one thing; where the vendor is stands in its settings as `@HOST@` and `@PORT@`.
struct Ready {
    sender: Sender,
    state: Snapshot,
    env: Vec<(&'static str, &'static str)>,
    calls: BTreeMap<&'static str, usize>,
    _live: Option<Live>,
}

const KEYS: [(&str, &str); 5] = [
    ("ARB_TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000000"),
    ("ARB_TWILIO_AUTH_TOKEN", "token"),
    ("ARB_SENDGRID_KEY", "SG.key"),
    ("ARB_TELEGRAM_TOKEN", "123:key"),
    ("ARB_REVERB_TOKEN", "key"),
];

impl Ready {
    fn of(sender: Sender) -> Self {
        let office = Office::open(sender);
        let port = office.address.rsplit(':').next().unwrap().to_owned();
        let mut live = None;
        let folder = match sender {
            Sender::Smtp | Sender::Twilio | Sender::Sendgrid => {
                let (name, inbox, from, more) = match sender {
                    Sender::Smtp => (
                        "smtp",
                        "mail",
                        "ann@example.com",
                        format!(
                            "host = \"127.0.0.1\"\nport = {port}\nsecurity = \"none\"\nfrom = \"shop@example.com\"\n"
                        ),
                    ),
                    Sender::Twilio => (
                        "twilio",
                        "twilio",
                        "+14155550100",
                        format!("base_url = \"http://{}\"\nfrom = \"+15005550006\"\n", office.address),
                    ),
                    _ => (
                        "sendgrid",
                        "mail",
                        "ann@example.com",
                        format!("base_url = \"http://{}\"\nfrom = \"shop@example.com\"\n", office.address),
                    ),
                };
                let settings = format!(
                    "[support.manners]\nquiet = \"\"\n[vendors.{name}]\nenabled = true\ncredentials = \"live\"\ndeadline_s = 10\n{more}"
                );
                let talk = Talk::new(&settings, &KEYS);
                talk.receives(inbox, from, &[("m1@example.com", "Where is my order?")]);
                talk.sandbox.write("answer.txt", "It is on its way.\n");
                talk.arb("support").run().code(0).any_stdout().any_stderr();
                Snapshot::of(&talk.sandbox.path(""))
            }
            Sender::Telegram => {
                let vendor = format!(
                    "\n[vendors.telegram]\nenabled = true\ncredentials = \"live\"\nbase_url = \"http://{}\"\nchat = -42\nuser = 7\n",
                    office.address
                );
                let place =
                    Live::with(Plan::default(), Wish { vendor: &vendor, autonomy: Some("approve"), ..Wish::default() });
                place.write_records(0, 1, "wanted.jsonl");
                place
                    .arb("buy wanted.jsonl --plan")
                    .env("ARB_TELEGRAM_TOKEN", "123:key")
                    .run()
                    .any_stdout()
                    .any_stderr()
                    .exit();
                let state = Snapshot::of(&place.sandbox.path(""));
                live = Some(place);
                state
            }
            Sender::Reverb => {
                let section = format!(
                    "[vendors.reverb]\nenabled = true\noffers = true\ncredentials = \"live\"\nbase_url = \"http://{}/api\"\n",
                    office.address
                );
                let place = Selling::new("amazon_us", &section, &[("ARB_REVERB_TOKEN", "key")]);
                let settings = place.sandbox.read("arb.toml").replace("program = \"fbm\"", "program = \"fba\"");
                place.sandbox.write("arb.toml", settings);
                place.sandbox.write(
                    "list.csv",
                    format!("sku,gtin,title,cost,qty\n{BASS},4006381000000,Walnut organizer,22.40,1\n"),
                );
                place.sandbox.write(
                    "book.csv",
                    "gtin,title,category,buy_box,avg90,rank,monthly_sold,offers,weight,dims,restriction\n\
                     4006381000000,Walnut organizer,Toys & Games,39.90,39.90,1500,200,3,1 lb,8x5x1 in,allowed\n",
                );
                place.arb("analyze list.csv --source reverb --prices book.csv").code(0).any_stdout().any_stderr();
                Snapshot::of(&place.sandbox.path(""))
            }
        };
        let place = folder.place();
        let settings = std::fs::read_to_string(place.path("arb.toml")).unwrap();
        place.write(
            "arb.toml",
            settings.replace(&office.address, "@HOST@").replace(&format!("port = {port}"), "port = @PORT@"),
        );
        for cache in ["cache.db", "cache.db-wal", "cache.db-shm"] {
            drop(std::fs::remove_file(place.path(cache)));
        }
        let mut ready =
            Self { sender, state: place.snapshot(), env: KEYS.to_vec(), calls: BTreeMap::new(), _live: live };
        let (place, office) = ready.place();
        let ended = ready.step(&place, sender.words().0).run().code(&[0, 4]);
        assert_eq!((office.taken)(), 1, "{sender:?} sends nothing without a fault: {ended}");
        let (place, _office) = ready.place();
        ready.calls = trace::count(ready.step(&place, sender.words().0));
        ready
    }

    /// A place in this state, and who is sent to from it.
    fn place(&self) -> (Place, Office) {
        let (place, office) = (self.state.place(), Office::open(self.sender));
        let settings = std::fs::read_to_string(place.path("arb.toml")).unwrap();
        let port = office.address.rsplit(':').next().unwrap();
        place.write("arb.toml", settings.replace("@HOST@", &office.address).replace("@PORT@", port));
        if place.path("credentials.toml").exists() {
            std::fs::set_permissions(place.path("credentials.toml"), std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        (place, office)
    }

    fn step<'a>(&self, place: &'a Place, words: &str) -> Step<'a> {
        self.env.iter().fold(place.arb(words).flag("--live"), |step, (name, value)| step.env(name, value))
    }

    /// Every point, or a sample in which each kind of call is as likely as any other.
    fn points(&self) -> Vec<(&'static str, usize)> {
        let all = || self.calls.iter().flat_map(|(call, count)| (1..=*count).map(move |n| (*call, n)));
        let Size::Sample(wanted) = size() else { return all().collect() };
        let mut dice = Dice::new(&format!("{:?}", self.sender));
        let calls: Vec<(&'static str, usize)> = self.calls.iter().map(|(call, count)| (*call, *count)).collect();
        (0..wanted)
            .map(|_| {
                let (call, count) = calls[dice.below(calls.len())];
                (call, 1 + dice.below(count))
            })
            .collect()
    }

    /// Kills, recovers, judges; what is wrong, where something is.
    fn try_point(&self, call: &str, n: usize) -> Result<(), String> {
        let (place, office) = self.place();
        let (command, again) = self.sender.words();
        let ended = self.step(&place, command).within(&trace::kill_at(call, n)).run();
        if !ended.is_killed() {
            return Ok(());
        }
        for now in LATER {
            let ended = self.step(&place, again).now(now).run();
            if ![0, 4].contains(&ended.code) || ended.stderr.contains("panicked") {
                return Err(ended.to_string());
            }
        }
        let (state, taken) = (self.ends(&place), (office.taken)());
        let is_known = match state.as_str() {
            "sent" => taken == 1,
            "manual" => taken == 0 || self.sender.is_blind(),
            // A yes that was never written down is asked for again.
            "drafted" | "escalated" | "ready" | "none" => taken == 0,
            _ => false,
        };
        let verify = self.step(&place, "verify").run();
        match (taken <= 1 && is_known, verify.code) {
            (true, 0) => Ok(()),
            (true, _) => Err(format!("the books: {verify}")),
            (false, _) => Err(format!("`{state}`, and {taken} were taken")),
        }
    }

    /// How what was to be sent stands.
    fn ends(&self, place: &Place) -> String {
        let mut store = Store::open(&place.database(), Create::No).unwrap();
        if self.sender == Sender::Telegram {
            let approval = store.approvals(false, LATER[3].parse().unwrap()).unwrap().remove(0).id;
            return store
                .notice_of(approval, "telegram")
                .unwrap()
                .map_or_else(|| "none".to_owned(), |notice| notice.state);
        }
        let tickets = store.tickets(&[]).unwrap();
        tickets.first().map_or_else(|| "none".to_owned(), |ticket| ticket.state.clone())
    }
}

#[test]
fn whoever_carries_it_what_was_killed_is_sent_once_at_most_and_its_fate_is_known() {
    if !trace::is_possible() {
        return;
    }
    let (failures, tried) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
    let senders = Mutex::new(Sender::ALL.into_iter());
    let worker = || {
        loop {
            let Some(sender) = senders.lock().unwrap().next() else { break };
            let ready = Ready::of(sender);
            for (call, n) in ready.points() {
                tried.fetch_add(1, Ordering::Relaxed);
                if let Err(why) = ready.try_point(call, n) {
                    failures.lock().unwrap().push(format!("{sender:?} killed at {call} {n}: {why}"));
                }
            }
        }
    };
    thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(worker))));
    let failures = failures.into_inner().unwrap();
    eprintln!("kill sweep of {} senders: {} points", Sender::ALL.len(), tried.into_inner());
    let shown = &failures[..failures.len().min(8)];
    assert!(failures.is_empty(), "{} points failed, the first of them:\n{}", failures.len(), shown.join("\n"));
}
