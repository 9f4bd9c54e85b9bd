//! The command line: global flags, the list of commands, one dispatch arm each.

use std::{ffi::OsString, io::IsTerminal, path::PathBuf};

use clap::{CommandFactory, Parser};

use crate::{
    cmd,
    context::Context,
    domain::effect::Kind,
    error::{self, Exit},
    pipe::{Format, InputFormat},
    process,
    ui::{Color, Ui},
};

/// Find, judge, buy, list, reprice, answer, and keep the books
#[derive(Parser, Debug)]
#[command(name = "arb", version, about, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Flags every command takes.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Read only this settings file
    #[arg(long, global = true, value_name = "FILE", env = "ARB_CONFIG")]
    pub config: Option<PathBuf>,
    /// Use this database file
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere
    #[arg(long, global = true, value_enum, default_value_t)]
    pub format: Format,
    /// Read the input as this; `auto` looks at the name and the first bytes
    #[arg(long, global = true, value_enum, default_value_t)]
    pub input_format: InputFormat,
    /// Write only these columns, dotted and comma-separated: `id,analysis.verdict`
    #[arg(long, global = true, value_name = "LIST", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Say only what needs a person
    #[arg(long, global = true)]
    pub quiet: bool,
    /// Say more; twice for even more
    #[arg(long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Colour the output
    #[arg(long, global = true, value_enum, default_value_t)]
    pub color: Color,
    /// Answer yes to every question
    #[arg(long, global = true)]
    pub yes: bool,
    /// Never ask; refuse where an answer would be needed
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Do everything but change nothing, neither outside nor in the database
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// Use real vendors and money; needs `mode = "live"` and a live database too
    #[arg(long, global = true)]
    pub live: bool,
    /// Report errors as text or as one JSON object a line
    #[arg(long, global = true, value_enum, default_value_t)]
    pub errors: Errors,
}

/// How errors are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Errors {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

impl Global {
    /// The voice these flags ask for.
    pub fn ui(&self) -> Ui {
        Ui {
            quiet: self.quiet,
            silent: false,
            verbose: self.verbose,
            color: self.color.wanted(std::io::stderr().is_terminal(), plain_environment()),
            json: self.errors == Errors::Json,
            progress: None,
        }
    }

    /// Whether stdout is for eyes: a table was asked for, or nothing was and a terminal shows it.
    pub fn for_eyes(&self) -> bool {
        match self.format {
            Format::Table => true,
            Format::Auto => std::io::stdout().is_terminal(),
            Format::Jsonl | Format::Json | Format::Csv => false,
        }
    }

    /// Whether stdout is coloured.
    pub fn color_stdout(&self) -> bool {
        self.color.wanted(std::io::stdout().is_terminal(), plain_environment())
    }
}

fn plain_environment() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    Scan(cmd::scan::Args),
    Analyze(cmd::analyze::Args),
    Negotiate(cmd::negotiate::Args),
    Buy(cmd::buy::Args),
    List(cmd::list::Args),
    Reprice(cmd::reprice::Args),
    Ship(cmd::ship::Args),
    Support(cmd::support::Args),
    Run(cmd::run::Args),
    Sync(cmd::sync::Args),
    Approvals(cmd::approvals::Args),
    Limits(cmd::limits::Args),
    Resolve(cmd::resolve::Args),
    Reconcile(cmd::reconcile::Args),
    Explain(cmd::explain::Args),
    Report(cmd::report::Args),
    Ledger(cmd::ledger::Args),
    Verify(cmd::verify::Args),
    Audit(cmd::audit::Args),
    Advice(cmd::advice::Args),
    Digest(cmd::digest::Args),
    Arena(cmd::arena::Args),
    Backtest(cmd::backtest::Args),
    Halt(cmd::halt::Args),
    Resume(cmd::resume::Args),
    Fees(cmd::fees::Args),
    Identify(cmd::identify::Args),
    Price(cmd::price::Args),
    Paper(cmd::paper::Args),
    Demo(cmd::demo::Args),
    Db(cmd::db::Args),
    Doctor(cmd::doctor::Args),
    Vendors(cmd::vendors::Args),
    Watch(cmd::watch::Args),
    Serve(cmd::serve::Args),
    Config(cmd::config::Args),
    Completions(cmd::completions::Args),
    Man(cmd::man::Args),
}

impl Command {
    /// The changes of which it makes all that are due: one that another process is at is part of its own work.
    fn works_on(&self) -> &'static [Kind] {
        match self {
            Self::List(_) => &[Kind::Listing],
            Self::Reprice(_) => &[Kind::Price],
            Self::Ship(_) => &[Kind::Inbound],
            Self::Negotiate(_) => &[Kind::Message],
            Self::Support(_) => &[Kind::Message, Kind::Refund],
            // `buy` is asked for this and that, and says itself which of it another process is at.
            _ => &[],
        }
    }

    /// Whether it may change the outside world: then what earlier runs left open comes first.
    fn acts(&self) -> bool {
        matches!(
            self,
            Self::Negotiate(_)
                | Self::Buy(_)
                | Self::List(_)
                | Self::Reprice(_)
                | Self::Ship(_)
                | Self::Support(_)
                | Self::Run(_)
                | Self::Sync(_)
        )
    }
}

/// Runs a command; one that acts finds out first what became of the changes of earlier runs.
async fn run_command(ctx: &mut Context, command: Command) -> anyhow::Result<Exit> {
    if !command.acts() {
        return dispatch(ctx, command).await;
    }
    cmd::recovery::first(ctx).await?;
    let works_on = command.works_on();
    let exit = dispatch(ctx, command).await?;
    cmd::recovery::last(ctx, exit, works_on)
}

async fn dispatch(ctx: &mut Context, command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Scan(args) => cmd::scan::run(ctx, args).await,
        Command::Analyze(args) => cmd::analyze::run(ctx, args).await,
        Command::Negotiate(args) => cmd::negotiate::run(ctx, args).await,
        Command::Buy(args) => cmd::buy::run(ctx, args).await,
        Command::List(args) => cmd::list::run(ctx, args).await,
        Command::Reprice(args) => cmd::reprice::run(ctx, args).await,
        Command::Ship(args) => cmd::ship::run(ctx, args).await,
        Command::Support(args) => cmd::support::run(ctx, args).await,
        Command::Run(args) => cmd::run::run(ctx, args).await,
        Command::Sync(args) => cmd::sync::run(ctx, args).await,
        Command::Approvals(args) => cmd::approvals::run(ctx, args).await,
        Command::Limits(args) => cmd::limits::run(ctx, args).await,
        Command::Resolve(args) => cmd::resolve::run(ctx, args).await,
        Command::Reconcile(args) => cmd::reconcile::run(ctx, args).await,
        Command::Explain(args) => cmd::explain::run(ctx, args).await,
        Command::Report(args) => cmd::report::run(ctx, args).await,
        Command::Ledger(args) => cmd::ledger::run(ctx, args).await,
        Command::Verify(args) => cmd::verify::run(ctx, args).await,
        Command::Audit(args) => cmd::audit::run(ctx, args).await,
        Command::Advice(args) => cmd::advice::run(ctx, args).await,
        Command::Digest(args) => cmd::digest::run(ctx, args).await,
        Command::Arena(args) => cmd::arena::run(ctx, args).await,
        Command::Backtest(args) => cmd::backtest::run(ctx, args).await,
        Command::Halt(args) => cmd::halt::run(ctx, args).await,
        Command::Resume(args) => cmd::resume::run(ctx, args).await,
        Command::Fees(args) => cmd::fees::run(ctx, args).await,
        Command::Identify(args) => cmd::identify::run(ctx, args).await,
        Command::Price(args) => cmd::price::run(ctx, args).await,
        Command::Paper(args) => cmd::paper::run(ctx, args).await,
        Command::Demo(args) => cmd::demo::run(ctx, args).await,
        Command::Db(args) => cmd::db::run(ctx, args).await,
        Command::Doctor(args) => cmd::doctor::run(ctx, args).await,
        Command::Vendors(args) => cmd::vendors::run(ctx, args).await,
        Command::Watch(args) => cmd::watch::run(ctx, args).await,
        Command::Serve(args) => cmd::serve::run(ctx, args).await,
        Command::Config(args) => cmd::config::run(ctx, args).await,
        Command::Completions(args) => cmd::completions::run(ctx, args, Cli::command()).await,
        Command::Man(args) => cmd::man::run(ctx, args, Cli::command()).await,
    }
}

/// The command line as clap sees it: for completions, man pages and the tests.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs `arb` with these arguments and gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(why) => {
            // Help and version are no errors; clap writes them to stdout itself.
            let _ = why.print();
            return why.exit_code().try_into().unwrap_or(2);
        }
    };
    let ui = cli.global.ui();
    if !matches!(cli.command, Command::Serve(_)) {
        process::end_on_interrupt(&ui);
    }
    let outcome = Context::new(cli.global).and_then(|mut ctx| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(run_command(&mut ctx, cli.command))
    });
    match outcome {
        Ok(exit) => exit.code(),
        Err(why) if error::is_closed_pipe(&why) => 0,
        Err(why) => {
            ui.error(&why);
            crate::ui::failure_in(&why).map_or(1, |failure| failure.kind.exit_code())
        }
    }
}
