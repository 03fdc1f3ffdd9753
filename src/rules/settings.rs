//! What a user changes about the rules.

/// Severities by rule, and what is to be let pass.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// A rule and its severity; `None` is `off`. The last one counts.
    pub severities: Vec<(String, Option<super::Severity>)>,
    pub exemptions: Vec<Exemption>,
}

/// A difference that is meant to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// A rule, or `*` for all.
    pub rule: String,
    /// The path of the object; `*` stands for any part of it: `audit_log.*`
    pub object: String,
    /// `prisma:db`; `None` for all pairs.
    pub pair: Option<String>,
    /// Why; without one it does not count.
    pub reason: String,
}

impl Exemption {
    pub(super) fn has_reason(&self) -> bool {
        !self.reason.trim().is_empty()
    }

    pub(super) fn covers(&self, rule: &str, object: &str, pair: &str) -> bool {
        let is_rule = self.rule == "*"
            || self.rule == rule
            || rule.strip_prefix("audit/") == Some(self.rule.as_str());
        is_rule && self.pair.as_ref().is_none_or(|it| it == pair) && glob(&self.object, object)
    }
}

/// Whether a text is what a pattern with `*` says.
fn glob(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(text) = text.strip_prefix(start) else {
        return false;
    };
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.into_iter().any(|at| glob(rest, &text[at..]))
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn a_star_is_any_part() {
        assert!(glob("users.*", "users.email"));
        assert!(glob("*_old", "table_old"));
        assert!(glob("*", ""));
        assert!(!glob("users.*", "users"));
        assert!(!glob("users", "users.email"));
    }
}
