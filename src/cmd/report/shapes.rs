//! The columns of the reports, and what they mean.

use crate::{
    pipe::table::{Align, TableColumn, TableShape},
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

fn ticket(text: &str) -> Option<Tone> {
    match text {
        "sent" => Some(Tone::Good),
        "draft" => Some(Tone::Care),
        "closed" => Some(Tone::Dim),
        _ => Some(Tone::Bad),
    }
}

pub(super) static OPPORTUNITIES: TableShape = TableShape {
    columns: &[
        TableColumn {
            title: "verdict",
            path: "verdict",
            align: Align::Left,
            tone: Some(verdict),
            drop: 0,
            flex: false,
        },
        TableColumn { title: "id", path: "id", align: Align::Left, tone: None, drop: 0, flex: true },
        TableColumn { title: "product", path: "title", align: Align::Left, tone: None, drop: 0, flex: true },
        TableColumn { title: "landed", path: "landed", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "sell", path: "sell", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "fees", path: "fees", align: Align::Right, tone: None, drop: 4, flex: false },
        TableColumn { title: "net", path: "net", align: Align::Right, tone: Some(money), drop: 0, flex: false },
        TableColumn { title: "p10", path: "net_p10", align: Align::Right, tone: Some(money), drop: 3, flex: false },
        TableColumn { title: "p90", path: "net_p90", align: Align::Right, tone: Some(money), drop: 5, flex: false },
        TableColumn {
            title: "ROI landed %",
            path: "roi_on_landed_pct",
            align: Align::Right,
            tone: None,
            drop: 1,
            flex: false,
        },
        TableColumn { title: "days", path: "days_to_sell", align: Align::Right, tone: None, drop: 2, flex: false },
        TableColumn { title: "qty", path: "quantity", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "max cost", path: "max_cost", align: Align::Right, tone: None, drop: 1, flex: false },
        TableColumn { title: "flags", path: "flags", align: Align::Left, tone: None, drop: 6, flex: true },
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
        TableColumn { title: "no", path: "id", align: Align::Right, tone: None, drop: 5, flex: false },
        TableColumn { title: "state", path: "state", align: Align::Left, tone: Some(state), drop: 0, flex: false },
        TableColumn { title: "record", path: "record_id", align: Align::Left, tone: None, drop: 0, flex: true },
        TableColumn { title: "title", path: "title", align: Align::Left, tone: None, drop: 0, flex: true },
        TableColumn { title: "qty", path: "quantity", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "estimate", path: "est", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "cap", path: "cap", align: Align::Right, tone: None, drop: 2, flex: false },
        TableColumn { title: "charged", path: "actual", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "order", path: "vendor_order", align: Align::Left, tone: None, drop: 1, flex: false },
        TableColumn { title: "placed", path: "placed_at", align: Align::Left, tone: None, drop: 4, flex: false },
        TableColumn { title: "received", path: "received_at", align: Align::Left, tone: None, drop: 4, flex: false },
        TableColumn { title: "why", path: "reason", align: Align::Left, tone: None, drop: 3, flex: true },
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
        TableColumn { title: "lot", path: "lot", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "sku", path: "sku", align: Align::Left, tone: None, drop: 2, flex: false },
        TableColumn { title: "record", path: "record_id", align: Align::Left, tone: None, drop: 3, flex: true },
        TableColumn { title: "title", path: "title", align: Align::Left, tone: None, drop: 0, flex: true },
        TableColumn { title: "units", path: "units", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "bought", path: "bought", align: Align::Right, tone: None, drop: 3, flex: false },
        TableColumn { title: "at cost", path: "value", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "days", path: "days", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "age", path: "age", align: Align::Left, tone: Some(age), drop: 0, flex: false },
        TableColumn { title: "received", path: "received_at", align: Align::Left, tone: None, drop: 4, flex: false },
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
        TableColumn { title: "no", path: "id", align: Align::Right, tone: None, drop: 4, flex: false },
        TableColumn { title: "state", path: "state", align: Align::Left, tone: Some(state), drop: 0, flex: false },
        TableColumn { title: "channel", path: "channel", align: Align::Left, tone: None, drop: 0, flex: false },
        TableColumn { title: "sku", path: "sku", align: Align::Left, tone: None, drop: 2, flex: false },
        TableColumn { title: "title", path: "title", align: Align::Left, tone: None, drop: 0, flex: true },
        TableColumn { title: "qty", path: "quantity", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "price", path: "price", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "wanted", path: "wanted", align: Align::Right, tone: None, drop: 3, flex: false },
        TableColumn { title: "floor", path: "floor", align: Align::Right, tone: None, drop: 1, flex: false },
        TableColumn { title: "ceiling", path: "ceiling", align: Align::Right, tone: None, drop: 1, flex: false },
        TableColumn { title: "live since", path: "live_at", align: Align::Left, tone: None, drop: 5, flex: false },
        TableColumn { title: "why", path: "reason", align: Align::Left, tone: None, drop: 6, flex: true },
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
        TableColumn { title: "at", path: "at", align: Align::Left, tone: None, drop: 1, flex: false },
        TableColumn { title: "channel", path: "channel", align: Align::Left, tone: None, drop: 2, flex: false },
        TableColumn { title: "order", path: "order", align: Align::Left, tone: None, drop: 0, flex: false },
        TableColumn { title: "title", path: "title", align: Align::Left, tone: None, drop: 0, flex: true },
        TableColumn { title: "units", path: "units", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "gross", path: "gross", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "fees", path: "fees", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "postage", path: "postage", align: Align::Right, tone: None, drop: 3, flex: false },
        TableColumn { title: "cost", path: "cost", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn { title: "refunded", path: "refunded", align: Align::Right, tone: None, drop: 2, flex: false },
        TableColumn { title: "net", path: "net", align: Align::Right, tone: Some(money), drop: 0, flex: false },
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
        TableColumn { title: "P&L", path: "line", align: Align::Left, tone: None, drop: 0, flex: false },
        TableColumn { title: "amount", path: "amount", align: Align::Right, tone: Some(money), drop: 0, flex: false },
        TableColumn {
            title: "of sales %",
            path: "of_sales_pct",
            align: Align::Right,
            tone: None,
            drop: 1,
            flex: false,
        },
        TableColumn { title: "note", path: "note", align: Align::Left, tone: None, drop: 2, flex: true },
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

pub(super) static TICKETS: TableShape = TableShape {
    columns: &[
        TableColumn { title: "ticket", path: "ticket.number", align: Align::Right, tone: None, drop: 0, flex: false },
        TableColumn {
            title: "state",
            path: "ticket.state",
            align: Align::Left,
            tone: Some(ticket),
            drop: 0,
            flex: false,
        },
        TableColumn { title: "about", path: "ticket.category", align: Align::Left, tone: None, drop: 0, flex: false },
        TableColumn {
            title: "sure",
            path: "ticket.confidence_pct",
            align: Align::Right,
            tone: None,
            drop: 3,
            flex: false,
        },
        TableColumn { title: "order", path: "ticket.order", align: Align::Left, tone: None, drop: 2, flex: false },
        TableColumn {
            title: "escalated",
            path: "ticket.escalation",
            align: Align::Left,
            tone: None,
            drop: 0,
            flex: true,
        },
        TableColumn { title: "why", path: "ticket.why", align: Align::Left, tone: None, drop: 1, flex: true },
        TableColumn { title: "came", path: "created_at", align: Align::Left, tone: None, drop: 5, flex: false },
        TableColumn { title: "message", path: "ticket.text", align: Align::Left, tone: None, drop: 0, flex: true },
    ],
};
pub(super) static TICKETS_CSV: &[&str] = &[
    "id",
    "ticket.number",
    "ticket.state",
    "ticket.category",
    "ticket.confidence_pct",
    "ticket.escalation",
    "ticket.why",
    "ticket.order",
    "created_at",
    "sent_at",
    "ticket.reply",
    "ticket.text",
];
pub(super) const TICKET_COLUMNS: &str = "\
Columns: id, ticket.number, ticket.state, ticket.category, ticket.confidence_pct,\n\
\x20\x20ticket.escalation, ticket.why, ticket.order, created_at, sent_at, ticket.reply, ticket.text\n\
\x20\x20ticket.state: draft, sent, escalated, unknown, failed, closed\n\
\x20\x20ticket.confidence_pct: how sure the category is\n\
\x20\x20ticket.escalation: what brought in a person\n\
\x20\x20ticket.why: why it waits, or what became of the sending\n\
Money is two columns in CSV: `.amount` and `.currency`.";
