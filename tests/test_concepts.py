"""What docs/concepts.md tells of the example pages is what the program gives for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.model import Reading
from onrecord.run.linking import link_record
from onrecord.store import Record

CONCEPTS = (Path(__file__).parents[1] / "docs" / "concepts.md").read_text(encoding="utf-8")
NAMED = """SELECT 1 FROM {rows} r JOIN actors a ON a.id = r.{end} WHERE a.name = '{name}' AND {test}"""
IN_STORY = "SELECT story_id FROM story_documents s JOIN documents d ON d.id = s.document_id WHERE d.locator LIKE "

# The words of the page, and a question to the record of the examples that must have an answer.
TOLD = [
    ("`examples/pages/volga-observer-not-guilty.txt`, 3,610 bytes",
     "SELECT 1 FROM pages WHERE locator LIKE '%volga-observer-not-guilty.txt' AND size = 3610"),
    ('"READ MORE: Former Inspector Doubts…" is `related`',
     'SELECT 1 FROM segments s JOIN documents d ON d.id = s.document_id '
     "WHERE kind = 'related' AND substr(text, start + 1, 20) = 'READ MORE: Former In'"),
    ('"Listen Live" is `furniture`',
     'SELECT 1 FROM segments s JOIN documents d ON d.id = s.document_id '
     "WHERE kind = 'furniture' AND substr(text, start + 1, 11) = 'Listen Live'"),
    ("*`2018-03`, from who is named in it and which offices they hold, with an interval that reaches further",
     "SELECT 1 FROM documents WHERE locator LIKE '%not-guilty.txt' AND published_value = '2018-03' "
     "AND published_latest > '2018-03-31' AND published_why LIKE '%Skripal%' AND published_why LIKE '%Zakharova%'"),
    ('*Source "Theresa May", cue "has accused", content "Russia of standing behind the poisoning of a former spy"',
     "SELECT 1 FROM attributions WHERE source_text = 'Theresa May' AND cue_text = 'has accused' "
     "AND content_text LIKE 'Russia of standing behind the poisoning of a former spy%'"),
    ('source "she", cue "said", content "Either this was a direct act by the Russian State against our country"',
     "SELECT 1 FROM attributions WHERE source_text = 'she' AND cue_text = 'said' AND kind = 'direct' "
     "AND content_text LIKE '%Either this was a direct act by the Russian State against our country%'"),
    ('*The speaker of "he added that Russia was ready to cooperate" is Sergei Lavrov.*',
     NAMED.format(rows="attributions", end="speaker_id", name="Sergey Lavrov",
                  test="content_text LIKE '%Russia was ready to cooperate%' AND source_text = 'He'")),
    ("*Sergei and Sergey Lavrov are one;",
     "SELECT 1 FROM actor_names WHERE name IN ('Sergei Lavrov', 'Sergey Lavrov') "
     "GROUP BY actor_id HAVING count(*) = 2"),
    ('"a senior British official" is an unnamed actor.*',
     "SELECT 1 FROM actors WHERE name = 'senior British official' AND kind = 'unnamed'"),
    ("*Maria Zakharova acts for `RUS`", "SELECT 1 FROM actors WHERE name = 'Maria Zakharova' AND side = 'RUS'"),
    ("Jens Stoltenberg for `NATO`.*", "SELECT 1 FROM actors WHERE name = 'Jens Stoltenberg' AND side = 'NATO'"),
    ("*Boris Johnson: Foreign Secretary of the United Kingdom, 13 July 2016 to 9 July 2018.*",
     NAMED.format(rows="offices", end="actor_id", name="Boris Johnson",
                  test="since = '2016-07-13' AND until = '2018-07-09' AND r.side = 'GBR'")),
    ('*"summoned the Russian ambassador"',
     "SELECT 1 FROM moves WHERE trigger_text = 'summoned the Russian ambassador'"),
    ('"throws out 23 British diplomats".*',
     "SELECT 1 FROM moves WHERE trigger_text = 'throws out 23 British diplomats'"),
    ("is a refusal in the voice of Maria Zakharova.*",
     "SELECT 1 FROM moves m JOIN attributions v ON v.id = m.voice JOIN actors a ON a.id = v.speaker_id "
     "WHERE type = 'refuse' AND span_text LIKE '%not answered the offer%' AND a.name = 'Maria Zakharova'"),
    ("*The 23 Britons expelled on 17 March retaliate for the 23 Russians of 14 March.*",
     "SELECT 1 FROM move_answers x JOIN moves m ON m.id = x.move_id JOIN moves n ON n.id = x.answered_move_id "
     "WHERE kind = 'retaliates' AND m.span_text LIKE '%23 British%' AND n.span_text LIKE '%23 Russian%'"),
    ("*The Northgate Post's page of 15 March is a copy of the wire's.*",
     "SELECT 1 FROM copies c JOIN documents d ON d.id = c.document_id JOIN documents o ON o.id = c.original_id "
     "WHERE d.locator LIKE '%northgate-post-copy%' AND o.locator LIKE '%meridian-wire-23%'"),
    ("*The expulsions of 26 March are one story,",
     f"{IN_STORY}'%03-26-expulsions.html' INTERSECT {IN_STORY}'%volga-observer-48%'"),
    ("those of 14 March another.*", f"{IN_STORY}'%meridian-wire-23%' EXCEPT {IN_STORY}'%03-26-expulsions.html'"),
    ("*The Courier has 60 Russians expelled from the United States,",
     "SELECT 1 FROM account_rows r JOIN accounts a ON a.id = r.account_id JOIN moves m ON m.id = r.move_id "
     "WHERE outlet = 'Harbour Courier' AND type = 'expel' AND span_text LIKE '%60 Russian%'"),
    ("the Volga Observer 48.*",
     "SELECT 1 FROM account_rows r JOIN accounts a ON a.id = r.account_id JOIN moves m ON m.id = r.move_id "
     "WHERE outlet = 'Volga Observer' AND type = 'expel' AND span_text LIKE '%48%' AND r.row_id IN "
     "(SELECT row_id FROM account_rows WHERE telling = 'differs' AND difference LIKE '60 Russians, not 48%')"),
    ('*"He accused Britain of hiding behind the organisation\'s experts" is unanswered in the example pages.*',
     "SELECT 1 FROM open_items o JOIN moves m ON m.id = o.move_id "
     "WHERE state = 'unanswered' AND span_text LIKE '%hiding behind the organisation%'"),
]  # fmt: skip


@pytest.fixture(scope="module")
def examples(
    example_readings: dict[str, Reading], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sqlite3.Connection]:
    """The record of the example pages, linked."""
    with Record.create_or_open(tmp_path_factory.mktemp("concepts") / "examples.db") as record:
        for reading in example_readings.values():
            record.write(reading)
        link_record(record)
        yield record.connection


@pytest.mark.parametrize(("words", "question"), TOLD, ids=[words[:50] for words, _ in TOLD])
def test_example_of_a_concept_is_what_the_program_gives(
    words: str, question: str, examples: sqlite3.Connection
) -> None:
    assert words in " ".join(CONCEPTS.split()), "docs/concepts.md says it otherwise: mend the row"
    assert examples.execute(question).fetchone(), "the program gives it otherwise: mend the page, or the program"
