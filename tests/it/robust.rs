//! Stages in the middle of a pipe are given garbage, half records, and a million lines.

use std::io::Read;

use super::kit::Sandbox;

const STAGES: [&str; 3] = ["analyze", "buy", "list"];

#[test]
fn a_record_that_is_none_is_one_bad_line_for_every_stage() {
    let check = |line: &str, expected: &str| {
        for stage in STAGES {
            let sandbox = Sandbox::new();
            let good = r#"{"schema":1,"id":"x:2","mine":[1,2]}"#;
            let ran = sandbox.arb([stage, "--yes"]).stdin(format!("{line}\n{good}\n")).run();
            assert_eq!(ran.exit(), 4, "{stage} {line}: {ran}");
            ran.stderr_contains(expected).stderr_contains("line 1 of stdin").stderr_lacks("panicked");
            assert_eq!(ran.lines(), [good], "{stage}: the next record goes on as it came");
        }
    };
    check(r#"{"schema":1,"id":"x:1","offer":{"sou"#, "it is not JSON");
    check(r#"{"schema":9,"id":"x:1","offer":{}}"#, "its schema is 9, this arb reads up to 1");
    check(r#"{"schema":1,"id":"x:1","offer":7}"#, "`offer` is no object");
    check(r#"{"schema":1,"id":"x:1","analysis":"buy"}"#, "`analysis` is no object");
    check(r#"{"schema":1,"id":"x:1","purchase":[1]}"#, "`purchase` is no object");
    check(r#"{"schema":1,"id":7}"#, "`id`");
}

#[test]
fn deep_json_between_good_records_is_one_bad_line() {
    for stage in STAGES {
        let good = r#"{"schema":1,"id":"x:2"}"#;
        let deep = format!("{{\"schema\":1,\"id\":\"x:1\",\"offer\":{}1", "[".repeat(100_000));
        let ran = Sandbox::new().arb([stage, "--yes"]).stdin(format!("{good}\n{deep}\n{good}\n")).run();
        assert_eq!(ran.exit(), 4, "{ran}");
        ran.stderr_contains("line 2 of stdin").stderr_lacks("panicked");
        assert_eq!(ran.lines(), [good, good], "{stage}");
    }
}

#[test]
fn a_part_of_the_wrong_shape_is_one_bad_record() {
    let check = |stages: &[&str], line: &str, expected: &str| {
        for stage in stages {
            let sandbox = Sandbox::new();
            let good = r#"{"schema":1,"id":"x:2"}"#;
            let ran = sandbox.arb([stage, "--yes"]).stdin(format!("{line}\n{good}\n")).run();
            assert_eq!(ran.exit(), 4, "{stage} {line}: {ran}");
            ran.stderr_contains("x:1: ").stderr_contains(expected).stderr_lacks("panicked");
            assert_eq!(ran.lines(), [good], "{stage}");
        }
    };
    let price =
        r#"{"schema":1,"id":"x:1","offer":{"source":"x","item":"1","price":{"amount":"many","currency":"USD"}}}"#;
    check(&["analyze", "buy"], price, "`offer`");
    check(&["analyze", "buy"], r#"{"schema":1,"id":"x:1","offer":{"item":"1"}}"#, "`offer`: missing field");
    check(&["buy"], r#"{"schema":1,"id":"x:1","analysis":{"verdict":"buy"}}"#, "`analysis`");
}

#[test]
fn noise_is_an_error_in_words_for_every_stage() {
    let noise: Vec<u8> = (0..=255_u8).cycle().take(10_000).collect();
    for stage in STAGES {
        for (input, expected) in
            [(&noise[..], "neither text nor an Excel workbook"), (b"\x1F\x8B\x08\0", "compressed with gzip")]
        {
            let ran = Sandbox::new().arb([stage, "--yes"]).stdin(input).run();
            ran.code(1).stdout_is("").stderr_contains(expected).stderr_lacks("panicked");
        }
        let ran = Sandbox::new().arb([stage, "--yes"]).stdin("what is this\n").run();
        ran.code(1).stdout_is("").stderr_contains("stdin").stderr_lacks("panicked");
    }
}

#[test]
fn a_full_disk_and_a_closed_pipe_end_every_stage_the_right_way() {
    for stage in STAGES {
        let sandbox = Sandbox::new();
        let rows: String = (0..20_000).map(|n| format!("{{\"schema\":1,\"id\":\"x:{n}\"}}\n")).collect();
        sandbox.write("in.jsonl", rows);
        let full = sandbox.arb([stage, "in.jsonl", "--yes"]).stdout_to("/dev/full").run();
        assert_eq!(full.exit(), 1, "{full}");
        full.stderr_contains("can't write stdout").any_stdout();
        let line = format!("arb {stage} in.jsonl --yes 2> err | head -n 1 > out; echo ${{PIPESTATUS[0]}}");
        let closed = sandbox.sh(&line).run();
        assert_eq!(closed.stdout().trim(), "0", "{}", sandbox.read("err"));
        assert!(!sandbox.read("err").contains("error"), "{}", sandbox.read("err"));
        assert_eq!(sandbox.read("out").lines().count(), 1);
    }
}

/// Lines of a list, made while they are read.
struct Lines {
    next: u64,
    end: u64,
    left: Vec<u8>,
}

impl Read for Lines {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.left.is_empty() && self.next < self.end {
            let upto = (self.next + 500).min(self.end);
            for n in self.next..upto {
                self.left.extend_from_slice(format!("{n},Widget number {n},{}.25\n", 1 + n % 90).as_bytes());
            }
            self.next = upto;
        }
        let count = into.len().min(self.left.len());
        into[..count].copy_from_slice(&self.left[..count]);
        self.left.drain(..count);
        Ok(count)
    }
}

#[test]
fn a_million_lines_need_no_more_memory_than_a_few() {
    // A debug build reads a million in minutes: `ARB_TEST_FULL=1` waits for them.
    let lines = if std::env::var_os("ARB_TEST_FULL").is_some() { 1_000_000 } else { 100_000 };
    for stage in ["scan -", "analyze -"] {
        let sandbox = Sandbox::new();
        let input = b"sku,title,cost\n".chain(Lines { next: 0, end: lines, left: Vec::new() });
        // The highest mark of the process, which the shell becomes; read until it is gone.
        let line = format!(
            "arb {stage} > out.jsonl 2> err <&0 & pid=$!; \
             while grep VmHWM /proc/$pid/status >> peaks 2> /dev/null; do sleep 0.1; done; wait $pid; tail -n 1 peaks"
        );
        let ran = sandbox.sh(&line).stdin_from(input).patience(900).run();
        assert_eq!(ran.exit(), 0, "{ran} {}", sandbox.read("err"));
        let peak: u64 = ran.stdout().split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).unwrap();
        assert!(peak < 256 * 1024, "`{stage}` took {peak} KiB for {lines} lines");
        assert_eq!(sandbox.read("out.jsonl").lines().count() as u64, lines);
        assert!(sandbox.read("err").contains(&lines.to_string()), "{}", sandbox.read("err"));
    }
}
