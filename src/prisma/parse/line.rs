//! The lines of blocks: fields, values of enums, properties, block attributes.

use crate::prisma::ast::{
    Arity, Attribute, EnumValue, Field, FieldType, Identifier, Property, TypeName,
};

use super::{Parser, Refused, comment::Doc, mistake};

impl<'s> Parser<'s, '_> {
    /// `email String? @unique`; `None` for a field without a type.
    pub(super) fn field(&mut self, mut doc: Doc<'s>) -> Result<Option<Field<'s>>, Refused> {
        let name = self.name()?;
        self.cursor.skip_space();
        let colon = self.legacy_colon();
        let ty = self.field_type()?;
        let attributes = self.attributes()?;
        self.end_of_line(&mut doc)?;
        let Some(ty) = ty else {
            if !colon {
                let mistake = mistake::missing_type(name, self.container);
                self.line_diagnostics.push(mistake);
            }
            return Ok(None);
        };
        let mut span = name.span;
        span.end = attributes.last().map_or(ty.span.end, |last| last.span.end);
        Ok(Some(Field {
            name,
            ty,
            attributes,
            doc,
            span,
        }))
    }

    /// `SUPER_USER @map("super-user")`
    pub(super) fn enum_value(&mut self, mut doc: Doc<'s>) -> Result<EnumValue<'s>, Refused> {
        let name = self.name()?;
        self.cursor.skip_space();
        let attributes = self.attributes()?;
        self.end_of_line(&mut doc)?;
        let mut span = name.span;
        span.end = attributes.last().map_or(span.end, |last| last.span.end);
        Ok(EnumValue {
            name,
            attributes,
            doc,
            span,
        })
    }

    /// `provider = "postgresql"`
    pub(super) fn property(&mut self) -> Result<Property<'s>, Refused> {
        let name = self.name()?;
        self.cursor.skip_space();
        self.expect("=")?;
        let mut span = name.span;
        span.end = self.span(self.cursor.at, self.cursor.at).end;
        self.cursor.skip_space();
        let value = match self.cursor.peek() {
            None | Some(b'\n' | b'\r' | b'/') => None,
            Some(_) => Some(self.expression()?),
        };
        self.end_of_line(&mut None)?;
        span.end = value.as_ref().map_or(span.end, |value| value.span().end);
        Ok(Property { name, value, span })
    }

    /// `@@index([a, b])`; documentation behind it belongs to nothing.
    pub(super) fn block_attribute(&mut self) -> Result<Attribute<'s>, Refused> {
        let attribute = self.attribute("@@")?;
        self.end_of_line(&mut None)?;
        Ok(attribute)
    }

    fn attributes(&mut self) -> Result<Vec<Attribute<'s>>, Refused> {
        let mut attributes = Vec::new();
        while self.cursor.peek() == Some(b'@') {
            attributes.push(self.attribute("@")?);
        }
        Ok(attributes)
    }

    fn attribute(&mut self, sign: &str) -> Result<Attribute<'s>, Refused> {
        let start = self.cursor.at;
        self.expect(sign)?;
        self.cursor.skip_space();
        let name_start = self.cursor.at;
        let path = self.cursor.path().ok_or(Refused)?;
        let mut end = self.cursor.at;
        let name = Identifier {
            text: path,
            span: self.span(name_start, end),
        };
        self.cursor.skip_space();
        let mut arguments = Vec::new();
        if self.cursor.peek() == Some(b'(') {
            arguments = self.arguments()?;
            end = self.cursor.at;
            self.cursor.skip_space();
        }
        Ok(Attribute {
            name,
            arguments,
            span: self.span(start, end),
        })
    }

    /// A type with its arity. What Prisma knows from its past and does not take
    /// any more is reported, and read as what was meant.
    fn field_type(&mut self) -> Result<Option<FieldType<'s>>, Refused> {
        let start = self.cursor.at;
        if self.cursor.eat("[") {
            self.cursor.skip_space();
            let name = self.type_name()?;
            self.cursor.skip_space();
            self.expect("]")?;
            let span = self.span(start, self.cursor.at);
            let written = &self.cursor.text[start..self.cursor.at];
            self.line_diagnostics
                .push(mistake::legacy_list(span, written));
            self.cursor.skip_space();
            return Ok(Some(FieldType {
                name,
                arity: Arity::List,
                span,
            }));
        }
        if matches!(self.cursor.peek(), None | Some(b'\n' | b'\r' | b'@' | b'/')) {
            return Ok(None);
        }
        let name = self.type_name()?;
        let mut end = self.cursor.at;
        self.cursor.skip_space();
        let mut arity = Arity::Required;
        if self.cursor.eat("[]") {
            arity = Arity::List;
            end = self.cursor.at;
            self.cursor.skip_space();
            if self.cursor.eat("?") {
                end = self.cursor.at;
                let span = self.span(start, end);
                self.line_diagnostics.push(mistake::optional_list(span));
            }
        } else if self.cursor.eat("?") {
            arity = Arity::Optional;
            end = self.cursor.at;
        } else if self.cursor.eat("!") {
            let span = self.span(self.cursor.at - 1, self.cursor.at);
            end = self.cursor.at;
            self.line_diagnostics.push(mistake::legacy_required(span));
        }
        self.cursor.skip_space();
        Ok(Some(FieldType {
            name,
            arity,
            span: self.span(start, end),
        }))
    }

    fn type_name(&mut self) -> Result<TypeName<'s>, Refused> {
        let start = self.cursor.at;
        if !self.cursor.eat("Unsupported(") {
            return Ok(TypeName::Named(self.name()?));
        }
        self.cursor.skip_space();
        let text_start = self.cursor.at;
        let literal = self.cursor.string().ok_or(Refused)?;
        let text = self.unescape(literal, text_start);
        self.cursor.skip_space();
        self.expect(")")?;
        let span = self.span(start, self.cursor.at);
        Ok(TypeName::Unsupported(text, span))
    }

    fn legacy_colon(&mut self) -> bool {
        let found = self.cursor.eat(":");
        if found {
            let span = self.span(self.cursor.at - 1, self.cursor.at);
            self.line_diagnostics.push(mistake::legacy_colon(span));
            self.cursor.skip_space();
        }
        found
    }

    pub(super) fn name(&mut self) -> Result<Identifier<'s>, Refused> {
        let start = self.cursor.at;
        let text = self.cursor.name().ok_or(Refused)?;
        Ok(Identifier {
            text,
            span: self.span(start, self.cursor.at),
        })
    }

    fn expect(&mut self, text: &str) -> Result<(), Refused> {
        self.cursor.eat(text).then_some(()).ok_or(Refused)
    }

    /// A comment, perhaps, and the line break.
    fn end_of_line(&mut self, doc: &mut Doc<'s>) -> Result<(), Refused> {
        self.cursor.skip_space();
        if let Some(comment) = self.comment() {
            *doc = comment.append_to(doc.take());
            self.cursor.skip_space();
        }
        self.cursor.eat_line_break().then_some(()).ok_or(Refused)
    }
}
