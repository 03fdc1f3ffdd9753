//! `pgEnum("role", ["ADMIN", "USER"])`

use std::rc::Rc;

use crate::{
    catalog::{Dialect, Enum, EnumNotes, EnumValue, Name, Object},
    typescript::value::{Term, Value},
};

use super::{
    Reader,
    chain::{Chain, Head},
    table::default_schema,
};

/// A call that builds an enum type.
pub struct EnumCall<'a> {
    pub name: Name,
    /// Of the database that has such types.
    dialect: Dialect,
    labels: Value<'a>,
    pub term: Rc<Term<'a>>,
}

impl<'a> Reader<'a> {
    /// An enum that a file declares under a name.
    pub(super) fn declared_enum(&self, code_name: &str, call: &EnumCall<'a>) {
        let known = self
            .found
            .borrow()
            .enums
            .iter()
            .position(|e| e.name == call.name);
        let place = self.evaluator.library.first_line(call.term.place);
        let labels = match self.labels(&call.labels) {
            Ok(labels) => labels,
            Err(reason) => {
                let object = Object::Enum(call.name.clone());
                self.unknown(object, reason, call.term.place);
                Vec::new()
            }
        };
        let one = Enum {
            name: call.name.clone(),
            values: labels.into_iter().map(value).collect(),
            place: Some(place),
            notes: EnumNotes {
                code_name: code_name.to_owned(),
                doc: None,
            },
        };
        let mut found = self.found.borrow_mut();
        found.dialect.get_or_insert(call.dialect);
        match known {
            Some(index) => {
                if labels_of(&found.enums[index]) != labels_of(&one) {
                    drop(found);
                    let reason = format!("`{code_name}`, which declares it a second time");
                    self.unknown(Object::Enum(call.name.clone()), reason, call.term.place);
                }
            }
            None => found.enums.push(one),
        }
    }

    /// The labels of a list, or of the values of an object.
    pub(super) fn labels(&self, value: &Value<'a>) -> Result<Vec<String>, String> {
        let values: Vec<Value<'a>> = match value {
            Value::Array(items) => items.to_vec(),
            Value::Unknown(why) => return Err(format!("labels from {}", why.reason)),
            other => match self.evaluator.entries(other) {
                Some(object) if object.unread.is_empty() => object
                    .entries
                    .into_iter()
                    .map(|entry| entry.value)
                    .collect(),
                _ => return Err("labels that depend on what runs".to_owned()),
            },
        };
        let labels = values.iter().map(|value| match value {
            Value::String(text) => Ok(text.to_string()),
            Value::Unknown(why) => Err(format!("a label from {}", why.reason)),
            _ => Err("a label that is no constant".to_owned()),
        });
        labels.collect()
    }
}

/// Whether a chain builds an enum type, by itself or of a schema.
pub fn enum_call<'a>(chain: &Chain<'a>) -> Option<EnumCall<'a>> {
    let (Head::Core(dialect, function), arguments) = chain.head()? else {
        return None;
    };
    let (schema, arguments, term) = match (function.as_str(), chain.links.first()) {
        ("pgEnum" | "cockroachEnum", None) => (None, arguments, &chain.base),
        ("pgSchema" | "cockroachSchema", Some(link))
            if link.method == "enum" && chain.links.len() == 1 =>
        {
            let schema = arguments.first()?.as_str()?;
            (
                Some(schema.to_owned()),
                link.arguments.as_slice(),
                &link.term,
            )
        }
        _ => return None,
    };
    let name = arguments.first()?.as_str()?.to_owned();
    Some(EnumCall {
        name: Name {
            schema: schema.filter(|schema| default_schema(dialect) != Some(schema)),
            name,
        },
        dialect,
        labels: arguments.get(1).cloned().unwrap_or(Value::Undefined),
        term: Rc::clone(term),
    })
}

fn value(label: String) -> EnumValue {
    EnumValue {
        code_name: label.clone(),
        label,
        doc: None,
    }
}

fn labels_of(e: &Enum) -> Vec<&str> {
    e.values.iter().map(|value| value.label.as_str()).collect()
}
