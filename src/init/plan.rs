//! The plan: one step for each part of the project that `init` looks after.

use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::config::{Chosen, Config, DEFAULT_OUT};
use crate::init::edit::{Draft, Edit};
use crate::init::surroundings::Surroundings;
use crate::init::takeover::{self, Takeover};
use crate::init::versions::{Misfit, NEEDS, Need, PRISMA, TRIPLE_ORM};
use crate::init::{hooks, json, settings, workflow};
use crate::output::OutputError;
use crate::source::Version;

/// A part that one may do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Scripts,
    Hook,
    Workflow,
    /// The names of a schema that was written by hand.
    Names,
}

/// What the user asks for, and what is known of the schema.
#[derive(Debug)]
pub struct Wishes<'a> {
    pub catalog: &'a Catalog,
    /// Absolute.
    pub schema: &'a Path,
    /// Whether Prisma, too, would find the schema from the package's folder.
    pub is_usual_schema: bool,
    /// Absolute, where the user said it.
    pub out: Option<&'a Path>,
    /// The `triple-orm.json` that holds here already.
    pub config_file: Option<&'a Path>,
    /// What it and the `generator` block say, read from the package's folder.
    pub config: &'a Config,
    pub skip: &'a [Part],
}

impl Wishes<'_> {
    /// Whether the configuration names the targets.
    pub(super) fn chooses_targets(&self) -> bool {
        self.config.chosen == Chosen::ByName
    }

    /// Whether nobody has said where the files go.
    pub(super) fn is_out_open(&self, around: &Surroundings) -> bool {
        self.out.is_none()
            && self.config_file.is_none()
            && self.config.out == around.home.join(DEFAULT_OUT)
    }
}

/// One part of the plan.
#[derive(Debug)]
pub struct Step {
    /// `hook`
    pub what: &'static str,
    /// The file; `None`: there is no place for it.
    pub path: Option<PathBuf>,
    pub edit: Edit,
    /// A command that has to follow.
    pub then: Option<String>,
}

impl Step {
    pub fn edit(
        what: &'static str,
        draft: &mut Draft,
        path: &Path,
        edit: impl FnOnce(Option<&str>) -> Edit,
    ) -> Result<Self, OutputError> {
        Ok(Self {
            what,
            edit: draft.edit(path, edit)?,
            path: Some(path.to_owned()),
            then: None,
        })
    }

    pub fn left(
        what: &'static str,
        path: Option<PathBuf>,
        why: impl Into<String>,
        lines: impl Into<String>,
    ) -> Self {
        Self {
            what,
            path,
            edit: Edit::left(why, lines),
            then: None,
        }
    }
}

/// Everything that is to be done, and what the user should know.
#[derive(Debug)]
pub struct Plan {
    pub(super) steps: Vec<Step>,
    pub(super) draft: Draft,
    /// Every package that is of interest, with its version and what is wrong.
    pub(super) packages: Vec<(&'static Need, Version, Option<Misfit>)>,
    /// The languages that the project uses.
    pub(super) targets: Vec<&'static str>,
    pub(super) takeover: Option<Takeover>,
}

impl Plan {
    /// Looks at everything, writes nothing.
    ///
    /// # Errors
    /// When a file that is there cannot be read.
    pub fn make(around: &Surroundings, wishes: &Wishes<'_>) -> Result<Self, OutputError> {
        let has = |part| !wishes.skip.contains(&part);
        let targets = targets(around, wishes);
        let takes_over = has(Part::Names) && targets.contains(&"drizzle");
        let takeover = if takes_over && !is_absent(around, "drizzle-orm") {
            takeover::look(around, wishes)?
        } else {
            None
        };
        let packages = packages(around, &targets);
        let mut draft = Draft::default();
        let mut steps = vec![settings::plan(
            around,
            wishes,
            &targets,
            takeover.as_ref(),
            &mut draft,
        )?];
        if has(Part::Scripts) {
            steps.extend(scripts(around, wishes, &mut draft)?);
        }
        if has(Part::Hook) {
            steps.push(hooks::plan(around, &mut draft)?);
        }
        if has(Part::Workflow) {
            steps.extend(workflow::plan(around, &mut draft)?);
        }
        Ok(Self {
            steps,
            draft,
            packages,
            targets,
            takeover,
        })
    }

    /// Whether everything is in place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.draft.files.is_empty()
    }

    /// Writes all files of the plan, or none.
    ///
    /// # Errors
    /// When a file changed meanwhile, or cannot be written.
    pub fn write(self) -> Result<(), OutputError> {
        self.draft.write()
    }
}

fn is_absent(around: &Surroundings, package: &str) -> bool {
    around.version(package) == Version::Absent
}

/// The languages whose packages the project has; all that the database can have, where
/// it has none. The schemas of JSON columns are Zod's, whatever else is there.
fn targets(around: &Surroundings, wishes: &Wishes<'_>) -> Vec<&'static str> {
    if wishes.chooses_targets() {
        let targets = wishes.config.targets.iter();
        return targets.map(|target| target.name).collect();
    }
    let dialect = wishes.catalog.dialect;
    let can_be = |name: &str| {
        let mut targets = wishes.config.targets.iter();
        targets.any(|it| it.name == name && it.is_for(dialect, wishes.config))
    };
    let is_used = |need: &Need| !is_absent(around, need.package);
    let is_all = !NEEDS
        .iter()
        .any(|(target, need)| can_be(target) && is_used(need));
    let has_json = wishes
        .catalog
        .tables
        .iter()
        .flat_map(|table| &table.columns)
        .any(|column| column.notes.json.is_some());
    NEEDS
        .iter()
        .filter(|(target, _)| can_be(target))
        .filter(|(target, need)| is_all || is_used(need) || (*target == "zod" && has_json))
        .map(|(target, _)| *target)
        .collect()
}

fn packages(
    around: &Surroundings,
    targets: &[&str],
) -> Vec<(&'static Need, Version, Option<Misfit>)> {
    NEEDS
        .iter()
        .filter(|(target, _)| targets.contains(target))
        .map(|(_, need)| need)
        .chain([&PRISMA, &TRIPLE_ORM])
        .map(|need| {
            let version = around.version(need.package);
            let misfit = need.misfit(&version);
            (need, version, misfit)
        })
        .collect()
}

fn scripts(
    around: &Surroundings,
    wishes: &Wishes<'_>,
    draft: &mut Draft,
) -> Result<Vec<Step>, OutputError> {
    let path = around.home.join("package.json");
    let schema = if wishes.is_usual_schema {
        String::new()
    } else {
        format!(" --schema {}", settings::from_home(around, wishes.schema))
    };
    let sync = format!("prisma generate{schema} && triple-orm generate");
    [
        ("sync-triple-orm", sync.as_str()),
        ("check-triple-orm", super::CHECK),
    ]
    .into_iter()
    .map(|(name, command)| {
        let line = format!("{}: {}\n", json::quoted(name), json::quoted(command));
        Step::edit("script", draft, &path, |text| match text {
            None => Edit::left("does not exist", line.clone()),
            Some(text) => json::add_to_section(text, "scripts", &[(name, command)], |name| {
                Edit::left(format!("has another script `{name}`"), line.clone())
            }),
        })
    })
    .collect()
}
