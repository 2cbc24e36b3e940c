//! Exact numbers.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// An exact rational number: every decimal and every fraction that news writes.
///
/// Kept in lowest terms with a positive denominator. Arithmetic is checked: what does not fit is `None`, never wrong.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    numerator: i128,
    denominator: i128,
}

impl Number {
    /// 0.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// 1.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// A whole number.
    pub const fn from_int(value: i64) -> Self {
        Self { numerator: value as i128, denominator: 1 }
    }

    /// `numerator / denominator`; none when the denominator is zero or a part does not fit.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 1 && numerator != i128::MIN {
            return Some(Self { numerator, denominator });
        }
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()).cast_signed() * denominator.signum();
        Some(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// `mantissa × 10^exponent`; none when it does not fit.
    pub fn decimal(mantissa: i128, exponent: i32) -> Option<Self> {
        if exponent == 0 {
            return Self::ratio(mantissa, 1);
        }
        let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
        if exponent < 0 { Self::ratio(mantissa, power) } else { Self::ratio(mantissa.checked_mul(power)?, 1) }
    }

    /// The numerator in lowest terms.
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator in lowest terms, at least 1.
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether it is a whole number.
    pub const fn is_integer(self) -> bool {
        self.denominator == 1
    }

    /// The value as an `i64`, when it is whole and fits.
    pub fn to_i64(self) -> Option<i64> {
        if self.is_integer() { self.numerator.try_into().ok() } else { None }
    }

    /// The sum, when it fits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let a = self.numerator.checked_mul(other.denominator)?;
        let b = other.numerator.checked_mul(self.denominator)?;
        Self::ratio(a.checked_add(b)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The difference, when it fits.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(-other)
    }

    /// The product, when it fits.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let numerator = self.numerator.checked_mul(other.numerator)?;
        Self::ratio(numerator, self.denominator.checked_mul(other.denominator)?)
    }

    /// The quotient, when it fits and the divisor is not zero.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        let numerator = self.numerator.checked_mul(other.denominator)?;
        Self::ratio(numerator, self.denominator.checked_mul(other.numerator)?)
    }
}

const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        // Division of 64 bits is many times faster, and mostly enough.
        let rest = match (a >> 64, b >> 64) {
            (0, 0) => (a as u64 % b as u64) as u128,
            _ => a % b,
        };
        (a, b) = (b, rest);
    }
    if a == 0 { 1 } else { a }
}

impl std::ops::Neg for Number {
    type Output = Self;

    fn neg(self) -> Self {
        Self { numerator: -self.numerator, denominator: self.denominator }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let products = self.numerator.checked_mul(other.denominator).zip(other.numerator.checked_mul(self.denominator));
        if let Some((a, b)) = products {
            return a.cmp(&b);
        }
        // Cross products beyond 128 bits: compare whole parts, then remainders, as continued fractions do.
        let whole = self.numerator.div_euclid(self.denominator);
        let other_whole = other.numerator.div_euclid(other.denominator);
        whole.cmp(&other_whole).then_with(|| {
            let rest = self.numerator.rem_euclid(self.denominator);
            let other_rest = other.numerator.rem_euclid(other.denominator);
            match (rest, other_rest) {
                (0, _) | (_, 0) => rest.cmp(&other_rest),
                _ => Self { numerator: other.denominator, denominator: other_rest }
                    .cmp(&Self { numerator: self.denominator, denominator: rest }),
            }
        })
    }
}

/// Decimal digits after which a fraction that does not end, such as 1/3, is rounded in print.
const MAX_DECIMALS: usize = 12;

/// The exact decimal where there is one of at most 38 digits; otherwise rounded to twelve decimals.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut rest, denominator) = (self.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        let whole = rest / denominator;
        rest %= denominator;
        let mut digits = Vec::new();
        let exact = ends(denominator);
        while rest != 0 && (exact || digits.len() <= MAX_DECIMALS) {
            let Some(next) = rest.checked_mul(10) else { break };
            digits.push((next / denominator) as u8);
            rest = next % denominator;
        }
        let mut whole = whole;
        if !exact && digits.len() > MAX_DECIMALS {
            let mut carry = digits.pop() >= Some(5);
            for digit in digits.iter_mut().rev() {
                if !carry {
                    break;
                }
                *digit = if *digit == 9 { 0 } else { *digit + 1 };
                carry = *digit == 0;
            }
            whole += u128::from(carry);
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let mut text = whole.to_string();
        if !digits.is_empty() {
            text.push('.');
            text.extend(digits.iter().map(|d| char::from(b'0' + d)));
        }
        f.pad_integral(self.numerator >= 0, "", &text)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if ends(self.denominator.unsigned_abs()) {
            write!(f, "{self}")
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}

/// Whether a fraction with this denominator, in lowest terms, has an end as a decimal.
fn ends(mut denominator: u128) -> bool {
    for prime in [2, 5] {
        while denominator.is_multiple_of(prime) {
            denominator /= prime;
        }
    }
    denominator == 1
}

/// Why a string is no number: it is not an optional sign, digits, and optionally a point and digits, or it is too long.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ParseNumberError;

impl fmt::Display for ParseNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a plain decimal number of at most 38 digits")
    }
}

impl std::error::Error for ParseNumberError {}

/// Reads the plain form that [`Display`](fmt::Display) writes.
impl FromStr for Number {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = || whole.bytes().chain(fraction.bytes());
        if whole.is_empty() || digits.ends_with('.') || !all().all(|b| b.is_ascii_digit()) {
            return Err(ParseNumberError);
        }
        all()
            .try_fold(0_i128, |n, b| n.checked_mul(10)?.checked_add(i128::from(b - b'0')))
            .zip(i32::try_from(fraction.len()).ok())
            .and_then(|(mantissa, places)| Self::decimal(if negative { -mantissa } else { mantissa }, -places))
            .ok_or(ParseNumberError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().expect(text)
    }

    #[test]
    fn prints_what_it_reads() {
        for text in ["0", "1", "-3.5", "1234567.89", "0.001", "99999999999999999999", "1000000"] {
            assert_eq!(number(text).to_string(), text);
        }
        assert_eq!(number("007.10").to_string(), "7.1");
    }

    #[test]
    fn fractions_are_exact_and_round_only_in_print() {
        let third = Number::ratio(1, 3).unwrap();
        assert_eq!(third.checked_mul(Number::from_int(3)), Some(Number::ONE));
        assert_eq!(third.to_string(), "0.333333333333");
        assert_eq!(Number::ratio(2, 3).unwrap().to_string(), "0.666666666667");
        assert_eq!(Number::ratio(-5, -8).unwrap().to_string(), "0.625");
    }

    #[test]
    fn order_and_overflow() {
        assert!(number("0.3") < Number::ratio(1, 3).unwrap());
        assert!(Number::ratio(i128::MAX, 3).unwrap() > Number::ratio(i128::MAX - 9, 4).unwrap());
        assert_eq!(Number::ratio(i128::MAX, 1).unwrap().checked_add(Number::ONE), None);
        assert_eq!(Number::ONE.checked_div(Number::ZERO), None);
    }

    #[test]
    fn refuses_what_is_not_plain() {
        for text in ["", ".", "1.", ".5", "1,000", "1e5", "+1", "--1", "9999999999999999999999999999999999999999"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }
}
