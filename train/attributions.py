"""Train the finder of attributions on PolNeAR and write ``weights/attributions-v1``.

usage: python train/attributions.py CORPUS --out FOLDER [--cache FILE] [--folds N] [--iterations N]

CORPUS is PolNeAR's ``train`` folder (``text/*.txt``, ``attributions/*.ann`` in brat standoff; the first annotator by
name counts). Three models are trained one after the other, each on what the one before says of articles that it did
not see, so that scores mean the same on new pages: trees for cues, a tagger for the words of each, trees for the whole.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import pycrfsuite
from attributions_gold import Article, read_articles

from onrecord.annotate import attribution_features, cue_features
from onrecord.annotate.attribution_model import LEAST_CHANCE, scene_for, tag
from onrecord.annotate.cue_features import Learnt, Share, frames_of, keys_of
from onrecord.annotate.cues import lexicon
from onrecord.annotate.frames import frame_of
from onrecord.annotate.inner import INNER_CATEGORIES, INNER_COLUMNS
from onrecord.annotate.span_features import span_features, window_of
from onrecord.annotate.tree import Tree

CUE_TREES = {"learning_rate": 0.06, "num_leaves": 40, "feature_fraction": 0.5, "rounds": 250}
WHOLE_TREES = {"learning_rate": 0.05, "num_leaves": 31, "feature_fraction": 0.5, "rounds": 220}
COMMON = {
    "objective": "binary", "min_data_in_leaf": 40, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5,
    "num_threads": 1, "verbose": -1, "seed": 1, "cat_smooth": 20, "deterministic": True,
}  # fmt: skip
TAGGER = {"c1": 0.1, "c2": 0.2, "feature.minfreq": 4}
OWN_LABELS = (
    "quotation",
    "before",
    "ccomp",
    "xcomp",
    "parataxis",
    "passive",
    "dobj",
    "prep",
    "acl",
    "according",
    "none",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="a file that keeps the parses from one run to the next")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--iterations", type=int, default=70)
    options = parser.parse_args()
    articles = read_articles(options.corpus, options.cache, options.folds)
    options.out.mkdir(parents=True, exist_ok=True)
    codes = codes_of(articles)
    train_cues(articles, codes, options)
    train_inner(articles, options)
    common = common_lemmas(articles)
    train_tagger(articles, common, options)
    words = learn(articles, codes)
    train_whole(articles, words, options)
    write_words(words, common, options.out / "words.json")


def codes_of(articles: list[Article]) -> dict[str, int]:
    """A number for each value of a category, the same whatever the order of articles."""
    values = set(OWN_LABELS) | set(lexicon().values())
    for article in articles:
        for token in article.tree.tokens:
            values |= {token.pos, token.tag, token.dep, token.ent or "none"}
    return {value: number for number, value in enumerate(sorted(values), 1)}


def train_cues(articles: list[Article], codes: dict[str, int], options: argparse.Namespace) -> None:
    """Weigh each article's candidates by trees that did not see it; write the trees that saw all."""
    first = Learnt({"word": cue_words(articles)}, codes)
    for article in articles:
        article.frames = frames_of(article.tree, first)
    for fold in range(options.folds):
        words = learn([a for a in articles if a.fold != fold], codes)
        for article in articles:
            if article.fold == fold:
                article.rows = cue_features.cue_features(article.tree, article.frames, words)

    def grown(chosen: list[Article]) -> Any:
        marks = np.concatenate([a.marked() for a in chosen])
        return grow(np.concatenate([a.rows for a in chosen]), marks, cue_features.CATEGORIES, CUE_TREES)

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


def cue_words(articles: list[Article]) -> dict[str, Share]:
    """Share and count of each word that has been the head of a cue twice, and once in fifty."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for article in articles:
        anchors = {gold.anchor for gold in article.gold}
        for token in article.tree.tokens:
            count = counts[f"{token.lemma}|{token.pos}"]
            count[0] += token.i in anchors
            count[1] += 1
    return {
        key: (cues / all_, all_)
        for key, (cues, all_) in counts.items()
        if cues >= 2 and cues / all_ >= 0.02 and not key.endswith("|PROPN")
    }


def learn(articles: Sequence[Article], codes: dict[str, int]) -> Learnt:
    """Shares of cues among the candidates of articles, by each kind of key."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    marks: list[int] = []
    for article in articles:
        for frame, mark in zip(article.frames, article.marked(), strict=True):
            marks.append(mark)
            for kind, key in keys_of(article.tree, frame.anchor, frame).items():
                counts[kind][key][0] += mark
                counts[kind][key][1] += 1
    base = sum(marks) / len(marks)
    words = {
        key: (round((cues + 2 * base) / (all_ + 2), 4), all_)
        for key, (cues, all_) in sorted(counts["word"].items())
        if all_ >= 2 or cues
    }
    shares: dict[str, dict[str, Share]] = {"word": words}
    for kind in sorted(counts):
        if kind == "word":
            continue
        shares[kind] = {}
        for key, (cues, all_) in sorted(counts[kind].items()):
            if all_ >= 3:
                prior = words.get("|".join(key.split("|")[:2]), (base, 0))[0]
                shares[kind][key] = (round((cues + 4 * prior) / (all_ + 4), 4), all_)
    return Learnt(shares, codes)


def grow(rows: Any, marks: Any, categories: Sequence[int], settings: dict[str, Any]) -> Any:
    settings = {**COMMON, **settings}
    rounds = settings.pop("rounds")
    return lightgbm.train(settings, lightgbm.Dataset(rows, marks, categorical_feature=list(categories)), rounds)


def common_lemmas(articles: list[Article], least: int = 6) -> frozenset[str]:
    """Lemmas that stand in at least so many cues; names are left out."""
    counts: Counter[str] = Counter()
    for article in articles:
        for gold in article.gold:
            tokens = (article.tree.tokens[i] for i in gold.cue)
            counts.update(t.lemma for t in tokens if t.pos not in ("PROPN", "NUM") and not t.ent)
    return frozenset(lemma for lemma, count in counts.items() if count >= least and lemma.isalpha())


def train_tagger(articles: list[Article], common: frozenset[str], options: argparse.Namespace) -> None:
    """Tag each article's candidates by a tagger that did not see it; write the tagger that saw all."""
    path = options.out / "tagger.crfsuite"
    for fold in range(options.folds):
        fit_tagger([a for a in articles if a.fold != fold], common, path, options.iterations)
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        for article in articles:
            if article.fold == fold:
                scene = scene_for(article.tree, article.frames, article.chances, common)
                likely = [
                    f for f, chance in zip(article.frames, article.chances, strict=True) if chance >= LEAST_CHANCE
                ]
                article.tagged = tag(scene, likely, tagger)
        tagger.close()
        print("tagged fold", fold, flush=True)
    fit_tagger(articles, common, path, options.iterations)


def fit_tagger(articles: list[Article], common: frozenset[str], path: Path, iterations: int) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({**TAGGER, "max_iterations": iterations})
    for article in articles:
        scene = scene_for(article.tree, article.frames, article.chances, common)
        for gold in article.gold:
            window = window_of(article.tree, gold.anchor)
            labels = [
                "Q" if i in gold.cue else "S" if i in gold.source else "C" if i in gold.content else "O" for i in window
            ]
            trainer.append(span_features(scene, frame_of(article.tree, gold.anchor), window), labels)
    trainer.train(str(path))


def train_whole(articles: list[Article], words: Learnt, options: argparse.Namespace) -> None:
    rows, marks = [], []
    for article in articles:
        likely = {one.frame.anchor for one in article.tagged}
        kept = [number for number, frame in enumerate(article.frames) if frame.anchor in likely]
        rows.append(attribution_features.attribution_features(article.tree, article.tagged, article.rows[kept], words))
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


def write_words(words: Learnt, common: frozenset[str], path: Path) -> None:
    tables = {"shares": words.shares, "codes": words.codes, "common": sorted(common)}
    path.write_text(json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
