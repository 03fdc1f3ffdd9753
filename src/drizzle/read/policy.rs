//! `pgPolicy("own_rows", { for: "select", to: authenticated, using: sql`…` })`

use crate::{
    catalog::{Command, Fact, Name, Object, Policy},
    diagnostic::Span,
    typescript::value::{Shape, Value},
};

use super::{
    Reader,
    chain::{Chain, Head},
};

impl<'a> Reader<'a> {
    pub(super) fn policy(
        &self,
        arguments: &[Value<'a>],
        table: &Name,
        place: Span,
    ) -> Option<Policy> {
        let name = arguments
            .first()
            .and_then(Value::as_str)
            .unwrap_or_default();
        let object = Object::Policy(table.clone(), name.to_owned());
        let config = arguments.get(1).and_then(Value::as_object);
        let text = |key: &str| config.and_then(|it| it.get(key)).and_then(Value::as_str);
        let command = match text("for") {
            Some("select") => Command::Select,
            Some("insert") => Command::Insert,
            Some("update") => Command::Update,
            Some("delete") => Command::Delete,
            _ => Command::All,
        };
        let expression = |key: &str| match config.and_then(|it| it.get(key)) {
            None | Some(Value::Undefined) => Ok(None),
            Some(value) => self.sql_text(value).map(Some),
        };
        let roles = match config.and_then(|it| it.get("to")) {
            None | Some(Value::Undefined) => Ok(Vec::new()),
            Some(Value::Array(items)) => items.iter().map(role).collect(),
            Some(one) => role(one).map(|role| vec![role]),
        };
        let read = || -> Result<Policy, String> {
            let mut roles = roles?;
            if roles.iter().any(|role| role == "public") {
                roles.clear();
            }
            Ok(Policy {
                name: name.to_owned(),
                permissive: text("as") != Some("restrictive"),
                command,
                roles,
                using: expression("using")?,
                check: expression("withCheck")?,
                place: Some(self.evaluator.library.first_line(place)),
            })
        };
        match read() {
            Ok(policy) => Some(policy),
            Err(reason) => {
                self.unknown(object, format!("a policy with {reason}"), place);
                None
            }
        }
    }

    /// `export const policy = pgPolicy("own_rows", { … }).link(users)`
    pub(super) fn linked_policy(&self, chain: &Chain<'a>) {
        let Some(link) = chain.links.iter().find(|link| link.method == "link") else {
            return;
        };
        let table = link.arguments.first().and_then(|it| self.table_of(it));
        let Some((_, arguments)) = chain.head() else {
            return;
        };
        let Some(name) = table.and_then(|table| table.name.clone()) else {
            let reason = "a policy of a table that cannot be read";
            self.unknown(Object::Database, reason, chain.place());
            return;
        };
        self.knows(Fact::Policies);
        self.knows(Fact::RowSecurity);
        let policy = self.policy(arguments, &name, chain.place());
        let mut found = self.found.borrow_mut();
        found.policies.extend(policy.map(|policy| (name, policy)));
    }
}

/// A role by its name, or as `pgRole("app")` and Supabase's constants stand for it.
fn role(value: &Value<'_>) -> Result<String, String> {
    if let Value::String(name) = value {
        return Ok(name.to_string());
    }
    let unreadable = || "a role that cannot be read".to_owned();
    let chain = Chain::of(value).ok_or_else(unreadable)?;
    if let Shape::Import { name, .. } = &chain.base.shape {
        let role = match name.as_str() {
            "anonRole" => "anon",
            "authenticatedRole" => "authenticated",
            "anonymousRole" => "anonymous",
            "serviceRole" => "service_role",
            "postgresRole" => "postgres_role",
            "supabaseAuthAdminRole" => "supabase_auth_admin",
            _ => return Err(unreadable()),
        };
        return Ok(role.to_owned());
    }
    match chain.head() {
        Some((Head::Core(_, function), [Value::String(name), ..]))
            if function == "pgRole" || function == "cockroachRole" =>
        {
            Ok(name.to_string())
        }
        _ => Err(unreadable()),
    }
}
