//! Dates, times and intervals in normal form.

/// A date or a time as `PostgreSQL` prints it with the time zone UTC; a text that
/// is none stays as it is.
pub fn point(text: &str, ty: &str) -> String {
    read_point(text.trim(), ty).unwrap_or_else(|| text.to_owned())
}

fn read_point(text: &str, ty: &str) -> Option<String> {
    if matches!(ty, "time" | "timetz") {
        let (clock, zone) = split_zone(text);
        let clock = Clock::read(clock.trim())?.print();
        let zone = zone.map_or(Some(0), offset)?;
        let is_plain = ty == "time" || zone == 0;
        return is_plain.then(|| clock + if ty == "timetz" { "+00" } else { "" });
    }
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, time.trim()),
        None => (text, "00:00:00"),
    };
    let date = Date::read(date)?;
    if ty == "date" {
        return Some(date.print());
    }
    let (clock, zone) = split_zone(time);
    let clock = Clock::read(clock.trim())?;
    if ty != "timestamptz" {
        return Some(format!("{} {}", date.print(), clock.print()));
    }
    let moved = clock.seconds - zone.map_or(Some(0), offset)? * 60;
    let date = Date::from_days(date.days() + moved.div_euclid(86_400));
    let clock = Clock {
        seconds: moved.rem_euclid(86_400),
        ..clock
    };
    Some(format!("{} {}+00", date.print(), clock.print()))
}

/// `12:00:00+02` is `12:00:00` and `+02`.
fn split_zone(text: &str) -> (&str, Option<&str>) {
    match text.find(['+', '-', 'Z', 'z', 'U', 'u']) {
        Some(at) => (&text[..at], Some(&text[at..])),
        None => (text, None),
    }
}

/// Minutes east of Greenwich.
fn offset(zone: &str) -> Option<i64> {
    let zone = zone.trim();
    if matches!(zone.to_ascii_lowercase().as_str(), "z" | "utc") {
        return Some(0);
    }
    let (sign, digits) = zone.split_at_checked(1)?;
    let sign = match sign {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(sign * (hours * 60 + minutes))
}

struct Clock {
    seconds: i64,
    fraction: String,
}

impl Clock {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let mut seconds = 0;
        let hours: i64 = parts.next()?.parse().ok()?;
        let minutes: i64 = parts.next()?.parse().ok()?;
        seconds += hours * 3600 + minutes * 60;
        let mut fraction = String::new();
        if let Some(last) = parts.next() {
            let (whole, rest) = last.split_once('.').unwrap_or((last, ""));
            seconds += whole.parse::<i64>().ok()?;
            rest.trim_end_matches('0').clone_into(&mut fraction);
        }
        let is_time = (0..=24).contains(&hours) && fraction.len() <= 6 && parts.next().is_none();
        is_time.then_some(Self { seconds, fraction })
    }

    fn print(&self) -> String {
        let (hours, minutes) = (self.seconds / 3600, self.seconds / 60 % 60);
        let mut text = format!("{hours:02}:{minutes:02}:{:02}", self.seconds % 60);
        if !self.fraction.is_empty() {
            text.push('.');
            text.push_str(&self.fraction);
        }
        text
    }
}

struct Date {
    year: i64,
    month: i64,
    day: i64,
}

impl Date {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let is_date = parts.next().is_none()
            && (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=31).contains(&day);
        is_date.then_some(Self { year, month, day })
    }

    fn print(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Days since 1970-01-01. Years begin in March here, so that the leap day is last.
    fn days(&self) -> i64 {
        let year = if self.month <= 2 {
            self.year - 1
        } else {
            self.year
        };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((self.month + 9) % 12) + 2) / 5 + self.day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    fn from_days(days: i64) -> Self {
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let index = (5 * of_year + 2) / 153;
        let month = if index < 10 { index + 3 } else { index - 9 };
        Self {
            year: year + era * 400 + i64::from(month <= 2),
            month,
            day: of_year - (153 * index + 2) / 5 + 1,
        }
    }
}

/// An interval by its months, days and seconds: `24 hours` and `24:00:00` are one.
pub fn interval(text: &str) -> String {
    read_interval(text).unwrap_or_else(|| text.to_owned())
}

fn read_interval(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let spaced = separate(&lower);
    let mut words = spaced.split_whitespace().peekable();
    let (mut months, mut days, mut seconds) = (0, 0, 0);
    let mut fraction = String::new();
    while let Some(word) = words.next() {
        if word.contains(':') {
            let (sign, clock) = match word.strip_prefix('-') {
                Some(rest) => (-1, rest),
                None => (1, word),
            };
            let mut parts = clock.split(':');
            let hours: i64 = parts.next()?.parse().ok()?;
            let minutes: i64 = parts.next()?.parse().ok()?;
            let (whole, rest) = match parts.next() {
                Some(last) => last.split_once('.').unwrap_or((last, "")),
                None => ("0", ""),
            };
            let whole: i64 = whole.parse().ok()?;
            rest.trim_end_matches('0').clone_into(&mut fraction);
            seconds += sign * (hours * 3600 + minutes * 60 + whole);
            continue;
        }
        let count: i64 = word.parse().ok()?;
        match words.next()?.trim_end_matches('s') {
            "year" | "yr" | "y" => months += 12 * count,
            "month" | "mon" => months += count,
            "week" | "w" => days += 7 * count,
            "day" | "d" => days += count,
            "hour" | "hr" | "h" => seconds += 3600 * count,
            "minute" | "min" | "m" => seconds += 60 * count,
            "second" | "sec" | "" => seconds += count,
            _ => return None,
        }
    }
    let mut parts = Vec::new();
    for (count, unit) in [(months, "months"), (days, "days")] {
        if count != 0 {
            parts.push(format!("{count} {unit}"));
        }
    }
    if !fraction.is_empty() {
        parts.push(format!("{seconds}.{fraction} seconds"));
    } else if seconds != 0 || parts.is_empty() {
        parts.push(format!("{seconds} seconds"));
    }
    Some(parts.join(" "))
}

/// `7d` is `7 d`.
fn separate(text: &str) -> String {
    let mut spaced = String::new();
    let mut before = ' ';
    for c in text.chars() {
        if c.is_alphabetic() && before.is_ascii_digit() {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_with_a_zone_is_one_of_utc() {
        for text in [
            "2020-01-01T00:30:00.100+01:00",
            "2019-12-31 23:30:00.1 +00:00",
        ] {
            assert_eq!(point(text, "timestamptz"), "2019-12-31 23:30:00.1+00");
        }
        assert_eq!(point("2020-03-01", "timestamptz"), "2020-03-01 00:00:00+00");
        assert_eq!(point("2020-02-29", "date"), "2020-02-29");
        assert_eq!(point("infinity", "timestamp"), "infinity");
    }

    #[test]
    fn an_interval_is_months_days_and_seconds() {
        assert_eq!(interval("1 hour 30 minutes"), interval("01:30:00"));
        assert_eq!(interval("1 year 2 mons"), "14 months");
        assert_eq!(interval("7d"), interval("1 week"));
        assert_eq!(interval("P1D"), "P1D");
    }
}
