//! A host on loopback that answers with raw bytes, as badly as a test wants: cut, slow, never, elsewhere.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use super::vendor::Server;

/// One step of an answer.
#[derive(Clone, Debug)]
pub enum Step {
    /// These bytes.
    Send(Vec<u8>),
    /// Nothing for so many milliseconds.
    Pause(u64),
    /// These bytes, one each so many milliseconds.
    Slowly(Vec<u8>, u64),
    /// A mebibyte of blanks so many times.
    Flood(usize),
}

/// The host; it stops when this goes out of scope.
pub struct Faulty {
    server: Server,
    calls: Arc<AtomicUsize>,
}

impl Faulty {
    /// Starts one; `steps` says what the call with this number (from 0) is answered with, and nothing reads the request
    /// where it is empty.
    pub fn start(steps: impl Fn(usize) -> Vec<Step> + Send + Sync + 'static) -> Self {
        let (calls, steps) = (Arc::new(AtomicUsize::new(0)), Arc::new(steps));
        let counted = Arc::clone(&calls);
        let server = Server::listen("127.0.0.1:0", move |stream, stop| {
            let (stop, steps) = (Arc::clone(stop), Arc::clone(&steps));
            let call = counted.fetch_add(1, Ordering::SeqCst);
            // A caller that hangs up has had enough: that is for the test to judge.
            thread::spawn(move || drop(answer(stream, &steps(call), &stop)));
        });
        Self { server, calls }
    }

    /// Where it is: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// How often it was called.
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }
}

fn answer(mut stream: TcpStream, steps: &[Step], stop: &AtomicBool) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    stream.set_write_timeout(Some(Duration::from_secs(10)))?;
    if steps.is_empty() {
        // It listens, and never says a word.
        for _ in 0..600 {
            if stop.load(Ordering::SeqCst) {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        return Ok(());
    }
    let mut head = Vec::new();
    let mut byte = [0_u8; 1];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? == 1 {
        head.push(byte[0]);
    }
    for step in steps {
        match step {
            Step::Send(bytes) => stream.write_all(bytes)?,
            Step::Pause(millis) => {
                for _ in 0..millis.div_ceil(50) {
                    if stop.load(Ordering::SeqCst) {
                        return Ok(());
                    }
                    thread::sleep(Duration::from_millis(50));
                }
            }
            Step::Slowly(bytes, millis) => {
                for byte in bytes {
                    stream.write_all(&[*byte])?;
                    thread::sleep(Duration::from_millis(*millis));
                    if stop.load(Ordering::SeqCst) {
                        return Ok(());
                    }
                }
            }
            Step::Flood(times) => {
                let blanks = vec![b' '; 1 << 20];
                for _ in 0..*times {
                    stream.write_all(&blanks)?;
                }
            }
        }
    }
    stream.flush()
}
