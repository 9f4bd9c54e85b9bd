//! The gate between a connection that stands and the first byte of the request.
//!
//! The connector does not hand its connection over before the gate has opened, so no byte can be written before the permit
//! was asked, and a gate that never opened is the proof that nothing was sent. It opens once: one request, one connection.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use anyhow::Result;
use tower_layer::Layer;
use tower_service::Service;

/// What a connector fails with.
type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// One gate, for one request.
#[derive(Clone, Default)]
pub struct Gate(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    at: At,
    caller: Option<Waker>,
}

#[derive(Default)]
enum At {
    /// Nobody came.
    #[default]
    Closed,
    /// A connection stands and waits.
    Asked(Waker),
    /// The permit held; the connection may go through.
    Open,
    /// It went through: a byte may have been written.
    Passed,
    /// The permit did not hold, and why.
    Shut(String),
}

impl Gate {
    /// Whether a byte of the request may have been written.
    pub fn passed(&self) -> bool {
        matches!(self.state().at, At::Open | At::Passed)
    }

    /// Why the permit did not hold.
    pub fn refusal(&self) -> Option<String> {
        match &self.state().at {
            At::Shut(why) => Some(why.clone()),
            _ => None,
        }
    }

    /// Runs a call whose connection comes to this gate, and asks the permit when it does.
    pub async fn guard<T>(&self, permit: &dyn Fn() -> Result<()>, call: impl Future<Output = T>) -> T {
        let mut call = pin!(call);
        poll_fn(|context| {
            loop {
                self.state().caller = Some(context.waker().clone());
                match call.as_mut().poll(context) {
                    Poll::Pending if self.answer(permit) => {}
                    other => return other,
                }
            }
        })
        .await
    }

    /// Asks the permit where a connection waits, and says whether one did.
    fn answer(&self, permit: &dyn Fn() -> Result<()>) -> bool {
        let mut state = self.state();
        let waker = match &state.at {
            At::Asked(waker) => waker.clone(),
            _ => return false,
        };
        state.at = match permit() {
            Ok(()) => At::Open,
            Err(why) => At::Shut(format!("{why:#}")),
        };
        drop(state);
        waker.wake();
        true
    }

    /// What the connection does here.
    fn pass(&self, context: &Context<'_>) -> Poll<Result<(), BoxError>> {
        let mut state = self.state();
        match &state.at {
            At::Closed | At::Asked(_) => {
                state.at = At::Asked(context.waker().clone());
                if let Some(caller) = state.caller.take() {
                    drop(state);
                    caller.wake();
                }
                Poll::Pending
            }
            At::Open => {
                state.at = At::Passed;
                Poll::Ready(Ok(()))
            }
            At::Passed => Poll::Ready(Err("one request has one connection".into())),
            At::Shut(why) => Poll::Ready(Err(why.clone().into())),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S> Layer<S> for Gate {
    type Service = Gated<S>;

    fn layer(&self, connector: S) -> Gated<S> {
        Gated { connector, gate: self.clone() }
    }
}

/// A connector with a gate behind it.
#[derive(Clone)]
pub struct Gated<S> {
    connector: S,
    gate: Gate,
}

impl<S, R> Service<R> for Gated<S>
where
    S: Service<R, Error = BoxError>,
    S::Response: Send,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.connector.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let connecting = self.connector.call(request);
        let gate = self.gate.clone();
        Box::pin(async move {
            let connection = connecting.await?;
            poll_fn(|context| gate.pass(context)).await?;
            Ok(connection)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn run<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
    }

    async fn through(gate: Gate) -> Result<(), BoxError> {
        poll_fn(|context| gate.pass(context)).await
    }

    #[test]
    fn the_permit_is_asked_when_a_connection_comes_and_not_before() {
        let gate = Gate::default();
        let asked = Cell::new(0);
        let permit = || {
            asked.set(asked.get() + 1);
            Ok(())
        };
        run(gate.guard(&permit, async {}));
        assert_eq!((asked.get(), gate.passed()), (0, false));
        run(gate.guard(&permit, through(gate.clone()))).unwrap();
        assert_eq!((asked.get(), gate.passed()), (1, true));
    }

    #[test]
    fn a_shut_gate_lets_nothing_through_and_says_why() {
        let gate = Gate::default();
        let permit = || Err(anyhow::anyhow!("halted"));
        assert!(run(gate.guard(&permit, through(gate.clone()))).is_err());
        assert!(!gate.passed());
        assert_eq!(gate.refusal().as_deref(), Some("halted"));
    }

    #[test]
    fn a_second_connection_does_not_pass() {
        let gate = Gate::default();
        run(gate.guard(&|| Ok(()), through(gate.clone()))).unwrap();
        assert!(run(gate.guard(&|| Ok(()), through(gate.clone()))).is_err());
    }

    #[test]
    fn a_connection_made_in_another_task_is_answered_too() {
        let gate = Gate::default();
        let elsewhere = gate.clone();
        let done = run(gate.guard(&|| Ok(()), async move { tokio::spawn(through(elsewhere)).await }));
        assert!(done.unwrap().is_ok());
    }
}
