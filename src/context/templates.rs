//! The templates of listings: the built-in ones, and the user's own from a folder.

use std::path::Path;

use anyhow::Result;

use super::Context;
use crate::{
    domain::{
        listing_text::{Template, Templates},
        negotiation::words::Messages,
    },
    error,
};

impl Context {
    /// What is written to sellers: the built-in texts, and over them those of `[negotiation] messages`.
    pub fn messages(&self) -> Result<Messages> {
        let Some(path) = &self.config.negotiation.messages else { return Ok(Messages::built_in()) };
        let unusable = || error::config(format!("the messages `{}` can't be used", path.display()));
        let text = std::fs::read_to_string(path).map_err(|why| unusable().because(why))?;
        let format = "the texts and their slots are in data/negotiation/messages.toml";
        Ok(Messages::built_in().with(&text).map_err(|why| unusable().hint(format).because(why))?)
    }

    /// The templates of listings: the built-in ones, and over them the user's own from `[list] templates`, or from
    /// `templates/` beside the user's settings.
    pub fn templates(&self) -> Result<Templates> {
        let own = || self.user_dir.as_ref().map(|dir| dir.join("templates")).filter(|dir| dir.is_dir());
        let built_in = Templates::built_in();
        match self.config.list.templates.clone().or_else(own) {
            Some(dir) => Ok(built_in.with(read(&dir)?)),
            None => Ok(built_in),
        }
    }
}

/// Every `NAME.toml` of a folder, by name.
fn read(dir: &Path) -> Result<Vec<Template>> {
    let unreadable = |why: std::io::Error| {
        error::config(format!("can't read the folder of templates `{}`", dir.display()))
            .hint("set `list.templates` to a folder that is there")
            .because(why)
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|kind| kind == "toml") {
            files.push(path);
        }
    }
    files.sort();
    files.iter().map(|path| template(path)).collect()
}

fn template(path: &Path) -> Result<Template> {
    let text = std::fs::read_to_string(path)
        .map_err(|why| error::config(format!("can't read `{}`", path.display())).because(why))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    Template::parse(&name, &text).map_err(|why| {
        error::config(format!("the template `{}` can't be used", path.display()))
            .hint("the format and every fact are in data/listing/README.md")
            .because(why)
            .into()
    })
}
