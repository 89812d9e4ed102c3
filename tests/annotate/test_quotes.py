"""Quotations: which stretches stand between marks, whatever marks a page prints."""

from __future__ import annotations

import pytest

from onrecord.annotate.quotes import find_quotations
from onrecord.model import Parse, Sentence


def quoted(*paragraphs: str) -> list[str]:
    """The quotations of a text with one sentence a paragraph."""
    text = "\n".join(paragraphs)
    sentences, start = [], 0
    for number, paragraph in enumerate(paragraphs):
        sentences.append(Sentence(0, 0, start, start + len(paragraph), "body", number))
        start += len(paragraph) + 1
    return [text[q.start : q.end] for q in find_quotations(Parse(text, (), tuple(sentences), ()))]


@pytest.mark.parametrize(
    "text, expected",
    [
        ('"We wait," she said. "You act."', ['"We wait,"', '"You act."']),
        ("“We wait,” she said.", ["“We wait,”"]),
        ("«Nous attendons», he said.", ["«Nous attendons»"]),
        ("'' We wait , '' she said . '' You act . ''", ["'' We wait , ''", "'' You act . ''"]),
        ("“We wait”, ”the envoy said.", ["“We wait”"]),
        ("“It is serious, ”the envoy said.", ["“It is serious, ”"]),
        ('“It is serious", the envoy said.', ['“It is serious"']),
        ("‘The ministers’ plan failed,’ he said.", ["‘The ministers’ plan failed,’"]),
        ("'It's late,' he said.", ["'It's late,'"]),
        ("“She told me ‘go home’ twice,” he said.", ["“She told me ‘go home’ twice,”"]),
        ("The ministers' plan and the envoys' reply.", []),
        ("“He forgot [the note] (again),” she said.", ["“He forgot [the note] (again),”"]),
    ],
)
def test_marks_of_many_kinds(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_quotation_that_never_closes_ends_with_its_paragraph() -> None:
    assert quoted("“It began early.", "“It ended late,” she said.") == ["“It began early.", "“It ended late,”"]


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "‘", "’", "''", "«"])
def test_stray_mark_swallows_no_other_paragraph(mark: str) -> None:
    assert '"All is well,"' in quoted(f"A board of 3{mark} width", '"All is well," he said.', f"{mark}")
