//! `verify`, as it is typed.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Default, Args)]
#[command(
    max_term_width = 100,
    after_help = "\
It makes rows for every model, writes them with each of the project's three clients and reads them
with all of them, inside one transaction that is rolled back. Node runs the clients: the generated
Prisma client, the Drizzle file, and Kysely, over `pg`. The database's schema must be the one that
the Prisma schema describes; its rows are left alone.

Examples:
  triple-orm verify --database-url postgresql://me:secret@localhost:5432/test
  triple-orm verify --database-url \"$TEST_DATABASE_URL\" --model User --model Post
  triple-orm verify --database-url \"$TEST_DATABASE_URL\" --time-zone Asia/Ho_Chi_Minh
  triple-orm verify --database-url \"$TEST_DATABASE_URL\" --format junit --output verify.xml

Exit status: 0 no difference, 1 differences, 2 could not do it, or not for every model."
)]
pub struct Verify {
    /// The database, all of it named; `-` reads it from standard input
    #[arg(long, value_name = "URL", required = true)]
    pub database_url: Option<String>,

    /// The Prisma schema, or a folder of `.prisma` files
    #[arg(long, value_name = "FILE|DIR")]
    pub schema: Option<PathBuf>,

    /// The Drizzle schema [default: the file that is generated]
    #[arg(long, value_name = "FILE")]
    pub drizzle: Vec<PathBuf>,

    /// Verify this model alone; can be repeated
    #[arg(long = "model", value_name = "NAME")]
    pub models: Vec<String>,

    /// Leave a model out; can be repeated
    #[arg(long, value_name = "NAME", conflicts_with = "models")]
    pub exclude: Vec<String>,

    /// Run the clients in this time zone [default: that of this process]
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,

    /// The configuration [default: the nearest triple-orm.json]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: VerifyFormat,

    /// Write the report to a file instead
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

// No doc comments on the variants: clap would then spread the help over twice the lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum VerifyFormat {
    #[default]
    Human,
    Json,
    Junit,
}
