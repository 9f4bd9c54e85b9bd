//! `arb completions`: what a shell needs to complete commands, flags and values.
//!
//! Made from the command line itself, so that it can't go stale. Writes stdout, or one file a shell with `--all`.

use std::{io::Write, path::PathBuf};

use anyhow::{Context as _, Result};
use clap::ValueEnum;
use clap_complete::{Shell, generate};

use crate::{context::Context, error::Exit};

/// Print completions for your shell
///
/// bash: `arb completions bash > ~/.local/share/bash-completion/completions/arb`
/// zsh: `arb completions zsh > ~/.zfunc/_arb`, with `~/.zfunc` in `fpath`
/// fish: `arb completions fish > ~/.config/fish/completions/arb.fish`
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The shell
    #[arg(required_unless_present = "all")]
    shell: Option<Shell>,
    /// Write a file for every shell into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "shell")]
    all: Option<PathBuf>,
}

/// Runs `arb completions` for this command line.
pub async fn run(ctx: &mut Context, args: Args, command: clap::Command) -> Result<Exit> {
    if let Some(shell) = args.shell {
        std::io::stdout().write_all(&script(shell, command))?;
        return Ok(Exit::Done);
    }
    let dir = args.all.unwrap_or_default();
    if !ctx.global.dry_run {
        std::fs::create_dir_all(&dir).with_context(|| format!("can't make the folder `{}`", dir.display()))?;
    }
    for shell in Shell::value_variants() {
        let path = dir.join(file_name(*shell));
        ctx.ui.detail(&format!("writing {}", path.display()));
        if !ctx.global.dry_run {
            std::fs::write(&path, script(*shell, command.clone()))
                .with_context(|| format!("can't write `{}`", path.display()))?;
        }
    }
    Ok(Exit::Done)
}

/// The whole script. It is made in memory: the generator would panic on a closed pipe.
fn script(shell: Shell, mut command: clap::Command) -> Vec<u8> {
    let mut script = Vec::new();
    generate(shell, &mut command, "arb", &mut script);
    script
}

/// The name under which the shell looks for it.
fn file_name(shell: Shell) -> String {
    use clap_complete::Generator;
    shell.file_name("arb")
}
