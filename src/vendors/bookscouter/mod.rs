//! BookScouter: what buyback shops pay for a book, the best of them. An experiment.
//!
//! It publishes no contract: paths and shapes are those of one customer's public client and may change any day. A quote is
//! a bid that holds for hours, not a sale. It stands on the channel `bookscouter`, whose fee card says that the seller pays
//! nothing: `analyze --market bookscouter` judges books as sold there.

mod wire;

use std::{rc::Rc, time::Duration};

use anyhow::Result;
use jiff::SignedDuration;

use self::wire::{Book, Books};
use super::{
    Call, Check, Estimate, Left, Market, credentials,
    reader::{self, Place},
};
use crate::{
    config,
    domain::{evidence::Evidence, money::Currency},
    net::{Ask, Auth, Host, Request, Room, Trouble, Why},
};

/// The fee channel of its quotes.
const CHANNEL: &str = "bookscouter";
/// The most books in one question.
const BATCH: usize = 50;
/// The book that a check asks about: one that every buyback shop knows.
const KNOWN_BOOK: &str = "9780439023481";

/// BookScouter.
pub struct Bookscouter {
    host: Host,
    max_age: Duration,
}

impl Bookscouter {
    /// Checks the settings and reads the key.
    pub fn open(config: &config::Bookscouter, room: &Rc<Room>) -> Result<Self> {
        let [key] = credentials::read("bookscouter", config.credentials_file.as_deref(), ["key"])?;
        let place = Place {
            vendor: "bookscouter",
            base_url: &config.base_url,
            deadline_s: config.deadline_s,
            longest: Place::LONGEST,
        };
        let host = place.host(room, Auth::Query("apiKey", key))?.explaining(wire::said);
        Ok(Self { host, max_age: reader::max_age("bookscouter", &config.max_age)? })
    }

    /// A reply that says of itself that it failed.
    fn refused(&self, said: &str) -> Trouble {
        self.host.trouble("calls", Why::Refused(200, format!("its status is `{said:.80}`")))
    }
}

impl Check for Bookscouter {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let path = ["cachedPrices", KNOWN_BOOK];
            let request = Request { path: &path, ..Request::default() };
            let (book, _): (Book, _) =
                self.host.json(Ask { request, ..Ask::default() }).await.map_err(Trouble::failure)?;
            if let Some(said) = book.failed() {
                return Err(self.refused(said).failure().into());
            }
            Ok(match book.best() {
                Some(bid) => format!("the best of its shops pays {} USD for {KNOWN_BOOK}", bid.price),
                None => format!("it answers, and nobody pays for {KNOWN_BOOK}"),
            })
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(&self.host)
    }
}

impl Market for Bookscouter {
    fn snapshot<'a>(&'a self, keys: &'a [String]) -> Call<'a, Vec<Evidence>> {
        Box::pin(async move {
            let mut found = Vec::new();
            for chunk in reader::isbns(keys).chunks(BATCH) {
                let query: Vec<(&str, &str)> = chunk.iter().map(|isbn| ("isbns[]", isbn.as_str())).collect();
                let path = ["cachedPricesMultiple"];
                let request = Request { path: &path, query: &query, ..Request::default() };
                let ask = Ask { request, fresh: self.max_age, ..Ask::default() };
                let (books, at) = match self.host.json::<Books>(ask).await {
                    Err(why) if why.is_not_found() => continue,
                    got => got.map_err(Trouble::failure)?,
                };
                if let Some(said) = books.failed() {
                    return Err(self.refused(said).failure().into());
                }
                for isbn in chunk {
                    let Some(bid) = books.of(isbn).filter(|book| book.failed().is_none()).and_then(Book::best) else {
                        continue;
                    };
                    let ids = reader::product_ids(None, std::iter::once(isbn.as_str()));
                    found.push(Evidence {
                        buy_box: Some(bid.price),
                        // The quotes are cached ones: a quote is no younger than its shop says.
                        as_of: Some(bid.at.map_or(at, |said| said.min(at))),
                        ..Evidence::of(ids, CHANNEL, Currency::USD, "bookscouter")
                    });
                }
            }
            Ok(found)
        })
    }

    fn max_age(&self) -> Option<SignedDuration> {
        SignedDuration::try_from(self.max_age).ok()
    }

    fn estimate(&self, products: usize) -> Estimate {
        Estimate {
            calls: 0,
            calls_at_most: Some(products.div_ceil(BATCH) as u64),
            notes: vec!["one call for fifty books".into()],
            ..Estimate::default()
        }
    }
}
