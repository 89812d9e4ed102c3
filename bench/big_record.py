"""A large record made of invented words, for measuring how fast a record answers.

In comes a number of statements; out comes a record of so many, with moves, stories, threads and open items in the
proportions of real news. Texts are of a vocabulary with a long tail, so that the search meets common and rare words.
Rows go straight into the tables: reading so many pages would take a day. The same number gives the same record.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from onrecord.ids import digest
from onrecord.model import Run, TextMap
from onrecord.store import Record
from onrecord.store.connection import transaction
from onrecord.store.rows import COLUMNS, insertion, pack
from onrecord.tables import rows as table
from onrecord.textmap import encode

SENTENCES, POOL = 35, 60_000
"""Statements of a document, each a sentence out of a pool; two in three hold a move too."""

OUTLETS, ACTORS, OWN, SIDES, WORDS = 120, 4_000, 15, 60, 30_000
"""Actors that many documents share, and those that each document has for itself (officials without a name)."""

FIRST, DAYS = date(2012, 1, 1), 3_650
STORY, THREAD = 8, 12
_WIDTHS = {"actors": 6, "stories": 6, "story_documents": 2, "accounts": 4, "account_rows": 15, "threads": 8,
           "thread_moves": 4, "open_items": 6}  # fmt: skip
Row = tuple[Any, ...]
Tables = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class World:
    """What all documents share: a vocabulary, actors with their sides, outlets, types of move."""

    words: tuple[str, ...]
    sides: tuple[str, ...]
    side_weights: tuple[float, ...]
    types: tuple[str, ...]
    sentences: tuple[str, ...]


@cache
def world() -> World:
    """The world, always the same."""
    dice = random.Random(1)
    syllables = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
    made = dict.fromkeys("".join(dice.choices(syllables, k=dice.randint(2, 4))) for _ in range(2 * WORDS))
    words = tuple(made)[:WORDS]
    weights = tuple(accumulate(1 / (rank + 5) for rank in range(len(words))))
    sides = tuple(f"S{number:02d}" for number in range(SIDES))
    return World(
        words,
        sides,
        tuple(accumulate(1 / (rank + 1) for rank in range(SIDES))),
        tuple(row["type"] for row in table("moves/types.toml")),
        tuple(_sentence(dice, words, weights) for _ in range(POOL)),
    )


def make(path: Path, statements: int) -> None:
    """Write a record of so many statements."""
    Record.create_or_open(path).close()
    with Record.open(path) as record:
        connection = record.connection
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -200000"):
            connection.execute(f"PRAGMA {pragma}")
        with transaction(path, connection):
            _people(connection)
            for batch in _batches(max(1, statements // SENTENCES)):
                for name, found in batch.items():
                    connection.executemany(_insertion(name), found)
        record.keep_answers()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _insertion(name: str) -> str:
    if name == "documents":
        return insertion(name).replace(") VALUES (", ", reading_sha256) VALUES (").replace("?)", "?, ?)")
    if name in _WIDTHS:
        return f"INSERT INTO {name} VALUES ({', '.join('?' * _WIDTHS[name])})"
    return insertion(name)


def _people(connection: sqlite3.Connection) -> None:
    """Actors: first the states of all sides, then persons who act for them."""
    dice, here = random.Random(2), world()
    for number in range(ACTORS):
        side = here.sides[number] if number < SIDES else _drawn(dice, here.sides, here.side_weights)
        kind = "state" if number < SIDES else "person"
        name = " ".join(word.title() for word in dice.choices(here.words, k=1 if kind == "state" else 2))
        key = f"actor-{number:06d}"
        connection.execute("INSERT INTO actors VALUES (?, ?, ?, ?, NULL, 'made')", (key, name, kind, side))
        connection.execute("INSERT INTO actor_names VALUES (?, ?)", (key, name))
        connection.execute(
            "INSERT INTO offices VALUES (?, ?, 'speaker', ?, '2012', NULL, 'made')", (f"office-{number}", key, side)
        )


def _batches(documents: int) -> Iterator[Tables]:
    for first in range(0, documents, 500):
        found: Tables = {name: [] for name in (*COLUMNS, *_WIDTHS)}
        for number in range(first, min(first + 500, documents)):
            _document(found, number)
        yield found


def _drawn(dice: random.Random, values: tuple[str, ...], weights: tuple[float, ...]) -> str:
    return dice.choices(values, cum_weights=weights)[0]


def _actor(dice: random.Random, number: int) -> int:
    """An actor: one that many documents share, a few of which speak and act most, or one of this document's own."""
    if dice.random() < 0.3:
        return ACTORS + number * OWN + dice.randrange(OWN)
    return int(ACTORS ** dice.random()) - 1


def _document(found: Tables, number: int) -> None:
    """A document's rows: a headline and a sentence for each statement."""
    dice, here = random.Random(number + 10), world()
    key, page = f"document-{number:08d}", f"page-{number:08d}"
    sentences = dice.choices(here.sentences, k=SENTENCES + 1)
    text = "\n".join(sentences)
    content = text.encode()
    day = FIRST + timedelta(days=int(DAYS * dice.random() ** 0.6))
    printed = day.isoformat()
    outlet, locator = f"Outlet {int(dice.paretovariate(0.7)) % OUTLETS:03d}", f"made/{number:08d}.txt"
    sha = digest(content)
    found["pages"].append(
        (page, locator, None, "text/plain", "utf-8", None, sha, len(content), pack(content), "[]", "[]")
    )
    text_map = encode(TextMap("utf-8", (Run(0, len(text), 0, len(content)),)))
    found["documents"].append((key, page, locator, outlet, sentences[0], "en", None, None, printed, printed, printed,
                               "made", "[]", text, sha, text_map, "[]", sha))  # fmt: skip
    found["search_rows"].append(("document", key, key, text))
    place, moves = 0, list[str]()
    cast: dict[int, None] = {}
    for ordinal, sentence in enumerate(sentences):
        end = place + len(sentence)
        kind = "body" if ordinal else "headline"
        found["segments"].append((f"segment-{number}-{ordinal}", key, ordinal, kind, place, end, None, None, "made"))
        if ordinal:
            speaker = _statement(found, dice, number, ordinal, (place, end), sentence, day)
            cast[speaker] = None
            if ordinal % 3 < 2:
                moves.append(_move(found, dice, number, ordinal, (place, end), sentence, day, speaker))
        place = end + 1
    _cast(found, number, key, cast)
    _linked(found, number, key, outlet, sentences, printed, moves)


def _sentence(dice: random.Random, words: tuple[str, ...], weights: tuple[float, ...]) -> str:
    return " ".join(dice.choices(words, cum_weights=weights, k=dice.randint(10, 26))).capitalize() + "."


def _statement(found: Tables, dice: random.Random, number: int, ordinal: int, span: tuple[int, int], words: str,
               day: date) -> int:  # fmt: skip
    """A statement over a sentence: its first two words are the source, the third the cue."""
    key, speaker = f"attribution-{number:08d}-{ordinal}", _actor(dice, number)
    parts = words.split(" ", 3)
    marks = list(accumulate([len(part) + 1 for part in parts[:3]], initial=span[0]))
    source, cue, content = [[marks[0], marks[2] - 1]], [[marks[2], marks[3] - 1]], [[marks[3], span[1]]]
    said = None if dice.random() < 0.15 else (day - timedelta(days=dice.choice((0, 0, 1, 1, 2, 30)))).isoformat()
    within = f"attribution-{number:08d}-{ordinal - 1}" if ordinal > 1 and dice.random() < 0.1 else None
    texts = (" ".join(parts[:2]), parts[2], parts[3])
    found["attributions"].append((
        key, f"document-{number:08d}", *span, dice.choice(("direct", "indirect", "mixed")), json.dumps(source),
        json.dumps(cue), json.dumps(content), *texts, f"actor-{speaker:06d}" if dice.random() < 0.8 else None, None,
        within, said, said, said, round(dice.random(), 3), "made",
    ))  # fmt: skip
    found["search_rows"].append(("attribution", key, f"document-{number:08d}", words))
    return speaker


def _move(found: Tables, dice: random.Random, number: int, ordinal: int, span: tuple[int, int], words: str, day: date,
          speaker: int) -> str:  # fmt: skip
    """A move over a sentence, told by the outlet or by its statement."""
    here = world()
    key, other = f"move-{number:08d}-{ordinal}", _actor(dice, number)
    sides = [_drawn(dice, here.sides, here.side_weights) for _ in range(2)]
    dated = None if dice.random() < 0.2 else (day - timedelta(days=dice.choice((0, 0, 1, 1, 2, 30)))).isoformat()
    voice = "outlet" if dice.random() < 0.6 else f"attribution-{number:08d}-{ordinal}"
    status = dice.choices(("done", "alleged", "denied", "planned", "conditional"), (60, 20, 5, 10, 5))[0]
    end = span[0] + len(words.split(" ")[0])
    found["moves"].append((
        key, f"document-{number:08d}", *span, span[0], end, words, words.split(" ")[0], dice.choice(here.types),
        f"actor-{speaker:06d}", sides[0], f"actor-{other:06d}", sides[1], "made", voice, status, dated, dated, dated,
        None, None, "[]", round(dice.random(), 3), "made",
    ))  # fmt: skip
    found["search_rows"].append(("move", key, f"document-{number:08d}", words))
    return key


def _cast(found: Tables, number: int, key: str, cast: dict[int, None]) -> None:
    """The document's actors, those of its own among them, and three mentions of each."""
    own = range(ACTORS + number * OWN, ACTORS + (number + 1) * OWN)
    found["actors"] += [(f"actor-{one:06d}", "an official", "unnamed", "S00", None, "made") for one in own]
    for one in sorted({*cast, *own}):
        actor = f"actor-{one:06d}"
        found["document_actors"].append((key, actor, "an official", "unnamed", None, None, "[]", None, "[]", "made"))
        found["mentions"] += [
            (f"mention-{number}-{one}-{at}", key, at, at + 1, "name", actor, "[]", 1.0, "made") for at in range(3)
        ]


def _linked(found: Tables, number: int, key: str, outlet: str, sentences: list[str], day: str,
            moves: list[str]) -> None:  # fmt: skip
    """A document's place in a story of eight, whose first document's moves are a thread; its first moves stay open."""
    story, thread = f"story-{number // STORY:06d}", f"thread-{number // STORY:06d}"
    if number % STORY == 0:
        found["stories"].append((story, sentences[1][:80], day, day, STORY, STORY))
        found["threads"].append((thread, sentences[2][:80], sentences[2].split()[0], "S00", "S01", day, day, THREAD))
        found["thread_moves"] += [(thread, move, at, None) for at, move in enumerate(moves[:THREAD])]
    found["story_documents"].append((story, key))
    account = f"account-{number:08d}"
    found["accounts"].append((account, story, outlet, json.dumps([key])))
    found["account_rows"] += [
        (f"account_row-{number}-{at}", account, story, f"row-{number // STORY}-{at}", at, "move",
         sentences[at + 1][:60], "told", "", "", key, move, None, 0, len(sentences[0]))
        for at, move in enumerate(moves[:6])
    ]  # fmt: skip
    state = "unanswered" if number % 3 else "denied"
    found["open_items"] += [(move, thread, state, None, day, "of all articles") for move in moves[:3]]
