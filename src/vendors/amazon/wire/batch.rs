//! The replies to batches: 200, with a status, a body and what was asked for each item.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::or_empty;

/// A reply to a batch; `A` is what each item says was asked.
#[derive(Debug, Deserialize)]
#[serde(bound = "A: DeserializeOwned")]
pub struct Batch<A> {
    /// One for each item, in no order that counts.
    #[serde(default, deserialize_with = "or_empty")]
    pub responses: Vec<Response<A>>,
}

/// What came of one item.
#[derive(Debug, Deserialize)]
#[serde(bound = "A: DeserializeOwned")]
pub struct Response<A> {
    #[serde(default)]
    status: Option<Status>,
    /// Its body, as it is written.
    #[serde(default)]
    pub body: Option<Box<RawValue>>,
    /// What it answers.
    #[serde(default)]
    pub request: Option<A>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    #[serde(default)]
    status_code: Option<u16>,
}

impl<A> Response<A> {
    /// Its status; `None` where it has none.
    pub fn code(&self) -> Option<u16> {
        self.status.as_ref()?.status_code
    }

    /// Its body in this shape; the shape of nothing where there is none.
    pub fn body<T: DeserializeOwned + Default>(&self) -> Result<T, serde_json::Error> {
        self.body.as_ref().map_or_else(|| Ok(T::default()), |body| serde_json::from_str(body.get()))
    }
}
