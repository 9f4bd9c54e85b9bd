//! The steps of the round, each a function over records; `run` chains them. The thinking is in `domain`.

pub mod analyze;
pub mod report;
pub mod scan;
pub mod support;
