//! Who answers for what: the vendors of this run, by name.

use std::rc::Rc;

use super::{Channel, Checkout, Gateway, Inbox, Market, Source, Statement, paper::Paper};
use crate::domain::effect::Autonomy;

/// The vendors of this run. On paper one simulated market stands in for all of them.
#[derive(Clone, Default)]
pub struct Desk {
    paper: Option<Rc<Paper>>,
}

impl Desk {
    /// Everything is the simulated market.
    pub fn on_paper(paper: Rc<Paper>) -> Self {
        Self { paper: Some(paper) }
    }

    /// The simulated market, on paper.
    pub fn paper(&self) -> Option<&Rc<Paper>> {
        self.paper.as_ref()
    }

    /// The name of the vendor that takes orders for a source; `None` where nobody does.
    pub fn vendor_of(&self, _source: &str) -> Option<&'static str> {
        self.paper.as_ref().map(|_| "paper")
    }

    /// The name of the vendor that sells on a channel; `None` where nobody does.
    pub fn seller_on(&self, _channel: &str) -> Option<&'static str> {
        self.paper.as_ref().map(|_| "paper")
    }

    /// Who changes things at this vendor.
    pub fn gateway(&self, vendor: &str) -> Option<Rc<dyn Gateway>> {
        self.named(vendor).map(|paper| paper as Rc<dyn Gateway>)
    }

    /// How far the vendor that takes orders for a source lets a program go; `None` where nobody takes them.
    pub fn autonomy_max(&self, _source: &str) -> Option<Autonomy> {
        self.paper.as_ref().map(|_| Autonomy::Auto)
    }

    /// The vendor that an order placed by a person is booked under: the one that lists it, or the source itself.
    pub fn vendor_by_hand(&self, source: &str) -> String {
        // Nothing that a person orders is ever in the simulated market.
        self.vendor_of(source).filter(|_| self.paper.is_none()).unwrap_or(source).to_owned()
    }

    /// The vendors that show their own list of our orders, by name.
    pub fn statements(&self) -> Vec<(&'static str, Rc<dyn Statement>)> {
        self.paper.iter().map(|paper| ("paper", Rc::clone(paper) as Rc<dyn Statement>)).collect()
    }

    /// The source of this name.
    pub fn source(&self, name: &str) -> Option<Rc<dyn Source>> {
        self.named(name).map(|paper| paper as Rc<dyn Source>)
    }

    /// Who says what products sell for.
    pub fn markets(&self) -> Vec<Rc<dyn Market>> {
        self.paper.iter().map(|paper| Rc::clone(paper) as Rc<dyn Market>).collect()
    }

    /// Who takes orders under this vendor name.
    pub fn checkout(&self, vendor: &str) -> Option<Rc<dyn Checkout>> {
        self.named(vendor).map(|paper| paper as Rc<dyn Checkout>)
    }

    /// Who sells on this channel.
    pub fn channel(&self, _channel: &str) -> Option<Rc<dyn Channel>> {
        self.paper.as_ref().map(|paper| Rc::clone(paper) as Rc<dyn Channel>)
    }

    /// The feeds of sales and money, by name.
    pub fn feeds(&self) -> Vec<(&'static str, Rc<dyn Channel>)> {
        self.paper.iter().map(|paper| ("paper", Rc::clone(paper) as Rc<dyn Channel>)).collect()
    }

    /// The inboxes, by name.
    pub fn inboxes(&self) -> Vec<(&'static str, Rc<dyn Inbox>)> {
        self.paper.iter().map(|paper| ("paper", Rc::clone(paper) as Rc<dyn Inbox>)).collect()
    }

    fn named(&self, name: &str) -> Option<Rc<Paper>> {
        (name == "paper").then(|| self.paper.clone()).flatten()
    }
}
