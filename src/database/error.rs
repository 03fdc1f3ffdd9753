//! What can keep a database from being read, and what to do about it.
//!
//! No message has a password, or a part of an address that could be one.

use std::io;
use std::path::PathBuf;

use crate::path::shown;

/// Why there is no catalog of a database.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// `env:NAME` names a variable that is not there.
    #[error("the environment variable `{name}` is not set")]
    NoVariable { name: String },

    #[error("the database address cannot be read: {0}")]
    Url(#[from] UrlFault),

    /// `prisma://`, `prisma+postgres://`
    #[error(
        "the address is one of Prisma's proxy, behind which the database's catalog is not seen"
    )]
    Proxy,

    #[error("databases behind `{scheme}:` cannot be read")]
    Provider { scheme: &'static str },

    /// A client certificate as PKCS#12, which Prisma takes.
    #[error("`sslidentity` of the database address is not supported")]
    Identity,

    #[error("cannot read the certificate file `{}`: {source}", shown(.path))]
    CertificateUnreadable { path: PathBuf, source: io::Error },

    #[error("the certificate file `{}` is not in PEM format", shown(.path))]
    NoPem { path: PathBuf },

    #[error("the host `{host}` is not known")]
    UnknownHost { host: String },

    #[error("nothing accepts connections at `{place}`")]
    Refused { place: String },

    #[error("no answer from `{place}` in {seconds} s")]
    NoAnswer { place: String, seconds: u64 },

    #[error("`{place}` does not take the user and the password of the address")]
    Credentials { place: String },

    /// The server's rules about who may come from where.
    #[error("`{place}` lets nobody in from here: {message}")]
    NotLetIn { place: String, message: String },

    #[error("`{place}` has no database `{database}`")]
    NoDatabase { place: String, database: String },

    #[error("`{place}` has no free connection")]
    Full { place: String },

    #[error("`{place}` is starting or stopping")]
    NotReady { place: String },

    #[error("`{place}` takes encrypted connections only")]
    TlsNeeded { place: String },

    #[error("`{place}` has no encryption, which the address asks for")]
    NoTls { place: String },

    #[error("the certificate of `{place}` is not accepted: {reason}")]
    Certificate { place: String, reason: String },

    #[error("`{place}` is {found}, and the address says {expected}")]
    WrongProduct {
        place: String,
        found: String,
        expected: &'static str,
    },

    #[error("`{place}` is {found}; {oldest} is the oldest that can be read")]
    TooOld {
        place: String,
        found: String,
        oldest: &'static str,
    },

    #[error("the database user may not read {what}")]
    Denied { what: String },

    #[error("the database took more than {seconds} s for one question about its catalog")]
    TooSlow { seconds: u64 },

    #[error("another session keeps {what} locked")]
    Locked { what: String },

    #[error("the connection to `{place}` was lost: {message}")]
    Lost { place: String, message: String },

    /// Tables came and went while we read, several times.
    #[error("the database was changed while it was read, {times} times in a row")]
    Changing { times: u32 },

    #[error("`{}` does not exist", shown(.path))]
    FileMissing { path: PathBuf },

    #[error("`{}` is no SQLite database", shown(.path))]
    NotSqlite { path: PathBuf },

    #[error("cannot open `{}`: {message}", shown(.path))]
    FileUnreadable { path: PathBuf, message: String },

    /// Whatever else the server says.
    #[error("`{place}` says: {message}")]
    Server { place: String, message: String },
}

/// What is wrong with an address. None of these has a part of it: it may be the password's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UrlFault {
    #[error("it is empty")]
    Empty,
    #[error("it does not begin with `postgresql://`, `mysql://` or `file:`")]
    NoScheme,
    #[error("it has a `/`, `?`, `#` or `@` where the user and the password stand")]
    BareCharacter,
    #[error("its port is no number")]
    Port,
    #[error("its host is not complete")]
    Host,
    #[error("it has several hosts")]
    ManyHosts,
    #[error("it names no database")]
    NoDatabase,
    #[error("its database is in memory, where only its own process sees it")]
    InMemory,
    #[error("its {part} is not percent-encoded UTF-8")]
    Encoding { part: &'static str },
    #[error("its `sslmode` is none that there is")]
    SslMode,
    #[error("its `sslaccept` is neither `strict` nor `accept_invalid_certs`")]
    SslAccept,
    #[error("it has an `sslkey` without an `sslcert`")]
    KeyAlone,
}

impl DatabaseError {
    /// One line that says what to do.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoVariable { .. } => "set it, or give the address itself",
            Self::Url(fault) => fault.help(),
            Self::Proxy => {
                "give the database's own address, `postgresql://…`, as `directUrl` has it"
            }
            Self::Provider { .. } => {
                "give the address of a PostgreSQL, MySQL, MariaDB or SQLite database"
            }
            Self::Identity => {
                "give the client's certificate and key as PEM files: `sslcert=…&sslkey=…`"
            }
            Self::CertificateUnreadable { .. } => {
                "correct the path; it is relative to the same folder as in Prisma"
            }
            Self::NoPem { .. } => "convert it to PEM, which begins with `-----BEGIN`",
            Self::UnknownHost { .. } => "correct the host in the address, or check the network",
            Self::Refused { .. } => "start the database server, or correct host and port",
            Self::NoAnswer { .. } => {
                "check host and port, that a server of this kind listens there, and that no firewall is between"
            }
            Self::Credentials { .. } => {
                "correct user and password; percent-encode special characters in them"
            }
            Self::NotLetIn { .. } => "allow this user and this machine on the server",
            Self::NoDatabase { .. } => {
                "correct the database's name, or create it with `prisma migrate deploy`"
            }
            Self::Full { .. } => "try again, or raise the server's limit of connections",
            Self::NotReady { .. } => "try again in a moment",
            Self::TlsNeeded { .. } => "add `sslmode=require` to the address",
            Self::NoTls { .. } => "turn TLS on at the server, or write `sslmode=disable`",
            Self::Certificate { .. } => {
                "name the authority's certificate with `sslrootcert=FILE`, and the host as the certificate does"
            }
            Self::WrongProduct { .. } => "correct the address, or the `provider` of the schema",
            Self::TooOld { .. } => "upgrade the server",
            Self::Denied { .. } => "grant the user what is missing, or use another user",
            Self::TooSlow { .. } => "try again when the server has less to do",
            Self::Locked { .. } => {
                "try again when the other session (a migration, perhaps) is done"
            }
            Self::Lost { .. } => "try again",
            Self::Changing { .. } => "try again when the migration is done",
            Self::FileMissing { .. } => {
                "correct the path, or create the database with `prisma migrate deploy`"
            }
            Self::NotSqlite { .. } => "give the path of the database file",
            Self::FileUnreadable { .. } => {
                "check the file's permissions, and that nothing holds it locked"
            }
            Self::Server { .. } => "look into the server's log",
        }
    }
}

impl UrlFault {
    fn help(self) -> &'static str {
        match self {
            Self::Empty => "set the variable that the schema or the config file names",
            Self::NoScheme | Self::Host | Self::NoDatabase => {
                "write `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`, `mysql://…` or `file:./dev.db`"
            }
            Self::BareCharacter | Self::Port => {
                "percent-encode special characters of the password: `@` is `%40`, `/` is `%2F`, `#` is `%23`"
            }
            Self::ManyHosts => "give the address of one server",
            Self::InMemory => "give the path of a database file",
            Self::Encoding { .. } => "percent-encode it: `%` itself is `%25`",
            Self::SslMode => "use `disable`, `prefer`, `require`, `verify-ca` or `verify-full`",
            Self::SslAccept => "use one of the two",
            Self::KeyAlone => "give both, or neither",
        }
    }
}
