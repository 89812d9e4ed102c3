"""A record of an invented dispute: two states over a dam, told by three outlets and a copy.

The states, persons and events are invented. Spans are found by searching the texts, so that they are exact by making.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.ids import digest, make_id
from onrecord.model import (
    Actor,
    Answer,
    Attribution,
    DateEvidence,
    Document,
    Mention,
    Move,
    Office,
    Page,
    Published,
    Reading,
    Run,
    Segment,
    Span,
    TextMap,
    TimeExpression,
    When,
)
from onrecord.store import Links, Record
from onrecord.store import linked as tables

HERALD = """Norland accuses Vesmark of opening dam gates

By Ada Quill
10 September 2021
Norland accused Vesmark on Thursday of opening the gates of the Teal dam and flooding three border villages.

"This was no accident. Vesmark knew what it was doing," Foreign Minister Olga Brandt told reporters in Halm.

Brandt demanded that Vesmark explain within a week who gave the order.

A spokesman for Vesmark's government, Pavel Istrin, said the claim was "absurd from start to finish".

<script>alert("a page is data")</script> reads a line that some template left behind.

Read also: Ten dams that changed a river
rivercat: they always say that
Subscribe to the Halm Herald
"""
COURIER = """Vesmark rejects blame for border flood

Vesmark on 11 September rejected Norland's claim that it flooded villages below the Teal dam.

"The gates were shut all night," Vesmark's President Ilan Dorv said on television.

Dorv offered a joint inspection of the dam, if Norland withdraws its accusation.
"""
WIRE = """Norland recalls envoy as flood row deepens

Norland recalled its ambassador from Vesmark on 14 September and said it would not join an inspection.

Foreign Minister Olga Brandt called the offer "theatre".

Vesmark has not answered Norland's demand to name who opened the gates, diplomats said.
"""

PEOPLE = {
    "Norland": ("state", "NLD", "", ()),
    "Vesmark": ("state", "VSM", "", ()),
    "Olga Brandt": (
        "person",
        "NLD",
        "Foreign Minister",
        (("Foreign Minister", "NLD", "2019-05-02", None), ("Mayor of Halm", "NLD", "2011", "2019-05-01")),
    ),
    "Pavel Istrin": ("person", "VSM", "spokesman", (("Government spokesman", "VSM", "2020", None),)),
    "Ilan Dorv": ("person", "VSM", "President", (("President", "VSM", "2018-01-15", None),)),
}


def actor_id(name: str) -> str:
    return make_id("actor", name)


def actors() -> tuple[Actor, ...]:
    return tuple(
        Actor(actor_id(name), name, kind, side, None, (name, name.split()[-1]), office or None,
              tuple(Office(*row, "invented") for row in offices), "fixture")
        for name, (kind, side, office, offices) in PEOPLE.items()
    )  # fmt: skip


class Story:
    """A document of the fixture under construction: finds spans, collects attributions and moves."""

    def __init__(self, outlet: str, locator: str, text: str, published: str | None, kinds: dict[int, str]) -> None:
        content = text.encode()
        sha = digest(content)
        self.text, self.outlet, self.published = text, outlet, published
        name = make_id("page", None, sha)
        self.page = Page(name, locator, content, sha, "text/plain", "utf-8", captured="2021-10-01")
        segments, place = [], 0
        for number, line in enumerate(part for part in text.split("\n") if part):
            start = text.index(line, place)
            place = start + len(line)
            segments.append(
                Segment(kinds.get(number, "body"), start, place, "rivercat" if "rivercat" in line else None)
            )
        self.document = Document(
            make_id("doc", self.page.id), self.page.id, locator, sha, text, tuple(segments),
            TextMap("utf-8", (Run(0, len(text), 0, len(content)),)), text.split("\n")[0], outlet, "en", "2021-10-01",
        )  # fmt: skip
        self.attributions: list[Attribution] = []
        self.moves: list[Move] = []

    def span(self, words: str, after: int = 0) -> Span:
        start = self.text.index(words, after)
        return start, start + len(words)

    def say(self, source: str, cue: str, content: str, speaker: str | None, day: str, kind: str = "direct") -> str:
        """A statement whose source and cue stand in the content's own line."""
        place = self.text.rindex("\n", 0, self.text.index(content))
        spans = tuple((self.span(words, place),) for words in (source, cue, content))
        who = actor_id(speaker) if speaker else None
        said = When(day, day, day)
        roles = (spans[0], spans[1], spans[2])
        key = make_id("attr", self.document.id, digest(self.text.encode()), *roles)
        self.attributions.append(Attribution(key, *roles, kind, who, None, said, None, 0.91, "cue en:say"))
        return key

    def move(
        self, kind: str, words: str, trigger: str, ends: tuple[str, str], when: When, *,
        voice: str = "outlet", status: str = "done", about: str = "the Teal dam", answers: tuple[Answer, ...] = (),
        codes: tuple[str, str] = ("ACCUSE", "112"), score: float = 0.88,
    ) -> str:  # fmt: skip
        key = make_id("move", self.document.id, kind, *self.span(trigger), voice)
        sides = [PEOPLE[name][1] for name in ends]
        self.moves.append(
            Move(key, kind, actor_id(ends[0]), sides[0], actor_id(ends[1]), sides[1], self.span(trigger),
                 self.span(words), about, voice, status, when, answers, (), *codes, score, f"rule {kind}")
        )  # fmt: skip
        return key

    def reading(self) -> Reading:
        mentions, times = [], []
        for name in PEOPLE:
            if name in self.text:
                mentions.append(Mention(*self.span(name), "name", actor_id(name), (), "fixture"))
        for words, day in (("Thursday", "2021-09-09"), ("11 September", "2021-09-11"), ("14 September", "2021-09-14")):
            if words in self.text:
                times.append(TimeExpression(*self.span(words), When(day, day, day)))
        day = self.published
        basis = ()
        if day and "10 September 2021" in self.text:
            basis = (DateEvidence("dateline", "10 September 2021", *self.span("10 September 2021"), day, day),)
        why = "the line under the headline says 10 September 2021" if basis else "an act of 14 September is told as new"
        published = Published(day, day or "2021-09-14", day or "2021-09-16", basis, why)
        return Reading(self.page, self.document, published, tuple(mentions), tuple(times), tuple(self.attributions),
                       tuple(self.moves), actors())  # fmt: skip


def day(value: str) -> When:
    return When(value, value, value)


def write_dispute(path: Path) -> dict[str, str]:
    """Write the record to a path; ids of what the tests ask for, by short names."""
    herald = Story("Halm Herald", "herald.txt", HERALD, "2021-09-10",
                   {0: "headline", 1: "byline", 2: "dateline", 8: "related", 9: "comment",
                    10: "furniture"})  # fmt: skip
    copy = Story("Border Echo", "echo.txt", HERALD.replace("Halm Herald", "Border Echo"), "2021-09-11", {0: "headline"})
    courier = Story("Vesmark Courier", "courier.txt", COURIER, "2021-09-11", {0: "headline"})
    wire = Story("North Wire", "wire.txt", WIRE, None, {0: "headline"})
    both, back = ("Norland", "Vesmark"), ("Vesmark", "Norland")

    words = '"This was no accident. Vesmark knew what it was doing,"'
    quote = herald.say("Foreign Minister Olga Brandt", "told", words, "Olga Brandt", "2021-09-09")
    source, words = "A spokesman for Vesmark's government, Pavel Istrin", 'the claim was "absurd from start to finish"'
    denial_said = herald.say(source, "said", words, "Pavel Istrin", "2021-09-10", "mixed")
    accuse = herald.move("accuse", "Norland accused Vesmark on Thursday of opening the gates of the Teal dam",
                         "accused", both, day("2021-09-09"))  # fmt: skip
    early = When(None, "2021-09-01", "2021-09-09")
    flood = herald.move("attack", "flooding three border villages", "flooding", back, early,
                        voice=quote, status="alleged", codes=("ASSAULT", "18"), score=0.55)  # fmt: skip
    demand = herald.move("demand", "Brandt demanded that Vesmark explain within a week who gave the order", "demanded",
                         ("Olga Brandt", "Vesmark"), day("2021-09-09"), codes=("REQUEST", "10"))  # fmt: skip
    deny = herald.move("deny", 'the claim was "absurd from start to finish"', "absurd", ("Pavel Istrin", "Norland"),
                       day("2021-09-10"), voice=denial_said, answers=(Answer(accuse, "denies", "rule deny"),),
                       codes=("REJECT", "016"))  # fmt: skip
    copy_accuse = copy.move("accuse", "Norland accused Vesmark on Thursday of opening the gates of the Teal dam",
                            "accused", both, day("2021-09-09"))  # fmt: skip
    shut = courier.say("Vesmark's President Ilan Dorv", "said", '"The gates were shut all night,"', "Ilan Dorv",
                       "2021-09-11")  # fmt: skip
    rejects = courier.move("deny", "Vesmark on 11 September rejected Norland's claim", "rejected", back,
                           day("2021-09-11"), codes=("REJECT", "016"))  # fmt: skip
    offer = courier.move("offer", "Dorv offered a joint inspection of the dam, if Norland withdraws its accusation",
                         "offered", ("Ilan Dorv", "Norland"), day("2021-09-11"), status="conditional",
                         codes=("AGREE", "03"))  # fmt: skip
    recall = wire.move("expel", "Norland recalled its ambassador from Vesmark on 14 September", "recalled", both,
                       day("2021-09-14"), codes=("SANCTION", "161"))  # fmt: skip
    theatre = wire.say(
        "Foreign Minister Olga Brandt", "called", 'the offer "theatre"', "Olga Brandt", "2021-09-14", "mixed"
    )
    refuse = wire.move("refuse", 'called the offer "theatre"', "theatre", ("Olga Brandt", "Ilan Dorv"),
                       When(), codes=("REJECT", "12"))  # fmt: skip
    wire.move("refuse", "Vesmark has not answered Norland's demand to name who opened the gates", "not answered", back,
              When("2021-09", "2021-09-01", "2021-09-30"), voice=wire.say("diplomats", "said",
              "Vesmark has not answered Norland's demand to name who opened the gates", None, "2021-09-14", "indirect"),
              codes=("REJECT", "12"))  # fmt: skip

    story, thread = make_id("story", herald.document.id), make_id("thread", "NLD", "VSM", "Teal dam gates")
    columns = [(herald, "Halm Herald"), (courier, "Vesmark Courier"), (wire, "North Wire")]
    accounts = tuple(tables.Account(make_id("account", story, o), story, o, (d.document.id,)) for d, o in columns)
    links = Links(
        copies=(tables.Copy(copy.document.id, herald.document.id, 0.98, "the outlet's name is changed"),),
        stories=(tables.Story(story, "Flood below the Teal dam", "2021-09-10", "2021-09-16", 4, 4),),
        story_documents=tuple(tables.StoryDocument(story, d.document.id) for d in (herald, copy, courier, wire)),
        accounts=accounts,
        account_rows=account_rows(story, accounts, (herald, courier, wire), (accuse, deny, rejects, offer, refuse)),
        threads=(tables.Thread(thread, "Who opened the Teal dam", "Teal dam gates", "NLD", "VSM", "2021-09-09",
                               "2021-09-14", 7),),
        thread_moves=tuple(
            tables.ThreadMove(thread, move, number, same)
            for number, (move, same) in enumerate(
                [(accuse, None), (copy_accuse, accuse), (demand, None), (deny, None), (rejects, None), (offer, None),
                 (recall, None), (refuse, None)])
        ),
        open_items=(
            tables.OpenItem(demand, thread, "unanswered", None, "2021-09-09", "of 4 articles, 9 to 16 September 2021"),
            tables.OpenItem(accuse, thread, "denied", deny, "2021-09-09", "of 4 articles, 9 to 16 September 2021"),
            tables.OpenItem(offer, thread, "refused", refuse, "2021-09-11", "of 4 articles, 9 to 16 September 2021"),
        ),
        move_answers=(
            tables.MoveAnswer(deny, accuse, "denies", "stated: rule deny"),
            tables.MoveAnswer(rejects, accuse, "denies", "same matter, later day"),
            tables.MoveAnswer(refuse, offer, "rejects", "same matter, later day"),
        ),
    )  # fmt: skip
    with Record.create_or_open(path) as record:
        for document in (herald, copy, courier, wire):
            record.write(document.reading())
        record.write_links(links)
    return {
        "herald": herald.document.id, "wire": wire.document.id, "story": story, "thread": thread, "accuse": accuse,
        "deny": deny, "flood": flood, "demand": demand, "quote": quote, "shut": shut, "theatre": theatre,
        "brandt": actor_id("Olga Brandt"), "dorv": actor_id("Ilan Dorv"), "page": herald.page.id,
    }  # fmt: skip


def account_rows(
    story: str, accounts: tuple[tables.Account, ...], documents: tuple[Story, ...], moves: tuple[str, ...]
) -> tuple[tables.AccountRow, ...]:
    accuse, deny, rejects, offer, refuse = moves
    herald, courier, wire = documents
    plan = [
        ("Norland says that Vesmark opened the gates", [
            ("told", "", "", herald, "Norland accused Vesmark", accuse),
            ("attributed", "Norland", "", courier, "Norland's claim that it flooded villages", None), None]),
        ("Vesmark denies it", [
            ("attributed", "Pavel Istrin", "", herald, 'the claim was "absurd from start to finish"', deny),
            ("told", "", "", courier, "rejected Norland's claim", rejects), None]),
        ("Vesmark offers a joint inspection", [
            None,
            ("told", "", "only if the accusation is withdrawn", courier, "Dorv offered a joint inspection", offer),
            ("differs", "", "called theatre; no condition is told", wire, 'called the offer "theatre"', refuse)]),
    ]  # fmt: skip
    found = []
    for ordinal, (label, cells) in enumerate(plan):
        for account, cell in zip(accounts, cells, strict=True):
            row_id = make_id("row", story, "move", label)
            head = (make_id("cell", row_id, account.id), account.id, story, row_id, ordinal, "move", label)
            if cell is None:
                found.append(tables.AccountRow(*head, "absent"))
                continue
            telling, voice, difference, document, words, move = cell
            place = (document.document.id, move, None, *document.span(words))
            found.append(tables.AccountRow(*head, telling, voice, difference, *place))
    return tuple(found)
