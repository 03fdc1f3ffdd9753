//! What a module exports and binds: which names it offers, which it takes from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    BindingPattern, Declaration, ExportDefaultDeclarationKind, ExportSpecifier,
    ImportDeclarationSpecifier, ImportOrExportKind, Program, Statement, VariableDeclaration,
};
use oxc_span::{GetSpan, Span};

use super::parse::{ParseError, parse};

/// The names of a module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exports {
    /// Exported as values: `export const x`, `export { x }`. A class or an enum is a type, too.
    pub values: BTreeSet<String>,
    /// Exported as types: `export type X`, `export type { X }`.
    pub types: BTreeSet<String>,
    /// The modules behind `export * from "…"`.
    pub star: Vec<String>,
    /// Every name bound at the top of the module, exported or not.
    pub bindings: BTreeMap<String, Binding>,
    /// The source text behind `export const X =`, by name.
    pub initializers: BTreeMap<String, String>,
}

/// Where a name comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// Declared here.
    Local,
    /// `import { imported as name } from "module"`; `imported` is `default` or `*` for the other
    /// forms.
    Import { module: String, imported: String },
}

/// Reads which names a module exports and binds.
///
/// # Errors
///
/// The text is not valid TypeScript.
pub fn exported_names(source: &str) -> Result<Exports, ParseError> {
    let arena = Allocator::default();
    let program = parse(&arena, source)?;
    let mut exports = Exports::default();
    for statement in &program.body {
        exports.read(&program, statement);
    }
    Ok(exports)
}

impl Exports {
    fn read(&mut self, program: &Program<'_>, statement: &Statement<'_>) {
        match statement {
            Statement::ImportDeclaration(import) => {
                let module = import.source.value.as_str();
                for specifier in import.specifiers.iter().flatten() {
                    let (local, imported) = match specifier {
                        ImportDeclarationSpecifier::ImportSpecifier(one) => {
                            (&one.local, one.imported.name().to_string())
                        }
                        ImportDeclarationSpecifier::ImportDefaultSpecifier(one) => {
                            (&one.local, "default".to_owned())
                        }
                        ImportDeclarationSpecifier::ImportNamespaceSpecifier(one) => {
                            (&one.local, "*".to_owned())
                        }
                    };
                    let module = module.to_owned();
                    let binding = Binding::Import { module, imported };
                    self.bindings.insert(local.name.to_string(), binding);
                }
            }
            Statement::ExportAllDeclaration(export) => match &export.exported {
                Some(name) => self.export(name.name().as_str(), export.export_kind),
                None => self.star.push(export.source.value.to_string()),
            },
            Statement::ExportNamedDeclaration(export) => {
                self.specifiers(&export.specifiers, export.export_kind);
            }
            Statement::ExportFromDeclaration(export) => {
                self.specifiers(&export.specifiers, export.export_kind);
            }
            Statement::ExportDefaultDeclaration(export) => {
                let is_type = matches!(
                    export.declaration,
                    ExportDefaultDeclarationKind::TSInterfaceDeclaration(_)
                );
                let kind = if is_type {
                    ImportOrExportKind::Type
                } else {
                    ImportOrExportKind::Value
                };
                self.export("default", kind);
            }
            Statement::ExportDeclaration(export) => {
                self.declaration(program, &export.declaration, true);
            }
            _ => {
                if let Some(declaration) = statement.as_declaration() {
                    self.declaration(program, declaration, false);
                }
            }
        }
    }

    fn declaration(&mut self, program: &Program<'_>, declaration: &Declaration<'_>, export: bool) {
        match declaration {
            Declaration::VariableDeclaration(variables) => {
                self.variables(program, variables, export);
            }
            Declaration::FunctionDeclaration(function) => {
                if let Some(id) = &function.id {
                    self.declare(&id.name, true, false, export);
                }
            }
            Declaration::ClassDeclaration(class) => {
                if let Some(id) = &class.id {
                    self.declare(&id.name, true, true, export);
                }
            }
            Declaration::TSEnumDeclaration(one) => self.declare(&one.id.name, true, true, export),
            Declaration::TSTypeAliasDeclaration(one) => {
                self.declare(&one.id.name, false, true, export);
            }
            Declaration::TSInterfaceDeclaration(one) => {
                self.declare(&one.id.name, false, true, export);
            }
            Declaration::TSNamespaceDeclaration(one) => {
                self.declare(&one.id.name, true, true, export);
            }
            Declaration::TSImportEqualsDeclaration(one) => {
                self.declare(&one.id.name, true, true, export);
            }
            Declaration::TSExternalModuleDeclaration(_) | Declaration::TSGlobalDeclaration(_) => {}
        }
    }

    fn variables(
        &mut self,
        program: &Program<'_>,
        variables: &VariableDeclaration<'_>,
        export: bool,
    ) {
        for declarator in &variables.declarations {
            let mut names = Vec::new();
            bound_names(&declarator.id, &mut names);
            for name in names {
                self.declare(name, true, false, export);
            }
            if export
                && let (BindingPattern::BindingIdentifier(id), Some(init)) =
                    (&declarator.id, &declarator.init)
            {
                let text = slice(program, init.span());
                self.initializers
                    .insert(id.name.to_string(), text.to_owned());
            }
        }
    }

    fn specifiers(&mut self, specifiers: &[ExportSpecifier<'_>], kind: ImportOrExportKind) {
        for specifier in specifiers {
            let kind = match kind {
                ImportOrExportKind::Type => kind,
                ImportOrExportKind::Value => specifier.export_kind,
            };
            self.export(specifier.exported.name().as_str(), kind);
        }
    }

    fn export(&mut self, name: &str, kind: ImportOrExportKind) {
        match kind {
            ImportOrExportKind::Value => self.values.insert(name.to_owned()),
            ImportOrExportKind::Type => self.types.insert(name.to_owned()),
        };
    }

    fn declare(&mut self, name: &str, value: bool, is_type: bool, export: bool) {
        self.bindings.insert(name.to_owned(), Binding::Local);
        if export && value {
            self.values.insert(name.to_owned());
        }
        if export && is_type {
            self.types.insert(name.to_owned());
        }
    }
}

fn slice<'a>(program: &Program<'a>, span: Span) -> &'a str {
    &program.source_text[span.start as usize..span.end as usize]
}

fn bound_names<'b>(pattern: &'b BindingPattern<'_>, names: &mut Vec<&'b str>) {
    match pattern {
        BindingPattern::BindingIdentifier(id) => names.push(id.name.as_str()),
        BindingPattern::ObjectPattern(object) => {
            for property in &object.properties {
                bound_names(&property.value, names);
            }
            if let Some(rest) = &object.rest {
                bound_names(&rest.argument, names);
            }
        }
        BindingPattern::ArrayPattern(array) => {
            for element in array.elements.iter().flatten() {
                bound_names(element, names);
            }
            if let Some(rest) = &array.rest {
                bound_names(&rest.argument, names);
            }
        }
        BindingPattern::AssignmentPattern(default) => bound_names(&default.left, names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(set: &BTreeSet<String>) -> Vec<&str> {
        set.iter().map(String::as_str).collect()
    }

    #[test]
    fn values_types_and_stars_are_told_apart() {
        let exports = exported_names(
            r#"
            import { z, type Foo as Bar } from "zod";
            import * as all from "./all";
            import fallback from "./fallback";
            export const Profile = z.json(), { a, b: [c] } = all;
            export type Profile = z.infer<typeof Profile>;
            export interface Shape {}
            export enum Color { Red }
            function hidden() {}
            export { hidden as shown, type Bar };
            export type { Other } from "./other";
            export * from "./star";
            export * as named from "./named";
            export default 1;
            "#,
        )
        .unwrap();
        let values = ["Color", "Profile", "a", "c", "default", "named", "shown"];
        assert_eq!(names(&exports.values), values);
        assert_eq!(
            names(&exports.types),
            ["Bar", "Color", "Other", "Profile", "Shape"]
        );
        assert_eq!(exports.star, ["./star"]);
        assert_eq!(exports.initializers["Profile"], "z.json()");
        let import = |module: &str, imported: &str| Binding::Import {
            module: module.to_owned(),
            imported: imported.to_owned(),
        };
        assert_eq!(exports.bindings["z"], import("zod", "z"));
        assert_eq!(exports.bindings["Bar"], import("zod", "Foo"));
        assert_eq!(exports.bindings["all"], import("./all", "*"));
        assert_eq!(
            exports.bindings["fallback"],
            import("./fallback", "default")
        );
        assert_eq!(exports.bindings["hidden"], Binding::Local);
    }

    #[test]
    fn invalid_text_is_an_error_with_a_place() {
        let error = exported_names("export const = 1;").unwrap_err();
        assert_eq!(error.offset, Some(13));
    }
}
