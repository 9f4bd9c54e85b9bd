//! The approval card: what a person says yes to, on one screen.

use crate::{
    domain::{money::Money, purchase::Plan, record::Record},
    ui::{Tone, sanitize},
};

/// A plan as text, one purchase a line.
pub fn render(plan: &Plan, _records: &[Record], today: Option<(Money, Money)>, width: usize, color: bool) -> String {
    let total = plan.total().map_or_else(String::new, |total| total.to_string());
    let day = today.map_or_else(String::new, |(spent, cap)| format!(" · today {spent} of {cap}"));
    let head =
        format!("PLAN {}  {} purchases, {total}{day} · until {}", plan.hash(), plan.items.len(), plan.expires_at);
    let mut text = format!("{}\n", Tone::Strong.paint(&head, color));
    for (place, item) in plan.items.iter().enumerate() {
        let room = width.saturating_sub(60).max(16);
        let title: String = sanitize(&item.title).chars().take(room).collect();
        let net = item.net.map_or_else(String::new, |net| format!("  net {net}"));
        text.push_str(&format!(
            "{:>3}  {title:<room$} ×{:<3} {:>10}  max {:>10}{net}\n",
            place + 1,
            item.quantity,
            item.estimate.to_string(),
            item.cap.to_string(),
        ));
    }
    text
}
