//! Vendors that are only read from, asked by the real program over a socket.

mod amazon;
mod buyback;
mod ebay;
mod reverb;
mod round;
mod sandbox;
mod searches;
mod tcgplayer;
mod token;
