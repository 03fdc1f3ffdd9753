//! Values that a copy of the state shares until one of the two changes.

use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use crate::catalog::Name;
use crate::sql::ddl::{Item, Kind};

/// A value that is copied when it is changed while another one holds it.
#[derive(Debug, Clone)]
pub struct Shared<T>(Rc<T>);

impl<T: Clone> Shared<T> {
    pub fn into_inner(self) -> T {
        Rc::unwrap_or_clone(self.0)
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Rc::make_mut(&mut self.0)
    }
}

/// Which script made a thing; what was changed since a mark can be taken back.
#[derive(Debug, Default)]
pub struct Made {
    scripts: HashMap<Item, usize>,
    /// What stood there before each change, while there are marks.
    changes: Vec<(Item, Option<usize>)>,
    marks: usize,
}

impl Made {
    pub fn get(&self, item: &Item) -> Option<usize> {
        self.scripts.get(item).copied()
    }

    pub fn insert(&mut self, item: Item, script: usize) {
        let before = self.scripts.insert(item.clone(), script);
        self.remember(item, before);
    }

    pub fn remove(&mut self, item: &Item) -> Option<usize> {
        let before = self.scripts.remove(item);
        self.remember(item.clone(), before);
        before
    }

    /// Forgets what a table had.
    pub fn forget_parts(&mut self, of: &Name) {
        let parts: Vec<Item> = self
            .scripts
            .keys()
            .filter(|item| item.member.is_some() && item.name == *of && item.kind != Kind::Label)
            .cloned()
            .collect();
        for item in parts {
            self.remove(&item);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Item, &usize)> {
        self.scripts.iter()
    }

    pub fn mark(&mut self) -> usize {
        self.marks += 1;
        self.changes.len()
    }

    /// Keeps what was changed since the mark.
    pub fn keep(&mut self) {
        self.marks -= 1;
        if self.marks == 0 {
            self.changes.clear();
        }
    }

    /// Takes back what was changed since the mark.
    pub fn take_back(&mut self, mark: usize) {
        for (item, before) in self.changes.drain(mark..).rev() {
            match before {
                Some(script) => self.scripts.insert(item, script),
                None => self.scripts.remove(&item),
            };
        }
        self.keep();
    }

    fn remember(&mut self, item: Item, before: Option<usize>) {
        if self.marks > 0 {
            self.changes.push((item, before));
        }
    }
}
