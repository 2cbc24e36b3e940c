//! Templates: the first argument of [`feature`](copydesk_model::crf::feature). Sixteen numbers belong to each, for its
//! variants: a side, a distance, a place.

macro_rules! templates {
    ($($name:ident)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Number { $($name),* }
        $(pub(super) const $name: u32 = 16 * (1 + Number::$name as u32);)*
    };
}

templates! {
    // Of a form, at any distance.
    WORD SHAPE COARSE COARSE_CASE FINE CASE CLASS PREFIX SUFFIX OFFSET
    // Of a form at the word itself.
    BIAS
    // Of the words around.
    PAIR AROUND SHAPES START EDGE PHRASE BETWEEN
    // Of the run.
    RUN_PLACE RUN_WORD RUN_CLASS RUN_PHRASE RUN_SIDE RUN_AROUND QUOTED
    // Of all places of a form in the text.
    SEEN PLACE_SIDE LONGEST LONGEST_WORD LONGEST_COARSE LONGEST_CLASS LONGEST_PHRASE ACRONYM
}
