//! `triple-orm.json`: what differs from the defaults, and what one wants to see.

use std::path::Path;

use crate::config::{DEFAULT_OUT, FILE_NAME};
use crate::init::edit::{Draft, Edit};
use crate::init::json::quoted;
use crate::init::plan::{Step, Wishes};
use crate::init::surroundings::Surroundings;
use crate::init::takeover::Takeover;
use crate::init::versions::NEEDS;
use crate::output::OutputError;
use crate::path::{relative_to, shown};

/// Creates the file where there is none. One that is there is the user's.
pub fn plan(
    around: &Surroundings,
    wishes: &Wishes<'_>,
    targets: &[&str],
    takeover: Option<&Takeover>,
    draft: &mut Draft,
) -> Result<Step, OutputError> {
    let names = takeover.map_or_else(Vec::new, names);
    let path = match wishes.config_file {
        Some(path) => path.to_owned(),
        None => around.home.join(FILE_NAME),
    };
    Step::edit("config", draft, &path, |text| {
        if text.is_none() {
            return file(around, wishes, targets, takeover, &names);
        }
        let is_named = names.is_empty() || takeover.is_some_and(|it| it.is_done);
        if is_named {
            Edit::InPlace
        } else {
            let lines = object("names", &names, "");
            Edit::left("is there", format!("{}\n", lines.trim_end_matches(',')))
        }
    })
}

fn file(
    around: &Surroundings,
    wishes: &Wishes<'_>,
    targets: &[&str],
    takeover: Option<&Takeover>,
    names: &[(&str, String)],
) -> Edit {
    let mut properties = vec![format!("  \"$schema\": {},", quoted(&json_schema(around)))];
    if !wishes.is_usual_schema {
        let schema = from_home(around, wishes.schema);
        properties.push(format!("  \"schema\": {},", quoted(&schema)));
    }
    let default = around.home.join(DEFAULT_OUT);
    let open = wishes.is_out_open(around).then(|| {
        let hand_kept = takeover.and_then(|it| it.out.as_deref());
        hand_kept.unwrap_or(&default)
    });
    if let Some(out) = wishes.out.or(open) {
        let out = from_home(around, out);
        properties.push(format!("  \"out\": {},", quoted(&out)));
    }
    if !wishes.chooses_targets() && targets.len() < NEEDS.len() {
        let targets: Vec<_> = targets.iter().map(|target| quoted(target)).collect();
        properties.push(format!("  \"targets\": [{}],", targets.join(", ")));
    }
    if !names.is_empty() {
        properties.push(object("names", names, "  "));
    }
    if properties.len() == 1 {
        return Edit::left("is not needed: the `generator` block says it all", "");
    }
    let properties = properties.join("\n");
    Edit::Changed(format!("{{\n{}\n}}\n", properties.trim_end_matches(',')))
}

/// The properties of `names` that keep the names of a hand-kept file.
fn names(takeover: &Takeover) -> Vec<(&'static str, String)> {
    let mut names = Vec::new();
    if let Some(style) = takeover.style {
        names.push(("tables", quoted(style)));
    }
    if !takeover.overrides.is_empty() {
        let entries: Vec<_> = takeover
            .overrides
            .iter()
            .map(|(model, name)| (model.as_str(), quoted(name)))
            .collect();
        let entries: Vec<_> = entries
            .iter()
            .map(|(model, name)| format!("      {}: {name}", quoted(model)))
            .collect();
        names.push(("overrides", format!("{{\n{}\n    }}", entries.join(",\n"))));
    }
    names
}

fn object(name: &str, properties: &[(&str, String)], indent: &str) -> String {
    let lines: Vec<_> = properties
        .iter()
        .map(|(name, value)| format!("    {}: {value}", quoted(name)))
        .collect();
    format!("{indent}{}: {{\n{}\n  }},", quoted(name), lines.join(",\n"))
}

/// A path as it stands in `triple-orm.json` and in a script.
pub fn from_home(around: &Surroundings, path: &Path) -> String {
    shown(&relative_to(&around.home, path))
}

/// Where the package has the JSON Schema of the file: pnpm keeps a package
/// beside the `package.json` that names it, the others at the root of the
/// workspace.
fn json_schema(around: &Surroundings) -> String {
    const FILE: &str = "node_modules/triple-orm/schema.json";
    let installed = around
        .packages
        .iter()
        .map(|package| package.folder.join(FILE))
        .find(|path| path.is_file());
    let path = installed.unwrap_or_else(|| match around.manager {
        crate::init::PackageManager::Pnpm => around.home.join(FILE),
        _ => around.install_folder.join(FILE),
    });
    let seen = from_home(around, &path);
    if seen.starts_with("../") {
        seen
    } else {
        format!("./{seen}")
    }
}
