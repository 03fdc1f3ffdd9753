//! Classes. One with what is rare in them, decorators for one, stays as it stands.

use oxc_ast::ast::{
    Class, ClassElement, FormalParameter, MethodDefinition, MethodDefinitionKind,
    MethodDefinitionType, PropertyDefinition, PropertyDefinitionType, TSAccessibility,
};
use oxc_span::GetSpan;

use super::assignment::Target;
use super::comments::Gaps;
use super::doc::{Doc, EMPTY, HARDLINE, LINE, seq};
use super::place::Place;
use super::printer::Printer;

impl<'a> Printer<'a> {
    /// `class A extends B { … }`
    pub fn class(&self, class: &Class<'a>) -> Doc<'a> {
        if !is_known(class) {
            return self.verbatim(class.span);
        }
        let start = seq!(self;
            if class.declare { "declare " } else { "" },
            if class.r#abstract { "abstract " } else { "" },
            "class",
        );
        let name = match &class.id {
            Some(id) => seq!(self; " ", id.name.as_str()),
            None => EMPTY,
        };
        let name = seq!(self; name, self.type_parameters(class.type_parameters.as_deref()));
        let extends = match &class.heritage {
            Some(heritage) => seq!(self;
                "extends ",
                self.expression(&heritage.expression, Place::Other),
                self.type_arguments(heritage.type_arguments.as_deref()),
            ),
            None => EMPTY,
        };
        let implements: Vec<_> = class
            .implements
            .iter()
            .map(|one| {
                let name = self.type_name(&one.expression);
                seq!(self; name, self.type_arguments(one.type_arguments.as_deref()))
            })
            .collect();
        let head = match (class.heritage.is_some(), implements.is_empty()) {
            (false, true) => name,
            (true, true) => seq!(self; name, " ", extends),
            (has_super, false) => {
                let list = self.join(&[Doc::from(","), LINE], &implements);
                let list = self.group(self.indent(seq!(self; LINE, list)));
                let extends = if has_super {
                    seq!(self; LINE, extends)
                } else {
                    EMPTY
                };
                let clauses = seq!(self; extends, LINE, "implements", list);
                self.group(self.indent(seq!(self; name, clauses)))
            }
        };
        seq!(self; start, head, " ", self.class_body(class))
    }

    fn class_body(&self, class: &Class<'a>) -> Doc<'a> {
        let (members, span) = (&class.body.body, class.body.span);
        if members.is_empty() {
            let comments = self.dangling_comments(span);
            if comments.is_empty() {
                return Doc::from("{}");
            }
            return seq!(self; "{", self.indent(seq!(self; HARDLINE, comments)), HARDLINE, "}");
        }
        let mut parts = Vec::with_capacity(members.len() * 3);
        for (index, member) in members.iter().enumerate() {
            parts.push(HARDLINE);
            let doc = match member {
                ClassElement::MethodDefinition(method) => self.method(method),
                ClassElement::PropertyDefinition(property) => self.class_property(property),
                _ => self.verbatim(member.span()),
            };
            let gaps = Gaps::of(members, index, span, GetSpan::span);
            parts.push(self.with_comments(member.span(), gaps, self.guard(member.span(), doc)));
            if index + 1 < members.len() && self.blank_line_after(member.span().end) {
                parts.push(HARDLINE);
            }
        }
        seq!(self; "{", self.indent(self.concat(&parts)), HARDLINE, "}")
    }

    fn method(&self, method: &MethodDefinition<'a>) -> Doc<'a> {
        let function = &*method.value;
        let modifiers = seq!(self;
            accessibility(method.accessibility),
            if method.r#static { "static " } else { "" },
            if method.r#type == MethodDefinitionType::TSAbstractMethodDefinition { "abstract " } else { "" },
            if method.r#override { "override " } else { "" },
            match method.kind {
                MethodDefinitionKind::Get => "get ",
                MethodDefinitionKind::Set => "set ",
                MethodDefinitionKind::Constructor | MethodDefinitionKind::Method => "",
            },
            if function.r#async { "async " } else { "" },
            if function.generator { "*" } else { "" },
        );
        let key = self.key(&method.key, method.computed);
        let optional = if method.optional { "?" } else { "" };
        let types = self.type_parameters(function.type_parameters.as_deref());
        let head = self.head(function.into(), false).unwrap_or(EMPTY);
        let body = match &function.body {
            Some(body) => seq!(self; " ", self.function_body(body)),
            None => Doc::from(";"),
        };
        seq!(self; modifiers, key, optional, types, head, body)
    }

    fn class_property(&self, property: &PropertyDefinition<'a>) -> Doc<'a> {
        let is_abstract = property.r#type == PropertyDefinitionType::TSAbstractPropertyDefinition;
        let left = seq!(self;
            if property.declare { "declare " } else { "" },
            accessibility(property.accessibility),
            if property.r#static { "static " } else { "" },
            if is_abstract { "abstract " } else { "" },
            if property.r#override { "override " } else { "" },
            if property.readonly { "readonly " } else { "" },
            self.key(&property.key, property.computed),
            if property.optional { "?" } else { "" },
            if property.definite { "!" } else { "" },
            self.type_annotation(property.type_annotation.as_deref()),
        );
        let doc = match &property.value {
            Some(value) => self.assigned(Target::Member(property), left, " =", value),
            None => left,
        };
        seq!(self; doc, ";")
    }
}

fn accessibility(accessibility: Option<TSAccessibility>) -> &'static str {
    match accessibility {
        Some(TSAccessibility::Private) => "private ",
        Some(TSAccessibility::Protected) => "protected ",
        Some(TSAccessibility::Public) => "public ",
        None => "",
    }
}

/// Whether the printer knows all that a class is made of.
fn is_known(class: &Class<'_>) -> bool {
    let is_plain = |parameter: &FormalParameter<'_>| {
        parameter.decorators.is_empty()
            && parameter.accessibility.is_none()
            && !parameter.readonly
            && !parameter.r#override
    };
    // Prettier breaks a heritage that does not fit in ways of its own.
    let is_short = class.implements.len() <= 1
        && (class.type_parameters.is_none() || class.implements.is_empty());
    class.decorators.is_empty()
        && is_short
        && class.body.body.iter().all(|member| match member {
            ClassElement::MethodDefinition(method) => {
                method.decorators.is_empty() && method.value.params.items.iter().all(is_plain)
            }
            ClassElement::PropertyDefinition(property) => property.decorators.is_empty(),
            ClassElement::StaticBlock(_)
            | ClassElement::AccessorProperty(_)
            | ClassElement::TSIndexSignature(_) => false,
        })
}
