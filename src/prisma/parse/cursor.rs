//! A place in the text, and the smallest things that can stand there.

/// A text, and how far it has been read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'s> {
    pub(super) text: &'s str,
    pub(super) at: usize,
}

impl<'s> Cursor<'s> {
    pub(super) fn rest(&self) -> &'s str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes behind `expected`, if it stands here.
    pub(super) fn eat(&mut self, expected: &str) -> bool {
        let found = self.text.as_bytes()[self.at..].starts_with(expected.as_bytes());
        if found {
            self.at += expected.len();
        }
        found
    }

    /// Spaces, tabs, and what Unicode calls a space separator.
    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' => self.at += 1,
                0x80.. => match self.rest().chars().next() {
                    Some(c) if pest::unicode::SPACE_SEPARATOR(c) => self.at += c.len_utf8(),
                    _ => return,
                },
                _ => return,
            }
        }
    }

    /// `\n`, `\r\n` or `\r`.
    pub(super) fn eat_line_break(&mut self) -> bool {
        self.eat("\n") || self.eat("\r\n") || self.eat("\r")
    }

    /// Letters and digits, and behind the first one also `_` and `-`.
    pub(super) fn name(&mut self) -> Option<&'s str> {
        self.letters(|byte| matches!(byte, b'_' | b'-'))
    }

    /// Names with dots between them: `db.VarChar`.
    pub(super) fn path(&mut self) -> Option<&'s str> {
        let start = self.at;
        self.name()?;
        while self.eat(".") {
            self.name();
        }
        Some(&self.text[start..self.at])
    }

    fn letters(&mut self, inside: impl Fn(u8) -> bool) -> Option<&'s str> {
        let start = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => self.at += 1,
                0x80.. => match self.rest().chars().next() {
                    Some(c) if pest::unicode::LETTER(c) => self.at += c.len_utf8(),
                    _ => break,
                },
                _ if inside(byte) && self.at > start => self.at += 1,
                _ => break,
            }
        }
        (self.at > start).then(|| &self.text[start..self.at])
    }

    /// A string literal, with its quotes.
    pub(super) fn string(&mut self) -> Option<&'s str> {
        let start = self.at;
        let mut bytes = self.text.bytes().enumerate().skip(start);
        bytes.next().filter(|(_, byte)| *byte == b'"')?;
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'"' => {
                    self.at = at + 1;
                    return Some(&self.text[start..self.at]);
                }
                b'\\' => drop(bytes.next()),
                0..0x20 => return None,
                _ => {}
            }
        }
        None
    }

    /// Where the line ends, without its line break.
    pub(super) fn line_end(&self) -> usize {
        line_end(self.text, self.at)
    }
}

/// Where the line ends that `at` is on, without its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text.as_bytes()[at..]
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'))
        .map_or(text.len(), |length| at + length)
}
