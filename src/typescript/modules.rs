//! Modules that refer to each other: what a name means, wherever it is declared.
//!
//! A module is parsed when a name leads to it. Where files are is for the
//! implementation of [`Modules`] to say.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    BindingPattern, Declaration, ExportDefaultDeclarationKind, Expression, Function,
    ImportDeclarationSpecifier, Program, Statement, TSEnumDeclaration, TSInterfaceDeclaration,
    TSTypeAliasDeclaration, VariableDeclarator,
};

use crate::diagnostic::{FileId, Sources, Span};

use super::parse::{ParseError, parse_file};

/// Where an import leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// To a file of the project.
    File(FileId),
    /// To a package, which is not followed.
    Package,
    /// Nowhere: the file is not there, or cannot be read.
    Missing,
}

/// Finds and reads the modules that a module imports.
pub trait Modules {
    /// Where `specifier` leads that stands in `from`; a new file is added to `sources`.
    fn resolve(&mut self, from: FileId, specifier: &str, sources: &mut Sources) -> Resolved;
}

/// A project that is one file: every import leads to a package or nowhere.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoModules;

impl Modules for NoModules {
    fn resolve(&mut self, _: FileId, specifier: &str, _: &mut Sources) -> Resolved {
        if specifier.starts_with('.') {
            Resolved::Missing
        } else {
            Resolved::Package
        }
    }
}

/// What declares a name.
#[derive(Debug, Clone, Copy)]
pub enum Declared<'a> {
    Variable(&'a VariableDeclarator<'a>),
    Function(&'a Function<'a>),
    Enum(&'a TSEnumDeclaration<'a>),
    Alias(&'a TSTypeAliasDeclaration<'a>),
    Interface(&'a TSInterfaceDeclaration<'a>),
    Class,
    /// `import { name } from "module"`; `name` is `default` or `*` for the other forms.
    Import {
        module: &'a str,
        name: &'a str,
    },
    /// `export default …`
    Default(&'a Expression<'a>),
}

/// Values and types have names of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    Value,
    Type,
}

/// Where a name leads.
#[derive(Debug, Clone)]
pub enum Meaning<'a> {
    Declared(Rc<Module<'a>>, &'a str, Declared<'a>),
    /// A name of a package; `*` is all of it.
    Package {
        module: &'a str,
        name: &'a str,
    },
    /// All exports of a file of the project.
    Namespace(FileId),
    /// There is no such name in the module: a global one, or a mistake.
    Unbound,
    /// The import leads nowhere.
    Missing(&'a str),
}

#[derive(Debug)]
enum Export<'a> {
    Local(&'a str),
    From { module: &'a str, name: &'a str },
}

/// A parsed module and its names.
#[derive(Debug)]
pub struct Module<'a> {
    pub file: FileId,
    pub program: Option<&'a Program<'a>>,
    /// Why it was not parsed.
    pub error: Option<ParseError>,
    /// Names that are declared at its top, in order.
    pub declared: Vec<(&'a str, Declared<'a>)>,
    by_name: HashMap<&'a str, Vec<usize>>,
    exports: Vec<(&'a str, Export<'a>)>,
    exports_by_name: HashMap<&'a str, usize>,
    /// The modules behind `export * from "…"`.
    stars: Vec<&'a str>,
}

/// The modules that were met so far.
pub struct Library<'a> {
    arena: &'a Allocator,
    modules: RefCell<HashMap<FileId, Rc<Module<'a>>>>,
    resolved: RefCell<HashMap<(FileId, &'a str), Resolved>>,
    world: RefCell<(&'a mut dyn Modules, &'a mut Sources)>,
}

impl std::fmt::Debug for Library<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Library").finish_non_exhaustive()
    }
}

/// How far re-exports and imports are followed.
const MOST_STEPS: usize = 64;

impl<'a> Library<'a> {
    pub fn new(
        arena: &'a Allocator,
        modules: &'a mut dyn Modules,
        sources: &'a mut Sources,
    ) -> Self {
        Self {
            arena,
            modules: RefCell::default(),
            resolved: RefCell::default(),
            world: RefCell::new((modules, sources)),
        }
    }

    /// The module in a file, parsed on first use.
    pub fn module(&self, file: FileId) -> Rc<Module<'a>> {
        if let Some(module) = self.modules.borrow().get(&file) {
            return Rc::clone(module);
        }
        let parsed = {
            let world = self.world.borrow();
            let source = world.1.get(file);
            let text = self.arena.alloc_str(&source.text);
            parse_file(self.arena, text, &source.path)
        };
        let module = Rc::new(match parsed {
            Ok(program) => Module::new(file, self.arena.alloc(program)),
            Err(error) => Module::unparsed(file, error),
        });
        self.modules.borrow_mut().insert(file, Rc::clone(&module));
        module
    }

    /// What a name means in a module.
    pub fn lookup(&self, file: FileId, name: &str, space: Space) -> Meaning<'a> {
        self.lookup_within(file, name, space, MOST_STEPS)
    }

    /// Whether a module declares a value of this name itself.
    pub fn is_value(&self, file: FileId, name: &str) -> bool {
        self.module(file).find(name, Space::Value).is_some()
    }

    /// What a module exports under a name.
    pub fn export(&self, file: FileId, name: &str, space: Space) -> Meaning<'a> {
        self.export_within(file, name, space, MOST_STEPS)
    }

    /// The names that a module exports, in order; those of `export *` come last.
    pub fn exports(&self, file: FileId) -> Vec<&'a str> {
        let mut names = Vec::new();
        self.collect_exports(file, &mut names, &mut Vec::new());
        names
    }

    fn collect_exports(&self, file: FileId, names: &mut Vec<&'a str>, seen: &mut Vec<FileId>) {
        if seen.contains(&file) {
            return;
        }
        seen.push(file);
        let module = self.module(file);
        for (name, _) in &module.exports {
            if !names.contains(name) {
                names.push(name);
            }
        }
        for star in &module.stars {
            if let Resolved::File(file) = self.resolve(file, star) {
                self.collect_exports(file, names, seen);
            }
        }
    }

    /// The modules behind `export *` that lead nowhere.
    pub fn missing_stars(&self, file: FileId) -> Vec<&'a str> {
        let module = self.module(file);
        let mut missing = Vec::new();
        for star in &module.stars {
            if self.resolve(file, star) == Resolved::Missing {
                missing.push(*star);
            }
        }
        missing
    }

    /// The first line of a place, which is enough to find it by.
    pub fn first_line(&self, place: Span) -> Span {
        let text = self.text(place);
        let length = text.find(['\n', '\r']).unwrap_or(text.len());
        Span {
            end: place.start + u32::try_from(length).unwrap_or(0),
            ..place
        }
    }

    /// The text of a place.
    pub fn text(&self, place: Span) -> String {
        let world = self.world.borrow();
        let text = &world.1.get(place.file).text;
        text.get(place.start as usize..place.end as usize)
            .unwrap_or_default()
            .to_owned()
    }

    fn resolve(&self, from: FileId, specifier: &'a str) -> Resolved {
        if let Some(known) = self.resolved.borrow().get(&(from, specifier)) {
            return *known;
        }
        let resolved = {
            let mut world = self.world.borrow_mut();
            let (modules, sources) = &mut *world;
            modules.resolve(from, specifier, sources)
        };
        self.resolved
            .borrow_mut()
            .insert((from, specifier), resolved);
        resolved
    }

    fn lookup_within(&self, file: FileId, name: &str, space: Space, steps: usize) -> Meaning<'a> {
        let module = self.module(file);
        match module.find(name, space) {
            None => Meaning::Unbound,
            Some((_, Declared::Import { module, name })) => {
                self.imported(file, module, name, space, steps)
            }
            Some((name, declared)) => Meaning::Declared(module, name, declared),
        }
    }

    fn imported(
        &self,
        from: FileId,
        specifier: &'a str,
        name: &'a str,
        space: Space,
        steps: usize,
    ) -> Meaning<'a> {
        match self.resolve(from, specifier) {
            Resolved::Package => Meaning::Package {
                module: specifier,
                name,
            },
            Resolved::Missing => Meaning::Missing(specifier),
            Resolved::File(file) if name == "*" => Meaning::Namespace(file),
            Resolved::File(file) => match self.export_within(file, name, space, steps) {
                Meaning::Unbound => Meaning::Missing(specifier),
                found => found,
            },
        }
    }

    fn export_within(&self, file: FileId, name: &str, space: Space, steps: usize) -> Meaning<'a> {
        let Some(steps) = steps.checked_sub(1) else {
            return Meaning::Unbound;
        };
        let module = self.module(file);
        if let Some(&index) = module.exports_by_name.get(name) {
            return match module.exports[index].1 {
                Export::Local(local) => self.lookup_within(file, local, space, steps),
                Export::From { module, name } => self.imported(file, module, name, space, steps),
            };
        }
        for star in &module.stars {
            match self.resolve(file, star) {
                Resolved::File(file) => match self.export_within(file, name, space, steps) {
                    Meaning::Unbound => {}
                    found => return found,
                },
                Resolved::Package | Resolved::Missing => {}
            }
        }
        Meaning::Unbound
    }
}

impl<'a> Module<'a> {
    fn unparsed(file: FileId, error: ParseError) -> Self {
        Self {
            file,
            program: None,
            error: Some(error),
            declared: Vec::new(),
            by_name: HashMap::new(),
            exports: Vec::new(),
            exports_by_name: HashMap::new(),
            stars: Vec::new(),
        }
    }

    fn new(file: FileId, program: &'a Program<'a>) -> Self {
        let mut module = Self::unparsed(file, ParseError::default());
        module.error = None;
        module.program = Some(program);
        for statement in &program.body {
            module.read(statement);
        }
        module
    }

    fn find(&self, name: &str, space: Space) -> Option<(&'a str, Declared<'a>)> {
        let indexes = self.by_name.get(name)?;
        let fits = |declared: &Declared<'a>| match declared {
            Declared::Variable(_) | Declared::Function(_) | Declared::Default(_) => {
                space == Space::Value
            }
            Declared::Alias(_) | Declared::Interface(_) => space == Space::Type,
            Declared::Enum(_) | Declared::Class | Declared::Import { .. } => true,
        };
        indexes
            .iter()
            .map(|&index| self.declared[index])
            .find(|(_, declared)| fits(declared))
    }

    /// Every interface of a name, which TypeScript takes together.
    pub fn interfaces(&self, name: &str) -> Vec<&'a TSInterfaceDeclaration<'a>> {
        let indexes = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        let found = indexes
            .iter()
            .filter_map(|&index| match self.declared[index].1 {
                Declared::Interface(interface) => Some(interface),
                _ => None,
            });
        found.collect()
    }

    fn declare(&mut self, name: &'a str, declared: Declared<'a>, export: bool) {
        self.by_name
            .entry(name)
            .or_default()
            .push(self.declared.len());
        self.declared.push((name, declared));
        if export {
            self.add_export(name, Export::Local(name));
        }
    }

    fn add_export(&mut self, name: &'a str, export: Export<'a>) {
        self.exports_by_name
            .entry(name)
            .or_insert(self.exports.len());
        self.exports.push((name, export));
    }

    fn read(&mut self, statement: &'a Statement<'a>) {
        match statement {
            Statement::ImportDeclaration(import) => {
                let module = import.source.value.as_str();
                for specifier in import.specifiers.iter().flatten() {
                    let (local, name) = match specifier {
                        ImportDeclarationSpecifier::ImportSpecifier(one) => {
                            (&one.local, one.imported.name())
                        }
                        ImportDeclarationSpecifier::ImportDefaultSpecifier(one) => {
                            (&one.local, "default".into())
                        }
                        ImportDeclarationSpecifier::ImportNamespaceSpecifier(one) => {
                            (&one.local, "*".into())
                        }
                    };
                    let name = name.as_str();
                    self.declare(
                        local.name.as_str(),
                        Declared::Import { module, name },
                        false,
                    );
                }
            }
            Statement::ExportAllDeclaration(export) => {
                let module = export.source.value.as_str();
                match &export.exported {
                    Some(name) => {
                        let export = Export::From { module, name: "*" };
                        self.add_export(name.name().as_str(), export);
                    }
                    None => self.stars.push(module),
                }
            }
            Statement::ExportNamedDeclaration(export) => {
                for one in &export.specifiers {
                    let local = Export::Local(one.local.name().as_str());
                    self.add_export(one.exported.name().as_str(), local);
                }
            }
            Statement::ExportFromDeclaration(export) => {
                let module = export.source.value.as_str();
                for one in &export.specifiers {
                    let name = one.local.name().as_str();
                    let from = Export::From { module, name };
                    self.add_export(one.exported.name().as_str(), from);
                }
            }
            Statement::ExportDefaultDeclaration(export) => {
                let declared = match &export.declaration {
                    ExportDefaultDeclarationKind::FunctionDeclaration(one) => {
                        Declared::Function(one)
                    }
                    ExportDefaultDeclarationKind::ClassDeclaration(_) => Declared::Class,
                    ExportDefaultDeclarationKind::TSInterfaceDeclaration(one) => {
                        Declared::Interface(one)
                    }
                    other => Declared::Default(other.to_expression()),
                };
                self.declare("default", declared, true);
            }
            Statement::ExportDeclaration(export) => self.declaration(&export.declaration, true),
            other => {
                if let Some(declaration) = other.as_declaration() {
                    self.declaration(declaration, false);
                }
            }
        }
    }

    fn declaration(&mut self, declaration: &'a Declaration<'a>, export: bool) {
        match declaration {
            Declaration::VariableDeclaration(variables) => {
                for declarator in &variables.declarations {
                    let mut names = Vec::new();
                    bound_names(&declarator.id, &mut names);
                    for name in names {
                        self.declare(name, Declared::Variable(declarator), export);
                    }
                }
            }
            Declaration::FunctionDeclaration(one) => {
                if let Some(id) = &one.id {
                    self.declare(id.name.as_str(), Declared::Function(one), export);
                }
            }
            Declaration::ClassDeclaration(one) => {
                if let Some(id) = &one.id {
                    self.declare(id.name.as_str(), Declared::Class, export);
                }
            }
            Declaration::TSEnumDeclaration(one) => {
                self.declare(one.id.name.as_str(), Declared::Enum(one), export);
            }
            Declaration::TSTypeAliasDeclaration(one) => {
                self.declare(one.id.name.as_str(), Declared::Alias(one), export);
            }
            Declaration::TSInterfaceDeclaration(one) => {
                self.declare(one.id.name.as_str(), Declared::Interface(one), export);
            }
            Declaration::TSNamespaceDeclaration(_)
            | Declaration::TSImportEqualsDeclaration(_)
            | Declaration::TSExternalModuleDeclaration(_)
            | Declaration::TSGlobalDeclaration(_) => {}
        }
    }
}

/// The names that a pattern binds.
fn bound_names<'a>(pattern: &'a BindingPattern<'a>, names: &mut Vec<&'a str>) {
    match pattern {
        BindingPattern::BindingIdentifier(id) => names.push(id.name.as_str()),
        BindingPattern::ObjectPattern(object) => {
            for property in &object.properties {
                bound_names(&property.value, names);
            }
            if let Some(rest) = &object.rest {
                bound_names(&rest.argument, names);
            }
        }
        BindingPattern::ArrayPattern(array) => {
            for element in array.elements.iter().flatten() {
                bound_names(element, names);
            }
            if let Some(rest) = &array.rest {
                bound_names(&rest.argument, names);
            }
        }
        BindingPattern::AssignmentPattern(default) => bound_names(&default.left, names),
    }
}
