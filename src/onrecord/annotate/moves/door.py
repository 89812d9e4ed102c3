"""The moves of one article, from its resolved layers.

In come the parse, attributions, mentions, actors, times and the page's date; out come moves in order of their span.
Candidates are weighed by type, the likeliest of overlapping ones kept; all are given their parties together, then each
its voice, status, date and codes; one told twice is one move; last, the answers.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.moves.about import about_of
from onrecord.annotate.moves.amend import parties_of, status_under
from onrecord.annotate.moves.answers import Placed, later_than, link_answers, marks_of, words_of
from onrecord.annotate.moves.candidates import Candidate, find_candidates, span_of
from onrecord.annotate.moves.choose import Chosen, choose
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.dates import date_of
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import load_thresholds
from onrecord.annotate.moves.namesakes import open_name
from onrecord.annotate.moves.retellings import merge_retellings
from onrecord.annotate.moves.second import Pair, settle_arguments
from onrecord.annotate.moves.sieve import may_be_move
from onrecord.annotate.moves.types import codes_of, is_uttered
from onrecord.annotate.moves.voice import is_outside, status_of, voice_of
from onrecord.ids import digest, make_id
from onrecord.model import OUTLET_VOICE, Actor, Attribution, Mention, Move, Parse, Published, Span, TimeExpression


def find_moves(
    parse: Parse,
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    times: Sequence[TimeExpression],
    published: Published,
    document_id: str = "",
) -> tuple[Move, ...]:
    """Moves in a parse, in order of span, each with its parties, voice, status, date and answers."""
    layers = Layers(parse, attributions, mentions, actors, times, published)
    identity = document_id or digest(parse.text.encode("utf-8", "surrogatepass"))
    thresholds = load_thresholds()
    found = [_seen(layers, chosen) for chosen in choose(layers, find_candidates(layers, may_be_move), thresholds)]
    scenes = [scene for _, scene, _ in found]
    parties = [parties_of(scene, pair) for scene, pair in zip(scenes, settle_arguments(scenes), strict=True)]
    placed = [_place(*seen, pair, identity) for seen, pair in zip(found, parties, strict=True)]
    kept = merge_retellings(sorted(placed, key=lambda p: (p.move.span, p.move.trigger, p.move.type)))
    return link_answers(layers, kept, thresholds["answers"])


def _seen(layers: Layers, chosen: Chosen) -> tuple[Chosen, Scene, bool]:
    """A chosen candidate with its scene, and whether it is told by whoever tells of the words that hold it."""
    outside = is_outside(layers, chosen.candidate, chosen.type, chosen.features)
    own = outside and is_uttered(chosen.type)
    return chosen, Scene(layers, chosen.candidate, chosen.type, own=own), outside


def _place(chosen: Chosen, scene: Scene, outside: bool, parties: Pair, identity: str) -> Placed:
    layers, candidate, kind, own = scene.layers, chosen.candidate, chosen.type, scene.own
    actor, recipient = parties
    voice = voice_of(layers, candidate, outside=outside)
    told = voice != OUTLET_VOICE
    plover, cameo = codes_of(kind)
    seen = [*chosen.features, *chosen.telling]
    status = status_under(scene, actor, status_of(kind, seen, own=own, told=told), told=told)
    span, trigger = span_of(layers.tree, candidate), trigger_of(layers, candidate, kind)
    move = Move(
        make_id("move", identity, kind, *trigger, voice), kind,
        actor.actor, actor.side, recipient.actor, recipient.side, trigger, span, about_of(layers, candidate),
        voice, status, date_of(layers, candidate, kind, chosen.features, own=own, status=status),
        plover=plover, cameo=cameo, score=round(chosen.score, 3), basis=chosen.basis,
        actor_at=open_name(scene, scene.places, "actor", actor),
        recipient_at=open_name(scene, scene.places, "recipient", recipient),
    )  # fmt: skip
    sentence = layers.tree.token(candidate.head).sentence
    words = words_of(layers, candidate.clause)
    marks = marks_of(layers, candidate.clause, candidate.head)
    return Placed(move, candidate.head, sentence, words, marks, later_than(layers, candidate.head))


def trigger_of(layers: Layers, candidate: Candidate, kind: str) -> Span:
    """The words that name the move: the hit of its type with most words, else the governing word."""
    for hit in sorted(candidate.hits, key=lambda hit: (-len(hit.tokens), hit.tokens)):
        if hit.trigger.type == kind:
            start, end = layers.tree.span(list(hit.tokens))
            first, last = span_of(layers.tree, candidate)
            return max(start, first), min(end, last)
    token = layers.tree.token(candidate.head)
    return token.start, token.end
