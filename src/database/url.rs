//! The address of a database, as Prisma writes it, taken apart.
//!
//! Nothing here prints a password: not the errors, and not `{:?}` either.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use percent_encoding::percent_decode_str;

use crate::catalog::Dialect;
use crate::path::shown;

use super::error::{DatabaseError, UrlFault};
use super::tls::Tls;

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    Server(Box<Server>),
    /// A file of `SQLite`.
    File(PathBuf),
}

/// A server, and a database on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// [`Dialect::Postgres`] or [`Dialect::MySql`].
    pub dialect: Dialect,
    pub host: Host,
    pub port: u16,
    /// `None` where the system's user is meant.
    pub user: Option<String>,
    pub password: Option<Password>,
    pub database: String,
    /// Prisma's `schema`: what a name without a schema is in (`PostgreSQL`).
    pub schema: Option<String>,
    pub connect_timeout: Option<Duration>,
    pub tls: Tls,
}

/// How the server is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    Name(String),
    /// A Unix socket: `PostgreSQL`'s folder, `MySQL`'s file.
    Socket(PathBuf),
}

/// A password, which `{:?}` does not show.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// The password itself, for the driver.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Providers of Prisma that we do not read, by the schemes of their addresses.
const OTHERS: &[&str] = &[
    "sqlserver",
    "jdbc:sqlserver",
    "mongodb",
    "mongodb+srv",
    "cockroachdb",
    "libsql",
    "http",
    "https",
];

impl DatabaseUrl {
    /// Takes an address apart. Files are relative to `base`: to the schema's folder
    /// in Prisma 6, to the current one in Prisma 7.
    ///
    /// # Errors
    /// When it is no address of a database that we read.
    pub fn parse(text: &str, base: &Path) -> Result<Self, DatabaseError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(UrlFault::Empty.into());
        }
        if let Some(rest) = text
            .strip_prefix("file:")
            .or_else(|| text.strip_prefix("sqlite:"))
        {
            return parse_file(rest, base);
        }
        let (scheme, rest) = text.split_once("://").ok_or(UrlFault::NoScheme)?;
        match scheme {
            "postgresql" | "postgres" => parse_server(Dialect::Postgres, rest, base),
            "mysql" | "mariadb" => parse_server(Dialect::MySql, rest, base),
            "prisma" | "prisma+postgres" => Err(DatabaseError::Proxy),
            // What stands there may be a secret, unless it is one of these.
            other => match OTHERS.iter().find(|known| **known == other) {
                Some(known) => Err(DatabaseError::Provider { scheme: known }),
                None => Err(UrlFault::NoScheme.into()),
            },
        }
        .map(|server| Self::Server(Box::new(server)))
    }

    /// The rules that the database follows.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Server(server) => server.dialect,
            Self::File(_) => Dialect::Sqlite,
        }
    }

    /// The schema of `PostgreSQL` that names without one are in.
    #[must_use]
    pub fn default_schema(&self) -> &str {
        match self {
            Self::Server(server) => server.schema.as_deref().unwrap_or("public"),
            Self::File(_) => "main",
        }
    }
}

/// `localhost:5433/shop`, without user and password.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.write_str(&shown(path)),
            Self::Server(server) => write!(f, "{}/{}", server.place(), server.database),
        }
    }
}

impl Server {
    /// `localhost:5433`, with the port only where it is not the usual one.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.host {
            Host::Socket(path) => shown(path),
            Host::Name(name) if self.port == default_port(self.dialect) => name.clone(),
            Host::Name(name) => format!("{name}:{}", self.port),
        }
    }

    /// What the product is called.
    #[must_use]
    pub fn product(&self) -> &'static str {
        self.dialect.in_words()
    }
}

fn default_port(dialect: Dialect) -> u16 {
    match dialect {
        Dialect::MySql => 3306,
        _ => 5432,
    }
}

/// `./dev.db?connection_limit=1`: Prisma takes the path as it is written.
fn parse_file(rest: &str, base: &Path) -> Result<DatabaseUrl, DatabaseError> {
    let path = rest.split('?').next().unwrap_or(rest);
    // `file:///data/dev.db` is `/data/dev.db`.
    let path = path.strip_prefix("//").unwrap_or(path);
    match path {
        "" => Err(UrlFault::NoDatabase.into()),
        ":memory:" => Err(UrlFault::InMemory.into()),
        _ => Ok(DatabaseUrl::File(base.join(path.trim_start_matches("./")))),
    }
}

fn parse_server(dialect: Dialect, rest: &str, base: &Path) -> Result<Server, DatabaseError> {
    let rest = rest.split('#').next().unwrap_or(rest);
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    // A password with a bare `/`, `?` or `#` ends the authority too early.
    if path.contains('@') || (query.contains('@') && !authority.contains('@')) {
        return Err(UrlFault::BareCharacter.into());
    }
    let (credentials, address) = match authority.rsplit_once('@') {
        Some((credentials, address)) => (Some(credentials), address),
        None => (None, authority),
    };
    let (user, password) = match credentials {
        None => (None, None),
        Some(text) => {
            let (user, password) = text.split_once(':').unwrap_or((text, ""));
            let user = decode(user, "user")?;
            let password = decode(password, "password")?;
            (some(user), some(password).map(Password))
        }
    };
    let parameters = Parameters::parse(query)?;
    let (name, port) = split_port(address)?;
    let host = match parameters.first(&["host", "socket"]) {
        Some(path) if path.starts_with('/') => Host::Socket(PathBuf::from(path)),
        Some(name) => Host::Name(name.to_owned()),
        None => match decode(name, "host")? {
            name if name.starts_with('/') => Host::Socket(PathBuf::from(name)),
            name if name.is_empty() => Host::Name("localhost".to_owned()),
            name => Host::Name(name),
        },
    };
    let database = match (decode(path, "database")?, dialect) {
        (name, _) if !name.is_empty() => name,
        // As Prisma has it.
        (_, Dialect::Postgres) => "postgres".to_owned(),
        _ => return Err(UrlFault::NoDatabase.into()),
    };
    Ok(Server {
        dialect,
        host,
        port: port.unwrap_or(default_port(dialect)),
        user,
        password,
        database,
        schema: parameters.first(&["schema"]).map(str::to_owned),
        connect_timeout: parameters
            .first(&["connect_timeout"])
            .and_then(|seconds| seconds.parse().ok())
            // 0 is Prisma's way to wait for ever, which nobody wants of a check.
            .filter(|seconds| *seconds > 0)
            .map(Duration::from_secs),
        tls: Tls::parse(&parameters, base)?,
    })
}

/// `localhost:5432`, `[::1]:5432`: the host, and the port where there is one.
fn split_port(address: &str) -> Result<(&str, Option<u16>), UrlFault> {
    let (host, rest) = match address.strip_prefix('[') {
        Some(inside) => {
            let (host, rest) = inside.split_once(']').ok_or(UrlFault::Host)?;
            (host, rest.strip_prefix(':'))
        }
        None => match address.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (address, None),
        },
    };
    if host.contains(',') || rest.is_some_and(|port| port.contains(',')) {
        return Err(UrlFault::ManyHosts);
    }
    match rest {
        None | Some("") => Ok((host, None)),
        Some(port) => match port.parse() {
            Ok(port) => Ok((host, Some(port))),
            Err(_) => Err(UrlFault::Port),
        },
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn decode(text: &str, part: &'static str) -> Result<String, UrlFault> {
    percent_decode_str(text)
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| UrlFault::Encoding { part })
}

/// What stands behind the `?`. Those that only concern clients are not looked at.
#[derive(Debug, Default)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn parse(query: &str) -> Result<Self, UrlFault> {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((key.to_owned(), decode(value, "parameter")?))
        });
        Ok(Self(pairs.collect::<Result<_, UrlFault>>()?))
    }

    /// The value of the first of these keys that is there and not empty.
    #[must_use]
    pub fn first(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| {
            let (_, value) = self.0.iter().find(|(name, _)| name == key)?;
            (!value.is_empty()).then_some(value.as_str())
        })
    }
}
