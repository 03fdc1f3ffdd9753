//! The databases that Prisma knows, and what each of them can do.

/// What `provider = "…"` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Provider {
    Postgres,
    MySql,
    Sqlite,
    SqlServer,
    Cockroach,
    Mongo,
}

impl Provider {
    /// The names that a schema may use: one has two.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("postgresql", Self::Postgres),
        ("postgres", Self::Postgres),
        ("mysql", Self::MySql),
        ("sqlite", Self::Sqlite),
        ("sqlserver", Self::SqlServer),
        ("cockroachdb", Self::Cockroach),
        ("mongodb", Self::Mongo),
    ];

    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(text, _)| *text == name)
            .map(|(_, provider)| *provider)
    }
}
