//! Channels that sell for us, over a socket: the real program, a live database, and a vendor on loopback that keeps books of
//! its own and misbehaves.

mod contracts;
mod offers;
mod reverb;
mod tcgplayer;
