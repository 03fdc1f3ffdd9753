//! `inspect` and `migrations`, as they are typed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Args)]
#[command(
    max_term_width = 100,
    after_help = "\
Examples:
  triple-orm inspect --from migrations
  triple-orm inspect --from prisma --format json
  triple-orm inspect --from db --database-url env:DATABASE_URL
  triple-orm inspect --from drizzle --drizzle src/db/schema.ts

Exit status: 0 clean, 2 could not do it."
)]
pub struct Inspect {
    /// What to read
    #[arg(long, value_name = "SOURCE")]
    pub from: Source,

    /// The Prisma schema, or a folder of `.prisma` files
    #[arg(long, value_name = "FILE|DIR")]
    pub schema: Option<PathBuf>,

    /// The folder of the migrations [default: where Prisma has it]
    #[arg(long, value_name = "DIR")]
    pub migrations: Option<PathBuf>,

    /// The database, as `URL` or `env:NAME`
    #[arg(long, value_name = "URL")]
    pub database_url: Option<String>,

    /// The Drizzle schema [default: the file that is generated]
    #[arg(long, value_name = "FILE")]
    pub drizzle: Vec<PathBuf>,

    /// The Kysely types [default: the file that is generated]
    #[arg(long, value_name = "FILE")]
    pub kysely: Option<PathBuf>,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: InspectFormat,
}

/// A description of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Source {
    Prisma,
    Migrations,
    Db,
    Drizzle,
    Kysely,
}

/// For whom a catalog is written: a person, or a program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    #[default]
    Human,
    Json,
}

#[derive(Debug, Subcommand)]
pub enum MigrationsCommand {
    /// List what each migration makes and needs, in order, and what fails from scratch
    List(MigrationsList),
}

#[derive(Debug, Args)]
#[command(
    max_term_width = 100,
    after_help = "\
Examples:
  triple-orm migrations list
  triple-orm migrations list --migrations db/migrations --format json

Exit status: 0 clean, 1 the order fails on an empty database, 2 could not do it."
)]
pub struct MigrationsList {
    /// The Prisma schema, or a folder of `.prisma` files
    #[arg(long, value_name = "FILE|DIR")]
    pub schema: Option<PathBuf>,

    /// The folder of the migrations [default: where Prisma has it]
    #[arg(long, value_name = "DIR")]
    pub migrations: Option<PathBuf>,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: InspectFormat,
}
