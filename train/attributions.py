"""Train the finder of attributions on PolNeAR and write ``weights/attributions-v2``.

usage: python train/attributions.py CORPUS --out FOLDER [--cache FILE] [--folds N] [--epochs N] [--judged FOLDER]

CORPUS is PolNeAR's ``train`` folder (``text/*.txt``, ``attributions/*.ann`` in brat standoff; the first annotator by
name counts). Four models are trained one after the other, each on what the ones before say of articles that they did
not see, so that scores mean the same on new pages: a net that rules words out, trees for cues, a net for the words of
each, trees for the whole. ``lemmas.npz`` (see ``train/lemmas.py``) must be in its place. ``--judged`` adds what
persons judged in a record (``judged.py``). Needs ``jax``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attributions_net as nets
import judged
import lightgbm
import numpy as np
from attributions_gold import Article, Gold, read_articles
from attributions_words import codes_of, cue_words, learn, net_codes

from onrecord.annotate import attribution_features, cue_columns, cue_features
from onrecord.annotate.attribution_model import LEAST_CHANCE, MODEL, tag
from onrecord.annotate.frames import Frame, frame_of
from onrecord.annotate.inner import INNER_CATEGORIES, INNER_COLUMNS
from onrecord.annotate.learnt import Learnt
from onrecord.annotate.sieve import chances, kept, may_be_cue, sieve_rows
from onrecord.annotate.span_features import scene_of, windows_of
from onrecord.annotate.tagger import LABELS
from onrecord.annotate.tree import Tree
from onrecord.annotate.word_vectors import word_vectors
from onrecord.pipeline import Reader

CUE_TREES = {"learning_rate": 0.06, "num_leaves": 40, "feature_fraction": 0.5, "rounds": 250}
WHOLE_TREES = {"learning_rate": 0.05, "num_leaves": 31, "feature_fraction": 0.5, "rounds": 220}
COMMON = {
    "objective": "binary", "min_data_in_leaf": 40, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5,
    "num_threads": 1, "verbose": -1, "seed": 1, "cat_smooth": 20, "deterministic": True,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="a file that keeps the parses from one run to the next")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--judged", type=Path, help="a folder that `onrecord export --format judged` wrote")
    options = parser.parse_args()
    articles = read_articles(options.corpus, options.cache, options.folds)
    articles += read_judged_articles(options.judged, options.folds) if options.judged else []
    options.out.mkdir(parents=True, exist_ok=True)
    words = sift(articles, codes_of(articles), options)
    train_cues(articles, options)
    train_inner(articles, options)
    numbers = net_codes(articles)
    write_words(words, numbers, options.out / "words.json")
    train_tagger(articles, numbers, options)
    train_whole(articles, words, options)


def read_judged_articles(folder: Path, folds: int) -> list[Article]:
    """The texts of a folder in which statements were judged."""
    reader = Reader()
    texts = enumerate(judged.read_judged(folder))
    found = [judged.judged_statements(text, reader, number % folds) for number, text in texts]
    return [article for article in found if article is not None]


def sift(articles: list[Article], codes: dict[str, int], options: argparse.Namespace) -> Learnt:
    """Leave each article the candidates that a sieve which did not see it lets through; what all articles teach."""
    first = Learnt({"word": cue_words(articles)}, codes)
    for article in articles:
        article.vectors = word_vectors(article.tree.parse, MODEL)
        article.frames = [
            frame_of(article.tree, i)
            for i in range(len(article.tree.tokens))
            if article.looked_at(i) and may_be_cue(article.tree, i, first)
        ]
    for fold in range(options.folds):
        seen = learn([a for a in articles if a.fold != fold], codes)
        for article in articles:
            if article.fold == fold:
                article.words = seen
                anchors = [frame.anchor for frame in article.frames]
                article.rows = sieve_rows(article.tree, article.vectors, anchors, seen).astype(np.float16)
    words = learn(articles, codes)
    for fold in range(options.folds):
        net = sieve_of([a for a in articles if a.fold != fold])
        for article in articles:
            if article.fold == fold:
                article.sieved = chances(article.rows.astype(np.float32), net).tolist()
    np.savez_compressed(options.out / "sieve.npz", **sieve_of(articles))
    for article in articles:
        anchors = [frame.anchor for frame in article.frames]
        through = kept(article.tree, anchors, article.sieved, article.words)
        article.frames = [article.frames[number] for number in through]
        article.sieved = [article.sieved[number] for number in through]
    report_sieve(articles)
    return words


def sieve_of(articles: list[Article]) -> dict[str, Any]:
    marks = np.concatenate([a.marked() for a in articles])
    return nets.train_sieve(np.concatenate([a.rows for a in articles]), marks)


def report_sieve(articles: list[Article]) -> None:
    left = sum(len(a.frames) for a in articles)
    through = sum(sum(a.marked()) for a in articles)
    marked = sum(len({gold.anchor for gold in a.gold}) for a in articles)
    print(f"sieve: {left} candidates left, {through} of {marked} marked cues among them", flush=True)


def train_cues(articles: list[Article], options: argparse.Namespace) -> None:
    """Weigh each article's candidates by trees that did not see it; write the trees that saw all."""
    for article in articles:
        article.rows = cue_features.cue_features(article.tree, article.frames, article.words, article.sieved)

    def grown(chosen: list[Article]) -> Any:
        marks = np.concatenate([a.marked() for a in chosen])
        return grow(np.concatenate([a.rows for a in chosen]), marks, cue_columns.CATEGORIES, CUE_TREES)

    for fold in range(options.folds):
        trees = grown([a for a in articles if a.fold != fold])
        for article in articles:
            if article.fold == fold:
                article.chances = trees.predict(article.rows, num_threads=1)
    grown(articles).save_model(str(options.out / "cues.txt"))


def train_inner(articles: list[Article], options: argparse.Namespace) -> None:
    """Trees for cues inside other contents: grown on the cues outside, blind to what stands around."""
    rows, marks = [], []
    for article in articles:
        inside = {i for gold in article.gold for i in gold.content}
        kept = [n for n, frame in enumerate(article.frames) if frame.anchor not in inside]
        rows.append(article.rows[np.ix_(kept, INNER_COLUMNS)])
        marks.append(np.array(article.marked())[kept])
    trees = grow(np.concatenate(rows), np.concatenate(marks), INNER_CATEGORIES, CUE_TREES)
    trees.save_model(str(options.out / "inner.txt"))


def grow(rows: Any, marks: Any, categories: Sequence[int], settings: dict[str, Any]) -> Any:
    settings = {**COMMON, **settings}
    rounds = settings.pop("rounds")
    return lightgbm.train(settings, lightgbm.Dataset(rows, marks, categorical_feature=list(categories)), rounds)


def train_tagger(articles: list[Article], numbers: dict[str, dict[str, int]], options: argparse.Namespace) -> None:
    """Tag each article's candidates by a net that did not see it; write the net that saw all."""
    sheets = [sheet_of(article, numbers) for article in articles]
    for fold in range(options.folds):
        net = nets.train_tagger(
            [s for a, s in zip(articles, sheets, strict=True) if a.fold != fold], numbers, epochs=options.epochs
        )
        for article, sheet in zip(articles, sheets, strict=True):
            if article.fold == fold:
                likely = [
                    f for f, chance in zip(article.frames, article.chances, strict=True) if chance >= LEAST_CHANCE
                ]
                article.tagged = tag(sheet.scene, likely, net)
        print("tagged fold", fold, flush=True)
    net = nets.train_tagger(sheets, numbers, epochs=options.epochs)
    np.savez_compressed(options.out / "tagger.npz", **net)


def likely(article: Article) -> list[Frame]:
    """The candidates of an article that are worth tagging."""
    return [f for f, chance in zip(article.frames, article.chances, strict=True) if chance >= LEAST_CHANCE]


def label_of(gold: Gold, i: int) -> int:
    """The number of a token's label in ``tagger.LABELS``."""
    parts = ((gold.cue, "Q"), (gold.source, "S"), (gold.content, "C"))
    return LABELS.index(next((label for part, label in parts if i in part), "O"))


def sheet_of(article: Article, numbers: dict[str, dict[str, int]]) -> nets.Sheet:
    """The windows of an article to learn from: all marked cues, and the likely ones that are not marked."""
    tree = article.tree
    scene = scene_of(tree, article.frames, article.chances.tolist(), article.vectors, numbers)
    marked = {gold.anchor for gold in article.gold}
    rivals = [frame for frame in likely(article) if frame.anchor not in marked]
    windows = windows_of(scene, [*(frame_of(tree, gold.anchor) for gold in article.gold), *rivals])
    labels = np.full(len(windows.token), -1, np.int8)
    start = 0
    for gold, span in zip(article.gold, windows.ranges, strict=False):
        labels[start : start + len(span)] = [label_of(gold, i) for i in span]
        start += len(span)
    verdicts = np.array([1] * len(article.gold) + [0] * len(rivals), np.float32)
    return nets.Sheet(scene, windows, labels, verdicts)


def train_whole(articles: list[Article], words: Learnt, options: argparse.Namespace) -> None:
    rows, marks = [], []
    for article in articles:
        tagged = {one.frame.anchor for one in article.tagged}
        chosen = [number for number, frame in enumerate(article.frames) if frame.anchor in tagged]
        rows.append(
            attribution_features.attribution_features(article.tree, article.tagged, article.rows[chosen], words)
        )
        marks.append(met(article))
    trees = grow(np.concatenate(rows), np.concatenate(marks), attribution_features.CATEGORIES, WHOLE_TREES)
    trees.save_model(str(options.out / "attributions.txt"))


def met(article: Article) -> list[int]:
    """1 for each tagged cue that is the best of those that share half of the shorter content with a marked one."""
    marks = [0] * len(article.tagged)
    contents = [written(article.tree, one.content) for one in article.tagged]
    for gold in article.gold:
        wanted = written(article.tree, gold.content)
        ranked = []
        for number, content in enumerate(contents):
            common = len(content & wanted)
            if common and common >= 0.5 * min(len(content), len(wanted)):
                one = article.tagged[number]
                near = (one.frame.anchor != gold.anchor, not gold.cue & set(one.cue))
                ranked.append((*near, -common / max(len(content), len(wanted)), number))
        if ranked:
            marks[min(ranked)[-1]] = 1
    return marks


def written(tree: Tree, tokens: Iterable[int]) -> frozenset[int]:
    """The tokens that hold a letter or a digit."""
    return frozenset(i for i in tokens if any(c.isalnum() for c in tree.tokens[i].text))


def write_words(words: Learnt, numbers: dict[str, dict[str, int]], path: Path) -> None:
    tables = {"shares": words.shares, "codes": words.codes, "net_codes": numbers}
    path.write_text(json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
