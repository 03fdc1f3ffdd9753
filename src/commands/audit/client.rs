//! Whether the generated Prisma clients are made from the schema that is there now.

use std::path::Path;

use crate::catalog::Object;
use crate::commands::Project;
use crate::diagnostic::{Diagnostics, FileId, Sources};
use crate::path::{relative_to, shown};
use crate::prisma;
use crate::prisma::client::{
    ClientKind, ClientOutput, DifferenceKind, Freshness, clients, freshness, inline_schema,
};
use crate::rules::{Finding, Judge, Pair, Source, Told};
use crate::source::client::{ClientCopy, client_js, client_ts};

/// How many models and enums a message names.
const NAMED: usize = 5;

/// What was found of the clients.
#[derive(Debug, Default)]
pub struct Clients {
    /// Where the clients are that were looked at.
    pub locations: Vec<String>,
    told: Vec<Told>,
}

impl Clients {
    pub fn judge(self, judge: &mut Judge<'_>) -> Vec<Finding> {
        self.told
            .into_iter()
            .filter_map(|told| judge.other(told))
            .collect()
    }
}

/// Looks at every client that the schema has a block for. One that was never
/// generated is nobody's client yet.
pub fn look(project: &Project, cwd: &Path, sources: &mut Sources) -> Clients {
    let mut unread = Diagnostics::default();
    let mut copies = Vec::new();
    {
        let schema = prisma::parse(sources, &project.files, &mut unread);
        for client in clients(&schema) {
            let folder = folder_of(client.span.file, cwd, sources);
            let copy = match (client.kind, &client.output) {
                (ClientKind::JavaScript, ClientOutput::Default) => client_js(&folder, None),
                (ClientKind::JavaScript, ClientOutput::Path(path)) => {
                    client_js(&folder, Some(path))
                }
                (ClientKind::TypeScript, ClientOutput::Path(path)) => client_ts(&folder, path),
                (ClientKind::TypeScript, ClientOutput::Default) | (_, ClientOutput::Computed) => {
                    continue;
                }
            };
            let (path, text) = match copy {
                ClientCopy::Schema { path, text } => (path, Some(text)),
                ClientCopy::Module { path, text } => (path, inline_schema(&text)),
                ClientCopy::NotGenerated { .. } => continue,
            };
            if let Some(text) = text {
                copies.push((client.span, path, text));
            }
        }
    }
    let mut found = Clients::default();
    for (span, path, text) in copies {
        let location = shown(&relative_to(cwd, &path));
        let copy = sources.add(path, text);
        let schema = prisma::parse(sources, &project.files, &mut unread);
        let of_client = prisma::parse(sources, &[copy], &mut unread);
        found.locations.push(location.clone());
        let Freshness::Stale(differences) = freshness(&schema, &of_client) else {
            continue;
        };
        let mut names: Vec<String> = differences
            .iter()
            .take(NAMED)
            .map(|difference| {
                let word = match difference.kind {
                    DifferenceKind::Added => "is new",
                    DifferenceKind::Removed => "is gone",
                    DifferenceKind::Changed => "has changed",
                };
                format!("`{}` {word}", difference.name)
            })
            .collect();
        if differences.len() > NAMED {
            names.push(format!("and {} more", differences.len() - NAMED));
        }
        found.told.push(Told {
            rule: "audit/stale-client",
            pair: Some(Pair {
                left: Source::Prisma,
                right: Source::Client,
            }),
            source: "client".to_owned(),
            subject: location.clone(),
            object: Object::Client(location),
            message: format!(
                "the generated Prisma client was made from another schema: {}",
                names.join(", ")
            ),
            help: "generate it again".to_owned(),
            command: Some("prisma generate"),
            place: Some(span),
        });
    }
    found
}

fn folder_of(file: FileId, cwd: &Path, sources: &Sources) -> std::path::PathBuf {
    let path = cwd.join(&sources.get(file).path);
    path.parent().unwrap_or(cwd).to_owned()
}
