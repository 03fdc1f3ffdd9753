//! Declarations: variables, enums, modules.

use oxc_ast::ast::{
    BindingPattern, Declaration, TSEnumDeclaration, TSEnumMemberName, TSModuleBlock,
    TSNamespaceDeclarationBody, VariableDeclaration, VariableDeclarationKind,
};
use oxc_span::GetSpan;

use super::assignment::Target;
use super::comments::Gaps;
use super::doc::{Doc, EMPTY, HARDLINE, LINE, seq};
use super::object::{PatternOwner, is_plain_name};
use super::place::Place;
use super::printer::Printer;

impl<'a> Printer<'a> {
    pub fn declaration(&self, declaration: &Declaration<'a>) -> Doc<'a> {
        match declaration {
            Declaration::VariableDeclaration(variable) => {
                seq!(self; self.variables(variable, true), ";")
            }
            Declaration::FunctionDeclaration(function) => self.function(function),
            Declaration::TSTypeAliasDeclaration(alias) => self.alias(alias),
            Declaration::TSInterfaceDeclaration(interface) => self.interface(interface),
            Declaration::TSEnumDeclaration(declaration) => self.enumeration(declaration),
            Declaration::TSExternalModuleDeclaration(module) => {
                let start = if module.declare {
                    "declare module "
                } else {
                    "module "
                };
                let name = self.string_literal(module.id.span);
                match &module.body {
                    Some(body) => seq!(self; start, name, " ", self.module_block(body)),
                    None => seq!(self; start, name, ";"),
                }
            }
            Declaration::TSGlobalDeclaration(global) => {
                let start = if global.declare {
                    "declare global "
                } else {
                    "global "
                };
                seq!(self; start, self.module_block(&global.body))
            }
            Declaration::TSNamespaceDeclaration(namespace) => match &namespace.body {
                TSNamespaceDeclarationBody::TSModuleBlock(body) => {
                    let declare = if namespace.declare { "declare " } else { "" };
                    let name = namespace.id.name.as_str();
                    seq!(self; declare, "namespace ", name, " ", self.module_block(body))
                }
                TSNamespaceDeclarationBody::TSNamespaceDeclaration(_) => {
                    self.verbatim(namespace.span)
                }
            },
            Declaration::ClassDeclaration(class) => self.class(class),
            Declaration::TSImportEqualsDeclaration(_) => self.verbatim(declaration.span()),
        }
    }

    fn module_block(&self, body: &TSModuleBlock<'a>) -> Doc<'a> {
        self.block(body.span, &body.directives, &body.body)
    }

    /// `const a = b`, without the semicolon.
    pub fn variables(&self, variables: &VariableDeclaration<'a>, statement: bool) -> Doc<'a> {
        let keyword = match variables.kind {
            VariableDeclarationKind::Var => "var ",
            VariableDeclarationKind::Let => "let ",
            VariableDeclarationKind::Const => "const ",
            VariableDeclarationKind::Using => "using ",
            VariableDeclarationKind::AwaitUsing => "await using ",
        };
        let docs: Vec<_> = variables
            .declarations
            .iter()
            .map(|declarator| {
                let owner = PatternOwner::Declarator;
                let definite = if declarator.definite { "!" } else { "" };
                let annotation = self.type_annotation(declarator.type_annotation.as_deref());
                let left = match &declarator.id {
                    BindingPattern::ObjectPattern(pattern) => {
                        self.object_pattern(pattern, owner, annotation)
                    }
                    pattern => seq!(self; self.pattern(pattern, owner), definite, annotation),
                };
                match &declarator.init {
                    Some(init) => self.assigned(Target::Declarator(declarator), left, " =", init),
                    None => left,
                }
            })
            .collect();
        let declare = if variables.declare { "declare " } else { "" };
        let [first, others @ ..] = docs.as_slice() else {
            return EMPTY;
        };
        if others.is_empty() {
            return self.group(seq!(self; declare, keyword, *first));
        }
        let valued = variables.declarations.iter().any(|one| one.init.is_some());
        let separator = [
            Doc::from(","),
            if valued && statement { HARDLINE } else { LINE },
        ];
        let list = self.indent(self.join(&separator, &docs));
        self.group(seq!(self; declare, keyword, list))
    }

    fn enumeration(&self, declaration: &TSEnumDeclaration<'a>) -> Doc<'a> {
        let declare = if declaration.declare { "declare " } else { "" };
        let keyword = if declaration.r#const {
            "const enum "
        } else {
            "enum "
        };
        let head = seq!(self; declare, keyword, declaration.id.name.as_str(), " ");
        let members = &declaration.body.members;
        let span = declaration.body.span;
        if members.is_empty() {
            return seq!(self; head, self.empty("{", "}", span));
        }
        let mut parts = Vec::with_capacity(members.len() * 3);
        for (index, member) in members.iter().enumerate() {
            let name = match &member.id {
                TSEnumMemberName::Identifier(name) => Doc::from(name.name.as_str()),
                TSEnumMemberName::String(name)
                    if is_plain_name(&name.value)
                        && self.slice(name.span).len() == name.value.len() + 2 =>
                {
                    self.string(&name.value)
                }
                TSEnumMemberName::String(name) => self.string_literal(name.span),
                _ => self.verbatim(member.id.span()),
            };
            let value = match &member.initializer {
                Some(value) => seq!(self; " = ", self.expression(value, Place::Other)),
                None => EMPTY,
            };
            let gaps = Gaps::of(members, index, span, GetSpan::span);
            parts.push(self.with_comments(member.span, gaps, seq!(self; name, value)));
            if index + 1 < members.len() {
                parts.extend([Doc::from(","), LINE]);
                if self.blank_line_after(member.span.end) {
                    parts.push(HARDLINE);
                }
            }
        }
        seq!(self; head, self.braced(&parts, true, true))
    }
}
