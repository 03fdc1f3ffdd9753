//! `schema.json`, the JSON Schema of `triple-orm.json`: made from the keys and
//! from the Rust types of their values, and compared with them by tests alone.
//!
//! `UPDATE_DOCS=1 cargo test --lib schema` writes it anew.

use std::fs;
use std::path::Path;

use jsonc_parser::ParseOptions;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::catalog::CodeType;
use crate::config::KEYS;
use crate::config::audit::{Databases, Exemptions, PairList, PathList, RuleLevels};
use crate::config::read::{Banner, FileName};
use crate::config::verify::Variable;
use crate::diagnostic::Located;
use crate::rules::Severity;
use crate::target::{TARGETS, Target};

/// The schema of a value of the type.
pub fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    T::json_schema(generator)
}

/// Gives a type of ours the schema of what is written for it.
macro_rules! schema_of {
    ($ty:ty, $schema:expr) => {
        impl JsonSchema for $ty {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($ty).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

schema_of!(
    Target,
    json_schema!({ "enum": TARGETS.each_ref().map(|target| target.name) })
);
schema_of!(
    FileName,
    json_schema!({ "type": "string", "pattern": r"^[^/\\]+\.ts$", "not": { "pattern": r"\.d\.ts$" } })
);
schema_of!(
    Banner,
    json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
);
schema_of!(
    PathList,
    json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
);
schema_of!(
    PairList,
    json_schema!({ "type": "array", "items": { "type": "string", "pattern": "^[^:]+:[^:]+$" } })
);
schema_of!(
    Databases,
    json_schema!({ "type": "object", "additionalProperties": { "type": "string", "pattern": "^env:." } })
);
schema_of!(
    Variable,
    json_schema!({ "type": "string", "pattern": r"^env:[A-Za-z_$][\w$]*$" })
);
schema_of!(
    Severity,
    json_schema!({ "enum": ["critical", "high", "medium", "low", "info"] })
);
schema_of!(
    RuleLevels,
    json_schema!({ "type": "object", "additionalProperties": { "enum": ["critical", "high", "medium", "low", "info", "off"] } })
);
schema_of!(
    Exemptions,
    json_schema!({ "type": "array", "items": {
        "type": "object",
        "properties": {
            "rule": { "type": "string", "description": "A rule, or `*` for all." },
            "object": { "type": "string", "description": "The path of the object; `*` stands for any part of it." },
            "pair": { "type": "string", "description": "The pair that it is for; all without it." },
            "reason": { "type": "string", "description": "Why the difference is meant to be there." },
        },
        "required": ["object", "reason"],
        "additionalProperties": false,
    } })
);
schema_of!(
    CodeType,
    json_schema!({ "anyOf": [
        { "type": "string" },
        {
            "type": "object",
            "properties": {
                "type": { "type": "string", "description": "The type, which begins with the name that is imported." },
                "from": { "type": "string", "description": "The module that exports it, as our files should import it." },
            },
            "required": ["type"],
            "additionalProperties": false,
        },
    ] })
);

impl<T: JsonSchema> JsonSchema for Located<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

fn whole_schema() -> Value {
    let mut settings = SchemaSettings::draft07();
    settings.inline_subschemas = true;
    let mut generator = settings.into_generator();
    let mut properties = Map::new();
    for key in KEYS {
        let mut schema = Value::from((key.schema)(&mut generator));
        let parse = |text| serde_json::from_str::<Value>(text).expect("an example is JSON");
        schema["description"] = key.about.into();
        if let Some(default) = key.default {
            schema["default"] = parse(default);
        }
        schema["examples"] = json!([parse(key.example)]);
        let mut section = &mut properties;
        let mut names = key.path.split('.').peekable();
        while let Some(name) = names.next() {
            if names.peek().is_none() {
                section.insert(name.to_owned(), schema);
                break;
            }
            let object = section.entry(name).or_insert_with(|| object(Map::new()));
            section = object["properties"].as_object_mut().expect("made above");
        }
    }
    let mut schema = object(properties);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = "triple-orm.json".into();
    // Comments and trailing commas, as the editors know it.
    schema["allowTrailingCommas"] = true.into();
    schema
}

fn object(properties: Map<String, Value>) -> Value {
    let properties = Value::Object(properties);
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_committed_schema_is_current() {
    let schema = whole_schema();
    let path = root().join("schema.json");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let text = serde_json::to_string_pretty(&schema).unwrap();
        fs::write(&path, text + "\n").unwrap();
    }
    let committed = fs::read_to_string(path).unwrap();
    let committed: Value = serde_json::from_str(&committed).unwrap();
    assert!(committed == schema, "run with UPDATE_DOCS=1");
}

#[test]
fn the_schema_takes_what_is_documented() {
    let validator = jsonschema::draft7::new(&whole_schema()).unwrap();
    let docs = fs::read_to_string(root().join("docs/configuration.md")).unwrap();
    let blocks: Vec<&str> = docs
        .split("```jsonc\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    assert!(!blocks.is_empty());
    let parse = |text: &str| -> Value {
        jsonc_parser::parse_to_serde_value(text, &ParseOptions::default()).unwrap()
    };
    let single = KEYS.iter().flat_map(|key| {
        let values = [Some(key.example), key.default].into_iter().flatten();
        values.map(|value| {
            let names = key.path.rsplit('.');
            names.fold(value.to_owned(), |value, name| {
                format!("{{ \"{name}\": {value} }}")
            })
        })
    });
    for text in blocks.into_iter().map(str::to_owned).chain(single) {
        let value = parse(&text);
        let errors: Vec<_> = validator.iter_errors(&value).collect();
        assert!(errors.is_empty(), "{text}\n{errors:?}");
    }
}

#[test]
fn the_schema_refuses_what_we_refuse() {
    let validator = jsonschema::draft7::new(&whole_schema()).unwrap();
    for wrong in [
        json!({ "outt": "x" }),
        json!({ "date": "string" }),
        json!({ "drizzle": { "date": "temporal" } }),
        json!({ "drizzle": { "dates": "string" } }),
        json!({ "names": { "tables": "CamelPlural" } }),
        json!({ "names": { "overrides": { "User": 1 } } }),
        json!({ "targets": ["kisely"] }),
        json!({ "targets": "zod" }),
        json!({ "files": { "zod": "src/zod.ts" } }),
        json!({ "files": { "zod": "zod.js" } }),
        json!({ "files": { "zod": "zod.d.ts" } }),
        json!({ "importExtension": "js" }),
        json!({ "banner": 1 }),
        json!({ "exclude": "Audit" }),
        json!({ "types": { "columns": { "User.a": { "from": "x" } } } }),
        json!({ "types": { "columns": { "User.a": { "type": "X", "form": "x" } } } }),
        json!({ "kysely": { "enums": "const" } }),
        json!({ "kysely": { "camelCase": 1 } }),
        json!(["out"]),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}
