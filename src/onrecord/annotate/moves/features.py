"""What the weights see of a candidate: a list of named features, each present or not.

In come the layers and a candidate; out come strings. The names say where a word stands: ``L`` the governing lemma,
``T`` a trigger's type, ``O`` the object, ``X`` a complement, ``G`` the governor, ``W`` a word of the clause.
"""

from __future__ import annotations

from onrecord.annotate.moves.candidates import VERBS, Candidate
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.tree import COMPLEMENTS, OBJECTS, Tree

CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV", "PROPN", "NUM"})
_PREDICATE = frozenset({"acomp", "attr", "oprd"})
_AUXILIARY = frozenset({"aux", "auxpass"})
_NEAR_WORDS = 14


def features_of(layers: Layers, candidate: Candidate) -> list[str]:
    """The features of a candidate, each once."""
    found = ["BIAS"]
    found += _head(layers, candidate)
    found += _dependents(layers, candidate.head)
    found += _governor(layers, candidate.head)
    found += _modality(layers.tree, candidate.head)
    found += _parties(layers, candidate)
    found += _voice(layers, candidate.head)
    found += _words(layers, candidate)
    return list(dict.fromkeys(found))


def _head(layers: Layers, candidate: Candidate) -> list[str]:
    token = layers.tree.token(candidate.head)
    found = [f"L={layers.tree.words[candidate.head]}", f"POS={token.pos}", f"TAG={token.tag}", f"D={token.dep}"]
    best = max((len(hit.tokens) for hit in candidate.hits), default=0)
    types = set()
    for hit in candidate.hits:
        found.append(f"R={hit.trigger.pos}:{hit.trigger.name}")
        found.append(f"T={hit.trigger.type}")
        if len(hit.tokens) == best:
            types.add(hit.trigger.type)
            found.append(f"TB={hit.trigger.type}:{min(best, 2)}")
    found.append(f"TN={len(types)}")
    if len(types) == 1:
        found.append(f"T1={next(iter(types))}:{token.pos}")
    return found


def _dependents(layers: Layers, i: int) -> list[str]:
    tree, found = layers.tree, []
    lemma = tree.words[i]
    for child in tree.children(i):
        token = tree.token(child)
        name = tree.words[child]
        if token.dep in ("prt", "prep", "agent"):
            found += [f"P={name}", f"LP={lemma}_{name}"]
            for below in tree.children(child):
                found += [f"PO={tree.words[below]}"] + [f"PT={name}:{t}" for t in layers.types_at(below)]
        elif token.dep in OBJECTS or token.dep == "nsubjpass":
            found += [f"O={name}", f"LO={lemma}_{name}"] + [f"OT={t}" for t in layers.types_at(child)]
            found += [f"OM={tree.words[below]}" for below in tree.children(child) if tree.token(below).pos == "ADJ"]
        elif token.dep in _PREDICATE:
            found += [f"A={name}", f"LA={lemma}_{name}"] + [f"AT={t}" for t in layers.types_at(child)]
        elif token.dep in COMPLEMENTS:
            found += [f"X={name}", f"LX={lemma}_{token.dep}"] + [f"XT={t}" for t in layers.types_at(child)]
            found += [f"XM={m}" for m in _modals(tree, child)]
            found += ["XN"] if _negated(tree, child) else []
        elif token.dep in ("advcl", "mark", "advmod"):
            found.append(f"{token.dep}={name}")
            if token.dep == "advcl":
                found += [f"AM={tree.words[c]}" for c in tree.children(child) if tree.token(c).dep == "mark"]
        elif token.dep in ("amod", "compound", "poss", "det"):
            found.append(f"{token.dep}={name}")
    return found


def _governor(layers: Layers, i: int) -> list[str]:
    tree = layers.tree
    token = tree.token(i)
    if token.head == i:
        return ["G=ROOT"]
    head = tree.token(token.head)
    found = [f"G={tree.words[head.i]}", f"DG={token.dep}:{head.pos}"] + [
        f"GT={token.dep}:{t}" for t in layers.types_at(head.i)
    ]
    if token.pos not in VERBS:
        verb = tree.clause_of(i)
        found += [f"V={tree.words[verb]}"] + [f"VT={t}" for t in layers.types_at(verb)]
        if head.dep in ("prep", "agent") or head.pos == "ADP":
            found.append(f"GP={tree.words[head.head]}_{tree.words[head.i]}")
    else:
        found += [f"MK={tree.words[c]}" for c in tree.children(i) if tree.token(c).dep == "mark"]
        found += ["GN"] if _negated(tree, head.i) else []
        found += [f"GM={m}" for m in _modals(tree, head.i)]
    return found


def _modals(tree: Tree, i: int) -> list[str]:
    return [tree.words[c] for c in tree.children(i) if tree.token(c).dep in _AUXILIARY]


def _negated(tree: Tree, i: int) -> bool:
    return any(tree.token(c).dep == "neg" for c in tree.children(i))


def _modality(tree: Tree, i: int) -> list[str]:
    modals = _modals(tree, i)
    found = [f"M={m}" for m in modals] + ["M=" + "_".join(modals)]
    if _negated(tree, i):
        found.append("N")
    if tree.is_passive(i):
        found.append("PASSIVE")
    if any(
        tree.token(c).dep == "det" and tree.token(c).tag == "DT" and tree.token(c).lemma == "no"
        for c in tree.children(i)
    ):
        found.append("NO")
    token = tree.token(i)
    if token.tag == "VB" and not modals and tree.subject(i) is None:
        found.append("IMPERATIVE")
    sentence = tree.parse.sentences[token.sentence]
    if tree.token(sentence.last - 1).text == "?":
        found.append("QUESTION")
    return found


def _parties(layers: Layers, candidate: Candidate) -> list[str]:
    tree, found = layers.tree, []
    subject = tree.subject(candidate.head)
    if subject is None:
        found.append("S=none")
    else:
        token, party = tree.token(subject), layers.party_at[subject]
        found.append(f"SW={tree.lemmas[subject] if token.pos == 'PRON' else tree.words[subject]}")
        found.append(f"S={_party_kind(party)}" if party else "S=thing")
        found += [f"ST={t}" for t in layers.types_at(subject)]
    inside = {p.side for i in candidate.clause if (p := layers.party_at[i]) and p.side}
    found.append(f"SIDES={min(len(inside), 3)}")
    sentence = tree.parse.sentences[tree.token(candidate.head).sentence]
    found.append(f"AROUND={min(len(layers.sides_in(sentence)), 3)}")
    found += [f"OP={_party_kind(p)}" for c in tree.with_dep(candidate.head, OBJECTS) if (p := layers.party_at[c])]
    if sentence.segment != "body":
        found.append(f"SEG={sentence.segment}")
    if tree.token(candidate.head).sentence < 3:
        found.append("LEAD")
    found.append(f"LEN={min(len(candidate.clause) // 5, 5)}")
    return found


def _party_kind(party: object) -> str:
    side, kind = getattr(party, "side", None), getattr(party, "kind", "")
    return f"{'side' if side else 'noside'}:{kind}"


def _voice(layers: Layers, i: int) -> list[str]:
    found = []
    holder, cue = layers.holder[i], layers.cue[i]
    if cue:
        found += ["ISCUE", f"CUEKIND={cue.kind}"]
    if not holder:
        return [*found, "OUTSIDE"]
    speaker = layers.side(holder.speaker)
    found += ["INSIDE", f"KIND={holder.kind}", "SPEAKER=side" if speaker else "SPEAKER=none"]
    who = layers.actors.get(holder.speaker or "")
    found += [f"SPK={who.kind if who else '-'}", f"SPKK={who.kind if who else '-'}|{holder.kind}"]
    found += [f"CUE={word}" for word in layers.cue_words(holder)]
    subject = layers.tree.subject(i)
    party = layers.party_at[subject] if subject is not None else None
    if party and party.actor:
        same = (
            "speaker" if party.actor == holder.speaker else "ours" if party.side and party.side == speaker else "other"
        )
        found.append(f"BY={same}")
    found.append(f"OTHERS={min(len(layers.sides_told(holder) - {speaker}), 2)}")
    return found


def _words(layers: Layers, candidate: Candidate) -> list[str]:
    found = []
    head, tree = candidate.head, layers.tree
    for i in range(max(candidate.first, head - _NEAR_WORDS), min(candidate.last, head + _NEAR_WORDS) + 1):
        if i == head:
            continue
        if tree.tokens[i].pos in CONTENT:
            found.append(f"W={tree.words[i]}")
        if i in layers.hits:
            found += [f"CT={t}" for t in layers.types_at(i)]
    return found
