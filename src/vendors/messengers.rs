//! The vendors that carry messages to an address: who answers which inbox. They are opened in live mode alone.

use std::rc::Rc;

use anyhow::Result;

use super::{
    Gateway, Inbox, files::Files, imap::Imap, readers::Readers, sendgrid::Sendgrid, smtp::Smtp, telegram::Telegram,
    twilio::Twilio,
};
use crate::config::Vendors;

/// The inbox of letters, whoever brought them: a letter is one by its own id.
pub const MAIL: &str = "mail";
/// The inbox of messages from files and pipes.
pub const FILE: &str = "file";

/// A vendor that carries messages.
pub struct Messenger {
    /// Its name in the settings and in the books.
    pub name: &'static str,
    /// The inbox whose messages it answers; `None` for one that only tells.
    pub answers: Option<&'static str>,
    /// Sends.
    pub gateway: Rc<dyn Gateway>,
}

/// The messengers that are switched on, the one that is asked first standing first.
pub fn open(vendors: &Vendors, readers: &Readers) -> Result<Vec<Messenger>> {
    let mut found = Vec::new();
    let mut add = |name: &'static str, answers: Option<&'static str>, gateway: Rc<dyn Gateway>| {
        found.push(Messenger { name, answers, gateway });
    };
    if vendors.twilio.enabled {
        add("twilio", Some("twilio"), Rc::new(Twilio::open(&vendors.twilio, &readers.room()?)?));
    }
    if vendors.smtp.enabled {
        add("smtp", Some(MAIL), Rc::new(Smtp::open(&vendors.smtp)?));
    }
    if vendors.sendgrid.enabled {
        add("sendgrid", Some(MAIL), Rc::new(Sendgrid::open(&vendors.sendgrid, &readers.room()?)?));
    }
    if vendors.telegram.enabled {
        add("telegram", None, Rc::new(Telegram::open(&vendors.telegram, &readers.room()?)?));
    }
    if vendors.files.enabled {
        add("files", Some(FILE), Rc::new(Files::open(&vendors.files)?));
    }
    Ok(found)
}

/// The inboxes that are read beside those of marketplaces.
pub fn inboxes(vendors: &Vendors) -> Result<Vec<(&'static str, Rc<dyn Inbox>)>> {
    let mut found: Vec<(&'static str, Rc<dyn Inbox>)> = Vec::new();
    if vendors.imap.enabled {
        found.push((MAIL, Rc::new(Imap::open(&vendors.imap)?)));
    }
    Ok(found)
}
