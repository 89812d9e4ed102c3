"""The main paths in a real browser by keyboard alone, and all of reading and judging without any script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_browser import ADDRESSES
from watched import Watched

pytestmark = pytest.mark.browser

Dispute = tuple[Path, dict[str, str]]


def explained(watched: Watched) -> str:
    box = watched.page.locator(".explain")
    return " ".join(box.inner_text().split()) if box.count() else ""


def test_overview_leads_to_story_cell_and_sentence(watched: Watched) -> None:
    watched.open("/")
    watched.tab_to(".line-title", "Flood below")
    watched.press("Enter", ".accounts")
    watched.tab_to(".accounts .sentence")
    words = watched.page.evaluate("document.activeElement.textContent")
    watched.press("Enter", "#m")
    assert (
        watched.page.locator("#m").first.text_content() in words or words in watched.page.locator(".asked").inner_text()
    )
    assert 0 < watched.page.locator("#m").bounding_box()["y"] < 900


def test_chart_is_skipped(watched: Watched) -> None:
    watched.open("/timeline")
    watched.tab_to(".skip", "Skip the chart")
    watched.page.keyboard.press("Enter")
    watched.tab_to("a, button, input", most=1)
    assert watched.page.evaluate("!document.activeElement.closest('svg')")


def test_search_leads_to_a_result_and_back(watched: Watched) -> None:
    watched.open("/")
    watched.tab_to("#quick")
    watched.page.keyboard.type("gates")
    watched.press("Enter", ".hit mark")
    watched.tab_to(".hit h2 a")
    watched.press("Enter", ".reading")
    watched.page.go_back()  # Alt and ← belong to the browser's window, which is not drawn here.
    watched.page.wait_for_selector(".hit mark")
    assert "q=gates" in watched.page.url


def test_marks_names_and_chips_are_explained_by_focus(watched: Watched, dispute: Dispute) -> None:
    watched.open(f"/document/{dispute[1]['herald']}")
    watched.tab_to(".piece.on-time")
    assert explained(watched).startswith("9 September 2021")
    watched.page.keyboard.press("Escape")
    assert not explained(watched)
    watched.tab_to("a.on-trigger", "accused")
    assert "accused Vesmark" in explained(watched).replace("NLD ", "")
    seen = [explained(watched)]
    while not seen[-1].startswith("Olga Brandt, NLD") and len(seen) < 12:
        watched.page.keyboard.press("ArrowRight")
        seen.append(explained(watched))
    assert seen[-1].startswith("Olga Brandt, NLD"), seen
    watched.page.keyboard.press("ArrowLeft")
    assert explained(watched) == seen[-2]
    watched.tab_to(".chip", "alleged")
    said = watched.page.evaluate("getComputedStyle(document.activeElement, '::after').content")
    assert "Only claimed by somebody" in said


def test_cue_leads_to_its_card_and_back_to_the_text(watched: Watched, dispute: Dispute) -> None:
    watched.open(f"/document/{dispute[1]['herald']}")
    watched.tab_to("a.on-trigger", "accused")
    watched.press("Enter", ".card:target")
    watched.tab_to(".card:target .card-words a", most=8)
    watched.press("Enter", "#m")
    assert watched.page.locator("#m").is_visible()


def test_judgement_is_made_and_undone(watched: Watched, dispute: Dispute) -> None:
    entry = dispute[1]["demand"]
    watched.open(f"/timeline?type=demand#e-{entry}")
    watched.tab_to(f"#e-{entry} .acts a", "judge")
    watched.press("Enter", "#by")
    watched.tab_to("#by")
    watched.page.keyboard.type("Ada")
    watched.tab_to("button", "It is wrong")
    watched.press("Enter", f"#e-{entry}.judged-wrong")
    watched.tab_to(f"#e-{entry} .acts a", "judge")
    watched.press("Enter", ".undo")
    watched.tab_to(".undo")
    watched.press("Enter", f"#e-{entry}:not(.judged-wrong)")


def test_fold_is_opened(watched: Watched, dispute: Dispute) -> None:
    watched.open(f"/document/{dispute[1]['herald']}")
    watched.tab_to(".fold summary")
    watched.page.keyboard.press("Enter")
    assert watched.page.locator(".fold[open]").count() == 1


@pytest.fixture
def scriptless(browser: Any, address: str) -> Any:
    one = Watched(browser, address, viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield one
    one.context.close()
    assert not one.faults


def test_every_screen_is_read_without_script(scriptless: Watched, dispute: Dispute) -> None:
    for path in ADDRESSES:
        scriptless.page.goto(scriptless.address + path.format(**dispute[1]))
        assert scriptless.page.locator("h1").count() == 1, path
        assert len(scriptless.page.locator("main").inner_text()) > 150, path
    scriptless.open("/network")
    assert scriptless.page.locator("table a").count() > 4


def test_searching_filtering_and_leafing_need_no_script(scriptless: Watched) -> None:
    page = scriptless.page
    scriptless.open("/")
    page.fill("#quick", "inspection")
    page.press("#quick", "Enter")
    page.wait_for_selector(".hit mark")
    page.click(".hit h2 a >> nth=0")
    page.wait_for_selector("#m >> nth=0")
    scriptless.open("/timeline?limit=2")
    page.click(".pager >> text=further")
    page.wait_for_url("**offset=2**")
    page.select_option("#f-type", "offer")
    page.click(".filters button")
    page.wait_for_url("**type=offer**")
    assert page.locator("#results .entry").count() == 1


def test_judging_needs_no_script(scriptless: Watched, dispute: Dispute) -> None:
    entry, page = dispute[1]["accuse"], scriptless.page
    scriptless.open("/timeline?type=accuse")
    page.click(f"#e-{entry} >> text=judge")
    page.fill("#by", "Ada")
    page.click("text=It is right")
    page.wait_for_selector(f"#e-{entry} .verdict-right")
    page.click(f"#e-{entry} >> text=judge")
    page.click("text=Take it back")
    page.wait_for_selector(f"#e-{entry} .verdict-right", state="detached")
    page.wait_for_selector(f"#e-{entry}")


def test_actor_is_merged_split_and_both_are_taken_back(watched: Watched, dispute: Dispute) -> None:
    page, brandt = watched.page, dispute[1]["brandt"]
    watched.open(f"/actor/{dispute[1]['dorv']}")
    page.click("text=Judge this actor")
    page.fill("#by", "Ada")
    page.fill("#v-merge", "Olga Brandt")
    page.click("button >> text=Merge")
    page.wait_for_selector("h1 >> text=Olga Brandt")  # The address of one that was merged leads to the one that it is.
    assert "was merged with it by Ada" in page.locator(".identity").inner_text()
    page.click(".identity >> text=Take it back")
    page.click("button >> text=Take it back")
    page.wait_for_selector("h1 >> text=Ilan Dorv")
    assert page.locator(".identity >> text=was merged").count() == 0

    watched.open(f"/judge/actors/{brandt}?back=/actor/{brandt}")
    page.check("input[name=value_split] >> nth=0")
    page.click("text=Split off")
    page.wait_for_selector(".identity >> text=was split off by Ada")
    page.click(".identity >> text=Take it back")
    page.click("button >> text=Take it back")
    page.wait_for_selector("h1 >> text=Olga Brandt")
    assert page.locator(".identity >> text=was split off").count() == 0


def test_judgements_are_taken_along(watched: Watched, dispute: Dispute) -> None:
    watched.open(f"/judge/moves/{dispute[1]['demand']}?back=/judge")
    watched.page.fill("#by", "Ada")
    watched.page.fill("#why", "read twice")
    watched.page.click("text=It is right")
    watched.page.wait_for_url("**/judge")
    with watched.page.expect_download() as taken:
        watched.page.click(".downloads >> text=CSV")
    rows = Path(taken.value.path()).read_text("utf-8-sig").splitlines()
    assert any("Ada" in row and "read twice" in row for row in rows[1:])
