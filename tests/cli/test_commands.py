"""The command line as a user runs it, on the example pages: what it prints, and with which exit code it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import cast

import pytest

from onrecord.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "pages"
BROKEN = ROOT / "examples" / "broken"


@dataclass(frozen=True)
class Done:
    """What a command printed, and the exit code with which it ended."""

    stdout: str
    stderr: str
    returncode: int


def onrecord(*arguments: object) -> Done:
    """The command, run in this process: the parser and the gazetteer are loaded once for all tests."""
    out, err = TextIOWrapper(BytesIO(), encoding="utf-8"), TextIOWrapper(BytesIO(), encoding="utf-8")
    code: object = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.chdir(ROOT)
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
    return Done(_printed(out), _printed(err), int(str(code)))


def _printed(stream: TextIOWrapper) -> str:
    stream.flush()
    return cast(BytesIO, stream.buffer).getvalue().decode("utf-8")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "examples.db"
    done = onrecord("read", EXAMPLES, "--into", path)
    assert done.returncode == 0, done.stderr
    return path


def test_read_says_how_much_it_read(tmp_path: Path) -> None:
    page = next(iter(sorted(EXAMPLES.glob("*.txt"))))
    done = onrecord("read", page, "--into", tmp_path / "one.db")
    assert "read 1 page: " in done.stdout


def test_second_read_changes_nothing(record: Path) -> None:
    before = record.read_bytes()
    done = onrecord("read", EXAMPLES, "--into", record)
    assert "read 0 pages (12 more were known)" in done.stdout
    assert record.read_bytes() == before


def test_formats_are_listed_without_a_folder(record: Path) -> None:
    done = onrecord("export", record, "--format", "list")
    assert done.returncode == 0 and "gdelt" in done.stdout


def test_page_that_was_forgotten_is_told_as_that(record: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(record.read_bytes())
    assert onrecord("forget", copy, sorted(EXAMPLES.iterdir())[0].name, "--why", "withdrawn").returncode == 0
    assert (
        "read 0 pages (11 more were known, 1 forgotten on purpose)" in onrecord("read", EXAMPLES, "--into", copy).stdout
    )


def test_read_of_nothing_but_a_picture_or_an_empty_folder_makes_no_record(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path, reason in ((BROKEN / "picture.txt", "picture.txt"), (tmp_path / "empty", "the folder holds no files")):
        done = onrecord("read", path, "--into", tmp_path / "one.db")
        assert done.returncode == 1 and "1 problem; " in done.stdout and reason in done.stdout
        assert "nothing could be read" in done.stderr and [item.name for item in tmp_path.iterdir()] == ["empty"]


def test_record_of_digests_says_so_when_it_is_verified(tmp_path: Path) -> None:
    page = next(iter(sorted(EXAMPLES.glob("*.txt"))))
    assert onrecord("read", page, "--into", tmp_path / "lean.db", "--digests-only").returncode == 0
    done = onrecord("verify", tmp_path / "lean.db")
    assert done.returncode == 0 and "1 page kept as digests alone" in done.stdout


def test_links_are_compared_with_what_linking_gives(record: Path) -> None:
    done = onrecord("verify", record, "--links")
    assert (done.returncode, done.stdout.rpartition(", ")[2]) == (0, "0 faults\n"), done.stdout


def test_timeline_gives_each_row_its_outlet_and_sentence(record: Path) -> None:
    done = onrecord("show", "timeline", record, "--type", "expel")
    assert "expel" in done.stdout
    assert "told by" in done.stdout
    assert "23" in done.stdout


@pytest.mark.parametrize("what", ["document", "actor", "story", "thread"])
def test_lists_lead_to_their_entries(record: Path, what: str) -> None:
    listed = onrecord("show", what, record)
    first = listed.stdout.splitlines()[0]
    wanted = first.rpartition("[")[2].rstrip("]")
    shown = onrecord("show", what, record, wanted)
    assert shown.returncode == 0
    assert len(shown.stdout.splitlines()) > 1


def test_open_items_say_what_the_record_covers(record: Path) -> None:
    done = onrecord("show", "open", record, "--state", "all")
    assert "documents of" in done.stdout


def test_search_finds_words_of_a_statement(record: Path) -> None:
    done = onrecord("search", record, "nerve agent")
    assert "nerve agent" in done.stdout


def test_verify_finds_nothing_on_a_sound_record(record: Path) -> None:
    done = onrecord("verify", record)
    assert done.returncode == 0
    assert "0 faults" in done.stdout


def test_annotate_prints_one_object_a_page_and_nothing_else() -> None:
    pages = sorted(EXAMPLES.glob("*.txt"))[:2]
    done = onrecord("annotate", *pages)
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(item["document"]["locator"]).name for item in objects] == [page.name for page in pages]


def test_published_from_outside_decides() -> None:
    page = next(iter(sorted(EXAMPLES.glob("*.txt"))))
    done = onrecord("annotate", "--published", "2018-03-20", page)
    assert json.loads(done.stdout)["document"]["published"]["value"] == "2018-03-20"


def test_broken_pages_become_problems(tmp_path: Path) -> None:
    done = onrecord("read", BROKEN, "--into", tmp_path / "broken.db")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    for name in ("empty.txt", "picture.txt", "french.html", "no-article.html", "cut-short.warc.gz"):
        assert name in done.stdout, f"no problem told of {name}"


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_export_writes_every_table(record: Path, tmp_path: Path, format: str) -> None:
    done = onrecord("export", record, "--format", format, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    moves = (tmp_path / f"moves.{format}").read_text(encoding="utf-8").splitlines()
    assert len(moves) > 10
    assert (tmp_path / f"judgements.{format}").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("read", "no-such-folder", "--into", "x.db"), "no such file or folder"),
        (("annotate", "--published", "Friday", EXAMPLES), "not a date"),
        (("show", "timeline", "no-such.db"), "no-such.db"),
        (("show", "timeline", ROOT / "README.md"), "not a record"),
        (("verify", EXAMPLES), "folder"),
        (("export", "no-such.db", "--out", "x", "--format", "xml"), "no such format"),
    ],
)
def test_bad_input_gets_a_sentence(arguments: tuple[object, ...], sentence: str) -> None:
    done = onrecord(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert sentence in done.stderr


def test_unknown_actor_is_told_not_shown(record: Path) -> None:
    done = onrecord("show", "actor", record, "Nobody Anywhere")
    assert done.returncode == 2
    assert "Nobody Anywhere" in done.stderr


def test_help_answers_without_loading_the_parser() -> None:
    code = "import sys; sys.argv = ['onrecord', '--help']\ntry:\n    from onrecord.cli import main; main()\n"
    code += "finally:\n    assert 'spacy' not in sys.modules and 'numpy' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "annotate" in done.stdout


def test_merge_and_split_from_the_command_line_are_shown_and_taken_back(tmp_path: Path) -> None:
    from dispute import write_dispute

    record = tmp_path / "dispute.db"
    write_dispute(record)
    listed = onrecord("show", "actor", record).stdout
    one, other = [line.rpartition("[")[2].rstrip("]") for line in listed.splitlines()[:2]]
    merged = onrecord("actors", "merge", record, one, other, "--why", "one office", "--by", "eve")
    assert merged.returncode == 0
    assert one not in onrecord("show", "actor", record).stdout
    assert "merged by eve" in onrecord("show", "actor", record, one).stdout
    undo = merged.stdout.splitlines()[-1].partition(": onrecord ")[2].split()
    assert onrecord(*undo).returncode == 0
    assert onrecord("show", "actor", record).stdout == listed
    onrecord("actors", "merge", record, one, other)
    name = listed.splitlines()[0].partition(" (")[0]
    assert onrecord("actors", "split", record, name).returncode == 0
    assert onrecord("show", "actor", record).stdout == listed
    assert "was merged with nobody" in onrecord("actors", "split", record, name).stderr


def test_list_of_actors_is_checked_kept_and_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path / "home"))
    file = tmp_path / "list.csv"
    file.write_text("name,office,side,since\nAna Lindqvist,Foreign Minister,SWE,2031\nRolf,Foreign Minister,SWE,2030\n")
    refused = onrecord("actors", "update", file)
    assert refused.returncode == 2
    assert f'{file}, line 3 "Rolf": a person needs a name of two words' in refused.stderr
    assert not (tmp_path / "home").exists()
    taken = onrecord("actors", "update", file, "--skip-bad")
    assert taken.stdout.startswith("new person  Ana Lindqvist (SWE): Foreign Minister, 2031 to today")
    assert "1 rows kept" in taken.stdout
    assert "removed" in onrecord("actors", "forget").stdout
    file.write_text("person,post\nAna Lindqvist,Foreign Minister\n")
    assert "does not know the column 'person'" in onrecord("actors", "update", file).stderr
