//! Rows as they are: each cell under its column's name, for commands with columns of their own.

use std::{borrow::Cow, sync::Arc};

use anyhow::Result;
use serde_json::{Map, Value};

use super::reader::{At, Fault, Head, Target};

/// Makes a JSON object of each row; cells are text, empty cells are left out. JSON objects come through as they are.
pub struct PlainRows;

/// A row and where it stood.
#[derive(Clone, Debug)]
pub struct Plain {
    /// The input, as named on the command line; `-` is stdin.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u64,
    /// Column → text; or the JSON object as it came.
    pub cells: Map<String, Value>,
}

impl Target for PlainRows {
    type Out = Plain;
    type Plan = Vec<String>;

    fn plan(&self, head: &Head) -> Result<Vec<String>> {
        Ok(head.columns.clone())
    }

    fn row(&self, columns: &Vec<String>, at: &At<'_>, cells: &[Cow<'_, str>]) -> Result<Option<Plain>, Fault> {
        let filled = columns.iter().zip(cells).filter(|(_, cell)| !cell.trim().is_empty());
        let cells = filled.map(|(name, cell)| (name.clone(), Value::from(&**cell))).collect();
        Ok(Some(Plain { file: Arc::clone(at.file), line: at.line, cells }))
    }

    fn object(&self, at: &At<'_>, cells: Map<String, Value>) -> Result<Option<Plain>, Fault> {
        Ok(Some(Plain { file: Arc::clone(at.file), line: at.line, cells }))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::pipe::{
        reader::{InputSpec, Reader},
        source::Place,
    };

    /// Reads a file with this content; values as JSON, rejects as sentences.
    pub fn read(name: &str, content: &[u8]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        let reader = Reader::open(InputSpec::new(vec![Place::new(Path::new(&path))]), PlainRows).unwrap();
        reader
            .map(|item| match item.unwrap() {
                Ok(plain) => format!("{} {}", plain.line, serde_json::to_string(&plain.cells).unwrap()),
                Err(reject) => reject.to_string().replace(&*path.to_string_lossy(), name),
            })
            .collect()
    }

    fn check(name: &str, content: &str, expected: &[&str]) {
        assert_eq!(read(name, content.as_bytes()), expected, "{content:?}");
    }

    #[test]
    fn tables_and_json_read_alike() {
        check("a.csv", "sku,cost\n1,2.50\n2,\n", &[r#"2 {"sku":"1","cost":"2.50"}"#, r#"3 {"sku":"2"}"#]);
        check("a.tsv", "sku\tcost\r\n1\t2,50\r\n", &[r#"2 {"sku":"1","cost":"2,50"}"#]);
        check("a.jsonl", "{\"sku\":1}\n\n{\"sku\":2}\n", &[r#"1 {"sku":1}"#, r#"3 {"sku":2}"#]);
        check("a.json", "[{\"sku\":1},\n{\"sku\":2}]", &[r#"1 {"sku":1}"#, r#"2 {"sku":2}"#]);
        check("a.csv", "sep=;\nsku;cost\n1;2\n", &[r#"3 {"sku":"1","cost":"2"}"#]);
        check("a.csv", "sku,cost\n", &[]);
        check("a.csv", "", &[]);
    }

    #[test]
    fn a_bad_row_is_named_and_the_rest_goes_on() {
        check(
            "a.csv",
            "a,b\n1,2,3\n4,5\n6,7,\n",
            &["row 2 of a.csv: it has 3 cells, the header has 2", r#"3 {"a":"4","b":"5"}"#, r#"4 {"a":"6","b":"7"}"#],
        );
        check(
            "a.jsonl",
            "{\"a\":1}\n{\"a\":\n[1]\n{\"a\":2}\n",
            &[
                r#"1 {"a":1}"#,
                "line 2 of a.jsonl column 5: it is not JSON: EOF while parsing a value",
                "line 3 of a.jsonl: it is JSON but not an object",
                r#"4 {"a":2}"#,
            ],
        );
        let deep = format!("{{\"a\":{}1{}}}\n{{\"a\":2}}\n", "[".repeat(5000), "]".repeat(5000));
        check(
            "a.jsonl",
            &deep,
            &["line 1 of a.jsonl column 132: it is not JSON: recursion limit exceeded", r#"2 {"a":2}"#],
        );
    }

    #[test]
    fn columns_that_share_a_name_or_have_none_are_told_apart() {
        check("a.csv", "a,a,\n1,2,3\n", &[r#"2 {"a":"1","a (2)":"2","column 3":"3"}"#]);
    }

    #[test]
    fn many_rows_keep_their_order() {
        let rows: String = (0..20_000).map(|n| format!("{n}\n")).collect();
        let seen = read("a.csv", format!("n\n{rows}").as_bytes());
        assert_eq!(seen.len(), 20_000);
        assert!(seen.iter().enumerate().all(|(n, row)| *row == format!("{} {{\"n\":\"{n}\"}}", n + 2)));
    }
}
