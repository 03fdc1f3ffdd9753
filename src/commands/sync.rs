//! `triple-orm sync`: generate, then audit, with one exit status for both.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::cli::{Audit, AuditFormat, Format, Generate, Sync};
use crate::commands::generate::{Series, round_to};
use crate::commands::{Failure, Status, audit};

/// The version of the JSON below: raised when a field changes or goes away.
const JSON_VERSION: u32 = 1;

/// Runs the command in `cwd`, the process's own (absolute).
///
/// # Errors
/// When a file cannot be read or written, or the result not be written.
pub fn run(args: &Sync, cwd: &Path) -> Result<Status, Failure> {
    if args.format != Format::Json {
        let mut out = anstream::stdout().lock();
        let generated = round_to(&args.generate(), cwd, &mut Series::default(), &mut out)?;
        if generated == Status::Refused {
            return Ok(generated);
        }
        let audited = audit::run_to(&args.audit(), cwd, &mut out)?;
        return Ok(generated.worse(audited));
    }
    let (mut generate, mut audit) = (Vec::new(), Vec::new());
    let generated = round_to(&args.generate(), cwd, &mut Series::default(), &mut generate)?;
    let audited = if generated == Status::Refused {
        Ok(generated)
    } else {
        audit::run_to(&args.audit(), cwd, &mut audit)
    };
    // What was written stays written when the audit cannot be done, and is told.
    let result = SyncReport {
        version: JSON_VERSION,
        generate: document(&generate),
        audit: document(&audit),
    };
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &result).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(generated.worse(audited?))
}

/// Both results for a program; `null` is what was not done.
#[derive(Serialize)]
struct SyncReport<'a> {
    version: u32,
    generate: Option<&'a RawValue>,
    audit: Option<&'a RawValue>,
}

fn document(bytes: &[u8]) -> Option<&RawValue> {
    (!bytes.is_empty())
        .then(|| serde_json::from_slice(bytes).expect("both commands write one JSON document"))
}

impl Sync {
    fn generate(&self) -> Generate {
        Generate {
            schema: self.schema.clone(),
            config: self.config.clone(),
            check: self.check,
            format: self.format,
            ..Generate::default()
        }
    }

    fn audit(&self) -> Audit {
        Audit {
            schema: self.schema.clone(),
            config: self.config.clone(),
            databases: self.databases.clone(),
            fail_on: self.fail_on,
            format: match self.format {
                Format::Human => AuditFormat::Human,
                Format::Json => AuditFormat::Json,
                Format::Github => AuditFormat::Github,
            },
            is_after_generate: true,
            ..Audit::default()
        }
    }
}
