"""The screens in a real browser: they open without an error, fetch nothing from elsewhere, and the main paths work."""

from __future__ import annotations

from pathlib import Path

import pytest
from watched import Watched

pytestmark = pytest.mark.browser

Dispute = tuple[Path, dict[str, str]]

ADDRESSES = [
    "/", "/timeline", "/open", "/stories", "/story/{story}", "/threads", "/thread/{thread}", "/actors",
    "/actor/{brandt}",
    "/documents", "/document/{herald}?mark=77-100#m", "/page/{page}", "/search?q=gates", "/network", "/network?by=side",
    "/judge", "/judge/moves/{accuse}", "/judge/move_answers/{deny}:{accuse}", "/cite/{accuse}",
]  # fmt: skip


def test_each_screen_opens_without_error_or_outside_request(watched: Watched, dispute: Dispute) -> None:
    for path in ADDRESSES:
        watched.open(path.format(**dispute[1]))
        assert watched.page.locator("h1").count() == 1, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: object, address: str, dispute: Dispute, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
    # The policy of the page forbids the test's own script too, unless the browser is told to let it pass.
    seen = Watched(browser, address, viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    found = {}
    for path in ADDRESSES:
        seen.open(path.format(**dispute[1]))
        violations = axe.Axe().run(seen.page, options=options).response["violations"]
        if violations:
            found[path] = [(one["id"], one["nodes"][0]["html"][:160]) for one in violations]
    seen.context.close()
    assert found == {}


def test_no_screen_is_wider_than_a_telephone(browser: object, address: str, dispute: Dispute) -> None:
    narrow = Watched(browser, address, viewport={"width": 390, "height": 844}, color_scheme="dark")
    for path in ADDRESSES:
        narrow.open(path.format(**dispute[1]))
        assert narrow.page.evaluate("document.documentElement.scrollWidth") <= 390, path
    narrow.context.close()
    assert not narrow.faults


def test_overview_leads_to_the_sentence_in_three_clicks(watched: Watched) -> None:
    watched.open("/")
    watched.page.click(".figures >> text=moves")
    watched.page.click("article:has-text('expelled or recalled') .sentence")
    mark = watched.page.locator("#m")
    assert mark.text_content().startswith("Norland ")  # type: ignore[union-attr]
    assert mark.is_visible() and 0 < mark.bounding_box()["y"] < 900  # type: ignore[index]


def test_filter_changes_the_list_and_the_address(watched: Watched) -> None:
    watched.open("/timeline")
    watched.page.select_option("#f-type", "offer")
    watched.page.wait_for_url("**type=offer**")
    expect = pytest.importorskip("playwright.sync_api").expect
    rows = watched.page.locator("#results .entry")
    expect(rows).to_have_count(1)
    watched.page.go_back()
    expect(rows).to_have_count(14)
    expect(watched.page.locator("#results .entry-together .head")).to_have_count(2)


def test_search_answers_while_typing_and_leads_back(watched: Watched) -> None:
    watched.open("/search")
    watched.page.type("#q", "inspection", delay=20)
    watched.page.wait_for_selector(".hit mark")
    assert "q=inspection" in watched.page.url
    watched.page.click(".hit h2 a")
    watched.page.wait_for_selector(".reading")
    watched.page.go_back()
    watched.page.wait_for_selector(".hit mark")


def test_search_is_narrowed_and_widened_again(watched: Watched) -> None:
    watched.open("/search?q=gates")
    watched.page.click(".facets >> text=Vesmark")
    watched.page.wait_for_url("**side=VSM**")
    assert watched.page.locator(".hit").count() == 2
    watched.page.click(".facets >> text=← all")
    watched.page.wait_for_url("**/search?q=gates")


def test_list_is_taken_away_whole(watched: Watched) -> None:
    watched.open("/timeline?limit=2")
    with watched.page.expect_download() as taken:
        watched.page.click(".downloads >> text=CSV")
    rows = Path(taken.value.path()).read_text("utf-8-sig").splitlines()
    assert taken.value.suggested_filename == "timeline.csv" and len(rows) > 15


def test_words_are_explained_on_hover_and_by_keyboard(watched: Watched, dispute: Dispute) -> None:
    watched.open(f"/document/{dispute[1]['herald']}")
    watched.page.hover("a.on-trigger >> text=accused")
    assert "accused Vesmark" in " ".join(watched.page.locator(".explain").inner_text().split()).replace("NLD ", "")
    watched.page.keyboard.press("Escape")
    assert watched.page.locator(".explain").count() == 0
    watched.page.focus("a.on-cue >> nth=0")
    assert "Olga Brandt" in watched.page.locator(".explain").inner_text()


def test_period_is_chosen_by_dragging(watched: Watched) -> None:
    watched.open("/timeline")
    box = watched.page.locator(".chart svg.bars").bounding_box()
    assert box
    x = [box["x"] + box["width"] * share for share in (0.012, 0.077)]
    watched.page.mouse.move(x[0], box["y"] + 40)
    watched.page.mouse.down()
    watched.page.mouse.move(x[1], box["y"] + 42, steps=4)
    watched.page.mouse.up()
    watched.page.wait_for_url("**since=2021-09-09&until=2021-09-09**")


def test_network_is_drawn(watched: Watched) -> None:
    watched.open("/network")
    watched.page.wait_for_selector("#graph canvas")


def test_line_of_the_network_opens_its_moves(watched: Watched) -> None:
    watched.open("/network?type=refuse")
    watched.page.click("td >> text=refused >> nth=0")
    watched.page.wait_for_url("**/timeline?type=refuse&status=done&kind=move&actor=*&recipient=*")
    assert watched.page.locator(".entry").count() == int(watched.page.locator(".found").inner_text().split()[0]) > 0


def test_judgement_is_made_and_undone(watched: Watched, dispute: Dispute) -> None:
    entry = dispute[1]["refuse"] if "refuse" in dispute[1] else dispute[1]["demand"]
    watched.open("/timeline")
    watched.page.click(f"#e-{entry} >> text=judge")
    watched.page.fill("#by", "Ada")
    watched.page.click("text=It is wrong")
    watched.page.wait_for_selector(f"#e-{entry}.judged-wrong")
    watched.page.click(f"#e-{entry} >> text=judge")
    watched.page.click("text=Take it back")
    watched.page.wait_for_selector(f"#e-{entry}:not(.judged-wrong)")


def test_reading_needs_no_script(browser: object, address: str, dispute: Dispute) -> None:
    plain = Watched(browser, address, java_script_enabled=False)
    plain.open("/")
    plain.page.click(".chart svg a >> nth=0")
    assert plain.page.locator(".entry").count() > 0
    plain.page.click(".sentence >> nth=0")
    assert plain.page.locator("#m").is_visible()
    plain.context.close()
