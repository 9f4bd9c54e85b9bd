//! The steps of the round, each a function over records; `cmd::run` chains them. The thinking is in `domain`.

pub mod analyze;
pub mod approvals;
pub mod arena;
pub mod buy;
pub mod hooks;
pub mod list;
pub mod negotiate;
pub mod promises;
pub mod reconcile;
pub mod refund;
pub mod report;
pub mod reprice;
pub mod scan;
pub mod service;
pub mod ship;
pub mod stock;
pub mod support;
pub mod sync;
pub mod triage;
