//! What interfaces and object types are made of, and lists of type parameters.

use oxc_ast::ast::{
    TSInterfaceDeclaration, TSMethodSignatureKind, TSSignature, TSTypeParameter,
    TSTypeParameterDeclaration, TSTypeParameterInstantiation,
};
use oxc_span::{GetSpan, Span};

use super::comments::Gaps;
use super::doc::{Doc, EMPTY, HARDLINE, LINE, SOFTLINE, seq};
use super::function::Signature;
use super::printer::Printer;
use super::types::{TypePlace, hugs};

impl<'a> Printer<'a> {
    pub fn interface(&self, interface: &TSInterfaceDeclaration<'a>) -> Doc<'a> {
        let declare = if interface.declare {
            "declare interface "
        } else {
            "interface "
        };
        let parameters = self.type_parameters(interface.type_parameters.as_deref());
        let name = seq!(self; interface.id.name.as_str(), parameters);
        let extends: Vec<_> = interface
            .extends
            .iter()
            .map(|heritage| {
                let name = self.type_name(&heritage.type_name);
                seq!(self; name, self.type_arguments(heritage.type_arguments.as_deref()))
            })
            .collect();
        let body = self.interface_body(&interface.body.body, interface.body.span);
        let heritage = self.join(&[Doc::from(","), LINE], &extends);
        let qualified = interface.extends.iter().any(|heritage| {
            heritage.type_arguments.is_none()
                && matches!(
                    heritage.type_name,
                    oxc_ast::ast::TSTypeName::QualifiedName(_)
                )
        });
        let head = match extends.len() {
            0 => name,
            1 if qualified => {
                let heritage = self.group(seq!(self; "extends ", heritage));
                self.group(seq!(self; name, self.indent(seq!(self; LINE, heritage))))
            }
            1 => seq!(self; name, " extends ", heritage),
            _ => {
                let list = self.group(self.indent(seq!(self; LINE, heritage)));
                let clause = self.indent(seq!(self; LINE, "extends", list));
                self.group(seq!(self; name, clause))
            }
        };
        seq!(self; declare, head, " ", body)
    }

    fn interface_body(&self, members: &[TSSignature<'a>], span: Span) -> Doc<'a> {
        if members.is_empty() {
            let comments = self.dangling_comments(span);
            if comments.is_empty() {
                return Doc::from("{}");
            }
            let inner = self.indent(seq!(self; HARDLINE, comments));
            return seq!(self; "{", inner, HARDLINE, "}");
        }
        let mut parts = Vec::with_capacity(members.len() * 4 + 1);
        for (index, member) in members.iter().enumerate() {
            parts.push(HARDLINE);
            let doc = seq!(self; self.signature(member), ";");
            parts.push(self.member_with_comments(members, index, span, doc));
            if index + 1 < members.len() && self.blank_line_after(member.span().end) {
                parts.push(HARDLINE);
            }
        }
        seq!(self; "{", self.indent(self.concat(&parts)), HARDLINE, "}")
    }

    /// `{ a: A; b: B }`, expanded if there is a line break before the first member in the source.
    pub fn type_literal(&self, members: &[TSSignature<'a>], span: Span, hugged: bool) -> Doc<'a> {
        let Some(first) = members.first() else {
            return self.empty("{", "}", span);
        };
        let mut parts = Vec::with_capacity(members.len() * 3);
        for (index, member) in members.iter().enumerate() {
            let last = index + 1 == members.len();
            let end = if last {
                self.if_break(";", "")
            } else {
                Doc::from(";")
            };
            let doc = seq!(self; self.signature(member), end);
            parts.push(self.member_with_comments(members, index, span, doc));
            if !last {
                parts.push(LINE);
                if self.blank_line_after(member.span().end) {
                    parts.push(HARDLINE);
                }
            }
        }
        let inner = self.indent(seq!(self; LINE, self.concat(&parts)));
        let content = seq!(self; "{", inner, LINE, "}");
        if hugged {
            return content;
        }
        self.group_with(
            content,
            self.newline_within(span.start, first.span().start),
            0,
        )
    }

    fn member_with_comments(
        &self,
        members: &[TSSignature<'a>],
        index: usize,
        span: Span,
        doc: Doc<'a>,
    ) -> Doc<'a> {
        let gaps = Gaps::of(members, index, span, GetSpan::span);
        let member = members[index].span();
        self.with_comments(member, gaps, self.guard(member, doc))
    }

    /// A member without its semicolon.
    fn signature(&self, member: &TSSignature<'a>) -> Doc<'a> {
        match member {
            TSSignature::TSPropertySignature(property) => {
                let doc = seq!(self;
                    if property.readonly { "readonly " } else { "" },
                    self.key(&property.key, property.computed),
                    if property.optional { "?" } else { "" },
                    self.type_annotation(property.type_annotation.as_deref()),
                );
                self.group(doc)
            }
            TSSignature::TSIndexSignature(index) => {
                let readonly = if index.readonly { "readonly " } else { "" };
                let parameter = self.type_annotation(Some(&index.parameter.type_annotation));
                let parameter = seq!(self; SOFTLINE, index.parameter.name.as_str(), parameter);
                let parameter = self.group(seq!(self; self.indent(parameter), SOFTLINE));
                let value = self.type_annotation(Some(&index.type_annotation));
                self.group(seq!(self; readonly, "[", parameter, "]", value))
            }
            TSSignature::TSMethodSignature(method) => {
                let signature = Signature {
                    type_parameters: method.type_parameters.as_deref(),
                    this: method.this_param.as_deref(),
                    params: &method.params,
                    return_type: method.return_type.as_deref(),
                };
                let start = match method.kind {
                    TSMethodSignatureKind::Method => "",
                    TSMethodSignatureKind::Get => "get ",
                    TSMethodSignatureKind::Set => "set ",
                };
                let key = self.key(&method.key, method.computed);
                let optional = if method.optional { "?" } else { "" };
                self.callable(seq!(self; start, key, optional), signature)
            }
            TSSignature::TSCallSignatureDeclaration(call) => {
                let signature = Signature {
                    type_parameters: call.type_parameters.as_deref(),
                    this: call.this_param.as_deref(),
                    params: &call.params,
                    return_type: call.return_type.as_deref(),
                };
                self.callable(EMPTY, signature)
            }
            TSSignature::TSConstructSignatureDeclaration(construct) => {
                let signature = Signature {
                    type_parameters: construct.type_parameters.as_deref(),
                    this: None,
                    params: &construct.params,
                    return_type: construct.return_type.as_deref(),
                };
                self.callable(Doc::from("new "), signature)
            }
        }
    }

    fn callable(&self, start: Doc<'a>, signature: Signature<'_, 'a>) -> Doc<'a> {
        let mut params = self.parameters(signature, true, false).unwrap_or(EMPTY);
        let return_type = self.type_annotation(signature.return_type);
        if signature.groups_parameters(&return_type) {
            params = self.group(params);
        }
        self.group(seq!(self; start, params, self.group(return_type)))
    }

    /// `<A, B>` after a name that is used.
    pub fn type_arguments(&self, arguments: Option<&TSTypeParameterInstantiation<'a>>) -> Doc<'a> {
        let Some(arguments) = arguments else {
            return EMPTY;
        };
        let params = &arguments.params;
        let hug = params.len() == 1 && hugs(self, &params[0]);
        let docs: Vec<_> = params
            .iter()
            .map(|param| self.ts_type(param, TypePlace::Argument))
            .collect();
        self.angled(&docs, hug, EMPTY)
    }

    /// `<A, B>` after a name that is declared.
    pub fn type_parameters(&self, parameters: Option<&TSTypeParameterDeclaration<'a>>) -> Doc<'a> {
        let Some(parameters) = parameters else {
            return EMPTY;
        };
        let docs: Vec<_> = parameters
            .params
            .iter()
            .map(|parameter| self.type_parameter(parameter))
            .collect();
        self.angled(&docs, false, self.if_break(",", ""))
    }

    fn angled(&self, docs: &[Doc<'a>], hug: bool, comma: Doc<'a>) -> Doc<'a> {
        let inner = self.join(&[Doc::from(","), LINE], docs);
        if hug || docs.is_empty() {
            return seq!(self; "<", inner, ">");
        }
        let inner = self.indent(seq!(self; SOFTLINE, inner));
        self.group(seq!(self; "<", inner, comma, SOFTLINE, ">"))
    }

    pub fn type_parameter(&self, parameter: &TSTypeParameter<'a>) -> Doc<'a> {
        let after = |keyword: &'static str, ts_type, place| {
            let id = self.group_id();
            let line = self.group_with(self.indent(LINE), false, id);
            let doc = self.indent_if_group_breaks(self.ts_type(ts_type, place), id);
            seq!(self; keyword, line, doc)
        };
        let constraint = match &parameter.constraint {
            Some(constraint) => after(" extends", constraint, TypePlace::Constraint),
            None => EMPTY,
        };
        let default = match &parameter.default {
            Some(default) => after(" =", default, TypePlace::Other),
            None => EMPTY,
        };
        let doc = seq!(self;
            if parameter.r#const { "const " } else { "" },
            if parameter.r#in { "in " } else { "" },
            if parameter.out { "out " } else { "" },
            parameter.name.name.as_str(),
            constraint,
            default,
        );
        self.group(doc)
    }
}
