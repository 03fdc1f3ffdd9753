//! One Prisma schema in; Drizzle, Kysely and Zod out, always in step.
//!
//! Every language is read into one relational model, the [`catalog`]; every
//! target is printed from it. `docs/architecture.md` has the map.
//!
//! The binary is made of these same modules. A program that has the text of a
//! schema makes the files in memory like this:
//!
//! ```
//! use std::path::Path;
//!
//! use triple_orm::config::{Config, Settings};
//! use triple_orm::diagnostic::{Diagnostics, Sources};
//! use triple_orm::target::{self, Input};
//! use triple_orm::prisma;
//!
//! let text = r#"
//! datasource db {
//!   provider = "postgresql"
//! }
//!
//! model User {
//!   id    Int    @id @default(autoincrement())
//!   email String @unique
//! }
//! "#;
//!
//! let mut sources = Sources::default();
//! let mut diagnostics = Diagnostics::default();
//! let file = sources.add("schema.prisma".into(), text.to_owned());
//!
//! // What is wrong with the schema is in `diagnostics`, each mistake with its place.
//! let schema = prisma::parse(&sources, &[file], &mut diagnostics);
//! prisma::validate(&schema, &mut diagnostics);
//! assert!(!diagnostics.has_errors());
//! let catalog = prisma::lower(&schema, &mut diagnostics).expect("a sound schema has a catalog");
//!
//! // The folder is where `json-schemas.ts` would be, which a JSON column needs.
//! let folder = Path::new("src/db");
//! let config = Config::resolve(Settings::default(), Path::new("."), &mut diagnostics);
//! let output = target::write_all(&Input { catalog: &catalog, config: &config, out: folder })?;
//!
//! let names: Vec<_> = output.tree.files().iter().map(|file| file.name.as_str()).collect();
//! assert_eq!(names, ["drizzle-schema.ts", "kysely-types.ts", "zod-schemas.ts"]);
//! assert!(output.tree.files()[0].contents.contains("export const users = pgTable"));
//! // `output.tree.save(folder)` would write them.
//! # Ok::<(), triple_orm::output::OutputError>(())
//! ```

pub mod catalog;
#[doc(hidden)]
pub mod cli;
pub mod clients;
#[doc(hidden)]
pub mod commands;
pub mod config;
pub mod database;
pub mod diagnostic;
pub mod diff;
pub mod drizzle;
pub mod erd;
pub mod init;
pub mod kysely;
pub mod output;
pub mod path;
pub mod prisma;
pub mod report;
pub mod rules;
pub mod source;
pub mod sql;
pub mod target;
pub mod type_tests;
pub mod typescript;
pub mod verify;
pub mod zod;
