//! Real money needs every switch: no combination but the whole one lets anything leave.

use arb::store::{Create, Store};

use super::round::with_examples;

#[test]
fn no_order_leaves_unless_every_switch_is_set() {
    let sandbox = with_examples();
    sandbox.arb(["--db", "paper.db", "db", "init"]).run().any_stderr();
    sandbox.arb(["--db", "live.db", "db", "init", "--live"]).run().any_stderr();
    let line = "arb --db paper.db scan examples/suppliers/toys.csv | arb --db paper.db analyze --prices examples/pricebook.csv > analyzed.jsonl";
    sandbox.sh(line).run().code(0).any_stderr();
    for mode in ["paper", "live"] {
        for flag in [false, true] {
            for db in ["paper.db", "live.db", "none.db"] {
                let case = format!("mode {mode}, --live {flag}, {db}");
                let mut words = vec!["--db", db, "--yes", "buy", "analyzed.jsonl"];
                words.extend(flag.then_some("--live"));
                let ran = sandbox.arb(words).env("ARB_MODE", mode).run();
                ran.any_stdout();
                let practice = !flag && db != "live.db";
                let armed = mode == "live" && flag && db == "live.db";
                if practice {
                    ran.code(0).any_stderr();
                } else if armed {
                    // Every switch but the credentials: there is no vendor, so nobody is asked.
                    ran.any_stderr().exit();
                } else {
                    ran.code(5).stderr_contains("not armed for real money");
                }
                let missing = [(mode == "live", "`mode = "), (flag || practice, "`--live` was not given")];
                for (_, words) in missing.iter().filter(|(set, _)| !practice && !armed && !set) {
                    ran.stderr_contains(words);
                }
                let path = sandbox.path(db);
                assert!(db != "none.db" || !flag || !path.exists(), "{case}: a database was made");
                if db == "live.db" {
                    let store = Store::open(&path, Create::No).unwrap();
                    assert!(store.pending_purchases().unwrap().is_empty(), "{case}");
                    assert_eq!(store.verify().unwrap().postings, 0, "{case}");
                }
                if db == "none.db" {
                    let _ = std::fs::remove_file(path);
                }
            }
        }
    }
}
