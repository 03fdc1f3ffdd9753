//! The rest: JSON, bytes, and types of which Prisma knows only the name.

/// The `null` of JSON, which is not NULL, among them.
const JSON: [&str; 9] = [
    r#"{"a":{"b":[1,2.5,null,true,"x"]},"emoji":"👍","quote":"it's \"q\" \\"}"#,
    "{}",
    "[]",
    r#"[1,[2,[]],{"a":null}]"#,
    r#""a text""#,
    r#""42""#,
    "42",
    "false",
    "null",
];

pub fn cases(name: &str, length: Option<usize>) -> Vec<String> {
    let all: Vec<String> = match name {
        "boolean" => own(&["true", "false"]),
        "json" | "jsonb" => own(&JSON),
        "bytea" => {
            let every: String = (0..=255_u8).map(|byte| format!("{byte:02x}")).collect();
            vec![
                "\\x00ff7f80".to_owned(),
                "\\x".to_owned(),
                format!("\\x{every}"),
            ]
        }
        "uuid" => own(&[
            "f47ac10b-58cc-4372-a567-0e02b2c3d479",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
        ]),
        "inet" => own(&["192.168.0.1", "2001:db8::1", "10.1.2.3/24"]),
        "bit" => {
            let length = length.unwrap_or(1);
            let alternating: String = "10".chars().cycle().take(length).collect();
            vec![alternating, "0".repeat(length)]
        }
        "varbit" => vec![
            "1".to_owned(),
            String::new(),
            "10".chars().cycle().take(length.unwrap_or(64)).collect(),
        ],
        "xml" => own(&["<a b=\"c\">👍 &amp;</a>", "plain"]),
        "vector" | "halfvec" => {
            let numbers = ["1", "-0.5", "0"].into_iter().cycle();
            let numbers: Vec<&str> = numbers.take(length.unwrap_or(3)).collect();
            vec![format!("[{}]", numbers.join(","))]
        }
        "sparsevec" => vec![format!("{{1:1.5}}/{}", length.unwrap_or(3))],
        _ => unsupported(name).map_or_else(Vec::new, |text| vec![text.to_owned()]),
    };
    all
}

fn own(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// One value of a type that Prisma calls `Unsupported`, as `PostgreSQL` prints it.
fn unsupported(name: &str) -> Option<&'static str> {
    Some(match name {
        "interval" => "1 year 2 mons 3 days 04:05:06.789",
        "point" => "(1,2.5)",
        "line" => "{1,-1,0}",
        "lseg" => "[(0,0),(1,1)]",
        "box" => "(1,1),(0,0)",
        "path" => "((0,0),(1,1))",
        "polygon" => "((0,0),(1,1),(1,0))",
        "circle" => "<(1,2),3>",
        "tsvector" => "'a' 'text'",
        "tsquery" => "'a' & 'text'",
        "cidr" => "10.1.0.0/16",
        "macaddr" => "08:00:2b:01:02:03",
        "macaddr8" => "08:00:2b:01:02:03:04:05",
        "int4range" | "int8range" => "[1,10)",
        "numrange" => "[1.5,2.5)",
        "daterange" => "[2024-01-01,2024-02-01)",
        "tsrange" => "[\"2024-01-01 00:00:00\",\"2024-02-01 00:00:00\")",
        "tstzrange" => "[\"2024-01-01 00:00:00+00\",\"2024-02-01 00:00:00+00\")",
        "hstore" => "\"a\"=>\"1\"",
        "ltree" => "a.text",
        "lquery" | "ltxtquery" | "name" => "a",
        "geometry" | "geography" => "POINT(0 0)",
        "jsonpath" => "$",
        _ => return None,
    })
}

pub fn distinct(name: &str, length: Option<usize>, n: u32) -> Option<String> {
    Some(match name {
        "boolean" => match n {
            0 => "false".to_owned(),
            1 => "true".to_owned(),
            _ => return None,
        },
        "uuid" => format!("7e57ab1e-0000-4000-8000-{n:012x}"),
        "bytea" => format!("\\x7e57{n:08x}"),
        "inet" => {
            let [_, a, b, c] = n.to_be_bytes();
            format!("10.{a}.{b}.{c}")
        }
        "jsonb" => format!("{{\"verify\":{n}}}"),
        "bit" => {
            let length = length.unwrap_or(1);
            let text = format!("{n:0length$b}");
            return (text.len() <= length).then_some(text);
        }
        "varbit" => {
            let text = format!("{n:b}");
            return (text.len() <= length.unwrap_or(64)).then_some(text);
        }
        _ => return None,
    })
}
