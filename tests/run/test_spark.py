"""The same record from Spark as from one machine, also when a machine dies in the middle of the run.

These need the extra ``spark`` and Java, and some minutes: ``make spark`` installs the one and runs them.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark")

from tests.run.test_parts import PAGE_PATHS, digest_of

from onrecord.run import read_into
from onrecord.run.loading import load_into
from onrecord.run.parts import part_files, slices_of
from onrecord.run.spark import open_session, read_with_spark
from onrecord.run.spark_groups import components, group_with_spark
from onrecord.store import Record

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of the record that one process reads."""
    folder = tmp_path_factory.mktemp("one")
    with Record.create_or_open(folder / "r.db") as record:
        read_into(PAGE_PATHS, record)
        return digest_of(record, folder / "out")


@pytest.fixture
def session(request: pytest.FixtureRequest) -> Iterator[Any]:
    made = open_session(request.param)
    yield made
    made.stop()


def loaded_digest(folder: Path, place: Path) -> str:
    with Record.create_or_open(place / "loaded.db") as record:
        load_into(folder, record)
        return digest_of(record, place / "out")


@pytest.mark.parametrize("session", ["local[2,4]"], indirect=True)
def test_two_threads_give_the_same_record(session: Any, tmp_path: Path, expected: str) -> None:
    folder = tmp_path / "large"
    run = read_with_spark(PAGE_PATHS, folder, session)
    assert run.read == run.slices == len(slices_of(PAGE_PATHS))
    assert loaded_digest(folder, tmp_path) == expected
    part_files(folder)[0].unlink()
    assert read_with_spark(PAGE_PATHS, folder, session).read == 1
    _copies_are_those_of_the_record(session, folder, tmp_path)
    _chains_are_one_group(session)


def _copies_are_those_of_the_record(session: Any, folder: Path, tmp_path: Path) -> None:
    pairs, groups = group_with_spark(folder, session)
    found = {(row["one"], row["other"]) for row in session.read.parquet(str(folder / "copies")).collect()}
    with Record.open(tmp_path / "loaded.db") as record:
        kept = [tuple(row) for row in record.connection.execute("SELECT document_id, original_id FROM copies")]
        stories = list(record.connection.execute("SELECT story_id, document_id FROM story_documents"))
    assert found == {(min(pair), max(pair)) for pair in kept} and len(found) == pairs
    place = {row["document_id"]: row["group"] for row in session.read.parquet(str(folder / "groups")).collect()}
    assert 1 < groups < len(place)
    together: dict[str, set[str]] = {}
    for story, document in stories:
        together.setdefault(story, set()).add(place[document])
    assert all(len(found) == 1 for found in together.values()), "a story lies in one group"


def _chains_are_one_group(session: Any) -> None:
    names = [f"d{number:02d}" for number in range(40)]
    documents = session.createDataFrame([(name,) for name in names], "document_id string")
    chain = [(names[at], names[at + 1]) for at in range(30)] + [(names[35], names[33])]
    found = components(documents, session.createDataFrame(chain, "one string, other string")).collect()
    groups = {row["document_id"]: row["group"] for row in found}
    assert {groups[name] for name in names[:31]} == {"d00"}
    assert groups["d33"] == groups["d35"] == "d33"
    assert groups["d32"] == "d32"


@pytest.mark.parametrize("session", ["local-cluster[2,1,1024]"], indirect=True)
def test_dead_executor_changes_nothing(session: Any, tmp_path: Path, expected: str) -> None:
    folder = tmp_path / "large"
    killed: list[int] = []
    killer = threading.Thread(target=_kill_one_executor, args=(folder, killed))
    killer.start()
    read_with_spark(PAGE_PATHS, folder, session)
    killer.join(timeout=120)
    assert killed, "no executor was found to kill"
    assert loaded_digest(folder, tmp_path) == expected


def _kill_one_executor(folder: Path, killed: list[int]) -> None:
    """Kill an executor's process as soon as the first part is written."""
    for _ in range(1_200):
        if list(folder.glob("readings/part-*.parquet")):
            break
        time.sleep(0.1)
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in command:
            os.kill(int(process.name), signal.SIGKILL)
            killed.append(int(process.name))
            return
