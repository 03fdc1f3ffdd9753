//! Numbers: the smallest and the largest that a column takes, and every digit of a decimal.

/// The digits of a `numeric`: all of them, and those behind the point.
#[derive(Debug, Clone, Copy)]
pub struct Digits {
    precision: usize,
    scale: usize,
}

impl Digits {
    /// Without arguments a `numeric` takes any number: then as Prisma's default has it.
    pub fn of(arguments: &[String]) -> Self {
        let number = |at: usize| arguments.get(at).and_then(|text| text.parse().ok());
        match number(0) {
            None => Self {
                precision: 65,
                scale: 30,
            },
            Some(precision) => Self {
                precision,
                // A negative one rounds before the point, which leaves whole numbers.
                scale: number(1).unwrap_or(0).min(precision),
            },
        }
    }

    fn whole(self) -> usize {
        self.precision - self.scale
    }
}

pub fn integers(name: &str) -> Vec<String> {
    let edges: &[&str] = match name {
        "smallint" => &["7", "0", "-32768", "32767"],
        "integer" => &["7", "0", "-2147483648", "2147483647"],
        // Prisma's `Int` ends where a signed one does.
        "oid" => &["7", "0", "2147483647"],
        _ => &["7", "0", "-9223372036854775808", "9223372036854775807"],
    };
    edges.iter().map(|&text| text.to_owned()).collect()
}

/// The sum of 0.1 and 0.2, which 16 digits do not tell from 0.3.
pub const DOUBLE_OF_17_DIGITS: &str = "0.30000000000000004";

pub fn floats(name: &str) -> Vec<String> {
    let edges: &[&str] = match name {
        "real" => &["1.5", "0", "-0.1", "3.4028235e+38", "1e-37"],
        _ => &[
            "1.5",
            "0",
            "-0.1",
            DOUBLE_OF_17_DIGITS,
            "1.5e+300",
            "2.5e-300",
        ],
    };
    edges.iter().map(|&text| text.to_owned()).collect()
}

/// Among them one with 30 digits on each side of the point, where they fit.
pub fn decimals(digits: Digits) -> Vec<String> {
    let of = |whole: &str, fraction: &str| match (whole, fraction) {
        ("", fraction) => format!("0.{fraction}"),
        (whole, "") => whole.to_owned(),
        (whole, fraction) => format!("{whole}.{fraction}"),
    };
    let (whole, scale) = (digits.whole(), digits.scale);
    let counted: String = "1234567890".repeat(4);
    let largest = of(&"9".repeat(whole), &"9".repeat(scale));
    let mut all = vec![
        if whole == 0 {
            of("", &counted[..scale.clamp(1, 3)])
        } else if scale == 0 {
            "7".to_owned()
        } else {
            "7.5".to_owned()
        },
        "0".to_owned(),
        of(&counted[..whole.min(30)], &counted[..scale.min(30)]),
        format!("-{largest}"),
        largest,
    ];
    if scale > 0 {
        all.push(format!("0.{}1", "0".repeat(scale - 1)));
    }
    let mut kept: Vec<String> = Vec::new();
    for text in all {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

pub fn money() -> Vec<String> {
    ["7.50", "0.00", "999.99", "-7.50", "1234567.89"]
        .map(str::to_owned)
        .to_vec()
}

/// From the largest one down, where a sequence does not come to so soon. Those of a
/// `bigint` are the largest that a JavaScript number tells apart.
pub fn distinct_integer(name: &str, n: u32) -> Option<String> {
    let largest = match name {
        "smallint" => 32_767,
        "integer" | "oid" => 2_147_483_647,
        _ => 9_007_199_254_740_991,
    };
    let number: i64 = largest - i64::from(n);
    (number > largest / 2).then(|| number.to_string())
}

pub fn distinct_float(n: u32) -> String {
    // Exact in four bytes, too.
    format!("{}.5", 1_000_000 + n)
}

pub fn distinct_decimal(digits: Digits, n: u32) -> Option<String> {
    let places = digits.precision.min(9);
    let largest = 10_u64.pow(u32::try_from(places).ok()?) - 1;
    let number = largest.checked_sub(u64::from(n)).filter(|it| *it > 0)?;
    let whole = digits.whole();
    if whole >= places {
        return Some(number.to_string());
    }
    // The digits that are left stand behind the point.
    let text = format!("{number:0places$}");
    let (before, behind) = text.split_at(whole);
    let before = if before.is_empty() { "0" } else { before };
    Some(format!("{before}.{behind}"))
}
