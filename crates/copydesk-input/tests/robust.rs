//! Hostile and broken input: no panic, no stack overflow, no quadratic time.

use copydesk_article::Document;
use copydesk_input::{Format, Item};
use proptest::prelude::*;

/// What every document must be.
fn check(document: &Document) {
    for hint in &document.layout {
        assert!(document.text.get(hint.span.range()).is_some(), "{hint:?}");
    }
    assert!(document.layout.is_sorted_by_key(|h| h.span.start()));
}

fn html(page: &str) -> Document {
    let document = Item::new(Format::Html, page).decode().unwrap();
    check(&document);
    document
}

#[test]
fn deep_and_wide() {
    let many = 200_000;
    assert!(html(&("<div>".repeat(many) + "deep")).text.contains("deep"));
    assert!(html(&("<b><p>".repeat(many) + "deep")).text.contains("deep"));
    html(&"<a href=x><table><tr><td>".repeat(many / 4));
    html(&"</p></div></table>".repeat(many));
    let attributes: Vec<String> = (0..many).map(|n| format!("a{n}=1")).collect();
    html(&format!("<p {}>text</p>", attributes.join(" ")));
    html(&format!("<p class=\"{}\">text</p>", "word ".repeat(many)));
    html(&format!("<script type=application/ld+json>{}</script>", "[".repeat(many)));
    html(&format!("<ul>{}</ul>", "<li><a href=x>link</a> and words".repeat(many / 10)));
    html(&("<svg>".repeat(many) + "<p>after"));
    html(&"<!--".repeat(many));
    html(
        &"<h1>A headline of several words</h1><p>Text that reads as a sentence does, to its very end.</p>".repeat(2000),
    );
    html("<title>Ferry stops</title><aside><h4>Rain fell all day</h4></aside><p>The ferry will stop on Monday.</p>");
    let nested = "<a>".repeat(1000) + &"</a>".repeat(1000);
    assert!(Item::new(Format::Nitf, format!("<nitf>{nested}</nitf>")).decode().is_err());
}

fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class=\"article-body related\">".to_owned()),
        Just("</div>".to_owned()),
        Just("<h1>".to_owned()),
        Just("<ul><li>".to_owned()),
        Just("<a href='/x'>".to_owned()),
        Just("</a>".to_owned()),
        Just("<table><td>".to_owned()),
        Just("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{}".to_owned()),
        Just("</script>".to_owned()),
        Just("<svg><title>".to_owned()),
        Just("<pre>\n a\n".to_owned()),
        Just("<time datetime='2021-02-12'>Friday</time>".to_owned()),
        Just("<span rel=author>By Ann Low\u{301}</span>".to_owned()),
        Just("\u{200B}\u{AD}\u{2028}&nbsp;&#0;&bogus;".to_owned()),
        "[ a-zé.<>&\"'/=!-]{0,12}",
        Just("A sentence that is long enough to be taken for prose by anyone who reads it.".to_owned()),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_markup(page in markup()) {
        let document = html(&page);
        prop_assert_eq!(document.text, html(&page).text);
    }

    #[test]
    fn any_bytes_in_any_format(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in Format::ALL {
            if let Ok(document) = Item::new(format, bytes.clone()).decode() {
                check(&document);
            }
        }
    }

    #[test]
    fn any_cut_of_a_fixture(cut in 0_usize..2000, flip in 0_usize..2000) {
        for (format, fixture) in [
            (Format::Feed, &include_bytes!("fixtures/feed.rss")[..]),
            (Format::Feed, include_bytes!("fixtures/feed.atom")),
            (Format::Ninjs, include_bytes!("fixtures/item.ninjs.json")),
            (Format::Nitf, include_bytes!("fixtures/item.nitf.xml")),
            (Format::Newsml, include_bytes!("fixtures/message.newsml.xml")),
        ] {
            let mut bytes = fixture[..cut.min(fixture.len())].to_vec();
            if let Some(byte) = bytes.get_mut(flip) {
                *byte ^= 0x15;
            }
            if let Ok(document) = Item::new(format, bytes).decode() {
                check(&document);
            }
        }
    }
}
