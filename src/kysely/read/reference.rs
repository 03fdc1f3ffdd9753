//! Types by their names: Kysely's own, those of TypeScript, and the project's.

use oxc_ast::ast::{TSTypeName, TSTypeParameterDeclaration, TSTypeReference};

use crate::{
    diagnostic::FileId,
    typescript::modules::{Declared, Meaning},
};

use super::{
    Reader,
    evaluate::{TypeScope, of_value},
    ty::Type,
};

impl<'a> Reader<'a> {
    pub(super) fn reference(
        &self,
        reference: &'a TSTypeReference<'a>,
        scope: &TypeScope<'a>,
    ) -> Type {
        let place = scope.place(reference.span);
        if let TSTypeName::IdentifierReference(id) = &reference.type_name {
            let mut parameters = scope.parameters.iter().rev();
            if let Some((_, ty)) = parameters.find(|(name, _)| *name == id.name.as_str()) {
                return ty.clone();
            }
        }
        match self.meaning(&reference.type_name, scope) {
            Meaning::Declared(module, name, declared) => match declared {
                Declared::Alias(alias) => {
                    let key = (module.file, name);
                    // A type that is made of itself is a tree of values: JSON.
                    if self.aliases.borrow().contains(&key) {
                        return Type::Object;
                    }
                    let inner = self.with_arguments(
                        reference,
                        alias.type_parameters.as_ref(),
                        module.file,
                        scope,
                    );
                    self.aliases.borrow_mut().push(key);
                    let ty = self.evaluate(&alias.type_annotation, &inner);
                    self.aliases.borrow_mut().pop();
                    ty
                }
                Declared::Enum(_) => {
                    let value = self.evaluator.name(module.file, name, place);
                    match self.evaluator.entries(&value) {
                        Some(object) => Type::union(
                            object
                                .entries
                                .iter()
                                .map(|entry| of_value(&entry.value, place)),
                        ),
                        None => Type::Unread(format!("the enum `{name}`"), place),
                    }
                }
                _ => Type::Object,
            },
            Meaning::Package { module, name } => self
                .of_package(module, name, reference, scope)
                .unwrap_or_else(|| {
                    let spelled = self.evaluator.library.text(place);
                    Type::Unread(format!("the type `{spelled}` of `\"{module}\"`"), place)
                }),
            Meaning::Missing(module) => {
                let spelled = self.evaluator.library.text(place);
                Type::Unread(
                    format!("`{spelled}`, which `\"{module}\"` does not bring"),
                    place,
                )
            }
            Meaning::Unbound | Meaning::Namespace(_) => {
                self.global(reference, scope).unwrap_or_else(|| {
                    let spelled = self.evaluator.library.text(place);
                    Type::Unread(format!("`{spelled}`, which is not declared"), place)
                })
            }
        }
    }

    /// The arguments of a reference as the parameters of what it refers to.
    pub(super) fn with_arguments(
        &self,
        reference: &'a TSTypeReference<'a>,
        parameters: Option<&'a oxc_allocator::Box<'a, TSTypeParameterDeclaration<'a>>>,
        file: FileId,
        scope: &TypeScope<'a>,
    ) -> TypeScope<'a> {
        let mut inner = TypeScope::top(file);
        let parameters = parameters.map_or(&[][..], |declared| &declared.params);
        for (i, parameter) in parameters.iter().enumerate() {
            let ty = match self.argument(reference, i, scope) {
                Some(ty) => ty,
                None => match &parameter.default {
                    Some(default) => self.evaluate(default, &inner),
                    None => Type::Named("unknown"),
                },
            };
            inner.parameters.push((parameter.name.name.as_str(), ty));
        }
        inner
    }

    fn argument(
        &self,
        reference: &'a TSTypeReference<'a>,
        i: usize,
        scope: &TypeScope<'a>,
    ) -> Option<Type> {
        let argument = reference.type_arguments.as_ref()?.params.get(i)?;
        Some(self.evaluate(argument, scope))
    }

    fn of_package(
        &self,
        module: &str,
        name: &str,
        reference: &'a TSTypeReference<'a>,
        scope: &TypeScope<'a>,
    ) -> Option<Type> {
        let argument = |i| self.argument(reference, i, scope);
        let column = |select, insert, update| Type::Column(Box::new([select, insert, update]));
        match (module, name) {
            ("kysely", "ColumnType") => {
                let select = argument(0)?;
                let insert = argument(1).unwrap_or_else(|| select.clone());
                let update = argument(2).unwrap_or_else(|| insert.clone());
                Some(column(select, insert, update))
            }
            ("kysely", "Generated") => {
                let ty = argument(0)?;
                let insert = Type::union([ty.insert(), Type::Undefined]);
                let update = ty.insert();
                Some(column(ty.select(), insert, update))
            }
            ("kysely", "GeneratedAlways") => {
                Some(column(argument(0)?.select(), Type::Never, Type::Never))
            }
            // What is selected is JSON, whatever its type is.
            ("kysely", "JSONColumnType") => {
                let select = match argument(0)? {
                    ty if ty.contains(&Type::Null) => Type::union([Type::Object, Type::Null]),
                    _ => Type::Object,
                };
                let insert = argument(1).unwrap_or(Type::Named("string"));
                let update = argument(2).unwrap_or(Type::Named("string"));
                Some(column(select, insert, update))
            }
            ("postgres-interval", _) => Some(Type::Object),
            ("buffer" | "node:buffer", "Buffer") => Some(Type::Named("Buffer")),
            _ => None,
        }
    }

    fn global(&self, reference: &'a TSTypeReference<'a>, scope: &TypeScope<'a>) -> Option<Type> {
        let TSTypeName::IdentifierReference(id) = &reference.type_name else {
            return None;
        };
        let argument = |i| self.argument(reference, i, scope);
        Some(match id.name.as_str() {
            "Date" => Type::Named("Date"),
            "Buffer" | "Uint8Array" | "ArrayBuffer" => Type::Named("Buffer"),
            "String" => Type::Named("string"),
            "Number" => Type::Named("number"),
            "Boolean" => Type::Named("boolean"),
            "Array" | "ReadonlyArray" => Type::List(Box::new(argument(0)?)),
            "Record" | "Partial" | "Pick" | "Omit" | "Object" | "Map" | "Set" => Type::Object,
            "Readonly" | "Required" | "Awaited" => argument(0)?,
            "NonNullable" => Type::union(
                argument(0)?
                    .members()
                    .into_iter()
                    .filter(|ty| !matches!(ty, Type::Null | Type::Undefined))
                    .cloned(),
            ),
            "Exclude" => {
                let without = argument(1)?;
                Type::union(
                    argument(0)?
                        .members()
                        .into_iter()
                        .filter(|ty| !without.contains(ty))
                        .cloned(),
                )
            }
            _ => return None,
        })
    }
}
