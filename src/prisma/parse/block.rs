//! Models, views, composite types, enums, and the configuration blocks.

use crate::{
    diagnostic::Diagnostic,
    prisma::ast::{Block, ConfigBlock, Enum, Identifier, Model, ModelKind},
};

use super::{
    Parser, Refused,
    comment::Doc,
    cursor::line_end,
    mistake::{self, Container},
};

/// `model User {`
pub(super) struct Header<'s> {
    pub(super) container: Container,
    pub(super) name: Identifier<'s>,
    pub(super) start: usize,
}

impl<'s> Parser<'s, '_> {
    /// The first line of a block. As in Prisma no space is needed behind the
    /// keyword, and nothing is read of what follows the brace.
    pub(super) fn header(&mut self) -> Result<Header<'s>, Refused> {
        let start = self.cursor.at;
        let (_, container) = KEYWORDS
            .into_iter()
            .find(|(keyword, _)| self.cursor.eat(keyword))
            .ok_or(Refused)?;
        self.cursor.skip_space();
        let name = self.name()?;
        self.cursor.skip_space();
        if !self.cursor.eat("{") {
            return Err(Refused);
        }
        self.cursor.at = self.cursor.line_end();
        Ok(Header {
            container,
            name,
            start,
        })
    }

    /// The lines of a block and its closing brace.
    pub(super) fn block(&mut self, header: &Header<'s>, doc: Doc<'s>) -> Block<'s> {
        self.container = header.container;
        let block = match header.container {
            Container::Enum => Block::Enum(self.enumeration(header, doc)),
            Container::Model(kind) => Block::Model(self.model(kind, header, doc)),
            Container::Datasource => Block::Datasource(self.config(header, doc)),
            Container::Generator | Container::File => Block::Generator(self.config(header, doc)),
        };
        self.container = Container::File;
        block
    }

    fn model(&mut self, kind: ModelKind, header: &Header<'s>, doc: Doc<'s>) -> Model<'s> {
        let mut fields = Vec::new();
        let mut attributes = Vec::new();
        let end = self.lines(header, |parser, above| {
            if parser.cursor.rest().starts_with("@@") {
                attributes.push(parser.block_attribute()?);
            } else {
                fields.extend(parser.field(above.take())?);
            }
            Ok(())
        });
        Model {
            kind,
            name: header.name,
            fields,
            attributes,
            doc,
            span: self.span(header.start, end),
        }
    }

    fn enumeration(&mut self, header: &Header<'s>, doc: Doc<'s>) -> Enum<'s> {
        let mut values = Vec::new();
        let mut attributes = Vec::new();
        let end = self.lines(header, |parser, above| {
            if parser.cursor.rest().starts_with("@@") {
                attributes.push(parser.block_attribute()?);
            } else {
                values.push(parser.enum_value(above.take())?);
            }
            Ok(())
        });
        Enum {
            name: header.name,
            values,
            attributes,
            doc,
            span: self.span(header.start, end),
        }
    }

    fn config(&mut self, header: &Header<'s>, doc: Doc<'s>) -> ConfigBlock<'s> {
        let mut properties = Vec::new();
        let end = self.lines(header, |parser, _| {
            properties.push(parser.property()?);
            Ok(())
        });
        ConfigBlock {
            name: header.name,
            properties,
            doc,
            span: self.span(header.start, end),
        }
    }

    /// Reads lines up to the closing brace, and says where that one ends. What
    /// every block has is dealt with here: blank lines, comments, and lines that
    /// nothing can be made of.
    ///
    /// The documentation above a line is handed to `line`, which takes it or
    /// leaves it. Blank lines do not part the two, another comment replaces it:
    /// so it is in Prisma.
    fn lines(
        &mut self,
        header: &Header<'s>,
        mut line: impl FnMut(&mut Self, &mut Doc<'s>) -> Result<(), Refused>,
    ) -> usize {
        let mut above = None;
        loop {
            self.cursor.skip_space();
            let start = self.cursor.at;
            match self.cursor.peek() {
                None => {
                    let mistake = self.unclosed(header, None);
                    self.report(mistake);
                    return start;
                }
                Some(b'}') => {
                    self.cursor.at += 1;
                    return self.cursor.at;
                }
                Some(b'\n' | b'\r') => {
                    self.cursor.at += 1;
                    continue;
                }
                Some(b'/') => {
                    if let Some(doc) = self.comments() {
                        above = doc;
                        continue;
                    }
                }
                Some(_) => {
                    if self.attempt(|parser| line(parser, &mut above)).is_some() {
                        continue;
                    }
                }
            }
            if let Some(next) = self.next_header() {
                let mistake = self.unclosed(header, Some(next));
                self.report(mistake);
                return start;
            }
            self.bad_line();
        }
    }

    /// Where the line of another block ends, if one begins here: the block that
    /// is being read was not closed.
    fn next_header(&mut self) -> Option<usize> {
        let mut parser = Parser {
            file: self.file,
            cursor: self.cursor,
            container: self.container,
            last_brace: self.last_brace,
            comment_is_open: self.comment_is_open,
            line_diagnostics: Vec::new(),
            refusal: None,
            diagnostics: self.diagnostics,
        };
        let header = parser.header().ok()?;
        let end = parser.cursor.at;
        let spaced =
            header.name.span.start as usize > header.start + header.container.keyword().len();
        spaced.then_some(end)
    }

    /// Prisma reads on to the next brace, and stumbles over the header of the
    /// block in between; without a brace it stumbles over the header of this one.
    fn unclosed(&self, header: &Header<'s>, next: Option<usize>) -> Diagnostic {
        let text = self.cursor.text;
        let first_line = header.start..line_end(text, header.start);
        let inline = text[first_line.clone()].trim_end().ends_with('}');
        let place = self.span(first_line.start, first_line.end);
        let next = next
            .filter(|end| self.last_brace.is_some_and(|last| last > *end))
            .map(|end| self.span(self.cursor.at, end));
        mistake::unclosed_block(place, next, header.name, inline)
    }

    /// Reports the line, and goes to its end.
    pub(super) fn bad_line(&mut self) {
        let start = self.cursor.at;
        let end = self.cursor.line_end();
        let line = &self.cursor.text[start..end];
        let mistake = self
            .refusal
            .take()
            .unwrap_or_else(|| mistake::bad_line(self.file, start, line, self.container));
        self.report(mistake);
        self.cursor.at = end;
    }
}

const KEYWORDS: [(&str, Container); 6] = [
    ("model", Container::Model(ModelKind::Model)),
    ("type", Container::Model(ModelKind::Composite)),
    ("view", Container::Model(ModelKind::View)),
    ("enum", Container::Enum),
    ("datasource", Container::Datasource),
    ("generator", Container::Generator),
];
