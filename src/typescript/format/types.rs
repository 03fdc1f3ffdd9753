//! Types: each kind to the function that prints it, and the parentheses it needs.

use oxc_ast::ast::{
    TSImportType, TSImportTypeQualifier, TSLiteral, TSType, TSTypeAnnotation, TSTypeName,
    TSTypePredicateName, TSTypeQueryExprName, TSUnionType,
};
use oxc_span::GetSpan;

use super::assignment::Layout;
use super::doc::{Doc, EMPTY, seq};
use super::function::Signature;
use super::printer::Printer;

/// What a type is to the node around it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TypePlace {
    /// The right side of `type X =`.
    Alias(Layout),
    /// An argument in `X<…>`.
    Argument,
    /// An element of a tuple, of several or the only one.
    Element {
        several: bool,
    },
    /// `T[]`, `T?`, `...T`, `T[K]`, `keyof T`.
    Operand,
    /// The operand of `T[]` or `T[K]`.
    Indexed,
    /// A member of a union or an intersection.
    Member,
    /// `T extends …`.
    Check,
    /// `… extends T`.
    Extends,
    /// A branch of a conditional type, the `last` one if it stands after the colon.
    Branch {
        last: bool,
    },
    /// The type of the only parameter of a function, hugged by its parentheses.
    Hugged,
    /// What an arrow function returns.
    ArrowReturn,
    /// `T extends …` in a list of type parameters.
    Constraint,
    Other,
}

/// The only member of a union or intersection with one, or the type itself.
pub fn single<'b, 'a>(ts_type: &'b TSType<'a>) -> &'b TSType<'a> {
    match ts_type {
        TSType::TSUnionType(union) if union.types.len() == 1 => single(&union.types[0]),
        TSType::TSIntersectionType(all) if all.types.len() == 1 => single(&all.types[0]),
        TSType::TSParenthesizedType(inner) => single(&inner.type_annotation),
        _ => ts_type,
    }
}

pub fn is_object(ts_type: &TSType<'_>) -> bool {
    matches!(
        single(ts_type),
        TSType::TSTypeLiteral(_) | TSType::TSMappedType(_)
    )
}

fn is_keyword(ts_type: &TSType<'_>) -> bool {
    use TSType as T;
    matches!(
        ts_type,
        T::TSAnyKeyword(_)
            | T::TSBigIntKeyword(_)
            | T::TSBooleanKeyword(_)
            | T::TSIntrinsicKeyword(_)
            | T::TSNeverKeyword(_)
            | T::TSNullKeyword(_)
            | T::TSNumberKeyword(_)
            | T::TSObjectKeyword(_)
            | T::TSStringKeyword(_)
            | T::TSSymbolKeyword(_)
            | T::TSUndefinedKeyword(_)
            | T::TSUnknownKeyword(_)
            | T::TSVoidKeyword(_)
            | T::TSThisType(_)
    )
}

/// A keyword, a literal or a bare name.
pub fn is_simple(ts_type: &TSType<'_>) -> bool {
    match ts_type {
        TSType::TSLiteralType(_) | TSType::TSTemplateLiteralType(_) => true,
        TSType::TSTypeReference(reference) => reference.type_arguments.is_none(),
        _ => is_keyword(ts_type),
    }
}

/// Whether a union is an object type and nothing else but `null` and `void`: it does not break.
pub fn hugs_union(printer: &Printer<'_>, union: &TSUnionType<'_>) -> bool {
    let is_void = |t: &TSType<'_>| matches!(t, TSType::TSVoidKeyword(_) | TSType::TSNullKeyword(_));
    let is_object_like =
        |t: &TSType<'_>| matches!(t, TSType::TSTypeLiteral(_) | TSType::TSTypeReference(_));
    let objects = union.types.iter().filter(|t| is_object_like(t)).count();
    objects == 1
        && union.types.iter().all(|t| is_object_like(t) || is_void(t))
        && !printer.has_comments(union.span.start, union.span.end)
}

pub fn hugs(printer: &Printer<'_>, ts_type: &TSType<'_>) -> bool {
    let ts_type = single(ts_type);
    is_simple(ts_type)
        || is_object(ts_type)
        || matches!(ts_type, TSType::TSUnionType(union) if hugs_union(printer, union))
}

fn needs_parens(ts_type: &TSType<'_>, place: TypePlace) -> bool {
    let operand = matches!(place, TypePlace::Operand | TypePlace::Indexed);
    match ts_type {
        TSType::TSFunctionType(_) if place == TypePlace::ArrowReturn => true,
        TSType::TSConditionalType(_)
            if matches!(place, TypePlace::Extends | TypePlace::Constraint) =>
        {
            true
        }
        TSType::TSFunctionType(function) if place == TypePlace::Extends => {
            matches!(&function.return_type.type_annotation, TSType::TSInferType(infer)
                if infer.type_parameter.constraint.is_some())
        }
        TSType::TSFunctionType(_) | TSType::TSConditionalType(_) | TSType::TSConstructorType(_) => {
            operand || matches!(place, TypePlace::Check | TypePlace::Member)
        }
        TSType::TSUnionType(_) | TSType::TSIntersectionType(_) => {
            operand || place == TypePlace::Member
        }
        TSType::TSInferType(infer) => {
            operand
                || (infer.type_parameter.constraint.is_some()
                    && matches!(place, TypePlace::Member | TypePlace::Check))
        }
        TSType::TSTypeOperatorType(_) => operand,
        TSType::TSTypeQuery(_) => place == TypePlace::Indexed,
        _ => false,
    }
}

impl<'a> Printer<'a> {
    /// A type as it is printed where it stands, in parentheses if it needs them.
    pub fn ts_type(&self, ts_type: &TSType<'a>, place: TypePlace) -> Doc<'a> {
        let ts_type = single(ts_type);
        let doc = self.bare_type(ts_type, place);
        if needs_parens(ts_type, place) {
            return seq!(self; "(", doc, ")");
        }
        doc
    }

    fn bare_type(&self, ts_type: &TSType<'a>, place: TypePlace) -> Doc<'a> {
        use TSType as T;
        match ts_type {
            T::TSTypeReference(reference) => {
                let name = self.type_name(&reference.type_name);
                match &reference.type_arguments {
                    Some(arguments) => seq!(self; name, self.type_arguments(Some(arguments))),
                    None => name,
                }
            }
            T::TSUnionType(union) => self.union(union, place),
            T::TSIntersectionType(all) => self.intersection(all),
            T::TSLiteralType(literal) => match &literal.literal {
                TSLiteral::StringLiteral(string) => self.string_literal(string.span),
                TSLiteral::NumericLiteral(number) => self.number_literal(number.span),
                TSLiteral::BigIntLiteral(number) => self.bigint_literal(number.span),
                TSLiteral::TemplateLiteral(template) => self.template(template),
                TSLiteral::BooleanLiteral(_) | TSLiteral::UnaryExpression(_) => {
                    Doc::from(self.slice(literal.span))
                }
            },
            T::TSArrayType(array) => {
                seq!(self; self.ts_type(&array.element_type, TypePlace::Indexed), "[]")
            }
            T::TSIndexedAccessType(indexed) => {
                let object = self.ts_type(&indexed.object_type, TypePlace::Indexed);
                let index = self.ts_type(&indexed.index_type, TypePlace::Other);
                seq!(self; object, "[", index, "]")
            }
            T::TSTypeOperatorType(operator) => {
                let operand = self.ts_type(&operator.type_annotation, TypePlace::Operand);
                seq!(self; operator.operator.to_str(), " ", operand)
            }
            T::TSTypeQuery(query) => {
                let name = match &query.expr_name {
                    TSTypeQueryExprName::TSImportType(import) => self.import_type(import),
                    name => match name.as_ts_type_name() {
                        Some(name) => self.type_name(name),
                        None => self.verbatim(name.span()),
                    },
                };
                let arguments = self.type_arguments(query.type_arguments.as_deref());
                seq!(self; "typeof ", name, arguments)
            }
            T::TSConditionalType(conditional) => self.conditional_type(conditional, place),
            T::TSInferType(infer) => {
                seq!(self; "infer ", self.type_parameter(&infer.type_parameter))
            }
            T::TSTupleType(tuple) => self.tuple(tuple),
            T::TSTypeLiteral(literal) => {
                self.type_literal(&literal.members, literal.span, place == TypePlace::Hugged)
            }
            T::TSMappedType(mapped) => self.mapped(mapped),
            T::TSFunctionType(function) => {
                let signature = Signature {
                    type_parameters: function.type_parameters.as_deref(),
                    this: function.this_param.as_deref(),
                    params: &function.params,
                    return_type: Some(&function.return_type),
                };
                self.function_type("", signature)
            }
            T::TSConstructorType(constructor) => {
                let signature = Signature {
                    type_parameters: constructor.type_parameters.as_deref(),
                    this: None,
                    params: &constructor.params,
                    return_type: Some(&constructor.return_type),
                };
                let start = if constructor.r#abstract {
                    "abstract new "
                } else {
                    "new "
                };
                self.function_type(start, signature)
            }
            T::TSImportType(import) => self.import_type(import),
            T::TSTemplateLiteralType(template) => {
                self.template_type(&template.quasis, &template.types)
            }
            T::TSTypePredicate(predicate) => {
                let asserts = if predicate.asserts { "asserts " } else { "" };
                let name = match &predicate.parameter_name {
                    TSTypePredicateName::Identifier(name) => name.name.as_str(),
                    TSTypePredicateName::This(_) => "this",
                };
                match &predicate.type_annotation {
                    Some(is) => {
                        let is = self.ts_type(&is.type_annotation, TypePlace::Other);
                        seq!(self; asserts, name, " is ", is)
                    }
                    None => seq!(self; asserts, name),
                }
            }
            _ if is_keyword(ts_type) => Doc::from(self.slice(ts_type.span())),
            _ => self.verbatim(ts_type.span()),
        }
    }

    /// `: T`, if there is one.
    pub fn type_annotation(&self, annotation: Option<&TSTypeAnnotation<'a>>) -> Doc<'a> {
        match annotation {
            Some(annotation) => {
                seq!(self; ": ", self.ts_type(&annotation.type_annotation, TypePlace::Other))
            }
            None => EMPTY,
        }
    }

    pub fn type_name(&self, name: &TSTypeName<'a>) -> Doc<'a> {
        match name {
            TSTypeName::IdentifierReference(name) => Doc::from(name.name.as_str()),
            TSTypeName::QualifiedName(name) => {
                seq!(self; self.type_name(&name.left), ".", name.right.name.as_str())
            }
            TSTypeName::ThisExpression(_) => Doc::from("this"),
        }
    }

    /// `import("x").Y<Z>`.
    fn import_type(&self, import: &TSImportType<'a>) -> Doc<'a> {
        if import.options.is_some() {
            return self.verbatim(import.span);
        }
        let source = self.string_literal(import.source.span);
        let qualifier = match &import.qualifier {
            Some(qualifier) => seq!(self; ".", self.import_qualifier(qualifier)),
            None => EMPTY,
        };
        let arguments = self.type_arguments(import.type_arguments.as_deref());
        seq!(self; "import(", source, ")", qualifier, arguments)
    }

    fn import_qualifier(&self, qualifier: &TSImportTypeQualifier<'a>) -> Doc<'a> {
        match qualifier {
            TSImportTypeQualifier::Identifier(name) => Doc::from(name.name.as_str()),
            TSImportTypeQualifier::QualifiedName(name) => {
                seq!(self; self.import_qualifier(&name.left), ".", name.right.name.as_str())
            }
        }
    }

    /// `(a: A) => B`.
    fn function_type(&self, start: &'a str, signature: Signature<'_, 'a>) -> Doc<'a> {
        let mut params = self.parameters(signature, true, false).unwrap_or(EMPTY);
        let return_type = match signature.return_type {
            Some(annotation) => self.ts_type(&annotation.type_annotation, TypePlace::Other),
            None => EMPTY,
        };
        let return_type = seq!(self; " => ", return_type);
        if signature.groups_parameters(&return_type) {
            params = self.group(params);
        }
        self.group(seq!(self; start, params, return_type))
    }
}
