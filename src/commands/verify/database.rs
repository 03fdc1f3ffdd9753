//! The database to verify against: named in full, and as the schema has it.

use std::path::Path;

use serde_json::{Value, json};

use crate::catalog::{Catalog, Dialect};
use crate::commands::{Project, audit};
use crate::database::tls::TlsMode;
use crate::database::url::{Host, Server};
use crate::database::{self, DatabaseError, DatabaseUrl};
use crate::diagnostic::Diagnostic;
use crate::path::shown;

/// How many differences of the schemas a message names.
const NAMED: usize = 5;

/// Takes an address apart that leaves nothing to defaults or to the environment.
///
/// # Errors
/// When a part is missing, or it is of another database than the schema's.
pub fn address(said: &str, schema: &Catalog, base: &Path) -> Result<Box<Server>, Box<Diagnostic>> {
    if let Some(name) = said.strip_prefix("env:") {
        return Err(Box::new(
            incomplete("the address is not written out: `verify` looks into no environment")
                .help(format!("let the shell do it: `--database-url \"${name}\"`")),
        ));
    }
    let url = DatabaseUrl::parse(said, base).map_err(|error| unreachable(&error))?;
    let unsupported = |dialect: Dialect| {
        let message = format!(
            "{} cannot be verified yet: only PostgreSQL can",
            dialect.in_words()
        );
        let help = "compare with `triple-orm audit`, which reads it";
        Box::new(Diagnostic::error("verify/unsupported-database", message).help(help))
    };
    if schema.dialect != Dialect::Postgres {
        return Err(unsupported(schema.dialect));
    }
    let server = match url {
        DatabaseUrl::Server(server) if server.dialect == Dialect::Postgres => server,
        other => return Err(unsupported(other.dialect())),
    };
    match unnamed(said, &server) {
        None => Ok(server),
        Some(part) => Err(Box::new(
            incomplete(&format!("the address names no {part}"))
                .help("write all of it: `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`"),
        )),
    }
}

fn incomplete(message: &str) -> Diagnostic {
    Diagnostic::error("verify/incomplete-url", message)
}

/// The first part that a driver would take from somewhere else.
fn unnamed(said: &str, server: &Server) -> Option<&'static str> {
    let rest = said.trim().split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, database) = path.split_once('/').unwrap_or((path, ""));
    let host = authority.rsplit('@').next().unwrap_or_default();
    if server.user.is_none() {
        Some("user")
    } else if database.is_empty() {
        Some("database")
    } else if host.is_empty() && matches!(&server.host, Host::Name(name) if name == "localhost") {
        Some("host")
    } else {
        None
    }
}

/// Reads the catalog of the database.
///
/// # Errors
/// When it cannot be reached or read.
pub fn read(server: &Server, schema: &Catalog) -> Result<database::Database, Box<Diagnostic>> {
    let options = database::Options {
        schemas: schema.schemas.clone().filter(|list| !list.is_empty()),
        ..database::Options::default()
    };
    let url = DatabaseUrl::Server(Box::new(server.clone()));
    database::read(&url, &options).map_err(|error| unreachable(&error))
}

fn unreachable(error: &DatabaseError) -> Box<Diagnostic> {
    let help = error.help();
    Box::new(Diagnostic::error("verify/cannot-connect", error.to_string()).help(help))
}

/// What keeps the database from being the one that the schema describes: what
/// `triple-orm audit --pair prisma:db` would fail for.
///
/// # Errors
/// When there is something.
pub fn compare(project: &Project, database: &Catalog) -> Result<(), Box<Diagnostic>> {
    let findings = audit::against_database(project, database);
    if findings.is_empty() {
        return Ok(());
    }
    let named = findings.iter().take(NAMED);
    let mut lines: Vec<String> = named
        .map(|finding| format!("{}: {}", finding.object, finding.message))
        .collect();
    if findings.len() > NAMED {
        lines.push(format!("and {} more", findings.len() - NAMED));
    }
    Err(Box::new(
        Diagnostic::error(
            "verify/schema-differs",
            format!(
                "the database is not what the schema describes: {}",
                lines.join("; ")
            ),
        )
        .help(
            "see `triple-orm audit --pair prisma:db --database-url URL`, and migrate the database",
        ),
    ))
}

/// The address as `pg` takes it.
#[must_use]
pub fn for_node(server: &Server) -> Value {
    let path = |path: &std::path::PathBuf| Value::from(shown(path));
    let host = match &server.host {
        Host::Name(name) => name.clone(),
        Host::Socket(path) => shown(path),
    };
    let tls = &server.tls;
    let is_socket = matches!(server.host, Host::Socket(_));
    let verify = match tls.mode {
        TlsMode::Disable | TlsMode::Prefer => None,
        _ if is_socket => None,
        TlsMode::Require => Some("nothing"),
        TlsMode::VerifyAuthority => Some("authority"),
        TlsMode::VerifyHost => Some("host"),
    };
    json!({
        "host": host,
        "port": server.port,
        "user": server.user,
        "password": server.password.as_ref().map(database::url::Password::reveal),
        "name": server.database,
        "schema": server.schema,
        // `prefer` is tried with TLS first, and without it where the server has none.
        "prefersTls": tls.mode == TlsMode::Prefer && !is_socket,
        "tls": verify.map(|verify| json!({
            "verify": verify,
            "authority": tls.authority.as_ref().map(path),
            "certificate": tls.client.as_ref().map(|(certificate, _)| path(certificate)),
            "key": tls.client.as_ref().map(|(_, key)| path(key)),
        })),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Knows;

    fn message(said: &str) -> String {
        let schema = Catalog::new(Dialect::Postgres, Knows::everything());
        match address(said, &schema, Path::new("/")) {
            Ok(server) => format!("{} {}", server.place(), server.database),
            Err(diagnostic) => format!("{}: {}", diagnostic.code, diagnostic.message),
        }
    }

    #[test]
    fn a_schema_of_another_database_is_refused() {
        for dialect in [Dialect::MySql, Dialect::Sqlite] {
            let schema = Catalog::new(dialect, Knows::everything());
            let refusal = address("postgresql://me@host/app", &schema, Path::new("/")).unwrap_err();
            assert_eq!(refusal.code, "verify/unsupported-database");
            assert!(refusal.message.contains(dialect.in_words()), "{refusal:?}");
        }
    }

    #[test]
    fn nothing_is_left_to_defaults() {
        for (said, part) in [
            ("postgresql://localhost/app", "user"),
            ("postgresql://me@localhost", "database"),
            ("postgresql://me@localhost/?schema=x", "database"),
            ("postgresql://me@/app", "host"),
        ] {
            let expected = format!("verify/incomplete-url: the address names no {part}");
            assert_eq!(message(said), expected, "{said}");
        }
        assert_eq!(
            message("postgresql://me:pw@db.host:5433/app"),
            "db.host:5433 app"
        );
        assert_eq!(message("postgresql://me@/app?host=/run/pg"), "/run/pg app");
        assert!(message("env:DATABASE_URL").starts_with("verify/incomplete-url"));
        assert!(message("mysql://me@host/app").starts_with("verify/unsupported-database"));
        let wrong = message("postgresql://me:secret@h:port/app");
        assert!(wrong.starts_with("verify/cannot-connect"), "{wrong}");
        assert!(!wrong.contains("secret"), "{wrong}");
    }
}
