//! The model that a command asks, by the settings, and what its words are put in the place of.

use anyhow::Result;

use crate::{
    advice::{
        Adviser, Terms,
        copywriter::{self, Copy},
        support::{self, Letter},
    },
    config,
    context::Context,
    domain::{listing_rules, listing_text::Content, record::Record},
    error,
    stages::list::Plan,
    store::Ticket,
};

/// Opens the model that is asked; `None` where nobody is: by the settings, or in a dry run, which pays nobody.
pub fn open(ctx: &mut Context, who: config::Adviser, refresh: bool) -> Result<Option<Adviser>> {
    let Some(vendor) = who.vendor() else { return Ok(None) };
    if ctx.global.dry_run {
        ctx.ui.note(&format!("a dry run does not ask {vendor}"));
        return Ok(None);
    }
    let Some(model) = ctx.readers()?.open(vendor)?.and_then(|reader| reader.model) else {
        return Err(error::config(format!("{vendor} is to be asked and is switched off"))
            .code("no_model")
            .hint(format!("write `enabled = true` and a `model` into `[vendors.{vendor}]`"))
            .into());
    };
    let settings = &ctx.config.advice;
    let terms = Terms { may_read: settings.may_read.clone(), on_failure: settings.on_failure, refresh };
    Ok(Some(Adviser::new(model, terms, ctx.budget()?)))
}

/// Words the text of a listing that is to be published; the template stands where no words are taken, and the plan says why.
pub async fn word_listing(ctx: &mut Context, adviser: &Adviser, record: &Record, plan: &mut Plan) -> Result<()> {
    let sources = plan.evidence.iter().flat_map(|page| page.sources()).flat_map(named);
    let source = record.id().and_then(|id| id.split_once(':')).map(|(source, _)| source);
    let weight = plan.weight_g.map(|grams| format!("{} g", grams.normalize()));
    let facts = [
        ("condition", Some(plan.new.condition.clone())),
        ("category", plan.category.clone()),
        ("dims", plan.dims.clone()),
        ("weight", weight),
        ("gtin", plan.ids.gtin.clone()),
    ];
    let copy = Copy {
        sku: &plan.new.sku,
        channel: &plan.new.channel,
        title: &plan.new.title,
        description: &plan.new.description,
        facts: facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect(),
        sources: sources.chain(source).collect(),
    };
    let now = ctx.now();
    let worded = copywriter::word(adviser, ctx.store()?, &copy, now).await?;
    plan.why.extend(worded.note);
    let content = Content { title: worded.text.title, description: worded.text.description, ..plan.content.clone() };
    // The channel's rules hold for a model's words as for the template's.
    if let Some(breach) = listing_rules::check(&plan.new.channel, &content).into_iter().find(|breach| breach.hard) {
        plan.why.push(format!(
            "the model's words break a rule of the channel ({}: {}): the template's stand",
            breach.place, breach.what
        ));
        return Ok(());
    }
    (plan.new.title, plan.new.description) = (content.title.clone(), content.description.clone());
    plan.content = content;
    Ok(())
}

/// The names in what is said of a source: `amazon; p50 from keepa of 2026-06-01T00:00:00Z`, `book.csv row 12`.
fn named(source: &str) -> impl Iterator<Item = &str> {
    source.split("; ").enumerate().map(|(at, part)| {
        let name = if at == 0 { part } else { part.split_once(" from ").map_or(part, |(_, name)| name) };
        let name = name.split_once(" of ").map_or(name, |(name, _)| name);
        name.split_once(" row ").map_or(name, |(name, _)| name)
    })
}

/// Words the answers of new tickets. An answer that promises something keeps its own words, and so does what no model may.
pub async fn word_answers(ctx: &mut Context, tickets: &mut [Ticket]) -> Result<()> {
    let who = ctx.config.advice.support;
    if who == config::Adviser::Rules || tickets.is_empty() {
        return Ok(());
    }
    let Some(adviser) = open(ctx, who, false)? else { return Ok(()) };
    let now = ctx.now();
    for ticket in tickets.iter_mut() {
        if !matches!(ticket.state.as_str(), "drafted" | "ready") || ticket.commitment || ticket.body.is_empty() {
            continue;
        }
        let name = format!("{}:{}", ticket.source, ticket.message.id);
        let letter = Letter {
            ticket: &name,
            source: &ticket.source,
            category: &ticket.category,
            body: &ticket.body,
            message: &ticket.message.body,
        };
        let worded = support::word(&adviser, ctx.store()?, &letter, now).await?;
        if let Some(note) = worded.note {
            ctx.ui.note(&format!("ticket {}: {note}", ticket.id));
            continue;
        }
        if let Some(reworded) = ctx.store()?.reword_ticket(ticket.id, &worded.body, now)? {
            *ticket = reworded;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_who_said_something_is_named() {
        let check = |said: &str, expected: &[&str]| assert_eq!(named(said).collect::<Vec<_>>(), expected, "{said}");
        check("book.csv row 12", &["book.csv"]);
        check("keepa", &["keepa"]);
        check("amazon; p10, p50 from keepa of 2026-06-01T00:00:00Z", &["amazon", "keepa"]);
        check("amazon; p50 from book.csv", &["amazon", "book.csv"]);
    }
}
