//! The names that `PostgreSQL` makes for constraints, indexes and sequences that
//! have none: `makeObjectName`, `ChooseRelationName`, `ChooseConstraintName` and
//! `ChooseIndexName` of its sources.

use crate::sql::postgres::MAX_IDENTIFIER_BYTES;

/// Cuts an identifier as the database does.
pub fn cut(mut name: String) -> String {
    if name.len() > MAX_IDENTIFIER_BYTES {
        name.truncate(name.floor_char_boundary(MAX_IDENTIFIER_BYTES));
    }
    name
}

/// `users_email_key`: the longer of the two parts is cut until all of it fits.
pub fn object_name(first: &str, second: Option<&str>, label: &str) -> String {
    let overhead = label.len() + 1 + usize::from(second.is_some());
    let room = MAX_IDENTIFIER_BYTES - overhead;
    let (mut of_first, mut of_second) = (first.len(), second.map_or(0, str::len));
    while of_first + of_second > room {
        if of_first > of_second {
            of_first -= 1;
        } else {
            of_second -= 1;
        }
    }
    let mut name = first[..first.floor_char_boundary(of_first)].to_owned();
    if let Some(second) = second {
        name.push('_');
        name.push_str(&second[..second.floor_char_boundary(of_second)]);
    }
    name.push('_');
    name.push_str(label);
    name
}

/// The first of `users_email_key`, `users_email_key1`, … that nothing else has.
pub fn choose(
    first: &str,
    second: Option<&str>,
    label: &str,
    is_taken: impl Fn(&str) -> bool,
) -> String {
    let mut numbered = label.to_owned();
    for pass in 1.. {
        let name = object_name(first, second, &numbered);
        if !is_taken(&name) {
            return name;
        }
        numbered = format!("{label}{pass}");
    }
    unreachable!("there are more numbers than names")
}

/// What an index's or a foreign key's name says of its columns: `a_b`.
pub fn addition<'a>(columns: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for column in columns {
        if !text.is_empty() {
            text.push('_');
        }
        text.push_str(column);
        if text.len() > MAX_IDENTIFIER_BYTES {
            break;
        }
    }
    text
}

/// The names of an index's columns: a name that comes again gets a number.
pub fn index_columns(names: Vec<String>) -> Vec<String> {
    let mut chosen: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let mut unique = name.clone();
        let mut number = 1;
        while chosen.contains(&unique) {
            let suffix = number.to_string();
            let room = MAX_IDENTIFIER_BYTES - suffix.len();
            let end = name.floor_char_boundary(room.min(name.len()));
            unique = format!("{}{suffix}", &name[..end]);
            number += 1;
        }
        chosen.push(unique);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_part_is_cut_first() {
        let table = "a_table_with_a_name_that_is_rather_long_in_itself";
        let column = "a_column_with_a_long_name";
        assert_eq!(
            object_name(table, Some(column), "key"),
            "a_table_with_a_name_that_is_rathe_a_column_with_a_long_name_key"
        );
        assert_eq!(object_name("users", None, "pkey"), "users_pkey");
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let taken = ["t_a_idx", "t_a_idx1"];
        let name = choose("t", Some("a"), "idx", |name| taken.contains(&name));
        assert_eq!(name, "t_a_idx2");
    }
}
