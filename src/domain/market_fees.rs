//! The fees of one product on one market, from the fee cards: what the analyst, the list price and the repricer ask.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    evidence::Evidence,
    feebook::{FeeAmount, FeeAnswer, FeeBook},
    fees::{CardClass, Catalog, Dims, FeeQuery, Program, Schedule, Schedules, Weight},
    money::{Currency, Rounding},
    offer::Offer,
    rules::Rules,
};
use crate::config::Market;

/// Whether the marketplace's warehouse ships: `fba` on an Amazon channel. Everywhere else the seller does.
pub fn warehouse_ships(channel: &str, program: &str) -> bool {
    program == "fba" && channel.starts_with("amazon")
}

/// The fee cards, asked about one product.
pub struct MarketFees<'a> {
    catalog: &'a Catalog,
    query: FeeQuery,
    currency: Currency,
    postage: Postage,
    /// The buyer's sales tax in percent, where the channel takes fees on it.
    tax_pct: Option<Decimal>,
    /// What is wrong whatever the price.
    wrong: Option<String>,
    /// The fees at every price, where they are known beforehand.
    schedule: Option<Arc<Schedule>>,
}

/// What sending a unit to the buyer costs the seller.
enum Postage {
    /// The warehouse or the buyer sends it.
    None,
    Known(FeeAmount, String),
    Missing(String),
}

impl<'a> MarketFees<'a> {
    /// The fees of what an offer and its market page describe, on a day. The page's weight and size go before the offer's;
    /// the offer's are of a single unit, so they only count where the page sells single units.
    pub fn new(
        catalog: &'a Catalog,
        on: Date,
        offer: &Offer,
        evidence: &Evidence,
        pack_target: u32,
        market: &Market,
        rules: &Rules,
    ) -> Self {
        let category = evidence.category.clone().or_else(|| offer.category.clone());
        let single = pack_target == 1;
        let weight = evidence.weight_g.or(offer.weight_g.map(|grams| grams * Decimal::from(pack_target)));
        let dims = evidence.dims.as_deref().or(offer.dims.as_deref().filter(|_| single)).and_then(Dims::parse);
        Self::of_goods(catalog, on, evidence, (category, weight, dims), market, rules)
    }

    /// The fees of what a market page alone describes, on a day.
    pub fn of_page(catalog: &'a Catalog, on: Date, page: &Evidence, market: &Market, rules: &Rules) -> Self {
        let dims = page.dims.as_deref().and_then(Dims::parse);
        Self::of_goods(catalog, on, page, (page.category.clone(), page.weight_g, dims), market, rules)
    }

    fn of_goods(
        catalog: &'a Catalog,
        on: Date,
        evidence: &Evidence,
        (category, grams, dims): (Option<String>, Option<Decimal>, Option<Dims>),
        market: &Market,
        rules: &Rules,
    ) -> Self {
        let fba = warehouse_ships(&evidence.channel, &market.program);
        let category = category.or_else(|| market.category.clone());
        let weight = grams.and_then(Weight::from_decimal_grams);

        let mut query = Self::terms(&evidence.channel, on, market).measured(weight, dims);
        query.category = category;
        query.card = class_of(query.category.as_deref(), evidence.hazmat == Some(true), rules);
        let postage = if fba { Postage::None } else { postage(catalog, &query, evidence.currency, rules) };
        // What a page is about is no answer where the cards ask for something else.
        let readable = |category: &String| catalog.reads_category(&evidence.channel, category);
        query.category = query.category.filter(readable).or_else(|| market.category.clone().filter(readable));
        let wrong = match catalog.currency(&evidence.channel) {
            Some(charged) if charged != evidence.currency => {
                Some(format!("{} charges in {charged}, the prices are in {}", evidence.channel, evidence.currency))
            }
            _ => None,
        };
        let mut fees =
            Self { catalog, query, currency: evidence.currency, postage, tax_pct: None, wrong, schedule: None };
        fees.tax_pct = Some(rules.fees.buyer_tax_pct).filter(|pct| fees.charges_on_tax(*pct));
        fees
    }

    /// The same fees, looked up where they were worked out for a product alike.
    #[must_use]
    pub fn sharing(mut self, schedules: &Schedules<'_>) -> Self {
        self.schedule = if self.tax_pct.is_none() { schedules.of(&self.query) } else { None };
        self
    }

    /// The terms of a seller on a channel, whatever the product: what [`Schedules`] are made for.
    pub fn terms(channel: &str, on: Date, market: &Market) -> FeeQuery {
        let program = if warehouse_ships(channel, &market.program) { Program::Fba } else { Program::Fbm };
        let query = FeeQuery::new(channel, on).program(program);
        FeeQuery { plan: Some(market.plan.clone()), store: Some(market.store.clone()), ..query }
    }

    fn charges_on_tax(&self, pct: Decimal) -> bool {
        if !self.catalog.charges_on_tax(&self.query.channel) {
            return false;
        }
        let with = |tax_pct: Option<Decimal>| {
            let mut query = self.query.clone().price(Decimal::ONE_HUNDRED);
            query.tax = tax_pct;
            self.catalog.quote_total(&query).ok()
        };
        self.currency == Currency::USD && with(None) != with(Some(pct))
    }

    fn at(&self, price: Decimal) -> FeeQuery {
        let mut query = self.query.clone().price(price);
        query.tax = self
            .tax_pct
            .map(|pct| Rounding::HalfUp.apply(price * pct / Decimal::ONE_HUNDRED, self.currency.exponent()));
        query
    }

    fn sent(&self) -> Decimal {
        match &self.postage {
            Postage::Known(line, _) => line.amount,
            Postage::None | Postage::Missing(_) => Decimal::ZERO,
        }
    }
}

impl FeeBook for MarketFees<'_> {
    fn fees_at(&self, price: Decimal) -> FeeAnswer {
        let quote = self.catalog.quote(&self.at(price));
        let mut answer = FeeAnswer {
            total: quote.total.map(|total| total.amount()).unwrap_or_default(),
            assumptions: quote.assumptions,
            missing: Vec::new(),
            lines: quote
                .lines
                .into_iter()
                .map(|line| FeeAmount {
                    code: line.code,
                    amount: line.amount.amount(),
                    detail: line.formula,
                    card: line.card,
                    source: line.source,
                })
                .collect(),
        };
        answer.missing.extend(self.wrong.clone());
        for missing in quote.missing {
            // One unknown size makes several lines unknown: it is said once.
            if !answer.missing.iter().any(|said| said.ends_with(&missing.what)) {
                answer.missing.push(missing.to_string());
            }
        }
        if let Some(pct) = self.tax_pct {
            answer.assumptions.push(format!("the buyer pays {} % sales tax, which fees are taken on", pct.normalize()));
        }
        match &self.postage {
            Postage::None => {}
            Postage::Known(line, assumed) => {
                answer.total += line.amount;
                answer.lines.push(line.clone());
                answer.assumptions.push(assumed.clone());
            }
            Postage::Missing(why) => answer.missing.push(why.clone()),
        }
        answer
    }

    fn amounts_at(&self, price: Decimal) -> FeeAnswer {
        let known = self.schedule.as_ref();
        let known = known.and_then(|schedule| self.catalog.amounts_of(&self.query.channel, schedule, price));
        let amounts = match known.map_or_else(|| self.catalog.amounts(&self.at(price)), Ok) {
            Ok(amounts) if self.wrong.is_none() && !matches!(self.postage, Postage::Missing(_)) => amounts,
            _ => return self.fees_at(price),
        };
        let line = |(code, amount)| FeeAmount { code, amount, ..FeeAmount::default() };
        let sent = matches!(self.postage, Postage::Known(..)).then(|| ("postage".to_owned(), self.sent()));
        let lines: Vec<FeeAmount> = amounts.into_iter().chain(sent).map(line).collect();
        FeeAnswer { total: lines.iter().map(|line| line.amount).sum(), lines, ..FeeAnswer::default() }
    }

    fn total_at(&self, price: Decimal) -> Decimal {
        if let Some((total, _)) = self.schedule.as_ref().and_then(|schedule| schedule.total(price)) {
            return total + self.sent();
        }
        match self.catalog.quote_total(&self.at(price)) {
            Ok(total) => total + self.sent(),
            Err(_) => self.fees_at(price).total,
        }
    }

    fn is_complete(&self, price: Decimal) -> bool {
        match self.schedule.as_ref().and_then(|schedule| schedule.total(price)) {
            Some((_, complete)) => complete && self.wrong.is_none() && !matches!(self.postage, Postage::Missing(_)),
            None => self.fees_at(price).missing.is_empty(),
        }
    }

    fn breakpoints(&self, low: Decimal, high: Decimal) -> Vec<Decimal> {
        let cent = Decimal::new(1, self.currency.exponent());
        if let Some(starts) = self.schedule.as_ref().and_then(|schedule| schedule.starts(low, high)) {
            return starts;
        }
        // The catalogue names the last price before a jump.
        self.catalog.breakpoints(&self.at(high), low, high).into_iter().map(|last| last + cent).collect()
    }
}

/// The class of fulfilment card for what a page calls its category, dangerous goods or not.
pub(super) fn class_of(category: Option<&str>, hazmat: bool, rules: &Rules) -> CardClass {
    let category = category.unwrap_or_default().to_lowercase();
    if hazmat {
        CardClass::DangerousGoods
    } else if rules.fees.apparel_words.iter().any(|word| category.contains(word.as_str())) {
        CardClass::Apparel
    } else {
        CardClass::Standard
    }
}

/// What the seller pays to send a unit: the rules' own amount, else the first of the group's services with a rate today.
fn postage(catalog: &Catalog, query: &FeeQuery, currency: Currency, rules: &Rules) -> Postage {
    let rule = &rules.postage;
    if rule.none_on.contains(&query.channel) {
        return Postage::None;
    }
    let line = |amount, detail: String, card: String, source: String| FeeAmount {
        code: "postage".to_owned(),
        amount,
        detail,
        card,
        source,
    };
    if let Some(fixed) = rule.fixed {
        let line = line(fixed, "stated".to_owned(), "rules".to_owned(), "rules, `postage.fixed`".to_owned());
        return Postage::Known(line, "every unit is sent for the same postage".to_owned());
    }
    if currency != Currency::USD {
        return Postage::Missing(format!("postage: no card for {}; state `postage.fixed` in the rules", query.channel));
    }
    let Some(weight) = query.weight else {
        return Postage::Missing(
            "postage: the weight isn't known; give `weight`, or `postage.fixed` in the rules".to_owned(),
        );
    };
    let group =
        query.category.as_deref().and_then(|category| rules.group_of(category)).map(|group| group.group.as_str());
    let services = group.and_then(|group| rule.services.get(group)).or_else(|| rule.services.get("default"));
    let mut why = "no service is named in the rules".to_owned();
    for service in services.into_iter().flatten() {
        let name = service.replace('_', " ");
        let ask = |on: Date, price_type: &str| {
            let asked = FeeQuery::new("usps", on).category(service.clone()).measured(Some(weight), query.dims);
            catalog.quote(&asked.option("zone", &rule.zone.to_string()).option("price_type", price_type))
        };
        for on in std::iter::once(query.on).chain(rule.stand_in_on.iter().copied()) {
            for price_type in &rule.price_types {
                let quote = ask(on, price_type);
                let Some(found) = quote.lines.into_iter().next().filter(|_| quote.complete) else {
                    why = quote.missing.first().map_or(why, |missing| format!("{name}: {}", missing.what));
                    continue;
                };
                let rate = found.amount.amount();
                if on == query.on {
                    let assumed = format!("sent as {name} ({price_type}) to zone {}", rule.zone);
                    return Postage::Known(line(rate, found.formula, found.card, found.source), assumed);
                }
                let raised = rate * (Decimal::ONE_HUNDRED + rule.stand_in_raise_pct) / Decimal::ONE_HUNDRED;
                let amount = Rounding::Up.apply(raised, currency.exponent());
                let raise = rule.stand_in_raise_pct.normalize();
                let assumed = format!(
                    "sent as {name} ({price_type}) to zone {}: today's list has no rate for it, so that of {on} stands in, \
                     raised by {raise} %",
                    rule.zone
                );
                let detail = format!("{} raised by {raise} %", found.formula);
                return Postage::Known(line(amount, detail, found.card, found.source), assumed);
            }
        }
    }
    Postage::Missing(format!("postage: {why}; or state `postage.fixed` in the rules"))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::domain::offer::ProductIds;

    fn fees_of(channel: &str, program: &str, change: impl Fn(&mut Evidence, &mut Rules)) -> MarketFees<'static> {
        let offer: Offer = serde_json::from_value(serde_json::json!({
            "source": "s", "item": "1", "observed_at": "2026-11-01T00:00:00Z", "price": {"amount": "3.10", "currency": "USD"}
        }))
        .unwrap();
        let mut evidence = Evidence::of(ProductIds::default(), channel, Currency::USD, "book.csv");
        (evidence.category, evidence.weight_g) = (Some("Toys & Games".into()), Some(dec!(567)));
        evidence.dims = Some("10x8x3 in".into());
        let mut rules = Rules::built_in();
        change(&mut evidence, &mut rules);
        let market = Market { program: program.into(), ..Market::default() };
        let on = jiff::civil::date(2026, 9, 1);
        MarketFees::new(Catalog::builtin(), on, &offer, &evidence, 1, &market, &rules)
    }

    fn codes(fees: &MarketFees, price: Decimal) -> (String, usize) {
        let answer = fees.fees_at(price);
        let lines: Decimal = answer.lines.iter().map(|line| line.amount).sum();
        assert_eq!(lines, answer.total);
        assert_eq!(fees.total_at(price), answer.total);
        let amounts = fees.amounts_at(price);
        let told = |answer: &FeeAnswer| -> Vec<(String, Decimal)> {
            answer.lines.iter().map(|line| (line.code.clone(), line.amount)).collect()
        };
        assert_eq!((told(&amounts), amounts.total, &amounts.missing), (told(&answer), answer.total, &answer.missing));
        (answer.lines.iter().map(|line| line.code.as_str()).collect::<Vec<_>>().join(" "), answer.missing.len())
    }

    #[test]
    fn who_ships_pays() {
        let same = |_: &mut Evidence, _: &mut Rules| {};
        assert_eq!(codes(&fees_of("amazon_us", "fba", same), dec!(40)), ("referral fba_base fuel_surcharge".into(), 0));
        assert_eq!(codes(&fees_of("amazon_us", "fbm", same), dec!(40)), ("referral postage".into(), 0));
        // `fba` means nothing on eBay.
        let book = |e: &mut Evidence, _: &mut Rules| e.category = Some("Books".into());
        assert_eq!(codes(&fees_of("ebay_us", "fba", book), dec!(40)), ("fvf per_order postage".into(), 0));
    }

    #[test]
    fn what_is_unknown_is_missing_and_said_once() {
        let light = |e: &mut Evidence, _: &mut Rules| (e.weight_g, e.dims) = (None, None);
        let answer = fees_of("amazon_us", "fba", light).fees_at(dec!(40));
        assert!(answer.missing.iter().any(|said| said.contains("sides")), "{:?}", answer.missing);
        let answer = fees_of("amazon_us", "fbm", light).fees_at(dec!(40));
        assert_eq!(answer.missing, ["postage: the weight isn't known; give `weight`, or `postage.fixed` in the rules"]);
        let pounds = |e: &mut Evidence, _: &mut Rules| e.currency = Currency::GBP;
        assert!(fees_of("amazon_us", "fba", pounds).fees_at(dec!(40)).missing[0].contains("charges in USD"));
    }

    #[test]
    fn what_a_page_is_about_is_no_sellers_level() {
        for channel in ["reverb", "tcgplayer"] {
            let guitar = |e: &mut Evidence, _: &mut Rules| e.category = Some("Bass Guitars > 4-String".into());
            let answer = fees_of(channel, "fbm", guitar).fees_at(dec!(40));
            assert!(answer.missing.is_empty() && answer.total > Decimal::ZERO, "{channel}: {:?}", answer.missing);
        }
    }

    #[test]
    fn the_rules_may_state_the_postage() {
        let stated = |_: &mut Evidence, rules: &mut Rules| rules.postage.fixed = Some(dec!(4.25));
        let answer = fees_of("ebay_us", "fbm", stated).fees_at(dec!(40));
        assert_eq!(answer.lines.last().map(|line| line.amount), Some(dec!(4.25)));
    }

    #[test]
    fn fees_that_are_shared_are_the_same_fees() {
        for (channel, program) in [("amazon_us", "fba"), ("amazon_us", "fbm"), ("ebay_us", "fbm")] {
            let market = Market { program: program.into(), ..Market::default() };
            let on = jiff::civil::date(2026, 9, 1);
            let schedules = Schedules::new(Catalog::builtin(), MarketFees::terms(channel, on, &market));
            for (category, grams) in [("Toys & Games", 567), ("Books", 300), ("Clothing", 2500), ("nothing known", 100)]
            {
                let goods = |e: &mut Evidence, _: &mut Rules| {
                    (e.category, e.weight_g) = (Some(category.into()), Some(Decimal::from(grams)));
                };
                let (asked, shared) =
                    (fees_of(channel, program, goods), fees_of(channel, program, goods).sharing(&schedules));
                assert_eq!(shared.schedule.is_some(), shared.tax_pct.is_none(), "{channel} {category}");
                for cents in (1..20_000).step_by(113) {
                    let price = Decimal::new(cents, 2);
                    assert_eq!(asked.total_at(price), shared.total_at(price), "{channel} {category} {price}");
                    assert_eq!(asked.is_complete(price), shared.is_complete(price), "{channel} {category} {price}");
                }
                assert_eq!(asked.breakpoints(dec!(1), dec!(80)), shared.breakpoints(dec!(1), dec!(80)));
            }
        }
    }

    #[test]
    fn fees_jump_where_the_cards_say() {
        // The fulfilment fee rises above 10.00 and above 50.00.
        let fees = fees_of("amazon_us", "fba", |_, _| {});
        let points = fees.breakpoints(dec!(5), dec!(60));
        for price in [dec!(10.00), dec!(50.00)] {
            let jump = points.iter().find(|point| (**point - price).abs() <= dec!(0.01));
            assert!(jump.is_some(), "{price} in {points:?}");
        }
    }
}
