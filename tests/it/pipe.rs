//! What goes through the pipe of the real program: formats, damage, long and endless input, closed and full outputs.

use std::io::{Read, repeat};

use super::kit::{Sandbox, shared};

/// A line of JSON for each record that came out, only what is named here.
fn scan(sandbox: &Sandbox, flags: &[&str], stdin: &[u8]) -> (i32, Vec<String>, String) {
    let args = ["scan", "--all", "--columns", "id"].iter().chain(flags).copied().collect::<Vec<_>>();
    let ran = sandbox.arb(args).stdin(stdin).run();
    (ran.exit(), ran.lines(), ran.stderr())
}

#[test]
fn every_format_gives_the_same_records() {
    let inputs: [&[u8]; 7] = [
        b"sku,upc,cost\n10281,673419340557,31.20\n",
        b"\xEF\xBB\xBFsku;upc;cost\r\n10281;673419340557;31,20\r\n",
        b"sku\tupc\tcost\n10281\t673419340557\t31.20\n",
        b"\"sku\"|\"upc\"|\"cost\"\n10281|673419340557|$31.20\n",
        b"{\"sku\":\"10281\",\"upc\":\"673419340557\",\"cost\":31.20}\n",
        b"[{\"sku\":\"10281\",\n\"upc\":\"673419340557\",\"cost\":\"31.20\"}]",
        b"\xFF\xFEs\0k\0u\0,\0c\0o\0s\0t\0\n\x001\x000\x002\x008\x001\0,\x003\x001\0.\x002\0\n\0",
    ];
    for input in inputs {
        let sandbox = Sandbox::new();
        let (exit, lines, said) = scan(&sandbox, &[], input);
        assert_eq!((exit, lines), (0, vec![r#"{"id":"stdin:10281"}"#.to_owned()]), "{said}");
    }
}

#[test]
fn a_bad_row_is_named_kept_and_can_be_fed_in_again() {
    let sandbox = Sandbox::new();
    sandbox.write("list.csv", "sku,cost\n1,5\n2,call us\n3,\"6\n4,7\n");
    let (exit, lines, said) = scan(&sandbox, &["list.csv", "--rejects", "bad.csv"], b"");
    assert_eq!((exit, lines.len()), (4, 2), "{said}");
    assert!(said.contains("row 3 of list.csv: `cost` is \"call us\""), "{said}");
    assert!(said.contains("row 4 of list.csv: a quote opens here and is never closed"), "{said}");
    let kept = sandbox.read("bad.csv");
    assert!(kept.starts_with("sku,cost,arb_reason\n2,call us,"), "{kept}");
    sandbox.write("bad.csv", kept.replace("call us", "9").replace("\"6", "6"));
    let (exit, lines, said) = scan(&sandbox, &["bad.csv"], b"");
    assert_eq!((exit, lines.len()), (0, 2), "{said}");
}

#[test]
fn a_line_of_200_megabytes_is_one_bad_row() {
    let sandbox = Sandbox::new();
    let input = b"sku,cost\n1,5\n2,".chain(repeat(b'x').take(200_000_000)).chain(&b"\n3,6\n"[..]);
    let ran = sandbox.arb(["scan", "--all", "--columns", "id"]).stdin_from(input).patience(180).run();
    assert_eq!((ran.exit(), ran.lines().len()), (4, 2), "{}", ran.stderr());
    assert!(ran.stderr().contains("row 3 of stdin: the record is too long"), "{}", ran.stderr());
}

#[test]
fn what_is_no_list_is_an_error_in_words() {
    let check = |input: &[u8], expected: &str| {
        let (exit, lines, said) = scan(&Sandbox::new(), &[], input);
        assert_eq!((exit, lines), (1, Vec::new()), "{said}");
        assert!(said.contains(expected), "{said}");
    };
    check(&(0..=255).cycle().take(5000).collect::<Vec<u8>>(), "error: stdin is neither text nor an Excel workbook");
    check(b"a,b\n1,2\n", "error: stdin has no column that looks like a price; its columns: a, b");
    check(b"\x1F\x8B\x08\0", "error: stdin is compressed with gzip");
}

#[test]
fn deep_json_is_one_bad_line() {
    let deep = format!("{{\"sku\":{}1{}}}\n{{\"sku\":\"a\",\"cost\":5}}\n", "[".repeat(100_000), "]".repeat(100_000));
    let (exit, lines, said) = scan(&Sandbox::new(), &[], deep.as_bytes());
    assert_eq!((exit, lines.len()), (4, 1), "{said}");
    assert!(said.contains("recursion limit exceeded"), "{said}");
}

#[test]
fn a_full_disk_is_said_and_a_closed_pipe_is_not() {
    let sandbox = Sandbox::new();
    sandbox.write("list.csv", "sku,cost\n1,5\n");
    let full = sandbox.arb(["scan", "--all", "list.csv"]).stdout_to("/dev/full").run();
    assert_eq!(full.exit(), 1, "{}", full.stderr());
    assert!(full.stderr().contains("can't write stdout"), "{}", full.stderr());
    let rows: String = (0..50_000).map(|n| format!("{n},5\n")).collect();
    sandbox.write("long.csv", format!("sku,cost\n{rows}"));
    let closed = sandbox.sh("arb scan --all long.csv 2>err | head -n 1 >out; echo ${PIPESTATUS[0]}").run();
    assert_eq!(
        (closed.stdout().trim(), sandbox.read("err").contains("error")),
        ("0", false),
        "{}",
        sandbox.read("err")
    );
}

#[test]
fn a_csv_of_our_own_reads_back_the_same() {
    let sandbox = Sandbox::new();
    sandbox.write("list.csv", "sku,title,cost,qty,note\n1,=1+1,5,3,\"a, b\"\n2,'x,6,,@y\n");
    let quiet = ["scan", "--all", "--dry-run", "--quiet"];
    let direct = sandbox.arb([&quiet[..], &["list.csv"]].concat()).run();
    sandbox.arb([&quiet[..], &["list.csv", "--format", "csv", "--output", "own.csv"]].concat()).run().ok();
    assert!(sandbox.read("own.csv").contains("'=1+1"), "{}", sandbox.read("own.csv"));
    let again = sandbox.arb([&quiet[..], &["own.csv"]].concat()).run();
    assert_eq!(again.json_lines(), direct.json_lines(), "{}", again.stderr());
}

#[test]
fn a_real_list_adds_up() {
    let Some(path) = shared("data/01_books/goodbooks_isbn.csv") else { return };
    let sandbox = Sandbox::new();
    sandbox.write("map.toml", "source = \"books\"\n[constants]\ncost = \"3.00\"\n");
    let path = path.to_string_lossy().into_owned();
    let ran = sandbox.arb(["scan", "--all", &path, "--map", "map.toml", "--rejects", "bad.jsonl"]).patience(180).run();
    let rejected = sandbox.read("bad.jsonl").lines().count();
    let rows = std::fs::read_to_string(&path).expect("the list").lines().count() - 1;
    let kept = ran.lines().len();
    let duplicates: usize = ran
        .stderr()
        .split_once(" duplicate")
        .and_then(|(before, _)| before.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok())
        .unwrap_or(0);
    assert_eq!(rows, kept + duplicates + rejected, "{}", ran.stderr());
    assert!(rejected > 50 && ran.exit() == 4, "{}", ran.stderr());
}
