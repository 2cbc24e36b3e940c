use copydesk_model::Model;
use copydesk_text::{Span, Text};
use proptest::prelude::*;

use super::*;

/// The mentions of a text in which each is written as `[p:Ann Lee]`, with the letter of its kind.
fn marked(source: &str) -> (String, Vec<Mention>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = source;
    while let Some((before, inside)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, after) = inside.split_once(']').unwrap();
        let (kind, name) = mark.split_once(':').unwrap();
        let kind = EntityKind::ALL.into_iter().find(|k| k.name().starts_with(kind)).unwrap();
        mentions.push(Mention::new(Span::new(text.len(), text.len() + name.len()), kind));
        text.push_str(name);
        rest = after;
    }
    text.push_str(rest);
    (text, mentions)
}

/// Each entity as its mentions with their forms, in order.
fn linked(source: &str) -> Vec<String> {
    let (source, mentions) = marked(source);
    let text = Text::new(&source);
    link(&mentions, &text, Model::embedded().gazetteer())
        .iter()
        .map(|entity| {
            let show = |m: &Mention| format!("{} ({})", m.span.of(&source), m.form.name());
            entity.mentions.iter().map(show).collect::<Vec<_>>().join(", ")
        })
        .collect()
}

/// Whether the two mentions of a text are one entity.
fn one(source: &str) -> bool {
    let (source, mentions) = marked(source);
    assert_eq!(mentions.len(), 2, "{source}");
    link(&mentions, &Text::new(&source), Model::embedded().gazetteer()).len() == 1
}

#[test]
fn forms_of_one_name() {
    for pair in [
        "[pe:Marta Okafor], said [pe:Okafor]",
        "[pe:OKAFOR] wins; [pe:Marta Okafor] spoke",
        "[pe:Pak Chol-su] met [pe:Pak]",
        "[pe:Pak Chol Su] met [pe:Pak Chol-su]",
        "[pe:Dr Lena Brandt] and [pe:Brandt]",
        "[pe:Thomas Reed] is [pe:Tom Reed]",
        "[pe:William Hart] is [pe:Bill Hart]",
        "[pe:Joan B. Hart] is [pe:J. Hart]",
        "[pe:Pavel Soleymani] or [pe:Soleimani]",
        "[pe:Henry Doyle Jr.] and [pe:Doyle]",
        "[o:Vantor Industries Inc.] and [o:Vantor Industries]",
        "[o:Vantor Industries] and [o:Vantor]",
        "the [o:Northern Fisheries Board] ([o:NFB])",
        "the [o:Northern Fisheries Board] met; the [o:NFB] said",
        "the [o:Chilean Fisheries Board] met; the [o:FB] said",
        "[o:Federal Fisheries Inspectorate] ([o:FEDFI])",
        "[o:World Health Organization], [o:WHO]",
        "[pl:US] and [pl:United States]",
        "[pl:U.K.] and [pl:Britain]",
        "[pl:Lake Tana] and [pl:Tana]",
        "[g:Catholic] and [g:Catholics]",
        "[g:American] and [g:Americans]",
        "[e:Hurricane Zelda], or [e:Zelda]",
        "[f:Norvik Hospital] said; [o:Norvik Hospital] sent",
        "[pe:Kim Jong Un] and [pe:Kim]",
        "[pe:Ri Son-gwon] and [pe:Ri]",
        "[pe:King Oluf] and [pe:Oluf]",
        "[o:Korea Central News Agency] ([o:KCNA])",
        "the [o:Korea Central News Agency] met; [o:KCNA] said",
        "the [o:Korea News Agency] met; [o:KCNA] said",
        "the [o:People's Fishing Front] met; the [o:PFF] said",
        "the [o:U.S. Fisheries Board], or [o:United States Fisheries Board]",
        "the [o:Ministry of Fisheries] ([o:MoF])",
        "[pe:Karu Bogh] grew; in [pl:Karu Bogh]",
    ] {
        assert!(one(pair), "{pair}");
    }
}

#[test]
fn different_things() {
    for pair in [
        "[pe:Marta Okafor] and [pe:Daniel Okafor]",
        "[pe:Ann Lee] and [pe:Ben Lee]",
        "[pe:Marta Okafor] and Mr. [pe:Okafor]",
        "[pl:England] and [o:England]",
        "[pl:South Korea] and [pl:Korea Bay]",
        "[pl:North Korea] and [pl:South Korea]",
        "[pl:France] and [g:French]",
        "[pl:China] and [pl:Beijing]",
        "[pl:Norfolk County] and [pl:Norfolk]",
        "the [o:White House] and the [o:House]",
        "the [o:Senate] and the [o:Senate Fisheries Committee]",
        "[pe:Houston] in [pl:Houston]",
        "[pe:Blair] and the [pe:Blairs]",
        "[o:Northern Fisheries Board] ([o:XYZ])",
    ] {
        assert!(!one(pair), "{pair}");
    }
}

#[test]
fn reasons_relations_and_gender() {
    let (source, mentions) = marked("[pl:France] and the [g:French] met [pe:Marta Okafor]. [pl:France] left.");
    let entities = link(&mentions, &Text::new(&source), Model::embedded().gazetteer());
    let found: Vec<(&str, &[usize], Option<Gender>)> =
        entities.iter().map(|entity| (entity.why, entity.related.as_slice(), entity.gender)).collect();
    let expected: [(&str, &[usize], Option<Gender>); 3] =
        [("same-words", &[1], None), ("one-name", &[0], None), ("one-name", &[], Some(Gender::Female))];
    assert_eq!(found, expected);
}

/// The rule that links each mention after the first.
#[test]
fn each_link_has_its_rule() {
    for (source, expected) in [
        ("[o:Vantor Holdings] rose; [o:Vantor] fell", &["trimmed"][..]),
        ("[o:Vantor Motors] rose; [o:Vantor] fell; [o:VANTOR MOTORS] rose", &["beginning", "same-words"]),
        ("[pe:Kim Jong Un] met [pe:Kim]. [pe:Kim Jong-un] left", &["beginning", "same-words"]),
        ("[pe:William Hart], or [pe:Bill Hart], or [pe:Hart]", &["initials", "ending"]),
        ("[o:Northern Fisheries Board] ([o:NFB])", &["definition"]),
        ("the [o:Northern Fisheries Board] met; [o:NFB] said", &["acronym"]),
        ("[g:Ostrovian] and [g:Ostrovians]", &["trimmed"]),
        ("[pl:US] and [pl:United States]", &["gazetteer"]),
    ] {
        let (source, mentions) = marked(source);
        let entities = link(&mentions, &Text::new(&source), Model::embedded().gazetteer());
        assert_eq!(entities.len(), 1, "{source}");
        let rules: Vec<&str> = entities[0].mentions.iter().filter_map(|mention| mention.linked).collect();
        assert_eq!(rules, expected, "{source}");
        assert!(expected.contains(&entities[0].why), "{source}");
    }
}

/// A mention that the tagger is not sure of.
fn unsure(mentions: &mut [Mention]) {
    for mention in mentions {
        mention.probability = Some(0.5);
    }
}

#[test]
fn what_stands_around_decides_a_kind() {
    use EntityKind::{Group, Organization, Person, Place};
    for (source, at, kind, why) in [
        ("[pe:PORTLOE], England (MPA) - The mayor of [pe:Portloe] said it was closed.", 1, Place, "given"),
        ("[pe:PORTLOE] - The mayor said that it was closed.", 0, Place, "dateline"),
        ("[pe:PORTLOE] - closed.", 0, Person, "given"),
        ("Ann of [pl:Fore Street], [pe:Portloe], left.", 1, Place, "address"),
        ("He saw [pl:Orlin], [pe:Portloe], all.", 1, Person, "given"),
        ("The [pe:Germans] left.", 0, Group, "gazetteer"),
        ("[o:Reed & Sons] rose. [pl:Reed] fell.", 1, Organization, "given"),
        ("[o:Lindqvist Robotics] rose. [pe:Lindqvist] fell.", 1, Organization, "given"),
        ("[o:Portloe Council] met. [pe:Portloe] is small.", 1, Person, "given"),
        ("[o:Reed Robotics] rose. [pe:Ann Reed] spoke. [pe:Reed] left.", 2, Person, "given"),
    ] {
        let (source, mut mentions) = marked(source);
        let span = mentions[at].span;
        unsure(&mut mentions);
        if kind == Organization {
            mentions[0].probability = Some(0.9);
        }
        let entities = link(&mentions, &Text::new(&source), Model::embedded().gazetteer());
        let of = |entity: &&Entity| entity.mentions.iter().any(|mention| mention.span == span);
        let entity = entities.iter().find(of).unwrap();
        let mention = entity.mentions.iter().find(|mention| mention.span == span).unwrap();
        assert_eq!((entity.kind, mention.why), (kind, why), "{source}");
    }
}

#[test]
fn capitals_make_no_acronym_of_a_name() {
    assert_eq!(linked("[pl:TALLINN] - In [pl:Tallinn] it rained."), ["TALLINN (name), Tallinn (name)"]);
}

#[test]
fn gender_by_title_and_given_name() {
    for (source, expected) in [
        ("[pe:Malcolm Ivory] left.", Some(Gender::Male)),
        ("[pe:Kim Chol Su] left.", None),
        ("Mrs [pe:Okafor] left.", Some(Gender::Female)),
        ("spokesman [pe:Kim Chol Su] left.", Some(Gender::Male)),
        ("[pe:Okafor] left.", None),
    ] {
        let (source, mentions) = marked(source);
        let entities = link(&mentions, &Text::new(&source), Model::embedded().gazetteer());
        assert_eq!(entities[0].gender, expected, "{source}");
    }
}

#[test]
fn a_shared_family_name_is_of_the_last_who_was_named() {
    let found = linked("[pe:Ann Lee] sat. [pe:Lee] rose. [pe:Ben Lee] sat. [pe:Lee] left.");
    assert_eq!(found, ["Ann Lee (name), Lee (short)", "Ben Lee (name), Lee (short)"]);
}

#[test]
fn name_and_aliases() {
    let (source, mentions) =
        marked("[o:NFB] talks fail\n\nThe [o:Northern Fisheries Board] ([o:NFB]) met. [o:Fisheries Board] aides left.");
    let entities = link(&mentions, &Text::new(&source), Model::embedded().gazetteer());
    assert_eq!(entities.len(), 1);
    assert_eq!(entities[0].name, "Northern Fisheries Board");
    assert_eq!(entities[0].aliases, ["NFB", "Fisheries Board"]);
    let forms: Vec<Form> = entities[0].mentions.iter().map(|m| m.form).collect();
    assert_eq!(forms, [Form::Acronym, Form::Name, Form::Acronym, Form::Short]);
}

#[test]
fn nouns_with_one_antecedent() {
    assert_eq!(
        linked("The [o:Reed Workers' Party] met. “The plan is late,” the party’s organ said."),
        ["Reed Workers' Party (name), the party (nominal)"]
    );
    // Two parties, another noun, a name: none is meant for sure.
    for source in [
        "The [o:Green Party] left the [o:Labour Party]. Members of the party stayed.",
        "The [o:Green Party] met in the council.",
        "The [o:Green Party] is the party of the young.",
        "the party that [o:Green Party] gave",
    ] {
        assert!(linked(source).iter().all(|entity| !entity.contains("nominal")), "{source}");
    }
}

#[test]
fn pronouns_where_one_person_fits() {
    assert_eq!(
        linked("[pe:Marta Okafor] spoke. She left with her plan.\n\nShe returned."),
        ["Marta Okafor (name), She (pronoun), her (pronoun), She (pronoun)"]
    );
    for source in [
        "[pe:Marta Okafor] spoke. He left.",
        "[pe:John Reed] met [pe:Peter Hall]. He left.",
        "[pe:John Reed] spoke. “He left,” said an aide.",
        "[pe:John Reed] met the judge. He left.",
        "[pe:John Reed] spoke. It rained. It rained again. He left.",
        "Spokesman [pe:Pak Chol Su] spoke. She left.",
    ] {
        assert!(linked(source).iter().all(|entity| !entity.contains("pronoun")), "{source}");
    }
    assert_eq!(
        linked("[pe:John Reed] met [pe:Maria Hall]. She left."),
        ["John Reed (name)", "Maria Hall (name), She (pronoun)"]
    );
}

proptest! {
    #[test]
    fn every_mention_is_in_one_entity(source in "(([A-C][a-c]{0,2}|the party|He|\\(|\\)|“|Mr|é|\\.)[ ]?){0,24}", cuts in prop::collection::vec((0..60_usize, 1..12_usize, 0..9_usize), 0..10)) {
        let text = Text::new(&source);
        let (mut mentions, mut from) = (Vec::new(), 0);
        for (gap, length, kind) in cuts {
            let words = text.words();
            let (start, end) = (from + gap % 3, from + gap % 3 + length % 4 + 1);
            if end > words.len() {
                break;
            }
            mentions.push(Mention::new(text.span(start..end), EntityKind::ALL[kind]));
            from = end;
        }
        let gazetteer = Model::embedded();
        let entities = link(&mentions, &text, gazetteer.gazetteer());
        prop_assert_eq!(&entities, &link(&mentions, &text, gazetteer.gazetteer()));
        let all: Vec<&Mention> = entities.iter().flat_map(|entity| &entity.mentions).collect();
        for mention in &mentions {
            prop_assert_eq!(all.iter().filter(|m| m.span == mention.span && m.form != Form::Pronoun && m.form != Form::Nominal).count(), 1);
        }
        for entity in &entities {
            prop_assert!(entity.mentions.is_sorted_by_key(|m| m.span.start()));
            prop_assert!(entity.mentions.iter().all(|m| source.get(m.span.range()).is_some()));
        }
        prop_assert!(entities.is_sorted_by_key(|entity| entity.mentions[0].span.start()));
    }
}
