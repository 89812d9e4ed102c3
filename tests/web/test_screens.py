"""Every screen opens, says where each row stands, and escapes what pages hold."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.store import Record
from onrecord.store.browse import Filters
from onrecord.store.browse_said import past
from onrecord.web import create_app
from onrecord.web.labels import doubtful

Dispute = tuple[Path, dict[str, str]]

SCREENS = [
    ("/", "Who moved, and when"),
    ("/timeline", "between 1 and 9 September 2021"),
    ("/timeline?side=VSM&kind=move&since=2021-09-11&until=2021-09-11", "3 moves"),
    ("/timeline?actor=nobody", "No move or statement fits"),
    ("/open", "unanswered"),
    ("/open?state=refused", "Dorv offered a joint inspection"),
    ("/open?state=denied", "denied, 10 September 2021:"),
    ("/open?state=denied+in+general", "Nothing stands so"),
    ("/stories", "Flood below the Teal dam"),
    ("/story/{story}", "left out"),
    ("/threads", "Who opened the Teal dam"),
    ("/thread/{thread}", "no answer in these documents"),
    ("/actors", "Olga Brandt"),
    ("/actors?side=VSM", "Pavel Istrin"),
    ("/actor/{brandt}", "Mayor of Halm"),
    ("/documents", "Vesmark rejects blame"),
    ("/document/{herald}", "Why this date"),
    ("/page/{page}", "Nothing of it runs"),
    ("/search", "Ask for words"),
    ("/search?q=gates", "<mark>gates</mark>"),
    ("/search?q=zebra", "Nothing in the record holds these words"),
    ("/network", "The same as a list"),
    ("/network?by=side", "Norland"),
    ("/judge", "Nobody has judged anything yet"),
    ("/judge/moves/{accuse}", "shown read-only"),
    ("/cite/{quote}", "TextQuoteSelector"),
    ("/citation?of=/story/{story}", "story: Flood below the Teal dam"),
    ("/citation?of=/timeline%3Fside%3DVSM", "Moves and statements in order of date"),
    ("/?side=VSM", "moves and statements that fit"),
    ("/chart?side=VSM", "Moves by side and time"),
    ("/actor/{brandt}", "On a matter, in order of time"),
    ("/search?q=gates&side=VSM&year=2021", "← all"),
    ("/actor/{brandt}?matter=Teal+dam+gates", "2 moves and statements"),
    ("/timeline?words=gates&kind=statement", "2 statements"),
    ("/network?type=refuse", "Olga Brandt"),
    ("/network?type=aid", "No move that fits has both"),
]


@pytest.mark.parametrize(("address", "words"), SCREENS)
def test_screen_opens_and_shows(client: TestClient, dispute: Dispute, address: str, words: str) -> None:
    answer = client.get(address.format(**dispute[1]))
    assert answer.status_code == 200
    assert words in answer.text


@pytest.mark.parametrize("address", [address for address, _ in SCREENS])
def test_screen_holds_no_inline_script_or_style(client: TestClient, dispute: Dispute, address: str) -> None:
    text = client.get(address.format(**dispute[1])).text
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text)


def test_every_row_names_outlet_date_sentence_and_place(client: TestClient, dispute: Dispute) -> None:
    text = client.get("/timeline?type=demand").text
    place = re.search(r'class="sentence" href="(/document/[^"]+\?mark=\d+-\d+#m)"', text)
    assert place and "Halm Herald" in text and "9 September 2021" in text
    assert "Brandt demanded that Vesmark explain within a week" in text
    assert re.search(r'id="m"[^>]*>Brandt ', client.get(place[1].replace("&amp;", "&")).text)


def test_sentence_of_a_statement_and_its_move_is_shown_once_and_each_row_leads_to_its_words(client: TestClient) -> None:
    text = client.get("/timeline").text
    (found,) = re.findall(r'<article class="entry entry-together">.*?</article>', text, re.S)
    assert found.count("A spokesman for Vesmark") == 1 and found.count('class="head ') == 2
    assert found.count("The words of this row") == 2 and "those of one sentence stand together" in text
    assert "entry-together" not in client.get("/timeline?kind=move").text


def test_markup_of_a_page_is_shown_never_run(client: TestClient, dispute: Dispute) -> None:
    for address in ("/document/{herald}", "/page/{page}"):
        text = client.get(address.format(**dispute[1])).text
        assert "&lt;script&gt;alert(" in text and "<script>alert" not in text


def test_page_is_given_as_a_file_to_keep(client: TestClient, dispute: Dispute) -> None:
    answer = client.get(f"/page/{dispute[1]['page']}/bytes")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content.startswith(b"Norland accuses")


def test_place_in_the_kept_page_is_marked(client: TestClient, dispute: Dispute) -> None:
    ids = dispute[1]
    text = client.get(f"/page/{ids['page']}?document={ids['herald']}&mark=77-100").text
    assert '<mark id="m" class="asked">Norland accused Vesmark</mark>' in text


def test_comments_and_furniture_are_folded_but_open_when_asked_for(client: TestClient, dispute: Dispute) -> None:
    address = f"/document/{dispute[1]['herald']}"
    assert "not the article: related, comment, page furniture" in client.get(address).text
    text = client.get(address).text
    assert '<details class="fold">' in text
    from dispute import HERALD

    start = HERALD.index("they always say")
    assert '<details class="fold" open>' in client.get(f"{address}?mark={start}-{start + 4}").text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere", 404),
        ("/document/none-such", 404),
        ("/actor/nobody", 404),
        ("/cite/none", 404),
        ("/cite/{quote}/doc", 404),
        ("/citation?of=https://elsewhere.example/", 400),
        ("/citation?of=/nowhere", 404),
        ("/citation/doc?of=/open", 404),
        ("/timeline?since=soon", 400),
        ("/timeline?limit=100000", 400),
        ("/timeline?limit=", 400),
        ("/timeline?kind=rumour", 400),
        ("/search?q=" + "a" * 301, 400),
        ("/document/{herald}?mark=99999-100000", 200),
        ("/document/{herald}?mark=x", 200),
        ("/search?q=%22%29%20OR%20%28", 200),
        ("/search?q=%00", 200),
    ],
)
def test_address_that_cannot_be_is_told_in_a_sentence(
    client: TestClient, dispute: Dispute, address: str, status: int
) -> None:
    answer = client.get(address.format(**dispute[1]))
    assert answer.status_code == status
    assert "<h1" in answer.text


def test_actor_asked_for_by_id_is_shown_by_name(client: TestClient, dispute: Dispute) -> None:
    brandt = dispute[1]["brandt"]
    text = client.get(f"/timeline?actor={brandt}&type=refuse").text
    field = re.search(r'<span class="chosen">(.*?)</span>', text, re.DOTALL)
    assert field and "Olga Brandt" in field[1] and f'value="{brandt}"' in field[1]
    assert 'href="/timeline?type=refuse"' in field[1]


def test_empty_record_says_what_to_do_next(tmp_path: Path) -> None:
    Record.create_or_open(tmp_path / "empty.db").close()
    empty = TestClient(create_app(tmp_path / "empty.db"), base_url="http://127.0.0.1")
    assert "onrecord read PATH --into empty.db" in empty.get("/").text
    for address in ("/timeline", "/open", "/stories", "/threads", "/actors", "/documents", "/network", "/judge"):
        assert 'class="empty"' in empty.get(address).text


def test_answers_over_the_whole_record_follow_its_changes(tmp_path: Path) -> None:
    from dispute import write_dispute

    path = tmp_path / "record.db"
    Record.create_or_open(path).close()
    page = TestClient(create_app(path), base_url="http://127.0.0.1")
    assert "This record is empty" in page.get("/").text
    write_dispute(path)
    assert "Flood below the Teal dam" in page.get("/").text


def test_narrowed_chart_of_many_rows_follows_its_screen(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.screens.DRAWN_LATER", 1)
    for address in ("/?kind=move", "/timeline?kind=move"):
        text = client.get(address).text
        assert 'hx-get="/chart?kind=move"' in text and '<svg class="bars"' not in text
    assert '<svg class="bars"' in client.get("/chart?kind=move").text
    assert '<svg class="bars"' in client.get("/timeline").text


def test_story_of_many_outlets_is_told_thing_by_thing(dispute: Dispute, tmp_path: Path) -> None:
    copied = tmp_path / "copy.db"
    copied.write_bytes(dispute[0].read_bytes())
    story = dispute[1]["story"]
    with sqlite3.connect(copied) as opened:
        more = [(f"account-{at}", story, f"Outlet {at}", "[]") for at in range(3)]
        opened.executemany("INSERT INTO accounts VALUES (?, ?, ?, ?)", more)
    text = TestClient(create_app(copied, read_only=True), base_url="http://127.0.0.1").get(f"/story/{story}").text
    assert '<table class="accounts' not in text
    found = re.search(r'<section class="telling">(.*?)</section>', text, re.DOTALL)
    assert found and "accused" in found[1]
    assert found[1].index("Halm Herald") < found[1].index("Vesmark Courier") < found[1].index("left out")
    assert re.search(r"left out</span> by North Wire, Outlet 0, Outlet 1, Outlet 2", found[1])


def test_former_story_and_neighbours_are_shown(dispute: Dispute, tmp_path: Path) -> None:
    copied = tmp_path / "copy.db"
    copied.write_bytes(dispute[0].read_bytes())
    story, herald = dispute[1]["story"], dispute[1]["herald"]
    with sqlite3.connect(copied) as opened:
        opened.execute("INSERT INTO former_stories VALUES ('story-of-old', ?)", (story,))
        row = (herald, story, "2021-09-03", "2021-09-17", "story", 1, 0, "a page of its story, dated 2021-09-10")
        opened.execute("INSERT INTO neighbour_dates VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    client = TestClient(create_app(copied, read_only=True), base_url="http://127.0.0.1")
    assert "The story story-of-old was merged into this one." in client.get("/story/story-of-old").text
    told = client.get(f"/document/{herald}").text
    assert "between 3 and 17 September 2021" in told and "its own words speak against it" in told


@pytest.mark.parametrize(
    "address",
    ["/timeline", "/search?q=killed", "/search?q=inspection", "/thread/{thread}", "/story/{story}", "/network",
     "/document/{herald}", "/judge", "/open?state=all", "/"],
)  # fmt: skip
def test_nothing_that_is_not_done_reads_as_done(client: TestClient, dispute: Dispute, address: str) -> None:
    with Record.open(dispute[0], read_only=True) as record:
        moves = record.browse.timeline(Filters(kind="move"), limit=100)
    done = {(e.actor.name, e.type, e.recipient.name) for e in moves if e.status == "done"}
    text = " ".join(re.sub(r"<[^>]+>", " ", client.get(address.format(**dispute[1])).text).split())
    for e in moves:
        if e.status != "done" and (e.actor.name, e.type, e.recipient.name) not in done:
            words = f"{e.actor.name} {past(e.type, e.recipient)} {e.recipient.name}".strip()
            assert words not in re.sub(r" (NLD|VSM)\b", "", text), words


def test_rows_are_narrowed_by_a_least_score_and_the_doubtful_are_called_so(client: TestClient) -> None:
    def scores(query: str) -> list[float]:
        return [row["score"] for row in client.get(f"/api/timeline?limit=100{query}").json()["rows"]]

    everything, sure = scores(""), scores("&least=0.7")
    assert sure == [score for score in everything if score >= 0.7] and 0 < len(sure) < len(everything)
    assert client.get("/timeline?least=2").status_code == client.get("/timeline?least=x").status_code == 400
    assert [doubtful(score) for score in (0.49, 0.5)] == [True, False]


@pytest.mark.parametrize(
    ("address", "there", "gone"),
    [
        ("/open?least=0.95", "Nothing stands so", "explain within a week"),
        ("/thread/{thread}?least=0.95", "of a lower score left out", 'class="rung'),
        ("/threads?least=0.95", "0 moves", "unanswered"),
        ("/search?q=gates&kind=statement&least=0.95", "0 hits", 'class="hit"'),
        ("/timeline?least=0.9&kind=statement", "statements", "Norland accused"),
    ],
)
def test_least_score_narrows_each_list_and_goes_along(
    client: TestClient, dispute: Dispute, address: str, there: str, gone: str
) -> None:
    text = client.get(address.format(**dispute[1])).text
    assert there in text and gone not in text
    least = re.search(r"least=([\d.]+)", address)[1]  # type: ignore[index]
    for screen in ("/timeline", "/open", "/threads", "/network", "/actors"):
        assert f'href="{screen}?least={least}"' in text, screen
    assert "show all" in text


def test_move_of_a_low_score_that_is_asked_for_is_shown(client: TestClient, dispute: Dispute) -> None:
    text = client.get(f"/thread/{dispute[1]['thread']}?least=0.95&at={dispute[1]['accuse']}").text
    assert f'id="e-{dispute[1]["accuse"]}"' in text


def test_score_that_is_none_goes_nowhere(client: TestClient) -> None:
    answer = client.get("/timeline?least=high")
    assert answer.status_code == 400 and 'least=high"' not in answer.text.split("</header>")[0].split("<nav")[1]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/actor/Brand", "/actor/{brandt}"),
        ("/thread/dam", "/thread/{thread}"),
        ("/document/rejects-nobody", "/documents"),
        ("/nowhere", "/timeline"),
        ("/actor/nobody", "/search?q=nobody"),
    ],
)
def test_error_page_leads_on_to_what_is_near(client: TestClient, dispute: Dispute, address: str, link: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert f'<li><a href="{link.format(**dispute[1])}">' in answer.text
