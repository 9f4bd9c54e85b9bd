//! The approval card: what a person says yes to, on one screen.

use rust_decimal::Decimal;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::{
    domain::{
        analysis::Analysis,
        money::{Money, Rounding},
        purchase::{Plan, PlanItem},
        record::{Record, Stage},
    },
    ui::{Tone, sanitize},
};

/// Up to so many purchases are shown with all their figures; more get a line each.
const IN_FULL: usize = 3;
/// The most lines of purchases.
const MOST_LINES: usize = 18;

/// A plan as text. `records` are those it was made from, where they are known; `today` is what was spent and the cap.
pub fn render(plan: &Plan, records: &[Record], today: Option<(Money, Money)>, width: usize, color: bool) -> String {
    let width = width.max(40);
    let mut text = String::new();
    let mut say = |line: String, tone: Option<Tone>| {
        let line = cut(&line, width);
        text.push_str(&tone.map_or_else(|| line.clone(), |tone| tone.paint(&line, color)));
        text.push('\n');
    };
    for line in head(plan, today, width) {
        say(line, Some(Tone::Strong));
    }
    if plan.items.len() <= IN_FULL {
        for (place, item) in plan.items.iter().enumerate() {
            for (line, tone) in full(place + 1, item, analysis(records, item).as_ref(), width) {
                say(line, tone);
            }
        }
    } else {
        for (place, item) in plan.items.iter().enumerate().take(MOST_LINES) {
            say(short(place + 1, item, analysis(records, item).as_ref(), width), None);
        }
        if plan.items.len() > MOST_LINES {
            let rest = plan.items.len() - MOST_LINES;
            let hash = plan.hash();
            say(
                format!("  … and {rest} more: `arb approvals show {hash} --format csv` has them all"),
                Some(Tone::Care),
            );
        }
    }
    text
}

fn head(plan: &Plan, today: Option<(Money, Money)>, width: usize) -> Vec<String> {
    let count = plan.items.len();
    let mut parts =
        vec![format!("PLAN {}  {count} {}", plan.hash(), if count == 1 { "purchase" } else { "purchases" })];
    parts.extend(plan.total().map(|total| format!("{total} in total")));
    parts.extend(today.map(|(spent, cap)| format!("today {spent} of {cap} spent")));
    parts.push(format!("expires {}", plan.expires_at.strftime("%Y-%m-%d %H:%MZ")));
    parts.push(format!("rules {}", sanitize(&plan.rules)));
    let one = parts.join(" · ");
    if one.width() <= width {
        return vec![one];
    }
    let second = parts.split_off(2);
    vec![parts.join(" · "), format!("     {}", second.join(" · "))]
}

/// All figures of one purchase: BUY, SELL, NET, RISK, WHY.
fn full(place: usize, item: &PlanItem, analysis: Option<&Analysis>, width: usize) -> Vec<(String, Option<Tone>)> {
    let each = |total: &Money| Money::new(total.amount() / Decimal::from(item.quantity.max(1)), total.currency());
    let mut buy = format!(
        "{place:>2} BUY  {} × {} @ {}  landed {} ea ({})  MAX {} ea",
        item.quantity,
        cut(&sanitize(&item.title), (width / 3).max(16)),
        sanitize(&item.source),
        each(&item.estimate).round(Rounding::Up),
        item.estimate,
        each(&item.cap).round(Rounding::Down),
    );
    if item.units != item.quantity {
        buy.push_str(&format!("  makes {} units", item.units));
    }
    let mut lines = vec![(buy, None)];
    let Some(analysis) = analysis else {
        if let Some(net) = &item.net {
            lines.push((format!("   NET  {} for all", signed(net)), Some(mood(net))));
        }
        return lines;
    };
    let matched = &analysis.matched;
    let mut sell = format!("   SELL {} {}", sanitize(&analysis.channel), sanitize(&analysis.program));
    if let Some(price) = &analysis.sell {
        sell.push_str(&format!(
            "  P50 {}  P10 {}  P90 {}  ({})",
            price.price,
            price.p10,
            price.p90,
            sanitize(&price.basis)
        ));
    }
    sell.push_str(&format!("  match {}, pack {} = {}", matched.method, matched.pack_source, matched.pack_target));
    lines.push((sell, None));
    lines.push((format!("   NET  {}", figures(analysis, item)), analysis.net.as_ref().map(mood)));
    let flags: Vec<String> = analysis
        .flags
        .iter()
        .filter_map(|flag| serde_json::to_value(flag).ok())
        .filter_map(|flag| flag.as_str().map(str::to_owned))
        .collect();
    let score = analysis
        .risk
        .as_ref()
        .map_or_else(|| "unknown".to_owned(), |risk| format!("{} of 100", risk.score.normalize()));
    let flags = if flags.is_empty() { "none".to_owned() } else { flags.join(" ") };
    lines.push((format!("   RISK {score}  restricted: {}  flags: {flags}", sanitize(&analysis.restriction)), None));
    let passed = analysis.reasons.iter().filter(|reason| reason.ok).count();
    let against: Vec<String> =
        analysis.reasons.iter().filter(|reason| !reason.ok).map(|reason| sanitize(&reason.text)).collect();
    let mut why = format!("   WHY  + {passed} rules passed");
    for reason in &against {
        why.push_str(&format!("  − {reason}"));
    }
    lines.push((why, (!against.is_empty()).then_some(Tone::Care)));
    lines
}

fn figures(analysis: &Analysis, item: &PlanItem) -> String {
    let percent = |ratio: Decimal| format!("{} %", (ratio * Decimal::ONE_HUNDRED).round_dp(1).normalize());
    let mut parts = Vec::new();
    parts.push(analysis.net.as_ref().map_or_else(|| "unknown".to_owned(), |net| format!("P50 {} a unit", signed(net))));
    parts.extend(analysis.net_p10.as_ref().map(|net| format!("P10 {}", signed(net))));
    parts.extend(analysis.p_loss.map(|chance| format!("P(loss) {}", percent(chance))));
    parts.extend(analysis.roi_on_landed.map(|roi| format!("ROI(landed) {}", percent(roi))));
    parts.extend(analysis.days_to_sell.as_ref().map(|days| format!("days {} ({}–{})", days.mid, days.low, days.high)));
    parts.extend(analysis.usd_per_day.map(|daily| format!("$/day {}", daily.round_dp(2).normalize())));
    parts.extend(item.net.as_ref().map(|net| format!("{} for all", signed(net))));
    parts.join("  ")
}

/// One purchase in a line.
fn short(place: usize, item: &PlanItem, analysis: Option<&Analysis>, width: usize) -> String {
    let tail = format!(
        "  ×{:<3} {:>10}  max {:>10}  net {:>9}  ROI {:>6}",
        item.quantity,
        item.estimate.to_string(),
        item.cap.to_string(),
        item.net.as_ref().map_or_else(|| "?".to_owned(), signed),
        analysis.and_then(|analysis| analysis.roi_on_landed).map_or_else(
            || "?".to_owned(),
            |roi| format!("{} %", (roi * Decimal::ONE_HUNDRED).round_dp(0).normalize())
        ),
    );
    let room = width.saturating_sub(tail.width() + 5).clamp(10, 60);
    let title = cut(&sanitize(&item.title), room);
    format!("{place:>3}  {title}{}{tail}", " ".repeat(room.saturating_sub(title.width())))
}

fn analysis(records: &[Record], item: &PlanItem) -> Option<Analysis> {
    records.iter().find(|record| record.id() == Some(item.id.as_str()))?.get(Stage::Analysis).ok().flatten()
}

fn signed(money: &Money) -> String {
    if money.is_negative() { money.to_string() } else { format!("+{money}") }
}

fn mood(net: &Money) -> Tone {
    if net.is_negative() { Tone::Bad } else { Tone::Good }
}

/// At most `width` columns; what is cut shows as `…`.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (mut out, mut used) = (String::new(), 1);
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(character);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::domain::money::Currency;

    fn plan(count: usize) -> Plan {
        let item = |place: usize| PlanItem {
            id: format!("shop:{place}"),
            source: "shop".into(),
            item: place.to_string(),
            seller: None,
            product: "gtin:00012345600012".into(),
            title: "Oak \x1b[2J organizer 宝可梦 with a name that is much too long for one line of a card".into(),
            quantity: 2,
            units: 2,
            estimate: Money::new(dec!(20.01), Currency::USD),
            cap: Money::new(dec!(22.03), Currency::USD),
            net: Some(Money::new(dec!(9.50), Currency::USD)),
            assumed: None,
            vendor: "paper".into(),
            by_hand: false,
        };
        let expires_at = "2026-06-01T12:30:00Z".parse().unwrap();
        Plan { items: (1..=count).map(item).collect(), rules: "r1".into(), expires_at }
    }

    #[test]
    fn a_card_fits_one_screen_however_much_is_in_it() {
        for count in [0, 1, 3, 4, 18, 400] {
            for width in [80, 160] {
                let today = Some((Money::new(dec!(88.10), Currency::USD), Money::new(dec!(500), Currency::USD)));
                let card = render(&plan(count), &[], today, width, false);
                assert!(card.lines().count() <= 22, "{card}");
                assert!(card.lines().all(|line| line.width() <= width), "{card}");
                assert!(!card.contains('\x1b') && card.contains(&plan(count).hash()), "{card}");
            }
        }
    }

    #[test]
    fn the_price_of_one_is_never_shown_higher_than_its_cap_or_lower_than_its_cost() {
        let card = render(&plan(1), &[], None, 160, false);
        assert!(card.contains("landed $10.01 ea ($20.01)  MAX $11.01 ea"), "{card}");
    }
}
