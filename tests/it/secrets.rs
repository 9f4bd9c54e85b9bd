//! A canary in the place of every secret, vendors that repeat what they were shown, commands of every kind at every verbosity:
//! no canary is in what is said, in what is kept, or in what the machine shows of the process.

use std::path::Path;

use arb::vendors::credentials::{SECRETS, variable};
use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE},
};
use serde_json::json;

use super::kit::{
    stub::{Answer, Asked, Stub},
    talk::Talk,
};

/// A key that signs, for which nothing made up will do: the test key of RFC 9421.
const SIGNING: &str = "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF";

/// What stands in the place of a secret.
fn canary(vendor: &str, name: &str) -> String {
    let plain = format!("canary-{vendor}-{name}-Zq7Xw/3");
    match (vendor, name) {
        ("ebay", "signing_key") => SIGNING.to_owned(),
        // A token of a bot has a form, and a header takes no slash of a path.
        ("telegram", "token") => "123456789:canary-telegram-token-Zq7Xw-3".to_owned(),
        ("telegram", _) | ("serve", _) => plain.replace('/', "_"),
        _ => plain,
    }
}

/// Forms of a secret, each with its name.
type Forms = Vec<(&'static str, String)>;

/// The forms in which it may be hidden: as it is, in Base64 wherever it begins, in hexadecimal, as in an address, in JSON.
fn forms(canary: &str) -> Forms {
    let mut forms = vec![("raw", canary.to_owned())];
    for shift in 0..3 {
        let padded = [vec![b'x'; shift], canary.as_bytes().to_vec()].concat();
        // The letters at both ends depend on what stands beside it.
        let cut = |text: String| text[usize::from(shift > 0) * 4..(padded.len() / 3) * 4].to_owned();
        forms.push(("Base64", cut(BASE64_STANDARD.encode(&padded))));
        forms.push(("Base64 of addresses", cut(BASE64_URL_SAFE.encode(&padded))));
    }
    let hex: String = canary.bytes().map(|byte| format!("{byte:02x}")).collect();
    forms.push(("hexadecimal", hex.to_uppercase()));
    forms.push(("hexadecimal", hex));
    forms.push(("an address", url::form_urlencoded::byte_serialize(canary.as_bytes()).collect()));
    forms.push(("JSON", canary.replace('/', "\\/")));
    forms
}

/// A vendor that repeats what it was shown, whatever is asked, as some do: each time with another status.
fn parrot(asked: &Asked, count: usize) -> Answer {
    if asked.path.ends_with("token") {
        return Answer::json(r#"{"access_token":"granted","token_type":"bearer","expires_in":7200}"#);
    }
    let shown: Vec<String> = asked.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let all =
        format!("Incorrect key provided: {} at {} with {:?} {}", shown.join("; "), asked.path, asked.query, asked.body);
    // The shapes in which vendors say what is wrong, all in one.
    let body = match count % 3 {
        0 => {
            json!({ "errors": [all], "message": all, "description": all, "error_code": 401, "ok": false, "success": false })
        }
        1 => {
            json!({ "errors": [{ "code": "Unauthorized", "message": all, "errorId": 1, "category": "REQUEST", "longMessage": all }],
            "error": { "message": all, "type": "invalid_request_error", "code": "invalid_api_key" } })
        }
        _ => {
            json!({ "code": 20003, "message": all, "detail": all, "status": 401, "error": { "type": all, "message": all } })
        }
    };
    Answer::of([401, 400, 403, 422, 200, 404][count % 6], body.to_string())
        .with("x-echo", asked.header("authorization"))
}

fn settings(url: &str, port: u16) -> String {
    format!(
        "[serve]\npublic_url = \"https://hooks.example.com\"\n[support.manners]\nquiet = \"\"\n\
         [advice]\nmay_read = [\"acme\", \"book.csv\", \"book\", \"file\", \"mail\", \"twilio\"]\n\
         [vendors.amazon]\nenabled = true\nsell = true\ncredentials = \"live\"\nbase_url = \"{url}\"\ntoken_url = \"{url}/token\"\nseller_id = \"A1\"\n\
         [vendors.amazon_business]\nenabled = true\ncredentials = \"live\"\nbase_url = \"{url}\"\ntoken_url = \"{url}/token\"\nbuying_group = \"G\"\nuser_email = \"b@example.com\"\n\
         [vendors.anthropic]\nenabled = true\nbase_url = \"{url}\"\nmodel = \"m\"\n\
         [vendors.bookscouter]\nenabled = true\nbase_url = \"{url}\"\n\
         [vendors.booksrun]\nenabled = true\nbase_url = \"{url}\"\n\
         [vendors.ebay]\nenabled = true\nsell = true\ncredentials = \"live\"\nbase_url = \"{url}\"\nfinance_url = \"{url}\"\n\
         [vendors.imap]\nenabled = true\nhost = \"127.0.0.1\"\nport = {port}\nsecurity = \"tls\"\ndeadline_s = 1\n\
         [vendors.keepa]\nenabled = true\nbase_url = \"{url}\"\n\
         [vendors.local]\nenabled = true\nbase_url = \"{url}\"\nmodel = \"m\"\n\
         [vendors.openai]\nenabled = true\nbase_url = \"{url}\"\nmodel = \"m\"\n\
         [vendors.reverb]\nenabled = true\nsell = true\ncredentials = \"live\"\nbase_url = \"{url}\"\n\
         [vendors.sendgrid]\nenabled = true\ncredentials = \"live\"\nbase_url = \"{url}\"\nfrom = \"shop@example.com\"\n\
         [vendors.smtp]\nenabled = false\ncredentials = \"live\"\nhost = \"127.0.0.1\"\nport = {port}\nfrom = \"shop@example.com\"\n\
         [vendors.tcgplayer]\nenabled = true\nsell = true\ncredentials = \"live\"\nbase_url = \"{url}\"\n\
         [vendors.telegram]\nenabled = true\ncredentials = \"live\"\nbase_url = \"{url}\"\nchat = 1\nuser = 1\n\
         [vendors.twilio]\nenabled = true\ncredentials = \"live\"\nbase_url = \"{url}\"\nfrom = \"+15005550006\"\n"
    )
}

/// Commands of every kind; what each comes to is not the matter here.
const COMMANDS: &[&str] = &[
    "doctor",
    "vendors",
    "config show",
    "limits accept --yes",
    "digest --ack",
    "scan --source keepa --code B0D8W1YVBX --wait 1",
    "scan --source ebay --keyword organizer --wait 1",
    "scan --source reverb --keyword organizer --wait 1",
    "scan --source tcgplayer --keyword organizer --wait 1",
    "scan --source amazon --code B0D8W1YVBX --wait 1",
    "price 9780439023481 --wait 1",
    "analyze list.csv --source acme --prices book.csv --analyst openai",
    "analyze list.csv --source acme --prices book.csv --analyst anthropic --refresh-advice",
    "analyze list.csv --source acme --prices book.csv --analyst local",
    "buy --yes",
    "list --yes",
    "reprice --apply --yes",
    "sync",
    "reconcile",
    "support",
    "support approve 1 --body answer.txt",
    "support approve 2 --body answer.txt",
    "approvals send",
    "approvals pull",
    "negotiate",
    "run",
    "advice",
    "report tickets",
    "audit verify",
    "verify",
    "db backup copy.db",
    "db export",
    "no-such-command --key",
    "halt --reason test",
];

/// How much is said, and how.
const MANNERS: [&[&str]; 4] =
    [&["--verbose", "--verbose", "--verbose"], &["--errors", "json", "--verbose"], &["--quiet"], &["--format", "json"]];

/// Every file below a folder.
fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            files(&entry.path(), found);
        } else if entry.file_type().unwrap().is_file() {
            found.push(entry.path());
        }
    }
}

fn holds(bytes: &[u8], part: &str) -> bool {
    // The first letter is rare, so that this is quick.
    let part = part.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| *byte == part[0] && bytes[at..].starts_with(part))
}

#[test]
fn no_secret_is_said_kept_or_shown_by_the_machine() {
    let mut count = 0;
    let stub = Stub::start(move |asked| {
        count += 1;
        parrot(asked, count)
    });
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let env: Vec<(String, String)> = SECRETS
        .iter()
        .flat_map(|(vendor, names)| names.iter().map(move |name| (variable(vendor, name), canary(vendor, name))))
        .chain([("RUST_BACKTRACE".to_owned(), "full".to_owned()), ("RUST_LOG".to_owned(), "trace".to_owned())])
        .collect();
    let env: Vec<(&str, &str)> = env.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let talk = Talk::new(&settings(&stub.url(), silent.local_addr().unwrap().port()), &env);
    talk.sandbox.write("answer.txt", "It is on its way.\n");
    talk.sandbox.write(
        "list.csv",
        "sku,gtin,title,cost\nS1,4006381000000,Walnut organizer,17.43\nS2,9780439023481,A book,2.00\n",
    );
    talk.sandbox.write(
        "book.csv",
        "gtin,title,category,buy_box,avg90,rank,monthly_sold,offers,weight,dims,restriction\n\
         4006381000000,Walnut organizer,Toys & Games,39.90,39.90,1500,200,3,1 lb,8x5x1 in,allowed\n",
    );
    talk.receives("twilio", "+14155550100", &[("SM1", "Where is my order?")]);
    talk.receives("mail", "ann@example.com", &[("m1@example.com", "Where is my order?")]);
    let all: Vec<(&str, &str, Forms)> = SECRETS
        .iter()
        .flat_map(|(vendor, names)| names.iter().map(|name| (*vendor, *name, forms(&canary(vendor, name)))))
        .collect();
    let mut said = Vec::new();
    let checks: Vec<String> = SECRETS.iter().map(|(vendor, _)| format!("vendors check {vendor}")).collect();
    let lines = COMMANDS.iter().copied().chain(checks.iter().flat_map(|line| std::iter::repeat_n(line.as_str(), 2)));
    let mut runs = 0;
    for (number, line) in lines.enumerate() {
        let manner = MANNERS[number % MANNERS.len()];
        let words = ["--live"].into_iter().chain(line.split_whitespace()).chain(manner.iter().copied());
        let ran = talk.sandbox.arb(words).patience(120).run();
        ran.exit();
        assert!(!ran.stderr().contains("panicked"), "{line}: {ran}");
        said.push((line.to_owned(), format!("{}\n{}", ran.stdout(), ran.stderr())));
        runs += 1;
    }
    let asked = stub.asked();
    let told: Vec<&str> = all
        .iter()
        .filter(|(_, _, forms)| {
            let raw: Vec<&String> = forms.iter().filter(|(how, _)| *how != "JSON").map(|(_, form)| form).collect();
            asked.iter().any(|one| {
                let whole = format!("{} {:?} {:?} {}", one.path, one.query, one.headers, one.body);
                raw.iter().any(|form| whole.contains(form.as_str()))
            })
        })
        .map(|(vendor, ..)| *vendor)
        .collect();
    // The vendors do get their keys: nothing is proven by a program that has none.
    let distinct: std::collections::BTreeSet<&str> = told.iter().copied().collect();
    assert!(distinct.len() >= 13, "{distinct:?} were shown their keys");
    for (line, text) in &said {
        for (vendor, name, forms) in &all {
            let hit = forms.iter().find(|(_, form)| text.contains(form.as_str()));
            assert!(hit.is_none(), "`{line}` says {name} of {vendor}, {}: {text}", hit.unwrap().0);
        }
    }
    let mut found = Vec::new();
    files(talk.sandbox.path("").parent().unwrap(), &mut found);
    let mut bytes_read = 0;
    for path in &found {
        let bytes = std::fs::read(path).unwrap();
        bytes_read += bytes.len();
        for (vendor, name, forms) in &all {
            let hit = forms.iter().find(|(_, form)| holds(&bytes, form));
            assert!(hit.is_none(), "{} holds {name} of {vendor}, {}", path.display(), hit.unwrap().0);
        }
    }
    assert!(
        found.iter().any(|path| path.ends_with("copy.db")) && found.iter().any(|path| path.ends_with("cache.db")),
        "{found:?}"
    );
    eprintln!(
        "{} secrets, {runs} runs, {} calls that showed one to {} vendors, {} files with {bytes_read} bytes: 0 hits",
        all.len(),
        asked.len(),
        distinct.len(),
        found.len()
    );
}

#[test]
fn the_machine_shows_no_secret_of_a_process_and_keeps_no_core_of_it() {
    let env: Vec<(String, String)> = SECRETS
        .iter()
        .flat_map(|(vendor, names)| names.iter().map(move |name| (variable(vendor, name), canary(vendor, name))))
        .collect();
    let env: Vec<(&str, &str)> = env.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let stub = Stub::start(|asked| parrot(asked, 0));
    let talk = Talk::new(&settings(&stub.url(), 9), &env);
    // A program that waits for its input, started by a shell that lets everybody have cores.
    let line = "ulimit -c unlimited 2>/dev/null || ulimit -c $(ulimit -H -c); mkfifo pipe; sleep 60 > pipe & echo $! > sleep.pid; \
                arb --live scan - --source acme < pipe & echo $! > arb.pid; \
                code=0; wait $(cat arb.pid) || code=$?; kill $(cat sleep.pid); exit $code";
    let going = talk.sandbox.sh(line).start();
    let begun = std::time::Instant::now();
    let hardened = |pid: &str| {
        let limits = std::fs::read_to_string(format!("/proc/{pid}/limits")).unwrap_or_default();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap_or_default().to_owned();
        let is_arb = std::fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|name| name.trim() == "arb");
        is_arb && core.split_whitespace().skip(4).take(2).eq(["0", "0"])
    };
    let pid = loop {
        let pid = std::fs::read_to_string(talk.sandbox.path("arb.pid")).unwrap_or_default().trim().to_owned();
        if !pid.is_empty() && hardened(&pid) {
            break pid;
        }
        assert!(begun.elapsed() < std::time::Duration::from_secs(60), "process {pid} may leave a core");
        std::thread::sleep(std::time::Duration::from_millis(10));
    };
    let shown = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap();
    for (vendor, names) in SECRETS {
        for name in *names {
            let hit = forms(&canary(vendor, name)).into_iter().find(|(_, form)| holds(&shown, form));
            assert!(hit.is_none(), "the command line shows {name} of {vendor}");
        }
    }
    // It starts no other program that would be given its environment.
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    assert_eq!(children.trim(), "");
    // What its memory held when it ended so is nowhere.
    let ended = talk.sandbox.sh(&format!("kill -ABRT {pid}")).run();
    ended.code(0);
    going.wait().any_stdout().any_stderr().code(134);
    let mut found = Vec::new();
    files(talk.sandbox.path("").parent().unwrap(), &mut found);
    let core =
        found.iter().find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("core")));
    assert_eq!(core, None, "a core was left");
}
