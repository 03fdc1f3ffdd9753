//! The Prisma schema language as written: every node borrows from the source
//! and knows its place. Nothing is resolved here: a type is a name, a default is
//! an expression.

use std::borrow::Cow;

use crate::diagnostic::Span;

/// One schema: the blocks of all its files, in the order of the files.
#[derive(Debug, Default)]
pub struct Schema<'s> {
    pub blocks: Vec<Block<'s>>,
}

/// A top-level block.
#[derive(Debug)]
pub enum Block<'s> {
    /// `datasource db { … }`
    Datasource(ConfigBlock<'s>),
    /// `generator client { … }`
    Generator(ConfigBlock<'s>),
    /// `model User { … }`, `view Report { … }`, `type Address { … }`
    Model(Model<'s>),
    /// `enum Role { … }`
    Enum(Enum<'s>),
}

/// A name and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identifier<'s> {
    pub text: &'s str,
    pub span: Span,
}

/// `datasource` or `generator`: keys and values.
#[derive(Debug)]
pub struct ConfigBlock<'s> {
    pub name: Identifier<'s>,
    pub properties: Vec<Property<'s>>,
    pub doc: Option<Cow<'s, str>>,
    pub span: Span,
}

/// `provider = "postgresql"`
#[derive(Debug)]
pub struct Property<'s> {
    pub name: Identifier<'s>,
    /// `None`: `key =` with nothing behind it, which Prisma's grammar takes.
    pub value: Option<Expression<'s>>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelKind {
    Model,
    View,
    /// A composite type (`type Address { … }`), which `MongoDB` alone has.
    Composite,
}

/// A block with fields.
#[derive(Debug)]
pub struct Model<'s> {
    pub kind: ModelKind,
    pub name: Identifier<'s>,
    pub fields: Vec<Field<'s>>,
    /// `@@id`, `@@map` …
    pub attributes: Vec<Attribute<'s>>,
    /// The `///` lines above, without their slashes and one leading space.
    pub doc: Option<Cow<'s, str>>,
    /// The whole block, from its keyword to its closing brace.
    pub span: Span,
}

/// `email String? @unique`
#[derive(Debug)]
pub struct Field<'s> {
    pub name: Identifier<'s>,
    pub ty: FieldType<'s>,
    pub attributes: Vec<Attribute<'s>>,
    /// The `///` lines above, and a `///` at the end of the line, joined by `\n`.
    pub doc: Option<Cow<'s, str>>,
    pub span: Span,
}

/// `String`, `Post[]`, `Role?`, `Unsupported("vector(3)")`
#[derive(Debug)]
pub struct FieldType<'s> {
    pub name: TypeName<'s>,
    pub arity: Arity,
    /// The type with its `[]` or `?`.
    pub span: Span,
}

#[derive(Debug)]
pub enum TypeName<'s> {
    /// A scalar, an enum, a model or a composite type: which one is not known yet.
    Named(Identifier<'s>),
    /// `Unsupported("vector(3)")`: the text between the quotes.
    Unsupported(Cow<'s, str>, Span),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arity {
    Required,
    Optional,
    List,
}

/// `@id`, `@db.VarChar(255)`, `@@index([a, b])`: the name holds what stands
/// between the at signs and the parenthesis (`id`, `db.VarChar`, `index`).
#[derive(Debug)]
pub struct Attribute<'s> {
    pub name: Identifier<'s>,
    pub arguments: Vec<Argument<'s>>,
    /// From the first `@` to the closing parenthesis.
    pub span: Span,
}

/// `map: "users_pkey"`, `[a, b]`
#[derive(Debug)]
pub struct Argument<'s> {
    pub name: Option<Identifier<'s>>,
    pub value: Expression<'s>,
    pub span: Span,
}

#[derive(Debug)]
pub enum Expression<'s> {
    /// A string literal, its escapes resolved.
    String(Cow<'s, str>, Span),
    /// A number, as written.
    Number(&'s str, Span),
    /// `true`, `ADMIN`, `Cascade`, `address.street`: a bare word, dots included.
    Constant(Identifier<'s>),
    /// `now()`, `dbgenerated("…")`, `env("…")`, `raw("…")`, `email(sort: Desc)`
    Function(Function<'s>),
    /// `[a, b]`
    Array(Vec<Expression<'s>>, Span),
    /// `{ deletedAt: null }`, in the `where:` of an index.
    Object(Vec<(Identifier<'s>, Expression<'s>)>, Span),
}

#[derive(Debug)]
pub struct Function<'s> {
    pub name: Identifier<'s>,
    pub arguments: Vec<Argument<'s>>,
    pub span: Span,
}

/// `enum Role { … }`
#[derive(Debug)]
pub struct Enum<'s> {
    pub name: Identifier<'s>,
    pub values: Vec<EnumValue<'s>>,
    pub attributes: Vec<Attribute<'s>>,
    pub doc: Option<Cow<'s, str>>,
    pub span: Span,
}

/// `SUPER_USER @map("super-user")`
#[derive(Debug)]
pub struct EnumValue<'s> {
    pub name: Identifier<'s>,
    pub attributes: Vec<Attribute<'s>>,
    pub doc: Option<Cow<'s, str>>,
    pub span: Span,
}

impl Expression<'_> {
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::String(_, span)
            | Self::Number(_, span)
            | Self::Array(_, span)
            | Self::Object(_, span) => *span,
            Self::Constant(name) => name.span,
            Self::Function(function) => function.span,
        }
    }
}

impl<'s> Attribute<'s> {
    /// The argument called `name`.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Expression<'s>> {
        named(&self.arguments, name)
    }

    /// The argument called `name`, or else the first one without a name.
    #[must_use]
    pub fn named_or_first(&self, name: &str) -> Option<&Expression<'s>> {
        named_or_first(&self.arguments, name)
    }
}

impl<'s> Function<'s> {
    /// The argument called `name`.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Expression<'s>> {
        named(&self.arguments, name)
    }

    /// The first argument without a name.
    #[must_use]
    pub fn first(&self) -> Option<&Expression<'s>> {
        first(&self.arguments)
    }
}

fn named<'a, 's>(arguments: &'a [Argument<'s>], name: &str) -> Option<&'a Expression<'s>> {
    arguments
        .iter()
        .find(|argument| argument.name.is_some_and(|n| n.text == name))
        .map(|argument| &argument.value)
}

fn first<'a, 's>(arguments: &'a [Argument<'s>]) -> Option<&'a Expression<'s>> {
    arguments
        .iter()
        .find(|argument| argument.name.is_none())
        .map(|argument| &argument.value)
}

fn named_or_first<'a, 's>(arguments: &'a [Argument<'s>], name: &str) -> Option<&'a Expression<'s>> {
    named(arguments, name).or_else(|| first(arguments))
}
