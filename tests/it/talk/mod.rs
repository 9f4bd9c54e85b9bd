//! Talking to people: the real program, a live database, and whoever carries messages on loopback, losing some of them.

mod approvals;
mod contracts;
mod erase;
mod mail;
mod mail_inject;
mod mail_tls;
pub(in crate::it) mod once;
mod serve;
mod servers;
mod wishes;
