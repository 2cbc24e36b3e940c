//! The manners of the command: exit codes, streams, files, the order of records.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const STORY: &str =
    "Ferry stopped\n\nLISBON (MPA) - The ferry “Luz” was stopped on 3 March 2021, 4% of it rusty, Ana Río said.\n";

/// The command, away from the terminal and the settings of whoever runs the tests.
fn copydesk(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.args(args).env_remove("NO_COLOR").env_remove("COLUMNS").stdin(Stdio::null());
    command
}

/// Runs the command with standard input.
fn with_input(args: &[&str], input: &[u8]) -> Output {
    let mut child = copydesk(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    })
}

/// A folder of its own for a test, empty.
fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The records on standard output, one a line.
fn records(output: &Output) -> Vec<Value> {
    let out = std::str::from_utf8(&output.stdout).unwrap();
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_story_from_a_file_and_from_standard_input() {
    let file = folder("story").join("story.txt");
    fs::write(&file, STORY).unwrap();
    let from_file = copydesk(&[file.to_str().unwrap()]).output().unwrap();
    assert_eq!((code(&from_file), err(&from_file)), (Some(0), ""));
    assert_eq!(records(&from_file)[0]["id"], "story.txt");
    for args in [&[][..], &["-"]] {
        let piped = with_input(args, STORY.as_bytes());
        assert_eq!((code(&piped), err(&piped)), (Some(0), ""));
        assert_eq!(records(&piped)[0]["text"], STORY);
    }
}

#[test]
fn nothing_in_gives_no_error() {
    assert_eq!(code(&with_input(&[], b"")), Some(0));
}

#[test]
fn one_bad_document_is_one_line_and_exit_code_1() {
    let input =
        "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": oops}\n\n{\"id\": \"b\"}\n{\"id\": \"c\", \"text\": \"Two.\"}\n";
    let output = with_input(&["--input-format", "jsonl"], input.as_bytes());
    assert_eq!(code(&output), Some(1));
    let ids: Vec<String> = records(&output).iter().map(|record| record["id"].to_string()).collect();
    assert_eq!(ids, ["\"a\"", "\"c\""]);
    let lines: Vec<&str> = err(&output).lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("copydesk: -:2: ") && lines[1].starts_with("copydesk: -:4: "), "{lines:?}");
}

#[test]
fn usage_and_input_errors_are_exit_code_2() {
    for args in [&["--no-such-flag"][..], &["--only", "weather"], &["--date", "tomorrow"], &["/no/such/file"]] {
        let output = copydesk(args).output().unwrap();
        assert_eq!(code(&output), Some(2), "{args:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let line = serde_json::json!({"text": STORY.repeat(20)}).to_string() + "\n";
    let input = line.repeat(400);
    let mut child = copydesk(&[]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    // The command may leave before it has read all.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), err(&output)), (Some(0), ""));
}

#[test]
fn a_check_names_the_place_of_each_slip() {
    let slip = b"The strike began on Thursday, February 12, 2021, the guild said.";
    let output = with_input(&["check", "--bare"], slip);
    let line = "-:1:21: warning: 2021-02-12 is a Friday, not a Thursday [weekday]\n";
    assert_eq!((code(&output), std::str::from_utf8(&output.stdout)), (Some(1), Ok(line)));
    let clean = with_input(&["check", "--bare"], b"The strike began on Friday, February 12, 2021, the guild said.");
    assert_eq!((code(&clean), clean.stdout.len()), (Some(0), 0));
}

#[test]
fn only_the_layers_asked_for() {
    let all = ["blocks", "reference", "dates", "figures", "entities", "quotes"];
    for (only, expected) in [
        ("blocks", &["blocks"][..]),
        ("dates", &["reference", "dates"]),
        ("figures,quotes", &["figures", "quotes"]),
        ("entities", &["entities"]),
    ] {
        let output = with_input(&["--only", only], STORY.as_bytes());
        let record = &records(&output)[0];
        let there: Vec<&str> = all.into_iter().filter(|layer| record.get(layer).is_some()).collect();
        assert_eq!(there, expected, "--only {only}");
    }
}

#[test]
fn bare_text_is_one_paragraph() {
    let record = &records(&with_input(&["--bare"], b"Share\n\nSearch\n\nIt rose 4%."))[0];
    assert_eq!(record["blocks"].as_array().unwrap().len(), 1);
    assert_eq!(record["blocks"][0]["kind"], "paragraph");
    assert_eq!(record["figures"][0]["text"], "4%");
}

#[test]
fn the_text_can_be_left_out() {
    let record = &records(&with_input(&["--no-text"], STORY.as_bytes()))[0];
    assert!(record.get("text").is_none());
}

#[test]
fn the_date_can_be_given() {
    let record = &records(&with_input(&["--date", "2021-03-04"], STORY.as_bytes()))[0];
    assert_eq!(record["reference"]["date"], "2021-03-04");
    assert_eq!(record["reference"]["basis"], "given");
}

#[test]
fn offsets_in_the_unit_asked_for() {
    for (unit, end) in [("chars", 2), ("bytes", 6), ("utf16", 3)] {
        let record = &records(&with_input(&["--bare", "--offsets", unit], "é😀".as_bytes()))[0];
        assert_eq!((&record["offsets"], &record["blocks"][0]["span"][1]), (&unit.into(), &end.into()));
    }
}

#[test]
fn unknown_fields_are_passed_through() {
    let record = &records(&with_input(&[], br#"{"text": "One.", "desk": {"name": "city", "n": 1.50}}"#))[0];
    assert_eq!(record["metadata"]["desk"]["name"], "city");
}

#[test]
fn output_goes_to_a_file_or_to_a_file_for_each_document() {
    let folder = folder("output");
    let input = "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\": \"Two.\"}\n";
    let file = folder.join("all.jsonl");
    let output = with_input(&["-o", file.to_str().unwrap()], input.as_bytes());
    assert_eq!((code(&output), &output.stdout[..]), (Some(0), &b""[..]));
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 2);

    let each = folder.join("each/");
    let output = with_input(&["-f", "json", "-o", &format!("{}/", each.display())], input.as_bytes());
    assert_eq!(code(&output), Some(0));
    for name in ["stdin/1.json", "stdin/2.json"] {
        let file = each.join(name);
        let record: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(record["schema"], 1);
    }
}

#[test]
fn nothing_is_written_over_what_is_read() {
    let folder = folder("over");
    let file = folder.join("story.txt");
    fs::write(&file, STORY).unwrap();
    for input in [&file, &folder] {
        let output = copydesk(&[input.to_str().unwrap(), "-o", file.to_str().unwrap()]).output().unwrap();
        assert_eq!(code(&output), Some(2));
        assert!(err(&output).contains("input and output at once"), "{}", err(&output));
    }
    assert_eq!(copydesk(&["no-such-file", "-o", file.to_str().unwrap()]).output().unwrap().status.code(), Some(2));
    assert_eq!(fs::read_to_string(&file).unwrap(), STORY);
}

/// What cannot be read costs itself: the rest is done, and the exit code tells.
#[test]
fn what_is_missing_does_not_stop_what_is_there() {
    let folder = folder("missing");
    let (file, archive) = (folder.join("story.txt"), folder.join("cut.jsonl.gz"));
    fs::write(&file, STORY).unwrap();
    fs::write(&archive, b"\x1F\x8B\x08\0\0\0").unwrap();
    let missing = folder.join("none.txt");
    let output = copydesk(&[&missing, &archive, &file].map(|path| path.to_str().unwrap())).output().unwrap();
    assert_eq!((code(&output), records(&output).len()), (Some(2), 1));
    let lines: Vec<&str> = err(&output).lines().collect();
    assert!(lines[0].contains("none.txt: cannot be read: No such file"), "{lines:?}");
    assert!(lines[1].contains("cut.jsonl.gz: cannot be read: "), "{lines:?}");
}

#[test]
fn an_empty_folder_is_said_to_be_empty() {
    let folder = folder("nothing");
    let output = copydesk(&[folder.to_str().unwrap()]).output().unwrap();
    assert_eq!(code(&output), Some(0));
    assert!(err(&output).contains("no files"), "{}", err(&output));
}

/// Reading ends with the writing, though more input may come.
#[test]
fn a_reader_that_leaves_ends_the_run_at_once() {
    let mut child = copydesk(&["--input-format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    stdin.write_all((serde_json::json!({"text": STORY}).to_string() + "\n").as_bytes()).unwrap();
    stdin.flush().unwrap();
    // Standard input stays open until the command is gone.
    assert_eq!(child.wait().unwrap().code(), Some(0));
    drop(stdin);
}

#[test]
fn folders_are_read_in_order_without_hidden_files() {
    let folder = folder("folders");
    for (name, text) in [("b.txt", "Two."), ("a.txt", "One."), (".hidden", "No."), ("c/d.txt", "Three.")] {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::write(folder.join(name), text).unwrap();
    }
    let output = copydesk(&[folder.to_str().unwrap()]).output().unwrap();
    let texts: Vec<String> =
        records(&output).iter().map(|record| record["text"].as_str().unwrap().to_owned()).collect();
    assert_eq!(texts, ["One.", "Two.", "Three."]);
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let documents = (0..500).map(|number| {
        let text = format!("{} {number}", STORY.repeat(number % 7));
        serde_json::json!({"id": number, "text": text}).to_string()
    });
    let input = documents.collect::<Vec<_>>().join("\n");
    let alone = with_input(&["-j1"], input.as_bytes());
    let together = with_input(&["-j4"], input.as_bytes());
    assert_eq!(code(&alone), Some(0));
    assert!(alone.stdout == together.stdout);
}

#[test]
fn marked_text_has_colours_only_when_wanted() {
    let plain = with_input(&["-f", "marked"], STORY.as_bytes());
    assert!(!plain.stdout.contains(&0x1b));
    let coloured = with_input(&["-f", "marked", "--color", "always"], STORY.as_bytes());
    assert!(coloured.stdout.contains(&0x1b));
}

#[test]
fn explain_tells_the_rule_of_every_value() {
    let output =
        with_input(&["explain", "--bare", "--only", "dates,figures", "--date", "2021-03-05"], STORY.as_bytes());
    assert_eq!((code(&output), err(&output)), (Some(0), ""));
    let out = String::from_utf8(output.stdout).unwrap();
    let line = |surface: &str| out.lines().find(|l| l.contains(surface)).unwrap_or_else(|| panic!("{out}"));
    assert!(out.contains("reference date: 2021-03-05 (given)"), "{out}");
    let date = line("\"3 March 2021\"");
    assert!(date.starts_with("3:47  date") && date.contains("2021-03-03") && date.ends_with(']'), "{date}");
    assert!(line("\"4%\"").contains("figure"), "{out}");
    assert!(!out.contains("  entity  ") && !out.contains("  quote  "), "{out}");
}

#[test]
fn progress_and_its_absence() {
    let shown = with_input(&["--progress", "always"], STORY.as_bytes());
    assert!(err(&shown).contains("1 documents") || err(&shown).contains("1 document"), "{}", err(&shown));
    let quiet = with_input(&["-q"], STORY.as_bytes());
    assert_eq!(err(&quiet), "");
}

#[test]
fn what_the_command_says_of_itself() {
    let schema = copydesk(&["schema"]).output().unwrap();
    assert_eq!(schema.stdout, include_bytes!("../record.schema.json"));
    for (args, start) in [
        (&["completions", "bash"][..], "_copydesk() {"),
        (&["man"], ".ie "),
        (&["--version"], concat!("copydesk ", env!("CARGO_PKG_VERSION"))),
        (&["-h"], "Turns raw news copy into checked, structured data"),
    ] {
        let output = copydesk(args).output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        assert!(out.starts_with(start), "{args:?}: {}", out.lines().next().unwrap_or_default());
        assert!(output.status.success());
    }
}
