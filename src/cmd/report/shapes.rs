//! The columns of the reports, and what they mean.

use crate::{
    pipe::table::{TableColumn, TableShape},
    ui::Tone,
};

fn money(text: &str) -> Option<Tone> {
    match text.chars().next() {
        Some('-' | '−') => Some(Tone::Bad),
        Some('–') => Some(Tone::Dim),
        _ => None,
    }
}

fn verdict(text: &str) -> Option<Tone> {
    Some(if text == "buy" { Tone::Good } else { Tone::Care })
}

fn state(text: &str) -> Option<Tone> {
    match text {
        "received" | "live" => Some(Tone::Good),
        "unknown" | "manual" | "rejected" | "lost" => Some(Tone::Bad),
        "proposed" | "approved" | "draft" => Some(Tone::Care),
        "cancelled" | "ended" | "voided" => Some(Tone::Dim),
        _ => None,
    }
}

fn age(text: &str) -> Option<Tone> {
    match text {
        "0-30" | "31-60" | "61-90" => None,
        "91-180" => Some(Tone::Care),
        _ => Some(Tone::Bad),
    }
}

pub(super) static OPPORTUNITIES: TableShape = TableShape {
    columns: &[
        TableColumn::text("verdict", "verdict").tone(verdict),
        TableColumn::text("id", "id").flex(),
        TableColumn::text("product", "title").flex(),
        TableColumn::number("landed", "landed"),
        TableColumn::number("sell", "sell"),
        TableColumn::number("fees", "fees").drop(4),
        TableColumn::number("net", "net").tone(money),
        TableColumn::number("p10", "net_p10").tone(money).drop(3),
        TableColumn::number("p90", "net_p90").tone(money).drop(5),
        TableColumn::number("ROI landed %", "roi_on_landed_pct").drop(1),
        TableColumn::number("days", "days_to_sell").drop(2),
        TableColumn::number("qty", "quantity"),
        TableColumn::number("max cost", "max_cost").drop(1),
        TableColumn::text("flags", "flags").drop(6).flex(),
    ],
};
pub(super) static OPPORTUNITIES_CSV: &[&str] = &[
    "id",
    "verdict",
    "title",
    "product",
    "landed.amount",
    "landed.currency",
    "sell.amount",
    "sell.currency",
    "fees.amount",
    "fees.currency",
    "net.amount",
    "net.currency",
    "net_p10.amount",
    "net_p90.amount",
    "roi_on_cost_pct",
    "roi_on_landed_pct",
    "margin_on_price_pct",
    "max_cost.amount",
    "days_to_sell",
    "quantity",
    "flags",
    "channel",
    "analyzed_at",
    "expires_at",
];
pub(super) const OPPORTUNITY_COLUMNS: &str = "\
Columns: id, verdict, title, product, landed, sell, fees, net, net_p10, net_p90,\n\
\x20\x20roi_on_cost_pct, roi_on_landed_pct, margin_on_price_pct, max_cost, days_to_sell, quantity,\n\
\x20\x20flags, channel, analyzed_at, expires_at\n\
\x20\x20landed: cost of a sellable unit in hand\n\
\x20\x20sell: the middle price\n\
\x20\x20fees: what the channel takes\n\
\x20\x20net: sell − fees − landed, of a sellable unit; net_p10 and net_p90 at low and high prices\n\
\x20\x20roi_on_cost_pct: net ÷ what the supplier is paid\n\
\x20\x20roi_on_landed_pct: net ÷ landed\n\
\x20\x20margin_on_price_pct: net ÷ sell\n\
\x20\x20max_cost: highest price of a purchase unit that is still a buy\n\
\x20\x20days_to_sell, quantity: until our next sale; how many to buy\n\
Money is two columns in CSV: `.amount` and `.currency`.";

pub(super) static PURCHASES: TableShape = TableShape {
    columns: &[
        TableColumn::number("no", "id").drop(5),
        TableColumn::text("state", "state").tone(state),
        TableColumn::text("record", "record_id").flex(),
        TableColumn::text("title", "title").flex(),
        TableColumn::number("qty", "quantity"),
        TableColumn::number("estimate", "est"),
        TableColumn::number("cap", "cap").drop(2),
        TableColumn::number("charged", "actual"),
        TableColumn::text("order", "vendor_order").drop(1),
        TableColumn::text("placed", "placed_at").drop(4),
        TableColumn::text("received", "received_at").drop(4),
        TableColumn::text("why", "reason").drop(3).flex(),
    ],
};
pub(super) static PURCHASES_CSV: &[&str] = &[
    "id",
    "state",
    "record_id",
    "title",
    "quantity",
    "units",
    "est.amount",
    "est.currency",
    "cap.amount",
    "cap.currency",
    "actual.amount",
    "actual.currency",
    "vendor",
    "vendor_order",
    "reference",
    "proposed_at",
    "placed_at",
    "received_at",
    "reason",
];
pub(super) const PURCHASE_COLUMNS: &str = "\
Columns: id, state, record_id, title, quantity, units, est, cap, actual, vendor, vendor_order,\n\
\x20\x20reference, proposed_at, placed_at, received_at, reason\n\
\x20\x20est: expected total, landed\n\
\x20\x20cap: the most that may be charged in total\n\
\x20\x20actual: what was charged\n\
\x20\x20quantity: purchase units; units: sellable units in them\n\
Money is two columns in CSV: `.amount` and `.currency`.";

pub(super) static INVENTORY: TableShape = TableShape {
    columns: &[
        TableColumn::number("lot", "lot"),
        TableColumn::text("sku", "sku").drop(2),
        TableColumn::text("record", "record_id").drop(3).flex(),
        TableColumn::text("title", "title").flex(),
        TableColumn::number("units", "units"),
        TableColumn::number("bought", "bought").drop(3),
        TableColumn::number("at cost", "value"),
        TableColumn::number("days", "days"),
        TableColumn::text("age", "age").tone(age),
        TableColumn::text("received", "received_at").drop(4),
    ],
};
pub(super) static INVENTORY_CSV: &[&str] = &[
    "lot",
    "sku",
    "record_id",
    "product",
    "title",
    "units",
    "bought",
    "value.amount",
    "value.currency",
    "received_at",
    "days",
    "age",
];
pub(super) const INVENTORY_COLUMNS: &str = "\
Columns: lot, sku, record_id, product, title, units, bought, value, received_at, days, age\n\
\x20\x20units: left; bought: at first\n\
\x20\x20value: landed cost of the units left\n\
\x20\x20days: whole days since it arrived\n\
\x20\x20age: 0-30, 31-60, 61-90, 91-180, 181-270, 271-365 or 365+ days\n\
Money is two columns in CSV: `.amount` and `.currency`.";

pub(super) static LISTINGS: TableShape = TableShape {
    columns: &[
        TableColumn::number("no", "id").drop(4),
        TableColumn::text("state", "state").tone(state),
        TableColumn::text("channel", "channel"),
        TableColumn::text("sku", "sku").drop(2),
        TableColumn::text("title", "title").flex(),
        TableColumn::number("qty", "quantity"),
        TableColumn::number("price", "price"),
        TableColumn::number("wanted", "wanted").drop(3),
        TableColumn::number("floor", "floor").drop(1),
        TableColumn::number("ceiling", "ceiling").drop(1),
        TableColumn::text("live since", "live_at").drop(5),
        TableColumn::text("why", "reason").drop(6).flex(),
    ],
};
pub(super) static LISTINGS_CSV: &[&str] = &[
    "id",
    "state",
    "channel",
    "sku",
    "record_id",
    "product",
    "title",
    "condition",
    "quantity",
    "price.amount",
    "price.currency",
    "wanted.amount",
    "wanted.currency",
    "floor.amount",
    "floor.currency",
    "ceiling.amount",
    "ceiling.currency",
    "ext_id",
    "live_at",
    "reason",
];
pub(super) const LISTING_COLUMNS: &str = "\
Columns: id, state, channel, sku, record_id, product, title, condition, quantity, price,\n\
\x20\x20wanted, floor, ceiling, ext_id, live_at, reason\n\
\x20\x20price: as the channel has it; wanted: as it should be\n\
\x20\x20floor, ceiling: repricing never leaves them\n\
Money is two columns in CSV: `.amount` and `.currency`.";

pub(super) static SALES: TableShape = TableShape {
    columns: &[
        TableColumn::text("at", "at").drop(1),
        TableColumn::text("channel", "channel").drop(2),
        TableColumn::text("order", "order"),
        TableColumn::text("title", "title").flex(),
        TableColumn::number("units", "units"),
        TableColumn::number("gross", "gross"),
        TableColumn::number("fees", "fees"),
        TableColumn::number("postage", "postage").drop(3),
        TableColumn::number("cost", "cost"),
        TableColumn::number("refunded", "refunded").drop(2),
        TableColumn::number("net", "net").tone(money),
    ],
};
pub(super) static SALES_CSV: &[&str] = &[
    "at",
    "channel",
    "order",
    "line",
    "sku",
    "title",
    "record_id",
    "units",
    "gross.amount",
    "gross.currency",
    "fees.amount",
    "fees.currency",
    "postage.amount",
    "postage.currency",
    "cost.amount",
    "cost.currency",
    "refunded.amount",
    "refunded.currency",
    "restocked",
    "net.amount",
    "net.currency",
];
pub(super) const SALE_COLUMNS: &str = "\
Columns: at, channel, order, line, sku, title, record_id, units, gross, fees, postage, cost,\n\
\x20\x20refunded, restocked, net\n\
\x20\x20gross: item price and shipping paid by the buyer\n\
\x20\x20fees: what the channel took\n\
\x20\x20cost: landed cost of the units, without those that came back to stock\n\
\x20\x20refunded: what the buyer got back; restocked: units that came back\n\
\x20\x20net: gross − fees − postage − refunded − cost\n\
Money is two columns in CSV: `.amount` and `.currency`.";

pub(super) static PNL: TableShape = TableShape {
    columns: &[
        TableColumn::text("P&L", "line"),
        TableColumn::number("amount", "amount").tone(money),
        TableColumn::number("of sales %", "of_sales_pct").drop(1),
        TableColumn::text("note", "note").drop(2).flex(),
    ],
};
pub(super) static PNL_CSV: &[&str] =
    &["line", "part", "account", "amount.amount", "amount.currency", "of_sales_pct", "note"];
pub(super) const PNL_COLUMNS: &str = "\
Columns: line, part, account, amount, of_sales_pct, note\n\
\x20\x20line: Sales, Returns, Marketplace fees and their groups, Postage, Cost of goods sold, …, Net\n\
\x20\x20part: true for a line that is part of the one above, or a remark under Net\n\
\x20\x20amount: income is plus, cost is minus; Net is the sum of all lines that are no parts\n\
\x20\x20of_sales_pct: share of sales\n\
\x20\x20Estimated when bought, Realised on these units: profit of the units sold as their approved plan expected it, and as it\n\
\x20\x20came; calibration is how far it was off. Account-wide costs are in Net and not in these two.\n\
Money is two columns in CSV: `.amount` and `.currency`.";

pub(super) static PAYOUTS: TableShape = TableShape {
    columns: &[
        TableColumn::text("channel", "channel").required(),
        TableColumn::number("opening", "opening").drop(3),
        TableColumn::number("gross", "gross"),
        TableColumn::number("orders", "orders").drop(4),
        TableColumn::number("fees", "fees"),
        TableColumn::number("charges", "charges").drop(2),
        TableColumn::number("refunds", "refunds"),
        TableColumn::number("other", "other").drop(1),
        TableColumn::number("payouts", "payouts"),
        TableColumn::number("owed", "closing"),
    ],
};
pub(super) static PAYOUTS_CSV: &[&str] = &[
    "channel",
    "opening.amount",
    "gross.amount",
    "orders",
    "fees.amount",
    "charges.amount",
    "refunds.amount",
    "other.amount",
    "payouts.amount",
    "closing.amount",
    "gross.currency",
];
pub(super) const PAYOUT_COLUMNS: &str = "\
Columns: channel, opening, gross, orders, fees, charges, refunds, other, payouts, closing\n\
\x20\x20opening + gross - fees - charges - refunds + other - payouts = closing: what the channel owes\n\
\x20\x20gross: what buyers paid, before fees and refunds, as a US 1099-K counts it; orders: its transactions\n\
\x20\x20fees: of sales, at once or later; charges: beyond sales, below zero for reimbursements\n\
\x20\x20refunds: less the fees that came back with them; other: suspense, and what a person settled\n\
\x20\x20payouts: what reached the bank\n\
Example: `arb report payouts --since 2026-01-01 --until 2026-12-31` for the year of a 1099-K.\n\
In CSV all amounts are in the currency of the last column.";

pub(super) const TICKET_COLUMNS: &str = "\
Columns: id, ticket.number, ticket.state, ticket.category, ticket.confidence_pct,\n\
\x20\x20ticket.escalation, ticket.why, ticket.order, ticket.assignee, ticket.answer_due, ticket.late, ticket.promises,\n\
\x20\x20created_at, sent_at, ticket.reply, ticket.text\n\
\x20\x20ticket.state: draft, sent, escalated, unknown, failed, closed\n\
\x20\x20ticket.confidence_pct: how sure the category is\n\
\x20\x20ticket.escalation: what brought in a person\n\
\x20\x20ticket.why: why it waits, or what became of the sending\n\
Money is two columns in CSV: `.amount` and `.currency`.";

pub(super) static SERVICE: TableShape = TableShape {
    columns: &[
        TableColumn::text("about", "category").required(),
        TableColumn::number("messages", "tickets"),
        TableColumn::number("answered", "answered"),
        TableColumn::number("escalated", "escalated"),
        TableColumn::number("waiting", "waiting"),
        TableColumn::number("median min", "first_answer_median_min"),
        TableColumn::number("p90 min", "first_answer_p90_min").drop(1),
        TableColumn::number("in time %", "within_pct"),
        TableColumn::number("promises", "promises").drop(2),
        TableColumn::number("kept", "kept").drop(2),
        TableColumn::number("overdue", "overdue"),
        TableColumn::number("template", "by_template").drop(3),
        TableColumn::number("model", "by_model").drop(3),
        TableColumn::number("person", "by_person").drop(3),
    ],
};
pub(super) static SERVICE_CSV: &[&str] = &[
    "category",
    "tickets",
    "answered",
    "escalated",
    "waiting",
    "first_answer_median_min",
    "first_answer_p90_min",
    "within_pct",
    "promises",
    "kept",
    "overdue",
    "by_template",
    "by_model",
    "by_person",
];
pub(super) const SERVICE_COLUMNS: &str = "\
Columns: category (`all` first), tickets, answered, escalated, waiting, first_answer_median_min,\n\
\x20\x20first_answer_p90_min, within_pct, promises, kept, overdue, by_template, by_model, by_person\n\
\x20\x20first_answer: from when the channel says the message came to when the answer was sent\n\
\x20\x20within_pct: answered in time, of those that were answered or should have been by now\n\
\x20\x20overdue: promises that should have been kept by now and are not\n\
\x20\x20by_…: whose words the answers that were sent are in";
