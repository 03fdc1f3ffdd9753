//! The `schema` property of a `prisma.config.ts`, read without running it.

use std::path::Path;

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    Argument, AssignmentTarget, BindingPattern, CallExpression, Declaration,
    ExportDefaultDeclarationKind, Expression, ObjectExpression, ObjectPropertyKind, Program,
    Statement,
};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// What the config says of the schema.
#[derive(Debug, PartialEq, Eq)]
pub enum Schema {
    /// A path, relative to the config's folder.
    At(String),
    /// Nothing.
    Unset,
    /// Something that only running the config would tell.
    Computed,
}

/// Constants that name each other are followed this far.
const MOST_DEPTH: u32 = 16;

/// The names of a Prisma config, in Prisma's order.
pub fn candidates() -> impl Iterator<Item = String> {
    const NAMES: [&str; 3] = ["prisma.config", ".config/prisma", ".config/prisma.config"];
    const EXTENSIONS: [&str; 6] = ["js", "ts", "mjs", "cjs", "mts", "cts"];
    NAMES
        .iter()
        .flat_map(|name| EXTENSIONS.iter().map(move |ext| format!("{name}.{ext}")))
}

/// Reads `schema` from the text of the config at `path`.
pub fn schema(text: &str, path: &Path) -> Schema {
    read(text, path, None, "schema")
}

/// Reads `migrations: { path }`, relative to the config's folder as well.
pub fn migrations(text: &str, path: &Path) -> Schema {
    read(text, path, Some("migrations"), "path")
}

/// Reads a key of the config, or of the object that stands under another one.
fn read(text: &str, path: &Path, group: Option<&str>, key: &str) -> Schema {
    let allocator = Allocator::default();
    let kind = SourceType::from_path(path).unwrap_or(SourceType::ts());
    let parsed = Parser::new(&allocator, text, kind).parse();
    let config = Config {
        program: &parsed.program,
        folder: path.parent().unwrap_or(Path::new("")),
    };
    let Some(object) = config.exported().and_then(|value| config.object(value, 0)) else {
        return Schema::Computed;
    };
    let Some(group) = group else {
        return config.property(object, key, 0);
    };
    let mut values = object
        .properties
        .iter()
        .filter_map(|property| match property {
            ObjectPropertyKind::ObjectProperty(property) => {
                let is_it = property.key.static_name().is_some_and(|name| name == group);
                is_it.then_some(&property.value)
            }
            ObjectPropertyKind::SpreadProperty(_) => None,
        });
    match values.next_back().map(|value| config.object(value, 0)) {
        Some(Some(inner)) => config.property(inner, key, 0),
        Some(None) => Schema::Computed,
        None => Schema::Unset,
    }
}

struct Config<'p, 'a> {
    program: &'p Program<'a>,
    folder: &'p Path,
}

impl<'p, 'a> Config<'p, 'a> {
    /// `export default …`, `export = …`, `module.exports = …`
    fn exported(&self) -> Option<&'p Expression<'a>> {
        self.program
            .body
            .iter()
            .find_map(|statement| match statement {
                Statement::ExportDefaultDeclaration(export) => match &export.declaration {
                    ExportDefaultDeclarationKind::FunctionDeclaration(_)
                    | ExportDefaultDeclarationKind::ClassDeclaration(_)
                    | ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => None,
                    value => value.as_expression(),
                },
                Statement::TSExportAssignment(export) => Some(&export.expression),
                Statement::ExpressionStatement(statement) => match &statement.expression {
                    Expression::AssignmentExpression(assignment)
                        if is_module_exports(&assignment.left) =>
                    {
                        Some(&assignment.right)
                    }
                    _ => None,
                },
                _ => None,
            })
    }

    /// `{ … }`, as it is or in `defineConfig(…)`, `… satisfies PrismaConfig`, or
    /// a constant.
    fn object(&self, value: &'p Expression<'a>, depth: u32) -> Option<&'p ObjectExpression<'a>> {
        if depth > MOST_DEPTH {
            return None;
        }
        match value.get_inner_expression() {
            Expression::ObjectExpression(object) => Some(object),
            Expression::CallExpression(call) => {
                let argument = call.arguments.first().and_then(Argument::as_expression)?;
                self.object(argument, depth + 1)
            }
            Expression::Identifier(name) => self.object(self.constant(&name.name)?, depth + 1),
            _ => None,
        }
    }

    fn property(&self, object: &'p ObjectExpression<'a>, name: &str, depth: u32) -> Schema {
        let mut found = Schema::Unset;
        for property in &object.properties {
            match property {
                ObjectPropertyKind::ObjectProperty(property) => {
                    if property.key.static_name().is_some_and(|key| key == name) {
                        found = self
                            .text(&property.value, depth)
                            .map_or(Schema::Computed, Schema::At);
                    }
                }
                ObjectPropertyKind::SpreadProperty(spread) => {
                    let inner = match self.object(&spread.argument, depth + 1) {
                        Some(object) => self.property(object, name, depth + 1),
                        None => Schema::Computed,
                    };
                    if inner != Schema::Unset {
                        found = inner;
                    }
                }
            }
        }
        found
    }

    /// The string that an expression is, if that can be seen.
    fn text(&self, value: &'p Expression<'a>, depth: u32) -> Option<String> {
        if depth > MOST_DEPTH {
            return None;
        }
        let folder = || Some(self.folder.to_string_lossy().into_owned());
        match value.get_inner_expression() {
            Expression::StringLiteral(literal) => Some(literal.value.to_string()),
            Expression::TemplateLiteral(template) => {
                let mut text = String::new();
                for (at, quasi) in template.quasis.iter().enumerate() {
                    text.push_str(quasi.value.cooked.as_ref()?);
                    if let Some(value) = template.expressions.get(at) {
                        text.push_str(&self.text(value, depth + 1)?);
                    }
                }
                Some(text)
            }
            Expression::BinaryExpression(sum) if sum.operator.as_str() == "+" => {
                Some(self.text(&sum.left, depth + 1)? + &self.text(&sum.right, depth + 1)?)
            }
            Expression::Identifier(name) if name.name == "__dirname" => folder(),
            Expression::Identifier(name) => self.text(self.constant(&name.name)?, depth + 1),
            Expression::StaticMemberExpression(member) => {
                let is_meta = matches!(member.object, Expression::ImportMeta(_));
                (is_meta && member.property.name == "dirname").then(folder)?
            }
            Expression::CallExpression(call) => self.joined(call, depth),
            _ => None,
        }
    }

    /// `path.join("prisma", "schema")`, `resolve(__dirname, "prisma")`. What
    /// `process.cwd()` is, the config's folder stands for: the two are the same
    /// wherever Prisma finds the config by itself.
    fn joined(&self, call: &'p CallExpression<'a>, depth: u32) -> Option<String> {
        let name = match &call.callee {
            Expression::Identifier(name) => name.name.as_str(),
            Expression::StaticMemberExpression(member) => member.property.name.as_str(),
            _ => return None,
        };
        match name {
            "cwd" if call.arguments.is_empty() => Some(String::new()),
            "join" | "resolve" => {
                let mut path = std::path::PathBuf::new();
                for argument in &call.arguments {
                    let part = self.text(argument.as_expression()?, depth + 1)?;
                    if name == "join" && !path.as_os_str().is_empty() {
                        path.push(part.trim_start_matches('/'));
                    } else {
                        path.push(part);
                    }
                }
                Some(path.to_string_lossy().into_owned())
            }
            _ => None,
        }
    }

    /// The value of a top-level `const name = …`.
    fn constant(&self, name: &str) -> Option<&'p Expression<'a>> {
        self.program
            .body
            .iter()
            .filter_map(|statement| match statement {
                Statement::VariableDeclaration(declaration) => Some(declaration),
                Statement::ExportDeclaration(export) => match &export.declaration {
                    Declaration::VariableDeclaration(declaration) => Some(declaration),
                    _ => None,
                },
                _ => None,
            })
            .filter(|declaration| declaration.kind.is_const())
            .flat_map(|declaration| &declaration.declarations)
            .find(|declared| {
                matches!(&declared.id, BindingPattern::BindingIdentifier(id) if id.name == name)
            })
            .and_then(|declared| declared.init.as_ref())
    }
}

fn is_module_exports(target: &AssignmentTarget) -> bool {
    matches!(
        target,
        AssignmentTarget::StaticMemberExpression(member)
            if member.property.name == "exports"
                && matches!(&member.object, Expression::Identifier(id) if id.name == "module")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Schema {
        schema(text, Path::new("/repo/prisma.config.ts"))
    }

    fn at(path: &str) -> Schema {
        Schema::At(path.to_owned())
    }

    #[test]
    fn a_string_is_read_wherever_it_stands() {
        for config in [
            r#"import { defineConfig } from "prisma/config";
               export default defineConfig({ schema: "db/schema.prisma" });"#,
            r#"export default { "schema": 'db/schema.prisma' } satisfies PrismaConfig"#,
            r"const config = { schema: `db/schema.prisma` } as const; export default config;",
            r#"module.exports = { schema: "db/" + "schema.prisma" };"#,
            r#"import path from "node:path";
               export default defineConfig({ schema: path.join("db", "schema.prisma") });"#,
            r#"const dir = "db"; export default { schema: join(dir, `schema.prisma`) };"#,
            r#"const base = { schema: "db/schema.prisma" }; export default { ...base, x: 1 };"#,
            r#"export default { schema: path.resolve(process.cwd(), "db/schema.prisma") };"#,
        ] {
            assert_eq!(read(config), at("db/schema.prisma"), "{config}");
        }
        assert_eq!(
            read(r#"export default { schema: path.join(__dirname, "db", "..", "x") }"#),
            at("/repo/db/../x")
        );
        assert_eq!(
            read(r#"export default { schema: path.join(import.meta.dirname, "db") }"#),
            at("/repo/db")
        );
    }

    #[test]
    fn what_is_computed_is_not_guessed() {
        for config in [
            r"export default { schema: process.env.SCHEMA }",
            r#"export default { schema: process.env.SCHEMA ?? "a.prisma" }"#,
            r#"let a = "x"; a = "y"; export default { schema: a }"#,
            r"export default { ...other }",
            r"export default load()",
            r"const a = b; const b = a; export default a",
            r"const a = a; export default { schema: a }",
            r"export default { schema: ",
            "",
        ] {
            assert_eq!(read(config), Schema::Computed, "{config}");
        }
    }

    #[test]
    fn the_folder_of_the_migrations_is_read() {
        let text = r#"export default defineConfig({
            schema: "db/schema.prisma",
            migrations: { path: path.join("db", "history"), seed: "tsx seed.ts" },
        })"#;
        let path = Path::new("/repo/prisma.config.ts");
        assert_eq!(migrations(text, path), at("db/history"));
        assert_eq!(migrations("export default {}", path), Schema::Unset);
        assert_eq!(
            migrations("export default { migrations: shared() }", path),
            Schema::Computed
        );
    }

    #[test]
    fn a_config_may_say_nothing() {
        assert_eq!(read("export default {}"), Schema::Unset);
        assert_eq!(
            read("export default defineConfig({ migrations: { path: 'x' } })"),
            Schema::Unset
        );
    }
}
