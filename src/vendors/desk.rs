//! Who answers for what: the vendors of this run, by name.

use std::rc::Rc;

use anyhow::Result;
use jiff::Timestamp;

use super::{
    Channel, Checkout, Gateway, Haggle, Inbox, Market, Source, Statement,
    amazon_business::AmazonBusiness,
    bargains::{self, Bargain},
    messengers::{self, Messenger},
    paper::Paper,
    readers::Readers,
    sellers::{self, Seller},
    warehouse::Warehouse,
};
use crate::{
    config::Vendors,
    domain::effect::{Autonomy, Kind},
    error,
};

/// The sources whose offers Amazon Business sells.
const AMAZON: [&str; 2] = ["amazon", "amazon_business"];

/// The vendors of this run. On paper one simulated market stands in for all of them.
#[derive(Clone, Default)]
pub struct Desk {
    paper: Option<Rc<Paper>>,
    amazon_business: Option<Rc<AmazonBusiness>>,
    readers: Option<Rc<Readers>>,
    sellers: Rc<[Seller]>,
    messengers: Rc<[Messenger]>,
    bargains: Rc<[Bargain]>,
    mailboxes: Rc<[(&'static str, Rc<dyn Inbox>)]>,
}

impl Desk {
    /// Everything is the simulated market.
    pub fn on_paper(paper: Rc<Paper>) -> Self {
        Self { paper: Some(paper), ..Self::default() }
    }

    /// The real vendors that are switched on. `now` is the clock.
    pub fn live(vendors: &Vendors, readers: &Rc<Readers>, now: impl Fn() -> Timestamp + 'static) -> Result<Self> {
        let mut desk = Self::default().reading(Rc::clone(readers));
        if vendors.amazon_business.enabled {
            let vendor = AmazonBusiness::open(&vendors.amazon_business, Box::new(now))?;
            desk.amazon_business = Some(Rc::new(vendor.paced(&vendors.amazon_business, readers.room()?)?));
        }
        desk.sellers = sellers::open(vendors, readers)?.into();
        desk.messengers = messengers::open(vendors, readers)?.into();
        desk.bargains = bargains::open(vendors, readers)?.into();
        desk.mailboxes = messengers::inboxes(vendors)?.into();
        Ok(desk)
    }

    /// With the vendors that are only read from: they are real on paper, too.
    #[must_use]
    pub fn reading(mut self, readers: Rc<Readers>) -> Self {
        self.readers = Some(readers);
        self
    }

    /// The vendors that are only read from.
    pub fn readers(&self) -> Option<&Rc<Readers>> {
        self.readers.as_ref()
    }

    /// The simulated market, on paper.
    pub fn paper(&self) -> Option<&Rc<Paper>> {
        self.paper.as_ref()
    }

    /// The name of the vendor that takes orders for a source; `None` where nobody does.
    pub fn vendor_of(&self, source: &str) -> Option<&'static str> {
        let amazon = self.amazon_business.as_ref().filter(|_| AMAZON.contains(&source)).map(|_| "amazon_business");
        self.paper.as_ref().map(|_| "paper").or(amazon)
    }

    /// The name of the vendor that sells on a channel; `None` where nobody does.
    pub fn seller_on(&self, channel: &str) -> Option<&'static str> {
        let seller = self.sellers.iter().find(|seller| seller.channel == channel);
        self.paper.as_ref().map(|_| "paper").or(seller.map(|seller| seller.name))
    }

    /// Who changes things at this vendor.
    pub fn gateway(&self, vendor: &str) -> Option<Rc<dyn Gateway>> {
        let paper = self.named(vendor).map(|paper| paper as Rc<dyn Gateway>);
        let buys = || self.real(vendor).map(|vendor| vendor as Rc<dyn Gateway>);
        let sells = || Some(Rc::clone(&self.sellers.iter().find(|seller| seller.name == vendor)?.gateway));
        let carries = || Some(Rc::clone(&self.messengers.iter().find(|one| one.name == vendor)?.gateway));
        let bargains = || Some(Rc::clone(&self.bargains.iter().find(|one| one.name == vendor)?.gateway));
        paper.or_else(buys).or_else(sells).or_else(carries).or_else(bargains)
    }

    /// Who answers the messages of an inbox; `None` where nobody does.
    pub fn answerer(&self, inbox: &str) -> Option<Rc<dyn Gateway>> {
        let carries = self.messengers.iter().find(|one| one.answers == Some(inbox));
        if let Some(messenger) = carries {
            return Some(Rc::clone(&messenger.gateway));
        }
        self.gateway(inbox).filter(|gateway| gateway.terms(Kind::Message).is_some())
    }

    /// How far the vendor that takes orders for a source lets a program go; `None` where nobody takes them.
    pub fn autonomy_max(&self, source: &str) -> Option<Autonomy> {
        let gateway = self.gateway(self.vendor_of(source)?)?;
        Some(gateway.terms(Kind::Purchase)?.autonomy_max)
    }

    /// The vendor that an order placed by a person is booked under: the one that lists it, or the source itself.
    pub fn vendor_by_hand(&self, source: &str) -> String {
        // Nothing that a person orders is ever in the simulated market.
        self.vendor_of(source).filter(|_| self.paper.is_none()).unwrap_or(source).to_owned()
    }

    /// The vendors that show their own list of our orders, by name.
    pub fn statements(&self) -> Vec<(&'static str, Rc<dyn Statement>)> {
        let paper = self.paper.iter().map(|paper| ("paper", Rc::clone(paper) as Rc<dyn Statement>));
        let amazon = self.amazon_business.iter();
        paper.chain(amazon.map(|vendor| ("amazon_business", Rc::clone(vendor) as Rc<dyn Statement>))).collect()
    }

    /// The source of this name; an error where it is switched on and can't be used.
    pub fn source(&self, name: &str) -> Result<Option<Rc<dyn Source>>> {
        if let Some(paper) = self.named(name) {
            return Ok(Some(paper));
        }
        let opened = self.readers.as_ref().map(|readers| readers.open(name)).transpose()?.flatten();
        match (opened, &self.readers) {
            (Some(reader), _) => Ok(reader.source),
            (None, Some(readers)) => readers.shop(name),
            (None, None) => Ok(None),
        }
    }

    /// The names of the sources that can be asked.
    pub fn source_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.paper.iter().map(|_| "paper").collect();
        if let Some(readers) = &self.readers {
            let vendors: Vec<&str> = readers.read_from().collect();
            names.extend(vendors);
            names.extend(readers.shop_names());
        }
        names
    }

    /// Who says what products sell for, by name: these, or all there are.
    pub fn markets(&self, named: &[String]) -> Result<Vec<(&'static str, Rc<dyn Market>)>> {
        let mut found: Vec<(&'static str, Rc<dyn Market>)> = Vec::new();
        let wanted = |name: &str| named.is_empty() || named.iter().any(|one| one == name);
        if let Some(paper) = self.paper.clone().filter(|_| wanted("paper")) {
            found.push(("paper", paper));
        }
        for name in self.readers.iter().flat_map(|readers| readers.read_from()).filter(|name| wanted(name)) {
            let opened = self.readers.as_ref().map(|readers| readers.open(name)).transpose()?.flatten();
            if let Some(market) = opened.and_then(|reader| reader.market) {
                found.push((name, market));
            }
        }
        if let Some(unknown) = named.iter().find(|name| !found.iter().any(|(known, _)| known == name)) {
            let known: Vec<&str> = self.source_names();
            return Err(error::config(format!("there is no market `{unknown}` that is switched on"))
                .hint(format!("switched on are: {}; `arb vendors` lists what each can do", known.join(", ")))
                .into());
        }
        Ok(found)
    }

    /// The name of the vendor through which sellers of a source can be talked to; `None` where a person does it.
    pub fn talks_to(&self, source: &str) -> Option<&'static str> {
        let bargain = self.bargains.iter().find(|one| one.name == source);
        self.paper.as_ref().map(|_| "paper").or(bargain.map(|one| one.name))
    }

    /// Whether the sellers of any source can be talked to without a person.
    pub fn talks(&self) -> bool {
        self.paper.is_some() || !self.bargains.is_empty()
    }

    /// How far the vendor that carries offers to sellers of a source lets a program go; `None` where a person carries them.
    pub fn bargaining_max(&self, source: &str) -> Option<Autonomy> {
        let gateway = self.gateway(self.talks_to(source)?)?;
        Some(gateway.terms(Kind::Message)?.autonomy_max)
    }

    /// The sellers that can be talked to through this vendor.
    pub fn sellers_of(&self, vendor: &str) -> Option<Rc<dyn Haggle>> {
        let paper = self.named(vendor).map(|paper| paper as Rc<dyn Haggle>);
        paper.or_else(|| Some(Rc::clone(&self.bargains.iter().find(|one| one.name == vendor)?.sellers)))
    }

    /// Who takes orders under this vendor name.
    pub fn checkout(&self, vendor: &str) -> Option<Rc<dyn Checkout>> {
        let paper = self.named(vendor).map(|paper| paper as Rc<dyn Checkout>);
        paper.or_else(|| self.real(vendor).map(|vendor| vendor as Rc<dyn Checkout>))
    }

    /// Who sells on this channel.
    pub fn channel(&self, channel: &str) -> Option<Rc<dyn Channel>> {
        let paper = self.paper.as_ref().map(|paper| Rc::clone(paper) as Rc<dyn Channel>);
        let seller = || self.sellers.iter().find(|seller| seller.channel == channel);
        paper.or_else(|| Some(Rc::clone(&seller()?.shop)))
    }

    /// The feeds of sales and money, by name.
    pub fn feeds(&self) -> Vec<(&'static str, Rc<dyn Channel>)> {
        let paper = self.paper.iter().map(|paper| ("paper", Rc::clone(paper) as Rc<dyn Channel>));
        paper.chain(self.sellers.iter().map(|seller| (seller.name, Rc::clone(&seller.shop)))).collect()
    }

    /// The warehouses of marketplaces, by the channel that they ship for.
    pub fn warehouses(&self) -> Vec<(&str, Rc<dyn Warehouse>)> {
        let all = self.sellers.iter();
        all.filter_map(|seller| Some((seller.channel.as_str(), Rc::clone(seller.warehouse.as_ref()?)))).collect()
    }

    /// The inboxes, by name.
    pub fn inboxes(&self) -> Vec<(&'static str, Rc<dyn Inbox>)> {
        let paper = self.paper.iter().map(|paper| ("paper", Rc::clone(paper) as Rc<dyn Inbox>));
        let sellers = self.sellers.iter().filter_map(|seller| Some((seller.name, Rc::clone(seller.inbox.as_ref()?))));
        let mailboxes = self.mailboxes.iter().map(|(name, inbox)| (*name, Rc::clone(inbox)));
        // Who sells there, too, has one inbox of both.
        let alone = |bargain: &&Bargain| !self.sellers.iter().any(|seller| seller.name == bargain.name);
        let bargains = self.bargains.iter().filter(alone).map(|one| (one.name, Rc::clone(&one.inbox)));
        paper.chain(sellers).chain(bargains).chain(mailboxes).collect()
    }

    fn real(&self, name: &str) -> Option<Rc<AmazonBusiness>> {
        self.amazon_business.clone().filter(|_| name == "amazon_business")
    }

    fn named(&self, name: &str) -> Option<Rc<Paper>> {
        (name == "paper").then(|| self.paper.clone()).flatten()
    }
}
