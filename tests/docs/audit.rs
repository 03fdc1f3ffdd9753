//! The table of the rules in `docs/audit.md` is made from the rules.

use std::fs;

use triple_orm::commands::explain::about;
use triple_orm::rules::RULES;

use super::root;

/// `UPDATE_DOCS=1 cargo test --test docs` writes the table anew.
#[test]
fn every_rule_is_documented() {
    const BEGIN: &str = "| rule | severity |";
    let path = root().join("docs/audit.md");
    let text = fs::read_to_string(&path).unwrap();
    let start = text.find(BEGIN).expect("there is a table of the rules");
    let end = text[start..]
        .find("\n\n")
        .map_or(text.len(), |at| start + at + 1);
    let mut table = String::from("| rule | severity | meaning |\n| --- | --- | --- |\n");
    for rule in RULES {
        let about = about(rule.id).expect("every rule is explained");
        let words: Vec<&str> = about.split_whitespace().collect();
        table.push_str(&format!(
            "| `{}` | {} | {} |\n",
            rule.id.trim_start_matches("audit/"),
            rule.severity,
            words.join(" ").replace('|', "\\|")
        ));
    }
    let whole = format!("{}{table}{}", &text[..start], &text[end..]);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        whole,
        "run with UPDATE_DOCS=1"
    );
}
