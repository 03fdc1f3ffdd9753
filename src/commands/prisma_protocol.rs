//! What Prisma and a generator say to each other: one JSON object a line.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What Prisma expects in an answer that is an error.
const GENERATOR_ERROR: i32 = -32000;

/// `{"jsonrpc":"2.0","method":"getManifest","params":{…},"id":1}`
#[derive(Debug, Deserialize)]
pub struct Request<'l> {
    pub id: u64,
    pub method: String,
    /// Left as text until the method is known: with `generate`, Prisma sends all
    /// that it knows of the schema, which can be many megabytes.
    #[serde(borrow)]
    pub params: &'l RawValue,
}

/// Of the parameters of `generate`, those that count here.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    pub generator: Block,
    /// The schema's file or folder, absolute.
    pub schema_path: PathBuf,
}

/// The `generator` block that is asked for.
#[derive(Debug, Deserialize)]
pub struct Block {
    /// `triple` of `generator triple { … }`; no two blocks share one.
    pub name: String,
    pub output: Option<Output>,
}

/// The block's `output` or, without one, the manifest's, made absolute by Prisma.
#[derive(Debug, Deserialize)]
pub struct Output {
    pub value: Option<PathBuf>,
}

/// `{"jsonrpc":"2.0","id":1,"result":…}`
#[derive(Debug, Serialize)]
pub struct Response {
    jsonrpc: &'static str,
    id: u64,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum Outcome {
    Result(Answer),
    Error(Error),
}

/// What was asked for.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    Manifest(Manifest),
    /// The files are written.
    #[serde(untagged)]
    Done,
}

/// What a generator is. It needs no engine and no other generator, so that it says
/// nothing of those.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    pub pretty_name: &'static str,
    pub version: &'static str,
    /// Where the files go when the block has no `output`.
    pub default_output: PathBuf,
}

#[derive(Debug, Serialize)]
struct Error {
    code: i32,
    message: String,
    data: ErrorData,
}

/// Prisma takes the place of an error in JavaScript from here; there is none.
#[derive(Debug, Serialize)]
struct ErrorData {
    stack: Option<String>,
}

impl Response {
    #[must_use]
    pub fn new(id: u64, result: Result<Answer, String>) -> Self {
        Self {
            jsonrpc: "2.0",
            id,
            outcome: match result {
                Ok(answer) => Outcome::Result(answer),
                Err(message) => Outcome::Error(Error {
                    code: GENERATOR_ERROR,
                    message,
                    data: ErrorData { stack: None },
                }),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_what_prisma_reads() {
        let text = |result| serde_json::to_string(&Response::new(7, result)).unwrap();
        assert_eq!(
            text(Ok(Answer::Manifest(Manifest {
                pretty_name: "triple-orm",
                version: "1.2.3",
                default_output: PathBuf::from("/repo/src/db"),
            }))),
            r#"{"jsonrpc":"2.0","id":7,"result":{"manifest":{"prettyName":"triple-orm","version":"1.2.3","defaultOutput":"/repo/src/db"}}}"#,
        );
        assert_eq!(
            text(Ok(Answer::Done)),
            r#"{"jsonrpc":"2.0","id":7,"result":null}"#
        );
        assert_eq!(
            text(Err("line\nline".to_owned())),
            r#"{"jsonrpc":"2.0","id":7,"error":{"code":-32000,"message":"line\nline","data":{"stack":null}}}"#,
        );
    }
}
