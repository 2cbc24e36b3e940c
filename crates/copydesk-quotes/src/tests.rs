//! Example -> value, and what must hold on any input.

use copydesk_text::Text;
use proptest::prelude::*;

use crate::{Quote, QuoteKind, find};

/// "kind: content | cue | speaker" of each quote, pieces parted by " + ".
fn marked(source: &str) -> Vec<String> {
    let show = |q: &Quote| {
        let pieces: Vec<&str> = q.spans.iter().map(|s| s.of(source)).collect();
        let part = |s: Option<copydesk_text::Span>| s.map_or("-", |s| s.of(source));
        format!("{}: {} | {} | {}", q.kind.name(), pieces.join(" + "), part(q.cue), part(q.speaker))
    };
    find(&Text::new(source)).iter().map(show).collect()
}

#[test]
fn frames() {
    for (source, expected) in [
        ("The mayor said the bridge would reopen.", "indirect: the bridge would reopen | said | The mayor"),
        ("“We are late,” Ann Lee said.", "direct: “We are late,” | said | Ann Lee"),
        ("“We are late,” said Ann Lee. “Go home.”", "direct: “We are late,” + “Go home.” | said | Ann Lee"),
        (
            "“We are late,” said Ann Lee, “and it is dark.”",
            "direct: “We are late,” + “and it is dark.” | said | Ann Lee",
        ),
        ("“Is it over?” asked Ann Lee.", "direct: “Is it over?” | asked | Ann Lee"),
        ("“Vote now,” urged the mayor.", "direct: “Vote now,” | urged | the mayor"),
        ("\"Is it over?\" Smith asked.", "direct: \"Is it over?\" | asked | Smith"),
        ("«It is over», the captain said.", "direct: «It is over» | said | the captain"),
        ("‘It is over,’ the captain said.", "direct: ‘It is over,’ | said | the captain"),
        (
            "Prices fell in May, according to a draft report.",
            "indirect: Prices fell in May | according to | a draft report",
        ),
        ("According to the union, pay fell last year.", "indirect: pay fell last year | According to | the union"),
        ("She told reporters that the deal was dead.", "indirect: the deal was dead | told | She"),
        (
            "The ship sank in an hour, state media reported.",
            "indirect: The ship sank in an hour | reported | state media",
        ),
        ("The agency said: “The plan has failed.”", "direct: “The plan has failed.” | said | The agency"),
        ("''We are late,'' said Ann Lee. ''Go home.''", "direct: ''We are late,'' + ''Go home.'' | said | Ann Lee"),
        (
            "“It is what he calls “fun” now,” Ann Lee said. “So be it.”",
            "direct: “It is what he calls “fun” now,” + “So be it.” | said | Ann Lee",
        ),
        ("“We left,” Ann Lee said at 4:40 p.m.", "direct: “We left,” | said | Ann Lee"),
        ("The mayor called the lamp “a disgrace”.", "direct: “a disgrace” | called | The mayor"),
        (
            "The head of the union, Ann Lee, said the strike would go on.",
            "indirect: the strike would go on | said | Ann Lee",
        ),
        ("Lee, the head of the union, said the strike would go on.", "indirect: the strike would go on | said | Lee"),
    ] {
        assert_eq!(marked(source), [expected], "{source}");
    }
}

#[test]
fn a_quoted_paragraph_goes_to_the_speaker_before() {
    let source = "The agency said: “The plan has failed.”\n\n“Nobody could tell us why it was ever tried.”";
    assert_eq!(
        marked(source),
        [
            "direct: “The plan has failed.” | said | The agency",
            "direct: “Nobody could tell us why it was ever tried.” | - | The agency",
        ]
    );
}

#[test]
fn a_quotation_runs_on_over_paragraphs() {
    let source = "“The plan has failed,” said Ann Lee. “We tried it twice.\n\n“We will not try it again.”";
    assert_eq!(
        marked(source),
        ["direct: “The plan has failed,” + “We tried it twice. + “We will not try it again.” | said | Ann Lee"]
    );
}

#[test]
fn marks_of_all_kinds() {
    for (source, expected) in [
        ("„It is over“, the captain said.", "direct: „It is over“ | said | the captain"),
        ("»It is over«, the mate said.", "direct: »It is over« | said | the mate"),
        ("She said: 'He told me \"go home\" and I went.'", "direct: 'He told me \"go home\" and I went.' | said | She"),
        ("\"He told me 'go home' and I went,\" she said.", "direct: \"He told me 'go home' and I went,\" | said | she"),
        (
            "“I asked him ‘Why?’ and he said ‘No’,” the boy’s mother said.",
            "direct: “I asked him ‘Why?’ and he said ‘No’,” | said | the boy’s mother",
        ),
    ] {
        assert_eq!(marked(source), [expected], "{source}");
    }
}

#[test]
fn split_inverted_and_signed() {
    for (source, expected) in [
        ("“Stop,” she whispered, “or I will scream.”", "direct: “Stop,” + “or I will scream.” | whispered | she"),
        ("“Stop!” she cried. “Stop at once!”", "direct: “Stop!” + “Stop at once!” | cried | she"),
        ("“We will stay,” read a statement from the club.", "direct: “We will stay,” | read | a statement"),
        ("“It is over.” — Ann Lee", "direct: “It is over.” | - | Ann Lee"),
        ("'I write the last line first': Ann Lee on her novel", "direct: 'I write the last line first' | - | Ann Lee"),
        ("Ann Lee, mayor: “We did it.”", "direct: “We did it.” | - | Ann Lee"),
        ("In a radio interview Lee declared “I think it is over.”", "direct: “I think it is over.” | declared | Lee"),
        ("No damage reported, says Met Office", "indirect: No damage reported | says | Met Office"),
        ("“We won,” said the coach of the team, Ann Lee.", "direct: “We won,” | said | Ann Lee"),
    ] {
        assert_eq!(marked(source), [expected], "{source}");
    }
}

#[test]
fn indirect_speech_keeps_negation_and_tense() {
    for (source, expected) in [
        ("The minister denied that he had lied.", "indirect: he had lied | denied | The minister"),
        ("Police have not said who was driving.", "indirect: who was driving | said | Police"),
        ("The bridge, the mayor said, would reopen.", "indirect: The bridge + would reopen | said | the mayor"),
        ("The deal, Lee told the BBC, was dead.", "indirect: The deal + was dead | told | Lee"),
        ("Lee was quoted as saying the deal was dead.", "indirect: the deal was dead | saying | Lee"),
        (
            "The firm claimed responsibility for the delay.",
            "indirect: responsibility for the delay | claimed | The firm",
        ),
        ("Data showed prices fell in May.", "indirect: prices fell in May | showed | Data"),
        ("The minister hopes to reach a deal by June.", "indirect: to reach a deal by June | hopes | The minister"),
        ("She believes the vote will fail.", "indirect: the vote will fail | believes | She"),
        ("Lee wants the road closed.", "indirect: the road closed | wants | Lee"),
        ("The company is expected to cut 300 jobs.", "indirect: to cut 300 jobs | expected | -"),
        ("The ruling said the fee was unlawful.", "indirect: the fee was unlawful | said | The ruling"),
        (
            "He said the city and its suburbs will seek new rules.",
            "indirect: the city and its suburbs will seek new rules | said | He",
        ),
        (
            "The trust counted fewer birds, its director, Ann Lee, said.",
            "indirect: The trust counted fewer birds | said | Ann Lee",
        ),
        ("She told reporters that “we are late” again.", "mixed: that “we are late” again | told | She"),
        (
            "The report found that “no one was to blame” and that the valve had failed.",
            "mixed: that “no one was to blame” and that the valve had failed | found | The report",
        ),
    ] {
        assert_eq!(marked(source), [expected], "{source}");
    }
}

#[test]
fn what_is_said_in_what_is_said() {
    let source = "Kim called for calm, the agency said.";
    assert_eq!(marked(source), ["indirect: Kim called for calm | said | the agency", "indirect: calm | called | Kim"]);
}

#[test]
fn who_speaks() {
    for (source, expected) in [
        ("Earlier this week China said that it would pay.", "indirect: it would pay | said | China"),
        ("Last month the firm's owner said it would close.", "indirect: it would close | said | the firm's owner"),
        ("This year's report said prices fell.", "indirect: prices fell | said | This year's report"),
        (
            "Australian mining firm Dunmore has said it will pay.",
            "indirect: it will pay | said | Australian mining firm Dunmore",
        ),
        (
            "Prices fell in May, according to the Milk and Cheese Board.",
            "indirect: Prices fell in May | according to | the Milk and Cheese Board",
        ),
    ] {
        assert_eq!(marked(source), [expected], "{source}");
    }
}

#[test]
fn a_semicolon_parts_what_two_say() {
    assert_eq!(
        marked("Lee claimed the deal was dead; Kim claimed the deal was alive."),
        ["indirect: the deal was dead | claimed | Lee", "indirect: the deal was alive | claimed | Kim"]
    );
}

#[test]
fn turns_of_a_conversation() {
    let source = "HOST: Why did you leave?\nLEE: I was tired.\nHOST: And now?\nLEE: Now I sleep.";
    assert_eq!(
        marked(source),
        [
            "indirect: Why did you leave? | - | HOST",
            "indirect: I was tired. | - | LEE",
            "indirect: And now? | - | HOST",
            "indirect: Now I sleep. | - | LEE",
        ]
    );
    assert_eq!(marked("Attendance: 8,417\nReferee: P Smith\nGoals: Lee, Kim"), [""; 0]);
}

#[test]
fn no_quotations() {
    for source in [
        "",
        "It ended.\n\n‘All Roads Lead Home.’\n\nIt rained.",
        "The band played “Blue Moon” at noon.",
        "The so-called “smart” lamp broke.",
        "The so-called “smart” lamp broke, and the “expert” left.",
        "Profit rose as warehouse orders climb 38%.",
        "The airline has ordered 30 planes from the maker.",
        "The island officially bans scooters.",
        "This would allow ships to pass.",
        "I told them so at once.",
        "She reported it to the police.",
        "I put 90,000 words in a drawer that night.",
        "The slump was underscored by the news that the mill had closed.",
        "It rained.",
    ] {
        assert_eq!(marked(source), [""; 0], "{source}");
    }
}

#[test]
fn an_unclosed_mark_does_not_lose_the_rest() {
    let source = "“We are late, said Lee.\n\nThe mayor said the bridge would reopen.";
    let quotes = find(&Text::new(source));
    assert!(
        quotes.iter().any(|q| q.kind == QuoteKind::Indirect && q.speaker.is_some_and(|s| s.of(source) == "The mayor"))
    );
}

fn check(source: &str) {
    let quotes = find(&Text::new(source));
    assert!(quotes.is_sorted_by_key(|q| q.spans[0]));
    for quote in &quotes {
        assert!(quote.spans.is_sorted());
        for span in quote.spans.iter().chain(&quote.speaker).chain(&quote.cue) {
            assert!(!span.of(source).is_empty(), "{span:?}");
        }
        assert!(quote.probability.is_none_or(|p| (0.0..=1.0).contains(&p)));
    }
    assert_eq!(quotes, find(&Text::new(source)));
}

proptest! {
    #[test]
    fn any_text(source in any::<String>()) {
        check(&source);
    }

    #[test]
    fn any_words(words in prop::collection::vec(
        prop::sample::select(vec![
            "Kim", "said", "the", "“", "”", "\"", "'", "’s", ",", ".", ":", "that", "according", "to", "he", "told",
            "plan", "\n\n", "of", "-", "―", "(", ")", "was", "by", "``", "''", "called", "for", "?", "and", "who", "«", "»",
        ]),
        0..60,
    ), glue in any::<bool>()) {
        check(&words.join(if glue { "" } else { " " }));
    }
}
