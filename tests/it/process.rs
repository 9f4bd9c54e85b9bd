//! What the process is to its machine: nothing readable left behind, a full quota is an error, Ctrl-C is 130.

use std::os::unix::fs::PermissionsExt;

use super::kit::Sandbox;

#[test]
fn what_is_written_is_for_the_owner_alone() {
    let sandbox = Sandbox::new();
    sandbox
        .sh("umask 000; arb --db state/arb.db db init && arb --db state/arb.db db backup copy.db")
        .run()
        .any_stdout()
        .any_stderr();
    for name in ["state", "state/arb.db", "copy.db"] {
        let bits = std::fs::metadata(sandbox.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(bits & 0o077, 0, "{name} is {bits:o}");
    }
}

#[test]
fn a_quota_that_is_reached_is_an_error() {
    let sandbox = Sandbox::new();
    let ran = sandbox.sh("ulimit -f 8; arb --db arb.db db init").run();
    ran.code(1).stdout_is("").stderr_contains("error: ");
}

#[test]
fn an_interrupted_command_ends_with_130_and_says_so() {
    let sandbox = Sandbox::new();
    let ran = sandbox.sh("set +e; (sleep 5) | arb --errors json identify - & sleep 1; kill -INT $!; wait $!").run();
    // A script's background jobs have the signal ignored: then it stays so.
    ran.any_stdout().any_stderr().exit();
    // It waits for its input; the signal comes when it listens for it, however slow the machine is. Where the tests run in
    // the background of a script, the signal is ignored from the start, and `env` undoes that.
    let listens = "grep -q '^Name:.arb' /proc/$job/status && grep -q '^SigBlk:.*[2367abef]$' /proc/$job/status";
    let line = format!(
        "mkfifo pipe; set -m; sleep 60 > pipe & writer=$!; \
         env --default-signal=INT arb --errors json --db arb.db scan - < pipe & job=$!; \
         until {listens}; do sleep 0.1; done; code=0; kill -INT $job; wait $job || code=$?; kill $writer; exit $code"
    );
    let ran = sandbox.sh(&line).run();
    ran.code(130).any_stdout().stderr_contains("\"code\":\"interrupted\"");
}

#[test]
fn a_folder_that_everybody_may_write_is_refused() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.path("open")).unwrap();
    std::fs::set_permissions(sandbox.path("open"), std::fs::Permissions::from_mode(0o777)).unwrap();
    let ran = sandbox.arb(["--db", "open/arb.db", "db", "init"]).run();
    ran.code(5).stdout_is("").stderr_contains("can be written by everybody").stderr_contains("chmod 700");
}

#[test]
fn a_card_number_is_refused_and_kept_nowhere() {
    let sandbox = Sandbox::new();
    let number = "4111 1111 1111 1111";
    let lines = format!(
        "{{\"sku\":\"1\",\"title\":\"Lego 10281\",\"price\":\"2.50 USD\"}}\n{{\"sku\":\"2\",\"title\":\"pay {number}\",\"price\":\"2.50 USD\"}}\n"
    );
    let scan = ["--db", "arb.db", "scan", "-", "--source", "x", "--rejects", "rejects.jsonl"];
    let ran = sandbox.arb(scan).stdin(lines).run();
    ran.code(4).stderr_contains("line 2 of stdin").stderr_contains("card number").stderr_lacks("4111");
    assert_eq!(ran.json_lines().len(), 1);
    let message = format!("{{\"id\":\"m1\",\"body\":\"where is my order? charge {number}\"}}\n");
    sandbox.arb(["--db", "arb.db", "support"]).stdin(message).run().code(4).stdout_lacks("4111").stderr_lacks("4111");
    for name in sandbox.files() {
        let bytes = std::fs::read(sandbox.path(&name)).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains(number) && !text.contains("4111111111111111"), "{name} holds it");
    }
}

#[test]
fn no_product_number_is_taken_for_a_card() {
    let Some(path) = super::kit::shared("ids/valid_dev.csv") else { return };
    for row in csv::Reader::from_path(path).unwrap().records().map(Result::unwrap) {
        for field in ["", "title", "body"] {
            let hit = row.iter().find(|cell| arb::domain::card_number::is_in(field, cell));
            assert_eq!(hit, None, "{field}");
        }
    }
}
