//! `SELECT … INTO variable FROM …` of PL/pgSQL, which the grammar does not take:
//! the clause is blanked out, so that all offsets stay, and remembered.

use std::ops::Range;

/// Where a clause stood, and the variables that it had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Into {
    pub at: u32,
    pub variables: Vec<String>,
}

/// Blanks out the clauses in the body of a block.
pub fn without_into(text: &str) -> (String, Vec<Into>) {
    let mut blank = text.to_owned();
    let mut found = Vec::new();
    let mut selects: Vec<usize> = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(token) = next_token(text, at) {
        let word = &text[token.clone()];
        at = token.end;
        match word.to_ascii_lowercase().as_str() {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            ";" | "insert" | "merge" => selects.clear(),
            "select" => selects.push(depth),
            "into" if selects.last() == Some(&(depth)) => {
                let (end, variables) = targets(text, at);
                if !variables.is_empty() {
                    let spaces = " ".repeat(end - token.start);
                    blank.replace_range(token.start..end, &spaces);
                    found.push(Into {
                        at: u32::try_from(token.start).unwrap_or(u32::MAX),
                        variables,
                    });
                }
                selects.pop();
                at = end;
            }
            _ => {}
        }
    }
    (blank, found)
}

/// `STRICT a, b`: the variables, and where they end.
fn targets(text: &str, from: usize) -> (usize, Vec<String>) {
    let mut variables = Vec::new();
    let mut end = from;
    let mut at = from;
    while let Some(token) = next_token(text, at) {
        let word = &text[token.clone()];
        if variables.is_empty() && word.eq_ignore_ascii_case("strict") {
            at = token.end;
            continue;
        }
        if !word.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '"') {
            break;
        }
        variables.push(super::sequence::parts_of_text(word).concat());
        end = token.end;
        match next_token(text, end) {
            Some(comma) if &text[comma.clone()] == "," => at = comma.end,
            _ => break,
        }
    }
    (end, variables)
}

/// The next word, quoted name, string or sign; comments and blanks are passed over.
fn next_token(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = from;
    loop {
        let rest = &text[start..];
        let first = rest.chars().next()?;
        let skipped = if first.is_whitespace() {
            first.len_utf8()
        } else if rest.starts_with("--") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            break;
        };
        start += skipped;
    }
    let rest = &text[start..];
    let first = rest.chars().next()?;
    let length = match first {
        '\'' | '"' => rest[1..].find(first).map_or(rest.len(), |end| end + 2),
        c if c.is_alphanumeric() || c == '_' => rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len()),
        c => c.len_utf8(),
    };
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_is_blanked_and_remembered() {
        let text = "SELECT a, f(b) INTO STRICT x, y FROM t; INSERT INTO t SELECT 1;";
        let (blank, found) = without_into(text);
        assert_eq!(blank.len(), text.len());
        assert_eq!(
            blank,
            "SELECT a, f(b)                  FROM t; INSERT INTO t SELECT 1;"
        );
        let variables = vec!["x".to_owned(), "y".to_owned()];
        assert_eq!(found, [Into { at: 15, variables }]);
    }
}
