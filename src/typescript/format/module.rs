//! Imports and exports.

use oxc_ast::ast::{
    ExportAllDeclaration, ExportSpecifier, ImportDeclaration, ImportDeclarationSpecifier,
    ImportOrExportKind, ModuleExportName, StringLiteral, WithClause,
};
use oxc_span::{GetSpan, Span};

use super::comments::Gaps;
use super::doc::{Doc, EMPTY, LINE, seq};
use super::plain::plain;
use super::printer::Printer;

impl<'a> Printer<'a> {
    pub fn import(&self, import: &ImportDeclaration<'a>) -> Doc<'a> {
        if import.phase.is_some() {
            return self.verbatim(import.span);
        }
        let source = self.string_literal(import.source.span);
        let with = self.with_clause(import.with_clause.as_deref());
        let kind = if is_type(import.import_kind) {
            "import type "
        } else {
            "import "
        };
        let Some(specifiers) = &import.specifiers else {
            return seq!(self; kind, source, with, ";");
        };
        let mut alone = Vec::new();
        let mut named = Vec::with_capacity(specifiers.len());
        let span = Span::new(import.span.start, import.source.span.start);
        for (index, specifier) in specifiers.iter().enumerate() {
            match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(one) => {
                    let kind = if is_type(one.import_kind) {
                        "type "
                    } else {
                        ""
                    };
                    let imported = self.export_name(&one.imported);
                    let renamed = one.imported.span() != one.local.span;
                    let doc = if renamed {
                        seq!(self; kind, imported, " as ", one.local.name.as_str())
                    } else {
                        seq!(self; kind, imported)
                    };
                    let gaps = Gaps::of(specifiers, index, span, GetSpan::span);
                    named.push(self.with_comments(one.span, gaps, doc));
                }
                ImportDeclarationSpecifier::ImportDefaultSpecifier(one) => {
                    alone.push(Doc::from(one.local.name.as_str()));
                }
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(one) => {
                    alone.push(seq!(self; "* as ", one.local.name.as_str()));
                }
            }
        }
        if self.plain {
            named.sort_by_key(plain);
        }
        let single = specifiers.len() == 1 && !self.has_comments(span.start, span.end);
        let braces = self.names(&named, single);
        let alone = self.join(&[Doc::from(", ")], &alone);
        let list = match (alone.is_empty(), named.is_empty()) {
            (true, _) => braces,
            (false, true) => alone,
            (false, false) => seq!(self; alone, ", ", braces),
        };
        seq!(self; kind, list, " from ", source, with, ";")
    }

    pub fn export_names(
        &self,
        specifiers: &[ExportSpecifier<'a>],
        kind: ImportOrExportKind,
        source: Option<&StringLiteral<'a>>,
        with: Option<&WithClause<'a>>,
    ) -> Doc<'a> {
        let kind = if is_type(kind) {
            "export type "
        } else {
            "export "
        };
        let docs: Vec<_> = specifiers
            .iter()
            .enumerate()
            .map(|(index, one)| {
                let kind = if is_type(one.export_kind) {
                    "type "
                } else {
                    ""
                };
                let local = self.export_name(&one.local);
                let doc = if one.local.span() == one.exported.span() {
                    seq!(self; kind, local)
                } else {
                    seq!(self; kind, local, " as ", self.export_name(&one.exported))
                };
                let span = Span::new(
                    specifiers[0].span.start,
                    specifiers[specifiers.len() - 1].span.end,
                );
                let gaps = Gaps::of(specifiers, index, span, GetSpan::span);
                self.with_comments(one.span, gaps, doc)
            })
            .collect();
        let names = self.names(&docs, docs.len() == 1);
        match source {
            Some(source) => {
                let source = self.string_literal(source.span);
                seq!(self; kind, names, " from ", source, self.with_clause(with), ";")
            }
            None => seq!(self; kind, names, ";"),
        }
    }

    pub fn export_all(&self, export: &ExportAllDeclaration<'a>) -> Doc<'a> {
        let kind = if is_type(export.export_kind) {
            "export type *"
        } else {
            "export *"
        };
        let exported = match &export.exported {
            Some(name) => seq!(self; " as ", self.export_name(name)),
            None => EMPTY,
        };
        let source = self.string_literal(export.source.span);
        let with = self.with_clause(export.with_clause.as_deref());
        seq!(self; kind, exported, " from ", source, with, ";")
    }

    /// Names in braces; a single one does not break.
    fn names(&self, docs: &[Doc<'a>], single: bool) -> Doc<'a> {
        match docs {
            [] => Doc::from("{}"),
            [one] if single => seq!(self; "{", " ", *one, " ", "}"),
            _ => self.braced(&[self.join(&[Doc::from(","), LINE], docs)], true, false),
        }
    }

    fn export_name(&self, name: &ModuleExportName<'a>) -> Doc<'a> {
        match name {
            ModuleExportName::StringLiteral(string) => self.string_literal(string.span),
            _ => Doc::from(self.slice(name.span())),
        }
    }

    fn with_clause(&self, clause: Option<&WithClause<'a>>) -> Doc<'a> {
        match clause {
            Some(clause) => seq!(self; " ", self.verbatim(clause.span)),
            None => EMPTY,
        }
    }
}

fn is_type(kind: ImportOrExportKind) -> bool {
    kind == ImportOrExportKind::Type
}
