//! Conversations set as a script: "LEE: I was tired.", "Q: And now?"

use copydesk_text::Text;

use crate::scene::{Range, Scene};
use crate::words::Tag;

/// One turn of a conversation, in words: who, and what.
pub(crate) struct Turn {
    pub(crate) speaker: Range,
    pub(crate) content: Range,
}

/// The turns of a text in which somebody speaks twice. A list of labels and values is no conversation.
pub(crate) fn turns(scene: &Scene<'_, '_>) -> Vec<Turn> {
    if !scene.tags.contains(&Tag::Colon) {
        return Vec::new();
    }
    let text = scene.text;
    let mut turns: Vec<Turn> = Vec::new();
    for paragraph in text.paragraphs() {
        let range = paragraph.words();
        let starts = range.clone().filter(|&at| at == range.start || text.words()[at].starts_line());
        let first = turns.len();
        for at in starts {
            let Some(colon) = label(scene, at, range.end) else { continue };
            if let Some(last) = turns[first..].last_mut() {
                last.content.1 = at;
            }
            // A mark before the label belongs to the page.
            let from = at + usize::from(scene.tags[at] == Tag::Mark);
            turns.push(Turn { speaker: (from, colon), content: (colon + 1, range.end) });
        }
    }
    turns.retain(|t| speaks(scene, t.content));
    let same = |a: &Turn, b: &Turn| text.slice(a.speaker.0..a.speaker.1) == text.slice(b.speaker.0..b.speaker.1);
    let again = |t: &Turn| turns.iter().filter(|other| same(t, other)).nth(1).is_some();
    if turns.len() > 2 && turns.iter().any(again) { turns } else { Vec::new() }
}

/// The colon after a speaker's name that stands at word `at`.
fn label(scene: &Scene<'_, '_>, at: usize, end: usize) -> Option<usize> {
    let from = at + usize::from(scene.tags[at] == Tag::Mark);
    let colon = (from..end.min(from + 6)).find(|&i| scene.tags[i] == Tag::Colon)?;
    let named = |i: usize| matches!(scene.tags[i], Tag::Name | Tag::Stop) || is_initial(scene.text, i);
    (colon > from && scene.tags[from] != Tag::Stop && (from..colon).all(named)).then_some(colon)
}

/// "Q" and "A", of which the second looks like an article.
fn is_initial(text: &Text<'_>, at: usize) -> bool {
    matches!(text.word_str(at), "Q" | "A")
}

/// Whether content is a sentence that is not in quotation marks.
fn speaks(scene: &Scene<'_, '_>, (from, until): Range) -> bool {
    from + 1 < until
        && (scene.tags[until - 1] == Tag::Stop || scene.is_quoted(until - 1))
        && !scene.is_quoted(from)
        && scene.tags[from..until].iter().any(|t| !matches!(t, Tag::Number | Tag::Stop | Tag::Sign))
}
