//! Prisma's client on the disk: the copy of the schema that it was generated from.

use std::fs;
use std::path::{Path, PathBuf};

/// Where a client keeps its copy of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientCopy {
    /// `schema.prisma` in the folder of `prisma-client-js`.
    Schema { path: PathBuf, text: String },
    /// `internal/class.ts` of `prisma-client`, which holds it as a string.
    Module { path: PathBuf, text: String },
    /// There is no client; these are the places that were looked at.
    NotGenerated { looked: Vec<PathBuf> },
}

/// What `prisma-client` may call the module, by the extension that it is told to use.
const MODULES: [&str; 5] = [
    "class.ts",
    "class.mts",
    "class.cts",
    "class.js",
    "class.mjs",
];

/// The copy of `prisma-client-js`, whose `generator` block stands in a file of
/// `folder` (absolute). Without an `output` it is in `node_modules`, where
/// `@prisma/client` is, in the folder or above; pnpm keeps it beside the package.
#[must_use]
pub fn client_js(folder: &Path, output: Option<&str>) -> ClientCopy {
    let places = match output {
        Some(output) => vec![folder.join(output).join("schema.prisma")],
        None => default_places(folder),
    };
    for path in &places {
        if let Ok(text) = fs::read_to_string(path) {
            let path = path.clone();
            return ClientCopy::Schema { path, text };
        }
    }
    ClientCopy::NotGenerated { looked: places }
}

/// The copy of `prisma-client`, which always has an `output`.
#[must_use]
pub fn client_ts(folder: &Path, output: &str) -> ClientCopy {
    let internal = folder.join(output).join("internal");
    let places = MODULES.map(|name| internal.join(name));
    for path in &places {
        if let Ok(text) = fs::read_to_string(path) {
            let path = path.clone();
            return ClientCopy::Module { path, text };
        }
    }
    let looked = places.into_iter().take(1).collect();
    ClientCopy::NotGenerated { looked }
}

fn default_places(folder: &Path) -> Vec<PathBuf> {
    const COPY: &str = ".prisma/client/schema.prisma";
    let mut places = Vec::new();
    for folder in folder.ancestors() {
        let modules = folder.join("node_modules");
        if !modules.is_dir() {
            continue;
        }
        // Behind pnpm's link lies `…/node_modules/@prisma/client`, and beside it the client.
        if let Ok(package) = fs::canonicalize(modules.join("@prisma/client"))
            && let Some(real) = package.parent().and_then(Path::parent)
        {
            places.push(real.join(COPY));
        }
        let plain = modules.join(COPY);
        if !places.contains(&plain) {
            places.push(plain);
        }
    }
    places
}
