"""A chart's bars as SVG: no script is needed, it prints, and every bar is a link to its rows."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup, escape

from onrecord.web.chart_shapes import ChartRow, Rect

NEAR = " (that day or shortly before)"
UNDONE = " alleged, denied, planned or on a condition:"


def bars_svg(row: ChartRow, base: str, colour: str) -> Markup:
    """A row's bars as SVG, a link for each period: ``base`` is the timeline's address without side and period.

    A chart has thousands of bars, so that they are not written by a template.
    """
    link = escape(f"{base}&side={quote(row.side)}" if row.side else base)
    pieces = [f'<g class="{escape(colour)}">']
    for period, rects in groupby(row.rects, key=lambda rect: rect.period):
        parts = list(rects)
        counts = ", ".join(_counted(rect) for rect in reversed(parts))
        drawn = "".join(
            f'<rect class="bar {_looks(rect)}" x="{rect.x}" y="{rect.y}" width="{rect.width}" height="{rect.height}"/>'
            for rect in parts
        )
        title = escape(f"{parts[0].words}: {counts}")
        pieces.append(f'<a href="{link}&amp;since={period}&amp;until={period}"><title>{title}</title>{drawn}</a>')
    return Markup("\n".join([*pieces, "</g>"]))


def _counted(rect: Rect) -> str:
    """A stretch in words: "2 deeds against", "1 alleged, denied, planned or on a condition: deeds against"."""
    return f"{rect.count}{'' if rect.done else UNDONE} {rect.family}{NEAR if rect.near else ''}"


def _looks(rect: Rect) -> str:
    """Its classes in the style sheet."""
    return rect.family.replace(" ", "-") + (" near" if rect.near else "") + ("" if rect.done else " undone")
