"""The same pages give the same record, byte for byte, whatever the order, the workers, the time zone and the locale.

``make faults`` holds the same of two hundred pages and of one, two and four workers.
"""

from __future__ import annotations

import locale
import random
import time
from pathlib import Path

import pytest

from onrecord.export import FORMATS
from onrecord.run import read_into
from onrecord.store import Record

PAGES = sorted((Path(__file__).parents[2] / "examples" / "pages").iterdir())[:4]


def exported(paths: list[Path], folder: Path, workers: int) -> dict[str, bytes]:
    with Record.create_or_open(folder / "record.db") as record:
        read_into(paths, record, workers=workers)
        return {path.name: path.read_bytes() for path, _ in FORMATS["jsonl"][0](record, folder / "out")}


def test_order_workers_zone_and_locale_do_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    before = locale.setlocale(locale.LC_ALL)
    try:
        for seed, zone, wanted in ((1, "UTC", "C"), (2, "Asia/Kathmandu", "de_DE.UTF-8")):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            try:
                locale.setlocale(locale.LC_ALL, wanted)
            except locale.Error:  # not every machine has it
                locale.setlocale(locale.LC_ALL, "C.UTF-8")
            pages = random.Random(seed).sample(PAGES, len(PAGES))
            (tmp_path / str(seed)).mkdir()
            found.append(exported(pages, tmp_path / str(seed), workers=seed))
    finally:
        locale.setlocale(locale.LC_ALL, before)
        monkeypatch.undo()
        time.tzset()
    assert found[0].keys() == found[1].keys() and found[0]["moves.jsonl"].count(b"\n") > 5
    assert min(found[0][f"{name}.jsonl"].count(b"\n") for name in ("actors", "mentions")) > 20
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []
