//! BooksRun: what it pays for a book that is sent to it.
//!
//! A quote is a bid that holds for hours, not a sale. It stands on the channel `booksrun`, whose fee card says that the
//! seller pays nothing: `analyze --market booksrun` judges books as sold there.

mod wire;

use std::{rc::Rc, time::Duration};

use anyhow::Result;
use jiff::SignedDuration;

use self::wire::Reply;
use super::{
    Call, Check, Estimate, Left, Market, credentials,
    reader::{self, Place},
};
use crate::{
    config,
    domain::{evidence::Evidence, money::Currency},
    net::{Ask, Auth, Host, Request, Room, Trouble},
};

/// The fee channel of its quotes.
const CHANNEL: &str = "booksrun";
/// The book that a check asks about: one that every buyback shop knows.
const KNOWN_BOOK: &str = "9780439023481";

/// BooksRun.
pub struct Booksrun {
    host: Host,
    max_age: Duration,
}

impl Booksrun {
    /// Checks the settings and reads the key.
    pub fn open(config: &config::Booksrun, room: &Rc<Room>) -> Result<Self> {
        let [key] = credentials::read("booksrun", config.credentials_file.as_deref(), ["key"])?;
        let place = Place {
            vendor: "booksrun",
            base_url: &config.base_url,
            deadline_s: config.deadline_s,
            longest: Place::LONGEST,
        };
        let host = place.host(room, Auth::Query("key", key))?.explaining(wire::said);
        Ok(Self { host, max_age: reader::max_age("booksrun", &config.max_age)? })
    }

    /// What it pays for a book; `None` where it does not know it.
    async fn quote(&self, isbn: &str, fresh: Duration) -> Result<Option<(Reply, jiff::Timestamp)>, Trouble> {
        let path = ["price", "sell", isbn];
        let request = Request { path: &path, ..Request::default() };
        match self.host.json::<Reply>(Ask { request, fresh, ..Ask::default() }).await {
            Err(why) if why.is_not_found() => Ok(None),
            got => got.map(Some),
        }
    }
}

impl Check for Booksrun {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let quote = self.quote(KNOWN_BOOK, Duration::ZERO).await.map_err(Trouble::failure)?;
            let bid = quote.as_ref().and_then(|(reply, _)| reply.bid());
            match (bid, quote.as_ref().and_then(|(reply, _)| reply.refusal())) {
                (Some(bid), _) => Ok(format!("it pays {bid} USD for {KNOWN_BOOK}")),
                // It may answer a wrong key with 200 and a sentence.
                (None, Some(said)) => Ok(format!("it answers, and says of {KNOWN_BOOK}: {said}")),
                (None, None) => Ok(format!("it answers, and pays nothing for {KNOWN_BOOK}")),
            }
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(&self.host)
    }
}

impl Market for Booksrun {
    fn snapshot<'a>(&'a self, keys: &'a [String]) -> Call<'a, Vec<Evidence>> {
        Box::pin(async move {
            let mut found = Vec::new();
            for isbn in reader::isbns(keys) {
                let quote = match self.quote(&isbn, self.max_age).await {
                    Err(why) if why.is_final() => return Err(why.failure().into()),
                    // What can't be said of one book stops no other.
                    quote => quote.ok().flatten(),
                };
                let Some((bid, at)) = quote.and_then(|(reply, at)| Some((reply.bid()?, at))) else { continue };
                let ids = reader::product_ids(None, std::iter::once(isbn.as_str()));
                found.push(Evidence {
                    buy_box: Some(bid),
                    as_of: Some(at),
                    ..Evidence::of(ids, CHANNEL, Currency::USD, "booksrun")
                });
            }
            Ok(found)
        })
    }

    fn max_age(&self) -> Option<SignedDuration> {
        SignedDuration::try_from(self.max_age).ok()
    }

    fn estimate(&self, products: usize) -> Estimate {
        let calls_at_most = Some(products as u64);
        Estimate { calls: 0, calls_at_most, notes: vec!["one call for each book".into()], ..Estimate::default() }
    }
}
