"""Who tells a move, and how sure the telling is: done, alleged, denied, planned, conditional.

In come the layers, a candidate and its type. A move that its own speaker makes by speaking is told by whoever tells of
the speech; an event inside somebody's words is that person's claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord import tables
from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import load_linear
from onrecord.annotate.moves.types import is_by_subject, is_uttered
from onrecord.model import OUTLET_VOICE, Attribution

OWN = "own"
# A candidate that stands further below a cue is as far from it as any.
_DEEP = 3
# Who speaks, of whom, in which person and tense: whether an utterance is the speaker's own hangs on these.
_SPEAKING = frozenset({"BY", "SPK", "KIND", "SPEAKER", "TAG", "ISCUE"})
# What tells the status: modals, marks, governors, qualifiers. The topic does not.
_STATUS_FEATURES = frozenset(
    {
        "AFTER",
        "AM",
        "BEFORE",
        "BL",
        "BT",
        "COND",
        "CUE",
        "D",
        "G",
        "GM",
        "GP",
        "GT",
        "L",
        "M",
        "MK",
        "NEXT",
        "POS",
        "TAG",
        "UP",
        "UPM",
        "UPN",
        "UPT",
        "V",
        "X",
        "XM",
        "advmod",
        "amod",
        "compound",
        "det",
    }
)


# Those that mean one thing of a deed and another of what is said.
_OF_KIND = ("M=", "G=", "MK=", "AM=", "GM=", "UPT=", "UPM=", "UPN", "COND=", "AFTER=", "BEFORE=", "NEXT=", "BT=")


def is_outside(layers: Layers, candidate: Candidate, kind: str, features: Sequence[str]) -> bool:
    """Whether a move in somebody's words is told by whoever tells of these words.

    So it is with an utterance of the speaker himself, and with a deed that only seems to stand in his words ("Lome
    plans to expel two envoys").
    """
    if layers.holder[candidate.head] is None:
        return False
    if is_uttered(kind) and is_by_subject(kind) and _is_of_another(layers, candidate):
        return False
    best, _ = load_linear("own").best(own_features(layers, candidate, kind, features))
    return best == OWN


def _is_of_another(layers: Layers, candidate: Candidate) -> bool:
    """Whether the clause has a subject of another side than the speaker's."""
    holder, subject = layers.holder[candidate.head], layers.tree.subject(candidate.head)
    party = layers.party_at[subject] if subject is not None else None
    speaker = layers.side(holder.speaker) if holder else None
    return bool(party and party.side and speaker and party.side != speaker)


def own_features(layers: Layers, candidate: Candidate, kind: str, features: Sequence[str]) -> list[str]:
    """What the weights see of the question whose words a move is told in."""
    found = [*features, f"K={kind}"] + [f"K={kind}|{f}" for f in features if f.partition("=")[0] in _SPEAKING]
    holder = layers.holder[candidate.head]
    return [*found, *_under_cue(layers, candidate, kind, holder)] if holder else found


def _under_cue(layers: Layers, candidate: Candidate, kind: str, holder: Attribution) -> list[str]:
    """How far below the cue of its speaker a candidate stands, and whether its subject is he, his side or another."""
    tree, uttered = layers.tree, is_uttered(kind)
    cue = set(layers.tokens_of(holder.cue))
    steps = next((min(n, _DEEP) for n, i in enumerate(tree.ancestors(candidate.head), 1) if i in cue), 0)
    subject = _subject_under(layers, candidate, holder)
    return [
        f"DEPTH={steps}", f"DEPTH={steps}|{uttered}", f"DEPTH={steps}|{uttered}|{tree.token(candidate.head).tag}",
        f"SJ={subject}|{uttered}|{holder.kind}", f"SJ={subject}|{uttered}|{steps}",
    ]  # fmt: skip


def _subject_under(layers: Layers, candidate: Candidate, holder: Attribution) -> str:
    """The form of a candidate's subject, and of a party whether it is the speaker, his side or another."""
    subject = layers.tree.subject(candidate.head)
    if subject is None:
        return "none"
    party = layers.party_at[subject]
    pronoun = layers.tree.token(subject).pos == "PRON"
    form = "pronoun" if pronoun else "party" if party else "thing"
    if party is None or party.actor is None:
        return form
    if party.actor == holder.speaker:
        return f"{form}:speaker"
    return f"{form}:{'ours' if party.side and party.side == layers.side(holder.speaker) else 'other'}"


def voice_of(layers: Layers, candidate: Candidate, *, outside: bool) -> str:
    """``outlet`` or the id of the attribution whose source tells the move."""
    holder = layers.holder[candidate.head]
    if holder is None:
        return OUTLET_VOICE
    if not outside:
        return holder.id
    outer = layers.outer(holder)
    return outer.id if outer else OUTLET_VOICE


def status_of(kind: str, features: Sequence[str], *, own: bool, told: bool) -> str:
    """The status of a move by its features and those of how it is told; ``own`` and ``told`` say in whose words.

    A deed under a hedge is alleged, and one that its teller or the outlet negates is denied, whatever the weights say.
    """
    if not is_uttered(kind):
        if is_hedged(features):
            return "alleged"
        if "N" in features:
            return "denied"
    best, _ = load_linear("status").best(status_features(kind, features, own=own, told=told))
    return best


def is_hedged(features: Sequence[str]) -> bool:
    """Whether a word that leaves the deed open qualifies the candidate."""
    return bool(_hedges() & {f.partition("=")[2] for f in features if f.startswith(("amod=", "advmod="))})


@cache
def _hedges() -> frozenset[str]:
    return frozenset(row["word"] for row in tables.rows("moves/hedges.toml", ("word", "example", "origin")))


def status_features(kind: str, features: Sequence[str], *, own: bool, told: bool) -> list[str]:
    where = "own" if own else "told" if told else "outlet"
    uttered = "uttered" if is_uttered(kind) else "deed"
    kept = [f for f in features if f.split("=")[0] in _STATUS_FEATURES or "=" not in f]
    return [*kept, f"K={kind}", f"WHERE={where}", f"WHERE={where}|{uttered}"] + [
        f"U={uttered}|{f}" for f in kept if f.startswith(("M=", "G=", "MK=", "AM=", "GM="))
    ]
