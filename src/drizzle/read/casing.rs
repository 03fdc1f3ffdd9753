//! What the database calls a column that only its property names.

/// `casing` of `drizzle()` and of drizzle-kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Casing {
    /// As the property is spelled.
    #[default]
    Property,
    /// `createdAt` is `created_at`.
    Snake,
    /// `created_at` is `createdAt`.
    Camel,
}

impl Casing {
    pub fn name(self, property: &str) -> String {
        match self {
            Self::Property => property.to_owned(),
            Self::Snake => {
                let words = words(property);
                let words: Vec<_> = words.iter().map(|word| word.to_lowercase()).collect();
                words.join("_")
            }
            Self::Camel => {
                let mut name = String::new();
                for (i, word) in words(property).iter().enumerate() {
                    let word = word.to_lowercase();
                    let mut letters = word.chars();
                    match letters.next() {
                        Some(first) if i > 0 => {
                            name.extend(first.to_uppercase());
                            name.push_str(letters.as_str());
                        }
                        _ => name.push_str(&word),
                    }
                }
                name
            }
        }
    }
}

/// As drizzle-orm splits: `[\da-z]+`, `[A-Z]+` before no small letter, `[A-Z][\da-z]+`.
fn words(property: &str) -> Vec<String> {
    let letters: Vec<char> = property
        .chars()
        .filter(|c| !"'\u{2019}".contains(*c))
        .collect();
    let is_small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let run = |from: usize, fits: &dyn Fn(char) -> bool| {
        letters[from..].iter().take_while(|c| fits(**c)).count()
    };
    let mut words = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let length = if is_small(letters[at]) {
            run(at, &is_small)
        } else if letters[at].is_ascii_uppercase() {
            let capitals = run(at, &|c| c.is_ascii_uppercase());
            let is_before_small = letters
                .get(at + capitals)
                .is_some_and(char::is_ascii_lowercase);
            match (capitals, is_before_small) {
                (1, _) => 1 + run(at + 1, &is_small),
                (n, true) => n - 1,
                (n, false) => n,
            }
        } else {
            at += 1;
            continue;
        };
        words.push(letters[at..at + length].iter().collect());
        at += length;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Casing;

    #[test]
    fn words_are_split_as_drizzle_does() {
        for (property, snake) in [
            ("createdAt", "created_at"),
            ("userID", "user_id"),
            ("HTMLBody", "html_body"),
            ("already_snake", "already_snake"),
            ("line1", "line1"),
        ] {
            assert_eq!(Casing::Snake.name(property), snake);
        }
        assert_eq!(Casing::Camel.name("created_at"), "createdAt");
    }
}
