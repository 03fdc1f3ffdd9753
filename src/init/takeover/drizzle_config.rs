//! The `schema` of a `drizzle.config.ts`, read without running it.

use oxc_allocator::Allocator;
use oxc_ast::ast::{Argument, ArrayExpressionElement, Expression, ObjectPropertyKind, Statement};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The strings of `schema` in a `drizzle.config.ts`.
pub fn configured_schemas(text: &str) -> Vec<String> {
    let arena = Allocator::default();
    let parsed = Parser::new(&arena, text, SourceType::ts()).parse();
    let mut found = Vec::new();
    for statement in &parsed.program.body {
        if let Statement::ExportDefaultDeclaration(export) = statement
            && let Some(value) = export.declaration.as_expression()
        {
            found.extend(schema_of(value));
        }
    }
    found
}

fn schema_of(value: &Expression<'_>) -> Vec<String> {
    match value.get_inner_expression() {
        Expression::CallExpression(call) => call
            .arguments
            .first()
            .and_then(Argument::as_expression)
            .map_or_else(Vec::new, schema_of),
        Expression::ObjectExpression(object) => object
            .properties
            .iter()
            .filter_map(|property| match property {
                ObjectPropertyKind::ObjectProperty(property)
                    if property
                        .key
                        .static_name()
                        .is_some_and(|key| key == "schema") =>
                {
                    Some(strings(&property.value))
                }
                _ => None,
            })
            .flatten()
            .collect(),
        _ => Vec::new(),
    }
}

fn strings(value: &Expression<'_>) -> Vec<String> {
    match value.get_inner_expression() {
        Expression::StringLiteral(text) => vec![text.value.to_string()],
        Expression::ArrayExpression(list) => list
            .elements
            .iter()
            .filter_map(ArrayExpressionElement::as_expression)
            .flat_map(strings)
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_config_names_its_schemas() {
        let read = |value: &str| {
            configured_schemas(&format!(
                "import {{ defineConfig }} from 'drizzle-kit';\n\
                 export default defineConfig({{ dialect: 'postgresql', schema: {value} }});"
            ))
        };
        assert_eq!(read("'./src/schema.ts'"), ["./src/schema.ts"]);
        assert_eq!(read("['a.ts', './b/*.ts']"), ["a.ts", "./b/*.ts"]);
        assert_eq!(read("process.env.SCHEMA"), [""; 0]);
    }
}
