//! The shape of a driver's table.

use crate::catalog::Dialect;

/// What a driver makes of the types of its databases.
pub struct Profile {
    /// As `kysely.driver` has it.
    pub name: &'static str,
    /// The databases that it connects to.
    pub dialects: &'static [Dialect],
    /// Types by their normal names.
    pub rows: &'static [Row],
    /// How it reads a list of an enum.
    pub enum_list: List,
    /// A type that is in no row.
    pub others: fn(name: &str) -> Row,
}

/// Some types that a driver treats alike.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Their normal names; with arguments, where only those are meant: `tinyint(1)`
    pub types: &'static [&'static str],
    pub value: Value,
    pub list: List,
}

/// The TypeScript type of a value of one column that is not NULL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// The same to select and to insert: `string`.
    Plain(&'static str),
    /// Different to select and to insert: the two types, and the name of the
    /// helper type that stands for both.
    Split {
        helper: &'static str,
        select: &'static str,
        insert: &'static str,
    },
    /// A date of `SQLite`, which is a text or a number, as Prisma writes it: the
    /// type of one that is text, and what is inserted for one that is a number.
    Stored {
        text: &'static str,
        number: &'static str,
    },
    /// The column's enum.
    Enum,
    /// The column's JSON type.
    Json(JsonInsert),
    /// The text of a value of the column's JSON type, or, where that is a number, the number.
    JsonText,
}

/// What an insert gives for a JSON column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonInsert {
    /// The value, which the driver turns into text.
    Value,
    /// Its text.
    Text,
}

/// How a driver treats lists of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// As arrays of what one of them is.
    Each,
    /// As arrays of another type than one alone is.
    Of(Value),
    /// It returns their text (`{a,b}`), and takes that or an array.
    Text,
    /// It returns arrays, and takes their text alone.
    FromText,
}

/// A row of types whose lists are arrays of what one of them is.
pub const fn row(types: &'static [&'static str], value: Value) -> Row {
    Row {
        types,
        value,
        list: List::Each,
    }
}

impl Row {
    pub const fn with_list(self, list: List) -> Self {
        Self { list, ..self }
    }
}

impl Profile {
    pub fn row(&self, name: &str, arguments: &[String]) -> Row {
        // How a number is counted or shown makes no other value of it.
        let base = name.split(" unsigned").next().unwrap_or(name);
        let base = base.trim_end_matches(" zerofill");
        let exact = format!("{base}({})", arguments.join(","));
        let find = |wanted: &str| self.rows.iter().find(|row| row.types.contains(&wanted));
        match find(&exact).or_else(|| find(base)) {
            Some(row) => *row,
            None => (self.others)(base),
        }
    }
}
