//! Models, views, composite types, enums, and the configuration blocks.

use std::borrow::Cow;

use crate::prisma::ast::{
    Arity, Attribute, Block, ConfigBlock, Enum, EnumValue, Field, FieldType, Identifier, Model,
    ModelKind, Property, TypeName,
};

use super::{Context, Pair, Pairs, Rule, comment, mistake::Container};

/// The documentation above what comes next. Blank lines and block attributes
/// do not part the two; another comment replaces it. So it is in Prisma.
type Doc<'s> = Option<Cow<'s, str>>;

impl<'s> Context<'s, '_> {
    /// A block, and whether its closing brace was found.
    pub(super) fn block(&mut self, pair: Pair<'s>, doc: Doc<'s>) -> (Block<'s>, bool) {
        let rule = pair.as_rule();
        let keyword = pair.as_str();
        let mut lines = Lines {
            span: self.span(&pair),
            closed: false,
            attributes: Vec::new(),
            inner: pair.into_inner(),
        };
        let name = lines.inner.next().expect("a block has a name");
        let name = self.identifier(&name);
        let block = match rule {
            Rule::enumeration => Block::Enum(self.enumeration(name, &mut lines, doc)),
            Rule::model => {
                let kind = match keyword.as_bytes()[0] {
                    b'm' => ModelKind::Model,
                    b'v' => ModelKind::View,
                    _ => ModelKind::Composite,
                };
                Block::Model(self.model(kind, name, &mut lines, doc))
            }
            _ if keyword.starts_with('d') => {
                Block::Datasource(self.config(Container::Datasource, name, &mut lines, doc))
            }
            _ => Block::Generator(self.config(Container::Generator, name, &mut lines, doc)),
        };
        (block, lines.closed)
    }

    fn model(
        &mut self,
        kind: ModelKind,
        name: Identifier<'s>,
        lines: &mut Lines<'s>,
        doc: Doc<'s>,
    ) -> Model<'s> {
        let container = Container::Model(kind);
        let mut fields = Vec::new();
        let mut above = None;
        while let Some(line) = lines.next(self, container, &mut above) {
            fields.extend(self.field(line, above.take(), container));
        }
        Model {
            kind,
            name,
            fields,
            attributes: std::mem::take(&mut lines.attributes),
            doc,
            span: lines.span,
        }
    }

    fn enumeration(
        &mut self,
        name: Identifier<'s>,
        lines: &mut Lines<'s>,
        doc: Doc<'s>,
    ) -> Enum<'s> {
        let mut values = Vec::new();
        let mut above = None;
        while let Some(line) = lines.next(self, Container::Enum, &mut above) {
            values.push(self.value(line, above.take()));
        }
        Enum {
            name,
            values,
            attributes: std::mem::take(&mut lines.attributes),
            doc,
            span: lines.span,
        }
    }

    fn config(
        &mut self,
        container: Container,
        name: Identifier<'s>,
        lines: &mut Lines<'s>,
        doc: Doc<'s>,
    ) -> ConfigBlock<'s> {
        let mut properties = Vec::new();
        while let Some(line) = lines.next(self, container, &mut None) {
            properties.push(self.property(line));
        }
        ConfigBlock {
            name,
            properties,
            doc,
            span: lines.span,
        }
    }

    fn property(&mut self, pair: Pair<'s>) -> Property<'s> {
        let mut span = self.span(&pair);
        let mut inner = pair.into_inner().peekable();
        let name = inner.next().expect("a property has a name");
        let name = self.identifier(&name);
        let value = inner
            .next_if(|next| !is_comment(next.as_rule()))
            .map(|value| self.expression(&value, &mut inner));
        if let Some(value) = &value {
            span.end = value.span().end;
        }
        Property { name, value, span }
    }

    fn value(&mut self, pair: Pair<'s>, mut doc: Doc<'s>) -> EnumValue<'s> {
        let mut inner = pair.into_inner();
        let name = inner.next().expect("an enum value has a name");
        let name = self.identifier(&name);
        let mut span = name.span;
        let mut attributes = Vec::new();
        for part in inner {
            if part.as_rule() == Rule::attribute {
                span.end = self.span(&part).end;
                attributes.push(self.attribute(part));
            } else {
                doc = comment::trailing(doc, &part);
            }
        }
        EnumValue {
            name,
            attributes,
            doc,
            span,
        }
    }

    /// `None` when Prisma knows what is meant and does not take it.
    fn field(
        &mut self,
        pair: Pair<'s>,
        mut doc: Doc<'s>,
        container: Container,
    ) -> Option<Field<'s>> {
        let mut inner = pair.into_inner();
        let name = inner.next().expect("a field has a name");
        let name = self.identifier(&name);
        let mut span = name.span;
        let mut ty: Option<FieldType<'s>> = None;
        let mut attributes = Vec::new();
        let mut legacy = false;
        for part in inner {
            let place = self.span(&part);
            match part.as_rule() {
                Rule::attribute => {
                    span.end = place.end;
                    attributes.push(self.attribute(part));
                    continue;
                }
                Rule::name => {
                    ty = Some(FieldType {
                        name: TypeName::Named(self.identifier(&part)),
                        arity: Arity::Required,
                        span: place,
                    });
                }
                Rule::unsupported => {
                    let text = part.into_inner().next().expect("`Unsupported` has a text");
                    ty = Some(FieldType {
                        name: TypeName::Unsupported(self.string(&text), place),
                        arity: Arity::Required,
                        span: place,
                    });
                }
                Rule::arity => {
                    let ty = ty.as_mut().expect("an arity follows a type");
                    ty.span.end = place.end;
                    match part.as_str() {
                        "[]" => ty.arity = Arity::List,
                        "?" => ty.arity = Arity::Optional,
                        "!" => {
                            self.report().legacy_required(place);
                            legacy = true;
                        }
                        _ => {
                            self.report().optional_list(ty.span);
                            legacy = true;
                        }
                    }
                }
                Rule::colon => {
                    self.report().legacy_colon(place);
                    legacy = true;
                }
                Rule::legacy_list => {
                    self.report().legacy_list(place, part.as_str());
                    legacy = true;
                }
                _ => {
                    doc = comment::trailing(doc, &part);
                    continue;
                }
            }
            span.end = place.end;
        }
        if legacy {
            return None;
        }
        let Some(ty) = ty else {
            self.report().missing_type(name, container);
            return None;
        };
        Some(Field {
            name,
            ty,
            attributes,
            doc,
            span,
        })
    }
}

fn is_comment(rule: Rule) -> bool {
    matches!(rule, Rule::doc | Rule::note | Rule::remark)
}

/// The lines of a block.
struct Lines<'s> {
    span: crate::diagnostic::Span,
    closed: bool,
    attributes: Vec<Attribute<'s>>,
    inner: Pairs<'s>,
}

impl<'s> Lines<'s> {
    /// The next field, value or property. What every block has is dealt with
    /// here: comments, block attributes, lines that are none of all that.
    fn next(
        &mut self,
        context: &mut Context<'s, '_>,
        container: Container,
        above: &mut Doc<'s>,
    ) -> Option<Pair<'s>> {
        for line in self.inner.by_ref() {
            match line.as_rule() {
                Rule::comments => *above = comment::block(line),
                Rule::block_attribute => self.attributes.push(context.attribute(line)),
                Rule::bad_line => {
                    let start = context.base + line.as_span().start();
                    context.bad_line(start, line.as_str(), container);
                }
                Rule::close => self.closed = true,
                // The rest of the line of the opening brace, and the comment
                // behind a block attribute.
                Rule::open | Rule::doc | Rule::note | Rule::remark => {}
                _ => return Some(line),
            }
        }
        None
    }
}
