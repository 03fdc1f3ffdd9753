//! The project's generated Prisma client: where it is, and whether it is of this schema.

use std::path::{Path, PathBuf};

use crate::commands::Project;
use crate::diagnostic::{Diagnostic, Diagnostics, Sources, Span};
use crate::path::{relative_to, shown};
use crate::prisma;
use crate::prisma::client::{
    ClientGenerator, ClientKind, ClientOutput, Freshness, clients, freshness, inline_schema,
};
use crate::source::client::{ClientCopy, client_js, client_ts};

/// How many models and enums a message names.
const NAMED: usize = 5;

/// How Node gets at the client.
#[derive(Debug, PartialEq, Eq)]
pub struct GeneratedClient {
    /// The module to import; `None` is the package `@prisma/client`.
    pub module: Option<PathBuf>,
    /// The folder of the `generator` block, from which packages are looked for.
    pub folder: PathBuf,
}

/// Finds the first client of the schema that was generated.
///
/// # Errors
/// When there is none, or it was made from another schema.
pub fn find(
    project: &Project,
    cwd: &Path,
    sources: &mut Sources,
) -> Result<GeneratedClient, Box<Diagnostic>> {
    let mut unread = Diagnostics::default();
    let schema = prisma::parse(sources, &project.files, &mut unread);
    let blocks = clients(&schema);
    let mut missing: Option<(Span, PathBuf)> = None;
    for ClientGenerator {
        kind, output, span, ..
    } in blocks
    {
        let path = cwd.join(&sources.get(span.file).path);
        let folder = path.parent().unwrap_or(cwd).to_owned();
        let output = match output {
            ClientOutput::Default => None,
            ClientOutput::Path(path) => Some(path),
            // Only Prisma knows where it is.
            ClientOutput::Computed => continue,
        };
        let copy = match (kind, output.as_deref()) {
            (ClientKind::JavaScript, output) => client_js(&folder, output),
            (ClientKind::TypeScript, Some(output)) => client_ts(&folder, output),
            (ClientKind::TypeScript, None) => continue,
        };
        let (module, text) = match copy {
            ClientCopy::Schema { path, text } => {
                let index = path.with_file_name("index.js");
                (output.is_some().then_some(index), Some(text))
            }
            ClientCopy::Module { path, text } => (beside(&path), inline_schema(&text)),
            ClientCopy::NotGenerated { looked } => {
                missing.get_or_insert((span, looked.into_iter().next().unwrap_or(path)));
                continue;
            }
        };
        if let Some(stale) = text.and_then(|text| stale(project, span, text, sources)) {
            return Err(Box::new(stale));
        }
        return Ok(GeneratedClient { module, folder });
    }
    Err(Box::new(match missing {
        Some((span, looked)) => Diagnostic::error(
            "verify/client-not-generated",
            format!(
                "Prisma's client is not generated: there is no `{}`",
                shown(&relative_to(cwd, &looked))
            ),
        )
        .at(span, "")
        .help("run `prisma generate`"),
        None => Diagnostic::error(
            "verify/no-client",
            "no `generator` block of the schema makes Prisma's client",
        )
        .help(
            "add one with the provider `prisma-client` and an `output`, and run `prisma generate`",
        ),
    }))
}

/// `internal/class.ts` belongs to `client.ts`, whatever TypeScript's extension is here.
fn beside(class: &Path) -> Option<PathBuf> {
    let name = class.file_name()?.to_str()?;
    let folder = class.parent()?.parent()?;
    Some(folder.join(name.replacen("class", "client", 1)))
}

fn stale(project: &Project, span: Span, text: String, sources: &mut Sources) -> Option<Diagnostic> {
    let mut unread = Diagnostics::default();
    let copy = sources.add(PathBuf::from("schema.prisma"), text);
    let schema = prisma::parse(sources, &project.files, &mut unread);
    let of_client = prisma::parse(sources, &[copy], &mut unread);
    let Freshness::Stale(differences) = freshness(&schema, &of_client) else {
        return None;
    };
    let names = differences.iter().take(NAMED);
    let mut names: Vec<String> = names.map(|it| format!("`{}`", it.name)).collect();
    if differences.len() > NAMED {
        names.push(format!("and {} more", differences.len() - NAMED));
    }
    Some(
        Diagnostic::error(
            "verify/client-stale",
            format!(
                "Prisma's client was generated from another schema: it differs in {}",
                names.join(", ")
            ),
        )
        .at(span, "")
        .help("run `prisma generate`"),
    )
}
