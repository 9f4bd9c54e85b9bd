//! Real orders over a socket: the real binary, a live database, and a vendor on loopback that counts and misbehaves.

mod guards;
mod moved;
mod once;
mod wire;
