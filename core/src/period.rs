//! Periods as documents write them: ISO 8601 durations of whole numbers.

/// A period, part by part as it was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) years: u32,
    pub(crate) months: u32,
    pub(crate) weeks: u32,
    pub(crate) days: u32,
    pub(crate) hours: u32,
    pub(crate) minutes: u32,
}

/// The longest number in a period: a thousand years in hours has seven digits.
const LONGEST_NUMBER: usize = 7;

impl Period {
    /// `PT24H`, `P14D`, `P1M`, `P1DT12H`: each part once, from the largest down; none for anything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (date, time) = match text.strip_prefix('P')?.split_once('T') {
            Some((_, "")) => return None,
            Some((date, time)) => (date, time),
            None => (text.strip_prefix('P')?, ""),
        };
        let mut period = Self::default();
        let Self { years, months, weeks, days, hours, minutes } = &mut period;
        let mut found = take(date, [('Y', years), ('M', months), ('W', weeks), ('D', days)])?;
        found |= take(time, [('H', hours), ('M', minutes)])?;
        found.then_some(period)
    }

    /// The same in words, such as `24 hours`.
    pub(crate) fn words(self) -> String {
        let parts = [
            (self.years, "year"),
            (self.months, "month"),
            (self.weeks, "week"),
            (self.days, "day"),
            (self.hours, "hour"),
            (self.minutes, "minute"),
        ];
        let said = parts.iter().filter(|(number, _)| *number > 0);
        let words: Vec<String> =
            said.map(|(number, unit)| format!("{number} {unit}{}", if *number == 1 { "" } else { "s" })).collect();
        if words.is_empty() { "at once".to_owned() } else { words.join(" ") }
    }
}

/// Reads numbers, each with its unit, in this order; whether there was one, none where the text is of another shape.
fn take<const N: usize>(text: &str, units: [(char, &mut u32); N]) -> Option<bool> {
    let mut rest = text;
    for (unit, number) in units {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (head, tail) = rest.split_at_checked(digits)?;
        if let Some(tail) = tail.strip_prefix(unit).filter(|_| (1..=LONGEST_NUMBER).contains(&digits)) {
            *number = head.parse().ok()?;
            rest = tail;
        }
    }
    rest.is_empty().then_some(!text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn durations_are_read_as_they_are_written() {
        let words = |text: &str| Period::parse(text).map(Period::words);
        for (text, said) in [
            ("PT24H", "24 hours"),
            ("PT1H30M", "1 hour 30 minutes"),
            ("P1M", "1 month"),
            ("P2W", "2 weeks"),
            ("P1Y6M", "1 year 6 months"),
            ("P1DT12H", "1 day 12 hours"),
            ("P0D", "at once"),
        ] {
            assert_eq!(words(text).as_deref(), Some(said), "{text}");
        }
        for text in
            ["", "P", "PT", "P1", "24H", "P24H", "PT1D", "P1MT", "P1D1M", "P1M1M", "P-1D", "P1.5D", "P99999999D", "p1d"]
        {
            assert_eq!(words(text), None, "{text}");
        }
    }
}
