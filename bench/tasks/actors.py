"""Who is who: the hard cases of our own, and named persons and bodies of two public corpora as a sanity figure.

The cases are rows of ``bench/cases``. re3d and GUM mark entities with a type, GUM also whom Wikipedia calls so; they
do not know our actors, so that only finding, kind and name are compared, of entities that are printed as names. Of the
moves corpus the sides of the parties are compared (``sides``).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench import corpora
from bench.actors_cases import Reader, run_cases, same_actor
from bench.measures.counts import share
from bench.system import Options, sampled
from bench.tasks import sides
from bench.tasks.base import Outcome, Task
from onrecord.model import Actor
from onrecord.resolve.words import pronouns

DAY = "2016-06-01"
# What our kinds are to a marker of entities: "the United States" that condemns is an organisation.
KINDS = {"person": {"person", "unnamed"}, "organisation": {"organisation", "state", "outlet", "group"}}
GENRES = ("GUM_news", "GUM_interview", "GUM_speech")
_ENTITY = re.compile(r"([a-z]+)(?:\[(\d+)\])?")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gold:
    """An entity of a corpus: its span, kind, and the name of its article in Wikipedia, where given."""

    start: int
    end: int
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a corpus with its entities and its day."""

    name: str
    text: str
    gold: tuple[Gold, ...]
    day: str = DAY


def run(options: Options) -> Outcome:
    """Shares of the cases that are right, open and wrong; of the entities, found, of the right kind, by name."""
    reader = Reader()
    figures: dict[str, float] = {}
    cases: list[dict[str, Any]] = []
    for table in ("actors", "speakers"):
        counted, rows = run_cases(table, reader, limit=options.sample)
        figures |= {f"{table}.{name}": value for name, value in counted.items()}
        cases += rows
    for name, texts in (("re3d", re3d), ("gum", gum)):
        if (corpora.folder() / {"gum": "gum_news"}.get(name, name)).is_dir():
            counts: Counter[str] = Counter()
            for text in sampled(list(texts()), options):
                counts.update(_counts(text, reader))
            figures |= {f"{name}.{key}": value for key, value in _figures(counts).items()}
    if (corpora.folder() / "moves").is_dir():
        sided, wrong = sides.figures(reader, options)
        figures, cases = figures | sided, [*cases, *wrong]
    return Outcome(figures, cases)


def _figures(counts: Counter[str]) -> dict[str, float]:
    found = {f"{kind}.found": share(counts[f"{kind} found"], counts[kind]) for kind in KINDS}
    kinds = {f"{kind}.kind": share(counts[f"{kind} typed"], counts[f"{kind} found"]) for kind in KINDS}
    named = {"named": share(counts["named right"], counts["named"])} if counts["named"] else {}
    return found | kinds | named


def _counts(text: Text, reader: Reader) -> Iterator[str]:
    _, resolution = reader.read(text.text, text.day)
    actors = {actor.id: actor for actor in resolution.actors}
    resolved = [(m.start, m.end, actors[m.actor]) for m in resolution.mentions if m.actor]
    for gold in text.gold:
        yield gold.kind
        met = [actor for start, end, actor in resolved if start < gold.end and end > gold.start]
        if not met:
            continue
        yield f"{gold.kind} found"
        if any(actor.kind in KINDS[gold.kind] for actor in met):
            yield f"{gold.kind} typed"
        if gold.name and gold.kind == "person":
            yield "named"
            if any(_is_named(actor, gold.name, reader) for actor in met):
                yield "named right"


def _is_named(actor: Actor, name: str, reader: Reader) -> bool:
    return same_actor(actor, re.sub(r"\s*\(.*\)", "", name.replace("_", " ")), reader)


def re3d() -> Iterator[Text]:
    """Texts of three publishers with persons and organisations."""
    for folder in sorted(path for path in (corpora.folder() / "re3d").iterdir() if path.is_dir()):
        gold: dict[str, set[Gold]] = {}
        for row in _lines(folder / "entities.json"):
            kind = row["type"].lower()
            if kind in KINDS and _is_name(row["value"]):
                gold.setdefault(row["documentId"], set()).add(Gold(row["begin"], row["end"], kind))
        for row in _lines(folder / "documents.json"):
            found = sorted(gold.get(row["_id"], ()), key=lambda one: (one.start, one.end))
            yield Text(row["_id"], row["text"], tuple(one for one in found if one.end <= len(row["text"])))


def _lines(path: Any) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _is_name(words: str) -> bool:
    """Whether an entity is printed as a name: its first and last word have capitals, "the" aside."""
    parts = _ARTICLE.sub("", words.strip(), count=1).split()
    if not parts or parts[0].lower() in pronouns():
        return False
    return parts[0][:1].isupper() and parts[-1][:1].isupper()


def gum() -> Iterator[Text]:
    """News, interviews and speeches with persons and organisations."""
    for path in sorted((corpora.folder() / "gum_news" / "coref" / "gum" / "tsv").glob("*.tsv")):
        if path.stem.startswith(GENRES):
            yield _webanno(path.stem, path.read_text(encoding="utf-8"))


def _webanno(name: str, tsv: str) -> Text:
    """A text of WebAnno's lines, a line a sentence; entities as spans of their tokens."""
    text = ""
    spans: dict[str, tuple[int, int, str]] = {}
    identities: dict[str, str] = {}
    for line in tsv.splitlines():
        cells = line.split("\t")
        if line.startswith("#Text=") and text:
            text = text[:-1] + "\n"
        if len(cells) < 7 or line.startswith("#"):
            continue
        start = len(text)
        text += cells[2] + " "
        for entity in cells[3].split("|"):
            marked = _ENTITY.fullmatch(entity)
            if marked and marked[1] in ("person", "organization"):
                kind, number = marked[1], marked[2]
                key = number or cells[0]
                first = spans[key][0] if key in spans else start
                spans[key] = (first, start + len(cells[2]), kind.replace("z", "s"))
                identities[key] = _identity(cells[6], number)
    gold = [Gold(*span, identities.get(key, "")) for key, span in spans.items() if _is_name(text[span[0] : span[1]])]
    return Text(name, text.rstrip(), tuple(sorted(gold, key=lambda one: (one.start, one.end))))


def _identity(cell: str, number: str | None) -> str:
    """The name of an article, of the entity with a number."""
    for part in cell.split("|"):
        value, _, rest = part.partition("[")
        if value not in ("_", "") and (rest.rstrip("]") == (number or "")) and not re.fullmatch(r"cf\d.*", value):
            return value
    return ""


TASK = Task(
    "actors",
    (),
    ("actors.right", "actors.wrong", "speakers.right", "sides.right", "re3d.person.found", "gum.person.found"),
    run,
)
