"""Stories: articles of labelled events, read into one record without their dates and grouped by the linking half."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import corpora
from bench.measures import stories as measure
from bench.system import Item, Options, mapped, page_of, reader, sampled
from bench.tasks.base import Outcome, Task
from onrecord.model import Reading
from onrecord.run.linking import link_record
from onrecord.store import Record


def run(options: Options) -> Outcome:
    """B-cubed figures, one case a document."""
    articles = sampled(corpora.news_clusters(), options)
    items = [Item(name.removesuffix(".json") + ".txt", text.encode(), plain=True) for name, text, _ in articles]
    gold = {item.name: event for item, (_, _, event) in zip(items, articles, strict=True)}
    with tempfile.TemporaryDirectory() as folder, Record.create_or_open(Path(folder) / "stories.db") as record:
        for reading in mapped(_read, items, options):
            record.write(reading)
        link_record(record)
        found = dict(record.connection.execute(_STORY_OF_PAGE).fetchall())
    cases = measure.score(found, gold)
    return Outcome(measure.figures(cases, found, gold), cases)


_STORY_OF_PAGE = """
SELECT pages.locator, min(story_documents.story_id)
FROM story_documents
JOIN documents ON documents.id = story_documents.document_id
JOIN pages ON pages.id = documents.page_id
GROUP BY pages.locator ORDER BY pages.locator
"""


def _read(item: Item) -> Reading:
    return reader().read(page_of(item), plain=item.plain)


TASK = Task("stories", ("news_clusters",), ("f1", "p", "r"), run)
