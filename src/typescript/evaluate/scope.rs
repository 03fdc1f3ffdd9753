//! What a piece of code sees: local names, and behind them those of its module.

use std::cell::RefCell;
use std::rc::Rc;

use oxc_ast::ast::{ArrowFunctionExpression, Function};
use oxc_span::Span as OxcSpan;

use crate::diagnostic::{FileId, Span};
use crate::typescript::value::Value;

use super::{Closure, Code};

#[derive(Clone)]
pub struct Scope<'a> {
    file: FileId,
    names: Rc<Names<'a>>,
}

struct Names<'a> {
    here: RefCell<Vec<(&'a str, Value<'a>)>>,
    outer: Option<Rc<Names<'a>>>,
}

impl<'a> Scope<'a> {
    pub fn top(file: FileId) -> Self {
        Self {
            file,
            names: Rc::new(Names {
                here: RefCell::default(),
                outer: None,
            }),
        }
    }

    pub fn inner(&self) -> Self {
        Self {
            file: self.file,
            names: Rc::new(Names {
                here: RefCell::default(),
                outer: Some(Rc::clone(&self.names)),
            }),
        }
    }

    pub fn file(&self) -> FileId {
        self.file
    }

    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        let mut names = Some(&self.names);
        while let Some(here) = names {
            let found = here.here.borrow();
            if let Some((_, value)) = found.iter().rev().find(|(known, _)| *known == name) {
                return Some(value.clone());
            }
            names = here.outer.as_ref();
        }
        None
    }

    pub fn set(&self, name: &'a str, value: Value<'a>) {
        self.names.here.borrow_mut().push((name, value));
    }

    pub fn place(&self, span: OxcSpan) -> Span {
        place(self.file, span)
    }

    pub fn function(&self, function: &'a Function<'a>) -> Value<'a> {
        self.closure(Code::Function(function))
    }

    pub fn arrow(&self, arrow: &'a ArrowFunctionExpression<'a>) -> Value<'a> {
        self.closure(Code::Arrow(arrow))
    }

    fn closure(&self, code: Code<'a>) -> Value<'a> {
        let scope = self.clone();
        Value::Function(Rc::new(Closure { code, scope }))
    }
}

pub fn place(file: FileId, span: OxcSpan) -> Span {
    Span {
        file,
        start: span.start,
        end: span.end,
    }
}
