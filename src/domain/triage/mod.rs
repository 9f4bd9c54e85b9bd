//! What a message is about, learned from messages that people have labelled.
//!
//! Words, word pairs and pieces of words ([`features`]) become a vector ([`vocabulary`]); a linear judge per label scores it
//! ([`linear`]); held-out texts say how sure a score is and below which one no label fits ([`calibrate`]). The rules of
//! [`super::support`] stand beside it: what is learned here adds to them and takes nothing away. Floats are fine here, for
//! nothing here is money. A [`Model`] holds numbers and the names of labels, and no message.

pub mod calibrate;
mod chance;
mod codec;
pub mod features;
pub mod linear;
pub mod metrics;
mod model;
mod train;
pub mod vocabulary;

pub use codec::{Damage, MOST_BYTES, decode, encode};
pub use model::{Label, Learned, Model, Verdict, Word};
pub use train::{Example, Trained, Untrainable, train};
