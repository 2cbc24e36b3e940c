//! Case folding as every table of the workspace uses it.

/// Characters that are in a word without being of it: soft hyphen, zero-width (non-)joiner, word joiner, BOM and the
/// variation selectors.
pub(crate) const fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// The characters of `word` in the form in which tables hold them: lower case, straight apostrophes, plain hyphens,
/// ligatures spelled out, ignorable characters left out.
///
/// ```
/// assert_eq!(copydesk_text::fold("Workers’").collect::<String>(), "workers'");
/// assert_eq!(copydesk_text::fold("o\u{AD}ﬃce").collect::<String>(), "office");
/// ```
pub fn fold(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|&c| !is_ignorable(c)).flat_map(fold_char)
}

fn fold_char(c: char) -> impl Iterator<Item = char> {
    let spelled = match c {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        '’' | '‘' | 'ʼ' | '＇' => "'",
        '\u{2010}' | '\u{2011}' => "-",
        _ => "",
    };
    spelled.chars().chain(spelled.is_empty().then(|| c.to_lowercase()).into_iter().flatten())
}

/// Whether `word`, folded, is `key`. `key` must already be in folded form.
#[inline]
pub fn folds_to(word: &str, key: &str) -> bool {
    word.eq_ignore_ascii_case(key) || !word.is_ascii() && fold(word).eq(key.chars())
}

pub(crate) const FNV_OFFSET: u32 = 0x811C_9DC5;
const FNV_PRIME: u32 = 0x0100_0193;

/// The 32-bit FNV-1a hash of a word in folded form, over UTF-8 bytes.
///
/// It is computed once for each word when a [`Text`](crate::Text) is made, and every table is keyed by it.
///
/// ```
/// assert_eq!(copydesk_text::hash_folded("SAID"), copydesk_text::hash_folded("said"));
/// ```
pub fn hash_folded(word: &str) -> u32 {
    if word.is_ascii() {
        return hash_ascii(word.as_bytes());
    }
    let mut buffer = [0; 4];
    fold(word).fold(FNV_OFFSET, |hash, c| c.encode_utf8(&mut buffer).bytes().fold(hash, step))
}

/// [`hash_folded`] of a word that is in folded form already, for tables that are built at compile time.
#[doc(hidden)]
pub const fn hash_folded_key(key: &[u8]) -> u32 {
    let (mut hash, mut at) = (FNV_OFFSET, 0);
    while at < key.len() {
        hash = step(hash, key[at]);
        at += 1;
    }
    hash
}

pub(crate) fn hash_ascii(word: &[u8]) -> u32 {
    word.iter().fold(FNV_OFFSET, |hash, b| step(hash, b.to_ascii_lowercase()))
}

pub(crate) const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(FNV_PRIME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_and_unicode_paths_agree() {
        for (a, b) in [("Don’t", "don't"), ("o\u{AD}ffice", "OFFICE"), ("ﬁnance", "Finance"), ("ÉCOLE", "école")]
        {
            assert_eq!(hash_folded(a), hash_folded(b), "{a} {b}");
            assert!(folds_to(a, &fold(b).collect::<String>()), "{a} {b}");
        }
        assert!(!folds_to("said", "says"));
    }
}
