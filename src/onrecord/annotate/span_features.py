"""Features of the words around a cue, from which a tagger tells source, cue and content.

In come a tree, a cue's first reading and the stretch of tokens to look at; out comes one list of strings a token, for
a linear-chain tagger with the labels ``S`` (source), ``Q`` (cue), ``C`` (content) and ``O``. Words count by themselves
only where they are of a closed class; names count by their tag.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.annotate.cues import class_of
from onrecord.annotate.frames import Frame
from onrecord.annotate.tree import NO_QUOTATION, Tree

_CLOSED = frozenset({"DET", "ADP", "PART", "SCONJ", "PRON", "AUX", "CCONJ", "PUNCT", "SYM"})
# A window never holds more tokens than this: it bounds the time that one cue may take.
LONGEST_WINDOW = 400
_NEAR = 6
_LIKELY = 0.3


@dataclass(frozen=True, slots=True)
class Scene:
    """What the windows of a tree share: each token's closed-class word or tag, and the frames of likely cues."""

    tree: Tree
    words: tuple[str, ...]
    likely: tuple[Frame, ...]
    shares: Mapping[int, float]
    common: frozenset[str]


def scene_of(tree: Tree, frames: Sequence[Frame], shares: Mapping[int, float], common: frozenset[str]) -> Scene:
    """The scene of a tree: ``shares`` gives how likely each cue is, ``common`` the lemmas that count by themselves."""
    words = tuple(token.text.lower() if token.pos in _CLOSED else token.tag for token in tree.tokens)
    return Scene(tree, words, tuple(f for f in frames if shares[f.anchor] > _LIKELY), shares, common)


def window_of(tree: Tree, anchor: int) -> range:
    """The tokens to look at: the cue's sentence, with the sentences that a quotation beside it runs through."""
    begin, end = tree.paragraph_edges[anchor]
    first, last = tree.first[anchor], tree.last[anchor]
    while first > begin and (_runs_over(tree, first) or (first == tree.first[anchor] and _quoted_at(tree, first - 1))):
        first = tree.first[first - 1]
    while last < end and _quoted_at(tree, last):
        last = tree.last[last]
    if last == end and tree.tokens[end - 1].text in (":", ",") and end < len(tree.tokens) and _quoted_at(tree, end):
        last = tree.paragraph_edges[end][1]
    if last - first > LONGEST_WINDOW:
        first = max(first, anchor - LONGEST_WINDOW // 2)
        last = min(last, first + LONGEST_WINDOW)
    return range(first, last)


def _runs_over(tree: Tree, at: int) -> bool:
    """Whether a quotation runs over the border before a token."""
    return tree.quotation[at] != NO_QUOTATION and tree.quotation[at - 1] == tree.quotation[at]


def _quoted_at(tree: Tree, at: int) -> bool:
    return tree.quotation[at] != NO_QUOTATION


def span_features(scene: Scene, frame: Frame, window: range) -> list[list[str]]:
    """The features of each token of a window."""
    tree, anchor = scene.tree, frame.anchor
    branches = _branches(tree, anchor, window)
    roles = _roles(frame, window)
    others = _other_roles(scene, frame, window)
    lemma = tree.tokens[anchor].lemma
    name = lemma if lemma in scene.common else tree.tokens[anchor].pos
    name = name if tree.tokens[anchor].pos != "PUNCT" else tree.tokens[anchor].text
    class_ = (class_of(tree, anchor) or "none") + tree.tokens[anchor].tag
    voice = "passive" if tree.child(anchor, ("nsubjpass", "auxpass")) is not None else tree.tokens[anchor].tag
    commas = _commas(tree, anchor, window)
    quoted = [_quoted(tree, anchor, i) for i in window]
    shares = [_bucket(scene.shares.get(i, 0.0)) for i in window]
    heads = [_known(scene, tree.head[i]) for i in window]
    branch_words = [_known(scene, branches[at][4]) for at in range(len(window))]
    final = len(roles) - 1
    rows = []
    for at, i in enumerate(window):
        token = tree.tokens[i]
        level, dep, edge, second, _ = branches[at]
        role, word, tag = roles[at], scene.words[i], token.tag
        before = scene.words[i - 1] if i > window.start else "^"
        after = scene.words[i + 1] if i + 1 < window.stop else "$"
        side = "<" if i < anchor else ">"
        place = f"{level}{dep}{side}"
        far = i - anchor
        near = str(far) if -_NEAR <= far <= _NEAR else ("-" if far < 0 else "+") + str(min(abs(far) // 10, 5))
        shaped = f"{role}{frame.shape}"
        said, turn, mark, other = f"{place}{second}", f"{commas[at]}{side}", quoted[at], others[at]
        row = [
            f"w={word}", f"t={tag}", f"d={token.dep}", f"w-{before}", f"w+{after}",
            f"p={place}", f"p2={said}", f"pe={place}{edge}", f"pw={place}{word}",
            f"pn={place}{name}", f"pt={place}{tag}", f"p2n={said}{name}",
            f"r={shaped}", f"rn={role}{name}", f"rw={role}{word}", f"rp={shaped}{place}",
            f"r3={roles[at - 1] if at else '^'}{role}{roles[at + 1] if at < final else '$'}",
            f"n={near}", f"nt={near}{tag}", f"nw={near}{word}", f"nn={near}{name}",
            f"q={mark}", f"qr={mark}{shaped}", f"qp={mark}{place}",
            f"q3={quoted[at - 1] if at else '^'}{mark}{quoted[at + 1] if at < final else '$'}",
            f"c={turn}", f"cr={turn}{role}", f"o={other}", f"or={other}{role}", f"op={other}{place}",
            f"bw={before}|{word}", f"wa={word}|{after}", f"dr={token.dep}{role}",
            f"e={token.ent}{role}", f"ep={token.ent}{place}", f"pc={place}{class_}", f"pv={place}{voice}{edge}",
            f"p2c={said}{class_}", f"s={shares[at]}{place}", f"sr={shares[at]}{role}",
            f"h={heads[at]}{place}", f"hn={heads[at]}{place}{name}", f"h2={heads[at]}{said}",
            f"bh={branch_words[at]}{place}", f"bn={branch_words[at]}{place}{name}",
        ]  # fmt: skip
        if token.lemma in scene.common:
            row.append("l=" + token.lemma + role)
            row.append("lp=" + token.lemma + place)
        rows.append(row)
    return rows


def _branches(tree: Tree, anchor: int, window: range) -> list[tuple[str, str, str, str, int]]:
    """For each token: the way up from the cue, the relation of the branch down to it, its edge, the relation below."""
    chain = {anchor: 0}
    ups = ["", *(_up(tree, anchor))]
    for level, above in enumerate(tree.ancestors(anchor), 1):
        chain[above] = level
    top: dict[int, tuple[int, int, int]] = {i: (level, i, i) for i, level in chain.items()}
    found = []
    for i in window:
        if tree.first[i] != tree.first[anchor]:
            found.append((f"s{min(3, max(-3, tree.tokens[i].sentence - tree.tokens[anchor].sentence))}", "", "", "", i))
            continue
        level, branch, below = _top(tree, i, top)
        dep = "self" if branch == i and i in chain else tree.tokens[branch].dep
        edge = ("[" if i == tree.left[branch] else "") + ("]" if i + 1 == tree.right[branch] else "")
        second = "" if i == branch else tree.tokens[below].dep
        found.append((f"{min(level, 4)}{ups[min(level, len(ups) - 1)]}:", dep, edge, second, branch))
    return found


def _up(tree: Tree, anchor: int) -> list[str]:
    """The relations on the way up from a cue, one string for each level, at most three names long."""
    ups: list[str] = []
    path: list[str] = []
    i = anchor
    while tree.head[i] != i and len(path) < 3:
        path.append(tree.tokens[i].dep)
        ups.append("/".join(path))
        i = tree.head[i]
    return ups


def _top(tree: Tree, i: int, top: dict[int, tuple[int, int, int]]) -> tuple[int, int, int]:
    """Level of the chain above a token, the branch's token below the chain, and the one below that."""
    path = []
    while i not in top:
        path.append(i)
        i = tree.head[i]
    for below in reversed(path):
        level, branch, second = top[i]
        if branch == i and second == i and tree.head[below] == i and _on_chain(tree, i, top):
            top[below] = (level, below, below)
        elif second == branch:
            top[below] = (level, branch, below)
        else:
            top[below] = (level, branch, second)
        i = below
    return top[i]


def _on_chain(tree: Tree, i: int, top: dict[int, tuple[int, int, int]]) -> bool:
    """Whether a token stands on the way up from the cue, and not on a branch."""
    head = tree.head[i]
    return head == i or (head in top and top[head][0] == top[i][0] + 1)


def _bucket(share: float) -> str:
    return "0" if share < 0.02 else "1" if share < 0.1 else "2" if share < 0.3 else "3" if share < 0.6 else "4"


def _known(scene: Scene, i: int) -> str:
    """The lemma of a token where it is a common one, else its word or tag."""
    lemma = scene.tree.tokens[i].lemma
    return lemma if lemma in scene.common else scene.words[i]


def _roles(frame: Frame, window: range) -> list[str]:
    return ["Q" if i in frame.cue else "S" if i in frame.source else "C" if i in frame.content else "O" for i in window]


def _other_roles(scene: Scene, frame: Frame, window: range) -> list[str]:
    """The part that each token has in the first reading of another likely cue."""
    parts: dict[int, str] = {}
    for other in scene.likely:
        if other.anchor == frame.anchor or not window.start <= other.anchor < window.stop:
            continue
        inside = "i" if frame.anchor in other.content else "x"
        for name, tokens in (("C", other.content), ("S", other.source), ("Q", other.cue)):
            for i in tokens:
                parts[i] = name + inside
    return [parts.get(i, "-") for i in window]


def _commas(tree: Tree, anchor: int, window: range) -> list[str]:
    """How many commas stand between a cue and each token, up to three."""
    marks = [0]
    for i in window:
        marks.append(marks[-1] + (tree.tokens[i].text in (",", ";", "-", "--")))
    at = anchor - window.start
    return [str(min(3, abs(marks[i] - marks[at]))) for i in range(len(window))]


def _quoted(tree: Tree, anchor: int, i: int) -> str:
    """Where a token stands among quotations: outside, in the cue's own, or in one before or after the cue."""
    number = tree.quotation[i]
    if number == NO_QUOTATION:
        return "0"
    quotation = tree.quotations[number]
    if number == tree.quotation[anchor]:
        return "="
    long = "l" if quotation.end - quotation.start > 30 else "s"
    edge = "[" if tree.tokens[i].start == quotation.start else "]" if tree.tokens[i].end == quotation.end else ""
    return ("<" if i < anchor else ">") + long + edge
