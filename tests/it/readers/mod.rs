//! Vendors that are only read from, asked by the real program over a socket.

mod ebay;
mod reverb;
mod round;
mod tcgplayer;
