//! Calls to vendors that carry our credentials: one host each, no detours, and a proof of whether a request left.
//!
//! [`Origin`] is the one host a client may speak to, [`address`] which addresses it may be at, [`Client`] a call
//! with its limits, [`gate`] the moment at which the permit is asked: when the connection stands and before a byte of the
//! request is written. [`Host`] asks questions that change nothing: within the vendor's quota, from the cache where that
//! is fresh enough, again where an answer failed. [`Room`] is what all hosts of a run share. [`Browser`] reads pages of
//! shops: it has no credentials at all; [`Driver`] has a browser build those that scripts build. [`MailHost`] hands letters
//! over and reads them; [`Server`] takes calls from outside, within bounds.

pub mod address;
mod body;
mod browse;
mod client;
mod driver;
mod gate;
mod host;
mod login;
mod mail;
mod origin;
mod replies;
mod resolver;
mod room;
mod serve;
mod starttls;
mod trouble;

pub use browse::{Astray, Browser, Fetched, Manners};
pub use client::{Client, Content, Failed, Limits, Reply, Request, Verb};
pub use driver::Driver;
pub use host::{Ask, Auth, Got, Host};
pub use login::Login;
pub use mail::{Account, Cover, Handed, MailHost, Wire};
pub use origin::Origin;
pub use room::{Allowance, NoTurn, Room, Spent, Standing, print_of};
pub use serve::{Bounds, Call as Received, Reply as Answering, Server, Service};
pub use trouble::{Trouble, Why};
