//! Calls and their arguments: the last or first one may open on the line of the call and break
//! inside, as a function or an object does.

use oxc_ast::ast::{Argument, ArrowFunctionBody, CallExpression, Expression, NewExpression};
use oxc_span::{GetSpan, Span};

use super::chain::Chain;
use super::comments::Gaps;
use super::doc::{BREAK_PARENT, Doc, EMPTY, HARDLINE, LINE, SOFTLINE, seq};
use super::hug::Hug;
use super::place::Place;
use super::printer::Printer;

/// What the arguments are given to, as far as that decides their layout.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Receiver {
    Call,
    /// A call that is called in turn, with fewer arguments: they break first.
    Curried,
    /// `Boolean()`, which leaves its argument unindented.
    Boolean,
    New,
}

impl<'a> Printer<'a> {
    pub fn call(&self, call: &CallExpression<'a>, place: Place) -> Doc<'a> {
        if let [only] = call.arguments.as_slice()
            && only
                .as_expression()
                .is_some_and(|only| self.is_hanging_template(only))
        {
            let callee = self.expression(&call.callee, Place::Callee);
            let optional = if call.optional { "?." } else { "" };
            let types = self.type_arguments(call.type_arguments.as_deref());
            return seq!(self; callee, optional, types, "(", self.argument(only, Receiver::Call), ")");
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
        let receiver = match &call.callee {
            _ if curried => Receiver::Curried,
            Expression::Identifier(name) if name.name == "Boolean" => Receiver::Boolean,
            _ => Receiver::Call,
        };
        let arguments = self.arguments(&call.arguments, span, receiver);
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
        let arguments = self.arguments(&new.arguments, span, Receiver::New);
        seq!(self; "new ", callee, types, arguments)
    }

    /// A template that spans several lines and starts on the line of what is before it.
    pub fn is_hanging_template(&self, expression: &Expression<'a>) -> bool {
        let template = match expression {
            Expression::TemplateLiteral(template) => template,
            Expression::TaggedTemplateExpression(tagged) => &tagged.quasi,
            _ => return false,
        };
        template
            .quasis
            .iter()
            .any(|quasi| quasi.value.raw.contains('\n'))
            && !self.newline_before(expression.span().start)
    }

    fn arguments(&self, arguments: &[Argument<'a>], span: Span, receiver: Receiver) -> Doc<'a> {
        if arguments.is_empty() {
            return Doc::from("()");
        }
        if is_hook_with_dependencies(arguments) && !self.has_comments(span.start, span.end) {
            let docs: Vec<_> = arguments
                .iter()
                .map(|a| self.argument(a, receiver))
                .collect();
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
                let (doc, expanded) = self.huggable(argument, hug, arguments.len(), receiver);
                huggable = Some(expanded);
                doc
            } else {
                self.argument(argument, receiver)
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
                if receiver == Receiver::Curried {
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

    fn argument(&self, argument: &Argument<'a>, receiver: Receiver) -> Doc<'a> {
        let place = if receiver == Receiver::Boolean {
            Place::Coerced
        } else {
            Place::Argument
        };
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
    fn huggable(
        &self,
        argument: &Argument<'a>,
        hug: Hug,
        count: usize,
        receiver: Receiver,
    ) -> (Doc<'a>, Option<Doc<'a>>) {
        match argument {
            Argument::ArrowFunctionExpression(arrow) => self.arrow_both_ways(arrow, hug),
            Argument::FunctionExpression(function) => {
                let simple = function.params.rest.is_none()
                    && function.params.items.iter().all(|param| {
                        param.type_annotation.is_none()
                            && param.initializer.is_none()
                            && param.pattern.is_binding_identifier()
                    });
                let called = receiver != Receiver::New;
                let flat = called && hug == Hug::Last && (count > 1 || simple);
                self.function_both_ways(function, flat)
            }
            _ => {
                let doc = self.argument(argument, Receiver::Call);
                (doc, Some(doc))
            }
        }
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
    let ([arrow, dependencies] | [Argument::Identifier(_), arrow, dependencies]) = arguments else {
        return false;
    };
    let Argument::ArrowFunctionExpression(arrow) = arrow else {
        return false;
    };
    arrow.params.items.is_empty()
        && arrow.params.rest.is_none()
        && matches!(arrow.body, ArrowFunctionBody::FunctionBody(_))
        && matches!(dependencies, Argument::ArrayExpression(_))
}
