//! Default expressions in normal form: what is only another spelling of a
//! constant becomes that constant.

use crate::catalog::{ColumnType, Default, Literal, TypeName};

/// Reads the expression of a default, as a schema or a catalog writes it.
///
/// `'x'`, `'x'::text` and `('x'::character varying)` are the string, `42` is the
/// number, `'{}'::jsonb` is the JSON text; everything else stays as it is.
#[must_use]
pub fn parse_default(text: &str, ty: &ColumnType) -> Default {
    match constant(text.trim(), ty) {
        Some(literal) if !ty.list => Default::Literal(literal),
        _ => Default::Expression(text.to_owned()),
    }
}

fn constant(text: &str, ty: &ColumnType) -> Option<Literal> {
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return constant(inner.trim(), ty);
    }
    let name = match &ty.name {
        TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => "",
        TypeName::Plain { name, .. } => name.as_str(),
    };
    if text.starts_with('\'') {
        let (value, rest) = string(text)?;
        let cast = rest.trim();
        if !cast.is_empty() && !is_cast_to(cast, name) {
            return None;
        }
        return match (&ty.name, name) {
            (TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_), _) => {
                Some(Literal::Enum(value))
            }
            (
                _,
                "text" | "varchar" | "char" | "citext" | "uuid" | "tinytext" | "mediumtext"
                | "longtext",
            ) => Some(Literal::String(value)),
            (_, "json" | "jsonb") => Some(Literal::Json(value)),
            _ => None,
        };
    }
    let is_number = text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match name {
        "smallint" | "integer" | "bigint" | "real" | "double precision" | "numeric" | "int"
        | "tinyint" | "mediumint" | "double" | "float" | "decimal"
            if is_number =>
        {
            Some(Literal::Number(text.to_owned()))
        }
        "boolean" if text.eq_ignore_ascii_case("true") => Some(Literal::Boolean(true)),
        "boolean" if text.eq_ignore_ascii_case("false") => Some(Literal::Boolean(false)),
        _ => None,
    }
}

/// A quoted string at the start of the text, and what follows it.
fn string(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut rest = text.strip_prefix('\'')?;
    loop {
        let end = rest.find('\'')?;
        value.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('\'') {
            Some(more) => {
                value.push('\'');
                rest = more;
            }
            None => return Some((value, rest)),
        }
    }
}

/// `::text`, `::character varying(20)`: a cast that changes no text of the type.
fn is_cast_to(cast: &str, name: &str) -> bool {
    let Some(target) = cast.strip_prefix("::") else {
        return false;
    };
    let target = super::postgres::parse_type(target);
    match (&target.name, name) {
        _ if target.list => false,
        // A cast to an enum: its name is the schema's.
        (_, "") => true,
        (
            TypeName::Plain {
                name: to,
                arguments,
            },
            name,
        ) => {
            let is_text = |name: &str| matches!(name, "text" | "varchar" | "citext");
            arguments.is_empty() && (to == name || is_text(to) && is_text(name))
        }
        (TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_), _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str, ty: &str) -> Default {
        parse_default(text, &ColumnType::plain(ty, Vec::new()))
    }

    #[test]
    fn another_spelling_of_a_constant_is_the_constant() {
        let string = Default::Literal(Literal::String("it's".into()));
        assert_eq!(parsed("'it''s'", "text"), string);
        assert_eq!(parsed("('it''s'::character varying)", "text"), string);
        assert_eq!(
            parsed("'{}'::jsonb", "jsonb"),
            Default::Literal(Literal::Json("{}".into()))
        );
        assert_eq!(
            parsed("FALSE", "boolean"),
            Default::Literal(Literal::Boolean(false))
        );
    }

    #[test]
    fn an_expression_stays() {
        for text in ["'a' || 'b'", "now()", "'1'::integer", "lower('A'::text)"] {
            assert_eq!(parsed(text, "text"), Default::Expression(text.into()));
        }
    }
}
