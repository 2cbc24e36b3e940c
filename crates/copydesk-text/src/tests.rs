//! What the tokeniser and the sentence splitter do with the text that news really is.

use crate::Case::{Lower, Mixed, None, Title, Upper};
use crate::{Case, Text, Word, WordKind};

fn words(source: &str) -> String {
    let text = Text::new(source);
    text.words().iter().map(|w| text.str(w)).collect::<Vec<_>>().join(" ")
}

fn sentences(source: &str) -> Vec<&str> {
    Text::new(source).sentences().iter().map(|s| s.span().of(source)).collect()
}

#[test]
fn words_of_news() {
    for (source, expected) in [
        ("four-day plan", "four - day plan"),
        ("US$1.2bn", "US $ 1.2 bn"),
        ("down 80.7%.", "down 80.7 % ."),
        ("North Korea’s", "North Korea ’s"),
        ("they'll say don't, O’Brien", "they 'll say don't , O’Brien"),
        ("the U.S. and the U.K.'s", "the U.S. and the U.K. 's"),
        ("the 1990’s", "the 1990 ’s"),
        ("at 9 a.m. EST", "at 9 a.m. EST"),
        ("1,234.5 12,34,567 1,2,3", "1,234.5 12,34,567 1 , 2 , 3"),
        ("(KCNA) said: “No”", "( KCNA ) said : “ No ”"),
        (
            "see https://a.example/x?y=1. Or a.b@c.example, @desk #news",
            "see https://a.example/x?y=1 . Or a.b@c.example , @desk #news",
        ),
        ("soft\u{AD}ware zero\u{200B}width \u{FEFF}bom", "soft\u{AD}ware zero width bom"),
        ("cafe\u{301} m² 2½", "cafe\u{301} m² 2 ½"),
        ("👩\u{200D}💻 ok 👍\u{1F3FD}", "👩\u{200D}💻 ok 👍\u{1F3FD}"),
        ("2019–20 — and…", "2019 – 20 — and …"),
        ("Workers’ Party", "Workers ’ Party"),
        ("北京 met", "北 京 met"),
    ] {
        assert_eq!(words(source), expected);
    }
}

#[test]
fn cases_and_flags() {
    let text = Text::new("A Kim KCNA iPhone McDonald said US$5");
    let cases: Vec<Case> = text.words().iter().map(Word::case).collect();
    assert_eq!(cases, [Title, Title, Upper, Mixed, Mixed, Lower, Upper, None, None]);
    assert!(text.words()[4].is_capitalised() && !text.words()[3].is_capitalised());
    assert!(text.words()[8].is_glued() && text.words()[8].kind() == WordKind::Number);
}

#[test]
fn sentences_of_news() {
    for (source, expected) in [
        ("He left. She stayed.", vec!["He left.", "She stayed."]),
        ("Mr. Kim met Gov. Lee. They talked.", vec!["Mr. Kim met Gov. Lee.", "They talked."]),
        ("It fell on Feb. 3. It rose on Feb. 4.", vec!["It fell on Feb. 3.", "It rose on Feb. 4."]),
        (
            "In the U.S. Senate. In the U.S. The law passed.",
            vec!["In the U.S. Senate.", "In the U.S.", "The law passed."],
        ),
        ("J. K. Rowling wrote. Ok.", vec!["J. K. Rowling wrote.", "Ok."]),
        ("Acme Inc. said so. At Acme Inc. The end.", vec!["Acme Inc. said so.", "At Acme Inc.", "The end."]),
        ("“We won.” He smiled.", vec!["“We won.”", "He smiled."]),
        ("“Who?” he asked. “Me!” Then… nothing.", vec!["“Who?” he asked.", "“Me!”", "Then… nothing."]),
        ("Up 3.5 percent. No. 5 won.", vec!["Up 3.5 percent.", "No. 5 won."]),
        ("Yahoo! shares fell. (It rose.) Then what?", vec!["Yahoo! shares fell.", "(It rose.)", "Then what?"]),
        ("At 5 p.m. Monday it rained.", vec!["At 5 p.m. Monday it rained."]),
        ("Up 6 . 2 % in May. Down since.", vec!["Up 6 . 2 % in May.", "Down since."]),
    ] {
        assert_eq!(sentences(source), expected);
    }
}

#[test]
fn paragraphs_by_blank_lines_and_line_breaks() {
    let count = |source| Text::new(source).paragraphs().len();
    assert_eq!(count("Headline here\nThe first line is a story.\nAnother one."), 3);
    assert_eq!(count("One.\r\n\r\nTwo."), 2);
    let wrapped = "The company said on Monday that it would\nsell its unit to a rival for an\nundisclosed sum of money in\ncash.\n    It gave no date for the\nsale.";
    assert_eq!(count(wrapped), 2);
}

#[test]
fn within_keeps_the_offsets_of_the_source() {
    let source = "Menu\nThe story. It ends.\nFooter";
    let text = Text::within(source, &[crate::Span::new(5, 24)]);
    assert_eq!(text.sentences().len(), 2);
    assert_eq!(text.str(&text.words()[0]), "The");
    assert_eq!(text.words()[0].start(), 5);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_tile_all_but_space(source in "(\\PC|[ \n\r\t.,'’@:/“”$-]|[a-zA-Z0-9]|\u{AD}|\u{301}|\u{200D}){0,80}") {
            let text = Text::new(&source);
            let mut at = 0;
            for word in text.words() {
                let gap = &source[at..word.start()];
                prop_assert!(gap.chars().all(|c| !c.is_alphanumeric()), "lost {gap:?}");
                prop_assert_eq!(word.is_glued(), gap.is_empty() && word.start() > 0 && at > 0);
                prop_assert!(word.start() < word.end());
                prop_assert!(source.is_char_boundary(word.start()) && source.is_char_boundary(word.end()));
                at = word.end();
            }
            let mut next = 0;
            for sentence in text.sentences() {
                prop_assert_eq!(sentence.words().start, next, "sentences tile the words");
                next = sentence.words().end;
            }
            prop_assert_eq!(next, text.words().len());
        }
    }
}
