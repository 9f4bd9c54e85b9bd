//! `arb man`: the manual pages, made from the command line itself.
//!
//! Writes the main page to stdout, or one page a command into a folder with `--all`.

use std::{io::Write, path::PathBuf};

use anyhow::{Context as _, Result};
use clap_mangen::Man;

use crate::{context::Context, error::Exit};

/// Print the manual page
///
/// To read it: `arb man | man -l -`
/// To install all pages: `arb man --all ~/.local/share/man/man1`
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Write a page for every command into this folder
    #[arg(long, value_name = "DIR")]
    all: Option<PathBuf>,
}

/// Runs `arb man` for this command line.
pub async fn run(ctx: &mut Context, args: Args, command: clap::Command) -> Result<Exit> {
    let Some(dir) = args.all else {
        std::io::stdout().write_all(&page(command)?)?;
        return Ok(Exit::Done);
    };
    if !ctx.global.dry_run {
        std::fs::create_dir_all(&dir).with_context(|| format!("can't make the folder `{}`", dir.display()))?;
    }
    for command in all(command) {
        let path = dir.join(format!("{}.1", command.get_name()));
        ctx.ui.detail(&format!("writing {}", path.display()));
        if !ctx.global.dry_run {
            std::fs::write(&path, page(command)?).with_context(|| format!("can't write `{}`", path.display()))?;
        }
    }
    Ok(Exit::Done)
}

fn page(command: clap::Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(page)
}

/// The command and everything below it, each named as its page is: `arb`, `arb-config`, `arb-config-show`.
fn all(mut command: clap::Command) -> Vec<clap::Command> {
    command = command.disable_help_subcommand(true);
    command.build();
    let mut commands = Vec::new();
    collect(&command, command.get_name(), &mut commands);
    commands
}

fn collect(command: &clap::Command, name: &str, commands: &mut Vec<clap::Command>) {
    commands.push(command.clone().name(name.to_owned()));
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        collect(inner, &format!("{name}-{}", inner.get_name()), commands);
    }
}
