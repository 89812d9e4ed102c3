"""Readings made by hand, so that the store is tested without a parser."""

from __future__ import annotations

from dataclasses import replace

from onrecord.ids import digest, make_id
from onrecord.model import (
    Actor,
    Attribution,
    Document,
    Mention,
    Move,
    Office,
    Page,
    Published,
    Reading,
    Run,
    Segment,
    Spans,
    TextMap,
    TimeExpression,
    When,
)

DAY = When("2019-03-04", "2019-03-04", "2019-03-04")
ANA = Actor(make_id("actor", "person", "Ana Ren"), "Ana Ren", "person", "NOR")
OLOF = Actor(make_id("actor", "person", "Olof Ren"), "Olof Ren", "person", "SOU")


def reading_of(
    key: str, *, name: str = "Alva Ren", said: str = "Norvia broke the treaty", version: str = "1"
) -> Reading:
    """A reading of a page with a headline and one sentence, in which somebody accuses Norvia."""
    text = f"Row over treaty\n{said}, {name} said on Monday."
    content = text.encode()
    url = f"https://{key}.example/row"
    page_id = make_id("page", url, digest(content))
    document_id = make_id("doc", page_id)
    start = text.index(said)
    at = text.index(name)
    cue = text.index("said on")
    speaker = Actor(
        make_id("actor", "person", "alva ren"),
        name,
        "person",
        "SOU",
        names=("Ren",),
        offices=(Office("minister", "SOU"),),
    )
    state = Actor(make_id("actor", "state", "NOR"), "Norvia", "state", "NOR")
    parts = ((at, at + len(name)),), ((cue, cue + 4),), ((start, start + len(said)),)
    statement = Attribution(
        make_id("attr", document_id, digest(content), *parts), *parts, "indirect",
        speaker=speaker.id, said=DAY, basis=f"cue row 1, version {version}",
    )  # fmt: skip
    move = Move(
        make_id("move", document_id, "accuse", cue, cue + 4, "outlet"), "accuse", speaker.id, "SOU", state.id,
        "NOR", (cue, cue + 4), (start, cue + 4), "the treaty", date=DAY, plover="ACCUSE", cameo="112",
    )  # fmt: skip
    return Reading(
        Page(page_id, f"{key}.txt", content, digest(content), "text/plain", "utf-8", url),
        Document(
            document_id, page_id, f"{key}.txt", digest(content), text,
            (Segment("headline", 0, 15), Segment("body", start, len(text))),
            TextMap("utf-8", (Run(0, len(text), 0, len(content)),)), title="Row over treaty", outlet=f"{key}.example",
        ),
        Published("2019-03-05", "2019-03-05", "2019-03-05"),
        mentions=(Mention(at, at + len(name), "name", speaker.id), Mention(start, start + 6, "name", state.id)),
        times=(TimeExpression(text.index("Monday"), len(text) - 1, DAY),),
        attributions=(statement,), moves=(move,), actors=(speaker, state),
    )  # fmt: skip


def tied_reading(key: str = "tied") -> Reading:
    """A reading in which "Ren", who accuses Norvia, lies open between Ana Ren and Olof Ren."""
    reading = reading_of(key)
    name, state = reading.mentions
    tie = Mention(name.start + 5, name.end, "name", None, (ANA.id, OLOF.id), "open between namesakes")
    said = replace(reading.attributions[0], speaker=None, source=((tie.start, tie.end),))
    identity = make_id("attr", reading.document.id, digest(reading.document.text.encode()), *parts_of(said))
    made = replace(reading.moves[0], actor=None, actor_side=None, actor_at=(tie.start, tie.end))
    actors = (*reading.actors, ANA, OLOF)
    return replace(
        reading, mentions=(tie, state), attributions=(replace(said, id=identity),), moves=(made,), actors=actors
    )


def parts_of(said: Attribution) -> tuple[Spans, Spans, Spans]:
    return said.source, said.cue, said.content
