//! Changes between two catalogs → findings, by rules whose severities a user can set.

mod rule;
mod say;
mod settings;
mod show;
mod source;

use crate::catalog::{Name, Object};
use crate::diagnostic::Span;
use crate::diff::Change;

pub use rule::{RULES, Rule, Severity};
pub use say::MAY_BE_EQUAL;
pub use settings::{Exemption, Settings};
pub use show::{NONE, quoted};
pub use source::{Pair, Source, UnknownSource};

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// `audit/missing-column`
    pub rule: &'static str,
    /// The name of the rule in the users' plans: `DRZ002`
    pub alias: Option<&'static str>,
    pub severity: Severity,
    /// `None` for a finding about the settings.
    pub pair: Option<Pair>,
    pub object: Object,
    /// The same for the same finding in every run: `missing-column/prisma:drizzle/users.email`
    pub key: String,
    pub message: String,
    pub help: String,
    /// What a user types to mend it.
    pub command: Option<&'static str>,
    pub left: Side,
    pub right: Side,
}

/// One side of a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// What it says; `None` where it has nothing of the kind.
    pub value: Option<String>,
    pub place: Option<Span>,
}

impl Finding {
    /// The table to group it by.
    #[must_use]
    pub fn table(&self) -> Option<&Name> {
        self.object.table()
    }
}

/// What is wrong beside the catalogs: a history of migrations, a stale client.
#[derive(Debug, Clone)]
pub struct Told {
    pub rule: &'static str,
    pub pair: Option<Pair>,
    /// What it is of, where it is no pair: `migrations`
    pub source: String,
    /// What it is about, as exemptions and keys name it: `20240101000000_init`
    pub subject: String,
    pub object: Object,
    pub message: String,
    pub help: String,
    pub command: Option<&'static str>,
    pub place: Option<Span>,
}

/// A finding that an exemption lets pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exempted {
    pub finding: Finding,
    pub reason: String,
}

/// Judges one pair after another by the same settings.
#[derive(Debug)]
pub struct Judge<'s> {
    settings: &'s Settings,
    used: Vec<bool>,
    pairs: Vec<String>,
    exempted: Vec<Exempted>,
}

impl<'s> Judge<'s> {
    #[must_use]
    pub fn new(settings: &'s Settings) -> Self {
        Self {
            settings,
            used: vec![false; settings.exemptions.len()],
            pairs: Vec::new(),
            exempted: Vec::new(),
        }
    }

    /// The findings of a pair, in the order of its changes.
    pub fn pair(&mut self, pair: &Pair, changes: &[Change<'_>]) -> Vec<Finding> {
        let name = pair.to_string();
        let findings = changes
            .iter()
            .filter_map(|change| self.find(pair, &name, change))
            .collect();
        self.pairs.push(name);
        findings
    }

    /// A finding that no comparison of catalogs makes.
    pub fn other(&mut self, told: Told) -> Option<Finding> {
        let (rule, severity) = self.rule(told.rule)?;
        let name = told
            .pair
            .as_ref()
            .map_or_else(|| told.source.clone(), std::string::ToString::to_string);
        let short = rule.id.trim_start_matches("audit/");
        if !self.pairs.contains(&name) {
            self.pairs.push(name.clone());
        }
        let finding = Finding {
            rule: rule.id,
            alias: told.pair.as_ref().map_or_else(
                || rule.alias(&Source::Migrations),
                |pair| rule.alias(&pair.right),
            ),
            severity,
            key: format!("{short}/{name}/{}", told.subject),
            pair: told.pair,
            object: told.object,
            message: told.message,
            help: told.help,
            command: told.command,
            left: Side::default(),
            right: Side {
                value: None,
                place: told.place,
            },
        };
        self.pass(finding, &told.subject, &name)
    }

    /// What was let pass so far.
    #[must_use]
    pub fn exempted(&self) -> &[Exempted] {
        &self.exempted
    }

    /// What is to be said of the settings, after all pairs: exemptions that nothing
    /// needs any more, and those without a reason.
    #[must_use]
    pub fn finish(&self) -> Vec<Finding> {
        let exemptions = self.settings.exemptions.iter().zip(&self.used);
        exemptions
            .filter_map(|(exemption, used)| self.about(exemption, *used))
            .collect()
    }

    fn find(&mut self, pair: &Pair, name: &str, change: &Change<'_>) -> Option<Finding> {
        let said = say::say(change);
        let (rule, severity) = self.rule(said.rule)?;
        // What may well be equal disturbs nobody.
        let severity = if change.certain {
            severity
        } else {
            severity.min(Severity::Info)
        };
        let path = match &said.detail {
            Some(detail) => format!("{}.{detail}", change.object),
            None => change.object.to_string(),
        };
        let (help, command) = say::help(&said, pair, &change.object);
        let short = rule.id.trim_start_matches("audit/");
        let message = say::message(&said, pair, change.certain);
        let [left, right] = change.places;
        let finding = Finding {
            rule: rule.id,
            alias: rule.alias(&pair.right),
            severity,
            pair: Some(pair.clone()),
            object: change.object.clone(),
            key: format!("{short}/{name}/{path}"),
            message,
            help,
            command,
            left: Side {
                value: said.left,
                place: left,
            },
            right: Side {
                value: said.right,
                place: right,
            },
        };
        self.pass(finding, &path, name)
    }

    /// The finding, unless an exemption lets it pass.
    fn pass(&mut self, finding: Finding, path: &str, pair: &str) -> Option<Finding> {
        let mut reason = None;
        for (exemption, used) in self.settings.exemptions.iter().zip(&mut self.used) {
            if exemption.has_reason() && exemption.covers(finding.rule, path, pair) {
                *used = true;
                reason.get_or_insert(&exemption.reason);
            }
        }
        match reason {
            None => Some(finding),
            Some(reason) => {
                let reason = reason.clone();
                self.exempted.push(Exempted { finding, reason });
                None
            }
        }
    }

    /// A rule with the severity that the settings give it; `None` when it is off.
    fn rule(&self, id: &str) -> Option<(&'static Rule, Severity)> {
        let rule = Rule::find(id).expect("a finding's rule is in the list");
        let said = self
            .settings
            .severities
            .iter()
            .rev()
            .find(|(name, _)| Rule::find(name) == Some(rule));
        let severity = said.map_or(Some(rule.severity), |(_, severity)| *severity)?;
        Some((rule, severity))
    }

    fn about(&self, exemption: &Exemption, used: bool) -> Option<Finding> {
        let Exemption {
            rule: of,
            object,
            pair,
            reason: _,
        } = exemption;
        let (id, message, help) = if !exemption.has_reason() {
            (
                "audit/exemption-without-reason",
                format!("the exemption of `{object}` from `{of}` has no reason"),
                "say why in `reason`; until then it does not count",
            )
        } else if used || pair.as_ref().is_some_and(|pair| !self.pairs.contains(pair)) {
            // A pair that was not compared says nothing of its exemptions.
            return None;
        } else {
            (
                "audit/stale-exemption",
                format!("nothing needs the exemption of `{object}` from `{of}` any more"),
                "remove it from the configuration",
            )
        };
        let (rule, severity) = self.rule(id)?;
        let short = rule.id.trim_start_matches("audit/");
        let pair = pair.as_deref().unwrap_or("*");
        Some(Finding {
            rule: rule.id,
            alias: None,
            severity,
            pair: None,
            object: Object::Database,
            key: format!("{short}/{pair}/{of}/{object}"),
            message,
            help: help.into(),
            command: None,
            left: Side::default(),
            right: Side::default(),
        })
    }
}
