//! Types that are put together: unions, conditions, indexed access.

use oxc_ast::ast::{
    TSConditionalType, TSIndexedAccessType, TSLiteral, TSTupleElement, TSType, TSTypeName,
    TSTypeOperatorOperator, TSTypeQuery, TSTypeQueryExprName,
};
use oxc_span::GetSpan;

use crate::{diagnostic::FileId, typescript::value::Value};

use super::{Reader, ty::Type};

/// How deep types may stand in each other.
const MOST_DEPTH: usize = 100;
/// How many types one reading may work out.
const MOST_STEPS: usize = 2_000_000;

/// What a type may refer to: its file, and the parameters around it.
#[derive(Clone)]
pub struct TypeScope<'a> {
    pub file: FileId,
    pub parameters: Vec<(&'a str, Type)>,
}

impl TypeScope<'_> {
    pub fn top(file: FileId) -> Self {
        Self {
            file,
            parameters: Vec::new(),
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn evaluate(&self, ty: &'a TSType<'a>, scope: &TypeScope<'a>) -> Type {
        let (depth, steps) = (self.depth.get(), self.steps.get());
        if depth > MOST_DEPTH || steps > MOST_STEPS {
            let reason = "a type that is nested too deep".to_owned();
            return Type::Unread(reason, scope.place(ty.span()));
        }
        self.depth.set(depth + 1);
        self.steps.set(steps + 1);
        let worth = self.worth(ty, scope);
        self.depth.set(depth);
        worth
    }

    fn worth(&self, ty: &'a TSType<'a>, scope: &TypeScope<'a>) -> Type {
        let place = scope.place(ty.span());
        let unread = |what: &str| Type::Unread(what.to_owned(), place);
        match ty {
            TSType::TSAnyKeyword(_) | TSType::TSUnknownKeyword(_) => Type::Named("unknown"),
            TSType::TSBigIntKeyword(_) => Type::Named("bigint"),
            TSType::TSBooleanKeyword(_) => Type::Named("boolean"),
            TSType::TSNumberKeyword(_) => Type::Named("number"),
            TSType::TSStringKeyword(_) | TSType::TSTemplateLiteralType(_) => Type::Named("string"),
            TSType::TSNeverKeyword(_) => Type::Never,
            TSType::TSNullKeyword(_) => Type::Null,
            TSType::TSUndefinedKeyword(_) | TSType::TSVoidKeyword(_) => Type::Undefined,
            TSType::TSObjectKeyword(_)
            | TSType::TSTypeLiteral(_)
            | TSType::TSMappedType(_)
            | TSType::TSFunctionType(_) => Type::Object,
            TSType::TSLiteralType(literal) => match &literal.literal {
                TSLiteral::BooleanLiteral(_) => Type::Named("boolean"),
                TSLiteral::NumericLiteral(_) | TSLiteral::UnaryExpression(_) => {
                    Type::Named("number")
                }
                TSLiteral::BigIntLiteral(_) => Type::Named("bigint"),
                TSLiteral::StringLiteral(text) => Type::Literal(text.value.to_string()),
                TSLiteral::TemplateLiteral(_) => Type::Named("string"),
            },
            TSType::TSParenthesizedType(one) => self.evaluate(&one.type_annotation, scope),
            TSType::TSUnionType(union) => {
                Type::union(union.types.iter().map(|one| self.evaluate(one, scope)))
            }
            TSType::TSIntersectionType(all) => {
                let types = all.types.iter().map(|one| self.evaluate(one, scope));
                Type::intersection(types.collect())
            }
            TSType::TSArrayType(array) => {
                Type::List(Box::new(self.evaluate(&array.element_type, scope)))
            }
            TSType::TSTupleType(tuple) => {
                let elements = tuple.element_types.iter().map(|element| match element {
                    TSTupleElement::TSOptionalType(one) => {
                        self.evaluate(&one.type_annotation, scope)
                    }
                    TSTupleElement::TSRestType(_) => Type::Object,
                    other => self.evaluate(other.to_ts_type(), scope),
                });
                Type::List(Box::new(Type::union(elements)))
            }
            TSType::TSTypeOperatorType(operator) => match operator.operator {
                TSTypeOperatorOperator::Readonly => self.evaluate(&operator.type_annotation, scope),
                TSTypeOperatorOperator::Keyof => self.keys(&operator.type_annotation, scope),
                TSTypeOperatorOperator::Unique => unread("a symbol"),
            },
            TSType::TSIndexedAccessType(access) => self.access(access, scope),
            TSType::TSConditionalType(condition) => self.condition(condition, scope),
            TSType::TSTypeReference(reference) => self.reference(reference, scope),
            TSType::TSTypeQuery(_) => unread("the type of a value"),
            TSType::TSImportType(import) if import.source.value == "kysely" => {
                unread("a type that is imported in place")
            }
            _ => unread("a type that we do not know"),
        }
    }

    /// `keyof typeof Role`
    fn keys(&self, ty: &'a TSType<'a>, scope: &TypeScope<'a>) -> Type {
        if let TSType::TSTypeQuery(query) = ty
            && let Some(value) = self.queried(query, scope)
            && let Some(object) = self.evaluator.entries(&value)
        {
            return Type::union(object.entries.into_iter().map(|e| Type::Literal(e.key)));
        }
        match self.members_of(ty, scope) {
            Ok(members) => Type::union(members.into_iter().map(|m| Type::Literal(m.name))),
            Err(reason) => Type::Unread(reason, scope.place(ty.span())),
        }
    }

    /// `(typeof Role)[keyof typeof Role]`, `Users["id"]`
    fn access(&self, access: &'a TSIndexedAccessType<'a>, scope: &TypeScope<'a>) -> Type {
        let place = scope.place(access.span);
        let mut object = &access.object_type;
        while let TSType::TSParenthesizedType(one) = object {
            object = &one.type_annotation;
        }
        if let TSType::TSTypeQuery(query) = object {
            let values: Vec<Value<'a>> = match self.queried(query, scope) {
                Some(Value::Array(items)) => items.to_vec(),
                Some(value) => match self.evaluator.entries(&value) {
                    Some(object) => object.entries.into_iter().map(|e| e.value).collect(),
                    None => Vec::new(),
                },
                None => Vec::new(),
            };
            if values.is_empty() {
                return Type::Unread("the type of a value that cannot be read".into(), place);
            }
            return Type::union(values.iter().map(|value| of_value(value, place)));
        }
        let keys = self.evaluate(&access.index_type, scope);
        if keys == Type::Named("number")
            && let Type::List(element) = self.evaluate(object, scope)
        {
            return *element;
        }
        match self.members_of(object, scope) {
            Err(reason) => Type::Unread(reason, place),
            Ok(members) => Type::union(
                members
                    .iter()
                    .filter(|member| keys.contains(&Type::Literal(member.name.clone())))
                    .map(|member| self.evaluate(member.ty, &member.scope)),
            ),
        }
    }

    /// The value behind `typeof Role`.
    fn queried(&self, query: &'a TSTypeQuery<'a>, scope: &TypeScope<'a>) -> Option<Value<'a>> {
        match &query.expr_name {
            TSTypeQueryExprName::IdentifierReference(id) => {
                let place = scope.place(id.span);
                Some(self.evaluator.name(scope.file, id.name.as_str(), place))
            }
            TSTypeQueryExprName::QualifiedName(qualified) => {
                let TSTypeName::IdentifierReference(id) = &qualified.left else {
                    return None;
                };
                let place = scope.place(id.span);
                let object = self.evaluator.name(scope.file, id.name.as_str(), place);
                Some(self.evaluator.member(&object, &qualified.right.name, place))
            }
            _ => None,
        }
    }

    /// `T extends ColumnType<infer S, infer I, infer U> ? … : …`, for each member of `T`.
    fn condition(&self, condition: &'a TSConditionalType<'a>, scope: &TypeScope<'a>) -> Type {
        let checked = self.evaluate(&condition.check_type, scope);
        let members: Vec<Type> = checked.members().into_iter().cloned().collect();
        Type::union(members.into_iter().map(|member| {
            let mut inner = scope.clone();
            // Where a parameter is asked about, it is this member of it.
            if let TSType::TSTypeReference(reference) = &condition.check_type
                && let TSTypeName::IdentifierReference(id) = &reference.type_name
            {
                inner.parameters.push((id.name.as_str(), member.clone()));
            }
            match fits(&member, &condition.extends_type, &mut inner) {
                Some(true) => self.evaluate(&condition.true_type, &inner),
                Some(false) => self.evaluate(&condition.false_type, &inner),
                None => Type::Unread(
                    "a type that depends on a condition".to_owned(),
                    scope.place(condition.span),
                ),
            }
        }))
    }
}

/// Whether a type is of a pattern, whose inferred names are then set.
fn fits<'a>(ty: &Type, pattern: &'a TSType<'a>, scope: &mut TypeScope<'a>) -> Option<bool> {
    let mut infer = |ty: &Type, pattern: &'a TSType<'a>| {
        if let TSType::TSInferType(infer) = pattern {
            let name = infer.type_parameter.name.name.as_str();
            scope.parameters.push((name, ty.clone()));
        }
    };
    let mut pattern = pattern;
    while let TSType::TSParenthesizedType(one) = pattern {
        pattern = &one.type_annotation;
    }
    match pattern {
        TSType::TSTypeReference(reference) => {
            let TSTypeName::IdentifierReference(id) = &reference.type_name else {
                return None;
            };
            let patterns = reference
                .type_arguments
                .as_ref()
                .map_or(&[][..], |a| &a.params);
            let is_list = ["Array", "ReadonlyArray"].contains(&id.name.as_str());
            match ty {
                Type::Column(parts) if !is_list => {
                    for (part, pattern) in parts.iter().zip(patterns) {
                        infer(part, pattern);
                    }
                    Some(true)
                }
                Type::List(element) if is_list => {
                    infer(element, patterns.first()?);
                    Some(true)
                }
                // An opaque type may be anything, but no generator hides a column type in one.
                _ => Some(false),
            }
        }
        TSType::TSArrayType(array) => match ty {
            Type::List(element) => {
                let mut element_type = &array.element_type;
                while let TSType::TSParenthesizedType(one) = element_type {
                    element_type = &one.type_annotation;
                }
                infer(element, element_type);
                Some(true)
            }
            Type::Unread(..) => None,
            _ => Some(false),
        },
        TSType::TSNullKeyword(_) => Some(*ty == Type::Null),
        TSType::TSUndefinedKeyword(_) => Some(*ty == Type::Undefined),
        TSType::TSUnknownKeyword(_) | TSType::TSAnyKeyword(_) => Some(true),
        _ => None,
    }
}

/// The type of a constant.
pub fn of_value(value: &Value<'_>, place: crate::diagnostic::Span) -> Type {
    match value {
        Value::String(text) => Type::Literal(text.to_string()),
        Value::Number(_) => Type::Named("number"),
        Value::Boolean(_) => Type::Named("boolean"),
        Value::BigInt(_) => Type::Named("bigint"),
        Value::Null => Type::Null,
        Value::Undefined => Type::Undefined,
        Value::Object(_) | Value::Namespace(_) | Value::Function(_) => Type::Object,
        Value::Array(items) => Type::List(Box::new(Type::union(
            items.iter().map(|item| of_value(item, place)),
        ))),
        Value::Term(_) => Type::Unread("the type of what a package brings".into(), place),
        Value::Unknown(why) => Type::Unread(why.reason.clone(), why.place),
    }
}
