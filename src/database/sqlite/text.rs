//! What `SQLite` keeps of a table or an index only as the text that made it:
//! checks, expressions, predicates, names of constraints.

/// A `CREATE TABLE`, as far as no pragma tells it.
#[derive(Debug, Default)]
pub struct TableText {
    /// The name of the primary key, where it has one.
    pub primary_key: Option<String>,
    pub autoincrement: bool,
    /// Names and expressions.
    pub checks: Vec<(Option<String>, String)>,
    /// Generated columns and their expressions.
    pub generated: Vec<(String, String)>,
    /// The columns of foreign keys that have a name, and it.
    pub foreign_keys: Vec<(Vec<String>, String)>,
}

/// A `CREATE INDEX`: its columns and expressions, and its predicate.
#[derive(Debug, Default)]
pub struct IndexText {
    pub columns: Vec<String>,
    pub predicate: Option<String>,
}

/// A word, a quoted name, a string, a bracketed group or a sign, as it stands in the text.
#[derive(Debug, Clone, Copy)]
struct Piece<'a>(&'a str);

impl<'a> Piece<'a> {
    fn is(self, word: &str) -> bool {
        self.0.eq_ignore_ascii_case(word)
    }

    /// What is inside of its round brackets.
    fn inside(self) -> Option<&'a str> {
        Some(self.0.strip_prefix('(')?.strip_suffix(')')?.trim())
    }

    /// A name without its quotes.
    fn name(self) -> String {
        let text = self.0;
        let quoted = |open: char, close: char| text.strip_prefix(open)?.strip_suffix(close);
        let pairs = [('"', '"'), ('`', '`'), ('[', ']'), ('\'', '\'')];
        match pairs.iter().find_map(|(a, b)| Some((quoted(*a, *b)?, *b))) {
            Some((inside, quote)) => inside.replace(&format!("{quote}{quote}"), &quote.to_string()),
            None => text.to_owned(),
        }
    }
}

/// Reads a `CREATE TABLE`; `None` when there is no list of columns in it.
pub fn table(sql: &str) -> Option<TableText> {
    let body = pieces(sql).into_iter().find_map(Piece::inside)?;
    let mut table = TableText::default();
    for item in items(body) {
        let item = pieces(item);
        let first = item.first()?;
        let is_constraint = ["constraint", "primary", "unique", "check", "foreign"]
            .iter()
            .any(|word| first.is(word));
        let column = (!is_constraint).then(|| first.name());
        constraints(&item, column.as_deref(), &mut table);
    }
    Some(table)
}

/// The constraints of a column, or a constraint that stands by itself.
fn constraints(item: &[Piece], column: Option<&str>, table: &mut TableText) {
    let mut name = None;
    let mut pieces = item.iter().skip(usize::from(column.is_some())).peekable();
    while let Some(piece) = pieces.next() {
        if piece.is("constraint") {
            name = pieces.next().map(|piece| piece.name());
        } else if piece.is("check") {
            if let Some(expression) = pieces.next().and_then(|piece| piece.inside()) {
                table.checks.push((name.take(), expression.to_owned()));
            }
        } else if piece.is("primary") {
            table.primary_key = name.take();
        } else if piece.is("autoincrement") {
            table.autoincrement = true;
        } else if piece.is("as") {
            if let (Some(column), Some(expression)) =
                (column, pieces.peek().and_then(|piece| piece.inside()))
            {
                table
                    .generated
                    .push((column.to_owned(), expression.to_owned()));
            }
        } else if piece.is("foreign") {
            let columns = pieces.nth(1).and_then(|piece| piece.inside());
            let columns = columns.map(|list| items(list).map(|c| Piece(c).name()).collect());
            table.foreign_keys.extend(columns.zip(name.take()));
        } else if piece.is("references") {
            if let (Some(column), Some(name)) = (column, name.take()) {
                table.foreign_keys.push((vec![column.to_owned()], name));
            }
        } else if piece.is("unique") || piece.is("not") || piece.is("default") {
            name = None;
        }
    }
}

/// Reads a `CREATE INDEX`.
pub fn index(sql: &str) -> Option<IndexText> {
    let pieces = pieces(sql);
    let on = pieces.iter().position(|piece| piece.is("on"))?;
    let list = pieces[on..]
        .iter()
        .position(|piece| piece.inside().is_some())?
        + on;
    let columns = items(pieces[list].inside()?).map(str::to_owned).collect();
    let predicate = pieces[list..]
        .iter()
        .find(|piece| piece.is("where"))
        .map(|piece| {
            let start = piece.0.as_ptr() as usize - sql.as_ptr() as usize + piece.0.len();
            sql[start..].trim().trim_end_matches(';').trim().to_owned()
        });
    Some(IndexText { columns, predicate })
}

/// An entry of an index without its `COLLATE`, `ASC` or `DESC`.
pub fn expression(entry: &str) -> &str {
    let mut end = entry.len();
    let found = pieces(entry);
    for piece in found.iter().skip(1) {
        if piece.is("asc") || piece.is("desc") || piece.is("collate") {
            end = piece.0.as_ptr() as usize - entry.as_ptr() as usize;
            break;
        }
    }
    entry[..end].trim()
}

/// Splits at the commas that are in no brackets.
fn items(text: &str) -> impl Iterator<Item = &str> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in pieces(text) {
        if piece.0 == "," {
            let end = piece.0.as_ptr() as usize - text.as_ptr() as usize;
            found.push(text[start..end].trim());
            start = end + 1;
        }
    }
    found.push(text[start..].trim());
    found.into_iter().filter(|item| !item.is_empty())
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = piece_length(rest, first);
        let (piece, behind) = rest.split_at(length);
        let is_comment = piece.starts_with("--") || piece.starts_with("/*");
        if !first.is_whitespace() && !is_comment {
            found.push(Piece(piece));
        }
        rest = behind;
    }
    found
}

fn piece_length(rest: &str, first: char) -> usize {
    let until = |end: &str, skip: usize| {
        rest[skip..]
            .find(end)
            .map_or(rest.len(), |at| at + skip + end.len())
    };
    match first {
        '\'' | '"' | '`' => quoted_length(rest, first),
        '[' => until("]", 1),
        '-' if rest.starts_with("--") => until("\n", 2),
        '/' if rest.starts_with("/*") => until("*/", 2),
        '(' => {
            let mut length = 1;
            while let Some(next) = rest[length..].chars().next() {
                if next == ')' {
                    return length + 1;
                }
                length += piece_length(&rest[length..], next);
            }
            length
        }
        c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        c => c.len_utf8(),
    }
}

/// A quote inside is doubled.
fn quoted_length(rest: &str, quote: char) -> usize {
    let mut length = 1;
    while let Some(end) = rest[length..].find(quote) {
        length += end + 1;
        if !rest[length..].starts_with(quote) {
            return length;
        }
        length += 1;
    }
    rest.len()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_taken_apart() {
        let text = table(
            "CREATE TABLE \"a (b\" ( -- note, with a comma
               id INTEGER PRIMARY KEY AUTOINCREMENT,
               n TEXT DEFAULT ('x, )') CONSTRAINT short CHECK (length(n) < 3),
               twice INT GENERATED ALWAYS AS (id * 2) STORED,
               CHECK (n <> ')'), CONSTRAINT fk FOREIGN KEY (\"n\", id) REFERENCES t (a, b))",
        )
        .unwrap();
        assert!(text.autoincrement);
        assert_eq!(
            text.checks[0],
            (Some("short".into()), "length(n) < 3".into())
        );
        assert_eq!(text.checks[1], (None, "n <> ')'".into()));
        assert_eq!(text.generated, [("twice".into(), "id * 2".into())]);
        assert_eq!(
            text.foreign_keys,
            [(vec!["n".into(), "id".into()], "fk".into())]
        );
    }

    #[test]
    fn an_index_is_taken_apart() {
        let text =
            index("CREATE INDEX i ON t (a, lower(b) COLLATE nocase DESC) WHERE a > '(';").unwrap();
        assert_eq!(text.columns.len(), 2);
        assert_eq!(expression(&text.columns[1]), "lower(b)");
        assert_eq!(text.predicate.as_deref(), Some("a > '('"));
    }
}
