//! `Unsupported("…")` is for types that Prisma has no name for, not for others.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{ModelKind, TypeName},
        provider::Provider,
        types::native::{self, NativeType},
        validate::Context,
    },
};

pub fn known(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let Some((provider, datasource)) = context.provider.zip(context.datasource) else {
        return;
    };
    for model in context
        .all_models()
        .filter(|m| m.kind != ModelKind::Composite)
    {
        for field in &model.fields {
            let TypeName::Unsupported(text, span) = &field.ty.name else {
                continue;
            };
            let Some((native, arguments)) = native_type(provider, text) else {
                continue;
            };
            diagnostics.push(
                Diagnostic::error(
                    "prisma/supported-type",
                    format!("Prisma supports the type `{text}`"),
                )
                .at(*span, "")
                .help(format!(
                    "write `{} @{}.{}{arguments}`",
                    native.scalars[0].name(),
                    datasource.name.text,
                    native.name,
                )),
            );
        }
    }
}

/// `VarChar(5)`: the native type of that name, when the arguments are right too.
fn native_type(provider: Provider, text: &str) -> Option<(&'static NativeType, String)> {
    let (name, rest) = text.split_once('(').unwrap_or((text, ""));
    let native = native::find(provider, name.trim())?;
    let inside = rest.split_once(')').map(|(inside, _)| inside);
    let arguments: Vec<&str> = inside.map_or(Vec::new(), |inside| {
        inside.split(',').map(str::trim).collect()
    });
    let written = match arguments.as_slice() {
        _ if *native.arguments.count().end() == 0 => String::new(),
        [] => String::new(),
        arguments => format!("({})", arguments.join(", ")),
    };
    native
        .arguments
        .read(&arguments)
        .then_some((native, written))
}
