//! A listener on loopback that hands on every caller in its turn, and ends with what holds it.

use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

/// A port with somebody behind it.
pub struct Server {
    at: SocketAddr,
    stop: Arc<AtomicBool>,
    serving: Option<JoinHandle<()>>,
}

impl Server {
    /// Listens at a free port. A caller that hangs up midway has had enough: that is for the test to judge.
    pub fn start(mut serve: impl FnMut(TcpStream) -> std::io::Result<()> + Send + 'static) -> Self {
        Self::listen("127.0.0.1:0", move |stream, _| drop(serve(stream)))
    }

    /// Listens at this address; whoever serves for long ends when the flag is set.
    pub fn listen(at: &str, mut serve: impl FnMut(TcpStream, &Arc<AtomicBool>) + Send + 'static) -> Self {
        let listener = TcpListener::bind(at).expect("a port on loopback");
        let at = listener.local_addr().expect("a listener has an address");
        let stop = Arc::new(AtomicBool::new(false));
        let its_stop = Arc::clone(&stop);
        let serving = thread::spawn(move || {
            for stream in listener.incoming() {
                if its_stop.load(Ordering::SeqCst) {
                    break;
                }
                if let Ok(stream) = stream {
                    serve(stream, &its_stop);
                }
            }
        });
        Self { at, stop, serving: Some(serving) }
    }

    /// Where it is: `127.0.0.1:PORT`.
    pub fn at(&self) -> SocketAddr {
        self.at
    }

    /// Where it is: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.at)
    }

    /// Listens until the program is ended.
    pub fn wait(mut self) {
        if let Some(serving) = self.serving.take() {
            serving.join().expect("the listener ends by itself");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // The listener waits for a caller: be the last one.
        drop(TcpStream::connect(self.at));
        if let Some(serving) = self.serving.take() {
            let ended = serving.join();
            assert!(thread::panicking() || ended.is_ok(), "the server's closure panicked");
        }
    }
}
