//! Moments, dates and times: before 1970, with milliseconds, at the end of the
//! calendar, and in the hours that a change to summer time leaves out or has twice.
//!
//! None is before 1950: time zones then had offsets of odd seconds, which drivers do not write.

use chrono::{DateTime, Days, NaiveDate, SecondsFormat};

/// In UTC. At 2:30 of that March night there is no local time in New York; 5:30 UTC
/// in November is a local time that comes again.
const MOMENTS: [&str; 7] = [
    "2024-06-01T12:34:56.789Z",
    "1970-01-01T00:00:00.000Z",
    "1969-12-31T23:59:59.999Z",
    "1952-02-29T05:06:07.008Z",
    "2024-03-10T02:30:00.001Z",
    "2024-11-03T05:30:00.500Z",
    "9999-12-30T23:59:59.999Z",
];

const TIMES: [&str; 3] = ["12:34:56.789", "00:00:00.000", "23:59:59.999"];

/// How many digits of a second a type keeps, three at most: a `Date` has no more.
fn digits(precision: Option<usize>) -> usize {
    precision.unwrap_or(6).min(3)
}

/// Leaves so many digits of the seconds, and the others zero: what is cut is not rounded.
fn cut(text: &str, digits: usize) -> String {
    let (before, behind) = text.split_once('.').expect("seconds have a fraction");
    let (fraction, rest) = behind.split_at(3);
    let kept = &fraction[..digits];
    format!("{before}.{kept:0<3}{rest}")
}

pub fn moments(precision: Option<usize>) -> Vec<String> {
    let digits = digits(precision);
    different(MOMENTS.iter().map(|text| cut(text, digits)))
}

pub fn dates() -> Vec<String> {
    [
        "2024-06-01",
        "1970-01-01",
        "1969-12-31",
        "1952-02-29",
        "9999-12-30",
    ]
    .map(str::to_owned)
    .to_vec()
}

pub fn times(precision: Option<usize>) -> Vec<String> {
    let digits = digits(precision);
    different(TIMES.iter().map(|text| cut(text, digits)))
}

pub fn times_with_zone(precision: Option<usize>) -> Vec<String> {
    times(precision)
        .into_iter()
        .map(|time| format!("{time}+00"))
        .collect()
}

fn different(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

/// A minute after the other, far in the future.
pub fn distinct_moment(precision: Option<usize>, n: u32) -> String {
    let moment = DateTime::from_timestamp_millis(4_102_444_800_123 + i64::from(n) * 60_000)
        .expect("a moment of the next centuries");
    let text = moment.to_rfc3339_opts(SecondsFormat::Millis, true);
    cut(&text, digits(precision))
}

pub fn distinct_date(n: u32) -> String {
    let first = NaiveDate::from_ymd_opt(2100, 1, 1).expect("a date");
    let date = first + Days::new(u64::from(n));
    date.format("%Y-%m-%d").to_string()
}

pub fn distinct_time(n: u32) -> Option<String> {
    let (hours, minutes, seconds) = (n / 3600, n / 60 % 60, n % 60);
    (hours < 24).then(|| format!("{hours:02}:{minutes:02}:{seconds:02}.000"))
}
