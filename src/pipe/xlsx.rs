//! XLSX: one sheet, row by row, on a thread of its own; every cell becomes the text a person sees in it.

use std::{
    fs::File,
    io::{self, BufReader, Cursor, Read, Seek},
    sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
};

use anyhow::Result;
use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use rust_decimal::Decimal;

use super::reader::{Step, Unit};
use crate::error;

/// The most columns of a row that are looked at; a cell further right is an error.
const MAX_COLUMNS: usize = 2048;

/// Rows that may wait between the thread that unpacks and the one that reads.
const WAITING: usize = 512;

/// Something that can be read and sought in: a file, or stdin held in memory.
pub trait Seekable: Read + Seek + Send {}
impl<T: Read + Seek + Send> Seekable for T {}

/// Rows of one sheet.
pub struct XlsxRows {
    rows: Receiver<Result<(u64, Vec<String>), String>>,
    file: String,
}

impl XlsxRows {
    /// Opens the sheet called `sheet`, or the first one.
    pub fn open(input: Box<dyn Seekable>, file: &str, sheet: Option<&str>) -> Result<Self> {
        let shown = if file == "-" { "stdin" } else { file };
        let mut book = Xlsx::new(BufReader::new(input))
            .map_err(|why| error::failed(format!("{shown} is not an Excel workbook that can be read")).because(why))?;
        let names = book.sheet_names();
        let name = match sheet {
            Some(wanted) => names.iter().find(|name| name.as_str() == wanted).cloned().ok_or_else(|| {
                error::usage(format!("{shown} has no sheet `{wanted}`"))
                    .hint(format!("its sheets: {}", names.join(", ")))
            })?,
            None => names.first().cloned().ok_or_else(|| error::failed(format!("{shown} has no sheet")))?,
        };
        let (send, rows) = sync_channel(WAITING);
        std::thread::spawn(move || {
            if let Err(why) = unpack(&mut book, &name, &send) {
                // Nobody listens any more when the reader stopped early: fine.
                let _ = send.send(Err(why));
            }
        });
        Ok(Self { rows, file: shown.to_owned() })
    }

    /// The next row that is not blank; with `block` off, only what is unpacked already.
    pub fn step(&mut self, block: bool) -> io::Result<Step> {
        let row = if block {
            match self.rows.recv() {
                Ok(row) => row,
                Err(_) => return Ok(Step::End),
            }
        } else {
            match self.rows.try_recv() {
                Ok(row) => row,
                Err(TryRecvError::Empty) => return Ok(Step::NotReady),
                Err(TryRecvError::Disconnected) => return Ok(Step::End),
            }
        };
        match row {
            Ok((line, cells)) => Ok(Step::Unit(Unit::Cells { line, cells })),
            Err(why) => Err(io::Error::other(format!("{}: {why}", self.file))),
        }
    }
}

/// A workbook from a pipe has to be held whole, since its table of contents stands at its end.
pub fn in_memory(bytes: Vec<u8>) -> Box<dyn Seekable> {
    Box::new(Cursor::new(bytes))
}

/// A workbook in a file.
pub fn in_file(file: File) -> Box<dyn Seekable> {
    Box::new(file)
}

type Rows = SyncSender<Result<(u64, Vec<String>), String>>;

fn unpack(book: &mut Xlsx<BufReader<Box<dyn Seekable>>>, sheet: &str, send: &Rows) -> Result<(), String> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|why| why.to_string())?;
    let mut row: Vec<String> = Vec::new();
    let mut at = None;
    loop {
        let cell = cells.next_cell().map_err(|why| why.to_string())?;
        let here = cell.as_ref().map(|cell| cell.get_position().0);
        if here != at
            && let Some(done) = at.replace(here.unwrap_or_default())
        {
            let full = std::mem::take(&mut row);
            if full.iter().any(|text| !text.trim().is_empty()) && send.send(Ok((u64::from(done) + 1, full))).is_err() {
                return Ok(());
            }
        }
        let Some(cell) = cell else { return Ok(()) };
        let column = cell.get_position().1 as usize;
        let text = text_of(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if column >= MAX_COLUMNS {
            return Err(format!("a cell stands in column {}, at most {MAX_COLUMNS} are read", column + 1));
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "true" } else { "false" }.to_owned(),
        DataRef::DateTime(moment) => date_text(*moment),
        DataRef::Error(why) => why.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number as Excel shows it in a cell that is wide enough: at most 15 significant digits, never an exponent.
fn number_text(number: f64) -> String {
    let digits = format!("{number:.14e}");
    Decimal::from_scientific(&digits).map_or(digits, |exact| exact.normalize().to_string())
}

fn date_text(moment: ExcelDateTime) -> String {
    if moment.is_duration() {
        return number_text(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}Z") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_without_exponent_or_float_junk() {
        let check = |number: f64, expected: &str| assert_eq!(number_text(number), expected);
        check(9_780_439_023_480.0, "9780439023480");
        check(31.2, "31.2");
        check(0.1 + 0.2, "0.3");
        check(4.990_000_000_000_001, "4.99");
        check(-3.5, "-3.5");
        check(0.0, "0");
        check(1e15, "1000000000000000");
    }

    #[test]
    fn a_sheet_comes_row_by_row_as_text() {
        let sheet = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
            <row r="1"><c r="A1" t="inlineStr"><is><t>UPC</t></is></c><c r="B1" t="inlineStr"><is><t>Cost</t></is></c></row>
            <row r="3"><c r="A3"><v>9.780439023481E12</v></c><c r="B3"><v>3.1000000000000001</v></c><c r="D3" t="b"><v>1</v></c></row>
            <row r="4"><c r="B4"><v>5</v></c></row>
            </sheetData></worksheet>"#;
        let mut rows = XlsxRows::open(in_memory(workbook(sheet)), "a.xlsx", None).unwrap();
        let mut seen = Vec::new();
        while let Step::Unit(Unit::Cells { line, cells }) = rows.step(true).unwrap() {
            seen.push(format!("{line} {}", cells.join("|")));
        }
        assert_eq!(seen, ["1 UPC|Cost", "3 9780439023481|3.1||true", "4 |5"]);
        let why = XlsxRows::open(in_memory(workbook(sheet)), "a.xlsx", Some("x")).err().unwrap();
        assert_eq!(why.to_string(), "a.xlsx has no sheet `x`");
    }

    #[test]
    fn a_broken_workbook_is_an_error() {
        let whole = workbook("<worksheet><sheetData>");
        for length in (0..whole.len()).step_by(7) {
            if let Ok(mut rows) = XlsxRows::open(in_memory(whole[..length].to_vec()), "a.xlsx", None) {
                while let Ok(Step::Unit(_)) = rows.step(true) {}
            }
        }
    }

    /// The smallest workbook: a zip archive without compression.
    fn workbook(sheet: &str) -> Vec<u8> {
        let rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let book = format!(
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{rels}"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>"#
        );
        let links = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
        );
        let root =
            links.replace("/worksheet\" Target=\"worksheets/sheet1.xml", "/officeDocument\" Target=\"xl/workbook.xml");
        let files = [
            ("_rels/.rels", &*root),
            ("xl/workbook.xml", &*book),
            ("xl/_rels/workbook.xml.rels", &*links),
            ("xl/worksheets/sheet1.xml", sheet),
        ];
        let mut zip = Vec::new();
        let mut index = Vec::new();
        for (name, text) in files {
            let at = u32::try_from(zip.len()).unwrap().to_le_bytes();
            let size = u32::try_from(text.len()).unwrap().to_le_bytes();
            let common = [
                &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
                &crc32(text.as_bytes()).to_le_bytes(),
                &size,
                &size,
                &u16::try_from(name.len()).unwrap().to_le_bytes(),
                &[0, 0],
            ]
            .concat();
            zip.extend([b"PK\x03\x04", &*common, name.as_bytes(), text.as_bytes()].concat());
            index.extend([b"PK\x01\x02\x14\x00", &*common, &[0; 10], &at, name.as_bytes()].concat());
        }
        let (at, size) = (u32::try_from(zip.len()).unwrap(), u32::try_from(index.len()).unwrap());
        zip.extend(index);
        zip.extend([b"PK\x05\x06\0\0\0\0\x04\0\x04\0", &size.to_le_bytes()[..], &at.to_le_bytes(), &[0, 0]].concat());
        zip
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
        })
    }
}
