//! Names to addresses, checked where they are used: the address that is checked is the one that is connected to.

use std::net::{SocketAddr, ToSocketAddrs};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::oneshot;

use super::{address, origin::Origin};

/// Resolves one host and refuses every other.
pub struct Guarded {
    host: String,
    loopback: bool,
    lookup: fn(&str) -> std::io::Result<Vec<SocketAddr>>,
}

impl Guarded {
    /// For this host, with the system's resolver.
    pub fn new(origin: &Origin) -> Self {
        Self { host: origin.host().to_owned(), loopback: origin.is_loopback(), lookup: system }
    }
}

/// The addresses of a host that is not spoken to by HTTP, held to the same rules.
pub(super) async fn addresses(origin: &Origin, name: &str) -> Result<Vec<SocketAddr>, String> {
    let (send, found) = oneshot::channel();
    let asked = name.to_owned();
    // A thread of its own: a name server that is silent must not hold up the end of the process.
    let resolving = move || send.send(system(&asked));
    std::thread::Builder::new().name("resolver".into()).spawn(resolving).map_err(|why| why.to_string())?;
    let found = found.await.map_err(|_| format!("`{name}` was not looked up"))?.map_err(|why| why.to_string())?;
    checked(name, origin.is_loopback(), found)
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (host, loopback, lookup) = (self.host.clone(), self.loopback, self.lookup);
        let asked = name.as_str().to_owned();
        Box::pin(async move {
            if !asked.eq_ignore_ascii_case(&host) {
                return Err(format!("`{asked}` is not the configured host `{host}`").into());
            }
            // A thread of its own: a name server that is silent must not hold up the end of the process.
            let (send, found) = oneshot::channel();
            std::thread::Builder::new().name("resolver".into()).spawn(move || send.send(lookup(&asked)))?;
            let found = found.await??;
            Ok(Box::new(checked(&host, loopback, found)?.into_iter()) as Addrs)
        })
    }
}

/// The addresses, where all of them may be used. One bad one spoils the answer: a name that leads inside now and outside
/// the next time is an attack, not a choice.
fn checked(host: &str, loopback: bool, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, String> {
    if found.is_empty() {
        return Err(format!("`{host}` has no address"));
    }
    for address in &found {
        let ip = address.ip();
        if loopback {
            if !ip.is_loopback() {
                return Err(format!("`{host}` leads to {ip}, which is not this machine"));
            }
        } else if let Some(why) = address::refused(ip) {
            return Err(format!("`{host}` leads to {ip}, which is {why}: no vendor is there"));
        }
    }
    Ok(found)
}

fn system(host: &str) -> std::io::Result<Vec<SocketAddr>> {
    Ok((host, 0).to_socket_addrs()?.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(
        origin: &str,
        asked: &str,
        found: fn(&str) -> std::io::Result<Vec<SocketAddr>>,
    ) -> Result<usize, String> {
        let origin = Origin::parse("k", origin).unwrap();
        let guarded = Guarded { lookup: found, ..Guarded::new(&origin) };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let answer = runtime.block_on(guarded.resolve(asked.parse().unwrap()));
        answer.map(Iterator::count).map_err(|why| why.to_string())
    }

    fn public(_: &str) -> std::io::Result<Vec<SocketAddr>> {
        Ok(vec!["8.8.8.8:0".parse().unwrap(), "[2606:4700::1111]:0".parse().unwrap()])
    }

    fn rebound(_: &str) -> std::io::Result<Vec<SocketAddr>> {
        Ok(vec!["8.8.8.8:0".parse().unwrap(), "127.0.0.1:0".parse().unwrap()])
    }

    fn metadata(_: &str) -> std::io::Result<Vec<SocketAddr>> {
        Ok(vec!["169.254.169.254:0".parse().unwrap()])
    }

    fn mapped(_: &str) -> std::io::Result<Vec<SocketAddr>> {
        Ok(vec!["[::ffff:10.0.0.1]:0".parse().unwrap()])
    }

    fn here(_: &str) -> std::io::Result<Vec<SocketAddr>> {
        Ok(vec!["127.0.0.1:0".parse().unwrap(), "[::1]:0".parse().unwrap()])
    }

    fn nowhere(_: &str) -> std::io::Result<Vec<SocketAddr>> {
        Ok(Vec::new())
    }

    #[test]
    fn a_name_is_used_only_where_all_its_addresses_may_be() {
        let check = |lookup: fn(&str) -> std::io::Result<Vec<SocketAddr>>, expected: Result<usize, &str>| match (
            resolve("https://a.example", "a.example", lookup),
            expected,
        ) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(why), Err(part)) => assert!(why.contains(part), "{why}"),
            (found, expected) => panic!("{found:?}, not {expected:?}"),
        };
        check(public, Ok(2));
        check(rebound, Err("127.0.0.1, which is loopback"));
        check(metadata, Err("link-local"));
        check(mapped, Err("a private network"));
        check(here, Err("loopback"));
        check(nowhere, Err("no address"));
    }

    #[test]
    fn localhost_is_this_machine_and_no_other() {
        assert_eq!(resolve("http://localhost:1", "localhost", here), Ok(2));
        assert!(resolve("http://localhost:1", "localhost", public).unwrap_err().contains("not this machine"));
    }

    #[test]
    fn another_name_is_not_even_looked_up() {
        let why = resolve("https://a.example", "evil.example", |_| panic!("it was looked up")).unwrap_err();
        assert!(why.contains("not the configured host"), "{why}");
    }
}
