//! Ports for servers that can't choose one themselves: none is given out twice by this process.

use std::{
    collections::BTreeSet,
    net::{SocketAddr, TcpListener},
    sync::{Mutex, PoisonError},
};

/// A port on loopback that nobody listens at, and that no other call got.
pub fn free() -> SocketAddr {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    let mut given = GIVEN.lock().unwrap_or_else(PoisonError::into_inner);
    // Those that were given are held while another is looked for, or the system would name the same again and again.
    let mut held = Vec::new();
    loop {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
        let address = listener.local_addr().expect("a listener has an address");
        if given.insert(address.port()) {
            return address;
        }
        held.push(listener);
    }
}
