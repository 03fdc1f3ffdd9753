//! What a driver reports, as one of our errors.

use std::io;
use std::time::Duration;

use sqlx::mysql::MySqlDatabaseError;

use crate::catalog::Dialect;

use super::error::DatabaseError;
use super::url::{Host, Server};

/// A failure before there is a session.
pub fn connecting(error: sqlx::Error, server: &Server) -> DatabaseError {
    let place = server.place();
    match error {
        sqlx::Error::Io(error) => broken(&error, place),
        sqlx::Error::Tls(error) => {
            let text = error.to_string();
            if text.contains("does not support TLS") {
                DatabaseError::NoTls { place }
            } else {
                let reason = text;
                DatabaseError::Certificate { place, reason }
            }
        }
        sqlx::Error::Protocol(_) => DatabaseError::WrongProduct {
            place,
            found: "another product".to_owned(),
            expected: server.product(),
        },
        sqlx::Error::Configuration(error) => DatabaseError::Certificate {
            place,
            reason: error.to_string(),
        },
        other => said(other, server, Duration::ZERO),
    }
}

fn broken(error: &io::Error, place: String) -> DatabaseError {
    let message = error.to_string();
    match error.kind() {
        io::ErrorKind::ConnectionRefused | io::ErrorKind::NotFound => {
            DatabaseError::Refused { place }
        }
        io::ErrorKind::InvalidData if message.contains("certificate") => {
            let reason = message
                .trim_start_matches("invalid peer certificate: ")
                .to_owned();
            DatabaseError::Certificate { place, reason }
        }
        _ => DatabaseError::Lost { place, message },
    }
}

/// A failure of a question in a session that allows each question so much time.
pub fn said(error: sqlx::Error, server: &Server, limit: Duration) -> DatabaseError {
    let place = server.place();
    let error = match error {
        sqlx::Error::Database(error) => error,
        sqlx::Error::Io(error) => return broken(&error, place),
        other => {
            let message = other.to_string();
            return DatabaseError::Server { place, message };
        }
    };
    let message = error.message().to_owned();
    let kind = match server.dialect {
        Dialect::Postgres => postgres(error.code().as_deref().unwrap_or_default(), &message),
        _ => mysql(
            error
                .try_downcast_ref::<MySqlDatabaseError>()
                .map_or(0, MySqlDatabaseError::number),
        ),
    };
    match kind {
        Kind::Credentials => DatabaseError::Credentials { place },
        Kind::NotLetIn => DatabaseError::NotLetIn { place, message },
        Kind::TlsNeeded => DatabaseError::TlsNeeded { place },
        Kind::NoDatabase => DatabaseError::NoDatabase {
            place,
            database: server.database.clone(),
        },
        Kind::Full => DatabaseError::Full { place },
        Kind::NotReady => DatabaseError::NotReady { place },
        Kind::Denied => DatabaseError::Denied {
            what: format!("the database `{}`: {message}", server.database),
        },
        Kind::TooSlow => DatabaseError::TooSlow {
            seconds: limit.as_secs(),
        },
        Kind::Locked => DatabaseError::Locked {
            what: "a part of the database".to_owned(),
        },
        Kind::Lost => DatabaseError::Lost { place, message },
        Kind::Other => DatabaseError::Server { place, message },
    }
}

enum Kind {
    Credentials,
    NotLetIn,
    TlsNeeded,
    NoDatabase,
    Full,
    NotReady,
    Denied,
    TooSlow,
    Locked,
    Lost,
    Other,
}

/// By `PostgreSQL`'s SQLSTATE.
fn postgres(code: &str, message: &str) -> Kind {
    match code {
        "28P01" => Kind::Credentials,
        "28000" if message.contains("no encryption") || message.contains("SSL off") => {
            Kind::TlsNeeded
        }
        "28000" if message.contains("does not exist") => Kind::Credentials,
        "28000" => Kind::NotLetIn,
        "3D000" => Kind::NoDatabase,
        "53300" => Kind::Full,
        "57P03" => Kind::NotReady,
        "42501" => Kind::Denied,
        "57014" => Kind::TooSlow,
        "55P03" => Kind::Locked,
        "57P01" | "57P02" | "57P04" | "57P05" | "25P03" | "25P04" => Kind::Lost,
        _ => Kind::Other,
    }
}

/// By `MySQL`'s and `MariaDB`'s error number.
fn mysql(number: u16) -> Kind {
    match number {
        1045 | 1698 => Kind::Credentials,
        1129 | 1130 => Kind::NotLetIn,
        3159 => Kind::TlsNeeded,
        1049 => Kind::NoDatabase,
        1040 | 1203 | 1226 => Kind::Full,
        1053 => Kind::NotReady,
        1044 | 1142 | 1143 | 1227 => Kind::Denied,
        1317 | 1969 | 3024 => Kind::TooSlow,
        1205 => Kind::Locked,
        1927 => Kind::Lost,
        _ => Kind::Other,
    }
}

/// Whether the host of an address has one at all.
pub async fn resolve(server: &Server) -> Result<(), DatabaseError> {
    let Host::Name(host) = &server.host else {
        return Ok(());
    };
    let found = tokio::net::lookup_host((host.as_str(), server.port)).await;
    match found.ok().and_then(|mut addresses| addresses.next()) {
        Some(_) => Ok(()),
        None => Err(DatabaseError::UnknownHost { host: host.clone() }),
    }
}
