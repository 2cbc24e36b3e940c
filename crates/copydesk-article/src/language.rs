//! The language of a text, by its script and its function words.

use copydesk_text::Text;

use crate::tables::FUNCTION_WORDS;

macro_rules! languages {
    ($($name:ident $tag:literal),*) => {
        /// The languages of the table of function words, by the bit each has there.
        const TAGS: &[&str] = &[$($tag),*];
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name),* }
        $(pub(crate) const $name: u32 = 1 << Bit::$name as u32;)*
    };
}

languages!(
    EN "en", DE "de", FR "fr", ES "es", PT "pt", IT "it", NL "nl", ID "id", SV "sv", DA "da", NO "no", SW "sw",
    XH "xh", PL "pl", TR "tr"
);

/// Beside the languages: words by which a site speaks to its readers.
pub(crate) const ADDRESS: u32 = 1 << 30;
/// Beside the languages: words by which a story says who said so.
pub(crate) const REPORT: u32 = 1 << 31;

/// The languages that a word is a function word of, and what else it tells, as bits.
pub(crate) fn languages_of(text: &Text<'_>, word: usize) -> u32 {
    FUNCTION_WORDS.get(text, word).copied().unwrap_or(0)
}

/// Counts of function words by language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    counts: [u32; 16],
    words: u32,
}

impl Tally {
    /// Adds a word with the languages it is a function word of.
    pub(crate) fn add(&mut self, languages: u32) {
        self.words += 1;
        let mut languages = languages & !(ADDRESS | REPORT);
        while languages != 0 {
            self.counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }

    /// The BCP 47 tag of the language whose function words make up at least an eighth of the words.
    fn language(&self) -> Option<&'static str> {
        let (best, &count) = self.counts.iter().enumerate().rev().max_by_key(|&(_, count)| count)?;
        (self.words >= 8 && count * 8 >= self.words).then(|| TAGS.get(best).copied()).flatten()
    }
}

/// The language of a text whose words were counted; where they tell nothing, of its script.
pub(crate) fn language(tally: &Tally, sample: &str) -> Option<&'static str> {
    tally.language().or_else(|| by_script(sample))
}

/// Words of a text that are looked at for its language.
const SAMPLE: usize = 400;

/// The BCP 47 tag of the language that a text is in, by its function words, or by its script where they tell nothing;
/// none where that is not plain.
///
/// Looks at the first 400 words only. Where English has as many function words as the best of the others, nothing is said.
///
/// ```
/// use copydesk_text::Text;
///
/// let text = Text::new("Die Fähre kam zu spät, und die Gäste mussten auf dem Kai warten.");
/// assert_eq!(copydesk_article::language_of(&text), Some("de"));
/// ```
pub fn language_of(text: &Text<'_>) -> Option<&'static str> {
    let words = text.words();
    let mut tally = Tally::default();
    (0..words.len().min(SAMPLE)).filter(|&at| words[at].is_letters()).for_each(|at| tally.add(languages_of(text, at)));
    let found = language(&tally, text.as_str().get(words.first()?.span().start()..)?)?;
    let [english, best] = [Some(&tally.counts[Bit::EN as usize]), tally.counts.iter().max()];
    (found == TAGS[Bit::EN as usize] || english < best).then_some(found)
}

fn by_script(sample: &str) -> Option<&'static str> {
    let mut counts = [0_usize; SCRIPTS.len()];
    let mut letters = 0;
    for c in sample.chars().take(2000).filter(|c| c.is_alphabetic()) {
        letters += 1;
        if let Some(script) = SCRIPTS.iter().position(|(from, until, _)| (*from..=*until).contains(&c)) {
            counts[script] += 1;
        }
    }
    // A tenth of kana is Japanese, for all its Chinese characters.
    let kana = counts[0];
    let (best, &count) = counts.iter().enumerate().max_by_key(|&(_, count)| count)?;
    if kana * 10 > letters && kana > 0 {
        return Some("ja");
    }
    (count * 2 > letters).then(|| SCRIPTS[best].2)
}

/// Scripts that one language of the news writes far more than any other.
const SCRIPTS: [(char, char, &str); 14] = [
    ('\u{3040}', '\u{30FF}', "ja"),
    ('\u{4E00}', '\u{9FFF}', "zh"),
    ('\u{AC00}', '\u{D7AF}', "ko"),
    ('\u{0400}', '\u{04FF}', "ru"),
    ('\u{0600}', '\u{06FF}', "ar"),
    ('\u{0590}', '\u{05FF}', "he"),
    ('\u{0370}', '\u{03FF}', "el"),
    ('\u{0E00}', '\u{0E7F}', "th"),
    ('\u{0900}', '\u{097F}', "hi"),
    ('\u{0980}', '\u{09FF}', "bn"),
    ('\u{0B80}', '\u{0BFF}', "ta"),
    ('\u{0C00}', '\u{0C7F}', "te"),
    ('\u{10A0}', '\u{10FF}', "ka"),
    ('\u{0530}', '\u{058F}', "hy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sample: &str) -> Option<&'static str> {
        let text = Text::new(sample);
        let mut tally = Tally::default();
        (0..text.words().len()).for_each(|i| tally.add(languages_of(&text, i)));
        language(&tally, sample)
    }

    #[test]
    fn languages() {
        for (sample, tag) in [
            ("The ferry was late and the passengers had to wait for it on the quay.", Some("en")),
            ("Die Fähre kam zu spät, und die Gäste mussten auf dem Kai warten.", Some("de")),
            ("Le bac était en retard et les passagers ont attendu sur le quai.", Some("fr")),
            ("El ferry llegó tarde y los pasajeros esperaron en el muelle.", Some("es")),
            ("Паром опоздал, и пассажиры ждали на причале.", Some("ru")),
            ("フェリーが遅れ、乗客は岸壁で待った。", Some("ja")),
            ("渡轮晚点，乘客在码头等候。", Some("zh")),
            ("Home Sport Weather", None),
        ] {
            assert_eq!(of(sample), tag, "{sample}");
        }
    }
}
