//! The lines on what a market said: each price with who said it and when, and what its histories say.

use jiff::{Timestamp, Unit as Time, tz::TimeZone};
use rust_decimal::Decimal;

use super::{Mood, Said, age};
use crate::domain::{
    analysis::{Analysis, PriceSaid},
    money::{Currency, amount_text},
    past::{Kind, Past, Seen, Unit, season},
};

impl Said {
    /// Every price that was looked at, by who said it and when.
    pub(super) fn prices(&mut self, analysis: &Analysis) {
        let Some(sell) = &analysis.sell else { return };
        let mut rest: &[PriceSaid] = &sell.prices;
        while let Some(first) = rest.first() {
            let same = |other: &&PriceSaid| other.source == first.source && other.as_of == first.as_of;
            let group = rest.iter().take_while(same).count();
            let shown: Vec<String> = rest[..group].iter().map(shown).collect();
            let source = format!("{}, {}", first.source, dated(first.as_of, analysis.analyzed_at));
            self.line("prices", "", &shown.join(" · "), &source);
            rest = &rest[group..];
        }
    }

    /// What the histories say.
    pub(super) fn past(&mut self, analysis: &Analysis) {
        let (Some(past), Some(sell)) = (analysis.past.as_deref(), &analysis.sell) else { return };
        let currency = sell.price.currency();
        self.stock(past, currency);
        self.competition(past);
        self.rank(analysis, past);
        self.grades(past, currency);
        if let Some(stars) = past.seen(Kind::Rating).and_then(|seen| seen.now) {
            let reviews = past.seen(Kind::Reviews).and_then(|seen| seen.now);
            let mut detail = Vec::new();
            detail.extend(reviews.map(|reviews| format!("{reviews} reviews")));
            detail.extend(past.reviews30.map(|more| format!("{more} of them in 30 days")));
            self.line("rating", &format!("{stars} of 5"), &detail.join(" · "), "");
        }
        self.season(past, analysis.analyzed_at);
    }

    fn stock(&mut self, past: &Past, currency: Currency) {
        let mut detail = Vec::new();
        let average = past.avg365.map(|price| format!("365 day average {}", amount_text(price, currency)));
        detail.extend(average);
        detail.extend(past.out_of_stock_pct.map(|out| format!("nobody had a new one {out} % of 90 days")));
        let share = past.amazon_in_stock_pct365;
        detail.extend(share.map(|share| format!("the marketplace itself had it {share} % of 365 days")));
        self.unless_empty("history", &detail);
    }

    fn competition(&mut self, past: &Past) {
        let kinds = [Kind::NewCount, Kind::NewFbaCount, Kind::NewFbmCount, Kind::UsedCount, Kind::RefurbishedCount];
        let mut detail: Vec<String> = kinds.into_iter().filter_map(|kind| count(past.seen(kind)?)).collect();
        if let Some(trend) = past.offers_trend.filter(|trend| !trend.is_zero()) {
            let (word, trend) = if trend.is_sign_negative() { ("leave", -trend) } else { ("join", trend) };
            detail.push(format!("{trend} new ones {word} in a month"));
        }
        self.unless_empty("offers", &detail);
    }

    fn rank(&mut self, analysis: &Analysis, past: &Past) {
        let days = |all: &[Option<u32>; 3], days: [u32; 3]| {
            let each = all.iter().zip(days).filter_map(|(value, days)| Some(format!("{} in {days} d", (*value)?)));
            each.collect::<Vec<_>>().join(", ")
        };
        let (averages, drops) = (days(&past.rank_avg, [30, 180, 365]), days(&past.rank_drops, [90, 180, 365]));
        let mut detail = Vec::new();
        detail.extend((!averages.is_empty()).then(|| format!("on average {averages}")));
        detail.extend((!drops.is_empty()).then(|| format!("drops {drops}")));
        let rank = analysis.demand.rank.map(|rank| rank.to_string()).unwrap_or_default();
        if !(detail.is_empty() && rank.is_empty()) {
            self.line("rank", &rank, &detail.join(" · "), "");
        }
    }

    /// The prices beside the new one: used and collectible grades, the marketplace's own, what it pays.
    fn grades(&mut self, past: &Past, currency: Currency) {
        const ELSEWHERE: [Kind; 4] = [Kind::New, Kind::NewFba, Kind::NewFbm, Kind::BuyBox];
        let prices = past.series.iter().filter(|seen| seen.kind.unit() == Unit::Price);
        for seen in prices.filter(|seen| !ELSEWHERE.contains(&seen.kind)) {
            let now = seen.now.map_or_else(|| "none".to_owned(), |price| amount_text(price, currency));
            let average = seen.avg90.map(|price| format!("90 day average {}", amount_text(price, currency)));
            self.line(&seen.kind.words(), &now, &average.unwrap_or_default(), "");
        }
    }

    fn season(&mut self, past: &Past, now: Timestamp) {
        let Some(season) = &past.season else { return };
        let month = now.to_zoned(TimeZone::UTC).date();
        let (Some(percent), Some((best, most))) = (season.on(month), season.best()) else { return };
        let name = season::NAMES[usize::from(month.month().unsigned_abs()) - 1];
        let detail = format!("{name}, of the year's price; the best month is {} with {most} %", season::NAMES[best]);
        let mood = if percent < 100 { Mood::Care } else { Mood::Plain };
        self.line("season", &format!("{percent} %"), &detail, "").mood = mood;
    }

    fn unless_empty(&mut self, label: &str, detail: &[String]) {
        if !detail.is_empty() {
            self.line(label, "", &detail.join(" · "), "");
        }
    }
}

fn shown(said: &PriceSaid) -> String {
    let name = match said.field.as_str() {
        "buy_box" => "buy box",
        "lowest_fba" => "lowest FBA",
        "lowest_fbm" => "lowest FBM",
        "avg30" => "30 day average",
        "avg90" => "90 day average",
        "avg180" => "180 day average",
        "p50" => "median",
        other => other,
    };
    format!("{name} {}", amount_text(said.price.amount(), said.price.currency()))
}

/// The time itself and how long ago it was.
fn dated(at: Option<Timestamp>, now: Timestamp) -> String {
    let Some(at) = at else { return "age unknown".to_owned() };
    let shown = at.round(Time::Second).unwrap_or(at);
    format!("{shown}, {}", age((now.as_second() - at.as_second()) / 3600))
}

fn count(seen: &Seen) -> Option<String> {
    let now = seen.now?;
    let average = seen.avg90.filter(|average| *average != now).map(whole);
    let average = average.map(|average| format!(" (90 days: {average})")).unwrap_or_default();
    let name = match seen.kind {
        Kind::NewCount => "new",
        Kind::NewFbaCount => "FBA",
        Kind::NewFbmCount => "FBM",
        Kind::UsedCount => "used",
        _ => "refurbished",
    };
    Some(format!("{now} {name}{average}"))
}

fn whole(value: Decimal) -> Decimal {
    value.round().normalize()
}
