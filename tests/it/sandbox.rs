//! The sandbox keeps its promises: otherwise every other test here proves nothing.

use super::kit::Sandbox;

#[test]
fn a_run_sees_nothing_of_the_testers_machine() {
    let sandbox = Sandbox::new();
    let seen = sandbox.sh("env | cut -d= -f1 | sort | tr '\\n' ' '; pwd").run().ok().stdout();
    let expected = "ARB_NOW HOME PATH PWD SHLVL TMPDIR XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_RUNTIME_DIR \
                    XDG_STATE_HOME _ SANDBOX/work\n";
    assert_eq!(seen.replace("OLDPWD ", ""), expected);
}

#[test]
fn a_shell_line_runs_the_binary_under_test() {
    let sandbox = Sandbox::new();
    sandbox.sh("command -v arb").run().ok().stdout_is(&format!("{}\n", env!("CARGO_BIN_EXE_arb")));
    sandbox.arb(["--version"]).run().ok().stdout_is(concat!("arb ", env!("CARGO_PKG_VERSION"), "\n"));
    sandbox.sh("false | cat").run().code(1);
}

#[test]
fn stdin_is_a_pipe_a_file_or_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("in/put.txt", "from a file");
    sandbox.sh("cat").stdin("from a pipe").run().ok().stdout_is("from a pipe");
    sandbox.sh("cat").stdin_file("in/put.txt").run().ok().stdout_is("from a file");
    sandbox.sh("cat").run().ok();
    sandbox.sh("head -c 5").stdin_from(std::io::repeat(b'y')).run().ok().stdout_is("yyyyy");
    assert_eq!(sandbox.files(), ["in"]);
}

#[test]
fn there_is_no_terminal_to_ask() {
    Sandbox::new()
        .sh("if (: < /dev/tty) 2>/dev/null; then echo terminal; else echo none; fi")
        .run()
        .stdout_is("none\n");
}

#[test]
fn a_terminal_has_the_asked_width_and_takes_typed_answers() {
    let sandbox = Sandbox::new();
    let Some(run) = sandbox.pty(80, "stty size; read -r answer; echo \"said $answer\"; exit 3") else { return };
    run.stdin("yes\n").run().code(3).stdout_contains("50 80").stdout_contains("said yes");
}

#[test]
#[should_panic(expected = "nobody asked about stdout")]
fn output_that_no_test_mentions_is_a_failure() {
    Sandbox::new().sh("echo surprise").run().code(0);
}

#[test]
#[should_panic(expected = "nobody expected this exit code")]
fn an_exit_code_that_no_test_mentions_is_a_failure() {
    Sandbox::new().sh("exit 4").run().stdout_is("");
}

#[test]
#[should_panic(expected = "was not done after")]
fn a_run_that_hangs_is_ended_with_everything_it_started() {
    Sandbox::new().sh("sleep 50 | sleep 50").patience(1).run();
}
