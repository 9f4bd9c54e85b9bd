//! What a saved search showed beside its last run: new, cheaper, dearer, gone.

use anyhow::Result;
use sha2::{Digest as _, Sha256};

use crate::{
    context::Context,
    domain::record::Record,
    stages::scan::{Counts, Filter, Scan},
    store::SearchRun,
    vendors::Query,
};

/// One run of one saved search at one source, under way.
pub struct Telling {
    /// `None` in a rehearsal, which remembers nothing.
    run: Option<SearchRun>,
    counts: Counts,
}

impl Telling {
    /// Begins a run.
    pub fn begin(ctx: &mut Context, search: &str, source: &str, query: &Query) -> Result<Self> {
        let now = ctx.now();
        let run = match ctx.global.dry_run {
            true => None,
            false => Some(ctx.store()?.begin_search(&scope(search, source, query), source, now)?),
        };
        Ok(Self { run, counts: Counts::default() })
    }

    /// What a page showed: the numbers of all offers on it, and what was counted before it was taken in.
    pub fn page(&mut self, ctx: &mut Context, ids: &[String], before: Counts, after: Counts) -> Result<()> {
        self.counts.new += after.new - before.new;
        self.counts.cheaper += after.cheaper - before.cheaper;
        self.counts.dearer += after.dearer - before.dearer;
        self.counts.otherwise += after.otherwise - before.otherwise;
        match self.run {
            Some(run) => ctx.store()?.search_saw(run, ids),
            None => Ok(()),
        }
    }

    /// Ends the run. `whole` is whether all that the search finds was read: only then is what is missing gone. Returns the
    /// gone offers to write.
    pub fn end(&mut self, ctx: &mut Context, scan: &mut Scan, query: &Query, whole: bool) -> Result<Vec<Record>> {
        let Some(run) = self.run.filter(|_| whole) else { return Ok(Vec::new()) };
        let (filter, now) = (Filter::of(query), ctx.now());
        let gone = ctx.store()?.complete_search(run, |offer| filter.accepts(offer), now)?;
        self.counts.gone = gone.len() as u64;
        Ok(scan.left(gone))
    }

    /// In a line: `mugs at ebay: 3 new · 1 cheaper · 2 gone`.
    pub fn line(&self, search: &str, source: &str, whole: bool) -> String {
        let counts = &self.counts;
        let all = [
            (counts.new, "new"),
            (counts.cheaper, "cheaper"),
            (counts.dearer, "dearer"),
            (counts.otherwise, "otherwise changed"),
            (counts.gone, "gone"),
        ];
        let mut parts: Vec<String> =
            all.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if parts.is_empty() {
            parts.push("nothing new".to_owned());
        }
        if !whole {
            parts.push("not read to its end, so nothing counts as gone".to_owned());
        }
        format!("{search} at {source}: {}", parts.join(" · "))
    }
}

/// What tells one search from another: what another question does not find says nothing about this one.
fn scope(search: &str, source: &str, query: &Query) -> String {
    let hash = Sha256::digest(format!("{query:?}"));
    let print: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("{search}@{source}#{print}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_question_is_another_search() {
        let query = |word: &str| Query { keywords: vec![word.to_owned()], ..Query::default() };
        let one = scope("mugs", "ebay", &query("mug"));
        assert!(one.starts_with("mugs@ebay#") && one == scope("mugs", "ebay", &query("mug")));
        assert_ne!(one, scope("mugs", "ebay", &query("cup")));
        assert_ne!(one, scope("mugs", "keepa", &query("mug")));
    }

    #[test]
    fn what_changed_is_said_in_a_line() {
        let mut telling = Telling { run: None, counts: Counts::default() };
        assert_eq!(telling.line("mugs", "ebay", true), "mugs at ebay: nothing new");
        (telling.counts.new, telling.counts.dearer) = (3, 1);
        assert_eq!(
            telling.line("mugs", "ebay", false),
            "mugs at ebay: 3 new · 1 dearer · not read to its end, so nothing counts as gone"
        );
    }
}
