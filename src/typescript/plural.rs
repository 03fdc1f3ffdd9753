//! The plural of an English noun in camelCase, for the names of tables.

/// Nouns whose plural follows no rule, or which have none.
const IRREGULAR: &[(&str, &str)] = &[
    ("child", "children"),
    ("criterion", "criteria"),
    ("datum", "data"),
    ("foot", "feet"),
    ("goose", "geese"),
    ("man", "men"),
    ("medium", "media"),
    ("mouse", "mice"),
    ("ox", "oxen"),
    ("person", "people"),
    ("quiz", "quizzes"),
    ("tooth", "teeth"),
    ("woman", "women"),
    ("half", "halves"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("shelf", "shelves"),
    ("wife", "wives"),
    ("wolf", "wolves"),
    ("knife", "knives"),
    ("self", "selves"),
    ("thief", "thieves"),
    ("analysis", "analyses"),
    ("basis", "bases"),
    ("crisis", "crises"),
    ("diagnosis", "diagnoses"),
    ("hypothesis", "hypotheses"),
    ("synopsis", "synopses"),
    ("thesis", "theses"),
    ("axis", "axes"),
    ("hero", "heroes"),
    ("potato", "potatoes"),
    ("tomato", "tomatoes"),
    ("echo", "echoes"),
    ("veto", "vetoes"),
    ("embargo", "embargoes"),
    ("vertex", "vertices"),
    ("matrix", "matrices"),
];

/// Nouns that are their own plural.
const UNCOUNTABLE: &[&str] = &[
    "advice",
    "aircraft",
    "children",
    "criteria",
    "data",
    "equipment",
    "feedback",
    "fish",
    "furniture",
    "hardware",
    "information",
    "knowledge",
    "luggage",
    "media",
    "merchandise",
    "metadata",
    "money",
    "music",
    "news",
    "people",
    "police",
    "progress",
    "research",
    "rice",
    "series",
    "sheep",
    "software",
    "species",
    "staff",
    "stuff",
    "traffic",
    "weather",
    "men",
    "women",
    "feet",
    "mice",
    "teeth",
    "geese",
];

/// `behaviorLog` is `behaviorLogs`; what is plural already stays.
#[must_use]
pub fn plural(name: &str) -> String {
    let start = last_word(name);
    let (head, word) = name.split_at(start);
    let lower = word.to_ascii_lowercase();
    if UNCOUNTABLE.contains(&lower.as_str()) {
        return name.to_owned();
    }
    for (singular, plural) in IRREGULAR {
        if lower == *plural {
            return name.to_owned();
        }
        if lower == *singular {
            return format!("{head}{}{}", &word[..1], &plural[1..]);
        }
    }
    format!("{head}{}", regular(word, &lower))
}

/// Where the last word of a camelCase name starts.
fn last_word(name: &str) -> usize {
    name.char_indices()
        .rev()
        .find(|(_, c)| c.is_ascii_uppercase())
        .map_or(0, |(place, _)| place)
}

fn regular(word: &str, lower: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
    if !lower.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return format!("{word}s");
    }
    let singular_in_s = ends(&["ss", "us", "alias", "canvas", "atlas", "bias", "gas"])
        && !ends(&["menus", "gurus"]);
    if singular_in_s || ends(&["x", "z", "ch", "sh"]) {
        return format!("{word}es");
    }
    if ends(&["s"]) {
        return word.to_owned();
    }
    match lower.strip_suffix('y') {
        Some(stem) if stem.len() > 1 && !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => {
            format!("{}ies", &word[..word.len() - 1])
        }
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_those_a_person_would_write() {
        for (one, many) in [
            ("user", "users"),
            ("behaviorLog", "behaviorLogs"),
            ("category", "categories"),
            ("apiKey", "apiKeys"),
            ("box", "boxes"),
            ("address", "addresses"),
            ("status", "statuses"),
            ("users", "users"),
            ("userSettings", "userSettings"),
            ("orderStatusHistory", "orderStatusHistories"),
            ("groupPerson", "groupPeople"),
            ("person", "people"),
            ("userData", "userData"),
            ("analysis", "analyses"),
            ("canvas", "canvases"),
            ("menus", "menus"),
            ("areas", "areas"),
            ("alias", "aliases"),
            ("u", "us"),
            ("y", "ys"),
            ("oauth2", "oauth2s"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
