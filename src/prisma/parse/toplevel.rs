//! What stands between the blocks of a file.

use crate::prisma::ast::Block;

use super::{
    Parser, Refused,
    comment::Doc,
    cursor::line_end,
    mistake::{self, Container},
};

impl<'s> Parser<'s, '_> {
    pub(super) fn file(&mut self) -> Vec<Block<'s>> {
        let mut blocks = Vec::new();
        // The comment above the next block. As in Prisma it stays until a block
        // that can have documentation takes it, or another comment replaces it.
        let mut doc: Doc<'s> = None;
        if self.cursor.eat("\u{FEFF}") {
            let mistake = mistake::byte_order_mark(self.span(0, self.cursor.at));
            self.report(mistake);
        }
        loop {
            self.cursor.skip_space();
            match self.cursor.peek() {
                None => return blocks,
                Some(b'\n' | b'\r') => self.cursor.at += 1,
                Some(b'/') => match self.comments() {
                    None => self.bad_line(),
                    Some(comment) => {
                        // A blank line parts a comment from the block below.
                        self.cursor.skip_space();
                        if !matches!(self.cursor.peek(), Some(b'\n' | b'\r')) {
                            doc = comment;
                        }
                    }
                },
                Some(_) => match self.attempt(Self::header) {
                    Some(header) => {
                        let doc = match header.container {
                            Container::Datasource | Container::Generator => doc.clone(),
                            _ => doc.take(),
                        };
                        blocks.push(self.block(&header, doc));
                    }
                    None => self.no_block(),
                },
            }
        }
    }

    /// A line that begins no block.
    fn no_block(&mut self) {
        let start = self.cursor.at;
        if self.attempt(Self::type_alias).is_some() {
            let mistake = mistake::type_alias(self.span(start, self.cursor.at));
            self.report(mistake);
            return;
        }
        let text = self.cursor.text;
        let end = line_end(text, start);
        let line = &text[start..end];
        let Some((before, behind)) = line.split_once('{') else {
            return self.bad_line();
        };
        let mut words = before.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some(keyword), name, None) => {
                let place = self.span(start, start + line.trim_end().len());
                self.report(mistake::unknown_block(place, keyword, name));
                self.cursor.at = end;
            }
            _ => self.bad_line(),
        }
        if !behind.contains('}') {
            self.skip_unknown_block();
        }
    }

    /// Goes behind the brace that closes an unknown block, if one does before
    /// another block begins.
    fn skip_unknown_block(&mut self) {
        while self.cursor.at < self.cursor.text.len() {
            while self.cursor.eat_line_break() {
                self.cursor.skip_space();
            }
            if self.cursor.eat("}") {
                return;
            }
            let start = self.cursor.at;
            if self.header().is_ok() {
                self.cursor.at = start;
                return;
            }
            self.cursor.at = line_end(self.cursor.text, start);
        }
    }

    /// `type Id = String @id`
    fn type_alias(&mut self) -> Result<(), Refused> {
        if !self.cursor.eat("type") {
            return Err(Refused);
        }
        self.cursor.skip_space();
        self.name()?;
        self.cursor.skip_space();
        if !self.cursor.eat("=") {
            return Err(Refused);
        }
        self.cursor.at = self.cursor.line_end();
        Ok(())
    }
}
