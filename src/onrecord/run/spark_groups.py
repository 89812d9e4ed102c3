"""Copies and candidates for stories among millions of documents, by sorted lists and joins in Spark.

In comes the folder of readings; out come two tables beside them: ``copies`` (pairs of which one prints the other's
text) and ``groups`` (documents that copies and likeness hold together). Both follow the rules of the record's own
linking: a document meets its neighbours in the lists of its words and runs, and what meets often enough is compared.
A story of a record never reaches beyond a group, so that a group is what has to be loaded together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.columns import Batch, batch_of, rows_of
from onrecord.link.copies import is_copy
from onrecord.link.shelf import MEETINGS, REACH
from onrecord.link.sketch import OF_RUNS
from onrecord.link.stories import alike
from onrecord.run.half import sketch_from
from onrecord.run.parts import PARTS, part_files

COPIES, GROUPS = "copies", "groups"
LINKS = {"one": "string", "other": "string", "copy": "bool_"}
LINKS_SCHEMA = "one string, other string, copy boolean"
COMPARED = ("told_first", "told_last", "sketch")
# Rounds of label spreading; each doubles the length of chain that is seen.
ROUNDS = 40


def group_with_spark(folder: Path, session: Any) -> tuple[int, int]:
    """Write the tables of copies and groups; how many pairs of copies and how many groups there are."""
    part_files(folder)
    place = folder.absolute()
    session.sparkContext.setCheckpointDir(str(place / "_work"))
    readings = session.read.parquet(str(place / PARTS)).where("document_id IS NOT NULL")
    readings = readings.dropDuplicates(["document_id"])
    links = links_of(readings).checkpoint()
    copies = links.where("copy").select("one", "other")
    copies.write.mode("overwrite").parquet(str(place / COPIES))
    groups = components(readings.select("document_id"), links.select("one", "other").distinct())
    groups.write.mode("overwrite").parquet(str(place / GROUPS))
    return copies.count(), groups.select("group").distinct().count()


def links_of(readings: Any) -> Any:
    """Pairs of documents that are copies, or that tell one happening taken alone: ``one``, ``other``, ``copy``."""
    pairs = meetings(readings.selectExpr("document_id", "day", "explode(keys) AS key"))
    for end in ("one", "other"):
        told = [f"{name} AS {end}_{name}" for name in COMPARED]
        pairs = pairs.join(readings.selectExpr(f"document_id AS {end}", *told), end)
    return pairs.mapInArrow(_compare, LINKS_SCHEMA)


def meetings(lists: Any) -> Any:
    """Pairs that stand near one another in enough lists: ``one``, ``other``, ``of_runs``.

    ``lists`` has a row for each document in each of its lists: ``document_id``, ``day``, ``key``.
    """
    before = (
        "collect_list(document_id) OVER (PARTITION BY key ORDER BY day, document_id "
        f"ROWS BETWEEN {REACH} PRECEDING AND 1 PRECEDING)"
    )
    met = lists.selectExpr("document_id", f"key >= {OF_RUNS} AS of_runs", f"{before} AS before")
    met = met.selectExpr("document_id", "of_runs", "explode(before) AS other_id")
    pairs = met.selectExpr("least(document_id, other_id) AS one", "greatest(document_id, other_id) AS other", "of_runs")
    return pairs.groupBy("one", "other", "of_runs").count().where(f"count >= {MEETINGS}").drop("count")


def _compare(batches: Iterator[Batch]) -> Iterator[Batch]:
    """The pairs that hold, by the record's own rules. Runs on the workers."""
    for batch in batches:
        held = []
        for row in rows_of(batch):
            one, other = sketch_from(row, "one"), sketch_from(row, "other")
            if is_copy(one, other) if row["of_runs"] else alike(one, other):
                held.append({"one": row["one"], "other": row["other"], "copy": row["of_runs"]})
        yield batch_of(LINKS, held)


def components(documents: Any, pairs: Any) -> Any:
    """Each document with its group: the smallest id among those that pairs lead to. ``document_id``, ``group``.

    Labels spread along the pairs and jump to the label of their label, until none changes; each round is kept on disk,
    so that a lost machine costs one round.
    """
    both = pairs.union(pairs.selectExpr("other AS one", "one AS other")).distinct().checkpoint()
    labels = documents.selectExpr("document_id", "document_id AS group").checkpoint()
    for _ in range(ROUNDS):
        spread = _jumped(_spread(labels, both)).checkpoint()
        old = labels.withColumnRenamed("group", "old")
        changed = spread.join(old, "document_id").where("group <> old").limit(1).count()
        labels = spread
        if not changed:
            break
    return labels


def _spread(labels: Any, both: Any) -> Any:
    """Each document with the smallest label among its own and its neighbours'."""
    told = both.join(labels, both.other == labels.document_id).selectExpr("one AS document_id", "group")
    return labels.union(told).groupBy("document_id").agg({"group": "min"}).withColumnRenamed("min(group)", "group")


def _jumped(labels: Any) -> Any:
    """Each document with its label's label."""
    heads = labels.selectExpr("document_id AS group", "group AS further")
    return labels.join(heads, "group").selectExpr("document_id", "further AS group")
