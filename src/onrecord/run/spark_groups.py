"""Copies and candidates for stories among millions of documents, by joins in Spark.

In comes the folder of readings; out come two tables beside them: ``copies`` (pairs with the share of words that they
have in common, by the same rule as the record's own linking) and ``groups`` (documents that copies or rare words of
their first lines hold together). A group is what has to be loaded together for linking to find its stories.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onrecord.link.copies import CONTAINED
from onrecord.run.parts import PARTS, part_files

COPIES, GROUPS = "copies", "groups"
# One run in so many is looked up; every run decides. A run that more documents share than COMMON_RUN is a phrase of the
# trade ("told reporters on"), or of a family so large that its pairs are found by others.
SAMPLED = 4
COMMON_RUN = 60
# The rarest words of a document's first lines, and of these the pairs by which it meets others. A pair that more
# documents share than COMMON_PAIR is a phrase of the trade; SHARED_PAIRS pairs in common make two documents neighbours.
RARE_WORDS = 12
COMMON_PAIR = 60
SHARED_PAIRS = 3
# Rounds of label spreading; each doubles the length of chain that is seen.
ROUNDS = 40


def group_with_spark(folder: Path, session: Any) -> tuple[int, int]:
    """Write the tables of copies and groups; how many pairs of copies and how many groups there are."""
    part_files(folder)
    session.sparkContext.setCheckpointDir(str(folder.absolute() / "_work"))
    readings = session.read.parquet(str(folder.absolute() / PARTS)).where("document_id IS NOT NULL")
    readings = readings.dropDuplicates(["document_id"])
    copies = copy_pairs(readings)
    copies.write.mode("overwrite").parquet(str(folder.absolute() / COPIES))
    copies = session.read.parquet(str(folder.absolute() / COPIES))
    pairs = copies.select("one", "other").union(story_pairs(readings)).distinct()
    groups = components(readings.select("document_id"), pairs)
    groups.write.mode("overwrite").parquet(str(folder.absolute() / GROUPS))
    return copies.count(), groups.select("group").distinct().count()


def copy_pairs(readings: Any) -> Any:
    """Pairs of documents of which one prints the other's text again: ``one``, ``other``, ``contained``."""
    held = readings.where("size(runs) > 0").select("document_id", "runs")
    sampled = held.selectExpr(
        "document_id", "size(runs) AS length", f"explode(filter(runs, run -> run % {SAMPLED} = 0)) AS run"
    )
    pairs = _meeting(sampled, "run", COMMON_RUN)
    least = CONTAINED / SAMPLED / 2
    likely = pairs.where(f"shared >= {least} * least(one_length, other_length)").select("one", "other")
    one = held.selectExpr("document_id AS one", "runs AS one_runs")
    other = held.selectExpr("document_id AS other", "runs AS other_runs")
    share = "size(array_intersect(one_runs, other_runs)) / least(size(one_runs), size(other_runs))"
    found = likely.join(one, "one").join(other, "other").selectExpr("one", "other", f"{share} AS contained")
    return found.where(f"contained >= {CONTAINED}")


def story_pairs(readings: Any) -> Any:
    """Pairs of documents whose first lines share pairs of rare words: ``one``, ``other``."""
    words = readings.selectExpr("document_id", "explode(words) AS word")
    counts = words.groupBy("word").count().where("count > 1")
    told = words.join(counts, "word").selectExpr("document_id", "struct(count, word) AS told")
    kept = told.groupBy("document_id").agg({"told": "collect_list"}).withColumnRenamed("collect_list(told)", "all")
    rarest = f"transform(slice(sort_array(all), 1, {RARE_WORDS}), x -> x.word)"
    kept = kept.selectExpr("document_id", f"sort_array({rarest}) AS words")
    keys = kept.selectExpr(
        "document_id",
        "size(words) AS length",
        "explode(flatten(transform(words, (a, i) -> "
        "transform(slice(words, i + 2, size(words)), b -> concat(a, ' ', b))))) AS pair",
    )
    return _meeting(keys, "pair", COMMON_PAIR).where(f"shared >= {SHARED_PAIRS}").select("one", "other")


def _meeting(keyed: Any, key: str, common: int) -> Any:
    """Pairs of documents that share keys which are not too common: ``one``, ``other``, lengths, ``shared``."""
    useful = keyed.groupBy(key).count().where(f"count BETWEEN 2 AND {common}").select(key)
    held = keyed.join(useful, key)
    one = held.selectExpr(key, "document_id AS one", "length AS one_length")
    other = held.selectExpr(key, "document_id AS other", "length AS other_length")
    met = one.join(other, key).where("one < other")
    return met.groupBy("one", "other", "one_length", "other_length").count().withColumnRenamed("count", "shared")


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
