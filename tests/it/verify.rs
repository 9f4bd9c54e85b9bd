//! `arb verify`: quiet about sound books, a row and exit 6 for each fault.

use super::kit::{Sandbox, books};

#[test]
fn sound_books_say_how_many_postings_there_are() {
    let sandbox = Sandbox::new();
    books::eventful(&sandbox.path("arb.db"));
    let verify = || sandbox.arb(["--db", "arb.db", "verify"]);
    verify().run().code(0).stdout_is("").stderr_is("books verified: 10 postings, 0 problems\n");
    sandbox.arb(["--db", "arb.db", "--quiet", "verify"]).run().ok().stdout_is("");
}

#[test]
fn a_fault_is_a_row_and_exit_6() {
    let sandbox = Sandbox::new();
    books::eventful(&sandbox.path("arb.db"));
    let broken = rusqlite::Connection::open(sandbox.path("arb.db")).unwrap();
    broken.execute_batch("UPDATE limit_bucket SET used=used+1 WHERE scope='day'").unwrap();
    let run = sandbox.arb(["--db", "arb.db", "verify"]).run();
    let rows = run.code(6).stderr_contains("books verified: 10 postings, 1 problems\n").json_lines();
    assert_eq!((rows.len(), rows[0]["check"].as_str()), (1, Some("I08")));
}
