//! The books: what a script makes and uses, what it would fail on, and what
//! could not be understood.

use squawk_syntax::SyntaxNode;

use super::{Origin, Replayer};
use crate::catalog::{Object, Unknown};
use crate::diagnostic::Span;
use crate::sql::ddl::{Cause, Item, Need, Problem};

impl Replayer<'_> {
    /// The place of a node in the file.
    pub fn span(&self, node: &SyntaxNode) -> Span {
        let mut range = node.text_range();
        for origin in self.origins.iter().rev() {
            match origin {
                Origin::Body(body) => range = body.source_range(range),
                Origin::Behind(bytes) => {
                    range = range.checked_add((*bytes).into()).unwrap_or(range);
                }
                Origin::At(span) => return *span,
            }
        }
        Span {
            file: self.file,
            start: range.start().into(),
            end: range.end().into(),
        }
    }

    pub fn problem(&mut self, cause: Cause, place: Option<Span>) {
        let is_known = self.step.problems.iter().any(|known| known.cause == cause);
        if !is_known {
            self.step.problems.push(Problem { cause, place });
        }
    }

    pub fn missing(&mut self, item: Item, node: &SyntaxNode) {
        let place = self.span(node);
        self.problem(Cause::Missing(item), Some(place));
    }

    pub fn exists(&mut self, item: Item, node: &SyntaxNode) {
        let place = self.span(node);
        self.problem(Cause::Exists(item), Some(place));
    }

    pub fn in_use(&mut self, item: Item, by: Item, node: &SyntaxNode) {
        let place = self.span(node);
        self.problem(Cause::InUse { item, by }, Some(place));
    }

    /// The script makes it.
    pub fn creates(&mut self, item: Item) {
        self.made.insert(item.clone(), self.at);
        if !self.step.creates.contains(&item) {
            self.step.creates.push(item);
        }
    }

    /// The script changes it.
    pub fn alters(&mut self, item: Item) {
        self.uses(&item);
        let own = self.step.creates.contains(&item) || self.step.alters.contains(&item);
        if !own {
            self.step.alters.push(item);
        }
    }

    /// The script drops it.
    pub fn drops(&mut self, item: Item) {
        self.uses(&item);
        self.made.remove(&item);
        if !self.step.drops.contains(&item) {
            self.step.drops.push(item);
        }
    }

    /// The script speaks of it, and an earlier one may have made it.
    pub fn uses(&mut self, item: &Item) {
        let Some(from) = self.made.get(item) else {
            return;
        };
        let is_known = self.step.needs.iter().any(|need| need.item == *item);
        if from < self.at && !is_known {
            self.step.needs.push(Need {
                item: item.clone(),
                from,
            });
        }
    }

    /// Something that may have changed an object in a way that we did not understand.
    pub fn taint(&mut self, object: Object, reason: impl Into<String>, node: &SyntaxNode) {
        let place = Some(self.span(node));
        let unknown = Unknown {
            object,
            reason: reason.into(),
            place,
        };
        if !self.unknown.contains(&unknown) {
            self.unknown.push(unknown);
        }
    }
}
