//! What the configuration says of the audit.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::config::read::FromValue;
use crate::config::value::{Entry, Kind, Misfit, Reason, Value};
use crate::rules::{Exemption, Pair, RULES, Rule, Severity};

/// What one place says. Paths are absolute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditSettings {
    pub pairs: Option<PairList>,
    pub migrations: Option<PathBuf>,
    pub sql: Option<Vec<PathBuf>>,
    pub drizzle: Option<Vec<PathBuf>>,
    pub kysely: Option<PathBuf>,
    pub databases: Option<Databases>,
    pub fail_on: Option<Severity>,
    pub rules: Option<RuleLevels>,
    pub exempt: Option<Exemptions>,
}

/// A finding this grave fails the audit when nobody says otherwise.
const FAIL_ON: Severity = Severity::High;

impl AuditSettings {
    /// With what holds where nobody says anything.
    pub(super) fn resolved(self) -> Self {
        Self {
            fail_on: self.fail_on.or(Some(FAIL_ON)),
            ..self
        }
    }

    pub(super) fn over(self, below: Self) -> Self {
        Self {
            pairs: self.pairs.or(below.pairs),
            migrations: self.migrations.or(below.migrations),
            sql: self.sql.or(below.sql),
            drizzle: self.drizzle.or(below.drizzle),
            kysely: self.kysely.or(below.kysely),
            databases: self.databases.or(below.databases),
            fail_on: self.fail_on.or(below.fail_on),
            rules: self.rules.or(below.rules),
            exempt: self.exempt.or(below.exempt),
        }
    }
}

/// `"src/db/schema.ts"`, or a list of such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathList(pub Vec<String>);

impl PathList {
    pub(super) fn below(self, folder: &Path) -> Vec<PathBuf> {
        self.0.into_iter().map(|path| folder.join(path)).collect()
    }
}

impl FromValue for PathList {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        if let Kind::Text(text) = &value.kind {
            return Ok(Self(vec![text.clone()]));
        }
        let list = value.list("a path, or a list of paths")?;
        let paths: Result<_, _> = list.iter().map(|it| it.text().map(str::to_owned)).collect();
        Ok(Self(paths?))
    }
}

/// `["prisma:drizzle", "prisma:db"]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairList(pub Vec<Pair>);

impl FromValue for PairList {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        let list = value.list("a list of pairs, such as `prisma:drizzle`")?;
        let pairs: Result<_, _> = list
            .iter()
            .map(|it| {
                it.text()?
                    .parse()
                    .map_err(|_| it.wrong_type("a pair, such as `prisma:drizzle`"))
            })
            .collect();
        Ok(Self(pairs?))
    }
}

/// By the name of an environment, the variable that holds the address:
/// `{ "staging": "env:STAGING_DATABASE_URL" }`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Databases(pub BTreeMap<String, String>);

impl FromValue for Databases {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        let Kind::Map(entries) = &value.kind else {
            return Err(value.wrong_type("a map from names to `env:…`"));
        };
        let databases: Result<_, _> = entries
            .iter()
            .map(|Entry { name, value, .. }| {
                // An address holds a password, which has no place in a file.
                match value.text()?.strip_prefix("env:") {
                    Some(variable) if !variable.is_empty() => {
                        Ok((name.clone(), variable.to_owned()))
                    }
                    _ => Err(value.wrong_type("the variable with the address, as `env:NAME`")),
                }
            })
            .collect();
        Ok(Self(databases?))
    }
}

impl FromValue for Severity {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        let text = value.text()?;
        text.parse().map_err(|_| {
            value.misfit(Reason::UnknownValue {
                found: text.to_owned(),
                known: vec!["critical", "high", "medium", "low", "info"],
            })
        })
    }
}

/// `{ "audit/extra-index": "off", "missing-index": "high" }`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLevels(pub Vec<(String, Option<Severity>)>);

impl FromValue for RuleLevels {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        let Kind::Map(entries) = &value.kind else {
            return Err(value.wrong_type("a map from rules to severities"));
        };
        let levels: Result<_, _> = entries
            .iter()
            .map(|Entry { name, value, span }| {
                known_rule(name, *span)?;
                let level = match value.text()? {
                    "off" => None,
                    _ => Some(Severity::from_value(value)?),
                };
                Ok((name.clone(), level))
            })
            .collect();
        Ok(Self(levels?))
    }
}

fn known_rule(name: &str, span: crate::diagnostic::Span) -> Result<(), Misfit> {
    match Rule::find(name) {
        Some(_) => Ok(()),
        None => Err(Misfit {
            span,
            reason: Reason::UnknownValue {
                found: name.to_owned(),
                known: RULES.iter().map(|rule| rule.id).collect(),
            },
        }),
    }
}

/// `[{ "rule": "extra-index", "object": "users.*", "reason": "…" }]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemptions(pub Vec<Exemption>);

impl FromValue for Exemptions {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        let list = value.list("a list of exemptions")?;
        let exemptions: Result<_, _> = list.iter().map(exemption).collect();
        Ok(Self(exemptions?))
    }
}

fn exemption(value: &Value) -> Result<Exemption, Misfit> {
    const WANTED: &str = "an object of `rule`, `object` and `reason`";
    let Kind::Map(entries) = &value.kind else {
        return Err(value.wrong_type(WANTED));
    };
    let mut exemption = Exemption {
        rule: "*".to_owned(),
        object: String::new(),
        pair: None,
        reason: String::new(),
    };
    for Entry { name, value, span } in entries {
        let text = value.text()?.to_owned();
        match name.as_str() {
            "rule" => {
                if text != "*" {
                    known_rule(&text, value.span)?;
                }
                exemption.rule = text;
            }
            "object" => exemption.object = text,
            "pair" => exemption.pair = Some(text),
            "reason" => exemption.reason = text,
            _ => {
                return Err(Misfit {
                    span: *span,
                    reason: Reason::UnknownKey {
                        found: name.clone(),
                        known: vec!["rule", "object", "pair", "reason"],
                    },
                });
            }
        }
    }
    if exemption.object.is_empty() || exemption.reason.trim().is_empty() {
        return Err(value.wrong_type(WANTED));
    }
    Ok(exemption)
}
