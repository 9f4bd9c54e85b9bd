//! What SQLite says, in words that name the file and what to do.

use std::{path::Path, time::Duration};

use rusqlite::ErrorCode;

use crate::error;

/// Whether another process was in the way.
pub(super) fn is_busy(why: &anyhow::Error) -> bool {
    matches!(code(why), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// Whether the database itself failed (busy, full, damaged, …), rather than a value that it would not take.
pub(super) fn is_the_database(why: &anyhow::Error) -> bool {
    let of_a_value = [ErrorCode::ConstraintViolation, ErrorCode::TypeMismatch, ErrorCode::TooBig];
    code(why).is_some_and(|code| !of_a_value.contains(&code))
}

/// Waits a little, longer each time and never as long as the neighbour does.
pub(super) fn pause(attempt: u32) {
    let spread = std::process::id() % 17 + std::time::UNIX_EPOCH.elapsed().map_or(0, |now| now.subsec_nanos() % 23);
    std::thread::sleep(Duration::from_millis(u64::from(attempt * 20 + spread)));
}

/// Names the database and gives the failure its exit code. What already has one is left as it is.
pub(super) fn explain(path: &Path, why: anyhow::Error) -> anyhow::Error {
    if crate::ui::failure_in(&why).is_some() {
        return why;
    }
    let name = path.display();
    let failure = match code(&why) {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            error::try_again(format!("the database {name} is busy")).code("database_busy").hint("run the command again")
        }
        Some(ErrorCode::NotADatabase) => error::refused(format!("{name} is not a database"))
            .code("database_damaged")
            .hint("name another file with `--db`, or bring back a backup with `arb db restore`"),
        Some(ErrorCode::DatabaseCorrupt) => error::refused(format!("the database {name} is damaged"))
            .code("database_damaged")
            .hint("bring back a backup with `arb db restore`"),
        Some(ErrorCode::DiskFull) => {
            error::failed(format!("the disk is full: nothing was written to the database {name}"))
                .code("disk_full")
                .hint("make room and run the command again")
        }
        Some(ErrorCode::ReadOnly) => error::failed(format!("the database {name} can't be written"))
            .code("database_read_only")
            .hint("check who owns the file and its folder"),
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            error::failed(format!("can't open the database {name}"))
                .code("database_unreadable")
                .hint("check that the folder exists and is yours, or name another file with `--db`")
        }
        Some(ErrorCode::SystemIoFailure) => error::failed(format!("reading or writing the database {name} failed"))
            .code("database_io")
            .hint("check the disk; what was written before is safe"),
        _ if is_misread(&why) => error::refused(format!("the database {name} holds a value that arb never writes"))
            .code("database_damaged")
            .hint("`arb doctor` looks at the file; bring back a backup with `arb db restore`"),
        _ => error::failed(format!("the database {name} refused")).code("database"),
    };
    failure.because(why).into()
}

/// Whether a value is of a type or beyond a bound that the schema does not allow.
fn is_misread(why: &anyhow::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType};
    why.chain()
        .filter_map(|cause| cause.downcast_ref::<rusqlite::Error>())
        .any(|why| matches!(why, FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..)))
}

fn code(why: &anyhow::Error) -> Option<ErrorCode> {
    why.chain().find_map(|cause| cause.downcast_ref::<rusqlite::Error>()?.sqlite_error_code())
}
