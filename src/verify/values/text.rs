//! Texts: empty, with characters of every width, with what SQL and arrays quote, and as
//! long as the column takes. `PostgreSQL` counts characters, which are code points.

/// A text for a column without a limit is no longer than this, so that an index
/// takes it: one of a btree may have some 2,700 bytes.
const LONG: usize = 2000;

/// The longest one that is made, whatever the column would take.
const LONGEST: usize = 10_000;

const PLAIN: &str = "verify";
const WIDE: &str = "👍🏽 Việt Nam ñ 漢字 \u{301}";
const QUOTED: &str = "it's \"q\" \\ {a,NULL} % $1";
const BLANK: &str = " \t\r\n tab and line \n";

pub fn cases(limit: Option<usize>) -> Vec<String> {
    let cut = |text: &str| text.chars().take(limit.unwrap_or(LONG)).collect();
    let long = limit.unwrap_or(LONG).min(LONGEST);
    let texts = [
        cut(PLAIN),
        String::new(),
        cut(WIDE),
        cut(QUOTED),
        cut(BLANK),
        exactly(long),
    ];
    different(texts)
}

/// `char(4)` fills up with blanks, and takes blanks at its end for nothing: every
/// text has its full length.
pub fn fixed(length: usize) -> Vec<String> {
    let fill = |text: &str| -> String {
        let text: String = text.chars().take(length).collect();
        let missing = length - text.chars().count();
        text + &"x".repeat(missing)
    };
    different([fill("v"), fill("👍"), fill("'\\"), exactly(length)])
}

/// A text of so many characters, the last of which has four bytes.
fn exactly(length: usize) -> String {
    let mut text = "x".repeat(length.saturating_sub(1));
    if length > 0 {
        text.push('👍');
    }
    text
}

fn different<const N: usize>(texts: [String; N]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

/// Different whatever the case of letters; wide and quoted characters take turns.
pub fn distinct(limit: Option<usize>, n: u32) -> Option<String> {
    let limit = limit.unwrap_or(200);
    let number = in_base_36(n);
    let text = match (limit >= 16, n % 4) {
        (false, _) => number,
        (true, 1) => format!("verify-{number} 👍"),
        (true, 2) => format!("verify-{number} '\"\\"),
        (true, 3) => {
            let text = format!("verify-{number}-");
            let missing = limit.min(200) - text.len();
            text + &"x".repeat(missing)
        }
        (true, _) => format!("verify-{number}"),
    };
    (text.chars().count() <= limit).then_some(text)
}

pub fn distinct_fixed(length: usize, n: u32) -> Option<String> {
    let number = in_base_36(n);
    let missing = length.checked_sub(number.len())?;
    Some("v".repeat(missing) + &number)
}

fn in_base_36(mut n: u32) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit(n % 36, 36).expect("a digit in base 36"));
        n /= 36;
        if n == 0 {
            break;
        }
    }
    digits.iter().rev().collect()
}
