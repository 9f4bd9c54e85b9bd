//! Why a record was judged as it was: every number with its source, from the stored record alone.

mod past;

use serde::Serialize;

use super::{
    analysis::{Analysis, Effect, Outcome, Side, Verdict},
    money::{Money, amount_text},
    offer::Offer,
    record::{Record, RecordError, Stage},
};

/// What is to be said about one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The product, its ids, and how it was matched.
    pub heading: String,
    /// The numbers, in the order in which they were worked out.
    pub lines: Vec<Line>,
}

/// One number or fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// `sell at`, `referral`, `net`, …
    pub label: String,
    /// The number.
    pub value: String,
    /// How it came about.
    pub detail: String,
    /// Who said so.
    pub source: String,
    /// How it weighs.
    pub mood: Mood,
}

/// How a line weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mood {
    /// A plain number.
    Plain,
    /// Speaks for it.
    Good,
    /// Take care.
    Care,
    /// Speaks against it.
    Bad,
}

/// Explains a record; without an analysis it says what the offer is and that nothing was judged.
pub fn explain(record: &Record) -> Result<Explanation, RecordError> {
    let offer: Option<Offer> = record.get(Stage::Offer)?;
    let analysis: Option<Analysis> = record.get(Stage::Analysis)?;
    let id = record.id().unwrap_or("(no id)");
    let mut said = Said::default();
    if let Some(offer) = &offer {
        said.offer(offer);
    }
    match &analysis {
        Some(analysis) => said.analysis(analysis, offer.as_ref()),
        None => said.line("verdict", "none", "not analyzed yet: `arb analyze` judges it", "").mood = Mood::Care,
    }
    Ok(Explanation { heading: heading(id, offer.as_ref(), analysis.as_ref()), lines: said.0 })
}

fn heading(id: &str, offer: Option<&Offer>, analysis: Option<&Analysis>) -> String {
    let mut parts = Vec::new();
    let title =
        offer.and_then(|offer| offer.title.clone()).or_else(|| analysis.and_then(|analysis| analysis.title.clone()));
    parts.push(title.unwrap_or_else(|| id.to_owned()));
    let product = analysis.map(|analysis| &analysis.product).or(offer.map(|offer| &offer.product));
    if let Some(product) = product {
        parts.extend(product.asin.as_ref().map(|asin| format!("ASIN {asin}")));
        parts.extend(product.gtin.as_ref().map(|gtin| format!("GTIN {gtin}")));
    }
    if let Some(matched) = analysis.map(|analysis| &analysis.matched) {
        let packs = format!("pack {} = {}", matched.pack_source, matched.pack_target);
        parts.push(match matched.outcome {
            Outcome::Same => format!("matched by {} ({}), {packs}", matched.method, matched.confidence.normalize()),
            Outcome::Rejected => "not the same product".to_owned(),
            Outcome::Abstained => "may or may not be the same product".to_owned(),
            Outcome::None => "nothing to compare with".to_owned(),
        });
    }
    parts.join(" · ")
}

#[derive(Default)]
struct Said(Vec<Line>);

impl Said {
    fn line(&mut self, label: &str, value: &str, detail: &str, source: &str) -> &mut Line {
        self.0.push(Line {
            label: label.to_owned(),
            value: value.to_owned(),
            detail: detail.to_owned(),
            source: source.to_owned(),
            mood: Mood::Plain,
        });
        self.0.last_mut().expect("a line was just added")
    }

    fn offer(&mut self, offer: &Offer) {
        let place =
            offer.row.as_ref().map_or_else(|| offer.source.clone(), |row| format!("{} row {}", row.file, row.line));
        let mut detail = Vec::new();
        detail.extend(offer.shipping.map(|shipping| format!("+ {shipping} shipping")));
        detail.extend(offer.quantity.map(|units| format!("{units} there")));
        detail.extend(offer.seller.as_ref().map(|seller| format!("sold by {seller}")));
        self.line("offer", &offer.price.to_string(), &detail.join(" · "), &format!("{place}, {}", offer.observed_at));
        for note in &offer.notes {
            self.line("", "", note, "");
        }
    }

    fn analysis(&mut self, analysis: &Analysis, offer: Option<&Offer>) {
        for evidence in &analysis.matched.evidence {
            self.line("match", "", evidence, &analysis.matched.method);
        }
        self.money(analysis);
        self.figures(analysis);
        self.verdict(analysis, offer);
        if let Some(fees) = &analysis.fees {
            for assumption in &fees.assumptions {
                self.line("assumed", "", assumption, "");
            }
        }
        if let Some(advice) = &analysis.advice {
            let said = advice.act.as_ref().and_then(|act| serde_json::to_value(act).ok());
            let act = said.as_ref().and_then(|act| act["act"].as_str()).unwrap_or("no advice");
            let place = advice.call.map(|call| format!("call {call}")).unwrap_or_default();
            let detail = advice.why.clone().or_else(|| Some(advice.act?.reason()?.name().to_owned()));
            let who = format!("{} {}", advice.by, advice.model);
            self.line("model", act, &[who, detail.unwrap_or_default()].join(" · "), &place);
        }
        for note in &analysis.notes {
            self.line("note", "", note, "");
        }
        let source = format!("rules {} {}", analysis.rules.name, analysis.rules.version);
        self.line("judged", "", &format!("{} · good until {}", analysis.analyzed_at, analysis.expires_at), &source);
    }

    /// What it sells for, what it costs, what the channel takes, what is left.
    fn money(&mut self, analysis: &Analysis) {
        if let Some(sell) = &analysis.sell {
            let age = sell.as_of.map_or_else(
                || "age unknown".to_owned(),
                |as_of| age((analysis.analyzed_at.as_second() - as_of.as_second()) / 3600),
            );
            self.line("sell at", &sell.price.to_string(), &sell.basis, &format!("{}, {age}", sell.source));
            self.line("", "", &format!("p10 {} · p90 {}", sell.p10, sell.p90), "");
            self.prices(analysis);
            self.past(analysis);
        }
        if let Some(landed) = &analysis.landed {
            let mut sum = String::new();
            let mut source = "";
            for line in &landed.lines {
                let amount = line.amount.amount();
                let sign = if line.amount.is_negative() { " − " } else { " + " };
                let sign = if sum.is_empty() { "" } else { sign };
                let shown = amount_text(amount.abs(), line.amount.currency());
                let how = if line.detail.is_empty() { String::new() } else { format!(" ({})", line.detail) };
                sum.push_str(&format!("{sign}{shown} {}{how}", line.code));
                if source.is_empty() {
                    source = &line.source;
                }
            }
            self.line("landed", &landed.total.to_string(), &sum, source);
        }
        if let Some(fees) = &analysis.fees {
            for line in &fees.lines {
                self.line(&line.code, &line.amount.negated().to_string(), &line.detail, &line.card);
            }
            if fees.lines.len() > 1 {
                self.line("fees", &fees.total.negated().to_string(), "all of them", "");
            }
            for missing in &fees.missing {
                self.line("missing", "?", missing, "").mood = Mood::Bad;
            }
        }
        if let Some(net) = &analysis.net {
            let mut detail = Vec::new();
            detail.extend(analysis.net_p10.map(|net| format!("p10 {net}")));
            detail.extend(analysis.net_p90.map(|net| format!("p90 {net}")));
            detail.extend(analysis.p_loss.map(|chance| format!("chance of a loss {}", percent(chance))));
            self.line("net", &net.to_string(), &detail.join(" · "), "").mood =
                if net.is_negative() { Mood::Bad } else { Mood::Good };
        } else if let Some(most) = &analysis.net_at_most {
            self.line("net", "unknown", &format!("at most {most}: without the missing fees"), "").mood = Mood::Care;
        }
    }

    /// Ratios, time, risk, quantity.
    fn figures(&mut self, analysis: &Analysis) {
        let ratios = [
            ("ROI", analysis.roi_on_landed, "net ÷ landed cost"),
            ("", analysis.roi_on_cost, "net ÷ what the supplier is paid"),
            ("margin", analysis.margin_on_price, "net ÷ sale price"),
        ];
        for (label, ratio, detail) in ratios {
            if let Some(ratio) = ratio {
                self.line(label, &percent(ratio), detail, "");
            }
        }
        if let Some(price) = &analysis.breakeven_price {
            self.line("breakeven", &price.to_string(), "the lowest sale price without a loss", "");
        }
        if let Some(days) = &analysis.days_to_sell {
            let cycle = analysis.cash_days.map(|days| format!(" · money bound {days} days")).unwrap_or_default();
            let daily = analysis
                .usd_per_day
                .map(|daily| format!(" · {} a day", daily_text(daily, analysis)))
                .unwrap_or_default();
            let detail = format!("{}…{} until our next sale{cycle}{daily}", days.low, days.high);
            self.line("days", &days.mid.to_string(), &detail, &days.basis);
        }
        if let Some(risk) = &analysis.risk {
            let parts: Vec<String> = risk
                .parts
                .iter()
                .map(|part| {
                    format!("{} {} × {} ({})", part.code, part.score.normalize(), part.weight.normalize(), part.from)
                })
                .collect();
            self.line("risk", &risk.score.normalize().to_string(), &parts.join(" + "), "of 100");
        }
        if let Some(quantity) = &analysis.quantity {
            self.line("quantity", &quantity.suggested.to_string(), &quantity.why, "");
        }
    }

    fn verdict(&mut self, analysis: &Analysis, offer: Option<&Offer>) {
        let good: Vec<&str> =
            analysis.reasons.iter().filter(|reason| reason.ok).map(|reason| reason.text.as_str()).collect();
        self.line("verdict", analysis.verdict.word(), &good.join(" · "), &code(analysis)).mood = match analysis.verdict
        {
            Verdict::Buy => Mood::Good,
            Verdict::Negotiate | Verdict::Watch | Verdict::Review => Mood::Care,
            Verdict::Skip => Mood::Bad,
        };
        for reason in analysis.reasons.iter().filter(|reason| !reason.ok) {
            let mood = if reason.effect >= Effect::Skip { Mood::Bad } else { Mood::Care };
            let limit = reason.limit.as_ref().map(|limit| format!("limit {limit}")).unwrap_or_default();
            self.line("against", name(reason.effect), &reason.text, &limit).mood = mood;
        }
        if let Some(most) = &analysis.max_cost {
            self.line("max cost", &most.to_string(), "the highest price of a purchase unit that is still a buy", "");
        }
        let price = offer.map(|offer| offer.price);
        for turn in &analysis.turns {
            let side = match turn.when {
                Side::Above => "above",
                Side::Below => "below",
            };
            let away = price.and_then(|price| turn.at_cost.minus(&price).ok()).map(distance).unwrap_or_default();
            self.line("turns to", turn.to.word(), &format!("{side} {} cost{away}", turn.at_cost), "");
        }
    }
}

fn distance(away: Money) -> String {
    let more = if away.is_negative() { "cheaper" } else { "dearer" };
    let by = if away.is_negative() { away.negated() } else { away };
    format!(", {by} {more}")
}

fn daily_text(daily: rust_decimal::Decimal, analysis: &Analysis) -> String {
    match &analysis.net {
        Some(net) => Money::new(daily, net.currency()).to_string(),
        None => daily.to_string(),
    }
}

fn code(analysis: &Analysis) -> String {
    serde_json::to_value(analysis.reason).ok().and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default()
}

fn name(effect: Effect) -> &'static str {
    match effect {
        Effect::Pass => "fine",
        Effect::Flag => "flag",
        Effect::Watch => "watch",
        Effect::Review => "review",
        Effect::Skip => "skip",
        Effect::Veto => "veto",
    }
}

fn percent(ratio: rust_decimal::Decimal) -> String {
    format!("{} %", (ratio * rust_decimal::Decimal::ONE_HUNDRED).round_dp(2).normalize())
}

fn age(hours: i64) -> String {
    match hours {
        ..1 => "fresh".to_owned(),
        1..48 => format!("{hours} h old"),
        _ => format!("{} d old", hours / 24),
    }
}
