"""Text cut into pieces loses no letter; bars stand where the moves are dated; vendored files are the published ones."""

from __future__ import annotations

import re
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import pytest

from onrecord.store import Record
from onrecord.store.browse import Browse, Filters
from onrecord.store.browse_bars import Bar
from onrecord.web.access import Access
from onrecord.web.chart import draw, width_for
from onrecord.web.labels import move_types, side_colours
from onrecord.web.marks import blocks
from onrecord.web.periods import period_after, period_before, widths, window
from onrecord.web.screens import _chart
from onrecord.web.svg import bars_svg

Dispute = tuple[Path, dict[str, str]]


@pytest.mark.parametrize("mark", [None, (0, 3), (77, 100), (60, 200), (0, 9999)])
def test_pieces_join_to_the_text_of_their_segments(dispute: Dispute, mark: tuple[int, int] | None) -> None:
    with Record.open(dispute[0], read_only=True) as record:
        view = Browse(record.connection).document("herald.txt")
    shown = [block for fold in blocks(view, mark) for block in fold.blocks]
    texts = ["".join(piece.text for piece in block.pieces) for block in shown]
    assert texts == [view.text[segment.start : segment.end] for segment in view.segments]
    marked = "".join(piece.text for block in shown for piece in block.pieces if piece.marked)
    assert marked == ("" if mark is None or mark[1] > len(view.text) else view.text[slice(*mark)].replace("\n", ""))
    assert sum(piece.first_marked for block in shown for piece in block.pieces) == bool(marked)


def bars(*rows: tuple[str | None, str, str, int]) -> tuple[Bar, ...]:
    return tuple(Bar(*row) for row in rows)


def test_bars_against_rise_and_bars_for_hang() -> None:
    chart = draw(bars(("2021-09", "NLD", "accuse", 3), ("2021-10", "NLD", "offer", 1)), ("NLD",), 7)
    assert chart
    row = chart.rows[0]
    against, towards = row.rects
    assert against.y + against.height == pytest.approx(row.base)
    assert towards.y == pytest.approx(row.base)
    assert against.height == pytest.approx(3 * towards.height)


def test_moves_not_dated_finely_enough_are_counted_not_drawn() -> None:
    chart = draw(bars((None, "NLD", "accuse", 5), ("2021-09-02", "NLD", "deny", 1)), ("NLD",), 10)
    assert chart and chart.unplaced == 5
    assert sum(rect.count for row in chart.rows for rect in row.rects) == 1
    assert draw(bars((None, "NLD", "accuse", 5)), ("NLD",), 10) is None


def test_moves_beside_the_drawing_are_told_by_the_month_or_year_to_which_they_are_known() -> None:
    rows = bars(
        ("2021-09", "A", "deny", 4), ("2021", "A", "deny", 2), (None, "A", "deny", 3), ("2021-09-02", "A", "deny", 9)
    )
    chart = draw(rows, ("A",), 10)
    assert chart and [(one.words, one.count) for one in chart.beside] == [
        ("September 2021", 4), ("2021", 2), ("no single year", 3),
    ]  # fmt: skip
    many = bars(("2021-09-02", "A", "deny", 1), *((f"{year}", "A", "deny", 1) for year in range(2010, 2016)))
    found = draw(many, ("A",), 10)
    assert found and found.beside[-1].words == "another month or year" and found.beside[-1].count == 3


def test_move_of_the_days_up_to_one_stands_there_and_is_told_apart() -> None:
    chart = draw((Bar("2021-09-02", "A", "deny", 2, near=True), Bar("2021-09-02", "A", "deny", 1)), ("A",), 10)
    assert chart and chart.near == 2
    assert [(rect.count, rect.near) for rect in chart.rows[0].rects] == [(1, False), (2, True)]
    assert "2 words against (that day or shortly before)" in bars_svg(chart.rows[0], "/timeline", "side-0")


def test_what_is_not_told_as_done_is_hollow_and_is_told_apart() -> None:
    rows = (Bar("2021-09", "A", "interfere", 2, done=False), Bar("2021-09", "A", "interfere", 1))
    chart = draw(rows, ("A",), 7)
    assert chart and chart.undone == 2
    assert [(rect.count, rect.done) for rect in chart.rows[0].rects] == [(1, True), (2, False)]
    drawn = bars_svg(chart.rows[0], "/timeline", "side-0")
    assert drawn.count(" undone") == 1 and "2 alleged, denied, planned or on a condition: deeds against" in drawn


@pytest.mark.parametrize(
    ("finest", "since", "until", "drawn"),
    [
        (10, "", "", (10, 7, 4)),
        (4, "", "", (4,)),
        (4, "2018", "2018", (7,)),
        (10, "2018-02", "2018-11", (10, 7)),
        (7, "2018-03", "2018-03", (10,)),
    ],
)
def test_asked_period_is_drawn_in_finer_ones(finest: int, since: str, until: str, drawn: tuple[int, ...]) -> None:
    assert widths(finest, since, until) == drawn


def test_joint_side_counts_for_each_member_and_light_sides_share_a_row() -> None:
    chart = draw(bars(("2021", "A;B", "accuse", 1), ("2021", "F", "accuse", 2)), ("A", "B", "C", "D", "F"), 4)
    assert chart and [row.label for row in chart.rows] == ["A", "B", "others"]


@pytest.mark.parametrize(
    ("first", "last", "width"), [("2021-09", "2021-10", 10), ("2019-01", "2021-10", 7), ("1991-01", "2021-10", 4)]
)
def test_chart_is_as_fine_as_its_span_allows(first: str, last: str, width: int) -> None:
    assert width_for(bars((first, "A", "deny", 1), (last, "A", "deny", 1))) == width


def test_few_moves_far_from_all_others_are_counted_beside_the_drawing() -> None:
    rows = bars(
        ("1918-01", "A", "deny", 1),
        ("2018-03", "A", "deny", 99),
        ("2018-04", "A", "deny", 99),
        ("2040-01", "A", "deny", 2),
    )
    chart = draw(rows, ("A",), 7)
    assert chart and chart.periods == ("2018-03", "2018-04")
    assert (chart.before, chart.after) == (1, 2)


@pytest.mark.parametrize(
    ("counts", "span"),
    [
        ({"1918": 1, "2016": 4, "2018": 3, "2021": 5, "2028": 1}, ("2016", "2021")),
        ({"2018-03": 4, "2018-04": 4, "2018-06": 1}, ("2018-03", "2018-06")),
        ({"2016": 1, "2021": 1}, ("2016", "2021")),
        ({"2014-03-02": 2, "2018-03-12": 9, "2018-03-14": 30}, ("2018-03-12", "2018-03-14")),
    ],
)
def test_strays_do_not_stretch_the_axis(counts: dict[str, int], span: tuple[str, str]) -> None:
    assert window(counts) == span


@pytest.mark.parametrize(("years", "periods"), [(("2018",), 5), (("2016", "2018", "2021"), 6)])
def test_moves_known_to_the_year_make_a_chart_of_years_where_there_are_years(
    tmp_path: Path, years: tuple[str, ...], periods: int
) -> None:
    days = bars(("2018-03-10", "A", "deny", 1), ("2018-03-14", "A", "deny", 1), (None, "A", "deny", 30))
    counted = {
        4: bars(*((year, "A", "deny", 10) for year in years)),
        7: bars(("2018-03", "A", "deny", 2), ("2018", "A", "deny", 30)),
        10: days,
    }
    seen = SimpleNamespace(sides=lambda: (), drawn_bars=lambda filters, width: counted[width])
    chart = _chart(Access(tmp_path / "none.db", read_only=True), seen, Filters())  # type: ignore[arg-type]
    assert chart and len(chart.periods) == periods


def test_row_of_few_moves_is_low_and_the_longest_bar_bears_its_count() -> None:
    found = draw(bars(("2020", "A", "accuse", 40), ("2021", "B", "deny", 2)), ("A", "B"), 4)
    assert found and [tick.label for row in found.rows for tick in row.counts] == ["40", "2"]
    assert found.span == "2020 to 2021"
    assert found.height < 92 + 16 + 2 * 22 + 26 + 10


@pytest.mark.parametrize(
    ("period", "before", "after"),
    [("2018", "2017", "2019"), ("2018-01", "2017-12", "2018-02"), ("2018-03-01", "2018-02-28", "2018-03-02")],
)
def test_periods_have_neighbours_of_their_width(period: str, before: str, after: str) -> None:
    assert (period_before(period), period_after(period)) == (before, after)


def test_every_type_of_the_codebook_has_words_on_the_screen() -> None:
    from onrecord.tables import rows

    assert {row["type"] for row in rows("moves/types.toml")} == set(move_types())


def test_sides_beyond_the_colours_share_one() -> None:
    from onrecord.store.browse_rows import SideLine

    colours = side_colours(tuple(SideLine(str(number), str(number), 1) for number in range(9)))
    assert colours["0"] == "side-0" and colours["7"] == colours["8"] == "side-x"


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_text_can_be_read(scheme: int) -> None:
    sheet = files("onrecord.web").joinpath("static/css/base.css").read_text()
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet.split("@media")[scheme]))
    texts = ["ink", "soft", "link", "warn", "good", *(f"side-{n}" for n in (*range(7), "x"))]
    faint = [
        (name, ground)
        for name in texts
        for ground in ("paper", "sheet")
        if contrast(colours[name], colours[ground]) < 4.5
    ]
    assert not faint
    assert all(contrast(colours["ink"], colours[ground]) >= 4.5 for ground in ("mark", "asked"))


def test_vendored_files_are_the_published_ones() -> None:
    folder = files("onrecord.web").joinpath("static", "vendor")
    listed = dict(re.findall(r"`([\w.]+\.js)` .*`([0-9a-f]{64})`", folder.joinpath("README.md").read_text()))
    present = {item.name for item in folder.iterdir() if item.name.endswith(".js")}
    assert set(listed) == present
    for name, digest in listed.items():
        assert sha256(folder.joinpath(name).read_bytes()).hexdigest() == digest
        assert folder.joinpath(name.split(".")[0] + ".LICENSE.txt").is_file()
