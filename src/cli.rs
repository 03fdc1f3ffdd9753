//! The command line as it is typed.

mod audit;
mod sources;
mod verify;

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::config::{DEFAULT_OUT, Settings};
use crate::init::Part;
use crate::source::Origin;
use crate::target::{TARGETS, Target};

pub use audit::{Audit, AuditFormat, Sync};
pub use sources::{Inspect, InspectFormat, MigrationsCommand, MigrationsList, Source};
pub use verify::{Verify, VerifyFormat};

/// What `--version` says; `-V` says the first two words.
const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " (Prisma 5, 6 and 7; Drizzle 0.45 and 1.0; Kysely 0.28+; Zod 4)"
);

/// One Prisma schema in; Drizzle, Kysely and Zod out, always in step.
#[derive(Debug, Parser)]
#[command(
    name = "triple-orm",
    version,
    long_version = LONG_VERSION,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "\
Examples:
  triple-orm generate --check         tell whether the committed files are current

Exit status: 0 clean, 1 differences or findings, 2 could not do it."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,

    /// Colour the output
    #[arg(
        long,
        global = true,
        display_order = 900,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true
    )]
    pub color: Color,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the Drizzle, Kysely and Zod files for a Prisma schema
    Generate(Generate),

    /// Set up a project: config, scripts, pre-commit hook, GitHub workflow
    Init(Init),

    /// Compare all descriptions of the database, and say what differs
    Audit(Audit),

    /// Write the files, then audit: one exit status for both
    Sync(Sync),

    /// Write rows with each of the three clients, read them with all, and compare
    Verify(Verify),

    /// Show what one source says of the database
    Inspect(Inspect),

    /// Look into the migrations
    Migrations {
        #[command(subcommand)]
        command: MigrationsCommand,
    },

    /// Say what a finding means and what to do
    #[command(after_help = "\
Examples:
  triple-orm explain prisma/unknown-type")]
    Explain {
        /// As it stands in a message: `config/unknown-key`
        code: String,
    },

    /// Print what completes the command line in your shell
    #[command(after_help = "\
Examples:
  echo 'eval \"$(triple-orm completions bash)\"' >> ~/.bashrc
  echo 'source <(triple-orm completions zsh)' >> ~/.zshrc          behind compinit
  triple-orm completions fish > ~/.config/fish/completions/triple-orm.fish
  triple-orm completions powershell >> $PROFILE
  triple-orm completions elvish >> ~/.config/elvish/rc.elv")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

// Each flag is a bool of clap's.
#[expect(clippy::struct_excessive_bools)]
#[derive(Debug, Default, Args)]
#[command(
    max_term_width = 100,
    after_help = "\
The schema is found as Prisma finds it: prisma.config.ts, package.json, schema.prisma,
prisma/schema.prisma. Options can also stand in triple-orm.json.

Examples:
  triple-orm generate --out src/db
  triple-orm generate --schema prisma/models --target drizzle --target zod
  triple-orm generate --check --format github
  triple-orm generate --watch

Exit status: 0 clean, 1 differences or findings, 2 could not do it."
)]
pub struct Generate {
    /// The Prisma schema, or a folder of `.prisma` files
    #[arg(long, value_name = "FILE|DIR")]
    pub schema: Option<PathBuf>,

    // The default is written once, in `config`.
    #[arg(long, value_name = "DIR", help = format!("The folder to write to [default: {DEFAULT_OUT}]"))]
    pub out: Option<PathBuf>,

    /// A language to write; can be repeated [default: drizzle, kysely, zod]
    #[arg(long = "target", value_name = "NAME", value_parser = targets())]
    pub targets: Vec<&'static Target>,

    /// The configuration [default: the nearest triple-orm.json]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Write nothing; list the files that are not current
    #[arg(long, conflicts_with = "diff")]
    pub check: bool,

    /// Write nothing; print what would change
    #[arg(long)]
    pub diff: bool,

    /// Stay, and write again after every change of the schema
    #[arg(long, short, conflicts_with_all = ["check", "diff"])]
    pub watch: bool,

    /// Fail when a JSON column has no schema but our stub
    #[arg(long)]
    pub deny_stubs: bool,

    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

#[derive(Debug, Default, Args)]
#[command(
    max_term_width = 100,
    after_help = "\
It shows a plan, asks once, and writes nothing over what it did not write. Run again, it changes
nothing. A Drizzle schema that was written by hand keeps its names (`names` in triple-orm.json).

Examples:
  triple-orm init
  triple-orm init --yes --skip hook,workflow
  triple-orm init --schema apps/api/prisma --dry-run

Exit status: 0 all in place or written, 1 not wanted, 2 could not do it."
)]
pub struct Init {
    /// Ask nothing
    #[arg(long, short)]
    pub yes: bool,

    /// The Prisma schema, or a folder of `.prisma` files
    #[arg(long, value_name = "FILE|DIR")]
    pub schema: Option<PathBuf>,

    // The default is written once, in `config`.
    #[arg(long, value_name = "DIR", help = format!("The folder to write to [default: {DEFAULT_OUT}]"))]
    pub out: Option<PathBuf>,

    /// Leave parts out
    #[arg(long, value_name = "PART", value_delimiter = ',', value_parser = parts())]
    pub skip: Vec<Part>,

    /// Show the plan, write nothing
    #[arg(long, conflicts_with = "yes")]
    pub dry_run: bool,
}

/// The parts that `init` can leave out.
fn parts() -> impl TypedValueParser<Value = Part> {
    const PARTS: [(&str, Part); 4] = [
        ("scripts", Part::Scripts),
        ("hook", Part::Hook),
        ("workflow", Part::Workflow),
        ("names", Part::Names),
    ];
    PossibleValuesParser::new(PARTS.map(|(name, _)| name)).try_map(|name| {
        let part = PARTS.iter().find(|(known, _)| *known == name);
        part.map(|(_, part)| *part).ok_or("no such part")
    })
}

/// The names of the targets, as clap lists them in its help and its messages.
fn targets() -> impl TypedValueParser<Value = &'static Target> {
    PossibleValuesParser::new(TARGETS.iter().map(|target| target.name))
        .try_map(|name| Target::find(&name).ok_or("no such target"))
}

// No doc comments on the variants: clap would then spread the help over twice the lines.
/// For whom a result is written: a person, a program (one JSON object), a GitHub
/// workflow (annotations).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Human,
    Json,
    Github,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes `anstream` follow the flag. Left to itself it colours a terminal and
    /// respects `NO_COLOR` and `CLICOLOR_FORCE`.
    pub fn apply(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

impl Generate {
    /// What the flags say.
    #[must_use]
    pub fn settings(&self, cwd: &Path) -> Settings {
        Settings {
            schema: self
                .schema
                .as_ref()
                .map(|path| (cwd.join(path), Origin::Flag)),
            out: self.out.as_ref().map(|path| cwd.join(path)),
            targets: (!self.targets.is_empty()).then(|| self.targets.clone()),
            ..Settings::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_help_fits_a_screen() {
        let mut cli = Cli::command();
        assert!(cli.render_help().to_string().lines().count() <= 24);
        let generate = cli.find_subcommand_mut("generate").unwrap();
        let help = generate.render_help().to_string();
        assert!(help.lines().count() <= 40, "{help}");
    }
}
