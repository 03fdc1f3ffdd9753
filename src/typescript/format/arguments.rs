//! Calls and their arguments: the last or first one may open on the line of the call and break
//! inside, as a function or an object does.

use oxc_ast::ast::{
    Argument, ArrowFunctionBody, ArrowFunctionExpression, CallExpression, Expression,
    NewExpression, ObjectPropertyKind, TSType, UnaryOperator,
};
use oxc_span::{GetSpan, Span};

use super::chain::Chain;
use super::comments::Gaps;
use super::doc::{BREAK_PARENT, Doc, EMPTY, HARDLINE, LINE, SOFTLINE, seq};
use super::function::Hug;
use super::place::Place;
use super::printer::Printer;

impl<'a> Printer<'a> {
    pub fn call(&self, call: &CallExpression<'a>, place: Place) -> Doc<'a> {
        if let [only] = call.arguments.as_slice()
            && only.as_expression().is_some_and(|only| self.is_hanging_template(only))
        {
            let callee = self.expression(&call.callee, Place::Callee);
            let optional = if call.optional { "?." } else { "" };
            let types = self.type_arguments(call.type_arguments.as_deref());
            return seq!(self; callee, optional, types, "(", self.argument(only, false), ")");
        }
        match Chain::of(call, self) {
            Some(chain) => self.chain(&chain, place == Place::Statement),
            None => self.plain_call(call, place),
        }
    }

    /// A call that is not on a member.
    fn plain_call(&self, call: &CallExpression<'a>, place: Place) -> Doc<'a> {
        let callee_place = match call.callee {
            Expression::CallExpression(_) => Place::CalleeOf(call.arguments.len()),
            _ => Place::Callee,
        };
        let callee = self.expression(&call.callee, callee_place);
        let curried = match place {
            Place::CalleeOf(outer) => outer > 0 && call.arguments.len() > outer,
            _ => false,
        };
        let tail = self.call_tail(call, curried);
        let doc = seq!(self; callee, tail);
        if matches!(call.callee, Expression::CallExpression(_)) {
            return self.group(doc);
        }
        doc
    }

    /// What follows the callee.
    pub fn call_tail(&self, call: &CallExpression<'a>, curried: bool) -> Doc<'a> {
        let optional = if call.optional { "?." } else { "" };
        let types = self.type_arguments(call.type_arguments.as_deref());
        let start = call
            .type_arguments
            .as_ref()
            .map_or(call.callee.span().end, |types| types.span.end);
        let span = Span::new(start, call.span.end);
        if let (Expression::Identifier(callee), [Argument::StringLiteral(name)]) =
            (&call.callee, call.arguments.as_slice())
            && callee.name == "require"
        {
            return seq!(self; "(", self.string_literal(name.span), ")");
        }
        let coerces = matches!(&call.callee, Expression::Identifier(name) if name.name == "Boolean");
        let arguments = self.arguments(&call.arguments, span, curried, coerces);
        seq!(self; optional, types, arguments)
    }

    pub fn new_expression(&self, new: &NewExpression<'a>) -> Doc<'a> {
        let callee = self.expression(&new.callee, Place::NewCallee);
        let types = self.type_arguments(new.type_arguments.as_deref());
        let start = new
            .type_arguments
            .as_ref()
            .map_or(new.callee.span().end, |types| types.span.end);
        let span = Span::new(start, new.span.end);
        let arguments = self.arguments(&new.arguments, span, false, false);
        seq!(self; "new ", callee, types, arguments)
    }

    /// A template that spans several lines and starts on the line of what is before it.
    pub fn is_hanging_template(&self, expression: &Expression<'a>) -> bool {
        let template = match expression {
            Expression::TemplateLiteral(template) => template,
            Expression::TaggedTemplateExpression(tagged) => &tagged.quasi,
            _ => return false,
        };
        template.quasis.iter().any(|quasi| quasi.value.raw.contains('\n'))
            && !self.newline_before(expression.span().start)
    }

    fn arguments(
        &self,
        arguments: &[Argument<'a>],
        span: Span,
        curried: bool,
        coerces: bool,
    ) -> Doc<'a> {
        if arguments.is_empty() {
            return Doc::from("()");
        }
        if is_hook_with_dependencies(arguments) && !self.has_comments(span.start, span.end) {
            let docs: Vec<_> = arguments.iter().map(|a| self.argument(a, coerces)).collect();
            return seq!(self; "(", self.join(&[Doc::from(", ")], &docs), ")");
        }
        let hug = self.hugged(arguments, span);
        let mut printed = Vec::with_capacity(arguments.len());
        let mut huggable = None;
        for (index, argument) in arguments.iter().enumerate() {
            let hugs = match hug {
                Hug::First => index == 0,
                Hug::Last => index + 1 == arguments.len(),
                Hug::None => false,
            };
            let doc = if hugs {
                let (doc, expanded) = self.huggable(argument, hug, arguments.len());
                huggable = Some(expanded);
                doc
            } else {
                self.argument(argument, coerces)
            };
            let doc = if self.comments.is_empty() {
                doc
            } else {
                let gaps = Gaps::of(arguments, index, span, GetSpan::span);
                self.with_comments(argument.span(), gaps, doc)
            };
            printed.push(doc);
        }
        let mut blank = false;
        let last = printed.len() - 1;
        let mut parts = Vec::with_capacity(printed.len() * 3);
        for (index, doc) in printed.iter().enumerate() {
            parts.push(*doc);
            if index < last && self.blank_line_after(arguments[index].span().end) {
                blank = true;
                parts.extend([Doc::from(","), HARDLINE, HARDLINE]);
            } else if index < last {
                parts.extend([Doc::from(","), LINE]);
            }
        }
        if blank || is_composition(arguments) {
            return self.broken_out(&parts);
        }
        match (hug, huggable) {
            (Hug::First, Some(expanded)) => self.hug_first(&parts, &printed, expanded),
            (Hug::Last, Some(expanded)) => self.hug_last(&parts, &printed, expanded),
            _ => {
                let inner = self.concat(&parts);
                let comma = self.if_break(",", "");
                let inner = self.indent(seq!(self; SOFTLINE, inner));
                let doc = seq!(self; "(", inner, comma, SOFTLINE, ")");
                if curried {
                    return doc;
                }
                let broken = printed.iter().any(Doc::will_break);
                self.group_with(doc, broken, 0)
            }
        }
    }

    /// Every argument on its own line.
    fn broken_out(&self, parts: &[Doc<'a>]) -> Doc<'a> {
        let inner = self.indent(seq!(self; LINE, self.concat(parts)));
        let comma = self.if_break(",", "");
        self.group_with(seq!(self; "(", inner, comma, LINE, ")"), true, 0)
    }

    fn hug_first(
        &self,
        parts: &[Doc<'a>],
        printed: &[Doc<'a>],
        expanded: Option<Doc<'a>>,
    ) -> Doc<'a> {
        let Some(first) = expanded.filter(|_| !printed[1].will_break()) else {
            return self.broken_out(parts);
        };
        let broken = self.group_with(first, true, 0);
        let flat = seq!(self; "(", first, ", ", printed[1], ")");
        let hugged = seq!(self; "(", broken, ", ", printed[1], ")");
        if first.will_break() {
            let choice = self.choice(&[hugged, self.broken_out(parts)]);
            return seq!(self; BREAK_PARENT, choice);
        }
        self.choice(&[flat, hugged, self.broken_out(parts)])
    }

    fn hug_last(
        &self,
        parts: &[Doc<'a>],
        printed: &[Doc<'a>],
        expanded: Option<Doc<'a>>,
    ) -> Doc<'a> {
        let (_, others) = printed.split_last().expect("there is an argument");
        let Some(last) = expanded.filter(|_| !others.iter().any(Doc::will_break)) else {
            return self.broken_out(parts);
        };
        let head = self.concat(&parts[..parts.len() - 1]);
        let broken = self.group_with(last, true, 0);
        let hugged = seq!(self; "(", head, broken, ")");
        if last.will_break() {
            let choice = self.choice(&[hugged, self.broken_out(parts)]);
            return seq!(self; BREAK_PARENT, choice);
        }
        let flat = seq!(self; "(", head, last, ")");
        self.choice(&[flat, hugged, self.broken_out(parts)])
    }

    fn argument(&self, argument: &Argument<'a>, coerces: bool) -> Doc<'a> {
        let place = if coerces { Place::Coerced } else { Place::Argument };
        match argument {
            Argument::SpreadElement(spread) => {
                seq!(self; "...", self.expression(&spread.argument, Place::Spread))
            }
            _ => match argument.as_expression() {
                Some(expression) => self.expression(expression, place),
                None => EMPTY,
            },
        }
    }

    /// An argument as it stands on its own, and as it stands when the parentheses hug it, if it
    /// can.
    fn huggable(&self, argument: &Argument<'a>, hug: Hug, count: usize) -> (Doc<'a>, Option<Doc<'a>>) {
        match argument {
            Argument::ArrowFunctionExpression(arrow) => self.arrow_both_ways(arrow, hug),
            Argument::FunctionExpression(function) => {
                let simple = function.params.rest.is_none()
                    && function.params.items.iter().all(|param| {
                        param.type_annotation.is_none()
                            && param.initializer.is_none()
                            && param.pattern.is_binding_identifier()
                    });
                let flat = hug == Hug::Last && (count > 1 || simple);
                self.function_both_ways(function, flat)
            }
            _ => {
                let doc = self.argument(argument, false);
                (doc, Some(doc))
            }
        }
    }

    fn hugged(&self, arguments: &[Argument<'a>], span: Span) -> Hug {
        if self.hugs_first(arguments) {
            let from = self.comment_range(span.start, arguments[0].span().start);
            return if from.is_empty() { Hug::First } else { Hug::None };
        }
        let Some(last) = arguments.last().and_then(Argument::as_expression) else {
            return Hug::None;
        };
        let before = arguments.len().checked_sub(2).map(|index| &arguments[index]);
        let same_kind = before.is_some_and(|before| {
            before.as_expression().is_some_and(|before| {
                std::mem::discriminant(before) == std::mem::discriminant(last)
            })
        });
        let dependencies = arguments.len() == 2
            && matches!(before, Some(Argument::ArrowFunctionExpression(_)))
            && matches!(last, Expression::ArrayExpression(_));
        let fills = arguments.len() > 1
            && matches!(last, Expression::ArrayExpression(array) if self.fills(array));
        let from = before.map_or(span.start, |before| before.span().end);
        let commented = self.has_comments(from, last.span().start)
            || self.has_comments(last.span().end, span.end);
        if self.may_hug(last, false) && !same_kind && !dependencies && !fills && !commented {
            Hug::Last
        } else {
            Hug::None
        }
    }

    fn hugs_first(&self, arguments: &[Argument<'a>]) -> bool {
        let [first, second] = arguments else {
            return false;
        };
        let Some(second) = second.as_expression() else {
            return false;
        };
        let block = match first {
            Argument::FunctionExpression(_) => true,
            Argument::ArrowFunctionExpression(arrow) => {
                matches!(arrow.body, ArrowFunctionBody::FunctionBody(_))
            }
            _ => false,
        };
        block
            && !matches!(
                second,
                Expression::FunctionExpression(_)
                    | Expression::ArrowFunctionExpression(_)
                    | Expression::ConditionalExpression(_)
            )
            && is_hopefully_short(second)
            && !self.may_hug(second, false)
    }

    fn may_hug(&self, argument: &Expression<'a>, in_arrow_chain: bool) -> bool {
        match argument {
            Expression::ObjectExpression(object) => {
                !object.properties.is_empty() || self.has_comments(object.span.start, object.span.end)
            }
            Expression::ArrayExpression(array) => {
                !array.elements.is_empty() || self.has_comments(array.span.start, array.span.end)
            }
            Expression::TSAsExpression(cast) => self.may_hug(&cast.expression, false),
            Expression::TSSatisfiesExpression(cast) => self.may_hug(&cast.expression, false),
            Expression::TSTypeAssertion(cast) => self.may_hug(&cast.expression, false),
            Expression::FunctionExpression(_) => true,
            Expression::ArrowFunctionExpression(arrow) => self.may_hug_arrow(arrow, in_arrow_chain),
            _ => false,
        }
    }

    fn may_hug_arrow(&self, arrow: &ArrowFunctionExpression<'a>, in_arrow_chain: bool) -> bool {
        let Some(body) = arrow.body.as_expression() else {
            return true;
        };
        match strip_wrappers(body) {
            Some(Expression::CallExpression(_)) => return !in_arrow_chain,
            None => return !in_arrow_chain && ends_in_call(body),
            _ => {}
        }
        match body {
            Expression::ObjectExpression(_) | Expression::ArrayExpression(_) => true,
            Expression::ArrowFunctionExpression(_) => self.may_hug(body, true),
            Expression::ConditionalExpression(_) => !in_arrow_chain,
            _ => false,
        }
    }
}

/// The expression inside `!`; none for an optional chain.
fn strip_wrappers<'b, 'a>(expression: &'b Expression<'a>) -> Option<&'b Expression<'a>> {
    match expression {
        Expression::TSNonNullExpression(inner) => strip_wrappers(&inner.expression),
        Expression::ChainExpression(_) => None,
        _ => Some(expression),
    }
}

fn ends_in_call(expression: &Expression<'_>) -> bool {
    match expression {
        Expression::TSNonNullExpression(inner) => ends_in_call(&inner.expression),
        Expression::ChainExpression(chain) => {
            matches!(chain.expression, oxc_ast::ast::ChainElement::CallExpression(_))
        }
        _ => matches!(expression, Expression::CallExpression(_)),
    }
}

pub fn is_function(argument: &Argument<'_>) -> bool {
    matches!(
        argument,
        Argument::FunctionExpression(_) | Argument::ArrowFunctionExpression(_)
    )
}

/// Several functions among the arguments, or in calls among them.
fn is_composition(arguments: &[Argument<'_>]) -> bool {
    if arguments.len() < 2 {
        return false;
    }
    let mut count = 0;
    for argument in arguments {
        if is_function(argument) {
            count += 1;
        } else if let Argument::CallExpression(call) = argument
            && call.arguments.iter().any(is_function)
        {
            return true;
        }
    }
    count > 1
}

/// `useEffect(() => { … }, [a, b])`.
fn is_hook_with_dependencies(arguments: &[Argument<'_>]) -> bool {
    let (arrow, dependencies) = match arguments {
        [arrow, dependencies] | [Argument::Identifier(_), arrow, dependencies] => (arrow, dependencies),
        _ => return false,
    };
    let Argument::ArrowFunctionExpression(arrow) = arrow else {
        return false;
    };
    arrow.params.items.is_empty()
        && arrow.params.rest.is_none()
        && matches!(arrow.body, ArrowFunctionBody::FunctionBody(_))
        && matches!(dependencies, Argument::ArrayExpression(_))
}

fn is_hopefully_short(argument: &Expression<'_>) -> bool {
    match argument {
        Expression::TSAsExpression(cast) => {
            is_short_type(&cast.type_annotation) && is_simple(&cast.expression, 1)
        }
        Expression::TSSatisfiesExpression(cast) => {
            is_short_type(&cast.type_annotation) && is_simple(&cast.expression, 1)
        }
        Expression::CallExpression(call) if call.arguments.len() > 1 => false,
        Expression::NewExpression(new) if new.arguments.len() > 1 => false,
        Expression::BinaryExpression(binary) => is_simple(&binary.left, 1) && is_simple(&binary.right, 1),
        Expression::LogicalExpression(logical) => {
            is_simple(&logical.left, 1) && is_simple(&logical.right, 1)
        }
        Expression::RegExpLiteral(_) => true,
        _ => is_simple(argument, 2),
    }
}

fn is_short_type(ts_type: &TSType<'_>) -> bool {
    match ts_type {
        TSType::TSArrayType(array) => is_short_type(&array.element_type),
        TSType::TSTypeReference(reference) => match &reference.type_arguments {
            Some(arguments) => arguments.params.len() == 1 && super::types::is_simple(&arguments.params[0]),
            None => true,
        },
        _ => super::types::is_simple(ts_type),
    }
}

/// Whether an argument is so simple that a chain with it may stay on one line.
pub fn is_simple_argument(argument: &Argument<'_>, depth: usize) -> bool {
    argument.as_expression().is_some_and(|expression| is_simple(expression, depth))
}

fn is_simple(expression: &Expression<'_>, depth: usize) -> bool {
    use Expression as E;
    if depth == 0 {
        return false;
    }
    let calls = |callee: &Expression<'_>, arguments: &[Argument<'_>]| {
        is_simple(callee, depth)
            && arguments.len() <= depth
            && arguments.iter().all(|argument| is_simple_argument(argument, depth - 1))
    };
    match expression {
        E::RegExpLiteral(regex) => regex.regex.pattern.text.len() <= 5,
        E::StringLiteral(_)
        | E::NumericLiteral(_)
        | E::BooleanLiteral(_)
        | E::NullLiteral(_)
        | E::BigIntLiteral(_)
        | E::Identifier(_)
        | E::ThisExpression(_)
        | E::Super(_) => true,
        E::TemplateLiteral(template) => {
            template.quasis.iter().all(|quasi| !quasi.value.raw.contains('\n'))
                && template.expressions.iter().all(|part| is_simple(part, depth - 1))
        }
        E::ObjectExpression(object) => object.properties.iter().all(|property| match property {
            ObjectPropertyKind::ObjectProperty(property) => {
                !property.computed && (property.shorthand || is_simple(&property.value, depth - 1))
            }
            ObjectPropertyKind::SpreadProperty(_) => false,
        }),
        E::ArrayExpression(array) => array.elements.iter().all(|element| {
            element.is_elision()
                || element.as_expression().is_some_and(|element| is_simple(element, depth - 1))
        }),
        E::ImportExpression(import) => {
            1 + usize::from(import.options.is_some()) <= depth && is_simple(&import.source, depth - 1)
        }
        E::CallExpression(call) => calls(&call.callee, &call.arguments),
        E::NewExpression(new) => calls(&new.callee, &new.arguments),
        E::ChainExpression(chain) => match &chain.expression {
            oxc_ast::ast::ChainElement::CallExpression(call) => calls(&call.callee, &call.arguments),
            element => element.as_member_expression().is_some_and(|member| {
                is_simple(member.object(), depth) && member_index_is_simple(member, depth)
            }),
        },
        E::TSNonNullExpression(inner) => is_simple(&inner.expression, depth),
        E::UnaryExpression(unary) => {
            matches!(
                unary.operator,
                UnaryOperator::LogicalNot
                    | UnaryOperator::UnaryNegation
                    | UnaryOperator::UnaryPlus
                    | UnaryOperator::BitwiseNot
            ) && is_simple(&unary.argument, depth)
        }
        E::UpdateExpression(_) => true,
        _ => expression.as_member_expression().is_some_and(|member| {
            is_simple(member.object(), depth) && member_index_is_simple(member, depth)
        }),
    }
}

fn member_index_is_simple(member: &oxc_ast::ast::MemberExpression<'_>, depth: usize) -> bool {
    match member {
        oxc_ast::ast::MemberExpression::ComputedMemberExpression(member) => {
            is_simple(&member.expression, depth)
        }
        _ => true,
    }
}

