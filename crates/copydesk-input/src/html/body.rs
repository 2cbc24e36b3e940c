//! Which lines of a page are the body of its article.
//!
//! Three steps, each linear. Every element gets the cue of its names or of the nearest element around it that has one.
//! The container is found from the top down: as long as one child holds nearly all prose of an element, the story is
//! in that child (the text-density idea of Kohlschütter et al. 2010 and of Readability, with the evidence of markup and
//! of JSON-LD weighed in). Its lines are then judged one by one, and the ends trimmed.

use html5ever::local_name;

use super::cue::Cue;
use super::evidence::Shingles;
use super::render::{Line, Rendered};
use super::tag::Tag;
use super::tree::Tree;
use super::trust;

/// What a line is found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Of the story's body: a paragraph, a list item or a heading, as its markup says.
    Body,
    /// Not of the body, and why.
    Outside(Cue),
}

/// The judgement on a page.
#[derive(Debug)]
pub(crate) struct Judged {
    /// One role a line.
    pub(crate) roles: Vec<Role>,
    /// The line of the headline, when there is one.
    pub(crate) headline: Option<usize>,
}

/// A line's text, measured once.
pub(crate) struct Measure {
    words: u32,
    /// Whether it ends as a sentence ends.
    ends: bool,
    /// The share of it that is links, in percent.
    linked: u32,
    /// Bytes, where it reads as prose: a sentence or longer, and not mostly links.
    pub(crate) prose: u32,
    tag: Tag,
    cue: Option<Cue>,
    in_list: bool,
    in_article: bool,
    /// How much of it the page's own `articleBody` holds, in percent.
    confirmed: Option<u32>,
}

/// Judges all lines. `stated` is the body as the page's metadata gives it, `titles` the headlines it gives.
pub(crate) fn judge(tree: &Tree, page: &Rendered, stated: Option<&Shingles>, titles: &[String]) -> Judged {
    let mut measures: Vec<Measure> = page.lines.iter().map(|line| measure(tree, page, line, stated)).collect();
    let names = trust::names(tree, page, &measures);
    for (line, m) in page.lines.iter().zip(&mut measures) {
        m.cue = names[line.block as usize].map(|named| named.cue);
    }
    let container = container(tree, page, &measures);
    let headline = headline(tree, page, &measures, titles, container);
    let roles = roles(tree, page, &measures, container, headline);
    Judged { roles, headline }
}

fn measure(tree: &Tree, page: &Rendered, line: &Line, stated: Option<&Shingles>) -> Measure {
    let text = line.span.of(&page.text);
    let words = text.split_ascii_whitespace().count() as u32;
    let ends = ends_sentence(text);
    let linked = line.linked * 100 / line.span.len().max(1) as u32;
    let block = line.block as usize;
    let (mut tag, mut in_list, mut in_article) = (tree.node(block).tag, false, false);
    for around in tree.around(block).take(24) {
        match tree.node(around).tag {
            Tag::List | Tag::Menu | Tag::Dl => in_list = true,
            Tag::Article => {
                in_article = true;
                break;
            }
            Tag::Table if tag == Tag::Div => tag = Tag::Td,
            inner @ (Tag::Li | Tag::Figcaption | Tag::Heading(_) | Tag::Blockquote) => {
                if matches!(tag, Tag::P | Tag::Div | Tag::Block) {
                    tag = inner;
                }
            }
            _ => {}
        }
    }
    let is_heading = matches!(tag, Tag::Heading(_) | Tag::Figcaption | Tag::Caption);
    let is_prose = !is_heading && linked < 50 && (words >= 14 || words >= 6 && ends);
    Measure {
        words,
        ends,
        linked,
        prose: if is_prose { line.span.len() as u32 } else { 0 },
        tag,
        cue: None,
        in_list,
        in_article,
        confirmed: stated.map(|s| s.share_of(text)),
    }
}

/// Whether a line ends as sentences do, closing quotes and brackets allowed.
fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', ' ', '\u{a0}']);
    text.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '।', '؟'])
}

/// The element that holds the story.
fn container(tree: &Tree, page: &Rendered, measures: &[Measure]) -> usize {
    let mut weight = vec![0_u64; tree.nodes().len()];
    for (line, m) in page.lines.iter().zip(measures) {
        let factor = match (m.confirmed, m.cue) {
            (Some(60..), _) => 16,
            (_, Some(cue)) if cue.is_outside() => 0,
            (_, Some(Cue::Body)) => 6,
            _ if m.in_article => 3,
            _ => 2,
        };
        weight[line.block as usize] += u64::from(m.prose) * factor;
    }
    for at in (1..weight.len()).rev() {
        weight[tree.node(at).parent as usize] += weight[at];
    }
    let mut at = 0;
    let found = loop {
        let children = children(tree, at);
        let Some(best) = children.max_by_key(|&child| (weight[child], std::cmp::Reverse(child))) else { return at };
        // Nearly all of it: the rest is a teaser or a note outside the story.
        if weight[best] == 0 || weight[best] * 100 < weight[at] * 80 {
            break first_of_several(tree, &weight, at).unwrap_or(at);
        }
        at = best;
        if !tree.node(at).tag.is_block() || tree.node(at).tag == Tag::P {
            break tree.node(at).parent as usize;
        }
    };
    // Paragraphs right before the element are of the same story: its first, and then a box that holds the rest.
    let mut beside = vec![false; tree.nodes().len()];
    for (line, m) in page.lines.iter().zip(measures).take_while(|(line, _)| (line.block as usize) < found) {
        let block = tree.node(line.block as usize);
        if block.tag == Tag::P && m.prose > 80 && !m.cue.is_some_and(Cue::is_outside) {
            beside[block.parent as usize] = true;
        }
    }
    let inner = |&at: &usize| !matches!(tree.node(at).tag, Tag::Html | Tag::Body | Tag::Main);
    tree.around(found).take_while(inner).filter(|&at| beside[at]).last().unwrap_or(found)
}

/// The child elements.
fn children(tree: &Tree, at: usize) -> impl Iterator<Item = usize> + '_ {
    let inside = tree.inside(at);
    let mut next = inside.start;
    std::iter::from_fn(move || {
        (next < inside.end).then(|| {
            let child = next;
            next = (tree.node(child).end as usize).max(child + 1);
            child
        })
    })
}

/// The first story, where an element holds several whole ones: pages that go on with the next story.
fn first_of_several(tree: &Tree, weight: &[u64], at: usize) -> Option<usize> {
    // Articles in an article are its parts.
    if tree.around(at).any(|outer| tree.node(outer).tag == Tag::Article) {
        return None;
    }
    let is_story = |&child: &usize| {
        weight[child] * 100 > weight[at] * 8
            && (tree.node(child).tag == Tag::Article || tree.inside(child).any(|n| tree.node(n).tag == Tag::Heading(1)))
    };
    let stories: Vec<usize> = children(tree, at).filter(is_story).take(3).collect();
    let headed = |&story: &usize| {
        let mut inside = tree.inside(story);
        weight[story] * 4 > weight[at]
            && inside.clone().any(|n| tree.node(n).tag == Tag::Article)
            && inside.any(|n| tree.node(n).tag == Tag::Heading(1))
    };
    stories.first().copied().filter(|story| stories.len() > 1 || headed(story))
}

/// The line of the headline: the heading most like the headline that the metadata gives, else the first of level 1.
fn headline(tree: &Tree, page: &Rendered, measures: &[Measure], titles: &[String], container: usize) -> Option<usize> {
    let end = tree.node(container).end;
    let mut best: Option<(u32, usize)> = None;
    let wanted: Vec<Vec<String>> = titles.iter().map(|t| words(t)).collect();
    // Titles for search engines and networks may be of another wording, or older; a sole heading of level 1 is neither.
    let first_level = measures.iter().filter(|m| m.tag == Tag::Heading(1)).count();
    for (index, (line, m)) in page.lines.iter().zip(measures).enumerate() {
        let level = match (m.tag, m.cue) {
            (Tag::Heading(1), _) => 30,
            (Tag::Heading(2), _) => 15,
            (Tag::Heading(_), _) => 5,
            (_, Some(Cue::Headline)) => 20,
            _ => continue,
        };
        if line.block >= end || m.words > 60 {
            continue;
        }
        let here = words(line.span.of(&page.text));
        let likeness = wanted.iter().map(|w| likeness(&here, w)).max().unwrap_or(0);
        let outside = matches!(m.cue, Some(Cue::Related | Cue::Chrome | Cue::Comment));
        let score = (likeness + level).saturating_sub(if outside { 14 } else { 0 });
        let alone =
            level == 30 && (wanted.is_empty() || likeness >= 25 || first_level == 1 && m.words >= 4 && !outside);
        if (likeness >= 50 || alone) && best.is_none_or(|(b, _)| score > b) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}

/// The words of a text, in lower case.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(80).map(str::to_lowercase).collect()
}

/// How much two word lists share, in percent of the longer one.
pub(crate) fn likeness(a: &[String], b: &[String]) -> u32 {
    let shared = a.iter().filter(|w| b.contains(w)).count();
    (shared.min(b.len()) * 100 / a.len().max(b.len()).max(1)) as u32
}

fn roles(tree: &Tree, page: &Rendered, measures: &[Measure], container: usize, headline: Option<usize>) -> Vec<Role> {
    let inside = container as u32..tree.node(container).end;
    let mut roles: Vec<Role> = page
        .lines
        .iter()
        .zip(measures)
        .enumerate()
        .map(|(index, (line, m))| {
            if Some(index) == headline {
                return Role::Outside(Cue::Headline);
            }
            match m.cue {
                Some(cue) if cue.is_outside() => {
                    // The page itself says that this is in the body.
                    let confirmed = m.confirmed >= Some(80) && m.prose > 0 && inside.contains(&line.block);
                    return if confirmed { Role::Body } else { Role::Outside(cue) };
                }
                _ => {}
            }
            if !inside.contains(&line.block) {
                return Role::Outside(Cue::Chrome);
            }
            match m.tag {
                Tag::Heading(1) => Role::Outside(Cue::Chrome),
                Tag::Figcaption | Tag::Caption | Tag::Figure => Role::Outside(Cue::Caption),
                // A heading may be a link to its subject; whether a story stands under it is seen later.
                Tag::Heading(_) => Role::Body,
                _ if m.linked >= 80 && !(m.ends && m.words > 8) => Role::Outside(Cue::Related),
                _ if m.in_list && m.linked >= 60 => Role::Outside(Cue::Related),
                _ => Role::Body,
            }
        })
        .collect();
    // One summary stands before a story; what has the name of one later is a part of it.
    let first = roles.iter().zip(measures).position(|(role, m)| *role == Role::Body && m.prose > 0);
    for (index, role) in roles.iter_mut().enumerate().skip(first.unwrap_or(usize::MAX)) {
        if *role == Role::Outside(Cue::Standfirst) && inside.contains(&page.lines[index].block) {
            *role = Role::Body;
        }
    }
    trim(measures, &mut roles);
    roles
}

/// Takes from the body what stands before its first prose and after its last, and headings with nothing under them.
fn trim(measures: &[Measure], roles: &mut [Role]) {
    let is_body = |role: Role| role == Role::Body;
    let is_prose = |index: usize| measures[index].prose > 0;
    let Some(first) = (0..roles.len()).find(|&i| is_body(roles[i]) && is_prose(i)) else { return };
    let last = (0..roles.len()).rev().find(|&i| is_body(roles[i]) && is_prose(i)).unwrap_or(first);
    for index in 0..first {
        // A heading right above the first paragraph is the first of the story's own.
        let heads = index + 1 == first && matches!(measures[index].tag, Tag::Heading(2..));
        if is_body(roles[index]) && !heads {
            roles[index] = Role::Outside(Cue::Meta);
        }
    }
    let mut last = last;
    let is_item = |i: usize| measures[i].tag == Tag::Li && measures[i].linked < 30 && is_body(roles[i]);
    // A list at the end of the story, with the heading over it.
    if last + 2 < roles.len() && matches!(measures[last + 1].tag, Tag::Heading(2..)) && is_item(last + 2) {
        last += 1;
    }
    while last + 1 < roles.len() && is_item(last + 1) {
        last += 1;
    }
    for role in &mut roles[last + 1..] {
        if is_body(*role) {
            *role = Role::Outside(Cue::Chrome);
        }
    }
    let mut under = false;
    for index in (first..=last).rev() {
        match (roles[index], measures[index].tag) {
            (Role::Body, Tag::Heading(_)) if !under => roles[index] = Role::Outside(Cue::Related),
            (Role::Body, Tag::Heading(_)) => {}
            (Role::Body, _) => under = true,
            (Role::Outside(Cue::Related), _) => under = false,
            _ => {}
        }
    }
}

/// The language that the page declares, as a BCP 47 tag.
pub(crate) fn language(tree: &Tree) -> Option<String> {
    let lang = tree.node(0).attribute(&local_name!("lang"))?.trim().replace('_', "-");
    let is_tag = (2..=35).contains(&lang.len()) && lang.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_tag.then_some(lang)
}
