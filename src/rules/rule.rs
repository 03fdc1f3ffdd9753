//! All rules, one line each.

use super::Source;

/// How bad a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Info,
    Low,
    Medium,
    High,
    Critical,
}

impl std::fmt::Display for Severity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        })
    }
}

/// What is no severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a severity is critical, high, medium, low or info")]
pub struct UnknownSeverity;

impl std::str::FromStr for Severity {
    type Err = UnknownSeverity;

    fn from_str(text: &str) -> Result<Self, UnknownSeverity> {
        [
            Self::Info,
            Self::Low,
            Self::Medium,
            Self::High,
            Self::Critical,
        ]
        .into_iter()
        .find(|severity| severity.to_string() == text)
        .ok_or(UnknownSeverity)
    }
}

/// A kind of finding. `missing` is what the left side has and the right one lacks.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    pub id: &'static str,
    pub severity: Severity,
    /// The names that the rule had in the users' plans, by the source on the right:
    /// migrations, database, Drizzle, Kysely. Empty where there was none.
    aliases: [&'static str; 4],
}

const fn rule(id: &'static str, severity: Severity, aliases: [&'static str; 4]) -> Rule {
    Rule {
        id,
        severity,
        aliases,
    }
}

use Severity::{Critical, High, Info, Low, Medium};

/// In the order of what they are about.
pub const RULES: &[Rule] = &[
    rule(
        "audit/missing-table",
        Critical,
        ["MGS001", "DB001", "DRZ001", "KYS001"],
    ),
    rule(
        "audit/extra-table",
        Medium,
        ["MGS003", "DB003", "DRZ003", ""],
    ),
    rule(
        "audit/renamed-table",
        Critical,
        ["MGS001", "DB001", "DRZ001", "KYS001"],
    ),
    rule("audit/table-kind", Medium, ["", "", "", ""]),
    rule(
        "audit/missing-view",
        High,
        ["", "DB001", "DRZ001", "KYS001"],
    ),
    rule("audit/extra-view", Low, ["", "DB007", "", ""]),
    rule(
        "audit/missing-column",
        Critical,
        ["MGS002", "DB002", "DRZ002", "KYS001"],
    ),
    rule(
        "audit/extra-column",
        Medium,
        ["MGS003", "DB003", "DRZ003", ""],
    ),
    rule(
        "audit/renamed-column",
        Critical,
        ["MGS002", "DB002", "DRZ002", "KYS001"],
    ),
    rule(
        "audit/column-type",
        High,
        ["MGS004", "DB004", "DRZ004", "KYS002"],
    ),
    rule(
        "audit/nullability",
        High,
        ["MGS005", "DB004", "DRZ005", "KYS002"],
    ),
    rule(
        "audit/default",
        Medium,
        ["MGS009", "DB004", "DRZ006", "KYS002"],
    ),
    rule("audit/generated", High, ["", "DB004", "DRZ006", ""]),
    rule("audit/identity", Info, ["", "", "", ""]),
    rule("audit/primary-key", High, ["MGS006", "DB005", "DRZ005", ""]),
    rule("audit/join-key", Info, ["", "", "", ""]),
    rule(
        "audit/missing-unique",
        High,
        ["MGS006", "DB005", "DRZ005", ""],
    ),
    rule(
        "audit/extra-unique",
        High,
        ["MGS006", "DB005", "DRZ005", ""],
    ),
    rule("audit/uniqueness", High, ["MGS006", "DB005", "DRZ005", ""]),
    rule("audit/missing-index", Medium, ["MGS007", "DB006", "", ""]),
    rule("audit/extra-index", Low, ["MGS007", "DB007", "", ""]),
    rule("audit/index", Medium, ["MGS007", "DB006", "", ""]),
    rule("audit/missing-exclusion", High, ["", "DB005", "", ""]),
    rule("audit/extra-exclusion", Medium, ["", "DB005", "", ""]),
    rule("audit/exclusion", High, ["", "DB005", "", ""]),
    rule(
        "audit/missing-foreign-key",
        High,
        ["MGS010", "DB005", "DRZ005", ""],
    ),
    rule(
        "audit/extra-foreign-key",
        Medium,
        ["MGS010", "DB005", "DRZ005", ""],
    ),
    rule("audit/foreign-key", High, ["MGS010", "DB005", "DRZ005", ""]),
    rule("audit/missing-check", High, ["", "DB005", "", ""]),
    rule("audit/extra-check", Medium, ["", "DB005", "", ""]),
    rule("audit/check", High, ["", "DB005", "", ""]),
    rule("audit/row-security", High, ["", "", "", ""]),
    rule("audit/missing-policy", High, ["", "", "", ""]),
    rule("audit/extra-policy", Medium, ["", "", "", ""]),
    rule("audit/policy", High, ["", "", "", ""]),
    rule("audit/partition", Medium, ["", "", "", ""]),
    rule(
        "audit/missing-enum",
        High,
        ["MGS008", "DB008", "DRZ004", "KYS002"],
    ),
    rule("audit/extra-enum", Low, ["", "DB008", "", ""]),
    rule(
        "audit/renamed-enum",
        Medium,
        ["MGS008", "DB008", "DRZ004", ""],
    ),
    rule(
        "audit/missing-label",
        High,
        ["MGS008", "DB008", "DRZ004", "KYS002"],
    ),
    rule(
        "audit/extra-label",
        High,
        ["MGS008", "DB008", "DRZ004", "KYS002"],
    ),
    rule(
        "audit/renamed-label",
        High,
        ["MGS008", "DB008", "DRZ004", "KYS002"],
    ),
    rule("audit/label-order", Low, ["MGS008", "DB008", "DRZ004", ""]),
    rule("audit/missing-extension", High, ["", "", "", ""]),
    rule("audit/extra-extension", Low, ["", "", "", ""]),
    rule("audit/constraint-name", Low, ["", "", "", ""]),
    rule("audit/unread-source", High, ["", "", "", ""]),
    rule("audit/stale-client", High, ["", "", "", ""]),
    rule("audit/migration-fails", Critical, ["ORD001", "", "", ""]),
    rule("audit/migration-same-time", High, ["ORD002", "", "", ""]),
    rule("audit/migration-name", Medium, ["ORD005", "", "", ""]),
    rule("audit/migration-empty", Medium, ["ORD005", "", "", ""]),
    rule(
        "audit/migration-without-file",
        Medium,
        ["ORD005", "", "", ""],
    ),
    rule("audit/loose-sql", High, ["ORD004", "", "", ""]),
    rule("audit/migration-lock", High, ["", "", "", ""]),
    rule("audit/migration-edited", Critical, ["", "ORD006", "", ""]),
    rule("audit/migration-failed", Critical, ["", "ORD006", "", ""]),
    rule(
        "audit/migration-not-in-folder",
        Critical,
        ["", "ORD006", "", ""],
    ),
    rule("audit/migration-pending", Medium, ["", "", "", ""]),
    rule("audit/stale-exemption", Low, ["", "", "", ""]),
    rule("audit/exemption-without-reason", High, ["", "", "", ""]),
];

impl Rule {
    /// The rule called `id`, with or without `audit/`.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        let is_named = |rule: &&Self| rule.id == id || rule.id.strip_prefix("audit/") == Some(id);
        RULES.iter().find(is_named)
    }

    /// The name that the rule had in the users' plans, for a source on the right.
    #[must_use]
    pub fn alias(&self, right: &Source) -> Option<&'static str> {
        let [migrations, database, drizzle, kysely] = self.aliases;
        let alias = match right {
            Source::Migrations => migrations,
            Source::Database(_) => database,
            Source::Drizzle => drizzle,
            Source::Kysely => kysely,
            Source::Prisma | Source::Client => "",
        };
        (!alias.is_empty()).then_some(alias)
    }
}
