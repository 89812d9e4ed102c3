"""What the recipe of the attributions learns of words by counting.

In come training articles with their candidate cues; out come shares of cues by word, form and neighbours, and the
numbers that categories, words and relations bear in the models.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from attributions_gold import Article

from onrecord.annotate.cue_features import keys_of
from onrecord.annotate.cues import lexicon
from onrecord.annotate.learnt import Learnt, Share
from onrecord.annotate.span_features import CUE_COLUMNS, WORD_COLUMNS, cue_values, up_values, word_values

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


def codes_of(articles: list[Article]) -> dict[str, int]:
    """A number for each value of a category, the same whatever the order of articles."""
    values = set(OWN_LABELS) | set(lexicon().values())
    for article in articles:
        for token in article.tree.tokens:
            values |= {token.pos, token.tag, token.dep, token.ent or "none"}
    return {value: number for number, value in enumerate(sorted(values), 1)}


def cue_words(articles: list[Article]) -> dict[str, Share]:
    """Share and count of each word that has been the head of a cue twice, and once in fifty."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for article in articles:
        anchors = {gold.anchor for gold in article.gold}
        for token in filter(lambda token: article.looked_at(token.i), article.tree.tokens):
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


def common_lemmas(articles: Sequence[Article], least: int = 6) -> frozenset[str]:
    """Lemmas that stand in at least so many cues; names are left out."""
    counts: Counter[str] = Counter()
    for article in articles:
        for gold in article.gold:
            tokens = (article.tree.tokens[i] for i in gold.cue)
            counts.update(t.lemma for t in tokens if t.pos not in ("PROPN", "NUM") and not t.ent)
    return frozenset(lemma for lemma, count in counts.items() if count >= least and lemma.isalpha())


def net_codes(articles: Sequence[Article], least: int = 20) -> dict[str, dict[str, int]]:
    """The numbers of words, cues and relations in the net that tags; what was seen less often has none."""
    common = common_lemmas(articles)
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*WORD_COLUMNS, *CUE_COLUMNS, "up")}
    for article in articles:
        for i in range(len(article.tree.tokens)):
            for name, value in zip(WORD_COLUMNS, word_values(article.tree, i, common), strict=True):
                counts[name][value] += 1
        for frame in article.frames:
            for name, value in zip(CUE_COLUMNS, cue_values(article.tree, frame, common), strict=True):
                counts[name][value] += 1
            counts["up"].update(set(up_values(article.tree, frame.anchor)))
    made = {name: _numbered(v for v, n in count.items() if n >= least) for name, count in counts.items()}
    return {**made, "common": _numbered(common)}


def _numbered(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted(values), 1)}
