//! `PostgreSQL`: a session, and the reading in one read-only transaction.

mod index;
mod lower;
mod questions;
mod rows;

use std::time::Duration;

use serde::de::DeserializeOwned;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, Row};
use tokio::time::timeout;

use crate::catalog::Catalog;

use super::error::DatabaseError;
use super::failure::{connecting, resolve, said};
use super::url::{Host, Server};
use super::{Applied, Database, Options};
use questions::{Asked, EXTENSIONS, LOCKED};
use rows::{Answers, HistoryTableRow, LockedRow};

/// Versions that `PostgreSQL`'s makers still mended when this was written, and two before.
const OLDEST: u32 = 120_000;

/// How often a reading begins anew when tables go while it is under way.
const ATTEMPTS: u32 = 3;

/// How much longer we wait for an answer than the server works on it.
const GRACE: Duration = Duration::from_secs(2);

/// The SQLSTATE of `could not open relation`, `cache lookup failed`: it was there a moment ago.
const GONE: &[&str] = &["XX000", "42P01", "42704", "40001"];

pub async fn read(server: &Server, options: &Options) -> Result<Database, DatabaseError> {
    let mut session = Session::open(server, options).await?;
    let product = session.product().await?;
    let mut asked = Asked {
        version: session.version,
        schemas: options.schemas.as_deref(),
        default_schema: server.schema.as_deref().unwrap_or("public"),
        locked: Vec::new(),
    };
    for _ in 0..ATTEMPTS {
        match session.attempt(&asked, options).await {
            Ok(Some((catalog, applied))) => {
                session.close().await;
                return Ok(Database {
                    catalog,
                    applied,
                    server: product,
                    shown: String::new(),
                });
            }
            Ok(None) => session.run("ROLLBACK").await?,
            // To print an expression, the server locks its table: without those that
            // others keep for themselves, the rest can be read.
            Err(DatabaseError::Locked { what }) => {
                session.run("ROLLBACK").await?;
                let locked: Vec<LockedRow> = session.rows(LOCKED).await?;
                if locked.is_empty() || !asked.locked.is_empty() {
                    return Err(still_locked(&locked, what));
                }
                asked.locked = locked;
            }
            Err(error) => return Err(error),
        }
    }
    Err(DatabaseError::Changing { times: ATTEMPTS })
}

type History = Result<Option<Vec<Applied>>, DatabaseError>;

struct Session<'a> {
    connection: PgConnection,
    server: &'a Server,
    /// 160004 for 16.4.
    version: u32,
    limit: Duration,
}

impl<'a> Session<'a> {
    async fn open(server: &'a Server, options: &Options) -> Result<Self, DatabaseError> {
        let wait = server.connect_timeout.unwrap_or(options.connect_timeout);
        let connect = async {
            resolve(server).await?;
            connect_options(server)?
                .connect()
                .await
                .map_err(|error| connecting(error, server))
        };
        let connection = timeout(wait, connect)
            .await
            .map_err(|_| DatabaseError::NoAnswer {
                place: server.place(),
                seconds: wait.as_secs(),
            })??;
        Ok(Self {
            version: connection.server_version_num().unwrap_or_default(),
            connection,
            server,
            limit: options.statement_timeout,
        })
    }

    /// `PostgreSQL 16.4`, where it is one that we can read.
    async fn product(&mut self) -> Result<String, DatabaseError> {
        let text = self.texts("SELECT version()").await?;
        let text = text.first().map(String::as_str).unwrap_or_default();
        let mut words = text.split(' ');
        let found = [words.next(), words.next()].map(Option::unwrap_or_default);
        let found = found.join(" ");
        // CockroachDB, Redshift and others speak the same protocol.
        if !found.starts_with("PostgreSQL ") {
            return Err(DatabaseError::WrongProduct {
                place: self.server.place(),
                found,
                expected: self.server.product(),
            });
        }
        if self.version < OLDEST {
            return Err(DatabaseError::TooOld {
                place: self.server.place(),
                found,
                oldest: "PostgreSQL 12",
            });
        }
        Ok(found)
    }

    /// One transaction; `None` when something went away while it was read.
    async fn attempt(
        &mut self,
        asked: &Asked<'_>,
        options: &Options,
    ) -> Result<Option<(Catalog, History)>, DatabaseError> {
        let [statement, lock] = [options.statement_timeout, options.lock_timeout];
        let begin = questions::begin(asked, statement.as_millis(), lock.as_millis());
        self.run(&begin).await?;
        let answers = match self.answers(asked).await {
            Err(Trouble::Gone) => return Ok(None),
            Err(Trouble::Failed(error)) => return Err(error),
            Ok(answers) => answers,
        };
        let Some(catalog) = lower::lower(answers, asked) else {
            return Ok(None);
        };
        let applied = self.history(asked).await;
        if let Err(error @ DatabaseError::Lost { .. }) = applied {
            return Err(error);
        }
        self.run("ROLLBACK").await?;
        Ok(Some((catalog, applied)))
    }

    async fn answers(&mut self, asked: &Asked<'_>) -> Result<Answers, Trouble> {
        Ok(Answers {
            extensions: self.rows(EXTENSIONS).await?,
            enums: self.rows(&asked.enums()).await?,
            tables: self.rows(&asked.tables()).await?,
            columns: self.rows(&asked.columns()).await?,
            constraints: self.rows(&asked.constraints()).await?,
            indexes: self.rows(&asked.indexes()).await?,
            policies: self.rows(&asked.policies()).await?,
            views: {
                self.run("SAVEPOINT views").await?;
                match self.rows(&asked.views()).await {
                    Ok(views) => Some(views),
                    Err(Trouble::Failed(DatabaseError::Locked { .. })) => {
                        self.run("ROLLBACK TO SAVEPOINT views").await?;
                        None
                    }
                    Err(trouble) => return Err(trouble),
                }
            },
        })
    }

    async fn history(&mut self, asked: &Asked<'_>) -> History {
        let what = || format!("`{}`", super::MIGRATIONS_TABLE);
        let table: Vec<HistoryTableRow> = self.rows(&asked.history_table()).await?;
        match table.first() {
            None => Ok(None),
            Some(HistoryTableRow { readable: false }) => {
                Err(DatabaseError::Denied { what: what() })
            }
            Some(HistoryTableRow { readable: true }) => match self.rows(&asked.history()).await {
                Ok(rows) => Ok(Some(rows)),
                Err(Trouble::Failed(DatabaseError::Locked { .. })) => {
                    Err(DatabaseError::Locked { what: what() })
                }
                Err(trouble) => Err(trouble.into()),
            },
        }
    }

    async fn run(&mut self, sql: &str) -> Result<(), DatabaseError> {
        self.texts(sql).await.map(drop)
    }

    async fn rows<T: DeserializeOwned>(&mut self, question: &str) -> Result<Vec<T>, Trouble> {
        let texts = self.ask(question).await?;
        let rows = texts.iter().map(|text| serde_json::from_str(text));
        rows.collect::<Result<_, _>>()
            .map_err(|error| Trouble::Failed(self.strange(&error.to_string())))
    }

    async fn texts(&mut self, sql: &str) -> Result<Vec<String>, DatabaseError> {
        Ok(self.ask(sql).await?)
    }

    /// Asks by the simple protocol, which poolers take, too. Answers are one column of text.
    async fn ask(&mut self, sql: &str) -> Result<Vec<String>, Trouble> {
        let query = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        let answer = timeout(self.limit + GRACE, query.fetch_all(&mut self.connection)).await;
        let rows = match answer {
            Ok(Ok(rows)) => rows,
            Ok(Err(error)) => {
                let code = error
                    .as_database_error()
                    .and_then(sqlx::error::DatabaseError::code);
                if code.is_some_and(|code| GONE.contains(&&*code)) {
                    return Err(Trouble::Gone);
                }
                return Err(Trouble::Failed(said(error, self.server, self.limit)));
            }
            Err(_) => {
                let seconds = (self.limit + GRACE).as_secs();
                let place = self.server.place();
                return Err(Trouble::Failed(DatabaseError::NoAnswer { place, seconds }));
            }
        };
        let texts = rows.iter().map(|row| row.try_get(0));
        texts
            .collect::<Result<_, _>>()
            .map_err(|error| Trouble::Failed(self.strange(&error.to_string())))
    }

    fn strange(&self, message: &str) -> DatabaseError {
        DatabaseError::Server {
            place: self.server.place(),
            message: format!("an answer that is not understood ({message})"),
        }
    }

    /// Says goodbye; what goes wrong with that is nobody's concern.
    async fn close(self) {
        let _ = timeout(GRACE, self.connection.close()).await;
    }
}

fn still_locked(tables: &[LockedRow], what: String) -> DatabaseError {
    let names: Vec<_> = tables
        .iter()
        .map(|table| format!("`{}`", table.name))
        .collect();
    DatabaseError::Locked {
        what: if names.is_empty() {
            what
        } else {
            names.join(", ")
        },
    }
}

/// Why a question has no answer.
enum Trouble {
    /// Something that it speaks of went away meanwhile.
    Gone,
    Failed(DatabaseError),
}

impl From<DatabaseError> for Trouble {
    fn from(error: DatabaseError) -> Self {
        Self::Failed(error)
    }
}

impl From<Trouble> for DatabaseError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Gone => Self::Changing { times: 1 },
            Trouble::Failed(error) => error,
        }
    }
}

fn connect_options(server: &Server) -> Result<PgConnectOptions, DatabaseError> {
    // No setting of a startup packet that a pooler may not know.
    let mut options = PgConnectOptions::new_without_pgpass()
        .extra_float_digits(None)
        .application_name("triple-orm")
        .port(server.port)
        .database(&server.database);
    options = match &server.host {
        Host::Name(name) => options.host(name),
        Host::Socket(path) => options.socket(path),
    };
    if let Some(user) = &server.user {
        options = options.username(user);
    }
    if let Some(password) = &server.password {
        options = options.password(password.reveal());
    }
    Ok(server
        .tls
        .for_postgres(options)?
        .disable_statement_logging())
}
