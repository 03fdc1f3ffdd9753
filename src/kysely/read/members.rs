//! The properties of an interface or an object type.

use oxc_ast::ast::{PropertyKey, TSInterfaceDeclaration, TSSignature, TSType, TSTypeName};

use crate::{
    diagnostic::{FileId, Span},
    typescript::modules::{Declared, Meaning, Space},
};

use super::{Reader, evaluate::TypeScope};

/// `email: string`
#[derive(Clone)]
pub struct Member<'a> {
    pub name: String,
    pub ty: &'a TSType<'a>,
    pub optional: bool,
    pub place: Span,
    pub scope: TypeScope<'a>,
}

impl<'a> Reader<'a> {
    /// The properties of a type; otherwise why they cannot be read.
    pub(super) fn members_of(
        &self,
        ty: &'a TSType<'a>,
        scope: &TypeScope<'a>,
    ) -> Result<Vec<Member<'a>>, String> {
        match ty {
            TSType::TSTypeLiteral(literal) => signatures(&literal.members, scope),
            TSType::TSParenthesizedType(one) => self.members_of(&one.type_annotation, scope),
            TSType::TSIntersectionType(all) => {
                let mut members = Vec::new();
                for one in &all.types {
                    merge(&mut members, self.members_of(one, scope)?);
                }
                Ok(members)
            }
            TSType::TSTypeReference(reference) => {
                let meaning = self.meaning(&reference.type_name, scope);
                let arguments = reference.type_arguments.as_ref();
                match meaning {
                    Meaning::Declared(module, name, declared) => {
                        if arguments.is_some() {
                            return self.generic_members(reference, module.file, declared, scope);
                        }
                        self.members_of_declared(module.file, name, declared)
                    }
                    Meaning::Package { module, name } => {
                        Err(format!("the type `{name}` of `\"{module}\"`"))
                    }
                    Meaning::Missing(module) => {
                        Err(format!("a type that `\"{module}\"` does not bring"))
                    }
                    Meaning::Unbound | Meaning::Namespace(_) => {
                        self.utility_members(reference, scope)
                    }
                }
            }
            _ => Err("a type that is no list of properties".to_owned()),
        }
    }

    pub(super) fn members_of_declared(
        &self,
        file: FileId,
        name: &str,
        declared: Declared<'a>,
    ) -> Result<Vec<Member<'a>>, String> {
        let scope = TypeScope::top(file);
        self.members_within(file, name, declared, &scope)
    }

    fn members_within(
        &self,
        file: FileId,
        name: &str,
        declared: Declared<'a>,
        scope: &TypeScope<'a>,
    ) -> Result<Vec<Member<'a>>, String> {
        match declared {
            Declared::Alias(alias) => {
                let key = (file, alias.id.name.as_str());
                if self.aliases.borrow().contains(&key) {
                    return Err(format!("`{name}`, which needs itself"));
                }
                self.aliases.borrow_mut().push(key);
                let members = self.members_of(&alias.type_annotation, scope);
                self.aliases.borrow_mut().pop();
                members
            }
            Declared::Interface(interface) => {
                let key = (file, interface.id.name.as_str());
                if self.aliases.borrow().contains(&key) {
                    return Err(format!("`{name}`, which needs itself"));
                }
                self.aliases.borrow_mut().push(key);
                let mut members = Ok(Vec::new());
                for interface in self.evaluator.library.module(file).interfaces(name) {
                    let more = self.interface(interface, scope);
                    members = members.and_then(|mut all| {
                        merge(&mut all, more?);
                        Ok(all)
                    });
                }
                self.aliases.borrow_mut().pop();
                members
            }
            _ => Err(format!("`{name}`, which is no list of properties")),
        }
    }

    fn interface(
        &self,
        interface: &'a TSInterfaceDeclaration<'a>,
        scope: &TypeScope<'a>,
    ) -> Result<Vec<Member<'a>>, String> {
        let mut members = Vec::new();
        for base in &interface.extends {
            match self.meaning(&base.type_name, scope) {
                Meaning::Declared(module, name, declared) if base.type_arguments.is_none() => {
                    let is_itself = module.file == scope.file && name == interface.id.name.as_str();
                    if is_itself {
                        return Err(format!("`{name}`, which needs itself"));
                    }
                    merge(
                        &mut members,
                        self.members_of_declared(module.file, name, declared)?,
                    );
                }
                _ => return Err(format!("what `{}` extends", interface.id.name)),
            }
        }
        merge(&mut members, signatures(&interface.body.body, scope)?);
        Ok(members)
    }

    /// `Timestamps<string>`: the parameters get their types.
    fn generic_members(
        &self,
        reference: &'a oxc_ast::ast::TSTypeReference<'a>,
        file: FileId,
        declared: Declared<'a>,
        scope: &TypeScope<'a>,
    ) -> Result<Vec<Member<'a>>, String> {
        let parameters = match declared {
            Declared::Alias(alias) => alias.type_parameters.as_ref(),
            Declared::Interface(interface) => interface.type_parameters.as_ref(),
            _ => None,
        };
        let inner = self.with_arguments(reference, parameters, file, scope);
        let name = match declared {
            Declared::Interface(interface) => interface.id.name.as_str(),
            _ => "",
        };
        self.members_within(file, name, declared, &inner)
    }

    /// `Omit<Users, "password">`, `Pick<…>`
    fn utility_members(
        &self,
        reference: &'a oxc_ast::ast::TSTypeReference<'a>,
        scope: &TypeScope<'a>,
    ) -> Result<Vec<Member<'a>>, String> {
        let unreadable = || Err("a type that is not declared".to_owned());
        let TSTypeName::IdentifierReference(id) = &reference.type_name else {
            return unreadable();
        };
        let Some(arguments) = &reference.type_arguments else {
            return unreadable();
        };
        let Some(first) = arguments.params.first() else {
            return unreadable();
        };
        let keys = arguments
            .params
            .get(1)
            .map(|keys| self.evaluate(keys, scope));
        let named = |member: &Member<'a>| {
            keys.as_ref()
                .is_some_and(|keys| keys.contains(&super::ty::Type::Literal(member.name.clone())))
        };
        let mut members = self.members_of(first, scope)?;
        match id.name.as_str() {
            "Readonly" | "Required" => {}
            "Pick" => members.retain(named),
            "Omit" => members.retain(|member| !named(member)),
            _ => return unreadable(),
        }
        Ok(members)
    }

    /// What the name of a type means.
    pub(super) fn meaning(&self, name: &TSTypeName<'a>, scope: &TypeScope<'a>) -> Meaning<'a> {
        let library = &self.evaluator.library;
        match name {
            TSTypeName::IdentifierReference(id) => {
                library.lookup(scope.file, id.name.as_str(), Space::Type)
            }
            TSTypeName::QualifiedName(qualified) => match self.meaning(&qualified.left, scope) {
                Meaning::Namespace(file) => {
                    library.export(file, qualified.right.name.as_str(), Space::Type)
                }
                Meaning::Package { module, name: "*" } => Meaning::Package {
                    module,
                    name: qualified.right.name.as_str(),
                },
                Meaning::Package { module, .. } => Meaning::Package { module, name: "" },
                _ => Meaning::Unbound,
            },
            TSTypeName::ThisExpression(_) => Meaning::Unbound,
        }
    }
}

/// Adds members; one of the same name takes the place of the former.
fn merge<'a>(members: &mut Vec<Member<'a>>, more: Vec<Member<'a>>) {
    for member in more {
        match members.iter_mut().find(|old| old.name == member.name) {
            Some(old) => *old = member,
            None => members.push(member),
        }
    }
}

fn signatures<'a>(
    signatures: &'a [TSSignature<'a>],
    scope: &TypeScope<'a>,
) -> Result<Vec<Member<'a>>, String> {
    let mut members = Vec::new();
    for signature in signatures {
        let TSSignature::TSPropertySignature(property) = signature else {
            return Err("a property without a name of its own".to_owned());
        };
        let name = match &property.key {
            PropertyKey::StaticIdentifier(id) => id.name.to_string(),
            PropertyKey::StringLiteral(text) => text.value.to_string(),
            PropertyKey::NumericLiteral(number) => number.value.to_string(),
            _ => return Err("a property without a name of its own".to_owned()),
        };
        let Some(annotation) = &property.type_annotation else {
            return Err(format!("`{name}` without a type"));
        };
        members.push(Member {
            name,
            ty: &annotation.type_annotation,
            optional: property.optional,
            place: scope.place(property.span),
            scope: scope.clone(),
        });
    }
    Ok(members)
}
