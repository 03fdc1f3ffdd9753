//! The answers to `questions`, row by row.

use serde::Deserialize;

/// A schema and a name in it.
pub type Path = (String, String);

/// Everything that was answered in one transaction.
#[derive(Debug, Default)]
pub struct Answers {
    pub extensions: Vec<NameRow>,
    pub enums: Vec<EnumRow>,
    pub tables: Vec<TableRow>,
    pub columns: Vec<ColumnRow>,
    pub constraints: Vec<ConstraintRow>,
    pub indexes: Vec<IndexRow>,
    pub policies: Vec<PolicyRow>,
    /// `None` where another session kept something locked.
    pub views: Option<Vec<ViewRow>>,
}

#[derive(Debug, Deserialize)]
pub struct NameRow {
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct LockedRow {
    pub oid: i64,
    pub schema: String,
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct EnumRow {
    pub schema: String,
    pub name: String,
    pub labels: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct TableRow {
    pub oid: i64,
    pub schema: String,
    pub name: String,
    /// `r p v m f`, as in `pg_class.relkind`.
    pub kind: char,
    pub secured: bool,
    pub forced: bool,
    pub split_by: Option<String>,
    pub part_of: Option<Path>,
}

#[derive(Debug, Deserialize)]
pub struct ColumnRow {
    pub table: i64,
    pub name: String,
    /// As `format_type` prints it.
    #[serde(rename = "type")]
    pub ty: String,
    /// The quoted schema of the type, or of its elements' type.
    pub type_schema: String,
    #[serde(rename = "enum")]
    pub enum_name: Option<Path>,
    pub required: bool,
    pub expression: Option<String>,
    /// Empty, `s` or `v`.
    pub generated: String,
    /// Empty, `a` or `d`.
    pub identity: String,
    /// The default uses a sequence that is the column's own.
    pub own_sequence: bool,
}

#[derive(Debug, Deserialize)]
pub struct ConstraintRow {
    pub table: i64,
    pub name: String,
    /// `p f c`, as in `pg_constraint.contype`.
    pub kind: char,
    pub columns: Option<Vec<String>>,
    pub refers_to: Option<(Option<String>, Option<String>)>,
    pub referenced: Option<Vec<String>>,
    pub on_delete: String,
    pub on_update: String,
    pub expression: Option<String>,
    /// What it has that the catalog has no place for.
    pub peculiar: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct IndexRow {
    pub table: i64,
    pub name: String,
    pub method: String,
    pub unique: bool,
    pub valid: bool,
    pub nulls_not_distinct: bool,
    pub predicate: Option<String>,
    /// `m=16`
    pub parameters: Option<Vec<String>>,
    /// `u` or `x`.
    pub constraint: Option<char>,
    pub keys: Option<Vec<KeyRow>>,
    pub include: Option<Vec<Option<String>>>,
}

#[derive(Debug, Deserialize)]
pub struct KeyRow {
    pub column: Option<String>,
    pub expression: Option<String>,
    pub descending: Option<bool>,
    pub nulls_first: Option<bool>,
    /// The operator class where it is not the type's own.
    pub class: Option<String>,
    pub class_name: Option<String>,
    /// `siglen=32`
    pub class_options: Option<Vec<String>>,
    pub operator: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct PolicyRow {
    pub table: i64,
    pub name: String,
    pub permissive: bool,
    /// `* r a w d`, as in `pg_policy.polcmd`.
    pub command: char,
    pub roles: Vec<String>,
    pub using: Option<String>,
    pub check: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct ViewRow {
    pub table: i64,
    pub definition: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct HistoryTableRow {
    pub readable: bool,
}
