//! Reports: what the books, the stock and the judgements say, as rows.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::{
    domain::{
        analysis::Analysis,
        money::{Currency, Money},
        purchase::Plan,
        record::Stage,
    },
    store::{PnlRow, SaleRow, Store},
};

/// One line of the profit and loss statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PnlLine {
    /// What it is: `Sales`, `Marketplace fees`, `Net`, …
    pub line: String,
    /// A part of the line above, indented for eyes.
    pub part: bool,
    /// The account, where it is one.
    pub account: Option<String>,
    /// Income is plus, cost is minus.
    pub amount: Money,
    /// Share of sales, in percent, one decimal.
    pub of_sales_pct: Option<Decimal>,
    /// One remark.
    pub note: Option<String>,
}

/// The statement's lines in order, each with the accounts that belong to it.
const LINES: [(&str, &[&str]); 8] = [
    ("Sales", &["I:Sales"]),
    ("Returns", &["I:Refunds", "X:Returns-provision"]),
    ("Marketplace fees", &["X:Fees:"]),
    ("Postage", &["X:Shipping"]),
    ("Cost of goods sold", &["X:COGS"]),
    ("Goods lost or broken", &["X:Shrinkage"]),
    ("Other income", &["I:Other"]),
    ("Other", &[""]),
];

/// The statement of a period, a block for each currency: lines that are nothing are left out, `Net` is the sum of all.
pub fn pnl(store: &mut Store, from: Timestamp, until: Timestamp, now: Timestamp) -> Result<Vec<PnlLine>> {
    let rows = store.pnl(from, until)?;
    let mut currencies: Vec<Currency> = rows.iter().map(|row| row.amount.currency()).collect();
    currencies.sort_by(|a, b| a.code().cmp(b.code()));
    currencies.dedup();
    let estimates = Estimates::read(store, now)?;
    let sales = store.sales(from, until)?;
    let mut lines = Vec::new();
    for currency in currencies {
        lines.extend(statement(&rows, currency));
        lines.extend(estimates.calibration(&sales, currency));
    }
    Ok(lines)
}

fn statement(rows: &[PnlRow], currency: Currency) -> Vec<PnlLine> {
    let rows: Vec<&PnlRow> = rows.iter().filter(|row| row.amount.currency() == currency).collect();
    let sum = |rows: &[&PnlRow]| Money::new(rows.iter().map(|row| row.amount.amount()).sum(), currency);
    let sales: Decimal = rows.iter().filter(|row| row.account == "I:Sales").map(|row| row.amount.amount()).sum();
    let share = |amount: &Money| {
        (!sales.is_zero()).then(|| (amount.amount() / sales * Decimal::ONE_HUNDRED).round_dp(1).normalize())
    };
    let mut lines = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    for (name, starts) in LINES {
        let part: Vec<&PnlRow> = rows
            .iter()
            .filter(|row| {
                !taken.contains(&row.account.as_str()) && starts.iter().any(|start| row.account.starts_with(start))
            })
            .copied()
            .collect();
        taken.extend(part.iter().map(|row| row.account.as_str()));
        let amount = sum(&part);
        let wanted = matches!(name, "Sales" | "Cost of goods sold" | "Marketplace fees");
        if part.iter().all(|row| row.amount.is_zero()) && !wanted {
            continue;
        }
        let account = (part.len() == 1).then(|| part[0].account.clone());
        lines.push(line(name, false, account, amount, share(&amount)));
        if name == "Marketplace fees" || name == "Other" {
            for row in &part {
                let name = row.account.rsplit(':').next().unwrap_or(&row.account);
                lines.push(line(name, true, Some(row.account.clone()), row.amount, share(&row.amount)));
            }
        }
    }
    let net = sum(&rows);
    lines.push(line("Net", false, None, net, share(&net)));
    lines
}

fn line(name: &str, part: bool, account: Option<String>, amount: Money, of_sales_pct: Option<Decimal>) -> PnlLine {
    PnlLine { line: name.to_owned(), part, account, amount, of_sales_pct, note: None }
}

/// What was expected of the goods when they were bought: record → profit of one sellable unit.
struct Estimates(BTreeMap<String, Estimate>);

/// Of one sellable unit.
struct Estimate {
    /// The profit.
    net: Money,
    /// What it counts beside what the vendor is paid. Nobody books that, so it is taken off what came, too.
    assumed: Decimal,
}

impl Estimates {
    /// From the plans that were approved: settings and prices as they stood then.
    fn read(store: &mut Store, now: Timestamp) -> Result<Self> {
        let mut units = BTreeMap::new();
        // Newest first: the first plan of a record that is met is its last one.
        for approval in store.approvals(false, now)?.into_iter().filter(|approval| approval.state == "approved") {
            let Ok(plan) = serde_json::from_value::<Plan>(approval.payload) else { continue };
            for item in plan.items {
                if let (Some(net), true) = (item.net, item.units > 0) {
                    let each = |amount: Decimal| amount / Decimal::from(item.units);
                    let assumed = item.assumed.map_or(Decimal::ZERO, |assumed| each(assumed.amount()));
                    let net = Money::new(each(net.amount()), net.currency());
                    units.entry(item.id).or_insert(Estimate { net, assumed });
                }
            }
        }
        Ok(Self(units))
    }

    /// Expected and realised profit of the sold units for which both are known.
    fn calibration(&self, sales: &[SaleRow], currency: Currency) -> Vec<PnlLine> {
        let (mut expected, mut realised, mut known) = (Decimal::ZERO, Decimal::ZERO, 0_i64);
        let mut assumed = Decimal::ZERO;
        for sale in sales {
            let estimate = sale.record_id.as_ref().and_then(|id| self.0.get(id));
            if let (Some(unit), Some(net)) = (estimate, &sale.net)
                && unit.net.currency() == currency
                && net.currency() == currency
            {
                let units = Decimal::from(sale.units);
                expected += unit.net.amount() * units;
                realised += net.amount() - unit.assumed * units;
                assumed += unit.assumed * units;
                known += sale.units;
            }
        }
        if known == 0 {
            return Vec::new();
        }
        let all: i64 = sales.iter().filter(|sale| sale.gross.currency() == currency).map(|sale| sale.units).sum();
        let amount = |amount: Decimal| Money::new(amount.round_dp(currency.exponent()), currency);
        let mut estimated = line("Estimated when bought", true, None, amount(expected), None);
        estimated.note = Some(format!("of {known} of the {all} units sold"));
        let mut came = line("Realised on these units", true, None, amount(realised), None);
        came.note = (!expected.is_zero()).then(|| {
            let off = ((realised - expected) / expected.abs() * Decimal::ONE_HUNDRED).round_dp(1).normalize();
            let sign = if off.is_sign_positive() { "+" } else { "" };
            let less = if assumed.is_zero() {
                String::new()
            } else {
                format!(", less {} of assumed inbound and prep that no bill has", amount(assumed))
            };
            format!("calibration {sign}{off} %{less}")
        });
        vec![estimated, came]
    }
}

/// One judgement worth acting on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Opportunity {
    /// The record.
    pub id: String,
    /// `buy` or `negotiate`.
    pub verdict: String,
    /// The title.
    pub title: Option<String>,
    /// GTIN, else ASIN.
    pub product: Option<String>,
    /// Landed cost of a sellable unit.
    pub landed: Option<Money>,
    /// What it sells for, the middle price.
    pub sell: Option<Money>,
    /// What the channel takes.
    pub fees: Option<Money>,
    /// Profit of a sellable unit.
    pub net: Option<Money>,
    /// Profit at the 10th percentile of the price.
    pub net_p10: Option<Money>,
    /// Profit at the 90th percentile of the price.
    pub net_p90: Option<Money>,
    /// Net ÷ what the supplier is paid, in percent.
    pub roi_on_cost_pct: Option<Decimal>,
    /// Net ÷ landed cost, in percent.
    pub roi_on_landed_pct: Option<Decimal>,
    /// Net ÷ sale price, in percent.
    pub margin_on_price_pct: Option<Decimal>,
    /// The highest price of a purchase unit that is still a buy.
    pub max_cost: Option<Money>,
    /// Days until our next sale.
    pub days_to_sell: Option<u32>,
    /// Units to buy.
    pub quantity: Option<u32>,
    /// Codes of what is to be looked at.
    pub flags: Vec<String>,
    /// The channel.
    pub channel: String,
    /// When it was judged.
    pub analyzed_at: Timestamp,
    /// When it is too old to act on.
    pub expires_at: Timestamp,
}

/// Judged `buy` or `negotiate` since `from` and still offered, the most profitable first.
pub fn opportunities(store: &Store, from: Timestamp) -> Result<Vec<Opportunity>> {
    let mut found = Vec::new();
    for record in store.opportunities(from)? {
        let (Some(id), Some(analysis)) = (record.id(), record.get::<Analysis>(Stage::Analysis)?) else { continue };
        found.push(opportunity(id, analysis));
    }
    found.sort_by(|a, b| {
        let net = |row: &Opportunity| row.net.map(|net| net.amount());
        a.verdict.cmp(&b.verdict).then(net(b).cmp(&net(a))).then(a.id.cmp(&b.id))
    });
    Ok(found)
}

fn opportunity(id: &str, analysis: Analysis) -> Opportunity {
    let percent = |ratio: Option<Decimal>| ratio.map(|ratio| (ratio * Decimal::ONE_HUNDRED).round_dp(1).normalize());
    let flag = |code: &_| serde_json::to_value(code).ok().and_then(|code| code.as_str().map(str::to_owned));
    Opportunity {
        id: id.to_owned(),
        verdict: analysis.verdict.word().to_owned(),
        product: analysis.product.gtin.clone().or_else(|| analysis.product.asin.clone()),
        landed: analysis.landed.as_ref().map(|landed| landed.total),
        sell: analysis.sell.as_ref().map(|sell| sell.price),
        fees: analysis.fees.as_ref().map(|fees| fees.total),
        net: analysis.net,
        net_p10: analysis.net_p10,
        net_p90: analysis.net_p90,
        roi_on_cost_pct: percent(analysis.roi_on_cost),
        roi_on_landed_pct: percent(analysis.roi_on_landed),
        margin_on_price_pct: percent(analysis.margin_on_price),
        max_cost: analysis.max_cost,
        days_to_sell: analysis.days_to_sell.as_ref().map(|days| days.mid),
        quantity: analysis.quantity.as_ref().map(|quantity| quantity.suggested),
        flags: analysis.flags.iter().filter_map(flag).collect(),
        title: analysis.title,
        channel: analysis.channel,
        analyzed_at: analysis.analyzed_at,
        expires_at: analysis.expires_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(account: &str, cents: i64) -> PnlRow {
        PnlRow { account: account.into(), amount: Money::from_minor(cents, Currency::USD) }
    }

    #[test]
    fn a_statement_has_every_account_once_and_its_sum_is_the_net() {
        let rows = [
            row("I:Sales", 38_920),
            row("I:Refunds", -799),
            row("X:COGS", -19_802),
            row("X:FX", -5),
            row("X:Fees:final-value", -5_000),
            row("X:Fees:fulfilment", -3_841),
            row("X:Shipping", -3_115),
        ];
        let lines = statement(&rows, Currency::USD);
        let shown: Vec<String> = lines
            .iter()
            .map(|line| format!("{}{} {}", if line.part { "  " } else { "" }, line.line, line.amount))
            .collect();
        let whole: Decimal =
            lines.iter().filter(|line| !line.part && line.line != "Net").map(|line| line.amount.amount()).sum();
        let net = lines.iter().find(|line| line.line == "Net").unwrap();
        assert_eq!(net.amount.amount(), whole, "{shown:?}");
        let names: Vec<&str> = lines.iter().map(|line| line.line.as_str()).collect();
        assert_eq!(
            names,
            [
                "Sales",
                "Returns",
                "Marketplace fees",
                "final-value",
                "fulfilment",
                "Postage",
                "Cost of goods sold",
                "Other",
                "FX",
                "Net"
            ]
        );
    }
}
