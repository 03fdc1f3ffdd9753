//! `text("id").notNull().unique()` taken apart: what it begins with, and the calls behind it.

use std::rc::Rc;

use crate::{
    catalog::Dialect,
    diagnostic::Span,
    typescript::value::{Shape, Term, Value},
};

/// A call and the calls chained to it.
#[derive(Debug, Clone)]
pub struct Chain<'a> {
    pub base: Rc<Term<'a>>,
    pub links: Vec<Link<'a>>,
}

/// `.notNull()`
#[derive(Debug, Clone)]
pub struct Link<'a> {
    pub method: String,
    pub arguments: Vec<Value<'a>>,
    /// The chain up to here.
    pub term: Rc<Term<'a>>,
}

/// What the first call of a chain calls.
#[derive(Debug)]
pub enum Head<'a> {
    /// A function of `drizzle-orm/pg-core` or its like.
    Core(Dialect, String),
    /// A function of `drizzle-orm` itself.
    Orm(String),
    /// A function of another package, or a global one.
    Package(String, String),
    /// The result of another chain: `roleEnum("role")`.
    Made(Box<Chain<'a>>),
}

impl<'a> Chain<'a> {
    /// `None` for what is no term.
    pub fn of(value: &Value<'a>) -> Option<Self> {
        let Value::Term(term) = value else {
            return None;
        };
        let mut links = Vec::new();
        let mut current = Rc::clone(term);
        while let Shape::Call(Value::Term(callee), arguments) = &current.shape
            && let Shape::Member(Value::Term(object), method) = &callee.shape
        {
            links.push(Link {
                method: method.clone(),
                arguments: arguments.clone(),
                term: Rc::clone(&current),
            });
            let object = Rc::clone(object);
            current = object;
        }
        links.reverse();
        Some(Self {
            base: current,
            links,
        })
    }

    /// What the base calls, where it is a call.
    pub fn head(&self) -> Option<(Head<'a>, &[Value<'a>])> {
        let Shape::Call(Value::Term(callee), arguments) = &self.base.shape else {
            return None;
        };
        let head = match &callee.shape {
            Shape::Import { module, name } => name_of(module, name),
            _ => Head::Made(Box::new(Self::of(&Value::Term(Rc::clone(callee)))?)),
        };
        Some((head, arguments))
    }

    /// What the base is, where it is a name of a package: `snakeCase` in `snakeCase.table(…)`.
    pub fn import(&self) -> Option<Head<'a>> {
        match &self.base.shape {
            Shape::Import { module, name } => Some(name_of(module, name)),
            _ => None,
        }
    }

    pub fn base_value(&self) -> Value<'a> {
        Value::Term(Rc::clone(&self.base))
    }

    pub fn place(&self) -> Span {
        self.base.place
    }
}

fn name_of<'a>(module: &str, name: &str) -> Head<'a> {
    match core(module) {
        Some(dialect) => Head::Core(dialect, name.to_owned()),
        None if module == "drizzle-orm" || module.starts_with("drizzle-orm/sql") => {
            Head::Orm(name.to_owned())
        }
        None => Head::Package(module.to_owned(), name.to_owned()),
    }
}

/// The dialect that a module of Drizzle builds tables for.
pub fn core(module: &str) -> Option<Dialect> {
    let module = module.strip_prefix("drizzle-orm/")?;
    match module.split('/').next()? {
        "pg-core" => Some(Dialect::Postgres),
        "mysql-core" => Some(Dialect::MySql),
        "sqlite-core" => Some(Dialect::Sqlite),
        "cockroach-core" => Some(Dialect::Cockroach),
        "mssql-core" => Some(Dialect::SqlServer),
        _ => None,
    }
}

/// The module that builds tables of a dialect.
pub fn module_of(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "drizzle-orm/pg-core",
        Dialect::MySql => "drizzle-orm/mysql-core",
        Dialect::Sqlite => "drizzle-orm/sqlite-core",
        Dialect::Cockroach => "drizzle-orm/cockroach-core",
        Dialect::SqlServer => "drizzle-orm/mssql-core",
        Dialect::Mongo => "",
    }
}
