//! Columns, their types and their defaults.

use crate::diagnostic::Span;

use super::Name;

#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub ty: ColumnType,
    pub nullable: bool,
    pub default: Option<Default>,
    /// The name of the constraint that SQL Server makes of a default.
    pub default_name: Option<String>,
    /// The value is made from other columns, and nobody else may set it.
    pub generated: Option<Generated>,
    /// `GENERATED … AS IDENTITY`, where the default is [`Default::AutoIncrement`].
    pub identity: Option<Identity>,
    /// How the sequence of an identity counts, where it is not the usual way:
    /// `start`, `increment`, `minvalue`, `maxvalue`, `cache`, and `virtual`.
    pub sequence: Vec<(&'static str, String)>,
    /// Where the source describes it.
    pub place: Option<Span>,
    pub notes: ColumnNotes,
}

/// `GENERATED ALWAYS AS (price * amount) STORED`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    pub expression: String,
    /// Kept in the table; otherwise made when it is read.
    pub stored: bool,
}

/// Whether an insert may give a value of its own to an identity column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    Always,
    ByDefault,
}

/// A type in the dialect's normal spelling; in TypeScript's, where the source
/// knows [`ScriptTypes`](super::Fact::ScriptTypes).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ColumnType {
    pub name: TypeName,
    /// An array of it.
    pub list: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeName {
    /// `varchar(255)`: the normal name, and what stands in parentheses.
    Plain {
        name: String,
        arguments: Vec<String>,
    },
    /// An enum type that has a name of its own.
    Enum(Name),
    /// The labels of an enum that is the column's alone, as `MySQL` has it.
    Labels(Vec<String>),
    /// A composite type of the catalog: a document within a document of `MongoDB`.
    Composite(String),
}

/// What the database puts into a column that an insert leaves out.
#[derive(Debug, Clone, PartialEq)]
pub enum Default {
    Literal(Literal),
    /// The next number of the column's own sequence (`SERIAL`, `IDENTITY`, `AUTO_INCREMENT`).
    AutoIncrement,
    /// An expression, as the source writes it.
    Expression(String),
    /// The source knows that there is one, and not what it is
    /// (Prisma's `dbgenerated()` without an argument).
    Unknown,
}

/// A constant, by its kind; texts are exactly those of the source.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `1`, `-0.50`: the digits as written.
    Number(String),
    String(String),
    Boolean(bool),
    /// A label of the column's enum.
    Enum(String),
    /// JSON text.
    Json(String),
    Bytes(Vec<u8>),
    /// The text of a date, a time or both, as the database is given it.
    DateTime(String),
    List(Vec<Literal>),
}

/// What only code knows of a column.
#[derive(Debug, Clone)]
pub struct ColumnNotes {
    pub code_name: String,
    pub doc: Option<String>,
    /// What its values are in Prisma's language (`BigInt`), where the source is in it;
    /// of an enum or a type that Prisma does not know, nothing.
    pub scalar: Option<&'static str>,
    /// Prisma's language has it as optional, which a column with a sequence is not in the database.
    pub optional: bool,
    /// Prisma's client does not know it (`@ignore`).
    pub ignored: bool,
    /// What the client fills in where an insert leaves the column out.
    pub client_default: Option<ClientDefault>,
    /// The client sets it to the current time on every update (`@updatedAt`).
    pub updated_at: bool,
    /// The name of the column's JSON type, for a JSON column.
    pub json: Option<JsonType>,
    /// What a value of it is in code, where the user says so; of a list, one element.
    pub code_type: Option<CodeType>,
}

/// A default that is the client's, which the database knows nothing of.
#[derive(Debug, Clone, PartialEq)]
pub enum ClientDefault {
    /// `uuid()`: version 4 or 7.
    Uuid {
        version: u8,
    },
    /// `cuid()`: version 1 or 2.
    Cuid {
        version: u8,
    },
    Ulid,
    /// `nanoid(21)`: the length, where the schema names one.
    Nanoid {
        length: Option<u8>,
    },
    /// `auto()`: an `ObjectId` of `MongoDB`.
    ObjectId,
    /// The current time, where the database has no defaults.
    Now,
    /// A constant, where the database cannot have it as a default.
    Constant(Literal),
}

/// What a JSON column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonType {
    /// The name of its Zod schema and its TypeScript type.
    pub name: String,
}

impl Column {
    /// A column that code calls as the database does.
    #[must_use]
    pub fn new(name: &str, ty: ColumnType, nullable: bool) -> Self {
        Self {
            name: name.to_owned(),
            ty,
            nullable,
            default: None,
            default_name: None,
            generated: None,
            identity: None,
            sequence: Vec::new(),
            place: None,
            notes: ColumnNotes {
                code_name: name.to_owned(),
                doc: None,
                scalar: None,
                optional: false,
                ignored: false,
                client_default: None,
                updated_at: false,
                json: None,
                code_type: None,
            },
        }
    }
}

/// A type in TypeScript: `Money` from `../money`, `string & { id: true }`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeType {
    pub text: String,
    /// The module that exports the name with which the text begins.
    pub module: Option<String>,
}

impl ColumnType {
    /// A type that is no list.
    #[must_use]
    pub fn plain(name: &str, arguments: Vec<String>) -> Self {
        Self {
            name: TypeName::Plain {
                name: name.to_owned(),
                arguments,
            },
            list: false,
        }
    }

    /// The name of the type, where it is the database's own.
    #[must_use]
    pub fn plain_name(&self) -> Option<&str> {
        match &self.name {
            TypeName::Plain { name, .. } => Some(name),
            TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => None,
        }
    }
}
