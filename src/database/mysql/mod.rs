//! `MySQL` and `MariaDB`: a session, and the reading in one read-only transaction.

mod default;
mod lower;
mod questions;

use std::time::Duration;

use sqlx::mysql::{MySqlConnectOptions, MySqlRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, MySqlConnection, Row};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::catalog::Catalog;

use super::error::DatabaseError;
use super::failure::{connecting, resolve, said};
use super::url::{Host, Server};
use super::{Applied, Database, MIGRATIONS_TABLE, Options};

/// How much longer we wait for an answer than the server works on it.
const GRACE: Duration = Duration::from_secs(2);

/// Which of the two it is, and since when: their catalogs differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    MySql(Version),
    MariaDb(Version),
}

/// `(8, 0, 36)`
type Version = (u16, u16, u16);

pub async fn read(server: &Server, options: &Options) -> Result<Database, DatabaseError> {
    let mut session = Session::open(server, options).await?;
    let (product, name) = session.product().await?;
    session.begin(product, options).await?;
    let catalog = session.catalog(product).await?;
    let applied = session.history().await;
    session.ask("ROLLBACK").await?;
    let _ = timeout(GRACE, session.connection.close()).await;
    Ok(Database {
        catalog,
        applied,
        server: name,
        shown: String::new(),
    })
}

struct Session<'a> {
    connection: MySqlConnection,
    server: &'a Server,
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
        let connection = match timeout(wait, connect).await {
            Ok(connection) => connection?,
            Err(_) if is_postgres(server).await => {
                return Err(DatabaseError::WrongProduct {
                    place: server.place(),
                    found: "PostgreSQL".to_owned(),
                    expected: server.product(),
                });
            }
            Err(_) => {
                return Err(DatabaseError::NoAnswer {
                    place: server.place(),
                    seconds: wait.as_secs(),
                });
            }
        };
        Ok(Self {
            connection,
            server,
            limit: options.statement_timeout,
        })
    }

    async fn product(&mut self) -> Result<(Product, String), DatabaseError> {
        let rows = self.ask("SELECT version()").await?;
        let text = self.required(&rows[0], 0)?;
        // `10.11.14-MariaDB-0+deb12u2`, `8.0.36`
        let number = text.split('-').next().unwrap_or_default();
        let mut parts = number.split('.').map(|part| part.parse().unwrap_or(0));
        let mut part = || parts.next().unwrap_or(0);
        let version = (part(), part(), part());
        let (product, name, oldest) = if text.contains("MariaDB") {
            (Product::MariaDb(version), "MariaDB", "MariaDB 10.3")
        } else {
            (Product::MySql(version), "MySQL", "MySQL 5.7")
        };
        let found = format!("{name} {number}");
        let is_old = match product {
            Product::MariaDb(version) => version < (10, 3, 0),
            Product::MySql(version) => version < (5, 7, 0),
        };
        if is_old {
            return Err(DatabaseError::TooOld {
                place: self.server.place(),
                found,
                oldest,
            });
        }
        Ok((product, found))
    }

    async fn begin(&mut self, product: Product, options: &Options) -> Result<(), DatabaseError> {
        let limit = options.statement_timeout;
        let statement = match product {
            Product::MariaDb(_) => format!("max_statement_time = {}", limit.as_secs_f64()),
            Product::MySql(_) => format!("max_execution_time = {}", limit.as_millis()),
        };
        // In whole seconds, of which one is the least.
        let lock = options.lock_timeout.as_secs().max(1);
        self.ask(&format!(
            "SET SESSION {statement}, SESSION lock_wait_timeout = {lock}, SESSION innodb_lock_wait_timeout = {lock}"
        ))
        .await?;
        self.ask("START TRANSACTION READ ONLY").await.map(drop)
    }

    async fn catalog(&mut self, product: Product) -> Result<Catalog, DatabaseError> {
        let answers = lower::Answers {
            tables: self.texts(questions::TABLES).await?,
            columns: self.texts(questions::COLUMNS).await?,
            indexes: self.texts(&questions::indexes(product)).await?,
            foreign_keys: self.texts(questions::FOREIGN_KEYS).await?,
            checks: match questions::checks(product) {
                Some(question) => self.texts(question).await?,
                None => Vec::new(),
            },
            views: self.texts(questions::VIEWS).await?,
            partitions: self.texts(questions::PARTITIONS).await?,
            rights: self.texts(questions::RIGHTS).await?,
        };
        Ok(lower::lower(answers, product, &self.server.database))
    }

    async fn history(&mut self) -> Result<Option<Vec<Applied>>, DatabaseError> {
        let what = || format!("`{MIGRATIONS_TABLE}`");
        if self.ask(questions::HISTORY_TABLE).await?.is_empty() {
            return Ok(None);
        }
        let rows = match self.ask(&questions::history()).await {
            Ok(rows) => rows,
            Err(DatabaseError::Locked { .. }) => {
                return Err(DatabaseError::Locked { what: what() });
            }
            Err(DatabaseError::Denied { .. }) => {
                return Err(DatabaseError::Denied { what: what() });
            }
            Err(error) => return Err(error),
        };
        let rows = rows.iter().map(|row| {
            Ok(Applied {
                id: self.required(row, 0)?,
                checksum: self.required(row, 1)?,
                migration_name: self.required(row, 2)?,
                started_at: self.required(row, 3)?,
                finished_at: self.text(row, 4)?,
                rolled_back_at: self.text(row, 5)?,
                applied_steps_count: self.required(row, 6)?.parse().unwrap_or(0),
                logs: self.text(row, 7)?,
            })
        });
        rows.collect::<Result<_, _>>().map(Some)
    }

    /// Asks by the text protocol: every value is a text, or NULL.
    async fn ask(&mut self, sql: &str) -> Result<Vec<MySqlRow>, DatabaseError> {
        let query = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match timeout(self.limit + GRACE, query.fetch_all(&mut self.connection)).await {
            Ok(rows) => rows.map_err(|error| said(error, self.server, self.limit)),
            Err(_) => Err(DatabaseError::NoAnswer {
                place: self.server.place(),
                seconds: (self.limit + GRACE).as_secs(),
            }),
        }
    }

    async fn texts(&mut self, sql: &str) -> Result<Vec<lower::Line>, DatabaseError> {
        let rows = self.ask(sql).await?;
        let lines = rows.iter().map(|row| {
            let values = (0..row.len()).map(|column| self.text(row, column));
            values.collect()
        });
        lines.collect()
    }

    fn text(&self, row: &MySqlRow, column: usize) -> Result<Option<String>, DatabaseError> {
        row.try_get_unchecked(column)
            .map_err(|error| said(error, self.server, self.limit))
    }

    fn required(&self, row: &MySqlRow, column: usize) -> Result<String, DatabaseError> {
        Ok(self.text(row, column)?.unwrap_or_default())
    }
}

fn connect_options(server: &Server) -> Result<MySqlConnectOptions, DatabaseError> {
    let mut options = MySqlConnectOptions::new()
        .port(server.port)
        .database(&server.database)
        // The session's mode stays the server's.
        .pipes_as_concat(false)
        .no_engine_substitution(false);
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
    Ok(server.tls.for_mysql(options)?.disable_statement_logging())
}

/// `MySQL` speaks first, `PostgreSQL` waits to be spoken to: asked for TLS, it
/// answers `S` or `N`.
async fn is_postgres(server: &Server) -> bool {
    let Host::Name(host) = &server.host else {
        return false;
    };
    let ask = async {
        let mut stream = TcpStream::connect((host.as_str(), server.port)).await?;
        stream.write_all(&[0, 0, 0, 8, 4, 210, 22, 47]).await?;
        stream.read_u8().await
    };
    matches!(timeout(GRACE, ask).await, Ok(Ok(b'S' | b'N')))
}
