"""Wrong calls and wrong files: each gets a sentence that says what was found and what to do, never a traceback."""

from __future__ import annotations

import gzip
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_commands import onrecord

from onrecord.store import Record
from onrecord.web.serving import listening

# Names in braces stand for files that the fixture makes. Exit code 2, and words that the sentence holds.
CALLS = [
    ("read", "no such command reads nothing", ("read",), "Missing argument"),
    ("read", "no record named", ("read", "{page}"), "Missing option '--into'"),
    ("read", "missing path", ("read", "{none}", "--into", "{new}"), "no such file or folder"),
    ("read", "one path of two missing", ("read", "{page}", "{none}", "--into", "{new}"), "no such file or folder"),
    ("read", "into a folder", ("read", "{page}", "--into", "{folder}"), "a folder, not a record"),
    ("read", "into a missing folder", ("read", "{page}", "--into", "{none}/a.db"), "there is no folder"),
    ("read", "into a pipe", ("read", "{page}", "--into", "{pipe}"), "a pipe or a device"),
    ("read", "into a text", ("read", "{page}", "--into", "{text}"), "not a record"),
    ("read", "into another program's database", ("read", "{page}", "--into", "{other}"), "database of another program"),
    ("read", "into a newer record", ("read", "{page}", "--into", "{newer}"), "written by a newer version"),
    ("read", "into a damaged record", ("read", "{page}", "--into", "{damaged}"), "damaged"),
    ("read", "no workers", ("read", "{page}", "--into", "{new}", "--workers", "0"), "Invalid value for '--workers'"),
    ("read", "workers in words", ("read", "{page}", "--into", "{new}", "--workers", "two"), "valid integer"),
    ("read", "unknown engine", ("read", "{page}", "--into", "{new}", "--engine", "abacus"), "no such engine"),
    ("read", "master without engine", ("read", "{page}", "--into", "{new}", "--master", "x"), "--engine spark"),
    ("read", "engine into a file", ("read", "{page}", "--into", "{text}", "--engine", "spark"), "names a folder"),
    ("read", "digests of no record",
     ("read", "{page}", "--into", "{new}", "--engine", "spark", "--digests-only"), "onrecord load"),
    ("read", "unknown option", ("read", "{page}", "--onto", "{new}"), "No such option"),
    ("read", "a path that is empty", ("read", "", "--into", "{new}"), "an empty argument after read"),
    ("load", "missing folder", ("load", "{none}", "--into", "{new}"), "holds no readings"),
    ("load", "folder without readings", ("load", "{folder}", "--into", "{new}"), "holds no readings"),
    ("watch", "missing folder", ("watch", "{none}", "--into", "{new}"), "make the folder first"),
    ("watch", "no pause", ("watch", "{folder}", "--into", "{new}", "--every", "0"), "Invalid value for '--every'"),
    ("fetch", "address without a host", ("fetch", "http://", "--into", "{folder}"), "not an address of the web"),
    ("fetch", "address that breaks off", ("fetch", "http://[::1", "--into", "{folder}"), "not an address of the web"),
    ("fetch", "into a file", ("fetch", "http://127.0.0.1:{taken}/", "--into", "{text}"), "cannot be written"),
    ("fetch", "no address", ("fetch",), "Missing argument"),
    ("annotate", "nothing", ("annotate",), "Missing argument"),
    ("annotate", "missing file", ("annotate", "{none}"), "no such file or folder"),
    ("annotate", "date in words", ("annotate", "--published", "Friday", "{page}"), "not a date"),
    ("annotate", "day that is none", ("annotate", "--published", "2021-02-30", "{page}"), "not a date"),
    ("show", "unknown list", ("show", "weather", "{record}"), "No such command"),
    ("show", "no record", ("show", "timeline"), "Missing argument"),
    ("show", "missing record", ("show", "timeline", "{none}"), "no such record"),
    ("show", "text as record", ("show", "document", "{text}"), "not a record"),
    ("show", "folder as record", ("show", "story", "{folder}"), "a folder, not a record"),
    ("show", "empty file", ("show", "story", "{empty}"), "an empty file"),
    ("show", "older record is not changed by reading", ("show", "open", "{older}"), "open it once for writing"),
    ("show", "unknown document", ("show", "document", "{record}", "nowhere.txt"), "no document has the id"),
    ("show", "ambiguous document", ("show", "document", "{record}", ".txt"), "fits several documents"),
    ("show", "unknown actor", ("show", "actor", "{record}", "Nobody"), "no actor has the id or name"),
    ("show", "unknown story", ("show", "story", "{record}", "story-zz"), "no story has an id"),
    ("show", "ambiguous thread", ("show", "thread", "{record}", "zz"), "an id that begins with \"zz\""),
    ("show", "near actor", ("show", "actor", "{record}", "Brand"), "near it: Olga Brandt; `onrecord show actor"),
    ("show", "where the list is", ("show", "thread", "{record}", "zz"), "`onrecord show thread "),
    ("show", "since a word",
     ("show", "timeline", "{record}", "--since", "yesterday"), '--since "yesterday": not a date'),
    ("show", "until no day",
     ("show", "timeline", "{record}", "--until", "2021-13-45"), '--until "2021-13-45": not a date'),
    ("show", "end before the beginning",
     ("show", "timeline", "{record}", "--since", "2021-06", "--until", "2020"), "nothing can fit"),
    ("show", "type of no move",
     ("show", "timeline", "{record}", "--type", "acuse"), "(meant: accuse?); known: accuse,"),
    ("show", "kind of statement without them", ("show", "timeline", "{record}", "--type", "direct"), "no type"),
    ("show", "status of no move", ("show", "timeline", "{record}", "--status", "open"), "known: done, alleged"),
    ("show", "side of nobody", ("show", "timeline", "{record}", "--side", "Norlnd"), "not in this record"),
    ("show", "outlet of no page",
     ("show", "timeline", "{record}", "--outlet", "halm herold"), "(meant: Halm Herald?); it holds"),
    ("show", "actor of no row", ("show", "timeline", "{record}", "--actor", "Brand"), "near it: Olga Brandt"),
    ("show", "state of no item",
     ("show", "open", "{record}", "--state", "unansered"), "(meant: unanswered?); known: unanswered, denied,"),
    ("search", "kind of nothing", ("search", "{record}", "dam", "--kind", "page"), "known: statement, move, document"),
    ("search", "outlet of no page", ("search", "{record}", "dam", "--outlet", "Times"), "not in this record"),
    ("show", "no rows wanted", ("show", "timeline", "{record}", "--limit", "0"), "Invalid value for '--limit'"),
    ("show", "limit in words", ("show", "timeline", "{record}", "--limit", "all"), "valid integer"),
    ("show", "more rows than can be counted",
     ("show", "timeline", "{record}", "--limit", "9" * 23), "Invalid value for '--limit'"),
    ("search", "signs alone", ("search", "{record}", "("), "names no word"),
    ("search", "only what must not be there", ("search", "{record}", "--", "-dam"), "names no word"),
    ("search", "no query", ("search", "{record}"), "Missing argument"),
    ("search", "missing record", ("search", "{none}", "dam"), "no such record"),
    ("verify", "missing record", ("verify", "{none}"), "no such record"),
    ("verify", "pipe", ("verify", "{pipe}"), "a pipe or a device"),
    ("verify", "folder", ("verify", "{folder}"), "a folder, not a record"),
    ("verify", "two records", ("verify", "{record}", "{record}"), "unexpected extra argument"),
    ("export", "no folder named", ("export", "{record}"), "Missing option '--out'"),
    ("export", "unknown format", ("export", "{record}", "--out", "{new}", "--format", "xml"), "no such format"),
    ("export", "into nothing", ("export", "{record}", "--out", ""), "an empty argument after --out"),
    ("export", "where no folder can be made", ("export", "{record}", "--out", "/proc/x"), "not a folder"),
    ("export", "onto a file", ("export", "{record}", "--out", "{text}"), "not a folder"),
    ("export", "below a file", ("export", "{record}", "--out", "{text}/out", "--format", "ris"), "not a folder"),
    ("export", "missing record", ("export", "{none}", "--out", "{new}"), "no such record"),
    ("export", "--of without report", ("export", "{record}", "--out", "{new}", "--of", "thread-1"), "--format report"),
    ("export", "unknown thread",
     ("export", "{record}", "--out", "{new}", "--format", "report", "--of", "thread-zz"), "no thread has"),
    ("serve", "missing record", ("serve", "{none}"), "no such record"),
    ("serve", "port that is none", ("serve", "{record}", "--port", "70000"), "Invalid value for '--port'"),
    ("serve", "port that another holds", ("serve", "{record}", "--port", "{taken}"), "--port 0 takes a free one"),
    ("judge", "no verdict", ("judge", "{record}", "moves", "{move}"), "Missing argument"),
    ("judge", "table that cannot be judged", ("judge", "{record}", "pages", "x", "right"), "cannot be judged"),
    ("judge", "unknown verdict", ("judge", "{record}", "moves", "{move}", "maybe"), "is no verdict on moves"),
    ("judge", "unknown row", ("judge", "{record}", "moves", "move-x", "right"), "no row move-x in moves"),
    ("judge", "date without a value", ("judge", "{record}", "moves", "{move}", "date"), "needs a value"),
    ("judge", "date that is none", ("judge", "{record}", "moves", "{move}", "date", "--value", "May"), "is not a date"),
    ("judge", "day that is none",
     ("judge", "{record}", "moves", "{move}", "date", "--value", "2021-02-30"), "is not a date"),
    ("judge", "type that is none", ("judge", "{record}", "moves", "{move}", "type", "--value", "expell"),
     '"expell" is no type of move (meant: expel?); known: accuse,'),
    ("judge", "status that is none", ("judge", "{record}", "moves", "{move}", "status", "--value", "nonsense"),
     '"nonsense" is no status; known: done, alleged'),
    ("judge", "state by its name",
     ("judge", "{record}", "actors", "{brandt}", "side", "--value", "Russia"), "write RUS"),
    ("judge", "nothing to take back", ("judge", "{record}", "moves", "{move}", "undo"), "no judgement stands"),
    ("judge", "speaker who is nobody",
     ("judge", "{record}", "attributions", "{said}", "speaker", "--value", "x"), "no actor x"),
    ("judge", "missing record", ("judge", "{none}", "moves", "{move}", "right"), "no such record"),
    ("judge", "export without a file", ("judge", "export", "{record}"), "Missing option '--out'"),
    ("judge", "export into a missing folder",
     ("judge", "export", "{record}", "--out", "{none}/a"), "cannot be written"),
    ("judge", "import of nothing", ("judge", "import", "{record}", "{none}"), "cannot be read"),
    ("judge", "import of a text", ("judge", "import", "{record}", "{text}"), "line 1: not JSON"),
    ("judge", "import of a picture", ("judge", "import", "{record}", "{packed}"), "cannot be read"),
    ("actors", "merge with itself", ("actors", "merge", "{record}", "brandt", "Olga Brandt"), "one actor already"),
    ("actors", "merge with nobody", ("actors", "merge", "{record}", "brandt", "Nobody"), "no actor has the id"),
    ("actors", "split by a document that does not tell", ("actors", "split", "{record}", "brandt", "--in", "zz.txt"),
     "no document has the id"),
    ("actors", "unknown name", ("actors", "known", "Zyx Wvut"), "no list knows"),
    ("actors", "list that is none", ("actors", "update", "{packed}"), "not UTF-8"),
    ("actors", "list without names", ("actors", "update", "{text}"), "a list of actors"),
    ("actors", "missing list", ("actors", "update", "{none}"), "cannot be read"),
    ("forget", "no reason named", ("forget", "{record}", "herald.txt"), "Missing option '--why'"),
    ("forget", "empty reason", ("forget", "{record}", "herald.txt", "--why", " "), "a reason is needed"),
    ("forget", "nothing of that name", ("forget", "{record}", "Nobody", "--why", "x"), "no page and no actor"),
    ("forget", "several pages", ("forget", "{record}", ".txt", "--why", "x"), "fits several documents"),
    ("forget", "missing record", ("forget", "{none}", "x", "--why", "x"), "no such record"),
    ("", "unknown command", ("reed", "{page}"), "No such command"),
    ("", "unknown option", ("--reed",), "No such option"),
]  # fmt: skip


@pytest.fixture(scope="module")
def taken() -> Iterator[int]:
    """A port that another program serves at."""
    with listening("127.0.0.1", 0) as listener:
        yield listener.getsockname()[1]


@pytest.fixture(scope="module")
def files(taken: int, tmp_path_factory: pytest.TempPathFactory, dispute: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """What the calls name: a sound record, and all kinds of files that are none."""
    root = tmp_path_factory.mktemp("wrong")
    given, ids = dispute
    paths = {
        name: root / file
        for name, file in (
            ("record", "sound.db"), ("text", "notes.txt"), ("empty", "empty.db"), ("other", "other.db"),
            ("newer", "newer.db"), ("older", "older.db"), ("damaged", "damaged.db"), ("page", "page.txt"),
            ("packed", "packed.gz"), ("folder", "folder"), ("none", "not-there"), ("new", "new.db"), ("pipe", "pipe"),
        )
    }  # fmt: skip
    paths["record"].write_bytes(given.read_bytes())
    paths["text"].write_text("Notes of no particular form,\nin two lines\n" * 40, encoding="utf-8")
    paths["page"].write_text("Norland accused Vesmark of opening the gates.\n", encoding="utf-8")
    paths["empty"].touch()
    paths["packed"].write_bytes(gzip.compress(b"\x89PNG" * 100))
    paths["folder"].mkdir()
    os.mkfifo(paths["pipe"])
    with sqlite3.connect(paths["other"]) as other:
        other.execute("CREATE TABLE birds (name TEXT)")
    for name, version in (("newer", 99), ("older", 2)):
        Record.create_or_open(paths[name]).close()
        with sqlite3.connect(paths[name]) as made:
            made.execute(f"PRAGMA user_version = {version}")
    content = bytearray(given.read_bytes())
    content[4096:] = b"\x00" * (len(content) - 4096)
    paths["damaged"].write_bytes(bytes(content))
    return {name: str(path) for name, path in paths.items()} | {
        "move": ids["accuse"], "said": ids["quote"], "taken": str(taken), "brandt": ids["brandt"]
    }  # fmt: skip


@pytest.mark.parametrize(("arguments", "words"), [call[2:] for call in CALLS], ids=[f"{c[0]}: {c[1]}" for c in CALLS])
def test_wrong_call_gets_a_sentence(files: dict[str, str], arguments: tuple[str, ...], words: str) -> None:
    before = Path(files["record"]).read_bytes()
    done = onrecord(*(argument.format_map(files) for argument in arguments))
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert words in " ".join(done.stderr.replace("│", " ").split()), done.stderr
    assert "Traceback" not in done.stderr and not done.stdout.strip()
    assert Path(files["record"]).read_bytes() == before
    assert not Path(files["none"]).exists()


def test_table_is_long_enough_and_names_every_command() -> None:
    from onrecord.cli.app import app

    names = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    assert len(CALLS) >= 60
    assert names - {"bench"} <= {call[0] for call in CALLS}
