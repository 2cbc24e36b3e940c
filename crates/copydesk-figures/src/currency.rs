//! Currencies, and what a bare dollar sign stands for.

use copydesk_text::Text;

use crate::tables::CURRENCIES;
use crate::{Figure, FigureKind};

/// A currency as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Currency {
    /// ISO 4217, or empty when several share the sign.
    pub(crate) code: &'static str,
    /// Those that share it.
    pub(crate) others: &'static [&'static str],
    pub(crate) side: Side,
    /// The name of the hundredth, when it is one.
    pub(crate) minor: &'static str,
}

/// Where a currency stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Before,
    After,
    Both,
    Glued,
    AfterGlued,
    Large,
}

/// The currency sign or code that begins at word `at`, directly before a number, and the words it takes.
pub(crate) fn before(text: &Text<'_>, at: usize, end: usize) -> Option<(&'static Currency, usize)> {
    let (currency, count) = CURRENCIES.longest(text, at, end)?;
    let words = text.words();
    let next = words.get(at + count).filter(|_| at + count < end)?;
    let inner_glued = words[at + 1..at + count].iter().all(copydesk_text::Word::is_glued);
    // "rs 5" and "rm 5" are no currency: letters before a number are capitalised,
    // and names are no prefixes: "Euro 2020".
    let word = &words[at];
    let capital = count > 1 || !word.is_letters() || word.is_capitalised() && word.span().len() <= 3;
    let fits = match currency.side {
        Side::Before | Side::Both => capital,
        Side::Glued => capital && inner_glued && next.is_glued(),
        Side::After | Side::AfterGlued | Side::Large => false,
    };
    fits.then_some((currency, count))
}

/// The currency that begins at word `at`, after a number, and the words it takes.
pub(crate) fn after(text: &Text<'_>, at: usize, end: usize, large: bool) -> Option<(&'static Currency, usize)> {
    let (currency, count) = CURRENCIES.longest(text, at, end)?;
    let fits = match currency.side {
        Side::After | Side::Both => true,
        Side::AfterGlued => text.words()[at].is_glued() && text.words()[at].case() == copydesk_text::Case::Lower,
        Side::Large => large,
        Side::Before | Side::Glued => false,
    };
    fits.then_some((currency, count))
}

/// Gives a sign that several currencies share the one that the article names, if it names just one of them.
///
/// "US$539 million ... $48 million": the article says which dollar it means. Without such evidence the candidates stay.
pub(crate) fn settle(figures: &mut [Figure]) {
    let mut named: Vec<&'static str> = Vec::new();
    for code in figures.iter().filter_map(|figure| figure.currency) {
        if !named.contains(&code) {
            named.push(code);
        }
    }
    for figure in figures.iter_mut().filter(|f| f.kind == FigureKind::Money && f.currency.is_none()) {
        let mut evidence = figure.currency_candidates.iter().filter(|code| named.contains(code));
        if let (Some(only), None) = (evidence.next(), evidence.next()) {
            figure.currency = Some(only);
            figure.currency_candidates = &[];
            figure.why = "money-named-in-article";
        }
    }
}
