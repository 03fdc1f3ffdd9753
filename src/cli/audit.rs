//! `audit` and `sync`, as they are typed.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::Format;
use crate::rules::{Pair, Severity};

#[derive(Debug, Default, Args)]
#[command(
    max_term_width = 100,
    after_help = "\
Without --pair the Prisma schema is compared with all that there is: the migrations, the Drizzle
and Kysely files, the generated client, and the databases of --database-url and triple-orm.json.
Nothing is ever written to a database.

Examples:
  triple-orm audit
  triple-orm audit --database-url env:DATABASE_URL --fail-on critical
  triple-orm audit --pair migrations:db --database-url staging=env:STAGING_URL
  triple-orm audit --format html --output audit.html

Exit status: 0 passed, 1 findings as grave as --fail-on, 2 could not do it."
)]
pub struct Audit {
    /// The Prisma schema, or a folder of `.prisma` files
    #[arg(long, value_name = "FILE|DIR")]
    pub schema: Option<PathBuf>,

    /// What to compare, the authority first: `prisma:drizzle`; can be repeated
    #[arg(long = "pair", value_name = "LEFT:RIGHT")]
    pub pairs: Vec<Pair>,

    /// A database, as `URL`, `env:NAME` or `NAME=URL`; can be repeated
    #[arg(long = "database-url", value_name = "URL")]
    pub databases: Vec<String>,

    /// The folder of the migrations [default: where Prisma has it]
    #[arg(long, value_name = "DIR")]
    pub migrations: Option<PathBuf>,

    /// The Drizzle schema [default: the file that is generated]
    #[arg(long, value_name = "FILE")]
    pub drizzle: Vec<PathBuf>,

    /// The Kysely types [default: the file that is generated]
    #[arg(long, value_name = "FILE")]
    pub kysely: Option<PathBuf>,

    /// The configuration [default: the nearest triple-orm.json]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// How grave a finding must be to fail [default: high]
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<Severity>,

    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: AuditFormat,

    /// Write the report to a file instead
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Print the DDL that would bring the right sides to the left ones, as a draft
    #[arg(long, conflicts_with = "format")]
    pub sql: bool,

    /// Whether `generate` has just said what there is to say of the schema.
    #[arg(skip)]
    pub is_after_generate: bool,
}

#[derive(Debug, Default, Args)]
#[command(
    max_term_width = 100,
    after_help = "\
It does what `triple-orm generate` and `triple-orm audit` do, one after the other. There is no
audit where the schema is refused. With --check nothing is written: the gate before a deployment.

Examples:
  triple-orm sync
  triple-orm sync --check --database-url env:DATABASE_URL --fail-on critical

Exit status: 0 all in step, 1 stale files or findings as grave as --fail-on, 2 could not do it."
)]
pub struct Sync {
    /// Write nothing; tell whether the committed files are current
    #[arg(long)]
    pub check: bool,

    /// The Prisma schema, or a folder of `.prisma` files
    #[arg(long, value_name = "FILE|DIR")]
    pub schema: Option<PathBuf>,

    /// The configuration [default: the nearest triple-orm.json]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// A database, as `URL`, `env:NAME` or `NAME=URL`; can be repeated
    #[arg(long = "database-url", value_name = "URL")]
    pub databases: Vec<String>,

    /// How grave a finding must be to fail [default: high]
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<Severity>,

    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

// No doc comments on the variants: clap would then spread the help over twice the lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum AuditFormat {
    #[default]
    Human,
    Json,
    Sarif,
    Github,
    Junit,
    Prometheus,
    Markdown,
    Html,
}
