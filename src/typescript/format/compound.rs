//! Types made of several: unions, intersections, conditional types, tuples, mapped types.

use oxc_ast::ast::{
    TSConditionalType, TSIntersectionType, TSMappedType, TSMappedTypeModifierOperator,
    TSTupleElement, TSTupleType, TSType, TSUnionType,
};
use oxc_span::GetSpan;

use super::assignment::Layout;
use super::comments::Gaps;
use super::doc::{Doc, EMPTY, LINE, SOFTLINE, seq};
use super::printer::Printer;
use super::types::{TypePlace, hugs_union, is_object, single};

impl<'a> Printer<'a> {
    /// `A | B`, each on its own line after a bar if it breaks.
    pub fn union(&self, union: &TSUnionType<'a>, place: TypePlace) -> Doc<'a> {
        let hug = hugs_union(self, union);
        let mut docs = Vec::with_capacity(union.types.len());
        for (index, member) in union.types.iter().enumerate() {
            let doc = self.ts_type(member, TypePlace::Member);
            if hug {
                docs.push(doc);
                continue;
            }
            let gaps = Gaps::of(&union.types, index, union.span, GetSpan::span);
            docs.push(self.with_comments(member.span(), gaps, self.indent(doc)));
        }
        if hug {
            return self.join(&[Doc::from(" | ")], &docs);
        }
        let members = self.join(&[LINE, Doc::from("| ")], &docs);
        let printed = self.group(seq!(self; self.if_break("| ", ""), members));
        let indented = || self.indent(seq!(self; SOFTLINE, printed));
        match place {
            TypePlace::Operand | TypePlace::Indexed | TypePlace::Member => {
                self.group(seq!(self; indented(), SOFTLINE))
            }
            TypePlace::Element { several: true } => {
                let open = self.if_break(seq!(self; "(", SOFTLINE), "");
                let inner = self.indent(seq!(self; open, printed));
                self.group(seq!(self; inner, SOFTLINE, self.if_break(")", "")))
            }
            TypePlace::Alias(Layout::BreakAfterOperator)
            | TypePlace::Element { several: false }
            | TypePlace::Branch { .. }
            | TypePlace::Argument => printed,
            _ => self.group(indented()),
        }
    }

    /// `A & B`: object types follow each other on a line, other types break after `&`.
    pub fn intersection(&self, all: &TSIntersectionType<'a>) -> Doc<'a> {
        let mut docs = Vec::with_capacity(all.types.len());
        let mut was_indented = false;
        for (index, member) in all.types.iter().enumerate() {
            let doc = self.ts_type(member, TypePlace::Member);
            if index == 0 {
                docs.push(doc);
                continue;
            }
            docs.push(
                match (is_object(&all.types[index - 1]), is_object(member)) {
                    (true, true) => {
                        let doc = if was_indented { self.indent(doc) } else { doc };
                        seq!(self; " & ", doc)
                    }
                    (false, false) => self.indent(seq!(self; " &", LINE, doc)),
                    _ => {
                        was_indented |= index > 1;
                        let doc = if index > 1 { self.indent(doc) } else { doc };
                        seq!(self; " & ", doc)
                    }
                },
            );
        }
        self.group(self.concat(&docs))
    }

    /// `A extends B ? C : D`.
    pub fn conditional_type(
        &self,
        conditional: &TSConditionalType<'a>,
        place: TypePlace,
    ) -> Doc<'a> {
        let check = self.ts_type(&conditional.check_type, TypePlace::Check);
        let extends = self.ts_type(&conditional.extends_type, TypePlace::Extends);
        let test = seq!(self; check, " extends ", extends);
        let consequent = self.ts_type(&conditional.true_type, TypePlace::Branch { last: false });
        let alternate = self.ts_type(&conditional.false_type, TypePlace::Branch { last: true });
        let nested = matches!(single(&conditional.true_type), TSType::TSConditionalType(_));
        let parts = self.branches(consequent, alternate, nested);
        match place {
            TypePlace::Branch { last: true } => seq!(self; self.indent(test), parts),
            TypePlace::Branch { last: false } => seq!(self; test, parts),
            TypePlace::Check | TypePlace::Extends => {
                let doc = self.group(seq!(self; test, self.indent(parts)));
                let inner = self.indent(seq!(self; SOFTLINE, doc));
                self.group(seq!(self; inner, SOFTLINE))
            }
            _ => self.group(seq!(self; test, self.indent(parts))),
        }
    }

    pub fn tuple(&self, tuple: &TSTupleType<'a>) -> Doc<'a> {
        let items = &tuple.element_types;
        if items.is_empty() {
            return self.empty("[", "]", tuple.span);
        }
        let several = items.len() > 1;
        let mut parts = Vec::with_capacity(items.len() * 3);
        for (index, item) in items.iter().enumerate() {
            let gaps = Gaps::of(items, index, tuple.span, GetSpan::span);
            let doc = self.tuple_element(item, TypePlace::Element { several });
            parts.push(self.group(self.with_comments(item.span(), gaps, doc)));
            if index + 1 < items.len() {
                parts.extend([Doc::from(","), LINE]);
                if self.blank_line_after(item.span().end) {
                    parts.push(SOFTLINE);
                }
            }
        }
        self.bracketed(&parts, self.if_break(",", ""), false)
    }

    fn tuple_element(&self, element: &TSTupleElement<'a>, place: TypePlace) -> Doc<'a> {
        match element {
            TSTupleElement::TSOptionalType(inner) => {
                seq!(self; self.ts_type(&inner.type_annotation, TypePlace::Operand), "?")
            }
            TSTupleElement::TSRestType(inner) => {
                let place = match single(&inner.type_annotation) {
                    TSType::TSTypeOperatorType(_)
                    | TSType::TSNamedTupleMember(_)
                    | TSType::TSInferType(_) => TypePlace::Other,
                    _ => TypePlace::Operand,
                };
                seq!(self; "...", self.ts_type(&inner.type_annotation, place))
            }
            TSTupleElement::TSNamedTupleMember(member) => {
                let optional = if member.optional { "?: " } else { ": " };
                let inner = self.tuple_element(&member.element_type, TypePlace::Other);
                seq!(self; member.label.name.as_str(), optional, inner)
            }
            _ => match element.as_ts_type() {
                Some(inner) => self.ts_type(inner, place),
                None => self.verbatim(element.span()),
            },
        }
    }

    /// `{ [K in T]: U }`.
    pub fn mapped(&self, mapped: &TSMappedType<'a>) -> Doc<'a> {
        let modifier = |operator: Option<TSMappedTypeModifierOperator>, word: &'static str| {
            let sign = match operator {
                None => return EMPTY,
                Some(TSMappedTypeModifierOperator::True) => "",
                Some(TSMappedTypeModifierOperator::Plus) => "+",
                Some(TSMappedTypeModifierOperator::Minus) => "-",
            };
            seq!(self; sign, word)
        };
        let constraint = self.ts_type(&mapped.constraint, TypePlace::Other);
        let renamed = match &mapped.name_type {
            Some(name) => seq!(self; " as ", self.ts_type(name, TypePlace::Other)),
            None => EMPTY,
        };
        let key = seq!(self; SOFTLINE, mapped.key.name.as_str(), " in ", constraint, renamed);
        let key = self.group(seq!(self; "[", self.indent(key), SOFTLINE, "]"));
        let value = match &mapped.type_annotation {
            Some(value) => seq!(self; ": ", self.ts_type(value, TypePlace::Other)),
            None => EMPTY,
        };
        let inner = seq!(self;
            LINE,
            modifier(mapped.readonly, "readonly "),
            key,
            modifier(mapped.optional, "?"),
            value,
            self.if_break(";", ""),
        );
        let start = mapped.span.start + 1;
        let broken = self.newline_within(start, self.next_token(start));
        self.group_with(seq!(self; "{", self.indent(inner), LINE, "}"), broken, 0)
    }
}
