//! `SQLite`: a file, opened to be read.

mod lower;
mod text;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqliteConnection};
use tokio::time::timeout;

use super::error::DatabaseError;
use super::{Applied, Database, MIGRATIONS_TABLE, Options};

const HEADER: &[u8] = b"SQLite format 3\0";

pub async fn read(path: &Path, options: &Options) -> Result<Database, DatabaseError> {
    check(path)?;
    let opened = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .create_if_missing(false)
        .busy_timeout(options.lock_timeout)
        .disable_statement_logging()
        .connect()
        .await;
    let mut session = Session {
        connection: opened.map_err(|error| refused(&error, path))?,
        path,
        limit: options.statement_timeout,
    };
    session.ask("BEGIN").await?;
    let version = session.ask("SELECT sqlite_version()").await?;
    let version: String = session.get(&version[0], 0)?;
    let catalog = session.catalog().await?;
    let applied = session.history().await;
    session.ask("ROLLBACK").await?;
    let _ = session.connection.close().await;
    Ok(Database {
        catalog,
        applied,
        server: format!("SQLite {version}"),
        shown: String::new(),
    })
}

/// Looks before `SQLite` does, which says "unable to open" of whatever is wrong.
fn check(path: &Path) -> Result<(), DatabaseError> {
    let path = path.to_owned();
    if !path.exists() {
        return Err(DatabaseError::FileMissing { path });
    }
    let mut header = Vec::new();
    let read = File::open(&path).and_then(|file| file.take(16).read_to_end(&mut header));
    match read {
        Err(error) => Err(DatabaseError::FileUnreadable {
            path,
            message: error.to_string(),
        }),
        // A file of no bytes is a database without tables.
        Ok(0) => Ok(()),
        Ok(_) if header == HEADER => Ok(()),
        Ok(_) => Err(DatabaseError::NotSqlite { path }),
    }
}

fn refused(error: &sqlx::Error, path: &Path) -> DatabaseError {
    let message = match error {
        sqlx::Error::Database(error) => error.message().to_owned(),
        other => other.to_string(),
    };
    let path = path.to_owned();
    if message.contains("not a database") {
        DatabaseError::NotSqlite { path }
    } else if message.contains("locked") {
        DatabaseError::Locked {
            what: format!("`{}`", crate::path::shown(&path)),
        }
    } else {
        DatabaseError::FileUnreadable { path, message }
    }
}

struct Session<'a> {
    connection: SqliteConnection,
    path: &'a Path,
    limit: Duration,
}

impl Session<'_> {
    async fn ask(&mut self, sql: &str) -> Result<Vec<SqliteRow>, DatabaseError> {
        let query = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match timeout(self.limit, query.fetch_all(&mut self.connection)).await {
            Ok(rows) => rows.map_err(|error| refused(&error, self.path)),
            Err(_) => Err(DatabaseError::TooSlow {
                seconds: self.limit.as_secs(),
            }),
        }
    }

    fn get<T>(&self, row: &SqliteRow, column: usize) -> Result<T, DatabaseError>
    where
        T: for<'r> sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    {
        row.try_get_unchecked(column)
            .map_err(|error| refused(&error, self.path))
    }

    async fn history(&mut self) -> Result<Option<Vec<Applied>>, DatabaseError> {
        let exists = format!("SELECT 1 FROM sqlite_master WHERE name = '{MIGRATIONS_TABLE}'");
        if self.ask(&exists).await?.is_empty() {
            return Ok(None);
        }
        // Prisma writes milliseconds, or what `current_timestamp` gives.
        let time = |column: &str| {
            format!(
                "CASE typeof({column}) WHEN 'integer'
                   THEN strftime('%Y-%m-%dT%H:%M:%fZ', {column} / 1000.0, 'unixepoch')
                   ELSE strftime('%Y-%m-%dT%H:%M:%fZ', {column}) END"
            )
        };
        let question = format!(
            "SELECT id, checksum, migration_name, {}, {}, {}, applied_steps_count, logs
             FROM {MIGRATIONS_TABLE} ORDER BY started_at, migration_name",
            time("started_at"),
            time("finished_at"),
            time("rolled_back_at")
        );
        let rows = self.ask(&question).await?;
        let rows = rows.iter().map(|row| {
            Ok(Applied {
                id: self.get(row, 0)?,
                checksum: self.get(row, 1)?,
                migration_name: self.get(row, 2)?,
                started_at: self.get(row, 3)?,
                finished_at: self.get(row, 4)?,
                rolled_back_at: self.get(row, 5)?,
                applied_steps_count: self.get(row, 6)?,
                logs: self.get(row, 7)?,
            })
        });
        rows.collect::<Result<_, _>>().map(Some)
    }
}
