//! A property of a table's interface as a column.

use crate::catalog::{Column, ColumnType, Default, Name, Object, TypeName};

use super::{Reader, members::Member, ty::Type};

impl<'a> Reader<'a> {
    pub(super) fn column(&self, table: &Name, member: &Member<'a>) -> Column {
        let ty = self.evaluate(member.ty, &member.scope);
        let select = ty.select();
        let insert = ty.insert();
        let nullable = select.contains(&Type::Null) || select.contains(&Type::Undefined);
        let class = match classify(&select) {
            Ok(class) => class,
            Err(reason) => {
                let object = Object::Column(table.clone(), member.name.clone());
                self.unknown(object, reason, member.place);
                ColumnType::plain("unknown", Vec::new())
            }
        };
        let mut column = Column::new(&member.name, class, nullable || member.optional);
        // An insert may leave it out, or may not give it at all.
        if insert == Type::Never || insert.contains(&Type::Undefined) {
            column.default = Some(Default::Unknown);
        }
        column.place = Some(self.evaluator.library.first_line(member.place));
        column
    }
}

/// The class of the values that are not NULL.
fn classify(select: &Type) -> Result<ColumnType, String> {
    let mut labels = Vec::new();
    let mut classes: Vec<ColumnType> = Vec::new();
    for member in select.members() {
        let class = match member {
            Type::Null | Type::Undefined | Type::Never => continue,
            Type::Unread(reason, _) => return Err(reason.clone()),
            Type::Literal(text) => {
                labels.push(text.clone());
                continue;
            }
            Type::Named(name) => ColumnType::plain(name, Vec::new()),
            Type::Object | Type::Column(_) => ColumnType::plain("object", Vec::new()),
            Type::List(element) => ColumnType {
                list: true,
                ..classify(element)?
            },
            Type::Union(_) => unreachable!("a union holds no union"),
        };
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    let has =
        |classes: &[ColumnType], name: &str| classes.contains(&ColumnType::plain(name, Vec::new()));
    if has(&classes, "unknown") {
        return Ok(ColumnType::plain("unknown", Vec::new()));
    }
    // A value that may be an object is JSON, whatever else it may be.
    if has(&classes, "object") {
        return Ok(ColumnType::plain("object", Vec::new()));
    }
    if !labels.is_empty() {
        if classes.is_empty() {
            labels.sort();
            return Ok(ColumnType {
                name: TypeName::Labels(labels),
                list: false,
            });
        }
        if !has(&classes, "string") {
            classes.push(ColumnType::plain("string", Vec::new()));
        }
    }
    match classes.len() {
        0 => Err("a type without a value".to_owned()),
        1 => Ok(classes.remove(0)),
        _ => {
            let mut names: Vec<String> = classes.iter().map(spelled).collect();
            names.sort();
            Ok(ColumnType::plain(&names.join(" | "), Vec::new()))
        }
    }
}

fn spelled(class: &ColumnType) -> String {
    let name = match &class.name {
        TypeName::Plain { name, .. } | TypeName::Composite(name) => name.clone(),
        TypeName::Enum(name) => name.to_string(),
        TypeName::Labels(labels) => labels.join(" | "),
    };
    if class.list {
        format!("{name}[]")
    } else {
        name
    }
}
