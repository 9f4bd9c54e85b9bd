//! The vendor of the tests as a program, for trying `arb` against one that can be told how to fail.
//!
//! `cargo run --example fake_vendor -- [ADDRESS] [PLAN]` prints its address (`http://127.0.0.1:PORT`) and serves until it
//! is stopped. PLAN is JSON as for `POST /_control`: `{"class":"lookup"}`, `{"price_pct":103}`, `{"lag_ms":2000}`,
//! `{"faults":[{"on":"order","how":"reset","placed":true,"times":1}]}`; `GET /_orders` shows what was ordered.

#![allow(dead_code, missing_docs, reason = "the tests use more of it than this program")]

use std::io::{Read as _, Write as _};

#[path = "../tests/it/kit/vendor/mod.rs"]
mod vendor;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let at = args.next().unwrap_or_else(|| "127.0.0.1:0".into());
    let vendor = vendor::Vendor::listen(&at, vendor::Plan::default());
    if let Some(plan) = args.next() {
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", vendor.port()))?;
        write!(stream, "POST /_control HTTP/1.1\r\nContent-Length: {}\r\n\r\n{plan}", plan.len())?;
        let mut reply = String::new();
        stream.read_to_string(&mut reply)?;
        if !reply.starts_with("HTTP/1.1 200") {
            return Err(std::io::Error::other(reply));
        }
    }
    let mut out = std::io::stdout();
    writeln!(out, "{}", vendor.url())?;
    out.flush()?;
    vendor.wait();
    Ok(())
}
