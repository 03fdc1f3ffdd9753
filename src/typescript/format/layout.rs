//! Chooses the line breaks of a document, from the top down: a group stays on one line if it
//! and what must follow it on that line fit. No choice is ever taken back.

use std::slice;

use super::doc::{Doc, FORCED, Group, Kind, UNKNOWN};

/// Lines as chosen, without their indentation.
pub struct Lines {
    pub text: String,
    pub lines: Vec<Line>,
}

/// One line of [`Lines`].
pub struct Line {
    /// Where it ends in the text. It starts where the one before it ends.
    pub end: usize,
    /// How many levels it is indented.
    pub indent: u32,
    pub width: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Flat,
    Break,
}

/// Parts that are still to be printed.
#[derive(Clone, Copy)]
struct Frame<'a> {
    docs: &'a [Doc<'a>],
    indent: u32,
    mode: Mode,
}

impl Lines {
    pub fn with_capacity(bytes: usize) -> Self {
        Lines {
            text: String::with_capacity(bytes),
            lines: Vec::with_capacity(bytes / 32),
        }
    }

    pub fn end_line(&mut self, indent: u32, width: u32) {
        self.lines.push(Line {
            end: self.text.len(),
            indent,
            width,
        });
    }
}

/// Lays a document out in further lines, of at most `width` columns where that is possible.
pub fn lay_out(doc: &Doc<'_>, width: u32, lines: &mut Lines) {
    let mut layout = Layout {
        width: i64::from(width),
        column: 0,
        indent: 0,
        line_start: lines.text.len(),
        stack: vec![Frame {
            docs: slice::from_ref(doc),
            indent: 0,
            mode: Mode::Break,
        }],
        scratch: Vec::new(),
        suffixes: Vec::new(),
        remeasure: false,
        broken: Vec::new(),
        lines,
    };
    layout.run();
    layout.end_line();
}

struct Layout<'a, 'l> {
    width: i64,
    column: u32,
    /// The indentation of the line that is being written.
    indent: u32,
    line_start: usize,
    stack: Vec<Frame<'a>>,
    /// The stack of [`Layout::fits`], kept for its memory.
    scratch: Vec<(Mode, &'a [Doc<'a>])>,
    suffixes: Vec<Frame<'a>>,
    remeasure: bool,
    /// Whether the group of that number is broken.
    broken: Vec<bool>,
    lines: &'l mut Lines,
}

impl<'a> Layout<'a, '_> {
    fn run(&mut self) {
        loop {
            let Some(frame) = self.stack.last_mut() else {
                if self.suffixes.is_empty() {
                    return;
                }
                self.flush_suffixes();
                continue;
            };
            let Some((doc, rest)) = frame.docs.split_first() else {
                self.stack.pop();
                continue;
            };
            frame.docs = rest;
            let (indent, mode) = (frame.indent, frame.mode);
            self.print(doc, indent, mode);
        }
    }

    fn print(&mut self, doc: &'a Doc<'a>, indent: u32, mode: Mode) {
        if mode == Mode::Flat && doc.width < UNKNOWN && !self.remeasure {
            return self.print_flat(doc, indent);
        }
        match doc.kind {
            Kind::Text(text) => self.write(text, doc.width),
            Kind::Concat(docs) => self.push(docs, indent, mode),
            Kind::Indent(doc) => self.push(slice::from_ref(doc), indent + 1, mode),
            Kind::Group(group) => self.group(group, indent, mode),
            Kind::Line if mode == Mode::Flat => self.write(" ", 1),
            Kind::Softline if mode == Mode::Flat => {}
            Kind::Line | Kind::Softline | Kind::Hardline | Kind::LiteralLine => {
                self.remeasure |= mode == Mode::Flat;
                self.new_line(doc, indent, mode);
            }
            Kind::IfBreak(choice) => {
                let docs = if self.is_broken(choice.group, mode) {
                    &choice.broken
                } else {
                    &choice.flat
                };
                self.push(slice::from_ref(docs), indent, mode);
            }
            Kind::IndentIfBreak(doc, group) => {
                let level = u32::from(self.is_broken(group, mode));
                self.push(slice::from_ref(doc), indent + level, mode);
            }
            Kind::Fill(parts) => self.fill(parts, indent),
            Kind::LineSuffix(doc) => self.suffixes.push(Frame {
                docs: slice::from_ref(doc),
                indent,
                mode,
            }),
            Kind::BreakParent => {}
            Kind::Flat(doc) => self.print_flat(doc, indent),
        }
    }

    fn push(&mut self, docs: &'a [Doc<'a>], indent: u32, mode: Mode) {
        self.stack.push(Frame { docs, indent, mode });
    }

    /// Prints what is known to fit on the line.
    fn print_flat(&mut self, doc: &'a Doc<'a>, indent: u32) {
        match doc.kind {
            Kind::Text(text) => self.write(text, doc.width),
            Kind::Concat(docs) => {
                for doc in docs {
                    self.print_flat(doc, indent);
                }
            }
            Kind::Indent(doc) | Kind::IndentIfBreak(doc, _) | Kind::Flat(doc) => {
                self.print_flat(doc, indent);
            }
            Kind::Group(group) => {
                self.remember(group.id, false);
                self.print_flat(&group.content, indent);
            }
            Kind::Line => self.write(" ", 1),
            Kind::IfBreak(choice) => {
                let broken = choice.group > 0 && self.is_broken(choice.group, Mode::Flat);
                let doc = if broken { &choice.broken } else { &choice.flat };
                self.print_flat(doc, indent);
            }
            Kind::Fill(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        self.write(", ", 2);
                    }
                    self.print_flat(part, indent);
                }
            }
            Kind::LineSuffix(doc) => self.suffixes.push(Frame {
                docs: slice::from_ref(doc),
                indent,
                mode: Mode::Flat,
            }),
            Kind::Softline | Kind::Hardline | Kind::LiteralLine | Kind::BreakParent => {}
        }
    }

    fn group(&mut self, group: &'a Group<'a>, indent: u32, mode: Mode) {
        let (mode, doc) = self.choose(group, mode);
        self.remember(group.id, mode == Mode::Break);
        self.push(slice::from_ref(doc), indent, mode);
    }

    fn choose(&mut self, group: &'a Group<'a>, mode: Mode) -> (Mode, &'a Doc<'a>) {
        if mode == Mode::Flat && !self.remeasure {
            let mode = if group.broken {
                Mode::Break
            } else {
                Mode::Flat
            };
            return (mode, &group.content);
        }
        self.remeasure = false;
        if !group.broken && self.fits(&group.content) {
            return (Mode::Flat, &group.content);
        }
        let Some((last, others)) = group.states.split_last() else {
            return (Mode::Break, &group.content);
        };
        if !group.broken {
            for state in others.iter().skip(1) {
                if self.fits(state) {
                    return (Mode::Flat, state);
                }
            }
        }
        (Mode::Break, last)
    }

    /// Whether a part, laid out flat, and what follows it up to the next line break fit on the
    /// current line.
    fn fits(&mut self, doc: &'a Doc<'a>) -> bool {
        let mut room = self.width - i64::from(self.column);
        let mut rest = self.stack.len();
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        scratch.push((Mode::Flat, slice::from_ref(doc)));
        let fits = loop {
            if room < 0 {
                break false;
            }
            let Some((mode, docs)) = scratch.last_mut() else {
                if rest == 0 {
                    break true;
                }
                rest -= 1;
                scratch.push((self.stack[rest].mode, self.stack[rest].docs));
                continue;
            };
            let Some((doc, remaining)) = docs.split_first() else {
                scratch.pop();
                continue;
            };
            *docs = remaining;
            let mode = *mode;
            if mode == Mode::Flat && doc.width < UNKNOWN {
                room -= i64::from(doc.width);
                continue;
            }
            match doc.kind {
                Kind::Text(_) => room -= i64::from(doc.width),
                Kind::Concat(docs) => scratch.push((mode, docs)),
                Kind::Indent(doc) | Kind::IndentIfBreak(doc, _) => {
                    scratch.push((mode, slice::from_ref(doc)));
                }
                Kind::Flat(doc) => scratch.push((Mode::Flat, slice::from_ref(doc))),
                Kind::Group(group) => {
                    let mode = if group.broken { Mode::Break } else { mode };
                    let state = match group.states.last() {
                        Some(last) if mode == Mode::Break => last,
                        _ => &group.content,
                    };
                    scratch.push((mode, slice::from_ref(state)));
                }
                Kind::Line if mode == Mode::Flat => room -= 1,
                Kind::Softline if mode == Mode::Flat => {}
                Kind::Line | Kind::Softline | Kind::Hardline | Kind::LiteralLine => break true,
                Kind::IfBreak(choice) => {
                    let doc = if self.is_broken(choice.group, mode) {
                        &choice.broken
                    } else {
                        &choice.flat
                    };
                    scratch.push((mode, slice::from_ref(doc)));
                }
                Kind::Fill(parts) => scratch.push((mode, parts)),
                Kind::LineSuffix(_) | Kind::BreakParent => {}
            }
        };
        self.scratch = scratch;
        fits
    }

    /// Prints numbers in a broken list, each with its comma.
    fn fill(&mut self, parts: &'a [Doc<'a>], indent: u32) {
        for (index, part) in parts.iter().enumerate() {
            let room = self.width - i64::from(self.column) - 2;
            if index == 0 {
            } else if i64::from(part.width) <= room {
                self.write(" ", 1);
            } else {
                self.break_line(indent);
            }
            self.print_flat(part, indent);
            self.write(",", 1);
        }
    }

    fn is_broken(&self, group: u32, mode: Mode) -> bool {
        match group {
            0 => mode == Mode::Break,
            id => self.broken.get(id as usize).copied().unwrap_or_default(),
        }
    }

    fn remember(&mut self, id: u32, broken: bool) {
        if id > 0 {
            let id = id as usize;
            if self.broken.len() <= id {
                self.broken.resize(id + 1, false);
            }
            self.broken[id] = broken;
        }
    }

    fn write(&mut self, text: &str, width: u32) {
        self.lines.text.push_str(text);
        self.column += width & !(UNKNOWN | FORCED);
    }

    fn new_line(&mut self, doc: &'a Doc<'a>, indent: u32, mode: Mode) {
        if !self.suffixes.is_empty() {
            self.push(slice::from_ref(doc), indent, mode);
            self.flush_suffixes();
        } else if matches!(doc.kind, Kind::LiteralLine) {
            self.end_line();
            self.start_line(0);
        } else {
            self.break_line(indent);
        }
    }

    fn flush_suffixes(&mut self) {
        while let Some(suffix) = self.suffixes.pop() {
            self.stack.push(suffix);
        }
    }

    fn break_line(&mut self, indent: u32) {
        let kept = self.lines.text[self.line_start..]
            .trim_end_matches([' ', '\t'])
            .len();
        self.lines.text.truncate(self.line_start + kept);
        self.end_line();
        self.start_line(indent);
    }

    fn end_line(&mut self) {
        self.lines.end_line(self.indent, self.column);
    }

    fn start_line(&mut self, indent: u32) {
        self.line_start = self.lines.text.len();
        self.indent = indent;
        self.column = indent * 2;
    }
}
