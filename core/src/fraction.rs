//! Exact numbers: every score is a fraction, and only this module rounds, and only for display.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, One, Signed, ToPrimitive, Zero};
use serde::de::{self, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Sub};

/// An exact fraction of any size, always in lowest terms.
///
/// It is kept in 128 bits where it fits and grows beyond them without loss.
///
/// ```
/// use csf_assess::Fraction;
/// let half: Fraction = "1/2".parse()?;
/// assert_eq!((half + Fraction::from(2)).to_string(), "2.50");
/// # Ok::<(), csf_assess::fraction::NotAFraction>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fraction(Repr);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Repr {
    Small(Ratio<i128>),
    Big(Ratio<BigInt>),
}

/// The text is not an integer, a decimal or a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAFraction;

impl fmt::Display for NotAFraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a number such as 2, 2.5 or \"1/2\"")
    }
}

impl std::error::Error for NotAFraction {}

/// Longer texts than this are no number that anyone would mean.
const LONGEST: usize = 60;

impl Fraction {
    /// `n / d`, or nothing when `d` is 0.
    #[must_use]
    pub fn new(n: i64, d: i64) -> Option<Self> {
        (d != 0).then(|| Self(Repr::Small(Ratio::new(i128::from(n), i128::from(d)))))
    }

    /// 0.
    #[must_use]
    pub fn zero() -> Self {
        Self::from(0)
    }

    /// 1.
    #[must_use]
    pub fn one() -> Self {
        Self::from(1)
    }

    fn big(&self) -> Ratio<BigInt> {
        match &self.0 {
            Repr::Small(small) => Ratio::new_raw(BigInt::from(*small.numer()), BigInt::from(*small.denom())),
            Repr::Big(big) => big.clone(),
        }
    }

    fn from_big(big: Ratio<BigInt>) -> Self {
        match (big.numer().to_i128(), big.denom().to_i128()) {
            // The smallest 128-bit integer has no positive twin, which dividing would need.
            (Some(n), Some(d)) if n != i128::MIN => Self(Repr::Small(Ratio::new_raw(n, d))),
            _ => Self(Repr::Big(big)),
        }
    }

    /// `self / other`, or nothing when `other` is 0.
    #[must_use]
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        if self.is_zero() {
            return Some(Self::zero());
        }
        if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0)
            && let Some(quotient) = a.checked_div(b)
        {
            return Some(Self(Repr::Small(quotient)));
        }
        Some(Self::from_big(self.big() / other.big()))
    }

    /// Whether this is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_zero(),
            Repr::Big(big) => big.is_zero(),
        }
    }

    /// Whether this is a whole number.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.denom().is_one(),
            Repr::Big(big) => big.denom().is_one(),
        }
    }

    /// The numerator and denominator in lowest terms, as decimal digits.
    #[must_use]
    pub fn parts(&self) -> (String, String) {
        match &self.0 {
            Repr::Small(small) => (small.numer().to_string(), small.denom().to_string()),
            Repr::Big(big) => (big.numer().to_string(), big.denom().to_string()),
        }
    }

    /// The nearest `f64`, for drawing; decisions are made on the exact value.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Repr::Small(small) => small.to_f64(),
            Repr::Big(big) => big.to_f64(),
        }
        .unwrap_or(f64::NAN)
    }

    /// The value with `digits` decimals, rounded half away from zero.
    #[must_use]
    pub fn rounded(&self, digits: u32) -> String {
        let exact = self.big();
        let shift = BigInt::from(10).pow(digits);
        let scaled: BigInt = exact.numer().abs() * &shift * 2 + exact.denom();
        let hundredths = scaled.div_floor(&(exact.denom() * 2));
        let (whole, rest) = hundredths.div_rem(&shift);
        let sign = if exact.is_negative() && !hundredths.is_zero() { "-" } else { "" };
        match digits {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{:0>width$}", rest.to_string(), width = digits as usize),
        }
    }

    /// The largest whole number that is not above the value; none beyond 64 bits.
    #[cfg(feature = "plan")]
    pub(crate) fn floor(&self) -> Option<i64> {
        self.big().floor().to_integer().to_i64()
    }

    /// The denominator in lowest terms; none beyond 64 bits.
    #[cfg(feature = "plan")]
    pub(crate) fn denominator(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(small) => small.denom().to_i64(),
            Repr::Big(big) => big.denom().to_i64(),
        }
    }

    /// The value cut to one decimal, toward zero.
    pub(crate) fn truncated_to_tenths(&self) -> Self {
        let tenths = (self.big() * BigInt::from(10)).trunc();
        Self::from_big(tenths / BigInt::from(10))
    }

    /// The value rounded to one decimal, half away from zero.
    pub(crate) fn rounded_to_tenths(&self) -> Self {
        // `Ratio::round` sends halves away from zero.
        let tenths = (self.big() * BigInt::from(10)).round();
        Self::from_big(tenths / BigInt::from(10))
    }

    /// The value as people write it: a decimal where three digits are enough, else a fraction.
    #[must_use]
    pub fn plain(&self) -> String {
        let decimal = self.rounded(3);
        if decimal.parse() == Ok(self.clone()) {
            return decimal.trim_end_matches('0').trim_end_matches('.').to_owned();
        }
        self.written()
    }

    /// The one spelling of the value in a normal form: `3`, `5/2`.
    #[must_use]
    pub fn written(&self) -> String {
        let (n, d) = self.parts();
        if self.is_integer() { n } else { format!("{n}/{d}") }
    }

    fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        if let Some((n, d)) = text.split_once('/') {
            return Self::parse_decimal(n.trim())?.checked_div(&Self::parse_decimal(d.trim())?);
        }
        Self::parse_decimal(text.trim())
    }

    fn parse_decimal(text: &str) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) || digits.ends_with('.') {
            return None;
        }
        let n: BigInt = format!("{whole}{decimals}").parse().ok()?;
        let d = BigInt::from(10).pow(u32::try_from(decimals.len()).ok()?);
        let exact = Ratio::new(if negative { -n } else { n }, d);
        Some(Self::from_big(exact))
    }
}

impl From<i64> for Fraction {
    fn from(integer: i64) -> Self {
        Self(Repr::Small(Ratio::from_integer(i128::from(integer))))
    }
}

impl std::str::FromStr for Fraction {
    type Err = NotAFraction;

    fn from_str(text: &str) -> Result<Self, NotAFraction> {
        Self::parse(text).ok_or(NotAFraction)
    }
}

macro_rules! operation {
    ($trait:ident, $method:ident, $checked:ident) => {
        impl $trait<&Fraction> for &Fraction {
            type Output = Fraction;

            fn $method(self, other: &Fraction) -> Fraction {
                if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0)
                    && let Some(exact) = a.$checked(b)
                {
                    return Fraction(Repr::Small(exact));
                }
                Fraction::from_big(self.big().$method(other.big()))
            }
        }

        impl $trait for Fraction {
            type Output = Self;

            fn $method(self, other: Self) -> Self {
                (&self).$method(&other)
            }
        }
    };
}

operation!(Add, add, checked_add);
operation!(Sub, sub, checked_sub);
operation!(Mul, mul, checked_mul);

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(a), Repr::Small(b)) => a.cmp(b),
            _ => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Two decimals, half away from zero: the way a score is shown.
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rounded(2))
    }
}

/// In a document: an integer, or a string such as `"1/2"`.
impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Repr::Small(small) if small.denom().is_one() => match i64::try_from(*small.numer()) {
                Ok(integer) => serializer.serialize_i64(integer),
                Err(_) => serializer.serialize_str(&self.written()),
            },
            _ => serializer.serialize_str(&self.written()),
        }
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl Visitor<'_> for Reader {
            type Value = Fraction;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number such as 2, 2.5 or \"1/2\"")
            }

            fn visit_i64<E: de::Error>(self, integer: i64) -> Result<Fraction, E> {
                Ok(Fraction::from(integer))
            }

            fn visit_u64<E: de::Error>(self, integer: u64) -> Result<Fraction, E> {
                Ok(Fraction(Repr::Small(Ratio::from_integer(i128::from(integer)))))
            }

            fn visit_f64<E: de::Error>(self, float: f64) -> Result<Fraction, E> {
                // The shortest decimal that means this float is what the author wrote: 2.1 is 21/10.
                Fraction::parse(&float.to_string()).ok_or_else(|| E::invalid_value(de::Unexpected::Float(float), &self))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Fraction, E> {
                Fraction::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

/// A fraction as it stands in a result: `{"d":4,"n":11,"text":"2.75"}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure(pub Fraction);

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (n, d) = self.0.parts();
        let raw = |digits: String| serde_json::value::RawValue::from_string(digits).map_err(serde::ser::Error::custom);
        let mut figure = serializer.serialize_struct("Figure", 3)?;
        figure.serialize_field("d", &raw(d)?)?;
        figure.serialize_field("n", &raw(n)?)?;
        figure.serialize_field("text", &self.0.rounded(2))?;
        figure.end()
    }
}
