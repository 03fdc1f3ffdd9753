//! `generator client { … }`: it needs a provider, and its values are strings.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::Expression,
        validate::{Context, context::property},
    },
};

use super::{expect_string, expect_string_or_env, generators, items};

pub fn provider(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for block in generators(context) {
        if block.properties.iter().all(|p| p.name.text != "provider") {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/no-provider",
                    format!("the generator `{}` has no `provider`", block.name.text),
                )
                .at(block.name.span, "")
                .help("add `provider = \"prisma-client\"`"),
            );
        }
    }
}

pub fn values(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for block in generators(context) {
        for property in &block.properties {
            let known = ["provider", "output", "binaryTargets", "engineType"];
            if let Some(value @ Expression::Function(function)) = &property.value
                && function.name.text == "env"
                && !known.contains(&property.name.text)
            {
                expect_string_or_env(value, property.name.text, diagnostics);
            }
        }
        for key in ["provider", "output"] {
            if let Some(value) = property(block, key) {
                expect_string_or_env(value, key, diagnostics);
            }
        }
        if let Some(value) = property(block, "engineType") {
            expect_string(value, "engineType", diagnostics);
        }
        for target in property(block, "binaryTargets").map_or(&[][..], items) {
            expect_string_or_env(target, "binaryTargets", diagnostics);
        }
        for feature in property(block, "previewFeatures").map_or(&[][..], items) {
            expect_string(feature, "previewFeatures", diagnostics);
        }
    }
}
