//! The columns of tickets, in the inbox and in the report.

use crate::{
    pipe::table::{TableColumn, TableShape},
    ui::Tone,
};

fn tone(state: &str) -> Option<Tone> {
    match state {
        "sent" => Some(Tone::Good),
        "draft" => Some(Tone::Care),
        "closed" => Some(Tone::Dim),
        _ => Some(Tone::Bad),
    }
}

pub(super) static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::number("ticket", "ticket.number"),
        TableColumn::text("state", "ticket.state").required().tone(tone),
        TableColumn::text("about", "ticket.category"),
        TableColumn::number("sure", "ticket.confidence_pct").drop(3),
        TableColumn::text("order", "ticket.order").drop(2),
        TableColumn::text("who", "ticket.assignee").drop(4),
        TableColumn::text("due", "ticket.answer_due").drop(4),
        TableColumn::text("owed", "ticket.promises").flex(),
        TableColumn::text("escalated", "ticket.escalation").flex(),
        TableColumn::text("why", "ticket.why").drop(1).flex(),
        TableColumn::text("came", "created_at").drop(5),
        TableColumn::text("message", "ticket.text").flex(),
    ],
};

pub(super) static CSV: &[&str] = &[
    "id",
    "ticket.number",
    "ticket.state",
    "ticket.category",
    "ticket.confidence_pct",
    "ticket.escalation",
    "ticket.why",
    "ticket.order",
    "ticket.assignee",
    "ticket.answer_due",
    "ticket.late",
    "ticket.promises",
    "created_at",
    "sent_at",
    "ticket.reply",
    "ticket.text",
];
