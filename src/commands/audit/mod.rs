//! `triple-orm audit`: read every description of the database that there is, compare
//! them in pairs, and say what differs.

mod client;
mod gather;
mod history;
mod view;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::catalog::{Catalog, Object, Unknown};
use crate::cli::{Audit, AuditFormat};
use crate::commands::{Failure, Project, Status, explain, report as report_diagnostics};
use crate::config::{AuditSettings, Settings};
use crate::database::{DatabaseError, DatabaseUrl};
use crate::diagnostic::{Diagnostics, Positions, Sources};
use crate::diff;
use crate::path::{relative_to, shown};
use crate::report::{self, Exempt, Report};
use crate::rules::{self, Finding, Judge, Pair, Source, Told};
use crate::source::Origin;
use crate::sql::{normal, print};

pub use gather::Address;
use gather::{Gathered, Places, in_kysely, is_kysely};

/// Runs the command in `cwd`, the process's own (absolute).
///
/// # Errors
/// When a file cannot be read, or the report not be written.
pub fn run(args: &Audit, cwd: &Path) -> Result<Status, Failure> {
    run_to(args, cwd, &mut anstream::stdout().lock())
}

/// The same, with the report going to `out` where no file is named.
///
/// # Errors
/// As of [`run`].
pub fn run_to(args: &Audit, cwd: &Path, out: &mut impl Write) -> Result<Status, Failure> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let flags = Settings {
        schema: args
            .schema
            .as_ref()
            .map(|path| (cwd.join(path), Origin::Flag)),
        ..Settings::default()
    };
    let project = Project::read(
        flags,
        args.config.as_deref(),
        cwd,
        &mut sources,
        &mut diagnostics,
    )?;
    if project.catalog.is_none() {
        report_diagnostics(&mut diagnostics, &sources, crate::cli::Format::Human)?;
        return Ok(Status::Refused);
    }
    if args.is_after_generate {
        diagnostics = Diagnostics::default();
    }
    let places = places(args, &project, cwd)?;
    let settings = &project.config.audit;
    let pairs = if !args.pairs.is_empty() {
        args.pairs.clone()
    } else if let Some(pairs) = &settings.pairs {
        pairs.0.clone()
    } else {
        places.pairs()
    };
    let gathered = places.gather(&pairs, &mut sources, &mut diagnostics)?;
    report_diagnostics(&mut diagnostics, &sources, crate::cli::Format::Human)?;
    let clients = if pairs.iter().any(|pair| pair.right == Source::Client) {
        client::look(&project, cwd, &mut sources)
    } else {
        client::Clients::default()
    };
    let compared = compare(&pairs, &gathered, clients, &project, &sources)?;
    if args.sql {
        out.write_all(compared.draft.as_bytes())?;
    } else {
        let report = compared.report(args, settings, &gathered, cwd, &sources);
        say(&report, args, cwd, out)?;
        if gathered.unreachable.is_empty() && !report.passed {
            return Ok(Status::Differences);
        }
    }
    for (source, error) in &gathered.unreachable {
        anstream::eprintln!(
            "error: {} cannot be read: {error}\nhelp: {}",
            source.noun(),
            error.help()
        );
    }
    Ok(if gathered.unreachable.is_empty() {
        Status::Clean
    } else {
        Status::Refused
    })
}

/// One source alone, as an audit reads it.
pub(super) fn read_source(
    args: &Audit,
    source: &Source,
    project: &Project,
    cwd: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Catalog, Failure> {
    let pair = Pair {
        left: Source::Prisma,
        right: source.clone(),
    };
    let places = places(args, project, cwd)?;
    let gathered = places.gather(std::slice::from_ref(&pair), sources, diagnostics)?;
    match gathered.get(source) {
        Some(described) => Ok(described.catalog.clone()),
        None => Err(Failure::NoSource {
            pair: pair.to_string(),
            absent: source.clone(),
        }),
    }
}

/// What of `prisma:db` is as grave as what an audit fails for.
pub(super) fn against_database(project: &Project, database: &Catalog) -> Vec<Finding> {
    let settings = rule_settings(&project.config.audit);
    let pair = Pair {
        left: Source::Prisma,
        right: Source::Database(None),
    };
    let schema = project.database().expect("the schema is sound");
    let mut sides = [schema.clone(), database.clone()];
    sides.iter_mut().for_each(normal::normalise);
    let changes = diff::diff(&sides[0], &sides[1]);
    let fail_on = project.config.audit.fail_on;
    let fail_on = fail_on.expect("the configuration has a default");
    let mut findings = Judge::new(&settings).pair(&pair, &changes);
    findings.retain(|finding| finding.severity >= fail_on);
    findings
}

/// Where everything is: the flags, over the configuration, over what lies there.
fn places<'p>(args: &Audit, project: &'p Project, cwd: &'p Path) -> Result<Places<'p>, Failure> {
    let AuditSettings {
        migrations,
        drizzle,
        kysely,
        ..
    } = &project.config.audit;
    let out = &project.config.out;
    let generated = |name: &str| Some(out.join(name)).filter(|path| path.is_file());
    let drizzle = if !args.drizzle.is_empty() {
        args.drizzle.iter().map(|path| cwd.join(path)).collect()
    } else if let Some(paths) = drizzle {
        paths.clone()
    } else {
        generated(&project.config.files.drizzle)
            .into_iter()
            .collect()
    };
    Ok(Places {
        project,
        cwd,
        migrations: args
            .migrations
            .as_ref()
            .map(|path| cwd.join(path))
            .or_else(|| migrations.clone()),
        drizzle,
        kysely: args
            .kysely
            .as_ref()
            .map(|path| cwd.join(path))
            .or_else(|| kysely.clone())
            .or_else(|| generated(&project.config.files.kysely)),
        addresses: addresses(args, project, cwd)?,
    })
}

/// The databases of the flags, or else those of the configuration whose variables are set.
fn addresses(args: &Audit, project: &Project, cwd: &Path) -> Result<Vec<Address>, Failure> {
    let base = cwd.join(&project.schema);
    let base = if base.is_dir() {
        base
    } else {
        base.parent().unwrap_or(cwd).to_owned()
    };
    let mut addresses = Vec::new();
    for said in &args.databases {
        addresses.push(address(said, &base)?);
    }
    let Some(databases) = &project.config.audit.databases else {
        return Ok(addresses);
    };
    if args.databases.is_empty() {
        for (name, variable) in &databases.0 {
            match std::env::var(variable) {
                Ok(text) => addresses.push(Address {
                    name: Some(name.clone()),
                    url: DatabaseUrl::parse(&text, &base)?,
                }),
                Err(_) => anstream::eprintln!(
                    "note: the database `{name}` is left out, since `{variable}` is not set"
                ),
            }
        }
    }
    Ok(addresses)
}

/// `URL`, `env:NAME`, `staging=URL` or `staging=env:NAME`.
pub fn address(said: &str, base: &Path) -> Result<Address, DatabaseError> {
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let (name, text) = match said.split_once('=') {
        Some((name, rest)) if is_name(name) => (Some(name.to_owned()), rest),
        _ => (None, said),
    };
    let text = match text.strip_prefix("env:") {
        Some(variable) => std::env::var(variable).map_err(|_| DatabaseError::NoVariable {
            name: variable.to_owned(),
        })?,
        None => text.to_owned(),
    };
    Ok(Address {
        name,
        url: DatabaseUrl::parse(&text, base)?,
    })
}

/// All pairs, compared and judged.
struct Compared {
    pairs: Vec<Pair>,
    findings: Vec<Finding>,
    exempted: Vec<rules::Exempted>,
    tables: Vec<report::TableView>,
    /// The DDL that would bring the right sides to the left ones.
    draft: String,
    clients: Vec<String>,
    /// What of the Kysely file no pair could do without.
    kysely_unknown: Option<Vec<Unknown>>,
}

fn compare(
    pairs: &[Pair],
    gathered: &Gathered,
    clients: client::Clients,
    project: &Project,
    sources: &Sources,
) -> Result<Compared, Failure> {
    let settings = rule_settings(&project.config.audit);
    let mut judge = Judge::new(&settings);
    let positions = Positions::new(sources);
    let mut compared = Compared {
        pairs: Vec::new(),
        findings: Vec::new(),
        exempted: Vec::new(),
        tables: Vec::new(),
        draft: String::new(),
        clients: clients.locations.clone(),
        kysely_unknown: None,
    };
    if let Some(history) = &gathered.history {
        compared
            .findings
            .extend(history::judge(history, None, &positions, &mut judge));
        for (source, rows) in &gathered.applied {
            let database = Some((source, rows.as_slice()));
            compared
                .findings
                .extend(history::judge(history, database, &positions, &mut judge));
        }
    }
    for pair in pairs {
        if pair.right == Source::Client || pair.left == Source::Client {
            continue;
        }
        let Some(sides) = sides(pair, gathered, project)? else {
            continue;
        };
        if let Some(source) = unread(pair, gathered) {
            compared
                .findings
                .extend(judge.other(nothing_read(pair, source)));
            compared.pairs.push(pair.clone());
            continue;
        }
        for (source, side) in [&pair.left, &pair.right].into_iter().zip(&sides) {
            if *source == Source::Kysely {
                compared.keep_unknown(side);
            }
        }
        let changes = diff::diff(&sides[0], &sides[1]);
        if !is_kysely(&sides[0]) {
            compared.draft.push_str(&format!("-- {pair}\n"));
            compared
                .draft
                .push_str(&print::print(&sides[0], &sides[1], &changes));
            compared.draft.push('\n');
        }
        let mut found = judge.pair(pair, &changes);
        // What the schema says of a database is not said again by its migrations.
        if pair.left == Source::Migrations {
            let twin = Pair {
                left: Source::Prisma,
                right: pair.right.clone(),
            };
            found.retain(|finding| {
                !compared.findings.iter().any(|other| {
                    other.pair.as_ref() == Some(&twin)
                        && other.rule == finding.rule
                        && other.object == finding.object
                })
            });
        }
        compared
            .tables
            .extend(view::tables(pair, [&sides[0], &sides[1]], &found));
        compared.findings.extend(found);
        compared.pairs.push(pair.clone());
    }
    if !compared.clients.is_empty() {
        compared.pairs.push(Pair {
            left: Source::Prisma,
            right: Source::Client,
        });
    }
    compared.findings.extend(clients.judge(&mut judge));
    compared.findings.extend(judge.finish());
    compared.exempted = judge.exempted().to_vec();
    Ok(compared)
}

/// What the user changes about the rules.
fn rule_settings(audit: &AuditSettings) -> rules::Settings {
    rules::Settings {
        severities: audit.rules.clone().map_or_else(Vec::new, |it| it.0),
        exemptions: audit.exempt.clone().map_or_else(Vec::new, |it| it.0),
    }
}

/// The side of a pair of which nothing could be read.
fn unread<'p>(pair: &'p Pair, gathered: &Gathered) -> Option<&'p Source> {
    [&pair.left, &pair.right].into_iter().find(|source| {
        gathered
            .get(source)
            .is_some_and(|described| described.catalog.is_unread())
    })
}

fn nothing_read(pair: &Pair, source: &Source) -> Told {
    Told {
        rule: "audit/unread-source",
        pair: Some(pair.clone()),
        source: source.to_string(),
        subject: source.to_string(),
        object: Object::Database,
        message: format!(
            "nothing of {} could be read, so it was not compared",
            source.noun()
        ),
        help: "look at what the report lists as not read, or leave the pair out".to_owned(),
        command: None,
        place: None,
    }
}

/// The catalogs of a pair in normal form, in the same terms; `None` when one of them
/// is a database that could not be read.
fn sides(
    pair: &Pair,
    gathered: &Gathered,
    project: &Project,
) -> Result<Option<[Catalog; 2]>, Failure> {
    let catalog = |source: &Source| match gathered.get(source) {
        Some(described) => Ok(Some(described.catalog.clone())),
        None if gathered.unreachable.iter().any(|(it, _)| it == source) => Ok(None),
        None => Err(Failure::NoSource {
            pair: pair.to_string(),
            absent: source.clone(),
        }),
    };
    let (Some(mut left), Some(mut right)) = (catalog(&pair.left)?, catalog(&pair.right)?) else {
        return Ok(None);
    };
    // The files have none of what is excluded from them.
    let is_file = matches!(pair.right, Source::Drizzle | Source::Kysely);
    if let (Source::Prisma, true, Some(written)) = (&pair.left, is_file, &project.catalog) {
        left = written.clone();
    }
    match (is_kysely(&left), is_kysely(&right)) {
        (false, true) => left = in_kysely(&left, &mut right, &project.config),
        (true, false) => right = in_kysely(&right, &mut left, &project.config),
        (true, true) | (false, false) => {}
    }
    let mut sides = [left, right];
    sides.iter_mut().for_each(normal::normalise);
    Ok(Some(sides))
}

impl Compared {
    /// Notes what is still unknown of the Kysely file beside its other side: JSON
    /// may have any type.
    fn keep_unknown(&mut self, kysely: &Catalog) {
        let kept = self.kysely_unknown.get_or_insert_default();
        for unknown in &kysely.unknown {
            if !kept
                .iter()
                .any(|it| it.place == unknown.place && it.reason == unknown.reason)
            {
                kept.push(unknown.clone());
            }
        }
    }

    fn report(
        self,
        args: &Audit,
        settings: &AuditSettings,
        gathered: &Gathered,
        cwd: &Path,
        sources: &Sources,
    ) -> Report {
        let positions = Positions::new(sources);
        let root = match args.format {
            AuditFormat::Github | AuditFormat::Sarif => {
                std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from)
            }
            _ => None,
        };
        let locate = |path: &str| match &root {
            Some(root) => shown(&relative_to(root, &cwd.join(path))),
            None => path.to_owned(),
        };
        let fail_on = args
            .fail_on
            .or(settings.fail_on)
            .expect("the configuration has a default");
        let entries: Vec<_> = self
            .findings
            .into_iter()
            .map(|finding| view::entry(finding, &positions, &locate))
            .collect();
        let mut described: Vec<_> = gathered.described.iter().map(view::source).collect();
        described.extend(self.clients.iter().map(|location| report::Source {
            name: Source::Client.to_string(),
            location: location.clone(),
            size: String::new(),
        }));
        let mut pairs: Vec<_> = self
            .pairs
            .iter()
            .map(|pair| view::pair(pair, &entries))
            .collect();
        for (name, is_there) in [
            ("migrations", gathered.history.is_some()),
            (
                "configuration",
                entries.iter().any(|it| it.pair == "configuration"),
            ),
        ] {
            if is_there {
                pairs.insert(
                    0,
                    report::Pair {
                        name: name.to_owned(),
                        counts: report::Counts::of(entries.iter().filter(|it| it.pair == name)),
                    },
                );
            }
        }
        Report {
            version: report::VERSION,
            fail_on,
            passed: entries.iter().all(|entry| entry.severity < fail_on)
                && gathered.unreachable.is_empty(),
            sources: described,
            pairs,
            findings: entries,
            exempt: self
                .exempted
                .into_iter()
                .map(|exempted| Exempt {
                    key: exempted.finding.key,
                    reason: exempted.reason,
                })
                .collect(),
            unknown: view::unread(
                gathered,
                self.kysely_unknown.as_deref(),
                &positions,
                &locate,
            ),
            unreachable: gathered
                .unreachable
                .iter()
                .map(|(source, error)| report::Unreachable {
                    source: source.to_string(),
                    reason: error.to_string(),
                })
                .collect(),
            tables: self.tables,
            about: |rule| explain::about(rule).unwrap_or_default(),
        }
    }
}

fn say(report: &Report, args: &Audit, cwd: &Path, out: &mut impl Write) -> io::Result<()> {
    let format = match args.format {
        AuditFormat::Human => None,
        AuditFormat::Json => Some(report::Format::Json),
        AuditFormat::Sarif => Some(report::Format::Sarif),
        AuditFormat::Github => Some(report::Format::Github),
        AuditFormat::Junit => Some(report::Format::Junit),
        AuditFormat::Prometheus => Some(report::Format::Prometheus),
        AuditFormat::Markdown => Some(report::Format::Markdown),
        AuditFormat::Html => Some(report::Format::Html),
    };
    match (format, &args.output) {
        (None, None) => report::human(report, out),
        (None, Some(path)) => {
            let mut text = anstream::StripStream::new(Vec::new());
            report::human(report, &mut text)?;
            fs::write(cwd.join(path), text.into_inner())
        }
        (Some(format), None) => out.write_all(report.render(format).as_bytes()),
        (Some(format), Some(path)) => fs::write(cwd.join(path), report.render(format)),
    }
}
