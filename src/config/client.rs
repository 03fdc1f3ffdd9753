//! What the configuration says of the clients, and where the schema says that
//! Prisma's is.

use std::path::Path;

use crate::clients::{ClientModule, Defaults, NoModule, Options, Relations};
use crate::config::Config;
use crate::diagnostic::Sources;
use crate::drizzle;
use crate::path::{relative_to, shown};
use crate::prisma::ast::Schema;
use crate::prisma::client::{ClientGenerator, ClientKind, ClientOutput, clients};
use crate::sql::sqlite::Dates;
use crate::typescript::specifier::{ImportExtension, Specifier};

/// What one place says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientSettings {
    pub prisma_client: Option<String>,
    pub pool_size: Option<u32>,
    pub connection_timeout: Option<u32>,
    pub idle_timeout: Option<u32>,
    pub statement_timeout: Option<u32>,
    pub application_name: Option<String>,
}

impl ClientSettings {
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            prisma_client: self.prisma_client.or(below.prisma_client),
            pool_size: self.pool_size.or(below.pool_size),
            connection_timeout: self.connection_timeout.or(below.connection_timeout),
            idle_timeout: self.idle_timeout.or(below.idle_timeout),
            statement_timeout: self.statement_timeout.or(below.statement_timeout),
            application_name: self.application_name.or(below.application_name),
        }
    }

    /// With what holds where nobody says anything.
    pub(super) fn resolved(
        self,
        drizzle_module: Specifier,
        drizzle_version: drizzle::Version,
        kysely_module: Specifier,
        sqlite_dates: Dates,
    ) -> Options {
        let defaults = Defaults::default();
        let prisma = match self.prisma_client {
            Some(module) => ClientModule::At(Specifier::written(&module)),
            None => ClientModule::Unknown(NoModule::NoBlock),
        };
        Options {
            prisma,
            drizzle_module,
            relations: match drizzle_version {
                drizzle::Version::V0 => Relations::BesideTables,
                drizzle::Version::V1 => Relations::Defined,
            },
            kysely_module,
            sqlite_dates,
            defaults: Defaults {
                pool_size: self.pool_size.unwrap_or(defaults.pool_size),
                connection_timeout: self
                    .connection_timeout
                    .unwrap_or(defaults.connection_timeout),
                idle_timeout: self.idle_timeout.unwrap_or(defaults.idle_timeout),
                statement_timeout: self.statement_timeout.unwrap_or(defaults.statement_timeout),
                application_name: self.application_name.unwrap_or(defaults.application_name),
            },
        }
    }
}

impl Config {
    /// Where nobody says which module Prisma's client is, takes the one of the
    /// schema's first block that makes a client.
    pub fn find_client(&mut self, schema: &Schema<'_>, cwd: &Path, sources: &Sources) {
        if self.clients.prisma != ClientModule::Unknown(NoModule::NoBlock) {
            return;
        }
        if let Some(client) = clients(schema).first() {
            let file = cwd.join(&sources.get(client.span.file).path);
            let folder = file.parent().unwrap_or(cwd);
            self.clients.prisma = module_of(client, folder, &self.out, self.import_extension);
        }
    }
}

/// The package in which `prisma-client-js` is, by default.
const PACKAGE: &str = "@prisma/client";

/// The module of a client whose block stands in a file of `folder`, as a file in
/// `out` imports it; both folders are absolute.
///
/// Source: Prisma 7 `getGenerators` takes `output` from the folder of the block's
/// file; `prisma-client` writes `client.ts` there, `prisma-client-js` a package.
fn module_of(
    client: &ClientGenerator,
    folder: &Path,
    out: &Path,
    extension: ImportExtension,
) -> ClientModule {
    let output = match (&client.output, client.kind) {
        (ClientOutput::Path(output), _) => folder.join(output),
        (ClientOutput::Default, ClientKind::JavaScript) => {
            return ClientModule::At(Specifier::written(PACKAGE));
        }
        (ClientOutput::Default, ClientKind::TypeScript) => {
            return ClientModule::Unknown(NoModule::NoOutput(client.span));
        }
        (ClientOutput::Computed, _) => {
            return ClientModule::Unknown(NoModule::Computed(client.span));
        }
    };
    let relative = shown(&relative_to(out, &output));
    let module = match client.kind {
        ClientKind::JavaScript => match relative.rsplit_once("node_modules/") {
            Some((_, ".prisma/client")) => PACKAGE.to_owned(),
            Some((_, package)) => package.to_owned(),
            None => match extension {
                ImportExtension::None => below_dot(&relative),
                // It is JavaScript already.
                ImportExtension::Js | ImportExtension::Ts => {
                    format!("{}/index.js", below_dot(&relative))
                }
            },
        },
        ClientKind::TypeScript => {
            let written = client.extension.as_deref().unwrap_or("ts");
            let extension = extension_of(written, extension);
            format!("{}/client{extension}", below_dot(&relative))
        }
    };
    ClientModule::At(Specifier::written(&module))
}

/// What stands behind the name of a file that Prisma writes with the extension
/// `written` (`mts`), where it is imported. Only `.ts` and `.js` are found without.
fn extension_of(written: &str, wanted: ImportExtension) -> String {
    let compiled = written.replace("ts", "js");
    match wanted {
        ImportExtension::None if matches!(written, "ts" | "js") => String::new(),
        ImportExtension::None | ImportExtension::Js => format!(".{compiled}"),
        ImportExtension::Ts => format!(".{written}"),
    }
}

/// `generated` as `./generated`; a path that goes up, or nowhere, stays as it is.
fn below_dot(relative: &str) -> String {
    if relative.starts_with('.') || Path::new(relative).is_absolute() {
        relative.to_owned()
    } else {
        format!("./{relative}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FileId, Span};

    fn module(
        kind: ClientKind,
        output: &str,
        written: Option<&str>,
        extension: ImportExtension,
    ) -> String {
        let client = ClientGenerator {
            name: "client".to_owned(),
            kind,
            output: ClientOutput::Path(output.to_owned()),
            extension: written.map(str::to_owned),
            span: Span {
                file: FileId(0),
                start: 0,
                end: 1,
            },
        };
        let (folder, out) = (Path::new("/repo/prisma"), Path::new("/repo/src/db"));
        match module_of(&client, folder, out, extension) {
            ClientModule::At(module) => module.quoted().trim_matches('"').to_owned(),
            ClientModule::Unknown(reason) => panic!("{reason:?}"),
        }
    }

    #[test]
    fn a_client_is_imported_from_where_prisma_writes_it() {
        use ClientKind::{JavaScript, TypeScript};
        use ImportExtension::{Js, None as Bare, Ts};
        assert_eq!(
            module(TypeScript, "../generated/prisma", None, Bare),
            "../../generated/prisma/client"
        );
        assert_eq!(
            module(TypeScript, "../src/db/prisma", None, Js),
            "./prisma/client.js"
        );
        assert_eq!(module(TypeScript, "../src/db", None, Ts), "./client.ts");
        assert_eq!(
            module(TypeScript, "../g", Some("mts"), Bare),
            "../../g/client.mjs"
        );
        assert_eq!(
            module(TypeScript, "../g", Some("mts"), Ts),
            "../../g/client.mts"
        );
        assert_eq!(
            module(JavaScript, "./client", None, Bare),
            "../../prisma/client"
        );
        assert_eq!(
            module(JavaScript, "./client", None, Js),
            "../../prisma/client/index.js"
        );
        assert_eq!(
            module(JavaScript, "../node_modules/.prisma/client", None, Js),
            "@prisma/client"
        );
        assert_eq!(
            module(JavaScript, "../node_modules/@shop/prisma", None, Bare),
            "@shop/prisma"
        );
    }
}
