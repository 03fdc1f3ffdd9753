//! The document a statement becomes before its line breaks are chosen: prettier's algebra of
//! groups and lines, with the flat width of every part known as soon as it is built.

use std::cell::Cell;

use oxc_allocator::Allocator;

/// A part of a document. Its width on one line is in `width`, unless that is not a number.
#[derive(Clone, Copy)]
pub struct Doc<'a> {
    pub width: u32,
    pub kind: Kind<'a>,
}

/// The width of what cannot be known before its surroundings are laid out.
pub const UNKNOWN: u32 = 1 << 30;
/// The width of what holds a line break that breaks every group around it.
pub const FORCED: u32 = 1 << 31;

#[derive(Clone, Copy)]
pub enum Kind<'a> {
    Text(&'a str),
    Concat(&'a [Doc<'a>]),
    Indent(&'a Doc<'a>),
    Group(&'a Group<'a>),
    /// A space, or a line break in a broken group.
    Line,
    /// Nothing, or a line break in a broken group.
    Softline,
    Hardline,
    /// A line break inside a template literal or a comment: no indentation follows.
    LiteralLine,
    IfBreak(&'a IfBreak<'a>),
    /// Indents its content if the group of that number is broken.
    IndentIfBreak(&'a Doc<'a>, u32),
    /// Numbers, as many on a line as there is room for.
    Fill(&'a [Doc<'a>]),
    /// What waits for the end of the line: a trailing comment.
    LineSuffix(&'a Doc<'a>),
    BreakParent,
    /// What never breaks, whatever it holds.
    Flat(&'a Doc<'a>),
}

/// Content that is laid out on one line if it fits.
pub struct Group<'a> {
    pub content: Doc<'a>,
    /// Other ways to lay out the content, from flat to most broken; often none.
    pub states: &'a [Doc<'a>],
    pub broken: bool,
    /// Not 0 if an [`Kind::IfBreak`] or [`Kind::IndentIfBreak`] asks for its state.
    pub id: u32,
}

/// One thing in a broken group, another in a flat one.
pub struct IfBreak<'a> {
    pub broken: Doc<'a>,
    pub flat: Doc<'a>,
    /// The group that decides; 0 is the nearest one.
    pub group: u32,
}

pub const EMPTY: Doc<'static> = plain(Kind::Text(""), 0);
pub const LINE: Doc<'static> = plain(Kind::Line, 1);
pub const SOFTLINE: Doc<'static> = plain(Kind::Softline, 0);
pub const HARDLINE: Doc<'static> = plain(Kind::Hardline, FORCED);
pub const LITERAL_LINE: Doc<'static> = plain(Kind::LiteralLine, FORCED);
pub const BREAK_PARENT: Doc<'static> = plain(Kind::BreakParent, FORCED);

const fn plain(kind: Kind<'static>, width: u32) -> Doc<'static> {
    Doc { width, kind }
}

impl<'a> From<&'a str> for Doc<'a> {
    fn from(text: &'a str) -> Self {
        Doc {
            width: super::width::width(text),
            kind: Kind::Text(text),
        }
    }
}

impl Doc<'_> {
    /// Whether this part has a line break whatever room there is.
    pub fn will_break(&self) -> bool {
        if self.width != UNKNOWN {
            return self.width == FORCED;
        }
        match self.kind {
            Kind::Concat(parts) | Kind::Fill(parts) => parts.iter().any(Doc::will_break),
            Kind::Indent(doc)
            | Kind::IndentIfBreak(doc, _)
            | Kind::LineSuffix(doc)
            | Kind::Flat(doc) => doc.will_break(),
            Kind::Group(group) => group.broken || group.content.will_break(),
            Kind::IfBreak(choice) => choice.broken.will_break() || choice.flat.will_break(),
            _ => false,
        }
    }

    /// Whether this part has a place where a line may break.
    pub fn can_break(&self) -> bool {
        match self.kind {
            Kind::Text(_) | Kind::BreakParent => false,
            Kind::Concat(parts) => parts.iter().any(Doc::can_break),
            Kind::Indent(doc)
            | Kind::IndentIfBreak(doc, _)
            | Kind::LineSuffix(doc)
            | Kind::Flat(doc) => doc.can_break(),
            Kind::Group(group) => group.content.can_break(),
            Kind::IfBreak(choice) => choice.broken.can_break() || choice.flat.can_break(),
            _ => true,
        }
    }

    pub fn is_empty(&self) -> bool {
        matches!(self.kind, Kind::Text(""))
    }
}

/// Makes documents in an arena.
pub struct Docs<'a> {
    pub arena: &'a Allocator,
    groups: Cell<u32>,
}

impl<'a> Docs<'a> {
    pub fn new(arena: &'a Allocator) -> Self {
        Docs {
            arena,
            groups: Cell::new(0),
        }
    }

    /// A number for a group whose state is asked for elsewhere.
    pub fn group_id(&self) -> u32 {
        self.groups.set(self.groups.get() + 1);
        self.groups.get()
    }

    pub fn string(&self, text: &str) -> Doc<'a> {
        Doc::from(self.arena.alloc_str(text))
    }

    pub fn concat(&self, parts: &[Doc<'a>]) -> Doc<'a> {
        match parts {
            [] => EMPTY,
            [one] => *one,
            _ => Doc {
                width: parts.iter().fold(0, |sum, part| add(sum, part.width)),
                kind: Kind::Concat(self.arena.alloc_slice_copy(parts)),
            },
        }
    }

    pub fn indent(&self, doc: Doc<'a>) -> Doc<'a> {
        Doc {
            width: doc.width,
            kind: Kind::Indent(self.arena.alloc(doc)),
        }
    }

    pub fn group(&self, content: Doc<'a>) -> Doc<'a> {
        self.group_with(content, false, 0)
    }

    /// A group that is broken in any case if `broken`, and known by its `id` if that is not 0.
    pub fn group_with(&self, content: Doc<'a>, broken: bool, id: u32) -> Doc<'a> {
        let broken = broken || content.width == FORCED;
        self.alloc_group(
            Group {
                content,
                states: &[],
                broken,
                id,
            },
            if broken { FORCED } else { content.width },
        )
    }

    /// A group with several layouts: the first that fits, or else the last.
    pub fn choice(&self, states: &[Doc<'a>]) -> Doc<'a> {
        let states = self.arena.alloc_slice_copy(states);
        self.alloc_group(
            Group {
                content: states[0],
                states,
                broken: false,
                id: 0,
            },
            states[0].width.min(UNKNOWN),
        )
    }

    fn alloc_group(&self, group: Group<'a>, width: u32) -> Doc<'a> {
        Doc {
            width,
            kind: Kind::Group(self.arena.alloc(group)),
        }
    }

    pub fn if_break(&self, broken: impl Into<Doc<'a>>, flat: impl Into<Doc<'a>>) -> Doc<'a> {
        let (broken, flat) = (broken.into(), flat.into());
        Doc {
            width: add(flat.width, broken.width & FORCED),
            kind: Kind::IfBreak(self.arena.alloc(IfBreak {
                broken,
                flat,
                group: 0,
            })),
        }
    }

    pub fn if_group_breaks(&self, group: u32, broken: Doc<'a>, flat: Doc<'a>) -> Doc<'a> {
        Doc {
            width: UNKNOWN,
            kind: Kind::IfBreak(self.arena.alloc(IfBreak {
                broken,
                flat,
                group,
            })),
        }
    }

    pub fn indent_if_group_breaks(&self, doc: Doc<'a>, group: u32) -> Doc<'a> {
        Doc {
            width: doc.width,
            kind: Kind::IndentIfBreak(self.arena.alloc(doc), group),
        }
    }

    pub fn fill(&self, parts: &[Doc<'a>]) -> Doc<'a> {
        let widths = parts.iter().fold(0, |sum, part| add(sum, part.width + 2));
        Doc {
            width: widths.saturating_sub(2),
            kind: Kind::Fill(self.arena.alloc_slice_copy(parts)),
        }
    }

    pub fn line_suffix(&self, doc: Doc<'a>) -> Doc<'a> {
        Doc {
            width: doc.width & FORCED,
            kind: Kind::LineSuffix(self.arena.alloc(doc)),
        }
    }

    /// The same without its line breaks.
    pub fn flat(&self, doc: Doc<'a>) -> Doc<'a> {
        Doc {
            width: doc.width,
            kind: Kind::Flat(self.arena.alloc(doc)),
        }
    }

    pub fn join(&self, separator: &[Doc<'a>], parts: &[Doc<'a>]) -> Doc<'a> {
        let mut joined = Vec::with_capacity(parts.len() * (separator.len() + 1));
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                joined.extend_from_slice(separator);
            }
            joined.push(*part);
        }
        self.concat(&joined)
    }
}

/// The sum of two widths; what is not a number stays so, the greater one winning.
fn add(a: u32, b: u32) -> u32 {
    let most = a.max(b);
    if most >= UNKNOWN { most } else { a + b }
}

/// Several things one after the other: `seq!(docs; "(", doc, ")")`.
macro_rules! seq {
    ($docs:expr; $($part:expr),+ $(,)?) => {
        $docs.concat(&[$($crate::typescript::format::doc::Doc::from($part)),+])
    };
}
pub(super) use seq;
