//! Pipes as wide as the system gives them to anybody: two programs wait for each other less often.

use std::os::fd::AsFd;

/// In bytes; Linux makes pipes of 64 KiB and lets everyone have this.
#[cfg(target_os = "linux")]
const WIDTH: i32 = 1 << 20;

/// Widens a pipe. What is none, is wide already, or may not be wider stays as it is.
#[cfg(target_os = "linux")]
pub(super) fn widen(pipe: impl AsFd) {
    use nix::fcntl::{FcntlArg, fcntl};

    if fcntl(&pipe, FcntlArg::F_GETPIPE_SZ).is_ok_and(|width| width < WIDTH) {
        // Where it is refused, it works all the same.
        let _ = fcntl(&pipe, FcntlArg::F_SETPIPE_SZ(WIDTH));
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn widen(_: impl AsFd) {}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(target_os = "linux")]
    fn a_pipe_becomes_wider_and_never_narrower() {
        use nix::fcntl::{FcntlArg, fcntl};

        let (reader, _writer) = std::io::pipe().unwrap();
        let width = || fcntl(&reader, FcntlArg::F_GETPIPE_SZ).unwrap();
        let before = width();
        super::widen(&reader);
        let widened = width();
        assert!(widened >= before, "{widened} after {before}");
        super::widen(&reader);
        assert_eq!(width(), widened);
        super::widen(std::fs::File::open("/dev/null").unwrap());
    }
}
