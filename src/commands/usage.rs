//! What a command line that does not parse probably meant.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Adds what to type instead, where clap does not know it: our commands are few,
/// and some of their flags look like commands.
pub fn explain(error: &mut clap::Error, arguments: &[String]) {
    let Some(meant) = meant(error, arguments) else {
        return;
    };
    let tip = format!("type `triple-orm {meant}`");
    let tips = ContextValue::StyledStrs(vec![tip.into()]);
    error.insert(ContextKind::Suggested, tips);
}

fn meant(error: &clap::Error, arguments: &[String]) -> Option<String> {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let is_about = match context(ContextKind::InvalidSubcommand)? {
                "check" | "verify" | "validate" => "generate --check",
                "diff" => "generate --diff",
                "watch" | "dev" => "generate --watch",
                "help" => "--help",
                "version" => "--version",
                "gen" | "build" | "sync" => "generate",
                path if is_path(path) => return Some(format!("generate --schema {path}")),
                _ => return None,
            };
            Some(is_about.to_owned())
        }
        ErrorKind::UnknownArgument => {
            let word = context(ContextKind::InvalidArg)?;
            let first = arguments.first().map(String::as_str);
            match (first, word) {
                (Some(first), flag) if first == flag && flag.starts_with("--") => {
                    Some(format!("generate {}", arguments.join(" ")))
                }
                (Some("generate"), path) if is_path(path) => {
                    Some(format!("generate --schema {path}"))
                }
                (Some("generate"), _)
                    if error.get(ContextKind::SuggestedArg).is_none() && word.starts_with('-') =>
                {
                    Some("generate --help".to_owned())
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_path(word: &str) -> bool {
    !word.starts_with('-') && (word.contains('/') || word.ends_with(".prisma"))
}
