"""Documents made by hand, as linking sees them: an invented dispute between Norland (NLD) and Sudmark (SUD)."""

from __future__ import annotations

from onrecord.ids import make_id
from onrecord.link.view import Block, Party, SeenDocument, SeenMove, SeenStatement
from onrecord.model import Answer, When

NORLAND = Party("actor-n", "Norland", "NLD")
SUDMARK = Party("actor-s", "Sudmark", "SUD")


def day(text: str | None) -> When:
    return When(text, text, text)


def document(
    key: str,
    title: str,
    body: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    moves: tuple[SeenMove, ...] = (),
    statements: tuple[SeenStatement, ...] = (),
    sides: tuple[str, ...] = (),
) -> SeenDocument:
    blocks, at = [Block("headline", 0, title)], len(title) + 1
    for paragraph in body.split("\n"):
        blocks.append(Block("body", at, paragraph))
        at += len(paragraph) + 1
    actors = tuple(sorted({p.id for m in moves for p in (m.actor, m.recipient) if p.id}))
    return SeenDocument(
        f"document-{key}",
        outlet or f"{key}.example",
        title,
        day(published),
        tuple(blocks),
        actors,
        moves,
        statements,
        sides,
    )


def move(
    key: str,
    kind: str,
    words: str,
    *,
    date: str | None = None,
    actor: Party = NORLAND,
    recipient: Party = SUDMARK,
    voice: str = "outlet",
    status: str = "done",
    answers: tuple[Answer, ...] = (),
    at: int = 0,
) -> SeenMove:
    """A move; ``key`` is its document's key and a letter."""
    return SeenMove(
        make_id("move", key), f"document-{key[:-1]}", kind, actor, recipient, at, at + len(words), words,
        words.split()[1], "", voice, status, day(date), answers,
    )  # fmt: skip
