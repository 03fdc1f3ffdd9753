//! Whether a text is what Prisma reads as JSON, base64, a moment or a decimal.

use serde_json::Value;

pub fn is_json(text: &str) -> bool {
    serde_json::from_str(text).is_ok_and(|value| numbers_are_finite(&value))
}

/// `1e999` is JSON, but no number that Prisma can hold.
fn numbers_are_finite(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_f64().is_some_and(f64::is_finite),
        Value::Array(items) => items.iter().all(numbers_are_finite),
        Value::Object(fields) => fields.values().all(numbers_are_finite),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// With padding, and with nothing in the bits that pad.
pub fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let value = |digit: u8| match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let unused: u8 = match padding {
        0 => 0,
        1 => 0b11,
        _ => 0b1111,
    };
    let last = digits.bytes().last().and_then(value).unwrap_or(0);
    text.len().is_multiple_of(4)
        && padding <= 2
        && digits.bytes().all(|digit| value(digit).is_some())
        && last & unused == 0
}

/// `2024-01-31T12:00:00.5+02:00`
pub fn is_date_time(text: &str) -> bool {
    read_date_time(text).is_some()
}

fn read_date_time(text: &str) -> Option<()> {
    let (date, rest) = text.split_at_checked(10)?;
    let (year, date) = (number(date.get(..4)?)?, date.get(4..)?);
    let month = number(date.strip_prefix('-')?.get(..2)?)?;
    let day = number(date.get(3..)?.strip_prefix('-')?)?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then_some(())?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (clock, rest) = rest.split_at_checked(8)?;
    let [hour, minute, second] = three(clock)?;
    // The sixtieth second is a leap second.
    (hour < 24 && minute < 60 && second <= 60).then_some(())?;
    let zone = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            (zone.len() < fraction.len()).then_some(zone)?
        }
    };
    if matches!(zone, "Z" | "z") {
        return Some(());
    }
    let (hour, minute) = zone.strip_prefix(['+', '-', '\u{2212}'])?.split_once(':')?;
    let is_pair = hour.len() == 2 && minute.len() == 2;
    (is_pair && number(hour)? < 24 && number(minute)? < 60).then_some(())
}

fn three(clock: &str) -> Option<[u32; 3]> {
    let mut parts = clock.split(':');
    let mut next = || number(parts.next().filter(|part| part.len() == 2)?);
    Some([next()?, next()?, next()?])
}

fn number(digits: &str) -> Option<u32> {
    let all = digits.bytes().all(|byte| byte.is_ascii_digit());
    if all { digits.parse().ok() } else { None }
}

/// `-1_000.5e-3`
pub fn is_decimal(text: &str) -> bool {
    let (base, exponent) = match text.split_once(['e', 'E']) {
        Some((base, exponent)) => (base, exponent.parse::<i64>().is_ok()),
        None => (text, true),
    };
    let digits = match base.split_once('.') {
        Some((whole, fraction)) => format!("{whole}{fraction}"),
        None => base.to_owned(),
    };
    let digits = digits.strip_prefix(['-', '+']).unwrap_or(&digits);
    exponent
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_prisma_does() {
        for good in [
            "2020-01-01T00:00:00Z",
            "2020-02-29 00:00:60.5z",
            "0000-01-01T01:00:01-00:00",
            "2020-01-01T01:00:01+23:59",
        ] {
            assert!(is_date_time(good), "{good}");
        }
        for bad in [
            "2020-01-01",
            "2021-02-29T01:00:01Z",
            "2020-01-01T1:00:00Z",
            "2020-01-01T24:00:00Z",
            "2020-01-01T00:00:00.Z",
            "2020-01-01T00:00:00+0200",
            "2020-01-01T00:00:00",
            "+2020-01-01T00:00:00Z",
        ] {
            assert!(!is_date_time(bad), "{bad}");
        }
    }

    #[test]
    fn decimals_are_read_as_prisma_does() {
        for good in ["1.5", "-1.5e-5", "1e+5", ".5", "5.", "1_000", "+1", "1._5"] {
            assert!(is_decimal(good), "{good}");
        }
        for bad in [
            "", "x", "1.5.5", ".", "-", "_1", "+-1", "1.+5", "1e", "1e5_0", "NaN",
        ] {
            assert!(!is_decimal(bad), "{bad}");
        }
    }

    #[test]
    fn bytes_and_json_are_read_as_prisma_does() {
        assert!(is_base64("") && is_base64("YQ==") && is_base64("aGVsbG8="));
        assert!(!is_base64("YQ") && !is_base64("YR==") && !is_base64("_-=="));
        assert!(is_json("[1, {\"a\": null}]") && !is_json("{\"a\": 01}") && !is_json("1e999"));
    }
}
