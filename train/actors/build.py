"""Tables of office holders, given names and state-affiliated outlets from open lists.

In come three lists as their publishers give them, below one folder: office holders by country (Wikidata, CC0), members
of the US Congress (CC0), state-affiliated media (MIT). Out come ``people.csv.gz``, ``terms.csv.gz``,
``given_names.csv`` and ``state_outlets.csv.gz`` in ``src/onrecord/data/actors``, sorted, so that the same lists give
the same bytes. Run: ``python train/actors/build.py FOLDER``. What people wrote by hand (states, bodies, persons, roles)
lives in that folder too and is not touched.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

OUT = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "actors"
SIDES = {
    "belarus-ministers": "BLR", "canada-cabinet": "CAN", "china-ministers": "CHN", "czech-ministers": "CZE",
    "estonia": "EST", "france-cabinet": "FRA", "india-ministers": "IND", "iran-ministers": "IRN",
    "israel-ministers": "ISR", "japan-ministers": "JPN", "kazakhstan-cabinet": "KAZ", "lithuania": "LTU",
    "north-korea": "PRK", "poland-cabinet": "POL", "russia-cabinet": "RUS", "south-korea-ministers": "KOR",
    "turkey-ministers": "TUR", "ukraine-cabinet": "UKR", "united-kingdom-cabinet": "GBR", "us-cabinet": "USA",
}  # fmt: skip
WORLD_SIDES = {"OSCE": "OSCE", "World Trade": "WTO", "Council of Europe": "Council of Europe", "Arab": "Arab League"}
SEATS = {
    "United States representative": "US representative", "United States senator": "US senator",
    "member of the State Duma": "member of the State Duma",
    "member of the Federation Council of Russia": "member of the Federation Council",
    "People's Deputy of Ukraine": "deputy of the Verkhovna Rada", "Knesset member": "member of the Knesset",
}  # fmt: skip
LOCAL = re.compile(
    r"justice of|judge of|mayor|governor|premier of|district|mlo|lord of the treasury|secretary of state of "
    r"|military cabinet|oblast|chief minister|lieutenant|municipal|regional|county|prefect|rector|voivode|city",
    re.IGNORECASE,
)
EARLIEST = "2004"
ORIGIN = "Wikidata (CC0), snapshot of mid-2022"


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def clean_day(day: str) -> str:
    """An ISO prefix; what is not one is not known."""
    return day if re.fullmatch(r"\d{4}(-\d\d){0,2}", day or "") else ""


class Lists:
    """What the lists tell: a person's name and gender by Wikidata id, and the terms of office."""

    def __init__(self) -> None:
        self.names: dict[str, Counter[str]] = defaultdict(Counter)
        self.gender: dict[str, str] = {}
        self.terms: set[tuple[str, str, str, str, str, str]] = set()
        self.given: dict[str, Counter[str]] = defaultdict(Counter)

    def add_person(self, row: dict[str, str], person: str, name: str) -> None:
        gender = row.get("gender", "")
        if gender in ("male", "female"):
            self.gender[person] = gender
            self.given[name.split()[0]][gender] += 1
        article = row.get("enwiki", "")
        if article and "(" not in article and "," not in article:
            self.names[person][article] += 1

    def add_term(self, row: dict[str, str], title: str, side: str, origin: str = ORIGIN) -> None:
        person, name = row["personID"], row["person"].split(",")[0].split(" (")[0]
        end = clean_day(row.get("end", ""))
        if not re.fullmatch(r"Q\d+", person) or (end and end < EARLIEST) or re.fullmatch(r"Q\d+|", name):
            return
        self.names[person][name] += 1
        self.terms.add((person, title, side, clean_day(row["start"]), end, origin))

    def read_country(self, folder: Path, side: str) -> None:
        for row in rows_of(folder / "bio.csv"):
            self.add_person(row, row["id"], row["name"])
        for row in rows_of(folder / "holders21.csv"):
            self.add_person(row, row["personID"], row["person"])
            if not side and row["position"].startswith("Permanent Representative"):
                continue
            if not LOCAL.search(row["position"]) or row["position"].startswith("Premier of the"):
                self.add_term(row, row["position"], side or world_side(row["position"]))
        self.read_seats(folder / "legislators.csv", side)

    def read_seats(self, path: Path, side: str) -> None:
        """Seats in a national parliament, the terms of one person in one house as one."""
        spans: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
        for row in rows_of(path):
            self.add_person(row, row["personID"], row["person"])
            seat = SEATS.get(row["position"])
            if "Parliament of the United Kingdom" in row["position"]:
                seat = "member of parliament"
            if seat:
                spans[(row["personID"], seat)].append(row)
        for (_, seat), held in sorted(spans.items()):
            ends = [row["end"] for row in held]
            first = min(row["start"] for row in held)
            self.add_term({**held[0], "start": first, "end": "" if "" in ends else max(ends)}, seat, side)


def world_side(position: str) -> str:
    return next((side for word, side in WORLD_SIDES.items() if word in position), "UN")


def read_leaders(lists: Lists, base: Path, iso: dict[str, str]) -> None:
    """Heads of state, of government and foreign ministers of all states."""
    for row in rows_of(base / "world-leaders-2021" / "data" / "wikidata.csv"):
        term = {"personID": row["officeholder"], "person": row["officeholderLabel"]}
        term |= {"start": row["start_year"], "end": row["end_year"]}
        if row["countryid"] in iso:
            lists.add_term(term, row["positionLabel"], iso[row["countryid"]])
    for row in rows_of(base / "world" / "sources" / "foreign" / "wikidata.csv"):
        term = {"personID": row["person"], "person": row["name"], "start": row["start"], "end": ""}
        if row["country"] in iso and row["person"]:
            lists.add_term(term, row["positionLabel"], iso[row["country"]])


def write(name: str, head: str, rows: Iterable[Iterable[str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head.split())
    writer.writerows(rows)
    raw = buffer.getvalue().encode("utf-8")
    (OUT / name).write_bytes(gzip.compress(raw, 9, mtime=0) if name.endswith(".gz") else raw)


def people(lists: Lists) -> Iterator[tuple[str, ...]]:
    for person in sorted({term[0] for term in lists.terms}):
        ranked = sorted(lists.names[person].items(), key=lambda item: (-item[1], item[0]))
        names = [name for name, _ in ranked]
        yield person, names[0], ";".join(names[1:]), lists.gender.get(person, ""), "Wikidata"


def given_names(lists: Lists) -> Iterator[tuple[str, str, str]]:
    """First names that nearly everybody of one gender bears."""
    for name, counts in sorted(lists.given.items()):
        (gender, most), total = counts.most_common(1)[0], counts.total()
        if re.fullmatch(r"[^\W\d_]{2,}", name) and most >= 0.95 * total:
            yield name, gender, "Wikidata"


def state_outlets(path: Path, iso: dict[str, str]) -> Iterator[tuple[str, ...]]:
    seen = set()
    for row in rows_of(path):
        name = re.sub(r"\s*\(.*?\)", "", row["Main assets"]).strip()
        owner = iso.get(row["Country"].strip(), "")
        if owner and 3 < len(name) < 60 and " " in name and name.lower() not in seen:
            seen.add(name.lower())
            yield name, owner, row["Typology"].strip(), row["URL"].strip(), "State Media Matrix, ASD at GMF (MIT)"


def main(folder: Path) -> None:
    base = folder / "office_holders"
    codes = list(rows_of(folder / "country_codes" / "data" / "country-codes.csv"))
    iso = {row["wikidata_id"].rsplit("/", 1)[-1]: row["ISO3166-1-Alpha-3"] for row in codes}
    by_name = {row["CLDR display name"]: row["ISO3166-1-Alpha-3"] for row in codes}
    by_name |= {"United States": "USA", "United Kingdom": "GBR"}
    lists = Lists()
    for name, side in sorted(SIDES.items()):
        lists.read_country(base / name / "html", side)
    lists.read_country(base / "world" / "html", "")
    read_leaders(lists, base, iso)
    write("people.csv.gz", "id name names gender origin", people(lists))
    write("terms.csv.gz", "person title side since until origin", sorted(lists.terms))
    write("given_names.csv", "name gender origin", given_names(lists))
    media = folder / "state_media_gmf" / "State_Media_Matrix.csv"
    write("state_outlets.csv.gz", "name owner typology url origin", sorted(state_outlets(media, by_name)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
