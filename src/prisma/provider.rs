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

/// Where a table may count up by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AutoIncrement {
    Never,
    /// On the one column of the primary key.
    OnId,
    /// On one column, the first one of an index.
    OnceIndexed,
    Anywhere,
}

/// What a schema may ask of a database. Each answer is Prisma's, which is not
/// always the database's own.
impl Provider {
    /// The name that Prisma's messages use.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::MySql => "MySQL",
            Self::Sqlite => "SQLite",
            Self::SqlServer => "SQL Server",
            Self::Cockroach => "CockroachDB",
            Self::Mongo => "MongoDB",
        }
    }

    #[must_use]
    pub fn has_enums(self) -> bool {
        self != Self::SqlServer
    }

    /// `tags String[]`
    #[must_use]
    pub fn has_scalar_lists(self) -> bool {
        matches!(self, Self::Postgres | Self::Cockroach | Self::Mongo)
    }

    #[must_use]
    pub fn has_json(self) -> bool {
        self != Self::SqlServer
    }

    /// `events Json[]`
    #[must_use]
    pub fn has_json_lists(self) -> bool {
        matches!(self, Self::Postgres | Self::Mongo)
    }

    #[must_use]
    pub fn has_decimal(self) -> bool {
        self != Self::Mongo
    }

    /// `type Address { … }`
    #[must_use]
    pub fn has_composite_types(self) -> bool {
        self == Self::Mongo
    }

    /// `@@schema("…")`
    #[must_use]
    pub fn has_schemas(self) -> bool {
        matches!(self, Self::Postgres | Self::Cockroach | Self::SqlServer)
    }

    /// `extensions = […]`
    #[must_use]
    pub fn has_extensions(self) -> bool {
        self == Self::Postgres
    }

    /// `@default(1, map: "…")`
    #[must_use]
    pub fn names_defaults(self) -> bool {
        self == Self::SqlServer
    }

    /// `@default(auto())`
    #[must_use]
    pub fn has_auto(self) -> bool {
        self == Self::Mongo
    }

    /// `@default(sequence())`
    #[must_use]
    pub fn has_sequence(self) -> bool {
        self == Self::Cockroach
    }

    #[must_use]
    pub fn auto_increment(self) -> AutoIncrement {
        match self {
            Self::Postgres | Self::Cockroach | Self::SqlServer => AutoIncrement::Anywhere,
            Self::MySql => AutoIncrement::OnceIndexed,
            Self::Sqlite => AutoIncrement::OnId,
            Self::Mongo => AutoIncrement::Never,
        }
    }

    /// The values that `relationMode` may have.
    #[must_use]
    pub fn relation_modes(self) -> &'static [&'static str] {
        match self {
            Self::Mongo => &["prisma"],
            _ => &["prisma", "foreignKeys"],
        }
    }

    /// The longest name of a constraint, in bytes.
    #[must_use]
    pub fn max_name_length(self) -> usize {
        match self {
            Self::Postgres | Self::Cockroach => 63,
            Self::MySql => 64,
            Self::SqlServer => 128,
            Self::Mongo => 127,
            Self::Sqlite => 10_000,
        }
    }
}
