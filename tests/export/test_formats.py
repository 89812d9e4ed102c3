"""Each format is opened by the program or library that its users open it with, and says what the record says."""

from __future__ import annotations

import asyncio
import csv
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.export import FORMATS
from onrecord.export.standoff import layers, read_brat, read_label_studio
from onrecord.store import Record

Dispute = tuple[Path, dict[str, str]]


@pytest.fixture(scope="module")
def written(dispute: Dispute, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each format, all written from one record."""
    out = tmp_path_factory.mktemp("formats")
    with Record.open(dispute[0], read_only=True) as record:
        for name, (write, _) in FORMATS.items():
            assert [path for path, _ in write(record, out / name) if not path.is_file()] == [], name
    return {name: out / name for name in FORMATS}


@pytest.fixture(scope="module")
def texts(dispute: Dispute) -> dict[str, str]:
    with Record.open(dispute[0], read_only=True) as record:
        return dict(record.connection.execute("SELECT id, text FROM documents").fetchall())


def test_every_format_is_the_same_twice(dispute: Dispute, written: dict[str, Path], tmp_path: Path) -> None:
    with Record.open(dispute[0], read_only=True) as record:
        for name, (write, _) in FORMATS.items():
            for path, _ in write(record, tmp_path / name):
                assert path.read_bytes() == (written[name] / path.name).read_bytes(), path.name


def test_frictionless_finds_tables_as_the_package_describes_them(written: dict[str, Path]) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.Package(str(written["csv"] / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])[:5]


def test_json_lines_hold_the_fields_that_the_package_describes(written: dict[str, Path]) -> None:
    package = json.loads((written["jsonl"] / "datapackage.json").read_text(encoding="utf-8"))
    kinds = {"string": str, "integer": int, "number": float, "array": list, "date": str}
    for resource in package["resources"]:
        fields = {field["name"]: kinds[field["type"]] for field in resource["schema"]["fields"]}
        for line in (written["jsonl"] / resource["path"]).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert list(row) == list(fields)
            for name, value in row.items():
                assert value is None or isinstance(value, fields[name]), (resource["name"], name, value)


def test_json_lines_open_in_duckdb_and_pandas(written: dict[str, Path]) -> None:
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    for path in sorted(written["jsonl"].glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").count("\n")
        assert (
            duckdb.sql(f"SELECT count(*) FROM read_json('{path}', format='newline_delimited')").fetchall()[0][0]
            == lines
        )
        assert len(pandas.read_json(path, lines=True)) == lines
    moves = f"read_json('{written['jsonl']}/moves.jsonl')"
    assert ("accuse", 2) in duckdb.sql(f"SELECT type, count(*) FROM {moves} GROUP BY 1").fetchall()


def test_frictionless_finds_a_cell_that_was_changed(written: dict[str, Path], tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    for path in written["csv"].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    lines = (tmp_path / "segments.csv").read_text().splitlines()
    (tmp_path / "segments.csv").write_text("\n".join([lines[0], lines[1].replace("doc-", "nothing-")]) + "\n")
    assert not frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid


def test_parquet_opens_in_duckdb_and_pandas(written: dict[str, Path], dispute: Dispute) -> None:
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    sql = f"SELECT d.outlet, count(*) FROM '{written['parquet']}/moves.parquet' m "
    sql += f"JOIN '{written['parquet']}/documents.parquet' d ON d.id = m.document_id WHERE m.start >= 0 GROUP BY 1"
    with Record.open(dispute[0], read_only=True) as record:
        wanted = "SELECT d.outlet, count(*) FROM moves m JOIN documents d ON d.id = m.document_id GROUP BY 1"
        assert dict(duckdb.sql(sql).fetchall()) == dict(record.connection.execute(wanted).fetchall())
    frame = pandas.read_parquet(written["parquet"] / "attributions.parquet")
    assert str(frame["score"].dtype) == "float64" and str(frame["start"].dtype) == "int64"


def graph_of(path: Path, context: dict[str, Any] | None = None) -> Any:
    """The graph of a JSON-LD file as rdflib reads it; a context on the network is given here instead."""
    rdflib = pytest.importorskip("rdflib")
    value = json.loads(path.read_text(encoding="utf-8"))
    if context is not None:
        value["@context"] = context
    return rdflib.Graph().parse(data=json.dumps(value), format="json-ld")


ANNO = {
    "oa": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type", "@vocab": "urn:no-term:",
    "as": "http://www.w3.org/ns/activitystreams#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    **{name: f"oa:{name}" for name in (
        "Annotation", "TextQuoteSelector", "TextPositionSelector", "DataPositionSelector", "TimeState", "exact",
        "start", "end", "prefix", "suffix")},
    "target": {"@id": "oa:hasTarget", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"}, "body": {"@id": "oa:hasBody", "@type": "@id"},
}  # fmt: skip


def test_annotations_are_read_by_rdflib_and_their_selectors_resolve(
    written: dict[str, Path], dispute: Dispute, texts: dict[str, str]
) -> None:
    path = written["annotations"] / "annotations.jsonld"
    graph = graph_of(path, ANNO)
    oa = "http://www.w3.org/ns/oa#"
    rows = graph.query(f"SELECT ?t WHERE {{ ?a a <{oa}Annotation> ; <{oa}hasTarget> ?t . ?t <{oa}hasSelector> ?s . "
                       f"?s a <{oa}TextQuoteSelector> }}")  # fmt: skip
    items = json.loads(path.read_text())["first"]["items"]
    assert len(rows) >= len(items) > 10
    with Record.open(dispute[0], read_only=True) as record:
        pages = {row[0]: row[1] for row in record.connection.execute("SELECT page_id, id FROM documents")}
        for item in items:
            targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
            for target in targets:
                page = target["source"].removeprefix("urn:onrecord:")
                place, quote, data = target["selector"]
                text = texts[pages[page]]
                assert text[place["start"] : place["end"]] == quote["exact"]
                assert text.index(quote["prefix"] + quote["exact"] + quote["suffix"]) >= 0
                kept = record.browse.page(page).content
                assert kept[data["start"] : data["end"]].decode() == quote["exact"]


def test_provenance_leads_from_every_move_to_its_page(written: dict[str, Path]) -> None:
    graph = graph_of(written["prov"] / "provenance.jsonld")
    prov = "http://www.w3.org/ns/prov#"
    found = graph.query(
        f"SELECT ?m ?p WHERE {{ ?m <{prov}wasDerivedFrom>/<{prov}wasDerivedFrom> ?p . ?p <urn:onrecord:sha256> ?h . "
        f"?m <{prov}wasGeneratedBy>/<{prov}wasAssociatedWith> ?agent . ?agent a <{prov}SoftwareAgent> }}"
    )
    moves = (written["jsonl"] / "moves.jsonl").read_text().count("\n")
    statements = (written["jsonl"] / "attributions.jsonl").read_text().count("\n")
    assert len(found) == moves + statements


def test_schema_org_names_who_said_what_in_which_article(written: dict[str, Path]) -> None:
    graph = graph_of(written["schema-org"] / "schema-org.jsonld")
    at = "https://schema.org/"
    found = {
        (str(row[0]), str(row[1]))
        for row in graph.query(
            f"SELECT ?who ?title WHERE {{ ?q a <{at}Quotation> ; <{at}spokenByCharacter>/<{at}name> ?who ; "
            f"<{at}isPartOf>/<{at}headline> ?title }}"
        )
    }
    assert ("Ilan Dorv", "Vesmark rejects blame for border flood") in found
    assert graph.query(f"ASK {{ ?c a <{at}Claim> ; <{at}author>/<{at}name> 'Norland' }}").askAnswer


def test_networks_open_in_networkx(written: dict[str, Path]) -> None:
    networkx = pytest.importorskip("networkx")
    for graph in (
        networkx.read_graphml(written["graphml"] / "network.graphml", force_multigraph=True),
        networkx.read_gexf(written["gexf"] / "network.gexf"),
    ):
        names = {key: data["label"] for key, data in graph.nodes(data=True)}
        assert {"Olga Brandt", "Vesmark"} <= set(names.values())
        edges = {(names[a], names[b], data["type"]) for a, b, data in graph.edges(data=True)}
        assert ("Norland", "Vesmark", "expel") in edges
        assert graph.number_of_edges() == (written["jsonl"] / "moves.jsonl").read_text().count("\n")


def test_events_have_the_columns_of_their_models_and_only_what_is_done(written: dict[str, Path]) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (written[name] / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter="\t"))

    polecat, gdelt = rows("polecat"), rows("gdelt")
    assert list(polecat[0])[:6] == ["Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code"]
    assert list(gdelt[0])[:4] == ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year"] and len(gdelt[0]) == 58 + 6
    expel = next(row for row in gdelt if row["EventCode"] == "161")
    assert (expel["SQLDATE"], expel["Actor1Name"], expel["EventRootCode"]) == ("20210914", "Norland", "16")
    assert not any("flooding" in row["Text"] for row in polecat), "an alleged attack is no event"
    accuse = [row for row in gdelt if row["EventCode"] == "112"]
    assert [(row["NumArticles"], row["NumSources"]) for row in accuse] == [("2", "2")], "a copy is no second event"


def test_follow_the_money_entities_point_at_each_other(written: dict[str, Path]) -> None:
    lines = (written["ftm"] / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    entities = {item["id"]: item for item in map(json.loads, lines)}
    assert len(entities) == len(lines)
    assert {item["schema"] for item in entities.values()} == {
        "Person", "PublicBody", "Position", "Occupancy", "Article", "Mention", "Event"
    }  # fmt: skip
    for item in entities.values():
        for name in ("holder", "post", "resolved", "document", "involved", "proof"):
            assert set(item["properties"].get(name, ())) <= set(entities), item


def test_brat_comes_back_to_the_same_spans(written: dict[str, Path], dispute: Dispute, texts: dict[str, str]) -> None:
    with Record.open(dispute[0], read_only=True) as record:
        for key, text in texts.items():
            assert (written["brat"] / f"{key}.txt").read_text(encoding="utf-8") == text
            marked, joined = layers(record.browse.document(key))
            annotation = (written["brat"] / f"{key}.ann").read_text(encoding="utf-8")
            back = read_brat(text, annotation)
            assert [(item.label, item.spans) for item in back] == [(item.label, item.spans) for item in marked]
            assert annotation.count("\nR") == len(joined)


def test_label_studio_comes_back_to_the_same_spans(written: dict[str, Path], dispute: Dispute) -> None:
    back = read_label_studio((written["label-studio"] / "tasks.json").read_text(encoding="utf-8"))
    with Record.open(dispute[0], read_only=True) as record:
        for key, found in back.items():
            marked, _ = layers(record.browse.document(key))
            flat = [(item.label, (span,)) for item in marked for span in item.spans]
            assert [(item.label, item.spans) for item in found] == flat
    config = ElementTree.parse(written["label-studio"] / "config.xml")
    assert {label.get("value") for label in config.iter("Label")} >= {"source", "cue", "content", "move_accuse"}


@pytest.mark.parametrize("line", ["T1\tcue 0 4\tword", "T1\tcue 0", "T1\tcue x y\tthey"])
def test_annotation_that_does_not_fit_is_refused(line: str) -> None:
    with pytest.raises(InputError, match="line 1"):
        read_brat("they said so", line)


def test_citations_are_read_as_ris(written: dict[str, Path]) -> None:
    rispy = pytest.importorskip("rispy")
    with (written["ris"] / "articles.ris").open(encoding="utf-8") as file:
        entries = rispy.load(file)
    assert {entry["type_of_reference"] for entry in entries} == {"NEWS"} and len(entries) == 4
    dated = {entry["title"]: entry.get("date") for entry in entries}
    assert dated["Vesmark rejects blame for border flood"] == "2021/09/11/"
    assert dated["Norland recalls envoy as flood row deepens"] == "2021/09//", "an unknown day is not made up"


def test_report_stands_alone_with_a_footnote_for_each_sentence(written: dict[str, Path]) -> None:
    (path,) = written["report"].iterdir()
    html = path.read_text(encoding="utf-8")
    assert "<script" not in html and "src=" not in html and "url(" not in html
    tree = ElementTree.fromstring(html.replace("<!DOCTYPE html>", "").replace('<meta charset="utf-8">', "")
                                  .replace('initial-scale=1">', 'initial-scale=1"/>')
                                  .replace("'unsafe-inline'\">", "'unsafe-inline'\"/>"))  # fmt: skip
    ids = {item.get("id") for item in tree.iter() if item.get("id")}
    links = [item.get("href", "") for item in tree.iter("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    marks = ["".join(mark.itertext()) for mark in tree.iter("mark")]
    assert "Norland recalled its ambassador from Vesmark on 14 September" in marks
    assert len([link for link in links if link.startswith("#note-")]) >= len(marks) > 5


def test_report_says_who_did_what_to_whom_as_a_reader_would(written: dict[str, Path]) -> None:
    (path,) = written["report"].iterdir()
    html = " ".join(re.sub("<[^>]+>", "", path.read_text(encoding="utf-8")).split())
    assert "Sides: Norland and Vesmark." in html
    assert "Olga Brandt (NLD) made a demand of Vesmark (VSM)" in html
    assert "in the words of Pavel Istrin, told by Halm Herald" in html
    assert "(conditional)" in html and "denies move 1 (in one document)" in html
    assert "The article of note 1: characters" in html and html.count("page SHA-256") == 4
    assert "Dorv offered a joint inspection" in html


def test_report_of_one_thread_is_asked_for_by_its_id(dispute: Dispute, tmp_path: Path) -> None:
    from onrecord.export.report import write_report

    with Record.open(dispute[0], read_only=True) as record:
        key = dispute[1]["thread"]
        assert [path.stem for path, _ in write_report(record, tmp_path, only=key[:12])] == [key]


def test_datasette_serves_tables_facets_and_questions(written: dict[str, Path], dispute: Dispute) -> None:
    app = pytest.importorskip("datasette.app")
    metadata = json.loads((written["datasette"] / "metadata.json").read_text(encoding="utf-8"))
    served = app.Datasette(files=[str(dispute[0])], metadata=metadata)

    async def ask(path: str) -> Any:
        answer = await served.client.get(path)
        assert answer.status_code == 200, (path, answer.text[:300])
        return answer.json() if ".json" in path else answer.text

    async def all_of_it() -> None:
        name = dispute[0].stem
        assert "Who did what to whom, in order" in await ask(f"/{name}")
        shown = await ask(f"/{name}/current_moves")
        assert "Type of move" in shown and "facet" in shown
        for question in metadata["databases"][name]["queries"]:
            found = await ask(f"/{name}/{question}.json?_shape=array&name=Brandt&words=gates")
            assert found or question == "disagreement", question

    asyncio.run(all_of_it())
